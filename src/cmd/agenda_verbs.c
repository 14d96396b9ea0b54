/* An agenda by name: list, order, defer. */
#include <string.h>

#include "base/date.h"
#include "cmd/agenda_cmd.h"
#include "cmd/find.h"
#include "cmd/meeting_verbs.h"
#include "cmd/verb_args.h"
#include "store/agenda_read.h"

static bool
verb_add(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct args a;
	int64_t meeting, casefile;

	(void)reply;
	return args_read(&a, argv, argc, 1, 1,
	    "agenda-add CASE [type=…] [meeting=…]", err) &&
	    args_meeting(s, &a, &meeting, err) &&
	    find_casefile(s, a.pos[0], &casefile, err) &&
	    cmd_agenda_list(s, meeting, casefile, args_option(&a, "type"),
	    NULL, err);
}

/* The line of the first word. */
static bool
read_line(struct session *s, struct args *a, char *const *argv, size_t argc,
    size_t min, size_t max, const char *usage, int64_t *item,
    struct err *err)
{
	int64_t meeting;

	return args_read(a, argv, argc, min, max, usage, err) &&
	    args_meeting(s, a, &meeting, err) &&
	    args_item(s, meeting, a->pos[0], item, err);
}

static bool
verb_drop(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct args a;
	int64_t item;

	(void)reply;
	return read_line(s, &a, argv, argc, 1, 1, "agenda-drop CASE", &item,
	    err) && cmd_agenda_unlist(s, item, err);
}

static bool
verb_move(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct args a;
	int64_t item;
	int place;

	(void)reply;
	if (!read_line(s, &a, argv, argc, 2, 2,
	    "agenda-move CASE up|down|PLACE", &item, err))
		return false;
	if (strcmp(a.pos[1], "up") == 0)
		return cmd_agenda_move(s, item, -1, err);
	if (strcmp(a.pos[1], "down") == 0)
		return cmd_agenda_move(s, item, 1, err);
	return args_number(a.pos[1], 1, &place, err) &&
	    cmd_agenda_move_to(s, item, place, err);
}

static bool
verb_type(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct arena mem = {0};
	struct agenda_row row;
	struct args a;
	int64_t item;
	bool ok;

	(void)reply;
	if (!read_line(s, &a, argv, argc, 2, 2, "agenda-type CASE TYPE", &item,
	    err))
		return false;
	ok = agenda_read_item(s->db, item, &mem, &row, err) &&
	    cmd_agenda_set_type(s, item, row.type, a.pos[1], err);
	arena_release(&mem);
	return ok;
}

static bool
verb_minutes(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct args a;
	int64_t item;
	int minutes;

	(void)reply;
	return read_line(s, &a, argv, argc, 2, 2, "agenda-minutes CASE MINUTES",
	    &item, err) && args_number(a.pos[1], 0, &minutes, err) &&
	    cmd_agenda_set_planned(s, item, minutes, err);
}

static bool
verb_presenter(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct args a;
	int64_t item, member;

	(void)reply;
	return read_line(s, &a, argv, argc, 2, 2, "presenter CASE LOGIN",
	    &item, err) && find_member(s, a.pos[1], &member, err) &&
	    cmd_agenda_set_presenter(s, item, member, err);
}

static bool
verb_defer(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct args a;
	int64_t item, to = 0;

	(void)reply;
	return read_line(s, &a, argv, argc, 1, 2,
	    "defer CASE [REASON] [to=MEETING] [type=DISPOSITION]", &item,
	    err) && (args_option(&a, "to") == NULL ||
	    find_meeting(s, args_option(&a, "to"), &to, err)) &&
	    cmd_agenda_defer(s, item, args_option(&a, "type"), args_at(&a, 1),
	    to, NULL, err);
}

static bool
verb_withdraw(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct args a;
	int64_t item;

	(void)reply;
	return read_line(s, &a, argv, argc, 1, 2,
	    "withdraw CASE [REASON] [type=DISPOSITION]", &item, err) &&
	    cmd_agenda_withdraw(s, item, args_option(&a, "type"),
	    args_at(&a, 1), err);
}

