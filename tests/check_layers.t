#!/bin/bash
# The layers of src/ and their direction, libraries in their homes, CODE-MAP
# and Makefile.am complete, and the words and calls that C must not hold. First
# on the tree, then on planted faults, each of which must be found.
srcdir=$(cd "${srcdir:-.}" && pwd)
awk=${AWK:-awk}
checks='edges homes words system writes unfinished map lists'

# Source files of a tree, without what the build makes.
sources()
{
	(cd "$1" && find src -name '*.[ch]' -o -name '*.def' -o -name '*.awk') |
	    grep -v '^src/store/schema_sql\.c$' | LC_ALL=C sort
}

# A row of CODE-MAP names the file or its twin (.c and .h of one name).
check_map()
{
	local rows file row
	rows=$(sed -n 's/^\(src\/[^ ]*\).*/\1/p' "$1/src/CODE-MAP")
	for file in $(sources "$1"); do
		case $file in *.c) row=${file%c}h ;; *) row=${file%h}c ;; esac
		grep -qxF -e "$file" -e "$row" <<<"$rows" ||
		    printf 'map\t%s has no row in src/CODE-MAP\n' "$file"
	done
	for row in $rows; do
		[ -f "$1/$row" ] ||
		    printf 'map\tsrc/CODE-MAP: there is no %s\n' "$row"
	done
	check_rows "$1/src/CODE-MAP"
}

# One row a file, in the order of their names under each heading, with words.
check_rows()
{
	LC_ALL=C "$awk" '
	/^src\// {
		if (seen[$1]++)
			print "map\tsrc/CODE-MAP: a second row of " $1
		else if ($1 < last)
			print "map\tsrc/CODE-MAP: " $1 " is out of order"
		if (NF < 2 || /[,;:]$/)
			print "map\tsrc/CODE-MAP: the row of " $1 \
			    " says nothing, or breaks off"
		last = $1
		next
	}
	{ last = "" }' "$1"
}

# A file that Makefile.am does not list would be missing from a release.
check_lists()
{
	local file
	for file in $(sources "$1"); do
		grep -qF "$file" "$1/Makefile.am" ||
		    printf 'lists\t%s is not in Makefile.am\n' "$file"
	done
}

findings()
{
	(cd "$1" && sources . | grep -v '\.awk$' |
	    xargs "$awk" -f "$srcdir/tests/check_layers.awk")
	check_map "$1"
	check_lists "$1"
}

n=0
result()
{
	n=$((n + 1))
	echo "$1 $n - $2"
}

all=$(findings "$srcdir")
for check in $checks; do
	found=$(sed -n "s/^$check	//p" <<<"$all")
	if [ -z "$found" ]; then
		result ok "$check"
	else
		result 'not ok' "$check"
		sed 's/^/#   /' <<<"$found"
	fi
done

# --- each check must be able to fail ------------------------------------------
tree=$(mktemp -d) || exit 1
trap 'rm -rf "$tree"' EXIT

# plant CHECK FILE TEXT: a tree of one innocent and one guilty file.
plant()
{
	rm -rf "$tree/src"
	mkdir -p "$tree/src" "$(dirname "$tree/$2")"
	printf '#include "base/buf.h"\n/* says time (ms), getenv() */\n' \
	    >"$tree/src/app.c"
	printf '%b' "$3" >"$tree/$2"
	printf 'src/app.c  x\n%s  x\n' "$2" >"$tree/src/CODE-MAP"
	printf 'src/app.c %s\n' "$2" >"$tree/Makefile.am"
}

# must_find CHECK WHAT: the planted fault and no other.
must_find()
{
	local got
	got=$(findings "$tree" | cut -f1 | sort -u | tr '\n' ' ')
	if [ "$got" = "$1 " ]; then
		result ok "finds $2"
	else
		result 'not ok' "finds $2"
		echo "#   found '$got'"
	fi
}

must_pass()
{
	local got
	got=$(findings "$tree")
	if [ -z "$got" ]; then
		result ok "passes $1"
	else
		result 'not ok' "passes $1"
		sed 's/^/#   /' <<<"$got"
	fi
}

while IFS='|' read -r check file text what; do
	plant "$check" "$file" "$text"
	must_find "$check" "$what"
done <<'PLANTED'
edges|src/model/a.c|#include "store/db.h"\n|the model reading the store
edges|src/ui/a.h|# include "model/when.h"\n|the ui knowing the model
edges|src/screen/a.c|#include "app.h"\n|a screen knowing the app
edges|src/base/a.c|#include "form/kind.h"\n|base knowing a kind
edges|src/cmd/a.c|#include "ui/list.h"\n|a command drawing
edges|src/store/a.c|#include "stor/db.h"\n|an include from no layer
homes|src/cmd/a.c|#include <sqlite3.h>\n|SQLite outside the store
homes|src/store/a.c|#include <yaml.h>\n|libyaml outside form
homes|src/screen/a.c|#include <ncursesw/curses.h>\n|curses outside ui
words|src/cmd/a.c|/* as a MARAC does */\n|a kind's name in a comment
words|src/cmd/a.c|char *s = "perpetrators";\n|a kind's word in a string
words|src/ui/a.c|int dash = 14;\n|a kind's form in a name
system|src/cmd/a.c|long t = time(NULL);\n|the system's time
system|src/ui/a.c|/* x */ char *e = getenv("TERM");\n|the environment
writes|src/screen/a.c|if (!db_begin(db, err))\n|a screen that writes
unfinished|src/ui/a.c|/* TODO later */\n|unfinished work
PLANTED

plant homes src/ui/a.c '#include <curses.h>\n'
must_pass 'curses in one file of ui'
printf '#include <curses.h>\n' >"$tree/src/ui/b.c"
printf 'src/ui/b.c  x\n' | tee -a "$tree/src/CODE-MAP" >>"$tree/Makefile.am"
must_find homes 'curses in a second file of ui'

plant words src/ui/a.c '/* a socket, dashed; fossil runtime (s) */\n'
must_pass 'words that only look alike'

plant map src/ui/a.c 'int x;\n'
printf 'src/app.c  x\n' >"$tree/src/CODE-MAP"
must_find map 'a file without a row'
plant map src/ui/a.c 'int x;\n'
printf 'src/ui/gone.c  x\n' >>"$tree/src/CODE-MAP"
must_find map 'a row without a file'
plant map src/ui/a.c 'int x;\n'
printf 'src/ui/a.c  y\n' >>"$tree/src/CODE-MAP"
must_find map 'a second row of one file'
plant map src/ui/a.c 'int x;\n'
printf 'src/app.c  x\nsrc/ui/a.c  \n' >"$tree/src/CODE-MAP"
must_find map 'a row without words'
plant map src/ui/a.c 'int x;\n'
printf 'src/app.c  x\nsrc/ui/a.c  keys, and,\n' >"$tree/src/CODE-MAP"
must_find map 'a row that breaks off'
plant map src/ui/a.c 'int x;\n'
printf 'src/ui/a.c  x\nsrc/app.c  x\n' >"$tree/src/CODE-MAP"
must_find map 'a row out of order'
plant map src/ui/a.c 'int x;\n'
printf 'int x;\n' >"$tree/src/ui/a.h"
printf 'src/ui/a.h\n' >>"$tree/Makefile.am"
must_pass 'a header whose .c has the row'

plant lists src/ui/a.c 'int x;\n'
printf 'src/app.c\n' >"$tree/Makefile.am"
must_find lists 'a file that is not listed'

echo "1..$n"
