/*
 * utf8: names as they are written here (Welsh, Polish, Arabic, combining
 * accents), what must never reach a terminal, and rules that hold for every
 * code point there is.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/utf8.h"

/* Woman, woman, girl, boy, joined: one picture. */
#define FAMILY "\U0001F469\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466"
#define SHRUG_MAN "\U0001F937\U0001F3FD\u200D\u2642\uFE0F"
#define FLAG_GB "\U0001F1EC\U0001F1E7"
#define ARABIC "\u0645\u062D\u0645\u0651\u062F"		/* Muhammad */
#define PERSIAN "\u0645\u06CC\u200C\u0631\u0648\u0645"	/* with a ZWNJ */

enum { LAST = 0x10FFFF };

static bool
is_surrogate(uint32_t cp)
{
	return cp >= 0xD800 && cp <= 0xDFFF;
}

static int
width(const char *text)
{
	return utf8_width(text, strlen(text));
}

static void
assert_shown(const char *text, const char *expected)
{
	struct buf b = {0};

	utf8_visible(&b, text, strlen(text), false);
	assert_string_equal(buf_text(&b), expected);
	assert_int_equal(width(text), width(expected));
	buf_release(&b);
}

static void
assert_folded(const char *text, const char *expected)
{
	struct buf b = {0};

	utf8_fold(&b, text);
	assert_string_equal(buf_text(&b), expected);
	buf_release(&b);
}

/* The text falls into n clusters, forwards and backwards alike. */
static void
assert_clusters(const char *text, size_t n)
{
	size_t len = strlen(text), starts[64], count = 0, at, step;

	for (at = 0; at < len; at += step) {
		step = utf8_next(text, len, at);
		assert_true(step > 0);
		starts[count++] = at;
	}
	assert_int_equal(at, len);
	assert_int_equal(count, n);
	assert_int_equal(utf8_next(text, len, len), 0);
	while (count > 0) {
		at = utf8_prev(text, len, at);
		assert_int_equal(at, starts[--count]);
	}
	assert_int_equal(utf8_prev(text, len, 0), 0);
}

static void
every_code_point_survives_coding(void **state)
{
	uint32_t cp, back;
	char bytes[4];
	size_t n;

	(void)state;
	for (cp = 0; cp <= LAST; cp++) {
		if (is_surrogate(cp))
			continue;
		n = utf8_encode(cp, bytes);
		assert_int_equal(n, cp < 0x80 ? 1 : cp < 0x800 ? 2 :
		    cp < 0x10000 ? 3 : 4);
		assert_int_equal(utf8_decode(bytes, n, &back), n);
		assert_int_equal(back, cp);
		assert_true(utf8_valid(bytes, n));
	}
	assert_int_equal(utf8_decode("", 0, &back), 0);
}

static void
wrong_bytes_are_one_replacement_each(void **state)
{
	static const char *const wrong[] = {
		"\x80", "\xBF", "\xC0\x80", "\xC1\xBF", "\xC3", "\xE2\x82",
		"\xE0\x80\x80", "\xE0\x9F\xBF", "\xED\xA0\x80",
		"\xED\xBF\xBF", "\xF0\x80\x80\x80", "\xF0\x8F\xBF\xBF",
		"\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFE", "\xFF",
		"\xF0\x9F\x98", "\xC3(", "\xE2(\x82",
	};
	uint32_t cp;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		assert_int_equal(utf8_decode(wrong[i], strlen(wrong[i]), &cp),
		    1);
		assert_int_equal(cp, 0xFFFD);
		assert_false(utf8_valid(wrong[i], strlen(wrong[i])));
	}
	/* A sequence that len cuts off is not read beyond it. */
	assert_int_equal(utf8_decode("\u20AC", 2, &cp), 1);
	assert_int_equal(cp, 0xFFFD);
	assert_true(utf8_valid("", 0));
	assert_true(utf8_valid("a\0\u20AC", 5));
	assert_false(utf8_valid("fine\xFF", 5));
	assert_shown("a\xFF\xC3(", "a\uFFFD\uFFFD(");
}

