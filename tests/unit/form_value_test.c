/*
 * form_value: each type of field, what is typed, what is kept, what is shown;
 * showing and parsing again gives the same value; what can't be is told in a
 * sentence that begins with the field's label.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/date.h"
#include "form/form_value.h"

static bool
find(void *arg, const struct kind_field *f, const char *typed, int64_t *id,
    struct err *err)
{
	(void)arg;
	(void)f;
	if (strcmp(typed, "Housing") != 0)
		return err_set(err, ERR_INPUT, "\"%s\" is nobody here.",
		    typed);
	*id = INT64_C(1) << 41;
	return true;
}

static bool
name(void *arg, const struct kind_field *f, int64_t id, struct buf *out)
{
	(void)arg;
	(void)f;
	if (id != INT64_C(1) << 41)
		return false;
	buf_adds(out, "Housing");
	return true;
}

static struct form_context ctx = { .find = find, .name = name };

static int
set_day(void **state)
{
	(void)state;
	ctx.today = date_make(2031, 3, 13);
	ctx.next_meeting = date_make(2031, 4, 10);
	return 0;
}

static const struct kind_choice choices[] = {
	{ .key = "hotel", .label = "Hotel" },
	{ .key = "home", .label = "Own home" },
	{ .key = "hostel", .label = "Hostel, or refuge" },
	{ .key = "gone", .label = "Gone", .retired = true },
};

static const struct kind_field plain = {
	.key = "f",
	.label = "Field",
	.choices = choices,
	.n_choices = 4,
	.min = KIND_UNSET,
	.max = KIND_UNSET,
	.max_length = 20,
	.right = RIGHT_NONE,
};

static struct kind_field
field(enum field_type type)
{
	struct kind_field f = plain;

	f.type = type;
	return f;
}

/* typed is kept as json; json is shown; what is shown is kept as json. */
static void
assert_kept(const struct kind_field *f, const char *typed, const char *json,
    const char *shown)
{
	struct buf b = { 0 }, out = { 0 };
	struct err err = { 0 };

	if (!form_value_parse(f, typed, &ctx, &b, &err))
		fail_msg("%s", err_text(&err));
	assert_string_equal(buf_text(&b), json);
	form_value_show(f, json, &ctx, &out);
	assert_string_equal(buf_text(&out), shown);
	if (json[0])
		assert_true(form_value_valid(f, json, &ctx));
	buf_release(&b);
	buf_release(&out);
}

static void
assert_refused(const struct kind_field *f, const char *typed,
    const char *sentence)
{
	struct buf b = { 0 };
	struct err err = { 0 };

	assert_false(form_value_parse(f, typed, &ctx, &b, &err));
	assert_string_equal(err_text(&err), sentence);
	assert_int_equal(b.len, 0);
	err_clear(&err);
	buf_release(&b);
}

static void
text_is_trimmed_composed_and_bounded(void **state)
{
	struct kind_field f = field(FIELD_TEXT);

	(void)state;
	assert_kept(&f, "  O'Neill \t", "\"O'Neill\"", "O'Neill");
	assert_kept(&f, "Zoe\xcc\x88", "\"Zo\xc3\xab\"", "Zo\xc3\xab");
	assert_kept(&f, "one\r\ntwo", "\"one two\"", "one two");
	assert_kept(&f, "say \"hi\" \\", "\"say \\\"hi\\\" \\\\\"",
	    "say \"hi\" \\");
	assert_kept(&f, "   ", "", "");
	assert_kept(&f, "ääääääääääääääääääää",
	    "\"ääääääääääääääääääää\"", "ääääääääääääääääääää");
	assert_refused(&f, "123456789012345678901", "Field: 21 characters "
	    "are too many; at most 20 fit here.");
	assert_refused(&f, "\xff", "Field: that is not UTF-8 text.");
	f.type = FIELD_NOTE;
	assert_kept(&f, "one\r\ntwo\n", "\"one\\ntwo\"", "one\ntwo");
}

static void
unanswered_unknown_declined_and_no_are_four_things(void **state)
{
	struct kind_field f = field(FIELD_YES_NO);

	(void)state;
	assert_kept(&f, "", "", "");
	assert_kept(&f, "Not Known", "\"unknown\"", "Not known");
	assert_kept(&f, "refused", "\"declined\"", "Declined");
	assert_kept(&f, "n", "\"no\"", "No");
	assert_kept(&f, "YES", "\"yes\"", "Yes");
	assert_refused(&f, "maybe", "Field: \"maybe\" is not an answer; type "
	    "yes, no, not known or declined.");
}

