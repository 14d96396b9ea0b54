/*
 * packs: what the files of the screen of packs share: what is chosen on it, and
 * sending that.
 */
#ifndef SCREEN_PACKS_H
#define SCREEN_PACKS_H

#include "cmd/pack_cmd.h"
#include "screen/lines.h"
#include "screen/screen.h"
#include "store/edition_read.h"
#include "store/meeting_read.h"

enum pack_how { AS_FOLDERS, AS_ZIPS, AS_ZIPS_EACH };

struct packs {
	struct screen screen;
	int64_t meeting;
	struct meeting_row row;
	struct minutes_state state;
	const struct kind *kind;
	const struct kind_pack *pack;
	struct packs_look *list;
	size_t n;
	struct lines lines;
	int at;				/* the line, over a load */
	/* What was chosen: all of it outlives a load. */
	const char *when;		/* "before", "after"; NULL: what is due */
	enum pack_how how;
	const struct doc_format *format;	/* NULL: as the kind says */
	int64_t *left_out;		/* agencies */
	size_t n_left_out, cap_left_out;
	struct buf password;		/* while it is asked for */
};

/* Is it left out? How many are not? */
bool packs_out(const struct packs *p, int64_t agency);
size_t packs_chosen(const struct packs *p);

/* Ask for what it takes, send them and show what went out; over SSH, the
 * commands that do it. */
unsigned packs_send(struct packs *p, struct ctx *ctx);

#endif
