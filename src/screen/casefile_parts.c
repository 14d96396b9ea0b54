/*
 * casefile_parts: what was asked, who is in it, repeats, and what agencies
 * brought.
 */
#include <inttypes.h>
#include <string.h>

#include "base/date.h"
#include "cmd/contribution_cmd.h"
#include "cmd/party_cmd.h"
#include "cmd/repeat_cmd.h"
#include "screen/casefile_tabs.h"
#include "screen/person.h"
#include "screen/recordform.h"
#include "screen/reading.h"
#include "screen/screens.h"
#include "store/agenda_read.h"
#include "store/contribution_read.h"

/* ---- The forms ---------------------------------------------------------- */

struct adding {
	struct casefile *c;
	const struct kind_form *form;
};

static void
add_field(void *arg, const struct kind_field *f, const char *value,
    bool missing)
{
	struct adding *add = arg;
	struct casefile *c = add->c;
	struct casefile_entry *e = casefile_entry(c);
	struct line *l = lines_add(&c->lines, f->label);

	e->form = add->form->key;
	e->field = f->key;
	l->tag = CASEFILE_FIELD;
	l->id = (int64_t)c->n_entries - 1;
	l->cell[1] = missing ? "! to be filled in" : value;
	l->cell_style[0] = STYLE_LABEL;
	l->cell_style[1] = missing ? STYLE_DUE : STYLE_FIELD;
}

static bool
add_form(struct casefile *c, struct ctx *ctx, const struct kind_form *form,
    struct err *err)
{
	struct recordform_part part = { .table = "casefile", .id = c->id,
	    .form = form };
	struct adding add = { c, form };
	size_t open = 0;
	struct line *heading = lines_heading(&c->lines, form->title);
	struct casefile_entry *e;
	struct line *l;

	(void)heading;
	if (!recordform_each(ctx->session, c->row.board, c->id, &part,
	    &c->screen.arena, add_field, &add, &open, err))
		return false;
	if (!open)
		return true;
	e = casefile_entry(c);
	e->form = form->key;
	l = lines_add(&c->lines, arena_printf(&c->screen.arena,
	    "%zu unanswered", open));
	l->cell[1] = "e fills in";
	l->dim = true;
	l->tag = CASEFILE_FIELD;
	l->id = (int64_t)c->n_entries - 1;
	return true;
}

static bool
add_incidents(struct casefile *c, struct ctx *ctx, struct err *err)
{
	struct incident_row *list;
	size_t i, n;

	if (!incident_read(ctx->session->db, c->id, &c->screen.arena, &list,
	    &n, err))
		return false;
	if (n)
		lines_heading(&c->lines, "Incidents");
	for (i = 0; i < n; i++) {
		struct line *l = lines_add(&c->lines, lines_date(
		    &c->screen.arena, list[i].happened_on));

		l->cell[1] = arena_printf(&c->screen.arena, "%s%s%s%s",
		    list[i].criminal ? "crime · " : "", list[i].reference,
		    *list[i].reference ? " · " : "", list[i].text);
		l->tag = CASEFILE_INCIDENT;
		l->id = list[i].id;
	}
	return true;
}

bool
casefile_add_forms(struct casefile *c, struct ctx *ctx, struct err *err)
{
	size_t i;

	casefile_add_record(c);
	if (*c->row.screening_reason) {
		struct line *l = lines_add(&c->lines, arena_printf(
		    &c->screen.arena, "%s %s", c->row.screening,
		    lines_date(&c->screen.arena, c->row.screened_on)));

		l->cell[1] = arena_printf(&c->screen.arena, "%s (%s)",
		    c->row.screening_reason, c->row.screened_by_name);
	}
	for (i = 0; i < c->type->n_forms; i++) {
		const struct kind_form *form = kind_form(c->kind,
		    c->type->forms[i]);

		if (form && (form->record == RECORD_REFERRAL ||
		    form->record == RECORD_CASEFILE) &&
		    !add_form(c, ctx, form, err))
			return false;
	}
	return add_incidents(c, ctx, err);
}

/* ---- The people --------------------------------------------------------- */

