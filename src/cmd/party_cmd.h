/*
 * party_cmd: the people and bodies in a casefile, in a role there; what they
 * are to each other; their other names, how to reach them, and what happened.
 * Need the right to manage cases, or to be of the agency that refers while the
 * referral is not accepted.
 */
#ifndef CMD_PARTY_CMD_H
#define CMD_PARTY_CMD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "cmd/people.h"
#include "cmd/session.h"

struct subject_new {
	const char *sort;	/* person (NULL), group, premises, business */
	const char *surname, *forenames;	/* one may be NULL */
	int born;		/* DATE_NONE: not known */
	int age;		/* -1: none; else told on age_on */
	int age_on;
	const char *sex;	/* NULL: not asked */
	const char *answers;	/* JSON; NULL: none */
};

struct party_new {
	int64_t casefile;
	const char *role;	/* a role of the case type */
	int64_t subject;	/* one in the book already; 0: new, as below */
	struct subject_new who;
	const char *answers;	/* the party's own; JSON; NULL: none */
};

/* *party and *subject may be NULL. */
bool cmd_party_add(struct session *s, const struct party_new *p,
    int64_t *party, int64_t *subject, struct err *err);

/* Who in the book could be this person, by the rules of a casefile's board: to
 * be asked before adding one to it. */
bool party_find_like(struct session *s, int64_t casefile,
    const struct subject_new *who, struct arena *a, struct people_like **list, size_t *count,
    struct err *err);

/* In that role from and until a day (DATE_NONE: as far as is known), the last
 * one counted. */
bool cmd_party_dates(struct session *s, int64_t party, int from, int to,
    struct err *err);

/* was: the role that was read; ERR_CONFLICT where it is another now; NULL:
 * whatever it is. */
bool cmd_party_role(struct session *s, int64_t party, const char *role,
    const char *was, struct err *err);

/* Out of the casefile; one who is in no other leaves the book's lists too.
 * Refused while actions or contributions name them. */
bool cmd_party_remove(struct session *s, int64_t party, struct err *err);

/* What one is to another of the same casefile; NULL takes it away. was as above,
 * "" where there was none. */
bool cmd_relation_set(struct session *s, int64_t party, int64_t to,
    const char *relation, const char *was, struct err *err);

bool cmd_alias_add(struct session *s, int64_t subject, const char *surname,
    const char *forenames, const char *note, int64_t *id, struct err *err);
bool cmd_alias_remove(struct session *s, int64_t alias, struct err *err);

struct contact_new {
	int64_t subject;
	const char *sort;	/* phone, address, email */
	const char *value;
	const char *postcode;
	const char *safe_use, *safe_message;	/* yes, no; NULL: unknown */
	const char *safe_times;
	int guarded;		/* 1, 0; -1: as their roles ask */
	int from, to;		/* DATE_NONE */
	const char *note;
};

bool cmd_contact_add(struct session *s, const struct contact_new *c,
    int64_t *id, struct err *err);
bool cmd_contact_end(struct session *s, int64_t contact, int on,
    struct err *err);

struct incident_new {
	int64_t casefile;
	int on;
	bool criminal, reported;
	const char *reference, *text;
};

bool cmd_incident_add(struct session *s, const struct incident_new *i,
    int64_t *id, struct err *err);
bool cmd_incident_remove(struct session *s, int64_t incident,
    struct err *err);

/* Someone of this casefile who has a protected role in it and an adverse one
 * in a casefile linked with it or among the same people, or the other way
 * round: a sentence each, to warn with. */
bool party_warnings(struct session *s, int64_t casefile, struct arena *a,
    const char ***texts, size_t *count, struct err *err);

#endif
