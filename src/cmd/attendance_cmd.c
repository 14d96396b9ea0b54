#include "cmd/attendance_cmd.h"

#include <string.h>

#include "base/date.h"
#include "cmd/agenda_build.h"
#include "cmd/bind.h"
#include "cmd/cmd.h"
#include "cmd/meeting_need.h"
#include "store/attendance_read.h"
#include "store/row.h"
#include "store/tx.h"

bool
cmd_attendance_build(struct session *s, int64_t meeting, struct err *err)
{
	struct arena a = {0};
	struct meeting_row m;
	bool ok;

	if (!cmd_begin(s, "attendance-build", err))
		return false;
	ok = need_meeting(s, meeting, RIGHT_RECORD_ATTENDANCE,
	    RIGHT_MANAGE_BOARD, &a, &m, err) &&
	    attendance_build(s, meeting, &a, err);
	arena_release(&a);
	return cmd_end(s, ok, err);
}

static bool
check_role(struct session *s, int64_t meeting, const char *role,
    struct err *err)
{
	const struct kind *k = session_meeting_kind(s, meeting, err);

	if (k == NULL)
		return false;
	if (role == NULL)
		return err_set(err, ERR_INPUT, "This member has no role on the"
		    " board: say as what they are here.");
	return kind_role(k, role) != NULL || err_set(err, ERR_INPUT, "There is"
	    " no role \"%s\" at this kind of meeting.", role);
}

static bool
add(struct session *s, int64_t meeting, int64_t member, const char *role,
    int64_t *id, struct arena *a, struct err *err)
{
	struct meeting_row m;
	char *own = NULL;

	if (!need_meeting(s, meeting, RIGHT_RECORD_ATTENDANCE, RIGHT_RECORD,
	    a, &m, err) || !cmd_one(s, SQL_ATTENDANCE_FIND, BIND(
	    B_ID("meeting", meeting), B_ID("member", member)), id, err))
		return false;
	if (*id != 0)
		return true;
	if (role == NULL) {
		struct stmt *q = cmd_query(s, SQL_ATTENDANCE_ROLE, BIND(
		    B_ID("meeting", meeting), B_ID("member", member)), err);

		if (stmt_next(q, err))
			own = col_copy(q, 0, a);
		if (!stmt_done(q))
			return false;
		role = own;
	}
	*id = db_new_id(s->db);
	return check_role(s, meeting, role, err) &&
	    cmd_write(s, SQL_ATTENDANCE_ADD, BIND(B_ID("new", *id),
	    B_TEXT("role", role), B_ID("member", member),
	    B_ID("meeting", meeting)), NULL, err);
}

bool
cmd_attendance_add(struct session *s, int64_t meeting, int64_t member,
    const char *role, int64_t *id, struct err *err)
{
	struct arena a = {0};
	int64_t none;
	bool ok;

	if (!cmd_begin(s, "attendance-add", err))
		return false;
	ok = add(s, meeting, member, role, id ? id : &none, &a, err);
	arena_release(&a);
	return cmd_end(s, ok, err);
}

bool
cmd_attendance_add_agency(struct session *s, int64_t meeting,
    int64_t agency, const char *role, int64_t *id, struct err *err)
{
	struct arena a = {0};
	struct meeting_row m;
	int64_t there = 0;
	bool ok;

	if (!cmd_begin(s, "attendance-add", err))
		return false;
	ok = need_meeting(s, meeting, RIGHT_RECORD_ATTENDANCE, RIGHT_RECORD,
	    &a, &m, err) && check_role(s, meeting, role, err) &&
	    cmd_one(s, SQL_ATTENDANCE_FIND_AGENCY, BIND(
	    B_ID("meeting", meeting), B_ID("agency", agency)), &there, err);
	if (ok && there == 0) {
		there = db_new_id(s->db);
		ok = cmd_write(s, SQL_ATTENDANCE_ADD_AGENCY, BIND(
		    B_ID("new", there), B_TEXT("role", role),
		    B_ID("agency", agency), B_ID("meeting", meeting)), NULL,
		    err);
	}
	if (id != NULL)
		*id = there;
	arena_release(&a);
	return cmd_end(s, ok, err);
}

/* What a change of one entry has to know. */
struct entry {
	int64_t meeting, member;
	const char *meeting_status, *version, *role, *state;
};

static bool
need_entry(struct session *s, int64_t attendance, struct arena *a,
    struct entry *e, struct err *err)
{
	struct stmt *q = cmd_query(s, SQL_ATTENDANCE_MEETING,
	    BIND(B_ID("id", attendance)), err);
	bool found = stmt_next(q, err);
	struct meeting_row m;

