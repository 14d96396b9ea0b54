/*
 * party_read: the parties of a casefile with all that belongs to a person.
 */
#include "base/date.h"
#include "store/casefile_read.h"
#include "store/row.h"
#include "store/stmt.h"

static bool
read_aliases(struct db *db, struct arena *a, struct party_row *p,
    struct err *err)
{
	struct stmt *q = db_query(db, SQL_PARTY_ALIASES, err);
	struct row_list list = ROW_LIST(a, struct alias_row);

	stmt_int(q, ":subject", p->subject);
	while (stmt_next(q, err)) {
		struct alias_row *r = row_list_add(&list);

		r->id = col_int(q, 0);
		r->subject = col_int(q, 1);
		r->forenames = row_str(q, 2, a);
		r->surname = row_str(q, 3, a);
		r->note = row_str(q, 4, a);
		r->name = row_name(q, 2, 3, a);
	}
	p->aliases = list.rows;
	p->n_aliases = list.n;
	return stmt_done(q);
}

static void
take_contact(struct stmt *q, struct arena *a, struct contact_row *r)
{
	r->id = col_int(q, 0);
	r->subject = col_int(q, 1);
	r->sort = row_str(q, 2, a);
	r->value = row_str(q, 3, a);
	r->postcode = row_str(q, 4, a);
	r->safe_use = row_str(q, 5, a);
	r->safe_message = row_str(q, 6, a);
	r->safe_times = row_str(q, 7, a);
	r->guarded = col_bool(q, 8);
	r->from_on = row_date(q, 9);
	r->to_on = row_date(q, 10);
	r->note = row_str(q, 11, a);
}

bool
contact_read(struct db *db, int64_t id, struct arena *a,
    struct contact_row *row, struct err *err)
{
	struct stmt *q = db_query(db, SQL_CONTACT_ROW, err);
	bool found;

	stmt_int(q, ":id", id);
	found = stmt_next(q, err);
	if (found)
		take_contact(q, a, row);
	return stmt_done(q) && (found || err_set(err, ERR_INPUT,
	    "There is no such contact. Nothing was changed."));
}

static bool
read_contacts(struct db *db, struct arena *a, struct party_row *p,
    struct err *err)
{
	struct stmt *q = db_query(db, SQL_PARTY_CONTACTS, err);
	struct row_list list = ROW_LIST(a, struct contact_row);

	stmt_int(q, ":subject", p->subject);
	while (stmt_next(q, err))
		take_contact(q, a, row_list_add(&list));
	p->contacts = list.rows;
	p->n_contacts = list.n;
	return stmt_done(q);
}

static bool
read_relations(struct db *db, struct arena *a, struct party_row *p,
    struct err *err)
{
	struct stmt *q = db_query(db, SQL_PARTY_RELATIONS, err);
	struct row_list list = ROW_LIST(a, struct relation_row);

	stmt_int(q, ":casefile", p->casefile);
	stmt_int(q, ":party", p->id);
	while (stmt_next(q, err)) {
		struct relation_row *r = row_list_add(&list);

		r->id = col_int(q, 0);
		r->party = col_int(q, 1);
		r->to_party = col_int(q, 2);
		r->relation = row_str(q, 3, a);
		r->to_name = row_name(q, 4, 5, a);
		r->to_role = row_str(q, 6, a);
	}
	p->relations = list.rows;
	p->n_relations = list.n;
	return stmt_done(q);
}

static void
take_party(struct stmt *q, struct arena *a, struct party_row *p)
{
	p->id = col_int(q, 0);
	p->casefile = col_int(q, 1);
	p->subject = col_int(q, 2);
	p->role = row_str(q, 3, a);
	p->position = (int)col_int(q, 4);
	p->sort = row_str(q, 5, a);
	p->forenames = row_str(q, 6, a);
	p->surname = row_str(q, 7, a);
	p->name = row_name(q, 6, 7, a);
	p->born_on = row_date(q, 8);
	p->age = col_null(q, 9) ? -1 : (int)col_int(q, 9);
	p->age_on = row_date(q, 10);
	p->sex = row_str(q, 11, a);
	p->answers = row_str(q, 12, a);
	p->subject_answers = row_str(q, 13, a);
	p->from_on = row_date(q, 14);
	p->to_on = row_date(q, 15);
}

bool
party_read_casefile(struct db *db, int64_t casefile, struct arena *a,
    struct party_row **rows, size_t *n, struct err *err)
{
	struct stmt *q = db_query(db, SQL_PARTY_ROWS, err);
	struct row_list list = ROW_LIST(a, struct party_row);
	size_t i;

	stmt_int(q, ":casefile", casefile);
	while (stmt_next(q, err))
		take_party(q, a, row_list_add(&list));
	*rows = list.rows;
	*n = list.n;
	if (!stmt_done(q))
		return false;
	for (i = 0; i < *n; i++) {
		if (!read_aliases(db, a, &(*rows)[i], err) ||
		    !read_contacts(db, a, &(*rows)[i], err) ||
		    !read_relations(db, a, &(*rows)[i], err))
			return false;
	}
	return true;
}

bool
party_read(struct db *db, int64_t id, struct arena *a,
    struct party_row *row, struct err *err)
{
	struct stmt *q = db_query(db, SQL_PARTY_CASEFILE, err);
	struct party_row *rows;
	size_t i, n;
	int64_t casefile = 0;

	stmt_int(q, ":id", id);
	if (!db_one_int(db, q, &casefile, err) && err && err->code)
		return false;
	if (casefile && !party_read_casefile(db, casefile, a, &rows, &n, err))
		return false;
	for (i = 0; casefile && i < n; i++) {
		if (rows[i].id == id) {
			*row = rows[i];
			return true;
		}
	}
	return err_set(err, ERR_INPUT, "There is no such person in this "
	    "case. Nothing was changed.");
}

bool
party_current(const struct party_row *p, int on)
{
	return (p->from_on == DATE_NONE || p->from_on <= on) &&
	    (p->to_on == DATE_NONE || p->to_on >= on);
}

int
party_age(const struct party_row *p, int on)
{
	if (p->born_on != DATE_NONE)
		return date_age(p->born_on, on);
	if (p->age < 0)
		return -1;
	if (p->age_on == DATE_NONE)
		return p->age;
	return p->age + date_age(p->age_on, on < p->age_on ? p->age_on : on);
}
