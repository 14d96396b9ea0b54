-- The records of a partnership. Every table here is recorded: each changed row
-- leaves an event (see 0001_spine.sql). Every table has `id`, made by the
-- program (replica << 40 | counter). Fixed columns are what rules are about;
-- what a kind's forms ask besides lies in `answers`, one JSON object of field
-- key to value, without nulls. Dates are ISO text (2031-03-13); times on the
-- wall of a meeting are local ISO text (2031-03-13T09:30:05). Reads go through
-- the visible_ views of 0003_views.sql.

-- One row: the book itself.
CREATE TABLE book (
	id INTEGER PRIMARY KEY,
	-- what the partnership calls itself
	name TEXT NOT NULL CHECK (name <> ''),
	-- when it was made, local ISO
	made_at TEXT NOT NULL
) STRICT;

-- The text of a kind of meeting, as it was when it was taken into the book. A
-- meeting keeps the version it was opened under.
CREATE TABLE kind_version (
	id INTEGER PRIMARY KEY,
	-- the kind's key, as in the file name without .yaml
	kind TEXT NOT NULL CHECK (kind <> ''),
	-- 1, 2, … within a kind
	version INTEGER NOT NULL CHECK (version > 0),
	-- SHA-256 of text and overlay, hex: a text once checked is not checked again
	hash TEXT NOT NULL,
	taken_at TEXT NOT NULL,
	-- what lists of boards say of it, so that its text need not be read for
	-- them: {"marking": text, "roles": {key: label, …}, "timers": [{"type":
	-- of cases, "from": [field, column], "until": …, "days": …}, …],
	-- "idle": minutes, "bring": {"label": text, "days": working days before
	-- the meeting, "types": {case type: 1, …}, "categories": {those
	-- expected: 1, …} or "roles": {those that count: 1, …}}, "due":
	-- [{"label": text, "days": working days after the meeting, "by": what
	-- becomes of its minutes until then}, …]}, compiled from it
	brief TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(brief)),
	-- both texts as they were read, sealed by the hash, so that a session need
	-- not read YAML; the texts are what counts. They and this stand last: what
	-- is behind them would be found through all their pages
	tree BLOB,
	-- the YAML text and the local overlay over it ('' for none)
	text TEXT NOT NULL,
	overlay TEXT NOT NULL DEFAULT '',
	UNIQUE (kind, version)
) STRICT;

-- What each role of a kind may see and do, compiled from its text: the views
-- ask this table through may().
CREATE TABLE role_right (
	id INTEGER PRIMARY KEY,
	kind_version_id INTEGER NOT NULL REFERENCES kind_version (id),
	role TEXT NOT NULL,
	-- a right's name, as in the kind's grammar (see-cases, run-meeting …)
	right TEXT NOT NULL,
	-- 1: it holds only while the member is in the chair of a meeting that
	-- is open (see chairing)
	acting INTEGER NOT NULL DEFAULT 0 CHECK (acting IN (0, 1)),
	UNIQUE (kind_version_id, role, right)
) STRICT;

-- Fields that need a right to be seen, compiled from the kind's text: the
-- views drop such keys from `answers` for everyone else.
CREATE TABLE field_right (
	id INTEGER PRIMARY KEY,
	kind_version_id INTEGER NOT NULL REFERENCES kind_version (id),
	-- the table whose answers hold the field, and the field's key there
	record TEXT NOT NULL,
	field TEXT NOT NULL,
	right TEXT NOT NULL,
	UNIQUE (kind_version_id, record, field)
) STRICT;

-- Links by which a record is seen by those alone who see the one it is tied to,
-- compiled from the kind's text: the views ask this table through kept_back().
CREATE TABLE link_guard (
	id INTEGER PRIMARY KEY,
	kind_version_id INTEGER NOT NULL REFERENCES kind_version (id),
	-- the case type whose link it is, and the link's key there
	type TEXT NOT NULL,
	link TEXT NOT NULL,
	UNIQUE (kind_version_id, type, link)
) STRICT;

-- An organisation, or a team in one.
CREATE TABLE agency (
	id INTEGER PRIMARY KEY,
	-- the agency this is a team of; reports roll up to it
	parent_id INTEGER REFERENCES agency (id),
	name TEXT NOT NULL CHECK (name <> ''),
	-- what people call it in a line of an action ("Housing")
	short TEXT NOT NULL CHECK (short <> ''),
	-- what sort of agency, from the kind's list (police, housing …)
	category TEXT NOT NULL DEFAULT '',
	-- names folded for matching while one types
	match TEXT NOT NULL DEFAULT '',
	-- the sharing agreement was signed, and is good until the day before:
	-- it, or the agency this is a team of; NULL: it was not
	agreement_on TEXT CHECK (agreement_on IS date(agreement_on)),
	agreement_until TEXT CHECK (agreement_until IS date(agreement_until)),
	-- no longer part of the partnership from this date
	ended_on TEXT,
	UNIQUE (name)
) STRICT;
CREATE INDEX agency_parent ON agency (parent_id);

-- A professional who belongs to an agency and may sign in.
CREATE TABLE member (
	id INTEGER PRIMARY KEY,
	agency_id INTEGER NOT NULL REFERENCES agency (id),
	-- "DS", "Dr"; '' for none
	title TEXT NOT NULL DEFAULT '',
	forenames TEXT NOT NULL,
	surname TEXT NOT NULL CHECK (surname <> ''),
	-- the job, as it is shown in minutes
	post TEXT NOT NULL DEFAULT '',
	-- the name one signs in by (--as); lower case, no spaces
	login TEXT NOT NULL UNIQUE CHECK (login <> ''),
	email TEXT NOT NULL DEFAULT '',
	phone TEXT NOT NULL DEFAULT '',
	-- looks after the book itself: agencies, members, boards, kinds
	keeper INTEGER NOT NULL DEFAULT 0 CHECK (keeper IN (0, 1)),
	-- may not sign in from this date
	ended_on TEXT
) STRICT;
CREATE INDEX member_agency ON member (agency_id);

