/*
 * recordform_row: what the files of screen/recordform share: one row, and a
 * value in its three shapes. Kept is what the book holds (a column's text, an
 * answer's JSON); json is the value as form/form_value knows it; text is what
 * stands in the fieldset.
 */
#ifndef SCREEN_RECORDFORM_ROW_H
#define SCREEN_RECORDFORM_ROW_H

#include "screen/recordform.h"

struct recordform_row {
	const struct recordform_part *part;
	const struct kind_field *field;	/* NULL: a heading */
	char *place;		/* "casefile/12/answers/key"; of its draft */
	char *read;		/* kept, as it was read; NULL: unanswered */
	bool drafted;		/* a draft of it is in the book */
	bool failed;		/* could not be saved the last time */
};

/* ---- recordform_value.c ------------------------------------------------- */

/* The catalogue's statement that reads a row of the table; SQL_COUNT: none. */
enum sql_id recordform_sql(const char *table);

/* The kept value of a field in a record; NULL: unanswered. In the arena. */
const char *recordform_kept(struct session *s,
    const struct recordform_part *p, const struct record *rec,
    const struct kind_field *f, struct arena *a);

/* Kept to JSON; NULL for NULL. */
const char *recordform_json(const struct recordform_part *p,
    const struct kind_field *f, const char *kept, struct arena *a);

/* JSON ("": none) to kept; NULL: unanswered, as the column wants it. */
const char *recordform_keep(const struct recordform_part *p,
    const struct kind_field *f, const char *json, struct arena *a);

/* JSON to what stands in the field, and back; false with a sentence. */
void recordform_add_text(const struct kind_field *f, const char *json,
    const struct form_context *c, struct buf *text);
bool recordform_parse(const struct kind_field *f, const char *text,
    const struct form_context *c, struct buf *json, struct err *err);

/* A field without a place in the record may not be seen by this member. */
bool recordform_hidden(struct session *s, int64_t board,
    const struct kind_field *f);

/* ---- recordform_save.c -------------------------------------------------- */

/* Save one row's kept value. As cmd_set_field. */
bool recordform_save(struct recordform *rf, struct recordform_row *row,
    const char *kept, char **now, struct err *err);

/* May it be changed at all? */
bool recordform_may(struct recordform *rf, const struct recordform_part *p,
    const struct kind_field *f);

/* ---- recordform.c ------------------------------------------------------- */

/* The JSON of what stands in a row, checked and taken over. In the arena;
 * NULL: unanswered. */
const char *recordform_row_json(struct recordform *rf, size_t row,
    struct arena *a);

/* Show and ask for what depends on other fields. */
void recordform_depend(struct recordform *rf);

/* Put a kept value into a row, as read from the book. */
bool recordform_put(struct recordform *rf, size_t row, const char *kept);

/* ---- recordform_find.c -------------------------------------------------- */

void recordform_find(struct recordform *rf, const struct kind_field *f,
    const char *filter, struct choices *out);

/* ---- recordform_conflict.c ---------------------------------------------- */

enum recordform_choice { CONFLICT_LEFT, CONFLICT_MINE, CONFLICT_THEIRS,
	CONFLICT_MERGE };

/* Show both texts side by side; done gets what the person wants. drop frees
 * arg at the end, answered or not. */
void recordform_conflict(struct ctx *ctx, struct screen *asker,
    const char *label, const char *mine, const char *theirs, bool merge,
    unsigned (*done)(void *arg, struct ctx *ctx,
    enum recordform_choice choice), void (*drop)(void *arg), void *arg);

/* What was typed has a draft at this place: whoever is cut off before they
 * have chosen has it opened again. For the conflict just shown. */
void recordform_conflict_place(struct ctx *ctx, const char *place);

#endif
