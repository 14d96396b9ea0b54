#include "model/name.h"

#include <string.h>
#include <strings.h>

#include "base/utf8.h"

/* Characters of a word that are compared, and sounds of a phonetic key. */
enum { COMPARED = 64, SOUNDS = 6 };

static bool
is_dropped(uint32_t cp)
{
	return cp == '\'' || cp == '.' || cp == '`' || cp == 0x2018 ||
	    cp == 0x2019 || cp == 0x02bc;
}

static bool
is_kept(uint32_t cp)
{
	if (cp < 0x80)
		return (cp >= 'a' && cp <= 'z') || (cp >= '0' && cp <= '9');
	return cp >= 0xc0 && !(cp >= 0x2000 && cp <= 0x206f) &&
	    cp != 0xfffd;
}

void
name_fold(struct buf *b, const char *name)
{
	struct buf folded = {0};
	size_t start = b->len;
	bool gap = false;

	utf8_fold(&folded, name);
	for (size_t at = 0; at < folded.len;) {
		uint32_t cp;
		size_t len = utf8_decode(folded.data + at, folded.len - at,
		    &cp);

		if (is_kept(cp)) {
			if (gap && b->len > start)
				buf_addc(b, ' ');
			gap = false;
			buf_add(b, folded.data + at, len);
		} else if (!is_dropped(cp)) {
			gap = true;
		}
		at += len;
	}
	buf_release(&folded);
}

const char *
name_folded(struct arena *a, const char *name)
{
	struct buf b = {0};
	const char *text;

	if (name == NULL)
		return "";
	name_fold(&b, name);
	text = arena_strdup(a, buf_text(&b));
	buf_release(&b);
	return text;
}

static size_t
decode_word(const char *word, uint32_t out[COMPARED])
{
	size_t len = strlen(word), n = 0;

	for (size_t at = 0; at < len && n < COMPARED; n++)
		at += utf8_decode(word + at, len - at, &out[n]);
	return n;
}

static int
least(int a, int b)
{
	return a < b ? a : b;
}

int
name_distance(const char *a, const char *b, int limit)
{
	uint32_t x[COMPARED], y[COMPARED];
	int rows[3][COMPARED + 1];
	size_t nx = decode_word(a, x), ny = decode_word(b, y);

	for (size_t j = 0; j <= ny; j++)
		rows[0][j] = (int)j;
	for (size_t i = 1; i <= nx; i++) {
		int *row = rows[i % 3], *up = rows[(i + 2) % 3];
		int *upper = rows[(i + 1) % 3], best;

		best = row[0] = (int)i;
		for (size_t j = 1; j <= ny; j++) {
			row[j] = least(up[j] + 1, row[j - 1] + 1);
			row[j] = least(row[j],
			    up[j - 1] + (x[i - 1] != y[j - 1]));
			if (i > 1 && j > 1 && x[i - 1] == y[j - 2] &&
			    x[i - 2] == y[j - 1])
				row[j] = least(row[j], upper[j - 2] + 1);
			best = least(best, row[j]);
		}
		/* A swap can win back one more than the row shows. */
		if (best > limit + 1)
			return limit + 1;
	}
	return least(rows[nx % 3][ny], limit + 1);
}

int
name_tolerance(size_t chars)
{
	if (chars <= 3)
		return 0;
	return chars <= 7 ? 1 : 2;
}

/* Groups of letters that begin a name and sound as others do. */
static const struct sound_start {
	const char *letters;
	const char *as;
} starts[] = {
	{ .letters = "mac", .as = "mk" },
	{ .letters = "mc", .as = "mk" },
	{ .letters = "kn", .as = "n" },
	{ .letters = "gn", .as = "n" },
	{ .letters = "pn", .as = "n" },
	{ .letters = "ps", .as = "s" },
	{ .letters = "wr", .as = "r" },
	{ .letters = "rh", .as = "r" },
	{ .letters = "wh", .as = "w" },
	{ .letters = "x", .as = "s" },
};

static bool
is_front_vowel(char c)
{
	return c == 'e' || c == 'i' || c == 'y';
}

