#include "cmd/timer.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/json.h"
#include "cmd/bind.h"
#include "cmd/calendar.h"
#include "cmd/timer_watch.h"
#include "store/row.h"

/* What the timers of a board's records hang on. */
struct around {
	struct session *s;
	const struct kind *kind;
	const struct workdays *days;
	struct arena *a;
	struct row_list list;
};

static bool
look_around(struct session *s, int64_t board, struct arena *a,
    struct around *out, struct err *err)
{
	*out = (struct around){ .s = s, .a = a,
		.list = ROW_LIST(a, struct timer_line) };
	out->kind = session_board_kind(s, board, err);
	return out->kind != NULL && calendar_workdays(s, board, &out->days,
	    err);
}

static void
add_timer(struct around *at, const struct kind_case_type *t,
    const struct kind_timer *timer, const struct record *rec,
    const struct timer_line *of)
{
	int today = clock_today(at->s->clock), from, due;
	struct timer_watch w;
	struct timer_line *l;

	timer_watch_of_kind(at->kind, t, timer, at->a, &w);
	from = timer_watch_from(&w, rec, at->a);
	due = timer_due(&w.rule, at->days, from);
	if (due == DATE_NONE || !timer_watch_runs(&w, rec, of->state, at->a))
		return;
	l = row_list_add(&at->list);
	*l = *of;
	l->type = t;
	l->timer = timer;
	l->from = from;
	l->due = due;
	l->left = timer_left(due, today);
	l->alert = timer_alert(&w.rule, due, today);
}

static const char *
text_of(const struct record *rec, const char *column)
{
	const char *text = record_column(rec, column);

	return text != NULL ? text : "";
}

static void
add_timers(struct around *at, const struct kind_case_type *t,
    const struct record *rec)
{
	const struct timer_line of = {
		.casefile = strtoll(text_of(rec, "id"), NULL, 10),
		.ref = text_of(rec, "ref"),
		.state = text_of(rec, "state"),
		.lead = strtoll(text_of(rec, "lead_id"), NULL, 10),
		.lead_name = text_of(rec, "lead_name"),
	};

	for (size_t i = 0; i < t->n_timers; i++)
		add_timer(at, t, &t->timers[i], rec, &of);
}

static int
by_due(const void *a, const void *b)
{
	const struct timer_line *x = a, *y = b;
	int order = (x->due > y->due) - (x->due < y->due);

	if (order == 0)
		order = strcmp(x->ref, y->ref);
	return order != 0 ? order : strcmp(x->timer->key, y->timer->key);
}

static void
hand_out(struct around *at, struct timer_line **list, size_t *n)
{
	*list = at->list.rows;
	*n = at->list.n;
	if (*n > 1)
		qsort(*list, *n, sizeof(**list), by_due);
}

bool
timer_read_casefile(struct session *s, int64_t casefile, struct arena *a,
    struct timer_line **list, size_t *n, struct err *err)
{
	const struct kind_case_type *t;
	struct around at;
	struct record rec;

	*list = NULL;
	*n = 0;
	if (!record_load(s, SQL_TIMER_CASEFILE, casefile, a, &rec, err))
		return false;
	if (rec.n == 0)
		return err_set(err, ERR_INPUT, "There is no such casefile.");
	if (!look_around(s, strtoll(text_of(&rec, "board_id"), NULL, 10), a,
	    &at, err))
		return false;
	t = kind_case_type(at.kind, text_of(&rec, "type"));
	if (t != NULL)
		add_timers(&at, t, &rec);
	hand_out(&at, list, n);
	return true;
}

static bool
add_type(struct around *at, int64_t board, const struct kind_case_type *t,
    struct err *err)
{
	struct stmt *q = cmd_query(at->s, SQL_TIMER_RECORDS,
	    BIND(B_ID("board", board), B_TEXT("type", t->key)), err);
	struct record rec;

	while (stmt_next(q, err)) {
		record_take(q, at->a, &rec);
		add_timers(at, t, &rec);
	}
	return stmt_done(q);
}

bool
timer_read_type(struct session *s, int64_t board,
    const struct kind_case_type *t, struct arena *a,
    struct timer_line **list, size_t *n, struct err *err)
{
	struct around at;

