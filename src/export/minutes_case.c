/*
 * minutes_case: one case in the minutes, by its kind's outline.
 */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/json.h"
#include "export/minutes_work.h"
#include "form/form_value.h"
#include "form/heading.h"
#include "store/casefile_read.h"
#include "store/contribution_read.h"

struct one {
	struct work *w;
	const struct agenda_row *line;
	const struct kind_case_type *type;
	struct casefile_row file;
	struct party_row *parties;
	size_t n_parties;
};

/* ---- Heading and people ------------------------------------------------------------ */

static size_t
case_heading(struct one *o)
{
	const struct agenda_row *l = o->line;
	const struct kind_item_type *t = kind_item_type(o->type, l->type);
	struct work *w = o->w;

	const char *name = heading_text(w->a, w->k, o->type, l->ref,
	    o->file.answers);

	doc_heading(w->doc, 1, "%d. %s%s%s%s%s%s", l->nth, l->ref,
	    *name ? "  " : "", name, t && t->tag ? "  " : "", t && t->tag ? t->tag : "",
	    l->restricted ? "  RESTRICTED" : "");
	if (*l->origin)
		doc_field(w->doc, "From", l->origin);
	if (*o->file.marking)
		doc_field(w->doc, "Marking", o->file.marking);
	if (l->presenter)
		doc_field(w->doc, "Presented by", l->presenter_name);
	return 1;
}

static const char *
names(struct work *w, const struct party_row *p)
{
	struct buf b = {0};
	const char *text;
	size_t i;

	buf_adds(&b, p->name);
	for (i = 0; i < p->n_aliases; i++)
		buf_addf(&b, "%s%s", i ? "; " : "\nalso: ",
		    p->aliases[i].name);
	text = arena_strdup(w->a, buf_text(&b));
	buf_release(&b);
	return text;
}

/* Birth date and the age on the meeting's day. */
static const char *
born(struct work *w, const struct party_row *p)
{
	int age = party_age(p, w->meeting.held_on);

	if (p->born_on != DATE_NONE)
		return arena_printf(w->a, "%s (%d)", work_date(w, p->born_on),
		    age);
	return age < 0 ? "not known" : arena_printf(w->a, "about %d", age);
}

static const char *
relations(struct one *o, const struct party_row *p)
{
	struct buf b = {0};
	const char *text;
	size_t i;

	for (i = 0; i < p->n_relations; i++) {
		const struct relation_row *r = &p->relations[i];
		const struct kind_choice *c = kind_choice(o->type->relations,
		    o->type->n_relations, r->relation);

		buf_addf(&b, "%s%s: %s", i ? "\n" : "", r->to_name,
		    c ? c->label : r->relation);
	}
	text = arena_strdup(o->w->a, buf_text(&b));
	buf_release(&b);
	return text;
}

static size_t
case_parties(struct one *o)
{
	static const char *const titles[] = { "Role", "Name", "Born (age)",
	    "Relation" };
	struct work *w = o->w;
	struct doc_table *t = NULL;
	size_t i;

	for (i = 0; i < o->n_parties; i++) {
		const struct party_row *p = &o->parties[i];
		const struct kind_party_role *r = kind_party_role(o->type,
		    p->role);

		if (!t)
			t = doc_table(w->doc, 4, titles);
		doc_row(w->doc, t, (const char *[]){ r ? r->label : p->role,
		    names(w, p), born(w, p), relations(o, p) });
	}
	return o->n_parties;
}

/* ---- Answers ---------------------------------------------------------------------- */

static bool
wanted(const struct kind_section *s, const char *key)
{
	size_t i;

	for (i = 0; i < s->n_fields; i++) {
		if (!strcmp(s->fields[i], key))
			return true;
	}
	return !s->n_fields;
}

size_t
work_answers(struct work *w, const struct kind_form *f, const char *json,
    const struct kind_section *s)
{
	struct json all, value;
	size_t i, n = 0;

	if (!f || !json_parse(json, strlen(json), &all))
		return 0;
	for (i = 0; i < f->n_fields; i++) {
		const struct kind_field *field = &f->fields[i];
		struct buf text = {0};

		if (!wanted(s, field->key) ||
		    !json_find(&all, field->key, &value))
			continue;
		form_value_show(field, json_raw(w->a, &value), NULL, &text);
		doc_field(w->doc, field->label, buf_text(&text));
		n += text.len > 0;
		buf_release(&text);
	}
	return n;
}

/* The tool's name, where a field of the form shows that column as a choice. */
static const char *
tool_label(struct one *o, const struct kind_form *f)
{
	const struct kind_choice *c;
	size_t i;

	for (i = 0; f && i < f->n_fields; i++) {
		if (!f->fields[i].column ||
		    strcmp(f->fields[i].column, "tool"))
			continue;
		c = kind_choice(f->fields[i].choices, f->fields[i].n_choices,
		    o->file.tool);
		if (c)
			return c->label;
	}
	return o->file.tool;
}

