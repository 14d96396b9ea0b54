#include "cmd/member_cmd.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/utf8.h"
#include "cmd/action_heir.h"
#include "cmd/agency_cmd.h"
#include "cmd/bind.h"
#include "cmd/cmd.h"
#include "cmd/find.h"
#include "cmd/verb.h"
#include "cmd/verb_args.h"
#include "store/tx.h"

/* The letters and digits of a folded name. */
static void
add_plain(struct buf *b, const char *name)
{
	struct buf folded = { 0 };
	const char *p;

	utf8_fold(&folded, name);
	for (p = buf_text(&folded); *p != '\0'; p++)
		if ((*p >= 'a' && *p <= 'z') || (*p >= '0' && *p <= '9'))
			buf_addc(b, *p);
	buf_release(&folded);
}

bool
member_need_there(struct session *s, int64_t member, struct err *err)
{
	struct buf today = {0};
	char *name = NULL;
	bool ok;

	if (member == 0)
		return true;
	date_add_iso(&today, clock_today(s->clock));
	ok = cmd_one_text(s, SQL_MEMBER_GONE, BIND(B_ID("id", member),
	    B_TEXT("today", buf_text(&today))), &name, err);
	if (ok && name != NULL)
		ok = err_set(err, ERR_INPUT, "%s has left: name somebody who"
		    " is still there. Nothing was saved.", name);
	buf_release(&today);
	free(name);
	return ok;
}

bool
member_login(struct session *s, const char *surname, struct buf *login,
    struct err *err)
{
	size_t len;
	int64_t taken;
	int n = 1;

	buf_clear(login);
	add_plain(login, surname);
	if (login->len == 0)
		buf_adds(login, "member");
	len = login->len;
	for (;;) {
		if (!cmd_one(s, SQL_FIND_MEMBER,
		    BIND(B_TEXT("text", buf_text(login))), &taken, err))
			return false;
		if (taken == 0)
			return true;
		buf_truncate(login, len);
		buf_addf(login, "%d", ++n);
	}
}

/* Who it is, so that one sees whether the same person was meant. */
static bool
say_taken(struct session *s, int64_t member, const char *login,
    struct err *err)
{
	struct stmt *q = cmd_query(s, SQL_MEMBER_WHO, BIND(B_ID("id",
	    member)), err);

	if (stmt_next(q, err))
		err_set(err, ERR_INPUT, "%s of %s signs in as \"%s\" already."
		    " A member belongs to one agency: move them to another,"
		    " or choose another login.", col_str(q, 0),
		    col_str(q, 1), login);
	stmt_done(q);
	return false;
}

/* Somebody of that name in another agency is most likely the same person, who
 * belongs to one agency alone; one who is not gets a login of their own. */
static bool
check_same(struct session *s, const struct member_new *m, struct err *err)
{
	struct stmt *q;

	if (m->forenames == NULL || m->forenames[0] == '\0')
		return true;
	q = cmd_query(s, SQL_MEMBER_NAMED, BIND(B_TEXT("surname", m->surname),
	    B_TEXT("forenames", m->forenames), B_ID("agency", m->agency)),
	    err);
	if (stmt_next(q, err)) {
		err_set(err, ERR_INPUT, "%s %s is a member of %s already and"
		    " signs in as \"%s\". A member belongs to one agency:"
		    " move them to this one, or give this other person a"
		    " login of their own.", m->forenames, m->surname,
		    col_str(q, 0), col_str(q, 1));
		stmt_done(q);
		return false;
	}
	return stmt_done(q);
}

/* Lower case, no spaces, nobody else's. */
static bool
check_login(struct session *s, const char *login, struct err *err)
{
	int64_t taken;
	const char *p;

	for (p = login; *p != '\0'; p++)
		if (!((*p >= 'a' && *p <= 'z') || (*p >= '0' && *p <= '9') ||
		    strchr("-_.", *p) != NULL))
			return err_set(err, ERR_INPUT, "A login is of the"
			    " letters a to z, digits, - _ and . (\"%s\" is"
			    " not).", login);
	if (!cmd_one(s, SQL_FIND_MEMBER, BIND(B_TEXT("text", login)), &taken,
	    err))
		return false;
	return taken == 0 || say_taken(s, taken, login, err);
}

