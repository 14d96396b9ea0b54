/* Dates, times, numbers and money of form_value. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/date.h"
#include "form/form_value_type.h"
#include "model/when.h"

/* ---- Dates ------------------------------------------------------------- */

static int
today_of(const struct form_job *j)
{
	return j->ctx ? j->ctx->today : DATE_NONE;
}

static const char *
shown(struct form_job *j, int date)
{
	struct buf b = { 0 };

	date_add_shown(&b, date);
	const char *text = arena_strdup(j->a, buf_text(&b));
	buf_release(&b);
	return text;
}

static bool
check_date(struct form_job *j, int date)
{
	int today = today_of(j);

	if (today != DATE_NONE && j->f->past && date > today)
		return form_job_error(j, "%s has not come yet; a day up to "
		    "today is asked for.", shown(j, date));
	if (today != DATE_NONE && j->f->future && date < today)
		return form_job_error(j, "%s is past; a day from today on is "
		    "asked for.", shown(j, date));
	return true;
}

/* "1996": a year alone; 0 when it is something else. */
static int
year_alone(const char *s)
{
	if (strlen(s) != 4 || strspn(s, "0123456789") != 4)
		return 0;
	int year = (int)strtol(s, NULL, 10);
	return date_make(year, 1, 1) != DATE_NONE ? year : 0;
}

static int
month_named(const char *s, size_t len)
{
	static const char *const months[] = {
		"january", "february", "march", "april", "may", "june",
		"july", "august", "september", "october", "november",
		"december",
	};

	for (int i = 0; len >= 3 && i < 12; i++)
		if (strncasecmp(months[i], s, len) == 0)
			return i + 1;
	return 0;
}

/* "Nov 1996", "11/1996" or "1996-11": year and month alone. */
static bool
month_alone(const char *s, int *year, int *month)
{
	size_t n = strcspn(s, " /");

	if (strlen(s) == 7 && s[4] == '-') {
		char head[5] = { s[0], s[1], s[2], s[3], '\0' };
		*year = year_alone(head);
		*month = strspn(s + 5, "0123456789") == 2 ?
		    (int)strtol(s + 5, NULL, 10) : 0;
	} else {
		if (!s[n])
			return false;
		*month = strspn(s, "0123456789") == n && n > 0 && n <= 2 ?
		    (int)strtol(s, NULL, 10) : month_named(s, n);
		*year = year_alone(s + n + 1);
	}
	return *year && *month >= 1 && *month <= 12;
}

/* "age 37" or "about 1994": a year that was estimated; 0 for neither. */
static int
year_about(struct form_job *j, const char *s)
{
	static const char *const about[] = { "about ", "c. ", "c ", "~" };
	int year, month, day;

	for (size_t i = 0; i < sizeof(about) / sizeof(about[0]); i++)
		if (strncasecmp(s, about[i], strlen(about[i])) == 0)
			return year_alone(s + strlen(about[i]));
	if (strncasecmp(s, "age ", 4) != 0 || today_of(j) == DATE_NONE)
		return 0;
	size_t n = strspn(s + 4, "0123456789");
	if (n == 0 || n > 3 || s[4 + n])
		return 0;
	long age = strtol(s + 4, NULL, 10);
	if (age > 130)
		return 0;
	date_split(today_of(j), &year, &month, &day);
	return year - (int)age;
}

static bool
parse_approximate(struct form_job *j, const char *typed, struct buf *json)
{
	int year, month, about = year_about(j, typed);

	if (about)
		buf_addf(json, "\"~%04d\"", about);
	else if ((year = year_alone(typed)))
		buf_addf(json, "\"%04d\"", year);
	else if (month_alone(typed, &year, &month))
		buf_addf(json, "\"%04d-%02d\"", year, month);
	else
		return false;
	return true;
}

static bool
refuse_date(struct form_job *j, const struct when *w, const char *typed,
    const struct when_context *ctx)
{
	struct buf why = { 0 };

	if (w->status != WHEN_UNKNOWN && w->status != WHEN_OK)
		when_add_why(&why, w, typed, strlen(typed), ctx);
	if (why.len > 0)
		form_job_error(j, "%s", buf_text(&why));
	else
		form_job_error(j, "\"%s\" is not a date; type one as "
		    "28/3/2031 or 28 Mar 2031%s.", typed, j->f->approximate ?
		    ", or a year alone" : "");
	buf_release(&why);
	return false;
}

