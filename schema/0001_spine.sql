-- The store's own tables: what makes a book a record that can be trusted. None
-- of them is recorded as events; each says why. Only the store writes them
-- (class SYSTEM in the catalogue, or the store itself).

-- One row: where the chain of events and the ids stand. Read and written under
-- the write lock, once a transaction. Not recorded: it is the record's own end.
CREATE TABLE chain (
	id INTEGER PRIMARY KEY CHECK (id = 1),
	-- 0 in a book at home; a copy gets its number there, by a command
	replica INTEGER NOT NULL CHECK (replica BETWEEN 0 AND 4194303),
	-- ids are replica << 40 | counter: the counter of the next one
	next_id INTEGER NOT NULL CHECK (next_id BETWEEN 1 AND 1099511627775),
	-- the number of the last event, 0 before the first
	seq INTEGER NOT NULL CHECK (seq >= 0),
	-- the hash of the last event; before the first, that of this book alone
	head BLOB NOT NULL CHECK (length(head) = 32),
	-- random: what the chain begins with, so that no two books share one
	genesis BLOB NOT NULL CHECK (length(genesis) = 32),
	-- random: the key of the permutation behind case references
	ref_key BLOB NOT NULL CHECK (length(ref_key) = 16)
) STRICT;

-- One row for each changed row of a recorded table, written by the triggers
-- that are made from the schema. Nothing here is content: that lies in
-- event_payload and can be erased. Not recorded: it is the record.
CREATE TABLE event (
	-- 1, 2, 3 … without a gap
	seq INTEGER PRIMARY KEY,
	-- the command it belongs to: the seq of that command's first event
	command INTEGER NOT NULL,
	-- the command that this one takes back; NULL for an ordinary one
	undoes INTEGER,
	-- the command's name ("action-add")
	name TEXT NOT NULL,
	-- who did it; NULL: the program itself. No reference, because the record
	-- outlives the member's row
	member_id INTEGER,
	-- which of the member's sessions
	session TEXT NOT NULL,
	-- when the transaction began, epoch ms UTC
	at INTEGER NOT NULL,
	-- the row that changed
	tbl TEXT NOT NULL,
	row INTEGER NOT NULL,
	-- the casefile and the meeting that the row belongs to, if any
	casefile INTEGER,
	meeting INTEGER,
	-- a second casefile that it tells of, as the other end of a tie; and the
	-- action it tells of: who may not see these does not see it either
	other INTEGER,
	action INTEGER,
	op TEXT NOT NULL CHECK (op IN ('insert', 'update', 'delete')),
	-- SHA-256 of the payload's salt, before and after
	digest BLOB NOT NULL,
	-- SHA-256 of the hash before this one and of all the above
	hash BLOB NOT NULL
) STRICT;
CREATE INDEX event_casefile ON event (casefile, seq) WHERE casefile IS NOT NULL;
CREATE INDEX event_meeting ON event (meeting, seq)
    WHERE meeting IS NOT NULL AND casefile IS NULL;
CREATE INDEX event_undoes ON event (undoes) WHERE undoes IS NOT NULL;
CREATE INDEX event_row ON event (tbl, row);

CREATE TRIGGER event_stays BEFORE DELETE ON event
BEGIN
	SELECT RAISE(ABORT, 'an event is for ever');
END;
CREATE TRIGGER event_holds BEFORE UPDATE ON event
BEGIN
	SELECT RAISE(ABORT, 'an event is for ever');
END;

-- What an event's row held: JSON objects of column to value, the changed ones
-- of an update, all of an insert (after) or a delete (before); of answers the
-- changed fields alone. Beside the event and not in it, because erasing a
-- person takes this row away. Not recorded: it is the record.
CREATE TABLE event_payload (
	-- the event's
	seq INTEGER PRIMARY KEY,
	before TEXT,
	after TEXT,
	-- random, so that the digest which stays says nothing of what was erased
	salt BLOB NOT NULL
) STRICT;
CREATE TRIGGER event_payload_holds BEFORE UPDATE ON event_payload
BEGIN
	SELECT RAISE(ABORT, 'an event''s content is erased or left alone');
END;

