/*
 * meeting_move: the chair's moves along the order of business. A move that is
 * refused shows the finding's sentence and, where the kind allows it, offers
 * to go on with a reason that is minuted; then it is tried again.
 */
#include <string.h>

#include "base/alloc.h"
#include "cmd/closing.h"
#include "cmd/item_cmd.h"
#include "cmd/meeting_cmd.h"
#include "screen/ask.h"
#include "screen/meeting.h"

static void
keep_move(struct meeting *m, enum meeting_move what, int64_t item,
    const char *phase)
{
	char *copy = phase ? xstrdup(phase) : NULL;

	free(m->move.phase);
	m->move.phase = copy;
	m->move.what = what;
	m->move.item = item;
}

/* The line that the next move would take up: the first after the one in hand
 * that is not done; 0: none. */
static int64_t
next_line(const struct meeting *m)
{
	size_t i, from = 0;

	for (i = 0; i < m->n_lines; i++) {
		if (m->lines[i].row && m->lines[i].row->id == m->row.item)
			from = i + 1;
	}
	for (i = from; i < m->n_lines; i++) {
		const struct agenda_row *row = m->lines[i].row;

		if (row && strcmp(row->status, "done") &&
		    strcmp(row->status, "skipped"))
			return row->id;
	}
	return 0;
}

/* ---- What stands in the way -------------------------------------------- */

enum source { OF_PHASE, OF_ITEM, OF_GATE, OF_MEETING, SOURCES };

static bool
ask_findings(struct meeting *m, struct ctx *ctx, enum source source,
    struct arena *a, struct findings *f, struct err *err)
{
	struct session *s = ctx->session;
	int64_t to = m->move.what == MOVE_NEXT ? next_line(m) : m->move.item;

	*f = (struct findings){0};
	switch (source) {
	case OF_PHASE:
		if (m->move.what != MOVE_PHASE)
			return true;
		return closing_phase(s, m->move.item, m->row.phase, a, f,
		    err);
	case OF_ITEM:
		if (m->move.what != MOVE_NEXT || !m->row.item)
			return true;
		return closing_item(s, m->row.item, a, f, err);
	case OF_GATE:
		if (m->move.what == MOVE_PHASE ||
		    m->move.what == MOVE_CLOSE || !to)
			return true;
		return closing_gate(s, to, a, f, err);
	default:
		if (m->move.what != MOVE_CLOSE)
			return true;
		return closing_meeting(s, m->id, a, f, err);
	}
}

static unsigned
reason_given(struct screen *s, struct ctx *ctx, const char *reason)
{
	struct meeting *m = (struct meeting *)s;
	struct err err = {0};
	unsigned what;

	if (!*reason) {
		ctx_say(ctx, STYLE_WARN,
		    "Going on needs a reason: it will be minuted.");
		return ASK_AGAIN;
	}
	if (!cmd_meeting_override(ctx->session, m->id, m->move.about,
	    m->move.check, reason, &err)) {
		ctx_fail(ctx, &err);
		return ASK_AGAIN;
	}
	what = m->move.what == MOVE_NONE ? SCREEN_REDRAW | SCREEN_RELOAD
	    : meeting_move_again(m, ctx);
	return what | SCREEN_RELOAD;
}

static unsigned
override_answer(struct screen *s, struct ctx *ctx, int value)
{
	struct meeting *m = (struct meeting *)s;

	if (value != 2)
		return SCREEN_REDRAW;
	ask_line(ctx, "Reason, to be minuted: ", NULL, meeting_draft(m,
	    "override/%s", m->move.check), NULL, NULL, reason_given, s);
	return SCREEN_REDRAW;
}

unsigned
meeting_offer_override(struct meeting *m, struct ctx *ctx,
    const struct finding *f)
{
	static const struct dialog_answer may[] = {
		{ 's', "stay, and put it right", 1 },
		{ 'g', "go on in spite of it, with a reason", 2 },
	};
	struct buf text = {0};

	buf_addf(&text, "%s%s%s", f->about ? f->about : "",
	    f->about && *f->about ? ": " : "", f->text);
	if (!f->overridable)
		buf_adds(&text, "\n\nThis has to be put right first. "
		    "(Enter)");
	else if (!m->override)
		buf_adds(&text, "\n\nOnly the one who leads the meeting may "
		    "go on in spite of it. (Enter)");
	free(m->move.check);
	m->move.check = xstrdup(f->name);
	m->move.about = f->item;
	if (f->overridable && m->override)
		ask_dialog(ctx, "Not yet", buf_text(&text), may, 2, 0,
		    override_answer, &m->screen);
	else
		ask_read(ctx, "Not yet", buf_text(&text));
	buf_release(&text);
	return SCREEN_REDRAW;
}

/* A move was refused with err: where a check stands behind it, show it and
 * what can be done; else the sentence. Takes over err. */
