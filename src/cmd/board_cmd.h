/*
 * board_cmd: standing meetings, who has which role on them, and the planning
 * of sittings. Boards are made by those who look after the book; roles need
 * the right to manage members of the board, plans the right to manage it.
 */
#ifndef CMD_BOARD_CMD_H
#define CMD_BOARD_CMD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "cmd/session.h"

struct board_new {
	int64_t kind_version;
	const char *name;
	const char *prefix;	/* of its references */
	const char *nation;	/* NULL: the kind's */
	const char *place;	/* NULL: "" */
	const char *answers;	/* its settings as JSON; NULL: none */
};

bool cmd_board_add(struct session *s, const struct board_new *b,
    int64_t *id, struct err *err);

bool cmd_board_end(struct session *s, int64_t board, int on,
    struct err *err);

/* Give a member a role of the kind's on the board, instead of the one they
 * had; deputy_for (0: nobody) whom they stand in for. */
bool cmd_board_role(struct session *s, int64_t board, int64_t member,
    const char *role, int64_t deputy_for, struct err *err);

/* Their role ends. */
bool cmd_board_leave(struct session *s, int64_t board, int64_t member,
    struct err *err);

struct meeting_new {
	int64_t board;
	int held_on;
	const char *ref;	/* NULL: prefix and date, "MM-2031-03-13" */
	const char *starts;	/* "09:30"; NULL: not known */
	const char *place;	/* NULL: the board's */
	bool online;
	int64_t chair;		/* 0: the board's only one who leads */
	int64_t secretary;	/* 0: the board's only one who keeps records */
	bool held;		/* it was: its agenda is told, not laid out */
};

/* Plan a sitting: everyone with a role on the board is expected. */
bool cmd_meeting_plan(struct session *s, const struct meeting_new *m,
    int64_t *id, struct err *err);

#endif
