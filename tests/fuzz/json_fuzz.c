/*
 * json_fuzz: whatever is accepted as JSON can be walked to its last leaf,
 * lies within the text, and its strings come back when written again; any
 * bytes written as a JSON string are accepted.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"
#include "base/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check(bool holds)
{
	if (!holds)
		abort();
}

static void
check_string(struct arena *a, const struct json *v)
{
	char *text = json_string(a, v);
	struct buf b = {0};
	struct json again;

	check(utf8_valid(text, strlen(text)) && json_is(v, text));
	buf_add_json(&b, text);
	check(json_parse(b.data, b.len, &again) && json_is(&again, text));
	buf_release(&b);
}

static void
check_value(struct arena *a, const struct json *v, int depth)
{
	struct json_walk w;
	struct json key, value;
	size_t n = 0, strings = 0;
	int64_t number;

	check(depth <= JSON_DEPTH && v->kind != JSON_NONE && v->len > 0);
	check(json_parse(v->text, v->len, &value) && value.kind == v->kind &&
	    value.text == v->text && value.len == v->len);
	if (v->kind == JSON_STRING)
		check_string(a, v);
	if (json_int(v, &number))
		check(v->kind == JSON_NUMBER);
	json_open(&w, v);
	while (json_next(&w, &key, &value)) {
		n++;
		check(value.text > v->text &&
		    value.text + value.len < v->text + v->len);
		check((key.kind == JSON_STRING) == (v->kind == JSON_OBJECT));
		if (key.kind == JSON_STRING) {
			check_string(a, &key);
			check(json_find(v, json_string(a, &key), &key));
		}
		strings += value.kind == JSON_STRING;
		check_value(a, &value, depth + 1);
	}
	check(json_count(v) == n);
	if (v->kind == JSON_ARRAY) {
		check(json_strings(a, v, &n)[strings] == NULL);
		check(n == strings);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = {0};
	struct buf b = {0};
	struct json v;
	char *text;

	/* Just its size, so that a sanitizer sees a read past the end. */
	text = xmalloc(size);
	memcpy(text, data, size);
	if (json_parse(text, size, &v))
		check_value(&a, &v, 0);
	else
		check(v.kind == JSON_NONE);
	free(text);

	text = xstrndup((const char *)data, size);
	buf_add_json(&b, text);
	check(json_parse(b.data, b.len, &v) && v.kind == JSON_STRING);
	if (utf8_valid(text, strlen(text)))
		check(json_is(&v, text));
	free(text);
	buf_release(&b);
	arena_release(&a);
	return 0;
}
