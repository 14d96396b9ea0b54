/*
 * auth: what SQLite asks before it compiles a read or a write. It answers by
 * the class of the statement in hand (sql.h) and is never switched off.
 */
#include <string.h>

#include "store/handle.h"
#include "store/tables.h"

static bool
starts(const char *text, const char *with)
{
	return text != NULL && strncmp(text, with, strlen(with)) == 0;
}

static bool
is_any(const char *text, const char *const *names)
{
	for (; *names != NULL; names++)
		if (strcmp(text, *names) == 0)
			return true;
	return false;
}

/* Functions no statement of a book has a use for. */
static bool
function_allowed(const char *name, const char *inner)
{
	static const char *const never[] = { "load_extension",
	    "fts3_tokenizer", "edit", "readfile", "writefile", NULL };

	if (is_any(name, never))
		return false;
	/* Only the recording triggers write the record. */
	return strcmp(name, "record_event") != 0 || starts(inner, "rec_");
}

/* Reads of any class but the store's own. inner is the innermost view or
 * trigger that asks. */
static bool
read_allowed(struct handle *h, const char *tbl, const char *column,
    const char *inner)
{
	static const char *const values[] = { "json_each", "json_tree", NULL };
	static const char *const signing_in[] = { "agency", "board",
	    "board_member", "book", "kind_version", "member", "member_key",
	    "role_right", NULL };

	if (starts(tbl, "visible_")) {
		if (inner == NULL)
			h->saw_view = true;
		return true;
	}
	if (starts(inner, "visible_") || is_any(tbl, values))
		return true;
	/* Only the row's number is used: if the statement names no table, it
	 * was a view that did (sqltext.h). */
	if (column[0] == '\0' && inner == NULL && !h->names_table) {
		h->saw_view = true;
		return true;
	}
	/* FTS5 reads its own tables when a view that was admitted runs. */
	if (table_is_shadow(tbl))
		return !h->preparing;
	switch (h->class) {
	case CLASS_WRITE:
		return !table_is_spine(tbl);
	case CLASS_SYSTEM:
		return table_is_spine(tbl) || is_any(tbl, signing_in);
	default:
		return false;
	}
}

static bool
write_allowed(struct handle *h, const char *tbl, const char *inner)
{
	static const char *const own_tables[] = { "counter", "draft",
	    "looked", "place", "presence", NULL };

	/* No trigger but the recording ones, and those only call. */
	if (!h->writer || inner != NULL)
		return false;
	if (h->class == CLASS_WRITE)
		return !table_is_spine(tbl);
	return h->class == CLASS_SYSTEM && is_any(tbl, own_tables);
}

int
authorize(void *arg, int action, const char *a, const char *b,
    const char *schema, const char *inner)
{
	struct handle *h = arg;
	bool ok;

	(void)schema;
	switch (action) {
	case SQLITE_ATTACH:
	case SQLITE_DETACH:
		ok = false;
		break;
	case SQLITE_FUNCTION:
		ok = function_allowed(b, inner);
		break;
	case SQLITE_SELECT:
	case SQLITE_RECURSIVE:
		ok = true;
		break;
	case SQLITE_READ:
		ok = h->class == CLASS_STORE || read_allowed(h, a, b, inner);
		break;
	case SQLITE_INSERT:
	case SQLITE_UPDATE:
	case SQLITE_DELETE:
		ok = h->class == CLASS_STORE || write_allowed(h, a, inner);
		break;
	default:
		ok = h->class == CLASS_STORE;
		break;
	}
	return ok ? SQLITE_OK : SQLITE_DENY;
}
