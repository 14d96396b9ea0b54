#include "cmd/import_map.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/date.h"

/* Members of records that are lists of mappings. */
static const char *const lists[] = { "parties", "contacts", "aliases",
	"incidents", "relations", "links", "access", "milestones", "progress",
	"repeats" };

/* Those that are days, which a table may write as 13/03/2031. */
static const char *const days[] = { "received", "incident", "scored",
	"screened", "born", "age-on", "state-on", "status-on", "due", "agreed",
	"start", "done", "on", "from", "to" };

/* And those that are numbers. */
static const char *const numbers[] = { "score", "age" };

#define IS_IN(list, word) \
	is_in(list, sizeof(list) / sizeof((list)[0]), word)

static bool
is_in(const char *const *list, size_t n, const char *word)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(list[i], word) == 0)
			return true;
	return false;
}

/* ---- Nodes ------------------------------------------------------------ */

struct ynode *
import_node(struct arena *a, enum ynode_kind kind, const char *key,
    const char *source, int line, int column)
{
	struct ynode *n = arena_alloc(a, sizeof(*n));

	*n = (struct ynode){ .kind = kind, .source = source, .line = line,
	    .column = column, .key = key, .key_line = line,
	    .key_column = column, .text = "", .heading = "" };
	return n;
}

void
import_node_add(struct ynode *parent, struct ynode *last,
    struct ynode *node)
{
	node->parent = parent;
	node->index = parent->n++;
	if (last)
		last->next = node;
	else
		parent->child = node;
}

static struct ynode *
last_of(struct ynode *parent)
{
	struct ynode *n = parent->child;

	while (n && n->next)
		n = n->next;
	return n;
}

static struct ynode *
find(struct ynode *parent, const char *key)
{
	struct ynode *n = parent->child;

	while (n && (!n->key || strcmp(n->key, key) != 0))
		n = n->next;
	return n;
}

/* ---- The mapping ------------------------------------------------------ */

/* Parts of a path: between dots, none empty. */
static size_t
parts_of(struct arena *a, const char *path, const char *part[MAP_DEPTH])
{
	size_t n = 0;

	while (n < MAP_DEPTH) {
		size_t len = strcspn(path, ".");

		if (len == 0)
			return 0;
		part[n++] = arena_strndup(a, path, len);
		if (path[len] == '\0')
			return n;
		path += len + 1;
	}
	return 0;
}

static bool
ends_in_list(const char *part)
{
	size_t len = strlen(part);

	return len > 2 && strcmp(part + len - 2, "[]") == 0;
}

static bool
check_path(struct importer *im, const struct map_entry *e)
{
	const char *part[MAP_DEPTH];
	size_t n = parts_of(&im->arena, e->path, part);

	if (n == 0)
		return yaml_error(&im->errors, e->node, "\"%s\" is no path "
		    "such as received or parties.ROLE.surname", e->path);
	for (size_t i = 0; i < n; i++)
		if (IS_IN(lists, part[i]) && i + 2 >= n)
			return yaml_error(&im->errors, e->node, "\"%s\" goes "
			    "on: which of them, and what of it (%s.1.…)",
			    e->path, part[i]);
		else if (IS_IN(lists, part[i]))
			i++;
	return true;
}

static bool
read_entries(struct importer *im, const struct ynode *root, const char *key,
    struct import_map *map)
{
	const struct ynode *list = ynode_get(root, key), *n;
	const struct ynode *values = ynode_get(root, "values");
	bool constant = strcmp(key, "set") == 0, ok = true;

	if (list && list->kind != YNODE_MAP)
		return yaml_error(&im->errors, list, "this is a mapping");
	for (n = list ? list->child : NULL; n; n = n->next) {
		struct map_entry *e = &map->entries[map->n++];

		*e = (struct map_entry){ .node = n, .field = -1,
		    .heading = constant ? NULL : n->key,
		    .path = constant ? n->key : n->text,
		    .text = constant ? n->text : NULL };
		if (n->kind != YNODE_SCALAR)
			ok = yaml_error(&im->errors, n, "this is one text");
		else
			ok &= check_path(im, e);
		e->values = ynode_get(values, e->path);
		if (e->values && e->values->kind != YNODE_MAP)
			ok = yaml_error(&im->errors, e->values, "this is a "
			    "mapping of what stands in the table to what is "
			    "meant");
	}
	return ok;
}

static bool
read_separator(struct importer *im, const struct ynode *root, char *out)
{
	const char *text = import_text(im, root, "separator");

	*out = ',';
	if (!text)
		return true;
	if (strcmp(text, "tab") == 0)
		*out = '\t';
	else if (strcmp(text, ",") == 0 || strcmp(text, ";") == 0)
		*out = *text;
	else
		return yaml_error(&im->errors, ynode_get(root, "separator"),
		    "a separator is \",\", \";\" or tab");
	return true;
}

