#include "form/yaml_read.h"

#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "base/alloc.h"
#include "base/utf8.h"

const struct yaml_limits yaml_limits_kind = {
	.max_bytes = 256 * 1024,
	.max_depth = 12,
};

struct reader {
	yaml_parser_t parser;
	yaml_event_t event;
	bool have;		/* event is one to delete */
	struct arena *arena;
	const char *source;
	const char *text;
	size_t len;
	int max_depth;
	struct yaml_errors *errors;
};

static bool
error_mark(struct reader *r, yaml_mark_t mark, const char *what)
{
	return yaml_error_at(r->errors, r->source, (int)mark.line + 1,
	    (int)mark.column + 1, "%s", what);
}

/* Line and column of a byte, for what libyaml tells by offset alone. */
static bool
error_offset(struct reader *r, size_t offset, const char *what)
{
	int line = 1, column = 1;

	for (size_t i = 0; i < offset && i < r->len; i++) {
		if (r->text[i] == '\n') {
			line++;
			column = 1;
		} else if (((unsigned char)r->text[i] & 0xc0) != 0x80) {
			column++;
		}
	}
	return yaml_error_at(r->errors, r->source, line, column, "%s", what);
}

static bool
error_syntax(struct reader *r)
{
	const yaml_parser_t *p = &r->parser;
	const char *problem = p->problem ? p->problem : "not YAML";

	if (p->error == YAML_MEMORY_ERROR)
		bug("out of memory reading YAML");
	if (p->error == YAML_READER_ERROR)
		return error_offset(r, p->problem_offset, problem);
	struct buf text = { 0 };
	buf_addf(&text, "not YAML: %s", problem);
	if (p->context)
		buf_addf(&text, " (%s, line %zu)", p->context,
		    p->context_mark.line + 1);
	error_mark(r, p->problem_mark, buf_text(&text));
	buf_release(&text);
	return false;
}

/* Step to the next event; false when there is none to be had. */
static bool
next(struct reader *r)
{
	if (r->have)
		yaml_event_delete(&r->event);
	r->have = yaml_parser_parse(&r->parser, &r->event) == 1;
	return r->have ? true : error_syntax(r);
}

static bool
is_end(const struct reader *r)
{
	return r->event.type == YAML_SEQUENCE_END_EVENT ||
	    r->event.type == YAML_MAPPING_END_EVENT;
}

/* What must not stand at a value: anchors, aliases, tags. */
static bool
refuse_extras(struct reader *r)
{
	const yaml_char_t *anchor = NULL, *tag = NULL;
	yaml_event_t *e = &r->event;

	switch (e->type) {
	case YAML_ALIAS_EVENT:
		return error_mark(r, e->start_mark,
		    "an alias (*) is not allowed; write the value out");
	case YAML_SCALAR_EVENT:
		anchor = e->data.scalar.anchor;
		tag = e->data.scalar.tag;
		break;
	case YAML_SEQUENCE_START_EVENT:
		anchor = e->data.sequence_start.anchor;
		tag = e->data.sequence_start.tag;
		break;
	case YAML_MAPPING_START_EVENT:
		anchor = e->data.mapping_start.anchor;
		tag = e->data.mapping_start.tag;
		break;
	default:
		break;
	}
	if (anchor)
		return error_mark(r, e->start_mark,
		    "an anchor (&) is not allowed");
	if (tag)
		return error_mark(r, e->start_mark,
		    "a tag (!) is not allowed; quote a text that begins so");
	return true;
}

static struct ynode *
new_node(struct reader *r, const struct ynode *parent,
    const struct ynode *place)
{
	struct ynode *n = arena_alloc(r->arena, sizeof(*n));

	n->key = place->key;
	n->key_line = place->key_line;
	n->key_column = place->key_column;
	n->index = place->index;
	n->source = r->source;
	n->line = (int)r->event.start_mark.line + 1;
	n->column = (int)r->event.start_mark.column + 1;
	n->parent = parent;
	return n;
}

/* The text of the scalar in hand; NULL when it holds a NUL. */
static const char *
scalar_text(struct reader *r, size_t *len)
{
	const char *value = (const char *)r->event.data.scalar.value;

	*len = r->event.data.scalar.length;
	if (memchr(value, '\0', *len)) {
		error_mark(r, r->event.start_mark,
		    "a NUL character is not allowed");
		return NULL;
	}
	return arena_strndup(r->arena, value, *len);
}

/* Read a key into node; the event after it is in hand on return. */
static bool
read_key(struct reader *r, const struct ynode *map, struct ynode *key)
{
	size_t len;

	if (!refuse_extras(r))
		return false;
	if (r->event.type != YAML_SCALAR_EVENT)
		return error_mark(r, r->event.start_mark,
		    "a key must be a plain word");
	key->parent = map;
	key->key_line = (int)r->event.start_mark.line + 1;
	key->key_column = (int)r->event.start_mark.column + 1;
	key->key = scalar_text(r, &len);
	if (!key->key)
		return false;
	if (len == 0)
		return error_mark(r, r->event.start_mark,
		    "a key is missing before the colon");
	return next(r);
}

