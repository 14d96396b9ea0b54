/*
 * closing_facts: what the checks look at, read once, and how they tell what
 * they found. Inside cmd/closing*.c alone. Everything lies in one arena.
 */
#ifndef CMD_CLOSING_FACTS_H
#define CMD_CLOSING_FACTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "cmd/closing.h"
#include "cmd/session.h"
#include "form/kind.h"
#include "store/action_read.h"
#include "store/agenda_read.h"
#include "store/attendance_read.h"
#include "store/meeting_read.h"
#include "store/minute_read.h"

struct closing_facts {
	struct session *s;
	struct arena *a;
	const struct kind *k;
	struct meeting_row m;
	const struct attendance_row *roll;
	size_t n_roll;
	bool has_agenda;	/* closing_facts_agenda was asked for it */
	const struct agenda_row *agenda;
	size_t n_agenda;
	const struct override_row *overrides;
	size_t n_overrides;
	/* The actions of the line looked at, or of the whole meeting. */
	const struct action_row *actions;
	size_t n_actions;
	/* The line looked at; NULL at a gate and for the meeting. */
	const struct agenda_row *item;
	const struct kind_case_type *type;
	const struct minute_row *minutes;
	size_t n_minutes;
	bool of_record;		/* a record in hand is looked at, which may
				 * stand at no meeting: it is named */
	bool blocks_only;	/* what only warns is not asked */
	struct finding *found;
	size_t n_found, cap_found;
};

/* A check: adds what it finds. False only on a failure. */
typedef bool (*closing_check)(struct closing_facts *f,
    const struct kind_check *c, struct err *err);

/* The check behind a name. */
closing_check closing_check_of(enum kind_check_id check);

/* Does it look at the meeting as a whole, or at one case? Checks of actions
 * do either. */
bool closing_is_meeting_check(enum kind_check_id check);
bool closing_is_action_check(enum kind_check_id check);

/* Read what belongs to the meeting; then its agenda, unless that was read; its
 * actions, or what belongs to one of its lines (NULL: none). Or name a line of
 * which nothing more is looked at. */
bool closing_facts_read(struct closing_facts *f, struct session *s,
    int64_t meeting, struct arena *a, struct err *err);
bool closing_facts_agenda(struct closing_facts *f, struct err *err);
bool closing_facts_actions(struct closing_facts *f, struct err *err);
bool closing_facts_item(struct closing_facts *f,
    const struct agenda_row *item, struct err *err);
void closing_facts_line(struct closing_facts *f,
    const struct agenda_row *item);

/* Something was found. details (may be NULL or empty) are named behind the
 * kind's sentence. */
void closing_add(struct closing_facts *f, const struct kind_check *c,
    const struct buf *details);

/* Add a name to a list of details: "a, b". */
void closing_detail(struct buf *details, const char *name);

/* seen: the step whose screen is that capture was gone through, or is in hand;
 * true as well where the kind has no such step. */
bool closing_step_seen(struct closing_facts *f, enum step_capture capture,
    bool *seen, struct err *err);

/* The tables of checks, one a file; every check stands in one of them. */
extern const closing_check closing_meeting_checks[KIND_CHECK_IDS];
extern const closing_check closing_item_checks[KIND_CHECK_IDS];
extern const closing_check closing_action_checks[KIND_CHECK_IDS];
extern const closing_check closing_record_checks[KIND_CHECK_IDS];

/* Is this check, at the close of a meeting, asked of every record in hand of
 * its case types that the viewer sees? Ask it. */
bool closing_asks_records(const struct closing_facts *f,
    const struct kind_check *c);
bool closing_run_records(struct closing_facts *f,
    const struct kind_check *c, struct err *err);

#endif
