/*
 * meeting_fields: fields of a kind's form inside a pane: one line each, edited
 * one by one and saved as they are left, guarded by the value that was read.
 */
#include <inttypes.h>
#include <string.h>

#include "base/alloc.h"
#include "base/json.h"
#include "cmd/cmd.h"
#include "form/form_value.h"
#include "screen/ask.h"
#include "screen/meeting.h"

/* ---- Values ------------------------------------------------------------ */

const char *
fields_id(struct meeting *m, int64_t id)
{
	return id ? arena_printf(&m->screen.arena, "%" PRId64, id) : NULL;
}

static bool
is_number(enum field_type type)
{
	return type == FIELD_AGENCY || type == FIELD_MEMBER ||
	    type == FIELD_PARTY || type == FIELD_NUMBER ||
	    type == FIELD_MONEY;
}

/* A column's text as the JSON that a form's value is. */
static const char *
column_json(struct meeting *m, const struct kind_field *field,
    const char *raw)
{
	struct buf b = {0};
	const char *json;

	if (!raw || !*raw)
		return NULL;
	if (is_number(field->type))
		return raw;
	if (field->type == FIELD_YES_NO)
		return *raw == '1' ? "\"yes\"" : "\"no\"";
	buf_add_json(&b, raw);
	json = arena_strdup(&m->screen.arena, buf_text(&b));
	buf_release(&b);
	return json;
}

static const char *
value_of(struct meeting *m, const struct fields *f,
    const struct kind_field *field)
{
	struct json all, value;
	size_t i;

	for (i = 0; field->column && i < f->n_columns; i++) {
		if (!strcmp(f->columns[i].column, field->column))
			return column_json(m, field, f->columns[i].value);
	}
	if (field->column || !f->answers || !json_parse(f->answers,
	    strlen(f->answers), &all) || !json_find(&all, field->key,
	    &value))
		return NULL;
	return json_raw(&m->screen.arena, &value);
}

/* Who a number stands for, among those the meeting knows. */
static bool
name_of(void *arg, const struct kind_field *field, int64_t id,
    struct buf *out)
{
	const struct meeting *m = arg;
	size_t i;

	for (i = 0; i < m->n_roll; i++) {
		const struct attendance_row *r = &m->roll[i];

		if (field->type == FIELD_MEMBER && r->member == id) {
			buf_adds(out, r->member_name);
			return true;
		}
		if (field->type == FIELD_AGENCY && r->agency == id) {
			buf_adds(out, r->agency_name);
			return true;
		}
	}
	return false;
}

static void
context_of(struct meeting *m, struct form_context *c)
{
	*c = (struct form_context){ .today = m->row.held_on,
		.next_meeting = DATE_NONE, .name = name_of, .arg = m };
}

/* Neither the question nor the answer is there for whoever lacks its right. */
static bool
is_hidden(const struct meeting *m, const struct ctx *ctx,
    const struct kind_field *field)
{
	int right = kind_field_right(field);

	return right != RIGHT_NONE && !session_may(ctx->session,
	    m->row.board, (enum kind_right)right);
}

/* ---- Lines ------------------------------------------------------------- */

static bool
wanted(const char *key, const char *const *keys, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++) {
		if (!strcmp(keys[i], key))
			return true;
	}
	return !n;
}

void
fields_add_lines(struct meeting *m, struct ctx *ctx,
    const struct fields *f, const char *const *keys, size_t n_keys)
{
	struct form_context context;
	size_t i;

	context_of(m, &context);
	for (i = 0; f->form && i < f->form->n_fields; i++) {
		const struct kind_field *field = &f->form->fields[i];
		const char *json;
		struct buf shown = {0};
		struct body_line *l;

		if (!wanted(field->key, keys, n_keys) ||
		    is_hidden(m, ctx, field))
			continue;
		json = value_of(m, f, field);
		if (json)
			form_value_show(field, json, &context, &shown);
		l = body_addf(&m->body, FIELD_LINE, 0, json ? STYLE_FIELD
		    : STYLE_FIELD_EMPTY, "%s", shown.len ? buf_text(&shown)
		    : json ? "(recorded)" : "—");
		l->index = i;
		l->mark = arena_printf(&m->screen.arena, "%s:",
		    field->label);
		l->mark_style = STYLE_LABEL;
		buf_release(&shown);
	}
}

