#include "cmd/timer.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/json.h"
#include "cmd/answer.h"
#include "cmd/bind.h"
#include "cmd/calendar.h"
#include "model/timer.h"
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

/* The field of the case type's own forms. */
static const struct kind_field *
case_field(const struct around *at, const struct kind_case_type *t,
    const char *key)
{
	const struct kind_form *f;
	const struct kind_field *found = NULL;

	for (size_t i = 0; i < t->n_forms && found == NULL; i++) {
		f = kind_form(at->kind, t->forms[i]);
		if (f != NULL && (f->record == RECORD_REFERRAL ||
		    f->record == RECORD_CASEFILE))
			found = kind_field(f, key);
	}
	return found;
}

/* A date that was given only roughly is no day to count from. */
static int
date_of(const struct around *at, const struct record *rec,
    const struct kind_field *f)
{
	const char *json = f != NULL ? record_value(rec, f, at->a) : NULL;
	struct json v;
	const char *text;

	if (json == NULL || !json_parse(json, strlen(json), &v))
		return DATE_NONE;
	text = json_string(at->a, &v);
	return text != NULL ? date_parse_iso(text) : DATE_NONE;
}

static bool
runs(const struct around *at, const struct kind_case_type *t,
    const struct kind_timer *timer, const struct record *rec,
    const char *state)
{
	const struct kind_field *until;
	const char *live = record_column(rec, "live");
	size_t i;

	for (i = 0; i < timer->n_states; i++)
		if (strcmp(timer->states[i], state) == 0)
			break;
	if (timer->n_states > 0 ? i == timer->n_states :
	    live == NULL || strcmp(live, "1") != 0)
		return false;
	until = timer->until != NULL ? case_field(at, t, timer->until) : NULL;
	return until == NULL || record_value(rec, until, at->a) == NULL;
}

static struct timer_rule
rule_of(const struct around *at, const struct kind_timer *t)
{
	int *alerts = arena_array(at->a, t->n_alerts + 1, sizeof(*alerts));

	for (size_t i = 0; i < t->n_alerts; i++)
		alerts[i] = kind_timer_alert(t, i);
	return (struct timer_rule){
		.days = t->days == KIND_UNSET ? TIMER_UNSET : t->days,
		.working_days = t->working_days == KIND_UNSET ? TIMER_UNSET :
		    t->working_days,
		.months = t->months == KIND_UNSET ? TIMER_UNSET : t->months,
		.alerts = alerts,
		.n_alerts = t->n_alerts,
	};
}

static void
add_timer(struct around *at, const struct kind_case_type *t,
    const struct kind_timer *timer, const struct record *rec,
    const struct timer_line *of)
{
	struct timer_rule rule = rule_of(at, timer);
	int from = date_of(at, rec, case_field(at, t, timer->field));
	int due = timer_due(&rule, at->days, from);
	int today = clock_today(at->s->clock);
	struct timer_line *l;

	if (due == DATE_NONE || !runs(at, t, timer, rec, of->state))
		return;
	l = row_list_add(&at->list);
	*l = *of;
	l->type = t;
	l->timer = timer;
	l->from = from;
	l->due = due;
	l->left = timer_left(due, today);
	l->alert = timer_alert(&rule, due, today);
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
