/*
 * chart_share: what the files of chart have in common. Between themselves
 * alone.
 */
#ifndef UI_CHART_SHARE_H
#define UI_CHART_SHARE_H

#include "ui/chart.h"

/* A plan (chart_plan.c). */
int chart_plan_rows(const struct chart *c, int cols);
void chart_plan_draw(struct chart *c, struct view v, bool focus);

#endif
