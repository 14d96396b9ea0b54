/*
 * utf8: text as people see it: characters, columns and what must not reach a
 * terminal. The only rules on width and cutting in the program; built on
 * utf8proc, never on the locale.
 */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

/* Decode one code point at text[0..len). Returns the bytes used (at least 1
 * when len > 0) and sets *cp; an invalid byte is one U+FFFD. */
size_t utf8_decode(const char *text, size_t len, uint32_t *cp);

/* Encode cp (<= U+10FFFF, no surrogate) into out; returns the bytes, 1-4. */
size_t utf8_encode(uint32_t cp, char out[4]);

bool utf8_valid(const char *text, size_t len);

/* Bytes of the user-perceived character (extended grapheme cluster) that
 * starts at at, 0 at the end; and where the one before at starts (that at
 * lies in, when it is inside one), 0 at the beginning. at <= len. */
size_t utf8_next(const char *text, size_t len, size_t at);
size_t utf8_prev(const char *text, size_t len, size_t at);

/* Columns of one grapheme cluster, at least 1, or of a whole text; a control
 * character or invalid byte counts as its visible mark does. The width of a
 * text is that of its clusters together, and that of what utf8_visible makes
 * of it. */
int utf8_cluster_width(const char *text, size_t len);
int utf8_width(const char *text, size_t len);

/* Bytes of the longest prefix that fits into cols columns, never splitting a
 * cluster. *used (may be NULL) gets its width. */
size_t utf8_cut(const char *text, size_t len, int cols, int *used);

/* True for a code point that may not be sent to a terminal or an export as it
 * is: C0 and C1 controls, bidirectional overrides and isolates, zero-width
 * and tag characters, surrogates, non-characters, code points without a
 * meaning yet (nobody knows their width), line and paragraph separators. The
 * newline and tab count as such too. ZWJ and ZWNJ do not: Indic scripts,
 * Arabic and emoji need them; utf8_visible marks them elsewhere. */
bool utf8_unsafe(uint32_t cp);

/* Add text with every unsafe code point as a visible mark such as ‹U+202E› or
 * ␛, a joiner likewise unless it follows a letter, mark or picture of a script
 * that joins (U+0300 on), at most four combining marks on one character, and
 * ◌ under a combining mark that has none; an invalid byte is U+FFFD. The
 * result holds no unsafe code point, but newlines are kept when keep_lines.
 * To show the result changes nothing any more. */
void utf8_visible(struct buf *b, const char *text, size_t len,
    bool keep_lines);

/* Add text folded for matching: compatibility-decomposed, case-folded,
 * diacritics, joiners and unsafe characters dropped, letters with a stroke
 * and ligatures in plain letters (ł, ø, æ), apostrophes and hyphens of any
 * shape as ' and -, spaces squeezed and none at either end. To fold the
 * result changes nothing any more. Does not hang on the locale. */
void utf8_fold(struct buf *b, const char *text);

/* Add text in NFC; an invalid byte is U+FFFD. */
void utf8_nfc(struct buf *b, const char *text, size_t len);

#endif
