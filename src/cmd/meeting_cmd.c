#include "cmd/meeting_cmd.h"

#include <string.h>

#include "base/date.h"
#include "cmd/agenda_build.h"
#include "cmd/agenda_cmd.h"
#include "cmd/bind.h"
#include "cmd/board_cmd.h"
#include "cmd/chair_cmd.h"
#include "cmd/closing.h"
#include "cmd/cmd.h"
#include "cmd/meeting_move.h"
#include "cmd/meeting_need.h"
#include "store/attendance_read.h"

static bool
alone_open(struct session *s, const struct meeting_row *m, struct arena *a,
    struct err *err)
{
	struct meeting_row other;
	int64_t id;

	if (strcmp(m->status, "planned") != 0)
		return err_set(err, ERR_INPUT, "Meeting %s is %s: it can't be"
		    " opened.", m->ref, strcmp(m->status, "open") == 0 ?
		    "open already" : m->status);
	if (!meeting_read_open(s->db, m->board, &id, err))
		return false;
	if (id == 0)
		return true;
	if (!meeting_read(s->db, id, a, &other, err))
		return false;
	return err_set(err, ERR_INPUT, "Meeting %s of this board is still"
	    " open. Close it first.", other.ref);
}

static bool
open_meeting(struct session *s, int64_t meeting,
    const struct meeting_opening *o, struct arena *a, struct err *err)
{
	struct meeting_row m;
	struct agenda_row *rows;
	size_t n;

	if (!need_meeting(s, meeting, RIGHT_RUN_MEETING, RIGHT_RECORD, a, &m,
	    err) || !alone_open(s, &m, a, err))
		return false;
	if (!cmd_write(s, SQL_MEETING_OPEN, BIND(B_ID("id", meeting),
	    B_TEXT("now", need_now(s, a)), B_TEXT("place", o->place),
	    B_ID("chair", o->chair), B_ID("deputy", o->deputy_chair),
	    B_ID("secretary", o->secretary),
	    o->online < 0 ? (struct bind)B_TEXT("online", NULL) :
	    (struct bind)B_INT("online", o->online)), NULL, err))
		return false;
	if (!agenda_build(s, meeting, err) ||
	    !attendance_build(s, meeting, a, err) ||
	    !agenda_read(s->db, meeting, a, &rows, &n, err))
		return false;
	if (n == 0)
		return true;
	return meeting_read(s->db, meeting, a, &m, err) &&
	    meeting_move(s, &m, rows[0].id, NULL, false, a, err);
}

bool
cmd_meeting_open(struct session *s, int64_t meeting,
    const struct meeting_opening *o, struct err *err)
{
	static const struct meeting_opening as_planned = { .online = -1 };
	struct arena a = {0};
	bool ok;

	if (!cmd_begin(s, "meeting-open", err))
		return false;
	ok = open_meeting(s, meeting, o ? o : &as_planned, &a, err);
	arena_release(&a);
	return cmd_end(s, ok, err);
}

/* The statement of the first step that has one. */
static const struct kind_statement *
statement_of(const struct kind *k)
{
	size_t i;

	for (i = 0; i < k->n_steps; i++)
		if (k->steps[i].statement != NULL)
			return kind_statement(k, k->steps[i].statement);
	return NULL;
}

/* Who reads it: whoever leads, unless the roll has it that they are not here;
 * then the one who notes it. Before the roll is called they are expected. */
static bool
reader(struct session *s, const struct meeting_row *m, struct arena *a,
    int64_t *who, struct err *err)
{
	struct attendance_row *rows;
	size_t i, n;

	*who = m->acting ? m->acting : m->chair ? m->chair : s->member;
	if (!attendance_read(s->db, m->id, a, &rows, &n, err))
		return false;
	for (i = 0; i < n; i++)
		if (rows[i].member == *who && !rows[i].here &&
		    strcmp(rows[i].state, "expected") != 0)
			*who = s->member;
	return true;
}

static bool
read_statement(struct session *s, int64_t meeting, const char *version,
    struct arena *a, struct err *err)
{
	const struct kind_statement *st;
	const struct kind *k;
	struct meeting_row m;
	int64_t who;

	if (!need_person(s, err) || !need_meeting(s, meeting,
	    RIGHT_RUN_MEETING, RIGHT_RECORD, a, &m, err) ||
	    !need_open(&m, err) || !reader(s, &m, a, &who, err))
		return false;
	k = session_meeting_kind(s, meeting, err);
	if (k == NULL)
		return false;
	st = statement_of(k);
	if (version == NULL && st == NULL)
		return err_set(err, ERR_INPUT, "This kind of meeting has no"
		    " statement to read.");
	return cmd_write(s, SQL_MEETING_STATEMENT, BIND(B_ID("id", meeting),
	    B_TEXT("version", version ? version : st->version),
	    B_TEXT("now", need_now(s, a)),
	    B_ID("member", who)), NULL, err);
}

bool
cmd_meeting_statement(struct session *s, int64_t meeting,
    const char *version, struct err *err)
{
	struct arena a = {0};
	bool ok;

	if (!cmd_begin(s, "statement-read", err))
		return false;
	ok = read_statement(s, meeting, version, &a, err);
	arena_release(&a);
	return cmd_end(s, ok, err);
}

