#include "base/utf8.h"

#include <utf8proc.h>

#include "base/alloc.h"

enum {
	REPLACEMENT = 0xFFFD,
	ZWNJ = 0x200C,
	ZWJ = 0x200D,
	MARKS_MAX = 4
};

/* The bytes a sequence beginning with this one has, 0 when none does. */
static size_t
sequence_length(unsigned char lead)
{
	if (lead < 0x80)
		return 1;
	if (lead >= 0xC2 && lead <= 0xDF)
		return 2;
	if (lead >= 0xE0 && lead <= 0xEF)
		return 3;
	if (lead >= 0xF0 && lead <= 0xF4)
		return 4;
	return 0;
}

/* As utf8_decode, but 0 when the bytes are not valid. */
static size_t
decode_strict(const char *text, size_t len, uint32_t *cp)
{
	/* What a lead byte carries, and the least each length may say. */
	static const uint32_t mask[] = { 0, 0x7F, 0x1F, 0x0F, 0x07 };
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	const unsigned char *s = (const unsigned char *)text;
	size_t n = sequence_length(s[0]), i;
	uint32_t c;

	if (n == 0 || n > len)
		return 0;
	c = s[0] & mask[n];
	for (i = 1; i < n; i++) {
		if ((s[i] & 0xC0) != 0x80)
			return 0;
		c = c << 6 | (s[i] & 0x3F);
	}
	if (c < least[n] || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
		return 0;
	*cp = c;
	return n;
}

size_t
utf8_decode(const char *text, size_t len, uint32_t *cp)
{
	size_t n;

	if (len == 0) {
		*cp = 0;
		return 0;
	}
	n = decode_strict(text, len, cp);
	if (n > 0)
		return n;
	*cp = REPLACEMENT;
	return 1;
}

size_t
utf8_encode(uint32_t cp, char out[4])
{
	if (cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF))
		bug("U+%04X can't be written as UTF-8", (unsigned)cp);
	if (cp < 0x80) {
		out[0] = (char)cp;
		return 1;
	}
	if (cp < 0x800) {
		out[0] = (char)(0xC0 | cp >> 6);
		out[1] = (char)(0x80 | (cp & 0x3F));
		return 2;
	}
	if (cp < 0x10000) {
		out[0] = (char)(0xE0 | cp >> 12);
		out[1] = (char)(0x80 | (cp >> 6 & 0x3F));
		out[2] = (char)(0x80 | (cp & 0x3F));
		return 3;
	}
	out[0] = (char)(0xF0 | cp >> 18);
	out[1] = (char)(0x80 | (cp >> 12 & 0x3F));
	out[2] = (char)(0x80 | (cp >> 6 & 0x3F));
	out[3] = (char)(0x80 | (cp & 0x3F));
	return 4;
}

bool
utf8_valid(const char *text, size_t len)
{
	uint32_t cp;
	size_t n;

	for (; len > 0; text += n, len -= n) {
		n = decode_strict(text, len, &cp);
		if (n == 0)
			return false;
	}
	return true;
}

size_t
utf8_next(const char *text, size_t len, size_t at)
{
	utf8proc_int32_t state = 0;
	uint32_t cp, next;
	size_t n;

	if (at >= len)
		return 0;
	/* Between two ASCII characters there is a boundary, CR LF aside. */
	if ((unsigned char)text[at] < 0x80 && text[at] != '\r' &&
	    (at + 1 == len || (unsigned char)text[at + 1] < 0x80))
		return 1;
	n = utf8_decode(text + at, len - at, &cp);
	while (at + n < len) {
		size_t more = utf8_decode(text + at + n, len - at - n, &next);

		if (utf8proc_grapheme_break_stateful((utf8proc_int32_t)cp,
		    (utf8proc_int32_t)next, &state))
			break;
		n += more;
		cp = next;
	}
	return n;
}

/* True where a cluster starts, whatever stands around: at the beginning,
 * after a newline, between two ASCII characters. */
