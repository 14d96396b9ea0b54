/*
 * match: could these two be the same person? A grade with its evidence, for a
 * person to decide; and the keys under which a store finds the candidates
 * without reading every name it has. Owns nothing, decides nothing.
 */
#ifndef MODEL_MATCH_H
#define MODEL_MATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "model/evidence.h"
#include "model/name.h"

struct match_name {
	const char *surname;	/* either may be NULL or "" */
	const char *forenames;
};

/* Something else that points to one person: a number, an address. Compared
 * folded, without spaces. */
struct match_mark {
	const char *label;	/* "Phone": for the sentence */
	const char *value;
};

struct match_person {
	int64_t id;		/* 0: not in the book yet */
	const struct match_name *names;	/* names[0] is the one in use, the
					 * others are aliases */
	size_t n_names;
	int born;		/* DATE_NONE: not known */
	int born_from;		/* a guessed birth: earliest and latest day, */
	int born_to;		/* both DATE_NONE when there is no guess */
	const struct match_mark *marks;
	size_t n_marks;
};

struct match_rules {
	const struct name_pair *pairs;
	size_t n_pairs;
	int likely;		/* the score where each grade begins; */
	int possible;		/* 0 in both: 70 and 45 */
};

enum match_grade {
	MATCH_NONE,
	MATCH_POSSIBLE,
	MATCH_LIKELY,
	MATCH_SAME		/* one record, or name and birth date agree */
};

struct match {
	enum match_grade grade;
	int score;		/* 0 to 100 */
	struct evidence_list evidence;	/* for and against, in the arena */
};

/* Compare two people; depends on nothing but its arguments, and on their
 * order only in the wording. */
void match_people(const struct match_person *a, const struct match_person *b,
    const struct match_rules *rules, struct arena *arena, struct match *out);

/* "possible", "likely", "same", "no". */
const char *match_grade_name(enum match_grade grade);

/* Keys for finding candidates: a person stored under the STORE keys is found
 * by the LOOKUP keys of anyone whom match_people() would grade possible or
 * better, but for a few of the weakest. Each begins with its sort and a colon:
 *   "s:" the first four letters of a surname's word, sorted, and the phonetic
 *        key of a forename
 *   "p:" the phonetic keys of a surname's word and of a forename
 *   "f:" the phonetic key of the first forename, and the birth year
 *   "b:" the birth date
 * A surname alone is no key: thousands bear a common one. Looking up adds the
 * slips: forenames as surnames, other forms of the forename, its initial, or
 * none, years beside the one given, day and month swapped. */
enum match_keys_use { MATCH_KEYS_STORE, MATCH_KEYS_LOOKUP };

/* Sets *keys to an array of distinct strings in the arena, sorted; returns how
 * many. rules gives the forms of forenames. */
size_t match_keys(const struct match_person *person,
    const struct match_rules *rules, enum match_keys_use use,
    struct arena *arena, const char ***keys);

#endif