static void
add_contacts(struct casefile *c, const struct party_row *p, int today)
{
	struct arena *a = &c->screen.arena;
	size_t i;

	for (i = 0; i < p->n_contacts; i++) {
		const struct contact_row *t = &p->contacts[i];
		enum style style;
		const char *safety = person_safety(a, t, &style);
		struct line *l;

		if (t->to_on != DATE_NONE && t->to_on < today)
			continue;
		/* Two columns that never give way: no number stands without
		 * its flags. */
		l = lines_add(&c->lines, arena_printf(a, "  %s",
		    person_reach(a, t)));
		l->cell[1] = safety;
		l->cell_style[1] = style;
		l->open = party_screen;
		l->id = p->id;
		l->tag = CASEFILE_PARTY;
	}
}

static void
add_person(struct casefile *c, const struct party_row *p, int today)
{
	struct arena *a = &c->screen.arena;
	const struct kind_party_role *role = kind_party_role(c->type,
	    p->role);
	const char *age = person_age(a, p, today);
	struct line *l = lines_add(&c->lines, p->name);
	struct buf b = {0};
	size_t i;

	buf_adds(&b, role ? role->label : p->role);
	if (*age)
		buf_addf(&b, ", %s", age);
	if (p->born_on != DATE_NONE)
		buf_addf(&b, ", born %s", lines_date(a, p->born_on));
	if (p->from_on != DATE_NONE)
		buf_addf(&b, " · since %s", lines_date(a, p->from_on));
	if (p->to_on != DATE_NONE)
		buf_addf(&b, " · until %s", lines_date(a, p->to_on));
	for (i = 0; i < p->n_relations; i++)
		buf_addf(&b, " · %s", person_relation(a, c->type,
		    &p->relations[i]));
	for (i = 0; i < p->n_aliases; i++)
		buf_addf(&b, " · also %s", p->aliases[i].name);
	l->cell[1] = arena_strdup(a, buf_text(&b));
	l->style = party_current(p, today) ? STYLE_STRONG : STYLE_DIM;
	l->cell_style[1] = STYLE_FIELD;
	l->open = party_screen;
	l->id = p->id;
	l->tag = CASEFILE_PARTY;
	buf_release(&b);
	add_contacts(c, p, today);
}

/* "Members: 5 now, 7 in all", where some have left or are yet to come. */
static void
add_counts(struct casefile *c, int today)
{
	size_t i, j;

	for (i = 0; i < c->type->n_roles; i++) {
		const struct kind_party_role *r = &c->type->roles[i];
		int all = 0, now = 0;
		struct line *l;

		for (j = 0; j < c->n_parties; j++) {
			if (strcmp(c->parties[j].role, r->key) != 0)
				continue;
			all++;
			now += party_current(&c->parties[j], today);
		}
		if (now == all)
			continue;
		l = lines_add(&c->lines, r->plural ? r->plural : r->label);
		l->cell[1] = arena_printf(&c->screen.arena, "%d now, %d in "
		    "all", now, all);
		l->cell_style[0] = STYLE_LABEL;
	}
}

bool
casefile_add_people(struct casefile *c, struct ctx *ctx, struct err *err)
{
	int today = clock_today(ctx->session->clock);
	const char **warnings = NULL;
	size_t i, n = 0;

	if (!party_warnings(ctx->session, c->id, &c->screen.arena, &warnings,
	    &n, err))
		return false;
	for (i = 0; i < n; i++) {
		struct line *l = lines_add(&c->lines, "! Look twice");

		l->cell[1] = warnings[i];
		l->style = STYLE_WARN;
	}
	add_counts(c, today);
	for (i = 0; i < c->n_parties; i++)
		add_person(c, &c->parties[i], today);
	if (!c->n_parties)
		reading_say(&c->lines, "Nobody yet: p adds someone.");
	return true;
}

/* ---- Repeats ------------------------------------------------------------ */

static const char *
answer(enum repeat_answer a)
{
	return a == REPEAT_YES ? "yes" : a == REPEAT_NO ? "no" : "not known";
}

