/*
 * report_work: what the parts of report.c share while a report is made: the
 * things it is made of, one at a time, their values in a column, and names.
 */
#ifndef EXPORT_REPORT_WORK_H
#define EXPORT_REPORT_WORK_H

#include "base/json.h"
#include "export/report.h"
#include "store/report_read.h"

/* One thing that is counted or listed; what it is not is NULL. */
struct report_row {
	const struct report_action *action;
	const struct report_record *record;
	const struct report_attendance *attendance;
	const struct report_timer *timer;
	const char *milestone;	/* its text, of action */
	int milestone_due, milestone_done;
};

/* How the values of a column are shown and put in order. */
enum report_as {
	AS_TEXT,		/* as it is; by its letters */
	AS_KEY,			/* a key of the kind; in the kind's order */
	AS_AGENCY, AS_MEMBER,	/* an id; by name */
	AS_NUMBER, AS_MONEY,
	AS_AGE,			/* so many days, in steps */
	AS_DAY,
	AS_MONTH, AS_QUARTER, AS_YEAR
};

struct report_value {
	int64_t n;		/* an id, number, day, or place in the kind */
	const char *text;	/* a text or key; "" for none */
	bool none;		/* there is no value */
};

#define VALUES_MOST 24		/* of one thing in one column */

struct report_values {
	struct report_value v[VALUES_MOST];
	size_t n;
};

struct report_work;

/* A column as a report uses it. */
struct report_use {
	const struct report_dim *dim;
	const char *key;	/* behind field: or link: */
	const struct kind_field *field;
	const char *column;	/* the fixed one that the field shows */
	enum report_as as;
};

/* Which things have a column. */
enum {
	OF_ACTIONS = 1, OF_RECORDS = 2, OF_MILESTONES = 4, OF_ATTENDANCE = 8,
	OF_TIMERS = 16
};

struct report_dim {
	const char *name;	/* "field:" and "link:" take a key */
	const char *title;
	unsigned of;
	unsigned wants;		/* of report_read */
	enum report_as as;
	/* Its values; none at all stands for "not given". */
	void (*get)(struct report_work *w, const struct report_use *u,
	    const struct report_row *r, struct report_values *out);
};

/* One more value of a thing; those beyond the most are left out. */
void report_values_add(struct report_values *out, int64_t n,
    const char *text);

#define USES_MOST 16

/* A name that was looked up, by id. */
struct report_name {
	int64_t id;
	const char *name;
};

struct report_work {
	const struct report_source *src;
	const struct kind *k;
	const struct kind_report *def;
	struct report *out;
	struct arena *a;	/* the report's … */
	struct arena *t;	/* … and that for the texts of a line: scratch
				 * where lines are handed over */
	struct err *err;
	bool failed;		/* err says why */
	struct report_filter filter;
	unsigned of;		/* what things these are */
	struct report_agency *agencies;
	size_t n_agencies;
	struct report_name *members;
	size_t n_members, cap_members;
	struct report_value *states;	/* of its case types, in order */
	size_t n_states;
	struct report_use rows, columns, sum, sort, date;
	struct report_use list[USES_MOST];
	size_t n_list;
	struct report_use narrow[USES_MOST];
	struct arena scratch;	/* of one row */
	/* Where each thing goes; false stops. */
	bool (*take)(struct report_work *w, const struct report_row *r);
	void *data;		/* take's */
	/* The record last asked for by its id, for its title. */
	int64_t titled;
	const char *title;
};

/* ---- Columns (report_dim.c, report_value.c) --------------------------- */

/* Make a use of a column's word; false when these things have no such
 * column. */
bool report_use_find(struct report_work *w, const char *word,
    struct report_use *u);

/* The title of a column of these values. */
const char *report_use_title(struct report_work *w,
    const struct report_use *u);

/* One value as people read it, its key, to narrow by: texts of t, or that last
 * as long as the value. Which of two comes first: below, at or above 0. */
const char *report_value_show(struct report_work *w,
    const struct report_use *u, const struct report_value *v);
/* The same without the letter of a colour. */
const char *report_value_label(struct report_work *w,
    const struct report_use *u, const struct report_value *v);
