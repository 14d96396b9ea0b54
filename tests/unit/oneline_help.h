/*
 * oneline_help: the people of a small meeting, and the words of its kind, for
 * tests of the action that is typed in one line.
 */
#ifndef TESTS_UNIT_ONELINE_HELP_H
#define TESTS_UNIT_ONELINE_HELP_H

#include "base/arena.h"
#include "model/oneline.h"

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

/* The ids of the agencies. */
enum { POLICE = 1, CHILDREN, ADULTS, HOUSING, MIDWIFERY, PROBATION, MENTAL,
	EDUCATION, COUNCIL, AGENCIES = COUNCIL };

struct oneline_fixture {
	struct arena arena;
	struct oneline_names *names;
	struct when_context when;
	struct oneline out;
};

/* cmocka's; *state is a struct oneline_fixture, on the day of the meeting. */
int oneline_set_up(void **state);
int oneline_tear_down(void **state);

#endif
