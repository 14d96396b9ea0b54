/*
 * Every report of the fictional board of tests/data/marlsea.yaml, in every
 * format: all can be made, and none of them tells anyone of a record that is
 * not theirs to know of.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "cmd/find.h"
#include "cmd/report_cmd.h"
#include "cmd_help.h"
#include "store/erase.h"
#include "store/tx.h"

static int
opening(void **state)
{
	int failed = data_setup(state, "marlsea", "oakshott");
	struct marsh *m = *state;

	if (!failed)
		m->scratch->now = clock_parse("2025-09-10T09:55:00");
	return failed;
}

static bool
put(void *arg, const char *data, size_t len)
{
	buf_add(arg, data, len);
	return true;
}

/* Everything that all reports of the board say to one who signs in so. */
static void
all_reports(struct marsh *m, const char *login, struct buf *text)
{
	const struct kind_report *list;
	struct report_wish wish = {0};
	struct arena arena = {0};
	size_t n;

	marsh_as(m, login);
	assert_true(find_board(&m->s, "SM", &wish.board, &m->err));
	assert_true(cmd_report_list(&m->s, wish.board, &arena, &list, &n,
	    &m->err));
	assert_true(n > 50);
	for (size_t i = 0; i < n; i++) {
		const struct doc_format *f;
		struct report r;

		wish.key = list[i].key;
		if (!cmd_report(&m->s, &wish, &r, &m->err))
			fail_msg("%s: %s", wish.key, err_text(&m->err));
		report_release(&r);
		for (f = doc_formats; f->name; f++)
			/* Those of the module say the same. */
			if (f->write && !cmd_report_export(&m->s, &wish, f, false, put,
			    text, &m->err))
				fail_msg("%s as %s: %s", wish.key, f->name,
				    err_text(&m->err));
	}
	arena_release(&arena);
}

/* What the housing association may not know of. */
static const char *const hidden[] = { "OCG-01", "L-1,",
	"Harbour Hand", "unannounced", "siblings", "suppliers", "A1,", "A3,",
	"A5,", "18,450" };

static void
the_chair_has_them_all(void **state)
{
	struct buf text = {0};

	all_reports(*state, "oakshott", &text);
	for (size_t i = 0; i < sizeof hidden / sizeof *hidden; i++)
		if (!strstr(text.data, hidden[i]))
			fail_msg("\"%s\" is in no report", hidden[i]);
	buf_release(&text);
}

/* The housing association sees R1 to R3, OCG-02, L-2, A2 and A4. */
static void
nobody_hears_of_what_is_not_theirs(void **state)
{
	struct buf text = {0};

	all_reports(*state, "rowan", &text);
	assert_non_null(strstr(text.data, "OCG-02"));
	for (size_t i = 0; i < sizeof hidden / sizeof *hidden; i++)
		if (strstr(text.data, hidden[i]))
			fail_msg("\"%s\" is told: %.80s", hidden[i],
			    strstr(text.data, hidden[i]));
	buf_release(&text);
}

/* An owner sees the action, not the group it hangs on. */
static void
an_owner_sees_no_parent_that_is_not_theirs(void **state)
{
	struct buf text = {0};

	all_reports(*state, "nair", &text);
	assert_non_null(strstr(text.data, "suppliers"));
	assert_null(strstr(text.data, "OCG-01"));
	assert_null(strstr(text.data, "HAZEL"));
	buf_release(&text);
}

/* ---- Disposal ----------------------------------------------------------- */

static void
do_as(struct marsh *m, const char *login, const char *line)
{
	marsh_as(m, login);
	marsh_do(m, line);
	if (m->err.code != ERR_NONE)
		fail_msg("%s: %s", line, err_text(&m->err));
}

/* The report's lines as rows of a spreadsheet, on that day. */
static const char *
up_on(struct marsh *m, const char *login, const char *day, struct buf *text)
{
	struct report_wish wish = { .key = "disposal" };
	struct buf at = {0};

	buf_addf(&at, "%sT10:00:00", day);
	m->scratch->now = clock_parse(buf_text(&at));
	buf_release(&at);
	marsh_as(m, login);
	assert_true(find_board(&m->s, "SM", &wish.board, &m->err));
	buf_clear(text);
	if (!cmd_report_export(&m->s, &wish, doc_format_find("csv"), false,
	    put, text, &m->err))
		fail_msg("%s", err_text(&m->err));
	if (text->len == 0)
		return "";
	return strchr(text->data, '\n') + 1;
}

