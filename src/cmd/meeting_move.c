#include "cmd/meeting_move.h"

#include <string.h>

#include "cmd/agenda_build.h"
#include "cmd/attendance_cmd.h"
#include "cmd/bind.h"
#include "cmd/closing.h"
#include "cmd/cmd.h"
#include "cmd/conflict_cmd.h"
#include "cmd/consult.h"
#include "cmd/item_cmd.h"
#include "cmd/meeting_cmd.h"
#include "cmd/meeting_need.h"
#include "cmd/report_cmd.h"
#include "store/attendance_read.h"

static bool
hand(struct session *s, const struct meeting_row *m, int64_t item,
    const char *phase, struct err *err)
{
	return cmd_write(s, SQL_MEETING_HAND, BIND(B_ID("id", m->id),
	    B_ID("item", item), B_STR("phase", phase)), NULL, err);
}

/* The phase to begin a line with. ERR_INPUT for one its type does not have. */
static bool
first_phase(struct session *s, const struct agenda_row *row,
    const char **phase, struct err *err)
{
	const struct kind *k = session_meeting_kind(s, row->meeting, err);
	const struct kind_case_type *t;

	if (k == NULL)
		return false;
	if (row->casefile == 0) {
		*phase = "";
		return true;
	}
	t = need_case_type(k, row, err);
	if (t == NULL)
		return false;
	if (*phase == NULL)
		*phase = t->n_phases > 0 ? t->phases[0].key : "";
	else if (**phase != '\0' && kind_phase(t, *phase) == NULL)
		return err_set(err, ERR_INPUT, "There is no phase \"%s\" in"
		    " %s.", *phase, row->ref);
	return true;
}

/* Has anybody who was there accepted the statement? */
static bool
any_accepted(struct session *s, const struct meeting_row *m, struct arena *a,
    bool *any, struct err *err)
{
	struct attendance_row *rows;
	size_t i, n;

	*any = false;
	if (!attendance_read(s->db, m->id, a, &rows, &n, err))
		return false;
	for (i = 0; i < n; i++)
		*any |= rows[i].accepted_at != NULL;
	return true;
}

/* A statement that nobody read or accepted, a question that was not asked, or a close from
 * which one goes on to something else, is not done with by going past it. */
static bool
is_undone(const struct kind *k, const struct meeting_row *m,
    const struct agenda_row *row, bool goes_on, bool accepted)
{
	const struct kind_step *st = row->casefile == 0 ? kind_step(k,
	    row->step) : NULL;

	if (st == NULL)
		return false;
	return (st->captures == CAPTURE_STATEMENT &&
	    (m->statement_at == NULL || !accepted)) ||
	    (st->captures == CAPTURE_CONFLICTS && row->ended_at == NULL) ||
	    (st->captures == CAPTURE_CLOSING && goes_on);
}

/* Of the step in hand, whether it is done with; what it looked at is then
 * kept as it was. */
static bool
leave_step(struct session *s, const struct meeting_row *m, bool goes_on,
    struct arena *a, bool *done, struct err *err)
{
	const struct kind *k = session_meeting_kind(s, m->id, err);
	struct agenda_row row;
	bool accepted;

	if (k == NULL || !agenda_read_item(s->db, m->item, a, &row, err) ||
	    !any_accepted(s, m, a, &accepted, err))
		return false;
	if (is_undone(k, m, &row, goes_on, accepted))
		*done = false;
	return !*done || row.casefile != 0 || snapshot_take(s, m->id,
	    row.step, err);
}

/* The old line is put down before the new one is taken up, in two changes of
 * the book: each is told in the log of its own case, and who does not see the
 * one finds nothing of it in that of the other. */
bool
meeting_move(struct session *s, const struct meeting_row *m, int64_t item,
    const char *phase, bool done, struct arena *a, struct err *err)
{
	const char *now = need_now(s, a);
	struct agenda_row row;

	if ((done && m->item != 0 && !leave_step(s, m, item != 0,
	    a, &done, err)) ||
	    !conflict_return(s, m->id, err) ||
	    !attendance_fill_room(s, m->id, err) ||
	    !cmd_write(s, SQL_ITEM_PUT_DOWN, BIND(B_ID("meeting", m->id),
	    B_INT("done", done), B_TEXT("now", now)), &(int){0}, err) ||
	    !hand(s, m, 0, "", err))
		return false;
	if (item == 0)
		return true;
	if (!agenda_read_item(s->db, item, a, &row, err) ||
	    !first_phase(s, &row, &phase, err) ||
	    !hand(s, m, item, phase, err) ||
	    !cmd_write(s, SQL_ITEM_BEGIN, BIND(B_ID("id", item),
	    B_TEXT("now", now)), NULL, err))
		return false;
	return attendance_clear_room(s, item, err) && (row.casefile == 0 ||
	    (conflict_leave(s, m->id, row.casefile, err) &&
	    consult_follow(s, m->id, row.casefile, err)));
}

/* May this line be taken up now? */
static bool
may_go(struct session *s, const struct meeting_row *m,
    const struct agenda_row *row, struct arena *a, struct err *err)
{
	struct findings found;

	if (row->meeting != m->id)
		return err_set(err, ERR_INPUT, "That line is on the agenda of"
		    " another meeting.");
	if (strcmp(row->status, "skipped") == 0)
		return err_set(err, ERR_INPUT, "%s was taken off today's"
		    " order of business. Take it up again first.",
		    row->casefile ? row->ref : "This step");
	return closing_gate_blocks(s, row->id, a, &found, err) &&
	    findings_pass(&found, err);
}

