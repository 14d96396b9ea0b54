/*
 * export_cmd: editions out of the book.
 */
#include "cmd/export_cmd.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/hash.h"
#include "cmd/bind.h"
#include "cmd/cmd.h"
#include "cmd/consult.h"
#include "cmd/meeting_need.h"
#include "cmd/sent.h"
#include "export/marking.h"
#include "store/meeting_read.h"
#include "store/tx.h"

bool
export_note(struct session *s, int64_t meeting, const struct export_left *l,
    const struct buf *bytes, struct err *err)
{
	unsigned char sum[HASH_SIZE];
	bool ok, encrypted = s->encrypts;
	struct buf hex = {0};
	struct arena a = {0};

	if (s->member == 0)
		return true;
	s = session_book(s);
	if (!cmd_begin(s, "export", err))
		return false;
	hash_sha256(sum, bytes->data, bytes->len);
	hash_add_hex(&hex, sum, sizeof sum);
	ok = cmd_write(s, SQL_HANDOUT_ADD, BIND(B_ID("new", sent_new(s)),
	    B_ID("edition", l->edition), B_TEXT("how", "exported"),
	    B_TEXT("what", l->what), B_TEXT("format", l->format),
	    B_TEXT("hash", buf_text(&hex)), B_ID("member", s->member),
	    B_ID("to", 0), B_STR("recipient", l->to),
	    B_INT("encrypted", encrypted), B_TEXT("now", need_now(s, &a)),
	    B_ID("meeting", meeting)), NULL, err);
	arena_release(&a);
	buf_release(&hex);
	return cmd_end(s, ok, err);
}

/* "minutes, full, version 2, pdf", as the log of who read what has it. */
static void
describe(struct buf *b, const struct minutes_got *got,
    const struct minutes_wish *wish, const char *format)
{
	buf_addf(b, "minutes, %s, ", wish->sort ? wish->sort : EDITION_FULL);
	if (got->row.id)
		buf_addf(b, "version %d, ", got->row.version);
	buf_adds(b, format);
}

static bool
export(struct session *s, const struct meeting_row *m,
    const struct minutes_wish *wish, const struct doc_format *format,
    const char *to, struct buf *out, struct err *err)
{
	struct minutes_wish w = *wish;
	struct minutes_got got;
	struct buf detail = {0};
	bool ok;

	/* What calendars keep is as the record has it now. */
	if (!strcmp(format->name, "ics"))
		w.version = MINUTES_DRAFT;
	ok = minutes_get(s, m, &w, &got, err);
	describe(&detail, &got, &w, format->name);
	ok = ok && cmd_consult_minutes(s, m->id, true, buf_text(&detail),
	    err) && doc_write(&got.doc, format, out, err) &&
	    export_note(s, m->id, &(const struct export_left){ "minutes",
	    format->name, to, got.row.id }, out, err);
	if (!ok)
		buf_wipe(out);
	minutes_got_release(&got);
	buf_release(&detail);
	return ok;
}

bool
cmd_export_edition(struct session *s, int64_t meeting,
    const struct minutes_wish *wish, const struct doc_format *format,
    const char *to, struct buf *out, struct err *err)
{
	struct meeting_row m = {0};
	struct arena a = {0};
	bool ok;

	ok = meeting_read(s->db, meeting, &a, &m, err) &&
	    (session_may(s, m.board, RIGHT_EXPORT_RECORD) ||
	    session_require(s, m.board, RIGHT_EXPORT_OWN, err)) &&
	    export(s, &m, wish, format, to, out, err);
	arena_release(&a);
	return ok;
}

bool
cmd_export_minutes(struct session *s, int64_t meeting,
    const struct doc_format *format, struct buf *out, struct err *err)
{
	return cmd_export_edition(s, meeting, &(const struct minutes_wish){
	    .version = MINUTES_LATEST }, format, NULL, out, err);
}

bool
cmd_minutes_open(struct session *s, int64_t meeting,
    const struct minutes_wish *wish, struct minutes_got *got,
    struct err *err)
{
	bool full = !wish->sort || !strcmp(wish->sort, EDITION_FULL);
	struct meeting_row m = {0};
	struct arena a = {0};
	bool ok;

	*got = (struct minutes_got){0};
	ok = meeting_read(s->db, meeting, &a, &m, err) &&
	    session_require(s, m.board, full ? RIGHT_SEE_MINUTES
	    : RIGHT_SEE_SANITISED, err) && cmd_consult_minutes(s, meeting,
	    false, full ? "minutes, on screen" : "minutes, sanitised, on "
	    "screen", err) && minutes_get(s, &m, wish, got, err);
	arena_release(&a);
	return ok;
}

bool
cmd_export_preview(struct session *s, int64_t meeting, struct buf *out,
    struct arena *kept, const char **marking, struct err *err)
{
	struct minutes_got got;
	bool ok = cmd_minutes_open(s, meeting, &(const struct minutes_wish){
	    .version = MINUTES_LATEST }, &got, err) &&
	    doc_write(&got.doc, doc_format_find("text"), out, err);

	if (ok && marking)
		*marking = arena_strdup(kept, got.doc.marking);
	minutes_got_release(&got);
	return ok;
}

bool
cmd_page_marking(struct session *s, const struct kind *k, int64_t casefile,
    int64_t action, struct arena *a, const char **marking, struct err *err)
{
	const struct marking_of of = { .casefiles = &casefile,
		.n_casefiles = casefile != 0, .actions = &action,
		.n_actions = action != 0 };

	return marking_find(s->db, k, &of, a, marking, err);
}
