#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "cmd/bind.h"
#include "cmd/repeat_cmd.h"

/* Days around the calendar months, so that no month's end falls out; the rule
 * itself decides. */
enum { MARGIN = 4, MOST = 500 };

struct window {
	int since, on;
	struct repeat_rule rule;
};

/* "Wren Testington / Gideon Placeholder": those whose roles are named. */
static bool
title_of(struct session *s, int64_t casefile, const struct kind_case_type *t,
    struct arena *a, const char **title, struct err *err)
{
	struct stmt *q = cmd_query(s, SQL_REPEAT_NAMES,
	    BIND(B_ID("casefile", casefile)), err);
	struct buf b = { 0 };

	while (stmt_next(q, err)) {
		const struct kind_party_role *r = kind_party_role(t,
		    col_str(q, 0));

		if (r == NULL || !r->named)
			continue;
		buf_addf(&b, "%s%s%s%s", b.len > 0 ? " / " : "",
		    col_str(q, 2), col_str(q, 2)[0] ? " " : "",
		    col_str(q, 1));
	}
	*title = arena_strdup(a, buf_text(&b));
	buf_release(&b);
	return q != NULL && stmt_done(q);
}

static bool
last_meeting(struct session *s, int64_t board, int on, int *since,
    struct err *err)
{
	char *day;

	if (!cmd_one_text(s, SQL_REPEAT_LAST_MEETING, BIND(B_ID("board",
	    board), B_DATE("on", on)), &day, err))
		return false;
	*since = day != NULL ? date_parse_iso(day) :
	    date_add_months(on, -1);
	free(day);
	return true;
}

/* Rows of either statement: id, reference, start, type, (disposition). */
static bool
read_rows(struct session *s, int64_t board, const struct kind *k,
    const struct window *w, struct arena *a, struct lapsed *list, size_t *n,
    struct err *err)
{
	bool meeting = w->rule.clock == REPEAT_BY_MEETING;
	int from = date_add_days(date_add_months(w->since, -w->rule.months),
	    -MARGIN);
	int to = date_add_days(date_add_months(w->on, -w->rule.months),
	    MARGIN);
	struct stmt *q = cmd_query(s, meeting ? SQL_REPEAT_LAPSED_MEETING :
	    SQL_REPEAT_LAPSED_REFERRAL, BIND(B_ID("board", board),
	    B_DATE("from", from), B_DATE("to", to)), err);

	while (*n < MOST && stmt_next(q, err)) {
		const struct kind_case_type *t = kind_case_type(k,
		    col_str(q, 3));
		const struct kind_disposition *d = t != NULL && meeting ?
		    kind_disposition(t, col_str(q, 4)) : NULL;
		int start = date_parse_iso(col_str(q, 2));

		if (t == NULL || (meeting && (d == NULL || !d->heard)) ||
		    !repeat_lapsed(&w->rule, start, w->since, w->on))
			continue;
		list[(*n)++] = (struct lapsed){ .casefile = col_int(q, 0),
		    .reference = col_copy(q, 1, a), .from = start,
		    .ended = repeat_window_end(&w->rule, start),
		    .title = t->key };
	}
	return q != NULL && stmt_done(q);
}

bool
repeat_lapsed_list(struct session *s, int64_t board, int since, int on,
    enum repeat_clock clock, struct arena *a, struct lapsed **list,
    size_t *count, struct err *err)
{
	const struct kind *k = session_board_kind(s, board, err);
	struct window w = { .since = since, .on = on };
	size_t i;

	*list = arena_array(a, MOST, sizeof(**list));
	*count = 0;
	if (k == NULL || (since == DATE_NONE && !last_meeting(s, board, on,
	    &w.since, err)))
		return false;
	if (!repeat_rule_of(k, &w.rule))
		return true;
	w.rule.clock = clock;
	if (!read_rows(s, board, k, &w, a, *list, count, err))
		return false;
	for (i = 0; i < *count; i++)
		if (!title_of(s, (*list)[i].casefile, kind_case_type(k,
		    (*list)[i].title), a, &(*list)[i].title, err))
			return false;
	return true;
}
