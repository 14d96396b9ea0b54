#include "ui/editor.h"

#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"
#include "ui/wrap.h"

/* One change: at a place, some bytes went and others came. */
struct editor_step {
	size_t at;
	struct buf gone, come;
	size_t cursor;		/* where the cursor was before */
};

/* What kind of change a step of undo is; those of one run are joined. */
enum run {
	RUN_NONE,	/* a step by itself */
	RUN_TYPE,
	RUN_BACKSPACE,
	RUN_DELETE
};

enum { STEPS_MAX = 400 };

void
editor_init(struct editor *e, bool single, size_t max)
{
	*e = (struct editor){ .single = single, .max = max, .goal = -1 };
}

static void
drop_step(struct editor_step *step)
{
	buf_release(&step->gone);
	buf_release(&step->come);
}

static void
drop_steps(struct editor *e, size_t from)
{
	while (e->nsteps > from)
		drop_step(&e->steps[--e->nsteps]);
	if (e->done > from)
		e->done = from;
}

void
editor_release(struct editor *e)
{
	drop_steps(e, 0);
	free(e->steps);
	buf_release(&e->text);
	buf_release(&e->killed);
	*e = (struct editor){ .goal = -1 };
}

const char *
editor_text(const struct editor *e)
{
	return buf_text(&e->text);
}

static void
clean_code_point(struct buf *out, uint32_t cp, bool single)
{
	char bytes[4];

	if (cp == 0x2028 || cp == 0x2029 || cp == '\r')
		cp = '\n';
	if (cp == '\t' || (cp == '\n' && single))
		cp = ' ';
	if ((cp < ' ' && cp != '\n') || (cp >= 0x7F && cp < 0xA0))
		return;
	buf_add(out, bytes, utf8_encode(cp, bytes));
}

/* Add text as an editor holds it. */
static void
clean(struct buf *out, const char *text, size_t len, bool single)
{
	uint32_t cp, before = 0;
	size_t at = 0;

	while (at < len) {
		at += utf8_decode(text + at, len - at, &cp);
		if (cp != '\n' || before != '\r')
			clean_code_point(out, cp, single);
		before = cp;
	}
}

/* What is typed before a combining mark may become one character with it: the
 * cursor then stands behind the whole. */
static void
snap(struct editor *e)
{
	const char *text = editor_text(e);
	size_t start, end;

	if (e->at == 0 || e->at >= e->text.len)
		return;
	start = utf8_prev(text, e->text.len, e->at);
	end = start + utf8_next(text, e->text.len, start);
	if (end > e->at)
		e->at = end;
}

void
editor_set(struct editor *e, const char *text)
{
	struct buf cleaned = {0};
	size_t end = 0, next;

	clean(&cleaned, text, strlen(text), e->single);
	while (e->max > 0 && cleaned.len > e->max && end < cleaned.len) {
		next = end + utf8_next(cleaned.data, cleaned.len, end);
		if (next > e->max) {
			buf_truncate(&cleaned, end);
			break;
		}
		end = next;
	}
	drop_steps(e, 0);
	buf_release(&e->text);
	e->text = cleaned;
	e->at = cleaned.len;
	e->run = RUN_NONE;
	e->goal = -1;
	e->top = 0;
}

static void
replace(struct editor *e, size_t at, size_t gone, const char *come, size_t len)
{
	if (gone > 0)
		buf_remove(&e->text, at, gone);
	if (len > 0)
		buf_insert(&e->text, at, come, len);
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\n';
}

/* Does a change go on with the last step? A word begun after a blank is a step
 * of its own, so that undo takes words, not pages. */
static bool
goes_on(const struct editor *e, enum run run, size_t at, size_t gone,
    const char *come)
{
	const struct editor_step *last;

	if (run == RUN_NONE || e->run != (int)run || e->done == 0)
		return false;
	last = &e->steps[e->done - 1];
	switch (run) {
	case RUN_TYPE:
		return gone == 0 && at == last->at + last->come.len &&
		    (is_blank(*come) ||
		    !is_blank(last->come.data[last->come.len - 1]));
	case RUN_BACKSPACE:
		return at + gone == last->at;
	default:
		return at == last->at;
	}
}

