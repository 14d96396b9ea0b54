/*
 * screening: deciding on a referral.
 */
#include "screen/screening.h"

#include <inttypes.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "cmd/casefile_cmd.h"
#include "cmd/consult.h"
#include "cmd/export_cmd.h"
#include "cmd/repeat_cmd.h"
#include "screen/ask.h"
#include "screen/form.h"
#include "screen/lines.h"
#include "screen/reading.h"
#include "screen/screens.h"
#include "store/casefile_read.h"

struct screening_view {
	struct screen screen;
	int64_t id;
	struct casefile_row row;
	const struct kind *kind;
	const struct kind_case_type *type;
	struct missing *missing;
	size_t n_missing;
	struct lines lines;
	enum screening deciding;
	const char *because;	/* the kind's reason for rejecting, or NULL */
	char *was, *was_because;	/* how it stood when one began */
};

enum { LINE_MISSING = 1, LINE_PARTY, LINE_REPEAT };

enum {
	SCREENING_OPEN = 1,
	SCREENING_ACCEPT,
	SCREENING_RETURN,
	SCREENING_REJECT,
	SCREENING_FILL,
	SCREENING_PERSON,
	SCREENING_REPEAT
};

static const struct keydef rows[] = {
	{ SCREENING_OPEN, "Enter l Right", "open", "open",
	    "fill in what is missing, open what is chosen", "screening", 0 },
	{ SCREENING_ACCEPT, "A", "accept", "accept",
	    "accept it; with a reason while something is missing", NULL,
	    KEYDEF_WRITES },
	{ SCREENING_RETURN, "R", "return", "return",
	    "return it to whoever sent it, with the reason", NULL,
	    KEYDEF_WRITES },
	{ SCREENING_REJECT, "X", "reject", "reject",
	    "reject it, with the reason", NULL, KEYDEF_WRITES },
	{ SCREENING_FILL, "e", "fill-in", "fill in",
	    "fill in the referral", NULL, 0 },
	{ SCREENING_PERSON, "p", "people", "people", "the people in it",
	    NULL, 0 },
	{ SCREENING_REPEAT, "r", "repeat", "repeat",
	    "has this come back?", NULL, 0 },
};

static const struct keymap keys = KEYMAP(rows);

static const struct table_column columns[] = {
	{ .title = "", .min = 10, .weight = 1, .max = 16 },
	{ .title = "", .min = 30, .weight = 6 },
};

/* ---- Loading ------------------------------------------------------------ */

static const char *
verdict(const struct threshold_advice *a)
{
	return a->meets ? "It meets the criteria" : a->asks
	    ? "It can't be said yet whether it meets the criteria"
	    : "It does not meet the criteria";
}

static bool
add_advice(struct screening_view *v, struct ctx *ctx, struct err *err)
{
	struct arena *a = &v->screen.arena;
	struct threshold_advice advice = {0};
	struct line *l;
	size_t i;

	if (!v->type->n_criteria)
		return true;
	if (!casefile_advice(ctx->session, v->id, a, &advice, err))
		return false;
	lines_heading(&v->lines, "Advice; a person decides");
	l = lines_add(&v->lines, advice.meets ? "+" : "?");
	l->cell[1] = arena_printf(a, "%s%s%s%s.", verdict(&advice),
	    advice.band ? " (" : "", advice.band ? advice.band : "",
	    advice.band ? ")" : "");
	l->style = advice.meets ? STYLE_OK : STYLE_WARN;
	for (i = 0; i < advice.evidence.n; i++) {
		l = lines_add(&v->lines, "");
		l->cell[1] = advice.evidence.items[i].text;
	}
	return true;
}

