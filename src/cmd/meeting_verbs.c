/* A meeting by name: open, go, close. */
#include "cmd/meeting_verbs.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "cmd/closing.h"
#include "cmd/find.h"
#include "cmd/item_cmd.h"
#include "cmd/meeting_cmd.h"
#include "cmd/meeting_need.h"
#include "cmd/verb_args.h"

#define USE_OPEN "meeting-open MEETING [place=…] [online=yes|no]" \
	" [chair=LOGIN] [deputy=LOGIN] [secretary=LOGIN]"
#define USE_GO "go CASE|STEP [PHASE]"
#define USE_OVERRIDE "override CHECK REASON [case=CASE]"

static bool
verb_open(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct meeting_opening o = { .online = -1 };
	struct args a;
	int64_t meeting;

	if (!args_read(&a, argv, argc, 1, 1, USE_OPEN, err) ||
	    !find_meeting(s, a.pos[0], &meeting, err) ||
	    !args_yes(&a, "online", &o.online, err) ||
	    !args_member(s, &a, "chair", &o.chair, err) ||
	    !args_member(s, &a, "deputy", &o.deputy_chair, err) ||
	    !args_member(s, &a, "secretary", &o.secretary, err))
		return false;
	o.place = args_option(&a, "place");
	if (!cmd_meeting_open(s, meeting, &o, err))
		return false;
	buf_addf(reply, "Meeting %s is open.", a.pos[0]);
	return true;
}

static bool
verb_statement(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct args a;
	int64_t meeting;

	(void)reply;
	return args_read(&a, argv, argc, 0, 1, "statement-read [VERSION]",
	    err) && args_meeting(s, &a, &meeting, err) &&
	    cmd_meeting_statement(s, meeting, args_at(&a, 0), err);
}

/* What is in hand now, for the reply. */
static bool
say_hand(struct session *s, int64_t meeting, struct buf *reply,
    struct err *err)
{
	const struct kind *k = session_meeting_kind(s, meeting, err);
	const struct kind_step *st;
	struct arena a = {0};
	struct meeting_row m;
	struct agenda_row row;
	bool ok;

	ok = k != NULL && meeting_read(s->db, meeting, &a, &m, err);
	if (ok && m.item == 0) {
		buf_adds(reply, "Nothing is in hand.");
	} else if (ok) {
		ok = agenda_read_item(s->db, m.item, &a, &row, err);
		st = ok ? kind_step(k, row.step) : NULL;
		if (ok)
			buf_adds(reply, row.casefile != 0 ? row.ref : st ?
			    st->title : row.step);
	}
	arena_release(&a);
	return ok;
}

static bool
verb_go(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct args a;
	int64_t meeting, item;

	return args_read(&a, argv, argc, 1, 2, USE_GO, err) &&
	    args_meeting(s, &a, &meeting, err) &&
	    args_item(s, meeting, a.pos[0], &item, err) &&
	    cmd_meeting_go(s, meeting, item, args_at(&a, 1), err) &&
	    say_hand(s, meeting, reply, err);
}

static bool
move(struct session *s, char *const *argv, size_t argc, const char *usage,
    bool (*command)(struct session *, int64_t, int64_t *, struct err *),
    struct buf *reply, struct err *err)
{
	struct args a;
	int64_t meeting;

	return args_read(&a, argv, argc, 0, 0, usage, err) &&
	    args_meeting(s, &a, &meeting, err) &&
	    command(s, meeting, NULL, err) &&
	    say_hand(s, meeting, reply, err);
}

static bool
verb_next(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	return move(s, argv, argc, "next", cmd_meeting_next, reply, err);
}

static bool
verb_previous(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	return move(s, argv, argc, "previous", cmd_meeting_previous, reply,
	    err);
}

static bool
verb_pause(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct args a;
	int64_t meeting;

	(void)reply;
	return args_read(&a, argv, argc, 0, 0, "pause", err) &&
	    args_meeting(s, &a, &meeting, err) &&
	    cmd_meeting_pause(s, meeting, err);
}

static bool
verb_close(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct args a;
	int64_t meeting;

	if (!args_read(&a, argv, argc, 0, 0, "meeting-close", err) ||
	    !args_meeting(s, &a, &meeting, err) ||
	    !cmd_meeting_close(s, meeting, err))
		return false;
	buf_adds(reply, "The meeting is closed.");
	return true;
}

