/*
 * kind: what a kind of meeting is, as plain structs read from one YAML file
 * of forms/ (see forms/GRAMMAR). A kind owns its memory in one arena and is
 * never changed after loading. It knows no meeting, no book and no screen;
 * no word or number of any one kind of meeting stands here.
 *
 * Every list is an array and its count (n_…), in the order of the file. A
 * text that was not given is NULL unless the comment names a default; a
 * number that was not given has its default, KIND_UNSET where it has none.
 * Things that refer to each other do so by key: look them up with the
 * kind_… functions, which answer NULL for a key that is not there.
 */
#ifndef FORM_KIND_H
#define FORM_KIND_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

#define KIND_UNSET INT_MIN	/* a number the file leaves unset */
#define KIND_HASH_SIZE 65	/* 64 hexadecimal digits and the NUL */

/* ---- Rights ------------------------------------------------------------ */

/* Name, identifier, what it lets one do. In a role, sees: lists those that
 * begin with see-, does: lists the others. */
#define KIND_RIGHTS(X) \
	X(SEE_CASES, "see-cases", "cases that are not restricted") \
	X(SEE_OWN_CASES, "see-own-cases", "cases one referred or presents") \
	X(SEE_RESTRICTED, "see-restricted", "restricted cases, unasked") \
	X(SEE_SAFE_CONTACT, "see-safe-contact", "how to reach a person safely") \
	X(SEE_SENSITIVE, "see-sensitive", "answers marked sensitive") \
	X(SEE_RESEARCH, "see-research", "every agency's own research") \
	X(SEE_SHARED, "see-shared", "what agencies shared at a meeting") \
	X(SEE_MINUTES, "see-minutes", "minutes of cases one may see") \
	X(SEE_SANITISED, "see-sanitised", "the sanitised edition") \
	X(SEE_ACTIONS, "see-actions", "actions of every agency") \
	X(SEE_OWN_ACTIONS, "see-own-actions", "actions of one's own agency") \
	X(SEE_REFERRALS, "see-referrals", "referrals not yet screened") \
	X(SEE_MEMBERS, "see-members", "members and their agencies") \
	X(SEE_FIGURES, "see-figures", "counts and the data return") \
	X(SEE_LOG, "see-log", "the log of changes, without free text") \
	X(RUN_MEETING, "run-meeting", "open, move and close a meeting") \
	X(RECORD, "record", "write minutes, decisions and actions") \
	X(RECORD_ATTENDANCE, "record-attendance", "tick who is there") \
	X(REFER, "refer", "make a referral") \
	X(SCREEN_REFERRALS, "screen-referrals", "accept or reject one") \
	X(CONTRIBUTE, "contribute", "write one's agency's research") \
	X(RECORD_CONTACT, "record-contact", "write safe contact and wishes") \
	X(OWN_ACTIONS, "own-actions", "accept and report own actions") \
	X(MANAGE_ACTIONS, "manage-actions", "change anyone's actions") \
	X(MANAGE_AGENDA, "manage-agenda", "build and order an agenda") \
	X(MANAGE_CASES, "manage-cases", "change casefiles and parties") \
	X(MANAGE_ACCESS, "manage-access", "say who may see a case") \
	X(MANAGE_BOARD, "manage-board", "plan meetings, local labels") \
	X(MANAGE_MEMBERS, "manage-members", "add and change members") \
	X(DECIDE_REPEAT, "decide-repeat", "decide a proposed repeat") \
	X(OVERRIDE_CHECKS, "override-checks", "close in spite of a check") \
	X(APPROVE_MINUTES, "approve-minutes", "approve and seal minutes") \
	X(APPROVE_ERASURE, "approve-erasure", "agree to an erasure") \
	X(ERASE, "erase", "erase what retention lets go") \
	X(EXPORT_OWN, "export-own", "export what one's own view shows") \
	X(EXPORT_RECORD, "export-record", "export the record") \
	X(IMPORT, "import", "take in a data file") \
	X(VERIFY, "verify", "walk the chain of events")

enum kind_right {
#define X(id, name, help) RIGHT_##id,
	KIND_RIGHTS(X)
#undef X
	RIGHTS
};

#define RIGHT_NONE (-1)
#define RIGHT_BIT(right) (UINT64_C(1) << (right))

const char *kind_right_name(enum kind_right right);
const char *kind_right_help(enum kind_right right);

/* RIGHT_NONE for a name that is no right. */
int kind_right_find(const char *name);

/* ---- Words ------------------------------------------------------------- */

/* A thing's name as the board says it: "resident", "residents". one and many
 * are never NULL. */
struct kind_word {
	const char *key;	/* one of the general words, or the kind's */
	const char *one;
	const char *many;
	const char *short_form;	/* for narrow columns; NULL: use one */
};

