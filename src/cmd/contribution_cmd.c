#include "cmd/contribution_cmd.h"

#include <string.h>

#include "base/date.h"
#include "cmd/bind.h"
#include "cmd/cmd.h"
#include "cmd/meeting_need.h"
#include "store/contribution_read.h"
#include "store/row.h"
#include "store/tx.h"

/* One's own agency's, or anyone's when one keeps the record. */
static bool
need_agency(struct session *s, int64_t board, int64_t agency,
    struct err *err)
{
	int64_t mine;

	if (session_may(s, board, RIGHT_RECORD))
		return true;
	if (!session_require(s, board, RIGHT_CONTRIBUTE, err) ||
	    !cmd_one(s, SQL_CONTRIBUTION_MINE, BIND(B_ID("agency", agency)),
	    &mine, err))
		return false;
	return mine != 0 || err_set(err, ERR_DENIED, "One brings what one's own"
	    " agency knows. Nothing was saved.");
}

/* What a change of a contribution has to know. */
struct whose {
	int64_t casefile, meeting, agency, board;
	const char *state;
	bool heard;
};

static bool
need_contribution(struct session *s, int64_t id, struct arena *a,
    struct whose *w, struct err *err)
{
	struct stmt *q = cmd_query(s, SQL_CONTRIBUTION_OF, BIND(B_ID("id", id)),
	    err);
	bool found = stmt_next(q, err);

	if (found)
		*w = (struct whose){
			.casefile = col_int(q, 0), .meeting = col_int(q, 1),
			.agency = col_int(q, 2), .board = col_int(q, 3),
			.state = row_str(q, 4, a), .heard = col_bool(q, 5),
		};
	if (!stmt_done(q))
		return false;
	if (!found)
		return err_set(err, ERR_INPUT, "There is no such"
		    " contribution.");
	return need_agency(s, w->board, w->agency, err);
}

static bool
begin(struct session *s, int64_t meeting, int64_t casefile, int64_t agency,
    int64_t *id, struct arena *a, struct err *err)
{
	struct meeting_row m;

	if (!meeting_read(s->db, meeting, a, &m, err) ||
	    !need_agency(s, m.board, agency, err) ||
	    !contribution_find(s->db, casefile, meeting, agency, id, err))
		return false;
	if (*id != 0)
		return true;
	*id = db_new_id(s->db);
	return cmd_write(s, SQL_CONTRIBUTION_ADD, BIND(B_ID("new", *id),
	    B_ID("member", s->member), B_ID("meeting", meeting),
	    B_ID("agency", agency), B_ID("casefile", casefile)), NULL, err);
}

bool
cmd_contribution_begin(struct session *s, int64_t meeting, int64_t casefile,
    int64_t agency, int64_t *id, struct err *err)
{
	struct arena a = {0};
	int64_t none;
	bool ok;

	if (!cmd_begin(s, "contribution-begin", err))
		return false;
	ok = begin(s, meeting, casefile, agency, id ? id : &none, &a, err);
	arena_release(&a);
	return cmd_end(s, ok, err);
}

static bool
check_line(struct session *s, int64_t meeting, const char *sort, bool share,
    const char *reason, struct err *err)
{
	const struct kind *k = session_meeting_kind(s, meeting, err);
	const struct kind_contributions *c;

	if (k == NULL)
		return false;
	c = &k->contributions;
	if (sort != NULL && c->n_lines > 0 &&
	    kind_choice(c->lines, c->n_lines, sort) == NULL)
		return err_set(err, ERR_INPUT, "There is no sort of line"
		    " \"%s\".", sort);
	if (!share && c->withhold_reason && need_blank(reason))
		return err_set(err, ERR_INPUT, "Say why this is not shared.");
	return true;
}

static bool
line_add(struct session *s, int64_t contribution, int64_t party,
    const char *sort, const char *text, bool share, const char *reason,
    int64_t *id, struct arena *a, struct err *err)
{
	struct whose w;

	if (need_blank(text))
		return err_set(err, ERR_INPUT, "There is nothing to say in an"
		    " empty line.");
	if (!need_contribution(s, contribution, a, &w, err) ||
	    !check_line(s, w.meeting, sort, share, reason, err))
		return false;
	if (strcmp(w.state, "nil") == 0)
		return err_set(err, ERR_INPUT, "A nil return was given: take"
		    " it back first.");
	*id = db_new_id(s->db);
	return cmd_write(s, SQL_CONTRIBUTION_LINE_ADD, BIND(B_ID("new", *id),
	    B_ID("party", party), B_TEXT("sort", sort), B_TEXT("text", text),
	    B_INT("share", share), B_STR("reason", share ? "" : reason),
	    B_ID("contribution", contribution)), NULL, err);
}

