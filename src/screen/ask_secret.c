/*
 * ask_secret: a password typed over another screen. It is shown nowhere, kept
 * in no draft and wiped as soon as it was handed over.
 */
#include "screen/ask.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"
#include "screen/ask_over.h"
#include "ui/editor.h"

#define SECRET_MOST 1000	/* bytes */

struct ask_secret {
	struct screen screen;
	struct editor line;
	char *label;
	size_t least;		/* characters */
	struct screen *asker;
	unsigned (*done)(struct screen *asker, struct ctx *ctx,
	    const char *text);
};

static const struct keydef secret_rows[] = {
	{ 1, "Enter", NULL, "done", "take the password", "password", 0 },
	{ 2, "Ctrl-U", NULL, "begin again", "take away what was typed", NULL,
	    0 },
	{ 3, "Esc", NULL, "leave", "leave without it", NULL, 0 },
};
static const struct keymap secret_keys = KEYMAP(secret_rows);

static size_t
characters(const char *text)
{
	size_t n = 0;

	for (; *text; text++)
		n += (*text & 0xc0) != 0x80;
	return n;
}

static unsigned
secret_input(struct screen *s, struct ctx *ctx, const struct input *in)
{
	struct ask_secret *a = (struct ask_secret *)s;

	if (in->kind == INPUT_KEY && in->key == K_ESC)
		return SCREEN_POP;
	if (in->kind == INPUT_KEY && in->key == K_ENTER) {
		unsigned below = a->done(a->asker, ctx,
		    editor_text(&a->line));

		if (below & ASK_AGAIN) {
			editor_release(&a->line);
			editor_init(&a->line, true, SECRET_MOST);
			return SCREEN_REDRAW;
		}
		ctx->below = below;
		return SCREEN_POP;
	}
	switch (editor_input(&a->line, in)) {
	case EDITOR_IGNORED:
		return 0;
	case EDITOR_FULL:
		return ctx_say(ctx, STYLE_WARN, "That is too long for a "
		    "password; nothing of it was taken in.");
	default:
		return SCREEN_REDRAW;
	}
}

/* Whoever looks over one's shoulder learns when it is long enough, and no more. */
static void
secret_draw(struct screen *s, const struct ctx *ctx, struct view v)
{
	struct ask_secret *a = (struct ask_secret *)s;
	int rows = v.r.h < 3 ? v.r.h : 3;
	struct view box = view_sub(v, v.r.h - rows, 0, rows, v.r.w);
	bool enough = characters(editor_text(&a->line)) >= a->least;

	(void)ctx;
	view_fill(box, STYLE_NORMAL);
	view_hline(box, 0, 0, box.r.w, STYLE_LINE);
	view_putf(box, 1, 1, STYLE_NORMAL, "%s: ", a->label);
	view_cursor(box, 1, 3 + utf8_width(a->label, strlen(a->label)));
	view_putf(box, 2, 1, enough ? STYLE_OK : STYLE_GHOST, enough
	    ? "What you type is not shown. It is long enough."
	    : "What you type is not shown. %zu characters or more.",
	    a->least);
}

static void
secret_free(struct screen *s)
{
	struct ask_secret *a = (struct ask_secret *)s;

	editor_release(&a->line);
	free(a->label);
}

static const struct screen_ops secret_ops = {
	.name = "password",
	.keys = &secret_keys,
	.over = true,
	.typing = true,
	.load = ask_load,
	.shows = ask_shows,
	.draw = secret_draw,
	.input = secret_input,
	.free = secret_free,
};

void
ask_secret(struct ctx *ctx, const char *label, size_t least,
    unsigned (*done)(struct screen *asker, struct ctx *ctx,
    const char *text), struct screen *asker)
{
	struct ask_secret *a = screen_new(sizeof *a, &secret_ops);

	a->label = xstrdup(label);
	a->least = least;
	a->done = done;
	a->asker = asker;
	editor_init(&a->line, true, SECRET_MOST);
	ctx_push(ctx, &a->screen);
}
