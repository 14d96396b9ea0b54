#include "model/repeat.h"

#include <string.h>

#include "base/date.h"

/* How well two sides fit: the best pair of people. */
struct side {
	enum match_grade grade;
	struct evidence_list evidence;
};

int
repeat_window_end(const struct repeat_rule *rule, int from)
{
	return from == DATE_NONE ? DATE_NONE :
	    date_add_months(from, rule->months);
}

int
repeat_clock_start(const struct repeat_rule *rule,
    const struct repeat_case *earlier)
{
	return rule->clock == REPEAT_BY_MEETING ? earlier->heard :
	    earlier->referred;
}

enum repeat_answer
repeat_within(const struct repeat_rule *rule, int from, int since,
    int incident)
{
	int end = repeat_window_end(rule, from);

	if (end == DATE_NONE || incident == DATE_NONE)
		return REPEAT_UNKNOWN;
	if (since == DATE_NONE)
		since = from;
	return incident >= since && incident <= end ? REPEAT_YES : REPEAT_NO;
}

bool
repeat_lapsed(const struct repeat_rule *rule, int from, int since, int today)
{
	int end = repeat_window_end(rule, from);

	return end != DATE_NONE && since != DATE_NONE && end >= since &&
	    end < today;
}

/* The best fit of anyone of one list with anyone of the other; the evidence
 * of those that fit less is not worth reading. */
static void
compare_sides(const struct match_person *a, size_t n_a,
    const struct match_person *b, size_t n_b,
    const struct match_rules *rules, struct arena *arena, struct side *out)
{
	int score = -1;

	*out = (struct side){0};
	for (size_t i = 0; i < n_a; i++) {
		for (size_t j = 0; j < n_b; j++) {
			struct match m;

			match_people(&a[i], &b[j], rules, arena, &m);
			if (m.grade < out->grade ||
			    (m.grade == out->grade && m.score <= score))
				continue;
			score = m.score;
			out->grade = m.grade;
			out->evidence = m.evidence;
		}
	}
}

static void
tell_window(struct repeat_proposal *p, const char *code, const char *began,
    int from, int end, enum repeat_answer answer, int incident,
    struct arena *a)
{
	if (from == DATE_NONE) {
		evidence_add(&p->evidence, a, code, "%s: the day is not "
		    "known, so by this clock nobody can tell.", began);
		return;
	}
	if (incident == DATE_NONE) {
		evidence_add(&p->evidence, a, code, "%s on %s: the window "
		    "runs to %s.", began, evidence_date(a, from),
		    evidence_date(a, end));
		return;
	}
	evidence_add(&p->evidence, a, code, "%s on %s: the window runs to "
	    "%s, and the incident of %s %s.", began, evidence_date(a, from),
	    evidence_date(a, end), evidence_date(a, incident),
	    answer == REPEAT_YES ? "is inside" :
	    incident > end ? "is after it" : "is from before it");
}

/* Both clocks, whichever the rule counts by: the decision keeps both. */
static void
run_clocks(const struct repeat_rule *rule, const struct repeat_case *now,
    struct repeat_proposal *p, struct arena *a)
{
	const struct repeat_case *earlier = p->earlier;
	bool other_board = rule->same_board && now->board != earlier->board;
	bool not_criminal = rule->incident == REPEAT_CRIMINAL_ONLY &&
	    !now->criminal;

	p->referral_end = repeat_window_end(rule, earlier->referred);
	p->meeting_end = repeat_window_end(rule, earlier->heard);
	p->by_referral = repeat_within(rule, earlier->referred,
	    earlier->referred, now->incident);
	p->by_meeting = repeat_within(rule, earlier->heard,
	    earlier->referred, now->incident);
	tell_window(p, "window-referral", "Last referred", earlier->referred,
	    p->referral_end, p->by_referral, now->incident, a);
	tell_window(p, "window-meeting", "Last heard", earlier->heard,
	    p->meeting_end, p->by_meeting, now->incident, a);
	if (now->incident == DATE_NONE)
		evidence_add(&p->evidence, a, "incident-unknown",
		    "The day of the new incident is not known yet: it "
		    "decides.");
	if (not_criminal)
		evidence_add(&p->evidence, a, "incident-not-criminal",
		    "Only a criminal incident counts here, and this is "
		    "none.");
	if (other_board)
		evidence_add(&p->evidence, a, "other-board",
		    "%s was another board's, and only this board's count.",
		    earlier->reference);
	if (not_criminal || other_board)
		p->by_referral = p->by_meeting = REPEAT_NO;
	p->answer = rule->clock == REPEAT_BY_MEETING ? p->by_meeting :
	    p->by_referral;
}