static size_t
case_referral(struct one *o, const struct kind_section *s)
{
	const struct casefile_row *c = &o->file;
	const struct kind_form *f = kind_form_for(o->w->k, o->type,
	    RECORD_REFERRAL);
	struct work *w = o->w;

	if (!f)
		f = kind_form_for(w->k, o->type, RECORD_CASEFILE);
	doc_field(w->doc, "Referred by", *c->member_name ? arena_printf(w->a,
	    "%s, %s", c->agency_name, c->member_name) : *c->agency_name
	    ? c->agency_name : c->referrer);
	doc_field(w->doc, "Referral received", work_date(w, c->received_on));
	doc_field(w->doc, "Incident", work_date(w, c->incident_on));
	if (c->score >= 0)
		doc_field(w->doc, "Risk score", arena_printf(w->a,
		    "%s%s%d", tool_label(o, f), *c->tool ? " " : "",
		    c->score));
	if (s->n_fields)
		work_answers(w, f, c->answers, s);
	return 1;
}

static size_t
case_fields(struct one *o, const struct kind_section *s)
{
	const struct kind_form *f = s->form ? kind_form(o->w->k, s->form)
	    : kind_form_for(o->w->k, o->type, RECORD_ITEM);

	/* A form of other cases says nothing of this one. */
	if (!f || kind_form_for(o->w->k, o->type, f->record) != f)
		return 0;
	return work_answers(o->w, f, f->record == RECORD_ITEM ? o->line->answers
	    : o->file.answers, s);
}

/* Keys kept as a list in the line's answers, shown by their labels. */
static char **
listed(struct one *o, const char *key, size_t *n)
{
	struct json all, value;

	*n = 0;
	if (!json_parse(o->line->answers, strlen(o->line->answers), &all) ||
	    !json_find(&all, key, &value))
		return NULL;
	return json_strings(o->w->a, &value, n);
}

static size_t
case_flags(struct one *o)
{
	size_t i, n;
	char **keys = listed(o, "flags", &n);

	for (i = 0; i < n; i++) {
		const struct kind_flag *f = kind_flag(o->type, keys[i]);

		doc_item(o->w->doc, NULL, f ? f->label : keys[i]);
	}
	return n;
}

/* ---- What was said ------------------------------------------------------------------ */

static bool
case_contributions(struct one *o, size_t *n, struct err *err)
{
	struct contribution_row *rows;
	struct work *w = o->w;
	size_t i, j, count;

	*n = 0;
	if (!contribution_read_case(w->src->db, o->line->casefile,
	    w->meeting.id, w->a, &rows, &count, err))
		return false;
	for (i = 0; i < count; i++) {
		const struct contribution_row *r = &rows[i];

		/* Research is the agency's own: what was heard is minuted. */
		if (!r->heard_at)
			continue;
		if (!strcmp(r->state, "nil"))
			doc_item(w->doc, arena_printf(w->a, "%s:",
			    r->agency_short), "nil return");
		for (j = 0; j < r->n_lines; j++) {
			const struct contribution_line_row *l = &r->lines[j];

			if (l->share)
				doc_item(w->doc, arena_printf(w->a,
				    "%s (%s):", r->agency_short, l->sort),
				    l->text);
		}
		(*n)++;
	}
	return true;
}

static size_t
case_decision(struct one *o)
{
	const struct agenda_row *l = o->line;
	const struct kind_disposition *d = kind_disposition(o->type,
	    l->disposition);
	struct work *w = o->w;
	size_t i, n;
	char **links = listed(o, "links", &n);

	doc_field(w->doc, "Outcome", d ? d->label : *l->disposition
	    ? l->disposition : "not concluded");
	doc_field(w->doc, "Reason", l->reason);
	if (l->deferred_to)
		doc_field(w->doc, "To meeting", arena_printf(w->a, "%s, %s",
		    l->deferred_to_ref, work_date(w, l->deferred_to_on)));
	if (*l->sent_to)
		doc_field(w->doc, "Transferred to", arena_printf(w->a,
		    "%s%s%s%s%s", l->sent_to, l->sent_on == DATE_NONE ? ""
		    : ", sent ", work_date(w, l->sent_on),
		    l->acknowledged_on == DATE_NONE ? "" : ", acknowledged ",
		    work_date(w, l->acknowledged_on)));
	for (i = 0; i < n; i++) {
		const struct kind_link *k = kind_link(o->type, links[i]);

		doc_item(w->doc, "Linked:", k ? k->label : links[i]);
	}
	return 1;
}

static size_t
case_times(struct one *o)
{
	const struct agenda_row *l = o->line;
	const char *from = work_time(o->w, l->started_at);
	const char *to = work_time(o->w, l->ended_at);
	int minutes = (int)((l->spent + 30) / 60);

	if (!*from)
		return 0;
	doc_field(o->w->doc, "Time", arena_printf(o->w->a,
	    "%s to %s, %s", from, *to ? to : "?", minutes
	    ? arena_printf(o->w->a, "%d minute%s", minutes, minutes == 1 ? ""
	    : "s") : "less than a minute"));
	work_chair_of(o->w, l);
	work_out(o->w, l);
	return 1;
}

