#include "cmd/action_track.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "cmd/bind.h"
#include "store/row.h"

/* One colour is looked for in so many pages at the most. */
enum { COLOUR_PAGES = 8 };

/* Statements each of which is in the order of the tracker; their rows are laid
 * together. */
struct sources {
	struct action_page *list;
	size_t n, cap;
};

static void
add_source(struct arena *a, struct sources *s, const struct action_page *p)
{
	s->list = row_room(a, s->list, s->n, &s->cap, sizeof(*s->list));
	s->list[s->n++] = *p;
}

/* An id for each row of a statement. */
static bool
add_each(struct session *s, enum sql_id sql, const struct bind *binds,
    const struct action_page *like, struct arena *a, struct sources *to,
    struct err *err)
{
	struct stmt *q = cmd_query(s, sql, binds, err);
	struct action_page p = *like;

	while (stmt_next(q, err)) {
		p.of = col_int(q, 0);
		add_source(a, to, &p);
	}
	return stmt_done(q);
}

static bool
find_sources(struct session *s, const struct track_filter *f, int today,
    struct arena *a, struct sources *to, struct err *err)
{
	struct action_page p = { .board = f->board, .strand = f->strand,
		.before = f->overdue ? today : DATE_NONE };

	if (f->member != 0) {
		p.by = ACTIONS_BY_MEMBER;
		p.of = f->member;
		add_source(a, to, &p);
		return true;
	}
	if (f->agency != 0) {
		p.by = ACTIONS_BY_AGENCY;
		return add_each(s, SQL_AGENCY_TEAMS, BIND(
		    B_ID("of", f->agency)), &p, a, to, err);
	}
	p.by = f->strand != NULL ? ACTIONS_BY_STRAND : ACTIONS_BY_BOARD;
	p.of = f->board;
	if (f->board == 0)
		return add_each(s, SQL_RECORD_BOARDS, BIND({0}), &p, a, to,
		    err);
	add_source(a, to, &p);
	return true;
}

static int
by_date(const void *one, const void *two)
{
	const struct action_row *a = one, *b = two;

	if (a->due_on != b->due_on)
		return a->due_on < b->due_on ? -1 : 1;
	return a->id < b->id ? -1 : a->id > b->id;
}

/* The next rows of all sources: each gives a whole page, so that the first of
 * them all are among what they give. */
static bool
read_next(struct session *s, struct sources *src, int today, size_t want,
    const struct track_key *after, struct arena *a, struct action_row **rows,
    size_t *n, struct err *err)
{
	struct row_list all = ROW_LIST(a, struct action_row);
	struct action_row *some;
	size_t i, j, got;

	for (i = 0; i < src->n; i++) {
		src->list[i].after_due = after->due;
		src->list[i].after = after->id;
		src->list[i].limit = want;
		if (!action_read_page(s->db, &src->list[i], today, a, &some,
		    &got, err))
			return false;
		for (j = 0; j < got; j++)
			*(struct action_row *)row_list_add(&all) = some[j];
	}
	*rows = all.rows;
	*n = all.n;
	if (src->n > 1 && all.n > 1)
		qsort(all.rows, all.n, sizeof(struct action_row), by_date);
	if (*n > want)
		*n = want;
	return true;
}

static bool
is_asked(const struct track_filter *f, const struct track_row *r)
{
	if (f->strand != NULL && strcmp(r->row.strand, f->strand) != 0)
		return false;
	return f->colour == NULL || (r->view.colour != NULL &&
	    strcmp(r->view.colour->key, f->colour) == 0);
}

static bool
take(struct session *s, const struct track_filter *f,
    const struct action_row *row, int today, struct arena *a,
    struct row_list *to, struct err *err)
{
	struct track_row r = { .row = *row };
	struct track_row *kept;

	r.kind = session_board_kind(s, row->board, err);
	if (r.kind == NULL)
		return false;
	action_view(r.kind, row, today, a, &r.view);
	if (!is_asked(f, &r))
		return true;
	kept = row_list_add(to);
	*kept = r;
	return true;
}

bool
action_track(struct session *s, const struct track_filter *f,
    const struct track_key *after, size_t want, struct arena *a,
    struct track_page *out, struct err *err)
{
	struct row_list kept = ROW_LIST(a, struct track_row);
	int today = clock_today(s->clock), pages = 0;
	struct sources src = {0};
	struct action_row *rows;
	size_t n, i;

	*out = (struct track_page){ .end = *after, .more = true };
	if (!find_sources(s, f, today, a, &src, err))
		return false;
	while (out->more && kept.n < want && pages++ < COLOUR_PAGES) {
		if (!read_next(s, &src, today, want, &out->end, a, &rows, &n,
		    err))
			return false;
		out->more = n == want;
		for (i = 0; i < n && kept.n < want; i++) {
			if (!take(s, f, &rows[i], today, a, &kept, err))
				return false;
			out->end = (struct track_key){ rows[i].due_on,
				rows[i].id };
		}
		out->more |= i < n;
	}
	out->rows = kept.rows;
	out->n = kept.n;
	return true;
}

bool
action_track_tally(struct session *s, int64_t agency, int64_t board,
    int most, int *open, int *late, struct err *err)
{
	struct arena a = {0};
	struct action_page like = { .by = ACTIONS_BY_AGENCY };
	struct sources src = {0};
	int n, l;
	size_t i;
	bool ok = add_each(s, SQL_AGENCY_TEAMS, BIND(B_ID("of", agency)),
	    &like, &a, &src, err);

	*open = *late = 0;
	for (i = 0; ok && i < src.n; i++) {
		ok = action_tally(s->db, ACTIONS_BY_AGENCY, src.list[i].of,
		    board, clock_today(s->clock), most, &n, &l, err);
		*open += ok ? n : 0;
		*late += ok ? l : 0;
	}
	*open = *open < most ? *open : most;
	*late = *late < most ? *late : most;
	arena_release(&a);
	return ok;
}
