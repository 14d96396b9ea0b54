/*
 * export_actions: actions in a table, and for calendars.
 */
#include "cmd/export_actions.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "cmd/bind.h"
#include "cmd/consult.h"
#include "cmd/past.h"
#include "export/doc_dates.h"
#include "export/doc_stream.h"
#include "export/marking.h"
#include "store/casefile_read.h"
#include "store/directory_read.h"
#include "store/row.h"
#include "store/tx.h"

enum column { COLUMN_REF, COLUMN_DUE, COLUMN_STATUS, COLUMN_AGENCY,
	COLUMN_OWNER, COLUMN_WHAT, COLUMN_STEPS, COLUMNS };

static const char *const titles[COLUMNS] = { "Action", "Due", "Status",
    "Agency", "Owner", "What", "Milestones" };

/* In a list of one's own, whose they are goes without saying. */
static const enum column own[] = { COLUMN_REF, COLUMN_DUE, COLUMN_STATUS,
	COLUMN_WHAT };
static const enum column whole[] = { COLUMN_REF, COLUMN_DUE, COLUMN_STATUS,
	COLUMN_AGENCY, COLUMN_OWNER, COLUMN_WHAT, COLUMN_STEPS };

#define LOOKED_AT 2000	/* actions, before the first of them is written */

/* Ids of one kind, marked together. */
struct of_kind {
	const struct kind *kind;
	struct row_list actions;	/* of int64_t */
};

struct listing {
	struct session *s;
	const struct action_pick *pick;
	const char *detail;	/* for the log */
	struct doc doc;
	struct doc_stream stream;
	const enum column *columns;
	size_t n_columns;
	struct arena arena;
	struct of_kind *kinds;
	size_t n_kinds, cap_kinds;
	struct row_list casefiles;	/* of int64_t */
};

static bool
is_own(const struct listing *l)
{
	return l->pick->member != 0 && l->pick->casefile == 0;
}

/* ---- Rows --------------------------------------------------------------- */

static const char *
due(struct arena *a, const struct action_row *r)
{
	struct buf b = {0};
	const char *text;

	date_add_shown(&b, r->due_on);
	if (r->overdue)
		buf_addf(&b, " (%d days late)", r->days_late);
	text = arena_strdup(a, buf_text(&b));
	buf_release(&b);
	return text;
}

static const char *
status(const struct track_row *r)
{
	if (!strcmp(r->row.acceptance, "needed"))
		return "Waits to be taken on";
	if (!strcmp(r->row.acceptance, "declined"))
		return "Declined";
	return r->view.status ? r->view.status->label : r->row.status;
}

/* "20 Mar 2031 survey (done 19 Mar 2031)", a line each. */
static const char *
steps(struct arena *a, const struct action_row *r)
{
	struct buf b = {0};
	const char *text;
	size_t i;

	for (i = 0; i < r->n_milestones; i++) {
		const struct milestone_row *m = &r->milestones[i];

		if (i)
			buf_addc(&b, '\n');
		date_add_shown(&b, m->due_on);
		buf_addf(&b, " %s", m->text);
		if (m->done_on != DATE_NONE) {
			buf_adds(&b, " (done ");
			date_add_shown(&b, m->done_on);
			buf_addc(&b, ')');
		} else if (m->overdue) {
			buf_adds(&b, " (late)");
		}
	}
	text = arena_strdup(a, buf_text(&b));
	buf_release(&b);
	return text;
}

static bool
add_row(struct listing *l, const struct track_row *r, struct err *err)
{
	struct doc *dates = doc_stream_dates(&l->stream);
	struct arena a = {0};
	const char *cells[COLUMNS] = { [COLUMN_REF] = r->row.ref,
		[COLUMN_DUE] = due(&a, &r->row), [COLUMN_STATUS] = status(r),
		[COLUMN_AGENCY] = r->row.agency_short,
		[COLUMN_OWNER] = r->row.member_name,
		[COLUMN_WHAT] = r->row.text,
		[COLUMN_STEPS] = steps(&a, &r->row) };
	const char *shown[COLUMNS];
	size_t i;
	bool ok;

	for (i = 0; i < l->n_columns; i++)
		shown[i] = cells[l->columns[i]];
	if (dates)
		doc_dates_action(dates, &r->row);
	ok = doc_stream_row(&l->stream, shown, err);
	arena_release(&a);
	return ok;
}

