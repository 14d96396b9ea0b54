/*
 * export_cmd: editions out of the book.
 */
#include "cmd/export_cmd.h"

#include <inttypes.h>
#include <string.h>

#include "base/date.h"
#include "cmd/cmd.h"
#include "cmd/consult.h"
#include "cmd/repeat_cmd.h"
#include "export/marking.h"
#include "export/minutes.h"
#include "store/meeting_read.h"
#include "store/verify.h"

#define CODE_DIGITS 12		/* of a hash, as the short code on a page */

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
	if (!ok)
		return false;
	buf_adds(version, strcmp(m->status, "closed") ? "Draft while the "
	    "meeting is open, " : "Draft, not yet approved, ");
	date_add_shown(version, clock_today(s->clock));
	buf_addc(version, ' ');
	time_add(version, clock_minutes(s->clock));
	if (record)
		buf_addf(version, ", entry %" PRId64, seq);
	buf_add(code, hex, CODE_DIGITS);
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

static bool
build(struct session *s, const struct meeting_row *m, bool record,
    const struct doc_format *format, struct buf *out, struct arena *kept,
    const char **marking, struct err *err)
{
	struct minutes_source src = { .db = s->db };
	struct buf version = {0}, code = {0};
	struct arena a = {0};
	struct doc doc = {0};
	bool ok;

	src.kind = session_meeting_kind(s, m->id, err);
	ok = src.kind && stamp(s, m, record, &version, &code, err) &&
	    lapsed(s, m, src.kind, &a, &src, err);
	src.version = buf_text(&version);
	src.code = buf_text(&code);
	ok = ok && minutes_build(&src, m->id, &doc, err);
	doc.made = clock_now(s->clock);
	ok = ok && doc_write(&doc, format, out, err);
	if (ok && marking != NULL)
		*marking = arena_strdup(kept, doc.marking);
	doc_release(&doc);
	arena_release(&a);
	buf_release(&version);
	buf_release(&code);
	return ok;
}

bool
cmd_export_minutes(struct session *s, int64_t meeting,
    const struct doc_format *format, struct buf *out, struct err *err)
{
	struct meeting_row m = {0};
	struct buf detail = {0};
	struct arena a = {0};
	bool record, ok;

	ok = meeting_read(s->db, meeting, &a, &m, err);
	record = ok && session_may(s, m.board, RIGHT_EXPORT_RECORD);
	ok = ok && (record || session_require(s, m.board, RIGHT_EXPORT_OWN,
	    err));
	buf_addf(&detail, "minutes, full, %s", format->name);
	ok = ok && cmd_consult_minutes(s, meeting, true, buf_text(&detail), err)
	    && build(s, &m, record, format, out, NULL, NULL, err);
	buf_release(&detail);
	arena_release(&a);
	return ok;
}

bool
cmd_export_preview(struct session *s, int64_t meeting, struct buf *out,
    struct arena *kept, const char **marking, struct err *err)
{
	struct meeting_row m = {0};
	struct arena a = {0};
	bool ok;

	ok = meeting_read(s->db, meeting, &a, &m, err) &&
	    session_require(s, m.board, RIGHT_SEE_MINUTES, err) &&
	    cmd_consult_minutes(s, meeting, false, "minutes, on screen",
	    err) &&
	    build(s, &m, session_may(s, m.board, RIGHT_EXPORT_RECORD),
	    doc_format_find("text"), out, kept, marking, err);
	arena_release(&a);
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
