/*
 * report_cmd: reports of a board: which there are, making one, taking it away,
 * keeping it with a meeting.
 */
#include "cmd/report_cmd.h"

#include <errno.h>
#include <string.h>

#include "cmd/bind.h"
#include "cmd/cmd.h"
#include "cmd/consult.h"
#include "cmd/find.h"
#include "cmd/meeting_need.h"
#include "cmd/stamp.h"
#include "cmd/timer.h"
#include "export/doc_stream.h"
#include "export/marking.h"
#include "store/casefile_read.h"
#include "store/directory_read.h"
#include "store/meeting_read.h"
#include "store/tx.h"

#define KEPT_LINES 200		/* of a list that is kept with a meeting */

bool
cmd_report_may(struct session *s, int64_t board,
    const struct kind_report *def)
{
	return def->what != REPORT_RETURN ||
	    (session_may(s, board, RIGHT_SEE_FIGURES) &&
	    session_may_any(s, board, RIGHT_BIT(RIGHT_SEE_CASES) |
	    RIGHT_BIT(RIGHT_SEE_OWN_CASES)));
}

bool
cmd_report_list(struct session *s, int64_t board, struct arena *a,
    const struct kind_report **list, size_t *n, struct err *err)
{
	const struct kind *k = session_board_kind(s, board, err);
	struct kind_report *may = arena_array(a, k ? k->n_reports + 1 : 1,
	    sizeof(*may));

	*n = 0;
	for (size_t i = 0; k && i < k->n_reports; i++)
		if (cmd_report_may(s, board, &k->reports[i]))
			may[(*n)++] = k->reports[i];
	*list = may;
	return k != NULL;
}

bool
cmd_report_find(struct session *s, int64_t board, const char *key,
    const struct kind_report **def, struct err *err)
{
	const struct kind *k = session_board_kind(s, board, err);
	struct buf known = {0};

	if (!k)
		return false;
	*def = kind_report(k, key);
	if (*def && cmd_report_may(s, board, *def))
		return true;
	for (size_t i = 0; i < k->n_reports; i++)
		if (cmd_report_may(s, board, &k->reports[i]))
			buf_addf(&known, "%s%s", known.len ? ", " : "",
			    k->reports[i].key);
	if (known.len > 0)
		err_set(err, ERR_INPUT, "There is no report \"%s\". Those "
		    "there are: %s.", key, buf_text(&known));
	else
		err_set(err, ERR_INPUT, "There is no report \"%s\": this "
		    "kind of meeting has none.", key);
	buf_release(&known);
	return false;
}

/* ---- Making one ------------------------------------------------------- */

static bool
add_timers(struct session *s, const struct report_wish *wish,
    struct report_source *src, struct arena *a, struct err *err)
{
	struct timer_line *lines;
	struct report_timer *timers;
	size_t n;

	if (!timer_read_board(s, wish->board, a, &lines, &n, err))
		return false;
	timers = arena_array(a, n + 1, sizeof(*timers));
	for (size_t i = 0; i < n; i++)
		timers[i] = (struct report_timer){
			.casefile = lines[i].casefile, .ref = lines[i].ref,
			.type = lines[i].type->key, .state = lines[i].state,
			.lead = lines[i].lead,
			.label = lines[i].timer->label, .due = lines[i].due,
		};
	src->timers = timers;
	src->n_timers = n;
	return true;
}

static uint64_t
rights_of(struct session *s, int64_t board)
{
	uint64_t rights = 0;

	for (int right = 0; right < RIGHTS; right++)
		if (session_may(s, board, (enum kind_right)right))
			rights |= RIGHT_BIT(right);
	return rights;
}

static bool
add_casefile(struct session *s, const struct report_wish *wish,
    struct report_source *src, struct arena *a, struct err *err)
{
	struct casefile_row file;

	if (wish->casefile == 0)
		return true;
	if (!casefile_read(s->db, wish->casefile, a, &file, err))
		return false;
	src->casefile = wish->casefile;
	src->case_ref = file.ref;
	return file.board == wish->board || err_set(err, ERR_INPUT,
	    "%s is not a record of this board.", file.ref);
}

/* Everything a report is made from. k is the board's kind, or that of the
 * meeting which looks at it. */
static bool
gather(struct session *s, const struct report_wish *wish,
    const struct kind *k, const struct kind_report *def,
    struct report_source *src, struct arena *a, struct err *err)
{
	struct board_row board = {0};
	int64_t before = 0;