/* A choice, in a field, a shared list, or wherever a list is offered. */
struct kind_choice {
	const char *key;
	const char *label;
	const char *group;	/* heading it stands under, or NULL */
	const char *help;
	bool other;		/* choosing it asks for a few words */
	bool retired;		/* shown in old records, offered no more */
};

/* A list of choices used by several fields: lists: in the file. */
struct kind_list {
	const char *key;
	const char *label;
	const struct kind_choice *choices;
	size_t n_choices;
};

/* ---- Conditions -------------------------------------------------------- */

/* True when the answer to field (of the same record) is one of is, is none of
 * not, or is there at all (answered: 1 yes, 0 no, -1 not asked). An unanswered
 * field is in no list: is fails, not fails too. NULL: always. */
struct kind_when {
	const char *field;
	const char *const *is;
	size_t n_is;
	const char *const *not;
	size_t n_not;
	int answered;
};

/* ---- Forms ------------------------------------------------------------- */

enum field_type {
	FIELD_TEXT,		/* one line */
	FIELD_NOTE,		/* lines */
	FIELD_CHOICE,
	FIELD_CHOICES,
	FIELD_YES_NO,		/* yes, no, unknown, declined */
	FIELD_DATE,
	FIELD_TIME,
	FIELD_NUMBER,
	FIELD_MONEY,		/* pence in the book */
	FIELD_AGENCY,
	FIELD_MEMBER,
	FIELD_PARTY,
	FIELD_ADDRESS,
	FIELD_PHONE,
	FIELD_TYPES
};

/* What a form's answers belong to. */
enum form_record {
	RECORD_SUBJECT,		/* a person or body, whatever the casefile */
	RECORD_PARTY,		/* one in a role in one casefile */
	RECORD_RELATION,	/* between two parties of a casefile */
	RECORD_CONTACT,		/* an address, a phone, an e-mail of one */
	RECORD_REFERRAL,
	RECORD_CASEFILE,
	RECORD_CONTRIBUTION,	/* one agency, one casefile, one meeting */
	RECORD_LINE,		/* one piece of a contribution */
	RECORD_ITEM,		/* a casefile at a meeting */
	RECORD_ATTENDANCE,
	RECORD_MEETING,
	RECORD_ACTION,
	RECORD_MILESTONE,
	RECORD_INCIDENT,
	RECORD_BOARD,
	FORM_RECORDS
};

struct kind_field {
	const char *key;
	const char *label;
	const char *help;
	enum field_type type;
	const char *column;	/* the fixed column it shows, or NULL: JSON */
	const char *section;	/* heading it stands under, or NULL */
	const char *list;	/* key of the shared list, or NULL */
	const struct kind_choice *choices; /* its own or the shared list's */
	size_t n_choices;
	const char *unit;	/* shown after a number */
	const char *initial;	/* stored value a new record begins with */
	const char *placeholder;
	const char *const *roles; /* FIELD_PARTY: party roles it may name */
	size_t n_roles;
	int min, max;		/* number; money in pounds; KIND_UNSET */
	int max_length;		/* characters of a text or note */
	int decimals;		/* of a number, 0 to 6 */
	bool required;
	bool sensitive;		/* needs see-sensitive */
	bool redact;		/* left out of the sanitised edition */
	bool identifies;	/* names or points to a person */
	bool allow_declined;	/* choice(s): unknown and declined as well */
	bool approximate;	/* date: "1996", "Nov 1996" and "age 30" too */
	bool past;		/* date: not after today */
	bool future;		/* date: not before today */
	int right;		/* enum kind_right to see it, or RIGHT_NONE */
	const struct kind_when *required_when;
	const struct kind_when *shown_when;
};

struct kind_form {
	const char *key;
	const char *title;
	const char *help;
	enum form_record record;
	const struct kind_field *fields;
	size_t n_fields;
};

/* ---- Roles and attendance ---------------------------------------------- */

/* As what someone sits at a meeting. */
struct kind_capacity {
	const char *key;
	const char *label;
	bool chairs;		/* leads the meeting */
	bool writes;		/* keeps the record */
	bool counts;		/* for quorum and expected agencies */
	bool for_other;		/* asks whom one stands in for */
	bool listed_apart;	/* a table of its own in the minutes */
};

struct kind_role {
	const char *key;
	const char *label;
	const char *plural;
	const char *help;
	uint64_t rights;	/* RIGHT_BIT(…) of all it sees and does */
	const char *const *capacities; /* the first is the usual one */
	size_t n_capacities;
	const char *const *categories; /* agency categories; none: any */
	size_t n_categories;
	bool own_agency;	/* contributions and actions of its own only */
};

