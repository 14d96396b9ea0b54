/*
 * verb: commands by name with their arguments as text, so that the palette,
 * `minutebook do`, a script and the demo can drive the whole program. One
 * table; each row ends in a cmd_*. Owns the table; knows no screen.
 */
#ifndef CMD_VERB_H
#define CMD_VERB_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"
#include "cmd/session.h"

struct verb {
	const char *name;	/* "attend" */
	const char *usage;	/* "MEETING MEMBER present|online|…" */
	const char *help;	/* one line: what it does */
	size_t min, max;	/* arguments */
	/* Do it; reply gets what the person should know (may stay empty). */
	bool (*run)(struct session *s, char *const *argv, size_t argc,
	    struct buf *reply, struct err *err);
};

/* Verbs are kept in tables, one per file of commands; each row is found by
 * verb_find. */
struct verb_group {
	const struct verb *verbs;
	size_t n;
};

/* All verbs, sorted by name; *count gets how many. */
const struct verb *const *verb_table(size_t *count);

/* NULL when there is none. */
const struct verb *verb_find(const char *name);

/* Say the day that was last typed in s (find_day) in full, unless the reply
 * does: "5 jan" may be one of next year. */
void verb_say_day(const struct session *s, struct buf *reply);

/* The sentence of a name that is none, with the one it may have meant. Always
 * false. */
bool verb_unknown(const char *name, struct err *err);

/* Split a line into words (quotes "…" and '…' group, \ escapes) and run it.
 * An unknown name gets the nearest one in its sentence. */
bool verb_run_line(struct session *s, const char *line, struct buf *reply,
    struct err *err);

/* Run a script: one line each; empty lines and # comments are passed over. A
 * line "@ 2031-03-13T10:14:00 inkwell" sets the time (when set_time is given)
 * and the member that follow. Stops at the first failure, which err names with
 * its line. */
bool verb_run_script(struct session *s, const char *name, const char *text,
    void (*set_time)(void *arg, int64_t ms), void *arg, struct buf *reply,
    struct err *err);

#endif
