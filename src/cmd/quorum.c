#include "cmd/quorum.h"

#include <string.h>

#include "base/buf.h"
#include "cmd/bind.h"
#include "cmd/meeting_need.h"
#include "store/row.h"
#include "store/stmt.h"

static bool
counts(const struct quorum_roll *roll, int64_t attendance, bool left)
{
	size_t i;

	for (i = 0; i < roll->n; i++)
		if (roll->rows[i].id == attendance)
			return (left ? roll->rows[i].attended
			    : roll->rows[i].here) && need_role_counts(
			    roll->kind, roll->rows[i].role);
	return false;
}

bool
quorum_agencies(struct session *s, const struct quorum_roll *roll, bool left,
    struct arena *a, struct behind **rows, size_t *n, struct err *err)
{
	struct stmt *q = cmd_query(s, SQL_ROLL_AGENCIES,
	    BIND(B_ID("meeting", roll->meeting)), err);
	size_t cap = 0;

	*rows = NULL;
	*n = 0;
	if (q == NULL)
		return false;
	while (stmt_next(q, err)) {
		if (!counts(roll, col_int(q, 0), left))
			continue;
		*rows = row_room(a, *rows, *n, &cap, sizeof(**rows));
		(*rows)[(*n)++] = (struct behind){ .agency = col_int(q, 1),
			.category = arena_strdup(a, col_str(q, 2)),
			.whole = col_bool(q, 3),
			.name = arena_strdup(a, col_str(q, 4)) };
	}
	return stmt_done(q);
}

/* A team is there for the organisation it belongs to as well. */
static bool
is_there(const struct behind *rows, size_t n, const char *category)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (strcmp(rows[i].category, category) == 0)
			return true;
	return false;
}

/* The categories and how many besides, who are called so: "Police", "Police
 * and 2 others", "Police, Council and 2 others", "2 others". */
static const char *
say(const struct kind *k, const char *const *list, size_t n, int besides,
    const char *called, struct arena *a)
{
	struct buf b = {0};
	const char *out;
	size_t i;

	for (i = 0; i < n; i++) {
		const struct kind_category *cat = kind_category(k, list[i]);

		buf_adds(&b, i == 0 ? "" : i + 1 == n && besides <= 0 ? " and "
		    : ", ");
		buf_adds(&b, cat ? cat->label : list[i]);
	}
	if (besides > 0)
		buf_addf(&b, "%s%d %s", n > 0 ? " and " : "", besides,
		    called);
	out = arena_strdup(a, buf_text(&b));
	buf_release(&b);
	return out;
}

/* Counts the organisations and names them. */
static int
organisations(const struct behind *rows, size_t n, struct arena *a,
    const char **names)
{
	struct buf b = {0};
	size_t i, j;
	int here = 0;

	for (i = 0; i < n; i++) {
		for (j = 0; j < i && rows[j].agency != rows[i].agency; j++)
			;
		if (!rows[i].whole || j < i)
			continue;
		buf_addf(&b, "%s%s", here++ ? ", " : "", rows[i].name);
	}
	*names = arena_strdup(a, buf_text(&b));
	buf_release(&b);
	return here;
}

bool
quorum_read(struct session *s, const struct quorum_roll *roll, int need,
    struct arena *a, struct quorum *out, struct err *err)
{
	const struct kind_rules *r = &roll->kind->rules;
	const char **without = arena_array(a, r->n_quorum_with + 1,
	    sizeof(*without));
	struct behind *rows;
	size_t n, i, n_without = 0;
	int more, others;

	*out = (struct quorum){ .need = need != KIND_UNSET ? need :
		r->quorum };
	if (out->need < (int)r->n_quorum_with)
		out->need = (int)r->n_quorum_with;
	if (!quorum_agencies(s, roll, false, a, &rows, &n, err))
		return false;
	out->here = organisations(rows, n, a, &out->names);
	for (i = 0; i < r->n_quorum_with; i++)
		if (!is_there(rows, n, r->quorum_with[i]))
			without[n_without++] = r->quorum_with[i];
	others = out->need - (int)r->n_quorum_with;
	out->rule = say(roll->kind, r->quorum_with, r->n_quorum_with, others,
	    r->n_quorum_with == 0 ? kind_word(roll->kind, "agency", others)
	    : others == 1 ? "other" : "others", a);
	more = out->need - out->here - (int)n_without;
	out->missing = say(roll->kind, without, n_without, more, "more", a);
	return true;
}