static bool
add_missing(struct screening_view *v, struct ctx *ctx, struct err *err)
{
	size_t i;

	if (!casefile_missing(ctx->session, v->id, &v->screen.arena,
	    &v->missing, &v->n_missing, err))
		return false;
	lines_heading(&v->lines, "Missing");
	for (i = 0; i < v->n_missing; i++) {
		struct line *l = lines_add(&v->lines, "!");

		l->cell[1] = v->missing[i].text;
		l->style = STYLE_DUE;
		l->tag = LINE_MISSING;
		l->id = (int64_t)i;
	}
	if (!v->n_missing)
		reading_say(&v->lines, "Nothing.");
	return true;
}

static bool
add_people(struct screening_view *v, struct ctx *ctx, struct err *err)
{
	struct party_row *list = NULL;
	size_t i, n = 0;

	if (!party_read_casefile(ctx->session->db, v->id, &v->screen.arena,
	    &list, &n, err))
		return false;
	if (n)
		lines_heading(&v->lines, "People");
	for (i = 0; i < n; i++) {
		const struct kind_party_role *r = kind_party_role(v->type,
		    list[i].role);
		struct line *l = lines_add(&v->lines, r ? r->label
		    : list[i].role);

		l->cell[1] = list[i].name;
		l->open = party_screen;
		l->id = list[i].id;
		l->tag = LINE_PARTY;
	}
	return true;
}

static bool
add_repeats(struct screening_view *v, struct ctx *ctx, struct err *err)
{
	struct repeat_found *list = NULL;
	size_t i, n = 0;

	if (!v->kind->rules.repeat.on)
		return true;
	if (!repeat_proposals(ctx->session, v->id, &v->screen.arena, &list,
	    &n, err))
		return false;
	if (n)
		lines_heading(&v->lines, "Before");
	for (i = 0; i < n; i++) {
		struct line *l = lines_add(&v->lines, list[i].decision
		    ? list[i].decision : "to decide");

		l->cell[1] = arena_printf(&v->screen.arena, "looks like %s",
		    list[i].reference);
		l->style = list[i].decision ? STYLE_NORMAL : STYLE_DUE;
		l->tag = LINE_REPEAT;
	}
	return true;
}

static bool
screening_load(struct screen *s, struct ctx *ctx, struct err *err)
{
	struct screening_view *v = (struct screening_view *)s;

	if (!casefile_read(ctx->session->db, v->id, &s->arena, &v->row, err))
		return false;
	if (!s->loaded && !cmd_consult_open(ctx->session, v->id, err))
		return false;
	s->casefile = v->id;
	s->board = v->row.board;
	v->kind = session_board_kind(ctx->session, v->row.board, err);
	if (!v->kind)
		return false;
	if (!cmd_page_marking(ctx->session, v->kind, v->id, 0,
	    &s->arena, &s->marking, err))
		return false;
	v->type = kind_case_type(v->kind, v->row.type);
	if (!v->type)
		return err_set(err, ERR_INPUT, "The board's kind no longer "
		    "knows what sort of case %s is.", v->row.ref);
	s->keys_off = session_may(ctx->session, v->row.board,
	    RIGHT_SCREEN_REFERRALS) ? 0 : KEYDEF_WRITES;
	lines_begin(&v->lines, &s->arena, columns,
	    sizeof columns / sizeof *columns, false);
	if (!add_advice(v, ctx, err) || !add_missing(v, ctx, err) ||
	    !add_repeats(v, ctx, err) || !add_people(v, ctx, err))
		return false;
	lines_end(&v->lines);
	return true;
}

/* ---- Deciding ----------------------------------------------------------- */

static unsigned
decide(struct screening_view *v, struct ctx *ctx, const char *reason)
{
	static const char *const said[] = {
		[SCREEN_ACCEPT] = "is accepted; it can be put on an agenda.",
		[SCREEN_RETURN] = "is returned to be completed.",
		[SCREEN_REJECT] = "is rejected; the reason stays with it.",
	};
	struct err err = {0};
	struct buf why = {0};
	bool ok;

	if (v->because)
		buf_addf(&why, "%s%s", v->because, *reason ? ": " : "");
	buf_adds(&why, reason);
	ok = cmd_casefile_screen(ctx->session, v->id, v->deciding,
	    why.len ? buf_text(&why) : NULL, &(const struct screening_was){
	    v->was, v->was_because }, &err);
	buf_release(&why);
	if (!ok)
		return ask_refused(ctx, &err);
	ctx_say(ctx, STYLE_OK, "%s %s", v->row.ref, said[v->deciding]);
	return SCREEN_POP;
}

