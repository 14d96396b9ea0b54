#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "cmd/agenda_build.h"
#include "cmd/attendance_cmd.h"
#include "cmd/bind.h"
#include "cmd/board_cmd.h"
#include "cmd/cmd.h"
#include "cmd/find.h"
#include "cmd/verb.h"
#include "store/tx.h"

/* Whoever alone, by their role's usual capacity, leads the board's meetings or
 * keeps their record; 0 when several do, or nobody. */
static bool
usual_one(struct session *s, int64_t board, bool chairs, int64_t *member,
    struct err *err)
{
	const struct kind *k = session_board_kind(s, board, err);
	struct stmt *q;
	int n = 0;

	*member = 0;
	if (k == NULL)
		return false;
	q = cmd_query(s, SQL_BOARD_ROLES, BIND(B_ID("board", board)), err);
	while (stmt_next(q, err)) {
		const struct kind_role *r = kind_role(k, col_str(q, 1));
		const struct kind_capacity *c = NULL;

		if (r != NULL && r->n_capacities > 0)
			c = kind_capacity(k, r->capacities[0]);
		if (c == NULL || !(chairs ? c->chairs : c->writes))
			continue;
		*member = n == 0 ? col_int(q, 0) : 0;
		n++;
	}
	return q != NULL && stmt_done(q);
}

/* "MM-2031-03-13", and a letter behind it when that is taken. */
static bool
draw_ref(struct session *s, const struct meeting_new *m, struct buf *ref,
    struct err *err)
{
	int64_t taken;
	char *prefix;
	size_t len;
	char letter;

	if (!cmd_one_text(s, SQL_BOARD_PREFIX, BIND(B_ID("id", m->board)),
	    &prefix, err))
		return false;
	buf_addf(ref, "%s-", prefix ? prefix : "");
	free(prefix);
	date_add_iso(ref, m->held_on);
	len = ref->len;
	for (letter = 'b'; letter <= 'z'; letter++) {
		if (!cmd_one(s, SQL_FIND_MEETING,
		    BIND(B_TEXT("text", buf_text(ref))), &taken, err))
			return false;
		if (taken == 0)
			return true;
		buf_truncate(ref, len);
		buf_addc(ref, letter);
	}
	return err_set(err, ERR_INPUT, "There are too many meetings on that"
	    " day.");
}

static bool
check_ref(struct session *s, const char *given, struct err *err)
{
	int64_t taken;

	if (!cmd_one(s, SQL_FIND_MEETING, BIND(B_TEXT("text", given)), &taken,
	    err))
		return false;
	return taken == 0 || err_set(err, ERR_INPUT, "There is a meeting %s"
	    " already.", given);
}

static bool
insert(struct session *s, const struct meeting_new *m, const char *ref,
    int64_t id, struct err *err)
{
	int64_t chair = m->chair, secretary = m->secretary;
	char *place = NULL;
	bool ok;

	if ((chair == 0 && !usual_one(s, m->board, true, &chair, err)) ||
	    (secretary == 0 && !usual_one(s, m->board, false, &secretary,
	    err)))
		return false;
	if (m->place == NULL && !cmd_one_text(s, SQL_BOARD_PLACE,
	    BIND(B_ID("id", m->board)), &place, err))
		return false;
	ok = cmd_write(s, SQL_MEETING_ADD, BIND(B_ID("id", id),
	    B_ID("board", m->board), B_TEXT("ref", ref),
	    B_DATE("held_on", m->held_on), B_STR("starts", m->starts),
	    B_STR("place", m->place ? m->place : place),
	    B_INT("online", m->online), B_ID("chair", chair),
	    B_ID("secretary", secretary)), NULL, err);
	free(place);
	return ok;
}

static bool
plan(struct session *s, const struct meeting_new *m, int64_t id,
    struct err *err)
{
	struct buf ref = { 0 };
	bool ok;

	if (m->held_on == DATE_NONE)
		return err_set(err, ERR_INPUT, "A meeting needs a day.");
	if (m->starts != NULL && m->starts[0] != '\0' &&
	    time_parse(m->starts) < 0)
		return err_set(err, ERR_INPUT, "\"%s\" is no time of day (as"
		    " 09:30).", m->starts);
	if (m->ref != NULL) {
		buf_adds(&ref, m->ref);
		ok = check_ref(s, m->ref, err);
	} else {
		ok = draw_ref(s, m, &ref, err);
	}
	ok = ok && insert(s, m, buf_text(&ref), id, err) &&
	    cmd_attendance_build(s, id, err) &&
	    (m->held || agenda_stand(s, id, err));
	buf_release(&ref);
	return ok;
}

bool
cmd_meeting_plan(struct session *s, const struct meeting_new *m, int64_t *id,
    struct err *err)
{
	bool ok;

	if (!cmd_begin(s, "meeting-plan", err))
		return false;
	*id = db_new_id(s->db);
	ok = session_require(s, m->board, RIGHT_MANAGE_BOARD, err) &&
	    plan(s, m, *id, err);
	return cmd_end(s, ok, err);
}

/* ---- By name ----------------------------------------------------------- */

static bool
verb_plan(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct meeting_new m = { 0 };
	char *ref;
	int64_t id;

	if (!find_board(s, argv[0], &m.board, err) ||
	    !find_day(s, m.board, argv[1], false, &m.held_on, err))
		return false;
	m.starts = argc > 2 ? argv[2] : NULL;
	if (argc > 3) {
		m.online = strcmp(argv[3], "online") == 0;
		m.place = m.online ? NULL : argv[3];
	}
	if (!cmd_meeting_plan(s, &m, &id, err) || !cmd_one_text(s,
	    SQL_MEETING_REF, BIND(B_ID("id", id)), &ref, err))
		return false;
	buf_addf(reply, "%s is planned for ", ref ? ref : "The meeting");
	date_add_long(reply, m.held_on);
	buf_addc(reply, '.');
	free(ref);
	return true;
}

static const struct verb verbs[] = {
	{ "meeting-plan", "BOARD DAY [TIME] [online|PLACE]",
	    "plan a meeting of a board", 2, 4, verb_plan },
};

const struct verb_group verbs_plan = {
	.verbs = verbs, .n = sizeof(verbs) / sizeof(verbs[0])
};