/* ---- Saving ------------------------------------------------------------ */

/* What a column takes for a JSON value; NULL for none. Yours to free. */
static char *
column_text(const struct kind_field *field, const char *json)
{
	struct arena a = {0};
	struct json v;
	char *text, *copy;

	if (!json || !json_parse(json, strlen(json), &v))
		return NULL;
	if (field->type == FIELD_YES_NO)
		return xstrdup(json_is(&v, "yes") ? "1" : "0");
	text = json_string(&a, &v);
	copy = xstrdup(text ? text : json);
	arena_release(&a);
	return copy;
}

/* m->ask: id the record, key "table\nform\nfield", was the JSON that was read
 * ("" for none). */
static const struct kind_field *
asked_field(struct meeting *m, char **table)
{
	const char *key = m->ask.key;
	size_t a = strcspn(key, "\n"), b = strcspn(key + a + 1, "\n");
	char *form = xstrndup(key + a + 1, b);
	const struct kind_form *f = kind_form(m->kind, form);

	*table = xstrndup(key, a);
	free(form);
	return f ? kind_field(f, key + a + b + 2) : NULL;
}

static unsigned save(struct meeting *m, struct ctx *ctx, const char *json);
static unsigned typed(struct screen *s, struct ctx *ctx, const char *text);

static const char *
place_of(struct meeting *m, const char *table, const struct kind_field *field)
{
	return meeting_draft(m, "field/%s/%" PRId64 "/%s", table, m->ask.id,
	    field->key);
}

static bool
is_lines(const struct kind_field *field)
{
	return field->type == FIELD_NOTE || field->type == FIELD_ADDRESS;
}

/* Both texts in an editor. */
static unsigned
open_both(struct meeting *m, struct ctx *ctx, const char *text)
{
	char *table = NULL;
	const struct kind_field *field = asked_field(m, &table);

	if (field && is_lines(field))
		ask_text(ctx, field->label, text, place_of(m, table, field),
		    NULL, 0, typed, &m->screen);
	else if (field)
		ask_line(ctx, arena_printf(&m->screen.arena, "%s: ",
		    field->label), text, place_of(m, table, field), NULL,
		    NULL, typed, &m->screen);
	if (field)
		ask_guards(ctx, &m->ask.was);
	free(table);
	return SCREEN_REDRAW;
}

static unsigned
clash(struct meeting *m, struct ctx *ctx, const struct kind_field *field,
    const char *table, const char *json, const char *now)
{
	struct form_context context;
	struct buf mine = {0}, theirs = {0};
	unsigned what;

	/* What stands there now is being seen: mine may go over it. */
	free(m->ask.was);
	m->ask.was = xstrdup(now ? now : "");
	context_of(m, &context);
	form_value_show(field, json, &context, &mine);
	form_value_show(field, now, &context, &theirs);
	what = meeting_clash(m, ctx, &(const struct meeting_clash){
		.label = field->label, .mine = buf_text(&mine),
		.theirs = buf_text(&theirs), .value = json ? json : "",
		.merge = is_lines(field) || field->type == FIELD_TEXT,
		.line = !is_lines(field), .again = save, .open = open_both,
		.place = place_of(m, table, field) });
	buf_release(&mine);
	buf_release(&theirs);
	return what;
}

static unsigned
save(struct meeting *m, struct ctx *ctx, const char *json)
{
	char *table = NULL, *old = NULL, *new = NULL, *now = NULL;
	const struct kind_field *field = asked_field(m, &table);
	const char *was = *m->ask.was ? m->ask.was : NULL;
	struct err err = {0};
	bool ok = false;
	unsigned what;

	if (json && !*json)
		json = NULL;
	if (!field) {
		err_set(&err, ERR_INPUT, "That field is no longer there.");
	} else if (field->column) {
		old = column_text(field, was);
		new = column_text(field, json);
		if (!new && !is_number(field->type) &&
		    field->type != FIELD_DATE)
			new = xstrdup("");
		if (!old && !is_number(field->type) &&
		    field->type != FIELD_DATE)
			old = xstrdup("");
		ok = cmd_set_field(ctx->session, table, field->column,
		    m->ask.id, old, new, &now, &err);
	} else {
		ok = cmd_set_answer(ctx->session, table, m->ask.id,
		    field->key, was, json, &now, &err);
	}
	if (!ok && err.code == ERR_CONFLICT && field) {
		what = clash(m, ctx, field, table, json, field->column
		    ? column_json(m, field, now) : now);
		err_clear(&err);
	} else {
		what = ok ? SCREEN_REDRAW | SCREEN_RELOAD
		    : ctx_fail(ctx, &err) | ASK_AGAIN;
	}
	free(table);
	free(old);
	free(new);
	free(now);
	return what;
}

