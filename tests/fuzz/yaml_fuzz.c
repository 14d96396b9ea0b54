/*
 * yaml_fuzz: any text is a kind, or is refused with its place; whole and piece
 * by piece say the same; a text that is a kind is the same kind when it is
 * taken as checked. The text may be followed by a NUL and an overlay.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "form/kind.h"
#include "form/yaml_read.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check(bool holds)
{
	if (!holds)
		abort();
}

/* Every value lies in the text; the paths can be written. */
static void
check_node(const struct ynode *node, int depth)
{
	size_t n = 0;
	struct buf path = {0};

	check(node->line >= 1 && node->column >= 1 && depth <= 12);
	ynode_path(&path, node);
	check((path.len == 0) == (node->parent == NULL));
	buf_release(&path);
	for (const struct ynode *c = node->child; c; c = c->next) {
		check(c->index == n++ && c->parent == node);
		check((c->key != NULL) == (node->kind == YNODE_MAP));
		check_node(c, depth + 1);
	}
	check(n == node->n);
}

static bool
take(void *arg, const struct ynode *piece, size_t done)
{
	size_t *last = arg;

	check(done >= *last && piece->parent);
	*last = done;
	return true;
}

static void
check_tree(const char *text, size_t len)
{
	struct arena a = {0};
	struct yaml_errors whole = {0}, pieces = {0};
	struct buf report = {0};
	size_t done = 0;
	struct ynode *root = yaml_read(&a, "x", text, len,
	    &yaml_limits_kind, &whole);

	check((root != NULL) == (whole.n == 0));
	if (root)
		check_node(root, 0);
	yaml_errors_report(&whole, &report);
	check(utf8_valid(buf_text(&report), report.len));
	bool ok = yaml_read_pieces("x", text, len, &yaml_limits_kind, take,
	    &done, &pieces);
	check(ok == (pieces.n == 0));
	if (root && root->kind == YNODE_MAP && root->n <= 100)
		check(ok);
	if (ok)
		check(root != NULL);
	yaml_errors_release(&whole);
	yaml_errors_release(&pieces);
	buf_release(&report);
	arena_release(&a);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = (const char *)data;
	size_t len = size;
	struct buf report = {0};
	const char *over = size > 0 ? memchr(data, 0, size) : NULL;

	if (over)
		len = (size_t)(over++ - text);
	size_t over_len = over ? size - len - 1 : 0;
	check_tree(text, len);
	struct kind *k = kind_load("x", text, len, "y", over, over_len,
	    &report, NULL);
	check((k != NULL) == (report.len == 0));
	if (k) {
		struct buf tree = {0};
		check(kind_tree(&tree, text, len, over, over_len, k->hash));
		struct kind *again = kind_load_checked(text, len, over,
		    over_len, k->hash, tree.data, tree.len, NULL);
		buf_release(&tree);
		check(again && strcmp(again->hash, k->hash) == 0 &&
		    again->n_forms == k->n_forms);
		kind_free(again);
	}
	kind_free(k);
	buf_release(&report);
	return 0;
}
