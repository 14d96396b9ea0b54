/*
 * casefile_tabs: the casefile screen's parts: what its files share.
 */
#ifndef SCREEN_CASEFILE_TABS_H
#define SCREEN_CASEFILE_TABS_H

#include <stddef.h>
#include <stdint.h>

#include "cmd/case_need.h"
#include "cmd/timer.h"
#include "screen/lines.h"
#include "screen/screen.h"
#include "store/casefile_read.h"
#include "ui/choices.h"

/* What a line of it is; line.id is then … */
enum casefile_line {
	CASEFILE_FIELD = 1,	/* an entry's number */
	CASEFILE_INCIDENT,	/* the incident */
	CASEFILE_PARTY,
	CASEFILE_RESEARCH,	/* the agency; other is the meeting */
	CASEFILE_ACTION,
	CASEFILE_MEETING,
	CASEFILE_MINUTE,	/* an entry's number */
	CASEFILE_LINK,		/* an entry's number */
	CASEFILE_ACCESS,	/* an entry's number */
	CASEFILE_REPEAT
};

/* Texts that belong to a line. */
struct casefile_entry {
	const char *form, *field;	/* CASEFILE_FIELD */
	const char *title, *text;	/* CASEFILE_MINUTE */
	const char *sort;		/* CASEFILE_LINK */
	int64_t casefile, other;	/* CASEFILE_LINK: as it was made */
	int64_t agency, member;		/* CASEFILE_ACCESS */
};

struct casefile {
	struct screen screen;
	int64_t id;
	int tab;
	struct casefile_row row;
	const struct kind *kind;
	const struct kind_case_type *type;
	struct party_row *parties;
	size_t n_parties;
	const char *names;	/* what it is called: of those who make its
				 * title, or by its fields */
	struct timer_line *timers;	/* what comes due */
	size_t n_timers;
	struct unmet *unmet;	/* answers that it no longer bears */
	size_t n_unmet;
	const char **untied;	/* labels of ties it lacks */
	size_t n_untied;
	struct choices states;	/* what is offered for its state or lead */
	const char *to_state;	/* being asked about; the kind's */
	struct lines lines;
	struct casefile_entry *entries;
	size_t n_entries, cap_entries;
	bool linking_allow;	/* access being asked about: let in */
	const char *link_sort;	/* the tie being made; the kind's … */
	bool link_inverse;	/* … and of the other one's type */
};

/* A meeting it stands on the agenda of, in short. */
struct board_meeting {
	const char *ref, *status;
	int held_on;
};
bool casefile_meeting(struct casefile *c, struct ctx *ctx, int64_t meeting,
    struct board_meeting *out, struct err *err);

/* One more entry in the arena; its number is c->n_entries - 1. */
struct casefile_entry *casefile_entry(struct casefile *c);

/* The kind's tag for what was decided to be a repeat. */
const char *casefile_repeat_tag(const struct kind_case_type *t);

/* The lines of one tab each. */
bool casefile_add_forms(struct casefile *c, struct ctx *ctx,
    struct err *err);
bool casefile_add_people(struct casefile *c, struct ctx *ctx,
    struct err *err);
bool casefile_add_repeat(struct casefile *c, struct ctx *ctx,
    struct err *err);
bool casefile_add_research(struct casefile *c, struct ctx *ctx,
    struct err *err);
bool casefile_add_actions(struct casefile *c, struct ctx *ctx,
    struct err *err);
bool casefile_add_meetings(struct casefile *c, struct ctx *ctx,
    struct err *err);
bool casefile_add_links(struct casefile *c, struct ctx *ctx,
    struct err *err);

/* Ties: casefile_ties.c. */
bool casefile_add_ties(struct casefile *c, struct ctx *ctx, struct err *err);

/* Where it stands: what casefile_load reads of it, and its lines. */
bool casefile_read_record(struct casefile *c, struct ctx *ctx,
    struct err *err);
void casefile_add_record(struct casefile *c);
void casefile_record_tags(const struct casefile *c, struct buf *b);
void casefile_record_facts(const struct casefile *c, struct buf *b);
unsigned casefile_ask_state(struct casefile *c, struct ctx *ctx);
unsigned casefile_ask_lead(struct casefile *c, struct ctx *ctx);

/* Keys that change something: casefile_change.c. */
unsigned casefile_ask_party(struct casefile *c, struct ctx *ctx);
unsigned casefile_ask_link(struct casefile *c, struct ctx *ctx);
unsigned casefile_ask_access(struct casefile *c, struct ctx *ctx,
    bool allow);
unsigned casefile_ask_restrict(struct casefile *c, struct ctx *ctx);
unsigned casefile_ask_handling(struct casefile *c, struct ctx *ctx);
unsigned casefile_ask_remove(struct casefile *c, struct ctx *ctx);
/* Of what was half typed of these, the line is open again; a tie by its end and
 * its sort, "0/related-case". */
void casefile_resume_link(struct casefile *c, struct ctx *ctx,
    const char *tie);
void casefile_resume(struct screen *s, struct ctx *ctx, const char *how);

#endif
