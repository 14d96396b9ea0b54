/*
 * own: the statements that the store runs for itself: the transaction, the
 * chain, who may what, the search index. They are no part of the catalogue,
 * because no command asks for them by name.
 */
#include "store/handle.h"

static const char *const texts[OWN_COUNT] = {
	[OWN_BEGIN] = "BEGIN IMMEDIATE",
	[OWN_HOLD] = "BEGIN",
	[OWN_COMMIT] = "COMMIT",
	[OWN_ROLLBACK] = "ROLLBACK",
	[OWN_CHAIN_GET] =
	    "SELECT replica, next_id, seq, head, genesis, ref_key FROM chain",
	[OWN_CHAIN_SET] =
	    "UPDATE chain SET next_id = ?1, seq = ?2, head = ?3 WHERE id = 1",
	[OWN_EVENT_ADD] =
	    "INSERT INTO event (seq, command, undoes, name, member_id, "
	    "session, at, tbl, row, casefile, meeting, other, action, op, "
	    "digest, hash) "
	    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, "
	    "?14, ?15, ?16)",
	[OWN_PAYLOAD_ADD] =
	    "INSERT INTO event_payload (seq, before, after, salt) "
	    "VALUES (?1, ?2, ?3, ?4)",
	[OWN_DATA_VERSION] = "PRAGMA data_version",
	[OWN_SCHEMA_VERSION] = "PRAGMA schema_version",
	[OWN_USER_VERSION] = "PRAGMA user_version",
	[OWN_ACCESS_MEMBER] =
	    "SELECT keeper FROM member "
	    "WHERE id = ?1 AND (ended_on IS NULL OR ended_on > ?2) "
	    "AND (?3 IS NULL OR EXISTS (SELECT 1 FROM member_key AS k "
	    "WHERE k.fingerprint = ?3 AND k.member_id = ?1 "
	    "AND k.disabled_at IS NULL))",
	[OWN_ACCESS_AGENCIES] =
	    "WITH RECURSIVE up (id) AS ("
	    "SELECT agency_id FROM member WHERE id = ?1 "
	    "UNION "
	    "SELECT a.parent_id FROM up JOIN agency AS a ON a.id = up.id "
	    "WHERE a.parent_id IS NOT NULL"
	    ") SELECT id FROM up",
	[OWN_ACCESS_RIGHTS] =
	    "SELECT m.board_id, r.right FROM board_member AS m "
	    "JOIN board AS b ON b.id = m.board_id "
	    "LEFT JOIN role_right AS r "
	    "ON r.kind_version_id = b.kind_version_id AND r.role = m.role "
	    "AND (r.acting = 0 OR m.board_id IN (SELECT t.board_id "
	    "FROM chairing AS h JOIN meeting AS t ON t.id = h.meeting_id "
	    "WHERE h.member_id = ?1 AND h.handed_at IS NULL "
	    "AND t.status = 'open')) "
	    "WHERE m.member_id = ?1 "
	    "AND (m.ended_on IS NULL OR m.ended_on > ?2) "
	    "ORDER BY m.board_id",
	[OWN_ACCESS_UNSEEN] =
	    "SELECT json_group_object(f.field, NULL) FROM board AS b "
	    "JOIN field_right AS f ON f.kind_version_id = b.kind_version_id "
	    "WHERE b.id = ?1 AND f.record = ?2 AND NOT may(b.id, f.right)",
	[OWN_ACCESS_SIGNED] =
	    "WITH RECURSIVE up (id) AS ("
	    "SELECT agency_id FROM member WHERE id = ?1 "
	    "UNION "
	    "SELECT a.parent_id FROM up JOIN agency AS a ON a.id = up.id "
	    "WHERE a.parent_id IS NOT NULL"
	    ") SELECT count(*) FROM up JOIN agency AS a ON a.id = up.id "
	    "WHERE a.agreement_on <= ?2 "
	    "AND (a.agreement_until IS NULL OR a.agreement_until > ?2)",
	[OWN_ACCESS_ACTING] =
	    "SELECT EXISTS (SELECT 1 FROM chairing "
	    "WHERE member_id = ?1 AND handed_at IS NULL)",
	[OWN_ACCESS_EVENTS] =
	    "SELECT seq, tbl FROM event WHERE seq > ?1 ORDER BY seq",
	[OWN_ACCESS_SEQ] = "SELECT seq FROM chain",
	[OWN_ACCESS_DENIED_MEMBER] =
	    "SELECT casefile_id, action_id FROM access "
	    "WHERE member_id = ?1 AND effect = 'deny'",
	[OWN_ACCESS_DENIED_AGENCY] =
	    "SELECT casefile_id, action_id FROM access "
	    "WHERE agency_id = ?1 AND effect = 'deny'",
	[OWN_SEES_CASEFILE] = "SELECT 1 FROM visible_casefile WHERE id = ?1",
	[OWN_OPEN_CASEFILE] = "SELECT 1 FROM visible_casefile WHERE id = ?1",
	[OWN_SEES_MEETING] = "SELECT 1 FROM visible_meeting WHERE id = ?1",
	[OWN_SEES_ITEM] = "SELECT 1 FROM visible_item WHERE id = ?1",
	[OWN_SEES_ACTION] = "SELECT 1 FROM visible_action WHERE id = ?1",
	[OWN_GUARDED] =
	    "SELECT DISTINCT b.id, g.type FROM board AS b "
	    "JOIN link_guard AS g ON g.kind_version_id = b.kind_version_id "
	    "ORDER BY b.id, g.type",
	[OWN_GUARDS] =
	    "SELECT l.other_id FROM casefile AS c "
	    "CROSS JOIN casefile_link AS l ON l.casefile_id = c.id "
	    "CROSS JOIN board AS b ON b.id = c.board_id "
	    "CROSS JOIN link_guard AS g "
	    "ON g.kind_version_id = b.kind_version_id "
	    "AND g.type = c.type AND g.link = l.sort "
	    "WHERE c.id = ?1",
	[OWN_GUARD_BEHIND] =
	    "SELECT l.casefile_id FROM casefile_link AS l "
	    "CROSS JOIN casefile AS c ON c.id = l.casefile_id "
	    "CROSS JOIN board AS b ON b.id = c.board_id "
	    "CROSS JOIN link_guard AS g "
	    "ON g.kind_version_id = b.kind_version_id "
	    "AND g.type = c.type AND g.link = l.sort "
	    "WHERE l.other_id = ?1",
	[OWN_DOC_LIST] =
	    "SELECT id, part FROM search_doc WHERE tbl = ?1 AND row = ?2",
	[OWN_DOC_ADD] =
	    "INSERT INTO search_doc (tbl, row, part, casefile, meeting, "
	    "board, right) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
	[OWN_DOC_SET] =
	    "UPDATE search_doc SET casefile = ?2, meeting = ?3, board = ?4, "
	    "right = ?5 WHERE id = ?1 AND (casefile IS NOT ?2 "
	    "OR meeting IS NOT ?3 OR board IS NOT ?4 OR right IS NOT ?5)",
	[OWN_DOC_DROP] = "DELETE FROM search_doc WHERE id = ?1",
	[OWN_TEXT_GET] = "SELECT text FROM search WHERE rowid = ?1",
	[OWN_TEXT_ADD] = "INSERT INTO search (rowid, text) VALUES (?1, ?2)",
	[OWN_TEXT_SET] = "UPDATE search SET text = ?2 WHERE rowid = ?1",
	[OWN_TEXT_DROP] = "DELETE FROM search WHERE rowid = ?1",
	[OWN_TEXT_MERGE] =
	    "INSERT INTO search (search, rank) VALUES ('merge', ?1)",
};

bool
own_int(struct handle *h, enum own_id id, int64_t *value, struct err *err)
{
	sqlite3_stmt *st = own(h, id, err);
	bool ok;

	if (st == NULL)
		return false;
	ok = handle_step(h, CLASS_STORE, st) == SQLITE_ROW;
	if (ok)
		*value = sqlite3_column_int64(st, 0);
	else
		handle_fail(h, "The book can't be read", err);
	sqlite3_reset(st);
	return ok;
}

sqlite3_stmt *
own(struct handle *h, enum own_id id, struct err *err)
{
	if (h->own[id] == NULL)
		h->own[id] = handle_prepare(h, CLASS_STORE, texts[id], err);
	return h->own[id];
}
