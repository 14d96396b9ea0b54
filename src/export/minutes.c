/*
 * minutes: loading the rows once, then section by section.
 */
#include "export/doc_dates.h"
#include "export/minutes.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "export/marking.h"
#include "export/minutes_work.h"

const char *
work_date(struct work *w, int date)
{
	struct buf b = {0};
	const char *text;

	date_add_shown(&b, date);
	text = arena_strdup(w->a, buf_text(&b));
	buf_release(&b);
	return text;
}

const char *
work_time(struct work *w, const char *iso)
{
	if (!iso || strlen(iso) < 16)
		return "";
	return arena_strndup(w->a, iso + 11, 5);
}

const char *
work_owner(struct work *w, const struct action_row *r)
{
	if (*r->member_name && !strcmp(r->acceptance, "yes"))
		return arena_printf(w->a, "%s, %s", r->agency_short,
		    r->member_name);
	if (!strcmp(r->acceptance, "declined"))
		return arena_printf(w->a, "%s (declined)", r->agency_short);
	return arena_printf(w->a, "%s%s%s (needs acceptance)",
	    r->agency_short, *r->member_name ? ", " : "", r->member_name);
}

const char *
work_status(const struct work *w, const char *key)
{
	const struct kind_action_status *s = kind_status(w->k, key);

	return s ? s->label : key;
}

size_t
work_minutes(struct work *w, int64_t item, const char *phase,
    const char *sort)
{
	size_t i, n = 0;

	for (i = 0; i < w->n_minutes; i++) {
		const struct minute_row *m = &w->minutes[i];
		const struct kind_sort *s;

		if (m->item != item || (phase && strcmp(m->phase, phase)) ||
		    (sort && strcmp(m->sort, sort)))
			continue;
		s = kind_sort(w->k, m->sort);
		doc_item(w->doc, arena_printf(w->a, "%s%s%s:",
		    s ? s->label : m->sort, *m->agency_short ? ", " : "",
		    m->agency_short), m->text);
		n++;
	}
	return n;
}

/* "by 20 Mar survey (done 19 Mar)", one a line. */
static const char *
milestones(struct work *w, const struct action_row *r)
{
	struct buf b = {0};
	const char *text;
	size_t i;

	for (i = 0; i < r->n_milestones; i++) {
		const struct milestone_row *m = &r->milestones[i];

		if (i)
			buf_addc(&b, '\n');
		buf_addf(&b, "%s: %s", work_date(w, m->due_on), m->text);
		if (m->member)
			buf_addf(&b, " (%s)", m->member_name);
		if (m->done_on != DATE_NONE)
			buf_addf(&b, " – done %s", work_date(w, m->done_on));
	}
	text = arena_strdup(w->a, buf_text(&b));
	buf_release(&b);
	return text;
}

/* "Protect: train the drivers" */
static const char *
under_strand(struct work *w, const struct action_row *r)
{
	const struct kind_strand *s = kind_strand(w->k, r->strand);

	return s ? arena_printf(w->a, "%s: %s", s->label, r->text) : r->text;
}

size_t
work_actions(struct work *w, int64_t item)
{
	static const char *const titles[] = { "No.", "Action", "Owner",
	    "Due", "Milestones" };
	struct doc_table *t = NULL;
	size_t i, n = 0;

	for (i = 0; i < w->n_actions; i++) {
		const struct action_row *r = &w->actions[i];
		const char *number;

		if (item && r->item != item)
			continue;
		if (!t)
			t = doc_table(w->doc, 5, titles);
		/* Under its case an action's own number says enough. */
		number = item ? strrchr(r->ref, '/') : NULL;
		doc_row(w->doc, t, (const char *[]){
		    number ? number + 1 : r->ref, under_strand(w, r),
		    work_owner(w, r), work_date(w, r->due_on),
		    milestones(w, r) });
		n++;
	}
	return n;
}

/* ---- Loading ---------------------------------------------------------------------- */

static bool
is_kept_back(const struct minutes_source *src, const struct minute_row *m)
{
	const struct kind_sort *s = kind_sort(src->kind, m->sort);

	return src->leaves && s && s->restricted && (!m->agency ||
	    m->agency != src->agency);
}

/* The entries, without those that stay when it leaves. */
static bool
load_entries(struct work *w, int64_t meeting, struct err *err)
{
	size_t i, n = 0;

	if (!minute_read_meeting(w->src->db, meeting, w->a, &w->minutes,
	    &w->n_minutes, err))
		return false;
	for (i = 0; i < w->n_minutes; i++)
		if (!is_kept_back(w->src, &w->minutes[i]))
			w->minutes[n++] = w->minutes[i];
	w->n_minutes = n;
	return true;
}

