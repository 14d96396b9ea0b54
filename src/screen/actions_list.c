#include "screen/actions_list.h"

#include <string.h>

#include "base/date.h"
#include "screen/actions.h"
#include "screen/reading.h"
#include "screen/screens.h"
#include "store/directory_read.h"
#include "store/row.h"
#include "store/stmt.h"

/* Rows of a page; of a group that is one of several; and how far agencies and
 * owners are counted. */
enum { PAGE_ROWS = 60, GROUP_ROWS = 12, MOST_COUNTED = 99 };

enum { STRAND = 1, DETAIL = LINES_CELLS - 1 };

static const struct table_column plain[] = {
	{ .title = "Due", .min = 11, .max = 11 },
	{ .title = "Action", .min = 16, .weight = 4 },
	{ .title = "Who", .min = 12, .weight = 2, .max = 26, .drop = 2 },
	{ .title = "How it stands", .min = 13, .weight = 1, .max = 26 },
	{ .title = "Ref", .min = 14, .max = 16, .drop = 1 },
};

/* Narrow enough that 80 columns hold the ones that never go. */
static const struct table_column tracker[] = {
	{ .title = "Ref", .min = 14, .max = 16 },
	{ .title = "S", .min = 2, .max = 2 },
	{ .title = "C", .min = 1, .max = 1 },
	{ .title = "Action", .min = 16, .weight = 5 },
	{ .title = "Who", .min = 12, .weight = 2, .max = 28, .drop = 1 },
	{ .title = "Due", .min = 9, .max = 9 },
	{ .title = "Late", .min = 4, .max = 4, .align = ALIGN_RIGHT },
	{ .title = "Steps", .min = 5, .max = 5, .drop = 3 },
	{ .title = "Goes to", .min = 16, .weight = 1, .max = 24, .drop = 2 },
	{ .title = "Moved", .min = 5, .max = 5, .drop = 4 },
};

int
actions_list_reading(const struct actions_list *l)
{
	return l->tracker ? DETAIL : 1;
}

/* ---- One action ---------------------------------------------------------- */

static void
fill_plain(struct line *l, struct arena *a, const struct track_row *r,
    int today)
{
	l->cell[0] = lines_date(a, r->row.due_on);
	l->cell[1] = r->row.text;
	l->cell[2] = action_owner(a, &r->row);
	l->cell[3] = action_standing(a, r->kind, &r->row);
	l->cell_style[0] = l->cell_style[3] = action_style(r->kind, &r->row,
	    today);
	l->cell[4] = r->row.ref;
}

static void
fill_owner(struct line *l, struct arena *a, const struct track_row *r,
    size_t at)
{
	bool waits = r->row.live && strcmp(r->row.acceptance, "yes") != 0;

	l->cell[at] = !waits ? action_owner(a, &r->row)
	    : strcmp(r->row.acceptance, "needed") == 0
	    ? arena_printf(a, "waiting for %s", action_awaited(&r->row))
	    : arena_printf(a, "%s · DECLINED", r->row.agency_short);
	l->cell_style[at] = waits || r->view.owner_left ? STYLE_WARN
	    : STYLE_NORMAL;
}

static void
fill_tracker(struct line *l, struct arena *a, const struct track_row *r,
    int today, bool strands)
{
	const struct action_view *v = &r->view;
	size_t c = 0;

	l->cell[c++] = r->row.ref;
	if (strands)
		l->cell[c++] = v->strand_letter;
	l->cell_style[c] = action_colour_style(v->colour);
	l->cell[c++] = v->letter;
	l->cell[c++] = r->row.text;
	fill_owner(l, a, r, c++);
	l->cell_style[c] = l->cell_style[c + 1] = r->row.overdue
	    ? STYLE_OVERDUE : STYLE_NORMAL;
	l->cell[c++] = action_day(a, r->row.due_on, today);
	l->cell[c++] = v->days_late && r->row.live ? arena_printf(a, "%d d",
	    v->days_late) : "";
	l->cell_style[c] = v->milestone_missed ? STYLE_DUE : STYLE_NORMAL;
	l->cell[c++] = v->milestones ? arena_printf(a, "%zu/%zu",
	    v->milestones_done, v->milestones) : "";
	l->cell[c++] = v->step ? arena_printf(a, "%d %s", v->step_number,
	    v->step->label) : "";
	l->cell[c++] = v->moves ? arena_printf(a, "%d×%s", v->moves,
	    v->moves_spent ? "!" : "") : "";
	l->cell[DETAIL] = action_detail(a, r->kind, &r->row, v, today);
}

