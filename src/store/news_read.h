/*
 * news_read: what others changed since one last looked, as rows, newest first:
 * one for each step they took, with the record it tells of. Only what one may
 * see, through the views. Everything lies in the caller's arena.
 */
#ifndef STORE_NEWS_READ_H
#define STORE_NEWS_READ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "store/db.h"

struct news_row {
	int64_t seq;		/* of its newest event */
	int64_t command;
	const char *name;	/* the command's */
	int64_t at;		/* epoch ms */
	int64_t member;
	const char *member_name;
	int64_t casefile, action, meeting;	/* 0: none that one sees */
	const char *case_ref, *action_ref, *meeting_ref, *board_name; /* "" */
	const char *text;	/* of an action of one's own or one's agency;
				 * else "" */
};

/* After event since, reading at most limit events; *more: there are others. */
bool news_read(struct db *db, int64_t since, int64_t agency, int64_t parent,
    size_t limit, struct arena *a, struct news_row **rows, size_t *n,
    bool *more, struct err *err);

#endif
