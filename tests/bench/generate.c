/*
 * generate: a large made-up book, through the real schema with its triggers,
 * events, chain and search index:
 * generate [--lean] [--lists] [--boards N] [--members N] BOOK CASES KIND.yaml
 *
 * Full: the proportions of a real meeting (4 parties, 7 contributions of 2
 * lines, 5 actions with milestones and history, 6 minutes a case, 20 cases a
 * meeting). Lean: 2 parties and 5 actions a case. Lists: one case in ten is seen
 * by those let in by name alone. Boards: among so many (5) the cases go round.
 * Members: so many of each of the 12 agencies (4).
 * The same arguments give the same rows. Says how many rows it wrote in which
 * time.
 */
#include <getopt.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/alloc.h"
#include "base/date.h"
#include "cmd/kind_cmd.h"
#include "cmd/session.h"
#include "model/match.h"
#include "store/handle.h"
#include "store/tx.h"
#include "words.h"

#define AGENCIES 12
#define MEMBERS_EACH 4	/* who own actions */
#define MEMBERS_MOST 40	/* of one agency */
#define BOARDS 5	/* at the most */
#define CASES_A_MEETING 20
#define CASES_A_COMMIT 4000
#define CACHE_KIB (512 * 1024)	/* what a commit dirties fits in */
#define PARTIES 4
#define LINES 2
#define ACTIONS 5
#define MINUTES 6
#define CONTRIBUTIONS 7
#define TODAY 22351		/* 13 Mar 2031, counted from 1970 */

/* What is written, one prepared statement each; ? are filled in order. */
enum insert {
	INTO_BOOK, INTO_AGENCY, INTO_MEMBER, INTO_BOARD, INTO_ROLE, INTO_MEETING,
	INTO_CASEFILE, INTO_ACCESS, INTO_SUBJECT, INTO_PARTY, INTO_KEY, INTO_CONTACT,
	INTO_RELATION, INTO_ITEM, INTO_CONTRIBUTION, INTO_LINE, INTO_ACTION,
	INTO_MILESTONE, INTO_PROGRESS, INTO_MINUTE, INSERTS
};

