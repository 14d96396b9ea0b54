#include "ui/theme.h"

#include <assert.h>
#include <string.h>

enum {
	BOLD = THEME_BOLD,
	DIM = THEME_DIM,
	UNDER = THEME_UNDERLINE,
	REV = THEME_REVERSE
};

enum {
	BLACK, RED, GREEN, YELLOW, BLUE, MAGENTA, CYAN, WHITE,
	OWN = -1
};

/* The columns: 256 colours, 8 colours, none. Colours of the 256 are middling,
 * so that they can be read on light and on dark. The gutter has none, because
 * each byte of it is sent at each move. */
static const struct entry {
	const char *name;
	struct look look[THEME_DEPTHS];
} entries[STYLES] = {
#define ROW(id, label, fg256, bg256, attr256, fg8, bg8, attr8, mono) \
	[STYLE_##id] = { .name = label, .look = { \
		[THEME_256] = { .fg = fg256, .bg = bg256, .attrs = attr256 }, \
		[THEME_8] = { .fg = fg8, .bg = bg8, .attrs = attr8 }, \
		[THEME_MONO] = { .fg = OWN, .bg = OWN, .attrs = mono } } }
	ROW(NORMAL, "normal", OWN, OWN, 0, OWN, OWN, 0, 0),
	ROW(TITLE, "title", OWN, OWN, BOLD, OWN, OWN, BOLD, BOLD),
	ROW(HEADING, "heading", 67, OWN, BOLD, CYAN, OWN, 0, UNDER),
	ROW(BAR, "bar", 252, 237, 0, OWN, OWN, REV, REV),
	ROW(BAR_KEY, "bar-key", 231, 237, BOLD, OWN, OWN, REV | BOLD,
	    REV | BOLD),
	ROW(MARKING, "marking", 231, 124, BOLD, WHITE, RED, BOLD, REV | BOLD),
	ROW(SELECTED, "selected", OWN, OWN, REV, OWN, OWN, REV, REV),
	ROW(GUTTER, "gutter", OWN, OWN, BOLD, OWN, OWN, BOLD, BOLD),
	ROW(MATCH, "match", OWN, OWN, UNDER | BOLD, OWN, OWN, UNDER | BOLD,
	    UNDER | BOLD),
	ROW(DIM, "dim", 244, OWN, 0, OWN, OWN, DIM, DIM),
	ROW(STRONG, "strong", OWN, OWN, BOLD, OWN, OWN, BOLD, BOLD),
	ROW(OK, "ok", 71, OWN, 0, GREEN, OWN, 0, 0),
	ROW(WARN, "warn", 172, OWN, BOLD, YELLOW, OWN, BOLD, BOLD),
	ROW(ALARM, "alarm", 231, 160, BOLD, WHITE, RED, BOLD, REV | BOLD),
	ROW(OVERDUE, "overdue", 160, OWN, BOLD, RED, OWN, BOLD, BOLD),
	ROW(DUE, "due", 172, OWN, 0, YELLOW, OWN, 0, UNDER),
	ROW(LIVE, "live", 71, OWN, BOLD, GREEN, OWN, BOLD, BOLD),
	ROW(LABEL, "label", 67, OWN, 0, CYAN, OWN, 0, 0),
	ROW(FIELD, "field", OWN, OWN, 0, OWN, OWN, 0, 0),
	ROW(FIELD_EDIT, "field-edit", OWN, OWN, UNDER, OWN, OWN, UNDER, UNDER),
	ROW(FIELD_BAD, "field-bad", 160, OWN, UNDER, RED, OWN, UNDER,
	    UNDER | BOLD),
	ROW(FIELD_EMPTY, "field-empty", 244, OWN, 0, OWN, OWN, DIM, DIM),
	ROW(SAFETY, "safety", 231, 160, BOLD, WHITE, RED, BOLD, REV | BOLD),
	ROW(KEY, "key", OWN, OWN, BOLD, OWN, OWN, BOLD, BOLD),
	ROW(HELP, "help", 244, OWN, 0, OWN, OWN, DIM, DIM),
	ROW(GHOST, "ghost", 67, OWN, 0, OWN, OWN, DIM, DIM),
	ROW(LINE, "line", 244, OWN, 0, OWN, OWN, 0, 0),
	ROW(RED, "red", 160, OWN, BOLD, RED, OWN, BOLD, BOLD),
	ROW(AMBER, "amber", 172, OWN, BOLD, YELLOW, OWN, BOLD, 0),
	ROW(GREEN, "green", 71, OWN, 0, GREEN, OWN, 0, 0),
	ROW(BLUE, "blue", 67, OWN, 0, BLUE, OWN, 0, 0),
	ROW(GREY, "grey", 244, OWN, 0, OWN, OWN, DIM, DIM),
	ROW(CHART_1, "chart-1", 67, OWN, 0, BLUE, OWN, 0, 0),
	ROW(CHART_2, "chart-2", 172, OWN, 0, YELLOW, OWN, 0, 0),
	ROW(CHART_3, "chart-3", 71, OWN, 0, GREEN, OWN, 0, 0),
	ROW(CHART_4, "chart-4", 133, OWN, 0, MAGENTA, OWN, 0, 0),
#undef ROW
};

static_assert(STYLES <= 64, "a colour pair each, and a byte in a cell");

struct look
theme_look(enum theme_depth depth, enum style style)
{
	return entries[style].look[depth];
}

const char *
style_name(enum style style)
{
	return entries[style].name;
}

enum style
style_find(const char *name)
{
	int i;

	for (i = 0; i < STYLES; i++)
		if (!strcmp(entries[i].name, name))
			return (enum style)i;
	return STYLES;
}

enum theme_depth
theme_depth(int colours, bool no_color)
{
	if (no_color || colours < 8)
		return THEME_MONO;
	return colours < 256 ? THEME_8 : THEME_256;
}
