#include "model/oneline_names.h"

#include <string.h>

#include "model/name.h"

/* One way to name someone. */
struct entry {
	const char *folded;
	size_t who;
	bool weak;
};

struct words {
	const char **folded;
	size_t n;
};

/* Members and agencies in the order in which they are offered. */
struct who {
	const struct oneline_member *member;
	const struct oneline_agency *agency;
	bool present;
};

struct oneline_names {
	struct who *who;
	size_t n_who;
	struct entry *entries;
	size_t n_entries;
	size_t cap_entries;
	struct words lists[ONELINE_LISTS];
	const struct oneline_agency *agencies;
	size_t n_agencies;
	const struct oneline_tags *tags;
};

static void
add_entry(struct oneline_names *names, struct arena *a, size_t who,
    const char *folded, bool weak)
{
	if (*folded == '\0')
		return;
	if (names->n_entries == names->cap_entries) {
		size_t cap = names->cap_entries ? names->cap_entries * 2 : 64;
		struct entry *entries = arena_array(a, cap, sizeof(*entries));

		if (names->n_entries > 0)
			memcpy(entries, names->entries,
			    names->n_entries * sizeof(*entries));
		names->entries = entries;
		names->cap_entries = cap;
	}
	names->entries[names->n_entries++] = (struct entry){
		.folded = folded, .who = who, .weak = weak
	};
}

/* Each word of a folded name but the first as the start of an entry, and each
 * word alone. */
static void
add_parts(struct oneline_names *names, struct arena *a, size_t who,
    const char *folded, bool tails_weak)
{
	for (const char *at = folded; *at != '\0';) {
		size_t len = strcspn(at, " ");

		if (at > folded)
			add_entry(names, a, who, at, tails_weak);
		if (at[len] != '\0' || at == folded)
			add_entry(names, a, who, arena_strndup(a, at, len),
			    true);
		at += len + strspn(at + len, " ");
	}
}

static void
add_member(struct oneline_names *names, struct arena *a, size_t who,
    const struct oneline_member *member)
{
	const char *full = name_folded(a, member->name);
	const char *surname = name_folded(a, member->surname);
	size_t first = strcspn(full, " ");

	add_entry(names, a, who, full, false);
	add_entry(names, a, who, surname, false);
	add_parts(names, a, who, full, false);
	/* A title and the surname: "ds notebook". */
	if (full[first] == ' ' && *surname != '\0')
		add_entry(names, a, who, arena_printf(a, "%.*s %s",
		    (int)first, full, surname), false);
	for (size_t i = 0; i < member->n_also; i++)
		add_entry(names, a, who, name_folded(a, member->also[i]),
		    false);
}

static void
add_agency(struct oneline_names *names, struct arena *a, size_t who,
    const struct oneline_agency *agency)
{
	const char *full = name_folded(a, agency->name);
	const char *brief = name_folded(a, agency->short_name);

	add_entry(names, a, who, full, false);
	add_entry(names, a, who, brief, false);
	add_parts(names, a, who, full, true);
	add_parts(names, a, who, brief, true);
	for (size_t i = 0; i < agency->n_also; i++)
		add_entry(names, a, who, name_folded(a, agency->also[i]),
		    false);
}

static struct words
fold_words(struct arena *a, const char *const *list, size_t n)
{
	struct words words = { .folded = arena_array(a, n + 1,
	    sizeof(*words.folded)), .n = n };

	for (size_t i = 0; i < n; i++)
		words.folded[i] = name_folded(a, list[i]);
	return words;
}

static const struct oneline_agency *
find_agency(const struct oneline_names *names, int64_t id)
{
	for (size_t i = 0; i < names->n_agencies; i++)
		if (names->agencies[i].id == id)
			return &names->agencies[i];
	return NULL;
}

