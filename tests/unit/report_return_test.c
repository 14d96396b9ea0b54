/* The return of the meeting that was played: what its kind's notes say it must
 * be, by both clocks; the cases behind each figure; whose figures they are; and
 * on a made-up year, the same figures counted in plain SQL. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "cmd/find.h"
#include "cmd/report_cmd.h"
#include "cmd_help.h"

static struct buf text;

/* One report as lines "label|number|share|not known", or of a list its
 * cells. */
static const char *
make(struct marsh *m, struct report_wish wish)
{
	struct report r;

	buf_clear(&text);
	assert_true(find_board(&m->s, "MM", &wish.board, &m->err));
	if (!cmd_report(&m->s, &wish, &r, &m->err)) {
		buf_addf(&text, "(%s)", err_text(&m->err));
		err_clear(&m->err);
	}
	for (size_t i = 0; i < r.n_lines; i++) {
		size_t n = r.shape == SHAPE_FIGURES ? r.n_columns - 1
		    : r.n_columns;

		for (size_t j = 0; j < n; j++)
			buf_addf(&text, "%s%s", j ? "|" : "",
			    r.lines[i].cell[j]);
		buf_addc(&text, '\n');
	}
	report_release(&r);
	return buf_text(&text);
}

static const char *
figures(struct marsh *m, const char *key)
{
	return make(m, (struct report_wish){ .key = key });
}

static const char *
behind(struct marsh *m, const char *figure, const char *known)
{
	const struct report_narrow narrow[] = {
		{ RETURN_FIGURE, figure }, { RETURN_KNOWN, known },
	};

	return make(m, (struct report_wish){ .key = "return",
	    .narrow = narrow, .n_narrow = known ? 2 : 1 });
}

static void
says(const char *all, const char *line)
{
	if (!strstr(all, line))
		fail_msg("no line \"%s\" in\n%s", line, all);
}

static void
the_meeting_is_counted_by_both_clocks(void **state)
{
	struct marsh *m = *state;
	const char *all = figures(m, "return");

	says(all, "Cases discussed|3||\n");
	says(all, "Repeat cases|1|33.3%|\n");
	says(all, "Repeats by the clock of the referral|1|33.3%|\n");
	says(all, "Repeats by the clock of the meeting|2|66.7%|\n");
	says(all, "\n  Police|1||\n");
	says(all, "\n  Adult social care|1||\n");
	says(all, "\n  Other MARAC|1||\n");
	says(all, "Referrals from partner agencies|2|66.7%|0\n");
	says(all, "Children in the household|3||\n");
	says(all, "racially minoritised|1|33.3%|0\n");
	says(all, "LGBT+ by orientation|1|33.3%|");
	says(all, "disabled|1|33.3%|");
	says(all, "male|1|33.3%|0\n");
	says(all, "aged 16 to 17|1|33.3%|0\n");
	says(all, "aged 17 or under|1||0\n");
	says(all, "Transfers in|1||\n");
}

static void
a_figure_lists_its_cases(void **state)
{
	struct marsh *m = *state;

	assert_string_equal(behind(m, "repeats", NULL), "MM-2031-014|"
	    "MM-2031-03-13|Repeat|Heard|Police|1\n");
	assert_string_equal(behind(m, "children", NULL), "MM-2031-014|"
	    "MM-2031-03-13|Repeat|Heard|Police|2\nMM-2031-016|MM-2031-03-13|"
	    "Transferred in|Heard|Eastvale|1\n");
	assert_string_equal(behind(m, "referrals:Police", NULL),
	    "MM-2031-014|MM-2031-03-13|Repeat|Heard|Police|1\n");
	says(behind(m, "no-such", NULL), "(The return has no figure "
	    "\"no-such\".)");
	says(behind(m, "referrals:Nobody", NULL), "has no figure");
	assert_string_equal(behind(m, "disabled", "no"), "MM-2031-016|"
	    "MM-2031-03-13|Transferred in|Heard|Eastvale|1\n");
}

static void
another_meeting_has_its_own(void **state)
{
	static const struct report_narrow narrow[] = {
		{ RETURN_MEETING, "MM-2031-02-13" },
		{ RETURN_MEETING, "MM-2031-04-10" },
	};
	struct marsh *m = *state;
	const char *all = make(m, (struct report_wish){ .key = "return",
	    .narrow = narrow, .n_narrow = 1 });

	says(all, "Cases discussed|");
	assert_null(strstr(all, "Cases discussed|3|"));
	says(make(m, (struct report_wish){ .key = "return",
	    .narrow = narrow + 1, .n_narrow = 1 }), "(No meeting "
	    "\"MM-2031-04-10\" of this board was held yet.)");
}

