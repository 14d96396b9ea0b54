/*
 * pdf_finish: a PDF of cairo's, object by object.
 */
#include "export/pdf_finish.h"

#include <inttypes.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"
#include "export/pdf_artifact.h"

#define ENTRY 20	/* bytes of a line that says where an object is */

struct object {
	size_t number;
	size_t from, to;	/* in the file; from 0: there is none */
	size_t at;		/* in the new one */
	bool page;		/* the operators of a page */
};

struct file {
	const struct buf *pdf;
	const struct pdf_words *words;
	struct object *object;	/* by number */
	size_t n;
	size_t table;		/* where the places of objects are told */
	size_t pictures;	/* so far */
	struct buf *out;
	size_t base;		/* of the new file, in out */
};

static const char *
find(const char *in, size_t len, const char *word)
{
	return len ? memmem(in, len, word, strlen(word)) : NULL;
}

/* The figure behind the last of a word in the file, -1 where there is none. */
static long
last_figure(const struct buf *pdf, const char *word)
{
	const char *p = buf_text(pdf), *end = p + pdf->len, *last = NULL;

	while ((p = find(p, (size_t)(end - p), word)))
		last = p += strlen(word);
	return last ? strtol(last, NULL, 10) : -1;
}

/* ---- Finding the objects ------------------------------------------------ */

static int
by_place(const void *a, const void *b)
{
	const struct object *const *x = a, *const *y = b;

	return ((*x)->from > (*y)->from) - ((*x)->from < (*y)->from);
}

/* An object ends where the next one begins. */
static void
find_ends(struct file *f)
{
	struct object **order = xcalloc(f->n, sizeof *order);
	size_t i;

	for (i = 0; i < f->n; i++)
		order[i] = &f->object[i];
	qsort(order, f->n, sizeof *order, by_place);
	for (i = 0; i < f->n; i++)
		order[i]->to = i + 1 < f->n ? order[i + 1]->from : f->table;
	free(order);
}

static bool
find_objects(struct file *f)
{
	long table = last_figure(f->pdf, "startxref\n");
	const char *text = buf_text(f->pdf), *p;
	size_t i;
	char *end;

	if (table <= 0 || (size_t)table >= f->pdf->len ||
	    strncmp(text + table, "xref\n0 ", 7))
		return false;
	f->table = (size_t)table;
	f->n = strtoul(text + table + 7, &end, 10);
	p = end + 1;
	if (f->n < 2 || f->n > (f->pdf->len - (size_t)(p - text)) / ENTRY)
		return false;
	f->object = xcalloc(f->n, sizeof *f->object);
	for (i = 0; i < f->n; i++, p += ENTRY) {
		f->object[i].number = i;
		f->object[i].from = p[17] == 'n' ? strtoul(p, NULL, 10) : 0;
		if (f->object[i].from >= f->table)
			return false;
	}
	find_ends(f);
	return true;
}

static const char *
text_of(const struct file *f, const struct object *o, size_t *len)
{
	*len = o->to - o->from;
	return f->pdf->data + o->from;
}

/* The number of the object that a word in this one points to, or 0. */
static size_t
points_to(const struct file *f, const struct object *o, const char *word)
{
	size_t len, number;
	const char *text = text_of(f, o, &len), *p = find(text, len, word);

	number = p ? strtoul(p + strlen(word), NULL, 10) : 0;
	return number < f->n && f->object[number].from ? number : 0;
}

static bool
is(const struct file *f, const struct object *o, const char *what)
{
	size_t len;
	const char *text = text_of(f, o, &len);
	const char *p = find(text, len < 64 ? len : 64, "<<");

	return p && !strncmp(p + 2, what, strlen(what));
}

static void
find_pages(struct file *f)
{
	size_t i, number;

	for (i = 1; i < f->n; i++) {
		if (!f->object[i].from || !is(f, &f->object[i],
		    " /Type /Page %"))
			continue;
		number = points_to(f, &f->object[i], "\n   /Contents ");
		f->object[number].page = true;
	}
}

/* ---- Writing them anew ----------------------------------------------- */

/* Any text, as PDFs hold it outside of pages. */
static void
add_text(struct buf *out, const char *text)
{
	struct buf safe = {0};
	uint32_t c;
	size_t i;

	utf8_visible(&safe, text, strlen(text), true);
	buf_adds(out, "<FEFF");
	for (i = 0; i < safe.len;) {
		i += utf8_decode(safe.data + i, safe.len - i, &c);
		if (c >= 0x10000) {
			buf_addf(out, "%04" PRIX32, 0xD7C0 + (c >> 10));
			c = 0xDC00 + (c & 0x3FF);
		}
		buf_addf(out, "%04" PRIX32, c);
	}
	buf_addc(out, '>');
	buf_wipe(&safe);
}

