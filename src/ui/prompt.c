#include "ui/prompt.h"

#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"

void
prompt_init(struct prompt *p, const char *label, size_t max,
    const struct prompt_ops *ops, void *arg)
{
	*p = (struct prompt){ .label = label, .ops = ops, .arg = arg };
	editor_init(&p->line, true, max);
	prompt_refresh(p);
}

void
prompt_release(struct prompt *p)
{
	editor_release(&p->line);
	choices_release(&p->completions);
	choices_release(&p->lines);
}

const char *
prompt_text(const struct prompt *p)
{
	return editor_text(&p->line);
}

/* Where the word begins that the cursor is behind. */
static size_t
word_before(const char *text, size_t at)
{
	while (at > 0 && text[at - 1] != ' ')
		at--;
	return at;
}

void
prompt_refresh(struct prompt *p)
{
	const char *text = prompt_text(p);

	choices_clear(&p->completions);
	p->completions.from = word_before(text, p->line.at);
	p->completions.to = p->line.at;
	if (p->ops && p->ops->complete)
		p->ops->complete(p->arg, text, p->line.at, &p->completions);
	choices_clear(&p->lines);
	if (p->ops && p->ops->explain)
		p->ops->explain(p->arg, text, &p->lines);
	p->chosen = p->choose_first && p->completions.n > 0;
	p->list = (struct list){ .height = p->list.height };
	list_set_count(&p->list, (int)p->completions.n);
}

void
prompt_set(struct prompt *p, const char *text)
{
	editor_set(&p->line, text);
	p->past = 0;
	prompt_refresh(p);
}

void
prompt_set_history(struct prompt *p, const char *const *lines, size_t n)
{
	p->history = lines;
	p->nhistory = n;
	p->past = 0;
}

/* Go back (1) or forward (-1) in what was typed before. */
static enum prompt_answer
recall(struct prompt *p, int by)
{
	size_t past = p->past;

	if (by > 0 ? past == p->nhistory : past == 0)
		return PROMPT_MOVED;
	past = by > 0 ? past + 1 : past - 1;
	prompt_set(p, past == 0 ? "" : p->history[p->nhistory - past]);
	p->past = past;
	return PROMPT_EDITED;
}

/* Put the chosen completion in, with a blank behind it when it ends the
 * line. */
static enum prompt_answer
take(struct prompt *p)
{
	const struct choices *c = &p->completions;
	struct buf text = {0};
	bool taken;

	if (c->n == 0)
		return PROMPT_MOVED;
	buf_adds(&text, c->rows[p->list.pos].key);
	if (c->to == p->line.text.len)
		buf_addc(&text, ' ');
	taken = c->from <= c->to && c->to <= p->line.text.len &&
	    editor_replace(&p->line, c->from, c->to, buf_text(&text));
	buf_release(&text);
	if (!taken)
		return PROMPT_FULL;
	prompt_refresh(p);
	return PROMPT_EDITED;
}

/* Choose the next or the one before; before the first, none is chosen. */
static enum prompt_answer
choose(struct prompt *p, int by)
{
	if (p->completions.n == 0)
		return recall(p, -by);
	if (!p->chosen && by > 0) {
		p->chosen = true;
		list_go(&p->list, 0);
	} else if (p->chosen && by < 0 && p->list.pos == 0) {
		p->chosen = false;
	} else if (p->chosen) {
		list_move(&p->list, by);
	} else {
		return recall(p, 1);
	}
	return PROMPT_MOVED;
}

static enum prompt_answer
edit(struct prompt *p, const struct input *in)
{
	switch (editor_input(&p->line, in)) {
	case EDITOR_CHANGED:
	case EDITOR_MOVED:
		/* A move changes what may be completed. */
		p->past = 0;
		prompt_refresh(p);
		return PROMPT_EDITED;
	case EDITOR_NOTHING:
		return PROMPT_MOVED;
	case EDITOR_FULL:
		return PROMPT_FULL;
	default:
		return PROMPT_IGNORED;
	}
}

enum prompt_answer
prompt_input(struct prompt *p, const struct input *in)
{
	if (in->kind != INPUT_KEY)
		return edit(p, in);
	switch (in->key) {
	case K_ESC:
		return PROMPT_CANCELLED;
	case K_BACKSPACE:
		if (p->line.text.len == 0)
			return PROMPT_CANCELLED;
		break;
	case K_ENTER:
		return p->chosen && !p->choose_first ? take(p) : PROMPT_DONE;
	case K_TAB:
		return take(p);
	case K_UP:
	case K_BACKTAB:
		return choose(p, -1);
	case K_DOWN:
		return choose(p, 1);
	case K_CTRL | 'p':
		return recall(p, 1);
	case K_CTRL | 'n':
		return recall(p, -1);
	default:
		break;
	}
	return edit(p, in);
}

int
prompt_height(const struct prompt *p, int max)
{
	int n = (int)p->completions.n;

	return 1 + (int)p->lines.n + (n < max ? n : max);
}

static void
draw_completion(struct view v, int y, const struct choice *row, bool chosen)
{
	int x = 2;

	if (chosen)
		view_put(v, y, 0, STYLE_GUTTER, "▸");
	x += view_put_cut(v, y, x, v.r.w - x,
	    chosen ? STYLE_SELECTED : row->style, row->label);
	if (row->note && x + 2 < v.r.w)
		view_put_cut(v, y, x + 2, v.r.w - x - 2, STYLE_DIM, row->note);
}

void
prompt_draw(struct prompt *p, struct view v)
{
	int y = 1, used, i;
	size_t n;

	view_fill(v, STYLE_NORMAL);
	used = view_put(v, 0, 0, STYLE_KEY, p->label);
	if (used > v.r.w / 2)
		used = v.r.w / 2;
	editor_draw(&p->line, view_sub(v, 0, used, 1, v.r.w - used),
	    STYLE_FIELD, true);
	for (n = 0; n < p->lines.n && y < v.r.h; n++, y++)
		view_put_cut(v, y, used, v.r.w - used, p->lines.rows[n].style,
		    p->lines.rows[n].label);
	list_set_height(&p->list, v.r.h - y);
	for (i = p->list.top; i < p->list.count && y < v.r.h; i++, y++)
		draw_completion(v, y, &p->completions.rows[i],
		    p->chosen && i == p->list.pos);
}
