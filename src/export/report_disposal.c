/*
 * report_disposal: when a record that has ended comes up for disposal, and what
 * was decided of it since: the months of retention of its kind, the day its own
 * form keeps it until, what was decided at a review, holds and requests to
 * erase.
 */
#include <string.h>

#include "base/date.h"
#include "export/report_work.h"

/* The day it ended; DATE_NONE: it has not. One of a type without states was
 * last spoken of when it was last on an agenda. */
static int
ended_on(const struct report_work *w, const struct report_record *r)
{
	const struct kind_case_type *t = kind_case_type(w->k, r->type);

	if (t && t->n_states == 0)
		return r->last_on == DATE_NONE || r->last_on < r->received_on
		    ? r->received_on : r->last_on;
	if (r->live)
		return DATE_NONE;
	return r->state_on == DATE_NONE ? r->received_on : r->state_on;
}

/* The later of two days. */
static int
later(int a, int b)
{
	return a == DATE_NONE || (b != DATE_NONE && b > a) ? b : a;
}

/* The day that its own form keeps it until. */
static int
kept_by_form(struct report_work *w, const struct report_record *r)
{
	const struct kind_case_type *t = kind_case_type(w->k, r->type);
	const struct report_row row = { .record = r };
	struct json v;
	const char *day;

	if (!t || !t->keep_field ||
	    !report_answer(w, &row, t->keep_field, 0, &v))
		return DATE_NONE;
	day = json_string(&w->scratch, &v);
	return day ? date_parse_iso(day) : DATE_NONE;
}

int
report_disposal_day(struct report_work *w, const struct report_record *r)
{
	int months = w->k->rules.retention_months, end = ended_on(w, r);

	if (months == KIND_UNSET || end == DATE_NONE)
		return DATE_NONE;
	return later(later(date_add_months(end, months), r->kept_until),
	    kept_by_form(w, r));
}

/* "kept until 3 Feb 2032: inquiry; to be erased, asked 10 Sep 2031, 1 of 2
 * agreed" */
const char *
report_disposal_decision(struct report_work *w,
    const struct report_record *r)
{
	const char *text = r->held ? "legal hold" : "";

	if (r->kept_until != DATE_NONE && r->kept_until > w->src->today)
		text = arena_printf(&w->scratch, "%s%skept until %s: %s",
		    text, *text ? "; " : "", report_day(w, r->kept_until),
		    r->kept_reason);
	if (r->erase_on != DATE_NONE)
		text = arena_printf(&w->scratch, "%s%sto be erased, asked %s,"
		    " %d of 2 agreed", text, *text ? "; " : "",
		    report_day(w, r->erase_on), r->erase_agreed);
	return text;
}
