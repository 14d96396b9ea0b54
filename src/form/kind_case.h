/*
 * kind_case: of a kind of meeting (form/kind.h): the types of case and the
 * actions. Plain structs; owns nothing.
 */
#ifndef FORM_KIND_CASE_H
#define FORM_KIND_CASE_H

#include <stdbool.h>
#include <stddef.h>

#include "form/kind_step.h"

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
	SUBJECT_BUSINESS = 8, SUBJECT_VEHICLE = 16 };

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
	const char *form;	/* form shown here: RECORD_ITEM, or one of
				 * the casefile's own; NULL: none */
	const char *const *fields; /* of that form; none: all */
	size_t n_fields;
	const char *const *shows; /* fields of the record, as they stand */
	size_t n_shows;
	bool ties;		/* what the record is tied to is listed */
	bool contributions;	/* goes round the agencies */
	bool actions;		/* actions are agreed here */
	bool conclude;		/* disposition and links */
	const char *strand;	/* of actions agreed here, unless another
				 * is named; NULL: none */
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
	const char *state;	/* the state it brings the casefile to */
};

/* Where a record stands in its life. */
struct kind_state {
	const char *key;
	const char *label;
	const char *mark;	/* one character in lists */
	const char *help;
	bool initial;
	bool live;		/* in hand: timers run, agendas take it */
	int needs;		/* NEED_REASON, NEED_DATE */
	const char *const *from; /* states it may follow; none: any */
	size_t n_from;
};

/* A day that something of a record is due: so long after a date in its form,
 * or that date itself. Computed, never stored. */
struct kind_timer {
	const char *key;
	const char *label;
	const char *field;	/* date field of its referral or casefile
				 * form that it counts from */
	int days, working_days, months; /* KIND_UNSET; none: the date itself */
	const char *until;	/* answered: it has stopped; NULL: never */
	const char *const *states; /* runs in these; none: in live ones */
	size_t n_states;
	const char *const *alerts; /* days before it that it is told, as
				 * numbers, falling: kind_timer_alert */
	size_t n_alerts;
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
	const char *inverse;	/* what the other record calls it; NULL: the
				 * label */
	bool required;		/* a record without one is not complete */
	bool guards;		/* who does not see the other record does not
				 * see this one */
};

/* What a document about one casefile is made of. */
enum case_part {
	CASEDOC_RECORD,		/* where it stands, who answers for it */
	CASEDOC_FORMS,		/* the answers of its forms */
	CASEDOC_FIELDS,		/* some of one form */
	CASEDOC_FLAGS,		/* those of the last meeting that took it */
	CASEDOC_INCIDENTS,
	CASEDOC_PEOPLE,		/* with other names and contacts */
	CASEDOC_DUE,		/* what comes due */
	CASEDOC_REPEATS,		/* as they were decided */
	CASEDOC_TIES,
	CASEDOC_RESEARCH,		/* what agencies brought to each meeting */
	CASEDOC_SHARED,		/* what they shared of it, at the last one */
	CASEDOC_MEETINGS,		/* what was said at each */
	CASEDOC_LAST_MEETING,
	CASEDOC_ACTIONS,		/* with steps and how they went */
	CASEDOC_OPEN_ACTIONS,
	CASEDOC_TRANSFER,		/* from where, to where */
	CASEDOC_ACCESS,		/* who was let in, who kept out */
	CASEDOC_CONTACT,		/* who of the board to turn to */
	CASEDOC_TEXT,
	CASEDOC_PARTS
};

extern const char *const kind_case_part_names[];

struct kind_case_part {
	enum case_part part;
	const char *title;
	const char *text;	/* CASEDOC_TEXT, or words before the rest */
	const char *form;	/* CASEDOC_FIELDS */
	const char *const *fields; /* of that form; none: all */
	size_t n_fields;
	const char *const *roles; /* CASEDOC_CONTACT */
	size_t n_roles;
	bool if_any;		/* left out when it would be empty */
	bool required;		/* refused while it would be empty */
};

/* What goes along when a casefile is handed to another area. */
struct kind_transfer {
	const char *title;
	const char *notice;	/* under the title */
	int right;		/* enum kind_right that it takes */
	const struct kind_case_part *parts; /* none: there is no such pack */
	size_t n_parts;
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
	const char *keep_field;	/* a day: never disposed of before it */
	int minutes_warn, minutes_alarm; /* time for one item */
	bool restrictable;	/* may be restricted */
	bool pseudonym;		/* lists show the reference, not names */
	bool register_only;	/* kept without a meeting: not screened, has
				 * no phases, item types and dispositions */
	bool standing;		/* while live it stands on every agenda */
	bool listed;		/* begins as seen by those named alone */
	const struct kind_state *states;
	size_t n_states;
	const struct kind_timer *timers;
	size_t n_timers;
	struct kind_transfer transfer;
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
	const char *strand;	/* the usual one, or NULL */
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
	int milestone_gap_from;	/* asked of actions that take longer; days;
				 * KIND_UNSET: of those longer than the gap */
	int amber_days;		/* due soon */
	int max_date_moves;	/* then the chair decides; KIND_UNSET */
};

#endif
