/*
 * places: the screens that can be opened by place, one line each.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "screen/form.h"
#include "screen/news.h"
#include "screen/screening.h"
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
place_news(const char *args)
{
	(void)args;
	return news_screen();
}

static struct screen *
place_progress(const char *args)
{
	return progress_screen(number(args));
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

static struct screen *
place_board(const char *args)
{
	return board_screen(number(args));
}

static struct screen *
place_directory(const char *args)
{
	(void)args;
	return directory_screen();
}

static struct screen *
place_keys(const char *args)
{
	return keys_screen(number(args));
}

static struct screen *
place_sign_ins(const char *args)
{
	return sign_ins_screen(number(args));
}

static struct screen *
place_history(const char *args)
{
	return history_screen(number(args));
}

/* "12", "3 board" */
static struct screen *
place_went_out(const char *args)
{
	return strstr(args, " board") ? handouts_board_screen(number(args))
	    : handouts_screen(number(args));
}

static struct screen *
place_packs(const char *args)
{
	return packs_screen(number(args));
}

static struct screen *
place_sanitised(const char *args)
{
	return sanitise_screen(number(args));
}

/* "12", "12 sanitised" */
static struct screen *
place_minutes(const char *args)
{
	return minutes_sort_screen(number(args), strstr(args, " sanitised")
	    ? "sanitised" : NULL);
}

static struct screen *
place_repeat(const char *args)
{
	return repeat_screen(number(args));
}

static struct screen *
place_reports(const char *args)
{
	char *rest;
	int64_t board = strtoll(args, &rest, 10);

	return reports_screen(board, number(rest));
}

static struct screen *
place_report(const char *args)
{
	char *rest;
	int64_t board = strtoll(args, &rest, 10);
	int64_t casefile = strtoll(rest, &rest, 10);

	return report_screen(board, rest + (*rest == ' '), casefile);
}

static struct screen *
place_search(const char *args)
{
	return search_screen(args);
}

static struct screen *
place_referrals(const char *args)
{
	return referrals_screen(number(args));
}

static struct screen *
place_records(const char *args)
{
	const char *type = strchr(args, ' ');

	return records_screen(number(args), type ? type + 1 : "");
}

static struct screen *
place_screening(const char *args)
{
	return screening_screen(number(args));
}

static struct screen *
place_casefile(const char *args)
{
	char *rest;
	int64_t casefile = strtoll(args, &rest, 10);

	return casefile_screen_at(casefile, (int)number(rest));
}

static struct screen *
place_party(const char *args)
{
	return party_screen(number(args));
}

static struct screen *
place_actions(const char *args)
{
	char *rest;
	int64_t board = strtoll(args, &rest, 10);

	return actions_screen(board, number(rest));
}

static struct screen *
place_action(const char *args)
{
	return action_screen(number(args));
}

const struct screen_place screen_places[] = {
	{ "home", place_home },
	{ "board", place_board },
	{ "directory", place_directory },
	{ "keys", place_keys },
	{ "sign-ins", place_sign_ins },
	{ "history", place_history },
	{ "minutes", place_minutes },
	{ "went-out", place_went_out },
	{ "packs", place_packs },
	{ "sanitised", place_sanitised },
	{ "repeat", place_repeat },
	{ "report", place_report },
	{ "reports", place_reports },
	{ "search", place_search },
	{ "news", place_news },
	{ "meeting", place_meeting },
	{ "agenda", place_agenda },
	{ "contribution", place_contribution },
	{ "referrals", place_referrals },
	{ "records", place_records },
	{ "screening", place_screening },
	{ "casefile", place_casefile },
	{ "party", place_party },
	{ "actions", place_actions },
	{ "action", place_action },
	{ "progress", place_progress },
	{ "form", form_open },
	{ NULL, NULL },
};
