/*
 * history_prove: is a folder the history of a board that it says it is?
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/json.h"
#include "cmd/file.h"
#include "cmd/history_cmd.h"
#include "cmd/minutes_doc.h"
#include "store/history_read.h"
#include "store/row.h"
#include "store/verify.h"

struct listed {
	char hash[HASH_HEX];
	const char *path;
	bool seen;
};

struct look {
	struct arena a;
	struct row_list list;
	const char *folder;
	char sums[HASH_HEX];	/* of the list itself */
	const char *bad;	/* the first file that is not as it was */
	const char *why;
};

static void
found_bad(struct look *l, const char *path, const char *why)
{
	if (l->bad)
		return;
	l->bad = arena_strdup(&l->a, path);
	l->why = why;
}

/* Lines of a hash, two blanks and a path that stays inside the folder. */
static bool
read_list(struct look *l, const struct buf *text)
{
	const char *at = buf_text(text);

	while (*at) {
		size_t len = strcspn(at, "\n");
		struct listed *f = row_list_add(&l->list);

		if (at[len] != '\n' || len < HASH_HEX + 2 ||
		    strncmp(at + HASH_HEX - 1, "  ", 2))
			return false;
		memcpy(f->hash, at, HASH_HEX - 1);
		f->path = arena_strndup(&l->a, at + HASH_HEX + 1,
		    len - HASH_HEX - 1);
		if (*f->path == '/' || *f->path == '.' ||
		    strstr(f->path, "/."))
			return false;
		at += len + 1;
	}
	return l->list.n > 0;
}

static struct listed *
find(struct look *l, const char *path)
{
	struct listed *files = l->list.rows;

	for (size_t i = 0; i < l->list.n; i++)
		if (!strcmp(files[i].path, path))
			return &files[i];
	return NULL;
}

static bool
is_file(const char *path)
{
	struct stat st;

	return lstat(path, &st) || S_ISREG(st.st_mode);
}

static void
look_at(struct look *l, const char *path)
{
	struct listed *f = find(l, path);
	struct buf whole = {0}, bytes = {0}, hex = {0};
	unsigned char sum[HASH_SIZE];

	if (!f) {
		if (strcmp(path, HISTORY_SUMS))
			found_bad(l, path, "is not of it");
		return;
	}
	f->seen = true;
	buf_addf(&whole, "%s/%s", l->folder, path);
	if (!file_read_here(buf_text(&whole), &bytes, NULL)) {
		found_bad(l, path, is_file(buf_text(&whole)) ?
		    "can't be read" : "is not a file");
	} else {
		hash_sha256(sum, buf_text(&bytes), bytes.len);
		hash_add_hex(&hex, sum, sizeof(sum));
		if (strcmp(buf_text(&hex), f->hash))
			found_bad(l, path, "is not what it was");
	}
	buf_wipe(&bytes);
	buf_release(&whole);
	buf_release(&hex);
}

/* Every file of the folder, or of one in it (inner not empty). */
static void
walk(struct look *l, const char *inner)
{
	struct buf path = {0};
	struct dirent *e;
	struct stat st;
	DIR *d;

	buf_addf(&path, "%s/%s", l->folder, inner);
	d = opendir(buf_text(&path));
	while (d && (e = readdir(d))) {
		if (!strcmp(e->d_name, ".") || !strcmp(e->d_name, ".."))
			continue;
		buf_clear(&path);
		buf_addf(&path, "%s%s%s", inner, *inner ? "/" : "",
		    e->d_name);
		if (!fstatat(dirfd(d), e->d_name, &st, AT_SYMLINK_NOFOLLOW) &&
		    S_ISDIR(st.st_mode) && !*inner)
			walk(l, e->d_name);
		else
			look_at(l, buf_text(&path));
	}
	if (d)
		closedir(d);
	buf_release(&path);
}

/* Does the book hold the entry that the manifest names? */
static bool
book_knows(struct session *s, struct look *l, int64_t *entry, bool *knows,
    struct err *err)
{
	struct buf path = {0}, text = {0};
	struct json about, value;
	char hex[65];
	bool ok = true;

