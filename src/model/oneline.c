#include "model/oneline.h"

#include <string.h>

#include "base/utf8.h"
#include "model/name.h"
#include "model/oneline_names.h"
#include "model/oneline_owner.h"
#include "model/oneline_spans.h"
#include "model/oneline_split.h"
#include "model/oneline_tag.h"

/* Words at the end that are searched for one that stands in for a date, however
 * much was pasted. */
enum { LAST_WORDS = 32 };

void
oneline_gap(struct oneline_parse *p, enum oneline_gap_code code,
    const char *format, ...)
{
	struct oneline *out = p->out;
	struct buf b = {0};
	va_list ap;

	if (out->n_gaps == p->cap_gaps) {
		size_t cap = p->cap_gaps ? p->cap_gaps * 2 : 8;
		struct oneline_gap *gaps = arena_array(p->arena, cap,
		    sizeof(*gaps));

		if (out->n_gaps > 0)
			memcpy(gaps, out->gaps, out->n_gaps * sizeof(*gaps));
		out->gaps = gaps;
		p->cap_gaps = cap;
	}
	va_start(ap, format);
	buf_vaddf(&b, format, ap);
	va_end(ap);
	out->gaps[out->n_gaps++] = (struct oneline_gap){
		.code = code, .text = arena_strdup(p->arena, buf_text(&b)) };
	buf_release(&b);
}

const char *
oneline_quoted(struct oneline_parse *p, const char *typed)
{
	size_t len = strlen(typed), cut = utf8_cut(typed, len, 30, NULL);

	return arena_printf(p->arena, "“%.*s%s”", (int)cut, typed,
	    cut < len ? "…" : "");
}

static const char *
owner_shown(struct arena *a, const struct oneline_owner *owner)
{
	const char *agency = owner->agency ?
	    oneline_agency_shown(owner->agency) : NULL;

	if (owner->member == NULL)
		return agency ? agency : "?";
	if (agency == NULL)
		return owner->member->name;
	return arena_printf(a, "%s · %s", agency, owner->member->name);
}

static size_t
count_words(const char *folded)
{
	size_t n = *folded != '\0';

	for (; *folded != '\0'; folded++)
		n += *folded == ' ';
	return n;
}

/* Words that stand in for a date ("ongoing"): the last ones of the text are
 * taken out of it. True when there are any. */
static bool
find_no_date(struct oneline_parse *p, struct oneline_segment *seg)
{
	size_t first = seg->n_words > LAST_WORDS ?
	    seg->n_words - LAST_WORDS : 0;

	for (size_t i = first; i < seg->n_words; i++) {
		const char *entry;
		size_t end;

		if (seg->words[i].part != ONELINE_TEXT)
			continue;
		entry = oneline_names_prefix(p->names, ONELINE_LIST_NO_DATE,
		    oneline_split_folded(seg, i, i + ONELINE_OWNER_WORDS, p->arena));
		if (entry == NULL)
			continue;
		oneline_gap(p, ONELINE_NO_DATE, "“%s” is no date: type one such "
		    "as fri, 28/3, +5d or next meeting.", entry);
		end = i + count_words(entry);
		if (end < seg->n_words)
			return true;
		oneline_mark(seg, i, seg->n_words, ONELINE_DATE_WRONG);
		if (i > 0 && oneline_split_is_by(seg->text +
		    seg->words[i - 1].at, seg->words[i - 1].len))
			seg->words[i - 1].part = ONELINE_MARK;
		return true;
	}
	return false;
}

/* The sentence on a date that can't be used. */
static const char *
why_not(struct oneline_parse *p, const struct oneline_segment *seg,
    const struct oneline_date *date)
{
	struct buf b = {0};
	const char *why;

	when_add_why(&b, &date->when, seg->text + date->at, date->len,
	    p->when);
	why = arena_strdup(p->arena, buf_text(&b));
	buf_release(&b);
	return why;
}

