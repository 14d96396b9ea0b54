/*
 * search_read: words to an index query, rows out of it.
 */
#include "store/search_read.h"

#include <ctype.h>
#include <string.h>

#include "base/date.h"
#include "base/utf8.h"
#include "store/stmt.h"

/* A letter or digit of any script: what the index's tokens are made of. */
static bool
is_word_byte(char c)
{
	return isalnum((unsigned char)c) || (unsigned char)c >= 0x80;
}

static bool
has_word(const char *text, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++) {
		if (is_word_byte(text[i]))
			return true;
	}
	return false;
}

/* One word or phrase in quotes; quotes inside it can't be, they ended it. */
static void
add_word(struct buf *b, const char *text, size_t len)
{
	if (!has_word(text, len))
		return;
	if (b->len)
		buf_addc(b, ' ');
	buf_addc(b, '"');
	buf_add(b, text, len);
	buf_addc(b, '"');
}

bool
search_words(struct buf *b, const char *words)
{
	bool open = false;

	buf_clear(b);
	while (*words) {
		size_t len;

		if (*words == '"') {
			words++;
			len = strcspn(words, "\"");
			add_word(b, words, len);
			words += len + (words[len] == '"');
			open = false;
		} else if (isspace((unsigned char)*words)) {
			words++;
			open = false;
		} else {
			len = strcspn(words, "\" \t\n");
			add_word(b, words, len);
			open = words[len] == '\0' &&
			    utf8_next(words, len, 0) < len;
			words += len;
		}
	}
	/* The word one is typing has not ended yet. One letter begins too many
	 * words, and the index knows beginnings of two. */
	if (b->len && open)
		buf_adds(b, " *");
	return b->len > 0;
}

/* Where the first word typed stands in the entry, folded as the index does;
 * near enough for the eye: an entry is a line or two. */
static size_t
find_first(const char *text, const char *words)
{
	struct buf want = {0}, have = {0};
	size_t at, len = strcspn(words, " \t\n");
	size_t found = 0;

	buf_add(&have, words, len);
	utf8_fold(&want, buf_text(&have));
	for (at = 0; want.len && text[at]; at += utf8_next(text, strlen(text),
	    at)) {
		size_t end = at + 4 * want.len;

		if (at && is_word_byte(text[at - 1]))
			continue;
		if (end > strlen(text))
			end = strlen(text);
		buf_clear(&have);
		buf_add(&have, text + at, end - at);
		{
			struct buf folded = {0};

			utf8_fold(&folded, buf_text(&have));
			if (!strncmp(buf_text(&folded), buf_text(&want),
			    want.len))
				found = at;
			buf_release(&folded);
		}
		if (found)
			break;
	}
	buf_release(&want);
	buf_release(&have);
	return found;
}

static void
take_row(struct stmt *q, const char *words, struct arena *a,
    struct search_row *r)
{
	struct buf line = {0};
	char *p;

	r->tbl = col_copy(q, 1, a);
	r->row = col_int(q, 2);
	r->casefile = col_null(q, 6) ? 0 : col_int(q, 3);
	r->meeting = col_null(q, 7) ? 0 : col_int(q, 4);
	r->case_ref = arena_strdup(a, col_str(q, 6));
	r->meeting_ref = arena_strdup(a, col_str(q, 7));
	r->case_type = arena_strdup(a, col_str(q, 9));
	r->board = col_int(q, 10);
	r->held_on = col_null(q, 8) ? DATE_NONE
	    : date_parse_iso(col_str(q, 8));
	buf_adds(&line, col_str(q, 5));
	for (p = line.data; p && *p; p++) {
		if (*p == '\n' || *p == '\t')
			*p = ' ';
	}
	r->text = arena_strdup(a, buf_text(&line));
	r->at = find_first(r->text, words);
	buf_release(&line);
}

bool
search_read(struct db *db, const char *words, size_t limit, struct arena *a,
    struct search_row **rows, size_t *n, struct err *err)
{
	struct buf query = {0};
	struct stmt *q;

	*n = 0;
	*rows = arena_array(a, limit, sizeof **rows);
	if (!search_words(&query, words)) {
		buf_release(&query);
		return true;
	}
	q = db_query(db, SQL_SEARCH_WORDS, err);
	stmt_text(q, ":words", buf_text(&query));
	stmt_int(q, ":limit", (int64_t)limit);
	buf_release(&query);
	while (*n < limit && stmt_next(q, err))
		take_row(q, words, a, &(*rows)[(*n)++]);
	return stmt_done(q);
}
