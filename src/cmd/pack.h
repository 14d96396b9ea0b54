/*
 * pack: what each agency is sent before a meeting or after it: the documents
 * that the kind names, made of what the agency may see.
 *
 * Who stands for an agency are those of its members whose role on the board
 * takes away what it sees. A pack lies in one place at the agency, so it holds
 * what all of them may see, and whoever makes it, too: where one of them is
 * kept out of a case, the agency's pack is without it; where several stand for
 * an agency, what is shown to one of them by name is in none. It is read
 * through their own sessions (db_share), never taken out of a fuller document.
 * Whoever is shown more signs in, or is sent a document of their own.
 */
#ifndef CMD_PACK_H
#define CMD_PACK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "cmd/session.h"
#include "export/doc.h"
#include "export/zipped.h"
#include "store/meeting_read.h"

struct pack_agency {
	int64_t id;
	const char *name, *short_name, *category;
	const char *slug;	/* its folder or zip: no name of a person */
	int64_t *members;	/* who stand for it */
	size_t n_members;
};

/* A pack of the meeting's kind by its key, or by "before" and "after"; NULL: that of before the meeting, or
 * of after it once it is over. NULL with a sentence where there is none, or it is
 * too early for it. */
const struct kind_pack *pack_find(struct session *s,
    const struct meeting_row *m, const char *key, struct err *err);

/* The agencies of a meeting that get a pack, by name, in the arena. */
bool pack_agencies(struct session *s, int64_t meeting, struct arena *a,
    struct pack_agency **list, size_t *n, struct err *err);

/* A session that reads as an agency: its own ones on the book, one for each who
 * stands for it. */
struct pack_reader {
	struct session session;
	struct db **dbs;
	size_t n;
};

/* Read as that agency from now on. Free with pack_reader_close, which a zeroed
 * reader takes, too. */
bool pack_reader_as(struct pack_reader *r, struct session *maker,
    int64_t board, const struct pack_agency *g, struct err *err);
void pack_reader_close(struct pack_reader *r);

/* One document of a pack in one format. */
struct pack_file {
	enum kind_paper what;
	const char *format;
	char *name;		/* "minutes.pdf" */
	struct buf bytes;
	int64_t edition;	/* of minutes that were kept; 0 */
};

struct pack {
	const struct pack_agency *agency;
	struct pack_file *files;
	size_t n, cap;
	int64_t *casefiles;	/* that stand in it, each once */
	size_t n_casefiles, cap_casefiles;
	size_t n_cases, n_actions;	/* on the agenda; open */
};

/* Make the pack of one agency as the reader sees it, in memory. format (NULL:
 * none) stands in the place of the first format of each document. */
bool pack_make(struct session *reader, const struct meeting_row *m,
    const struct kind_pack *p, const struct pack_agency *g,
    const struct doc_format *format, struct pack *out, struct err *err);
void pack_release(struct pack *p);

/* Does a pack that holds minutes hold them for this reader? Which: the full
 * edition or the sanitised one. */
bool pack_has_minutes(struct session *reader, const struct meeting_row *m,
    bool *full, bool *has, struct err *err);

/* The documents that packs alone have (pack_doc.c): what an agency is to bring
 * to which case, and its own open actions on the board. */
struct pack_doc {
	struct doc doc;
	int64_t *casefiles;	/* in its arena */
	size_t n_casefiles;
	size_t n;		/* actions */
};
bool pack_doc_research(struct session *s, const struct meeting_row *m,
    const struct pack_agency *g, struct pack_doc *out, struct err *err);
bool pack_doc_actions(struct session *s, const struct meeting_row *m,
    const struct pack_agency *g, struct pack_doc *out, struct err *err);

#endif
