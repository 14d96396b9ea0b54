/*
 * form_action: what the kind's form says of an action: its strand, when it
 * begins, what it puts out and what came of it.
 */
#include <string.h>

#include "screen/form.h"
#include "screen/form_sorts.h"
#include "store/action_read.h"

static const struct kind_field fixed[] = {
	{ .key = "text", .label = "Action", .type = FIELD_NOTE,
	    .column = "text", .required = true },
	{ .key = "type", .label = "Type", .column = "type" },
	{ .key = "strand", .label = "Strand", .column = "strand" },
	{ .key = "start", .label = "Begins", .type = FIELD_DATE,
	    .column = "start_on" },
	{ .key = "priority", .label = "Priority", .column = "priority" },
};

/* Choices that are the kind's, whatever the form says of the column. */
static const struct kind_choice *
strand_choices(struct form *f, size_t *n)
{
	const struct kind_actions *k = &f->kind->actions;
	struct kind_choice *rows = arena_array(&f->rf.arena, k->n_strands + 1,
	    sizeof *rows);

	for (*n = 0; *n < k->n_strands; ++*n)
		rows[*n] = (struct kind_choice){
			.key = k->strands[*n].key,
			.label = k->strands[*n].label };
	return rows;
}

static const struct kind_choice *
type_choices(struct form *f, size_t *n)
{
	const struct kind_actions *k = &f->kind->actions;
	struct kind_choice *rows = arena_array(&f->rf.arena, k->n_types + 1,
	    sizeof *rows);

	for (*n = 0; *n < k->n_types; ++*n)
		rows[*n] = (struct kind_choice){ .key = k->types[*n].key,
			.label = k->types[*n].label,
			.group = k->types[*n].group };
	return rows;
}

static const struct kind_choice *
priority_choices(struct form *f, size_t *n)
{
	*n = f->kind->actions.n_priorities;
	return f->kind->actions.priorities;
}

static const struct {
	const char *column;
	const struct kind_choice *(*choices)(struct form *f, size_t *n);
} chosen[] = {
	{ "strand", strand_choices },
	{ "type", type_choices },
	{ "priority", priority_choices },
};

/* The kind's form with those choices; a column of which the kind has none to
 * choose from is left out. */
static const struct kind_form *
with_choices(struct form *f, const struct kind_form *whole)
{
	struct kind_form *form = arena_alloc(&f->rf.arena, sizeof *form);
	struct kind_field *fields = arena_array(&f->rf.arena,
	    whole->n_fields + 1, sizeof *fields), *to;
	size_t i, j, n = 0;

	for (i = 0; i < whole->n_fields; i++) {
		to = &fields[n];
		*to = whole->fields[i];
		for (j = 0; to->column && j < sizeof chosen /
		    sizeof *chosen; j++) {
			if (strcmp(chosen[j].column, to->column) != 0)
				continue;
			to->type = FIELD_CHOICE;
			to->list = NULL;
			to->choices = chosen[j].choices(f, &to->n_choices);
		}
		n += to->type != FIELD_CHOICE || !to->column || to->n_choices;
	}
	*form = *whole;
	form->fields = fields;
	form->n_fields = n;
	return form;
}

static bool
build(struct form *f, struct ctx *ctx, struct err *err)
{
	const struct kind_form *form;
	struct action_row a;

	f->id = form_number(f, 0);
	if (!action_read(ctx->session->db, f->id,
	    clock_today(ctx->session->clock), &f->rf.arena, &a, err))
		return false;
	f->board = a.board;
	f->casefile = a.casefile;
	f->kind = session_board_kind(ctx->session, a.board, err);
	if (!f->kind)
		return false;
	form = f->kind->actions.form ? kind_form(f->kind,
	    f->kind->actions.form) : NULL;
	if (!form)
		form = form_fixed(f, "action", fixed,
		    sizeof fixed / sizeof *fixed);
	f->title = arena_printf(&f->rf.arena, "%s  %s", a.ref, form->title ?
	    form->title : "Action");
	form_part(f, NULL, "action", f->id, with_choices(f, form));
	return true;
}

const struct form_sort form_sort_action = {
	.name = "action",
	.build = build,
};
