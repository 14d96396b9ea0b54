/*
 * closing_records: the checks of a meeting that look at records by the state
 * they are in, on today's agenda or not: a decision that was taken long ago
 * may still wait for its first action.
 */
#include <string.h>

#include "base/clock.h"
#include "cmd/closing_facts.h"
#include "store/records_read.h"

static bool
named(const char *const *list, size_t n, const char *key)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (strcmp(list[i], key) == 0)
			return true;
	return false;
}

/* Are the states that are asked for among the live ones alone? The index
 * knows those. */
static bool
only_live(const struct kind_case_type *t, const struct kind_check *c)
{
	size_t i;

	for (i = 0; i < t->n_states; i++)
		if (!t->states[i].live && named(c->states, c->n_states,
		    t->states[i].key))
			return false;
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
	made->meeting = f->m.id;
	made->casefile = r->id;
	made->ref = r->ref;
	made->case_type = t->key;
	made->step = made->origin = made->type = made->status = "";
	made->disposition = made->reason = "";
	made->presenter_name = made->deferred_to_ref = made->sent_to = "";
	made->answers = "{}";
	return made;
}

/* What hangs on the record counts, whenever it was agreed. */
static bool
look_at(struct closing_facts *f, const struct kind_check *c,
    const struct kind_case_type *t, const struct record_row *r,
    struct err *err)
{
	struct action_row *actions;

	if (!closing_facts_item(f, line_of(f, t, r), err) ||
	    !action_read_list(f->s->db, ACTIONS_OF_CASEFILE, r->id,
	    clock_today(f->s->clock), f->a, &actions, &f->n_actions, err))
		return false;
	f->type = t;
	f->actions = actions;
	return closing_check_of(c->check)(f, c, err);
}

static bool
look_at_type(struct closing_facts *f, const struct kind_check *c,
    const struct kind_case_type *t, struct err *err)
{
	struct record_row *rows;
	size_t n, i;

	if (!records_read(f->s->db, f->m.board, t->key, only_live(t, c),
	    SIZE_MAX >> 1, f->a, &rows, &n, err))
		return false;
	for (i = 0; i < n; i++)
		if (named(c->states, c->n_states, rows[i].state) &&
		    !look_at(f, c, t, &rows[i], err))
			return false;
	return true;
}

bool
closing_records(struct closing_facts *f, const struct kind_check *c,
    struct err *err)
{
	const struct action_row *actions = f->actions;
	size_t n_actions = f->n_actions, i;
	bool ok = true;

	for (i = 0; ok && i < f->k->n_case_types; i++)
		if (c->n_case_types == 0 || named(c->case_types,
		    c->n_case_types, f->k->case_types[i].key))
			ok = look_at_type(f, c, &f->k->case_types[i], err);
	closing_facts_item(f, NULL, NULL);
	f->actions = actions;
	f->n_actions = n_actions;
	return ok;
}
