#include "cmd/import.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "cmd/bind.h"
#include "cmd/cmd.h"
#include "cmd/file.h"
#include "cmd/import_walk.h"
#include "cmd/init.h"
#include "store/db.h"

static const struct yaml_limits limits = {
	.max_bytes = 256u << 20,
	.max_depth = 16,
};

static const char *const lists[] = { "kinds", "agencies", "members",
	"boards", "casefiles", "meetings", "contributions", "actions" };

static size_t
count_records(const struct ynode *root)
{
	size_t i, n = 0;

	for (i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
		const struct ynode *list = ynode_get(root, lists[i]);

		if (list != NULL && list->kind == YNODE_LIST)
			n += list->n;
	}
	return n;
}

static void
check_scripts(struct importer *im, const struct ynode *root)
{
	const struct ynode *scripts = ynode_get(root, "scripts");
	const struct ynode *c;

	if (scripts == NULL)
		return;
	if (scripts->kind != YNODE_MAP) {
		yaml_error(&im->errors, scripts, "scripts are a mapping of"
		    " names to lines");
		return;
	}
	for (c = scripts->child; c != NULL; c = c->next)
		if (c->kind != YNODE_SCALAR)
			yaml_error(&im->errors, c, "a script is one text of"
			    " lines (write: |)");
}

/* A new book gets its name from the file; what comes in needs a book that has
 * one. */
static bool
name_book(struct importer *im, const struct ynode *root)
{
	const char *name = import_text(im, root, "book");
	struct err err = { 0 };
	int64_t made = 0;

	if (name != NULL && !im->o->beside)
		return book_make(im->s, name, &err) ||
		    import_stop(im, ynode_get(root, "book"), &err);
	if (!cmd_one(im->s, SQL_BOOK_COUNT, BIND_NONE, &made, &err))
		return import_stop(im, root, &err);
	return made > 0 || yaml_error(&im->errors, root, "this book has no"
	    " name yet: begin the file with \"book: \" and what the"
	    " partnership calls itself");
}

static bool
take_in(struct importer *im, const struct ynode *root)
{

	if (!import_keys(im, root, "a data file", " as-of book kinds agencies"
	    " members boards casefiles meetings contributions actions scripts"
	    " "))
		return false;
	im->total = count_records(root);
	check_scripts(im, root);
	return name_book(im, root) && import_people(im, root) &&
	    import_casefiles(im, root) && import_meetings(im, root) &&
	    import_work(im, root) && im->errors.n == 0;
}

/* Everything stands in one command; an error anywhere rolls it back. */
static bool
run(struct importer *im, const struct ynode *root, struct err *err)
{
	bool ok;

	if (!cmd_begin(im->s, "book-import", err))
		return false;
	ok = take_in(im, root) && (im->look == NULL || im->look(im, im->arg,
	    err));
	if (ok && !im->o->dry_run)
		return cmd_end(im->s, true, err);
	cmd_end(im->s, false, NULL);
	return ok;
}

/* One who looks after the book may have no role on a board that comes in: the
 * program itself takes it in, and they are signed in again after. */
static bool
run_as_program(struct importer *im, const struct ynode *root,
    struct err *err)
{
	int64_t member = im->s->member;
	bool ok;

	if (member == 0)
		return run(im, root, err);
	db_sign_in_system(im->s->db, "import");
	im->s->member = 0;
	ok = run(im, root, err);
	im->s->member = member;
	return db_sign_in(im->s->db, member, "import", ok ? err : NULL) && ok;
}

bool
import_tree(struct importer *im, const struct ynode *root,
    struct buf *report, struct err *err)
{
	bool ok = root != NULL && run_as_program(im, root, err);

	if (im->errors.n > 0) {
		err_clear(err);
		ok = yaml_errors_set(&im->errors, err);
		if (report != NULL)
			yaml_errors_report(&im->errors, report);
	}
	yaml_errors_release(&im->errors);
	free(im->keys);
	free(im->made);
	arena_release(&im->arena);
	return ok;
}

