/*
 * twin_text: a data file without one of its records, as if that had never been:
 * the record, all that hangs on it, and what a script did about it. While the
 * script's meeting had it in hand, the twin's has nothing in hand. Texts in,
 * texts out; knows the layout of the fictional partnerships' files.
 */
#ifndef TESTS_ACCESS_TWIN_TEXT_H
#define TESTS_ACCESS_TWIN_TEXT_H

#include <stdbool.h>

#include "base/buf.h"

#define TWIN_OTHER "ZZ-9"

/* Add text without the records of these references, with spaces between them:
 * casefiles or actions. All that was left out is added to gone (may be NULL). */
void twin_without(struct buf *out, const char *text, const char *refs,
    struct buf *gone);

/* Add text with another reference (this one) and other words in place of this casefile's:
 * for who owns an action that hangs on it, and sees that there is one. */
void twin_other(struct buf *out, const char *text, const char *ref);

/* One name on one list: who is let in to a record or kept out, who declared a
 * conflict, who is named for an action. */
enum twin_sort { TWIN_ACCESS, TWIN_CONFLICT, TWIN_ACTION };
struct twin_entry {
	enum twin_sort sort;
	char ref[64];		/* of the record or the action */
	char name[64];		/* an agency's short name or a login */
};

/* Add text without the nth such name (from 0); false when there are not so
 * many. */
bool twin_without_entry(struct buf *out, const char *text, size_t nth,
    struct twin_entry *e);

/* True when the records can be left out: nobody in them is named by others. */
bool twin_can_go(const char *text, const char *refs);

#endif
