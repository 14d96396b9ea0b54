/* Documents: what goes in comes out in every format, and breaks out of none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "export/doc.h"
#include "form/kind.h"
#include "export/doc_stream.h"

static void
begin(struct doc *d)
{
	*d = (struct doc){ .title = "Minutes", .marking = "MARKED",
	    .handling = "", .version = "Draft 1", .code = "abc123",
	    .notice = "" };
}

static const char *
written(struct doc *d, const char *format, struct buf *out)
{
	buf_clear(out);
	assert_true(doc_write(d, doc_format_find(format), out, NULL));
	return buf_text(out);
}

static void
formats_are_found_by_name_and_ending(void **state)
{
	(void)state;
	assert_ptr_equal(doc_format_find("text"), doc_format_find("txt"));
	assert_ptr_equal(doc_format_find("markdown"), doc_format_find("md"));
	assert_non_null(doc_format_find("docx"));
	assert_null(doc_format_find("rtf"));
}

/* What a kind may ask for is what there is. */
static void
kinds_know_the_formats(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; kind_format_names[i]; i++)
		assert_string_equal(doc_format_find(kind_format_names[i])->name,
		    kind_format_names[i]);
	assert_null(doc_formats[i].name);
}

static void
every_text_page_is_marked_at_head_and_foot(void **state)
{
	struct doc d;
	struct buf out = {0};
	const char *p;
	int n = 0;

	(void)state;
	begin(&d);
	doc_para(&d, "one");
	doc_page(&d);
	doc_para(&d, "two");
	for (p = written(&d, "text", &out); (p = strstr(p, "MARKED")); p++)
		n++;
	assert_int_equal(n, 4);
	assert_non_null(strstr(buf_text(&out), "page 1 of 2"));
	assert_non_null(strstr(buf_text(&out), "page 2 of 2"));
	assert_non_null(strstr(buf_text(&out), "abc123"));
	buf_release(&out);
	doc_release(&d);
}

static void
no_text_line_is_wider_than_a_page(void **state)
{
	static const char *const titles[] = { "A", "B", "C" };
	struct doc d;
	struct buf out = {0};
	struct doc_table *t;
	const char *p;
	size_t len;

	(void)state;
	begin(&d);
	doc_para(&d, "Ŵyn Dŵr 田中さん said that this sentence goes on and on "
	    "and on until it is much longer than one line can ever be.");
	doc_field(&d, "Label", "A value that goes on until it does not fit "
	    "beside its label any more and must be broken up somewhere.");
	t = doc_table(&d, 3, titles);
	doc_row(&d, t, (const char *[]){ "a cell that holds rather a lot of "
	    "words for its column", "another such cell, with words in it",
	    "and a third one, so that the row can't be one line" });
	for (p = written(&d, "text", &out); *p; p += len + (p[len] != 0)) {
		len = strcspn(p, "\n");
		assert_true(utf8_width(p, len) <= 78);
	}
	/* Nothing of it was lost. */
	assert_non_null(strstr(buf_text(&out), "somewhere."));
	assert_non_null(strstr(buf_text(&out), "田中さん"));
	buf_release(&out);
	doc_release(&d);
}

static void
table_rows_keep_their_cells_apart(void **state)
{
	static const char *const titles[] = { "No.", "What" };
	struct doc d;
	struct buf out = {0};
	struct doc_table *t;

	(void)state;
	begin(&d);
	t = doc_table(&d, 2, titles);
	doc_row(&d, t, (const char *[]){ "A1", "first\nsecond line" });
	doc_row(&d, t, (const char *[]){ "A2", NULL });
	written(&d, "text", &out);
	assert_non_null(strstr(buf_text(&out), "A1   first\n"
	    "     second line\nA2\n"));
	written(&d, "markdown", &out);
	assert_non_null(strstr(buf_text(&out), "| No. | What |\n|---|---|\n"
	    "| A1 | first<br>second line |\n| A2 |  |\n"));
	buf_release(&out);
	doc_release(&d);
}

/* Words and dates stay whole, and the room goes to the column that has most to
 * say. */
static void
table_columns_weigh_by_what_they_hold(void **state)
{
	static const char *const titles[] = { "Action", "What", "Who", "When",
	    "State" };
	struct doc d;
	struct buf out = {0};
	struct doc_table *t;

	(void)state;
	begin(&d);
	t = doc_table(&d, 5, titles);
	doc_row(&d, t, (const char *[]){ "R2/A1", "visit the place jointly and"
	    " unannounced, with those who speak the language of the workers",
	    "Owen Tregarth (Environmental)", "18 Oct 2025", "In progress" });
	written(&d, "text", &out);
	assert_non_null(strstr(buf_text(&out),
	    "R2/A1   visit the place jointly and  Owen Tregarth    18 Oct 2025  "
	    "In progress\n"
	    "        unannounced, with those who  (Environmental)\n"));
	buf_release(&out);
	doc_release(&d);
}

/* What has no room goes under the rest, with what the rows are about, and rows
 * that would be empty there are left out. */
