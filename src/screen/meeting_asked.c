/*
 * meeting_asked: work that was agreed for the viewer and waits for their word:
 * asked in a row of its own and answered with one key, whatever is being typed
 * at that moment.
 */
#include <inttypes.h>

#include "base/date.h"
#include "cmd/action_cmd.h"
#include "screen/ask.h"
#include "screen/meeting.h"
#include "store/action_read.h"

bool
asked_load(struct meeting *m, struct ctx *ctx, struct err *err)
{
	struct arena *kept = &m->kept.arena[KEPT_ASKED];
	struct action_asked a = {0};
	struct buf day = {0};

	if (m->kept.has[KEPT_ASKED])
		return true;
	kept_drop(&m->kept, KEPT_ASKED);
	m->asked = 0;
	m->asked_text = NULL;
	if (session_may(ctx->session, m->row.board, RIGHT_OWN_ACTIONS) &&
	    !action_read_asked(ctx->session->db, m->id, kept, &a, err))
		return false;
	m->kept.has[KEPT_ASKED] = true;
	if (!a.id)
		return true;
	m->asked = a.id;
	date_add_shown(&day, a.due_on);
	m->asked_text = arena_printf(kept, "Asked of %s: %s, by %s", a.named
	    ? "you" : "your agency", a.text, buf_text(&day));
	buf_release(&day);
	return true;
}

static unsigned
declined(struct screen *s, struct ctx *ctx, const char *text)
{
	struct meeting *m = (struct meeting *)s;
	struct err err = {0};

	if (!cmd_action_decline(ctx->session, m->declining, text, &err)) {
		ctx_fail(ctx, &err);
		return ASK_AGAIN;
	}
	return ctx_say(ctx, STYLE_OK, "Declined; the reason stands with it.");
}

/* What a prompt that lies over the meeting is about stays as it is: this keeps
 * its own. */
unsigned
asked_answer(struct meeting *m, struct ctx *ctx, bool yes)
{
	struct err err = {0};

	if (!m->asked)
		return ctx_say(ctx, STYLE_DIM, "Nothing is asked of you.");
	if (yes)
		return cmd_action_accept(ctx->session, m->asked,
		    ctx->session->member, &err) ? ctx_say(ctx, STYLE_OK,
		    "Accepted in your name.") : ctx_fail(ctx, &err);
	m->declining = m->asked;
	ask_line(ctx, "Declined, because: ", NULL, meeting_draft(m,
	    "declined/%" PRId64, m->asked), NULL, NULL, declined,
	    &m->screen);
	return SCREEN_REDRAW;
}
