/*
 * ask: questions and choices; ask_type.c has those in which one types.
 */
#include "screen/ask.h"

#include "base/alloc.h"
#include "screen/ask_over.h"
#include "ui/picker.h"

/* ---- Nothing to load ---------------------------------------------------------- */

bool
ask_load(struct screen *s, struct ctx *ctx, struct err *err)
{
	(void)s, (void)ctx, (void)err;
	return true;
}

bool
ask_shows(const struct screen *s, const struct change *c)
{
	(void)s, (void)c;
	return false;
}

/* The keys themselves are the widgets': these rows tell of them in the bottom
 * bar and in help. */
static const struct keydef question_rows[] = {
	{ 1, "Enter", NULL, "this one", "give the answer one is on",
	    "question", 0 },
	{ 2, "Esc", NULL, "back", "give no answer", NULL, 0 },
};
static const struct keymap question_keys = KEYMAP(question_rows);

static const struct keydef read_rows[] = {
	{ 1, "Enter Esc q", NULL, "close", "close it", "text", 0 },
	{ 2, "Down PgDn", NULL, "on", "read on", NULL, 0 },
};
static const struct keymap read_keys = KEYMAP(read_rows);

static const struct keydef pick_rows[] = {
	{ 1, "Enter", NULL, "choose", "choose what one is on; typing narrows",
	    "choice", 0 },
	{ 2, "Esc", NULL, "back", "choose nothing", NULL, 0 },
};
static const struct keymap pick_keys = KEYMAP(pick_rows);

/* ---- A question --------------------------------------------------------------- */

struct ask_dialog {
	struct screen screen;
	struct dialog dialog;
	struct dialog_answer *answers;
	struct screen *asker;
	unsigned (*done)(struct screen *asker, struct ctx *ctx, int value);
	unsigned (*yes)(struct screen *asker, struct ctx *ctx);
};

static void
dialog_screen_draw(struct screen *s, const struct ctx *ctx, struct view v)
{
	(void)ctx;
	dialog_draw(&((struct ask_dialog *)s)->dialog, v);
}

static unsigned
dialog_screen_input(struct screen *s, struct ctx *ctx, const struct input *in)
{
	struct ask_dialog *d = (struct ask_dialog *)s;
	int value = dialog_input(&d->dialog, in);

	if (value == DIALOG_OPEN)
		return SCREEN_REDRAW;
	if (value == DIALOG_CANCELLED)
		return SCREEN_POP;
	if (d->yes && value == 1)
		ctx->below = d->yes(d->asker, ctx);
	else if (d->done)
		ctx->below = d->done(d->asker, ctx, value);
	return SCREEN_POP;
}

static void
dialog_screen_free(struct screen *s)
{
	struct ask_dialog *d = (struct ask_dialog *)s;

	dialog_release(&d->dialog);
	free(d->answers);
}

static const struct screen_ops dialog_ops = {
	.name = "question",
	.keys = &question_keys,
	.over = true,
	.typing = true,
	.load = ask_load,
	.shows = ask_shows,
	.draw = dialog_screen_draw,
	.input = dialog_screen_input,
	.free = dialog_screen_free,
};

static const struct screen_ops read_ops = {
	.name = "text",
	.keys = &read_keys,
	.over = true,
	.typing = true,
	.load = ask_load,
	.shows = ask_shows,
	.draw = dialog_screen_draw,
	.input = dialog_screen_input,
	.free = dialog_screen_free,
};

static struct ask_dialog *
dialog_screen(const char *title, const char *text,
    const struct dialog_answer *answers, size_t n, size_t first)
{
	struct ask_dialog *d = screen_new(sizeof *d, n ? &dialog_ops
	    : &read_ops);
	size_t i;

	/* The caller's table may lie on its stack. */
	d->answers = xrealloc_array(NULL, n ? n : 1, sizeof *d->answers);
	for (i = 0; i < n; i++)
		d->answers[i] = answers[i];
	dialog_init(&d->dialog, title, text, d->answers, n, first);
	return d;
}

