/*
 * form_value_type: how each type of field is parsed and shown; a row each.
 * For form_value alone.
 */
#ifndef FORM_FORM_VALUE_TYPE_H
#define FORM_FORM_VALUE_TYPE_H

#include "base/arena.h"
#include "base/json.h"
#include "form/form_value.h"

/* One value on its way. typed is trimmed, NFC and not empty; the arena lives
 * until the call ends. */
struct form_job {
	const struct kind_field *f;
	const struct form_context *ctx;
	struct arena *a;
	struct err *err;
};

struct form_value_type {
	bool (*parse)(struct form_job *j, const char *typed,
	    struct buf *json);
	/* False when v is no value of the type; out may have grown. */
	bool (*show)(struct form_job *j, const struct json *v,
	    struct buf *out);
};

/* Set the error "<label>: <sentence>". Always false. */
bool form_job_error(struct form_job *j, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* A copy without the spaces, tabs and newlines around it. */
char *form_trimmed(struct arena *a, const char *s, size_t len);

/* ASCII letters alike in either case. */
bool form_same_word(const char *a, const char *b);

extern const struct form_value_type form_value_date;
extern const struct form_value_type form_value_time;
extern const struct form_value_type form_value_number;
extern const struct form_value_type form_value_money;
extern const struct form_value_type form_value_address;
extern const struct form_value_type form_value_phone;

#endif