/* Who may not see figures is told that there is no such report; who sees them
 * but is kept from a case counts without it. */
static void
each_counts_what_they_may_see(void **state)
{
	static const char none[] = "(There is no report \"return\".";
	struct marsh *m = *state;

	marsh_as(m, "brickwell");
	says(figures(m, "return"), none);
	assert_null(strstr(figures(m, "nothing"), "return"));
	marsh_as(m, "gavelstone");
	says(figures(m, "return"), "Cases discussed|3||\n");
	marsh_as(m, "inkwell");
	assert_true(scratch_write(m->scratch->db, "test", "INSERT INTO access"
	    " (id, casefile_id, member_id, effect) SELECT 900001, c.id, m.id,"
	    " 'deny' FROM casefile AS c, member AS m WHERE c.ref ="
	    " 'MM-2031-015' AND m.login = 'gavelstone'"));
	marsh_as(m, "gavelstone");
	says(figures(m, "return"), "Cases discussed|2||\n");
	says(figures(m, "return"), "male|0|0.0%|0\n");
	marsh_as(m, "inkwell");
	says(figures(m, "return"), "Cases discussed|3||\n");
}

/* ---- A made-up year ---------------------------------------------------- */

/* Twelve meetings, 300 cases in them and in those a year before, with people
 * whose answers go round in odd steps. n is the case; MIX(a, b) is one of b. */
#define MIX(a, b) "((n * " #a " + n / 7 * 13) % " #b ")"
#define ONE_OF(list, a, b) "(json_array(" list ") ->> " MIX(a, b) ")"
#define CASES "WITH RECURSIVE c (n) AS (SELECT 0 UNION ALL" \
	" SELECT n + 1 FROM c WHERE n < 299) "

static const char *const year[] = {
	"INSERT INTO meeting (id, board_id, kind_version_id, ref, held_on,"
	" starts, status) WITH RECURSIVE k (n) AS (SELECT 0 UNION ALL SELECT"
	" n + 1 FROM k WHERE n < 14) SELECT 910000 + n, b.id,"
	" b.kind_version_id, 'Y-' || n, date('2031-03-12', -n || ' months'),"
	" '09:30', iif(n = 3, 'cancelled', 'closed') FROM k, board AS b"
	" WHERE b.prefix = 'MM'",
	"INSERT INTO casefile (id, board_id, type, ref, received_on,"
	" incident_on, agency_id, screening, answers) " CASES
	"SELECT 920000 + n, b.id, 'case', 'Y-' || n || '-C', '2030-01-01',"
	" '2030-01-01', (SELECT id FROM (SELECT id,"
	" row_number() OVER (ORDER BY id) - 1 AS k FROM agency) WHERE k = "
	MIX(5, 9) "), 'accepted', json(" ONE_OF("'{}',"
	" '{\"criteria\":[\"judgement\"]}',"
	" '{\"criteria\":[\"judgement\",\"visible-high-risk\"]}'", 1, 3)
	") FROM c, board AS b WHERE b.prefix = 'MM'",
	"INSERT INTO item (id, meeting_id, step, casefile_id, position, type,"
	" status, disposition) " CASES "SELECT 930000 + n, 910000 + "
	MIX(1, 15) ", 'cases', 920000 + n, n, " ONE_OF("'new', 'repeat',"
	" 'transfer-in'", 2, 3) ", 'done', " ONE_OF("'heard', 'heard',"
	" 'heard', 'deferred', 'heard', 'transferred', 'not-heard'", 3, 7)
	" FROM c",
	"INSERT INTO subject (id, surname, forenames, born_on, sex, answers) "
	CASES "SELECT 940000 + n, 'Madeup', 'Case ' || n, iif(" MIX(1, 11)
	" = 0, NULL, date('2013-03-12', (" MIX(37, 900) " - 600) || ' days',"
	" (" MIX(1, 4) " * -20) || ' years')), " ONE_OF("'female', 'male', 'female',"
	" 'unknown', ''", 2, 5) ", json(" ONE_OF("'{}',"
	" '{\"ethnicity\":\"indian\",\"disability\":[\"none\"]}',"
	" '{\"ethnicity\":\"roma\",\"disability\":[\"sensory\",\"other\"]}',"
	" '{\"ethnicity\":\"declined\",\"orientation\":\"gay\"}',"
	" '{\"gender\":\"trans-man\",\"disability\":[\"unknown\"]}'", 3, 5)
	") FROM c",
	"INSERT INTO party (id, casefile_id, subject_id, role) " CASES
	"SELECT 950000 + n, 920000 + n, 940000 + n, 'victim' FROM c",
	"INSERT INTO party (id, casefile_id, subject_id, role) " CASES
	"SELECT 960000 + n, 920000 + n, 940000 + (n + 17) % 300,"
	" 'perpetrator' FROM c",
	"INSERT INTO party (id, casefile_id, subject_id, role) " CASES
	"SELECT 970000 + n, 920000 + n, 940000 + (n + 101) % 300, 'child'"
	" FROM c WHERE " MIX(1, 3) " > 0",
	"INSERT INTO repeat (id, casefile_id, earlier_id, by_referral,"
	" by_meeting, clock, decision, decided_by_id, decided_on) " CASES
	"SELECT 980000 + n, 920000 + n, 920000 + (n + 150) % 300, "
	MIX(1, 2) ", " MIX(3, 4) " > 0, 'referral', " ONE_OF("'yes', 'no',"
	" 'different'", 5, 3) ", m.id, '2031-01-01' FROM c, member AS m"
	" WHERE " MIX(1, 2) " = 1 AND m.login = 'inkwell'",
};

