/*
 * records: the records of one type of a board: what each is called, where it
 * stands, who answers for it, what comes due next.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "cmd/case_need.h"
#include "cmd/heading.h"
#include "cmd/timer.h"
#include "screen/ask.h"
#include "screen/form.h"
#include "screen/lines.h"
#include "screen/reading.h"
#include "screen/screens.h"
#include "screen/take.h"
#include "store/directory_read.h"
#include "store/records_read.h"

#define MOST 500		/* shown; search finds the others */

enum sorting { BY_REF, BY_NAME, BY_STATE, BY_DUE, SORTINGS };

static const char *const sortings[SORTINGS] = {
	"reference", "name", "state", "what comes due",
};

/* A record and what is said of it. */
struct entry {
	const struct record_row *row;
	const char *name;
	const struct kind_state *state;
	int order;		/* of the state */
	const struct timer_line *timer;	/* the nearest; NULL: none */
	const struct unmet *unmet;
};

struct records {
	struct screen screen;
	int64_t id;
	char *type_key;
	struct board_row board;
	const struct kind *kind;
	const struct kind_case_type *type;
	struct lines lines;
	struct choices choices;
	char *state;		/* those in this one; NULL: see all */
	bool all;		/* those no longer live, too */
	enum sorting sort;
	size_t shown;
	bool more;
};

enum {
	RECORDS_OPEN = 1,
	RECORDS_NEW,
	RECORDS_FILTER,
	RECORDS_SORT,
	RECORDS_TYPE
};

static const struct keydef rows[] = {
	{ RECORDS_OPEN, "Enter l Right", "open", "open",
	    "open what is chosen", "records", 0 },
	{ RECORDS_NEW, "n", "new-record", "new", "write down a new one", NULL,
	    KEYDEF_WRITES },
	{ RECORDS_FILTER, "f", "filter", "filter",
	    "those in hand, all, or in one state", NULL, 0 },
	{ RECORDS_SORT, "o", "sort", "sort",
	    "by reference, name, state or what comes due", NULL, 0 },
	{ RECORDS_TYPE, "c", "records", "type", "records of another type",
	    NULL, 0 },
};

static const struct keymap keys = KEYMAP(rows);

static const struct table_column columns[] = {
	{ .title = "Reference", .min = 11, .weight = 1, .max = 18 },
	{ .title = "", .min = 12, .weight = 3 },
	{ .title = "State", .min = 8, .weight = 1, .max = 20 },
	{ .title = "Lead", .min = 8, .weight = 1, .max = 20, .drop = 2 },
	{ .title = "Next due", .min = 12, .weight = 3, .max = 30, .drop = 1 },
};

/* ---- Loading -------------------------------------------------------------- */

static int
compare(const struct entry *a, const struct entry *b, enum sorting how)
{
	int x = 0;

	if (how == BY_NAME)
		x = strcoll(a->name, b->name);
	else if (how == BY_STATE)
		x = a->order - b->order;
	else if (how == BY_DUE && (a->timer || b->timer))
		x = !a->timer ? 1 : !b->timer ? -1
		    : (a->timer->due > b->timer->due) -
		    (a->timer->due < b->timer->due);
	return x ? x : strcmp(a->row->ref, b->row->ref);
}

#define COMPARE(name, how) \
	static int \
	name(const void *a, const void *b) \
	{ \
		return compare(a, b, how); \
	}
COMPARE(by_ref, BY_REF)
COMPARE(by_name, BY_NAME)
COMPARE(by_state, BY_STATE)
COMPARE(by_due, BY_DUE)

static int (*const comparisons[SORTINGS])(const void *, const void *) = {
	by_ref, by_name, by_state, by_due,
};

/* The timers come nearest first: the first of a record is its next. */
static const struct timer_line *
next_timer(const struct timer_line *list, size_t n, int64_t casefile)
{
	for (size_t i = 0; i < n; i++)
		if (list[i].casefile == casefile)
			return &list[i];
	return NULL;
}

static bool
is_shown(const struct records *r, const struct record_row *row)
{
	return !r->state || !strcmp(r->state, row->state);
}

static bool
fill(struct records *r, struct ctx *ctx, struct entry *e,
    const struct timer_line *timers, size_t n_timers, bool needs,
    struct err *err)
{
	struct arena *a = &r->screen.arena;
	struct unmet *unmet;
	size_t n = 0;

	e->name = heading_text(a, r->kind, r->type, e->row->ref,
	    e->row->answers);
	e->state = kind_state(r->type, e->row->state);
	e->order = e->state ? (int)(e->state - r->type->states) : -1;
	e->timer = next_timer(timers, n_timers, e->row->id);
	if (needs && !case_unmet(ctx->session, e->row->id, clock_today(
	    ctx->session->clock), a, &unmet, &n, err))
		return false;
	e->unmet = n ? unmet : NULL;
	return true;
}

