/*
 * case_lines: what each phase of a case shows: who it is about, what agencies
 * bring, risk, the plan, how it ends. Which phase shows what is the kind's.
 */
#include <string.h>
#include <strings.h>

#include "base/date.h"
#include "base/json.h"
#include "form/heading.h"
#include "screen/case_pane.h"

/* ---- People ------------------------------------------------------------ */

const struct kind_party_role *
case_role(const struct case_pane *d, const struct party_row *p)
{
	return kind_party_role(d->type, p->role);
}

const char *
case_word(const struct meeting *m, const char *column, const char *value)
{
	size_t i, k;

	for (i = 0; i < m->kind->n_forms; i++) {
		const struct kind_form *f = &m->kind->forms[i];

		for (k = 0; k < f->n_fields; k++) {
			const struct kind_field *field = &f->fields[k];
			const struct kind_choice *c;

			if (!field->column || strcmp(field->column, column))
				continue;
			c = kind_choice(field->choices, field->n_choices,
			    value);
			return c ? c->label : value;
		}
	}
	return value;
}

/* A label of a list inside a sentence: "Ex-partner" is "ex-partner", "HR"
 * stays. */
static const char *
inside(struct meeting *m, const char *label)
{
	char *text;

	if (label[0] < 'A' || label[0] > 'Z' || label[1] < 'a' ||
	    label[1] > 'z')
		return label;
	text = arena_strdup(&m->screen.arena, label);
	text[0] = (char)(text[0] - 'A' + 'a');
	return text;
}

static bool
is_subject(const struct case_pane *d, const struct party_row *p)
{
	return d->type->subject_role &&
	    strcmp(d->type->subject_role, p->role) == 0;
}

/* A case that goes by a pseudonym is called by it here, where everyone in the
 * room looks; names are in its record, for those whom they concern. */
static const char *
called(struct meeting *m, const struct case_pane *d,
    const struct party_row *p)
{
	const struct kind_party_role *role = case_role(d, p);

	if (!d->type->pseudonym)
		return p->name;
	if (is_subject(d, p))
		return heading_sanitised(&m->screen.arena, m->kind, d->type,
		    d->casefile.ref, d->casefile.answers);
	return role ? role->label : p->role;
}

const char *
case_person(struct meeting *m, const struct case_pane *d,
    const struct party_row *p)
{
	int age = party_age(p, m->row.held_on);
	struct buf b = {0};
	const char *text;

	buf_adds(&b, called(m, d, p));
	if (age >= 0)
		buf_addf(&b, p->born_on == DATE_NONE ? ", about %d" : ", %d",
		    age);
	if (*p->sex)
		buf_addf(&b, ", %s", inside(m,
		    case_word(m, "sex", p->sex)));
	text = arena_strdup(&m->screen.arena, buf_text(&b));
	buf_release(&b);
	return text;
}

static const char *
first_name(struct meeting *m, const struct case_pane *d, int64_t party)
{
	size_t i;

	for (i = 0; i < d->n_parties; i++) {
		if (d->parties[i].id == party && d->type->pseudonym)
			return called(m, d, &d->parties[i]);
		if (d->parties[i].id == party)
			return *d->parties[i].forenames
			    ? d->parties[i].forenames : d->parties[i].name;
	}
	return "";
}

/* The one person the case is about; 0 where there are several, or none. */
static int64_t
only_subject(const struct case_pane *d)
{
	int64_t only = 0;
	size_t i;

	for (i = 0; d->type->subject_role && i < d->n_parties; i++) {
		if (strcmp(d->parties[i].role, d->type->subject_role))
			continue;
		if (only)
			return 0;
		only = d->parties[i].id;
	}
	return only;
}

const char *
case_relations(struct meeting *m, const struct case_pane *d,
    const struct party_row *p, bool brief)
{
	struct buf b = {0};
	const char *text;
	int64_t only = brief ? only_subject(d) : 0;
	size_t i;

	for (i = 0; i < p->n_relations; i++) {
		const struct relation_row *r = &p->relations[i];
		const struct kind_choice *c = kind_choice(d->type->relations,
		    d->type->n_relations, r->relation);

		buf_addf(&b, "%s%s", b.len ? "; " : "", inside(m, c
		    ? c->label : r->relation));
		if (r->to_party != only)
			buf_addf(&b, " of %s", first_name(m, d, r->to_party));
	}
	text = arena_strdup(&m->screen.arena, buf_text(&b));
	buf_release(&b);
	return text;
}

