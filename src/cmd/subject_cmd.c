/* What hangs on a person rather than on a role: other names, ways to reach
 * them, and what happened in a casefile. */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "cmd/bind.h"
#include "cmd/casefile_cmd.h"
#include "cmd/cmd.h"
#include "cmd/field_check.h"
#include "cmd/party_cmd.h"
#include "store/tx.h"

/* May this session change that record of a table of persons? The rights are
 * those of the casefiles they are in; *board gets the board of one that gives
 * it. */
static bool
require_rows(struct session *s, enum sql_id sql, int64_t id,
    enum kind_right right, int64_t *board, struct err *err)
{
	struct stmt *q = cmd_query(s, sql, BIND(B_ID("id", id)), err);
	bool found = false, may = false;

	while (!may && stmt_next(q, err)) {
		*board = col_int(q, 0);
		found = true;
		may = session_may(s, *board, RIGHT_MANAGE_CASES) ||
		    session_may(s, *board, right) ||
		    (col_bool(q, 1) && session_may(s, *board, RIGHT_REFER));
	}
	if (q == NULL || !stmt_done(q))
		return false;
	if (may)
		return true;
	if (!found)
		return err_set(err, ERR_INPUT, "There is nobody such in the"
		    " casefiles that you see.");
	return err_set(err, ERR_DENIED, "Your role does not let you %s."
	    " Nothing was changed.", kind_right_help(right));
}

bool
cmd_alias_add(struct session *s, int64_t subject, const char *surname,
    const char *forenames, const char *note, int64_t *id, struct err *err)
{
	int64_t alias, board;
	bool ok;

	if ((surname == NULL || surname[0] == '\0') &&
	    (forenames == NULL || forenames[0] == '\0'))
		return err_set(err, ERR_INPUT, "Another name can't be empty.");
	if (!cmd_begin(s, "alias-add", err))
		return false;
	alias = db_new_id(s->db);
	if (id != NULL)
		*id = alias;
	ok = require_rows(s, SQL_SET_SUBJECT, subject, RIGHT_MANAGE_CASES,
	    &board, err) &&
	    cmd_write(s, SQL_ALIAS_ADD, BIND(B_ID("id", alias),
	    B_ID("subject", subject), B_STR("surname", surname),
	    B_STR("forenames", forenames), B_STR("note", note)), NULL, err) &&
	    people_rekey(s, subject, err);
	return cmd_end(s, ok, err);
}

bool
cmd_alias_remove(struct session *s, int64_t alias, struct err *err)
{
	int64_t subject, board;
	bool ok;

	if (!cmd_begin(s, "alias-remove", err))
		return false;
	ok = require_rows(s, SQL_SET_ALIAS, alias, RIGHT_MANAGE_CASES, &board,
	    err) &&
	    cmd_one(s, SQL_SET_SUBJECT_OF_ALIAS, BIND(B_ID("id", alias)),
	    &subject, err) &&
	    cmd_write(s, SQL_ALIAS_DROP, BIND(B_ID("id", alias)), NULL,
	    err) &&
	    people_rekey(s, subject, err);
	return cmd_end(s, ok, err);
}

/* ---- Ways to reach someone --------------------------------------------- */

struct role_at {
	int64_t board;
	char *type, *role;
};

/* Is there a role among theirs whose contacts are seen by few? */
static bool
is_protected(struct session *s, int64_t subject, bool *guarded,
    struct err *err)
{
	struct arena a = { 0 };
	struct role_at roles[32];
	size_t i, n = 0;
	struct stmt *q = cmd_query(s, SQL_SUBJECT_ROLES,
	    BIND(B_ID("subject", subject)), err);
	bool ok;