	if (found)
		*e = (struct entry){
			.meeting = col_int(q, 0),
			.meeting_status = row_str(q, 1, a),
			.version = row_text(q, 2, a),
			.role = row_str(q, 3, a), .state = row_str(q, 4, a),
			.member = col_int(q, 5),
		};
	if (!stmt_done(q))
		return false;
	if (!found)
		return err_set(err, ERR_INPUT, "They are not on the roll.");
	return need_meeting(s, e->meeting, RIGHT_RECORD_ATTENDANCE,
	    RIGHT_RECORD, a, &m, err);
}

static const struct kind_attendance_state *
find_state(struct session *s, int64_t meeting, const char *state,
    struct err *err)
{
	const struct kind *k = session_meeting_kind(s, meeting, err);
	const struct kind_attendance_state *st;

	if (k == NULL)
		return NULL;
	st = kind_attendance(k, state);
	if (st == NULL)
		err_set(err, ERR_INPUT, "Nobody is \"%s\" at this kind of"
		    " meeting.", state);
	return st;
}

static bool
set_state(struct session *s, int64_t attendance, const char *state,
    struct arena *a, struct err *err)
{
	const struct kind_attendance_state *st;
	const char *came = NULL;
	struct entry e;

	if (!need_entry(s, attendance, a, &e, err))
		return false;
	st = find_state(s, e.meeting, state, err);
	if (st == NULL)
		return false;
	if (st->here && strcmp(e.meeting_status, "open") == 0)
		came = need_now(s, a);
	return cmd_write(s, SQL_ATTENDANCE_STATE, BIND(B_ID("id", attendance),
	    B_TEXT("state", state), B_TEXT("came", came)), NULL, err);
}

bool
cmd_attendance_set(struct session *s, int64_t attendance, const char *state,
    struct err *err)
{
	struct arena a = {0};
	bool ok;

	if (!cmd_begin(s, "attend", err))
		return false;
	ok = set_state(s, attendance, state, &a, err);
	arena_release(&a);
	return cmd_end(s, ok, err);
}

static const char *
unset_state(const struct kind *k)
{
	size_t i;

	for (i = 0; i < k->n_attendance; i++)
		if (k->attendance[i].unset)
			return k->attendance[i].key;
	return NULL;
}

bool
cmd_attendance_rest(struct session *s, int64_t meeting, const char *state,
    struct err *err)
{
	const struct kind *k = session_meeting_kind(s, meeting, err);
	const struct kind_attendance_state *st;
	struct arena a = {0};
	struct meeting_row m;
	bool ok;

	if (k == NULL || !cmd_begin(s, "attend", err))
		return false;
	ok = need_meeting(s, meeting, RIGHT_RECORD_ATTENDANCE, RIGHT_RECORD,
	    &a, &m, err) &&
	    (st = find_state(s, meeting, state, err)) != NULL &&
	    cmd_write(s, SQL_ATTENDANCE_REST, BIND(B_ID("meeting", meeting),
	    B_TEXT("state", state), B_TEXT("unset", unset_state(k)),
	    B_TEXT("came", st->here && strcmp(m.status, "open") == 0 ?
	    need_now(s, &a) : NULL)), &(int){0}, err);
	arena_release(&a);
	return cmd_end(s, ok, err);
}

static const char *
excused_state(const struct kind *k)
{
	size_t i;

	for (i = 0; i < k->n_attendance; i++)
		if (k->attendance[i].excused)
			return k->attendance[i].key;
	return NULL;
}

static bool
apologies(struct session *s, int64_t attendance, int info_sent, int info_on,
    struct arena *a, struct err *err)
{
	const struct kind *k;
	const char *state;
	struct entry e;

	if (!need_entry(s, attendance, a, &e, err))
		return false;
	k = session_meeting_kind(s, e.meeting, err);
	if (k == NULL)
		return false;
	state = excused_state(k);
	if (state == NULL)
		return err_set(err, ERR_INPUT, "This kind of meeting takes no"
		    " apologies.");
	if (info_on != DATE_NONE && info_sent != 1)
		return err_set(err, ERR_INPUT, "A day on which information came"
		    " is for information that was sent.");
	return cmd_write(s, SQL_ATTENDANCE_STATE, BIND(B_ID("id", attendance),
	    B_TEXT("state", state), B_TEXT("came", NULL)), NULL, err) &&
	    cmd_write(s, SQL_ATTENDANCE_INFO, BIND(B_ID("id", attendance),
	    info_sent < 0 ? (struct bind)B_TEXT("sent", NULL) :
	    (struct bind)B_INT("sent", info_sent),
	    B_DATE("day", info_on)), NULL, err);
}

