#include "form/yaml_decode.h"

#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"

/* Where an address came from; a hash table with open addressing. */
struct ymark {
	const void *at;
	const struct ynode *node;
};

static size_t
slot(const struct ydecode *d, const void *at)
{
	uint64_t h = (uint64_t)(uintptr_t)at * UINT64_C(0x9e3779b97f4a7c15);
	size_t i = (size_t)(h >> 20) & (d->cap_marks - 1);

	while (d->mark[i].at && d->mark[i].at != at)
		i = (i + 1) & (d->cap_marks - 1);
	return i;
}

static void
grow_marks(struct ydecode *d)
{
	struct ymark *old = d->mark;
	size_t cap = d->cap_marks;

	d->cap_marks = cap ? cap * 2 : 1024;
	d->mark = xcalloc(d->cap_marks, sizeof(*d->mark));
	for (size_t i = 0; i < cap; i++)
		if (old[i].at)
			d->mark[slot(d, old[i].at)] = old[i];
	free(old);
}

/* The first mark at an address stays: an element's, not that of the member
 * it begins with. */
static void
set_mark(struct ydecode *d, const void *at, const struct ynode *node)
{
	if (!d->marks)
		return;
	if (d->n_marks * 2 >= d->cap_marks)
		grow_marks(d);
	size_t i = slot(d, at);
	if (d->mark[i].at)
		return;
	d->mark[i] = (struct ymark){ .at = at, .node = node };
	d->n_marks++;
}

const struct ynode *
ydecode_mark(const struct ydecode *d, const void *at)
{
	return d->cap_marks ? d->mark[slot(d, at)].node : NULL;
}

void
ydecode_release(struct ydecode *d)
{
	free(d->refs);
	free(d->mark);
	d->refs = NULL;
	d->mark = NULL;
	d->n_refs = d->cap_refs = d->n_marks = d->cap_marks = 0;
}

static void
add_ref(struct ydecode *d, int ref, const struct ynode *node,
    const void *holder)
{
	if (!d->marks || !ref)
		return;
	GROW(d->refs, d->n_refs, d->cap_refs);
	d->refs[d->n_refs++] = (struct yref){
		.ref = ref,
		.text = node->text,
		.node = node,
		.scope = d->scope,
		.scope_shape = d->scope_shape,
		.outer = d->outer,
		.holder = holder,
	};
}

static void *
at(void *into, size_t offset)
{
	return (char *)into + offset;
}

/* ---- Scalars ----------------------------------------------------------- */

static bool
is_empty(const struct ynode *node)
{
	return node->kind == YNODE_SCALAR && !node->quoted && node->len == 0;
}

static bool
need_scalar(struct ydecode *d, const struct ynode *node)
{
	if (node->kind != YNODE_SCALAR)
		return yaml_error(d->errors, node,
		    "one value is expected here, not a %s",
		    node->kind == YNODE_LIST ? "list" : "mapping");
	if (is_empty(node))
		return yaml_error(d->errors, node, "a value is missing");
	return true;
}

static bool
text(struct ydecode *d, const struct ydesc *m, const struct ynode *node,
    void *into)
{
	const char *value = node->text;

	if (!need_scalar(d, node))
		return false;
	if (m->type == YDESC_SHOWN && d->shown) {
		value = d->shown(d->arg, node);
		if (!value)
			return false;
	}
	*(const char **)at(into, m->at) = value == node->text ?
	    arena_strndup(d->arena, value, node->len) : value;
	add_ref(d, m->ref, node, into);
	return true;
}

static bool
parse_int(const char *s, int *value)
{
	char *end;

	if (strspn(s, "-0123456789") != strlen(s) || strlen(s) > 10)
		return false;
	long n = strtol(s, &end, 10);
	if (*end || end == s || n <= INT_MIN || n > INT_MAX)
		return false;
	*value = (int)n;
	return true;
}

static bool
integer(struct ydecode *d, const struct ydesc *m, const struct ynode *node,
    void *into)
{
	int *value = at(into, m->at);

	if (!need_scalar(d, node))
		return false;
	if (m->initial == INT_MIN && strcmp(node->text, "unset") == 0)
		return true;
	if (!parse_int(node->text, value))
		return yaml_error(d->errors, node,
		    "\"%s\" is not a whole number", node->text);
	if ((m->min || m->max) && (*value < m->min || *value > m->max))
		return yaml_error(d->errors, node,
		    "%d is out of range; %d to %d is", *value, m->min,
		    m->max);
	return true;
}