static void
clusters_are_what_people_see(void **state)
{
	(void)state;
	assert_clusters("", 0);
	assert_clusters("Wren", 4);
	assert_clusters("Zoe\u0308", 3);
	assert_clusters("e\u0301\u0302\u0303x", 2);
	assert_clusters(ARABIC, 4);
	assert_clusters(FAMILY, 1);
	assert_clusters(SHRUG_MAN "a", 2);
	assert_clusters(FLAG_GB FLAG_GB FLAG_GB, 3);
	assert_clusters("a\r\nb\n\nc", 6);
	assert_clusters("\r\r\n", 2);
	assert_clusters("\u0301", 1);
	assert_clusters("\u1112\u1161\u11AB", 1);
	assert_clusters("\u0939\u093F\u0928\u094D\u0926\u0940 x", 5);
	assert_clusters("\xFF\xFF", 2);
}

static void
prev_from_inside_is_the_start(void **state)
{
	const char text[] = "a" FAMILY "b";

	(void)state;
	assert_int_equal(utf8_prev(text, sizeof(text) - 1, 9), 1);
	assert_int_equal(utf8_prev(text, sizeof(text) - 1, 2), 1);
	assert_int_equal(utf8_prev(text, sizeof(text) - 1, 1), 0);
}

static void
widths_are_those_of_terminals(void **state)
{
	(void)state;
	assert_int_equal(width(""), 0);
	assert_int_equal(width("Wren Testington"), 15);
	assert_int_equal(width("Ll\u0177r ap Gw\u0177n"), 12);
	assert_int_equal(width("\u017B\u00F3\u0142\u0107"), 4);
	assert_int_equal(width("Zoe\u0308"), 3);
	assert_int_equal(width(ARABIC), 4);
	assert_int_equal(width(PERSIAN), 5);
	assert_int_equal(width("\u5F20\u4F1F"), 4);
	assert_int_equal(width("\uFF21\uFF71"), 3);
	assert_int_equal(width("\uD55C"), 2);
	assert_int_equal(width("\u1112\u1161\u11AB"), 2);
	assert_int_equal(width(FAMILY), 2);
	assert_int_equal(width(SHRUG_MAN), 2);
	assert_int_equal(width(FLAG_GB), 2);
	assert_int_equal(width("\u2713\u2026\u2502\u25B8"), 4);
	assert_int_equal(width("\t\x1B"), 2);
	assert_int_equal(width("\u202E"), 8);
	assert_int_equal(width("\U000E0041"), 9);
	assert_int_equal(width("\U0010FFFF"), 10);
}

static void
assert_cut(const char *text, int cols, const char *expected)
{
	int used = -1;
	size_t n = utf8_cut(text, strlen(text), cols, &used);

	assert_int_equal(n, strlen(expected));
	assert_memory_equal(text, expected, n);
	assert_int_equal(used, width(expected));
	assert_int_equal(utf8_cut(text, strlen(text), cols, NULL), n);
}

static void
cuts_fall_between_clusters(void **state)
{
	(void)state;
	assert_cut("Wren", 3, "Wre");
	assert_cut("Wren", 4, "Wren");
	assert_cut("Wren", 99, "Wren");
	assert_cut("Wren", 0, "");
	assert_cut("Wren", -1, "");
	assert_cut("", 5, "");
	assert_cut("Zoe\u0308x", 3, "Zoe\u0308");
	assert_cut("\u5F20\u4F1F", 3, "\u5F20");
	assert_cut("\u5F20", 1, "");
	assert_cut("a" FAMILY "b", 2, "a");
	assert_cut("a" FAMILY "b", 3, "a" FAMILY);
	assert_cut(FLAG_GB FLAG_GB, 3, FLAG_GB);
	assert_cut("a\u202Eb", 8, "a");
	assert_cut("a\u202Eb", 9, "a\u202E");
}

static void
unsafe_is_what_hides_or_commands(void **state)
{
	static const uint32_t unsafe[] = {
		0, '\t', '\n', 0x1B, 0x1F, 0x7F, 0x80, 0x9B, 0x9F, 0xAD,
		0x034F, 0x061C, 0x115F, 0x180E, 0x200B, 0x200E, 0x200F,
		0x2028, 0x2029, 0x202A, 0x202E, 0x2060, 0x2066, 0x2069,
		0x206F, 0x3164, 0xD800, 0xDFFF, 0xFDD0, 0xFEFF, 0xFFA0,
		0xFFF9, 0xFFFB, 0xFFFE, 0xFFFF, 0x1BCA0, 0x1D173, 0x1FFFE,
		0x0378, 0xE0001, 0xE0020, 0xE007F, 0xE0FFF, 0x10FFFF,
		0x110000, UINT32_MAX,
	};
	static const uint32_t safe[] = {
		' ', '~', 0xA0, 0xE9, 0x0301, 0x0600, 0x0645, 0x0651, 0x094D,
		0x200C, 0x200D, 0x2039, 0x241B, 0x25CC, 0xE000, 0xFE0F,
		0xFFFD, 0x1F469, 0x1F3FD, 0xE0100,
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(unsafe) / sizeof(unsafe[0]); i++) {
		if (!utf8_unsafe(unsafe[i]))
			fail_msg("U+%04X passes", (unsigned)unsafe[i]);
	}
	for (i = 0; i < sizeof(safe) / sizeof(safe[0]); i++) {
		if (utf8_unsafe(safe[i]))
			fail_msg("U+%04X does not pass", (unsigned)safe[i]);
	}
}

