/* The case in hand by name: phase, minute, disposition. */
#include <string.h>

#include "base/date.h"
#include "base/json.h"
#include "cmd/answer.h"
#include "cmd/cmd.h"
#include "cmd/find.h"
#include "cmd/item_cmd.h"
#include "cmd/meeting_need.h"
#include "cmd/meeting_verbs.h"
#include "cmd/minute_cmd.h"
#include "cmd/verb_args.h"

/* The line meant: "case=", "step=", else the one in hand. */
static bool
read_line(struct session *s, struct args *a, char *const *argv, size_t argc,
    size_t min, size_t max, const char *usage, int64_t *item,
    struct err *err)
{
	const char *text;
	int64_t meeting;

	if (!args_read(a, argv, argc, min, max, usage, err) ||
	    !args_meeting(s, a, &meeting, err))
		return false;
	text = args_option(a, "case");
	if (text == NULL)
		text = args_option(a, "step");
	return args_item(s, meeting, text, item, err);
}

static bool
verb_phase(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct args a;
	int64_t item;

	(void)reply;
	if (!read_line(s, &a, argv, argc, 1, 1, "phase PHASE|next", &item,
	    err))
		return false;
	return cmd_item_phase(s, item, strcmp(a.pos[0], "next") == 0 ? NULL :
	    a.pos[0], err);
}

static bool
verb_minute(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct args a;
	int64_t item, agency;

	(void)reply;
	return read_line(s, &a, argv, argc, 2, 2,
	    "minute SORT TEXT [agency=…] [phase=…] [case=…|step=…]", &item,
	    err) && args_agency(s, &a, "agency", &agency, err) &&
	    cmd_minute_add(s, item, args_option(&a, "phase"), a.pos[0],
	    agency, a.pos[1], NULL, err);
}

static bool
verb_snippet(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct args a;
	int64_t item;

	return read_line(s, &a, argv, argc, 1, 1, "snippet KEY", &item, err) &&
	    minute_snippet(s, item, a.pos[0], reply, NULL, err);
}

static const struct kind_field *
find_field(struct session *s, const struct agenda_row *row, const char *key,
    struct err *err)
{
	const struct kind *k = session_meeting_kind(s, row->meeting, err);
	const struct kind_case_type *t;
	const struct kind_form *form = NULL;
	const struct kind_field *field = NULL;

	if (k == NULL)
		return NULL;
	t = row->casefile ? kind_case_type(k, row->case_type) : NULL;
	form = kind_form_for(k, t, RECORD_ITEM);
	field = form ? kind_field(form, key) : NULL;
	if (field == NULL || field->column != NULL) {
		err_set(err, ERR_INPUT, "There is no question \"%s\" for a"
		    " case at a meeting.", key);
		return NULL;
	}
	return field;
}

/* What it holds now is what one has read. */
static bool
set_answer(struct session *s, int64_t item, const char *key,
    const char *typed, struct arena *mem, struct err *err)
{
	struct answer_place place = { .s = s };
	const struct kind_field *f;
	struct json all, now = { .kind = JSON_NONE };
	struct buf json = {0};
	struct agenda_row row;
	bool ok;

	if (!agenda_read_item(s->db, item, mem, &row, err) ||
	    !find_meeting_board(s, row.meeting, &place.board, err))
		return false;
	place.casefile = row.casefile;
	f = find_field(s, &row, key, err);
	if (f == NULL)
		return false;
	json_parse(row.answers, strlen(row.answers), &all);
	json_find(&all, key, &now);
	ok = answer_parse(&place, f, typed, &json, err) &&
	    cmd_set_answer(s, "item", item, key, now.kind == JSON_NONE ?
	    NULL : json_raw(mem, &now), json.len > 0 ? buf_text(&json) : NULL,
	    NULL, err);
	buf_release(&json);
	return ok;
}

static bool
verb_set(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct arena mem = {0};
	struct args a;
	int64_t item;
	bool ok;

	(void)reply;
	ok = read_line(s, &a, argv, argc, 1, 2,
	    "item-set FIELD [VALUE] [case=…]", &item, err) &&
	    set_answer(s, item, a.pos[0], a.n > 1 ? a.pos[1] : "", &mem, err);
	arena_release(&mem);
	return ok;
}

static bool
set_key(struct session *s, char *const *argv, size_t argc, const char *usage,
    bool (*command)(struct session *, int64_t, const char *, bool,
    struct err *), struct err *err)
{
	struct args a;
	int64_t item;
	bool on = true;

