/* Case types: which key goes where. */
#include "form/kind_rows.h"

static const char *const bases[] = {
	"score", "count", "judgement", "repeat", NULL
};
static const char *const subjects[] = {
	"person", "group", "premises", "business", "vehicle", NULL
};
const char *const kind_need_names[] = {
	"reason", "date", "outcome", "new-date", "link", "chair",
	"or-escalated", "destination", "sent", "acknowledged", NULL
};
const char *const kind_case_part_names[] = {
	[CASEDOC_RECORD] = "record",
	[CASEDOC_FORMS] = "forms",
	[CASEDOC_FIELDS] = "fields",
	[CASEDOC_FLAGS] = "flags",
	[CASEDOC_INCIDENTS] = "incidents",
	[CASEDOC_PEOPLE] = "people",
	[CASEDOC_DUE] = "due",
	[CASEDOC_REPEATS] = "repeats",
	[CASEDOC_TIES] = "ties",
	[CASEDOC_RESEARCH] = "research",
	[CASEDOC_SHARED] = "shared",
	[CASEDOC_MEETINGS] = "meetings",
	[CASEDOC_LAST_MEETING] = "last-meeting",
	[CASEDOC_ACTIONS] = "actions",
	[CASEDOC_OPEN_ACTIONS] = "open-actions",
	[CASEDOC_TRANSFER] = "transfer",
	[CASEDOC_ACCESS] = "access",
	[CASEDOC_CONTACT] = "contact",
	[CASEDOC_TEXT] = "text",
	[CASEDOC_PARTS] = NULL
};

#define S kind_party_role
static const struct ydesc party_rows[] = {
	TEXT("key", key, MUST),
	SHOWN("label", label, MUST),
	SHOWN("plural", plural),
	TEXT("form", form, REF(FORM)),
	BOOL("many", many),
	BOOL("named", named),
	BOOL("protected", protected_contact),
	BOOL("adverse", adverse),
	BOOL("child", child),
	BOOL("matched", matched),
	INT("min", min, 0, 1000),
	UNSET("max", max, 1, 1000),
	UNSET("min-age", min_age, 0, 120),
	UNSET("max-age", max_age, 0, 120),
	BITS("subjects", kinds, subjects),
};
static const struct yshape party = 
	SHAPE("a party role", party_rows, KEYED, .shorthand = "label");
#undef S

#define S kind_phase
static const struct ydesc phase_rows[] = {
	TEXT("key", key, MUST),
	SHOWN("title", title, MUST),
	SHOWN("short", short_title),
	SHOWN("prompt", prompt),
	SHOWN("help", help),
	TEXTS("leads", leads, REF(ROLE)),
	TEXTS("sorts", sorts, REF(SORT)),
	TEXT("form", form, REF(FORM)),
	TEXTS("fields", fields),
	TEXTS("shows", shows),
	BOOL("ties", ties),
	BOOL("contributions", contributions),
	BOOL("actions", actions),
	BOOL("conclude", conclude),
	TEXT("strand", strand, REF(STRAND)),
	LIST("checks", checks, kind_shape_check),
};
static const struct yshape phase = SHAPE("a phase", phase_rows, KEYED);
#undef S

#define S kind_item_type
static const struct ydesc item_rows[] = {
	TEXT("key", key, MUST),
	SHOWN("label", label, MUST),
	SHOWN("tag", tag),
	BOOL("repeat", repeat),
	BOOL("transfer-in", transfer_in),
	BOOL("alert-only", alert_only),
	BOOL("initial", initial),
	UNSET("minutes", minutes, 1, 1000),
};
static const struct yshape item =
	SHAPE("an item type", item_rows, KEYED, .shorthand = "label");
#undef S

#define S kind_disposition
static const struct ydesc disposition_rows[] = {
	TEXT("key", key, MUST),
	SHOWN("label", label, MUST),
	BOOL("heard", heard),
	BOOL("comes-back", comes_back),
	BOOL("leaves", leaves),
	BITS("needs", needs, kind_need_names),
	TEXT("state", state, REF(STATE)),
};
static const struct yshape disposition =
	SHAPE("a disposition", disposition_rows, KEYED,
	    .shorthand = "label");
#undef S

#define S kind_criterion
static const struct ydesc criterion_rows[] = {
	TEXT("key", key, MUST),
	SHOWN("label", label, MUST),
	SHOWN("help", help),
	ENUM("basis", basis, bases, MUST),
	TEXT("field", field),
	UNSET("threshold", threshold, 0, 1000000),
	UNSET("count", count, 1, 1000),
	UNSET("months", months, 1, 1200),
	BOOL("needs-reason", needs_reason),
	BOOL("bypass", bypass),
};
static const struct yshape criterion =
	SHAPE("a criterion", criterion_rows, KEYED);