#define TITLE "County lines group using others' homes"

static void
ended_records_come_up_and_are_decided_on(void **state)
{
	struct marsh *m = *state;
	struct buf text = {0};
	int64_t casefile;

	do_as(m, "oakshott", "state OCG-02 archived \"No activity\""
	    " on=2025-09-09");
	/* Six years, and not a day less. */
	assert_string_equal(up_on(m, "trelease", "2031-09-08", &text), "");
	assert_string_equal(up_on(m, "trelease", "2031-09-09", &text),
	    "9 Sep 2031,OCG-02," TITLE ",Archived,9 Sep 2025,\r\n");
	/* Who erases says what stays, until when and why. */
	marsh_as(m, "oakshott");
	assert_true(marsh_refused(m, "keep-until OCG-02 2033-01-01 x",
	    ERR_DENIED));
	marsh_as(m, "trelease");
	assert_true(marsh_refused(m, "keep-until OCG-02 2031-09-09 x",
	    ERR_INPUT));
	assert_true(marsh_refused(m, "keep-until OCG-02 2033-01-01 \" \"",
	    ERR_INPUT));
	err_clear(&m->err);
	do_as(m, "trelease", "keep-until OCG-02 2033-01-01 \"An inquiry\"");
	assert_string_equal(up_on(m, "trelease", "2032-12-31", &text), "");
	assert_string_equal(up_on(m, "trelease", "2033-01-01", &text),
	    "1 Jan 2033,OCG-02," TITLE ",Archived,9 Sep 2025,\r\n");
	do_as(m, "oakshott", "hold OCG-02 yes \"An appeal\"");
	assert_string_equal(up_on(m, "trelease", "2033-01-01", &text),
	    "1 Jan 2033,OCG-02," TITLE ",Archived,9 Sep 2025,legal hold\r\n");
	do_as(m, "oakshott", "hold OCG-02 no Over");
	do_as(m, "trelease", "erase-ask OCG-02 \"Retention is over\"");
	do_as(m, "oakshott", "erase-approve OCG-02");
	assert_string_equal(up_on(m, "trelease", "2033-01-02", &text),
	    "1 Jan 2033,OCG-02," TITLE ",Archived,9 Sep 2025,"
	    "\"to be erased, asked 1 Jan 2033, 1 of 2 agreed\"\r\n");
	/* A request is between those who erase and those who agree. */
	assert_string_equal(up_on(m, "rowan", "2033-01-02", &text),
	    "1 Jan 2033,OCG-02," TITLE ",Archived,9 Sep 2025,\r\n");
	/* What was decided goes with the record. */
	marsh_as(m, "trelease");
	assert_true(find_casefile(&m->s, "OCG-02", &casefile, &m->err));
	assert_true(db_begin(m->s.db, "erase", &m->err));
	if (!db_erase_casefile(m->s.db, casefile, &m->err) ||
	    !db_commit(m->s.db, &m->err))
		fail_msg("%s", err_text(&m->err));
	assert_int_equal(scratch_ask_int(m->s.db, "SELECT count(*) FROM"
	    " retention"), 0);
	buf_release(&text);
}

/* A child's record says itself until when it is kept. */
static void
a_record_is_kept_by_its_own_day(void **state)
{
	struct marsh *m = *state;
	struct buf text = {0};

	do_as(m, "oakshott", "case-set VP-1 keep-until 2034-05-01");
	do_as(m, "oakshott", "state VP-1 closed \"Safe\" on=2025-09-09");
	assert_string_equal(up_on(m, "oakshott", "2034-04-30", &text), "");
	assert_non_null(strstr(up_on(m, "oakshott", "2034-05-01", &text),
	    "1 May 2034,VP-1,"));
	buf_release(&text);
}

#define WITH(test) cmocka_unit_test_setup_teardown(test, opening, \
	marsh_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		WITH(the_chair_has_them_all),
		WITH(nobody_hears_of_what_is_not_theirs),
		WITH(an_owner_sees_no_parent_that_is_not_theirs),
		WITH(ended_records_come_up_and_are_decided_on),
		WITH(a_record_is_kept_by_its_own_day),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
