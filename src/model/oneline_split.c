#include "model/oneline_split.h"

#include <string.h>
#include <strings.h>

#include "model/name.h"

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\0';
}

static bool
is_one_of(const char *word, size_t len, const char *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strlen(list[i]) == len &&
		    strncasecmp(list[i], word, len) == 0)
			return true;
	return false;
}

bool
oneline_split_is_by(const char *word, size_t len)
{
	static const char *const list[] = { "by", "before", "due", "by:",
		"due:" };

	return is_one_of(word, len, list, sizeof(list) / sizeof(list[0]));
}

bool
oneline_split_is_to(const char *word, size_t len)
{
	static const char *const list[] = { "to", "will", "shall", ":", "-",
		"–", "—", "→", "->" };

	return is_one_of(word, len, list, sizeof(list) / sizeof(list[0]));
}

/* Before such a word a day is a part of what is said, not a due date. */
static bool
is_story(const char *word, size_t len)
{
	static const char *const list[] = { "on", "of", "since", "from",
		"after", "last", "until", "for", "every", "each", "at" };

	return is_one_of(word, len, list, sizeof(list) / sizeof(list[0]));
}

static void
cut_words(struct oneline_segment *seg, size_t from, struct arena *a)
{
	size_t at = from;

	/* A word and a space take two bytes at least. */
	seg->words = arena_array(a, (seg->end - from) / 2 + 1,
	    sizeof(*seg->words));
	while (at < seg->end) {
		size_t start;

		while (at < seg->end && is_space(seg->text[at]))
			at++;
		start = at;
		while (at < seg->end && !is_space(seg->text[at]))
			at++;
		if (at > start)
			seg->words[seg->n_words++] = (struct oneline_word){
				.at = start, .len = at - start,
				.part = ONELINE_TEXT };
	}
}

/* Where the next line that begins with * begins, at or after from (which is
 * the beginning of a line); len when there is none. */
static size_t
find_star(const char *text, size_t len, size_t from, size_t *star)
{
	while (from < len) {
		const char *end = memchr(text + from, '\n', len - from);
		size_t at = from;

		while (at < len && (text[at] == ' ' || text[at] == '\t'))
			at++;
		if (at < len && text[at] == '*') {
			*star = at;
			return from;
		}
		if (end == NULL)
			break;
		from = (size_t)(end - text) + 1;
	}
	return len;
}

/* The beginning of the line after this place. */
static size_t
next_line(const char *text, size_t len, size_t at)
{
	const char *end = memchr(text + at, '\n', len - at);

	return end == NULL ? len : (size_t)(end - text) + 1;
}

size_t
oneline_split(const char *text, size_t len, struct arena *a,
    struct oneline_segment **out)
{
	size_t star = 0, n = 1, begin;
	struct oneline_segment *segs;

	for (size_t i = 0; i < len; i++)
		n += text[i] == '*';
	segs = arena_array(a, n, sizeof(*segs));
	begin = find_star(text, len, 0, &star);
	segs[0] = (struct oneline_segment){ .text = text, .end = begin };
	cut_words(&segs[0], 0, a);
	for (n = 1; begin < len; n++) {
		size_t this_star = star;
		size_t next = find_star(text, len,
		    next_line(text, len, star), &star);

		segs[n] = (struct oneline_segment){ .text = text,
			.at = begin, .end = next, .milestone = true,
			.star = this_star };
		cut_words(&segs[n], this_star + 1, a);
		begin = next;
	}
	*out = segs;
	return n;
}

static void
add_words(struct buf *b, const struct oneline_segment *seg, size_t from,
    size_t to)
{
	for (size_t i = from; i < to && i < seg->n_words; i++) {
		if (seg->words[i].part != ONELINE_TEXT)
			continue;
		if (b->len > 0)
			buf_addc(b, ' ');
		buf_add(b, seg->text + seg->words[i].at, seg->words[i].len);
	}
}

const char *
oneline_split_folded(const struct oneline_segment *seg, size_t from,
    size_t to, struct arena *a)
{
	struct buf b = {0};
	const char *folded;

	add_words(&b, seg, from, to);
	folded = name_folded(a, buf_text(&b));
	buf_release(&b);
	return folded;
}

const char *
oneline_split_typed(const struct oneline_segment *seg, size_t from, size_t to,
    struct arena *a)
{
	struct buf b = {0};
	const char *text;
	size_t start = 0;

	add_words(&b, seg, from, to);
	while (b.len > 0 && strchr(" ,;:-", b.data[b.len - 1]) != NULL)
		buf_truncate(&b, b.len - 1);
	while (start < b.len && strchr(" ,;:", b.data[start]) != NULL)
		start++;
	text = arena_strdup(a, buf_text(&b) + start);
	buf_release(&b);
	return text;
}

