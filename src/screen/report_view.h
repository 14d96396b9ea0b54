/*
 * report_view: a report on the screen: its chart, its table or its plan. Used
 * by the report's own screen and by the meeting that looks at it. Owns its
 * position; everything else lies in the arena it was made in.
 */
#ifndef SCREEN_REPORT_VIEW_H
#define SCREEN_REPORT_VIEW_H

#include "base/arena.h"
#include "cmd/report_cmd.h"
#include "ui/chart.h"
#include "ui/table.h"

struct report_view {
	const struct report *report;
	struct chart chart;	/* of a plan, the plan itself */
	bool has_chart;
	struct table table;
	struct table_column columns[TABLE_COLUMNS];
	int column;		/* the chosen one of a count; 0: the row */
};

/* Begin to show a report that is made anew; where one is stays, as near as it
 * can. The report outlives the view's use. */
void report_view_set(struct report_view *v, const struct report *r,
    struct arena *a);

void report_view_draw(struct report_view *v, struct view where);

/* The line one is on; NULL when there is none. */
const struct report_line *report_view_at(const struct report_view *v);

/* Movement: an action of list_keymap; across (-1, 1) to another column of a
 * plan or a count. False when it did nothing. */
bool report_view_act(struct report_view *v, int action);
bool report_view_across(struct report_view *v, int by);

/* What a tone looks like; its letter stands with it. */
enum style report_style(enum report_tone tone);

#endif