static void
add_row(struct actions_list *l, struct arena *a, const struct track_row *r,
    int today)
{
	struct line *line = lines_add(&l->lines, "");

	if (l->tracker)
		fill_tracker(line, a, r, today,
		    l->kind->actions.n_strands);
	else
		fill_plain(line, a, r, today);
	line->style = r->row.live ? STYLE_NORMAL : STYLE_DIM;
	line->open = action_screen;
	line->id = r->row.id;
	line->other = r->row.casefile;
	l->count++;
	l->overdue += r->row.overdue;
}

/* Which columns: those of a tracker when anything shown has what they show. A
 * list that has become empty goes on as it was. */
static void
begin(struct actions_list *l, struct arena *a, const struct kind *k)
{
	const struct kind *was = l->kind;
	size_t i, n;

	l->kind = k ? k : was;
	k = l->kind;
	l->tracker = k && (k->actions.n_strands || k->rules.n_rag);
	if (!l->tracker) {
		lines_begin(&l->lines, a, plain, sizeof plain / sizeof *plain,
		    true);
		return;
	}
	for (i = n = 0; i < sizeof tracker / sizeof *tracker; i++) {
		if (i != STRAND || k->actions.n_strands)
			l->columns[n++] = tracker[i];
	}
	lines_begin(&l->lines, a, l->columns, n, true);
}

static void
say(struct actions_list *l, const char *text)
{
	reading_say_in(&l->lines, !l->tracker ? 1 : l->kind->actions.n_strands
	    ? 3 : 2, text);
}

/* ---- By date, by strand, by colour --------------------------------------- */

static const struct kind *
kind_of_page(const struct track_page *p)
{
	size_t i;

	for (i = 0; i < p->n; i++) {
		if (p->rows[i].kind->actions.n_strands ||
		    p->rows[i].kind->rules.n_rag)
			return p->rows[i].kind;
	}
	return p->n ? p->rows[0].kind : NULL;
}

static void
add_page(struct actions_list *l, struct arena *a, const struct track_page *p,
    int today)
{
	size_t i;

	for (i = 0; i < p->n; i++)
		add_row(l, a, &p->rows[i], today);
}

static void
add_by_date(struct actions_list *l, struct arena *a,
    const struct track_page *p, int today)
{
	if (l->page)
		say(l, "… those before: go back from here");
	add_page(l, a, p, today);
	if (l->more)
		say(l, p->n ? "… and more: go on from here"
		    : "… none among these: go on from here");
	else if (!p->n)
		say(l, l->filter.overdue ? "Nothing is overdue." : "Nothing.");
}

static bool
add_by_strand(struct actions_list *l, struct session *s, struct arena *a,
    int today, struct err *err)
{
	static const struct track_key start = { DATE_NONE, 0 };
	const struct kind_actions *k = &l->kind->actions;
	struct track_filter f = l->filter;
	struct track_page p;
	size_t i;

	for (i = 0; i < k->n_strands; i++) {
		f.strand = k->strands[i].key;
		if (!action_track(s, &f, &start, GROUP_ROWS, a, &p, err))
			return false;
		lines_heading(&l->lines, arena_printf(a, "%s (%s)  %zu%s",
		    k->strands[i].label, action_strand_letter(
		    &k->strands[i]), p.n, p.more ? "+" : ""));
		add_page(l, a, &p, today);
		if (p.more)
			say(l, "… and more: f shows one strand");
	}
	return true;
}

/* Of what the page holds: a colour follows from more than can be asked for. */
static void
add_by_colour(struct actions_list *l, struct arena *a,
    const struct track_page *p, int today)
{
	const struct kind_rules *k = &l->kind->rules;
	size_t i, c, n;

	for (c = 0; c <= k->n_rag; c++) {
		const struct rag_rule *rule = c < k->n_rag ? &k->rag[c] : NULL;

		for (i = n = 0; i < p->n; i++)
			n += p->rows[i].view.colour == rule;
		if (!n)
			continue;
		lines_heading(&l->lines, rule ? arena_printf(a, "%s (%s)  %zu",
		    rule->label, rule->letter, n) : "No colour");
		for (i = 0; i < p->n; i++) {
			if (p->rows[i].view.colour == rule)
				add_row(l, a, &p->rows[i], today);
		}
	}
	if (p->more)
		say(l, "… of the first by date; f shows one colour");
}

/* ---- By agency, by owner ------------------------------------------------- */

