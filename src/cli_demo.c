/*
 * cli_demo: the demonstration: a book with the fictional boards in it, opened
 * just before a meeting of one of them, or that meeting played to its end.
 */
#include "cli_sub.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/date.h"
#include "cli_say.h"
#include "cli_use.h"
#include "cmd/bind.h"
#include "cmd/demo.h"
#include "cmd/export_cmd.h"
#include "store/meeting_read.h"
#include "store/stmt.h"

#define DAY_MS (24 * 60 * 60 * 1000LL)

/* Let the clock begin a few minutes before the first meeting after the day that
 * the data tells of, or where the book was left, whichever is later. */
static bool
demo_clock(struct cli *c, const char *data, struct err *err)
{
	char *from = demo_begins(data);
	struct stmt *q = cmd_query(&c->session, SQL_DEMO_MEETING,
	    BIND(B_STR("from", from)), err);
	struct buf at = {0};
	int64_t ms = 0, last = 0;

	free(from);
	if (q && stmt_next(q, err)) {
		buf_addf(&at, "%sT%s:00", col_str(q, 0), *col_str(q, 1)
		    ? col_str(q, 1) : "09:00");
		ms = clock_parse(buf_text(&at)) - 5 * 60 * 1000;
	}
	buf_release(&at);
	if (!q || !stmt_done(q))
		return false;
	if (!db_one_int(c->db, db_query(c->db, SQL_EVENT_LATEST, err),
	    &last, err) && err->code)
		return false;
	/* What was made today, in life, says nothing of the story's time. */
	if (last > ms && last < ms + 30 * DAY_MS)
		ms = last;
	if (ms > 0 && !c->env->now)
		cli_set_clock(c->env, ms);
	return true;
}

/* Each story has a book of its own: its clock is that of the story. */
static char *
demo_path(struct cli *c, const char *kind, struct err *err)
{
	char *folder;
	struct buf b = {0};

	if (c->book)
		return xstrdup(c->book);
	folder = cli_data_folder(c, err);
	if (!folder)
		return NULL;
	buf_addf(&b, "%s/demo%s%s.minutebook", folder, kind ? "-" : "",
	    kind ? kind : "");
	free(folder);
	return buf_take(&b);
}

/* Play the whole meeting by its script, print what its minutes are; in a book of
 * its own, which is kept when --book names it. */
static int
play(struct cli *c, const char *data)
{
	char dir[] = "/tmp/minutebook-demo-XXXXXX";
	const struct doc_format *format = doc_format_find("text");
	bool kept = c->book != NULL;
	struct buf path = {0}, reply = {0}, out = {0};
	struct err err = {0};
	int64_t now = 0, meeting = 0;
	struct meeting_row *rows;
	struct arena a = {0};
	size_t i, n = 0;
	bool ok;

	if (!kept && !mkdtemp(dir)) {
		err_set(&err, ERR_IO, "No folder could be made in /tmp for "
		    "the demonstration.");
		return cli_fail(&err);
	}
	if (kept)
		buf_adds(&path, c->book);
	else
		buf_addf(&path, "%s/demo.minutebook", dir);
	ok = demo_make(buf_text(&path), data, c->env->forms, "meeting", &now,
	    &reply, &err);
	if (ok) {
		c->book = buf_text(&path);
		c->keep = KEEP_NOT;
		cli_set_clock(c->env, now);
		ok = cli_open(c, &err) && meeting_read_list(c->db, 0, &a,
		    &rows, &n, &err);
	}
	for (i = 0; ok && i < n && !meeting; i++) {
		if (!strcmp(rows[i].status, "closed"))
			meeting = rows[i].id;
	}
	ok = ok && cmd_export_minutes(&c->session, meeting, format, &out,
	    &err);
	if (ok)
		fputs(buf_text(&out), stdout);
	cli_close(c);
	if (!kept)
		cli_forget_folder(dir);
	arena_release(&a);
	buf_release(&path);
	buf_release(&reply);
	buf_wipe(&out);
	return ok ? 0 : cli_fail(&err);
}

/* The book of the demonstration, made when it is not there, in this terminal. */
static int
show_demo(struct cli *c, const char *data, const char *kind)
{
	struct buf reply = {0};
	struct err err = {0};
	char *path = demo_path(c, kind, &err);
	int64_t now = 0;
	bool ok = path != NULL;
	int status;

	if (ok) {
		c->book = path;
		c->keep = KEEP_IF_FIRST;
		ok = !access(path, F_OK) || demo_make_all(path, c->env->demo,
		    data, c->env->forms, &now, &reply, &err);
	}
	ok = ok && cli_open(c, &err) && demo_clock(c, data, &err);
	buf_release(&reply);
	status = ok ? cli_run_app(c, NULL) : cli_fail(&err);
	c->book = NULL;
	free(path);
	return status;
}

static const struct option options[] = {
	{ "play", no_argument, NULL, 'p' },
	{ "kind", required_argument, NULL, 'k' },
	{ NULL, 0, NULL, 0 }
};

int
sub_demo(struct cli *c, const struct cli_sub *sub, int argc, char **argv)
{
	const char *kind = NULL;
	bool only_play = false;
	struct err err = {0};
	char *data;
	int opt, status;

	while ((opt = cli_option(sub, NULL, argc, argv, options)) != -1) {
		if (opt == 'p')
			only_play = true;
		else if (opt == 'k')
			kind = optarg;
		else
			return CLI_USAGE;
	}
	if (!cli_words(sub, NULL, argc - optind, argv + optind, 0, 0, ""))
		return CLI_USAGE;
	data = kind ? demo_data_of(c->env->demo, kind)
	    : demo_data_file(c->env->demo, NULL);
	if (!data) {
		err_set(&err, ERR_INPUT, "There is no demonstration of a "
		    "meeting of the kind “%s”. Without --kind another one is "
		    "shown.", kind);
		return cli_fail(&err);
	}
	status = only_play || !c->env->in_terminal || !c->env->out_terminal
	    ? play(c, data) : show_demo(c, data, kind);
	free(data);
	return status;
}
