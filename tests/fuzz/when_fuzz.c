/*
 * when_fuzz: any text read as a day, looking ahead and looking back. What was
 * read lies inside the text; a day that is accepted is not in the past unless
 * that was allowed, and means the same when it is typed as it is shown.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "model/when.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Member by member: the bytes between members are anything. */
static bool
same(const struct when *a, const struct when *b)
{
	return a->status == b->status && a->form == b->form &&
	    a->date == b->date && a->other == b->other &&
	    a->later == b->later && a->number == b->number &&
	    a->rolled == b->rolled && a->len == b->len;
}

static void
check(const char *text, size_t len, const struct when_context *ctx)
{
	struct when w, again, whole;
	struct buf b = {0};
	bool looks = when_match(text, len, ctx, &w);

	when_match(text, len, ctx, &again);
	if (!same(&w, &again) || w.len > len ||
	    looks != (w.status != WHEN_UNKNOWN) || (looks && w.len == 0) ||
	    (w.status == WHEN_OK && w.date == DATE_NONE))
		abort();
	if (w.status == WHEN_OK && !ctx->past && w.date < ctx->today)
		abort();
	when_add_why(&b, &w, text, len, ctx);
	if ((b.len == 0) != (w.status == WHEN_OK) ||
	    (utf8_valid(text, len) && !utf8_valid(buf_text(&b), b.len)))
		abort();
	buf_clear(&b);
	when_add_understood(&b, &w, ctx);
	if ((b.len > 0) != (w.status == WHEN_OK))
		abort();
	if (w.status == WHEN_OK) {
		buf_clear(&b);
		date_add_long(&b, w.date);
		if (!when_parse(b.data, b.len, ctx, &again) ||
		    again.date != w.date)
			abort();
	}
	/* The whole text is a date when its beginning is and nothing is left,
	 * and what was read is a date by itself. */
	if (when_parse(text, len, ctx, &whole) &&
	    (w.status != WHEN_OK || whole.date != w.date))
		abort();
	if (looks && !when_match(text, w.len, ctx, &again))
		abort();
	buf_release(&b);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	int holidays[] = { date_make(2031, 3, 17), date_make(2031, 4, 11) };
	struct workdays w = { .holidays = holidays, .n = 2,
		.weekend = WORKDAY_SAT_SUN };
	struct when_context ctx = { .today = date_make(2031, 3, 13),
		.next_meeting = date_make(2031, 4, 10), .workdays = &w };
	struct when_offer offers[8];
	char *text = malloc(size + 1);
	size_t n;

	if (text == NULL)
		abort();
	memcpy(text, data, size);
	check(text, size, &ctx);
	ctx.past = true;
	check(text, size, &ctx);
	ctx.past = false;
	ctx.next_meeting = DATE_NONE;
	ctx.today = date_make(2999, 12, 31);
	check(text, size, &ctx);
	ctx.today = date_make(1800, 1, 1);
	check(text, size, &ctx);
	n = when_offer(text, size, &ctx, offers, 8);
	if (n > 8)
		abort();
	free(text);
	return 0;
}
