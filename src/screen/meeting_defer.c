/*
 * meeting_defer: when time is short, the last case that waits goes to another
 * meeting, with the reason.
 */
#include <string.h>

#include "base/date.h"
#include "cmd/agenda_cmd.h"
#include "cmd/item_cmd.h"
#include "screen/ask.h"
#include "screen/meeting.h"

static const struct agenda_row *
last_waiting(const struct meeting *m)
{
	const struct agenda_row *last = NULL;
	size_t i;

	for (i = 0; i < m->n_agenda; i++) {
		if (m->agenda[i].casefile &&
		    !strcmp(m->agenda[i].status, "waiting"))
			last = &m->agenda[i];
	}
	return last;
}

static void
add_forecast(const struct forecast *f, struct buf *out)
{
	buf_adds(out, "ends about ");
	time_add(out, (int)(f->end / 60 % 1440));
	if (f->unheard)
		buf_addf(out, ", %d unheard in time", f->unheard);
}

static unsigned
reason_typed(struct screen *s, struct ctx *ctx, const char *text)
{
	struct meeting *m = (struct meeting *)s;
	struct err err = {0};

	if (!cmd_agenda_defer(ctx->session, m->ask.id, NULL, text,
	    m->ask.other, NULL, &err)) {
		ctx_fail(ctx, &err);
		return ASK_AGAIN;
	}
	return SCREEN_REDRAW | SCREEN_RELOAD;
}

static unsigned
to_picked(struct screen *s, struct ctx *ctx, size_t row)
{
	struct meeting *m = (struct meeting *)s;

	m->ask.other = meeting_picked(m, row);
	ask_line(ctx, "Why: ", NULL, meeting_draft(m, "defer-last"), NULL,
	    NULL, reason_typed, s);
	ask_line_keep(ctx);
	return SCREEN_REDRAW;
}

static unsigned
agreed(struct screen *s, struct ctx *ctx)
{
	return meeting_pick_coming((struct meeting *)s, ctx, "Defer to",
	    to_picked);
}

unsigned
meeting_defer_last(struct meeting *m, struct ctx *ctx)
{
	const struct agenda_row *row = last_waiting(m);
	struct forecast with, without;
	struct buf b = {0};

	if (!row)
		return ctx_say(ctx, STYLE_DIM, "No %s waits.",
		    kind_word(m->kind, "case", 1));
	item_forecast_of(ctx->session, m->kind, &m->row, m->agenda,
	    m->n_agenda, 0, &with);
	item_forecast_of(ctx->session, m->kind, &m->row, m->agenda,
	    m->n_agenda, row->id, &without);
	meeting_ask(m, row->id, NULL, NULL);
	buf_addf(&b, "With %s the meeting ", row->ref);
	add_forecast(&with, &b);
	buf_adds(&b, ".\nWithout it, it ");
	add_forecast(&without, &b);
	buf_adds(&b, ".");
	ask_yes(ctx, "Defer the last one?", buf_text(&b), "defer it", agreed,
	    &m->screen);
	buf_release(&b);
	return SCREEN_REDRAW;
}
