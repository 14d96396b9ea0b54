/*
 * cli_report: a report of a board to a file or to standard output.
 */
#include "cli_sub.h"

#include <stdio.h>
#include <string.h>

#include "cli_list.h"
#include "cli_password.h"
#include "cli_past.h"
#include "cli_say.h"
#include "cli_use.h"
#include "cmd/file_out.h"
#include "cmd/find.h"
#include "cmd/report_cmd.h"
#include "store/home_read.h"

#define NARROW_MOST 4

struct wish {
	const char *board, *casefile, *as_of;
	struct cli_place place;
	const struct doc_format *format;
	bool bom, closed, json;
	int fd;			/* of the password */
	struct report_narrow narrow[NARROW_MOST];
	size_t n_narrow;
};

static const struct option options[] = {
	{ "as-of", required_argument, NULL, 'd' },
	{ "all", no_argument, NULL, 'a' },
	{ "board", required_argument, NULL, 'b' },
	{ "case", required_argument, NULL, 'c' },
	{ "only", required_argument, NULL, 'n' },
	{ "format", required_argument, NULL, 'f' },
	{ "bom", no_argument, NULL, 'B' },
	{ "json", no_argument, NULL, 'j' },
	{ "force", no_argument, NULL, 'F' },
	{ "output", required_argument, NULL, 'o' },
	{ "zip", no_argument, NULL, 'z' },
	{ "password-fd", required_argument, NULL, 'p' },
	{ NULL, 0, NULL, 0 }
};

/* COLUMN=VALUE, cut at the sign; a VALUE left empty is "not given". */
static bool
take_narrow(const struct cli_sub *sub, struct wish *w, char *text)
{
	char *sign = strchr(text, '=');

	if (!sign || sign == text)
		return cli_wrong(sub, NULL, "--only wants COLUMN=VALUE, not "
		    "\"%s\".", text), false;
	if (w->n_narrow == NARROW_MOST)
		return cli_wrong(sub, NULL, "--only is given %d times at "
		    "most.", NARROW_MOST), false;
	*sign = '\0';
	w->narrow[w->n_narrow++] = (struct report_narrow){ text, sign + 1 };
	return true;
}

static bool
take_option(const struct cli_sub *sub, struct wish *w, int opt)
{
	const struct {
		int opt;
		const char **into;
	} plain[] = {
		{ 'b', &w->board },
		{ 'c', &w->casefile },
		{ 'd', &w->as_of },
		{ 'f', &w->place.format },
		{ 'o', &w->place.output },
	};

	for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
		if (plain[i].opt == opt)
			*plain[i].into = optarg;
	w->closed |= opt == 'a';
	w->bom |= opt == 'B';
	w->json |= opt == 'j';
	w->place.force |= opt == 'F';
	w->place.zip |= opt == 'z';
	if (opt == 'p' && !cli_password_fd(sub, NULL, optarg, &w->fd))
		return false;
	return opt != '?' && (opt != 'n' || take_narrow(sub, w, optarg));
}

/* What is for one that is made says nothing of the list of them. */
static bool
check_list(const struct cli_sub *sub, const struct wish *w)
{
	const char *odd = w->place.output ? "--output" : w->place.zip ? "--zip"
	    : w->n_narrow ? "--only"
	    : w->bom ? "--bom" : w->closed ? "--all" : w->as_of ? "--as-of"
	    : w->place.format && strcmp(w->place.format, "text") &&
	    strcmp(w->place.format, "json") ? "--format" : NULL;

	return !odd || (cli_wrong(sub, NULL, "%s wants the name of a report "
	    "before it. Without a name those there are are listed.", odd),
	    false);
}

static bool
take_options(const struct cli_sub *sub, int argc, char **argv,
    struct wish *w)
{
	int opt;

	while ((opt = cli_option(sub, NULL, argc, argv, options)) != -1)
		if (!take_option(sub, w, opt))
			return false;
	if (w->json && w->place.format && strcmp(w->place.format, "json"))
		return cli_wrong(sub, NULL, "--json and --format %s: say one "
		    "of them.", w->place.format), false;
	if (w->json)
		w->place.format = "json";
	if (w->place.force && !w->place.output)
		return cli_wrong(sub, NULL, "--force is for --output, which "
		    "is missing."), false;
	if (!w->place.zip && w->fd != PASSWORD_ASK)
		return cli_wrong(sub, NULL, "--password-fd is for --zip, "
		    "which is missing."), false;
	return cli_words(sub, NULL, argc - optind, argv + optind, 0, 1, "") &&
	    (optind < argc || check_list(sub, w));
}

