#include "ui/editor.h"

#include "base/utf8.h"
#include "ui/wrap.h"

int
editor_wrap_cols(int cols)
{
	return cols > 1 ? cols - 1 : 1;
}

int
editor_height(const struct editor *e, int cols)
{
	if (e->single)
		return 1;
	return wrap_count(editor_text(e), e->text.len,
	    editor_wrap_cols(cols));
}

/* Scroll by half the width at once: fewer bytes than column by column. */
static void
draw_single(struct editor *e, struct view v, enum style style, bool focus)
{
	const char *text = editor_text(e);
	int w = v.r.w, at = utf8_width(text, e->at);
	int all = utf8_width(text, e->text.len), margin = w > 4 ? 1 : 0;

	if (at < e->top + margin)
		e->top = at - w / 2;
	if (at > e->top + w - 1 - margin)
		e->top = at - w / 2;
	if (e->top > all + 1 + margin - w)
		e->top = all + 1 + margin - w;
	if (e->top < 0)
		e->top = 0;
	view_put(v, 0, -e->top, style, text);
	if (e->top > 0 && margin)
		view_put(v, 0, 0, STYLE_DIM, "‹");
	if (all - e->top > w && margin)
		view_put(v, 0, w - 1, STYLE_DIM, "›");
	if (focus)
		view_cursor(v, 0, at - e->top);
}

static void
draw_rows(struct editor *e, struct view v, enum style style, bool focus)
{
	const char *text = editor_text(e);
	int cols = editor_wrap_cols(v.r.w), n = 0, here, count;
	struct wrap_row row;

	here = wrap_find(text, e->text.len, cols, e->at, &row);
	if (focus && here < e->top)
		e->top = here;
	if (focus && here >= e->top + v.r.h)
		e->top = here - v.r.h + 1;
	count = wrap_count(text, e->text.len, cols);
	if (e->top > count - v.r.h)
		e->top = count > v.r.h ? count - v.r.h : 0;
	if (focus)
		view_cursor(v, here - e->top,
		    utf8_width(text + row.from, e->at - row.from));
	wrap_row(text, e->text.len, 0, cols, &row);
	do {
		view_put_len(v, n - e->top, 0, style, text + row.from,
		    row.to - row.from);
		n++;
	} while (n < e->top + v.r.h &&
	    wrap_next(text, e->text.len, cols, &row));
}

void
editor_draw(struct editor *e, struct view v, enum style style, bool focus)
{
	e->cols = v.r.w;
	e->rows = v.r.h;
	if (v.r.h < 1 || v.r.w < 1)
		return;
	view_fill(v, style);
	if (e->single)
		draw_single(e, v, style, focus);
	else
		draw_rows(e, v, style, focus);
}
