/*
 * recordform: laying out the fields of records, and their values.
 */
#include "screen/recordform_row.h"

#include <inttypes.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/json.h"
#include "model/when.h"

/* ---- Rows --------------------------------------------------------------- */

static enum fieldset_kind
widget(const struct kind_field *f)
{
	static const enum fieldset_kind kinds[FIELD_TYPES] = {
		[FIELD_TEXT] = FIELDSET_TEXT,
		[FIELD_NOTE] = FIELDSET_NOTE,
		[FIELD_CHOICE] = FIELDSET_CHOICE,
		[FIELD_CHOICES] = FIELDSET_CHOICES,
		[FIELD_YES_NO] = FIELDSET_KNOWN,
		[FIELD_DATE] = FIELDSET_DATE,
		[FIELD_TIME] = FIELDSET_TIME,
		[FIELD_NUMBER] = FIELDSET_NUMBER,
		[FIELD_MONEY] = FIELDSET_MONEY,
		[FIELD_AGENCY] = FIELDSET_PICK,
		[FIELD_MEMBER] = FIELDSET_PICK,
		[FIELD_PARTY] = FIELDSET_PICK,
		[FIELD_ADDRESS] = FIELDSET_ADDRESS,
		[FIELD_PHONE] = FIELDSET_PHONE,
	};

	return kinds[f->type];
}

/* Unknown and declined are answers of their own, apart from no. */
static void
add_choices(struct recordform *rf, const struct kind_field *f, bool plain,
    struct fieldset_row *line)
{
	static const struct choice yes_no[] = {
		{ .key = "yes", .label = "Yes" },
		{ .key = "no", .label = "No" },
	};
	struct choice *rows;
	size_t i;

	if (f->type == FIELD_YES_NO && plain) {
		line->choices = yes_no;
		line->nchoices = 2;
	}
	if (f->type != FIELD_CHOICE && f->type != FIELD_CHOICES)
		return;
	rows = arena_array(&rf->arena, f->n_choices + 2, sizeof *rows);
	for (i = 0; i < f->n_choices; i++) {
		const struct kind_choice *c = &f->choices[i];

		if (c->retired)
			continue;
		rows[line->nchoices++] = (struct choice){ .key = c->key,
		    .label = c->label, .note = c->group };
	}
	if (f->allow_declined) {
		rows[line->nchoices++] = (struct choice){ .key = "unknown",
		    .label = form_value_word("unknown") };
		rows[line->nchoices++] = (struct choice){ .key = "declined",
		    .label = form_value_word("declined") };
	}
	line->choices = rows;
}

static const char *
label_of(struct recordform *rf, const struct kind_field *f)
{
	return f->unit ? arena_printf(&rf->arena, "%s (%s)", f->label,
	    f->unit) : f->label;
}

static void
add_heading(struct recordform *rf, const char *text)
{
	rf->lines[rf->n] = (struct fieldset_row){ .label = text,
	    .kind = FIELDSET_HEADING };
	rf->rows[rf->n++] = (struct recordform_row){0};
}

static void
add_field(struct recordform *rf, const struct recordform_part *p,
    const struct kind_field *f)
{
	struct fieldset_row *line = &rf->lines[rf->n];
	struct recordform_row *row = &rf->rows[rf->n++];
	struct buf place = {0};

	*line = (struct fieldset_row){ .key = f->key,
	    .label = label_of(rf, f), .help = f->help ? f->help
	    : f->placeholder, .kind = widget(f) };
	add_choices(rf, f, f->column || p->hooks, line);
	if (f->required)
		line->flags |= FIELDSET_REQUIRED;
	if (f->sensitive)
		line->flags |= FIELDSET_SENSITIVE;
	if (p->fixed || !recordform_may(rf, p, f))
		line->flags |= FIELDSET_READONLY;
	if (p->id)
		buf_addf(&place, "%s/%" PRId64 "/answers/%s", p->table, p->id,
		    f->key);
	else
		buf_addf(&place, "%s/new/answers/%s", rf->unmade ? rf->unmade
		    : p->table, f->key);
	*row = (struct recordform_row){ .part = p, .field = f,
	    .place = buf_take(&place) };
}

static bool
is_chosen(const struct recordform_part *p, const struct kind_field *f)
{
	size_t i;

	for (i = 0; i < p->n_only; i++) {
		if (!strcmp(p->only[i], f->key))
			return true;
	}
	return p->n_only == 0;
}

