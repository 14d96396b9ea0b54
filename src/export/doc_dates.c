/*
 * doc_dates: actions and meetings for calendars.
 */
#include "export/doc_dates.h"

#include <string.h>

#include "base/clock.h"
#include "base/date.h"

/* Two partnerships may use one number; a board's name is part of it in most. */
static void
name(struct buf *uid, const char *ref, const char *more)
{
	buf_addf(uid, "%s%s@minutebook", ref, more);
}

void
doc_dates_action(struct doc *d, const struct action_row *r)
{
	struct buf uid = {0}, step = {0}, words = {0}, number = {0};
	size_t i;

	name(&uid, r->ref, "");
	buf_addf(&words, "Action %s", r->ref);
	doc_date(d, &(struct doc_date){ .uid = buf_text(&uid),
	    .summary = buf_text(&words), .day = r->due_on,
	    .done = !r->live });
	for (i = 0; i < r->n_milestones; i++) {
		const struct milestone_row *m = &r->milestones[i];

		buf_clear(&number);
		buf_clear(&step);
		buf_clear(&words);
		buf_addf(&number, ".%d", m->position);
		name(&step, r->ref, buf_text(&number));
		buf_addf(&words, "Step %zu of action %s", i + 1, r->ref);
		doc_date(d, &(struct doc_date){ .uid = buf_text(&step),
		    .parent = buf_text(&uid), .summary = buf_text(&words),
		    .day = m->due_on, .done = m->done_on != DATE_NONE });
	}
	buf_release(&uid);
	buf_release(&step);
	buf_release(&words);
	buf_release(&number);
}

void
doc_dates_meeting(struct doc *d, const struct meeting_row *m)
{
	struct buf uid = {0}, when = {0};
	int64_t begins = 0;

	if (!strcmp(m->status, "cancelled"))
		return;
	name(&uid, m->ref, "");
	if (*m->starts) {
		date_add_iso(&when, m->held_on);
		buf_addf(&when, "T%s:00", m->starts);
		begins = clock_parse(buf_text(&when));
	}
	doc_date(d, &(struct doc_date){ .sitting = true,
	    .uid = buf_text(&uid), .summary = m->board_name,
	    .place = m->place, .day = m->held_on,
	    .begins = begins > 0 ? begins : 0 });
	buf_release(&uid);
	buf_release(&when);
}