/* One line, and beneath it what it holds when it is unfolded. */
static bool
add_group(struct actions_list *l, struct session *s, struct arena *a,
    const char *name, int64_t id, const struct track_filter *f, int open,
    int late, struct err *err)
{
	static const struct track_key start = { DATE_NONE, 0 };
	bool unfolded = l->open_group == id;
	struct track_page p;
	struct line *line;

	line = lines_add(&l->lines, arena_printf(a, "%s %s  %d%s%s", unfolded ?
	    "-" : "+", name, open, open == MOST_COUNTED ? "+" : "",
	    late ? arena_printf(a, ", %d%s late", late, late ==
	    MOST_COUNTED ? "+" : "") : ""));
	line->whole = true;
	line->style = late ? STYLE_OVERDUE : STYLE_STRONG;
	line->tag = LINE_GROUP;
	line->id = id;
	if (!unfolded)
		return true;
	if (!action_track(s, f, &start, PAGE_ROWS, a, &p, err))
		return false;
	add_page(l, a, &p, clock_today(s->clock));
	if (p.more)
		say(l, "… and more: f shows one alone");
	return true;
}

static bool
add_by_agency(struct actions_list *l, struct session *s, struct arena *a,
    struct err *err)
{
	struct agency_row *rows;
	int open, late;
	size_t i, n;

	if (!agency_read_tree(s->db, a, &rows, &n, err))
		return false;
	for (i = 0; i < n; i++) {
		struct track_filter f = l->filter;

		if (rows[i].depth)
			continue;
		f.agency = rows[i].id;
		if (!action_track_tally(s, f.agency, f.board, MOST_COUNTED,
		    &open, &late, err))
			return false;
		if ((f.overdue ? late : open) && !add_group(l, s, a,
		    rows[i].name, f.agency, &f, open, late, err))
			return false;
	}
	return true;
}

static bool
add_by_owner(struct actions_list *l, struct session *s, struct arena *a,
    struct err *err)
{
	int today = clock_today(s->clock), open, late;
	struct stmt *q = db_query(s->db, SQL_ACTION_OWNERS, err);
	struct row_list owners = ROW_LIST(a, struct member_row);
	struct member_row *m;
	size_t i;

	stmt_id(q, ":board", l->filter.board);
	while (stmt_next(q, err)) {
		m = row_list_add(&owners);
		m->id = col_int(q, 0);
		m->name = row_str(q, 1, a);
	}
	if (!stmt_done(q))
		return false;
	for (i = 0; i < owners.n; i++) {
		struct track_filter f = l->filter;

		m = &((struct member_row *)owners.rows)[i];
		f.member = m->id;
		if (!action_tally(s->db, ACTIONS_BY_MEMBER, f.member, f.board,
		    today, MOST_COUNTED, &open, &late, err))
			return false;
		if ((f.overdue ? late : open) && !add_group(l, s, a, m->name,
		    f.member, &f, open, late, err))
			return false;
	}
	return true;
}

/* ---- All of it ----------------------------------------------------------- */

bool
actions_list_load(struct actions_list *l, struct session *s, struct arena *a,
    struct err *err)
{
	int today = clock_today(s->clock);
	struct track_page p;
	bool ok = true;

	l->count = l->overdue = 0;
	if (!action_track(s, &l->filter, &l->from[l->page], PAGE_ROWS, a, &p,
	    err))
		return false;
	if (!p.n && l->filter.board && !l->kind)
		l->kind = session_board_kind(s, l->filter.board, err);
	begin(l, a, kind_of_page(&p));
	l->more = p.more;
	l->end = p.end;
	if (l->group == GROUP_NONE || !l->kind)
		add_by_date(l, a, &p, today);
	else if (l->group == GROUP_STRAND)
		ok = add_by_strand(l, s, a, today, err);
	else if (l->group == GROUP_COLOUR)
		add_by_colour(l, a, &p, today);
	else if (l->group == GROUP_AGENCY)
		ok = add_by_agency(l, s, a, err);
	else
		ok = add_by_owner(l, s, a, err);
	lines_end(&l->lines);
	return ok;
}

bool
actions_list_fill(struct actions_list *l, struct session *s,
    const struct action_row *rows, size_t n, struct arena *a,
    struct err *err)
{
	int today = clock_today(s->clock);
	struct track_row r;
	size_t i;

	l->count = l->overdue = 0;
	l->more = false;
	begin(l, a, n ? session_board_kind(s, rows[0].board, err) : NULL);
	if (n && !l->kind)
		return false;
	for (i = 0; i < n; i++) {
		r = (struct track_row){ .row = rows[i], .kind = l->kind };
		action_view(l->kind, &rows[i], today, a, &r.view);
		add_row(l, a, &r, today);
	}
	if (!n)
		say(l, "Nothing.");
	lines_end(&l->lines);
	return true;
}
