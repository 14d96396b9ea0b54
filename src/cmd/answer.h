/*
 * answer: what a person typed into a field of a form, as the value that the
 * book keeps, with agencies, members and parties found by what people call
 * them; and reading a record's values by its fields. Owns nothing.
 */
#ifndef CMD_ANSWER_H
#define CMD_ANSWER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "cmd/session.h"
#include "form/form_value.h"
#include "form/kind.h"
#include "store/sql.h"
#include "store/stmt.h"

/* Where an answer belongs, for finding what it names. */
struct answer_place {
	struct session *s;
	int64_t board;		/* 0: none */
	int64_t casefile;	/* whose parties may be named; 0: none */
};

/* The context that form_value_parse and form_value_show want; place is
 * borrowed. */
bool answer_context(struct answer_place *place, struct form_context *ctx,
    struct err *err);

/* Parse what was typed; *json as form_value_parse leaves it. */
bool answer_parse(struct answer_place *place, const struct kind_field *f,
    const char *typed, struct buf *json, struct err *err);

/* A record's row: its columns and answers. */
struct record {
	const char **names;	/* columns */
	const char **texts;	/* as text; NULL: null */
	size_t n;
	const char *answers;	/* JSON object */
};

/* Read one through a statement of "SELECT *" and :id; rec->n 0 when there is
 * none. Everything in the arena. */
bool record_load(struct session *s, enum sql_id sql, int64_t id,
    struct arena *a, struct record *rec, struct err *err);

/* The row a statement stands on. Everything in the arena. */
void record_take(struct stmt *q, struct arena *a, struct record *rec);

/* A column as text, or NULL. */
const char *record_column(const struct record *rec, const char *name);

/* The value of a field as JSON, from its column or the answers; NULL when it
 * is unanswered. In the arena. */
const char *record_value(const struct record *rec,
    const struct kind_field *f, struct arena *a);

/* True when what the field asks is required in this record, and shown. */
bool record_requires(const struct record *rec, const struct kind_form *form,
    const struct kind_field *f, struct arena *a);

/* True when the field is shown at all in this record. */
bool record_shows(const struct record *rec, const struct kind_form *form,
    const struct kind_field *f, struct arena *a);

#endif
