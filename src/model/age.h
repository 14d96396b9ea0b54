/*
 * age: how old someone is on a day, from a birth date or from an age that was
 * told once. What is not known stays not known: it is never "no".
 */
#ifndef MODEL_AGE_H
#define MODEL_AGE_H

#include <stdbool.h>

#include "base/buf.h"

struct age_given {
	int born;		/* DATE_NONE: not known */
	int years;		/* an age as told; -1: none */
	int told_on;		/* the day it was told; DATE_NONE: not known,
				 * then it is taken as the day asked about */
	bool estimated;		/* the birth date or the age is a guess */
};

struct age {
	int least;		/* -1: not known */
	int most;		/* the same as least when it is certain */
	bool estimated;
};

enum age_answer { AGE_NO, AGE_YES, AGE_UNKNOWN };

/* The age on a day. Not known for a day before the birth. */
struct age age_on(const struct age_given *given, int on);

/* The days between which the birth lies, both inside; false and DATE_NONE when
 * nothing is known. A birth date that is no guess gives one day. */
bool age_birth_range(const struct age_given *given, int *from, int *to);

/* Under so many years on that day? Unknown when it could be either. */
enum age_answer age_is_under(const struct age_given *given, int years,
    int on);

/* From least to most years, both inside? */
enum age_answer age_is_between(const struct age_given *given, int least,
    int most, int on);

/* Add "34", "about 37", "7 or 8"; "age not known" when it is not. */
void age_add(struct buf *b, const struct age_given *given, int on);

#endif