static void
add_part(struct recordform *rf, const struct recordform_part *p)
{
	const char *section = NULL;
	size_t i;

	if (p->title)
		add_heading(rf, p->title);
	for (i = 0; i < p->form->n_fields; i++) {
		const struct kind_field *f = &p->form->fields[i];

		if (!is_chosen(p, f) ||
		    recordform_hidden(rf->place.s, rf->place.board, f))
			continue;
		if (f->section && (!section || strcmp(section, f->section))) {
			section = f->section;
			add_heading(rf, section);
		}
		add_field(rf, p, f);
	}
}

/* ---- What the fieldset asks --------------------------------------------- */

static bool
check(void *arg, size_t i, const char *text, struct buf *value,
    struct buf *why)
{
	struct recordform *rf = arg;
	const struct kind_field *f = rf->rows[i].field;
	struct form_context c;
	struct buf json = {0};
	struct err err = {0};
	bool ok;

	ok = answer_context(&rf->place, &c, &err) &&
	    recordform_parse(f, text, &c, &json, &err);
	if (ok) {
		buf_clear(value);
		recordform_add_text(f, json.len ? buf_text(&json) : NULL, &c,
		    value);
	} else {
		buf_adds(why, err_text(&err));
	}
	err_clear(&err);
	buf_release(&json);
	return ok;
}

static void
show(void *arg, size_t i, const char *value, struct buf *out)
{
	struct recordform *rf = arg;
	const struct kind_field *f = rf->rows[i].field;
	struct form_context c;
	struct err err = {0};

	if (rf->lines[i].kind == FIELDSET_PICK &&
	    answer_context(&rf->place, &c, &err) &&
	    !c.name(c.arg, f, strtoll(value, NULL, 10), out))
		buf_adds(out, "(not to be seen)");
	err_clear(&err);
}

static bool
wants_words(const struct kind_field *f)
{
	return f->type == FIELD_DATE || f->type == FIELD_TIME ||
	    f->type == FIELD_NUMBER || f->type == FIELD_MONEY ||
	    f->type == FIELD_PHONE || f->type == FIELD_ADDRESS;
}

/* A day with its weekday and, near this year, which year that is: "14/3" may be
 * last year's. */
static void
add_understood(const struct kind_field *f, const char *json,
    const struct form_context *c, struct buf *words)
{
	struct arena a = {0};
	struct json v;
	int day = DATE_NONE;

	if (f->type == FIELD_DATE && json_parse(json, strlen(json), &v))
		day = date_parse_iso(json_string(&a, &v));
	if (day != DATE_NONE)
		when_add_day(words, day, c->today);
	else
		form_value_show(f, json, c, words);
	arena_release(&a);
}

/* How it is understood, while it is typed. */
static void
explain(void *arg, size_t i, const char *text, struct choices *out)
{
	struct recordform *rf = arg;
	const struct kind_field *f = rf->rows[i].field;
	struct form_context c;
	struct buf json = {0}, words = {0};
	struct err err = {0};

	if (!wants_words(f))
		return;
	if (!answer_context(&rf->place, &c, &err) ||
	    !form_value_parse(f, text, &c, &json, &err)) {
		choices_add_line(out, STYLE_WARN, err_text(&err));
	} else if (json.len) {
		add_understood(f, buf_text(&json), &c, &words);
		choices_add_line(out, STYLE_GHOST, buf_text(&words));
	}
	err_clear(&err);
	buf_release(&json);
	buf_release(&words);
}

static void
find(void *arg, size_t i, const char *filter, struct choices *out)
{
	struct recordform *rf = arg;

	recordform_find(rf, rf->rows[i].field, filter, out);
}

static const struct fieldset_ops fieldset_ops = {
	.check = check,
	.show = show,
	.explain = explain,
	.find = find,
};

/* ---- Values ------------------------------------------------------------- */

bool
recordform_put(struct recordform *rf, size_t i, const char *kept)
{
	struct recordform_row *row = &rf->rows[i];
	struct form_context c = {0};
	struct arena a = {0};
	struct buf text = {0};
	struct err err = {0};
	bool put;

	answer_context(&rf->place, &c, &err);
	err_clear(&err);
	recordform_add_text(row->field, recordform_json(row->part, row->field,
	    kept, &a), &c, &text);
	/* A field being typed into keeps its text, and the value that was
	 * read: saving it then shows both. */
	if (row->read && !strcmp(row->read, kept ? kept : "") &&
	    !strcmp(fieldset_value(&rf->fields, i), buf_text(&text)))
		put = true;
	else
		put = fieldset_set(&rf->fields, i, buf_text(&text));
	if (put) {
		free(row->read);
		row->read = kept ? xstrdup(kept) : NULL;
	}
	buf_release(&text);
	arena_release(&a);
	return put;
}