-- A public key that a member signs in with over SSH. One key is one member's:
-- it is what sshd knows them by.
CREATE TABLE member_key (
	id INTEGER PRIMARY KEY,
	member_id INTEGER NOT NULL REFERENCES member (id),
	-- as OpenSSH writes it: the type, and the base64 of the key itself
	type TEXT NOT NULL CHECK (type <> ''),
	blob TEXT NOT NULL CHECK (blob <> ''),
	-- "SHA256:…", as ssh-keygen -l says it: what people compare
	fingerprint TEXT NOT NULL UNIQUE CHECK (fingerprint LIKE 'SHA256:%'),
	-- what stood behind it, often who@where
	comment TEXT NOT NULL DEFAULT '',
	added_at TEXT NOT NULL,
	added_by_id INTEGER REFERENCES member (id),
	-- NULL while it lets one in
	disabled_at TEXT,
	disabled_by_id INTEGER REFERENCES member (id),
	disabled_reason TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX member_key_member ON member_key (member_id);

-- Who came in over SSH, or was turned away after sshd had let them through, and
-- when. Names no record and repeats nothing that was typed.
CREATE TABLE sign_in (
	id INTEGER PRIMARY KEY,
	-- NULL: nobody signs in by the name that was given
	member_id INTEGER REFERENCES member (id),
	at TEXT NOT NULL,
	-- the screens, or one command on standard output
	how TEXT NOT NULL CHECK (how IN ('screen', 'command')),
	-- of the key; no reference, because this row stays
	fingerprint TEXT NOT NULL DEFAULT '',
	-- the session's name, as events carry it
	session TEXT NOT NULL DEFAULT '',
	-- '': came in; else why not: key, disabled, ended, command, files,
	-- terminal
	refused TEXT NOT NULL DEFAULT '',
	-- when the screens were left, and how: quit, line (it dropped), out (the
	-- key was disabled or the member ended), idle; NULL: still here, or
	-- killed
	left_at TEXT,
	left_how TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX sign_in_at ON sign_in (at);
CREATE INDEX sign_in_member ON sign_in (member_id, at);

-- A standing meeting of one kind.
CREATE TABLE board (
	id INTEGER PRIMARY KEY,
	kind TEXT NOT NULL,
	-- the version its next meeting will be opened under
	kind_version_id INTEGER NOT NULL REFERENCES kind_version (id),
	name TEXT NOT NULL UNIQUE CHECK (name <> ''),
	-- the prefix of its references ("MM")
	prefix TEXT NOT NULL UNIQUE CHECK (prefix <> ''),
	-- whose bank holidays count for its deadlines
	nation TEXT NOT NULL,
	-- where it sits unless a meeting says otherwise
	place TEXT NOT NULL DEFAULT '',
	answers TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(answers)),
	ended_on TEXT
) STRICT;

-- Who has which role on a board. One member has one role on a board.
CREATE TABLE board_member (
	id INTEGER PRIMARY KEY,
	board_id INTEGER NOT NULL REFERENCES board (id),
	member_id INTEGER NOT NULL REFERENCES member (id),
	-- a role's key in the board's kind
	role TEXT NOT NULL CHECK (role <> ''),
	-- the member this one stands in for, when a deputy
	deputy_for_id INTEGER REFERENCES member (id),
	since_on TEXT,
	ended_on TEXT,
	UNIQUE (board_id, member_id)
) STRICT;
CREATE INDEX board_member_member ON board_member (member_id);

-- One sitting of a board.
CREATE TABLE meeting (
	id INTEGER PRIMARY KEY,
	board_id INTEGER NOT NULL REFERENCES board (id),
	-- the kind's text this meeting keeps; set when it is opened
	kind_version_id INTEGER REFERENCES kind_version (id),
	ref TEXT NOT NULL UNIQUE CHECK (ref <> ''),
	held_on TEXT NOT NULL CHECK (held_on IS date(held_on)),
	-- "09:30"
	starts TEXT NOT NULL DEFAULT '',
	place TEXT NOT NULL DEFAULT '',
	online INTEGER NOT NULL DEFAULT 0 CHECK (online IN (0, 1)),
	status TEXT NOT NULL DEFAULT 'planned'
	    CHECK (status IN ('planned', 'open', 'closed', 'cancelled')),
	chair_id INTEGER REFERENCES member (id),
	deputy_chair_id INTEGER REFERENCES member (id),
	secretary_id INTEGER REFERENCES member (id),
	-- local time it was opened and closed
	opened_at TEXT,
	closed_at TEXT,
	-- which statement was read, when, and by whom
	statement_version TEXT,
	statement_at TEXT,
	statement_by_id INTEGER REFERENCES member (id),
	-- the item in hand, and its phase ('' for none)
	item_id INTEGER REFERENCES item (id) DEFERRABLE INITIALLY DEFERRED,
	phase TEXT NOT NULL DEFAULT '',
	answers TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(answers))
) STRICT;
CREATE INDEX meeting_board ON meeting (board_id, held_on, status);
CREATE INDEX meeting_coming ON meeting (held_on, status)
    WHERE status IN ('planned', 'open');
CREATE INDEX meeting_item ON meeting (item_id) WHERE item_id IS NOT NULL;