static bool
is(const char *a, const char *b)
{
	return a && !strcmp(a, b);
}

/* "Mon-Fri 10:00-11:30, NO MESSAGES" without its end. */
static const char *
without(struct arena *a, const char *times, const char *end)
{
	size_t len = strlen(times), n = strlen(end);

	if (len < n || strcmp(times + len - n, end))
		return times;
	for (len -= n; len && strchr(" ,;.", times[len - 1]);)
		len--;
	return arena_strndup(a, times, len);
}

void
case_contact(struct meeting *m, const struct contact_row *c,
    struct case_contact *out)
{
	struct arena *a = &m->screen.arena;
	bool phone = is(c->sort, "phone");
	bool safe = is(c->safe_use, "yes"), no = is(c->safe_use, "no");
	const char *message = "", *times = "", *use, *warning, *rest;

	use = safe ? "" : no ? phone ? "DO NOT CALL" : "DO NOT USE OR WRITE"
	    : "NOT KNOWN IF SAFE";
	if (phone && !no)
		message = is(c->safe_message, "no") ? "NO MESSAGES"
		    : is(c->safe_message, "yes") ? "messages are safe"
		    : "messages: not known";
	if (c->safe_times && *c->safe_times)
		times = c->safe_times;
	/* The book's words may say the same: once is enough. */
	warning = message;
	rest = times;
	if (*message && strstr(times, message)) {
		message = "";
		rest = without(a, times, warning);
	}
	out->warns = !safe || (phone && !is(c->safe_message, "yes"));
	out->label = safe ? "safe: " : no ? "UNSAFE: " : "contact: ";
	out->number_first = arena_printf(a, "%s  %s%s%s%s%s", c->value, use,
	    *use && *message ? ", " : "", message, *times && (*use ||
	    *message) ? ", " : "", times);
	/* Over two rows, the number's row must have the warning. */
	out->over_rows = safe ? arena_printf(a, "%s  %s%s%s", c->value,
	    warning, *warning && *rest ? ", " : "", rest)
	    : arena_printf(a, "%s%s%s%s%s%s%s", use, *use && *message
	    ? ", " : "", message, (*use || *message) && *times ? ", " : "",
	    times, *use || *message || *times ? ": " : "", c->value);
}

static void
add_parties(struct meeting *m, struct case_pane *d)
{
	size_t i, k;

	/* What is about nobody, such as a document, has none to ask for. */
	if (!d->type->n_roles)
		return;
	body_heading(&m->body, "Are these the right people?");
	if (!d->n_parties)
		body_add(&m->body, 0, 0, STYLE_DIM, "Nobody is named.");
	for (i = 0; i < d->n_parties; i++) {
		const struct party_row *p = &d->parties[i];
		const struct kind_party_role *role = case_role(d, p);
		const char *relations = case_relations(m, d, p, false);
		struct buf b = {0};
		struct body_line *l;

		if (p->born_on != DATE_NONE && !d->type->pseudonym) {
			buf_adds(&b, ", born ");
			date_add_shown(&b, p->born_on);
		}
		for (k = 0; k < p->n_aliases && !d->type->pseudonym; k++)
			buf_addf(&b, "%s%s", k ? ", " : "; also ",
			    p->aliases[k].name);
		l = body_addf(&m->body, CASE_PARTY_LINE, p->id, STYLE_NORMAL,
		    "%s%s%s%s", case_person(m, d, p), buf_text(&b),
		    *relations ? "; " : "", relations);
		l->mark = arena_printf(&m->screen.arena, "%s:", role
		    ? role->label : p->role);
		l->mark_style = STYLE_LABEL;
		buf_release(&b);
		for (k = 0; k < p->n_contacts; k++) {
			struct case_contact c;

			case_contact(m, &p->contacts[k], &c);
			l = body_addf(&m->body, 0, 0, c.warns ? STYLE_SAFETY
			    : STYLE_NORMAL, "%s%s", c.label, c.over_rows);
			l->indent = 2;
		}
	}
}

