#include "form/form_value.h"

#include <assert.h>
#include <stdarg.h>
#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "form/form_value_type.h"

bool
form_job_error(struct form_job *j, const char *format, ...)
{
	va_list ap;
	struct buf text = { 0 };

	va_start(ap, format);
	buf_vaddf(&text, format, ap);
	va_end(ap);
	err_set(j->err, ERR_INPUT, "%s: %s", j->f->label, buf_text(&text));
	buf_release(&text);
	return false;
}

bool
form_same_word(const char *a, const char *b)
{
	return strcasecmp(a, b) == 0;
}

/* ---- Text and note ----------------------------------------------------- */

/* Characters as people count them. */
static int
count_characters(const char *text)
{
	size_t len = strlen(text);
	int n = 0;

	for (size_t at = 0; at < len; at += utf8_next(text, len, at))
		n++;
	return n;
}

static bool
parse_text(struct form_job *j, const char *typed, struct buf *json)
{
	int n = count_characters(typed);

	if (j->f->max_length != KIND_UNSET && n > j->f->max_length)
		return form_job_error(j, "%d characters are too many; at "
		    "most %d fit here.", n, j->f->max_length);
	if (j->f->type == FIELD_TEXT && strchr(typed, '\n')) {
		char *line = arena_strdup(j->a, typed);
		for (char *c = line; (c = strchr(c, '\n')); )
			*c = ' ';
		typed = line;
	}
	buf_add_json(json, typed);
	return true;
}

static bool
show_text(struct form_job *j, const struct json *v, struct buf *out)
{
	const char *text = json_string(j->a, v);

	if (text)
		buf_adds(out, text);
	return text != NULL;
}

/* ---- Yes and no -------------------------------------------------------- */

struct answer {
	const char *typed;
	const char *key;
};

static const struct answer answers[] = {
	{ "yes", "yes" }, { "y", "yes" },
	{ "no", "no" }, { "n", "no" },
	{ "unknown", "unknown" }, { "not known", "unknown" },
	{ "nk", "unknown" }, { "?", "unknown" },
	{ "declined", "declined" }, { "refused", "declined" },
	{ "declined to say", "declined" },
	{ "prefer not to say", "declined" },
};

static const char *
find_answer(const char *typed, bool also_yes_no)
{
	for (size_t i = also_yes_no ? 0 : 4;
	    i < sizeof(answers) / sizeof(answers[0]); i++)
		if (form_same_word(answers[i].typed, typed))
			return answers[i].key;
	return NULL;
}

const char *
form_value_word(const char *answer)
{
	static const struct answer words[] = {
		{ "Yes", "yes" }, { "No", "no" },
		{ "Not known", "unknown" }, { "Declined", "declined" },
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strcmp(words[i].key, answer) == 0)
			return words[i].typed;
	return answer;
}

static bool
parse_yes_no(struct form_job *j, const char *typed, struct buf *json)
{
	const char *key = find_answer(typed, true);

	if (!key)
		return form_job_error(j, "\"%s\" is not an answer; type yes, "
		    "no, not known or declined.", typed);
	buf_add_json(json, key);
	return true;
}

static bool
show_yes_no(struct form_job *j, const struct json *v, struct buf *out)
{
	const char *key = json_string(j->a, v);

	if (!key || !find_answer(key, true) ||
	    strcmp(find_answer(key, true), key) != 0)
		return false;
	buf_adds(out, form_value_word(key));
	return true;
}

/* ---- Choices ----------------------------------------------------------- */

/* The choice typed by key, label, or the beginning of one label; -1 for
 * none, -2 for several. */
static int
find_choice(const struct kind_field *f, const char *typed)
{
	size_t len = strlen(typed);
	int found = -1;

	for (size_t i = 0; i < f->n_choices; i++)
		if (form_same_word(f->choices[i].label, typed))
			return (int)i;
	for (size_t i = 0; i < f->n_choices; i++)
		if (strcmp(f->choices[i].key, typed) == 0)
			return (int)i;
	for (size_t i = 0; i < f->n_choices; i++) {
		if (f->choices[i].retired ||
		    strncasecmp(f->choices[i].label, typed, len) != 0)
			continue;
		if (found >= 0)
			return -2;
		found = (int)i;
	}
	return found;
}

static bool
refuse_choice(struct form_job *j, const char *typed, int found)
{
	struct buf list = { 0 };

	if (found == -2)
		return form_job_error(j, "\"%s\" could be several of the "
		    "choices; type more of it.", typed);
	for (size_t i = 0; i < j->f->n_choices && i < 12; i++)
		if (!j->f->choices[i].retired)
			buf_addf(&list, "%s%s", list.len > 0 ? ", " : "",
			    j->f->choices[i].label);
	form_job_error(j, "\"%s\" is not among the choices: %s%s.", typed,
	    buf_text(&list), j->f->n_choices > 12 ? " …" : "");
	buf_release(&list);
	return false;
}

