#include "store/verify_edition.h"

#include <inttypes.h>
#include <string.h>

#include "base/hash.h"
#include "store/handle.h"
#include "store/stmt.h"

/* What the last entries of the log say of a version: the chain was walked, so
 * they are what was written. A text that was erased by order has lost the
 * content of its entry, too. */
#define SAID(column) \
	"(SELECT p.after ->> '$." column "' FROM event AS v " \
	"JOIN event_payload AS p ON p.seq = v.seq WHERE v.tbl = 'edition' " \
	"AND v.row = e.id AND json_type(p.after, '$." column "') IS NOT NULL " \
	"ORDER BY v.seq DESC LIMIT 1)"

static const char rows_sql[] =
	"SELECT m.ref, e.sort, e.version, e.hash, t.body, "
	"e.state IS " SAID("state") " AND e.hash IS " SAID("hash") " AND "
	"e.seal IS " SAID("seal") " AND e.approved_by_id IS "
	SAID("approved_by_id") " AND e.approved_at IS " SAID("approved_at")
	", EXISTS (SELECT 1 FROM event AS v JOIN event_payload AS p "
	"ON p.seq = v.seq WHERE v.tbl = 'edition_text' AND v.op = 'insert' "
	"AND p.after ->> '$.edition_id' = e.id), e.approved_at IS NOT NULL "
	"FROM edition AS e JOIN meeting AS m ON m.id = e.meeting_id "
	"LEFT JOIN edition_text AS t ON t.edition_id = e.id "
	"ORDER BY m.ref, e.sort, e.version";

/* Versions that the log knows and that are not there. */
static const char gone_sql[] =
	"SELECT count(*) FROM event AS v WHERE v.tbl = 'edition' "
	"AND v.op = 'insert' AND NOT EXISTS (SELECT 1 FROM edition AS e "
	"WHERE e.id = v.row) AND NOT EXISTS (SELECT 1 FROM event AS d "
	"WHERE d.tbl = 'edition' AND d.row = v.row AND d.op = 'delete')";

struct count {
	int64_t sealed, erased, bad;
	char first[80];		/* the first that is not as it was */
};

static const char *
text(sqlite3_stmt *st, int i)
{
	const char *value = (const char *)sqlite3_column_text(st, i);

	return value == NULL ? "" : value;
}

static bool
is_hash_of(const char *hash, const char *body)
{
	unsigned char sum[HASH_SIZE];
	struct buf hex = {0};
	bool same;

	hash_sha256(sum, body, strlen(body));
	hash_add_hex(&hex, sum, sizeof(sum));
	same = strcmp(buf_text(&hex), hash) == 0;
	buf_release(&hex);
	return same;
}

static void
look(sqlite3_stmt *st, struct count *n)
{
	const char *hash = text(st, 3);
	bool has = sqlite3_column_type(st, 4) != SQLITE_NULL;
	bool ok = sqlite3_column_int(st, 5) != 0;

	if (has)
		ok = ok && is_hash_of(hash, text(st, 4));
	else if (hash[0] != '\0' && ok) {
		/* Erased by order, or taken away? */
		ok = sqlite3_column_int(st, 6) == 0;
		n->erased += ok;
	}
	n->sealed += ok && sqlite3_column_int(st, 7) != 0;
	if (!ok && n->bad++ == 0)
		snprintf(n->first, sizeof(n->first), "version %d of the %s "
		    "minutes of %s", sqlite3_column_int(st, 2), text(st, 1),
		    text(st, 0));
}

static void
say(struct verify_result *r, const struct count *n, int64_t gone)
{
	if (n->bad > 0 || gone > 0) {
		r->intact = false;
		buf_addf(&r->says, " The minutes that were kept are not: %s "
		    "%s not what was kept. Go back to the last backup.",
		    n->bad > 0 ? n->first : "a version is missing and",
		    n->bad > 1 ? "and others are" : "is");
		return;
	}
	if (n->sealed > 0)
		buf_addf(&r->says, " %" PRId64 " sealed edition%s of minutes "
		    "%s what %s approved", n->sealed, n->sealed == 1 ? "" :
		    "s", n->sealed == 1 ? "is" : "are", n->sealed == 1 ? "was"
		    : "were");
	if (n->sealed > 0 && n->erased > 0)
		buf_addf(&r->says, "; the text of %" PRId64 " was erased by "
		    "order", n->erased);
	if (n->sealed > 0)
		buf_addc(&r->says, '.');
}

bool
verify_editions(struct db *db, struct verify_result *result, struct err *err)
{
	struct handle *h = &db->reader;
	struct count n = {0};
	int64_t gone = 0;
	sqlite3_stmt *st;
	int rc;

	st = handle_prepare(h, CLASS_STORE, rows_sql, err);
	if (st == NULL)
		return false;
	while ((rc = handle_step(h, CLASS_STORE, st)) == SQLITE_ROW)
		look(st, &n);
	sqlite3_finalize(st);
	if (rc != SQLITE_DONE)
		return handle_fail(h, "The minutes can't be read", err);
	st = handle_prepare(h, CLASS_STORE, gone_sql, err);
	if (st == NULL)
		return false;
	if (handle_step(h, CLASS_STORE, st) == SQLITE_ROW)
		gone = sqlite3_column_int64(st, 0);
	sqlite3_finalize(st);
	say(result, &n, gone);
	return true;
}