/* The object as it is, with more at the head of its dictionary. */
static bool
add_to_head(struct file *f, const struct object *o, const struct buf *more)
{
	size_t len, head;
	const char *text = text_of(f, o, &len), *p = find(text, len, "<<");

	if (!p)
		return false;
	head = (size_t)(p - text) + 2;
	buf_add(f->out, text, head);
	buf_add(f->out, more->data, more->len);
	buf_add(f->out, text + head, len - head);
	return true;
}

static bool
add_page(struct file *f, const struct object *o)
{
	size_t length = points_to(f, o, "/Length "), len, n;
	const char *text = text_of(f, o, &len);
	const char *data = find(text, len, "stream\n");
	struct buf packed = {0};
	bool ok;

	if (!data || !length || !find(text, (size_t)(data - text),
	    "/Filter /FlateDecode"))
		return false;
	data += strlen("stream\n");
	n = strtoul(strchr(f->pdf->data + f->object[length].from, '\n'), NULL,
	    10);
	ok = n <= len - (size_t)(data - text) &&
	    pdf_artifact_packed(data, n, &packed);
	if (ok) {
		buf_addf(f->out, "%zu 0 obj\n<< /Length %zu\n   /Filter "
		    "/FlateDecode\n>>\nstream\n", o->number, packed.len);
		buf_add(f->out, packed.data, packed.len);
		buf_adds(f->out, "\nendstream\nendobj\n");
	}
	buf_wipe(&packed);
	return ok;
}

static bool
add_object(struct file *f, struct object *o, size_t root)
{
	struct buf more = {0};
	size_t len;
	const char *text = text_of(f, o, &len);
	bool ok = true;

	o->at = f->out->len - f->base;
	if (o->page)
		return add_page(f, o);
	if (o->number == root) {
		buf_addf(&more, " /Lang (%s)\n   /ViewerPreferences << "
		    "/DisplayDocTitle true >>\n  ", f->words->language);
		if (!find(text, len, "/MarkInfo"))
			buf_adds(&more, " /MarkInfo << /Marked true >>\n  ");
	} else if (is(f, o, " /Type /StructElem\n   /S /TH\n")) {
		buf_adds(&more, " /A << /O /Table /Scope /Column >>\n  ");
	} else if (is(f, o, " /Type /StructElem\n   /S /Figure\n") &&
	    f->pictures < f->words->n) {
		buf_adds(&more, " /Alt ");
		add_text(&more, f->words->picture[f->pictures++]);
		buf_adds(&more, "\n  ");
	}
	if (more.len > 0)
		ok = add_to_head(f, o, &more);
	else
		buf_add(f->out, text, len);
	buf_wipe(&more);
	return ok;
}

/* Where each object is, and where to begin. */
static void
add_places(struct file *f, long root, long info)
{
	size_t at = f->out->len - f->base, i;

	buf_addf(f->out, "xref\n0 %zu\n0000000000 65535 f \n", f->n);
	for (i = 1; i < f->n; i++)
		buf_addf(f->out, "%010zu %s \n", f->object[i].at,
		    f->object[i].from ? "00000 n" : "65535 f");
	buf_addf(f->out, "trailer\n<< /Size %zu\n   /Root %ld 0 R\n   /Info "
	    "%ld 0 R\n>>\nstartxref\n%zu\n%%%%EOF\n", f->n, root, info, at);
}

bool
pdf_finish(const struct buf *pdf, const struct pdf_words *words,
    struct buf *out)
{
	struct file f = { .pdf = pdf, .words = words, .out = out,
	    .base = out->len };
	long root = last_figure(pdf, "/Root "), info = last_figure(pdf,
	    "/Info ");
	bool ok = root > 0 && info > 0 && find_objects(&f);
	size_t i, first = f.table;

	if (ok)
		find_pages(&f);
	for (i = 1; ok && i < f.n; i++)
		if (f.object[i].from && f.object[i].from < first)
			first = f.object[i].from;
	if (ok)
		buf_add(out, pdf->data, first);
	for (i = 1; ok && i < f.n; i++)
		if (f.object[i].from)
			ok = add_object(&f, &f.object[i], (size_t)root);
	if (ok)
		add_places(&f, root, info);
	free(f.object);
	return ok && f.pictures == words->n;
}
