/*
 * One value of a form in its three shapes, there and back; how a contact and
 * an action read; the tables of keys and of forms.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "base/date.h"
#include "screen/actions.h"
#include "screen/form_sorts.h"
#include "screen/person.h"
#include "screen/recordform_row.h"
#include "screen/screening.h"
#include "screen/screens.h"

static struct arena arena;
static const struct recordform_part part = { .table = "casefile", .id = 1 };

static int
teardown(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static const struct kind_choice colours[] = {
	{ .key = "red", .label = "Red" },
	{ .key = "green", .label = "Green" },
	{ .key = "blue", .label = "Blue" },
};

static struct kind_field
field(enum field_type type, const char *column)
{
	return (struct kind_field){ .key = "f", .label = "F", .type = type,
	    .column = column, .choices = colours, .n_choices = 3,
	    .min = KIND_UNSET, .max = KIND_UNSET, .max_length = KIND_UNSET,
	    .right = RIGHT_NONE };
}

/* What was kept is shown as text; leaving the field keeps the same again. */
static void
there_and_back(enum field_type type, const char *column, const char *kept,
    const char *text)
{
	struct kind_field f = field(type, column);
	struct form_context c = { .today = date_parse_iso("2031-03-13"),
	    .next_meeting = DATE_NONE };
	struct buf shown = {0}, json = {0};
	struct err err = {0};
	const char *again;

	recordform_add_text(&f, recordform_json(&part, &f, kept, &arena), &c,
	    &shown);
	assert_string_equal(buf_text(&shown), text);
	assert_true(recordform_parse(&f, buf_text(&shown), &c, &json, &err));
	again = recordform_keep(&part, &f, buf_text(&json), &arena);
	if (kept)
		assert_string_equal(again, kept);
	else
		assert_null(again);
	buf_release(&shown);
	buf_release(&json);
}

static void
values_come_back(void **state)
{
	(void)state;
	there_and_back(FIELD_TEXT, "name", "O'Hara \"Bo\"", "O'Hara \"Bo\"");
	there_and_back(FIELD_TEXT, NULL, "\"a \\\"b\\\"\"", "a \"b\"");
	there_and_back(FIELD_NOTE, NULL, "\"a\\nb\"", "a\nb");
	there_and_back(FIELD_DATE, "due_on", "2031-03-28", "28 Mar 2031");
	there_and_back(FIELD_DATE, NULL, "\"2031-03-28\"", "28 Mar 2031");
	there_and_back(FIELD_NUMBER, "score", "16", "16");
	there_and_back(FIELD_NUMBER, NULL, "16", "16");
	there_and_back(FIELD_CHOICE, "sex", "red", "red");
	there_and_back(FIELD_CHOICE, NULL, "\"declined\"", "declined");
	there_and_back(FIELD_CHOICES, NULL, "[\"red\",\"blue\"]", "red,blue");
	there_and_back(FIELD_YES_NO, NULL, "\"unknown\"", "unknown");
	there_and_back(FIELD_YES_NO, "online", "1", "yes");
	there_and_back(FIELD_YES_NO, "online", "0", "no");
	there_and_back(FIELD_AGENCY, "agency_id", "12", "12");
	there_and_back(FIELD_MEMBER, NULL, "12", "12");
}

/* Unanswered, unknown, declined and no stay four things. */
static void
unanswered_is_none_of_the_answers(void **state)
{
	static const enum field_type nullable[] = { FIELD_DATE, FIELD_NUMBER,
	    FIELD_AGENCY, FIELD_MEMBER, FIELD_PARTY, FIELD_YES_NO };
	static const enum field_type texts[] = { FIELD_TEXT, FIELD_NOTE,
	    FIELD_CHOICE, FIELD_TIME };
	struct kind_field f;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof nullable / sizeof *nullable; i++)
		there_and_back(nullable[i], "column", NULL, "");
	for (i = 0; i < sizeof texts / sizeof *texts; i++)
		there_and_back(texts[i], "column", "", "");
	for (i = 0; i < FIELD_TYPES; i++)
		there_and_back((enum field_type)i, NULL, NULL, "");
	f = field(FIELD_YES_NO, NULL);
	assert_null(recordform_json(&part, &f, NULL, &arena));
	assert_string_equal(recordform_json(&part, &f, "\"no\"", &arena),
	    "\"no\"");
}

static void
a_moment_is_shown_as_its_time_of_day(void **state)
{
	struct kind_field f = field(FIELD_TIME, "came_at");

	(void)state;
	assert_string_equal(recordform_json(&part, &f,
	    "2031-03-13T09:41:07", &arena), "\"09:41\"");
}

/* ---- Contacts ----------------------------------------------------------- */

static const char *
safety(const char *sort, const char *use, const char *message,
    enum style *style)
{
	struct contact_row c = { .sort = sort, .value = "01632 960111",
	    .postcode = "", .safe_use = use, .safe_message = message,
	    .safe_times = "", .note = "", .from_on = DATE_NONE,
	    .to_on = DATE_NONE };

	return person_safety(&arena, &c, style);
}