const char *report_value_key(struct report_work *w,
    const struct report_use *u, const struct report_value *v);
int report_value_order(struct report_work *w, const struct report_use *u,
    const struct report_value *x, const struct report_value *y);
bool report_value_same(const struct report_use *u,
    const struct report_value *x, const struct report_value *y);

/* A column of ages is counted in steps: which one so many days are in. */
int report_age_step(int days);

/* All values there can be, in order, of a column whose kind lists them; none
 * for the others. In the arena. */
size_t report_value_all(struct report_work *w, const struct report_use *u,
    struct report_value **out);

/* The states there are, for that; does the report speak of this case type? */
void report_states(struct report_work *w);
bool report_of_type(const struct kind_report *def, const char *type);

/* The letter and meaning of a value that has one: of a strand, a colour. */
const char *report_value_letter(struct report_work *w,
    const struct report_use *u, const struct report_value *v);
enum report_tone report_value_tone(struct report_work *w,
    const struct report_use *u, const struct report_value *v);

/* All values of a thing in one text. */
const char *report_cell(struct report_work *w, const struct report_use *u,
    const struct report_row *r);

/* The place of an action's colour among the kind's; -1: none. And what a
 * colour means. */
int report_colour(struct report_work *w, const struct report_action *a);
enum report_tone report_tone_of(const struct rag_rule *rule);

/* A record's title by its case type's heading; its reference when that says
 * nothing. */
const char *report_record_title(struct report_work *w,
    const struct report_record *r);

/* The same of a record that is not at hand. */
const char *report_title_of(struct report_work *w, int64_t casefile);

const char *report_agency_name(struct report_work *w, int64_t id);
int64_t report_agency_top(struct report_work *w, int64_t id);
const char *report_member_name(struct report_work *w, int64_t id);

/* The answer to a field of a thing's forms, as JSON; false: none. More than
 * one where an action hangs on several records: at 0, 1, … */
bool report_answer(struct report_work *w, const struct report_row *r,
    const char *key, size_t at, struct json *value);

/* Of columns that are answers (report_answer.c): the field of a form that these
 * things have, how it is shown, its values; has any of their types this
 * link? */
const struct kind_field *report_field(const struct report_work *w,
    const char *key);
enum report_as report_field_as(const struct kind_field *f);
void report_field_values(struct report_work *w, const struct report_use *u,
    const struct report_row *r, struct report_values *out);
bool report_has_link(const struct report_work *w, const char *key);

/* ---- Disposal (report_disposal.c) -------------------------------------- */

/* The day from which a record may go, by the kind's months of retention and what
 * keeps it for longer; DATE_NONE: it is in hand, or no months are set. And what
 * was decided of it, what holds it; "". */
int report_disposal_day(struct report_work *w,
    const struct report_record *r);
const char *report_disposal_decision(struct report_work *w,
    const struct report_record *r);

/* ---- Which things (report_things.c) ----------------------------------- */

/* What sort of things such a report is about: one of OF_…; and what the store
 * is asked for, in w->filter. */
unsigned report_things_of(enum report_what what);
void report_filter_set(struct report_work *w);

/* Read everything the report is about; each thing that passes goes to take,
 * which may stop. */
bool report_read_all(struct report_work *w);
/* Does it pass the report's own conditions and what it is narrowed to? */
bool report_passes(struct report_work *w, const struct report_row *r);
/* It is part of what is shown. */
void report_source_add(struct report_work *w, const struct report_row *r);

/* ---- Making (report.c) ------------------------------------------------ */

struct report_line *report_line_add(struct report_work *w);
void report_note(struct report_work *w, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
const char *report_day(struct report_work *w, int day);
void report_about(struct report_work *w, const struct report_row *r,
    struct report_line *l);

/* Everything else to read of things that appear in a line: their cells. */
bool report_make_count(struct report_work *w);
bool report_make_list(struct report_work *w);
bool report_make_plan(struct report_work *w);
bool report_make_trace(struct report_work *w);
bool report_make_cross(struct report_work *w);
bool report_make_return(struct report_work *w);

/* The list's columns when the kind names none. */
bool report_usual_list(struct report_work *w);

#endif
