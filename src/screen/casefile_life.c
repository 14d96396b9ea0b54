/*
 * casefile_life: what is done about a case: actions, meetings with their
 * minutes, ties with other cases, transfer, access.
 */
#include <inttypes.h>
#include <string.h>

#include "base/date.h"
#include "cmd/casefile_cmd.h"
#include "cmd/consult.h"
#include "screen/actions.h"
#include "screen/casefile_tabs.h"
#include "screen/reading.h"
#include "screen/screens.h"
#include "store/action_read.h"
#include "store/agenda_read.h"
#include "store/link_read.h"
#include "store/meeting_read.h"
#include "store/minute_read.h"

/* ---- Actions ------------------------------------------------------------ */

bool
casefile_add_actions(struct casefile *c, struct ctx *ctx, struct err *err)
{
	struct arena *a = &c->screen.arena;
	int today = clock_today(ctx->session->clock);
	struct action_row *list = NULL;
	size_t i, n = 0;

	if (!action_read_list(ctx->session->db, ACTIONS_OF_CASEFILE, c->id,
	    today, a, &list, &n, err))
		return false;
	for (i = 0; i < n; i++) {
		struct line *l = lines_add(&c->lines, arena_printf(a,
		    "%s %s", list[i].ref, list[i].agency_short));

		l->cell[1] = list[i].text;
		l->cell[2] = action_standing(a, c->kind, &list[i]);
		l->cell_style[2] = action_style(c->kind, &list[i], today);
		l->cell[3] = lines_date(a, list[i].due_on);
		l->style = list[i].live ? STYLE_NORMAL : STYLE_DIM;
		l->open = action_screen;
		l->id = list[i].id;
		l->tag = CASEFILE_ACTION;
	}
	if (!n)
		reading_say(&c->lines, "No action has been agreed.");
	return true;
}

/* ---- Meetings and minutes ----------------------------------------------- */

bool
casefile_meeting(struct casefile *c, struct ctx *ctx, int64_t meeting,
    struct board_meeting *out, struct err *err)
{
	struct meeting_row row;

	if (!meeting_read(ctx->session->db, meeting, &c->screen.arena, &row,
	    err))
		return false;
	out->ref = row.ref;
	out->held_on = row.held_on;
	out->status = row.status;
	return true;
}

static void
add_minute(struct casefile *c, const struct minute_row *m)
{
	const struct kind_sort *sort = kind_sort(c->kind, m->sort);
	struct casefile_entry *e = casefile_entry(c);
	struct line *l = lines_add(&c->lines, arena_printf(
	    &c->screen.arena, "  %s", sort ? sort->label : m->sort));

	e->title = *m->agency_name ? m->agency_name : sort ? sort->label
	    : m->sort;
	e->text = m->text;
	l->cell[1] = m->text;
	l->cell[2] = m->agency_short;
	l->tag = CASEFILE_MINUTE;
	l->id = (int64_t)c->n_entries - 1;
}

static void
add_item(struct casefile *c, const struct agenda_row *item,
    const struct board_meeting *when)
{
	struct arena *a = &c->screen.arena;
	const struct kind_disposition *d = kind_disposition(c->type,
	    item->disposition);
	const struct kind_item_type *type = kind_item_type(c->type,
	    item->type);
	struct line *l = lines_add(&c->lines, arena_printf(a, "%s",
	    when->ref));

	l->cell[1] = arena_printf(a, "%s%s%s%s%s", d ? d->label
	    : *item->disposition ? item->disposition : when->status,
	    *item->reason ? ": " : "", item->reason,
	    item->deferred_to ? ", to " : "", item->deferred_to
	    ? item->deferred_to_ref : "");
	l->cell[2] = type ? type->label : item->type;
	l->cell[3] = lines_date(a, when->held_on);
	l->style = STYLE_STRONG;
	l->cell_style[1] = STYLE_NORMAL;
	l->open = meeting_screen;
	l->id = item->meeting;
	l->tag = CASEFILE_MEETING;
}

bool
casefile_add_meetings(struct casefile *c, struct ctx *ctx, struct err *err)
{
	struct arena *a = &c->screen.arena;
	struct agenda_row *items = NULL;
	struct minute_row *minutes = NULL;
	size_t i, j, n = 0, n_minutes = 0;

	if (!agenda_read_casefile(ctx->session->db, c->id, a, &items, &n,
	    err) || !minute_read_casefile(ctx->session->db, c->id, a,
	    &minutes, &n_minutes, err))
		return false;
	for (i = 0; i < n; i++) {
		struct board_meeting when;

		if (!casefile_meeting(c, ctx, items[i].meeting, &when, err))
			return false;
		add_item(c, &items[i], &when);
		for (j = 0; j < n_minutes; j++) {
			if (minutes[j].item == items[i].id)
				add_minute(c, &minutes[j]);
		}
	}
	if (!n)
		reading_say(&c->lines, "It stood on no agenda yet.");
	return true;
}