static bool
add(struct session *s, const struct member_new *m, int64_t id,
    struct err *err)
{
	struct buf login = { 0 };
	bool ok;

	if (m->surname == NULL || m->surname[0] == '\0')
		return err_set(err, ERR_INPUT, "A member needs a surname.");
	if (m->login != NULL && m->login[0] != '\0') {
		buf_adds(&login, m->login);
		ok = check_login(s, m->login, err);
	} else {
		ok = check_same(s, m, err) &&
		    member_login(s, m->surname, &login, err);
	}
	ok = ok && cmd_write(s, SQL_MEMBER_ADD, BIND(B_ID("id", id),
	    B_ID("agency", m->agency), B_STR("title", m->title),
	    B_STR("forenames", m->forenames), B_TEXT("surname", m->surname),
	    B_STR("post", m->post), B_TEXT("login", buf_text(&login)),
	    B_STR("email", m->email), B_STR("phone", m->phone),
	    B_INT("keeper", m->keeper)), NULL, err);
	buf_release(&login);
	return ok;
}

bool
cmd_member_add(struct session *s, const struct member_new *m, int64_t *id,
    struct err *err)
{
	bool ok;

	if (!cmd_begin(s, "member-add", err))
		return false;
	*id = db_new_id(s->db);
	ok = directory_require(s, err) &&
	    (!m->keeper || session_require_keeper(s, err)) &&
	    add(s, m, *id, err);
	return cmd_end(s, ok, err);
}

/* Somebody else must be left who looks after the book. */
static bool
require_other_keeper(struct session *s, int64_t member, struct err *err)
{
	int64_t others;

	if (!cmd_one(s, SQL_MEMBER_KEEPERS, BIND(B_ID("but", member)), &others,
	    err))
		return false;
	return others > 0 || err_set(err, ERR_INPUT, "Nobody would look after"
	    " the book any more. Give that to another member first.");
}

bool
cmd_member_end(struct session *s, int64_t member, int on, int64_t heir,
    struct err *err)
{
	int roles;
	bool ok;

	if (!cmd_begin(s, "member-end", err))
		return false;
	ok = directory_require(s, err) &&
	    require_other_keeper(s, member, err) &&
	    action_pass_on(s, member, 0, heir, err) &&
	    /* Roles first: one who ends oneself sees no board after. */
	    cmd_write(s, SQL_MEMBER_ROLES_END, BIND(B_ID("member", member),
	    B_DATE("on", on)), &roles, err) &&
	    cmd_write(s, SQL_MEMBER_END, BIND(B_ID("id", member),
	    B_DATE("on", on)), NULL, err);
	return cmd_end(s, ok, err);
}

bool
member_has_actions(struct session *s, int64_t member)
{
	struct stmt *q = cmd_query(s, SQL_MEMBER_OPEN_ACTIONS, BIND(
	    B_ID("member", member), B_ID("agency", 0)), NULL);
	bool found = stmt_next(q, NULL);

	return stmt_done(q) && found;
}

bool
cmd_member_back(struct session *s, int64_t member, struct err *err)
{
	bool ok;

	if (!cmd_begin(s, "member-back", err))
		return false;
	ok = directory_require(s, err) && cmd_write(s, SQL_MEMBER_BACK,
	    BIND(B_ID("id", member)), NULL, err);
	return cmd_end(s, ok, err);
}

bool
cmd_member_agency(struct session *s, int64_t member, int64_t agency,
    int64_t heir, struct err *err)
{
	bool ok;

	if (!cmd_begin(s, "member-set", err))
		return false;
	ok = directory_require(s, err) &&
	    action_pass_on(s, member, agency, heir, err) &&
	    cmd_write(s, SQL_MEMBER_AGENCY,
	    BIND(B_ID("id", member), B_ID("agency", agency)), NULL, err);
	return cmd_end(s, ok, err);
}

bool
cmd_member_keeper(struct session *s, int64_t member, bool keeper,
    struct err *err)
{
	bool ok;

