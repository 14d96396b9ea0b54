/*
 * pane_case: one case at the meeting: who it is about, the bar of its phases,
 * the clock, and the lines of the phase that is shown.
 */
#include <inttypes.h>
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/json.h"
#include "cmd/consult.h"
#include "base/utf8.h"
#include "screen/case_pane.h"

/* ---- Texts of the header ----------------------------------------------- */

static const char *
make_line(struct meeting *m, struct case_pane *d)
{
	const struct kind_item_type *t = kind_item_type(d->type,
	    d->item->type);

	return arena_printf(&m->screen.arena, "%s %d of %d %s%s%s%s%s",
	    d->type->short_title ? d->type->short_title : d->type->title,
	    d->item->nth, d->of, meeting_case_name(m, d->item), d->item->restricted
	    ? " RESTRICTED" : "", t && t->tag ? " " : "", t && t->tag
	    ? t->tag : "", strcmp(d->item->status, "done") ? "" : " ✓");
}

static void
add_age(struct meeting *m, const struct party_row *p, const char *before,
    struct buf *b)
{
	int age = party_age(p, m->row.held_on);

	if (age >= 0)
		buf_addf(b, "%s%s%d", before, p->born_on == DATE_NONE
		    ? "about " : "", age);
}

/* The others: those who may never learn of it, then children and the rest by
 * their forenames ("Pip 7"). The row is short; Introduce has it all. */
static const char *
make_against(struct meeting *m, struct case_pane *d, bool brief)
{
	struct buf b = {0};
	const char *text, *relations;
	int pass;
	size_t i;

	for (pass = 0; pass < 2; pass++) {
		for (i = 0; i < d->n_parties; i++) {
			const struct party_row *p = &d->parties[i];
			const struct kind_party_role *r = case_role(d, p);
			bool adverse = r && r->adverse;

			if (adverse != (pass == 0) || (d->type->subject_role
			    && !strcmp(p->role, d->type->subject_role)))
				continue;
			if (b.len)
				buf_adds(&b, " · ");
			/* A pseudonym is nothing beside their names. */
			if (d->type->pseudonym) {
				buf_adds(&b, case_person(m, d, p));
				continue;
			}
			if (!adverse) {
				buf_adds(&b, *p->forenames ? p->forenames
				    : p->name);
				add_age(m, p, " ", &b);
				continue;
			}
			relations = case_relations(m, d, p, brief);
			buf_addf(&b, "vs %s", p->name);
			add_age(m, p, ", ", &b);
			buf_addf(&b, "%s%s", *relations ? ", " : "",
			    relations);
		}
	}
	text = arena_strdup(&m->screen.arena, buf_text(&b));
	buf_release(&b);
	return text;
}

/* Flags of the case at this meeting that are to be seen first. */
static const char *
make_flags(struct meeting *m, struct case_pane *d)
{
	struct json all, list;
	struct buf b = {0};
	const char *text = NULL;
	char **keys = NULL;
	size_t i, n = 0;

	if (json_parse(d->item->answers, strlen(d->item->answers), &all) &&
	    json_find(&all, "flags", &list))
		keys = json_strings(&m->screen.arena, &list, &n);
	for (i = 0; keys && i < n; i++) {
		const struct kind_flag *f = kind_flag(d->type, keys[i]);

		if (f && f->urgent)
			buf_addf(&b, "%s%s", b.len ? " · " : "! ", f->label);
	}
	if (b.len)
		text = arena_strdup(&m->screen.arena, buf_text(&b));
	buf_release(&b);
	return text;
}

/* Contacts of those whom the kind protects, where this viewer has them. */
static void
make_contacts(struct meeting *m, struct case_pane *d)
{
	size_t i, k, n = 0;

	for (i = 0; i < d->n_parties; i++)
		n += d->parties[i].n_contacts;
	d->contacts = arena_array(&m->screen.arena, n + 1,
	    sizeof *d->contacts);
	for (i = 0; i < d->n_parties; i++) {
		const struct party_row *p = &d->parties[i];
		const struct kind_party_role *r = case_role(d, p);

		for (k = 0; r && r->protected_contact && k < p->n_contacts;
		    k++)
			case_contact(m, &p->contacts[k],
			    &d->contacts[d->n_contacts++]);
	}
}

