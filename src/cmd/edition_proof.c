/*
 * edition_proof: is a file the edition of minutes that it says it is?
 */
#include "cmd/edition_proof.h"

#include <string.h>

#include "base/hash.h"
#include "cmd/minutes_doc.h"
#include "store/history_read.h"

/* ---- What left the book -------------------------------------------------- */

static void
name(struct buf *says, const struct edition_row *row)
{
	buf_addf(says, "version %d of the %sminutes of %s", row->version,
	    strcmp(row->sort, EDITION_FULL) ? "sanitised " : "", row->ref);
}

static void
say_same(const struct edition_row *row, bool circulated, enum proof *proof,
    struct buf *says)
{
	*proof = row->approved_at && !circulated ? PROOF_SEALED : PROOF_OPEN;
	buf_adds(says, "It is ");
	name(says, row);
	buf_adds(says, ", byte for byte: ");
	minutes_say_state(says, row, circulated);
	if (*proof == PROOF_SEALED)
		buf_addf(says, " by %s. Its seal is %s", row->approved_name,
		    row->seal);
	buf_addc(says, '.');
}

/* A draft, one's own view, or what was made for an agency. */
static void
say_taken(const struct handout_row *out, struct buf *says)
{
	const char *whose = *out->agency_name ? out->agency_name
	    : out->by_name;

	if (!strcmp(out->how, "packed"))
		buf_addf(says, "It is the pack of %s for %s.", out->ref,
		    out->agency_name);
	else if (strcmp(out->what, "minutes") != 0)
		buf_addf(says, "It is no minutes, but the %s of %s as %s "
		    "could see them.", out->what, out->ref, whose);
	else
		buf_addf(says, "It is none of the editions that you see whole, "
		    "but a draft of the minutes of %s, or what %s could see of "
		    "them.",
		    out->ref, whose);
	buf_adds(says, " It is as it left the book ");
}

/* All of a board, or the list by which its folder is known. */
static bool
by_history(struct session *s, const char *hash, struct arena *a, bool *found,
    enum proof *proof, struct buf *says, struct err *err)
{
	struct history_noted noted;
	bool zip;

	if (!history_read_noted(s->db, hash, a, &noted, err))
		return false;
	*found = noted.board;
	if (!*found)
		return true;
	*proof = PROOF_TAKEN;
	zip = !strcmp(noted.format, "zip");
	buf_addf(says, "It is the %shistory of %s%s. It is as it left the book ",
	    zip ? "" : "list of files of the ", noted.board, zip
	    ? ", as a zip under a password" : "; give verify the folder to "
	    "have the files looked at");
	minutes_when(says, noted.at);
	buf_addf(says, ", taken by %s.", noted.by_name);
	return true;
}

/* These very bytes were noted as they left. */
static bool
by_hash(struct session *s, const struct buf *file, struct arena *a,
    bool *found, enum proof *proof, struct buf *says, struct err *err)
{
	unsigned char sum[HASH_SIZE];
	struct handout_row out;
	struct edition_row row;
	struct buf hex = {0};
	bool ok;

	hash_sha256(sum, file->data, file->len);
	hash_add_hex(&hex, sum, sizeof sum);
	ok = handout_read_hash(s->db, buf_text(&hex), a, &out, err);
	*found = ok && out.id;
	if (ok && !*found)
		ok = by_history(s, buf_text(&hex), a, found, proof, says, err);
	buf_release(&hex);
	if (!ok || !out.id)
		return ok;
	if (out.edition) {
		if (!edition_read(s->db, out.edition, a, &row, err))
			return false;
		say_same(&row, !row.approved_at || strcmp(out.at,
		    row.approved_at) < 0, proof, says);
		buf_adds(says, " It left the book ");
	} else {
		*proof = PROOF_TAKEN;
		say_taken(&out, says);
	}
	minutes_when(says, out.at);
	buf_addf(says, ", taken by %s", out.by_name);
	if (*out.recipient || *out.agency_name)
		buf_addf(says, " for %s", *out.recipient ? out.recipient
		    : out.agency_name);
	if (out.encrypted)
		buf_adds(says, ", under a password");
	buf_addc(says, '.');
	return true;
}

/* ---- What it says it is -------------------------------------------------- */

