/*
 * casefile: the record of a case: what was asked and answered, who is in it,
 * repeats, research, actions, meetings, ties and access. One opens it and it
 * is written down that one did.
 */
#include <inttypes.h>
#include <string.h>

#include "base/date.h"
#include "base/utf8.h"
#include "cmd/casefile_cmd.h"
#include "cmd/consult.h"
#include "cmd/state_cmd.h"
#include "screen/ask.h"
#include "screen/casefile_tabs.h"
#include "screen/form.h"
#include "screen/reading.h"
#include "screen/screens.h"
#include "screen/screening.h"

enum {
	CASEFILE_OPEN = 1,
	CASEFILE_NEXT,
	CASEFILE_PREVIOUS,
	CASEFILE_FILL,
	CASEFILE_ADD_PARTY,
	CASEFILE_ADD_INCIDENT,
	CASEFILE_LOOK_REPEAT,
	CASEFILE_SCREEN,
	CASEFILE_TIE,
	CASEFILE_LET_IN,
	CASEFILE_KEEP_OUT,
	CASEFILE_RESTRICT,
	CASEFILE_HANDLING,
	CASEFILE_STATE,
	CASEFILE_LEAD,
	CASEFILE_REMOVE,
	CASEFILE_HISTORY,
	CASEFILE_REPORTS,
	CASEFILE_TAB		/* and those after it: a tab each */
};

enum {
	KEY_ACCESS = KEYDEF_OWN,	/* needs the right to manage access */
	KEY_STATE = KEYDEF_OWN << 1,	/* has states, which one may change */
	KEY_SCREENED = KEYDEF_OWN << 2	/* its type is screened at all */
};

/* What is asked, and the answer. */
static const struct table_column two[] = {
	{ .title = "", .min = 16, .weight = 2, .max = 30 },
	{ .title = "", .min = 24, .weight = 5 },
};

/* What, in words, by whom, when. */
static const struct table_column four[] = {
	{ .title = "", .min = 15, .weight = 1, .max = 24 },
	{ .title = "", .min = 20, .weight = 4 },
	{ .title = "", .min = 9, .weight = 1, .max = 24, .drop = 1 },
	{ .title = "", .min = 11, .max = 11, .drop = 2 },
};

static const struct tab {
	const char *title;
	bool (*add)(struct casefile *c, struct ctx *ctx, struct err *err);
	const struct table_column *columns;
	size_t n;
} tabs[] = {
	{ "Case", casefile_add_forms, two, 2 },
	{ "People", casefile_add_people, two, 2 },
	{ "Repeat", casefile_add_repeat, four, 3 },
	{ "Research", casefile_add_research, four, 3 },
	{ "Actions", casefile_add_actions, four, 4 },
	{ "Meetings", casefile_add_meetings, four, 4 },
	{ "Ties", casefile_add_links, two, 2 },
};

#define TABS ((int)(sizeof tabs / sizeof *tabs))

