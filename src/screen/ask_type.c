/*
 * ask_type: one line, or several, typed over another screen. What is typed is
 * kept as a draft from the first pause on and offered back, so that no crash
 * or dropped line loses it.
 */
#include <string.h>

#include "base/alloc.h"
#include "screen/ask.h"
#include "screen/ask_over.h"
#include "store/draft.h"
#include "ui/editor.h"
#include "ui/picker.h"

/* What both have: the draft's place, the asker, the answer. */
struct ask_typed {
	struct screen screen;
	char *label, *place;
	char *how;		/* it is opened again; NULL: by its place */
	void *own;		/* of the asker's prompt_ops; NULL */
	char **was;		/* the asker's guard; NULL: none */
	bool based;		/* it is kept beside the draft */
	bool kept;		/* a draft of it is in the book */
	bool keeps;		/* and stays there when one backs out */
	struct screen *asker;
	unsigned (*done)(struct screen *asker, struct ctx *ctx,
	    const char *text);
};

static void
typed_init(struct ask_typed *t, const char *label, const char *place,
    unsigned (*done)(struct screen *asker, struct ctx *ctx,
    const char *text), struct screen *asker)
{
	t->label = xstrdup(label);
	t->place = place ? xstrdup(place) : NULL;
	t->done = done;
	t->asker = asker;
	if (!asker)
		return;
	t->screen.casefile = asker->casefile;
	t->screen.item = asker->item;
	t->screen.research = asker->research;
}

static void
typed_free(struct ask_typed *t)
{
	free(t->label);
	free(t->place);
	free(t->how);
	free(t->own);
}

void
ask_line_owns(struct ctx *ctx, void *take_it)
{
	((struct ask_typed *)ctx->push)->own = take_it;
}

void
ask_resumes(struct ctx *ctx, const char *how)
{
	struct ask_typed *t = (struct ask_typed *)ctx->push;

	free(t->how);
	t->how = xstrdup(how);
}

void
ask_guards(struct ctx *ctx, char **was)
{
	((struct ask_typed *)ctx->push)->was = was;
}

/* Where what was read lies beside the draft. */
static char *
base_place(const struct ask_typed *t)
{
	struct buf b = {0};

	buf_addf(&b, "%s/was", t->place);
	return buf_take(&b);
}

static bool
keep_base(struct ask_typed *t, struct ctx *ctx, const char *was,
    struct err *err)
{
	char *place = base_place(t);
	bool ok = t->based || !was || !*was || draft_save(ctx->session->db,
	    place, was, 0, t->screen.casefile, err);

	t->based |= ok;
	free(place);
	return ok;
}

/* A draft without it was begun where nothing stood. */
static bool
load_base(struct ask_typed *t, struct ctx *ctx, struct err *err)
{
	struct draft d = {0};
	char *place = base_place(t);
	bool ok = draft_load(ctx->session->db, place, &t->screen.arena, &d,
	    err);

	free(place);
	if (!ok)
		return false;
	t->based = d.text != NULL;
	free(*t->was);
	*t->was = xstrdup(d.text ? d.text : "");
	return true;
}

/* The place is kept a moment before the words are: without these it opens
 * nothing. */
static void
typed_place(const struct ask_typed *t, bool typed, struct buf *out)
{
	if (t->place && typed)
		buf_adds(out, t->how ? t->how : t->place);
}

/* Opened again for words that are not there (any more): then not at all. */
static bool
typed_loaded(const struct ctx *ctx, const char *draft, struct err *err)
{
	return draft || !ctx->resuming || err_set(err, ERR_INPUT,
	    "What was half typed here is gone.");
}

static bool
typed_keep(struct ask_typed *t, struct ctx *ctx, const char *text, size_t at,
    struct err *err)
{
	if (!t->place)
		return true;
	t->kept = *text != '\0';
	if (t->was && t->kept && !keep_base(t, ctx, *t->was, err))
		return false;
	return draft_save(ctx->session->db, t->place, text, (int64_t)at,
	    t->screen.casefile, err);
}

/* The words were used, or thrown away by the person. */
static void
typed_drop(struct ask_typed *t, struct ctx *ctx)
{
	struct err err = {0};

	char *base = t->place && t->based ? base_place(t) : NULL;

	if (t->place && t->kept && !draft_drop(ctx->session->db, t->place,
	    &err))
		ctx_fail(ctx, &err);
	if (base && !draft_drop(ctx->session->db, base, &err))
		ctx_fail(ctx, &err);
	free(base);
	t->kept = t->based = false;
}

