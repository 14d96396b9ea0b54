/*
 * import_walk: walking a data file: values of a mapping with their positions,
 * names looked up, and every error noted where it is. Inside import alone.
 */
#ifndef CMD_IMPORT_WALK_H
#define CMD_IMPORT_WALK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "cmd/import.h"
#include "cmd/session.h"
#include "form/kind.h"
#include "form/yaml_read.h"

/* A name of the file's own for a person in it. */
struct import_key {
	const char *key;
	int64_t subject;
};

/* A record that came in, and where it stands in the file. */
struct import_made {
	int line;
	int64_t casefile, action;	/* one of them; 0 */
};

struct import_map;

struct importer {
	struct session *s;
	const struct import_options *o;
	struct import_counts *counts;
	struct yaml_errors errors;
	struct arena arena;
	struct import_key *keys;
	size_t n_keys, cap_keys;
	size_t done, total;
	size_t before;		/* errors noted in earlier records: what they
				 * would have made is missing now */
	bool stopped;		/* a command failed: what follows would too */
	bool rows;		/* each record stands for itself: an error in
				 * one says nothing of the next */
	const struct import_map *map;	/* by which rows are read, or NULL */
	/* Where look is set, what came in is kept, and looked at before it is
	 * saved: false (err says why) and it is not. */
	struct import_made *made;
	size_t n_made, cap_made;
	bool (*look)(struct importer *im, void *arg, struct err *err);
	void *arg;
};

/* Note a failed command or lookup at a node, and drop err; not one that may
 * only follow from an earlier record's error. Always false. */
bool import_error(struct importer *im, const struct ynode *node,
    struct err *err);

/* The same, and take nothing more in. */
bool import_stop(struct importer *im, const struct ynode *node,
    struct err *err);

/* One record more. */
void import_step(struct importer *im);

/* It came in. */
void import_keep_made(struct importer *im, const struct ynode *n,
    int64_t casefile, int64_t action);

/* Take in a tree: everything or nothing. Errors are reported and released, and
 * what the importer holds with them. */
bool import_tree(struct importer *im, const struct ynode *root,
    struct buf *report, struct err *err);

/* True when the node is a mapping with no key but those (between spaces). */
bool import_keys(struct importer *im, const struct ynode *node,
    const char *what, const char *keys);

/* The elements of a list member: NULL when it is not given; an error when it
 * is no list. */
const struct ynode *import_list(struct importer *im, const struct ynode *map,
    const char *key);

/* Texts: NULL when not given. need_text notes an error then. */
const char *import_text(struct importer *im, const struct ynode *map,
    const char *key);
const char *import_need_text(struct importer *im, const struct ynode *map,
    const char *key);

/* An ISO day; DATE_NONE when not given. A number; fallback when not given. */
int import_day(struct importer *im, const struct ynode *map, const char *key);
int import_need_day(struct importer *im, const struct ynode *map,
    const char *key);
/* The same of something that has happened: DATE_NONE after an error, for a day
 * to come, too. */
int import_past_day(struct importer *im, const struct ynode *map,
    const char *key);
int import_need_past_day(struct importer *im, const struct ynode *map,
    const char *key);
int import_number(struct importer *im, const struct ynode *map,
    const char *key, int fallback);
bool import_flag(struct importer *im, const struct ynode *map,
    const char *key);

/* Lookups: 0 when not given, or noted as an error. */
int64_t import_agency(struct importer *im, const struct ynode *map,
    const char *key);
int64_t import_member(struct importer *im, const struct ynode *map,
    const char *key);
int64_t import_board(struct importer *im, const struct ynode *map,
    const char *key);
int64_t import_meeting(struct importer *im, const struct ynode *map,
    const char *key);
int64_t import_casefile(struct importer *im, const struct ynode *map,
    const char *key);
int64_t import_party(struct importer *im, const struct ynode *map,
    const char *key, int64_t casefile);

/* The answers of a mapping member as one JSON object, by the fields of those
 * forms (NULL ends): "{}" when not given. In the arena; NULL after an error. */
const char *import_answers(struct importer *im, const struct ynode *map,
    const char *key, const struct kind_form *const *forms, int64_t board,
    int64_t casefile);

/* A person by the file's own key; 0 and an error when there is none. */
int64_t import_subject(struct importer *im, const struct ynode *map,
    const char *key);
void import_keep_subject(struct importer *im, const struct ynode *node,
    const char *key, int64_t subject);

/* The forms of a kind for a record, ended by NULL, in the arena. */
const struct kind_form **import_forms(struct importer *im,
    const struct kind *k, const struct kind_case_type *t,
    enum form_record first, enum form_record second);

/* The parts of a file. */
bool import_people(struct importer *im, const struct ynode *root);
bool import_casefiles(struct importer *im, const struct ynode *root);
bool import_meetings(struct importer *im, const struct ynode *root);
bool import_work(struct importer *im, const struct ynode *root);

#endif
