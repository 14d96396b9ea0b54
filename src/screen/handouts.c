/*
 * handouts: what went out of a meeting, or of a whole board: which version, in
 * which format, to whom, when, and the hash of the bytes.
 */
#include <inttypes.h>
#include <string.h>

#include "screen/ask.h"
#include "screen/lines.h"
#include "screen/screens.h"
#include "store/directory_read.h"
#include "store/edition_read.h"
#include "store/meeting_read.h"

struct handouts {
	struct screen screen;
	int64_t meeting, board;		/* one of them; the other 0 */
	const char *name;		/* of it */
	struct handout_row *list;
	size_t n;
	struct lines lines;
};

enum { DO_READ = 1, DO_MEETING };

enum { KEY_BOARD = KEYDEF_OWN };

static const struct keydef rows[] = {
	{ DO_READ, "Enter l Right", "in-full", "in full", "all that is known of "
	    "the chosen line, its whole hash among it", "here", 0 },
	{ DO_MEETING, "o", "its-meeting", "its meeting", "what went out of the "
	    "chosen line's meeting", NULL, KEY_BOARD },
};

static const struct keymap keys = KEYMAP(rows);

static const struct table_column columns[] = {
	{ .title = "When", .min = 17, .max = 17 },
	{ .title = "What", .min = 36, .weight = 2, .max = 60 },
	{ .title = "To", .min = 14, .weight = 1 },
	{ .title = "By", .min = 12, .weight = 1, .max = 24, .drop = 1 },
	{ .title = "Hash", .min = 12, .max = 12, .drop = 2 },
};

/* "sanitised minutes version 2", "agenda"; of minutes without a version, what
 * they were made of. */
static const char *
what(const struct handout_row *r, struct arena *a)
{
	if (!strcmp(r->how, "packed"))
		return !strcmp(r->what, "history") ? "the board's history"
		    : arena_printf(a, "pack%s: %s", r->encrypted
		    ? ", encrypted" : "", r->parts);
	if (r->version)
		return arena_printf(a, "%s%s version %d", !strcmp(r->sort,
		    EDITION_SANITISED) ? "sanitised " : "", r->what,
		    r->version);
	return strcmp(r->what, "minutes") != 0 ? r->what
	    : "minutes, their own part";
}

/* What one circulation laid before how many of the rows from here on. */
static size_t
laid_before(const struct handout_row *r, size_t n)
{
	size_t i = 1;

	if (strcmp(r->how, "circulated") != 0)
		return 1;
	while (i < n && !strcmp(r[i].how, "circulated") && r[i].edition ==
	    r->edition && !strcmp(r[i].at, r->at))
		i++;
	return i;
}

static const char *
to_whom(const struct handout_row *r)
{
	return *r->to_name ? r->to_name : *r->recipient ? r->recipient
	    : *r->agency_name ? r->agency_name : "taken as a file";
}

static void
add_row(struct handouts *v, size_t at, size_t times)
{
	const struct handout_row *r = &v->list[at];
	struct arena *a = &v->screen.arena;
	struct line *l = lines_add(&v->lines, lines_time(a, r->at));
	const char *text = what(r, a);

	if (v->board && r->meeting)
		text = arena_printf(a, "%s %s", r->ref, text);
	/* Of a pack it is said before what is in it. */
	l->cell[1] = *r->parts ? text : arena_printf(a, "%s%s%s%s", text,
	    *r->format ? ", " : "", r->format, r->encrypted ? ", encrypted"
	    : "");
	if (r->failed)
		l->cell[1] = arena_printf(a, "not sent: %s", l->cell[1]);
	l->cell[2] = times > 1 ? arena_printf(a, "%zu members", times)
	    : to_whom(r);
	l->cell[3] = r->by_name;
	l->cell[4] = arena_printf(a, "%.12s", r->hash);
	l->id = (int64_t)at;
	l->other = (int64_t)times;
	l->tag = 1;
}

static bool
is_list_in_zip(const struct handout_row *r)
{
	return !strcmp(r->what, "history") && r->encrypted &&
	    !strcmp(r->format, "folder");
}

/* Of a board, whoever a circulation was laid before is counted: the meeting's
 * own list names them. */
static void
add_rows(struct handouts *v)
{
	size_t i, times;

	for (i = 0; i < v->n; i += times) {
		times = v->board ? laid_before(&v->list[i], v->n - i) : 1;
		/* The zip stands for the list of files that is in it. */
		if (!is_list_in_zip(&v->list[i]))
			add_row(v, i, times);
	}
	if (!v->n)
		lines_say(&v->lines, "Nothing that you may know of went "
		    "out.");
}