-- The record of a case: one referral and what became of it. The same people
-- referred again make a new casefile, linked to this one by a repeat decision.
CREATE TABLE casefile (
	id INTEGER PRIMARY KEY,
	board_id INTEGER NOT NULL REFERENCES board (id),
	-- a case type's key in the board's kind
	type TEXT NOT NULL CHECK (type <> ''),
	ref TEXT NOT NULL UNIQUE CHECK (ref <> ''),
	-- the day the referral was received
	received_on TEXT NOT NULL CHECK (received_on IS date(received_on)),
	-- the day of the incident that brought it (the date rules compare)
	incident_on TEXT CHECK (incident_on IS date(incident_on)),
	-- who referred: the agency, its member where known, else a name
	agency_id INTEGER REFERENCES agency (id),
	member_id INTEGER REFERENCES member (id),
	referrer TEXT NOT NULL DEFAULT '',
	-- the area it was transferred from ('' when it began here)
	origin TEXT NOT NULL DEFAULT '',
	-- the risk tool, its total, and when it was done
	tool TEXT NOT NULL DEFAULT '',
	score INTEGER CHECK (score >= 0),
	scored_on TEXT CHECK (scored_on IS date(scored_on)),
	-- screening: waiting, accepted, returned (to be completed), rejected
	screening TEXT NOT NULL DEFAULT 'waiting' CHECK
	    (screening IN ('waiting', 'accepted', 'returned', 'rejected')),
	screened_on TEXT,
	screened_by_id INTEGER REFERENCES member (id),
	screening_reason TEXT NOT NULL DEFAULT '',
	-- shown as restricted; who may see it is `audience` and the access list
	restricted INTEGER NOT NULL DEFAULT 0 CHECK (restricted IN (0, 1)),
	-- board: all who see cases, but those excluded; list: those listed alone
	audience TEXT NOT NULL DEFAULT 'board'
	    CHECK (audience IN ('board', 'list')),
	-- marking above the board's own, and handling code ('' for none) with
	-- its conditions in words
	marking TEXT NOT NULL DEFAULT '',
	handling TEXT NOT NULL DEFAULT '',
	conditions TEXT NOT NULL DEFAULT '',
	-- who answers for it: sees it, and says who else does
	lead_id INTEGER REFERENCES member (id),
	-- where it stands in its life, a state's key in the case type, since
	-- when and why; '' where the type has no states
	state TEXT NOT NULL DEFAULT '',
	state_on TEXT CHECK (state_on IS date(state_on)),
	state_reason TEXT NOT NULL DEFAULT '',
	-- 1 while that state is a live one (or the type has none and is kept as
	-- a register or timed), for the index of what is in hand
	live INTEGER NOT NULL DEFAULT 0 CHECK (live IN (0, 1)),
	-- transferred to another area: where, sent, acknowledged
	sent_to TEXT NOT NULL DEFAULT '',
	sent_on TEXT,
	acknowledged_on TEXT,
	answers TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(answers))
) STRICT;
CREATE INDEX casefile_board ON casefile (board_id, received_on);
CREATE INDEX casefile_waiting ON casefile (board_id, received_on, screening)
    WHERE screening IN ('waiting', 'returned');
CREATE INDEX casefile_incident ON casefile (incident_on);
CREATE INDEX casefile_agency ON casefile (agency_id);
CREATE INDEX casefile_live ON casefile (board_id, type, ref, live)
    WHERE live = 1;
-- The type first: a list of all types, as of what waits, must not take this one
-- for its own.
CREATE INDEX casefile_type ON casefile (type, board_id, received_on);
CREATE INDEX casefile_lead ON casefile (lead_id) WHERE lead_id IS NOT NULL;

-- Who is let in to, or kept out of, one casefile or one action. A name is an
-- agency (with its teams) or a member. Keeping out wins over letting in.
CREATE TABLE access (
	id INTEGER PRIMARY KEY,
	casefile_id INTEGER REFERENCES casefile (id),
	action_id INTEGER REFERENCES action (id),
	agency_id INTEGER REFERENCES agency (id),
	member_id INTEGER REFERENCES member (id),
	effect TEXT NOT NULL CHECK (effect IN ('allow', 'deny')),
	reason TEXT NOT NULL DEFAULT '',
	-- the declared conflict that made this entry
	conflict_id INTEGER REFERENCES conflict (id),
	CHECK ((casefile_id IS NULL) <> (action_id IS NULL)),
	CHECK ((agency_id IS NULL) <> (member_id IS NULL))
) STRICT;
CREATE INDEX access_casefile ON access (casefile_id, effect)
    WHERE casefile_id IS NOT NULL;
CREATE INDEX access_action ON access (action_id, effect)
    WHERE action_id IS NOT NULL;
CREATE INDEX access_conflict ON access (conflict_id)
    WHERE conflict_id IS NOT NULL;
CREATE INDEX access_agency ON access (agency_id, effect)
    WHERE agency_id IS NOT NULL;
CREATE INDEX access_member ON access (member_id, effect)
    WHERE member_id IS NOT NULL;

-- A person, group, premises, business or vehicle that casefiles speak of. What
-- they are to a casefile is a party, never a property here.
CREATE TABLE subject (
	id INTEGER PRIMARY KEY,
	sort TEXT NOT NULL DEFAULT 'person' CHECK
	    (sort IN ('person', 'group', 'premises', 'business', 'vehicle')),
	-- for what is not a person, the name is the surname
	surname TEXT NOT NULL,
	forenames TEXT NOT NULL DEFAULT '',
	born_on TEXT CHECK (born_on IS date(born_on)),
	-- an estimated age and the day it was estimated, where no birth date is
	-- known
	age INTEGER CHECK (age BETWEEN 0 AND 130),
	age_on TEXT CHECK (age_on IS date(age_on)),
	-- a value of the kind's own list, or 'unknown' or 'declined'; '' unasked
	sex TEXT NOT NULL DEFAULT '',
	answers TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(answers)),
	CHECK (surname <> '' OR forenames <> '')
) STRICT;
CREATE INDEX subject_name ON subject (surname, forenames);
CREATE INDEX subject_born ON subject (born_on);

-- Another name of a subject: maiden, nickname, spelling, listed as.
CREATE TABLE alias (
	id INTEGER PRIMARY KEY,
	subject_id INTEGER NOT NULL REFERENCES subject (id),
	surname TEXT NOT NULL DEFAULT '',
	forenames TEXT NOT NULL DEFAULT '',
	note TEXT NOT NULL DEFAULT '',
	CHECK (surname <> '' OR forenames <> '')
) STRICT;
CREATE INDEX alias_subject ON alias (subject_id);

