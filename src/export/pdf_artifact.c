/*
 * pdf_artifact: reading the operators of a page.
 */
#include "export/pdf_artifact.h"

#include <string.h>
#include <zlib.h>

#define PIECE 65536

struct reader {
	const char *p, *end;
	const char *from;	/* of what is not marked yet */
	const char *operands;	/* of the operator to come */
	int depth;		/* of marks, those inside others counted */
	bool tagged;		/* the outermost one belongs to a tag */
	bool paints;		/* what is not marked yet does */
	struct buf *out;
};

static bool
is_white(char c)
{
	return c == '\0' || (c != '\0' && strchr(" \t\r\n\f", c));
}

static bool
is_plain(char c)
{
	return !is_white(c) && !strchr("()<>[]{}/%", c);
}

/* Past a text in brackets, which may hold others. */
static void
skip_text(struct reader *r)
{
	int open = 0;

	for (; r->p < r->end; r->p++) {
		if (*r->p == '\\' && r->p + 1 < r->end)
			r->p++;
		else if (*r->p == '(')
			open++;
		else if (*r->p == ')' && --open == 0)
			break;
	}
	r->p += r->p < r->end;
}

static bool
is_one_of(const char *const *words, const char *word, size_t len)
{
	for (; *words; words++)
		if (strlen(*words) == len && !memcmp(*words, word, len))
			return true;
	return false;
}

/* What is outside of tags up to here, with a mark round it where it shows
 * anything. */
static void
give_untagged(struct reader *r, const char *to)
{
	if (r->paints)
		buf_adds(r->out, "/Artifact BMC\n");
	buf_add(r->out, r->from, (size_t)(to - r->from));
	if (r->paints)
		buf_adds(r->out, "\nEMC\n");
	r->paints = false;
	r->from = to;
}

static void
take_operator(struct reader *r, const char *word, size_t len)
{
	static const char *const opens[] = { "BDC", "BMC", NULL };
	static const char *const closes[] = { "EMC", NULL };
	static const char *const paints[] = { "f", "F", "f*", "B", "B*", "b",
	    "b*", "S", "s", "sh", "Do", "Tj", "TJ", "'", "\"", "EI", NULL };

	if (is_one_of(opens, word, len)) {
		if (r->depth == 0 && memmem(r->operands, (size_t)(word -
		    r->operands), "/MCID", 5)) {
			give_untagged(r, r->operands);
			r->tagged = true;
		}
		r->depth++;
	} else if (is_one_of(closes, word, len)) {
		if (--r->depth == 0 && r->tagged) {
			buf_add(r->out, r->from, (size_t)(r->p - r->from));
			buf_adds(r->out, "\n");
			r->from = r->p;
			r->tagged = false;
		}
	} else if (!r->tagged && is_one_of(paints, word, len)) {
		r->paints = true;
	}
	r->operands = r->p;
}

static void
take_word(struct reader *r)
{
	const char *word = r->p;

	while (r->p < r->end && is_plain(*r->p))
		r->p++;
	/* Operands are figures, or among names; true and false are not used on
	 * pages. */
	if (!strchr("0123456789+-.", *word))
		take_operator(r, word, (size_t)(r->p - word));
}

void
pdf_artifact(const char *page, size_t len, struct buf *out)
{
	struct reader r = { .p = page, .end = page + len, .from = page,
	    .operands = page, .out = out };

	while (r.p < r.end) {
		if (*r.p == '(') {
			skip_text(&r);
		} else if (*r.p == '/') {
			for (r.p++; r.p < r.end && is_plain(*r.p);)
				r.p++;
		} else if (is_plain(*r.p)) {
			take_word(&r);
		} else if (is_white(*r.p) && r.operands == r.p) {
			r.operands = ++r.p;
		} else if (*r.p == '<' && r.p + 1 < r.end && r.p[1] != '<') {
			while (r.p < r.end && *r.p != '>')
				r.p++;
		} else {
			r.p += *r.p == '<' ? 2 : 1;
		}
	}
	give_untagged(&r, r.end);
}

static bool
unpack(const char *data, size_t len, struct buf *out)
{
	z_stream z = { .next_in = (Bytef *)data, .avail_in = (uInt)len };
	int state;

	if (inflateInit(&z) != Z_OK)
		return false;
	do {
		buf_reserve(out, PIECE);
		z.next_out = (Bytef *)out->data + out->len;
		z.avail_out = PIECE;
		state = inflate(&z, Z_NO_FLUSH);
		out->len += PIECE - z.avail_out;
		out->data[out->len] = '\0';
	} while (state == Z_OK);
	inflateEnd(&z);
	return state == Z_STREAM_END;
}

static bool
pack(const struct buf *text, struct buf *out)
{
	uLongf size = compressBound(text->len);
	bool ok;

	buf_reserve(out, size);
	ok = compress((Bytef *)out->data + out->len, &size,
	    (const Bytef *)text->data, text->len) == Z_OK;
	if (ok)
		out->len += size;
	out->data[out->len] = '\0';
	return ok;
}

bool
pdf_artifact_packed(const char *data, size_t len, struct buf *out)
{
	struct buf plain = {0}, marked = {0};
	bool ok = unpack(data, len, &plain);

	if (ok) {
		pdf_artifact(buf_text(&plain), plain.len, &marked);
		ok = pack(&marked, out);
	}
	buf_wipe(&plain);
	buf_wipe(&marked);
	return ok;
}
