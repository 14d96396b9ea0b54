/*
 * repeat: has this come back within the window? Proposals with their evidence,
 * under both clocks; a person decides. The window's length, its clock and what
 * counts as an incident come from the kind. Twelve months are calendar months,
 * the anniversary is inside, and 29 Feb ends on 28 Feb.
 */
#ifndef MODEL_REPEAT_H
#define MODEL_REPEAT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "model/evidence.h"
#include "model/match.h"

enum repeat_clock { REPEAT_BY_REFERRAL, REPEAT_BY_MEETING };
enum repeat_incident { REPEAT_ANY_INCIDENT, REPEAT_CRIMINAL_ONLY };

struct repeat_rule {
	int months;
	enum repeat_clock clock;
	enum repeat_incident incident;
	bool same_board;	/* an earlier case of another board is none */
};

/* A casefile as far as this rule goes. The protected are those it is about;
 * the counterparts are those they are protected from. */
struct repeat_case {
	int64_t id;
	const char *reference;
	int64_t board;
	int referred;		/* the last referral; DATE_NONE: unknown */
	int heard;		/* the last meeting that heard it; DATE_NONE */
	const struct match_person *protected_people;
	size_t n_protected;
	const struct match_person *counterparts;
	size_t n_counterparts;
	/* The new case alone: what has happened. */
	int incident;		/* DATE_NONE: not known yet */
	bool criminal;
};

enum repeat_answer {
	REPEAT_NO,
	REPEAT_YES,
	REPEAT_UNKNOWN		/* a date it hangs on is missing */
};

enum repeat_kind {
	REPEAT_SAME_PEOPLE,	/* the answers below count */
	REPEAT_OTHER_COUNTERPART,	/* the protected again, but another
				 * counterpart: a new case */
	REPEAT_ROLES_SWAPPED	/* the protected was the counterpart then, or
				 * the other way round: a warning */
};

struct repeat_proposal {
	const struct repeat_case *earlier;
	enum repeat_kind kind;
	enum match_grade people;	/* the weaker side's grade */
	int referral_end;	/* last day inside, by each clock; DATE_NONE */
	int meeting_end;
	enum repeat_answer by_referral;
	enum repeat_answer by_meeting;
	enum repeat_answer answer;	/* by the rule's own clock */
	struct evidence_list evidence;
};

/* The last day of a window that begins at from; DATE_NONE for none. */
int repeat_window_end(const struct repeat_rule *rule, int from);

/* The date the rule's clock starts at: referred or heard. */
int repeat_clock_start(const struct repeat_rule *rule,
    const struct repeat_case *earlier);

/* Look through the earlier cases (found by match_keys; a longer list is only
 * slower) and propose those whose people fit. Sets *out to an array in the
 * arena: same people before others, yes before unknown before no, stronger
 * people first, newer first. Returns how many. The case itself (same id, not
 * 0) is passed over. */
size_t repeat_propose(const struct repeat_rule *rule,
    const struct repeat_case *now, const struct repeat_case *earlier,
    size_t n_earlier, const struct match_rules *match, struct arena *arena,
    struct repeat_proposal **out);

/* The answer for dates alone, people being the same. from is the date the
 * clock starts at; since is the day before which an incident belongs to the
 * earlier listing (its referral). */
enum repeat_answer repeat_within(const struct repeat_rule *rule, int from,
    int since, int incident);

/* True when the window that began at from lapsed between two meetings: its
 * last day is on or after since and before today. So consecutive meetings
 * list each case once, and a case whose last day is today is still in. */
bool repeat_lapsed(const struct repeat_rule *rule, int from, int since,
    int today);

#endif