static void
settle_date(struct oneline_parse *p, struct oneline_segment *seg,
    const struct oneline_date *date)
{
	p->out->due = DATE_NONE;
	switch (date->state) {
	case ONELINE_DATE_FOUND:
		p->out->due = date->when.date;
		break;
	case ONELINE_DATE_BAD:
		oneline_gap(p, ONELINE_BAD_DATE, "%s", why_not(p, seg, date));
		break;
	default:
		if (find_no_date(p, seg))
			break;
		oneline_gap(p, ONELINE_NO_DATE, "No date yet: end with “by” and a "
		    "day, such as fri, 28/3, +5d or next meeting.");
		break;
	}
}

/* What is odd about a date, though it can be used. */
static void
note_date(struct oneline_parse *p, const struct oneline_date *date, int due)
{
	struct evidence_list *notes = &p->out->notes;
	struct arena *a = p->arena;
	const char *day = evidence_date(a, due);

	if (due == DATE_NONE)
		return;
	if (date->when.rolled)
		evidence_add(notes, a, "date-next-year",
		    "The next such day is %s: type the year if another is "
		    "meant.", day);
	if (!workday_is(p->when->workdays, due))
		evidence_add(notes, a, "date-not-working",
		    "%s is not a working day.", day);
	if (p->when->next_meeting != DATE_NONE && due > p->when->next_meeting)
		evidence_add(notes, a, "date-after-meeting",
		    "%s is after the next meeting, %s.", day,
		    evidence_date(a, p->when->next_meeting));
}

static void
note_owner(struct oneline_parse *p)
{
	const struct oneline *out = p->out;
	const struct oneline_owner *owner = out->owners;

	if (out->n_owners != 1 || out->everyone)
		return;
	if (owner->needs_acceptance)
		evidence_add(&p->out->notes, p->arena, "needs-acceptance",
		    "Nobody is here for %s: it has to be accepted.", owner->agency ?
		    oneline_agency_shown(owner->agency) :
		    owner->member->name);
	else if (owner->member != NULL && !owner->member->present)
		evidence_add(&p->out->notes, p->arena, "owner-absent",
		    "%s is not here; %s is.", owner->member->name,
		    oneline_agency_shown(owner->agency));
}

static void
note_weak(struct oneline_parse *p)
{
	const char *weak = oneline_names_prefix(p->names, ONELINE_LIST_WEAK,
	    name_folded(p->arena, p->out->text));

	if (weak != NULL)
		evidence_add(&p->out->notes, p->arena, "weak",
		    "“%s …”: nobody can tell when that is done. Say what "
		    "will have been done.", weak);
}

/* Put the last gap at this place: they are told in the order of the line. */
static void
gap_before(struct oneline *out, size_t at)
{
	struct oneline_gap moved = out->gaps[out->n_gaps - 1];

	memmove(&out->gaps[at + 1], &out->gaps[at],
	    (out->n_gaps - 1 - at) * sizeof(moved));
	out->gaps[at] = moved;
}

/* A question mark close behind the date at the end: as take_doubt. */
static bool
date_doubted(const struct oneline_segment *seg)
{
	const struct oneline_word *last;

	if (seg->n_words == 0)
		return false;
	last = &seg->words[seg->n_words - 1];
	return last->part == ONELINE_DATE &&
	    seg->text[last->at + last->len - 1] == '?';
}

static void
parse_action(struct oneline_parse *p, struct oneline_segment *seg)
{
	struct oneline *out = p->out;
	struct oneline_date date;
	size_t owner_gaps;

	oneline_split_date(seg, p->when, &date);
	out->unsure = out->unsure || date_doubted(seg);
	if (seg->n_words == 0)
		oneline_no_owner(p);
	else
		oneline_find_owner(p, seg);
	owner_gaps = out->n_gaps;
	settle_date(p, seg, &date);
	out->text = oneline_split_typed(seg, 0, seg->n_words, p->arena);
	if (*out->text == '\0') {
		oneline_gap(p, ONELINE_NO_TEXT, "What is to be done is missing.");
		gap_before(out, owner_gaps);
	}
	note_date(p, &date, out->due);
	if (owner_gaps == 0)
		note_owner(p);
	note_weak(p);
}

