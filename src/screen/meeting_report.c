/*
 * meeting_report: reporting on an action: one question after another for what
 * its new status needs by the kind, then one command. Could not and did not
 * are never one answer.
 */
#include <inttypes.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "cmd/action_cmd.h"
#include "cmd/action_view.h"
#include "cmd/find.h"
#include "screen/action_clash.h"
#include "screen/ask.h"
#include "screen/meeting.h"
#include "store/action_read.h"
#include "store/draft.h"

static unsigned next_question(struct meeting *m, struct ctx *ctx);

void
report_free(struct meeting *m)
{
	free(m->report.reason);
	free(m->report.outcome);
	free(m->report.was);
	memset(&m->report, 0, sizeof m->report);
	m->report.new_due = DATE_NONE;
}

static unsigned
text_given(struct meeting *m, struct ctx *ctx, char **to, const char *text)
{
	if (!*text) {
		ctx_say(ctx, STYLE_WARN, "This can't be left empty here.");
		return ASK_AGAIN;
	}
	free(*to);
	*to = xstrdup(text);
	return next_question(m, ctx);
}

static unsigned
reason_given(struct screen *s, struct ctx *ctx, const char *text)
{
	struct meeting *m = (struct meeting *)s;

	return text_given(m, ctx, &m->report.reason, text);
}

static unsigned
outcome_given(struct screen *s, struct ctx *ctx, const char *text)
{
	struct meeting *m = (struct meeting *)s;

	return text_given(m, ctx, &m->report.outcome, text);
}

static unsigned
due_given(struct screen *s, struct ctx *ctx, const char *text)
{
	struct meeting *m = (struct meeting *)s;
	struct err err = {0};
	int day;

	if (!meeting_day_typed(m, ctx, text, &day, &err)) {
		ctx_fail(ctx, &err);
		return ASK_AGAIN;
	}
	m->report.new_due = day;
	return next_question(m, ctx);
}

static unsigned
date_or_up(struct screen *s, struct ctx *ctx, int value)
{
	struct meeting *m = (struct meeting *)s;

	m->report.dated = true;
	m->report.escalated = value >= 2;
	if (value == 2)
		return next_question(m, ctx);
	ask_day(ctx, "New date: ", NULL, NULL, &(const struct ask_day){
	    .meeting = m->id }, due_given, s);
	return SCREEN_REDRAW;
}

static unsigned
link_given(struct screen *s, struct ctx *ctx, const char *text)
{
	struct meeting *m = (struct meeting *)s;
	struct err err = {0};

	if (!find_action(ctx->session, text, &m->report.replaced_by, &err)) {
		ctx_fail(ctx, &err);
		return ASK_AGAIN;
	}
	return next_question(m, ctx);
}

static unsigned
chair_answer(struct screen *s, struct ctx *ctx, int value)
{
	struct meeting *m = (struct meeting *)s;

	m->report.chair = value == 1;
	m->report.chair_asked = true;
	if (value != 1)
		return ctx_say(ctx, STYLE_WARN,
		    "Then it stays as it was.");
	return next_question(m, ctx);
}

static const char *
draft_place(struct meeting *m, const char *what)
{
	return meeting_draft(m, "%s/%" PRId64, what, m->report.action);
}

/* Someone else reported first: the words are offered again when one has
 * looked at theirs. */
static unsigned
refused(struct meeting *m, struct ctx *ctx, struct err *err)
{
	const char *const words[][2] = {
		{ "reason", m->report.reason }, { "outcome", m->report.outcome },
	};
	struct err lost = {0};
	size_t i;

	for (i = 0; i < 2; i++) {
		if (words[i][1] && !draft_save(ctx->session->db,
		    draft_place(m, words[i][0]), words[i][1],
		    (int64_t)strlen(words[i][1]), m->screen.casefile, &lost))
			err_clear(&lost);
	}
	return ask_refused(ctx, err);
}

