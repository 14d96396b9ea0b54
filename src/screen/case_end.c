/*
 * case_end: how a case ends today. The disposition is chosen, then what it
 * needs is asked, one question after the other: why, the meeting it comes back
 * to, where it goes, sent and acknowledged, whether the chair agreed.
 */
#include <inttypes.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "cmd/item_cmd.h"
#include "screen/ask.h"
#include "screen/case_pane.h"

enum { ASK_REASON = 1, ASK_TO, ASK_WHERE, ASK_SENT, ASK_ACKNOWLEDGED,
	ASK_CHAIR, ASK_DONE };

void
case_end_free(struct meeting *m)
{
	free(m->end.reason);
	free(m->end.destination);
	memset(&m->end, 0, sizeof m->end);
	m->end.sent_on = m->end.acknowledged_on = DATE_NONE;
}

static unsigned
save(struct meeting *m, struct ctx *ctx)
{
	int needs = m->end.end->needs;
	struct item_conclusion c = {
		.disposition = m->end.end->key,
		.reason = needs & NEED_REASON ? m->end.reason : NULL,
		.to_meeting = m->end.to,
		.destination = needs & NEED_DESTINATION ? m->end.destination
		    : NULL,
		.sent_on = needs & NEED_SENT ? m->end.sent_on : DATE_NONE,
		.acknowledged_on = needs & NEED_ACKNOWLEDGED
		    ? m->end.acknowledged_on : DATE_NONE,
		.chair = m->run || m->end.chair,
	};
	struct err err = {0};

	if (!cmd_item_conclude(ctx->session, m->end.item, &c, &err))
		return ctx_fail(ctx, &err);
	case_end_free(m);
	ctx_say(ctx, STYLE_OK, "That is how it ends today; ] goes on.");
	return SCREEN_REDRAW | SCREEN_RELOAD;
}

static bool
is_asked(const struct meeting *m, int question)
{
	static const int needs[] = {
		[ASK_REASON] = NEED_REASON,
		[ASK_WHERE] = NEED_DESTINATION,
		[ASK_SENT] = NEED_SENT,
		[ASK_ACKNOWLEDGED] = NEED_ACKNOWLEDGED,
		[ASK_CHAIR] = NEED_CHAIR,
		[ASK_DONE] = 0
	};

	if (question == ASK_TO)
		return m->end.end->comes_back;
	if (question == ASK_CHAIR && m->run)
		return false;
	return (m->end.end->needs & needs[question]) != 0;
}

static unsigned ask_next(struct meeting *m, struct ctx *ctx);
static unsigned day_typed(struct screen *s, struct ctx *ctx,
    const char *text);

static unsigned
line(struct meeting *m, struct ctx *ctx, const char *label, const char *text,
    unsigned (*done)(struct screen *s, struct ctx *ctx, const char *text))
{
	const char *place = meeting_draft(m, "end/%" PRId64 "/%d",
	    m->end.item, m->end.asked);

	if (done == day_typed)
		ask_day(ctx, label, text, place, &(const struct ask_day){
		    .meeting = m->id }, done, &m->screen);
	else
		ask_line(ctx, label, text, place, NULL, NULL, done,
		    &m->screen);
	ask_line_keep(ctx);
	return SCREEN_REDRAW;
}

static unsigned
keep(struct meeting *m, struct ctx *ctx, char **to, const char *text)
{
	if (!*text) {
		ctx_say(ctx, STYLE_WARN, "This can't be left empty here.");
		return ASK_AGAIN;
	}
	free(*to);
	*to = xstrdup(text);
	return ask_next(m, ctx);
}

static unsigned
reason_typed(struct screen *s, struct ctx *ctx, const char *text)
{
	struct meeting *m = (struct meeting *)s;

	return keep(m, ctx, &m->end.reason, text);
}

static unsigned
where_typed(struct screen *s, struct ctx *ctx, const char *text)
{
	struct meeting *m = (struct meeting *)s;

	return keep(m, ctx, &m->end.destination, text);
}

