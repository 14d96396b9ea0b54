/*
 * action_line: agreeing actions at the speed of speech: one line each, with
 * how it is understood below while it is typed, completions, and milestones
 * on lines that begin with a star. What has a gap stays open and says which.
 * It stays there for the next action until one leaves.
 */
#include <inttypes.h>
#include <string.h>

#include "base/alloc.h"
#include "cmd/action_cmd.h"
#include "cmd/action_context.h"
#include "screen/meeting.h"
#include "store/draft.h"
#include "ui/editor.h"
#include "ui/wrap.h"

#define OFFERS 6

struct action_line {
	struct screen screen;
	int64_t item;
	struct editor editor;
	struct action_context context;	/* in the screen's arena */
	struct arena live;		/* what the text means now */
	struct oneline parsed;
	struct oneline_completion *offers;
	size_t n_offers, chosen;
	bool choosing;
	char *place;
	bool kept;
};

/* The keys themselves are read below: these rows tell of them in the bottom
 * bar and in help. */
static const struct keydef key_rows[] = {
	{ 1, "Enter", NULL, "agree", "agree what is typed, then the next",
	    "typing an action", 0 },
	{ 2, "Tab", NULL, "complete", "put in what is offered", NULL, 0 },
	{ 3, "Ctrl-J Alt-Enter", NULL, NULL,
	    "begin a milestone (as a * after a blank does)", NULL, 0 },
	{ 4, "Ctrl-W", NULL, NULL, "take the last word away", NULL, 0 },
	{ 5, "Ctrl-_", NULL, NULL, "undo the last typing", NULL, 0 },
	{ 7, "?", NULL, NULL,
	    "as the last word: whoever owns it is asked to accept it", NULL,
	    0 },
	{ 6, "Esc", NULL, "leave", "leave; what is half typed is kept", NULL,
	    0 },
};
static const struct keymap keys = KEYMAP(key_rows);

/* ---- Understanding ----------------------------------------------------- */

static void
understand(struct action_line *l)
{
	const char *text = editor_text(&l->editor);
	size_t len = strlen(text);

	arena_reset(&l->live);
	oneline_parse(l->context.names, &l->context.when, text, len,
	    &l->live, &l->parsed);
	l->n_offers = oneline_complete(l->context.names, &l->context.when,
	    text, len, l->editor.at, OFFERS, &l->live, &l->offers);
	l->choosing = false;
	l->chosen = 0;
}

static bool
line_load(struct screen *s, struct ctx *ctx, struct err *err)
{
	struct action_line *l = (struct action_line *)s;
	struct draft d = {0};

	if (!action_context_meeting(ctx->session, s->meeting, l->item,
	    &s->arena, &l->context, err))
		return false;
	if (!s->loaded) {
		if (!draft_load(ctx->session->db, l->place, &s->arena, &d,
		    err))
			return false;
		l->kept = d.text != NULL;
		if (!d.text && ctx->resuming)
			return err_set(err, ERR_INPUT, "What was half typed"
			    " here is gone.");
		if (d.text) {
			editor_set(&l->editor, d.text);
			ctx_say(ctx, STYLE_DIM,
			    "This is what you had begun to type.");
		}
	}
	understand(l);
	return true;
}

/* ---- Typing ------------------------------------------------------------ */

/* Put the completion in, with a blank behind it. */
static unsigned
take(struct action_line *l, struct ctx *ctx)
{
	const struct oneline_completion *o = &l->offers[l->chosen];
	struct buf b = {0};

	buf_adds(&b, o->text);
	if (o->at + o->len == l->editor.text.len)
		buf_addc(&b, ' ');
	editor_replace(&l->editor, o->at, o->at + o->len, buf_text(&b));
	buf_release(&b);
	ctx->edited = true;
	understand(l);
	return SCREEN_REDRAW;
}

static void
drop_draft(struct action_line *l, struct ctx *ctx)
{
	struct err err = {0};

	if (l->kept && !draft_drop(ctx->session->db, l->place, &err))
		ctx_fail(ctx, &err);
	l->kept = false;
}

