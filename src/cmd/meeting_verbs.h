/*
 * meeting_verbs: the commands of a meeting by name, as tables for cmd/verb.c.
 * MEETING, CASE and ACTION are references; "." is the meeting that is open and
 * the case in hand; LOGIN signs in by that name; AGENCY is its name or short
 * name; dates are typed as on screen ("fri", "+5d", "28/3", 2031-03-28); times
 * are HH:MM.
 */
#ifndef CMD_MEETING_VERBS_H
#define CMD_MEETING_VERBS_H

#include "cmd/verb.h"

extern const struct verb_group verbs_meeting;	/* meeting-open, go, next … */
extern const struct verb_group verbs_chair;	/* chair-take, chair-back */
extern const struct verb_group verbs_agenda;	/* list, defer, order … */
extern const struct verb_group verbs_attendance; /* attend, accept-statement */
extern const struct verb_group verbs_share;	/* conflict, bring, heard … */
extern const struct verb_group verbs_item;	/* phase, minute, disposition */
extern const struct verb_group verbs_action;	/* action, report, milestone */

#endif
