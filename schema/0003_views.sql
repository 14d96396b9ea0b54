-- What one may see. Every read of the program goes through these views; the
-- authorizer refuses a statement that reads a table outside them. They ask
--   me()                 the member who signed in (NULL: nobody)
--   keeper()             1 when that member looks after the book
--   may(board, right)    1 when my role on that board has the right, those it
--                        has while acting when I am in the chair there; whoever
--                        has a role at all has the right 'attend'
--   in_agency(agency)    1 when it is my agency, or one that mine is part of
--   sshd()               1 when the program answers sshd: nobody has signed in
--   unseen(board, record)   a JSON object with a null for each field of that
--                        record which needs a right I have not on that board
--   denied(casefile)     1 when an access list keeps me, or an agency of mine,
--                        out of it or out of what guards it;
--                        denied_action(action) likewise
--   kept_back(casefile, board, type)   1 when a link of that type which guards
--                        ties it to a casefile that I do not see
--   sees_casefile(id)    1 when its view shows it to me, which is kept for when
--                        it is asked again; sees_item(id) and sees_action(id)
--                        likewise. The other views ask so: a statement that was
--                        made of all those views whole would be many times as
--                        large, and every session has its own
--   shown_casefile(id)   that id when its view shows it to me, else NULL;
--                        shown_meeting(id), shown_item(id), shown_action(id)
--                        likewise
--   shared_casefile(id)  1 when all others that this session reads for see it,
--                        too (1 where there are none); shared_item(id) and
--                        shared_action(id) likewise
-- and of the rights, besides those of the kinds' grammar, these:
--   attend               I have a role on that board
--   hear-all             my role there is not gated
--   hear-closed          nor is my agency without the agreement it needs
-- A record one may not see is in no view, so in no count and no search.
-- Each view reads one table and asks about others by EXISTS: SQLite can then
-- merge it into a LEFT JOIN, where it would make a copy of the whole view if
-- that were a join itself.

-- Answers that need a right one has not are not there. json_patch takes a key
-- out where the patch holds null: so hidden fields are dropped by one merge.
-- Nothing can be taken out of {}, and most records have no more: those are
-- spared the merge, which costs more than the row.
CREATE VIEW visible_book AS
SELECT * FROM book WHERE me() IS NOT NULL OR keeper();
CREATE VIEW visible_kind_version AS
SELECT * FROM kind_version WHERE me() IS NOT NULL OR keeper();
CREATE VIEW visible_role_right AS
SELECT * FROM role_right WHERE me() IS NOT NULL OR keeper();
CREATE VIEW visible_field_right AS
SELECT * FROM field_right WHERE me() IS NOT NULL OR keeper();
CREATE VIEW visible_link_guard AS
SELECT * FROM link_guard WHERE me() IS NOT NULL OR keeper();

-- The directory of agencies and members is common knowledge in a partnership.
CREATE VIEW visible_agency AS
SELECT * FROM agency WHERE me() IS NOT NULL OR keeper();
CREATE VIEW visible_member AS
SELECT * FROM member WHERE me() IS NOT NULL OR keeper();

-- Keys are seen by whose they are and by those who may change members.
CREATE VIEW visible_member_key AS
SELECT k.* FROM member_key AS k
WHERE k.member_id = me() OR keeper() OR EXISTS (
	SELECT 1 FROM board AS b WHERE may(b.id, 'manage-members')
);

-- What sshd is told, when it asks whose key it has been shown, and nobody else:
-- the one view that is not empty then.
CREATE VIEW visible_signing_key AS
SELECT k.fingerprint, k.type, k.blob, m.login, m.ended_on
FROM member_key AS k
JOIN member AS m ON m.id = k.member_id
WHERE sshd() AND k.disabled_at IS NULL;

-- One's own sign-ins; those of a board's members for those who see its log.
CREATE VIEW visible_sign_in AS
SELECT s.* FROM sign_in AS s
WHERE s.member_id = me() OR keeper() OR EXISTS (
	SELECT 1 FROM board_member AS r
	WHERE r.member_id = s.member_id AND may(r.board_id, 'see-log')
);

CREATE VIEW visible_board AS
SELECT * FROM board
WHERE keeper() OR may(id, 'attend');

CREATE VIEW visible_board_member AS
SELECT * FROM board_member
WHERE keeper() OR may(board_id, 'attend');

-- A line in hand that one may not hear is not in hand.
CREATE VIEW visible_meeting AS
SELECT m.id, m.board_id, m.kind_version_id, m.ref, m.held_on, m.starts,
    m.place, m.online, m.status, m.chair_id, m.deputy_chair_id,
    m.secretary_id, m.opened_at, m.closed_at, m.statement_version,
    m.statement_at, m.statement_by_id, shown_item(m.item_id) AS item_id,
    CASE WHEN m.phase = '' OR sees_item(m.item_id)
	THEN m.phase ELSE '' END AS phase,
    CASE m.answers WHEN '{}' THEN '{}' ELSE
	json_patch(m.answers, unseen(m.board_id, 'meeting'))
    END AS answers
