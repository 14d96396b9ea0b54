/*
 * kept: the rules by which what was read stands, and the parts of the meeting
 * itself. kept_case.c has its cases.
 */
#include "screen/kept.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "screen/meeting.h"
#include "store/watch.h"

/* More changes than this at once are not looked through. */
#define MOST_CHANGES 512
/* Lines read one by one before all are read again. */
#define MOST_PATCHED 256

enum {
	AGENDA = 1 << KEPT_AGENDA,
	ROLL = 1 << KEPT_ROLL,
	OUT = 1 << KEPT_OUT,
	ASKED = 1 << KEPT_ASKED,
	CASES = 1 << KEPT_PARTS,	/* every case that is kept */
	OTHERS = CASES << 1,		/* those that the change is not of */
	/* All but what is read with its own case. */
	NOT_ITS_CASE = AGENDA | ROLL | OUT | ASKED | OTHERS,
	ALL = AGENDA | ROLL | OUT | ASKED | CASES
};

/* Under which condition. */
enum when {
	ALWAYS,
	HERE,		/* the row is this meeting's own */
	HEARS,		/* of this meeting, and one hears all of it: who does
			 * not sees a line, and what hangs on it, by who was
			 * in the room when, and whether it is closed */
	ALONE		/* (of cases) no action of the case is tied to others */
};

/* What a change in a table leaves as it was. What is in no row here, or not as
 * its row says, drops all. A new view that reads such a table needs a look at
 * this: kept_test compares each part, after changes of every sort, with what is
 * read afresh. */
static const struct rule {
	const char *tbl;
	unsigned leaves;
	enum when when;
	const char *why;
} rules[] = {
	{ "absence", AGENDA | ROLL | ASKED | CASES, HEARS,
	    "who left the room hides lines only from who does not hear all" },
	{ "action", AGENDA | ROLL | OUT | OTHERS, ALONE,
	    "an action is read with its case, and by what it is tied to" },
	{ "attendance", AGENDA | ASKED | CASES, HEARS,
	    "who is on the roll hides lines only from who does not hear all" },
	{ "checked", NOT_ITS_CASE, ALWAYS,
	    "what was looked up is read with what was brought to its case" },
	{ "consultation", ALL, ALWAYS,
	    "who read what is read by the log alone" },
	{ "contribution", NOT_ITS_CASE, ALWAYS,
	    "what is brought is read with its own case" },
	{ "contribution_line", NOT_ITS_CASE, ALWAYS,
	    "what is brought is read with its own case" },
	/* The line itself is read again. */
	{ "item", AGENDA | ROLL | OUT | ASKED | CASES, HEARS,
	    "the state of a line hides nothing from who hears all" },
	/* What of the meeting is read elsewhere is compared: kept_check_row. */
	{ "meeting", ALL, HERE,
	    "the line in hand and its phase are read with the meeting" },
	{ "milestone", NOT_ITS_CASE, ALONE,
	    "a step is read with its action" },
	{ "minute", NOT_ITS_CASE, ALWAYS,
	    "a minute is read with its line" },
	{ "override", ALL, ALWAYS,
	    "the checks of a line are made anew each time" },
	{ "progress", NOT_ITS_CASE, ALONE,
	    "a report is read with its action" },
	{ "sign_in", ALL, ALWAYS, "who came in is read by its own list alone" },
	{ "snapshot", ALL, ALWAYS,
	    "what a step showed is read by the minutes alone" },
};

/* ---- Dropping ---------------------------------------------------------- */

void
kept_drop(struct kept *k, enum kept_part part)
{
	k->has[part] = false;
	arena_reset(&k->arena[part]);
	/* Their times stand beside its rows. */
	if (part == KEPT_ROLL)
		kept_drop(k, KEPT_OUT);
	if (part == KEPT_AGENDA) {
		k->n_patch = k->n_patched = 0;
		k->worn = false;
	}
}

static void
drop_case(struct kept_case *c)
{
	struct arena arena = c->arena;

	arena_reset(&arena);
	*c = (struct kept_case){ .arena = arena };
}

void
kept_drop_all(struct kept *k)
{
	int i;

	for (i = 0; i < KEPT_PARTS; i++)
		kept_drop(k, (enum kept_part)i);
	for (i = 0; i < KEPT_CASES; i++)
		drop_case(&k->cases[i]);
}

void
kept_release(struct kept *k)
{
	int i;

	for (i = 0; i < KEPT_PARTS; i++)
		arena_release(&k->arena[i]);
	for (i = 0; i < KEPT_CASES; i++)
		arena_release(&k->cases[i].arena);
	free(k->status);
	free(k->ref);
	*k = (struct kept){0};
}

