/*
 * kind_form: of a kind of meeting (form/kind.h): its rights, its words, and
 * the forms with their fields. Plain structs; owns nothing.
 */
#ifndef FORM_KIND_FORM_H
#define FORM_KIND_FORM_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define KIND_UNSET INT_MIN	/* a number the file leaves unset */

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
	X(SEE_CODE_NAMES, "see-code-names", "names under which work is kept") \
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
	X(EXPORT_OWN, "export-own", "take documents away") \
	X(EXPORT_RECORD, "export-record", "export the record") \
	X(EXPORT_HISTORY, "export-history", "export a board's history") \
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
	/* Only where so many parties have this role in the casefile now. */
	const char *needs_role;	/* NULL: wherever */
	int needs_count;
	const char *needs_text;	/* the sentence when they are fewer */
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
	const char *header;	/* in the head of a case; {}: the answer */
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

#endif