	*src = (struct report_source){ .db = s->db, .kind = k,
		.board = wish->board, .today = clock_today(s->clock),
		.narrow = wish->narrow, .n_narrow = wish->n_narrow,
		.limit = wish->limit, .closed = wish->closed, .rights = rights_of(s, wish->board) };
	if (def->what == REPORT_RETURN && wish->casefile != 0)
		return err_set(err, ERR_INPUT, "A return is of the whole "
		    "board, not of one case.");
	if (!board_read(s->db, wish->board, a, &board, err) ||
	    !add_casefile(s, wish, src, a, err))
		return false;
	src->board_name = board.name;
	return meeting_read_previous(s->db, wish->board, src->today, &before,
	    &src->since, err) && (!report_wants_timers(def) ||
	    add_timers(s, wish, src, a, err));
}

/* The highest marking among what the report is made of. */
static bool
mark(const struct report_source *src, struct report *r, struct err *err)
{
	size_t n = r->n_casefiles + r->n_lines + 1;
	size_t m = r->n_actions + r->n_lines;
	int64_t *casefiles = arena_array(&r->arena, n, sizeof(*casefiles));
	int64_t *actions = arena_array(&r->arena, m + 1, sizeof(*actions));
	const struct marking_of of = { .casefiles = casefiles,
		.n_casefiles = n, .actions = actions, .n_actions = m,
		.more = r->sources_over };
	size_t i;

	for (i = 0; i < r->n_casefiles; i++)
		casefiles[i] = r->casefiles[i];
	for (i = 0; i < r->n_actions; i++)
		actions[i] = r->actions[i];
	for (i = 0; i < r->n_lines; i++) {
		casefiles[r->n_casefiles + i] = r->lines[i].casefile;
		actions[r->n_actions + i] = r->lines[i].action;
	}
	casefiles[n - 1] = src->casefile;
	return marking_find(src->db, src->kind, &of, &r->arena, &r->marking,
	    err);
}

bool
cmd_report(struct session *s, const struct report_wish *wish,
    struct report *out, struct err *err)
{
	const struct kind *k = session_board_kind(s, wish->board, err);
	const struct kind_report *def;
	struct report_source src;
	struct arena a = {0};
	bool ok;

	*out = (struct report){0};
	ok = k && cmd_report_find(s, wish->board, wish->key, &def, err) &&
	    gather(s, wish, k, def, &src, &a, err) &&
	    (wish->casefile == 0 || wish->noted ||
	    cmd_consult_open(s, wish->casefile, err)) &&
	    report_build(&src, def, out, err) && mark(&src, out, err);
	arena_release(&a);
	return ok;
}

/* ---- Taking it away --------------------------------------------------- */

struct piece {
	bool (*put)(void *arg, const char *data, size_t len);
	void *arg;
	struct buf text;
	bool failed;
};

static bool
hand_over(struct piece *p)
{
	if (p->text.len > 0 && !p->put(p->arg, p->text.data, p->text.len))
		p->failed = true;
	buf_wipe(&p->text);
	return !p->failed;
}

/* A list of actions may be longer than there is room for. */
static bool
is_long(const struct kind_report *def, const struct report_source *src,
    const struct doc_format *format)
{
	return def->what == REPORT_ACTIONS && src->limit == 0 &&
	    (!def->rows || src->n_narrow > 0) &&
	    def->chart != REPORT_TIMELINE && doc_format_flow(format);
}

struct lines {
	struct doc_stream stream;
	struct err *err;
	bool failed;
};

static bool
put_line(void *arg, const struct report_line *l)
{
	struct lines *out = arg;
	struct doc *dates = doc_stream_dates(&out->stream);

	if (dates)
		report_add_date(l, dates);
	out->failed = !doc_stream_row(&out->stream, l->cell, out->err);
	return !out->failed;
}

/* The lines of such a list as they are read; first is its beginning, d what the
 * document says before them. */
static bool
stream(struct report_source *src, const struct kind_report *def,
    const struct report *first, struct doc *d,
    const struct doc_format *format, struct piece *p, struct err *err)
{
	struct lines out = { .err = err };
	const char *titles[DOC_COLUMNS];
	struct report report;
	bool ok;

	for (size_t i = 0; i < first->n_columns && i < DOC_COLUMNS; i++)
		titles[i] = first->columns[i].title;
	if (!hand_over(p))
		return false;
	doc_stream_open(&out.stream, d, format, first->n_columns, titles,
	    p->put, p->arg);
	src->limit = 0;
	src->line = put_line;
	src->arg = &out;
	ok = report_build(src, def, &report, err) && !out.failed;
	report_release(&report);
	return doc_stream_close(&out.stream, ok, "None.", err);
}

/* Once all that stands before its lines is known. */
static bool
write_report(struct report_source *src, const struct report *r,
    struct doc *d, const struct doc_format *format, struct piece *p,
    bool is_first, struct err *err)
{
	if (is_first) {
		doc_para(d, r->about);
		return stream(src, r->def, r, d, format, p, err);
	}
	report_add(r, d);
	return doc_write(d, format, &p->text, err);
}

