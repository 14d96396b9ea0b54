/*
 * minutes_room: who was in the room, and when, in the minutes of a meeting:
 * the roll with its times, and of one line of the agenda who was out of it and
 * who led it in the chair's place.
 */
#include <string.h>

#include "base/json.h"
#include "export/minutes_work.h"

/* ---- Who was there ---------------------------------------------------------------- */

/* Listed in a table of their own: their role's usual capacity says so. */
static bool
apart(const struct work *w, const struct attendance_row *r)
{
	const struct kind_role *role = kind_role(w->k, r->role);
	const struct kind_capacity *c;

	if (!role || !role->n_capacities)
		return false;
	c = kind_capacity(w->k, role->capacities[0]);
	return c && c->listed_apart;
}

static const char *
role_label(const struct work *w, const struct attendance_row *r)
{
	const struct kind_role *role = kind_role(w->k, r->role);

	return *r->post ? r->post : role ? role->label : r->role;
}

static const char *
name_of(struct work *w, const struct attendance_row *r)
{
	if (!r->member)
		return "–";
	if (r->deputy_for)
		return arena_printf(w->a, "%s (for %s)", r->member_name,
		    r->deputy_for_name);
	return r->member_name;
}

/* Those whose role is gated have their times told: they say what is theirs to
 * read. */
static bool
gated(const struct work *w, const struct attendance_row *r)
{
	const struct kind_role *role = kind_role(w->k, r->role);

	return role && role->gated;
}

/* One's own time out for what does not exist for one: a paper that others may
 * read would tell of it. */
static bool
untold(const struct work *w, const struct absence_row *x)
{
	if (!x->item)
		return false;
	for (size_t i = 0; i < w->n_agenda; i++)
		if (w->agenda[i].id == x->item)
			return false;
	return true;
}

void
work_absences(struct work *w)
{
	struct absence_row *last = NULL;
	size_t n = 0;

	for (size_t i = 0; i < w->n_absences; i++) {
		struct absence_row x = w->absences[i];

		if (untold(w, &x))
			continue;
		if (last && last->attendance == x.attendance &&
		    (!last->returned_at ||
		    strcmp(last->returned_at, x.left_at) >= 0)) {
			if (last->returned_at && (!x.returned_at ||
			    strcmp(x.returned_at, last->returned_at) > 0))
				last->returned_at = x.returned_at;
			continue;
		}
		last = &w->absences[n++];
		*last = x;
	}
	w->n_absences = n;
}

/* "10:20 to 10:45", "since 10:20" */
static void
add_out(struct work *w, const struct absence_row *x, struct buf *b)
{
	const char *back = x->returned_at ? x->returned_at
	    : w->meeting.closed_at;

	if (back)
		buf_addf(b, "%s to %s", work_time(w, x->left_at),
		    work_time(w, back));
	else
		buf_addf(b, "since %s", work_time(w, x->left_at));
}

/* "came 09:50, out 10:14 to 10:27, left 11:40"; when they came is told of those
 * who came after the statement was read, which the others heard, and of those
 * who are gated. */
static const char *
times(struct work *w, const struct attendance_row *r)
{
	const char *begun = w->meeting.statement_at, *text;
	struct buf b = {0};

	if (r->came_at && (gated(w, r) ||
	    (begun && strcmp(r->came_at, begun) > 0)))
		buf_addf(&b, "came %s", work_time(w, r->came_at));
	for (size_t i = 0; i < w->n_absences; i++) {
		if (w->absences[i].attendance != r->id)
			continue;
		buf_addf(&b, "%sout ", b.len ? ", " : "");
		add_out(w, &w->absences[i], &b);
	}
	if (r->left_at)
		buf_addf(&b, "%sleft %s", b.len ? ", " : "",
		    work_time(w, r->left_at));
	text = arena_strdup(w->a, buf_text(&b));
	buf_release(&b);
	return text;
}

/* Does anyone of these have a time to tell? */
static bool
any_times(struct work *w, bool observers)
{
	size_t i;

	for (i = 0; i < w->n_roll; i++) {
		const struct attendance_row *r = &w->roll[i];

		if (r->attended && apart(w, r) == observers &&
		    *times(w, r))
			return true;
	}
	return false;
}

size_t
work_present(struct work *w, bool observers)
{
	static const char *const titles[] = { "Name", "Agency", "Role",
	    "Statement accepted", "Times" };
	size_t columns = any_times(w, observers) ? 5 : 4;
	struct doc_table *t = NULL;
	size_t i, n = 0;

	for (i = 0; i < w->n_roll; i++) {
		const struct attendance_row *r = &w->roll[i];

		if (!r->attended || apart(w, r) != observers)
			continue;
		if (!t)
			t = doc_table(w->doc, columns, titles);
		doc_row(w->doc, t, (const char *[]){ arena_printf(w->a,
		    "%s%s", name_of(w, r), !strcmp(r->state, "online")
		    ? " (online)" : ""), r->agency_short, role_label(w, r),
		    r->accepted_at ? "yes" : "no", times(w, r) });
		n++;
	}
	return n;
}