static void
add_line(struct records *r, const struct entry *e)
{
	struct arena *a = &r->screen.arena;
	struct line *l = lines_add(&r->lines, e->row->ref);
	struct buf due = {0};

	l->cell[1] = e->unmet ? arena_printf(a, "! %d of %d  %s",
	    e->unmet->have, e->unmet->need, e->name)
	    : e->row->restricted ? arena_printf(a, "%s  RESTRICTED", e->name)
	    : e->name;
	l->cell_style[1] = e->unmet ? STYLE_WARN : STYLE_NORMAL;
	l->cell[2] = e->state ? arena_printf(a, "%s%s%s", e->state->mark
	    ? e->state->mark : "", e->state->mark ? " " : "",
	    e->state->label) : strcmp(e->row->screening, "accepted")
	    ? e->row->screening : e->row->state;
	l->cell[3] = e->row->lead_name;
	if (e->timer) {
		timer_add_left(&due, e->timer->left);
		buf_addf(&due, ": %s", e->timer->timer->label);
		l->cell[4] = arena_strdup(a, buf_text(&due));
		l->cell_style[4] = e->timer->left < 0 ? STYLE_OVERDUE
		    : e->timer->alert >= 0 ? STYLE_DUE : STYLE_NORMAL;
		buf_release(&due);
	}
	l->dim = false;
	l->style = e->row->live ? STYLE_NORMAL : STYLE_DIM;
	l->open = casefile_screen;
	l->id = e->row->id;
}

static bool
add_all(struct records *r, struct ctx *ctx, struct err *err)
{
	struct arena *a = &r->screen.arena;
	bool live = !r->all && !r->state && (r->type->n_states ||
	    r->type->register_only);
	bool needs = case_has_needs(r->kind, r->type);
	struct record_row *list;
	struct timer_line *timers;
	struct entry *entries;
	size_t i, n, n_timers;

	if (!records_read(ctx->session->db, r->id, r->type->key, live,
	    MOST + 1, a, &list, &n, err) || !timer_read_type(ctx->session,
	    r->id, r->type, a, &timers, &n_timers, err))
		return false;
	r->more = n > MOST;
	n = r->more ? MOST : n;
	entries = arena_array(a, n + 1, sizeof *entries);
	r->shown = 0;
	for (i = 0; i < n; i++) {
		if (!is_shown(r, &list[i]))
			continue;
		entries[r->shown].row = &list[i];
		if (!fill(r, ctx, &entries[r->shown++], timers, n_timers,
		    needs, err))
			return false;
	}
	if (r->shown > 1)
		qsort(entries, r->shown, sizeof *entries,
		    comparisons[r->sort]);
	for (i = 0; i < r->shown; i++)
		add_line(r, &entries[i]);
	return true;
}

static bool
records_load(struct screen *s, struct ctx *ctx, struct err *err)
{
	struct records *r = (struct records *)s;
	struct session *session = ctx->session;

	s->board = r->id;
	if (!board_read(session->db, r->id, &s->arena, &r->board, err))
		return false;
	r->kind = session_kind(session, r->board.kind_version, err);
	if (!r->kind)
		return false;
	r->type = kind_case_type(r->kind, r->type_key);
	if (!r->type)
		return err_set(err, ERR_INPUT, "This board keeps no records "
		    "of that type (any more).");
	s->marking = r->kind->marking.text;
	s->keys_off = session_may(session, r->id, RIGHT_REFER) ||
	    session_may(session, r->id, RIGHT_MANAGE_CASES) ? 0
	    : KEYDEF_WRITES;
	lines_begin(&r->lines, &s->arena, columns,
	    sizeof columns / sizeof *columns, true);
	if (!add_all(r, ctx, err))
		return false;
	if (!r->lines.n)
		reading_say_in(&r->lines, 1, s->keys_off
		    ? "None that you may see." : "None: n writes one down.");
	if (r->more)
		reading_say_in(&r->lines, 1, "There are more: / finds them.");
	lines_end(&r->lines);
	return true;
}

/* ---- Acting --------------------------------------------------------------- */

static unsigned
filter_done(struct screen *s, struct ctx *ctx, size_t row)
{
	struct records *r = (struct records *)s;

	(void)ctx;
	free(r->state);
	r->state = NULL;
	r->all = row == 1;
	if (row > 1)
		r->state = xstrdup(r->type->states[row - 2].key);
	r->lines.table.list = (struct list){0};
	return SCREEN_RELOAD;
}

