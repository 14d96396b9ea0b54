/*
 * report_disposal: what is decided of a record that is up for disposal, from the
 * report that lists it: kept until another day, or erased, one step after the
 * other.
 */
#include "screen/report_disposal.h"

#include "cmd/erase_cmd.h"
#include "cmd/find.h"
#include "screen/ask.h"

static unsigned
kept_typed(struct screen *s, struct ctx *ctx, const char *reason)
{
	struct disposal_ask *a = report_asked(s);
	struct err err = {0};

	if (!cmd_retention_keep(ctx->session, a->casefile, a->until,
	    reason, &err))
		return ask_refused(ctx, &err);
	ctx_say(ctx, STYLE_OK, "It is kept, and comes up again on that day.");
	return SCREEN_REDRAW | SCREEN_RELOAD;
}

static unsigned
until_typed(struct screen *s, struct ctx *ctx, const char *text)
{
	struct disposal_ask *a = report_asked(s);
	struct err err = {0};

	if (!find_day(ctx->session, a->board, text, false, &a->until,
	    &err))
		return ask_refused(ctx, &err);
	ask_line(ctx, "Kept because: ", NULL, NULL, NULL, NULL, kept_typed,
	    s);
	return SCREEN_REDRAW;
}

static unsigned
asked_typed(struct screen *s, struct ctx *ctx, const char *reason)
{
	struct disposal_ask *a = report_asked(s);
	struct err err = {0};

	if (!cmd_erase_ask(ctx->session, a->casefile, 0, reason, NULL,
	    &err))
		return ask_refused(ctx, &err);
	ctx_say(ctx, STYLE_OK, "It is asked for. Two others have to agree.");
	return SCREEN_REDRAW | SCREEN_RELOAD;
}

static unsigned
agreed(struct screen *s, struct ctx *ctx)
{
	struct disposal_ask *a = report_asked(s);
	struct err err = {0};

	if (!cmd_erase_approve(ctx->session, a->request, &err))
		return ctx_fail(ctx, &err);
	ctx_say(ctx, STYLE_OK, "You have agreed to the erasure.");
	return SCREEN_REDRAW | SCREEN_RELOAD;
}

static unsigned
erased(struct screen *s, struct ctx *ctx)
{
	struct disposal_ask *a = report_asked(s);
	struct err err = {0};

	if (!cmd_erase_carry_out(ctx->session, a->request, &err))
		return ctx_fail(ctx, &err);
	ctx_say(ctx, STYLE_OK, "It is erased.");
	return SCREEN_REDRAW | SCREEN_RELOAD;
}

/* The next step of an erasure: asking, the second's and third's agreement,
 * doing it. */
unsigned
disposal_erase(struct screen *s, struct ctx *ctx)
{
	struct disposal_ask *a = report_asked(s);
	struct session *on = ctx->session;
	bool erases = session_may(on, a->board, RIGHT_ERASE);
	struct err err = {0};
	int n;

	if (!erase_request_of(on, a->casefile, &a->request, &n, &err))
		return ctx_fail(ctx, &err);
	if (!a->request && !erases)
		return ctx_say(ctx, STYLE_DIM,
		    "Nobody has asked for it to be erased.");
	if (!a->request)
		ask_line(ctx, "Erase because (name nobody): ", NULL, NULL,
		    NULL, NULL, asked_typed, s);
	else if (n >= 2 && erases)
		ask_yes(ctx, "Erase it for good?", "Two have agreed. Nothing "
		    "of it is left after this, in the book or its log.",
		    "erase it", erased, s);
	else if (n < 2 && session_may(on, a->board, RIGHT_APPROVE_ERASURE))
		ask_yes(ctx, "Agree to the erasure?", arena_printf(&s->arena,
		    "It was asked for; %d of 2 have agreed.", n), "agree",
		    agreed, s);
	else
		return ctx_say(ctx, STYLE_DIM, "It is asked for; %d of 2 have "
		    "agreed.", n);
	return SCREEN_REDRAW;
}

unsigned
disposal_keep(struct screen *s, struct ctx *ctx)
{
	ask_day(ctx, "Keep until: ", NULL, NULL, &(const struct ask_day){
	    .board = report_asked(s)->board }, until_typed, s);
	return SCREEN_REDRAW;
}
