/*
 * edition_cmd: the life of minutes as a document.
 */
#include "cmd/edition_cmd.h"

#include <inttypes.h>
#include <string.h>

#include "base/date.h"
#include "base/hash.h"
#include "cmd/bind.h"
#include "cmd/cmd.h"
#include "cmd/edition_make.h"
#include "cmd/meeting_need.h"
#include "cmd/minutes_doc.h"
#include "store/row.h"
#include "store/tx.h"

/* ---- What they begin with ------------------------------------------------ */

static bool
need_over(const struct meeting_row *m, struct err *err)
{
	return !strcmp(m->status, "closed") || err_set(err, ERR_INPUT,
	    "Meeting %s is not over yet: its minutes are still being taken.",
	    m->ref);
}

/* The latest version that one sees; id 0 when there is none. */
static bool
latest(struct session *s, int64_t meeting, const char *sort, struct arena *a,
    struct edition_row *row, struct err *err)
{
	struct edition_row *rows;
	size_t n;

	*row = (struct edition_row){0};
	if (!edition_read_list(s->db, meeting, sort, a, &rows, &n, err))
		return false;
	if (n)
		*row = rows[0];
	return true;
}

bool
edition_need_latest(struct session *s, const struct meeting_row *m, const char *sort,
    struct arena *a, struct edition_row *row, struct err *err)
{
	struct minutes_state state;

	if (!latest(s, m->id, sort, a, row, err) ||
	    !minutes_state_read(s->db, m->id, a, &state, err))
		return false;
	if (row->id)
		return true;
	if (!strcmp(sort, EDITION_FULL) && state.circulated_at)
		return err_set(err, ERR_INPUT, "The minutes of %s are for "
		    "another to see to. Nothing was changed.", m->ref);
	if (strcmp(sort, EDITION_FULL) != 0)
		return err_set(err, ERR_INPUT, "Nothing is written in "
		    "the sanitised edition of %s yet. Nothing was changed.",
		    m->ref);
	return err_set(err, ERR_INPUT, "The minutes of %s have not been "
	    "circulated. Until they are, change the record itself.", m->ref);
}

bool
edition_need_draft(struct session *s, int64_t meeting, struct err *err)
{
	int64_t n;

	return cmd_one(s, SQL_EDITION_ANY, BIND(B_ID("meeting", meeting)), &n,
	    err) && (n == 0 || err_set(err, ERR_INPUT, "The minutes of this "
	    "meeting were circulated: what is wrong in them is corrected in "
	    "the minutes, as was and now. Nothing was changed."));
}

/* ---- Circulating --------------------------------------------------------- */

/* Whoever is told has no hash of what they may not see all of. */
static bool
hand_out(struct session *s, const struct edition_row *row, struct arena *a,
    struct err *err)
{
	bool full = !strcmp(row->sort, EDITION_FULL);
	struct stmt *q = cmd_query(s, SQL_HANDOUT_READERS, BIND(B_ID(
	    "meeting", row->meeting), B_TEXT("right", kind_right_name(full
	    ? RIGHT_SEE_MINUTES : RIGHT_SEE_SANITISED)),
	    B_DATE("today", clock_today(s->clock))), err);
	struct row_list readers = ROW_LIST(a, int64_t);
	const int64_t *ids;
	size_t i;

	while (stmt_next(q, err))
		*(int64_t *)row_list_add(&readers) = col_int(q, 0);
	ids = readers.rows;
	if (!stmt_done(q))
		return false;
	for (i = 0; i < readers.n; i++)
		if (ids[i] != s->member && !cmd_write(s, SQL_HANDOUT_ADD,
		    BIND(B_ID("new", db_new_id(s->db)),
		    B_ID("edition", row->id), B_TEXT("how", "circulated"),
		    B_TEXT("what", "minutes"),
		    B_STR("format", NULL), B_STR("hash", NULL),
		    B_ID("member", s->member), B_ID("to", ids[i]),
		    B_STR("recipient", NULL), B_INT("encrypted", 0),
		    B_TEXT("now", need_now(s, a)),
		    B_ID("meeting", row->meeting)), NULL, err))
			return false;
	return true;
}

/* A version out of the record: its row, its text. */
static bool
circulate_record(struct session *s, const struct meeting_row *m,
    struct arena *a, struct edition_row *row, struct err *err)
{
	return edition_make_record(s, m, &row->id, err) &&
	    edition_read(s->db, row->id, a, row, err);
}

/* What can't go round, and why. */
static bool
may_circulate(struct session *s, const struct meeting_row *m,
    const struct edition_row *row, bool anew, struct err *err)
{
	int64_t begun = 0;

	if (row->id == 0)
		return edition_need_draft(s, m->id, err);
	if (anew && row->approved_at)
		return err_set(err, ERR_INPUT, "The minutes of %s are "
		    "approved: what is wrong in them is corrected, with what "
		    "it was and what it is.", m->ref);
	if (anew && (!cmd_one(s, SQL_EDITION_BEGUN, BIND(B_ID("meeting",
	    m->id)), &begun, err) || begun))
		return begun && err_set(err, ERR_INPUT, "The sanitised edition"
		    " is written beside version %d: correct that.",
		    row->version);
	return anew || strcmp(row->state, "circulated") != 0 || err_set(err,
	    ERR_INPUT, "Version %d went round already. Correct it first, or "
	    "have it made anew from the record.", row->version);
}

static bool
circulate_full(struct session *s, const struct meeting_row *m, bool anew,
    struct arena *a, struct err *err)
{
	char hash[HASH_HEX] = "";
	struct edition_row row;

