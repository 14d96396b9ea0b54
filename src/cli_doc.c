/*
 * cli_doc: documents to a file or to standard output.
 */
#include "cli_sub.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "cli_password.h"
#include "cli_past.h"
#include "cli_use.h"
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
	GIVEN_OVERDUE = 1 << 9,
	GIVEN_AS_OF = 1 << 10
};

struct wish {
	unsigned given;
	const char *meeting, *casefile, *board, *agency, *to, *as_of;
	struct cli_place place;
	struct minutes_wish which;
	bool zip;		/* under a password */
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
	{ "force", no_argument, NULL, 'F' },
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

static const struct {
	int opt;
	enum given given;
	const char *name;
} givens[] = {
	{ 'g', GIVEN_AGENCY, "agency" },
	{ 'A', GIVEN_ALL, "all" },
	{ 'd', GIVEN_AS_OF, "as-of" },
	{ 'b', GIVEN_BOARD, "board" },
	{ 'c', GIVEN_CASE, "case" },
	{ 'e', GIVEN_EDITION, "edition" },
	{ 'm', GIVEN_MEETING, "meeting" },
	{ 'M', GIVEN_MINE, "mine" },
	{ 'O', GIVEN_OVERDUE, "overdue" },
	{ 't', GIVEN_TO, "to" },
	{ 'v', GIVEN_VERSION, "version" },
};

#define GIVENS (sizeof givens / sizeof *givens)

/* The value of an option that may not be any; false when it was told. */
static bool
take_value(const struct cli_sub *sub, const char *way, struct wish *w,
    int opt)
{
	if (opt == 'e' && !take_edition(optarg))
		return cli_wrong(sub, way, "There is no edition \"%s\". "
		    "These are known: " EDITION_FULL ", " EDITION_SANITISED
		    ".", optarg), false;
	if (opt == 'v' && !take_version(optarg, &w->which.version))
		return cli_wrong(sub, way, "--version wants a number from "
		    "1 on, or draft, not \"%s\".", optarg), false;
	return opt != 'p' || cli_password_fd(sub, way, optarg, &w->fd);
}

/* One option; false for what is none, or has a value that is none. */
static bool
take_option(const struct cli_sub *sub, const char *way, struct wish *w,
    int opt)
{
	const struct {
		int opt;
		const char **into;
	} plain[] = {
		{ 'g', &w->agency },
		{ 'b', &w->board },
		{ 'c', &w->casefile },
		{ 'd', &w->as_of },
		{ 'e', &w->which.sort },
		{ 'f', &w->place.format },
		{ 'm', &w->meeting },
		{ 'o', &w->place.output },
		{ 't', &w->to },
	};
	size_t i;

	for (i = 0; i < sizeof plain / sizeof *plain; i++)
		if (plain[i].opt == opt)
			*plain[i].into = optarg;
	for (i = 0; i < GIVENS; i++)
		if (givens[i].opt == opt)
			w->given |= givens[i].given;
	w->zip |= opt == 'z';
	w->place.zip |= opt == 'z';
	w->place.force |= opt == 'F';
	return opt != '?' && take_value(sub, way, w, opt);
}

static bool
take_options(const struct cli_sub *sub, int argc, char **argv,
    struct wish *w)
{
	const char *way = argv[1];	/* getopt moves words about */
	int opt;

	while ((opt = cli_option(sub, way, argc, argv, options)) != -1)
		if (!take_option(sub, way, w, opt))
			return false;
	if (w->place.force && !w->place.output)
		return cli_wrong(sub, way, "--force is for --output, which "
		    "is missing."), false;
	return w->zip || w->fd == PASSWORD_ASK ||
	    (cli_wrong(sub, way, "--password-fd is for --zip, which is "
	    "missing."), false);
}

bool
cli_put_zip(const char *what, const struct doc_format *format,
    const struct buf *password, const struct buf *b, struct file_out *out,
    struct err *err)
{
	struct buf name = {0}, zip = {0};
	bool ok;

