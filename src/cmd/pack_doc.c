/* The documents that packs alone have: what an agency is asked to bring to
 * which case, to be filled in, and the actions it has open. */
#include <string.h>

#include "base/date.h"
#include "cmd/calendar.h"
#include "cmd/heading.h"
#include "cmd/pack.h"
#include "cmd/stamp.h"
#include "export/doc_dates.h"
#include "export/marking.h"
#include "store/action_read.h"
#include "store/agenda_read.h"
#include "store/casefile_read.h"
#include "store/contribution_read.h"

struct work {
	struct session *s;
	const struct kind *k;
	const struct meeting_row *m;
	const struct pack_agency *g;
	struct pack_doc *out;
	struct arena a;
	struct err *err;
};

/* ---- Its head ------------------------------------------------------------ */

static bool
begin(struct work *w, const char *what)
{
	struct doc *d = &w->out->doc;
	struct buf day = {0};

	date_add_shown(&day, w->m->held_on);
	d->title = arena_printf(&d->arena, "%s: %s, %s", what,
	    w->m->board_name, buf_text(&day));
	d->notice = arena_printf(&d->arena, "For %s.", w->g->name);
	d->handling = w->k->marking.handling ? arena_strdup(&d->arena,
	    w->k->marking.handling) : "";
	buf_release(&day);
	return stamp_doc(w->s, d, w->err);
}

static bool
mark(struct work *w, const int64_t *actions, size_t n_actions)
{
	const struct marking_of of = { .casefiles = w->out->casefiles,
		.n_casefiles = w->out->n_casefiles, .actions = actions,
		.n_actions = n_actions };

	return marking_find(w->s->db, w->k, &of, &w->out->doc.arena,
	    &w->out->doc.marking, w->err);
}

static void
add_casefile(struct pack_doc *out, int64_t id)
{
	size_t i;

	for (i = 0; i < out->n_casefiles && out->casefiles[i] != id; i++)
		;
	if (id && i == out->n_casefiles)
		out->casefiles[out->n_casefiles++] = id;
}

/* ---- What is to be brought ----------------------------------------------- */

static bool
is_listed(const char *const *list, size_t n, const char *key)
{
	size_t i;

	for (i = 0; i < n && strcmp(list[i], key) != 0; i++)
		;
	return i < n;
}

/* Is it asked of agencies at all, and of this one? */
static bool
is_asked(const struct work *w, const struct agenda_row *r)
{
	const struct kind_case_type *t = r->casefile ? kind_case_type(w->k,
	    r->case_type) : NULL;
	bool round = false;
	size_t i;

	for (i = 0; t && i < t->n_phases; i++)
		round |= t->phases[i].contributions;
	return round && (!w->k->rules.n_expected || is_listed(
	    w->k->rules.expected, w->k->rules.n_expected, w->g->category));
}

/* Those whom each agency looks up, with a column for what it finds. */
static bool
add_people(struct work *w, const struct agenda_row *r)
{
	static const char *const titles[] = { "Who", "Name", "Born",
	    "Result" };
	const struct kind_contributions *c = &w->k->contributions;
	const struct kind_case_type *t = kind_case_type(w->k, r->case_type);
	struct doc_table *table = NULL;
	struct party_row *rows;
	struct buf b = {0};
	size_t i, j, n;

	if (t->pseudonym)
		return true;
	if (!party_read_casefile(w->s->db, r->casefile, &w->a, &rows, &n,
	    w->err))
		return false;
	for (i = 0; i < n; i++) {
		const struct kind_party_role *role = kind_party_role(t,
		    rows[i].role);

		if (c->n_checked && !is_listed(c->checked, c->n_checked,
		    rows[i].role))
			continue;
		if (!table)
			table = doc_table(&w->out->doc, 4, titles);
		buf_clear(&b);
		if (rows[i].born_on != DATE_NONE)
			date_add_shown(&b, rows[i].born_on);
		const char *name = rows[i].name;
		for (j = 0; j < rows[i].n_aliases; j++)
			name = arena_printf(&w->a, "%s, also %s", name,
			    rows[i].aliases[j].name);
		doc_row(&w->out->doc, table, (const char *[]){ role
		    ? role->label : rows[i].role, name, buf_text(&b), "" });
	}
	buf_wipe(&b);
	return true;
}

/* The questions of the kind's form, to be answered on paper. */
static void
add_questions(struct work *w)
{
	static const char *const titles[] = { "Question", "Answer" };
	const struct kind_form *f = w->k->contributions.form
	    ? kind_form(w->k, w->k->contributions.form) : NULL;
	struct doc_table *table;
	size_t i;

	if (!f)
		return;
	table = doc_table(&w->out->doc, 2, titles);
	for (i = 0; i < f->n_fields; i++)
		doc_row(&w->out->doc, table, (const char *[]){
		    f->fields[i].label, "" });
}

/* "Brought 11 Mar 2031", or what there is instead. */
static bool
add_brought(struct work *w, const struct agenda_row *r, bool *open)
{
	struct contribution_row c;
	struct buf b = {0};
	int64_t id = 0;

	if (!contribution_find(w->s->db, r->casefile, w->m->id, w->g->id, &id,
	    w->err) || (id && !contribution_read(w->s->db, id, &w->a, &c,
	    w->err)))
		return false;
	*open = !id || !strcmp(c.state, "begun");
	if (*open) {
		buf_adds(&b, "nothing yet");
	} else {
		buf_adds(&b, strcmp(c.state, "nil") ? "brought" :
		    w->k->contributions.nil_return
		    ? w->k->contributions.nil_return : "nil return");
		if (c.given_on != DATE_NONE) {
			buf_addc(&b, ' ');
			date_add_shown(&b, c.given_on);
		}
	}
	doc_field(&w->out->doc, "So far", buf_text(&b));
	buf_release(&b);
	return true;
}

