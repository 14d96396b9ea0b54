/* What someone may not see does not exist for them. For each member and each
 * record hidden from them, the book is built with that record and without it;
 * all that they can get out of the two must be the same, byte for byte. The one
 * exception is one's own recorded absence. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/alloc.h"
#include "cmd/demo.h"
#include "cmd/file.h"
#include "twin_book.h"
#include "twin_make.h"
#include "twin_stmt.h"
#include "twin_text.h"
#include "twin_view.h"

/* The words of what was left out, once each, a few dozen. */
static void
add_words(struct buf *b, const char *text)
{
	enum { MOST = 60 };
	size_t n = 0, len;

	buf_addc(b, ' ');
	for (; *text != '\0' && n < MOST; text += len > 0 ? len : 1) {
		char word[66];

		for (len = 0; isalpha((unsigned char)text[len]) && len < 60;
		    len++)
			;
		if (len < 4)
			continue;
		snprintf(word, sizeof(word), " %.*s ", (int)len, text);
		if (strstr(buf_text(b), word) != NULL)
			continue;
		buf_adds(b, word + 1);
		n++;
	}
}

/* ---- Comparing ----------------------------------------------------------- */

/* The line at the first difference, and the section it stands in. */
static void
show_difference(const char *login, const char *ref, const char *a,
    const char *b)
{
	const char *section = a, *line_a = a, *line_b = b;

	while (*a != '\0' && *a == *b) {
		if (*a == '\n') {
			line_a = a + 1;
			line_b = b + 1;
			if (strncmp(a + 1, "== ", 3) == 0)
				section = a + 1;
		}
		a++;
		b++;
	}
	print_error("%s can tell that %s is there: %.*s\n  with:    %.*s\n"
	    "  without: %.*s\n", login, ref, (int)strcspn(section, "\n"),
	    section, (int)strcspn(line_a, "\n"), line_a,
	    (int)strcspn(line_b, "\n"), line_b);
}

/* MINUTEBOOK_TWINS: "pairs" has every pair tried, all else it may be set to
 * every question of each as well. */
enum wanted { SOME_PAIRS, ALL_PAIRS, ALL_QUESTIONS };

static enum wanted
twins_wanted(void)
{
	const char *said = getenv("MINUTEBOOK_TWINS");

	return said == NULL ? SOME_PAIRS : strcmp(said, "pairs") == 0 ?
	    ALL_PAIRS : ALL_QUESTIONS;
}

/* other: what stands in the twin in the record's place; NULL: the record is in
 * both, and so is one's absence. */
static bool
same_for(struct twins *t, const char *login, const char *ref,
    const char *words, const char *other)
{
	struct twin_ask question = { .ref = ref, .words = words,
		.all = twins_wanted() == ALL_QUESTIONS };
	struct buf with = {0}, without = {0};
	bool same;

	twin_copy(t->with, t->copy);
	if (other != NULL)
		twin_forget_absence(t->copy, login, ref);
	twin_view(&with, t->copy, t->now, login, &question);
	twin_copy(t->without, t->copy);
	if (other != NULL)
		twin_forget_absence(t->copy, login, other);
	twin_view(&without, t->copy, t->now, login, &question);
	same = strcmp(buf_text(&with), buf_text(&without)) == 0;
	if (!same && t->again)
		show_difference(login, ref, buf_text(&with),
		    buf_text(&without));
	if (getenv("TWIN_KEEP") != NULL && !same && t->again) {
		FILE *f = fopen("twin.with", "w");

		fputs(buf_text(&with), f);
		fclose(f);
		f = fopen("twin.without", "w");
		fputs(buf_text(&without), f);
		fclose(f);
	}
	buf_release(&without);
	buf_release(&with);
	return same;
}

/* The two twins of a book for one record, made when first asked for. all: it and
 * those that it guards. */
struct record {
	const char *text, *script, *ref, *tbl;
	const char *all;
	struct buf words;
	char *made;		/* which twin lies at t->without; NULL: none */
};

/* Who owns an action of the record knows that there is one; then the twin has
 * another in its place. */
static void
make_twin(struct twins *t, struct record *r, bool owner)
{
	struct buf other = {0}, gone = {0};
	const char *which = owner ? "other" : "without";

	if (r->made != NULL && strcmp(r->made, which) == 0)
		return;
	twin_without(&other, r->text, r->all, &gone);
	if (r->words.len == 0)
		add_words(&r->words, buf_text(&gone));
	if (owner) {
		buf_clear(&other);
		twin_other(&other, r->text, r->ref);
	}
	twin_book(t, t->without, buf_text(&other), r->script);
	free(r->made);
	r->made = xstrdup(which);
	buf_release(&gone);
	buf_release(&other);
}