bool
import_map_read(struct importer *im, const struct ynode *root,
    struct arena *a, struct import_map *map)
{
	const struct ynode *columns = ynode_get(root, "columns");
	const struct ynode *set = ynode_get(root, "set");
	bool ok;

	*map = (struct import_map){ .ignore = ynode_get(root, "ignore") };
	if (!import_keys(im, root, "a mapping", " into separator columns set"
	    " values ignore "))
		return false;
	map->into = import_need_text(im, root, "into");
	if (map->into && strcmp(map->into, "casefiles") != 0 &&
	    strcmp(map->into, "actions") != 0)
		return yaml_error(&im->errors, ynode_get(root, "into"),
		    "a table goes into casefiles or actions");
	if (!columns)
		yaml_error(&im->errors, root, "\"columns\" is missing");
	map->entries = arena_array(a, (columns ? columns->n : 0) +
	    (set ? set->n : 0) + 1, sizeof(*map->entries));
	ok = map->into && columns && read_separator(im, root,
	    &map->separator);
	ok &= read_entries(im, root, "columns", map);
	ok &= read_entries(im, root, "set", map);
	if (map->ignore && map->ignore->kind != YNODE_LIST)
		ok = yaml_error(&im->errors, map->ignore, "this is a list of "
		    "headings");
	return ok;
}

/* ---- Headings --------------------------------------------------------- */

/* Without the spaces around it. */
static const char *
trim(struct arena *a, const char *text)
{
	size_t len;

	text += strspn(text, " \t\r\n");
	len = strlen(text);
	while (len > 0 && strchr(" \t\r\n", text[len - 1]))
		len--;
	return arena_strndup(a, text, len);
}

static bool
is_ignored(const struct import_map *map, const char *heading)
{
	const struct ynode *n = map->ignore ? map->ignore->child : NULL;

	for (; n; n = n->next)
		if (n->kind == YNODE_SCALAR &&
		    strcasecmp(n->text, heading) == 0)
			return true;
	return *heading == '\0';
}

bool
import_map_headings(struct importer *im, struct import_map *map,
    const char *source, const struct csv_row *row)
{
	bool ok = true;

	for (size_t f = 0; f < row->n; f++) {
		const char *heading = trim(&im->arena, row->field[f]);
		bool known = is_ignored(map, heading);

		for (size_t i = 0; i < map->n; i++) {
			struct map_entry *e = &map->entries[i];

			if (!e->heading || e->field >= 0 ||
			    strcasecmp(e->heading, heading) != 0)
				continue;
			e->field = (int)f;
			known = true;
		}
		if (!known)
			ok = yaml_error_at(&im->errors, source, row->line,
			    (int)f + 1, "the mapping says nothing of the "
			    "column \"%s\": name it under columns: or "
			    "ignore:", heading);
	}
	for (size_t i = 0; i < map->n; i++)
		if (map->entries[i].heading && map->entries[i].field < 0)
			ok = yaml_error(&im->errors, map->entries[i].node,
			    "the table has no column \"%s\"",
			    map->entries[i].heading);
	return ok;
}

/* ---- A row ------------------------------------------------------------ */

/* 13/03/2031, 13.3.2031 and 13-03-2031 as 2031-03-13; anything else as it
 * stands, for whoever reads the day to judge. */
static const char *
as_day(struct arena *a, const char *text)
{
	const char *whole = text;
	char *end;
	long day = strtol(text, &end, 10), month, year;
	char sign = *end;

	if (!isdigit((unsigned char)*text) || end - text > 2 ||
	    !strchr("/.-", sign) || sign == '\0' ||
	    !isdigit((unsigned char)end[1]))
		return text;
	text = end + 1;
	month = strtol(text, &end, 10);
	if (end - text > 2 || *end != sign || !isdigit((unsigned char)end[1]))
		return whole;
	year = strtol(end + 1, &end, 10);
	text = arena_printf(a, "%04ld-%02ld-%02ld%s", year, month, day, end);
	return date_parse_iso(text) == DATE_NONE ? whole : text;
}

static const char *
meant(const struct map_entry *e, const char *cell)
{
	const struct ynode *n = e->values ? e->values->child : NULL;

	for (; n; n = n->next)
		if (n->kind == YNODE_SCALAR && strcasecmp(n->key, cell) == 0)
			return n->text;
	return cell;
}

struct spot {
	struct importer *im;
	struct arena *a;
	const char *source, *heading;
	int line, column;
};

static struct ynode *
add_child(const struct spot *s, struct ynode *parent, enum ynode_kind kind,
    const char *key)
{
	struct ynode *n = import_node(s->a, kind, key, s->source, s->line,
	    s->column);

	import_node_add(parent, last_of(parent), n);
	return n;
}

static void
set_text(const struct spot *s, struct ynode *n, const char *text)
{
	n->text = text;
	n->len = strlen(text);
	n->heading = s->heading;
}

/* What can be told of a cell alone is told of all of them, whatever else keeps
 * its record from being taken in. */
