#include "cmd/party_cmd.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "cmd/bind.h"
#include "cmd/casefile_cmd.h"
#include "cmd/cmd.h"
#include "cmd/field_check.h"
#include "store/tx.h"

/* The case type of a casefile, for its roles; NULL with err. */
static const struct kind_case_type *
type_of(struct session *s, int64_t casefile, int64_t board, struct err *err)
{
	const struct kind *k = session_board_kind(s, board, err);
	const struct kind_case_type *t;
	char *type;

	if (k == NULL || !cmd_one_text(s, SQL_CASEFILE_TYPE,
	    BIND(B_ID("id", casefile)), &type, err))
		return NULL;
	t = type != NULL ? kind_case_type(k, type) : NULL;
	free(type);
	if (t == NULL)
		err_set(err, ERR_INPUT, "The board's kind no longer knows the"
		    " type of this casefile.");
	return t;
}

static const struct kind_party_role *
role_of(struct session *s, int64_t casefile, int64_t board, const char *role,
    struct err *err)
{
	const struct kind_case_type *t = type_of(s, casefile, board, err);
	const struct kind_party_role *r;
	struct buf known = { 0 };
	size_t i;

	if (t == NULL)
		return NULL;
	r = kind_party_role(t, role);
	if (r != NULL)
		return r;
	for (i = 0; i < t->n_roles; i++)
		buf_addf(&known, "%s%s", i > 0 ? ", " : "", t->roles[i].key);
	err_set(err, ERR_INPUT, "There is no role \"%s\" in this casefile."
	    " There are: %s.", role, buf_text(&known));
	buf_release(&known);
	return NULL;
}

static int
sort_bit(const char *sort)
{
	static const char *const sorts[] = { "person", "group", "premises",
	    "business", "vehicle" };
	size_t i;

	for (i = 0; i < sizeof(sorts) / sizeof(sorts[0]); i++)
		if (strcmp(sorts[i], sort) == 0)
			return 1 << i;
	return 0;
}

/* Room for one more in the role, and of a sort it may be. */
static bool
check_role(struct session *s, int64_t casefile,
    const struct kind_party_role *r, const char *sort, struct err *err)
{
	int most = r->many ? r->max : 1;
	int64_t n;

	if (r->kinds != 0 && (r->kinds & sort_bit(sort)) == 0)
		return err_set(err, ERR_INPUT, "A %s can't be a %s here.",
		    sort, r->label);
	if (!cmd_one(s, SQL_PARTY_ROLE_COUNT, BIND(B_ID("casefile", casefile),
	    B_TEXT("role", r->key), B_DATE("on", clock_today(s->clock))), &n,
	    err))
		return false;
	if (most != KIND_UNSET && most > 0 && n >= most)
		return err_set(err, ERR_INPUT, "There is room for %d in the"
		    " role of %s in this casefile, not for more.", most,
		    r->label);
	return true;
}

static bool
check_subject(struct session *s, int64_t board, const struct subject_new *w,
    struct err *err)
{
	return check_column(s, board, "subject", "surname", w->surname,
	    err) &&
	    check_column(s, board, "subject", "forenames", w->forenames,
	    err) &&
	    check_column(s, board, "subject", "sex", w->sex, err) &&
	    check_day(s, board, "subject", "born_on", w->born, err) &&
	    check_number(s, board, "subject", "age", w->age, err);
}

static bool
add_subject(struct session *s, const struct party_new *p, int64_t id,
    struct err *err)
{
	const struct subject_new *w = &p->who;

	if ((w->surname == NULL || w->surname[0] == '\0') &&
	    (w->forenames == NULL || w->forenames[0] == '\0'))
		return err_set(err, ERR_INPUT, "Somebody in a casefile needs"
		    " a name, or a word that stands for one.");
	return cmd_write(s, SQL_SUBJECT_ADD, BIND(B_ID("id", id),
	    B_ID("casefile", p->casefile),
	    B_TEXT("sort", w->sort ? w->sort : "person"),
	    B_STR("surname", w->surname), B_STR("forenames", w->forenames),
	    B_DATE("born", w->born),
	    { .name = ":age", .sort = w->age < 0 ? BIND_TEXT : BIND_INT,
	    .number = w->age },
	    B_DATE("age_on", w->age < 0 ? DATE_NONE : w->age_on),
	    B_STR("sex", w->sex),
	    B_TEXT("answers", w->answers ? w->answers : "{}")), NULL, err);
}

/* Contacts of somebody with a protected role are seen by few. */
static bool
guard_contacts(struct session *s, const struct kind_party_role *r,
    int64_t subject, struct err *err)
{
	int changed;

	return !r->protected_contact || cmd_write(s, SQL_CONTACTS_GUARD,
	    BIND(B_ID("subject", subject)), &changed, err);
}

