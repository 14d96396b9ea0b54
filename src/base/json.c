#include "base/json.h"

#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"

static const char *
skip_space(const char *at, const char *end)
{
	while (at < end && (*at == ' ' || *at == '\t' || *at == '\n' ||
	    *at == '\r'))
		at++;
	return at;
}

/* The value of four hex digits, or -1. */
static int
hex4(const char *at, const char *end)
{
	int value = 0, i;
	char c;

	if (end - at < 4)
		return -1;
	for (i = 0; i < 4; i++) {
		c = at[i];
		if (c >= '0' && c <= '9')
			value = value * 16 + (c - '0');
		else if (c >= 'a' && c <= 'f')
			value = value * 16 + (c - 'a' + 10);
		else if (c >= 'A' && c <= 'F')
			value = value * 16 + (c - 'A' + 10);
		else
			return -1;
	}
	return value;
}

/* After "\u": the code point, of a surrogate pair too. What follows, or NULL.
 * NUL is refused, because our strings end with one. */
static const char *
scan_unicode(const char *at, const char *end, uint32_t *cp)
{
	int high = hex4(at, end), low;

	if (high <= 0 || (high >= 0xDC00 && high <= 0xDFFF))
		return NULL;
	*cp = (uint32_t)high;
	if (high < 0xD800 || high > 0xDBFF)
		return at + 4;
	if (end - at < 6 || at[4] != '\\' || at[5] != 'u')
		return NULL;
	low = hex4(at + 6, end);
	if (low < 0xDC00 || low > 0xDFFF)
		return NULL;
	*cp = 0x10000 + ((uint32_t)(high - 0xD800) << 10) +
	    (uint32_t)(low - 0xDC00);
	return at + 10;
}

/* One character inside a string, decoded. What follows, or NULL when it is
 * wrong. */
