/* The checks that look at one case at a meeting. */
#include <string.h>

#include "base/date.h"
#include "base/json.h"
#include "cmd/closing_facts.h"
#include "cmd/contribution_cmd.h"
#include "cmd/repeat_cmd.h"
#include "store/casefile_read.h"

static bool
no_disposition(struct closing_facts *f, const struct kind_check *c,
    struct err *err)
{
	(void)err;
	if (*f->item->disposition == '\0')
		closing_add(f, c, NULL);
	return true;
}

/* An acknowledgement comes after the meeting: nobody waits for it there. */
static bool
disposition_incomplete(struct closing_facts *f, const struct kind_check *c,
    struct err *err)
{
	const struct agenda_row *r = f->item;
	const struct kind_disposition *d = NULL;
	struct buf what = {0};

	(void)err;
	if (f->type != NULL)
		d = kind_disposition(f->type, r->disposition);
	if (d == NULL)
		return true;
	if ((d->needs & NEED_REASON) != 0 && *r->reason == '\0')
		closing_detail(&what, "a reason");
	if ((d->needs & NEED_NEW_DATE) != 0 && r->deferred_to == 0)
		closing_detail(&what, "a date");
	if ((d->needs & NEED_DESTINATION) != 0 && *r->sent_to == '\0')
		closing_detail(&what, "where it goes");
	if ((d->needs & NEED_SENT) != 0 && r->sent_on == DATE_NONE)
		closing_detail(&what, "when it was sent");
	if (what.len > 0)
		closing_add(f, c, &what);
	buf_release(&what);
	return true;
}

static bool
repeat_undecided(struct closing_facts *f, const struct kind_check *c,
    struct err *err)
{
	struct repeat_found *list;
	struct buf refs = {0};
	size_t n, i;

	/* One decided yes is the answer; looking for more is slow. */
	if (f->item->repeat)
		return true;
	if (!repeat_proposals(f->s, f->item->casefile, f->a, &list, &n, err))
		return false;
	for (i = 0; i < n; i++)
		if (list[i].decision == NULL)
			closing_detail(&refs, list[i].reference);
	if (refs.len > 0)
		closing_add(f, c, &refs);
	buf_release(&refs);
	return true;
}

static bool
no_party(struct closing_facts *f, const struct kind_check *c,
    struct err *err)
{
	struct party_row *rows;
	int count = 0;
	size_t n, i;

	if (!party_read_casefile(f->s->db, f->item->casefile, f->a, &rows, &n,
	    err))
		return false;
	for (i = 0; i < n; i++)
		count += c->role == NULL || strcmp(rows[i].role, c->role) == 0;
	if (count < (c->count > 0 ? c->count : 1))
		closing_add(f, c, NULL);
	return true;
}

/* An answer that says something: neither missing nor empty. */
static bool
answered(const char *answers, const char *key)
{
	struct json all, v;

	if (answers == NULL ||
	    !json_parse(answers, strlen(answers), &all) ||
	    !json_find(&all, key, &v))
		return false;
	if (v.kind == JSON_STRING)
		return v.len > 2;
	if (v.kind == JSON_ARRAY || v.kind == JSON_OBJECT)
		return json_count(&v) > 0;
	return v.kind != JSON_NULL && v.kind != JSON_NONE;
}

/* A field that shows a fixed column of the line or the casefile. */
static bool
column_set(const struct agenda_row *r, const struct casefile_row *row,
    const char *column)
{
	if (strcmp(column, "presenter_id") == 0)
		return r->presenter != 0;
	if (strcmp(column, "incident_on") == 0)
		return row->incident_on != DATE_NONE;
	if (strcmp(column, "score") == 0)
		return row->score >= 0;
	if (strcmp(column, "scored_on") == 0)
		return row->scored_on != DATE_NONE;
	if (strcmp(column, "tool") == 0)
		return *row->tool != '\0';
	if (strcmp(column, "marking") == 0)
		return *row->marking != '\0';
	if (strcmp(column, "lead_id") == 0)
		return row->lead != 0;
	if (strcmp(column, "agency_id") == 0)
		return row->agency != 0;
	if (strcmp(column, "member_id") == 0)
		return row->member != 0;
	if (strcmp(column, "handling") == 0)
		return *row->handling != '\0';
	if (strcmp(column, "conditions") == 0)
		return *row->conditions != '\0';
	if (strcmp(column, "origin") == 0)
		return *row->origin != '\0';
	return true;
}

static bool
field_unanswered(struct closing_facts *f, const struct kind_check *c,
    struct err *err)
{
	const struct kind_form *form = kind_form(f->k, c->form);
	const struct kind_field *field = form ? kind_field(form, c->field) :
	    NULL;
	struct casefile_row row;
	const char *answers;

	if (field == NULL)
		return true;
	if (!casefile_read(f->s->db, f->item->casefile, f->a, &row, err))
		return false;
	answers = form->record == RECORD_ITEM ? f->item->answers :
	    form->record == RECORD_MEETING ? f->m.answers : row.answers;
	if (field->column != NULL ? !column_set(f->item, &row, field->column) :
	    !answered(answers, field->key))
		closing_add(f, c, NULL);
	return true;
}

/* The phase before the one in which actions are agreed. */
static const struct kind_phase *
summing_up(const struct kind_case_type *t)
{
	size_t i;

	for (i = 1; i < t->n_phases; i++)
		if (t->phases[i].actions)
			return &t->phases[i - 1];
	return NULL;
}

