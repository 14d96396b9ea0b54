/*
 * What a session gives back when nobody types, and what not.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include "meeting_book.h"

#include <cmocka.h>

#include <inttypes.h>

#include "app.h"
#include "store/handle.h"
#include "store/tx.h"

struct seat {
	struct db *db;
	struct session s;
	struct app app;
};

static void
sit(struct book *b, struct seat *p, const char *login)
{
	struct buf at = {0};

	*p = (struct seat){ .db = scratch_open(b->scratch) };
	buf_addf(&at, "meeting %" PRId64, b->meeting);
	if (!session_open(&p->s, p->db, &b->scratch->clock, login, "seat",
	    &b->err) || !app_init(&p->app, &p->s, 24, 80, buf_text(&at),
	    &b->err))
		fail_msg("%s: %s", login, err_text(&b->err));
	buf_release(&at);
}

static void
rise(struct seat *p)
{
	app_release(&p->app);
	session_close(&p->s);
	db_close(p->db);
}

/* As the loop does when so long nobody has typed. */
static void
wait(struct book *b, struct seat *p, int ms)
{
	b->scratch->now += ms;
	app_tick(&p->app);
	app_ready(&p->app);
}

static void
whoever_leads_stays_ready_to_write(void **state)
{
	struct book *b = *state;
	struct seat chair, follower;

	book_open(b);
	book_do(b, "go MM-2031-014");
	sit(b, &chair, "gavelstone");
	wait(b, &chair, 2000);
	assert_non_null(chair.db->writer.sq);
	sit(b, &follower, "stork");
	assert_true(db_begin(follower.db, "test", &b->err));
	db_rollback(follower.db);
	assert_non_null(follower.db->writer.sq);
	wait(b, &chair, 30000);
	wait(b, &follower, 30000);
	assert_non_null(chair.db->writer.sq);
	assert_null(follower.db->writer.sq);
	rise(&chair);
	rise(&follower);
}

/* What others changed is shown with what showing it needs, and that is given
 * back once it is quiet. */
static void
whoever_follows_rests_again(void **state)
{
	struct book *b = *state;
	struct seat follower;

	book_open(b);
	book_do(b, "go MM-2031-014");
	sit(b, &follower, "stork");
	wait(b, &follower, 30000);
	assert_true(db_begin(follower.db, "test", &b->err));
	db_rollback(follower.db);
	wait(b, &follower, 30000);
	assert_non_null(follower.db->writer.sq);
	app_changed(&follower.app);
	wait(b, &follower, 1000);
	assert_non_null(follower.db->writer.sq);
	wait(b, &follower, 3000);
	assert_null(follower.db->writer.sq);
	rise(&follower);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    whoever_leads_stays_ready_to_write, book_setup,
		    book_teardown),
		cmocka_unit_test_setup_teardown(whoever_follows_rests_again,
		    book_setup, book_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
