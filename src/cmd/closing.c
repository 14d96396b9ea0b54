#include "cmd/closing.h"

#include <string.h>

#include "cmd/agenda_build.h"
#include "cmd/closing_facts.h"

closing_check
closing_check_of(enum kind_check_id check)
{
	if (closing_meeting_checks[check] != NULL)
		return closing_meeting_checks[check];
	if (closing_action_checks[check] != NULL)
		return closing_action_checks[check];
	if (closing_record_checks[check] != NULL)
		return closing_record_checks[check];
	return closing_item_checks[check];
}

bool
closing_is_meeting_check(enum kind_check_id check)
{
	return closing_meeting_checks[check] != NULL;
}

bool
closing_is_action_check(enum kind_check_id check)
{
	return closing_action_checks[check] != NULL;
}

static bool
in_list(const char *const *list, size_t n, const char *key)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (strcmp(list[i], key) == 0)
			return true;
	return false;
}

/* Is the check asked of this line? How a case ended is asked of any; the rest
 * of those that are heard, or may yet be. */
static bool
applies(const struct closing_facts *f, const struct kind_check *c)
{
	const struct kind_disposition *d;
	const struct agenda_row *r = f->item;

	if (r == NULL || r->casefile == 0)
		return r == NULL || closing_is_meeting_check(c->check) ||
		    closing_is_action_check(c->check);
	if ((c->n_case_types > 0 &&
	    !in_list(c->case_types, c->n_case_types, r->case_type)) ||
	    (c->n_item_types > 0 &&
	    !in_list(c->item_types, c->n_item_types, r->type)) ||
	    (c->n_states > 0 &&
	    !in_list(c->states, c->n_states, r->case_state)))
		return false;
	if (c->n_dispositions > 0)
		return in_list(c->dispositions, c->n_dispositions,
		    r->disposition);
	if (c->check == CHECK_NO_DISPOSITION ||
	    c->check == CHECK_DISPOSITION_INCOMPLETE ||
	    *r->disposition == '\0' || f->type == NULL)
		return true;
	d = kind_disposition(f->type, r->disposition);
	return d == NULL || d->heard;
}

static bool
run(struct closing_facts *f, const struct kind_check *checks, size_t n,
    struct err *err)
{
	size_t i;

	for (i = 0; i < n; i++)
		if ((!f->blocks_only || checks[i].severity == SEVERITY_BLOCK) &&
		    applies(f, &checks[i]) &&
		    !closing_check_of(checks[i].check)(f, &checks[i], err))
			return false;
	return true;
}

/* What blocks first, each part in the order of the kind. */
static void
hand_out(const struct closing_facts *f, struct findings *out)
{
	size_t i, n = 0;

	out->n = f->n_found;
	out->list = arena_array(f->a, f->n_found + 1, sizeof(*out->list));
	for (i = 0; i < f->n_found; i++)
		if (f->found[i].blocks && !f->found[i].overridden)
			out->list[n++] = f->found[i];
	for (i = 0; i < f->n_found; i++)
		if (!f->found[i].blocks || f->found[i].overridden)
			out->list[n++] = f->found[i];
}

/* The facts of a line's meeting, and the line itself, which lies in the
 * arena. */
static bool
read_line(struct session *s, int64_t item, struct arena *a,
    struct closing_facts *f, struct agenda_row **row, struct err *err)
{
	*row = arena_alloc(a, sizeof(**row));
	return agenda_read_item(s->db, item, a, *row, err) &&
	    closing_facts_read(f, s, (*row)->meeting, a, err);
}

/* Checks of the meeting as a whole do without what belongs to the line. */
static bool
looks_at_line(const struct kind_step *st)
{
	size_t i;

	for (i = 0; i < st->n_gates; i++)
		if (!closing_is_meeting_check(st->gates[i].check))
			return true;
	return false;
}

static bool
gate(struct session *s, int64_t item, bool blocks_only, struct arena *a,
    struct findings *out, struct err *err)
{
	const struct kind_step *st;
	struct closing_facts f;
	struct agenda_row *row;

