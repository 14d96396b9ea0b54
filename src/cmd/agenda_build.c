#include "cmd/agenda_build.h"

#include <string.h>

#include "cmd/bind.h"
#include "cmd/cmd.h"
#include "store/row.h"
#include "store/tx.h"

/* Positions leave room for the cases of each step. */
enum { STEP_ROOM = 1000 };

static int
step_position(size_t index)
{
	return ((int)index + 1) * STEP_ROOM;
}

static bool
takes_type(const struct kind_step *st, const char *case_type)
{
	size_t i;

	for (i = 0; i < st->n_case_types; i++)
		if (strcmp(st->case_types[i], case_type) == 0)
			return true;
	return st->n_case_types == 0;
}

const struct kind_step *
agenda_case_step(const struct kind *k, const char *case_type, int *position)
{
	size_t i;

	for (i = 0; i < k->n_steps; i++)
		if (k->steps[i].stage == STAGE_MEETING &&
		    k->steps[i].each == EACH_CASE &&
		    takes_type(&k->steps[i], case_type)) {
			*position = step_position(i);
			return &k->steps[i];
		}
	return NULL;
}

bool
agenda_alert_only(const struct kind *k, const struct agenda_row *row)
{
	const struct kind_case_type *t;
	const struct kind_item_type *type;

	if (row->casefile == 0)
		return false;
	t = kind_case_type(k, row->case_type);
	type = t ? kind_item_type(t, row->type) : NULL;
	return type != NULL && type->alert_only;
}

bool
agenda_steps(struct session *s, int64_t meeting, struct err *err)
{
	const struct kind *k = session_meeting_kind(s, meeting, err);
	const struct kind_step *st;
	size_t i;

	if (k == NULL)
		return false;
	for (i = 0; i < k->n_steps; i++) {
		st = &k->steps[i];
		if (st->stage != STAGE_MEETING || st->each == EACH_CASE)
			continue;
		if (!cmd_write(s, SQL_ITEM_ADD_STEP, BIND(
		    B_ID("new", db_new_id(s->db)), B_TEXT("step", st->key),
		    B_INT("position", step_position(i)),
		    B_INT("closed", st->closed), B_ID("meeting", meeting)), &(int){0}, err))
			return false;
	}
	return true;
}

bool
agenda_build(struct session *s, int64_t meeting, struct err *err)
{
	return agenda_steps(s, meeting, err) && agenda_stand(s, meeting, err);
}

bool
agenda_forget(struct session *s, int64_t meeting, int64_t casefile,
    struct err *err)
{
	int64_t item;

	bool stands;

	if (meeting == 0)
		return true;
	return agenda_stands(s, meeting, casefile, &stands, err) &&
	    (stands || (cmd_one(s, SQL_ITEM_LISTED,
	    BIND(B_ID("meeting", meeting), B_ID("casefile", casefile)), &item,
	    err) && (item == 0 || cmd_write(s, SQL_ITEM_DROP,
	    BIND(B_ID("id", item)), &(int){0}, err))));
}

static const char *
board_role(struct session *s, int64_t meeting, int64_t member,
    struct arena *a, struct err *err)
{
	struct stmt *q = cmd_query(s, SQL_ATTENDANCE_ROLE, BIND(
	    B_ID("meeting", meeting), B_ID("member", member)), err);
	const char *role = NULL;

	if (stmt_next(q, err))
		role = row_str(q, 0, a);
	return stmt_done(q) ? role : NULL;
}

bool
attendance_build(struct session *s, int64_t meeting, struct arena *a,
    struct err *err)
{
	struct stmt *q = cmd_query(s, SQL_ATTENDANCE_MISSING,
	    BIND(B_ID("meeting", meeting)), err);
	int64_t *ids = NULL;
	size_t n = 0, cap = 0, i;
	const char *role;

	while (stmt_next(q, err)) {
		ids = row_room(a, ids, n, &cap, sizeof(*ids));
		ids[n++] = col_int(q, 0);
	}
	if (!stmt_done(q))
		return false;
	for (i = 0; i < n; i++) {
		role = board_role(s, meeting, ids[i], a, err);
		if (role == NULL || !cmd_write(s, SQL_ATTENDANCE_ADD, BIND(
		    B_ID("new", db_new_id(s->db)), B_TEXT("role", role),
		    B_ID("member", ids[i]), B_ID("meeting", meeting)), NULL,
		    err))
			return false;
	}
	return true;
}