/* The half-typed text of last time, in the screen's arena; NULL: none. */
static const char *
typed_draft(struct ask_typed *t, struct ctx *ctx)
{
	struct draft d = {0};
	struct err err = {0};

	if (!t->place)
		return NULL;
	if (!draft_load(ctx->session->db, t->place, &t->screen.arena, &d,
	    &err)) {
		ctx_fail(ctx, &err);
		return NULL;
	}
	t->kept = d.text != NULL;
	if (t->was && t->kept && !load_base(t, ctx, &err))
		ctx_fail(ctx, &err);
	return d.text;
}

static unsigned
typed_done(struct ask_typed *t, struct ctx *ctx, const char *text)
{
	/* The asker's guard may be another afterwards: of a draft that stays
	 * it is what was read when it was begun. */
	char *was = t->was && *t->was ? xstrdup(*t->was) : NULL;
	unsigned below = t->done(t->asker, ctx, text);
	struct err err = {0};

	if (below & ASK_AGAIN) {
		free(was);
		return SCREEN_REDRAW;
	}
	if (!(below & ASK_KEEP))
		typed_drop(t, ctx);
	else if ((t->was && !keep_base(t, ctx, was, &err)) ||
	    !typed_keep(t, ctx, text, strlen(text), &err))
		ctx_fail(ctx, &err);
	free(was);
	ctx->below = below & ~ASK_KEEP;
	return SCREEN_POP;
}

unsigned
ask_refused(struct ctx *ctx, struct err *err)
{
	bool conflict = err->code == ERR_CONFLICT;

	return ctx_fail(ctx, err) | (conflict ? SCREEN_RELOAD | ASK_KEEP :
	    ASK_AGAIN);
}

/* The keys themselves are the widgets': these rows tell of them in the bottom
 * bar and in help. */
static const struct keydef line_rows[] = {
	{ 1, "Enter", NULL, "done", "take the line", "typing", 0 },
	{ 2, "Tab", NULL, "complete", "put in what is offered", NULL, 0 },
	{ 3, "Ctrl-W", NULL, NULL, "take the last word away", NULL, 0 },
	{ 4, "Ctrl-U", NULL, NULL, "take the line away", NULL, 0 },
	{ 5, "Ctrl-_", NULL, NULL, "undo the last typing", NULL, 0 },
	{ 6, "Esc", NULL, "leave", "leave without it", NULL, 0 },
};
static const struct keymap line_keys = KEYMAP(line_rows);

static const struct keydef text_rows[] = {
	{ 1, "Ctrl-S Alt-Enter", NULL, "keep", "keep the text", "typing",
	    0 },
	{ 2, "Ctrl-T", NULL, "text block", "put in a ready text", NULL, 0 },
	{ 3, "Ctrl-Left Alt-b", NULL, NULL, "a word back", NULL, 0 },
	{ 4, "Ctrl-Right Alt-f", NULL, NULL, "a word on", NULL, 0 },
	{ 5, "Ctrl-W", NULL, NULL, "take the last word away", NULL, 0 },
	{ 6, "Ctrl-K", NULL, NULL, "take the rest of the line away", NULL,
	    0 },
	{ 7, "Ctrl-Y", NULL, NULL, "put back what was taken away", NULL, 0 },
	{ 8, "Ctrl-_", NULL, "undo", "undo the last typing", NULL, 0 },
	{ 9, "Ctrl-R", NULL, NULL, "and do it again", NULL, 0 },
	{ 10, "Esc", NULL, "leave", "leave without it; asks when words would "
	    "be lost", NULL, 0 },
};
static const struct keymap text_keys = KEYMAP(text_rows);

/* ---- One line ------------------------------------------------------------------- */

struct ask_line {
	struct ask_typed typed;
	struct prompt prompt;
};

static bool
line_load(struct screen *s, struct ctx *ctx, struct err *err)
{
	struct ask_line *l = (struct ask_line *)s;
	const char *draft;

	if (s->loaded)
		return true;
	draft = typed_draft(&l->typed, ctx);
	if (draft) {
		prompt_set(&l->prompt, draft);
		ctx_say(ctx, STYLE_DIM, "This is what you had begun to type.");
	}
	return typed_loaded(ctx, draft, err);
}

static unsigned
line_leave(struct ask_line *l, struct ctx *ctx)
{
	struct err err = {0};

	if (!l->typed.keeps || !*prompt_text(&l->prompt))
		typed_drop(&l->typed, ctx);
	else if (!typed_keep(&l->typed, ctx, prompt_text(&l->prompt),
	    l->prompt.line.at, &err))
		ctx_fail(ctx, &err);
	return SCREEN_POP;
}

