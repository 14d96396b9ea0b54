/* Meetings of a data file: those that were held, and those to come. */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "cmd/agenda_build.h"
#include "cmd/agenda_cmd.h"
#include "cmd/attendance_cmd.h"
#include "cmd/bind.h"
#include "cmd/board_cmd.h"
#include "cmd/import_walk.h"
#include "store/tx.h"

/* The meeting in hand. */
struct taking {
	struct importer *im;
	const struct kind *kind;
	int64_t board, id;
	bool held;
	int held_on;
	const char *starts;
	int position;
};

static void
take_attendance(struct taking *t, const struct ynode *n)
{
	struct importer *im = t->im;
	struct err err = { 0 };
	const char *state, *role;
	int64_t member, agency, row;
	bool ok;

	if (!import_keys(im, n, "an attendance", " member agency role state"
	    " info-sent info-on note "))
		return;
	member = import_member(im, n, "member");
	agency = import_agency(im, n, "agency");
	role = import_text(im, n, "role");
	state = import_need_text(im, n, "state");
	if ((member == 0 && agency == 0) || state == NULL)
		return;
	if (kind_attendance(t->kind, state) == NULL) {
		yaml_error(&im->errors, ynode_get(n, "state"), "this kind of"
		    " meeting knows no attendance \"%s\"", state);
		return;
	}
	ok = member != 0 ? cmd_attendance_add(im->s, t->id, member, role,
	    &row, &err) : cmd_attendance_add_agency(im->s, t->id, agency,
	    role, &row, &err);
	ok = ok && cmd_write(im->s, SQL_IMPORT_ATTENDANCE, BIND(B_ID("id",
	    row), B_TEXT("state", state), { .name = ":info_sent",
	    .sort = ynode_get(n, "info-sent") != NULL ? BIND_INT : BIND_TEXT,
	    .number = import_flag(im, n, "info-sent") },
	    B_DATE("info_on", import_past_day(im, n, "info-on")),
	    B_STR("note", import_text(im, n, "note"))), NULL, &err);
	if (!ok)
		import_stop(im, n, &err);
}

static bool
add_heard(struct taking *t, const struct ynode *n, int64_t casefile,
    const char *type, const char *answers, struct err *err)
{
	struct importer *im = t->im;
	const struct kind_step *st;
	int position;
	char *case_type;

	if (!cmd_one_text(im->s, SQL_CASEFILE_TYPE,
	    BIND(B_ID("id", casefile)), &case_type, err))
		return false;
	st = agenda_case_step(t->kind, case_type ? case_type : "", &position);
	free(case_type);
	if (st == NULL)
		return err_set(err, ERR_INPUT, "This kind of meeting does not"
		    " take cases of that type.");
	return cmd_write(im->s, SQL_IMPORT_ITEM_ADD,
	    BIND(B_ID("id", db_new_id(im->s->db)), B_ID("meeting", t->id),
	    B_ID("casefile", casefile), B_TEXT("step", st->key),
	    B_INT("closed", st->closed),
	    B_INT("position", position + t->position++),
	    B_STR("type", type),
	    B_STR("disposition", import_text(im, n, "disposition")),
	    B_STR("reason", import_text(im, n, "reason")),
	    B_TEXT("answers", answers)), NULL, err);
}

/* A record that stands on every agenda is there already. */
static bool
find_listed(struct taking *t, int64_t casefile, const char *type,
    int64_t *item, struct err *err)
{
	if (!cmd_one(t->im->s, SQL_ITEM_LISTED, BIND(B_ID("meeting", t->id),
	    B_ID("casefile", casefile)), item, err))
		return false;
	if (*item == 0)
		return cmd_agenda_list(t->im->s, t->id, casefile, type, item,
		    err);
	return type == NULL || cmd_agenda_set_type(t->im->s, *item,
	    agenda_default_type(t->im->s, t->id, casefile, &t->im->arena,
	    err), type, err);
}

