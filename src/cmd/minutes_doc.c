/*
 * minutes_doc: the minutes of a meeting as a document, as the record has them
 * or as they were kept.
 */
#include "cmd/minutes_doc.h"

#include <inttypes.h>
#include <string.h>

#include "base/date.h"
#include "cmd/past.h"
#include "cmd/repeat_cmd.h"
#include "cmd/sanitise_cmd.h"
#include "export/minutes.h"
#include "store/verify.h"

/* ---- As the record has them ---------------------------------------------- */

void
minutes_when(struct buf *b, const char *iso)
{
	char day[11];

	snprintf(day, sizeof day, "%.10s", iso ? iso : "");
	date_add_shown(b, date_parse_iso(day));
	if (iso && strlen(iso) >= 16)
		buf_addf(b, " %.5s", iso + 11);
}

/* Is it a draft, or what one may see of what was approved? */
static bool
say_draft(struct session *s, const struct meeting_row *m, struct buf *version,
    struct err *err)
{
	struct minutes_state state;
	struct arena a = {0};
	bool ok = minutes_state_read(s->db, m->id, &a, &state, err);

	if (ok && state.approved_at) {
		buf_adds(version, "What you may see of the minutes "
		    "approved ");
		minutes_when(version, state.approved_at);
		buf_adds(version, ", made ");
	} else if (ok) {
		buf_adds(version, strcmp(m->status, "closed") ? "Draft while "
		    "the meeting is open, " : "Draft, not yet approved, ");
	}
	arena_release(&a);
	return ok;
}

/* The state the paper was made from: the chain's head for those who export the
 * record, a commitment to it for everyone else, from which nothing can be told
 * of what they do not see. */
static bool
stamp(struct session *s, const struct meeting_row *m, bool record,
    struct buf *version, struct buf *code, struct err *err)
{
	char hex[65];
	int64_t seq = 0;
	bool ok;

	ok = record ? db_chain_head(s->db, &seq, hex, err)
	    : db_chain_commitment(s->db, m->ref, hex, err);
	past_say(s, version);
	if (!ok || !say_draft(s, m, version, err))
		return false;
	date_add_shown(version, clock_today(s->clock));
	buf_addc(version, ' ');
	time_add(version, clock_minutes(s->clock));
	if (record)
		buf_addf(version, ", entry %" PRId64, seq);
	buf_add(code, hex, MINUTES_CODE);
	return true;
}

/* The lapsed cases as the document wants them, where the kind lists them. */
static bool
lapsed(struct session *s, const struct meeting_row *m, const struct kind *k,
    struct arena *a, struct minutes_source *src, struct err *err)
{
	struct minutes_lapsed *rows;
	struct lapsed *list = NULL;
	struct repeat_rule rule;
	size_t i, n = 0;

	if (!repeat_rule_of(k, &rule) || !k->rules.repeat.list_lapsed)
		return true;
	if (!repeat_lapsed_list(s, m->board, DATE_NONE, m->held_on,
	    rule.clock, a, &list, &n, err))
		return false;
	rows = arena_array(a, n, sizeof *rows);
	for (i = 0; i < n; i++) {
		rows[i].ref = list[i].reference;
		rows[i].name = list[i].title;
		rows[i].from_on = list[i].from;
		rows[i].ended_on = list[i].ended;
	}
	src->lapsed = rows;
	src->n_lapsed = n;
	src->lapsed_heard = rule.clock == REPEAT_BY_MEETING;
	return true;
}

bool
minutes_doc_live(struct session *s, const struct meeting_row *m, bool record,
    const struct minutes_wish *wish, struct doc *out, struct err *err)
{
	struct minutes_source src = { .db = s->db };
	struct buf version = {0}, code = {0};
	struct arena a = {0};
	bool ok;

	*out = (struct doc){0};
	src.kind = session_meeting_kind(s, m->id, err);
	ok = src.kind && stamp(s, m, record, &version, &code, err) &&
	    lapsed(s, m, src.kind, &a, &src, err);
	src.leaves = wish && wish->leaves;
	src.agency = wish ? wish->agency : 0;
	src.version = buf_text(&version);
	src.code = buf_text(&code);
	ok = ok && minutes_build(&src, m->id, out, err);
	out->made = clock_now(s->clock);
	arena_release(&a);
	buf_release(&version);
	buf_release(&code);
	return ok;
}