static void
add_referral(struct meeting *m, struct case_pane *d)
{
	const struct casefile_row *c = &d->casefile;
	struct buf b = {0};

	buf_adds(&b, "Referred ");
	date_add_shown(&b, c->received_on);
	if (c->agency || *c->referrer)
		buf_addf(&b, " by %s", c->agency ? c->agency_name
		    : c->referrer);
	if (*c->member_name)
		buf_addf(&b, " (%s)", c->member_name);
	if (c->incident_on != DATE_NONE) {
		buf_adds(&b, "; incident ");
		date_add_shown(&b, c->incident_on);
	}
	if (c->score >= 0)
		buf_addf(&b, "; %s %d", *c->tool ? case_word(m, "tool",
		    c->tool) : "score", c->score);
	if (*c->origin)
		buf_addf(&b, "; from %s", c->origin);
	if (*d->item->presenter_name)
		buf_addf(&b, "; presented by %s", d->item->presenter_name);
	body_addf(&m->body, 0, 0, STYLE_NORMAL, "%s.", buf_text(&b));
	buf_release(&b);
}

/* ---- What agencies bring ----------------------------------------------- */

void
case_add_research(struct meeting *m, struct body *b,
    const struct contribution_row *c)
{
	const struct kind_contributions *k = &m->kind->contributions;
	size_t i;

	for (i = 0; i < c->n_lines; i++) {
		const struct contribution_line_row *r = &c->lines[i];
		const struct kind_choice *sort = kind_choice(k->lines,
		    k->n_lines, r->sort);
		struct body_line *l;

		l = body_addf(b, 0, 0, r->share ? STYLE_NORMAL
		    : STYLE_DIM, "%s%s%s%s%s%s", *r->party_name
		    ? r->party_name : "", *r->party_name ? ": " : "",
		    r->text, r->share ? "" : "  [not shared",
		    r->share || !*r->withheld_reason ? "" : ": ",
		    r->share ? "" : r->withheld_reason);
		if (!r->share)
			l->text = arena_printf(&m->screen.arena, "%s]",
			    l->text);
		l->mark = arena_printf(&m->screen.arena, "%s:", sort
		    ? sort->label : r->sort);
		l->mark_style = STYLE_LABEL;
		l->indent = 4;
	}
}

static void
add_contribution(struct meeting *m, const struct contribution_row *c)
{
	const char *nil = m->kind->contributions.nil_return;
	struct body_line *l;

	l = body_addf(&m->body, CASE_CONTRIBUTION_LINE, c->agency,
	    STYLE_STRONG, "%s%s%s", c->agency_name, c->agency == m->agency
	    ? " (yours)" : "", is(c->state, "nil") ? arena_printf(
	    &m->screen.arena, " · %s", nil ? nil : "nil return")
	    : is(c->state, "begun") ? " · not handed in" : "");
	l->mark = c->heard_at ? "✓" : "·";
	l->mark_style = c->heard_at ? STYLE_OK : STYLE_WARN;
	l->right = c->heard_at ? arena_printf(&m->screen.arena, "heard %s",
	    meeting_time(m, c->heard_at)) : "not yet heard";
	l->right_style = c->heard_at ? STYLE_DIM : STYLE_WARN;
	case_add_research(m, &m->body, c);
}

static const struct contribution_row *
brought_by(const struct case_pane *d, int64_t agency)
{
	size_t i;

	for (i = 0; i < d->n_contributions; i++) {
		if (d->contributions[i].agency == agency)
			return &d->contributions[i];
	}
	return NULL;
}

static void
add_gap(struct meeting *m, const struct agency_gap *gap)
{
	struct body_line *l = body_addf(&m->body, CASE_GAP_LINE, gap->agency,
	    STYLE_STRONG, "%s%s", gap->name, gap->agency == m->agency
	    ? " (yours)" : "");

	l->mark = "·";
	l->mark_style = STYLE_WARN;
	l->right = "not yet heard";
	l->right_style = STYLE_WARN;
}