FROM meeting AS m
WHERE may(m.board_id, 'attend');

-- Kept out: a deny entry for me or an agency of mine. Let in: the board's own
-- cases for those who see cases, or an allow entry for me or an agency of mine.
-- (Allowed by name, one needs a role on the board that sees at least its own.)
-- Whoever answers for it sees it whatever its audience.
-- A referral that was not accepted is seen by those who screen and by the
-- agency that sent it. What a guarding link ties to a casefile that one does not
-- see is not seen either, whoever answers for it or wrote it down.
CREATE VIEW visible_casefile AS
SELECT c.id, c.board_id, c.type, c.ref, c.received_on, c.incident_on,
    c.agency_id, c.member_id, c.referrer, c.origin, c.tool, c.score,
    c.scored_on, c.screening, c.screened_on, c.screened_by_id,
    c.screening_reason, c.restricted, c.audience, c.marking, c.handling,
    c.conditions, c.lead_id, c.state, c.state_on, c.state_reason, c.live,
    c.sent_to, c.sent_on, c.acknowledged_on,
    CASE c.answers WHEN '{}' THEN '{}' ELSE
	json_patch(c.answers, unseen(c.board_id, 'casefile'))
    END AS answers
FROM casefile AS c
WHERE (
	(
		may(c.board_id, 'see-cases')
		AND (c.audience = 'board'
		    OR may(c.board_id, 'see-restricted'))
		AND (c.screening = 'accepted'
		    OR may(c.board_id, 'see-referrals')
		    OR in_agency(c.agency_id))
	) OR (
		c.lead_id = me() AND may(c.board_id, 'attend')
	) OR (
		(may(c.board_id, 'see-own-cases')
		    OR may(c.board_id, 'see-cases'))
		AND EXISTS (
			SELECT 1 FROM access AS a
			WHERE a.casefile_id = c.id AND a.effect = 'allow'
			AND (a.member_id = me() OR in_agency(a.agency_id))
		)
	)
)
AND NOT denied(c.id)
AND NOT kept_back(c.id, c.board_id, c.type)
AND shared_casefile(c.id);

-- The access list of a casefile or of an action is shown to those who manage
-- it, and to whoever answers for the casefile.
CREATE VIEW visible_access AS
SELECT a.* FROM access AS a
WHERE EXISTS (
	SELECT 1 FROM casefile AS c
	WHERE c.id = a.casefile_id AND sees_casefile(c.id)
	AND (c.lead_id = me() OR may(c.board_id, 'manage-access'))
)
OR EXISTS (
	SELECT 1 FROM action AS v
	WHERE v.id = a.action_id AND sees_action(v.id)
	AND (may(v.board_id, 'manage-access')
	    OR EXISTS (
		SELECT 1 FROM casefile AS c
		WHERE c.id = v.casefile_id AND sees_casefile(c.id) AND c.lead_id = me()))
);

CREATE VIEW visible_party AS
SELECT p.id, p.casefile_id, p.subject_id, p.role, p.position, p.from_on,
    p.to_on, CASE p.answers WHEN '{}' THEN '{}' ELSE
	json_patch(p.answers, unseen((
		SELECT c.board_id FROM casefile AS c WHERE c.id = p.casefile_id
	), 'party'))
    END AS answers
FROM party AS p
WHERE sees_casefile(p.casefile_id);

CREATE VIEW visible_relation AS
SELECT r.* FROM relation AS r
WHERE sees_casefile(r.casefile_id);

-- A subject is seen through any casefile one sees; its sensitive answers where
-- one of those casefiles' boards lets one see them.
CREATE VIEW visible_subject AS
SELECT s.id, s.sort, s.surname, s.forenames, s.born_on, s.age, s.age_on, s.sex,
    CASE s.answers WHEN '{}' THEN '{}' ELSE json_patch(s.answers, (
	SELECT json_group_object(f.field, NULL)
	FROM field_right AS f
	WHERE f.record = 'subject' AND NOT EXISTS (
		SELECT 1 FROM party AS p
		JOIN casefile AS c ON c.id = p.casefile_id AND sees_casefile(c.id)
		WHERE p.subject_id = s.id AND may(c.board_id, f.right)
	)
    )) END AS answers
FROM subject AS s
WHERE EXISTS (
	SELECT 1 FROM party AS p
	JOIN casefile AS c ON c.id = p.casefile_id AND sees_casefile(c.id)
	WHERE p.subject_id = s.id
);

CREATE VIEW visible_alias AS
SELECT a.* FROM alias AS a
WHERE EXISTS (SELECT 1 FROM visible_subject AS s WHERE s.id = a.subject_id);

CREATE VIEW visible_match_key AS
SELECT k.* FROM match_key AS k
WHERE EXISTS (SELECT 1 FROM visible_subject AS s WHERE s.id = k.subject_id);