static bool
add_listed(struct taking *t, const struct ynode *n, int64_t casefile,
    const char *type, const char *answers, struct err *err)
{
	struct importer *im = t->im;
	int planned = import_number(im, n, "minutes", 0);
	int64_t item;

	return find_listed(t, casefile, type, &item, err) &&
	    cmd_write(im->s, SQL_IMPORT_ITEM_SET, BIND(B_ID("id", item),
	    B_ID("planned", planned),
	    B_ID("presenter", import_member(im, n, "presenter")),
	    B_TEXT("answers", answers)), NULL, err);
}

static void
take_item(struct taking *t, const struct ynode *n)
{
	struct importer *im = t->im;
	struct err err = { 0 };
	const char *type, *answers;
	int64_t casefile;
	bool ok;

	if (!import_keys(im, n, "a case on an agenda", " case type minutes"
	    " presenter disposition reason answers "))
		return;
	import_need_text(im, n, "case");
	casefile = import_casefile(im, n, "case");
	type = import_text(im, n, "type");
	answers = import_answers(im, n, "answers", import_forms(im, t->kind,
	    NULL, RECORD_ITEM, RECORD_ITEM), t->board, casefile);
	if (casefile == 0 || answers == NULL)
		return;
	ok = t->held ? add_heard(t, n, casefile, type, answers, &err) :
	    add_listed(t, n, casefile, type, answers, &err);
	if (!ok)
		import_stop(im, n, &err);
}

/* "2031-02-13" and "09:30" as local time. */
static const char *
moment(struct importer *im, int day, const char *time)
{
	struct buf b = { 0 };
	const char *text;

	date_add_iso(&b, day);
	buf_addf(&b, "T%s:00", time);
	text = arena_strdup(&im->arena, buf_text(&b));
	buf_release(&b);
	return text;
}

static void
close_meeting(struct taking *t, const struct ynode *n, int held_on)
{
	struct importer *im = t->im;
	const char *starts = import_text(im, n, "starts");
	const char *ends = import_text(im, n, "ends");
	struct err err = { 0 };
	int changed;

	if (starts == NULL)
		starts = "09:30";
	if (ends == NULL)
		ends = starts;
	if (!cmd_write(im->s, SQL_IMPORT_ATTENDANCE_REST,
	    BIND(B_ID("meeting", t->id)), &changed, &err) ||
	    !cmd_write(im->s, SQL_IMPORT_MEETING_CLOSED, BIND(B_ID("id",
	    t->id), B_TEXT("opened", moment(im, held_on, starts)),
	    B_TEXT("closed", moment(im, held_on, ends))), NULL, &err))
		import_stop(im, n, &err);
}

/* A line of the agenda: a case's, else a step's. */
static int64_t
line_of(struct taking *t, const struct ynode *n, struct err *err)
{
	struct importer *im = t->im;
	const char *step = import_text(im, n, "step");
	int64_t casefile = import_casefile(im, n, "case"), item = 0;

	if (casefile != 0)
		cmd_one(im->s, SQL_ITEM_LISTED, BIND(B_ID("meeting", t->id),
		    B_ID("casefile", casefile)), &item, err);
	else if (step != NULL)
		cmd_one(im->s, SQL_ITEM_FIND_STEP, BIND(B_ID("meeting",
		    t->id), B_TEXT("step", step)), &item, err);
	if (item == 0 && err->code == ERR_NONE)
		err_set(err, ERR_INPUT, "This meeting has no such line: name"
		    " a step of the kind, or a case of the agenda.");
	return item;
}

static void
take_minute(struct taking *t, const struct ynode *n)
{
	struct importer *im = t->im;
	struct err err = { 0 };
	const char *sort, *text;
	int64_t item, by;

	if (!import_keys(im, n, "a minute", " step case phase sort agency text"
	    " by "))
		return;
	sort = import_need_text(im, n, "sort");
	text = import_need_text(im, n, "text");
	if (sort == NULL || text == NULL)
		return;
	if (kind_sort(t->kind, sort) == NULL) {
		yaml_error(&im->errors, ynode_get(n, "sort"), "this kind of"
		    " meeting knows no minute \"%s\"", sort);
		return;
	}
	by = import_member(im, n, "by");
	item = line_of(t, n, &err);
	if (item != 0 && by == 0)
		cmd_one(im->s, SQL_IMPORT_MEETING_SECRETARY,
		    BIND(B_ID("id", t->id)), &by, &err);
	if (item == 0 || !cmd_write(im->s, SQL_IMPORT_MINUTE_ADD,
	    BIND(B_ID("id", db_new_id(im->s->db)), B_ID("item", item),
	    B_STR("phase", import_text(im, n, "phase")),
	    B_TEXT("sort", sort), B_ID("agency", import_agency(im, n,
	    "agency")), B_TEXT("text", text), B_ID("by", by),
	    B_TEXT("at", moment(im, t->held_on, t->starts))), NULL, &err))
		import_stop(im, n, &err);
}

