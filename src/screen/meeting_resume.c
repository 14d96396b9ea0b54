/*
 * meeting_resume: after a crash, a kill or a flat battery one is on the same
 * case; this opens again what one was typing there, by the place of its draft.
 * What belongs to another line than the one in hand stays where it is, and is
 * offered when one types there again.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "screen/ask.h"
#include "screen/case_pane.h"
#include "screen/meeting.h"

/* A way back: its first word, and what stands behind it, cut at the slashes. */
struct parts {
	const char *word;
	char *at[4];
	size_t n;
};

static int64_t
number(const struct parts *p, size_t i)
{
	return i < p->n ? strtoll(p->at[i], NULL, 10) : 0;
}

static void
resume_action(struct meeting *m, struct ctx *ctx, const struct parts *p)
{
	const struct agenda_row *row = meeting_item(m);
	int64_t item = number(p, 0);

	if (m->record && item == (row ? row->id : 0))
		ctx_push(ctx, action_line_screen(m->id, item,
		    row ? row->casefile : 0));
}

static void
resume_minute(struct meeting *m, struct ctx *ctx, const struct parts *p)
{
	if (m->record && p->n == 4)
		minutes_resume_new(m, ctx, number(p, 0), p->at[1], p->at[2],
		    number(p, 3));
}

static void
resume_minute_text(struct meeting *m, struct ctx *ctx,
    const struct parts *p)
{
	if (m->record)
		minutes_resume(m, ctx, number(p, 0));
}

static void
resume_report(struct meeting *m, struct ctx *ctx, const struct parts *p)
{
	if (p->n == 2 && m->pane == &pane_outstanding)
		report_resume(m, ctx, number(p, 0), p->at[1]);
}

static void
resume_date(struct meeting *m, struct ctx *ctx, const struct parts *p)
{
	if (m->pane == &pane_outstanding)
		outstanding_resume_date(m, ctx, number(p, 0));
}

static void
resume_refusal(struct meeting *m, struct ctx *ctx, const struct parts *p)
{
	if (p->n == 1 && m->pane == &pane_outstanding)
		outstanding_ask_refusal(m, ctx, number(p, 0));
}

static void
resume_field(struct meeting *m, struct ctx *ctx, const struct parts *p)
{
	const struct fields *f = m->pane->fields ? m->pane->fields(m) : NULL;

	if (f && p->n == 3)
		fields_resume(m, ctx, f, arena_printf(&m->screen.arena,
		    "%s/%s/%s", p->at[0], p->at[1], p->at[2]));
}

static void
resume_of_case(struct meeting *m, struct ctx *ctx, const struct parts *p)
{
	if (m->pane == &pane_case)
		case_resume(m, ctx, p->word, number(p, 0));
}

static void
resume_correction(struct meeting *m, struct ctx *ctx, const struct parts *p)
{
	if (p->n == 4)
		pane_minutes_resume(m, ctx, arena_printf(&m->screen.arena,
		    "minutes/%s/%s/%s/%s", p->at[0], p->at[1], p->at[2],
		    p->at[3]));
}

static const struct {
	const char *word;
	void (*resume)(struct meeting *m, struct ctx *ctx,
	    const struct parts *p);
} ways[] = {
	{ "action", resume_action },
	{ "action-text", resume_of_case },
	{ "date", resume_date },
	{ "field", resume_field },
	{ "milestone", resume_of_case },
	{ "milestone-text", resume_of_case },
	{ "minute", resume_minute },
	{ "minute-text", resume_minute_text },
	{ "minutes", resume_correction },
	{ "refuse", resume_refusal },
	{ "report", resume_report },
};

/* A place begins with the meeting, "meeting/12/"; other words do not. */
static const char *
without_meeting(const struct meeting *m, const char *how)
{
	char *of = arena_printf(&((struct meeting *)m)->screen.arena,
	    "meeting/%" PRId64 "/", m->id);

	return strncmp(how, of, strlen(of)) ? how : how + strlen(of);
}

void
meeting_resume(struct screen *s, struct ctx *ctx, const char *how)
{
	struct meeting *m = (struct meeting *)s;
	char *word = arena_strdup(&s->arena, without_meeting(m, how));
	char *slash = strchr(word, '/');
	struct parts p = { .word = word };
	size_t i;

	if (s->keys_off & KEYDEF_WRITES)
		return;
	while (slash && p.n < 4) {
		*slash = '\0';
		p.at[p.n++] = slash + 1;
		slash = strchr(slash + 1, '/');
	}
	for (i = 0; m->pane && p.n && i < sizeof ways / sizeof *ways; i++) {
		if (!strcmp(ways[i].word, word))
			ways[i].resume(m, ctx, &p);
	}
}
