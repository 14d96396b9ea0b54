#include "store/tables.h"

#include <stdlib.h>
#include <string.h>

#define OF_ACTION "(SELECT casefile_id FROM action WHERE id = @.action_id)"
#define OF_ITEM "(SELECT casefile_id FROM item WHERE id = @.item_id)"

/* A meeting's line comes into hand, goes out of it or goes on to a phase: that
 * belongs to the case that comes, goes or is in hand. */
#define OF_HAND "(SELECT casefile_id FROM item WHERE" \
	" (OLD.item_id IS NOT NEW.item_id OR OLD.phase IS NOT NEW.phase)" \
	" AND id = coalesce(NEW.item_id, OLD.item_id))"
#define OF_SUBJECT(column) "(SELECT casefile_id FROM party WHERE subject_id" \
	" = @." column " ORDER BY id DESC LIMIT 1)"
#define OF_CONTRIBUTION(column) "(SELECT " column " FROM contribution" \
	" WHERE id = @.contribution_id)"

#define OF_EDITION "(SELECT meeting_id FROM edition WHERE id = @.edition_id)"

/* Sorted by name. A subject belongs to the newest casefile it is a party to:
 * an event has one place, and there its history is looked for. */
const struct recorded recorded_tables[] = {
	{ .tbl = "absence", .casefile = OF_ITEM, .meeting =
	    "(SELECT meeting_id FROM attendance WHERE id ="
	    " @.attendance_id)", .apart = true },
	{ .tbl = "access",
	    .casefile = "coalesce(@.casefile_id, " OF_ACTION ")",
	    .action = "@.action_id" },
	{ .tbl = "action", .casefile = "@.casefile_id",
	    .meeting = "@.meeting_id", .action = "@.id", .apart = true },
	{ .tbl = "action_link", .casefile = "@.casefile_id",
	    .action = "@.action_id", .apart = true },
	{ .tbl = "agency", .access = true },
	{ .tbl = "alias", .casefile = OF_SUBJECT("subject_id") },
	{ .tbl = "attendance", .meeting = "@.meeting_id", .apart = true },
	{ .tbl = "board", .access = true },
	{ .tbl = "board_member", .access = true },
	{ .tbl = "book" },
	{ .tbl = "casefile", .casefile = "@.id" },
	{ .tbl = "casefile_link", .casefile = "@.casefile_id",
	    .other = "@.other_id" },
	{ .tbl = "chairing", .access = true, .casefile = OF_ITEM,
	    .meeting = "@.meeting_id" },
	{ .tbl = "checked", .casefile = OF_CONTRIBUTION("casefile_id"),
	    .meeting = OF_CONTRIBUTION("meeting_id"), .apart = true },
	{ .tbl = "conflict", .casefile = "@.casefile_id",
	    .meeting = "@.meeting_id", .apart = true },
	{ .tbl = "consultation", .casefile = "@.casefile_id",
	    .meeting = "@.meeting_id", .apart = true },
	{ .tbl = "contact", .casefile = OF_SUBJECT("subject_id") },
	{ .tbl = "contribution", .casefile = "@.casefile_id",
	    .meeting = "@.meeting_id", .apart = true },
	{ .tbl = "contribution_line",
	    .casefile = OF_CONTRIBUTION("casefile_id"),
	    .meeting = OF_CONTRIBUTION("meeting_id"), .apart = true },
	{ .tbl = "correction", .meeting = OF_EDITION },
	{ .tbl = "edition", .meeting = "@.meeting_id" },
	{ .tbl = "edition_text", .meeting = OF_EDITION },
	{ .tbl = "erasure" },
	{ .tbl = "field_right", .access = true },
	{ .tbl = "handout", .meeting = "@.meeting_id" },
	{ .tbl = "hold", .casefile = "@.casefile_id" },
	{ .tbl = "incident", .casefile = "@.casefile_id" },
	{ .tbl = "item", .casefile = "@.casefile_id",
	    .meeting = "@.meeting_id", .apart = true },
	{ .tbl = "kind_version", .access = true },
	{ .tbl = "link_guard", .access = true },
	{ .tbl = "meeting", .casefile = OF_HAND, .meeting = "@.id",
	    .moves = true },
	{ .tbl = "member", .access = true },
	{ .tbl = "member_key", .access = true },
	{ .tbl = "milestone", .casefile = OF_ACTION,
	    .action = "@.action_id", .apart = true },
	{ .tbl = "minute", .casefile = "@.casefile_id",
	    .meeting = "@.meeting_id", .apart = true },
	{ .tbl = "override", .casefile = OF_ITEM,
	    .meeting = "@.meeting_id", .apart = true },
	{ .tbl = "party", .casefile = "@.casefile_id" },
	{ .tbl = "passage", .meeting = OF_EDITION },
	{ .tbl = "progress", .casefile = OF_ACTION,
	    .meeting = "@.meeting_id", .action = "@.action_id",
	    .apart = true },
	{ .tbl = "relation", .casefile = "@.casefile_id" },
	{ .tbl = "repeat", .casefile = "@.casefile_id",
	    .other = "@.earlier_id" },
	{ .tbl = "retention", .casefile = "@.casefile_id" },
	{ .tbl = "role_right", .access = true },
	{ .tbl = "sign_in", .apart = true },
	{ .tbl = "snapshot", .meeting = "@.meeting_id", .apart = true },
	{ .tbl = "subject", .casefile = OF_SUBJECT("id"), .later = true },
};

const size_t recorded_count =
    sizeof(recorded_tables) / sizeof(recorded_tables[0]);

const struct unrecorded unrecorded_tables[] = {
	{ "chain", "the end of the record itself" },
	{ "counter", "what was drawn stands in the row it was drawn for" },
	{ "draft", "not yet said" },
	{ "event", "the record itself" },
	{ "event_payload", "the record itself, in the part that is erased" },
	{ "looked", "says nothing that anyone did" },
	{ "match_key", "made from subject and alias, which are recorded" },
	{ "place", "says nothing that anyone did" },
	{ "presence", "over in a minute" },
	{ "search", "made from what is recorded" },
	{ "search_doc", "made from what is recorded" },
};

const size_t unrecorded_count =
    sizeof(unrecorded_tables) / sizeof(unrecorded_tables[0]);

static int
by_name(const void *tbl, const void *r)
{
	return strcmp(tbl, ((const struct recorded *)r)->tbl);
}

const struct recorded *
recorded_find(const char *tbl)
{
	return bsearch(tbl, recorded_tables, recorded_count,
	    sizeof(recorded_tables[0]), by_name);
}

bool
unrecorded_has(const char *tbl)
{
	size_t i;

	for (i = 0; i < unrecorded_count; i++)
		if (strcmp(unrecorded_tables[i].tbl, tbl) == 0)
			return true;
	return false;
}

bool
table_is_shadow(const char *tbl)
{
	static const char *const names[] = { "search_config", "search_content",
	    "search_data", "search_docsize", "search_idx" };
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(tbl, names[i]) == 0)
			return true;
	return false;
}

bool
table_is_spine(const char *tbl)
{
	if (strcmp(tbl, "match_key") == 0)
		return false;
	return unrecorded_has(tbl) || table_is_shadow(tbl) ||
	    strncmp(tbl, "sqlite_", 7) == 0;
}