static const char *
scan_char(const char *at, const char *end, uint32_t *cp)
{
	static const char letters[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
	const char *letter;
	size_t n;

	if ((unsigned char)*at < 0x20)
		return NULL;
	if (*at != '\\') {
		n = utf8_decode(at, (size_t)(end - at), cp);
		return utf8_valid(at, n) ? at + n : NULL;
	}
	if (end - at < 2 || at[1] == '\0')
		return NULL;
	if (at[1] == 'u')
		return scan_unicode(at + 2, end, cp);
	letter = strchr(letters, at[1]);
	if (letter == NULL)
		return NULL;
	*cp = (unsigned char)meant[letter - letters];
	return at + 2;
}

/* Behind the closing quote of the string at at, or NULL. */
static const char *
skip_string(const char *at, const char *end)
{
	uint32_t cp;

	for (at++; at != NULL && at < end; at = scan_char(at, end, &cp)) {
		if (*at == '"')
			return at + 1;
	}
	return NULL;
}

static const char *
skip_digits(const char *at, const char *end)
{
	const char *start = at;

	while (at < end && *at >= '0' && *at <= '9')
		at++;
	return at > start ? at : NULL;
}

static const char *
skip_number(const char *at, const char *end)
{
	if (*at == '-')
		at++;
	if (at < end && *at == '0')
		at++;
	else if ((at = skip_digits(at, end)) == NULL)
		return NULL;
	if (at < end && *at == '.' &&
	    (at = skip_digits(at + 1, end)) == NULL)
		return NULL;
	if (at < end && (*at == 'e' || *at == 'E')) {
		at++;
		if (at < end && (*at == '+' || *at == '-'))
			at++;
		at = skip_digits(at, end);
	}
	return at;
}

static const char *
skip_word(const char *at, const char *end, const char *word)
{
	size_t len = strlen(word);

	if ((size_t)(end - at) < len || memcmp(at, word, len) != 0)
		return NULL;
	return at + len;
}

static const char *scan_value(const char *at, const char *end, int depth,
    struct json *value);

/* "key" and its colon; where the member's value begins, or NULL. */
static const char *
scan_key(const char *at, const char *end, struct json *key)
{
	const char *after;

	if (at == end || *at != '"' || (after = skip_string(at, end)) == NULL)
		return NULL;
	*key = (struct json){
		.kind = JSON_STRING,
		.text = at,
		.len = (size_t)(after - at),
	};
	at = skip_space(after, end);
	if (at == end || *at != ':')
		return NULL;
	return skip_space(at + 1, end);
}

/* Behind the closing bracket of the array or object at at, or NULL. */
static const char *
skip_nest(const char *at, const char *end, int depth)
{
	const bool object = *at == '{';
	const char close = object ? '}' : ']';
	struct json ignored;

	if (depth == JSON_DEPTH)
		return NULL;
	at = skip_space(at + 1, end);
	if (at < end && *at == close)
		return at + 1;
	for (;;) {
		if (object && (at = scan_key(at, end, &ignored)) == NULL)
			return NULL;
		at = scan_value(at, end, depth + 1, &ignored);
		if (at == NULL)
			return NULL;
		at = skip_space(at, end);
		if (at == end)
			return NULL;
		if (*at == close)
			return at + 1;
		if (*at != ',')
			return NULL;
		at = skip_space(at + 1, end);
	}
}

/* The value at at; what follows it, or NULL when there is none. */
static const char *
scan_value(const char *at, const char *end, int depth, struct json *value)
{
	const char *after;
	enum json_kind kind;

	*value = (struct json){0};
	if (at >= end)
		return NULL;
	switch (*at) {
	case '{':
	case '[':
		kind = *at == '{' ? JSON_OBJECT : JSON_ARRAY;
		after = skip_nest(at, end, depth);
		break;
	case '"':
		kind = JSON_STRING;
		after = skip_string(at, end);
		break;
	case 'n':
		kind = JSON_NULL;
		after = skip_word(at, end, "null");
		break;
	case 't':
		kind = JSON_TRUE;
		after = skip_word(at, end, "true");
		break;
	case 'f':
		kind = JSON_FALSE;
		after = skip_word(at, end, "false");
		break;
	default:
		kind = JSON_NUMBER;
		after = skip_number(at, end);
		break;
	}
	if (after == NULL)
		return NULL;
	*value = (struct json){
		.kind = kind,
		.text = at,
		.len = (size_t)(after - at),
	};
	return after;
}

bool
json_parse(const char *text, size_t len, struct json *value)
{
	const char *end = text + len, *after;
	struct json found;

	after = scan_value(skip_space(text, end), end, 0, &found);
	if (after != NULL && skip_space(after, end) != end)
		after = NULL;
	if (value != NULL)
		*value = after != NULL ? found : (struct json){0};
	return after != NULL;
}

void
json_open(struct json_walk *w, const struct json *v)
{
	*w = (struct json_walk){0};
	if (v->kind != JSON_OBJECT && v->kind != JSON_ARRAY)
		return;
	w->object = v->kind == JSON_OBJECT;
	w->end = v->text + v->len - 1;
	w->at = skip_space(v->text + 1, w->end);
}

bool
json_next(struct json_walk *w, struct json *key, struct json *value)
{
	struct json name = {0};
	const char *at = w->at;

	*value = (struct json){0};
	if (key != NULL)
		*key = name;
	if (at == w->end)
		return false;
	if (w->object)
		at = scan_key(at, w->end, &name);
	if (at != NULL)
		at = scan_value(at, w->end, 0, value);
	if (at == NULL)
		bug("a text was walked that is not JSON");
	at = skip_space(at, w->end);
	if (at < w->end)	/* the comma */
		at = skip_space(at + 1, w->end);
	w->at = at;
	if (key != NULL)
		*key = name;
	return true;
}

bool
json_find(const struct json *v, const char *key, struct json *value)
{
	struct json_walk w;
	struct json name;

	json_open(&w, v);
	while (json_next(&w, &name, value)) {
		if (json_is(&name, key))
			return true;
	}
	return false;
}

size_t
json_count(const struct json *v)
{
	struct json_walk w;
	struct json ignored;
	size_t n = 0;

	json_open(&w, v);
	while (json_next(&w, NULL, &ignored))
		n++;
	return n;
}

char *
json_string(struct arena *a, const struct json *v)
{
	const char *at, *end;
	size_t made = 0;
	uint32_t cp;
	char *text;

	if (v->kind != JSON_STRING)
		return NULL;
	/* An escape is never shorter than what it stands for. */
	text = arena_alloc(a, v->len);
	end = v->text + v->len - 1;
	for (at = v->text + 1; at < end; made += utf8_encode(cp, text + made))
		at = scan_char(at, end, &cp);
	return text;
}

char *
json_raw(struct arena *a, const struct json *v)
{
	return arena_strndup(a, v->text, v->len);
}

char **
json_strings(struct arena *a, const struct json *v, size_t *n)
{
	struct json_walk w;
	struct json element;
	size_t count = 0;
	char **strings;

	if (n != NULL)
		*n = 0;
	if (v->kind != JSON_ARRAY)
		return NULL;
	strings = arena_array(a, json_count(v) + 1, sizeof(*strings));
	json_open(&w, v);
	while (json_next(&w, NULL, &element)) {
		if (element.kind == JSON_STRING)
			strings[count++] = json_string(a, &element);
	}
	if (n != NULL)
		*n = count;
	return strings;
}

bool
json_int(const struct json *v, int64_t *number)
{
	const char *at = v->text, *end = at + v->len;
	const bool minus = v->kind == JSON_NUMBER && *at == '-';
	int64_t value = 0;

	if (v->kind != JSON_NUMBER)
		return false;
	/* Counted downwards, because there is one negative number more. */
	for (at += minus; at < end; at++) {
		if (*at < '0' || *at > '9' ||
		    __builtin_mul_overflow(value, 10, &value) ||
		    __builtin_sub_overflow(value, *at - '0', &value))
			return false;
	}
	if (!minus && __builtin_sub_overflow(0, value, &value))
		return false;
	*number = value;
	return true;
}

bool
json_is(const struct json *v, const char *text)
{
	const char *at, *end;
	size_t len, n;
	char bytes[4];
	uint32_t cp;

	if (v->kind != JSON_STRING)
		return false;
	end = v->text + v->len - 1;
	len = strlen(text);
	for (at = v->text + 1; at < end; text += n, len -= n) {
		at = scan_char(at, end, &cp);
		n = utf8_encode(cp, bytes);
		if (n > len || memcmp(text, bytes, n) != 0)
			return false;
	}
	return len == 0;
}
