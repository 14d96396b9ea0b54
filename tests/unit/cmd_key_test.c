/*
 * Keys to sign in with over SSH: who may give one to whom, what sshd is told,
 * who comes in, who is turned away and that it is noted; and that a key that is
 * disabled lets nobody go on.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/arena.h"
#include "cmd/cmd.h"
#include "cmd/sign_in_cmd.h"
#include "cmd/verb.h"
#include "cmd_help.h"
#include "store/sign_in_read.h"
#include "store/tx.h"

#define BLOB_A \
    "AAAAC3NzaC1lZDI1NTE5AAAAICvaHf4uKuEKAQJwcGlcdr3pbKH0rsS4ccM4+2TOs99W"
#define KEY_A "ssh-ed25519 " BLOB_A
#define PRINT_A "SHA256:yLWO1o3qOr3G03K4dAcV9lATe3PAN6ZIyN9IlIl8vMc"
#define KEY_B "sk-ssh-ed25519@openssh.com AAAAGnNrLXNzaC1lZDI1NTE5QG9wZW5zc2" \
    "guY29tAAAAICvaHf4uKuEKAQJwcGlcdr3pbKH0rsS4ccM4+2TOs99WAAAABHNzaDo="
#define PRINT_B "SHA256:2L1Rz+0kAG/9tr1PUEH2nTC8ykD6ZfFRTyYF+8b5U8E"

static void
does(struct marsh *m, const char *line)
{
	marsh_do(m, line);
	if (m->err.code != ERR_NONE)
		fail_msg("%s: %s", line, err_text(&m->err));
}

/* What sshd is told of a fingerprint: "" when nothing. */
static const char *
told(struct marsh *m, const char *fingerprint)
{
	static char login[64];
	struct key_answer answer = {0};
	struct arena a = {0};
	struct db *db = scratch_open(m->scratch);

	db_sign_in_sshd(db);
	login[0] = '\0';
	if (key_read_sshd(db, fingerprint, &a, &answer, &m->err))
		snprintf(login, sizeof(login), "%s", answer.login);
	assert_int_equal(m->err.code, ERR_NONE);
	arena_release(&a);
	db_close(db);
	return login;
}

/* Come in with a book of one's own. */
static bool
comes(struct marsh *m, struct session *s, const char *login,
    const char *fingerprint, enum refusal refused, int64_t *id)
{
	struct sign_in how = { .login = login, .fingerprint = fingerprint,
	    .screen = true, .refused = refused };

	return cmd_sign_in(s, scratch_open(m->scratch), &m->scratch->clock,
	    &how, id, &m->err);
}

static void
leaves(struct session *s)
{
	struct db *db = s->db;

	session_close(s);
	db_close(db);
}

static void
turned_away(struct marsh *m, const char *login, const char *fingerprint,
    const char *words)
{
	struct session s;
	int64_t id;

	assert_false(comes(m, &s, login, fingerprint, REFUSED_NOT, &id));
	assert_int_equal(m->err.code, ERR_DENIED);
	assert_non_null(strstr(err_text(&m->err), words));
	err_clear(&m->err);
	assert_int_equal(db_me(s.db), 0);
	leaves(&s);
}

/* The last row of the log of sign-ins. */
static struct sign_in_row
last(struct marsh *m, struct arena *a)
{
	struct sign_in_row *rows;
	size_t n;

	assert_true(sign_in_read(m->s.db, 0, 1, a, &rows, &n, &m->err));
	assert_int_equal(n, 1);
	return rows[0];
}

static void
a_key_is_one_members(void **state)
{
	struct marsh *m = *state;

	assert_non_null(strstr(marsh_do(m, "key-add stork " KEY_A " s@home"),
	    PRINT_A));
	assert_string_equal(told(m, PRINT_A), "stork");
	assert_string_equal(told(m, PRINT_B), "");
	assert_true(marsh_refused(m, "key-add notebook " KEY_A, ERR_INPUT));
	assert_true(marsh_refused(m, "key-add stork " KEY_A, ERR_INPUT));
	does(m, "key-add stork " KEY_B);
	assert_true(marsh_refused(m, "key-disable stork", ERR_INPUT));
	does(m, "key-disable " PRINT_B " \"Lost on a train\"");
	assert_string_equal(told(m, PRINT_B), "");
	assert_string_equal(told(m, PRINT_A), "stork");
	assert_non_null(strstr(marsh_do(m, "key-list stork"),
	    "disabled 2031-03-12: Lost on a train"));
	does(m, "key-enable SHA256:2L1Rz+0k");
	assert_string_equal(told(m, PRINT_B), "stork");
	assert_true(marsh_refused(m, "key-enable SHA256:2L1Rz+0k", ERR_INPUT));
	assert_true(marsh_refused(m, "key-enable SHA256:", ERR_INPUT));
	does(m, "key-remove " PRINT_A);
	assert_string_equal(told(m, PRINT_A), "");
	does(m, "key-add notebook " KEY_A);
	assert_string_equal(told(m, PRINT_A), "notebook");
}

