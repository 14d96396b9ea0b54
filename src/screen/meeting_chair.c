/*
 * meeting_chair: who is in the chair of the running meeting: said in its title,
 * and changed when someone else takes it or it is handed back.
 */
#include <string.h>

#include "base/date.h"
#include "cmd/chair_cmd.h"
#include "screen/ask.h"
#include "screen/meeting.h"

static const struct attendance_row *
roll_of(const struct meeting *m, int64_t member)
{
	size_t i;

	for (i = 0; member && i < m->n_roll; i++) {
		if (m->roll[i].member == member)
			return &m->roll[i];
	}
	return NULL;
}

bool
meeting_may_chair(const struct meeting *m, const struct ctx *ctx)
{
	int64_t me = ctx->session->member;
	const struct kind_role *role = m->role ? kind_role(m->kind, m->role)
	    : NULL;

	if (m->run || m->record || (me && me == m->row.acting))
		return true;
	return role && chair_could(m->kind, m->role) &&
	    (me == m->row.deputy_chair ||
	    kind_role_chairs(m->kind, role, true));
}

void
meeting_title(const struct screen *s, const struct ctx *ctx,
    struct buf *left, struct buf *right)
{
	const struct meeting *m = (const struct meeting *)s;
	int64_t me = ctx->session->member;
	const struct attendance_row *r = roll_of(m, me);
	const struct kind_role *role = r ? kind_role(m->kind, r->role) : NULL;
	size_t i, here = 0;

	buf_addf(left, "%s  ", m->row.board_name);
	date_add_shown(left, m->row.held_on);
	for (i = 0; i < m->n_roll; i++)
		here += m->roll[i].here;
	if (m->row.acting && m->row.acting == me)
		buf_adds(right, "you chair · ");
	else if (m->row.acting)
		buf_addf(right, "%s chairs · ", m->row.acting_name);
	else if (role)
		buf_addf(right, "%s · ", role->label);
	buf_addf(right, "%zu here", here);
}

/* ---- Taking it and handing it back --------------------------------------- */

static unsigned
back(struct screen *s, struct ctx *ctx)
{
	struct meeting *m = (struct meeting *)s;
	struct err err = {0};

	if (!cmd_chair_back(ctx->session, m->id, NULL, &err))
		return ctx_fail(ctx, &err);
	ctx_say(ctx, STYLE_OK, "%s is back in the %s.", m->row.chair_name,
	    kind_word(m->kind, "chair", 1));
	return SCREEN_REDRAW | SCREEN_RELOAD;
}

static unsigned
reason_typed(struct screen *s, struct ctx *ctx, const char *text)
{
	struct meeting *m = (struct meeting *)s;
	struct err err = {0};

	if (!cmd_chair_take(ctx->session, m->id, m->ask.id, NULL, text, &err))
		return ask_refused(ctx, &err);
	ctx_say(ctx, STYLE_OK, "The %s was taken. H hands it back.",
	    kind_word(m->kind, "chair", 1));
	return SCREEN_REDRAW | SCREEN_RELOAD;
}

static unsigned
ask_reason(struct meeting *m, struct ctx *ctx, int64_t member)
{
	meeting_ask(m, member, NULL, NULL);
	ask_line(ctx, "Why (such as: an interest in the item; had to leave): ",
	    NULL, NULL, NULL, NULL, reason_typed, &m->screen);
	return SCREEN_REDRAW;
}

static unsigned
who_picked(struct screen *s, struct ctx *ctx, size_t row)
{
	struct meeting *m = (struct meeting *)s;
	int64_t member = meeting_picked(m, row);

	if (member && member == m->row.chair)
		return back(s, ctx);
	return ask_reason(m, ctx, member);
}

/* How near someone of the roll is to the chair: 0 the deputy, or whose role is
 * there for it; 1 who is here and may; 2 who may and was not ticked; 3 nobody
 * to choose. */
static int
nearness(const struct meeting *m, const struct attendance_row *r)
{
	const struct kind_role *role = kind_role(m->kind, r->role);

	if (!r->member || r->member == m->row.chair ||
	    r->member == m->row.acting || !role ||
	    !kind_role_chairs(m->kind, role, false) ||
	    (r->attended && !r->here))
		return 3;
	if (r->member == m->row.deputy_chair ||
	    kind_role_chairs(m->kind, role, true))
		return 0;
	return r->here ? 1 : 2;
}

/* The chair first, to hand it back to. */
static size_t
add_choices(struct meeting *m, struct choice *rows)
{
	size_t i, n = 0;
	int near;

	if (m->row.acting && m->row.chair)
		rows[n++] = (struct choice){ .key = "",
			.label = m->row.chair_name,
			.note = "back in the chair", .id = m->row.chair };
	for (near = 0; near < 3; near++) {
		for (i = 0; i < m->n_roll; i++) {
			const struct attendance_row *r = &m->roll[i];

			if (nearness(m, r) == near)
				rows[n++] = (struct choice){ .key = "",
					.label = r->member_name,
					.note = r->agency_short,
					.id = r->member };
		}
	}
	return n;
}

unsigned
meeting_chair(struct meeting *m, struct ctx *ctx)
{
	int64_t me = ctx->session->member;
	struct arena a = {0};
	struct choice *rows;
	size_t n;

	if (m->row.acting && m->row.chair && (me == m->row.acting ||
	    me == m->row.chair)) {
		ask_yes(ctx, "The chair", arena_printf(&m->screen.arena,
		    "Back to %s?", m->row.chair_name), "hand it back", back,
		    &m->screen);
		return SCREEN_REDRAW;
	}
	if (!m->run && !m->record)
		return ask_reason(m, ctx, me);
	rows = arena_array(&a, m->n_roll + 1, sizeof *rows);
	n = add_choices(m, rows);
	if (n)
		meeting_pick(m, ctx, "Who takes the chair?", rows, n,
		    who_picked);
	else
		ctx_say(ctx, STYLE_WARN, "Nobody else on the roll has a role "
		    "that may sit in the %s.", kind_word(m->kind, "chair",
		    1));
	arena_release(&a);
	return SCREEN_REDRAW;
}
