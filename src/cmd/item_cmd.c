#include "cmd/item_cmd.h"

#include <string.h>

#include "base/date.h"
#include "cmd/agenda_build.h"
#include "cmd/agenda_cmd.h"
#include "cmd/bind.h"
#include "cmd/closing.h"
#include "cmd/cmd.h"
#include "cmd/meeting_need.h"
#include "cmd/state_cmd.h"
#include "store/action_read.h"

static size_t
phase_index(const struct kind_case_type *t, const char *key)
{
	size_t i;

	for (i = 0; i < t->n_phases; i++)
		if (strcmp(t->phases[i].key, key) == 0)
			break;
	return i;
}

/* Going on asks the checks of every phase one leaves behind. */
static bool
may_leave(struct session *s, const struct kind_case_type *t, int64_t item,
    size_t from, size_t to, struct arena *a, struct err *err)
{
	struct findings found;

	for (; from < to && from < t->n_phases; from++)
		if (!closing_phase(s, item, t->phases[from].key, a, &found,
		    err) || !findings_pass(&found, err))
			return false;
	return true;
}

static bool
set_phase(struct session *s, int64_t item, const char *phase,
    struct arena *a, struct err *err)
{
	const struct kind_case_type *t;
	const struct kind *k;
	struct agenda_row row;
	struct meeting_row m;
	size_t from, to;

	if (!need_item(s, item, RIGHT_RUN_MEETING, RIGHT_RECORD, a, &row, &m,
	    err) || !need_open(&m, err))
		return false;
	k = session_meeting_kind(s, m.id, err);
	t = k ? need_case_type(k, &row, err) : NULL;
	if (t == NULL)
		return false;
	if (m.item != item)
		return err_set(err, ERR_INPUT, "%s is not the one in hand.",
		    row.ref);
	from = phase_index(t, m.phase);
	to = phase ? phase_index(t, phase) : from + 1;
	if (to >= t->n_phases)
		return err_set(err, ERR_INPUT, phase ? "There is no phase"
		    " \"%s\"." : "This was the last phase.", phase);
	return may_leave(s, t, item, from, to, a, err) &&
	    cmd_write(s, SQL_ITEM_MEETING_PHASE, BIND(B_ID("id", item),
	    B_TEXT("phase", t->phases[to].key)), NULL, err);
}

bool
cmd_item_phase(struct session *s, int64_t item, const char *phase,
    struct err *err)
{
	struct arena a = {0};
	bool ok;

	if (!cmd_begin(s, "phase", err))
		return false;
	ok = set_phase(s, item, phase, &a, err);
	arena_release(&a);
	return cmd_end(s, ok, err);
}

/* What the disposition asks for and was not given. An acknowledgement may come
 * after the meeting. */
static bool
check_needs(const struct kind_disposition *d,
    const struct item_conclusion *c, struct err *err)
{
	const char *what = NULL;

	if ((d->needs & NEED_REASON) != 0 && need_blank(c->reason))
		what = "a reason";
	else if ((d->needs & NEED_DESTINATION) != 0 &&
	    need_blank(c->destination))
		what = "where it goes";
	else if ((d->needs & NEED_SENT) != 0 && c->sent_on == DATE_NONE)
		what = "the day it was sent";
	else if ((d->needs & NEED_CHAIR) != 0 && !c->chair)
		what = "the chair's agreement";
	return what == NULL || err_set(err, ERR_INPUT, "\"%s\" needs %s.",
	    d->label, what);
}

/* A case that comes back stands on a later agenda: a new line there. */
static bool
comes_back(struct session *s, const struct agenda_row *row,
    const struct meeting_row *m, const struct item_conclusion *c,
    const struct kind_disposition *d, int64_t *to, struct err *err)
{
	int64_t there;

	*to = c->to_meeting;
	if (*to == 0 && !meeting_read_next(s->db, m->board, m->held_on, to,
	    NULL, err))
		return false;
	if (*to == 0)
		return (d->needs & NEED_NEW_DATE) == 0 ||
		    err_set(err, ERR_INPUT, "\"%s\" needs the meeting at which"
		    " it comes back, and none is planned.", d->label);
	if (*to == m->id)
		return err_set(err, ERR_INPUT, "It can't come back at this very"
		    " meeting.");
	if (!need_later(s, m, *to, err) ||
	    !cmd_one(s, SQL_ITEM_LISTED, BIND(B_ID("meeting", *to),
	    B_ID("casefile", row->casefile)), &there, err))
		return false;
	return there != 0 || cmd_agenda_list(s, *to, row->casefile, NULL,
	    NULL, err);
}

static bool
conclude(struct session *s, int64_t item, const struct item_conclusion *c,
    struct arena *a, struct err *err)
{
	const struct kind_disposition *d;
	const struct kind_case_type *t;
	const struct kind *k;
	struct agenda_row row;
	struct meeting_row m;
	int64_t to = 0;

