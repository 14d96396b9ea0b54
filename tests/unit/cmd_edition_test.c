/* The life of minutes as a document: circulated, corrected, approved and sealed
 * by another than who took them down, kept byte for byte, proved. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "cmd/edition_cmd.h"
#include "cmd/edition_proof.h"
#include "cmd/export_cmd.h"
#include "cmd/find.h"
#include "store/handle.h"
#include "store/home_read.h"
#include "store/tx.h"
#include "store/verify.h"
#include "meeting_book.h"

#define REF "MM-2031-03-13"

static void
assert_has(const char *text, const char *part)
{
	if (strstr(text, part) == NULL)
		fail_msg("\"%s\" is not in:\n%s", part, text);
}

static void
assert_lacks(const char *text, const char *part)
{
	if (strstr(text, part) != NULL)
		fail_msg("\"%s\" is in:\n%s", part, text);
}

/* The meeting held, the secretary at work the day after. */
static int
setup(void **state)
{
	struct book *b;

	if (book_setup(state) != 0)
		return -1;
	b = *state;
	book_play(b, "meeting");
	b->scratch->now = clock_parse("2031-03-14T09:00:00");
	return 0;
}

static void
export(struct book *b, const char *sort, int version, const char *format,
    struct buf *out)
{
	buf_clear(out);
	if (!cmd_export_edition(&b->s, b->meeting,
	    &(struct minutes_wish){ .sort = sort, .version = version },
	    doc_format_find(format), NULL, out, &b->err))
		fail_msg("%s", err_text(&b->err));
}

/* A sentence of the record that stands in it once. */
static const char *
sentence(struct book *b)
{
	return book_ask(b, "SELECT text FROM minute WHERE length(text) > 20 "
	    "GROUP BY text HAVING count(*) = 1 ORDER BY min(id) LIMIT 1");
}

static void
a_draft_goes_round_once(void **state)
{
	struct book *b = *state;
	struct buf out = {0};

	export(b, NULL, MINUTES_LATEST, "text", &out);
	assert_has(buf_text(&out), "Draft, not yet approved");
	book_refuse(b, "minutes-approve " REF, "approve");
	book_as(b, "notebook");
	book_refuse(b, "minutes-circulate " REF, "");
	assert_int_equal(b->err.code, ERR_DENIED);
	book_as(b, "inkwell");
	assert_has(book_do(b, "minutes-circulate " REF), "Version 1 of the "
	    "minutes of " REF ": circulated 14 Mar 2031 09:00, not yet "
	    "approved.");
	book_refuse(b, "minutes-circulate " REF, "Version 1 went round");
	export(b, NULL, MINUTES_LATEST, "text", &out);
	assert_has(buf_text(&out), "Version 1, circulated 14 Mar 2031 09:00");
	assert_lacks(buf_text(&out), "Draft");
	/* Each whose role sees minutes was told; who took none sees none. */
	assert_int_equal(book_count(b, "SELECT count(*) FROM handout WHERE "
	    "how = 'circulated' AND to_id IS NULL"), 0);
	assert_true(book_count(b, "SELECT count(*) FROM handout WHERE "
	    "how = 'circulated'") >= 10);
	assert_int_equal(book_count(b, "SELECT count(*) FROM handout AS h "
	    "JOIN member AS m ON m.id = h.to_id WHERE m.login = 'trainee'"),
	    0);
	buf_release(&out);
}

/* What the first screen says is due of minutes, "label; label". */
static char *
due(struct book *b)
{
	struct home_rows rows;
	struct buf out = {0};
	size_t i;

	assert_true(home_read(b->s.db, clock_today(b->s.clock), 8, &b->a,
	    &rows, &b->err));
	for (i = 0; i < rows.n_minutes; i++)
		buf_addf(&out, "%s%s", i ? "; " : "", rows.minutes[i].label);
	return buf_take(&out);
}

static void
assert_due(struct book *b, const char *expected)
{
	char *found = due(b);

	assert_string_equal(found, expected);
	free(found);
}

/* A pack for one of them, or what one took oneself, is no circulation. */
static void
a_list_is_due_until_every_agency_has_it(void **state)
{
	static const char pack[] = "INSERT INTO handout (id, meeting_id, how, "
	    "format, what, agency_id, member_id, at) SELECT 9900000 + g.id % "
	    "99999, m.id, 'packed', 'folder', 'after', g.id, p.id, "
	    "'2031-03-14T09:00:00' FROM meeting AS m, agency AS g, member AS "
	    "p WHERE m.ref = '" REF "' AND p.login = 'inkwell' AND g.short ";
	struct book *b = *state;
	struct buf sql = {0};

	assert_due(b, "Action list out; Minutes out");
	buf_addf(&sql, "%s= 'Housing'", pack);
	assert_true(scratch_write(b->s.db, "x", buf_text(&sql)));
	assert_due(b, "Action list out; Minutes out");
	buf_clear(&sql);
	buf_addf(&sql, "%s<> 'Housing'", pack);
	assert_true(scratch_write(b->s.db, "x", buf_text(&sql)));
	assert_due(b, "Minutes out");
	book_do(b, "minutes-circulate " REF);
	assert_due(b, "");
	buf_release(&sql);
}

