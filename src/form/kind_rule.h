/*
 * kind_rule: of a kind of meeting (form/kind.h): its minutes, what agencies
 * bring, and the rules with their numbers. Plain structs; owns nothing.
 */
#ifndef FORM_KIND_RULE_H
#define FORM_KIND_RULE_H

#include <stdbool.h>
#include <stddef.h>

#include "form/kind_form.h"
#include "model/escalation.h"
#include "model/rag.h"

/* ---- Minutes ----------------------------------------------------------- */

struct kind_snippet {
	const char *key;	/* what one types */
	const char *text;	/* with {placeholders} */
	const char *sort;	/* NULL: offered with every sort */
};

struct kind_sort {
	const char *key;
	const char *label;
	const char *plural;
	const char *mark;	/* one letter in lists */
	const char *help;
	bool attributed;	/* asks which agency said it */
	bool opinion;		/* asks fact or opinion */
	bool decision;		/* asks for the reason */
	bool restricted;	/* left out of packs of other agencies, and
				 * of what goes to another area */
	bool sanitised;		/* goes into the sanitised edition */
	const struct kind_choice *about; /* e.g. harm, indicator, safety */
	size_t n_about;
};

enum outline_part {
	OUTLINE_HEADING,	/* board, date, venue, marking, chair */
	OUTLINE_PRESENT,
	OUTLINE_OBSERVERS,
	OUTLINE_APOLOGIES,
	OUTLINE_ABSENT,
	OUTLINE_STATEMENT,
	OUTLINE_CONFLICTS,
	OUTLINE_PREVIOUS,
	OUTLINE_OUTSTANDING,
	OUTLINE_LAPSED,
	OUTLINE_CASES,
	OUTLINE_STEP,		/* minutes of one step */
	OUTLINE_FIGURES,
	OUTLINE_OVERRIDES,
	OUTLINE_CLOSE,
	OUTLINE_ACTIONS,	/* all of the meeting, by agency */
	OUTLINE_DISTRIBUTION,
	OUTLINE_TEXT,
	/* Inside a case: */
	OUTLINE_CASE_HEADING,
	OUTLINE_CASE_PARTIES,
	OUTLINE_CASE_REFERRAL,
	OUTLINE_CASE_PHASE,	/* minutes of one phase, by sort */
	OUTLINE_CASE_FIELDS,
	OUTLINE_CASE_FLAGS,
	OUTLINE_CASE_CONTRIBUTIONS,
	OUTLINE_CASE_ACTIONS,
	OUTLINE_CASE_DECISION,
	OUTLINE_CASE_TIMES,
	OUTLINE_PARTS
};

const char *kind_outline_name(enum outline_part part);

struct kind_section {
	enum outline_part part;
	const char *title;
	const char *text;	/* OUTLINE_TEXT, or words before the rest */
	const char *step;	/* OUTLINE_STEP */
	const char *phase;	/* OUTLINE_CASE_PHASE */
	const char *form;	/* OUTLINE_CASE_FIELDS */
	const char *const *fields;
	size_t n_fields;
	const char *const *columns; /* of a table; none: the usual ones */
	size_t n_columns;
	bool if_any;		/* left out when it would be empty */
	bool sanitised;		/* stands in the sanitised edition too */
};

struct kind_minutes {
	const struct kind_sort *sorts;
	size_t n_sorts;
	const struct kind_snippet *snippets;
	size_t n_snippets;
	const struct kind_section *outline;
	size_t n_outline;
	const struct kind_section *case_outline;
	size_t n_case_outline;
	const char *title;	/* "{board}: minutes of {date}" */
	const char *notice;	/* under the title */
	bool page_per_case;
};

/* ---- Contributions ----------------------------------------------------- */

struct kind_contributions {
	const char *form;	/* RECORD_CONTRIBUTION */
	const char *line_form;	/* RECORD_LINE */
	const char *const *checked; /* party roles each agency looks up */
	size_t n_checked;
	const struct kind_choice *known; /* known, not known, not checked */
	size_t n_known;
	const struct kind_choice *lines; /* sorts: fact, opinion … */
	size_t n_lines;
	const char *nil_return;	/* label */
	bool withhold_reason;	/* why a line is not shared */
};

/* ---- Rules ------------------------------------------------------------- */

/* In the order of those in model/repeat.h. */
enum kind_clock { CLOCK_REFERRAL, CLOCK_MEETING };
enum kind_incident { INCIDENT_ANY, INCIDENT_CRIMINAL };

/* Names that stand for one another: "Elizabeth", "Liz", "Beth". */
struct kind_alike {
	const char *const *names;
	size_t n_names;
};

/* From which score (of 100, see model/match.h) two people are shown as
 * possibly and as likely the same. */
struct kind_match {
	int possible, likely;
	const struct kind_alike *alike;
	size_t n_alike;
};

struct kind_repeat {
	bool on;
	int months;
	enum kind_clock clock;
	enum kind_incident incident; /* which count */
	bool same_board;
	const char *const *roles; /* party roles that must be the same */
	size_t n_roles;
	bool bypass_threshold;
	bool list_lapsed;	/* a step lists what just left the window */
	struct kind_match match;
};

/* What meets a deadline of itself: the minutes went round, were approved; a
 * pack went out to every agency that gets one. */
enum kind_met {
	MET_BY_NONE,
	MET_BY_CIRCULATED,
	MET_BY_APPROVED,
	MET_BY_SENT
};

struct kind_deadline {
	const char *key;
	const char *label;
	int working_days;
	bool before;		/* before the meeting; else after */
	bool by_agency;		/* each agency owes it */
	enum kind_met met_by;
	const char *pack;	/* MET_BY_SENT: which */
};

/* ---- Packs ------------------------------------------------------------- */

/* A document of a pack, each as the agency may see it. */
enum kind_paper {
	PAPER_AGENDA,		/* the agenda: cases and who is in them */
	PAPER_RESEARCH,		/* what the agency is to bring to which case */
	PAPER_MINUTES,		/* the edition it is entitled to */
	PAPER_ACTIONS,		/* its own open actions */
	PAPERS
};

const char *kind_paper_name(enum kind_paper paper);

struct kind_pack_part {
	enum kind_paper what;
	const char *title;	/* in lists on screen */
	const char *const *formats;
	size_t n_formats;
};

/* What goes to each agency before a meeting or after it. */
struct kind_pack {
	const char *key;
	const char *label;
	bool before;		/* the meeting; else when it is over */
	const struct kind_pack_part *holds;
	size_t n_holds;
};

struct kind_rules {
	struct kind_repeat repeat;
	const struct kind_deadline *deadlines;
	size_t n_deadlines;
	const struct escalation_rule *escalation; /* in their order */
	size_t n_escalation;
	const struct rag_rule *rag; /* the first that fits */
	size_t n_rag;
	int cases_soft_limit;	/* per meeting */
	int meeting_minutes;	/* how long it may last; KIND_UNSET */
	int idle_lock_minutes;
	int retention_months;	/* KIND_UNSET: nothing is ever purged */
	int suppress_below;	/* small numbers in what leaves; 0: none */
	int draft_seconds;	/* a pause in typing that saves a draft */
	int quorum;		/* organisations that count; 0: none */
	const char *const *quorum_with; /* categories that are among them */
	size_t n_quorum_with;
	const char *const *expected; /* agency categories always expected */
	size_t n_expected;
	int strand_balance_percent; /* KIND_UNSET */
};

#endif
