/*
 * report_answer: the columns that are answers of forms.
 */
#include <string.h>

#include "base/date.h"
#include "export/report_work.h"
#include "form/form_value.h"

static void
add_text(struct report_values *out, const char *text)
{
	if (text && *text)
		report_values_add(out, 0, text);
}

static void
add_day(struct report_values *out, int day)
{
	if (day != DATE_NONE)
		report_values_add(out, day, "");
}

/* A key and its place in a list of the kind; one that is not there any more
 * comes after those that are. */
#define PLACE(found, list, n) \
	((found) ? (int64_t)((found) - (list)) : (int64_t)(n))

/* ---- Answers ---------------------------------------------------------- */

static bool
find_answer(const char *text, const char *key, struct json *value)
{
	struct json all;

	return text && json_parse(text, strlen(text), &all) &&
	    json_find(&all, key, value);
}

bool
report_answer(struct report_work *w, const struct report_row *r,
    const char *key, size_t at, struct json *value)
{
	struct json all, one;
	struct json_walk walk;

	(void)w;
	if (r->record)
		return at == 0 && find_answer(r->record->answers, key, value);
	if (at == 0 && find_answer(r->action->answers, key, value))
		return true;
	if (!r->action->case_answers || !json_parse(r->action->case_answers,
	    strlen(r->action->case_answers), &all))
		return false;
	json_open(&walk, &all);
	while (json_next(&walk, NULL, &one))
		if (json_find(&one, key, value) && at-- == 0)
			return true;
	return false;
}

static void
add_choice(struct report_work *w, const struct report_use *u,
    const struct json *v, struct report_values *out)
{
	const char *key = json_string(&w->scratch, v);
	const struct kind_choice *c;

	if (!key)
		return;
	for (size_t i = 0; i < out->n; i++)
		if (strcmp(out->v[i].text, key) == 0)
			return;
	c = kind_choice(u->field->choices, u->field->n_choices, key);
	report_values_add(out, PLACE(c, u->field->choices, u->field->n_choices),
	    c ? c->key : key);
}

static void
add_shown(struct report_work *w, const struct report_use *u,
    const struct json *v, struct report_values *out)
{
	struct buf b = {0};

	form_value_show(u->field, json_raw(&w->scratch, v), NULL, &b);
	add_text(out, arena_strdup(&w->scratch, buf_text(&b)));
	buf_release(&b);
}

static void
add_answer(struct report_work *w, const struct report_use *u,
    const struct json *v, struct report_values *out)
{
	struct json_walk walk;
	struct json one;
	int64_t n;

	switch (u->as) {
	case AS_KEY:
		if (v->kind != JSON_ARRAY) {
			add_choice(w, u, v, out);
			break;
		}
		json_open(&walk, v);
		while (json_next(&walk, NULL, &one))
			add_choice(w, u, &one, out);
		break;
	case AS_AGENCY:
	case AS_MEMBER:
	case AS_MONEY:
	case AS_NUMBER:
		if (json_int(v, &n))
			report_values_add(out, n, "");
		break;
	case AS_DAY:
		add_day(out, date_parse_iso(json_string(&w->scratch, v)
		    ? json_string(&w->scratch, v) : ""));
		break;
	default:
		add_shown(w, u, v, out);
		break;
	}
}

/* A field that shows a fixed column of the record. */
static void
add_column(const struct report_use *u, const struct report_row *r,
    struct report_values *out)
{
	if (!r->record)
		return;
	if (strcmp(u->column, "score") == 0 && r->record->score >= 0)
		report_values_add(out, r->record->score, "");
	else if (strcmp(u->column, "marking") == 0)
		add_text(out, r->record->marking);
	else if (strcmp(u->column, "handling") == 0)
		add_text(out, r->record->handling);
	else if (strcmp(u->column, "received_on") == 0)
		add_day(out, r->record->received_on);
}

void
report_field_values(struct report_work *w, const struct report_use *u,
    const struct report_row *r, struct report_values *out)
{
	struct json v;

	if (u->column) {
		add_column(u, r, out);
		return;
	}
	for (size_t i = 0; report_answer(w, r, u->key, i, &v); i++)
		add_answer(w, u, &v, out);
}

/* The field of a form that these things have. */
const struct kind_field *
report_field(const struct report_work *w, const char *key)
{
	const struct kind *k = w->k;
	const struct kind_form *f;

	f = w->of & (OF_ACTIONS | OF_MILESTONES) && k->actions.form
	    ? kind_form(k, k->actions.form) : NULL;
	if (f && kind_field(f, key))
		return kind_field(f, key);
	for (size_t i = 0; i < k->n_case_types; i++) {
		const struct kind_case_type *t = &k->case_types[i];

		for (size_t j = 0; report_of_type(w->def, t->key) &&
		    j < t->n_forms; j++) {
			f = kind_form(k, t->forms[j]);
			if (f && (f->record == RECORD_REFERRAL ||
			    f->record == RECORD_CASEFILE) &&
			    kind_field(f, key))
				return kind_field(f, key);
		}
	}
	return NULL;
}

bool
report_has_link(const struct report_work *w, const char *key)
{
	for (size_t i = 0; i < w->k->n_case_types; i++)
		if (report_of_type(w->def, w->k->case_types[i].key) &&
		    kind_link(&w->k->case_types[i], key))
			return true;
	return false;
}

enum report_as
report_field_as(const struct kind_field *f)
{
	switch (f->type) {
	case FIELD_CHOICE:
	case FIELD_CHOICES:
	case FIELD_YES_NO:
		return AS_KEY;
	case FIELD_DATE:
		return f->approximate ? AS_TEXT : AS_DAY;
	case FIELD_NUMBER:
		return f->decimals > 0 ? AS_TEXT : AS_NUMBER;
	case FIELD_MONEY:
		return AS_MONEY;
	case FIELD_AGENCY:
		return AS_AGENCY;
	case FIELD_MEMBER:
		return AS_MEMBER;
	default:
		return AS_TEXT;
	}
}
