/*
 * oneline: an action typed as one line ("Stork to flag notes by mon", with
 * milestones on lines that begin with *), understood again at each key. Knows
 * the people and agencies it is given; owns nothing but what it puts into the
 * caller's arenas. Draws nothing, saves nothing.
 */
#ifndef MODEL_ONELINE_H
#define MODEL_ONELINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "model/evidence.h"
#include "model/when.h"

struct oneline_agency {
	int64_t id;
	const char *name;	/* "Marshmere Homes" */
	const char *short_name;	/* "Housing"; NULL or "": none */
	const char *const *also;	/* other words for it, n_also of them */
	size_t n_also;
	bool present;		/* someone speaks for it at this meeting */
};

struct oneline_member {
	int64_t id;
	int64_t agency;		/* the id of one of the agencies */
	const char *name;	/* as shown: "DS Bram Notebook" */
	const char *surname;	/* "Notebook" */
	const char *const *also;	/* other words for this member, as a
				 * role here; n_also of them */
	size_t n_also;
	bool present;
	bool represents;	/* speaks for its agency here, so that the
				 * agency's name alone means this member */
};

/* Words of the kind; each list may be empty. Compared folded, as whole words;
 * an entry may be of several words. */
struct oneline_words {
	const char *const *everyone;	/* as an owner: one action each */
	size_t n_everyone;
	const char *const *no_owner;	/* as an owner: nobody, says so */
	size_t n_no_owner;
	const char *const *no_date;	/* anywhere: not a date, says so */
	size_t n_no_date;
	const char *const *weak;	/* begin the text: it is a warning that
					 * nobody can tell when it is done */
	size_t n_weak;
};

/* A record that the line may name: &WB-2031-002. */
struct oneline_record {
	const char *ref;
	const char *name;		/* "" where it goes by its reference */
};

/* A strand of work: #repair, or its letter, in the line. */
struct oneline_strand {
	const char *key, *label;
	const char *letter;		/* NULL or "": its key */
};

struct oneline_tags {
	const struct oneline_strand *strands;
	size_t n_strands;
	const struct oneline_strand *usual;	/* when none is named; NULL */
	bool needed;
	const struct oneline_record *records;	/* offered behind an & */
	size_t n_records;
};

/* What can be owned by whom, prepared once for a meeting. Borrowed strings and
 * arrays must outlive it; what it makes lies in the arena given to init. */
struct oneline_names;

/* Prepare. Among candidates that fit equally well, those present come first,
 * then the other members, then agencies, each in the order given. */
struct oneline_names *oneline_names_new(struct arena *a,
    const struct oneline_member *members, size_t n_members,
    const struct oneline_agency *agencies, size_t n_agencies,
    const struct oneline_words *words);

/* The strands where the line is typed; borrowed. None until then. */
void oneline_names_set_tags(struct oneline_names *names,
    const struct oneline_tags *tags);

enum oneline_part {
	ONELINE_OWNER,		/* a name that is understood */
	ONELINE_OWNER_UNKNOWN,	/* stands where the owner should, but is none */
	ONELINE_OWNER_WHICH,	/* fits more than one */
	ONELINE_TEXT,
	ONELINE_DATE,
	ONELINE_DATE_WRONG,	/* stands where the date should, but is none */
	ONELINE_MARK,		/* "to", "by", "*": words that only join */
	ONELINE_MILESTONE,	/* the text of a milestone */
	ONELINE_STRAND,		/* #, and a strand */
	ONELINE_STRAND_WRONG,	/* #, and no strand, or one too many */
	ONELINE_LINK,		/* &, and the reference of a record */
	ONELINE_LISTED,		/* @, and who is on its own list */
	ONELINE_LISTED_WRONG,	/* @, and nobody, or one of several */
	ONELINE_PARTS
};

/* One stretch of the typed text. Spans are in order, do not overlap, are never
 * empty and begin and end at character boundaries. */
struct oneline_span {
	enum oneline_part part;
	size_t at;
	size_t len;
};

