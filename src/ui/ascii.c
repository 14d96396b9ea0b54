#include "ui/ascii.h"

#include <stddef.h>

#include "base/buf.h"
#include "base/utf8.h"

/* Signs that the screens use, and those that people type in names and notes. */
static const struct {
	uint32_t cp;
	char ascii;
} signs[] = {
	{ 0x00A0, ' ' }, { 0x00A3, 'L' }, { 0x00B7, '.' }, { 0x00D7, 'x' },
	{ 0x2010, '-' }, { 0x2011, '-' }, { 0x2012, '-' }, { 0x2013, '-' },
	{ 0x2014, '-' }, { 0x2018, '\'' }, { 0x2019, '\'' }, { 0x201C, '"' },
	{ 0x201D, '"' }, { 0x2022, '*' }, { 0x2026, '~' }, { 0x2039, '<' },
	{ 0x203A, '>' }, { 0x20AC, 'E' }, { 0x2190, '<' }, { 0x2191, '^' },
	{ 0x2192, '>' }, { 0x2193, 'v' }, { 0x2212, '-' }, { 0x25B2, '^' },
	{ 0x25B4, '^' }, { 0x25B6, '>' }, { 0x25B8, '>' }, { 0x25BA, '>' },
	{ 0x25BC, 'v' }, { 0x25BE, 'v' }, { 0x25C0, '<' }, { 0x25CF, '*' },
	{ 0x25CB, 'o' }, { 0x25C6, '*' }, { 0x25CC, '_' }, { 0x2605, '*' },
	{ 0x26A0, '!' }, { 0x2713, 'v' }, { 0x2714, 'v' }, { 0x2717, 'x' },
	{ 0x2718, 'x' },
};

enum { SIGNS = sizeof(signs) / sizeof(*signs) };

/* Lines and blocks: U+2500 to U+259F. */
static char
frame(uint32_t cp)
{
	if (cp == 0x2500 || cp == 0x2501 || cp == 0x2550 ||
	    (cp >= 0x2504 && cp <= 0x2509 && (cp & 2) == 0) || cp == 0x2505)
		return '-';
	if (cp == 0x2502 || cp == 0x2503 || cp == 0x2551 ||
	    (cp >= 0x2504 && cp <= 0x250B))
		return '|';
	if (cp < 0x2580)
		return '+';
	return cp == 0x2591 ? '.' : cp == 0x2592 ? ':' : '#';
}

/* A letter without its accents; small, because that is how text is folded. */
static char
letter(uint32_t cp)
{
	struct buf folded = {0};
	char text[5] = {0}, c;

	utf8_encode(cp, text);
	utf8_fold(&folded, text);
	c = buf_text(&folded)[0];
	buf_release(&folded);
	return c > ' ' && c < 0x7F ? c : '?';
}

char
ascii_for(uint32_t cp)
{
	size_t i;

	if (cp < 0x7F)
		return cp < ' ' ? '?' : (char)cp;
	if (cp >= 0x2500 && cp < 0x25A0)
		return frame(cp);
	for (i = 0; i < SIGNS; i++)
		if (signs[i].cp == cp)
			return signs[i].ascii;
	if (cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF))
		return '?';
	return letter(cp);
}