static bool
is_word(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	    (c >= 'A' && c <= 'Z');
}

/* The next run of as many hex digits as a code has, alone as a word. */
static bool
next_code(const char **at, const char *end, char code[MINUTES_CODE + 1])
{
	const char *p = *at;
	size_t n;

	for (; p < end; p += n) {
		for (n = 0; p + n < end && is_word(p[n]); n++)
			continue;
		if (n == MINUTES_CODE && strspn(p, "0123456789abcdef") >= n) {
			memcpy(code, p, n);
			code[n] = '\0';
			*at = p + n;
			return true;
		}
		n += n == 0;
	}
	return false;
}

/* The edition whose code stands in it; id 0 when none does. */
static bool
find_claim(struct session *s, const struct buf *words, struct arena *a,
    struct edition_row *row, struct err *err)
{
	const char *at = buf_text(words), *end = at + words->len;
	char code[MINUTES_CODE + 1], last[MINUTES_CODE + 1] = "";

	*row = (struct edition_row){0};
	while (!row->id && next_code(&at, end, code)) {
		/* It stands on every page. */
		if (!strcmp(code, last))
			continue;
		memcpy(last, code, sizeof last);
		if (!edition_read_code(s->db, code, a, row, err))
			return false;
	}
	return true;
}

/* Could a file that begins so be of that format? No edition is a calendar. */
static bool
could_be(const struct buf *file, const char *format)
{
	static const char *const packed[] = { "docx", "odt", "xlsx" };
	bool zip = file->len > 2 && !memcmp(file->data, "PK", 2);
	bool pdf = file->len > 4 && !memcmp(file->data, "%PDF", 4), is = false;
	size_t i;

	for (i = 0; i < sizeof packed / sizeof *packed; i++)
		is |= !strcmp(format, packed[i]);
	return is == zip && !strcmp(format, "pdf") == pdf &&
	    strcmp(format, "ics") != 0;
}

static bool
made_again(struct session *s, const struct edition_row *row, bool circulated,
    const struct buf *file, bool *same, struct err *err)
{
	const struct doc_format *f;
	struct doc_kept kept;
	struct buf made = {0};
	struct doc doc;
	bool ok = minutes_doc_kept(s, row, &doc, &kept, err);

	if (ok)
		minutes_doc_finish(row, circulated, &doc);
	for (f = doc_formats; ok && !*same && f->name; f++) {
		if (!could_be(file, f->name))
			continue;
		buf_clear(&made);
		ok = doc_write(&doc, f, &made, err);
		*same = ok && buf_equal(&made, file);
	}
	buf_wipe(&made);
	doc_release(&doc);
	return ok;
}

static bool
by_claim(struct session *s, const struct buf *file, struct arena *a,
    enum proof *proof, struct buf *says, struct err *err)
{
	struct buf words = {0};
	struct edition_row row;
	bool same = false, circulated = false, ok;

	ok = doc_words(file, &words, err) &&
	    find_claim(s, &words, a, &row, err);
	buf_wipe(&words);
	if (!ok)
		return false;
	if (!row.id) {
		*proof = PROOF_UNKNOWN;
		buf_adds(says, "It carries the code of no minutes that you "
		    "may see in this book, and no such file left it by you.");
		return true;
	}
	if (row.approved_at && !made_again(s, &row, false, file, &same, err))
		return false;
	if (!same && row.circulated_at) {
		circulated = true;
		if (!made_again(s, &row, true, file, &same, err))
			return false;
	}
	if (same) {
		say_same(&row, circulated, proof, says);
		return true;
	}
	*proof = PROOF_CHANGED;
	buf_adds(says, "It says that it is ");
	name(says, &row);
	buf_adds(says, ", and it is not: it was changed after it left the "
	    "book, or made elsewhere. Do not rely on it.");
	return true;
}

bool
cmd_edition_prove(struct session *s, const struct buf *file,
    enum proof *proof, struct buf *says, struct err *err)
{
	struct arena a = {0};
	bool found = false, ok;

	*proof = PROOF_UNKNOWN;
	ok = by_hash(s, file, &a, &found, proof, says, err) &&
	    (found || by_claim(s, file, &a, proof, says, err));
	arena_release(&a);
	return ok;
}
