/*
 * storebench: how long the readings behind the screens take on a given book,
 * and an action's writing: storebench [-c] [-l label] [-n rounds] [-u login] BOOK
 * With -c the processor's time is told, not the clock's, for a machine that
 * has other work.
 *
 * Each round reads another record, found by a number that is the same in every
 * run, of those that whoever is signed in may see; a cold one reads what the
 * system has dropped from its memory (where the book lies on a disk). What goes
 * through the visible_ views is set against the same rows read from the tables
 * themselves: views over tables, as a ratio. Prints one figure
 * a line as ptybench does: label, figure, value, unit. The writing adds
 * actions to the book.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/date.h"
#include "cmd/action_cmd.h"
#include "cmd/action_track.h"
#include "cmd/repeat_cmd.h"
#include "cmd/session.h"
#include "export/report.h"
#include "store/action_read.h"
#include "store/casefile_read.h"
#include "store/contribution_read.h"
#include "store/directory_read.h"
#include "store/handle.h"
#include "store/home_read.h"
#include "store/search_read.h"
#include "words.h"

#define TODAY 22351		/* 13 Mar 2031, counted from 1970 */
#define OWN 8			/* of one's own actions, at home */
#define PAGE 60			/* rows that the list of actions reads */
#define NEWEST 50		/* results of a search */

struct bench {
	struct db *db;
	struct session session;
	const char *label;
	const char *path;
	int rounds;
	bool cold;			/* drop the book from memory first */
	clockid_t time;
	struct words words;
	struct arena arena;
	struct err err;
	int64_t casefile, board;	/* of this round */
	int64_t agency;			/* of whoever is signed in */
	int64_t first, last;		/* ids of casefiles */
	char text[64];			/* to search for */
};

static void
fail(const char *what, const char *why)
{
	fprintf(stderr, "storebench: %s: %s\n", what, why);
	exit(1);
}

