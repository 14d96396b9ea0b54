/*
 * case_pane: what the pane of a case holds between its files: pane_case.c
 * loads and draws it, case_lines.c makes the lines of its phases, case_act.c
 * does what is done there. For these alone.
 */
#ifndef SCREEN_CASE_PANE_H
#define SCREEN_CASE_PANE_H

#include "cmd/closing.h"
#include "cmd/contribution_cmd.h"
#include "screen/meeting.h"
#include "store/action_read.h"
#include "store/casefile_read.h"
#include "store/contribution_read.h"

enum {
	CASE_ACTION = 501,
	CASE_PHASE_NEXT,
	CASE_PHASE_BACK,
	CASE_HEARD,
	CASE_NIL,
	CASE_BRING,
	CASE_DUE,
	CASE_OWNER,
	CASE_MILESTONE,
	CASE_TOGGLE,
	CASE_READBACK,
	CASE_OUTCOME,
	CASE_OVERRIDE,
	CASE_ACCEPT,
	CASE_REPEAT,
	CASE_END
};

/* What a line stands for. */
enum {
	CASE_PARTY_LINE = 501,
	CASE_CONTRIBUTION_LINE,		/* id: the agency */
	CASE_GAP_LINE,			/* id: the agency */
	CASE_ACTION_LINE,
	CASE_MILESTONE_LINE,
	CASE_OUTCOME_LINE,
	CASE_FINDING_LINE,
	CASE_SHOWN_LINE		/* id: the casefile that it opens */
};

/* A contact with what makes it safe: as one row, and in an order that may be
 * wrapped, since the number's row must never be without its warning. */
struct case_contact {
	const char *label, *number_first, *over_rows;
	bool warns;
};

struct case_pane {
	const struct agenda_row *item;
	struct casefile_row casefile;
	const struct kind_case_type *type;
	const struct kind_phase *phase;	/* shown; NULL: the type has none */
	const struct kind_phase *hand;	/* of the meeting; NULL */
	struct party_row *parties;
	size_t n_parties;
	struct contribution_row *contributions;
	size_t n_contributions;
	struct agency_gap *gaps;
	size_t n_gaps;
	struct action_row *actions;
	size_t n_actions;
	struct contribution_row own;	/* of the viewer's agency; id 0 */
	struct findings findings;
	struct fields fields;
	/* The header's texts. */
	const char *line, *who, *who_brief, *against, *against_briefly, *flags;
	const char *not_for;	/* who is here and may not hear it; NULL */
	struct case_contact *contacts;
	size_t n_contacts;
	int of;
};

/* "Wren Testington, 34, female": on the meeting's date. In the arena. */
const char *case_person(struct meeting *m, const struct case_pane *d,
    const struct party_row *p);
/* Whom the case is about and how it came here; briefly, the same facts in
 * fewer words. In the arena (case_head.c). */
const char *case_who(struct meeting *m, const struct case_pane *d,
    bool brief);
/* What the kind's form of a record puts beside its name, each behind " · ". In
 * the arena. */
const char *case_facts(struct meeting *m, const struct kind_case_type *t,
    const char *answers);
/* The kind's word for a value of a fixed column. */
const char *case_word(const struct meeting *m, const char *column,
    const char *value);
/* What they are to the others: "ex-partner of Wren"; "" for nothing. Briefly,
 * the one person whom a case is about is not named: "ex-partner". */
const char *case_relations(struct meeting *m, const struct case_pane *d,
    const struct party_row *p, bool brief);
const struct kind_party_role *case_role(const struct case_pane *d,
    const struct party_row *p);
/* A contact in words, with its flags. */
void case_contact(struct meeting *m, const struct contact_row *c,
    struct case_contact *out);

/* What the phase shows of the record: its answers, its ties (case_shown.c). */
void case_add_shown(struct meeting *m, struct case_pane *d);
bool case_add_ties(struct meeting *m, struct ctx *ctx, struct case_pane *d,
    struct err *err);

/* What an agency brought, an action with its steps, as lines of b. */
void case_add_research(struct meeting *m, struct body *b,
    const struct contribution_row *c);
void case_add_action(struct meeting *m, struct body *b,
    const struct action_row *r);

bool case_add_lines(struct meeting *m, struct ctx *ctx, struct err *err);

unsigned case_act(struct meeting *m, struct ctx *ctx, int action);

/* Open again what one was typing about an action or a milestone of the case
 * that is shown: "action-text", "milestone-text", "milestone" (a new one). */
void case_resume(struct meeting *m, struct ctx *ctx, const char *what,
    int64_t id);

#endif
