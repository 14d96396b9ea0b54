/* A table of referrals or actions comes in by its mapping, all of it or nothing;
 * each error says its line and field; what looks like a record is proposed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "base/csv.h"
#include "cmd/file.h"
#include "cmd/import_csv.h"
#include "cmd_help.h"
#include "store/tx.h"

static struct buf report;
static struct import_counts counts;

static void
read_table(struct buf *b, const char *name)
{
	struct buf path = {0};

	buf_addf(&path, "%s/tables/%s", marsh_data(), name);
	assert_true(file_read(buf_text(&path), b, NULL));
	buf_release(&path);
}

/* With the first "was" in the table, or in the mapping, written as now. */
static bool
take(struct marsh *m, const char *name, const char *was, const char *now,
    struct import_options o, bool accept)
{
	struct buf table = {0}, map = {0}, file = {0}, *b;
	struct session s;
	char *at;
	bool ok;

	buf_addf(&file, "%s.csv", name);
	read_table(&table, buf_text(&file));
	buf_clear(&file);
	buf_addf(&file, "%s.map.yaml", name);
	read_table(&map, buf_text(&file));
	if (was) {
		at = strstr(buf_text(&table), was);
		b = at ? &table : &map;
		at = strstr(buf_text(b), was);
		assert_non_null(at);
		size_t offset = (size_t)(at - b->data);
		buf_remove(b, offset, strlen(was));
		buf_insert(b, offset, now, strlen(now));
	}
	buf_clear(&report);
	err_clear(&m->err);
	session_open_system(&s, m->scratch->db, &m->scratch->clock, "test");
	s.forms = marsh_forms();
	ok = cmd_import_csv(&s, &(struct import_table){ .name = "t.csv",
	    .text = buf_text(&table), .len = table.len, .map_name = "t.map",
	    .map = buf_text(&map), .map_len = map.len, .accept = accept }, &o,
	    &counts, &report, &m->err);
	session_close(&s);
	assert_false(db_in_tx(m->scratch->db));
	buf_release(&table);
	buf_release(&map);
	buf_release(&file);
	return ok;
}

static int64_t
records(struct marsh *m)
{
	return scratch_ask_int(m->scratch->db, "SELECT (SELECT count(*) FROM"
	    " casefile) + (SELECT count(*) FROM party) + (SELECT count(*)"
	    " FROM action) + (SELECT count(*) FROM event)");
}

/* Refused with these words, and nothing stays. */
static void
refused(struct marsh *m, const char *name, const char *was, const char *now,
    const char *says)
{
	int64_t before = records(m);

	if (take(m, name, was, now, (struct import_options){0}, false))
		fail_msg("\"%s\" was taken in", now);
	if (!strstr(buf_text(&report), says))
		fail_msg("no \"%s\" in\n%s", says, buf_text(&report));
	assert_int_equal(records(m), before);
}

static void
a_dry_run_saves_nothing(void **state)
{
	struct marsh *m = *state;
	int64_t before = records(m);

	assert_true(take(m, "referrals", NULL, NULL,
	    (struct import_options){ .dry_run = true }, false));
	assert_int_equal(counts.casefiles, 2);
	assert_int_equal(counts.parties, 7);
	assert_int_equal(records(m), before);
}

static void
each_error_says_where(void **state)
{
	struct marsh *m = *state;

	refused(m, "referrals", "MPS", "Polise", "t.csv:2:2: Referring "
	    "agency: There is no agency \"Polise\". Did you mean");
	refused(m, "referrals", "14/02/1999", "31/02/1999", "t.csv:2:9: Victim "
	    "DOB: \"31/02/1999\" is no day");
	refused(m, "referrals", "2031-03-10", "2031-03-40", "t.csv:3:3: ");
	refused(m, "referrals", "10/03/2031,MPS", ",MPS", "t.csv:2:1: "
	    "Date received: nothing stands there");
	refused(m, "referrals", "\"\"late\"\"", "late\"", "t.csv:2:19: after "
	    "a closing quote");
	refused(m, "referrals", "Bryony", "Bry\xe9ny", "t.csv:2:7: this is "
	    "not UTF-8");
	refused(m, "referrals", "DASH,Criteria", "Dash score,Criteria",
	    "t.csv:1:4: the mapping says nothing of the column \"Dash "
	    "score\"");
	refused(m, "referrals", "Date received: received",
	    "Date received: recieved", "did you mean \"received\"?");
	refused(m, "referrals", "parties.victim.surname", "parties.victim",
	    "t.map:11:19: columns.Victim surname: \"parties.victim\" goes "
	    "on");
	refused(m, "referrals", "into: casefiles", "into: minutes",
	    "a table goes into casefiles or actions");
	refused(m, "actions", "MM-2031-007;", "MM-2031-999;", "t.csv:2:1: Case: There "
	    "is no casefile \"MM-2031-999\"");
	/* A constant: once, where it stands. */
	refused(m, "referrals", "board: MM", "board: XX", "t.map:"
	    "23:10: set: board: There is no board \"XX\"");
	assert_null(strstr(buf_text(&report), "t.csv"));
}

