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

/* The first data file of the folder, by name; NULL: there is none. */
static char *
first_in(const char *dir)
{
	struct dirent **names = NULL;
	int i, n = scandir(dir, &names, is_data, alphasort);
	char *first = n > 0 ? xstrdup(names[0]->d_name) : NULL;

	for (i = 0; i < n; i++)
		free(names[i]);
	free(names);
	return first;
}

char *
demo_data_file(const char *dir, const char *name)
{
	const char *folder = dir != NULL ? dir : DEMO_DIR;
	char *first = name == NULL ? first_in(folder) : NULL;
	struct buf path = { 0 };

	if (first != NULL)
		buf_addf(&path, "%s/%s", folder, first);
	else
		buf_addf(&path, "%s/%s.yaml", folder,
		    name != NULL ? name : "demo");
	free(first);
	return buf_take(&path);
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

bool
demo_make(const char *path, const char *data, const char *forms,
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
	ok = fill(db, &clock, data, &text, forms, script, now, reply, err);
	db_close(db);
	if (!ok)
		unlink(path);
out:
	buf_release(&text);
	return ok;
}
