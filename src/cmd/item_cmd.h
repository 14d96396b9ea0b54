/*
 * item_cmd: the agenda line in hand: its phases, its read-back, how it ends,
 * and the time it takes. Phases and dispositions are the kind's.
 */
#ifndef CMD_ITEM_CMD_H
#define CMD_ITEM_CMD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "cmd/session.h"
#include "model/forecast.h"
#include "store/action_read.h"
#include "store/agenda_read.h"
#include "store/meeting_read.h"

/* Put the case in hand into that phase; NULL: the next one. Going on is refused
 * while a check of the phase one leaves stands; going back never is. Needs the
 * right to run the meeting or to record. */
bool cmd_item_phase(struct session *s, int64_t item, const char *phase,
    struct err *err);

/* The sentences to read aloud, one for each action agreed in the line, in the
 * arena: "Midwifery, Hattie Stork: flag notes, see alone, by Mon 17 Mar
 * 2031." with its milestones. An incomplete one says what is missing. */
struct read_back {
	int64_t action;
	const char *ref;
	const char *sentence;
	const char *missing;	/* NULL: complete */
	bool closed;		/* agreed in a closed line: not for all here */
};
/* Of the line; of the step that closes the meeting, all that it agreed. */
bool item_read_back(struct session *s, int64_t item, struct arena *a,
    struct read_back **out, size_t *n, struct err *err);

/* They were read aloud and nobody objected. Refused while one is incomplete.
 * An action added later makes it necessary again. */
bool cmd_item_read_back(struct session *s, int64_t item, struct err *err);

/* How the case ends; what the disposition asks for must be there. */
struct item_conclusion {
	const char *disposition;
	const char *reason;
	int64_t to_meeting;	/* where it comes back; 0: the board's next */
	const char *destination;	/* transferred to */
	int sent_on, acknowledged_on;	/* DATE_NONE */
	bool chair;		/* the chair agreed to it */
};
bool cmd_item_conclude(struct session *s, int64_t item,
    const struct item_conclusion *c, struct err *err);

/* Close the line: the checks of its case type must pass or be overridden. A
 * step is simply done. */
bool cmd_item_close(struct session *s, int64_t item, struct err *err);

/* Take it up again after it was closed. */
bool cmd_item_reopen(struct session *s, int64_t item, struct err *err);

/* A step that is not needed today (the kind must call it optional). */
bool cmd_item_skip(struct session *s, int64_t item, struct err *err);

/* Flags and links of a case at this meeting: keys of the kind, kept in the
 * line's answers under "flags" and "links". Set or clear one. */
bool cmd_item_flag(struct session *s, int64_t item, const char *flag,
    bool on, struct err *err);
bool cmd_item_link(struct session *s, int64_t item, const char *link,
    bool on, struct err *err);

/* How the meeting stands in time, over the lines that one sees. */
bool item_forecast(struct session *s, int64_t meeting, struct forecast *out,
    struct err *err);
/* The same of a meeting and an agenda that were read, if that line were not
 * taken (0: with all). */
void item_forecast_of(struct session *s, const struct kind *k,
    const struct meeting_row *m, const struct agenda_row *rows, size_t n,
    int64_t without, struct forecast *out);

#endif