-- Folded names, sounds and birth dates that find who might be the same
-- person; made from subject and alias, part of the search index.
CREATE TABLE match_key (
	key TEXT NOT NULL,
	subject_id INTEGER NOT NULL REFERENCES subject (id),
	PRIMARY KEY (key, subject_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX match_key_subject ON match_key (subject_id);

-- A way to reach a subject, with what makes it safe on the same row.
CREATE TABLE contact (
	id INTEGER PRIMARY KEY,
	subject_id INTEGER NOT NULL REFERENCES subject (id),
	sort TEXT NOT NULL CHECK (sort IN ('phone', 'address', 'email')),
	value TEXT NOT NULL CHECK (value <> ''),
	postcode TEXT NOT NULL DEFAULT '',
	-- safe to call (or to use), to leave a message, to write: yes, no, unknown
	safe_use TEXT NOT NULL DEFAULT 'unknown'
	    CHECK (safe_use IN ('yes', 'no', 'unknown')),
	safe_message TEXT NOT NULL DEFAULT 'unknown'
	    CHECK (safe_message IN ('yes', 'no', 'unknown')),
	-- when it is safe, in words ("Mon-Fri 10:00-11:30")
	safe_times TEXT NOT NULL DEFAULT '',
	-- seen by those with the right to safe contacts alone
	guarded INTEGER NOT NULL DEFAULT 1 CHECK (guarded IN (0, 1)),
	from_on TEXT,
	to_on TEXT,
	note TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX contact_subject ON contact (subject_id);

-- A subject in a role in one casefile.
CREATE TABLE party (
	id INTEGER PRIMARY KEY,
	casefile_id INTEGER NOT NULL REFERENCES casefile (id),
	subject_id INTEGER NOT NULL REFERENCES subject (id),
	-- a party role's key in the case type
	role TEXT NOT NULL CHECK (role <> ''),
	position INTEGER NOT NULL DEFAULT 0,
	-- in that role from and until a day; NULL: as far as is known
	from_on TEXT CHECK (from_on IS date(from_on)),
	to_on TEXT CHECK (to_on IS date(to_on)),
	answers TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(answers)),
	UNIQUE (casefile_id, subject_id, role)
) STRICT;
CREATE INDEX party_subject ON party (subject_id);

-- What one party is to another in the same casefile: "ex-partner of", "child
-- of". Children have one to each adult.
CREATE TABLE relation (
	id INTEGER PRIMARY KEY,
	casefile_id INTEGER NOT NULL REFERENCES casefile (id),
	party_id INTEGER NOT NULL REFERENCES party (id),
	to_party_id INTEGER NOT NULL REFERENCES party (id),
	relation TEXT NOT NULL CHECK (relation <> ''),
	UNIQUE (party_id, to_party_id)
) STRICT;
CREATE INDEX relation_casefile ON relation (casefile_id);
CREATE INDEX relation_to ON relation (to_party_id);

-- An incident told of in a casefile; rules count them.
CREATE TABLE incident (
	id INTEGER PRIMARY KEY,
	casefile_id INTEGER NOT NULL REFERENCES casefile (id),
	happened_on TEXT NOT NULL CHECK (happened_on IS date(happened_on)),
	-- a crime that was recorded, and its reference
	criminal INTEGER NOT NULL DEFAULT 0 CHECK (criminal IN (0, 1)),
	reported INTEGER NOT NULL DEFAULT 0 CHECK (reported IN (0, 1)),
	reference TEXT NOT NULL DEFAULT '',
	text TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX incident_casefile ON incident (casefile_id, happened_on);

-- Is this casefile a repeat of an earlier one? Proposed by a rule with its
-- evidence, decided by a person; both clocks are kept.
CREATE TABLE repeat (
	id INTEGER PRIMARY KEY,
	casefile_id INTEGER NOT NULL REFERENCES casefile (id),
	earlier_id INTEGER NOT NULL REFERENCES casefile (id),
	-- what spoke for it when it was proposed: a JSON array of sentences
	evidence TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(evidence)),
	-- the answer and the last day of the window under either clock; NULL
	-- where that clock has nothing to count from
	by_referral INTEGER CHECK (by_referral IN (0, 1)),
	referral_ends TEXT,
	by_meeting INTEGER CHECK (by_meeting IN (0, 1)),
	meeting_ends TEXT,
	-- the clock in force when it was decided: referral or meeting
	clock TEXT NOT NULL,
	-- yes: a repeat; no: same people, not a repeat; different: other people
	decision TEXT NOT NULL CHECK (decision IN ('yes', 'no', 'different')),
	reason TEXT NOT NULL DEFAULT '',
	decided_by_id INTEGER NOT NULL REFERENCES member (id),
	decided_on TEXT NOT NULL,
	UNIQUE (casefile_id, earlier_id)
) STRICT;
CREATE INDEX repeat_earlier ON repeat (earlier_id);

-- Two casefiles that belong together.
CREATE TABLE casefile_link (
	id INTEGER PRIMARY KEY,
	casefile_id INTEGER NOT NULL REFERENCES casefile (id),
	other_id INTEGER NOT NULL REFERENCES casefile (id),
	-- a link's key in the case type
	sort TEXT NOT NULL,
	note TEXT NOT NULL DEFAULT '',
	UNIQUE (casefile_id, other_id, sort)
) STRICT;
CREATE INDEX casefile_link_other ON casefile_link (other_id);

-- One line of a meeting's agenda: a step, or a case in a step. What was said
-- in a case's phases lies in answers and minutes.
CREATE TABLE item (
	id INTEGER PRIMARY KEY,
	meeting_id INTEGER NOT NULL REFERENCES meeting (id),
	-- a step's key in the kind
	step TEXT NOT NULL CHECK (step <> ''),
	casefile_id INTEGER REFERENCES casefile (id),
	position INTEGER NOT NULL DEFAULT 0,
	-- new, repeat, transfer-in …: an item type's key in the case type
	type TEXT NOT NULL DEFAULT '',
	-- minutes planned for it; NULL: the case type's own
	planned INTEGER CHECK (planned > 0),
	status TEXT NOT NULL DEFAULT 'waiting'
	    CHECK (status IN ('waiting', 'current', 'done', 'skipped')),
	-- how it ended: a disposition's key, with its reason
	disposition TEXT NOT NULL DEFAULT '',
	reason TEXT NOT NULL DEFAULT '',
	-- where it went when it was deferred
	deferred_to_id INTEGER REFERENCES meeting (id),
	-- who presents it
	presenter_id INTEGER REFERENCES member (id),
	started_at TEXT,
	ended_at TEXT,
	-- seconds spent in earlier visits; the running one counts from resumed_at
	spent INTEGER NOT NULL DEFAULT 0 CHECK (spent >= 0),
	resumed_at TEXT,
	-- the times it was in hand, each [from, to], the running one [from]
	visits TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(visits)),
	-- the actions were read back to the meeting
	read_back_at TEXT,
	-- a closed line: gated roles and agencies without the agreement see
	-- nothing of it
	closed INTEGER NOT NULL DEFAULT 0 CHECK (closed IN (0, 1)),
	answers TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(answers)),
	UNIQUE (meeting_id, step, casefile_id)
) STRICT;
CREATE INDEX item_meeting ON item (meeting_id, position);
CREATE INDEX item_casefile ON item (casefile_id) WHERE casefile_id IS NOT NULL;

