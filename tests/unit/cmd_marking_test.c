/*
 * The marking of what is shown or leaves the book: the highest among the
 * board's own and those of the records in it, as far as the viewer sees them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "app.h"
#include "cmd/export_actions.h"
#include "cmd/export_cmd.h"
#include "cmd/file.h"
#include "cmd/find.h"
#include "cmd/kind_cmd.h"
#include "cmd/report_cmd.h"
#include "cmd_help.h"

#define HIGH "OFFICIAL-SENSITIVE"

/* The board's own marking is the lower one, and one record has the higher. */
static int
setup(void **state)
{
	static const char overlay[] =
	    "kind: soc\nmarking: {text: OFFICIAL}\n";
	struct buf path = {0}, text = {0};
	struct marsh *m;
	int64_t version;

	if (data_setup(state, "marlsea", "trelease") != 0)
		return -1;
	m = *state;
	buf_addf(&path, "%s/soc.yaml", marsh_forms());
	if (!file_read(buf_text(&path), &text, &m->err) ||
	    !cmd_kind_take(&m->s, "lower", buf_text(&text), text.len, overlay,
	    strlen(overlay), &version, NULL, &m->err))
		return -1;
	marsh_do(m, "kind-use SM");
	scratch_write(m->scratch->db, "test", "UPDATE casefile SET marking ="
	    " CASE ref WHEN 'OCG-01' THEN '" HIGH "' WHEN 'L-1' THEN '" HIGH
	    "' WHEN 'OCG-02' THEN 'OFFICIAL' ELSE '' END");
	buf_release(&text);
	buf_release(&path);
	return 0;
}

static bool
put(void *arg, const char *data, size_t len)
{
	buf_add(arg, data, len);
	return true;
}

/* Does the report, as that member, in that format, bear the higher one? */
static bool
report_is_high(struct marsh *m, const char *login, const char *format,
    const char *about)
{
	struct report_wish wish = { .key = "tracker" };
	struct report shown;
	struct buf doc = {0};
	bool high, on_screen;

	marsh_as(m, login);
	assert_true(find_board(&m->s, "SM", &wish.board, &m->err));
	if (about != NULL)
		assert_true(find_casefile(&m->s, about, &wish.casefile,
		    &m->err));
	assert_true(cmd_report_export(&m->s, &wish, doc_format_find(format),
	    false, put, &doc, &m->err));
	high = strstr(buf_text(&doc), HIGH) != NULL;
	assert_non_null(strstr(buf_text(&doc), "OFFICIAL"));
	assert_true(cmd_report(&m->s, &wish, &shown, &m->err));
	on_screen = strcmp(shown.marking, HIGH) == 0;
	assert_int_equal(high, on_screen);
	report_release(&shown);
	buf_release(&doc);
	return high;
}

static void
a_report_bears_the_highest_of_what_it_holds(void **state)
{
	static const char *const formats[] = { "text", "markdown" };
	struct marsh *m = *state;
	size_t i;

	for (i = 0; i < 2; i++) {
		assert_true(report_is_high(m, "trelease", formats[i], NULL));
		assert_true(report_is_high(m, "trelease", formats[i],
		    "OCG-01"));
		assert_false(report_is_high(m, "trelease", formats[i],
		    "OCG-02"));
		/* Who does not see that record has nothing that bears it. */
		assert_false(report_is_high(m, "rowan", formats[i], NULL));
	}
}

/* At the head of the first page, where "Marking" of one record is not. */
static bool
head_is_high(const struct buf *doc)
{
	const char *at = strstr(buf_text(doc), "OFFICIAL");

	assert_non_null(at);
	assert_true(at < buf_text(doc) + 400);
	return strncmp(at, HIGH, strlen(HIGH)) == 0;
}

static bool
minutes_are_high(struct marsh *m, const char *login, const char *format)
{
	struct buf doc = {0};
	int64_t meeting;
	bool high;

	marsh_as(m, login);
	assert_true(find_meeting(&m->s, "SOC-2025-03", &meeting, &m->err));
	if (!cmd_export_minutes(&m->s, meeting, doc_format_find(format), &doc,
	    &m->err))
		fail_msg("%s", err_text(&m->err));
	high = head_is_high(&doc);
	buf_release(&doc);
	return high;
}