-- A guarded contact is seen by those with the right to safe contacts alone.
CREATE VIEW visible_contact AS
SELECT t.* FROM contact AS t
WHERE EXISTS (
	SELECT 1 FROM party AS p
	JOIN casefile AS c ON c.id = p.casefile_id AND sees_casefile(c.id)
	WHERE p.subject_id = t.subject_id
	AND (t.guarded = 0 OR may(c.board_id, 'see-safe-contact'))
);

CREATE VIEW visible_incident AS
SELECT i.* FROM incident AS i
WHERE sees_casefile(i.casefile_id);

CREATE VIEW visible_repeat AS
SELECT r.* FROM repeat AS r
WHERE sees_casefile(r.casefile_id)
AND sees_casefile(r.earlier_id);

CREATE VIEW visible_casefile_link AS
SELECT l.* FROM casefile_link AS l
WHERE sees_casefile(l.casefile_id)
AND sees_casefile(l.other_id);

-- A line of an agenda. Whose role is gated sees what was in hand while they
-- were in the room, each time from beginning to end, and what was in hand
-- never; closed lines are for those who hear them.
CREATE VIEW visible_item AS
SELECT i.id, i.meeting_id, i.step, i.casefile_id, i.position, i.type,
    i.planned, i.status, i.disposition, i.reason, i.deferred_to_id,
    i.presenter_id, i.started_at, i.ended_at, i.spent, i.resumed_at,
    i.visits, i.read_back_at, i.closed,
    CASE i.answers WHEN '{}' THEN '{}' ELSE
	json_patch(i.answers, unseen((
		SELECT m.board_id FROM meeting AS m WHERE m.id = i.meeting_id
	), 'item'))
    END AS answers
FROM item AS i
WHERE EXISTS (
	SELECT 1 FROM meeting AS m
	WHERE m.id = i.meeting_id AND may(m.board_id, 'attend')
	AND (i.closed = 0 OR may(m.board_id, 'hear-closed'))
	AND (may(m.board_id, 'hear-all') OR NOT EXISTS (
		SELECT 1 FROM json_each(i.visits) AS v
		WHERE NOT EXISTS (
			SELECT 1 FROM attendance AS t
			WHERE t.meeting_id = i.meeting_id
			AND t.member_id = me()
			AND t.state IN ('present', 'online')
			AND coalesce(t.came_at, '') <= v.value ->> 0
			AND (t.left_at IS NULL
			    OR t.left_at >= v.value ->> 1)
			AND NOT EXISTS (
				SELECT 1 FROM absence AS x
				WHERE x.attendance_id = t.id
				AND x.left_at < coalesce(v.value ->> 1, '9')
				AND coalesce(x.returned_at, '9') >
				    v.value ->> 0
			)
		)
	))
)
AND (i.casefile_id IS NULL OR sees_casefile(i.casefile_id))
AND shared_item(i.id);

CREATE VIEW visible_attendance AS
SELECT t.* FROM attendance AS t
WHERE EXISTS (SELECT 1 FROM visible_meeting AS m WHERE m.id = t.meeting_id);

-- Who has a meeting open. Where they are in it is there for those alone who see
-- that record; of all others it says no more than that they are in the meeting.
-- Who has a record's form open apart from a meeting is there for those who see
-- the record.
CREATE VIEW visible_presence AS
SELECT p.id, p.member_id, p.session, p.socket, p.meeting, p.following, p.seen,
    shown_casefile(p.casefile) AS casefile,
    CASE WHEN p.typing IS NOT NULL AND (p.casefile IS NULL OR EXISTS (
	SELECT 1 FROM casefile AS c
	WHERE c.id = p.casefile AND sees_casefile(c.id) AND (p.research = 0
	    OR may(c.board_id, 'see-research') OR EXISTS (
		SELECT 1 FROM member AS m
		WHERE m.id = p.member_id AND in_agency(m.agency_id)))
    )) AND (p.item IS NULL OR sees_item(p.item))
	AND (p.action IS NULL OR sees_action(p.action))
    THEN p.typing END AS typing, shown_item(p.item) AS item
FROM presence AS p
WHERE EXISTS (SELECT 1 FROM visible_meeting AS m WHERE m.id = p.meeting)
OR (p.meeting IS NULL AND (p.action IS NULL OR sees_action(p.action))
    AND sees_casefile(p.casefile));

-- One's own absence is seen, and others' where one sees what it was for.
CREATE VIEW visible_absence AS
SELECT x.* FROM absence AS x
WHERE EXISTS (
	SELECT 1 FROM visible_attendance AS t
	WHERE t.id = x.attendance_id
	AND (x.item_id IS NULL OR t.member_id = me())
)
OR sees_item(x.item_id);

-- Who was in the chair, and when, is known to all who attend; why, to those who
-- may hear what was in hand then.
CREATE VIEW visible_chairing AS
SELECT h.id, h.meeting_id, h.member_id, shown_item(h.item_id) AS item_id,
    h.taken_at, h.handed_at, CASE WHEN h.item_id IS NULL
	OR sees_item(h.item_id) THEN h.reason ELSE '' END AS reason
