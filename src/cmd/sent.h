/*
 * sent: what was noted as taken away, and then did not leave. It is noted
 * before a byte of it goes, so that nothing leaves without a note; when writing
 * it fails, the notes are told so. A program that is killed between the two leaves
 * the notes as they are: more may be noted than left, never less.
 */
#ifndef CMD_SENT_H
#define CMD_SENT_H

#include <stdint.h>

#include "base/err.h"
#include "cmd/session.h"

/* Something is about to be written for someone; what was noted before is not
 * about it. */
void sent_begin(struct session *s);

/* The id of a new row that notes it: a consultation or a handout. */
int64_t sent_new(struct session *s);

/* All of it left, or it failed: then the rows of those ids are changed to say
 * so, and err, which has a sentence, gets another on what the book has; or
 * otherwise where there is nothing to change. */
void sent_whole(struct session *s);
void sent_failed(struct session *s, const char *otherwise, struct err *err);

#endif
