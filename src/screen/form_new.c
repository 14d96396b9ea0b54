/*
 * form_new: a record that is written down at once: all forms of its type in
 * one, and what the record itself keeps. "record 21 visit", and behind that
 * the key of a tie and the casefile it is tied to.
 */
#include <inttypes.h>
#include <string.h>

#include "base/date.h"
#include "base/json.h"
#include "cmd/record_cmd.h"
#include "screen/form.h"
#include "screen/form_sorts.h"
#include "screen/screens.h"

/* What is given once it is made: who may do so is asked there. */
static const char *const left_out[] = {
	"screening", "screened_on", "screening_reason", "restricted",
	"sent_to", "sent_on", "acknowledged_on", NULL
};

static bool
is_left_out(const struct kind_field *f)
{
	for (size_t i = 0; f->column && left_out[i]; i++)
		if (!strcmp(f->column, left_out[i]))
			return true;
	return false;
}

static const char *const *
shown(struct form *f, const struct kind_form *form, size_t *n)
{
	const char **keys = arena_array(&f->rf.arena, form->n_fields + 1,
	    sizeof *keys);

	*n = 0;
	for (size_t i = 0; i < form->n_fields; i++)
		if (!is_left_out(&form->fields[i]))
			keys[(*n)++] = form->fields[i].key;
	return keys;
}

static bool
new_build(struct form *f, struct ctx *ctx, struct err *err)
{
	f->board = form_number(f, 0);
	f->kind = session_board_kind(ctx->session, f->board, err);
	if (!f->kind)
		return false;
	f->type = kind_case_type(f->kind, form_word(f, 1));
	if (!f->type || !f->type->register_only)
		return err_set(err, ERR_INPUT, "Nothing of that sort is "
		    "written down without a referral.");
	for (size_t i = 0; i < f->type->n_forms; i++) {
		const struct kind_form *form = kind_form(f->kind,
		    f->type->forms[i]);
		struct recordform_part *part;

		if (!form || (form->record != RECORD_REFERRAL &&
		    form->record != RECORD_CASEFILE))
			continue;
		part = form_part(f, NULL, "casefile", 0, form);
		part->only = shown(f, form, &part->n_only);
	}
	f->title = arena_printf(&f->rf.arena, "New: %s", f->type->title);
	return f->n_parts > 0 || err_set(err, ERR_INPUT, "This sort of record"
	    " has no form.");
}

struct values {
	struct record_value *list;
	size_t n;
};

static void
add_answers(struct form *f, size_t part, struct values *v)
{
	const char *text = recordform_answers(&f->rf, part);
	struct json object, key, value;
	struct json_walk w;

	if (!json_parse(text, strlen(text), &object))
		return;
	for (json_open(&w, &object); json_next(&w, &key, &value); )
		v->list[v->n++] = (struct record_value){
			.key = json_string(&f->rf.arena, &key),
			.text = json_raw(&f->rf.arena, &value) };
}

static void
add_columns(struct form *f, const struct kind_form *form, struct values *v)
{
	for (size_t i = 0; i < form->n_fields; i++) {
		const struct kind_field *field = &form->fields[i];
		const char *text = field->column ? recordform_text(&f->rf,
		    field->key) : NULL;

		if (text)
			v->list[v->n++] = (struct record_value){
				.column = field->column, .text = text };
	}
}

static bool
new_make(struct form *f, struct ctx *ctx, struct err *err)
{
	struct values v = {0};
	struct record_tie tie = { .sort = form_word(f, 2),
	    .other = form_number(f, 3) };
	struct record_new r = {
		.casefile = { .board = f->board, .type = f->type->key,
		    .received = DATE_NONE, .incident = DATE_NONE,
		    .score = -1, .scored_on = DATE_NONE,
		    .state_on = DATE_NONE },
		.ties = &tie, .n_ties = *tie.sort ? 1 : 0,
	};
	size_t most = 0;

	for (size_t i = 0; i < f->n_parts; i++)
		most += f->parts[i].form->n_fields;
	v.list = arena_array(&f->rf.arena, most + 1, sizeof *v.list);
	for (size_t i = 0; i < f->n_parts; i++) {
		add_columns(f, f->parts[i].form, &v);
		add_answers(f, i, &v);
	}
	r.values = v.list;
	r.n_values = v.n;
	if (!cmd_record_add(ctx->session, &r, &f->id, err))
		return false;
	ctx_push(ctx, casefile_screen(f->id));
	return true;
}

const struct form_sort form_sort_record = {
	.name = "record",
	.build = new_build,
	.make = new_make,
	.made = "It is written down.",
};
