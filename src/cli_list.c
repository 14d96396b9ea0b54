/*
 * cli_list: what there is, as lines or as JSON; and what a shell offers for a
 * word that is being typed. Both name only what the one signed in may see.
 */
#include "cli_list.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "cli_say.h"
#include "cli_sub.h"
#include "cli_use.h"
#include "cmd/find.h"
#include "cmd/report_cmd.h"
#include "cmd/verb.h"
#include "export/doc.h"
#include "store/home_read.h"
#include "store/stmt.h"

#define LIST_COLUMNS 12
#define BEYOND "\xf4\x8f\xbf\xbf"	/* after every word that begins so */

struct wish {
	const char *board;
	bool json;
};

struct listing {
	struct cli *c;
	int64_t board;		/* 0: all */
	const char *begins;	/* what the first column begins with */
	bool json;
	bool names;		/* the first column alone */
	size_t n;
};

struct sort {
	const char *name;
	const char *column[LIST_COLUMNS];
	enum sql_id list, complete;
	int width[LIST_COLUMNS];
	bool (*make)(struct listing *l, const struct sort *s,
	    struct err *err);
	bool of_board;		/* may be those of one */
	bool bookless;		/* of the program, not of a book */
};

/* ---- One line --------------------------------------------------------- */

void
cli_json_member(struct buf *b, const char *key, const char *text,
    bool first)
{
	buf_adds(b, first ? "{" : ",");
	buf_add_json(b, key);
	buf_addc(b, ':');
	buf_add_json(b, text);
}

static void
say_json(struct listing *l, const struct sort *s, const char *const *cell)
{
	struct buf b = {0};

	buf_adds(&b, l->n > 0 ? ",\n " : "[\n ");
	for (size_t i = 0; i < LIST_COLUMNS && s->column[i]; i++)
		cli_json_member(&b, s->column[i], cell[i], i == 0);
	buf_addc(&b, '}');
	fputs(buf_text(&b), stdout);
	buf_release(&b);
}

static void
say_line(struct listing *l, const struct sort *s, const char *const *cell)
{
	if (strncmp(cell[0], l->begins, strlen(l->begins)) != 0)
		return;
	if (l->json) {
		say_json(l, s, cell);
	} else if (l->names) {
		cli_say(stdout, "%s\n", cell[0]);
	} else {
		for (size_t i = 0; i < LIST_COLUMNS && s->column[i]; i++)
			cli_say(stdout, "%s%-*s", i ? "  " : "",
			    i + 1 < LIST_COLUMNS && s->column[i + 1]
			    ? s->width[i] : 0, cell[i]);
		fputc('\n', stdout);
	}
	l->n++;
}

/* ---- What there is ---------------------------------------------------- */

static bool
make_rows(struct listing *l, const struct sort *s, struct err *err)
{
	struct stmt *q = db_query(l->c->db, l->names ? s->complete : s->list,
	    err);
	const char *cell[LIST_COLUMNS] = { "" };
	bool bounded = l->names && s->complete != s->list;
	struct buf high = {0};

	buf_addf(&high, "%s" BEYOND, l->begins);
	if (!bounded)
		stmt_id(q, ":board", l->board);
	stmt_text(q, ":low", l->begins);
	stmt_text(q, ":high", buf_text(&high));
	while (stmt_next(q, err)) {
		for (int i = 0; i < LIST_COLUMNS && s->column[i] &&
		    (i == 0 || !bounded); i++)
			cell[i] = col_str(q, i);
		say_line(l, s, cell);
	}
	buf_release(&high);
	return stmt_done(q);
}

static bool
make_reports(struct listing *l, const struct sort *s, struct err *err)
{
	const struct kind_report *list;
	struct home_rows rows;
	struct arena a = {0};
	size_t n;
	bool ok;

	ok = home_read(l->c->session.db, clock_today(l->c->session.clock), 1,
	    &a, &rows, err);
	for (size_t i = 0; ok && i < rows.n_boards; i++) {
		if (l->board && rows.boards[i].id != l->board)
			continue;
		ok = cmd_report_list(&l->c->session, rows.boards[i].id, &a,
		    &list, &n, err);
		for (size_t j = 0; ok && j < n; j++)
			say_line(l, s, (const char *const[LIST_COLUMNS]){
			    list[j].key, rows.boards[i].name,
			    list[j].title });
	}
	arena_release(&a);
	return ok;
}

static bool
make_commands(struct listing *l, const struct sort *s, struct err *err)
{
	const struct verb *const *verbs;
	size_t n;

	(void)err;
	verbs = verb_table(&n);
	for (size_t i = 0; i < n; i++)
		say_line(l, s, (const char *const[LIST_COLUMNS]){
		    verbs[i]->name, verbs[i]->usage, verbs[i]->help });
	return true;
}

static bool
make_formats(struct listing *l, const struct sort *s, struct err *err)
{
	(void)err;
	for (const struct doc_format *f = doc_formats; f->name; f++)
		say_line(l, s, (const char *const[LIST_COLUMNS]){ f->name,
		    f->ending });
	return true;
}

static bool
make_kinds(struct listing *l, const struct sort *s, struct err *err)
{
	struct stmt *q = db_query(l->c->db, SQL_KINDS_LIST, err);

	while (stmt_next(q, err))
		say_line(l, s, (const char *const[LIST_COLUMNS]){
		    col_str(q, 0), col_str(q, 1), col_str(q, 2),
		    col_str(q, 3) });
	return stmt_done(q);
}

