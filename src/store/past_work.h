/*
 * past_work: what the files of past share. The store's own header.
 */
#ifndef STORE_PAST_WORK_H
#define STORE_PAST_WORK_H

#include "store/handle.h"
#include "store/past.h"

struct past_told {
	past_progress call;	/* or NULL */
	void *arg;
};

/* Take back on h, a copy without triggers, all that was done after seq, and the
 * record of it. */
bool past_rewind(struct handle *h, int64_t seq, const struct past_told *told,
    struct err *err);

/* Run each statement with ?1 = seq. */
bool past_run(struct handle *h, const char *const *texts, size_t n,
    int64_t seq, struct err *err);

/* Note, before anything is taken back, which records were taken out since; put
 * their access lists back when they are there again. */
bool past_lists_note(struct handle *h, int64_t seq, struct err *err);
bool past_lists_back(struct handle *h, int64_t seq, struct err *err);

#endif
