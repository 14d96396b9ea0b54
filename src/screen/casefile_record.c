/*
 * casefile_record: where a record stands in its life, who answers for it, what
 * comes due of it, and what it lacks.
 */
#include <inttypes.h>
#include <string.h>

#include "base/date.h"
#include "cmd/heading.h"
#include "cmd/state_cmd.h"
#include "model/when.h"
#include "screen/ask.h"
#include "screen/casefile_tabs.h"
#include "screen/person.h"
#include "store/directory_read.h"

bool
casefile_read_record(struct casefile *c, struct ctx *ctx, struct err *err)
{
	struct arena *a = &c->screen.arena;
	int today = clock_today(ctx->session->clock);

	c->names = heading_text(a, c->kind, c->type, c->row.ref,
	    c->row.answers);
	if (!*c->names)
		c->names = person_names(a, c->type, c->parties,
		    c->n_parties);
	c->n_timers = c->n_unmet = 0;
	if (c->type->n_timers && !timer_read_casefile(ctx->session, c->id, a,
	    &c->timers, &c->n_timers, err))
		return false;
	return case_unmet(ctx->session, c->id, today, a, &c->unmet,
	    &c->n_unmet, err) && case_links_missing(ctx->session, c->id,
	    c->type, a, &c->untied, &c->n_untied, err);
}

/* ---- In the head -------------------------------------------------------- */

void
casefile_record_tags(const struct casefile *c, struct buf *b)
{
	if (c->n_timers && c->timers[0].left < 0) {
		buf_adds(b, "  ! ");
		timer_add_left(b, c->timers[0].left);
	}
	if (c->n_unmet)
		buf_addf(b, "  ! %s: %d of %d", c->unmet[0].choice,
		    c->unmet[0].have, c->unmet[0].need);
}

static const char *
state_label(const struct casefile *c)
{
	const struct kind_state *st = kind_state(c->type, c->row.state);

	return st ? st->label : c->row.state;
}

void
casefile_record_facts(const struct casefile *c, struct buf *b)
{
	if (*c->row.state) {
		buf_addf(b, " · %s", state_label(c));
		if (c->row.state_on != DATE_NONE) {
			buf_adds(b, " since ");
			date_add_shown(b, c->row.state_on);
		}
	}
	if (c->row.lead)
		buf_addf(b, " · lead %s", c->row.lead_name);
}

/* ---- Among the parts ---------------------------------------------------- */

static void
say(struct casefile *c, const char *what, const char *text, bool warn)
{
	struct line *l = lines_add(&c->lines, what);

	l->cell[1] = text;
	l->cell_style[0] = warn ? STYLE_WARN : STYLE_LABEL;
	l->cell_style[1] = STYLE_FIELD;
}

static void
add_timers(struct casefile *c)
{
	struct arena *a = &c->screen.arena;
	size_t i;

	for (i = 0; i < c->n_timers; i++) {
		const struct timer_line *t = &c->timers[i];
		struct buf b = {0};
		struct line *l;

		date_add_shown(&b, t->due);
		buf_adds(&b, ", ");
		timer_add_left(&b, t->left);
		l = lines_add(&c->lines, t->timer->label);
		l->cell[1] = arena_strdup(a, buf_text(&b));
		l->cell_style[0] = STYLE_LABEL;
		l->cell_style[1] = t->left < 0 ? STYLE_OVERDUE
		    : t->alert >= 0 ? STYLE_DUE : STYLE_FIELD;
		buf_release(&b);
	}
}

void
casefile_add_record(struct casefile *c)
{
	struct arena *a = &c->screen.arena;
	size_t i;

	for (i = 0; i < c->n_unmet; i++)
		say(c, "! Too few", c->unmet[i].text, true);
	for (i = 0; i < c->n_untied; i++)
		say(c, "! Missing", arena_printf(a, "a tie: %s (t ties it)",
		    c->untied[i]), true);
	if (*c->row.state)
		say(c, "State", arena_printf(a, "%s%s%s%s%s", state_label(c),
		    c->row.state_on == DATE_NONE ? "" : " since ",
		    lines_date(a, c->row.state_on),
		    *c->row.state_reason ? ": " : "", c->row.state_reason),
		    false);
	if (c->type->n_states)
		say(c, "Lead", c->row.lead ? c->row.lead_name : "nobody yet",
		    false);
	add_timers(c);
}

/* ---- Changing them ------------------------------------------------------ */

