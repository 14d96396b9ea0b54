#include <stdlib.h>
#include <string.h>

#include "cmd/agency_cmd.h"
#include "cmd/bind.h"
#include "cmd/case_need.h"
#include "cmd/casefile_cmd.h"
#include "cmd/cmd.h"
#include "cmd/edition_cmd.h"
#include "cmd/field_check.h"
#include "cmd/people.h"
#include "store/field.h"
#include "store/minute_read.h"

#define R(right) RIGHT_BIT(RIGHT_##right)

/* What may be changed field by field. A column that is not here has a command
 * of its own, or is never changed. */
struct set_rule {
	const char *table;
	const char *columns;	/* between spaces */
	const char *command;
	enum sql_id boards;	/* board, own; a row each */
	uint64_t rights;	/* any of these on one of its boards */
	uint64_t own;		/* or any of these when it is one's own */
	bool keeper;		/* or looking after the book */
};

static const struct set_rule rules[] = {
	{ "action", " text type party_id priority outcome evidence ",
	    "action-set", SQL_SET_ACTION, R(MANAGE_ACTIONS) | R(RECORD), 0,
	    false },
	{ "action", " answers ", "action-set", SQL_SET_ACTION,
	    R(MANAGE_ACTIONS) | R(RECORD), R(OWN_ACTIONS), false },
	{ "agency", " name short category agreement_on agreement_until ",
	    "agency-set", SQL_SET_ANY_BOARD,
	    R(MANAGE_MEMBERS), 0, true },
	{ "alias", " surname forenames note ", "alias-set", SQL_SET_ALIAS,
	    R(MANAGE_CASES), R(REFER), false },
	{ "attendance", " role deputy_for_id info_sent info_on came_at left_at"
	    " note ", "attendance-set", SQL_SET_ATTENDANCE,
	    R(RECORD_ATTENDANCE), 0, false },
	{ "board", " name nation place answers ", "board-set", SQL_SET_BOARD,
	    R(MANAGE_BOARD), 0, true },
	{ "board_member", " deputy_for_id since_on ", "board-member-set",
	    SQL_SET_BOARD_MEMBER, R(MANAGE_MEMBERS), 0, true },
	{ "casefile", " received_on incident_on agency_id member_id referrer"
	    " origin tool score scored_on marking handling conditions lead_id"
	    " answers ",
	    "casefile-set", SQL_SET_CASEFILE, R(MANAGE_CASES), R(REFER),
	    false },
	{ "conflict", " reason left_at returned_at ", "conflict-set",
	    SQL_SET_CONFLICT, R(RECORD_ATTENDANCE) | R(RECORD), 0, false },
	{ "contact", " value postcode safe_use safe_message safe_times from_on"
	    " to_on note ", "contact-set", SQL_SET_CONTACT,
	    R(RECORD_CONTACT) | R(MANAGE_CASES), R(REFER), false },
	{ "contribution", " answers ", "contribution-set",
	    SQL_SET_CONTRIBUTION, R(RECORD), R(CONTRIBUTE), false },
	{ "contribution_line", " position party_id sort text share"
	    " withheld_reason ", "contribution-line-set",
	    SQL_SET_CONTRIBUTION_LINE, R(RECORD), R(CONTRIBUTE), false },
	{ "incident", " happened_on criminal reported reference text ",
	    "incident-set", SQL_SET_INCIDENT, R(MANAGE_CASES), R(REFER),
	    false },
	{ "item", " position type planned presenter_id reason answers ",
	    "item-set", SQL_SET_ITEM, R(MANAGE_AGENDA) | R(RECORD), 0,
	    false },
	{ "meeting", " held_on starts place online chair_id deputy_chair_id"
	    " secretary_id answers ", "meeting-set", SQL_SET_MEETING,
	    R(MANAGE_BOARD) | R(RECORD), 0, false },
	{ "member", " title forenames surname post email phone ", "member-set",
	    SQL_SET_ANY_BOARD, R(MANAGE_MEMBERS), 0, true },
	{ "milestone", " position text due_on member_id note ",
	    "milestone-set", SQL_SET_MILESTONE, R(MANAGE_ACTIONS) | R(RECORD),
	    0, false },
	{ "minute", " position phase sort agency_id text ", "minute-set",
	    SQL_SET_MINUTE, R(RECORD), 0, false },
	{ "party", " position from_on to_on answers ", "party-set", SQL_SET_PARTY,
	    R(MANAGE_CASES), R(REFER), false },
	{ "relation", " relation ", "relation-set", SQL_SET_RELATION,
	    R(MANAGE_CASES), R(REFER), false },
	{ "subject", " sort surname forenames born_on age age_on sex answers ",
	    "subject-set", SQL_SET_SUBJECT, R(MANAGE_CASES), R(REFER),
	    false },
};

static const struct set_rule *
find_rule(const char *table, const char *column)
{
	size_t i, len = strlen(column);
	const char *at;

	for (i = 0; i < sizeof(rules) / sizeof(rules[0]); i++) {
		if (strcmp(rules[i].table, table) != 0)
			continue;
		at = rules[i].columns;
		while ((at = strstr(at, column)) != NULL) {
			if (at[-1] == ' ' && at[len] == ' ')
				return &rules[i];
			at += len;
		}
	}
	return NULL;
}

