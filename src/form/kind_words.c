/* Names of things a kind may speak of, and looking things up in one. */
#include "form/kind.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "form/kind_shape.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

const char *const kind_right_names[] = {
#define X(id, name, help) [RIGHT_##id] = (name),
	KIND_RIGHTS(X)
#undef X
	[RIGHTS] = NULL
};

static const char *const right_helps[] = {
#define X(id, name, help) [RIGHT_##id] = (help),
	KIND_RIGHTS(X)
#undef X
};
static_assert(RIGHTS <= 64, "a set of rights fits into 64 bits");

const char *const kind_check_names[] = {
#define X(id, name) [CHECK_##id] = (name),
	KIND_CHECKS(X)
#undef X
	[KIND_CHECK_IDS] = NULL
};

const char *const kind_capture_names[] = {
#define X(id, name) [CAPTURE_##id] = (name),
	KIND_CAPTURES(X)
#undef X
	[STEP_CAPTURES] = NULL
};

const char *const kind_field_type_names[] = {
	[FIELD_TEXT] = "text",
	[FIELD_NOTE] = "note",
	[FIELD_CHOICE] = "choice",
	[FIELD_CHOICES] = "choices",
	[FIELD_YES_NO] = "yes-no",
	[FIELD_DATE] = "date",
	[FIELD_TIME] = "time",
	[FIELD_NUMBER] = "number",
	[FIELD_MONEY] = "money",
	[FIELD_AGENCY] = "agency",
	[FIELD_MEMBER] = "member",
	[FIELD_PARTY] = "party",
	[FIELD_ADDRESS] = "address",
	[FIELD_PHONE] = "phone",
	[FIELD_TYPES] = NULL
};

/* The writers of export/ have the same names; a test compares them. */
const char *const kind_format_names[] = {
	"text", "markdown", "csv", "json", "ics", "html", "docx", "odt",
	"pdf", "xlsx", NULL
};

const char *const kind_paper_names[] = {
	[PAPER_AGENDA] = "agenda",
	[PAPER_RESEARCH] = "research",
	[PAPER_MINUTES] = "minutes",
	[PAPER_ACTIONS] = "actions",
	[PAPERS] = NULL
};

const char *const kind_outline_names[] = {
	[OUTLINE_HEADING] = "heading",
	[OUTLINE_PRESENT] = "present",
	[OUTLINE_OBSERVERS] = "observers",
	[OUTLINE_APOLOGIES] = "apologies",
	[OUTLINE_ABSENT] = "absent",
	[OUTLINE_STATEMENT] = "statement",
	[OUTLINE_CONFLICTS] = "conflicts",
	[OUTLINE_PREVIOUS] = "previous",
	[OUTLINE_OUTSTANDING] = "outstanding",
	[OUTLINE_LAPSED] = "lapsed",
	[OUTLINE_CASES] = "cases",
	[OUTLINE_STEP] = "step",
	[OUTLINE_FIGURES] = "figures",
	[OUTLINE_OVERRIDES] = "overrides",
	[OUTLINE_CLOSE] = "close",
	[OUTLINE_ACTIONS] = "actions",
	[OUTLINE_DISTRIBUTION] = "distribution",
	[OUTLINE_TEXT] = "text",
	[OUTLINE_CASE_HEADING] = "case-heading",
	[OUTLINE_CASE_PARTIES] = "case-parties",
	[OUTLINE_CASE_REFERRAL] = "case-referral",
	[OUTLINE_CASE_PHASE] = "case-phase",
	[OUTLINE_CASE_FIELDS] = "case-fields",
	[OUTLINE_CASE_FLAGS] = "case-flags",
	[OUTLINE_CASE_CONTRIBUTIONS] = "case-contributions",
	[OUTLINE_CASE_ACTIONS] = "case-actions",
	[OUTLINE_CASE_DECISION] = "case-decision",
	[OUTLINE_CASE_TIMES] = "case-times",
	[OUTLINE_PARTS] = NULL
};

