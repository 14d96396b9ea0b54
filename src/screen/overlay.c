/*
 * overlay: help and the palette.
 */
#include "screen/overlay.h"

#include <string.h>

#include "cmd/verb.h"
#include "screen/ask.h"
#include "ui/help.h"
#include "ui/prompt.h"

/* What the message row shows of a reply without cutting it. */
#define REPLY_MOST 200

/* ---- Help ------------------------------------------------------------------ */

struct help_screen {
	struct screen screen;
	struct help help;
};

static bool
load_nothing(struct screen *s, struct ctx *ctx, struct err *err)
{
	(void)s, (void)ctx, (void)err;
	return true;
}

static bool
shows_nothing(const struct screen *s, const struct change *c)
{
	(void)s, (void)c;
	return false;
}

static void
help_screen_draw(struct screen *s, const struct ctx *ctx, struct view v)
{
	(void)ctx;
	help_draw(&((struct help_screen *)s)->help, v);
}

static unsigned
help_screen_input(struct screen *s, struct ctx *ctx, const struct input *in)
{
	struct help_screen *h = (struct help_screen *)s;
	int answer = help_input(&h->help, in);

	if (answer == HELP_CLOSED)
		return SCREEN_POP;
	if (!answer)
		return SCREEN_REDRAW;
	ctx->action = answer;
	return SCREEN_POP;
}

static void
help_screen_free(struct screen *s)
{
	help_release(&((struct help_screen *)s)->help);
}

static const struct screen_ops help_ops = {
	.name = "help",
	.over = true,
	.typing = true,
	.load = load_nothing,
	.shows = shows_nothing,
	.draw = help_screen_draw,
	.input = help_screen_input,
	.free = help_screen_free,
};

void
overlay_help(struct ctx *ctx, const struct keymaps *maps)
{
	struct help_screen *h = screen_new(sizeof *h, &help_ops);

	help_init(&h->help, maps);
	ctx_push(ctx, &h->screen);
}

/* ---- The palette ----------------------------------------------------------- */

struct palette {
	struct screen screen;
	struct prompt prompt;
	struct keymaps maps;
};

/* How well a command fits what was typed: its name begins so, has it, or what
 * it does has it; or not at all. */
enum fit {
	FIT_BEGINS,
	FIT_NAME,
	FIT_HELP,
	FIT_NOT
};

static enum fit
fit_of(const char *typed, const char *name, const char *help)
{
	if (!strncmp(name, typed, strlen(typed)))
		return FIT_BEGINS;
	if (choices_fits(typed, name))
		return FIT_NAME;
	return choices_fits(typed, help) ? FIT_HELP : FIT_NOT;
}

static void
offer_keys(struct palette *p, const char *typed, enum fit fit,
    struct choices *out)
{
	struct buf note = {0};
	size_t m, i;

	for (m = 0; m < sizeof p->maps.map / sizeof *p->maps.map; m++) {
		const struct keymap *map = p->maps.map[m];

		for (i = 0; map && i < map->n; i++) {
			const struct keydef *row = &map->rows[i];

			if (!row->name || (row->flags & p->maps.flags_off) ||
			    fit_of(typed, row->name, row->help) != fit)
				continue;
			buf_clear(&note);
			keymap_add_first(&note, map, i);
			buf_addf(&note, "%s%s", note.len ? "  " : "",
			    row->help);
			choices_add(out, row->name, row->name,
			    buf_text(&note), row->action);
		}
	}
	buf_release(&note);
}

static void
offer_verbs(const char *typed, enum fit fit, struct choices *out)
{
	const struct verb *const *verbs;
	struct buf note = {0};
	size_t i, n;

	verbs = verb_table(&n);
	for (i = 0; i < n; i++) {
		if (fit_of(typed, verbs[i]->name, verbs[i]->help) != fit)
			continue;
		buf_clear(&note);
		buf_addf(&note, "%s  %s", verbs[i]->usage, verbs[i]->help);
		choices_add(out, verbs[i]->name, verbs[i]->name,
		    buf_text(&note), 0);
	}
	buf_release(&note);
}

