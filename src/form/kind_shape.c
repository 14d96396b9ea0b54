#include "form/kind_rows.h"

const char *const kind_severity_names[] = { "note", "warn", "block", NULL };
static const char *const stages[] = { "before", "meeting", "after", NULL };
static const char *const no_yes[] = { "no", "yes", NULL };

#define S kind_word
static const struct ydesc word_rows[] = {
	TEXT("key", key, MUST),
	TEXT("one", one, MUST),
	TEXT("many", many),
	TEXT("short", short_form),
};
const struct yshape kind_shape_word =
	SHAPE("a word", word_rows, KEYED, .shorthand = "one");
#undef S

#define S kind_choice
static const struct ydesc choice_rows[] = {
	TEXT("key", key, MUST),
	SHOWN("label", label, MUST),
	SHOWN("group", group),
	SHOWN("help", help),
	BOOL("retired", retired),
	TEXT("needs-role", needs_role, REF(PARTY_ROLE)),
	INT("needs-count", needs_count, 0, 1000, .initial = 1),
	SHOWN("needs-text", needs_text),
};
const struct yshape kind_shape_choice =
	SHAPE("a choice", choice_rows, KEYED, .shorthand = "label");
#undef S

#define S kind_list
static const struct ydesc list_rows[] = {
	TEXT("key", key, MUST),
	SHOWN("label", label),
	LIST("choices", choices, kind_shape_choice, MUST),
};
static const struct yshape list = SHAPE("a list", list_rows, KEYED);
#undef S

#define S kind_when
static const struct ydesc when_rows[] = {
	TEXT("field", field, MUST, REF(FIELD)),
	TEXTS("is", is),
	TEXTS("not", not),
	ENUM("answered", answered, no_yes, .initial = -1),
};
const struct yshape kind_shape_when = SHAPE("a condition", when_rows);
#undef S

#define S kind_field
static const struct ydesc field_rows[] = {
	TEXT("key", key, MUST),
	SHOWN("label", label, MUST),
	SHOWN("help", help),
	ENUM("type", type, kind_field_type_names),
	TEXT("column", column),
	SHOWN("section", section),
	TEXT("list", list, REF(LIST)),
	LIST("choices", choices, kind_shape_choice),
	SHOWN("unit", unit),
	TEXT("initial", initial),
	SHOWN("placeholder", placeholder),
	SHOWN("header", header),
	TEXTS("roles", roles, REF(PARTY_ROLE)),
	UNSET("min", min, -1000000000, 1000000000),
	UNSET("max", max, -1000000000, 1000000000),
	UNSET("max-length", max_length, 1, 100000),
	INT("decimals", decimals, 0, 6),
	BOOL("required", required),
	BOOL("sensitive", sensitive),
	BOOL("redact", redact),
	BOOL("identifies", identifies),
	BOOL("declined", allow_declined),
	BOOL("approximate", approximate),
	BOOL("past", past),
	BOOL("future", future),
	ENUM("right", right, kind_right_names, .initial = RIGHT_NONE),
	POINT("required-when", required_when, kind_shape_when),
	POINT("shown-when", shown_when, kind_shape_when),
};
static const struct yshape field = SHAPE("a field", field_rows, KEYED);
#undef S

#define S kind_form
static const struct ydesc form_rows[] = {
	TEXT("key", key, MUST),
	SHOWN("title", title, MUST),
	SHOWN("help", help),
	ENUM("for", record, kind_record_names, MUST),
	LIST("fields", fields, field, MUST),
};
const struct yshape kind_shape_form =
	SHAPE("a form", form_rows, KEYED, .scope = true);
#undef S

#define S kind_capacity
static const struct ydesc capacity_rows[] = {
	TEXT("key", key, MUST),
	SHOWN("label", label, MUST),
	BOOL("chairs", chairs),
	BOOL("writes", writes),
	BOOL("counts", counts),
	BOOL("for-other", for_other),
	BOOL("listed-apart", listed_apart),
};
static const struct yshape capacity =
	SHAPE("a capacity", capacity_rows, KEYED, .shorthand = "label");
#undef S

#define S kind_role
static const struct ydesc role_rows[] = {
	TEXT("key", key, MUST),
	SHOWN("label", label, MUST),
	SHOWN("plural", plural),
	SHOWN("help", help),
	BITS("sees", rights, kind_right_names, .wide = true, MUST),
	BITS("does", rights, kind_right_names, .wide = true, MUST),
	BITS("while-acting", acting, kind_right_names, .wide = true),
	TEXTS("capacities", capacities, REF(CAPACITY), MUST),
	TEXTS("categories", categories, REF(CATEGORY)),
	BOOL("own-agency", own_agency),
	BOOL("gated", gated),
};
static const struct yshape role = SHAPE("a role", role_rows, KEYED);
#undef S

#define S kind_attendance_state
static const struct ydesc attendance_rows[] = {
	TEXT("key", key, MUST),
	SHOWN("label", label, MUST),
	TEXT("mark", mark),
	BOOL("here", here),
	BOOL("excused", excused),
	BOOL("unset", unset),
};
static const struct yshape attendance =
	SHAPE("an attendance state", attendance_rows, KEYED);
#undef S

