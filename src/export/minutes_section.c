/*
 * minutes_section: the sections of minutes that are not about one case.
 */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "export/minutes_work.h"
#include "export/report.h"
#include "store/edition_read.h"

/* ---- The meeting ------------------------------------------------------------------ */

static size_t
heading(struct work *w)
{
	const struct meeting_row *m = &w->meeting;
	const char *from = work_time(w, m->opened_at);
	const char *to = work_time(w, m->closed_at);
	struct buf day = {0};

	date_add_long(&day, m->held_on);
	doc_field(w->doc, "Meeting", arena_printf(w->a, "%s (%s)",
	    m->board_name, m->ref));
	doc_field(w->doc, "Date", buf_text(&day));
	doc_field(w->doc, "Time", *from ? arena_printf(w->a, "%s to %s",
	    from, *to ? to : "(still open)") : m->starts);
	doc_field(w->doc, "Venue", m->online ? *m->place
	    ? arena_printf(w->a, "%s, and online", m->place) : "online"
	    : m->place);
	doc_field(w->doc, "Chair", m->chair_name);
	doc_field(w->doc, "Deputy chair", m->deputy_chair_name);
	work_chairs(w);
	doc_field(w->doc, "Minutes by", m->secretary_name);
	buf_release(&day);
	return 1;
}

/* ---- The business before the cases --------------------------------------------------- */

static size_t
statement(struct work *w)
{
	const struct meeting_row *m = &w->meeting;
	const struct kind_statement *s;
	size_t i, n = 0;

	if (!m->statement_at)
		return 0;
	for (i = 0; i < w->k->n_statements; i++) {
		s = &w->k->statements[i];
		/* The version that was read; the kind kept is the one that
		 * the meeting was opened under. */
		if (m->statement_version && s->version &&
		    strcmp(s->version, m->statement_version))
			continue;
		doc_para(w->doc, s->text);
		n++;
	}
	for (i = 0, n = 0; i < w->n_roll; i++)
		n += w->roll[i].attended && w->roll[i].accepted_at;
	doc_para(w->doc, arena_printf(w->a, "Version %s, read by %s at %s; "
	    "accepted by %zu.", m->statement_version, m->statement_by_name,
	    work_time(w, m->statement_at), n));
	return 1;
}

static size_t
conflicts(struct work *w)
{
	static const char *const titles[] = { "Name", "Agency", "Case",
	    "Left", "Returned", "Reason" };
	struct doc_table *t = NULL;
	size_t i, told = 0;

	for (i = 0; i < w->n_conflicts; i++) {
		const struct conflict_row *c = &w->conflicts[i];

		/* One's own about a case that does not exist for one: a paper
		 * that others may read would tell of it. */
		if (!c->casefile)
			continue;
		told++;
		if (!t)
			t = doc_table(w->doc, 6, titles);
		doc_row(w->doc, t, (const char *[]){ c->member_name,
		    c->whole_agency ? arena_printf(w->a, "%s (all)",
		    c->agency_name) : c->agency_name, c->ref,
		    work_time(w, c->left_at), work_time(w, c->returned_at),
		    c->reason });
	}
	return told;
}

/* What was said of each; those that could not be done stand apart from those
 * that were not, as the kind's statuses tell them apart. */
static void
outstanding_row(struct work *w, struct doc_table *t,
    const struct action_row *r)
{
	struct buf said = {0};

	buf_adds(&said, work_status(w, r->status));
	if (*r->status_reason)
		buf_addf(&said, ": %s", r->status_reason);
	if (*r->outcome)
		buf_addf(&said, "\nOutcome: %s", r->outcome);
	if (!r->reported)
		buf_adds(&said, "\n(not reported on)");
	else if (r->overdue)
		buf_addf(&said, "\n%d days late", r->days_late);
	doc_row(w->doc, t, (const char *[]){ r->ref, r->text,
	    work_owner(w, r), work_date(w, r->due_on), buf_text(&said) });
	buf_release(&said);
}