static int
by_key(const void *a, const void *b)
{
	const struct ynode *x = *(const struct ynode *const *)a;
	const struct ynode *y = *(const struct ynode *const *)b;
	int order = strcmp(x->key, y->key);

	if (order != 0)
		return order;
	return x->index < y->index ? -1 : x->index > y->index;
}

/* Sorted, so that a mapping of a hundred thousand keys costs no more than
 * reading it. */
static void
note_duplicates(struct reader *r, const struct ynode *map)
{
	if (map->n < 2)
		return;
	const struct ynode **all = xmalloc(map->n * sizeof(*all));
	size_t n = 0;
	for (const struct ynode *c = map->child; c; c = c->next)
		all[n++] = c;
	qsort(all, n, sizeof(*all), by_key);
	for (size_t i = 1, first = 0; i < n; i++) {
		if (strcmp(all[first]->key, all[i]->key) != 0) {
			first = i;
			continue;
		}
		yaml_error_key(r->errors, all[i],
		    "the key \"%s\" stands twice (first at line %d)",
		    all[i]->key, all[first]->key_line);
	}
	free(all);
}

static struct ynode *read_value(struct reader *r, const struct ynode *parent,
    const struct ynode *place, int depth);

static bool
read_children(struct reader *r, struct ynode *node, int depth)
{
	struct ynode **end = &node->child;
	bool is_map = node->kind == YNODE_MAP;

	if (depth >= r->max_depth) {
		struct buf text = { 0 };
		buf_addf(&text, "nested more than %d deep", r->max_depth);
		error_mark(r, r->event.start_mark, buf_text(&text));
		buf_release(&text);
		return false;
	}
	if (!next(r))
		return false;
	while (!is_end(r)) {
		struct ynode place = { .index = node->n };
		if (is_map && !read_key(r, node, &place))
			return false;
		struct ynode *child = read_value(r, node, &place, depth + 1);
		if (!child)
			return false;
		node->n++;
		*end = child;
		end = &child->next;
		if (!next(r))
			return false;
	}
	if (is_map)
		note_duplicates(r, node);
	return true;
}

/* Read the value that begins with the event in hand, which on return is its
 * last one. Its place (key, index) is known before what lies in it is read, so
 * that errors there can name it. */
static struct ynode *
read_value(struct reader *r, const struct ynode *parent,
    const struct ynode *place, int depth)
{
	if (!refuse_extras(r))
		return NULL;
	struct ynode *node = new_node(r, parent, place);
	switch (r->event.type) {
	case YAML_SCALAR_EVENT:
		node->kind = YNODE_SCALAR;
		node->quoted = r->event.data.scalar.style !=
		    YAML_PLAIN_SCALAR_STYLE;
		node->text = scalar_text(r, &node->len);
		return node->text ? node : NULL;
	case YAML_SEQUENCE_START_EVENT:
		node->kind = YNODE_LIST;
		break;
	case YAML_MAPPING_START_EVENT:
		node->kind = YNODE_MAP;
		break;
	default:
		error_mark(r, r->event.start_mark, "a value is missing");
		return NULL;
	}
	return read_children(r, node, depth) ? node : NULL;
}

static bool
check_bytes(struct reader *r, const struct yaml_limits *limits)
{
	if (r->len > limits->max_bytes)
		return yaml_error_at(r->errors, r->source, 0, 0,
		    "the file is too large; at most %zu bytes are read",
		    limits->max_bytes);
	if (utf8_valid(r->text, r->len))
		return true;
	size_t at = 0;
	while (at < r->len) {
		uint32_t cp;
		size_t used = utf8_decode(r->text + at, r->len - at, &cp);
		if (!utf8_valid(r->text + at, used))
			break;
		at += used;
	}
	return error_offset(r, at, "not UTF-8; save the file as UTF-8");
}

/* Set up and step to the first value of the only document. */
static bool
open_reader(struct reader *r, const struct yaml_limits *limits)
{
	if (!check_bytes(r, limits))
		return false;
	yaml_parser_set_encoding(&r->parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&r->parser,
	    (const unsigned char *)r->text, r->len);
	r->max_depth = limits->max_depth < YAML_DEPTH_MOST ?
	    limits->max_depth : YAML_DEPTH_MOST;
	if (!next(r) || !next(r))
		return false;
	if (r->event.type == YAML_STREAM_END_EVENT)
		return yaml_error_at(r->errors, r->source, 1, 1,
		    "there is nothing in the file");
	if (r->event.data.document_start.version_directive ||
	    r->event.data.document_start.tag_directives.start !=
	    r->event.data.document_start.tag_directives.end)
		return error_mark(r, r->event.start_mark,
		    "a directive (%) is not allowed");
	return next(r);
}

