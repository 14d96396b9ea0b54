/*
 * cli_doc: documents to a file or to standard output.
 */
#include "cli_sub.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "cli_password.h"
#include "cli_past.h"
#include "cli_say.h"
#include "cmd/export_actions.h"
#include "cmd/export_agenda.h"
#include "cmd/export_case.h"
#include "cmd/export_cmd.h"
#include "cmd/file_out.h"
#include "cmd/find.h"
#include "export/zipped.h"
#include "store/directory_read.h"
#include "store/meeting_read.h"

/* What was asked for on the command line. */
enum given {
	GIVEN_MEETING = 1 << 0,
	GIVEN_EDITION = 1 << 1,
	GIVEN_VERSION = 1 << 2,
	GIVEN_TO = 1 << 3,
	GIVEN_BOARD = 1 << 4,
	GIVEN_AGENCY = 1 << 5,
	GIVEN_CASE = 1 << 6,
	GIVEN_MINE = 1 << 7,
	GIVEN_ALL = 1 << 8,
	GIVEN_OVERDUE = 1 << 9
};

struct wish {
	unsigned given;
	const char *meeting, *casefile, *board, *agency, *format, *output,
	    *to, *as_of;
	struct minutes_wish which;
	int fd;			/* of the password */
};

static const struct option options[] = {
	{ "agency", required_argument, NULL, 'g' },
	{ "all", no_argument, NULL, 'A' },
	{ "as-of", required_argument, NULL, 'd' },
	{ "board", required_argument, NULL, 'b' },
	{ "case", required_argument, NULL, 'c' },
	{ "edition", required_argument, NULL, 'e' },
	{ "format", required_argument, NULL, 'f' },
	{ "meeting", required_argument, NULL, 'm' },
	{ "mine", no_argument, NULL, 'M' },
	{ "output", required_argument, NULL, 'o' },
	{ "overdue", no_argument, NULL, 'O' },
	{ "password-fd", required_argument, NULL, 'p' },
	{ "to", required_argument, NULL, 't' },
	{ "version", required_argument, NULL, 'v' },
	{ "zip", no_argument, NULL, 'z' },
	{ NULL, 0, NULL, 0 }
};

/* "2", or "draft": the record as it is now. */
static bool
take_version(const char *text, int *version)
{
	char *end;
	long n = strtol(text, &end, 10);

	*version = strcmp(text, "draft") ? (int)n : MINUTES_DRAFT;
	return *version == MINUTES_DRAFT || (end != text && !*end && n > 0 &&
	    n < 100000);
}

static bool
take_edition(const char *text)
{
	return !strcmp(text, EDITION_FULL) || !strcmp(text,
	    EDITION_SANITISED);
}

/* One option; false for what is none, or has a value that is none. */
static bool
take_option(struct wish *w, int opt, const char *text)
{
	const struct {
		int opt;
		enum given given;
		const char **into;
	} plain[] = {
		{ 'g', GIVEN_AGENCY, &w->agency },
		{ 'b', GIVEN_BOARD, &w->board },
		{ 'c', GIVEN_CASE, &w->casefile },
		{ 'd', 0, &w->as_of },
		{ 'e', GIVEN_EDITION, &w->which.sort },
		{ 'f', 0, &w->format },
		{ 'm', GIVEN_MEETING, &w->meeting },
		{ 'o', 0, &w->output },
		{ 't', GIVEN_TO, &w->to },
		{ 'A', GIVEN_ALL, NULL },
		{ 'M', GIVEN_MINE, NULL },
		{ 'O', GIVEN_OVERDUE, NULL },
		{ 'p', 0, NULL },
		{ 'v', GIVEN_VERSION, NULL },
		{ 'z', 0, NULL },
	};
	size_t i, n = sizeof plain / sizeof *plain;

	for (i = 0; i < n && plain[i].opt != opt; i++)
		continue;
	if (i == n)
		return false;
	w->given |= plain[i].given;
	if (plain[i].into)
		*plain[i].into = text;
	w->which.sealed |= opt == 'z';
	return (opt != 'e' || take_edition(text)) && (opt != 'v' ||
	    take_version(text, &w->which.version)) && (opt != 'p' ||
	    cli_password_fd(text, &w->fd));
}

static bool
take_options(int argc, char **argv, struct wish *w)
{
	int opt;

	while ((opt = getopt_long(argc, argv, "b:c:m:f:o:e:v:t:", options,
	    NULL)) != -1)
		if (!take_option(w, opt, optarg))
			return false;
	return w->which.sealed || w->fd == PASSWORD_ASK;
}