/* Minutes stand under lines: those of the steps are made for them. */
static void
take_minutes(struct taking *t, const struct ynode *n)
{
	struct importer *im = t->im;
	const struct ynode *c = import_list(im, n, "minutes");
	struct err err = { 0 };

	if (c == NULL || im->stopped)
		return;
	if (!agenda_steps(im->s, t->id, &err) || (t->held &&
	    !cmd_write(im->s, SQL_IMPORT_STEPS_DONE, BIND(B_ID("meeting",
	    t->id)), &(int){0}, &err)))
		import_stop(im, n, &err);
	for (; c != NULL && !im->stopped; c = c->next)
		take_minute(t, c);
}

static void
take_parts(struct taking *t, const struct ynode *n, int held_on)
{
	struct importer *im = t->im;
	struct err err = { 0 };
	const struct ynode *c;

	for (c = import_list(im, n, "attendance"); c != NULL && !im->stopped;
	    c = c->next)
		take_attendance(t, c);
	if (!t->held && !im->stopped && ynode_get(n, "agenda") != NULL &&
	    !cmd_agenda_build(im->s, t->id, &err))
		import_stop(im, n, &err);
	for (c = import_list(im, n, "agenda"); c != NULL && !im->stopped;
	    c = c->next)
		take_item(t, c);
	take_minutes(t, n);
	if (t->held && !im->stopped)
		close_meeting(t, n, held_on);
}

static bool
read_status(struct taking *t, const struct ynode *n)
{
	const char *status = import_text(t->im, n, "status");

	t->held = status != NULL && strcmp(status, "closed") == 0;
	return status == NULL || t->held || strcmp(status, "planned") == 0 ||
	    yaml_error(&t->im->errors, ynode_get(n, "status"), "\"%s\" is"
	    " neither planned nor closed", status);
}

static void
take_meeting(struct importer *im, const struct ynode *n)
{
	struct taking t = { .im = im, .position = 1 };
	struct meeting_new m = { 0 };
	struct err err = { 0 };

	if (!import_keys(im, n, "a meeting", " ref board on starts ends place"
	    " online chair secretary status attendance agenda minutes ") ||
	    !read_status(&t, n))
		return;
	import_need_text(im, n, "board");
	m.board = t.board = import_board(im, n, "board");
	m.held_on = t.held ? import_need_past_day(im, n, "on") :
	    import_need_day(im, n, "on");
	m.ref = import_text(im, n, "ref");
	m.starts = import_text(im, n, "starts");
	m.place = import_text(im, n, "place");
	m.online = import_flag(im, n, "online");
	m.chair = import_member(im, n, "chair");
	m.secretary = import_member(im, n, "secretary");
	m.held = t.held;
	t.held_on = m.held_on;
	t.starts = m.starts != NULL ? m.starts : "09:30";
	if (m.board == 0 || m.held_on == DATE_NONE)
		return;
	t.kind = session_board_kind(im->s, m.board, &err);
	if (t.kind == NULL || !cmd_meeting_plan(im->s, &m, &t.id, &err)) {
		import_stop(im, n, &err);
		return;
	}
	im->counts->meetings++;
	take_parts(&t, n, m.held_on);
}

bool
import_meetings(struct importer *im, const struct ynode *root)
{
	const struct ynode *n;

	for (n = import_list(im, root, "meetings"); n != NULL && !im->stopped;
	    n = n->next) {
		take_meeting(im, n);
		import_step(im);
	}
	return !im->stopped;
}
