/*
 * casedoc_people: who is in a casefile, with other names, relations, answers,
 * and ways to reach them beside what makes those safe; and whom to turn to.
 */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "cmd/casedoc.h"
#include "model/age.h"
#include "store/directory_read.h"

/* ---- One of them -------------------------------------------------------- */

static void
add_birth(struct casedoc *c, const struct party_row *p)
{
	const struct age_given given = { .born = p->born_on, .years = p->age,
		.told_on = p->age_on, .estimated = p->born_on == DATE_NONE };
	struct buf age = {0};

	if (p->born_on != DATE_NONE || p->age >= 0) {
		age_add(&age, &given, c->today);
		doc_field(c->doc, "Born", p->born_on == DATE_NONE
		    ? arena_printf(c->a, "not known (%s)", buf_text(&age))
		    : arena_printf(c->a, "%s (%s)", casedoc_day(c,
		    p->born_on), buf_text(&age)));
	}
	buf_release(&age);
}

static void
add_times(struct casedoc *c, const struct party_row *p)
{
	if (p->from_on != DATE_NONE)
		doc_field(c->doc, "Since", casedoc_day(c, p->from_on));
	if (p->to_on != DATE_NONE)
		doc_field(c->doc, "Until", casedoc_day(c, p->to_on));
}

static void
add_relations(struct casedoc *c, const struct party_row *p)
{
	size_t i;

	for (i = 0; i < p->n_aliases; i++)
		doc_field(c->doc, "Also known as", arena_printf(c->a,
		    "%s%s%s%s", p->aliases[i].name, *p->aliases[i].note
		    ? " (" : "", p->aliases[i].note, *p->aliases[i].note
		    ? ")" : ""));
	for (i = 0; i < p->n_relations; i++) {
		const struct relation_row *r = &p->relations[i];
		const struct kind_choice *k = kind_choice(c->type->relations,
		    c->type->n_relations, r->relation);

		doc_field(c->doc, "Relation", arena_printf(c->a, "%s of %s",
		    k ? k->label : r->relation, r->to_name));
	}
}

/* What may not be done stands in capitals, so that no colour is needed to see
 * it. */
static const char *
flag(const char *answer, const char *no)
{
	return !strcmp(answer, "yes") ? "yes" : !strcmp(answer, "no") ? no
	    : "not known";
}

static const char *
spell(struct casedoc *c, const struct contact_row *t)
{
	return arena_printf(c->a, "%s%s%s%s%s%s%s%s", t->safe_times,
	    *t->safe_times && (*t->note || t->guarded) ? "\n" : "",
	    t->guarded ? "guarded" : "", t->guarded && *t->note ? "; " : "",
	    t->note, t->to_on == DATE_NONE ? "" : "\nuntil ",
	    t->to_on == DATE_NONE ? "" : casedoc_day(c, t->to_on),
	    t->from_on == DATE_NONE ? "" : arena_printf(c->a, "\nsince %s",
	    casedoc_day(c, t->from_on)));
}

static void
add_contacts(struct casedoc *c, const struct party_row *p)
{
	static const char *const titles[] = { "Way", "Safe to use",
	    "Safe to leave a message", "When, and note" };
	struct doc_table *t = NULL;
	size_t i;

	for (i = 0; i < p->n_contacts; i++) {
		const struct contact_row *r = &p->contacts[i];
		bool phone = !strcmp(r->sort, "phone");

		if (!t)
			t = doc_table(c->doc, 4, titles);
		doc_row(c->doc, t, (const char *[]){ arena_printf(c->a,
		    "%s%s%s", r->value, *r->postcode ? ", " : "",
		    r->postcode), flag(r->safe_use, phone ? "NO: DO NOT CALL"
		    : "NO: DO NOT WRITE"), phone ? flag(r->safe_message,
		    "NO MESSAGES") : "–", spell(c, r) });
	}
}

/* All but what the heading and the birth have said. */
static bool
add_form(struct casedoc *c, const struct kind_form *f, enum sql_id sql,
    int64_t id, struct err *err)
{
	struct record rec;

	if (!record_load(c->s, sql, id, c->a, &rec, err))
		return false;
	casedoc_answers_but(c, f, &rec, " surname forenames born_on ", 0);
	return true;
}

