/*
 * casedoc_life: what became of a casefile: what agencies brought, what was said
 * at its meetings, what was agreed and how that went.
 */
#include <string.h>

#include "base/date.h"
#include "base/json.h"
#include "cmd/casedoc.h"
#include "cmd/contribution_cmd.h"
#include "export/doc_dates.h"
#include "export/minutes.h"
#include "store/contribution_read.h"
#include "store/meeting_read.h"

/* ---- What agencies brought ---------------------------------------------- */

static const char *
state_of(struct casedoc *c, const struct contribution_row *r)
{
	if (!strcmp(r->state, "nil"))
		return c->k->contributions.nil_return
		    ? c->k->contributions.nil_return : "nil return";
	if (!strcmp(r->state, "given"))
		return arena_printf(c->a, "given %s%s", casedoc_day(c,
		    r->given_on), r->heard_at ? ", heard" : "");
	return "begun, not handed in";
}

static void
add_checked(struct casedoc *c, const struct contribution_row *r)
{
	size_t i;

	for (i = 0; i < r->n_checked; i++) {
		const struct kind_choice *k = kind_choice(
		    c->k->contributions.known, c->k->contributions.n_known,
		    r->checked[i].result);

		doc_field(c->doc, r->checked[i].party_name, k ? k->label
		    : r->checked[i].result);
	}
}

/* shared: what was kept back goes no further. */
static size_t
add_lines(struct casedoc *c, const struct contribution_row *r, bool shared)
{
	size_t i, n = 0;

	for (i = 0; i < r->n_lines; i++) {
		const struct contribution_line_row *l = &r->lines[i];
		const struct kind_choice *k = kind_choice(
		    c->k->contributions.lines, c->k->contributions.n_lines,
		    l->sort);

		if (shared && !l->share)
			continue;
		doc_item(c->doc, arena_printf(c->a, "%s%s%s%s:", k ? k->label
		    : l->sort, *l->party_name ? ", " : "", l->party_name,
		    l->share ? "" : " (NOT SHARED)"), *l->withheld_reason
		    ? arena_printf(c->a, "%s (kept back: %s)", l->text,
		    l->withheld_reason) : l->text);
		n++;
	}
	return n;
}

static void
add_brought(struct casedoc *c, const struct contribution_row *r, bool shared)
{
	const struct kind_form *f = c->k->contributions.form
	    ? kind_form(c->k, c->k->contributions.form) : NULL;
	struct record rec = { .answers = r->answers };

	doc_heading(c->doc, 3, "%s", r->agency_name);
	doc_para(c->doc, arena_printf(c->a, "%s%s%s", state_of(c, r),
	    *r->member_name ? ", " : "", r->member_name));
	add_checked(c, r);
	if (f && !shared)
		casedoc_answers(c, f, &rec, NULL, 0, 0);
	add_lines(c, r, shared);
}

/* Who has brought nothing is no nil return. */
static bool
add_gaps(struct casedoc *c, int64_t meeting, struct err *err)
{
	struct agency_gap *gaps = NULL;
	struct buf names = {0};
	size_t i, n = 0;

	if (!contribution_not_brought(c->s, meeting, c->file.id, c->a, &gaps,
	    &n, err))
		return false;
	for (i = 0; i < n; i++)
		buf_addf(&names, "%s%s", i ? ", " : "", gaps[i].short_name);
	if (n)
		doc_para(c->doc, arena_printf(c->a, "Nothing brought yet: "
		    "%s.", buf_text(&names)));
	buf_release(&names);
	return true;
}

static bool
brought_at(struct casedoc *c, int64_t meeting, bool shared, size_t *n,
    struct err *err)
{
	struct contribution_row *rows = NULL;
	struct meeting_row m;
	size_t i, count = 0, mark = doc_mark(c->doc), got = 0;

	if (!meeting_read(c->s->db, meeting, c->a, &m, err) ||
	    !contribution_read_case(c->s->db, c->file.id, meeting, c->a,
	    &rows, &count, err))
		return false;
	doc_heading(c->doc, 2, "%s, %s", m.ref, casedoc_day(c, m.held_on));
	for (i = 0; i < count; i++) {
		if (shared && !strcmp(rows[i].state, "begun"))
			continue;
		add_brought(c, &rows[i], shared);
		got++;
	}
	if (!shared && !add_gaps(c, meeting, err))
		return false;
	if (!got)
		doc_cut(c->doc, mark);
	*n += got;
	return true;
}

