/*
 * recordform_value: one value in its shapes: kept, JSON, text.
 */
#include <inttypes.h>
#include <string.h>

#include "base/json.h"
#include "screen/recordform_row.h"

/* ---- Kept --------------------------------------------------------------- */

static const struct {
	const char *table;
	enum sql_id sql;
} tables[] = {
	{ "action", SQL_RECORD_ACTION },
	{ "agency", SQL_RECORD_AGENCY },
	{ "alias", SQL_RECORD_ALIAS },
	{ "attendance", SQL_RECORD_ATTENDANCE },
	{ "board", SQL_RECORD_BOARD },
	{ "casefile", SQL_RECORD_CASEFILE },
	{ "contact", SQL_RECORD_CONTACT },
	{ "contribution", SQL_RECORD_CONTRIBUTION },
	{ "contribution_line", SQL_RECORD_CONTRIBUTION_LINE },
	{ "incident", SQL_RECORD_INCIDENT },
	{ "item", SQL_RECORD_ITEM },
	{ "meeting", SQL_RECORD_MEETING },
	{ "member", SQL_RECORD_MEMBER },
	{ "milestone", SQL_RECORD_MILESTONE },
	{ "party", SQL_RECORD_PARTY },
	{ "subject", SQL_RECORD_SUBJECT },
};

enum sql_id
recordform_sql(const char *table)
{
	size_t i;

	for (i = 0; i < sizeof tables / sizeof *tables; i++) {
		if (!strcmp(tables[i].table, table))
			return tables[i].sql;
	}
	return SQL_COUNT;
}

const char *
recordform_kept(struct session *s, const struct recordform_part *p,
    const struct record *rec, const struct kind_field *f, struct arena *a)
{
	struct json object, value;

	if (p->hooks)
		return p->hooks->read(s, p, f, a);
	if (f->column)
		return record_column(rec, f->column);
	if (!json_parse(rec->answers, strlen(rec->answers), &object) ||
	    !json_find(&object, f->key, &value) || value.kind == JSON_NULL)
		return NULL;
	return json_raw(a, &value);
}

static bool
is_number(const struct kind_field *f)
{
	return f->type == FIELD_NUMBER || f->type == FIELD_MONEY ||
	    f->type == FIELD_AGENCY || f->type == FIELD_MEMBER ||
	    f->type == FIELD_PARTY;
}

static const char *
quoted(const char *text, struct arena *a)
{
	struct buf b = {0};

	buf_add_json(&b, text);
	text = arena_strdup(a, buf_text(&b));
	buf_release(&b);
	return text;
}

const char *
recordform_json(const struct recordform_part *p, const struct kind_field *f,
    const char *kept, struct arena *a)
{
	if (!kept || !*kept)
		return NULL;
	if (!f->column && !p->hooks)
		return kept;
	if (is_number(f))
		return kept;
	if (f->type == FIELD_YES_NO)
		return !strcmp(kept, "1") ? "\"yes\"" : "\"no\"";
	/* A moment of a meeting is shown as its time of day. */
	if (f->type == FIELD_TIME && strlen(kept) >= 16 && kept[10] == 'T')
		return quoted(arena_strndup(a, kept + 11, 5), a);
	return quoted(kept, a);
}

const char *
recordform_keep(const struct recordform_part *p, const struct kind_field *f,
    const char *json, struct arena *a)
{
	struct json v;
	bool text = f->type == FIELD_TEXT || f->type == FIELD_NOTE ||
	    f->type == FIELD_CHOICE || f->type == FIELD_TIME;

	if (!f->column && !p->hooks)
		return *json ? arena_strdup(a, json) : NULL;
	/* Columns of text are never null; those of dates and ids are. */
	if (!*json)
		return text ? "" : NULL;
	if (is_number(f))
		return arena_strdup(a, json);
	json_parse(json, strlen(json), &v);
	if (f->type == FIELD_YES_NO)
		return json_is(&v, "yes") ? "1" : "0";
	return json_string(a, &v);
}

/* ---- Text --------------------------------------------------------------- */