/* Both lists are in the order of the roll, and so are they together: who was
 * heard keeps their place, and the next to be asked is the next line. */
static void
add_round(struct meeting *m, struct case_pane *d,
    const struct contribution_row *but)
{
	size_t g = 0, c = 0;

	while (g < d->n_gaps || c < d->n_contributions) {
		if (c < d->n_contributions && (g == d->n_gaps ||
		    strcasecmp(d->contributions[c].agency_short,
		    d->gaps[g].short_name) <= 0)) {
			if (&d->contributions[c] != but)
				add_contribution(m, &d->contributions[c]);
			c++;
			continue;
		}
		if (!brought_by(d, d->gaps[g].agency))
			add_gap(m, &d->gaps[g]);
		g++;
	}
}

static void
add_share(struct meeting *m, struct case_pane *d)
{
	const struct contribution_row *own = m->agency && !m->run
	    ? brought_by(d, m->agency) : NULL;

	/* One's own card first: it is what one is about to be asked for. */
	if (own)
		add_contribution(m, own);
	add_round(m, d, own);
	if (!d->n_contributions && !d->n_gaps)
		body_add(&m->body, 0, 0, STYLE_DIM,
		    "Nobody has brought anything yet.");
}

static void
add_not_heard(struct meeting *m, const struct case_pane *d)
{
	struct buf b = {0};
	size_t i;

	/* Where no phase goes round the agencies nobody is waited for. */
	for (i = 0; i < d->type->n_phases && !d->type->phases[i].contributions;
	    i++)
		;
	if (!d->n_gaps || i == d->type->n_phases)
		return;
	for (i = 0; i < d->n_gaps; i++)
		buf_addf(&b, "%s%s", i ? ", " : "", d->gaps[i].short_name);
	body_addf(&m->body, 0, 0, STYLE_WARN, "Not yet heard: %s",
	    buf_text(&b));
	buf_release(&b);
}

/* ---- The plan ---------------------------------------------------------- */

static void
add_milestones(struct meeting *m, struct body *b, const struct action_row *r)
{
	size_t i;

	for (i = 0; i < r->n_milestones; i++) {
		const struct milestone_row *ms = &r->milestones[i];
		bool done = ms->done_on != DATE_NONE;
		struct body_line *l = body_add(b, CASE_MILESTONE_LINE,
		    ms->id, done ? STYLE_DIM : STYLE_NORMAL, ms->text);

		l->mark = done ? "✓" : "*";
		l->mark_style = STYLE_DIM;
		l->indent = 3;
		l->right = meeting_day(m, ms->due_on);
		l->right_style = ms->overdue ? STYLE_OVERDUE : STYLE_DIM;
	}
}

/* What was taken on only after it was agreed has its tick. */
static const char *
acceptance(struct meeting *m, const struct action_row *r)
{
	if (is(r->acceptance, "needed"))
		return "  [needs acceptance]";
	if (is(r->acceptance, "declined"))
		return arena_printf(&m->screen.arena, "  [declined: %s]",
		    r->status_reason);
	return r->accepted_at && r->agreed_at && strcmp(r->accepted_at,
	    r->agreed_at) > 0 ? "  [✓ accepted]" : "";
}

void
case_add_action(struct meeting *m, struct body *b,
    const struct action_row *r)
{
	const struct kind_action_status *s = kind_status(m->kind, r->status);
	const char *mark = strrchr(r->ref, '/');
	struct body_line *l;

	l = body_addf(b, CASE_ACTION_LINE, r->id, STYLE_NORMAL,
	    "%s%s%s: %s%s", r->agency_short, *r->member_name ? " · " : "",
	    r->member_name, r->text, acceptance(m, r));
	l->mark = mark ? mark + 1 : r->ref;
	l->mark_style = STYLE_STRONG;
	l->right = arena_printf(&m->screen.arena, "%s %s", meeting_day(m,
	    r->due_on), s && s->mark ? s->mark : "");
	l->right_style = r->overdue ? STYLE_OVERDUE : STYLE_NORMAL;
	add_milestones(m, b, r);
}

