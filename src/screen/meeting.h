/*
 * meeting: what the running meeting on screen is made of: the order of
 * business at the left, and at the right the pane of the line that is shown.
 * meeting.c owns the frame, meeting_move.c the chair's moves, and one file
 * each (pane_*.c, case_*.c) a pane. Between themselves alone; others open
 * meeting_screen().
 */
#ifndef SCREEN_MEETING_H
#define SCREEN_MEETING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "form/kind.h"
#include "model/forecast.h"
#include "screen/body.h"
#include "screen/kept.h"
#include "screen/minutes_lines.h"
#include "screen/screen.h"
#include "store/agenda_read.h"
#include "store/attendance_read.h"
#include "store/meeting_read.h"
#include "ui/choices.h"
#include "ui/list.h"
#include "ui/table.h"

struct meeting;
struct fields;

/* Flags of key rows: who has them. */
enum {
	KEY_RUN = KEYDEF_OWN,		/* runs the meeting */
	KEY_RECORD = KEYDEF_OWN << 1,	/* keeps the record */
	KEY_ROLL = KEYDEF_OWN << 2,	/* calls the roll */
	KEY_AGENDA = KEYDEF_OWN << 3,	/* builds the agenda */
	KEY_REPORT = KEYDEF_OWN << 4,	/* owns or manages actions */
	KEY_BRING = KEYDEF_OWN << 5,	/* contributes, or records */
	KEY_OPEN = KEYDEF_OWN << 6,	/* while the meeting is open */
	KEY_PLANNED = KEYDEF_OWN << 7,	/* before it was opened */
	KEY_CHAIR = KEYDEF_OWN << 8,	/* may say who is in the chair */
	KEY_APPROVE = KEYDEF_OWN << 9,	/* approves minutes */
	KEY_SEND = KEYDEF_OWN << 10,	/* circulates them */
	KEY_CORRECT = KEYDEF_OWN << 11	/* corrects them */
};

/* Actions of the frame; those of panes begin at their own hundred. */
enum {
	MEETING_NEXT = 1,
	MEETING_PREVIOUS,
	MEETING_TAB,
	MEETING_BACK_TAB,
	MEETING_ENTER,
	MEETING_LOOK,
	MEETING_FOLLOW,
	MEETING_PAUSE,
	MEETING_SKIP,
	MEETING_CASEFILE,
	MEETING_AGENDA,
	MEETING_MINUTES,
	MEETING_DEFER,
	MEETING_REPORTS,
	MEETING_WHO,
	MEETING_CHAIR
};

/* What stands behind one sort of line. */
struct pane {
	const struct keydef *keys;
	size_t n_keys;
	/* Load into m->data; m->body (or m->table) is made here as well. */
	bool (*load)(struct meeting *m, struct ctx *ctx, struct err *err);
	/* The pane's own heading rows; how many were used. NULL: the step's
	 * title and what is said or asked there. */
	int (*head)(struct meeting *m, const struct ctx *ctx,
	    struct view v);
	/* Its body; NULL: m->body. */
	void (*draw)(struct meeting *m, const struct ctx *ctx, struct view v,
	    bool focus);
	/* An action of keys, or MEETING_ENTER on what is chosen. */
	unsigned (*act)(struct meeting *m, struct ctx *ctx, int action);
	bool table;		/* movement is that of m->table */
	/* Rows that the kind makes, beside keys; may be NULL. */
	void (*more_keys)(struct meeting *m);
	/* The fields it lists; NULL: none. */
	const struct fields *(*fields)(struct meeting *m);
};

/* A line of the left column. */
struct meeting_line {
	const struct kind_step *step;
	const struct agenda_row *row;	/* NULL: not on the agenda */
	bool sub;			/* a case under its step */
};

#define MEETING_KEYS 96

/* The move that was refused, to be tried again after an override. */
enum meeting_move { MOVE_NONE, MOVE_NEXT, MOVE_GO, MOVE_PHASE, MOVE_CLOSE };

