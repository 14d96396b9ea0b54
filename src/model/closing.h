/*
 * closing: what stands in the way of closing an item or a meeting. A fixed set
 * of general checks by name; which of them apply, how severe they are and
 * whether the chair may override is the kind's table. Looks at facts handed
 * in, changes nothing.
 */
#ifndef MODEL_CLOSING_H
#define MODEL_CLOSING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

enum closing_check_id {
	CLOSING_ACTION_WITHOUT_OWNER,
	CLOSING_ACTION_WITHOUT_DATE,
	CLOSING_ACTION_NEEDS_ACCEPTANCE,
	CLOSING_AGENCY_NOT_HEARD,
	CLOSING_STATEMENT_NOT_ACCEPTED,
	CLOSING_NO_DISPOSITION,
	CLOSING_NO_RISK_SUMMARY,
	CLOSING_UNREAD_BACK,
	CLOSING_OUTSTANDING_WITHOUT_STATUS,
	CLOSING_NO_QUORUM,
	CLOSING_ITEM_OPEN,
	CLOSING_NO_ACTION,		/* heard, yet nothing was agreed */
	CLOSING_CHECK_COUNT
};

enum closing_severity { CLOSING_NOTE, CLOSING_WARN, CLOSING_STOP };

/* One line of the kind's table. */
struct closing_rule {
	enum closing_check_id check;
	enum closing_severity severity;
	bool overridable;	/* by the chair, with a reason */
	bool at_item;		/* looked at when an item is closed */
	bool at_meeting;	/* looked at when the meeting is closed */
};

struct closing_action {
	const char *reference;
	const char *text;
	bool has_agency;
	bool has_member;
	bool needs_acceptance;	/* and has not been accepted */
	int due;		/* DATE_NONE: none */
	bool read_back;
};

struct closing_item {
	const char *reference;	/* "MM-2031-014", or the step's title */
	bool is_case;
	bool open;		/* begun or waiting, not finished */
	bool heard;		/* was discussed: only then are disposition,
				 * risk summary, agencies looked at */
	bool has_disposition;
	bool has_risk_summary;
	const char *const *not_heard;	/* names of agencies present that have
				 * neither spoken nor said nil */
	size_t n_not_heard;
	const struct closing_action *actions;
	size_t n_actions;
};

struct closing_outstanding {
	const char *reference;
	bool has_status;	/* was reported on at this meeting */
};

struct closing_facts {
	const struct closing_item *items;	/* the one, or all of them */
	size_t n_items;
	const char *const *not_accepted;	/* names of people here who
				 * have not accepted the statement */
	size_t n_not_accepted;
	const struct closing_outstanding *outstanding;
	size_t n_outstanding;
	const char *const *quorum_missing;	/* labels of the categories that
				 * should be here and are not */
	size_t n_quorum_missing;
};

struct closing_finding {
	enum closing_check_id check;
	enum closing_severity severity;
	bool overridable;
	const char *reference;	/* of the item or action, or NULL */
	const char *text;	/* one sentence, in the arena */
};

enum closing_scope { CLOSING_AN_ITEM, CLOSING_THE_MEETING };

/* The name a kind uses ("action-without-owner"), and back; -1: no such. */
const char *closing_check_name(enum closing_check_id check);
int closing_check_find(const char *name);

/* Evaluate the rules in their order. Sets *out to an array in the arena and
 * returns how many there are: stops first, then warnings, then notes, each in
 * the order of the rules. */
size_t closing_check(const struct closing_rule *rules, size_t n_rules,
    const struct closing_facts *facts, enum closing_scope scope,
    struct arena *arena, struct closing_finding **out);

/* True when every stop may be overridden (warnings and notes never hinder);
 * *reason (may be NULL) tells whether the chair has to give a reason. */
bool closing_may_close(const struct closing_finding *findings, size_t n,
    bool *reason);

#endif