/* What the roll call knows; the keys are those of the book. */
struct kind_attendance_state {
	const char *key;	/* expected, present, online, apologies,
				 * absent */
	const char *label;
	const char *mark;	/* one or two characters in a table */
	bool here;		/* counts as present */
	bool excused;		/* apologies were given */
	bool unset;		/* the state before anything was ticked */
};

/* ---- Checks ------------------------------------------------------------ */

/* What C can find wrong. The kind says which are looked for, where, with
 * which parameters, how hard they are and in which words. cmd/closing.h
 * looks for them. */
#define KIND_CHECKS(X) \
	X(STATEMENT_UNREAD, "statement-unread") \
	X(STATEMENT_NOT_ACCEPTED, "statement-not-accepted") \
	X(NO_CHAIR, "no-chair") \
	X(ATTENDANCE_OPEN, "attendance-open") \
	X(NO_QUORUM, "no-quorum") \
	X(AGENCY_MISSING, "agency-missing") \
	X(CONFLICTS_UNASKED, "conflicts-unasked") \
	X(OUTSTANDING_WITHOUT_STATUS, "outstanding-without-status") \
	X(LAPSED_UNSEEN, "lapsed-unseen") \
	X(ITEM_OPEN, "item-open") \
	X(NO_DISPOSITION, "no-disposition") \
	X(DISPOSITION_INCOMPLETE, "disposition-incomplete") \
	X(REPEAT_UNDECIDED, "repeat-undecided") \
	X(NO_PARTY, "no-party") \
	X(FIELD_UNANSWERED, "field-unanswered") \
	X(NO_RISK_SUMMARY, "no-risk-summary") \
	X(NO_MINUTE, "no-minute") \
	X(AGENCY_NOT_HEARD, "agency-not-heard") \
	X(CONTRIBUTION_MISSING, "contribution-missing") \
	X(NO_ACTION, "no-action") \
	X(ACTION_WITHOUT_OWNER, "action-without-owner") \
	X(ACTION_WITHOUT_DATE, "action-without-date") \
	X(ACTION_VAGUE, "action-vague") \
	X(ACTION_WITHOUT_STRAND, "action-without-strand") \
	X(ACTION_WITHOUT_MILESTONE, "action-without-milestone") \
	X(ACTION_NEEDS_ACCEPTANCE, "action-needs-acceptance") \
	X(NO_ACTION_OF_TYPE, "no-action-of-type") \
	X(UNREAD_BACK, "unread-back") \
	X(LINKS_UNCONSIDERED, "links-unconsidered") \
	X(NO_LINKED_ACTION, "no-linked-action") \
	X(NO_MARKING, "no-marking") \
	X(PREVIOUS_UNAPPROVED, "previous-unapproved") \
	X(NO_NEXT_DATE, "no-next-date") \
	X(NO_TIMES, "no-times")

enum kind_check_id {
#define X(id, name) CHECK_##id,
	KIND_CHECKS(X)
#undef X
	KIND_CHECK_IDS
};

const char *kind_check_name(enum kind_check_id check);

enum kind_severity { SEVERITY_NOTE, SEVERITY_WARN, SEVERITY_BLOCK };

struct kind_check {
	enum kind_check_id check;
	enum kind_severity severity;
	bool override;		/* the chair may go on, with a reason */
	const char *text;	/* the sentence shown, never NULL */
	/* Parameters; which count is told in forms/GRAMMAR. */
	const char *const *agencies;	/* categories */
	size_t n_agencies;
	const char *role;		/* party role */
	const char *form, *field;
	const char *sort;		/* minute sort */
	const char *action_type;
	const char *link;
	int count;			/* at least; KIND_UNSET */
	const char *const *case_types;	/* none: all */
	size_t n_case_types;
	const char *const *item_types;	/* none: all */
	size_t n_item_types;
	const char *const *dispositions; /* none: all that are heard */
	size_t n_dispositions;
};

/* ---- Steps ------------------------------------------------------------- */

enum step_stage { STAGE_BEFORE, STAGE_MEETING, STAGE_AFTER };

enum step_each { EACH_ONCE, EACH_CASE, EACH_OUTSTANDING };

/* What a step takes down: which screen stands behind it. */
#define KIND_CAPTURES(X) \
	X(REFERRALS, "referrals") \
	X(AGENDA, "agenda") \
	X(CONTRIBUTIONS, "contributions") \
	X(CONTACT, "contact") \
	X(OPENING, "opening") \
	X(STATEMENT, "statement") \
	X(ATTENDANCE, "attendance") \
	X(CONFLICTS, "conflicts") \
	X(PREVIOUS, "previous-minutes") \
	X(OUTSTANDING, "outstanding") \
	X(LAPSED, "lapsed") \
	X(CASES, "cases") \
	X(MINUTES, "minutes") \
	X(FIGURES, "figures") \
	X(CLOSING, "closing") \
	X(EDITION, "edition")