/* ---- Ties, transfer, access --------------------------------------------- */

static void
add_transfer(struct casefile *c)
{
	struct arena *a = &c->screen.arena;
	struct line *l;

	if (!*c->row.origin && !*c->row.sent_to)
		return;
	lines_heading(&c->lines, "Transfer");
	if (*c->row.origin) {
		l = lines_add(&c->lines, "Came from");
		l->cell[1] = c->row.origin;
	}
	if (*c->row.sent_to) {
		l = lines_add(&c->lines, "Sent to");
		l->cell[1] = arena_printf(a, "%s%s%s%s%s", c->row.sent_to,
		    c->row.sent_on == DATE_NONE ? "" : " on ",
		    lines_date(a, c->row.sent_on),
		    c->row.acknowledged_on == DATE_NONE
		    ? ", not acknowledged yet" : ", acknowledged ",
		    lines_date(a, c->row.acknowledged_on));
	}
}

/* Its handling code, on which conditions; everyone sees these who sees it. */
static void
add_handling(struct casefile *c)
{
	const struct kind_handling *h = NULL;
	struct line *l;
	size_t i;

	for (i = 0; i < c->kind->n_handling; i++)
		if (!strcmp(c->kind->handling[i].key, c->row.handling))
			h = &c->kind->handling[i];
	if (!*c->row.handling)
		return;
	lines_heading(&c->lines, "Handling");
	l = lines_add(&c->lines, h ? h->label : c->row.handling);
	l->cell[1] = *c->row.conditions ? c->row.conditions
	    : h && h->help ? h->help : "";
	l->cell_style[1] = STYLE_STRONG;
}

enum { READINGS_SHOWN = 20 };

static bool
add_readings(struct casefile *c, struct ctx *ctx, struct err *err)
{
	struct arena *a = &c->screen.arena;
	struct reading_row *list = NULL;
	size_t i, n = 0;

	if (!reading_read(ctx->session->db, c->id, READINGS_SHOWN, a, &list,
	    &n, err))
		return false;
	lines_heading(&c->lines, "Read by");
	for (i = 0; i < n; i++) {
		struct line *l = lines_add(&c->lines, lines_time(a,
		    list[i].at));

		l->cell[1] = arena_printf(a, "%s (%s) %s%s%s", list[i].name,
		    list[i].agency, consult_word(list[i].what),
		    *list[i].detail ? ": " : "", list[i].detail);
	}
	return true;
}

static bool
add_access(struct casefile *c, struct ctx *ctx, struct err *err)
{
	struct access_row *list = NULL;
	size_t i, n = 0;
	struct line *l;
	int64_t board;

	if (!casefile_require_access(ctx->session, c->id, &board, NULL))
		return true;
	if (!access_read(ctx->session->db, c->id, &c->screen.arena, &list,
	    &n, err))
		return false;
	lines_heading(&c->lines, "Access");
	l = lines_add(&c->lines, c->row.restricted ? "RESTRICTED" : "Seen by");
	l->cell[1] = !strcmp(c->row.audience, "list")
	    ? "those named below, and who may see what is restricted"
	    : "everyone on the board who sees cases, but those kept out";
	for (i = 0; i < n; i++) {
		struct casefile_entry *e = casefile_entry(c);

		l = lines_add(&c->lines, list[i].allow ? "Let in"
		    : "Kept out");
		e->agency = list[i].agency;
		e->member = list[i].member;
		l->cell[1] = arena_printf(&c->screen.arena, "%s%s%s%s",
		    list[i].name, *list[i].reason ? ": " : "",
		    list[i].reason, list[i].by_conflict
		    ? " (declared at a meeting)" : "");
		l->style = list[i].allow ? STYLE_NORMAL : STYLE_WARN;
		l->id = (int64_t)c->n_entries - 1;
		l->tag = CASEFILE_ACCESS;
	}
	return add_readings(c, ctx, err);
}

bool
casefile_add_links(struct casefile *c, struct ctx *ctx, struct err *err)
{
	if (!casefile_add_ties(c, ctx, err))
		return false;
	add_transfer(c);
	add_handling(c);
	return add_access(c, ctx, err);
}