/* Of the many pairs of a large book one in so many is tried: which, hangs on
 * their names. */
static bool
chosen(const char *login, const char *ref, unsigned one_in)
{
	unsigned sum = 7;

	for (; *login != '\0'; login++)
		sum = sum * 31 + (unsigned char)*login;
	for (; *ref != '\0'; ref++)
		sum = sum * 31 + (unsigned char)*ref;
	return one_in <= 1 || twins_wanted() != SOME_PAIRS ||
	    sum / 16 % one_in == 0;
}

/* How many rows a query gives that member. */
static size_t
count_for(struct twins *t, const char *login, const char *sql)
{
	struct buf rows = {0};
	size_t n;

	free(twin_lines(t, login, sql, &rows, &n));
	buf_release(&rows);
	return n;
}

/* A record's id and those of all that stand behind it: who does not see it does
 * not see them. */
#define BEHIND "WITH RECURSIVE b (id) AS (" \
	"SELECT id FROM %s WHERE ref = '%s' UNION " \
	"SELECT l.casefile_id FROM b JOIN casefile_link AS l" \
	" ON l.other_id = b.id JOIN casefile AS c ON c.id = l.casefile_id" \
	" JOIN board AS d ON d.id = c.board_id JOIN link_guard AS g" \
	" ON g.kind_version_id = d.kind_version_id AND g.type = c.type" \
	" AND g.link = l.sort) "

/* Does the member see an action that hangs on one of them? They are not told
 * on what: the store says which those actions are. */
static bool
owns_action(struct twins *t, const struct record *r, const char *login)
{
	struct buf sql = {0}, ids = {0};
	size_t n = 0;

	buf_addf(&sql, BEHIND "SELECT coalesce(group_concat(id), '') FROM"
	    " action WHERE casefile_id IN (SELECT id FROM b)", r->tbl, r->ref);
	free(twin_lines(t, NULL, buf_text(&sql), &ids, &n));
	if (n > 0) {
		buf_clear(&sql);
		buf_addf(&sql, "SELECT 1 FROM visible_action WHERE id IN (%s)",
		    ids.data);
		n = count_for(t, login, buf_text(&sql));
	}
	buf_release(&ids);
	buf_release(&sql);
	return n > 0;
}

/* The references of a record and of all that it guards, with spaces between. */
static void
add_behind(struct buf *out, struct twins *t, const char *tbl, const char *ref)
{
	struct buf sql = {0}, found = {0};
	size_t n = 0, i;
	char **refs;

	buf_adds(out, ref);
	buf_addf(&sql, BEHIND "SELECT ref FROM casefile WHERE id IN"
	    " (SELECT id FROM b) AND ref <> '%s'", tbl, ref, ref);
	refs = twin_lines(t, NULL, buf_text(&sql), &found, &n);
	for (i = 0; i < n; i++)
		buf_addf(out, " %s", refs[i]);
	free(refs);
	buf_release(&found);
	buf_release(&sql);
}

/* By chance a number that is drawn may be the hidden record's own, which only
 * the book without it has to give: that is none that another chance shows. */
static void
other_chance(struct twins *t, const char *text, const char *script)
{
	t->again = true;
	t->seed++;
	twin_book(t, t->with, text, script);
}

static bool
tells(struct twins *t, struct record *r, const char *login)
{
	bool owner = owns_action(t, r, login), same;

	make_twin(t, r, owner);
	if (same_for(t, login, r->ref, buf_text(&r->words), TWIN_OTHER))
		return false;
	other_chance(t, r->text, r->script);
	free(r->made);
	r->made = NULL;
	make_twin(t, r, owner);
	same = same_for(t, login, r->ref, buf_text(&r->words), TWIN_OTHER);
	t->again = false;
	return !same;
}

/* Every member from whom the record is hidden; how many could tell. */
static size_t
try_record(struct twins *t, struct record *r, char *const *logins,
    size_t n_logins, unsigned one_in, size_t *tried)
{
	struct buf sql = {0}, all = {0};
	size_t told = 0, i;

	add_behind(&all, t, r->tbl, r->ref);
	r->all = buf_text(&all);
	if (!twin_can_go(r->text, r->all))
		n_logins = 0;
	buf_addf(&sql, "SELECT ref FROM visible_%s WHERE ref = '%s'", r->tbl,
	    r->ref);
	for (i = 0; i < n_logins; i++) {
		if (!chosen(logins[i], r->ref, one_in) ||
		    count_for(t, logins[i], buf_text(&sql)) > 0)
			continue;
		++*tried;
		told += tells(t, r, logins[i]);
	}
	buf_release(&all);
	buf_release(&sql);
	return told;
}