FROM chairing AS h
WHERE EXISTS (
	SELECT 1 FROM meeting AS m
	WHERE m.id = h.meeting_id AND may(m.board_id, 'attend')
);

-- One's own recorded absence is seen, but not which case it was for.
CREATE VIEW visible_conflict AS
SELECT f.id, f.meeting_id, f.casefile_id, f.member_id, f.whole_agency,
    f.reason, f.left_at, f.returned_at
FROM conflict AS f
WHERE sees_casefile(f.casefile_id)
UNION ALL
SELECT f.id, f.meeting_id, NULL, f.member_id, f.whole_agency,
    '', f.left_at, f.returned_at
FROM conflict AS f
WHERE f.member_id = me() AND NOT sees_casefile(f.casefile_id);

-- What an agency brought is its own until it was heard, but for those who see
-- all research (the chair, who must know who has brought nothing). Once heard,
-- the pieces it shares are seen by others; its form stays the agency's own.
CREATE VIEW visible_contribution AS
SELECT b.id, b.casefile_id, b.meeting_id, b.agency_id, b.member_id, b.state,
    b.given_on, b.heard_at,
    CASE WHEN b.answers <> '{}' AND (in_agency(b.agency_id) OR EXISTS (
	SELECT 1 FROM casefile AS c
	WHERE c.id = b.casefile_id AND may(c.board_id, 'see-research')
    )) THEN json_patch(b.answers, unseen((
	SELECT c.board_id FROM casefile AS c WHERE c.id = b.casefile_id
    ), 'contribution')) ELSE '{}' END AS answers
FROM contribution AS b
WHERE EXISTS (
	SELECT 1 FROM casefile AS c
	WHERE c.id = b.casefile_id AND sees_casefile(c.id)
	AND (in_agency(b.agency_id)
	    OR may(c.board_id, 'see-research')
	    OR (b.heard_at IS NOT NULL AND may(c.board_id, 'see-shared')))
);

CREATE VIEW visible_contribution_line AS
SELECT l.* FROM contribution_line AS l
WHERE EXISTS (
	SELECT 1 FROM contribution AS b
	JOIN casefile AS c ON c.id = b.casefile_id AND sees_casefile(c.id)
	WHERE b.id = l.contribution_id
	AND (in_agency(b.agency_id)
	    OR may(c.board_id, 'see-research')
	    OR (b.heard_at IS NOT NULL AND l.share = 1
		AND may(c.board_id, 'see-shared')))
);

CREATE VIEW visible_checked AS
SELECT k.* FROM checked AS k
WHERE EXISTS (
	SELECT 1 FROM contribution AS b
	JOIN casefile AS c ON c.id = b.casefile_id AND sees_casefile(c.id)
	WHERE b.id = k.contribution_id
	AND (in_agency(b.agency_id) OR may(c.board_id, 'see-research'))
);

-- An action is seen by its owner, and by those who see a casefile it hangs on
-- and pass its own list. Someone kept out of its casefile, themselves or as an
-- agency, does not see it, be it their own: unless its own list lets them in.
-- Someone not let in to a casefile that is seen by those named alone, or that is
-- kept back from them, does not see it through their agency, unless nobody of
-- theirs was named yet. What was
-- agreed in a line that one does not hear is seen by its owner alone. As with
-- casefiles, a list of its own does not stand before the right to see what is
-- restricted: who keeps the record has to see what it holds. To its owner an
-- action does not tell what it hangs on, or where it was agreed, if they do not
-- see that.
CREATE VIEW visible_action AS
SELECT a.id, a.board_id,
    shown_casefile(a.casefile_id) AS casefile_id,
    shown_meeting(a.meeting_id) AS meeting_id,
    shown_item(a.item_id) AS item_id,
    a.number, a.ref, a.text, a.type, a.strand, a.agency_id, a.member_id,
    CASE WHEN a.party_id IS NOT NULL
	AND shown_casefile(a.casefile_id) IS NOT NULL
    THEN a.party_id END AS party_id,
    a.due_on, a.start_on, a.priority, a.rag, a.rag_reason, a.rag_on,
    a.rag_by_id, a.acceptance, a.accepted_by_id, a.accepted_at,
    a.status, a.live, a.status_on, a.status_reason, a.outcome, a.evidence,
    shown_action(a.replaced_by_id) AS replaced_by_id, a.recorded_by_id, a.agreed_at,
    CASE a.answers WHEN '{}' THEN '{}' ELSE
	json_patch(a.answers, unseen(a.board_id, 'action'))
    END AS answers