/* The sound of the letter at p, before which stands prev (or NUL); 0 when it
 * has none. *skip gets the letters used. */
static char
sound_at(const char *p, char prev, size_t *skip)
{
	char next = p[1];

	*skip = 1;
	switch (*p) {
	case 'b': case 'p':
		if (*p == 'p' && next == 'h') {
			*skip = 2;
			return 'f';
		}
		return 'p';
	case 'f': case 'v':
		return 'f';
	case 'c':
		if (next == 'h') {
			*skip = 2;
			return p[2] == 'r' || p[2] == 'l' ? 'k' : 'j';
		}
		if (next == 'k')
			*skip = 2;
		return is_front_vowel(next) ? 's' : 'k';
	case 'k': case 'q':
		return 'k';
	case 'g':
		if (next == 'h') {
			*skip = 2;
			return prev == '\0' ? 'k' : 0;
		}
		return is_front_vowel(next) ? 'j' : 'k';
	case 'j':
		return 'j';
	case 's':
		if (next == 'h')
			*skip = 2;
		return 's';
	case 'z': case 'x':
		return 's';
	case 'd': case 't':
		if (*p == 't' && next == 'h')
			*skip = 2;
		return 't';
	case 'l': case 'r':
		return *p;
	case 'm': case 'n':
		return 'n';
	default:
		return 0;
	}
}

/* Rewrite how a name begins, where that is not how it sounds. */
static void
add_start(struct buf *b, const char *folded)
{
	for (size_t i = 0; i < sizeof(starts) / sizeof(starts[0]); i++) {
		size_t len = strlen(starts[i].letters);

		if (strncmp(folded, starts[i].letters, len) == 0) {
			buf_adds(b, starts[i].as);
			buf_adds(b, folded + len);
			return;
		}
	}
	buf_adds(b, folded);
}

void
name_phonetic(struct buf *b, const char *folded)
{
	struct buf word = {0};
	char last = 0, prev = 0;
	int sounds = 0;
	size_t skip;

	add_start(&word, folded);
	for (size_t at = 0; at < word.len && sounds < SOUNDS; at += skip) {
		const char *p = word.data + at;
		char sound = sound_at(p, prev, &skip);

		if (*p & 0x80) {
			uint32_t cp;

			skip = utf8_decode(p, word.len - at, &cp);
			buf_add(b, p, skip);
			sounds++;
		} else if (sounds == 0 && sound == 0 && *p != ' ') {
			/* All vowels sound alike at the start. */
			buf_addc(b, strchr("aeiouyh", *p) ? 'a' : *p);
			sounds++;
		} else if (sound != 0 && sound != last) {
			buf_addc(b, sound);
			sounds++;
		}
		/* The same sound counts again after a vowel only. */
		if (sound != 0 || strchr("aeiouy", *p) != NULL)
			last = sound;
		prev = *p;
	}
	buf_release(&word);
}

/* Names by the hundred are held against each other: most differ in the first
 * letter, whichever its case. */
static bool
same_word(const char *a, const char *b)
{
	return (*a | 0x20) == (*b | 0x20) && strcasecmp(a, b) == 0;
}

static const char *
partner(const struct name_pair *pair, const char *word)
{
	if (same_word(pair->a, word))
		return pair->b;
	return same_word(pair->b, word) ? pair->a : NULL;
}

bool
name_is_pair(const char *a, const char *b, const struct name_pair *pairs,
    size_t n_pairs)
{
	for (size_t i = 0; i < n_pairs; i++) {
		const char *of_a = partner(&pairs[i], a);

		if (of_a == NULL)
			continue;
		if (same_word(of_a, b))
			return true;
		for (size_t j = 0; j < n_pairs; j++) {
			const char *of_b = partner(&pairs[j], b);

			if (of_b != NULL && same_word(of_a, of_b))
				return true;
		}
	}
	return false;
}

static size_t
count_chars(const char *word)
{
	uint32_t chars[COMPARED];

	return decode_word(word, chars);
}

static bool
sound_alike(const char *a, const char *b)
{
	struct buf x = {0}, y = {0};
	bool alike;

	name_phonetic(&x, a);
	name_phonetic(&y, b);
	alike = x.len > 1 && buf_equal(&x, &y);
	buf_release(&x);
	buf_release(&y);
	return alike;
}