static void
minutes_bear_the_highest_of_what_was_heard(void **state)
{
	struct marsh *m = *state;

	marsh_do(m, "agenda-build meeting=SOC-2025-03");
	assert_true(minutes_are_high(m, "trelease", "text"));
	assert_true(minutes_are_high(m, "trelease", "markdown"));
	assert_false(minutes_are_high(m, "rowan", "text"));
	assert_false(minutes_are_high(m, "rowan", "markdown"));
}

/* The top row of the screen at that place. */
static bool
screen_is_high(struct marsh *m, const char *sort, int64_t id)
{
	struct buf place = {0}, rows = {0};
	struct app app;
	bool high;

	buf_addf(&place, "%s %lld", sort, (long long)id);
	assert_true(app_init(&app, &m->s, 24, 100, buf_text(&place),
	    &m->err));
	app_draw(&app);
	surface_dump(&app.surface, &rows, false);
	assert_non_null(strstr(buf_text(&rows), " OFFICIAL"));
	high = strstr(buf_text(&rows), " " HIGH " ") != NULL;
	app_release(&app);
	buf_release(&rows);
	buf_release(&place);
	return high;
}

static void
a_page_bears_that_of_the_record_it_shows(void **state)
{
	struct marsh *m = *state;
	int64_t id;

	assert_true(find_casefile(&m->s, "OCG-01", &id, &m->err));
	assert_true(screen_is_high(m, "repeat", id));
	assert_true(find_casefile(&m->s, "OCG-02", &id, &m->err));
	assert_false(screen_is_high(m, "repeat", id));
	assert_true(find_action(&m->s, "A5", &id, &m->err));
	assert_true(screen_is_high(m, "action", id));
	/* Its owner is not on that record's list. */
	marsh_as(m, "nair");
	assert_false(screen_is_high(m, "action", id));
}

static void
ones_own_actions_bear_the_highest(void **state)
{
	struct marsh *m = *state;
	struct buf doc = {0};

	marsh_as(m, "tregarth");
	assert_true(cmd_export_mine(&m->s, doc_format_find("text"), &doc,
	    &m->err));
	assert_non_null(strstr(buf_text(&doc), HIGH));
	buf_clear(&doc);
	marsh_as(m, "nair");
	assert_true(cmd_export_mine(&m->s, doc_format_find("text"), &doc,
	    &m->err));
	assert_null(strstr(buf_text(&doc), HIGH));
	buf_release(&doc);
}

/* In a format that is written whole as in one whose rows are written as they
 * come, the higher one stands behind many that are not. */
static void
a_long_list_bears_the_highest_that_may_be(void **state)
{
	static const char *const formats[] = { "markdown", "text" };
	struct action_pick pick = {0};
	struct marsh *m = *state;
	struct buf doc = {0};
	size_t i;

	assert_true(find_board(&m->s, "SM", &pick.board, &m->err));
	assert_true(scratch_write(m->scratch->db, "test", "WITH RECURSIVE"
	    " n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE"
	    " i < 2100) INSERT INTO action (id, board_id, casefile_id, number,"
	    " ref, text, strand, agency_id, member_id, due_on, status,"
	    " status_on, recorded_by_id, agreed_at) SELECT 900000000 + i,"
	    " board_id, (SELECT id FROM casefile WHERE ref = 'OCG-02'),"
	    " 1000 + i, 'Z' || i, 'Early.', strand, agency_id, member_id,"
	    " '2000-01-01', status, status_on, recorded_by_id, agreed_at"
	    " FROM n JOIN (SELECT * FROM action WHERE live LIMIT 1)"));
	for (i = 0; i < 2; i++) {
		if (!cmd_export_actions(&m->s, &pick, doc_format_find(
		    formats[i]), &doc, &m->err))
			fail_msg("%s", err_text(&m->err));
		assert_true(head_is_high(&doc));
		buf_clear(&doc);
	}
	buf_release(&doc);
}

#define T(f) cmocka_unit_test_setup_teardown(f, setup, marsh_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(a_report_bears_the_highest_of_what_it_holds),
		T(minutes_bear_the_highest_of_what_was_heard),
		T(a_page_bears_that_of_the_record_it_shows),
		T(ones_own_actions_bear_the_highest),
		T(a_long_list_bears_the_highest_that_may_be),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
