#include "form/heading.h"

#include <string.h>

#include "base/buf.h"
#include "base/json.h"
#include "form/form_value.h"

/* The field of the type's own forms that is called so. */
static const struct kind_field *
find_field(const struct kind *k, const struct kind_case_type *t,
    const char *name, size_t len)
{
	for (size_t i = 0; i < t->n_forms; i++) {
		const struct kind_form *f = kind_form(k, t->forms[i]);

		if (!f || (f->record != RECORD_REFERRAL &&
		    f->record != RECORD_CASEFILE))
			continue;
		for (size_t j = 0; j < f->n_fields; j++)
			if (!strncmp(f->fields[j].key, name, len) &&
			    f->fields[j].key[len] == '\0')
				return &f->fields[j];
	}
	return NULL;
}

/* The next {name} at or after s: where it opens; *len its length. NULL: none. */
static const char *
next_name(const char *s, size_t *len)
{
	const char *open = strchr(s, '{');
	const char *end = open ? strchr(open, '}') : NULL;

	if (!end)
		return NULL;
	*len = (size_t)(end - open - 1);
	return open;
}

bool
heading_by_fields(const struct kind *k, const struct kind_case_type *t)
{
	const char *at = t->pseudonym ? NULL : t->heading;
	size_t len;

	while (at && (at = next_name(at, &len))) {
		if (find_field(k, t, at + 1, len))
			return true;
		at += len + 2;
	}
	return false;
}

static bool
add_answer(struct arena *a, const struct kind_field *f,
    const struct json *answers, struct buf *out)
{
	struct json value;

	if (f->column || !json_find(answers, f->key, &value))
		return false;
	form_value_show(f, json_raw(a, &value), NULL, out);
	return true;
}

static const char *
fill(struct arena *a, const struct kind *k, const struct kind_case_type *t,
    const char *ref, const char *answers)
{
	const char *s = t->heading, *at, *text;
	struct json object;
	struct buf b = {0};
	bool any = false;
	size_t len;

	if (!s || !json_parse(answers, strlen(answers), &object))
		return "";
	for (; (at = next_name(s, &len)); s = at + len + 2) {
		const struct kind_field *f = find_field(k, t, at + 1, len);

		buf_addf(&b, "%.*s", (int)(at - s), s);
		if (f)
			any |= add_answer(a, f, &object, &b);
		else if (len == strlen("reference") &&
		    !strncmp(at + 1, "reference", len))
			buf_adds(&b, ref);
	}
	buf_adds(&b, s);
	text = any ? arena_strdup(a, buf_text(&b)) : "";
	buf_release(&b);
	return text;
}

const char *
heading_text(struct arena *a, const struct kind *k,
    const struct kind_case_type *t, const char *ref, const char *answers)
{
	return heading_by_fields(k, t) ? fill(a, k, t, ref, answers) : "";
}

const char *
heading_sanitised(struct arena *a, const struct kind *k,
    const struct kind_case_type *t, const char *ref, const char *answers)
{
	const char *text = fill(a, k, t, ref, answers);

	return *text != '\0' ? text : ref;
}