static bool
add_asked(struct work *w, const struct agenda_row *r)
{
	const char *name = heading_named(w->s, w->k, r->case_type,
	    r->casefile, r->ref, &w->a);
	bool open;

	/* A family a page: they are filed one by one. */
	if (w->out->n_casefiles)
		doc_page(&w->out->doc);
	doc_heading(&w->out->doc, 1, "%d. %s", r->nth, name);
	add_casefile(w->out, r->casefile);
	if (!add_brought(w, r, &open) || !add_people(w, r))
		return false;
	if (open)
		add_questions(w);
	return true;
}

/* By which day, where each agency owes it by one. */
static bool
add_due(struct work *w)
{
	struct deadline *list;
	struct buf day = {0};
	size_t i, n;

	if (!calendar_deadlines(w->s, w->m->id, &w->a, &list, &n, w->err))
		return false;
	for (i = 0; i < n; i++) {
		if (!list[i].before || !list[i].by_agency)
			continue;
		buf_clear(&day);
		date_add_shown(&day, list[i].on);
		doc_field(&w->out->doc, list[i].label, buf_text(&day));
	}
	buf_release(&day);
	return true;
}

static bool
research(struct work *w)
{
	const char *what = kind_word(w->k, "contribution", 2);
	struct agenda_row *rows;
	size_t i, n;

	if (!agenda_read(w->s->db, w->m->id, &w->a, &rows, &n, w->err))
		return false;
	w->out->casefiles = arena_array(&w->out->doc.arena, n + 1,
	    sizeof *w->out->casefiles);
	if (!begin(w, arena_printf(&w->a, "To bring, %s", what)) ||
	    !add_due(w))
		return false;
	for (i = 0; i < n; i++)
		if (is_asked(w, &rows[i]) && !add_asked(w, &rows[i]))
			return false;
	if (!w->out->n_casefiles)
		doc_para(&w->out->doc, "Nothing is asked for.");
	return mark(w, NULL, 0);
}

bool
pack_doc_research(struct session *s, const struct meeting_row *m,
    const struct pack_agency *g, struct pack_doc *out, struct err *err)
{
	struct work w = { .s = s, .m = m, .g = g, .out = out, .err = err };
	bool ok;

	*out = (struct pack_doc){0};
	w.k = session_meeting_kind(s, m->id, err);
	ok = w.k && research(&w);
	arena_release(&w.a);
	return ok;
}

/* ---- Its actions --------------------------------------------------------- */

static const char *
due(struct arena *a, const struct action_row *r)
{
	struct buf b = {0};
	const char *text;

	date_add_shown(&b, r->due_on);
	if (r->overdue)
		buf_addf(&b, " (%d days late)", r->days_late);
	text = arena_strdup(a, buf_text(&b));
	buf_release(&b);
	return text;
}

/* A line each: "20 Mar 2031: survey". */
static const char *
steps(struct arena *a, const struct action_row *r)
{
	struct buf b = {0};
	const char *text;
	size_t i;

	for (i = 0; i < r->n_milestones; i++) {
		if (i)
			buf_addc(&b, '\n');
		date_add_shown(&b, r->milestones[i].due_on);
		buf_addf(&b, ": %s%s", r->milestones[i].text,
		    r->milestones[i].done_on != DATE_NONE ? " (done)" : "");
	}
	text = arena_strdup(a, buf_text(&b));
	buf_wipe(&b);
	return text;
}

static void
add_action(struct work *w, struct doc_table *t, const struct action_row *r)
{
	const struct kind_action_status *status = kind_status(w->k,
	    r->status);

	doc_row(&w->out->doc, t, (const char *[]){ r->ref, due(&w->a, r),
	    !strcmp(r->acceptance, "needed") ? "Waits to be taken on"
	    : status ? status->label : r->status, r->member_name, r->text,
	    steps(&w->a, r) });
	doc_dates_action(&w->out->doc, r);
	add_casefile(w->out, r->casefile);
}

static bool
actions(struct work *w)
{
	static const char *const titles[] = { "Action", "Due", "Status",
	    "Owner", "What", "Steps" };
	const char *many = kind_word(w->k, "action", 2);
	struct doc_table *t = NULL;
	struct action_row *rows;
	int64_t *ids;
	size_t i, n;

	if (!action_read_list(w->s->db, ACTIONS_OF_AGENCY, w->g->id,
	    clock_today(w->s->clock), &w->a, &rows, &n, w->err))
		return false;
	ids = arena_array(&w->a, n + 1, sizeof *ids);
	w->out->casefiles = arena_array(&w->out->doc.arena, n + 1,
	    sizeof *w->out->casefiles);
	if (!begin(w, arena_printf(&w->a, "Open %s", many)))
		return false;
	for (i = 0; i < n; i++) {
		if (rows[i].board != w->m->board ||
		    !strcmp(rows[i].acceptance, "declined"))
			continue;
		if (!t)
			t = doc_table(&w->out->doc, sizeof titles /
			    sizeof *titles, titles);
		ids[w->out->n++] = rows[i].id;
		add_action(w, t, &rows[i]);
	}
	if (!t)
		doc_none(&w->out->doc, sizeof titles / sizeof *titles, titles,
		    "None.");
	return mark(w, ids, w->out->n);
}

bool
pack_doc_actions(struct session *s, const struct meeting_row *m,
    const struct pack_agency *g, struct pack_doc *out, struct err *err)
{
	struct work w = { .s = s, .m = m, .g = g, .out = out, .err = err };
	bool ok;

	*out = (struct pack_doc){0};
	w.k = session_meeting_kind(s, m->id, err);
	ok = w.k && actions(&w);
	arena_release(&w.a);
	return ok;
}