static void
parse_milestone(struct oneline_parse *p, struct oneline_segment *seg)
{
	struct oneline *out = p->out;
	struct oneline_milestone *m = &out->milestones[out->n_milestones++];
	struct oneline_date date;

	oneline_split_date(seg, p->when, &date);
	oneline_find_step_owner(p, seg, m);
	m->date = date.state == ONELINE_DATE_FOUND ? date.when.date :
	    DATE_NONE;
	m->text = oneline_split_typed(seg, 0, seg->n_words, p->arena);
	if (*m->text == '\0')
		oneline_gap(p, ONELINE_NO_MILESTONE_TEXT, "Milestone %zu does not "
		    "say what.", out->n_milestones);
	if (date.state == ONELINE_DATE_BAD)
		oneline_gap(p, ONELINE_BAD_DATE, "Milestone %zu: %s",
		    out->n_milestones, why_not(p, seg, &date));
	else if (m->date == DATE_NONE)
		oneline_gap(p, ONELINE_NO_MILESTONE_DATE, "Milestone %zu has no "
		    "date: “* 20 mar %s”.", out->n_milestones,
		    *m->text ? m->text : "…");
	note_date(p, &date, m->date);
	if (m->date != DATE_NONE && out->due != DATE_NONE &&
	    m->date > out->due)
		evidence_add(&out->notes, p->arena, "milestone-after-due",
		    "Milestone %zu, %s, is after the action is due, %s.",
		    out->n_milestones, evidence_date(p->arena, m->date),
		    evidence_date(p->arena, out->due));
}

/* "17 Mar"; with the year where it is not this one. */
static const char *
day_shown(struct oneline_parse *p, int date)
{
	int year, month, day, now;

	if (date == DATE_NONE)
		return "?";
	if (p->when->today == DATE_NONE)
		return evidence_date(p->arena, date);
	date_split(p->when->today, &now, &month, &day);
	date_split(date, &year, &month, &day);
	if (year != now)
		return evidence_date(p->arena, date);
	return arena_printf(p->arena, "%d %s", day, date_month_name(month));
}

/* " · Repair · also WB-2031-002" */
static void
add_tags_shown(struct buf *b, const struct oneline *out)
{
	if (out->strand != NULL)
		buf_addf(b, " · %s", out->strand->label);
	for (size_t i = 0; i < out->n_links; i++)
		buf_addf(b, "%s%s", i == 0 ? " · also " : ", ",
		    out->links[i]);
	for (size_t i = 0; i < out->n_listed; i++)
		buf_addf(b, "%s%s", i == 0 ? " · seen by " : ", ",
		    out->listed[i].member ? out->listed[i].member->name
		    : oneline_agency_shown(out->listed[i].agency));
}

static void
make_lines(struct oneline_parse *p, bool owned)
{
	struct oneline *out = p->out;
	struct arena *a = p->arena;
	const char *owner = "?", *asks = "";
	struct buf tags = {0};

	out->lines = arena_array(a, out->n_milestones + 1,
	    sizeof(*out->lines));
	if (out->everyone) {
		owner = arena_printf(a, "all %zu agencies, one action each",
		    out->n_owners);
	} else if (owned && out->n_owners == 1) {
		owner = owner_shown(a, &out->owners[0]);
		if (out->owners[0].needs_acceptance)
			asks = " · needs acceptance";
	}
	add_tags_shown(&tags, out);
	out->lines[out->n_lines++] = arena_printf(a, "%s · %s · %s%s%s", owner,
	    *out->text ? out->text : "?", day_shown(p, out->due),
	    buf_text(&tags), asks);
	buf_release(&tags);
	for (size_t i = 0; i < out->n_milestones; i++) {
		const struct oneline_milestone *m = &out->milestones[i];
		bool own = m->owner.member == NULL && m->owner.agency == NULL;

		out->lines[out->n_lines++] = arena_printf(a, "%s · %s%s%s",
		    day_shown(p, m->date), *m->text ? m->text : "?",
		    own ? "" : " · ", own ? "" : owner_shown(a, &m->owner));
	}
}