	*list = NULL;
	*n = 0;
	if (!look_around(s, board, a, &at, err) ||
	    (t->n_timers > 0 && !add_type(&at, board, t, err)))
		return false;
	hand_out(&at, list, n);
	return true;
}

bool
timer_read_board(struct session *s, int64_t board, struct arena *a,
    struct timer_line **list, size_t *n, struct err *err)
{
	struct around at;

	*list = NULL;
	*n = 0;
	if (!look_around(s, board, a, &at, err))
		return false;
	for (size_t i = 0; i < at.kind->n_case_types; i++) {
		const struct kind_case_type *t = &at.kind->case_types[i];

		if (t->n_timers > 0 && !add_type(&at, board, t, err))
			return false;
	}
	hand_out(&at, list, n);
	return true;
}

/* ---- How many are late, without the kind --------------------------------- */

struct late {
	struct session *s;
	int64_t board;
	const struct workdays *days;	/* NULL: not needed yet */
	struct row_list watches;
	size_t n;
};

static void
read_brief(struct late *l, const char *brief, struct arena *a)
{
	struct json all, one;
	struct json_walk walk;
	struct timer_watch w;

	if (!json_parse(brief, strlen(brief), &all))
		return;
	json_open(&walk, &all);
	while (json_next(&walk, NULL, &one))
		if (timer_watch_of_json(&one, a, &w))
			*(struct timer_watch *)row_list_add(&l->watches) = w;
}

/* Working days are never fewer than days: the calendar is read for those that
 * may be late alone. */
static bool
is_late(struct late *l, const struct timer_watch *w,
    const struct record *rec, struct arena *a, bool *late, struct err *err)
{
	int from = timer_watch_from(w, rec, a), due;
	int today = clock_today(l->s->clock);
	int working = w->rule.working_days;

	*late = false;
	if (from == DATE_NONE || !timer_watch_runs(w, rec,
	    text_of(rec, "state"), a))
		return true;
	if (working != TIMER_UNSET && l->days == NULL) {
		if (timer_left(date_add_days(from, working), today) >= 0)
			return true;
		if (!calendar_workdays(l->s, l->board, &l->days, err))
			return false;
	}
	due = timer_due(&w->rule, l->days, from);
	*late = due != DATE_NONE && timer_left(due, today) < 0;
	return true;
}

static bool
count_record(struct late *l, const char *type, const struct record *rec,
    struct arena *a, struct err *err)
{
	const struct timer_watch *w = l->watches.rows;
	bool late;
	size_t i;

	for (i = 0; i < l->watches.n; i++) {
		if (strcmp(w[i].type, type) != 0)
			continue;
		if (!is_late(l, &w[i], rec, a, &late, err))
			return false;
		l->n += late;
	}
	return true;
}

static bool
count_type(struct late *l, const char *type, struct err *err)
{
	struct stmt *q = cmd_query(l->s, SQL_TIMER_RECORDS,
	    BIND(B_ID("board", l->board), B_TEXT("type", type)), err);
	struct arena a = {0};
	struct record rec;
	bool ok = true;

	while (ok && stmt_next(q, err)) {
		record_take(q, &a, &rec);
		ok = count_record(l, type, &rec, &a, err);
		arena_reset(&a);
	}
	arena_release(&a);
	return stmt_done(q) && ok;
}

bool
timer_count_late(struct session *s, int64_t board, const char *brief,
    size_t *late, struct err *err)
{
	struct arena a = {0};
	struct late l = { .s = s, .board = board,
		.watches = ROW_LIST(&a, struct timer_watch) };
	const struct timer_watch *w;
	bool ok = true;
	size_t i;

	read_brief(&l, brief, &a);
	w = l.watches.rows;
	/* The timers of one type stand together. */
	for (i = 0; ok && i < l.watches.n; i++)
		if (i == 0 || strcmp(w[i].type, w[i - 1].type) != 0)
			ok = count_type(&l, w[i].type, err);
	*late = l.n;
	arena_release(&a);
	return ok;
}

void
timer_add_left(struct buf *b, int left)
{
	int days = left < 0 ? -left : left;

	if (left == 0)
		buf_adds(b, "today");
	else
		buf_addf(b, left < 0 ? "%d day%s late" : "in %d day%s", days,
		    days == 1 ? "" : "s");
}
