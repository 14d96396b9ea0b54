/*
 * recordform_find: whom a field may name, narrowed as one types.
 */
#include <inttypes.h>
#include <string.h>

#include "screen/recordform_row.h"
#include "store/casefile_read.h"
#include "store/directory_read.h"
#include "store/stmt.h"

static void
offer(struct choices *out, const char *filter, int64_t id, const char *name,
    const char *note)
{
	struct buf both = {0}, key = {0};

	buf_addf(&both, "%s %s", name, note);
	if (choices_fits(filter, buf_text(&both))) {
		buf_addf(&key, "%" PRId64, id);
		choices_add(out, buf_text(&key), name, note, id);
	}
	buf_release(&both);
	buf_release(&key);
}

static void
find_agencies(struct recordform *rf, const char *filter, struct choices *out)
{
	struct arena a = {0};
	struct agency_row *rows;
	struct err err = {0};
	size_t i, n;

	/* Nobody to offer when the book can't be read: saving says why. */
	if (agency_read_tree(rf->place.s->db, &a, &rows, &n, &err)) {
		for (i = 0; i < n; i++)
			offer(out, filter, rows[i].id, rows[i].name,
			    rows[i].short_name);
	}
	err_clear(&err);
	arena_release(&a);
}

/* Everyone, read once: the list is asked for with every key. */
static void
look_up_people(struct recordform *rf)
{
	struct db *db = rf->place.s->db;
	struct err err = {0};
	struct stmt *q;

	if (rf->people.n)
		return;
	q = db_query(db, SQL_RECORD_MEMBERS, &err);
	while (stmt_next(q, &err))
		choices_add(&rf->people, "", col_str(q, 1), col_str(q, 2),
		    col_int(q, 0));
	stmt_done(q);
	err_clear(&err);
}

static void
find_members(struct recordform *rf, const char *filter, struct choices *out)
{
	size_t i;

	look_up_people(rf);
	for (i = 0; i < rf->people.n; i++)
		offer(out, filter, rf->people.rows[i].id,
		    rf->people.rows[i].label, rf->people.rows[i].note);
}

static bool
has_role(const struct kind_field *f, const char *role)
{
	size_t i;

	for (i = 0; i < f->n_roles; i++) {
		if (!strcmp(f->roles[i], role))
			return true;
	}
	return f->n_roles == 0;
}

static void
find_parties(struct recordform *rf, const struct kind_field *f,
    const char *filter, struct choices *out)
{
	struct arena a = {0};
	struct party_row *rows;
	struct err err = {0};
	size_t i, n;

	if (rf->place.casefile && party_read_casefile(rf->place.s->db,
	    rf->place.casefile, &a, &rows, &n, &err)) {
		for (i = 0; i < n; i++) {
			if (has_role(f, rows[i].role))
				offer(out, filter, rows[i].id, rows[i].name,
				    rows[i].role);
		}
	}
	err_clear(&err);
	arena_release(&a);
}

void
recordform_find(struct recordform *rf, const struct kind_field *f,
    const char *filter, struct choices *out)
{
	switch (f->type) {
	case FIELD_AGENCY:
		find_agencies(rf, filter, out);
		break;
	case FIELD_MEMBER:
		find_members(rf, filter, out);
		break;
	case FIELD_PARTY:
		find_parties(rf, f, filter, out);
		break;
	default:
		break;
	}
}
