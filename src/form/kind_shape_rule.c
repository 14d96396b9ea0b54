/* Actions, minutes, rules and the return: which key goes where. */
#include "form/kind_rows.h"

_Static_assert(KIND_UNSET == RAG_UNSET && KIND_UNSET == ESCALATION_UNSET,
    "a number that a kind leaves unset is unset in the model");

static const char *const clocks[] = { "referral", "meeting", NULL };
static const char *const mets[] = {
	[MET_BY_NONE] = "nothing",
	[MET_BY_CIRCULATED] = "circulated",
	[MET_BY_APPROVED] = "approved",
	[MET_BY_SENT] = "sent",
	NULL
};
static const char *const incidents[] = { "any", "criminal", NULL };
static const char *const meanings[] = {
	[MEANING_PROPOSED] = "proposed",
	[MEANING_OPEN] = "open",
	[MEANING_BLOCKED] = "blocked",
	[MEANING_TO_CHECK] = "to-check",
	[MEANING_DONE] = "done",
	[MEANING_COULD_NOT] = "could-not",
	[MEANING_DID_NOT] = "did-not",
	[MEANING_REPLACED] = "replaced",
	[MEANING_WITHDRAWN] = "withdrawn",
	[ACTION_MEANINGS] = NULL
};
static const char *const whats[] = { "items", "parties", "rate", NULL };
static const char *const clocks_counted[] = {
	"decided", "referral", "meeting", NULL
};

#define S kind_action_type
static const struct ydesc action_type_rows[] = {
	TEXT("key", key, MUST),
	SHOWN("label", label, MUST),
	SHOWN("group", group),
	TEXTS("categories", categories, REF(CATEGORY)),
	TEXT("due", due, REF(DUE)),
	BOOL("link", link),
	TEXT("strand", strand, REF(STRAND)),
};
static const struct yshape action_type =
	SHAPE("an action type", action_type_rows, KEYED,
	    .shorthand = "label");
#undef S

#define S kind_action_status
static const struct ydesc status_rows[] = {
	TEXT("key", key, MUST),
	SHOWN("label", label, MUST),
	TEXT("mark", mark),
	SHOWN("help", help),
	ENUM("meaning", meaning, meanings, MUST),
	BOOL("initial", initial),
	BOOL("final", final),
	BOOL("failure", failure),
	BITS("needs", needs, kind_need_names),
	BOOL("not-by-owner", not_by_owner),
	TEXTS("from", from, REF(STATUS)),
};
static const struct yshape status = SHAPE("a status", status_rows, KEYED);
#undef S

#define S kind_due
static const struct ydesc due_rows[] = {
	TEXT("key", key, MUST),
	SHOWN("label", label, MUST),
	UNSET("working-days", working_days, 0, 1000),
	UNSET("days", days, 0, 1000),
	BOOL("next-meeting", next_meeting),
	BOOL("usual", usual),
};
static const struct yshape due = SHAPE("a due date", due_rows, KEYED);
#undef S

#define S kind_vague
static const struct ydesc vague_rows[] = {
	TEXTS("words", words, MUST),
	SHOWN("text", text, MUST),
	ENUM("severity", severity, kind_severity_names,
	    .initial = SEVERITY_WARN),
	BOOL("in-owner", in_owner),
	BOOL("in-text", in_text),
	BOOL("in-date", in_date),
};
static const struct yshape vague = SHAPE("a vague word", vague_rows);
#undef S

#define S kind_strand
static const struct ydesc strand_rows[] = {
	TEXT("key", key, MUST),
	SHOWN("label", label, MUST),
	TEXT("letter", letter),
};
static const struct yshape strand =
	SHAPE("a strand", strand_rows, KEYED, .shorthand = "label");
#undef S

#define S kind_actions
static const struct ydesc actions_rows[] = {
	LIST("types", types, action_type),
	LIST("statuses", statuses, status, MUST),
	LIST("due", due, due),
	LIST("vague", vague, vague),
	LIST("strands", strands, strand),
	LIST("targets", targets, kind_shape_choice),
	LIST("priorities", priorities, kind_shape_choice),
	TEXT("form", form, REF(FORM)),
	TEXT("milestone-form", milestone_form, REF(FORM)),
	TEXTS("fan-out", fan_out),
	TEXT("mark", mark),
	BOOL("due-mandatory", due_mandatory, .initial = 1),
	BOOL("strand-mandatory", strand_mandatory),
	BOOL("milestones-complete", milestones_complete),
	UNSET("max-milestone-gap", max_milestone_gap, 1, 10000),
	UNSET("milestone-gap-from", milestone_gap_from, 0, 10000),
	UNSET("amber-days", amber_days, 0, 1000),
	UNSET("max-date-moves", max_date_moves, 0, 1000),
};
const struct yshape kind_shape_actions = SHAPE("actions", actions_rows);
#undef S

