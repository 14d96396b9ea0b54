#include "form/kind_sense.h"

#include <string.h>

/* The states a roll call knows in the book. */
static const char *const states[] = {
	"expected", "present", "online", "apologies", "absent",
};
enum { STATES = sizeof(states) / sizeof(states[0]) };

static void
check_attendance(const struct kind *k, struct ydecode *d)
{
	for (size_t i = 0; i < k->n_attendance; i++) {
		const struct kind_attendance_state *s = &k->attendance[i];
		bool found = false;
		for (size_t j = 0; j < STATES; j++)
			found |= strcmp(s->key, states[j]) == 0;
		if (!found && ydecode_mark(d, s))
			kind_sense_unknown(d->errors, ydecode_mark(d, s),
			    "attendance state", s->key, states, STATES);
	}
	for (size_t j = 0; j < STATES; j++)
		if (!kind_attendance(k, states[j]))
			kind_sense_error(d, &k->attendance,
			    "the state \"%s\" is missing", states[j]);
}

static const uint64_t see_rights = RIGHT_BIT(RIGHT_RUN_MEETING) - 1;
_Static_assert(RIGHT_SEE_CASES == 0 &&
    RIGHT_RUN_MEETING == RIGHT_SEE_LOG + 1, "the see- rights come first");

/* sees: names what one sees, does: what one does. */
static void
check_right_names(struct ydecode *d, const struct kind_role *r,
    const char *key, bool see)
{
	const struct ynode *list = ynode_get(ydecode_mark(d, r), key);
	const struct ynode *one = list && list->kind == YNODE_LIST ?
	    list->child : list;

	for (; one; one = list == one ? NULL : one->next) {
		int right = one->text ? kind_right_find(one->text) :
		    RIGHT_NONE;
		if (right != RIGHT_NONE && (right < RIGHT_RUN_MEETING) != see)
			yaml_error(d->errors, one, "\"%s\" stands under %s:",
			    one->text, see ? "does" : "sees");
	}
}

/* What holds only in the chair is for a role that may sit there, and adds
 * something; who is let in by the times they were there leads no meeting. */
static void
check_acting(const struct kind *k, struct ydecode *d,
    const struct kind_role *r)
{
	int right;

	if (!r->acting)
		return;
	if (!kind_role_chairs(k, r, false))
		kind_sense_error(d, &r->acting,
		    "no capacity of this role chairs");
	if (r->gated)
		kind_sense_error(d, &r->acting,
		    "a gated role leads no meeting");
	for (right = 0; right < RIGHTS; right++)
		if (r->acting & r->rights & RIGHT_BIT(right))
			kind_sense_error(d, &r->acting,
			    "the role has %s always",
			    kind_right_name((enum kind_right)right));
}

/* Some roles must have some rights, or nobody can run the board. */
static void
check_roles(const struct kind *k, struct ydecode *d)
{
	static const enum kind_right must[] = {
		RIGHT_RUN_MEETING, RIGHT_RECORD, RIGHT_MANAGE_BOARD,
		RIGHT_MANAGE_AGENDA, RIGHT_EXPORT_RECORD,
	};
	uint64_t all = 0;

	for (size_t i = 0; i < k->n_roles; i++) {
		const struct kind_role *r = &k->roles[i];
		all |= r->rights;
		check_right_names(d, r, "sees", true);
		check_right_names(d, r, "does", false);
		check_acting(k, d, r);
		if ((r->rights & RIGHT_BIT(RIGHT_RECORD)) &&
		    !(r->rights & see_rights))
			kind_sense_error(d, r, "the role records what it "
			    "can't see");
	}
	for (size_t i = 0; i < sizeof(must) / sizeof(must[0]); i++)
		if (!(all & RIGHT_BIT(must[i])))
			kind_sense_error(d, &k->roles,
			    "no role has the right %s",
			    kind_right_name(must[i]));
}