static bool
parse_choice(struct form_job *j, const char *typed, struct buf *json)
{
	const char *other = j->f->allow_declined ?
	    find_answer(typed, false) : NULL;
	int found = find_choice(j->f, typed);

	if (found < 0 && !other)
		return refuse_choice(j, typed, found);
	buf_add_json(json, found >= 0 ? j->f->choices[found].key : other);
	return true;
}

/* The label of a stored key; NULL for none. */
static const char *
choice_label(const struct kind_field *f, const char *key)
{
	const struct kind_choice *c = kind_choice(f->choices, f->n_choices,
	    key);

	if (c)
		return c->label;
	if (f->allow_declined && (strcmp(key, "unknown") == 0 ||
	    strcmp(key, "declined") == 0))
		return form_value_word(key);
	return NULL;
}

static bool
show_choice(struct form_job *j, const struct json *v, struct buf *out)
{
	const char *key = json_string(j->a, v);
	const char *label = key ? choice_label(j->f, key) : NULL;

	if (label)
		buf_adds(out, label);
	return label != NULL;
}

char *
form_trimmed(struct arena *a, const char *s, size_t len)
{
	while (len > 0 && (*s == ' ' || *s == '\n' || *s == '\t')) {
		s++;
		len--;
	}
	while (len > 0 && (s[len - 1] == ' ' || s[len - 1] == '\n' ||
	    s[len - 1] == '\t'))
		len--;
	return arena_strndup(a, s, len);
}

/* Mark the choices in the text, parted by any of the separators. */
static bool
mark_choices(struct form_job *j, const char *typed, const char *separators,
    bool *chosen)
{
	for (const char *s = typed; ; s++) {
		size_t n = strcspn(s, separators);
		char *part = form_trimmed(j->a, s, n);
		if (part[0]) {
			int found = find_choice(j->f, part);
			if (found < 0 && separators[1] == '\0')
				return mark_choices(j, typed, ";,\n", chosen);
			if (found < 0)
				return refuse_choice(j, part, found);
			chosen[found] = true;
		}
		s += n;
		if (!*s)
			return true;
	}
}

static bool
parse_choices(struct form_job *j, const char *typed, struct buf *json)
{
	const char *other = j->f->allow_declined ?
	    find_answer(typed, false) : NULL;
	bool *chosen = arena_array(j->a, j->f->n_choices + 1,
	    sizeof(*chosen));

	if (other && find_choice(j->f, typed) < 0) {
		buf_addf(json, "[\"%s\"]", other);
		return true;
	}
	if (!mark_choices(j, typed, ";", chosen))
		return false;
	for (size_t i = 0; i < j->f->n_choices; i++) {
		if (!chosen[i])
			continue;
		buf_addc(json, json->len > 0 ? ',' : '[');
		buf_add_json(json, j->f->choices[i].key);
	}
	if (json->len > 0)
		buf_addc(json, ']');
	return true;
}

static bool
show_choices(struct form_job *j, const struct json *v, struct buf *out)
{
	size_t n;
	char **keys = json_strings(j->a, v, &n);

	if (!keys || n != json_count(v) || n == 0)
		return false;
	for (size_t i = 0; i < n; i++) {
		const char *label = choice_label(j->f, keys[i]);
		if (!label)
			return false;
		buf_addf(out, "%s%s", i > 0 ? "; " : "", label);
	}
	return true;
}

/* ---- Agencies, members, parties ---------------------------------------- */

static bool
parse_id(struct form_job *j, const char *typed, struct buf *json)
{
	int64_t id;

	if (!j->ctx || !j->ctx->find)
		return form_job_error(j, "no name can be looked up here.");
	if (!j->ctx->find(j->ctx->arg, j->f, typed, &id, j->err))
		return err_wrap(j->err, "%s", j->f->label);
	buf_addf(json, "%lld", (long long)id);
	return true;
}

static bool
show_id(struct form_job *j, const struct json *v, struct buf *out)
{
	int64_t id;

	if (!json_int(v, &id))
		return false;
	return j->ctx && j->ctx->name &&
	    j->ctx->name(j->ctx->arg, j->f, id, out);
}

/* ---- One for all ------------------------------------------------------- */

static const struct form_value_type text = { parse_text, show_text };
static const struct form_value_type choice = { parse_choice, show_choice };
static const struct form_value_type choices = {
	parse_choices, show_choices
};
static const struct form_value_type yes_no = { parse_yes_no, show_yes_no };
static const struct form_value_type by_id = { parse_id, show_id };

static const struct form_value_type *const types[] = {
	[FIELD_TEXT] = &text,
	[FIELD_NOTE] = &text,
	[FIELD_CHOICE] = &choice,
	[FIELD_CHOICES] = &choices,
	[FIELD_YES_NO] = &yes_no,
	[FIELD_DATE] = &form_value_date,
	[FIELD_TIME] = &form_value_time,
	[FIELD_NUMBER] = &form_value_number,
	[FIELD_MONEY] = &form_value_money,
	[FIELD_AGENCY] = &by_id,
	[FIELD_MEMBER] = &by_id,
	[FIELD_PARTY] = &by_id,
	[FIELD_ADDRESS] = &form_value_address,
	[FIELD_PHONE] = &form_value_phone,
};
static_assert(sizeof(types) / sizeof(types[0]) == FIELD_TYPES,
    "a row for each type");