/* Whoever sees no case of the board in the book anyway, such as an observer,
 * hears what is open to the room; not what is for few, and nothing in a line
 * that they are out for. */
static bool
has_to_leave(const struct meeting *m, const struct case_pane *d,
    const struct attendance_row *r)
{
	const struct kind_role *role = kind_role(m->kind, r->role);

	return r->out_at || strcmp(d->casefile.audience, "board") ||
	    (role && role->rights & RIGHT_BIT(RIGHT_SEE_CASES));
}

/* Who leads the meeting has to see them out before a word is said. */
static bool
find_not_for(struct meeting *m, struct ctx *ctx, struct case_pane *d,
    struct err *err)
{
	int64_t *ids;
	struct buf b = {0};
	size_t n, i, leave = 0;

	if (!meeting_in_hand(m) || !(m->run || m->record))
		return true;
	if (!consult_not_for(ctx->session, m->id, d->item->casefile,
	    &m->screen.arena, &ids, &n, err))
		return false;
	for (i = 0; i < n; i++) {
		const struct attendance_row *r = meeting_roll(m, ids[i]);

		if (r && has_to_leave(m, d, r))
			buf_addf(&b, "%s%s", leave++ ? ", " : "", r->surname);
	}
	if (leave)
		d->not_for = arena_printf(&m->screen.arena,
		    "! Not for %zu here: %s", leave, buf_text(&b));
	buf_release(&b);
	return true;
}

/* ---- Loading ----------------------------------------------------------- */

static const struct kind_phase *
find_phase(const struct case_pane *d, const char *key)
{
	return key && *key ? kind_phase(d->type, key) : NULL;
}

static void
choose_phase(struct meeting *m, struct case_pane *d)
{
	d->hand = meeting_in_hand(m) ? find_phase(d, m->row.phase) : NULL;
	d->phase = find_phase(d, m->phase);
	if (!d->phase)
		d->phase = d->hand;
	if (!d->phase && d->type->n_phases)
		d->phase = strcmp(d->item->status, "done")
		    ? d->type->phases
		    : &d->type->phases[d->type->n_phases - 1];
}

static bool
read_phase(struct meeting *m, struct ctx *ctx, struct case_pane *d,
    struct err *err)
{
	struct session *s = ctx->session;
	struct arena *a = &m->screen.arena;
	const struct kind_phase *p = d->phase;
	int64_t casefile = d->item->casefile;
	const struct kept_case *k = kept_case(m, ctx, d->item,
	    (p && p->contributions ? KEPT_BROUGHT : 0) |
	    (p && p->actions ? KEPT_ACTIONS : 0), err);

	if (!k)
		return false;
	if (p && (p->contributions || p->actions) && meeting_in_hand(m) &&
	    !contribution_not_heard(s, m->id, casefile, a, &d->gaps,
	    &d->n_gaps, err))
		return false;
	if (p && p->contributions) {
		d->contributions = k->brought;
		d->n_contributions = k->n_brought;
	}
	if (p && p->actions) {
		d->actions = k->actions;
		d->n_actions = k->n_actions;
	}
	if ((!p || p->conclude) && strcmp(d->item->status, "done") &&
	    !closing_item(s, d->item->id, a, &d->findings, err))
		return false;
	return true;
}

static const char *
day_text(struct arena *a, int day)
{
	struct buf b = {0};
	const char *text;

	if (day == DATE_NONE)
		return NULL;
	date_add_iso(&b, day);
	text = arena_strdup(a, buf_text(&b));
	buf_release(&b);
	return text;
}

