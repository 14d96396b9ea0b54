/*
 * date: calendar days and the time on the wall. Pure arithmetic on the
 * proleptic Gregorian calendar; no time zone, no clock, no locale (month names
 * are English, as on the screens of DESIGN section 4).
 */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include <limits.h>
#include <stdbool.h>

#include "base/buf.h"

/* A day is the number of days since 1970-01-01. DATE_NONE: no date. The years
 * 1800 to 2999 are accepted, everything else is refused on parsing. */
#define DATE_NONE INT_MIN

enum { MONDAY = 1, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY };

/* DATE_NONE when there is no such day (31 Feb, year 1799). month 1-12. */
int date_make(int year, int month, int day);

/* Year, month 1-12 and day of a date, which may not be DATE_NONE. */
void date_split(int date, int *year, int *month, int *day);

/* ISO 8601 weekday, MONDAY to SUNDAY, of a date that is not DATE_NONE. */
int date_weekday(int date);

/* Calendar months later (or earlier, when negative): the same day of the
 * month, or its last day where there is none (29 Feb + 12 = 28 Feb).
 * DATE_NONE stays DATE_NONE, and so does a day beyond the accepted years. */
int date_add_months(int date, int months);

/* Days later (or earlier); DATE_NONE as in date_add_months. */
int date_add_days(int date, int days);

/* Whole years from born to on; 29 Feb has its birthday on 28 Feb in common
 * years. -1 when either is DATE_NONE or born is after on. */
int date_age(int born, int on);

/* "2031-03-13", nothing around it. DATE_NONE when it is anything else. */
int date_parse_iso(const char *text);

/* Add "2031-03-13"; nothing for DATE_NONE. */
void date_add_iso(struct buf *b, int date);

/* Add "13 Mar 2031" (as on screens); nothing for DATE_NONE. */
void date_add_shown(struct buf *b, int date);

/* Is text a day exactly as date_add_shown writes it? Then which. */
bool date_parse_shown(const char *text, int *date);

/* Add "Thu 13 Mar 2031"; nothing for DATE_NONE. */
void date_add_long(struct buf *b, int date);

/* "Jan" … "Dec" for 1-12, "Mon" … "Sun" for 1-7. */
const char *date_month_name(int month);
const char *date_weekday_name(int weekday);

/* "09:30" (or "9:30", "0930") to minutes after midnight; -1 when it is not a
 * time. */
int time_parse(const char *text);

/* Add "09:30" for minutes after midnight 0-1439. */
void time_add(struct buf *b, int minutes);

/* Add "6:12" or "1:06:12" for a span of seconds >= 0. */
void span_add(struct buf *b, long seconds);

#endif
