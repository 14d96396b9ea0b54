/*
 * kept_case: the cases of the meeting that are kept: the one in hand, the one
 * before, and the next one, which whoever follows reads while nothing else is to
 * be done, so that it shows at once when the chair goes there.
 */
#include <string.h>

#include "cmd/export_cmd.h"
#include "screen/kept.h"
#include "screen/meeting.h"

/* Lines of the agenda read one by one before all are read again while nothing
 * else is to be done. */
#define MANY_PATCHED 32

static bool
read_record(struct meeting *m, struct ctx *ctx, struct kept_case *k,
    struct err *err)
{
	struct db *db = ctx->session->db;

	return casefile_read(db, k->casefile, &k->arena, &k->record, err) &&
	    party_read_casefile(db, k->casefile, &k->arena, &k->parties,
	    &k->n_parties, err) && cmd_page_marking(ctx->session, m->kind,
	    k->casefile, 0, &k->arena, &k->marking, err);
}

static bool
read_own(struct meeting *m, struct ctx *ctx, struct kept_case *k,
    struct err *err)
{
	struct db *db = ctx->session->db;
	int64_t id = 0;

	k->own = (struct contribution_row){0};
	return contribution_find(db, k->casefile, m->id, m->agency, &id,
	    err) && (!id || contribution_read(db, id, &k->arena, &k->own,
	    err));
}

static bool
read_brought(struct meeting *m, struct ctx *ctx, struct kept_case *k,
    struct err *err)
{
	return contribution_read_case(ctx->session->db, k->casefile, m->id,
	    &k->arena, &k->brought, &k->n_brought, err);
}

static bool
read_actions(struct meeting *m, struct ctx *ctx, struct kept_case *k,
    struct err *err)
{
	size_t i;

	if (!action_read_list(ctx->session->db, ACTIONS_OF_CASEFILE,
	    k->casefile, m->row.held_on, &k->arena, &k->actions,
	    &k->n_actions, err))
		return false;
	k->alone = true;
	for (i = 0; i < k->n_actions; i++)
		k->alone &= k->actions[i].casefile == k->casefile &&
		    !k->actions[i].replaced_by;
	return true;
}

static bool
read_minutes(struct meeting *m, struct ctx *ctx, struct kept_case *k,
    struct err *err)
{
	(void)m;
	return minute_read_item(ctx->session->db, k->item, &k->arena,
	    &k->minutes, &k->n_minutes, err);
}

static const struct {
	unsigned part;
	bool (*read)(struct meeting *m, struct ctx *ctx, struct kept_case *k,
	    struct err *err);
} parts[] = {
	{ KEPT_RECORD, read_record },
	{ KEPT_OWN, read_own },
	{ KEPT_BROUGHT, read_brought },
	{ KEPT_ACTIONS, read_actions },
	{ KEPT_MINUTES, read_minutes },
};

/* Where it is kept, or the place that was used the longest time ago. */
static struct kept_case *
find(struct kept *k, int64_t casefile)
{
	struct kept_case *oldest = &k->cases[0];
	int i;

	for (i = 0; i < KEPT_CASES; i++) {
		if (k->cases[i].casefile == casefile)
			return &k->cases[i];
		if (k->cases[i].used < oldest->used)
			oldest = &k->cases[i];
	}
	return oldest;
}

struct kept_case *
kept_case(struct meeting *m, struct ctx *ctx, const struct agenda_row *item,
    unsigned wanted, struct err *err)
{
	struct kept_case *k = find(&m->kept, item->casefile);
	struct arena arena = k->arena;
	size_t i;

	if (k->casefile != item->casefile || k->item != item->id ||
	    k->agency != m->agency) {
		arena_reset(&arena);
		*k = (struct kept_case){ .arena = arena,
			.casefile = item->casefile, .item = item->id,
			.agency = m->agency };
	}
	k->used = ++m->kept.uses;
	for (i = 0; i < sizeof parts / sizeof *parts; i++) {
		if (!(wanted & parts[i].part) || k->has & parts[i].part)
			continue;
		if (!parts[i].read(m, ctx, k, err)) {
			k->casefile = 0;
			return NULL;
		}
		k->has |= parts[i].part;
	}
	return k;
}

/* The line that the chair will most likely go to is the next that waits; after
 * that the one before, where they came from. NULL when it is no case. */
static const struct agenda_row *
case_beside(const struct meeting *m, bool before)
{
	size_t i = 0;

	while (i < m->n_agenda && m->agenda[i].id != m->row.item)
		i++;
	if (i == m->n_agenda)
		return NULL;
	if (before)
		return i && m->agenda[i - 1].casefile ? &m->agenda[i - 1]
		    : NULL;
	for (i++; i < m->n_agenda; i++)
		if (!strcmp(m->agenda[i].status, "waiting"))
			return m->agenda[i].casefile ? &m->agenda[i] : NULL;
	return NULL;
}

/* The pane that is drawn stands on the case that is shown. */
static void
get_ready(struct meeting *m, struct ctx *ctx, const struct agenda_row *row)
{
	bool card = m->agency && !m->run && !m->record;
	struct err err = {0};

	if (row && row->casefile != m->screen.casefile && !kept_case(m, ctx,
	    row, KEPT_RECORD | KEPT_MINUTES | (card ? KEPT_OWN | KEPT_ACTIONS
	    : 0), &err))
		err_clear(&err);
}

/* A move changes two lines of the agenda: what reads them is at hand. */
static void
try_line(struct meeting *m, struct ctx *ctx)
{
	struct arena a = {0};
	struct agenda_row row;
	struct err err = {0};

	if (!agenda_read_item(ctx->session->db, m->row.item, &a, &row, &err))
		err_clear(&err);
	arena_release(&a);
}

/* What is read before it is shown is noted as read when it is shown: the chair
 * may go elsewhere. */
bool
kept_ready(struct meeting *m, struct ctx *ctx)
{
	struct kept *k = &m->kept;

	if (!m->screen.loaded || !m->following || !m->row.item ||
	    strcmp(m->row.status, "open") != 0 || !kept_stands(m, ctx))
		return false;
	get_ready(m, ctx, case_beside(m, true));
	get_ready(m, ctx, case_beside(m, false));
	try_line(m, ctx);
	k->worn = k->n_patched > MANY_PATCHED;
	return k->worn;
}