static const struct keydef rows[] = {
	{ CASEFILE_OPEN, "Enter l Right", "open", "open",
	    "open what is chosen", "casefile", 0 },
	{ CASEFILE_NEXT, "Tab ]", "next-part", "part",
	    "the next part of the case", NULL, 0 },
	{ CASEFILE_PREVIOUS, "Shift-Tab [", "previous-part", NULL,
	    "the part before", NULL, 0 },
	{ CASEFILE_FILL, "e", "fill-in", "fill in",
	    "fill in the form one is on", NULL, 0 },
	{ CASEFILE_ADD_PARTY, "p", "add-person", "person",
	    "add someone to the case", NULL, KEYDEF_WRITES },
	{ CASEFILE_ADD_INCIDENT, "i", "add-incident", "incident",
	    "add an incident", NULL, KEYDEF_WRITES },
	{ CASEFILE_LOOK_REPEAT, "r", "repeat", "repeat",
	    "has this come back? propose and decide", NULL, 0 },
	{ CASEFILE_SCREEN, "s", "screen", "screen",
	    "screen the referral: criteria, accept, return, reject", NULL,
	    KEY_SCREENED },
	{ CASEFILE_STATE, "S", "state", "state",
	    "say where it stands", NULL, KEY_STATE },
	{ CASEFILE_LEAD, "L", "lead", NULL,
	    "say who answers for it", NULL, KEY_STATE },
	{ CASEFILE_TIE, "t", "link", NULL, "tie it to another case", NULL,
	    KEYDEF_WRITES },
	{ CASEFILE_LET_IN, "a", "let-in", NULL,
	    "let an agency or a member in", NULL, KEY_ACCESS },
	{ CASEFILE_KEEP_OUT, "o", "keep-out", NULL,
	    "keep an agency or a member out", NULL, KEY_ACCESS },
	{ CASEFILE_RESTRICT, "R", "restrict", NULL,
	    "who may see the case at all", NULL, KEY_ACCESS },
	{ CASEFILE_HANDLING, "H", "handling", NULL,
	    "how it may be handled: a code, and its conditions", NULL,
	    KEY_ACCESS },
	{ CASEFILE_REMOVE, "x", "remove", NULL,
	    "take away what is chosen", NULL, KEYDEF_WRITES },
	{ CASEFILE_HISTORY, "h", "history", "history",
	    "who read and changed what", NULL, 0 },
	{ CASEFILE_REPORTS, "v", "reports", NULL,
	    "its plan, tracker and milestones", NULL, 0 },
	{ CASEFILE_TAB, "1", "part-case", NULL, "the case", NULL, 0 },
	{ CASEFILE_TAB + 1, "2", "part-people", NULL, "the people", NULL,
	    0 },
	{ CASEFILE_TAB + 2, "3", "part-repeat", NULL, "repeats", NULL, 0 },
	{ CASEFILE_TAB + 3, "4", "part-research", NULL,
	    "what agencies brought", NULL, 0 },
	{ CASEFILE_TAB + 4, "5", "part-actions", NULL, "the actions", NULL,
	    0 },
	{ CASEFILE_TAB + 5, "6", "part-meetings", NULL,
	    "meetings and minutes", NULL, 0 },
	{ CASEFILE_TAB + 6, "7", "part-ties", NULL,
	    "ties, transfer and access", NULL, 0 },
};

static const struct keymap keys = KEYMAP(rows);

struct casefile_entry *
casefile_entry(struct casefile *c)
{
	if (c->n_entries == c->cap_entries) {
		size_t cap = c->cap_entries ? c->cap_entries * 2 : 32;
		struct casefile_entry *more = arena_array(&c->screen.arena,
		    cap, sizeof *more);

		if (c->n_entries)
			memcpy(more, c->entries, c->n_entries * sizeof *more);
		c->entries = more;
		c->cap_entries = cap;
	}
	return &c->entries[c->n_entries++];
}

/* ---- Loading ------------------------------------------------------------ */

/* Parts that this kind of meeting has no use for are not there. */
static bool
tab_is_there(const struct casefile *c, int tab)
{
	if (tabs[tab].add == casefile_add_repeat)
		return c->kind->rules.repeat.on && !c->type->register_only;
	if (tabs[tab].add == casefile_add_people)
		return c->type->n_roles > 0;
	if (tabs[tab].add == casefile_add_meetings)
		return !c->type->register_only;
	if (tabs[tab].add == casefile_add_research)
		return c->kind->contributions.form != NULL;
	return true;
}