static void
a_table_too_wide_is_parted(void **state)
{
	static const char *const titles[] = { "Record", "Action", "One",
	    "Two", "Three", "Four", "Five" };
	static const char wide[] = "unbreakable-x";
	struct doc d;
	struct buf out = {0};
	struct doc_table *t;

	(void)state;
	begin(&d);
	t = doc_table(&d, 7, titles);
	t->keys = 2;
	doc_row(&d, t, (const char *[]){ "R1", "A1", wide, wide, wide, wide,
	    "" });
	doc_row(&d, t, (const char *[]){ "R2", "A2", wide, wide, wide, wide,
	    "told" });
	written(&d, "text", &out);
	assert_non_null(strstr(buf_text(&out), "\n\nRecord  Action  Five\n"
	    "──────  ──────  ────\nR2      A2      told\n"));
	buf_release(&out);
	doc_release(&d);
}

static void
markdown_text_means_nothing_but_itself(void **state)
{
	struct doc d;
	struct buf out = {0};

	(void)state;
	begin(&d);
	doc_para(&d, "# no heading\n1. no list\n<b>no & tag</b> [x](y) `c` "
	    "http://a.b");
	written(&d, "markdown", &out);
	assert_non_null(strstr(buf_text(&out), "\\# no heading\n\n1\\. no "
	    "list\n\n\\<b\\>no \\& tag\\</b\\> \\[x\\](y) \\`c\\` "
	    "http\\://a.b"));
	buf_clear(&out);
	doc_release(&d);
	begin(&d);
	doc_para(&d, "first\n\n\nsecond");
	written(&d, "markdown", &out);
	assert_non_null(strstr(buf_text(&out), "first\n\nsecond\n"));
	buf_clear(&out);
	doc_release(&d);
	begin(&d);
	doc_item(&d, "Police:", "MM-2031-014 | 3 of 4");
	written(&d, "markdown", &out);
	assert_non_null(strstr(buf_text(&out),
	    "- **Police:** MM-2031-014 \\| 3 of 4\n"));
	buf_release(&out);
	doc_release(&d);
}

static void
controls_in_the_book_are_shown_as_marks(void **state)
{
	static const char *const names[] = { "text", "markdown" };
	struct doc d;
	struct buf out = {0};
	size_t i;

	(void)state;
	begin(&d);
	doc_para(&d, "a\x1b]0;name\a b \xe2\x80\xae" "c");
	for (i = 0; i < 2; i++) {
		written(&d, names[i], &out);
		assert_null(strchr(buf_text(&out), '\x1b'));
		assert_null(strchr(buf_text(&out), '\a'));
		assert_null(strstr(buf_text(&out), "\xe2\x80\xae"));
	}
	buf_release(&out);
	doc_release(&d);
}

static void
a_heading_without_content_can_be_cut(void **state)
{
	struct doc d;
	struct buf out = {0};
	size_t mark;

	(void)state;
	begin(&d);
	doc_para(&d, "kept");
	mark = doc_mark(&d);
	doc_heading(&d, 1, "Nothing under it");
	doc_cut(&d, mark);
	written(&d, "text", &out);
	assert_null(strstr(buf_text(&out), "Nothing under it"));
	assert_non_null(strstr(buf_text(&out), "kept"));
	buf_release(&out);
	doc_release(&d);
}

/* ---- Rows that are written as they come -------------------------------- */

#define LONG 1000	/* rows, more than are kept to lay a table out by */

static const char *const titles[] = { "No.", "What", "Owner", "Due" };

/* The cells of a row, each good until the next is asked for. */
static const char *const *
row_of(size_t r)
{
	static char ref[24], what[64];
	static const char *cells[4] = { ref, what, "Si\xC3\xA2n Ap Gw\xC5\xB7n",
	    "13 Mar 2031" };

	snprintf(ref, sizeof(ref), "A%04zu", r);
	snprintf(what, sizeof(what), r % 7 ? "thing %zu" : "=%zu \"so\", <b>&",
	    r);
	return cells;
}

struct taken {
	struct buf all;
	size_t most;		/* bytes in one piece */
	size_t room;		/* refuses what is beyond; 0: takes all */
};

static bool
take(void *arg, const char *data, size_t len)
{
	struct taken *t = arg;

	if (t->room && t->all.len + len > t->room) {
		errno = ENOSPC;
		return false;
	}
	t->most = len > t->most ? len : t->most;
	buf_add(&t->all, data, len);
	return true;
}

static bool
stream(const char *format, size_t rows, struct taken *to, struct err *err)
{
	struct doc_stream s;
	struct doc d;
	size_t r;
	bool ok = true;

	begin(&d);
	doc_para(&d, "As of today");
	doc_stream_open(&s, &d, doc_format_find(format), 4, titles, take, to);
	for (r = 0; ok && r < rows; r++) {
		struct doc *dates = doc_stream_dates(&s);

		if (dates)
			doc_date(dates, &(struct doc_date){ .uid = row_of(r)[0],
			    .summary = row_of(r)[0], .day = 22000 });
		ok = doc_stream_row(&s, row_of(r), err);
	}
	ok = doc_stream_close(&s, ok, "None.", err);
	doc_release(&d);
	return ok;
}