static struct of_kind *
kind_of(struct listing *l, const struct kind *k)
{
	size_t i;

	for (i = 0; i < l->n_kinds; i++)
		if (l->kinds[i].kind == k)
			return &l->kinds[i];
	l->kinds = row_room(&l->arena, l->kinds, l->n_kinds, &l->cap_kinds,
	    sizeof(*l->kinds));
	l->kinds[l->n_kinds] = (struct of_kind){ .kind = k,
		.actions = ROW_LIST(&l->arena, int64_t) };
	return &l->kinds[l->n_kinds++];
}

/* Of a long list the first so many are looked at for what it is marked, and are
 * noted as read; it is marked then as high as may be. */
static bool
take(void *arg, const struct track_row *r, struct err *err)
{
	struct listing *l = arg;

	if (l->stream.rows < LOOKED_AT) {
		*(int64_t *)row_list_add(&kind_of(l, r->kind)->actions) =
		    r->row.id;
		if (r->row.casefile)
			*(int64_t *)row_list_add(&l->casefiles) =
			    r->row.casefile;
	} else {
		kind_of(l, r->kind);
	}
	return add_row(l, r, err);
}

/* ---- What the list is --------------------------------------------------- */

/* "Actions: Marshmere Homes", and likewise for the log. */
static bool
name_list(struct listing *l, struct buf *title, struct buf *detail,
    struct err *err)
{
	const struct action_pick *p = l->pick;
	struct casefile_row file;
	char *agency = NULL;
	struct board_row board;
	struct arena *a = &l->arena;

	buf_adds(title, p->overdue ? "Overdue actions" : is_own(l)
	    ? "My open actions" : "Actions");
	buf_adds(detail, p->overdue ? "overdue actions" : "actions");
	if (p->member)
		buf_adds(detail, ", own");
	if (p->board) {
		if (!board_read(l->s->db, p->board, a, &board, err))
			return false;
		buf_addf(title, ": %s", board.name);
		buf_addf(detail, ", %s", board.prefix);
	}
	if (p->agency) {
		if (!cmd_one_text(l->s, SQL_ANSWER_AGENCY, BIND(
		    B_ID("id", p->agency)), &agency, err))
			return false;
		buf_addf(title, ": %s", agency ? agency : "");
		buf_addf(detail, ", %s", agency ? agency : "");
		free(agency);
	}
	if (p->strand || p->colour) {
		const struct kind *k = p->board ? session_board_kind(l->s,
		    p->board, err) : NULL;
		const struct kind_strand *strand = k && p->strand
		    ? kind_strand(k, p->strand) : NULL;

		buf_addf(title, " (%s)", strand ? strand->label : p->strand
		    ? p->strand : p->colour);
		buf_addf(detail, ", %s", p->strand ? p->strand : p->colour);
	}
	if (p->casefile) {
		if (!casefile_read(l->s->db, p->casefile, a, &file, err))
			return false;
		buf_addf(title, ": %s", file.ref);
		buf_addf(detail, ", %s", file.ref);
	}
	return true;
}

/* What is still to come may be of any board that one sees. */
static bool
add_kinds(struct listing *l, struct err *err)
{
	struct stmt *q = cmd_query(l->s, SQL_RECORD_BOARDS, BIND({0}), err);
	struct row_list boards = ROW_LIST(&l->arena, int64_t);
	const int64_t *ids;
	size_t i;

	while (stmt_next(q, err))
		*(int64_t *)row_list_add(&boards) = col_int(q, 0);
	if (!stmt_done(q))
		return false;
	ids = boards.rows;
	for (i = 0; i < boards.n; i++) {
		const struct kind *k = session_board_kind(l->s, ids[i], err);

		if (!k)
			return false;
		kind_of(l, k);
	}
	return true;
}

/* One without rows bears what its board's papers bear, or those of one's own
 * boards. */
static bool
mark_empty(struct listing *l, struct err *err)
{
	const struct kind *k = l->pick->board ? session_board_kind(l->s,
	    l->pick->board, err) : NULL;
	size_t i;

	if (l->pick->board ? !k : !add_kinds(l, err))
		return false;
	if (k)
		l->doc.marking = k->marking.text;
	for (i = 0; i < l->n_kinds; i++) {
		k = l->kinds[i].kind;
		if (!l->doc.marking || kind_marking_higher(k,
		    l->doc.marking, k->marking.text) == k->marking.text)
			l->doc.marking = k->marking.text;
	}
	return true;
}

