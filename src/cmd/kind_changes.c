#include <string.h>

#include "cmd/kind_cmd.h"

static void
add_line(struct buf *b, const char *what, const char *label, const char *how)
{
	buf_addf(b, "%s %s: %s\n", what, label, how);
}

/* Compare two texts that people see. */
static void
compare_text(struct buf *b, const char *what, const char *key,
    const char *was, const char *now)
{
	if (strcmp(was ? was : "", now ? now : "") != 0)
		buf_addf(b, "%s %s: \"%s\" is now \"%s\"\n", what, key,
		    was ? was : "", now ? now : "");
}

static void
compare_number(struct buf *b, const char *what, int was, int now)
{
	struct buf old = { 0 }, new = { 0 };

	if (was == now)
		return;
	if (was == KIND_UNSET)
		buf_adds(&old, "not set");
	else
		buf_addf(&old, "%d", was);
	if (now == KIND_UNSET)
		buf_adds(&new, "not set");
	else
		buf_addf(&new, "%d", now);
	buf_addf(b, "%s: %s is now %s\n", what, buf_text(&old),
	    buf_text(&new));
	buf_release(&new);
	buf_release(&old);
}

/* A right that goes from always to while acting, or the other way, is told as
 * what it is from now on. */
static void
compare_rights(struct buf *b, const struct kind_role *was,
    const struct kind_role *now)
{
	int right;

	for (right = 0; right < RIGHTS; right++) {
		const char *name = kind_right_name((enum kind_right)right);
		uint64_t bit = RIGHT_BIT(right);

		if ((now->rights & bit) != 0 && (was->rights & bit) == 0)
			buf_addf(b, "role %s: gets %s\n", now->key, name);
		else if ((now->acting & bit) != 0 && (was->acting & bit) == 0)
			buf_addf(b, "role %s: has %s while acting as chair"
			    " alone\n", now->key, name);
		else if (((was->rights | was->acting) & bit) != 0 &&
		    ((now->rights | now->acting) & bit) == 0)
			buf_addf(b, "role %s: loses %s\n", now->key, name);
	}
}

static void
compare_roles(struct buf *b, const struct kind *was, const struct kind *now)
{
	size_t i;

	for (i = 0; i < was->n_roles; i++)
		if (kind_role(now, was->roles[i].key) == NULL)
			add_line(b, "role", was->roles[i].key, "is gone");
	for (i = 0; i < now->n_roles; i++) {
		const struct kind_role *r = &now->roles[i];
		const struct kind_role *old = kind_role(was, r->key);

		if (old == NULL) {
			add_line(b, "role", r->key, "is new");
			continue;
		}
		compare_text(b, "role", r->key, old->label, r->label);
		compare_rights(b, old, r);
	}
}

static void
compare_fields(struct buf *b, const struct kind_form *was,
    const struct kind_form *now)
{
	size_t i;

	for (i = 0; i < was->n_fields; i++)
		if (kind_field(now, was->fields[i].key) == NULL)
			buf_addf(b, "form %s: %s is asked no more\n",
			    now->key, was->fields[i].label);
	for (i = 0; i < now->n_fields; i++) {
		const struct kind_field *f = &now->fields[i];
		const struct kind_field *old = kind_field(was, f->key);

		if (old == NULL) {
			buf_addf(b, "form %s: asks %s\n", now->key, f->label);
			continue;
		}
		compare_text(b, "field", f->key, old->label, f->label);
		if (old->required != f->required)
			add_line(b, "field", f->key, f->required ?
			    "must be answered" : "may stay open");
		if (old->sensitive != f->sensitive || old->right != f->right)
			add_line(b, "field", f->key,
			    "is seen by other roles than before");
	}
}

static void
compare_forms(struct buf *b, const struct kind *was, const struct kind *now)
{
	size_t i;

	for (i = 0; i < was->n_forms; i++)
		if (kind_form(now, was->forms[i].key) == NULL)
			add_line(b, "form", was->forms[i].key, "is gone");
	for (i = 0; i < now->n_forms; i++) {
		const struct kind_form *old = kind_form(was,
		    now->forms[i].key);

		if (old == NULL)
			add_line(b, "form", now->forms[i].key, "is new");
		else
			compare_fields(b, old, &now->forms[i]);
	}
}

static bool
guards(const struct kind *k, const char *type, const char *link)
{
	const struct kind_case_type *t = kind_case_type(k, type);
	const struct kind_link *l = t ? kind_link(t, link) : NULL;

	return l && l->guards;
}

