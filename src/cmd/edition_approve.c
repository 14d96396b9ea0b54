/* Minutes approved and sealed: by whom, what has to be so, what comes next. */
#include "cmd/edition_cmd.h"

#include <inttypes.h>
#include <string.h>

#include "base/date.h"
#include "base/hash.h"
#include "cmd/bind.h"
#include "cmd/cmd.h"
#include "cmd/edition_make.h"
#include "cmd/meeting_need.h"
#include "store/tx.h"

/* ---- Who may ---------------------------------------------------------------- */

const char *
edition_approvers(struct session *s, int64_t board, struct arena *a)
{
	struct err err = {0};
	struct stmt *q = cmd_query(s, SQL_EDITION_APPROVERS, BIND(B_ID(
	    "board", board), B_DATE("today", clock_today(s->clock))), &err);
	const char *names = "", *last = "";
	size_t n = 0;

	/* All but the last with commas, "or" before that. */
	for (; stmt_next(q, &err); n++) {
		names = n < 2 ? last : arena_printf(a, "%s, %s", names, last);
		last = arena_strdup(a, col_str(q, 0));
	}
	if (!stmt_done(q))
		err_clear(&err);
	if (!n)
		return "whoever leads the board";
	return n == 1 ? last : arena_printf(a, "%s or %s", names, last);
}

/* ---- Approving ----------------------------------------------------------- */

bool
edition_two_persons(struct session *s, const struct edition_row *row,
    struct err *err)
{
	struct edition_row *rows;
	struct arena a = {0};
	bool ok, own = false, full = !strcmp(row->sort, EDITION_FULL);
	int64_t typed = 0;
	size_t i, n;

	ok = edition_read_list(s->db, row->meeting, row->sort, &a, &rows, &n,
	    err) && (full ? cmd_one(s, SQL_EDITION_TYPED, BIND(B_ID("meeting",
	    row->meeting)), &typed, err) : cmd_one(s, SQL_PASSAGE_WRITTEN,
	    BIND(B_ID("edition", row->id)), &typed, err));
	/* Whoever corrects what another drafted may approve it. */
	for (i = 0; ok && i < n; i++)
		own |= rows[i].made_by == s->member &&
		    !rows[i].n_corrections;
	if (ok && (typed > 0 || own))
		ok = err_set(err, ERR_INPUT, "You %s these minutes, so "
		    "somebody else has to approve them: %s.", typed == 0
		    ? "drafted" : full ? "took down part of"
		    : "wrote part of", edition_approvers(s, row->board, &a));
	arena_release(&a);
	return ok;
}

/* Minutes that lack what the meeting heard can't be what was agreed. */
static bool
need_whole(struct session *s, const struct edition_row *row, struct arena *a,
    struct err *err)
{
	const char *ref;

	if (strcmp(row->sort, EDITION_FULL) != 0)
		return true;
	return edition_read_lacking(s->db, row->id, a, &ref, err) && (!ref ||
	    err_set(err, ERR_INPUT, "Version %d does not hold %s, which was "
	    "on the agenda: whoever drafted it does not see that. Have it "
	    "made anew by someone who does.", row->version, ref));
}

static bool
need_written(struct session *s, const struct edition_row *row,
    struct arena *a, struct err *err)
{
	struct passage_row *rows;
	size_t n = 0;

	return passage_read(s->db, row->id, a, &rows, &n, err) && (n ||
	    err_set(err, ERR_INPUT, "Nothing is written in the sanitised edition yet, so there is nothing "
	    "to approve: write what may be known first."));
}

static bool
add_said(struct session *s, const struct edition_row *row, struct arena *a,
    struct buf *said, struct err *err)
{
	struct correction_row *c;
	struct passage_row *p;
	size_t i, n_c, n_p;

	if (!correction_read(s->db, row->id, a, &c, &n_c, err) ||
	    !passage_read(s->db, row->id, a, &p, &n_p, err))
		return false;
	buf_addf(said, "%" PRId64 " %d %s\n", row->id, row->version,
	    row->state);
	for (i = 0; i < n_c; i++)
		buf_addf(said, "%" PRId64 " %d %d %d %s\n", c[i].id,
		    c[i].block, c[i].line, c[i].part, c[i].now);
	for (i = 0; i < n_p; i++)
		buf_addf(said, "%" PRId64 " %d %s\n", p[i].id, p[i].block,
		    p[i].text);
	return true;
}

bool
edition_mark(struct session *s, int64_t meeting, const char *sort,
    char mark[HASH_HEX], struct err *err)
{
	unsigned char sum[HASH_SIZE];
	struct edition_row *rows;
	struct buf said = {0}, hex = {0};
	struct arena a = {0};
	size_t n = 0;
	bool ok = edition_read_list(s->db, meeting, sort ? sort
	    : EDITION_FULL, &a, &rows, &n, err) && (!n || add_said(s,
	    &rows[0], &a, &said, err));

	mark[0] = '\0';
	if (ok && n) {
		hash_sha256(sum, buf_text(&said), said.len);
		hash_add_hex(&hex, sum, sizeof sum);
		memcpy(mark, buf_text(&hex), HASH_HEX - 1);
		mark[HASH_HEX - 1] = '\0';
	}
	buf_wipe(&said);
	buf_release(&hex);
	arena_release(&a);
	return ok;
}

