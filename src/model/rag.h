/*
 * rag: the colour of an action on a day. The colours, their letters and what
 * each stands for are the kind's list, of which the first that fits is taken.
 * One given by hand takes its place until the board meets again. Computed,
 * never kept.
 */
#ifndef MODEL_RAG_H
#define MODEL_RAG_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>

#define RAG_UNSET INT_MIN	/* a number that the rule leaves unset */

/* A colour, and when an action has it: any of what is asked for will do. */
struct rag_rule {
	const char *key, *label;
	const char *letter;	/* never colour alone */
	int due_within;		/* days, the last one inside; RAG_UNSET */
	bool overdue, blocked, done;
	bool proposed;		/* not agreed, or its beginning lies ahead */
	bool milestone_missed, otherwise;
};

/* An action as far as its colour goes. Days are DATE_NONE where there is
 * none. */
struct rag_facts {
	bool final;		/* nothing is outstanding any more … */
	bool done;		/* … because it was done */
	bool blocked, proposed;
	int start, due;
	int milestone;		/* the earliest due that is not done */
	const char *by_hand;	/* a colour's key; NULL or "": none */
	int by_hand_until;	/* the board's first meeting since */
};

/* The rule's colour, as a place in the list; -1 when none fits. An action that
 * ended without being done has none. */
int rag_by_rule(const struct rag_rule *rules, size_t n,
    const struct rag_facts *f, int today);

/* The colour given by hand, as a place in the list: -1 when there is none, it
 * has run out, the action has ended, or the kind has no such colour now. */
int rag_by_hand(const struct rag_rule *rules, size_t n,
    const struct rag_facts *f, int today);

/* The colour it has: the one by hand, else the rule's. */
int rag_colour(const struct rag_rule *rules, size_t n,
    const struct rag_facts *f, int today);

#endif
