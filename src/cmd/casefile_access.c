/*
 * casefile_access: who may see a casefile: its audience and list, its handling
 * code, its marking.
 */
#include "cmd/casefile_cmd.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "cmd/bind.h"
#include "cmd/cmd.h"
#include "cmd/member_cmd.h"
#include "store/tx.h"

/* ---- Audience and list ------------------------------------------------- */

/* Those who manage access, and whoever answers for the casefile. */
bool
casefile_require_access(struct session *s, int64_t casefile, int64_t *board,
    struct err *err)
{
	int64_t lead;

	if (!cmd_one(s, SQL_FIND_CASEFILE_BOARD, BIND(B_ID("id", casefile)),
	    board, err) || !cmd_one(s, SQL_CASEFILE_LEAD, BIND(B_ID("id",
	    casefile)), &lead, err))
		return false;
	if (*board == 0)
		return err_set(err, ERR_INPUT, "There is no such casefile.");
	return (s->member != 0 && lead == s->member) ||
	    session_require(s, *board, RIGHT_MANAGE_ACCESS, err);
}

/* A change after which one would not see the casefile could not be taken
 * back. */
static bool
still_seen(struct session *s, int64_t casefile, struct err *err)
{
	int64_t seen;

	if (!cmd_one(s, SQL_CASEFILE_SEEN, BIND(B_ID("id", casefile)), &seen,
	    err))
		return false;
	return seen > 0 || err_set(err, ERR_INPUT, "You would not see this"
	    " casefile yourself any more. Let another who may manage access"
	    " do this.");
}

static bool
restrict_it(struct session *s, int64_t casefile, bool restricted,
    bool list_only, const char *was, struct err *err)
{
	const struct kind_case_type *t;
	const struct kind *k;
	int64_t board;
	char *type;

	if (!casefile_require_access(s, casefile, &board, err) ||
	    !cmd_one_text(s, SQL_CASEFILE_TYPE, BIND(B_ID("id", casefile)),
	    &type, err))
		return false;
	k = session_board_kind(s, board, err);
	t = k != NULL && type != NULL ? kind_case_type(k, type) : NULL;
	free(type);
	if (k == NULL)
		return false;
	if (restricted && (t == NULL || !t->restrictable))
		return err_set(err, ERR_INPUT, "Casefiles of this type are not"
		    " restricted. Keep agencies or members out one by one.");
	return cmd_still(s, SQL_CASEFILE_SEEN_BY_NOW, BIND(B_ID("id",
	    casefile)), was, list_only ? "list" : restricted ? "restricted" :
	    "board", "who may see this casefile", err) &&
	    cmd_write(s, SQL_CASEFILE_RESTRICT, BIND(B_ID("id", casefile),
	    B_INT("restricted", restricted),
	    B_TEXT("audience", list_only ? "list" : "board")), NULL, err) &&
	    still_seen(s, casefile, err);
}

bool
cmd_casefile_restrict(struct session *s, int64_t casefile, bool restricted,
    bool list_only, const char *was, struct err *err)
{
	bool ok;

	if (!cmd_begin(s, "casefile-restrict", err))
		return false;
	ok = restrict_it(s, casefile, restricted, list_only, was, err);
	return cmd_end(s, ok, err);
}

static bool
set_access(struct session *s, int64_t casefile, bool allow, int64_t agency,
    int64_t member, const char *reason, struct err *err)
{
	int64_t board;
	int dropped;

	if ((agency == 0) == (member == 0))
		return err_set(err, ERR_INPUT, "An entry is about an agency or"
		    " about a member.");
	return casefile_require_access(s, casefile, &board, err) &&
	    cmd_write(s, SQL_ACCESS_DROP, BIND(B_ID("casefile", casefile),
	    B_ID("agency", agency), B_ID("member", member)), &dropped,
	    err) &&
	    cmd_write(s, SQL_ACCESS_ADD, BIND(B_ID("id", db_new_id(s->db)),
	    B_ID("casefile", casefile), B_ID("agency", agency),
	    B_ID("member", member), B_TEXT("effect", allow ? "allow" : "deny"),
	    B_STR("reason", reason)), NULL, err) &&
	    still_seen(s, casefile, err);
}