static void
what_went_round_stays_as_it_was(void **state)
{
	struct book *b = *state;
	struct buf one = {0}, two = {0};

	book_do(b, "minutes-circulate " REF);
	export(b, NULL, 1, "json", &one);
	book_refuse(b, "minute information \"Too late\" meeting=" REF
	    " item=open", "");
	b->scratch->now += 86400000;
	book_do(b, "action-due MM-2031-014/A1 2031-04-30 \"Later\"");
	export(b, NULL, 1, "json", &two);
	assert_string_equal(buf_text(&one), buf_text(&two));
	export(b, NULL, MINUTES_DRAFT, "json", &two);
	assert_has(buf_text(&two), "30 Apr 2031");
	buf_release(&one);
	buf_release(&two);
}

static void
correct(struct book *b, const char *was, const char *now)
{
	struct buf line = {0};

	buf_addf(&line, "minutes-correct " REF " \"%s\" \"%s\"", was, now);
	book_do(b, buf_text(&line));
	buf_release(&line);
}

static void
a_correction_is_a_new_version(void **state)
{
	struct book *b = *state;
	static const char said[] = "SELECT count(*) FROM minute WHERE text = "
	    "'It was said otherwise.'";
	struct buf out = {0}, was = {0}, line = {0};

	buf_adds(&was, sentence(b));
	buf_addf(&line, "minutes-correct " REF " \"%s\" Other",
	    buf_text(&was));
	book_refuse(b, buf_text(&line), "Nothing was circulated");
	book_do(b, "minutes-circulate " REF);
	b->scratch->now += 3600000;
	book_as(b, "gavelstone");
	book_refuse(b, "minutes-correct " REF " \"no such words\" Other",
	    "once");
	correct(b, buf_text(&was), "It was said otherwise.");
	/* The record says it otherwise, too; one taken back leaves nothing. */
	assert_int_equal(book_count(b, said), 1);
	book_do(b, "undo");
	assert_int_equal(book_count(b, "SELECT count(*) FROM edition"), 1);
	assert_int_equal(book_count(b, said), 0);
	correct(b, buf_text(&was), "It was said otherwise.");
	export(b, NULL, MINUTES_LATEST, "json", &out);
	assert_has(buf_text(&out), "Version 2, corrected, not yet approved");
	assert_has(buf_text(&out), "Corrected in version 2");
	assert_has(buf_text(&out), buf_text(&was));
	assert_has(buf_text(&out), "14 Mar 2031, between meetings");
	/* The first is what it was; what left the book can't be taken back. */
	export(b, NULL, 1, "text", &out);
	assert_lacks(buf_text(&out), "It was said otherwise.");
	book_refuse(b, "undo", "later work (handout)");
	/* Two corrections, one version. */
	correct(b, "It was said otherwise.", "Said thus.");
	assert_int_equal(book_count(b, "SELECT max(version) FROM edition"),
	    2);
	buf_release(&line);
	buf_release(&was);
	buf_release(&out);
}

static void
it_takes_two_to_approve(void **state)
{
	struct book *b = *state;
	struct buf was = {0};

	book_do(b, "minutes-circulate " REF);
	book_refuse(b, "minutes-approve " REF, "approve");
	assert_int_equal(b->err.code, ERR_DENIED);
	/* Were the chair to have typed anything of it. */
	buf_adds(&was, sentence(b));
	book_as(b, "gavelstone");
	scratch_write(b->scratch->db, "x", "UPDATE minute SET recorded_by_id = ("
	    "SELECT id FROM member WHERE login = 'gavelstone') WHERE id = ("
	    "SELECT min(id) FROM minute)");
	book_refuse(b, "minutes-approve " REF, "You took down part of these "
	    "minutes");
	scratch_write(b->scratch->db, "x", "UPDATE minute SET recorded_by_id = ("
	    "SELECT id FROM member WHERE login = 'inkwell')");
	correct(b, buf_text(&was), "Said thus.");
	assert_has(book_do(b, "minutes-approve " REF), "Version 2 of the "
	    "minutes of " REF ": approved and sealed 14 Mar 2031 09:00.");
	book_refuse(b, "minutes-approve " REF, "approved and sealed already");
	book_refuse(b, "undo", "");
	book_as(b, "inkwell");
	book_refuse(b, "minutes-circulate " REF " anew=yes", "approved");
	/* Sending round what was approved changes nothing of it. */
	book_do(b, "minutes-circulate " REF);
	assert_string_equal(book_ask(b, "SELECT group_concat(state) FROM "
	    "edition"), "circulated,approved");
	buf_release(&was);
}

