/* Reports by name. */
#include "cmd/find.h"
#include "cmd/report_cmd.h"
#include "cmd/verb.h"
#include "cmd/verb_args.h"

/* Lines of a list that a reply has room for. */
#define REPLY_LINES 40

static void
list(const struct kind_report *reports, size_t n, struct buf *reply)
{
	for (size_t i = 0; i < n; i++)
		buf_addf(reply, "%s%s  %s", i > 0 ? "\n" : "",
		    reports[i].key, reports[i].title);
	if (n == 0)
		buf_adds(reply, "This kind of meeting has no reports.");
}

/* A cell a column, as many lines as there are. */
static void
say(const struct report *r, struct buf *reply)
{
	buf_addf(reply, "%s\n%s", r->title, r->about);
	for (size_t i = 0; i < r->n_lines; i++) {
		const char *between = "";

		buf_addc(reply, '\n');
		for (size_t j = 0; j < r->n_columns; j++) {
			const char *cell = r->lines[i].cell[j];

			if (*cell == '\0')
				continue;
			if ((r->lines[i].number ||
			    r->def->what == REPORT_CROSS) && j > 0 &&
			    r->n_columns > 2)
				buf_addf(reply, "%s%s %s", between,
				    r->columns[j].title, cell);
			else
				buf_addf(reply, "%s%s", between, cell);
			between = " · ";
		}
	}
	if (r->n_lines == 0)
		buf_adds(reply, "\nNone.");
	for (size_t i = 0; i < r->n_notes; i++)
		buf_addf(reply, "\n%s", r->notes[i]);
}

static bool
verb_report(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct report_wish wish = { .limit = REPLY_LINES };
	const struct kind_report *reports;
	const char *record;
	struct report r;
	struct arena arena = {0};
	struct args a;
	size_t n;
	bool ok;

	if (!args_read(&a, argv, argc, 1, 2, "board-report BOARD [NAME] "
	    "[case=CASE]", err) ||
	    !find_board(s, a.pos[0], &wish.board, err))
		return false;
	wish.key = args_at(&a, 1);
	record = args_option(&a, "case");
	if (!wish.key) {
		ok = cmd_report_list(s, wish.board, &arena, &reports, &n,
		    err);
		if (ok)
			list(reports, n, reply);
		arena_release(&arena);
		return ok;
	}
	if (record && !find_casefile(s, record, &wish.casefile, err))
		return false;
	ok = cmd_report(s, &wish, &r, err);
	if (ok)
		say(&r, reply);
	report_release(&r);
	return ok;
}

static const struct verb verbs[] = {
	{ "board-report", "BOARD [NAME] [case=CASE]",
	    "a report of a board, or which there are", 1, 3, verb_report },
};

const struct verb_group verbs_report = { verbs,
	sizeof(verbs) / sizeof(verbs[0]) };
