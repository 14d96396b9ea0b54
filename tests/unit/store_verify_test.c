/* The chain of events: intact, or the first entry that is not. Backups. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/backup.h"
#include "store/handle.h"
#include "store/tx.h"
#include "store/verify.h"
#include "store_help.h"

static void
expect(struct db *db, bool intact, int64_t bad, int64_t erased)
{
	struct verify_result r;
	struct err err = {0};

	if (!db_verify(db, true, NULL, NULL, &r, &err))
		fail_msg("%s", err_text(&err));
	assert_int_equal(r.intact, intact);
	assert_int_equal(r.bad_seq, bad);
	assert_int_equal(r.erased, erased);
	assert_true(r.says.len > 0);
	buf_release(&r.says);
}

/* Change the file as someone would who has SQLite and knows the schema: the
 * triggers that stand in the way are put back after. */
static void
forge(struct scratch *s, const char *sql)
{
	static const char *const triggers[] = { "event_holds", "event_stays",
	    "event_payload_holds" };
	char *kept[3];
	size_t i;
	sqlite3 *sq;

	for (i = 0; i < 3; i++) {
		char ask[100];

		snprintf(ask, sizeof(ask), "SELECT sql FROM sqlite_schema "
		    "WHERE name = '%s'", triggers[i]);
		kept[i] = strdup(scratch_ask(s->db, ask));
	}
	db_close(s->db);
	assert_int_equal(sqlite3_open(s->path, &sq), SQLITE_OK);
	for (i = 0; i < 3; i++) {
		char drop[100];

		snprintf(drop, sizeof(drop), "DROP TRIGGER %s", triggers[i]);
		sqlite3_exec(sq, drop, NULL, NULL, NULL);
	}
	assert_int_equal(sqlite3_exec(sq, sql, NULL, NULL, NULL), SQLITE_OK);
	for (i = 0; i < 3; i++) {
		assert_int_equal(sqlite3_exec(sq, kept[i], NULL, NULL, NULL),
		    SQLITE_OK);
		free(kept[i]);
	}
	sqlite3_close(sq);
	s->db = db_open(s->path, DB_RECOVER, &s->clock, &s->err);
	assert_non_null(s->db);
}

static void
a_book_as_written_is_intact(void **state)
{
	struct scratch *s = *state;

	assert_true(scratch_write(s->db, "x", "UPDATE action SET text = 'y'; "
	    "UPDATE party SET answers = '{}'; DELETE FROM party"));
	expect(s->db, true, 0, 0);
	assert_true(scratch_ask_int(s->db, "SELECT seq FROM chain") > 30);
}

static void
every_row_of_the_seed_is_an_event(void **state)
{
	struct scratch *s = *state;

	assert_string_equal(scratch_ask(s->db, "SELECT op || tbl || row || "
	    "casefile || meeting || name FROM event WHERE tbl = 'action'"),
	    "insertaction815141seed");
	assert_int_equal(scratch_ask_int(s->db, "SELECT count(*) FROM event "
	    "WHERE command <> 1 OR member_id IS NOT NULL"), 0);
	assert_string_equal(scratch_ask(s->db, "SELECT after -> '$.answers' "
	    "FROM event_payload JOIN event USING (seq) WHERE tbl = 'party'"),
	    "{\"secret\":\"Quince\",\"open\":\"Plum\",\"n\":3}");
}

static void
an_update_without_change_is_none(void **state)
{
	struct scratch *s = *state;
	int64_t before = scratch_ask_int(s->db, "SELECT seq FROM chain");

	assert_true(scratch_write(s->db, "x",
	    "UPDATE action SET text = text, number = 1"));
	assert_int_equal(scratch_ask_int(s->db, "SELECT seq FROM chain"),
	    before);
}

static void
changed_words_are_found(void **state)
{
	forge(*state, "UPDATE event_payload SET after = "
	    "replace(after, 'Testington', 'Nobody') WHERE after LIKE "
	    "'%Testington%'");
	expect(((struct scratch *)*state)->db, false,
	    scratch_ask_int(((struct scratch *)*state)->db,
	    "SELECT seq FROM event WHERE tbl = 'subject'"), 0);
}

static void
a_changed_member_is_found(void **state)
{
	forge(*state, "UPDATE event SET member_id = 103 WHERE seq = 5");
	expect(((struct scratch *)*state)->db, false, 5, 0);
}

