/*
 * doc_dates: the dates that actions and meetings have for a calendar, put into a
 * document: their numbers, what they are, when; no name and no text of a case.
 */
#ifndef EXPORT_DOC_DATES_H
#define EXPORT_DOC_DATES_H

#include "export/doc.h"
#include "store/action_read.h"
#include "store/meeting_read.h"

/* An action by its date, and its steps by theirs; final or done ones are. */
void doc_dates_action(struct doc *d, const struct action_row *r);

/* A sitting, unless it was cancelled. */
void doc_dates_meeting(struct doc *d, const struct meeting_row *m);

#endif
