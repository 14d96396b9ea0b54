/*
 * The checks that look at a record itself, whatever meeting it stands at; and
 * checks asked at the close of a meeting of every record in hand.
 */
#include <string.h>

#include "base/date.h"
#include "cmd/bind.h"
#include "cmd/case_need.h"
#include "cmd/closing_facts.h"
#include "cmd/timer.h"
#include "store/casefile_read.h"
#include "store/records_read.h"

/* Of each type; a board with more in hand has other troubles. */
enum { MOST_RECORDS = 2000 };

static bool
no_lead(struct closing_facts *f, const struct kind_check *c,
    struct err *err)
{
	struct casefile_row row;

	if (!casefile_read(f->s->db, f->item->casefile, f->a, &row, err))
		return false;
	if (row.lead == 0)
		closing_add(f, c, NULL);
	return true;
}

static bool
no_link(struct closing_facts *f, const struct kind_check *c,
    struct err *err)
{
	bool own = f->type != NULL && kind_link(f->type, c->link) != NULL;
	int64_t n;

	/* A link of another type is looked for from its other end. */
	if (!cmd_one(f->s, own ? SQL_CASEFILE_LINKS : SQL_CASEFILE_LINKED,
	    BIND(B_ID("casefile", f->item->casefile), B_TEXT("sort",
	    c->link)), &n, err))
		return false;
	if (n < (c->count > 0 ? c->count : 1))
		closing_add(f, c, NULL);
	return true;
}

static bool
choice_unmet(struct closing_facts *f, const struct kind_check *c,
    struct err *err)
{
	struct buf details = {0};
	struct unmet *list;
	size_t i, n;

	if (!case_unmet(f->s, f->item->casefile, f->m.held_on, f->a, &list,
	    &n, err))
		return false;
	for (i = 0; i < n; i++)
		closing_detail(&details, arena_printf(f->a, "%s (%d of %d)",
		    list[i].choice, list[i].have, list[i].need));
	if (n > 0)
		closing_add(f, c, &details);
	buf_release(&details);
	return true;
}

static bool
timer_overdue(struct closing_facts *f, const struct kind_check *c,
    struct err *err)
{
	struct buf details = {0};
	struct timer_line *list;
	size_t i, n;

	if (!timer_read_casefile(f->s, f->item->casefile, f->a, &list, &n,
	    err))
		return false;
	for (i = 0; i < n; i++)
		if (list[i].left < 0 && (c->timer == NULL ||
		    strcmp(list[i].timer->key, c->timer) == 0))
			closing_detail(&details, list[i].timer->label);
	if (details.len > 0)
		closing_add(f, c, &details);
	buf_release(&details);
	return true;
}

const closing_check closing_record_checks[KIND_CHECK_IDS] = {
	[CHECK_NO_LEAD] = no_lead,
	[CHECK_NO_LINK] = no_link,
	[CHECK_CHOICE_UNMET] = choice_unmet,
	[CHECK_TIMER_OVERDUE] = timer_overdue,
};

/* ---- Of every record in hand ------------------------------------------- */

static bool
asks_of_meeting(const struct closing_facts *f, const struct kind_check *c)
{
	const struct kind_form *form = c->form ? kind_form(f->k, c->form) :
	    NULL;

	return form != NULL && form->record == RECORD_ITEM;
}

/* Can the check be asked of a record that stands at no meeting? */
static bool
is_of_records(const struct closing_facts *f, const struct kind_check *c)
{
	switch (c->check) {
	case CHECK_NO_LEAD:
	case CHECK_NO_LINK:
	case CHECK_CHOICE_UNMET:
	case CHECK_TIMER_OVERDUE:
	case CHECK_NO_PARTY:
	case CHECK_NO_ACTION:
	case CHECK_NO_ACTION_OF_TYPE:
	case CHECK_NO_MARKING:
		return true;
	case CHECK_FIELD_UNANSWERED:
		return !asks_of_meeting(f, c);
	default:
		return false;
	}
}

