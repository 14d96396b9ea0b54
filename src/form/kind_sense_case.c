#include "form/kind_sense.h"

#include <string.h>

#include "model/reference.h"

/* The form of a record among those a case type uses; NULL when none. */
static const struct kind_form *
form_of(const struct kind *k, const struct kind_case_type *t,
    enum form_record record)
{
	return kind_form_for(k, t, record);
}

static void
check_reference(struct ydecode *d, const struct kind_case_type *t)
{
	struct err err = { 0 };

	if (t->reference && !reference_pattern_check(t->reference, &err))
		kind_sense_error(d, &t->reference, "%s", err_text(&err));
	err_clear(&err);
}

/* A criterion rests on what its basis asks for. */
static void
check_criterion(struct ydecode *d, const struct kind_criterion *c)
{
	if (c->basis == BASIS_SCORE && c->threshold == KIND_UNSET)
		kind_sense_error(d, c,
		    "a criterion by score needs threshold:");
	if (c->basis == BASIS_COUNT &&
	    (c->count == KIND_UNSET || c->months == KIND_UNSET))
		kind_sense_error(d, c,
		    "a criterion by count needs count: and months:");
}

/* A field of the casefile, of either of its two forms. */
static void
check_case_field(const struct kind *k, struct ydecode *d,
    const struct kind_case_type *t, const char *key, const void *at)
{
	const struct kind_form *a = form_of(k, t, RECORD_REFERRAL);
	const struct kind_form *b = form_of(k, t, RECORD_CASEFILE);

	if (!key || (a && kind_field(a, key)) || (b && kind_field(b, key)))
		return;
	kind_sense_error(d, at, "no form of this case type that is for a "
	    "referral or a casefile has the field \"%s\"", key);
}

static void
check_keep_field(const struct kind *k, struct ydecode *d,
    const struct kind_case_type *t)
{
	const struct kind_field *f = t->keep_field ?
	    kind_sense_case_field(k, t, t->keep_field) : NULL;

	if (f && f->type != FIELD_DATE)
		kind_sense_error(d, &t->keep_field,
		    "a record is kept until a day: \"%s\" is no date",
		    t->keep_field);
}

static void
check_bands(struct ydecode *d, const struct kind_case_type *t)
{
	for (size_t i = 0; i < t->n_bands; i++) {
		const struct kind_band *b = &t->bands[i];
		if (b->from > b->to)
			kind_sense_error(d, b, "from: is above to:");
		if (i > 0 && b->from <= t->bands[i - 1].to)
			kind_sense_error(d, b,
			    "this band begins inside the one before");
	}
}

static void
check_phase(const struct kind *k, struct ydecode *d,
    const struct kind_case_type *t, const struct kind_phase *p)
{
	const struct kind_form *own = kind_form_for(k, t, RECORD_CASEFILE);
	const struct kind_form *f = p->form ? kind_form(k, p->form) : NULL;

	if (f && f->record != RECORD_ITEM && f->record != RECORD_CASEFILE &&
	    f->record != RECORD_REFERRAL)
		kind_sense_error(d, &p->form, "the form of a phase is one "
		    "for: item, or one of the record's own (casefile, "
		    "referral)");
	if (p->n_fields > 0 && !p->form)
		kind_sense_error(d, &p->fields, "fields: needs form:");
	for (size_t i = 0; i < p->n_fields; i++)
		kind_sense_field(k, d, p->form, p->fields[i], &p->fields[i]);
	if (p->n_shows > 0 && !own)
		kind_sense_error(d, &p->shows, "shows: needs a form for: "
		    "casefile among those of the case type");
	for (size_t i = 0; own && i < p->n_shows; i++)
		kind_sense_field(k, d, own->key, p->shows[i], &p->shows[i]);
}