static bool
boolean(struct ydecode *d, const struct ydesc *m, const struct ynode *node,
    void *into)
{
	static const char *const words[] = { "no", "false", "yes", "true" };

	if (!need_scalar(d, node))
		return false;
	for (size_t i = 0; i < 4; i++) {
		if (strcmp(node->text, words[i]) == 0) {
			*(bool *)at(into, m->at) = i >= 2;
			return true;
		}
	}
	return yaml_error(d->errors, node, "\"%s\" is neither yes nor no",
	    node->text);
}

static size_t
count_names(const char *const *names)
{
	size_t n = 0;

	while (names[n])
		n++;
	return n;
}

static bool
find_name(struct ydecode *d, const struct ydesc *m,
    const struct ynode *node, int *found)
{
	size_t n = count_names(m->names);

	if (!need_scalar(d, node))
		return false;
	for (size_t i = 0; i < n; i++) {
		if (strcmp(node->text, m->names[i]) == 0) {
			*found = (int)i;
			return true;
		}
	}
	const char *near = yaml_errors_full(d->errors) ? NULL :
	    yaml_nearest(node->text, m->names, n);
	if (near)
		return yaml_error(d->errors, node,
		    "unknown value \"%s\" (did you mean \"%s\"?)",
		    node->text, near);
	struct buf list = { 0 };
	for (size_t i = 0; i < n; i++)
		buf_addf(&list, "%s%s", i ? ", " : "", m->names[i]);
	yaml_error(d->errors, node, "unknown value \"%s\"; one of: %s",
	    node->text, buf_text(&list));
	buf_release(&list);
	return false;
}

static bool
enumeration(struct ydecode *d, const struct ydesc *m,
    const struct ynode *node, void *into)
{
	return find_name(d, m, node, at(into, m->at));
}

/* ---- Lists of scalars -------------------------------------------------- */

/* The first of the scalars in node, which may be one itself. */
static const struct ynode *
first_scalar(const struct ynode *node, size_t *n)
{
	*n = node->kind == YNODE_SCALAR ? 1 : node->n;
	return node->kind == YNODE_SCALAR ? node : node->child;
}

static bool
need_scalars(struct ydecode *d, const struct ynode *node)
{
	if (node->kind == YNODE_MAP)
		return yaml_error(d->errors, node,
		    "a list is expected here, not a mapping");
	return true;
}

static bool
texts(struct ydecode *d, const struct ydesc *m, const struct ynode *node,
    void *into)
{
	size_t n;
	bool ok = true;

	if (!need_scalars(d, node))
		return false;
	const struct ynode *one = first_scalar(node, &n);
	const char **list = arena_array(d->arena, n ? n : 1, sizeof(*list));
	for (size_t i = 0; i < n; i++, one = one->next) {
		if (!need_scalar(d, one)) {
			ok = false;
			continue;
		}
		list[i] = arena_strndup(d->arena, one->text, one->len);
		set_mark(d, &list[i], one);
		add_ref(d, m->ref, one, into);
	}
	*(const char ***)at(into, m->at) = list;
	*(size_t *)at(into, m->count_at) = ok ? n : 0;
	return ok;
}

static bool
bits(struct ydecode *d, const struct ydesc *m, const struct ynode *node,
    void *into)
{
	size_t n;
	uint64_t set = 0;
	bool ok = true;

	if (!need_scalars(d, node))
		return false;
	const struct ynode *one = first_scalar(node, &n);
	for (size_t i = 0; i < n; i++, one = one->next) {
		int bit = 0;
		if (find_name(d, m, one, &bit))
			set |= UINT64_C(1) << bit;
		else
			ok = false;
	}
	/* Two keys may fill one set, as sees: and does: do. */
	if (m->wide)
		*(uint64_t *)at(into, m->at) |= set;
	else
		*(int *)at(into, m->at) |= (int)set;
	return ok;
}

/* ---- Structs ----------------------------------------------------------- */

static void
set_defaults(const struct yshape *shape, void *into)
{
	for (size_t i = 0; i < shape->n; i++) {
		const struct ydesc *m = &shape->members[i];
		if (m->type == YDESC_STRUCT)
			set_defaults(m->shape, at(into, m->at));
		else if (m->type == YDESC_INT || m->type == YDESC_ENUM)
			*(int *)at(into, m->at) = m->initial;
		else if (m->type == YDESC_BOOL)
			*(bool *)at(into, m->at) = m->initial != 0;
	}
}

