/*
 * A node is one byte for what it is, its key where its parent is a mapping,
 * then its text or its children, each with their number before them. Texts end
 * in a NUL, so that they can be used where they lie.
 */
#include "form/yaml_tree.h"

#include <stdbool.h>
#include <string.h>

enum { KIND_BITS = 3, QUOTED = 4 };

/* ---- To bytes ---------------------------------------------------------- */

/* Seven bits to a byte, the lowest first; the eighth: more follow. */
static void
add_number(struct buf *b, size_t n)
{
	for (; n >= 0x80; n >>= 7)
		buf_addc(b, (char)(0x80 | (n & 0x7f)));
	buf_addc(b, (char)n);
}

static void
add_text(struct buf *b, const char *text, size_t len)
{
	add_number(b, len);
	buf_add(b, text, len);
	buf_addc(b, '\0');
}

void
yaml_tree_add(struct buf *b, const struct ynode *root)
{
	buf_addc(b, (char)((int)root->kind | (root->quoted ? QUOTED : 0)));
	if (root->key)
		add_text(b, root->key, strlen(root->key));
	if (root->kind == YNODE_SCALAR) {
		add_text(b, root->text, root->len);
		return;
	}
	add_number(b, root->n);
	for (const struct ynode *c = root->child; c; c = c->next)
		yaml_tree_add(b, c);
}

/* ---- And back ---------------------------------------------------------- */

struct bytes {
	struct arena *arena;
	const char *source;
	const char *data;
	size_t len, at;
};

static bool
get_number(struct bytes *b, size_t *n)
{
	*n = 0;
	for (int shift = 0; shift < 28 && b->at < b->len; shift += 7) {
		unsigned char c = (unsigned char)b->data[b->at++];
		*n |= (size_t)(c & 0x7f) << shift;
		if (c < 0x80)
			return true;
	}
	return false;
}

static const char *
get_text(struct bytes *b, size_t *len)
{
	if (!get_number(b, len) || *len >= b->len - b->at)
		return NULL;
	const char *text = b->data + b->at;
	b->at += *len + 1;
	return text[*len] == '\0' ? text : NULL;
}

static bool get_node(struct bytes *b, struct ynode *node, int depth);

/* In one piece, a byte each at the least: no number makes it ask for more
 * than a text of that size could have held. */
static bool
get_children(struct bytes *b, struct ynode *node, int depth)
{
	if (depth >= YAML_DEPTH_MOST || !get_number(b, &node->n) ||
	    node->n > b->len - b->at)
		return false;
	if (node->n == 0)
		return true;
	struct ynode *c = arena_array(b->arena, node->n, sizeof(*c));
	node->child = c;
	for (size_t i = 0; i < node->n; i++) {
		c[i].parent = node;
		c[i].index = i;
		c[i].next = i + 1 < node->n ? &c[i + 1] : NULL;
		if (!get_node(b, &c[i], depth + 1))
			return false;
	}
	return true;
}

static bool
get_node(struct bytes *b, struct ynode *node, int depth)
{
	size_t len;

	if (b->at == b->len)
		return false;
	int what = b->data[b->at++];
	if (what < 0 || (what & KIND_BITS) > YNODE_MAP ||
	    what > (KIND_BITS | QUOTED))
		return false;
	node->kind = (enum ynode_kind)(what & KIND_BITS);
	node->quoted = (what & QUOTED) != 0;
	node->source = b->source;
	if (node->parent && node->parent->kind == YNODE_MAP) {
		node->key = get_text(b, &len);
		if (!node->key)
			return false;
	}
	if (node->kind != YNODE_SCALAR)
		return get_children(b, node, depth);
	node->text = get_text(b, &node->len);
	return node->text != NULL;
}

struct ynode *
yaml_tree_read(struct arena *arena, const char *source, const char *bytes,
    size_t len, size_t *at)
{
	struct bytes b = {
		.arena = arena,
		.source = source,
		.data = bytes,
		.len = len,
		.at = *at,
	};
	struct ynode *root = arena_alloc(arena, sizeof(*root));
	bool ok = get_node(&b, root, 0);

	*at = b.at;
	return ok ? root : NULL;
}
