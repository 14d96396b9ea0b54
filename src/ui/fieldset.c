#include "ui/fieldset.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"
#include "ui/fieldset_state.h"

enum { INLINE_MAX = 8 };	/* more choices than this go to a picker */

bool
fieldset_is_text(enum fieldset_kind kind)
{
	switch (kind) {
	case FIELDSET_TEXT:
	case FIELDSET_NOTE:
	case FIELDSET_DATE:
	case FIELDSET_TIME:
	case FIELDSET_NUMBER:
	case FIELDSET_MONEY:
	case FIELDSET_PHONE:
	case FIELDSET_ADDRESS:
		return true;
	default:
		return false;
	}
}

bool
fieldset_is_inline(const struct fieldset_row *row)
{
	return row->kind == FIELDSET_KNOWN ||
	    ((row->kind == FIELDSET_CHOICE || row->kind == FIELDSET_CHOICES) &&
	    row->nchoices <= INLINE_MAX);
}

const struct choice *
fieldset_choices(const struct fieldset_row *row, size_t *n)
{
	static const struct choice known[] = {
		{ .key = "yes", .label = "Yes" },
		{ .key = "no", .label = "No" },
		{ .key = "unknown", .label = "Unknown" },
		{ .key = "declined", .label = "Declined" },
	};

	if (row->kind == FIELDSET_KNOWN && row->nchoices == 0) {
		*n = sizeof(known) / sizeof(*known);
		return known;
	}
	*n = row->nchoices;
	return row->choices;
}

bool
fieldset_has(const char *keys, const char *key)
{
	size_t len = strlen(key), n;

	while (*keys) {
		n = strcspn(keys, ",");
		if (n == len && !memcmp(keys, key, n))
			return true;
		keys += n + (keys[n] == ',');
	}
	return false;
}

static void
add_key(struct buf *out, const char *key, size_t len)
{
	if (out->len > 0)
		buf_addc(out, ',');
	buf_add(out, key, len);
}

void
fieldset_keep_others(struct buf *out, const char *keys,
    const struct choice *choices, size_t n)
{
	size_t len, i;

	for (; *keys; keys += len + (keys[len] == ',')) {
		len = strcspn(keys, ",");
		for (i = 0; i < n; i++)
			if (strlen(choices[i].key) == len &&
			    !memcmp(choices[i].key, keys, len))
				break;
		if (i == n && len > 0)
			add_key(out, keys, len);
	}
}

void
fieldset_toggle(struct buf *keys, const struct choice *choices, size_t n,
    const char *key)
{
	struct buf made = {0};
	size_t i;

	for (i = 0; i < n; i++) {
		bool in = fieldset_has(buf_text(keys), choices[i].key);

		if (!strcmp(choices[i].key, key))
			in = !in;
		if (in)
			add_key(&made, choices[i].key,
			    strlen(choices[i].key));
	}
	fieldset_keep_others(&made, buf_text(keys), choices, n);
	buf_release(keys);
	*keys = made;
}

/* Add the labels of keys, with commas; a key without a choice as it is. */
static void
add_labels(const struct fieldset_row *row, const char *keys, struct buf *out)
{
	const struct choice *choices;
	struct buf others = {0};
	size_t n, i;
	bool any = false;

	choices = fieldset_choices(row, &n);
	for (i = 0; i < n; i++) {
		if (!fieldset_has(keys, choices[i].key))
			continue;
		if (any)
			buf_adds(out, ", ");
		buf_adds(out, choices[i].label);
		any = true;
	}
	fieldset_keep_others(&others, keys, choices, n);
	if (any && others.len > 0)
		buf_adds(out, ", ");
	buf_adds(out, buf_text(&others));
	buf_release(&others);
}

void
fieldset_add_shown(const struct fieldset *f, size_t row, struct buf *out)
{
	const char *text = fieldset_text(f, row);
	size_t len = out->len;

	if (f->state[row].is_refused) {
		buf_adds(out, text);
		return;
	}
	if (*text && f->ops && f->ops->show)
		f->ops->show(f->arg, row, text, out);
	if (out->len > len)
		return;
	if (fieldset_is_text(f->rows[row].kind))
		buf_adds(out, text);
	else
		add_labels(&f->rows[row], text, out);
}

static bool
can_enter(const struct fieldset *f, size_t row)
{
	return f->rows[row].kind != FIELDSET_HEADING && !f->state[row].hidden;
}

