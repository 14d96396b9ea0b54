/* Time in the lines of a meeting, and when it will end. */
#include <string.h>

#include "base/date.h"
#include "cmd/agenda_build.h"
#include "cmd/item_cmd.h"
#include "cmd/meeting_need.h"

/* Minutes planned for a line: its own, its item type's, its case type's, its
 * step's; nothing where the kind says nothing. */
static int
planned(const struct kind *k, const struct agenda_row *row)
{
	const struct kind_case_type *t;
	const struct kind_item_type *it;
	const struct kind_step *st;

	if (row->planned > 0)
		return row->planned;
	if (row->casefile == 0) {
		st = kind_step(k, row->step);
		return st && st->minutes > 0 ? st->minutes : 0;
	}
	t = kind_case_type(k, row->case_type);
	it = t ? kind_item_type(t, row->type) : NULL;
	if (it != NULL && it->minutes > 0)
		return it->minutes;
	return t && t->minutes_warn > 0 ? t->minutes_warn : 0;
}

static enum forecast_item_state
state_of(const struct kind *k, const struct agenda_row *row)
{
	if (strcmp(row->status, "current") == 0)
		return FORECAST_RUNNING;
	if (strcmp(row->status, "done") == 0)
		return FORECAST_DONE;
	if (strcmp(row->status, "skipped") == 0 || agenda_alert_only(k, row))
		return FORECAST_SKIPPED;
	return FORECAST_WAITING;
}

/* The limits for the line in hand are its case type's. */
static struct forecast_rule
rule_of(const struct kind *k, const struct agenda_row *rows, size_t n)
{
	struct forecast_rule rule = { .hard_stop = -1, .follow_pace = true };
	const struct kind_case_type *t;
	size_t i;

	for (i = 0; i < n; i++) {
		if (strcmp(rows[i].status, "current") != 0 ||
		    rows[i].casefile == 0)
			continue;
		t = kind_case_type(k, rows[i].case_type);
		if (t != NULL && t->minutes_warn > 0)
			rule.warn = t->minutes_warn;
		if (t != NULL && t->minutes_alarm > 0)
			rule.alarm = t->minutes_alarm;
	}
	return rule;
}

/* The minute of the day by which the meeting has to end; -1: none. */
static int
hard_stop(const struct kind *k, const struct meeting_row *m)
{
	const char *at = m->starts;
	int from;

	if (*at == '\0' && m->opened_at != NULL && strlen(m->opened_at) >= 16)
		at = m->opened_at + 11;
	from = time_parse(at);
	return k->rules.meeting_minutes == KIND_UNSET || from < 0 ? -1 :
	    from + k->rules.meeting_minutes;
}

void
item_forecast_of(struct session *s, const struct kind *k,
    const struct meeting_row *m, const struct agenda_row *rows, size_t n,
    int64_t without, struct forecast *out)
{
	struct forecast_item *items;
	struct forecast_rule rule;
	struct arena a = {0};
	const char *now = need_now(s, &a);
	size_t i;

	items = arena_array(&a, n + 1, sizeof(*items));
	for (i = 0; i < n; i++)
		items[i] = (struct forecast_item){
			.state = without != 0 && rows[i].id == without ?
			    FORECAST_SKIPPED : state_of(k, &rows[i]),
			.counted = rows[i].casefile != 0,
			.planned = planned(k, &rows[i]),
			.spent = agenda_spent(&rows[i], now),
		};
	rule = rule_of(k, rows, n);
	rule.hard_stop = hard_stop(k, m);
	forecast_look(items, n, &rule, clock_minutes(s->clock) * 60L +
	    (long)(clock_now(s->clock) / 1000 % 60), out);
	arena_release(&a);
}

bool
item_forecast(struct session *s, int64_t meeting, struct forecast *out,
    struct err *err)
{
	const struct kind *k = session_meeting_kind(s, meeting, err);
	struct agenda_row *rows;
	struct meeting_row m;
	struct arena a = {0};
	size_t n;
	bool ok;

	ok = k != NULL && meeting_read(s->db, meeting, &a, &m, err) &&
	    agenda_read(s->db, meeting, &a, &rows, &n, err);
	if (ok)
		item_forecast_of(s, k, &m, rows, n, 0, out);
	arena_release(&a);
	return ok;
}