const char *const kind_own_lists[KIND_OWN_LISTS] = {
	"case-flags", "case-criteria", "case-links", "case-relations",
};

struct record {
	const char *name;	/* in a file */
	const char *table;	/* in the book */
	bool answers;
};

static const struct record records[] = {
	[RECORD_SUBJECT] = { "subject", "subject", true },
	[RECORD_PARTY] = { "party", "party", true },
	[RECORD_RELATION] = { "relation", "relation", false },
	[RECORD_CONTACT] = { "contact", "contact", false },
	[RECORD_REFERRAL] = { "referral", "casefile", true },
	[RECORD_CASEFILE] = { "casefile", "casefile", true },
	[RECORD_CONTRIBUTION] = { "contribution", "contribution", true },
	[RECORD_LINE] = { "line", "contribution_line", false },
	[RECORD_ITEM] = { "item", "item", true },
	[RECORD_ATTENDANCE] = { "attendance", "attendance", false },
	[RECORD_MEETING] = { "meeting", "meeting", true },
	[RECORD_ACTION] = { "action", "action", true },
	[RECORD_MILESTONE] = { "milestone", "milestone", false },
	[RECORD_INCIDENT] = { "incident", "incident", false },
	[RECORD_BOARD] = { "board", "board", true },
};
static_assert(COUNT(records) == FORM_RECORDS, "a row for each record");

const char *const kind_record_names[] = {
	"subject", "party", "relation", "contact", "referral", "casefile",
	"contribution", "line", "item", "attendance", "meeting", "action",
	"milestone", "incident", "board", NULL
};
static_assert(COUNT(kind_record_names) == FORM_RECORDS + 1,
    "a name for each record");

const char *
kind_right_name(enum kind_right right)
{
	return kind_right_names[right];
}

const char *
kind_right_help(enum kind_right right)
{
	return right_helps[right];
}

int
kind_right_find(const char *name)
{
	for (int i = 0; i < RIGHTS; i++)
		if (strcmp(kind_right_names[i], name) == 0)
			return i;
	return RIGHT_NONE;
}

const char *
kind_check_name(enum kind_check_id check)
{
	return kind_check_names[check];
}

const char *
kind_capture_name(enum step_capture capture)
{
	return kind_capture_names[capture];
}

const char *
kind_outline_name(enum outline_part part)
{
	return kind_outline_names[part];
}

const char *
kind_paper_name(enum kind_paper paper)
{
	return kind_paper_names[paper];
}

const char *
kind_field_type_name(enum field_type type)
{
	return kind_field_type_names[type];
}

const char *
kind_record_name(enum form_record record)
{
	return records[record].name;
}

const char *
kind_record_table(enum form_record record)
{
	return records[record].table;
}

bool
kind_record_has_answers(enum form_record record)
{
	return records[record].answers;
}

/* The words every kind has, for those it does not say otherwise. */
static const struct kind_word general_words[] = {
	{ .key = "action", .one = "action", .many = "actions" },
	{ .key = "agency", .one = "agency", .many = "agencies" },
	{ .key = "board", .one = "board", .many = "boards" },
	{ .key = "case", .one = "case", .many = "cases" },
	{ .key = "chair", .one = "chair", .many = "chairs" },
	{ .key = "contribution", .one = "contribution",
	    .many = "contributions" },
	{ .key = "decision", .one = "decision", .many = "decisions" },
	{ .key = "meeting", .one = "meeting", .many = "meetings" },
	{ .key = "member", .one = "member", .many = "members" },
	{ .key = "milestone", .one = "milestone", .many = "milestones" },
	{ .key = "minute", .one = "minute", .many = "minutes" },
	{ .key = "observer", .one = "observer", .many = "observers" },
	{ .key = "party", .one = "party", .many = "parties" },
	{ .key = "referral", .one = "referral", .many = "referrals" },
	{ .key = "repeat", .one = "repeat", .many = "repeats" },
	{ .key = "secretary", .one = "secretary", .many = "secretaries" },
	{ .key = "statement", .one = "statement", .many = "statements" },
	{ .key = "step", .one = "step", .many = "steps" },
};