static const char *const inserts[INSERTS] = {
	[INTO_BOOK] = "INSERT INTO book (id, name, made_at)"
	    " VALUES (?, 'A large book', '2031-03-13T09:30:00')",
	[INTO_AGENCY] = "INSERT INTO agency (id, name, short, category)"
	    " VALUES (?, ?, ?, ?)",
	[INTO_MEMBER] = "INSERT INTO member (id, agency_id, forenames,"
	    " surname, login, keeper) VALUES (?, ?, ?, ?, ?, ?)",
	[INTO_BOARD] = "INSERT INTO board (id, kind, kind_version_id, name,"
	    " prefix, nation) VALUES (?, 'marac', ?, ?, ?, 'england')",
	[INTO_ROLE] = "INSERT INTO board_member (id, board_id, member_id,"
	    " role) VALUES (?, ?, ?, ?)",
	[INTO_MEETING] = "INSERT INTO meeting (id, board_id,"
	    " kind_version_id, ref, held_on, starts, online, status,"
	    " chair_id, secretary_id)"
	    " VALUES (?, ?, ?, ?, ?, '09:30', 1, ?, ?, ?)",
	[INTO_CASEFILE] = "INSERT INTO casefile (id, board_id, type, ref,"
	    " received_on, incident_on, agency_id, tool, score, screening,"
	    " restricted, audience)"
	    " VALUES (?, ?, 'case', ?, ?, ?, ?, 'DASH', ?, 'accepted', ?, ?)",
	[INTO_ACCESS] = "INSERT INTO access (id, casefile_id, agency_id,"
	    " effect) VALUES (?, ?, ?, 'allow')",
	[INTO_SUBJECT] = "INSERT INTO subject (id, surname, forenames,"
	    " born_on, sex) VALUES (?, ?, ?, ?, 'female')",
	[INTO_PARTY] = "INSERT INTO party (id, casefile_id, subject_id,"
	    " role, position) VALUES (?, ?, ?, ?, ?)",
	[INTO_KEY] = "INSERT INTO match_key (key, subject_id) VALUES (?, ?)",
	[INTO_CONTACT] = "INSERT INTO contact (id, subject_id, sort, value,"
	    " safe_use, safe_message) VALUES (?, ?, 'phone', ?, 'yes', 'no')",
	[INTO_RELATION] = "INSERT INTO relation (id, casefile_id, party_id,"
	    " to_party_id, relation) VALUES (?, ?, ?, ?, ?)",
	[INTO_ITEM] = "INSERT INTO item (id, meeting_id, step, casefile_id,"
	    " position, type, status, disposition, spent)"
	    " VALUES (?, ?, 'cases', ?, ?, 'new', ?, ?, 480)",
	[INTO_CONTRIBUTION] = "INSERT INTO contribution (id, casefile_id,"
	    " meeting_id, agency_id, state, heard_at)"
	    " VALUES (?, ?, ?, ?, 'given', '2030-01-01T10:00:00')",
	[INTO_LINE] = "INSERT INTO contribution_line (id, contribution_id,"
	    " position, sort, text) VALUES (?, ?, ?, 'fact', ?)",
	[INTO_ACTION] = "INSERT INTO action (id, board_id, casefile_id,"
	    " meeting_id, item_id, number, ref, text, strand, agency_id,"
	    " member_id, due_on, status, live, status_on, recorded_by_id,"
	    " agreed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
	    " ?, '2030-01-01T10:00:00')",
	[INTO_MILESTONE] = "INSERT INTO milestone (id, action_id, position,"
	    " text, due_on) VALUES (?, ?, ?, ?, ?)",
	[INTO_PROGRESS] = "INSERT INTO progress (id, action_id,"
	    " recorded_by_id, reported_at, was, now, text)"
	    " VALUES (?, ?, ?, '2030-01-01T10:00:00', 'open', ?, ?)",
	[INTO_MINUTE] = "INSERT INTO minute (id, meeting_id, item_id,"
	    " casefile_id, phase, sort, position, text, recorded_by_id,"
	    " recorded_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?,"
	    " '2030-01-01T10:00:00')",
};

struct maker {
	struct db *db;
	sqlite3_stmt *st[INSERTS];
	struct words words;
	struct arena arena;
	bool lean, lists;
	int64_t rows;
	int64_t kind;
	int64_t agency[AGENCIES], member[AGENCIES * MEMBERS_MOST];
	int members;		/* of each agency */
	int boards;
	int64_t board[BOARDS];
	int64_t meeting;	/* the one that cases are put on */
	int meeting_on, position;
	bool past;		/* it has been held */
};

static void
fail(const char *what, const char *why)
{
	fprintf(stderr, "generate: %s: %s\n", what, why);
	exit(1);
}

/* Fill a statement and run it: t a text, i a number, d a date. */
static void
put(struct maker *m, enum insert into, const char *types, ...)
{
	struct err err = {0};
	struct buf day = {0};
	va_list ap;
	int n;

	if (!m->st[into])
		m->st[into] = handle_prepare(&m->db->writer, CLASS_STORE,
		    inserts[into], &err);
	if (!m->st[into])
		fail(inserts[into], err_text(&err));
	va_start(ap, types);
	for (n = 1; *types; n++, types++) {
		if (*types == 't') {
			sqlite3_bind_text(m->st[into], n,
			    va_arg(ap, const char *), -1, SQLITE_TRANSIENT);
		} else if (*types == 'i') {
			sqlite3_bind_int64(m->st[into], n,
			    va_arg(ap, int64_t));
		} else {
			buf_clear(&day);
			date_add_iso(&day, va_arg(ap, int));
			sqlite3_bind_text(m->st[into], n, buf_text(&day), -1,
			    SQLITE_TRANSIENT);
		}
	}
	va_end(ap);
	if (handle_step(&m->db->writer, CLASS_STORE, m->st[into]) !=
	    SQLITE_DONE)
		fail(inserts[into], sqlite3_errmsg(m->db->writer.sq));
	sqlite3_reset(m->st[into]);
	buf_release(&day);
	m->rows++;
}

static int64_t
new_id(struct maker *m)
{
	return db_new_id(m->db);
}

