/*
 * yaml_tree: a tree that was read, as bytes, and back: what a book keeps beside
 * a text that was read once, since reading YAML costs ten times as much. The
 * bytes hold no places: who needs them for an error reads the text.
 */
#ifndef FORM_YAML_TREE_H
#define FORM_YAML_TREE_H

#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "form/yaml_read.h"

/* Add the tree to b. */
void yaml_tree_add(struct buf *b, const struct ynode *root);

/* The tree that begins at *at of bytes[0..len), which then is behind it. Its
 * nodes lie in the arena, its texts in the bytes, which must outlive it;
 * source stands in front of errors. NULL when no tree is there. */
struct ynode *yaml_tree_read(struct arena *arena, const char *source,
    const char *bytes, size_t len, size_t *at);

#endif
