#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "cmd/answer.h"
#include "cmd/bind.h"
#include "cmd/case_need.h"
#include "cmd/casefile_cmd.h"

enum { MOST = 200 };

struct looking {
	struct session *s;
	struct arena *a;
	const struct kind *kind;
	const struct kind_case_type *type;
	struct missing *list;
	size_t n;
};

struct who {
	int64_t party, subject;
	const char *role, *sort;
};

static void
lacks(struct looking *l, const char *form, const char *field,
    const char *text, int64_t record)
{
	if (l->n < MOST)
		l->list[l->n++] = (struct missing){ .form = form,
		    .field = field, .text = text, .record = record };
}

/* The required fields of one form that a record has no answer to. */
static bool
look_form(struct looking *l, const struct kind_form *form, enum sql_id sql,
    int64_t id, const char *of, struct err *err)
{
	struct record rec;
	size_t i;

	if (!record_load(l->s, sql, id, l->a, &rec, err))
		return false;
	for (i = 0; i < form->n_fields; i++) {
		const struct kind_field *f = &form->fields[i];

		if (!record_requires(&rec, form, f, l->a) ||
		    record_value(&rec, f, l->a) != NULL)
			continue;
		lacks(l, form->key, f->key, of == NULL ? f->label :
		    arena_printf(l->a, "%s (%s)", f->label, of), id);
	}
	return true;
}

static bool
look_forms(struct looking *l, enum form_record record, enum sql_id sql,
    int64_t id, const char *of, struct err *err)
{
	size_t i;

	for (i = 0; i < l->type->n_forms; i++) {
		const struct kind_form *f = kind_form(l->kind,
		    l->type->forms[i]);

		if (f != NULL && f->record == record &&
		    !look_form(l, f, sql, id, of, err))
			return false;
	}
	return true;
}

static bool
look_party(struct looking *l, const struct who *w, struct err *err)
{
	const struct kind_party_role *r = kind_party_role(l->type, w->role);
	const struct kind_form *f;

	if (r == NULL)
		return true;
	f = r->form != NULL ? kind_form(l->kind, r->form) : NULL;
	if (f != NULL && !look_form(l, f, SQL_RECORD_OF_PARTY, w->party,
	    r->label, err))
		return false;
	return strcmp(w->sort, "person") != 0 || look_forms(l, RECORD_SUBJECT,
	    SQL_RECORD_OF_SUBJECT, w->subject, r->label, err);
}

static void
look_numbers(struct looking *l, const struct who *who, size_t n_who)
{
	size_t i, j;

	for (i = 0; i < l->type->n_roles; i++) {
		const struct kind_party_role *r = &l->type->roles[i];
		int n = 0;

		for (j = 0; j < n_who; j++)
			n += strcmp(who[j].role, r->key) == 0;
		if (r->min != KIND_UNSET && n < r->min)
			lacks(l, NULL, r->key, n == 0 ?
			    arena_printf(l->a, "nobody in the role of %s",
			    r->label) : arena_printf(l->a, "%d more in the"
			    " role of %s", r->min - n, r->label), 0);
	}
}

static bool
look_links(struct looking *l, int64_t casefile, struct err *err)
{
	const char **labels;
	size_t i, n;

	if (!case_links_missing(l->s, casefile, l->type, l->a, &labels, &n,
	    err))
		return false;
	for (i = 0; i < n; i++)
		lacks(l, NULL, NULL, arena_printf(l->a, "no tie \"%s\"",
		    labels[i]), 0);
	return true;
}

static bool
read_parties(struct looking *l, int64_t casefile, struct who *who,
    size_t *n, struct err *err)
{
	struct stmt *q = cmd_query(l->s, SQL_MISSING_PARTIES,
	    BIND(B_ID("casefile", casefile)), err);

	while (*n < MOST && stmt_next(q, err))
		who[(*n)++] = (struct who){ .party = col_int(q, 0),
		    .subject = col_int(q, 1), .role = col_copy(q, 2, l->a),
		    .sort = col_copy(q, 3, l->a) };
	return q != NULL && stmt_done(q);
}

bool
casefile_missing(struct session *s, int64_t casefile, struct arena *a,
    struct missing **list, size_t *count, struct err *err)
{
	struct looking l = { .s = s, .a = a };
	struct who *who = arena_array(a, MOST, sizeof(*who));
	size_t i, n = 0;
	int64_t board;
	char *type;

	l.list = arena_array(a, MOST, sizeof(*l.list));
	if (!cmd_one(s, SQL_FIND_CASEFILE_BOARD, BIND(B_ID("id", casefile)),
	    &board, err))
		return false;
	if (board == 0)
		return err_set(err, ERR_INPUT, "There is no such casefile.");
	l.kind = session_board_kind(s, board, err);
	if (l.kind == NULL || !cmd_one_text(s, SQL_CASEFILE_TYPE,
	    BIND(B_ID("id", casefile)), &type, err))
		return false;
	l.type = type != NULL ? kind_case_type(l.kind, type) : NULL;
	free(type);
	if (l.type == NULL)
		return err_set(err, ERR_INPUT, "The board's kind no longer"
		    " knows the type of this casefile.");
	if (!look_forms(&l, RECORD_REFERRAL, SQL_RECORD_OF_CASEFILE, casefile,
	    NULL, err) || (l.type->register_only && !look_forms(&l,
	    RECORD_CASEFILE, SQL_RECORD_OF_CASEFILE, casefile, NULL, err)) || !read_parties(&l, casefile, who, &n, err))
		return false;
	look_numbers(&l, who, n);
	if (!look_links(&l, casefile, err))
		return false;
	for (i = 0; i < n; i++)
		if (!look_party(&l, &who[i], err))
			return false;
	*list = l.list;
	*count = l.n;
	return true;
}
