/*
 * history_work: what the files of history_cmd share. Inside cmd/ alone.
 */
#ifndef CMD_HISTORY_WORK_H
#define CMD_HISTORY_WORK_H

#include "base/arena.h"
#include "base/hash.h"
#include "cmd/history_cmd.h"
#include "store/directory_read.h"
#include "store/history_read.h"
#include "store/meeting_read.h"
#include "store/row.h"

struct history_file {
	const char *path;	/* "meetings/MM-2031-03-13-minutes.pdf" */
	const char *title;
	size_t bytes;
	char hash[HASH_HEX];
};

struct history {
	struct session *s;
	int64_t board;
	struct board_row row;
	const struct kind *kind;
	const struct doc_format *format;
	const struct history_sink *sink;
	bool zip;
	struct arena a;
	struct row_list files;
	int64_t total, seq;
	char head[65];
};

/* Hand over one file: its name without ending, and what it is called in the
 * index. bytes are wiped. */
bool history_put(struct history *h, const char *folder, const char *name,
    const char *ending, const char *title, struct buf *bytes,
    struct err *err);

/* Note what left by its hash, hex: a "folder" by that of its manifest, or a
 * "zip". */
bool history_note(struct session *s, int64_t board, const char *format,
    bool encrypted, const char *hash, struct err *err);

/* A document's first lines: title, marking, when it was made of what. */
void history_doc(struct history *h, struct doc *d, const char *title);

/* What was decided and noted, by sort; the log; the index; the manifest. */
bool history_put_entries(struct history *h, const struct meeting_row *meetings,
    size_t n, struct err *err);
bool history_put_log(struct history *h, struct err *err);
bool history_put_index(struct history *h, struct err *err);
bool history_put_manifest(struct history *h, struct err *err);

#endif