size_t
work_apologies(struct work *w)
{
	static const char *const titles[] = { "Name", "Agency",
	    "Information sent", "Received" };
	struct doc_table *t = NULL;
	size_t i, n = 0;

	for (i = 0; i < w->n_roll; i++) {
		const struct attendance_row *r = &w->roll[i];

		if (strcmp(r->state, "apologies"))
			continue;
		if (!t)
			t = doc_table(w->doc, 4, titles);
		doc_row(w->doc, t, (const char *[]){ name_of(w, r),
		    r->agency_short, r->info_sent < 0 ? "not asked"
		    : r->info_sent ? "yes" : "no",
		    work_date(w, r->info_on) });
		n++;
	}
	return n;
}

size_t
work_absent(struct work *w)
{
	size_t i, n = 0;

	for (i = 0; i < w->n_roll; i++) {
		const struct attendance_row *r = &w->roll[i];

		if (strcmp(r->state, "absent"))
			continue;
		doc_item(w->doc, NULL, r->member ? arena_printf(w->a,
		    "%s, %s", r->agency_short, name_of(w, r))
		    : r->agency_name);
		n++;
	}
	return n;
}

/* ---- One line of the agenda ----------------------------------------------- */

/* Does the time from … to (NULL: still on) touch one of the visits to a line,
 * [["from", "to"], …]? As the views of the store reckon it. */
static bool
touches(struct work *w, const struct agenda_row *l, const char *from,
    const char *to)
{
	struct json all, visit;
	struct json_walk walk;

	if (!json_parse(l->visits, strlen(l->visits), &all))
		return false;
	json_open(&walk, &all);
	while (json_next(&walk, NULL, &visit)) {
		size_t n;
		char **at = json_strings(w->a, &visit, &n);

		if (n > 0 && (!to || strcmp(to, at[0]) > 0) &&
		    (n < 2 || strcmp(from, at[1]) < 0))
			return true;
	}
	return false;
}

/* When someone was out while the line was in hand; false: not at all. */
static bool
add_missed(struct work *w, const struct agenda_row *l,
    const struct attendance_row *r, struct buf *b)
{
	size_t before = b->len;

	if (gated(w, r) && r->came_at && touches(w, l, "", r->came_at))
		buf_addf(b, "came %s", work_time(w, r->came_at));
	for (size_t i = 0; i < w->n_absences; i++) {
		const struct absence_row *x = &w->absences[i];

		if (x->attendance != r->id ||
		    !touches(w, l, x->left_at, x->returned_at))
			continue;
		buf_adds(b, b->len > before ? ", " : "");
		add_out(w, x, b);
	}
	if (gated(w, r) && r->left_at && touches(w, l, r->left_at, NULL))
		buf_addf(b, "%sleft %s", b->len > before ? ", " : "",
		    work_time(w, r->left_at));
	return b->len > before;
}

void
work_out(struct work *w, const struct agenda_row *line)
{
	struct buf all = {0};

	for (size_t i = 0; i < w->n_roll; i++) {
		const struct attendance_row *r = &w->roll[i];
		struct buf one = {0};

		if (r->attended && add_missed(w, line, r, &one))
			buf_addf(&all, "%s%s, %s (%s)", all.len ? "; " : "",
			    name_of(w, r), r->agency_short, buf_text(&one));
		buf_release(&one);
	}
	doc_field(w->doc, "Out of the room", buf_text(&all));
	buf_release(&all);
}

/* ---- In the chair --------------------------------------------------------- */

/* The lines that were in hand while they were in the chair, by what they are
 * called. */
static void
add_led(struct work *w, const struct chairing_row *c, struct buf *b)
{
	const char *before = " for ";

	for (size_t i = 0; i < w->n_agenda; i++) {
		const struct agenda_row *l = &w->agenda[i];
		const struct kind_step *step = kind_step(w->k, l->step);

		if (!touches(w, l, c->taken_at, c->handed_at))
			continue;
		buf_addf(b, "%s%s", before, l->casefile ? l->ref
		    : step ? step->title : l->step);
		before = ", ";
	}
}

/* "Priya Nair took the chair at 10:40 for L-2, L-3 until 10:55 (interest)." */
void
work_chairs(struct work *w)
{
	struct buf b = {0};

	for (size_t i = 0; i < w->n_chairings; i++) {
		const struct chairing_row *c = &w->chairings[i];

		buf_addf(&b, "%s%s took the %s at %s", i ? " " : "",
		    c->member_name, kind_word(w->k, "chair", 1),
		    work_time(w, c->taken_at));
		add_led(w, c, &b);
		if (c->handed_at)
			buf_addf(&b, " until %s", work_time(w, c->handed_at));
		if (*c->reason)
			buf_addf(&b, " (%s)", c->reason);
		buf_addc(&b, '.');
	}
	doc_field(w->doc, "In the chair", buf_text(&b));
	buf_release(&b);
}

void
work_chair_of(struct work *w, const struct agenda_row *line)
{
	struct buf b = {0};

	for (size_t i = 0; i < w->n_chairings; i++) {
		const struct chairing_row *c = &w->chairings[i];

		if (!touches(w, line, c->taken_at, c->handed_at))
			continue;
		buf_addf(&b, "%s%s (%s ", b.len ? "; " : "", c->member_name,
		    c->handed_at ? work_time(w, c->taken_at) : "since");
		if (c->handed_at)
			buf_addf(&b, "to %s)", work_time(w, c->handed_at));
		else
			buf_addf(&b, "%s)", work_time(w, c->taken_at));
	}
	doc_field(w->doc, "In the chair", buf_text(&b));
	buf_release(&b);
}