static double
now_ms(const struct bench *b)
{
	struct timespec t;

	clock_gettime(b->time, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* ---- What is measured ------------------------------------------------- */

static bool
read_home(struct bench *b)
{
	struct home_rows rows;

	return home_read(b->db, TODAY, OWN, &b->arena, &rows, &b->err);
}

static bool
read_board(struct bench *b)
{
	struct board_meeting_row *meetings;
	struct casefile_row *waiting;
	struct member_row *members;
	struct board_row row;
	size_t n;

	return board_read(b->db, b->board, &b->arena, &row, &b->err) &&
	    casefile_read_list(b->db, b->board, CASEFILES_WAITING, 20,
	    &b->arena, &waiting, &n, &b->err) &&
	    board_read_meetings(b->db, b->board, 24, &b->arena, &meetings,
	    &n, &b->err) &&
	    board_read_members(b->db, b->board, &b->arena, &members, &n,
	    &b->err);
}

static bool
read_case(struct bench *b)
{
	struct contribution_row *contributions;
	struct action_row *actions;
	struct casefile_row row;
	struct party_row *parties;
	size_t n;

	return casefile_read(b->db, b->casefile, &b->arena, &row, &b->err) &&
	    party_read_casefile(b->db, b->casefile, &b->arena, &parties, &n,
	    &b->err) &&
	    contribution_read_case(b->db, b->casefile, 0, &b->arena,
	    &contributions, &n, &b->err) &&
	    action_read_list(b->db, ACTIONS_OF_CASEFILE, b->casefile, TODAY,
	    &b->arena, &actions, &n, &b->err);
}

static bool
read_overdue(struct bench *b)
{
	struct action_row *rows;
	size_t n;

	return action_read_first(b->db, ACTIONS_OVERDUE, b->board, TODAY,
	    PAGE, &b->arena, &rows, &n, &b->err);
}

/* A page of what is open, from its beginning, and from far within. */
static bool
track(struct bench *b, int due, int64_t agency)
{
	const struct track_filter f = { .board = b->board, .agency = agency };
	const struct track_key from = { due, 0 };
	struct track_page page;

	return action_track(&b->session, &f, &from, PAGE, &b->arena, &page,
	    &b->err);
}

static bool
read_tracker(struct bench *b)
{
	return track(b, DATE_NONE, 0);
}

static bool
read_tracker_far(struct bench *b)
{
	return track(b, TODAY - 7, 0);
}

static bool
read_tracker_agency(struct bench *b)
{
	return track(b, DATE_NONE, b->agency);
}

/* ---- Reports ---------------------------------------------------------- */

#define SHOWN 60		/* lines, or cards, on a screen at first */

/* A report of this round's board as a screen shows it at first. Strands are not
 * the kind's own: the book has them all the same. */
static bool
make_report(struct bench *b, const struct kind_report *def, size_t limit)
{
	static const struct kind_strand strands[] = {
		{ "s1", "One", "A" }, { "s2", "Two", "B" },
		{ "s3", "Three", "C" }, { "s4", "Four", "D" },
	};
	const struct kind *own = session_board_kind(&b->session, b->board,
	    &b->err);
	struct kind k;
	struct report_source src = { .db = b->db, .kind = &k,
	    .board = b->board, .board_name = "", .today = TODAY,
	    .since = DATE_NONE, .limit = limit };
	struct report report;
	bool ok;

	if (!own)
		return false;
	k = *own;
	k.actions.strands = strands;
	k.actions.n_strands = 4;
	ok = report_build(&src, def, &report, &b->err);
	report_release(&report);
	return ok;
}

static bool
report_plan(struct bench *b)
{
	static const struct kind_report def = { .key = "plan", .title = "",
	    .what = REPORT_PLAN, .live = REPORT_LIVE };

	return make_report(b, &def, SHOWN / 3);
}

static bool
report_tracker(struct bench *b)
{
	static const char *const list[] = { "ref", "text", "owner", "agency",
	    "due", "days-late", "status", "milestones", "case" };
	static const struct kind_report def = { .key = "tracker",
	    .title = "", .what = REPORT_ACTIONS, .live = REPORT_LIVE,
	    .list = list, .n_list = 9, .sort = "due" };

	return make_report(b, &def, SHOWN);
}

static bool
report_overdue(struct bench *b)
{
	static const char *const list[] = { "agency", "ref", "text", "owner",
	    "due", "days-late", "date-moves", "escalation" };
	static const struct kind_report def = { .key = "overdue",
	    .title = "", .what = REPORT_ACTIONS, .live = REPORT_OVERDUE,
	    .list = list, .n_list = 8, .sort = "days-late" };

	return make_report(b, &def, SHOWN);
}

static bool
count_overdue(struct bench *b)
{
	static const struct kind_report def = { .key = "overdue-agency",
	    .title = "", .what = REPORT_ACTIONS, .live = REPORT_OVERDUE,
	    .rows = "agency", .chart = REPORT_BARS };

	return make_report(b, &def, 0);
}

static bool
search(struct bench *b)
{
	struct search_row *rows;
	size_t n;

	return search_read(b->db, b->text, NEWEST, &b->arena, &rows, &n,
	    &b->err);
}

static bool
propose(struct bench *b)
{
	struct repeat_found *list;
	size_t n;

	return repeat_proposals(&b->session, b->casefile, &b->arena, &list,
	    &n, &b->err);
}

static bool
write_action(struct bench *b)
{
	struct action_new a = {
		.casefile = b->casefile, .text = "ask for the papers",
		.due = TODAY + 14, .agreed_on = DATE_NONE,
		.agency = 0, .member = b->session.member,
	};

	handle_int(&b->db->reader, "SELECT agency_id FROM member "
	    "WHERE keeper = 1", &a.agency, &b->err);
	return cmd_action_add(&b->session, &a, NULL, &b->err);
}

/* ---- Rounds ----------------------------------------------------------- */

/* The number that text gives for the id. */
static int64_t
ask(struct bench *b, const char *text, int64_t id)
{
	sqlite3_stmt *st = handle_prepare(&b->db->reader, CLASS_STORE, text,
	    &b->err);
	int64_t value = 0;

	if (st == NULL)
		fail(text, err_text(&b->err));
	if (sqlite3_bind_parameter_count(st) > 0)
		sqlite3_bind_int64(st, 1, id);
	if (handle_step(&b->db->reader, CLASS_STORE, st) == SQLITE_ROW)
		value = sqlite3_column_int64(st, 0);
	sqlite3_finalize(st);
	return value;
}

static void
choose(struct bench *b)
{
	uint32_t span = (uint32_t)(b->last - b->first + 1);

	b->casefile = ask(b, "SELECT id FROM visible_casefile "
	    "WHERE id >= ?1 ORDER BY id LIMIT 1", b->first +
	    words_number(&b->words, span));
	b->board = ask(b, "SELECT board_id FROM casefile WHERE id = ?1",
	    b->casefile);
}

static void
choose_words(struct bench *b, const char *how)
{
	char surname[32], sentence[32];

	words_surname(&b->words, surname, sizeof surname);
	words_sentence(&b->words, 1, sentence, sizeof sentence);
	if (*how == '2' || *how == '3')
		snprintf(b->text, sizeof b->text, "%.*s", *how - '0',
		    surname);
	else if (*how == 'n')
		snprintf(b->text, sizeof b->text, "%s", surname);
	else
		snprintf(b->text, sizeof b->text, "%s %s", sentence, surname);
}

static int
by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double
rank(const double *sorted, int n, double share)
{
	int at = (int)(share * n + 0.9999) - 1;

	return sorted[at < 0 ? 0 : at >= n ? n - 1 : at];
}

/* Neither this session nor the system holds a page of the book any longer. */
static void
forget_pages(const struct bench *b)
{
	int fd = open(b->path, O_RDONLY | O_CLOEXEC);

	sqlite3_db_release_memory(b->db->reader.sq);
	if (fd < 0 || fdatasync(fd) != 0 ||
	    posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED) != 0)
		fail(b->path, "it can't be dropped from memory");
	close(fd);
}

/* words: how to choose what is searched for, or NULL. Returns the median. */
static double
measure(struct bench *b, const char *name, const char *words, int rounds,
    bool (*call)(struct bench *b))
{
	double *ms = xcalloc((size_t)rounds, sizeof *ms), median, from;
	int i;

	for (i = -2; i < rounds; i++) {
		choose(b);
		if (words)
			choose_words(b, words);
		arena_reset(&b->arena);
		if (b->cold)
			forget_pages(b);
		from = now_ms(b);
		if (!call(b))
			fail(name, err_text(&b->err));
		/* The first two prepare the statements. */
		if (i >= 0)
			ms[i] = now_ms(b) - from;
	}
	qsort(ms, (size_t)rounds, sizeof *ms, by_size);
	median = rank(ms, rounds, 0.5);
	printf("%s\t%s p50\t%.2f\tms\n", b->label, name, median);
	printf("%s\t%s p99\t%.2f\tms\n", b->label, name,
	    rank(ms, rounds, 0.99));
	fflush(stdout);
	free(ms);
	return median;
}

/* ---- Views against tables --------------------------------------------- */

static double
run_for(struct bench *b, const char *text, int64_t id)
{
	struct handle *h = &b->db->reader;
	sqlite3_stmt *st = handle_prepare(h, CLASS_STORE, text, &b->err);
	double from;
	int i;

	if (st == NULL)
		fail(text, err_text(&b->err));
	for (i = -1, from = 0; i < b->rounds; i++) {
		if (i == 0)
			from = now_ms(b);
		sqlite3_bind_int64(st, 1, id);
		while (handle_step(h, CLASS_STORE, st) == SQLITE_ROW)
			;
		sqlite3_reset(st);
	}
	sqlite3_finalize(st);
	return now_ms(b) - from;
}

#define OVERDUE_OF(table) "SELECT id, ref, text, due_on FROM " table \
	" WHERE board_id = ?1 AND live = 1 AND due_on < '2031-03-13'" \
	" ORDER BY due_on, id LIMIT 60"
#define PLAN_OF(table) "SELECT id, ref, text, due_on FROM " table \
	" WHERE board_id = ?1 AND live = 1 AND strand = 's2'" \
	" ORDER BY due_on LIMIT 60"

static void
compare(struct bench *b)
{
	static const struct {
		const char *name, *view, *table;
		bool board;		/* ?1 is the board, not the case */
	} pairs[] = {
		{ "case", "SELECT * FROM visible_casefile WHERE id = ?1",
		    "SELECT * FROM casefile WHERE id = ?1", false },
		{ "parties", "SELECT * FROM visible_party "
		    "WHERE casefile_id = ?1",
		    "SELECT * FROM party WHERE casefile_id = ?1", false },
		{ "actions", "SELECT * FROM visible_action WHERE id IN ("
		    "SELECT id FROM visible_action_of WHERE of_id = ?1)",
		    "SELECT * FROM action WHERE casefile_id = ?1", false },
		{ "overdue", OVERDUE_OF("visible_action"),
		    OVERDUE_OF("action"), true },
		{ "plan", PLAN_OF("visible_action"), PLAN_OF("action"),
		    true },
	};
	int64_t id;
	size_t i;

	choose(b);
	for (i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		id = pairs[i].board ? b->board : b->casefile;
		printf("%s\tviews, %s\t%.2f\tx\n", b->label,
		    pairs[i].name, run_for(b, pairs[i].view, id) /
		    run_for(b, pairs[i].table, id));
	}
}

/* ---- The whole -------------------------------------------------------- */

static void
sign_in(struct bench *b, const struct clock *clock, const char *as)
{
	struct stmt *q = db_query(b->db, SQL_LOGIN_USUAL, &b->err);
	char *login = as ? xstrdup(as) : NULL;

	if (stmt_next(q, &b->err) && !login)
		login = xstrdup(col_str(q, 0));
	if (!stmt_done(q) || !login)
		fail("nobody can sign in", err_text(&b->err));
	if (!session_open(&b->session, b->db, clock, login, "bench", &b->err))
		fail(login, err_text(&b->err));
	free(login);
}

static void
measure_reports(struct bench *b)
{
	measure(b, "report: plan", NULL, b->rounds, report_plan);
	measure(b, "report: tracker", NULL, b->rounds, report_tracker);
	measure(b, "report: overdue", NULL, b->rounds, report_overdue);
	measure(b, "report: a count", NULL, b->rounds / 5 + 1, count_overdue);
}

static void
measure_cold(struct bench *b)
{
	int few = b->rounds / 5 + 1;

	b->cold = true;
	measure(b, "cold: case", NULL, few, read_case);
	measure(b, "cold: next page", NULL, few, read_tracker_far);
	measure(b, "cold: overdue", NULL, few, read_overdue);
	b->cold = false;
}

static void
measure_all(struct bench *b)
{
	int few = b->rounds / 5 + 1;

	b->agency = ask(b, "SELECT agency_id FROM member WHERE keeper = 1",
	    0);
	measure(b, "home", NULL, b->rounds, read_home);
	measure(b, "board", NULL, b->rounds, read_board);
	measure(b, "case", NULL, b->rounds, read_case);
	measure(b, "overdue", NULL, few, read_overdue);
	measure(b, "tracker", NULL, few, read_tracker);
	measure(b, "tracker, far in", NULL, few, read_tracker_far);
	measure(b, "tracker, agency", NULL, few, read_tracker_agency);
	measure_reports(b);
	measure(b, "2 letters", "2", b->rounds, search);
	measure(b, "3 letters", "3", b->rounds, search);
	measure(b, "a name", "n", b->rounds, search);
	measure(b, "two words", "w", b->rounds, search);
	measure(b, "repeats", NULL, few, propose);
	compare(b);
	/* What is not of the disk yet would be read from memory. */
	measure_cold(b);
	measure(b, "add action", NULL, b->rounds, write_action);
}

int
main(int argc, char **argv)
{
	struct bench b = { .rounds = 200, .words = { 7 }, .label = "book",
		.time = CLOCK_MONOTONIC };
	int64_t now = (int64_t)TODAY * 86400000 + 34200000;
	const char *as = NULL;
	struct clock clock;
	int c;

	while ((c = getopt(argc, argv, "cl:n:u:")) != -1) {
		if (c == 'l')
			b.label = optarg;
		else if (c == 'c')
			b.time = CLOCK_PROCESS_CPUTIME_ID;
		else if (c == 'u')
			as = optarg;
		else if (c == 'n')
			b.rounds = (int)strtol(optarg, NULL, 10);
		else
			return 2;
	}
	if (optind + 1 != argc || b.rounds < 1) {
		fprintf(stderr, "Usage: storebench [-c] [-l label] [-n rounds] "
		    "[-u login] BOOK\n");
		return 2;
	}
	clock_fixed(&clock, &now);
	b.path = argv[optind];
	b.db = db_open(argv[optind], DB_USE, &clock, &b.err);
	if (!b.db)
		fail(argv[optind], err_text(&b.err));
	sign_in(&b, &clock, as);
	b.first = ask(&b, "SELECT id FROM visible_casefile ORDER BY id LIMIT 1",
	    0);
	b.last = ask(&b, "SELECT id FROM visible_casefile ORDER BY id DESC "
	    "LIMIT 1", 0);
	if (!b.last)
		fail(argv[optind], "it has no cases");
	/* Of another's view the reports: what that one may not see of the
	 * rest would be no failure. */
	if (as) {
		measure_reports(&b);
		compare(&b);
	} else {
		measure_all(&b);
	}
	session_close(&b.session);
	arena_release(&b.arena);
	db_close(b.db);
	return 0;
}
