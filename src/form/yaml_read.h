/*
 * yaml_read: YAML text to a tree of nodes that know where they stand. The one
 * user of libyaml. It takes a strict part of YAML: one document of mappings,
 * lists and plain texts; anchors, aliases, tags, a second document, a key
 * that stands twice, bad UTF-8, too much size or depth are errors with a
 * position. It does not know what any key means (see yaml_decode.h).
 */
#ifndef FORM_YAML_READ_H
#define FORM_YAML_READ_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

enum ynode_kind { YNODE_SCALAR, YNODE_LIST, YNODE_MAP };

/* One value. Everything in it lives in the arena it was read into. */
struct ynode {
	enum ynode_kind kind;
	bool quoted;		/* "no" is a text, no may be something else */
	const char *source;	/* name of the file, for errors */
	int line, column;	/* where the value begins, from 1 */
	const char *key;	/* in a mapping: its key; else NULL */
	int key_line, key_column;
	const char *heading;	/* made of a row of a table: of which column, ""
				 * of several; else NULL */
	const char *text;	/* of a scalar, never NULL; no NUL inside */
	size_t len;
	size_t n;		/* children */
	size_t index;		/* place among its parent's children */
	const struct ynode *parent;
	struct ynode *child;	/* first of them, in the file's order */
	struct ynode *next;
};

/* The member of a mapping, or NULL (also when map is NULL or no mapping). */
const struct ynode *ynode_get(const struct ynode *map, const char *key);

/* Add where it is in its document: "steps[3].each"; nothing for the root. */
void ynode_path(struct buf *b, const struct ynode *node);

/* ---- Errors ------------------------------------------------------------ */

/* So many are kept, the rest is counted; of a table's rows, which all stand for
 * themselves, more. */
enum { YAML_ERRORS = 10, YAML_ERRORS_MOST = 100 };

struct yaml_error {
	char *text;		/* without the position */
	const char *source;
	int line, column;
};

/* Owns its texts; source names are borrowed from the caller. */
struct yaml_errors {
	struct yaml_error at[YAML_ERRORS_MOST];
	size_t most;		/* 0: YAML_ERRORS */
	size_t n;		/* kept */
	size_t more;		/* not kept */
};

void yaml_errors_release(struct yaml_errors *e);

/* True when no more are kept: a sentence need not be made with care. */
bool yaml_errors_full(const struct yaml_errors *e);

/* Note an error at a value: "<path>: <sentence>", or where it stands in a table,
 * "<column>: <sentence>". A scalar's position is its own, a list's or mapping's
 * that of its key; where several columns made it, that of the row. Always
 * false. */
bool yaml_error(struct yaml_errors *e, const struct ynode *node,
    const char *format, ...) __attribute__((format(printf, 3, 4)));

/* The same at the key of a member, for a key that should not be there. */
bool yaml_error_key(struct yaml_errors *e, const struct ynode *node,
    const char *format, ...) __attribute__((format(printf, 3, 4)));

/* Note an error where there is no node; line 0: the file as a whole, column 0:
 * all of the line. */
bool yaml_error_at(struct yaml_errors *e, const char *source, int line,
    int column, const char *format, ...)
	__attribute__((format(printf, 5, 6)));

/* Add all of them, a line each, in the order of the text:
 * "forms/x.yaml:14:9: steps[3].each: …". */
void yaml_errors_report(struct yaml_errors *e, struct buf *report);

/* Set err to the first of them (ERR_INPUT). Always false. */
bool yaml_errors_set(struct yaml_errors *e, struct err *err);

/* The name most like text, for "did you mean": NULL when none is near.
 * names holds n of them. */
const char *yaml_nearest(const char *text, const char *const *names,
    size_t n);

/* ---- Reading ----------------------------------------------------------- */

struct yaml_limits {
	size_t max_bytes;
	int max_depth;		/* at most YAML_DEPTH_MOST */
};

enum { YAML_DEPTH_MOST = 64 };

/* A kind's file: 256 KiB, depth 12. */
extern const struct yaml_limits yaml_limits_kind;

/* Read text[0..len) whole; source (which must outlive the tree) stands in
 * front of errors. NULL when there is an error, noted in errors. A text with
 * nothing in it is an error. */
struct ynode *yaml_read(struct arena *arena, const char *source,
    const char *text, size_t len, const struct yaml_limits *limits,
    struct yaml_errors *errors);

/* Read a long document piece by piece: the top must be a mapping. fn gets
 * each member, in the file's order; where a member's value is a list, it gets
 * each element as soon as that is read (its parent is a list node without
 * children). A piece is gone when fn returns, so memory stays that of the
 * largest. done is the number of bytes read so far, for a progress bar. fn
 * may note errors; false stops the reading. True when everything was read
 * and nothing was noted. */
typedef bool (*yaml_piece_fn)(void *arg, const struct ynode *piece,
    size_t done);
bool yaml_read_pieces(const char *source, const char *text, size_t len,
    const struct yaml_limits *limits, yaml_piece_fn fn, void *arg,
    struct yaml_errors *errors);

#endif