	if (!latest(s, m->id, EDITION_FULL, a, &row, err) ||
	    !may_circulate(s, m, &row, anew, err))
		return false;
	if ((row.id == 0 || anew) && !circulate_record(s, m, a, &row, err))
		return false;
	if (row.approved_at)
		return hand_out(s, &row, a, err);
	return edition_freeze(s, &row, m->ref, hash, err) && cmd_write(s,
	    SQL_EDITION_CIRCULATE, BIND(B_ID("edition", row.id),
	    B_TEXT("hash", hash), B_ID("member", s->member),
	    B_TEXT("now", need_now(s, a))), NULL, err) &&
	    hand_out(s, &row, a, err);
}

static bool
circulate(struct session *s, int64_t meeting, const char *sort, bool anew,
    struct arena *a, struct err *err)
{
	struct edition_row row;
	struct meeting_row m;

	if (!need_person(s, err) || !need_meeting(s, meeting,
	    RIGHT_EXPORT_RECORD, RIGHT_APPROVE_MINUTES, a, &m, err) ||
	    !need_over(&m, err))
		return false;
	if (!strcmp(sort, EDITION_FULL))
		return circulate_full(s, &m, anew, a, err);
	return latest(s, meeting, sort, a, &row, err) && (row.approved_at ||
	    err_set(err, ERR_INPUT, "The sanitised edition goes round when it"
	    " is approved.")) && hand_out(s, &row, a, err);
}

bool
cmd_edition_circulate(struct session *s, int64_t meeting, const char *sort,
    bool anew, struct err *err)
{
	struct arena a = {0};
	bool ok;

	if (!cmd_begin(s, "edition-circulate", err))
		return false;
	ok = circulate(s, meeting, sort ? sort : EDITION_FULL, anew, &a,
	    err);
	arena_release(&a);
	return cmd_end(s, ok, err);
}

/* ---- Correcting ---------------------------------------------------------- */

/* It still says what was read, in the minutes themselves. */
static bool
still_says(struct session *s, const struct edition_row *row,
    const struct edition_change *c, struct err *err)
{
	struct doc doc;
	struct doc_kept kept;
	const char **place = NULL;
	bool ok = minutes_doc_kept(s, row, &doc, &kept, err);

	if (ok && (size_t)c->block < kept.n_text)
		place = minutes_doc_place(&doc, c->block, c->line, c->part);
	if (ok && (!place || strcmp(*place, c->was) != 0))
		ok = err_set(err, ERR_CONFLICT, "The minutes don't say that "
		    "there any more: somebody corrected them meanwhile. Look "
		    "at them again; nothing was changed.");
	doc_release(&doc);
	return ok;
}

bool
edition_need_agreed(struct session *s, const struct meeting_row *of, int64_t at,
    struct arena *a, struct err *err)
{
	struct meeting_row m;

	if (!at)
		return true;
	if (!meeting_read(s->db, at, a, &m, err))
		return false;
	if (m.board != of->board || m.held_on < of->held_on || m.id == of->id)
		return err_set(err, ERR_INPUT, "%s is no later meeting of the "
		    "same board.", m.ref);
	return need_open(&m, err);
}

/* The record itself says it otherwise, too, where an entry says just this. */
static bool
follow(struct session *s, const struct meeting_row *m,
    const struct edition_change *c, struct err *err)
{
	int64_t minute = 0;

	if (!session_may(s, m->board, RIGHT_RECORD))
		return true;
	return cmd_one(s, SQL_EDITION_MINUTE, BIND(B_ID("meeting", m->id),
	    B_TEXT("text", c->was)), &minute, err) && (!minute ||
	    cmd_write(s, SQL_EDITION_MINUTE_SET, BIND(B_ID("id", minute),
	    B_TEXT("was", c->was), B_TEXT("now", c->now)), NULL, err));
}

static bool
correct(struct session *s, int64_t meeting, const struct edition_change *c,
    struct arena *a, struct err *err)
{
	const char *sort = c->sort ? c->sort : EDITION_FULL;
	struct edition_row row;
	struct meeting_row m;

	if (need_blank(c->now))
		return err_set(err, ERR_INPUT, "A correction has to say "
		    "something: what is to stand there instead?");
	if (!strcmp(c->was, c->now))
		return err_set(err, ERR_INPUT, "It says that already.");
	if (!need_person(s, err) || !need_meeting(s, meeting, RIGHT_RECORD,
	    RIGHT_APPROVE_MINUTES, a, &m, err) ||
	    !edition_need_latest(s, &m, sort, a, &row, err) ||
	    !edition_need_agreed(s, &m, c->agreed, a, err) ||
	    !still_says(s, &row, c, err))
		return false;
	if (!strcmp(row.state, "draft"))
		return err_set(err, ERR_INPUT, "The sanitised edition is still"
		    " being written: change what is written there.");
	if (strcmp(row.state, "corrected") != 0 && !edition_make_next(s, &m,
	    &row, err))
		return false;
	if (!strcmp(sort, EDITION_FULL) && !follow(s, &m, c, err))
		return false;
	return cmd_write(s, SQL_CORRECTION_ADD, BIND(B_ID("new", db_new_id(
	    s->db)), B_INT("block", c->block), B_INT("line", c->line),
	    B_INT("part", c->part), B_TEXT("was", c->was),
	    B_TEXT("text", c->now), B_ID("at", c->agreed),
	    B_DATE("on", clock_today(s->clock)), B_ID("member", s->member),
	    B_TEXT("now", need_now(s, a)), B_ID("edition", row.id)), NULL,
	    err);
}

bool
cmd_edition_correct(struct session *s, int64_t meeting,
    const struct edition_change *c, struct err *err)
{
	struct arena a = {0};
	bool ok;

	if (!cmd_begin(s, "edition-correct", err))
		return false;
	ok = correct(s, meeting, c, &a, err);
	arena_release(&a);
	return cmd_end(s, ok, err);
}