static unsigned
agree(struct action_line *l, struct ctx *ctx)
{
	struct err err = {0};
	size_t n = 0;

	if (!l->editor.text.len)
		return SCREEN_POP;
	if (!l->parsed.complete)
		return ctx_say(ctx, STYLE_WARN, "Not yet: %s",
		    l->parsed.n_gaps ? l->parsed.gaps[0].text
		    : "it says nothing.");
	if (!cmd_action_add_oneline(ctx->session, l->item, l->item ? 0
	    : l->screen.meeting, &l->parsed, &n, NULL, &err))
		return ctx_fail(ctx, &err);
	ctx_say(ctx, STYLE_OK, n == 1 ? "Agreed: %s" : "Agreed, one for each "
	    "agency: %s", l->parsed.n_lines ? l->parsed.lines[0] : "");
	editor_set(&l->editor, "");
	drop_draft(l, ctx);
	understand(l);
	return SCREEN_REDRAW;
}

static unsigned
leave(struct action_line *l, struct ctx *ctx)
{
	struct err err = {0};

	if (l->choosing) {
		l->choosing = false;
		return SCREEN_REDRAW;
	}
	/* Half a line stays as a draft: the next "a" offers it back. */
	if (!l->editor.text.len) {
		drop_draft(l, ctx);
		return SCREEN_POP;
	}
	ctx->edited = false;
	if (!l->screen.ops->draft(&l->screen, ctx, &err))
		return ctx_fail(ctx, &err);
	ctx_say(ctx, STYLE_DIM, "Kept as you left it: a brings it back.");
	return SCREEN_POP;
}

static unsigned
choose(struct action_line *l, int by)
{
	if (!l->n_offers)
		return 0;
	if (!l->choosing)
		l->choosing = by > 0;
	else if (by < 0 && l->chosen == 0)
		l->choosing = false;
	else if (by > 0 ? l->chosen + 1 < l->n_offers : true)
		l->chosen = by > 0 ? l->chosen + 1 : l->chosen - 1;
	return SCREEN_REDRAW;
}

/* A star after a blank, at the end, begins a milestone on its own line. */
static bool
begins_milestone(const struct action_line *l, int key)
{
	const struct buf *b = &l->editor.text;

	return key == '*' && l->editor.at == b->len && b->len > 0 &&
	    (b->data[b->len - 1] == ' ');
}

static unsigned
line_key(struct action_line *l, struct ctx *ctx, int key)
{
	switch (key) {
	case K_ENTER:
		return l->choosing ? take(l, ctx) : agree(l, ctx);
	case K_ESC:
		return leave(l, ctx);
	case K_TAB:
		return l->n_offers ? take(l, ctx) : SCREEN_USED;
	case K_UP:
	case K_DOWN:
		return choose(l, key == K_DOWN ? 1 : -1);
	case K_ALT | K_ENTER:
	case K_CTRL | 'j':
		editor_insert(&l->editor, "\n* ", 3);
		understand(l);
		return SCREEN_REDRAW;
	default:
		if (!begins_milestone(l, key))
			return 0;
		editor_replace(&l->editor, l->editor.text.len - 1,
		    l->editor.text.len, "\n* ");
		ctx->edited = true;
		understand(l);
		return SCREEN_REDRAW;
	}
}

static unsigned
line_input(struct screen *s, struct ctx *ctx, const struct input *in)
{
	struct action_line *l = (struct action_line *)s;
	unsigned what = in->kind == INPUT_KEY ? line_key(l, ctx, in->key) : 0;

	if (what)
		return what;
	switch (editor_input(&l->editor, in)) {
	case EDITOR_IGNORED:
		return 0;
	case EDITOR_FULL:
		return ctx_say(ctx, STYLE_WARN, "That is too long for one "
		    "action; nothing of it was taken in.");
	case EDITOR_CHANGED:
		ctx->edited = true;
		understand(l);
		break;
	case EDITOR_MOVED:
		understand(l);
		break;
	case EDITOR_NOTHING:
		break;
	}
	return SCREEN_REDRAW;
}

/* ---- Drawing ----------------------------------------------------------- */

/* Each sentence whole, in as many rows as it takes. v NULL: only counted. */
static int
say(struct view *v, int y, int w, enum style style, const char *text)
{
	int rows = wrap_count(text, strlen(text), w);

	if (v)
		view_put_wrapped(view_sub(*v, y, 2, rows, w), 0, style, text);
	return y + rows;
}

static int
say_understood(const struct action_line *l, struct view *v, int y, int w)
{
	size_t i;

	for (i = 0; i < l->parsed.n_lines; i++)
		y = say(v, y, w, STYLE_GHOST, l->parsed.lines[i]);
	for (i = 0; i < l->parsed.n_gaps; i++)
		y = say(v, y, w, STYLE_WARN, l->parsed.gaps[i].text);
	for (i = 0; i < l->parsed.notes.n; i++)
		y = say(v, y, w, STYLE_DIM, l->parsed.notes.items[i].text);
	return y;
}