static bool
is_keyed(const struct kind_field *f)
{
	return f->type == FIELD_CHOICE || f->type == FIELD_YES_NO;
}

static bool
is_name(const struct kind_field *f)
{
	return f->type == FIELD_AGENCY || f->type == FIELD_MEMBER ||
	    f->type == FIELD_PARTY;
}

void
recordform_add_text(const struct kind_field *f, const char *json,
    const struct form_context *c, struct buf *text)
{
	struct arena a = {0};
	struct json v;
	char **keys;
	size_t i, n = 0;

	if (!json || !json_parse(json, strlen(json), &v))
		return;
	if (is_name(f)) {
		buf_adds(text, json);
	} else if (is_keyed(f)) {
		const char *key = json_string(&a, &v);

		buf_adds(text, key ? key : "");
	} else if (f->type == FIELD_CHOICES) {
		keys = json_strings(&a, &v, &n);
		for (i = 0; keys && i < n; i++)
			buf_addf(text, "%s%s", i ? "," : "", keys[i]);
	} else {
		form_value_show(f, json, c, text);
	}
	arena_release(&a);
}

bool
recordform_parse(const struct kind_field *f, const char *text,
    const struct form_context *c, struct buf *json, struct err *err)
{
	buf_clear(json);
	if (!*text)
		return true;
	if (is_name(f)) {
		buf_adds(json, text);
		return true;
	}
	if (is_keyed(f)) {
		buf_add_json(json, text);
		return true;
	}
	if (f->type != FIELD_CHOICES)
		return form_value_parse(f, text, c, json, err);
	while (*text) {
		struct buf key = {0};
		size_t len = strcspn(text, ",");

		buf_add(&key, text, len);
		buf_addc(json, json->len ? ',' : '[');
		buf_add_json(json, buf_text(&key));
		buf_release(&key);
		text += len + (text[len] == ',');
	}
	buf_addc(json, ']');
	return true;
}

bool
recordform_hidden(struct session *s, int64_t board,
    const struct kind_field *f)
{
	int right = kind_field_right(f);

	return board && right != RIGHT_NONE &&
	    !session_may(s, board, (enum kind_right)right);
}

/* ---- Reading without editing -------------------------------------------- */

static bool
is_shown(struct session *s, const struct recordform_part *p,
    const struct record *rec, const struct kind_when *w, struct arena *a)
{
	const struct kind_field *f = w ? kind_field(p->form, w->field) : NULL;

	if (!w)
		return true;
	return f && form_when_holds(w, recordform_json(p, f,
	    recordform_kept(s, p, rec, f, a), a));
}

static bool
is_wanted(struct session *s, const struct recordform_part *p,
    const struct record *rec, const struct kind_field *f, struct arena *a)
{
	return f->required ||
	    (f->required_when && is_shown(s, p, rec, f->required_when, a));
}

bool
recordform_each(struct session *s, int64_t board, int64_t casefile,
    const struct recordform_part *part, struct arena *a,
    void (*each)(void *arg, const struct kind_field *f, const char *value,
    bool missing), void *arg, size_t *unanswered, struct err *err)
{
	struct answer_place place = { s, board, casefile };
	struct form_context c;
	struct record rec = { .answers = "{}" };
	size_t i, open = 0;

	if (!answer_context(&place, &c, err) || (!part->hooks &&
	    !record_load(s, recordform_sql(part->table), part->id, a, &rec,
	    err)))
		return false;
	for (i = 0; i < part->form->n_fields; i++) {
		const struct kind_field *f = &part->form->fields[i];
		const char *json = recordform_json(part, f,
		    recordform_kept(s, part, &rec, f, a), a);
		struct buf text = {0};
		bool wanted;

		if (recordform_hidden(s, board, f) ||
		    !is_shown(s, part, &rec, f->shown_when, a))
			continue;
		wanted = is_wanted(s, part, &rec, f, a);
		if (json)
			form_value_show(f, json, &c, &text);
		if (json || wanted)
			each(arg, f, arena_strdup(a, buf_text(&text)), !json);
		open += !json;
		buf_release(&text);
	}
	if (unanswered)
		*unanswered = open;
	return true;
}