static void
check_statuses(const struct kind *k, struct ydecode *d)
{
	size_t initial = 0;
	bool done = false;

	for (size_t i = 0; i < k->actions.n_statuses; i++) {
		const struct kind_action_status *s = &k->actions.statuses[i];
		initial += s->initial;
		done |= s->meaning == MEANING_DONE;
		if (s->initial && s->final)
			kind_sense_error(d, &s->final,
			    "an action can't begin as finished");
		if ((s->needs & NEED_OR_ESCALATED) &&
		    !(s->needs & NEED_NEW_DATE))
			kind_sense_error(d, &s->needs,
			    "or-escalated goes with new-date");
	}
	if (initial != 1)
		kind_sense_error(d, &k->actions.statuses,
		    "exactly one status is initial: yes");
	if (!done)
		kind_sense_error(d, &k->actions.statuses,
		    "one status must have meaning: done");
}

static void
check_form_record(const struct kind *k, struct ydecode *d, const char *key,
    enum form_record record, const void *at)
{
	const struct kind_form *f = key ? kind_form(k, key) : NULL;

	if (f && f->record != record)
		kind_sense_error(d, at, "the form here is one for: %s",
		    kind_record_name(record));
}

static void
check_actions(const struct kind *k, struct ydecode *d)
{
	const struct kind_actions *a = &k->actions;

	check_statuses(k, d);
	check_form_record(k, d, a->form, RECORD_ACTION, &a->form);
	check_form_record(k, d, a->milestone_form, RECORD_MILESTONE,
	    &a->milestone_form);
	if (a->milestone_gap_from != KIND_UNSET &&
	    a->max_milestone_gap == KIND_UNSET)
		kind_sense_error(d, &a->milestone_gap_from,
		    "milestone-gap-from: goes with max-milestone-gap:");
	if (a->strand_mandatory && a->n_strands == 0)
		kind_sense_error(d, &a->strand_mandatory,
		    "there are no strands to choose from");
	for (size_t i = 0; i < a->n_due; i++)
		if ((a->due[i].working_days != KIND_UNSET) +
		    (a->due[i].days != KIND_UNSET) +
		    a->due[i].next_meeting != 1)
			kind_sense_error(d, &a->due[i], "one of "
			    "working-days:, days: and next-meeting: is "
			    "needed");
}

static void
check_sections(const struct kind *k, struct ydecode *d,
    const struct kind_section *s, size_t n, bool in_case)
{
	for (size_t i = 0; i < n; i++) {
		bool of_case = s[i].part >= OUTLINE_CASE_HEADING;
		if (of_case != in_case && s[i].part != OUTLINE_TEXT)
			kind_sense_error(d, &s[i].part, of_case ?
			    "this part stands in case-outline:" :
			    "this part stands in outline:");
		if (s[i].part == OUTLINE_STEP && !s[i].step)
			kind_sense_error(d, &s[i], "the part needs step:");
		if (s[i].part == OUTLINE_CASE_PHASE && !s[i].phase)
			kind_sense_error(d, &s[i], "the part needs phase:");
		for (size_t j = 0; j < s[i].n_fields; j++)
			kind_sense_field(k, d, s[i].form, s[i].fields[j],
			    &s[i].fields[j]);
	}
}

static void
check_format(struct ydecode *d, const char *const *format)
{
	for (size_t i = 0; kind_format_names[i]; i++)
		if (strcmp(kind_format_names[i], *format) == 0)
			return;
	kind_sense_error(d, format, "unknown format \"%s\"", *format);
}

/* Each document once: they lie in one folder. */
static void
check_packs(const struct kind *k, struct ydecode *d)
{
	for (size_t i = 0; i < k->n_packs; i++) {
		const struct kind_pack *p = &k->packs[i];
		unsigned seen = 0;

		for (size_t j = 0; j < p->n_holds; j++) {
			if (seen & 1u << p->holds[j].what)
				kind_sense_error(d, &p->holds[j].what,
				    "the pack holds that already");
			seen |= 1u << p->holds[j].what;
			if (p->before && p->holds[j].what == PAPER_MINUTES)
				kind_sense_error(d, &p->holds[j].what, "a "
				    "meeting has no minutes before it");
			for (size_t n = 0; n < p->holds[j].n_formats; n++)
				check_format(d, &p->holds[j].formats[n]);
		}
	}
}

