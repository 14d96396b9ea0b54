#include "model/threshold.h"

#include <string.h>

const struct threshold_band *
threshold_find_band(const struct threshold_tool *tool, int score)
{
	const struct threshold_band *found = NULL;

	for (size_t i = 0; i < tool->n_bands; i++)
		if (tool->bands[i].from <= score)
			found = &tool->bands[i];
	return found;
}

/* The first day of a stretch of months that ends on a day, so that a year up
 * to 10 Mar begins on 10 Mar of the year before: both ends are inside. */
static int
stretch_start(int on, int months)
{
	return date_add_months(on, -months);
}

size_t
threshold_count_recent(const int *days, size_t n, int on, int months)
{
	int start = stretch_start(on, months);
	size_t count = 0;

	for (size_t i = 0; i < n; i++)
		count += days[i] != DATE_NONE && days[i] >= start &&
		    days[i] <= on;
	return count;
}

size_t
threshold_densest(const int *days, size_t n, int on, int months, int *last)
{
	size_t most = 0;
	int latest = DATE_NONE;

	/* The densest stretch may be taken to end on an incident. */
	for (size_t i = 0; i < n; i++) {
		size_t count;

		if (days[i] == DATE_NONE || days[i] > on)
			continue;
		count = threshold_count_recent(days, n, days[i], months);
		if (count > most || (count == most && days[i] > latest)) {
			most = count;
			latest = days[i];
		}
	}
	if (last != NULL)
		*last = latest;
	return most;
}

static bool
has_words(const char *text)
{
	return text != NULL && text[strspn(text, " \t\n")] != '\0';
}

static void
advise_score(const struct threshold_facts *f, struct arena *a,
    struct threshold_advice *out)
{
	const struct threshold_tool *tool = f->tool;
	const struct threshold_band *band;

	if (tool == NULL)
		return;
	if (!f->scored) {
		out->asks = true;
		evidence_add(&out->evidence, a, "score-missing",
		    "There is no %s score yet.", tool->name);
		return;
	}
	if (f->score < 0 || (tool->highest > 0 && f->score > tool->highest)) {
		out->asks = true;
		evidence_add(&out->evidence, a, "score-out-of-range",
		    "%s %d can't be: its scores run from 0 to %d.",
		    tool->name, f->score, tool->highest);
		return;
	}
	band = threshold_find_band(tool, f->score);
	out->band = band ? band->label : NULL;
	out->by_score = tool->at > 0 && f->score >= tool->at;
	if (out->by_score)
		evidence_add(&out->evidence, a, "score-meets",
		    "%s %d%s%s%s: meets the threshold of %d.", tool->name,
		    f->score, band ? " (" : "", band ? band->label : "",
		    band ? ")" : "", tool->at);
	else if (tool->at > 0)
		evidence_add(&out->evidence, a, "score-below",
		    "%s %d%s%s%s: below the threshold of %d.", tool->name,
		    f->score, band ? " (" : "", band ? band->label : "",
		    band ? ")" : "", tool->at);
}

static void
advise_judgement(const struct threshold_facts *f, struct arena *a,
    struct threshold_advice *out)
{
	if (f->judgement && has_words(f->reason)) {
		out->by_judgement = true;
		evidence_add(&out->evidence, a, "judgement",
		    "Professional judgement holds it to be high: %s",
		    f->reason);
	} else if (f->judgement) {
		out->by_judgement = true;
		out->asks = true;
		evidence_add(&out->evidence, a, "judgement-no-reason",
		    "Professional judgement holds it to be high, but the "
		    "reason is not given.");
	} else if (out->by_score && has_words(f->reason)) {
		evidence_add(&out->evidence, a, "judgement-cannot-lower",
		    "Judgement may raise the result of a score, never lower "
		    "it.");
	}
}

static void
advise_escalation(const struct threshold_facts *f, struct arena *a,
    struct threshold_advice *out)
{
	const struct threshold_escalation *rule = &f->escalation;
	size_t recent;

	if (rule->count <= 0 || f->on == DATE_NONE)
		return;
	recent = threshold_count_recent(f->incidents, f->n_incidents, f->on,
	    rule->months);
	out->by_escalation = recent >= (size_t)rule->count;
	if (recent > 0)
		evidence_add(&out->evidence, a, out->by_escalation ?
		    "escalation" : "escalation-below",
		    "%zu incident%s since %s: potential escalation is from %d "
		    "in %d months.", recent, recent == 1 ? "" : "s",
		    evidence_date(a, stretch_start(f->on, rule->months)),
		    rule->count, rule->months);
}

static void
advise_ages(const struct threshold_facts *f, struct arena *a,
    struct threshold_advice *out)
{
	for (size_t i = 0; i < f->n_ages; i++) {
		const struct threshold_age *age = &f->ages[i];

		if (age->minimum <= 0)
			continue;
		if (age->years < 0)
			evidence_add(&out->evidence, a, "age-unknown",
			    "The age of the %s is not known; %d or over is "
			    "expected.", age->role, age->minimum);
		else if (age->years < age->minimum)
			evidence_add(&out->evidence, a, "age-below",
			    "The %s is %d; %d or over is expected.",
			    age->role, age->years, age->minimum);
	}
}

void
threshold_advise(const struct threshold_facts *facts, struct arena *arena,
    struct threshold_advice *out)
{
	*out = (struct threshold_advice){0};
	advise_score(facts, arena, out);
	advise_judgement(facts, arena, out);
	advise_escalation(facts, arena, out);
	if (facts->repeat) {
		out->by_repeat = true;
		evidence_add(&out->evidence, arena, "repeat",
		    "It is a repeat: heard again whatever its score.");
	}
	advise_ages(facts, arena, out);
	out->meets = out->by_score || out->by_judgement ||
	    out->by_escalation || out->by_repeat;
	/* A repeat is heard without a score, so one that lacks it is not
	 * asked for. */
	if (out->by_repeat && !facts->scored && !facts->judgement)
		out->asks = false;
	if (!out->meets)
		evidence_add(&out->evidence, arena, "none-met",
		    "No criterion is met. It can still be taken, with a "
		    "reason.");
}