#define S kind_contributions
static const struct ydesc contributions_rows[] = {
	TEXT("form", form, REF(FORM)),
	TEXT("line-form", line_form, REF(FORM)),
	TEXTS("checked", checked, REF(PARTY_ROLE)),
	LIST("known", known, kind_shape_choice),
	LIST("lines", lines, kind_shape_choice),
	SHOWN("nil-return", nil_return),
	BOOL("withhold-reason", withhold_reason),
};
const struct yshape kind_shape_contributions =
	SHAPE("contributions", contributions_rows);
#undef S

#define S kind_snippet
static const struct ydesc snippet_rows[] = {
	TEXT("key", key, MUST),
	SHOWN("text", text, MUST),
	TEXT("sort", sort, REF(SORT)),
};
static const struct yshape snippet =
	SHAPE("a snippet", snippet_rows, KEYED, .shorthand = "text");
#undef S

#define S kind_sort
static const struct ydesc sort_rows[] = {
	TEXT("key", key, MUST),
	SHOWN("label", label, MUST),
	SHOWN("plural", plural),
	TEXT("mark", mark),
	SHOWN("help", help),
	BOOL("attributed", attributed),
	BOOL("opinion", opinion),
	BOOL("decision", decision),
	BOOL("restricted", restricted),
	BOOL("sanitised", sanitised),
	LIST("about", about, kind_shape_choice),
};
static const struct yshape sort = SHAPE("a minute sort", sort_rows, KEYED);
#undef S

#define S kind_section
static const struct ydesc section_rows[] = {
	ENUM("part", part, kind_outline_names, MUST),
	SHOWN("title", title),
	SHOWN("text", text),
	TEXT("step", step, REF(STEP)),
	TEXT("phase", phase, REF(PHASE)),
	TEXT("form", form, REF(FORM)),
	TEXTS("fields", fields),
	TEXTS("columns", columns),
	BOOL("if-any", if_any),
	BOOL("sanitised", sanitised),
};
static const struct yshape section = SHAPE("a section", section_rows);
#undef S

#define S kind_minutes
static const struct ydesc minutes_rows[] = {
	LIST("sorts", sorts, sort, MUST),
	LIST("snippets", snippets, snippet),
	LIST("outline", outline, section, MUST),
	LIST("case-outline", case_outline, section),
	SHOWN("title", title),
	SHOWN("notice", notice),
	BOOL("page-per-case", page_per_case, .initial = 1),
};
const struct yshape kind_shape_minutes = SHAPE("minutes", minutes_rows);
#undef S

#define S kind_alike
static const struct ydesc alike_rows[] = {
	TEXTS("names", names, MUST),
};
static const struct yshape alike =
	SHAPE("a set of names", alike_rows, .shorthand = "names");
#undef S

#define S kind_match
static const struct ydesc match_rows[] = {
	INT("possible", possible, 1, 100, .initial = 45),
	INT("likely", likely, 1, 100, .initial = 70),
	LIST("alike", alike, alike),
};
static const struct yshape match = SHAPE("match", match_rows);
#undef S

#define S kind_repeat
static const struct ydesc repeat_rows[] = {
	BOOL("on", on, .initial = 1),
	INT("months", months, 1, 1200, .initial = 12),
	ENUM("clock", clock, clocks),
	ENUM("incident", incident, incidents),
	BOOL("same-board", same_board),
	TEXTS("roles", roles, REF(PARTY_ROLE)),
	BOOL("bypass-threshold", bypass_threshold),
	BOOL("list-lapsed", list_lapsed),
	PART("match", match, match),
};
static const struct yshape repeat = SHAPE("repeat", repeat_rows);
#undef S

#define S kind_deadline
static const struct ydesc deadline_rows[] = {
	TEXT("key", key, MUST),
	SHOWN("label", label, MUST),
	INT("working-days", working_days, 0, 1000, MUST),
	BOOL("before", before),
	BOOL("by-agency", by_agency),
	ENUM("met-by", met_by, mets),
	TEXT("pack", pack, REF(PACK)),
};
static const struct yshape deadline =
	SHAPE("a deadline", deadline_rows, KEYED);
