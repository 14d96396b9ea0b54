/*
 * remoteline: a command line that came from outside, split into words by rules
 * of our own, because no shell may ever see it: blanks part words, '…' and
 * "…" keep what is between them as it is, and nothing else means anything.
 * What a shell would act upon is refused, not passed over. Owns the words.
 */
#ifndef MODEL_REMOTELINE_H
#define MODEL_REMOTELINE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

enum {
	REMOTELINE_LENGTH = 1024,	/* bytes of a line */
	REMOTELINE_WORDS = 24
};

struct remoteline {
	size_t n;
	char *word[REMOTELINE_WORDS + 1];	/* ends with NULL, as argv */
	char text[REMOTELINE_LENGTH + 1];	/* what the words lie in */
};

/* Split line. False and ERR_INPUT when it is too long, has too many words, is
 * no UTF-8, holds a control character, an open quote, or, outside quotes, a
 * character of the shell's. The sentence repeats nothing of the line. */
bool remoteline_split(struct remoteline *r, const char *line,
    struct err *err);

/* Is text safe to stand unquoted in such a line, and in a line of sshd's: one
 * or more of A-Z a-z 0-9 / . _ + : = , @ -? */
bool remoteline_plain(const char *text);

/* May text be the name of a terminal type: [A-Za-z0-9._+-]{1,40}? */
bool remoteline_terminal(const char *text);

#endif