struct meeting {
	struct screen screen;
	int64_t id;
	struct meeting_row row;
	const struct kind *kind;
	bool run, record, roll_call, override;
	int64_t agency;			/* the viewer's own; 0 */
	const char *role;		/* and their role on the board; NULL */
	struct agenda_row *agenda;
	size_t n_agenda;
	struct attendance_row *roll;
	size_t n_roll;
	struct kept kept;		/* from one load to the next */
	struct forecast forecast;
	int next_on;			/* the next meeting; DATE_NONE */
	const char *prompt;		/* what is said or asked here; NULL */
	const char *note;		/* how it stands, under it; NULL */
	enum style note_style;
	int64_t loaded_at;		/* mono ms */
	long spent;			/* on the case, as its clock says */
	struct meeting_line *lines;
	size_t n_lines;
	struct list side;
	bool in_pane;			/* where keys of movement go */
	bool in_card;			/* in the pane: to the own card */
	bool following;			/* the line in hand is shown */
	size_t shown;			/* a line; n_lines: between lines */
	char *step;			/* the line shown, across loads */
	int64_t casefile;
	int64_t consulted;		/* the item noted as read */
	const struct pane *pane;
	void *data;			/* the pane's, in the arena */
	struct body body;
	struct table table;
	struct body card;		/* one's own agency's (case_card.c) */
	const char *card_title;		/* NULL: there is none */
	bool card_warns;
	int64_t asked, declining;	/* actions (meeting_asked.c); 0 */
	const char *asked_text;
	int64_t speaker;		/* the agency one is likely to minute */
	char *phase;			/* browsed to; NULL: the meeting's */
	char *hand_phase;		/* the meeting's at the last load */
	char *typists;			/* who else types here, as was shown */
	const char *typing;		/* what of it is beside no line; NULL */
	/* What a question under way is about: ids and keys, no rows, for the
	 * rows may be loaded anew while it is asked. */
	struct {
		int64_t id, other;
		int number;
		char *key;
		char *was;
		int64_t read[2];	/* where was is no text */
		int64_t *ids;	/* of the rows one chooses from */
		size_t n_ids;
	} ask;
	struct {
		enum meeting_move what;
		int64_t item, about;
		char *phase, *check;
	} move;
	/* What is being reported on an action, question by question. */
	struct {
		int64_t action, replaced_by;
		const struct kind_action_status *status;
		char *reason, *outcome;
		char *was;	/* the status that was read */
		int new_due;
		bool escalated, chair, chair_asked, dated;
	} report;
	/* How a case is to end, question by question: what was answered is
	 * kept until it has ended, whatever one backs out of. */
	struct {
		int64_t item, to;
		const struct kind_disposition *end;
		char *reason, *destination;
		int sent_on, acknowledged_on;
		int asked;	/* the last question */
		bool chair;
	} end;
	/* Minutes as a document, where a pane shows them. */
	struct minutes_view minutes;
	/* The key rows, made anew at each load. */
	struct keydef keydefs[MEETING_KEYS];
	struct keymap keymap;
};

/* Make the lines of what was loaded, and choose which is shown. */
void meeting_choose_line(struct meeting *m);

/* The pane of the line shown. */
const struct pane *meeting_pane_of(const struct meeting *m);

/* The line shown, or NULL between lines; its agenda row, or NULL. */
const struct meeting_line *meeting_shown(const struct meeting *m);
const struct agenda_row *meeting_item(const struct meeting *m);

/* Is the line shown the one in hand? */
bool meeting_in_hand(const struct meeting *m);

/* The step's title, what is said or asked there, how it stands; the rows
 * used. */
int meeting_step_head(struct meeting *m, struct view v);
/* Who leaves for the closed line in hand, as the note, for whoever leads. */
void meeting_note_out(struct meeting *m);

/* Where the pane has no note of its own: what the gate of the step shown only
 * warns of. */
bool meeting_warn(struct meeting *m, struct ctx *ctx, struct err *err);

/* Free what is not in the arena, for a screen that has a struct meeting as
 * its beginning to use fields and minutes. */
void meeting_release(struct meeting *m);

/* Show the line the cursor of the left column is on, without moving the
 * meeting. */
unsigned meeting_look(struct meeting *m);

/* Add a key row of the pane's; dropped when there is no room, or when its key
 * is taken. */
