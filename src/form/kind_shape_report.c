/* Reports: which key goes where. */
#include "form/kind_rows.h"

static const char *const whats[] = {
	[REPORT_ACTIONS] = "actions",
	[REPORT_CASES] = "cases",
	[REPORT_MILESTONES] = "milestones",
	[REPORT_ATTENDANCE] = "attendance",
	[REPORT_TRACE] = "trace",
	[REPORT_PLAN] = "plan",
	[REPORT_TIMERS] = "timers",
	[REPORT_CROSS] = "cross",
	[REPORT_RETURN] = "return",
	[REPORT_WHATS] = NULL
};
static const char *const charts[] = {
	"none", "bars", "stack", "share", "timeline", NULL
};
static const char *const lives[] = {
	"any", "live", "overdue", "closed", "disposal", NULL
};
static const char *const periods[] = {
	"all", "since-meeting", "month", "quarter", "year", "meeting",
	"rolling", NULL
};

#define S kind_report
static const struct ydesc report_rows[] = {
	TEXT("key", key, MUST),
	SHOWN("title", title, MUST),
	SHOWN("help", help),
	ENUM("what", what, whats, MUST),
	TEXTS("case-types", case_types, REF(CASE_TYPE)),
	TEXTS("states", states, REF(STATE)),
	ENUM("live", live, lives),
	ENUM("period", period, periods),
	TEXT("date", date),
	POINT("where", where, kind_shape_when),
	TEXT("rows", rows),
	TEXT("columns", columns),
	TEXT("sum", sum),
	TEXTS("list", list),
	TEXT("sort", sort),
	TEXTS("across", across),
	ENUM("chart", chart, charts),
	BOOL("percent", percent),
	BOOL("suppress", suppress),
};
const struct yshape kind_shape_report =
	SHAPE("a report", report_rows, KEYED);
#undef S