static void
a_choice_is_typed_by_its_beginning(void **state)
{
	struct kind_field f = field(FIELD_CHOICE);

	(void)state;
	assert_kept(&f, "own", "\"home\"", "Own home");
	assert_kept(&f, "hostel", "\"hostel\"", "Hostel, or refuge");
	assert_kept(&f, "HOTEL", "\"hotel\"", "Hotel");
	assert_refused(&f, "ho", "Field: \"ho\" could be several of the "
	    "choices; type more of it.");
	assert_refused(&f, "declined", "Field: \"declined\" is not among the "
	    "choices: Hotel, Own home, Hostel, or refuge.");
	f.allow_declined = true;
	assert_kept(&f, "declined", "\"declined\"", "Declined");
	/* A retired one is still read, but offered by its whole name only. */
	assert_kept(&f, "Gone", "\"gone\"", "Gone");
	assert_refused(&f, "go", "Field: \"go\" is not among the choices: "
	    "Hotel, Own home, Hostel, or refuge.");
}

static void
choices_are_kept_in_the_lists_order(void **state)
{
	struct kind_field f = field(FIELD_CHOICES);

	(void)state;
	assert_kept(&f, "hostel; hotel", "[\"hotel\",\"hostel\"]",
	    "Hotel; Hostel, or refuge");
	assert_kept(&f, "own, hotel, own", "[\"hotel\",\"home\"]",
	    "Hotel; Own home");
	assert_kept(&f, ";", "", "");
	f.allow_declined = true;
	assert_kept(&f, "not known", "[\"unknown\"]", "Not known");
}

static void
dates_are_day_before_month(void **state)
{
	struct kind_field f = field(FIELD_DATE);

	(void)state;
	assert_kept(&f, "4/11/1996", "\"1996-11-04\"", "4 Nov 1996");
	assert_kept(&f, "2031-03-13", "\"2031-03-13\"", "13 Mar 2031");
	assert_kept(&f, "today", "\"2031-03-13\"", "13 Mar 2031");
	struct buf b = { 0 };
	assert_false(form_value_parse(&f, "31/2/1996", &ctx, &b, NULL));
	assert_false(form_value_parse(&f, "1996", &ctx, &b, NULL));
	/* Without a day to count from, whole dates alone are dates. */
	assert_false(form_value_parse(&f, "today", NULL, &b, NULL));
	assert_true(form_value_parse(&f, "4 Nov 1996", NULL, &b, NULL));
	assert_string_equal(buf_text(&b), "\"1996-11-04\"");
	buf_release(&b);
	/* Where neither side of today is asked for, it is the nearer one. */
	assert_kept(&f, "14/3", "\"2031-03-14\"", "14 Mar 2031");
	assert_kept(&f, "11/3", "\"2031-03-11\"", "11 Mar 2031");
	assert_kept(&f, "20/12", "\"2030-12-20\"", "20 Dec 2030");
	f.past = true;
	assert_kept(&f, "14/3", "\"2030-03-14\"", "14 Mar 2030");
	assert_refused(&f, "14/3/2031", "Field: 14 Mar 2031 has not come "
	    "yet; a day up to today is asked for.");
	f.past = false;
	f.future = true;
	assert_refused(&f, "2031-03-12", "Field: 12 Mar 2031 is past; a day "
	    "from today on is asked for.");
}

static void
a_date_may_be_known_in_part(void **state)
{
	struct kind_field f = field(FIELD_DATE);

	(void)state;
	f.approximate = true;
	assert_kept(&f, "1996", "\"1996\"", "1996");
	assert_kept(&f, "november 1996", "\"1996-11\"", "Nov 1996");
	assert_kept(&f, "11/1996", "\"1996-11\"", "Nov 1996");
	assert_kept(&f, "age 37", "\"~1994\"", "about 1994");
	assert_kept(&f, "4/11/1996", "\"1996-11-04\"", "4 Nov 1996");
	assert_refused(&f, "once", "Field: \"once\" is not a date; type one "
	    "as 28/3/2031 or 28 Mar 2031, or a year alone.");
}

