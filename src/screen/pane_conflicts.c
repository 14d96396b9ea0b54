/*
 * pane_conflicts: who may not hear which case, and when they left for it.
 */
#include <string.h>

#include "base/alloc.h"
#include "cmd/conflict_cmd.h"
#include "screen/ask.h"
#include "screen/meeting.h"

enum {
	CONFLICT_ADD = 401,
	CONFLICT_ASKED,
	CONFLICT_LEFT,
	CONFLICT_BACK,
	CONFLICT_WITHDRAW,
	CONFLICT_LINE = 401,
	CONFLICT_NOT_ASKED
};

#define COUNT(a) (sizeof (a) / sizeof *(a))

static const struct keydef keys[] = {
	{ CONFLICT_ADD, "n", "conflict", "declare",
	    "somebody declares a conflict of interest", "this step",
	    KEYDEF_WRITES | KEY_RECORD },
	{ CONFLICT_ASKED, "y", "conflicts-asked", "none else",
	    "the question was asked, and nobody else declared one", NULL,
	    KEYDEF_WRITES | KEY_RECORD | KEY_OPEN },
	{ CONFLICT_LEFT, "l", "conflict-left", "left",
	    "when they left the room", NULL, KEYDEF_WRITES | KEY_RECORD },
	{ CONFLICT_BACK, "b", "conflict-back", "back",
	    "when they came back", NULL, KEYDEF_WRITES | KEY_RECORD },
	{ CONFLICT_WITHDRAW, "Delete X", "conflict-withdraw", NULL,
	    "it was declared in error", NULL, KEYDEF_WRITES | KEY_RECORD },
};

static bool
load(struct meeting *m, struct ctx *ctx, struct err *err)
{
	const struct agenda_row *item = meeting_item(m);
	struct conflict_row *rows;
	size_t i, n;

	if (!conflict_read(ctx->session->db, m->id, 0, &m->screen.arena,
	    &rows, &n, err))
		return false;
	/* That nobody spoke says something only when they were asked. */
	if (!item || !item->ended_at)
		body_add(&m->body, CONFLICT_NOT_ASKED, 0, STYLE_WARN, n
		    ? "Asked all? y notes that nobody else declares one; n "
		    "puts down who does." : "Not asked yet: y notes that it "
		    "was and nobody declares one; n puts down who does.");
	else if (!n)
		body_add(&m->body, 0, 0, STYLE_DIM,
		    "Asked: none was declared.");
	for (i = 0; i < n; i++) {
		const struct conflict_row *r = &rows[i];
		const char *left = meeting_time(m, r->left_at);
		struct body_line *l = body_addf(&m->body, CONFLICT_LINE,
		    r->id, STYLE_NORMAL, "%s%s%s · %s%s%s",
		    r->member_name, r->whole_agency ? " and all of " : ", ",
		    r->agency_name,
		    *r->ref ? r->ref : arena_printf(&m->screen.arena,
		    "a %s kept from you", kind_word(m->kind, "case", 1)),
		    *r->reason ? ": " : "", r->reason);

		if (*left)
			l->right = arena_printf(&m->screen.arena,
			    "left %s%s%s", left, r->returned_at ? ", back "
			    : "", meeting_time(m, r->returned_at));
		l->right_style = STYLE_DIM;
	}
	return true;
}

/* ---- Declaring: who, which case, all of the agency, why ---------------- */

static unsigned
reason_given(struct screen *s, struct ctx *ctx, const char *reason)
{
	struct meeting *m = (struct meeting *)s;
	struct err err = {0};
	int64_t id;

	if (!cmd_conflict_declare(ctx->session, m->id, m->ask.other,
	    m->ask.id, m->ask.number == 2, reason, &id, &err)) {
		ctx_fail(ctx, &err);
		return ASK_AGAIN;
	}
	return SCREEN_REDRAW | SCREEN_RELOAD;
}

static unsigned
scope_given(struct screen *s, struct ctx *ctx, int value)
{
	struct meeting *m = (struct meeting *)s;

	m->ask.number = value;
	ask_line(ctx, "Why: ", NULL, meeting_draft(m, "conflict"), NULL,
	    NULL, reason_given, s);
	return SCREEN_REDRAW;
}

static size_t
case_rows(struct meeting *m, struct arena *a, struct choice **rows)
{
	size_t i, n = 0;

	*rows = arena_array(a, m->n_agenda + 1, sizeof **rows);
	for (i = 0; i < m->n_agenda; i++) {
		if (m->agenda[i].casefile)
			(*rows)[n++] = (struct choice){ .key = "",
				.label = arena_printf(a, "%d  %s",
				m->agenda[i].nth, m->agenda[i].ref),
				.id = m->agenda[i].casefile };
	}
	return n;
}

