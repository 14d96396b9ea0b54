/* The sanitised edition: written beside the full one, told what still names
 * someone, approved by itself, and then all that some may see. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/alloc.h"
#include "cmd/edition_cmd.h"
#include "cmd/export_cmd.h"
#include "cmd/find.h"
#include "cmd/sanitise_cmd.h"
#include "store/verify.h"
#include "cmd_help.h"

#define REF "SOC-2025-03"

static int
setup(void **state)
{
	return data_setup_played(state, "marlsea", "trelease");
}

static void
do_as(struct marsh *m, const char *login, const char *line)
{
	marsh_as(m, login);
	if (marsh_refused(m, line, ERR_DENIED) || m->err.code != ERR_NONE)
		fail_msg("%s: %s", line, err_text(&m->err));
}

static void
refused_as(struct marsh *m, const char *login, const char *line,
    const char *words)
{
	marsh_as(m, login);
	if (!marsh_refused(m, line, ERR_INPUT) &&
	    m->err.code != ERR_DENIED)
		fail_msg("%s was not refused: %s", line, err_text(&m->err));
	if (strstr(err_text(&m->err), words) == NULL)
		fail_msg("%s: %s", line, err_text(&m->err));
}

static void
export_as(struct marsh *m, const char *login, const char *sort,
    struct buf *out)
{
	int64_t meeting;

	marsh_as(m, login);
	buf_clear(out);
	assert_true(find_meeting(&m->s, REF, &meeting, &m->err));
	if (!cmd_export_edition(&m->s, meeting, &(struct minutes_wish){
	    .sort = sort }, doc_format_find("text"), NULL, out, &m->err))
		buf_addf(out, "(%s)", err_text(&m->err));
	err_clear(&m->err);
}

static void
it_begins_beside_minutes_that_went_round(void **state)
{
	struct marsh *m = *state;

	refused_as(m, "trelease", "minutes-sanitise " REF " 2 Words",
	    "have to go round first");
	do_as(m, "trelease", "minutes-circulate " REF);
	refused_as(m, "rowan", "minutes-sanitise " REF " 2 Words", "");
	refused_as(m, "trelease", "minutes-sanitise " REF " 9999 Words",
	    "no such paragraph");
	assert_int_equal(scratch_ask_int(m->scratch->db, "SELECT count(*) "
	    "FROM edition WHERE sort = 'sanitised'"), 0);
	do_as(m, "trelease", "minutes-sanitise " REF " 2 \"It was held.\"");
	do_as(m, "trelease", "minutes-sanitise " REF " 2 \"It met.\"");
	assert_string_equal(scratch_ask(m->scratch->db, "SELECT text FROM "
	    "passage"), "It met.");
	/* Nothing of it moves from under it. */
	refused_as(m, "trelease", "minutes-circulate " REF " anew=yes",
	    "is written beside version 1");
	do_as(m, "trelease", "undo");
	assert_string_equal(scratch_ask(m->scratch->db, "SELECT text FROM "
	    "passage"), "It was held.");
	do_as(m, "trelease", "minutes-sanitise " REF " 2");
	assert_int_equal(scratch_ask_int(m->scratch->db, "SELECT count(*) "
	    "FROM passage"), 0);
}

static void
look(struct marsh *m, const char *login, const char *text,
    const char *expected)
{
	struct edition_row *rows;
	struct tellings told;
	struct arena a = {0};
	struct buf out = {0};
	int64_t meeting;
	size_t n;

	marsh_as(m, login);
	assert_true(find_meeting(&m->s, REF, &meeting, &m->err));
	assert_true(edition_read_list(m->s.db, meeting, EDITION_FULL, &a,
	    &rows, &n, &m->err));
	assert_int_equal(n, 1);
	if (!sanitise_tellings(&m->s, &rows[0], &a, &told, &m->err))
		fail_msg("%s", err_text(&m->err));
	sanitise_look(&told, text, &out);
	assert_string_equal(buf_text(&out), expected);
	buf_release(&out);
	arena_release(&a);
}