static bool
named(const char *const *list, size_t n, const char *key)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (strcmp(list[i], key) == 0)
			return true;
	return false;
}

/* Is this one of the types that the check asks for: by its key, or where none
 * is named by a state that it has? */
static bool
asks_type(const struct kind_check *c, const struct kind_case_type *t)
{
	size_t i;

	if (c->n_case_types > 0)
		return named(c->case_types, c->n_case_types, t->key);
	for (i = 0; i < c->n_states; i++)
		if (kind_state(t, c->states[i]) != NULL)
			return true;
	return false;
}

bool
closing_asks_records(const struct closing_facts *f,
    const struct kind_check *c)
{
	size_t i;

	if (c->n_case_types + c->n_states == 0 || !is_of_records(f, c))
		return false;
	for (i = 0; i < f->k->n_case_types; i++) {
		const struct kind_case_type *t = &f->k->case_types[i];

		if (asks_type(c, t) && t->n_states == 0 && !t->register_only)
			return false;
	}
	return true;
}

/* The line of the agenda that the record has, else one made up for it. */
static const struct agenda_row *
line_of(struct closing_facts *f, const struct kind_case_type *t,
    const struct record_row *r)
{
	struct agenda_row *made;
	size_t i;

	for (i = 0; i < f->n_agenda; i++)
		if (f->agenda[i].casefile == r->id)
			return &f->agenda[i];
	made = arena_alloc(f->a, sizeof(*made));
	*made = (struct agenda_row){ .casefile = r->id, .ref = r->ref,
		.case_type = t->key, .case_state = r->state, .step = "",
		.type = "", .disposition = "", .answers = "{}", .name = "" };
	return made;
}

/* What hangs on the record counts, whenever it was agreed. */
static bool
look_at(struct closing_facts *f, const struct kind_check *c,
    const struct kind_case_type *t, const struct record_row *r,
    struct err *err)
{
	struct action_row *actions;
	bool ok;

	f->item = line_of(f, t, r);
	f->type = t;
	f->minutes = NULL;
	f->n_minutes = 0;
	if (!action_read_list(f->s->db, ACTIONS_OF_CASEFILE, r->id,
	    clock_today(f->s->clock), f->a, &actions, &f->n_actions, err))
		return false;
	f->actions = actions;
	f->of_record = true;
	ok = closing_check_of(c->check)(f, c, err);
	f->of_record = false;
	return ok;
}

/* Are the states that are asked for among the live ones alone? The index
 * knows those. */
static bool
only_live(const struct kind_check *c, const struct kind_case_type *t)
{
	size_t i;

	for (i = 0; i < t->n_states; i++)
		if (!t->states[i].live && named(c->states, c->n_states,
		    t->states[i].key))
			return false;
	return true;
}

static bool
look_at_type(struct closing_facts *f, const struct kind_check *c,
    const struct kind_case_type *t, struct err *err)
{
	struct record_row *rows;
	size_t i, n;

	if (!records_read(f->s->db, f->m.board, t->key, only_live(c, t),
	    MOST_RECORDS, f->a, &rows, &n, err))
		return false;
	for (i = 0; i < n; i++) {
		if ((c->n_states > 0 &&
		    !named(c->states, c->n_states, rows[i].state)) ||
		    strcmp(rows[i].screening, "accepted") != 0)
			continue;
		if (!look_at(f, c, t, &rows[i], err))
			return false;
	}
	return true;
}

bool
closing_run_records(struct closing_facts *f, const struct kind_check *c,
    struct err *err)
{
	const struct action_row *actions = f->actions;
	size_t n_actions = f->n_actions, i;
	bool ok = true;

	for (i = 0; ok && i < f->k->n_case_types; i++)
		ok = !asks_type(c, &f->k->case_types[i]) ||
		    look_at_type(f, c, &f->k->case_types[i], err);
	f->item = NULL;
	f->type = NULL;
	f->actions = actions;
	f->n_actions = n_actions;
	return ok;
}