	while (n < 32 && stmt_next(q, err))
		roles[n++] = (struct role_at){ col_int(q, 0),
		    col_copy(q, 1, &a), col_copy(q, 2, &a) };
	ok = q != NULL && stmt_done(q);
	*guarded = false;
	for (i = 0; ok && i < n; i++) {
		const struct kind *k = session_board_kind(s, roles[i].board,
		    err);
		const struct kind_case_type *t = k != NULL ?
		    kind_case_type(k, roles[i].type) : NULL;
		const struct kind_party_role *r = t != NULL ?
		    kind_party_role(t, roles[i].role) : NULL;

		ok = k != NULL;
		if (r != NULL && r->protected_contact)
			*guarded = true;
	}
	arena_release(&a);
	return ok;
}

static bool
check_contact(struct session *s, int64_t board, const struct contact_new *c,
    struct err *err)
{
	const struct {
		const char *column, *text;
	} texts[] = {
		{ "value", c->value }, { "postcode", c->postcode },
		{ "safe_use", c->safe_use },
		{ "safe_message", c->safe_message },
		{ "safe_times", c->safe_times }, { "note", c->note },
	};
	size_t i;

	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		if (!check_column(s, board, "contact", texts[i].column,
		    texts[i].text, err))
			return false;
	return check_day(s, board, "contact", "from_on", c->from, err) &&
	    check_day(s, board, "contact", "to_on", c->to, err);
}

static bool
add_contact(struct session *s, const struct contact_new *c, int64_t id,
    struct err *err)
{
	bool guarded = c->guarded == 1;
	int64_t board;

	if (c->value == NULL || c->value[0] == '\0')
		return err_set(err, ERR_INPUT, "A way to reach someone can't be"
		    " empty.");
	if (!require_rows(s, SQL_SET_SUBJECT, c->subject,
	    RIGHT_RECORD_CONTACT, &board, err) ||
	    !check_contact(s, board, c, err) ||
	    (c->guarded < 0 && !is_protected(s, c->subject, &guarded, err)))
		return false;
	return cmd_write(s, SQL_CONTACT_ADD, BIND(B_ID("id", id),
	    B_ID("subject", c->subject), B_TEXT("sort", c->sort),
	    B_TEXT("value", c->value), B_STR("postcode", c->postcode),
	    B_TEXT("safe_use", c->safe_use ? c->safe_use : "unknown"),
	    B_TEXT("safe_message",
	    c->safe_message ? c->safe_message : "unknown"),
	    B_STR("safe_times", c->safe_times), B_INT("guarded", guarded),
	    B_DATE("from_on", c->from), B_DATE("to_on", c->to),
	    B_STR("note", c->note)), NULL, err);
}

bool
cmd_contact_add(struct session *s, const struct contact_new *c, int64_t *id,
    struct err *err)
{
	int64_t contact;
	bool ok;

	if (!cmd_begin(s, "contact-add", err))
		return false;
	contact = db_new_id(s->db);
	if (id != NULL)
		*id = contact;
	ok = add_contact(s, c, contact, err);
	return cmd_end(s, ok, err);
}

bool
cmd_contact_end(struct session *s, int64_t contact, int on, struct err *err)
{
	int64_t board;
	bool ok;

	if (!cmd_begin(s, "contact-end", err))
		return false;
	ok = require_rows(s, SQL_SET_CONTACT, contact, RIGHT_RECORD_CONTACT,
	    &board, err) &&
	    cmd_write(s, SQL_CONTACT_END, BIND(B_ID("id", contact),
	    B_DATE("on", on)), NULL, err);
	return cmd_end(s, ok, err);
}

/* ---- What happened ----------------------------------------------------- */

