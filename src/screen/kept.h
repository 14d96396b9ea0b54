/*
 * kept: what the running meeting knows from one load of its screen to the next,
 * and when that may still be shown. Everyone at a meeting loads it again at
 * every move of the chair, and nearly all that they then read is as it was. Each
 * part is kept together with the last event that was looked at; the events since
 * decide, by one table of rules, and what no rule speaks of drops everything.
 */
#ifndef SCREEN_KEPT_H
#define SCREEN_KEPT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "screen/screen.h"
#include "store/action_read.h"
#include "store/agenda_read.h"
#include "store/attendance_read.h"
#include "store/casefile_read.h"
#include "store/contribution_read.h"
#include "store/meeting_read.h"
#include "store/minute_read.h"

/* What is kept of the meeting. */
enum kept_part {
	KEPT_AGENDA,	/* its lines, their names, role, next meeting */
	KEPT_ROLL,	/* its rows but who is out of the room */
	KEPT_OUT,	/* who is out */
	KEPT_ASKED,	/* the work that waits for the viewer's word */
	KEPT_PARTS
};

/* What is kept of one case, read when it is first asked for. */
enum {
	KEPT_RECORD = 1 << 0,	/* the record, its parties, its marking */
	KEPT_OWN = 1 << 1,	/* what one's own agency brings */
	KEPT_BROUGHT = 1 << 2,	/* what all bring */
	KEPT_ACTIONS = 1 << 3,
	KEPT_MINUTES = 1 << 4
};

struct kept_case {
	struct arena arena;
	int64_t casefile, item;	/* casefile 0: nothing is kept here */
	int64_t agency;		/* whose own that is */
	uint64_t used;		/* the greater, the later */
	unsigned has;
	bool alone;		/* its actions hang on no other case */
	const char *marking;
	struct casefile_row record;
	struct party_row *parties;
	size_t n_parties;
	struct contribution_row own;	/* id 0: nothing */
	struct contribution_row *brought;
	size_t n_brought;
	struct action_row *actions;
	size_t n_actions;
	struct minute_row *minutes;
	size_t n_minutes;
};

#define KEPT_CASES 4	/* in hand, the one before, the next, one looked at */
#define KEPT_PATCHES 8	/* agenda lines read one by one */

struct kept {
	bool begun;
	int64_t seq;		/* the last event that was looked at */
	uint64_t rights;	/* as db_rights numbers them */
	int day;
	bool hears;		/* every line of the meeting: see kept.c */
	/* Of the meeting, by which the rest was read. */
	int64_t kind_version, chair, secretary, acting;
	int held_on;
	char *status, *ref;
	/* What stands, and where it lies. */
	bool has[KEPT_PARTS];
	struct arena arena[KEPT_PARTS];
	int64_t patch[KEPT_PATCHES];	/* lines that changed */
	size_t n_patch, n_patched;
	bool worn;		/* the agenda is read anew at the next load */
	const char *role;
	int next_on;
	struct kept_case cases[KEPT_CASES];
	uint64_t uses;
};

struct meeting;

/* Look at what was written since the last time, and drop what that may have
 * changed. At the beginning of a load: what was drawn from it goes. */
void kept_news(struct meeting *m, struct ctx *ctx);

/* Is nothing written since that could concern any of it? Only then may more be
 * kept between two loads. */
bool kept_stands(struct meeting *m, struct ctx *ctx);

/* Drop what was read by another date, chair or state of the meeting than m->row
 * has. */
void kept_check_row(struct meeting *m, struct ctx *ctx);

/* Drop a part, or everything: it is wiped. */
void kept_drop(struct kept *k, enum kept_part part);
void kept_drop_all(struct kept *k);
void kept_release(struct kept *k);

/* The agenda of m->row into m->agenda with its names, m->role, m->next_on; the
 * roll into m->roll. */
bool kept_agenda(struct meeting *m, struct ctx *ctx, struct err *err);
bool kept_roll(struct meeting *m, struct ctx *ctx, struct err *err);

/* A case of the meeting's agenda with those parts of it. It stays until the next
 * load of the screen, or until as many other cases were asked for as are kept. */
struct kept_case *kept_case(struct meeting *m, struct ctx *ctx,
    const struct agenda_row *item, unsigned parts, struct err *err);

/* Whoever follows reads the case behind the line in hand, while there is nothing
 * else to do. True: so much was put in piece by piece that the screen is better
 * loaded whole now than at a move. */
bool kept_ready(struct meeting *m, struct ctx *ctx);

#endif