static unsigned
reason_done(struct screen *s, struct ctx *ctx, const char *text)
{
	return decide((struct screening_view *)s, ctx, text);
}

/* Whatever is loaded while one thinks, this is what one decided on. */
static void
begin(struct screening_view *v, enum screening how)
{
	v->deciding = how;
	v->because = NULL;
	free(v->was);
	free(v->was_because);
	v->was = xstrdup(v->row.screening);
	v->was_because = xstrdup(v->row.screening_reason);
}

/* Half-typed reasons are kept for each case and decision. */
static unsigned
ask_reason(struct screening_view *v, struct ctx *ctx, const char *label)
{
	static const char *const names[] = { "accept", "return", "reject" };

	ask_line(ctx, label, NULL, arena_printf(&v->screen.arena,
	    "casefile/%" PRId64 "/%s", v->id, names[v->deciding]), NULL, NULL,
	    reason_done, &v->screen);
	ask_resumes(ctx, arena_printf(&v->screen.arena, "%s/%s",
	    names[v->deciding], v->because ? v->because : ""));
	return SCREEN_REDRAW;
}

static unsigned
accept(struct screening_view *v, struct ctx *ctx)
{
	begin(v, SCREEN_ACCEPT);
	if (v->n_missing)
		return ask_reason(v, ctx, "Accepted anyway, because: ");
	return decide(v, ctx, "") & ~(ASK_AGAIN | ASK_KEEP);
}

static unsigned
ask_return(struct screening_view *v, struct ctx *ctx)
{
	begin(v, SCREEN_RETURN);
	return ask_reason(v, ctx, "Returned, because: ");
}

static unsigned
reject_done(struct screen *s, struct ctx *ctx, size_t row)
{
	struct screening_view *v = (struct screening_view *)s;

	v->because = v->type->reject_reasons[row].label;
	return ask_reason(v, ctx, "In words (may stay empty): ");
}

/* "reject/out of area": which decision, and the kind's reason for it. */
static void
screening_resume(struct screen *s, struct ctx *ctx, const char *how)
{
	struct screening_view *v = (struct screening_view *)s;
	const char *because = strchr(how, '/');
	size_t i;

	if (s->keys_off & KEYDEF_WRITES)
		return;
	if (!strncmp(how, "accept/", 7) && v->n_missing)
		accept(v, ctx);
	else if (!strncmp(how, "return/", 7))
		ask_return(v, ctx);
	for (i = 0; !strncmp(how, "reject/", 7) &&
	    i < v->type->n_reject_reasons; i++) {
		if (strcmp(v->type->reject_reasons[i].label, because + 1))
			continue;
		begin(v, SCREEN_REJECT);
		reject_done(s, ctx, i);
	}
}

static unsigned
reject(struct screening_view *v, struct ctx *ctx)
{
	struct choices list = {0};
	size_t i;

	begin(v, SCREEN_REJECT);
	if (!v->type->n_reject_reasons)
		return ask_reason(v, ctx, "Rejected, because: ");
	for (i = 0; i < v->type->n_reject_reasons; i++)
		choices_add(&list, v->type->reject_reasons[i].key,
		    v->type->reject_reasons[i].label, NULL, 0);
	ask_pick(ctx, "Rejected, because", list.rows, list.n, 0, reject_done,
	    &v->screen);
	choices_release(&list);
	return SCREEN_REDRAW;
}

/* ---- Acting ------------------------------------------------------------- */

static unsigned
push(struct ctx *ctx, struct screen *take_screen)
{
	ctx_push(ctx, take_screen);
	return SCREEN_REDRAW;
}