/* Cases of the twelve months to 12 March 2031, and people in a role. */
#define HEARD " FROM item AS i JOIN meeting AS t ON t.id = i.meeting_id" \
	" JOIN casefile AS f ON f.id = i.casefile_id WHERE t.status =" \
	" 'closed' AND t.held_on > '2030-03-12' AND t.held_on <=" \
	" '2031-03-12' AND i.disposition = 'heard'"
#define PEOPLE(role) " FROM item AS i JOIN meeting AS t ON t.id =" \
	" i.meeting_id JOIN party AS p ON p.casefile_id = i.casefile_id" \
	" JOIN subject AS s ON s.id = p.subject_id WHERE t.status =" \
	" 'closed' AND t.held_on > '2030-03-12' AND t.held_on <=" \
	" '2031-03-12' AND i.disposition = 'heard' AND p.role = '" role "'"
/* The years between two days. */
#define AGE "(CAST(substr(t.held_on, 1, 4) AS INTEGER) -" \
	" CAST(substr(s.born_on, 1, 4) AS INTEGER) -" \
	" (substr(t.held_on, 6) < substr(s.born_on, 6)))"

static const struct {
	const char *label, *n, *unknown;
} plain[] = {
	{ "Cases discussed", "SELECT count(*)" HEARD, NULL },
	{ "Repeat cases", "SELECT count(*)" HEARD " AND f.id IN (SELECT"
	    " casefile_id FROM repeat WHERE decision = 'yes')", NULL },
	{ "Repeats by the clock of the referral", "SELECT count(*)" HEARD
	    " AND f.id IN (SELECT casefile_id FROM repeat WHERE decision <>"
	    " 'different' AND by_referral)", NULL },
	{ "Repeats by the clock of the meeting", "SELECT count(*)" HEARD
	    " AND f.id IN (SELECT casefile_id FROM repeat WHERE decision <>"
	    " 'different' AND by_meeting)", NULL },
	{ "  Police", "SELECT count(*)" HEARD " AND (SELECT category FROM"
	    " agency WHERE id = f.agency_id) = 'police'", NULL },
	{ "Children in the household", "SELECT count(*)" PEOPLE("child")
	    " AND " AGE " BETWEEN 0 AND 17", NULL },
	{ "Victims Black, Asian or racially minoritised", "SELECT count(*)"
	    PEOPLE("victim") " AND s.answers ->> 'ethnicity' = 'indian'",
	    "SELECT count(*)" PEOPLE("victim") " AND coalesce(s.answers ->>"
	    " 'ethnicity', 'declined') = 'declined'" },
	{ "Victims LGBT+ by orientation", "SELECT count(*)" PEOPLE("victim")
	    " AND s.answers ->> 'orientation' = 'gay'", NULL },
	{ "Victims LGBT+ by gender identity", "SELECT count(*)"
	    PEOPLE("victim") " AND s.answers ->> 'gender' = 'trans-man'",
	    NULL },
	{ "Victims disabled", "SELECT count(*)" PEOPLE("victim")
	    " AND s.answers ->> 'disability' NOT LIKE '%none%' AND"
	    " s.answers ->> 'disability' NOT LIKE '%unknown%'",
	    "SELECT count(*)" PEOPLE("victim") " AND coalesce(s.answers ->>"
	    " 'disability', 'unknown') LIKE '%unknown%'" },
	{ "Victims male", "SELECT count(*)" PEOPLE("victim")
	    " AND s.sex = 'male'", "SELECT count(*)" PEOPLE("victim")
	    " AND s.sex IN ('', 'unknown')" },
	{ "Victims aged 16 to 17", "SELECT count(*)" PEOPLE("victim")
	    " AND " AGE " IN (16, 17)", "SELECT count(*)" PEOPLE("victim")
	    " AND (s.born_on IS NULL OR s.born_on > t.held_on)" },
	{ "Perpetrators aged 17 or under", "SELECT count(*)"
	    PEOPLE("perpetrator") " AND " AGE " BETWEEN 0 AND 17", NULL },
	{ "  Professional judgement", "SELECT count(*)" HEARD
	    " AND f.answers LIKE '%judgement%'", NULL },
};