static unsigned
save(struct meeting *m, struct ctx *ctx)
{
	const struct action_report r = {
		.status = m->report.status->key,
		.was = m->report.was,
		.reason = m->report.reason,
		.outcome = m->report.outcome,
		.date = DATE_NONE,
		.new_due = m->report.new_due,
		.escalated = m->report.escalated,
		.chair = m->report.chair,
		.replaced_by = m->report.replaced_by,
		.meeting = m->id,
	};
	struct err err = {0};
	bool ok = cmd_action_report(ctx->session, m->report.action, &r, &err);

	if (ok)
		ctx_say(ctx, STYLE_OK, "%s.", m->report.status->label);
	else if (err.code == ERR_CONFLICT)
		return refused(m, ctx, &err);
	return meeting_done(ctx, ok, &err);
}

/* The status is begun again with what was typed of it; what was answered before
 * that is asked once more. */
static void
ask_words(struct meeting *m, struct ctx *ctx, const char *label,
    const char *what, unsigned (*done)(struct screen *s, struct ctx *ctx,
    const char *text))
{
	ask_line(ctx, label, NULL, draft_place(m, what), NULL, NULL, done,
	    &m->screen);
	ask_resumes(ctx, arena_printf(&m->screen.arena, "report/%" PRId64
	    "/%s", m->report.action, m->report.status->key));
}

void
report_resume(struct meeting *m, struct ctx *ctx, int64_t action,
    const char *status)
{
	const struct kind_action_status *s = kind_status(m->kind, status);
	struct action_row row;
	struct err err = {0};

	if (s && action_read(ctx->session->db, action, m->row.held_on,
	    &m->screen.arena, &row, &err))
		report_begin(m, ctx, action, row.status, s);
	err_clear(&err);
}

static unsigned
next_question(struct meeting *m, struct ctx *ctx)
{
	static const struct dialog_answer dates[] = {
		{ 'd', "a new date", 1 },
		{ 'e', "it goes up: escalate it", 2 },
		{ 'b', "both: escalate it, with a new date", 3 },
	};
	static const struct dialog_answer chairs[] = {
		{ 'y', "yes, the chair accepts it", 1 },
		{ 'n', "no", 2 },
	};
	int needs = m->report.status->needs;
	struct screen *s = &m->screen;

	if ((needs & NEED_REASON) && !m->report.reason)
		ask_words(m, ctx, "Why: ", "reason", reason_given);
	else if ((needs & NEED_OUTCOME) && !m->report.outcome)
		ask_words(m, ctx, "What came of it: ", "outcome",
		    outcome_given);
	else if ((needs & NEED_NEW_DATE) && (needs & NEED_OR_ESCALATED) &&
	    !m->report.dated)
		ask_dialog(ctx, "Not done", "What now?", dates, 3, 0,
		    date_or_up, s);
	else if ((needs & NEED_NEW_DATE) && !m->report.dated &&
	    m->report.new_due == DATE_NONE)
		ask_day(ctx, "New date: ", NULL, NULL,
		    &(const struct ask_day){ .meeting = m->id }, due_given,
		    s);
	else if ((needs & NEED_LINK) && !m->report.replaced_by)
		ask_line(ctx, "Which action takes its place: ", NULL, NULL,
		    NULL, NULL, link_given, s);
	else if ((needs & NEED_CHAIR) && !m->report.chair_asked)
		ask_dialog(ctx, m->report.status->label,
		    "Does the chair accept this?", chairs, 2, 0,
		    chair_answer, s);
	else
		return save(m, ctx);
	return SCREEN_REDRAW;
}

unsigned
report_begin(struct meeting *m, struct ctx *ctx, int64_t action,
    const char *was, const struct kind_action_status *status)
{
	char *read = xstrdup(was);

	report_free(m);
	m->report.action = action;
	m->report.was = read;
	m->report.status = status;
	return next_question(m, ctx);
}

/* ---- Which status ----------------------------------------------------- */