/* What is missing before the action may be saved. */
enum oneline_gap_code {
	ONELINE_NO_OWNER,
	ONELINE_WHO,		/* more than one fits: choose */
	ONELINE_TWO_OWNERS,	/* an action has one owner: two lines */
	ONELINE_NO_TEXT,
	ONELINE_NO_DATE,
	ONELINE_BAD_DATE,	/* past, impossible, could be two days */
	ONELINE_NO_MILESTONE_TEXT,
	ONELINE_NO_MILESTONE_DATE,
	ONELINE_NO_STRAND,	/* none, an unknown one, one of two */
	ONELINE_NO_LISTED,	/* @ and nobody, or more than one */
	ONELINE_GAPS
};

struct oneline_gap {
	enum oneline_gap_code code;
	const char *text;	/* one sentence: what, and what to type */
};

/* Who could be meant, or who gets one each. member is NULL when the agency
 * stands for itself. */
struct oneline_owner {
	const struct oneline_member *member;
	const struct oneline_agency *agency;	/* NULL: not known */
	bool needs_acceptance;	/* nobody here can take it on for them */
};

struct oneline_milestone {
	const char *text;
	int date;			/* DATE_NONE: in the gaps */
	struct oneline_owner owner;	/* both NULL: the action's own */
};

struct oneline {
	bool complete;		/* no gaps: it can be saved as it is */
	bool everyone;		/* fan out: one action for each of owners */
	bool unsure;		/* a ? at its end: the owner is to say yes */
	/* The one owner; every owner when everyone; those to choose from when
	 * there is a gap ONELINE_WHO; else none or, with ONELINE_NO_OWNER,
	 * names that are nearly what was typed. */
	struct oneline_owner *owners;
	size_t n_owners;
	const char *text;	/* the action itself, "" when missing */
	int due;		/* DATE_NONE when missing */
	const struct oneline_strand *strand;	/* NULL: none */
	const char *const *links;	/* records it hangs on besides */
	size_t n_links;
	struct oneline_owner *listed;	/* who alone sees it, with its owner;
					 * none: whoever sees what it hangs on */
	size_t n_listed;
	struct oneline_milestone *milestones;
	size_t n_milestones;
	struct oneline_gap *gaps;
	size_t n_gaps;
	struct evidence_list notes;	/* worth a look, but no hindrance */
	struct oneline_span *spans;
	size_t n_spans;
	/* "Midwifery · Hattie Stork · flag notes, see alone · 17 Mar", with
	 * strand and links behind it; an open part shows as "?". A line for
	 * each milestone follows. */
	const char **lines;
	size_t n_lines;
};

/* Understand text[0..len), whatever it holds. Everything in the result lies in
 * the arena or is borrowed from names. An empty text has no gaps and is not
 * complete. Depends on nothing but its arguments. */
void oneline_parse(const struct oneline_names *names,
    const struct when_context *when, const char *text, size_t len,
    struct arena *a, struct oneline *out);

/* Add the text with its owner replaced by the one chosen: owners[i] of what
 * oneline_parse made of it, named so that nobody else fits. */
void oneline_choose(const struct oneline_names *names,
    const struct oneline *parsed, size_t i, const char *text, size_t len,
    struct arena *a, struct buf *out);

/* One thing that could stand at the cursor. */
struct oneline_completion {
	size_t at;		/* replace these len bytes … */
	size_t len;
	const char *text;	/* … with this */
	const char *label;	/* "Hattie Stork · Midwifery", "Mon 17 Mar" */
	struct oneline_owner owner;	/* both NULL for a date */
};

/* What could be completed at byte cursor (<= len): owners at the beginning of
 * a line, dates after "by", strands after "#", records after "&", those who
 * alone see it after "@". At most max; best first.
 * Returns how many; sets *out to an array in the arena. */
size_t oneline_complete(const struct oneline_names *names,
    const struct when_context *when, const char *text, size_t len,
    size_t cursor, size_t max, struct arena *a,
    struct oneline_completion **out);

#endif