static struct editor_step *
new_step(struct editor *e, size_t at)
{
	if (e->nsteps == STEPS_MAX) {
		drop_step(&e->steps[0]);
		memmove(&e->steps[0], &e->steps[1],
		    (STEPS_MAX - 1) * sizeof(*e->steps));
		e->nsteps--;
	}
	GROW(e->steps, e->nsteps, e->cap);
	e->steps[e->nsteps] = (struct editor_step){
		.at = at, .cursor = e->at,
	};
	return &e->steps[e->nsteps++];
}

/* Put come in place of gone bytes at at, remembered for undo; the cursor goes
 * behind. False when max would be passed. */
static bool
change(struct editor *e, enum run run, size_t at, size_t gone,
    const char *come, size_t len)
{
	struct editor_step *step;

	if (e->max > 0 && len > gone && e->text.len - gone + len > e->max)
		return false;
	if (gone == 0 && len == 0)
		return true;
	drop_steps(e, e->done);
	if (goes_on(e, run, at, gone, come)) {
		step = &e->steps[e->done - 1];
		if (at < step->at)
			step->at = at;
	} else {
		step = new_step(e, at);
	}
	buf_insert(&step->gone, run == RUN_BACKSPACE ? 0 : step->gone.len,
	    buf_text(&e->text) + at, gone);
	buf_add(&step->come, come, len);
	e->done = e->nsteps;
	replace(e, at, gone, come, len);
	e->at = at + len;
	snap(e);
	e->run = run;
	e->goal = -1;
	return true;
}

bool
editor_undo(struct editor *e)
{
	struct editor_step *step;

	e->run = RUN_NONE;
	e->goal = -1;
	if (e->done == 0)
		return false;
	step = &e->steps[--e->done];
	replace(e, step->at, step->come.len, buf_text(&step->gone),
	    step->gone.len);
	e->at = step->cursor;
	return true;
}

bool
editor_redo(struct editor *e)
{
	struct editor_step *step;

	e->run = RUN_NONE;
	e->goal = -1;
	if (e->done == e->nsteps)
		return false;
	step = &e->steps[e->done++];
	replace(e, step->at, step->gone.len, buf_text(&step->come),
	    step->come.len);
	e->at = step->at + step->come.len;
	snap(e);
	return true;
}

static bool
put(struct editor *e, enum run run, size_t from, size_t to, const char *text,
    size_t len)
{
	struct buf cleaned = {0};
	bool fits;

	clean(&cleaned, text, len, e->single);
	fits = change(e, run, from, to - from, buf_text(&cleaned),
	    cleaned.len);
	buf_release(&cleaned);
	return fits;
}

bool
editor_insert(struct editor *e, const char *text, size_t len)
{
	return put(e, RUN_NONE, e->at, e->at, text, len);
}

bool
editor_replace(struct editor *e, size_t from, size_t to, const char *text)
{
	if (from > to || to > e->text.len)
		bug("bytes %zu to %zu of a text of %zu", from, to,
		    e->text.len);
	return put(e, RUN_NONE, from, to, text, strlen(text));
}

static size_t
line_start(const struct editor *e)
{
	const char *text = editor_text(e);
	size_t at = e->at;

	while (at > 0 && text[at - 1] != '\n')
		at--;
	return at;
}

static size_t
line_end(const struct editor *e)
{
	const char *text = editor_text(e);
	size_t at = e->at;

	while (at < e->text.len && text[at] != '\n')
		at++;
	return at;
}

static size_t
before(const struct editor *e, size_t at)
{
	return utf8_prev(editor_text(e), e->text.len, at);
}

static size_t
behind(const struct editor *e, size_t at)
{
	return at + utf8_next(editor_text(e), e->text.len, at);
}

