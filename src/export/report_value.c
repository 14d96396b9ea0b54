/*
 * report_value: the values of a column: how they are shown, in which order
 * they come, which there can be; names of agencies and members.
 */
#include <inttypes.h>
#include <limits.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/date.h"
#include "export/report_work.h"
#include "form/form_value.h"

/* ---- Names ------------------------------------------------------------ */

static const struct report_agency *
find_agency(const struct report_work *w, int64_t id)
{
	for (size_t i = 0; i < w->n_agencies; i++)
		if (w->agencies[i].id == id)
			return &w->agencies[i];
	return NULL;
}

const char *
report_agency_name(struct report_work *w, int64_t id)
{
	const struct report_agency *g = find_agency(w, id);

	return g ? g->short_name : "";
}

int64_t
report_agency_top(struct report_work *w, int64_t id)
{
	const struct report_agency *g = find_agency(w, id);

	for (int depth = 0; g && g->parent != 0 && depth < 8; depth++) {
		id = g->parent;
		g = find_agency(w, id);
	}
	return id;
}

/* Few members own what a report speaks of: each is asked for once. */
const char *
report_member_name(struct report_work *w, int64_t id)
{
	struct report_name *more;

	if (id == 0)
		return "";
	for (size_t i = 0; i < w->n_members; i++)
		if (w->members[i].id == id)
			return w->members[i].name;
	if (w->n_members == w->cap_members) {
		w->cap_members = w->cap_members ? w->cap_members * 2 : 64;
		more = arena_array(w->a, w->cap_members, sizeof(*more));
		if (w->n_members > 0)
			memcpy(more, w->members, w->n_members * sizeof(*more));
		w->members = more;
	}
	more = &w->members[w->n_members++];
	more->id = id;
	if (!report_read_member(w->src->db, id, w->a, &more->name, w->err))
		w->failed = true;
	return more->name;
}

/* ---- Keys of the kind ------------------------------------------------- */

static const struct kind_state *
find_state(const struct report_work *w, const char *key)
{
	for (size_t i = 0; i < w->k->n_case_types; i++) {
		const struct kind_state *s =
		    kind_state(&w->k->case_types[i], key);
		if (s)
			return s;
	}
	return NULL;
}

static const char *
key_label(const struct report_work *w, const struct report_use *u,
    const char *key)
{
	const char *name = u->dim->name;
	const struct kind *k = w->k;

	if (u->field) {
		const struct kind_choice *c = kind_choice(u->field->choices,
		    u->field->n_choices, key);
		return c ? c->label : form_value_word(key);
	}
	if (strcmp(name, "strand") == 0) {
		const struct kind_strand *s = kind_strand(k, key);
		return s ? s->label : key;
	}
	if (strcmp(name, "status") == 0) {
		const struct kind_action_status *s = kind_status(k, key);
		return s ? s->label : key;
	}
	if (strcmp(name, "type") == 0) {
		const struct kind_action_type *t = kind_action_type(k, key);
		return t ? t->label : key;
	}
	if (strcmp(name, "priority") == 0) {
		const struct kind_choice *c = kind_choice(
		    k->actions.priorities, k->actions.n_priorities, key);
		return c ? c->label : key;
	}
	if (strcmp(name, "case-type") == 0) {
		const struct kind_case_type *t = kind_case_type(k, key);
		return t ? t->title : key;
	}
	if (strcmp(name, "attendance") == 0) {
		const struct kind_attendance_state *s =
		    kind_attendance(k, key);
		return s ? s->label : key;
	}
	if (strcmp(name, "state") == 0) {
		const struct kind_state *s = find_state(w, key);
		return s ? s->label : key;
	}
	return key;
}

/* ---- Showing ---------------------------------------------------------- */

static const char *
kept(struct report_work *w, struct buf *b)
{
	const char *text = arena_strdup(w->t, buf_text(b));

	buf_release(b);
	return text;
}