static void
who_has_left_is_nobody_to_sshd(void **state)
{
	struct marsh *m = *state;

	does(m, "key-add trainee " KEY_A);
	does(m, "member-end trainee");
	assert_string_equal(told(m, PRINT_A), "");
	assert_true(marsh_refused(m, "key-add trainee " KEY_B, ERR_INPUT));
	does(m, "member-back trainee");
	assert_string_equal(told(m, PRINT_A), "trainee");
}

static void
who_answers_sshd_sees_keys_alone(void **state)
{
	struct marsh *m = *state;
	struct db *db = scratch_open(m->scratch);

	does(m, "key-add stork " KEY_A);
	assert_string_equal(scratch_see(db,
	    "SELECT count(*) FROM visible_signing_key"), "0");
	db_sign_in_sshd(db);
	assert_string_equal(scratch_see(db,
	    "SELECT count(*) FROM visible_signing_key"), "1");
	assert_string_equal(scratch_see(db, "SELECT (SELECT count(*) FROM "
	    "visible_member) || (SELECT count(*) FROM visible_casefile) || "
	    "(SELECT count(*) FROM visible_member_key) || (SELECT count(*) "
	    "FROM visible_book) || (SELECT count(*) FROM visible_sign_in)"),
	    "00000");
	db_close(db);
	marsh_as(m, "inkwell");
	assert_string_equal(scratch_see(m->s.db,
	    "SELECT count(*) FROM visible_signing_key"), "0");
}

static void
nobody_gives_more_than_is_theirs(void **state)
{
	struct marsh *m = *state;

	marsh_as(m, "stork");
	assert_true(marsh_refused(m, "key-add stork " KEY_A, ERR_DENIED));
	marsh_as(m, "inkwell");
	does(m, "board-role MM notebook secretary");
	does(m, "key-add inkwell " KEY_B);
	marsh_as(m, "notebook");
	does(m, "key-add stork " KEY_A);
	assert_true(marsh_refused(m, "key-add inkwell " KEY_A, ERR_DENIED));
	assert_true(marsh_refused(m, "key-disable " PRINT_B, ERR_DENIED));
	assert_true(marsh_refused(m, "key-remove inkwell", ERR_DENIED));
	/* On another board, which notebook does not manage. */
	marsh_as(m, "inkwell");
	does(m, "board-add marac \"Northshire MARAC\" NS england");
	does(m, "board-role NS stork chair");
	marsh_as(m, "notebook");
	assert_true(marsh_refused(m, "key-disable stork", ERR_DENIED));
	marsh_as(m, "gavelstone");
	assert_true(marsh_refused(m, "key-disable " PRINT_A, ERR_INPUT));
	assert_string_equal(marsh_do(m, "key-list"), "No key yet.");
	marsh_as(m, "stork");
	assert_non_null(strstr(marsh_do(m, "key-list"), PRINT_A));
	assert_null(strstr(marsh_do(m, "key-list"), PRINT_B));
}

static void
coming_in_is_noted(void **state)
{
	struct marsh *m = *state;
	struct arena a = {0};
	struct sign_in_row row;
	struct session s;
	int64_t id;

	does(m, "key-add stork " KEY_A);
	assert_true(comes(m, &s, "stork", PRINT_A, REFUSED_NOT, &id));
	assert_true(s.remote);
	assert_int_equal(db_me(s.db), s.member);
	row = last(m, &a);
	assert_string_equal(row.login, "stork");
	assert_string_equal(row.how, "screen");
	assert_string_equal(row.fingerprint, PRINT_A);
	assert_string_equal(row.refused, "");
	assert_string_equal(row.left_at, "");
	assert_true(cmd_sign_out(&s, id, LEFT_LINE, &m->err));
	row = last(m, &a);
	assert_string_not_equal(row.left_at, "");
	assert_string_equal(row.left_how, "line");
	leaves(&s);
	/* One's own, and others' with the right to see the log. */
	marsh_as(m, "stork");
	assert_string_equal(scratch_see(m->s.db,
	    "SELECT count(*) FROM visible_sign_in"), "1");
	marsh_as(m, "notebook");
	assert_string_equal(scratch_see(m->s.db,
	    "SELECT count(*) FROM visible_sign_in"), "0");
	arena_release(&a);
}

