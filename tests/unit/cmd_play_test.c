/* The whole meeting of the data, played by its script: what stands in the book
 * at the end is what was agreed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>

#include "cmd_help.h"
#include "store/verify.h"

static void
the_meeting_is_closed_in_time(void **state)
{
	struct marsh *m = *state;

	assert_string_equal(scratch_ask(m->scratch->db, "SELECT status || ' '"
	    " || opened_at || ' ' || closed_at FROM meeting"
	    " WHERE ref = 'MM-2031-03-13'"),
	    "closed 2031-03-13T09:30:00 2031-03-13T10:41:00");
	assert_int_equal(scratch_ask_int(m->scratch->db, "SELECT count(*) FROM"
	    " meeting WHERE held_on = '2031-04-10'"), 1);
}

static void
every_action_has_owner_and_day(void **state)
{
	static const char list[] = "SELECT group_concat(line, '; ') FROM ("
	    "SELECT substr(c.ref, 9) || '/' || a.number || ' ' || g.short ||"
	    " ' ' || coalesce(m.login, '-') || ' ' || substr(a.due_on, 6)"
	    " AS line FROM action AS a JOIN casefile AS c ON c.id ="
	    " a.casefile_id JOIN agency AS g ON g.id = a.agency_id"
	    " LEFT JOIN member AS m ON m.id = a.member_id"
	    " JOIN meeting AS t ON t.id = a.meeting_id"
	    " WHERE t.ref = 'MM-2031-03-13' ORDER BY c.ref, a.number)";
	struct marsh *m = *state;

	assert_string_equal(scratch_ask(m->scratch->db, list),
	    "014/1 Police notebook 03-14; 014/2 Probation ledger 03-17;"
	    " 014/3 Housing brickwell 03-28;"
	    " 014/4 Children's SC quillfeather 04-10;"
	    " 014/5 Midwifery stork 03-17; 014/6 IDVA lanternfield 03-17;"
	    " 015/1 Adult SC cardigan 03-20; 015/2 Police notebook 03-27;"
	    " 015/3 Housing brickwell 04-03;"
	    " 016/1 Children's SC quillfeather 03-17;"
	    " 016/2 Council inkwell 03-14; 016/3 Education - 03-21");
	assert_string_equal(scratch_ask(m->scratch->db, "SELECT acceptance"
	    " FROM action WHERE ref = 'MM-2031-016/A3'"), "needed");
}

static void
milestones_are_dated(void **state)
{
	struct marsh *m = *state;

	assert_string_equal(scratch_ask(m->scratch->db, "SELECT"
	    " group_concat(line, ' ') FROM (SELECT substr(a.ref, 9) || ':' ||"
	    " substr(s.due_on, 6) AS line FROM milestone AS s JOIN action AS a"
	    " ON a.id = s.action_id WHERE a.ref LIKE 'MM-%'"
	    " ORDER BY a.ref, s.position)"),
	    "014/A3:03-20 014/A3:03-21 014/A3:03-28 014/A4:03-18"
	    " 014/A4:04-10 015/A2:03-20 015/A2:03-27");
}

static void
could_not_and_did_not_are_kept_apart(void **state)
{
	struct marsh *m = *state;

	assert_string_equal(scratch_ask(m->scratch->db, "SELECT status || ' '"
	    " || live FROM action WHERE ref = 'A-0207'"), "not-possible 0");
	assert_string_equal(scratch_ask(m->scratch->db, "SELECT status || ' '"
	    " || live || ' ' || due_on FROM action WHERE ref = 'A-0209'"),
	    "not-done 1 2031-03-27");
}

static void
who_left_came_back(void **state)
{
	struct marsh *m = *state;

	assert_string_equal(scratch_ask(m->scratch->db, "SELECT m.login ||"
	    " substr(f.left_at, 11) || substr(f.returned_at, 11) FROM"
	    " conflict AS f JOIN member AS m ON m.id = f.member_id"),
	    "brickwellT10:14:00T10:27:00");
}

static void
each_case_was_heard_and_minuted(void **state)
{
	struct marsh *m = *state;

	assert_string_equal(scratch_ask(m->scratch->db, "SELECT"
	    " group_concat(line, ' ') FROM (SELECT c.ref || ':' || i.type ||"
	    " ':' || i.disposition AS line FROM item AS i JOIN casefile AS c"
	    " ON c.id = i.casefile_id JOIN meeting AS t ON t.id ="
	    " i.meeting_id WHERE t.ref = 'MM-2031-03-13' ORDER BY c.ref)"),
	    "MM-2031-014:repeat:heard MM-2031-015:new:heard"
	    " MM-2031-016:transfer-in:heard");
	assert_int_equal(scratch_ask_int(m->scratch->db, "SELECT count(*)"
	    " FROM (SELECT casefile_id FROM minute WHERE casefile_id IS NOT"
	    " NULL GROUP BY casefile_id HAVING count(DISTINCT phase) >= 3)"),
	    3);
}

static void
the_chain_is_whole(void **state)
{
	struct verify_result result = { 0 };
	struct marsh *m = *state;

	assert_true(db_verify(m->scratch->db, true, NULL, NULL, &result,
	    &m->err));
	assert_true(result.intact);
	assert_true(result.events > 500);
	buf_release(&result.says);
}

#define T(f) cmocka_unit_test(f)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(the_meeting_is_closed_in_time),
		T(every_action_has_owner_and_day),
		T(milestones_are_dated),
		T(could_not_and_did_not_are_kept_apart),
		T(who_left_came_back),
		T(each_case_was_heard_and_minuted),
		T(the_chain_is_whole),
	};

	return cmocka_run_group_tests(tests, marsh_setup_played,
	    marsh_teardown);
}
