#include "model/match.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/utf8.h"

enum { LIKELY = 70, POSSIBLE = 45, TOP = 100 };

/* What each likeness of a part of a name is worth, and how it is told. */
static const struct weight {
	int surname;
	int forename;
	const char *surname_code;
	const char *forename_code;
} weights[] = {
	[NAME_DIFFERENT] = { .surname_code = "surname-different",
	    .forename_code = "forename-different" },
	[NAME_UNKNOWN] = { .surname = 5, .forename = 5,
	    .surname_code = "surname-unknown",
	    .forename_code = "forename-unknown" },
	[NAME_INITIAL] = { .surname = 5, .forename = 10,
	    .surname_code = "surname-initial",
	    .forename_code = "forename-initial" },
	[NAME_SOUNDS] = { .surname = 24, .forename = 18,
	    .surname_code = "surname-sounds",
	    .forename_code = "forename-sounds" },
	[NAME_SLIP] = { .surname = 32, .forename = 24,
	    .surname_code = "surname-slip",
	    .forename_code = "forename-slip" },
	[NAME_SHORT] = { .surname = 32, .forename = 26,
	    .surname_code = "surname-part",
	    .forename_code = "forename-form" },
	[NAME_EQUAL] = { .surname = 40, .forename = 30,
	    .surname_code = "surname-equal",
	    .forename_code = "forename-equal" },
};

/* The best pair of names of two people. */
struct best {
	const struct match_name *a;
	const struct match_name *b;
	struct name_likeness_pair like;
	int score;
};

static const char *
shown_name(struct arena *arena, const struct match_name *name)
{
	const char *forenames = name->forenames ? name->forenames : "";
	const char *surname = name->surname ? name->surname : "";

	return arena_printf(arena, "%s%s%s", forenames,
	    *forenames && *surname ? " " : "", surname);
}

static void
best_names(const struct match_person *a, const struct match_person *b,
    const struct match_rules *rules, struct arena *arena, struct best *best)
{
	*best = (struct best){ .score = -1 };
	for (size_t i = 0; i < a->n_names; i++) {
		const char *as = name_folded(arena, a->names[i].surname);
		const char *af = name_folded(arena, a->names[i].forenames);

		for (size_t j = 0; j < b->n_names; j++) {
			struct name_likeness_pair like = name_compare(as, af,
			    name_folded(arena, b->names[j].surname),
			    name_folded(arena, b->names[j].forenames),
			    rules->pairs, rules->n_pairs);
			int score = weights[like.surname].surname +
			    weights[like.forename].forename -
			    (like.swapped ? 3 : 0);

			if (score > best->score)
				*best = (struct best){ .a = &a->names[i],
					.b = &b->names[j], .like = like,
					.score = score };
		}
	}
}