static bool
add_party(struct session *s, const struct party_new *p, int64_t party,
    int64_t subject, struct err *err)
{
	bool fresh = p->subject == 0;
	const struct kind_party_role *r;
	int64_t board, last, same;
	char *sort = NULL;
	bool ok;

	if (!casefile_require(s, p->casefile, &board, err))
		return false;
	r = role_of(s, p->casefile, board, p->role, err);
	if (r == NULL || (!fresh && !cmd_one_text(s, SQL_SUBJECT_SORT,
	    BIND(B_ID("id", subject)), &sort, err)))
		return false;
	ok = check_role(s, p->casefile, r, sort != NULL ? sort :
	    p->who.sort != NULL ? p->who.sort : "person", err) &&
	    (!fresh || check_subject(s, board, &p->who, err));
	free(sort);
	if (!ok || !cmd_one(s, SQL_PARTY_SAME, BIND(B_ID("casefile",
	    p->casefile), B_ID("subject", subject), B_TEXT("role", p->role)),
	    &same, err))
		return false;
	if (same != 0)
		return err_set(err, ERR_INPUT, "They are in this casefile in"
		    " that role already.");
	return (!fresh || add_subject(s, p, subject, err)) &&
	    cmd_one(s, SQL_PARTY_LAST, BIND(B_ID("casefile", p->casefile)),
	    &last, err) &&
	    cmd_write(s, SQL_PARTY_ADD, BIND(B_ID("id", party),
	    B_ID("casefile", p->casefile), B_ID("subject", subject),
	    B_TEXT("role", p->role), B_INT("position", last + 1),
	    B_INT("fresh", fresh),
	    B_TEXT("answers", p->answers ? p->answers : "{}")), NULL, err) &&
	    guard_contacts(s, r, subject, err) &&
	    people_rekey(s, subject, err);
}

bool
cmd_party_add(struct session *s, const struct party_new *p, int64_t *party,
    int64_t *subject, struct err *err)
{
	int64_t id, who;
	bool ok;

	if (!cmd_begin(s, "party-add", err))
		return false;
	id = db_new_id(s->db);
	who = p->subject != 0 ? p->subject : db_new_id(s->db);
	ok = add_party(s, p, id, who, err);
	if (party != NULL)
		*party = id;
	if (subject != NULL)
		*subject = who;
	return cmd_end(s, ok, err);
}

bool
party_find_like(struct session *s, int64_t casefile,
    const struct subject_new *who, struct arena *a,
    struct people_like **list, size_t *count, struct err *err)
{
	struct match_name *name = arena_alloc(a, sizeof(*name));
	struct match_person person = { .names = name, .n_names = 1,
		.born = who->born, .born_from = DATE_NONE,
		.born_to = DATE_NONE };
	struct match_rules rules;
	const struct kind *k;
	int64_t board;

	if (!cmd_one(s, SQL_FIND_CASEFILE_BOARD, BIND(B_ID("id", casefile)),
	    &board, err))
		return false;
	k = session_board_kind(s, board, err);
	if (k == NULL)
		return false;
	people_rules(k, a, &rules);
	name->surname = who->surname ? who->surname : "";
	name->forenames = who->forenames ? who->forenames : "";
	return people_find_like(s, &person, &rules, a, list, count, err);
}

/* ---- Role, removal, relations ------------------------------------------ */

/* The casefile of a party, which this session may change. */
static bool
require_party(struct session *s, int64_t party, int64_t *casefile,
    int64_t *board, struct err *err)
{
	if (!cmd_one(s, SQL_PARTY_ITS_CASEFILE, BIND(B_ID("id", party)), casefile,
	    err))
		return false;
	if (*casefile == 0)
		return err_set(err, ERR_INPUT, "They are not in the casefile"
		    " (any more).");
	return casefile_require(s, *casefile, board, err);
}

static bool
set_role(struct session *s, int64_t party, const char *role, const char *was,
    struct err *err)
{
	const struct kind_party_role *r;
	int64_t casefile, board, subject;
	char *sort;
	bool ok;

	if (!require_party(s, party, &casefile, &board, err))
		return false;
	r = role_of(s, casefile, board, role, err);
	if (r == NULL || !cmd_one(s, SQL_PARTY_SUBJECT,
	    BIND(B_ID("id", party)), &subject, err) ||
	    !cmd_one_text(s, SQL_SUBJECT_SORT, BIND(B_ID("id", subject)),
	    &sort, err))
		return false;
	ok = cmd_still(s, SQL_PARTY_ROLE_NOW, BIND(B_ID("id", party)), was,
	    role, "their role", err) &&
	    check_role(s, casefile, r, sort ? sort : "person", err) &&
	    cmd_write(s, SQL_PARTY_SET_ROLE, BIND(B_ID("id", party),
	    B_TEXT("role", role)), NULL, err) &&
	    guard_contacts(s, r, subject, err);
	free(sort);
	return ok;
}

/* ---- When they were in it ---------------------------------------------- */

static bool
set_dates(struct session *s, int64_t party, int from, int to,
    struct err *err)
{
	int64_t casefile, board;