FROM action AS a
WHERE (
	NOT denied(a.casefile_id)
	OR EXISTS (
		SELECT 1 FROM access AS x
		WHERE x.action_id = a.id AND x.effect = 'allow'
		AND (x.member_id = me() OR in_agency(x.agency_id))
	)
)
AND (a.member_id = me() OR (
	(
		(in_agency(a.agency_id) AND may(a.board_id, 'see-own-actions')
		    AND (a.member_id IS NULL OR NOT EXISTS (
			SELECT 1 FROM casefile AS c
			WHERE c.id = a.casefile_id AND (c.audience = 'list'
			    OR kept_back(c.id, c.board_id, c.type))
		    )))
		OR (may(a.board_id, 'see-actions')
		    AND (a.item_id IS NULL
			OR may(a.board_id, 'hear-closed')
			OR sees_item(a.item_id)
		    ) AND (
			a.casefile_id IS NULL
			OR sees_casefile(a.casefile_id)
			OR EXISTS (
				SELECT 1 FROM action_link AS l
				WHERE l.action_id = a.id
				AND sees_casefile(l.casefile_id)
			)
		))
	)
	AND NOT denied_action(a.id)
	AND (
		may(a.board_id, 'see-restricted')
		OR in_agency(a.agency_id)
		OR NOT EXISTS (
			SELECT 1 FROM access AS x
			WHERE x.action_id = a.id AND x.effect = 'allow'
		)
		OR EXISTS (
			SELECT 1 FROM access AS x
			WHERE x.action_id = a.id AND x.effect = 'allow'
			AND (x.member_id = me() OR in_agency(x.agency_id))
		)
	)
))
AND shared_action(a.id);

-- What an action hangs on, where it was agreed and whom it is for, by one id of
-- each (no two records of a book have the same): what looks for the actions of
-- a record asks here, because the columns above are not those of an index.
CREATE VIEW visible_action_of AS
SELECT a.id, a.casefile_id AS of_id FROM action AS a
WHERE shown_casefile(a.casefile_id) IS NOT NULL AND sees_action(a.id)
UNION ALL
SELECT a.id, a.meeting_id FROM action AS a
WHERE shown_meeting(a.meeting_id) IS NOT NULL AND sees_action(a.id)
UNION ALL
SELECT a.id, a.item_id FROM action AS a
WHERE shown_item(a.item_id) IS NOT NULL AND sees_action(a.id)
UNION ALL
SELECT a.id, a.party_id FROM action AS a
WHERE a.party_id IS NOT NULL
AND shown_casefile(a.casefile_id) IS NOT NULL AND sees_action(a.id);

CREATE VIEW visible_action_link AS
SELECT l.* FROM action_link AS l
WHERE sees_action(l.action_id)
AND sees_casefile(l.casefile_id);

CREATE VIEW visible_milestone AS
SELECT m.* FROM milestone AS m
WHERE sees_action(m.action_id);

CREATE VIEW visible_progress AS
SELECT p.* FROM progress AS p
WHERE sees_action(p.action_id);

-- What was taken down in a line is seen with it; by those whose role is gated
-- once they heard it.
CREATE VIEW visible_minute AS
SELECT n.* FROM minute AS n
WHERE EXISTS (
	SELECT 1 FROM item AS i
	JOIN meeting AS m ON m.id = i.meeting_id
	WHERE i.id = n.item_id AND sees_item(i.id) AND may(m.board_id, 'see-minutes')
	AND (i.visits <> '[]' OR may(m.board_id, 'hear-all'))
)
AND (n.casefile_id IS NULL OR sees_casefile(n.casefile_id));

CREATE VIEW visible_override AS
SELECT o.* FROM override AS o
WHERE EXISTS (
	SELECT 1 FROM visible_meeting AS m
	WHERE m.id = o.meeting_id AND may(m.board_id, 'see-minutes')
)
AND (o.item_id IS NULL OR sees_item(o.item_id));

-- A report kept with a meeting is seen by those who see what is restricted, and
-- all that it counted; whoever sees less has their own figures, made of what
-- they see. Were it shown to all who happen to see everything in it, that it is
-- missing would tell of what they do not see.
CREATE VIEW visible_snapshot AS
SELECT p.* FROM snapshot AS p
WHERE EXISTS (
	SELECT 1 FROM visible_meeting AS m
	WHERE m.id = p.meeting_id AND may(m.board_id, 'see-figures')
	AND may(m.board_id, 'see-restricted')
)
AND NOT EXISTS (
	SELECT 1 FROM json_each(p.sources, '$.casefile') AS u
	WHERE NOT sees_casefile(u.value)
)
AND NOT EXISTS (
	SELECT 1 FROM json_each(p.sources, '$.action') AS u
	WHERE NOT sees_action(u.value)
);

-- Minutes as they were circulated or approved hold all that was recorded: they
-- are seen by those who see what is restricted, whatever whoever made them had
-- the right to see, and every record they hold. Whoever sees less has the
-- minutes made of what they see: were the kept ones shown to all who happen to
-- see everything in them, that they are missing would tell of what they do not
-- see. Of a record that was erased nothing is left in them, nor is their text.
CREATE VIEW visible_edition_whole AS
SELECT e.* FROM edition AS e
WHERE EXISTS (
	SELECT 1 FROM meeting AS m
	WHERE m.id = e.meeting_id AND may(m.board_id, 'see-minutes')
	AND may(m.board_id, 'see-restricted')
	AND may(m.board_id, 'hear-closed')
	AND NOT EXISTS (
		SELECT 1 FROM json_each(e.sources, '$.right') AS u
		WHERE NOT may(m.board_id, u.value)
	)
)
AND NOT EXISTS (
	SELECT 1 FROM json_each(e.sources, '$.casefile') AS u
	JOIN casefile AS b ON b.id = u.value
	WHERE NOT sees_casefile(b.id)
)
AND NOT EXISTS (
	SELECT 1 FROM json_each(e.sources, '$.action') AS u
	JOIN action AS b ON b.id = u.value
	WHERE NOT sees_action(b.id)
);

