#include "cmd/action_heir.h"

#include "base/buf.h"
#include "base/date.h"
#include "cmd/action_cmd.h"
#include "cmd/action_need.h"
#include "cmd/bind.h"
#include "cmd/cmd.h"
#include "store/row.h"
#include "store/tx.h"

struct left {
	int64_t id, agency;
	const char *ref, *status;
};

struct estate {
	struct left *list;
	size_t n, cap;
	const char *name;	/* whose they are */
};

static bool
find_left(struct session *s, int64_t member, int64_t agency,
    struct arena *a, struct estate *e, struct err *err)
{
	struct stmt *q = cmd_query(s, SQL_MEMBER_OPEN_ACTIONS, BIND(
	    B_ID("member", member), B_ID("agency", agency)), err);

	while (stmt_next(q, err)) {
		e->list = row_room(a, e->list, e->n, &e->cap,
		    sizeof(*e->list));
		e->list[e->n++] = (struct left){
			.id = col_int(q, 0), .agency = col_int(q, 1),
			.ref = row_str(q, 2, a), .status = row_str(q, 3, a) };
		e->name = row_str(q, 4, a);
	}
	return stmt_done(q);
}

static bool
refuse(const struct estate *e, struct err *err)
{
	enum { NAMED = 8 };
	struct buf refs = {0};
	size_t i;

	for (i = 0; i < e->n && i < NAMED; i++)
		buf_addf(&refs, "%s%s", i > 0 ? ", " : "", e->list[i].ref);
	if (e->n > NAMED)
		buf_addf(&refs, " and %zu more", e->n - NAMED);
	err_set(err, ERR_INPUT, "%s still owns %zu open action%s (%s). Say who"
	    " of their agency takes %s on, or give %s to another agency first."
	    " Nothing was saved.", e->name, e->n, e->n == 1 ? "" : "s",
	    buf_text(&refs), e->n == 1 ? "it" : "them",
	    e->n == 1 ? "it" : "them");
	buf_release(&refs);
	return false;
}

bool
action_pass_on(struct session *s, int64_t member, int64_t agency,
    int64_t heir, struct err *err)
{
	struct arena a = {0};
	struct estate e = {0};
	bool ok = find_left(s, member, agency, &a, &e, err);
	size_t i;

	if (ok && e.n > 0 && heir == 0)
		ok = refuse(&e, err);
	else if (ok && heir == member && heir != 0)
		ok = err_set(err, ERR_INPUT, "They can't take on what they"
		    " leave behind: say who else does.");
	for (i = 0; ok && i < e.n; i++)
		ok = cmd_action_owner(s, e.list[i].id, e.list[i].agency, heir,
		    NULL, err) && action_note(s, e.list[i].id,
		    &(const struct action_log){ .was = e.list[i].status,
		    .now = e.list[i].status, .due_was = DATE_NONE,
		    .due_now = DATE_NONE, .text = arena_printf(&a,
		    "Passed on from %s", e.name) }, &a, err);
	if (ok && heir != 0 && agency == 0)
		ok = cmd_write(s, SQL_MEMBER_STEPS_PASS, BIND(
		    B_ID("member", member), B_ID("heir", heir)), &(int){0},
		    err);
	arena_release(&a);
	return ok;
}