/* Line ends as \n, composed characters, no spaces around it. */
static char *
normal(struct arena *a, const char *typed)
{
	struct buf lines = { 0 }, nfc = { 0 };

	for (const char *s = typed; *s; s++) {
		if (*s == '\r') {
			buf_addc(&lines, '\n');
			s += s[1] == '\n';
		} else {
			buf_addc(&lines, *s);
		}
	}
	utf8_nfc(&nfc, buf_text(&lines), lines.len);
	char *result = form_trimmed(a, buf_text(&nfc), nfc.len);
	buf_release(&lines);
	buf_release(&nfc);
	return result;
}

bool
form_value_parse(const struct kind_field *f, const char *typed,
    const struct form_context *ctx, struct buf *json, struct err *err)
{
	struct arena a = { 0 };
	struct form_job j = { .f = f, .ctx = ctx, .a = &a, .err = err };
	bool ok = true;

	buf_clear(json);
	if (!utf8_valid(typed, strlen(typed))) {
		ok = form_job_error(&j, "that is not UTF-8 text.");
	} else {
		char *clean = normal(&a, typed);
		ok = !clean[0] || types[f->type]->parse(&j, clean, json);
	}
	if (!ok)
		buf_clear(json);
	arena_release(&a);
	return ok;
}

/* Add the value; false, and nothing added, when it is none of this field. */
static bool
show(const struct kind_field *f, const char *json,
    const struct form_context *ctx, struct buf *out)
{
	struct arena a = { 0 };
	struct form_job j = { .f = f, .ctx = ctx, .a = &a };
	struct json v;
	size_t at = out->len;
	bool ok = json_parse(json, strlen(json), &v) &&
	    types[f->type]->show(&j, &v, out);

	if (!ok && out->len > at)
		buf_truncate(out, at);
	arena_release(&a);
	return ok;
}

void
form_value_show(const struct kind_field *f, const char *json,
    const struct form_context *ctx, struct buf *out)
{
	if (json && json[0] && !show(f, json, ctx, out))
		buf_adds(out, "‹?›");
}

bool
form_value_valid(const struct kind_field *f, const char *json,
    const struct form_context *ctx)
{
	struct buf shown = { 0 }, again = { 0 };
	bool ok = show(f, json, ctx, &shown) &&
	    form_value_parse(f, buf_text(&shown), ctx, &again, NULL) &&
	    strcmp(buf_text(&again), json) == 0;

	buf_release(&shown);
	buf_release(&again);
	return ok;
}

/* A text that is none of the field's values, such as a choice that is not in
 * its list: what would be said had it been typed. */
static bool
refuse(const struct kind_field *f, const char *json,
    const struct form_context *ctx, struct err *err)
{
	struct arena a = { 0 };
	struct buf again = { 0 };
	struct json v;
	const char *typed = json_parse(json, strlen(json), &v) ?
	    json_string(&a, &v) : NULL;

	if (!typed || form_value_parse(f, typed, ctx, &again, err))
		err_set(err, ERR_INPUT, "%s: \"%s\" is no value of this"
		    " field.", f->label, typed ? typed : json);
	buf_release(&again);
	arena_release(&a);
	return false;
}

bool
form_value_check(const struct kind_field *f, const char *json,
    const struct form_context *ctx, struct err *err)
{
	struct buf shown = { 0 }, again = { 0 };
	bool ok;

	if (!json || !json[0] || types[f->type] == &by_id)
		return true;
	if (!show(f, json, ctx, &shown))
		return refuse(f, json, ctx, err);
	ok = form_value_parse(f, buf_text(&shown), ctx, &again, err);
	buf_release(&shown);
	buf_release(&again);
	return ok;
}

/* True when the value is, or holds, one of the words. */
static bool
is_one_of(const struct json *v, const char *const *words, size_t n)
{
	struct json_walk w;
	struct json one;

	for (size_t i = 0; i < n; i++) {
		if (json_is(v, words[i]))
			return true;
		json_open(&w, v);
		while (v->kind == JSON_ARRAY && json_next(&w, NULL, &one))
			if (json_is(&one, words[i]))
				return true;
	}
	return false;
}

bool
form_when_holds(const struct kind_when *w, const char *json)
{
	struct json v;

	if (!w)
		return true;
	bool answered = json && json[0] &&
	    json_parse(json, strlen(json), &v) && v.kind != JSON_NULL;
	if (w->answered >= 0 && answered != (w->answered == 1))
		return false;
	if (w->n_is > 0 && !(answered && is_one_of(&v, w->is, w->n_is)))
		return false;
	if (w->n_not > 0 && (!answered || is_one_of(&v, w->not, w->n_not)))
		return false;
	return true;
}