enum step_capture {
#define X(id, name) CAPTURE_##id,
	KIND_CAPTURES(X)
#undef X
	STEP_CAPTURES
};

const char *kind_capture_name(enum step_capture capture);

struct kind_statement {
	const char *key;
	const char *title;
	const char *version;
	const char *text;
	bool each_observer;	/* those listed apart sign one by one */
};

struct kind_step {
	const char *key;
	const char *label;	/* what people call it: "0a", "5" */
	const char *title;
	const char *short_title; /* in the list of steps; default: title */
	enum step_stage stage;
	enum step_each each;
	const char *const *case_types; /* EACH_CASE: which; none: all */
	size_t n_case_types;
	enum step_capture captures;
	const char *form;	/* key of a form filled in here, or NULL */
	const char *statement;	/* key, or NULL */
	const char *prompt;	/* what the leader says or asks */
	const char *help;
	const char *const *leads; /* role keys */
	size_t n_leads;
	const char *const *sorts; /* minute sorts used here; none: all */
	size_t n_sorts;
	int minutes;		/* time planned; KIND_UNSET */
	bool optional;
	const struct kind_check *gates; /* before one may go in */
	size_t n_gates;
};

/* ---- Case types -------------------------------------------------------- */

struct kind_party_role {
	const char *key;
	const char *label;
	const char *plural;
	const char *form;	/* RECORD_PARTY form, or NULL */
	bool many;
	bool named;		/* part of the casefile's title */
	bool protected_contact;	/* safe-contact rules guard it */
	bool adverse;		/* may never learn; never shown contact */
	bool child;		/* counted as a child while under 18 */
	bool matched;		/* same one needed for a repeat */
	int min, max;		/* how many; max KIND_UNSET */
	int min_age, max_age;	/* KIND_UNSET: not looked at */
	int kinds;		/* SUBJECT_… bits it may be */
};

enum { SUBJECT_PERSON = 1, SUBJECT_GROUP = 2, SUBJECT_PREMISES = 4,
	SUBJECT_BUSINESS = 8 };

struct kind_phase {
	const char *key;
	const char *title;
	const char *short_title; /* default: title */
	const char *prompt;
	const char *help;
	const char *const *leads;
	size_t n_leads;
	const char *const *sorts; /* the first is the one offered */
	size_t n_sorts;
	const char *form;	/* RECORD_ITEM form shown here, or NULL */
	const char *const *fields; /* of that form; none: all */
	size_t n_fields;
	bool contributions;	/* goes round the agencies */
	bool actions;		/* actions are agreed here */
	bool conclude;		/* disposition and links */
	const struct kind_check *checks; /* before one may leave */
	size_t n_checks;
};

struct kind_item_type {
	const char *key;
	const char *label;
	const char *tag;	/* in lists: "REPEAT"; NULL: none */
	bool repeat;		/* a decided repeat */
	bool transfer_in;	/* the origin is asked and shown */
	bool alert_only;	/* listed, not discussed */
	bool initial;		/* what a new item begins as */
	int minutes;		/* instead of the case type's */
};

/* What must come with an item's end or an action's status. The first seven
 * are those of model/status.h; with NEED_OR_ESCALATED being escalated will do
 * instead of a new date. */
enum kind_need {
	NEED_REASON = 1 << 0,
	NEED_DATE = 1 << 1,
	NEED_OUTCOME = 1 << 2,
	NEED_NEW_DATE = 1 << 3,
	NEED_LINK = 1 << 4,
	NEED_CHAIR = 1 << 5,
	NEED_OR_ESCALATED = 1 << 6,
	NEED_DESTINATION = 1 << 7,
	NEED_SENT = 1 << 8,
	NEED_ACKNOWLEDGED = 1 << 9
};

/* What an item can end in. */
struct kind_disposition {
	const char *key;
	const char *label;
	bool heard;		/* counts as discussed */
	bool comes_back;	/* stands on a later agenda */
	bool leaves;		/* the casefile closes or goes elsewhere */
	int needs;		/* NEED_… bits */
};

enum criterion_basis {
	BASIS_SCORE,		/* a form's number at or above threshold */
	BASIS_COUNT,		/* incidents in months */
	BASIS_JUDGEMENT,	/* a person says so, in words */
	BASIS_REPEAT		/* a repeat by the rule below */
};

