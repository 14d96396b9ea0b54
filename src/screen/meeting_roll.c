/*
 * meeting_roll: the roll of the running meeting, kept from one load of the
 * screen to the next. A meeting reloads at every move of the chair, its roll
 * changes a few times a morning, and of a large board it is most of what there
 * is to read.
 */
#include <string.h>

#include "screen/meeting.h"
#include "store/watch.h"

/* More changes than this at once are not looked through. */
#define MOST_CHANGES 64

/* What the rows are read from. Who is out of the room is asked each time: that
 * hangs on what one may see, too. */
static bool
is_of_roll(const struct change *c)
{
	static const char *const tables[] = { "agency", "attendance",
		"member" };
	size_t i;

	for (i = 0; i < sizeof tables / sizeof *tables; i++)
		if (!strcmp(c->tbl, tables[i]))
			return true;
	return false;
}

/* Do the rows kept still stand? Then m->roll_seq is of now. */
static bool
stands(struct meeting *m, struct db *db, struct arena *a)
{
	struct change *changes;
	struct err err = {0};
	size_t i, n;

	if (!m->roll_seq || m->roll_chair != m->row.chair ||
	    m->roll_secretary != m->row.secretary)
		return false;
	if (!watch_changes(db, m->roll_seq, MOST_CHANGES, a, &changes, &n,
	    &err)) {
		err_clear(&err);
		return false;
	}
	for (i = 0; i < n; i++)
		if (is_of_roll(&changes[i]))
			return false;
	if (n)
		m->roll_seq = changes[n - 1].seq;
	return n < MOST_CHANGES;
}

bool
meeting_roll_load(struct meeting *m, struct ctx *ctx, struct err *err)
{
	struct db *db = ctx->session->db;
	struct arena *a = &m->roll_arena;
	int64_t seq;

	if (stands(m, db, &m->screen.arena))
		return attendance_read_out(db, m->id, &m->screen.arena,
		    m->roll, m->n_roll, err);
	m->roll_seq = 0;
	m->n_roll = 0;
	arena_reset(a);
	/* The event first: what is written in between is read twice rather
	 * than never. */
	if (!watch_seq(db, &seq, err) || !attendance_read(db, m->id, a,
	    &m->roll, &m->n_roll, err))
		return false;
	m->roll_seq = seq;
	m->roll_chair = m->row.chair;
	m->roll_secretary = m->row.secretary;
	return true;
}