static bool
read_case(struct casefile *c, struct ctx *ctx, struct err *err)
{
	struct arena *a = &c->screen.arena;
	struct db *db = ctx->session->db;

	if (!casefile_read(db, c->id, a, &c->row, err))
		return false;
	if (!c->screen.loaded && !cmd_consult_open(ctx->session, c->id, err))
		return false;
	c->kind = session_board_kind(ctx->session, c->row.board, err);
	if (!c->kind)
		return false;
	c->type = kind_case_type(c->kind, c->row.type);
	if (!c->type)
		return err_set(err, ERR_INPUT, "The board's kind no longer "
		    "knows what sort of case %s is.", c->row.ref);
	if (!party_read_casefile(db, c->id, a, &c->parties, &c->n_parties,
	    err))
		return false;
	return casefile_read_record(c, ctx, err);
}

/* Keys for what one may not do are not there. */
static unsigned
keys_off(struct casefile *c, struct session *s)
{
	int64_t board;
	unsigned off = 0;

	if (!casefile_require(s, c->id, &board, NULL))
		off |= KEYDEF_WRITES;
	if (!casefile_require_access(s, c->id, &board, NULL))
		off |= KEY_ACCESS;
	if (!c->type->n_states || !state_may_change(s, c->id))
		off |= KEY_STATE;
	if (c->type->register_only)
		off |= KEY_SCREENED;
	return off;
}

static bool
casefile_load(struct screen *s, struct ctx *ctx, struct err *err)
{
	struct casefile *c = (struct casefile *)s;

	c->entries = NULL;
	c->n_entries = c->cap_entries = 0;
	if (!read_case(c, ctx, err))
		return false;
	s->keys_off = keys_off(c, ctx->session);
	s->casefile = c->id;
	s->board = c->row.board;
	s->marking = *c->row.marking ? c->row.marking : c->kind->marking.text;
	if (c->tab < 0 || c->tab >= TABS || !tab_is_there(c, c->tab))
		c->tab = 0;
	lines_begin(&c->lines, &s->arena, tabs[c->tab].columns,
	    tabs[c->tab].n, false);
	if (!tabs[c->tab].add(c, ctx, err))
		return false;
	lines_end(&c->lines);
	return true;
}

/* ---- Acting ------------------------------------------------------------- */

static unsigned
turn(struct casefile *c, int by)
{
	do {
		c->tab = (c->tab + by + TABS) % TABS;
	} while (!tab_is_there(c, c->tab));
	c->lines.table.list = (struct list){0};
	return SCREEN_RELOAD;
}

static unsigned
fill_in(struct casefile *c, struct ctx *ctx, const struct line *l)
{
	const struct casefile_entry *e = l && l->tag == CASEFILE_FIELD
	    ? &c->entries[l->id] : NULL;
	const struct kind_form *form = kind_form_for(c->kind, c->type,
	    RECORD_REFERRAL);
	const char *key = e ? e->form : form ? form->key : NULL;

	if (l && l->tag == CASEFILE_PARTY) {
		ctx_push(ctx, form_screen("party %" PRId64, l->id));
		return SCREEN_REDRAW;
	}
	if (!key)
		return ctx_say(ctx, STYLE_WARN, "This sort of case has no "
		    "form of its own.");
	ctx_push(ctx, form_screen_at(arena_printf(&c->screen.arena,
	    "casefile %" PRId64 " %s", c->id, key), e ? e->field : NULL));
	return SCREEN_REDRAW;
}

static unsigned
open_line(struct casefile *c, struct ctx *ctx)
{
	const struct line *l = lines_at(&c->lines);

	if (!l)
		return SCREEN_USED;
	switch (l->tag) {
	case CASEFILE_FIELD:
		return fill_in(c, ctx, l);
	case CASEFILE_INCIDENT:
		ctx_push(ctx, form_screen("incident %" PRId64, l->id));
		return SCREEN_REDRAW;
	case CASEFILE_RESEARCH:
		ctx_push(ctx, contribution_screen(c->id, l->other, l->id));
		return SCREEN_REDRAW;
	case CASEFILE_MINUTE:
		ask_read(ctx, c->entries[l->id].title,
		    c->entries[l->id].text);
		return SCREEN_REDRAW;
	default:
		return lines_open(&c->lines, ctx);
	}
}

