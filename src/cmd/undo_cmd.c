#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "cmd/bind.h"
#include "cmd/cmd.h"
#include "cmd/edition_cmd.h"
#include "cmd/people.h"
#include "cmd/verb.h"
#include "store/tx.h"
#include "store/undo.h"

struct ids {
	int64_t *id;
	size_t n, cap;
};

/* Whose names the command changed. Called before and after the undo, because
 * an alias that comes or goes is seen on one side only. */
static bool
renamed(struct session *s, int64_t command, struct ids *ids, struct err *err)
{
	struct stmt *q = cmd_query(s, SQL_UNDO_RENAMED,
	    BIND(B_INT("command", command)), err);

	if (q == NULL)
		return false;
	while (stmt_next(q, err)) {
		GROW(ids->id, ids->n, ids->cap);
		ids->id[ids->n++] = col_int(q, 0);
	}
	return stmt_done(q);
}

/* One who came in with the command has gone with it. */
static bool
rekey_if_there(struct session *s, int64_t subject, struct err *err)
{
	int64_t there;

	return cmd_one(s, SQL_UNDO_THERE, BIND(B_ID("id", subject)), &there,
	    err) && (there == 0 || people_rekey(s, subject, err));
}

static bool
run_undo(struct session *s, const struct undoable *u, struct err *err)
{
	struct ids ids = { 0 };
	size_t i;
	bool ok;

	ok = renamed(s, u->command, &ids, err);
	for (i = 0; ok && i < ids.n; i++)
		ok = people_unkey(s, ids.id[i], err);
	ok = ok && db_undo(s->db, u->command, cmd_never_undone(), err) &&
	    renamed(s, u->command, &ids, err);
	for (i = 0; ok && i < ids.n; i++)
		ok = rekey_if_there(s, ids.id[i], err);
	free(ids.id);
	return ok;
}

/* ---- The right to do it ------------------------------------------------- */

#define R(right) RIGHT_BIT(RIGHT_##right)

/* Where a row belongs: its boards, and whether it is one's own agency's, which
 * counts for those rights alone. */
static const struct where {
	const char *tbl;
	enum sql_id boards;
	uint64_t own;
} wheres[] = {
	{ "action", SQL_SET_ACTION, R(OWN_ACTIONS) },
	{ "alias", SQL_SET_ALIAS, R(REFER) },
	{ "attendance", SQL_SET_ATTENDANCE, 0 },
	{ "board", SQL_SET_BOARD, 0 },
	{ "board_member", SQL_SET_BOARD_MEMBER, 0 },
	{ "casefile", SQL_SET_CASEFILE, R(REFER) },
	{ "conflict", SQL_SET_CONFLICT, 0 },
	{ "contact", SQL_SET_CONTACT, R(REFER) },
	{ "contribution", SQL_SET_CONTRIBUTION, R(CONTRIBUTE) },
	{ "contribution_line", SQL_SET_CONTRIBUTION_LINE, R(CONTRIBUTE) },
	{ "incident", SQL_SET_INCIDENT, R(REFER) },
	{ "item", SQL_SET_ITEM, 0 },
	{ "meeting", SQL_SET_MEETING, 0 },
	{ "milestone", SQL_SET_MILESTONE, R(OWN_ACTIONS) },
	{ "minute", SQL_SET_MINUTE, 0 },
	{ "party", SQL_SET_PARTY, R(REFER) },
	{ "relation", SQL_SET_RELATION, R(REFER) },
	{ "subject", SQL_SET_SUBJECT, R(REFER) },
};

#undef R

static const struct where *
find_where(const char *tbl)
{
	size_t i;

	for (i = 0; i < sizeof(wheres) / sizeof(wheres[0]); i++)
		if (strcmp(wheres[i].tbl, tbl) == 0)
			return &wheres[i];
	return NULL;
}

/* *found: it has a board that one sees. */
static bool
may_there(struct session *s, const struct cmd_rights *r, const char *tbl,
    int64_t row, bool *found, bool *may, struct err *err)
{
	const struct where *w = find_where(tbl);
	struct stmt *q;

	if (w == NULL || row == 0 || *may)
		return true;
	q = cmd_query(s, w->boards, BIND(B_ID("id", row)), err);
	while (!*may && stmt_next(q, err)) {
		*found = true;
		*may = session_may_any(s, col_int(q, 0), r->rights) ||
		    (col_bool(q, 1) && session_may_any(s, col_int(q, 0),
		    r->own & w->own));
	}
	return stmt_done(q);
}

/* What belongs to no board is changed by those who may on any. */
static bool
may_anywhere(struct session *s, const struct cmd_rights *r, bool *may,
    struct err *err)
{
	struct stmt *q = cmd_query(s, SQL_SET_ANY_BOARD,
	    BIND(B_ID("id", 1)), err);

