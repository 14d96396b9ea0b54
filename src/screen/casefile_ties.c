/*
 * casefile_ties: what a casefile is tied to, as its own type calls it or, from
 * the other end, as the type of the one that was tied to it does.
 */
#include <inttypes.h>
#include <string.h>

#include "cmd/casefile_cmd.h"
#include "cmd/find.h"
#include "form/heading.h"
#include "screen/ask.h"
#include "screen/casefile_tabs.h"
#include "screen/reading.h"
#include "screen/screens.h"
#include "store/link_read.h"
#include "store/records_read.h"

#define MOST_OFFERED 500	/* of the records a tie may lead to */

/* What the record at this end calls a tie. */
static const char *
label_of(const struct kind_link *link, const char *sort, bool inverse)
{
	if (!link)
		return sort;
	return inverse && link->inverse ? link->inverse : link->label;
}

static const char *
about(struct casefile *c, const struct link_row *r)
{
	struct arena *a = &c->screen.arena;
	const struct kind_case_type *t = kind_case_type(c->kind, r->type);
	const struct kind_state *st = t ? kind_state(t, r->state) : NULL;
	const char *name = t ? heading_text(a, c->kind, t, r->ref, r->answers)
	    : "";

	return arena_printf(a, "%s  %s%s%s%s%s", r->ref, name, *name && st
	    ? " · " : "", st ? st->label : "", *r->note && (st || *name)
	    ? " · " : "", r->note);
}

static void
add_tie(struct casefile *c, const struct link_row *r)
{
	bool inverse = r->casefile != c->id;
	const struct kind_case_type *t = inverse ? kind_case_type(c->kind,
	    r->type) : c->type;
	const struct kind_link *link = t ? kind_link(t, r->sort) : NULL;
	struct casefile_entry *e = casefile_entry(c);
	const char *label = label_of(link, r->sort, inverse);
	struct line *l;

	if (link && link->guards && !inverse)
		label = arena_printf(&c->screen.arena, "%s (guards)", label);
	l = lines_add(&c->lines, label);
	e->sort = r->sort;
	e->casefile = r->casefile;
	e->other = r->other;
	l->cell[1] = about(c, r);
	l->open = casefile_screen;
	l->id = r->there;
	l->other = (int64_t)c->n_entries - 1;
	l->tag = CASEFILE_LINK;
}

bool
casefile_add_ties(struct casefile *c, struct ctx *ctx, struct err *err)
{
	struct link_row *list = NULL;
	size_t i, n = 0;

	if (!link_read(ctx->session->db, c->id, &c->screen.arena, &list, &n,
	    err))
		return false;
	lines_heading(&c->lines, "Ties");
	for (i = 0; i < c->n_untied; i++) {
		struct line *l = lines_add(&c->lines, c->untied[i]);

		l->cell[1] = "! to be tied (t)";
		l->cell_style[1] = STYLE_DUE;
	}
	for (i = 0; i < n; i++)
		add_tie(c, &list[i]);
	if (!n && !c->n_untied)
		reading_say(&c->lines, "None: t ties it to another case.");
	return true;
}

/* ---- Making one --------------------------------------------------------- */

static unsigned
link_done(struct screen *s, struct ctx *ctx, const char *text)
{
	struct casefile *c = (struct casefile *)s;
	size_t len = strcspn(text, " ");
	char *ref = arena_strndup(&s->arena, text, len);
	const char *note = text + len + strspn(text + len, " ");
	struct err err = {0};
	int64_t other = 0;

	if (!find_casefile(ctx->session, ref, &other, &err) ||
	    !cmd_casefile_link(ctx->session, c->link_inverse ? other : c->id,
	    c->link_inverse ? c->id : other, c->link_sort, note, &err)) {
		ctx_fail(ctx, &err);
		return ASK_AGAIN;
	}
	return SCREEN_RELOAD;
}

/* The reference is the first word; what stands behind it is a note. */
static void
complete(void *arg, const char *text, size_t at, struct choices *out)
{
	struct casefile *c = arg;
	char *typed;
	size_t i;

	if (memchr(text, ' ', at))
		return;
	typed = arena_strndup(&out->arena, text, at);
	out->from = 0;
	out->to = at;
	for (i = 0; i < c->states.n; i++) {
		const struct choice *row = &c->states.rows[i];

		if (choices_fits(typed, row->label))
			choices_add(out, row->key, row->label, NULL, row->id);
	}
}

static const struct prompt_ops link_ops = { .complete = complete };

/* Those that one sees of the type at the other end, the live ones first. */
static bool
read_others(struct casefile *c, struct ctx *ctx, const char *type,
    struct err *err)
{
	const struct kind_case_type *t = kind_case_type(c->kind, type);
	struct arena a = {0};
	struct record_row *rows = NULL;
	size_t i, n = 0;
	int live;
	bool ok;