struct kind_criterion {
	const char *key;
	const char *label;
	const char *help;
	enum criterion_basis basis;
	const char *field;	/* of the casefile's form: score or count */
	int threshold;		/* BASIS_SCORE */
	int count, months;	/* BASIS_COUNT */
	bool needs_reason;
	bool bypass;		/* met: no other criterion is needed */
};

struct kind_band {
	const char *label;
	int from, to;
};

struct kind_flag {
	const char *key;
	const char *label;
	const char *group;
	const char *help;
	bool urgent;		/* shown first and in bold */
};

/* Another process a case may be tied to. */
struct kind_link {
	const char *key;
	const char *label;
	bool needs_reference, needs_date;
	const char *case_type;	/* a casefile in this book, or NULL */
};

struct kind_case_type {
	const char *key;
	const char *title;
	const char *plural;
	const char *short_title;
	const char *reference;	/* "{prefix}-{year}-{n:3}" */
	const char *heading;	/* casefile title from parties: "{subject}" */
	const struct kind_party_role *roles;
	size_t n_roles;
	const char *const *forms; /* all it uses, in order */
	size_t n_forms;
	const struct kind_phase *phases;
	size_t n_phases;
	const struct kind_item_type *item_types;
	size_t n_item_types;
	const struct kind_disposition *dispositions;
	size_t n_dispositions;
	const struct kind_criterion *criteria;
	size_t n_criteria;
	const struct kind_band *bands; /* of the score */
	size_t n_bands;
	const struct kind_flag *flags;
	size_t n_flags;
	const struct kind_link *links;
	size_t n_links;
	const struct kind_choice *relations; /* between two parties */
	size_t n_relations;
	const struct kind_choice *reject_reasons;
	size_t n_reject_reasons;
	const struct kind_check *checks; /* before an item is closed */
	size_t n_checks;
	const char *subject_role; /* whom the case is about: its title */
	const char *score_field;  /* RECORD_CASEFILE field, or NULL */
	const char *incident_field; /* date of the new incident */
	int minutes_warn, minutes_alarm; /* time for one item */
	bool restrictable;	/* may be restricted */
	bool pseudonym;		/* lists show the reference, not names */
};

/* ---- Actions ----------------------------------------------------------- */

struct kind_action_type {
	const char *key;
	const char *label;
	const char *group;
	const char *const *categories; /* who usually has it */
	size_t n_categories;
	const char *due;	/* key of a due suggestion, or NULL */
	bool link;		/* asks for another record */
};

/* The general meaning behind a status: what C reasons with. */
enum action_meaning {
	MEANING_PROPOSED,	/* not yet agreed or not yet accepted */
	MEANING_OPEN,
	MEANING_BLOCKED,
	MEANING_TO_CHECK,	/* said to be done, waiting for a check */
	MEANING_DONE,
	MEANING_COULD_NOT,
	MEANING_DID_NOT,
	MEANING_REPLACED,
	MEANING_WITHDRAWN,
	ACTION_MEANINGS
};

struct kind_action_status {
	const char *key;
	const char *label;
	const char *mark;	/* one character in lists */
	const char *help;
	enum action_meaning meaning;
	bool initial;
	bool final;		/* nothing is outstanding any more */
	bool failure;		/* counts against the agency */
	int needs;		/* NEED_… bits */
	bool not_by_owner;	/* someone else must set it */
	const char *const *from; /* statuses it may follow; none: any */
	size_t n_from;
};

struct kind_due {
	const char *key;
	const char *label;
	int working_days;	/* KIND_UNSET: see next_meeting */
	int days;
	bool next_meeting;
	bool usual;		/* offered first */
};

/* Words that make an action vague, and what to say then. */
struct kind_vague {
	const char *const *words;
	size_t n_words;
	const char *text;
	enum kind_severity severity;
	bool in_owner, in_text, in_date;
};

struct kind_strand {
	const char *key;
	const char *label;
	const char *letter;
};

struct kind_actions {
	const struct kind_action_type *types;
	size_t n_types;
	const struct kind_action_status *statuses;
	size_t n_statuses;
	const struct kind_due *due;
	size_t n_due;
	const struct kind_vague *vague;
	size_t n_vague;
	const struct kind_strand *strands;
	size_t n_strands;
	const struct kind_choice *targets; /* what it is for: a party role */
	size_t n_targets;
	const struct kind_choice *priorities;
	size_t n_priorities;
	const char *form;	/* RECORD_ACTION form, or NULL */
	const char *milestone_form;
	const char *const *fan_out; /* words for every agency: "all" */
	size_t n_fan_out;
	const char *mark;	/* "A" in "MM-2031-014/A3" */
	bool due_mandatory;
	bool strand_mandatory;
	bool milestones_complete; /* the last one done completes it: no */
	int max_milestone_gap;	/* days; KIND_UNSET */
	int amber_days;		/* due soon */
	int max_date_moves;	/* then the chair decides; KIND_UNSET */
};

