/*
 * import_fuzz: the demo's data with lines left out, doubled, moved and
 * altered, into a book without anything in it: it comes in, or is refused with
 * the place in the file and nothing of it stays.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"
#include "cmd/import.h"
#include "fuzz_book.h"
#include "store/tx.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define EDITS 12
#define EDIT 4			/* bytes of one */

static const char *const values[] = { "", "~", "yes", "no", "-1", "0", "[]",
	"{}", "[a, b]", "{a: b}", "99999999999999999999", "2031-02-30",
	"1066-10-14", "9999-12-31", "\"\"", "'x", "&a", "*a", "!!str x", "|",
	"\xe2\x80\xae", "\xff", "MM-2031-014", "Housing", "inkwell", "wren",
	"victim", "marac", "\"2031-03-13\"", "09:30", "24:00", "none" };
#define VALUES (sizeof(values) / sizeof(values[0]))

static const char *const keys[] = { "ref", "board", "agency", "member",
	"role", "key", "same", "surname", "on", "status", "case", "answers",
	"about", "contacts", "parent", "login", "nobody-knows-it", "parties",
	"born", "age", "access", "effect", "received", "type", "agencies" };
#define KEYS (sizeof(keys) / sizeof(keys[0]))

struct lines {
	char **line;
	size_t n, cap;
};

/* How much of the data: all of it, all but what agencies bring and do, or the
 * people and one casefile. */
static bool
is_enough(const char *line, unsigned much, int *cases)
{
	*cases += !strncmp(line, "  - ref:", 8);
	if (!strncmp(line, "scripts:", 8))
		return true;	/* those are text to an import */
	if (much == 1)
		return !strncmp(line, "contributions:", 14);
	return much > 1 && *cases == 2;
}

static void
split(struct lines *l, const char *text, unsigned much)
{
	size_t len;
	int cases = 0;

	for (; *text && !is_enough(text, much, &cases); text += len + 1) {
		len = strcspn(text, "\n");
		GROW(l->line, l->n, l->cap);
		l->line[l->n++] = xstrndup(text, len);
		if (!text[len])
			break;
	}
}

static void
drop(struct lines *l, size_t at, size_t n)
{
	if (n > l->n - at)
		n = l->n - at;
	for (size_t i = 0; i < n; i++)
		free(l->line[at + i]);
	memmove(l->line + at, l->line + at + n, (l->n - at - n) *
	    sizeof(*l->line));
	l->n -= n;
}

static void
copy(struct lines *l, size_t from, size_t to, size_t n)
{
	struct lines out = {0};

	for (size_t i = 0; i <= l->n; i++) {
		for (size_t j = 0; i == to && j < n && from + j < l->n; j++) {
			GROW(out.line, out.n, out.cap);
			out.line[out.n++] = xstrdup(l->line[from + j]);
		}
		if (i == l->n)
			break;
		GROW(out.line, out.n, out.cap);
		out.line[out.n++] = xstrdup(l->line[i]);
	}
	drop(l, 0, l->n);
	free(l->line);
	*l = out;
}

/* The which-th value or key of a line becomes with. */
static void
alter(struct lines *l, size_t at, unsigned which, const char *with, bool key)
{
	char *line = l->line[at], *p = line, *end, *begin = NULL;
	struct buf b = {0};

	for (which %= 4; (p = strstr(p, ": ")); p += 2) {
		begin = p;
		if (!which--)
			break;
	}
	if (!begin)
		return;
	if (key) {
		for (end = begin; begin > line && !strchr(" {,", begin[-1]);)
			begin--;
	} else {
		begin += 2;
		end = begin + strcspn(begin, ",}");
	}
	buf_add(&b, line, (size_t)(begin - line));
	buf_adds(&b, with);
	buf_adds(&b, end);
	free(line);
	l->line[at] = buf_take(&b);
}

/* An indent of one more or less, a byte changed. */
static void
spoil(struct lines *l, size_t at, uint8_t how)
{
	struct buf b = {0};
	char *line = l->line[at];
	size_t len = strlen(line);

	if (how < 8)
		buf_addf(&b, "%*s%s", how, "", line);
	else if (how < 16)
		buf_adds(&b, line + (how - 8u < len ? how - 8u : len));
	else if (len)
		buf_addf(&b, "%.*s%c%s", (int)(how % len), line,
		    (how & 0x5f) | 0x20, line + how % len + 1);
	free(line);
	l->line[at] = buf_take(&b);
}

static void
edit(struct lines *l, const uint8_t *e)
{
	if (!l->n)
		return;
	size_t at = ((size_t)e[1] << 8 | e[2]) % l->n;

	switch (e[0] % 8) {
	case 0:
		drop(l, at, 1 + e[3] % 4);
		break;
	case 1:
		drop(l, at, e[3]);
		break;
	case 2:
		copy(l, at, at, 1 + e[3] % 20);
		break;
	case 3:
		copy(l, at, (size_t)e[3] * l->n / 256, 1 + e[0] / 8 % 8);
		break;
	case 4:
	case 5:
		alter(l, at, e[0] / 8, values[e[3] % VALUES], false);
		break;
	case 6:
		alter(l, at, e[0] / 8, keys[e[3] % KEYS], true);
		break;
	default:
		spoil(l, at, e[3]);
		break;
	}
}

/* "data:12:3: …" stands in it. */
static bool
has_place(const char *text)
{
	const char *p = strstr(text, "data:");
	int line, column;

	return p && sscanf(p, "data:%d:%d:", &line, &column) == 2 &&
	    line > 0 && column > 0;
}

static void
import(struct db *db, const struct buf *text)
{
	struct import_counts counts;
	struct buf report = {0};
	struct session s;
	struct err err = {0};

	session_open_system(&s, db, &fuzz_clock, "fuzz");
	s.forms = getenv("MINUTEBOOK_FORMS");
	bool ok = cmd_import(&s, "data", buf_text(text), text->len, NULL,
	    &counts, &report, &err);
	if (getenv("FUZZ_TELL"))
		fprintf(stderr, "%s\n%s", err_text(&err), buf_text(&report));
	CHECK(!db_in_tx(db) && s.depth == 0);
	db_idle_check(db);
	if (!ok) {
		if (!has_place(err_text(&err)))
			fprintf(stderr, "no place: %s\n", err_text(&err));
		CHECK(has_place(err_text(&err)));
		CHECK(utf8_valid(buf_text(&report), report.len));
		CHECK(fuzz_events(db) == 0);
		CHECK(!fuzz_filled(db));
	}
	err_clear(&err);
	buf_release(&report);
	session_close(&s);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct lines l = {0};
	struct buf text = {0};
	struct err err = {0};
	struct db *db;

	split(&l, buf_text(fuzz_data()), size > 0 ? data[0] % 8 : 0);
	for (size_t i = 0; i < EDITS && (i + 1) * EDIT < size; i++)
		edit(&l, data + 1 + i * EDIT);
	for (size_t i = 0; i < l.n; i++)
		buf_addf(&text, "%s\n", l.line[i]);
	db = db_open(fuzz_book(FUZZ_EMPTY), DB_USE, &fuzz_clock, &err);
	CHECK(db);
	import(db, &text);
	db_close(db);
	if (size % 8 == 0)
		fuzz_book_check();
	drop(&l, 0, l.n);
	free(l.line);
	buf_release(&text);
	return 0;
}
