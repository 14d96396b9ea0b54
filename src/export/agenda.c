#include "export/agenda.h"

#include <string.h>

#include "base/date.h"
#include "export/doc_dates.h"
#include "store/casefile_read.h"

struct agenda {
	const struct agenda_source *src;
	struct doc *d;
	struct arena a;		/* of what is read of one case */
	struct err *err;
};

/* ---- One case --------------------------------------------------------- */

/* "Transferred in, from Eastvale\nRESTRICTED" */
static const char *
sort_of(struct agenda *g, const struct kind_case_type *t,
    const struct agenda_row *r)
{
	const struct kind_item_type *i = t ? kind_item_type(t, r->type) : NULL;

	return arena_printf(&g->a, "%s%s%s%s", i ? i->label : r->type,
	    *r->origin ? ", from " : "", r->origin, r->restricted
	    ? "\nRESTRICTED" : "");
}

/* Who is in it, a line each, with the birth by which one looks them up. Lists
 * of a type with pseudonyms show no names. */
static bool
people_of(struct agenda *g, const struct kind_case_type *t,
    const struct agenda_row *r, const char **text)
{
	struct party_row *rows;
	struct buf b = {0};
	size_t n;

	*text = "";
	if (!t || t->pseudonym)
		return true;
	if (!party_read_casefile(g->src->db, r->casefile, &g->a, &rows, &n,
	    g->err))
		return false;
	for (size_t i = 0; i < n; i++) {
		const struct kind_party_role *role = kind_party_role(t,
		    rows[i].role);

		buf_addf(&b, "%s%s: %s", i ? "\n" : "", role ? role->label
		    : rows[i].role, rows[i].name);
		for (size_t j = 0; j < rows[i].n_aliases; j++)
			buf_addf(&b, ", also %s", rows[i].aliases[j].name);
		if (rows[i].born_on != DATE_NONE) {
			buf_adds(&b, ", born ");
			date_add_shown(&b, rows[i].born_on);
		}
	}
	*text = arena_strdup(&g->a, buf_text(&b));
	buf_wipe(&b);
	return true;
}

static bool
add_case(struct agenda *g, struct doc_table *table,
    const struct agenda_row *r)
{
	const struct kind_case_type *t = kind_case_type(g->src->kind,
	    r->case_type);
	int minutes = r->planned ? r->planned : t && t->minutes_warn > 0
	    ? t->minutes_warn : 0;
	const char *people;

	if (!people_of(g, t, r, &people))
		return false;
	doc_row(g->d, table, (const char *[]){
	    arena_printf(&g->a, "%d", r->nth), *r->name
	    ? arena_printf(&g->a, "%s\n%s", r->ref, r->name) : r->ref, sort_of(g, t, r),
	    people, r->presenter_name, minutes
	    ? arena_printf(&g->a, "%d", minutes) : "" });
	arena_reset(&g->a);
	return true;
}

/* ---- The steps -------------------------------------------------------- */

static bool
add_step(struct agenda *g, const struct kind_step *step, int *number)
{
	static const char *const titles[] = { "No.", "Case", "Sort",
	    "People", "Presented by", "Minutes" };
	struct doc_table *table = NULL;
	bool listed = false;

	for (size_t i = 0; i < g->src->n; i++)
		listed |= strcmp(g->src->rows[i].step, step->key) == 0;
	if (!listed && step->each != EACH_CASE)
		return true;
	doc_heading(g->d, 1, "%d. %s", ++*number, step->title);
	for (size_t i = 0; i < g->src->n; i++) {
		const struct agenda_row *r = &g->src->rows[i];

		if (!r->casefile || strcmp(r->step, step->key) != 0)
			continue;
		if (!table) {
			table = doc_table(g->d, 6, titles);
			table->keys = 2;
		}
		if (!add_case(g, table, r))
			return false;
	}
	if (!table && step->each == EACH_CASE)
		doc_none(g->d, 6, titles, "None.");
	return true;
}

static void
add_head(struct agenda *g)
{
	const struct meeting_row *m = g->src->meeting;
	struct buf day = {0};

	date_add_shown(&day, m->held_on);
	g->d->title = arena_printf(&g->d->arena, "Agenda: %s, %s",
	    m->board_name, buf_text(&day));
	doc_dates_meeting(g->d, m);
	doc_field(g->d, "Meeting", m->ref);
	doc_field(g->d, "Begins", m->starts);
	doc_field(g->d, "Place", *m->place ? m->place : m->online ? "online"
	    : "");
	doc_field(g->d, "Chair", m->chair_name);
	doc_field(g->d, "Minutes by", m->secretary_name);
	buf_release(&day);
}

bool
agenda_add(const struct agenda_source *src, struct doc *out,
    struct err *err)
{
	struct agenda g = { .src = src, .d = out, .err = err };
	int number = 0;
	bool ok = true;

	add_head(&g);
	for (size_t i = 0; ok && i < src->kind->n_steps; i++)
		ok = add_step(&g, &src->kind->steps[i], &number);
	arena_release(&g.a);
	return ok;
}
