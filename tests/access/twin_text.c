#include "twin_text.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_REFS = 64, REF_SIZE = 64 };

struct line {
	const char *text;
	size_t len;
	size_t indent;
	bool blank;
};

/* What is left out: the records, then their actions as they are found. */
struct going {
	char refs[MOST_REFS][REF_SIZE];
	size_t n;
	struct buf *gone;
};

static bool
next_line(const char **at, struct line *l)
{
	if (**at == '\0')
		return false;
	l->text = *at;
	l->len = strcspn(*at, "\n");
	*at += l->len + (l->text[l->len] == '\n');
	for (l->indent = 0; l->indent < l->len &&
	    l->text[l->indent] == ' '; l->indent++)
		;
	l->blank = l->indent == l->len;
	return true;
}

static void
add_line(struct buf *b, const struct line *l)
{
	buf_add(b, l->text, l->len);
	buf_addc(b, '\n');
}

static bool
is_ref_byte(char c)
{
	return isalnum((unsigned char)c) || c == '-' || c == '/';
}

/* Does the word stand in the text, whole? */
static bool
holds(const char *text, size_t len, const char *word)
{
	size_t n = strlen(word), i;

	for (i = 0; i + n <= len; i++)
		if (memcmp(text + i, word, n) == 0 &&
		    (i == 0 || !is_ref_byte(text[i - 1])) &&
		    (i + n == len || !is_ref_byte(text[i + n]) ||
		    text[i + n] == '/'))
			return true;
	return false;
}

/* Is "key: ref" in the text, for one of the keys that say what an element is
 * about? */
static bool
about(const char *text, size_t len, const char *ref)
{
	static const char *const keys[] = { "ref: ", "case: ", "to: ",
		"earlier: " };
	size_t i, j, n = strlen(ref);

	for (i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		size_t k = strlen(keys[i]);

		for (j = 0; j + k + n <= len; j++)
			if ((j == 0 || strchr(" {", text[j - 1])) &&
			    memcmp(text + j, keys[i], k) == 0 &&
			    memcmp(text + j + k, ref, n) == 0 &&
			    (j + k + n == len ||
			    !is_ref_byte(text[j + k + n])))
				return true;
	}
	return false;
}

static bool
is_item(const struct line *l)
{
	return l->len > l->indent + 1 && l->text[l->indent] == '-' &&
	    l->text[l->indent + 1] == ' ';
}

/* Is the list element that begins with this line, and goes on at rest, about
 * one of what goes? *end gets where the element ends. */
static bool
goes(const struct going *g, const struct line *first, const char *rest,
    const char **end)
{
	struct line l = *first;
	const char *at = rest;
	bool yes = false;
	size_t i;

	do {
		if (l.text != first->text && !l.blank &&
		    l.indent <= first->indent)
			break;
		if (l.text == first->text || l.indent == first->indent + 2)
			for (i = 0; i < g->n; i++)
				yes |= about(l.text, l.len, g->refs[i]);
		*end = at;
	} while (next_line(&at, &l));
	return yes;
}

/* An action that goes is named in the script by its own reference. */
static void
note_ref(struct going *g, const char *text, const char *end)
{
	const char *ref = strstr(text, "ref: ");
	size_t len;

	if (ref == NULL || ref >= end || g->n == MOST_REFS)
		return;
	ref += 5;
	for (len = 0; is_ref_byte(ref[len]); len++)
		;
	if (len == 0 || len >= REF_SIZE)
		return;
	memcpy(g->refs[g->n], ref, len);
	g->refs[g->n++][len] = '\0';
}

/* "links: [R1, OCG-1]" without what goes. */
static void
add_links(struct buf *out, const struct going *g, const struct line *l)
{
	const char *open = memchr(l->text, '[', l->len), *at;
	const char *end = l->text + l->len;
	bool first = true;

	buf_add(out, l->text, (size_t)(open + 1 - l->text));
	for (at = open + 1; at < end && *at != ']';) {
		size_t len = strcspn(at, ",]"), i;
		bool gone = false;

		for (i = 0; i < g->n; i++)
			gone |= holds(at, len, g->refs[i]);
		if (!gone) {
			at += strspn(at, " ");
			len = strcspn(at, ",]");
			buf_addf(out, first ? "%.*s" : ", %.*s", (int)len, at);
			first = false;
		}
		at += len + (at[len] == ',');
	}
	buf_add(out, at, (size_t)(end - at));
	buf_addc(out, '\n');
}

static bool
begins(const struct line *l, const char *word)
{
	size_t n = strlen(word);

	return l->len - l->indent >= n &&
	    strncmp(l->text + l->indent, word, n) == 0 &&
	    (l->len == l->indent + n || l->text[l->indent + n] == ' ');
}

