#include "cmd/milestone_cmd.h"

#include "base/buf.h"
#include "base/date.h"
#include "cmd/action_need.h"
#include "cmd/bind.h"
#include "cmd/cmd.h"
#include "cmd/field_check.h"
#include "cmd/meeting_need.h"
#include "store/action_read.h"
#include "store/row.h"
#include "store/tx.h"

static bool
check_due(const struct action_facts *f, int due, struct err *err)
{
	struct buf day = {0}, end = {0};

	if (due == DATE_NONE)
		return err_set(err, ERR_INPUT, "A milestone needs a date.");
	if (due <= f->due)
		return true;
	date_add_shown(&day, due);
	date_add_shown(&end, f->due);
	err_set(err, ERR_INPUT, "The milestone of %s comes after the action"
	    " itself, which is due on %s.", buf_text(&day), buf_text(&end));
	buf_release(&day);
	buf_release(&end);
	return false;
}

bool
cmd_milestone_add(struct session *s, int64_t action, const char *text,
    int due, int64_t member, int64_t *id, struct err *err)
{
	struct arena a = {0};
	struct action_facts f;
	int64_t new = 0;
	bool ok;

	if (need_blank(text))
		return err_set(err, ERR_INPUT, "Say what the milestone is.");
	if (!cmd_begin(s, "milestone-add", err))
		return false;
	ok = need_action(s, action, true, &a, &f, err) &&
	    check_due(&f, due, err) &&
	    check_column(s, f.board, "milestone", "text", text, err) &&
	    check_day(s, f.board, "milestone", "due_on", due, err);
	if (ok) {
		new = db_new_id(s->db);
		ok = cmd_write(s, SQL_MILESTONE_ADD, BIND(B_ID("new", new),
		    B_TEXT("text", text), B_DATE("due", due),
		    B_ID("member", member), B_ID("action", action)), NULL,
		    err) && action_unread(s, action, err);
	}
	if (id != NULL)
		*id = new;
	arena_release(&a);
	return cmd_end(s, ok, err);
}

/* A milestone as it stands, its action, and the right to change it. */
struct step {
	int64_t action;
	int due, done;
	struct action_facts f;
};

static bool
need_milestone(struct session *s, int64_t milestone, struct arena *a,
    struct step *m, struct err *err)
{
	struct stmt *q = cmd_query(s, SQL_MILESTONE_OF,
	    BIND(B_ID("id", milestone)), err);

	*m = (struct step){0};
	if (stmt_next(q, err)) {
		m->action = col_int(q, 0);
		m->due = row_date(q, 1);
		m->done = row_date(q, 2);
	}
	if (!stmt_done(q))
		return false;
	if (m->action == 0)
		return err_set(err, ERR_INPUT, "There is no such milestone.");
	return need_action(s, m->action, true, a, &m->f, err);
}

/* Somebody else was first. What is the same as one's own needs no word. */
static bool
changed_already(const struct step *m, int now, int mine, const char *set,
    const char *unset, struct err *err)
{
	struct buf day = {0};

	if (now == mine)
		return true;
	if (now != DATE_NONE)
		date_add_shown(&day, now);
	err_set(err, ERR_CONFLICT, "Somebody else has changed this milestone"
	    " of %s since you looked: it is %s%s now. Yours was not saved;"
	    " look at both.", m->f.ref, now != DATE_NONE ? set : unset,
	    buf_text(&day));
	buf_release(&day);
	return false;
}

static bool
set_done(struct session *s, int64_t milestone, int on, const char *note,
    const int *was, struct err *err)
{
	struct arena a = {0};
	struct step m;
	int changed = 0;
	bool ok;

	if (!cmd_begin(s, "milestone-done", err))
		return false;
	ok = need_milestone(s, milestone, &a, &m, err);
	if (ok && on != DATE_NONE && on > clock_today(s->clock))
		ok = err_set(err, ERR_INPUT, "It can't have been done on a day"
		    " to come.");
	ok = ok && cmd_write(s, SQL_MILESTONE_DONE, BIND(
	    B_ID("id", milestone), B_DATE("day", on), B_TEXT("note", note),
	    B_DATE("old", was ? *was : m.done)), &changed, err) &&
	    (changed > 0 || changed_already(&m, m.done, on, "done on ",
	    "not done", err));
	arena_release(&a);
	return cmd_end(s, ok, err);
}

