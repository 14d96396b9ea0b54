#include <string.h>

#include "model/name.h"
#include "model/oneline.h"
#include "model/oneline_names.h"
#include "model/oneline_split.h"
#include "model/oneline_tag.h"

/* Words an owner may have before the cursor. */
enum { OWNER_WORDS = 5, OFFERS = 24 };

struct place {
	const struct oneline_segment *seg;
	size_t cursor;
	size_t before;	/* words that begin before the cursor */
};

/* Where the word before the cursor begins, or the cursor itself. */
static size_t
word_start(const struct place *at, size_t word)
{
	return word < at->before ? at->seg->words[word].at : at->cursor;
}

static const char *
word_text(const struct place *at, size_t word)
{
	return at->seg->text + at->seg->words[word].at;
}

/* The last word before the cursor ends there: it is still being typed. */
static bool
in_word(const struct place *at)
{
	const struct oneline_word *last;

	if (at->before == 0)
		return false;
	last = &at->seg->words[at->before - 1];
	return last->at + last->len >= at->cursor;
}

/* What is replaced goes on to the end of the word the cursor stands in. */
static size_t
replaced_end(const struct place *at)
{
	const struct oneline_word *last;

	if (!in_word(at))
		return at->cursor;
	last = &at->seg->words[at->before - 1];
	return last->at + last->len;
}

/* The word with which a date begins, if one is being typed; SIZE_MAX when
 * not. */
static size_t
date_word(const struct place *at)
{
	size_t done = at->before - in_word(at);

	for (size_t i = done; i-- > 0 && done - i <= 3;)
		if (oneline_split_is_by(word_text(at, i),
		    at->seg->words[i].len))
			return i + 1;
	return at->seg->milestone && done == 0 ? 0 : SIZE_MAX;
}

static size_t
complete_date(const struct place *at, size_t word,
    const struct when_context *when, size_t max, struct arena *a,
    struct oneline_completion **out)
{
	struct when_offer offers[OFFERS];
	size_t from = word_start(at, word), n;

	if (max > OFFERS)
		max = OFFERS;
	n = when_offer(at->seg->text + from, at->cursor - from, when, offers,
	    max);
	*out = arena_array(a, n + 1, sizeof(**out));
	for (size_t i = 0; i < n; i++) {
		struct buf b = {0};

		buf_addf(&b, "%s · ", offers[i].typed);
		date_add_long(&b, offers[i].date);
		(*out)[i] = (struct oneline_completion){
			.at = from, .len = replaced_end(at) - from,
			.text = offers[i].typed,
			.label = arena_strdup(a, b.data) };
		buf_release(&b);
	}
	return n;
}

static const char *
owner_label(const struct oneline_owner *owner, struct arena *a)
{
	if (owner->member == NULL) {
		const char *shown = oneline_agency_shown(owner->agency);

		if (strcmp(shown, owner->agency->name) == 0)
			return shown;
		return arena_printf(a, "%s · %s", shown, owner->agency->name);
	}
	if (owner->agency == NULL)
		return owner->member->name;
	return arena_printf(a, "%s · %s", owner->member->name,
	    oneline_agency_shown(owner->agency));
}

/* A "to" follows the cursor already. */
static bool
to_follows(const struct place *at)
{
	const struct oneline_segment *seg = at->seg;

	return at->before < seg->n_words && oneline_split_is_to(seg->text +
	    seg->words[at->before].at, seg->words[at->before].len);
}

static size_t
complete_owner(const struct oneline_names *names, const struct place *at,
    size_t max, struct arena *a, struct oneline_completion **out)
{
	size_t from = word_start(at, 0), n;
	struct oneline_owner *owners;
	const char *typed = arena_strndup(a, at->seg->text + from,
	    at->cursor - from);
	bool follows = to_follows(at);

	n = oneline_names_begin(names, name_folded(a, typed), max, a,
	    &owners);
	*out = arena_array(a, n + 1, sizeof(**out));
	for (size_t i = 0; i < n; i++)
		(*out)[i] = (struct oneline_completion){
			.at = from, .len = replaced_end(at) - from,
			.text = follows ?
			    oneline_names_unique(names, &owners[i], a) :
			    arena_printf(a, "%s to ",
			    oneline_names_unique(names, &owners[i], a)),
			.label = owner_label(&owners[i], a),
			.owner = owners[i] };
	return n;
}

/* A # is being typed, and whatever follows it. */
static bool
in_strand(const struct place *at, const struct oneline_tags *tags)
{
	return tags->n_strands > 0 && in_word(at) &&
	    *word_text(at, at->before - 1) == '#';
}

/* This sign is being typed, and whatever follows it. */
static bool
behind(const struct place *at, char sign)
{
	return in_word(at) && *word_text(at, at->before - 1) == sign;
}

static const char *
typed_behind(const struct place *at, size_t from, struct arena *a)
{
	return arena_strndup(a, at->seg->text + from + 1,
	    at->cursor - from - 1);
}

