/*
 * theme: what things look like, told by what they mean. Code names a meaning;
 * this table alone knows colours and attributes, one column each for 256
 * colours, 8 colours and none. Nothing is told by colour alone: whoever draws
 * in OVERDUE or WARN also writes a word or a mark.
 */
#ifndef UI_THEME_H
#define UI_THEME_H

#include <stdbool.h>

enum style {
	STYLE_NORMAL,
	STYLE_TITLE,		/* what this screen is about */
	STYLE_HEADING,		/* column and section headings */
	STYLE_BAR,		/* top bar and bottom bar */
	STYLE_BAR_KEY,		/* a key in the bottom bar */
	STYLE_MARKING,		/* the classification of the page */
	STYLE_SELECTED,		/* the short stretch of the chosen row */
	STYLE_GUTTER,		/* the marker before the chosen row */
	STYLE_MATCH,		/* what a search or filter found */
	STYLE_DIM,		/* of less weight: notes, hints, done things */
	STYLE_STRONG,		/* of more weight, in running text */
	STYLE_OK,
	STYLE_WARN,
	STYLE_ALARM,		/* must be seen: a refusal, an error */
	STYLE_OVERDUE,
	STYLE_DUE,		/* due soon */
	STYLE_LIVE,		/* happening now: the running clock, the case */
	STYLE_LABEL,		/* a field's name */
	STYLE_FIELD,		/* a field's value */
	STYLE_FIELD_EDIT,	/* the field one is in */
	STYLE_FIELD_BAD,	/* a field that can't be saved as it is */
	STYLE_FIELD_EMPTY,	/* the place of a value not yet given */
	STYLE_SAFETY,		/* a safety warning: no messages, do not call */
	STYLE_KEY,		/* a key's name in help */
	STYLE_HELP,		/* help text */
	STYLE_GHOST,		/* what would be completed or understood */
	STYLE_LINE,		/* borders and rules */
	STYLE_RED,		/* ratings; a letter stands with them */
	STYLE_AMBER,
	STYLE_GREEN,
	STYLE_BLUE,
	STYLE_GREY,
	STYLE_CHART_1,		/* series of a chart; told apart by the fill */
	STYLE_CHART_2,
	STYLE_CHART_3,
	STYLE_CHART_4,
	STYLES
};

enum theme_depth {
	THEME_MONO,
	THEME_8,
	THEME_256,
	THEME_DEPTHS
};

enum {
	THEME_BOLD = 1 << 0,
	THEME_DIM = 1 << 1,
	THEME_UNDERLINE = 1 << 2,
	THEME_REVERSE = 1 << 3
};

/* A colour number, or -1 for the terminal's own. */
struct look {
	short fg, bg;
	unsigned attrs;
};

/* How a meaning looks. Monochrome has no colours, only attributes. */
struct look theme_look(enum theme_depth depth, enum style style);

/* The meaning's name as goldens write it: "overdue". Never NULL. */
const char *style_name(enum style style);

/* The meaning of that name; STYLES when there is none. */
enum style style_find(const char *name);

/* Which column suits a terminal of that many colours; monochrome when
 * no_color (the NO_COLOR wish, read by main). */
enum theme_depth theme_depth(int colours, bool no_color);

#endif