/* Is the member on the entry, or do they see the list it stands on? */
static bool
may_notice(struct twins *t, const char *login, const struct twin_entry *e)
{
	static const char *const seen[] = {
		[TWIN_ACCESS] = "SELECT 1 FROM visible_casefile WHERE ref = '%s'"
		    " AND (lead_id = me() OR may(board_id, 'manage-access'))",
		[TWIN_CONFLICT] = "SELECT 1 FROM visible_casefile"
		    " WHERE ref = '%s'",
		[TWIN_ACTION] = "SELECT 1 FROM visible_action AS a"
		    " WHERE a.ref = '%s' AND (may(a.board_id, 'manage-access')"
		    " OR EXISTS (SELECT 1 FROM visible_casefile AS c"
		    " WHERE c.id = a.casefile_id AND c.lead_id = me()))",
	};
	struct buf sql = {0};
	const char *hole = strstr(seen[e->sort], "%s");
	size_t n;

	buf_addf(&sql, "%.*s%s%s", (int)(hole - seen[e->sort]), seen[e->sort],
	    e->ref, hole + 2);
	n = count_for(t, login, buf_text(&sql));
	buf_clear(&sql);
	buf_addf(&sql, "SELECT 1 FROM visible_agency WHERE short = '%s'"
	    " AND in_agency(id) UNION ALL SELECT 1 FROM visible_member"
	    " WHERE login = '%s' AND (id = me() OR %d AND"
	    " in_agency(agency_id))", e->name, e->name,
	    e->sort == TWIN_CONFLICT);
	n += count_for(t, login, buf_text(&sql));
	buf_release(&sql);
	return n > 0;
}

/* Each name of each list, and every member who is not on it and may not see
 * it. */
static size_t
try_entries(struct twins *t, const char *text, const char *script,
    char *const *logins, size_t n_logins, unsigned one_in, size_t *tried)
{
	struct buf without = {0}, why = {0};
	struct twin_entry e;
	char what[140];
	size_t nth, i, told = 0;
	bool made;

	for (nth = 0; twin_without_entry(&without, text, nth, &e); nth++) {
		snprintf(what, sizeof(what), "%s/%s", e.ref, e.name);
		made = false;
		for (i = 0; i < n_logins; i++) {
			if (!chosen(logins[i], what, one_in) ||
			    may_notice(t, logins[i], &e))
				continue;
			/* The meeting may have needed who was named. */
			if (!made && !twin_book_try(t, t->without, buf_text(
			    &without), script, &why))
				break;
			made = true;
			++*tried;
			if (same_for(t, logins[i], e.ref, e.name, NULL))
				continue;
			other_chance(t, text, script);
			twin_book(t, t->without, buf_text(&without), script);
			if (!same_for(t, logins[i], e.ref, e.name, NULL)) {
				told++;
				print_error("… that %s is on a list of %s\n",
				    e.name, e.ref);
			}
			t->again = false;
		}
		buf_clear(&without);
	}
	buf_release(&why);
	buf_release(&without);
	return told;
}

/* Every record and every member of a data file. */
static void
try_text(const char *text, const char *script, unsigned one_in, size_t least)
{
	static const char *const tables[] = { "casefile", "action" };
	struct buf logins_text = {0}, refs_text = {0}, sql = {0};
	size_t n_logins, n_refs, i, j;
	size_t told = 0, tried = 0, asked = 0, lists = 0;
	char **logins, **refs;
	struct twins t = {0};
	struct err err = {0};

	twin_start(&t);
	twin_book(&t, t.with, text, script);
	logins = twin_lines(&t, NULL, "SELECT DISTINCT m.login FROM member AS m"
	    " JOIN board_member AS b ON b.member_id = m.id ORDER BY m.id",
	    &logins_text, &n_logins);
	for (i = 0; i < n_logins; i++)
		if (chosen(logins[i], "statements", one_in > 2 ? 8 : 4)) {
			twin_copy(t.with, t.copy);
			told += twin_statements(t.copy, t.now, logins[i],
			    &asked);
		}
	for (j = 0; j < 2; j++) {
		buf_clear(&sql);
		buf_clear(&refs_text);
		buf_addf(&sql, "SELECT ref FROM %s ORDER BY id", tables[j]);
		refs = twin_lines(&t, NULL, buf_text(&sql), &refs_text,
		    &n_refs);
		for (i = 0; i < n_refs; i++) {
			struct record r = { .text = text, .script = script,
			    .ref = refs[i], .tbl = tables[j] };

			told += try_record(&t, &r, logins, n_logins,
			    one_in, &tried);
			if (twins_wanted() != SOME_PAIRS)
				print_message("# %s: %zu pairs so far, %zu"
				    " tell\n", r.ref, tried, told);
			buf_release(&r.words);
			free(r.made);
		}
		free(refs);
	}
	told += try_entries(&t, text, script, logins, n_logins, one_in * 8,
	    &lists);
	free(logins);
	twin_finish(&t);
	buf_release(&sql);
	buf_release(&refs_text);
	buf_release(&logins_text);
	err_clear(&err);
	print_message("# %zu pairs of a member and what is hidden, %zu of a"
	    " member and a list, %zu statements\n", tried, lists, asked);
	assert_int_equal(told, 0);
	assert_true(tried >= least);
}