/* Who sees the records of a type hangs on its ties. */
static void
compare_guards(struct buf *b, const struct kind *was, const struct kind *now)
{
	size_t i, j;

	for (i = 0; i < now->n_case_types; i++) {
		const struct kind_case_type *t = &now->case_types[i];

		for (j = 0; j < t->n_links; j++) {
			const struct kind_link *l = &t->links[j];

			if (l->guards != guards(was, t->key, l->key))
				buf_addf(b, "%s, tie \"%s\": %s\n", t->title,
				    l->label, l->guards ? "is seen by those "
				    "alone who see what it is tied to" :
				    "is seen whether one sees what it is "
				    "tied to or not");
		}
	}
}

static void
compare_steps(struct buf *b, const struct kind *was, const struct kind *now)
{
	size_t i;

	for (i = 0; i < was->n_steps; i++)
		if (kind_step(now, was->steps[i].key) == NULL)
			add_line(b, "step", was->steps[i].title, "is gone");
	for (i = 0; i < now->n_steps; i++) {
		const struct kind_step *old = kind_step(was,
		    now->steps[i].key);

		if (old == NULL)
			add_line(b, "step", now->steps[i].title, "is new");
		else
			compare_text(b, "step", now->steps[i].key, old->title,
			    now->steps[i].title);
	}
}

static void
compare_statements(struct buf *b, const struct kind *was,
    const struct kind *now)
{
	size_t i;

	for (i = 0; i < now->n_statements; i++) {
		const struct kind_statement *old = kind_statement(was,
		    now->statements[i].key);

		if (old == NULL || strcmp(old->text,
		    now->statements[i].text) != 0)
			add_line(b, "statement", now->statements[i].key,
			    "has new words");
	}
}

/* Whom the rule of the one asks for, and that of the other does not. */
static void
add_quorum_with(struct buf *b, const struct kind *without,
    const struct kind *with, const char *how)
{
	const struct kind_rules *w = &without->rules, *r = &with->rules;
	size_t i, j;

	for (i = 0; i < r->n_quorum_with; i++) {
		const struct kind_category *c = kind_category(with,
		    r->quorum_with[i]);

		for (j = 0; j < w->n_quorum_with && strcmp(w->quorum_with[j],
		    r->quorum_with[i]) != 0; j++)
			;
		if (j == w->n_quorum_with)
			add_line(b, "agency", c ? c->label : r->quorum_with[i],
			    how);
	}
}

static void
compare_rules(struct buf *b, const struct kind *was, const struct kind *now)
{
	const struct kind_rules *r = &was->rules, *n = &now->rules;
	size_t i;

	compare_number(b, "months a repeat looks back", r->repeat.months,
	    n->repeat.months);
	if (r->repeat.clock != n->repeat.clock)
		buf_adds(b, n->repeat.clock == CLOCK_REFERRAL ?
		    "a repeat counts from the last referral now\n" :
		    "a repeat counts from the last meeting now\n");
	compare_number(b, "cases at a meeting before it warns",
	    r->cases_soft_limit, n->cases_soft_limit);
	compare_number(b, "agencies for a quorum", r->quorum, n->quorum);
	add_quorum_with(b, was, now, "is needed for a quorum now");
	add_quorum_with(b, now, was, "is not needed for a quorum any more");
	compare_number(b, "months records are kept", r->retention_months,
	    n->retention_months);
	compare_number(b, "numbers below this are not shown outside",
	    r->suppress_below, n->suppress_below);
	for (i = 0; i < n->n_deadlines; i++) {
		const struct kind_deadline *d = &n->deadlines[i];
		const struct kind_deadline *old = kind_deadline(was, d->key);

		if (old == NULL)
			add_line(b, "deadline", d->label, "is new");
		else
			compare_number(b, d->label, old->working_days,
			    d->working_days);
	}
}

static void
compare_statuses(struct buf *b, const struct kind *was,
    const struct kind *now)
{
	size_t i;

	for (i = 0; i < now->actions.n_statuses; i++) {
		const struct kind_action_status *st =
		    &now->actions.statuses[i];
		const struct kind_action_status *old = kind_status(was,
		    st->key);

		if (old == NULL)
			add_line(b, "status", st->key, "is new");
		else
			compare_text(b, "status", st->key, old->label,
			    st->label);
	}
	for (i = 0; i < was->actions.n_statuses; i++)
		if (kind_status(now, was->actions.statuses[i].key) == NULL)
			add_line(b, "status", was->actions.statuses[i].key,
			    "is gone");
}

void
kind_changes(struct buf *b, const struct kind *was, const struct kind *now)
{
	size_t len = b->len;

	compare_text(b, "kind", now->key, was->title, now->title);
	compare_text(b, "kind", "version", was->version, now->version);
	compare_text(b, "marking", now->key, was->marking.text,
	    now->marking.text);
	compare_roles(b, was, now);
	compare_steps(b, was, now);
	compare_statements(b, was, now);
	compare_forms(b, was, now);
	compare_guards(b, was, now);
	compare_statuses(b, was, now);
	compare_rules(b, was, now);
	if (b->len == len)
		buf_adds(b, "Nothing changes that anyone would notice.\n");
}
