#include "cmd/repeat_case.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "cmd/bind.h"
#include "cmd/people.h"

static int
parse_day(const char *text)
{
	return text != NULL ? date_parse_iso(text) : DATE_NONE;
}

bool
repeat_case_heard(struct session *s, int64_t casefile,
    const struct kind_case_type *t, int *heard, struct err *err)
{
	struct stmt *q = cmd_query(s, SQL_REPEAT_HEARD,
	    BIND(B_ID("casefile", casefile)), err);

	*heard = DATE_NONE;
	while (*heard == DATE_NONE && stmt_next(q, err)) {
		const struct kind_disposition *d = t != NULL ?
		    kind_disposition(t, col_str(q, 1)) : NULL;

		if (d != NULL && d->heard)
			*heard = parse_day(col_text(q, 0));
	}
	return q != NULL && stmt_done(q);
}

static bool
is_matched(const struct kind *k, const char *role)
{
	size_t i;

	for (i = 0; i < k->rules.repeat.n_roles; i++)
		if (strcmp(k->rules.repeat.roles[i], role) == 0)
			return true;
	return false;
}

struct someone {
	int64_t subject;
	bool adverse;
};

enum { MOST_PEOPLE = 64 };

/* The ids first: a statement is not left open while people are loaded. */
static bool
read_people(struct session *s, int64_t casefile, const struct kind *k,
    const struct kind_case_type *t, struct someone *who, size_t *n,
    struct err *err)
{
	struct stmt *q = cmd_query(s, SQL_REPEAT_PEOPLE,
	    BIND(B_ID("casefile", casefile)), err);

	*n = 0;
	while (*n < MOST_PEOPLE && stmt_next(q, err)) {
		const struct kind_party_role *r = kind_party_role(t,
		    col_str(q, 1));

		if (r == NULL || !is_matched(k, r->key))
			continue;
		who[*n].subject = col_int(q, 0);
		who[(*n)++].adverse = r->adverse;
	}
	return q != NULL && stmt_done(q);
}

static bool
load_people(struct session *s, int64_t casefile, const struct kind *k,
    const struct kind_case_type *t, struct arena *a, struct repeat_case *out,
    struct err *err)
{
	struct match_person *protected_people, *counterparts;
	struct someone who[MOST_PEOPLE];
	size_t i, n;

	if (!read_people(s, casefile, k, t, who, &n, err))
		return false;
	protected_people = arena_array(a, n + 1, sizeof(*protected_people));
	counterparts = arena_array(a, n + 1, sizeof(*counterparts));
	for (i = 0; i < n; i++)
		if (!people_load(s, who[i].subject, a, who[i].adverse ?
		    &counterparts[out->n_counterparts++] :
		    &protected_people[out->n_protected++], err))
			return false;
	out->protected_people = protected_people;
	out->counterparts = counterparts;
	return true;
}

static bool
load_row(struct session *s, int64_t casefile, struct arena *a,
    struct repeat_case *out, const char **type, struct err *err)
{
	struct stmt *q = cmd_query(s, SQL_REPEAT_CASE,
	    BIND(B_ID("id", casefile)), err);
	bool found = stmt_next(q, err);

	memset(out, 0, sizeof(*out));
	if (found) {
		out->id = casefile;
		out->reference = col_copy(q, 0, a);
		out->board = col_int(q, 1);
		*type = col_copy(q, 2, a);
		out->referred = parse_day(col_text(q, 3));
		out->incident = parse_day(col_text(q, 4));
	}
	if (q == NULL || !stmt_done(q))
		return false;
	return found || err_set(err, ERR_INPUT, "There is no such casefile.");
}

bool
repeat_case_load(struct session *s, int64_t casefile, struct arena *a,
    struct repeat_case *out, struct err *err)
{
	const struct kind_case_type *t;
	const struct kind *k;
	const char *type = "";
	int64_t criminal;

	if (!load_row(s, casefile, a, out, &type, err))
		return false;
	out->heard = DATE_NONE;
	k = session_board_kind(s, out->board, err);
	if (k == NULL || !cmd_one(s, SQL_REPEAT_CRIMINAL,
	    BIND(B_ID("casefile", casefile)), &criminal, err))
		return false;
	out->criminal = criminal != 0;
	t = kind_case_type(k, type);
	return t == NULL || (repeat_case_heard(s, casefile, t, &out->heard,
	    err) && load_people(s, casefile, k, t, a, out, err));
}

/* ---- Candidates -------------------------------------------------------- */

/* How a case was come by: through whose likeness, on which side; and whether
 * by one that can stand alone: the same record, or surname and forename. Those
 * who share a birth date, or a forename and a year, are never likely to be the
 * same by that alone (match_people). */
enum { PROTECTED = 1, COUNTERPART = 2, BOTH = 3, STRONG = 4 };

/* A person first, then a case of theirs, and how it was come by. */
struct hit {
	int64_t id;
	unsigned how;
};

struct hits {
	struct hit *items;
	size_t n, cap;
};

static int
by_id(const void *a, const void *b)
{
	const struct hit *x = a, *y = b;

	return (x->id > y->id) - (x->id < y->id);
}

/* Each once, in order, come by in all the ways it was. */
static void
join(struct hits *hits)
{
	size_t i, n = 0;

	if (hits->n > 1)
		qsort(hits->items, hits->n, sizeof(*hits->items), by_id);
	for (i = 0; i < hits->n; i++) {
		if (n > 0 && hits->items[n - 1].id == hits->items[i].id)
			hits->items[n - 1].how |= hits->items[i].how;
		else
			hits->items[n++] = hits->items[i];
	}
	hits->n = n;
}

