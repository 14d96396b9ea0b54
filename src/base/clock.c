#include "base/clock.h"

#include <string.h>
#include <time.h>

#include "base/alloc.h"
#include "base/date.h"

static int64_t
read_system(clockid_t id)
{
	struct timespec t;

	if (clock_gettime(id, &t) != 0)
		bug("the system's clock %d can't be read", (int)id);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static int64_t
system_now(void *arg)
{
	(void)arg;
	return read_system(CLOCK_REALTIME);
}

static int64_t
system_mono(void *arg)
{
	(void)arg;
	return read_system(CLOCK_MONOTONIC);
}

static int64_t
fixed_now(void *arg)
{
	return *(int64_t *)arg;
}

void
clock_system(struct clock *c)
{
	*c = (struct clock){ .now = system_now, .mono = system_mono };
}

void
clock_fixed(struct clock *c, int64_t *ms)
{
	*c = (struct clock){ .now = fixed_now, .mono = fixed_now, .arg = ms };
}

int64_t
clock_now(const struct clock *c)
{
	return c->now(c->arg);
}

int64_t
clock_mono(const struct clock *c)
{
	return c->mono(c->arg);
}

/* Whole seconds at or before ms, also before the epoch. */
static time_t
seconds(int64_t ms)
{
	return (time_t)(ms / 1000 - (ms % 1000 < 0));
}

static struct tm
local_time(const struct clock *c)
{
	time_t t = seconds(clock_now(c));
	struct tm tm;

	/* localtime_r alone need not look at TZ. */
	tzset();
	if (localtime_r(&t, &tm) == NULL)
		bug("the clock shows a time outside every calendar");
	return tm;
}

int
clock_today(const struct clock *c)
{
	struct tm tm = local_time(c);

	return date_make(tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
}

int
clock_minutes(const struct clock *c)
{
	struct tm tm = local_time(c);

	return tm.tm_hour * 60 + tm.tm_min;
}

static void
add_wall(struct buf *b, const struct tm *tm)
{
	buf_addf(b, "%04d-%02d-%02dT%02d:%02d:%02d", tm->tm_year + 1900,
	    tm->tm_mon + 1, tm->tm_mday, tm->tm_hour, tm->tm_min, tm->tm_sec);
}

void
clock_add_local(struct buf *b, const struct clock *c)
{
	struct tm tm = local_time(c);

	add_wall(b, &tm);
}

void
clock_add_utc(struct buf *b, int64_t ms)
{
	time_t t = seconds(ms);
	struct tm tm;

	if (gmtime_r(&t, &tm) == NULL)
		bug("the clock shows a time outside every calendar");
	add_wall(b, &tm);
	buf_addf(b, ".%03dZ", (int)(ms - (int64_t)t * 1000));
}

/* The value of the two digits at text, or -1. */
static int
two_digits(const char *text)
{
	if (text[0] < '0' || text[0] > '9' || text[1] < '0' || text[1] > '9')
		return -1;
	return (text[0] - '0') * 10 + (text[1] - '0');
}

/* Read "T09:30:05" into tm; what follows it, or NULL. */
static const char *
parse_time(const char *text, struct tm *tm)
{
	if (text[0] != 'T' || (tm->tm_hour = two_digits(text + 1)) < 0 ||
	    text[3] != ':' || (tm->tm_min = two_digits(text + 4)) < 0 ||
	    text[6] != ':' || (tm->tm_sec = two_digits(text + 7)) < 0)
		return NULL;
	if (tm->tm_hour > 23 || tm->tm_min > 59 || tm->tm_sec > 59)
		return NULL;
	return text + 9;
}

/* Read ".123" if it is there; what follows, or NULL. */
static const char *
parse_millis(const char *text, int *ms)
{
	int two;

	*ms = 0;
	if (*text != '.')
		return text;
	if (text[1] < '0' || text[1] > '9' || (two = two_digits(text + 2)) < 0)
		return NULL;
	*ms = (text[1] - '0') * 100 + two;
	return text + 4;
}

int64_t
clock_parse(const char *text)
{
	struct tm tm = { .tm_isdst = -1 };
	char day[sizeof("2031-03-13")];
	int date, ms, month;
	int64_t t;

	if (strnlen(text, sizeof(day)) < sizeof(day))
		return -1;
	memcpy(day, text, sizeof(day) - 1);
	day[sizeof(day) - 1] = '\0';
	date = date_parse_iso(day);
	text = parse_time(text + sizeof(day) - 1, &tm);
	if (date == DATE_NONE || text == NULL)
		return -1;
	text = parse_millis(text, &ms);
	if (text == NULL)
		return -1;
	if (strcmp(text, "Z") == 0) {
		t = (int64_t)date * 86400 + tm.tm_hour * 3600 +
		    tm.tm_min * 60 + tm.tm_sec;
	} else if (*text == '\0') {
		date_split(date, &tm.tm_year, &month, &tm.tm_mday);
		tm.tm_year -= 1900;
		tm.tm_mon = month - 1;
		t = mktime(&tm);
	} else {
		return -1;
	}
	return t < 0 ? -1 : t * 1000 + ms;
}