static const struct kind_action_status *
nth_that_may_follow(const struct meeting *m, size_t at)
{
	const struct kind_actions *k = &m->kind->actions;
	size_t i;

	for (i = 0; i < k->n_statuses; i++) {
		if (action_may_follow(&k->statuses[i], m->ask.key) &&
		    at-- == 0)
			return &k->statuses[i];
	}
	return NULL;
}

static unsigned
status_picked(struct screen *s, struct ctx *ctx, size_t row)
{
	struct meeting *m = (struct meeting *)s;
	const struct kind_action_status *st = nth_that_may_follow(m, row);

	return st ? report_begin(m, ctx, m->ask.id, m->ask.was, st)
	    : SCREEN_REDRAW;
}

/* Those that may come next; who may set each is asked when it is saved, with
 * the sentence that says who else can. */
unsigned
report_choose(struct meeting *m, struct ctx *ctx, int64_t action,
    const char *was)
{
	const struct kind_actions *k = &m->kind->actions;
	const struct kind_action_status *st;
	struct arena a = {0};
	struct choice *rows = arena_array(&a, k->n_statuses + 1,
	    sizeof *rows);
	struct action_row row;
	struct err err = {0};
	size_t n = 0;

	if (!action_read(ctx->session->db, action, m->row.held_on, &a, &row,
	    &err)) {
		arena_release(&a);
		return ctx_fail(ctx, &err);
	}
	meeting_ask(m, action, row.status, was);
	while ((st = nth_that_may_follow(m, n)) != NULL)
		rows[n++] = (struct choice){ .key = st->key,
			.label = st->label, .note = st->help };
	ask_pick(ctx, "How does it stand?", rows, n, 0, status_picked,
	    &m->screen);
	arena_release(&a);
	return SCREEN_REDRAW;
}

static unsigned
which_not(struct screen *s, struct ctx *ctx, int value)
{
	struct meeting *m = (struct meeting *)s;
	const struct kind_action_status *status = kind_status_of(m->kind,
	    value == 1 ? MEANING_COULD_NOT : MEANING_DID_NOT);

	return status ? report_begin(m, ctx, m->ask.id, m->ask.was, status)
	    : SCREEN_REDRAW;
}

unsigned
report_not_done(struct meeting *m, struct ctx *ctx, int64_t action,
    const char *was)
{
	const struct kind_action_status *could = kind_status_of(m->kind,
	    MEANING_COULD_NOT);
	const struct kind_action_status *did = kind_status_of(m->kind,
	    MEANING_DID_NOT);
	const struct dialog_answer answers[] = {
		{ 'c', could ? could->label : "could not be done", 1 },
		{ 'd', did ? did->label : "was not done", 2 },
	};

	if (!could || !did)
		return could || did ? report_begin(m, ctx, action, was,
		    could ? could : did) : report_choose(m, ctx, action, was);
	meeting_ask(m, action, NULL, was);
	ask_dialog(ctx, "Not done", "Could it not be done, or was it not "
	    "done? They are counted apart.", answers, 2, 0, which_not,
	    &m->screen);
	return SCREEN_REDRAW;
}

/* ---- Another date ------------------------------------------------------ */

static const char *
date_place(struct meeting *m)
{
	return meeting_draft(m, "date/%" PRId64, m->ask.id);
}

static unsigned
date_typed(struct screen *s, struct ctx *ctx, const char *text)
{
	struct meeting *m = (struct meeting *)s;

	return action_date_typed(ctx, s, m->row.board,
	    &(const struct action_wish){ .action = m->ask.id,
	    .due_was = m->ask.number, .place = date_place(m) }, text);
}

void
report_date(struct meeting *m, struct ctx *ctx, int64_t action, int due)
{
	meeting_ask(m, action, NULL, NULL);
	m->ask.number = due;
	ask_day(ctx, "New date, and why: ", NULL, date_place(m),
	    &(const struct ask_day){ .meeting = m->id, .more = true },
	    date_typed, &m->screen);
}