static void
check_check(const struct kind *k, struct ydecode *d,
    const struct kind_check *c)
{
	const struct {
		enum kind_check_id check;
		const char *value;
		const char *key;
	} needs[] = {
		{ CHECK_NO_PARTY, c->role, "role" },
		{ CHECK_FIELD_UNANSWERED, c->form, "form" },
		{ CHECK_FIELD_UNANSWERED, c->field, "field" },
		{ CHECK_NO_MINUTE, c->sort, "sort" },
		{ CHECK_NO_ACTION_OF_TYPE, c->action_type, "action-type" },
		{ CHECK_NO_LINKED_ACTION, c->link, "link" },
		{ CHECK_NO_LINK, c->link, "link" },
		{ CHECK_AGREEMENT_LAPSED, k->agreement.label, "agreement" },
		{ CHECK_AGENCY_MISSING, c->n_agencies ? "" : NULL,
		    "agencies" },
	};

	for (size_t i = 0; i < sizeof(needs) / sizeof(needs[0]); i++)
		if (needs[i].check == c->check && !needs[i].value)
			kind_sense_error(d, c, "the check %s needs %s:",
			    kind_check_name(c->check), needs[i].key);
	kind_sense_field(k, d, c->form, c->field, &c->field);
}

static void
check_checks(const struct kind *k, struct ydecode *d,
    const struct kind_check *checks, size_t n)
{
	for (size_t i = 0; i < n; i++)
		check_check(k, d, &checks[i]);
}

static void
check_items(struct ydecode *d, const struct kind_case_type *t)
{
	size_t initial = 0;

	if (t->register_only) {
		if (t->n_phases + t->n_item_types + t->n_dispositions > 0)
			kind_sense_error(d, t, "a register is kept without a "
			    "meeting: it has no phases, item types or "
			    "dispositions");
		return;
	}
	if (t->n_phases == 0)
		kind_sense_error(d, t, "phases: is needed");
	for (size_t i = 0; i < t->n_item_types; i++)
		initial += t->item_types[i].initial;
	if (initial != 1)
		kind_sense_error(d, &t->item_types,
		    "exactly one item type is initial: yes");
	bool heard = false;
	for (size_t i = 0; i < t->n_dispositions; i++)
		heard |= t->dispositions[i].heard;
	if (!heard)
		kind_sense_error(d, &t->dispositions,
		    "at least one disposition is heard: yes");
	if (t->minutes_warn != KIND_UNSET && t->minutes_alarm != KIND_UNSET &&
	    t->minutes_warn > t->minutes_alarm)
		kind_sense_error(d, &t->minutes_alarm,
		    "the alarm comes before the warning");
}

/* A field of the casefile's forms that all who see the casefile see. */
static bool
open_field(const struct kind *k, const struct kind_case_type *t,
    const char *key, size_t n)
{
	static const enum form_record records[] = { RECORD_REFERRAL,
	    RECORD_CASEFILE };

	for (size_t r = 0; r < sizeof(records) / sizeof(records[0]); r++) {
		const struct kind_form *f = form_of(k, t, records[r]);
		for (size_t i = 0; f && i < f->n_fields; i++)
			if (strlen(f->fields[i].key) == n &&
			    strncmp(f->fields[i].key, key, n) == 0 &&
			    kind_field_right(&f->fields[i]) == RIGHT_NONE)
				return true;
	}
	return false;
}

/* "{x}" in a heading names a party role, or a field that everyone sees who
 * sees the record. */
static void
check_heading(const struct kind *k, struct ydecode *d,
    const struct kind_case_type *t)
{
	const char *s = t->heading;

	while (s && (s = strchr(s, '{'))) {
		size_t n = strcspn(++s, "}");
		bool found = (n == 9 && strncmp(s, "reference", n) == 0) ||
		    open_field(k, t, s, n);
		for (size_t i = 0; i < t->n_roles; i++)
			found |= strlen(t->roles[i].key) == n &&
			    strncmp(t->roles[i].key, s, n) == 0;
		if (!found)
			kind_sense_error(d, &t->heading, "{%.*s} is neither "
			    "{reference} nor a party role, nor a field that "
			    "all may see",
			    (int)(n > 40 ? 40 : n), s);
	}
}

