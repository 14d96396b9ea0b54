/*
 * meeting_share: small helps that the panes of the running meeting share.
 */
#include <inttypes.h>
#include <stdarg.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "cmd/action_context.h"
#include "cmd/closing.h"
#include "screen/ask.h"
#include "cmd/heading.h"
#include "screen/meeting.h"

const struct meeting_line *
meeting_shown(const struct meeting *m)
{
	return m->shown < m->n_lines ? &m->lines[m->shown] : NULL;
}

const struct agenda_row *
meeting_item(const struct meeting *m)
{
	const struct meeting_line *l = meeting_shown(m);

	return l ? l->row : NULL;
}

int
meeting_step_head(struct meeting *m, struct view v)
{
	const struct meeting_line *l = meeting_shown(m);
	const struct kind_step *step = l->step;
	int y = 1, rows;

	view_put_cut(v, 0, 1, v.r.w - 1, STYLE_TITLE, step->title);
	if (m->prompt && v.r.h > 12) {
		rows = view_put_wrapped(view_sub(v, 1, 1, 3, v.r.w - 2), 0,
		    STYLE_DIM, m->prompt);
		y += rows < 3 ? rows : 3;
	}
	/* What is asked gives way first: how it stands is why one looks. */
	if (m->note)
		y += view_put_wrapped(view_sub(v, y, 1, 4, v.r.w - 2), 0,
		    m->note_style, m->note);
	view_hline(v, y, 0, v.r.w, STYLE_LINE);
	return y + 1;
}

void
meeting_note_out(struct meeting *m)
{
	const struct agenda_row *row = meeting_item(m);
	struct arena *a = &m->screen.arena;
	size_t i;

	if (m->note || !row || row->casefile || !row->closed ||
	    !meeting_in_hand(m) || !(m->run || m->record))
		return;
	for (i = 0; i < m->n_roll; i++) {
		const struct attendance_row *r = &m->roll[i];

		if (r->here && r->out_at)
			m->note = arena_printf(a, "%s%s (%s)", m->note
			    ? arena_printf(a, "%s, ", m->note)
			    : "! Out for this: ", r->member_name,
			    r->agency_short);
	}
	m->note_style = STYLE_ALARM;
}

bool
meeting_warn(struct meeting *m, struct ctx *ctx, struct err *err)
{
	const struct meeting_line *l = meeting_shown(m);
	struct findings f;
	size_t i;

	if (m->note || !l || !l->row || l->sub || !l->step->n_gates ||
	    strcmp(m->row.status, "open"))
		return true;
	if (!closing_gate(ctx->session, l->row->id, &m->screen.arena, &f,
	    err))
		return false;
	for (i = 0; i < f.n; i++) {
		if (f.list[i].blocks)
			continue;
		m->note = arena_printf(&m->screen.arena, "%s%s! %s", m->note
		    ? m->note : "", m->note ? " " : "", f.list[i].text);
		m->note_style = STYLE_WARN;
	}
	return true;
}

bool
meeting_in_hand(const struct meeting *m)
{
	const struct agenda_row *row = meeting_item(m);

	return row && row->id == m->row.item;
}

void
meeting_ask(struct meeting *m, int64_t id, const char *key, const char *was)
{
	char *k = key ? xstrdup(key) : NULL, *w = was ? xstrdup(was) : NULL;

	free(m->ask.key);
	free(m->ask.was);
	m->ask.id = id;
	m->ask.other = 0;
	m->ask.number = 0;
	m->ask.read[0] = m->ask.read[1] = 0;
	m->ask.key = k;
	m->ask.was = w;
}

static void
fill_one(struct meeting *m, const char *name, size_t len, struct buf *b)
{
	if (len == 4 && !strncmp(name, "time", 4))
		buf_adds(b, m->row.opened_at ? meeting_time(m,
		    m->row.opened_at) : m->row.starts);
	else if (len == 4 && !strncmp(name, "date", 4))
		date_add_long(b, m->row.held_on);
	else if (len == 5 && !strncmp(name, "board", 5))
		buf_adds(b, m->row.board_name);
	else if (len == 5 && !strncmp(name, "chair", 5))
		buf_adds(b, m->row.acting ? m->row.acting_name
		    : m->row.chair_name);
	else if (len == 12 && !strncmp(name, "next-meeting", 12) &&
	    m->next_on != DATE_NONE)
		date_add_long(b, m->next_on);
	else
		buf_adds(b, "…");
}

const char *
meeting_fill(struct meeting *m, const char *text)
{
	struct buf b = {0};
	const char *end, *filled;

	for (; *text; text++) {
		end = *text == '{' ? strchr(text, '}') : NULL;
		if (!end) {
			buf_addc(&b, *text);
			continue;
		}
		fill_one(m, text + 1, (size_t)(end - text) - 1, &b);
		text = end;
	}
	filled = arena_strdup(&m->screen.arena, buf_text(&b));
	buf_release(&b);
	return filled;
}

void
meeting_pick(struct meeting *m, struct ctx *ctx, const char *title,
    const struct choice *rows, size_t n,
    unsigned (*done)(struct screen *s, struct ctx *ctx, size_t row))
{
	size_t i;

	m->ask.ids = xrealloc_array(m->ask.ids, n ? n : 1,
	    sizeof *m->ask.ids);
	m->ask.n_ids = n;
	for (i = 0; i < n; i++)
		m->ask.ids[i] = rows[i].id;
	ask_pick(ctx, title, rows, n, 0, done, &m->screen);
}

