#!/bin/bash
# What the store's safety rests on and no compiler sees: one place that
# checkpoints, SQLite's own checkpoints off, nothing that goes around the
# record. First on the tree, then on planted faults, each of which must be
# found.
srcdir=$(cd "${srcdir:-.}" && pwd)
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

# Faults of the tree $1, one a line: what is wrong, a tab, where.
faults()
{
	(
	cd "$1" || exit
	# A checkpoint happens in tx.c, under the write lock, and nowhere else.
	grep -nE 'wal_checkpoint|SQLITE_CHECKPOINT_' -r src |
	    grep -v '^src/store/tx\.c:' | sed 's/^/checkpoint\t/'
	grep -q 'wal_autocheckpoint = 0' src/store/handle.c ||
	    printf 'automatic\tsrc/store/handle.c\n'
	grep -q 'SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1' src/store/handle.c ||
	    printf 'on close\tsrc/store/handle.c\n'
	# The authorizer is set once and never taken off.
	grep -n 'sqlite3_set_authorizer' -r src |
	    grep -v '^src/store/handle\.c:.*authorize, h)' |
	    sed 's/^/authorizer\t/'
	# REPLACE deletes rows without their triggers' knowing why.
	grep -nEi 'replace +into|(insert|update) or (replace|ignore)|on conflict replace' \
	    -r src schema | sed 's/^/replace\t/'
	# The record reads a short row's missing columns as null (rowchange.c).
	grep -nEi 'add column.* default' -r schema | sed 's/^/default\t/'
	# Only the store runs SQL that it composed.
	grep -nE 'handle_exec|handle_prepare' -r src |
	    grep -v '^src/store/' | sed 's/^/sql\t/'
	)
}

n=0
ok()
{
	n=$((n + 1))
	if [ "$1" = 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; fi
}

# plant FAULT FILE TEXT: the text is added to the file in a copy of the tree.
plant()
{
	rm -rf "$work/tree"
	mkdir "$work/tree"
	cp -r "$srcdir/src" "$srcdir/schema" "$work/tree"
	chmod -R u+w "$work/tree"
	echo "$3" >>"$work/tree/$2"
	faults "$work/tree" | grep -q "^$1	"
	ok $? "a planted fault is found: $1"
}

# unplant FAULT FILE WORDS: the words are taken out of the file.
unplant()
{
	rm -rf "$work/tree"
	mkdir "$work/tree"
	cp -r "$srcdir/src" "$srcdir/schema" "$work/tree"
	chmod -R u+w "$work/tree"
	sed -i "s/$3//" "$work/tree/$2"
	faults "$work/tree" | grep -q "^$1	"
	ok $? "a planted fault is found: $1"
}

echo 1..9
found=$(faults "$srcdir")
[ -z "$found" ]
ok $? "the tree has no fault"
[ -z "$found" ] || sed 's/^/# /' <<<"$found"
plant checkpoint src/store/backup.c 'sqlite3_wal_checkpoint(sq, NULL);'
unplant automatic src/store/handle.c 'wal_autocheckpoint = 0'
unplant 'on close' src/store/handle.c 'SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1'
plant authorizer src/store/db.c 'sqlite3_set_authorizer(sq, NULL, NULL);'
plant replace src/store/draft.c '"REPLACE INTO draft"'
plant replace schema/0002_book.sql 'INSERT OR IGNORE INTO book'
plant default schema/0002_book.sql \
    "ALTER TABLE item ADD COLUMN x TEXT NOT NULL DEFAULT ''"
plant sql src/main.c 'handle_exec(h, "x", NULL);'