enum name_likeness
name_compare_words(const char *a, const char *b,
    const struct name_pair *pairs, size_t n_pairs)
{
	size_t na = count_chars(a), nb = count_chars(b);
	size_t shorter = na < nb ? na : nb;
	int tolerance = name_tolerance(shorter);

	if (na == 0 || nb == 0)
		return NAME_UNKNOWN;
	if (strcmp(a, b) == 0)
		return NAME_EQUAL;
	if (name_is_pair(a, b, pairs, n_pairs))
		return NAME_SHORT;
	if (tolerance > 0 && name_distance(a, b, tolerance) <= tolerance)
		return NAME_SLIP;
	if (shorter > 1 && sound_alike(a, b))
		return NAME_SOUNDS;
	if (shorter == 1 && strncmp(a, b, strlen(na == 1 ? a : b)) == 0)
		return NAME_INITIAL;
	return NAME_DIFFERENT;
}

/* The words of a folded name, one after the other, in a buf of their own. */
static bool
next_word(const char **at, struct buf *word)
{
	size_t len;

	*at += strspn(*at, " ");
	len = strcspn(*at, " ");
	buf_clear(word);
	buf_add(word, *at, len);
	*at += len;
	return len > 0;
}

static void
squeeze(struct buf *b, const char *folded)
{
	for (; *folded != '\0'; folded++)
		if (*folded != ' ')
			buf_addc(b, *folded);
}

/* Compare names of several words: as a whole, else by the words that fit best
 * (of the forenames, only the first of one with any of the other). */
static enum name_likeness
compare_parts(const char *a, const char *b, bool forenames,
    const struct name_pair *pairs, size_t n_pairs)
{
	struct buf x = {0}, y = {0};
	bool one_each = strchr(a, ' ') == NULL && strchr(b, ' ') == NULL;
	enum name_likeness best;
	const char *at_a = a;

	squeeze(&x, a);
	squeeze(&y, b);
	best = name_compare_words(buf_text(&x), buf_text(&y), pairs, n_pairs);
	for (int i = 0; !one_each && next_word(&at_a, &x); i++) {
		const char *at_b = b;

		for (int j = 0; next_word(&at_b, &y); j++) {
			enum name_likeness fit;

			if (forenames && i > 0 && j > 0)
				continue;
			fit = name_compare_words(x.data, y.data, pairs,
			    n_pairs);
			/* An initial of a middle name says nothing. */
			if (fit == NAME_INITIAL && (i > 0 || j > 0))
				continue;
			if (fit == NAME_EQUAL &&
			    !(forenames && i == 0 && j == 0))
				fit = NAME_SHORT;
			if (fit > best)
				best = fit;
		}
	}
	buf_release(&x);
	buf_release(&y);
	return best;
}

struct name_likeness_pair
name_compare(const char *surname_a, const char *forenames_a,
    const char *surname_b, const char *forenames_b,
    const struct name_pair *pairs, size_t n_pairs)
{
	struct name_likeness_pair as_is = {
		.surname = compare_parts(surname_a, surname_b, false, NULL,
		    0),
		.forename = compare_parts(forenames_a, forenames_b, true,
		    pairs, n_pairs),
	};
	struct name_likeness_pair swapped = { .swapped = true };

	if (as_is.surname == NAME_EQUAL && as_is.forename == NAME_EQUAL)
		return as_is;
	swapped.surname = compare_parts(surname_a, forenames_b, true, pairs,
	    n_pairs);
	swapped.forename = compare_parts(forenames_a, surname_b, true, pairs,
	    n_pairs);
	/* Swapped names have to fit on both sides, or be a lone name. */
	if (swapped.surname + swapped.forename >
	    as_is.surname + as_is.forename &&
	    ((swapped.surname >= NAME_SLIP && swapped.forename >= NAME_SLIP) ||
	    as_is.surname == NAME_UNKNOWN || as_is.forename == NAME_UNKNOWN))
		return swapped;
	return as_is;
}
