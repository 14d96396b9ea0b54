/* Addresses and phones of form_value, with what makes them safe. */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "form/form_value_type.h"

enum { PARTS_MOST = 20 };

/* The parts of a text between any of the separators, trimmed, none empty. */
static size_t
split(struct arena *a, const char *s, const char *separators,
    const char *parts[PARTS_MOST + 1])
{
	size_t n = 0;

	while (*s && n <= PARTS_MOST) {
		size_t len = strcspn(s, separators);
		const char *part = form_trimmed(a, s, len);
		if (part[0])
			parts[n++] = part;
		s += len + (s[len] != '\0');
	}
	return n;
}

/* "ab1 2cd" as "AB1 2CD"; NULL when it does not look like a postcode: two to
 * four letters and digits, a digit and two letters. */
static const char *
postcode(struct arena *a, const char *s)
{
	char tight[9];
	size_t n = 0;

	for (; *s; s++) {
		if (*s == ' ')
			continue;
		if (!isalnum((unsigned char)*s) || n == 7)
			return NULL;
		tight[n++] = (char)toupper((unsigned char)*s);
	}
	if (n < 5 || !isalpha((unsigned char)tight[0]) ||
	    !isdigit((unsigned char)tight[n - 3]) ||
	    !isalpha((unsigned char)tight[n - 2]) ||
	    !isalpha((unsigned char)tight[n - 1]))
		return NULL;
	return arena_printf(a, "%.*s %.3s", (int)(n - 3), tight,
	    tight + n - 3);
}

static bool
parse_address(struct form_job *j, const char *typed, struct buf *json)
{
	const char *parts[PARTS_MOST + 1];
	size_t n = split(j->a, typed, ",\n", parts);

	if (n > PARTS_MOST)
		return form_job_error(j, "an address has at most %d lines.",
		    PARTS_MOST);
	if (n == 0)
		return true;
	const char *code = postcode(j->a, parts[n - 1]);
	if (code)
		n--;
	buf_adds(json, "{\"lines\":[");
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			buf_addc(json, ',');
		buf_add_json(json, parts[i]);
	}
	buf_addc(json, ']');
	if (code) {
		buf_adds(json, ",\"postcode\":");
		buf_add_json(json, code);
	}
	buf_addc(json, '}');
	return true;
}

static bool
show_address(struct form_job *j, const struct json *v, struct buf *out)
{
	struct json lines, code;
	size_t n;

	if (!json_find(v, "lines", &lines))
		return false;
	char **line = json_strings(j->a, &lines, &n);
	if (!line || n != json_count(&lines))
		return false;
	for (size_t i = 0; i < n; i++)
		buf_addf(out, "%s%s", i > 0 ? ", " : "", line[i]);
	if (!json_find(v, "postcode", &code))
		return n > 0;
	const char *text = json_string(j->a, &code);
	if (text)
		buf_addf(out, "%s%s", n > 0 ? ", " : "", text);
	return text != NULL;
}

const struct form_value_type form_value_address = {
	parse_address, show_address
};

/* ---- Phones ------------------------------------------------------------ */

enum phone_part { PHONE_CALL, PHONE_MESSAGE, PHONE_PARTS };

static const char *const phone_keys[] = {
	[PHONE_CALL] = "call",
	[PHONE_MESSAGE] = "message",
};

