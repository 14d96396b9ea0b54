/*
 * form_help: reading the files that the tests of kinds need.
 */
#ifndef FORM_HELP_H
#define FORM_HELP_H

#include "base/buf.h"

/* Read the file of that name in the folder that the environment names (as make
 * check sets it); a file that can't be read fails the test. */
void form_read(struct buf *text, const char *variable, const char *name);

#endif
