#include "cmd/bind.h"

#include "base/alloc.h"
#include "base/buf.h"
#include "base/date.h"

static void
give(struct stmt *q, const struct bind *b)
{
	struct buf day = { 0 };

	switch (b->sort) {
	case BIND_INT:
		stmt_int(q, b->name, b->number);
		break;
	case BIND_ID:
		stmt_id(q, b->name, b->number);
		break;
	case BIND_TEXT:
		stmt_text(q, b->name, b->text);
		break;
	case BIND_STR:
		stmt_text(q, b->name, b->text ? b->text : "");
		break;
	case BIND_DATE:
		if (b->number == DATE_NONE) {
			stmt_null(q, b->name);
			break;
		}
		date_add_iso(&day, (int)b->number);
		stmt_text(q, b->name, buf_text(&day));
		buf_release(&day);
		break;
	case BIND_BLOB:
		stmt_blob(q, b->name, b->text, (size_t)b->number);
		break;
	}
}

struct stmt *
cmd_query(struct session *s, enum sql_id id, const struct bind *binds,
    struct err *err)
{
	struct stmt *q = db_query(s->db, id, err);

	for (; q != NULL && binds->name != NULL; binds++)
		give(q, binds);
	return q;
}

bool
cmd_write(struct session *s, enum sql_id id, const struct bind *binds,
    int *changed, struct err *err)
{
	struct stmt *q = cmd_query(s, id, binds, err);
	int n = 0;

	if (q == NULL || !db_run(s->db, q, &n, err))
		return false;
	if (changed != NULL)
		*changed = n;
	else if (n == 0)
		return err_set(err, ERR_INPUT, "There is no such record, or it"
		    " is not yours to change. Nothing was saved.");
	return true;
}

bool
cmd_one(struct session *s, enum sql_id id, const struct bind *binds,
    int64_t *value, struct err *err)
{
	struct stmt *q = cmd_query(s, id, binds, err);

	*value = 0;
	if (q == NULL)
		return false;
	if (stmt_next(q, err))
		*value = col_int(q, 0);
	return stmt_done(q);
}

bool
cmd_one_text(struct session *s, enum sql_id id, const struct bind *binds,
    char **value, struct err *err)
{
	struct stmt *q = cmd_query(s, id, binds, err);

	*value = NULL;
	if (q == NULL)
		return false;
	if (stmt_next(q, err) && !col_null(q, 0))
		*value = xstrdup(col_str(q, 0));
	return stmt_done(q);
}

bool
cmd_still(struct session *s, enum sql_id id, const struct bind *binds,
    const char *was, const char *now, const char *what, struct err *err)
{
	char *there;
	bool same;

	if (was == NULL)
		return true;
	if (!cmd_one_text(s, id, binds, &there, err))
		return false;
	same = strcmp(there ? there : "", was) == 0 ||
	    strcmp(there ? there : "", now ? now : "") == 0;
	free(there);
	return same || err_set(err, ERR_CONFLICT, "Somebody else has changed"
	    " %s meanwhile, and nothing of yours was saved. Look at how it"
	    " stands now, then choose again.", what);
}