/* By the record, whole words, however they are written. */
static void
what_still_tells_is_told(void **state)
{
	struct marsh *m = *state;
	char *name;

	do_as(m, "trelease", "minutes-circulate " REF);
	look(m, "oakshott", "Six premises were visited.", "");
	look(m, "oakshott", "The group behind Hazel  Kite moved.",
	    "Operation \"HAZEL KITE\"");
	/* Who may not know an operation's name is not told it. */
	look(m, "trelease", "The group behind Hazel Kite moved.", "");
	scratch_write(m->scratch->db, "x", "UPDATE subject SET surname = "
	    "'O''Néill', forenames = 'Zita', born_on = '2001-03-07' WHERE id "
	    "= (SELECT p.subject_id FROM party AS p JOIN casefile AS c ON "
	    "c.id = p.casefile_id WHERE c.ref = 'VP-1' LIMIT 1)");
	scratch_write(m->scratch->db, "x", "INSERT INTO contact (id, "
	    "subject_id, sort, value, postcode, guarded) SELECT 999999, id, "
	    "'address', '12 Harbour Row, Marlsea', 'ZZ9 9ZZ', 0 FROM subject "
	    "WHERE forenames = 'Zita'");
	name = xstrdup(scratch_ask(m->scratch->db, "SELECT surname FROM "
	    "subject WHERE forenames = 'Zita'"));
	assert_string_equal(name, "O'Néill");
	free(name);
	look(m, "oakshott", "Zita was seen.", "name \"Zita\"");
	look(m, "oakshott", "Someone born 7 March 2001 was seen.",
	    "date of birth \"7 March 2001\"");
	look(m, "oakshott", "At 12 harbour row.",
	    "address \"12 Harbour Row\"");
	look(m, "oakshott", "The Zitadel is no name.", "");
}

static void
it_is_approved_by_itself_and_seen(void **state)
{
	struct marsh *m = *state;
	struct buf out = {0};

	do_as(m, "trelease", "minutes-circulate " REF);
	refused_as(m, "oakshott", "minutes-approve " REF
	    " edition=sanitised", "Nothing is written in the sanitised");
	do_as(m, "trelease", "minutes-sanitise " REF " 1 \"The meeting\"");
	do_as(m, "trelease", "minutes-sanitise " REF " 9 \"Two premises were"
	    " visited.\"");
	/* Till it is approved it is for those who see the full one. */
	export_as(m, "rowan", EDITION_SANITISED, &out);
	assert_non_null(strstr(buf_text(&out), "There is no sanitised"
	    " edition"));
	refused_as(m, "trelease", "minutes-circulate " REF
	    " edition=sanitised", "when it is approved");
	do_as(m, "oakshott", "minutes-approve " REF " edition=sanitised");
	export_as(m, "rowan", EDITION_SANITISED, &out);
	assert_non_null(strstr(buf_text(&out), "Two premises were visited."));
	assert_non_null(strstr(buf_text(&out), "Sanitised, version 1, "
	    "approved and sealed"));
	assert_null(strstr(buf_text(&out), "HAZEL KITE"));
	/* The full one waits on its own; and theirs says nothing of it. */
	assert_string_equal(scratch_ask(m->scratch->db, "SELECT state FROM "
	    "edition WHERE sort = 'full'"), "circulated");
	marsh_as(m, "rowan");
	assert_string_equal(scratch_see(m->scratch->db, "SELECT "
	    "group_concat(sort || sources) FROM visible_edition"),
	    "sanitised{}");
	assert_string_equal(scratch_see(m->scratch->db, "SELECT count(*) FROM"
	    " visible_passage"), "0");
	refused_as(m, "trelease", "minutes-sanitise " REF " 3 More",
	    "is approved");
	buf_release(&out);
}

static void
who_wrote_it_cannot_approve_it(void **state)
{
	struct marsh *m = *state;

	do_as(m, "trelease", "minutes-circulate " REF);
	do_as(m, "trelease", "minutes-sanitise " REF " 1 \"The meeting\"");
	do_as(m, "oakshott", "minutes-sanitise " REF " 2 \"It met.\"");
	refused_as(m, "oakshott", "minutes-approve " REF
	    " edition=sanitised", "You wrote part of these minutes");
}

#define T(f) cmocka_unit_test_setup_teardown(f, setup, marsh_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(it_begins_beside_minutes_that_went_round),
		T(what_still_tells_is_told),
		T(it_is_approved_by_itself_and_seen),
		T(who_wrote_it_cannot_approve_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