struct oneline_names *
oneline_names_new(struct arena *a, const struct oneline_member *members,
    size_t n_members, const struct oneline_agency *agencies,
    size_t n_agencies, const struct oneline_words *words)
{
	struct oneline_names *names = arena_alloc(a, sizeof(*names));

	names->agencies = agencies;
	names->n_agencies = n_agencies;
	names->who = arena_array(a, n_members + n_agencies + 1,
	    sizeof(*names->who));
	for (int absent = 0; absent < 2; absent++)
		for (size_t i = 0; i < n_members; i++)
			if (members[i].present == !absent) {
				names->who[names->n_who] = (struct who){
					.member = &members[i],
					.agency = find_agency(names,
					    members[i].agency),
					.present = !absent };
				add_member(names, a, names->n_who++,
				    &members[i]);
			}
	for (size_t i = 0; i < n_agencies; i++) {
		names->who[names->n_who] = (struct who){
			.agency = &agencies[i],
			.present = agencies[i].present };
		add_agency(names, a, names->n_who++, &agencies[i]);
	}
	names->lists[ONELINE_LIST_EVERYONE] = fold_words(a, words->everyone,
	    words->n_everyone);
	names->lists[ONELINE_LIST_NO_OWNER] = fold_words(a, words->no_owner,
	    words->n_no_owner);
	names->lists[ONELINE_LIST_NO_DATE] = fold_words(a, words->no_date,
	    words->n_no_date);
	names->lists[ONELINE_LIST_WEAK] = fold_words(a, words->weak,
	    words->n_weak);
	return names;
}

void
oneline_names_set_tags(struct oneline_names *names,
    const struct oneline_tags *tags)
{
	names->tags = tags;
}

const struct oneline_tags *
oneline_names_tags(const struct oneline_names *names)
{
	static const struct oneline_tags none;

	return names->tags != NULL ? names->tags : &none;
}

bool
oneline_names_in(const struct oneline_names *names, enum oneline_list list,
    const char *phrase)
{
	const struct words *words = &names->lists[list];

	for (size_t i = 0; i < words->n; i++)
		if (*phrase != '\0' && strcmp(words->folded[i], phrase) == 0)
			return true;
	return false;
}

bool
oneline_names_begins(const struct oneline_names *names,
    enum oneline_list list, const char *folded)
{
	const struct words *words = &names->lists[list];

	for (size_t i = 0; i < words->n; i++)
		if (strncmp(words->folded[i], folded, strlen(folded)) == 0)
			return true;
	return false;
}

const char *
oneline_names_prefix(const struct oneline_names *names,
    enum oneline_list list, const char *folded)
{
	const struct words *words = &names->lists[list];
	const char *best = NULL;

	for (size_t i = 0; i < words->n; i++) {
		size_t len = strlen(words->folded[i]);

		if (len > 0 && strncmp(folded, words->folded[i], len) == 0 &&
		    (folded[len] == ' ' || folded[len] == '\0') &&
		    (best == NULL || len > strlen(best)))
			best = words->folded[i];
	}
	return best;
}

/* Who fits how well, one byte for each of names->who. */
static enum oneline_tier
weigh(const struct oneline_names *names, const char *phrase,
    unsigned char *tiers)
{
	size_t len = strlen(phrase);
	enum oneline_tier best = ONELINE_FITS_NOT;

	for (size_t i = 0; len > 0 && i < names->n_entries; i++) {
		const struct entry *entry = &names->entries[i];
		enum oneline_tier tier;

		/* Most end here; this runs many times at each key. */
		if (entry->folded[0] != phrase[0] ||
		    strncmp(entry->folded, phrase, len) != 0)
			continue;
		if (entry->folded[len] != '\0')
			tier = len > 1 ? ONELINE_BEGINS : ONELINE_FITS_NOT;
		else
			tier = entry->weak ? ONELINE_WEAK : ONELINE_EXACT;
		if (tier > tiers[entry->who])
			tiers[entry->who] = (unsigned char)tier;
		if (tier > best)
			best = tier;
	}
	return best;
}

/* Leave those that fit best; of those whose names only begin so, the ones
 * present if there are any; of a member and their own agency the member. */