static bool
add_answers(struct casedoc *c, const struct party_row *p,
    const struct kind_party_role *role, struct err *err)
{
	const struct kind_form *f = role && role->form ? kind_form(c->k,
	    role->form) : NULL;
	size_t i;

	if (f && !add_form(c, f, SQL_RECORD_PARTY, p->id, err))
		return false;
	for (i = 0; i < c->type->n_forms; i++) {
		f = kind_form(c->k, c->type->forms[i]);
		if (f && f->record == RECORD_SUBJECT &&
		    !strcmp(p->sort, "person") && !add_form(c, f,
		    SQL_RECORD_SUBJECT, p->subject, err))
			return false;
	}
	return true;
}

bool
casedoc_people(struct casedoc *c, const struct kind_case_part *p, size_t *n,
    struct err *err)
{
	size_t i;

	(void)p;
	for (i = 0; i < c->n_parties; i++) {
		const struct party_row *r = &c->parties[i];
		const struct kind_party_role *role = kind_party_role(c->type,
		    r->role);

		doc_heading(c->doc, 2, "%s: %s", role ? role->label
		    : r->role, r->name);
		add_birth(c, r);
		add_times(c, r);
		add_relations(c, r);
		if (!add_answers(c, r, role, err))
			return false;
		add_contacts(c, r);
	}
	*n = c->n_parties;
	return true;
}

/* ---- Whom to turn to ---------------------------------------------------- */

/* Nobody is named who does not see it today: asked of the book as themselves,
 * for what keeps someone out need not be for the viewer to know. */
static bool
sees(struct casedoc *c, struct db **theirs, int64_t member)
{
	struct casefile_row row;
	struct arena a = {0};
	struct err err = {0};
	bool ok;

	if (!*theirs)
		*theirs = db_open(db_path(c->s->db), DB_USE, c->s->clock,
		    &err);
	ok = *theirs && db_sign_in_to_read(*theirs, member, &err) &&
	    casefile_read(*theirs, c->file.id, &a, &row, &err);
	arena_release(&a);
	err_clear(&err);
	return ok;
}

static bool
is_asked(const struct kind_case_part *p, const char *role)
{
	size_t i;

	for (i = 0; i < p->n_roles; i++)
		if (!strcmp(p->roles[i], role))
			return true;
	return p->n_roles == 0;
}

static void
add_member(struct casedoc *c, struct doc_table *t,
    const struct member_row *m, const struct record *rec)
{
	const struct kind_role *role = kind_role(c->k, m->role);
	const char *phone = record_column(rec, "phone");
	const char *mail = record_column(rec, "email");

	doc_row(c->doc, t, (const char *[]){ m->name, role ? role->label
	    : m->role, m->agency_short, phone ? phone : "",
	    mail ? mail : "" });
}

/* Whoever has one of the roles on its board and sees it, in a table. */
static bool
add_contacts_of(struct casedoc *c, const struct kind_case_part *p,
    struct db **theirs, size_t *n, struct err *err)
{
	static const char *const titles[] = { "Name", "Role", "Agency",
	    "Telephone", "E-mail" };
	struct doc_table *t = NULL;
	struct member_row *rows;
	struct record rec;
	size_t i, count;

	if (!board_read_members(c->s->db, c->file.board, c->a, &rows, &count,
	    err))
		return false;
	for (i = 0; i < count; i++) {
		if (!is_asked(p, rows[i].role) || !sees(c, theirs,
		    rows[i].id))
			continue;
		if (!record_load(c->s, SQL_RECORD_MEMBER, rows[i].id, c->a,
		    &rec, err))
			return false;
		if (!t)
			t = doc_table(c->doc, 5, titles);
		add_member(c, t, &rows[i], &rec);
		(*n)++;
	}
	return true;
}

bool
casedoc_contact(struct casedoc *c, const struct kind_case_part *p, size_t *n,
    struct err *err)
{
	struct db *theirs = NULL;
	bool ok = add_contacts_of(c, p, &theirs, n, err);

	if (theirs)
		db_close(theirs);
	return ok;
}