static void
tell_names(const struct match_person *a, const struct match_person *b,
    const struct best *best, struct arena *arena, struct evidence_list *list)
{
	const char *x = shown_name(arena, best->a);
	const char *y = shown_name(arena, best->b);
	const struct name_likeness_pair *like = &best->like;
	bool equal = like->surname == NAME_EQUAL &&
	    like->forename == NAME_EQUAL;

	if (equal && !like->swapped)
		evidence_add(list, arena, "name-equal",
		    "The same name, %s.", x);
	else if (like->swapped)
		evidence_add(list, arena, "name-swapped", "%s and %s: "
		    "surname and forename may be swapped.", x, y);
	if (best->a != a->names)
		evidence_add(list, arena, "name-alias",
		    "%s is also known as %s.", shown_name(arena, a->names), x);
	if (best->b != b->names)
		evidence_add(list, arena, "name-alias",
		    "%s is also known as %s.", shown_name(arena, b->names), y);
	if (equal)
		return;
	evidence_add(list, arena, weights[like->surname].surname_code,
	    like->surname == NAME_EQUAL ? "%s and %s: the same surname." :
	    like->surname == NAME_SHORT ? "%s and %s share a part of the "
	    "surname." :
	    like->surname == NAME_SLIP ? "%s and %s: the surname may be "
	    "misspelt." :
	    like->surname == NAME_SOUNDS ? "%s and %s: the surnames sound "
	    "alike." :
	    like->surname == NAME_INITIAL ? "%s and %s: one surname is an "
	    "initial." :
	    like->surname == NAME_UNKNOWN ? "%s and %s: a surname is not "
	    "known." : "%s and %s: different surnames.", x, y);
	evidence_add(list, arena, weights[like->forename].forename_code,
	    like->forename == NAME_EQUAL ? "%s and %s: the same forename." :
	    like->forename == NAME_SHORT ? "%s and %s: forms of one "
	    "forename, or a second one." :
	    like->forename == NAME_SLIP ? "%s and %s: the forename may be "
	    "misspelt." :
	    like->forename == NAME_SOUNDS ? "%s and %s: the forenames sound "
	    "alike." :
	    like->forename == NAME_INITIAL ? "%s and %s: the same initial." :
	    like->forename == NAME_UNKNOWN ? "%s and %s: a forename is not "
	    "known." : "%s and %s: different forenames.", x, y);
}

/* The digits in which two dates differ, written the same way. */
static int
differing_digits(int a, int b)
{
	struct buf x = {0}, y = {0};
	int differ = 0;

	date_add_iso(&x, a);
	date_add_iso(&y, b);
	for (size_t i = 0; i < x.len && i < y.len; i++)
		differ += x.data[i] != y.data[i];
	buf_release(&x);
	buf_release(&y);
	return differ;
}

/* Compare two known birth dates. */
static int
compare_births(int a, int b, struct arena *arena, struct evidence_list *list)
{
	const char *x = evidence_date(arena, a);
	const char *y = evidence_date(arena, b);
	int ya, ma, da, yb, mb, db, apart;

	if (a == b) {
		evidence_add(list, arena, "birth-equal",
		    "Both born on %s.", x);
		return 30;
	}
	date_split(a, &ya, &ma, &da);
	date_split(b, &yb, &mb, &db);
	apart = ya > yb ? ya - yb : yb - ya;
	if (ya == yb && ma == db && da == mb) {
		evidence_add(list, arena, "birth-day-month-swapped",
		    "Born on %s and %s: day and month may be swapped.", x, y);
		return 24;
	}
	if (apart == 1 && ma == mb && da == db) {
		evidence_add(list, arena, "birth-one-year",
		    "Born on %s and %s: one year apart.", x, y);
		return 20;
	}
	if (differing_digits(a, b) == 1) {
		evidence_add(list, arena, "birth-one-digit",
		    "Born on %s and %s: one digit differs.", x, y);
		return 20;
	}
	evidence_add(list, arena, "birth-different",
	    "Born on %s and %s.", x, y);
	return apart <= 1 ? -10 : -25;
}

/* The days between which someone was born; false when nothing is known. */
static bool
birth_range(const struct match_person *p, int *from, int *to)
{
	bool known = p->born != DATE_NONE;

	*from = known ? p->born : p->born_from;
	*to = known ? p->born : p->born_to;
	return *from != DATE_NONE && *to != DATE_NONE;
}

static int
compare_ages(const struct match_person *a, const struct match_person *b,
    struct arena *arena, struct evidence_list *list)
{
	int af, at, bf, bt, gap;

	if (a->born != DATE_NONE && b->born != DATE_NONE)
		return compare_births(a->born, b->born, arena, list);
	if (!birth_range(a, &af, &at) || !birth_range(b, &bf, &bt)) {
		evidence_add(list, arena, "birth-unknown",
		    "A birth date is not known.");
		return 0;
	}
	gap = af > bt ? af - bt : bf > at ? bf - at : 0;
	if (gap <= 366) {
		evidence_add(list, arena, "birth-guess",
		    "The ages, as far as they are known, agree.");
		return gap == 0 ? 8 : 4;
	}
	evidence_add(list, arena, "birth-guess-different",
	    "The ages, as far as they are known, differ by %d year%s or "
	    "more.", gap / 366, gap / 366 == 1 ? "" : "s");
	return gap <= 3 * 366 ? -8 : -25;
}