static size_t
outstanding(struct work *w)
{
	static const char *const titles[] = { "No.", "Action", "Owner",
	    "Due", "Status" };
	size_t i, k, n = 0;

	for (k = 0; k < w->k->actions.n_statuses; k++) {
		const struct kind_action_status *s =
		    &w->k->actions.statuses[k];
		struct doc_table *t = NULL;

		for (i = 0; i < w->n_outstanding; i++) {
			if (strcmp(w->outstanding[i].status, s->key))
				continue;
			if (!t) {
				doc_heading(w->doc, 3, "%s", s->label);
				t = doc_table(w->doc, 5, titles);
			}
			outstanding_row(w, t, &w->outstanding[i]);
			n++;
		}
	}
	return n;
}

static size_t
lapsed(struct work *w)
{
	const char *const titles[] = { "Case", w->src->lapsed_heard ? "Heard"
	    : "Referred", "Window ended" };
	struct doc_table *t = NULL;
	size_t i;

	for (i = 0; i < w->src->n_lapsed; i++) {
		const struct minutes_lapsed *l = &w->src->lapsed[i];

		if (!t)
			t = doc_table(w->doc, 3, titles);
		doc_row(w->doc, t, (const char *[]){ l->ref,
		    work_date(w, l->from_on), work_date(w, l->ended_on) });
	}
	return w->src->n_lapsed;
}

/* ---- After the cases ------------------------------------------------------------------ */

static size_t
step_minutes(struct work *w, const char *step)
{
	size_t i, n = 0;

	for (i = 0; i < w->n_agenda; i++) {
		if (!w->agenda[i].casefile &&
		    (!step || !strcmp(w->agenda[i].step, step)))
			n += work_minutes(w, w->agenda[i].id, NULL, NULL);
	}
	return n;
}

static size_t
overrides(struct work *w)
{
	static const char *const titles[] = { "Check", "Reason", "By",
	    "At" };
	struct doc_table *t = NULL;
	size_t i;

	for (i = 0; i < w->n_overrides; i++) {
		const struct override_row *o = &w->overrides[i];

		if (!t)
			t = doc_table(w->doc, 4, titles);
		doc_row(w->doc, t, (const char *[]){ o->finding, o->reason,
		    o->member_name, work_time(w, o->given_at) });
	}
	return w->n_overrides;
}

/* The reports that the meeting looked at, as they were then. */
static size_t
snapshots(struct work *w)
{
	size_t i;

	for (i = 0; i < w->n_snapshots; i++)
		report_add_kept(w->doc, 2, w->snapshots[i].title,
		    w->snapshots[i].body);
	return w->n_snapshots;
}

static size_t
figures(struct work *w)
{
	size_t i, heard = 0, repeats = 0, listed = 0;

	for (i = 0; i < w->n_agenda; i++) {
		const struct agenda_row *r = &w->agenda[i];
		const struct kind_case_type *t = r->casefile
		    ? kind_case_type(w->k, r->case_type) : NULL;
		const struct kind_disposition *d = t
		    ? kind_disposition(t, r->disposition) : NULL;

		if (!r->casefile)
			continue;
		listed++;
		if (d && d->heard) {
			heard++;
			repeats += r->repeat;
		}
	}
	doc_field(w->doc, "Listed", arena_printf(w->a, "%zu", listed));
	doc_field(w->doc, "Heard", arena_printf(w->a, "%zu", heard));
	doc_field(w->doc, "Repeats", arena_printf(w->a, "%zu", repeats));
	doc_field(w->doc, "Actions agreed", arena_printf(w->a, "%zu",
	    w->n_actions));
	return listed;
}

static bool
close_section(struct work *w, struct err *err)
{
	int64_t id = 0;
	int next = DATE_NONE;

	if (!meeting_read_next(w->src->db, w->meeting.board,
	    w->meeting.held_on, &id, &next, err))
		return false;
	doc_field(w->doc, "Closed at", work_time(w, w->meeting.closed_at));
	doc_field(w->doc, "Next meeting", next == DATE_NONE ? "not planned"
	    : work_date(w, next));
	return true;
}

/* Earlier minutes that were approved here; what was corrected in them stands in
 * those themselves. */