/* After the last value: nothing may follow. */
static bool
finish(struct reader *r)
{
	if (!next(r) || !next(r))
		return false;
	if (r->event.type != YAML_STREAM_END_EVENT)
		return error_mark(r, r->event.start_mark,
		    "a second document begins here; a file holds one");
	return true;
}

static void
init_reader(struct reader *r)
{
	if (!yaml_parser_initialize(&r->parser))
		bug("out of memory reading YAML");
}

static void
release_reader(struct reader *r)
{
	if (r->have)
		yaml_event_delete(&r->event);
	yaml_parser_delete(&r->parser);
}

struct ynode *
yaml_read(struct arena *arena, const char *source, const char *text,
    size_t len, const struct yaml_limits *limits,
    struct yaml_errors *errors)
{
	struct ynode *root = NULL;
	size_t before = errors->n + errors->more;
	struct reader r = {
		.arena = arena,
		.source = source,
		.text = text,
		.len = len,
		.errors = errors,
	};

	init_reader(&r);
	if (open_reader(&r, limits))
		root = read_value(&r, NULL, &(struct ynode){ 0 }, 0);
	bool ok = root && finish(&r);
	release_reader(&r);
	return ok && errors->n + errors->more == before ? root : NULL;
}

/* ---- Piece by piece ---------------------------------------------------- */

struct pieces {
	struct reader r;
	struct arena keep;	/* the root and the keys at the top */
	struct arena piece;
	struct ynode *root;
	yaml_piece_fn fn;
	void *arg;
};

static bool
give(struct pieces *p, const struct ynode *piece)
{
	size_t done = p->r.parser.offset;
	bool on = p->fn(p->arg, piece, done < p->r.len ? done : p->r.len);

	arena_reset(&p->piece);
	return on;
}

static bool
read_elements(struct pieces *p, struct ynode *list)
{
	if (!next(&p->r))
		return false;
	p->r.arena = &p->piece;
	for (; !is_end(&p->r); list->n++) {
		struct ynode place = { .index = list->n };
		struct ynode *one = read_value(&p->r, list, &place, 2);
		if (!one)
			return false;
		if (!give(p, one) || !next(&p->r))
			return false;
	}
	return true;
}

enum { TOP_MOST = 100 };	/* members of the top mapping */

static bool
read_member(struct pieces *p)
{
	struct ynode place = { .index = p->root->n };

	if (p->root->n == TOP_MOST)
		return error_mark(&p->r, p->r.event.start_mark,
		    "too many keys at the top of the file");
	p->r.arena = &p->keep;
	if (!read_key(&p->r, p->root, &place) || !refuse_extras(&p->r))
		return false;
	bool is_list = p->r.event.type == YAML_SEQUENCE_START_EVENT;
	struct ynode *node;
	if (is_list) {
		node = new_node(&p->r, p->root, &place);
		node->kind = YNODE_LIST;
	} else {
		p->r.arena = &p->piece;
		node = read_value(&p->r, p->root, &place, 1);
	}
	if (!node)
		return false;
	const struct ynode *first = ynode_get(p->root, place.key);
	if (first)
		return yaml_error_key(p->r.errors, node,
		    "the key \"%s\" stands twice (first at line %d)",
		    place.key, first->key_line);
	/* The root keeps a childless stand-in, for the keys seen so far. */
	struct ynode *seen = arena_alloc(&p->keep, sizeof(*seen));
	*seen = *node;
	seen->child = NULL;
	seen->text = "";
	seen->next = p->root->child;
	p->root->child = seen;
	p->root->n++;
	return is_list ? read_elements(p, node) : give(p, node);
}

static bool
read_members(struct pieces *p)
{
	if (p->r.event.type != YAML_MAPPING_START_EVENT)
		return error_mark(&p->r, p->r.event.start_mark,
		    "the file must begin with a key and a colon");
	if (!refuse_extras(&p->r))
		return false;
	p->root = new_node(&p->r, NULL, &(struct ynode){ 0 });
	p->root->kind = YNODE_MAP;
	if (!next(&p->r))
		return false;
	while (!is_end(&p->r))
		if (!read_member(p) || !next(&p->r))
			return false;
	return finish(&p->r);
}

bool
yaml_read_pieces(const char *source, const char *text, size_t len,
    const struct yaml_limits *limits, yaml_piece_fn fn, void *arg,
    struct yaml_errors *errors)
{
	struct pieces p = {
		.r = {
			.source = source,
			.text = text,
			.len = len,
			.errors = errors,
		},
		.fn = fn,
		.arg = arg,
	};
	size_t before = errors->n + errors->more;

	init_reader(&p.r);
	p.r.arena = &p.keep;
	bool ok = open_reader(&p.r, limits) && read_members(&p);
	release_reader(&p.r);
	arena_release(&p.keep);
	arena_release(&p.piece);
	return ok && errors->n + errors->more == before;
}
