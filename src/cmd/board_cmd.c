#include "cmd/board_cmd.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "cmd/bind.h"
#include "cmd/calendar.h"
#include "cmd/cmd.h"
#include "cmd/find.h"
#include "cmd/kind_cmd.h"
#include "cmd/verb.h"
#include "store/tx.h"

static bool
check_prefix(const char *prefix, struct err *err)
{
	const char *p;

	if (prefix == NULL || prefix[0] == '\0')
		return err_set(err, ERR_INPUT, "A board needs a prefix for its"
		    " references, a few letters such as \"MM\".");
	for (p = prefix; *p != '\0'; p++)
		if (!((*p >= 'A' && *p <= 'Z') || (*p >= 'a' && *p <= 'z') ||
		    (*p >= '0' && *p <= '9')) || p - prefix >= 12)
			return err_set(err, ERR_INPUT, "A prefix is of at most"
			    " 12 letters and digits (\"%s\" is not).",
			    prefix);
	return true;
}

static bool
check_free(struct session *s, const struct board_new *b, struct err *err)
{
	int64_t same;

	if (!cmd_one(s, SQL_BOARD_NAMED, BIND(B_TEXT("name", b->name),
	    B_TEXT("prefix", b->prefix)), &same, err))
		return false;
	return same == 0 || err_set(err, ERR_INPUT, "There is a board of that"
	    " name or with that prefix already.");
}

static bool
add_board(struct session *s, const struct board_new *b, int64_t id,
    struct err *err)
{
	const struct kind *k = session_kind(s, b->kind_version, err);
	const struct workdays *days;
	const char *nation;

	if (k == NULL)
		return false;
	if (b->name == NULL || b->name[0] == '\0')
		return err_set(err, ERR_INPUT, "A board needs a name.");
	nation = b->nation != NULL ? b->nation : k->nation;
	return check_prefix(b->prefix, err) && check_free(s, b, err) &&
	    calendar_nation(s, nation ? nation : "", &days, err) &&
	    cmd_write(s, SQL_BOARD_ADD, BIND(B_ID("id", id),
	    B_ID("version", b->kind_version), B_TEXT("name", b->name),
	    B_TEXT("prefix", b->prefix), B_TEXT("nation", nation),
	    B_STR("place", b->place),
	    B_TEXT("answers", b->answers ? b->answers : "{}")), NULL, err);
}

bool
cmd_board_add(struct session *s, const struct board_new *b, int64_t *id,
    struct err *err)
{
	bool ok;

	if (!cmd_begin(s, "board-add", err))
		return false;
	*id = db_new_id(s->db);
	ok = session_require_keeper(s, err) && add_board(s, b, *id, err);
	return cmd_end(s, ok, err);
}

bool
cmd_board_end(struct session *s, int64_t board, int on, struct err *err)
{
	bool ok;

	if (!cmd_begin(s, "board-end", err))
		return false;
	ok = session_require_keeper(s, err) && cmd_write(s, SQL_BOARD_END,
	    BIND(B_ID("id", board), B_DATE("on", on)), NULL, err);
	return cmd_end(s, ok, err);
}

static bool
require_members(struct session *s, int64_t board, struct err *err)
{
	return session_require_keeper(s, NULL) ||
	    session_require(s, board, RIGHT_MANAGE_MEMBERS, err);
}

/* Nobody gives more than they have: a role that may approve, erase or manage
 * members is given by those who look after the book, or have it. What it may do
 * in the chair counts where the role is there to take it; a member is put there
 * by others, for the time being. */
static bool
require_role(struct session *s, int64_t board, const struct kind *k,
    const struct kind_role *r, struct err *err)
{
	static const enum kind_right heavy[] = { RIGHT_APPROVE_MINUTES,
	    RIGHT_APPROVE_ERASURE, RIGHT_ERASE, RIGHT_MANAGE_MEMBERS,
	    RIGHT_MANAGE_ACCESS, RIGHT_SEE_RESTRICTED, RIGHT_EXPORT_RECORD,
	    RIGHT_EXPORT_HISTORY };
	uint64_t rights = r->rights;
	size_t i;

	if (session_require_keeper(s, NULL))
		return true;
	if (kind_role_chairs(k, r, true))
		rights |= r->acting;
	for (i = 0; i < sizeof(heavy) / sizeof(heavy[0]); i++)
		if ((rights & RIGHT_BIT(heavy[i])) != 0 &&
		    !session_may(s, board, heavy[i]))
			return err_set(err, ERR_DENIED, "The role %s may do"
			    " more than you may: those who look after the"
			    " book give it.", r->label);
	return true;
}

