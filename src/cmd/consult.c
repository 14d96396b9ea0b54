#include "cmd/consult.h"

#include <string.h>

#include "cmd/bind.h"
#include "cmd/cmd.h"
#include "cmd/meeting_need.h"
#include "cmd/sent.h"
#include "store/agenda_read.h"
#include "store/meeting_read.h"
#include "store/row.h"
#include "store/tx.h"

/* What is taken away may yet fail to leave. */
static int64_t
new_row(struct session *s, const char *what)
{
	return strcmp(what, "export") ? db_new_id(session_book(s)->db)
	    : sent_new(s);
}

/* Of a past: what is gone since has no log to stand in. */
static bool
of_casefile(struct session *s, int64_t casefile, int64_t meeting,
    const char *what, const char *detail, struct arena *a, struct err *err)
{
	struct session *book = session_book(s);
	int n = 0;

	if (!cmd_write(book, SQL_CONSULT_CASEFILE, BIND(
	    B_ID("new", new_row(s, what)), B_ID("member", s->member),
	    B_TEXT("at", need_now(book, a)), B_TEXT("what", what),
	    B_ID("meeting", meeting), B_STR("detail", detail),
	    B_ID("casefile", casefile)), &n, err))
		return false;
	return n > 0 || s->today || err_set(err, ERR_INPUT, "There is no such "
	    "casefile.");
}

bool
cmd_consult_open(struct session *s, int64_t casefile, struct err *err)
{
	struct arena a = {0};
	bool ok;

	if (s->member == 0)
		return true;
	if (!cmd_begin(session_book(s), "consult", err))
		return false;
	ok = of_casefile(s, casefile, 0, "open", NULL, &a, err);
	arena_release(&a);
	return cmd_end(session_book(s), ok, err);
}

bool
cmd_consult_line(struct session *s, const struct agenda_row *row,
    struct err *err)
{
	struct arena a = {0};
	int64_t noted = 0;
	bool ok;

	if (s->member == 0 || row->casefile == 0)
		return true;
	if (row->resumed_at != NULL && !cmd_one(s, SQL_CONSULT_NOTED,
	    BIND(B_ID("member", s->member), B_ID("casefile", row->casefile),
	    B_ID("meeting", row->meeting), B_TEXT("since", row->resumed_at)),
	    &noted, err))
		return false;
	if (noted != 0)
		return true;
	if (!cmd_begin(s, "consult", err))
		return false;
	ok = of_casefile(s, row->casefile, row->meeting, "open", NULL, &a,
	    err);
	arena_release(&a);
	return cmd_end(s, ok, err);
}

bool
cmd_consult_search(struct session *s, const char *words, struct err *err)
{
	struct arena a = {0};
	bool ok;

	if (s->member == 0)
		return true;
	if (!cmd_begin(s, "consult", err))
		return false;
	ok = cmd_write(s, SQL_CONSULT_SEARCH, BIND(
	    B_ID("new", db_new_id(s->db)), B_ID("member", s->member),
	    B_TEXT("at", need_now(s, &a)), B_STR("detail", words)), NULL,
	    err);
	arena_release(&a);
	return cmd_end(s, ok, err);
}

/* The meeting, and each of its cases that the reader sees: the log of a case
 * tells who read it in minutes, too. */
static bool
minutes(struct session *s, int64_t meeting, const char *what,
    const char *detail, struct arena *a, struct err *err)
{
	struct session *book = session_book(s);
	struct agenda_row *rows;
	size_t n, i;

	if (!cmd_write(book, SQL_CONSULT_MEETING, BIND(
	    B_ID("new", new_row(s, what)), B_ID("member", s->member),
	    B_TEXT("at", need_now(book, a)), B_TEXT("what", what),
	    B_STR("detail", detail), B_ID("meeting", meeting)), NULL, err) ||
	    !agenda_read(s->db, meeting, a, &rows, &n, err))
		return false;
	for (i = 0; i < n; i++)
		if (rows[i].casefile != 0 && !of_casefile(s,
		    rows[i].casefile, meeting, what, detail, a, err))
			return false;
	return true;
}

/* What leaves under a password is noted as such. */
static const char *
leaving(const struct session *s, const char *detail, struct arena *a)
{
	return s->encrypts ? arena_printf(a, "%s, encrypted", detail)
	    : detail;
}

bool
cmd_consult_minutes(struct session *s, int64_t meeting, bool leaves,
    const char *detail, struct err *err)
{
	struct arena a = {0};
	bool ok;

	if (s->member == 0)
		return true;
	if (!cmd_begin(session_book(s), leaves ? "export" : "consult", err))
		return false;
	ok = minutes(s, meeting, leaves ? "export" : "open", leaves ? leaving(
	    s, detail, &a) : detail, &a, err);
	arena_release(&a);
	return cmd_end(session_book(s), ok, err);
}

