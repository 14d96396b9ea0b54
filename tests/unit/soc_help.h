/*
 * soc_help: the kind of the board on serious and organised crime, for the tests
 * of what it says.
 */
#ifndef TESTS_UNIT_SOC_HELP_H
#define TESTS_UNIT_SOC_HELP_H

#include "form/kind.h"

/* Loaded by soc_load, a group's set-up; soc_unload frees it. */
extern struct kind *soc;
int soc_load(void **state);
int soc_unload(void **state);

/* A field of one of its forms; the test fails where there is none. */
const struct kind_field *soc_field(const char *form, const char *key);

/* The choices of a field are these, in this order. */
void soc_choices(const char *form, const char *key, const char *list);

#endif