int64_t
meeting_picked(const struct meeting *m, size_t row)
{
	return row < m->ask.n_ids ? m->ask.ids[row] : 0;
}

const struct attendance_row *
meeting_roll(const struct meeting *m, int64_t id)
{
	size_t i;

	for (i = 0; i < m->n_roll; i++) {
		if (m->roll[i].id == id)
			return &m->roll[i];
	}
	return NULL;
}

const char *
meeting_draft(struct meeting *m, const char *format, ...)
{
	struct buf b = {0};
	const char *place;
	va_list ap;

	buf_addf(&b, "meeting/%" PRId64 "/", m->id);
	va_start(ap, format);
	buf_vaddf(&b, format, ap);
	va_end(ap);
	place = arena_strdup(&m->screen.arena, buf_text(&b));
	buf_release(&b);
	return place;
}

const char *
meeting_day(struct meeting *m, int date)
{
	int year, month, day, this, x, z;

	if (date == DATE_NONE)
		return "";
	date_split(date, &year, &month, &day);
	date_split(m->row.held_on, &this, &x, &z);
	if (year == this)
		return arena_printf(&m->screen.arena, "%d %s", day,
		    date_month_name(month));
	return arena_printf(&m->screen.arena, "%d %s %d", day,
	    date_month_name(month), year);
}

const char *
meeting_time(struct meeting *m, const char *iso)
{
	if (!iso || strlen(iso) < 16)
		return "";
	return arena_strndup(&m->screen.arena, iso + 11, 5);
}

unsigned
meeting_done(struct ctx *ctx, bool ok, struct err *err)
{
	bool conflict = err->code == ERR_CONFLICT;

	if (ok)
		return SCREEN_REDRAW | SCREEN_RELOAD;
	return ctx_fail(ctx, err) | (conflict ? SCREEN_RELOAD : 0);
}

bool
meeting_day_typed(struct meeting *m, struct ctx *ctx, const char *text,
    int *day, struct err *err)
{
	struct action_context context;
	struct arena a = {0};
	struct buf why = {0};
	struct when w;
	bool ok;

	ok = action_context_meeting(ctx->session, m->id, 0, &a, &context,
	    err);
	if (ok && !when_parse(text, strlen(text), &context.when, &w)) {
		when_add_why(&why, &w, text, strlen(text), &context.when);
		ok = err_set(err, ERR_INPUT, "%s", why.len ? buf_text(&why)
		    : "Type a day, such as fri, +5d, 28/3.");
	} else if (ok) {
		*day = w.date;
	}
	buf_release(&why);
	arena_release(&a);
	return ok;
}

const char *
meeting_time_typed(struct meeting *m, const char *text, struct err *err)
{
	int minutes = time_parse(text);
	struct buf b = {0};
	const char *iso;

	if (minutes < 0) {
		err_set(err, ERR_INPUT,
		    "Type a time, such as 10:14; “%s” is none.", text);
		return NULL;
	}
	date_add_iso(&b, m->row.held_on);
	buf_addc(&b, 'T');
	time_add(&b, minutes);
	buf_adds(&b, ":00");
	iso = arena_strdup(&m->screen.arena, buf_text(&b));
	buf_release(&b);
	return iso;
}

/* ---- Meetings to come -------------------------------------------------- */

/* Those of the board that are planned and come after this one, soonest
 * first. */
static bool
coming(struct meeting *m, struct ctx *ctx, struct arena *a,
    struct choice **out, size_t *n, struct err *err)
{
	struct meeting_row *all;
	size_t i, count;
	struct buf b = {0};

	*n = 0;
	if (!meeting_read_list(ctx->session->db, m->row.board, a, &all,
	    &count, err))
		return false;
	*out = arena_array(a, count + 1, sizeof **out);
	(*out)[(*n)++] = (struct choice){ .key = "",
		.label = "the board's next meeting" };
	for (i = count; i-- > 0;) {
		if (strcmp(all[i].status, "planned") || all[i].id == m->id ||
		    all[i].held_on < m->row.held_on)
			continue;
		buf_clear(&b);
		date_add_long(&b, all[i].held_on);
		(*out)[(*n)++] = (struct choice){ .key = "",
			.label = arena_strdup(a, buf_text(&b)),
			.note = all[i].ref, .id = all[i].id };
	}
	buf_release(&b);
	return true;
}

unsigned
meeting_pick_coming(struct meeting *m, struct ctx *ctx, const char *title,
    unsigned (*done)(struct screen *s, struct ctx *ctx, size_t row))
{
	struct arena a = {0};
	struct choice *out;
	struct err err = {0};
	size_t n;
	unsigned what = SCREEN_REDRAW;

	if (coming(m, ctx, &a, &out, &n, &err))
		meeting_pick(m, ctx, title, out, n, done);
	else
		what = ctx_fail(ctx, &err);
	arena_release(&a);
	return what;
}

void
meeting_names(struct meeting *m, struct ctx *ctx, struct arena *a)
{
	size_t i;

	for (i = 0; i < m->n_agenda; i++) {
		struct agenda_row *r = &m->agenda[i];

		if (r->casefile)
			r->name = heading_case(ctx->session, m->kind,
			    r->case_type, r->casefile, r->ref, a);
	}
}

const char *
meeting_case_name(struct meeting *m, const struct agenda_row *row)
{
	return *row->name ? arena_printf(&m->screen.arena, "%s  %s", row->ref,
	    row->name) : row->ref;
}