bool
cmd_contribution_line_add(struct session *s, int64_t contribution,
    int64_t party, const char *sort, const char *text, bool share,
    const char *withheld_reason, int64_t *id, struct err *err)
{
	struct arena a = {0};
	int64_t none;
	bool ok;

	if (!cmd_begin(s, "contribution-line-add", err))
		return false;
	ok = line_add(s, contribution, party, sort, text, share,
	    withheld_reason, id ? id : &none, &a, err);
	arena_release(&a);
	return cmd_end(s, ok, err);
}

bool
cmd_contribution_line_text(struct session *s, int64_t line, const char *old,
    const char *text, char **now, struct err *err)
{
	if (need_blank(text))
		return err_set(err, ERR_INPUT, "There is nothing to say in an"
		    " empty line: remove it instead.");
	return cmd_set_field(s, "contribution_line", "text", line, old, text,
	    now, err);
}

/* The contribution of a line, with the right to change it. */
static bool
need_line(struct session *s, int64_t line, struct arena *a, struct whose *w,
    struct err *err)
{
	int64_t contribution;

	if (!cmd_one(s, SQL_CONTRIBUTION_OF_LINE, BIND(B_ID("id", line)),
	    &contribution, err))
		return false;
	if (contribution == 0)
		return err_set(err, ERR_INPUT, "There is no such line.");
	return need_contribution(s, contribution, a, w, err);
}

bool
cmd_contribution_line_share(struct session *s, int64_t line, bool share,
    const char *withheld_reason, struct err *err)
{
	struct arena a = {0};
	struct whose w;
	bool ok;

	if (!cmd_begin(s, "contribution-line-set", err))
		return false;
	ok = need_line(s, line, &a, &w, err) &&
	    check_line(s, w.meeting, NULL, share, withheld_reason, err) &&
	    cmd_write(s, SQL_CONTRIBUTION_LINE_SHARE, BIND(B_ID("id", line),
	    B_INT("share", share),
	    B_STR("reason", share ? "" : withheld_reason)), NULL, err);
	arena_release(&a);
	return cmd_end(s, ok, err);
}

bool
cmd_contribution_line_remove(struct session *s, int64_t line,
    struct err *err)
{
	struct arena a = {0};
	struct whose w;
	bool ok;

	if (!cmd_begin(s, "contribution-line-remove", err))
		return false;
	ok = need_line(s, line, &a, &w, err) &&
	    cmd_write(s, SQL_CONTRIBUTION_LINE_DROP, BIND(B_ID("id", line)),
	    NULL, err);
	arena_release(&a);
	return cmd_end(s, ok, err);
}

static bool
check_party(struct session *s, int64_t contribution, int64_t party,
    const char *result, struct err *err)
{
	int changed = 0;

	if (!cmd_write(s, SQL_CONTRIBUTION_CHECK_SET, BIND(
	    B_TEXT("result", result), B_ID("contribution", contribution),
	    B_ID("party", party)), &changed, err))
		return false;
	return changed > 0 || cmd_write(s, SQL_CONTRIBUTION_CHECK_ADD, BIND(
	    B_ID("new", db_new_id(s->db)), B_TEXT("result", result),
	    B_ID("contribution", contribution), B_ID("party", party)), NULL,
	    err);
}

bool
cmd_contribution_checked(struct session *s, int64_t contribution,
    int64_t party, const char *result, struct err *err)
{
	struct arena a = {0};
	struct whose w;
	bool ok;

	if (strcmp(result, "known") != 0 && strcmp(result, "not-known") != 0 &&
	    strcmp(result, "not-checked") != 0)
		return err_set(err, ERR_INPUT, "Somebody is known, not-known or"
		    " not-checked, not \"%s\".", result);
	if (!cmd_begin(s, "contribution-checked", err))
		return false;
	ok = need_contribution(s, contribution, &a, &w, err) &&
	    check_party(s, contribution, party, result, err);
	arena_release(&a);
	return cmd_end(s, ok, err);
}

static bool
set_state(struct session *s, int64_t contribution, const char *state,
    struct err *err)
{
	int day = strcmp(state, "begun") == 0 ? DATE_NONE :
	    clock_today(s->clock);

	return cmd_write(s, SQL_CONTRIBUTION_STATE, BIND(
	    B_ID("id", contribution), B_TEXT("state", state),
	    B_DATE("day", day)), NULL, err);
}

