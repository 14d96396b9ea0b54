#include "cmd/chair_cmd.h"

#include <string.h>

#include "cmd/bind.h"
#include "cmd/cmd.h"
#include "cmd/meeting_need.h"
#include "store/attendance_read.h"
#include "store/tx.h"

/* What both commands look at, in their arena. */
struct seat {
	const struct kind *k;
	struct meeting_row m;
	struct attendance_row *roll;
	size_t n_roll;
	struct conflict_row *conflicts;	/* of the case in hand */
	size_t n_conflicts;
	struct chairing_row *before;
	size_t n_before;
	int64_t sits;			/* in the chair now; 0: nobody */
	const char *sits_name;
};

static bool
read_conflicts(struct session *s, struct seat *c, struct arena *a,
    struct err *err)
{
	struct agenda_row row;

	if (c->m.item == 0)
		return true;
	return agenda_read_item(s->db, c->m.item, a, &row, err) &&
	    (row.casefile == 0 || conflict_read(s->db, c->m.id, row.casefile,
	    a, &c->conflicts, &c->n_conflicts, err));
}

static bool
read_seat(struct session *s, int64_t meeting, struct arena *a,
    struct seat *c, struct err *err)
{
	*c = (struct seat){0};
	if (!meeting_read(s->db, meeting, a, &c->m, err) ||
	    !need_open(&c->m, err))
		return false;
	c->k = session_meeting_kind(s, meeting, err);
	if (c->k == NULL || !attendance_read(s->db, meeting, a, &c->roll,
	    &c->n_roll, err) || !read_conflicts(s, c, a, err) ||
	    !chairing_read(s->db, meeting, a, &c->before, &c->n_before, err))
		return false;
	c->sits = c->m.acting != 0 ? c->m.acting : c->m.chair;
	c->sits_name = c->m.acting != 0 ? c->m.acting_name : c->m.chair_name;
	return true;
}

static const struct attendance_row *
on_roll(const struct seat *c, int64_t member)
{
	size_t i;

	for (i = 0; i < c->n_roll; i++)
		if (c->roll[i].member == member)
			return &c->roll[i];
	return NULL;
}

/* Did they declare an interest in the case in hand, or was it declared for all
 * of their agency? */
static bool
interested(const struct seat *c, int64_t member)
{
	const struct attendance_row *r = on_roll(c, member);
	size_t i;

	for (i = 0; i < c->n_conflicts; i++)
		if (c->conflicts[i].member == member ||
		    (c->conflicts[i].whole_agency && r != NULL &&
		    (r->agency == c->conflicts[i].agency ||
		    r->parent == c->conflicts[i].agency)))
			return true;
	return false;
}

/* Nothing was ticked for them yet. */
static bool
unticked(const struct seat *c, const struct attendance_row *r)
{
	const struct kind_attendance_state *st = kind_attendance(c->k,
	    r->state);

	return st != NULL && st->unset;
}

/* The roll, or an interest, says that they can't lead now. Where nothing was
 * ticked yet, nothing is known. */
static bool
away(const struct seat *c, int64_t member)
{
	const struct attendance_row *r = on_roll(c, member);

	if (r == NULL || interested(c, member))
		return true;
	if (unticked(c, r))
		return false;
	return !r->here || r->out_at != NULL;
}

/* Who takes the chair is here: one who was expected is ticked so. */
static bool
be_here(struct session *s, const struct seat *c, int64_t member,
    struct arena *a, struct err *err)
{
	const struct attendance_row *r = on_roll(c, member);
	const char *state = NULL;
	size_t i;

	if (r == NULL)
		return err_set(err, ERR_INPUT, "They are not on the roll of"
		    " this meeting: put them on it first.");
	if (interested(c, member))
		return err_set(err, ERR_INPUT, "%s has declared an interest in"
		    " what is in hand, and does not lead it.",
		    r->member_name);
	if (!unticked(c, r))
		return (r->here && r->out_at == NULL) || err_set(err,
		    ERR_INPUT, "By the roll %s is not in the room: tick that"
		    " they are here, or back, first.", r->member_name);
	for (i = 0; i < c->k->n_attendance && state == NULL; i++)
		if (c->k->attendance[i].here)
			state = c->k->attendance[i].key;
	return cmd_write(s, SQL_ATTENDANCE_STATE, BIND(B_ID("id", r->id),
	    B_TEXT("state", state), B_TEXT("came", need_now(s, a)),
	    B_TEXT("old", r->state)), NULL, err);
}

/* Times of the chair follow each other, and none lies ahead. */
static bool
check_time(struct session *s, const struct seat *c, const char *at,
    struct arena *a, struct err *err)
{
	const char *last = c->m.opened_at;
	size_t i;

	for (i = 0; i < c->n_before; i++)
		last = c->before[i].handed_at != NULL ?
		    c->before[i].handed_at : c->before[i].taken_at;
	if (last != NULL && strcmp(at, last) < 0)
		return err_set(err, ERR_INPUT, "The chair has changed, or the"
		    " meeting was opened, after that time (%.5s). Say a later"
		    " one.", strchr(last, 'T') ? strchr(last, 'T') + 1 :
		    last);
	if (strcmp(at, need_now(s, a)) > 0)
		return err_set(err, ERR_INPUT, "That time lies ahead: the"
		    " chair is taken as it happens.");
	return true;
}

bool
chair_could(const struct kind *k, const char *role)
{
	const struct kind_role *r = kind_role(k, role);

	return r != NULL && kind_role_chairs(k, r, false);
}

