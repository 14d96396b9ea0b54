#include "cmd/case_need.h"

#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "cmd/answer.h"
#include "cmd/bind.h"
#include "store/row.h"

/* A casefile and its kind. */
struct looking {
	struct session *s;
	struct arena *a;
	const struct kind *kind;
	const struct kind_case_type *type;
	struct record rec;
	int64_t id;
	int on;
	struct row_list found;
};

static bool
look(struct looking *l, struct err *err)
{
	const char *board, *type;

	if (!record_load(l->s, SQL_RECORD_OF_CASEFILE, l->id, l->a, &l->rec,
	    err))
		return false;
	board = record_column(&l->rec, "board_id");
	type = record_column(&l->rec, "type");
	if (board == NULL || type == NULL)
		return err_set(err, ERR_INPUT, "There is no such casefile.");
	l->kind = session_board_kind(l->s, strtoll(board, NULL, 10), err);
	if (l->kind == NULL)
		return false;
	l->type = kind_case_type(l->kind, type);
	return true;
}

static const struct kind_form *
form_of(const struct kind *k, const struct kind_case_type *t, size_t i)
{
	const struct kind_form *f = kind_form(k, t->forms[i]);

	return f != NULL && (f->record == RECORD_REFERRAL ||
	    f->record == RECORD_CASEFILE) ? f : NULL;
}

/* Does the answer name this choice: as its one value, or among several? */
static bool
names(const char *json, const char *key)
{
	struct json v, one;
	struct json_walk w;

	if (json == NULL || !json_parse(json, strlen(json), &v))
		return false;
	if (v.kind != JSON_ARRAY)
		return json_is(&v, key);
	for (json_open(&w, &v); json_next(&w, NULL, &one); )
		if (json_is(&one, key))
			return true;
	return false;
}

static bool
look_choice(struct looking *l, const struct kind_field *f,
    const struct kind_choice *c, struct err *err)
{
	const struct kind_party_role *role;
	struct unmet *u;
	int64_t have;

	if (!cmd_one(l->s, SQL_PARTY_CURRENT, BIND(B_ID("casefile", l->id),
	    B_TEXT("role", c->needs_role), B_DATE("on", l->on)), &have, err))
		return false;
	if (have >= c->needs_count)
		return true;
	role = kind_party_role(l->type, c->needs_role);
	u = row_list_add(&l->found);
	*u = (struct unmet){ .field = f->key, .choice = c->label,
	    .have = (int)have, .need = c->needs_count,
	    .text = c->needs_text != NULL ? c->needs_text : arena_printf(l->a,
	    "\"%s\" needs %d in the role of %s; there are %d.", c->label,
	    c->needs_count, role ? role->label : c->needs_role, (int)have) };
	return true;
}

static bool
look_field(struct looking *l, const struct kind_field *f, const char *json,
    struct err *err)
{
	for (size_t i = 0; i < f->n_choices; i++)
		if (f->choices[i].needs_role != NULL &&
		    names(json, f->choices[i].key) &&
		    !look_choice(l, f, &f->choices[i], err))
			return false;
	return true;
}

static bool
look_all(struct looking *l, struct err *err)
{
	for (size_t i = 0; l->type != NULL && i < l->type->n_forms; i++) {
		const struct kind_form *f = form_of(l->kind, l->type, i);

		for (size_t j = 0; f != NULL && j < f->n_fields; j++)
			if (!look_field(l, &f->fields[j], record_value(&l->rec,
			    &f->fields[j], l->a), err))
				return false;
	}
	return true;
}

bool
case_has_needs(const struct kind *k, const struct kind_case_type *t)
{
	for (size_t i = 0; i < t->n_forms; i++) {
		const struct kind_form *f = form_of(k, t, i);

		for (size_t j = 0; f != NULL && j < f->n_fields; j++)
			for (size_t n = 0; n < f->fields[j].n_choices; n++)
				if (f->fields[j].choices[n].needs_role)
					return true;
	}
	return false;
}

bool
case_unmet(struct session *s, int64_t casefile, int on, struct arena *a,
    struct unmet **list, size_t *n, struct err *err)
{
	struct looking l = { .s = s, .a = a, .id = casefile, .on = on,
	    .found = ROW_LIST(a, struct unmet) };

	*list = NULL;
	*n = 0;
	if (!look(&l, err) || (l.type != NULL &&
	    case_has_needs(l.kind, l.type) && !look_all(&l, err)))
		return false;
	*list = l.found.rows;
	*n = l.found.n;
	return true;
}

static bool
refuse(const struct looking *l, struct err *err)
{
	const struct unmet *u = l->found.rows;

	return l->found.n == 0 || err_set(err, ERR_INPUT, "%s", u->text);
}

bool
case_need(struct session *s, int64_t casefile, const char *field,
    const char *json, struct err *err)
{
	struct arena a = { 0 };
	struct looking l = { .s = s, .a = &a, .id = casefile,
	    .on = clock_today(s->clock),
	    .found = ROW_LIST(&a, struct unmet) };
	bool ok;

	if (json == NULL)
		return true;
	ok = look(&l, err);
	for (size_t i = 0; ok && l.type && i < l.type->n_forms; i++) {
		const struct kind_form *f = form_of(l.kind, l.type, i);
		const struct kind_field *asked = f ? kind_field(f, field) :
		    NULL;

		ok = asked == NULL || look_field(&l, asked, json, err);
	}
	ok = ok && refuse(&l, err);
	arena_release(&a);
	return ok;
}

bool
case_need_all(struct session *s, int64_t casefile, struct err *err)
{
	struct arena a = { 0 };
	struct looking l = { .s = s, .a = &a, .id = casefile,
	    .on = clock_today(s->clock),
	    .found = ROW_LIST(&a, struct unmet) };
	bool ok = look(&l, err) && look_all(&l, err) && refuse(&l, err);

	arena_release(&a);
	return ok;
}

bool
case_links_missing(struct session *s, int64_t casefile,
    const struct kind_case_type *t, struct arena *a, const char ***labels,
    size_t *n, struct err *err)
{
	int64_t there;

	*labels = arena_array(a, t->n_links + 1, sizeof(**labels));
	*n = 0;
	for (size_t i = 0; i < t->n_links; i++) {
		if (!t->links[i].required || t->links[i].case_type == NULL)
			continue;
		if (!cmd_one(s, SQL_CASEFILE_LINKS, BIND(B_ID("casefile",
		    casefile), B_TEXT("sort", t->links[i].key)), &there, err))
			return false;
		if (there == 0)
			(*labels)[(*n)++] = t->links[i].label;
	}
	return true;
}
