/* The checks that look at a meeting as a whole. */
#include <string.h>

#include "base/date.h"
#include "cmd/agenda_build.h"
#include "cmd/closing_facts.h"
#include "cmd/quorum.h"
#include "store/edition_read.h"

static bool
statement_unread(struct closing_facts *f, const struct kind_check *c,
    struct err *err)
{
	(void)err;
	if (f->m.statement_version == NULL)
		closing_add(f, c, NULL);
	return true;
}

/* Adds a finding when the list holds anything, and lets the list go. */
static bool
add_if_any(struct closing_facts *f, const struct kind_check *c,
    struct buf *details)
{
	if (details->len > 0)
		closing_add(f, c, details);
	buf_release(details);
	return true;
}

static bool
statement_not_accepted(struct closing_facts *f, const struct kind_check *c,
    struct err *err)
{
	struct buf names = {0};
	size_t i;

	(void)err;
	for (i = 0; i < f->n_roll; i++)
		if (f->roll[i].attended && f->roll[i].accepted_at == NULL)
			closing_detail(&names, f->roll[i].member != 0 ?
			    f->roll[i].member_name : f->roll[i].agency_name);
	return add_if_any(f, c, &names);
}

static bool
no_chair(struct closing_facts *f, const struct kind_check *c,
    struct err *err)
{
	size_t i;

	(void)err;
	for (i = 0; i < f->n_roll; i++)
		if (f->roll[i].attended && f->roll[i].member != 0 &&
		    (f->roll[i].chair ||
		    f->roll[i].member == f->m.deputy_chair))
			return true;
	closing_add(f, c, NULL);
	return true;
}

static bool
attendance_open(struct closing_facts *f, const struct kind_check *c,
    struct err *err)
{
	const struct kind_attendance_state *st;
	struct buf names = {0};
	size_t i;

	(void)err;
	for (i = 0; i < f->n_roll; i++) {
		st = kind_attendance(f->k, f->roll[i].state);
		if (st != NULL && st->unset)
			closing_detail(&names, f->roll[i].member != 0 ?
			    f->roll[i].member_name : f->roll[i].agency_name);
	}
	return add_if_any(f, c, &names);
}

static struct quorum_roll
roll_of(const struct closing_facts *f)
{
	return (struct quorum_roll){ f->m.id, f->k, f->roll, f->n_roll };
}

static bool
no_quorum(struct closing_facts *f, const struct kind_check *c,
    struct err *err)
{
	struct quorum_roll roll = roll_of(f);
	struct buf details = {0};
	struct quorum q;

	if (!quorum_read(f->s, &roll, c->count, f->a, &q, err))
		return false;
	if (*q.missing != '\0')
		buf_addf(&details, "wanting %s", q.missing);
	return add_if_any(f, c, &details);
}

/* A team is there for the organisation it belongs to as well. */
static bool
agency_missing(struct closing_facts *f, const struct kind_check *c,
    struct err *err)
{
	const char *const *list = c->n_agencies > 0 ? c->agencies :
	    f->k->rules.expected;
	size_t n = c->n_agencies > 0 ? c->n_agencies : f->k->rules.n_expected;
	const struct kind_category *cat;
	struct quorum_roll roll = roll_of(f);
	struct buf names = {0};
	struct behind *rows;
	size_t n_rows, i, j;

	if (!quorum_agencies(f->s, &roll, true, f->a, &rows, &n_rows, err))
		return false;
	for (i = 0; i < n; i++) {
		for (j = 0; j < n_rows; j++)
			if (strcmp(rows[j].category, list[i]) == 0)
				break;
		if (j < n_rows)
			continue;
		cat = kind_category(f->k, list[i]);
		closing_detail(&names, cat ? cat->label : list[i]);
	}
	return add_if_any(f, c, &names);
}

/* The day from which it counts no more, or is due for its review; DATE_NONE:
 * never. */
static int
ends_on(const struct closing_facts *f, const struct agreement_row *r)
{
	if (r->until != DATE_NONE)
		return r->until;
	return f->k->agreement.months == KIND_UNSET ? DATE_NONE :
	    date_add_months(r->on, f->k->agreement.months);
}

static bool
stands(const struct closing_facts *f, const struct agreement_row *r)
{
	int end = ends_on(f, r);

	return r->on <= f->m.held_on && (end == DATE_NONE ||
	    end > f->m.held_on);
}

/* A team is covered by what the organisation it belongs to has signed, and the
 * other way its own will do. */
static bool
covered(const struct closing_facts *f, const struct agreement_row *rows,
    size_t n, int64_t agency)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (rows[i].agency == agency && stands(f, &rows[i]))
			return true;
	return false;
}

static bool
agreement_lapsed(struct closing_facts *f, const struct kind_check *c,
    struct err *err)
{
	struct agreement_row *rows;
	struct buf names = {0};
	int64_t told = 0;
	size_t n, i;