bool
cmd_incident_add(struct session *s, const struct incident_new *i,
    int64_t *id, struct err *err)
{
	int64_t board, incident;
	bool ok;

	if (i->on == DATE_NONE)
		return err_set(err, ERR_INPUT, "An incident needs its day.");
	if (!cmd_begin(s, "incident-add", err))
		return false;
	incident = db_new_id(s->db);
	if (id != NULL)
		*id = incident;
	ok = casefile_require(s, i->casefile, &board, err) &&
	    check_day(s, board, "incident", "happened_on", i->on, err) &&
	    check_column(s, board, "incident", "reference", i->reference,
	    err) &&
	    check_column(s, board, "incident", "text", i->text, err) &&
	    cmd_write(s, SQL_INCIDENT_ADD, BIND(B_ID("id", incident),
	    B_ID("casefile", i->casefile), B_DATE("on", i->on),
	    B_INT("criminal", i->criminal), B_INT("reported", i->reported),
	    B_STR("reference", i->reference), B_STR("text", i->text)), NULL,
	    err);
	return cmd_end(s, ok, err);
}

bool
cmd_incident_remove(struct session *s, int64_t incident, struct err *err)
{
	int64_t board;
	bool ok;

	if (!cmd_begin(s, "incident-remove", err))
		return false;
	ok = require_rows(s, SQL_SET_INCIDENT, incident, RIGHT_MANAGE_CASES,
	    &board, err) &&
	    cmd_write(s, SQL_INCIDENT_DROP, BIND(B_ID("id", incident)), NULL,
	    err);
	return cmd_end(s, ok, err);
}

/* ---- Both sides -------------------------------------------------------- */

struct two_roles {
	const char *name, *here, *there, *ref, *type;
	int64_t board;
};

/* 1 protected, -1 adverse, 0 neither. */
static int
side(const struct kind *k, const char *type, const char *role)
{
	const struct kind_case_type *t = k != NULL ? kind_case_type(k, type) :
	    NULL;
	const struct kind_party_role *r = t != NULL ?
	    kind_party_role(t, role) : NULL;

	return r == NULL ? 0 : r->adverse ? -1 : r->protected_contact ? 1 : 0;
}

static bool
read_roles(struct session *s, int64_t casefile, struct arena *a,
    struct two_roles *rows, size_t most, size_t *n, struct err *err)
{
	struct stmt *q = cmd_query(s, SQL_PARTY_OTHER_ROLES,
	    BIND(B_ID("casefile", casefile)), err);

	while (*n < most && stmt_next(q, err))
		rows[(*n)++] = (struct two_roles){
			.name = col_copy(q, 0, a),
			.here = col_copy(q, 1, a),
			.there = col_copy(q, 2, a),
			.ref = col_copy(q, 3, a),
			.board = col_int(q, 4),
			.type = col_copy(q, 5, a),
		};
	return q != NULL && stmt_done(q);
}

enum { MOST_WARNINGS = 40 };

bool
party_warnings(struct session *s, int64_t casefile, struct arena *a,
    const char ***texts, size_t *count, struct err *err)
{
	struct two_roles rows[MOST_WARNINGS];
	const struct kind *here;
	int64_t board;
	char *type;
	size_t i, n = 0;

	*count = 0;
	*texts = arena_array(a, MOST_WARNINGS, sizeof(**texts));
	if (!read_roles(s, casefile, a, rows, MOST_WARNINGS, &n, err) ||
	    !cmd_one(s, SQL_FIND_CASEFILE_BOARD, BIND(B_ID("id", casefile)),
	    &board, err) ||
	    !cmd_one_text(s, SQL_CASEFILE_TYPE, BIND(B_ID("id", casefile)),
	    &type, err))
		return false;
	here = n > 0 ? session_board_kind(s, board, err) : NULL;
	for (i = 0; i < n; i++) {
		const struct kind *there = session_board_kind(s,
		    rows[i].board, NULL);

		if (type != NULL && side(here, type, rows[i].here) *
		    side(there, rows[i].type, rows[i].there) < 0)
			(*texts)[(*count)++] = arena_printf(a, "%s is %s here"
			    " and %s in %s.", rows[i].name, rows[i].here,
			    rows[i].there, rows[i].ref);
	}
	free(type);
	return true;
}