/* Where a day may be on either side of today, one without its year is the
 * nearer of the two, and nothing is refused for lying in the past. */
static bool
read_day(struct form_job *j, const char *typed, struct when_context *ctx,
    struct when *w)
{
	size_t len = strlen(typed);
	struct when ahead;

	if (j->f->past || j->f->future)
		return when_parse(typed, len, ctx, w);
	ctx->past = true;
	if (!when_parse(typed, len, ctx, w))
		return false;
	ctx->past = false;
	if (w->form == WHEN_DAY_MONTH && when_parse(typed, len, ctx,
	    &ahead) && ahead.date - ctx->today < ctx->today - w->date)
		*w = ahead;
	ctx->past = true;
	return true;
}

static bool
parse_date(struct form_job *j, const char *typed, struct buf *json)
{
	struct when w = { 0 };
	struct when_context ctx = {
		.today = today_of(j),
		.next_meeting = j->ctx ? j->ctx->next_meeting : DATE_NONE,
		.workdays = j->ctx ? j->ctx->workdays : NULL,
		.past = j->f->past,
	};
	int date = date_parse_iso(typed);

	if (date == DATE_NONE && j->f->approximate &&
	    parse_approximate(j, typed, json))
		return true;
	if (date == DATE_NONE && ctx.today == DATE_NONE)
		ctx.today = date_make(2000, 1, 1);
	if (date == DATE_NONE) {
		if (!read_day(j, typed, &ctx, &w) ||
		    (today_of(j) == DATE_NONE &&
		    w.form != WHEN_DAY_MONTH_YEAR))
			return refuse_date(j, &w, typed, &ctx);
		date = w.date;
	}
	if (!check_date(j, date))
		return false;
	buf_addc(json, '"');
	date_add_iso(json, date);
	buf_addc(json, '"');
	return true;
}

static bool
show_date(struct form_job *j, const struct json *v, struct buf *out)
{
	const char *text = json_string(j->a, v);
	int date = text ? date_parse_iso(text) : DATE_NONE;
	int year, month;

	if (!text)
		return false;
	if (date != DATE_NONE)
		date_add_shown(out, date);
	else if (!j->f->approximate)
		return false;
	else if (text[0] == '~' && year_alone(text + 1))
		buf_addf(out, "about %s", text + 1);
	else if (year_alone(text))
		buf_adds(out, text);
	else if (strlen(text) == 7 && month_alone(text, &year, &month))
		buf_addf(out, "%s %04d", date_month_name(month), year);
	else
		return false;
	return true;
}

const struct form_value_type form_value_date = { parse_date, show_date };

/* ---- Times ------------------------------------------------------------- */

static bool
parse_time(struct form_job *j, const char *typed, struct buf *json)
{
	int minutes = time_parse(typed);

	if (minutes < 0)
		return form_job_error(j, "\"%s\" is not a time; type one as "
		    "09:30.", typed);
	buf_addc(json, '"');
	time_add(json, minutes);
	buf_addc(json, '"');
	return true;
}

static bool
show_time(struct form_job *j, const struct json *v, struct buf *out)
{
	const char *text = json_string(j->a, v);
	int minutes = text ? time_parse(text) : -1;

	if (minutes < 0)
		return false;
	time_add(out, minutes);
	return true;
}

const struct form_value_type form_value_time = { parse_time, show_time };

/* ---- Numbers ----------------------------------------------------------- */

static int64_t
power(int decimals)
{
	int64_t p = 1;

	while (decimals-- > 0)
		p *= 10;
	return p;
}

/* Digits before the point, and the largest number they make: with six places
 * after it that still fits. */
enum { DIGITS_MOST = 12 };
static const int64_t DIGITS_LARGEST = INT64_C(999999999999);

/* Read digits with an optional sign, commas between thousands and up to
 * decimals places into a whole number of the smallest unit. */
static bool
read_decimal(const char *s, int decimals, int64_t *value)
{
	bool negative = *s == '-';
	int64_t n = 0;
	int digits = 0, places = -1;

	if (*s == '-' || *s == '+')
		s++;
	for (; *s; s++) {
		if (*s == ',' && places < 0 && digits > 0 &&
		    strspn(s + 1, "0123456789") == 3)
			continue;
		if (*s == '.' && places < 0 && decimals > 0 && s[1]) {
			places = 0;
			continue;
		}
		if (!isdigit((unsigned char)*s) || places == decimals ||
		    (places < 0 && digits == DIGITS_MOST))
			return false;
		n = n * 10 + (*s - '0');
		digits++;
		places += places >= 0;
	}
	if (digits == 0)
		return false;
	n *= power(decimals - (places > 0 ? places : 0));
	*value = negative ? -n : n;
	return true;
}