-- The sanitised edition was written to be shown: once it is approved, to all who
-- may see it, and not what the full one holds.
CREATE VIEW visible_edition AS
SELECT e.id, e.meeting_id, e.sort, e.version, e.state, e.hash, e.made_by_id,
    e.made_at, e.circulated_by_id, e.circulated_at, e.approved_by_id,
    e.approved_at, e.approved_meeting_id, e.seal,
    CASE WHEN EXISTS (
	SELECT 1 FROM visible_edition_whole AS w WHERE w.id = e.id
    ) THEN e.sources ELSE '{}' END AS sources,
    CASE WHEN EXISTS (
	SELECT 1 FROM visible_edition_whole AS w WHERE w.id = e.id
    ) THEN e.beside_id END AS beside_id
FROM edition AS e
WHERE (e.sort = 'sanitised' AND e.state = 'approved' AND EXISTS (
	SELECT 1 FROM meeting AS m
	WHERE m.id = e.meeting_id AND may(m.board_id, 'see-sanitised')
))
OR EXISTS (SELECT 1 FROM visible_edition_whole AS w WHERE w.id = e.id);

CREATE VIEW visible_passage AS
SELECT p.* FROM passage AS p
WHERE EXISTS (
	SELECT 1 FROM visible_edition_whole AS e WHERE e.id = p.edition_id
);

CREATE VIEW visible_edition_text AS
SELECT t.* FROM edition_text AS t
WHERE EXISTS (SELECT 1 FROM visible_edition AS e WHERE e.id = t.edition_id);

CREATE VIEW visible_correction AS
SELECT k.* FROM correction AS k
WHERE EXISTS (
	SELECT 1 FROM visible_edition_whole AS e WHERE e.id = k.edition_id
);

-- That the minutes of a meeting went round and were approved, first, is for all
-- who see minutes; later versions may be about what they do not see.
CREATE VIEW visible_minutes_state AS
SELECT e.id, e.meeting_id, e.circulated_at, (
	SELECT f.approved_at FROM edition AS f
	WHERE f.meeting_id = e.meeting_id AND f.sort = 'full'
	AND f.state = 'approved'
	ORDER BY f.version
	LIMIT 1
    ) AS approved_at, (
	SELECT f.approved_by_id FROM edition AS f
	WHERE f.meeting_id = e.meeting_id AND f.sort = 'full'
	AND f.state = 'approved'
	ORDER BY f.version
	LIMIT 1
    ) AS approved_by_id, (
	SELECT f.approved_meeting_id FROM edition AS f
	WHERE f.meeting_id = e.meeting_id AND f.sort = 'full'
	AND f.state = 'approved'
	ORDER BY f.version
	LIMIT 1
    ) AS approved_meeting_id
FROM edition AS e
WHERE e.sort = 'full' AND e.version = 1 AND EXISTS (
	SELECT 1 FROM meeting AS m
	WHERE m.id = e.meeting_id AND may(m.board_id, 'see-minutes')
);

-- What one took away or was sent, oneself or one's agency; all of it for those
-- who see the edition, and what drafts left for those who export the record. That
-- all of a board was taken out is for everyone of it, who may be shown it.
CREATE VIEW visible_handout AS
SELECT h.* FROM handout AS h
WHERE h.member_id = me() OR h.to_id = me()
OR (in_agency(h.agency_id) AND EXISTS (
	SELECT 1 FROM meeting AS m
	WHERE m.id = h.meeting_id AND may(m.board_id, 'export-own')
))
OR EXISTS (
	SELECT 1 FROM visible_edition AS e
	JOIN meeting AS m ON m.id = e.meeting_id
	WHERE e.id = h.edition_id AND may(m.board_id, 'see-log')
)
OR (h.edition_id IS NULL AND EXISTS (
	SELECT 1 FROM meeting AS m
	WHERE m.id = h.meeting_id AND may(m.board_id, 'export-record')
))
OR (h.board_id IS NOT NULL AND may(h.board_id, 'attend'));

-- Who read what: one's own readings of what one still sees, and those of a
-- casefile one sees for those who see the log or manage access, and for whoever
-- answers for it.
-- What others searched for is theirs.
CREATE VIEW visible_consultation AS
SELECT u.id, u.member_id, u.at, u.what, u.casefile_id, u.meeting_id,
    CASE WHEN u.what = 'search' AND u.member_id IS NOT me() THEN ''
	ELSE u.detail END AS detail
