#include <assert.h>
#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "model/when.h"

void
when_add_day(struct buf *b, int date, int today)
{
	int year, then, month, day;

	date_add_long(b, date);
	if (today == DATE_NONE)
		return;
	date_split(today, &year, &month, &day);
	date_split(date, &then, &month, &day);
	if (then == year + 1)
		buf_adds(b, ", next year");
	else if (then == year - 1)
		buf_adds(b, ", last year");
}

void
when_add_understood(struct buf *b, const struct when *w,
    const struct when_context *ctx)
{
	if (w->status == WHEN_OK)
		when_add_day(b, w->date, w->rolled ? ctx->today : DATE_NONE);
}

static void
add_typed(struct buf *b, const char *text, size_t len)
{
	size_t cut;

	while (len > 0 && (*text == ' ' || *text == '\t')) {
		text++;
		len--;
	}
	while (len > 0 && (text[len - 1] == ' ' || text[len - 1] == '\t'))
		len--;
	cut = utf8_cut(text, len, 30, NULL);
	buf_adds(b, "“");
	buf_add(b, text, cut);
	buf_adds(b, cut < len ? "…”" : "”");
}

/* Type it so: "28/3/2031", which has but one reading. */
static void
add_as_typed(struct buf *b, int date)
{
	int year, month, day;

	date_split(date, &year, &month, &day);
	buf_addf(b, "%d/%d/%d", day, month, year);
}

static void
add_why_impossible(struct buf *b, const struct when *w)
{
	bool dated = w->form <= WHEN_DAY_MONTH;

	if (dated && w->number > 12)
		buf_addf(b, " has no such month: the day comes first");
	else if (dated)
		buf_adds(b, " is a day that does not exist");
	else
		buf_adds(b, " is outside the calendar");
	if (w->other != DATE_NONE) {
		buf_adds(b, "; did you mean ");
		add_as_typed(b, w->other);
		buf_adds(b, "?");
	} else {
		buf_adds(b, ". Type a day such as fri, 28/3 or +5d.");
	}
}

void
when_add_why(struct buf *b, const struct when *w, const char *text,
    size_t len, const struct when_context *ctx)
{
	if (w->status == WHEN_OK)
		return;
	if (strspn(text, " \t") >= len) {
		buf_adds(b, "Type a day such as fri, 28/3, +5d or next"
		    " meeting.");
		return;
	}
	add_typed(b, text, len);
	switch (w->status) {
	case WHEN_IMPOSSIBLE:
		add_why_impossible(b, w);
		break;
	case WHEN_IN_PAST:
		buf_adds(b, " is ");
		date_add_long(b, w->date);
		buf_adds(b, ", which is before ");
		date_add_shown(b, ctx->today);
		buf_adds(b, ". Type a day from then on.");
		break;
	case WHEN_AMBIGUOUS:
		buf_adds(b, " could be ");
		date_add_long(b, w->other);
		buf_adds(b, w->number > 0 ? " or " : " to ");
		date_add_long(b, w->later);
		buf_adds(b, ". Type the day, such as ");
		add_as_typed(b, w->other);
		buf_addc(b, '.');
		break;
	case WHEN_WRONG_WEEKDAY:
		buf_adds(b, ": ");
		date_add_shown(b, w->other);
		buf_addf(b, " is a %s. Type the date or the weekday alone.",
		    date_weekday_name(date_weekday(w->other)));
		break;
	case WHEN_NO_MEETING:
		buf_adds(b, ": no next meeting is planned yet. Type a day "
		    "such as fri, 28/3 or +5d.");
		break;
	default:
		buf_adds(b, " is no date. Type one such as fri, 28/3, +5d or "
		    "next meeting.");
		break;
	}
}

/* Offer a day when what is typed begins it. */
static size_t
offer(const char *typed, const char *text, size_t len,
    const struct when_context *ctx, struct when_offer *offers, size_t n,
    size_t max)
{
	struct when w;

	if (n >= max || len > strlen(typed) ||
	    strncasecmp(text, typed, len) != 0)
		return n;
	if (!when_parse(typed, strlen(typed), ctx, &w))
		return n;
	offers[n] = (struct when_offer){ .typed = typed, .date = w.date };
	return n + 1;
}

size_t
when_offer(const char *text, size_t len, const struct when_context *ctx,
    struct when_offer *offers, size_t max)
{
	static const char *const first[] = { "next meeting", "tomorrow" };
	static const char *const days[] = {
		"mon", "tue", "wed", "thu", "fri", "sat", "sun",
	};
	static const char *const last[] = {
		"+5d", "+1w", "+2w", "+1m", "5wd", "10wd", "end of week",
		"end of month", "today",
	};
	size_t n = 0;
	int today;

	static_assert(sizeof(days) / sizeof(days[0]) == SUNDAY, "a week");
	if (ctx->today == DATE_NONE)
		return 0;
	today = date_weekday(ctx->today);
	for (size_t i = 0; i < sizeof(first) / sizeof(first[0]); i++)
		n = offer(first[i], text, len, ctx, offers, n, max);
	for (int i = 0; i < 7; i++)
		n = offer(days[(today + i) % 7], text, len, ctx, offers, n,
		    max);
	for (size_t i = 0; i < sizeof(last) / sizeof(last[0]); i++)
		n = offer(last[i], text, len, ctx, offers, n, max);
	return n;
}