static bool
previous(struct work *w, size_t *n, struct err *err)
{
	struct approved_row *rows;
	size_t i;

	if (!approved_read(w->src->db, w->meeting.id, w->a, &rows, n, err))
		return false;
	for (i = 0; i < *n; i++)
		doc_para(w->doc, arena_printf(w->a, "The minutes of %s (%s) "
		    "were approved by %s.", rows[i].ref, work_date(w,
		    rows[i].held_on), rows[i].approved_name));
	return true;
}

static bool
cases(struct work *w, size_t mark, struct err *err)
{
	size_t i;

	/* Each case has a page and a heading of its own: none above them. */
	if (w->k->minutes.page_per_case)
		doc_cut(w->doc, mark);
	for (i = 0; i < w->n_agenda; i++) {
		if (!w->agenda[i].casefile)
			continue;
		/* One family a page: agencies file by person. */
		if (w->k->minutes.page_per_case)
			doc_page(w->doc);
		if (!work_case(w, &w->agenda[i], err))
			return false;
	}
	if (w->k->minutes.page_per_case)
		doc_page(w->doc);
	return true;
}

/* ---- One section ------------------------------------------------------------------------ */

static bool
part(struct work *w, const struct kind_section *s, size_t mark, size_t *n,
    struct err *err)
{
	*n = 1;
	switch (s->part) {
	case OUTLINE_HEADING:
		*n = heading(w);
		break;
	case OUTLINE_PRESENT:
		*n = work_present(w, false);
		break;
	case OUTLINE_OBSERVERS:
		*n = work_present(w, true);
		break;
	case OUTLINE_APOLOGIES:
		*n = work_apologies(w);
		break;
	case OUTLINE_ABSENT:
		*n = work_absent(w);
		break;
	case OUTLINE_STATEMENT:
		*n = statement(w);
		break;
	case OUTLINE_CONFLICTS:
		*n = conflicts(w);
		break;
	case OUTLINE_OUTSTANDING:
		*n = outstanding(w);
		break;
	case OUTLINE_LAPSED:
		*n = lapsed(w);
		break;
	case OUTLINE_CASES:
		return cases(w, mark, err);
	case OUTLINE_PREVIOUS:
		return previous(w, n, err);
	case OUTLINE_STEP:
		/* Its step and its form alone. */
		*n = 0;
		break;
	case OUTLINE_FIGURES:
		*n = figures(w);
		*n += snapshots(w);
		break;
	case OUTLINE_OVERRIDES:
		*n = overrides(w);
		break;
	case OUTLINE_CLOSE:
		return close_section(w, err);
	case OUTLINE_ACTIONS:
		*n = work_actions(w, 0);
		break;
	default:
		/* Words alone, and what belongs to a case. */
		*n = s->text ? 1 : 0;
		break;
	}
	return true;
}

/* What the step's form and its minutes say besides. */
static size_t
of_step(struct work *w, const struct kind_section *s)
{
	const struct kind_form *f = s->form ? kind_form(w->k, s->form) : NULL;
	size_t n = 0;

	if (f && f->record == RECORD_MEETING)
		n = work_answers(w, f, w->meeting.answers, s);
	return s->step ? n + step_minutes(w, s->step) : n;
}

/* Who was out of the room while the step was in hand. */
static void
out_of_step(struct work *w, const char *step)
{
	for (size_t i = 0; i < w->n_agenda; i++)
		if (!w->agenda[i].casefile &&
		    !strcmp(w->agenda[i].step, step)) {
			work_chair_of(w, &w->agenda[i]);
			work_out(w, &w->agenda[i]);
		}
}

bool
work_section(struct work *w, const struct kind_section *s, struct err *err)
{
	size_t mark = doc_mark(w->doc), n;

	if (s->title)
		doc_heading(w->doc, 1, "%s", s->title);
	if (s->text)
		doc_para(w->doc, s->text);
	if (!part(w, s, mark, &n, err))
		return false;
	n += of_step(w, s);
	/* Of the opening the roll says it. */
	if (n && s->step && s->part != OUTLINE_HEADING)
		out_of_step(w, s->step);
	if (!n && s->if_any)
		doc_cut(w->doc, mark);
	else if (!n)
		doc_para(w->doc, "None.");
	return true;
}