static void
narrow(const struct oneline_names *names, enum oneline_tier best,
    unsigned char *tiers)
{
	bool present = false;

	for (size_t i = 0; i < names->n_who; i++) {
		if (tiers[i] != best)
			tiers[i] = ONELINE_FITS_NOT;
		present = present || (tiers[i] && names->who[i].present);
	}
	for (size_t i = 0; i < names->n_who; i++) {
		const struct who *who = &names->who[i];

		if (best == ONELINE_BEGINS && present && !who->present)
			tiers[i] = ONELINE_FITS_NOT;
		if (tiers[i] == ONELINE_FITS_NOT || who->member == NULL)
			continue;
		for (size_t j = 0; j < names->n_who; j++)
			if (names->who[j].member == NULL &&
			    names->who[j].agency == who->agency)
				tiers[j] = ONELINE_FITS_NOT;
	}
}

static void
push(struct oneline_fit *fit, const struct oneline_member *member,
    const struct oneline_agency *agency)
{
	bool here = (member && member->present) ||
	    (agency && agency->present);

	fit->owners[fit->n++] = (struct oneline_owner){
		.member = member, .agency = agency,
		.needs_acceptance = !here };
}

/* An agency stands for its representative here; failing that, for the only
 * one of its members here; failing that, for itself. */
static void
push_agency(const struct oneline_names *names, struct oneline_fit *fit,
    const struct oneline_agency *agency, bool one)
{
	const struct oneline_member *other = NULL;
	size_t before = fit->n, others = 0;

	for (size_t i = 0; i < names->n_who; i++) {
		const struct who *who = &names->who[i];

		if (who->member == NULL || who->agency != agency ||
		    !who->present || (one && fit->n > before))
			continue;
		if (who->member->represents)
			push(fit, who->member, agency);
		else if (others++ == 0)
			other = who->member;
	}
	if (fit->n == before)
		push(fit, others == 1 ? other : NULL, agency);
}

static void
collect(const struct oneline_names *names, const unsigned char *tiers,
    struct arena *a, struct oneline_fit *out)
{
	/* Each agency may bring all of its members. */
	out->owners = arena_array(a, 2 * names->n_who + 1,
	    sizeof(*out->owners));
	out->n = 0;
	for (size_t i = 0; i < names->n_who; i++) {
		const struct who *who = &names->who[i];

		if (tiers[i] == ONELINE_FITS_NOT)
			continue;
		if (who->member != NULL)
			push(out, who->member, who->agency);
		else
			push_agency(names, out, who->agency, false);
	}
}

/* Words that name an agency and one of its people, in either order: weigh the
 * people's part, leave those of the agency. */
static enum oneline_tier
weigh_both(const struct oneline_names *names, const char *agency_words,
    const char *member_words, struct arena *a, unsigned char *tiers)
{
	unsigned char *of = arena_alloc(a, names->n_who + 1);
	enum oneline_tier best = ONELINE_FITS_NOT;

	if (weigh(names, agency_words, of) != ONELINE_EXACT)
		return ONELINE_FITS_NOT;
	memset(tiers, 0, names->n_who);
	weigh(names, member_words, tiers);
	for (size_t i = 0; i < names->n_who; i++) {
		bool fits = false;

		for (size_t j = 0; j < names->n_who; j++)
			fits = fits || (of[j] == ONELINE_EXACT &&
			    names->who[j].member == NULL &&
			    names->who[j].agency == names->who[i].agency);
		if (!fits || names->who[i].member == NULL)
			tiers[i] = ONELINE_FITS_NOT;
		if (tiers[i] > best)
			best = tiers[i];
	}
	return best;
}

static enum oneline_tier
weigh_pairs(const struct oneline_names *names, const char *phrase,
    struct arena *a, unsigned char *tiers)
{
	const char *space = phrase;
	int tried = 0;

	while ((space = strchr(space, ' ')) != NULL && tried++ < 8) {
		const char *left = arena_strndup(a, phrase,
		    (size_t)(space - phrase));
		enum oneline_tier best;

		space++;
		best = weigh_both(names, left, space, a, tiers);
		if (best == ONELINE_FITS_NOT)
			best = weigh_both(names, space, left, a, tiers);
		if (best != ONELINE_FITS_NOT)
			return best;
	}
	return ONELINE_FITS_NOT;
}

static size_t
count_fits(const struct oneline_names *names, const unsigned char *tiers)
{
	size_t n = 0;

	for (size_t i = 0; i < names->n_who; i++)
		n += tiers[i] != ONELINE_FITS_NOT;
	return n;
}