/* ---- The outline --------------------------------------------------------------------- */

static bool
case_part(struct one *o, const struct kind_section *s, size_t *n,
    struct err *err)
{
	*n = 1;
	switch (s->part) {
	case OUTLINE_CASE_HEADING:
		*n = case_heading(o);
		break;
	case OUTLINE_CASE_PARTIES:
		*n = case_parties(o);
		break;
	case OUTLINE_CASE_REFERRAL:
		*n = case_referral(o, s);
		break;
	case OUTLINE_CASE_PHASE:
		*n = work_minutes(o->w, o->line->id, s->phase, NULL);
		break;
	case OUTLINE_CASE_FIELDS:
		*n = case_fields(o, s);
		break;
	case OUTLINE_CASE_FLAGS:
		*n = case_flags(o);
		break;
	case OUTLINE_CASE_CONTRIBUTIONS:
		return case_contributions(o, n, err);
	case OUTLINE_CASE_ACTIONS:
		*n = work_actions(o->w, o->line->id);
		break;
	case OUTLINE_CASE_DECISION:
		*n = case_decision(o);
		break;
	case OUTLINE_CASE_TIMES:
		*n = case_times(o);
		break;
	default:
		*n = s->text ? 1 : 0;
		break;
	}
	return true;
}

static bool
case_section(struct one *o, const struct kind_section *s, struct err *err)
{
	size_t mark = doc_mark(o->w->doc), n;

	/* The case's own heading is its reference. */
	if (s->title && s->part != OUTLINE_CASE_HEADING)
		doc_heading(o->w->doc, 2, "%s", s->title);
	if (s->text)
		doc_para(o->w->doc, s->text);
	if (!case_part(o, s, &n, err))
		return false;
	if (!n && s->if_any)
		doc_cut(o->w->doc, mark);
	else if (!n)
		doc_para(o->w->doc, "None.");
	return true;
}

/* Does a section of the outline show the entries of that phase? */
static bool
is_shown(const struct kind *k, const char *phase)
{
	const struct kind_section *s = k->minutes.case_outline;
	size_t i;

	for (i = 0; i < k->minutes.n_case_outline; i++)
		if (s[i].part == OUTLINE_CASE_PHASE && (!s[i].phase ||
		    !strcmp(s[i].phase, phase)))
			return true;
	return false;
}

/* Nothing that was minuted is left out because the outline has no place for it:
 * an entry that was written outside the phases, or after a phase was renamed. */
static void
case_rest(struct one *o)
{
	struct work *w = o->w;
	size_t i, j, mark = doc_mark(w->doc), n = 0;

	doc_heading(w->doc, 2, "Also minuted");
	for (i = 0; i < w->n_minutes; i++) {
		const struct minute_row *m = &w->minutes[i];

		if (m->item != o->line->id || is_shown(w->k, m->phase))
			continue;
		/* All of a phase at once, when its first comes. */
		for (j = 0; j < i; j++)
			if (w->minutes[j].item == m->item &&
			    !strcmp(w->minutes[j].phase, m->phase))
				break;
		if (j == i)
			n += work_minutes(w, m->item, m->phase, NULL);
	}
	if (!n)
		doc_cut(w->doc, mark);
}

/* The sections of a case; told: who is in it and how it came, too. */
static bool
case_sections(struct one *o, bool told, struct err *err)
{
	const struct kind_section *s = o->w->k->minutes.case_outline;
	size_t n = o->w->k->minutes.n_case_outline, i, last = n;

	for (i = 0; i < n; i++)
		if (s[i].part == OUTLINE_CASE_PHASE)
			last = i;
	for (i = 0; i < n; i++) {
		if ((told || (s[i].part != OUTLINE_CASE_HEADING &&
		    s[i].part != OUTLINE_CASE_PARTIES && s[i].part !=
		    OUTLINE_CASE_REFERRAL)) && !case_section(o, &s[i], err))
			return false;
		if (i == last)
			case_rest(o);
	}
	if (last == n)
		case_rest(o);
	return true;
}

static bool
load_case(struct one *o, struct err *err)
{
	struct work *w = o->w;

	o->type = kind_case_type(w->k, o->line->case_type);
	if (!o->type)
		return err_set(err, ERR_SCHEMA, "The case %s is of a type "
		    "that this meeting's kind does not have. The minutes "
		    "were not written; take the kind's right version into "
		    "the book.", o->line->ref);
	return casefile_read(w->src->db, o->line->casefile, w->a, &o->file,
	    err) && party_read_casefile(w->src->db, o->line->casefile, w->a,
	    &o->parties, &o->n_parties, err);
}

bool
work_case(struct work *w, const struct agenda_row *line, struct err *err)
{
	struct one o = { .w = w, .line = line };

	return load_case(&o, err) && case_sections(&o, true, err);
}

bool
work_case_alone(struct work *w, const struct agenda_row *line,
    struct err *err)
{
	struct one o = { .w = w, .line = line };

	return load_case(&o, err) && case_sections(&o, false, err);
}