static void
check_party_roles(const struct kind *k, struct ydecode *d,
    const struct kind_case_type *t)
{
	for (size_t i = 0; i < t->n_roles; i++) {
		const struct kind_party_role *r = &t->roles[i];
		const struct kind_form *f =
		    r->form ? kind_form(k, r->form) : NULL;
		if (f && f->record != RECORD_PARTY)
			kind_sense_error(d, &r->form,
			    "the form of a party role is one for: party");
		if (r->max != KIND_UNSET && r->min > r->max)
			kind_sense_error(d, &r->max, "max: is below min:");
		if (!r->many && (r->min > 1 ||
		    (r->max != KIND_UNSET && r->max > 1)))
			kind_sense_error(d, r,
			    "more than one needs many: yes");
		if (r->protected_contact && r->adverse)
			kind_sense_error(d, &r->adverse,
			    "a role can't be both protected and adverse");
	}
}

static void
check_links(struct ydecode *d, const struct kind_case_type *t)
{
	for (size_t i = 0; i < t->n_links; i++)
		if (t->links[i].guards && !t->links[i].case_type)
			kind_sense_error(d, &t->links[i].guards, "guards: needs "
			    "case-type:, a record of this book that is seen "
			    "or not");
}

/* What a part of a document about a case is made of must be there. */
static void
check_part(const struct kind *k, struct ydecode *d,
    const struct kind_case_part *p)
{
	const struct kind_form *f = p->form ? kind_form(k, p->form) : NULL;

	if ((p->part == CASEDOC_FIELDS) != (p->form != NULL))
		kind_sense_error(d, p, "fields, and it alone, needs form:");
	if (p->part == CASEDOC_TEXT && !p->text)
		kind_sense_error(d, p, "text needs text:");
	if (p->n_roles && p->part != CASEDOC_CONTACT)
		kind_sense_error(d, &p->roles, "only contact has roles:");
	if (f && f->record != RECORD_REFERRAL &&
	    f->record != RECORD_CASEFILE && f->record != RECORD_ITEM)
		kind_sense_error(d, &p->form, "the form of a part of a case "
		    "is one for: referral, casefile or item");
	for (size_t i = 0; f && i < p->n_fields; i++)
		kind_sense_field(k, d, p->form, p->fields[i], &p->fields[i]);
}

static void
check_case_type(const struct kind *k, struct ydecode *d,
    const struct kind_case_type *t)
{
	check_reference(d, t);
	check_heading(k, d, t);
	check_party_roles(k, d, t);
	check_items(d, t);
	check_links(d, t);
	check_bands(d, t);
	for (size_t i = 0; i < t->transfer.n_parts; i++)
		check_part(k, d, &t->transfer.parts[i]);
	for (size_t i = 0; i < t->n_phases; i++) {
		check_phase(k, d, t, &t->phases[i]);
		check_checks(k, d, t->phases[i].checks,
		    t->phases[i].n_checks);
	}
	for (size_t i = 0; i < t->n_criteria; i++) {
		const struct kind_criterion *c = &t->criteria[i];
		check_criterion(d, c);
		check_case_field(k, d, t, c->field, &c->field);
	}
	check_case_field(k, d, t, t->score_field, &t->score_field);
	check_case_field(k, d, t, t->incident_field, &t->incident_field);
	check_case_field(k, d, t, t->keep_field, &t->keep_field);
	check_keep_field(k, d, t);
	check_checks(k, d, t->checks, t->n_checks);
}

static void
check_steps(const struct kind *k, struct ydecode *d)
{
	for (size_t i = 0; i < k->n_steps; i++) {
		const struct kind_step *s = &k->steps[i];
		const struct kind_form *f =
		    s->form ? kind_form(k, s->form) : NULL;
		check_checks(k, d, s->gates, s->n_gates);
		if (f && f->record != RECORD_MEETING)
			kind_sense_error(d, &s->form,
			    "the form of a step is one for: meeting");
		if (s->captures == CAPTURE_STATEMENT && !s->statement)
			kind_sense_error(d, s,
			    "a step that captures the statement needs "
			    "statement:");
	}
}

void
kind_sense_cases(const struct kind *k, struct ydecode *d)
{
	for (size_t i = 0; i < k->n_case_types; i++)
		check_case_type(k, d, &k->case_types[i]);
	check_steps(k, d);
	check_checks(k, d, k->closing, k->n_closing);
}