static unsigned
case_picked(struct screen *s, struct ctx *ctx, size_t row)
{
	static const struct dialog_answer answers[] = {
		{ 'm', "this member alone", 1 },
		{ 'w', "the whole agency", 2 },
	};
	struct meeting *m = (struct meeting *)s;

	m->ask.other = meeting_picked(m, row);
	ask_dialog(ctx, "Conflict of interest",
	    "Who is kept out of it, here and everywhere in the book?",
	    answers, 2, 0, scope_given, s);
	return SCREEN_REDRAW;
}

static size_t
member_rows(struct meeting *m, struct arena *a, struct choice **rows)
{
	size_t i, n = 0;

	*rows = arena_array(a, m->n_roll + 1, sizeof **rows);
	for (i = 0; i < m->n_roll; i++) {
		if (m->roll[i].member)
			(*rows)[n++] = (struct choice){ .key = "",
				.label = m->roll[i].member_name,
				.note = m->roll[i].agency_short,
				.id = m->roll[i].member };
	}
	return n;
}

static unsigned
member_picked(struct screen *s, struct ctx *ctx, size_t row)
{
	struct meeting *m = (struct meeting *)s;
	struct arena a = {0};
	struct choice *rows;
	size_t n = case_rows(m, &a, &rows);

	meeting_ask(m, meeting_picked(m, row), NULL, NULL);
	if (n)
		meeting_pick(m, ctx, "In which case?", rows, n, case_picked);
	else
		ctx_say(ctx, STYLE_WARN, "No case is on the agenda.");
	arena_release(&a);
	return SCREEN_REDRAW;
}

static unsigned
declare(struct meeting *m, struct ctx *ctx)
{
	struct arena a = {0};
	struct choice *rows;
	size_t n = member_rows(m, &a, &rows);

	if (n)
		meeting_pick(m, ctx, "Who has a conflict?", rows, n,
		    member_picked);
	else
		ctx_say(ctx, STYLE_WARN, "Nobody is on the roll.");
	arena_release(&a);
	return SCREEN_REDRAW;
}

/* ---- Times ------------------------------------------------------------- */

static unsigned
time_typed(struct screen *s, struct ctx *ctx, const char *text)
{
	struct meeting *m = (struct meeting *)s;
	const char *iso = NULL;
	struct err err = {0};
	bool ok = true;

	if (*text)
		ok = (iso = meeting_time_typed(m, text, &err)) != NULL;
	if (ok)
		ok = m->ask.number == CONFLICT_LEFT
		    ? cmd_conflict_left(ctx->session, m->ask.id, iso, &err)
		    : cmd_conflict_returned(ctx->session, m->ask.id, iso,
		    &err);
	if (!ok) {
		ctx_fail(ctx, &err);
		return ASK_AGAIN;
	}
	return SCREEN_REDRAW | SCREEN_RELOAD;
}

static unsigned
withdraw_yes(struct screen *s, struct ctx *ctx)
{
	struct meeting *m = (struct meeting *)s;
	struct err err = {0};

	return meeting_done(ctx, cmd_conflict_withdraw(ctx->session,
	    m->ask.id, &err), &err);
}

static unsigned
act(struct meeting *m, struct ctx *ctx, int action)
{
	const struct body_line *l = body_chosen(&m->body);
	struct err err = {0};

	if (action == MEETING_ENTER && m->record && l &&
	    l->sort == CONFLICT_NOT_ASKED)
		action = CONFLICT_ASKED;
	switch (action) {
	case CONFLICT_ADD:
		return declare(m, ctx);
	case CONFLICT_ASKED:
		if (!cmd_conflict_asked(ctx->session, m->id, &err))
			return ctx_fail(ctx, &err);
		ctx_say(ctx, STYLE_OK, "Noted: the question was asked.");
		return SCREEN_REDRAW | SCREEN_RELOAD;
	case CONFLICT_LEFT:
	case CONFLICT_BACK:
	case CONFLICT_WITHDRAW:
		break;
	default:
		return 0;
	}
	if (!l || l->sort != CONFLICT_LINE)
		return ctx_say(ctx, STYLE_DIM, "Choose one first.");
	meeting_ask(m, l->id, NULL, NULL);
	m->ask.number = action;
	if (action == CONFLICT_WITHDRAW)
		ask_yes(ctx, "Declared in error", "Take this conflict back? "
		    "They may then see the case again.", "take it back",
		    withdraw_yes, &m->screen);
	else
		ask_line(ctx, action == CONFLICT_LEFT
		    ? "Left at (empty: now): " : "Back at (empty: now): ",
		    NULL, NULL, NULL, NULL, time_typed, &m->screen);
	return SCREEN_REDRAW;
}

const struct pane pane_conflicts = {
	.keys = keys, .n_keys = COUNT(keys), .load = load, .act = act,
};