void meeting_add_key(struct meeting *m, int action, const char *key,
    const char *name, const char *bar, const char *help, unsigned flags);

/* What the records of m->agenda are called by their fields, in a. */
void meeting_names(struct meeting *m, struct ctx *ctx, struct arena *a);

/* "QP-C01  Gull crew", or the reference alone. In the arena. */
const char *meeting_case_name(struct meeting *m,
    const struct agenda_row *row);

/* Keep what a question is about. */
void meeting_ask(struct meeting *m, int64_t id, const char *key,
    const char *was);

/* A text of the kind with its {placeholders} about the meeting filled:
 * {time}, {date}, {board}, {chair}, {next-meeting}. In the arena. */
const char *meeting_fill(struct meeting *m, const char *text);

/* Let one choose; the rows' ids as they are now are kept, and meeting_picked
 * gives that of a row (0: none), whatever was loaded meanwhile. */
void meeting_pick(struct meeting *m, struct ctx *ctx, const char *title,
    const struct choice *rows, size_t n,
    unsigned (*done)(struct screen *s, struct ctx *ctx, size_t row));
int64_t meeting_picked(const struct meeting *m, size_t row);

/* The same among the meetings of the board that are planned; 0 is picked for
 * its next one. */
unsigned meeting_pick_coming(struct meeting *m, struct ctx *ctx,
    const char *title,
    unsigned (*done)(struct screen *s, struct ctx *ctx, size_t row));

/* Someone of the roll by its id; NULL when they are not on it any more. */
const struct attendance_row *meeting_roll(const struct meeting *m,
    int64_t id);

