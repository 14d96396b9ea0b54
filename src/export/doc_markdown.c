/*
 * doc_markdown: a document as CommonMark with pipe tables. Every character of
 * the book's text that could mean something in Markdown or HTML is escaped, so
 * no text can break out of its place.
 */
#include <string.h>

#include "base/utf8.h"
#include "export/doc.h"

/* Escaped with a backslash wherever they stand, and at a line's start. The
 * colon of an address is, so that no reader makes a link of it. */
static const char special[] = "\\`*_[]<>|~&$@";
static const char special_first[] = "#+-=:";

/* Does *p have to be escaped? first: nothing but digits stand before it on its
 * line, at least one of them when digits. */
static bool
needs_escape(const char *p, bool first, bool digits)
{
	if (strchr(special, *p))
		return true;
	if (first && !digits && strchr(special_first, *p))
		return true;
	if (first && digits && (*p == '.' || *p == ')'))
		return true;
	/* A heading's last ones would be taken for its end. */
	if (*p == '#' && p[strspn(p, "# \n")] == '\0')
		return true;
	return *p == ':' && p[1] == '/';
}

/* The bytes of a blank that is not ours at p, or 0: beside the marks of bold
 * words it would undo them. */
static size_t
wide_blank(const char *p, uint32_t *cp)
{
	size_t n;

	if ((unsigned char)*p < 0x80)
		return 0;
	n = utf8_decode(p, strlen(p), cp);
	return *cp == 0xA0 || *cp == 0x1680 || (*cp >= 0x2000 && *cp <=
	    0x200A) || *cp == 0x202F || *cp == 0x205F || *cp == 0x3000 ? n
	    : 0;
}

/* Nothing but blanks from here to the end of the text? */
static bool
ends_blank(const char *p)
{
	uint32_t cp;
	size_t n = 1;

	for (; n > 0; p += n)
		n = *p == ' ' ? 1 : wide_blank(p, &cp);
	return *p == '\0';
}

/* Such a blank at an end of the text, as a name for it; the bytes it took. any:
 * some of the text stands already. */
static size_t
name_blank(struct buf *out, const char *p, bool any)
{
	uint32_t cp;
	size_t n = wide_blank(p, &cp);

	if (n == 0 || (any && !ends_blank(p)))
		return 0;
	buf_addf(out, "&#x%X;", cp);
	return n;
}

/* Safe text on one line; line ends become <br> (one of ours, in tables and
 * items) or, when para, end the paragraph. */
static void
add_text(struct buf *out, const char *text, bool para)
{
	struct buf safe = {0};
	bool first = true, digits = false, any = false;
	const char *p;
	size_t n;

	utf8_visible(&safe, text, strlen(text), true);
	for (p = buf_text(&safe); *p; p++) {
		n = name_blank(out, p, any);
		if (n > 0) {
			p += n - 1;
			first = false;
			any = true;
			continue;
		}
		/* A break before the first word would stand alone on its
		 * line, which is no text any more. */
		if (*p == '\n' && !any)
			continue;
		if (*p == '\n') {
			/* A paragraph ends once, however many lines are left
			 * empty after it. */
			while (para && p[1] == '\n')
				p++;
			buf_adds(out, para ? "\n\n" : "<br>");
			first = true;
			digits = false;
			continue;
		}
		/* A row of blanks at a line's start would make code; blanks
		 * at its end, a break, or bold words that never end. */
		if (*p == ' ' && ((first && !digits) ||
		    strchr("\n", p[strspn(p, " ")])))
			continue;
		any = true;
		if (needs_escape(p, first, digits))
			buf_addc(out, '\\');
		buf_addc(out, *p);
		if (*p >= '0' && *p <= '9')
			digits = digits || first;
		else
			first = false;
	}
	buf_release(&safe);
}

static void
add_table(struct buf *out, const struct doc_table *t)
{
	size_t c, r;

	for (c = 0; c < t->n_columns; c++) {
		buf_adds(out, c ? " | " : "| ");
		add_text(out, t->title[c], false);
	}
	buf_adds(out, " |\n");
	for (c = 0; c < t->n_columns; c++)
		buf_adds(out, "|---");
	buf_adds(out, "|\n");
	for (r = 0; r < t->n_rows; r++) {
		for (c = 0; c < t->n_columns; c++) {
			buf_adds(out, c ? " | " : "| ");
			add_text(out, t->cells[r * t->n_columns + c], false);
		}
		buf_adds(out, " |\n");
	}
}