static bool
give_role(struct session *s, int64_t board, int64_t member, const char *role,
    int64_t deputy_for, struct err *err)
{
	const struct kind *k = session_board_kind(s, board, err);
	const struct kind_role *r;
	int64_t row;

	if (k == NULL)
		return false;
	r = kind_role(k, role);
	if (r == NULL)
		return err_set(err, ERR_INPUT, "This board knows no role"
		    " \"%s\".", role);
	if (!require_role(s, board, k, r, err) ||
	    !cmd_one(s, SQL_BOARD_MEMBER_FIND, BIND(B_ID("board", board),
	    B_ID("member", member)), &row, err))
		return false;
	if (row != 0)
		return cmd_write(s, SQL_BOARD_MEMBER_ROLE, BIND(B_ID("id",
		    row), B_TEXT("role", role),
		    B_ID("deputy", deputy_for)), NULL, err);
	return cmd_write(s, SQL_BOARD_MEMBER_ADD,
	    BIND(B_ID("id", db_new_id(s->db)), B_ID("board", board),
	    B_ID("member", member), B_TEXT("role", role),
	    B_ID("deputy", deputy_for),
	    B_DATE("since", clock_today(s->clock))), NULL, err);
}

bool
cmd_board_role(struct session *s, int64_t board, int64_t member,
    const char *role, int64_t deputy_for, struct err *err)
{
	bool ok;

	if (!cmd_begin(s, "board-role", err))
		return false;
	ok = require_members(s, board, err) &&
	    give_role(s, board, member, role, deputy_for, err);
	return cmd_end(s, ok, err);
}

bool
cmd_board_leave(struct session *s, int64_t board, int64_t member,
    struct err *err)
{
	bool ok;

	if (!cmd_begin(s, "board-leave", err))
		return false;
	ok = require_members(s, board, err) &&
	    cmd_write(s, SQL_BOARD_MEMBER_END, BIND(B_ID("board", board),
	    B_ID("member", member), B_DATE("on", clock_today(s->clock))),
	    NULL, err);
	return cmd_end(s, ok, err);
}

/* ---- By name ----------------------------------------------------------- */

static bool
verb_add(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct board_new b = { .name = argv[1], .prefix = argv[2] };
	int64_t id;

	if (!kind_newest(s, argv[0], &b.kind_version, err))
		return false;
	if (b.kind_version == 0)
		return err_set(err, ERR_INPUT, "The book holds no kind \"%s\";"
		    " take it in first (kind-take).", argv[0]);
	b.nation = argc > 3 ? argv[3] : NULL;
	b.place = argc > 4 ? argv[4] : NULL;
	if (!cmd_board_add(s, &b, &id, err))
		return false;
	buf_addf(reply, "%s is in the book.", b.name);
	return true;
}

static bool
verb_end(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	int on = clock_today(s->clock);
	int64_t id;

	if (!find_board(s, argv[0], &id, err) ||
	    (argc > 1 && !find_day(s, id, argv[1], true, &on, err)) ||
	    !cmd_board_end(s, id, on, err))
		return false;
	buf_addf(reply, "%s sits no more.", argv[0]);
	return true;
}

static bool
verb_role(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	int64_t board, member, deputy = 0;

	if (!find_board(s, argv[0], &board, err) ||
	    !find_member(s, argv[1], &member, err) ||
	    (argc > 3 && !find_member(s, argv[3], &deputy, err)) ||
	    !cmd_board_role(s, board, member, argv[2], deputy, err))
		return false;
	buf_addf(reply, "%s is %s on %s.", argv[1], argv[2], argv[0]);
	return true;
}

static bool
verb_leave(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	int64_t board, member;

	(void)argc;
	if (!find_board(s, argv[0], &board, err) ||
	    !find_member(s, argv[1], &member, err) ||
	    !cmd_board_leave(s, board, member, err))
		return false;
	buf_addf(reply, "%s has no role on %s any more.", argv[1], argv[0]);
	return true;
}

static const struct verb verbs[] = {
	{ "board-add", "KIND NAME PREFIX [NATION] [PLACE]",
	    "make a standing meeting of a kind", 3, 5, verb_add },
	{ "board-end", "BOARD [DAY]", "a board sits no more", 1, 2, verb_end },
	{ "board-leave", "BOARD LOGIN", "end someone's role on a board", 2, 2,
	    verb_leave },
	{ "board-role", "BOARD LOGIN ROLE [DEPUTY-FOR]",
	    "give someone a role on a board", 3, 4, verb_role },
};

const struct verb_group verbs_board = {
	.verbs = verbs, .n = sizeof(verbs) / sizeof(verbs[0])
};