	*knows = false;
	buf_addf(&path, "%s/%s", l->folder, HISTORY_ABOUT);
	if (file_read_here(buf_text(&path), &text, NULL) && json_parse(
	    buf_text(&text), text.len, &about) && json_find(&about, "entry",
	    &value) && json_int(&value, entry) && json_find(&about, "hash",
	    &value)) {
		ok = db_chain_at(s->db, *entry, hex, err);
		*knows = ok && *hex && !strcmp(hex, json_string(&l->a,
		    &value));
	}
	buf_release(&path);
	buf_release(&text);
	return ok;
}

/* Whoever changes a file can put its hash right, and the manifest with it; but
 * not what the book noted of that when it left. */
static void
say_whole(const struct look *l, bool knows, int64_t entry,
    const struct history_noted *noted, enum history_proof *proof,
    struct buf *says)
{
	if (knows && !noted->board) {
		*proof = HISTORY_CHANGED;
		buf_addf(says, "not as it left this book: no history that you "
		    "may know of left it with this %s. The list was changed, "
		    "and what it lists may be, too. Do not rely on it",
		    HISTORY_SUMS);
		return;
	}
	*proof = knows ? HISTORY_TRUE : HISTORY_WHOLE;
	if (!knows) {
		buf_addf(says, "%zu files, each as %s has it, but not from "
		    "this book: it does not hold the entry that the manifest "
		    "names", l->list.n, HISTORY_SUMS);
		return;
	}
	buf_addf(says, "%zu files, each as it was written, from this book as "
	    "it stood after entry %" PRId64 ". It is the history of %s, and "
	    "left the book ", l->list.n, entry, noted->board);
	minutes_when(says, noted->at);
	buf_addf(says, ", taken by %s%s", noted->by_name, noted->encrypted
	    ? ", in a zip under a password" : "");
}

static bool
judge(struct session *s, struct look *l, enum history_proof *proof,
    struct buf *says, struct err *err)
{
	const struct listed *files = l->list.rows;
	struct history_noted noted;
	int64_t entry = 0;
	bool knows;

	for (size_t i = 0; i < l->list.n; i++)
		if (!files[i].seen)
			found_bad(l, files[i].path, "is missing");
	if (l->bad) {
		*proof = HISTORY_CHANGED;
		buf_addf(says, "not the history it says it is: %s %s", l->bad,
		    l->why);
		return true;
	}
	if (!book_knows(s, l, &entry, &knows, err) || !history_read_noted(
	    s->db, l->sums, &l->a, &noted, err))
		return false;
	say_whole(l, knows, entry, &noted, proof, says);
	return true;
}

static void
hash_list(struct look *l, const struct buf *text)
{
	unsigned char sum[HASH_SIZE];
	struct buf hex = {0};

	hash_sha256(sum, text->data, text->len);
	hash_add_hex(&hex, sum, sizeof(sum));
	memcpy(l->sums, buf_text(&hex), HASH_HEX);
	buf_release(&hex);
}

bool
cmd_history_prove(struct session *s, const char *folder,
    enum history_proof *proof, struct buf *says, struct err *err)
{
	struct look l = { .folder = folder };
	struct buf path = {0}, text = {0};
	bool ok = true;

	*proof = HISTORY_NONE;
	l.list = (struct row_list)ROW_LIST(&l.a, struct listed);
	buf_addf(&path, "%s/%s", folder, HISTORY_SUMS);
	if (!session_require_files(s, err)) {
		ok = false;
	} else if (!is_file(buf_text(&path))) {
		*proof = HISTORY_CHANGED;
		buf_addf(says, "not the history it says it is: %s is not a "
		    "file", HISTORY_SUMS);
	} else if (!file_read_here(buf_text(&path), &text, NULL)) {
		buf_addf(says, "there is no %s in it to go by", HISTORY_SUMS);
	} else if (!read_list(&l, &text)) {
		*proof = HISTORY_CHANGED;
		buf_addf(says, "not the history it says it is: %s is not what "
		    "it was", HISTORY_SUMS);
	} else {
		hash_list(&l, &text);
		walk(&l, "");
		ok = judge(s, &l, proof, says, err);
	}
	buf_release(&path);
	buf_release(&text);
	arena_release(&l.a);
	return ok;
}
