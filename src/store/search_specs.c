#include "store/search_specs.h"

/* Answers that are words: a choice is stored by its key, all lower case. */
#define IS_WORDS "j.type = 'text' AND j.value GLOB '*[^a-z-]*'"

const struct search_spec search_specs[] = {
	{ "action", "SELECT '', ref || ' ' || text || ' ' || status_reason "
	    "|| ' ' || outcome || ' ' || evidence, casefile_id, meeting_id, "
	    "board_id, '' FROM action WHERE id = ?1" },
	{ "agency", "SELECT '', name || ' ' || short, NULL, NULL, NULL, '' "
	    "FROM agency WHERE id = ?1" },
	{ "alias", "SELECT DISTINCT c.id, a.forenames || ' ' || a.surname "
	    "|| ' ' || a.note, c.id, NULL, c.board_id, '' FROM alias AS a "
	    "JOIN party AS p ON p.subject_id = a.subject_id "
	    "JOIN casefile AS c ON c.id = p.casefile_id WHERE a.id = ?1" },
	{ "casefile", "SELECT '', c.ref || ' ' || c.referrer || ' ' || "
	    "c.origin || ' ' || c.sent_to, c.id, NULL, c.board_id, '' "
	    "FROM casefile AS c WHERE c.id = ?1 "
	    "UNION ALL SELECT 'answers/' || coalesce(f.right, ''), "
	    "group_concat(j.value, ' '), c.id, NULL, c.board_id, "
	    "coalesce(f.right, '') FROM casefile AS c "
	    "JOIN board AS b ON b.id = c.board_id "
	    "JOIN json_each(c.answers) AS j "
	    "LEFT JOIN field_right AS f ON f.field = j.key "
	    "AND f.kind_version_id = b.kind_version_id "
	    "AND f.record = 'casefile' "
	    "WHERE c.id = ?1 AND " IS_WORDS " GROUP BY 1" },
	{ "contact", "SELECT DISTINCT c.id, t.value || ' ' || t.postcode "
	    "|| ' ' || t.note, c.id, NULL, c.board_id, "
	    "CASE t.guarded WHEN 1 THEN 'see-safe-contact' ELSE '' END "
	    "FROM contact AS t "
	    "JOIN party AS p ON p.subject_id = t.subject_id "
	    "JOIN casefile AS c ON c.id = p.casefile_id WHERE t.id = ?1" },
	{ "contribution_line", "SELECT '', l.text, n.casefile_id, "
	    "n.meeting_id, NULL, '' FROM contribution_line AS l "
	    "JOIN contribution AS n ON n.id = l.contribution_id "
	    "WHERE l.id = ?1" },
	{ "incident", "SELECT '', text || ' ' || reference, casefile_id, "
	    "NULL, NULL, '' FROM incident WHERE id = ?1" },
	{ "item", "SELECT '', i.reason, i.casefile_id, i.meeting_id, NULL, "
	    "'' FROM item AS i WHERE i.id = ?1 "
	    "UNION ALL SELECT 'answers/' || coalesce(f.right, ''), "
	    "group_concat(j.value, ' '), i.casefile_id, i.meeting_id, "
	    "m.board_id, coalesce(f.right, '') FROM item AS i "
	    "JOIN meeting AS m ON m.id = i.meeting_id "
	    "JOIN board AS b ON b.id = m.board_id "
	    "JOIN json_each(i.answers) AS j "
	    "LEFT JOIN field_right AS f ON f.field = j.key "
	    "AND f.kind_version_id = b.kind_version_id "
	    "AND f.record = 'item' "
	    "WHERE i.id = ?1 AND " IS_WORDS " GROUP BY 1" },
	{ "meeting", "SELECT '', ref || ' ' || place, NULL, id, board_id, '' "
	    "FROM meeting WHERE id = ?1" },
	{ "member", "SELECT '', forenames || ' ' || surname || ' ' || post, "
	    "NULL, NULL, NULL, '' FROM member WHERE id = ?1" },
	{ "milestone", "SELECT '', m.text || ' ' || m.note, a.casefile_id, "
	    "NULL, a.board_id, '' FROM milestone AS m "
	    "JOIN action AS a ON a.id = m.action_id WHERE m.id = ?1" },
	{ "minute", "SELECT '', text, casefile_id, meeting_id, NULL, '' "
	    "FROM minute WHERE id = ?1" },
	{ "party", "SELECT 'answers/' || coalesce(f.right, ''), "
	    "group_concat(j.value, ' '), c.id, NULL, c.board_id, "
	    "coalesce(f.right, '') FROM party AS p "
	    "JOIN casefile AS c ON c.id = p.casefile_id "
	    "JOIN board AS b ON b.id = c.board_id "
	    "JOIN json_each(p.answers) AS j "
	    "LEFT JOIN field_right AS f ON f.field = j.key "
	    "AND f.kind_version_id = b.kind_version_id "
	    "AND f.record = 'party' "
	    "WHERE p.id = ?1 AND " IS_WORDS " GROUP BY 1" },
	{ "progress", "SELECT '', r.reason || ' ' || r.text, a.casefile_id, "
	    "r.meeting_id, a.board_id, '' FROM progress AS r "
	    "JOIN action AS a ON a.id = r.action_id WHERE r.id = ?1" },
	{ "subject", "SELECT DISTINCT c.id || '', s.forenames || ' ' || "
	    "s.surname, c.id, NULL, c.board_id, '' FROM subject AS s "
	    "JOIN party AS p ON p.subject_id = s.id "
	    "JOIN casefile AS c ON c.id = p.casefile_id WHERE s.id = ?1 "
	    "UNION ALL SELECT c.id || '/' || coalesce(f.right, ''), "
	    "group_concat(j.value, ' '), c.id, NULL, c.board_id, "
	    "coalesce(f.right, '') "
	    "FROM subject AS s "
	    "JOIN json_each(s.answers) AS j "
	    "JOIN casefile AS c ON c.id IN "
	    "(SELECT casefile_id FROM party WHERE subject_id = s.id) "
	    "LEFT JOIN (SELECT field, max(right) AS right FROM field_right "
	    "WHERE record = 'subject' GROUP BY field) AS f "
	    "ON f.field = j.key "
	    "WHERE s.id = ?1 AND " IS_WORDS " GROUP BY 1" },
};

const size_t search_spec_count =
    sizeof(search_specs) / sizeof(search_specs[0]);

/* A new party makes its subject found in one casefile more; one taken out is
 * known by the entries it had. */
const struct search_follow search_follows[] = {
	{ "party", "subject", "SELECT subject_id FROM party WHERE id = ?1 "
	    "UNION SELECT row FROM search_doc "
	    "WHERE casefile = ?2 AND tbl = 'subject'" },
	{ "party", "alias", "SELECT a.id FROM party AS p "
	    "JOIN alias AS a ON a.subject_id = p.subject_id WHERE p.id = ?1 "
	    "UNION SELECT row FROM search_doc "
	    "WHERE casefile = ?2 AND tbl = 'alias'" },
	{ "party", "contact", "SELECT t.id FROM party AS p "
	    "JOIN contact AS t ON t.subject_id = p.subject_id "
	    "WHERE p.id = ?1 "
	    "UNION SELECT row FROM search_doc "
	    "WHERE casefile = ?2 AND tbl = 'contact'" },
};

const size_t search_follow_count =
    sizeof(search_follows) / sizeof(search_follows[0]);
