/*
 * json: what is JSON and what is not, and that values come out as they were
 * put in.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/json.h"

static struct json
parsed(const char *text)
{
	struct json v;

	if (!json_parse(text, strlen(text), &v))
		fail_msg("%s is not taken for JSON", text);
	return v;
}

static void
json_is_accepted(void **state)
{
	static const struct {
		const char *text;
		enum json_kind kind;
	} good[] = {
		{ "null", JSON_NULL }, { "true", JSON_TRUE },
		{ "false", JSON_FALSE }, { " \t\r\n1 ", JSON_NUMBER },
		{ "0", JSON_NUMBER }, { "-0.5e+10", JSON_NUMBER },
		{ "1E3", JSON_NUMBER }, { "\"\"", JSON_STRING },
		{ "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\"", JSON_STRING },
		{ "\"\\ud83d\\uDE00\"", JSON_STRING },
		{ "\"\x7f\u202E\"", JSON_STRING },
		{ "[]", JSON_ARRAY }, { "[ ]", JSON_ARRAY },
		{ "[1 , [ ] ,{}]", JSON_ARRAY }, { "{}", JSON_OBJECT },
		{ "{ \"a\" : 1 , \"\":[null]}", JSON_OBJECT },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		assert_int_equal(parsed(good[i].text).kind, good[i].kind);
	assert_true(json_parse("1", 1, NULL));
}

static void
else_is_refused(void **state)
{
	static const char *const bad[] = {
		"", " ", "nul", "nulll", "True", "1 2", "01", "-", "+1", "1.",
		".5", "1e", "1e+", "0x1", "NaN", "Infinity", "\"", "\"a",
		"'a'", "\"\t\"", "\"\n\"", "\"\\x\"", "\"\\", "\"\\u12\"",
		"\"\\u12g4\"", "\"\\u0000\"", "\"\\ud800\"", "\"\\udc00\"",
		"\"\\ud800\\u0041\"", "\"\\ud800x\"", "\"\\ud800\\ud800\"",
		"\"\xff\"", "\"\xc3\"", "\"\xed\xa0\x80\"", "[", "]", "[1",
		"[1,", "[1,]", "[,1]", "[1 2]", "[1}", "{", "}", "{\"a\"}",
		"{\"a\":}", "{\"a\":1,}", "{a:1}", "{1:1}", "{\"a\" 1}",
		"{\"a\":1 \"b\":2}", "{\"a\":1]", "{,}", "// x\n1", "1//",
		"\xef\xbb\xbf[]",
	};
	struct json v;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		v.kind = JSON_TRUE;
		if (json_parse(bad[i], strlen(bad[i]), &v))
			fail_msg("%s is taken for JSON", bad[i]);
		assert_int_equal(v.kind, JSON_NONE);
	}
	assert_false(json_parse("\"\\\0\"", 4, NULL));
	assert_false(json_parse("\"\0\"", 3, NULL));
}

/* Cut anywhere, it is no object any more, and nothing beyond is read: each
 * part lies in memory of its own. */
static void
every_beginning_is_refused(void **state)
{
	static const char text[] = "{\"a\\u00e9\":[-1.5e3,true,null,"
	    "\"\\ud83d\\ude00\"],\"b\":{\"c\":false}}";
	size_t len;
	char *part;

	(void)state;
	for (len = 0; len < sizeof(text) - 1; len++) {
		part = malloc(len > 0 ? len : 1);
		assert_non_null(part);
		memcpy(part, text, len);
		assert_false(json_parse(part, len, NULL));
		free(part);
	}
	assert_true(json_parse(text, len, NULL));
}

static void
depth_is_bounded(void **state)
{
	struct buf b = {0};
	int i;

	(void)state;
	for (i = 0; i < JSON_DEPTH; i++)
		buf_addc(&b, '[');
	for (i = 0; i < JSON_DEPTH; i++)
		buf_addc(&b, ']');
	assert_true(json_parse(b.data, b.len, NULL));
	buf_insert(&b, JSON_DEPTH, "[]", 2);
	assert_false(json_parse(b.data, b.len, NULL));
	buf_clear(&b);
	for (i = 0; i < 1000000; i++)
		buf_adds(&b, "{\"\":[");
	assert_false(json_parse(b.data, b.len, NULL));
	buf_release(&b);
}

static const char answers[] =
    " { \"name\" : \"Wren \\\"W\\\" Testington\" , \"dash\":16,"
    "\"pregnant\":true, \"agencies\" : [ \"police\",\"id\\u0076a\" , 3, []],"
    "\"safe\":{\"phone\":\"01632 960111\",\"message\":false},"
    "\"note\":\"\",\"dash\":99 } ";