static void
palette_complete(void *arg, const char *text, size_t at, struct choices *out)
{
	enum fit fit;

	/* Only the command's name is completed: from the first word on, the
	 * usage line helps. */
	if (memchr(text, ' ', at))
		return;
	out->from = 0;
	out->to = at;
	for (fit = FIT_BEGINS; fit < FIT_NOT; fit++) {
		offer_keys(arg, text, fit, out);
		offer_verbs(text, fit, out);
	}
}

static void
palette_explain(void *arg, const char *text, struct choices *out)
{
	struct buf line = {0}, name = {0};
	const struct verb *v;

	(void)arg;
	buf_add(&name, text, strcspn(text, " "));
	v = verb_find(buf_text(&name));
	if (v) {
		buf_addf(&line, "%s %s: %s", v->name, v->usage, v->help);
		choices_add_line(out, STYLE_GHOST, buf_text(&line));
	}
	buf_release(&name);
	buf_release(&line);
}

static const struct prompt_ops palette_prompt_ops = {
	.complete = palette_complete,
	.explain = palette_explain,
};

/* More than the message row has room for is laid before one to be read. */
static bool
is_long(const char *reply)
{
	const char *line = strchr(reply, '\n');

	return strlen(reply) > REPLY_MOST || (line && strchr(line + 1, '\n'));
}

static unsigned
palette_run(struct palette *p, struct ctx *ctx)
{
	const char *text = prompt_text(&p->prompt);
	const struct keydef *row = keymap_named(&p->maps, text);
	struct buf reply = {0};
	struct err err = {0};

	if (!*text)
		return SCREEN_POP;
	if (row) {
		ctx->action = row->action;
		return SCREEN_POP;
	}
	if (!verb_run_line(ctx->session, text, &reply, &err)) {
		buf_release(&reply);
		return ctx_fail(ctx, &err);
	}
	if (is_long(buf_text(&reply)))
		ask_read(ctx, text, buf_text(&reply));
	else
		ctx_say(ctx, STYLE_OK, "%s", reply.len ? buf_text(&reply)
		    : "Done.");
	buf_release(&reply);
	return SCREEN_POP;
}

static unsigned
palette_input(struct screen *s, struct ctx *ctx, const struct input *in)
{
	struct palette *p = (struct palette *)s;

	switch (prompt_input(&p->prompt, in)) {
	case PROMPT_DONE:
		return palette_run(p, ctx);
	case PROMPT_CANCELLED:
		return SCREEN_POP;
	case PROMPT_IGNORED:
		return 0;
	case PROMPT_MOVED:
	case PROMPT_EDITED:
	case PROMPT_FULL:
		break;
	}
	return SCREEN_REDRAW;
}

static void
palette_draw(struct screen *s, const struct ctx *ctx, struct view v)
{
	struct palette *p = (struct palette *)s;
	int rows = prompt_height(&p->prompt, 10);
	struct view box;

	(void)ctx;
	if (rows > v.r.h)
		rows = v.r.h;
	box = view_sub(v, v.r.h - rows, 0, rows, v.r.w);
	view_fill(box, STYLE_NORMAL);
	prompt_draw(&p->prompt, box);
}

static void
palette_free(struct screen *s)
{
	struct palette *p = (struct palette *)s;

	prompt_release(&p->prompt);
	keymaps_release(&p->maps);
}

static const struct screen_ops palette_ops = {
	.name = "commands",
	.over = true,
	.typing = true,
	.load = load_nothing,
	.shows = shows_nothing,
	.draw = palette_draw,
	.input = palette_input,
	.free = palette_free,
};

void
overlay_palette(struct ctx *ctx, const struct keymaps *maps)
{
	struct palette *p = screen_new(sizeof *p, &palette_ops);

	keymaps_copy(&p->maps, maps);
	prompt_init(&p->prompt, ":", 1000, &palette_prompt_ops, p);
	prompt_refresh(&p->prompt);
	ctx_push(ctx, &p->screen);
}
