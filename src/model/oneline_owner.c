/*
 * oneline_owner: the owner in an action's line.
 */
#include "model/oneline_owner.h"

#include <string.h>

#include "base/utf8.h"
#include "model/name.h"
#include "model/oneline_names.h"

/* "Ann Smith (Housing), Jan Smith (Police) or Housing" */
static const char *
list_owners(struct oneline_parse *p, const struct oneline_owner *owners,
    size_t n)
{
	struct buf b = {0};
	const char *text;

	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			buf_adds(&b, i + 1 == n ? " or " : ", ");
		if (owners[i].member == NULL)
			buf_adds(&b, oneline_agency_shown(owners[i].agency));
		else if (owners[i].agency == NULL)
			buf_adds(&b, owners[i].member->name);
		else
			buf_addf(&b, "%s (%s)", owners[i].member->name,
			    oneline_agency_shown(owners[i].agency));
	}
	text = arena_strdup(p->arena, buf_text(&b));
	buf_release(&b);
	return text;
}

/* The word after the owner: a "to", or an owner word that ends in a colon.
 * n_words when there is none; *with_word tells the second case. */
static size_t
find_to(const struct oneline_segment *seg, bool *with_word)
{
	size_t seen = 0;

	for (size_t i = 0; i < seg->n_words && seen <= ONELINE_OWNER_WORDS; i++) {
		const struct oneline_word *word = &seg->words[i];
		const char *text = seg->text + word->at;

		if (word->part != ONELINE_TEXT)
			continue;
		*with_word = word->len > 1 && text[word->len - 1] == ':';
		if (*with_word ||
		    (seen > 0 && oneline_split_is_to(text, word->len)))
			return i;
		seen++;
	}
	*with_word = false;
	return seg->n_words;
}

void
oneline_mark(struct oneline_segment *seg, size_t from, size_t to,
    enum oneline_part part)
{
	for (size_t i = from; i < to; i++)
		if (seg->words[i].part == ONELINE_TEXT)
			seg->words[i].part = part;
}

/* Two names where one owner should be: "Stork and Notebook". */
static bool
names_two(struct oneline_parse *p, const struct oneline_segment *seg, size_t to)
{
	const char *typed = oneline_split_typed(seg, 0, to, p->arena);
	size_t found = 0;

	while (*typed != '\0') {
		struct oneline_fit fit;
		size_t len = strcspn(typed, ",&+/");
		const char *and_at = strstr(typed, " and "), *piece;

		if (and_at != NULL && (size_t)(and_at - typed) < len)
			len = (size_t)(and_at - typed);
		piece = arena_strndup(p->arena, typed, len);
		typed += len;
		if (strncmp(typed, " and ", 5) == 0)
			typed += 5;
		else
			typed += strspn(typed, ",&+/ ");
		oneline_names_fit(p->names, name_folded(p->arena, piece),
		    p->arena, &fit);
		if (fit.n == 0)
			return false;
		found++;
	}
	return found > 1;
}

static void
settle_owner(struct oneline_parse *p, struct oneline_segment *seg, size_t to,
    const struct oneline_fit *fit)
{
	struct oneline *out = p->out;

	out->owners = fit->owners;
	out->n_owners = fit->n;
	if (fit->n == 1) {
		oneline_mark(seg, 0, to, ONELINE_OWNER);
		return;
	}
	oneline_gap(p, ONELINE_WHO, "%s could be %s: which?", oneline_quoted(p,
	    oneline_split_typed(seg, 0, to, p->arena)),
	    list_owners(p, fit->owners, fit->n));
	oneline_mark(seg, 0, to, ONELINE_OWNER_WHICH);
}

static void
settle_everyone(struct oneline_parse *p, struct oneline_segment *seg, size_t to)
{
	struct oneline_fit all;

	oneline_names_all(p->names, p->arena, &all);
	p->out->everyone = true;
	p->out->owners = all.owners;
	p->out->n_owners = all.n;
	oneline_mark(seg, 0, to, ONELINE_OWNER);
}

/* What stands before the "to" fits nobody: say so, with near names. */
static void
settle_unknown(struct oneline_parse *p, struct oneline_segment *seg, size_t to,
    const char *phrase)
{
	const char *typed = oneline_split_typed(seg, 0, to, p->arena);
	struct oneline_fit near;

	oneline_names_near(p->names, phrase, p->arena, &near);
	p->out->owners = near.owners;
	p->out->n_owners = near.n;
	if (near.n > 0)
		oneline_gap(p, ONELINE_NO_OWNER, "Nobody here is called %s; did "
		    "you mean %s?", oneline_quoted(p, typed),
		    list_owners(p, near.owners, near.n));
	else
		oneline_gap(p, ONELINE_NO_OWNER, "Nobody here is called %s: begin "
		    "with a person or an agency, then “to”.",
		    oneline_quoted(p, typed));
	oneline_mark(seg, 0, to, ONELINE_OWNER_UNKNOWN);
}

/* The most words at the beginning that are exactly one's name, or everyone's;
 * returns how many words they take, 0 for none. */
