/*
 * doctor: is the host as a book needs it, and, for members over SSH, as sshd
 * and the account do? Each check is one finding: how it stands, what that
 * means, what to do. Looks only; changes nothing.
 */
#ifndef DOCTOR_H
#define DOCTOR_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/clock.h"

enum finding_state {
	FINDING_GOOD,
	FINDING_NOTE,		/* to know of; no harm by itself */
	FINDING_UNKNOWN,	/* can't be told here, or not by this account */
	FINDING_BAD		/* to be put right */
};

struct finding {
	enum finding_state state;
	const char *name;	/* "folder": one word or two */
	const char *says;
	const char *todo;	/* "" when there is nothing to do */
};

struct doctor {
	struct arena arena;
	const struct clock *clock;
	const char *book;	/* its path */
	const char *user;	/* the account members sign in to; NULL: none */
	const char *sshd;	/* the server's program and configuration; */
	const char *config;	/* NULL: the usual ones */
	struct finding *findings;
	size_t n, cap;
};

/* Add a finding; texts are borrowed. doctor_text makes one in the arena. */
void doctor_add(struct doctor *d, enum finding_state state, const char *name,
    const char *says, const char *todo);
const char *doctor_text(struct doctor *d, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* The book: its file and folder, the disk, the clock, the newest backup. */
void doctor_book(struct doctor *d);

/* The account, the program's place, sshd's answers; needs user. */
void doctor_ssh(struct doctor *d);

/* Is any finding bad? */
bool doctor_well(const struct doctor *d);

/* May nobody but root (and uid) change what lies at path: it and every folder
 * above it? NULL, or the first that is otherwise. */
const char *doctor_open_to_others(struct doctor *d, const char *path,
    unsigned uid);

#endif