const char *
consult_word(const char *what)
{
	static const char *const words[][2] = {
		{ "open", "opened it" },
		{ "follow", "followed it at the meeting" },
		{ "export", "took it away" },
		{ "unsent", "tried to take it away" },
		{ "search", "searched" },
	};
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strcmp(words[i][0], what) == 0)
			return words[i][1];
	return what;
}

static bool
report(struct session *s, const char *detail, const int64_t *casefiles,
    size_t n, struct arena *a, struct err *err)
{
	struct session *book = session_book(s);
	size_t i;

	if (!cmd_write(book, SQL_CONSULT_REPORT, BIND(
	    B_ID("new", sent_new(s)), B_ID("member", s->member),
	    B_TEXT("at", need_now(book, a)), B_STR("detail", detail)), NULL,
	    err))
		return false;
	for (i = 0; i < n; i++)
		if (!of_casefile(s, casefiles[i], 0, "export", detail, a,
		    err))
			return false;
	return true;
}

bool
consult_pack(struct session *s, int64_t meeting, const char *detail,
    const int64_t *casefiles, size_t n, struct err *err)
{
	struct arena a = {0};
	size_t i;
	bool ok;

	detail = leaving(s, detail, &a);
	ok = cmd_write(s, SQL_CONSULT_MEETING, BIND(
	    B_ID("new", sent_new(s)), B_ID("member", s->member),
	    B_TEXT("at", need_now(s, &a)), B_TEXT("what", "export"),
	    B_STR("detail", detail), B_ID("meeting", meeting)), NULL, err);
	for (i = 0; ok && i < n; i++)
		ok = of_casefile(s, casefiles[i], meeting, "export", detail,
		    &a, err);
	arena_release(&a);
	return ok;
}

bool
cmd_consult_report(struct session *s, const char *detail,
    const int64_t *casefiles, size_t n, struct err *err)
{
	struct arena a = {0};
	bool ok;

	if (s->member == 0)
		return true;
	if (!cmd_begin(session_book(s), "export", err))
		return false;
	ok = report(s, leaving(s, detail, &a), casefiles, n, &a, err);
	arena_release(&a);
	return cmd_end(session_book(s), ok, err);
}

/* Everyone who may be looking on: in the arena. */
static bool
followers(struct session *s, int64_t meeting, struct arena *a, int64_t **ids,
    size_t *n, struct err *err)
{
	struct stmt *q = cmd_query(s, SQL_CONSULT_FOLLOWERS,
	    BIND(B_ID("meeting", meeting)), err);
	size_t cap = 0;

	*ids = NULL;
	*n = 0;
	while (stmt_next(q, err)) {
		*ids = row_room(a, *ids, *n, &cap, sizeof(**ids));
		(*ids)[(*n)++] = col_int(q, 0);
	}
	return stmt_done(q);
}

bool
consult_follow(struct session *s, int64_t meeting, int64_t casefile,
    struct err *err)
{
	struct arena a = {0};
	int64_t *ids;
	size_t n, i;
	bool ok;

	ok = of_casefile(s, casefile, meeting, "open", NULL, &a, err) &&
	    followers(s, meeting, &a, &ids, &n, err);
	for (i = 0; ok && i < n; i++)
		if (ids[i] != s->member)
			ok = cmd_write(s, SQL_CONSULT_FOLLOW, BIND(
			    B_ID("new", db_new_id(s->db)),
			    B_ID("member", ids[i]),
			    B_TEXT("at", need_now(s, &a)),
			    B_ID("meeting", meeting),
			    B_ID("casefile", casefile)), &(int){0}, err);
	arena_release(&a);
	return ok;
}

bool
consult_not_for(struct session *s, int64_t meeting, int64_t casefile,
    struct arena *a, int64_t **ids, size_t *n, struct err *err)
{
	struct meeting_row m;
	struct stmt *q;
	size_t cap = 0;

	*ids = NULL;
	*n = 0;
	if (!meeting_read(s->db, meeting, a, &m, err))
		return false;
	if (!session_may(s, m.board, RIGHT_SEE_LOG) &&
	    !session_may(s, m.board, RIGHT_MANAGE_ACCESS))
		return true;
	q = cmd_query(s, SQL_CONSULT_NOT_FOR, BIND(B_ID("meeting", meeting),
	    B_ID("casefile", casefile)), err);
	while (stmt_next(q, err)) {
		*ids = row_room(a, *ids, *n, &cap, sizeof(**ids));
		(*ids)[(*n)++] = col_int(q, 0);
	}
	return stmt_done(q);
}
