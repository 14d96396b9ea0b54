/*
 * file_out: what is written for someone: to standard output, or to a
 * file that is there whole or not at all: written without a name, or where the
 * disk knows no such files beside its place; made durable, then given its name.
 */
#ifndef CMD_FILE_OUT_H
#define CMD_FILE_OUT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"
#include "cmd/session.h"

struct file_out {
	struct session *s;	/* that notes what is written; borrowed */
	const char *path;	/* NULL: standard output; borrowed */
	struct buf part;	/* what the file is called until it is whole, where
				 * it has a name till then */
	bool over, unnamed;
	int fd;
	int why;		/* errno of the first failure */
};

/* From now on there is standard output alone: a session over SSH, which names no
 * file of the host. */
void file_out_forbid(void);

/* Is there more than standard output; a sentence where not. */
bool file_out_allowed(struct err *err);

/* Begin; what s notes from now on is about this. path NULL or "-" is standard
 * output. A file that is there already is refused unless over; a device or a
 * pipe is written to as it is. */
bool file_out_open(struct file_out *o, struct session *s, const char *path,
    bool over, struct err *err);

/* The same for a command: what is there already is replaced when force says so.
 * Devices and pipes are written to. */
bool file_out_begin(struct file_out *o, struct session *s, const char *path,
    bool force, struct err *err);

/* How long, in ms, whoever reads may take nothing: ten minutes, unless said
 * otherwise. Rows are read at one moment of the book while they are written, and
 * what others write meanwhile stays beside it: a reader who sleeps is let go. */
void file_out_patience(int ms);

/* More of it, as cmd_report_export wants it; arg is the file_out. False leaves
 * errno as it is for the sentence. */
bool file_out_put(void *arg, const char *data, size_t len);

/* End: when ok the file gets its name, else nothing is left of it. Answers
 * false, with err where it had none, unless all of it is there; and the book is
 * told that it was not sent. */
bool file_out_close(struct file_out *o, bool ok, struct err *err);

#endif