/* Alert-only lines were listed and need no more. */
static bool
drop_alerts(struct session *s, const struct meeting_row *m,
    const struct kind *k, struct arena *a, struct err *err)
{
	struct agenda_row *rows;
	size_t n, i;

	if (!agenda_read(s->db, m->id, a, &rows, &n, err))
		return false;
	for (i = 0; i < n; i++)
		if (strcmp(rows[i].status, "waiting") == 0 &&
		    agenda_alert_only(k, &rows[i]) && !cmd_write(s,
		    SQL_ITEM_DONE, BIND(B_ID("id", rows[i].id),
		    B_TEXT("status", "skipped"),
		    B_TEXT("now", need_now(s, a))), NULL, err))
			return false;
	return true;
}

static bool
close_meeting(struct session *s, int64_t meeting, struct arena *a,
    struct err *err)
{
	struct findings found;
	struct meeting_row m;
	const struct kind *k;

	if (!need_meeting(s, meeting, RIGHT_RUN_MEETING, RIGHT_NONE, a, &m,
	    err) || !need_open(&m, err))
		return false;
	k = session_meeting_kind(s, meeting, err);
	if (k == NULL || !closing_meeting(s, meeting, a, &found, err) ||
	    !findings_pass(&found, err))
		return false;
	return meeting_move(s, &m, 0, NULL, true, a, err) &&
	    drop_alerts(s, &m, k, a, err) &&
	    chair_end(s, meeting, need_now(s, a), err) &&
	    cmd_write(s, SQL_MEETING_CLOSE, BIND(B_ID("id", meeting),
	    B_TEXT("now", need_now(s, a))), NULL, err);
}

bool
cmd_meeting_close(struct session *s, int64_t meeting, struct err *err)
{
	struct arena a = {0};
	bool ok;

	if (!cmd_begin(s, "meeting-close", err))
		return false;
	ok = close_meeting(s, meeting, &a, err);
	arena_release(&a);
	return cmd_end(s, ok, err);
}

/* The waiting cases go to another meeting, or wait to be listed again. */
static bool
take_along(struct session *s, int64_t meeting, int64_t to, struct arena *a,
    struct err *err)
{
	struct agenda_row *rows;
	size_t n, i;

	if (!agenda_read(s->db, meeting, a, &rows, &n, err))
		return false;
	for (i = 0; i < n; i++) {
		if (rows[i].casefile == 0 ||
		    strcmp(rows[i].status, "waiting") != 0)
			continue;
		if (to != 0 && !cmd_agenda_list(s, to, rows[i].casefile,
		    rows[i].type, NULL, err))
			return false;
		if (!cmd_write(s, SQL_ITEM_TAKE_ALONG, BIND(
		    B_ID("id", rows[i].id), B_ID("to", to)), NULL, err))
			return false;
	}
	return true;
}

static bool
cancel(struct session *s, int64_t meeting, int64_t to, struct arena *a,
    struct err *err)
{
	struct meeting_row m;

	if (!need_meeting(s, meeting, RIGHT_MANAGE_AGENDA, RIGHT_NONE, a, &m,
	    err))
		return false;
	if (strcmp(m.status, "planned") != 0)
		return err_set(err, ERR_INPUT, "Meeting %s is %s: only a"
		    " planned one can be called off.", m.ref, m.status);
	if (to == meeting)
		return err_set(err, ERR_INPUT, "The cases can't go to the"
		    " meeting that is called off.");
	return take_along(s, meeting, to, a, err) &&
	    cmd_write(s, SQL_MEETING_CANCEL, BIND(B_ID("id", meeting)), NULL,
	    err);
}

bool
cmd_meeting_cancel(struct session *s, int64_t meeting, int64_t to,
    struct err *err)
{
	struct arena a = {0};
	bool ok;

	if (!cmd_begin(s, "meeting-cancel", err))
		return false;
	ok = cancel(s, meeting, to, &a, err);
	arena_release(&a);
	return cmd_end(s, ok, err);
}

static bool
next_date(struct session *s, int64_t meeting, int held_on,
    const char *starts, int64_t *id, struct arena *a, struct err *err)
{
	struct meeting_row m;
	int64_t there;
	int on;

	if (!meeting_read(s->db, meeting, a, &m, err))
		return false;
	if (held_on == DATE_NONE || held_on <= m.held_on)
		return err_set(err, ERR_INPUT, "The next meeting has to lie"
		    " after this one.");
	if (!meeting_read_next(s->db, m.board, held_on - 1, &there, &on, err))
		return false;
	if (there != 0 && on == held_on) {
		*id = there;
		return true;
	}
	return cmd_meeting_plan(s, &(const struct meeting_new){
		.board = m.board, .held_on = held_on,
		.starts = starts ? starts : m.starts, .place = m.place,
		.online = m.online, .chair = m.chair,
		.secretary = m.secretary }, id, err);
}

bool
cmd_meeting_next_date(struct session *s, int64_t meeting, int held_on,
    const char *starts, int64_t *id, struct err *err)
{
	struct arena a = {0};
	int64_t none;
	bool ok;

	if (!cmd_begin(s, "meeting-plan", err))
		return false;
	ok = next_date(s, meeting, held_on, starts, id ? id : &none, &a, err);
	arena_release(&a);
	return cmd_end(s, ok, err);
}
