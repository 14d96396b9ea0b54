/* The kind's own words inside its texts: <word>, <word:many>. */
#include <ctype.h>
#include <stddef.h>
#include <string.h>

#include "base/buf.h"
#include "form/kind_shape.h"

static const struct ydesc words_rows[] = {
	{
		.key = "words",
		.type = YDESC_LIST,
		.at = offsetof(struct kind_text, words),
		.count_at = offsetof(struct kind_text, n_words),
		.shape = &kind_shape_word,
	},
};

bool
kind_text_read(struct kind_text *t, const struct ynode *root)
{
	const struct ynode *words = ynode_get(root, "words");
	/* A mapping with the one member, whatever else the kind holds. */
	struct ynode *only = arena_alloc(t->arena, sizeof(*only));
	struct ynode *copy = arena_alloc(t->arena, sizeof(*copy));
	struct kind_text read = { 0 };
	const struct yshape shape = {
		.what = "words",
		.size = sizeof(read),
		.members = words_rows,
		.n = 1,
	};
	struct ydecode d = { .arena = t->arena, .errors = t->errors };

	if (!words)
		return true;
	*only = *root;
	*copy = *words;
	copy->next = NULL;
	copy->index = 0;
	only->child = copy;
	only->n = 1;
	bool ok = ydecode(&d, &shape, only, &read);
	t->words = read.words;
	t->n_words = ok ? read.n_words : 0;
	ydecode_release(&d);
	return ok;
}

/* Bytes of "<word>" or "<word:form>" at s; 0 when it is something else. */
static size_t
match(const char *s, size_t *word_len, const char **form)
{
	size_t n = 1 + strspn(s + 1, "abcdefghijklmnopqrstuvwxyz"
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-");

	*word_len = n - 1;
	*form = "";
	if (n == 1)
		return 0;
	if (s[n] == ':') {
		*form = s + n + 1;
		n += 1 + strspn(s + n + 1, "abcdefghijklmnopqrstuvwxyz");
	}
	return s[n] == '>' ? n + 1 : 0;
}

/* The word itself, its plural or its short form; NULL for another form. */
static const char *
inflect(const struct kind_word *w, const char *form, struct arena *a)
{
	if (form[0] == '\0')
		return w->one;
	if (strncmp(form, "many>", 5) == 0)
		return w->many ? w->many : arena_printf(a, "%ss", w->one);
	if (strncmp(form, "short>", 6) == 0)
		return w->short_form ? w->short_form : w->one;
	return NULL;
}

static bool
unknown(struct kind_text *t, const struct ynode *node, const char *key)
{
	enum { MOST = 200 };
	const char *names[MOST];
	size_t n = 0;

	for (; n < t->n_words && n < MOST; n++)
		names[n] = t->words[n].key;
	const char *near = yaml_errors_full(t->errors) ? NULL :
	    yaml_nearest(key, names, n);
	if (near)
		return yaml_error(t->errors, node,
		    "unknown word <%s> (did you mean <%s>?)", key, near);
	return yaml_error(t->errors, node,
	    "unknown word <%s>; add it under words:", key);
}

/* Add what stands for the word of len bytes at s. */
static bool
add_word(struct kind_text *t, const struct ynode *node, struct buf *out,
    const char *s, size_t len, const char *form)
{
	char *key = arena_strndup(t->arena, s, len);
	bool capital = isupper((unsigned char)key[0]);

	if (capital)
		key[0] = (char)tolower((unsigned char)key[0]);
	const struct kind_word *w = kind_word_find(t->words, t->n_words, key);
	if (!w)
		return unknown(t, node, key);
	const char *said = inflect(w, form, t->arena);
	if (!said)
		return yaml_error(t->errors, node,
		    "after <%s: comes many or short", key);
	size_t at = out->len;
	buf_adds(out, said);
	if (capital && out->len > at)
		out->data[at] = (char)toupper((unsigned char)out->data[at]);
	return true;
}

const char *
kind_text_expand(void *arg, const struct ynode *node)
{
	struct kind_text *t = arg;
	struct buf out = { 0 };
	const char *result = node->text, *s = node->text;
	bool ok = true;

	if (!strchr(s, '<'))
		return result;
	while (*s) {
		size_t word_len, n;
		const char *form;
		if (*s == '<' && (n = match(s, &word_len, &form)) > 0) {
			ok &= add_word(t, node, &out, s + 1, word_len, form);
			s += n;
		} else {
			buf_addc(&out, *s++);
		}
	}
	result = ok ? arena_strndup(t->arena, buf_text(&out), out.len) : NULL;
	buf_release(&out);
	return result;
}
