/*
 * member_cmd: the professionals who belong to an agency and may sign in. Need
 * the right to manage members on any board, or to look after the book; only
 * one who looks after the book makes another who does. Fields are changed by
 * cmd_set_field.
 */
#ifndef CMD_MEMBER_CMD_H
#define CMD_MEMBER_CMD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "cmd/session.h"

struct member_new {
	int64_t agency;
	const char *title, *forenames, *surname;	/* NULL: "" */
	const char *post, *email, *phone;
	const char *login;	/* NULL: made from the surname */
	bool keeper;
};

bool cmd_member_add(struct session *s, const struct member_new *m,
    int64_t *id, struct err *err);

/* May not sign in from that day; roles on boards end with it. Refused for the
 * last one who looks after the book. Their open actions go to the heir, a
 * member of the same agency, who has to accept them; with heir 0 it is refused
 * where there are any, with those one may see (member_has_actions). */
bool cmd_member_end(struct session *s, int64_t member, int on, int64_t heir,
    struct err *err);
bool member_has_actions(struct session *s, int64_t member);

/* May sign in again; roles are given anew. */
bool cmd_member_back(struct session *s, int64_t member, struct err *err);

/* Another agency, from now on. Open actions of the old one stay there: heir as
 * above. */
bool cmd_member_agency(struct session *s, int64_t member, int64_t agency,
    int64_t heir, struct err *err);

/* Looks after the book, or no longer. */
bool cmd_member_keeper(struct session *s, int64_t member, bool keeper,
    struct err *err);

/* ERR_INPUT with their name when they have left: nothing is theirs to do any
 * more. True for 0, which is nobody. */
bool member_need_there(struct session *s, int64_t member, struct err *err);

/* A login nobody has: the surname folded to a to z and 0 to 9, with a number
 * behind it when it is taken. */
bool member_login(struct session *s, const char *surname, struct buf *login,
    struct err *err);

#endif
