#include "ui/fieldset.h"

#include <string.h>

#include "base/utf8.h"
#include "ui/fieldset_state.h"

enum { PAGE = 5 };	/* rows that PgUp and PgDn go by */

static const struct fieldset_row *
row_of(const struct fieldset *f)
{
	return &f->rows[f->at];
}

static bool
is_fixed(const struct fieldset *f)
{
	return (row_of(f)->flags & FIELDSET_READONLY) != 0;
}

static bool
has_flags(const struct fieldset_row *row)
{
	return (row->kind == FIELDSET_PHONE || row->kind == FIELDSET_ADDRESS) &&
	    row->nchoices > 0;
}

/* The next row that one can be in, or n. */
static size_t
next_row(const struct fieldset *f, size_t row, int by)
{
	do {
		if (by < 0 && row == 0)
			return f->n;
		row = by < 0 ? row - 1 : row + 1;
	} while (row < f->n && (f->rows[row].kind == FIELDSET_HEADING ||
	    f->state[row].hidden));
	return row;
}

/* To the row before or after; a row's flags are a stop of their own. */
static unsigned
step(struct fieldset *f, int by)
{
	size_t row = next_row(f, f->at, by);
	unsigned did;

	if (by > 0 && !f->in_flags && has_flags(row_of(f))) {
		f->in_flags = true;
		f->spot = 0;
		return FIELDSET_USED;
	}
	if (by < 0 && f->in_flags) {
		f->in_flags = false;
		return FIELDSET_USED;
	}
	if (row == f->n)
		return FIELDSET_USED | fieldset_commit(f) |
		    (by > 0 ? FIELDSET_DONE : 0);
	did = FIELDSET_USED | fieldset_go(f, row);
	if (by < 0 && has_flags(row_of(f))) {
		f->in_flags = true;
		f->spot = 0;
	}
	return did;
}

/* By several rows, as far as there are any. */
static unsigned
leap(struct fieldset *f, int by)
{
	size_t row = f->at, next;
	int n;

	for (n = 0; n < PAGE; n++) {
		next = next_row(f, row, by);
		if (next == f->n)
			break;
		row = next;
	}
	return FIELDSET_USED | (row != f->at ? fieldset_go(f, row) : 0);
}

/* The keys that move whatever kind the row is; 0 when it is none of them. */
static unsigned
move(struct fieldset *f, int key)
{
	switch (key) {
	case K_TAB:
	case K_DOWN:
	case K_ENTER:
	case K_CTRL | 'j':
	case K_ALT | K_ENTER:
		return step(f, 1);
	case K_BACKTAB:
	case K_UP:
		return step(f, -1);
	case K_PGDN:
		return leap(f, 1);
	case K_PGUP:
		return leap(f, -1);
	default:
		return 0;
	}
}

static void
explain(struct fieldset *f)
{
	choices_clear(&f->lines);
	if (f->ops && f->ops->explain && *editor_text(&f->editor))
		f->ops->explain(f->arg, f->at, editor_text(&f->editor),
		    &f->lines);
}

static unsigned
text_input(struct fieldset *f, const struct input *in)
{
	if (in->kind == INPUT_KEY && (in->key == K_TAB ||
	    in->key == (K_ALT | K_ENTER)))
		return step(f, 1);
	switch (editor_input(&f->editor, in)) {
	case EDITOR_CHANGED:
		f->dirty = true;
		explain(f);
		return FIELDSET_USED | FIELDSET_EDITED;
	case EDITOR_FULL:
		choices_clear(&f->lines);
		choices_add_line(&f->lines, STYLE_WARN,
		    "No more fits in this field; nothing was added.");
		return FIELDSET_USED;
	case EDITOR_IGNORED:
		return in->kind == INPUT_KEY ? move(f, in->key) : 0;
	default:
		return FIELDSET_USED;
	}
}

/* The row's draft is another set of keys now. */
static unsigned
set_keys(struct fieldset *f, const char *keys)
{
	editor_set(&f->editor, keys);
	f->dirty = true;
	return FIELDSET_USED | FIELDSET_EDITED;
}

/* Choose what the cursor is on: one of several, or one alone (again: none). */
static unsigned
choose(struct fieldset *f)
{
	const struct fieldset_row *row = row_of(f);
	struct buf keys = {0};
	const struct choice *choices;
	unsigned did;
	size_t n;

	choices = fieldset_choices(row, &n);
	if (f->spot >= n || is_fixed(f))
		return FIELDSET_USED;
	if (f->in_flags) {
		fieldset_toggle(&f->state[f->at].flags, choices, n,
		    choices[f->spot].key);
		f->state[f->at].flags_dirty = true;
		return FIELDSET_USED | FIELDSET_EDITED;
	}
	buf_adds(&keys, editor_text(&f->editor));
	if (row->kind == FIELDSET_CHOICES) {
		fieldset_toggle(&keys, choices, n, choices[f->spot].key);
	} else if (!strcmp(buf_text(&keys), choices[f->spot].key)) {
		buf_clear(&keys);
	} else {
		buf_clear(&keys);
		buf_adds(&keys, choices[f->spot].key);
	}
	did = set_keys(f, buf_text(&keys));
	buf_release(&keys);
	return did;
}

/* Does a label begin with what was typed? */
static bool
begins(const char *label, unsigned typed)
{
	struct buf folded = {0}, want = {0};
	char text[5] = {0};
	bool answer;

	utf8_encode(typed, text);
	utf8_fold(&folded, label);
	utf8_fold(&want, text);
	answer = want.len > 0 && folded.len >= want.len &&
	    !memcmp(folded.data, want.data, want.len);
	buf_release(&folded);
	buf_release(&want);
	return answer;
}