/* ---- Minutes ----------------------------------------------------------- */

struct kind_snippet {
	const char *key;	/* what one types */
	const char *text;	/* with {placeholders} */
	const char *sort;	/* NULL: offered with every sort */
};

struct kind_sort {
	const char *key;
	const char *label;
	const char *plural;
	const char *mark;	/* one letter in lists */
	const char *help;
	bool attributed;	/* asks which agency said it */
	bool opinion;		/* asks fact or opinion */
	bool decision;		/* asks for the reason */
	bool restricted;	/* left out of packs of other agencies */
	bool sanitised;		/* goes into the sanitised edition */
	const struct kind_choice *about; /* e.g. harm, indicator, safety */
	size_t n_about;
};

enum outline_part {
	OUTLINE_HEADING,	/* board, date, venue, marking, chair */
	OUTLINE_PRESENT,
	OUTLINE_OBSERVERS,
	OUTLINE_APOLOGIES,
	OUTLINE_ABSENT,
	OUTLINE_STATEMENT,
	OUTLINE_CONFLICTS,
	OUTLINE_PREVIOUS,
	OUTLINE_OUTSTANDING,
	OUTLINE_LAPSED,
	OUTLINE_CASES,
	OUTLINE_STEP,		/* minutes of one step */
	OUTLINE_FIGURES,
	OUTLINE_OVERRIDES,
	OUTLINE_CLOSE,
	OUTLINE_ACTIONS,	/* all of the meeting, by agency */
	OUTLINE_DISTRIBUTION,
	OUTLINE_TEXT,
	/* Inside a case: */
	OUTLINE_CASE_HEADING,
	OUTLINE_CASE_PARTIES,
	OUTLINE_CASE_REFERRAL,
	OUTLINE_CASE_PHASE,	/* minutes of one phase, by sort */
	OUTLINE_CASE_FIELDS,
	OUTLINE_CASE_FLAGS,
	OUTLINE_CASE_CONTRIBUTIONS,
	OUTLINE_CASE_ACTIONS,
	OUTLINE_CASE_DECISION,
	OUTLINE_CASE_TIMES,
	OUTLINE_PARTS
};

const char *kind_outline_name(enum outline_part part);

struct kind_section {
	enum outline_part part;
	const char *title;
	const char *text;	/* OUTLINE_TEXT, or words before the rest */
	const char *step;	/* OUTLINE_STEP */
	const char *phase;	/* OUTLINE_CASE_PHASE */
	const char *form;	/* OUTLINE_CASE_FIELDS */
	const char *const *fields;
	size_t n_fields;
	const char *const *columns; /* of a table; none: the usual ones */
	size_t n_columns;
	bool if_any;		/* left out when it would be empty */
	bool sanitised;		/* stands in the sanitised edition too */
};

struct kind_minutes {
	const struct kind_sort *sorts;
	size_t n_sorts;
	const struct kind_snippet *snippets;
	size_t n_snippets;
	const struct kind_section *outline;
	size_t n_outline;
	const struct kind_section *case_outline;
	size_t n_case_outline;
	const char *title;	/* "{board}: minutes of {date}" */
	const char *notice;	/* under the title */
	bool page_per_case;
};

/* ---- Contributions ----------------------------------------------------- */

struct kind_contributions {
	const char *form;	/* RECORD_CONTRIBUTION */
	const char *line_form;	/* RECORD_LINE */
	const char *const *checked; /* party roles each agency looks up */
	size_t n_checked;
	const struct kind_choice *known; /* known, not known, not checked */
	size_t n_known;
	const struct kind_choice *lines; /* sorts: fact, opinion … */
	size_t n_lines;
	const char *nil_return;	/* label */
	bool withhold_reason;	/* why a line is not shared */
};

/* ---- Rules ------------------------------------------------------------- */

/* In the order of those in model/repeat.h. */
enum kind_clock { CLOCK_REFERRAL, CLOCK_MEETING };
enum kind_incident { INCIDENT_ANY, INCIDENT_CRIMINAL };

/* Names that stand for one another: "Elizabeth", "Liz", "Beth". */
struct kind_alike {
	const char *const *names;
	size_t n_names;
};

/* From which score (of 100, see model/match.h) two people are shown as
 * possibly and as likely the same. */
struct kind_match {
	int possible, likely;
	const struct kind_alike *alike;
	size_t n_alike;
};

struct kind_repeat {
	bool on;
	int months;
	enum kind_clock clock;
	enum kind_incident incident; /* which count */
	bool same_board;
	const char *const *roles; /* party roles that must be the same */
	size_t n_roles;
	bool bypass_threshold;
	bool list_lapsed;	/* a step lists what just left the window */
	struct kind_match match;
};