-- A member at a meeting.
CREATE TABLE attendance (
	id INTEGER PRIMARY KEY,
	meeting_id INTEGER NOT NULL REFERENCES meeting (id),
	-- the member; NULL for an agency that sent nobody it named
	member_id INTEGER REFERENCES member (id),
	agency_id INTEGER NOT NULL REFERENCES agency (id),
	-- the role here: a role's key; observers are listed apart
	role TEXT NOT NULL,
	-- expected until the roll is called
	state TEXT NOT NULL DEFAULT 'expected' CHECK (state IN
	    ('expected', 'present', 'online', 'apologies', 'absent')),
	deputy_for_id INTEGER REFERENCES member (id),
	-- information sent by those who could not come
	info_sent INTEGER CHECK (info_sent IN (0, 1)),
	info_on TEXT CHECK (info_on IS date(info_on)),
	-- when the statement was accepted, and which
	accepted_at TEXT,
	accepted_version TEXT,
	came_at TEXT,
	left_at TEXT,
	note TEXT NOT NULL DEFAULT '',
	UNIQUE (meeting_id, member_id)
) STRICT;
CREATE INDEX attendance_member ON attendance (member_id);

-- A time that a member was out of the room between coming and leaving: what was
-- in hand then is not for them, where their role is gated.
CREATE TABLE absence (
	id INTEGER PRIMARY KEY,
	attendance_id INTEGER NOT NULL REFERENCES attendance (id),
	-- the closed line it was for; NULL for an affair of their own
	item_id INTEGER REFERENCES item (id),
	left_at TEXT NOT NULL,
	-- NULL while they are out
	returned_at TEXT,
	reason TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX absence_attendance ON absence (attendance_id);
CREATE INDEX absence_item ON absence (item_id) WHERE item_id IS NOT NULL;

-- A time that someone else than the meeting's chair was in the chair: rights
-- that a role has only so long hang on it.
CREATE TABLE chairing (
	id INTEGER PRIMARY KEY,
	meeting_id INTEGER NOT NULL REFERENCES meeting (id),
	member_id INTEGER NOT NULL REFERENCES member (id),
	-- what was in hand as they took it: who may not hear that does not
	-- read the reason
	item_id INTEGER REFERENCES item (id),
	taken_at TEXT NOT NULL,
	-- NULL while they are in the chair
	handed_at TEXT,
	reason TEXT NOT NULL DEFAULT '',
	CHECK (handed_at IS NULL OR handed_at >= taken_at)
) STRICT;
CREATE INDEX chairing_meeting ON chairing (meeting_id, taken_at);
CREATE UNIQUE INDEX chairing_now ON chairing (meeting_id)
    WHERE handed_at IS NULL;
CREATE INDEX chairing_acting ON chairing (member_id)
    WHERE handed_at IS NULL;
CREATE INDEX chairing_item ON chairing (item_id) WHERE item_id IS NOT NULL;

-- A conflict of interest declared at a meeting: who, which case, when they
-- left and returned. The access list keeps them out before and after as well.
CREATE TABLE conflict (
	id INTEGER PRIMARY KEY,
	meeting_id INTEGER NOT NULL REFERENCES meeting (id),
	casefile_id INTEGER NOT NULL REFERENCES casefile (id),
	member_id INTEGER NOT NULL REFERENCES member (id),
	-- the whole agency is kept out, not only the member
	whole_agency INTEGER NOT NULL DEFAULT 0 CHECK (whole_agency IN (0, 1)),
	reason TEXT NOT NULL DEFAULT '',
	left_at TEXT,
	returned_at TEXT,
	UNIQUE (meeting_id, casefile_id, member_id)
) STRICT;
CREATE INDEX conflict_casefile ON conflict (casefile_id);
CREATE INDEX conflict_member ON conflict (member_id);

-- What one agency brings to one casefile for one meeting.
CREATE TABLE contribution (
	id INTEGER PRIMARY KEY,
	casefile_id INTEGER NOT NULL REFERENCES casefile (id),
	meeting_id INTEGER NOT NULL REFERENCES meeting (id),
	agency_id INTEGER NOT NULL REFERENCES agency (id),
	-- who brought it
	member_id INTEGER REFERENCES member (id),
	-- begun: not yet handed in; given: information; nil: checked, nothing
	state TEXT NOT NULL DEFAULT 'begun'
	    CHECK (state IN ('begun', 'given', 'nil')),
	given_on TEXT,
	-- the agency was heard on this case at the meeting
	heard_at TEXT,
	answers TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(answers)),
	UNIQUE (casefile_id, meeting_id, agency_id)
) STRICT;
CREATE INDEX contribution_meeting ON contribution (meeting_id, agency_id);
CREATE INDEX contribution_agency ON contribution (agency_id);

