/*
 * record_cmd: writing down a record of a board: at once where its type is a
 * register, else as a referral that waits to be screened. For those who may
 * refer or manage cases.
 */
#ifndef CMD_RECORD_CMD_H
#define CMD_RECORD_CMD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "cmd/casefile_cmd.h"
#include "cmd/session.h"

/* A value of the record: a column as store/field.h keeps it, or (column NULL)
 * an answer as JSON by its key. */
struct record_value {
	const char *column;
	const char *key;
	const char *text;
};

/* A tie of the new record: a link's key of its type, and the other one. */
struct record_tie {
	const char *sort;
	int64_t other;
};

struct record_new {
	struct casefile_new casefile;	/* answers NULL */
	const struct record_value *values;
	size_t n_values;
	const struct record_tie *ties;
	size_t n_ties;
};

/* Make it with all its values and ties, or not at all. Who it comes from, when
 * nothing says so, is the member. ERR_INPUT with a list when a register's
 * record lacks what its forms require. */
bool cmd_record_add(struct session *s, const struct record_new *r,
    int64_t *id, struct err *err);

#endif