static unsigned
typed(struct screen *s, struct ctx *ctx, const char *text)
{
	struct meeting *m = (struct meeting *)s;
	char *table = NULL;
	const struct kind_field *field = asked_field(m, &table);
	struct form_context context;
	struct buf json = {0};
	struct err err = {0};
	unsigned what;
	int day;

	context_of(m, &context);
	free(table);
	if (field && field->type == FIELD_DATE && !field->past && *text &&
	    meeting_day_typed(m, ctx, text, &day, &err)) {
		buf_addc(&json, '"');
		date_add_iso(&json, day);
		buf_addc(&json, '"');
		what = save(m, ctx, buf_text(&json));
	} else if (!field || err.code || !form_value_parse(field, text,
	    &context, &json, &err)) {
		what = (err.code ? ctx_fail(ctx, &err) : 0) | ASK_AGAIN;
	} else {
		what = save(m, ctx, buf_text(&json));
	}
	buf_release(&json);
	return what;
}

/* ---- Choosing ---------------------------------------------------------- */

static const char *const known_words[] = { "yes", "no", "unknown",
	"declined" };

/* A list with one key put in, or taken out when it was there. */
static void
toggle(struct meeting *m, const char *was, const char *key, struct buf *out)
{
	struct json v;
	struct arena a = {0};
	char **keys = NULL;
	size_t n = 0, i;
	bool had = false;

	(void)m;
	if (*was && json_parse(was, strlen(was), &v))
		keys = json_strings(&a, &v, &n);
	buf_addc(out, '[');
	for (i = 0; keys && i < n; i++) {
		if (!strcmp(keys[i], key)) {
			had = true;
			continue;
		}
		if (out->len > 1)
			buf_addc(out, ',');
		buf_add_json(out, keys[i]);
	}
	if (!had) {
		if (out->len > 1)
			buf_addc(out, ',');
		buf_add_json(out, key);
	}
	buf_addc(out, ']');
	if (out->len == 2)
		buf_clear(out);
	arena_release(&a);
}

/* Who may be chosen: m->roll as it is now, in its order. */
static size_t
people(const struct meeting *m, struct arena *a, struct choice **rows)
{
	size_t i, n = 0;

	*rows = arena_array(a, m->n_roll + 1, sizeof **rows);
	for (i = 0; i < m->n_roll; i++) {
		if (m->roll[i].member)
			(*rows)[n++] = (struct choice){ .key = "",
				.label = m->roll[i].member_name,
				.note = m->roll[i].agency_short,
				.id = m->roll[i].member };
	}
	(*rows)[n++] = (struct choice){ .key = "", .label = "nobody" };
	return n;
}

static unsigned pick_choice(struct meeting *m, struct ctx *ctx,
    const struct kind_field *field, const char *was, size_t at);

static unsigned
picked(struct screen *s, struct ctx *ctx, size_t row)
{
	struct meeting *m = (struct meeting *)s;
	char *table = NULL;
	const struct kind_field *field = asked_field(m, &table);
	struct buf json = {0};
	unsigned what;

	free(table);
	if (!field)
		return SCREEN_RELOAD;
	if (field->type == FIELD_MEMBER) {
		if (meeting_picked(m, row))
			buf_addf(&json, "%" PRId64, meeting_picked(m, row));
	} else if (field->type == FIELD_YES_NO) {
		if (row < 4)
			buf_add_json(&json, known_words[row]);
	} else if (row < field->n_choices) {
		if (field->type == FIELD_CHOICES)
			toggle(m, m->ask.was, field->choices[row].key, &json);
		else
			buf_add_json(&json, field->choices[row].key);
	}
	what = save(m, ctx, buf_text(&json));
	/* Several may hold: the list stays until Esc. */
	if (!(what & (ASK_AGAIN | ASK_KEEP)) && field->type == FIELD_CHOICES &&
	    row < field->n_choices) {
		free(m->ask.was);
		m->ask.was = xstrdup(buf_text(&json));
		pick_choice(m, ctx, field, m->ask.was, row);
	}
	buf_release(&json);
	return what & ~(ASK_AGAIN | ASK_KEEP);
}