bool
cmd_contribution_give(struct session *s, int64_t contribution,
    struct err *err)
{
	struct arena a = {0};
	struct whose w;
	bool ok;

	if (!cmd_begin(s, "contribution-give", err))
		return false;
	ok = need_contribution(s, contribution, &a, &w, err) &&
	    set_state(s, contribution, "given", err);
	arena_release(&a);
	return cmd_end(s, ok, err);
}

bool
cmd_contribution_take_back(struct session *s, int64_t contribution,
    struct err *err)
{
	struct arena a = {0};
	struct whose w;
	bool ok;

	if (!cmd_begin(s, "contribution-take-back", err))
		return false;
	ok = need_contribution(s, contribution, &a, &w, err);
	if (ok && w.heard)
		ok = err_set(err, ERR_INPUT, "It was heard at the meeting and"
		    " can't be taken back.");
	ok = ok && set_state(s, contribution, "begun", err);
	arena_release(&a);
	return cmd_end(s, ok, err);
}

/* A nil return is a search that found nothing, for each whom the kind asks
 * about. */
static bool
check_rest(struct session *s, int64_t meeting, int64_t contribution,
    struct arena *a, struct err *err)
{
	const struct kind *k = session_meeting_kind(s, meeting, err);
	struct stmt *q = cmd_query(s, SQL_CONTRIBUTION_UNCHECKED,
	    BIND(B_ID("contribution", contribution)), err);
	int64_t *ids = NULL;
	size_t n = 0, cap = 0, i;

	while (k != NULL && stmt_next(q, err)) {
		for (i = 0; i < k->contributions.n_checked; i++)
			if (strcmp(k->contributions.checked[i],
			    col_str(q, 1)) == 0)
				break;
		if (i == k->contributions.n_checked)
			continue;
		ids = row_room(a, ids, n, &cap, sizeof(*ids));
		ids[n++] = col_int(q, 0);
	}
	if (!stmt_done(q) || k == NULL)
		return false;
	for (i = 0; i < n; i++)
		if (!check_party(s, contribution, ids[i], "not-known", err))
			return false;
	return true;
}

static bool
nil(struct session *s, int64_t meeting, int64_t casefile, int64_t agency,
    struct arena *a, struct err *err)
{
	int64_t id, lines;

	if (!begin(s, meeting, casefile, agency, &id, a, err) ||
	    !cmd_one(s, SQL_CONTRIBUTION_LINE_COUNT, BIND(
	    B_ID("contribution", id)), &lines, err))
		return false;
	if (lines > 0)
		return err_set(err, ERR_INPUT, "This agency has brought"
		    " something: a nil return would deny it.");
	return check_rest(s, meeting, id, a, err) &&
	    set_state(s, id, "nil", err);
}

bool
cmd_contribution_nil(struct session *s, int64_t meeting, int64_t casefile,
    int64_t agency, struct err *err)
{
	struct arena a = {0};
	bool ok;

	if (!cmd_begin(s, "contribution-nil", err))
		return false;
	ok = nil(s, meeting, casefile, agency, &a, err);
	arena_release(&a);
	return cmd_end(s, ok, err);
}

static bool
hear(struct session *s, int64_t meeting, int64_t casefile, int64_t agency,
    bool heard, struct arena *a, struct err *err)
{
	struct meeting_row m;
	int64_t id;

	if (!need_meeting(s, meeting, RIGHT_RECORD, RIGHT_RUN_MEETING, a, &m,
	    err) || !need_opened(&m, err) ||
	    !contribution_find(s->db, casefile, meeting, agency, &id, err))
		return false;
	if (id == 0) {
		id = db_new_id(s->db);
		if (!cmd_write(s, SQL_CONTRIBUTION_ADD, BIND(B_ID("new", id),
		    B_ID("member", 0), B_ID("meeting", meeting),
		    B_ID("agency", agency), B_ID("casefile", casefile)), NULL,
		    err) || !set_state(s, id, "given", err))
			return false;
	}
	return cmd_write(s, SQL_CONTRIBUTION_HEARD, BIND(B_ID("id", id),
	    B_TEXT("at", heard ? need_now(s, a) : NULL)), NULL, err);
}

bool
cmd_contribution_heard(struct session *s, int64_t meeting, int64_t casefile,
    int64_t agency, bool heard, struct err *err)
{
	struct arena a = {0};
	bool ok;

	if (!cmd_begin(s, "contribution-heard", err))
		return false;
	ok = hear(s, meeting, casefile, agency, heard, &a, err);
	arena_release(&a);
	return cmd_end(s, ok, err);
}
