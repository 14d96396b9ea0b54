/*
 * date_fuzz: whatever is accepted as a date or a time is written back as a
 * text that means the same, and arithmetic from it keeps its rules. The text
 * is followed by a NUL and two bytes, the months to add.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/date.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check(bool holds)
{
	if (!holds)
		abort();
}

static void
check_date(int date, int months)
{
	int year, month, day, y, m, d, later;

	date_split(date, &year, &month, &day);
	check(date_make(year, month, day) == date);
	check(date_weekday(date) >= MONDAY && date_weekday(date) <= SUNDAY);
	check(date_add_days(date_add_days(date, 7), -7) == date ||
	    year == 2999);
	later = date_add_months(date, months);
	if (later == DATE_NONE)
		return;
	date_split(later, &y, &m, &d);
	check((y - year) * 12 + m - month == months);
	/* The same day, or the last one of a shorter month. */
	check(d == day || (d < day && date_make(y, m, d + 1) == DATE_NONE));
	if (months >= 0)
		check(date_age(date, later) == months / 12);
	else
		check(date_age(date, later) == -1);
}

static void
check_time(const char *text)
{
	struct buf b = {0};
	int minutes = time_parse(text);
	int64_t ms;

	if (minutes != -1) {
		check(minutes >= 0 && minutes <= 1439);
		time_add(&b, minutes);
		check(time_parse(buf_text(&b)) == minutes);
		buf_clear(&b);
	}
	ms = clock_parse(text);
	check(ms >= -1);
	if (ms != -1) {
		clock_add_utc(&b, ms);
		check(clock_parse(buf_text(&b)) == ms);
	}
	buf_release(&b);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = xstrndup((const char *)data, size);
	size_t len = strlen(text);
	struct buf b = {0};
	int date = date_parse_iso(text), months = 0;

	if (size >= len + 3)
		months = (int16_t)(data[len + 1] << 8 | data[len + 2]);
	if (date != DATE_NONE) {
		date_add_iso(&b, date);
		check(strcmp(buf_text(&b), text) == 0);
		check_date(date, months);
	}
	check_time(text);
	buf_release(&b);
	free(text);
	return 0;
}