/* Records by the beginning of their reference, or of a word of their name. */
static bool
record_fits(const struct oneline_record *r, const char *folded,
    struct arena *a)
{
	const char *name = name_folded(a, r->name);
	size_t len = strlen(folded);

	if (strncmp(name_folded(a, r->ref), folded, len) == 0)
		return true;
	for (const char *p = name; *p != '\0'; p++)
		if ((p == name || p[-1] == ' ') &&
		    strncmp(p, folded, len) == 0)
			return true;
	return false;
}

static size_t
complete_link(const struct oneline_tags *tags, const struct place *at,
    size_t max, struct arena *a, struct oneline_completion **out)
{
	size_t from = word_start(at, at->before - 1), n = 0;
	const char *typed = name_folded(a, typed_behind(at, from, a));

	*out = arena_array(a, max + 1, sizeof(**out));
	for (size_t i = 0; i < tags->n_records && n < max; i++) {
		const struct oneline_record *r = &tags->records[i];

		if (!record_fits(r, typed, a))
			continue;
		(*out)[n++] = (struct oneline_completion){
			.at = from, .len = replaced_end(at) - from,
			.text = arena_printf(a, "&%s", r->ref),
			.label = *r->name != '\0' ? arena_printf(a,
			    "%s · %s", r->ref, r->name) : r->ref };
	}
	return n;
}

static size_t
complete_listed(const struct oneline_names *names, const struct place *at,
    size_t max, struct arena *a, struct oneline_completion **out)
{
	size_t from = word_start(at, at->before - 1), n;
	struct oneline_owner *fit;

	n = oneline_tag_at_begin(names, typed_behind(at, from, a), max, a,
	    &fit);
	*out = arena_array(a, n + 1, sizeof(**out));
	for (size_t i = 0; i < n; i++)
		(*out)[i] = (struct oneline_completion){
			.at = from, .len = replaced_end(at) - from,
			.text = arena_printf(a, "@%s",
			    oneline_tag_at(names, &fit[i], a)),
			.label = owner_label(&fit[i], a), .owner = fit[i] };
	return n;
}

static size_t
complete_strand(const struct oneline_tags *tags, const struct place *at,
    size_t max, struct arena *a, struct oneline_completion **out)
{
	size_t from = word_start(at, at->before - 1), n;
	const struct oneline_strand **fit;

	n = oneline_tag_begin(tags, arena_strndup(a, at->seg->text + from + 1,
	    at->cursor - from - 1), a, &fit);
	if (n > max)
		n = max;
	*out = arena_array(a, n + 1, sizeof(**out));
	for (size_t i = 0; i < n; i++)
		(*out)[i] = (struct oneline_completion){
			.at = from, .len = replaced_end(at) - from,
			.text = arena_printf(a, "#%s", fit[i]->key),
			.label = fit[i]->letter != NULL ? arena_printf(a,
			    "#%s · %s", fit[i]->letter, fit[i]->label) :
			    fit[i]->label };
	return n;
}

/* How many words begin before the cursor. */
static void
find_before(struct place *at)
{
	at->before = 0;
	while (at->before < at->seg->n_words &&
	    at->seg->words[at->before].at < at->cursor)
		at->before++;
}

static bool
past_owner(const struct place *at)
{
	if (at->before > OWNER_WORDS)
		return true;
	for (size_t i = 0; i < at->before; i++) {
		size_t len = at->seg->words[i].len;

		if ((i > 0 && i + in_word(at) < at->before &&
		    oneline_split_is_to(word_text(at, i), len)) ||
		    word_text(at, i)[len - 1] == ':')
			return true;
	}
	return false;
}

size_t
oneline_complete(const struct oneline_names *names,
    const struct when_context *when, const char *text, size_t len,
    size_t cursor, size_t max, struct arena *a,
    struct oneline_completion **out)
{
	struct oneline_segment *segs;
	size_t n = oneline_split(text, len, a, &segs), s = n - 1, date;
	const struct oneline_tags *tags = oneline_names_tags(names);
	struct place at = { .cursor = cursor };
	struct oneline_tagged tagged;

	*out = NULL;
	while (s > 0 && segs[s].star >= cursor)
		s--;
	at.seg = &segs[s];
	find_before(&at);
	if (in_strand(&at, tags))
		return complete_strand(tags, &at, max, a, out);
	if (behind(&at, '&'))
		return complete_link(tags, &at, max, a, out);
	if (behind(&at, '@'))
		return complete_listed(names, &at, max, a, out);
	oneline_tag_take(&segs[s], 1, tags, a, &tagged);
	find_before(&at);
	date = date_word(&at);
	if (date != SIZE_MAX)
		return complete_date(&at, date, when, max, a, out);
	if (at.seg->milestone || past_owner(&at))
		return 0;
	return complete_owner(names, &at, max, a, out);
}
