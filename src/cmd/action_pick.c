/*
 * action_pick: rows for lists of actions, a page at a time.
 */
#include "cmd/action_pick.h"

#include <string.h>

#include "base/date.h"

enum { PAGE_ROWS = 500 };

struct picking {
	struct session *s;
	const struct action_pick *p;
	bool (*take)(void *arg, const struct track_row *row,
	    struct err *err);
	void *arg;
	size_t held_back;
	int64_t board;		/* the last one asked about … */
	bool may;		/* … and the answer */
};

static bool
may_take(struct picking *g, int64_t board)
{
	if (board != g->board || board == 0) {
		g->board = board;
		g->may = session_may(g->s, board, RIGHT_EXPORT_OWN) ||
		    session_may(g->s, board, RIGHT_EXPORT_RECORD);
	}
	return g->may;
}

static bool
is_asked(const struct action_pick *p, const struct track_row *t)
{
	const struct action_row *r = &t->row;

	if ((p->strand && strcmp(r->strand, p->strand) != 0) || (p->colour &&
	    (!t->view.colour || strcmp(t->view.colour->key, p->colour) != 0)))
		return false;
	if (p->board != 0 && r->board != p->board)
		return false;
	if (p->agency != 0 && p->casefile != 0 && r->agency != p->agency)
		return false;
	if (p->member != 0 && (r->member != p->member ||
	    strcmp(r->acceptance, "declined") == 0))
		return false;
	return !p->overdue || r->overdue;
}

static bool
hand_over(struct picking *g, const struct track_row *r, struct err *err)
{
	if (!is_asked(g->p, r))
		return true;
	if (!may_take(g, r->row.board)) {
		g->held_back++;
		return true;
	}
	return g->take(g->arg, r, err);
}

/* A record has few enough to be read at once. */
static bool
of_record(struct picking *g, struct err *err)
{
	int today = clock_today(g->s->clock);
	struct arena a = {0};
	struct action_row *rows;
	size_t i, n;
	bool ok = action_read_list(g->s->db, ACTIONS_OF_CASEFILE,
	    g->p->casefile, today, &a, &rows, &n, err);

	for (i = 0; ok && i < n; i++) {
		struct track_row r = { .row = rows[i],
			.kind = session_board_kind(g->s, rows[i].board, err) };

		ok = r.kind != NULL;
		if (ok)
			action_view(r.kind, &rows[i], today, &a, &r.view);
		ok = ok && hand_over(g, &r, err);
	}
	arena_release(&a);
	return ok;
}

static bool
of_track(struct picking *g, struct err *err)
{
	const struct track_filter f = { .board = g->p->board,
		.agency = g->p->agency, .member = g->p->member,
		.strand = g->p->strand, .colour = g->p->colour,
		.overdue = g->p->overdue };
	struct track_page page = { .more = true,
		.end = { .due = DATE_NONE } };
	struct arena a = {0};
	struct track_key after;
	bool ok = true;
	size_t i;

	while (ok && page.more) {
		after = page.end;
		ok = action_track(g->s, &f, &after, PAGE_ROWS, &a, &page,
		    err);
		for (i = 0; ok && i < page.n; i++)
			ok = hand_over(g, &page.rows[i], err);
		arena_release(&a);
	}
	return ok;
}

bool
action_pick(struct session *s, const struct action_pick *p,
    bool (*take)(void *arg, const struct track_row *row, struct err *err),
    void *arg, size_t *held_back, struct err *err)
{
	struct picking g = { .s = s, .p = p, .take = take, .arg = arg };
	bool ok = p->casefile != 0 ? of_record(&g, err) : of_track(&g, err);

	if (held_back)
		*held_back = g.held_back;
	return ok;
}
