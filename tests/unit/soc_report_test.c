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

#define WITH(test) cmocka_unit_test_setup_teardown(test, opening, \
	marsh_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		WITH(the_chair_has_them_all),
		WITH(nobody_hears_of_what_is_not_theirs),
		WITH(an_owner_sees_no_parent_that_is_not_theirs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
