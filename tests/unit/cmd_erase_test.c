/* A casefile that was erased is nowhere; and nobody erases alone, or what is
 * held. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>

#include "cmd/cmd.h"
#include "cmd/erase_cmd.h"
#include "cmd/find.h"
#include "cmd_help.h"
#include "store/draft.h"
#include "store/verify.h"

#define ASK "erase-ask MM-2030-006 \"kept longer than the policy says\""

/* Somebody else who may approve: the data has a chair and a secretary. */
static void
add_approver(struct marsh *m)
{
	marsh_as(m, "inkwell");
	assert_string_not_equal(marsh_do(m, "board-role MM notebook chair"),
	    "");
}

static void
erased_is_nowhere(void **state)
{
	struct verify_result result = { 0 };
	struct marsh *m = *state;
	int64_t id = 0;

	assert_true(find_casefile(&m->s, "MM-2030-006", &id, &m->err));
	assert_true(draft_save(m->scratch->db, "casefile/x", "Ottoline said",
	    0, id, &m->err));
	add_approver(m);
	assert_true(scratch_grep(m->scratch, "Ottoline"));
	assert_true(scratch_grep(m->scratch, "Mockford"));
	assert_string_not_equal(marsh_do(m, ASK), "");
	marsh_as(m, "gavelstone");
	assert_string_not_equal(marsh_do(m, "erase-approve MM-2030-006"), "");
	marsh_as(m, "notebook");
	assert_string_not_equal(marsh_do(m, "erase-approve MM-2030-006"), "");
	marsh_as(m, "inkwell");
	assert_string_equal(marsh_do(m, "erase MM-2030-006"),
	    "It is erased.");
	assert_false(scratch_grep(m->scratch, "Ottoline"));
	assert_false(scratch_grep(m->scratch, "Dummywell"));
	assert_false(scratch_grep(m->scratch, "dummywell"));
	assert_false(scratch_grep(m->scratch, "Mockford"));
	assert_false(scratch_grep(m->scratch, "MM-2030-006"));
	/* Others are untouched, the chain is whole, the reason stays. */
	assert_true(scratch_grep(m->scratch, "Testington"));
	assert_true(db_verify(m->scratch->db, true, NULL, NULL, &result,
	    &m->err));
	assert_true(result.intact);
	buf_release(&result.says);
	assert_string_equal(scratch_ask(m->scratch->db, "SELECT reason ||"
	    " (done_on IS NOT NULL) FROM erasure"),
	    "kept longer than the policy says1");
	assert_true(marsh_refused(m, "missing MM-2030-006", ERR_INPUT));
}

static void
nobody_erases_alone(void **state)
{
	struct marsh *m = *state;

	add_approver(m);
	assert_string_not_equal(marsh_do(m, ASK), "");
	assert_true(marsh_refused(m, "erase-approve MM-2030-006",
	    ERR_INPUT));
	assert_true(marsh_refused(m, "erase MM-2030-006", ERR_INPUT));
	marsh_as(m, "gavelstone");
	assert_true(marsh_refused(m, ASK, ERR_DENIED));
	assert_string_not_equal(marsh_do(m, "erase-approve MM-2030-006"), "");
	assert_true(marsh_refused(m, "erase-approve MM-2030-006",
	    ERR_INPUT));
	marsh_as(m, "inkwell");
	assert_true(marsh_refused(m, "erase MM-2030-006", ERR_INPUT));
	assert_non_null(strstr(err_text(&m->err), "one has so far"));
	assert_true(scratch_grep(m->scratch, "Ottoline"));
	marsh_as(m, "brickwell");
	assert_true(marsh_refused(m, "erase-approve MM-2030-006",
	    ERR_INPUT));
}

static void
a_hold_stands_in_the_way(void **state)
{
	struct marsh *m = *state;

	add_approver(m);
	assert_string_not_equal(marsh_do(m, ASK), "");
	marsh_as(m, "gavelstone");
	marsh_do(m, "erase-approve MM-2030-006");
	assert_string_not_equal(marsh_do(m, "hold MM-2030-006 yes"
	    " \"a review was announced\""), "");
	marsh_as(m, "notebook");
	marsh_do(m, "erase-approve MM-2030-006");
	marsh_as(m, "inkwell");
	assert_true(marsh_refused(m, "erase MM-2030-006", ERR_INPUT));
	assert_non_null(strstr(err_text(&m->err), "legal hold"));
	assert_string_not_equal(marsh_do(m, "hold MM-2030-006 no"
	    " \"the review is over\""), "");
	assert_string_equal(marsh_do(m, "erase MM-2030-006"),
	    "It is erased.");
}

static int64_t
subject(struct marsh *m, const char *forenames)
{
	struct buf sql = { 0 };
	int64_t id;

	buf_addf(&sql, "SELECT id FROM subject WHERE forenames = '%s'",
	    forenames);
	id = scratch_ask_int(m->scratch->db, buf_text(&sql));
	buf_release(&sql);
	assert_true(id != 0);
	return id;
}

/* She is in two casefiles, both about her; he is only in hers. */
static void
a_person_goes_with_all_casefiles_about_them(void **state)
{
	static const char *const gone[] = { "Wren", "Testington", "Sandpiper",
	    "960111", "Placeholder", "MM-2030-004" };
	struct marsh *m = *state;
	int64_t request = 0;
	size_t i;

	add_approver(m);
	assert_false(cmd_erase_ask(&m->s, 0, subject(m, "Gideon"), "asked",
	    &request, &m->err));
	assert_non_null(strstr(err_text(&m->err), "about others"));
	assert_true(cmd_erase_ask(&m->s, 0, subject(m, "Wren"), "asked",
	    &request, &m->err));
	marsh_as(m, "gavelstone");
	assert_true(cmd_erase_approve(&m->s, request, &m->err));
	marsh_as(m, "notebook");
	assert_true(cmd_erase_approve(&m->s, request, &m->err));
	marsh_as(m, "inkwell");
	if (!cmd_erase_carry_out(&m->s, request, &m->err))
		fail_msg("%s", err_text(&m->err));
	for (i = 0; i < sizeof(gone) / sizeof(gone[0]); i++)
		if (scratch_grep(m->scratch, gone[i]))
			fail_msg("%s is still there", gone[i]);
	assert_true(scratch_grep(m->scratch, "Samplewick"));
	/* Again does no harm. */
	assert_true(cmd_erase_carry_out(&m->s, request, &m->err));
}

#define T(f) cmocka_unit_test_setup_teardown(f, marsh_setup, marsh_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(erased_is_nowhere),
		T(nobody_erases_alone),
		T(a_hold_stands_in_the_way),
		T(a_person_goes_with_all_casefiles_about_them),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