/* What the signs in a line are for, as far as there is room. */
static const char *
signs_of(const struct action_line *l, int room)
{
	bool strands = l->context.tags.n_strands > 0;

	if (room < (strands ? 32 : 27))
		return strands ? " # & @ * " : " & @ * ";
	return strands ? " #strand &record @seen by *step "
	    : " &record  @seen by  *step ";
}

static void
line_draw(struct screen *s, const struct ctx *ctx, struct view v)
{
	struct action_line *l = (struct action_line *)s;
	int side = meeting_side_width(v.r.w) + 1, typed, rows, y;
	struct view box;
	size_t i;

	(void)ctx;
	v = view_sub(v, 0, side, v.r.h, v.r.w - side);
	typed = editor_height(&l->editor, v.r.w - 4);
	rows = 1 + typed + say_understood(l, NULL, 0, v.r.w - 2) +
	    (int)l->n_offers;
	if (rows < 4)
		rows = 4;
	if (rows > v.r.h)
		rows = v.r.h;
	if (typed > rows - 1)
		typed = rows - 1;
	box = view_sub(v, v.r.h - rows, 0, rows, v.r.w);
	view_fill(box, STYLE_NORMAL);
	view_hline(box, 0, 0, box.r.w, STYLE_LINE);
	view_put(box, 0, 2, STYLE_HEADING, " Who to do what by when ");
	view_put_right(box, 0, 1, STYLE_DIM, signs_of(l, box.r.w - 28));
	view_put(box, 1, 1, STYLE_STRONG, ">");
	y = say_understood(l, &box, 1 + typed, box.r.w - 2);
	for (i = 0; i < l->n_offers && y < rows; i++, y++) {
		bool chosen = l->choosing && i == l->chosen;

		view_put(box, y, 2, STYLE_GUTTER, chosen ? "▸" : " ");
		view_put_cut(box, y, 4, box.r.w - 4, chosen ? STYLE_SELECTED
		    : STYLE_HELP, l->offers[i].label);
	}
	editor_draw(&l->editor, view_sub(box, 1, 3, typed, box.r.w - 4),
	    STYLE_FIELD_EDIT, true);
}

/* ---- The rest ---------------------------------------------------------- */

static bool
line_draft(struct screen *s, struct ctx *ctx, struct err *err)
{
	struct action_line *l = (struct action_line *)s;

	l->kept = l->editor.text.len > 0;
	return draft_save(ctx->session->db, l->place,
	    editor_text(&l->editor), (int64_t)l->editor.at, s->casefile,
	    err);
}

static void
line_place(const struct screen *s, struct buf *out)
{
	const struct action_line *l = (const struct action_line *)s;

	if (l->editor.text.len)
		buf_adds(out, l->place);
}

static const char *
line_typing_at(const struct screen *s)
{
	const struct action_line *l = (const struct action_line *)s;

	return l->editor.text.len ? l->place : NULL;
}

static bool
line_shows(const struct screen *s, const struct change *c)
{
	return (c->meeting == s->meeting && !strcmp(c->tbl, "attendance")) ||
	    !strcmp(c->tbl, "member") || !strcmp(c->tbl, "agency");
}

static void
line_free(struct screen *s)
{
	struct action_line *l = (struct action_line *)s;

	editor_release(&l->editor);
	arena_release(&l->live);
	free(l->place);
}

static const struct screen_ops ops = {
	.name = "action-line",
	.keys = &keys,
	.over = true,
	.typing = true,
	.load = line_load,
	.draw = line_draw,
	.input = line_input,
	.draft = line_draft,
	.place = line_place,
	.typing_at = line_typing_at,
	.shows = line_shows,
	.free = line_free,
};

struct screen *
action_line_screen(int64_t meeting, int64_t item, int64_t casefile)
{
	struct action_line *l = screen_new(sizeof *l, &ops);
	struct buf b = {0};

	buf_addf(&b, "meeting/%" PRId64 "/action/%" PRId64, meeting, item);
	l->place = buf_take(&b);
	l->screen.meeting = meeting;
	l->screen.casefile = casefile;
	l->item = l->screen.item = item;
	editor_init(&l->editor, false, 4000);
	return &l->screen;
}