void
ask_dialog(struct ctx *ctx, const char *title, const char *text,
    const struct dialog_answer *answers, size_t n, size_t first,
    unsigned (*done)(struct screen *asker, struct ctx *ctx, int value),
    struct screen *asker)
{
	struct ask_dialog *d = dialog_screen(title, text, answers, n, first);

	d->done = done;
	d->asker = asker;
	ctx_push(ctx, &d->screen);
}

void
ask_yes(struct ctx *ctx, const char *title, const char *text,
    const char *yes, unsigned (*done)(struct screen *asker, struct ctx *ctx),
    struct screen *asker)
{
	const struct dialog_answer answers[] = {
		{ 'y', yes, 1 },
		{ 'n', "no, leave it", 2 },
	};
	struct ask_dialog *d = dialog_screen(title, text, answers, 2, 0);

	d->yes = done;
	d->asker = asker;
	ctx_push(ctx, &d->screen);
}

void
ask_read(struct ctx *ctx, const char *title, const char *text)
{
	ctx_push(ctx, &dialog_screen(title, text, NULL, 0, 0)->screen);
}

/* ---- A choice ------------------------------------------------------------------- */

struct ask_pick {
	struct screen screen;
	struct picker picker;
	struct choices rows;
	char *title;
	struct screen *asker;
	unsigned (*done)(struct screen *asker, struct ctx *ctx, size_t row);
};

/* At the bottom, and no higher than its rows ask for: what the choice is about
 * stays in sight above it. */
static void
pick_draw(struct screen *s, const struct ctx *ctx, struct view v)
{
	struct ask_pick *p = (struct ask_pick *)s;
	int most = v.r.h > 12 ? v.r.h - 4 : v.r.h, rows = most;

	(void)ctx;
	if (p->picker.n + 3 < (size_t)most)
		rows = (int)p->picker.n + 3;
	picker_draw(&p->picker, view_sub(v, v.r.h - rows, 0, rows, v.r.w));
}

static unsigned
pick_input(struct screen *s, struct ctx *ctx, const struct input *in)
{
	struct ask_pick *p = (struct ask_pick *)s;
	size_t row;

	switch (picker_input(&p->picker, in)) {
	case PICKER_DONE:
		row = picker_chosen(&p->picker);
		if (row == p->picker.n)
			return SCREEN_REDRAW;
		ctx->below = p->done(p->asker, ctx, row);
		return SCREEN_POP;
	case PICKER_CANCELLED:
		return SCREEN_POP;
	case PICKER_IGNORED:
		return 0;
	case PICKER_MOVED:
		break;
	}
	return SCREEN_REDRAW;
}

static void
pick_free(struct screen *s)
{
	struct ask_pick *p = (struct ask_pick *)s;

	picker_release(&p->picker);
	choices_release(&p->rows);
	free(p->title);
}

static const struct screen_ops pick_ops = {
	.name = "choice",
	.keys = &pick_keys,
	.over = true,
	.typing = true,
	.load = ask_load,
	.shows = ask_shows,
	.draw = pick_draw,
	.input = pick_input,
	.free = pick_free,
};

void
ask_pick(struct ctx *ctx, const char *title, const struct choice *rows,
    size_t n, size_t at, unsigned (*done)(struct screen *asker,
    struct ctx *ctx, size_t row), struct screen *asker)
{
	struct ask_pick *p = screen_new(sizeof *p, &pick_ops);
	size_t i;

	for (i = 0; i < n; i++)
		choices_add(&p->rows, rows[i].key, rows[i].label,
		    rows[i].note, rows[i].id);
	p->title = xstrdup(title);
	picker_init(&p->picker, p->title, p->rows.rows, n, false);
	if (at < n)
		picker_go(&p->picker, at);
	p->done = done;
	p->asker = asker;
	ctx_push(ctx, &p->screen);
}