/* The board named, that of the record, or the only one there is. */
static bool
find_place(struct session *s, const struct wish *w, int64_t *board,
    int64_t *casefile, struct err *err)
{
	struct home_rows rows;
	struct arena a = {0};
	bool ok = true;

	*board = *casefile = 0;
	if (w->casefile && (!find_casefile(s, w->casefile, casefile, err) ||
	    !find_casefile_board(s, *casefile, board, err)))
		return false;
	if (w->board)
		return find_board(s, w->board, board, err);
	if (*board)
		return true;
	ok = home_read(s->db, clock_today(s->clock), 1, &a, &rows,
		    err);
	if (ok && rows.n_boards == 1)
		*board = rows.boards[0].id;
	else if (ok)
		ok = err_set(err, ERR_INPUT, "Say which board: --board "
		    "PREFIX.");
	arena_release(&a);
	return ok;
}

static bool
list(struct cli *c, int64_t board, struct err *err)
{
	const struct kind_report *reports;
	struct arena a = {0};
	size_t n;

	if (!cmd_report_list(&c->session, board, &a, &reports, &n, err)) {
		arena_release(&a);
		return false;
	}
	for (size_t i = 0; i < n; i++)
		cli_say(stdout, "%-22s %s\n", reports[i].key,
		    reports[i].title);
	if (n == 0)
		cli_say_text(stdout, "This kind of meeting has no "
		    "reports.\n");
	arena_release(&a);
	return true;
}

static bool
put_into(void *arg, const char *data, size_t len)
{
	buf_add(arg, data, len);
	return true;
}

/* Whole: a zip can't be written as rows come. */
static bool
write_zip(struct session *s, const struct wish *w,
    const struct report_wish *wish, const struct doc_format *format,
    const struct buf *password, struct file_out *out, struct err *err)
{
	struct buf bytes = {0};
	bool ok;

	s->encrypts = true;
	ok = cmd_report_export(s, wish, format, w->bom, put_into, &bytes,
	    err) && cli_put_zip(wish->key, format, password, &bytes, out,
	    err);
	buf_wipe(&bytes);
	return ok;
}

static bool
write_out(struct session *s, const struct wish *w,
    const struct report_wish *wish, const struct buf *password,
    struct err *err)
{
	const struct kind_report *def;
	struct file_out out;
	bool ok;

	/* What is not there is told before a file is begun. */
	if (!doc_format_ready(w->format, err) ||
	    !cmd_report_find(s, wish->board, wish->key, &def, err) ||
	    !file_out_begin(&out, s, w->place.output, w->place.force,
	    err))
		return false;
	ok = w->place.zip ? write_zip(s, w, wish, w->format, password, &out,
	    err) : cmd_report_export(s, wish, w->format, w->bom,
	    file_out_put, &out, err);
	return file_out_close(&out, ok, err);
}

int
sub_report(struct cli *c, const struct cli_sub *sub, int argc, char **argv)
{
	struct wish w = { .fd = PASSWORD_ASK };
	struct report_wish wish = {0};
	struct buf password = {0};
	struct past past = {0};
	struct err err = {0};
	struct session *s;
	bool ok;

	if (!take_options(sub, argc, argv, &w) || !cli_format(sub, NULL,
	    &w.place, &w.format))
		return CLI_USAGE;
	wish.key = optind < argc ? argv[optind] : NULL;
	wish.narrow = w.narrow;
	wish.n_narrow = w.n_narrow;
	wish.closed = w.closed;
	ok = cli_open(c, &err) && cli_past(c, w.as_of, &past, &s, &err) &&
	    find_place(s, &w, &wish.board, &wish.casefile, &err) &&
	    (!w.place.zip || cli_password(c, w.fd, &password, &err)) &&
	    (wish.key ? write_out(s, &w, &wish, &password, &err) : !strcmp(w.format->name, "json")
	    ? cli_list(c, "reports", wish.board, true, &err)
	    : list(c, wish.board, &err));
	past_close(&past);
	buf_wipe(&password);
	return ok ? 0 : cli_fail(&err);
}