static bool
same_mark(struct arena *arena, const char *a, const char *b)
{
	const char *x = name_folded(arena, a), *y = name_folded(arena, b);

	for (;; x++, y++) {
		x += strspn(x, " ");
		y += strspn(y, " ");
		if (*x != *y)
			return false;
		if (*x == '\0')
			return true;
	}
}

/* At most two marks count: a household shares all of them. */
static int
compare_marks(const struct match_person *a, const struct match_person *b,
    struct arena *arena, struct evidence_list *list)
{
	int found = 0;

	for (size_t i = 0; i < a->n_marks; i++) {
		const struct match_mark *mark = &a->marks[i];

		for (size_t j = 0; j < b->n_marks; j++) {
			if (strcmp(mark->label, b->marks[j].label) != 0 ||
			    !*name_folded(arena, mark->value) ||
			    !same_mark(arena, mark->value,
			    b->marks[j].value))
				continue;
			evidence_add(list, arena, "mark-equal",
			    "%s: both have %s.", mark->label, mark->value);
			found++;
			break;
		}
	}
	return 10 * (found > 2 ? 2 : found);
}

static int
likely_from(const struct match_rules *rules)
{
	return rules->likely == 0 && rules->possible == 0 ?
	    LIKELY : rules->likely;
}

static int
possible_from(const struct match_rules *rules)
{
	return rules->likely == 0 && rules->possible == 0 ?
	    POSSIBLE : rules->possible;
}

void
match_people(const struct match_person *a, const struct match_person *b,
    const struct match_rules *rules, struct arena *arena, struct match *out)
{
	struct best best;
	bool differs, same;
	size_t ages;

	*out = (struct match){0};
	if (a->id != 0 && a->id == b->id) {
		out->grade = MATCH_SAME;
		out->score = TOP;
		evidence_add(&out->evidence, arena, "same-record",
		    "%s: the same person's record.", a->n_names > 0 ?
		    shown_name(arena, a->names) : "This");
		return;
	}
	best_names(a, b, rules, arena, &best);
	if (best.score < 0)
		return;
	tell_names(a, b, &best, arena, &out->evidence);
	ages = out->evidence.n;
	out->score = best.score + compare_ages(a, b, arena, &out->evidence);
	out->score += compare_marks(a, b, arena, &out->evidence);
	same = best.like.surname == NAME_EQUAL &&
	    best.like.forename == NAME_EQUAL && !best.like.swapped &&
	    strcmp(out->evidence.items[ages].code, "birth-equal") == 0;
	/* Twins share a surname, a birth date and an address; so do not take
	 * two of three for likely when the third speaks against it. */
	differs = best.like.surname == NAME_DIFFERENT ||
	    best.like.forename == NAME_DIFFERENT;
	if (differs && out->score >= likely_from(rules))
		out->score = likely_from(rules) - 1;
	out->score = out->score > TOP ? TOP : out->score;
	out->score = out->score < 0 ? 0 : out->score;
	if (same)
		out->grade = MATCH_SAME;
	else if (out->score >= likely_from(rules))
		out->grade = MATCH_LIKELY;
	else if (out->score >= possible_from(rules))
		out->grade = MATCH_POSSIBLE;
}

const char *
match_grade_name(enum match_grade grade)
{
	static const char *const names[] = {
		[MATCH_NONE] = "no",
		[MATCH_POSSIBLE] = "possible",
		[MATCH_LIKELY] = "likely",
		[MATCH_SAME] = "same",
	};

	return names[grade];
}

