/*
 * pack_cmd: packs for the agencies of a meeting leave the book: into a folder
 * with a folder for each, or with one AES-256 zip each. All of them or none; who
 * got what is noted before they are there.
 */
#ifndef CMD_PACK_CMD_H
#define CMD_PACK_CMD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "cmd/pack.h"
#include "cmd/session.h"

struct packs_wish {
	const char *pack;	/* a pack of the kind; NULL: what is due next:
				 * before the meeting, or when it is over */
	const struct doc_format *format; /* instead of the first; NULL */
	const int64_t *agencies;	/* for these alone; none: for all */
	size_t n_agencies;
	const char *output;	/* the folder; NULL: one zip into stream */
	const char *password;	/* of each zip; NULL: folders */
	bool each;		/* zips, each with a password made for it */
	/* How many of how many packs are made; false stops. NULL: untold */
	bool (*tell)(void *arg, int64_t done, int64_t total);
	void *arg;
};

struct packs_line {
	const char *name, *slug;
	const char *password;	/* that was made; NULL */
	size_t files, cases, actions;
	bool no_minutes;	/* left out: not all who stand for it see
				 * them */
};

/* What was sent: for which agencies. Free with packs_done_release, which wipes
 * the passwords. */
struct packs_done {
	struct arena arena;
	const char *label;	/* of the pack */
	struct packs_line *lines;
	size_t n;
};

/* Needs the right to export the record. ERR_INPUT where there is no such
 * meeting, pack or agency, or nobody stands for it. stream (may be NULL with an
 * output) gets the one zip that has no folder to go to. */
bool cmd_packs_send(struct session *s, int64_t meeting,
    const struct packs_wish *wish, struct packs_done *done,
    struct buf *stream, struct err *err);
void packs_done_release(struct packs_done *done);

/* What each agency would get, without making or noting anything. */
struct packs_look {
	int64_t id;
	const char *name, *slug;
	size_t people;		/* who stand for it */
	size_t cases, actions;
	bool no_minutes;	/* it would have them, but not all who stand
				 * for it may see them */
	int held_back;		/* cases that the viewer sees and the pack has
				 * not; -1: not for the viewer to know */
};
bool packs_look(struct session *s, int64_t meeting, const char *pack,
    struct arena *a, const struct kind_pack **p, struct packs_look **list,
    size_t *n, struct err *err);

#endif
