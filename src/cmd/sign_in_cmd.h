/*
 * sign_in_cmd: coming in over SSH. Each sign-in, and each that is refused, is a
 * row of the book before anything is shown; a session that can't be noted does
 * not begin. Sign-ins are written by the program, not by the member.
 */
#ifndef CMD_SIGN_IN_CMD_H
#define CMD_SIGN_IN_CMD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/err.h"
#include "cmd/session.h"

/* Why somebody is turned away whose key sshd has taken. */
enum refusal {
	REFUSED_NOT,
	REFUSED_KEY,		/* not a key of that member's */
	REFUSED_DISABLED,	/* the key was disabled */
	REFUSED_ENDED,		/* the member has left */
	REFUSED_COMMAND,	/* asked for a command that is not there */
	REFUSED_FILES,		/* asked for sftp, scp, rsync */
	REFUSED_TERMINAL	/* the screens without a terminal, or on none
				 * that is known */
};

struct sign_in {
	const char *login;		/* who one says to be … */
	const char *fingerprint;	/* … and by which key */
	bool screen;			/* the screens, not one command */
	enum refusal refused;		/* already known: note it, refuse */
};

/* Note it in the book, then sign the member in to s by that key, as
 * session_open does, in a session over SSH. False, noted all the same where the
 * book can be written: ERR_DENIED with a sentence for who is turned away. *id
 * is what sign_out takes. */
bool cmd_sign_in(struct session *s, struct db *db, const struct clock *clock,
    const struct sign_in *how, int64_t *id, struct err *err);

/* How screens are left. */
enum leaving { LEFT_QUIT, LEFT_LINE, LEFT_OUT, LEFT_IDLE };

/* Note that they were. s is signed in to nothing any more. */
bool cmd_sign_out(struct session *s, int64_t id, enum leaving how,
    struct err *err);

/* Words for the lists: of sign_in.refused, and of how and left_how. Never
 * NULL. */
const char *sign_in_refused_word(const char *refused);
const char *sign_in_left_word(const char *left_how);

/* Does the session's member still stand: not left, the key not disabled? Else
 * ERR_DENIED with the sentence they are shown. Asks the book. */
bool session_stands(struct session *s, struct err *err);

#endif