static void
a_lost_entry_is_found(void **state)
{
	forge(*state, "DELETE FROM event WHERE seq = 9");
	expect(((struct scratch *)*state)->db, false, 9, 0);
}

static void
a_lost_end_is_found(void **state)
{
	struct scratch *s = *state;
	int64_t last = scratch_ask_int(s->db, "SELECT max(seq) FROM event");

	forge(s, "DELETE FROM event WHERE seq = (SELECT max(seq) FROM event)");
	expect(s->db, false, last, 0);
}

static void
swapped_entries_are_found(void **state)
{
	forge(*state, "UPDATE event SET seq = -4 WHERE seq = 4;"
	    "UPDATE event SET seq = 4 WHERE seq = 5;"
	    "UPDATE event SET seq = 5 WHERE seq = -4");
	expect(((struct scratch *)*state)->db, false, 4, 0);
}

static void
erased_content_leaves_the_chain_whole(void **state)
{
	struct scratch *s = *state;

	assert_true(scratch_write(s->db, "x",
	    "DELETE FROM event_payload WHERE seq IN (3, 7)"));
	expect(s->db, true, 0, 2);
}

static void
an_event_cannot_be_changed_or_deleted(void **state)
{
	struct scratch *s = *state;

	assert_true(db_begin(s->db, "x", &s->err));
	assert_false(handle_exec(&s->db->writer, "DELETE FROM event", NULL));
	assert_false(handle_exec(&s->db->writer,
	    "UPDATE event SET name = 'x'", NULL));
	assert_false(handle_exec(&s->db->writer,
	    "UPDATE event_payload SET after = '{}'", NULL));
	db_rollback(s->db);
}

static void
the_head_moves_with_each_event(void **state)
{
	struct scratch *s = *state;
	char a[65], b[65], c[65], d[65];
	int64_t seq, next;

	assert_true(db_chain_head(s->db, &seq, a, &s->err));
	assert_true(db_chain_commitment(s->db, "n1", c, &s->err));
	assert_true(scratch_write(s->db, "x", "UPDATE action SET text = 'y'"));
	assert_true(db_chain_head(s->db, &next, b, &s->err));
	assert_int_equal(next, seq + 1);
	assert_string_not_equal(a, b);
	assert_true(db_chain_commitment(s->db, "n1", d, &s->err));
	assert_string_not_equal(c, d);
	assert_true(db_chain_commitment(s->db, "n2", c, &s->err));
	assert_string_not_equal(c, d);
	assert_int_equal(strlen(d), 64);
	assert_string_not_equal(b, d);
}

static void
a_backup_is_a_book(void **state)
{
	struct scratch *s = *state;
	char path[128];
	struct db *copy;
	struct stat st;

	snprintf(path, sizeof(path), "%s/copy.book", s->folder);
	assert_true(scratch_write(s->db, "x", "UPDATE action SET text = 'y'"));
	assert_true(db_backup(s->db, path, &s->err));
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	copy = db_open(path, DB_USE, &s->clock, &s->err);
	assert_non_null(copy);
	assert_string_equal(scratch_ask(copy, "SELECT text FROM action"), "y");
	expect(copy, true, 0, 0);
	db_close(copy);
	snprintf(path, sizeof(path), "%s/copy.book.part", s->folder);
	assert_int_not_equal(stat(path, &st), 0);
}

static void
a_backup_never_overwrites(void **state)
{
	struct scratch *s = *state;

	assert_false(db_backup(s->db, s->path, &s->err));
	assert_int_equal(s->err.code, ERR_INPUT);
	expect(s->db, true, 0, 0);
}

#define WITH(test) cmocka_unit_test_setup_teardown(test, scratch_setup, \
	scratch_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		WITH(a_book_as_written_is_intact),
		WITH(every_row_of_the_seed_is_an_event),
		WITH(an_update_without_change_is_none),
		WITH(changed_words_are_found),
		WITH(a_changed_member_is_found),
		WITH(a_lost_entry_is_found),
		WITH(a_lost_end_is_found),
		WITH(swapped_entries_are_found),
		WITH(erased_content_leaves_the_chain_whole),
		WITH(an_event_cannot_be_changed_or_deleted),
		WITH(the_head_moves_with_each_event),
		WITH(a_backup_is_a_book),
		WITH(a_backup_never_overwrites),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
