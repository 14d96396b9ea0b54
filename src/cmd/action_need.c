#include "cmd/action_need.h"

#include <string.h>

#include "base/date.h"
#include "cmd/bind.h"
#include "cmd/meeting_need.h"
#include "cmd/member_cmd.h"
#include "store/attendance_read.h"
#include "store/row.h"
#include "store/tx.h"

bool
need_action(struct session *s, int64_t action, bool own, struct arena *a,
    struct action_facts *f, struct err *err)
{
	struct stmt *q = cmd_query(s, SQL_ACTION_OF, BIND(B_ID("id", action)),
	    err);
	bool found = stmt_next(q, err);

	if (found)
		*f = (struct action_facts){
			.board = col_int(q, 0), .casefile = col_int(q, 1),
			.meeting = col_int(q, 2), .agency = col_int(q, 3),
			.member = col_int(q, 4), .status = row_str(q, 5, a),
			.due = row_date(q, 6),
			.acceptance = row_str(q, 7, a),
			.live = col_bool(q, 8),
			.mine = col_bool(q, 9) ||
			    (s->member != 0 && col_int(q, 4) == s->member),
			.agreed_on = row_date(q, 10),
			.moves = (int)col_int(q, 11),
			.ref = row_str(q, 12, a),
			.in_hand = col_bool(q, 13),
			.meeting_open = col_bool(q, 14),
			.type = row_text(q, 15, a),
		};
	if (!stmt_done(q))
		return false;
	if (!found)
		return err_set(err, ERR_INPUT, "There is no such action.");
	if (own && f->mine && session_may(s, f->board, RIGHT_OWN_ACTIONS))
		return true;
	return need_right(s, f->board, RIGHT_MANAGE_ACTIONS, RIGHT_RECORD,
	    err);
}

const struct kind *
action_kind(struct session *s, int64_t meeting, int64_t board,
    struct err *err)
{
	return meeting != 0 ? session_meeting_kind(s, meeting, err) :
	    session_board_kind(s, board, err);
}

static bool
not_shut_out(struct session *s, int64_t casefile, int64_t agency,
    int64_t member, struct err *err)
{
	int64_t found;

	if (casefile == 0)
		return true;
	if (!cmd_one(s, SQL_ACTION_SHUT_OUT, BIND(B_ID("casefile", casefile),
	    B_ID("agency", agency), B_ID("member", member)), &found, err))
		return false;
	return found == 0 || err_set(err, ERR_INPUT, "They are kept out of this"
	    " case, so no action of it can be theirs.");
}

static bool
belongs(struct session *s, int64_t agency, int64_t member, struct err *err)
{
	int64_t found;

	if (!cmd_one(s, SQL_ACTION_BELONGS, BIND(B_ID("member", member),
	    B_ID("agency", agency)), &found, err))
		return false;
	return found != 0 || err_set(err, ERR_INPUT, "The person named does not"
	    " belong to that agency.");
}

/* Who speaks for the agency here: those who lead or keep the record do so
 * only when nobody else does. */
static bool
find_speaker(struct session *s, const struct kind *k, int64_t meeting,
    int64_t agency, int64_t *member, bool *here, bool *several,
    struct arena *a, struct err *err)
{
	struct attendance_row *roll;
	const struct kind_role *r;
	const struct kind_capacity *c;
	int64_t officer = 0;
	size_t n, i, speakers = 0;

	if (!attendance_read(s->db, meeting, a, &roll, &n, err))
		return false;
	for (i = 0; i < n; i++) {
		r = kind_role(k, roll[i].role);
		c = r && r->n_capacities > 0 ?
		    kind_capacity(k, r->capacities[0]) : NULL;
		if (!roll[i].here || roll[i].member == 0 ||
		    (c != NULL && c->listed_apart) ||
		    (roll[i].agency != agency && roll[i].parent != agency))
			continue;
		*here = true;
		if (roll[i].chair || roll[i].secretary)
			officer = roll[i].member;
		else if (speakers++ == 0)
			*member = roll[i].member;
	}
	if (speakers == 0)
		*member = officer;
	*several = speakers > 1;
	return true;
}

bool
action_settle_owner(struct session *s, int64_t meeting, int64_t casefile,
    int64_t agency, int64_t *member, const char **acceptance,
    struct arena *a, struct err *err)
{
	const struct kind *k;
	int64_t speaker = 0, mine;
	bool here = false, several = false;

	if (agency == 0)
		return err_set(err, ERR_INPUT, "One agency owns an action: say"
		    " which.");
	if (!not_shut_out(s, casefile, agency, *member, err) ||
	    (*member != 0 && (!belongs(s, agency, *member, err) ||
	    !member_need_there(s, *member, err))))
		return false;
	if (meeting != 0) {
		k = session_meeting_kind(s, meeting, err);
		if (k == NULL || !find_speaker(s, k, meeting, agency,
		    &speaker, &here, &several, a, err))
			return false;
		if (*member == 0 && several)
			return err_set(err, ERR_INPUT, "More than one of that"
			    " agency is here: say who does it.");
		if (*member == 0)
			*member = speaker;
	} else {
		if (!cmd_one(s, SQL_CONTRIBUTION_MINE, BIND(
		    B_ID("agency", agency)), &mine, err))
			return false;
		here = mine != 0;
		if (*member == 0 && here)
			*member = s->member;
	}
	*acceptance = here && *member != 0 ? "yes" : "needed";
	return true;
}

bool
need_move(struct session *s, const struct kind *k,
    const struct action_facts *f, struct err *err)
{
	int most = k->actions.max_date_moves;

	return most == KIND_UNSET || f->moves < most ||
	    session_may(s, f->board, RIGHT_RUN_MEETING) || err_set(err,
	    ERR_INPUT, "The date of %s was moved %d times already: now the %s"
	    " decides.", f->ref, f->moves, kind_word(k, "chair", 1));
}

bool
action_note(struct session *s, int64_t action, const struct action_log *log,
    struct arena *a, struct err *err)
{
	return cmd_write(s, SQL_PROGRESS_ADD, BIND(
	    B_ID("new", db_new_id(s->db)), B_ID("meeting", log->meeting),
	    B_ID("reporter", log->reported_by ? log->reported_by : s->member),
	    B_ID("recorder", s->member), B_TEXT("at", need_now(s, a)),
	    B_TEXT("was", log->was), B_TEXT("now", log->now),
	    B_STR("reason", log->reason), B_STR("text", log->text),
	    B_DATE("due_was", log->due_was), B_DATE("due_now", log->due_now),
	    B_TEXT("requested", log->requested ? log->requested : ""),
	    B_ID("action", action)), NULL, err);
}

bool
action_unread(struct session *s, int64_t action, struct err *err)
{
	return cmd_write(s, SQL_ACTION_UNREAD, BIND(B_ID("id", action)),
	    &(int){0}, err);
}