static void
fill_year(struct marsh *m)
{
	for (size_t i = 0; i < sizeof(year) / sizeof(*year); i++)
		assert_true(scratch_write(m->scratch->db, "test", year[i]));
	marsh_as(m, "inkwell");
}

static void
a_year_is_what_plain_sql_counts(void **state)
{
	struct marsh *m = *state;
	struct buf line = {0};
	const char *all;

	fill_year(m);
	all = figures(m, "return-year");
	for (size_t i = 0; i < sizeof(plain) / sizeof(*plain); i++) {
		const char *at;
		int64_t n = scratch_ask_int(m->scratch->db, plain[i].n);

		assert_true(n > 0);
		buf_clear(&line);
		buf_addf(&line, "%s|%d|", plain[i].label, (int)n);
		says(all, buf_text(&line));
		if (!plain[i].unknown)
			continue;
		at = strstr(all, buf_text(&line));
		buf_clear(&line);
		buf_addf(&line, "%%|%d\n", (int)scratch_ask_int(
		    m->scratch->db, plain[i].unknown));
		assert_ptr_equal(strstr(at, buf_text(&line)),
		    strchr(at, '%'));
	}
	buf_release(&line);
}

/* In what leaves, no small number stands, and the parts of a whole of which one
 * is hidden do not tell it. */
static void
small_numbers_stay_hidden(void **state)
{
	struct marsh *m = *state;
	const char *all, *p;
	int hidden = 0, n;
	size_t stars = 0;

	fill_year(m);
	all = figures(m, "return-public");
	for (p = all; (p = strchr(p, '|')); p++) {
		if (sscanf(p, "|%d", &n) == 1 && strcspn(p + 1, "|\n") ==
		    strspn(p + 1, "0123456789"))
			assert_true(n == 0 || n >= 5);
		hidden += p[1] == '*';
	}
	assert_true(hidden > 0);
	/* What is hidden among the referrers is more than one, together no
	 * small number. */
	p = strstr(all, "Referrals by agency|");
	assert_non_null(p);
	for (p = strchr(p, '\n') + 1; *p == ' '; p = strchr(p, '\n') + 1)
		stars += *(strchr(p, '|') + 1) == '*';
	assert_int_not_equal(stars, 1);
	says(make(m, (struct report_wish){ .key = "return-public",
	    .narrow = &(struct report_narrow){ RETURN_FIGURE, "cases" },
	    .n_narrow = 1 }), "lists nothing that stands behind");
}

#define T(f) cmocka_unit_test(f)
#define T_YEAR(f) cmocka_unit_test_setup_teardown(f, marsh_setup, \
    marsh_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(the_meeting_is_counted_by_both_clocks),
		T(a_figure_lists_its_cases),
		T(another_meeting_has_its_own),
		T(each_counts_what_they_may_see),
		T_YEAR(a_year_is_what_plain_sql_counts),
		T_YEAR(small_numbers_stay_hidden),
	};
	int failed = cmocka_run_group_tests(tests, marsh_setup_played,
	    marsh_teardown);

	buf_release(&text);
	return failed;
}