/* The casefile's own fields: what is said of them here stays with it. */
static struct fields
casefile_fields(struct meeting *m, const struct casefile_row *r)
{
	struct arena *a = &m->screen.arena;
	const struct field_column columns[] = {
		{ "agency_id", fields_id(m, r->agency) },
		{ "member_id", fields_id(m, r->member) },
		{ "lead_id", fields_id(m, r->lead) },
		{ "marking", r->marking },
		{ "handling", r->handling },
		{ "conditions", r->conditions },
		{ "restricted", r->restricted ? "1" : "0" },
		{ "sent_to", r->sent_to },
		{ "sent_on", day_text(a, r->sent_on) },
		{ "acknowledged_on", day_text(a, r->acknowledged_on) },
		{ "referrer", r->referrer },
		{ "origin", r->origin },
		{ "tool", r->tool },
		{ "score", r->score < 0 ? NULL : arena_printf(a, "%d",
		    r->score) },
		{ "scored_on", day_text(a, r->scored_on) },
		{ "received_on", day_text(a, r->received_on) },
		{ "incident_on", day_text(a, r->incident_on) },
	};
	enum { N = sizeof columns / sizeof *columns };
	struct field_column *c = arena_array(a, N, sizeof *c);

	memcpy(c, columns, sizeof columns);
	return (struct fields){ .table = "casefile", .id = r->id,
		.answers = r->answers, .columns = c, .n_columns = N };
}

/* The form of the phase: of the line, or of the casefile itself. */
static struct fields
phase_fields(struct meeting *m, const struct case_pane *d)
{
	const struct kind_form *form = d->phase && d->phase->form
	    ? kind_form(m->kind, d->phase->form) : NULL;
	struct field_column *c = arena_array(&m->screen.arena, 1, sizeof *c);
	struct fields f;

	c[0] = (struct field_column){ "presenter_id", fields_id(m,
	    d->item->presenter) };
	f = (struct fields){ .table = "item", .id = d->item->id,
		.answers = d->item->answers, .columns = c, .n_columns = 1 };
	if (form && form->record != RECORD_ITEM)
		f = casefile_fields(m, &d->casefile);
	f.form = form;
	return f;
}

static bool
case_load(struct meeting *m, struct ctx *ctx, struct err *err)
{
	struct arena *a = &m->screen.arena;
	struct case_pane *d = arena_alloc(a, sizeof *d);
	const struct kept_case *k;

	d->item = meeting_item(m);
	m->data = d;
	k = kept_case(m, ctx, d->item, KEPT_RECORD, err);
	if (!k)
		return false;
	d->casefile = k->record;
	d->parties = k->parties;
	d->n_parties = k->n_parties;
	d->type = kind_case_type(m->kind, d->casefile.type);
	if (!d->type)
		return err_set(err, ERR_SCHEMA, "The kind of this meeting "
		    "does not know cases of the type “%s”. Nothing is lost; "
		    "take the right version of the kind.", d->casefile.type);
	choose_phase(m, d);
	if (!read_phase(m, ctx, d, err))
		return false;
	d->of = d->item->of;
	d->fields = phase_fields(m, d);
	d->line = make_line(m, d);
	d->who = case_who(m, d, false);
	d->who_brief = case_who(m, d, true);
	d->against = make_against(m, d, false);
	d->against_briefly = make_against(m, d, true);
	d->flags = make_flags(m, d);
	make_contacts(m, d);
	if (!find_not_for(m, ctx, d, err))
		return false;
	return case_add_lines(m, ctx, err) && card_load(m, ctx, err);
}

/* ---- Drawing ----------------------------------------------------------- */

long
case_spent(const struct meeting *m, const struct ctx *ctx)
{
	struct buf now = {0};
	long spent;

	clock_add_local(&now, ctx->session->clock);
	spent = agenda_spent(meeting_item(m), buf_text(&now));
	buf_release(&now);
	return spent;
}

/* "06:12 of 10:00": by mark and word as well as by colour when it is much.
 * Returns the column where it begins. */
static int
draw_clock(struct meeting *m, const struct ctx *ctx, struct view v)
{
	const struct case_pane *d = m->data;
	const struct kind_item_type *t = kind_item_type(d->type,
	    d->item->type);
	struct buf b = {0};
	int warn = d->type->minutes_warn, alarm = d->type->minutes_alarm;
	int plan = d->item->planned > 0 ? d->item->planned
	    : t && t->minutes > 0 ? t->minutes : warn;
	enum style style = STYLE_DIM;
	long spent;
	int x;

	spent = m->spent = case_spent(m, ctx);
	if (meeting_in_hand(m))
		style = STYLE_LIVE;
	if (alarm > 0 && spent >= alarm * 60L) {
		buf_adds(&b, "!! over ");
		style = STYLE_ALARM;
	} else if (warn > 0 && spent >= warn * 60L) {
		buf_adds(&b, "! late ");
		style = STYLE_WARN;
	}
	buf_addf(&b, "%02ld:%02ld", spent / 60, spent % 60);
	if (plan > 0)
		buf_addf(&b, " of %02d:00", plan);
	x = view_put_right(v, 0, 1, style, buf_text(&b));
	buf_release(&b);
	return x;
}

