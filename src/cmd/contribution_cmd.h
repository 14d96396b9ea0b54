/*
 * contribution_cmd: what agencies bring to cases. Writing it needs the right to
 * contribute and to belong to the agency, or the right to record; marking an
 * agency as heard needs the right to record or to run the meeting.
 */
#ifndef CMD_CONTRIBUTION_CMD_H
#define CMD_CONTRIBUTION_CMD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "cmd/session.h"

/* Begin, or take up, an agency's contribution to a case for a meeting. */
bool cmd_contribution_begin(struct session *s, int64_t meeting,
    int64_t casefile, int64_t agency, int64_t *id, struct err *err);

/* A piece of information: party 0: of nobody; sort "fact" or "opinion"; share
 * false needs the reason where the kind asks for one. */
bool cmd_contribution_line_add(struct session *s, int64_t contribution,
    int64_t party, const char *sort, const char *text, bool share,
    const char *withheld_reason, int64_t *id, struct err *err);

/* Change a line's text (guarded by what was read, *now as in cmd.h), or say
 * that it is withheld and why, or shared after all. */
bool cmd_contribution_line_text(struct session *s, int64_t line,
    const char *old, const char *text, char **now, struct err *err);
bool cmd_contribution_line_share(struct session *s, int64_t line,
    bool share, const char *withheld_reason, struct err *err);
bool cmd_contribution_line_remove(struct session *s, int64_t line,
    struct err *err);

/* What the agency's records say of a party: known, not-known, not-checked. */
bool cmd_contribution_checked(struct session *s, int64_t contribution,
    int64_t party, const char *result, struct err *err);

/* It is handed in. Or taken back, until it was heard. */
bool cmd_contribution_give(struct session *s, int64_t contribution,
    struct err *err);
bool cmd_contribution_take_back(struct session *s, int64_t contribution,
    struct err *err);

/* Nothing known, in one step: begins it if need be, marks every party whose
 * role the kind lists as not known unless it was checked, and hands it in as
 * nil. One that has lines is refused. */
bool cmd_contribution_nil(struct session *s, int64_t meeting,
    int64_t casefile, int64_t agency, struct err *err);

/* The agency was heard on the case at the meeting (or not, after all): from
 * now on what it shares is seen by all who see the case. */
bool cmd_contribution_heard(struct session *s, int64_t meeting,
    int64_t casefile, int64_t agency, bool heard, struct err *err);

struct agency_gap {
	int64_t agency;
	const char *name, *short_name;
};

/* Agencies that count, are here, and were not yet heard on the case; and those
 * expected that have brought neither information nor a nil return. Agencies
 * kept out of the case are in neither. */
bool contribution_not_heard(struct session *s, int64_t meeting,
    int64_t casefile, struct arena *a, struct agency_gap **gaps,
    size_t *n, struct err *err);
bool contribution_not_brought(struct session *s, int64_t meeting,
    int64_t casefile, struct arena *a, struct agency_gap **gaps,
    size_t *n, struct err *err);

#endif