-- One thing an agency knows, fact apart from opinion, shared or not.
CREATE TABLE contribution_line (
	id INTEGER PRIMARY KEY,
	contribution_id INTEGER NOT NULL REFERENCES contribution (id),
	position INTEGER NOT NULL DEFAULT 0,
	-- of whom it speaks
	party_id INTEGER REFERENCES party (id),
	-- a line sort's key in the kind (fact, opinion, protective …)
	sort TEXT NOT NULL,
	text TEXT NOT NULL CHECK (text <> ''),
	-- to be shared at the meeting; if not, why
	share INTEGER NOT NULL DEFAULT 1 CHECK (share IN (0, 1)),
	withheld_reason TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX contribution_line_contribution
    ON contribution_line (contribution_id, position);
CREATE INDEX contribution_line_party ON contribution_line (party_id);

-- Which parties an agency checked its records for.
CREATE TABLE checked (
	id INTEGER PRIMARY KEY,
	contribution_id INTEGER NOT NULL REFERENCES contribution (id),
	party_id INTEGER NOT NULL REFERENCES party (id),
	-- known, not-known, or not-checked: three different things
	result TEXT NOT NULL
	    CHECK (result IN ('known', 'not-known', 'not-checked')),
	UNIQUE (contribution_id, party_id)
) STRICT;
CREATE INDEX checked_party ON checked (party_id);

-- Agreed work: one owning agency, one named member, a date.
CREATE TABLE action (
	id INTEGER PRIMARY KEY,
	board_id INTEGER NOT NULL REFERENCES board (id),
	-- the case it belongs to; NULL for the meeting's own
	casefile_id INTEGER REFERENCES casefile (id),
	-- where it was agreed; NULL for one that came before any meeting
	meeting_id INTEGER REFERENCES meeting (id),
	item_id INTEGER REFERENCES item (id),
	-- 1, 2, … among those of its casefile or meeting that are named by it,
	-- for life; of others, what their own reference says or nothing
	number INTEGER NOT NULL CHECK (number > 0),
	-- the reference people use: "MM-2031-014/A3"; imported ones keep theirs
	ref TEXT NOT NULL UNIQUE CHECK (ref <> ''),
	text TEXT NOT NULL CHECK (text <> ''),
	type TEXT NOT NULL DEFAULT '',
	-- the strand of work, where the kind has strands
	strand TEXT NOT NULL DEFAULT '',
	-- the owner: an agency, and in it a named member; only an action that
	-- needs acceptance may lack the member
	agency_id INTEGER NOT NULL REFERENCES agency (id),
	member_id INTEGER REFERENCES member (id),
	-- whom it is for
	party_id INTEGER REFERENCES party (id),
	due_on TEXT NOT NULL CHECK (due_on IS date(due_on)),
	-- not begun before this day
	start_on TEXT CHECK (start_on IS date(start_on)),
	priority TEXT NOT NULL DEFAULT '',
	-- a colour given by hand instead of the rule's ('' for none): why, when
	-- and by whom; it lasts until the board's next meeting
	rag TEXT NOT NULL DEFAULT '',
	rag_reason TEXT NOT NULL DEFAULT '',
	rag_on TEXT CHECK (rag_on IS date(rag_on)),
	rag_by_id INTEGER REFERENCES member (id),
	-- needed, yes or declined, by whom and when
	acceptance TEXT NOT NULL DEFAULT 'yes'
	    CHECK (acceptance IN ('needed', 'yes', 'declined')),
	accepted_by_id INTEGER REFERENCES member (id),
	accepted_at TEXT,
	-- a status's key in the kind; overdue is computed, never stored
	status TEXT NOT NULL CHECK (status <> ''),
	-- 1 while the status is not a final one, for the index of what is open
	live INTEGER NOT NULL DEFAULT 1 CHECK (live IN (0, 1)),
	status_on TEXT NOT NULL,
	status_reason TEXT NOT NULL DEFAULT '',
	outcome TEXT NOT NULL DEFAULT '',
	evidence TEXT NOT NULL DEFAULT '',
	-- what took its place
	replaced_by_id INTEGER REFERENCES action (id),
	-- who typed it, which is not who does it
	recorded_by_id INTEGER NOT NULL REFERENCES member (id),
	agreed_at TEXT NOT NULL,
	answers TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(answers)),
	CHECK (member_id IS NOT NULL OR acceptance <> 'yes')
) STRICT;
CREATE INDEX action_number ON action (casefile_id, number)
    WHERE casefile_id IS NOT NULL;
-- In the order of the lists, with all that the view asks of an action: what is
-- overdue is counted from here alone.
CREATE INDEX action_due ON action (board_id, due_on, id, live, casefile_id,
    item_id, agency_id, member_id) WHERE live = 1;
CREATE INDEX action_agency_due ON action (agency_id, due_on)
    WHERE live = 1;
CREATE INDEX action_member_due ON action (member_id, due_on)
    WHERE live = 1;
-- What waits for somebody of an agency, and what is nobody's: both are few.
CREATE INDEX action_awaited ON action (agency_id, acceptance, due_on)
    WHERE live = 1 AND acceptance = 'needed';
CREATE INDEX action_declined ON action (acceptance, due_on)
    WHERE live = 1 AND acceptance = 'declined';
CREATE INDEX action_closed ON action (board_id, due_on, live) WHERE live = 0;
CREATE INDEX action_strand ON action (board_id, strand, due_on)
    WHERE live = 1;
CREATE INDEX action_strand_closed ON action (board_id, strand, due_on, live)
    WHERE live = 0 AND strand <> '';
CREATE INDEX action_meeting ON action (meeting_id) WHERE meeting_id IS NOT NULL;
CREATE INDEX action_item ON action (item_id) WHERE item_id IS NOT NULL;
CREATE INDEX action_party ON action (party_id) WHERE party_id IS NOT NULL;
CREATE INDEX action_replaced ON action (replaced_by_id)
    WHERE replaced_by_id IS NOT NULL;

-- Other casefiles an action is linked to.
CREATE TABLE action_link (
	id INTEGER PRIMARY KEY,
	action_id INTEGER NOT NULL REFERENCES action (id),
	casefile_id INTEGER NOT NULL REFERENCES casefile (id),
	UNIQUE (action_id, casefile_id)
) STRICT;
CREATE INDEX action_link_casefile ON action_link (casefile_id);

