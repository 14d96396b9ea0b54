#include <stdlib.h>

#include "base/alloc.h"
#include "cmd/bind.h"
#include "cmd/cmd.h"
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
	ok = describe(s, &u, what, err);
	if (!ok || !do_it)
		goto out;
	ok = false;
	if (!db_begin_undo(s->db, redo ? "redo" : "undo", u.command, err))
		goto out;
	if (run_undo(s, &u, err))
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
