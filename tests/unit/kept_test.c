/*
 * What a running meeting keeps from one load to the next: whatever is written in
 * between, whoever follows sees what they would see if they came in that moment.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include "meeting_book.h"

#include <cmocka.h>

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "app.h"
#include "base/alloc.h"
#include "cmd/import.h"
#include "cmd/verb.h"
#include "form_help.h"
#include "screen/meeting.h"
#include "store/watch.h"

/* One member at the meeting, in a session of their own. */
struct seat {
	const char *login;
	struct db *db;
	struct session s;
	struct app app;
};

static void
place(struct book *b, struct buf *out)
{
	buf_clear(out);
	buf_addf(out, "meeting %" PRId64, b->meeting);
}

static void
sit(struct book *b, struct seat *p, const char *login)
{
	struct buf at = {0};

	*p = (struct seat){ .login = login };
	place(b, &at);
	p->db = scratch_open(b->scratch);
	if (!session_open(&p->s, p->db, &b->scratch->clock, login, "seat",
	    &b->err) || !watch_start(p->db, &b->err) ||
	    !app_init(&p->app, &p->s, 30, 140, buf_text(&at), &b->err))
		fail_msg("%s: %s", login, err_text(&b->err));
	watch_poll(p->db);
	buf_release(&at);
}

static void
rise(struct seat *p)
{
	app_release(&p->app);
	session_close(&p->s);
	db_close(p->db);
}

static void
draw(struct seat *p, struct buf *out)
{
	p->app.dirty = true;
	app_draw(&p->app);
	buf_clear(out);
	surface_dump(&p->app.surface, out, false);
}

static void
notice(struct seat *p)
{
	if (watch_poll(p->db))
		app_changed(&p->app);
}

static void
get_ready(struct seat *p)
{
	struct screen *s = app_top(&p->app);

	if (s != NULL && s->ops->ready != NULL)
		s->ops->ready(s, &p->app.ctx);
}

static struct meeting *
meeting_of(struct seat *p)
{
	return (struct meeting *)app_top(&p->app);
}

/* The first row that differs is shown. */
static bool
same_rows(const char *kept, const char *fresh)
{
	while (*kept != '\0' || *fresh != '\0') {
		size_t n = strcspn(kept, "\n"), of = strcspn(fresh, "\n");

		if (n != of || strncmp(kept, fresh, n) != 0) {
			print_error("kept:  %.*s\nfresh: %.*s\n", (int)n, kept,
			    (int)of, fresh);
			return false;
		}
		kept += n + (kept[n] == '\n');
		fresh += of + (fresh[of] == '\n');
	}
	return true;
}

/* Everything of the screen is read as at the first time, by rights that are read
 * anew. */
static void
forget(struct book *b, struct seat *p)
{
	kept_release(&meeting_of(p)->kept);
	assert_true(db_sign_in(p->db, p->s.member, "twin", &b->err));
}

static void
reload(struct seat *p)
{
	app_react(&p->app, app_top(&p->app), SCREEN_RELOAD);
}

/* The twin has come the same way and keeps nothing. */
static void
compare(struct book *b, struct seat *p, struct seat *twin, const char *after)
{
	struct buf kept = {0}, fresh = {0};

	notice(p);
	forget(b, twin);
	reload(twin);
	notice(twin);
	reload(p);
	assert_int_equal(p->app.depth, 1);
	assert_int_equal(twin->app.depth, 1);
	draw(p, &kept);
	draw(twin, &fresh);
	if (!same_rows(buf_text(&kept), buf_text(&fresh)))
		fail_msg("%s after %s", p->login, after);
	get_ready(p);
	buf_release(&kept);
	buf_release(&fresh);
}

/* ---- The whole meeting ------------------------------------------------- */

static const char *const who[] = { "stork", "brickwell", "gavelstone",
	"trainee", "ledger", "cardigan" };
enum { WHO = sizeof who / sizeof *who };

#define MEMBER(login) "(SELECT id FROM member WHERE login = '" login "')"
#define CASE(ref) "(SELECT id FROM casefile WHERE ref = '" ref "')"

/* Beside the script: who may what, who is here, what stands in a record. Each is
 * run once, behind the first line that begins so; as a verb, or past all rules
 * as the store itself writes. */
