#include "cmd/demo.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "cmd/file.h"
#include "cmd/import.h"
#include "cmd/session.h"
#include "cmd/verb.h"

static int
is_data(const struct dirent *d)
{
	const char *dot = strrchr(d->d_name, '.');

	return dot != NULL && strcmp(dot, ".yaml") == 0;
}

/* What is looked for in the data files of a folder. */
struct search {
	const char *kind;	/* the first that takes it in; NULL: the one
				 * that tells of the latest day */
	char *found;
	int64_t ms;
};

/* A file that tells of no day is no story. */
static void
look_at(struct search *l, const char *path)
{
	struct buf text = { 0 };
	char *as_of = NULL;
	int64_t ms = -1;

	if (file_read(path, &text, NULL))
		as_of = import_as_of(path, buf_text(&text), text.len);
	if (as_of != NULL)
		ms = clock_parse(as_of);
	if (ms >= 0 && (l->kind != NULL ? l->found == NULL &&
	    import_takes_kind(path, buf_text(&text), text.len, l->kind) :
	    l->found == NULL || ms > l->ms)) {
		free(l->found);
		l->found = xstrdup(path);
		l->ms = ms;
	}
	free(as_of);
	buf_release(&text);
}

/* Each data file of the folder, by name. */
static void
each_file(const char *dir, void (*look)(void *arg, const char *path),
    void *arg)
{
	struct dirent **names = NULL;
	int i, n = scandir(dir, &names, is_data, alphasort);
	struct buf path = { 0 };

	for (i = 0; i < n; i++) {
		buf_clear(&path);
		buf_addf(&path, "%s/%s", dir, names[i]->d_name);
		look(arg, buf_text(&path));
		free(names[i]);
	}
	free(names);
	buf_release(&path);
}

static void
look(void *arg, const char *path)
{
	look_at(arg, path);
}

char *
demo_data_file(const char *dir, const char *name)
{
	const char *folder = dir != NULL ? dir : DEMO_DIR;
	struct search latest = { 0 };
	struct buf path = { 0 };

	if (name == NULL)
		each_file(folder, look, &latest);
	if (latest.found != NULL)
		return latest.found;
	buf_addf(&path, "%s/%s.yaml", folder, name != NULL ? name : "demo");
	return buf_take(&path);
}

char *
demo_data_of(const char *dir, const char *kind)
{
	struct search first = { .kind = kind };

	each_file(dir != NULL ? dir : DEMO_DIR, look, &first);
	return first.found;
}

char *
demo_begins(const char *data)
{
	struct buf text = { 0 };
	char *as_of = NULL;

	if (file_read(data, &text, NULL))
		as_of = import_as_of(data, buf_text(&text), text.len);
	buf_release(&text);
	if (as_of != NULL)
		as_of[strcspn(as_of, "T")] = '\0';
	return as_of;
}

static void
set_time(void *arg, int64_t ms)
{
	int64_t *now = arg;

	*now = ms;
}

/* The data says which day it tells of; the book is made on that day. */
static void
begin_at(const char *name, const struct buf *text, int64_t *now)
{
	char *as_of = import_as_of(name, buf_text(text), text->len);
	int64_t ms = as_of != NULL ? clock_parse(as_of) : -1;

	if (ms >= 0)
		*now = ms;
	free(as_of);
}

static bool
play(struct session *s, const char *name, const struct buf *text,
    const char *script, int64_t *now, struct buf *reply, struct err *err)
{
	char *lines;
	bool ok;

	if (script == NULL)
		return true;
	lines = import_script(name, buf_text(text), text->len, script, err);
	if (lines == NULL)
		return false;
	ok = verb_run_script(s, script, lines, set_time, now, reply, err);
	free(lines);
	return ok;
}

static bool
fill(struct db *db, const struct clock *clock, const char *data,
    const struct buf *text, const char *forms, const char *script,
    int64_t *now, struct buf *reply, struct err *err)
{
	struct import_options options = { .forms = forms };
	struct import_counts counts;
	struct buf report = { 0 };
	struct session s;
	bool ok;

	session_open_system(&s, db, clock, "demo");
	s.forms = forms;
	ok = cmd_import(&s, data, buf_text(text), text->len, &options,
	    &counts, &report, err) &&
	    play(&s, data, text, script, now, reply, err);
	if (report.len > 0)
		buf_add(reply, report.data, report.len);
	buf_release(&report);
	session_close(&s);
	return ok;
}

/* Taking in the files beside the one that was chosen. */
struct beside {
	struct session *s;
	const char *forms, *chosen;
	int64_t *now;
	struct err *err;
	bool ok;
};

static void
take_beside(void *arg, const char *path)
{
	struct beside *b = arg;
	struct import_options options = { .forms = b->forms, .beside = true };
	struct import_counts counts;
	struct buf text = { 0 };
	char *as_of = NULL;

	if (!b->ok || strcmp(path, b->chosen) == 0)
		return;
	b->ok = file_read(path, &text, b->err);
	if (b->ok)
		as_of = import_as_of(path, buf_text(&text), text.len);
	if (as_of != NULL) {
		/* Each is taken in on its own day. */
		begin_at(path, &text, b->now);
		b->ok = cmd_import(b->s, path, buf_text(&text), text.len,
		    &options, &counts, NULL, b->err);
	}
	free(as_of);
	buf_release(&text);
}

static bool
fill_beside(struct db *db, const struct clock *clock, const char *dir,
    const char *data, const char *forms, int64_t *now, struct err *err)
{
	struct session s;
	struct beside b = { .s = &s, .forms = forms, .chosen = data,
		.now = now, .err = err, .ok = true };
	int64_t day = *now;

	session_open_system(&s, db, clock, "demo");
	s.forms = forms;
	each_file(dir, take_beside, &b);
	session_close(&s);
	*now = day;
	return b.ok;
}

/* Makes the book and fills it; dir (NULL: none) is where what stands beside it
 * is. */
static bool
make(const char *path, const char *dir, const char *data, const char *forms,
    const char *script, int64_t *now, struct buf *reply, struct err *err)
{
	struct buf text = { 0 };
	struct clock clock;
	struct db *db = NULL;
	bool ok = false;

	clock_system(&clock);
	*now = clock_now(&clock);
	clock_fixed(&clock, now);
	if (!file_read(data, &text, err))
		goto out;
	begin_at(data, &text, now);
	db = db_create(path, &clock, err);
	if (db == NULL)
		goto out;
	ok = fill(db, &clock, data, &text, forms, script, now, reply, err) &&
	    (dir == NULL || fill_beside(db, &clock, dir, data, forms, now, err));
	db_close(db);
	if (!ok)
		unlink(path);
out:
	buf_release(&text);
	return ok;
}

bool
demo_make(const char *path, const char *data, const char *forms,
    const char *script, int64_t *now, struct buf *reply, struct err *err)
{
	return make(path, NULL, data, forms, script, now, reply, err);
}

bool
demo_make_all(const char *path, const char *dir, const char *data,
    const char *forms, int64_t *now, struct buf *reply, struct err *err)
{
	return make(path, dir != NULL ? dir : DEMO_DIR, data, forms, NULL,
	    now, reply, err);
}