static bool
says_something(const struct closing_facts *f, const struct kind_phase *p)
{
	const struct kind_form *form = p->form ? kind_form(f->k, p->form) :
	    NULL;
	const struct kind_field *field;
	size_t i;

	for (i = 0; i < f->n_minutes; i++)
		if (strcmp(f->minutes[i].phase, p->key) == 0)
			return true;
	for (i = 0; form != NULL && form->record == RECORD_ITEM &&
	    i < p->n_fields; i++) {
		field = kind_field(form, p->fields[i]);
		if (field != NULL && (field->type == FIELD_NOTE ||
		    field->type == FIELD_TEXT) &&
		    answered(f->item->answers, field->key))
			return true;
	}
	return false;
}

/* The meeting sums up before it plans: in words, in the form or the minutes
 * of the phase before the one with the actions. */
static bool
no_risk_summary(struct closing_facts *f, const struct kind_check *c,
    struct err *err)
{
	const struct kind_phase *p = f->type ? summing_up(f->type) : NULL;

	(void)err;
	if (p != NULL && !says_something(f, p))
		closing_add(f, c, NULL);
	return true;
}

static bool
no_minute(struct closing_facts *f, const struct kind_check *c,
    struct err *err)
{
	int count = 0;
	size_t i;

	(void)err;
	for (i = 0; i < f->n_minutes; i++)
		count += c->sort == NULL ||
		    strcmp(f->minutes[i].sort, c->sort) == 0;
	if (count < (c->count > 0 ? c->count : 1))
		closing_add(f, c, NULL);
	return true;
}

static void
add_gaps(struct closing_facts *f, const struct kind_check *c,
    const struct agency_gap *gaps, size_t n)
{
	struct buf names = {0};
	size_t i;

	for (i = 0; i < n; i++)
		closing_detail(&names, gaps[i].short_name);
	if (n > 0)
		closing_add(f, c, &names);
	buf_release(&names);
}

static bool
agency_not_heard(struct closing_facts *f, const struct kind_check *c,
    struct err *err)
{
	struct agency_gap *gaps;
	size_t n;

	if (!contribution_not_heard(f->s, f->m.id, f->item->casefile, f->a,
	    &gaps, &n, err))
		return false;
	add_gaps(f, c, gaps, n);
	return true;
}

static bool
contribution_missing(struct closing_facts *f, const struct kind_check *c,
    struct err *err)
{
	struct agency_gap *gaps;
	size_t n;

	if (!contribution_not_brought(f->s, f->m.id, f->item->casefile, f->a,
	    &gaps, &n, err))
		return false;
	add_gaps(f, c, gaps, n);
	return true;
}

static bool
unread_back(struct closing_facts *f, const struct kind_check *c,
    struct err *err)
{
	(void)err;
	if (f->n_actions > 0 && f->item->read_back_at == NULL)
		closing_add(f, c, NULL);
	return true;
}

static bool
links_unconsidered(struct closing_facts *f, const struct kind_check *c,
    struct err *err)
{
	(void)err;
	if (!answered(f->item->answers, "links"))
		closing_add(f, c, NULL);
	return true;
}

static bool
has_link(const struct closing_facts *f, const char *link)
{
	const char *answers = f->item->answers;
	struct json all, list;
	char **keys;
	size_t n = 0, i;

	if (!json_parse(answers, strlen(answers), &all) ||
	    !json_find(&all, "links", &list))
		return false;
	keys = json_strings(f->a, &list, &n);
	for (i = 0; keys != NULL && i < n; i++)
		if (link == NULL || strcmp(keys[i], link) == 0)
			return true;
	return false;
}

/* A link that was chosen asks for an action that carries it out. */
static bool
no_linked_action(struct closing_facts *f, const struct kind_check *c,
    struct err *err)
{
	const struct kind_action_type *type;
	size_t i;

	(void)err;
	if (!has_link(f, c->link))
		return true;
	for (i = 0; i < f->n_actions; i++) {
		type = kind_action_type(f->k, f->actions[i].type);
		if (type != NULL && type->link)
			return true;
	}
	closing_add(f, c, NULL);
	return true;
}

static bool
no_marking(struct closing_facts *f, const struct kind_check *c,
    struct err *err)
{
	struct casefile_row row;

	if (!casefile_read(f->s->db, f->item->casefile, f->a, &row, err))
		return false;
	if (*row.marking == '\0')
		closing_add(f, c, NULL);
	return true;
}

const closing_check closing_item_checks[KIND_CHECK_IDS] = {
	[CHECK_NO_DISPOSITION] = no_disposition,
	[CHECK_DISPOSITION_INCOMPLETE] = disposition_incomplete,
	[CHECK_REPEAT_UNDECIDED] = repeat_undecided,
	[CHECK_NO_PARTY] = no_party,
	[CHECK_FIELD_UNANSWERED] = field_unanswered,
	[CHECK_NO_RISK_SUMMARY] = no_risk_summary,
	[CHECK_NO_MINUTE] = no_minute,
	[CHECK_AGENCY_NOT_HEARD] = agency_not_heard,
	[CHECK_CONTRIBUTION_MISSING] = contribution_missing,
	[CHECK_UNREAD_BACK] = unread_back,
	[CHECK_LINKS_UNCONSIDERED] = links_unconsidered,
	[CHECK_NO_LINKED_ACTION] = no_linked_action,
	[CHECK_NO_MARKING] = no_marking,
};
