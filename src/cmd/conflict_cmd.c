#include "cmd/conflict_cmd.h"

#include "cmd/bind.h"
#include "cmd/cmd.h"
#include "cmd/meeting_need.h"
#include "store/tx.h"

static bool
declare(struct session *s, int64_t meeting, int64_t casefile,
    int64_t member, bool whole_agency, const char *reason, int64_t *id,
    struct arena *a, struct err *err)
{
	struct meeting_row m;
	int64_t there;

	if (!need_meeting(s, meeting, RIGHT_RECORD, RIGHT_RUN_MEETING, a, &m,
	    err) || !cmd_one(s, SQL_CONFLICT_FIND, BIND(
	    B_ID("meeting", meeting), B_ID("casefile", casefile),
	    B_ID("member", member)), &there, err))
		return false;
	if (there != 0)
		return err_set(err, ERR_INPUT, "They have declared this"
		    " already.");
	*id = db_new_id(s->db);
	return cmd_write(s, SQL_CONFLICT_ADD, BIND(B_ID("new", *id),
	    B_INT("whole", whole_agency), B_STR("reason", reason),
	    B_ID("casefile", casefile), B_ID("member", member),
	    B_ID("meeting", meeting)), NULL, err) &&
	    cmd_write(s, SQL_CONFLICT_SHUT, BIND(
	    B_ID("new", db_new_id(s->db)), B_ID("conflict", *id)), NULL, err);
}

bool
cmd_conflict_declare(struct session *s, int64_t meeting, int64_t casefile,
    int64_t member, bool whole_agency, const char *reason, int64_t *id,
    struct err *err)
{
	struct arena a = {0};
	int64_t none;
	bool ok;

	if (!cmd_begin(s, "conflict-declare", err))
		return false;
	ok = declare(s, meeting, casefile, member, whole_agency, reason,
	    id ? id : &none, &a, err);
	arena_release(&a);
	return cmd_end(s, ok, err);
}

/* The meeting of a conflict, with the right to change it. */
static bool
need_conflict(struct session *s, int64_t conflict, struct arena *a,
    struct err *err)
{
	struct meeting_row m;
	int64_t meeting;

	if (!cmd_one(s, SQL_CONFLICT_MEETING, BIND(B_ID("id", conflict)),
	    &meeting, err))
		return false;
	if (meeting == 0)
		return err_set(err, ERR_INPUT, "There is no such conflict of"
		    " interest.");
	return need_meeting(s, meeting, RIGHT_RECORD, RIGHT_RUN_MEETING, a, &m,
	    err);
}

bool
cmd_conflict_withdraw(struct session *s, int64_t conflict, struct err *err)
{
	struct arena a = {0};
	bool ok;

	if (!cmd_begin(s, "conflict-withdraw", err))
		return false;
	ok = need_conflict(s, conflict, &a, err) &&
	    cmd_write(s, SQL_CONFLICT_UNSHUT, BIND(B_ID("id", conflict)),
	    &(int){0}, err) &&
	    cmd_write(s, SQL_CONFLICT_DROP, BIND(B_ID("id", conflict)), NULL,
	    err);
	arena_release(&a);
	return cmd_end(s, ok, err);
}

static bool
set_time(struct session *s, enum sql_id sql, int64_t conflict,
    const char *at, struct err *err)
{
	struct arena a = {0};
	bool ok;

	if (!cmd_begin(s, "conflict-set", err))
		return false;
	ok = need_conflict(s, conflict, &a, err) &&
	    cmd_write(s, sql, BIND(B_ID("id", conflict),
	    B_TEXT("at", need_time(s, at, &a))), NULL, err);
	arena_release(&a);
	return cmd_end(s, ok, err);
}

bool
cmd_conflict_left(struct session *s, int64_t conflict, const char *at,
    struct err *err)
{
	return set_time(s, SQL_CONFLICT_LEFT, conflict, at, err);
}

bool
cmd_conflict_returned(struct session *s, int64_t conflict, const char *at,
    struct err *err)
{
	return set_time(s, SQL_CONFLICT_RETURNED, conflict, at, err);
}

/* The step that asks for conflicts; 0 when the kind has none. */
static bool
find_asking(struct session *s, int64_t meeting, int64_t *item,
    struct err *err)
{
	const struct kind *k = session_meeting_kind(s, meeting, err);
	size_t i;

	*item = 0;
	for (i = 0; k != NULL && i < k->n_steps; i++)
		if (k->steps[i].captures == CAPTURE_CONFLICTS &&
		    k->steps[i].stage == STAGE_MEETING)
			return agenda_find_step(s->db, meeting,
			    k->steps[i].key, item, err);
	return k != NULL;
}

bool
cmd_conflict_asked(struct session *s, int64_t meeting, struct err *err)
{
	struct arena a = {0};
	struct meeting_row m;
	int64_t item = 0;
	bool ok;

	if (!cmd_begin(s, "conflict-asked", err))
		return false;
	ok = need_meeting(s, meeting, RIGHT_RECORD, RIGHT_RUN_MEETING, &a, &m,
	    err) && need_open(&m, err) && find_asking(s, meeting, &item, err);
	if (ok && item == 0)
		ok = err_set(err, ERR_INPUT, "This meeting has no step that"
		    " asks for conflicts of interest.");
	ok = ok && cmd_write(s, SQL_ITEM_DONE, BIND(B_ID("id", item),
	    B_TEXT("status", "done"), B_TEXT("now", need_now(s, &a))),
	    &(int){0}, err);
	arena_release(&a);
	return cmd_end(s, ok, err);
}

bool
conflict_leave(struct session *s, int64_t meeting, int64_t casefile,
    struct err *err)
{
	struct arena a = {0};
	bool ok = cmd_write(s, SQL_CONFLICT_CASE_BEGINS, BIND(
	    B_ID("meeting", meeting), B_ID("casefile", casefile),
	    B_TEXT("now", need_now(s, &a))), &(int){0}, err);

	arena_release(&a);
	return ok;
}

bool
conflict_return(struct session *s, int64_t meeting, struct err *err)
{
	struct arena a = {0};
	bool ok = cmd_write(s, SQL_CONFLICT_CASE_ENDS, BIND(
	    B_ID("meeting", meeting), B_TEXT("now", need_now(s, &a))),
	    &(int){0}, err);

	arena_release(&a);
	return ok;
}