bool
cmd_milestone_done(struct session *s, int64_t milestone, int on,
    const char *note, const int *was, struct err *err)
{
	return set_done(s, milestone, on == DATE_NONE ?
	    clock_today(s->clock) : on, note, was, err);
}

bool
cmd_milestone_undone(struct session *s, int64_t milestone, const int *was,
    struct err *err)
{
	return set_done(s, milestone, DATE_NONE, NULL, was, err);
}

bool
cmd_milestone_due(struct session *s, int64_t milestone, int due, int was,
    struct err *err)
{
	struct arena a = {0};
	struct step m;
	int changed = 0;
	bool ok;

	if (!cmd_begin(s, "milestone-set", err))
		return false;
	ok = need_milestone(s, milestone, &a, &m, err) &&
	    check_due(&m.f, due, err) &&
	    check_day(s, m.f.board, "milestone", "due_on", due, err) &&
	    cmd_write(s, SQL_MILESTONE_DUE, BIND(B_ID("id", milestone),
	    B_DATE("due", due), B_DATE("old", was != DATE_NONE ? was :
	    m.due)), &changed, err) &&
	    (changed > 0 ? action_unread(s, m.action, err) :
	    changed_already(&m, m.due, due, "due on ", "", err));
	arena_release(&a);
	return cmd_end(s, ok, err);
}

bool
cmd_milestone_text(struct session *s, int64_t milestone, const char *old,
    const char *text, char **now, struct err *err)
{
	if (need_blank(text))
		return err_set(err, ERR_INPUT, "Say what the milestone is.");
	return cmd_set_field(s, "milestone", "text", milestone, old, text, now,
	    err);
}

static bool
move(struct session *s, int64_t milestone, int by, struct arena *a,
    struct err *err)
{
	struct action_row row;
	struct step m;
	int64_t id;
	size_t n, i, from = 0, to;

	if (!need_milestone(s, milestone, a, &m, err) ||
	    !action_read(s->db, m.action, clock_today(s->clock), a, &row, err))
		return false;
	n = row.n_milestones;
	for (i = 0; i < n; i++)
		if (row.milestones[i].id == milestone)
			from = i;
	to = by < 0 && (size_t)-by > from ? 0 : from + (size_t)by;
	if (to >= n)
		to = n - 1;
	for (i = 0; i < n; i++) {
		id = i == to ? milestone : i < to ?
		    row.milestones[i < from ? i : i + 1].id :
		    row.milestones[i <= from ? i - 1 : i].id;
		if (id != row.milestones[i].id && !cmd_write(s,
		    SQL_MILESTONE_POSITION, BIND(B_ID("id", id),
		    B_INT("position", row.milestones[i].position)), NULL,
		    err))
			return false;
	}
	return true;
}

bool
cmd_milestone_move(struct session *s, int64_t milestone, int by,
    struct err *err)
{
	struct arena a = {0};
	bool ok;

	if (!cmd_begin(s, "milestone-set", err))
		return false;
	ok = move(s, milestone, by, &a, err);
	arena_release(&a);
	return cmd_end(s, ok, err);
}

bool
cmd_milestone_remove(struct session *s, int64_t milestone, struct err *err)
{
	struct arena a = {0};
	struct step m;
	bool ok;

	if (!cmd_begin(s, "milestone-remove", err))
		return false;
	ok = need_milestone(s, milestone, &a, &m, err) &&
	    cmd_write(s, SQL_MILESTONE_DROP, BIND(B_ID("id", milestone)),
	    NULL, err);
	arena_release(&a);
	return cmd_end(s, ok, err);
}