	choices_clear(&c->states);
	ok = records_read(ctx->session->db, c->row.board, type, false,
	    MOST_OFFERED, &a, &rows, &n, err);
	for (live = 1; ok && live >= 0; live--) {
		for (i = 0; i < n; i++) {
			if (rows[i].live != live || rows[i].id == c->id)
				continue;
			choices_add(&c->states, rows[i].ref, arena_printf(&a,
			    "%s  %s", rows[i].ref, heading_text(&a, c->kind,
			    t, rows[i].ref, rows[i].answers)), NULL,
			    rows[i].id);
		}
	}
	arena_release(&a);
	return ok;
}

static unsigned
ask_other(struct casefile *c, struct ctx *ctx, const char *type)
{
	struct err err = {0};

	if (!read_others(c, ctx, type, &err))
		return ctx_fail(ctx, &err);
	ask_line(ctx, "Case, and a note: ", NULL, arena_printf(
	    &c->screen.arena, "casefile/%" PRId64 "/link", c->id), &link_ops,
	    c, link_done, &c->screen);
	ask_resumes(ctx, arena_printf(&c->screen.arena, "link/%d/%s",
	    c->link_inverse, c->link_sort));
	return SCREEN_REDRAW;
}

/* Every tie that this casefile can have, from either end: calls each with it,
 * until that answers true. */
static bool
each_tie(const struct casefile *c, bool (*each)(void *arg,
    const struct kind_link *link, const struct kind_case_type *there,
    bool inverse), void *arg)
{
	size_t i, j;

	for (i = 0; i < c->type->n_links; i++) {
		const struct kind_link *link = &c->type->links[i];

		if (link->case_type && each(arg, link, kind_case_type(c->kind,
		    link->case_type), false))
			return true;
	}
	for (i = 0; i < c->kind->n_case_types; i++) {
		const struct kind_case_type *t = &c->kind->case_types[i];

		for (j = 0; j < t->n_links; j++) {
			const struct kind_link *link = &t->links[j];

			/* One that is called the same from both ends is
			 * offered once. */
			if (!link->case_type || strcmp(link->case_type,
			    c->type->key) != 0 || (t == c->type &&
			    !strcmp(label_of(link, "", true), link->label)))
				continue;
			if (each(arg, link, t, true))
				return true;
		}
	}
	return false;
}

struct offering {
	struct choices rows;
	struct casefile *c;
	size_t row;		/* the one that was picked */
	const char *again;	/* "0/related-case": likewise, by name */
	const char *type;
};

static bool
offer(void *arg, const struct kind_link *link,
    const struct kind_case_type *there, bool inverse)
{
	struct offering *o = arg;

	choices_add(&o->rows, link->key, label_of(link, link->key, inverse),
	    link->guards ? arena_printf(&o->c->screen.arena, "%s, %s",
	    there->title, inverse ? "hidden then with this" :
	    "and hides this with it") : there->title, 0);
	return false;
}

static bool
take(void *arg, const struct kind_link *link,
    const struct kind_case_type *there, bool inverse)
{
	struct offering *o = arg;

	if (o->row--)
		return false;
	o->c->link_sort = link->key;
	o->c->link_inverse = inverse;
	o->type = there->key;
	return true;
}

/* The one that was being made when the line dropped. */
static bool
take_again(void *arg, const struct kind_link *link,
    const struct kind_case_type *there, bool inverse)
{
	struct offering *o = arg;

	if (*o->again != (inverse ? '1' : '0') ||
	    strcmp(o->again + 1 + (o->again[1] == '/'), link->key))
		return false;
	o->row = 0;
	return take(arg, link, there, inverse);
}

void
casefile_resume_link(struct casefile *c, struct ctx *ctx, const char *tie)
{
	struct offering o = { .c = c, .again = tie };

	if (each_tie(c, take_again, &o))
		ask_other(c, ctx, o.type);
}

static unsigned
sort_done(struct screen *s, struct ctx *ctx, size_t row)
{
	struct casefile *c = (struct casefile *)s;
	struct offering o = { .c = c, .row = row };

	return each_tie(c, take, &o) ? ask_other(c, ctx, o.type)
	    : SCREEN_REDRAW;
}

unsigned
casefile_ask_link(struct casefile *c, struct ctx *ctx)
{
	struct offering o = { .c = c };

	each_tie(c, offer, &o);
	if (o.rows.n > 1)
		ask_pick(ctx, "Tie it as", o.rows.rows, o.rows.n, 0, sort_done,
		    &c->screen);
	else if (o.rows.n)
		sort_done(&c->screen, ctx, 0);
	else
		ctx_say(ctx, STYLE_WARN, "Cases of this sort are not tied to "
		    "others.");
	choices_release(&o.rows);
	return SCREEN_REDRAW;
}
