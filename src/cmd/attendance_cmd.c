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
	int64_t meeting, member, deputy_for;
	const char *meeting_status, *version, *role, *state, *name;
	const char *came, *left;	/* NULL: never */
	int sent, on;
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
			.member = col_int(q, 5), .came = row_text(q, 6, a),
			.left = row_text(q, 7, a),
			.sent = col_null(q, 8) ? -1 : (int)col_int(q, 8),
			.on = row_date(q, 9), .deputy_for = col_int(q, 10),
			.name = row_str(q, *col_str(q, 11) ? 11 : 12, a),
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

/* Somebody else was first: what they wrote is not written over unseen. */
static bool
changed_already(const struct entry *e, const char *what, const char *now,
    struct err *err)
{
	return err_set(err, ERR_CONFLICT, "Somebody else has changed this for"
	    " %s since you looked: %s %s now. Yours was not saved; look at"
	    " both.", e->name, what, now);
}

static bool
write_state(struct session *s, int64_t attendance, const struct entry *e,
    const struct kind_attendance_state *st, const char *came,
    const char *was, struct err *err)
{
	const struct kind_attendance_state *now;
	int changed = 0;

	if (!cmd_write(s, SQL_ATTENDANCE_STATE, BIND(B_ID("id", attendance),
	    B_TEXT("state", st->key), B_TEXT("came", came),
	    B_TEXT("old", was ? was : e->state)), &changed, err))
		return false;
	if (changed > 0 || strcmp(e->state, st->key) == 0)
		return true;
	now = find_state(s, e->meeting, e->state, NULL);
	return changed_already(e, "they are ticked as", now ? now->label :
	    e->state, err);
}

static bool
set_state(struct session *s, int64_t attendance, const char *state,
    const char *was, struct arena *a, struct err *err)
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
	return write_state(s, attendance, &e, st, came, was, err);
}

bool
cmd_attendance_set(struct session *s, int64_t attendance, const char *state,
    const char *was, struct err *err)
{
	struct arena a = {0};
	bool ok;

	if (!cmd_begin(s, "attend", err))
		return false;
	ok = set_state(s, attendance, state, was, &a, err);
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

static const struct kind_attendance_state *
excused_state(const struct kind *k)
{
	size_t i;

	for (i = 0; i < k->n_attendance; i++)
		if (k->attendance[i].excused)
			return &k->attendance[i];
	return NULL;
}

static struct bind
info_bind(const char *name, int sent)
{
	return (struct bind){ .name = name, .sort = sent < 0 ? BIND_TEXT :
	    BIND_INT, .number = sent };
}

static bool
write_info(struct session *s, int64_t attendance, const struct entry *e,
    int sent, int on, const struct attendance_info *was, struct err *err)
{
	int changed = 0;

	if (!cmd_write(s, SQL_ATTENDANCE_INFO, BIND(B_ID("id", attendance),
	    info_bind(":sent", sent), B_DATE("day", on),
	    info_bind(":old_sent", was ? was->sent : e->sent),
	    B_DATE("old_day", was ? was->on : e->on)), &changed, err))
		return false;
	return changed > 0 || (e->sent == sent && e->on == on) ||
	    changed_already(e, "information was", e->sent > 0 ? "sent" :
	    e->sent == 0 ? "not sent" : "not asked about", err);
}

static bool
apologies(struct session *s, int64_t attendance, int info_sent, int info_on,
    const struct attendance_info *was, struct arena *a, struct err *err)
{
	const struct kind_attendance_state *st;
	const struct kind *k;
	struct entry e;

	if (!need_entry(s, attendance, a, &e, err))
		return false;
	k = session_meeting_kind(s, e.meeting, err);
	if (k == NULL)
		return false;
	st = excused_state(k);
	if (st == NULL)
		return err_set(err, ERR_INPUT, "This kind of meeting takes no"
		    " apologies.");
	if (info_on != DATE_NONE && info_sent != 1)
		return err_set(err, ERR_INPUT, "A day on which information came"
		    " is for information that was sent.");
	if (info_on != DATE_NONE && info_on > clock_today(s->clock))
		return err_set(err, ERR_INPUT, "Information can't have come on"
		    " a day to come.");
	return write_state(s, attendance, &e, st, NULL, was ? was->state :
	    NULL, err) &&
	    write_info(s, attendance, &e, info_sent, info_on, was, err);
}

bool
cmd_attendance_apologies(struct session *s, int64_t attendance,
    int info_sent, int info_on, const struct attendance_info *was,
    struct err *err)
{
	struct arena a = {0};
	bool ok;

	if (!cmd_begin(s, "attend", err))
		return false;
	ok = apologies(s, attendance, info_sent, info_on, was, &a, err);
	arena_release(&a);
	return cmd_end(s, ok, err);
}

bool
cmd_attendance_deputy(struct session *s, int64_t attendance,
    int64_t deputy_for, const int64_t *was, struct err *err)
{
	struct arena a = {0};
	int changed = 0;
	struct entry e;
	bool ok;

	if (!cmd_begin(s, "attendance-set", err))
		return false;
	ok = need_entry(s, attendance, &a, &e, err) &&
	    cmd_write(s, SQL_ATTENDANCE_DEPUTY, BIND(B_ID("id", attendance),
	    B_ID("new", deputy_for), B_ID("old", was ? *was : e.deputy_for)),
	    &changed, err);
	if (ok && changed == 0 && e.deputy_for != deputy_for)
		ok = changed_already(&e, "they stand in for", e.deputy_for != 0
		    ? "another" : "nobody", err);
	arena_release(&a);
	return cmd_end(s, ok, err);
}

static const char *
blank_null(const char *text)
{
	return text != NULL && *text != '\0' ? text : NULL;
}

static bool
same(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

/* The time of day in a local ISO time. */
static const char *
clock_part(const char *iso, struct arena *a)
{
	const char *t = iso != NULL ? strchr(iso, 'T') : NULL;

	return t != NULL ? arena_printf(a, "at %.5s", t + 1) : "never";
}

static bool
set_time(struct session *s, int64_t attendance, bool left, const char *at,
    const char *was, struct err *err)
{
	const char *now, *new;
	struct arena a = {0};
	int changed = 0;
	struct entry e;
	bool ok;

	if (!cmd_begin(s, "attendance-set", err))
		return false;
	ok = need_entry(s, attendance, &a, &e, err);
	if (ok) {
		now = left ? e.left : e.came;
		new = need_time(s, at, &a);
		ok = cmd_write(s, left ? SQL_ATTENDANCE_LEFT :
		    SQL_ATTENDANCE_CAME, BIND(B_ID("id", attendance),
		    B_TEXT("new", new), B_TEXT("old", was ? blank_null(was) :
		    now)), &changed, err) &&
		    (changed > 0 || same(now, new) || changed_already(&e,
		    left ? "they left" : "they came", clock_part(now, &a),
		    err));
	}
	arena_release(&a);
	return cmd_end(s, ok, err);
}

bool
cmd_attendance_came(struct session *s, int64_t attendance, const char *at,
    const char *was, struct err *err)
{
	return set_time(s, attendance, false, at, was, err);
}

bool
cmd_attendance_left(struct session *s, int64_t attendance, const char *at,
    const char *was, struct err *err)
{
	return set_time(s, attendance, true, at, was, err);
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
	    B_TEXT("at", at), B_TEXT("version", version)), &(int){0}, err);
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