	if (!read_line(s, item, a, &f, &row, err))
		return false;
	f.blocks_only = blocks_only;
	st = kind_step(f.k, row->step);
	if (st != NULL && st->n_gates > 0) {
		if (!looks_at_line(st))
			closing_facts_line(&f, row);
		else if (!closing_facts_item(&f, row, err))
			return false;
		if (!run(&f, st->gates, st->n_gates, err))
			return false;
	}
	hand_out(&f, out);
	return true;
}

bool
closing_gate(struct session *s, int64_t item, struct arena *a,
    struct findings *out, struct err *err)
{
	return gate(s, item, false, a, out, err);
}

bool
closing_gate_blocks(struct session *s, int64_t item, struct arena *a,
    struct findings *out, struct err *err)
{
	return gate(s, item, true, a, out, err);
}

bool
closing_phase(struct session *s, int64_t item, const char *phase,
    struct arena *a, struct findings *out, struct err *err)
{
	const struct kind_phase *p = NULL;
	struct closing_facts f;
	struct agenda_row *row;

	if (!read_line(s, item, a, &f, &row, err) ||
	    !closing_facts_item(&f, row, err))
		return false;
	if (f.type != NULL)
		p = kind_phase(f.type, phase);
	if (p != NULL && !run(&f, p->checks, p->n_checks, err))
		return false;
	hand_out(&f, out);
	return true;
}

bool
closing_item(struct session *s, int64_t item, struct arena *a,
    struct findings *out, struct err *err)
{
	struct closing_facts f;
	struct agenda_row *row;
	size_t i;

	if (!read_line(s, item, a, &f, &row, err) ||
	    !closing_facts_item(&f, row, err))
		return false;
	if (f.type != NULL && !run(&f, f.type->checks, f.type->n_checks, err))
		return false;
	for (i = 0; f.type != NULL && i < f.type->n_phases; i++)
		if (!run(&f, f.type->phases[i].checks,
		    f.type->phases[i].n_checks, err))
			return false;
	hand_out(&f, out);
	return true;
}

/* A check of single cases, asked at the close of a meeting: of every case that
 * was gone through. */
static bool
run_each_case(struct closing_facts *f, const struct kind_check *c,
    struct err *err)
{
	const struct action_row *actions = f->actions;
	size_t n_actions = f->n_actions, i;
	bool ok = true;

	for (i = 0; ok && i < f->n_agenda; i++) {
		if (f->agenda[i].casefile == 0 ||
		    f->agenda[i].ended_at == NULL ||
		    agenda_alert_only(f->k, &f->agenda[i]))
			continue;
		ok = closing_facts_item(f, &f->agenda[i], err) &&
		    run(f, c, 1, err);
	}
	f->item = NULL;
	f->actions = actions;
	f->n_actions = n_actions;
	return ok;
}

bool
closing_meeting(struct session *s, int64_t meeting, struct arena *a,
    struct findings *out, struct err *err)
{
	const struct kind_check *c;
	struct closing_facts f;
	size_t i;
	bool ok;

	if (!closing_facts_read(&f, s, meeting, a, err) ||
	    !closing_facts_agenda(&f, err) || !closing_facts_actions(&f, err))
		return false;
	for (i = 0; i < f.k->n_closing; i++) {
		c = &f.k->closing[i];
		if (closing_asks_records(&f, c))
			ok = closing_run_records(&f, c, err);
		else if (closing_is_meeting_check(c->check) ||
		    (closing_is_action_check(c->check) &&
		    c->check != CHECK_NO_ACTION &&
		    c->check != CHECK_NO_ACTION_OF_TYPE))
			ok = run(&f, c, 1, err);
		else
			ok = run_each_case(&f, c, err);
		if (!ok)
			return false;
	}
	hand_out(&f, out);
	return true;
}

const struct finding *
findings_block(const struct findings *f)
{
	size_t i;

	for (i = 0; i < f->n; i++)
		if (f->list[i].blocks && !f->list[i].overridden)
			return &f->list[i];
	return NULL;
}

bool
findings_pass(const struct findings *f, struct err *err)
{
	const struct finding *b = findings_block(f);

	if (b == NULL)
		return true;
	return err_set(err, ERR_INPUT, "%s%s", b->text, b->overridable ?
	    " The chair may go on with a reason." : "");
}