static unsigned
line_input(struct screen *s, struct ctx *ctx, const struct input *in)
{
	struct ask_line *l = (struct ask_line *)s;

	switch (prompt_input(&l->prompt, in)) {
	case PROMPT_DONE:
		return typed_done(&l->typed, ctx, prompt_text(&l->prompt));
	case PROMPT_CANCELLED:
		return line_leave(l, ctx);
	case PROMPT_IGNORED:
		return 0;
	case PROMPT_FULL:
		return ctx_say(ctx, STYLE_WARN, "That is too long for here; "
		    "nothing of it was taken in.");
	case PROMPT_EDITED:
		ctx->edited = true;
		break;
	case PROMPT_MOVED:
		break;
	}
	return SCREEN_REDRAW;
}

static void
line_draw(struct screen *s, const struct ctx *ctx, struct view v)
{
	struct ask_line *l = (struct ask_line *)s;
	int rows = prompt_height(&l->prompt, 8);
	struct view box;

	(void)ctx;
	rows = rows + 1 > v.r.h ? v.r.h : rows + 1;
	box = view_sub(v, v.r.h - rows, 0, rows, v.r.w);
	view_fill(box, STYLE_NORMAL);
	view_hline(box, 0, 0, box.r.w, STYLE_LINE);
	prompt_draw(&l->prompt, view_sub(box, 1, 1, rows - 1, box.r.w - 2));
}

static bool
line_draft(struct screen *s, struct ctx *ctx, struct err *err)
{
	struct ask_line *l = (struct ask_line *)s;

	return typed_keep(&l->typed, ctx, prompt_text(&l->prompt),
	    l->prompt.line.at, err);
}

static void
line_place(const struct screen *s, struct buf *out)
{
	const struct ask_line *l = (const struct ask_line *)s;

	typed_place(&l->typed, *prompt_text(&l->prompt), out);
}

static const char *
line_typing_at(const struct screen *s)
{
	const struct ask_line *l = (const struct ask_line *)s;

	return *prompt_text(&l->prompt) ? l->typed.place : NULL;
}

static void
line_free(struct screen *s)
{
	struct ask_line *l = (struct ask_line *)s;

	prompt_release(&l->prompt);
	typed_free(&l->typed);
}

static const struct screen_ops line_ops = {
	.name = "line",
	.keys = &line_keys,
	.over = true,
	.typing = true,
	.load = line_load,
	.shows = ask_shows,
	.draw = line_draw,
	.input = line_input,
	.draft = line_draft,
	.place = line_place,
	.typing_at = line_typing_at,
	.free = line_free,
};

void
ask_line(struct ctx *ctx, const char *label, const char *text,
    const char *place, const struct prompt_ops *ops, void *arg,
    unsigned (*done)(struct screen *asker, struct ctx *ctx,
    const char *text), struct screen *asker)
{
	struct ask_line *l = screen_new(sizeof *l, &line_ops);

	typed_init(&l->typed, label, place, done, asker);
	prompt_init(&l->prompt, l->typed.label, 4000, ops, arg);
	prompt_set(&l->prompt, text ? text : "");
	ctx_push(ctx, &l->typed.screen);
}

void
ask_line_keep(struct ctx *ctx)
{
	((struct ask_line *)ctx->push)->typed.keeps = true;
}

/* ---- Several lines --------------------------------------------------------------- */

struct ask_text {
	struct ask_typed typed;
	struct editor editor;
	struct choices snippets;
	struct picker picker;
	bool picking;		/* a snippet */
	bool leaving;		/* Esc was pressed with words in it */
	char *was;		/* the text it began with */
};

static bool
text_load(struct screen *s, struct ctx *ctx, struct err *err)
{
	struct ask_text *t = (struct ask_text *)s;
	const char *draft;

	if (s->loaded)
		return true;
	draft = typed_draft(&t->typed, ctx);
	if (draft) {
		editor_set(&t->editor, draft);
		ctx_say(ctx, STYLE_DIM, "This is what you had begun to type.");
	}
	return typed_loaded(ctx, draft, err);
}

static unsigned
text_snippet(struct ask_text *t, const struct input *in)
{
	size_t row;

	switch (picker_input(&t->picker, in)) {
	case PICKER_DONE:
		row = picker_chosen(&t->picker);
		if (row < t->picker.n)
			editor_insert(&t->editor, t->snippets.rows[row].note,
			    strlen(t->snippets.rows[row].note));
		break;
	case PICKER_CANCELLED:
		break;
	case PICKER_IGNORED:
	case PICKER_MOVED:
		return SCREEN_REDRAW;
	}
	picker_release(&t->picker);
	t->picking = false;
	return SCREEN_REDRAW;
}

/* Esc: at once when nothing would be lost, else at the second press. */
static unsigned
text_leave(struct ask_text *t, struct ctx *ctx)
{
	if (t->leaving || !strcmp(editor_text(&t->editor), t->was)) {
		typed_drop(&t->typed, ctx);
		return SCREEN_POP;
	}
	t->leaving = true;
	return ctx_say(ctx, STYLE_WARN,
	    "Esc again throws these words away; Ctrl-S keeps them.");
}