static void
times_and_numbers(void **state)
{
	struct kind_field f = field(FIELD_TIME);

	(void)state;
	assert_kept(&f, "9:30", "\"09:30\"", "09:30");
	assert_refused(&f, "24:00", "Field: \"24:00\" is not a time; type "
	    "one as 09:30.");
	f = field(FIELD_NUMBER);
	assert_kept(&f, "007", "7", "7");
	assert_kept(&f, "-1,250", "-1250", "-1250");
	assert_refused(&f, "1.5", "Field: \"1.5\" is not a whole number.");
	f.unit = "years";
	f.min = 0;
	f.max = 130;
	assert_kept(&f, "16 Years", "16", "16 years");
	assert_refused(&f, "-1", "Field: -1 is too little; at least 0 is "
	    "asked for.");
	assert_refused(&f, "131", "Field: 131 is too much; at most 130 is "
	    "asked for.");
	f = field(FIELD_NUMBER);
	f.decimals = 2;
	assert_kept(&f, "12.50", "12.5", "12.5");
	assert_kept(&f, "0.05", "0.05", "0.05");
	assert_refused(&f, "1.234", "Field: \"1.234\" is not a number.");
	assert_refused(&f, "1e3", "Field: \"1e3\" is not a number.");
	assert_refused(&f, "9999999999999999",
	    "Field: \"9999999999999999\" is not a number.");
}

static void
money_is_kept_in_pence(void **state)
{
	struct kind_field f = field(FIELD_MONEY);

	(void)state;
	assert_kept(&f, "£1,250", "125000", "£1,250.00");
	assert_kept(&f, "0.5", "50", "£0.50");
	assert_kept(&f, "-£12345678.9", "-1234567890", "-£12,345,678.90");
	assert_refused(&f, "12.345", "Field: \"12.345\" is not a sum; type "
	    "pounds and pence as 1,250.00.");
	f.min = 0;
	assert_refused(&f, "-1", "Field: -1 is too little; at least 0 is "
	    "asked for.");
}

static void
names_are_looked_up_by_the_caller(void **state)
{
	struct kind_field f = field(FIELD_AGENCY);
	struct buf out = { 0 };

	(void)state;
	assert_kept(&f, "Housing", "2199023255552", "Housing");
	assert_refused(&f, "Elsewhere", "Field: \"Elsewhere\" is nobody "
	    "here.");
	form_value_show(&f, "7", &ctx, &out);
	assert_string_equal(buf_text(&out), "‹?›");
	buf_release(&out);
}

static void
an_address_keeps_its_lines_and_postcode(void **state)
{
	struct kind_field f = field(FIELD_ADDRESS);

	(void)state;
	assert_kept(&f, "1 Example Street,\n Marshmere , zz1 1zz",
	    "{\"lines\":[\"1 Example Street\",\"Marshmere\"],"
	    "\"postcode\":\"ZZ1 1ZZ\"}", "1 Example Street, Marshmere, "
	    "ZZ1 1ZZ");
	assert_kept(&f, "The boat", "{\"lines\":[\"The boat\"]}",
	    "The boat");
	assert_kept(&f, "ZZ11ZZ", "{\"lines\":[],\"postcode\":\"ZZ1 1ZZ\"}",
	    "ZZ1 1ZZ");
	assert_kept(&f, " , ", "", "");
}

static void
what_is_safe_stands_beside_the_number(void **state)
{
	struct kind_field f = field(FIELD_PHONE);

	(void)state;
	assert_kept(&f, "01632 960111; safe; no message; weekdays "
	    "10:00-11:30 only", "{\"number\":\"01632 960111\",\"call\":"
	    "\"yes\",\"message\":\"no\",\"times\":\"weekdays 10:00-11:30 "
	    "only\"}", "01632 960111; safe to call; NO MESSAGES; weekdays "
	    "10:00-11:30 only");
	assert_kept(&f, "01632 960222, unsafe", "{\"number\":"
	    "\"01632 960222\",\"call\":\"no\"}",
	    "01632 960222; NOT SAFE TO CALL");
	assert_kept(&f, "+44 1632 960333", "{\"number\":"
	    "\"+44 1632 960333\"}", "+44 1632 960333");
	assert_refused(&f, "ring her", "Field: \"ring her\" is not a phone "
	    "number; type the number first, then what is safe: 01632 960111; "
	    "safe to call; no messages; weekdays 10:00-11:30.");
}