#define S kind_check
static const struct ydesc check_rows[] = {
	ENUM("check", check, kind_check_names, MUST),
	ENUM("severity", severity, kind_severity_names,
	    .initial = SEVERITY_WARN),
	BOOL("override", override, .initial = 1),
	SHOWN("text", text, MUST),
	TEXTS("agencies", agencies, REF(CATEGORY)),
	TEXT("role", role, REF(PARTY_ROLE)),
	TEXT("form", form, REF(FORM)),
	TEXT("field", field),
	TEXT("sort", sort, REF(SORT)),
	TEXT("action-type", action_type, REF(ACTION_TYPE)),
	TEXT("link", link, REF(LINK)),
	UNSET("count", count, 1, 1000),
	TEXTS("case-types", case_types, REF(CASE_TYPE)),
	TEXTS("item-types", item_types, REF(ITEM_TYPE)),
	TEXTS("dispositions", dispositions, REF(DISPOSITION)),
	TEXTS("states", states, REF(STATE)),
	TEXT("timer", timer, REF(TIMER)),
};
const struct yshape kind_shape_check = SHAPE("a check", check_rows);
#undef S

#define S kind_statement
static const struct ydesc statement_rows[] = {
	TEXT("key", key, MUST),
	SHOWN("title", title, MUST),
	TEXT("version", version, MUST),
	SHOWN("text", text, MUST),
	BOOL("each-observer", each_observer),
};
static const struct yshape statement =
	SHAPE("a statement", statement_rows, KEYED);
#undef S

#define S kind_step
static const struct ydesc step_rows[] = {
	TEXT("key", key, MUST),
	TEXT("label", label),
	SHOWN("title", title, MUST),
	SHOWN("short", short_title),
	ENUM("stage", stage, stages, .initial = STAGE_MEETING),
	TEXTS("each", case_types, REF(EACH)),
	ENUM("captures", captures, kind_capture_names, MUST),
	TEXT("form", form, REF(FORM)),
	TEXT("statement", statement, REF(STATEMENT)),
	SHOWN("prompt", prompt),
	SHOWN("help", help),
	TEXTS("leads", leads, REF(ROLE)),
	TEXTS("sorts", sorts, REF(SORT)),
	UNSET("minutes", minutes, 0, 1000),
	BOOL("optional", optional),
	BOOL("closed", closed),
	TEXTS("records", records, REF(CASE_TYPE)),
	TEXTS("reports", reports, REF(REPORT)),
	LIST("gates", gates, kind_shape_check),
};
static const struct yshape step = SHAPE("a step", step_rows, KEYED);
#undef S

#define S kind_category
static const struct ydesc category_rows[] = {
	TEXT("key", key, MUST),
	SHOWN("label", label, MUST),
	SHOWN("group", group),
	BOOL("core", core),
	BOOL("partner", partner, .initial = 1),
};
static const struct yshape category =
	SHAPE("a category", category_rows, KEYED, .shorthand = "label");
#undef S

#define S kind_refused
static const struct ydesc refused_rows[] = {
	TEXTS("words", words, MUST),
	SHOWN("text", text, MUST),
};
static const struct yshape refused =
	SHAPE("a refused marking", refused_rows);
#undef S

#define S kind_marking
static const struct ydesc marking_rows[] = {
	TEXT("text", text, MUST),
	TEXT("handling", handling),
	TEXTS("allowed", allowed),
	LIST("refused", refused, refused),
};
static const struct yshape marking = SHAPE("the marking", marking_rows);
#undef S

#define S kind_handling
static const struct ydesc handling_rows[] = {
	TEXT("key", key, MUST),
	SHOWN("label", label, MUST),
	SHOWN("help", help),
	BOOL("listed", listed),
	BOOL("needs-conditions", needs_conditions),
};
static const struct yshape handling =
	SHAPE("a handling code", handling_rows, KEYED,
	    .shorthand = "label");
#undef S

#define S kind_agreement
static const struct ydesc agreement_rows[] = {
	SHOWN("label", label, MUST),
	UNSET("months", months, 1, 1200),
	SHOWN("text", text, MUST),
};
static const struct yshape agreement =
	SHAPE("the agreement", agreement_rows);
#undef S

#define S kind_setting
static const struct ydesc setting_rows[] = {
	TEXT("key", key, MUST),
	SHOWN("label", label, MUST),
	SHOWN("help", help),
	ENUM("type", type, kind_field_type_names),
	TEXT("initial", initial),
};
static const struct yshape setting =
	SHAPE("a setting", setting_rows, KEYED);
#undef S

#define S kind
static const struct ydesc kind_rows[] = {
	TEXT("kind", key, MUST),
	TEXT("title", title, MUST),
	TEXT("long-title", long_title),
	TEXT("version", version, MUST),
	TEXT("nation", nation, MUST),
	TEXTS("languages", languages),
	PART("marking", marking, marking, MUST),
	LIST("words", words, kind_shape_word),
	LIST("settings", settings, setting),
	LIST("lists", lists, list),
	LIST("categories", categories, category, MUST),
	LIST("capacities", capacities, capacity, MUST),
	LIST("attendance", attendance, attendance, MUST),
	LIST("roles", roles, role, MUST),
	LIST("statements", statements, statement),
	LIST("forms", forms, kind_shape_form),
	LIST("steps", steps, step, MUST),
	LIST("case-types", case_types, kind_shape_case_type, MUST),
	PART("actions", actions, kind_shape_actions, MUST),
	PART("contributions", contributions, kind_shape_contributions),
	PART("minutes", minutes, kind_shape_minutes, MUST),
	PART("rules", rules, kind_shape_rules),
	LIST("closing", closing, kind_shape_check),
	PART("return", data_return, kind_shape_return),
	LIST("handling", handling, handling),
	PART("agreement", agreement, agreement),
	LIST("reports", reports, kind_shape_report),
	LIST("packs", packs, kind_shape_pack),
};
const struct yshape kind_shape = SHAPE("a kind", kind_rows);
#undef S
