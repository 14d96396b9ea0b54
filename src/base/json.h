/*
 * json: a scanner for JSON text that we stored ourselves, such as the answers
 * of a form. Checks it and walks the members of one object or the elements of
 * one array; builds no tree and writes nothing (see buf_add_json for that).
 * Owns nothing: values point into the text, decoded strings lie in the
 * caller's arena.
 */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

/* Arrays and objects may lie this deep in one another; deeper text is
 * refused. */
enum { JSON_DEPTH = 16 };

enum json_kind {
	JSON_NONE,	/* there is no value: past the end, or not JSON */
	JSON_NULL,
	JSON_FALSE,
	JSON_TRUE,
	JSON_NUMBER,
	JSON_STRING,
	JSON_ARRAY,
	JSON_OBJECT
};

/* One value where it stands in the text: for a string with its quotes, for an
 * array or object with its brackets. Borrowed from the text. */
struct json {
	enum json_kind kind;
	const char *text;
	size_t len;
};

/* A walk over an object or array that is under way. */
struct json_walk {
	const char *at, *end;
	bool object;
};

/* True when text[0..len) is one JSON value (RFC 8259) and nothing but spaces
 * around it: valid UTF-8, no lone surrogate, no NUL in a string, not too
 * deep. *value (may be NULL) is set, to JSON_NONE when the answer is no. A
 * key that stands twice in one object is not looked for. */
bool json_parse(const char *text, size_t len, struct json *value);

/* Begin to walk v, which json_parse, json_next or json_find gave; a value
 * that is neither an object nor an array has no members. */
void json_open(struct json_walk *w, const struct json *v);

/* The next member or element; false at the end. *key (may be NULL) is the
 * member's key, JSON_NONE in an array. */
bool json_next(struct json_walk *w, struct json *key, struct json *value);

/* The member of object v with this key; false, and JSON_NONE, when there is
 * none. The first of several. */
bool json_find(const struct json *v, const char *key, struct json *value);

/* Elements of an array, members of an object, else 0. */
size_t json_count(const struct json *v);

/* The decoded text of a string; NULL when v is no string. */
char *json_string(struct arena *a, const struct json *v);

/* A copy of the value as it stands in the text: the digits of a number, the
 * quotes of a string; "" of JSON_NONE. */
char *json_raw(struct arena *a, const struct json *v);

/* The strings of an array, ended by NULL, and their number in *n (may be
 * NULL); elements that are no strings are left out. NULL when v is no
 * array. */
char **json_strings(struct arena *a, const struct json *v, size_t *n);

/* The whole number v; false when it is none (1.5, 1e3, a string) or does not
 * fit. */
bool json_int(const struct json *v, int64_t *number);

/* True when v is a string and, decoded, the same as text. */
bool json_is(const struct json *v, const char *text);

#endif
