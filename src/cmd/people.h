/*
 * people: the persons and bodies of the book as the matching rules want them,
 * and the keys that find who might be the same. Owns nothing; sees only whom
 * the member may see.
 */
#ifndef CMD_PEOPLE_H
#define CMD_PEOPLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "cmd/session.h"
#include "model/match.h"

/* Load one with all names, birth and contacts. False with ERR_INPUT when
 * there is none, or none that one may see. */
bool people_load(struct session *s, int64_t subject, struct arena *a,
    struct match_person *person, struct err *err);

/* Inside a command: make the keys of a subject anew, after a name or a birth
 * date changed. */
bool people_rekey(struct session *s, int64_t subject, struct err *err);

/* Inside a command: take the keys away, before the subject goes. */
bool people_unkey(struct session *s, int64_t subject, struct err *err);

/* A kind's rules for comparing people, in the arena. */
void people_rules(const struct kind *k, struct arena *a,
    struct match_rules *rules);

struct people_like {
	int64_t subject;
	const char *name;	/* "Wren Testington" */
	const char *born;	/* ISO, or NULL */
	const char *casefile;	/* reference of the newest one they are in */
	struct match match;	/* grade and evidence, in the arena */
};

/* Who in the book could be this person, likeliest first; person->id (0: not in
 * the book yet) is passed over. */
bool people_find_like(struct session *s, const struct match_person *person,
    const struct match_rules *rules, struct arena *a, struct people_like **list, size_t *count,
    struct err *err);

#endif
