#include "ui/dialog.h"

#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"
#include "ui/wrap.h"

void
dialog_init(struct dialog *d, const char *title, const char *text,
    const struct dialog_answer *answers, size_t n, size_t first)
{
	*d = (struct dialog){
		.title = title ? xstrdup(title) : NULL,
		.text = xstrdup(text),
		.answers = answers,
		.n = n,
		.style = STYLE_LINE,
	};
	list_set_count(&d->list, (int)n);
	list_set_height(&d->list, (int)n);
	list_go(&d->list, (int)first);
}

static void
wipe(char *text)
{
	if (text)
		explicit_bzero(text, strlen(text));
	free(text);
}

void
dialog_release(struct dialog *d)
{
	wipe(d->title);
	wipe(d->text);
	*d = (struct dialog){0};
}

static void
scroll(struct dialog *d, int by)
{
	d->top += by;
	if (d->top > d->rows - d->height)
		d->top = d->rows - d->height;
	if (d->top < 0)
		d->top = 0;
}

/* Moving, which never answers. */
static void
move(struct dialog *d, int key)
{
	int page = d->height > 1 ? d->height - 1 : 1;

	switch (key) {
	case K_UP:
	case K_LEFT:
	case K_BACKTAB:
	case 'k':
		if (d->n > 0)
			list_move(&d->list, -1);
		else
			scroll(d, -1);
		break;
	case K_DOWN:
	case K_RIGHT:
	case K_TAB:
	case 'j':
		if (d->n > 0)
			list_move(&d->list, 1);
		else
			scroll(d, 1);
		break;
	case K_PGUP:
	case K_CTRL | 'b':
		scroll(d, -page);
		break;
	case K_PGDN:
	case K_CTRL | 'f':
	case K_SPACE:
		scroll(d, page);
		break;
	case K_HOME:
		scroll(d, -d->rows);
		break;
	case K_END:
		scroll(d, d->rows);
		break;
	default:
		break;
	}
}

static int
small(int key)
{
	return key >= 'A' && key <= 'Z' ? key + 'a' - 'A' : key;
}

int
dialog_input(struct dialog *d, const struct input *in)
{
	size_t i;

	if (in->kind != INPUT_KEY)
		return DIALOG_OPEN;
	for (i = 0; i < d->n; i++)
		if (small(in->key) == small(d->answers[i].key))
			return d->answers[i].value;
	if (in->key == K_ESC)
		return DIALOG_CANCELLED;
	if (in->key == K_ENTER)
		return d->n > 0 ? d->answers[d->list.pos].value :
		    DIALOG_CANCELLED;
	if (in->key == 'q' && d->n == 0)
		return DIALOG_CANCELLED;
	move(d, in->key);
	return DIALOG_OPEN;
}

/* Columns wanted inside the box: the widest of title, text and answers. */
static int
wanted_cols(const struct dialog *d, int most)
{
	const char *line = d->text, *end;
	int cols = d->title ? utf8_width(d->title, strlen(d->title)) + 4 : 0;
	int width;
	size_t i;

	for (; *line; line = *end ? end + 1 : end) {
		end = line + strcspn(line, "\n");
		width = utf8_width(line, (size_t)(end - line));
		if (width > cols)
			cols = width;
	}
	for (i = 0; i < d->n; i++) {
		width = utf8_width(d->answers[i].label,
		    strlen(d->answers[i].label)) + 6;
		if (width > cols)
			cols = width;
	}
	return cols < most ? cols : most;
}

static void
draw_answers(const struct dialog *d, struct view v)
{
	struct buf key = {0};
	int i, x;

	for (i = 0; i < (int)d->n; i++) {
		bool chosen = i == d->list.pos;

		buf_clear(&key);
		key_add(&key, d->answers[i].key);
		x = 2 + view_put(v, i, 2, STYLE_KEY, buf_text(&key)) + 2;
		view_put_cut(v, i, x, v.r.w - x,
		    chosen ? STYLE_SELECTED : STYLE_NORMAL,
		    d->answers[i].label);
		if (chosen) {
			view_put(v, i, 0, STYLE_GUTTER, "▸");
			view_cursor(v, i, 0);
		}
	}
	buf_release(&key);
}

/* The text, scrolled, with a mark where there is more. */
static void
draw_text(struct dialog *d, struct view v)
{
	struct view text = v;

	d->height = v.r.h;
	d->rows = wrap_count(d->text, strlen(d->text), v.r.w);
	if (d->rows > d->height && v.r.w > 1) {
		/* The marks have a column of their own. */
		text = view_sub(v, 0, 0, v.r.h, v.r.w - 1);
		d->rows = wrap_count(d->text, strlen(d->text), text.r.w);
	}
	scroll(d, 0);
	if (d->n == 0)
		view_cursor(v, 0, 0);
	view_put_wrapped(text, -d->top, STYLE_NORMAL, d->text);
	if (d->top > 0)
		view_put(v, 0, v.r.w - 1, STYLE_DIM, "▴");
	if (d->top + d->height < d->rows)
		view_put(v, v.r.h - 1, v.r.w - 1, STYLE_DIM, "▾");
}

void
dialog_draw(struct dialog *d, struct view v)
{
	int frame = v.r.h >= 5 && v.r.w >= 12 ? 1 : 0;
	int most = v.r.w - 4 * frame < 72 ? v.r.w - 4 * frame : 72;
	int cols = wanted_cols(d, most);
	int rows = wrap_count(d->text, strlen(d->text), cols);
	int gap = d->n > 0 && v.r.h > rows + (int)d->n + 2 * frame ? 1 : 0;
	int answers = (int)d->n, room;
	struct view in;

	/* Text that scrolls has a column for its marks. */
	if (rows + gap + answers + 2 * frame > v.r.h && cols < most)
		cols++;
	in = view_in(v, rect_centre(view_rect(v),
	    rows + gap + answers + 2 * frame, cols + 4 * frame));
	view_fill(in, STYLE_NORMAL);
	if (frame) {
		view_box(in, d->style, d->title);
		in = view_in(in, rect_shrink(view_rect(in), 1, 2));
	}
	/* The answers are seen in any case; the text scrolls. */
	room = in.r.h - answers - gap;
	if (room < 0)
		room = 0;
	draw_text(d, view_sub(in, 0, 0, room, in.r.w));
	draw_answers(d, view_sub(in, room + gap, 0, answers, in.r.w));
}
