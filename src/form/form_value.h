/*
 * form_value: what a person typed into one field, as the JSON value the book
 * keeps, and back as text. Showing a value and parsing that text again gives
 * the same value. Knows fields and their types; who an agency, a member or a
 * party is, is asked of the caller.
 *
 *   text, note     "…"                     choice    "key"
 *   yes-no         "yes" "no" "unknown" "declined"
 *   choices        ["key","key"], in the order of the list
 *   date           "2031-03-13"; where it may be approximate also "1996",
 *                  "1996-11" and "~1994" (about 1994)
 *   time           "09:30"                 number    12 or 12.5
 *   money          pence                   agency, member, party   its id
 *   address        {"lines":["…"],"postcode":"…"}
 *   phone          {"number":"…","call":"yes","message":"no","times":"…"}
 *
 * An unanswered field has no value: an empty buffer, never null.
 */
#ifndef FORM_FORM_VALUE_H
#define FORM_FORM_VALUE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "form/kind.h"
#include "model/workday.h"

/* What a value may hang on. NULL, or any member unset, is allowed: relative
 * dates and names are refused then. */
struct form_context {
	int today;		/* DATE_NONE: not known */
	int next_meeting;	/* DATE_NONE: none */
	const struct workdays *workdays;
	/* The one agency, member or party (by type) that was typed; false
	 * with a sentence when it is none or could be several. */
	bool (*find)(void *arg, const struct kind_field *f,
	    const char *typed, int64_t *id, struct err *err);
	/* Add its name; false when there is none to be seen. */
	bool (*name)(void *arg, const struct kind_field *f, int64_t id,
	    struct buf *out);
	void *arg;
};

/* Understand typed and put the JSON value into *json (emptied first; it stays
 * empty when typed holds nothing). False with a sentence that begins with the
 * field's label. */
bool form_value_parse(const struct kind_field *f, const char *typed,
    const struct form_context *ctx, struct buf *json, struct err *err);

/* Add the value as people read it; nothing when json is NULL or empty, and a
 * visible mark when it is no value of this field. */
void form_value_show(const struct kind_field *f, const char *json,
    const struct form_context *ctx, struct buf *out);

/* True when json is a value that parsing could have given. */
bool form_value_valid(const struct kind_field *f, const char *json,
    const struct form_context *ctx);

/* The same with the reason: false with the sentence that typing it would give.
 * NULL or empty is unanswered, and right. Whom an id means is not asked. */
bool form_value_check(const struct kind_field *f, const char *json,
    const struct form_context *ctx, struct err *err);

/* True when the condition holds, json being the value of the field it names
 * (NULL or empty: unanswered). A NULL condition holds. */
bool form_when_holds(const struct kind_when *w, const char *json);

/* The label of an answer such as "yes", "unknown" or "declined". */
const char *form_value_word(const char *answer);

#endif