	buf_addf(&name, "%s.%s", what, format->ending);
	ok = zipped_write(&(const struct zipped_file){ buf_text(&name), b }, 1,
	    buf_text(password), &zip, err);
	/* What fails is told at the end. */
	if (ok)
		file_out_put(out, zip.data, zip.len);
	buf_release(&name);
	buf_wipe(&zip);
	return ok;
}

/* As it is, or as the one file of a zip. */
static bool
put(const struct wish *w, const char *what, const struct doc_format *format,
    const struct buf *password, const struct buf *b, struct file_out *out,
    struct err *err)
{
	if (w->zip)
		return cli_put_zip(what, format, password, b, out, err);
	file_out_put(out, b->data, b->len);
	return true;
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
	{ "minutes", GIVEN_MEETING, GIVEN_EDITION | GIVEN_VERSION | GIVEN_TO |
	    GIVEN_AS_OF, make_minutes },
	{ "agenda", GIVEN_MEETING, GIVEN_AS_OF, make_agenda },
	{ "actions", 0, GIVEN_MINE | GIVEN_ALL | GIVEN_BOARD | GIVEN_AGENCY |
	    GIVEN_CASE | GIVEN_OVERDUE | GIVEN_AS_OF, NULL },
	{ "meetings", 0, GIVEN_BOARD | GIVEN_AS_OF, make_meetings },
	{ "case", GIVEN_CASE, GIVEN_AS_OF, make_case },
	/* What is handed over is as it is now: no past of it leaves. */
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

static bool
no_such_thing(const struct cli_sub *sub, const char *name)
{
	struct buf known = {0};
	size_t i;

	for (i = 0; i < THINGS; i++)
		buf_addf(&known, "%s, ", things[i].name);
	buf_adds(&known, "packs, history");
	if (name)
		cli_wrong(sub, NULL, "\"%s\" can't be exported. These can: "
		    "%s.", name, buf_text(&known));
	else
		cli_wrong(sub, NULL, "It wants what is to be exported, one of "
		    "%s.", buf_text(&known));
	buf_release(&known);
	return false;
}

/* What it can't do without, and what says nothing of it. */
static bool
fits(const struct cli_sub *sub, const struct thing *t, const struct wish *w)
{
	for (size_t i = 0; i < GIVENS; i++)
		if (t->must & givens[i].given & ~w->given)
			return cli_wrong(sub, t->name, "It wants --%s.",
			    givens[i].name), false;
		else if (w->given & givens[i].given & ~(t->must | t->may))
			return cli_wrong(sub, t->name, "It takes no --%s.",
			    givens[i].name), false;
	return true;
}

/* The thing, all that was said of it, and its format. */
static bool
take(const struct cli_sub *sub, int argc, char **argv, struct wish *w,
    const struct thing **t, const struct doc_format **format)
{
	if (argc < 2)
		return no_such_thing(sub, NULL);
	if (!take_options(sub, argc, argv, w))
		return false;
	*t = optind < argc ? find_thing(argv[optind]) : NULL;
	if (!*t)
		return no_such_thing(sub, optind < argc ? argv[optind]
		    : NULL);
	return cli_words(sub, (*t)->name, argc - optind - 1, argv + optind + 1,
	    0, 0, "") && fits(sub, *t, w) && cli_format(sub, (*t)->name,
	    &w->place, format);
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

	if (!file_out_begin(&out, s, w->place.output, w->place.force,
	    err))
		return false;
	if (t->make || w->zip)
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
	struct wish w = { .fd = PASSWORD_ASK };
	const struct doc_format *format = NULL;
	const struct thing *t = NULL;
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
	if (!take(sub, argc, argv, &w, &t, &format))
		return CLI_USAGE;
	ok = doc_format_ready(format, &err) && cli_open(c, &err) &&
	    cli_past(c, w.as_of, &past, &s, &err) &&
	    (!w.zip || cli_password(c, w.fd, &password, &err));
	if (ok)
		s->encrypts = w.zip;
	ok = ok && write_out(t, s, &w, format, &password, &err);
	past_close(&past);
	buf_wipe(&password);
	return ok ? 0 : cli_fail(&err);
}