static bool
check_range(struct form_job *j, int64_t value, int decimals,
    const char *typed)
{
	int64_t unit = power(decimals);

	if (j->f->min != KIND_UNSET && value < j->f->min * unit)
		return form_job_error(j, "%s is too little; at least %d is "
		    "asked for.", typed, j->f->min);
	if (j->f->max != KIND_UNSET && value > j->f->max * unit)
		return form_job_error(j, "%s is too much; at most %d is "
		    "asked for.", typed, j->f->max);
	return true;
}

/* Without zeros that say nothing: 12, 12.5, -0.25. */
static void
add_decimal(struct buf *b, int64_t value, int decimals)
{
	int64_t unit = power(decimals);
	int64_t size = value < 0 ? -value : value;
	int64_t rest = size % unit;

	buf_addf(b, "%s%lld", value < 0 ? "-" : "", (long long)(size / unit));
	if (rest == 0)
		return;
	for (; rest % 10 == 0; decimals--)
		rest /= 10;
	buf_addf(b, ".%0*lld", decimals, (long long)rest);
}

static bool
parse_number(struct form_job *j, const char *typed, struct buf *json)
{
	int64_t value;
	size_t len = strlen(typed);
	size_t unit = j->f->unit ? strlen(j->f->unit) : 0;
	char *bare = arena_strdup(j->a, typed);

	if (unit > 0 && len > unit &&
	    form_same_word(bare + len - unit, j->f->unit)) {
		len -= unit;
		while (len > 0 && bare[len - 1] == ' ')
			len--;
		bare[len] = '\0';
	}
	if (!read_decimal(bare, j->f->decimals, &value))
		return form_job_error(j, j->f->decimals > 0 ?
		    "\"%s\" is not a number." :
		    "\"%s\" is not a whole number.", typed);
	if (!check_range(j, value, j->f->decimals, typed))
		return false;
	add_decimal(json, value, j->f->decimals);
	return true;
}

static bool
show_number(struct form_job *j, const struct json *v, struct buf *out)
{
	int64_t value;
	char *raw = json_raw(j->a, v);

	if (v->kind != JSON_NUMBER ||
	    !read_decimal(raw, j->f->decimals, &value))
		return false;
	add_decimal(out, value, j->f->decimals);
	if (j->f->unit)
		buf_addf(out, " %s", j->f->unit);
	return true;
}

const struct form_value_type form_value_number = {
	parse_number, show_number
};

static bool
parse_money(struct form_job *j, const char *typed, struct buf *json)
{
	static const char pound[] = "£";
	int64_t pence;
	bool negative = typed[0] == '-';
	const char *s = typed + negative;

	if (strncmp(s, pound, strlen(pound)) == 0)
		s += strlen(pound);
	if (*s == '-' || *s == '+' || !read_decimal(s, 2, &pence))
		return form_job_error(j, "\"%s\" is not a sum; type pounds "
		    "and pence as 1,250.00.", typed);
	if (negative)
		pence = -pence;
	if (!check_range(j, pence, 2, typed))
		return false;
	buf_addf(json, "%lld", (long long)pence);
	return true;
}

static bool
show_money(struct form_job *j, const struct json *v, struct buf *out)
{
	int64_t pence;
	char digits[32];

	(void)j;
	if (!json_int(v, &pence) || pence / 100 > DIGITS_LARGEST ||
	    pence / 100 < -DIGITS_LARGEST)
		return false;
	int64_t size = pence < 0 ? -pence : pence;
	snprintf(digits, sizeof(digits), "%lld", (long long)(size / 100));
	buf_adds(out, pence < 0 ? "-£" : "£");
	size_t n = strlen(digits);
	for (size_t i = 0; i < n; i++) {
		if (i > 0 && (n - i) % 3 == 0)
			buf_addc(out, ',');
		buf_addc(out, digits[i]);
	}
	buf_addf(out, ".%02d", (int)(size % 100));
	return true;
}

const struct form_value_type form_value_money = { parse_money, show_money };
