#include "cmd/find.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "cmd/bind.h"
#include "cmd/calendar.h"
#include "form/yaml_read.h"
#include "model/name.h"
#include "model/when.h"

/* The nearest of the names that a statement lists; in the arena, or NULL. */
static const char *
nearest(struct session *s, enum sql_id list, const char *text,
    struct arena *a)
{
	struct stmt *q = db_query(s->db, list, NULL);
	const char **names = NULL;
	const char *near;
	size_t n = 0, cap = 0;

	while (stmt_next(q, NULL)) {
		if (n == cap) {
			const char **more = arena_array(a, cap ? cap * 2 : 64,
			    sizeof(*more));

			if (n > 0)
				memcpy(more, names, n * sizeof(*names));
			names = more;
			cap = cap ? cap * 2 : 64;
		}
		names[n++] = col_copy(q, 0, a);
	}
	near = stmt_done(q) && n > 0 ? yaml_nearest(text, names, n) : NULL;
	return near;
}

static bool
find(struct session *s, enum sql_id sql, const char *text, const char *what,
    enum sql_id names, int64_t *id, struct err *err)
{
	struct arena a = { 0 };
	const char *near;

	if (!cmd_one(s, sql, BIND(B_STR("text", text)), id, err))
		return false;
	if (*id != 0)
		return true;
	near = names != SQL_COUNT ? nearest(s, names, text, &a) : NULL;
	if (near != NULL)
		err_set(err, ERR_INPUT, "There is no %s \"%s\". Did you mean"
		    " \"%s\"?", what, text, near);
	else
		err_set(err, ERR_INPUT, "There is no %s \"%s\".", what, text);
	arena_release(&a);
	return false;
}

bool
find_board(struct session *s, const char *text, int64_t *id, struct err *err)
{
	return find(s, SQL_FIND_BOARD, text, "board", SQL_COUNT, id, err);
}

bool
find_agency(struct session *s, const char *text, int64_t *id,
    struct err *err)
{
	return find(s, SQL_FIND_AGENCY, text, "agency", SQL_FIND_AGENCY_NAMES,
	    id, err);
}

bool
find_member(struct session *s, const char *text, int64_t *id,
    struct err *err)
{
	return find(s, SQL_FIND_MEMBER, text, "member who signs in as",
	    SQL_FIND_MEMBER_NAMES, id, err);
}

bool
find_meeting(struct session *s, const char *text, int64_t *id,
    struct err *err)
{
	return find(s, SQL_FIND_MEETING, text, "meeting", SQL_COUNT, id, err);
}

bool
find_casefile(struct session *s, const char *text, int64_t *id,
    struct err *err)
{
	return find(s, SQL_FIND_CASEFILE, text, "casefile", SQL_COUNT, id,
	    err);
}

bool
find_action(struct session *s, const char *text, int64_t *id,
    struct err *err)
{
	return find(s, SQL_FIND_ACTION, text, "action", SQL_COUNT, id, err);
}

/* How well a party answers to the text: by both names, by surname or a
 * forename, by role; 0 not at all. */
static int
party_fits(struct arena *a, const char *text, const char *role,
    const char *surname, const char *forenames)
{
	const char *wanted = name_folded(a, text);
	const char *whole = name_folded(a, arena_printf(a, "%s %s", forenames,
	    surname));

	if (strcmp(wanted, whole) == 0)
		return 3;
	if (strcmp(wanted, name_folded(a, surname)) == 0 ||
	    strcmp(wanted, name_folded(a, forenames)) == 0)
		return 2;
	return strcmp(text, role) == 0 ? 1 : 0;
}

bool
find_party(struct session *s, int64_t casefile, const char *text,
    int64_t *id, struct err *err)
{
	struct stmt *q = cmd_query(s, SQL_FIND_PARTIES,
	    BIND(B_ID("casefile", casefile)), err);
	struct arena a = { 0 };
	int best = 0, n = 0;

	*id = 0;
	while (stmt_next(q, err)) {
		int fit = party_fits(&a, text, col_str(q, 1), col_str(q, 2),
		    col_str(q, 3));

		if (fit == 0 || fit < best)
			continue;
		n = fit > best ? 1 : n + 1;
		best = fit;
		*id = col_int(q, 0);
	}
	arena_release(&a);
	if (q == NULL || !stmt_done(q))
		return false;
	if (n > 1)
		return err_set(err, ERR_INPUT, "More than one in this casefile"
		    " answers to \"%s\": say it more fully.", text);
	return n == 1 || err_set(err, ERR_INPUT, "Nobody in this casefile"
	    " answers to \"%s\".", text);
}

static bool
board_of(struct session *s, enum sql_id sql, int64_t id, const char *what,
    int64_t *board, struct err *err)
{
	if (!cmd_one(s, sql, BIND(B_ID("id", id)), board, err))
		return false;
	return *board != 0 ||
	    err_set(err, ERR_INPUT, "There is no such %s.", what);
}

bool
find_casefile_board(struct session *s, int64_t casefile, int64_t *board,
    struct err *err)
{
	return board_of(s, SQL_FIND_CASEFILE_BOARD, casefile, "casefile",
	    board, err);
}

bool
find_meeting_board(struct session *s, int64_t meeting, int64_t *board,
    struct err *err)
{
	return board_of(s, SQL_FIND_MEETING_BOARD, meeting, "meeting", board,
	    err);
}

bool
find_action_board(struct session *s, int64_t action, int64_t *board,
    struct err *err)
{
	return board_of(s, SQL_FIND_ACTION_BOARD, action, "action", board,
	    err);
}

static bool
next_meeting(struct session *s, int64_t board, int today, int *next,
    struct err *err)
{
	char *day;

	*next = DATE_NONE;
	if (!cmd_one_text(s, SQL_FIND_NEXT_MEETING, BIND(B_ID("board", board),
	    B_DATE("today", today)), &day, err))
		return false;
	if (day != NULL)
		*next = date_parse_iso(day);
	free(day);
	return true;
}

bool
find_day(struct session *s, int64_t board, const char *text, bool past,
    int *date, struct err *err)
{
	struct when_context ctx = { .today = clock_today(s->clock),
		.next_meeting = DATE_NONE, .past = past };
	struct buf why = { 0 };
	struct when w;
	bool ok = true;

	*date = date_parse_iso(text);
	if (*date != DATE_NONE)
		return true;
	if (board != 0)
		ok = calendar_workdays(s, board, &ctx.workdays, err) &&
		    next_meeting(s, board, ctx.today, &ctx.next_meeting, err);
	if (ok && when_parse(text, strlen(text), &ctx, &w)) {
		*date = s->day = w.date;
		s->took_day = true;
	} else if (ok) {
		when_add_why(&why, &w, text, strlen(text), &ctx);
		ok = err_set(err, ERR_INPUT, "%s", buf_text(&why));
		buf_release(&why);
	}
	return ok;
}

bool
find_yes(const char *text, bool *yes, struct err *err)
{
	*yes = strcmp(text, "yes") == 0;
	return *yes || strcmp(text, "no") == 0 ||
	    err_set(err, ERR_INPUT, "\"%s\" is neither yes nor no.", text);
}