static void
members_come_in_order(void **state)
{
	static const struct {
		const char *key;
		enum json_kind kind;
		const char *raw;
	} expected[] = {
		{ "name", JSON_STRING, "\"Wren \\\"W\\\" Testington\"" },
		{ "dash", JSON_NUMBER, "16" },
		{ "pregnant", JSON_TRUE, "true" },
		{ "agencies", JSON_ARRAY,
		    "[ \"police\",\"id\\u0076a\" , 3, []]" },
		{ "safe", JSON_OBJECT,
		    "{\"phone\":\"01632 960111\",\"message\":false}" },
		{ "note", JSON_STRING, "\"\"" },
		{ "dash", JSON_NUMBER, "99" },
	};
	const struct json object = parsed(answers);
	struct json_walk w;
	struct json key, value;
	struct arena a = {0};
	size_t i;

	(void)state;
	json_open(&w, &object);
	for (i = 0; i < sizeof(expected) / sizeof(expected[0]); i++) {
		assert_true(json_next(&w, &key, &value));
		assert_true(json_is(&key, expected[i].key));
		assert_string_equal(json_string(&a, &key), expected[i].key);
		assert_int_equal(value.kind, expected[i].kind);
		assert_string_equal(json_raw(&a, &value), expected[i].raw);
	}
	assert_false(json_next(&w, &key, &value));
	assert_false(json_next(&w, &key, &value));
	assert_int_equal(key.kind, JSON_NONE);
	assert_int_equal(value.kind, JSON_NONE);
	assert_int_equal(json_count(&object), i);
	arena_release(&a);
}

static void
members_are_found(void **state)
{
	const struct json object = parsed(answers);
	struct arena a = {0};
	struct json v, inner;
	int64_t number;

	(void)state;
	assert_true(json_find(&object, "dash", &v));
	assert_true(json_int(&v, &number));
	assert_int_equal(number, 16);
	assert_true(json_find(&object, "safe", &v));
	assert_true(json_find(&v, "phone", &inner));
	assert_string_equal(json_string(&a, &inner), "01632 960111");
	assert_false(json_find(&object, "phone", &v));
	assert_int_equal(v.kind, JSON_NONE);
	assert_false(json_find(&object, "", &v));
	assert_false(json_find(&object, "dashing", &v));
	assert_false(json_find(&object, "das", &v));
	/* In what has no members, there is nothing. */
	assert_false(json_find(&v, "dash", &inner));
	v = parsed("[\"dash\"]");
	assert_false(json_find(&v, "dash", &inner));
	v = parsed("\"dash\"");
	assert_int_equal(json_count(&v), 0);
	arena_release(&a);
}

static void
strings_are_decoded(void **state)
{
	struct arena a = {0};
	struct json v;
	char **list;
	size_t n = 99;

	(void)state;
	v = parsed("\"\\\"\\\\\\/\\b\\f\\n\\r\\t \\u00e9\\u20AC\\ud83d\\ude00\"");
	assert_string_equal(json_string(&a, &v),
	    "\"\\/\b\f\n\r\t \u00E9\u20AC\U0001F600");
	assert_true(json_is(&v, "\"\\/\b\f\n\r\t \u00E9\u20AC\U0001F600"));
	assert_false(json_is(&v, "\"\\/\b\f\n\r\t \u00E9\u20AC"));
	assert_false(json_is(&v, ""));
	v = parsed("\"\"");
	assert_string_equal(json_string(&a, &v), "");
	assert_true(json_is(&v, ""));
	v = parsed("1");
	assert_null(json_string(&a, &v));
	assert_false(json_is(&v, "1"));

	assert_null(json_strings(&a, &v, &n));
	assert_int_equal(n, 0);
	v = parsed("[]");
	list = json_strings(&a, &v, NULL);
	assert_null(list[0]);
	v = parsed(answers);
	assert_true(json_find(&v, "agencies", &v));
	assert_int_equal(json_count(&v), 4);
	list = json_strings(&a, &v, &n);
	assert_int_equal(n, 2);
	assert_string_equal(list[0], "police");
	assert_string_equal(list[1], "idva");
	assert_null(list[2]);
	assert_string_equal(json_raw(&a, &(struct json){0}), "");
	arena_release(&a);
}

static void
whole_numbers_fit(void **state)
{
	static const char *const wrong[] = {
		"1.0", "1e3", "\"1\"", "true", "9223372036854775808",
		"-9223372036854775809", "99999999999999999999", "[1]",
	};
	int64_t number = 7;
	struct json v;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		v = parsed(wrong[i]);
		assert_false(json_int(&v, &number));
		assert_int_equal(number, 7);
	}
	assert_false(json_int(&(struct json){0}, &number));
	v = parsed("9223372036854775807");
	assert_true(json_int(&v, &number));
	assert_true(number == INT64_MAX);
	v = parsed("-9223372036854775808");
	assert_true(json_int(&v, &number));
	assert_true(number == INT64_MIN);
	v = parsed("-0");
	assert_true(json_int(&v, &number));
	assert_int_equal(number, 0);
}

/* What buf_add_json writes is read back the same, whatever the bytes. */
static void
written_strings_come_back(void **state)
{
	struct arena a = {0};
	struct buf b = {0};
	struct json v;
	char text[4];
	int i;

	(void)state;
	for (i = 1; i < 0x80; i++) {
		text[0] = text[2] = (char)i;
		text[1] = 'x';
		text[3] = '\0';
		buf_clear(&b);
		buf_add_json(&b, text);
		assert_true(json_parse(b.data, b.len, &v));
		assert_string_equal(json_string(&a, &v), text);
	}
	buf_release(&b);
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(json_is_accepted),
		cmocka_unit_test(else_is_refused),
		cmocka_unit_test(every_beginning_is_refused),
		cmocka_unit_test(depth_is_bounded),
		cmocka_unit_test(members_come_in_order),
		cmocka_unit_test(members_are_found),
		cmocka_unit_test(strings_are_decoded),
		cmocka_unit_test(whole_numbers_fit),
		cmocka_unit_test(written_strings_come_back),
	};

	return cmocka_run_group_tests_name("base_json", tests, NULL, NULL);
}