static void
who_drafts_cannot_approve(void **state)
{
	struct book *b = *state;

	book_as(b, "gavelstone");
	book_do(b, "minutes-circulate " REF);
	book_refuse(b, "minutes-approve " REF, "You drafted these minutes");
	/* Made anew by another, it is theirs no more than the first was. */
	book_as(b, "inkwell");
	book_do(b, "minutes-circulate " REF " anew=yes");
	assert_int_equal(book_count(b, "SELECT max(version) FROM edition"),
	    2);
}

static bool
verifies(struct book *b, struct buf *says)
{
	struct verify_result r;
	bool intact;

	assert_true(db_verify(b->scratch->db, false, NULL, NULL, &r,
	    &b->err));
	intact = r.intact;
	buf_clear(says);
	buf_adds(says, buf_text(&r.says));
	buf_release(&r.says);
	return intact;
}

static void
approved(struct book *b)
{
	book_do(b, "minutes-circulate " REF);
	book_as(b, "gavelstone");
	book_do(b, "minutes-approve " REF);
	book_as(b, "inkwell");
}

static void
its_pages_carry_the_seal(void **state)
{
	struct book *b = *state;
	struct buf out = {0}, code = {0};

	approved(b);
	buf_adds(&code, book_ask(b, "SELECT substr(seal, 1, 12) FROM "
	    "edition"));
	export(b, NULL, MINUTES_LATEST, "text", &out);
	assert_has(buf_text(&out), buf_text(&code));
	assert_has(buf_text(&out), "Version 1, approved and sealed 14 Mar "
	    "2031 09:00");
	assert_has(buf_text(&out), "Approved by: ");
	buf_release(&code);
	buf_release(&out);
}

/* Into the tables without a word in the log. */
static void
behind(struct book *b, const char *sql)
{
	struct db *db = b->scratch->db;

	assert_true(db_begin(db, "x", &b->err));
	db->tx.silent = true;
	assert_true(scratch_exec(db, sql));
	db->tx.silent = false;
	assert_true(db_commit(db, &b->err));
}

/* Behind the program's back: each is told, and which. */
static void
verify_finds_what_was_changed(void **state)
{
	static const char *const deeds[][2] = {
		{ "UPDATE edition_text SET body = body || ' '",
		  "UPDATE edition_text SET body = substr(body, 1, length(body)"
		  " - 1)" },
		{ "UPDATE edition SET seal = hash || seal",
		  "UPDATE edition SET seal = substr(seal, 65)" },
		{ "UPDATE edition SET approved_at = approved_at || '9'",
		  "UPDATE edition SET approved_at = substr(approved_at, 1,"
		  " length(approved_at) - 1)" },
		{ "UPDATE edition SET state = 'circulated'",
		  "UPDATE edition SET state = 'approved'" },
		{ "DELETE FROM edition_text", NULL },
	};
	struct book *b = *state;
	struct buf says = {0};
	size_t i;

	approved(b);
	assert_true(verifies(b, &says));
	assert_has(buf_text(&says), "1 sealed edition of minutes is what was "
	    "approved.");
	for (i = 0; i < sizeof deeds / sizeof *deeds; i++) {
		behind(b, deeds[i][0]);
		assert_false(verifies(b, &says));
		assert_has(buf_text(&says), "version 1 of the full minutes of "
		    REF " is not what was kept");
		if (!deeds[i][1])
			break;
		behind(b, deeds[i][1]);
		assert_true(verifies(b, &says));
	}
	buf_release(&says);
}

static void
proves(struct book *b, const struct buf *file, enum proof proof,
    const char *words)
{
	struct buf says = {0};
	enum proof got;

	if (!cmd_edition_prove(&b->s, file, &got, &says, &b->err))
		fail_msg("%s", err_text(&b->err));
	assert_has(buf_text(&says), words);
	assert_int_equal(got, proof);
	buf_release(&says);
}