-- A dated step inside an action. The last one done never completes it.
CREATE TABLE milestone (
	id INTEGER PRIMARY KEY,
	action_id INTEGER NOT NULL REFERENCES action (id),
	position INTEGER NOT NULL DEFAULT 0,
	text TEXT NOT NULL CHECK (text <> ''),
	due_on TEXT NOT NULL CHECK (due_on IS date(due_on)),
	done_on TEXT CHECK (done_on IS date(done_on)),
	-- who does it; NULL: the action's owner
	member_id INTEGER REFERENCES member (id),
	note TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX milestone_action ON milestone (action_id, position);
CREATE INDEX milestone_member ON milestone (member_id)
    WHERE member_id IS NOT NULL AND done_on IS NULL;

-- What was reported on an action, and when: the log of its life.
CREATE TABLE progress (
	id INTEGER PRIMARY KEY,
	action_id INTEGER NOT NULL REFERENCES action (id),
	-- the meeting it was reported at; NULL between meetings
	meeting_id INTEGER REFERENCES meeting (id),
	-- who reported it, and who typed it
	reported_by_id INTEGER REFERENCES member (id),
	recorded_by_id INTEGER NOT NULL REFERENCES member (id),
	reported_at TEXT NOT NULL,
	-- the status before and after
	was TEXT NOT NULL,
	now TEXT NOT NULL,
	reason TEXT NOT NULL DEFAULT '',
	text TEXT NOT NULL DEFAULT '',
	-- the due dates before and after, when it was moved
	due_was TEXT,
	due_now TEXT,
	-- the status that who leads is asked to accept; '' for none, and once
	-- they answered
	requested TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX progress_action ON progress (action_id, reported_at);
CREATE INDEX progress_requested ON progress (action_id)
    WHERE requested <> '';
CREATE INDEX progress_meeting ON progress (meeting_id)
    WHERE meeting_id IS NOT NULL;

-- One entry of the record of a meeting.
CREATE TABLE minute (
	id INTEGER PRIMARY KEY,
	meeting_id INTEGER NOT NULL REFERENCES meeting (id),
	item_id INTEGER NOT NULL REFERENCES item (id),
	casefile_id INTEGER REFERENCES casefile (id),
	-- a phase's key, or '' outside phases
	phase TEXT NOT NULL DEFAULT '',
	-- a minute sort's key in the kind (information, risk, decision …)
	sort TEXT NOT NULL CHECK (sort <> ''),
	-- the agency that said it, where one did
	agency_id INTEGER REFERENCES agency (id),
	position INTEGER NOT NULL DEFAULT 0,
	text TEXT NOT NULL CHECK (text <> ''),
	recorded_by_id INTEGER NOT NULL REFERENCES member (id),
	recorded_at TEXT NOT NULL
) STRICT;
CREATE INDEX minute_item ON minute (item_id, position);
CREATE INDEX minute_meeting ON minute (meeting_id);
CREATE INDEX minute_casefile ON minute (casefile_id)
    WHERE casefile_id IS NOT NULL;

-- A report as it was when a meeting looked at it. It is seen by whoever sees
-- all that it counted.
CREATE TABLE snapshot (
	id INTEGER PRIMARY KEY,
	meeting_id INTEGER NOT NULL REFERENCES meeting (id),
	-- a report's key in the kind
	report TEXT NOT NULL CHECK (report <> ''),
	title TEXT NOT NULL,
	-- the figures: {"columns": [text, …], "rows": [[text, number, …], …],
	-- "keys": how many of the first columns say what a row is about}
	body TEXT NOT NULL CHECK (json_valid(body)),
	-- what they counted: {"casefile": [id, …], "action": [id, …]}; ids that
	-- lead nowhere once those records are erased
	sources TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(sources)),
	made_by_id INTEGER NOT NULL REFERENCES member (id),
	made_at TEXT NOT NULL,
	UNIQUE (meeting_id, report)
) STRICT;

-- A closing check that was overridden, with the reason that is minuted.
CREATE TABLE override (
	id INTEGER PRIMARY KEY,
	meeting_id INTEGER NOT NULL REFERENCES meeting (id),
	-- the item it was about; NULL for the meeting's own checks
	item_id INTEGER REFERENCES item (id),
	-- the check's name
	check_name TEXT NOT NULL,
	-- what the check said at the time
	finding TEXT NOT NULL,
	reason TEXT NOT NULL CHECK (reason <> ''),
	member_id INTEGER NOT NULL REFERENCES member (id),
	given_at TEXT NOT NULL
) STRICT;
CREATE INDEX override_meeting ON override (meeting_id, item_id);
CREATE INDEX override_item ON override (item_id) WHERE item_id IS NOT NULL;

-- A version of a meeting's minutes as a document: what was circulated, what was
-- approved and sealed. Before the first there is the draft, which is the record
-- itself and has no row here. This row stays when its text is erased.
CREATE TABLE edition (
	id INTEGER PRIMARY KEY,
	meeting_id INTEGER NOT NULL REFERENCES meeting (id),
	-- all that was recorded; or what was written for those who are to know
	-- no more than that it was spoken of
	sort TEXT NOT NULL DEFAULT 'full' CHECK (sort IN ('full', 'sanitised')),
	-- 1, 2, … within meeting and sort
	version INTEGER NOT NULL CHECK (version > 0),
	-- draft (of a sanitised one, being written), circulated, corrected (not
	-- circulated since), approved: sealed, and as it is for good
	state TEXT NOT NULL CHECK
	    (state IN ('draft', 'circulated', 'corrected', 'approved')),
	-- SHA-256 of its text, hex; '' while it has none of its own
	hash TEXT NOT NULL DEFAULT '',
	made_by_id INTEGER NOT NULL REFERENCES member (id),
	made_at TEXT NOT NULL,
	circulated_by_id INTEGER REFERENCES member (id),
	circulated_at TEXT,
	approved_by_id INTEGER REFERENCES member (id),
	approved_at TEXT,
	-- the meeting at which it was approved; NULL: between meetings
	approved_meeting_id INTEGER REFERENCES meeting (id),
	-- SHA-256 of its hash, who approved it and when, hex; NULL before
	seal TEXT,
	-- what its text holds: {"casefile": [id, …], "action": [id, …], "right":
	-- [the rights to see that it was made with, …]}; ids that lead nowhere
	-- once those records are erased
	sources TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(sources)),
	-- the full edition beside which a sanitised one is written; else NULL
	beside_id INTEGER REFERENCES edition (id),
	UNIQUE (meeting_id, sort, version)
) STRICT;
CREATE INDEX edition_approved ON edition (approved_meeting_id)
    WHERE approved_meeting_id IS NOT NULL;
CREATE INDEX edition_beside ON edition (beside_id)
    WHERE beside_id IS NOT NULL;
-- What may still wait to be approved, latest last.
CREATE INDEX edition_open ON edition (made_at) WHERE state <> 'approved';
-- By the short code on its pages.
CREATE INDEX edition_hash ON edition (substr(hash, 1, 12)) WHERE hash <> '';
CREATE INDEX edition_seal ON edition (substr(seal, 1, 12))
    WHERE seal IS NOT NULL;

-- The document of an edition, as it was when it was circulated or approved, in
-- the form from which every format is made (export/doc_kept.h).
CREATE TABLE edition_text (
	id INTEGER PRIMARY KEY,
	edition_id INTEGER NOT NULL UNIQUE REFERENCES edition (id),
	body TEXT NOT NULL
) STRICT;

-- What an edition says otherwise than the one before it, and where.
CREATE TABLE correction (
	id INTEGER PRIMARY KEY,
	edition_id INTEGER NOT NULL REFERENCES edition (id),
	-- the block of the document, from 0; in a table, row and column; -1
	block INTEGER NOT NULL,
	line INTEGER NOT NULL DEFAULT -1,
	part INTEGER NOT NULL DEFAULT -1,
	was TEXT NOT NULL,
	now TEXT NOT NULL,
	-- the meeting at which it was agreed; NULL: between meetings
	agreed_meeting_id INTEGER REFERENCES meeting (id),
	agreed_on TEXT NOT NULL CHECK (agreed_on IS date(agreed_on)),
	made_by_id INTEGER NOT NULL REFERENCES member (id),
	made_at TEXT NOT NULL
) STRICT;
CREATE INDEX correction_edition ON correction (edition_id);