bool
casedoc_research(struct casedoc *c, const struct kind_case_part *p,
    size_t *n, struct err *err)
{
	size_t i;

	(void)p;
	for (i = c->n_items; i-- > 0; )
		if (!brought_at(c, c->items[i].meeting, false, n, err))
			return false;
	return true;
}

/* Of the last meeting that anything was brought to. */
bool
casedoc_shared(struct casedoc *c, const struct kind_case_part *p, size_t *n,
    struct err *err)
{
	size_t i;

	(void)p;
	for (i = 0; i < c->n_items && *n == 0; i++)
		if (!brought_at(c, c->items[i].meeting, true, n, err))
			return false;
	return true;
}

/* ---- What was said ------------------------------------------------------ */

bool
casedoc_flags(struct casedoc *c, const struct kind_case_part *p, size_t *n,
    struct err *err)
{
	struct json all, value;
	char **keys = NULL;
	size_t i;

	(void)p;
	(void)err;
	if (!c->n_items || !json_parse(c->items[0].answers,
	    strlen(c->items[0].answers), &all) || !json_find(&all, "flags",
	    &value))
		return true;
	keys = json_strings(c->a, &value, n);
	for (i = 0; keys && i < *n; i++) {
		const struct kind_flag *f = kind_flag(c->type, keys[i]);

		doc_item(c->doc, NULL, f ? f->label : keys[i]);
	}
	return true;
}

/* Was it taken up there? One that came from elsewhere has no times. */
static bool
was_taken(const struct agenda_row *item)
{
	return item->started_at || *item->disposition;
}

static bool
said_at(struct casedoc *c, const struct agenda_row *item, struct err *err)
{
	struct minutes_source src = { .db = c->s->db, .leaves = c->leaves };
	struct meeting_row m;
	size_t lines;

	src.kind = session_meeting_kind(c->s, item->meeting, err);
	if (!src.kind || !meeting_read(c->s->db, item->meeting, c->a, &m,
	    err))
		return false;
	doc_heading(c->doc, 1, "%s, %s: %s", m.ref, casedoc_day(c,
	    m.held_on), m.board_name);
	if (!was_taken(item)) {
		doc_para(c->doc, "It stands on its agenda.");
		return true;
	}
	return minutes_add_case(&src, item->meeting, c->file.id, c->doc,
	    &lines, err);
}

/* A line a meeting; each stands under a heading of its own. */
bool
casedoc_meetings(struct casedoc *c, const struct kind_case_part *p,
    size_t *n, struct err *err)
{
	size_t i;

	(void)p;
	for (i = c->n_items; i-- > 0; )
		if ((i == c->n_items - 1 || c->items[i].meeting !=
		    c->items[i + 1].meeting) && !said_at(c, &c->items[i],
		    err))
			return false;
	*n = c->n_items;
	return true;
}

bool
casedoc_last_meeting(struct casedoc *c, const struct kind_case_part *p,
    size_t *n, struct err *err)
{
	size_t i;

	(void)p;
	for (i = 0; i < c->n_items && !was_taken(&c->items[i]); i++)
		continue;
	if (i == c->n_items)
		return true;
	*n = 1;
	return said_at(c, &c->items[i], err);
}

/* ---- What was agreed ---------------------------------------------------- */

static const char *
owner(struct casedoc *c, const struct action_row *r)
{
	return arena_printf(c->a, "%s%s%s%s", r->agency_short,
	    *r->member_name ? ", " : "", r->member_name,
	    !strcmp(r->acceptance, "needed") ? " (waits to be taken on)"
	    : !strcmp(r->acceptance, "declined") ? " (declined)" : "");
}

static const char *
status_label(struct casedoc *c, const char *key)
{
	const struct kind_action_status *s = kind_status(c->k, key);

	return s ? s->label : key;
}

