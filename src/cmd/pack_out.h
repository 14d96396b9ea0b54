/*
 * pack_out: a folder of files for someone that is there whole or not at all: it
 * is made beside its place, for this account alone, made durable, then given its
 * name.
 */
#ifndef CMD_PACK_OUT_H
#define CMD_PACK_OUT_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/err.h"
#include "cmd/session.h"

struct pack_out {
	struct session *s;	/* that notes what is written; borrowed */
	struct buf path, part;	/* its name, and that until it is whole */
	int fd;			/* of the folder */
	int inner;		/* of the one in it that files go to; -1 */
	int why;		/* errno of the first failure */
};

/* Begin; what s notes from now on is about this. What is there already is
 * refused. */
bool pack_out_open(struct pack_out *o, struct session *s, const char *path,
    struct err *err);

/* From now on files go into a folder of this name in it; NULL: into itself. */
void pack_out_into(struct pack_out *o, const char *name);

/* One file. Failing is told at the end. */
void pack_out_file(struct pack_out *o, const char *name,
    const struct buf *bytes);

/* Did all of it come to the disk so far? A sentence where not. */
bool pack_out_whole(const struct pack_out *o, struct err *err);

/* End: when ok it gets its name, else nothing is left of it. False, with err
 * where it had none, unless it is there; and the book is told that it was not
 * sent. */
bool pack_out_close(struct pack_out *o, bool ok, struct err *err);

#endif
