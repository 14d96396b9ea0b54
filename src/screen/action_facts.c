#include "screen/action_facts.h"

#include <string.h>

#include "base/date.h"
#include "screen/actions.h"
#include "screen/recordform.h"
#include "ui/view.h"

bool
action_facts_read(struct action_facts_of *f, struct session *s,
    const struct progress_row *said, size_t n_said, struct arena *a,
    struct err *err)
{
	size_t i;

	f->today = clock_today(s->clock);
	action_view(f->kind, f->row, f->today, a, &f->view);
	f->first_due = f->row->due_on;
	for (i = n_said; i-- > 0;) {
		if (said[i].due_now != DATE_NONE)
			f->first_due = said[i].due_was;
	}
	return action_read_links(s->db, f->row->id, a, &f->links,
	    &f->n_links, err);
}

/* ---- The head ------------------------------------------------------------ */

static void
add_facts(const struct action_facts_of *f, struct arena *a, struct buf *b)
{
	const struct action_row *r = f->row;
	const struct kind_action_type *type = kind_action_type(f->kind,
	    r->type);
	size_t i;

	buf_addf(b, "%s · due %s", action_owner(a, r), lines_date(a,
	    r->due_on));
	if (r->start_on != DATE_NONE)
		buf_addf(b, " · begins %s", lines_date(a, r->start_on));
	if (r->moves)
		buf_addf(b, ", moved %d×, first %s%s", r->moves, lines_date(a,
		    f->first_due), !f->view.moves_spent ? "" : arena_printf(a,
		    "; now the %s decides", kind_word(f->kind, "chair", 1)));
	if (type)
		buf_addf(b, " · %s", type->label);
	if (r->party)
		buf_addf(b, " · for %s", r->party_name);
	for (i = 0; i < f->n_links; i++)
		buf_addf(b, "%s%s", i ? ", " : " · also ", f->links[i]);
}

static void
add_standing(const struct action_facts_of *f, struct arena *a, struct buf *b)
{
	const struct action_row *r = f->row;

	buf_adds(b, action_standing(a, f->kind, r));
	if (*r->status_reason)
		buf_addf(b, ": %s", r->status_reason);
	if (*r->outcome)
		buf_addf(b, " · %s", r->outcome);
}

/* Where the kind has neither, there is nothing to say. */
static void
add_colour(const struct action_facts_of *f, struct buf *b)
{
	const struct action_view *v = &f->view;

	if (v->strand)
		buf_addf(b, "%s %s", v->strand_letter, v->strand->label);
	if (v->colour)
		buf_addf(b, "%s%s %s%s%s", b->len ? " · " : "", v->letter,
		    v->colour->label, strcmp(v->why, v->colour->label) != 0 ?
		    ": " : "", strcmp(v->why, v->colour->label) != 0 ?
		    v->why : "");
	if (!v->step)
		return;
	buf_addf(b, "%stell %s (%d of %zu)", b->len ? " · " : "", v->step->to,
	    v->step_number, f->kind->rules.n_escalation);
	if (v->step_days_left > 0)
		buf_addf(b, ", in %d day%s: %s", v->step_days_left,
		    v->step_days_left == 1 ? "" : "s",
		    f->kind->rules.escalation[v->step_number].to);
}

int
action_facts_draw(const struct action_facts_of *f, struct view v)
{
	struct view inner = view_sub(v, 0, 1, v.r.h, v.r.w - 2);
	struct arena a = {0};
	struct buf b = {0};
	int y;

	y = view_put_wrapped(inner, 0, STYLE_TITLE, f->row->text);
	add_facts(f, &a, &b);
	y += view_put_wrapped(inner, y, STYLE_NORMAL, buf_text(&b));
	buf_clear(&b);
	add_standing(f, &a, &b);
	y += view_put_wrapped(inner, y, action_style(f->kind, f->row,
	    f->today), buf_text(&b));
	buf_clear(&b);
	if (f->kind->actions.n_strands || f->view.by_hand || f->view.step)
		add_colour(f, &b);
	if (b.len)
		y += view_put_wrapped(inner, y, action_colour_style(
		    f->view.colour), buf_text(&b));
	buf_release(&b);
	arena_release(&a);
	return y;
}

/* ---- The form ------------------------------------------------------------ */

struct adding {
	struct lines *lines;
	struct arena *arena;
	const char *heading;	/* until it was added */
};

/* What stands in columns is said in the head already. */
static void
add_field(void *arg, const struct kind_field *f, const char *value,
    bool missing)
{
	struct adding *add = arg;
	struct line *l;

	if (f->column || missing)
		return;
	if (add->heading)
		lines_heading(add->lines, add->heading);
	add->heading = NULL;
	l = lines_add(add->lines, "");
	l->cell[1] = arena_printf(add->arena, "%s: %s", f->label, value);
}

bool
action_facts_add(const struct action_facts_of *f, struct ctx *ctx,
    struct lines *l, struct arena *a, struct err *err)
{
	const struct kind_form *form = f->kind->actions.form ? kind_form(
	    f->kind, f->kind->actions.form) : NULL;
	struct adding add = { l, a, form ? form->title : NULL };
	struct recordform_part part = { .table = "action",
	    .id = f->row->id, .form = form };

	return !form || recordform_each(ctx->session, f->row->board,
	    f->row->casefile, &part, a, add_field, &add, NULL, err);
}