static unsigned
casefile_push(struct ctx *ctx, struct screen *take_screen)
{
	ctx_push(ctx, take_screen);
	return SCREEN_REDRAW;
}

static unsigned
casefile_act(struct screen *s, struct ctx *ctx, int action)
{
	struct casefile *c = (struct casefile *)s;
	unsigned moved = lines_move(&c->lines, action);

	if (moved)
		return moved;
	if (action >= CASEFILE_TAB && action < CASEFILE_TAB + TABS) {
		if (!tab_is_there(c, action - CASEFILE_TAB))
			return SCREEN_USED;
		c->tab = action - CASEFILE_TAB;
		return turn(c, 0);
	}
	switch (action) {
	case CASEFILE_OPEN:
		return open_line(c, ctx);
	case CASEFILE_NEXT:
		return turn(c, 1);
	case CASEFILE_PREVIOUS:
		return turn(c, -1);
	case CASEFILE_FILL:
		return fill_in(c, ctx, lines_at(&c->lines));
	case CASEFILE_ADD_PARTY:
		return casefile_ask_party(c, ctx);
	case CASEFILE_ADD_INCIDENT:
		return casefile_push(ctx, form_screen("incident new %" PRId64,
		    c->id));
	case CASEFILE_LOOK_REPEAT:
		return casefile_push(ctx, repeat_screen(c->id));
	case CASEFILE_REPORTS:
		return casefile_push(ctx, reports_screen(c->row.board,
		    c->id));
	case CASEFILE_SCREEN:
		return casefile_push(ctx, screening_screen(c->id));
	case CASEFILE_TIE:
		return casefile_ask_link(c, ctx);
	case CASEFILE_LET_IN:
	case CASEFILE_KEEP_OUT:
		return casefile_ask_access(c, ctx, action == CASEFILE_LET_IN);
	case CASEFILE_RESTRICT:
		return casefile_ask_restrict(c, ctx);
	case CASEFILE_HANDLING:
		return casefile_ask_handling(c, ctx);
	case CASEFILE_STATE:
		return casefile_ask_state(c, ctx);
	case CASEFILE_LEAD:
		return casefile_ask_lead(c, ctx);
	case CASEFILE_REMOVE:
		return casefile_ask_remove(c, ctx);
	case CASEFILE_HISTORY:
		return casefile_push(ctx, history_screen(c->id));
	default:
		return 0;
	}
}

/* ---- Showing ------------------------------------------------------------ */

const char *
casefile_repeat_tag(const struct kind_case_type *t)
{
	size_t i;

	for (i = 0; i < t->n_item_types; i++) {
		if (t->item_types[i].repeat && t->item_types[i].tag)
			return t->item_types[i].tag;
	}
	return "REPEAT";
}

static void
add_tags(const struct casefile *c, struct buf *b)
{
	if (c->row.restricted)
		buf_adds(b, "  RESTRICTED");
	if (c->row.repeat)
		buf_addf(b, "  %s", casefile_repeat_tag(c->type));
	if (*c->row.origin)
		buf_addf(b, "  FROM %s", c->row.origin);
	if (*c->row.sent_to)
		buf_addf(b, "  SENT TO %s%s", c->row.sent_to,
		    c->row.acknowledged_on == DATE_NONE
		    ? " (not acknowledged)" : "");
	if (*c->row.handling)
		buf_addf(b, "  %s", c->row.handling);
	casefile_record_tags(c, b);
}

/* The tool's name, as the form's choices have it. */
static const char *
tool_label(const struct casefile *c)
{
	const struct kind_form *form = kind_form_for(c->kind, c->type,
	    RECORD_REFERRAL);
	const struct kind_field *f = form ? kind_field(form, form_key(form,
	    "tool")) : NULL;
	const struct kind_choice *choice = f ? kind_choice(f->choices,
	    f->n_choices, c->row.tool) : NULL;

	return choice ? choice->label : *c->row.tool ? c->row.tool : "score";
}