static bool
read_part(struct recordform *rf, const struct recordform_part *p,
    struct err *err)
{
	struct arena a = {0};
	struct record rec = { .answers = "{}" };
	bool ok = true;
	size_t i;

	if (p->id && !p->hooks) {
		ok = record_load(rf->place.s, recordform_sql(p->table), p->id,
		    &a, &rec, err);
		if (ok && !rec.n)
			ok = err_set(err, ERR_INPUT, "There is no such record "
			    "(any more). Nothing was changed.");
	}
	for (i = 0; ok && p->id && i < rf->n; i++) {
		/* What is typed and could not be saved stays. */
		if (rf->rows[i].part == p &&
		    !*fieldset_error(&rf->fields, i))
			recordform_put(rf, i, recordform_kept(rf->place.s, p,
			    &rec, rf->rows[i].field, &a));
	}
	arena_release(&a);
	return ok;
}

/* What a new record begins with. */
static void
put_initial(struct recordform *rf)
{
	size_t i;

	for (i = 0; i < rf->n; i++) {
		const struct recordform_row *row = &rf->rows[i];
		const struct kind_field *f = row->field;

		if (!f || row->part->id || !f->initial)
			continue;
		fieldset_set(&rf->fields, i, f->initial);
	}
}

const char *
recordform_row_json(struct recordform *rf, size_t i, struct arena *a)
{
	const char *text = fieldset_value(&rf->fields, i);
	struct form_context c;
	struct buf json = {0};
	struct err err = {0};
	const char *out = NULL;

	if (answer_context(&rf->place, &c, &err) && recordform_parse(
	    rf->rows[i].field, text, &c, &json, &err) && json.len)
		out = arena_strdup(a, buf_text(&json));
	err_clear(&err);
	buf_release(&json);
	return out;
}

/* The row of a field in the same part; rf->n when there is none. */
static size_t
row_beside(const struct recordform *rf, const struct recordform_part *p,
    const char *key)
{
	size_t i;

	for (i = 0; i < rf->n; i++) {
		if (rf->rows[i].part == p &&
		    !strcmp(rf->rows[i].field->key, key))
			break;
	}
	return i;
}

static bool
holds(struct recordform *rf, const struct recordform_part *p,
    const struct kind_when *w)
{
	size_t at = row_beside(rf, p, w->field);
	struct arena a = {0};
	bool holding;

	/* A field that is not here at all decides nothing. */
	holding = at == rf->n ||
	    form_when_holds(w, recordform_row_json(rf, at, &a));
	arena_release(&a);
	return holding;
}

void
recordform_depend(struct recordform *rf)
{
	size_t i;

	for (i = 0; i < rf->n; i++) {
		const struct recordform_row *row = &rf->rows[i];
		const struct kind_field *f = row->field;
		bool shown;

		if (!f)
			continue;
		shown = !f->shown_when || holds(rf, row->part, f->shown_when);
		if (shown != fieldset_shown(&rf->fields, i))
			fieldset_show(&rf->fields, i, shown);
		if (!f->required_when)
			continue;
		if (holds(rf, row->part, f->required_when))
			rf->lines[i].flags |= FIELDSET_REQUIRED;
		else if (!f->required)
			rf->lines[i].flags &= ~(unsigned)FIELDSET_REQUIRED;
	}
}

/* ---- Life --------------------------------------------------------------- */

bool
recordform_begin(struct recordform *rf, struct screen *owner,
    struct session *s, int64_t board, int64_t casefile,
    const struct recordform_part *parts, size_t n, struct err *err)
{
	size_t i, most = 0;

	rf->owner = owner;
	rf->place = (struct answer_place){ s, board, casefile };
	rf->parts = arena_array(&rf->arena, n, sizeof *rf->parts);
	rf->n_parts = n;
	for (i = 0; i < n; i++) {
		rf->parts[i] = parts[i];
		most += 2 * parts[i].form->n_fields + 1;
	}
	rf->rows = arena_array(&rf->arena, most, sizeof *rf->rows);
	rf->lines = arena_array(&rf->arena, most, sizeof *rf->lines);
	for (i = 0; i < n; i++)
		add_part(rf, &rf->parts[i]);
	fieldset_init(&rf->fields, rf->lines, rf->n, &fieldset_ops, rf);
	rf->begun = true;
	put_initial(rf);
	return recordform_refresh(rf, err);
}

