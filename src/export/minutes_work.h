/*
 * minutes_work: what the parts of minutes.c share: the rows, loaded once, and
 * small words.
 */
#ifndef EXPORT_MINUTES_WORK_H
#define EXPORT_MINUTES_WORK_H

#include "export/minutes.h"
#include "store/action_read.h"
#include "store/agenda_read.h"
#include "store/attendance_read.h"
#include "store/meeting_read.h"
#include "store/minute_read.h"
#include "store/snapshot_read.h"

struct work {
	const struct minutes_source *src;
	const struct kind *k;
	struct doc *doc;
	struct arena *a;		/* the document's */
	struct meeting_row meeting;
	struct attendance_row *roll;
	size_t n_roll;
	struct absence_row *absences;
	size_t n_absences;
	struct chairing_row *chairings;
	size_t n_chairings;
	struct agenda_row *agenda;
	size_t n_agenda;
	struct minute_row *minutes;
	size_t n_minutes;
	struct action_row *actions;	/* agreed here */
	size_t n_actions;
	struct action_row *outstanding;
	size_t n_outstanding;
	struct conflict_row *conflicts;
	size_t n_conflicts;
	struct override_row *overrides;
	size_t n_overrides;
	struct snapshot_row *snapshots;
	size_t n_snapshots;
};

/* "13 Mar 2031"; "" for DATE_NONE. "09:30" of local ISO text; "" for NULL. */
const char *work_date(struct work *w, int date);
const char *work_time(struct work *w, const char *iso);

/* An action's owner: "Midwifery, Hattie Stork", or who is still to take it
 * on. */
const char *work_owner(struct work *w, const struct action_row *r);

/* A status's label; the key when the kind has no such status. */
const char *work_status(const struct work *w, const char *key);

/* Minutes of one line, phase (NULL: any) and sort (NULL: any) as items, with
 * who said it; how many. */
size_t work_minutes(struct work *w, int64_t item, const char *phase,
    const char *sort);

/* The answered fields of a form, of those that the section names, as fields of
 * the document; how many. */
size_t work_answers(struct work *w, const struct kind_form *f,
    const char *json, const struct kind_section *s);

/* The table of agreed actions with their milestones, of a line or, when item
 * is 0, of the meeting; how many. */
size_t work_actions(struct work *w, int64_t item);

/* Make the times that someone was out, as they were read, one where they touch,
 * and drop what is not to be told. */
void work_absences(struct work *w);

/* Who was there: the members or the observers with their times, apologies,
 * those who did not come; how many. */
size_t work_present(struct work *w, bool observers);
size_t work_apologies(struct work *w);
size_t work_absent(struct work *w);

/* Who was out of the room while the line was in hand, and when, as a field;
 * nothing when nobody was. */
void work_out(struct work *w, const struct agenda_row *line);

/* Who was in the chair instead of the meeting's own: of the meeting as sentences
 * in a field, of a line as a field; nothing when nobody was. */
void work_chairs(struct work *w);
void work_chair_of(struct work *w, const struct agenda_row *line);

/* One section of the outline: false only on a failure. Sections that are not
 * of a case, and those that are. */
bool work_section(struct work *w, const struct kind_section *s,
    struct err *err);
bool work_case(struct work *w, const struct agenda_row *line,
    struct err *err);

/* The same of a case in a document of its own, which tells elsewhere who is in
 * it and how it came. */
bool work_case_alone(struct work *w, const struct agenda_row *line,
    struct err *err);

#endif