static void
settle_tags(struct oneline_parse *p, const struct oneline_tagged *tagged)
{
	const char *gap;

	p->out->strand = oneline_tag_settle(oneline_names_tags(p->names),
	    tagged, p->arena, &gap);
	if (gap != NULL)
		oneline_gap(p, ONELINE_NO_STRAND, "%s", gap);
	p->out->links = tagged->links;
	p->out->n_links = tagged->n_links;
	if (!oneline_tag_listed(p->names, tagged, p->arena, &p->out->listed,
	    &p->out->n_listed, &gap))
		oneline_gap(p, ONELINE_NO_LISTED, "%s", gap);
}

static bool
has_owner_gap(const struct oneline *out)
{
	for (size_t i = 0; i < out->n_gaps; i++)
		if (out->gaps[i].code <= ONELINE_TWO_OWNERS)
			return true;
	return false;
}

/* A word of its own at the end: whoever is named is not sure yet. */
static bool
take_doubt(struct oneline_segment *seg)
{
	const struct oneline_word *last;

	if (seg->n_words < 2)
		return false;
	last = &seg->words[seg->n_words - 1];
	if (last->len != 1 || seg->text[last->at] != '?')
		return false;
	seg->n_words--;
	return true;
}

static void
settle_doubt(struct oneline_parse *p)
{
	struct oneline *out = p->out;

	if (!out->unsure || !out->n_owners || has_owner_gap(out))
		return;
	for (size_t i = 0; i < out->n_owners; i++) {
		if (!out->owners[i].needs_acceptance)
			evidence_add(&out->notes, p->arena, "unsure",
			    "%s is asked to accept it.", out->owners[i].member ?
			    out->owners[i].member->name :
			    oneline_agency_shown(out->owners[i].agency));
		out->owners[i].needs_acceptance = true;
	}
}

void
oneline_parse(const struct oneline_names *names,
    const struct when_context *when, const char *text, size_t len,
    struct arena *a, struct oneline *out)
{
	struct oneline_parse p = { .names = names, .when = when, .arena = a,
		.out = out };
	struct oneline_segment *segs;
	struct oneline_tagged tagged;
	size_t n = oneline_split(text, len, a, &segs);

	*out = (struct oneline){ .text = "", .due = DATE_NONE };
	if (n == 1 && segs[0].n_words == 0)
		return;
	/* The line may end with its steps. */
	out->unsure = take_doubt(&segs[0]);
	if (n > 1 && take_doubt(&segs[n - 1]))
		out->unsure = true;
	oneline_tag_take(segs, n, oneline_names_tags(names), a, &tagged);
	parse_action(&p, &segs[0]);
	out->milestones = arena_array(a, n, sizeof(*out->milestones));
	for (size_t i = 1; i < n; i++)
		parse_milestone(&p, &segs[i]);
	out->unsure = out->unsure || date_doubted(&segs[n - 1]);
	settle_tags(&p, &tagged);
	settle_doubt(&p);
	oneline_spans(out, segs, n, &tagged, a);
	make_lines(&p, !has_owner_gap(out));
	out->complete = out->n_gaps == 0;
}

void
oneline_choose(const struct oneline_names *names,
    const struct oneline *parsed, size_t i, const char *text, size_t len,
    struct arena *a, struct buf *out)
{
	const char *words = oneline_names_unique(names, &parsed->owners[i],
	    a);
	size_t at = 0, end = 0;
	bool colon;

	for (size_t j = 0; j < parsed->n_spans; j++) {
		const struct oneline_span *span = &parsed->spans[j];

		if (span->part == ONELINE_OWNER ||
		    span->part == ONELINE_OWNER_WHICH ||
		    span->part == ONELINE_OWNER_UNKNOWN) {
			at = span->at;
			end = span->at + span->len;
			break;
		}
	}
	colon = end > at && text[end - 1] == ':';
	buf_add(out, text, at);
	buf_adds(out, words);
	if (colon)
		buf_addc(out, ':');
	else if (end == 0)
		buf_adds(out, " to ");
	buf_add(out, text + end, len - end);
}
