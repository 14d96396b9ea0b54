#include "cmd/record_cmd.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/json.h"
#include "cmd/answer.h"
#include "cmd/bind.h"
#include "cmd/cmd.h"
#include "cmd/find.h"
#include "cmd/verb.h"
#include "store/row.h"

static bool
put_value(struct session *s, int64_t id, const struct record_value *v,
    struct err *err)
{
	struct arena a = { 0 };
	struct record rec;
	bool ok;

	if (v->column == NULL)
		return cmd_set_answer(s, "casefile", id, v->key, NULL, v->text,
		    NULL, err);
	ok = record_load(s, SQL_RECORD_OF_CASEFILE, id, &a, &rec, err) &&
	    cmd_set_field(s, "casefile", v->column, id,
	    record_column(&rec, v->column), v->text, NULL, err);
	arena_release(&a);
	return ok;
}

/* Ties may be made after; a field that is asked for may not be left out. */
static bool
complete(struct session *s, int64_t id, struct err *err)
{
	struct arena a = { 0 };
	struct buf list = { 0 };
	struct missing *missing;
	size_t i, n = 0, lacking = 0;
	bool ok = casefile_missing(s, id, &a, &missing, &n, err);

	for (i = 0; ok && i < n; i++) {
		if (missing[i].form == NULL)
			continue;
		if (lacking++ < 6)
			buf_addf(&list, "%s%s", list.len > 0 ? "; " : "",
			    missing[i].text);
	}
	if (ok && lacking > 0)
		ok = err_set(err, ERR_INPUT, "This is still to be filled in:"
		    " %s%s. Nothing was saved.", buf_text(&list),
		    lacking > 6 ? "; and more" : "");
	buf_release(&list);
	arena_release(&a);
	return ok;
}

static bool
is_register(struct session *s, const struct casefile_new *c, bool *yes,
    struct err *err)
{
	const struct kind *k = session_board_kind(s, c->board, err);
	const struct kind_case_type *t;

	if (k == NULL)
		return false;
	t = c->type != NULL ? kind_case_type(k, c->type) : k->case_types;
	*yes = t != NULL && t->register_only;
	return true;
}

static bool
add(struct session *s, const struct record_new *r, int64_t *id,
    struct err *err)
{
	struct casefile_new c = r->casefile;
	bool written;
	size_t i;

	if (!is_register(s, &c, &written, err))
		return false;
	if (c.agency == 0 && c.member == 0 && c.referrer == NULL &&
	    s->member != 0) {
		c.member = s->member;
		if (!cmd_one(s, SQL_MEMBER_OWN_AGENCY, BIND_NONE, &c.agency,
		    err))
			return false;
	}
	if (!cmd_casefile_refer(s, &c, id, err))
		return false;
	for (i = 0; i < r->n_values; i++)
		if (r->values[i].text != NULL &&
		    !put_value(s, *id, &r->values[i], err))
			return false;
	for (i = 0; i < r->n_ties; i++)
		if (!cmd_casefile_link(s, *id, r->ties[i].other,
		    r->ties[i].sort, NULL, err))
			return false;
	return !written || complete(s, *id, err);
}

bool
cmd_record_add(struct session *s, const struct record_new *r, int64_t *id,
    struct err *err)
{
	bool ok;

	if (!cmd_begin(s, "record-add", err))
		return false;
	ok = add(s, r, id, err);
	return cmd_end(s, ok, err);
}

/* ---- By name ------------------------------------------------------------ */

struct reading {
	struct session *s;
	const struct kind *kind;
	const struct kind_case_type *type;
	struct answer_place place;
	struct record_new r;
	struct row_list values, ties;
	struct arena a;
};

static const struct kind_field *
find_field(const struct reading *in, const char *key)
{
	const struct kind_field *f = NULL;

	for (size_t i = 0; f == NULL && i < in->type->n_forms; i++) {
		const struct kind_form *form = kind_form(in->kind,
		    in->type->forms[i]);

		if (form != NULL && (form->record == RECORD_REFERRAL ||
		    form->record == RECORD_CASEFILE))
			f = kind_field(form, key);
	}
	return f;
}

/* What the record itself keeps besides its forms. */
static bool
read_own(struct reading *in, const char *key, const char *text, bool *own,
    struct err *err)
{
	struct casefile_new *c = &in->r.casefile;

