#include "cmd/calendar.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/date.h"
#include "cmd/bind.h"
#include "cmd/file.h"
#include "form/holidays.h"

struct calendar {
	struct holidays *holidays;
};

void
calendar_free(struct calendar *c)
{
	if (c == NULL)
		return;
	holidays_free(c->holidays);
	free(c);
}

static bool
load(struct session *s, struct err *err)
{
	struct holidays *h = NULL;
	struct buf path = { 0 }, text = { 0 };

	if (s->calendar != NULL)
		return true;
	buf_addf(&path, "%s/holidays.yaml", session_forms(s));
	if (file_read(buf_text(&path), &text, err))
		h = holidays_load(buf_text(&path), buf_text(&text), text.len,
		    NULL, err);
	buf_release(&text);
	buf_release(&path);
	if (h == NULL)
		return false;
	s->calendar = xcalloc(1, sizeof(*s->calendar));
	s->calendar->holidays = h;
	return true;
}

/* Is this the nation as people write it: "Northern Ireland", or "england" for
 * one of two that share their days? */
static bool
is_written_as(const char *key, const char *label, const char *nation)
{
	size_t len = strlen(nation);
	const char *at, *end;

	if (!strcasecmp(label, nation))
		return true;
	for (at = key; at != NULL; at = end ? end + strlen("-and-") : NULL) {
		end = strstr(at, "-and-");
		if (len == (end ? (size_t)(end - at) : strlen(at)) &&
		    !strncasecmp(at, nation, len))
			return true;
	}
	return false;
}

bool
calendar_nation(struct session *s, const char *nation,
    const struct workdays **days, struct err *err)
{
	struct buf known = { 0 };
	const char *key, *label;
	size_t i;

	if (!load(s, err))
		return false;
	*days = holidays_workdays(s->calendar->holidays, nation);
	for (i = 0; *days == NULL && (key = holidays_nation(
	    s->calendar->holidays, i, &label)) != NULL; i++) {
		if (is_written_as(key, label, nation))
			*days = holidays_workdays(s->calendar->holidays, key);
	}
	if (*days != NULL)
		return true;
	for (i = 0; (key = holidays_nation(s->calendar->holidays, i,
	    &label)) != NULL; i++)
		buf_addf(&known, "%s%s", i > 0 ? ", " : "", key);
	err_set(err, ERR_INPUT, "No bank holidays are known for \"%s\". Known"
	    " are: %s.", nation, buf_text(&known));
	buf_release(&known);
	return false;
}

bool
calendar_workdays(struct session *s, int64_t board,
    const struct workdays **days, struct err *err)
{
	char *nation;
	bool ok;

	if (!cmd_one_text(s, SQL_BOARD_NATION, BIND(B_ID("id", board)),
	    &nation, err))
		return false;
	if (nation == NULL)
		return err_set(err, ERR_INPUT, "There is no such board.");
	ok = calendar_nation(s, nation, days, err);
	free(nation);
	return ok;
}

/* What a deadline hangs on: the kind, the board's days, the meeting's day. */
struct around {
	const struct kind *kind;
	const struct workdays *days;
	int held_on;
};

static bool
look_around(struct session *s, int64_t meeting, struct around *out,
    struct err *err)
{
	int64_t board;
	char *day;

	if (!cmd_one(s, SQL_FIND_MEETING_BOARD, BIND(B_ID("id", meeting)),
	    &board, err) ||
	    !cmd_one_text(s, SQL_MEETING_DAY, BIND(B_ID("id", meeting)), &day,
	    err))
		return false;
	out->held_on = day != NULL ? date_parse_iso(day) : DATE_NONE;
	free(day);
	if (board == 0)
		return err_set(err, ERR_INPUT, "There is no such meeting.");
	out->kind = session_meeting_kind(s, meeting, err);
	return out->kind != NULL && calendar_workdays(s, board, &out->days,
	    err);
}

static int
day_of(const struct around *at, const struct kind_deadline *d)
{
	return workday_add(at->days, at->held_on,
	    d->before ? -d->working_days : d->working_days);
}

static int
by_day(const void *a, const void *b)
{
	const struct deadline *x = a, *y = b;

	return (x->on > y->on) - (x->on < y->on);
}

bool
calendar_deadlines(struct session *s, int64_t meeting, struct arena *a,
    struct deadline **list, size_t *count, struct err *err)
{
	struct around at;
	size_t i, n;

	if (!look_around(s, meeting, &at, err))
		return false;
	n = at.kind->rules.n_deadlines;
	*list = arena_array(a, n + 1, sizeof(**list));
	for (i = 0; i < n; i++) {
		const struct kind_deadline *d = &at.kind->rules.deadlines[i];

		(*list)[i] = (struct deadline){
			.key = d->key,
			.label = d->label,
			.on = day_of(&at, d),
			.before = d->before,
			.by_agency = d->by_agency,
		};
	}
	if (n > 1)
		qsort(*list, n, sizeof(**list), by_day);
	*count = n;
	return true;
}

bool
calendar_deadline(struct session *s, int64_t meeting, const char *key,
    int *on, struct err *err)
{
	const struct kind_deadline *d;
	struct around at;

	if (!look_around(s, meeting, &at, err))
		return false;
	d = kind_deadline(at.kind, key);
	*on = d != NULL ? day_of(&at, d) : DATE_NONE;
	return true;
}
