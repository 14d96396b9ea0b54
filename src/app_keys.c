/*
 * app_keys: the general keys.
 */
#include "app_keys.h"

#include "cmd/cmd.h"
#include "screen/ask.h"
#include "screen/overlay.h"
#include "screen/screens.h"
#include "screen/take.h"

enum {
	GENERAL_HELP = 9001,
	GENERAL_PALETTE,
	GENERAL_SEARCH,
	GENERAL_TAKE,
	GENERAL_UNDO,
	GENERAL_REDO,
	GENERAL_BACK,
	GENERAL_HOME,
	GENERAL_BLANK,
	GENERAL_REPAINT,
	GENERAL_SUSPEND,
	GENERAL_QUIT,
	GENERAL_ACCEPT,
	GENERAL_DECLINE
};

static const struct keydef rows[] = {
	{ GENERAL_HELP, "? F1", "help", "help",
	    "every key here; type to filter", "everywhere", 0 },
	{ GENERAL_PALETTE, ":", "commands", "command",
	    "every command by name", NULL, 0 },
	{ GENERAL_SEARCH, "/", "search", "find",
	    "search in everything you may see", NULL, 0 },
	{ GENERAL_TAKE, "Ctrl-E", "export", NULL,
	    "write what is here to a file, as PDF, Word, a spreadsheet …",
	    NULL, 0 },
	{ GENERAL_UNDO, "u", "undo", "undo",
	    "take back your last step; it is named first", NULL,
	    KEYDEF_WRITES },
	{ GENERAL_REDO, "Ctrl-R", "redo", NULL,
	    "do again what you took back", NULL, KEYDEF_WRITES },
	{ GENERAL_BACK, "Esc q", "back", NULL, "go back", NULL, 0 },
	{ GENERAL_HOME, NULL, "home", NULL, "go to the first screen", NULL,
	    0 },
	{ GENERAL_BLANK, "F12 Ctrl-X", "blank", NULL,
	    "blank the screen at once, until a key (it also locks after a "
	    "pause: over SSH one then signs in again; on a laptop a key will "
	    "do)", NULL, 0 },
	{ GENERAL_REPAINT, "Ctrl-L", "repaint", NULL, "draw everything anew",
	    NULL, 0 },
	{ GENERAL_SUSPEND, "Ctrl-Z", "suspend", NULL,
	    "back to the shell for a while (fg returns)", NULL, 0 },
	{ GENERAL_QUIT, "Q", "quit", NULL, "leave minutebook", NULL, 0 },
	{ GENERAL_ACCEPT, "F2", "say-yes", NULL,
	    "accept what is asked of you", NULL, KEYDEF_WRITES },
	{ GENERAL_DECLINE, "F3", "say-no", NULL,
	    "decline what is asked of you, with a reason", NULL,
	    KEYDEF_WRITES },
};

const struct keymap app_keymap = KEYMAP(rows);

static const struct keydef typing_rows[] = {
	{ GENERAL_HELP, "F1", "help", NULL, "every key here; type to filter",
	    "everywhere", 0 },
	{ GENERAL_BACK, "Esc", "back", NULL, "go back", NULL, 0 },
	{ GENERAL_BLANK, "F12 Ctrl-X", "blank", NULL,
	    "blank the screen until a key is pressed", NULL, 0 },
	{ GENERAL_REPAINT, "Ctrl-L", "repaint", NULL, "draw everything anew",
	    NULL, 0 },
	{ GENERAL_SUSPEND, "Ctrl-Z", "suspend", NULL,
	    "back to the shell for a while (fg returns)", NULL, 0 },
	{ GENERAL_ACCEPT, "F2", "say-yes", NULL,
	    "accept what is asked of you", NULL, KEYDEF_WRITES },
	{ GENERAL_DECLINE, "F3", "say-no", NULL,
	    "decline what is asked of you, with a reason", NULL,
	    KEYDEF_WRITES },
};

const struct keymap app_typing_keymap = KEYMAP(typing_rows);

static unsigned
do_undo(struct ctx *ctx, bool redo)
{
	struct buf what = {0};
	struct err err = {0};
	unsigned r;

	if (cmd_undo(ctx->session, redo, true, &what, &err))
		r = ctx_say(ctx, STYLE_OK, redo ? "Done again: %s."
		    : "Taken back: %s.", buf_text(&what)) | SCREEN_RELOAD;
	else
		r = ctx_fail(ctx, &err);
	buf_release(&what);
	return r;
}

static unsigned
undo_yes(struct screen *asker, struct ctx *ctx)
{
	(void)asker;
	return do_undo(ctx, false);
}

static unsigned
redo_yes(struct screen *asker, struct ctx *ctx)
{
	(void)asker;
	return do_undo(ctx, true);
}

/* Say what will be taken back before it is. */
static unsigned
ask_undo(struct app *a, struct screen *s, bool redo)
{
	struct buf what = {0};
	struct err err = {0};
	unsigned r = SCREEN_REDRAW;

	if (cmd_undo(a->ctx.session, redo, false, &what, &err))
		ask_yes(&a->ctx, redo ? "Do again" : "Take back",
		    buf_text(&what), redo ? "do it again" : "take it back",
		    redo ? redo_yes : undo_yes, s);
	else
		r = ctx_fail(&a->ctx, &err);
	buf_release(&what);
	return r;
}

static unsigned
go_home(struct app *a)
{
	while (a->depth > 1)
		screen_free(a->stack[--a->depth]);
	return SCREEN_REDRAW;
}

static unsigned
answer(struct app *a, bool yes)
{
	const char *text;
	struct screen *s = app_asks(a, &text);

	return s ? s->ops->answer(s, &a->ctx, yes) : ctx_say(&a->ctx,
	    STYLE_DIM, "Nothing is asked of you.");
}

unsigned
app_act(struct app *a, struct screen *s, int action)
{
	struct keymaps maps;

	switch (action) {
	case GENERAL_HELP:
		app_keymaps(a, &maps);
		overlay_help(&a->ctx, &maps);
		return SCREEN_REDRAW;
	case GENERAL_PALETTE:
		app_keymaps(a, &maps);
		overlay_palette(&a->ctx, &maps);
		return SCREEN_REDRAW;
	case GENERAL_SEARCH:
		ctx_push(&a->ctx, search_screen(""));
		return SCREEN_REDRAW;
	case GENERAL_TAKE:
		return take_ask(s, &a->ctx);
	case GENERAL_UNDO:
		return ask_undo(a, s, false);
	case GENERAL_REDO:
		return ask_undo(a, s, true);
	case GENERAL_BACK:
		return a->depth > 1 ? SCREEN_POP
		    : ctx_say(&a->ctx, STYLE_DIM,
		    "This is the first screen: Q leaves minutebook.");
	case GENERAL_HOME:
		return go_home(a);
	case GENERAL_BLANK:
		a->blank = true;
		return SCREEN_REDRAW;
	case GENERAL_REPAINT:
		a->repaint = true;
		return SCREEN_REDRAW;
	case GENERAL_SUSPEND:
		if (a->ctx.session->remote)
			return ctx_say(&a->ctx, STYLE_WARN, "Over SSH there is "
			    "no shell to go back to: Q leaves minutebook.");
		a->suspend = true;
		return SCREEN_USED;
	case GENERAL_ACCEPT:
	case GENERAL_DECLINE:
		return answer(a, action == GENERAL_ACCEPT);
	case GENERAL_QUIT:
		return SCREEN_QUIT;
	default:
		return 0;
	}
}