static bool
verb_cancel(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct args a;
	int64_t meeting, to = 0;

	(void)reply;
	return args_read(&a, argv, argc, 1, 1,
	    "meeting-cancel MEETING [to=MEETING]", err) &&
	    find_meeting(s, a.pos[0], &meeting, err) &&
	    (args_option(&a, "to") == NULL ||
	    find_meeting(s, args_option(&a, "to"), &to, err)) &&
	    cmd_meeting_cancel(s, meeting, to, err);
}

static bool
verb_next_date(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct args a;
	int64_t meeting, board, id;
	int day;

	if (!args_read(&a, argv, argc, 1, 2, "next-date DATE [TIME]", err) ||
	    !args_meeting(s, &a, &meeting, err) ||
	    !find_meeting_board(s, meeting, &board, err) ||
	    !find_day(s, board, a.pos[0], false, &day, err) ||
	    !cmd_meeting_next_date(s, meeting, day, args_at(&a, 1), &id, err))
		return false;
	buf_adds(reply, "The next meeting is on ");
	date_add_long(reply, day);
	buf_addc(reply, '.');
	return true;
}

static bool
verb_override(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct args a;
	int64_t meeting, item = 0;

	(void)reply;
	return args_read(&a, argv, argc, 2, 2, USE_OVERRIDE, err) &&
	    args_meeting(s, &a, &meeting, err) &&
	    (args_option(&a, "case") == NULL || args_item(s, meeting,
	    args_option(&a, "case"), &item, err)) &&
	    cmd_meeting_override(s, meeting, item, a.pos[0], a.pos[1], err);
}

static void
say_findings(const struct findings *f, struct buf *reply)
{
	size_t i;

	for (i = 0; i < f->n; i++)
		buf_addf(reply, "%s%s  %s  %s", i > 0 ? "\n" : "",
		    f->list[i].overridden ? "passed over" :
		    f->list[i].blocks ? "stops" : "note", f->list[i].name,
		    f->list[i].text);
	if (f->n == 0)
		buf_adds(reply, "Nothing stands in the way.");
}

static bool
verb_checks(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct findings f;
	struct arena mem = {0};
	struct args a;
	int64_t meeting, item;
	bool ok;

	if (!args_read(&a, argv, argc, 0, 1, "checks [CASE]", err) ||
	    !args_meeting(s, &a, &meeting, err))
		return false;
	if (a.n > 0)
		ok = args_item(s, meeting, a.pos[0], &item, err) &&
		    closing_item(s, item, &mem, &f, err);
	else
		ok = closing_meeting(s, meeting, &mem, &f, err);
	if (ok)
		say_findings(&f, reply);
	arena_release(&mem);
	return ok;
}

static bool
verb_forecast(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct forecast f;
	struct args a;
	int64_t meeting;

	if (!args_read(&a, argv, argc, 0, 0, "forecast", err) ||
	    !args_meeting(s, &a, &meeting, err) ||
	    !item_forecast(s, meeting, &f, err))
		return false;
	buf_adds(reply, "Ends about ");
	time_add(reply, (int)(f.end / 60 % (24 * 60)));
	buf_addc(reply, '.');
	return true;
}

static const struct verb verbs[] = {
	{ "meeting-open", "MEETING [place=…] [online=yes|no] [chair=LOGIN]"
	    " [deputy=LOGIN] [secretary=LOGIN]", "open a planned meeting",
	    1, 6, verb_open },
	{ "statement-read", "[VERSION]", "the statement was read aloud", 0, 2,
	    verb_statement },
	{ "go", "CASE|STEP [PHASE]", "go to a line of the agenda", 1, 3,
	    verb_go },
	{ "next", "", "close what is in hand and go on", 0, 1, verb_next },
	{ "previous", "", "go back to the line before", 0, 1, verb_previous },
	{ "pause", "", "put down what is in hand", 0, 1, verb_pause },
	{ "meeting-close", "", "close the meeting", 0, 1, verb_close },
	{ "meeting-cancel", "MEETING [to=MEETING]", "call a meeting off", 1,
	    2, verb_cancel },
	{ "next-date", "DATE [TIME]", "plan the next meeting", 1, 3,
	    verb_next_date },
	{ "override", "CHECK REASON [case=CASE]", "go on in spite of a check",
	    2, 4, verb_override },
	{ "checks", "[CASE]", "what stands in the way of closing", 0, 2,
	    verb_checks },
	{ "forecast", "", "when the meeting will end", 0, 1, verb_forecast },
};

const struct verb_group verbs_meeting = { verbs,
	sizeof(verbs) / sizeof(verbs[0]) };
