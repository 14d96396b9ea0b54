/*
 * pdf_finish: an incremental update of a PDF's catalogue.
 */
#include "export/pdf_finish.h"

#include <stdlib.h>
#include <string.h>

/* The last place of a word in the file. */
static const char *
find_last(const struct buf *pdf, const char *word)
{
	const char *p = pdf->data, *found = NULL;
	size_t left = pdf->len;

	while ((p = memmem(p, left, word, strlen(word)))) {
		found = p;
		p += strlen(word);
		left = pdf->len - (size_t)(p - pdf->data);
	}
	return found;
}

/* The number that follows a word, -1 where there is none. */
static long
number_after(const char *from, const char *word)
{
	const char *p = from ? strstr(from, word) : NULL;
	char *end;
	long n;

	if (!p)
		return -1;
	n = strtol(p + strlen(word), &end, 10);
	return end == p + strlen(word) ? -1 : n;
}

bool
pdf_finish(const struct buf *pdf, const char *language, struct buf *out)
{
	const char *trailer = pdf->len ? find_last(pdf, "trailer") : NULL;
	long root = number_after(trailer, "/Root ");
	long size = number_after(trailer, "/Size ");
	long info = number_after(trailer, "/Info ");
	long before = number_after(trailer, "startxref\n");
	const char *object, *end;
	struct buf name = {0};
	size_t base = out->len, at, xref;

	buf_addf(&name, "\n%ld 0 obj\n<<", root);
	object = root > 0 ? memmem(pdf->data, pdf->len, buf_text(&name),
	    name.len) : NULL;
	end = object ? memmem(object, pdf->len - (size_t)(object -
	    pdf->data), "endobj", 6) : NULL;
	if (!end || size < 0 || info < 0 || before < 0) {
		buf_release(&name);
		return false;
	}
	object += name.len;
	buf_add(out, pdf->data, pdf->len);
	at = out->len - base;
	buf_addf(out, "%ld 0 obj\n<< /Lang (%s)\n   /MarkInfo << /Marked "
	    "true >>\n   /ViewerPreferences << /DisplayDocTitle true >>", root, language);
	buf_add(out, object, (size_t)(end - object));
	buf_adds(out, "endobj\n");
	xref = out->len - base;
	buf_addf(out, "xref\n%ld 1\n%010zu 00000 n \ntrailer\n<< /Size %ld\n"
	    "   /Root %ld 0 R\n   /Info %ld 0 R\n   /Prev %ld\n>>\n"
	    "startxref\n%zu\n%%%%EOF\n", root, at, size, root, info, before,
	    xref);
	buf_release(&name);
	return true;
}