static bool
gather(struct session *s, enum sql_id sql, const struct bind *binds,
    unsigned how, struct hits *hits, struct err *err)
{
	struct stmt *q = cmd_query(s, sql, binds, err);

	if (q == NULL)
		return false;
	while (stmt_next(q, err)) {
		GROW(hits->items, hits->n, hits->cap);
		hits->items[hits->n++] = (struct hit){
		    .id = col_int(q, 0), .how = how };
	}
	return stmt_done(q);
}

/* The key's weight; 0: not to be looked up. Of someone whose birth date is
 * known, the date finds more than hundreds with the forename and the year. */
static unsigned
weigh(const struct match_person *person, const char *key, unsigned side)
{
	switch (key[0]) {
	case 'f':
		return person->born == DATE_NONE ? side : 0;
	case 'b':
		return side;
	default:
		return side | STRONG;
	}
}

/* Everyone who shares a key with the person, who is one of them. */
static bool
gather_subjects(struct session *s, const struct match_person *person,
    unsigned side, const struct match_rules *rules, struct arena *a,
    struct hits *hits, struct err *err)
{
	const char **keys;
	size_t i, n;

	GROW(hits->items, hits->n, hits->cap);
	hits->items[hits->n++] = (struct hit){ .id = person->id,
	    .how = side | STRONG };
	n = match_keys(person, rules, MATCH_KEYS_LOOKUP, a, &keys);
	for (i = 0; i < n; i++) {
		unsigned how = weigh(person, keys[i], side);

		if (how != 0 && !gather(s, SQL_PEOPLE_BY_KEY,
		    BIND(B_TEXT("key", keys[i])), how, hits, err))
			return false;
	}
	join(hits);
	return true;
}

/* Is it worth loading all people of all cases of someone who shares a strong
 * key? Most share it by chance, and to compare the one costs a tenth. A weak
 * one alone loads nothing, and is not asked. */
static bool
is_like(struct session *s, const struct match_person *person,
    const struct hit *hit, const struct match_rules *rules, bool *like,
    struct err *err)
{
	struct match_person loaded;
	struct arena a = { 0 };
	struct match m;
	bool ok;

	*like = hit->id == person->id || (hit->how & STRONG) == 0;
	if (*like)
		return true;
	ok = people_load(s, hit->id, &a, &loaded, err);
	if (ok) {
		match_people(person, &loaded, rules, &a, &m);
		*like = m.grade != MATCH_NONE;
	}
	arena_release(&a);
	return ok;
}

static bool
gather_like(struct session *s, int64_t but, const struct match_person *people,
    size_t n, unsigned side, const struct match_rules *rules,
    struct arena *a, struct hits *hits, struct err *err)
{
	struct hits found = { 0 };
	bool ok = true, like;
	size_t i, j;

	for (i = 0; ok && i < n; i++) {
		found.n = 0;
		ok = gather_subjects(s, &people[i], side, rules, a, &found,
		    err);
		for (j = 0; ok && j < found.n; j++) {
			const struct hit *hit = &found.items[j];

			ok = is_like(s, &people[i], hit, rules, &like, err) &&
			    (!like || gather(s, SQL_REPEAT_CASES_OF,
			    BIND(B_ID("subject", hit->id), B_ID("but", but)),
			    hit->how, hits, err));
		}
	}
	free(found.items);
	return ok;
}

/* Each case once, and those alone of which the rule could make something: a
 * passing likeness with nothing on the other side is noise, and there are
 * thousands. */
static void
sift(struct hits *hits)
{
	size_t i, n = 0;

	join(hits);
	for (i = 0; i < hits->n; i++) {
		unsigned how = hits->items[i].how;

		if ((how & STRONG) != 0 || (how & BOTH) == BOTH)
			hits->items[n++] = hits->items[i];
	}
	hits->n = n;
}

static bool
load_candidates(struct session *s, int64_t now, const struct hits *hits,
    struct arena *a, struct repeat_case *list, size_t *count,
    struct err *err)
{
	int64_t earlier;
	size_t i;

	for (i = 0; i < hits->n; i++) {
		if (!cmd_one(s, SQL_REPEAT_EARLIER, BIND(B_ID("id",
		    hits->items[i].id), B_ID("but", now)), &earlier,
		    err))
			return false;
		if (earlier != 0 && !repeat_case_load(s, earlier, a,
		    &list[(*count)++], err))
			return false;
	}
	return true;
}

bool
repeat_case_candidates(struct session *s, const struct repeat_case *now,
    const struct match_rules *rules, struct arena *a,
    struct repeat_case **list, size_t *count, struct err *err)
{
	struct hits hits = { 0 };
	bool ok;

	*count = 0;
	ok = gather_like(s, now->id, now->protected_people, now->n_protected,
	    PROTECTED, rules, a, &hits, err) &&
	    gather_like(s, now->id, now->counterparts, now->n_counterparts,
	    COUNTERPART, rules, a, &hits, err);
	sift(&hits);
	*list = arena_array(a, hits.n + 1, sizeof(**list));
	ok = ok && load_candidates(s, now->id, &hits, a, *list, count, err);
	free(hits.items);
	return ok;
}