bool
minutes_keep_back(const struct minutes_source *src, int64_t meeting,
    bool *keep, struct err *err)
{
	struct minute_row *rows;
	struct arena a = {0};
	size_t i, n = 0;
	bool ok = minute_read_meeting(src->db, meeting, &a, &rows, &n, err);

	*keep = false;
	for (i = 0; ok && i < n; i++)
		*keep = *keep || is_kept_back(src, &rows[i]);
	arena_release(&a);
	return ok;
}

static bool
load(struct work *w, int64_t meeting, struct err *err)
{
	struct db *db = w->src->db;

	if (!meeting_read(db, meeting, w->a, &w->meeting, err))
		return false;
	return attendance_read(db, meeting, w->a, &w->roll, &w->n_roll, err)
	    && absence_read(db, meeting, w->a, &w->absences, &w->n_absences,
	    err)
	    && chairing_read(db, meeting, w->a, &w->chairings,
	    &w->n_chairings, err)
	    && agenda_read(db, meeting, w->a, &w->agenda, &w->n_agenda, err)
	    && load_entries(w, meeting, err)
	    && action_read_list(db, ACTIONS_OF_MEETING, meeting,
	    w->meeting.held_on, w->a, &w->actions, &w->n_actions, err)
	    && action_read_list(db, ACTIONS_OUTSTANDING, meeting,
	    w->meeting.held_on, w->a, &w->outstanding, &w->n_outstanding, err)
	    && conflict_read(db, meeting, 0, w->a, &w->conflicts,
	    &w->n_conflicts, err)
	    && override_read(db, meeting, w->a, &w->overrides,
	    &w->n_overrides, err)
	    && snapshot_read(db, meeting, w->a, &w->snapshots,
	    &w->n_snapshots, err);
}

/* The kind's title with its placeholders filled in. */
static const char *
title(struct work *w)
{
	const char *p = w->k->minutes.title;
	struct buf b = {0};
	const char *text;

	for (p = p ? p : "{board}: {date}"; *p; p++) {
		if (!strncmp(p, "{board}", 7)) {
			buf_adds(&b, w->meeting.board_name);
			p += 6;
		} else if (!strncmp(p, "{date}", 6)) {
			date_add_long(&b, w->meeting.held_on);
			p += 5;
		} else if (!strncmp(p, "{ref}", 5)) {
			buf_adds(&b, w->meeting.ref);
			p += 4;
		} else {
			buf_addc(&b, *p);
		}
	}
	text = arena_strdup(w->a, buf_text(&b));
	buf_release(&b);
	return text;
}

static const char *
or_empty(struct work *w, const char *text)
{
	return arena_strdup(w->a, text ? text : "");
}

/* The highest among what the meeting spoke of. */
static bool
mark(struct work *w, struct err *err)
{
	size_t n = w->n_agenda, m = w->n_actions + w->n_outstanding, i;
	int64_t *casefiles = arena_array(w->a, n + 1, sizeof(*casefiles));
	int64_t *actions = arena_array(w->a, m + 1, sizeof(*actions));
	const struct marking_of of = { .casefiles = casefiles,
		.n_casefiles = n, .actions = actions, .n_actions = m,
		.meeting = w->meeting.id };

	for (i = 0; i < n; i++)
		casefiles[i] = w->agenda[i].casefile;
	for (i = 0; i < m; i++)
		actions[i] = i < w->n_actions ? w->actions[i].id :
		    w->outstanding[i - w->n_actions].id;
	return marking_find(w->src->db, w->k, &of, w->a, &w->doc->marking,
	    err);
}

bool
minutes_build(const struct minutes_source *src, int64_t meeting,
    struct doc *out, struct err *err)
{
	struct work w = { .src = src, .k = src->kind, .doc = out };
	size_t i;

	*out = (struct doc){0};
	w.a = &out->arena;
	if (!load(&w, meeting, err))
		return false;
	work_absences(&w);
	if (!mark(&w, err))
		return false;
	out->title = title(&w);
	out->handling = or_empty(&w, w.k->marking.handling);
	out->version = or_empty(&w, src->version);
	out->code = or_empty(&w, src->code);
	out->notice = or_empty(&w, w.k->minutes.notice);
	for (i = 0; i < w.n_actions; i++)
		doc_dates_action(out, &w.actions[i]);
	for (i = 0; i < w.k->minutes.n_outline; i++) {
		if (!work_section(&w, &w.k->minutes.outline[i], err))
			return false;
	}
	return true;
}

bool
minutes_add_case(const struct minutes_source *src, int64_t meeting,
    int64_t casefile, struct doc *out, size_t *n, struct err *err)
{
	struct work w = { .src = src, .k = src->kind, .doc = out,
		.a = &out->arena };
	size_t i;

	*n = 0;
	if (!load(&w, meeting, err))
		return false;
	work_absences(&w);
	for (i = 0; i < w.n_agenda; i++) {
		if (w.agenda[i].casefile != casefile)
			continue;
		if (!work_case_alone(&w, &w.agenda[i], err))
			return false;
		(*n)++;
	}
	return true;
}