/* Nobody seals words that were not laid before them. */
static bool
need_seen(struct session *s, const struct edition_row *row, const char *seen,
    struct err *err)
{
	char now[HASH_HEX];

	if (!seen)
		return true;
	return edition_mark(s, row->meeting, row->sort, now, err) &&
	    (!strcmp(now, seen) || err_set(err, ERR_CONFLICT, "Version %d was "
	    "changed since it was laid before you. Nothing was sealed: read "
	    "it again, then approve it.", row->version));
}

/* All that can be known before it is done: the version it would be, and the
 * meeting; whoever may not is told who may. */
static bool
need_approvable(struct session *s, int64_t meeting, const char *sort,
    struct meeting_row *m, struct edition_row *row, struct arena *a,
    struct err *err)
{
	if (!need_person(s, err) || !meeting_read(s->db, meeting, a, m, err))
		return false;
	if (!session_may(s, m->board, RIGHT_APPROVE_MINUTES))
		return err_set(err, ERR_DENIED, "Your role on this board does "
		    "not approve minutes. Who may approve those of %s: %s.",
		    m->ref, edition_approvers(s, m->board, a));
	if (!edition_need_latest(s, m, sort, a, row, err))
		return false;
	if (row->approved_at)
		return err_set(err, ERR_INPUT, "Version %d is approved and "
		    "sealed already.", row->version);
	return (strcmp(row->state, "draft") != 0 || need_written(s, row, a,
	    err)) && edition_two_persons(s, row, err) && need_whole(s, row, a,
	    err);
}

bool
edition_may_approve(struct session *s, int64_t meeting, const char *sort,
    struct err *err)
{
	struct edition_row row;
	struct meeting_row m;
	struct arena a = {0};
	bool ok = need_approvable(s, meeting, sort ? sort : EDITION_FULL, &m,
	    &row, &a, err);

	arena_release(&a);
	return ok;
}

static bool
approve(struct session *s, int64_t meeting, const char *sort, int64_t at,
    const char *seen, struct arena *a, struct err *err)
{
	char hash[HASH_HEX] = "", seal[HASH_HEX];
	const char *now = need_now(s, a);
	struct edition_row row;
	struct meeting_row m;

	if (!need_approvable(s, meeting, sort, &m, &row, a, err) ||
	    !edition_need_agreed(s, &m, at, a, err) ||
	    !need_seen(s, &row, seen, err) ||
	    !edition_freeze(s, &row, m.ref, hash, err))
		return false;
	edition_seal(hash, s->member, now, seal);
	return cmd_write(s, SQL_EDITION_APPROVE, BIND(B_ID("edition", row.id),
	    B_TEXT("hash", hash), B_ID("member", s->member),
	    B_TEXT("now", now), B_ID("at", at), B_TEXT("seal", seal)), NULL,
	    err);
}

bool
cmd_edition_approve(struct session *s, int64_t meeting, const char *sort,
    int64_t at, const char *seen, struct err *err)
{
	struct arena a = {0};
	bool ok;

	if (!cmd_begin(s, "edition-approve", err))
		return false;
	ok = approve(s, meeting, sort ? sort : EDITION_FULL, at, seen, &a,
	    err);
	arena_release(&a);
	return cmd_end(s, ok, err);
}

/* ---- What comes next ----------------------------------------------------- */

const char *
edition_next_step(struct session *s, const struct meeting_row *m,
    const struct edition_row *row, struct arena *a)
{
	bool sends = session_may(s, m->board, RIGHT_EXPORT_RECORD);
	bool approves = session_may(s, m->board, RIGHT_APPROVE_MINUTES);
	struct minutes_state state = {0};
	struct err why = {0};
	const char *text;

	if (strcmp(m->status, "closed") != 0)
		return "The meeting is not over: they grow with it.";
	if (!minutes_state_read(s->db, m->id, a, &state, &why))
		err_clear(&why);
	if (!row->id && state.circulated_at)
		return state.approved_at ? "Nothing more is to be done with "
		    "them here." : arena_printf(a, "Next: %s approves them, "
		    "here or at the next meeting.", edition_approvers(s,
		    m->board, a));
	if (!row->id)
		return sends ? "Next: read them through, then circulate them."
		    : "Next: the secretary circulates them.";
	if (row->approved_at)
		return "What is wrong in them is corrected in a new version.";
	if (!approves)
		return !strcmp(row->state, "corrected") && sends ? "Next: "
		    "circulate what was corrected, or have it approved."
		    : arena_printf(a, "Next: %s approves them, here or at the "
		    "next meeting.", edition_approvers(s, m->board, a));
	if (edition_two_persons(s, row, &why))
		return "Next: correct what is wrong, then approve them.";
	text = arena_strdup(a, err_text(&why));
	err_clear(&why);
	return text;
}