/* Keys as they are collected: distinct strings in the arena. */
struct keys {
	const char **items;
	size_t n;
	size_t cap;
	struct arena *arena;
};

static void
add_key(struct keys *keys, const char *key)
{
	for (size_t i = 0; i < keys->n; i++)
		if (strcmp(keys->items[i], key) == 0)
			return;
	if (keys->n == keys->cap) {
		size_t cap = keys->cap ? keys->cap * 2 : 16;
		const char **items = arena_array(keys->arena, cap,
		    sizeof(*items));

		if (keys->n > 0)
			memcpy(items, keys->items, keys->n * sizeof(*items));
		keys->items = items;
		keys->cap = cap;
	}
	keys->items[keys->n++] = arena_strdup(keys->arena, key);
}

static int
compare_bytes(const void *a, const void *b)
{
	unsigned char x = *(const unsigned char *)a;
	unsigned char y = *(const unsigned char *)b;

	return (x > y) - (x < y);
}

/* The forenames that stand in a surname's keys. */
struct forms {
	const char **items;	/* phonetic, distinct */
	size_t n;
};

/* The keys of one word as a surname, with each form of the forenames. Sorting
 * the first letters keeps two that were typed the wrong way round under one
 * key; bytes will do, since a key is never shown. */
static void
add_surname_word(struct keys *keys, const char *word, size_t len,
    const struct forms *forms)
{
	struct buf letters = {0}, sound = {0}, b = {0};
	char *folded = arena_strndup(keys->arena, word, len);

	buf_add(&letters, word, len < 4 ? len : 4);
	qsort(letters.data, letters.len, 1, compare_bytes);
	name_phonetic(&sound, folded);
	for (size_t i = 0; i < forms->n; i++) {
		buf_clear(&b);
		buf_addf(&b, "s:%s:%s", buf_text(&letters),
		    forms->items[i]);
		add_key(keys, b.data);
		buf_clear(&b);
		buf_addf(&b, "p:%s:%s", buf_text(&sound), forms->items[i]);
		add_key(keys, b.data);
	}
	buf_release(&b);
	buf_release(&sound);
	buf_release(&letters);
}

/* A letter alone is no word of a name of several: half a town is an O'. */
static void
add_surname(struct keys *keys, const char *folded, const struct forms *forms)
{
	struct buf whole = {0};
	bool several = strchr(folded, ' ') != NULL;

	for (const char *at = folded; *at != '\0';) {
		size_t len = strcspn(at, " ");

		if (len > (several ? 1 : 0))
			add_surname_word(keys, at, len, forms);
		buf_add(&whole, at, len);
		at += len + strspn(at + len, " ");
	}
	/* "De La Mare" is typed "Delamare" as well. */
	if (several && whole.len > 0)
		add_surname_word(keys, whole.data, whole.len, forms);
	buf_release(&whole);
}

static void
add_form(struct keys *forms, const char *folded)
{
	struct buf b = {0};

	name_phonetic(&b, folded);
	if (b.len > 0)
		add_key(forms, buf_text(&b));
	buf_release(&b);
}

static void
add_other_forms(struct keys *forms, const char *word,
    const struct match_rules *rules)
{
	for (size_t i = 0; i < rules->n_pairs; i++) {
		const struct name_pair *pair = &rules->pairs[i];

		if (!name_is_pair(word, pair->a, rules->pairs,
		    rules->n_pairs) && !name_is_pair(word, pair->b,
		    rules->pairs, rules->n_pairs))
			continue;
		add_form(forms, name_folded(forms->arena, pair->a));
		add_form(forms, name_folded(forms->arena, pair->b));
	}
}

/* Each word of the forenames; for looking up the other forms of it, its
 * initial, and none, as of one whose forename is not known. */
static void
find_forms(struct forms *forms, const char *folded,
    const struct match_rules *rules, enum match_keys_use use,
    struct arena *arena)
{
	struct keys found = { .arena = arena };
	struct buf b = {0};