/* A letter chooses the next choice that begins with it. */
static unsigned
choose_letter(struct fieldset *f, unsigned typed)
{
	const struct choice *choices;
	size_t n, i, spot;

	choices = fieldset_choices(row_of(f), &n);
	for (i = 0; i < n; i++) {
		/* First the place itself, unless it is chosen already. */
		spot = (f->spot + i) % n;
		if (i == 0 && fieldset_has(f->in_flags ?
		    fieldset_flags(f, f->at) : editor_text(&f->editor),
		    choices[spot].key))
			continue;
		if (!begins(choices[spot].label, typed))
			continue;
		f->spot = spot;
		return choose(f);
	}
	return FIELDSET_USED;
}

static unsigned
choice_key(struct fieldset *f, int key)
{
	size_t n;

	fieldset_choices(row_of(f), &n);
	switch (key) {
	case K_LEFT:
		if (f->spot > 0)
			f->spot--;
		return FIELDSET_USED;
	case K_RIGHT:
		if (f->spot + 1 < n)
			f->spot++;
		return FIELDSET_USED;
	case K_HOME:
		f->spot = 0;
		return FIELDSET_USED;
	case K_END:
		f->spot = n > 0 ? n - 1 : 0;
		return FIELDSET_USED;
	case K_SPACE:
		return choose(f);
	case K_BACKSPACE:
	case K_DELETE:
		if (f->in_flags || is_fixed(f) || !*editor_text(&f->editor))
			return FIELDSET_USED;
		return set_keys(f, "");
	default:
		break;
	}
	if (key_typed(key))
		return choose_letter(f, key_typed(key));
	return move(f, key);
}

static void
find(struct fieldset *f)
{
	choices_clear(&f->found);
	if (f->ops && f->ops->find)
		f->ops->find(f->arg, f->at, editor_text(&f->picker.filter),
		    &f->found);
	picker_set_rows(&f->picker, f->found.rows, f->found.n);
}

static void
open_picker(struct fieldset *f)
{
	const struct fieldset_row *row = row_of(f);
	size_t i;

	picker_release(&f->picker);
	picker_init(&f->picker, row->label, row->choices, row->nchoices,
	    row->kind == FIELDSET_CHOICES);
	if (row->kind == FIELDSET_PICK)
		find(f);
	for (i = 0; i < f->picker.n; i++) {
		if (!fieldset_has(editor_text(&f->editor),
		    f->picker.rows[i].key))
			continue;
		f->picker.marked[i] = true;
		picker_go(&f->picker, i);
	}
	f->picking = true;
}

/* The keys that were picked, in the order of the choices. */
static unsigned
take_picked(struct fieldset *f)
{
	struct picker *p = &f->picker;
	struct buf keys = {0};
	unsigned did;
	size_t i, chosen = picker_chosen(p);

	for (i = 0; i < p->n; i++) {
		if (p->many ? !p->marked[i] : i != chosen)
			continue;
		if (keys.len > 0)
			buf_addc(&keys, ',');
		buf_adds(&keys, p->rows[i].key);
	}
	if (p->many)
		fieldset_keep_others(&keys, editor_text(&f->editor), p->rows,
		    p->n);
	f->picking = false;
	did = FIELDSET_USED;
	if (strcmp(buf_text(&keys), editor_text(&f->editor)))
		did = set_keys(f, buf_text(&keys));
	buf_release(&keys);
	return did | step(f, 1);
}

static unsigned
picker_keys(struct fieldset *f, const struct input *in)
{
	size_t typed = f->picker.filter.text.len;

	switch (picker_input(&f->picker, in)) {
	case PICKER_DONE:
		return take_picked(f);
	case PICKER_CANCELLED:
		f->picking = false;
		break;
	default:
		if (row_of(f)->kind == FIELDSET_PICK &&
		    (f->picker.filter.text.len != typed ||
		    in->kind == INPUT_PASTE || key_typed(in->key)))
			find(f);
		break;
	}
	return FIELDSET_USED;
}

/* In a row whose value is picked: typing or Enter opens the list. */
static unsigned
pick_input(struct fieldset *f, const struct input *in)
{
	if (in->kind == INPUT_KEY && (in->key == K_BACKSPACE ||
	    in->key == K_DELETE)) {
		if (is_fixed(f) || !*editor_text(&f->editor))
			return FIELDSET_USED;
		return set_keys(f, "");
	}
	if (is_fixed(f) || (in->kind == INPUT_KEY && in->key != K_ENTER &&
	    !key_typed(in->key)))
		return in->kind == INPUT_KEY ? move(f, in->key) :
		    FIELDSET_USED;
	open_picker(f);
	if (in->kind == INPUT_KEY && (in->key == K_ENTER ||
	    in->key == K_SPACE))
		return FIELDSET_USED;
	return picker_keys(f, in);
}

unsigned
fieldset_input(struct fieldset *f, const struct input *in)
{
	if (in->kind != INPUT_KEY && in->kind != INPUT_PASTE)
		return 0;
	if (f->at < f->n && f->picking)
		return picker_keys(f, in);
	if (in->kind == INPUT_KEY && in->key == K_ESC)
		return FIELDSET_USED | FIELDSET_CLOSE | fieldset_commit(f);
	if (f->at == f->n)
		return 0;
	if (f->in_flags || fieldset_is_inline(row_of(f)))
		return in->kind == INPUT_KEY ? choice_key(f, in->key) :
		    FIELDSET_USED;
	if (fieldset_is_text(row_of(f)->kind))
		return text_input(f, in);
	return pick_input(f, in);
}
