#include "cmd/people.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "cmd/bind.h"
#include "model/age.h"

static const struct match_rules no_rules;

static int
parse_day(const char *text)
{
	return text != NULL ? date_parse_iso(text) : DATE_NONE;
}

/* The name in use, the birth; and whether there is more to read. */
static bool
load_one(struct session *s, int64_t subject, struct arena *a,
    struct match_person *person, struct match_name *name, bool *aliases,
    bool *contacts, struct err *err)
{
	struct stmt *q = cmd_query(s, SQL_PEOPLE_ONE,
	    BIND(B_ID("id", subject)), err);
	bool found = stmt_next(q, err);

	if (found) {
		struct age_given age = {
			.born = DATE_NONE,
			.years = col_null(q, 3) ? -1 : (int)col_int(q, 3),
			.told_on = parse_day(col_text(q, 4)),
			.estimated = true,
		};

		name->surname = col_copy(q, 0, a);
		name->forenames = col_copy(q, 1, a);
		person->born = parse_day(col_text(q, 2));
		person->born_from = person->born_to = DATE_NONE;
		if (person->born == DATE_NONE)
			age_birth_range(&age, &person->born_from,
			    &person->born_to);
		*aliases = col_bool(q, 5);
		*contacts = col_bool(q, 6);
	}
	if (q == NULL || !stmt_done(q))
		return false;
	return found || err_set(err, ERR_INPUT, "There is no such person in"
	    " the casefiles that you see.");
}

enum { SOME = 16 };

static bool
load_aliases(struct session *s, int64_t subject, struct arena *a,
    struct match_name *names, size_t *n, struct err *err)
{
	struct stmt *q = cmd_query(s, SQL_PEOPLE_ALIASES,
	    BIND(B_ID("id", subject)), err);

	while (*n < SOME && stmt_next(q, err)) {
		names[*n].surname = col_copy(q, 0, a);
		names[*n].forenames = col_copy(q, 1, a);
		(*n)++;
	}
	return q != NULL && stmt_done(q);
}

static bool
load_marks(struct session *s, int64_t subject, struct arena *a,
    struct match_mark *marks, size_t *n, struct err *err)
{
	struct stmt *q = cmd_query(s, SQL_PEOPLE_CONTACTS,
	    BIND(B_ID("id", subject)), err);

	while (*n < SOME && stmt_next(q, err)) {
		const char *sort = col_str(q, 0);

		marks[*n].label = strcmp(sort, "phone") == 0 ? "Phone" :
		    strcmp(sort, "address") == 0 ? "Address" : "E-mail";
		marks[*n].value = col_copy(q, 1, a);
		(*n)++;
	}
	return q != NULL && stmt_done(q);
}

bool
people_load(struct session *s, int64_t subject, struct arena *a,
    struct match_person *person, struct err *err)
{
	struct match_name *names = arena_array(a, SOME, sizeof(*names));
	struct match_mark *marks = arena_array(a, SOME, sizeof(*marks));
	size_t n_names = 1, n_marks = 0;
	bool aliases = false, contacts = false;

	memset(person, 0, sizeof(*person));
	if (!load_one(s, subject, a, person, names, &aliases, &contacts,
	    err) || (aliases &&
	    !load_aliases(s, subject, a, names, &n_names, err)) || (contacts &&
	    !load_marks(s, subject, a, marks, &n_marks, err)))
		return false;
	person->id = subject;
	person->names = names;
	person->n_names = n_names;
	person->marks = marks;
	person->n_marks = n_marks;
	return true;
}

bool
people_unkey(struct session *s, int64_t subject, struct err *err)
{
	int changed;

	return cmd_write(s, SQL_PEOPLE_KEYS_DROP,
	    BIND(B_ID("subject", subject)), &changed, err);
}

bool
people_rekey(struct session *s, int64_t subject, struct err *err)
{
	struct arena a = { 0 };
	struct match_person person;
	const char **keys;
	size_t i, n;
	bool ok;

	ok = people_load(s, subject, &a, &person, err) &&
	    people_unkey(s, subject, err);
	n = ok ? match_keys(&person, &no_rules, MATCH_KEYS_STORE, &a, &keys) :
	    0;
	for (i = 0; ok && i < n; i++)
		ok = cmd_write(s, SQL_PEOPLE_KEY_ADD,
		    BIND(B_TEXT("key", keys[i]), B_ID("subject", subject)),
		    NULL, err);
	arena_release(&a);
	return ok;
}

