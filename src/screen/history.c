/*
 * history: the log of a casefile or of the book, step by step: who, when, what
 * it was and what it is.
 */
#include <inttypes.h>
#include <string.h>

#include "base/date.h"
#include "base/json.h"
#include "cmd/cmd.h"
#include "cmd/consult.h"
#include "screen/ask.h"
#include "screen/lines.h"
#include "screen/screens.h"
#include "store/casefile_read.h"
#include "store/history_read.h"

#define MOST 300

struct history {
	struct screen screen;
	int64_t casefile;
	const char *ref;
	struct history_row *rows;
	size_t n;
	struct lines lines;
};

enum { HISTORY_SHOW = 1 };

static const struct keydef rows[] = {
	{ HISTORY_SHOW, "Enter l Right", "show", "show",
	    "what it was and what it is", "log", 0 },
};

static const struct keymap keys = KEYMAP(rows);

static const struct table_column columns[] = {
	{ .title = "When", .min = 17, .max = 17 },
	{ .title = "Who", .min = 12, .weight = 1, .max = 24 },
	{ .title = "What", .min = 16, .weight = 2 },
	{ .title = "Parts", .min = 5, .max = 5, .align = ALIGN_RIGHT,
	    .drop = 1 },
};

/* "13 Mar 2031 09:30" in local time. */
static const char *
when(struct arena *a, int64_t ms)
{
	struct buf b = {0};
	struct clock c;
	const char *text;
	int64_t at = ms;

	clock_fixed(&c, &at);
	clock_add_local(&b, &c);
	text = lines_time(a, buf_text(&b));
	buf_release(&b);
	return text;
}

/* What someone did; of what was taken back or done again, also what that was. */
static const char *
what(struct history *h, const struct history_row *r)
{
	const struct history_row *was = r;
	size_t i;

	for (i = 0; i < h->n && was->undoes; i++) {
		if (h->rows[i].command == was->undoes)
			was = &h->rows[i];
	}
	return was == r || was->undoes ? cmd_label(r->name)
	    : arena_printf(&h->screen.arena, "%s: %s", cmd_label(r->name),
	    cmd_label(was->name));
}

static bool
history_load(struct screen *s, struct ctx *ctx, struct err *err)
{
	struct history *h = (struct history *)s;
	struct db *db = ctx->session->db;
	struct casefile_row file;
	struct line *l = NULL;
	size_t i, count = 0;

	lines_begin(&h->lines, &s->arena, columns,
	    sizeof columns / sizeof *columns, true);
	h->ref = "";
	if (h->casefile) {
		if (!casefile_read(db, h->casefile, &s->arena, &file, err))
			return false;
		h->ref = file.ref;
		s->casefile = h->casefile;
		if (!s->loaded && !cmd_consult_open(ctx->session,
		    h->casefile, err))
			return false;
	}
	if (!history_read(db, h->casefile, MOST, &s->arena, &h->rows, &h->n,
	    err))
		return false;
	/* One line for each step a person took, however many rows it wrote. */
	for (i = 0; i < h->n; i++) {
		const struct history_row *r = &h->rows[i];

		if (!l || r->command != h->rows[i - 1].command) {
			l = lines_add(&h->lines, when(&s->arena, r->at));
			l->cell[1] = *r->member_name ? r->member_name
			    : "minutebook";
			l->cell[2] = what(h, r);
			l->id = (int64_t)i;
			count = 0;
		}
		l->cell[3] = arena_printf(&s->arena, "%zu", ++count);
		l->other = (int64_t)i;
	}
	if (!h->n)
		lines_say(&h->lines, "Nothing yet.");
	lines_end(&h->lines);
	return true;
}

/* ---- What it was and is ---------------------------------------------------------- */

/* One side's value of a key; NULL when that side has none. */
static const char *
side(struct arena *a, const char *json, const char *key)
{
	struct json all, value;

	if (!json || !json_parse(json, strlen(json), &all) ||
	    !json_find(&all, key, &value))
		return NULL;
	return value.kind == JSON_STRING ? json_string(a, &value)
	    : json_raw(a, &value);
}

/* Numbers of rows and times kept for the views tell a person nothing. */
static bool
is_inner(const char *name)
{
	size_t len = strlen(name);

	return !strcmp(name, "id") || !strcmp(name, "visits") ||
	    (len > 3 && !strcmp(name + len - 3, "_id"));
}

static void
add_changes(struct arena *a, struct buf *b, const struct history_row *r)
{
	const char *from = r->after ? r->after : r->before;
	struct json all, key, value;
	struct json_walk w;

	if (!from || !json_parse(from, strlen(from), &all))
		return;
	json_open(&w, &all);
	while (json_next(&w, &key, &value)) {
		const char *name = json_string(a, &key);
		const char *was = side(a, r->before, name);
		const char *now = side(a, r->after, name);

		if (is_inner(name) || (now && !strcmp(now, "null") &&
		    !was))
			continue;
		if (was && now)
			buf_addf(b, "    %s: %s  →  %s\n", name, was, now);
		else
			buf_addf(b, "    %s: %s\n", name, now ? now : was);
	}
}

static unsigned
show(struct history *h, struct ctx *ctx)
{
	const struct line *l = lines_at(&h->lines);
	struct buf b = {0};
	int64_t i;

	if (!l || l->dim)
		return SCREEN_USED;
	for (i = l->other; i >= l->id; i--) {
		const struct history_row *r = &h->rows[i];

		buf_addf(&b, "%s %s\n", r->tbl, r->op);
		if (r->before || r->after)
			add_changes(&h->screen.arena, &b, r);
		else
			buf_adds(&b, "    (not yours to see, or erased)\n");
	}
	ask_read(ctx, l->cell[2], buf_text(&b));
	buf_wipe(&b);
	return SCREEN_REDRAW;
}

static unsigned
history_act(struct screen *s, struct ctx *ctx, int action)
{
	struct history *h = (struct history *)s;
	unsigned moved = lines_move(&h->lines, action);

	if (moved)
		return moved;
	return action == HISTORY_SHOW ? show(h, ctx) : 0;
}

static void
history_draw(struct screen *s, const struct ctx *ctx, struct view v)
{
	(void)ctx;
	lines_draw(&((struct history *)s)->lines, v);
}

static void
history_title(const struct screen *s, const struct ctx *ctx,
    struct buf *left, struct buf *right)
{
	const struct history *h = (const struct history *)s;

	(void)ctx;
	buf_addf(left, "Log%s%s", *h->ref ? "  " : "", h->ref);
	if (h->n == MOST)
		buf_addf(right, "the last %d entries", MOST);
}

static void
history_place(const struct screen *s, struct buf *out)
{
	buf_addf(out, "%" PRId64, ((const struct history *)s)->casefile);
}

static const struct screen_ops ops = {
	.name = "history",
	.keys = &keys,
	.moves = true,
	.load = history_load,
	.title = history_title,
	.draw = history_draw,
	.act = history_act,
	.place = history_place,
};

struct screen *
history_screen(int64_t casefile)
{
	struct history *h = screen_new(sizeof *h, &ops);

	h->casefile = casefile;
	return &h->screen;
}
