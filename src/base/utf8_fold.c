/* The two functions of base/utf8.h that change what a text is: folding for
 * matching, and NFC. */
#include "base/utf8.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/alloc.h"

/* Letters with a stroke and ligatures, which Unicode does not decompose, and
 * the shapes in which an apostrophe or a hyphen of a name comes. */
static const struct {
	uint32_t from;
	const char *to;
} alike[] = {
	{ 0x0060, "'" }, { 0x00B4, "'" }, { 0x00D0, "d" }, { 0x00E6, "ae" },
	{ 0x00F0, "d" }, { 0x00F8, "o" }, { 0x00FE, "th" }, { 0x0111, "d" },
	{ 0x0127, "h" }, { 0x0131, "i" }, { 0x0142, "l" }, { 0x0153, "oe" },
	{ 0x0167, "t" }, { 0x02B9, "'" }, { 0x02BB, "'" }, { 0x02BC, "'" },
	{ 0x02BF, "'" }, { 0x0640, "" }, { 0x2010, "-" }, { 0x2011, "-" },
	{ 0x2012, "-" }, { 0x2013, "-" }, { 0x2014, "-" }, { 0x2015, "-" },
	{ 0x2018, "'" }, { 0x2019, "'" }, { 0x201B, "'" }, { 0x2032, "'" },
	{ 0x2212, "-" },
};

static const char *
find_alike(uint32_t cp)
{
	size_t i;

	for (i = 0; i < sizeof(alike) / sizeof(alike[0]); i++) {
		if (alike[i].from == cp)
			return alike[i].to;
	}
	return NULL;
}

/* Marks put on a letter of Latin, Greek, Cyrillic, Hebrew, Arabic and the
 * like. Vowel signs and viramas of Indic scripts, Thai vowels and Japanese
 * voicing make another letter and stay. */
static bool
is_diacritic(uint32_t cp)
{
	const utf8proc_property_t *p;
	int class;

	if (cp < 0x300)
		return false;
	p = utf8proc_get_property((utf8proc_int32_t)cp);
	class = p->combining_class;
	if (class == 1 || (class >= 10 && class <= 36) || class >= 200)
		return true;
	return p->category == UTF8PROC_CATEGORY_ME ||
	    (p->category == UTF8PROC_CATEGORY_MN && p->ignorable);
}

static bool
is_space(uint32_t cp)
{
	return (cp >= '\t' && cp <= '\r') || cp == 0x85 || cp == 0x2028 ||
	    cp == 0x2029 || utf8proc_category((utf8proc_int32_t)cp) ==
	    UTF8PROC_CATEGORY_ZS;
}

/* Add text with what does not count in matching left out. Spaces become one,
 * and none at the start (of what this call adds) or the end. */
static void
add_sifted(struct buf *b, const char *text, size_t len)
{
	bool space = false, first = true;
	const char *to;
	char bytes[4];
	uint32_t cp;
	size_t n;

	for (; len > 0; text += n, len -= n) {
		n = utf8_decode(text, len, &cp);
		if (is_space(cp)) {
			space = true;
			continue;
		}
		if (utf8_unsafe(cp) || is_diacritic(cp) || cp == 0x200C ||
		    cp == 0x200D)
			continue;
		to = find_alike(cp);
		if (to != NULL && *to == '\0')
			continue;
		if (space && !first)
			buf_addc(b, ' ');
		space = first = false;
		if (to != NULL)
			buf_adds(b, to);
		else
			buf_add(b, bytes, utf8_encode(cp, bytes));
	}
}

/* Put text, which must be valid, into the form that options say. */
static void
add_mapped(struct buf *b, const struct buf *text, int options)
{
	utf8proc_uint8_t *made = NULL;
	utf8proc_ssize_t len;

	if (text->len == 0)
		return;
	len = utf8proc_map((const utf8proc_uint8_t *)text->data,
	    (utf8proc_ssize_t)text->len, &made,
	    (utf8proc_option_t)(UTF8PROC_STABLE | options));
	if (len < 0)
		bug("a text could not be normalised: %s",
		    utf8proc_errmsg(len));
	buf_add(b, made, (size_t)len);
	sodium_memzero(made, (size_t)len);
	free(made);
}

void
utf8_fold(struct buf *b, const char *text)
{
	struct buf sifted = {0}, mapped = {0};
	int pass;

	add_sifted(&sifted, text, strlen(text));
	/* Folding case can make what decomposes once more. */
	for (pass = 0; pass < 2; pass++) {
		buf_clear(&mapped);
		add_mapped(&mapped, &sifted, UTF8PROC_DECOMPOSE |
		    UTF8PROC_COMPAT | UTF8PROC_CASEFOLD);
		buf_clear(&sifted);
		add_sifted(&sifted, buf_text(&mapped), mapped.len);
	}
	buf_add(b, buf_text(&sifted), sifted.len);
	buf_wipe(&mapped);
	buf_wipe(&sifted);
}

void
utf8_nfc(struct buf *b, const char *text, size_t len)
{
	struct buf valid = {0};
	char bytes[4];
	uint32_t cp;
	size_t n;

	for (; len > 0; text += n, len -= n) {
		n = utf8_decode(text, len, &cp);
		buf_add(&valid, bytes, utf8_encode(cp, bytes));
	}
	add_mapped(b, &valid, UTF8PROC_COMPOSE);
	buf_wipe(&valid);
}