	if (!need_item(s, item, RIGHT_RECORD, RIGHT_RUN_MEETING, a, &row, &m,
	    err) || !need_open(&m, err))
		return false;
	k = session_meeting_kind(s, m.id, err);
	t = k ? need_case_type(k, &row, err) : NULL;
	if (t == NULL)
		return false;
	d = kind_disposition(t, c->disposition);
	if (d == NULL)
		return err_set(err, ERR_INPUT, "No %s ends as \"%s\".",
		    kind_word(k, "case", 1), c->disposition);
	if (!check_needs(d, c, err) || (d->comes_back &&
	    !comes_back(s, &row, &m, c, d, &to, err)))
		return false;
	if (row.deferred_to != to &&
	    !agenda_forget(s, row.deferred_to, row.casefile, err))
		return false;
	if (!need_blank(c->destination) && !cmd_write(s, SQL_ITEM_SENT, BIND(
	    B_ID("id", item), B_STR("sent_to", c->destination),
	    B_DATE("sent_on", c->sent_on),
	    B_DATE("acknowledged_on", c->acknowledged_on)), NULL, err))
		return false;
	return cmd_write(s, SQL_ITEM_CONCLUDE, BIND(B_ID("id", item),
	    B_TEXT("disposition", d->key), B_STR("reason", c->reason),
	    B_ID("to", to)), NULL, err) && (d->state == NULL ||
	    state_bring(s, row.casefile, &(struct state_change){
	    .to = d->state, .on = DATE_NONE, .reason = c->reason }, err));
}

bool
cmd_item_conclude(struct session *s, int64_t item,
    const struct item_conclusion *c, struct err *err)
{
	struct arena a = {0};
	bool ok;

	if (!cmd_begin(s, "item-conclude", err))
		return false;
	ok = conclude(s, item, c, &a, err);
	arena_release(&a);
	return cmd_end(s, ok, err);
}

static bool
finish(struct session *s, int64_t item, const char *status, struct arena *a,
    struct err *err)
{
	return cmd_write(s, SQL_ITEM_DONE, BIND(B_ID("id", item),
	    B_TEXT("status", status), B_TEXT("now", need_now(s, a))), NULL,
	    err);
}

bool
cmd_item_close(struct session *s, int64_t item, struct err *err)
{
	struct arena a = {0};
	struct findings found;
	struct agenda_row row;
	struct meeting_row m;
	bool ok;

	if (!cmd_begin(s, "item-close", err))
		return false;
	ok = need_item(s, item, RIGHT_RUN_MEETING, RIGHT_RECORD, &a, &row, &m,
	    err) && need_open(&m, err) &&
	    closing_item(s, item, &a, &found, err) &&
	    findings_pass(&found, err) && finish(s, item, "done", &a, err);
	arena_release(&a);
	return cmd_end(s, ok, err);
}

bool
cmd_item_reopen(struct session *s, int64_t item, struct err *err)
{
	struct arena a = {0};
	struct agenda_row row;
	struct meeting_row m;
	bool ok;

	if (!cmd_begin(s, "item-reopen", err))
		return false;
	ok = need_item(s, item, RIGHT_RUN_MEETING, RIGHT_RECORD, &a, &row, &m,
	    err) && need_open(&m, err) &&
	    agenda_forget(s, row.deferred_to, row.casefile, err) &&
	    cmd_write(s, SQL_ITEM_REOPEN, BIND(B_ID("id", item)), NULL, err);
	arena_release(&a);
	return cmd_end(s, ok, err);
}

static bool
may_skip(struct session *s, const struct agenda_row *row, struct err *err)
{
	const struct kind *k = session_meeting_kind(s, row->meeting, err);
	const struct kind_step *st;

	if (k == NULL)
		return false;
	st = row->casefile == 0 ? kind_step(k, row->step) : NULL;
	if (st != NULL && st->optional)
		return true;
	return err_set(err, ERR_INPUT, row->casefile != 0 ? "A case is"
	    " deferred or withdrawn, never left out." : "This step is never"
	    " left out.");
}

bool
cmd_item_skip(struct session *s, int64_t item, struct err *err)
{
	struct arena a = {0};
	struct agenda_row row;
	struct meeting_row m;
	bool ok;

	if (!cmd_begin(s, "item-skip", err))
		return false;
	ok = need_item(s, item, RIGHT_RUN_MEETING, RIGHT_RECORD, &a, &row, &m,
	    err) && need_open(&m, err) && may_skip(s, &row, err) &&
	    finish(s, item, "skipped", &a, err);
	arena_release(&a);
	return cmd_end(s, ok, err);
}
