#include "form/kind_sense.h"

#include <stdlib.h>
#include <string.h>

/* The field of a case type's forms that are for a referral or a casefile. */
const struct kind_field *
kind_sense_case_field(const struct kind *k, const struct kind_case_type *t,
    const char *key)
{
	for (size_t i = 0; i < t->n_forms; i++) {
		const struct kind_form *f = kind_form(k, t->forms[i]);
		if (!f || (f->record != RECORD_REFERRAL &&
		    f->record != RECORD_CASEFILE))
			continue;
		const struct kind_field *found = kind_field(f, key);
		if (found)
			return found;
	}
	return NULL;
}

static void
check_states(struct ydecode *d, const struct kind_case_type *t)
{
	size_t initial = 0;

	for (size_t i = 0; i < t->n_states; i++) {
		initial += t->states[i].initial;
		if (t->states[i].needs & ~(NEED_REASON | NEED_DATE))
			kind_sense_error(d, &t->states[i].needs,
			    "a state may need a reason and a date");
	}
	if (t->n_states > 0 && initial != 1)
		kind_sense_error(d, &t->states,
		    "exactly one state is initial: yes");
	if (t->standing && t->n_states == 0)
		kind_sense_error(d, &t->standing, "a record stands on every "
		    "agenda while its state is live; this type has no "
		    "states:");
	if (t->standing && t->register_only)
		kind_sense_error(d, &t->standing,
		    "a register stands on no agenda");
}

/* A date of the record that a timer counts from or stops at. */
static void
check_timer_field(const struct kind *k, struct ydecode *d,
    const struct kind_case_type *t, const char *key, bool date,
    const void *at)
{
	const struct kind_field *f = key ? kind_sense_case_field(k, t, key)
	    : NULL;

	if (!key)
		return;
	if (!f)
		kind_sense_error(d, at, "no form of this case type that is "
		    "for a referral or a casefile has the field \"%s\"",
		    key);
	else if (date && f->type != FIELD_DATE)
		kind_sense_error(d, at, "a timer counts from a date");
	else if (date && kind_field_right(f) != RIGHT_NONE)
		kind_sense_error(d, at, "a timer tells everyone who sees the "
		    "record of its day: its field can't need a right");
}

static void
check_timer(const struct kind *k, struct ydecode *d,
    const struct kind_case_type *t, const struct kind_timer *timer)
{
	int before = -1;

	check_timer_field(k, d, t, timer->field, true, &timer->field);
	check_timer_field(k, d, t, timer->until, false, &timer->until);
	if ((timer->days != KIND_UNSET) + (timer->working_days != KIND_UNSET)
	    + (timer->months != KIND_UNSET) > 1)
		kind_sense_error(d, timer,
		    "one of days:, working-days: and months: is enough");
	for (size_t i = 0; i < timer->n_states; i++) {
		const struct kind_state *at = kind_state(t, timer->states[i]);

		if (at && !at->live)
			kind_sense_error(d, &timer->states[i],
			    "a timer runs in states that are live");
	}
	for (size_t i = 0; i < timer->n_alerts; i++) {
		char *end;
		long days = strtol(timer->alerts[i], &end, 10);

		if (end == timer->alerts[i] || *end != '\0' || days < 0 ||
		    days > 10000) {
			kind_sense_error(d, &timer->alerts[i],
			    "an alert is a number of days before");
			return;
		}
		if (i > 0 && days >= before)
			kind_sense_error(d, &timer->alerts[i],
			    "alerts come nearer: each is below the one "
			    "before");
		before = (int)days;
	}
}

/* What a disposition brings about must be a state of the same case type, and
 * a choice that needs parties one of a field of a case. */
static void
check_case_records(const struct kind *k, struct ydecode *d,
    const struct kind_case_type *t)
{
	check_states(d, t);
	for (size_t i = 0; i < t->n_timers; i++)
		check_timer(k, d, t, &t->timers[i]);
	if (t->register_only && t->n_states == 0 && t->n_timers > 0)
		for (size_t i = 0; i < t->n_timers; i++)
			if (t->timers[i].n_states > 0)
				kind_sense_error(d, &t->timers[i].states,
				    "this type has no states:");
}

void
kind_sense_records(const struct kind *k, struct ydecode *d)
{
	for (size_t i = 0; i < k->n_case_types; i++)
		check_case_records(k, d, &k->case_types[i]);
	for (size_t i = 0; i < k->n_reports; i++)
		kind_sense_report(k, d, &k->reports[i]);
	for (size_t i = 0; i < k->n_steps; i++) {
		const struct kind_step *s = &k->steps[i];
		if (s->captures == CAPTURE_RECORDS && s->n_records == 0)
			kind_sense_error(d, s, "a step that captures records "
			    "needs records:");
	}
}