struct kind_deadline {
	const char *key;
	const char *label;
	int working_days;
	bool before;		/* before the meeting; else after */
	bool by_agency;		/* each agency owes it */
};

struct kind_escalation {
	const char *key;
	const char *label;
	const char *to;		/* role or body, in words */
	int days_overdue;	/* KIND_UNSET: not by days */
	int missed;		/* times not done by the agency */
	int meetings;		/* meetings outstanding */
};

/* The number behind one colour word: see forms/GRAMMAR. */
struct kind_rag {
	const char *key, *label, *letter;
	int due_within;		/* days; KIND_UNSET */
	bool overdue, blocked, done, proposed, milestone_missed, otherwise;
};

struct kind_rules {
	struct kind_repeat repeat;
	const struct kind_deadline *deadlines;
	size_t n_deadlines;
	const struct kind_escalation *escalation;
	size_t n_escalation;
	const struct kind_rag *rag;
	size_t n_rag;
	int cases_soft_limit;	/* per meeting */
	int idle_lock_minutes;
	int retention_months;	/* KIND_UNSET: nothing is ever purged */
	int suppress_below;	/* small numbers in what leaves; 0: none */
	int draft_seconds;	/* a pause in typing that saves a draft */
	int quorum;		/* agencies that count; 0: none */
	const char *const *expected; /* agency categories always expected */
	size_t n_expected;
	int strand_balance_percent; /* KIND_UNSET */
};

/* ---- The rest ---------------------------------------------------------- */

struct kind_category {
	const char *key;
	const char *label;
	const char *group;	/* in the data return */
	bool core;		/* sits on every such board */
	bool partner;		/* counts as partner agency in a return */
};

enum measure_what {
	MEASURE_ITEMS, MEASURE_PARTIES, MEASURE_RATE, MEASURE_REFERRALS,
	MEASURE_ACTIONS, MEASURE_WHATS
};

/* One line of the data return. */
struct kind_measure {
	const char *key;
	const char *label;
	enum measure_what what;
	const char *case_type;
	const char *role;	/* party role counted or looked at */
	const char *form, *field; /* whose answer decides */
	const char *const *is;
	size_t n_is;
	const char *const *groups; /* choice groups that count */
	size_t n_groups;
	const char *const *item_types;
	size_t n_item_types;
	const char *const *dispositions;
	size_t n_dispositions;
	const char *const *criteria;
	size_t n_criteria;
	const char *by;		/* broken down by: "referrer-category" … */
	int min_age, max_age;	/* on the meeting's date */
	int per;		/* MEASURE_RATE: per so many people */
	const char *population;	/* the board's setting it divides by */
	const char *compare;	/* a figure from elsewhere to hold it against */
	bool percent;		/* also as a share of the cases heard */
	bool repeat;		/* decided repeats only */
	bool partner;		/* referred by a partner agency */
	bool show_unknown;	/* say how many are not known beside it */
};

struct kind_report {
	const char *period;	/* "quarter", "month", "year" */
	int rolling_months;
	const struct kind_measure *measures;
	size_t n_measures;
};

struct kind_marking {
	const char *text;	/* on every screen and page */
	const char *handling;	/* words under it */
	const char *const *allowed; /* markings an item may have */
	size_t n_allowed;
};

/* A setting a board gives once: population, prefix of references. */
struct kind_setting {
	const char *key;
	const char *label;
	const char *help;
	enum field_type type;
	const char *initial;
};

struct kind {
	struct arena arena;
	char hash[KIND_HASH_SIZE]; /* of the text and the overlay */

	const char *key;	/* "housing" */
	const char *title;
	const char *long_title;
	const char *version;	/* the kind's own */
	const char *nation;	/* whose holidays: key in holidays */
	const char *const *languages;
	size_t n_languages;
	struct kind_marking marking;
	const struct kind_word *words;
	size_t n_words;
	const struct kind_setting *settings;
	size_t n_settings;
	const struct kind_list *lists;
	size_t n_lists;
	const struct kind_category *categories;
	size_t n_categories;
	const struct kind_capacity *capacities;
	size_t n_capacities;
	const struct kind_attendance_state *attendance;
	size_t n_attendance;
	const struct kind_role *roles;
	size_t n_roles;
	const struct kind_statement *statements;
	size_t n_statements;
	const struct kind_form *forms;
	size_t n_forms;
	const struct kind_step *steps;
	size_t n_steps;
	const struct kind_case_type *case_types;
	size_t n_case_types;
	struct kind_actions actions;
	struct kind_contributions contributions;
	struct kind_minutes minutes;
	struct kind_rules rules;
	const struct kind_check *closing; /* before a meeting closes */
	size_t n_closing;
	struct kind_report report;
};

