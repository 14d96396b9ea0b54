/*
 * export_agenda: the agenda of a meeting out of the book.
 */
#include "cmd/export_agenda.h"

#include <string.h>

#include "base/date.h"
#include "cmd/consult.h"
#include "cmd/heading.h"
#include "cmd/meeting_need.h"
#include "cmd/past.h"
#include "export/agenda.h"
#include "export/marking.h"
#include "store/verify.h"

#define CODE_DIGITS 12		/* of a hash, as the short code on a page */

/* When it was made and from what: for members a commitment to the chain's
 * head, from which nothing can be told. */
static bool
stamp(struct session *s, struct doc *d, struct err *err)
{
	struct buf version = {0};
	char hex[65];

	if (!db_chain_commitment(s->db, d->title, hex, err))
		return false;
	past_say(s, &version);
	date_add_shown(&version, clock_today(s->clock));
	buf_addc(&version, ' ');
	time_add(&version, clock_minutes(s->clock));
	d->version = arena_strdup(&d->arena, buf_text(&version));
	d->code = arena_strndup(&d->arena, hex, CODE_DIGITS);
	d->made = clock_now(s->clock);
	buf_release(&version);
	return true;
}

/* The highest marking among its cases; and that they are about to leave is
 * noted for each. */
static bool
note(struct session *s, const struct agenda_source *src,
    const struct doc_format *format, struct doc *d, struct err *err)
{
	int64_t *casefiles = arena_array(&d->arena, src->n + 1,
	    sizeof(*casefiles));
	struct marking_of of = { .casefiles = casefiles };
	struct buf detail = {0};
	bool ok;

	for (size_t i = 0; i < src->n; i++)
		if (src->rows[i].casefile)
			casefiles[of.n_casefiles++] = src->rows[i].casefile;
	buf_addf(&detail, "agenda %s, %s", src->meeting->ref, format->name);
	ok = marking_find(s->db, src->kind, &of, &d->arena, &d->marking, err)
	    && cmd_consult_report(s, buf_text(&detail), casefiles,
	    of.n_casefiles, err);
	buf_release(&detail);
	return ok;
}

/* What its records are called, where their type does not go by the reference. */
static void
name_rows(struct session *s, const struct kind *k, struct agenda_row *rows,
    size_t n, struct arena *a)
{
	for (size_t i = 0; i < n; i++)
		if (rows[i].casefile)
			rows[i].name = heading_case(s, k, rows[i].case_type,
			    rows[i].casefile, rows[i].ref, a);
}

bool
cmd_export_agenda(struct session *s, int64_t meeting,
    const struct doc_format *format, struct buf *out, struct err *err)
{
	struct agenda_source src = { .db = s->db };
	struct meeting_row m = {0};
	struct agenda_row *rows = NULL;
	struct doc d = { .notice = "" };
	struct arena a = {0};
	bool ok;

	ok = need_meeting(s, meeting, RIGHT_EXPORT_OWN, RIGHT_EXPORT_RECORD,
	    &a, &m, err) && (src.kind = session_meeting_kind(s, meeting, err))
	    && agenda_read(s->db, meeting, &a, &rows, &src.n, err);
	if (ok)
		name_rows(s, src.kind, rows, src.n, &a);
	src.meeting = &m;
	src.rows = rows;
	ok = ok && note(s, &src, format, &d, err) &&
	    agenda_add(&src, &d, err) && stamp(s, &d, err);
	if (ok) {
		d.handling = src.kind->marking.handling
		    ? src.kind->marking.handling : "";
		ok = doc_write(&d, format, out, err);
	}
	if (!ok)
		buf_wipe(out);
	doc_release(&d);
	arena_release(&a);
	return ok;
}