FROM consultation AS u
WHERE (u.member_id = me()
    AND (u.casefile_id IS NULL OR sees_casefile(u.casefile_id)))
OR (u.casefile_id IS NULL AND keeper())
OR EXISTS (
	SELECT 1 FROM casefile AS c
	WHERE c.id = u.casefile_id AND sees_casefile(c.id)
	AND (c.lead_id = me() OR may(c.board_id, 'see-log')
	    OR may(c.board_id, 'manage-access'))
);

-- The log. One sees the entries of the casefiles one sees, and one's own of no
-- casefile: who was kept out of a case later does not find it among what they
-- did before. An entry that tells of another casefile, of an action or of a
-- snapshot besides is not seen without those; that of an action which is gone
-- (an undone one), by who made it and by those who see what is restricted. Nor is
-- that somebody was let in or kept out, but by those who are shown the list; nor
-- who read something, but as who read what is.
CREATE VIEW visible_event AS
SELECT e.* FROM event AS e
WHERE ((e.member_id = me() AND e.casefile IS NULL)
    OR (e.casefile IS NOT NULL AND sees_casefile(e.casefile))
    OR (e.casefile IS NULL AND e.meeting IS NOT NULL AND EXISTS (
	SELECT 1 FROM visible_meeting AS m
	WHERE m.id = e.meeting AND may(m.board_id, 'hear-closed')
    ))
    OR (e.casefile IS NULL AND e.meeting IS NULL AND keeper()))
AND (e.other IS NULL OR sees_casefile(e.other))
AND (e.action IS NULL OR sees_action(e.action) OR (
	NOT EXISTS (SELECT 1 FROM action AS a WHERE a.id = e.action)
	AND (e.member_id = me() OR may(coalesce(
	    (SELECT c.board_id FROM casefile AS c WHERE c.id = e.casefile),
	    (SELECT m.board_id FROM meeting AS m WHERE m.id = e.meeting)),
	    'see-restricted'))
))
AND (e.tbl <> 'snapshot' OR EXISTS (
	SELECT 1 FROM visible_snapshot AS p WHERE p.id = e.row
))
AND (e.tbl NOT IN ('edition', 'edition_text', 'correction', 'passage',
    'handout') OR EXISTS (
	SELECT 1 FROM visible_edition_whole AS d
	WHERE d.id = CASE e.tbl
	    WHEN 'edition' THEN e.row
	    WHEN 'edition_text' THEN (
		SELECT t.edition_id FROM edition_text AS t WHERE t.id = e.row)
	    WHEN 'correction' THEN (
		SELECT k.edition_id FROM correction AS k WHERE k.id = e.row)
	    WHEN 'passage' THEN (
		SELECT p.edition_id FROM passage AS p WHERE p.id = e.row)
	END
    ) OR (e.tbl = 'handout' AND EXISTS (
	SELECT 1 FROM visible_handout AS h WHERE h.id = e.row
)))
AND (e.tbl <> 'consultation' OR EXISTS (
	SELECT 1 FROM visible_consultation AS u WHERE u.id = e.row
))
AND (e.tbl <> 'access' OR e.member_id = me() OR EXISTS (
	SELECT 1 FROM casefile AS c
	WHERE c.id = e.casefile AND sees_casefile(c.id)
	AND (c.lead_id = me() OR may(c.board_id, 'manage-access'))
) OR EXISTS (
	SELECT 1 FROM action AS a
	WHERE a.id = e.action AND sees_action(a.id)
	AND may(a.board_id, 'manage-access')
));

-- What a payload tells is what its reader could see in the record itself: the
-- answers that need a right one has not are taken out, all of them where it is
-- not known which board's rights count. A way to reach someone, what an agency
-- brought, minutes and access lists ask for the right of their own view, also of
-- who made them. The salt is for nobody: with it, the digest in the log would
-- tell whether a guess at what was taken out is right.
CREATE VIEW visible_event_payload AS
SELECT p.seq,
    CASE WHEN json_type(p.before, '$.answers') IS NULL THEN p.before
    ELSE json_patch(p.before, coalesce((
	SELECT json_object('answers', json(
	    json_group_object(coalesce(f.field, ''), NULL)))
	FROM event AS e
	JOIN board AS b ON b.id = coalesce(
	    (SELECT c.board_id FROM casefile AS c WHERE c.id = e.casefile),
	    (SELECT m.board_id FROM meeting AS m WHERE m.id = e.meeting),
	    e.row)
	LEFT JOIN field_right AS f ON f.kind_version_id = b.kind_version_id
	    AND f.record = e.tbl AND NOT may(b.id, f.right)
	WHERE e.seq = p.seq
	GROUP BY b.id
    ), '{"answers":null}')) END AS before,
    CASE WHEN json_type(p.after, '$.answers') IS NULL THEN p.after
    ELSE json_patch(p.after, coalesce((
	SELECT json_object('answers', json(
	    json_group_object(coalesce(f.field, ''), NULL)))
	FROM event AS e
	JOIN board AS b ON b.id = coalesce(
	    (SELECT c.board_id FROM casefile AS c WHERE c.id = e.casefile),
	    (SELECT m.board_id FROM meeting AS m WHERE m.id = e.meeting),
	    e.row)
	LEFT JOIN field_right AS f ON f.kind_version_id = b.kind_version_id
	    AND f.record = e.tbl AND NOT may(b.id, f.right)
	WHERE e.seq = p.seq
	GROUP BY b.id
    ), '{"answers":null}')) END AS after
