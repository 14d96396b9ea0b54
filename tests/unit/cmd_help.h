/*
 * cmd_help: the partnership of tests/data/marshmere.yaml in a scratch book, as
 * it stands on the afternoon before its meeting, for tests of cmd/.
 */
#ifndef UNIT_CMD_HELP_H
#define UNIT_CMD_HELP_H

#include <stdbool.h>
#include <stdint.h>

#include "cmd/session.h"
#include "store_help.h"

struct marsh {
	struct scratch *scratch;
	struct session s;	/* signed in as the secretary */
	struct err err;
};

/* cmocka's setup and teardown; *state is a struct marsh. */
int marsh_setup(void **state);
int marsh_teardown(void **state);

/* The same with the script of the meeting played. */
int marsh_setup_played(void **state);

/* The partnership of another data file ("records/quayside"), one of its members
 * signed in. */
int data_setup(void **state, const char *name, const char *login);
/* The same with its script "meeting" played. */
int data_setup_played(void **state, const char *name, const char *login);

/* Sign somebody else in to the session. */
void marsh_as(struct marsh *m, const char *login);

/* The book as it stood after this entry, for whoever is signed in; it must be
 * had. */
struct db *marsh_past(struct marsh *m, int64_t seq);

/* Run a line of verbs; *reply as in verb_run_line, good until the next call.
 * "" after a failure, whose sentence is in m->err. */
const char *marsh_do(struct marsh *m, const char *line);

/* True when it is refused with this code. */
bool marsh_refused(struct marsh *m, const char *line, enum err_code code);

/* The path of a file of the folder of kinds, or of data. */
const char *marsh_forms(void);
const char *marsh_data(void);

#endif
