/*
 * edition_cmd: the life of the minutes of a meeting as a document: circulated,
 * corrected, approved and sealed. Whoever took them down can't approve them. A
 * version that went round is kept byte for byte; what it says wrong is said
 * otherwise in a new one, with what it was, what it is now, and where that was
 * agreed.
 */
#ifndef CMD_EDITION_CMD_H
#define CMD_EDITION_CMD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/hash.h"
#include "cmd/session.h"
#include "store/edition_read.h"
#include "store/meeting_read.h"

/* Lay the minutes before those of the board whose role sees them: the draft as
 * version 1, a corrected version, or one that was approved. anew: another
 * version out of the record as it is now, while none was approved and nothing
 * was written beside one. What each reads of it is what they may see. Of a
 * sanitised edition only one that was approved goes round. */
bool cmd_edition_circulate(struct session *s, int64_t meeting,
    const char *sort, bool anew, struct err *err);

struct edition_change {
	const char *sort;	/* NULL: full */
	int block, line, part;	/* as in struct correction_row */
	const char *was, *now;
	int64_t agreed;		/* the meeting at which; 0: between */
};

/* Say something otherwise than the latest version does: in a new version, or in
 * the one that is being corrected. An entry of the record that said just that
 * says it otherwise from now on, too. ERR_CONFLICT when it does not say what
 * was read any more. */
bool cmd_edition_correct(struct session *s, int64_t meeting,
    const struct edition_change *c, struct err *err);

/* What the latest version says by now, as a hash: another one as soon as anything
 * is changed in it. "" where there is no version. */
bool edition_mark(struct session *s, int64_t meeting, const char *sort,
    char mark[HASH_HEX], struct err *err);

/* Approve and seal the latest version, at a meeting that is open (0: between
 * meetings). seen: its mark when it was laid before who approves; ERR_CONFLICT
 * when it says something else by now. NULL: whatever it says. */
bool cmd_edition_approve(struct session *s, int64_t meeting, const char *sort,
    int64_t at, const char *seen, struct err *err);

/* Could the member approve the latest version now? False with the sentence why
 * not, and who may. */
bool edition_may_approve(struct session *s, int64_t meeting, const char *sort,
    struct err *err);

/* Who approves minutes of the board besides the member: "Ann Reed or Bo Lund",
 * in the arena. */
const char *edition_approvers(struct session *s, int64_t board,
    struct arena *a);

/* May the member approve it as far as two persons are needed? False with the
 * sentence why not. */
bool edition_two_persons(struct session *s, const struct edition_row *row,
    struct err *err);

/* ERR_INPUT where the minutes of the meeting went round already: entries of its
 * record are changed by correcting them from then on. */
bool edition_need_draft(struct session *s, int64_t meeting, struct err *err);

/* Who could get minutes of that sort, and what is to be done next with them, as
 * one sentence for who looks at them; row id 0: the draft. In the arena. */
const char *edition_next_step(struct session *s, const struct meeting_row *m,
    const struct edition_row *row, struct arena *a);

#endif