/* ---- The rules --------------------------------------------------------- */

static const struct rule *
rule_of(const struct meeting *m, const struct change *c)
{
	const struct rule *r;
	size_t i;

	for (i = 0; i < sizeof rules / sizeof *rules; i++)
		if (!strcmp(rules[i].tbl, c->tbl))
			break;
	if (i == sizeof rules / sizeof *rules)
		return NULL;
	r = &rules[i];
	if (r->when == HERE && (strcmp(c->tbl, "meeting") != 0 ||
	    c->row != m->id))
		return NULL;
	if (r->when == HEARS && (!m->kept.hears || c->meeting != m->id))
		return NULL;
	return r;
}

static bool
leaves_case(const struct rule *r, const struct change *c,
    const struct kept_case *k)
{
	if (r->leaves & CASES)
		return true;
	return r->leaves & OTHERS && c->casefile &&
	    c->casefile != k->casefile && (r->when != ALONE || k->alone ||
	    !(k->has & KEPT_ACTIONS));
}

/* A line is to be read again; too many: all are. */
static void
note_line(struct kept *k, int64_t item)
{
	size_t i;

	if (!k->has[KEPT_AGENDA])
		return;
	for (i = 0; i < k->n_patch && k->patch[i] != item; i++)
		;
	if (i < k->n_patch)
		return;
	if (i == KEPT_PATCHES || ++k->n_patched > MOST_PATCHED)
		kept_drop(k, KEPT_AGENDA);
	else
		k->patch[k->n_patch++] = item;
}

/* Drop what it may have changed; it is never too much. */
static bool
take(struct meeting *m, const struct change *c)
{
	const struct rule *r = rule_of(m, c);
	struct kept *k = &m->kept;
	int i;

	if (!r) {
		kept_drop_all(k);
		return true;
	}
	for (i = 0; i < KEPT_PARTS; i++)
		if (!(r->leaves & 1u << i))
			kept_drop(k, (enum kept_part)i);
	for (i = 0; i < KEPT_CASES; i++)
		if (k->cases[i].casefile && !leaves_case(r, c, &k->cases[i]))
			drop_case(&k->cases[i]);
	if (!strcmp(c->tbl, "item"))
		note_line(k, c->row);
	return true;
}

/* Nothing is known yet, or not whether it stands. */
static void
begin(struct meeting *m, struct ctx *ctx)
{
	struct kept *k = &m->kept;
	struct db *db = ctx->session->db;
	struct err err = {0};

	kept_drop_all(k);
	/* Before anything is read: what is written in between is looked at
	 * twice rather than never. */
	k->begun = watch_seq(db, &k->seq, &err);
	k->rights = db_rights(db);
	k->day = clock_today(ctx->session->clock);
	err_clear(&err);
}

/* What was written since the last look. Whoever has the screen loaded for that
 * has it at hand; what came after is looked at next time. False: it is not
 * known what stands, or too much was written. */
static bool
changes_since(const struct kept *k, struct ctx *ctx, struct arena *a,
    struct change **changes, size_t *n)
{
	struct db *db = ctx->session->db;
	struct err err = {0};
	bool ok = true;

	if (!k->begun || k->rights != db_rights(db) ||
	    k->day != clock_today(ctx->session->clock))
		return false;
	if (ctx->n_news && ctx->news_since == k->seq) {
		*changes = ctx->news;
		*n = ctx->n_news;
	} else {
		ok = watch_changes(db, k->seq, MOST_CHANGES, a, changes, n,
		    &err);
	}
	err_clear(&err);
	return ok && *n < MOST_CHANGES;
}

/* Show each of them to the one who asks, until that says no. They are then
 * looked at. */
static bool
look(struct meeting *m, struct ctx *ctx,
    bool (*at)(struct meeting *m, const struct change *c))
{
	struct kept *k = &m->kept;
	struct arena a = {0};
	struct change *changes = NULL;
	size_t i, n = 0;
	bool ok;

	ok = changes_since(k, ctx, &a, &changes, &n);
	for (i = 0; ok && i < n; i++)
		ok = at(m, &changes[i]);
	if (ok && n)
		k->seq = changes[n - 1].seq;
	arena_release(&a);
	return ok;
}

void
kept_news(struct meeting *m, struct ctx *ctx)
{
	if (!look(m, ctx, take))
		begin(m, ctx);
}

