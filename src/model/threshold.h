/*
 * threshold: advice on whether a referral meets its criteria, each sentence
 * with what it rests on. Advice only: a low score with a reason is valid, a
 * high one can't be talked down, and nothing here refuses. Tools, scores and
 * numbers come from the kind.
 */
#ifndef MODEL_THRESHOLD_H
#define MODEL_THRESHOLD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/date.h"
#include "model/evidence.h"

struct threshold_band {
	int from;		/* lowest score of the band */
	const char *label;
};

struct threshold_tool {
	const char *name;
	int at;			/* meets from this score on; 0: never */
	int highest;		/* highest possible score; 0: not known */
	const struct threshold_band *bands;	/* ascending */
	size_t n_bands;
};

struct threshold_escalation {
	int count;		/* this many incidents; 0: no such rule */
	int months;		/* in so many months up to the day */
};

struct threshold_age {
	const char *role;	/* word for whom it is about */
	int years;		/* age on the day looked at; -1: not known */
	int minimum;		/* warns below; 0: no rule */
};

struct threshold_facts {
	const struct threshold_tool *tool;	/* NULL: none used */
	bool scored;
	int score;
	bool judgement;		/* a professional holds it to be high */
	const char *reason;	/* why; NULL or "": not given */
	bool repeat;		/* decided to be a repeat */
	struct threshold_escalation escalation;
	const int *incidents;	/* days of incidents, in any order */
	size_t n_incidents;
	const struct threshold_age *ages;
	size_t n_ages;
	int on;			/* the day looked at */
};

struct threshold_advice {
	bool meets;		/* by any one criterion */
	bool by_score;
	bool by_judgement;
	bool by_escalation;
	bool by_repeat;
	bool asks;		/* a reason or a score is missing */
	const char *band;	/* label of the score's band, or NULL */
	struct evidence_list evidence;
};

/* Look at the facts; the sentences lie in the arena. */
void threshold_advise(const struct threshold_facts *facts,
    struct arena *arena, struct threshold_advice *out);

/* How many of the days lie in the months up to on, both ends inside. */
size_t threshold_count_recent(const int *days, size_t n, int on, int months);

/* The most that lie in any such stretch of months; *last (may be NULL) gets
 * the last day of the latest such stretch. Days after on are not counted. */
size_t threshold_densest(const int *days, size_t n, int on, int months,
    int *last);

/* The band of a score, or NULL. */
const struct threshold_band *threshold_find_band(
    const struct threshold_tool *tool, int score);

#endif
