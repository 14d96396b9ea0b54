/*
 * kind_step: of a kind of meeting (form/kind.h): who sits in it, what is
 * checked, and the steps of its order of business. Plain structs; owns
 * nothing.
 */
#ifndef FORM_KIND_STEP_H
#define FORM_KIND_STEP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "form/kind_form.h"

/* ---- Roles and attendance ---------------------------------------------- */

/* As what someone sits at a meeting. */
struct kind_capacity {
	const char *key;
	const char *label;
	bool chairs;		/* leads the meeting */
	bool writes;		/* keeps the record */
	bool counts;		/* for quorum and expected agencies */
	bool for_other;		/* asks whom one stands in for */
	bool listed_apart;	/* a table of its own in the minutes */
};

struct kind_role {
	const char *key;
	const char *label;
	const char *plural;
	const char *help;
	uint64_t rights;	/* RIGHT_BIT(…) of all it sees and does */
	uint64_t acting;	/* more, only while it acts as chair */
	const char *const *capacities; /* the first is the usual one */
	size_t n_capacities;
	const char *const *categories; /* agency categories; none: any */
	size_t n_categories;
	bool own_agency;	/* contributions and actions of its own only */
	bool gated;		/* sees what was in hand while it was there,
				 * and nothing of closed steps */
};

/* What the roll call knows; the keys are those of the book. */
struct kind_attendance_state {
	const char *key;	/* expected, present, online, apologies,
				 * absent */
	const char *label;
	const char *mark;	/* one or two characters in a table */
	bool here;		/* counts as present */
	bool excused;		/* apologies were given */
	bool unset;		/* the state before anything was ticked */
};

/* ---- Checks ------------------------------------------------------------ */

/* What C can find wrong. The kind says which are looked for, where, with
 * which parameters, how hard they are and in which words. cmd/closing.h
 * looks for them. */
#define KIND_CHECKS(X) \
	X(STATEMENT_UNREAD, "statement-unread") \
	X(STATEMENT_NOT_ACCEPTED, "statement-not-accepted") \
	X(NO_CHAIR, "no-chair") \
	X(ATTENDANCE_OPEN, "attendance-open") \
	X(NO_QUORUM, "no-quorum") \
	X(AGENCY_MISSING, "agency-missing") \
	X(AGREEMENT_LAPSED, "agreement-lapsed") \
	X(CONFLICTS_UNASKED, "conflicts-unasked") \
	X(OUTSTANDING_WITHOUT_STATUS, "outstanding-without-status") \
	X(LAPSED_UNSEEN, "lapsed-unseen") \
	X(ITEM_OPEN, "item-open") \
	X(NO_DISPOSITION, "no-disposition") \
	X(DISPOSITION_INCOMPLETE, "disposition-incomplete") \
	X(REPEAT_UNDECIDED, "repeat-undecided") \
	X(NO_PARTY, "no-party") \
	X(FIELD_UNANSWERED, "field-unanswered") \
	X(NO_RISK_SUMMARY, "no-risk-summary") \
	X(NO_MINUTE, "no-minute") \
	X(AGENCY_NOT_HEARD, "agency-not-heard") \
	X(CONTRIBUTION_MISSING, "contribution-missing") \
	X(NO_ACTION, "no-action") \
	X(ACTION_WITHOUT_OWNER, "action-without-owner") \
	X(ACTION_WITHOUT_DATE, "action-without-date") \
	X(ACTION_VAGUE, "action-vague") \
	X(ACTION_WITHOUT_STRAND, "action-without-strand") \
	X(ACTION_WITHOUT_MILESTONE, "action-without-milestone") \
	X(ACTION_NEEDS_ACCEPTANCE, "action-needs-acceptance") \
	X(NO_ACTION_OF_TYPE, "no-action-of-type") \
	X(OWNER_LEFT, "owner-left") \
	X(STRAND_UNBALANCED, "strand-unbalanced") \
	X(MILESTONE_GAP, "milestone-gap") \
	X(UNREAD_BACK, "unread-back") \
	X(LINKS_UNCONSIDERED, "links-unconsidered") \
	X(NO_LINKED_ACTION, "no-linked-action") \
	X(NO_MARKING, "no-marking") \
	X(NO_LEAD, "no-lead") \
	X(NO_LINK, "no-link") \
	X(CHOICE_UNMET, "choice-unmet") \
	X(TIMER_OVERDUE, "timer-overdue") \
	X(PREVIOUS_UNAPPROVED, "previous-unapproved") \
	X(NO_NEXT_DATE, "no-next-date") \
	X(NO_TIMES, "no-times")