/* The form in which it is filled in, at the field. */
static unsigned
open_missing(struct screening_view *v, struct ctx *ctx,
    const struct missing *m)
{
	const struct kind_form *form = m->form ? kind_form(v->kind, m->form)
	    : NULL;
	struct party_row *list = NULL;
	struct err err = {0};
	size_t i, n = 0;

	if (!form)
		return push(ctx, form_screen("someone %" PRId64 " %s", v->id,
		    m->field));
	if (form->record == RECORD_REFERRAL ||
	    form->record == RECORD_CASEFILE)
		return push(ctx, form_screen_at(arena_printf(
		    &v->screen.arena, "casefile %" PRId64 " %s", v->id,
		    m->form), m->field));
	/* A person's: the record is the party, or the subject behind it. */
	if (!party_read_casefile(ctx->session->db, v->id, &v->screen.arena,
	    &list, &n, &err))
		return ctx_fail(ctx, &err);
	for (i = 0; i < n; i++) {
		if (list[i].id == m->record || list[i].subject == m->record)
			return push(ctx, form_screen_at(arena_printf(
			    &v->screen.arena, "party %" PRId64, list[i].id),
			    m->field));
	}
	return push(ctx, casefile_screen_at(v->id, 1));
}

static unsigned
open_line(struct screening_view *v, struct ctx *ctx)
{
	const struct line *l = lines_at(&v->lines);

	if (l && l->tag == LINE_MISSING)
		return open_missing(v, ctx, &v->missing[l->id]);
	if (l && l->tag == LINE_REPEAT)
		return push(ctx, repeat_screen(v->id));
	return lines_open(&v->lines, ctx);
}

static unsigned
screening_act(struct screen *s, struct ctx *ctx, int action)
{
	struct screening_view *v = (struct screening_view *)s;
	unsigned moved = lines_move(&v->lines, action);
	const struct kind_form *form;

	if (moved)
		return moved;
	switch (action) {
	case SCREENING_OPEN:
		return open_line(v, ctx);
	case SCREENING_ACCEPT:
		return accept(v, ctx);
	case SCREENING_RETURN:
		return ask_return(v, ctx);
	case SCREENING_REJECT:
		return reject(v, ctx);
	case SCREENING_FILL:
		form = kind_form_for(v->kind, v->type, RECORD_REFERRAL);
		return form ? push(ctx, form_screen("casefile %" PRId64 " %s",
		    v->id, form->key)) : SCREEN_USED;
	case SCREENING_PERSON:
		return push(ctx, casefile_screen_at(v->id, 1));
	case SCREENING_REPEAT:
		return push(ctx, repeat_screen(v->id));
	default:
		return 0;
	}
}

/* ---- Showing ------------------------------------------------------------ */

static void
screening_draw(struct screen *s, const struct ctx *ctx, struct view v)
{
	(void)ctx;
	reading_draw(&((struct screening_view *)s)->lines, v, 1);
}

static void
screening_title(const struct screen *s, const struct ctx *ctx,
    struct buf *left, struct buf *right)
{
	const struct screening_view *v = (const struct screening_view *)s;

	(void)ctx;
	buf_addf(left, "Screening  %s", v->row.ref);
	buf_adds(right, v->row.screening);
}

static void
screening_place(const struct screen *s, struct buf *out)
{
	buf_addf(out, "%" PRId64, ((const struct screening_view *)s)->id);
}

static void
screening_free(struct screen *s)
{
	struct screening_view *v = (struct screening_view *)s;

	free(v->was);
	free(v->was_because);
}

static const struct screen_ops ops = {
	.name = "screening",
	.keys = &keys,
	.moves = true,
	.load = screening_load,
	.title = screening_title,
	.draw = screening_draw,
	.act = screening_act,
	.place = screening_place,
	.resume = screening_resume,
	.free = screening_free,
};

struct screen *
screening_screen(int64_t casefile)
{
	struct screening_view *v = screen_new(sizeof *v, &ops);

	v->id = casefile;
	return &v->screen;
}
