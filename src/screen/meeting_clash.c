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

static unsigned
drop_draft(struct clash *k, struct ctx *ctx)
{
	struct err err = {0};

	if (!draft_drop(ctx->session->db, k->place, &err))
		ctx_fail(ctx, &err);
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
		buf_addf(&both, "%s\n%s", k->mine, k->theirs);
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
	return SCREEN_REDRAW | ASK_KEEP;
}