/* Named as a word of a command; what people say in quotes is theirs. */
static bool
names_one(const struct going *g, const struct line *l)
{
	struct buf bare = {0};
	bool quoted = false, found = false;
	size_t i;

	for (i = 0; i < l->len; i++) {
		quoted ^= l->text[i] == '"';
		buf_addc(&bare, quoted ? ' ' : l->text[i]);
	}
	for (i = 0; i < g->n; i++)
		found |= holds(buf_text(&bare), bare.len, g->refs[i]);
	buf_release(&bare);
	return found;
}

/* A script: while what goes is in hand, only who comes and goes is kept. */
static void
add_script(struct buf *out, struct going *g, const char *at)
{
	static const char *const kept[] = { "attend", "out", "back", "came",
		"left", "apologies", "accept-statement", "statement-read",
		"chair-take", "chair-back" };
	bool in_hand = false, keep;
	struct line l;
	size_t i;

	while (next_line(&at, &l)) {
		bool named = names_one(g, &l);

		keep = !named;
		if (begins(&l, "go") || begins(&l, "next") ||
		    begins(&l, "meeting-close")) {
			if (named && !in_hand)
				buf_addf(out, "%*spause\n", (int)l.indent,
				    "");
			in_hand = named;
		} else if (in_hand && !begins(&l, "@")) {
			bool presence = false;

			for (i = 0; i < sizeof(kept) / sizeof(kept[0]); i++)
				presence |= begins(&l, kept[i]);
			keep = keep && (presence || l.blank);
		}
		if (keep)
			add_line(out, &l);
		else if (g->gone != NULL)
			add_line(g->gone, &l);
	}
}

/* A list of which nothing is left is not there. */
static void
drop_empty_list(struct buf *out, size_t last, size_t indent, const char *at)
{
	struct line next = { .blank = true };

	while (next_line(&at, &next) && next.blank)
		;
	if (out->len > last + 1 && out->data[out->len - 2] == ':' &&
	    (next.blank || next.indent != indent || !is_item(&next)))
		buf_truncate(out, last);
}

void
twin_other(struct buf *out, const char *text, const char *ref)
{
	size_t n = strlen(ref), own = 0;
	const char *at = text;
	struct line l;
	size_t i;

	while (next_line(&at, &l)) {
		/* Whose words they are is said behind the reference. */
		if (is_item(&l))
			own = about(l.text, l.len, ref) ? l.indent + 1 : 0;
		if (own > 0 && begins(&l, "referrer:")) {
			buf_addf(out, "%*sreferrer: Nobody\n", (int)l.indent,
			    "");
			continue;
		}
		for (i = 0; i < l.len;) {
			bool whole = l.len - i >= n &&
			    memcmp(l.text + i, ref, n) == 0 &&
			    (i == 0 || !is_ref_byte(l.text[i - 1])) &&
			    (i + n == l.len || !is_ref_byte(l.text[i + n]));

			if (whole)
				buf_adds(out, TWIN_OTHER);
			else
				buf_addc(out, l.text[i]);
			i += whole ? n : 1;
		}
		buf_addc(out, '\n');
	}
}

void
twin_without(struct buf *out, const char *text, const char *refs,
    struct buf *gone)
{
	struct going g = { .gone = gone };
	const char *at = text, *end;
	size_t last = 0, len;
	struct line l;

	for (; *refs != '\0' && g.n < MOST_REFS; refs += len + (refs[len] ==
	    ' ')) {
		len = strcspn(refs, " ");
		snprintf(g.refs[g.n++], REF_SIZE, "%.*s", (int)len, refs);
	}
	while (next_line(&at, &l)) {
		if (begins(&l, "scripts:")) {
			add_line(out, &l);
			add_script(out, &g, at);
			return;
		}
		if (is_item(&l) && goes(&g, &l, at, &end)) {
			note_ref(&g, l.text, end);
			if (gone != NULL)
				buf_add(gone, l.text, (size_t)(end - l.text));
			at = end;
			drop_empty_list(out, last, l.indent, at);
		} else if (begins(&l, "links:") &&
		    memchr(l.text, '[', l.len) != NULL) {
			last = out->len;
			add_links(out, &g, &l);
		} else {
			last = out->len;
			add_line(out, &l);
		}
	}
}

bool
twin_can_go(const char *text, const char *refs)
{
	struct buf rest = {0}, gone = {0};
	const char *at, *key;
	bool can = true;

	twin_without(&rest, text, refs, &gone);
	for (at = buf_text(&gone); can && (key = strstr(at, "key: ")) != NULL;
	    at = key) {
		size_t len;
		struct buf same = {0};

		key += 5;
		for (len = 0; is_ref_byte(key[len]); len++)
			;
		buf_addf(&same, "same: %.*s\n", (int)len, key);
		can = strstr(buf_text(&rest), buf_text(&same)) == NULL;
		buf_clear(&same);
		buf_addf(&same, "same: %.*s,", (int)len, key);
		can = can && strstr(buf_text(&rest), buf_text(&same)) == NULL;
		buf_release(&same);
	}
	can = can && gone.len > 0;
	buf_release(&gone);
	buf_release(&rest);
	return can;
}