-- Running numbers that leave gaps and are not part of the record, as the next
-- index into a year's permutation of case numbers. Not recorded: what was
-- drawn stands in the row it was drawn for.
CREATE TABLE counter (
	-- what it counts ("ref/12/2031")
	name TEXT PRIMARY KEY,
	value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What someone is typing and has not saved yet. Not recorded: it is not yet
-- said.
CREATE TABLE draft (
	id INTEGER PRIMARY KEY,
	member_id INTEGER NOT NULL,
	-- the screen's key of the field ("action/12/text")
	place TEXT NOT NULL,
	text TEXT NOT NULL,
	-- where the cursor stood, in bytes
	cursor INTEGER NOT NULL DEFAULT 0,
	-- whose text it is, if a case's: erasing looks here
	casefile INTEGER,
	-- last typed, epoch ms
	at INTEGER NOT NULL,
	UNIQUE (member_id, place)
) STRICT;
CREATE INDEX draft_casefile ON draft (casefile) WHERE casefile IS NOT NULL;

-- Who has the book open. Not recorded: it is over in a minute.
CREATE TABLE presence (
	id INTEGER PRIMARY KEY,
	member_id INTEGER NOT NULL,
	session TEXT NOT NULL,
	-- 1: session is the name of its socket, which tells whether it lives
	socket INTEGER NOT NULL DEFAULT 0 CHECK (socket IN (0, 1)),
	-- the meeting the session is in; NULL: a record's form is open apart from
	-- any
	meeting INTEGER,
	-- follows the chair's screen: then no place of its own is kept
	following INTEGER NOT NULL DEFAULT 0 CHECK (following IN (0, 1)),
	-- the case that is read, or typed in, and the line of the agenda
	casefile INTEGER,
	item INTEGER,
	-- the action whose form is open, if any
	action INTEGER,
	-- what is being typed in, as its draft calls it
	typing TEXT,
	-- 1: it is what an agency brings, its own until it is heard
	research INTEGER NOT NULL DEFAULT 0 CHECK (research IN (0, 1)),
	-- last heard of, epoch ms
	seen INTEGER NOT NULL,
	UNIQUE (member_id, session)
) STRICT;

-- Where each member was, so that starting again leads there. Not recorded: it
-- says nothing that anyone did.
CREATE TABLE place (
	member_id INTEGER PRIMARY KEY,
	-- the screen stack, as the screens write it
	text TEXT NOT NULL DEFAULT '',
	-- the format of the document they took away last, offered first
	format TEXT NOT NULL DEFAULT '',
	at INTEGER NOT NULL
) STRICT;

-- Up to which event each member has looked at what changed. Not recorded: it
-- says nothing that anyone did.
CREATE TABLE looked (
	member_id INTEGER PRIMARY KEY,
	seq INTEGER NOT NULL,
	-- when that was, epoch ms
	at INTEGER NOT NULL
) STRICT;

-- The words people search by, written by the store in the command's own
-- transaction. Not recorded: it is made from what is.
CREATE VIRTUAL TABLE search USING fts5(
	text,
	tokenize = 'unicode61 remove_diacritics 2',
	prefix = '2 3'
);
-- Merged a little in each commit (store/search.c: 16 pages), never a lot in one
-- of them: with automerge at 8 the commit whose turn it was paid for all before
-- it, and writing an action took 20 ms in the slowest of a hundred; so it takes
-- 3, and a search finds as fast.
INSERT INTO search (search, rank) VALUES ('automerge', 0);
INSERT INTO search (search, rank) VALUES ('usermerge', 8);
INSERT INTO search (search, rank) VALUES ('crisismerge', 16);

-- What an entry of the search index is about, and who may find it. Not
-- recorded: it is made from what is.
CREATE TABLE search_doc (
	-- the rowid in search; newer entries have larger ones
	id INTEGER PRIMARY KEY,
	-- the record that holds the words
	tbl TEXT NOT NULL,
	row INTEGER NOT NULL,
	-- tells apart several entries of one record, as one for each right
	part TEXT NOT NULL DEFAULT '',
	-- where it belongs
	casefile INTEGER,
	meeting INTEGER,
	board INTEGER,
	-- a right needed on that board to find it, besides seeing the record
	right TEXT NOT NULL DEFAULT '',
	UNIQUE (tbl, row, part)
) STRICT;
CREATE INDEX search_doc_casefile ON search_doc (casefile)
    WHERE casefile IS NOT NULL;
