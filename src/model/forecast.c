#include "model/forecast.h"

/* Seconds planned for what has been done and counted, and spent on it. */
static bool
measure_pace(const struct forecast_item *items, size_t n, long *planned,
    long *spent)
{
	int done = 0;

	*planned = *spent = 0;
	for (size_t i = 0; i < n; i++) {
		if (items[i].state != FORECAST_DONE || !items[i].counted)
			continue;
		*planned += items[i].planned * 60L;
		*spent += items[i].spent;
		done++;
	}
	return done >= 2 && *planned > 0;
}

/* Seconds still to be spent on one item. */
static long
left_of(const struct forecast_item *item, bool paced, long planned, long spent)
{
	long plan = item->planned * 60L;

	if (item->state == FORECAST_DONE || item->state == FORECAST_SKIPPED)
		return 0;
	if (paced && item->counted)
		plan = (long)((long long)plan * spent / planned);
	if (item->state == FORECAST_RUNNING)
		plan -= item->spent;
	return plan > 0 ? plan : 0;
}

static void
look_at_running(const struct forecast_item *item,
    const struct forecast_rule *rule, struct forecast *out)
{
	out->running = item->spent;
	out->running_planned = item->planned * 60L;
	if (rule->alarm > 0 && item->spent >= rule->alarm * 60L)
		out->pace = FORECAST_ALARM;
	else if (rule->warn > 0 && item->spent >= rule->warn * 60L)
		out->pace = FORECAST_WARN;
}

void
forecast_look(const struct forecast_item *items, size_t n,
    const struct forecast_rule *rule, long now, struct forecast *out)
{
	long stop = rule->hard_stop < 0 ? -1 : rule->hard_stop * 60L;
	long planned, spent;
	bool paced = measure_pace(items, n, &planned, &spent) &&
	    rule->follow_pace;

	*out = (struct forecast){ .end = now, .running = -1 };
	for (size_t i = 0; i < n; i++) {
		const struct forecast_item *item = &items[i];
		bool open = item->state == FORECAST_WAITING ||
		    item->state == FORECAST_RUNNING;

		if (item->state == FORECAST_RUNNING)
			look_at_running(item, rule, out);
		out->end += left_of(item, paced, planned, spent);
		if (open && item->counted && stop >= 0 && out->end > stop)
			out->unheard++;
	}
	out->left = out->end - now;
	if (stop >= 0 && out->end > stop)
		out->over = out->end - stop;
}
