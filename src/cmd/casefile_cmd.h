/*
 * casefile_cmd: from a referral to what becomes of it. Referring needs the
 * right to refer or to manage cases; screening, access and transfer the rights
 * of those names. Fields are changed by cmd_set_field and cmd_set_answer.
 */
#ifndef CMD_CASEFILE_CMD_H
#define CMD_CASEFILE_CMD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "cmd/session.h"

struct casefile_new {
	int64_t board;
	const char *type;	/* a case type's key; NULL: the first */
	const char *ref;	/* an imported one: a member gives none, see
				 * reference_is_theirs; NULL: it is drawn */
	int received;		/* DATE_NONE: today */
	int incident;		/* DATE_NONE: not known */
	int64_t agency, member;	/* who referred; 0: not of the partnership */
	const char *referrer;	/* or in words */
	const char *origin;	/* the area it was transferred from */
	const char *tool;
	int score;		/* -1: none */
	int scored_on;
	const char *answers;	/* JSON; NULL: none */
	int64_t lead;		/* who answers for it; 0: nobody yet */
	const char *state;	/* NULL: the one its type begins in */
	int state_on;		/* with state; DATE_NONE: when received */
	const char *state_reason;
};

/* A record of a register is written down at once: it is not screened. One of
 * a listed type begins as seen by its lead and by who wrote it. */
bool cmd_casefile_refer(struct session *s, const struct casefile_new *c,
    int64_t *id, struct err *err);

/* Accept, return for completion, or reject. The latter two need a reason;
 * accepting is refused while something required is missing, unless a reason
 * is given for going on. ERR_CONFLICT when it does not stand as it was read
 * any more; was NULL: however it stands. */
enum screening { SCREEN_ACCEPT, SCREEN_RETURN, SCREEN_REJECT };

struct screening_was {
	const char *screening, *reason;
};

bool cmd_casefile_screen(struct session *s, int64_t casefile,
    enum screening how, const char *reason, const struct screening_was *was,
    struct err *err);

/* What the referral still lacks, by the kind's required fields and numbers of
 * parties. A form's key, the field's key, and its words. */
struct missing {
	const char *form;	/* NULL: about the parties */
	const char *field;	/* a field's or a role's key */
	const char *text;	/* "Date of the incident", "nobody in the role of …" */
	int64_t record;		/* the party, subject … that lacks it */
};

bool casefile_missing(struct session *s, int64_t casefile, struct arena *a,
    struct missing **list, size_t *count, struct err *err);

/* Of the three below, was is what was read: ERR_CONFLICT where another value
 * stands there now; NULL: whatever it is. */

/* "board", "restricted" or "list", as was knows it. Shown as restricted; with
 * list_only those alone see it who are let in by
 * name or by a right to restricted cases. */
bool cmd_casefile_restrict(struct session *s, int64_t casefile,
    bool restricted, bool list_only, const char *was, struct err *err);

/* Let an agency or a member (the other 0) in, or keep them out. An entry for
 * the same one is replaced. One can't keep oneself out. */
bool cmd_casefile_access(struct session *s, int64_t casefile, bool allow,
    int64_t agency, int64_t member, const char *reason, struct err *err);
bool cmd_casefile_access_drop(struct session *s, int64_t casefile,
    int64_t agency, int64_t member, struct err *err);

/* True when this session says who sees the casefile: those who manage access,
 * and whoever answers for it. */
bool casefile_require_access(struct session *s, int64_t casefile,
    int64_t *board, struct err *err);

/* Give it one of the kind's handling codes ("": none), on these conditions. A
 * code for those named alone closes it to others. The first one is given by
 * whoever wrote it down as well. */
bool cmd_casefile_handling(struct session *s, int64_t casefile,
    const char *code, const char *conditions, const char *was,
    struct err *err);

/* Mark it with one of the kind's markings ("": the board's own). */
bool cmd_casefile_marking(struct session *s, int64_t casefile,
    const char *marking, const char *was, struct err *err);

/* Inside a command, before and after one field of a casefile is saved alone:
 * marking, handling and lead_id keep the rules of the commands above. */
bool casefile_check_field(struct session *s, int64_t casefile,
    const char *column, const char *value, struct err *err);
bool casefile_follow_field(struct session *s, int64_t casefile,
    const char *column, struct err *err);

/* Is this a marking that a record of the kind may have? The kind's own sentence
 * for one that a book may not hold. */
bool marking_check(const struct kind *k, const char *marking,
    struct err *err);

/* Transferred to another area, and acknowledged there. */
bool cmd_casefile_send(struct session *s, int64_t casefile, const char *to,
    int on, struct err *err);
bool cmd_casefile_acknowledge(struct session *s, int64_t casefile, int on,
    struct err *err);

/* Two casefiles that belong together, as one of the case type's links. */
bool cmd_casefile_link(struct session *s, int64_t casefile, int64_t other,
    const char *sort, const char *note, struct err *err);
bool cmd_casefile_unlink(struct session *s, int64_t casefile, int64_t other,
    const char *sort, struct err *err);

/* True when this session may change the casefile: manages cases, or belongs to
 * the agency that refers it and it was not accepted yet. */
bool casefile_require(struct session *s, int64_t casefile, int64_t *board,
    struct err *err);

#endif
