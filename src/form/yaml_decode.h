/*
 * yaml_decode: a tree of nodes into plain structs, by tables that say which
 * key goes where. Unknown and missing keys, wrong types and numbers out of
 * range become errors with a position and, where one is near, the name that
 * was meant. It knows no struct but through its table.
 */
#ifndef FORM_YAML_DECODE_H
#define FORM_YAML_DECODE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "form/yaml_read.h"

enum ydesc_type {
	YDESC_TEXT,	/* const char * */
	YDESC_SHOWN,	/* const char *, passed through ydecode.shown */
	YDESC_INT,	/* int, min to max */
	YDESC_BOOL,	/* bool: yes or no (true, false too) */
	YDESC_ENUM,	/* an int-sized enum, by names */
	YDESC_BITS,	/* int or uint64_t: 1 << place in names, of a list */
	YDESC_TEXTS,	/* const char **, n: a list, or one alone */
	YDESC_STRUCT,	/* a struct that lies inside this one */
	YDESC_POINTER,	/* a pointer to one, NULL when not given */
	YDESC_LIST	/* a pointer and n; see yshape */
};

/* One key of a mapping. */
struct ydesc {
	const char *key;
	enum ydesc_type type;
	bool required;
	bool wide;		/* YDESC_BITS into an uint64_t */
	size_t at;		/* offsetof the member */
	size_t count_at;	/* of its count: TEXTS and LIST */
	int min, max;		/* INT; both 0: any */
	int initial;		/* INT, BOOL, ENUM when not given */
	const char *const *names; /* ENUM, BITS: ended by NULL */
	const struct yshape *shape; /* STRUCT, POINTER, LIST */
	int ref;		/* not 0: names something, see yref */
};

/* A struct. In a list its elements are either a YAML list, each with its
 * key:, or a mapping from key to element; a scalar there fills the member
 * named shorthand. */
struct yshape {
	const char *what;	/* "a step", for errors */
	size_t size;
	const struct ydesc *members;
	size_t n;
	bool keyed;		/* the first member is const char *key */
	bool scope;		/* refs inside carry it as their scope */
	const char *shorthand;	/* or NULL */
};

/* A text that names something else, to be looked up when all is read. */
struct yref {
	int ref;
	const char *text;
	const struct ynode *node;
	const void *scope;	/* innermost struct marked scope, or NULL */
	const struct yshape *scope_shape;
	const void *outer;	/* the scope around that */
	const void *holder;	/* the struct it stands in */
};

/* A decoding under way. Set arena and errors (and what else is wanted), zero
 * the rest; ydecode_release when done. */
struct ydecode {
	struct arena *arena;	/* for what is decoded */
	struct yaml_errors *errors;
	/* Changes a text that people see: the node's own text, or a new one in
	 * the arena, or NULL after noting an error. No function: as it is. */
	const char *(*shown)(void *arg, const struct ynode *node);
	void *arg;
	bool marks;		/* keep refs and positions */
	const char *source;	/* for errors that have no place */

	struct yref *refs;
	size_t n_refs, cap_refs;
	struct ymark *mark;
	size_t n_marks, cap_marks;
	const void *scope;
	const struct yshape *scope_shape;
	const void *outer;
};

void ydecode_release(struct ydecode *d);

/* Fill *into (which is overwritten) from node. Texts are copied into the
 * arena, so the tree may go afterwards; refs and marks point into it. False
 * when an error was noted. */
bool ydecode(struct ydecode *d, const struct yshape *shape,
    const struct ynode *node, void *into);

/* Where a member or element came from, by its address; NULL when it was not
 * given (or marks are off). */
const struct ynode *ydecode_mark(const struct ydecode *d, const void *at);

#endif