-- What a sanitised edition says in the place of a paragraph of the full one
-- beside which it is written. Kept with it when it is approved.
CREATE TABLE passage (
	id INTEGER PRIMARY KEY,
	edition_id INTEGER NOT NULL REFERENCES edition (id),
	-- the block of the full edition's document, from 0
	block INTEGER NOT NULL,
	text TEXT NOT NULL CHECK (text <> ''),
	written_by_id INTEGER NOT NULL REFERENCES member (id),
	written_at TEXT NOT NULL,
	UNIQUE (edition_id, block)
) STRICT;

-- A document that left the book, or was laid before someone: what went out, to
-- whom, when. Holds nothing of what was in it. Of a meeting, or of a board as a
-- whole.
CREATE TABLE handout (
	id INTEGER PRIMARY KEY,
	meeting_id INTEGER REFERENCES meeting (id),
	board_id INTEGER REFERENCES board (id),
	-- NULL: a draft, or what its taker's own view showed
	edition_id INTEGER REFERENCES edition (id),
	-- circulated: to a member; exported: as a file, by one; packed: all that
	-- was made for an agency or of a board, in one folder or one zip
	how TEXT NOT NULL CHECK (how IN ('circulated', 'exported', 'packed')),
	-- exported: the format, and SHA-256 of the bytes that left, hex; packed:
	-- folder, or zip and its hash; of a board's folder, that of its manifest
	format TEXT NOT NULL DEFAULT '',
	hash TEXT NOT NULL DEFAULT '',
	-- which document it is: minutes, agenda, …; packed: a pack of the kind, or
	-- history
	what TEXT NOT NULL DEFAULT 'minutes',
	-- for which agency it was made, and the pack it was part of
	agency_id INTEGER REFERENCES agency (id),
	part_of_id INTEGER REFERENCES handout (id),
	-- it left under a password, as AES-256
	encrypted INTEGER NOT NULL DEFAULT 0 CHECK (encrypted IN (0, 1)),
	-- noted before it went, and then it could not be written whole
	failed INTEGER NOT NULL DEFAULT 0 CHECK (failed IN (0, 1)),
	-- whoever did it, to which member, or to whom else in words
	member_id INTEGER NOT NULL REFERENCES member (id),
	to_id INTEGER REFERENCES member (id),
	recipient TEXT NOT NULL DEFAULT '',
	at TEXT NOT NULL,
	CHECK ((meeting_id IS NULL) <> (board_id IS NULL))
) STRICT;
CREATE INDEX handout_meeting ON handout (meeting_id, at)
    WHERE meeting_id IS NOT NULL;
CREATE INDEX handout_board ON handout (board_id) WHERE board_id IS NOT NULL;
CREATE INDEX handout_edition ON handout (edition_id)
    WHERE edition_id IS NOT NULL;
CREATE INDEX handout_part ON handout (part_of_id)
    WHERE part_of_id IS NOT NULL;
CREATE INDEX handout_hash ON handout (hash) WHERE hash <> '';

-- Who read or took away what; written before anything is shown.
CREATE TABLE consultation (
	id INTEGER PRIMARY KEY,
	member_id INTEGER NOT NULL REFERENCES member (id),
	at TEXT NOT NULL,
	-- open, follow, search, export; unsent: an export that could not be
	-- written whole
	what TEXT NOT NULL CHECK (what <> ''),
	casefile_id INTEGER REFERENCES casefile (id),
	meeting_id INTEGER REFERENCES meeting (id),
	-- a search's words, an export's edition and format; no free text besides
	detail TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX consultation_casefile ON consultation (casefile_id, at)
    WHERE casefile_id IS NOT NULL;
CREATE INDEX consultation_member ON consultation (member_id, at);

-- A legal hold on a casefile: while one stands, nothing of it is erased.
CREATE TABLE hold (
	id INTEGER PRIMARY KEY,
	casefile_id INTEGER NOT NULL REFERENCES casefile (id),
	reason TEXT NOT NULL CHECK (reason <> ''),
	set_by_id INTEGER NOT NULL REFERENCES member (id),
	set_on TEXT NOT NULL,
	-- NULL while it stands
	lifted_on TEXT,
	lifted_by_id INTEGER REFERENCES member (id),
	lifted_reason TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX hold_casefile ON hold (casefile_id);

-- What was decided when a record that had ended came up for disposal: it is kept
-- until that day, and comes up again then. The last one counts.
CREATE TABLE retention (
	id INTEGER PRIMARY KEY,
	casefile_id INTEGER NOT NULL REFERENCES casefile (id),
	until_on TEXT NOT NULL CHECK (until_on IS date(until_on)),
	reason TEXT NOT NULL CHECK (reason <> ''),
	decided_by_id INTEGER NOT NULL REFERENCES member (id),
	decided_on TEXT NOT NULL
) STRICT;
CREATE INDEX retention_casefile ON retention (casefile_id);

-- An erasure asked for: why, on whose word, and when it was done. Never whom:
-- that is gone with the records, and the ids below lead nowhere after.
CREATE TABLE erasure (
	id INTEGER PRIMARY KEY,
	board_id INTEGER NOT NULL REFERENCES board (id),
	-- what to erase, one of the two; no reference, because this row stays
	casefile INTEGER,
	subject INTEGER,
	-- names nobody
	reason TEXT NOT NULL CHECK (reason <> ''),
	asked_by_id INTEGER NOT NULL REFERENCES member (id),
	asked_on TEXT NOT NULL,
	-- two members, neither of them the one who asked
	first_by_id INTEGER REFERENCES member (id),
	first_on TEXT,
	second_by_id INTEGER REFERENCES member (id),
	second_on TEXT,
	-- carried out, or withdrawn
	done_by_id INTEGER REFERENCES member (id),
	done_on TEXT,
	withdrawn_on TEXT,
	CHECK ((casefile IS NULL) <> (subject IS NULL))
) STRICT;
CREATE INDEX erasure_board ON erasure (board_id);
CREATE INDEX erasure_casefile ON erasure (casefile)
    WHERE casefile IS NOT NULL;