static unsigned
refused(struct meeting *m, struct ctx *ctx, struct err *err)
{
	struct arena a = {0};
	struct findings f;
	const struct finding *block = NULL;
	struct err other = {0};
	unsigned what = 0;
	int i;

	if (err->code != ERR_INPUT)
		return ctx_fail(ctx, err);
	for (i = 0; i < SOURCES && !block; i++) {
		if (!ask_findings(m, ctx, (enum source)i, &a, &f, &other)) {
			err_clear(&other);
			continue;
		}
		block = findings_block(&f);
	}
	if (block && block->check == CHECK_UNREAD_BACK && m->row.item) {
		ctx_push(ctx, readback_screen(m->id, m->row.item, false));
		what = ctx_fail(ctx, err);
	} else if (block) {
		what = meeting_offer_override(m, ctx, block);
		err_clear(err);
	} else {
		what = ctx_fail(ctx, err);
	}
	arena_release(&a);
	return what;
}

/* ---- The moves --------------------------------------------------------- */

static unsigned
moved(struct meeting *m, struct ctx *ctx, bool ok, struct err *err)
{
	if (!ok)
		return refused(m, ctx, err);
	keep_move(m, MOVE_NONE, 0, NULL);
	m->following = true;
	free(m->phase);
	m->phase = NULL;
	return SCREEN_REDRAW | SCREEN_RELOAD;
}

unsigned
meeting_move_next(struct meeting *m, struct ctx *ctx)
{
	int64_t item = 0;
	struct err err = {0};
	bool ok;
	unsigned what;

	keep_move(m, MOVE_NEXT, 0, NULL);
	ok = cmd_meeting_next(ctx->session, m->id, &item, &err);
	what = moved(m, ctx, ok, &err);
	if (ok && !item)
		ctx_say(ctx, STYLE_OK, "That was the last line of the "
		    "agenda.");
	return what;
}

unsigned
meeting_move_previous(struct meeting *m, struct ctx *ctx)
{
	int64_t item;
	struct err err = {0};

	keep_move(m, MOVE_NONE, 0, NULL);
	return moved(m, ctx, cmd_meeting_previous(ctx->session, m->id, &item,
	    &err), &err);
}

unsigned
meeting_move_go(struct meeting *m, struct ctx *ctx, int64_t item,
    const char *phase)
{
	struct err err = {0};

	keep_move(m, MOVE_GO, item, phase);
	return moved(m, ctx, cmd_meeting_go(ctx->session, m->id, item,
	    m->move.phase, &err), &err);
}

unsigned
meeting_move_phase(struct meeting *m, struct ctx *ctx, int64_t item,
    const char *phase)
{
	struct err err = {0};

	keep_move(m, MOVE_PHASE, item, phase);
	return moved(m, ctx, cmd_item_phase(ctx->session, item,
	    m->move.phase, &err), &err);
}

unsigned
meeting_move_close(struct meeting *m, struct ctx *ctx)
{
	struct err err = {0};
	bool ok;
	unsigned what;

	keep_move(m, MOVE_CLOSE, 0, NULL);
	ok = cmd_meeting_close(ctx->session, m->id, &err);
	what = moved(m, ctx, ok, &err);
	if (ok)
		ctx_say(ctx, STYLE_OK, "The meeting is closed. E shows its "
		    "minutes.");
	return what;
}

unsigned
meeting_move_again(struct meeting *m, struct ctx *ctx)
{
	char *phase = m->move.phase ? xstrdup(m->move.phase) : NULL;
	int64_t item = m->move.item;
	unsigned what = SCREEN_REDRAW | SCREEN_RELOAD;

	switch (m->move.what) {
	case MOVE_NEXT:
		what = meeting_move_next(m, ctx);
		break;
	case MOVE_GO:
		what = meeting_move_go(m, ctx, item, phase);
		break;
	case MOVE_PHASE:
		what = meeting_move_phase(m, ctx, item, phase);
		break;
	case MOVE_CLOSE:
		what = meeting_move_close(m, ctx);
		break;
	case MOVE_NONE:
		break;
	}
	free(phase);
	return what;
}

unsigned
meeting_move_pause(struct meeting *m, struct ctx *ctx)
{
	struct err err = {0};

	if (!m->row.item)
		return ctx_say(ctx, STYLE_DIM, "Nothing is in hand.");
	keep_move(m, MOVE_NONE, 0, NULL);
	return moved(m, ctx, cmd_meeting_pause(ctx->session, m->id, &err),
	    &err);
}

unsigned
meeting_move_skip(struct meeting *m, struct ctx *ctx)
{
	const struct agenda_row *row = meeting_item(m);
	struct err err = {0};

	if (!row)
		return ctx_say(ctx, STYLE_DIM, "No line is shown.");
	keep_move(m, MOVE_NONE, 0, NULL);
	return moved(m, ctx, cmd_item_skip(ctx->session, row->id, &err),
	    &err);
}
