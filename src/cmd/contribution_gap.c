/* Who was not heard on a case, and who has brought nothing to it. */
#include <string.h>

#include "cmd/bind.h"
#include "cmd/consult.h"
#include "cmd/contribution_cmd.h"
#include "cmd/meeting_need.h"
#include "store/attendance_read.h"
#include "store/contribution_read.h"
#include "store/row.h"

/* Kept out of the case, as a whole. */
static bool
shut_out(struct session *s, int64_t casefile, int64_t agency, bool *out,
    struct err *err)
{
	int64_t found;

	if (!cmd_one(s, SQL_CONTRIBUTION_SHUT_OUT, BIND(
	    B_ID("casefile", casefile), B_ID("agency", agency)), &found, err))
		return false;
	*out = found != 0;
	return true;
}

struct gaps {
	struct agency_gap *list;
	size_t n, cap;
};

static bool
add(struct session *s, int64_t casefile, struct arena *a, struct gaps *g,
    const struct agency_gap *gap, struct err *err)
{
	bool out;
	size_t i;

	for (i = 0; i < g->n; i++)
		if (g->list[i].agency == gap->agency)
			return true;
	if (!shut_out(s, casefile, gap->agency, &out, err))
		return false;
	if (out)
		return true;
	g->list = row_room(a, g->list, g->n, &g->cap, sizeof(*g->list));
	g->list[g->n++] = *gap;
	return true;
}

static const struct contribution_row *
of_agency(const struct contribution_row *rows, size_t n, int64_t agency)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (rows[i].agency == agency)
			return &rows[i];
	return NULL;
}

static bool
is_among(const int64_t *ids, size_t n, int64_t id)
{
	size_t i;

	for (i = 0; i < n && ids[i] != id; i++)
		;
	return i < n;
}

/* A member alone who declared a conflict on the case does not speak for their
 * agency in it. */
static bool
stepped_out(const struct conflict_row *rows, size_t n, int64_t member)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (rows[i].member == member)
			return true;
	return false;
}

bool
contribution_not_heard(struct session *s, int64_t meeting, int64_t casefile,
    struct arena *a, struct agency_gap **gaps, size_t *n, struct err *err)
{
	const struct kind *k = session_meeting_kind(s, meeting, err);
	const struct contribution_row *c;
	struct contribution_row *brought;
	struct attendance_row *roll;
	struct conflict_row *conflicts;
	size_t n_brought, n_roll, n_conflicts, n_not_for, i;
	int64_t *not_for;
	struct gaps g = {0};

	if (k == NULL || !attendance_read(s->db, meeting, a, &roll, &n_roll,
	    err) || !contribution_read_case(s->db, casefile, meeting, a,
	    &brought, &n_brought, err) || !conflict_read(s->db, meeting,
	    casefile, a, &conflicts, &n_conflicts, err) ||
	    !consult_not_for(s, meeting, casefile, a, &not_for, &n_not_for,
	    err))
		return false;
	/* Nobody is asked about what they may not know of. */
	for (i = 0; i < n_roll; i++) {
		c = of_agency(brought, n_brought, roll[i].agency);
		if (!roll[i].here || !need_role_counts(k, roll[i].role) ||
		    is_among(not_for, n_not_for, roll[i].id) ||
		    stepped_out(conflicts, n_conflicts, roll[i].member) ||
		    (c != NULL && (c->heard_at != NULL ||
		    strcmp(c->state, "nil") == 0)))
			continue;
		if (!add(s, casefile, a, &g, &(struct agency_gap){
		    .agency = roll[i].agency, .name = roll[i].agency_name,
		    .short_name = roll[i].agency_short }, err))
			return false;
	}
	*gaps = g.list;
	*n = g.n;
	return true;
}

static bool
expected(const struct kind *k, const char *category, const char *role)
{
	size_t i;

	for (i = 0; i < k->rules.n_expected; i++)
		if (strcmp(k->rules.expected[i], category) == 0)
			return true;
	return k->rules.n_expected == 0 && need_role_counts(k, role);
}

bool
contribution_not_brought(struct session *s, int64_t meeting,
    int64_t casefile, struct arena *a, struct agency_gap **gaps, size_t *n,
    struct err *err)
{
	const struct kind *k = session_meeting_kind(s, meeting, err);
	const struct contribution_row *c;
	struct contribution_row *brought;
	struct agency_gap *all = NULL;
	struct gaps g = {0};
	size_t n_all = 0, cap = 0, n_brought, i;
	struct stmt *q;

	if (k == NULL || !contribution_read_case(s->db, casefile, meeting, a,
	    &brought, &n_brought, err))
		return false;
	q = cmd_query(s, SQL_CONTRIBUTION_EXPECTED, BIND(
	    B_ID("casefile", casefile)), err);
	while (stmt_next(q, err)) {
		if (!expected(k, col_str(q, 3), col_str(q, 4)))
			continue;
		all = row_room(a, all, n_all, &cap, sizeof(*all));
		all[n_all++] = (struct agency_gap){ .agency = col_int(q, 0),
		    .name = row_str(q, 1, a), .short_name = row_str(q, 2, a) };
	}
	if (!stmt_done(q))
		return false;
	for (i = 0; i < n_all; i++) {
		c = of_agency(brought, n_brought, all[i].agency);
		if ((c == NULL || strcmp(c->state, "begun") == 0) &&
		    !add(s, casefile, a, &g, &all[i], err))
			return false;
	}
	*gaps = g.list;
	*n = g.n;
	return true;
}
