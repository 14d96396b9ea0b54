/* A data file comes in whole or not at all, and says where it is wrong. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>

#include "cmd/file.h"
#include "cmd/import.h"
#include "cmd_help.h"

static void
everything_came_in(void **state)
{
	struct marsh *m = *state;
	struct db *db = m->scratch->db;

	assert_int_equal(scratch_ask_int(db, "SELECT count(*) FROM agency"),
	    11);
	assert_int_equal(scratch_ask_int(db, "SELECT count(*) FROM member"),
	    12);
	assert_int_equal(scratch_ask_int(db, "SELECT count(*) FROM meeting"),
	    5);
	assert_int_equal(scratch_ask_int(db, "SELECT count(*) FROM casefile"),
	    8);
	assert_int_equal(scratch_ask_int(db, "SELECT count(*) FROM item"
	    " WHERE casefile_id IS NOT NULL"), 8);
	assert_int_equal(scratch_ask_int(db, "SELECT count(*) FROM"
	    " contribution"), 15);
	assert_string_equal(scratch_ask(db, "SELECT group_concat(ref, ' ')"
	    " FROM (SELECT ref FROM action ORDER BY ref)"), "A-0207 A-0209");
	/* One person in two casefiles is one record. */
	assert_int_equal(scratch_ask_int(db, "SELECT count(*) FROM subject"
	    " WHERE forenames = 'Wren'"), 1);
	assert_string_equal(scratch_ask(db, "SELECT safe_times FROM contact"
	    " WHERE value = '01632 960111'"),
	    "Mon-Fri 10:00-11:30, NO MESSAGES");
	assert_int_equal(scratch_ask_int(db, "SELECT min(guarded) FROM contact"
	    " WHERE value LIKE '01632 9601%'"), 1);
	assert_string_equal(scratch_ask(db, "SELECT json_extract(answers,"
	    " '$.pregnant') FROM subject WHERE forenames = 'Wren'"), "yes");
}

/* Import a changed copy of the data into a new book. */
struct attempt {
	struct scratch *scratch;
	struct session s;
	struct buf text, report;
	struct import_counts counts;
	struct err err;
	bool ok;
};

static void
replace(struct buf *text, const char *was, const char *now)
{
	char *at = strstr(buf_text(text), was);
	size_t offset;

	assert_non_null(at);
	offset = (size_t)(at - text->data);
	buf_remove(text, offset, strlen(was));
	buf_insert(text, offset, now, strlen(now));
}

static void
attempt(struct attempt *a, void **state, const char *was, const char *now,
    bool dry_run)
{
	struct import_options o = { .forms = marsh_forms(),
		.dry_run = dry_run };
	struct buf path = { 0 };

	memset(a, 0, sizeof(*a));
	a->scratch = *state;
	buf_addf(&path, "%s/marshmere.yaml", marsh_data());
	assert_true(file_read(buf_text(&path), &a->text, &a->err));
	buf_release(&path);
	if (was != NULL)
		replace(&a->text, was, now);
	a->scratch->db = db_create(a->scratch->path, &a->scratch->clock,
	    &a->err);
	assert_non_null(a->scratch->db);
	session_open_system(&a->s, a->scratch->db, &a->scratch->clock,
	    "test");
	a->s.forms = marsh_forms();
	a->ok = cmd_import(&a->s, "data.yaml", buf_text(&a->text),
	    a->text.len, &o, &a->counts, &a->report, &a->err);
}

static void
finish(struct attempt *a)
{
	session_close(&a->s);
	buf_release(&a->text);
	buf_release(&a->report);
	err_clear(&a->err);
}

/* Refused, with this in the report, and nothing at all was saved. */
static void
refused(void **state, const char *was, const char *now, const char *says)
{
	struct attempt a;

	attempt(&a, state, was, now, false);
	assert_false(a.ok);
	if (strstr(buf_text(&a.report), says) == NULL)
		print_error("%s\n", buf_text(&a.report));
	assert_non_null(strstr(buf_text(&a.report), says));
	assert_int_equal(a.err.code, ERR_INPUT);
	assert_int_equal(scratch_ask_int(a.scratch->db,
	    "SELECT (SELECT count(*) FROM book)"
	    " + (SELECT count(*) FROM agency) + (SELECT count(*) FROM"
	    " casefile) + (SELECT count(*) FROM event)"), 0);
	finish(&a);
}

static void
a_wrong_name_is_told_with_its_place(void **state)
{
	refused(state, "login: gavelstone, agency: Police",
	    "login: gavelstone, agency: Polise",
	    "data.yaml:25:33: members[0].agency: There is no agency"
	    " \"Polise\". Did you mean \"Police\"?");
}

static void
a_wrong_key_is_told(void **state)
{
	refused(state, "    tool: dash\n    score: 15", "    tool: dash\n"
	    "    scroe: 15", "data.yaml:72:5: casefiles[0]: unknown key \"scroe\""
	    " (did you mean \"score\"?)");
}

static void
a_wrong_answer_is_told(void **state)
{
	refused(state, "criteria: [judgement]", "criteria: [judgment]",
	    "casefiles[1].answers.criteria: ");
}

static void
a_late_error_saves_nothing(void **state)
{
	refused(state, "    type: mental-health\n    due: 2031-02-28",
	    "    type: mental-health\n    due: 2031-02-30",
	    "actions[1].due: \"2031-02-30\" is no day such as 2031-03-13");
}

static void
too_many_in_a_role_are_refused(void **state)
{
	refused(state, "{role: perpetrator, surname: Mockford",
	    "{role: victim, surname: Mockford", "casefiles[2].parties[1]: ");
}

static void
a_rehearsal_saves_nothing(void **state)
{
	struct attempt a;

	attempt(&a, state, NULL, NULL, true);
	assert_true(a.ok);
	assert_int_equal(a.counts.casefiles, 8);
	assert_int_equal(scratch_ask_int(a.scratch->db,
	    "SELECT count(*) FROM event"), 0);
	finish(&a);
}

static void
scripts_are_found_by_name(void **state)
{
	struct err err = { 0 };
	const char text[] = "scripts:\n  a: |\n    one\n    two\n";
	char *lines;

	(void)state;
	lines = import_script("x", text, strlen(text), "a", &err);
	assert_string_equal(lines, "one\ntwo\n");
	free(lines);
	assert_null(import_script("x", text, strlen(text), "b", &err));
	assert_int_equal(err.code, ERR_INPUT);
	err_clear(&err);
}

#define WHOLE(f) \
	cmocka_unit_test_setup_teardown(f, marsh_setup, marsh_teardown)
#define BARE(f) cmocka_unit_test_setup_teardown(f, scratch_setup_empty, \
	scratch_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		WHOLE(everything_came_in),
		BARE(a_wrong_name_is_told_with_its_place),
		BARE(a_wrong_key_is_told),
		BARE(a_wrong_answer_is_told),
		BARE(a_late_error_saves_nothing),
		BARE(too_many_in_a_role_are_refused),
		BARE(a_rehearsal_saves_nothing),
		cmocka_unit_test(scripts_are_found_by_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