static unsigned
text_key(struct ask_text *t, struct ctx *ctx, int key)
{
	if (key == (K_CTRL | 's') || key == (K_ALT | K_ENTER)) {
		/* The asker's callback may look at nothing but the text. */
		return typed_done(&t->typed, ctx, editor_text(&t->editor));
	}
	if (key == K_ESC)
		return text_leave(t, ctx);
	t->leaving = false;
	if (key == (K_CTRL | 't') && t->snippets.n) {
		picker_init(&t->picker, "Put in", t->snippets.rows,
		    t->snippets.n, false);
		t->picking = true;
		return SCREEN_REDRAW;
	}
	return 0;
}

static unsigned
text_input(struct screen *s, struct ctx *ctx, const struct input *in)
{
	struct ask_text *t = (struct ask_text *)s;
	unsigned what;

	if (t->picking)
		return text_snippet(t, in);
	if (in->kind == INPUT_KEY) {
		what = text_key(t, ctx, in->key);
		if (what)
			return what;
	}
	switch (editor_input(&t->editor, in)) {
	case EDITOR_IGNORED:
		return 0;
	case EDITOR_CHANGED:
		ctx->edited = true;
		break;
	case EDITOR_FULL:
		return ctx_say(ctx, STYLE_WARN, "That is too long for here; "
		    "nothing of it was taken in.");
	case EDITOR_NOTHING:
	case EDITOR_MOVED:
		break;
	}
	return SCREEN_REDRAW;
}

static void
text_draw(struct screen *s, const struct ctx *ctx, struct view v)
{
	struct ask_text *t = (struct ask_text *)s;
	int rows = editor_height(&t->editor, v.r.w - 2) + 2;
	struct view box;

	(void)ctx;
	if (rows < 6)
		rows = 6;
	if (rows > v.r.h - 4)
		rows = v.r.h > 8 ? v.r.h - 4 : v.r.h;
	box = view_sub(v, v.r.h - rows, 0, rows, v.r.w);
	view_fill(box, STYLE_NORMAL);
	view_hline(box, 0, 0, box.r.w, STYLE_LINE);
	view_putf(box, 0, 2, STYLE_HEADING, " %s ", t->typed.label);
	editor_draw(&t->editor, view_sub(box, 1, 1, rows - 1, box.r.w - 2),
	    STYLE_FIELD_EDIT, !t->picking);
	if (t->picking)
		picker_draw(&t->picker, v);
}

static bool
text_draft(struct screen *s, struct ctx *ctx, struct err *err)
{
	struct ask_text *t = (struct ask_text *)s;

	if (!strcmp(editor_text(&t->editor), t->was))
		return true;
	return typed_keep(&t->typed, ctx, editor_text(&t->editor),
	    t->editor.at, err);
}

static void
text_place(const struct screen *s, struct buf *out)
{
	const struct ask_text *t = (const struct ask_text *)s;

	typed_place(&t->typed, strcmp(editor_text(&t->editor), t->was) != 0,
	    out);
}

/* Whoever has a text open may well be about to change it. */
static const char *
text_typing_at(const struct screen *s)
{
	const struct ask_text *t = (const struct ask_text *)s;

	return *editor_text(&t->editor) ? t->typed.place : NULL;
}

static void
text_free(struct screen *s)
{
	struct ask_text *t = (struct ask_text *)s;

	if (t->picking)
		picker_release(&t->picker);
	editor_release(&t->editor);
	choices_release(&t->snippets);
	free(t->was);
	typed_free(&t->typed);
}

static const struct screen_ops text_ops = {
	.name = "text",
	.keys = &text_keys,
	.over = true,
	.typing = true,
	.load = text_load,
	.shows = ask_shows,
	.draw = text_draw,
	.input = text_input,
	.draft = text_draft,
	.place = text_place,
	.typing_at = text_typing_at,
	.free = text_free,
};

void
ask_text(struct ctx *ctx, const char *label, const char *text,
    const char *place, const struct choice *snippets, size_t n_snippets,
    unsigned (*done)(struct screen *asker, struct ctx *ctx,
    const char *text), struct screen *asker)
{
	struct ask_text *t = screen_new(sizeof *t, &text_ops);
	size_t i;

	typed_init(&t->typed, label, place, done, asker);
	editor_init(&t->editor, false, 64 * 1024);
	editor_set(&t->editor, text ? text : "");
	t->was = xstrdup(text ? text : "");
	for (i = 0; i < n_snippets; i++)
		choices_add(&t->snippets, snippets[i].key, snippets[i].label,
		    snippets[i].note, snippets[i].id);
	ctx_push(ctx, &t->typed.screen);
}
