/*
 * action_words: how an action stands, in words and styles, wherever actions
 * are listed.
 */
#include <string.h>

#include "base/date.h"
#include "screen/actions.h"
#include "screen/lines.h"

const char *
action_owner(struct arena *a, const struct action_row *row)
{
	return arena_printf(a, "%s · %s", row->agency_short,
	    *row->member_name ? row->member_name : "nobody named");
}

const char *
action_awaited(const struct action_row *row)
{
	return *row->member_name ? row->member_name : row->agency_short;
}

/* It was not taken on at once, as what is agreed at the table is. */
static bool
was_taken_on(const struct action_row *row)
{
	return row->live && !strcmp(row->acceptance, "yes") &&
	    row->accepted_at && strcmp(row->accepted_at, row->agreed_at) != 0;
}

const char *
action_standing(struct arena *a, const struct kind *k,
    const struct action_row *row)
{
	const struct kind_action_status *st = kind_status(k, row->status);
	struct buf b = {0};
	const char *text;

	if (row->live && !strcmp(row->acceptance, "needed"))
		buf_addf(&b, "waiting for %s", action_awaited(row));
	else if (row->live && !strcmp(row->acceptance, "declined"))
		buf_adds(&b, "DECLINED");
	if (row->overdue)
		buf_addf(&b, "%s%d day%s LATE", b.len ? ", " : "",
		    row->days_late, row->days_late == 1 ? "" : "s");
	if (!b.len || (st && st->meaning != MEANING_OPEN))
		buf_addf(&b, "%s%s", b.len ? ", " : "", st ? st->label
		    : row->status);
	if (was_taken_on(row))
		buf_adds(&b, " ✓");
	if (row->live && row->carried > 1)
		buf_addf(&b, ", carried %d×", row->carried);
	if (row->live && row->owner_left)
		buf_adds(&b, ", OWNER GONE");
	text = arena_strdup(a, buf_text(&b));
	buf_release(&b);
	return text;
}

enum style
action_style(const struct kind *k, const struct action_row *row, int today)
{
	const struct kind_action_status *st = kind_status(k, row->status);
	int soon = k->actions.amber_days;

	if (row->overdue || (st && st->failure))
		return STYLE_OVERDUE;
	if (!row->live)
		return st && st->meaning == MEANING_DONE ? STYLE_OK
		    : STYLE_DIM;
	if (row->due_on != DATE_NONE && row->due_on - today <= (soon ==
	    KIND_UNSET ? 0 : soon))
		return STYLE_DUE;
	return STYLE_NORMAL;
}

enum style
action_colour_style(const struct rag_rule *c)
{
	if (c == NULL)
		return STYLE_NORMAL;
	if (c->done)
		return STYLE_BLUE;
	if (c->overdue || c->blocked)
		return STYLE_RED;
	if (c->milestone_missed || c->due_within != RAG_UNSET)
		return STYLE_AMBER;
	return c->proposed ? STYLE_GREY : STYLE_GREEN;
}

const char *
action_day(struct arena *a, int day, int today)
{
	int year, month, mday, now;

	if (day == DATE_NONE)
		return "";
	date_split(today, &now, &month, &mday);
	date_split(day, &year, &month, &mday);
	return year == now ? arena_printf(a, "%d %s", mday,
	    date_month_name(month)) : arena_printf(a, "%d %s %02d", mday,
	    date_month_name(month), year % 100);
}

static void
add_next(struct buf *b, struct arena *a, const struct action_view *v,
    int today)
{
	if (!v->milestones)
		return;
	buf_addf(b, " · %zu/%zu steps", v->milestones_done, v->milestones);
	if (v->next)
		buf_addf(b, ", next: %s, %s%s", v->next->text,
		    action_day(a, v->next->due_on, today),
		    v->milestone_missed ? ", missed" : "");
}

const char *
action_detail(struct arena *a, const struct kind *k,
    const struct action_row *r, const struct action_view *v, int today)
{
	struct buf b = {0};
	const char *text;

	buf_addf(&b, "%s\n", r->text);
	if (v->strand)
		buf_addf(&b, "%s · ", v->strand->label);
	if (v->colour)
		buf_addf(&b, "%s: %s · ", v->letter, v->why);
	buf_adds(&b, v->status ? v->status->label : r->status);
	if (r->live && !strcmp(r->acceptance, "needed"))
		buf_addf(&b, ", waiting for %s to take it on",
		    action_awaited(r));
	else if (r->live && !strcmp(r->acceptance, "declined"))
		buf_adds(&b, ", DECLINED");
	if (r->live && r->carried > 1)
		buf_addf(&b, ", carried %d×", r->carried);
	if (v->step)
		buf_addf(&b, " · tell %s (%d of %zu)", v->step->to,
		    v->step_number, k->rules.n_escalation);
	buf_addf(&b, " · %s", action_owner(a, r));
	if (v->owner_left)
		buf_adds(&b, ", who has GONE");
	add_next(&b, a, v, today);
	if (v->moves)
		buf_addf(&b, " · date moved %d×%s", v->moves, v->moves_spent ?
		    arena_printf(a, ", now the %s decides", kind_word(k,
		    "chair", 1)) : "");
	text = arena_strdup(a, buf_text(&b));
	buf_release(&b);
	return text;
}