static const struct {
	const char *behind, *verb, *sql;
} more[] = {
	{ "phase share", "attend stork absent", NULL },
	{ "heard Police", "attend stork online", NULL },
	{ "heard Probation", "keep-out MM-2031-015 stork", NULL },
	{ "heard Housing", "access-drop MM-2031-015 stork", NULL },
	{ "heard Midwifery", NULL, "UPDATE casefile SET score = 12"
	    " WHERE ref = 'MM-2031-015'" },
	{ "heard IDVA", NULL, "UPDATE subject SET surname = 'Renamed'"
	    " WHERE id IN (SELECT subject_id FROM party WHERE casefile_id = "
	    CASE("MM-2031-015") ")" },
	{ "phase risks", "keep-out MM-2031-015 Midwifery", NULL },
	{ "flag strangulation", NULL, "UPDATE agency SET short = 'Mind'"
	    " WHERE short = 'Mental Health'" },
	{ "flag pregnancy", NULL, "UPDATE action SET text = 'Another text'"
	    " WHERE casefile_id = " CASE("MM-2031-015") },
	{ "item-set telling", NULL, "UPDATE milestone SET text = 'A step'" },
	{ "read-back", NULL, "INSERT INTO action_link (id, action_id,"
	    " casefile_id) SELECT 900001, a.id, " CASE("MM-2031-015")
	    " FROM action AS a WHERE a.casefile_id = " CASE("MM-2031-014")
	    " AND a.agency_id = (SELECT id FROM agency WHERE short ="
	    " 'Probation') LIMIT 1" },
	{ "item-link child", NULL, "UPDATE action SET text = 'Text of a tie'"
	    " WHERE casefile_id = " CASE("MM-2031-014") },
	{ "phase plan", "restrict MM-2031-016 list", NULL },
	{ "item-set flag-and-tag", NULL, "UPDATE board_member SET role = 'observer'"
	    " WHERE member_id = " MEMBER("stork") },
	{ "minute decision \"The IDVA", NULL, "UPDATE board_member SET"
	    " role = 'representative' WHERE member_id = " MEMBER("stork") },
	{ "action \"Lanternfield", "out ledger", NULL },
	{ "phase conclude", "back ledger", NULL },
	{ "flag isolation", "access-drop MM-2031-015 Midwifery", NULL },
	{ "flag coercive", NULL, "UPDATE contribution SET state = 'nil'"
	    " WHERE casefile_id = " CASE("MM-2031-016") },
	{ "item-link adult", "case-set MM-2031-016 narrative Changed.", NULL },
	{ "item-link dvds", NULL, "UPDATE member SET surname = 'Storks'"
	    " WHERE login = 'stork'" },
	{ "go MM-2031-016", "restrict MM-2031-016 no", NULL },
	{ "flag stalking", "chair-take notebook \"reason=Called away.\"",
	    NULL },
	{ "flag online-abuse", "chair-back", NULL },
	{ "item-set harm \"Pictures", NULL, "UPDATE meeting SET held_on ="
	    " '2031-03-14' WHERE ref = 'MM-2031-03-13'" },
	{ "item-set indicators \"Messages", NULL, "UPDATE meeting SET"
	    " held_on = '2031-03-13' WHERE ref = 'MM-2031-03-13'" },
	{ "minute risk \"Both", NULL, "UPDATE minute SET text = 'Corrected.'"
	    " WHERE casefile_id = " CASE("MM-2031-015") },
};
enum { MORE = sizeof more / sizeof *more };

static void
set_time(void *arg, int64_t ms)
{
	((struct book *)arg)->scratch->now = ms;
}

static void
compare_all(struct book *b, struct seat *seats, const char *after)
{
	size_t i;

	for (i = 0; i < WHO; i++)
		compare(b, &seats[i], &seats[WHO + i], after);
}

static void
run_line(struct book *b, const char *line)
{
	buf_clear(&b->reply);
	err_clear(&b->err);
	if (!verb_run_script(&b->s, "script", line, set_time, b, &b->reply,
	    &b->err))
		fail_msg("%s: %s", line, err_text(&b->err));
}

static bool
begins(const char *text, const char *with)
{
	return strncmp(text, with, strlen(with)) == 0;
}

static void
run_more(struct book *b, struct seat *seats, const char *line, bool *done)
{
	size_t i;

	for (i = 0; i < MORE; i++)
		if (!done[i] && begins(line, more[i].behind))
			break;
	if (i == MORE)
		return;
	done[i] = true;
	if (more[i].verb != NULL)
		run_line(b, more[i].verb);
	else if (!scratch_write(b->scratch->db, "test", more[i].sql))
		fail_msg("%s", more[i].sql);
	compare_all(b, seats, more[i].verb ? more[i].verb : more[i].sql);
}

static void
run(struct book *b, struct seat *seats, const char *text, bool *done)
{
	struct buf line = {0};
	bool open = false;
	const char *at;

	while (*text != '\0') {
		size_t len = strcspn(text, "\n");

		buf_clear(&line);
		buf_add(&line, text, len);
		text += len + (text[len] == '\n');
		at = buf_text(&line) + strspn(buf_text(&line), " ");
		run_line(b, at);
		open |= begins(at, "meeting-open");
		if (!open || *at == '@' || *at == '#' || *at == '\0')
			continue;
		compare_all(b, seats, at);
		run_more(b, seats, at, done);
	}
	buf_release(&line);
}

/* Whoever does not follow stays where they look. */
static void
look_at_roll(struct seat *p)
{
	meeting_of(p)->side.pos = 2;
	meeting_look(meeting_of(p));
	reload(p);
}

