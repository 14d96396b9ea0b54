/*
 * export_agenda: the agenda of a meeting out of the book.
 */
#include "cmd/export_agenda.h"

#include <string.h>

#include "cmd/consult.h"
#include "cmd/export_cmd.h"
#include "cmd/heading.h"
#include "cmd/meeting_need.h"
#include "cmd/stamp.h"
#include "export/agenda.h"
#include "export/marking.h"

/* The highest marking among its cases. */
static bool
mark(struct session *s, const struct agenda_source *src,
    const struct agenda_doc *out, struct doc *d, struct err *err)
{
	const struct marking_of of = { .casefiles = out->casefiles,
		.n_casefiles = out->n };

	return marking_find(s->db, src->kind, &of, &d->arena, &d->marking,
	    err);
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

/* Those in it. */
static void
list_cases(const struct agenda_source *src, struct agenda_doc *out)
{
	out->casefiles = arena_array(&out->doc.arena, src->n + 1,
	    sizeof *out->casefiles);
	for (size_t i = 0; i < src->n; i++)
		if (src->rows[i].casefile)
			out->casefiles[out->n++] = src->rows[i].casefile;
}

bool
agenda_doc_make(struct session *s, const struct meeting_row *m,
    struct agenda_doc *out, struct err *err)
{
	struct agenda_source src = { .db = s->db, .meeting = m };
	struct agenda_row *rows = NULL;
	struct arena a = {0};
	bool ok;

	*out = (struct agenda_doc){ .doc = { .notice = "" } };
	ok = (src.kind = session_meeting_kind(s, m->id, err)) &&
	    agenda_read(s->db, m->id, &a, &rows, &src.n, err);
	if (ok)
		name_rows(s, src.kind, rows, src.n, &a);
	src.rows = rows;
	if (ok)
		list_cases(&src, out);
	ok = ok && mark(s, &src, out, &out->doc, err) &&
	    agenda_add(&src, &out->doc, err) && stamp_doc(s, &out->doc, err);
	if (ok)
		out->doc.handling = src.kind->marking.handling
		    ? arena_strdup(&out->doc.arena, src.kind->marking.handling)
		    : "";
	arena_release(&a);
	return ok;
}

bool
cmd_export_agenda(struct session *s, int64_t meeting,
    const struct doc_format *format, struct buf *out, struct err *err)
{
	struct agenda_doc made = { .doc = { .notice = "" } };
	struct meeting_row m = {0};
	struct buf detail = {0};
	struct arena a = {0};
	bool ok;

	ok = need_meeting(s, meeting, RIGHT_EXPORT_OWN, RIGHT_EXPORT_RECORD,
	    &a, &m, err) && agenda_doc_make(s, &m, &made, err);
	buf_addf(&detail, "agenda %s, %s", m.ref ? m.ref : "", format->name);
	/* That its cases are about to leave is noted for each. */
	ok = ok && cmd_consult_report(s, buf_text(&detail), made.casefiles,
	    made.n, err) && doc_write(&made.doc, format, out, err) &&
	    export_note(s, meeting, &(const struct export_left){ "agenda",
	    format->name, NULL, 0 }, out, err);
	if (!ok)
		buf_wipe(out);
	doc_release(&made.doc);
	buf_release(&detail);
	arena_release(&a);
	return ok;
}