static void
who_is_turned_away_is_noted(void **state)
{
	struct marsh *m = *state;
	struct arena a = {0};
	struct session s;
	int64_t id;

	does(m, "key-add stork " KEY_A);
	turned_away(m, "inkwell", PRINT_A, "by that name");
	assert_string_equal(last(m, &a).refused, "key");
	assert_string_equal(last(m, &a).login, "inkwell");
	turned_away(m, "nobody", PRINT_A, "by that name");
	assert_string_equal(last(m, &a).login, "");
	turned_away(m, "stork", PRINT_B, "by that name");
	does(m, "key-disable stork");
	turned_away(m, "stork", PRINT_A, "disabled");
	assert_string_equal(last(m, &a).refused, "disabled");
	does(m, "key-enable stork");
	does(m, "key-add trainee " KEY_B);
	does(m, "member-end trainee");
	turned_away(m, "trainee", PRINT_B, "ended");
	assert_string_equal(last(m, &a).refused, "ended");
	assert_false(comes(m, &s, "stork", PRINT_A, REFUSED_FILES, &id));
	err_clear(&m->err);
	leaves(&s);
	assert_string_equal(last(m, &a).refused, "files");
	assert_string_equal(last(m, &a).login, "stork");
	arena_release(&a);
}

/* The session that is under way when its key goes. */
static void
out_at_once(struct marsh *m, const char *login, const char *print,
    const char *line)
{
	struct buf reply = {0};
	struct session s;
	int64_t id;

	assert_true(comes(m, &s, login, print, REFUSED_NOT, &id));
	assert_true(session_stands(&s, &m->err));
	assert_string_equal(scratch_see(s.db,
	    "SELECT count(*) > 0 FROM visible_agency"), "1");
	does(m, line);
	assert_string_equal(scratch_see(s.db,
	    "SELECT count(*) FROM visible_agency"), "0");
	assert_false(session_stands(&s, &m->err));
	assert_int_equal(m->err.code, ERR_DENIED);
	err_clear(&m->err);
	assert_false(verb_run_line(&s, "conflict stork MM-2031-015 \"x\"",
	    &reply, &m->err));
	err_clear(&m->err);
	assert_false(cmd_begin(&s, "attend", &m->err));
	assert_non_null(strstr(err_text(&m->err), "signed out"));
	err_clear(&m->err);
	assert_true(cmd_sign_out(&s, id, LEFT_OUT, &m->err));
	leaves(&s);
	buf_release(&reply);
}

static void
who_loses_the_key_is_out_at_once(void **state)
{
	struct marsh *m = *state;

	does(m, "key-add stork " KEY_A);
	does(m, "key-add trainee " KEY_B);
	out_at_once(m, "stork", PRINT_A, "key-disable stork");
	does(m, "key-enable stork");
	out_at_once(m, "stork", PRINT_A, "key-remove stork");
	out_at_once(m, "trainee", PRINT_B, "member-end trainee");
}

/* A sign-in that ends on a day to come ends when that day has come. */
static void
who_may_stay_until_tomorrow_is_out_tomorrow(void **state)
{
	struct marsh *m = *state;
	struct session s;
	int64_t id;

	does(m, "key-add trainee " KEY_A);
	does(m, "member-end trainee 2031-03-13");
	assert_true(comes(m, &s, "trainee", PRINT_A, REFUSED_NOT, &id));
	assert_true(session_stands(&s, &m->err));
	m->scratch->now += 24 * 60 * 60 * 1000;
	assert_false(session_stands(&s, &m->err));
	err_clear(&m->err);
	leaves(&s);
}

static void
no_file_is_named_over_ssh(void **state)
{
	struct marsh *m = *state;
	struct session s;
	struct buf reply = {0};
	int64_t id;

	does(m, "key-add inkwell " KEY_A);
	assert_true(comes(m, &s, "inkwell", PRINT_A, REFUSED_NOT, &id));
	assert_false(verb_run_line(&s, "kind-take /etc/passwd", &reply,
	    &m->err));
	assert_int_equal(m->err.code, ERR_DENIED);
	assert_non_null(strstr(err_text(&m->err), "no file of this host"));
	err_clear(&m->err);
	leaves(&s);
	buf_release(&reply);
}

#define WITH(test) cmocka_unit_test_setup_teardown(test, marsh_setup, \
	marsh_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		WITH(a_key_is_one_members),
		WITH(who_has_left_is_nobody_to_sshd),
		WITH(who_answers_sshd_sees_keys_alone),
		WITH(nobody_gives_more_than_is_theirs),
		WITH(coming_in_is_noted),
		WITH(who_is_turned_away_is_noted),
		WITH(who_loses_the_key_is_out_at_once),
		WITH(who_may_stay_until_tomorrow_is_out_tomorrow),
		WITH(no_file_is_named_over_ssh),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