	if (from != DATE_NONE && to != DATE_NONE && to < from)
		return err_set(err, ERR_INPUT, "The last day comes before the"
		    " first.");
	if (!cmd_one(s, SQL_PARTY_ITS_CASEFILE, BIND(B_ID("id", party)),
	    &casefile, err))
		return false;
	return casefile_require(s, casefile, &board, err) &&
	    cmd_write(s, SQL_PARTY_DATES, BIND(B_ID("id", party),
	    B_DATE("from", from), B_DATE("to", to)), NULL, err);
}

bool
cmd_party_dates(struct session *s, int64_t party, int from, int to,
    struct err *err)
{
	bool ok;

	if (!cmd_begin(s, "party-set", err))
		return false;
	ok = (from == DATE_NONE && to == DATE_NONE && s->member == 0) ||
	    set_dates(s, party, from, to, err);
	return cmd_end(s, ok, err);
}

bool
cmd_party_role(struct session *s, int64_t party, const char *role,
    const char *was, struct err *err)
{
	bool ok;

	if (!cmd_begin(s, "party-role", err))
		return false;
	ok = set_role(s, party, role, was, err);
	return cmd_end(s, ok, err);
}

static bool
drop(struct session *s, enum sql_id sql, int64_t party, struct err *err)
{
	int changed;

	return cmd_write(s, sql, BIND(B_ID("party", party)), &changed, err);
}

/* The statements do nothing while the subject is a party anywhere. */
static bool
drop_subject(struct session *s, int64_t subject, int64_t casefile,
    struct err *err)
{
	static const enum sql_id sqls[] = { SQL_SUBJECT_KEYS_DROP,
	    SQL_SUBJECT_ALIASES_DROP, SQL_SUBJECT_CONTACTS_DROP,
	    SQL_SUBJECT_DROP };
	size_t i;
	int changed;

	for (i = 0; i < sizeof(sqls) / sizeof(sqls[0]); i++)
		if (!cmd_write(s, sqls[i], BIND(B_ID("subject", subject),
		    B_ID("casefile", casefile)), &changed, err))
			return false;
	return true;
}

static bool
remove_party(struct session *s, int64_t party, struct err *err)
{
	int64_t casefile, board, subject, named;

	if (!require_party(s, party, &casefile, &board, err) ||
	    !cmd_one(s, SQL_PARTY_SUBJECT, BIND(B_ID("id", party)), &subject,
	    err) ||
	    !cmd_one(s, SQL_PARTY_NAMED, BIND(B_ID("id", party)), &named,
	    err))
		return false;
	if (named > 0)
		return err_set(err, ERR_INPUT, "Actions or contributions name"
		    " them, so they stay. Change their role, or point those"
		    " at somebody else first.");
	return drop(s, SQL_PARTY_RELATIONS_DROP, party, err) &&
	    drop(s, SQL_PARTY_CHECKED_DROP, party, err) &&
	    cmd_write(s, SQL_PARTY_DROP, BIND(B_ID("id", party)), NULL,
	    err) &&
	    drop_subject(s, subject, casefile, err);
}

bool
cmd_party_remove(struct session *s, int64_t party, struct err *err)
{
	bool ok;

	if (!cmd_begin(s, "party-remove", err))
		return false;
	ok = remove_party(s, party, err);
	return cmd_end(s, ok, err);
}

static bool
set_relation(struct session *s, int64_t party, int64_t to,
    const char *relation, const char *was, struct err *err)
{
	const struct kind_case_type *t;
	int64_t casefile, board, row;

	if (!require_party(s, party, &casefile, &board, err))
		return false;
	t = type_of(s, casefile, board, err);
	if (t == NULL || !cmd_one(s, SQL_RELATION_FIND, BIND(B_ID("party",
	    party), B_ID("to", to)), &row, err) || !cmd_still(s,
	    SQL_RELATION_NOW, BIND(B_ID("party", party), B_ID("to", to)), was,
	    relation, "what they are to each other", err))
		return false;
	if (relation == NULL)
		return row == 0 || cmd_write(s, SQL_RELATION_DROP,
		    BIND(B_ID("id", row)), NULL, err);
	if (t->n_relations > 0 && kind_choice(t->relations, t->n_relations,
	    relation) == NULL)
		return err_set(err, ERR_INPUT, "\"%s\" is none of the relations"
		    " that this kind of case knows.", relation);
	if (row != 0)
		return cmd_write(s, SQL_RELATION_SET, BIND(B_ID("id", row),
		    B_TEXT("relation", relation)), NULL, err);
	return cmd_write(s, SQL_RELATION_ADD,
	    BIND(B_ID("id", db_new_id(s->db)), B_ID("party", party),
	    B_ID("to", to), B_TEXT("relation", relation)), NULL, err);
}

bool
cmd_relation_set(struct session *s, int64_t party, int64_t to,
    const char *relation, const char *was, struct err *err)
{
	bool ok;

	if (!cmd_begin(s, "relation-set", err))
		return false;
	ok = set_relation(s, party, to, relation, was, err);
	return cmd_end(s, ok, err);
}