/* Where nobody noted that it left, as on another machine: it is made again. */
static void
a_file_is_proved_by_making_it_again(void **state)
{
	struct book *b = *state;
	struct meeting_row m;
	struct minutes_got got;
	struct buf file = {0};

	doc_writers_at(getenv("MINUTEBOOK_WRITERS"));
	approved(b);
	assert_true(meeting_read(b->scratch->db, b->meeting, &b->a, &m,
	    &b->err));
	assert_true(minutes_get(&b->s, &m, &(struct minutes_wish){0}, &got,
	    &b->err));
	assert_true(doc_write(&got.doc, doc_format_find("markdown"), &file,
	    &b->err));
	assert_int_equal(book_count(b, "SELECT count(*) FROM handout WHERE "
	    "how = 'exported'"), 0);
	proves(b, &file, PROOF_SEALED, "It is version 1 of the minutes of "
	    REF ", byte for byte: approved and sealed 14 Mar 2031 09:00 by "
	    "Perdita Gavelstone. Its seal is ");
	file.data[file.len / 2] ^= 1;
	proves(b, &file, PROOF_CHANGED, "It says that it is version 1 of the "
	    "minutes of " REF ", and it is not");
	buf_clear(&file);
	buf_adds(&file, "0123456789ab");
	proves(b, &file, PROOF_UNKNOWN, "code of no minutes");
	minutes_got_release(&got);
	buf_release(&file);
}

static void
others_have_their_own_view(void **state)
{
	struct book *b = *state;
	struct buf out = {0};

	approved(b);
	book_as(b, "stork");
	assert_string_equal(book_see(b, "SELECT count(*) FROM "
	    "visible_edition"), "0");
	assert_string_equal(book_see(b, "SELECT count(*) FROM "
	    "visible_edition_text"), "0");
	export(b, NULL, MINUTES_LATEST, "text", &out);
	assert_has(buf_text(&out), "What you may see of the minutes approved 14 "
	    "Mar 2031");
	assert_false(cmd_export_edition(&b->s, b->meeting,
	    &(struct minutes_wish){ .version = 1 }, doc_format_find("text"),
	    NULL, &out, &b->err));
	assert_has(err_text(&b->err), "There is no version 1");
	err_clear(&b->err);
	buf_release(&out);
}

static void
erasing_takes_the_text_and_leaves_the_seal(void **state)
{
	struct book *b = *state;
	struct buf says = {0}, out = {0};

	approved(b);
	book_do(b, "erase-ask MM-2030-006 \"Time is over\"");
	book_as(b, "gavelstone");
	book_do(b, "erase-approve MM-2030-006");
	scratch_write(b->scratch->db, "x", "UPDATE erasure SET second_by_id = ("
	    "SELECT id FROM member WHERE login = 'cardigan'), second_on = "
	    "'2031-03-14'");
	book_as(b, "inkwell");
	book_do(b, "erase MM-2030-006");
	assert_int_equal(book_count(b, "SELECT count(*) FROM edition_text"),
	    0);
	assert_int_equal(book_count(b, "SELECT count(*) FROM edition WHERE "
	    "seal IS NOT NULL"), 1);
	assert_true(verifies(b, &says));
	assert_has(buf_text(&says), "the text of 1 was erased by order");
	assert_false(cmd_export_edition(&b->s, b->meeting,
	    &(struct minutes_wish){ .version = 1 }, doc_format_find("text"),
	    NULL, &out, &b->err));
	assert_has(err_text(&b->err), "erased by order");
	err_clear(&b->err);
	buf_release(&out);
	buf_release(&says);
}

#define T(f) cmocka_unit_test_setup_teardown(f, setup, book_teardown)

/* Nor does the record change behind it: neither by taking back what was minuted,
 * nor by doing that again. */
static void
what_went_round_is_not_taken_back(void **state)
{
	struct book *b = *state;

	book_do(b, "minute information \"One more thing.\" meeting=" REF
	    " case=MM-2031-014");
	book_do(b, "undo");
	book_do(b, "redo");
	book_do(b, "minutes-circulate " REF);
	book_refuse(b, "undo", "were circulated");
	assert_int_equal(book_count(b, "SELECT count(*) FROM minute WHERE "
	    "text = 'One more thing.'"), 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(a_draft_goes_round_once),
		T(a_list_is_due_until_every_agency_has_it),
		T(what_went_round_stays_as_it_was),
		T(what_went_round_is_not_taken_back),
		T(a_correction_is_a_new_version),
		T(it_takes_two_to_approve),
		T(who_drafts_cannot_approve),
		T(its_pages_carry_the_seal),
		T(verify_finds_what_was_changed),
		T(a_file_is_proved_by_making_it_again),
		T(others_have_their_own_view),
		T(erasing_takes_the_text_and_leaves_the_seal),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
