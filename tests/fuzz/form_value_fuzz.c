/*
 * form_value_fuzz: whatever a field takes is valid JSON, is shown, and what is
 * shown is taken again as the same value; whatever stands in a book is shown
 * without harm. The first byte is the type, the second its rules.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/json.h"
#include "base/utf8.h"
#include "form/form_value.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check(bool holds)
{
	if (!holds)
		abort();
}

static const struct kind_choice choices[] = {
	{ .key = "one", .label = "One" },
	{ .key = "other", .label = "Another, or none" },
	{ .key = "once", .label = "Once" },
	{ .key = "old", .label = "Old", .retired = true },
};

/* Names are their own numbers. */
static bool
find(void *arg, const struct kind_field *f, const char *typed, int64_t *id,
    struct err *err)
{
	(void)arg;
	(void)f;
	if (typed[0] != 'n' || !typed[1] || typed[2])
		return err_set(err, ERR_INPUT, "nobody");
	*id = (unsigned char)typed[1];
	return true;
}

static bool
name(void *arg, const struct kind_field *f, int64_t id, struct buf *out)
{
	(void)arg;
	(void)f;
	if (id < 1 || id > 127)
		return false;
	buf_addf(out, "n%c", (char)id);
	return true;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct buf json = {0}, again = {0}, shown = {0};

	if (size < 2)
		return 0;
	const struct form_context ctx = {
		.today = date_make(2031, 3, 13),
		.next_meeting = date_make(2031, 4, 10),
		.find = find,
		.name = name,
	};
	const struct kind_field f = {
		.key = "f",
		.label = "Field",
		.type = data[0] % FIELD_TYPES,
		.choices = choices,
		.n_choices = sizeof(choices) / sizeof(choices[0]),
		.allow_declined = data[1] & 1,
		.approximate = data[1] & 2,
		.past = data[1] & 4,
		.min = data[1] & 8 ? -10 : KIND_UNSET,
		.max = data[1] & 8 ? 1000 : KIND_UNSET,
		.decimals = data[1] >> 4 & 3,
		.unit = data[1] & 64 ? "years" : NULL,
		.max_length = data[1] & 128 ? 10 : KIND_UNSET,
		.right = RIGHT_NONE,
	};
	char *text = xstrndup((const char *)data + 2, size - 2);
	if (form_value_parse(&f, text, &ctx, &json, NULL) && json.len > 0) {
		check(json_parse(json.data, json.len, NULL));
		check(form_value_valid(&f, json.data, &ctx));
		form_value_show(&f, json.data, &ctx, &shown);
		check(utf8_valid(buf_text(&shown), shown.len));
		check(form_value_parse(&f, buf_text(&shown), &ctx, &again,
		    NULL) && buf_equal(&json, &again));
	} else {
		check(json.len == 0);
	}
	buf_clear(&shown);
	form_value_show(&f, text, &ctx, &shown);
	form_value_valid(&f, text, &ctx);
	free(text);
	buf_release(&json);
	buf_release(&again);
	buf_release(&shown);
	return 0;
}