static void
the_first_board(void **state)
{
	char *path = demo_data_file(getenv("MINUTEBOOK_DEMO"), "marshmere");
	struct buf text = {0};
	struct err err = {0};

	(void)state;
	assert_true(file_read(path, &text, &err));
	try_text(buf_text(&text), NULL, 4, 1);
	/* The day after, its minutes go round and are approved. */
	buf_adds(&text, "    @ 2031-03-14T09:00:00 inkwell\n"
	    "    minutes-circulate MM-2031-03-13\n"
	    "    @ 2031-03-14T10:00:00 gavelstone\n"
	    "    minutes-correct MM-2031-03-13 \"Any other business: none.\""
	    " \"No other business.\"\n"
	    "    minutes-approve MM-2031-03-13\n");
	try_text(buf_text(&text), "meeting", 1, 4);
	buf_release(&text);
	free(path);
}

static void
the_second_board(void **state)
{
	char *path = demo_data_file(getenv("MINUTEBOOK_DEMO"), "marlsea");
	struct buf text = {0};
	struct err err = {0};

	(void)state;
	assert_true(file_read(path, &text, &err));
	buf_adds(&text, "    @ 2025-09-11T09:00:00 trelease\n"
	    "    minutes-circulate SOC-2025-03\n"
	    "    @ 2025-09-11T10:00:00 oakshott\n"
	    "    minutes-correct SOC-2025-03 \"Any other business: none.\""
	    " \"No other business.\"\n"
	    "    minutes-approve SOC-2025-03\n");
	try_text(buf_text(&text), "meeting", 20, 6);
	buf_release(&text);
	free(path);
}

/* Books made up by chance; MINUTEBOOK_TWINS says how many. */
static void
made_up_boards(void **state)
{
	const char *many = twins_wanted() == ALL_QUESTIONS ?
	    getenv("MINUTEBOOK_TWINS") : NULL;
	unsigned long n = many != NULL ? strtoul(many, NULL, 10) : 2, i;
	struct buf text = {0};

	(void)state;
	for (i = 1; i <= n; i++) {
		buf_clear(&text);
		twin_make(&text, i);
		try_text(buf_text(&text), "meeting", 9, 1);
	}
	buf_release(&text);
}

/* Who does not see a group does not see what it guards, nearer or farther. */
static void
what_is_guarded(void **state)
{
	static const char *const refs[] = { "G-90", "G-92", "G-93" };
	char login[] = "warden", *logins[] = { login };
	size_t i, told = 0, tried = 0;
	struct twins t = {0};
	struct buf text = {0};

	(void)state;
	twin_make_guarded(&text);
	twin_start(&t);
	twin_book(&t, t.with, buf_text(&text), "meeting");
	for (i = 0; i < sizeof(refs) / sizeof(refs[0]); i++) {
		struct record r = { .text = buf_text(&text), .script =
		    "meeting", .ref = refs[i], .tbl = "casefile" };

		told += try_record(&t, &r, logins, 1, 1, &tried);
		buf_release(&r.words);
		free(r.made);
	}
	twin_finish(&t);
	buf_release(&text);
	assert_int_equal(told, 0);
	assert_int_equal(tried, 3);
}

/* One of them alone, when it is named. */
int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_first_board),
		cmocka_unit_test(the_second_board),
		cmocka_unit_test(made_up_boards),
		cmocka_unit_test(what_is_guarded),
	};

	if (argc > 1)
		cmocka_set_test_filter(argv[1]);
	if (!twin_chance())
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