static bool
concerns_nothing(struct meeting *m, const struct change *c)
{
	const struct rule *r = rule_of(m, c);

	return r && r->when == ALWAYS && (r->leaves & ALL) == ALL;
}

/* Nothing may be dropped here: the screen is drawn from it. */
bool
kept_stands(struct meeting *m, struct ctx *ctx)
{
	return look(m, ctx, concerns_nothing);
}

static bool
is_same(const char *a, const char *b)
{
	return a && b && !strcmp(a, b);
}

void
kept_check_row(struct meeting *m, struct ctx *ctx)
{
	struct kept *k = &m->kept;
	const struct meeting_row *r = &m->row;

	k->hears = db_may(ctx->session->db, r->board, "hear-closed");
	if (k->kind_version == r->kind_version && k->chair == r->chair &&
	    k->secretary == r->secretary && k->acting == r->acting &&
	    k->held_on == r->held_on && is_same(k->status, r->status) &&
	    is_same(k->ref, r->ref))
		return;
	kept_drop_all(k);
	k->kind_version = r->kind_version;
	k->chair = r->chair;
	k->secretary = r->secretary;
	k->acting = r->acting;
	k->held_on = r->held_on;
	free(k->status);
	free(k->ref);
	k->status = xstrdup(r->status);
	k->ref = xstrdup(r->ref);
}

/* ---- The parts --------------------------------------------------------- */

static struct agenda_row *
find_line(struct meeting *m, int64_t item)
{
	size_t i;

	for (i = 0; i < m->n_agenda; i++)
		if (m->agenda[i].id == item)
			return &m->agenda[i];
	return NULL;
}

/* Of a line that changed: false when it is more than its own state, for that
 * may say how the others are counted and ordered. */
static bool
patch_line(struct meeting *m, struct ctx *ctx, int64_t item)
{
	struct agenda_row *old = find_line(m, item), row;
	struct err err = {0};

	if (!old || !agenda_read_item(ctx->session->db, item,
	    &m->kept.arena[KEPT_AGENDA], &row, &err)) {
		err_clear(&err);
		return false;
	}
	if (row.casefile != old->casefile || row.position != old->position ||
	    strcmp(row.step, old->step) != 0)
		return false;
	row.name = old->name;
	row.nth = old->nth;
	row.of = old->of;
	*old = row;
	return true;
}

static void
patch_agenda(struct meeting *m, struct ctx *ctx)
{
	struct kept *k = &m->kept;
	size_t i;

	for (i = 0; i < k->n_patch; i++)
		if (!patch_line(m, ctx, k->patch[i]))
			break;
	if (i < k->n_patch)
		kept_drop(k, KEPT_AGENDA);
	k->n_patch = 0;
}

bool
kept_agenda(struct meeting *m, struct ctx *ctx, struct err *err)
{
	struct kept *k = &m->kept;
	struct arena *a = &k->arena[KEPT_AGENDA];
	struct session *s = ctx->session;
	int64_t next;

	if (k->worn)
		kept_drop(k, KEPT_AGENDA);
	if (k->has[KEPT_AGENDA])
		patch_agenda(m, ctx);
	if (!k->has[KEPT_AGENDA]) {
		kept_drop(k, KEPT_AGENDA);
		m->n_agenda = 0;
		if (!agenda_read(s->db, m->id, a, &m->agenda, &m->n_agenda,
		    err) || !attendance_read_role(s->db, m->id, s->member, a,
		    &k->role, err) || !meeting_read_next(s->db, m->row.board,
		    m->row.held_on, &next, &k->next_on, err))
			return false;
		meeting_names(m, ctx, a);
		k->has[KEPT_AGENDA] = true;
	}
	m->role = k->role;
	m->next_on = k->next_on;
	return true;
}

bool
kept_roll(struct meeting *m, struct ctx *ctx, struct err *err)
{
	struct kept *k = &m->kept;
	struct db *db = ctx->session->db;

	if (!k->has[KEPT_ROLL]) {
		kept_drop(k, KEPT_ROLL);
		m->n_roll = 0;
		if (!attendance_read(db, m->id, &k->arena[KEPT_ROLL],
		    &m->roll, &m->n_roll, err))
			return false;
		k->has[KEPT_ROLL] = k->has[KEPT_OUT] = true;
	}
	if (!k->has[KEPT_OUT] && !attendance_read_out(db, m->id,
	    &k->arena[KEPT_OUT], m->roll, m->n_roll, err))
		return false;
	k->has[KEPT_OUT] = true;
	return true;
}
