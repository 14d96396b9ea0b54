/*
 * sanitise_cmd: the sanitised edition, written beside the full one.
 */
#include "cmd/sanitise_cmd.h"

#include <stdlib.h>
#include <string.h>

#include "cmd/bind.h"
#include "cmd/cmd.h"
#include "cmd/edition_make.h"
#include "cmd/meeting_need.h"
#include "cmd/minutes_doc.h"
#include "store/tx.h"

/* ---- Writing ------------------------------------------------------------- */

/* The edition being written, begun beside the latest full one where there is
 * none yet. */
static bool
need_draft(struct session *s, const struct meeting_row *m, struct arena *a,
    struct edition_row *row, struct err *err)
{
	struct edition_row *rows, *full;
	size_t n, n_full;

	if (!edition_read_list(s->db, m->id, EDITION_SANITISED, a, &rows, &n,
	    err) || !edition_read_list(s->db, m->id, EDITION_FULL, a, &full,
	    &n_full, err))
		return false;
	if (n && strcmp(rows[0].state, "draft") != 0)
		return err_set(err, ERR_INPUT, "The sanitised edition is "
		    "approved: what is wrong in it is corrected.");
	if (n) {
		*row = rows[0];
		return true;
	}
	if (!n_full)
		return err_set(err, ERR_INPUT, "The full minutes of %s have "
		    "to go round first: it is written beside them.", m->ref);
	return edition_make_beside(s, m, full[0].id, &row->id, err) &&
	    edition_read(s->db, row->id, a, row, err);
}

/* Is there such a paragraph to write beside? */
static bool
need_block(struct session *s, const struct edition_row *row, int block,
    struct arena *a, struct err *err)
{
	struct edition_row full;
	struct doc_kept kept;
	struct doc doc = {0};
	bool ok = edition_read(s->db, row->beside, a, &full, err) &&
	    minutes_doc_kept(s, &full, &doc, &kept, err);

	if (ok && (block < 0 || (size_t)block >= kept.n_text))
		ok = err_set(err, ERR_INPUT, "The full edition has no such "
		    "paragraph.");
	doc_release(&doc);
	return ok;
}

static bool
put(struct session *s, const struct edition_row *row, int block,
    const char *was, const char *text, struct arena *a, struct err *err)
{
	const char *now = need_now(s, a);

	if (*was && need_blank(text))
		return cmd_write(s, SQL_PASSAGE_DROP, BIND(B_TEXT("was", was),
		    B_INT("block", block), B_ID("edition", row->id)), NULL,
		    err);
	if (*was)
		return cmd_write(s, SQL_PASSAGE_SET, BIND(B_TEXT("was", was),
		    B_TEXT("text", text), B_INT("block", block),
		    B_ID("member", s->member), B_TEXT("now", now),
		    B_ID("edition", row->id)), NULL, err);
	return need_blank(text) || cmd_write(s, SQL_PASSAGE_ADD, BIND(
	    B_ID("new", db_new_id(s->db)), B_INT("block", block),
	    B_TEXT("text", text), B_ID("member", s->member),
	    B_TEXT("now", now), B_ID("edition", row->id)), NULL, err);
}

static bool
sanitise(struct session *s, int64_t meeting, int block, const char *was,
    const char *text, struct arena *a, struct err *err)
{
	struct edition_row row;
	struct meeting_row m;

	return need_person(s, err) && need_meeting(s, meeting, RIGHT_RECORD,
	    RIGHT_NONE, a, &m, err) && need_draft(s, &m, a, &row, err) &&
	    need_block(s, &row, block, a, err) && cmd_still(s,
	    SQL_PASSAGE_TEXT, BIND(B_ID("edition", row.id), B_INT("block",
	    block)), was, text, "What stands there", err) &&
	    put(s, &row, block, was, text, a, err);
}

bool
cmd_sanitise(struct session *s, int64_t meeting, int block, const char *was,
    const char *text, struct err *err)
{
	struct arena a = {0};
	bool ok;

	if (!cmd_begin(s, "edition-sanitise", err))
		return false;
	ok = sanitise(s, meeting, block, was, text, &a, err);
	arena_release(&a);
	return cmd_end(s, ok, err);
}

/* ---- As it has been written ---------------------------------------------- */

bool
sanitise_doc(struct session *s, const struct edition_row *row,
    struct doc *out, struct doc_kept *k, struct err *err)
{
	const struct kind *kind = session_meeting_kind(s, row->meeting, err);
	struct passage_row *rows;
	struct edition_row beside;
	struct doc_kept kept;
	struct arena a = {0};
	struct doc full = {0};
	size_t i, n;
	bool ok;

	*out = (struct doc){0};
	ok = kind && edition_read(s->db, row->beside, &a, &beside, err) &&
	    minutes_doc_kept(s, &beside, &full, &kept, err) &&
	    passage_read(s->db, row->id, &a, &rows, &n, err);
	for (i = 0; ok && i < n; i++) {
		if ((size_t)rows[i].block < full.n &&
		    full.blocks[rows[i].block].kind == DOC_HEADING)
			doc_heading(out, full.blocks[rows[i].block].level,
			    "%s", rows[i].text);
		else
			doc_para(out, rows[i].text);
	}
	if (ok) {
		out->title = arena_strdup(&out->arena, full.title);
		out->marking = arena_strdup(&out->arena, kind->marking.text ?
		    kind->marking.text : "");
		out->handling = out->notice = out->version = out->code = "";
		out->made = clock_now(s->clock);
		*k = (struct doc_kept){ .meeting = arena_strdup(&out->arena,
		    row->ref), .edition = EDITION_SANITISED,
		    .version = row->version, .n_text = out->n };
	}
	doc_release(&full);
	arena_release(&a);
	return ok;
}