static bool
go(struct session *s, int64_t meeting, int64_t item, const char *phase,
    struct arena *a, struct err *err)
{
	struct meeting_row m;
	struct agenda_row row;

	if (!need_person(s, err) || !need_meeting(s, meeting,
	    RIGHT_RUN_MEETING, RIGHT_RECORD, a, &m, err) ||
	    !need_open(&m, err) ||
	    !agenda_read_item(s->db, item, a, &row, err))
		return false;
	if (m.item == item) {
		if (phase == NULL || strcmp(phase, m.phase) == 0)
			return true;
		return cmd_item_phase(s, item, phase, err);
	}
	return may_go(s, &m, &row, a, err) &&
	    meeting_move(s, &m, item, phase, true, a, err);
}

bool
cmd_meeting_go(struct session *s, int64_t meeting, int64_t item,
    const char *phase, struct err *err)
{
	struct arena a = {0};
	bool ok;

	if (!cmd_begin(s, "meeting-move", err))
		return false;
	ok = go(s, meeting, item, phase, &a, err);
	arena_release(&a);
	return cmd_end(s, ok, err);
}

/* Index of the line in hand among the rows; n when there is none. */
static size_t
in_hand(const struct agenda_row *rows, size_t n, int64_t item)
{
	size_t i;

	for (i = 0; i < n && rows[i].id != item; i++)
		;
	return i;
}

static bool
close_hand(struct session *s, const struct agenda_row *row, struct err *err)
{
	if (strcmp(row->status, "current") != 0 || row->casefile == 0 ||
	    row->ended_at != NULL)
		return true;
	return cmd_item_close(s, row->id, err);
}

static bool
next(struct session *s, int64_t meeting, int64_t *item, struct arena *a,
    struct err *err)
{
	struct agenda_row *rows;
	const struct kind *k;
	struct meeting_row m;
	size_t n, i, at;

	*item = 0;
	k = session_meeting_kind(s, meeting, err);
	if (k == NULL || !need_person(s, err) || !need_meeting(s, meeting,
	    RIGHT_RUN_MEETING, RIGHT_RECORD, a, &m, err) ||
	    !need_open(&m, err) ||
	    !agenda_read(s->db, meeting, a, &rows, &n, err))
		return false;
	at = in_hand(rows, n, m.item);
	if (at < n && !close_hand(s, &rows[at], err))
		return false;
	for (i = at < n ? at + 1 : 0; i < n; i++)
		if (strcmp(rows[i].status, "waiting") == 0 &&
		    !agenda_alert_only(k, &rows[i]))
			break;
	if (i == n)
		return meeting_move(s, &m, 0, NULL, true, a, err);
	*item = rows[i].id;
	return may_go(s, &m, &rows[i], a, err) &&
	    meeting_move(s, &m, rows[i].id, NULL, true, a, err);
}

bool
cmd_meeting_next(struct session *s, int64_t meeting, int64_t *item,
    struct err *err)
{
	struct arena a = {0};
	int64_t none;
	bool ok;

	if (!cmd_begin(s, "meeting-move", err))
		return false;
	ok = next(s, meeting, item ? item : &none, &a, err);
	arena_release(&a);
	return cmd_end(s, ok, err);
}

static bool
previous(struct session *s, int64_t meeting, int64_t *item, struct arena *a,
    struct err *err)
{
	struct agenda_row *rows;
	struct meeting_row m;
	size_t n, at;

	*item = 0;
	if (!need_person(s, err) || !need_meeting(s, meeting,
	    RIGHT_RUN_MEETING, RIGHT_RECORD, a, &m, err) ||
	    !need_open(&m, err) ||
	    !agenda_read(s->db, meeting, a, &rows, &n, err))
		return false;
	at = in_hand(rows, n, m.item);
	while (at > 0 && strcmp(rows[at - 1].status, "skipped") == 0)
		at--;
	if (at == 0)
		return err_set(err, ERR_INPUT, "This is the first line of the"
		    " agenda.");
	*item = rows[at - 1].id;
	return meeting_move(s, &m, *item, NULL, false, a, err);
}

bool
cmd_meeting_previous(struct session *s, int64_t meeting, int64_t *item,
    struct err *err)
{
	struct arena a = {0};
	int64_t none;
	bool ok;

	if (!cmd_begin(s, "meeting-move", err))
		return false;
	ok = previous(s, meeting, item ? item : &none, &a, err);
	arena_release(&a);
	return cmd_end(s, ok, err);
}

bool
cmd_meeting_pause(struct session *s, int64_t meeting, struct err *err)
{
	struct arena a = {0};
	struct meeting_row m;
	bool ok;

	if (!cmd_begin(s, "meeting-move", err))
		return false;
	ok = need_meeting(s, meeting, RIGHT_RUN_MEETING, RIGHT_RECORD, &a, &m,
	    err) && need_open(&m, err) &&
	    meeting_move(s, &m, 0, NULL, false, &a, err);
	arena_release(&a);
	return cmd_end(s, ok, err);
}
