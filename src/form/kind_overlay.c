/* A board's own words and numbers over those of its kind. */
#include <string.h>

#include "form/kind_shape.h"

/* What an overlay may not change in something that is there: it would make
 * old records mean something else, or give rights away. */
static const char *const frozen[] = {
	"kind", "sees", "does", "while-acting", "type", "for", "column",
	"captures", "each", "stage", "meaning", "basis", "check", "right",
	"sensitive", "subjects", "guards",
};

/* Lists that may grow by an overlay. */
static const char *const growing[] = {
	"words", "choices", "categories", "flags", "types", "links",
	"snippets", "settings", "reject-reasons", "relations", "fields",
	"measures", "due", "about", "lists", "targets", "deadlines",
	"escalation", "priorities", "packs",
};

static bool
is_in(const char *const *list, size_t n, const char *key)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(list[i], key) == 0)
			return true;
	return false;
}

#define IS_IN(list, key) \
	is_in((list), sizeof(list) / sizeof((list)[0]), (key))

/* The key of an element of a list, or NULL. */
static const char *
element_key(const struct ynode *node)
{
	if (node->key)
		return node->key;
	const struct ynode *key = ynode_get(node, "key");
	return key && key->kind == YNODE_SCALAR ? key->text : NULL;
}

static struct ynode *
find(struct ynode *base, const char *key)
{
	for (struct ynode *c = base->child; key && c; c = c->next) {
		const char *other = element_key(c);
		if (other && strcmp(other, key) == 0)
			return c;
	}
	return NULL;
}

/* True for a list whose elements have keys, in either of its forms. */
static bool
is_keyed(const struct ynode *node)
{
	return node->kind == YNODE_MAP || (node->kind == YNODE_LIST &&
	    node->child && element_key(node->child));
}

static void
append(struct ynode *base, const struct ynode *new, struct arena *arena)
{
	struct ynode *copy = arena_alloc(arena, sizeof(*copy));
	struct ynode **end = &base->child;

	while (*end)
		end = &(*end)->next;
	*copy = *new;
	copy->next = NULL;
	copy->index = base->n++;
	*end = copy;
}

static void
replace(struct ynode *base, const struct ynode *new)
{
	struct ynode *next = base->next;
	size_t index = base->index;

	*base = *new;
	base->next = next;
	base->index = index;
}

static bool
merge_child(struct ynode *base, const struct ynode *new, bool grows,
    struct arena *arena, struct yaml_errors *errors)
{
	const char *key = element_key(new);
	struct ynode *old = find(base, key);

	if (new->key && !base->key && strcmp(new->key, "kind") == 0)
		return true;	/* looked at by the caller */
	if (!key)
		return yaml_error(errors, new,
		    "an overlay needs the key of what it changes");
	if (strcmp(key, "key") == 0)
		return true;
	if (!old && base->kind == YNODE_LIST && !grows)
		return yaml_error(errors, new,
		    "the kind has no \"%s\" here, and an overlay can't add "
		    "one", key);
	if (!grows && new->key && IS_IN(frozen, key))
		return yaml_error_key(errors, new,
		    "an overlay changes words and numbers; \"%s\" stays as "
		    "the kind says", key);
	if (!old) {
		append(base, new, arena);
		return true;
	}
	if (is_keyed(old) && is_keyed(new))
		return kind_overlay_merge(old, new, arena, errors);
	replace(old, new);
	return true;
}

bool
kind_overlay_merge(struct ynode *base, const struct ynode *overlay,
    struct arena *arena, struct yaml_errors *errors)
{
	bool ok = true;
	/* An element that happens to have such a name has no key: above it. */
	bool grows = overlay->key && base->key &&
	    IS_IN(growing, overlay->key);

	for (const struct ynode *c = overlay->child; c; c = c->next)
		ok &= merge_child(base, c, grows, arena, errors);
	return ok;
}
