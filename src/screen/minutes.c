/*
 * minutes: the minutes of a meeting as they would be exported now, to read
 * through before they go out.
 */
#include <inttypes.h>
#include <string.h>

#include "cmd/export_cmd.h"
#include "screen/screens.h"
#include "store/meeting_read.h"
#include "ui/list.h"

struct minutes {
	struct screen screen;
	int64_t meeting;
	struct meeting_row row;
	const char **lines;
	struct list list;	/* its position is the top line */
	size_t n;
};

static size_t
count_lines(const char *text)
{
	size_t n = 1;

	for (; *text; text++)
		n += *text == '\n' || *text == '\f';
	return n;
}

/* Cut into lines; a page's end is a rule already. */
static void
split(struct minutes *m, const char *text)
{
	size_t len;

	m->lines = arena_array(&m->screen.arena, count_lines(text),
	    sizeof *m->lines);
	m->n = 0;
	while (*text) {
		len = strcspn(text, "\n\f");
		m->lines[m->n++] = arena_strndup(&m->screen.arena, text,
		    len);
		text += len + (text[len] != '\0');
	}
}

static bool
minutes_load(struct screen *s, struct ctx *ctx, struct err *err)
{
	struct minutes *m = (struct minutes *)s;
	struct buf text = {0};
	bool ok;

	ok = meeting_read(ctx->session->db, m->meeting, &s->arena, &m->row,
	    err) && cmd_export_preview(ctx->session, m->meeting, &text,
	    &s->arena, &s->marking, err);
	if (ok) {
		split(m, buf_text(&text));
		list_set_count(&m->list, (int)m->n);
		s->meeting = m->meeting;
		s->board = m->row.board;
	}
	buf_wipe(&text);
	return ok;
}

static void
minutes_title(const struct screen *s, const struct ctx *ctx,
    struct buf *left, struct buf *right)
{
	const struct minutes *m = (const struct minutes *)s;

	(void)ctx;
	buf_addf(left, "Minutes  %s", m->row.ref);
	buf_addf(right, "line %d of %zu", m->list.pos + 1, m->n);
}

static void
minutes_draw(struct screen *s, const struct ctx *ctx, struct view v)
{
	struct minutes *m = (struct minutes *)s;
	int y, x = v.r.w > 80 ? (v.r.w - 80) / 2 : 0;

	(void)ctx;
	list_set_height(&m->list, v.r.h);
	for (y = 0; y < v.r.h && m->list.top + y < m->list.count; y++)
		view_put(v, y, x, STYLE_NORMAL,
		    m->lines[m->list.top + y]);
	view_cursor(v, m->list.pos - m->list.top, x);
}

static unsigned
minutes_act(struct screen *s, struct ctx *ctx, int action)
{
	(void)ctx;
	return list_act(&((struct minutes *)s)->list, action)
	    ? SCREEN_REDRAW : 0;
}

/* What is read here does not move under one's eyes. */
static bool
minutes_shows(const struct screen *s, const struct change *c)
{
	(void)s, (void)c;
	return false;
}

static void
minutes_place(const struct screen *s, struct buf *out)
{
	buf_addf(out, "%" PRId64, ((const struct minutes *)s)->meeting);
}

static const struct screen_ops ops = {
	.name = "minutes",
	.moves = true,
	.load = minutes_load,
	.title = minutes_title,
	.draw = minutes_draw,
	.act = minutes_act,
	.shows = minutes_shows,
	.place = minutes_place,
};

struct screen *
minutes_screen(int64_t meeting)
{
	struct minutes *m = screen_new(sizeof *m, &ops);

	m->meeting = meeting;
	return &m->screen;
}