static bool decode_struct(struct ydecode *d, const struct yshape *shape,
    const struct ynode *node, void *into);
static bool decode_list(struct ydecode *d, const struct ydesc *m,
    const struct ynode *node, void *into);

static bool
pointer(struct ydecode *d, const struct ydesc *m, const struct ynode *node,
    void *into)
{
	void *one = arena_alloc(d->arena, m->shape->size);

	set_defaults(m->shape, one);
	*(void **)at(into, m->at) = one;
	return decode_struct(d, m->shape, node, one);
}

static bool
member(struct ydecode *d, const struct ydesc *m, const struct ynode *node,
    void *into)
{
	set_mark(d, at(into, m->at), node);
	switch (m->type) {
	case YDESC_TEXT:
	case YDESC_SHOWN:
		return text(d, m, node, into);
	case YDESC_INT:
		return integer(d, m, node, into);
	case YDESC_BOOL:
		return boolean(d, m, node, into);
	case YDESC_ENUM:
		return enumeration(d, m, node, into);
	case YDESC_BITS:
		return bits(d, m, node, into);
	case YDESC_TEXTS:
		return texts(d, m, node, into);
	case YDESC_STRUCT:
		return decode_struct(d, m->shape, node, at(into, m->at));
	case YDESC_POINTER:
		return pointer(d, m, node, into);
	case YDESC_LIST:
		return decode_list(d, m, node, into);
	}
	return false;
}

static const struct ydesc *
find_member(const struct yshape *shape, const char *key, size_t *place)
{
	for (size_t i = 0; i < shape->n; i++) {
		const char *name = shape->members[i].key;
		if (name[0] == key[0] && strcmp(name, key) == 0) {
			*place = i;
			return &shape->members[i];
		}
	}
	return NULL;
}

static bool
unknown_key(struct ydecode *d, const struct yshape *shape,
    const struct ynode *node)
{
	enum { MOST = 64 };
	const char *names[MOST];

	for (size_t i = 0; i < shape->n && i < MOST; i++)
		names[i] = shape->members[i].key;
	const char *near = yaml_errors_full(d->errors) ? NULL :
	    yaml_nearest(node->key, names, shape->n < MOST ? shape->n : MOST);
	if (near)
		return yaml_error_key(d->errors, node,
		    "unknown key \"%s\" (did you mean \"%s\"?)", node->key,
		    near);
	return yaml_error_key(d->errors, node,
	    "%s has no key \"%s\"", shape->what, node->key);
}

static bool
missing_keys(struct ydecode *d, const struct yshape *shape,
    const struct ynode *node, uint64_t seen)
{
	bool ok = true;

	for (size_t i = 0; i < shape->n; i++)
		if (shape->members[i].required &&
		    !(seen & (UINT64_C(1) << i)))
			ok = yaml_error(d->errors, node,
			    "%s needs the key \"%s\"", shape->what,
			    shape->members[i].key);
	return ok;
}

/* A mapping's members; had are those that are filled already. */
static bool
decode_map(struct ydecode *d, const struct yshape *shape,
    const struct ynode *node, void *into, uint64_t had)
{
	bool ok = true;
	uint64_t seen = had;

	if (shape->n > 64)
		bug("%s has more than 64 keys", shape->what);
	if (is_empty(node))
		return missing_keys(d, shape, node, seen);
	if (node->kind != YNODE_MAP)
		return yaml_error(d->errors, node,
		    "%s is a mapping of keys and values", shape->what);
	for (const struct ynode *c = node->child; c; c = c->next) {
		size_t place = 0;
		const struct ydesc *m = find_member(shape, c->key, &place);
		if (!m) {
			ok = unknown_key(d, shape, c);
			continue;
		}
		if (had & (UINT64_C(1) << place)) {
			ok = yaml_error_key(d->errors, c,
			    "%s has its key already", shape->what);
			continue;
		}
		seen |= UINT64_C(1) << place;
		ok &= member(d, m, c, into);
	}
	return missing_keys(d, shape, node, seen) && ok;
}

static bool
decode_struct(struct ydecode *d, const struct yshape *shape,
    const struct ynode *node, void *into)
{
	return decode_map(d, shape, node, into, 0);
}

/* ---- Lists of structs -------------------------------------------------- */