static void
begin(struct maker *m)
{
	struct err err = {0};

	if (!db_begin(m->db, "import", &err))
		fail("begin", err_text(&err));
}

static void
commit(struct maker *m)
{
	struct err err = {0};

	if (!db_commit(m->db, &err))
		fail("commit", err_text(&err));
}

/* ---- The partnership ------------------------------------------------------------- */

static void
make_members(struct maker *m, int agency)
{
	char name[64], login[32];
	int i;

	for (i = 0; i < m->members; i++) {
		int n = agency * m->members + i;

		words_surname(&m->words, name, sizeof name);
		snprintf(login, sizeof login, "member%d", n);
		m->member[n] = new_id(m);
		put(m, INTO_MEMBER, "iittti", m->member[n],
		    m->agency[agency], "Alex", name, login,
		    (int64_t)(n == 0));
	}
}

static const char *
role_of(int n)
{
	return n == 0 ? "secretary" : n == 1 ? "chair" : "representative";
}

static void
make_partnership(struct maker *m)
{
	char name[32];
	int i, j;

	begin(m);
	for (i = 0; i < AGENCIES; i++) {
		snprintf(name, sizeof name, "Agency %c", 'A' + i);
		m->agency[i] = new_id(m);
		put(m, INTO_AGENCY, "ittt", m->agency[i], name, name + 7,
		    i ? "housing" : "police");
		make_members(m, i);
	}
	for (i = 0; i < m->boards; i++) {
		char prefix[8];

		snprintf(name, sizeof name, "Board %d", i + 1);
		snprintf(prefix, sizeof prefix, "B%d", i + 1);
		m->board[i] = new_id(m);
		put(m, INTO_BOARD, "iitt", m->board[i], m->kind, name,
		    prefix);
		for (j = 0; j < AGENCIES * m->members; j++)
			put(m, INTO_ROLE, "iiit", new_id(m), m->board[i],
			    m->member[j], role_of(j));
	}
	commit(m);
}

/* ---- A case ------------------------------------------------------------------------ */

static void
make_keys(struct maker *m, int64_t subject, const char *surname,
    const char *forenames, int born)
{
	struct match_name name = { .surname = surname,
	    .forenames = forenames };
	struct match_person person = { .id = subject, .names = &name,
	    .n_names = 1, .born = born,
	    .born_from = DATE_NONE, .born_to = DATE_NONE };
	const struct match_rules rules = {0};
	const char **keys;
	size_t i, n;

	arena_reset(&m->arena);
	n = match_keys(&person, &rules, MATCH_KEYS_STORE, &m->arena, &keys);
	for (i = 0; i < n; i++)
		put(m, INTO_KEY, "ti", keys[i], subject);
}

static int64_t
make_party(struct maker *m, int64_t casefile, int position)
{
	static const char *const roles[] = { "victim", "perpetrator",
	    "child", "child" };
	char surname[64], forename[64], phone[32];
	int born = m->meeting_on - (position < 2 ? 6600 : 1000) -
	    (int)words_number(&m->words, position < 2 ? 15000 : 5000);
	int64_t subject = new_id(m), party = new_id(m);

	words_surname(&m->words, surname, sizeof surname);
	words_forename(&m->words, forename, sizeof forename);
	put(m, INTO_SUBJECT, "ittd", subject, surname, forename, born);
	put(m, INTO_PARTY, "iiiti", party, casefile, subject,
	    roles[position], (int64_t)position);
	make_keys(m, subject, surname, forename, born);
	if (!position && !m->lean) {
		snprintf(phone, sizeof phone, "01632 960%03u",
		    words_number(&m->words, 1000));
		put(m, INTO_CONTACT, "iit", new_id(m), subject, phone);
	}
	return party;
}

static void
make_parties(struct maker *m, int64_t casefile)
{
	int64_t party[PARTIES];
	int i, n = m->lean ? 2 : PARTIES;

	for (i = 0; i < n; i++) {
		party[i] = make_party(m, casefile, i);
		if (i)
			put(m, INTO_RELATION, "iiiit", new_id(m), casefile,
			    party[i], party[0], i == 1 ? "ex-partner"
			    : "child");
	}
}