	*own = true;
	if (strcmp(key, "ref") == 0)
		c->ref = text;
	else if (strcmp(key, "state") == 0)
		c->state = text;
	else if (strcmp(key, "on") == 0)
		return find_day(in->s, c->board, text, true, &c->received,
		    err);
	else if (strcmp(key, "lead") == 0)
		return find_member(in->s, text, &c->lead, err);
	else if (strcmp(key, "agency") == 0)
		return find_agency(in->s, text, &c->agency, err);
	else
		*own = false;
	return true;
}

static bool
read_value(struct reading *in, const struct kind_field *f, const char *text,
    struct err *err)
{
	struct record_value *v = row_list_add(&in->values);
	struct buf json = { 0 };
	struct json value;
	bool ok = answer_parse(&in->place, f, text, &json, err);

	v->column = f->column;
	v->key = f->key;
	if (ok && json.len > 0) {
		v->text = arena_strdup(&in->a, buf_text(&json));
		if (f->column != NULL && json_parse(v->text, strlen(v->text),
		    &value) && value.kind == JSON_STRING)
			v->text = json_string(&in->a, &value);
	}
	buf_release(&json);
	return ok;
}

static bool
read_tie(struct reading *in, const char *key, const char *text,
    struct err *err)
{
	const struct kind_link *link = kind_link(in->type, key);
	struct record_tie *tie;

	if (link == NULL || link->case_type == NULL)
		return err_set(err, ERR_INPUT, "%s has no field and no tie"
		    " \"%s\".", in->type->title, key);
	tie = row_list_add(&in->ties);
	tie->sort = link->key;
	return find_casefile(in->s, text, &tie->other, err);
}

static bool
read_word(struct reading *in, const char *word, struct err *err)
{
	const char *equals = strchr(word, '=');
	const struct kind_field *f;
	const char *key;
	bool own = false;

	if (equals == NULL)
		return err_set(err, ERR_INPUT, "\"%s\" is no field=value.",
		    word);
	key = arena_strndup(&in->a, word, (size_t)(equals - word));
	f = find_field(in, key);
	if (f != NULL)
		return read_value(in, f, equals + 1, err);
	if (!read_own(in, key, equals + 1, &own, err))
		return false;
	return own || read_tie(in, key, equals + 1, err);
}

static bool
read_words(struct reading *in, char *const *argv, size_t argc,
    struct err *err)
{
	struct casefile_new *c = &in->r.casefile;

	if (!find_board(in->s, argv[0], &c->board, err))
		return false;
	in->kind = session_board_kind(in->s, c->board, err);
	if (in->kind == NULL)
		return false;
	in->type = kind_case_type(in->kind, argv[1]);
	if (in->type == NULL)
		return err_set(err, ERR_INPUT, "This board keeps no records of"
		    " the type \"%s\".", argv[1]);
	c->type = in->type->key;
	in->place = (struct answer_place){ .s = in->s, .board = c->board };
	for (size_t i = 2; i < argc; i++)
		if (!read_word(in, argv[i], err))
			return false;
	in->r.values = in->values.rows;
	in->r.n_values = in->values.n;
	in->r.ties = in->ties.rows;
	in->r.n_ties = in->ties.n;
	return true;
}

static bool
verb_record(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct reading in = { .s = s, .r.casefile = { .received = DATE_NONE,
	    .incident = DATE_NONE, .score = -1, .scored_on = DATE_NONE,
	    .state_on = DATE_NONE } };
	char *ref = NULL;
	int64_t id;
	bool ok;

	in.values = (struct row_list)ROW_LIST(&in.a, struct record_value);
	in.ties = (struct row_list)ROW_LIST(&in.a, struct record_tie);
	ok = read_words(&in, argv, argc, err) &&
	    cmd_record_add(s, &in.r, &id, err) &&
	    cmd_one_text(s, SQL_CASEFILE_REF, BIND(B_ID("id", id)), &ref,
	    err);
	if (ok)
		buf_addf(reply, "%s %s is written down.", in.type->title,
		    ref != NULL ? ref : "");
	free(ref);
	arena_release(&in.a);
	return ok;
}

static const struct verb verbs[] = {
	{ "record", "BOARD TYPE [FIELD=VALUE] [TIE=CASE] [lead=…] [state=…] …",
	    "write down a record", 2, 60, verb_record },
};

const struct verb_group verbs_record = {
	.verbs = verbs, .n = sizeof(verbs) / sizeof(verbs[0])
};