/* Where the cursor begins among choices: on the one that is chosen. */
static size_t
first_spot(const struct fieldset *f, size_t row)
{
	const struct choice *choices;
	size_t n, i;

	choices = fieldset_choices(&f->rows[row], &n);
	for (i = 0; i < n; i++)
		if (fieldset_has(buf_text(&f->state[row].value),
		    choices[i].key))
			return i;
	return 0;
}

/* Begin with a row: its text goes into the editor. */
static void
enter(struct fieldset *f, size_t row)
{
	const struct fieldset_row *r = &f->rows[row];
	const struct fieldset_state *s = &f->state[row];
	struct buf text = {0};

	f->at = row;
	f->dirty = false;
	f->in_flags = false;
	f->spot = first_spot(f, row);
	f->state[row].flags_dirty = false;
	choices_clear(&f->lines);
	editor_release(&f->editor);
	editor_init(&f->editor, r->kind != FIELDSET_NOTE &&
	    r->kind != FIELDSET_ADDRESS, r->max);
	f->editor.fixed = (r->flags & FIELDSET_READONLY) != 0;
	if (fieldset_is_text(r->kind)) {
		/* fieldset_add_shown would ask the editor being made. */
		if (!s->is_refused && s->value.len > 0 && f->ops &&
		    f->ops->show)
			f->ops->show(f->arg, row, buf_text(&s->value), &text);
		if (text.len == 0)
			buf_adds(&text, buf_text(s->is_refused ?
			    &s->refused : &s->value));
	} else {
		buf_adds(&text, buf_text(&s->value));
	}
	editor_set(&f->editor, buf_text(&text));
	buf_release(&text);
}

static void
enter_first(struct fieldset *f)
{
	size_t row;

	for (row = 0; row < f->n; row++)
		if (can_enter(f, row)) {
			enter(f, row);
			return;
		}
	f->at = f->n;
}

void
fieldset_init(struct fieldset *f, const struct fieldset_row *rows, size_t n,
    const struct fieldset_ops *ops, void *arg)
{
	*f = (struct fieldset){
		.rows = rows, .n = n, .ops = ops, .arg = arg,
	};
	f->state = xcalloc(n, sizeof(*f->state));
	editor_init(&f->editor, true, 0);
	enter_first(f);
}

void
fieldset_release(struct fieldset *f)
{
	size_t i;

	for (i = 0; i < f->n; i++) {
		buf_release(&f->state[i].value);
		buf_release(&f->state[i].flags);
		buf_release(&f->state[i].refused);
		buf_release(&f->state[i].error);
	}
	free(f->state);
	editor_release(&f->editor);
	picker_release(&f->picker);
	choices_release(&f->found);
	choices_release(&f->lines);
	*f = (struct fieldset){0};
}

static void
set_text(struct buf *b, const char *text)
{
	struct buf made = {0};

	buf_adds(&made, text);
	buf_release(b);
	*b = made;
}

static void
forget_refused(struct fieldset_state *s)
{
	s->is_refused = false;
	buf_release(&s->refused);
}

bool
fieldset_set(struct fieldset *f, size_t row, const char *value)
{
	bool in_flags = f->in_flags;
	size_t spot = f->spot;

	if (row == f->at && (f->dirty || f->picking))
		return false;
	set_text(&f->state[row].value, value);
	forget_refused(&f->state[row]);
	fieldset_set_error(f, row, NULL);
	if (row != f->at)
		return true;
	enter(f, row);
	if (in_flags) {
		f->in_flags = true;
		f->spot = spot;
	}
	return true;
}

void
fieldset_set_flags(struct fieldset *f, size_t row, const char *flags)
{
	set_text(&f->state[row].flags, flags);
}

const char *
fieldset_value(const struct fieldset *f, size_t row)
{
	return buf_text(&f->state[row].value);
}

const char *
fieldset_flags(const struct fieldset *f, size_t row)
{
	return buf_text(&f->state[row].flags);
}

const char *
fieldset_text(const struct fieldset *f, size_t row)
{
	const struct fieldset_state *s = &f->state[row];

	if (row == f->at && f->dirty)
		return editor_text(&f->editor);
	return buf_text(s->is_refused ? &s->refused : &s->value);
}

void
fieldset_set_error(struct fieldset *f, size_t row, const char *why)
{
	set_text(&f->state[row].error, why ? why : "");
}