static void
make_contributions(struct maker *m, int64_t casefile)
{
	char text[400];
	int i, j;

	for (i = 0; i < CONTRIBUTIONS; i++) {
		int64_t id = new_id(m);

		put(m, INTO_CONTRIBUTION, "iiii", id, casefile, m->meeting,
		    m->agency[i]);
		for (j = 0; j < LINES; j++) {
			words_sentence(&m->words, 14, text, sizeof text);
			put(m, INTO_LINE, "iiit", new_id(m), id, (int64_t)j,
			    text);
		}
	}
}

static void
make_action(struct maker *m, int board, int64_t casefile, int64_t item,
    const char *ref, int number)
{
	static const char *const strands[] = { "s1", "s2", "s3", "s4" };
	char text[200], action_ref[48];
	int owner = (int)words_number(&m->words, AGENCIES * MEMBERS_EACH);
	int agency = owner / MEMBERS_EACH;
	int due = m->meeting_on + 2 + (int)words_number(&m->words, 40);
	/* What is long past is done, but for one in a hundred. */
	bool done = m->past && (due < TODAY - 60
	    ? words_number(&m->words, 100) > 0
	    : words_number(&m->words, 3) > 0);
	int64_t id = new_id(m);
	int i;

	words_sentence(&m->words, 7, text, sizeof text);
	snprintf(action_ref, sizeof action_ref, "%s/A%d", ref, number);
	put(m, INTO_ACTION, "iiiiiitttiidtidi", id, m->board[board], casefile,
	    m->meeting, item, (int64_t)number, action_ref, text,
	    m->lists ? strands[number % 4] : "", m->agency[agency],
	    m->member[agency * m->members + owner % MEMBERS_EACH], due,
	    done ? "completed" : "open", (int64_t)!done, due,
	    m->member[0]);
	for (i = 0; !m->lean && i < 2; i++)
		put(m, INTO_MILESTONE, "iiitd", new_id(m), id, (int64_t)i,
		    "step agreed", due - 5 + 3 * i);
	if (done && !m->lean)
		put(m, INTO_PROGRESS, "iiitt", new_id(m), id, m->member[0],
		    "completed", "reported as done");
}

static void
make_minutes(struct maker *m, int64_t casefile, int64_t item)
{
	static const char *const phases[] = { "introduce", "share", "share",
	    "risks", "plan", "conclude" };
	static const char *const sorts[] = { "information", "information",
	    "information", "risk", "decision", "decision" };
	char text[600];
	int i;

	for (i = 0; i < MINUTES; i++) {
		words_sentence(&m->words, 22, text, sizeof text);
		put(m, INTO_MINUTE, "iiiittiti", new_id(m), m->meeting, item,
		    casefile, phases[i], sorts[i], (int64_t)i, text,
		    m->member[0]);
	}
}

static void
make_meeting(struct maker *m, int board, int n, int held_on)
{
	char ref[48];

	m->meeting = new_id(m);
	m->meeting_on = held_on;
	m->past = held_on < TODAY;
	m->position = 0;
	snprintf(ref, sizeof ref, "B%d-M%d", board + 1, n);
	put(m, INTO_MEETING, "iiitdtii", m->meeting, m->board[board],
	    m->kind, ref, held_on, m->past ? "closed" : "planned",
	    m->member[1], m->member[0]);
}

static void
make_case(struct maker *m, int board, int n)
{
	int64_t casefile = new_id(m), item = new_id(m);
	bool listed = m->lists && n % 10 == 0;
	char ref[32];
	int i;

	snprintf(ref, sizeof ref, "B%d-%07d", board + 1, n);
	put(m, INTO_CASEFILE, "iitddiiit", casefile, m->board[board], ref,
	    m->meeting_on - 10, m->meeting_on - 12,
	    m->agency[words_skewed(&m->words, AGENCIES)],
	    (int64_t)words_number(&m->words, 25), (int64_t)listed,
	    listed ? "list" : "board");
	if (listed)
		put(m, INTO_ACCESS, "iii", new_id(m), casefile,
		    m->agency[n / 10 % AGENCIES]);
	make_parties(m, casefile);
	put(m, INTO_ITEM, "iiiitt", item, m->meeting, casefile,
	    (int64_t)++m->position, m->past ? "done" : "waiting",
	    m->past ? "heard" : "");
	if (!m->lean) {
		make_contributions(m, casefile);
		make_minutes(m, casefile, item);
	}
	for (i = 1; i <= ACTIONS; i++)
		make_action(m, board, casefile, item, ref, i);
}