FROM event_payload AS p
WHERE EXISTS (
	SELECT 1 FROM visible_event AS e
	WHERE e.seq = p.seq
	AND ((e.casefile IS NOT NULL AND EXISTS (
		SELECT 1 FROM casefile AS c
		WHERE c.id = e.casefile AND sees_casefile(c.id)
		AND (e.member_id = me() OR may(c.board_id, 'see-log'))
		AND (may(c.board_id, CASE e.tbl
		    WHEN 'contact' THEN 'see-safe-contact'
		    WHEN 'contribution' THEN 'see-research'
		    WHEN 'contribution_line' THEN 'see-research'
		    WHEN 'checked' THEN 'see-research'
		    WHEN 'minute' THEN 'see-minutes'
		    WHEN 'override' THEN 'see-minutes'
		    WHEN 'access' THEN 'manage-access'
		    ELSE 'attend' END)
		OR EXISTS (
			SELECT 1 FROM contribution AS b
			WHERE in_agency(b.agency_id) AND b.id = CASE e.tbl
			WHEN 'contribution' THEN e.row
			WHEN 'contribution_line' THEN coalesce(
			    p.after ->> '$.contribution_id',
			    p.before ->> '$.contribution_id', (
				SELECT l.contribution_id
				FROM contribution_line AS l
				WHERE l.id = e.row
			))
			WHEN 'checked' THEN coalesce(
			    p.after ->> '$.contribution_id',
			    p.before ->> '$.contribution_id', (
				SELECT k.contribution_id
				FROM checked AS k
				WHERE k.id = e.row
			)) END
		))
	    ))
	    OR (e.casefile IS NULL AND e.meeting IS NOT NULL AND EXISTS (
		SELECT 1 FROM visible_meeting AS m
		WHERE m.id = e.meeting
		AND ((e.member_id = me() AND e.tbl NOT IN
		    ('minute', 'override')) OR may(m.board_id, 'see-minutes'))
		AND (e.member_id = me() OR may(m.board_id, 'see-log'))
	    ))
	    OR (e.casefile IS NULL AND e.meeting IS NULL
		AND e.tbl <> 'contact' AND (keeper() OR e.member_id = me())))
	AND (e.tbl <> 'minute'
	    OR EXISTS (SELECT 1 FROM visible_minute AS n WHERE n.id = e.row)
	    OR NOT EXISTS (SELECT 1 FROM minute AS n WHERE n.id = e.row))
);

-- The search index, joined to what the member may see: "q MATCH :words" goes
-- through to the index. An entry is found by whoever sees its record and has
-- the right it asks for. A person, their other names and contacts have an entry
-- for each casefile they are in, found by those who see that casefile.
CREATE VIEW visible_search AS
SELECT s.search AS q, s.rowid AS id, s.text AS text, d.tbl AS tbl, d.row AS row,
    d.casefile AS casefile, d.meeting AS meeting, d.board AS board
FROM search AS s
JOIN search_doc AS d ON d.id = s.rowid
WHERE (d.right = '' OR may(d.board, d.right))
AND CASE d.tbl
	WHEN 'action' THEN sees_action(d.row)
	WHEN 'milestone' THEN EXISTS (
		SELECT 1 FROM visible_milestone AS m WHERE m.id = d.row)
	WHEN 'progress' THEN EXISTS (
		SELECT 1 FROM visible_progress AS p WHERE p.id = d.row)
	WHEN 'minute' THEN EXISTS (
		SELECT 1 FROM visible_minute AS n WHERE n.id = d.row)
	WHEN 'contribution_line' THEN EXISTS (
		SELECT 1 FROM visible_contribution_line AS l
		WHERE l.id = d.row)
	WHEN 'agency' THEN me() IS NOT NULL
	WHEN 'member' THEN me() IS NOT NULL
	ELSE sees_casefile(d.casefile)
	OR (d.casefile IS NULL AND EXISTS (
		SELECT 1 FROM visible_meeting AS v WHERE v.id = d.meeting))
END;

CREATE VIEW visible_hold AS
SELECT h.* FROM hold AS h
WHERE sees_casefile(h.casefile_id);

-- Until when a record is kept is seen with it.
CREATE VIEW visible_retention AS
SELECT k.* FROM retention AS k
WHERE sees_casefile(k.casefile_id);

-- Requests to erase are between those who erase and those who approve it.
CREATE VIEW visible_erasure AS
SELECT * FROM erasure
WHERE may(board_id, 'erase') OR may(board_id, 'approve-erasure');