static bool
surely_starts(const char *text, size_t at)
{
	if (at == 0 || text[at - 1] == '\n')
		return true;
	return (unsigned char)text[at - 1] < 0x80 && text[at - 1] != '\r' &&
	    (unsigned char)text[at] < 0x80;
}

size_t
utf8_prev(const char *text, size_t len, size_t at)
{
	size_t start, next;

	if (at > len)
		bug("byte %zu lies outside a text of %zu", at, len);
	if (at == 0)
		return 0;
	/* Clusters can't be told backwards (flags pair up from the left). */
	for (start = at - 1; !surely_starts(text, start); start--)
		;
	while ((next = start + utf8_next(text, len, start)) < at)
		start = next;
	return start;
}

static bool
is_joiner(uint32_t cp)
{
	return cp == ZWJ || cp == ZWNJ;
}

static const utf8proc_property_t *
property(uint32_t cp)
{
	return utf8proc_get_property((utf8proc_int32_t)cp);
}

bool
utf8_unsafe(uint32_t cp)
{
	const utf8proc_property_t *p;

	if (cp < 0x7F)
		return cp < 0x20;
	if (cp > 0x10FFFF)
		return true;
	if (is_joiner(cp))
		return false;
	p = property(cp);
	switch (p->category) {
	case UTF8PROC_CATEGORY_CC:
	case UTF8PROC_CATEGORY_CS:
	case UTF8PROC_CATEGORY_CN:
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
		return true;
	case UTF8PROC_CATEGORY_CF:
		/* The Arabic signs that span a number are seen. */
		return p->boundclass != UTF8PROC_BOUNDCLASS_PREPEND;
	default:
		break;
	}
	if (!p->ignorable)
		return false;
	/* Of what is never seen itself, only the variation selectors change
	 * what is seen before them. */
	return !((cp >= 0xFE00 && cp <= 0xFE0F) ||
	    (cp >= 0xE0100 && cp <= 0xE01EF) ||
	    (cp >= 0x180B && cp <= 0x180D) || cp == 0x180F);
}

/* Marks that belong to the cluster before. (Some Burmese ones do not, and
 * are as good as letters.) */
static bool
is_combining(uint32_t cp)
{
	const utf8proc_property_t *p;

	if (cp < 0x300)
		return false;
	p = property(cp);
	return (p->category == UTF8PROC_CATEGORY_MN ||
	    p->category == UTF8PROC_CATEGORY_MC ||
	    p->category == UTF8PROC_CATEGORY_ME) &&
	    (p->boundclass == UTF8PROC_BOUNDCLASS_EXTEND ||
	    p->boundclass == UTF8PROC_BOUNDCLASS_SPACINGMARK);
}

static bool
is_pictograph(uint32_t cp)
{
	return property(cp)->boundclass ==
	    UTF8PROC_BOUNDCLASS_EXTENDED_PICTOGRAPHIC;
}

static bool
is_skin_tone(uint32_t cp)
{
	return cp >= 0x1F3FB && cp <= 0x1F3FF;
}

/* Vowels and finals of Hangul, drawn into the block of the initial. */
static bool
is_inner_jamo(uint32_t cp)
{
	return (cp >= 0x1160 && cp <= 0x11FF) ||
	    (cp >= 0xD7B0 && cp <= 0xD7FF);
}

/* Columns of one code point after another of the same cluster (0: none). */
static int
advance(uint32_t cp, uint32_t before)
{
	const utf8proc_property_t *p;

	if (cp < 0x7F)
		return 1;
	if (is_joiner(cp) || is_inner_jamo(cp))
		return 0;
	if (before == ZWJ && is_pictograph(cp))
		return 0;
	if (is_skin_tone(cp) && before != 0 && is_pictograph(before))
		return 0;
	p = property(cp);
	/* utf8proc says 0 to these two, terminals give them a cell. */
	if (p->category == UTF8PROC_CATEGORY_MC ||
	    p->boundclass == UTF8PROC_BOUNDCLASS_PREPEND)
		return 1;
	return utf8proc_charwidth((utf8proc_int32_t)cp);
}

/* A joiner means something after the letters, marks and pictures of the
 * scripts that use one; elsewhere it only hides. */