	while (!*may && stmt_next(q, err))
		*may = session_may_any(s, col_int(q, 0), r->rights);
	return stmt_done(q);
}

/* The casefile, or that of the action. */
static bool
leads(struct session *s, const struct undoable *u, bool *lead,
    struct err *err)
{
	int64_t who;

	if (!cmd_one(s, SQL_CASEFILE_LEAD, BIND(B_ID("id", u->casefile)), &who,
	    err))
		return false;
	*lead = who == s->member;
	return true;
}

/* Having done it once is not enough: taking it back is a change like any other,
 * and a role may have been lost since. */
static bool
require(struct session *s, const struct undoable *u, struct err *err)
{
	const struct cmd_rights *r = cmd_rights(u->name);
	bool may = s->member == 0, found = false;

	if (may || (r->also == KEEPER && session_require_keeper(s, NULL)))
		return true;
	if (r->also == LEAD && !leads(s, u, &may, err))
		return false;
	if (!may_there(s, r, u->tbl, u->row, &found, &may, err) ||
	    !may_there(s, r, "casefile", u->casefile, &found, &may, err) ||
	    !may_there(s, r, "meeting", u->meeting, &found, &may, err) ||
	    !may_there(s, r, "action", u->action, &found, &may, err) ||
	    !may_there(s, r, "contribution", u->contribution, &found, &may,
	    err))
		return false;
	if (!found && find_where(u->tbl) == NULL && u->casefile == 0 &&
	    u->meeting == 0 && !may_anywhere(s, r, &may, err))
		return false;
	return may || err_set(err, ERR_DENIED, "Your role does not let you %s"
	    " any more, so you can't take this back. Nothing was changed.",
	    r->rights != 0 ? kind_right_help(session_first_right(r->rights)) :
	    "look after the book");
}

/* What was minuted stands once the minutes went round, also for whoever took it
 * down: what is sealed, and whom parts of it are kept from, goes by it. */
static bool
still_draft(struct session *s, const struct undoable *u, struct err *err)
{
	static const char minuted[] = "minute-";

	return strncmp(u->name, minuted, strlen(minuted)) != 0 ||
	    u->meeting == 0 || edition_need_draft(s, u->meeting, err);
}

/* "agree an action, MM-2031-014/A3" */
static bool
describe(struct session *s, const struct undoable *u, struct buf *what,
    struct err *err)
{
	char *ref;

	if (!cmd_one_text(s, SQL_UNDO_REF, BIND(B_TEXT("tbl", u->tbl),
	    B_ID("row", u->row), B_ID("casefile", u->casefile)), &ref, err))
		return false;
	buf_adds(what, cmd_label(u->name));
	if (ref != NULL)
		buf_addf(what, ", %s", ref);
	free(ref);
	return true;
}

bool
cmd_undo(struct session *s, bool redo, bool do_it, struct buf *what,
    struct err *err)
{
	struct arena a = { 0 };
	struct undoable u;
	bool ok = false;

	if (s->depth != 0)
		bug("an undo inside a command");
	if (!db_last_undoable(s->db, redo, cmd_never_undone(), &a, &u, err))
		goto out;
	if (u.command == 0) {
		err_set(err, ERR_INPUT, redo ? "There is nothing of yours to"
		    " do again." : "There is nothing of yours to take back.");
		goto out;
	}
	ok = describe(s, &u, what, err) && require(s, &u, err) &&
	    still_draft(s, &u, err);
	if (!ok || !do_it)
		goto out;
	ok = false;
	if (!db_begin_undo(s->db, redo ? "redo" : "undo", u.command, err))
		goto out;
	if (require(s, &u, err) && still_draft(s, &u, err) &&
	    run_undo(s, &u, err))
		ok = db_commit(s->db, err);
	else
		db_rollback(s->db);
out:
	arena_release(&a);
	return ok;
}

/* ---- By name ----------------------------------------------------------- */

static bool
run_verb(struct session *s, bool redo, struct buf *reply, struct err *err)
{
	struct buf what = { 0 };
	bool ok = cmd_undo(s, redo, true, &what, err);

	if (ok)
		buf_addf(reply, redo ? "Done again: %s." : "Taken back: %s.",
		    buf_text(&what));
	buf_release(&what);
	return ok;
}

static bool
verb_undo(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	(void)argv;
	(void)argc;
	return run_verb(s, false, reply, err);
}

static bool
verb_redo(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	(void)argv;
	(void)argc;
	return run_verb(s, true, reply, err);
}

static const struct verb verbs[] = {
	{ "redo", "", "do again what was taken back", 0, 0, verb_redo },
	{ "undo", "", "take back one's own last command", 0, 0, verb_undo },
};

const struct verb_group verbs_undo = {
	.verbs = verbs, .n = sizeof(verbs) / sizeof(verbs[0])
};
