#include "cmd/meeting_need.h"

#include <string.h>

#include "base/buf.h"

bool
need_right(struct session *s, int64_t board, int right, int other,
    struct err *err)
{
	if (other != RIGHT_NONE &&
	    session_may(s, board, (enum kind_right)other))
		return true;
	return session_require(s, board, (enum kind_right)right, err);
}

bool
need_meeting(struct session *s, int64_t meeting, int right, int other,
    struct arena *a, struct meeting_row *row, struct err *err)
{
	return meeting_read(s->db, meeting, a, row, err) &&
	    need_right(s, row->board, right, other, err);
}

bool
need_item(struct session *s, int64_t item, int right, int other,
    struct arena *a, struct agenda_row *row, struct meeting_row *m,
    struct err *err)
{
	struct meeting_row own;

	if (m == NULL)
		m = &own;
	return agenda_read_item(s->db, item, a, row, err) &&
	    need_meeting(s, row->meeting, right, other, a, m, err);
}

bool
need_open(const struct meeting_row *m, struct err *err)
{
	if (strcmp(m->status, "open") == 0)
		return true;
	if (strcmp(m->status, "planned") == 0)
		return err_set(err, ERR_INPUT, "Meeting %s has not been opened"
		    " yet. Open it first.", m->ref);
	return err_set(err, ERR_INPUT, "Meeting %s is over. Nothing was"
	    " changed.", m->ref);
}

bool
need_opened(const struct meeting_row *m, struct err *err)
{
	if (strcmp(m->status, "closed") == 0)
		return true;
	return need_open(m, err);
}

bool
need_person(struct session *s, struct err *err)
{
	if (s->member != 0)
		return true;
	return err_set(err, ERR_INPUT, "Somebody has to be signed in for this:"
	    " the record says who did it.");
}

const char *
need_now(struct session *s, struct arena *a)
{
	struct buf b = {0};
	const char *now;

	clock_add_local(&b, s->clock);
	now = arena_strdup(a, buf_text(&b));
	buf_release(&b);
	return now;
}

const char *
need_time(struct session *s, const char *at, struct arena *a)
{
	if (at == NULL)
		return need_now(s, a);
	return *at == '\0' ? NULL : at;
}

const struct kind_case_type *
need_case_type(const struct kind *k, const struct agenda_row *item,
    struct err *err)
{
	const struct kind_case_type *t = NULL;

	if (item->casefile == 0)
		err_set(err, ERR_INPUT, "This line of the agenda is no %s.",
		    kind_word(k, "case", 1));
	else if ((t = kind_case_type(k, item->case_type)) == NULL)
		err_set(err, ERR_INPUT, "%s is of a type (\"%s\") that this"
		    " kind of meeting does not know.", item->ref,
		    item->case_type);
	return t;
}

bool
need_role_counts(const struct kind *k, const char *role)
{
	const struct kind_role *r = kind_role(k, role);
	const struct kind_capacity *c = NULL;

	if (r != NULL && r->n_capacities > 0)
		c = kind_capacity(k, r->capacities[0]);
	return c == NULL ? r != NULL : c->counts;
}

bool
need_blank(const char *text)
{
	return text == NULL || text[strspn(text, " \t\r\n")] == '\0';
}

bool
need_later(struct session *s, const struct meeting_row *m, int64_t other,
    struct err *err)
{
	struct arena a = {0};
	struct meeting_row to;
	bool ok = meeting_read(s->db, other, &a, &to, err);

	if (ok && (to.held_on < m->held_on || (to.held_on == m->held_on &&
	    strcmp(to.starts, m->starts) < 0)))
		ok = err_set(err, ERR_INPUT, "%s lies before this meeting:"
		    " nothing comes back at it.", to.ref);
	arena_release(&a);
	return ok;
}