static void
names_are_shown_as_they_are(void **state)
{
	static const char *const names[] = {
		"Wren Testington", "Ffion Ll\u0177r", "\u017B\u00F3\u0142\u0107",
		"Zoe\u0308", "O\u2019Brien", ARABIC, PERSIAN, FAMILY,
		SHRUG_MAN, FLAG_GB, "\u5F20\u4F1F", "\u2764\uFE0F",
		"\u0915\u094D\u200D\u0937", "\u0DC1\u0DCA\u200D\u0DBB\u0DD3",
		"\u09B0\u200D\u09CD\u09AF", "\u1112\u1161\u11AB",
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		assert_shown(names[i], names[i]);
}

static void
what_is_unsafe_is_marked(void **state)
{
	struct buf b = {0};

	(void)state;
	assert_shown("\x1B[2J", "\u241B[2J");
	assert_shown("a\tb\n\x7F", "a\u2409b\u240A\u2421");
	assert_shown("\xC2\x9B", "\u2039U+009B\u203A");
	assert_shown("x\u202Ey", "x\u2039U+202E\u203Ay");
	assert_shown("a\U000E0041", "a\u2039U+E0041\u203A");
	assert_shown("\u200BAnna", "\u2039U+200B\u203AAnna");
	/* Joiners where nothing joins. */
	assert_shown("An\u200Dna", "An\u2039U+200D\u203Ana");
	assert_shown("\u200C\u0645", "\u2039U+200C\u203A\u0645");
	assert_shown("\u0645\u200C\u200C", "\u0645\u200C\u2039U+200C\u203A");
	/* Marks with nothing under them. */
	assert_shown("\u0301a", "\u25CC\u0301a");
	assert_shown("\n\u0301", "\u240A\u25CC\u0301");
	assert_shown("\u1161", "\u2039U+1161\u203A");

	utf8_visible(&b, "one\ntwo\x1B\r\n\u0301", 12, true);
	assert_string_equal(buf_text(&b), "one\ntwo\u241B\u240D\n\u25CC\u0301");
	buf_clear(&b);
	utf8_visible(&b, "a\0b", 3, true);
	assert_string_equal(buf_text(&b), "a\u2400b");
	buf_release(&b);
}

static void
marks_are_at_most_four(void **state)
{
	(void)state;
	assert_shown("a\u0301\u0302\u0303\u0304", "a\u0301\u0302\u0303\u0304");
	assert_shown("a\u0301\u0302\u0303\u0304\u0305\u0306z\u0301",
	    "a\u0301\u0302\u0303\u0304z\u0301");
	/* A joiner is no way round. */
	assert_shown("a\u0301\u0302\u0303\u0304\u200D\u0305\u0306",
	    "a\u0301\u0302\u0303\u0304\u200D");
}

static void
assert_all_safe(const struct buf *b, uint32_t source)
{
	size_t at, n;
	uint32_t cp;

	for (at = 0; at < b->len; at += n) {
		n = utf8_decode(b->data + at, b->len - at, &cp);
		if (utf8_unsafe(cp))
			fail_msg("U+%04X lets U+%04X through",
			    (unsigned)source, (unsigned)cp);
	}
}

/* Alone, after a letter and before one, each of the 1,114,112: nothing unsafe
 * comes out, widths agree, and to do it twice changes nothing. */
static void
every_code_point_is_tamed(void **state)
{
	struct buf once = {0}, twice = {0};
	char text[8];
	uint32_t cp;
	size_t n;

	(void)state;
	for (cp = 1; cp <= LAST; cp++) {
		if (is_surrogate(cp))
			continue;
		text[0] = 'a';
		n = utf8_encode(cp, text + 1) + 1;
		text[n++] = 'b';
		text[n] = '\0';
		buf_clear(&once);
		utf8_visible(&once, text, n, false);
		utf8_visible(&once, text + 1, n - 2, false);
		assert_all_safe(&once, cp);
		buf_clear(&twice);
		utf8_visible(&twice, once.data, once.len, false);
		assert_true(buf_equal(&once, &twice));
		assert_int_equal(utf8_width(text, n) +
		    utf8_width(text + 1, n - 2),
		    utf8_width(once.data, once.len));
		assert_true(utf8_width(text + 1, n - 2) >= 1);
		buf_clear(&once);
		utf8_fold(&once, text);
		assert_all_safe(&once, cp);
		buf_clear(&twice);
		utf8_fold(&twice, once.data);
		if (!buf_equal(&once, &twice))
			fail_msg("U+%04X folds to \"%s\", then to \"%s\"",
			    (unsigned)cp, once.data, twice.data);
	}
	buf_release(&once);
	buf_release(&twice);
}

static void
names_fold_to_plain_letters(void **state)
{
	(void)state;
	assert_folded("", "");
	assert_folded("  Wren \t\n TESTINGTON ", "wren testington");
	assert_folded("\u0141ukasz \u017B\u00F3\u0142\u0107", "lukasz zolc");
	assert_folded("Ll\u0177r", "llyr");
	assert_folded("Zoe\u0308 Zo\u00EB", "zoe zoe");
	assert_folded("O\u2019Brien O\u00B4Brien", "o'brien o'brien");
	assert_folded("Anne\u2011Marie", "anne-marie");
	assert_folded("S\u00F8ren \u00C6lfred \u00DE\u00F3r",
	    "soren aelfred thor");
	assert_folded("Stra\u00DFe", "strasse");
	assert_folded("\u0130stanbul \u0131", "istanbul i");
	assert_folded("\uFF37ren", "wren");
	assert_folded("\uFB01n", "fin");
	assert_folded("W\u200Bre\u202En\u00AD", "wren");
	assert_folded("a\u0301\u0302\u0303\u0304\u0305", "a");
	/* Arabic: vowel signs, hamza and tatweel go. */
	assert_folded(ARABIC, "\u0645\u062D\u0645\u062F");
	assert_folded("\u0623\u062D\u0640\u0645\u062F",
	    "\u0627\u062D\u0645\u062F");
	assert_folded(PERSIAN, "\u0645\u06CC\u0631\u0648\u0645");
	/* Cyrillic breve goes; Indic vowels and Japanese voicing stay. */
	assert_folded("\u0419", "\u0438");
	assert_folded("\u0930\u093E\u092E", "\u0930\u093E\u092E");
	assert_folded("\u304C", "\u304B\u3099");
}

static void
nfc_composes(void **state)
{
	struct buf b = {0};

	(void)state;
	utf8_nfc(&b, "Zoe\u0308", 5);
	utf8_nfc(&b, "", 0);
	utf8_nfc(&b, "\xFF|\0|", 4);
	utf8_nfc(&b, "\u1112\u1161\u11AB", 9);
	/* The file ligature is compatibility only: it stays. */
	utf8_nfc(&b, "\uFB01", 3);
	assert_int_equal(b.len, 4 + 6 + 3 + 3);
	assert_memory_equal(b.data, "Zo\u00EB\uFFFD|\0|\uD55C\uFB01", b.len);
	buf_release(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_code_point_survives_coding),
		cmocka_unit_test(wrong_bytes_are_one_replacement_each),
		cmocka_unit_test(clusters_are_what_people_see),
		cmocka_unit_test(prev_from_inside_is_the_start),
		cmocka_unit_test(widths_are_those_of_terminals),
		cmocka_unit_test(cuts_fall_between_clusters),
		cmocka_unit_test(unsafe_is_what_hides_or_commands),
		cmocka_unit_test(names_are_shown_as_they_are),
		cmocka_unit_test(what_is_unsafe_is_marked),
		cmocka_unit_test(marks_are_at_most_four),
		cmocka_unit_test(every_code_point_is_tamed),
		cmocka_unit_test(names_fold_to_plain_letters),
		cmocka_unit_test(nfc_composes),
	};

	return cmocka_run_group_tests_name("base_utf8", tests, NULL, NULL);
}