static bool
check_key(struct ydecode *d, const struct ynode *node, const char *key)
{
	static const char allowed[] = "abcdefghijklmnopqrstuvwxyz0123456789-";
	size_t len = strlen(key);

	if (len == 0 || len > 40 || key[0] == '-' ||
	    strspn(key, allowed) != len)
		return yaml_error(d->errors, node,
		    "\"%s\" can't be a key; use lower-case letters, digits "
		    "and dashes, at most 40", key);
	return true;
}

static bool
element(struct ydecode *d, const struct yshape *shape,
    const struct ynode *node, void *into)
{
	uint64_t had = 0;
	bool ok = true;

	set_defaults(shape, into);
	if (shape->keyed)	/* never NULL, whatever goes wrong */
		*(const char **)at(into, shape->members[0].at) = "";
	set_mark(d, into, node);
	if (node->key && shape->keyed) {
		*(const char **)at(into, shape->members[0].at) =
		    arena_strdup(d->arena, node->key);
		had = 1;
	}
	/* A scalar alone, or a list where elements are lists. */
	bool alone = node->kind == YNODE_LIST ||
	    (node->kind == YNODE_SCALAR && !is_empty(node));
	if (alone && shape->shorthand && (had || !shape->keyed)) {
		size_t place = 0;
		const struct ydesc *m = find_member(shape, shape->shorthand,
		    &place);
		ok = member(d, m, node, into);
		ok &= missing_keys(d, shape, node,
		    had | UINT64_C(1) << place);
	} else {
		ok = decode_map(d, shape, node, into, had);
	}
	const char *key = shape->keyed ?
	    *(const char **)at(into, shape->members[0].at) : NULL;
	return (!key || !key[0] || check_key(d, node, key)) && ok;
}

static bool
scoped_element(struct ydecode *d, const struct yshape *shape,
    const struct ynode *node, void *into)
{
	const void *scope = d->scope, *outer = d->outer;
	const struct yshape *scope_shape = d->scope_shape;

	if (shape->scope) {
		d->outer = scope;
		d->scope = into;
		d->scope_shape = shape;
	}
	bool ok = element(d, shape, node, into);
	d->scope = scope;
	d->scope_shape = scope_shape;
	d->outer = outer;
	return ok;
}

struct keyed {
	const char *key;
	const struct ynode *node;
};

static int
by_key(const void *a, const void *b)
{
	const struct keyed *x = a, *y = b;
	int order = strcmp(x->key, y->key);

	if (order != 0)
		return order;
	return x->node->index < y->node->index ? -1 : 1;
}

/* A mapping can't hold a key twice, a list of elements with key: can. */
static bool
check_twice(struct ydecode *d, const struct ydesc *m,
    const struct ynode *list, char *items)
{
	struct keyed *all = xcalloc(list->n, sizeof(*all));
	size_t n = 0;
	bool ok = true;

	for (const struct ynode *c = list->child; c; c = c->next) {
		const char *key = *(const char **)at(items +
		    c->index * m->shape->size, m->shape->members[0].at);
		if (key[0])
			all[n++] = (struct keyed){ .key = key, .node = c };
	}
	if (n > 1)
		qsort(all, n, sizeof(*all), by_key);
	for (size_t i = 1; i < n; i++)
		if (strcmp(all[i - 1].key, all[i].key) == 0)
			ok = yaml_error(d->errors, all[i].node,
			    "the key \"%s\" stands twice (first at line %d)",
			    all[i].key, all[i - 1].node->line);
	free(all);
	return ok;
}

static bool
decode_list(struct ydecode *d, const struct ydesc *m,
    const struct ynode *node, void *into)
{
	bool ok = true;

	if (is_empty(node))
		return yaml_error(d->errors, node,
		    "the list is missing; write [] for none");
	if (node->kind == YNODE_SCALAR ||
	    (node->kind == YNODE_MAP && !m->shape->keyed))
		return yaml_error(d->errors, node, "a list is expected here");
	char *items = arena_array(d->arena, node->n ? node->n : 1,
	    m->shape->size);
	for (const struct ynode *c = node->child; c; c = c->next)
		ok &= scoped_element(d, m->shape, c,
		    items + c->index * m->shape->size);
	if (node->kind == YNODE_LIST && m->shape->keyed)
		ok &= check_twice(d, m, node, items);
	*(void **)at(into, m->at) = items;
	*(size_t *)at(into, m->count_at) = node->n;
	return ok;
}

bool
ydecode(struct ydecode *d, const struct yshape *shape,
    const struct ynode *node, void *into)
{
	memset(into, 0, shape->size);
	set_defaults(shape, into);
	return decode_struct(d, shape, node, into);
}
