#include "cmd/past.h"

#include <string.h>

#include "base/date.h"

/* The first moment of the day after. */
static int64_t
day_after(int day)
{
	struct buf b = {0};
	int64_t at;

	date_add_iso(&b, date_add_days(day, 1));
	buf_adds(&b, "T00:00:00");
	at = clock_parse(buf_text(&b));
	buf_release(&b);
	return at;
}

bool
past_moment(struct session *today, const char *text, int64_t *at,
    struct err *err)
{
	int day = date_parse_iso(text);
	int64_t now = clock_now(today->clock);

	*at = day != DATE_NONE ? day_after(day) : clock_parse(text);
	if (*at < 0)
		return err_set(err, ERR_INPUT, "\"%s\" is no day such as "
		    "2031-03-13, and no time such as 2031-03-13T09:30:00.",
		    text);
	/* Today is not over: as it stands now. */
	if (day != DATE_NONE && day == clock_today(today->clock))
		*at = now + 1;
	return *at <= now + 1 || err_set(err, ERR_INPUT, "%s is yet to come: "
	    "how the book will stand then can't be told.", text);
}

bool
past_open(struct past *p, struct session *today, int64_t at,
    past_progress progress, void *arg, struct err *err)
{
	struct db *db;

	*p = (struct past){ .now = at - 1 };
	clock_fixed(&p->clock, &p->now);
	if (!db_past_seq(today->db, at, &p->seq, err))
		return false;
	db = db_past(today->db, p->seq, &p->clock, progress, arg, err);
	if (!db)
		return false;
	p->s = (struct session){ .db = db, .clock = &p->clock,
		.member = today->member, .remote = today->remote,
		.forms = today->forms, .today = today };
	return true;
}

void
past_close(struct past *p)
{
	if (!p->s.db)
		return;
	session_close(&p->s);
	db_close(p->s.db);
	*p = (struct past){0};
}

void
past_say(const struct session *s, struct buf *b)
{
	if (s->today)
		buf_adds(b, "As it stood, ");
}