/* Only punctuation from at to the end of its word. */
static bool
ends_word(const struct oneline_segment *seg, size_t at)
{
	for (; at < seg->end && !is_space(seg->text[at]); at++)
		if (strchr(",;.:!?)", seg->text[at]) == NULL)
			return false;
	return true;
}

/* A date that begins with word i: how many words it has, 0 for none. */
static size_t
date_at(const struct oneline_segment *seg, size_t i,
    const struct when_context *ctx, struct when *when)
{
	size_t from, end, n = 0;

	if (i >= seg->n_words)
		return 0;
	from = seg->words[i].at;
	if (!when_match(seg->text + from, seg->end - from, ctx, when))
		return 0;
	end = from + when->len;
	if (!ends_word(seg, end))
		return 0;
	while (i + n < seg->n_words && seg->words[i + n].at < end)
		n++;
	return n;
}

static void
mark(struct oneline_segment *seg, size_t from, size_t n,
    enum oneline_part part)
{
	for (size_t i = from; i < from + n; i++)
		seg->words[i].part = part;
}

static void
take_date(struct oneline_segment *seg, size_t i, size_t n, bool by,
    const struct when *when, struct oneline_date *out)
{
	bool good = when->status == WHEN_OK;

	out->state = good ? ONELINE_DATE_FOUND : ONELINE_DATE_BAD;
	out->when = *when;
	out->at = seg->words[i].at;
	out->len = when->len;
	mark(seg, i, n, good ? ONELINE_DATE : ONELINE_DATE_WRONG);
	if (by)
		seg->words[i - 1].part = ONELINE_MARK;
}

static bool
word_is(const struct oneline_segment *seg, size_t i,
    bool (*is)(const char *word, size_t len))
{
	return is(seg->text + seg->words[i].at, seg->words[i].len);
}

/* The last date after a "by". A good one anywhere comes before a bad one. */
static bool
find_by_date(struct oneline_segment *seg, const struct when_context *ctx,
    struct oneline_date *out)
{
	size_t bad = 0;
	struct when when;

	for (size_t i = seg->n_words; i-- > 1;) {
		size_t n;

		if (!word_is(seg, i - 1, oneline_split_is_by))
			continue;
		n = date_at(seg, i, ctx, &when);
		if (n > 0 && when.status == WHEN_OK) {
			take_date(seg, i, n, true, &when, out);
			return true;
		}
		if (n > 0 && bad == 0)
			bad = i;
	}
	if (bad == 0)
		return false;
	take_date(seg, bad, date_at(seg, bad, ctx, &when), true, &when, out);
	return true;
}

/* A "by" at the end, with nothing after it or what may become a date. */
static bool
find_begun(struct oneline_segment *seg, const struct when_context *ctx,
    struct oneline_date *out)
{
	size_t from = seg->n_words;
	struct when_offer one;

	for (size_t back = 1; back <= 3 && back <= seg->n_words; back++) {
		size_t i = seg->n_words - back;

		if (!word_is(seg, i, oneline_split_is_by))
			continue;
		out->state = ONELINE_DATE_BEGUN;
		out->at = seg->words[i].at;
		seg->words[i].part = ONELINE_MARK;
		if (i + 1 == from)
			return true;
		out->at = seg->words[i + 1].at;
		out->len = seg->words[from - 1].at + seg->words[from - 1].len -
		    out->at;
		if (when_offer(seg->text + out->at, out->len, ctx, &one,
		    1) > 0) {
			mark(seg, i + 1, from - i - 1, ONELINE_DATE_WRONG);
			return true;
		}
		*out = (struct oneline_date){0};
		seg->words[i].part = ONELINE_TEXT;
	}
	return false;
}

/* A date that stands at the very end, or at the beginning of a milestone. */
static bool
find_bare_date(struct oneline_segment *seg, const struct when_context *ctx,
    struct oneline_date *out)
{
	struct when when;
	size_t n = 0, from;

	if (seg->milestone)
		n = date_at(seg, 0, ctx, &when);
	if (n > 0) {
		take_date(seg, 0, n, false, &when, out);
		return true;
	}
	/* A date has seven words at the most: "the end of the month". */
	from = seg->n_words > 7 ? seg->n_words - 7 : 1;
	for (size_t i = from; i < seg->n_words; i++) {
		n = date_at(seg, i, ctx, &when);
		if (n == 0 || i + n != seg->n_words ||
		    word_is(seg, i - 1, is_story))
			continue;
		take_date(seg, i, n, false, &when, out);
		return true;
	}
	return false;
}

void
oneline_split_date(struct oneline_segment *seg,
    const struct when_context *ctx, struct oneline_date *out)
{
	*out = (struct oneline_date){0};
	if (!find_by_date(seg, ctx, out) && !find_begun(seg, ctx, out))
		find_bare_date(seg, ctx, out);
}
