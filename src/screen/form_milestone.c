/*
 * form_milestone: a dated step of an action.
 */
#include <inttypes.h>
#include <string.h>

#include "base/date.h"
#include "cmd/milestone_cmd.h"
#include "screen/form.h"
#include "screen/form_sorts.h"
#include "store/action_read.h"
#include "store/stmt.h"

static const struct kind_field fields[] = {
	{ .key = "text", .label = "What", .type = FIELD_TEXT,
	    .column = "text", .required = true },
	{ .key = "due", .label = "Due", .type = FIELD_DATE,
	    .column = "due_on", .required = true },
	{ .key = "member", .label = "Who", .type = FIELD_MEMBER,
	    .column = "member_id", .help = "Left empty: the action's "
	    "owner." },
	{ .key = "note", .label = "Note", .type = FIELD_TEXT,
	    .column = "note" },
};

static const char *const columns[] = {
	"text", "due_on", "member_id", "note", "done_on",
};

/* "milestone 4 12", "milestone new 12": the action is the second word. */
static bool
build(struct form *f, struct ctx *ctx, struct err *err)
{
	const struct kind_form *whole;
	struct kind_form *form;
	struct kind_field *due;
	struct action_row a;

	f->id = strcmp(form_word(f, 0), "new") ? form_number(f, 0) : 0;
	f->other = form_number(f, 1);
	if (!action_read(ctx->session->db, f->other,
	    clock_today(ctx->session->clock), &f->rf.arena, &a, err))
		return false;
	f->board = a.board;
	f->casefile = a.casefile;
	f->kind = session_board_kind(ctx->session, a.board, err);
	if (!f->kind)
		return false;
	whole = f->kind->actions.milestone_form ? kind_form(f->kind,
	    f->kind->actions.milestone_form) : NULL;
	form = whole ? form_copy(f, whole, columns, sizeof columns /
	    sizeof *columns) : form_fixed(f, "milestone", fields,
	    sizeof fields / sizeof *fields);
	/* "14/3" is the next such day: a new step lies ahead. */
	due = form_column_field(form, "due_on");
	if (due && !f->id)
		due->future = true;
	f->title = arena_printf(&f->rf.arena, "%s  step", a.ref);
	form_part(f, NULL, "milestone", f->id, form);
	return true;
}

static bool
make(struct form *f, struct ctx *ctx, struct err *err)
{
	const struct kind_form *form = f->parts[0].form;
	const char *text = recordform_text(&f->rf, form_key(form, "text"));
	int due = recordform_day(&f->rf, form_key(form, "due_on"));

	if (!text || due == DATE_NONE)
		return err_set(err, ERR_INPUT, "A step needs words and a "
		    "date.");
	return cmd_milestone_add(ctx->session, f->other, text, due,
	    recordform_id(&f->rf, form_key(form, "member_id")), NULL, err);
}

const struct form_sort form_sort_milestone = {
	.name = "milestone",
	.build = build,
	.make = make,
	.made = "The step is added.",
};