/* Another counterpart makes a new case, and both clocks void. */
static void
tell_not_same(struct repeat_proposal *p, struct arena *a)
{
	if (p->kind == REPEAT_OTHER_COUNTERPART)
		evidence_add(&p->evidence, a, "other-counterpart",
		    "Nobody on the other side is the same as in %s: a new "
		    "case, not a repeat.", p->earlier->reference);
	else
		evidence_add(&p->evidence, a, "roles-swapped",
		    "In %s the roles were the other way round.",
		    p->earlier->reference);
	p->by_referral = p->by_meeting = p->answer = REPEAT_NO;
}

static enum match_grade
weaker(enum match_grade a, enum match_grade b)
{
	return a < b ? a : b;
}

/* Compare the people; false when they have nothing in common. */
static bool
fit_people(const struct repeat_case *now, struct repeat_proposal *p,
    const struct match_rules *rules, struct arena *a)
{
	const struct repeat_case *then = p->earlier;
	struct side self, other, self_then, other_then;

	compare_sides(now->protected_people, now->n_protected,
	    then->protected_people, then->n_protected, rules, a, &self);
	compare_sides(now->counterparts, now->n_counterparts,
	    then->counterparts, then->n_counterparts, rules, a, &other);
	if (self.grade > MATCH_NONE && other.grade > MATCH_NONE) {
		p->kind = REPEAT_SAME_PEOPLE;
		p->people = weaker(self.grade, other.grade);
		evidence_join(&p->evidence, a, &self.evidence);
		evidence_join(&p->evidence, a, &other.evidence);
		return true;
	}
	compare_sides(now->protected_people, now->n_protected,
	    then->counterparts, then->n_counterparts, rules, a, &self_then);
	compare_sides(now->counterparts, now->n_counterparts,
	    then->protected_people, then->n_protected, rules, a, &other_then);
	if (self_then.grade >= MATCH_LIKELY ||
	    other_then.grade >= MATCH_LIKELY) {
		struct side *side = self_then.grade >= other_then.grade ?
		    &self_then : &other_then;

		p->kind = REPEAT_ROLES_SWAPPED;
		p->people = side->grade;
		evidence_join(&p->evidence, a, &side->evidence);
		return true;
	}
	/* A passing likeness with nothing on the other side is noise. */
	if (self.grade < MATCH_LIKELY)
		return false;
	p->kind = REPEAT_OTHER_COUNTERPART;
	p->people = self.grade;
	evidence_join(&p->evidence, a, &self.evidence);
	return true;
}

/* Where an answer stands in the list. */
static int
answer_rank(enum repeat_answer answer)
{
	return answer == REPEAT_YES ? 2 : answer == REPEAT_UNKNOWN;
}

static bool
comes_before(const struct repeat_proposal *a, const struct repeat_proposal *b)
{
	if (a->kind != b->kind)
		return a->kind < b->kind;
	if (a->answer != b->answer)
		return answer_rank(a->answer) > answer_rank(b->answer);
	if (a->people != b->people)
		return a->people > b->people;
	return a->earlier->referred > b->earlier->referred;
}

/* Put the last of n where it belongs; equal ones keep their order. */
static void
sort_last(struct repeat_proposal *items, size_t n)
{
	struct repeat_proposal moved = items[n - 1];
	size_t to = n - 1;

	for (; to > 0 && comes_before(&moved, &items[to - 1]); to--)
		items[to] = items[to - 1];
	items[to] = moved;
}

size_t
repeat_propose(const struct repeat_rule *rule, const struct repeat_case *now,
    const struct repeat_case *earlier, size_t n_earlier,
    const struct match_rules *match, struct arena *arena,
    struct repeat_proposal **out)
{
	struct repeat_proposal *items = NULL;
	struct arena scratch = {0};
	size_t n = 0, cap = 0;

	for (size_t i = 0; i < n_earlier; i++) {
		struct repeat_proposal p = { .earlier = &earlier[i] };

		if (now->id != 0 && earlier[i].id == now->id)
			continue;
		/* Most candidates fit nobody: what was thought of them is
		 * not kept. */
		arena_reset(&scratch);
		if (!fit_people(now, &p, match, &scratch))
			continue;
		p = (struct repeat_proposal){ .earlier = &earlier[i] };
		fit_people(now, &p, match, arena);
		run_clocks(rule, now, &p, arena);
		if (p.kind != REPEAT_SAME_PEOPLE)
			tell_not_same(&p, arena);
		if (n == cap) {
			struct repeat_proposal *more;

			cap = cap ? cap * 2 : 8;
			more = arena_array(arena, cap, sizeof(*more));
			if (n > 0)
				memcpy(more, items, n * sizeof(*more));
			items = more;
		}
		items[n++] = p;
		sort_last(items, n);
	}
	arena_release(&scratch);
	*out = items;
	return n;
}
