#include "model/closing.h"

#include <assert.h>
#include <string.h>

#include "base/buf.h"
#include "base/date.h"

/* What the checks write to, and under which rule. */
struct findings {
	struct closing_finding *items;
	size_t n;
	size_t cap;
	struct arena *arena;
	const struct closing_rule *rule;
};

static void add(struct findings *f, const char *reference,
    const char *format, ...) __attribute__((format(printf, 3, 4)));

static void
add(struct findings *f, const char *reference, const char *format, ...)
{
	struct buf b = {0};
	va_list ap;

	if (f->n == f->cap) {
		size_t cap = f->cap ? f->cap * 2 : 16;
		struct closing_finding *items = arena_array(f->arena, cap,
		    sizeof(*items));

		if (f->n > 0)
			memcpy(items, f->items, f->n * sizeof(*items));
		f->items = items;
		f->cap = cap;
	}
	va_start(ap, format);
	buf_vaddf(&b, format, ap);
	va_end(ap);
	f->items[f->n++] = (struct closing_finding){
		.check = f->rule->check,
		.severity = f->rule->severity,
		.overridable = f->rule->overridable,
		.reference = reference,
		.text = arena_strdup(f->arena, buf_text(&b)),
	};
	buf_release(&b);
}

/* "Housing", "Housing and Police", "Housing, Police and Probation". */
static const char *
join(struct arena *arena, const char *const *names, size_t n)
{
	struct buf b = {0};
	char *text;

	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			buf_adds(&b, i + 1 == n ? " and " : ", ");
		buf_adds(&b, names[i]);
	}
	text = arena_strdup(arena, buf_text(&b));
	buf_release(&b);
	return text;
}

static void
check_action(struct findings *f, const struct closing_action *action)
{
	const char *ref = action->reference;

	switch (f->rule->check) {
	case CLOSING_ACTION_WITHOUT_OWNER:
		/* One that waits for acceptance may lack its person. */
		if (!action->has_agency || (!action->has_member &&
		    !action->needs_acceptance))
			add(f, ref, "%s has no owner: “%s”.", ref,
			    action->text);
		break;
	case CLOSING_ACTION_WITHOUT_DATE:
		if (action->due == DATE_NONE)
			add(f, ref, "%s has no date: “%s”.", ref,
			    action->text);
		break;
	case CLOSING_ACTION_NEEDS_ACCEPTANCE:
		if (action->needs_acceptance)
			add(f, ref, "%s is not owned yet: a named person has "
			    "to accept it.", ref);
		break;
	case CLOSING_UNREAD_BACK:
		if (!action->read_back)
			add(f, ref, "%s has not been read back.", ref);
		break;
	default:
		break;
	}
}

static void
check_item(struct findings *f, const struct closing_item *item)
{
	const char *ref = item->reference;
	bool heard_case = item->is_case && item->heard;

	switch (f->rule->check) {
	case CLOSING_AGENCY_NOT_HEARD:
		if (heard_case && item->n_not_heard > 0)
			add(f, ref, "%s: not yet heard: %s.", ref,
			    join(f->arena, item->not_heard,
			    item->n_not_heard));
		break;
	case CLOSING_NO_DISPOSITION:
		if (item->is_case && !item->has_disposition)
			add(f, ref, "%s: what became of it is not "
			    "recorded.", ref);
		break;
	case CLOSING_NO_RISK_SUMMARY:
		if (heard_case && !item->has_risk_summary)
			add(f, ref, "%s has no summary of risk.", ref);
		break;
	case CLOSING_NO_ACTION:
		if (heard_case && item->n_actions == 0)
			add(f, ref, "%s was heard, but no action was "
			    "agreed.", ref);
		break;
	default:
		for (size_t i = 0; i < item->n_actions; i++)
			check_action(f, &item->actions[i]);
		break;
	}
}

