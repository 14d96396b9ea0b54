/*
 * casefile_read: casefiles with their parties as rows for screens and
 * documents. Reads through the visible_ views: what one may not see (a
 * contact, a sensitive answer, a whole case) is not there. Everything lies in
 * the caller's arena; knows keys, no labels.
 */
#ifndef STORE_CASEFILE_READ_H
#define STORE_CASEFILE_READ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "store/db.h"

/* A way to reach a person; never show value without the safe_ fields beside
 * it. */
struct contact_row {
	int64_t id, subject;
	const char *sort;	/* phone, address, email */
	const char *value, *postcode;
	const char *safe_use, *safe_message;	/* yes, no, unknown */
	const char *safe_times;
	bool guarded;
	int from_on, to_on;	/* DATE_NONE */
	const char *note;
};

struct alias_row {
	int64_t id, subject;
	const char *forenames, *surname, *note;
	const char *name;	/* both, as shown */
};

/* What a party is to another: "ex-partner" … (a key of the kind). */
struct relation_row {
	int64_t id;
	int64_t party, to_party;
	const char *relation;
	const char *to_name, *to_role;
};

struct party_row {
	int64_t id, casefile, subject;
	const char *role;	/* a party role's key */
	int position;
	const char *sort;	/* person, group, premises, business */
	const char *forenames, *surname;
	const char *name;	/* as shown: "Wren Testington" */
	int born_on;		/* DATE_NONE */
	int age, age_on;	/* estimated; -1 and DATE_NONE: not */
	const char *sex;
	int from_on, to_on;	/* in that role, both counted; DATE_NONE */
	const char *answers;	/* the party's JSON */
	const char *subject_answers;	/* the person's JSON */
	const struct alias_row *aliases;
	size_t n_aliases;
	const struct contact_row *contacts;
	size_t n_contacts;
	const struct relation_row *relations;
	size_t n_relations;
};

struct casefile_row {
	int64_t id, board;
	const char *board_name, *prefix;
	int64_t kind_version;	/* the board's now */
	const char *type, *ref;
	int received_on, incident_on, scored_on;	/* DATE_NONE */
	int64_t agency, member;	/* who referred; 0 */
	const char *agency_name, *agency_short, *member_name;
	const char *referrer;
	const char *origin;
	const char *tool;
	int score;		/* -1: none */
	const char *screening, *screening_reason;
	int screened_on;
	const char *screened_by_name;
	bool restricted;
	const char *audience, *marking, *handling, *conditions;
	int64_t lead;		/* who answers for it; 0 */
	const char *lead_name;
	const char *state, *state_reason;	/* a state's key; '' */
	int state_on;
	bool live;
	const char *sent_to;
	int sent_on, acknowledged_on;
	const char *answers;	/* JSON */
	bool repeat;		/* decided to be one */
};

/* One; ERR_INPUT when there is none that one may see. */
bool casefile_read(struct db *db, int64_t id, struct arena *a,
    struct casefile_row *row, struct err *err);

/* The markings given to these records, to those that these actions hang on,
 * and to those of the reports kept with a meeting (0: none); each once. The
 * ids are JSON arrays. */
bool casefile_read_markings(struct db *db, const char *casefiles,
    const char *actions, int64_t meeting,
    void (*each)(void *arg, const char *marking), void *arg,
    struct err *err);

/* Which referrals of a board, newest first, at most limit. */
enum casefile_list {
	CASEFILES_WAITING,	/* to be screened, or returned and waiting */
	CASEFILES_ACCEPTED,
	CASEFILES_REJECTED,
	CASEFILES_ALL,
	CASEFILE_LISTS
};
bool casefile_read_list(struct db *db, int64_t board,
    enum casefile_list list, size_t limit, struct arena *a,
    struct casefile_row **rows, size_t *n, struct err *err);

/* The parties of a casefile in their order, with aliases, contacts (the safest
 * first) and relations. */
bool party_read_casefile(struct db *db, int64_t casefile, struct arena *a,
    struct party_row **rows, size_t *n, struct err *err);

/* One party; ERR_INPUT when there is none that one may see. */
bool party_read(struct db *db, int64_t id, struct arena *a,
    struct party_row *row, struct err *err);

/* One contact; ERR_INPUT when there is none that one may see. */
bool contact_read(struct db *db, int64_t id, struct arena *a,
    struct contact_row *row, struct err *err);

struct incident_row {
	int64_t id;
	int happened_on;
	bool criminal, reported;
	const char *reference, *text;
};
bool incident_read(struct db *db, int64_t casefile, struct arena *a,
    struct incident_row **rows, size_t *n, struct err *err);

/* A repeat that was decided. */
struct repeat_row {
	int64_t id, earlier;
	const char *earlier_ref;
	const char *evidence;	/* JSON array of sentences */
	int by_referral, by_meeting;	/* 1, 0, -1: nothing to count from */
	int referral_ends, meeting_ends;
	const char *clock, *decision, *reason;
	const char *decided_by_name;
	int decided_on;
};
bool repeat_read(struct db *db, int64_t casefile, struct arena *a,
    struct repeat_row **rows, size_t *n, struct err *err);

/* In that role on that day, as far as is known? */
bool party_current(const struct party_row *p, int on);

/* The age on a day: from the birth date, else from the estimate; -1: not
 * known. */
int party_age(const struct party_row *p, int on);

#endif
