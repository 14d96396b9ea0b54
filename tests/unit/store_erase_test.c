/* A person who is erased is nowhere: not in the book, not in the pages beside
 * it, not in a backup made after. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "store/backup.h"
#include "store/draft.h"
#include "store/erase.h"
#include "store/handle.h"
#include "store/tx.h"
#include "store/verify.h"
#include "store_help.h"

/* A second person in a case of their own, whose every word is a canary. */
static const char canaries[] =
	"INSERT INTO casefile (id, board_id, type, ref, received_on, "
	"screening, answers) VALUES (951, 21, 't', 'BB-2031-099', "
	"'2031-03-05', 'accepted', '{\"story\":\"Canaryone told\"}');"
	"INSERT INTO subject (id, surname, forenames, answers) VALUES "
	"(952, 'Canarytwo', 'Pip', '{\"job\":\"Canarythree maker\"}');"
	"INSERT INTO alias (id, subject_id, surname) "
	"VALUES (953, 952, 'Canaryfour');"
	"INSERT INTO contact (id, subject_id, sort, value) "
	"VALUES (954, 952, 'address', 'Canaryfive Lane');"
	"INSERT INTO party (id, casefile_id, subject_id, role) "
	"VALUES (955, 951, 952, 'r');"
	"INSERT INTO match_key (key, subject_id) VALUES ('canarysix', 952);"
	"INSERT INTO action (id, board_id, casefile_id, number, ref, text, "
	"agency_id, member_id, due_on, status, status_on, recorded_by_id, "
	"agreed_at) VALUES (956, 21, 951, 1, 'BB-2031-099/A1', "
	"'see Canaryseven', 12, 102, '2031-03-28', 'open', '2031-03-13', "
	"101, '2031-03-13T09:30:00');"
	"INSERT INTO milestone (id, action_id, text, due_on) "
	"VALUES (957, 956, 'Canaryeight rings', '2031-03-20');"
	"INSERT INTO repeat (id, casefile_id, earlier_id, clock, decision, "
	"decided_by_id, decided_on, reason) VALUES (958, 51, 951, 'referral',"
	" 'yes', 101, '2031-03-13', 'as Canarynine said');"
	"INSERT INTO item (id, meeting_id, step, casefile_id) "
	"VALUES (959, 41, 'cases', 951);"
	"INSERT INTO minute (id, meeting_id, item_id, casefile_id, sort, "
	"text, recorded_by_id, recorded_at) VALUES (960, 41, 959, 951, 'i', "
	"'Canaryten was there', 101, '2031-03-13T09:31:00');";

static const char *const words[] = { "anaryone", "anarytwo", "anarythree",
	"anaryfour", "anaryfive", "anarysix", "anaryseven", "anaryeight",
	"anarynine", "anaryten", "anaryeleven", "anarytwelve" };

static int
setup(void **state)
{
	struct scratch *s;

	if (scratch_setup(state) != 0)
		return -1;
	s = *state;
	if (!db_sign_in(s->db, CHAIR, "t", &s->err) ||
	    !scratch_write(s->db, "refer", canaries) ||
	    !scratch_write(s->db, "edit", "UPDATE minute SET text = "
	    "'Canaryeleven was there' WHERE id = 960") ||
	    !draft_save(s->db, "minute/951", "and Canarytwelve", 0, 951,
	    &s->err))
		return -1;
	return 0;
}

static size_t
still_there(struct scratch *s)
{
	size_t i, n = 0;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (scratch_grep(s, words[i])) {
			print_message("# %s is still there\n", words[i]);
			n++;
		}
	return n;
}

static void
an_erased_case_is_nowhere(void **state)
{
	struct scratch *s = *state;
	struct verify_result r;
	char copy[128];

	assert_true(scratch_grep(s, "anarytwo"));
	assert_true(db_begin(s->db, "erase", &s->err));
	if (!db_erase_casefile(s->db, 951, &s->err))
		fail_msg("%s", err_text(&s->err));
	assert_true(db_commit(s->db, &s->err));
	assert_true(db_erase_finish(s->db, &s->err));
	snprintf(copy, sizeof(copy), "%s/copy.book", s->folder);
	assert_true(db_backup(s->db, copy, &s->err));
	assert_int_equal(still_there(s), 0);
	/* What was not of the case is as it was, and the chain is whole. */
	assert_true(scratch_grep(s, "Testington"));
	assert_int_equal(scratch_ask_int(s->db,
	    "SELECT count(*) FROM casefile"), 2);
	assert_true(db_verify(s->db, true, NULL, NULL, &r, &s->err));
	assert_true(r.intact);
	assert_true(r.erased > 10);
	buf_release(&r.says);
}