static void
add_plan(struct meeting *m, struct case_pane *d)
{
	size_t i, here = 0, before = 0;

	for (i = 0; i < d->n_actions; i++) {
		if (d->actions[i].item == d->item->id) {
			case_add_action(m, &m->body, &d->actions[i]);
			here++;
		}
	}
	if (!here)
		body_add(&m->body, 0, 0, STYLE_DIM, "Nothing is agreed yet.");
	else if (d->item->read_back_at)
		body_addf(&m->body, 0, 0, STYLE_OK, "✓ Read back at %s.",
		    meeting_time(m, d->item->read_back_at));
	else
		body_add(&m->body, 0, 0, STYLE_WARN,
		    "! Not read back yet: b.");
	for (i = 0; i < d->n_actions; i++) {
		if (d->actions[i].item == d->item->id)
			continue;
		if (!before++) {
			body_blank(&m->body);
			body_heading(&m->body, "Agreed before");
		}
		case_add_action(m, &m->body, &d->actions[i]);
	}
	body_blank(&m->body);
	add_not_heard(m, d);
}

/* ---- The end ----------------------------------------------------------- */

static void
add_conclusion(struct meeting *m, struct case_pane *d)
{
	const struct kind_disposition *end = kind_disposition(d->type,
	    d->item->disposition);
	struct buf spent = {0};
	struct body_line *l;
	size_t i;

	l = body_addf(&m->body, CASE_OUTCOME_LINE, 0, end ? STYLE_STRONG
	    : STYLE_FIELD_EMPTY, "%s%s%s", end ? end->label
	    : "not said yet: o", end && *d->item->reason ? ": " : "",
	    end ? d->item->reason : "");
	l->mark = "How it ends:";
	l->mark_style = STYLE_LABEL;
	span_add(&spent, d->item->spent);
	if (d->item->ended_at)
		body_addf(&m->body, 0, 0, STYLE_NORMAL,
		    "From %s to %s, %s in all.", meeting_time(m,
		    d->item->started_at), meeting_time(m, d->item->ended_at),
		    buf_text(&spent));
	else if (d->item->started_at)
		body_addf(&m->body, 0, 0, STYLE_NORMAL, "Begun at %s.",
		    meeting_time(m, d->item->started_at));
	buf_release(&spent);
	for (i = 0; i < d->findings.n; i++) {
		const struct finding *f = &d->findings.list[i];

		l = body_addf(&m->body, CASE_FINDING_LINE, (int64_t)i,
		    STYLE_NORMAL, "%s%s", f->text, f->overridden
		    ? "  [overridden]" : "");
		l->mark = f->overridden ? "✓" : f->blocks ? "✗" : "!";
		l->mark_style = f->overridden ? STYLE_DIM : f->blocks
		    ? STYLE_ALARM : STYLE_WARN;
	}
	body_blank(&m->body);
}

/* ---- All of a phase ---------------------------------------------------- */

bool
case_add_lines(struct meeting *m, struct ctx *ctx, struct err *err)
{
	struct case_pane *d = m->data;
	const struct kind_phase *p = d->phase;

	if (p && p->prompt)
		body_add(&m->body, 0, 0, STYLE_DIM, meeting_fill(m,
		    p->prompt));
	if (!p || p == d->type->phases) {
		add_parties(m, d);
		add_referral(m, d);
		body_blank(&m->body);
	}
	if (p)
		case_add_shown(m, d);
	if (p && p->ties && !case_add_ties(m, ctx, d, err))
		return false;
	if (p && p->contributions)
		add_share(m, d);
	if (p && p->actions)
		add_plan(m, d);
	if (!p || p->conclude)
		add_conclusion(m, d);
	if (p && p->form) {
		body_blank(&m->body);
		fields_add_lines(m, ctx, &d->fields, p->fields, p->n_fields);
	}
	return minutes_add_lines(m, ctx, d->item->id, p ? p->key : NULL,
	    err);
}