static void
draw_facts(const struct casefile *c, struct view v)
{
	struct buf b = {0};
	int x, tags;

	/* The names give way, not the tags. */
	add_tags(c, &b);
	tags = utf8_width(buf_text(&b), b.len);
	x = v.r.w - 2 - tags > v.r.w / 3 ? v.r.w - 2 - tags : v.r.w / 3;
	x = view_put_cut(v, 0, 1, x, STYLE_TITLE, *c->names ? c->names
	    : c->type->title);
	view_put_cut(v, 0, 1 + x, v.r.w - 2 - x, STYLE_STRONG, buf_text(&b));
	buf_clear(&b);
	buf_adds(&b, "received ");
	date_add_shown(&b, c->row.received_on);
	if (*c->row.agency_short)
		buf_addf(&b, " from %s", c->row.agency_short);
	if (c->row.incident_on != DATE_NONE) {
		buf_adds(&b, " · incident ");
		date_add_shown(&b, c->row.incident_on);
	}
	if (c->row.score >= 0)
		buf_addf(&b, " · %s %d", tool_label(c), c->row.score);
	if (!c->type->register_only)
		buf_addf(&b, " · %s", c->row.screening);
	casefile_record_facts(c, &b);
	view_put_cut(v, 1, 1, v.r.w - 2, STYLE_DIM, buf_text(&b));
	buf_release(&b);
}

/* All that fit; in a narrow view the chosen one is among them. */
static void
draw_tabs(const struct casefile *c, struct view v)
{
	int i, x = 1, first = 0;

	view_hline(v, 0, 0, v.r.w, STYLE_LINE);
	if (v.r.w < 76 && c->tab > 3)
		first = c->tab - 3;
	for (i = first; i < TABS && x < v.r.w - 8; i++) {
		bool here = i == c->tab;

		if (!tab_is_there(c, i))
			continue;
		x += view_putf(v, 0, x, here ? STYLE_SELECTED : STYLE_LABEL,
		    here ? "[%d %s]" : " %d %s ", i + 1, tabs[i].title);
	}
}

static void
casefile_draw(struct screen *s, const struct ctx *ctx, struct view v)
{
	struct casefile *c = (struct casefile *)s;
	int head = v.r.h >= 10 ? 2 : 0;

	(void)ctx;
	if (head)
		draw_facts(c, view_sub(v, 0, 0, head, v.r.w));
	draw_tabs(c, view_sub(v, head, 0, 1, v.r.w));
	reading_draw(&c->lines, view_sub(v, head + 1, 0, v.r.h - head - 1,
	    v.r.w), 1);
}

static void
casefile_title(const struct screen *s, const struct ctx *ctx,
    struct buf *left, struct buf *right)
{
	const struct casefile *c = (const struct casefile *)s;

	(void)ctx;
	buf_addf(left, "%s  %s", c->row.ref, c->type->title);
	buf_adds(right, c->row.board_name);
}

static void
casefile_place(const struct screen *s, struct buf *out)
{
	const struct casefile *c = (const struct casefile *)s;

	buf_addf(out, "%" PRId64 " %d", c->id, c->tab);
}

static void
casefile_free(struct screen *s)
{
	choices_release(&((struct casefile *)s)->states);
}

static const struct screen_ops ops = {
	.name = "casefile",
	.free = casefile_free,
	.keys = &keys,
	.moves = true,
	.load = casefile_load,
	.title = casefile_title,
	.draw = casefile_draw,
	.act = casefile_act,
	.place = casefile_place,
	.resume = casefile_resume,
};

struct screen *
casefile_screen(int64_t casefile)
{
	struct casefile *c = screen_new(sizeof *c, &ops);

	c->id = casefile;
	return &c->screen;
}

struct screen *
casefile_screen_at(int64_t casefile, int tab)
{
	struct screen *s = casefile_screen(casefile);

	((struct casefile *)s)->tab = tab;
	return s;
}
