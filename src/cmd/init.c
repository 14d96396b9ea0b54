#include "cmd/init.h"

#include <string.h>

#include "base/buf.h"
#include "cmd/agency_cmd.h"
#include "cmd/bind.h"
#include "cmd/board_cmd.h"
#include "cmd/cmd.h"
#include "cmd/kind_cmd.h"
#include "cmd/member_cmd.h"
#include "store/tx.h"

bool
book_make(struct session *s, const char *name, struct err *err)
{
	struct buf at = { 0 };
	int64_t made;
	bool ok;

	if (!session_require_keeper(s, err))
		return false;
	if (name == NULL || name[0] == '\0')
		return err_set(err, ERR_INPUT, "A book needs a name: what the"
		    " partnership calls itself.");
	if (!cmd_one(s, SQL_BOOK_COUNT, BIND_NONE, &made, err))
		return false;
	if (made > 0)
		return err_set(err, ERR_INPUT, "This book was made already.");
	clock_add_local(&at, s->clock);
	ok = cmd_write(s, SQL_BOOK_ADD, BIND(B_ID("id", db_new_id(s->db)),
	    B_TEXT("name", name), B_TEXT("at", buf_text(&at))), NULL, err);
	buf_release(&at);
	return ok;
}

/* The first role that keeps the record and screens what comes in. */
static const char *
usual_role(const struct kind *k)
{
	uint64_t both = RIGHT_BIT(RIGHT_RECORD) |
	    RIGHT_BIT(RIGHT_SCREEN_REFERRALS) |
	    RIGHT_BIT(RIGHT_MANAGE_MEMBERS);
	size_t i;

	for (i = 0; i < k->n_roles; i++)
		if ((k->roles[i].rights & both) == both)
			return k->roles[i].key;
	return k->n_roles > 0 ? k->roles[0].key : "";
}

static bool
first_board(struct session *s, const struct init_answers *a, int64_t member,
    struct err *err)
{
	struct board_new b = { .name = a->board, .prefix = a->prefix,
		.nation = a->nation };
	const struct kind *k;
	int64_t board;

	if (a->kind == NULL)
		return true;
	if (!cmd_kind_take_file(s, a->kind, NULL, &b.kind_version, NULL, err))
		return false;
	k = session_kind(s, b.kind_version, err);
	return k != NULL && cmd_board_add(s, &b, &board, err) &&
	    cmd_board_role(s, board, member, a->role != NULL ? a->role :
	    usual_role(k), 0, err);
}

bool
cmd_book_init(struct session *s, const struct init_answers *a,
    int64_t *member, struct err *err)
{
	struct agency_new agency = { .name = a->agency,
		.short_name = a->agency_short };
	struct member_new m = { .title = a->title, .forenames = a->forenames,
		.surname = a->surname, .post = a->post, .login = a->login,
		.keeper = true };
	bool ok;

	if (!cmd_begin(s, "book-make", err))
		return false;
	ok = book_make(s, a->book, err) &&
	    cmd_agency_add(s, &agency, &m.agency, err) &&
	    cmd_member_add(s, &m, member, err) &&
	    first_board(s, a, *member, err);
	return cmd_end(s, ok, err);
}