static unsigned
put_state(struct casefile *c, struct ctx *ctx, int on, const char *reason)
{
	struct state_change change = { .to = c->to_state, .on = on,
	    .reason = reason };
	const struct kind_state *st = kind_state(c->type, c->to_state);
	struct err err = {0};

	if (!cmd_casefile_state(ctx->session, c->id, c->row.state, &change,
	    &err))
		return ctx_fail(ctx, &err);
	ctx_say(ctx, STYLE_OK, "%s: %s.", c->row.ref, st->label);
	return SCREEN_RELOAD;
}

/* "5 mar Found a new boat": the day stands first where the state asks for
 * one. */
static unsigned
state_typed(struct screen *s, struct ctx *ctx, const char *text)
{
	struct casefile *c = (struct casefile *)s;
	const struct kind_state *st = kind_state(c->type, c->to_state);
	struct when_context when = {
		.today = clock_today(ctx->session->clock),
		.next_meeting = DATE_NONE, .past = true };
	struct when w = {0};
	unsigned done;
	int on = DATE_NONE;

	if (st->needs & NEED_DATE) {
		if (!when_match(text, strlen(text), &when, &w) ||
		    w.status != WHEN_OK) {
			ctx_say(ctx, STYLE_WARN, "Begin with the day since "
			    "when it is so, as 5 mar.");
			return ASK_AGAIN;
		}
		on = w.date;
		text += w.len + strspn(text + w.len, " ");
	}
	done = put_state(c, ctx, on, text);
	return done == SCREEN_RELOAD ? done : ASK_AGAIN;
}

static unsigned
state_picked(struct screen *s, struct ctx *ctx, size_t row)
{
	struct casefile *c = (struct casefile *)s;
	const struct kind_state *st = kind_state(c->type,
	    c->states.rows[row].key);

	c->to_state = st->key;
	if (!st->needs)
		return put_state(c, ctx, DATE_NONE, NULL);
	ask_line(ctx, st->needs & NEED_DATE ? st->needs & NEED_REASON
	    ? "Since when, and why: " : "Since when: " : "Why: ", NULL,
	    arena_printf(&s->arena, "casefile/%" PRId64 "/state", c->id),
	    NULL, NULL, state_typed, s);
	return SCREEN_REDRAW;
}

static bool
follows(const struct kind_state *st, const char *now)
{
	size_t i;

	for (i = 0; i < st->n_from && *now; i++)
		if (!strcmp(st->from[i], now))
			return true;
	return !st->n_from || !*now;
}

unsigned
casefile_ask_state(struct casefile *c, struct ctx *ctx)
{
	size_t i;

	choices_clear(&c->states);
	for (i = 0; i < c->type->n_states; i++) {
		const struct kind_state *st = &c->type->states[i];

		if (strcmp(st->key, c->row.state) != 0 &&
		    follows(st, c->row.state))
			choices_add(&c->states, st->key, st->label, st->help,
			    0);
	}
	if (!c->states.n)
		return ctx_say(ctx, STYLE_WARN, "No other state may follow "
		    "this one.");
	ask_pick(ctx, arena_printf(&c->screen.arena, "%s is", c->row.ref),
	    c->states.rows, c->states.n, 0, state_picked, &c->screen);
	return SCREEN_REDRAW;
}

static unsigned
lead_picked(struct screen *s, struct ctx *ctx, size_t row)
{
	struct casefile *c = (struct casefile *)s;
	struct err err = {0};

	if (!cmd_casefile_lead(ctx->session, c->id, c->row.lead,
	    c->states.rows[row].id, &err))
		return ctx_fail(ctx, &err);
	return SCREEN_RELOAD;
}

unsigned
casefile_ask_lead(struct casefile *c, struct ctx *ctx)
{
	struct member_row *list = NULL;
	struct err err = {0};
	size_t i, n = 0, at = 0;

	if (!board_read_members(ctx->session->db, c->row.board,
	    &c->screen.arena, &list, &n, &err))
		return ctx_fail(ctx, &err);
	choices_clear(&c->states);
	for (i = 0; i < n; i++) {
		if (list[i].id == c->row.lead)
			at = i;
		choices_add(&c->states, list[i].login, list[i].name,
		    list[i].agency_short, list[i].id);
	}
	choices_add(&c->states, "nobody", "nobody", NULL, 0);
	ask_pick(ctx, "Who answers for it?", c->states.rows, c->states.n, at,
	    lead_picked, &c->screen);
	return SCREEN_REDRAW;
}