static size_t
longest_owner(struct oneline_parse *p, const struct oneline_segment *seg,
    size_t to, struct oneline_fit *fit, bool *everyone)
{
	size_t most = to < ONELINE_OWNER_WORDS ? to : ONELINE_OWNER_WORDS;
	const char *first = oneline_split_folded(seg, 0, 1, p->arena);
	struct oneline_owner *ignored;

	/* Most lines that are being typed end here: nobody is called so. */
	if (oneline_names_begin(p->names, first, 1, p->arena, &ignored) == 0 &&
	    !oneline_names_begins(p->names, ONELINE_LIST_EVERYONE, first))
		return 0;
	for (size_t n = most; n > 0; n--) {
		const char *phrase;

		if (seg->words[n - 1].part != ONELINE_TEXT)
			continue;
		phrase = oneline_split_folded(seg, 0, n, p->arena);
		*everyone = oneline_names_in(p->names, ONELINE_LIST_EVERYONE,
		    phrase);
		if (*everyone)
			return n;
		oneline_names_fit(p->names, phrase, p->arena, fit);
		if (fit->tier == ONELINE_EXACT)
			return n;
	}
	return 0;
}

void
oneline_no_owner(struct oneline_parse *p)
{
	oneline_gap(p, ONELINE_NO_OWNER, "No owner yet: begin with a person or an "
	    "agency, then “to”.");
}

/* The owner stands before a "to". True when it (or something that stands in
 * its place) was found there. */
static bool
owner_before_to(struct oneline_parse *p, struct oneline_segment *seg, size_t to)
{
	const char *phrase = oneline_split_folded(seg, 0, to, p->arena);
	struct oneline_fit fit;
	bool everyone;

	if (oneline_names_in(p->names, ONELINE_LIST_EVERYONE, phrase)) {
		settle_everyone(p, seg, to);
		return true;
	}
	if (oneline_names_in(p->names, ONELINE_LIST_NO_OWNER, phrase)) {
		oneline_gap(p, ONELINE_NO_OWNER, "%s is nobody: an action needs "
		    "one owner.", oneline_quoted(p, oneline_split_typed(seg, 0, to,
		    p->arena)));
		oneline_mark(seg, 0, to, ONELINE_OWNER_UNKNOWN);
		return true;
	}
	oneline_names_fit(p->names, phrase, p->arena, &fit);
	if (fit.n > 0) {
		settle_owner(p, seg, to, &fit);
		return true;
	}
	if (names_two(p, seg, to)) {
		oneline_gap(p, ONELINE_TWO_OWNERS, "%s are more than one: an "
		    "action has one owner, so type a line for each.",
		    oneline_quoted(p, oneline_split_typed(seg, 0, to, p->arena)));
		oneline_mark(seg, 0, to, ONELINE_OWNER_WHICH);
		return true;
	}
	/* "Housing move to be arranged": the name comes before. */
	if (longest_owner(p, seg, to, &fit, &everyone) > 0)
		return false;
	settle_unknown(p, seg, to, phrase);
	return true;
}

/* No "to": the beginning may be a name all the same, above all while the line
 * is being typed. */
static void
owner_at_start(struct oneline_parse *p, struct oneline_segment *seg)
{
	struct oneline_fit fit = {0};
	bool everyone = false;
	size_t n = longest_owner(p, seg, seg->n_words, &fit, &everyone);

	if (everyone) {
		settle_everyone(p, seg, n);
	} else if (n > 0) {
		settle_owner(p, seg, n, &fit);
	} else if (seg->n_words <= 3) {
		oneline_names_fit(p->names, oneline_split_folded(seg, 0,
		    seg->n_words, p->arena), p->arena, &fit);
		if (fit.n > 0)
			settle_owner(p, seg, seg->n_words, &fit);
		else
			oneline_no_owner(p);
	} else {
		oneline_no_owner(p);
	}
}

void
oneline_find_owner(struct oneline_parse *p, struct oneline_segment *seg)
{
	bool with_word;
	size_t to = find_to(seg, &with_word);

	if (to == seg->n_words) {
		owner_at_start(p, seg);
		return;
	}
	if (owner_before_to(p, seg, to + with_word)) {
		if (!with_word)
			seg->words[to].part = ONELINE_MARK;
		return;
	}
	owner_at_start(p, seg);
}

void
oneline_find_step_owner(struct oneline_parse *p, struct oneline_segment *seg,
    struct oneline_milestone *milestone)
{
	bool with_word;
	size_t to = find_to(seg, &with_word);
	struct oneline_fit fit;

	if (to == seg->n_words)
		return;
	oneline_names_fit(p->names, oneline_split_folded(seg, 0,
	    to + with_word, p->arena), p->arena, &fit);
	if (fit.tier != ONELINE_EXACT || fit.n != 1)
		return;
	milestone->owner = fit.owners[0];
	oneline_mark(seg, 0, to + with_word, ONELINE_OWNER);
	if (!with_word)
		seg->words[to].part = ONELINE_MARK;
}