const char *
report_day(struct report_work *w, int day)
{
	struct buf b = {0};

	if (day == DATE_NONE)
		return "";
	date_add_shown(&b, day);
	return kept(w, &b);
}

static const char *
show_money(struct report_work *w, int64_t pence)
{
	static const struct kind_field field = { .type = FIELD_MONEY };
	struct buf json = {0}, b = {0};

	buf_addf(&json, "%" PRId64, pence);
	form_value_show(&field, buf_text(&json), NULL, &b);
	buf_release(&json);
	return kept(w, &b);
}

static const char *
show_key(struct report_work *w, const struct report_use *u,
    const struct report_value *v)
{
	const struct kind_rules *k = &w->k->rules;
	size_t at = (size_t)v->n;

	if (strcmp(u->dim->name, "rag") == 0 && at < k->n_rag)
		return arena_printf(w->t, "%s %s", k->rag[at].letter,
		    k->rag[at].label);
	if (strcmp(u->dim->name, "escalation") == 0 && at < k->n_escalation)
		return k->escalation[at].label;
	return key_label(w, u, v->text);
}

/* Steps of days that a count by age has, and what they are called. */
static const struct {
	int most;
	const char *label;
} ages[] = {
	{ 30, "up to 30 days" }, { 60, "31 to 60 days" },
	{ 90, "61 to 90 days" }, { 180, "91 to 180 days" },
	{ 365, "181 days to a year" }, { INT_MAX, "over a year" },
};

int
report_age_step(int days)
{
	int step = 0;

	while (days > ages[step].most)
		step++;
	return step;
}

const char *
report_value_show(struct report_work *w, const struct report_use *u,
    const struct report_value *v)
{
	int n = (int)v->n;

	if (v->none)
		return "not given";
	switch (u->as) {
	case AS_TEXT:
		return v->text;
	case AS_KEY:
		return show_key(w, u, v);
	case AS_AGENCY:
		return report_agency_name(w, v->n);
	case AS_MEMBER:
		return report_member_name(w, v->n);
	case AS_MONEY:
		return show_money(w, v->n);
	case AS_AGE:
		return ages[n].label;
	case AS_DAY:
		return report_day(w, n);
	case AS_MONTH:
		return arena_printf(w->t, "%s %d", date_month_name(n % 12 + 1),
		    n / 12);
	case AS_QUARTER:
		return arena_printf(w->t, "%s–%s %d",
		    date_month_name(n % 4 * 3 + 1),
		    date_month_name(n % 4 * 3 + 3), n / 4);
	case AS_NUMBER:
	case AS_YEAR:
		return arena_printf(w->t, "%" PRId64, v->n);
	}
	return "";
}

const char *
report_value_label(struct report_work *w, const struct report_use *u,
    const struct report_value *v)
{
	if (!v->none && strcmp(u->dim->name, "rag") == 0 &&
	    (size_t)v->n < w->k->rules.n_rag)
		return w->k->rules.rag[v->n].label;
	return report_value_show(w, u, v);
}

const char *
report_value_key(struct report_work *w, const struct report_use *u,
    const struct report_value *v)
{
	if (v->none)
		return "";
	if (u->as == AS_TEXT || u->as == AS_KEY)
		return v->text;
	return arena_printf(w->t, "%" PRId64, v->n);
}

/* What is not given comes last. */
int
report_value_order(struct report_work *w, const struct report_use *u,
    const struct report_value *x, const struct report_value *y)
{
	if (x->none || y->none)
		return (int)x->none - (int)y->none;
	if (u->as == AS_TEXT)
		return strcasecmp(x->text, y->text);
	if (u->as == AS_AGENCY || u->as == AS_MEMBER)
		return strcasecmp(report_value_show(w, u, x),
		    report_value_show(w, u, y));
	return (x->n > y->n) - (x->n < y->n);
}

bool
report_value_same(const struct report_use *u, const struct report_value *x,
    const struct report_value *y)
{
	if (x->none || y->none)
		return x->none == y->none;
	if (u->as == AS_TEXT || u->as == AS_KEY)
		return strcmp(x->text, y->text) == 0;
	return x->n == y->n;
}