static int
phase_width(const struct case_pane *d, size_t i, bool narrow)
{
	const struct kind_phase *p = &d->type->phases[i];
	const char *t = narrow && p->short_title ? p->short_title : p->title;

	return utf8_width(t, strlen(t)) + 4;
}

static int
phases_width(const struct case_pane *d, size_t from, bool narrow)
{
	int w = 3;
	size_t i;

	for (i = from; i < d->type->n_phases; i++)
		w += phase_width(d, i, narrow);
	return w;
}

/* The bar: the phase in hand in brackets, another one that is shown in
 * angles. In a narrow view it begins later. */
static void
draw_phases(const struct case_pane *d, struct view v, int y)
{
	bool narrow = phases_width(d, 0, false) > v.r.w;
	size_t from = 0, i;
	int x = 1;

	view_hline(v, y, 0, v.r.w, STYLE_LINE);
	while (phases_width(d, from, narrow) > v.r.w &&
	    from + 1 < d->type->n_phases &&
	    &d->type->phases[from] != d->phase)
		from++;
	for (i = from; i < d->type->n_phases; i++) {
		const struct kind_phase *p = &d->type->phases[i];
		const char *title = narrow && p->short_title
		    ? p->short_title : p->title;
		bool hand = p == d->hand, shown = p == d->phase;

		x += view_putf(v, y, x, hand ? STYLE_LIVE : shown
		    ? STYLE_STRONG : STYLE_DIM, "%s%s%s", hand ? "[ "
		    : shown ? "‹ " : " ", title, hand ? " ]" : shown
		    ? " ›" : " ");
		x += 2;
	}
}

static int
draw_contacts(const struct case_pane *d, struct view v, int y, size_t most)
{
	size_t i;

	for (i = 0; i < d->n_contacts && i < most; i++) {
		const struct case_contact *c = &d->contacts[i];
		bool fits = utf8_width(c->number_first,
		    strlen(c->number_first)) + (int)strlen(c->label) < v.r.w;
		int x = 1, rows;

		x += view_put(v, y, x, c->warns ? STYLE_SAFETY : STYLE_LABEL,
		    c->label);
		if (fits) {
			view_put_cut(v, y++, x, v.r.w - x, c->warns
			    ? STYLE_SAFETY : STYLE_NORMAL, c->number_first);
			continue;
		}
		rows = view_put_wrapped(view_sub(v, y, x, 2, v.r.w - x), 0,
		    c->warns ? STYLE_SAFETY : STYLE_NORMAL,
		    c->over_rows);
		y += rows < 2 ? rows : 2;
	}
	return y;
}

/* All of the names, where there is room for a second row. */
static int
draw_not_for(const struct case_pane *d, struct view v)
{
	int rows = view_put_wrapped(v, 0, STYLE_ALARM, d->not_for);

	return rows < v.r.h ? rows : v.r.h;
}

static int
case_head(struct meeting *m, const struct ctx *ctx, struct view v)
{
	const struct case_pane *d = m->data;
	bool room = v.r.h >= 14;
	int y = 1;

	view_put_cut(v, 0, 1, draw_clock(m, ctx, v) - 2, STYLE_TITLE,
	    d->line);
	view_put_cut(v, y++, 1, v.r.w - 1, STYLE_STRONG,
	    utf8_width(d->who, strlen(d->who)) < v.r.w ? d->who
	    : d->who_brief);
	if (*d->against)
		view_put_cut(v, y++, 1, v.r.w - 1, STYLE_NORMAL,
		    utf8_width(d->against, strlen(d->against)) < v.r.w - 1
		    ? d->against : d->against_briefly);
	if (d->flags && room)
		view_put_cut(v, y++, 1, v.r.w - 1, STYLE_WARN, d->flags);
	if (d->not_for)
		y += draw_not_for(d, view_sub(v, y, 1, room ? 2 : 1,
		    v.r.w - 2));
	y = draw_contacts(d, v, y, room ? v.r.h > 30 ? 4 : 2 : 1);
	draw_phases(d, v, y);
	return y + 1;
}