/* The role that they have on the board; NULL with err: one that leads none. */
static const struct kind_role *
need_chairing_role(struct session *s, const struct seat *c, int64_t member,
    struct arena *a, struct err *err)
{
	const struct kind_role *r;
	const char *role;

	if (!attendance_read_role(s->db, c->m.id, member, a, &role, err))
		return NULL;
	r = role != NULL ? kind_role(c->k, role) : NULL;
	if (r == NULL)
		err_set(err, ERR_INPUT, "They have no role on this board:"
		    " nobody takes the chair without one.");
	else if (!chair_could(c->k, role))
		err_set(err, ERR_INPUT, "The role %s does not sit in the"
		    " chair: say someone whose role may.", r->label);
	else
		return r;
	return NULL;
}

static bool
keeps_record(struct session *s, const struct seat *c)
{
	return session_may(s, c->m.board, RIGHT_RUN_MEETING) ||
	    session_may(s, c->m.board, RIGHT_RECORD);
}

/* Oneself: the deputy of this meeting, or whose role is there for it. Others
 * are put there by who runs the meeting. */
static bool
may_seat(struct session *s, const struct seat *c, int64_t member,
    const struct kind_role *r, struct err *err)
{
	if (s->member == c->sits || keeps_record(s, c) ||
	    (member == s->member &&
	    (member == c->m.deputy_chair || kind_role_chairs(c->k, r, true))))
		return true;
	return err_set(err, ERR_DENIED, "Who takes the chair is said by the"
	    " one in it or by who keeps the record; by themselves only those"
	    " take it who are named as deputy for this meeting, or whose role"
	    " is there for it. Nothing was changed.");
}

/* Whoever is in the chair hands it over, or can't keep it. */
static bool
is_free(struct session *s, const struct seat *c, int64_t member,
    const char *reason, struct err *err)
{
	if (c->sits == 0 || away(c, c->sits) || s->member == c->sits)
		return true;
	if (member != s->member && session_may(s, c->m.board, RIGHT_RECORD) &&
	    !need_blank(reason))
		return true;
	return err_set(err, ERR_INPUT, "%s is in the chair and, by the roll,"
	    " in the room. They hand it over themselves; or tick them as"
	    " excused, gone or out of the room first; or who keeps the record"
	    " notes that it was handed over, with the reason for it. Nothing"
	    " was changed.", c->sits_name);
}

static bool
hand_back(struct session *s, const struct seat *c, const char *at,
    struct arena *a, struct err *err)
{
	if (c->m.chairing == 0)
		return err_set(err, ERR_INPUT, "Nobody stands in: %s is in the"
		    " chair.", c->sits != 0 ? c->sits_name : "nobody");
	if (s->member != c->m.acting && s->member != c->m.chair &&
	    !keeps_record(s, c))
		return session_require(s, c->m.board, RIGHT_RUN_MEETING, err);
	if (c->m.chair == 0)
		return err_set(err, ERR_INPUT, "This meeting was given no"
		    " chair to hand back to: say who takes it instead.");
	at = need_time(s, at, a);
	return be_here(s, c, c->m.chair, a, err) &&
	    check_time(s, c, at, a, err) &&
	    cmd_write(s, SQL_CHAIRING_BACK, BIND(B_ID("meeting", c->m.id),
	    B_TEXT("at", at)), NULL, err);
}

static bool
take(struct session *s, int64_t meeting, int64_t member, const char *at,
    const char *reason, struct arena *a, struct err *err)
{
	const struct kind_role *r;
	struct seat c;

	if (!read_seat(s, meeting, a, &c, err))
		return false;
	if (member == c.sits)
		return err_set(err, ERR_INPUT, "%s is in the chair already.",
		    c.sits_name);
	if (member == c.m.chair)
		return hand_back(s, &c, at, a, err);
	r = need_chairing_role(s, &c, member, a, err);
	if (r == NULL || !may_seat(s, &c, member, r, err) ||
	    !is_free(s, &c, member, reason, err) ||
	    !be_here(s, &c, member, a, err))
		return false;
	at = need_time(s, at, a);
	if (!check_time(s, &c, at, a, err))
		return false;
	if (c.m.chairing != 0 && !cmd_write(s, SQL_CHAIRING_BACK, BIND(
	    B_ID("meeting", meeting), B_TEXT("at", at)), NULL, err))
		return false;
	return cmd_write(s, SQL_CHAIRING_TAKE, BIND(
	    B_ID("new", db_new_id(s->db)), B_ID("meeting", meeting),
	    B_ID("member", member), B_TEXT("at", at),
	    B_STR("reason", reason)), NULL, err);
}

bool
cmd_chair_take(struct session *s, int64_t meeting, int64_t member,
    const char *at, const char *reason, struct err *err)
{
	struct arena a = {0};
	bool ok;

	if (!cmd_begin(s, "chair-take", err))
		return false;
	ok = take(s, meeting, member, at, reason, &a, err);
	arena_release(&a);
	return cmd_end(s, ok, err);
}

bool
cmd_chair_back(struct session *s, int64_t meeting, const char *at,
    struct err *err)
{
	struct arena a = {0};
	struct seat c;
	bool ok;

	if (!cmd_begin(s, "chair-back", err))
		return false;
	ok = read_seat(s, meeting, &a, &c, err) &&
	    hand_back(s, &c, at, &a, err);
	arena_release(&a);
	return cmd_end(s, ok, err);
}

bool
chair_end(struct session *s, int64_t meeting, const char *now,
    struct err *err)
{
	return cmd_write(s, SQL_CHAIRING_BACK, BIND(B_ID("meeting", meeting),
	    B_TEXT("at", now)), &(int){0}, err);
}