static unsigned
pick_choice(struct meeting *m, struct ctx *ctx,
    const struct kind_field *field, const char *was, size_t at)
{
	struct arena a = {0};
	struct choice *rows = arena_array(&a, field->n_choices + 5,
	    sizeof *rows);
	size_t i, n = 0;
	struct buf quoted = {0};

	for (i = 0; field->type == FIELD_YES_NO && i < 4; i++)
		rows[n++] = (struct choice){ .key = known_words[i],
			.label = form_value_word(known_words[i]) };
	for (i = 0; field->type != FIELD_YES_NO && i < field->n_choices;
	    i++) {
		const struct kind_choice *c = &field->choices[i];
		const char *on;

		buf_clear(&quoted);
		buf_add_json(&quoted, c->key);
		on = was && strstr(was, buf_text(&quoted)) ? "✓ " : "  ";
		rows[n++] = (struct choice){ .key = c->key,
			.label = arena_printf(&a, "%s%s", on, c->label),
			.note = c->help };
	}
	rows[n++] = (struct choice){ .key = "", .label = field->type ==
	    FIELD_CHOICES ? "none of them" : "not answered" };
	ask_pick(ctx, field->type == FIELD_CHOICES ? arena_printf(&a,
	    "%s: Enter ticks, Esc ends", field->label) : field->label, rows,
	    n, at, picked, &m->screen);
	buf_release(&quoted);
	arena_release(&a);
	return SCREEN_REDRAW;
}

unsigned
fields_edit(struct meeting *m, struct ctx *ctx, const struct fields *f,
    size_t i)
{
	const struct kind_field *field = &f->form->fields[i];
	const char *was = value_of(m, f, field), *draft, *label;
	struct form_context context;
	struct buf b = {0};
	struct choice *rows;
	struct arena a = {0};
	size_t n;

	buf_addf(&b, "%s\n%s\n%s", f->table, f->form->key, field->key);
	meeting_ask(m, f->id, buf_text(&b), was ? was : "");
	buf_clear(&b);
	switch (field->type) {
	case FIELD_CHOICE:
	case FIELD_CHOICES:
	case FIELD_YES_NO:
		buf_release(&b);
		return pick_choice(m, ctx, field, was, 0);
	case FIELD_MEMBER:
		n = people(m, &a, &rows);
		meeting_pick(m, ctx, field->label, rows, n, picked);
		arena_release(&a);
		buf_release(&b);
		return SCREEN_REDRAW;
	default:
		break;
	}
	context_of(m, &context);
	form_value_show(field, was, &context, &b);
	draft = meeting_draft(m, "field/%s/%" PRId64 "/%s", f->table, f->id,
	    field->key);
	label = arena_printf(&m->screen.arena, "%s: ", field->label);
	if (is_lines(field))
		ask_text(ctx, field->label, buf_text(&b), draft, NULL, 0,
		    typed, &m->screen);
	else if (field->type == FIELD_DATE)
		ask_day(ctx, label, buf_text(&b), draft,
		    &(const struct ask_day){ .meeting = m->id,
		    .past = field->past }, typed, &m->screen);
	else
		ask_line(ctx, label, buf_text(&b), draft, NULL, NULL, typed,
		    &m->screen);
	ask_guards(ctx, &m->ask.was);
	buf_release(&b);
	return SCREEN_REDRAW;
}

void
fields_resume(struct meeting *m, struct ctx *ctx, const struct fields *f,
    const char *how)
{
	struct buf of = {0};
	size_t i;

	buf_addf(&of, "%s/%" PRId64 "/", f->table, f->id);
	for (i = 0; f->form && i < f->form->n_fields; i++) {
		if (!strncmp(how, buf_text(&of), of.len) &&
		    !strcmp(how + of.len, f->form->fields[i].key) &&
		    !is_hidden(m, ctx, &f->form->fields[i]))
			fields_edit(m, ctx, f, i);
	}
	buf_release(&of);
}