#define ROWS(id) SQL_LIST_##id, SQL_LIST_##id
static const struct sort sorts[] = {
	{ "boards", { "board", "name", "kind" }, ROWS(BOARDS), { 10, 30 },
	    make_rows, true, false },
	{ "meetings", { "meeting", "day", "status", "board" },
	    ROWS(MEETINGS), { 18, 10, 9 }, make_rows, true, false },
	{ "members", { "member", "name", "agency" }, ROWS(MEMBERS),
	    { 14, 28 }, make_rows, true, false },
	{ "cases", { "case", "type", "received", "screening", "state" },
	    SQL_LIST_CASES, SQL_COMPLETE_CASES, { 16, 14, 10, 9 },
	    make_rows, true, false },
	{ "actions", { "action", "due", "status", "agency", "text" },
	    SQL_LIST_ACTIONS, SQL_COMPLETE_ACTIONS, { 18, 10, 12, 14 },
	    make_rows, true, false },
	{ "handouts", { "of", "at", "what", "edition", "version", "how",
	    "format", "encrypted", "hash", "to", "by", "sent" },
	    ROWS(HANDOUTS), { 16, 19, 9, 9, 2, 10, 8, 3, 64, 24, 20 },
	    make_rows, true, false },
	{ "reports", { "report", "board", "title" }, 0, 0, { 22, 24 },
	    make_reports, true, false },
	{ "commands", { "command", "usage", "help" }, 0, 0, { 22, 40 },
	    make_commands, false, true },
	{ "formats", { "format", "ending" }, 0, 0, { 12 }, make_formats, false,
	    true },
	{ "kinds", { "kind", "version", "taken", "local" }, 0, 0,
	    { 12, 8, 20 }, make_kinds, false, false },
	{ .name = NULL }
};

static const struct sort *
find_sort(const char *name)
{
	const struct sort *s = sorts;

	while (s->name && strcmp(s->name, name) != 0)
		s++;
	return s->name ? s : NULL;
}

static bool
run(struct listing *l, const struct sort *s, struct err *err)
{
	if (!s->make(l, s, err))
		return false;
	if (l->json)
		fputs(l->n > 0 ? "\n]\n" : "[]\n", stdout);
	return true;
}

bool
cli_list(struct cli *c, const char *name, int64_t board, bool json,
    struct err *err)
{
	struct listing l = { .c = c, .board = board, .begins = "",
		.json = json };

	return run(&l, find_sort(name), err);
}

/* ---- The subcommands -------------------------------------------------- */

static bool
take_options(const struct cli_sub *sub, int argc, char **argv,
    struct wish *w)
{
	static const struct option options[] = {
		{ "board", required_argument, NULL, 'b' },
		{ "json", no_argument, NULL, 'j' },
		{ NULL, 0, NULL, 0 }
	};
	int opt;

	while ((opt = cli_option(sub, NULL, argc, argv, options)) != -1) {
		if (opt == 'b')
			w->board = optarg;
		else if (opt == 'j')
			w->json = true;
		else
			return false;
	}
	return true;
}

static int
no_such_sort(const struct cli_sub *sub, const char *name)
{
	struct buf known = {0};

	for (const struct sort *s = sorts; s->name; s++)
		buf_addf(&known, "%s%s", s == sorts ? "" : ", ", s->name);
	if (name)
		cli_wrong(sub, NULL, "There is no list \"%s\". These are "
		    "known: %s.", name, buf_text(&known));
	else
		cli_wrong(sub, NULL, "It wants what to list, one of %s.",
		    buf_text(&known));
	buf_release(&known);
	return CLI_USAGE;
}

int
sub_list(struct cli *c, const struct cli_sub *sub, int argc, char **argv)
{
	const struct sort *s;
	struct wish w = {0};
	struct err err = {0};
	int64_t board = 0;

	if (!take_options(sub, argc, argv, &w))
		return CLI_USAGE;
	s = optind < argc ? find_sort(argv[optind]) : NULL;
	if (!s)
		return no_such_sort(sub, optind < argc ? argv[optind] : NULL);
	if (!cli_words(sub, NULL, argc - optind - 1, argv + optind + 1, 0, 0,
	    ""))
		return CLI_USAGE;
	if (w.board && !s->of_board)
		return cli_wrong(sub, NULL, "A list of %s takes no --board.",
		    s->name);
	if ((!s->bookless && !cli_open(c, &err)) || (w.board &&
	    !find_board(&c->session, w.board, &board, &err)) ||
	    !cli_list(c, s->name, board, w.json, &err))
		return cli_fail(&err);
	return 0;
}

/* What a shell offers: silent whatever goes wrong, for it comes in the middle of
 * a line. */
int
sub_complete(struct cli *c, const struct cli_sub *sub, int argc,
    char **argv)
{
	struct listing l = { .c = c, .names = true, .begins = argc > 2
	    ? argv[2] : "" };
	const struct sort *s = argc > 1 ? find_sort(argv[1]) : NULL;
	struct err err = {0};

	(void)sub;
	if (argc > 1 && !strcmp(argv[1], "subcommands"))
		cli_sub_names(stdout);
	else if (s && argc <= 3 && (s->bookless || cli_open(c, &err)))
		run(&l, s, &err);
	err_clear(&err);
	return 0;
}