/* An error in one row hides none in the next, whatever sort it is. */
static void
all_errors_are_told_at_once(void **state)
{
	struct marsh *m = *state;

	refused(m, "referrals", "F,01632 960221,Col,Placename,31,Ash,4,,,\"",
	    "Q,,Col,Placename,x,Ash,4,,,\"", "t.csv:2:");
	assert_non_null(strstr(buf_text(&report), "t.csv:2:10: Victim sex: "
	    "Sex: \"Q\" is not among"));
	assert_non_null(strstr(buf_text(&report), "t.csv:2:14: Perpetrator "
	    "age: \"x\" is no number"));
	/* Nor does one that keeps its record from being begun. */
	refused(m, "referrals", "10/03/2031,MPS,09/03/2031", "32/03/2031,MPS,"
	    "39/03/2031", "t.csv:2:1: Date received: \"32/03/2031\" is no "
	    "day");
	assert_non_null(strstr(buf_text(&report), "t.csv:2:3: Date of "));
	refused(m, "referrals", "MPS,09/03/2031,15,visible-high-risk,,Bryony,"
	    "Placename,14/02/1999,F,01632 960221,Col,Placename,31,Ash,4,,,"
	    "\"from the \"\"late\"\" sheet\"\n2031-03-11,Adult services",
	    "Nobody,,,,,,,,,,,,,,,,,\n2031-03-11,Somebody", "t.csv:2:2: ");
	assert_non_null(strstr(buf_text(&report), "t.csv:3:2: "));
	assert_null(strstr(buf_text(&report), ": \n"));
}

static void
rows_come_in_as_records(void **state)
{
	struct marsh *m = *state;
	struct db *db = m->scratch->db;

	if (!take(m, "referrals", NULL, NULL, (struct import_options){0},
	    false))
		fail_msg("%s\n%s", err_text(&m->err), buf_text(&report));
	assert_string_equal(scratch_ask(db, "SELECT received_on || ' ' ||"
	    " incident_on || ' ' || score || ' ' || screening || ' ' ||"
	    " (answers ->> 'criteria') FROM casefile WHERE received_on ="
	    " '2031-03-10'"), "2031-03-10 2031-03-09 15 waiting"
	    " [\"visible-high-risk\"]");
	assert_string_equal(scratch_ask(db, "SELECT born_on || ' ' || sex"
	    " FROM subject WHERE surname = 'Żółć-O''Nil'"),
	    "1988-05-01 female");
	assert_string_equal(scratch_ask(db, "SELECT answers ->> 'judgement'"
	    " FROM casefile WHERE received_on = '2031-03-11'"),
	    "Afraid to speak,\nasks not to be rung");
	assert_string_equal(scratch_ask(db, "SELECT safe_use FROM contact"
	    " WHERE value = '01632 960221'"), "unknown");
	assert_int_equal(scratch_ask_int(db, "SELECT count(*) FROM party AS p"
	    " JOIN casefile AS c ON c.id = p.casefile_id WHERE p.role ="
	    " 'child' AND c.received_on = '2031-03-11'"), 2);
	assert_true(take(m, "actions", NULL, NULL,
	    (struct import_options){0}, false));
	assert_string_equal(scratch_ask(db, "SELECT a.text || ' ' ||"
	    " a.due_on || ' ' || s.text || ' ' || s.due_on FROM action AS a"
	    " JOIN milestone AS s ON s.action_id = a.id WHERE a.text LIKE"
	    " 'Change the locks'"), "Change the locks 2031-03-20 Survey"
	    " 2031-03-12");
}

/* The rows of the test before, again. */
static void
what_is_there_is_proposed(void **state)
{
	struct marsh *m = *state;

	refused(m, "referrals", NULL, NULL, "t.csv:2: this looks like MM-");
	assert_int_equal(m->err.code, ERR_CONFLICT);
	assert_non_null(strstr(err_text(&m->err), "--duplicates accept"));
	assert_non_null(strstr(buf_text(&report), "Both born on 14 Feb"));
	refused(m, "actions", NULL, NULL, "t.csv:2: this looks like "
	    "MM-2031-007/A1: the same words");
	assert_true(take(m, "actions", NULL, NULL,
	    (struct import_options){0}, true));
	assert_non_null(strstr(buf_text(&report), "t.csv:3: this looks"));
	assert_int_equal(scratch_ask_int(m->scratch->db, "SELECT count(*)"
	    " FROM action WHERE text = 'Change the locks'"), 2);
}

#define T(f) cmocka_unit_test(f)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(a_dry_run_saves_nothing),
		T(each_error_says_where),
		T(all_errors_are_told_at_once),
		T(rows_come_in_as_records),
		T(what_is_there_is_proposed),
	};
	int failed = cmocka_run_group_tests(tests, marsh_setup,
	    marsh_teardown);

	buf_release(&report);
	return failed;
}