static void
whole(const char *format, size_t rows, struct buf *out)
{
	struct doc_table *t;
	struct doc d;
	size_t r;

	begin(&d);
	doc_para(&d, "As of today");
	t = doc_table(&d, 4, titles);
	for (r = 0; r < rows; r++)
		doc_row(&d, t, row_of(r));
	assert_true(doc_write(&d, doc_format_find(format), out, NULL));
	doc_release(&d);
}

static void
rows_as_they_come_make_the_same_document(void **state)
{
	static const char *const formats[] = { "csv", "json", "text",
	    "markdown" };
	static const size_t sizes[] = { 1, 199, 200, 201, LONG };
	size_t f, i;

	(void)state;
	for (f = 0; f < 4; f++) {
		for (i = 0; i < 5; i++) {
			struct taken to = {0};
			struct buf out = {0};
			struct err err = {0};

			assert_true(stream(formats[f], sizes[i], &to, &err));
			whole(formats[f], sizes[i], &out);
			assert_string_equal(buf_text(&to.all),
			    buf_text(&out));
			buf_release(&out);
			buf_release(&to.all);
		}
	}
}

static void
no_more_is_held_than_a_piece(void **state)
{
	struct taken to = {0};
	struct err err = {0};

	(void)state;
	assert_true(stream("csv", 20 * LONG, &to, &err));
	assert_true(to.all.len > 10 * 65536);
	assert_true(to.most < 65536 + 1024);
	buf_release(&to.all);
}

static void
a_list_of_nothing_says_so(void **state)
{
	struct taken to = {0};
	struct err err = {0};

	(void)state;
	assert_true(stream("text", 0, &to, &err));
	assert_non_null(strstr(buf_text(&to.all), "None."));
	assert_null(strstr(buf_text(&to.all), "Owner"));
	buf_release(&to.all);
}

/* Also where the format has it from a library that makes its own of it. */
static void
what_takes_no_more_is_told(void **state)
{
	static const char *const formats[] = { "csv", "xlsx" };
	struct err err = {0};
	size_t i;

	(void)state;
	for (i = 0; i < 2; i++) {
		struct taken to = { .room = 70000 };

		if (!doc_format_ready(doc_format_find(formats[i]), NULL))
			continue;
		assert_false(stream(formats[i], 100 * LONG, &to, &err));
		assert_non_null(strstr(err_text(&err), "could not be written "
		    "whole: No space left"));
		err_clear(&err);
		buf_release(&to.all);
	}
}

static double
width_of_all(const struct doc_column *c, size_t n)
{
	double sum = 0;

	while (n > 0)
		sum += c[--n].wide;
	return sum;
}

static void
columns_hold_their_longest_words(void **state)
{
	/* A date, a word beside a long text, a long text. */
	struct doc_column c[] = { { .least = 4, .want = 11 },
	    { .least = 25, .want = 300 }, { .least = 9, .want = 90 } };

	(void)state;
	assert_true(doc_table_part(c, 3, 100, 20));
	assert_true(c[0].wide > 10.99);		/* is not broken at all */
	assert_true(c[1].wide > c[2].wide && c[2].wide > 9);
	assert_true(c[1].wide < 3 * c[2].wide);
	assert_true(width_of_all(c, 3) > 99.9 && width_of_all(c, 3) < 100.1);
	/* Hardly room for the words: they have it, and no more. */
	assert_true(doc_table_part(c, 3, 39, 20));
	assert_true(c[0].wide > 3.99 && c[1].wide > 24.9 && c[2].wide > 8.99);
	/* None: the longest is broken, the others are not. */
	assert_false(doc_table_part(c, 3, 30, 20));
	assert_true(c[0].wide > 3.99 && c[2].wide > 8.99);
	assert_true(c[1].wide > 16.9 && c[1].wide < 17.1);
	/* Room for all, and the page is filled. */
	assert_true(doc_table_part(c, 3, 800, 20));
	assert_true(c[1].wide >= 300 && width_of_all(c, 3) > 799.9);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(formats_are_found_by_name_and_ending),
		cmocka_unit_test(kinds_know_the_formats),
		cmocka_unit_test(every_text_page_is_marked_at_head_and_foot),
		cmocka_unit_test(no_text_line_is_wider_than_a_page),
		cmocka_unit_test(table_rows_keep_their_cells_apart),
		cmocka_unit_test(table_columns_weigh_by_what_they_hold),
		cmocka_unit_test(columns_hold_their_longest_words),
		cmocka_unit_test(a_table_too_wide_is_parted),
		cmocka_unit_test(markdown_text_means_nothing_but_itself),
		cmocka_unit_test(controls_in_the_book_are_shown_as_marks),
		cmocka_unit_test(a_heading_without_content_can_be_cut),
		cmocka_unit_test(rows_as_they_come_make_the_same_document),
		cmocka_unit_test(no_more_is_held_than_a_piece),
		cmocka_unit_test(a_list_of_nothing_says_so),
		cmocka_unit_test(what_takes_no_more_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
