/*
 * forecast: when a meeting will end at this pace, and how many items will not
 * be reached. Works on what is handed in; knows no clock. Seconds are counted
 * from the midnight the meeting's day began with.
 */
#ifndef MODEL_FORECAST_H
#define MODEL_FORECAST_H

#include <stdbool.h>
#include <stddef.h>

enum forecast_item_state {
	FORECAST_WAITING,
	FORECAST_RUNNING,
	FORECAST_DONE,
	FORECAST_SKIPPED	/* deferred or withdrawn: takes no more time */
};

struct forecast_item {
	enum forecast_item_state state;
	bool counted;		/* a case, for "n cases unheard" */
	int planned;		/* minutes */
	long spent;		/* seconds, of a running item up to now */
};

struct forecast_rule {
	int warn;		/* minutes in one item; 0: never */
	int alarm;
	int hard_stop;		/* minutes after midnight; -1: none */
	bool follow_pace;	/* plan the rest at the pace of the counted
				 * items done, once there are two */
};

enum forecast_pace { FORECAST_CALM, FORECAST_WARN, FORECAST_ALARM };

struct forecast {
	long end;		/* seconds after midnight; may pass midnight */
	long left;		/* seconds of work left */
	long over;		/* seconds the end lies past the hard stop; 0 */
	int unheard;		/* counted items not finished by then */
	enum forecast_pace pace;	/* of the running item */
	long running;		/* its seconds; -1: none is running */
	long running_planned;	/* its plan in seconds */
};

/* Look ahead from now (seconds after midnight). Items are in the order in
 * which they will be taken. A running item that has used up its plan is taken
 * to end now. */
void forecast_look(const struct forecast_item *items, size_t n,
    const struct forecast_rule *rule, long now, struct forecast *out);

#endif
