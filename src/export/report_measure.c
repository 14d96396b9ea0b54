/*
 * report_measure: which measures of a return a case counts towards.
 */
#include <string.h>

#include "base/date.h"
#include "export/report_return.h"
#include "model/age.h"

#define ANSWERS_MOST 24

static bool
is_among(const char *const *list, size_t n, const char *word)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(list[i], word) == 0)
			return true;
	return n == 0;
}

static bool
same_words(const char *const *x, size_t n, const char *const *y, size_t m)
{
	bool same = n == m;

	for (size_t i = 0; same && i < n; i++)
		same = is_among(y, m, x[i]);
	return same;
}

bool
measure_same_cases(const struct kind_measure *x,
    const struct kind_measure *y)
{
	return strcmp(x->case_type ? x->case_type : "",
	    y->case_type ? y->case_type : "") == 0 &&
	    same_words(x->item_types, x->n_item_types, y->item_types,
	    y->n_item_types) && same_words(x->dispositions,
	    x->n_dispositions, y->dispositions, y->n_dispositions);
}

/* ---- Broken down ------------------------------------------------------ */

static const char *
group_of(const struct kind_category *c)
{
	return c->group ? c->group : c->label;
}

static void
add_groups(struct report_work *w, struct figure *f)
{
	for (size_t i = 0; i < w->k->n_categories; i++) {
		const struct kind_category *c = &w->k->categories[i];
		struct figure_part *p = NULL;

		for (size_t j = 0; j < f->n_part; j++)
			if (strcmp(f->part[j].key, group_of(c)) == 0)
				p = &f->part[j];
		if (p) {
			p->mixed |= p->partner != c->partner;
		} else if (f->n_part < PARTS_MOST) {
			f->part[f->n_part++] = (struct figure_part){
			    .key = group_of(c), .label = group_of(c),
			    .partner = c->partner };
		}
	}
}

/* The choice of a case's form that a measure is broken down by. */
static const struct kind_field *
field_by(const struct report_work *w, const struct kind_measure *m)
{
	const struct kind *k = w->k;

	for (size_t i = 0; i < k->n_case_types; i++) {
		const struct kind_case_type *t = &k->case_types[i];

		if (m->case_type && strcmp(m->case_type, t->key) != 0)
			continue;
		for (size_t j = 0; j < t->n_forms; j++) {
			const struct kind_form *form = kind_form(k,
			    t->forms[j]);
			const struct kind_field *field = form
			    ? kind_field(form, m->by + strlen("field:"))
			    : NULL;

			if (field && field->n_choices > 0 &&
			    (form->record == RECORD_REFERRAL ||
			    form->record == RECORD_CASEFILE))
				return field;
		}
	}
	return NULL;
}

void
measure_parts(struct report_work *w, struct figure *f)
{
	f->part = arena_array(w->a, PARTS_MOST, sizeof(*f->part));
	if (strncmp(f->m->by, "field:", 6) != 0) {
		add_groups(w, f);
		return;
	}
	f->field = field_by(w, f->m);
	for (size_t i = 0; f->field && i < f->field->n_choices &&
	    f->n_part < PARTS_MOST; i++) {
		const struct kind_choice *c = &f->field->choices[i];

		f->part[f->n_part++] = (struct figure_part){ .key = c->key,
		    .label = c->label, .value = c->key };
	}
}

/* ---- Answers ---------------------------------------------------------- */

/* The keys that were answered; none where there is no answer. */
static size_t
read_keys(struct report_work *w, const char *answers, const char *key,
    const char *out[ANSWERS_MOST])
{
	struct json all, v, one;
	struct json_walk walk;
	size_t n = 0;
	const char *text;

	if (!json_parse(answers, strlen(answers), &all) ||
	    !json_find(&all, key, &v))
		return 0;
	if (v.kind != JSON_ARRAY) {
		out[0] = json_string(&w->scratch, &v);
		return out[0] != NULL;
	}
	json_open(&walk, &v);
	while (n < ANSWERS_MOST && json_next(&walk, NULL, &one))
		if ((text = json_string(&w->scratch, &one)))
			out[n++] = text;
	return n;
}

static bool
counts(const struct kind_measure *m, const struct kind_choice *c,
    const char *key)
{
	if (m->n_is > 0 && is_among(m->is, m->n_is, key))
		return true;
	return m->n_groups > 0 && c && c->group &&
	    is_among(m->groups, m->n_groups, c->group);
}

/* Unasked, not known and declined say nothing; whatever else was answered
 * counts or does not. */