void
oneline_names_fit(const struct oneline_names *names, const char *phrase,
    struct arena *a, struct oneline_fit *out)
{
	unsigned char *tiers = arena_alloc(a, names->n_who + 1);

	*out = (struct oneline_fit){ .tier = weigh(names, phrase, tiers) };
	narrow(names, out->tier, tiers);
	if (out->tier != ONELINE_EXACT || count_fits(names, tiers) > 1) {
		unsigned char *pairs = arena_alloc(a, names->n_who + 1);
		enum oneline_tier tier = weigh_pairs(names, phrase, a, pairs);

		if (tier != ONELINE_FITS_NOT) {
			narrow(names, tier, pairs);
			out->tier = tier;
			tiers = pairs;
		}
	}
	if (out->tier != ONELINE_FITS_NOT)
		collect(names, tiers, a, out);
}

void
oneline_names_near(const struct oneline_names *names, const char *phrase,
    struct arena *a, struct oneline_fit *out)
{
	unsigned char *tiers = arena_alloc(a, names->n_who + 1);
	size_t len = strlen(phrase);
	int tolerance = name_tolerance(len);

	*out = (struct oneline_fit){0};
	for (size_t i = 0; i < names->n_entries; i++) {
		const struct entry *entry = &names->entries[i];
		size_t other = strlen(entry->folded);
		size_t apart = other > len ? other - len : len - other;

		if (entry->weak || tolerance == 0 ||
		    apart > (size_t)tolerance || name_distance(phrase,
		    entry->folded, tolerance) > tolerance)
			continue;
		tiers[entry->who] = ONELINE_EXACT;
		out->tier = ONELINE_EXACT;
	}
	if (out->tier == ONELINE_FITS_NOT)
		return;
	narrow(names, ONELINE_EXACT, tiers);
	collect(names, tiers, a, out);
}

void
oneline_names_all(const struct oneline_names *names, struct arena *a,
    struct oneline_fit *out)
{
	*out = (struct oneline_fit){ .tier = ONELINE_EXACT };
	out->owners = arena_array(a, names->n_agencies + 1,
	    sizeof(*out->owners));
	for (size_t i = 0; i < names->n_agencies; i++)
		push_agency(names, out, &names->agencies[i], true);
}

size_t
oneline_names_begin(const struct oneline_names *names, const char *phrase,
    size_t max, struct arena *a, struct oneline_owner **out)
{
	unsigned char *fits = arena_alloc(a, names->n_who + 1);
	struct oneline_fit fit = { .owners = arena_array(a, names->n_who + 1,
	    sizeof(*fit.owners)) };
	size_t len = strlen(phrase);

	for (size_t i = 0; i < names->n_entries; i++)
		if (strncmp(names->entries[i].folded, phrase, len) == 0)
			fits[names->entries[i].who] = 1;
	for (size_t i = 0; i < names->n_who && fit.n < max; i++)
		if (fits[i])
			push(&fit, names->who[i].member,
			    names->who[i].agency);
	*out = fit.owners;
	return fit.n;
}

const char *
oneline_agency_shown(const struct oneline_agency *agency)
{
	if (agency->short_name != NULL && *agency->short_name != '\0')
		return agency->short_name;
	return agency->name;
}

static bool
means_only(const struct oneline_names *names, const char *words,
    const struct oneline_owner *owner, struct arena *a)
{
	struct oneline_fit fit;

	oneline_names_fit(names, name_folded(a, words), a, &fit);
	return fit.n == 1 && fit.tier == ONELINE_EXACT &&
	    fit.owners[0].member == owner->member &&
	    fit.owners[0].agency == owner->agency;
}

const char *
oneline_names_unique(const struct oneline_names *names,
    const struct oneline_owner *owner, struct arena *a)
{
	const struct oneline_member *member = owner->member;

	if (member == NULL)
		return oneline_agency_shown(owner->agency);
	if (member->surname != NULL &&
	    means_only(names, member->surname, owner, a))
		return member->surname;
	if (owner->agency == NULL || means_only(names, member->name, owner, a))
		return member->name;
	return arena_printf(a, "%s (%s)", member->name,
	    oneline_agency_shown(owner->agency));
}