/* What meets a deadline by being sent is a pack of that side of the meeting. */
static void
check_deadlines(const struct kind *k, struct ydecode *d)
{
	for (size_t i = 0; i < k->rules.n_deadlines; i++) {
		const struct kind_deadline *w = &k->rules.deadlines[i];
		const struct kind_pack *p = w->pack ? kind_pack(k, w->pack)
		    : NULL;

		if ((w->met_by == MET_BY_SENT) != (w->pack != NULL))
			kind_sense_error(d, w, "met-by: sent and pack: go "
			    "together");
		if (p && p->before != w->before)
			kind_sense_error(d, &w->pack, "the pack is sent %s "
			    "the meeting, and this is due %s it", p->before
			    ? "before" : "after", w->before ? "before"
			    : "after");
	}
}

static void
check_rules(const struct kind *k, struct ydecode *d)
{
	const struct kind_rules *r = &k->rules;

	if (r->repeat.match.possible > r->repeat.match.likely)
		kind_sense_error(d, &r->repeat.match.possible,
		    "possible: is above likely:");
	for (size_t i = 0; i < r->n_escalation; i++) {
		const struct escalation_rule *e = &r->escalation[i];
		if (e->days_overdue == KIND_UNSET &&
		    e->missed == KIND_UNSET && e->meetings == KIND_UNSET)
			kind_sense_error(d, e, "one of days-overdue:, "
			    "missed: and meetings: is needed");
	}
	if (r->strand_balance_percent != KIND_UNSET &&
	    k->actions.n_strands == 0)
		kind_sense_error(d, &r->strand_balance_percent,
		    "there are no strands to weigh");
	check_form_record(k, d, k->contributions.form, RECORD_CONTRIBUTION,
	    &k->contributions.form);
	check_form_record(k, d, k->contributions.line_form, RECORD_LINE,
	    &k->contributions.line_form);
}

/* What a measure is broken down by: the referrer, or a choice of the case. */
static void
check_by(const struct kind *k, struct ydecode *d,
    const struct kind_measure *m)
{
	const struct kind_field *f = NULL;

	if (!m->by || strcmp(m->by, "referrer-category") == 0)
		return;
	for (size_t i = 0; i < k->n_case_types && !f; i++)
		if (strncmp(m->by, "field:", 6) == 0 && (!m->case_type ||
		    strcmp(m->case_type, k->case_types[i].key) == 0))
			f = kind_sense_case_field(k, &k->case_types[i],
			    m->by + 6);
	if (!f || (f->type != FIELD_CHOICE && f->type != FIELD_CHOICES))
		kind_sense_error(d, &m->by, "by: is referrer-category, or "
		    "field: and a choice of the case's forms");
}

static void
check_measures(const struct kind *k, struct ydecode *d)
{
	for (size_t i = 0; i < k->data_return.n_measures; i++) {
		const struct kind_measure *m = &k->data_return.measures[i];

		kind_sense_field(k, d, m->form, m->field, &m->field);
		check_by(k, d, m);
		if (m->by && m->what != MEASURE_ITEMS)
			kind_sense_error(d, &m->by, "by: is for items");
		if (m->what == MEASURE_PARTIES && !m->role)
			kind_sense_error(d, m, "parties need role:");
		if (m->what != MEASURE_PARTIES && (m->field || m->role ||
		    m->min_age != KIND_UNSET || m->max_age != KIND_UNSET))
			kind_sense_error(d, m, "role:, field: and ages are "
			    "of parties");
		if (m->clock != COUNT_DECIDED && !m->repeat)
			kind_sense_error(d, &m->clock, "clock: needs "
			    "repeat: yes");
		if (m->field && !m->form)
			kind_sense_error(d, &m->field,
			    "field: needs form:");
		if (m->what == MEASURE_RATE &&
		    (m->per == KIND_UNSET || !m->population))
			kind_sense_error(d, m,
			    "a rate needs per: and population:");
		if (m->min_age != KIND_UNSET && m->max_age != KIND_UNSET &&
		    m->min_age > m->max_age)
			kind_sense_error(d, &m->max_age,
			    "max-age: is below min-age:");
	}
}

void
kind_sense_rules(const struct kind *k, struct ydecode *d)
{
	check_attendance(k, d);
	check_roles(k, d);
	check_actions(k, d);
	check_sections(k, d, k->minutes.outline, k->minutes.n_outline, false);
	check_sections(k, d, k->minutes.case_outline,
	    k->minutes.n_case_outline, true);
	check_rules(k, d);
	check_packs(k, d);
	check_deadlines(k, d);
	check_measures(k, d);
}
