/*
 * oneline_split: the typed text of an action cut into its lines and words, and
 * where its date stands. Private to oneline; knows no names.
 */
#ifndef MODEL_ONELINE_SPLIT_H
#define MODEL_ONELINE_SPLIT_H

#include "model/oneline.h"

struct oneline_word {
	size_t at;		/* in the typed text */
	size_t len;
	enum oneline_part part;	/* ONELINE_TEXT until it is understood */
};

/* The action itself, or one milestone: a line that begins with * and those
 * that follow up to the next. */
struct oneline_segment {
	const char *text;	/* the whole typed text */
	size_t at;		/* where it begins and ends in it */
	size_t end;
	bool milestone;
	size_t star;		/* where its * stands */
	struct oneline_word *words;
	size_t n_words;
};

/* Cut; sets *out to an array in the arena. The first is always the action,
 * which may have no words. */
size_t oneline_split(const char *text, size_t len, struct arena *a,
    struct oneline_segment **out);

/* Folded text of words from up to to (exclusive), skipping those that are
 * understood as something other than text. */
const char *oneline_split_folded(const struct oneline_segment *seg,
    size_t from, size_t to, struct arena *a);

/* The same as typed, single spaces between words, without commas and the like
 * at either end. */
const char *oneline_split_typed(const struct oneline_segment *seg,
    size_t from, size_t to, struct arena *a);

enum oneline_date_state {
	ONELINE_DATE_NONE,	/* none is written */
	ONELINE_DATE_FOUND,
	ONELINE_DATE_BAD,	/* one is written, but it can't be used */
	ONELINE_DATE_BEGUN	/* "by" and the beginning of a date */
};

struct oneline_date {
	enum oneline_date_state state;
	struct when when;
	size_t at;		/* what was typed for it */
	size_t len;
};

/* Find the date of a segment and mark its words and the "by" before it. */
void oneline_split_date(struct oneline_segment *seg,
    const struct when_context *ctx, struct oneline_date *out);

/* True for "by" and the other words that stand before a date. */
bool oneline_split_is_by(const char *word, size_t len);

/* True for "to" and the other words that stand after an owner. */
bool oneline_split_is_to(const char *word, size_t len);

#endif