/* ---- Keys -------------------------------------------------------------- */

static const struct keydef keys[] = {
	{ CASE_ACTION, "a", "action", NULL,
	    "agree an action, typed as one line", "the case",
	    KEYDEF_WRITES | KEY_RECORD | KEY_OPEN },
	{ CASE_HEARD, "h", "heard", NULL,
	    "the chosen agency was heard, or not after all", NULL,
	    KEYDEF_WRITES | KEY_RECORD | KEY_OPEN },
	{ CASE_NIL, "n", "nil", NULL,
	    "one's own agency (who records: the chosen) has nothing",
	    NULL, KEYDEF_WRITES | KEY_BRING },
	{ CASE_READBACK, "b", "read-back", NULL,
	    "read the agreed actions back", NULL,
	    KEYDEF_WRITES | KEY_RECORD | KEY_OPEN },
	{ CASE_OUTCOME, "o", "outcome", NULL, "how the case ends today",
	    NULL, KEYDEF_WRITES | KEY_RECORD | KEY_OPEN },
	MINUTE_KEYS,
	{ CASE_PHASE_NEXT, "> Right", "phase-next", NULL,
	    "the next phase", NULL, 0 },
	{ CASE_PHASE_BACK, "< Left", "phase-back", NULL,
	    "the phase before", NULL, 0 },
	{ CASE_BRING, "c", "bring", NULL,
	    "open what one's own agency (or the chosen) brings", NULL, 0 },
	{ CASE_TOGGLE, "Space", "toggle", NULL,
	    "tick what is chosen: a milestone, an agency heard", NULL,
	    KEYDEF_WRITES },
	{ CASE_DUE, "t", "due", NULL, "another date for what is chosen",
	    NULL, KEYDEF_WRITES | KEY_REPORT },
	{ CASE_OWNER, "w", "owner", NULL, "another owner of the action",
	    NULL, KEYDEF_WRITES | KEY_REPORT },
	{ CASE_MILESTONE, "+ *", "milestone", NULL,
	    "a milestone of the chosen action", NULL,
	    KEYDEF_WRITES | KEY_REPORT },
	{ CASE_ACCEPT, "y", "accept", NULL,
	    "take the chosen action on, in one's own name", NULL,
	    KEYDEF_WRITES | KEY_REPORT },
	{ CASE_REPEAT, "R", "repeat", NULL,
	    "has it come back? what is proposed and decided", NULL, 0 },
	{ CASE_OVERRIDE, "!", "override", NULL,
	    "go on in spite of the chosen check, with a reason", NULL,
	    KEYDEF_WRITES | KEY_RUN | KEY_OPEN },
	{ CASE_END, "C", "case-close", NULL,
	    "close this line and take up the next", NULL,
	    KEYDEF_WRITES | KEY_RUN | KEY_OPEN },
};

static void
set_bar(struct meeting *m, int action, const char *word)
{
	size_t i;

	for (i = 0; i < m->keymap.n; i++) {
		if (m->keydefs[i].action == action)
			m->keydefs[i].bar = word;
	}
}

/* What is worth a place in the bar hangs on the phase. */
static void
more_keys(struct meeting *m)
{
	const struct case_pane *d = m->data;
	const struct kind_phase *p = d->phase;

	if (p && p->actions) {
		set_bar(m, CASE_ACTION, "action");
		set_bar(m, CASE_READBACK, "read back");
	}
	if (p && p->contributions) {
		set_bar(m, CASE_HEARD, "heard");
		set_bar(m, CASE_NIL, "nil");
	}
	if (!p || p->conclude)
		set_bar(m, CASE_OUTCOME, "outcome");
	set_bar(m, CASE_PHASE_NEXT, "phase");
	minutes_more_keys(m, p ? p->sorts : NULL, p ? p->n_sorts : 0);
}

static const struct fields *
fields(struct meeting *m)
{
	return &((const struct case_pane *)m->data)->fields;
}

const struct pane pane_case = {
	.keys = keys, .n_keys = sizeof keys / sizeof *keys,
	.load = case_load, .head = case_head, .act = case_act,
	.more_keys = more_keys, .fields = fields,
};