/* ---- As they were kept --------------------------------------------------- */

const char **
minutes_doc_place(struct doc *d, int block, int line, int part)
{
	struct doc_table *t;
	struct doc_block *b;

	if (block < 0 || (size_t)block >= d->n)
		return NULL;
	b = &d->blocks[block];
	if (b->kind != DOC_TABLE)
		return line == -1 && part == -1 && b->text ? &b->text : NULL;
	t = b->table;
	if (line < 0 || part < 0 || (size_t)line >= t->n_rows ||
	    (size_t)part >= t->n_columns)
		return NULL;
	return &t->cells[(size_t)line * t->n_columns + (size_t)part];
}

/* In their order: a later one may change what an earlier one wrote. */
static bool
apply(struct session *s, int64_t edition, struct doc *d, struct err *err)
{
	struct correction_row *rows;
	const char **place;
	size_t i, n;

	if (!correction_read(s->db, edition, &d->arena, &rows, &n, err))
		return false;
	for (i = 0; i < n; i++) {
		place = minutes_doc_place(d, rows[i].block, rows[i].line,
		    rows[i].part);
		if (!place || strcmp(*place, rows[i].was) != 0)
			return err_set(err, ERR_SCHEMA, "A correction of these"
			    " minutes does not fit them, so they can't be "
			    "shown. Go back to the last backup.");
		*place = rows[i].now;
	}
	return true;
}

bool
minutes_doc_kept(struct session *s, const struct edition_row *row,
    struct doc *out, struct doc_kept *k, struct err *err)
{
	int64_t of = row->id;
	struct arena a = {0};
	const char *body = "";
	bool ok = true;

	if (!strcmp(row->state, "draft"))
		return sanitise_doc(s, row, out, k, err);
	*out = (struct doc){0};
	if (!*row->hash)
		ok = edition_read_base(s->db, row->id, &of, err);
	ok = ok && edition_read_text(s->db, of, &a, &body, err);
	if (ok && !*body)
		ok = err_set(err, ERR_INPUT, "The text of these minutes was "
		    "erased by order; their seal alone is kept.");
	ok = ok && doc_kept_read(body, strlen(body), out, k, err) &&
	    (*row->hash || apply(s, row->id, out, err));
	arena_release(&a);
	return ok;
}

static const char *
agreed(struct arena *a, const struct correction_row *r)
{
	struct buf b = {0};
	const char *text;

	date_add_shown(&b, r->agreed_on);
	buf_addf(&b, ", %s", *r->agreed_ref ? r->agreed_ref
	    : "between meetings");
	text = arena_strdup(a, buf_text(&b));
	buf_release(&b);
	return text;
}

bool
minutes_doc_note(struct session *s, const struct edition_row *row,
    struct doc *d, struct err *err)
{
	static const char *const titles[] = { "Was", "Now", "Agreed at" };
	struct correction_row *rows;
	struct doc_table *t;
	size_t i, n;

	if (!correction_read(s->db, row->id, &d->arena, &rows, &n, err))
		return false;
	if (!n)
		return true;
	doc_heading(d, 1, "Corrected in version %d", row->version);
	t = doc_table(d, 3, titles);
	for (i = 0; i < n; i++)
		doc_row(d, t, (const char *[]){ rows[i].was, rows[i].now,
		    agreed(&d->arena, &rows[i]) });
	return true;
}

void
minutes_say_state(struct buf *b, const struct edition_row *row,
    bool as_circulated)
{
	if (row->approved_at && !as_circulated) {
		buf_adds(b, "approved and sealed ");
		minutes_when(b, row->approved_at);
	} else if (row->circulated_at) {
		buf_adds(b, "circulated ");
		minutes_when(b, row->circulated_at);
		buf_adds(b, ", not yet approved");
	} else {
		buf_adds(b, strcmp(row->state, "corrected") ? "draft, not yet "
		    "approved" : "corrected, not yet approved");
	}
}