/* Every two of the names that stand for one another make a pair. */
void
people_rules(const struct kind *k, struct arena *a, struct match_rules *rules)
{
	const struct kind_match *m = &k->rules.repeat.match;
	struct name_pair *pairs;
	size_t i, j, l, n = 0;

	for (i = 0; i < m->n_alike; i++)
		n += m->alike[i].n_names * m->alike[i].n_names / 2;
	pairs = arena_array(a, n + 1, sizeof(*pairs));
	n = 0;
	for (i = 0; i < m->n_alike; i++)
		for (j = 0; j < m->alike[i].n_names; j++)
			for (l = 0; l < j; l++)
				pairs[n++] = (struct name_pair){
				    .a = m->alike[i].names[l],
				    .b = m->alike[i].names[j] };
	*rules = (struct match_rules){ .pairs = pairs, .n_pairs = n,
	    .likely = m->likely, .possible = m->possible };
}

struct ids {
	int64_t *id;
	size_t n, cap;
};

static int
by_id(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* Everyone who shares a key, each once. */
static bool
candidates(struct session *s, const struct match_person *person,
    const struct match_rules *rules, struct arena *a, struct ids *ids, struct err *err)
{
	const char **keys;
	size_t i, j = 0, n;

	n = match_keys(person, rules, MATCH_KEYS_LOOKUP, a, &keys);
	for (i = 0; i < n; i++) {
		struct stmt *q = cmd_query(s, SQL_PEOPLE_BY_KEY,
		    BIND(B_TEXT("key", keys[i])), err);

		if (q == NULL)
			return false;
		while (stmt_next(q, err)) {
			GROW(ids->id, ids->n, ids->cap);
			ids->id[ids->n++] = col_int(q, 0);
		}
		if (!stmt_done(q))
			return false;
	}
	if (ids->n > 1)
		qsort(ids->id, ids->n, sizeof(*ids->id), by_id);
	for (i = 0; i < ids->n; i++)
		if (i == 0 || ids->id[i] != ids->id[i - 1])
			ids->id[j++] = ids->id[i];
	ids->n = j;
	return true;
}

static int
likest_first(const void *a, const void *b)
{
	const struct people_like *x = a, *y = b;

	if (x->match.score != y->match.score)
		return x->match.score < y->match.score ? 1 : -1;
	return (x->subject > y->subject) - (x->subject < y->subject);
}

static bool
look_like(struct session *s, const struct match_person *person,
    const struct match_rules *rules, int64_t id, struct arena *a, struct people_like *out, struct err *err)
{
	struct match_person other;
	struct buf born = { 0 };
	char *ref;

	if (!people_load(s, id, a, &other, err))
		return false;
	match_people(person, &other, rules, a, &out->match);
	out->subject = id;
	out->name = arena_printf(a, "%s%s%s", other.names[0].forenames,
	    other.names[0].forenames[0] && other.names[0].surname[0] ? " " :
	    "", other.names[0].surname);
	if (other.born != DATE_NONE) {
		date_add_iso(&born, other.born);
		out->born = arena_strdup(a, buf_text(&born));
		buf_release(&born);
	}
	if (!cmd_one_text(s, SQL_PEOPLE_CASEFILE, BIND(B_ID("id", id)), &ref,
	    err))
		return false;
	out->casefile = arena_strdup(a, ref);
	free(ref);
	return true;
}

bool
people_find_like(struct session *s, const struct match_person *person,
    const struct match_rules *rules, struct arena *a, struct people_like **list, size_t *count,
    struct err *err)
{
	struct ids ids = { 0 };
	size_t i, n = 0;
	bool ok = candidates(s, person, rules, a, &ids, err);

	*list = arena_array(a, ids.n + 1, sizeof(**list));
	for (i = 0; ok && i < ids.n; i++) {
		struct people_like *l = &(*list)[n];

		if (ids.id[i] == person->id)
			continue;
		ok = look_like(s, person, rules, ids.id[i], a, l, err);
		if (ok && l->match.grade != MATCH_NONE)
			n++;
	}
	if (n > 1)
		qsort(*list, n, sizeof(**list), likest_first);
	*count = n;
	free(ids.id);
	return ok;
}