static void
what_is_not_safe_stands_in_words(void **state)
{
	enum style style;

	(void)state;
	assert_string_equal(safety("phone", "yes", "yes", &style),
	    "call · messages");
	assert_int_equal(style, STYLE_OK);
	assert_string_equal(safety("phone", "yes", "no", &style),
	    "call · NO MESSAGES");
	assert_int_equal(style, STYLE_SAFETY);
	assert_string_equal(safety("phone", "no", "no", &style),
	    "DO NOT CALL · NO MESSAGES");
	assert_int_equal(style, STYLE_SAFETY);
	assert_string_equal(safety("address", "no", "yes", &style),
	    "DO NOT WRITE");
	assert_int_equal(style, STYLE_SAFETY);
	/* Not known is not safe. */
	assert_string_equal(safety("phone", "unknown", "yes", &style),
	    "safe to call? not known · messages");
	assert_int_equal(style, STYLE_SAFETY);
	assert_string_equal(safety("email", "unknown", "unknown", &style),
	    "safe to write? not known");
	assert_int_equal(style, STYLE_SAFETY);
}

static void
times_and_an_end_belong_to_the_contact(void **state)
{
	struct contact_row c = { .sort = "phone", .value = "01632 960111",
	    .postcode = "", .safe_use = "yes", .safe_message = "no",
	    .safe_times = "10:00-11:30", .note = "ask for Jo",
	    .guarded = true, .from_on = DATE_NONE,
	    .to_on = date_parse_iso("2031-04-01") };
	enum style style;

	(void)state;
	assert_string_equal(person_safety(&arena, &c, &style), "until 1 Apr "
	    "2031 · call · NO MESSAGES · 10:00-11:30 · guarded · ask for Jo");
}

/* ---- Actions ------------------------------------------------------------ */

static const struct kind_action_status statuses[] = {
	{ .key = "open", .label = "Open", .meaning = MEANING_OPEN },
	{ .key = "done", .label = "Done", .meaning = MEANING_DONE,
	    .final = true },
	{ .key = "missed", .label = "Missed", .meaning = MEANING_DID_NOT,
	    .failure = true },
};

static const struct kind kind = { .actions = { .statuses = statuses,
	.n_statuses = 3, .amber_days = 3 } };

static void
how_an_action_stands(void **state)
{
	int today = date_parse_iso("2031-03-13");
	struct action_row r = { .status = "open", .live = true,
	    .acceptance = "yes", .due_on = today + 10 };

	(void)state;
	assert_string_equal(action_standing(&arena, &kind, &r), "Open");
	assert_int_equal(action_style(&kind, &r, today), STYLE_NORMAL);
	r.due_on = today + 3;
	assert_int_equal(action_style(&kind, &r, today), STYLE_DUE);
	r.due_on = today - 1;
	r.overdue = true;
	r.days_late = 1;
	r.carried = 2;
	assert_string_equal(action_standing(&arena, &kind, &r),
	    "1 day LATE, carried 2×");
	assert_int_equal(action_style(&kind, &r, today), STYLE_OVERDUE);
	r.acceptance = "declined";
	assert_string_equal(action_standing(&arena, &kind, &r),
	    "DECLINED, 1 day LATE, carried 2×");
	r = (struct action_row){ .status = "missed", .live = true,
	    .acceptance = "yes", .due_on = today + 10 };
	assert_string_equal(action_standing(&arena, &kind, &r), "Missed");
	assert_int_equal(action_style(&kind, &r, today), STYLE_OVERDUE);
	r.status = "done";
	r.live = false;
	assert_int_equal(action_style(&kind, &r, today), STYLE_OK);
}

/* ---- Sorts of forms ----------------------------------------------------- */

static void
every_sort_of_form_is_opened_by_its_name(void **state)
{
	size_t i, j;

	(void)state;
	for (i = 0; form_sorts[i]; i++) {
		struct screen *s = form_open(form_sorts[i]->name);

		assert_non_null(s);
		assert_ptr_equal(((struct form *)s)->sort, form_sorts[i]);
		screen_free(s);
		for (j = 0; j < i; j++)
			assert_string_not_equal(form_sorts[i]->name,
			    form_sorts[j]->name);
	}
	assert_null(form_open("nonsense 12"));
	assert_null(form_open(""));
}

static void
every_key_table_is_sound(void **state)
{
	struct screen *screens[] = { referrals_screen(1), casefile_screen(1),
	    party_screen(1), actions_screen(1, 0), action_screen(1),
	    screening_screen(1), record_screen("agency", 1, 0) };
	struct err err = {0};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof screens / sizeof *screens; i++) {
		if (!keymap_check(screens[i]->ops->keys, &err))
			fail_msg("%s: %s", screens[i]->ops->name,
			    err_text(&err));
		screen_free(screens[i]);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values_come_back),
		cmocka_unit_test(unanswered_is_none_of_the_answers),
		cmocka_unit_test(a_moment_is_shown_as_its_time_of_day),
		cmocka_unit_test(what_is_not_safe_stands_in_words),
		cmocka_unit_test(times_and_an_end_belong_to_the_contact),
		cmocka_unit_test(how_an_action_stands),
		cmocka_unit_test(every_sort_of_form_is_opened_by_its_name),
		cmocka_unit_test(every_key_table_is_sound),
	};

	return cmocka_run_group_tests(tests, NULL, teardown);
}