/* What the book should never hold is shown as a mark and is not valid. */
static void
a_value_of_another_type_is_a_mark(void **state)
{
	static const struct {
		enum field_type type;
		const char *json;
	} wrong[] = {
		{ FIELD_TEXT, "12" }, { FIELD_YES_NO, "\"y\"" },
		{ FIELD_CHOICE, "\"nowhere\"" }, { FIELD_CHOICES, "\"home\"" },
		{ FIELD_CHOICES, "[]" }, { FIELD_CHOICES, "[\"home\",1]" },
		{ FIELD_DATE, "\"1996\"" }, { FIELD_DATE, "\"2031-02-30\"" },
		{ FIELD_TIME, "\"25:00\"" }, { FIELD_NUMBER, "\"1\"" },
		{ FIELD_NUMBER, "1.5" }, { FIELD_MONEY, "1.5" },
		{ FIELD_MEMBER, "\"x\"" }, { FIELD_ADDRESS, "[]" },
		{ FIELD_ADDRESS, "{\"lines\":[1]}" },
		{ FIELD_PHONE, "{}" }, { FIELD_TEXT, "not json" },
		{ FIELD_PHONE, "{\"number\":\"1\",\"call\":\"perhaps\"}" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		struct kind_field f = field(wrong[i].type);
		struct buf out = { 0 };
		form_value_show(&f, wrong[i].json, &ctx, &out);
		assert_string_equal(buf_text(&out), "‹?›");
		assert_false(form_value_valid(&f, wrong[i].json, &ctx));
		buf_release(&out);
	}
	/* Valid for the eye, yet not as parsing writes it. */
	struct kind_field f = field(FIELD_CHOICES);
	assert_false(form_value_valid(&f, "[\"home\",\"hotel\"]", &ctx));
	f = field(FIELD_TIME);
	assert_false(form_value_valid(&f, "\"9:30\"", &ctx));
}

static void
conditions_tell_no_answer_from_every_answer(void **state)
{
	static const char *const yes[] = { "yes" };
	const struct kind_when is = { .field = "f", .is = yes, .n_is = 1,
	    .answered = -1 };
	const struct kind_when not = { .field = "f", .not = yes, .n_not = 1,
	    .answered = -1 };
	const struct kind_when given = { .field = "f", .answered = 1 };
	const struct kind_when open = { .field = "f", .answered = 0 };

	(void)state;
	assert_true(form_when_holds(NULL, NULL));
	assert_true(form_when_holds(&is, "\"yes\""));
	assert_true(form_when_holds(&is, "[\"no\",\"yes\"]"));
	assert_false(form_when_holds(&is, "\"unknown\""));
	assert_false(form_when_holds(&is, ""));
	assert_false(form_when_holds(&not, "\"yes\""));
	assert_true(form_when_holds(&not, "\"declined\""));
	assert_false(form_when_holds(&not, NULL));
	assert_true(form_when_holds(&given, "\"no\""));
	assert_false(form_when_holds(&given, NULL));
	assert_true(form_when_holds(&open, ""));
	assert_false(form_when_holds(&open, "0"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_is_trimmed_composed_and_bounded),
		cmocka_unit_test(
		    unanswered_unknown_declined_and_no_are_four_things),
		cmocka_unit_test(a_choice_is_typed_by_its_beginning),
		cmocka_unit_test(choices_are_kept_in_the_lists_order),
		cmocka_unit_test(dates_are_day_before_month),
		cmocka_unit_test(a_date_may_be_known_in_part),
		cmocka_unit_test(times_and_numbers),
		cmocka_unit_test(money_is_kept_in_pence),
		cmocka_unit_test(names_are_looked_up_by_the_caller),
		cmocka_unit_test(an_address_keeps_its_lines_and_postcode),
		cmocka_unit_test(what_is_safe_stands_beside_the_number),
		cmocka_unit_test(a_value_of_another_type_is_a_mark),
		cmocka_unit_test(conditions_tell_no_answer_from_every_answer),
	};

	return cmocka_run_group_tests(tests, set_day, NULL);
}