static unsigned
to_picked(struct screen *s, struct ctx *ctx, size_t row)
{
	struct meeting *m = (struct meeting *)s;

	m->end.to = meeting_picked(m, row);
	return ask_next(m, ctx);
}

static unsigned
day_typed(struct screen *s, struct ctx *ctx, const char *text)
{
	struct meeting *m = (struct meeting *)s;
	bool later = m->end.asked == ASK_ACKNOWLEDGED && !*text;
	struct err err = {0};
	int day = DATE_NONE;

	if (!later && !meeting_day_typed(m, ctx, text, &day, &err)) {
		ctx_fail(ctx, &err);
		return ASK_AGAIN;
	}
	if (m->end.asked == ASK_SENT)
		m->end.sent_on = day;
	else
		m->end.acknowledged_on = day;
	return ask_next(m, ctx);
}

static unsigned
chair_answered(struct screen *s, struct ctx *ctx, int value)
{
	struct meeting *m = (struct meeting *)s;

	m->end.chair = value == 1;
	if (!m->end.chair)
		return ctx_say(ctx, STYLE_WARN, "It can't end so without the "
		    "chair; what was typed is kept.");
	return ask_next(m, ctx);
}

static const char *
day_text(struct meeting *m, int day)
{
	return day == DATE_NONE ? NULL : meeting_day(m, day);
}

static unsigned
ask_next(struct meeting *m, struct ctx *ctx)
{
	static const struct dialog_answer agreed[] = {
		{ 'y', "yes, the chair agreed", 1 },
		{ 'n', "no", 2 },
	};

	do
		m->end.asked++;
	while (m->end.asked < ASK_DONE && !is_asked(m, m->end.asked));
	switch (m->end.asked) {
	case ASK_REASON:
		return line(m, ctx, "Why: ", m->end.reason, reason_typed);
	case ASK_TO:
		return meeting_pick_coming(m, ctx, "Comes back to",
		    to_picked);
	case ASK_WHERE:
		return line(m, ctx, "Sent to: ", m->end.destination,
		    where_typed);
	case ASK_SENT:
		return line(m, ctx, "Sent on: ", day_text(m, m->end.sent_on),
		    day_typed);
	case ASK_ACKNOWLEDGED:
		return line(m, ctx, "Acknowledged on (empty: not yet): ",
		    day_text(m, m->end.acknowledged_on), day_typed);
	case ASK_CHAIR:
		ask_dialog(ctx, m->end.end->label, "Did the chair agree?",
		    agreed, 2, 0, chair_answered, &m->screen);
		return SCREEN_REDRAW;
	default:
		return save(m, ctx);
	}
}

static unsigned
picked(struct screen *s, struct ctx *ctx, size_t row)
{
	struct meeting *m = (struct meeting *)s;
	const struct case_pane *d = m->data;
	const struct kind_disposition *end;

	/* The meeting may have moved on while one chose. */
	if (m->pane != &pane_case || row >= d->type->n_dispositions)
		return SCREEN_REDRAW;
	end = &d->type->dispositions[row];
	if (m->end.item != d->item->id)
		case_end_free(m);
	m->end.item = d->item->id;
	m->end.end = end;
	m->end.asked = 0;
	m->end.to = 0;
	m->end.chair = false;
	return ask_next(m, ctx);
}

unsigned
case_end_choose(struct meeting *m, struct ctx *ctx)
{
	const struct case_pane *d = m->data;
	size_t i, at = 0, n = d->type->n_dispositions;
	struct arena a = {0};
	struct choice *rows = arena_array(&a, n + 1, sizeof *rows);

	for (i = 0; i < n; i++) {
		const struct kind_disposition *end = &d->type->dispositions[i];

		rows[i] = (struct choice){ .key = end->key,
			.label = end->label };
		if (m->end.item == d->item->id && m->end.end == end)
			at = i;
	}
	ask_pick(ctx, "How does it end today?", rows, n, at, picked,
	    &m->screen);
	arena_release(&a);
	return SCREEN_REDRAW;
}
