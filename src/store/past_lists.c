/*
 * past_lists: the access lists of what is on the copy again, though it is in
 * the book no more. What still exists has the lists it has today. What was
 * taken out since took its lists with it, and without them an action would be
 * open to all: it has the list that it went with or, when there was none any
 * more, the one of then; and all whom it kept out since are kept out.
 */
#include "store/past_work.h"

bool
past_run(struct handle *h, const char *const *texts, size_t n, int64_t seq,
    struct err *err)
{
	sqlite3_stmt *st;
	bool ok = true;
	size_t i;

	for (i = 0; ok && i < n; i++) {
		st = handle_prepare(h, CLASS_STORE, texts[i], err);
		if (st == NULL)
			return false;
		sqlite3_bind_int64(st, 1, seq);
		ok = own_run(h, st, err);
		sqlite3_finalize(st);
	}
	return ok;
}

bool
past_lists_note(struct handle *h, int64_t seq, struct err *err)
{
	/* max() makes the command that of the last time it went. */
	static const char *const texts[] = {
		"INSERT INTO past_gone SELECT row, command FROM (SELECT row, "
		"command, max(seq) FROM event WHERE seq > ?1 "
		"AND op = 'delete' AND tbl IN ('action', 'casefile') "
		"GROUP BY row) WHERE row NOT IN (SELECT id FROM action) "
		"AND row NOT IN (SELECT id FROM casefile)",
	};

	return handle_exec(h, "CREATE TABLE past_gone (id INTEGER PRIMARY "
	    "KEY, command INTEGER); CREATE TABLE past_access (id INTEGER "
	    "PRIMARY KEY, of_id INTEGER, row TEXT, effect TEXT, "
	    "was INTEGER, last INTEGER)", err) &&
	    past_run(h, texts, 1, seq, err);
}

bool
past_lists_back(struct handle *h, int64_t seq, struct err *err)
{
	static const char *const texts[] = {
		"INSERT INTO past_access SELECT row, id, before, "
		"before ->> 'effect', NOT EXISTS (SELECT 1 FROM past_new AS n "
		"WHERE n.tbl = 'access' AND n.row = f.row), last "
		"FROM (SELECT e.row, g.id, p.before, "
		"e.command = g.command AS last, max(e.seq) "
		"FROM event AS e JOIN event_payload AS p ON p.seq = e.seq "
		"JOIN past_gone AS g ON g.id = coalesce("
		"p.before ->> 'action_id', p.before ->> 'casefile_id') "
		"WHERE e.seq > ?1 AND e.tbl = 'access' AND e.op = 'delete' "
		"GROUP BY e.row) AS f",
		/* A reason too long for the record is there as its hash. */
		"INSERT INTO access (id, casefile_id, action_id, agency_id, "
		"member_id, effect, reason, conflict_id) SELECT x.id, "
		"row ->> 'casefile_id', row ->> 'action_id', "
		"row ->> 'agency_id', row ->> 'member_id', x.effect, "
		"CASE json_type(row, '$.reason') WHEN 'text' "
		"THEN row ->> 'reason' ELSE '' END, row ->> 'conflict_id' "
		"FROM past_access AS x WHERE ?1 AND (x.effect = 'deny' "
		"OR x.last OR (x.was AND NOT EXISTS (SELECT 1 "
		"FROM past_access AS y WHERE y.of_id = x.of_id "
		"AND y.effect = 'allow' AND y.last)))",
		/* Closed to its list at any time since: closed. */
		"UPDATE casefile SET audience = 'list' WHERE id IN (SELECT "
		"e.row FROM event AS e JOIN event_payload AS p "
		"ON p.seq = e.seq JOIN past_gone AS g ON g.id = e.row "
		"WHERE e.seq > ?1 AND e.tbl = 'casefile' "
		"AND p.before ->> 'audience' = 'list')",
		/* Whose list was erased is not shown without it. */
		"DELETE FROM action WHERE id IN (SELECT e.action "
		"FROM event AS e WHERE e.seq > ?1 AND e.tbl = 'access' "
		"AND e.action IN (SELECT id FROM past_gone) AND NOT EXISTS ("
		"SELECT 1 FROM event_payload AS p WHERE p.seq = e.seq))",
		"DELETE FROM casefile WHERE id IN (SELECT e.casefile "
		"FROM event AS e WHERE e.seq > ?1 AND e.tbl = 'access' "
		"AND e.action IS NULL AND e.casefile IN (SELECT id "
		"FROM past_gone) AND NOT EXISTS (SELECT 1 "
		"FROM event_payload AS p WHERE p.seq = e.seq))",
	};

	return past_run(h, texts, sizeof(texts) / sizeof(texts[0]), seq,
	    err) && handle_exec(h, "DROP TABLE past_gone; DROP TABLE "
	    "past_access", err);
}