/* What it hid is not seen because it is gone. */
static void
what_an_erased_case_hid_stays_hidden(void **state)
{
	static const char seen[] = "SELECT count(*) FROM visible_casefile "
	    "WHERE id = 51";
	struct scratch *s = *state;

	assert_true(scratch_write(s->db, "x", "INSERT INTO link_guard (id, "
	    "kind_version_id, type, link) VALUES (1151, 31, 't', 'g')"));
	assert_true(scratch_write(s->db, "x", "INSERT INTO casefile_link (id, "
	    "casefile_id, other_id, sort) VALUES (91, 51, 951, 'g'), "
	    "(92, 52, 951, 'o')"));
	assert_true(scratch_write(s->db, "x", "UPDATE casefile SET audience = "
	    "'list' WHERE id = 951"));
	assert_true(db_begin(s->db, "x", &s->err));
	assert_true(db_erase_casefile(s->db, 951, &s->err));
	assert_true(db_commit(s->db, &s->err));
	assert_string_equal(scratch_ask(s->db, "SELECT group_concat(audience) "
	    "FROM casefile WHERE id IN (51, 52)"), "list,board");
	assert_true(db_sign_in(s->db, REP, "t", &s->err));
	assert_string_equal(scratch_see(s->db, seen), "0");
	assert_true(db_sign_in(s->db, CHAIR, "t", &s->err));
	assert_string_equal(scratch_see(s->db, seen), "1");
}

static void
erasing_can_be_dropped(void **state)
{
	struct scratch *s = *state;

	assert_true(db_begin(s->db, "erase", &s->err));
	assert_true(db_erase_casefile(s->db, 951, &s->err));
	db_rollback(s->db);
	assert_int_equal(scratch_ask_int(s->db, "SELECT count(*) FROM "
	    "event_payload") - scratch_ask_int(s->db,
	    "SELECT count(*) FROM event"), 0);
	assert_string_equal(scratch_ask(s->db,
	    "SELECT surname FROM subject WHERE id = 952"), "Canarytwo");
}

static void
who_is_in_another_case_stays(void **state)
{
	struct scratch *s = *state;

	assert_true(scratch_write(s->db, "x", "INSERT INTO party (id, "
	    "casefile_id, subject_id, role) VALUES (970, 51, 952, 'r')"));
	assert_true(db_begin(s->db, "erase", &s->err));
	assert_true(db_erase_casefile(s->db, 951, &s->err));
	assert_true(db_commit(s->db, &s->err));
	assert_string_equal(scratch_ask(s->db,
	    "SELECT surname FROM subject WHERE id = 952"), "Canarytwo");
	assert_int_equal(scratch_ask_int(s->db,
	    "SELECT count(*) FROM action WHERE casefile_id = 951"), 0);
}

static void
what_others_need_is_not_erased(void **state)
{
	struct scratch *s = *state;
	const struct erase_row row = { "subject", 952 };

	assert_true(db_begin(s->db, "erase", &s->err));
	assert_false(db_erase(s->db, &row, 1, &s->err));
	assert_int_equal(s->err.code, ERR_CONFLICT);
	assert_non_null(strstr(err_text(&s->err), "alias"));
	assert_false(db_commit(s->db, NULL));
	assert_int_equal(scratch_ask_int(s->db,
	    "SELECT count(*) FROM subject WHERE id = 952"), 1);
}

static void
a_set_of_rows_is_erased(void **state)
{
	struct scratch *s = *state;
	const struct erase_row rows[] = { { "milestone", 957 },
	    { "contact", 954 } };

	assert_true(db_begin(s->db, "erase", &s->err));
	assert_true(db_erase(s->db, rows, 2, &s->err));
	assert_true(db_commit(s->db, &s->err));
	assert_true(db_erase_finish(s->db, &s->err));
	assert_false(scratch_grep(s, "anaryeight"));
	assert_false(scratch_grep(s, "anaryfive"));
	assert_true(scratch_grep(s, "anarytwo"));
}

static void
a_reader_in_the_way_is_told(void **state)
{
	struct scratch *s = *state;
	struct db *other = scratch_open(s);

	db_set_wait(s->db, 20);
	assert_true(handle_exec(&other->reader, "BEGIN", &s->err));
	scratch_ask(other, "SELECT count(*) FROM action");
	assert_true(db_begin(s->db, "erase", &s->err));
	assert_true(db_erase_casefile(s->db, 951, &s->err));
	assert_true(db_commit(s->db, &s->err));
	assert_false(db_erase_finish(s->db, &s->err));
	assert_int_equal(s->err.code, ERR_BUSY);
	assert_true(handle_exec(&other->reader, "COMMIT", &s->err));
	assert_true(db_erase_finish(s->db, &s->err));
	assert_int_equal(still_there(s), 0);
	db_close(other);
}

#define WITH(test) cmocka_unit_test_setup_teardown(test, setup, \
	scratch_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		WITH(an_erased_case_is_nowhere),
		WITH(what_an_erased_case_hid_stays_hidden),
		WITH(erasing_can_be_dropped),
		WITH(who_is_in_another_case_stays),
		WITH(what_others_need_is_not_erased),
		WITH(a_set_of_rows_is_erased),
		WITH(a_reader_in_the_way_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