/* Of a list that may be long its beginning is looked at: mostly that is all of
 * it. What is marked and noted of a longer one is what a longer report is. */
static bool
make(struct session *s, struct report_source *src,
    const struct kind_report *def, const struct doc_format *format,
    struct piece *p, const char *detail, struct err *err)
{
	const struct kind *k = src->kind;
	bool may_be_long = is_long(def, src, format);
	struct report report;
	struct doc d = { .notice = "" };
	bool ok;

	if (may_be_long)
		src->limit = REPORT_SOURCES;
	ok = report_build(src, def, &report, err);
	may_be_long = may_be_long && report.more;
	report.sources_over |= may_be_long;
	if (ok)
		d.title = arena_strdup(&d.arena, report.title);
	ok = ok && mark(src, &report, err) && cmd_consult_report(s, detail,
	    report.casefiles, report.n_casefiles, err) &&
	    stamp_doc(s, &d, err);
	if (ok) {
		d.marking = report.marking;
		d.handling = k->marking.handling ? k->marking.handling : "";
		ok = write_report(src, &report, &d, format, p, may_be_long,
		    err);
	}
	doc_release(&d);
	report_release(&report);
	return ok;
}

bool
cmd_report_export(struct session *s, const struct report_wish *wish,
    const struct doc_format *format, bool bom,
    bool (*put)(void *arg, const char *data, size_t len), void *arg,
    struct err *err)
{
	const struct kind *k = session_board_kind(s, wish->board, err);
	struct piece p = { .put = put, .arg = arg };
	const struct kind_report *def;
	struct report_source src;
	struct buf detail = {0};
	struct arena a = {0};
	bool ok;

	/* What it is marked by, and its open and ended lines, belong together. */
	ok = k && need_right(s, wish->board, RIGHT_EXPORT_OWN,
	    RIGHT_EXPORT_RECORD, err) &&
	    cmd_report_find(s, wish->board, wish->key, &def, err) &&
	    db_stand(s->db, err) && gather(s, wish, k, def, &src, &a, err);
	buf_addf(&detail, "report %s, %s", wish->key, format->name);
	if (bom)
		buf_adds(&p.text, "\xEF\xBB\xBF");
	ok = ok && make(s, &src, def, format, &p, buf_text(&detail), err);
	db_move_on(s->db);
	if (ok && !hand_over(&p))
		ok = err_set(err, ERR_IO, "The report could not be written "
		    "whole: %s. The book is as it was.", strerror(errno));
	buf_wipe(&p.text);
	buf_release(&detail);
	arena_release(&a);
	return ok && !p.failed;
}

/* ---- What a meeting looked at ----------------------------------------- */

static bool
keep(struct session *s, int64_t meeting, const struct report *r,
    struct arena *a, struct err *err)
{
	struct buf body = {0}, sources = {0};
	int n = 0;
	bool ok;

	report_body(r, &body);
	report_sources(r, &sources);
#define KEEP(sql, ...) cmd_write(s, sql, BIND(__VA_ARGS__ \
	    B_ID("meeting", meeting), B_TEXT("report", r->def->key), \
	    B_TEXT("title", r->title), B_TEXT("body", buf_text(&body)), \
	    B_TEXT("sources", buf_text(&sources)), \
	    B_ID("member", s->member), B_TEXT("now", need_now(s, a))), &n, err)
	ok = KEEP(SQL_SNAPSHOT_AGAIN, ) &&
	    (n > 0 || KEEP(SQL_SNAPSHOT_ADD,
	    B_ID("new", db_new_id(s->db)),));
#undef KEEP
	buf_release(&body);
	buf_release(&sources);
	return ok;
}

bool
snapshot_take(struct session *s, int64_t meeting, const char *step,
    struct err *err)
{
	const struct kind *k = session_meeting_kind(s, meeting, err);
	const struct kind_step *st = k ? kind_step(k, step) : NULL;
	struct report_wish wish = { .limit = KEPT_LINES };
	struct report_source src;
	struct arena a = {0};
	bool ok = k != NULL;

	ok = ok && (!st || st->n_reports == 0 ||
	    find_meeting_board(s, meeting, &wish.board, err));
	for (size_t i = 0; ok && st && i < st->n_reports; i++) {
		const struct kind_report *def = kind_report(k,
		    st->reports[i]);
		struct report r = {0};

		if (!def)
			continue;
		ok = gather(s, &wish, k, def, &src, &a, err);
		src.all_sources = true;
		ok = ok && report_build(&src, def, &r, err) &&
		    keep(s, meeting, &r, &a, err);
		report_release(&r);
	}
	arena_release(&a);
	return ok;
}
