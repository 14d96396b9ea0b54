#include "cmd/session.h"

#include <malloc.h>
#include <string.h>

#include "base/alloc.h"
#include "cmd/bind.h"
#include "cmd/calendar.h"

struct session_kind {
	int64_t version;
	struct kind *kind;
};

bool
session_open(struct session *s, struct db *db, const struct clock *clock,
    const char *login, const char *name, struct err *err)
{
	int64_t member;

	memset(s, 0, sizeof(*s));
	if (!db_find_login(db, login, &member, err))
		return false;
	if (member == 0)
		return err_set(err, ERR_INPUT, "Nobody signs in to this book"
		    " as \"%s\". The person who looks after the book knows the"
		    " names.", login);
	if (!db_sign_in(db, member, name, err))
		return false;
	s->db = db;
	s->clock = clock;
	s->member = member;
	return true;
}

void
session_open_system(struct session *s, struct db *db,
    const struct clock *clock, const char *name)
{
	memset(s, 0, sizeof(*s));
	db_sign_in_system(db, name);
	s->db = db;
	s->clock = clock;
}

struct session *
session_book(struct session *s)
{
	return s->today != NULL ? s->today : s;
}

void
session_close(struct session *s)
{
	size_t i;

	for (i = 0; i < s->n_kinds; i++)
		kind_free(s->kinds[i].kind);
	free(s->kinds);
	s->kinds = NULL;
	s->n_kinds = s->cap_kinds = 0;
	calendar_free(s->calendar);
	s->calendar = NULL;
	free(s->leaving);
	s->leaving = NULL;
	s->n_leaving = s->cap_leaving = 0;
}

const char *
session_forms(const struct session *s)
{
	return s->forms != NULL ? s->forms : FORMS_DIR;
}

static struct kind *
load_kind(struct session *s, int64_t version, struct err *err)
{
	struct stmt *q = db_query(s->db, SQL_KIND_VERSION_LOAD, err);
	struct kind *k = NULL;
	bool found;

	stmt_int(q, ":id", version);
	found = stmt_next(q, err);
	if (found) {
		const char *text = col_str(q, 0);
		const char *overlay = col_str(q, 1);
		size_t len;
		const void *tree = col_blob(q, 3, &len);

		k = kind_load_checked(text, strlen(text),
		    overlay[0] ? overlay : NULL, strlen(overlay),
		    col_str(q, 2), tree, len, err);
	}
	if (!stmt_done(q)) {
		kind_free(k);
		return NULL;
	}
	if (!found)
		err_set(err, ERR_INPUT, "This book does not hold that version"
		    " of a kind of meeting.");
	return k;
}

const struct kind *
session_kind(struct session *s, int64_t kind_version, struct err *err)
{
	struct kind *k;
	size_t i;

	for (i = 0; i < s->n_kinds; i++)
		if (s->kinds[i].version == kind_version)
			return s->kinds[i].kind;
	k = load_kind(s, kind_version, err);
	if (k == NULL)
		return NULL;
	/* Reading it took as much again as what is kept of it. */
	malloc_trim(0);
	GROW(s->kinds, s->n_kinds, s->cap_kinds);
	s->kinds[s->n_kinds++] = (struct session_kind){
		.version = kind_version, .kind = k };
	return k;
}

/* The kind that a board or a meeting names by its version. */
static const struct kind *
kind_of(struct session *s, enum sql_id sql, int64_t id, const char *what,
    struct err *err)
{
	int64_t version;

	if (!cmd_one(s, sql, BIND(B_ID("id", id)), &version, err))
		return NULL;
	if (version != 0)
		return session_kind(s, version, err);
	err_set(err, ERR_INPUT, "There is no such %s.", what);
	return NULL;
}

const struct kind *
session_board_kind(struct session *s, int64_t board, struct err *err)
{
	return kind_of(s, SQL_SESSION_BOARD_KIND, board, "board", err);
}

const struct kind *
session_meeting_kind(struct session *s, int64_t meeting, struct err *err)
{
	return kind_of(s, SQL_SESSION_MEETING_KIND, meeting, "meeting", err);
}

bool
session_may(struct session *s, int64_t board, enum kind_right right)
{
	if (s->member == 0)
		return true;
	return db_may(s->db, board, kind_right_name(right));
}

bool
session_may_any(struct session *s, int64_t board, uint64_t rights)
{
	int right;

	for (right = 0; right < RIGHTS; right++)
		if ((rights & RIGHT_BIT(right)) != 0 &&
		    session_may(s, board, (enum kind_right)right))
			return true;
	return false;
}

enum kind_right
session_first_right(uint64_t rights)
{
	int right = 0;

	while (right < RIGHTS - 1 && (rights & RIGHT_BIT(right)) == 0)
		right++;
	return (enum kind_right)right;
}

bool
session_require(struct session *s, int64_t board, enum kind_right right,
    struct err *err)
{
	const char *name = kind_right_name(right);

	if (session_may(s, board, right))
		return true;
	if (strncmp(name, "see-", 4) == 0)
		return err_set(err, ERR_DENIED, "Your role on this board does"
		    " not show you %s.", kind_right_help(right));
	return err_set(err, ERR_DENIED, "Your role on this board does not let"
	    " you %s. Nothing was changed.", kind_right_help(right));
}

bool
session_require_keeper(struct session *s, struct err *err)
{
	if (s->member == 0 || db_keeper(s->db))
		return true;
	return err_set(err, ERR_DENIED, "Only those who look after the book may"
	    " do this. Nothing was changed.");
}

bool
session_require_files(const struct session *s, struct err *err)
{
	return !s->remote || err_set(err, ERR_DENIED, "Over SSH no file of this"
	    " host is read or written. Whoever looks after the host may do"
	    " this there; what is written to standard output can be kept on"
	    " your own machine. Nothing was changed.");
}
