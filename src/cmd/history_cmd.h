/*
 * history_cmd: all that a board holds, as files for a review: an index, the
 * agenda and minutes of every meeting, every case, what was decided, the reports,
 * the log of changes, and a manifest by which anyone can tell that no file is
 * another. Made of what whoever asks may see; on a past (past.h) as it stood.
 */
#ifndef CMD_HISTORY_CMD_H
#define CMD_HISTORY_CMD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "cmd/session.h"
#include "export/doc.h"

#define HISTORY_SUMS "manifest.sha256"	/* as sha256sum -c reads it */
#define HISTORY_ABOUT "manifest.json"

/* Who takes the files. Their names tell of no person. */
struct history_sink {
	/* One file of a folder (NULL: beside the folders); false stops. */
	bool (*put)(void *arg, const char *folder, const char *name,
	    const struct buf *bytes, struct err *err);
	/* How many of how many files are made; false stops. */
	bool (*tell)(void *arg, int64_t done, int64_t total);
	void *arg;
};

/* It takes the right to export a board's history. Each document is noted as
 * taken away before a byte of it is handed over, and that it was the history
 * before them all. The hash of HISTORY_SUMS is noted before it is handed over.
 * zip: the files go into one, under a password. ERR_INPUT where there is no such
 * board that one may see. */
bool cmd_export_history(struct session *s, int64_t board,
    const struct doc_format *format, bool zip,
    const struct history_sink *sink, struct err *err);

/* Note the zip that the files went into, before it leaves. It takes the same
 * right. */
bool cmd_history_zip(struct session *s, int64_t board, const struct buf *zip,
    struct err *err);

/* ---- Is a folder the history it says it is? ---------------------------------- */

enum history_proof {
	HISTORY_TRUE,		/* every file is as it was, and the book knows */
	HISTORY_WHOLE,		/* every file is as it was; of another book */
	HISTORY_CHANGED,	/* a file is another, missing or not of it; or
				 * the whole is none that left the book */
	HISTORY_NONE		/* there is no manifest */
};

/* says gets a sentence. False when it can't be read. */
bool cmd_history_prove(struct session *s, const char *folder,
    enum history_proof *proof, struct buf *says, struct err *err);

#endif
