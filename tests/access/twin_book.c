#include "twin_book.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include <sodium.h>

#include "base/alloc.h"
#include "cmd/demo.h"
#include "cmd/session.h"
#include "store/db.h"
#include "../unit/store_help.h"
#include "twin_view.h"

/* ---- The same chance in every book --------------------------------------- */

static uint64_t chance;

static uint32_t
next_chance(void)
{
	chance = chance * UINT64_C(6364136223846793005) +
	    UINT64_C(1442695040888963407);
	return (uint32_t)(chance >> 32);
}

static void
fill_chance(void *buf, const size_t size)
{
	unsigned char *out = buf;
	size_t i;

	for (i = 0; i < size; i++)
		out[i] = (unsigned char)next_chance();
}

static const char *
chance_name(void)
{
	return "seeded";
}

static struct randombytes_implementation seeded = {
	.implementation_name = chance_name, .random = next_chance,
	.buf = fill_chance
};

bool
twin_chance(void)
{
	return randombytes_set_implementation(&seeded) == 0 &&
	    sodium_init() >= 0;
}

/* ---- Books --------------------------------------------------------------- */

/* The book is closed, and so its bytes may be read past SQLite. */
static void
copy_one(const char *from, const char *to, const char *suffix)
{
	struct buf a = {0}, b = {0};
	char bytes[65536];
	FILE *in, *out;
	size_t n;

	buf_addf(&a, "%s%s", from, suffix);
	buf_addf(&b, "%s%s", to, suffix);
	unlink(buf_text(&b));
	in = fopen(buf_text(&a), "r");
	if (in != NULL) {
		out = fopen(buf_text(&b), "w");
		assert_non_null(out);
		while ((n = fread(bytes, 1, sizeof(bytes), in)) > 0)
			assert_int_equal(fwrite(bytes, 1, n, out), n);
		assert_int_equal(ferror(in), 0);
		assert_int_equal(fclose(out), 0);
		assert_int_equal(chmod(buf_text(&b), 0600), 0);
		fclose(in);
	}
	buf_release(&b);
	buf_release(&a);
}

void
twin_copy(const char *from, const char *to)
{
	copy_one(from, to, "");
	copy_one(from, to, "-wal");
	copy_one(from, to, "-shm");
}

bool
twin_book_try(struct twins *t, const char *path, const char *text,
    const char *script, struct buf *why)
{
	struct buf reply = {0};
	struct err err = {0};
	FILE *f = fopen(t->data, "w");
	bool made;

	assert_non_null(f);
	assert_true(fputs(text, f) >= 0);
	assert_int_equal(fclose(f), 0);
	chance = t->seed;
	unlink(path);
	made = demo_make(path, t->data, getenv("MINUTEBOOK_FORMS"), script,
	    &t->now, &reply, &err);
	if (!made)
		buf_addf(why, "%s\n%s", err_text(&err), buf_text(&reply));
	err_clear(&err);
	buf_release(&reply);
	return made;
}

void
twin_book(struct twins *t, const char *path, const char *text,
    const char *script)
{
	struct buf why = {0};

	if (!twin_book_try(t, path, text, script, &why))
		fail_msg("%s: %s", path, buf_text(&why));
}

char **
twin_lines(const struct twins *t, const char *login, const char *sql,
    struct buf *b, size_t *n)
{
	struct clock clock;
	int64_t now = t->now;
	struct err err = {0};
	struct session s;
	char **lines = NULL, *at;
	size_t cap = 0;
	struct db *db;

	clock_fixed(&clock, &now);
	db = db_open(t->with, DB_USE, &clock, &err);
	assert_non_null(db);
	if (login != NULL)
		assert_true(session_open(&s, db, &clock, login, "ask", &err));
	twin_rows(b, db, login != NULL, sql);
	if (login != NULL)
		session_close(&s);
	db_close(db);
	*n = 0;
	for (at = b->data; at != NULL && *at != '\0';) {
		GROW(lines, *n, cap);
		lines[(*n)++] = at;
		at += strcspn(at, "\n");
		if (*at == '\n')
			*at++ = '\0';
	}
	return lines;
}

void
twin_start(struct twins *t)
{
	t->seed = 43;
	snprintf(t->folder, sizeof(t->folder), "/tmp/mb-twin-XXXXXX");
	assert_non_null(mkdtemp(t->folder));
	snprintf(t->data, sizeof(t->data), "%s/data.yaml", t->folder);
	snprintf(t->with, sizeof(t->with), "%s/with.minutebook", t->folder);
	snprintf(t->without, sizeof(t->without), "%s/without.minutebook",
	    t->folder);
	snprintf(t->copy, sizeof(t->copy), "%s/copy.minutebook", t->folder);
}

void
twin_finish(const struct twins *t)
{
	DIR *d = opendir(t->folder);

	for (const struct dirent *e; (e = readdir(d)) != NULL;) {
		char path[400];

		snprintf(path, sizeof(path), "%s/%s", t->folder, e->d_name);
		unlink(path);
	}
	closedir(d);
	rmdir(t->folder);
}

void
twin_forget_absence(const char *path, const char *login, const char *ref)
{
	struct clock clock;
	int64_t now = clock_parse("2031-03-13T12:00:00");
	struct err err = {0};
	struct buf sql = {0};
	struct db *db;

	clock_fixed(&clock, &now);
	db = db_open(path, DB_USE, &clock, &err);
	assert_non_null(db);
	db_sign_in_system(db, "twin");
	buf_addf(&sql, "UPDATE access SET conflict_id = NULL WHERE conflict_id"
	    " IN (SELECT f.id FROM conflict AS f JOIN member AS m ON m.id ="
	    " f.member_id JOIN casefile AS c ON c.id = f.casefile_id WHERE"
	    " m.login = '%s' AND c.ref = '%s');"
	    "DELETE FROM conflict WHERE member_id = (SELECT id FROM member"
	    " WHERE login = '%s') AND casefile_id = (SELECT id FROM casefile"
	    " WHERE ref = '%s');"
	    "DELETE FROM absence WHERE item_id IN (SELECT i.id FROM item AS i"
	    " JOIN casefile AS c ON c.id = i.casefile_id WHERE c.ref = '%s')"
	    " AND attendance_id IN (SELECT t.id FROM attendance AS t JOIN"
	    " member AS m ON m.id = t.member_id WHERE m.login = '%s')", login,
	    ref, login, ref, ref, login);
	assert_true(scratch_write(db, "twin", buf_text(&sql)));
	buf_release(&sql);
	db_close(db);
}