/* What people write beside a number; the first of each answer is shown. */
static const struct {
	const char *typed;
	enum phone_part part;
	const char *answer;
} phone_words[] = {
	{ "safe to call", PHONE_CALL, "yes" },
	{ "NOT SAFE TO CALL", PHONE_CALL, "no" },
	{ "call unknown", PHONE_CALL, "unknown" },
	{ "messages safe", PHONE_MESSAGE, "yes" },
	{ "NO MESSAGES", PHONE_MESSAGE, "no" },
	{ "messages unknown", PHONE_MESSAGE, "unknown" },
	{ "safe", PHONE_CALL, "yes" },
	{ "call", PHONE_CALL, "yes" },
	{ "unsafe", PHONE_CALL, "no" },
	{ "not safe", PHONE_CALL, "no" },
	{ "do not call", PHONE_CALL, "no" },
	{ "no calls", PHONE_CALL, "no" },
	{ "messages", PHONE_MESSAGE, "yes" },
	{ "safe to leave a message", PHONE_MESSAGE, "yes" },
	{ "no message", PHONE_MESSAGE, "no" },
	{ "do not leave a message", PHONE_MESSAGE, "no" },
};
enum { PHONE_WORDS = sizeof(phone_words) / sizeof(phone_words[0]) };

static bool
is_number(const char *s)
{
	size_t digits = 0;

	for (const char *c = s; *c; c++)
		digits += isdigit((unsigned char)*c) != 0;
	return digits >= 3 && digits <= 20 && strlen(s) <= 40 &&
	    strspn(s, "0123456789 +()-xX#*.") == strlen(s);
}

static int
find_word(const char *part)
{
	for (int i = 0; i < PHONE_WORDS; i++)
		if (form_same_word(phone_words[i].typed, part))
			return i;
	return -1;
}

static void
add_member(struct buf *json, const char *key, const char *text)
{
	buf_addf(json, "%s\"%s\":", json->len > 1 ? "," : "", key);
	buf_add_json(json, text);
}

static bool
parse_phone(struct form_job *j, const char *typed, struct buf *json)
{
	const char *parts[PARTS_MOST + 1];
	const char *said[PHONE_PARTS] = { NULL };
	const char *times = NULL;
	size_t n = split(j->a, typed, ";,\n", parts);

	if (n > PARTS_MOST)
		return form_job_error(j, "there is too much beside the "
		    "number.");
	if (n == 0)
		return true;
	if (!is_number(parts[0]))
		return form_job_error(j, "\"%s\" is not a phone number; type "
		    "the number first, then what is safe: 01632 960111; "
		    "safe to call; no messages; weekdays 10:00-11:30.",
		    parts[0]);
	for (size_t i = 1; i < n; i++) {
		int word = find_word(parts[i]);
		if (word >= 0)
			said[phone_words[word].part] =
			    phone_words[word].answer;
		else
			times = times ? arena_printf(j->a, "%s; %s", times,
			    parts[i]) : parts[i];
	}
	buf_addc(json, '{');
	add_member(json, "number", parts[0]);
	for (int i = 0; i < PHONE_PARTS; i++)
		if (said[i])
			add_member(json, phone_keys[i], said[i]);
	if (times)
		add_member(json, "times", times);
	buf_addc(json, '}');
	return true;
}

/* The words shown for an answer; NULL when it is none. */
static const char *
phone_word(enum phone_part part, const char *answer)
{
	for (int i = 0; answer && i < PHONE_WORDS; i++)
		if (phone_words[i].part == part &&
		    strcmp(phone_words[i].answer, answer) == 0)
			return phone_words[i].typed;
	return NULL;
}

static bool
show_phone(struct form_job *j, const struct json *v, struct buf *out)
{
	struct json one;

	if (!json_find(v, "number", &one) || !json_string(j->a, &one))
		return false;
	buf_adds(out, json_string(j->a, &one));
	for (int i = 0; i < PHONE_PARTS; i++) {
		if (!json_find(v, phone_keys[i], &one))
			continue;
		const char *word = phone_word((enum phone_part)i,
		    json_string(j->a, &one));
		if (!word)
			return false;
		buf_addf(out, "; %s", word);
	}
	if (!json_find(v, "times", &one))
		return true;
	const char *times = json_string(j->a, &one);
	if (times)
		buf_addf(out, "; %s", times);
	return times != NULL;
}

const struct form_value_type form_value_phone = {
	parse_phone, show_phone
};