static void
whoever_follows_sees_what_stands(void **state)
{
	struct book *b = *state;
	bool done[MORE] = {0};
	struct seat seats[2 * WHO];
	struct buf text = {0};
	char *lines;
	size_t i;

	form_read(&text, "MINUTEBOOK_DEMO", "marshmere.yaml");
	lines = import_script("marshmere.yaml", buf_text(&text), text.len,
	    "meeting", &b->err);
	for (i = 0; i < 2 * WHO; i++)
		sit(b, &seats[i], who[i % WHO]);
	look_at_roll(&seats[WHO - 1]);
	look_at_roll(&seats[2 * WHO - 1]);
	run(b, seats, lines, done);
	for (i = 0; i < MORE; i++)
		if (!done[i])
			fail_msg("no line begins with %s", more[i].behind);
	for (i = 0; i < 2 * WHO; i++)
		rise(&seats[i]);
	free(lines);
	buf_release(&text);
}

/* ---- The next case ----------------------------------------------------- */

static const struct kept_case *
kept(struct seat *p, int64_t casefile)
{
	const struct kept *k = &meeting_of(p)->kept;
	int i;

	for (i = 0; i < KEPT_CASES; i++)
		if (k->cases[i].casefile == casefile)
			return &k->cases[i];
	return NULL;
}

static void
begin(struct book *b, struct seat *p)
{
	book_open(b);
	book_do(b, "go MM-2031-014");
	sit(b, p, "stork");
	get_ready(p);
}

static bool
sees(struct seat *p, const char *text)
{
	struct buf b = {0};
	bool found;

	draw(p, &b);
	found = strstr(buf_text(&b), text) != NULL;
	buf_release(&b);
	return found;
}

static void
the_next_case_is_there_before_the_chair(void **state)
{
	struct book *b = *state;
	const struct kept_case *k;
	const char *ref;
	struct seat p;

	begin(b, &p);
	k = kept(&p, book_case(b, "MM-2031-015"));
	assert_non_null(k);
	ref = k->record.ref;
	/* What is written in the case in hand leaves it. */
	book_do(b, "minute information \"A word.\"");
	notice(&p);
	get_ready(&p);
	book_do(b, "go MM-2031-015");
	notice(&p);
	assert_ptr_equal(kept(&p, book_case(b, "MM-2031-015")), k);
	assert_ptr_equal(k->record.ref, ref);
	assert_true(sees(&p, "Case 2 of 3"));
	rise(&p);
}

static void
a_right_that_ends_in_between_is_honoured(void **state)
{
	struct book *b = *state;
	struct seat p;

	begin(b, &p);
	assert_non_null(kept(&p, book_case(b, "MM-2031-015")));
	book_do(b, "keep-out MM-2031-015 stork");
	book_do(b, "go MM-2031-015");
	notice(&p);
	assert_false(sees(&p, "MM-2031-015"));
	assert_false(sees(&p, "Case 2"));
	assert_null(kept(&p, book_case(b, "MM-2031-015")));
	rise(&p);
}

/* Nobody is let see what they only might have seen. */
static void
only_what_is_shown_is_noted_as_read(void **state)
{
	static const char count[] = "SELECT count(*) FROM consultation AS u"
	    " JOIN member AS m ON m.id = u.member_id JOIN casefile AS c"
	    " ON c.id = u.casefile_id WHERE m.login = 'stork'"
	    " AND c.ref = 'MM-2031-015'";
	struct book *b = *state;
	struct seat p;

	begin(b, &p);
	assert_non_null(kept(&p, book_case(b, "MM-2031-015")));
	assert_int_equal(book_count(b, count), 0);
	book_do(b, "go MM-2031-015");
	notice(&p);
	assert_int_equal(book_count(b, count), 1);
	rise(&p);
}

/* An agenda that was put together line by line is read whole again, and while
 * nothing is to be done rather than at a move of the chair. */
static void
a_worn_agenda_is_read_while_idle(void **state)
{
	struct book *b = *state;
	const struct agenda_row *rows;
	struct kept *k;
	struct seat p;
	int i;

	begin(b, &p);
	k = &meeting_of(&p)->kept;
	rows = meeting_of(&p)->agenda;
	for (i = 0; !k->worn && i < 40; i++) {
		book_do(b, i % 2 ? "go MM-2031-014" : "go MM-2031-015");
		notice(&p);
		assert_ptr_equal(meeting_of(&p)->agenda, rows);
		k->worn = app_top(&p.app)->ops->ready(app_top(&p.app),
		    &p.app.ctx) & SCREEN_RELOAD;
	}
	assert_in_range(i, 10, 39);
	reload(&p);
	assert_false(k->worn);
	assert_int_equal(k->n_patched, 0);
	assert_true(sees(&p, i % 2 ? "Case 2 of 3" : "Case 1 of 3"));
	rise(&p);
}

#define T(f) cmocka_unit_test_setup_teardown(f, book_setup, book_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(whoever_follows_sees_what_stands),
		T(the_next_case_is_there_before_the_chair),
		T(a_right_that_ends_in_between_is_honoured),
		T(only_what_is_shown_is_noted_as_read),
		T(a_worn_agenda_is_read_while_idle),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
