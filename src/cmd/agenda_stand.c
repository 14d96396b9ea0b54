/* Records that stand on every agenda while they are live. */
#include "cmd/agenda_build.h"
#include "cmd/agenda_cmd.h"
#include "cmd/bind.h"
#include "store/row.h"
#include "store/tx.h"

struct waiting {
	int64_t id;
	const char *ref;
};

static bool
stand(struct session *s, int64_t meeting, const struct kind_step *st,
    int position, const struct waiting *w, struct arena *a, struct err *err)
{
	const char *type = agenda_default_type(s, meeting, w->id, a, err);

	return type != NULL &&
	    cmd_write(s, SQL_STANDING_ROOM, BIND(B_ID("meeting", meeting),
	    B_TEXT("step", st->key), B_TEXT("ref", w->ref)), &(int){0},
	    err) &&
	    cmd_write(s, SQL_STANDING_ADD, BIND(
	    B_ID("new", db_new_id(s->db)), B_TEXT("step", st->key),
	    B_TEXT("type", type), B_INT("closed", st->closed),
	    B_INT("position", position), B_ID("casefile", w->id),
	    B_ID("meeting", meeting)), &(int){0}, err);
}

static bool
stand_type(struct session *s, int64_t meeting, int64_t board,
    const struct kind *k, const struct kind_case_type *t, struct arena *a,
    struct err *err)
{
	struct row_list list = ROW_LIST(a, struct waiting);
	const struct kind_step *st;
	struct waiting *w;
	struct stmt *q;
	int position;

	st = agenda_case_step(k, t->key, &position);
	if (st == NULL)
		return true;
	q = cmd_query(s, SQL_STANDING_WAITING, BIND(B_ID("board", board),
	    B_TEXT("type", t->key), B_ID("meeting", meeting)), err);
	while (stmt_next(q, err)) {
		w = row_list_add(&list);
		w->id = col_int(q, 0);
		w->ref = row_str(q, 1, a);
	}
	if (!stmt_done(q))
		return false;
	w = list.rows;
	for (size_t i = 0; i < list.n; i++)
		if (!stand(s, meeting, st, position, &w[i], a, err))
			return false;
	return true;
}

bool
agenda_stand(struct session *s, int64_t meeting, struct err *err)
{
	const struct kind *k = session_meeting_kind(s, meeting, err);
	struct arena a = {0};
	int64_t board = 0;
	bool ok;

	ok = k != NULL && cmd_one(s, SQL_FIND_MEETING_BOARD,
	    BIND(B_ID("id", meeting)), &board, err);
	for (size_t i = 0; ok && i < k->n_case_types; i++)
		if (k->case_types[i].standing)
			ok = stand_type(s, meeting, board, k,
			    &k->case_types[i], &a, err);
	arena_release(&a);
	return ok;
}

bool
agenda_stands(struct session *s, int64_t meeting, int64_t casefile,
    bool *stands, struct err *err)
{
	const struct kind *k = session_meeting_kind(s, meeting, err);
	const struct kind_case_type *t = NULL;
	struct stmt *q;

	*stands = false;
	if (k == NULL)
		return false;
	q = cmd_query(s, SQL_STATE_RECORD, BIND(B_ID("id", casefile)), err);
	if (stmt_next(q, err)) {
		t = kind_case_type(k, col_str(q, 1));
		*stands = t != NULL && t->standing && col_bool(q, 6);
	}
	return stmt_done(q);
}

bool
agenda_stand_planned(struct session *s, int64_t board, struct err *err)
{
	struct stmt *q = cmd_query(s, SQL_STATE_PLANNED,
	    BIND(B_ID("board", board)), err);
	struct arena a = {0};
	struct row_list list = ROW_LIST(&a, int64_t);
	int64_t *meetings;
	bool ok;

	while (stmt_next(q, err))
		*(int64_t *)row_list_add(&list) = col_int(q, 0);
	ok = stmt_done(q);
	meetings = list.rows;
	for (size_t i = 0; ok && i < list.n; i++)
		ok = agenda_stand(s, meetings[i], err);
	arena_release(&a);
	return ok;
}