enum kind_check_id {
#define X(id, name) CHECK_##id,
	KIND_CHECKS(X)
#undef X
	KIND_CHECK_IDS
};

const char *kind_check_name(enum kind_check_id check);

enum kind_severity { SEVERITY_NOTE, SEVERITY_WARN, SEVERITY_BLOCK };

struct kind_check {
	enum kind_check_id check;
	enum kind_severity severity;
	bool override;		/* the chair may go on, with a reason */
	const char *text;	/* the sentence shown, never NULL */
	/* Parameters; which count is told in forms/GRAMMAR. */
	const char *const *agencies;	/* categories */
	size_t n_agencies;
	const char *role;		/* party role */
	const char *form, *field;
	const char *sort;		/* minute sort */
	const char *action_type;
	const char *link;
	int count;			/* at least; KIND_UNSET */
	const char *const *case_types;	/* none: all */
	size_t n_case_types;
	const char *const *item_types;	/* none: all */
	size_t n_item_types;
	const char *const *dispositions; /* none: all that are heard */
	size_t n_dispositions;
	const char *const *states;	/* none: whatever the state */
	size_t n_states;
	const char *timer;
};

/* ---- Steps ------------------------------------------------------------- */

enum step_stage { STAGE_BEFORE, STAGE_MEETING, STAGE_AFTER };

enum step_each { EACH_ONCE, EACH_CASE, EACH_OUTSTANDING };

/* What a step takes down: which screen stands behind it. */
#define KIND_CAPTURES(X) \
	X(REFERRALS, "referrals") \
	X(AGENDA, "agenda") \
	X(CONTRIBUTIONS, "contributions") \
	X(CONTACT, "contact") \
	X(OPENING, "opening") \
	X(STATEMENT, "statement") \
	X(ATTENDANCE, "attendance") \
	X(CONFLICTS, "conflicts") \
	X(PREVIOUS, "previous-minutes") \
	X(OUTSTANDING, "outstanding") \
	X(LAPSED, "lapsed") \
	X(CASES, "cases") \
	X(MINUTES, "minutes") \
	X(FIGURES, "figures") \
	X(RECORDS, "records") \
	X(CLOSING, "closing") \
	X(EDITION, "edition")

enum step_capture {
#define X(id, name) CAPTURE_##id,
	KIND_CAPTURES(X)
#undef X
	STEP_CAPTURES
};

const char *kind_capture_name(enum step_capture capture);

struct kind_statement {
	const char *key;
	const char *title;
	const char *version;
	const char *text;
	bool each_observer;	/* those listed apart sign one by one */
};

struct kind_step {
	const char *key;
	const char *label;	/* what people call it: "0a", "5" */
	const char *title;
	const char *short_title; /* in the list of steps; default: title */
	enum step_stage stage;
	enum step_each each;
	const char *const *case_types; /* EACH_CASE: which; none: all */
	size_t n_case_types;
	enum step_capture captures;
	const char *form;	/* key of a form filled in here, or NULL */
	const char *statement;	/* key, or NULL */
	const char *prompt;	/* what the leader says or asks */
	const char *help;
	const char *const *leads; /* role keys */
	size_t n_leads;
	const char *const *sorts; /* minute sorts used here; none: all */
	size_t n_sorts;
	int minutes;		/* time planned; KIND_UNSET */
	bool optional;
	bool closed;		/* gated roles and agencies without the
				 * agreement see nothing of it */
	const char *const *records; /* CAPTURE_RECORDS: these case types */
	size_t n_records;
	const char *const *reports; /* CAPTURE_FIGURES: these reports */
	size_t n_reports;
	const struct kind_check *gates; /* before one may go in */
	size_t n_gates;
};

#endif