bool
cli_format(const char *name, const struct doc_format **format,
    struct err *err)
{
	struct buf known = {0};

	*format = doc_format_find(name);
	if (*format)
		return doc_format_ready(*format, err);
	doc_format_names(&known);
	err_set(err, ERR_INPUT, "There is no format \"%s\". These are known: "
	    "%s. Nothing was written.", name, buf_text(&known));
	buf_release(&known);
	return false;
}

/* As it is, or as the one file of a zip. */
static bool
put(const struct wish *w, const char *what, const struct doc_format *format,
    const struct buf *password, const struct buf *b, struct file_out *out,
    struct err *err)
{
	struct buf name = {0}, zip = {0};
	bool ok;

	/* What fails is told at the end. */
	if (!w->which.sealed) {
		file_out_put(out, b->data, b->len);
		return true;
	}
	buf_addf(&name, "%s.%s", what, format->ending);
	ok = zipped_write(&(const struct zipped_file){ buf_text(&name), b }, 1,
	    buf_text(password), &zip, err);
	if (ok)
		file_out_put(out, zip.data, zip.len);
	buf_release(&name);
	buf_wipe(&zip);
	return ok;
}

/* ---- What can be had ----------------------------------------------------- */

static bool
meeting_of(struct session *s, const struct wish *w, int64_t *id,
    struct err *err)
{
	struct meeting_row m = {0};
	struct arena a = {0};
	bool ok = meeting_read_ref(s->db, w->meeting, &a, &m, err);

	*id = m.id;
	arena_release(&a);
	return ok;
}

static bool
make_minutes(struct session *s, const struct wish *w,
    const struct doc_format *format, struct buf *out, struct err *err)
{
	int64_t meeting;

	return meeting_of(s, w, &meeting, err) && cmd_export_edition(s,
	    meeting, &w->which, format, w->to, out, err);
}

static bool
make_agenda(struct session *s, const struct wish *w,
    const struct doc_format *format, struct buf *out, struct err *err)
{
	int64_t meeting;

	return meeting_of(s, w, &meeting, err) && cmd_export_agenda(s,
	    meeting, format, out, err);
}

/* One's own, unless something else was asked for. */
static bool
pick_actions(struct session *s, const struct wish *w, struct action_pick *p,
    struct err *err)
{
	const unsigned others = GIVEN_ALL | GIVEN_BOARD | GIVEN_AGENCY |
	    GIVEN_CASE | GIVEN_OVERDUE;

	if (w->given & GIVEN_MINE && w->given & GIVEN_AGENCY)
		return err_set(err, ERR_INPUT, "Your own actions or an "
		    "agency's: say --mine or --agency, not both. Nothing was "
		    "written.");
	*p = (struct action_pick){ .overdue = w->given & GIVEN_OVERDUE };
	if (!(w->given & others) || (w->given & GIVEN_MINE))
		p->member = s->member;
	return (!w->board || find_board(s, w->board, &p->board, err)) &&
	    (!w->agency || find_agency(s, w->agency, &p->agency, err)) &&
	    (!w->casefile || find_casefile(s, w->casefile, &p->casefile,
	    err));
}

static bool
write_actions(struct session *s, const struct wish *w,
    const struct doc_format *format, struct file_out *out, struct err *err)
{
	struct action_pick p;

	return pick_actions(s, w, &p, err) && cmd_export_actions_to(s, &p,
	    format, file_out_put, out, err);
}

static bool
make_meetings(struct session *s, const struct wish *w,
    const struct doc_format *format, struct buf *out, struct err *err)
{
	int64_t board = 0;

	return (!w->board || find_board(s, w->board, &board, err)) &&
	    cmd_export_meetings(s, board, format, out, err);
}

static bool
make_case(struct session *s, const struct wish *w,
    const struct doc_format *format, struct buf *out, struct err *err)
{
	int64_t casefile;

	return find_casefile(s, w->casefile, &casefile, err) &&
	    cmd_export_case(s, casefile, format, out, err);
}

/* A board of this book goes by its whole name. */
static bool
make_transfer(struct session *s, const struct wish *w,
    const struct doc_format *format, struct buf *out, struct err *err)
{
	struct board_row board = { .name = w->to };
	struct arena a = {0};
	int64_t casefile, id;
	bool ok;

	ok = find_casefile(s, w->casefile, &casefile, err) &&
	    (!find_board(s, w->to, &id, NULL) || board_read(s->db, id, &a,
	    &board, err)) && cmd_export_transfer(s, casefile, board.name,
	    format, out, err);
	arena_release(&a);
	return ok;
}