static unsigned
ask_filter(struct records *r, struct ctx *ctx)
{
	size_t i, at = r->all ? 1 : 0;

	choices_clear(&r->choices);
	choices_add(&r->choices, "live", "in hand", NULL, 0);
	choices_add(&r->choices, "all", "all, the newest first", NULL, 0);
	for (i = 0; i < r->type->n_states; i++) {
		if (r->state && !strcmp(r->state, r->type->states[i].key))
			at = i + 2;
		choices_add(&r->choices, r->type->states[i].key,
		    r->type->states[i].label, r->type->states[i].help, 0);
	}
	ask_pick(ctx, "Show", r->choices.rows, r->choices.n, at, filter_done,
	    &r->screen);
	return SCREEN_REDRAW;
}

static unsigned
type_done(struct screen *s, struct ctx *ctx, size_t row)
{
	struct records *r = (struct records *)s;

	(void)ctx;
	free(r->type_key);
	r->type_key = xstrdup(r->kind->case_types[row].key);
	free(r->state);
	r->state = NULL;
	r->lines.table.list = (struct list){0};
	return SCREEN_RELOAD;
}

static unsigned
ask_new(struct records *r, struct ctx *ctx)
{
	ctx_push(ctx, form_screen(r->type->register_only ? "record %" PRId64
	    " %s" : "refer %" PRId64 " %s", r->id, r->type->key));
	return SCREEN_REDRAW;
}

static unsigned
records_act(struct screen *s, struct ctx *ctx, int action)
{
	struct records *r = (struct records *)s;
	unsigned moved = lines_move(&r->lines, action);

	if (moved)
		return moved;
	switch (action) {
	case RECORDS_OPEN:
		return lines_open(&r->lines, ctx);
	case RECORDS_NEW:
		return ask_new(r, ctx);
	case RECORDS_FILTER:
		return ask_filter(r, ctx);
	case RECORDS_SORT:
		r->sort = (r->sort + 1) % SORTINGS;
		ctx_say(ctx, STYLE_NORMAL, "By %s.", sortings[r->sort]);
		return SCREEN_RELOAD;
	case RECORDS_TYPE:
		records_ask_type(ctx, r->kind, type_done, s);
		return SCREEN_REDRAW;
	default:
		return 0;
	}
}

/* Of the record one is on; of none, what the board has. */
static size_t
records_takes(struct screen *s, struct ctx *ctx, struct arena *a,
    struct take *list)
{
	const struct line *l = lines_at(&((struct records *)s)->lines);
	size_t n = l && l->open == casefile_screen ? take_case(ctx, l->id, a,
	    list) : 0;

	return n ? n : take_things(s, ctx, a, list);
}

void
records_ask_type(struct ctx *ctx, const struct kind *k,
    unsigned (*done)(struct screen *s, struct ctx *ctx, size_t row),
    struct screen *asker)
{
	struct choices list = {0};

	for (size_t i = 0; i < k->n_case_types; i++)
		choices_add(&list, k->case_types[i].key,
		    k->case_types[i].plural ? k->case_types[i].plural
		    : k->case_types[i].title, NULL, 0);
	ask_pick(ctx, "Records of which type?", list.rows, list.n, 0, done,
	    asker);
	choices_release(&list);
}

/* ---- Showing -------------------------------------------------------------- */

static void
records_draw(struct screen *s, const struct ctx *ctx, struct view v)
{
	(void)ctx;
	lines_draw(&((struct records *)s)->lines, v);
}

static void
records_title(const struct screen *s, const struct ctx *ctx,
    struct buf *left, struct buf *right)
{
	const struct records *r = (const struct records *)s;
	const struct kind_state *st = r->state && r->type
	    ? kind_state(r->type, r->state) : NULL;

	(void)ctx;
	if (r->type)
		buf_addf(left, "%s  %s", r->type->plural ? r->type->plural
		    : r->type->title, r->board.name);
	buf_addf(right, "%zu%s %s", r->shown, r->more ? "+" : "",
	    st ? st->label : r->all ? "in all" : "in hand");
}

static void
records_place(const struct screen *s, struct buf *out)
{
	const struct records *r = (const struct records *)s;

	buf_addf(out, "%" PRId64 " %s", r->id, r->type_key);
}

static void
records_free(struct screen *s)
{
	struct records *r = (struct records *)s;

	choices_release(&r->choices);
	free(r->state);
	free(r->type_key);
}

static const struct screen_ops ops = {
	.name = "records",
	.keys = &keys,
	.moves = true,
	.load = records_load,
	.title = records_title,
	.draw = records_draw,
	.act = records_act,
	.takes = records_takes,
	.place = records_place,
	.free = records_free,
};

struct screen *
records_screen(int64_t board, const char *type)
{
	struct records *r = screen_new(sizeof *r, &ops);

	r->id = board;
	r->type_key = xstrdup(type);
	return &r->screen;
}