	for (const char *at = folded; *at != '\0';) {
		size_t len = strcspn(at, " ");
		char *word = arena_strndup(arena, at, len);

		add_form(&found, word);
		if (use == MATCH_KEYS_LOOKUP) {
			add_other_forms(&found, word, rules);
			buf_clear(&b);
			buf_add(&b, word, utf8_next(word, len, 0));
			add_form(&found, buf_text(&b));
		}
		at += len + strspn(at + len, " ");
	}
	if (found.n == 0 || use == MATCH_KEYS_LOOKUP)
		add_key(&found, "");
	buf_release(&b);
	*forms = (struct forms){ .items = found.items, .n = found.n };
}

static void
add_forename(struct keys *keys, const char *forename, int from, int to)
{
	struct buf b = {0};
	const char *folded = name_folded(keys->arena, forename);

	for (int year = from; *folded != '\0' && year <= to; year++) {
		buf_clear(&b);
		buf_adds(&b, "f:");
		name_phonetic(&b, folded);
		buf_addf(&b, ":%d", year);
		add_key(keys, b.data);
	}
	buf_release(&b);
}

/* The first forename under every year it may belong to, and for looking up
 * its other forms. */
static void
add_forenames(struct keys *keys, const char *folded,
    const struct match_rules *rules, enum match_keys_use use, int from,
    int to)
{
	char *first = arena_strndup(keys->arena, folded,
	    strcspn(folded, " "));

	add_forename(keys, first, from, to);
	if (use != MATCH_KEYS_LOOKUP || *first == '\0')
		return;
	for (size_t i = 0; i < rules->n_pairs; i++) {
		const struct name_pair *pair = &rules->pairs[i];

		if (name_is_pair(first, pair->a, rules->pairs,
		    rules->n_pairs))
			add_forename(keys, pair->a, from, to);
		if (name_is_pair(first, pair->b, rules->pairs,
		    rules->n_pairs))
			add_forename(keys, pair->b, from, to);
	}
}

static void
add_birth(struct keys *keys, int born)
{
	struct buf b = {0};

	if (born == DATE_NONE)
		return;
	buf_adds(&b, "b:");
	date_add_iso(&b, born);
	add_key(keys, b.data);
	buf_release(&b);
}

static int
compare_keys(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

size_t
match_keys(const struct match_person *person,
    const struct match_rules *rules, enum match_keys_use use,
    struct arena *arena, const char ***out)
{
	struct keys keys = { .arena = arena };
	bool lookup = use == MATCH_KEYS_LOOKUP;
	int from, to, first = 1, last = 0, year, month, day;

	if (birth_range(person, &from, &to)) {
		date_split(from, &first, &month, &day);
		date_split(to, &last, &month, &day);
		first -= lookup;
		last += lookup;
	}
	for (size_t i = 0; i < person->n_names; i++) {
		const char *surname = name_folded(arena,
		    person->names[i].surname);
		const char *forenames = name_folded(arena,
		    person->names[i].forenames);

		struct forms forms;

		find_forms(&forms, forenames, rules, use, arena);
		add_surname(&keys, surname, &forms);
		add_forenames(&keys, forenames, rules, use, first, last);
		if (!lookup)
			continue;
		find_forms(&forms, surname, rules, MATCH_KEYS_STORE, arena);
		add_surname(&keys, forenames, &forms);
	}
	add_birth(&keys, person->born);
	if (lookup && person->born != DATE_NONE) {
		date_split(person->born, &year, &month, &day);
		add_birth(&keys, date_make(year, day, month));
		add_birth(&keys, date_make(year - 1, month, day));
		add_birth(&keys, date_make(year + 1, month, day));
	}
	if (keys.n > 1)
		qsort(keys.items, keys.n, sizeof(*keys.items), compare_keys);
	*out = keys.items;
	return keys.n;
}
