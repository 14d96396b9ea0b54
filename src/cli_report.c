/*
 * cli_report: a report of a board to a file or to standard output.
 */
#include "cli_sub.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "cli_list.h"
#include "cli_past.h"
#include "cli_say.h"
#include "cmd/file_out.h"
#include "cmd/find.h"
#include "cmd/report_cmd.h"
#include "store/home_read.h"

#define NARROW_MOST 4

struct wish {
	const char *board, *casefile, *format, *output, *as_of;
	bool bom, closed;
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
	{ "output", required_argument, NULL, 'o' },
	{ NULL, 0, NULL, 0 }
};

/* COLUMN=VALUE, cut at the sign; a VALUE left empty is "not given". */
static bool
take_narrow(struct wish *w, char *text)
{
	char *sign = strchr(text, '=');

	if (!sign || sign == text || w->n_narrow == NARROW_MOST)
		return false;
	*sign = '\0';
	w->narrow[w->n_narrow++] = (struct report_narrow){ text, sign + 1 };
	return true;
}

static bool
take_options(int argc, char **argv, struct wish *w)
{
	int opt;

	while ((opt = getopt_long(argc, argv, "b:c:n:f:Bo:", options,
	    NULL)) != -1) {
		switch (opt) {
		case 'a':
			w->closed = true;
			break;
		case 'b':
			w->board = optarg;
			break;
		case 'c':
			w->casefile = optarg;
			break;
		case 'n':
			if (!take_narrow(w, optarg))
				return false;
			break;
		case 'd':
			w->as_of = optarg;
			break;
		case 'f':
			w->format = optarg;
			break;
		case 'j':
			w->format = "json";
			break;
		case 'B':
			w->bom = true;
			break;
		case 'o':
			w->output = optarg;
			break;
		default:
			return false;
		}
	}
	return optind >= argc - 1;
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
write_out(struct session *s, const struct wish *w,
    const struct report_wish *wish, struct err *err)
{
	const struct doc_format *format = NULL;
	const struct kind_report *def;
	struct file_out out;
	bool ok;

	/* What is not there is told before a file is begun. */
	if (!cli_format(w->format, &format, err) ||
	    !cmd_report_find(s, wish->board, wish->key, &def,
	    err) || !file_out_open(&out, s, w->output, true,
	    err))
		return false;
	ok = cmd_report_export(s, wish, format, w->bom,
	    file_out_put, &out, err);
	return file_out_close(&out, ok, err);
}

int
sub_report(struct cli *c, const struct cli_sub *sub, int argc, char **argv)
{
	struct wish w = { .format = "text" };
	struct report_wish wish = {0};
	struct past past = {0};
	struct err err = {0};
	struct session *s;
	bool ok;

	if (!take_options(argc, argv, &w))
		return cli_usage(sub);
	wish.key = optind < argc ? argv[optind] : NULL;
	wish.narrow = w.narrow;
	wish.n_narrow = w.n_narrow;
	wish.closed = w.closed;
	ok = cli_open(c, &err) && cli_past(c, w.as_of, &past, &s, &err) &&
	    find_place(s, &w, &wish.board, &wish.casefile, &err) && (wish.key
	    ? write_out(s, &w, &wish, &err) : !strcmp(w.format, "json")
	    ? cli_list(c, "reports", wish.board, true, &err)
	    : list(c, wish.board, &err));
	past_close(&past);
	return ok ? 0 : cli_fail(&err);
}
