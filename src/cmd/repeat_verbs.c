/* Repeats and criteria by name. */
#include <string.h>

#include "base/date.h"
#include "cmd/find.h"
#include "cmd/repeat_cmd.h"
#include "cmd/verb.h"

static const char *
answer_word(enum repeat_answer answer)
{
	return answer == REPEAT_YES ? "a repeat" : answer == REPEAT_NO ?
	    "no repeat" : "not known";
}

static bool
verb_list(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct arena a = { 0 };
	struct repeat_found *list;
	size_t i, j, n = 0;
	int64_t id;
	bool ok;

	(void)argc;
	ok = find_casefile(s, argv[0], &id, err) &&
	    repeat_proposals(s, id, &a, &list, &n, err);
	if (ok && n == 0)
		buf_adds(reply, "No earlier case is proposed.");
	for (i = 0; ok && i < n; i++) {
		const struct repeat_proposal *p = &list[i].proposal;

		buf_addf(reply, "%s%s: by referral %s, by meeting %s%s%s",
		    i > 0 ? "\n" : "", list[i].reference,
		    answer_word(p->by_referral), answer_word(p->by_meeting),
		    list[i].decision != NULL ? "; decided: " : "",
		    list[i].decision != NULL ? list[i].decision : "");
		for (j = 0; j < p->evidence.n; j++)
			buf_addf(reply, "\n  %s", p->evidence.items[j].text);
	}
	arena_release(&a);
	return ok;
}

static bool
verb_decide(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	static const char *const words[] = { "yes", "no", "different" };
	int64_t id, earlier;
	size_t i;

	for (i = 0; i < 3 && strcmp(words[i], argv[2]) != 0; i++)
		;
	if (i == 3)
		return err_set(err, ERR_INPUT, "A repeat is decided with yes,"
		    " no or different (other people).");
	if (!find_casefile(s, argv[0], &id, err) ||
	    !find_casefile(s, argv[1], &earlier, err) ||
	    !cmd_repeat_decide(s, id, earlier, (enum repeat_decision)i,
	    argc > 3 ? argv[3] : NULL, err))
		return false;
	buf_addf(reply, "%s after %s: %s.", argv[0], argv[1], argv[2]);
	return true;
}

static bool
verb_advice(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct threshold_advice advice = { 0 };
	struct arena a = { 0 };
	int64_t id;
	size_t i;
	bool ok;

	(void)argc;
	ok = find_casefile(s, argv[0], &id, err) &&
	    casefile_advice(s, id, &a, &advice, err);
	if (ok)
		buf_adds(reply, advice.meets ? "It meets the criteria." :
		    "It meets none of the criteria.");
	for (i = 0; ok && i < advice.evidence.n; i++)
		buf_addf(reply, "\n  %s", advice.evidence.items[i].text);
	arena_release(&a);
	return ok;
}

static bool
verb_lapsed(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	int on = clock_today(s->clock);
	enum repeat_clock clock = REPEAT_BY_REFERRAL;
	struct arena a = { 0 };
	struct lapsed *list;
	size_t i, n = 0;
	int64_t board;
	bool ok;

	if (argc > 2 && strcmp(argv[2], "meeting") == 0)
		clock = REPEAT_BY_MEETING;
	ok = find_board(s, argv[0], &board, err) &&
	    (argc < 2 || find_day(s, board, argv[1], false, &on, err)) &&
	    repeat_lapsed_list(s, board, DATE_NONE, on, clock, &a, &list, &n,
	    err);
	if (ok && n == 0)
		buf_adds(reply, "No case has left the window.");
	for (i = 0; ok && i < n; i++) {
		buf_addf(reply, "%s%s %s, until ", i > 0 ? "\n" : "",
		    list[i].reference, list[i].title);
		date_add_shown(reply, list[i].ended);
	}
	arena_release(&a);
	return ok;
}

static const struct verb verbs[] = {
	{ "advice", "CASE", "does a referral meet the criteria?", 1, 1,
	    verb_advice },
	{ "lapsed", "BOARD [DAY] [referral|meeting]",
	    "cases that just left the window of repeats", 1, 3,
	    verb_lapsed },
	{ "repeat", "CASE EARLIER-CASE yes|no|different [REASON]",
	    "decide a repeat", 3, 4, verb_decide },
	{ "repeats", "CASE", "earlier cases this may be a repeat of", 1, 1,
	    verb_list },
};

const struct verb_group verbs_repeat = {
	.verbs = verbs, .n = sizeof(verbs) / sizeof(verbs[0])
};
