/*
 * case_head: whom a case is about, in one line: the person, what the kind's
 * forms put beside them, and how the case came here.
 */
#include <string.h>

#include "base/json.h"
#include "form/form_value.h"
#include "screen/case_pane.h"

static void
add_fact(const struct kind_field *f, const char *json, const char *between,
    struct buf *out)
{
	const char *at = strstr(f->header, "{}");
	struct json v;

	if (f->type == FIELD_YES_NO) {
		if (json_parse(json, strlen(json), &v) && json_is(&v, "yes"))
			buf_addf(out, "%s%s", between, f->header);
		return;
	}
	buf_addf(out, "%s%.*s", between, (int)(at - f->header), f->header);
	form_value_show(f, json, NULL, out);
	buf_adds(out, at + 2);
}

/* What one may not see is not among the answers. */
static void
add_facts(struct meeting *m, const struct kind_form *form,
    const char *answers, const char *between, struct buf *out)
{
	struct json all, value;
	size_t i;

	if (!form || !json_parse(answers, strlen(answers), &all))
		return;
	for (i = 0; i < form->n_fields; i++) {
		const struct kind_field *f = &form->fields[i];

		if (f->header && json_find(&all, f->key, &value))
			add_fact(f, json_raw(&m->screen.arena, &value),
			    between, out);
	}
}

const char *
case_facts(struct meeting *m, const struct kind_case_type *t,
    const char *answers)
{
	struct buf b = {0};
	const char *text;

	add_facts(m, kind_form_for(m->kind, t, RECORD_CASEFILE), answers,
	    " · ", &b);
	text = arena_strdup(&m->screen.arena, buf_text(&b));
	buf_release(&b);
	return text;
}

static void
add_subject(struct meeting *m, const struct case_pane *d,
    const struct party_row *p, struct buf *out)
{
	const struct kind_party_role *role = case_role(d, p);

	buf_addf(out, "%s%s", out->len ? " · " : "", case_person(m, d, p));
	add_facts(m, kind_form_for(m->kind, d->type, RECORD_SUBJECT),
	    p->subject_answers, ", ", out);
	if (role && role->form)
		add_facts(m, kind_form(m->kind, role->form), p->answers, ", ",
		    out);
}

/* Where a record stands in its life, and who answers for it. */
static void
add_standing(const struct case_pane *d, struct buf *out)
{
	const struct kind_state *st = kind_state(d->type, d->casefile.state);

	if (st)
		buf_addf(out, "%s%s", out->len ? " · " : "", st->label);
	if (d->casefile.lead)
		buf_addf(out, "%slead %s", out->len ? " · " : "",
		    d->casefile.lead_name);
}

const char *
case_who(struct meeting *m, const struct case_pane *d, bool brief)
{
	const struct casefile_row *c = &d->casefile;
	struct buf b = {0};
	const char *text;
	size_t i;

	for (i = 0; i < d->n_parties; i++) {
		if (d->type->subject_role && !strcmp(d->parties[i].role,
		    d->type->subject_role))
			add_subject(m, d, &d->parties[i], &b);
	}
	if (c->agency && !*c->origin)
		buf_addf(&b, " · %s%s%s", c->agency_short, brief ? "" : " ",
		    brief ? "" : kind_word(m->kind, "referral", 1));
	if (*c->origin)
		buf_addf(&b, " · from %s", c->origin);
	if (c->score >= 0)
		buf_addf(&b, " · %s %d", *c->tool ? case_word(m, "tool",
		    c->tool) : "score", c->score);
	add_facts(m, kind_form_for(m->kind, d->type, RECORD_REFERRAL),
	    c->answers, " · ", &b);
	add_facts(m, kind_form_for(m->kind, d->type, RECORD_CASEFILE),
	    c->answers, " · ", &b);
	add_standing(d, &b);
	text = arena_strdup(&m->screen.arena, buf_text(&b));
	buf_release(&b);
	/* Where it is about nobody the first fact begins the line. */
	return strncmp(text, " · ", strlen(" · ")) == 0 ? text +
	    strlen(" · ") : text;
}
