/*
 * closing: what stands in the way of going into a step, leaving a phase,
 * closing a line or closing the meeting. Evaluates the kind's checks
 * (KIND_CHECKS in form/kind.h) over what the book holds and the viewer sees;
 * changes nothing.
 */
#ifndef CMD_CLOSING_H
#define CMD_CLOSING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "cmd/session.h"
#include "form/kind.h"

struct finding {
	enum kind_check_id check;
	const char *name;	/* the check's name, what an override names */
	bool blocks;		/* must be put right or overridden */
	bool overridable;	/* the chair may go on, with a reason */
	bool overridden;	/* and has: it blocks no more */
	const char *reason;	/* the chair's, when overridden */
	int64_t item;		/* the line it is about; 0: the meeting */
	const char *about;	/* "MM-2031-014", "MM-2031-014/A3" or "" */
	const char *text;	/* one sentence, the kind's and what it found */
};

struct findings {
	struct finding *list;	/* blocking ones first */
	size_t n;
};

/* Of the gate of the line's step. */
bool closing_gate(struct session *s, int64_t item, struct arena *a,
    struct findings *out, struct err *err);

/* The same, of what would block alone: what is asked at each move. */
bool closing_gate_blocks(struct session *s, int64_t item, struct arena *a,
    struct findings *out, struct err *err);

/* Of one phase of the case in the line. */
bool closing_phase(struct session *s, int64_t item, const char *phase,
    struct arena *a, struct findings *out, struct err *err);

/* Of closing the line: its case type's checks. */
bool closing_item(struct session *s, int64_t item, struct arena *a,
    struct findings *out, struct err *err);

/* Of closing the meeting. */
bool closing_meeting(struct session *s, int64_t meeting, struct arena *a,
    struct findings *out, struct err *err);

/* The first that still blocks, or NULL. */
const struct finding *findings_block(const struct findings *f);

/* ERR_INPUT with the sentence of the first that still blocks, and what to do;
 * true when none does. */
bool findings_pass(const struct findings *f, struct err *err);

#endif