bool
cmd_casefile_access(struct session *s, int64_t casefile, bool allow,
    int64_t agency, int64_t member, const char *reason, struct err *err)
{
	bool ok;

	if (!cmd_begin(s, allow ? "casefile-allow" : "casefile-deny", err))
		return false;
	ok = set_access(s, casefile, allow, agency, member, reason, err);
	return cmd_end(s, ok, err);
}

bool
cmd_casefile_access_drop(struct session *s, int64_t casefile, int64_t agency,
    int64_t member, struct err *err)
{
	int64_t board;
	bool ok;

	if (!cmd_begin(s, "casefile-access-drop", err))
		return false;
	ok = casefile_require_access(s, casefile, &board, err) &&
	    cmd_write(s, SQL_ACCESS_DROP, BIND(B_ID("casefile", casefile),
	    B_ID("agency", agency), B_ID("member", member)), NULL, err) &&
	    still_seen(s, casefile, err);
	return cmd_end(s, ok, err);
}

/* ---- Handling code ----------------------------------------------------- */

static const struct kind_handling *
find_code(const struct kind *k, const char *code, struct err *err)
{
	struct buf known = { 0 };
	size_t i;

	for (i = 0; i < k->n_handling; i++) {
		if (strcmp(k->handling[i].key, code) == 0) {
			buf_release(&known);
			return &k->handling[i];
		}
		buf_addf(&known, "%s%s", i > 0 ? ", " : "",
		    k->handling[i].key);
	}
	if (k->n_handling == 0)
		err_set(err, ERR_INPUT, "This kind of meeting knows no"
		    " handling codes.");
	else
		err_set(err, ERR_INPUT, "There is no handling code \"%s\":"
		    " they are %s.", code, buf_text(&known));
	buf_release(&known);
	return NULL;
}

static bool
check_code(struct session *s, int64_t board, const char *code,
    const char *conditions, const struct kind_handling **h, struct err *err)
{
	const struct kind *k = session_board_kind(s, board, err);

	*h = NULL;
	if (k == NULL)
		return false;
	if (code == NULL || *code == '\0')
		return true;
	*h = find_code(k, code, err);
	if (*h == NULL)
		return false;
	return !(*h)->needs_conditions || (conditions != NULL &&
	    conditions[strspn(conditions, " ")] != '\0') ||
	    err_set(err, ERR_INPUT, "\"%s\" needs its conditions: say on"
	    " which what is in it may be used.", (*h)->label);
}

/* Its first code is given by whoever wrote it down: a code opens nothing to
 * anybody. */
static bool
may_handle(struct session *s, int64_t casefile, int64_t *board,
    struct err *err)
{
	int64_t uncoded;

	if (!cmd_one(s, SQL_FIND_CASEFILE_BOARD, BIND(B_ID("id", casefile)),
	    board, err) || !cmd_one(s, SQL_CASEFILE_UNCODED, BIND(B_ID("id",
	    casefile), B_ID("member", s->member)), &uncoded, err))
		return false;
	return uncoded > 0 || casefile_require_access(s, casefile, board,
	    err);
}

/* A code that is for those named alone closes the casefile to others. Taking
 * it away opens nothing by itself: that is said in so many words. */
static bool
set_handling(struct session *s, int64_t casefile, const char *code,
    const char *conditions, const char *was, struct err *err)
{
	const struct kind_handling *h;
	int64_t board;

	if (!may_handle(s, casefile, &board, err) ||
	    !check_code(s, board, code, conditions, &h, err))
		return false;
	return cmd_still(s, SQL_CASEFILE_HANDLING_NOW, BIND(B_ID("id",
	    casefile)), was, code, "the handling code", err) &&
	    cmd_write(s, SQL_CASEFILE_HANDLE, BIND(B_ID("id", casefile),
	    B_TEXT("handling", code), B_STR("conditions", h != NULL ?
	    conditions : NULL), B_INT("listed", h != NULL && h->listed)),
	    NULL, err) && still_seen(s, casefile, err);
}

bool
cmd_casefile_handling(struct session *s, int64_t casefile, const char *code,
    const char *conditions, const char *was, struct err *err)
{
	bool ok;

	if (!cmd_begin(s, "casefile-handling", err))
		return false;
	ok = set_handling(s, casefile, code != NULL ? code : "", conditions,
	    was, err);
	return cmd_end(s, ok, err);
}