/* The highest among them all; kinds of which none is higher stand equal. */
static bool
mark(struct listing *l, bool more, struct err *err)
{
	size_t i;

	for (i = 0; i < l->n_kinds; i++) {
		const struct of_kind *o = &l->kinds[i];
		const struct marking_of of = { .actions = o->actions.rows,
			.n_actions = o->actions.n, .more = more };
		const char *marking;

		if (!marking_find(l->s->db, o->kind, &of, &l->doc.arena,
		    &marking, err))
			return false;
		if (!l->doc.marking || kind_marking_higher(o->kind,
		    l->doc.marking, marking) == marking)
			l->doc.marking = marking;
	}
	if (!l->doc.marking && !mark_empty(l, err))
		return false;
	if (!l->doc.marking)
		l->doc.marking = "";
	return true;
}

static int
by_id(const void *one, const void *two)
{
	const int64_t *a = one, *b = two;

	return *a < *b ? -1 : *a > *b;
}

/* Each record once in the log. */
static bool
note(struct listing *l, struct err *err)
{
	int64_t *ids = l->casefiles.rows;
	size_t i, n = 0;

	if (l->casefiles.n)
		qsort(ids, l->casefiles.n, sizeof(*ids), by_id);
	for (i = 0; i < l->casefiles.n; i++)
		if (n == 0 || ids[n - 1] != ids[i])
			ids[n++] = ids[i];
	return cmd_consult_report(l->s, l->detail, ids, n, err);
}

static bool
ready(void *arg, bool more, struct err *err)
{
	struct listing *l = arg;
	/* What is written whole may be longer, too, than what was looked at. */
	bool longer = more || l->stream.rows > LOOKED_AT;

	if (more && l->pick->board == 0 && !add_kinds(l, err))
		return false;
	return mark(l, longer, err) && note(l, err);
}

static bool
fill(struct listing *l, struct err *err)
{
	size_t held_back;

	return action_pick(l->s, l->pick, take, l, &held_back, err) &&
	    (l->stream.rows > 0 || held_back == 0 || err_set(err, ERR_DENIED,
	    "Your role does not let you take %sactions away. They are on "
	    "your first screen.", is_own(l) ? "your " : ""));
}

static bool
write_list(struct listing *l, const struct doc_format *format,
    bool (*put)(void *arg, const char *data, size_t len), void *arg,
    struct err *err)
{
	const char *heads[COLUMNS];
	size_t i;

	for (i = 0; i < l->n_columns; i++)
		heads[i] = titles[l->columns[i]];
	doc_stream_open(&l->stream, &l->doc, format, l->n_columns, heads, put,
	    arg);
	l->stream.keep = LOOKED_AT;
	l->stream.ready = ready;
	l->stream.ready_arg = l;
	return doc_stream_close(&l->stream, fill(l, err), is_own(l) &&
	    !l->pick->overdue ? "No open action of yours."
	    : "No such action that you see.", err);
}

bool
cmd_export_actions_to(struct session *s, const struct action_pick *pick,
    const struct doc_format *format,
    bool (*put)(void *arg, const char *data, size_t len), void *arg,
    struct err *err)
{
	struct listing l = { .s = s, .pick = pick };
	struct buf title = {0}, detail = {0}, made = {0};
	bool ok;

	l.casefiles = (struct row_list)ROW_LIST(&l.arena, int64_t);
	l.columns = is_own(&l) ? own : whole;
	l.n_columns = is_own(&l) ? sizeof(own) / sizeof(*own) : COLUMNS;
	l.doc.notice = l.doc.handling = l.doc.code = "";
	past_say(s, &made);
	date_add_shown(&made, clock_today(s->clock));
	ok = name_list(&l, &title, &detail, err);
	buf_addf(&detail, ", %s", format->name);
	l.detail = buf_text(&detail);
	l.doc.title = arena_strdup(&l.doc.arena, buf_text(&title));
	l.doc.version = arena_strdup(&l.doc.arena, buf_text(&made));
	l.doc.made = clock_now(s->clock);
	/* Its pages are one list. */
	ok = ok && db_stand(s->db, err) && write_list(&l, format, put, arg,
	    err);
	db_move_on(s->db);
	doc_release(&l.doc);
	arena_release(&l.arena);
	buf_release(&title);
	buf_release(&detail);
	buf_release(&made);
	return ok;
}

static bool
add_bytes(void *arg, const char *data, size_t len)
{
	buf_add(arg, data, len);
	return true;
}

bool
cmd_export_actions(struct session *s, const struct action_pick *pick,
    const struct doc_format *format, struct buf *out, struct err *err)
{
	bool ok = cmd_export_actions_to(s, pick, format, add_bytes, out, err);

	if (!ok)
		buf_wipe(out);
	return ok;
}

bool
cmd_export_mine(struct session *s, const struct doc_format *format,
    struct buf *out, struct err *err)
{
	return cmd_export_actions(s, &(const struct action_pick){
	    .member = s->member }, format, out, err);
}