#undef S

#define S kind_pack_part
static const struct ydesc part_rows[] = {
	ENUM("what", what, kind_paper_names, MUST),
	SHOWN("title", title, MUST),
	TEXTS("formats", formats, MUST),
};
static const struct yshape part = SHAPE("a part of a pack", part_rows);
#undef S

#define S kind_pack
static const struct ydesc pack_rows[] = {
	TEXT("key", key, MUST),
	SHOWN("label", label, MUST),
	BOOL("before", before),
	LIST("holds", holds, part, MUST),
};
const struct yshape kind_shape_pack = SHAPE("a pack", pack_rows, KEYED);
#undef S

#define S escalation_rule
static const struct ydesc escalation_rows[] = {
	TEXT("key", key, MUST),
	SHOWN("label", label, MUST),
	SHOWN("to", to, MUST),
	UNSET("days-overdue", days_overdue, 0, 10000),
	UNSET("missed", missed, 1, 1000),
	UNSET("meetings", meetings, 1, 1000),
};
static const struct yshape escalation =
	SHAPE("an escalation", escalation_rows, KEYED);
#undef S

#define S rag_rule
static const struct ydesc rag_rows[] = {
	TEXT("key", key, MUST),
	SHOWN("label", label, MUST),
	TEXT("letter", letter, MUST),
	UNSET("due-within", due_within, 0, 10000),
	BOOL("overdue", overdue),
	BOOL("blocked", blocked),
	BOOL("done", done),
	BOOL("proposed", proposed),
	BOOL("milestone-missed", milestone_missed),
	BOOL("otherwise", otherwise),
};
static const struct yshape rag = SHAPE("a colour", rag_rows, KEYED);
#undef S

#define S kind_rules
static const struct ydesc rules_rows[] = {
	PART("repeat", repeat, repeat),
	LIST("deadlines", deadlines, deadline),
	LIST("escalation", escalation, escalation),
	LIST("rag", rag, rag),
	UNSET("cases-soft-limit", cases_soft_limit, 1, 1000),
	UNSET("meeting-minutes", meeting_minutes, 1, 1440),
	INT("idle-lock-minutes", idle_lock_minutes, 1, 1440,
	    .initial = 10),
	UNSET("retention-months", retention_months, 1, 2400),
	INT("suppress-below", suppress_below, 0, 100),
	INT("draft-seconds", draft_seconds, 1, 60, .initial = 1),
	INT("quorum", quorum, 0, 100),
	TEXTS("quorum-with", quorum_with, REF(CATEGORY)),
	TEXTS("expected", expected, REF(CATEGORY)),
	UNSET("strand-balance-percent", strand_balance_percent, 1, 100),
};
const struct yshape kind_shape_rules = SHAPE("rules", rules_rows);
#undef S

#define S kind_measure
static const struct ydesc measure_rows[] = {
	TEXT("key", key, MUST),
	SHOWN("label", label, MUST),
	ENUM("what", what, whats),
	TEXT("case-type", case_type, REF(CASE_TYPE)),
	TEXT("role", role, REF(PARTY_ROLE)),
	TEXT("form", form, REF(FORM)),
	TEXT("field", field),
	TEXTS("is", is),
	TEXTS("groups", groups),
	TEXTS("item-types", item_types, REF(ITEM_TYPE)),
	TEXTS("dispositions", dispositions, REF(DISPOSITION)),
	TEXT("by", by),
	UNSET("min-age", min_age, 0, 120),
	UNSET("max-age", max_age, 0, 120),
	UNSET("per", per, 1, 1000000000),
	TEXT("population", population, REF(SETTING)),
	SHOWN("compare", compare),
	BOOL("percent", percent),
	BOOL("repeat", repeat),
	ENUM("clock", clock, clocks_counted),
	BOOL("partner", partner),
	BOOL("show-unknown", show_unknown),
};
static const struct yshape measure =
	SHAPE("a measure", measure_rows, KEYED);
#undef S

#define S kind_return
static const struct ydesc return_rows[] = {
	INT("rolling-months", rolling_months, 1, 1200, .initial = 12),
	LIST("measures", measures, measure),
};
const struct yshape kind_shape_return = SHAPE("the return", return_rows);
#undef S