/* Meetings of all boards spread over ten years up to and past today. */
static void
make_cases(struct maker *m, int cases)
{
	int meetings = (cases + CASES_A_MEETING - 1) / CASES_A_MEETING;
	int n = 0, k, i;

	begin(m);
	for (k = 0; k < meetings; k++) {
		int board = k % m->boards;
		int held_on = TODAY + 14 - (int)((int64_t)3650 *
		    (meetings - 1 - k) / meetings);

		make_meeting(m, board, k, held_on);
		for (i = 0; i < CASES_A_MEETING && n < cases; i++) {
			make_case(m, board, n++);
			if (n % CASES_A_COMMIT == 0) {
				commit(m);
				begin(m);
			}
			if (n % 10000 == 0)
				fprintf(stderr, "\r%d cases, %" PRId64
				    " rows ", n, m->rows);
		}
	}
	commit(m);
	fprintf(stderr, "\r\033[K");
}

/* ---- The whole -------------------------------------------------------------------------- */

static double
seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void
take_kind(struct maker *m, const char *path, const struct clock *clock)
{
	struct session s;
	struct err err = {0};

	session_open_system(&s, m->db, clock, "generate");
	if (!cmd_kind_take_file(&s, path, NULL, &m->kind, NULL, &err))
		fail(path, err_text(&err));
	session_close(&s);
}

static bool
take_options(struct maker *m, int argc, char **argv)
{
	static const struct option options[] = {
		{ "boards", required_argument, NULL, 'b' },
		{ "lean", no_argument, NULL, 'e' },
		{ "lists", no_argument, NULL, 'i' },
		{ "members", required_argument, NULL, 'm' },
		{ NULL, 0, NULL, 0 }
	};
	int c;

	while ((c = getopt_long(argc, argv, "+", options, NULL)) != -1) {
		if (c == 'e')
			m->lean = true;
		else if (c == 'i')
			m->lists = true;
		else if (c == 'b')
			m->boards = (int)strtol(optarg, NULL, 10);
		else if (c == 'm')
			m->members = (int)strtol(optarg, NULL, 10);
		else
			return false;
	}
	return m->boards >= 1 && m->boards <= BOARDS &&
	    m->members >= MEMBERS_EACH && m->members <= MEMBERS_MOST;
}

int
main(int argc, char **argv)
{
	struct maker m = { .words = { 20310313 }, .boards = BOARDS,
	    .members = MEMBERS_EACH };
	int64_t now = (int64_t)TODAY * 86400000 + 34200000, events = 0;
	struct clock clock;
	struct err err = {0};
	double from, took;

	if (!take_options(&m, argc, argv) || argc - optind != 3) {
		fprintf(stderr, "Usage: generate [--lean] [--lists] "
		    "[--boards N] [--members N] BOOK CASES KIND.yaml\n");
		return 2;
	}
	argv += optind - 1;
	clock_fixed(&clock, &now);
	m.db = db_create(argv[1], &clock, &err);
	if (!m.db)
		fail(argv[1], err_text(&err));
	db_set_cache(m.db, CACHE_KIB);
	from = seconds();
	begin(&m);
	put(&m, INTO_BOOK, "i", new_id(&m));
	commit(&m);
	take_kind(&m, argv[3], &clock);
	make_partnership(&m);
	make_cases(&m, (int)strtol(argv[2], NULL, 10));
	took = seconds() - from;
	handle_int(&m.db->writer, "SELECT max(seq) FROM event", &events,
	    &err);
	printf("%" PRId64 " rows, %" PRId64 " events in %.1f s: %.0f rows a "
	    "second\n", m.rows, events, took, (double)m.rows / took);
	for (int i = 0; i < INSERTS; i++)
		sqlite3_finalize(m.st[i]);
	arena_release(&m.arena);
	db_close(m.db);
	return 0;
}