/* What a word consists of: anything but ASCII blanks and punctuation. */
static bool
in_word(const struct editor *e, size_t at)
{
	unsigned char c = (unsigned char)editor_text(e)[at];

	return c >= 0x80 || (c >= '0' && c <= '9') ||
	    (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '\'';
}

static size_t
word_start(const struct editor *e)
{
	size_t at = e->at;

	while (at > 0 && !in_word(e, before(e, at)))
		at = before(e, at);
	while (at > 0 && in_word(e, before(e, at)))
		at = before(e, at);
	return at;
}

static size_t
word_end(const struct editor *e)
{
	size_t at = e->at;

	while (at < e->text.len && !in_word(e, at))
		at = behind(e, at);
	while (at < e->text.len && in_word(e, at))
		at = behind(e, at);
	return at;
}

static int
find_row(const struct editor *e, size_t at, struct wrap_row *row)
{
	return wrap_find(editor_text(e), e->text.len,
	    editor_wrap_cols(e->cols > 0 ? e->cols : 80), at, row);
}

static enum editor_answer
go(struct editor *e, size_t at)
{
	e->run = RUN_NONE;
	e->goal = -1;
	if (at == e->at)
		return EDITOR_NOTHING;
	e->at = at;
	return EDITOR_MOVED;
}

/* The place in a row that is nearest to a column. */
static size_t
at_column(const struct editor *e, const struct wrap_row *row, int col)
{
	size_t at = row->from + utf8_cut(editor_text(e) + row->from,
	    row->to - row->from, col, NULL);

	if (!row->ends_line && at >= row->next)
		at = before(e, row->next);
	return at;
}

/* Go by so many rows of the screen, as far as there are any. */
static enum editor_answer
go_rows(struct editor *e, int by)
{
	const char *text = editor_text(e);
	struct wrap_row row;
	int here = find_row(e, e->at, &row), goal = e->goal, n = 0;
	int cols = editor_wrap_cols(e->cols > 0 ? e->cols : 80), to = here + by;
	enum editor_answer answer;

	if (goal < 0)
		goal = utf8_width(text + row.from, e->at - row.from);
	wrap_row(text, e->text.len, 0, cols, &row);
	while (n < to && wrap_next(text, e->text.len, cols, &row))
		n++;
	if (n == here)
		return EDITOR_IGNORED;
	answer = go(e, at_column(e, &row, goal));
	e->goal = goal;
	return answer;
}

static enum editor_answer
act_left(struct editor *e)
{
	return go(e, before(e, e->at));
}

static enum editor_answer
act_right(struct editor *e)
{
	return go(e, behind(e, e->at));
}

static enum editor_answer
act_home(struct editor *e)
{
	return go(e, line_start(e));
}

static enum editor_answer
act_end(struct editor *e)
{
	return go(e, line_end(e));
}

static enum editor_answer
act_top(struct editor *e)
{
	return go(e, 0);
}

static enum editor_answer
act_bottom(struct editor *e)
{
	return go(e, e->text.len);
}

static enum editor_answer
act_word_left(struct editor *e)
{
	return go(e, word_start(e));
}

static enum editor_answer
act_word_right(struct editor *e)
{
	return go(e, word_end(e));
}

static enum editor_answer
act_up(struct editor *e)
{
	return e->single ? EDITOR_IGNORED : go_rows(e, -1);
}

static enum editor_answer
act_down(struct editor *e)
{
	return e->single ? EDITOR_IGNORED : go_rows(e, 1);
}

static int
page(const struct editor *e)
{
	return e->rows > 1 ? e->rows - 1 : 1;
}

static enum editor_answer
act_pgup(struct editor *e)
{
	return e->single ? EDITOR_IGNORED : go_rows(e, -page(e));
}

static enum editor_answer
act_pgdn(struct editor *e)
{
	return e->single ? EDITOR_IGNORED : go_rows(e, page(e));
}

static enum editor_answer
take_out(struct editor *e, enum run run, size_t from, size_t to)
{
	if (from == to || e->fixed)
		return EDITOR_NOTHING;
	change(e, run, from, to - from, "", 0);
	return EDITOR_CHANGED;
}

static enum editor_answer
kill_text(struct editor *e, size_t from, size_t to)
{
	if (from == to || e->fixed)
		return EDITOR_NOTHING;
	buf_release(&e->killed);
	buf_add(&e->killed, editor_text(e) + from, to - from);
	return take_out(e, RUN_NONE, from, to);
}

static enum editor_answer
act_backspace(struct editor *e)
{
	return take_out(e, RUN_BACKSPACE, before(e, e->at), e->at);
}

static enum editor_answer
act_delete(struct editor *e)
{
	return take_out(e, RUN_DELETE, e->at, behind(e, e->at));
}

static enum editor_answer
act_kill_word_left(struct editor *e)
{
	return kill_text(e, word_start(e), e->at);
}

static enum editor_answer
act_kill_word_right(struct editor *e)
{
	return kill_text(e, e->at, word_end(e));
}

static enum editor_answer
act_kill_start(struct editor *e)
{
	return kill_text(e, line_start(e), e->at);
}

/* At the end of a line the newline itself goes. */
static enum editor_answer
act_kill_end(struct editor *e)
{
	size_t end = line_end(e);

	return kill_text(e, e->at, end == e->at ? behind(e, end) : end);
}

static enum editor_answer
come_in(struct editor *e, enum run run, const char *text, size_t len)
{
	if (e->fixed || len == 0)
		return EDITOR_NOTHING;
	return put(e, run, e->at, e->at, text, len) ? EDITOR_CHANGED :
	    EDITOR_FULL;
}

static enum editor_answer
act_yank(struct editor *e)
{
	return come_in(e, RUN_NONE, buf_text(&e->killed), e->killed.len);
}

static enum editor_answer
act_enter(struct editor *e)
{
	return e->single ? EDITOR_IGNORED : come_in(e, RUN_TYPE, "\n", 1);
}

static enum editor_answer
act_undo(struct editor *e)
{
	return !e->fixed && editor_undo(e) ? EDITOR_CHANGED : EDITOR_NOTHING;
}

static enum editor_answer
act_redo(struct editor *e)
{
	return !e->fixed && editor_redo(e) ? EDITOR_CHANGED : EDITOR_NOTHING;
}

static const struct {
	int key;
	enum editor_answer (*act)(struct editor *e);
} bindings[] = {
	{ K_LEFT, act_left },
	{ K_CTRL | 'b', act_left },
	{ K_RIGHT, act_right },
	{ K_CTRL | 'f', act_right },
	{ K_HOME, act_home },
	{ K_CTRL | 'a', act_home },
	{ K_END, act_end },
	{ K_CTRL | 'e', act_end },
	{ K_CTRL | K_HOME, act_top },
	{ K_CTRL | K_END, act_bottom },
	{ K_CTRL | K_LEFT, act_word_left },
	{ K_ALT | K_LEFT, act_word_left },
	{ K_ALT | 'b', act_word_left },
	{ K_CTRL | K_RIGHT, act_word_right },
	{ K_ALT | K_RIGHT, act_word_right },
	{ K_ALT | 'f', act_word_right },
	{ K_UP, act_up },
	{ K_DOWN, act_down },
	{ K_PGUP, act_pgup },
	{ K_PGDN, act_pgdn },
	{ K_BACKSPACE, act_backspace },
	{ K_CTRL | 'h', act_backspace },
	{ K_DELETE, act_delete },
	{ K_CTRL | 'd', act_delete },
	{ K_CTRL | 'w', act_kill_word_left },
	{ K_ALT | K_BACKSPACE, act_kill_word_left },
	{ K_ALT | 'd', act_kill_word_right },
	{ K_CTRL | 'u', act_kill_start },
	{ K_CTRL | 'k', act_kill_end },
	{ K_CTRL | 'y', act_yank },
	{ K_CTRL | '_', act_undo },
	{ K_CTRL | 'r', act_redo },
	{ K_ENTER, act_enter },
};

enum editor_answer
editor_input(struct editor *e, const struct input *in)
{
	char bytes[4];
	size_t i;

	if (in->kind == INPUT_PASTE)
		return come_in(e, RUN_NONE, in->text, in->len);
	if (in->kind != INPUT_KEY)
		return EDITOR_IGNORED;
	for (i = 0; i < sizeof(bindings) / sizeof(*bindings); i++)
		if (bindings[i].key == in->key)
			return bindings[i].act(e);
	if (!key_typed(in->key))
		return EDITOR_IGNORED;
	return come_in(e, RUN_TYPE, bytes,
	    utf8_encode(key_typed(in->key), bytes));
}
