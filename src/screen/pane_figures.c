/*
 * pane_figures: the reports that a step looks at: as they are now, and, once
 * the step is done, as they were then.
 */
#include <string.h>

#include "cmd/report_cmd.h"
#include "screen/meeting.h"
#include "screen/screens.h"
#include "store/snapshot_read.h"

enum {
	FIGURES_OPEN = 121,
	FIGURE_LINE = 121
};

#define SHOWN_LINES 12		/* of each; the report's own screen has all */

static const struct keydef keys[] = {
	{ FIGURES_OPEN, "o", "open-report", "open",
	    "open the chosen report as it is now", "this step", 0 },
	MINUTE_KEYS,
};

/* A line of cells, each at the width of its column. */
static void
add_cells(struct meeting *m, size_t report, const char *const *cells,
    size_t n, enum style style)
{
	struct buf b = {0};
	size_t i;

	for (i = 0; i < n; i++) {
		if (*cells[i])
			buf_addf(&b, "%s%s", b.len ? " · " : "", cells[i]);
	}
	body_addf(&m->body, FIGURE_LINE, (int64_t)report + 1, style, "%s",
	    buf_text(&b))->indent = 2;
	buf_release(&b);
}

/* The chart as text: what a pane's lines have room for. */
static void
add_chart(struct meeting *m, size_t report, const struct doc_chart *c)
{
	struct buf text = {0};
	const char *p;
	size_t len;

	doc_chart_text(c, 48, &text);
	for (p = buf_text(&text); *p; p += len + (p[len] != '\0')) {
		len = strcspn(p, "\n");
		body_addf(&m->body, FIGURE_LINE, (int64_t)report + 1,
		    STYLE_NORMAL, "%.*s", (int)len, p)->indent = 2;
	}
	buf_release(&text);
}

static void
add_report(struct meeting *m, size_t at, const struct report *r)
{
	size_t i, shown = 0;

	body_heading(&m->body, arena_strdup(&m->screen.arena, r->title));
	if (r->chart)
		add_chart(m, at, r->chart);
	else if (!r->n_lines)
		body_add(&m->body, FIGURE_LINE, (int64_t)at + 1, STYLE_DIM,
		    "Nothing.");
	/* Bars have their figures beside them; steps stand in the report. */
	for (i = 0; i < r->n_lines && shown < SHOWN_LINES; i++) {
		const struct report_line *l = &r->lines[i];

		if (l->depth > 1 || (r->chart && r->shape == SHAPE_COUNT &&
		    !r->def->columns))
			continue;
		shown++;
		add_cells(m, at, l->cell + l->depth,
		    r->n_columns - (size_t)l->depth, l->total || l->uncovered
		    ? STYLE_STRONG : STYLE_NORMAL);
		if (l->depth)
			m->body.lines[m->body.n - 1].indent = 4;
	}
	for (i = 0; i < r->n_notes; i++)
		body_addf(&m->body, FIGURE_LINE, (int64_t)at + 1, STYLE_DIM,
		    "%s", r->notes[i])->indent = 2;
}

static bool
add_now(struct meeting *m, struct ctx *ctx, const struct kind_step *step,
    struct err *err)
{
	const struct kind *k = session_board_kind(ctx->session, m->row.board,
	    err);
	size_t i;

	/* The board may have taken a kind without it since. */
	for (i = 0; k && i < step->n_reports; i++) {
		const struct report_wish wish = { .board = m->row.board,
		    .key = step->reports[i], .limit = SHOWN_LINES };
		struct report r;
		bool ok;

		if (!kind_report(k, step->reports[i]) ||
		    !cmd_report_may(ctx->session, m->row.board,
		    kind_report(k, step->reports[i])))
			continue;
		ok = cmd_report(ctx->session, &wish, &r, err);
		if (ok)
			add_report(m, i, &r);
		report_release(&r);
		if (!ok)
			return false;
	}
	return k != NULL;
}

/* As the meeting saw them, where one sees all that was counted. */
static bool
add_then(struct meeting *m, struct ctx *ctx, const struct kind_step *step,
    struct err *err)
{
	struct snapshot_row *rows;
	size_t i, j, k, n, columns, lines;
	const char *const *cells;

	if (!snapshot_read(ctx->session->db, m->id, &m->screen.arena, &rows,
	    &n, err))
		return false;
	for (i = 0; i < step->n_reports; i++) {
		for (j = 0; j < n && strcmp(rows[j].report,
		    step->reports[i]); j++)
			;
		if (j == n) {
			if (n)
				body_addf(&m->body, 0, 0, STYLE_DIM, "\"%s\""
				    " was not kept, or counted some that you "
				    "may not see.", step->reports[i]);
			continue;
		}
		body_heading(&m->body, arena_printf(&m->screen.arena,
		    "%s, as it was at %s", rows[j].title,
		    meeting_time(m, rows[j].made_at)));
		cells = report_kept_cells(rows[j].body, &m->screen.arena,
		    &columns, &lines);
		for (k = 1; k <= lines; k++)
			add_cells(m, i, cells + k * columns, columns,
			    STYLE_NORMAL);
	}
	if (!n)
		body_add(&m->body, 0, 0, STYLE_DIM, "Nothing was kept of this "
		    "step that you may see whole.");
	return true;
}

static bool
figures_load(struct meeting *m, struct ctx *ctx, struct err *err)
{
	const struct meeting_line *l = meeting_shown(m);
	const struct agenda_row *row = meeting_item(m);
	bool done = row && !strcmp(row->status, "done");

	if (l && !(done ? add_then(m, ctx, l->step, err)
	    : add_now(m, ctx, l->step, err)))
		return false;
	return !row || minutes_add_lines(m, ctx, row->id, NULL, err);
}

static unsigned
open_chosen(struct meeting *m, struct ctx *ctx)
{
	const struct body_line *chosen = body_chosen(&m->body);
	const struct meeting_line *l = meeting_shown(m);

	if (!chosen || !l || chosen->sort != FIGURE_LINE || !chosen->id ||
	    (size_t)chosen->id > l->step->n_reports)
		return ctx_say(ctx, STYLE_DIM, "Choose a report first.");
	ctx_push(ctx, report_screen(m->row.board,
	    l->step->reports[chosen->id - 1], 0));
	return SCREEN_REDRAW;
}

static unsigned
figures_act(struct meeting *m, struct ctx *ctx, int action)
{
	const struct body_line *chosen = body_chosen(&m->body);
	const struct meeting_line *l = meeting_shown(m);

	if (action == FIGURES_OPEN || (action == MEETING_ENTER && chosen &&
	    chosen->sort == FIGURE_LINE))
		return open_chosen(m, ctx);
	if (action == MEETING_ENTER)
		action = MINUTE_EDIT;
	return minutes_act(m, ctx, action, NULL, l ? l->step->sorts : NULL,
	    l ? l->step->n_sorts : 0);
}

static void
figures_more_keys(struct meeting *m)
{
	const struct meeting_line *l = meeting_shown(m);

	minutes_more_keys(m, l ? l->step->sorts : NULL, l ? l->step->n_sorts
	    : 0);
}

const struct pane pane_figures = {
	.keys = keys, .n_keys = sizeof keys / sizeof *keys,
	.load = figures_load, .act = figures_act,
	.more_keys = figures_more_keys,
};