/* A key of a draft: "meeting/12/<what>", in the arena of the screen. */
const char *meeting_draft(struct meeting *m, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* "14 Mar 2031", or "14 Mar" in the meeting's year; "" for none. In the
 * arena. */
const char *meeting_day(struct meeting *m, int date);
/* "09:31" of a local ISO time; "" for none. */
const char *meeting_time(struct meeting *m, const char *iso);

/* What "said and done" means on a screen: REDRAW | RELOAD, or the error. */
unsigned meeting_done(struct ctx *ctx, bool ok, struct err *err);

/* Understand a day as typed, counted from the meeting's; false with err. */
bool meeting_day_typed(struct meeting *m, struct ctx *ctx, const char *text,
    int *day, struct err *err);

/* Understand "10:14" as that time on the meeting's day, ISO, in the arena;
 * NULL with err. */
const char *meeting_time_typed(struct meeting *m, const char *text,
    struct err *err);

/* ---- The chair's moves (meeting_move.c) -------------------------------- */

unsigned meeting_move_next(struct meeting *m, struct ctx *ctx);
unsigned meeting_move_previous(struct meeting *m, struct ctx *ctx);
unsigned meeting_move_go(struct meeting *m, struct ctx *ctx, int64_t item,
    const char *phase);
unsigned meeting_move_phase(struct meeting *m, struct ctx *ctx,
    int64_t item, const char *phase);
unsigned meeting_move_close(struct meeting *m, struct ctx *ctx);
unsigned meeting_move_again(struct meeting *m, struct ctx *ctx);
unsigned meeting_move_pause(struct meeting *m, struct ctx *ctx);
unsigned meeting_move_skip(struct meeting *m, struct ctx *ctx);

/* ---- The chair (meeting_chair.c) ---------------------------------------- */

/* May the viewer say who takes the chair, or take it themselves? */
bool meeting_may_chair(const struct meeting *m, const struct ctx *ctx);
unsigned meeting_chair(struct meeting *m, struct ctx *ctx);
void meeting_title(const struct screen *s, const struct ctx *ctx,
    struct buf *left, struct buf *right);

/* Offer to defer the last case that waits, saying what that is worth. */
unsigned meeting_defer_last(struct meeting *m, struct ctx *ctx);

/* Offer to go on in spite of a check. */
struct finding;
unsigned meeting_offer_override(struct meeting *m, struct ctx *ctx,
    const struct finding *f);

/* ---- The left column (meeting_side.c) ---------------------------------- */

int meeting_side_width(int cols);
void meeting_side_draw(struct meeting *m, const struct ctx *ctx,
    struct view v, bool focus);

/* ---- The others (meeting_live.c) ---------------------------------------- */

/* Who else is typing: beside the line it is in, or in m->typing. f: the fields
 * among the lines; NULL: none. live_draw says the latter in the last row of v;
 * it returns the rows left. */
bool live_find(struct meeting *m, struct ctx *ctx,
    const struct fields *f, struct err *err);

int live_draw(const struct meeting *m, struct view v);

/* Somebody moved: reload when that shows here. */
unsigned live_moved(struct meeting *m, struct ctx *ctx);

/* ---- The pane of a case (pane_case.c) ----------------------------------- */

/* Seconds spent on the case that is shown, up to now. */
long case_spent(const struct meeting *m, const struct ctx *ctx);

/* ---- What is asked of the viewer (meeting_asked.c) ----------------------- */

bool asked_load(struct meeting *m, struct ctx *ctx, struct err *err);
unsigned asked_answer(struct meeting *m, struct ctx *ctx, bool yes);

/* ---- One's own agency's card of a case (case_card.c) --------------------- */

/* With the case's pane loaded. */
bool card_load(struct meeting *m, struct ctx *ctx, struct err *err);

/* Draw it at the end of v, or beside; what is left of v. */
struct view card_draw(struct meeting *m, struct view v);

/* ---- After a crash (meeting_resume.c) ----------------------------------- */

void meeting_resume(struct screen *s, struct ctx *ctx, const char *how);

/* ---- Panes ------------------------------------------------------------- */

/* An action of the meeting itself: of every pane_step and those like it. */
enum { STEP_ACTION = 100 };

extern const struct pane pane_opening, pane_statement, pane_attendance,
    pane_conflicts, pane_outstanding, pane_lapsed, pane_cases, pane_closing,
    pane_step, pane_between, pane_case, pane_records, pane_figures,
    pane_previous, pane_edition;

/* Minutes of the line shown (of a phase, or all when NULL) as lines of
 * sort MINUTE_LINE, and what can be done with them; used by several panes. */
enum { MINUTE_LINE = 900 };
enum {
	MINUTE_ADD = 901,
	MINUTE_ADD_SORT,
	MINUTE_EDIT,
	MINUTE_REMOVE,
	MINUTE_UP,
	MINUTE_DOWN,
	MINUTE_AGENCY,
	MINUTE_SORT_FIRST = 950	/* one for each sort of the kind */
};
#define MINUTE_KEYS \
	{ MINUTE_ADD, "m", "minute", "minute", \
	    "type a minute of the usual sort", "the record", \
	    KEYDEF_WRITES | KEY_RECORD | KEY_OPEN }, \
	{ MINUTE_ADD_SORT, "M", "minute-of-sort", NULL, \
	    "type a minute: choose which sort", NULL, \
	    KEYDEF_WRITES | KEY_RECORD | KEY_OPEN }, \
	{ MINUTE_EDIT, "e", "edit", NULL, "change what is chosen", NULL, \
	    KEYDEF_WRITES }, \
	{ MINUTE_REMOVE, "Delete X", "remove", NULL, \
	    "take the chosen one out of the record", NULL, \
	    KEYDEF_WRITES | KEY_RECORD }, \
	{ MINUTE_UP, "K", "minute-up", NULL, "move the chosen minute up", \
	    NULL, KEYDEF_WRITES | KEY_RECORD }, \
	{ MINUTE_DOWN, "J", "minute-down", NULL, \
	    "move the chosen minute down", NULL, \
	    KEYDEF_WRITES | KEY_RECORD }, \
	{ MINUTE_AGENCY, "@", "minute-agency", NULL, \
	    "which agency said the chosen minute", NULL, \
	    KEYDEF_WRITES | KEY_RECORD }

bool minutes_add_lines(struct meeting *m, struct ctx *ctx, int64_t item,
    const char *phase, struct err *err);
/* The keys of the kind's sorts, for more_keys. */
void minutes_more_keys(struct meeting *m, const char *const *sorts,
    size_t n_sorts);
/* Open the editor again: of a new minute (of which agency; 0), or of one. */
void minutes_resume_new(struct meeting *m, struct ctx *ctx, int64_t item,
    const char *phase, const char *sort, int64_t agency);
void minutes_resume(struct meeting *m, struct ctx *ctx, int64_t minute);
/* 0 when the action is none of these. */
unsigned minutes_act(struct meeting *m, struct ctx *ctx, int action,
    const char *phase, const char *const *sorts, size_t n_sorts);

/* Fields of a form as lines of sort FIELD_LINE, index the field's; answers is
 * the record's JSON. Edited one by one, each saved as it is left. */
enum { FIELD_LINE = 901 };
struct field_column {
	const char *column;
	const char *value;	/* as text; NULL: null */
};
struct fields {
	const struct kind_form *form;
	const char *table;
	int64_t id;
	const char *answers;	/* JSON */
	const struct field_column *columns;
	size_t n_columns;
};
void fields_add_lines(struct meeting *m, struct ctx *ctx,
    const struct fields *f, const char *const *keys, size_t n_keys);
unsigned fields_edit(struct meeting *m, struct ctx *ctx,
    const struct fields *f, size_t field);
/* The same by the end of a draft's place, "TABLE/ID/KEY". */
void fields_resume(struct meeting *m, struct ctx *ctx,
    const struct fields *f, const char *how);
/* A member as text for a field's column; NULL for 0. In the arena. */
const char *fields_id(struct meeting *m, int64_t id);

/* Someone else wrote there meanwhile: both texts side by side, and mine,
 * theirs or an editor with both to be mended by hand. m->ask stays what it is
 * about, its was already what stands there now. */
struct meeting_clash {
	const char *label, *mine, *theirs;	/* as people read them */
	const char *value;	/* mine, as again takes it */
	const char *place;	/* of its draft */
	bool merge;		/* both can stand in one text */
	bool line;		/* of one line */
	unsigned (*again)(struct meeting *m, struct ctx *ctx,
	    const char *value);
	unsigned (*open)(struct meeting *m, struct ctx *ctx,
	    const char *text);
};
unsigned meeting_clash(struct meeting *m, struct ctx *ctx,
    const struct meeting_clash *c);

/* What a guarded text was answered: kept, refused, or someone else's text now,
 * which makes it a clash. c has all but mine, theirs and merge. */
unsigned meeting_kept(struct meeting *m, struct ctx *ctx, bool ok,
    char *take_now, const struct meeting_clash *c, struct err *err);

/* Report on an action that stands at the status was: asks, one after the
 * other, what the new status needs, then saves. choose: which status is asked
 * first. */
unsigned report_begin(struct meeting *m, struct ctx *ctx, int64_t action,
    const char *was, const struct kind_action_status *status);
unsigned report_choose(struct meeting *m, struct ctx *ctx, int64_t action,
    const char *was);
/* Not done: could it not be done, or was it not? */
unsigned report_not_done(struct meeting *m, struct ctx *ctx,
    int64_t action, const char *was);
/* Why the chair does not accept what is asked about that action. */
void outstanding_ask_refusal(struct meeting *m, struct ctx *ctx,
    int64_t action);
/* The date of an action of the pane, begun again. */
void outstanding_resume_date(struct meeting *m, struct ctx *ctx,
    int64_t action);
/* Another date than the one that was read, with the reason. */
void report_date(struct meeting *m, struct ctx *ctx, int64_t action,
    int due);
void report_resume(struct meeting *m, struct ctx *ctx, int64_t action,
    const char *status);
void report_free(struct meeting *m);

/* How the case that is shown ends today: asks, one after the other, what the
 * disposition needs, then saves. */
unsigned case_end_choose(struct meeting *m, struct ctx *ctx);
void case_end_free(struct meeting *m);

/* A correction of the minutes that a pane shows, opened again. */
void pane_minutes_resume(struct meeting *m, struct ctx *ctx,
    const char *how);

/* ---- Screens over it --------------------------------------------------- */

/* The actions of a line as sentences to read aloud; when nobody objects, it
 * goes on to the next phase. */
struct screen *readback_screen(int64_t meeting, int64_t item, bool go_on);

/* Actions typed one line each, until Esc. item 0: the meeting's own. */
struct screen *action_line_screen(int64_t meeting, int64_t item,
    int64_t casefile);

#endif