const char *
report_value_letter(struct report_work *w, const struct report_use *u,
    const struct report_value *v)
{
	const struct kind_strand *s;

	if (v->none)
		return "";
	if (strcmp(u->dim->name, "rag") == 0)
		return w->k->rules.rag[v->n].letter;
	if (strcmp(u->dim->name, "strand") == 0) {
		s = kind_strand(w->k, v->text);
		return s && s->letter ? s->letter : "";
	}
	return "";
}

enum report_tone
report_tone_of(const struct rag_rule *rule)
{
	if (rule->overdue || rule->blocked)
		return TONE_LATE;
	if (rule->due_within != RAG_UNSET || rule->milestone_missed)
		return TONE_SOON;
	if (rule->done || rule->proposed)
		return TONE_QUIET;
	return TONE_GOOD;
}

enum report_tone
report_value_tone(struct report_work *w, const struct report_use *u,
    const struct report_value *v)
{
	if (v->none || strcmp(u->dim->name, "rag") != 0)
		return TONE_NONE;
	return report_tone_of(&w->k->rules.rag[v->n]);
}

/* ---- All there can be ------------------------------------------------- */

static void
add_key(struct report_value *all, size_t *n, const char *key)
{
	for (size_t i = 0; i < *n; i++)
		if (strcmp(all[i].text, key) == 0)
			return;
	all[*n] = (struct report_value){ .n = (int64_t)*n, .text = key };
	(*n)++;
}

/* States of several types stand one type after the other. */
void
report_states(struct report_work *w)
{
	const struct kind *k = w->k;
	size_t most = 1;

	for (size_t i = 0; i < k->n_case_types; i++)
		most += k->case_types[i].n_states;
	w->states = arena_array(w->a, most, sizeof(*w->states));
	w->n_states = 0;
	for (size_t i = 0; i < k->n_case_types; i++) {
		const struct kind_case_type *t = &k->case_types[i];

		if (report_of_type(w->def, t->key))
			for (size_t j = 0; j < t->n_states; j++)
				add_key(w->states, &w->n_states,
				    t->states[j].key);
	}
}

bool
report_of_type(const struct kind_report *def, const char *type)
{
	for (size_t i = 0; i < def->n_case_types; i++)
		if (strcmp(def->case_types[i], type) == 0)
			return true;
	return def->n_case_types == 0;
}

size_t
report_value_all(struct report_work *w, const struct report_use *u,
    struct report_value **out)
{
	const struct kind *k = w->k;
	size_t most = k->actions.n_strands + k->rules.n_rag +
	    k->rules.n_escalation, n = 0, i;

	if (u->field)
		most += u->field->n_choices;
	*out = arena_array(w->a, most + 1, sizeof(**out));
	if (u->as != AS_KEY)
		return 0;
	if (u->field) {
		for (i = 0; i < u->field->n_choices; i++)
			if (!u->field->choices[i].retired)
				add_key(*out, &n, u->field->choices[i].key);
		/* Their places are those among all, retired ones too. */
		for (i = 0; i < n; i++)
			(*out)[i].n = kind_choice(u->field->choices,
			    u->field->n_choices, (*out)[i].text) -
			    u->field->choices;
	} else if (strcmp(u->dim->name, "strand") == 0) {
		for (i = 0; i < k->actions.n_strands; i++)
			add_key(*out, &n, k->actions.strands[i].key);
	} else if (strcmp(u->dim->name, "rag") == 0) {
		for (i = 0; i < k->rules.n_rag; i++)
			add_key(*out, &n, k->rules.rag[i].key);
	} else if (strcmp(u->dim->name, "escalation") == 0) {
		for (i = 0; i < k->rules.n_escalation; i++)
			add_key(*out, &n, k->rules.escalation[i].key);
	} else if (strcmp(u->dim->name, "state") == 0) {
		*out = w->states;
		n = w->n_states;
	}
	return n;
}