static void
add_found(struct casefile *c, const struct repeat_found *f)
{
	const struct repeat_proposal *p = &f->proposal;
	struct line *l = lines_add(&c->lines, f->reference);

	l->cell[1] = arena_printf(&c->screen.arena, "by referral %s · by "
	    "meeting %s%s%s", answer(p->by_referral), answer(p->by_meeting),
	    f->reason && *f->reason ? " · " : "", f->reason ? f->reason
	    : "");
	l->cell[2] = !f->decision ? "to decide" : !strcmp(f->decision, "yes")
	    ? "repeat" : !strcmp(f->decision, "no") ? "no repeat"
	    : "others";
	l->cell_style[2] = f->decision ? STYLE_OK : STYLE_DUE;
	l->open = casefile_screen;
	l->id = f->earlier;
	l->tag = CASEFILE_REPEAT;
}

bool
casefile_add_repeat(struct casefile *c, struct ctx *ctx, struct err *err)
{
	struct repeat_found *list = NULL;
	size_t i, n = 0;

	if (!repeat_proposals(ctx->session, c->id, &c->screen.arena, &list,
	    &n, err))
		return false;
	for (i = 0; i < n; i++)
		add_found(c, &list[i]);
	reading_say(&c->lines, n ? "r shows what speaks for it, and decides."
	    : "No earlier case looks like these people.");
	return true;
}

/* ---- What agencies brought ---------------------------------------------- */

static const char *
research_state(struct casefile *c, const struct contribution_row *r)
{
	if (!strcmp(r->state, "nil"))
		return c->kind->contributions.nil_return
		    ? c->kind->contributions.nil_return : "nil return";
	if (!strcmp(r->state, "given"))
		return arena_printf(&c->screen.arena, "%zu line%s, %s",
		    r->n_lines, r->n_lines == 1 ? "" : "s", lines_date(
		    &c->screen.arena, r->given_on));
	return "begun, not handed in";
}

static void
add_research(struct casefile *c, int64_t meeting, int64_t agency,
    const char *name, const char *state, const char *heard, enum style style)
{
	struct line *l = lines_add(&c->lines, name);

	l->cell[1] = state;
	l->cell_style[1] = style;
	l->cell[2] = heard;
	l->tag = CASEFILE_RESEARCH;
	l->id = agency;
	l->other = meeting;
}

static bool
add_brought(struct casefile *c, struct ctx *ctx,
    const struct agenda_row *item, const struct board_meeting *when,
    struct err *err)
{
	struct arena *a = &c->screen.arena;
	struct contribution_row *rows = NULL;
	struct agency_gap *gaps = NULL;
	size_t i, n = 0, n_gaps = 0;

	lines_heading(&c->lines, arena_printf(a, "%s  %s", when->ref,
	    lines_date(a, when->held_on)));
	if (!contribution_read_case(ctx->session->db, c->id, item->meeting,
	    a, &rows, &n, err) || !contribution_not_brought(ctx->session,
	    item->meeting, c->id, a, &gaps, &n_gaps, err))
		return false;
	for (i = 0; i < n; i++)
		add_research(c, item->meeting, rows[i].agency,
		    rows[i].agency_short, research_state(c, &rows[i]),
		    rows[i].heard_at ? "heard" : "", !strcmp(rows[i].state,
		    "begun") ? STYLE_DUE : STYLE_NORMAL);
	for (i = 0; i < n_gaps; i++)
		add_research(c, item->meeting, gaps[i].agency,
		    gaps[i].short_name,
		    "nothing yet", "", STYLE_DUE);
	return true;
}

bool
casefile_add_research(struct casefile *c, struct ctx *ctx, struct err *err)
{
	struct agenda_row *items = NULL;
	size_t i, n = 0;

	if (!agenda_read_casefile(ctx->session->db, c->id, &c->screen.arena,
	    &items, &n, err))
		return false;
	for (i = 0; i < n; i++) {
		struct board_meeting when;

		if (!casefile_meeting(c, ctx, items[i].meeting, &when, err) ||
		    !add_brought(c, ctx, &items[i], &when, err))
			return false;
	}
	if (!n)
		reading_say(&c->lines, "It stands on no agenda yet: agencies "
		    "bring what they know to a meeting.");
	return true;
}
