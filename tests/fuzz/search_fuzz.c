/*
 * search_fuzz: whatever one types into a search is a query that the index
 * takes, finds without an error, and shows where it stands in the line.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"
#include "fuzz_book.h"
#include "store/search_read.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct session session;

static void
leave(void)
{
	fuzz_leave(&session);
}

static void
check_row(const struct search_row *r)
{
	CHECK(r->at <= strlen(r->text));
	CHECK(!strpbrk(r->text, "\n\t"));
	CHECK(!strstr(r->text, "Fauxley") && !strstr(r->text, "Mockridge"));
	CHECK(!strstr(r->case_ref, FUZZ_HIDDEN_REF));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *words = xstrndup((const char *)data, size);
	struct search_row *rows = NULL;
	struct buf query = {0};
	struct arena a = {0};
	struct err err = {0};
	size_t n = 0;

	/* One who may not see all of it reads one book all the time. */
	if (!session.db) {
		fuzz_book(FUZZ_AFTER);
		CHECK(fuzz_arrive(&session, "brickwell"));
		atexit(leave);
	}
	bool any = search_words(&query, words);
	CHECK(any == (query.len > 0));
	if (!search_read(session.db, words, 20, &a, &rows, &n, &err)) {
		fprintf(stderr, "%s\n", err_text(&err));
		CHECK(!"the index takes every query");
	}
	CHECK(n <= 20 && (any || !n));
	for (size_t i = 0; i < n; i++)
		check_row(&rows[i]);
	db_idle_check(session.db);
	arena_release(&a);
	buf_release(&query);
	free(words);
	return 0;
}
