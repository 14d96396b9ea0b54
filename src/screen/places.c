/*
 * places: the screens that can be opened by place, one line each.
 */
#include <inttypes.h>
#include <stdlib.h>

#include "screen/screens.h"

/* The first number of the arguments; 0 when there is none, which no record
 * has as its id, so load refuses it. */
static int64_t
number(const char *args)
{
	return strtoll(args, NULL, 10);
}

static struct screen *
place_home(const char *args)
{
	(void)args;
	return home_screen();
}

static struct screen *
place_meeting(const char *args)
{
	return meeting_screen(number(args));
}

static struct screen *
place_agenda(const char *args)
{
	return agenda_screen(number(args));
}

static struct screen *
place_contribution(const char *args)
{
	char *rest;
	int64_t casefile = strtoll(args, &rest, 10);
	int64_t meeting = strtoll(rest, &rest, 10);

	return contribution_screen(casefile, meeting, number(rest));
}

const struct screen_place screen_places[] = {
	{ "home", place_home },
	{ "meeting", place_meeting },
	{ "agenda", place_agenda },
	{ "contribution", place_contribution },
	{ NULL, NULL },
};
