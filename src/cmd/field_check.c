#include "cmd/field_check.h"

#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/json.h"
#include "cmd/answer.h"

/* True of every kind: what its forms leave out is asked all the same. */
static const struct {
	const char *table;
	struct kind_field field;
} always[] = {
	{ "incident", { .label = "Date", .type = FIELD_DATE,
	    .column = "happened_on", .past = true } },
	{ "subject", { .label = "Date of birth", .type = FIELD_DATE,
	    .column = "born_on", .past = true } },
};

/* Does the field show this column, or with column NULL keep this answer? */
static bool
is_it(const struct kind_field *f, const char *column, const char *key)
{
	if (column != NULL)
		return f->column != NULL && strcmp(f->column, column) == 0;
	return f->column == NULL && key != NULL && strcmp(f->key, key) == 0;
}

/* The fields of a kind that show a column or keep an answer, one after the
 * other: several forms may, each with its own choices. */
struct fields {
	const struct kind *k;
	const char *table, *column, *key;
	size_t form, field;
};

static const struct kind_field *
next_field(struct fields *w)
{
	const struct kind_form *f;

	for (; w->form < w->k->n_forms; w->form++, w->field = 0) {
		f = &w->k->forms[w->form];
		if (strcmp(kind_record_table(f->record), w->table) != 0)
			continue;
		while (w->field < f->n_fields)
			if (is_it(&f->fields[w->field++], w->column, w->key))
				return &f->fields[w->field - 1];
	}
	return NULL;
}

/* What a column keeps as the JSON that a form's value is; NULL for a sort of
 * field that the table itself looks after. */
static const char *
column_json(const struct kind_field *f, const char *text, struct buf *b)
{
	buf_clear(b);
	if (f->type == FIELD_NUMBER || f->type == FIELD_MONEY)
		return text;
	if (f->type == FIELD_YES_NO || f->type == FIELD_AGENCY ||
	    f->type == FIELD_MEMBER || f->type == FIELD_PARTY)
		return NULL;
	buf_add_json(b, text);
	return buf_text(b);
}

/* One field that takes it will do; the first tells why not. */
static bool
check(struct session *s, struct fields *w, const char *text,
    struct err *err)
{
	struct answer_place place = { .s = s };
	const struct kind_field *f;
	struct form_context ctx;
	struct err first = { 0 };
	struct buf json = { 0 };
	bool found = false, ok = false;

	if (!answer_context(&place, &ctx, err))
		return false;
	while (!ok && (f = next_field(w)) != NULL) {
		ok = form_value_check(f, w->column != NULL ?
		    column_json(f, text, &json) : text, &ctx, found ? NULL :
		    &first);
		found = true;
	}
	for (size_t i = 0; !found && w->column != NULL &&
	    i < sizeof(always) / sizeof(always[0]); i++)
		if (strcmp(always[i].table, w->table) == 0 &&
		    is_it(&always[i].field, w->column, NULL)) {
			ok = form_value_check(&always[i].field, column_json(
			    &always[i].field, text, &json), &ctx, &first);
			found = true;
		}
	if (found && !ok)
		err_set(err, first.code, "%s", err_text(&first));
	err_clear(&first);
	buf_release(&json);
	return ok || !found;
}

bool
check_column(struct session *s, int64_t board, const char *table,
    const char *column, const char *text, struct err *err)
{
	struct fields w = { .table = table, .column = column };

	if (text == NULL || *text == '\0')
		return true;
	w.k = session_board_kind(s, board, err);
	return w.k != NULL && check(s, &w, text, err);
}

bool
check_day(struct session *s, int64_t board, const char *table,
    const char *column, int day, struct err *err)
{
	struct buf iso = { 0 };
	bool ok;

	if (day == DATE_NONE)
		return true;
	date_add_iso(&iso, day);
	ok = check_column(s, board, table, column, buf_text(&iso), err);
	buf_release(&iso);
	return ok;
}

bool
check_number(struct session *s, int64_t board, const char *table,
    const char *column, int number, struct err *err)
{
	struct buf text = { 0 };
	bool ok;

	if (number < 0)
		return true;
	buf_addf(&text, "%d", number);
	ok = check_column(s, board, table, column, buf_text(&text), err);
	buf_release(&text);
	return ok;
}

bool
check_answer(struct session *s, int64_t board, const char *table,
    const char *key, const char *json, struct err *err)
{
	struct fields w = { .table = table, .key = key };

	if (json == NULL)
		return true;
	w.k = session_board_kind(s, board, err);
	return w.k != NULL && check(s, &w, json, err);
}

bool
typed_column(struct session *s, int64_t board, const char *table,
    const char *column, const char *typed, char **text, struct err *err)
{
	struct answer_place place = { .s = s, .board = board };
	struct fields w = { .table = table, .column = column };
	const struct kind_field *f;
	struct arena a = { 0 };
	struct buf json = { 0 };
	struct json v;
	bool ok = true;

	*text = NULL;
	if (typed == NULL)
		return true;
	w.k = session_board_kind(s, board, err);
	if (w.k == NULL)
		return false;
	f = next_field(&w);
	if (f == NULL)
		*text = xstrdup(typed);
	else if (answer_parse(&place, f, typed, &json, err))
		*text = xstrdup(!json_parse(buf_text(&json), json.len, &v) ?
		    "" : v.kind == JSON_STRING ? json_string(&a, &v) :
		    buf_text(&json));
	else
		ok = false;
	buf_release(&json);
	arena_release(&a);
	return ok;
}