#undef S

#define S kind_band
static const struct ydesc band_rows[] = {
	SHOWN("label", label, MUST),
	INT("from", from, 0, 1000000, MUST),
	INT("to", to, 0, 1000000, MUST),
};
static const struct yshape band = SHAPE("a band", band_rows);
#undef S

#define S kind_flag
static const struct ydesc flag_rows[] = {
	TEXT("key", key, MUST),
	SHOWN("label", label, MUST),
	SHOWN("group", group),
	SHOWN("help", help),
	BOOL("urgent", urgent),
};
static const struct yshape flag =
	SHAPE("a flag", flag_rows, KEYED, .shorthand = "label");
#undef S

#define S kind_link
static const struct ydesc link_rows[] = {
	TEXT("key", key, MUST),
	SHOWN("label", label, MUST),
	BOOL("needs-reference", needs_reference),
	BOOL("needs-date", needs_date),
	TEXT("case-type", case_type, REF(CASE_TYPE)),
	SHOWN("inverse", inverse),
	BOOL("required", required),
	BOOL("guards", guards),
};
static const struct yshape link_shape =
	SHAPE("a link", link_rows, KEYED, .shorthand = "label");
#undef S

#define S kind_state
static const struct ydesc state_rows[] = {
	TEXT("key", key, MUST),
	SHOWN("label", label, MUST),
	TEXT("mark", mark),
	SHOWN("help", help),
	BOOL("initial", initial),
	BOOL("live", live, .initial = 1),
	BITS("needs", needs, kind_need_names),
	TEXTS("from", from, REF(STATE)),
};
static const struct yshape state =
	SHAPE("a state", state_rows, KEYED, .shorthand = "label");
#undef S

#define S kind_timer
static const struct ydesc timer_rows[] = {
	TEXT("key", key, MUST),
	SHOWN("label", label, MUST),
	TEXT("field", field, MUST),
	UNSET("days", days, 0, 100000),
	UNSET("working-days", working_days, 0, 10000),
	UNSET("months", months, 1, 2400),
	TEXT("until", until),
	TEXTS("states", states, REF(STATE)),
	TEXTS("alerts", alerts),
};
static const struct yshape timer = SHAPE("a timer", timer_rows, KEYED);
#undef S

#define S kind_case_part
static const struct ydesc part_rows[] = {
	ENUM("part", part, kind_case_part_names, MUST),
	SHOWN("title", title),
	SHOWN("text", text),
	TEXT("form", form, REF(FORM)),
	TEXTS("fields", fields),
	TEXTS("roles", roles, REF(ROLE)),
	BOOL("if-any", if_any),
	BOOL("required", required),
};
static const struct yshape part_shape =
	SHAPE("a part of a case", part_rows);
#undef S

#define S kind_transfer
static const struct ydesc transfer_rows[] = {
	SHOWN("title", title),
	SHOWN("notice", notice),
	ENUM("right", right, kind_right_names, .initial = RIGHT_NONE),
	LIST("parts", parts, part_shape, MUST),
};
static const struct yshape transfer =
	SHAPE("a transfer", transfer_rows);
#undef S

#define S kind_case_type
static const struct ydesc case_rows[] = {
	TEXT("key", key, MUST),
	SHOWN("title", title, MUST),
	SHOWN("plural", plural),
	SHOWN("short", short_title),
	TEXT("reference", reference, MUST),
	TEXT("heading", heading),
	LIST("roles", roles, party),
	TEXTS("forms", forms, REF(FORM)),
	LIST("phases", phases, phase),
	LIST("item-types", item_types, item),
	LIST("dispositions", dispositions, disposition),
	LIST("criteria", criteria, criterion),
	LIST("bands", bands, band),
	LIST("flags", flags, flag),
	LIST("links", links, link_shape),
	LIST("relations", relations, kind_shape_choice),
	LIST("reject-reasons", reject_reasons, kind_shape_choice),
	LIST("checks", checks, kind_shape_check),
	TEXT("subject-role", subject_role, REF(PARTY_ROLE)),
	TEXT("score-field", score_field),
	TEXT("incident-field", incident_field),
	TEXT("keep-field", keep_field),
	UNSET("minutes-warn", minutes_warn, 1, 1000),
	UNSET("minutes-alarm", minutes_alarm, 1, 1000),
	BOOL("restrictable", restrictable),
	BOOL("pseudonym", pseudonym),
	BOOL("register", register_only),
	BOOL("standing", standing),
	BOOL("listed", listed),
	LIST("states", states, state),
	LIST("timers", timers, timer),
	PART("transfer", transfer, transfer),
};
const struct yshape kind_shape_case_type =
	SHAPE("a case type", case_rows, KEYED, .scope = true);
#undef S