static const struct thing {
	const char *name;
	unsigned must, may;	/* of enum given */
	/* NULL: a list that goes out row by row, as it is read. */
	bool (*make)(struct session *s, const struct wish *w,
	    const struct doc_format *format, struct buf *out,
	    struct err *err);
} things[] = {
	{ "minutes", GIVEN_MEETING, GIVEN_EDITION | GIVEN_VERSION | GIVEN_TO,
	    make_minutes },
	{ "agenda", GIVEN_MEETING, 0, make_agenda },
	{ "actions", 0, GIVEN_MINE | GIVEN_ALL | GIVEN_BOARD | GIVEN_AGENCY |
	    GIVEN_CASE | GIVEN_OVERDUE, NULL },
	{ "meetings", 0, GIVEN_BOARD, make_meetings },
	{ "case", GIVEN_CASE, 0, make_case },
	{ "transfer", GIVEN_CASE | GIVEN_TO, 0, make_transfer },
};

#define THINGS (sizeof things / sizeof *things)

static const struct thing *
find_thing(const char *name)
{
	size_t i;

	for (i = 0; i < THINGS; i++)
		if (!strcmp(things[i].name, name))
			return &things[i];
	return NULL;
}

static int
no_such_thing(const char *name)
{
	struct buf known = {0};
	size_t i;

	for (i = 0; i < THINGS; i++)
		buf_addf(&known, "%s\"%s\"", i == 0 ? "" : i + 1 < THINGS
		    ? ", " : ", \"packs\", "
		    "\"history\" and ", things[i].name);
	cli_say(stderr, "minutebook: %s are what can be exported, not "
	    "\"%s\".\n", buf_text(&known), name);
	buf_release(&known);
	return CLI_USAGE;
}

/* Whole: a zip can't be written as rows come. */
static bool
make(const struct thing *t, struct session *s, const struct wish *w,
    const struct doc_format *format, struct buf *out, struct err *err)
{
	struct action_pick p;

	if (t->make)
		return t->make(s, w, format, out, err);
	return pick_actions(s, w, &p, err) && cmd_export_actions(s, &p,
	    format, out, err);
}

/* A place that is none is told before anything is noted as taken away. */
static bool
write_out(const struct thing *t, struct session *s, const struct wish *w,
    const struct doc_format *format, const struct buf *password,
    struct err *err)
{
	struct buf bytes = {0};
	struct file_out out;
	bool ok;

	if (!file_out_open(&out, s, w->output, true, err))
		return false;
	if (t->make || w->which.sealed)
		ok = make(t, s, w, format, &bytes, err) && put(w, t->name,
		    format, password, &bytes, &out, err);
	else
		ok = write_actions(s, w, format, &out, err);
	buf_wipe(&bytes);
	return file_out_close(&out, ok, err);
}

int
sub_export(struct cli *c, const struct cli_sub *sub, int argc, char **argv)
{
	struct wish w = { .format = "text", .fd = PASSWORD_ASK };
	const struct doc_format *format = NULL;
	const struct thing *t;
	struct session *s;
	struct buf password = {0};
	struct err err = {0};
	struct past past = {0};
	bool ok;

	/* Its options are its own. */
	if (argc >= 2 && !strcmp(argv[1], "packs"))
		return sub_export_packs(c, sub, argc, argv);
	if (argc >= 2 && !strcmp(argv[1], "history"))
		return sub_export_history(c, sub, argc, argv);
	if (argc < 2 || !take_options(argc, argv, &w) || optind != argc - 1)
		return cli_usage(sub);
	t = find_thing(argv[optind]);
	if (!t)
		return no_such_thing(argv[optind]);
	if ((w.given & t->must) != t->must || (w.given & ~(t->must |
	    t->may)))
		return cli_usage(sub);
	ok = cli_format(w.format, &format, &err) && cli_open(c, &err) &&
	    cli_past(c, w.as_of, &past, &s, &err) &&
	    (!w.which.sealed || cli_password(c, w.fd, &password, &err)) &&
	    write_out(t, s, &w, format, &password, &err);
	past_close(&past);
	buf_wipe(&password);
	return ok ? 0 : cli_fail(&err);
}