static const struct kind_word *
find_word(const struct kind_word *words, size_t n, const char *key)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(words[i].key, key) == 0)
			return &words[i];
	return NULL;
}

const struct kind_word *
kind_word_find(const struct kind_word *words, size_t n, const char *key)
{
	const struct kind_word *w = find_word(words, n, key);

	return w ? w : find_word(general_words, COUNT(general_words), key);
}

const char *
kind_word(const struct kind *k, const char *key, long count)
{
	const struct kind_word *w = kind_word_find(k->words, k->n_words, key);

	if (!w)
		return key;
	return count == 1 ? w->one : w->many;
}

/* Every list of keyed things is searched alike. */
#define FIND(list, n) \
	for (size_t i = 0; key && i < (n); i++) \
		if (strcmp((list)[i].key, key) == 0) \
			return &(list)[i]; \
	return NULL

const struct kind_role *
kind_role(const struct kind *k, const char *key)
{
	FIND(k->roles, k->n_roles);
}

const struct kind_capacity *
kind_capacity(const struct kind *k, const char *key)
{
	FIND(k->capacities, k->n_capacities);
}

bool
kind_role_chairs(const struct kind *k, const struct kind_role *r, bool usual)
{
	size_t n = usual && r->n_capacities > 0 ? 1 : r->n_capacities;

	for (size_t i = 0; i < n; i++) {
		const struct kind_capacity *c = kind_capacity(k,
		    r->capacities[i]);

		if (c != NULL && c->chairs)
			return true;
	}
	return false;
}

const struct kind_attendance_state *
kind_attendance(const struct kind *k, const char *key)
{
	FIND(k->attendance, k->n_attendance);
}

const struct kind_category *
kind_category(const struct kind *k, const char *key)
{
	FIND(k->categories, k->n_categories);
}

const struct kind_list *
kind_list(const struct kind *k, const char *key)
{
	FIND(k->lists, k->n_lists);
}

const struct kind_statement *
kind_statement(const struct kind *k, const char *key)
{
	FIND(k->statements, k->n_statements);
}

const struct kind_step *
kind_step(const struct kind *k, const char *key)
{
	FIND(k->steps, k->n_steps);
}

const struct kind_form *
kind_form(const struct kind *k, const char *key)
{
	FIND(k->forms, k->n_forms);
}

const struct kind_field *
kind_field(const struct kind_form *f, const char *key)
{
	FIND(f->fields, f->n_fields);
}

int
kind_field_right(const struct kind_field *f)
{
	if (f->column)
		return RIGHT_NONE;
	if (f->right != RIGHT_NONE)
		return f->right;
	return f->sensitive ? RIGHT_SEE_SENSITIVE : RIGHT_NONE;
}

const struct kind_case_type *
kind_case_type(const struct kind *k, const char *key)
{
	FIND(k->case_types, k->n_case_types);
}

const struct kind_party_role *
kind_party_role(const struct kind_case_type *t, const char *key)
{
	FIND(t->roles, t->n_roles);
}

const struct kind_phase *
kind_phase(const struct kind_case_type *t, const char *key)
{
	FIND(t->phases, t->n_phases);
}

const struct kind_item_type *
kind_item_type(const struct kind_case_type *t, const char *key)
{
	FIND(t->item_types, t->n_item_types);
}

const struct kind_disposition *
kind_disposition(const struct kind_case_type *t, const char *key)
{
	FIND(t->dispositions, t->n_dispositions);
}

const struct kind_criterion *
kind_criterion(const struct kind_case_type *t, const char *key)
{
	FIND(t->criteria, t->n_criteria);
}

const struct kind_flag *
kind_flag(const struct kind_case_type *t, const char *key)
{
	FIND(t->flags, t->n_flags);
}

const struct kind_link *
kind_link(const struct kind_case_type *t, const char *key)
{
	FIND(t->links, t->n_links);
}