static void
approval(const struct edition_row *row, struct doc *d)
{
	struct buf b = {0};

	doc_heading(d, 1, "Approval");
	buf_addf(&b, "%d", row->version);
	doc_field(d, "Version", buf_text(&b));
	doc_field(d, "Approved by", row->approved_name);
	buf_clear(&b);
	minutes_when(&b, row->approved_at);
	buf_addf(&b, ", %s", *row->approved_ref ? row->approved_ref
	    : "between meetings");
	doc_field(d, "Approved", buf_text(&b));
	doc_field(d, "Seal", row->seal);
	buf_release(&b);
}

void
minutes_doc_finish(const struct edition_row *row, bool as_circulated,
    struct doc *d)
{
	bool approved = row->approved_at && !as_circulated;
	struct buf b = {0};

	if (!strcmp(row->sort, EDITION_SANITISED))
		buf_adds(&b, "Sanitised, version ");
	else
		buf_adds(&b, "Version ");
	buf_addf(&b, "%d, ", row->version);
	minutes_say_state(&b, row, as_circulated);
	d->version = arena_strdup(&d->arena, buf_text(&b));
	d->code = arena_strndup(&d->arena, approved ? row->seal : row->hash,
	    MINUTES_CODE);
	if (approved)
		approval(row, d);
	buf_release(&b);
}

/* ---- Which of them one gets ---------------------------------------------- */

/* The row wished for; id 0 for the draft. */
static bool
pick(struct session *s, const struct meeting_row *m,
    const struct minutes_wish *w, struct arena *a, struct edition_row *row,
    struct err *err)
{
	const char *sort = w->sort ? w->sort : EDITION_FULL;
	bool full = !strcmp(sort, EDITION_FULL);
	struct edition_row *rows;
	size_t i, n;

	*row = (struct edition_row){0};
	if (w->version == MINUTES_DRAFT && full)
		return true;
	if (!edition_read_list(s->db, m->id, sort, a, &rows, &n, err))
		return false;
	for (i = 0; i < n; i++)
		if (w->version <= 0 || rows[i].version == w->version) {
			*row = rows[i];
			return true;
		}
	if (full && w->version == MINUTES_LATEST)
		return true;
	if (w->version > 0)
		return err_set(err, ERR_INPUT, "There is no version %d of the"
		    " %s edition of %s.", w->version, sort, m->ref);
	return err_set(err, ERR_INPUT, "There is no %s edition of %s.", sort,
	    m->ref);
}

/* Has the version that is kept what stays when it leaves? Then it is not what
 * one gets. */
static bool
keep_back(struct session *s, const struct meeting_row *m,
    const struct minutes_wish *w, struct edition_row *row, struct err *err)
{
	struct minutes_source src = { .db = s->db, .leaves = w->leaves,
		.agency = w->agency };
	bool keep;

	if (!w->leaves || !row->id || strcmp(row->sort, EDITION_FULL) != 0)
		return true;
	src.kind = session_meeting_kind(s, m->id, err);
	if (!src.kind || !minutes_keep_back(&src, m->id, &keep, err))
		return false;
	if (keep)
		*row = (struct edition_row){0};
	return true;
}

bool
minutes_get(struct session *s, const struct meeting_row *m,
    const struct minutes_wish *wish, struct minutes_got *out,
    struct err *err)
{
	struct arena a = {0};
	bool ok;

	*out = (struct minutes_got){0};
	ok = pick(s, m, wish, &a, &out->row, err) &&
	    keep_back(s, m, wish, &out->row, err);
	if (ok && !out->row.id)
		ok = minutes_doc_live(s, m, session_may(s, m->board,
		    RIGHT_EXPORT_RECORD), wish, &out->doc, err);
	else if (ok)
		ok = minutes_doc_kept(s, &out->row, &out->doc, &out->kept,
		    err);
	/* The texts of the row live as long as the document. */
	if (ok && out->row.id)
		ok = edition_read(s->db, out->row.id, &out->doc.arena,
		    &out->row, err);
	if (ok && out->row.id) {
		if (!*out->row.hash)
			ok = minutes_doc_note(s, &out->row, &out->doc, err);
		minutes_doc_finish(&out->row, false, &out->doc);
	}
	arena_release(&a);
	return ok;
}

void
minutes_got_release(struct minutes_got *g)
{
	doc_release(&g->doc);
	*g = (struct minutes_got){0};
}
