#include "cmd/import_csv.h"

#include <string.h>

#include "base/csv.h"
#include "cmd/bind.h"
#include "cmd/cmd.h"
#include "cmd/file.h"
#include "cmd/import_map.h"
#include "cmd/repeat_cmd.h"
#include "store/action_read.h"

static const struct yaml_limits map_limits = {
	.max_bytes = 256u << 10,
	.max_depth = 6,
};

/* What the last look at the rows needs. */
struct looking {
	const struct import_table *table;
	struct buf *report;
	size_t like;		/* rows that look like a record */
};

/* ---- What looks like a record that is there --------------------------- */

static void
say_like(struct looking *l, int line, const char *what, const char *like)
{
	l->like++;
	if (l->report)
		buf_addf(l->report, "%s:%d: this looks like %s: %s\n",
		    l->table->name, line, like, what);
}

/* The words that speak for it, one after the other. */
static const char *
evidence(struct arena *a, const struct evidence_list *list)
{
	struct buf b = {0};
	const char *text;

	for (size_t i = 0; i < list->n; i++)
		buf_addf(&b, "%s%s", i > 0 ? " " : "", list->items[i].text);
	text = arena_strdup(a, buf_text(&b));
	buf_release(&b);
	return text;
}

static bool
look_casefile(struct importer *im, struct looking *l,
    const struct import_made *made, struct arena *a, struct err *err)
{
	struct repeat_found *found;
	size_t n;

	if (!repeat_proposals(im->s, made->casefile, a, &found, &n, err))
		return false;
	if (n > 0)
		say_like(l, made->line, evidence(a,
		    &found[0].proposal.evidence), found[0].reference);
	return true;
}

static bool
look_action(struct importer *im, struct looking *l,
    const struct import_made *made, struct arena *a, struct err *err)
{
	struct action_row row;
	struct stmt *q;

	if (!action_read(im->s->db, made->action, clock_today(im->s->clock),
	    a, &row, err))
		return false;
	q = cmd_query(im->s, SQL_IMPORT_ACTION_TWIN, BIND(
	    B_ID("place", row.casefile ? row.casefile : row.meeting),
	    B_ID("id", row.id), B_ID("agency", row.agency),
	    B_DATE("due", row.due_on), B_TEXT("text", row.text)), err);
	if (stmt_next(q, err))
		say_like(l, made->line, "the same words, agency and day.",
		    col_copy(q, 0, a));
	return q != NULL && stmt_done(q);
}

/* Before anything is saved. */
static bool
look(struct importer *im, void *arg, struct err *err)
{
	struct looking *l = arg;
	struct arena a = {0};
	bool ok = true;

	for (size_t i = 0; ok && i < im->n_made; i++) {
		ok = im->made[i].casefile ? look_casefile(im, l,
		    &im->made[i], &a, err) : look_action(im, l, &im->made[i],
		    &a, err);
		arena_reset(&a);
	}
	arena_release(&a);
	if (!ok || l->like == 0 || l->table->accept)
		return ok;
	return err_set(err, ERR_CONFLICT, "%zu of the rows look%s like "
	    "records that are there already. Nothing was taken in. Look at "
	    "them; with --duplicates accept they are taken in all the same.",
	    l->like, l->like == 1 ? "s" : "");
}

/* ---- From rows to records --------------------------------------------- */

static bool
read_rows(struct importer *im, const struct import_table *t,
    struct import_map *map, struct ynode *list, struct arena *a)
{
	struct ynode *last = NULL, *n;
	struct arena scratch = {0};
	struct csv_row row;
	struct csv c;
	bool ok;

	csv_open(&c, t->text, t->len, map->separator);
	ok = csv_next(&c, &scratch, &row) && import_map_headings(im, map,
	    t->name, &row);
	while (ok && csv_next(&c, &scratch, &row)) {
		n = import_map_row(im, map, t->name, &row, a);
		if (n) {
			import_node_add(list, last, n);
			last = n;
		}
		arena_reset(&scratch);
	}
	if (c.problem)
		ok = yaml_error_at(&im->errors, t->name, c.problem_line,
		    c.problem_field, "%s", c.problem);
	else if (ok && !list->child && im->errors.n == 0)
		ok = yaml_error_at(&im->errors, t->name, c.line, 1,
		    "there is nothing in the table");
	else if (!ok && im->errors.n == 0)
		yaml_error_at(&im->errors, t->name, 1, 1, "a table begins "
		    "with a row of headings");
	arena_release(&scratch);
	/* An error in a cell keeps no other row from being looked at. */
	return ok;
}

static struct ynode *
read_tree(struct importer *im, const struct import_table *t,
    struct arena *a)
{
	const struct ynode *map_root;
	struct ynode *root, *list;
	struct import_map *map = arena_alloc(a, sizeof(*map));

	map_root = yaml_read(a, t->map_name, t->map, t->map_len, &map_limits,
	    &im->errors);
	if (!map_root || !import_map_read(im, map_root, a, map))
		return NULL;
	root = import_node(a, YNODE_MAP, NULL, t->name, 1, 1);
	list = import_node(a, YNODE_LIST, map->into, t->name, 1, 1);
	import_node_add(root, NULL, list);
	im->map = map;
	return read_rows(im, t, map, list, a) ? root : NULL;
}

bool
cmd_import_csv(struct session *s, const struct import_table *t,
    const struct import_options *o, struct import_counts *counts,
    struct buf *report, struct err *err)
{
	static const struct import_options plain;
	struct looking l = { .table = t, .report = report };
	struct importer im = { .s = s, .o = o ? o : &plain,
		.counts = counts, .rows = true, .look = look, .arg = &l,
		.errors.most = YAML_ERRORS_MOST };
	struct arena tree = {0};
	bool ok;

	memset(counts, 0, sizeof(*counts));
	if (!session_require_keeper(s, err))
		return false;
	ok = import_tree(&im, read_tree(&im, t, &tree), report, err);
	arena_release(&tree);
	return ok;
}

bool
cmd_import_csv_files(struct session *s, const char *path,
    const char *map_path, bool accept, const struct import_options *o,
    struct import_counts *counts, struct buf *report, struct err *err)
{
	struct buf text = {0}, map = {0};
	struct import_table t = { .name = path, .map_name = map_path,
		.accept = accept };
	bool ok;

	ok = session_require_files(s, err) && file_read(path, &text, err) &&
	    file_read(map_path, &map, err);
	if (ok) {
		t.text = buf_text(&text);
		t.len = text.len;
		t.map = buf_text(&map);
		t.map_len = map.len;
		ok = cmd_import_csv(s, &t, o, counts, report, err);
	}
	buf_wipe(&text);
	buf_wipe(&map);
	return ok;
}
