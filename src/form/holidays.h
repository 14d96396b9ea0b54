/*
 * holidays: which days are bank holidays, by nation, read from one YAML file
 * of rules (a date, a weekday of a month, days from Easter, single days). The
 * days of a nation are worked out once, when it is first asked for, for a span
 * of years. It knows no nation but those of the file.
 */
#ifndef FORM_HOLIDAYS_H
#define FORM_HOLIDAYS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"
#include "model/workday.h"

struct holidays;

/* Read the rules; errors as for kind_load. NULL when there are any. */
struct holidays *holidays_load(const char *name, const char *text, size_t len,
    struct buf *report, struct err *err);

void holidays_free(struct holidays *h);

/* Nations in the file's order: key and label of the i-th; NULL past the
 * end. */
const char *holidays_nation(const struct holidays *h, size_t i,
    const char **label);

/* The working days of a nation; NULL for a nation that is not in the file.
 * Lives as long as h. */
const struct workdays *holidays_workdays(struct holidays *h,
    const char *nation);

/* The holiday's name on that day, or NULL. */
const char *holidays_name(struct holidays *h, const char *nation, int date);

/* Easter Sunday of a year of the Gregorian calendar (see base/date.h). */
int holidays_easter(int year);

#endif