static void
check_meeting(struct findings *f, const struct closing_facts *facts)
{
	if (f->rule->check == CLOSING_STATEMENT_NOT_ACCEPTED &&
	    facts->n_not_accepted > 0)
		add(f, NULL, "The statement has not been accepted by %s.",
		    join(f->arena, facts->not_accepted,
		    facts->n_not_accepted));
	if (f->rule->check == CLOSING_NO_QUORUM &&
	    facts->n_quorum_missing > 0)
		add(f, NULL, "Nobody is here for %s.",
		    join(f->arena, facts->quorum_missing,
		    facts->n_quorum_missing));
	if (f->rule->check != CLOSING_OUTSTANDING_WITHOUT_STATUS)
		return;
	for (size_t i = 0; i < facts->n_outstanding; i++)
		if (!facts->outstanding[i].has_status)
			add(f, facts->outstanding[i].reference,
			    "%s from an earlier meeting has not been "
			    "reported on.", facts->outstanding[i].reference);
}

static const char *const check_names[] = {
	[CLOSING_ACTION_WITHOUT_OWNER] = "action-without-owner",
	[CLOSING_ACTION_WITHOUT_DATE] = "action-without-date",
	[CLOSING_ACTION_NEEDS_ACCEPTANCE] = "action-needs-acceptance",
	[CLOSING_AGENCY_NOT_HEARD] = "agency-not-heard",
	[CLOSING_STATEMENT_NOT_ACCEPTED] = "statement-not-accepted",
	[CLOSING_NO_DISPOSITION] = "no-disposition",
	[CLOSING_NO_RISK_SUMMARY] = "no-risk-summary",
	[CLOSING_UNREAD_BACK] = "unread-back",
	[CLOSING_OUTSTANDING_WITHOUT_STATUS] = "outstanding-without-status",
	[CLOSING_NO_QUORUM] = "no-quorum",
	[CLOSING_ITEM_OPEN] = "item-open",
	[CLOSING_NO_ACTION] = "no-action",
};
static_assert(sizeof(check_names) / sizeof(check_names[0]) ==
    CLOSING_CHECK_COUNT, "every check has its name");

const char *
closing_check_name(enum closing_check_id check)
{
	return check_names[check];
}

int
closing_check_find(const char *name)
{
	for (int i = 0; i < CLOSING_CHECK_COUNT; i++)
		if (strcmp(check_names[i], name) == 0)
			return i;
	return -1;
}

/* An item that is being closed is open by nature: only the meeting's close
 * looks for it. */
static void
run_rule(struct findings *f, const struct closing_facts *facts,
    enum closing_scope scope)
{
	for (size_t i = 0; i < facts->n_items; i++) {
		const struct closing_item *item = &facts->items[i];

		if (f->rule->check == CLOSING_ITEM_OPEN) {
			if (item->open && scope == CLOSING_THE_MEETING)
				add(f, item->reference,
				    "%s has not been closed.",
				    item->reference);
		} else {
			check_item(f, item);
		}
	}
	check_meeting(f, facts);
}

/* Stops first; stable, because the order of the rules is the kind's. */
static void
order(struct findings *f)
{
	for (size_t i = 1; i < f->n; i++) {
		struct closing_finding moved = f->items[i];
		size_t to = i;

		for (; to > 0 && f->items[to - 1].severity < moved.severity;
		    to--)
			f->items[to] = f->items[to - 1];
		f->items[to] = moved;
	}
}

size_t
closing_check(const struct closing_rule *rules, size_t n_rules,
    const struct closing_facts *facts, enum closing_scope scope,
    struct arena *arena, struct closing_finding **out)
{
	struct findings f = { .arena = arena };

	for (size_t i = 0; i < n_rules; i++) {
		bool applies = scope == CLOSING_AN_ITEM ?
		    rules[i].at_item : rules[i].at_meeting;

		f.rule = &rules[i];
		if (applies)
			run_rule(&f, facts, scope);
	}
	order(&f);
	*out = f.items;
	return f.n;
}

bool
closing_may_close(const struct closing_finding *findings, size_t n,
    bool *reason)
{
	bool may = true, asks = false;

	for (size_t i = 0; i < n; i++) {
		if (findings[i].severity != CLOSING_STOP)
			continue;
		asks = true;
		may = may && findings[i].overridable;
	}
	if (reason != NULL)
		*reason = may && asks;
	return may;
}