static void
check_cell(const struct spot *s, const struct map_entry *e,
    const struct ynode *parent, const struct ynode *n)
{
	if (strncmp(e->path, "answers.", 8) == 0 ||
	    strncmp(e->path, "about.", 6) == 0)
		return;
	if (IS_IN(days, n->key))
		import_day(s->im, parent, n->key);
	else if (IS_IN(numbers, n->key))
		import_number(s->im, parent, n->key, 0);
}

/* An element of a list; somebody in a casefile has what it is called for a
 * role, "child-2" being a second child. */
static struct ynode *
add_element(const struct spot *s, struct ynode *list, const char *name)
{
	struct ynode *n = add_child(s, list, YNODE_MAP, name);
	size_t len = strlen(name);

	if (strcmp(list->key, "parties") != 0)
		return n;
	while (len > 0 && isdigit((unsigned char)name[len - 1]))
		len--;
	if (len == strlen(name) || len < 2 || name[len - 1] != '-')
		len = strlen(name) + 1;
	set_text(s, add_child(s, n, YNODE_SCALAR, "role"),
	    arena_strndup(s->a, name, len - 1));
	return n;
}

static void
add_texts(const struct spot *s, struct ynode *parent, const char *part,
    const char *text)
{
	struct ynode *list = add_child(s, parent, YNODE_LIST,
	    arena_strndup(s->a, part, strlen(part) - 2));

	while (*text) {
		size_t len = strcspn(text, ";");
		const char *one = trim(s->a, arena_strndup(s->a, text, len));

		if (*one)
			set_text(s, add_child(s, list, YNODE_SCALAR, NULL),
			    one);
		text += len + (text[len] != '\0');
	}
}

/* Put a text where its path says. A constant makes nobody: it goes to an
 * element that is there. */
static void
place(const struct spot *s, struct ynode *row, const struct map_entry *e,
    const char *text)
{
	const char *part[MAP_DEPTH];
	size_t n = parts_of(s->a, e->path, part);
	struct ynode *at = row, *next;

	for (size_t i = 0; i + 1 < n; i++) {
		bool in_list = at->kind == YNODE_LIST;

		next = find(at, part[i]);
		if (!next && in_list && !e->heading)
			return;
		if (!next)
			next = in_list ? add_element(s, at, part[i])
			    : add_child(s, at, IS_IN(lists, part[i])
			    ? YNODE_LIST : YNODE_MAP, part[i]);
		if (next->kind == YNODE_SCALAR)
			return;
		at = next;
	}
	if (find(at, part[n - 1])) {
		if (e->heading)
			yaml_error_at(&s->im->errors, s->source, s->line,
			    s->column, "another column gives \"%s\", too",
			    e->path);
		return;
	}
	if (ends_in_list(part[n - 1])) {
		add_texts(s, at, part[n - 1], text);
		return;
	}
	next = add_child(s, at, YNODE_SCALAR, part[n - 1]);
	set_text(s, next, IS_IN(days, part[n - 1]) && strncmp(e->path,
	    "answers.", 8) != 0 ? as_day(s->a, text) : text);
	check_cell(s, e, at, next);
}

/* Elements of lists have no key; what they were called is forgotten, and lists
 * in which nobody stands are. */
static void
forget_names(struct ynode *n)
{
	for (struct ynode *c = n->child; c; c = c->next) {
		forget_names(c);
		if (n->kind == YNODE_LIST)
			c->key = NULL;
	}
}

const char *
import_map_heading(const struct import_map *map, const char *key,
    int *field)
{
	for (size_t i = 0; i < map->n; i++) {
		const struct map_entry *e = &map->entries[i];

		*field = e->field + 1;
		if (e->heading && strcmp(e->path, key) == 0)
			return e->heading;
	}
	return NULL;
}

struct ynode *
import_map_row(struct importer *im, const struct import_map *map,
    const char *source, const struct csv_row *row, struct arena *a)
{
	struct ynode *n = import_node(a, YNODE_MAP, NULL, source, row->line,
	    1);
	bool any = false;

	for (size_t i = 0; i < map->n; i++) {
		const struct map_entry *e = &map->entries[i];
		const struct spot s = { im, a, source, e->heading, row->line,
		    e->field + 1 };
		const char *text = e->heading && (size_t)e->field < row->n
		    ? trim(a, row->field[e->field]) : "";

		if (*text == '\0')
			continue;
		any = true;
		place(&s, n, e, meant(e, text));
	}
	/* What is wrong with a constant is so in every row, and told once: in
	 * the mapping. */
	for (size_t i = 0; any && i < map->n; i++) {
		const struct map_entry *e = &map->entries[i];
		const struct ynode *at = e->node;

		if (!e->heading)
			place(&(struct spot){ im, a, at->source, arena_printf(a,
			    "set: %s", e->path), at->line, at->column }, n, e,
			    e->text);
	}
	forget_names(n);
	return any ? n : NULL;
}