static bool
takes_joiner(uint32_t before)
{
	return before >= 0x300 && !is_joiner(before) &&
	    before != REPLACEMENT &&
	    property(before)->category != UTF8PROC_CATEGORY_ZS;
}

static void
add_code_point(struct buf *b, uint32_t cp)
{
	char bytes[4];

	if (b != NULL)
		buf_add(b, bytes, utf8_encode(cp, bytes));
}

/* The visible mark of an unsafe code point, ␛ or ‹U+202E›; its columns. */
static int
show_mark(struct buf *b, uint32_t cp)
{
	if (cp < 0x20 || cp == 0x7F) {
		add_code_point(b, cp == 0x7F ? 0x2421 : 0x2400 + cp);
		return 1;
	}
	if (b != NULL)
		buf_addf(b, "\u2039U+%04X\u203A", (unsigned)cp);
	return cp > 0xFFFFF ? 10 : cp > 0xFFFF ? 9 : 8;
}

/* Show one cluster, into b or nowhere (NULL); its columns. The one place
 * that decides how anything looks, so widths and texts can't disagree. */
static int
show_cluster(struct buf *b, const char *text, size_t len, bool keep_lines)
{
	uint32_t cp, before = 0;	/* 0: nothing to lean on */
	int cols = 0, marks = 0;
	size_t n;

	for (; len > 0; text += n, len -= n) {
		n = utf8_decode(text, len, &cp);
		if (cp == '\n' && keep_lines) {
			add_code_point(b, cp);
			continue;
		}
		if (utf8_unsafe(cp) ||
		    (is_joiner(cp) && !takes_joiner(before)) ||
		    (is_inner_jamo(cp) && before == 0)) {
			cols += show_mark(b, cp);
			before = 0;
			continue;
		}
		if (is_combining(cp)) {
			if (before == 0) {
				/* Else it would change its neighbour. */
				add_code_point(b, 0x25CC);
				cols++;
				marks = 0;
			}
			if (marks == MARKS_MAX)
				continue;
			marks++;
		} else if (!is_joiner(cp)) {
			marks = 0;
		}
		add_code_point(b, cp);
		cols += advance(cp, before);
		before = cp;
	}
	return cols;
}

int
utf8_cluster_width(const char *text, size_t len)
{
	return show_cluster(NULL, text, len, false);
}

/* How many bytes from at on are plain ASCII that stands by itself: what a mark
 * that follows may join is not counted. */
static size_t
plain_run(const char *text, size_t len, size_t at)
{
	size_t n = 0;

	while (at + n < len && text[at + n] >= 0x20 && text[at + n] < 0x7F)
		n++;
	return at + n < len && n > 0 ? n - 1 : n;
}

int
utf8_width(const char *text, size_t len)
{
	size_t at, n;
	int cols = 0;

	for (at = 0; at < len; at += n) {
		n = plain_run(text, len, at);
		if (n > 0) {
			cols += (int)n;
			continue;
		}
		n = utf8_next(text, len, at);
		cols += utf8_cluster_width(text + at, n);
	}
	return cols;
}

size_t
utf8_cut(const char *text, size_t len, int cols, int *used)
{
	size_t at, n;
	int width = 0, more;

	for (at = 0; at < len; at += n) {
		n = plain_run(text, len, at);
		if (n > 0 && cols > width) {
			if (n > (size_t)(cols - width))
				n = (size_t)(cols - width);
			width += (int)n;
			continue;
		}
		n = utf8_next(text, len, at);
		more = utf8_cluster_width(text + at, n);
		if (more > cols - width)
			break;
		width += more;
	}
	if (used != NULL)
		*used = width;
	return at;
}

void
utf8_visible(struct buf *b, const char *text, size_t len, bool keep_lines)
{
	size_t at, n;

	for (at = 0; at < len; at += n) {
		n = plain_run(text, len, at);
		if (n > 0) {
			buf_add(b, text + at, n);
			continue;
		}
		n = utf8_next(text, len, at);
		show_cluster(b, text + at, n, keep_lines);
	}
}