/* ---- Loading ----------------------------------------------------------- */

/* Read a kind from text; name stands in front of every error ("forms/
 * x.yaml"). overlay (may be NULL) is a second text whose labels and numbers
 * replace those of the first. Checks everything; on failure *report (may be
 * NULL) gets up to ten lines, one error each, err the first of them, and
 * NULL comes back. Free with kind_free. */
struct kind *kind_load(const char *name, const char *text, size_t len,
    const char *overlay_name, const char *overlay, size_t overlay_len,
    struct buf *report, struct err *err);

/* The same for a text that was checked when it came into the book: hash is
 * what kind_hash gave then. A text with another hash is refused
 * (ERR_SCHEMA); the pass over the meaning is left out. */
struct kind *kind_load_checked(const char *text, size_t len,
    const char *overlay, size_t overlay_len, const char *hash,
    struct err *err);

/* Read a kind from a file; the text is kept in *text (may be NULL) for the
 * book. */
struct kind *kind_load_file(const char *path, struct buf *text,
    struct buf *report, struct err *err);

void kind_free(struct kind *k);

/* SHA-256 over both texts, as lower-case hexadecimal digits. */
void kind_hash(const char *text, size_t len, const char *overlay,
    size_t overlay_len, char hash[KIND_HASH_SIZE]);

/* Check one file of forms/, a kind or the holidays: true when nothing is
 * wrong. The report gets one line for each error, or one that says it is
 * well. */
bool kind_check_file(const char *path, struct buf *report);

/* ---- Looking things up ------------------------------------------------- */

/* The board's word for a general thing (KIND_WORDS in kind_words.c lists
 * them): kind_word(k, "case", 2) is "cases". An unknown key is its own
 * word. */
const char *kind_word(const struct kind *k, const char *key, long count);

const struct kind_role *kind_role(const struct kind *k, const char *key);
const struct kind_capacity *kind_capacity(const struct kind *k,
    const char *key);
const struct kind_attendance_state *kind_attendance(const struct kind *k,
    const char *key);
const struct kind_category *kind_category(const struct kind *k,
    const char *key);
const struct kind_list *kind_list(const struct kind *k, const char *key);
const struct kind_statement *kind_statement(const struct kind *k,
    const char *key);
const struct kind_step *kind_step(const struct kind *k, const char *key);
const struct kind_form *kind_form(const struct kind *k, const char *key);
const struct kind_field *kind_field(const struct kind_form *f,
    const char *key);
const struct kind_case_type *kind_case_type(const struct kind *k,
    const char *key);
const struct kind_party_role *kind_party_role(
    const struct kind_case_type *t, const char *key);
const struct kind_phase *kind_phase(const struct kind_case_type *t,
    const char *key);
const struct kind_item_type *kind_item_type(const struct kind_case_type *t,
    const char *key);
const struct kind_disposition *kind_disposition(
    const struct kind_case_type *t, const char *key);
const struct kind_criterion *kind_criterion(const struct kind_case_type *t,
    const char *key);
const struct kind_flag *kind_flag(const struct kind_case_type *t,
    const char *key);
const struct kind_link *kind_link(const struct kind_case_type *t,
    const char *key);
const struct kind_action_type *kind_action_type(const struct kind *k,
    const char *key);
const struct kind_action_status *kind_status(const struct kind *k,
    const char *key);
/* The first status with a meaning: kind_status_of(k, MEANING_DONE). */
const struct kind_action_status *kind_status_of(const struct kind *k,
    enum action_meaning meaning);
const struct kind_sort *kind_sort(const struct kind *k, const char *key);
const struct kind_snippet *kind_snippet(const struct kind *k,
    const char *key);
const struct kind_deadline *kind_deadline(const struct kind *k,
    const char *key);
const struct kind_setting *kind_setting(const struct kind *k,
    const char *key);
const struct kind_choice *kind_choice(const struct kind_choice *choices,
    size_t n, const char *key);
/* The first form of a case type (t may be NULL: of the kind) for a record. */
const struct kind_form *kind_form_for(const struct kind *k,
    const struct kind_case_type *t, enum form_record record);

/* The table of the book that holds a record ("contribution_line"), and
 * whether it has an answers column; where it has none, every field of a form
 * names a fixed column. */
const char *kind_record_table(enum form_record record);
bool kind_record_has_answers(enum form_record record);

/* The field type's name in a file, "yes-no", and a record's. */
const char *kind_field_type_name(enum field_type type);
const char *kind_record_name(enum form_record record);

#endif
