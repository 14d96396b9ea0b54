/*
 * action_access: an action's own list: who alone sees it, besides its owner.
 */
#include "cmd/action_cmd.h"

#include "base/buf.h"
#include "base/hash.h"
#include "cmd/action_need.h"
#include "cmd/bind.h"
#include "cmd/casefile_cmd.h"
#include "cmd/cmd.h"
#include "model/reference.h"
#include "store/tx.h"

bool
action_list_add(struct session *s, int64_t action,
    const struct action_listed *list, size_t n, struct err *err)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (!cmd_write(s, SQL_ACTION_ACCESS_ADD, BIND(
		    B_ID("new", db_new_id(s->db)), B_ID("action", action),
		    B_ID("agency", list[i].agency),
		    B_ID("member", list[i].member)), NULL, err))
			return false;
	return true;
}

static bool
require(struct session *s, const struct action_facts *f, struct err *err)
{
	int64_t board;

	return (f->casefile != 0 && casefile_require_access(s, f->casefile,
	    &board, NULL)) || session_require(s, f->board,
	    RIGHT_MANAGE_ACCESS, err);
}

/* One who is not on the list would not see the action to take it back. */
static bool
set_list(struct session *s, int64_t action, const struct action_listed *list,
    size_t n, struct arena *a, struct err *err)
{
	struct action_facts f;
	int64_t seen;

	if (!need_action(s, action, false, a, &f, err) ||
	    !require(s, &f, err) ||
	    !cmd_write(s, SQL_ACTION_ACCESS_CLEAR, BIND(B_ID("action",
	    action)), &(int){0}, err) ||
	    !action_list_add(s, action, list, n, err) ||
	    !cmd_one(s, SQL_ACTION_NUMBER, BIND(B_ID("id", action)), &seen,
	    err))
		return false;
	return seen > 0 || err_set(err, ERR_INPUT, "You would not see this"
	    " action yourself any more: put yourself or your agency on its"
	    " list.");
}

bool
cmd_action_list(struct session *s, int64_t action,
    const struct action_listed *list, size_t n, struct err *err)
{
	struct arena a = {0};
	bool ok;

	if (!cmd_begin(s, "action-list", err))
		return false;
	ok = set_list(s, action, list, n, &a, err);
	arena_release(&a);
	return cmd_end(s, ok, err);
}

static uint64_t
keyed(void *arg, const void *data, size_t len)
{
	return hash_keyed64(arg, data, len);
}

/* Numbers from 1000 on, of the board's own and not of the case's: they tell
 * neither of the case, which not everyone who sees the action may see, nor by
 * a gap of the action. As a case's, they hang on nothing that others have a
 * part in. */
bool
action_draw_apart(struct session *s, const char *prefix, const char *mark,
    const char *seed, unsigned attempt, int64_t *number, struct buf *ref,
    struct err *err)
{
	unsigned char key[HASH_KEY];

	if (!db_reference_key(s->db, key, err))
		return false;
	*number = (int64_t)reference_number(keyed, key, prefix, 0, 3,
	    reference_draw(keyed, key, seed, 3, REFERENCE_TRIES + attempt));
	buf_clear(ref);
	reference_add_action(ref, prefix, mark, (unsigned)*number);
	return true;
}