void
recordform_release(struct recordform *rf)
{
	size_t i;

	for (i = 0; i < rf->n; i++) {
		free(rf->rows[i].place);
		free(rf->rows[i].read);
	}
	if (rf->begun)
		fieldset_release(&rf->fields);
	choices_release(&rf->people);
	free(rf->typists);
	arena_release(&rf->live);
	arena_release(&rf->arena);
	*rf = (struct recordform){0};
}

bool
recordform_refresh(struct recordform *rf, struct err *err)
{
	size_t i;

	for (i = 0; i < rf->n_parts; i++) {
		if (!read_part(rf, &rf->parts[i], err))
			return false;
	}
	recordform_depend(rf);
	return true;
}

void
recordform_draw(struct recordform *rf, struct view v)
{
	fieldset_draw(&rf->fields, v);
}

size_t
recordform_open_count(const struct recordform *rf)
{
	return fieldset_open_count(&rf->fields, NULL);
}

bool
recordform_right(struct recordform *rf, struct ctx *ctx)
{
	size_t i;

	for (i = 0; i < rf->n; i++) {
		if (!rf->rows[i].field || !fieldset_shown(&rf->fields, i) ||
		    !*fieldset_error(&rf->fields, i))
			continue;
		ctx_say(ctx, STYLE_WARN, "%s", fieldset_error(&rf->fields,
		    i));
		fieldset_go(&rf->fields, i);
		return false;
	}
	return true;
}

void
recordform_go_open(struct recordform *rf)
{
	size_t first;

	if (rf->fields.at < rf->n &&
	    *fieldset_text(&rf->fields, rf->fields.at) &&
	    fieldset_open_count(&rf->fields, &first))
		fieldset_go(&rf->fields, first);
}

/* ---- Values for making a record ----------------------------------------- */

static const char *
value_of(struct recordform *rf, const char *key, struct json *v)
{
	size_t at = fieldset_find(&rf->fields, key);
	const char *json;

	*v = (struct json){0};
	if (at == rf->n || !fieldset_shown(&rf->fields, at))
		return NULL;
	json = recordform_row_json(rf, at, &rf->arena);
	if (json && !json_parse(json, strlen(json), v))
		return NULL;
	return json;
}

const char *
recordform_text(struct recordform *rf, const char *key)
{
	struct json v;

	return value_of(rf, key, &v) ? json_string(&rf->arena, &v) : NULL;
}

int
recordform_day(struct recordform *rf, const char *key)
{
	const char *text = recordform_text(rf, key);

	return text ? date_parse_iso(text) : DATE_NONE;
}

int64_t
recordform_number(struct recordform *rf, const char *key, int64_t otherwise)
{
	struct json v;
	int64_t number;

	return value_of(rf, key, &v) && json_int(&v, &number) ? number
	    : otherwise;
}

int64_t
recordform_id(struct recordform *rf, const char *key)
{
	return recordform_number(rf, key, 0);
}

bool
recordform_yes(struct recordform *rf, const char *key)
{
	struct json v;

	return value_of(rf, key, &v) && json_is(&v, "yes");
}

const char *
recordform_answers(struct recordform *rf, size_t part)
{
	struct buf b = {0};
	const char *out;
	size_t i;

	for (i = 0; i < rf->n; i++) {
		const struct recordform_row *row = &rf->rows[i];
		const char *json;

		if (!row->field || row->part != &rf->parts[part] ||
		    row->field->column || !fieldset_shown(&rf->fields, i))
			continue;
		json = recordform_row_json(rf, i, &rf->arena);
		if (!json)
			continue;
		buf_addc(&b, b.len ? ',' : '{');
		buf_add_json(&b, row->field->key);
		buf_addc(&b, ':');
		buf_adds(&b, json);
	}
	buf_adds(&b, b.len ? "}" : "{}");
	out = arena_strdup(&rf->arena, buf_text(&b));
	buf_release(&b);
	return out;
}