	if (!cmd_begin(s, "member-set", err))
		return false;
	ok = session_require_keeper(s, err) &&
	    (keeper || require_other_keeper(s, member, err)) &&
	    cmd_write(s, SQL_MEMBER_KEEPER, BIND(B_ID("id", member),
	    B_INT("keeper", keeper)), NULL, err);
	return cmd_end(s, ok, err);
}

/* ---- By name ----------------------------------------------------------- */

static bool
verb_add(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct member_new m = { .forenames = argv[1], .surname = argv[2] };
	int64_t id;

	if (!find_agency(s, argv[0], &m.agency, err))
		return false;
	m.title = argc > 3 ? argv[3] : NULL;
	m.post = argc > 4 ? argv[4] : NULL;
	m.login = argc > 5 ? argv[5] : NULL;
	if (!cmd_member_add(s, &m, &id, err))
		return false;
	buf_addf(reply, "%s %s is in the book.", m.forenames, m.surname);
	return true;
}

#define USE_END "member-end LOGIN [DAY] [to=LOGIN]"

static bool
verb_end(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	int on = clock_today(s->clock);
	int64_t id, heir;
	struct args a;

	if (!args_read(&a, argv, argc, 1, 2, USE_END, err) ||
	    !find_member(s, a.pos[0], &id, err) ||
	    !args_member(s, &a, "to", &heir, err) ||
	    (a.n > 1 && !find_day(s, 0, a.pos[1], true, &on, err)) ||
	    !cmd_member_end(s, id, on, heir, err))
		return false;
	if (on > clock_today(s->clock)) {
		buf_addf(reply, "%s may sign in until ", a.pos[0]);
		date_add_shown(reply, on);
		buf_adds(reply, ", and not on that day.");
	} else {
		buf_addf(reply, "%s may not sign in any more.", a.pos[0]);
	}
	return true;
}

static bool
verb_back(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	int64_t id;

	(void)argc;
	if (!find_member(s, argv[0], &id, err) ||
	    !cmd_member_back(s, id, err))
		return false;
	buf_addf(reply, "%s may sign in again.", argv[0]);
	return true;
}

static bool
verb_keeper(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	int64_t id;
	bool yes;

	(void)argc;
	if (!find_member(s, argv[0], &id, err) ||
	    !find_yes(argv[1], &yes, err) ||
	    !cmd_member_keeper(s, id, yes, err))
		return false;
	buf_addf(reply, yes ? "%s looks after the book." :
	    "%s no longer looks after the book.", argv[0]);
	return true;
}

#define USE_AGENCY "member-agency LOGIN AGENCY [to=LOGIN]"

static bool
verb_agency(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	int64_t id, agency, heir;
	struct args a;

	if (!args_read(&a, argv, argc, 2, 2, USE_AGENCY, err) ||
	    !find_member(s, a.pos[0], &id, err) ||
	    !find_agency(s, a.pos[1], &agency, err) ||
	    !args_member(s, &a, "to", &heir, err) ||
	    !cmd_member_agency(s, id, agency, heir, err))
		return false;
	buf_addf(reply, "%s is of %s now.", a.pos[0], a.pos[1]);
	return true;
}

static const struct verb verbs[] = {
	{ "member-add", "AGENCY FORENAMES SURNAME [TITLE] [POST] [LOGIN]",
	    "add a member of an agency", 3, 6, verb_add },
	{ "member-agency", "LOGIN AGENCY [to=LOGIN]",
	    "move a member to another agency; who takes on their actions", 2,
	    3, verb_agency },
	{ "member-back", "LOGIN", "let a member sign in again", 1, 1,
	    verb_back },
	{ "member-end", "LOGIN [DAY] [to=LOGIN]",
	    "end a member's sign-in; who takes on their actions", 1, 3,
	    verb_end },
	{ "member-keeper", "LOGIN yes|no",
	    "let a member look after the book, or no longer", 2, 2,
	    verb_keeper },
};

const struct verb_group verbs_member = {
	.verbs = verbs, .n = sizeof(verbs) / sizeof(verbs[0])
};
