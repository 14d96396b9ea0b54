/*
 * pdf_fuzz: whatever texts stand in a document, its PDF is one to qpdf's own
 * library, without a warning: every stream of it can be read, its outline has
 * the headings in their words and their order, its title is the document's,
 * and its tags are one tree in which every title of a table stands. The input
 * is that of fuzz_doc; $MINUTEBOOK_WRITERS is the module to use.
 */
#include <qpdf/qpdf-c.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "fuzz_book.h"
#include "fuzz_doc.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define DEEP 16		/* no tag or heading lies deeper */

static qpdf_oh
key(qpdf_data q, qpdf_oh of, const char *name)
{
	return qpdf_oh_get_key(q, of, name);
}

static void
check_text(qpdf_data q, qpdf_oh text, const char *want)
{
	struct buf safe = {0};

	utf8_visible(&safe, want, strlen(want), false);
	CHECK(qpdf_oh_is_string(q, text));
	CHECK(strcmp(qpdf_oh_get_utf8_value(q, text), buf_text(&safe)) == 0);
	buf_release(&safe);
}

static size_t
next_heading(const struct doc *d, size_t at)
{
	while (at < d->n && d->blocks[at].kind != DOC_HEADING)
		at++;
	return at;
}

/* An entry, what is under it, what comes next. */
static void
check_entries(qpdf_data q, qpdf_oh entry, const struct doc *d, size_t *at,
    int deep)
{
	CHECK(deep < DEEP);
	for (; qpdf_oh_is_dictionary(q, entry); entry = key(q, entry,
	    "/Next")) {
		*at = next_heading(d, *at);
		CHECK(*at < d->n);
		check_text(q, key(q, entry, "/Title"), d->blocks[*at].text);
		++*at;
		check_entries(q, key(q, entry, "/First"), d, at, deep + 1);
	}
}

static void
count_tags(qpdf_data q, qpdf_oh of, const char *tag, size_t *n, int deep)
{
	qpdf_oh kids = key(q, of, "/K");
	int i, many = qpdf_oh_is_array(q, kids) ? qpdf_oh_get_array_n_items(q,
	    kids) : qpdf_oh_is_dictionary(q, kids);

	CHECK(deep < DEEP);
	for (i = 0; i < many; i++) {
		qpdf_oh kid = qpdf_oh_is_array(q, kids)
		    ? qpdf_oh_get_array_item(q, kids, i) : kids;

		if (!qpdf_oh_is_dictionary(q, kid) || !qpdf_oh_has_key(q, kid,
		    "/S"))
			continue;
		*n += strcmp(qpdf_oh_get_name(q, key(q, kid, "/S")), tag) ==
		    0;
		count_tags(q, kid, tag, n, deep + 1);
	}
}

static void
check_tags(qpdf_data q, const struct doc *d)
{
	qpdf_oh tree = key(q, qpdf_get_root(q), "/StructTreeRoot");
	size_t titles = 0, wanted = 0, whole = 0, i;

	for (i = 0; i < d->n; i++)
		if (d->blocks[i].kind == DOC_TABLE)
			wanted += d->blocks[i].table->n_columns;
	count_tags(q, tree, "/TH", &titles, 0);
	count_tags(q, tree, "/Document", &whole, 0);
	CHECK(whole == 1);
	/* Titles higher than a page go on over the next. */
	CHECK(titles >= wanted);
}

static void
check_pdf(const struct doc *d)
{
	struct buf file = {0};
	struct err err = {0};
	qpdf_data q = qpdf_init();
	size_t at = 0;

	CHECK(doc_write(d, doc_format_find("pdf"), &file, &err));
	qpdf_set_suppress_warnings(q, QPDF_TRUE);
	CHECK(!(qpdf_read_memory(q, "fuzz", buf_text(&file), file.len,
	    NULL) & QPDF_ERRORS));
	CHECK(qpdf_check_pdf(q) == QPDF_SUCCESS);
	CHECK(!qpdf_more_warnings(q));
	check_text(q, key(q, key(q, qpdf_get_trailer(q), "/Info"), "/Title"),
	    d->title);
	check_entries(q, key(q, key(q, qpdf_get_root(q), "/Outlines"),
	    "/First"), d, &at, 0);
	CHECK(next_heading(d, at) == d->n);
	check_tags(q, d);
	qpdf_cleanup(&q);
	buf_release(&file);
	err_clear(&err);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct fuzz_pieces pieces;
	struct doc d;

	if (getenv("MINUTEBOOK_WRITERS"))
		doc_writers_at(getenv("MINUTEBOOK_WRITERS"));
	fuzz_pieces_take(&pieces, data, size);
	fuzz_pieces_doc(&pieces, &d);
	check_pdf(&d);
	doc_release(&d);
	fuzz_pieces_release(&pieces);
	return 0;
}
