/*
 * report_disposal: what is decided of a record that is up for disposal, asked
 * over the report that lists it.
 */
#ifndef SCREEN_REPORT_DISPOSAL_H
#define SCREEN_REPORT_DISPOSAL_H

#include <stdint.h>

#include "screen/screen.h"

/* What is being asked about: kept by the report's screen. */
struct disposal_ask {
	int64_t board, casefile, request;
	int until;
};

/* Of a report's screen (report.c). */
struct disposal_ask *report_asked(struct screen *s);

/* Keep the record until another day, with the reason; take the next step of its
 * erasure. s: the report's screen, whose ask says which record. */
unsigned disposal_keep(struct screen *s, struct ctx *ctx);
unsigned disposal_erase(struct screen *s, struct ctx *ctx);

#endif