static enum age_answer
answer_of(struct report_work *w, const struct figure *f,
    const struct return_item *item, const struct return_party *p)
{
	const char *keys[ANSWERS_MOST];
	bool known = false;
	size_t n;

	if (f->field->column) {
		keys[0] = p->sex;
		n = *p->sex != '\0';
	} else {
		n = read_keys(w, f->record == RECORD_PARTY ? p->in_case
		    : f->record == RECORD_SUBJECT ? p->answers
		    : item->answers, f->field->key, keys);
	}
	for (size_t i = 0; i < n; i++) {
		const struct kind_choice *c = kind_choice(f->field->choices,
		    f->field->n_choices, keys[i]);

		if (counts(f->m, c, keys[i]))
			return AGE_YES;
		known |= strcmp(keys[i], "unknown") != 0 &&
		    strcmp(keys[i], "declined") != 0;
	}
	return known ? AGE_NO : AGE_UNKNOWN;
}

/* ---- People ----------------------------------------------------------- */

static enum age_answer
party_counts(struct report_work *w, const struct figure *f,
    const struct return_item *item, const struct return_party *p)
{
	const struct kind_measure *m = f->m;
	const struct age_given age = { .born = p->born_on, .years = p->age,
		.told_on = p->age_on, .estimated = p->born_on == DATE_NONE };
	enum age_answer by_age = AGE_YES, by_answer = AGE_YES;

	if (m->min_age != KIND_UNSET || m->max_age != KIND_UNSET)
		by_age = age_is_between(&age,
		    m->min_age == KIND_UNSET ? 0 : m->min_age,
		    m->max_age == KIND_UNSET ? 200 : m->max_age,
		    item->held_on);
	if (f->field)
		by_answer = answer_of(w, f, item, p);
	if (by_age == AGE_NO || by_answer == AGE_NO)
		return AGE_NO;
	return by_age == AGE_YES ? by_answer : by_age;
}

static void
add(struct tally *t, enum age_answer answer)
{
	t->base++;
	t->n += answer == AGE_YES;
	t->unknown += answer == AGE_UNKNOWN;
}

/* ---- Cases ------------------------------------------------------------ */

static bool
is_looked_at(const struct kind_measure *m, const struct return_item *item)
{
	return (!m->case_type || strcmp(m->case_type, item->case_type) == 0)
	    && is_among(m->item_types, m->n_item_types, item->type) &&
	    is_among(m->dispositions, m->n_dispositions, item->disposition);
}

/* The category of who referred: a team without one has its agency's. */
static const struct kind_category *
category_of(const struct report_work *w, int64_t agency)
{
	for (int depth = 0; agency != 0 && depth < 16; depth++) {
		const struct report_agency *a = NULL;

		for (size_t i = 0; i < w->n_agencies && !a; i++)
			if (w->agencies[i].id == agency)
				a = &w->agencies[i];
		if (a && *a->category)
			return kind_category(w->k, a->category);
		agency = a ? a->parent : 0;
	}
	return NULL;
}

static enum age_answer
item_counts(const struct report_work *w, const struct kind_measure *m,
    const struct return_item *item)
{
	const struct kind_category *c;

	if (m->repeat && !(m->clock == COUNT_BY_REFERRAL ? item->by_referral
	    : m->clock == COUNT_BY_MEETING ? item->by_meeting : item->repeat))
		return AGE_NO;
	if (!m->partner)
		return AGE_YES;
	c = category_of(w, item->agency);
	return !c ? AGE_UNKNOWN : c->partner ? AGE_YES : AGE_NO;
}

static void
break_down(struct report_work *w, const struct figure *f,
    const struct return_item *item, struct tally *t)
{
	const struct kind_category *c = f->field ? NULL
	    : category_of(w, item->agency);
	const char *keys[ANSWERS_MOST];
	size_t n = f->field ? read_keys(w, item->answers, f->field->key, keys)
	    : c != NULL;

	if (c)
		keys[0] = group_of(c);
	for (size_t j = 0; j < f->n_part; j++)
		for (size_t i = 0; i < n; i++)
			t->part[j] |= strcmp(f->part[j].key, keys[i]) == 0;
	for (size_t j = 0; j < f->n_part; j++)
		t->any_part |= t->part[j];
	t->unknown = t->n > 0 && !t->any_part;
}

void
measure_item(struct report_work *w, const struct figure *f,
    const struct return_item *item, const struct return_party *parties,
    size_t n, struct tally *t)
{
	*t = (struct tally){ .looked = is_looked_at(f->m, item) };
	if (!t->looked)
		return;
	if (f->m->what != MEASURE_PARTIES) {
		add(t, item_counts(w, f->m, item));
		if (f->n_part > 0)
			break_down(w, f, item, t);
		return;
	}
	for (size_t i = 0; i < n; i++)
		if (strcmp(parties[i].role, f->m->role) == 0)
			add(t, party_counts(w, f, item, &parties[i]));
}
