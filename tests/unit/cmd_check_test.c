/*
 * What a form would refuse is refused by every way in: verbs, scripts, data
 * files, and a field saved by itself.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/buf.h"
#include "cmd/cmd.h"
#include "cmd/import.h"
#include "meeting_book.h"

static void
test_verbs(void **state)
{
	static const struct {
		const char *line, *words;
	} refused[] = {
		{ "refer MM agency=Police received=2031-03-14",
		    "14 Mar 2031 has not come yet" },
		{ "refer MM agency=Police incident=2031-04-01",
		    "1 Apr 2031 has not come yet" },
		{ "refer MM agency=Police scored=2031-04-01",
		    "has not come yet" },
		{ "refer MM agency=Police score=201", "201 is too much" },
		{ "refer MM agency=Police tool=tarot",
		    "\"tarot\" is not among the choices" },
		{ "party-add MM-2031-014 other Nobody Yet 2031-03-14",
		    "Date of birth: 14 Mar 2031 has not come yet" },
		{ "party-add MM-2031-014 other Nobody Yet 1990-01-01 purple",
		    "Sex: \"purple\" is not among the choices" },
		{ "incident MM-2031-014 2031-03-14 \"to come\"",
		    "has not come yet" },
		{ "contact MM-2031-014 Wren phone 01632960123 maybe",
		    "\"maybe\" is not among the choices" },
		{ "case-set MM-2031-014 incident 2031-03-14",
		    "has not come yet" },
		{ "apologies teacup info=yes on=2031-03-14"
		    " meeting=MM-2031-03-13",
		    "a day to come" },
	};
	struct book *b = *state;
	int64_t cases = book_count(b, "SELECT count(*) FROM casefile");
	size_t i;

	for (i = 0; i < sizeof refused / sizeof *refused; i++)
		book_refuse(b, refused[i].line, refused[i].words);
	assert_int_equal(book_count(b, "SELECT count(*) FROM casefile"),
	    cases);
	/* Today has come; a choice may be typed as people say it. */
	book_do(b, "refer MM agency=Police received=2031-03-13 score=200"
	    " tool=dash");
	book_do(b, "party-add MM-2031-014 other Nobody Now 2031-03-13"
	    " Female");
	assert_string_equal(book_ask(b, "SELECT sex FROM subject WHERE"
	    " surname = 'Nobody'"), "female");
}

static void
field_refused(struct book *b, const char *column, const char *old,
    const char *new, const char *words)
{
	int64_t id = book_case(b, "MM-2031-014");

	if (cmd_set_field(&b->s, "casefile", column, id, old, new, NULL,
	    &b->err))
		fail_msg("%s = %s was taken", column, new);
	assert_int_equal(b->err.code, ERR_INPUT);
	if (strstr(err_text(&b->err), words) == NULL)
		fail_msg("%s", err_text(&b->err));
	err_clear(&b->err);
}

static void
test_fields(void **state)
{
	struct book *b = *state;
	int64_t id = book_case(b, "MM-2031-014");

	field_refused(b, "score", "16", "999", "too much");
	field_refused(b, "received_on", "2031-03-03", "2032-01-01",
	    "has not come yet");
	field_refused(b, "tool", "dash", "tarot", "not among the choices");
	assert_false(cmd_set_answer(&b->s, "casefile", id, "criteria", NULL,
	    "[\"tarot\"]", NULL, &b->err));
	assert_int_equal(b->err.code, ERR_INPUT);
	err_clear(&b->err);
	assert_true(cmd_set_field(&b->s, "casefile", "score", id, "16", "17",
	    NULL, &b->err));
	assert_true(cmd_set_field(&b->s, "casefile", "score", id, "17", NULL,
	    NULL, &b->err));
}

/* A new step lies ahead, by whatever way it is added. */
static void
test_milestone(void **state)
{
	struct book *b = *state;

	book_open(b);
	book_at(b, "09:40");
	book_do(b, "go MM-2031-014");
	book_do(b, "action \"Stork to flag notes by mon\"");
	book_refuse(b, "milestone MM-2031-014/A1 letter 2031-03-12",
	    "before 13 Mar 2031");
	book_do(b, "milestone MM-2031-014/A1 letter 2031-03-14");
}

static void
test_import(void **state)
{
	static const char text[] =
	    "casefiles:\n"
	    "  - ref: MM-2031-901\n"
	    "    board: MM\n"
	    "    received: 2031-03-14\n"
	    "    incident: 2031-05-01\n"
	    "    agency: Police\n"
	    "    parties:\n"
	    "      - {role: victim, surname: Later, born: 2040-01-01}\n";
	struct book *b = *state;
	const struct import_options o = { .dry_run = false };
	struct import_counts counts;
	struct buf report = { 0 };

	assert_false(cmd_import(&b->s, "later.yaml", text, sizeof text - 1,
	    &o, &counts, &report, &b->err));
	assert_non_null(strstr(buf_text(&report), "later.yaml:4:15: "
	    "casefiles[0].received: 2031-03-14 has not come yet"));
	assert_non_null(strstr(buf_text(&report), "later.yaml:5:15: "
	    "casefiles[0].incident: 2031-05-01 has not come yet"));
	assert_int_equal(book_count(b, "SELECT count(*) FROM casefile WHERE"
	    " ref = 'MM-2031-901'"), 0);
	buf_release(&report);
	err_clear(&b->err);
}

#define T(f) cmocka_unit_test_setup_teardown(f, book_setup, book_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(test_verbs), T(test_fields), T(test_milestone),
		T(test_import),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