bool
cmd_attendance_apologies(struct session *s, int64_t attendance,
    int info_sent, int info_on, struct err *err)
{
	struct arena a = {0};
	bool ok;

	if (!cmd_begin(s, "attend", err))
		return false;
	ok = apologies(s, attendance, info_sent, info_on, &a, err);
	arena_release(&a);
	return cmd_end(s, ok, err);
}

/* One value of an entry that asks for nothing but the right. */
static bool
set_one(struct session *s, enum sql_id sql, int64_t attendance,
    const char *at, struct bind value, bool timed, struct err *err)
{
	struct arena a = {0};
	struct entry e;
	bool ok;

	if (!cmd_begin(s, "attendance-set", err))
		return false;
	ok = need_entry(s, attendance, &a, &e, err);
	if (timed)
		value = (struct bind)B_TEXT("at", need_time(s, at, &a));
	ok = ok && cmd_write(s, sql, BIND(B_ID("id", attendance), value),
	    NULL, err);
	arena_release(&a);
	return cmd_end(s, ok, err);
}

bool
cmd_attendance_deputy(struct session *s, int64_t attendance,
    int64_t deputy_for, struct err *err)
{
	return set_one(s, SQL_ATTENDANCE_DEPUTY, attendance, NULL,
	    (struct bind)B_ID("deputy_for", deputy_for), false, err);
}

bool
cmd_attendance_came(struct session *s, int64_t attendance, const char *at,
    struct err *err)
{
	return set_one(s, SQL_ATTENDANCE_CAME, attendance, at,
	    (struct bind){ 0 }, true, err);
}

bool
cmd_attendance_left(struct session *s, int64_t attendance, const char *at,
    struct err *err)
{
	return set_one(s, SQL_ATTENDANCE_LEFT, attendance, at,
	    (struct bind){ 0 }, true, err);
}

/* ---- Out of the room and back ------------------------------------------- */

static bool
go_out(struct session *s, int64_t attendance, const char *at,
    const char *reason, struct arena *a, struct err *err)
{
	const struct kind_attendance_state *st;
	struct entry e;
	int64_t out;

	if (!need_entry(s, attendance, a, &e, err) || !cmd_one(s,
	    SQL_ABSENCE_OPEN, BIND(B_ID("id", attendance)), &out, err))
		return false;
	st = find_state(s, e.meeting, e.state, err);
	if (st == NULL)
		return false;
	if (!st->here)
		return err_set(err, ERR_INPUT, "They are not here: tick them as"
		    " present first.");
	if (out != 0)
		return err_set(err, ERR_INPUT, "They are out already.");
	return cmd_write(s, SQL_ABSENCE_OUT, BIND(
	    B_ID("new", db_new_id(s->db)), B_ID("id", attendance),
	    B_TEXT("at", need_time(s, at, a)), B_STR("reason", reason)), NULL,
	    err);
}

bool
cmd_attendance_out(struct session *s, int64_t attendance, const char *at,
    const char *reason, struct err *err)
{
	struct arena a = {0};
	bool ok;

	if (!cmd_begin(s, "attendance-out", err))
		return false;
	ok = go_out(s, attendance, at, reason, &a, err);
	arena_release(&a);
	return cmd_end(s, ok, err);
}

static bool
come_back(struct session *s, int64_t attendance, const char *at,
    struct arena *a, struct err *err)
{
	struct entry e;
	int changed = 0;
	int64_t out;

	if (!need_entry(s, attendance, a, &e, err) || !cmd_one(s,
	    SQL_ABSENCE_OPEN, BIND(B_ID("id", attendance)), &out, err))
		return false;
	if (out == 0)
		return err_set(err, ERR_INPUT, "They did not go out.");
	if (!cmd_write(s, SQL_ABSENCE_BACK, BIND(B_ID("id", out),
	    B_TEXT("at", need_time(s, at, a))), &changed, err))
		return false;
	return changed > 0 || err_set(err, ERR_INPUT, "They came back before"
	    " they went out? Say a later time.");
}

bool
cmd_attendance_back(struct session *s, int64_t attendance, const char *at,
    struct err *err)
{
	struct arena a = {0};
	bool ok;

	if (!cmd_begin(s, "attendance-back", err))
		return false;
	ok = come_back(s, attendance, at, &a, err);
	arena_release(&a);
	return cmd_end(s, ok, err);
}