bool
cmd_import(struct session *s, const char *name, const char *text, size_t len,
    const struct import_options *o, struct import_counts *counts,
    struct buf *report, struct err *err)
{
	static const struct import_options plain;
	struct importer im = { .s = s, .o = o != NULL ? o : &plain,
		.counts = counts };
	const struct ynode *root;
	struct arena tree = { 0 };
	bool ok;

	memset(counts, 0, sizeof(*counts));
	if (!session_require_keeper(s, err))
		return false;
	root = yaml_read(&tree, name, text, len, &limits, &im.errors);
	ok = import_tree(&im, root, report, err);
	arena_release(&tree);
	return ok;
}

bool
cmd_import_file(struct session *s, const char *path,
    const struct import_options *o, struct import_counts *counts,
    struct buf *report, struct err *err)
{
	struct buf text = { 0 };
	bool ok;

	ok = session_require_files(s, err) &&
	    file_read(path, &text, err) && cmd_import(s, path,
	    buf_text(&text), text.len, o, counts, report, err);
	buf_release(&text);
	return ok;
}

static void
add_count(struct buf *b, size_t n, const char *one, const char *many,
    bool *any)
{
	if (n == 0)
		return;
	buf_addf(b, "%s%zu %s", *any ? ", " : "", n, n == 1 ? one : many);
	*any = true;
}

void
import_counts_add(struct buf *b, const struct import_counts *c)
{
	bool any = false;

	add_count(b, c->agencies, "agency", "agencies", &any);
	add_count(b, c->members, "member", "members", &any);
	add_count(b, c->boards, "board", "boards", &any);
	add_count(b, c->meetings, "meeting", "meetings", &any);
	add_count(b, c->casefiles, "casefile", "casefiles", &any);
	add_count(b, c->parties, "person in them", "people in them", &any);
	add_count(b, c->actions, "action", "actions", &any);
	if (!any)
		buf_adds(b, "nothing");
}

/* A text at root[map][key], or root[key] when map is NULL; yours to free. */
static char *
read_text(const char *name, const char *text, size_t len, const char *map,
    const char *key, struct err *err)
{
	struct yaml_errors errors = { 0 };
	struct arena tree = { 0 };
	const struct ynode *root, *n;
	char *found = NULL;

	root = yaml_read(&tree, name, text, len, &limits, &errors);
	if (root == NULL) {
		yaml_errors_set(&errors, err);
	} else {
		n = ynode_get(map != NULL ? ynode_get(root, map) : root, key);
		if (n != NULL && n->kind == YNODE_SCALAR)
			found = xstrdup(n->text);
		else
			err_set(err, ERR_INPUT, "%s holds no %s \"%s\".", name,
			    map != NULL ? "script" : "text", key);
	}
	yaml_errors_release(&errors);
	arena_release(&tree);
	return found;
}

char *
import_script(const char *name, const char *text, size_t len,
    const char *script, struct err *err)
{
	return read_text(name, text, len, "scripts", script, err);
}

char *
import_as_of(const char *name, const char *text, size_t len)
{
	return read_text(name, text, len, NULL, "as-of", NULL);
}

static bool
is_kind_file(const struct ynode *n, const char *kind)
{
	const struct ynode *file = ynode_get(n, "file");
	size_t len = strlen(kind);

	return file != NULL && file->kind == YNODE_SCALAR &&
	    strncmp(file->text, kind, len) == 0 &&
	    strcmp(file->text + len, ".yaml") == 0;
}

bool
import_takes_kind(const char *name, const char *text, size_t len,
    const char *kind)
{
	struct yaml_errors errors = { 0 };
	struct arena tree = { 0 };
	const struct ynode *root, *list, *n;
	bool found = false;

	root = yaml_read(&tree, name, text, len, &limits, &errors);
	list = root != NULL ? ynode_get(root, "kinds") : NULL;
	for (n = list != NULL && list->kind == YNODE_LIST ? list->child : NULL;
	    n != NULL && !found; n = n->next)
		found = n->kind == YNODE_MAP && is_kind_file(n, kind);
	yaml_errors_release(&errors);
	arena_release(&tree);
	return found;
}