static const char *
standing(struct casedoc *c, const struct action_row *r)
{
	return arena_printf(c->a, "%s%s%s%s%s", status_label(c, r->status),
	    r->overdue ? arena_printf(c->a, ", %d days late", r->days_late)
	    : "", *r->status_reason ? ": " : "", r->status_reason,
	    *r->outcome ? arena_printf(c->a, "\nOutcome: %s", r->outcome)
	    : "");
}

static const char *
steps(struct casedoc *c, const struct action_row *r)
{
	struct buf b = {0};
	const char *text;
	size_t i;

	for (i = 0; i < r->n_milestones; i++) {
		const struct milestone_row *m = &r->milestones[i];

		buf_addf(&b, "%s%s: %s%s", i ? "\n" : "", casedoc_day(c,
		    m->due_on), m->text, m->done_on != DATE_NONE
		    ? arena_printf(c->a, " (done %s)", casedoc_day(c,
		    m->done_on)) : m->overdue ? " (late)" : "");
	}
	text = arena_strdup(c->a, buf_text(&b));
	buf_release(&b);
	return text;
}

static size_t
add_table(struct casedoc *c, bool open)
{
	static const char *const titles[] = { "No.", "Action", "Owner", "Due",
	    "How it stands", "Milestones" };
	struct doc_table *t = NULL;
	size_t i, n = 0;

	for (i = 0; i < c->n_actions; i++) {
		const struct action_row *r = &c->actions[i];
		const struct kind_strand *s = kind_strand(c->k, r->strand);

		if (open && !r->live)
			continue;
		if (!t)
			t = doc_table(c->doc, 6, titles);
		doc_row(c->doc, t, (const char *[]){ r->ref, s
		    ? arena_printf(c->a, "%s: %s", s->label, r->text)
		    : r->text, owner(c, r), casedoc_day(c, r->due_on),
		    standing(c, r), steps(c, r) });
		doc_dates_action(c->doc, r);
		n++;
	}
	return n;
}

/* "Open, then Done; due 28 Mar 2031, then 4 Apr 2031: the locks came late" */
static void
add_progress(struct casedoc *c, const struct progress_row *r)
{
	struct buf b = {0};

	if (strcmp(r->was, r->now) != 0)
		buf_addf(&b, "%s, then %s", status_label(c, r->was),
		    status_label(c, r->now));
	if (r->due_now != DATE_NONE)
		buf_addf(&b, "%sdue %s, then %s", b.len ? "; " : "",
		    casedoc_day(c, r->due_was), casedoc_day(c, r->due_now));
	if (*r->reason)
		buf_addf(&b, "%s%s", b.len ? ": " : "", r->reason);
	if (*r->text)
		buf_addf(&b, "%s%s", b.len ? ". " : "", r->text);
	doc_item(c->doc, arena_printf(c->a, "%s, %s:", casedoc_moment(c,
	    r->reported_at), *r->reported_by_name ? r->reported_by_name
	    : r->recorded_by_name), buf_text(&b));
	buf_release(&b);
}

static bool
add_log(struct casedoc *c, const struct action_row *r, struct err *err)
{
	struct progress_row *rows;
	size_t i, n;

	if (!progress_read(c->s->db, r->id, c->a, &rows, &n, err))
		return false;
	if (n)
		doc_heading(c->doc, 2, "How %s went", r->ref);
	for (i = 0; i < n; i++)
		add_progress(c, &rows[i]);
	return true;
}

static bool
add_actions(struct casedoc *c, bool open, size_t *n, struct err *err)
{
	size_t i;

	*n = add_table(c, open);
	for (i = 0; i < c->n_actions; i++)
		if ((!open || c->actions[i].live) && !add_log(c,
		    &c->actions[i], err))
			return false;
	return true;
}

bool
casedoc_actions(struct casedoc *c, const struct kind_case_part *p, size_t *n,
    struct err *err)
{
	(void)p;
	return add_actions(c, false, n, err);
}

bool
casedoc_open_actions(struct casedoc *c, const struct kind_case_part *p,
    size_t *n, struct err *err)
{
	(void)p;
	return add_actions(c, true, n, err);
}