bool
attendance_clear_room(struct session *s, int64_t item, struct err *err)
{
	struct buf today = {0};
	struct arena a = {0};
	int64_t *ids = NULL;
	size_t n = 0, cap = 0, i;
	struct stmt *q;
	bool ok;

	date_add_iso(&today, clock_today(s->clock));
	q = cmd_query(s, SQL_ABSENCE_WHO, BIND(B_ID("item", item),
	    B_TEXT("today", buf_text(&today))), err);
	while (stmt_next(q, err)) {
		ids = row_room(&a, ids, n, &cap, sizeof(*ids));
		ids[n++] = col_int(q, 0);
	}
	ok = stmt_done(q);
	for (i = 0; ok && i < n; i++)
		ok = cmd_write(s, SQL_ABSENCE_FOR, BIND(
		    B_ID("new", db_new_id(s->db)), B_ID("item", item),
		    B_ID("attendance", ids[i]), B_TEXT("now",
		    need_now(s, &a))), NULL, err);
	arena_release(&a);
	buf_release(&today);
	return ok;
}

bool
attendance_fill_room(struct session *s, int64_t meeting, struct err *err)
{
	struct arena a = {0};
	bool ok = cmd_write(s, SQL_ABSENCE_ENDS, BIND(B_ID("meeting", meeting),
	    B_TEXT("now", need_now(s, &a))), &(int){0}, err);

	arena_release(&a);
	return ok;
}

/* ---- Acceptance --------------------------------------------------------- */

static bool
write_accept(struct session *s, int64_t attendance, const char *at,
    const char *version, struct err *err)
{
	return cmd_write(s, SQL_ATTENDANCE_ACCEPT, BIND(B_ID("id", attendance),
	    B_TEXT("at", at), B_TEXT("version", version)), NULL, err);
}

static bool
accept(struct session *s, int64_t attendance, bool yes, struct arena *a,
    struct err *err)
{
	const struct kind_attendance_state *st;
	struct entry e;

	if (!need_entry(s, attendance, a, &e, err))
		return false;
	if (!yes)
		return write_accept(s, attendance, NULL, NULL, err);
	st = find_state(s, e.meeting, e.state, err);
	if (st == NULL)
		return false;
	if (e.version == NULL)
		return err_set(err, ERR_INPUT, "The statement has not been read"
		    " yet.");
	if (!st->here)
		return err_set(err, ERR_INPUT, "They are not here: tick them as"
		    " present first.");
	return write_accept(s, attendance, need_now(s, a), e.version, err);
}

bool
cmd_attendance_accept(struct session *s, int64_t attendance, bool yes,
    struct err *err)
{
	struct arena a = {0};
	bool ok;

	if (!cmd_begin(s, "statement-accept", err))
		return false;
	ok = accept(s, attendance, yes, &a, err);
	arena_release(&a);
	return cmd_end(s, ok, err);
}

/* Do those in this role sign one by one? */
static bool
signs_alone(const struct kind *k, const char *role)
{
	const struct kind_role *r = kind_role(k, role);
	const struct kind_capacity *c = NULL;
	size_t i;

	if (r != NULL && r->n_capacities > 0)
		c = kind_capacity(k, r->capacities[0]);
	if (c == NULL || !c->listed_apart)
		return false;
	for (i = 0; i < k->n_statements; i++)
		if (k->statements[i].each_observer)
			return true;
	return false;
}

static bool
accept_all(struct session *s, int64_t meeting, int *count, struct arena *a,
    struct err *err)
{
	const struct kind *k = session_meeting_kind(s, meeting, err);
	struct attendance_row *rows;
	struct meeting_row m;
	size_t n, i;

	if (k == NULL || !need_meeting(s, meeting, RIGHT_RECORD_ATTENDANCE,
	    RIGHT_RECORD, a, &m, err) ||
	    !attendance_read(s->db, meeting, a, &rows, &n, err))
		return false;
	if (m.statement_version == NULL)
		return err_set(err, ERR_INPUT, "The statement has not been read"
		    " yet.");
	for (i = 0; i < n; i++) {
		if (!rows[i].here || rows[i].accepted_at != NULL ||
		    signs_alone(k, rows[i].role))
			continue;
		if (!write_accept(s, rows[i].id, need_now(s, a),
		    m.statement_version, err))
			return false;
		(*count)++;
	}
	return true;
}

bool
cmd_attendance_accept_all(struct session *s, int64_t meeting, int *count,
    struct err *err)
{
	struct arena a = {0};
	int none;
	bool ok;

	if (!cmd_begin(s, "statement-accept", err))
		return false;
	if (count == NULL)
		count = &none;
	*count = 0;
	ok = accept_all(s, meeting, count, &a, err);
	arena_release(&a);
	return cmd_end(s, ok, err);
}
