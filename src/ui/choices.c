#include "ui/choices.h"

#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/utf8.h"

static struct choice *
add(struct choices *c)
{
	GROW(c->rows, c->n, c->cap);
	c->rows[c->n] = (struct choice){ .style = STYLE_NORMAL };
	return &c->rows[c->n++];
}

void
choices_add(struct choices *c, const char *key, const char *label,
    const char *note, int64_t id)
{
	struct choice *row = add(c);

	row->key = arena_strdup(&c->arena, key);
	row->label = label ? arena_strdup(&c->arena, label) : row->key;
	row->note = arena_strdup(&c->arena, note);
	row->id = id;
}

void
choices_add_line(struct choices *c, enum style style, const char *text)
{
	struct choice *row = add(c);

	row->key = "";
	row->label = arena_strdup(&c->arena, text);
	row->style = style;
}

bool
choices_fits(const char *filter, const char *label)
{
	struct buf folded = {0}, words = {0};
	bool fits = true;
	char *word, *end;

	utf8_fold(&folded, label);
	utf8_fold(&words, filter);
	for (word = words.data; fits && word && *word; word = end) {
		word += strspn(word, " ");
		end = word + strcspn(word, " ");
		if (*end)
			*end++ = '\0';
		fits = strstr(buf_text(&folded), word) != NULL;
	}
	buf_release(&folded);
	buf_release(&words);
	return fits;
}

void
choices_clear(struct choices *c)
{
	arena_reset(&c->arena);
	c->n = 0;
	c->from = c->to = 0;
}

void
choices_release(struct choices *c)
{
	arena_release(&c->arena);
	free(c->rows);
	*c = (struct choices){0};
}
