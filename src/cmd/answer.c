#include "cmd/answer.h"

#include <string.h>

#include "base/date.h"
#include "base/json.h"
#include "cmd/bind.h"
#include "cmd/calendar.h"
#include "cmd/find.h"

static bool
find_named(void *arg, const struct kind_field *f, const char *typed,
    int64_t *id, struct err *err)
{
	struct answer_place *p = arg;

	switch (f->type) {
	case FIELD_AGENCY:
		return find_agency(p->s, typed, id, err);
	case FIELD_MEMBER:
		return find_member(p->s, typed, id, err);
	case FIELD_PARTY:
		return find_party(p->s, p->casefile, typed, id, err);
	default:
		return err_set(err, ERR_INPUT, "%s names nobody.", f->label);
	}
}

static bool
add_name(void *arg, const struct kind_field *f, int64_t id, struct buf *out)
{
	struct answer_place *p = arg;
	enum sql_id sql = f->type == FIELD_AGENCY ? SQL_ANSWER_AGENCY :
	    f->type == FIELD_MEMBER ? SQL_ANSWER_MEMBER : SQL_ANSWER_PARTY;
	char *name;

	if (!cmd_one_text(p->s, sql, BIND(B_ID("id", id)), &name, NULL) ||
	    name == NULL)
		return false;
	buf_adds(out, name);
	free(name);
	return true;
}

bool
answer_context(struct answer_place *place, struct form_context *ctx,
    struct err *err)
{
	*ctx = (struct form_context){
		.today = clock_today(place->s->clock),
		.next_meeting = DATE_NONE,
		.find = find_named,
		.name = add_name,
		.arg = place,
	};
	return place->board == 0 || calendar_workdays(place->s, place->board,
	    &ctx->workdays, err);
}

bool
answer_parse(struct answer_place *place, const struct kind_field *f,
    const char *typed, struct buf *json, struct err *err)
{
	struct form_context ctx;

	return answer_context(place, &ctx, err) &&
	    form_value_parse(f, typed, &ctx, json, err);
}

void
record_take(struct stmt *q, struct arena *a, struct record *rec)
{
	int i, n = col_count(q);

	*rec = (struct record){ .answers = "{}" };
	rec->names = arena_array(a, (size_t)n, sizeof(*rec->names));
	rec->texts = arena_array(a, (size_t)n, sizeof(*rec->texts));
	rec->n = (size_t)n;
	for (i = 0; i < n; i++) {
		rec->names[i] = arena_strdup(a, col_name(q, i));
		rec->texts[i] = col_copy(q, i, a);
		if (strcmp(rec->names[i], "answers") == 0 &&
		    rec->texts[i] != NULL)
			rec->answers = rec->texts[i];
	}
}

bool
record_load(struct session *s, enum sql_id sql, int64_t id, struct arena *a,
    struct record *rec, struct err *err)
{
	struct stmt *q = cmd_query(s, sql, BIND(B_ID("id", id)), err);

	*rec = (struct record){ .answers = "{}" };
	if (q == NULL)
		return false;
	if (stmt_next(q, err))
		record_take(q, a, rec);
	return stmt_done(q);
}

const char *
record_column(const struct record *rec, const char *name)
{
	size_t i;

	for (i = 0; i < rec->n; i++)
		if (strcmp(rec->names[i], name) == 0)
			return rec->texts[i];
	return NULL;
}

const char *
record_value(const struct record *rec, const struct kind_field *f,
    struct arena *a)
{
	struct json object, value;
	struct buf quoted = { 0 };
	const char *text;

	if (f->column == NULL) {
		if (!json_parse(rec->answers, strlen(rec->answers), &object) ||
		    !json_find(&object, f->key, &value))
			return NULL;
		return json_raw(a, &value);
	}
	text = record_column(rec, f->column);
	if (text == NULL || text[0] == '\0')
		return NULL;
	if (f->type == FIELD_NUMBER || f->type == FIELD_MONEY ||
	    f->type == FIELD_AGENCY || f->type == FIELD_MEMBER ||
	    f->type == FIELD_PARTY)
		return text;
	if (f->type == FIELD_YES_NO)
		return strcmp(text, "1") == 0 ? "\"yes\"" : "\"no\"";
	/* A moment of a meeting is shown as its time of day. */
	if (f->type == FIELD_TIME && strlen(text) >= 16 && text[10] == 'T')
		text = arena_strndup(a, text + 11, 5);
	buf_add_json(&quoted, text);
	text = arena_strdup(a, buf_text(&quoted));
	buf_release(&quoted);
	return text;
}

static bool
holds(const struct record *rec, const struct kind_form *form,
    const struct kind_when *when, struct arena *a)
{
	const struct kind_field *f;

	if (when == NULL)
		return true;
	f = kind_field(form, when->field);
	return f != NULL && form_when_holds(when, record_value(rec, f, a));
}

bool
record_requires(const struct record *rec, const struct kind_form *form,
    const struct kind_field *f, struct arena *a)
{
	if (!holds(rec, form, f->shown_when, a))
		return false;
	return f->required || (f->required_when != NULL &&
	    holds(rec, form, f->required_when, a));
}

bool
record_shows(const struct record *rec, const struct kind_form *form,
    const struct kind_field *f, struct arena *a)
{
	return holds(rec, form, f->shown_when, a);
}
