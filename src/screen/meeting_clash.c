/*
 * meeting_clash: a field or a minute that someone else changed while one typed
 * in it: mine, theirs, or both in an editor.
 */
#include "base/alloc.h"
#include "screen/ask.h"
#include "screen/meeting.h"
#include "screen/recordform_row.h"
#include "store/draft.h"

struct clash {
	struct meeting *m;
	struct meeting_clash c;
	char *mine, *theirs, *value, *place;
};

static void
drop(void *arg)
{
	struct clash *k = arg;

	free(k->mine);
	free(k->theirs);
	free(k->value);
	free(k->place);
	free(k);
}

/* With what was read when it was begun, which lies beside it. */
static unsigned
drop_draft(struct clash *k, struct ctx *ctx)
{
	struct err err = {0};
	struct buf base = {0};

	buf_addf(&base, "%s/was", k->place);
	if (!draft_drop(ctx->session->db, k->place, &err) ||
	    !draft_drop(ctx->session->db, buf_text(&base), &err))
		ctx_fail(ctx, &err);
	buf_release(&base);
	return SCREEN_REDRAW | SCREEN_RELOAD;
}

static unsigned
chosen(void *arg, struct ctx *ctx, enum recordform_choice choice)
{
	struct clash *k = arg;
	struct buf both = {0};
	unsigned what;

	switch (choice) {
	case CONFLICT_MINE:
		what = k->c.again(k->m, ctx, k->value) & ~ASK_AGAIN;
		if (!(what & ASK_KEEP))
			what |= drop_draft(k, ctx);
		return what & ~ASK_KEEP;
	case CONFLICT_THEIRS:
		return drop_draft(k, ctx);
	case CONFLICT_MERGE:
		drop_draft(k, ctx);
		buf_addf(&both, "%s%s%s", k->mine, k->c.line ? " / " : "\n",
		    k->theirs);
		what = k->c.open(k->m, ctx, buf_text(&both));
		buf_release(&both);
		return what;
	case CONFLICT_LEFT:
		break;
	}
	return ctx_say(ctx, STYLE_DIM, "Yours is kept as it was typed, and "
	    "offered when you change it again.") | SCREEN_RELOAD;
}

unsigned
meeting_clash(struct meeting *m, struct ctx *ctx,
    const struct meeting_clash *c)
{
	struct clash *k = xcalloc(1, sizeof *k);

	k->m = m;
	k->c = *c;
	k->mine = xstrdup(c->mine);
	k->theirs = xstrdup(c->theirs);
	k->value = xstrdup(c->value);
	k->place = xstrdup(c->place);
	recordform_conflict(ctx, &m->screen, c->label, k->mine, k->theirs,
	    c->merge, chosen, drop, k);
	recordform_conflict_place(ctx, c->place);
	return SCREEN_REDRAW | ASK_KEEP;
}

unsigned
meeting_kept(struct meeting *m, struct ctx *ctx, bool ok, char *take_now,
    const struct meeting_clash *c, struct err *err)
{
	struct meeting_clash both = *c;
	unsigned what = SCREEN_REDRAW | SCREEN_RELOAD;

	if (!ok && err->code == ERR_CONFLICT && take_now) {
		free(m->ask.was);
		m->ask.was = xstrdup(take_now);
		both.mine = both.value;
		both.theirs = take_now;
		both.merge = true;
		what = meeting_clash(m, ctx, &both);
		err_clear(err);
	} else if (!ok) {
		what = ctx_fail(ctx, err) | ASK_AGAIN;
	}
	free(take_now);
	return what;
}