static bool
read_name(struct handouts *v, struct ctx *ctx, struct err *err)
{
	struct arena *a = &v->screen.arena;
	struct meeting_row m;
	struct board_row b;

	v->screen.meeting = v->meeting;
	if (v->board) {
		if (!board_read(ctx->session->db, v->board, a, &b, err))
			return false;
		v->name = b.name;
		v->screen.board = v->board;
		return true;
	}
	if (!meeting_read(ctx->session->db, v->meeting, a, &m, err))
		return false;
	v->name = m.ref;
	v->screen.board = m.board;
	return true;
}

static bool
handouts_load(struct screen *s, struct ctx *ctx, struct err *err)
{
	struct handouts *v = (struct handouts *)s;
	struct db *db = ctx->session->db;

	lines_begin(&v->lines, &s->arena, columns,
	    sizeof columns / sizeof *columns, true);
	if (!read_name(v, ctx, err) || !(v->board ? handout_read_board(db,
	    v->board, &s->arena, &v->list, &v->n, err) : handout_read(db,
	    v->meeting, &s->arena, &v->list, &v->n, err)))
		return false;
	add_rows(v);
	lines_end(&v->lines);
	s->keys_off = v->board ? 0 : KEY_BOARD;
	return true;
}

/* Everything that is kept of it, the hash as verify has it. */
static unsigned
read_line(struct handouts *v, struct ctx *ctx, const struct line *l)
{
	const struct handout_row *r = &v->list[l->id];
	struct buf b = {0};
	int64_t i;

	buf_addf(&b, "What: %s\nOf: %s\nWhen: %s\nBy: %s\n", what(r,
	    &v->screen.arena), r->ref, lines_time(&v->screen.arena, r->at),
	    r->by_name);
	if (*r->format)
		buf_addf(&b, "As: %s, %s\n", r->format, r->encrypted
		    ? "encrypted (AES-256)" : "not encrypted");
	if (*r->hash)
		buf_addf(&b, "SHA-256: %s\n", r->hash);
	buf_adds(&b, "To: ");
	for (i = 0; i < l->other; i++)
		buf_addf(&b, "%s%s", i ? ", " : "", to_whom(&r[i]));
	ask_read(ctx, "What went out", buf_text(&b));
	buf_release(&b);
	return SCREEN_REDRAW;
}

static unsigned
handouts_act(struct screen *s, struct ctx *ctx, int action)
{
	struct handouts *v = (struct handouts *)s;
	const struct line *l = lines_at(&v->lines);

	if (action != DO_READ && action != DO_MEETING)
		return lines_move(&v->lines, action);
	if (!l || !l->tag)
		return SCREEN_USED;
	if (action == DO_READ)
		return read_line(v, ctx, l);
	if (!v->list[l->id].meeting)
		return ctx_say(ctx, STYLE_DIM, "That is of the whole board.");
	ctx_push(ctx, handouts_screen(v->list[l->id].meeting));
	return SCREEN_REDRAW;
}

static bool
handouts_shows(const struct screen *s, const struct change *c)
{
	const struct handouts *v = (const struct handouts *)s;

	return !strcmp(c->tbl, "handout") && (v->board || c->meeting ==
	    v->meeting);
}

static void
handouts_draw(struct screen *s, const struct ctx *ctx, struct view v)
{
	(void)ctx;
	lines_draw(&((struct handouts *)s)->lines, v);
}

static void
handouts_title(const struct screen *s, const struct ctx *ctx,
    struct buf *left, struct buf *right)
{
	(void)ctx, (void)right;
	buf_addf(left, "What went out  %s",
	    ((const struct handouts *)s)->name);
}

static void
handouts_place(const struct screen *s, struct buf *out)
{
	const struct handouts *v = (const struct handouts *)s;

	buf_addf(out, "%" PRId64 "%s", v->board ? v->board : v->meeting,
	    v->board ? " board" : "");
}

static const struct screen_ops ops = {
	.name = "went-out",
	.keys = &keys,
	.moves = true,
	.load = handouts_load,
	.title = handouts_title,
	.draw = handouts_draw,
	.act = handouts_act,
	.shows = handouts_shows,
	.place = handouts_place,
};

struct screen *
handouts_screen(int64_t meeting)
{
	struct handouts *v = screen_new(sizeof *v, &ops);

	v->meeting = meeting;
	return &v->screen;
}

struct screen *
handouts_board_screen(int64_t board)
{
	struct handouts *v = screen_new(sizeof *v, &ops);

	v->board = board;
	return &v->screen;
}
