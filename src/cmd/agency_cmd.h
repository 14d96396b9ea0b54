/*
 * agency_cmd: the organisations of the partnership and the teams in them. Need
 * the right to manage members on any board, or to look after the book. Fields
 * are changed by cmd_set_field.
 */
#ifndef CMD_AGENCY_CMD_H
#define CMD_AGENCY_CMD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "cmd/session.h"

struct agency_new {
	const char *name;
	const char *short_name;	/* NULL: the name */
	const char *category;	/* from the kind's list; NULL: none */
	int64_t parent;		/* the agency it is a team of; 0 */
};

bool cmd_agency_add(struct session *s, const struct agency_new *a,
    int64_t *id, struct err *err);

/* No longer part of the partnership from that day. Refused while somebody of
 * it may still sign in. */
bool cmd_agency_end(struct session *s, int64_t agency, int on,
    struct err *err);

/* It signed what agencies sign on that day, good until the day before until
 * (DATE_NONE: until it says otherwise); on DATE_NONE: it did not, any more. */
bool cmd_agency_agreement(struct session *s, int64_t agency, int on,
    int until, struct err *err);

/* Inside a command: what finds an agency as one types follows its names. */
bool agency_rematch(struct session *s, int64_t agency, struct err *err);

/* Part of the directory: true when this session may change it. */
bool directory_require(struct session *s, struct err *err);

#endif