/* A chart keeps its columns: as a block of code, fenced by more marks than
 * stand in it. */
static void
add_chart(struct buf *out, const struct doc_chart *c)
{
	struct buf text = {0}, safe = {0};
	size_t run = 0, most = 2, i;

	doc_chart_text(c, 78, &text);
	utf8_visible(&safe, buf_text(&text), text.len, true);
	for (i = 0; i < safe.len; i++) {
		run = safe.data[i] == '`' ? run + 1 : 0;
		most = run > most ? run : most;
	}
	for (i = 0; i <= most; i++)
		buf_addc(out, '`');
	buf_addc(out, '\n');
	buf_add(out, buf_text(&safe), safe.len);
	for (i = 0; i <= most; i++)
		buf_addc(out, '`');
	buf_adds(out, "\n\n");
	buf_release(&text);
	buf_release(&safe);
}

static void
add_marking(const struct doc *d, struct buf *out)
{
	if (*d->marking) {
		buf_adds(out, "**");
		add_text(out, d->marking, false);
		buf_adds(out, "**");
	}
	if (*d->handling) {
		buf_adds(out, *d->marking ? "  \n" : "");
		add_text(out, d->handling, false);
	}
	buf_adds(out, "\n\n");
}

static void
add_block(const struct doc *d, const struct doc_block *b, struct buf *out)
{
	switch (b->kind) {
	case DOC_HEADING:
		buf_addf(out, "%.*s ", b->level + 1, "#####");
		add_text(out, b->text, false);
		buf_adds(out, "\n\n");
		break;
	case DOC_PARA:
		add_text(out, b->text, true);
		buf_adds(out, "\n\n");
		break;
	case DOC_ITEM:
		buf_adds(out, "- ");
		if (b->label) {
			buf_adds(out, "**");
			add_text(out, b->label, false);
			buf_adds(out, "** ");
		}
		add_text(out, b->text, false);
		buf_addc(out, '\n');
		break;
	case DOC_FIELD:
		buf_adds(out, "**");
		add_text(out, b->label, false);
		buf_adds(out, ":** ");
		add_text(out, b->text, false);
		buf_adds(out, "  \n");
		break;
	case DOC_TABLE:
		add_table(out, b->table);
		buf_addc(out, '\n');
		break;
	case DOC_CHART:
		add_chart(out, b->chart);
		break;
	case DOC_PAGE:
		buf_adds(out, "---\n\n");
		add_marking(d, out);
		break;
	}
}

/* Lists and fields run on; what follows them needs an empty line. */
static bool
runs_on(const struct doc_block *b)
{
	return b->kind == DOC_ITEM || b->kind == DOC_FIELD;
}

bool
doc_write_markdown(const struct doc *d, struct buf *out, struct err *err)
{
	size_t i;

	(void)err;
	add_marking(d, out);
	buf_adds(out, "# ");
	add_text(out, d->title, false);
	buf_adds(out, "\n\n");
	add_text(out, d->version, false);
	buf_adds(out, "\n\n");
	if (*d->notice) {
		add_text(out, d->notice, true);
		buf_adds(out, "\n\n");
	}
	for (i = 0; i < d->n; i++) {
		if (i && runs_on(&d->blocks[i - 1]) &&
		    d->blocks[i - 1].kind != d->blocks[i].kind)
			buf_addc(out, '\n');
		add_block(d, &d->blocks[i], out);
	}
	if (d->n && runs_on(&d->blocks[d->n - 1]))
		buf_addc(out, '\n');
	buf_adds(out, "---\n\n");
	add_text(out, d->version, false);
	if (*d->code) {
		buf_adds(out, *d->version ? " · " : "");
		add_text(out, d->code, false);
	}
	buf_adds(out, "\n\n");
	add_marking(d, out);
	return true;
}