	if (!agreement_read(f->s->db, f->m.id, f->a, &rows, &n, err))
		return false;
	for (i = 0; i < n; i++) {
		/* What was signed after this meeting had not lapsed at it. */
		if (rows[i].on > f->m.held_on || rows[i].signer == told ||
		    covered(f, rows, n, rows[i].agency))
			continue;
		told = rows[i].signer;
		closing_detail(&names, rows[i].signer_short);
		buf_adds(&names, " (since ");
		date_add_shown(&names, ends_on(f, &rows[i]));
		buf_addc(&names, ')');
	}
	return add_if_any(f, c, &names);
}

static bool
conflicts_unasked(struct closing_facts *f, const struct kind_check *c,
    struct err *err)
{
	bool seen;

	if (!closing_step_seen(f, CAPTURE_CONFLICTS, &seen, err))
		return false;
	if (!seen)
		closing_add(f, c, NULL);
	return true;
}

static bool
lapsed_unseen(struct closing_facts *f, const struct kind_check *c,
    struct err *err)
{
	bool seen;

	if (!closing_step_seen(f, CAPTURE_LAPSED, &seen, err))
		return false;
	if (!seen)
		closing_add(f, c, NULL);
	return true;
}

/* Minutes that went round want approving; where none did, that they were asked
 * about is all there is to see. */
static bool
previous_unapproved(struct closing_facts *f, const struct kind_check *c,
    struct err *err)
{
	struct minutes_state state = {0};
	int64_t before = 0;
	int held_on;
	bool seen;

	if (!meeting_read_previous(f->s->db, f->m.board, f->m.held_on,
	    &before, &held_on, err) || (before && !minutes_state_read(
	    f->s->db, before, f->a, &state, err)) ||
	    !closing_step_seen(f, CAPTURE_PREVIOUS, &seen, err))
		return false;
	if (!state.approved_at && (state.circulated_at || !seen))
		closing_add(f, c, NULL);
	return true;
}

/* What was due by the meeting's day is reported on there; what is due later
 * may wait. */
static bool
outstanding_without_status(struct closing_facts *f,
    const struct kind_check *c, struct err *err)
{
	struct buf refs = {0};
	struct action_row *rows;
	size_t n, i;

	if (!action_read_list(f->s->db, ACTIONS_OUTSTANDING, f->m.id,
	    f->m.held_on, f->a, &rows, &n, err))
		return false;
	for (i = 0; i < n; i++)
		if (rows[i].live && !rows[i].reported &&
		    rows[i].due_on <= f->m.held_on)
			closing_detail(&refs, rows[i].ref);
	return add_if_any(f, c, &refs);
}

static bool
item_open(struct closing_facts *f, const struct kind_check *c,
    struct err *err)
{
	const struct agenda_row *r;
	struct buf refs = {0};
	size_t i;

	if (!closing_facts_agenda(f, err))
		return false;
	for (i = 0; i < f->n_agenda; i++) {
		r = &f->agenda[i];
		if (r->casefile != 0 && r->ended_at == NULL &&
		    strcmp(r->status, "skipped") != 0 &&
		    !agenda_alert_only(f->k, r))
			closing_detail(&refs, r->ref);
	}
	return add_if_any(f, c, &refs);
}

static bool
no_next_date(struct closing_facts *f, const struct kind_check *c,
    struct err *err)
{
	int64_t next;

	if (!meeting_read_next(f->s->db, f->m.board, f->m.held_on, &next,
	    NULL, err))
		return false;
	if (next == 0)
		closing_add(f, c, NULL);
	return true;
}

static bool
no_times(struct closing_facts *f, const struct kind_check *c,
    struct err *err)
{
	struct buf refs = {0};
	size_t i;

	if (!closing_facts_agenda(f, err))
		return false;
	for (i = 0; i < f->n_agenda; i++)
		if (f->agenda[i].casefile != 0 &&
		    f->agenda[i].ended_at != NULL &&
		    f->agenda[i].started_at == NULL &&
		    strcmp(f->agenda[i].status, "done") == 0)
			closing_detail(&refs, f->agenda[i].ref);
	if (f->m.opened_at == NULL && refs.len == 0)
		closing_add(f, c, NULL);
	return add_if_any(f, c, &refs);
}

const closing_check closing_meeting_checks[KIND_CHECK_IDS] = {
	[CHECK_STATEMENT_UNREAD] = statement_unread,
	[CHECK_STATEMENT_NOT_ACCEPTED] = statement_not_accepted,
	[CHECK_NO_CHAIR] = no_chair,
	[CHECK_ATTENDANCE_OPEN] = attendance_open,
	[CHECK_NO_QUORUM] = no_quorum,
	[CHECK_AGENCY_MISSING] = agency_missing,
	[CHECK_AGREEMENT_LAPSED] = agreement_lapsed,
	[CHECK_CONFLICTS_UNASKED] = conflicts_unasked,
	[CHECK_OUTSTANDING_WITHOUT_STATUS] = outstanding_without_status,
	[CHECK_LAPSED_UNSEEN] = lapsed_unseen,
	[CHECK_ITEM_OPEN] = item_open,
	[CHECK_PREVIOUS_UNAPPROVED] = previous_unapproved,
	[CHECK_NO_NEXT_DATE] = no_next_date,
	[CHECK_NO_TIMES] = no_times,
};
