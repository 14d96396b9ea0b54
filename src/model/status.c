#include "model/status.h"

#include <string.h>

#include "base/date.h"

static const char *const acceptance_codes[] = {
	[STATUS_ACCEPTED_HERE] = "here",
	[STATUS_ASKED] = "asked",
	[STATUS_ACCEPTED] = "accepted",
	[STATUS_DECLINED] = "declined",
};

static bool
given_text(const char *text)
{
	return text != NULL && text[strspn(text, " \t\n")] != '\0';
}

const struct status_rule *
status_find(const struct status_rule *rules, size_t n, const char *code)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(rules[i].code, code) == 0)
			return &rules[i];
	return NULL;
}

/* A new due date has to lie ahead, and later than the one that was missed. */
static void
check_new_due(const struct status_rule *to, const struct status_given *given,
    int due, int today, struct arena *arena, struct evidence_list *missing)
{
	bool may_escalate = to->needs & STATUS_OR_ESCALATED;

	if (given->new_due == DATE_NONE) {
		if (may_escalate && given->escalated)
			return;
		evidence_add(missing, arena, "new-date", may_escalate ?
		    "“%s” needs a new date, or has to be escalated." :
		    "“%s” needs a new date.", to->label);
	} else if (given->new_due < today) {
		evidence_add(missing, arena, "new-date-past",
		    "The new date, %s, has passed already: type one from "
		    "today on.", evidence_date(arena, given->new_due));
	} else if (due != DATE_NONE && given->new_due <= due) {
		evidence_add(missing, arena, "new-date-not-later",
		    "The new date, %s, is not later than the present one, "
		    "%s.", evidence_date(arena, given->new_due),
		    evidence_date(arena, due));
	}
}

static void
check_done_on(const struct status_rule *to, const struct status_given *given,
    int today, struct arena *arena, struct evidence_list *missing)
{
	if (given->date == DATE_NONE)
		evidence_add(missing, arena, "date",
		    "“%s” needs the day it was done.", to->label);
	else if (given->date > today)
		evidence_add(missing, arena, "date-ahead",
		    "%s lies ahead: the day it was done can't be later than "
		    "today, %s.", evidence_date(arena, given->date),
		    evidence_date(arena, today));
}

bool
status_check(const struct status_rule *to, const struct status_given *given,
    int due, int today, struct arena *arena, struct evidence_list *missing)
{
	size_t before = missing->n;

	if ((to->needs & STATUS_NEEDS_REASON) && !given_text(given->reason))
		evidence_add(missing, arena, "reason",
		    "“%s” needs a reason, in words.", to->label);
	if (to->needs & STATUS_NEEDS_DATE)
		check_done_on(to, given, today, arena, missing);
	if ((to->needs & STATUS_NEEDS_OUTCOME) && !given_text(given->outcome))
		evidence_add(missing, arena, "outcome",
		    "“%s” needs its outcome: what came of it?", to->label);
	if (to->needs & STATUS_NEEDS_NEW_DATE)
		check_new_due(to, given, due, today, arena, missing);
	if ((to->needs & STATUS_NEEDS_LINK) && !given_text(given->link))
		evidence_add(missing, arena, "link",
		    "“%s” needs the action or place that takes it over.",
		    to->label);
	if ((to->needs & STATUS_NEEDS_CHAIR) && !given->chair)
		evidence_add(missing, arena, "chair",
		    "“%s” has to be accepted by the chair.", to->label);
	return missing->n == before;
}

bool
status_overdue(const struct status_rule *rule, int due, int today)
{
	return !rule->final && due != DATE_NONE && today != DATE_NONE &&
	    due < today;
}

int
status_days_late(const struct status_rule *rule, int due, int done_on,
    int today)
{
	int until = today;

	if (rule->final)
		until = rule->done ? done_on : DATE_NONE;
	if (due == DATE_NONE || until == DATE_NONE || until <= due)
		return 0;
	return until - due;
}

bool
status_is_failure(const struct status_rule *rule, int due, int today)
{
	return rule->failure || status_overdue(rule, due, today);
}

enum status_acceptance
status_acceptance_begin(bool agency_present)
{
	return agency_present ? STATUS_ACCEPTED_HERE : STATUS_ASKED;
}

bool
status_acceptance_may(enum status_acceptance from, enum status_acceptance to)
{
	if (from == STATUS_ASKED)
		return to == STATUS_ACCEPTED || to == STATUS_DECLINED;
	return from == STATUS_DECLINED && to == STATUS_ASKED;
}

bool
status_acceptance_owned(enum status_acceptance state)
{
	return state == STATUS_ACCEPTED_HERE || state == STATUS_ACCEPTED;
}

const char *
status_acceptance_code(enum status_acceptance state)
{
	return acceptance_codes[state];
}

int
status_acceptance_find(const char *code)
{
	size_t n = sizeof(acceptance_codes) / sizeof(acceptance_codes[0]);

	for (size_t i = 0; i < n; i++)
		if (strcmp(acceptance_codes[i], code) == 0)
			return (int)i;
	return -1;
}