/* What one may not see one may not write over, answered or not. */
static bool
may_see(struct session *s, const char *table, const char *key, int64_t board,
    bool *may, struct err *err)
{
	char *name = NULL;
	int right;

	*may = true;
	if (key == NULL || s->member == 0)
		return true;
	if (!cmd_one_text(s, SQL_SET_FIELD_RIGHT, BIND(B_ID("board", board),
	    B_TEXT("record", table), B_TEXT("field", key)), &name, err))
		return false;
	right = name != NULL ? kind_right_find(name) : RIGHT_NONE;
	free(name);
	*may = right == RIGHT_NONE ||
	    session_may(s, board, (enum kind_right)right);
	return true;
}

/* The rights are asked of every board the record belongs to: someone in cases
 * of two boards may be changed on either. *on gets the board on which one may,
 * 0 where looking after the book does. */
static bool
require(struct session *s, const struct set_rule *r, int64_t id,
    const char *key, int64_t *on, struct err *err)
{
	struct stmt *q;
	bool found = false, hidden = false, may = s->member == 0;
	bool ok = true, seen = true;

	*on = 0;
	if (r->keeper && session_require_keeper(s, NULL))
		return true;
	q = cmd_query(s, r->boards, BIND(B_ID("id", id)), err);
	if (q == NULL)
		return false;
	while (!may && stmt_next(q, err)) {
		found = true;
		may = session_may_any(s, col_int(q, 0), r->rights) ||
		    (col_bool(q, 1) && session_may_any(s, col_int(q, 0), r->own));
		ok = !may || may_see(s, r->table, key, col_int(q, 0), &seen,
		    err);
		hidden |= may && !seen;
		may = may && seen && ok;
		*on = may ? col_int(q, 0) : 0;
		if (!ok)
			break;
	}
	if (!stmt_done(q) || !ok)
		return false;
	if (may)
		return true;
	if (hidden)
		return err_set(err, ERR_DENIED, "This field is not shown to"
		    " you, so you can't change it. Nothing was saved.");
	if (!found)
		return err_set(err, ERR_INPUT, "There is no such record"
		    " (any more). Nothing was saved.");
	return err_set(err, ERR_DENIED, "This may be changed by those who may"
	    " %s. Nothing was saved.",
	    kind_right_help(session_first_right(r->rights)));
}

/* What finds a person or an agency follows the names they go by. */
static bool
follow_name(struct session *s, const char *table, int64_t id,
    struct err *err)
{
	int64_t subject = 0;

	if (strcmp(table, "agency") == 0)
		return agency_rematch(s, id, err);
	if (strcmp(table, "subject") == 0)
		subject = id;
	else if (strcmp(table, "alias") == 0 && !cmd_one(s,
	    SQL_SET_SUBJECT_OF_ALIAS, BIND(B_ID("id", id)), &subject, err))
		return false;
	return subject == 0 || people_rekey(s, subject, err);
}

/* Somebody's days in a role. */
static bool
in_order(struct session *s, int64_t party, struct err *err)
{
	int64_t wrong;

	return cmd_one(s, SQL_PARTY_DATES_WRONG, BIND(B_ID("id", party)),
	    &wrong, err) && (wrong == 0 || err_set(err, ERR_INPUT, "The last"
	    " day comes before the first. Nothing was saved."));
}

static const struct set_rule *
rule_for(const char *table, const char *column, struct err *err)
{
	const struct set_rule *r = find_rule(table, column);

	if (r == NULL)
		err_set(err, ERR_INPUT, "This field is not changed by itself:"
		    " there is a command for it.");
	return r;
}

/* Not of minutes that went round. */
static bool
may_change_minute(struct session *s, int64_t id, struct err *err)
{
	struct minute_row row;
	struct arena a = {0};
	bool ok = minute_read(s->db, id, &a, &row, err) &&
	    edition_need_draft(s, row.meeting, err);

	arena_release(&a);
	return ok;
}

bool
cmd_set_field(struct session *s, const char *table, const char *column,
    int64_t id, const char *old, const char *new, char **now,
    struct err *err)
{
	const struct set_rule *r = rule_for(table, column, err);
	bool ok, file = strcmp(table, "casefile") == 0;
	int64_t board;

	if (r == NULL || !cmd_begin(s, r->command, err))
		return false;
	ok = require(s, r, id, NULL, &board, err) &&
	    (strcmp(table, "minute") != 0 || may_change_minute(s, id, err)) &&
	    (board == 0 || check_column(s, board, table, column, new, err)) &&
	    (!file || casefile_check_field(s, id, column, new, err)) &&
	    db_set_field(s->db, table, column, id, old, new, now, err) &&
	    (!file || casefile_follow_field(s, id, column, err)) &&
	    follow_name(s, table, id, err) &&
	    (strcmp(table, "party") != 0 || in_order(s, id, err));
	return cmd_end(s, ok, err);
}

bool
cmd_set_answer(struct session *s, const char *table, int64_t id,
    const char *key, const char *old, const char *new, char **now,
    struct err *err)
{
	const struct set_rule *r = rule_for(table, "answers", err);
	int64_t board;
	bool ok;

	if (r == NULL || !cmd_begin(s, r->command, err))
		return false;
	ok = require(s, r, id, key, &board, err) &&
	    (board == 0 || check_answer(s, board, table, key, new, err)) &&
	    (strcmp(table, "casefile") != 0 ||
	    case_need(s, id, key, new, err)) &&
	    db_set_answer(s->db, table, id, key, old, new, now, err);
	return cmd_end(s, ok, err);
}

bool
cmd_can_set(const char *table, const char *column)
{
	return find_rule(table, column != NULL ? column : "answers") != NULL;
}

bool
cmd_may_set(struct session *s, const char *table, const char *column,
    int64_t id)
{
	const struct set_rule *r = find_rule(table, column != NULL ? column :
	    "answers");
	int64_t board;

	return r != NULL && require(s, r, id, NULL, &board, NULL);
}