const char *
fieldset_error(const struct fieldset *f, size_t row)
{
	return buf_text(&f->state[row].error);
}

void
fieldset_show(struct fieldset *f, size_t row, bool shown)
{
	f->state[row].hidden = !shown;
	if (shown && f->at == f->n)
		enter_first(f);
	if (shown || f->at != row)
		return;
	/* The row one is in goes away: what it holds is kept as a value. */
	fieldset_commit(f);
	while (row < f->n && !can_enter(f, row))
		row++;
	if (row < f->n)
		enter(f, row);
	else
		enter_first(f);
}

bool
fieldset_shown(const struct fieldset *f, size_t row)
{
	return !f->state[row].hidden;
}

size_t
fieldset_find(const struct fieldset *f, const char *key)
{
	size_t i;

	for (i = 0; i < f->n; i++)
		if (f->rows[i].key && !strcmp(f->rows[i].key, key))
			break;
	return i;
}

size_t
fieldset_open_count(const struct fieldset *f, size_t *first)
{
	size_t count = 0, i;

	for (i = 0; i < f->n; i++) {
		if (!can_enter(f, i) || (f->state[i].error.len == 0 &&
		    (!(f->rows[i].flags & FIELDSET_REQUIRED) ||
		    *fieldset_text(f, i))))
			continue;
		if (count++ == 0 && first)
			*first = i;
	}
	return count;
}

/* Ask the caller about a new text, and keep it or why it can't be kept. */
static unsigned
take_over(struct fieldset *f, size_t row, const char *text)
{
	struct fieldset_state *s = &f->state[row];
	struct buf value = {0}, why = {0};
	bool fine = true;

	buf_adds(&value, text);
	if (f->ops && f->ops->check)
		fine = f->ops->check(f->arg, row, text, &value, &why);
	if (fine) {
		set_text(&s->value, buf_text(&value));
		forget_refused(s);
		fieldset_set_error(f, row, NULL);
	} else {
		set_text(&s->refused, text);
		s->is_refused = true;
		fieldset_set_error(f, row, why.len > 0 ? why.data :
		    "This can't be kept as it is.");
	}
	buf_release(&value);
	buf_release(&why);
	f->left = row;
	return fine ? FIELDSET_LEFT : FIELDSET_REFUSED;
}

/* What is typed as text; of the others a draft is a key that was chosen. */
static bool
is_typed(const struct fieldset *f, size_t row)
{
	switch (f->rows[row].kind) {
	case FIELDSET_DATE:
	case FIELDSET_TIME:
	case FIELDSET_NUMBER:
	case FIELDSET_MONEY:
		return true;
	default:
		return false;
	}
}

void
fieldset_set_draft(struct fieldset *f, size_t row, const char *text)
{
	struct buf value = {0}, why = {0};

	fieldset_go(f, row);
	if (f->at != row)
		return;
	editor_set(&f->editor, text);
	f->dirty = true;
	/* Half of it is no answer yet, and is not counted as one. */
	if (is_typed(f, row) && f->ops && f->ops->check && !f->ops->check(
	    f->arg, row, text, &value, &why))
		fieldset_set_error(f, row, why.len ? why.data
		    : "This is not complete.");
	buf_release(&value);
	buf_release(&why);
}

void
fieldset_offer(struct fieldset *f, size_t row, const char *text)
{
	if (!is_typed(f, row))
		fieldset_set(f, row, text);
	else if (f->at == row)
		fieldset_set_draft(f, row, text);
	else
		take_over(f, row, text);
}

unsigned
fieldset_commit(struct fieldset *f)
{
	struct fieldset_state *s;
	struct buf text = {0};
	unsigned did = 0;

	if (f->at == f->n)
		return 0;
	s = &f->state[f->at];
	if (f->dirty) {
		buf_adds(&text, editor_text(&f->editor));
		f->dirty = false;
		did = take_over(f, f->at, buf_text(&text));
		buf_release(&text);
	}
	if (s->flags_dirty) {
		s->flags_dirty = false;
		f->left = f->at;
		did |= FIELDSET_LEFT;
	}
	return did;
}

unsigned
fieldset_go(struct fieldset *f, size_t row)
{
	unsigned did;

	if (row >= f->n || !can_enter(f, row))
		return 0;
	did = fieldset_commit(f);
	f->picking = false;
	enter(f, row);
	return did;
}