	return read_line(s, &a, argv, argc, 1, 2, usage, &item, err) &&
	    (a.n < 2 || find_yes(a.pos[1], &on, err)) &&
	    command(s, item, a.pos[0], on, err);
}

static bool
verb_flag(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	(void)reply;
	return set_key(s, argv, argc, "flag FLAG [yes|no] [case=…]",
	    cmd_item_flag, err);
}

static bool
verb_link(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	(void)reply;
	return set_key(s, argv, argc, "item-link LINK [yes|no] [case=…]",
	    cmd_item_link, err);
}

static bool
verb_disposition(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct item_conclusion c = { .chair = true };
	struct args a;
	int64_t item;

	(void)reply;
	if (!read_line(s, &a, argv, argc, 1, 2,
	    "disposition HOW [REASON] [to=MEETING] [destination=AREA]"
	    " [sent=DATE] [acknowledged=DATE]", &item, err) ||
	    (args_option(&a, "to") != NULL &&
	    !find_meeting(s, args_option(&a, "to"), &c.to_meeting, err)) ||
	    !args_day(s, 0, &a, "sent", &c.sent_on, err) ||
	    !args_day(s, 0, &a, "acknowledged", &c.acknowledged_on, err))
		return false;
	c.disposition = a.pos[0];
	c.reason = args_at(&a, 1);
	c.destination = args_option(&a, "destination");
	return cmd_item_conclude(s, item, &c, err);
}

static bool
verb_read_back(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct read_back *list;
	struct arena mem = {0};
	struct args a;
	int64_t item;
	size_t n, i;
	bool ok;

	ok = read_line(s, &a, argv, argc, 0, 0, "read-back [case=…]", &item,
	    err) && item_read_back(s, item, &mem, &list, &n, err) &&
	    cmd_item_read_back(s, item, err);
	for (i = 0; ok && i < n; i++)
		buf_addf(reply, "%s%s  %s", i > 0 ? "\n" : "", list[i].ref,
		    list[i].sentence);
	arena_release(&mem);
	return ok;
}

static bool
on_line(struct session *s, char *const *argv, size_t argc, const char *usage,
    bool (*command)(struct session *, int64_t, struct err *),
    struct err *err)
{
	struct args a;
	int64_t meeting, item;

	return args_read(&a, argv, argc, 0, 1, usage, err) &&
	    args_meeting(s, &a, &meeting, err) &&
	    args_item(s, meeting, args_at(&a, 0), &item, err) &&
	    command(s, item, err);
}

static bool
verb_close(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	(void)reply;
	return on_line(s, argv, argc, "item-close [CASE]", cmd_item_close,
	    err);
}

static bool
verb_reopen(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	(void)reply;
	return on_line(s, argv, argc, "item-reopen CASE|STEP",
	    cmd_item_reopen, err);
}

static bool
verb_skip(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	(void)reply;
	return on_line(s, argv, argc, "item-skip STEP", cmd_item_skip, err);
}

static const struct verb verbs[] = {
	{ "phase", "PHASE|next", "go to a phase of the case in hand", 1, 3,
	    verb_phase },
	{ "minute", "SORT TEXT [agency=…] [phase=…] [case=…|step=…]",
	    "add a minute", 2, 6, verb_minute },
	{ "snippet", "KEY", "a snippet, written out", 1, 3, verb_snippet },
	{ "item-set", "FIELD [VALUE] [case=…]",
	    "answer a question of the case at the meeting", 1, 4, verb_set },
	{ "flag", "FLAG [yes|no] [case=…]", "set a flag", 1, 4, verb_flag },
	{ "item-link", "LINK [yes|no] [case=…]",
	    "another process the case is tied to", 1, 4, verb_link },
	{ "disposition", "HOW [REASON] [to=MEETING] [destination=AREA]"
	    " [sent=DATE] [acknowledged=DATE]", "how the case ended", 1, 7,
	    verb_disposition },
	{ "read-back", "[case=…]", "read the actions back", 0, 2,
	    verb_read_back },
	{ "item-close", "[CASE]", "close the line in hand", 0, 2,
	    verb_close },
	{ "item-reopen", "CASE|STEP", "take a line up again", 1, 2,
	    verb_reopen },
	{ "item-skip", "STEP", "leave a step out", 1, 2, verb_skip },
};

const struct verb_group verbs_item = { verbs,
	sizeof(verbs) / sizeof(verbs[0]) };
