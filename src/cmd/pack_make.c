/* One agency's pack, made in memory. */
#include <string.h>

#include "base/alloc.h"
#include "cmd/export_agenda.h"
#include "cmd/minutes_doc.h"
#include "cmd/pack.h"
#include "store/agenda_read.h"

struct making {
	struct session *s;
	const struct meeting_row *m;
	const struct kind_pack_part *part;
	const struct doc_format *instead;	/* of the first; or NULL */
	struct pack *out;
	struct err *err;
};

static void
add_casefile(struct pack *p, int64_t id)
{
	size_t i;

	for (i = 0; i < p->n_casefiles && p->casefiles[i] != id; i++)
		;
	if (!id || i < p->n_casefiles)
		return;
	GROW(p->casefiles, p->n_casefiles, p->cap_casefiles);
	p->casefiles[p->n_casefiles++] = id;
}

static const struct doc_format *
format_at(const struct making *w, size_t i)
{
	return i == 0 && w->instead ? w->instead
	    : doc_format_find(w->part->formats[i]);
}

/* The document in one format, as a file of the pack. Formats that are asked for
 * twice make one. */
static bool
write_one(struct making *w, const struct doc *d, const struct doc_format *f,
    int64_t edition)
{
	struct pack *p = w->out;
	struct buf name = {0};
	struct pack_file *file;
	size_t i;

	if (!f)
		return err_set(w->err, ERR_INPUT, "There is no format that "
		    "this kind asks for in its packs. Nothing was written.");
	buf_addf(&name, "%s.%s", kind_paper_name(w->part->what), f->ending);
	for (i = 0; i < p->n; i++) {
		if (!strcmp(p->files[i].name, buf_text(&name))) {
			buf_release(&name);
			return true;
		}
	}
	GROW(p->files, p->n, p->cap);
	file = &p->files[p->n++];
	*file = (struct pack_file){ .what = w->part->what, .format = f->name,
		.name = buf_take(&name), .edition = edition };
	return doc_write(d, f, &file->bytes, w->err);
}

static bool
write_all(struct making *w, const struct doc *d)
{
	size_t i;

	for (i = 0; i < w->part->n_formats; i++)
		if (!write_one(w, d, format_at(w, i), 0))
			return false;
	return true;
}

static bool
add_agenda(struct making *w)
{
	struct agenda_doc made;
	bool ok = agenda_doc_make(w->s, w->m, &made, w->err) &&
	    write_all(w, &made.doc);

	doc_release(&made.doc);
	return ok;
}

/* The edition that who reads is entitled to: the full one, or the record, as
 * far as they see it; else the sanitised one, where one was approved. */
bool
pack_has_minutes(struct session *reader, const struct meeting_row *m,
    bool *full, bool *has, struct err *err)
{
	struct edition_row *rows;
	struct arena a = {0};
	size_t n = 0;
	bool ok = true;

	*full = session_may(reader, m->board, RIGHT_SEE_MINUTES);
	if (!*full)
		ok = edition_read_list(reader->db, m->id, EDITION_SANITISED,
		    &a, &rows, &n, err);
	*has = *full || n > 0;
	arena_release(&a);
	return ok;
}

static bool
add_minutes(struct making *w)
{
	bool full, is, ok = pack_has_minutes(w->s, w->m, &full, &is, w->err);
	size_t i;

	for (i = 0; ok && is && i < w->part->n_formats; i++) {
		const struct doc_format *f = format_at(w, i);
		struct minutes_wish wish = { .sort = full ? EDITION_FULL
		    : EDITION_SANITISED, .leaves = true,
			.agency = w->out->agency->id };
		struct minutes_got got = {0};

		/* What calendars keep is as the record has it now. */
		if (full && f && !strcmp(f->name, "ics"))
			wish.version = MINUTES_DRAFT;
		ok = minutes_get(w->s, w->m, &wish, &got, w->err) &&
		    write_one(w, &got.doc, f, got.row.id);
		minutes_got_release(&got);
	}
	return ok;
}

static bool
add_doc(struct making *w, struct pack_doc *made, bool ok)
{
	size_t i;

	for (i = 0; ok && i < made->n_casefiles; i++)
		add_casefile(w->out, made->casefiles[i]);
	ok = ok && write_all(w, &made->doc);
	doc_release(&made->doc);
	return ok;
}

static bool
add_part(struct making *w)
{
	struct pack_doc made;

	switch (w->part->what) {
	case PAPER_AGENDA:
		return add_agenda(w);
	case PAPER_MINUTES:
		return add_minutes(w);
	case PAPER_RESEARCH:
		return add_doc(w, &made, pack_doc_research(w->s, w->m,
		    w->out->agency, &made, w->err));
	case PAPER_ACTIONS:
	default:
		if (!add_doc(w, &made, pack_doc_actions(w->s, w->m,
		    w->out->agency, &made, w->err)))
			return false;
		w->out->n_actions = made.n;
		return true;
	}
}

/* Whatever documents there are, the cases of the meeting are in one of them. */
static bool
list_cases(struct making *w)
{
	struct agenda_row *rows;
	struct arena a = {0};
	size_t i, n;
	bool ok = agenda_read(w->s->db, w->m->id, &a, &rows, &n, w->err);

	for (i = 0; ok && i < n; i++) {
		add_casefile(w->out, rows[i].casefile);
		w->out->n_cases += rows[i].casefile != 0;
	}
	arena_release(&a);
	return ok;
}

bool
pack_make(struct session *reader, const struct meeting_row *m,
    const struct kind_pack *p, const struct pack_agency *g,
    const struct doc_format *format, struct pack *out, struct err *err)
{
	struct making w = { .s = reader, .m = m, .instead = format,
		.out = out, .err = err };
	size_t i;
	bool ok;

	*out = (struct pack){ .agency = g };
	ok = list_cases(&w);
	for (i = 0; ok && i < p->n_holds; i++) {
		w.part = &p->holds[i];
		ok = add_part(&w);
	}
	return ok;
}

void
pack_release(struct pack *p)
{
	size_t i;

	for (i = 0; i < p->n; i++) {
		free(p->files[i].name);
		buf_wipe(&p->files[i].bytes);
	}
	free(p->files);
	free(p->casefiles);
	*p = (struct pack){0};
}