static bool
verb_transfer(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct args a;
	int64_t item;
	int sent;

	(void)reply;
	return read_line(s, &a, argv, argc, 2, 2,
	    "transfer-out CASE AREA [sent=DATE]", &item, err) &&
	    args_day(s, 0, &a, "sent", &sent, err) &&
	    cmd_agenda_transfer_out(s, item, args_option(&a, "type"),
	    a.pos[1], sent, err);
}

static bool
verb_agenda(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct agenda_row *rows;
	struct arena mem = {0};
	struct args a;
	int64_t meeting;
	size_t n, i;
	bool ok;

	if (!args_read(&a, argv, argc, 0, 0, "agenda [meeting=…]", err) ||
	    !args_meeting(s, &a, &meeting, err))
		return false;
	ok = agenda_read(s->db, meeting, &mem, &rows, &n, err);
	for (i = 0; ok && i < n; i++)
		buf_addf(reply, "%s%s  %s  %s%s%s", i > 0 ? "\n" : "",
		    rows[i].casefile ? rows[i].ref : rows[i].step,
		    rows[i].status, rows[i].type,
		    *rows[i].disposition ? "  " : "", rows[i].disposition);
	arena_release(&mem);
	return ok;
}

static bool
verb_closed(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct args a;
	int64_t item;
	bool closed;

	if (!read_line(s, &a, argv, argc, 2, 2, "item-closed CASE|STEP yes|no",
	    &item, err) || !find_yes(a.pos[1], &closed, err) ||
	    !cmd_item_closed(s, item, closed, err))
		return false;
	buf_adds(reply, closed ? "The line is closed: it is not for guests,"
	    " nor for agencies without the agreement they need." :
	    "The line is open to all who are here.");
	return true;
}

static bool
verb_build(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct args a;
	int64_t meeting;

	if (!args_read(&a, argv, argc, 0, 0, "agenda-build [meeting=…]",
	    err) || !args_meeting(s, &a, &meeting, err) ||
	    !cmd_agenda_build(s, meeting, err))
		return false;
	buf_adds(reply, "The steps are laid out, with the records that stand"
	    " on every agenda.");
	return true;
}

static const struct verb verbs[] = {
	{ "item-closed", "CASE|STEP yes|no [meeting=…]",
	    "a line that is not for all in the room", 2, 3, verb_closed },
	{ "agenda", "[meeting=…]", "the agenda", 0, 1, verb_agenda },
	{ "agenda-add", "CASE [type=…] [meeting=…]", "list a case", 1, 3,
	    verb_add },
	{ "agenda-build", "[meeting=…]",
	    "lay out the steps, and what stands on every agenda", 0, 1,
	    verb_build },
	{ "agenda-drop", "CASE [meeting=…]", "take a case off again", 1, 2,
	    verb_drop },
	{ "agenda-move", "CASE up|down|PLACE [meeting=…]",
	    "change the order of the cases", 2, 3, verb_move },
	{ "agenda-type", "CASE TYPE [meeting=…]", "as what a case is listed",
	    2, 3, verb_type },
	{ "agenda-minutes", "CASE MINUTES [meeting=…]",
	    "how long a case may take; 0 for as usual", 2, 3, verb_minutes },
	{ "presenter", "CASE LOGIN [meeting=…]", "who presents a case", 2, 3,
	    verb_presenter },
	{ "defer", "CASE [REASON] [to=MEETING] [type=DISPOSITION]",
	    "take a case at a later meeting", 1, 5, verb_defer },
	{ "withdraw", "CASE [REASON] [type=DISPOSITION]",
	    "a case is not taken at all", 1, 4, verb_withdraw },
	{ "transfer-out", "CASE AREA [sent=DATE]",
	    "a case goes to another area", 2, 5, verb_transfer },
};

const struct verb_group verbs_agenda = { verbs,
	sizeof(verbs) / sizeof(verbs[0]) };