/* What a form saves of a casefile alone keeps the same rules: the conditions
 * are saved before the code that needs them. */
bool
casefile_check_field(struct session *s, int64_t casefile, const char *column,
    const char *value, struct err *err)
{
	const struct kind_handling *h;
	char *conditions = NULL;
	const struct kind *k;
	int64_t board;
	bool ok;

	if (strcmp(column, "marking") != 0 && strcmp(column, "handling") != 0
	    && strcmp(column, "lead_id") != 0)
		return true;
	if (!cmd_one(s, SQL_FIND_CASEFILE_BOARD, BIND(B_ID("id", casefile)),
	    &board, err))
		return false;
	if (strcmp(column, "marking") == 0) {
		k = session_board_kind(s, board, err);
		return k != NULL && marking_check(k, value, err);
	}
	if (strcmp(column, "lead_id") == 0)
		return casefile_require_access(s, casefile, &board, err) &&
		    member_need_there(s, value != NULL ? strtoll(value, NULL,
		    10) : 0, err);
	if (!may_handle(s, casefile, &board, err))
		return false;
	ok = cmd_one_text(s, SQL_CASEFILE_CONDITIONS, BIND(B_ID("id",
	    casefile)), &conditions, err) &&
	    check_code(s, board, value, conditions, &h, err) &&
	    (h == NULL || !h->listed || cmd_write(s, SQL_CASEFILE_LISTED,
	    BIND(B_ID("id", casefile)), NULL, err));
	free(conditions);
	return ok;
}

bool
casefile_follow_field(struct session *s, int64_t casefile,
    const char *column, struct err *err)
{
	return (strcmp(column, "handling") != 0 &&
	    strcmp(column, "lead_id") != 0) || still_seen(s, casefile, err);
}

/* ---- Marking ----------------------------------------------------------- */

/* Does the marking begin with the word, in any case of letters? */
static bool
begins(const char *marking, const char *word)
{
	struct buf m = { 0 }, w = { 0 };
	bool yes;

	utf8_fold(&m, marking + strspn(marking, " "));
	utf8_fold(&w, word);
	yes = w.len > 0 && m.len >= w.len &&
	    memcmp(m.data, w.data, w.len) == 0;
	buf_release(&m);
	buf_release(&w);
	return yes;
}

bool
marking_check(const struct kind *k, const char *marking, struct err *err)
{
	const struct kind_marking *m = &k->marking;
	struct buf known = { 0 };
	size_t i, j;

	if (marking == NULL || *marking == '\0')
		return true;
	for (i = 0; i < m->n_refused; i++)
		for (j = 0; j < m->refused[i].n_words; j++)
			if (begins(marking, m->refused[i].words[j]))
				return err_set(err, ERR_INPUT, "%s",
				    m->refused[i].text);
	for (i = 0; i < m->n_allowed; i++)
		if (strcmp(m->allowed[i], marking) == 0)
			return true;
	for (i = 0; i < m->n_allowed; i++)
		buf_addf(&known, "%s%s", i == 0 ? "" : i + 1 < m->n_allowed ?
		    ", " : " and ", m->allowed[i]);
	err_set(err, ERR_INPUT, "There is no marking \"%s\" here: a record"
	    " may be marked %s.", marking, known.len > 0 ? buf_text(&known) :
	    "with nothing but the board's own");
	buf_release(&known);
	return false;
}

static bool
set_marking(struct session *s, int64_t casefile, const char *marking,
    const char *was, struct err *err)
{
	const struct kind *k;
	int64_t board;

	if (!casefile_require(s, casefile, &board, err))
		return false;
	k = session_board_kind(s, board, err);
	return k != NULL && marking_check(k, marking, err) &&
	    cmd_still(s, SQL_CASEFILE_MARKING_NOW, BIND(B_ID("id", casefile)),
	    was, marking, "the marking", err) &&
	    cmd_write(s, SQL_CASEFILE_MARK, BIND(B_ID("id", casefile),
	    B_STR("marking", marking)), NULL, err);
}

bool
cmd_casefile_marking(struct session *s, int64_t casefile,
    const char *marking, const char *was, struct err *err)
{
	bool ok;

	if (!cmd_begin(s, "casefile-marking", err))
		return false;
	ok = set_marking(s, casefile, marking, was, err);
	return cmd_end(s, ok, err);
}