const struct kind_state *
kind_state(const struct kind_case_type *t, const char *key)
{
	FIND(t->states, t->n_states);
}

const struct kind_state *
kind_state_initial(const struct kind_case_type *t)
{
	for (size_t i = 0; i < t->n_states; i++)
		if (t->states[i].initial)
			return &t->states[i];
	return NULL;
}

bool
kind_is_live(const struct kind_case_type *t, const char *state)
{
	const struct kind_state *at = state ? kind_state(t, state) : NULL;

	if (t->n_states > 0)
		return at != NULL && at->live;
	return t->register_only || t->n_timers > 0;
}

const struct kind_timer *
kind_timer(const struct kind_case_type *t, const char *key)
{
	FIND(t->timers, t->n_timers);
}

int
kind_timer_alert(const struct kind_timer *t, size_t i)
{
	return (int)strtol(t->alerts[i], NULL, 10);
}

const struct kind_handling *
kind_handling(const struct kind *k, const char *key)
{
	FIND(k->handling, k->n_handling);
}

const struct kind_strand *
kind_strand(const struct kind *k, const char *key)
{
	FIND(k->actions.strands, k->actions.n_strands);
}

const struct kind_report *
kind_report(const struct kind *k, const char *key)
{
	FIND(k->reports, k->n_reports);
}

const struct kind_pack *
kind_pack(const struct kind *k, const char *key)
{
	FIND(k->packs, k->n_packs);
}

const struct kind_pack *
kind_pack_when(const struct kind *k, bool before)
{
	for (size_t i = 0; i < k->n_packs; i++)
		if (k->packs[i].before == before)
			return &k->packs[i];
	return NULL;
}

const struct kind_action_type *
kind_action_type(const struct kind *k, const char *key)
{
	FIND(k->actions.types, k->actions.n_types);
}

const struct kind_action_status *
kind_status(const struct kind *k, const char *key)
{
	FIND(k->actions.statuses, k->actions.n_statuses);
}

const struct kind_sort *
kind_sort(const struct kind *k, const char *key)
{
	FIND(k->minutes.sorts, k->minutes.n_sorts);
}

const struct kind_snippet *
kind_snippet(const struct kind *k, const char *key)
{
	FIND(k->minutes.snippets, k->minutes.n_snippets);
}

const struct kind_deadline *
kind_deadline(const struct kind *k, const char *key)
{
	FIND(k->rules.deadlines, k->rules.n_deadlines);
}

const struct kind_setting *
kind_setting(const struct kind *k, const char *key)
{
	FIND(k->settings, k->n_settings);
}

const struct kind_choice *
kind_choice(const struct kind_choice *choices, size_t n, const char *key)
{
	FIND(choices, n);
}

const struct kind_action_status *
kind_status_of(const struct kind *k, enum action_meaning meaning)
{
	for (size_t i = 0; i < k->actions.n_statuses; i++)
		if (k->actions.statuses[i].meaning == meaning)
			return &k->actions.statuses[i];
	return NULL;
}

const struct kind_form *
kind_form_for(const struct kind *k, const struct kind_case_type *t,
    enum form_record record)
{
	for (size_t i = 0; t && i < t->n_forms; i++) {
		const struct kind_form *f = kind_form(k, t->forms[i]);
		if (f && f->record == record)
			return f;
	}
	for (size_t i = 0; !t && i < k->n_forms; i++)
		if (k->forms[i].record == record)
			return &k->forms[i];
	return NULL;
}

static int
marking_rank(const struct kind *k, const char *marking)
{
	size_t i;

	if (marking == NULL || *marking == '\0')
		return -1;
	for (i = 0; i < k->marking.n_allowed; i++)
		if (strcmp(k->marking.allowed[i], marking) == 0)
			return (int)i + 1;
	return 0;
}

const char *
kind_marking_higher(const struct kind *k, const char *a, const char *b)
{
	return marking_rank(k, b) > marking_rank(k, a) ? b : a;
}
