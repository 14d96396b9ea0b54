/*
 * packs_send: packs leave the book: asked for what it takes, made and noted by
 * cmd/pack_cmd alone, and told what went out.
 */
#include "screen/packs.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "screen/ask.h"
#include "screen/take.h"

static void
say_one(const struct packs_line *l, struct buf *b)
{
	buf_addf(b, "\n%s\n  %zu file%s, %zu on the agenda, %zu open action%s\n",
	    l->name, l->files, l->files == 1 ? "" : "s", l->cases, l->actions, l->actions == 1 ? "" : "s");
	if (l->no_minutes)
		buf_adds(b, "  no minutes: not all who stand for it may see "
		    "them\n");
	if (l->password)
		buf_addf(b, "  password: %s\n", l->password);
}

static void
say_sent(struct packs *p, struct ctx *ctx, const struct packs_done *done,
    const char *path)
{
	char *whole = realpath(path, NULL);
	struct buf b = {0};
	size_t i;

	buf_addf(&b, "%s: %zu pack%s in %s. o lists all that went out of "
	    "this meeting.\n", done->label, done->n, done->n == 1 ? "" : "s",
	    whole ? whole : path);
	if (p->how == AS_ZIPS_EACH)
		buf_adds(&b, "\nThe passwords are shown this once and kept "
		    "nowhere. Write them down now; tell each agency its own "
		    "by telephone, never along with the zip.\n");
	for (i = 0; i < done->n; i++)
		say_one(&done->lines[i], &b);
	ask_read(ctx, "What went out", buf_text(&b));
	buf_wipe(&b);
	free(whole);
}

static const char *
path_of(struct packs *p, struct ctx *ctx, const char *typed)
{
	return *typed == '/' || !strcmp(ctx->files, ".") ? typed
	    : arena_printf(&p->screen.arena, "%s/%s", ctx->files, typed);
}

static unsigned
folder_typed(struct screen *s, struct ctx *ctx, const char *text)
{
	struct packs *p = (struct packs *)s;
	int64_t *ids = arena_array(&s->arena, p->n + 1, sizeof *ids);
	struct packs_wish wish = { .pack = p->when, .format = p->format,
		.agencies = ids, .password = p->how == AS_ZIPS
		    ? buf_text(&p->password) : NULL, .each = p->how == AS_ZIPS_EACH };
	struct packs_done done = {0};
	struct err err = {0};
	size_t i;

	if (!text[strspn(text, " ")]) {
		ctx_say(ctx, STYLE_WARN, "The folder needs a name.");
		return ASK_AGAIN;
	}
	for (i = 0; i < p->n; i++)
		if (!packs_out(p, p->list[i].id))
			ids[wish.n_agencies++] = p->list[i].id;
	wish.output = path_of(p, ctx, text);
	if (!cmd_packs_send(ctx->session, p->meeting, &wish, &done, NULL,
	    &err)) {
		packs_done_release(&done);
		ctx_fail(ctx, &err);
		return ASK_AGAIN;
	}
	buf_wipe(&p->password);
	say_sent(p, ctx, &done, wish.output);
	packs_done_release(&done);
	return SCREEN_REDRAW;
}

static unsigned
ask_folder(struct packs *p, struct ctx *ctx)
{
	struct arena *a = &p->screen.arena;

	ask_line(ctx, "A new folder for the packs: ", take_name(a,
	    p->row.ref, "packs", clock_today(ctx->session->clock)), NULL,
	    NULL, NULL, folder_typed, &p->screen);
	return SCREEN_REDRAW;
}

static unsigned
same_typed(struct screen *s, struct ctx *ctx, const char *text)
{
	struct packs *p = (struct packs *)s;

	if (strcmp(buf_text(&p->password), text) != 0) {
		buf_wipe(&p->password);
		return ctx_say(ctx, STYLE_WARN, "The two passwords differ. "
		    "Nothing was written: s begins again.");
	}
	return ask_folder(p, ctx);
}

static unsigned
password_typed(struct screen *s, struct ctx *ctx, const char *text)
{
	struct packs *p = (struct packs *)s;
	struct err err = {0};

	if (!zipped_password_ok(text, &err)) {
		ctx_fail(ctx, &err);
		return ASK_AGAIN;
	}
	buf_wipe(&p->password);
	buf_reserve(&p->password, strlen(text) + 1);
	buf_adds(&p->password, text);
	ask_secret(ctx, "The same password again", ZIPPED_PASSWORD_LEAST,
	    same_typed, s);
	return SCREEN_REDRAW;
}

static void
add_command(const struct packs *p, const struct packs_look *g, struct buf *b)
{
	buf_addf(b, "\nssh … 'export packs --meeting %s --when %s --agency ",
	    p->row.ref, p->pack->before ? "before" : "after");
	take_add_quoted(b, g->name);
	buf_addf(b, " --zip --password-fd 0%s%s' > %s.zip\n", p->format
	    ? " --format " : "", p->format ? p->format->name : "", g->slug);
}

/* From elsewhere no folder is written here: one zip at a time to one's own
 * machine. */
static unsigned
say_command(struct packs *p, struct ctx *ctx)
{
	struct buf b = {0};
	size_t i;

	buf_adds(&b, "No folder is written here over SSH. Ask for each "
	    "agency's zip from your own machine; the password of the zip is "
	    "typed on its first line:\n");
	for (i = 0; i < p->n; i++)
		if (!packs_out(p, p->list[i].id))
			add_command(p, &p->list[i], &b);
	buf_adds(&b, "\nWhat stands for … is what you signed in with. Each "
	    "goes into the log when it is asked for.");
	ask_read(ctx, "Packs over SSH", buf_text(&b));
	buf_release(&b);
	return SCREEN_REDRAW;
}

unsigned
packs_send(struct packs *p, struct ctx *ctx)
{
	if (!packs_chosen(p))
		return ctx_say(ctx, STYLE_WARN, "No agency is chosen: Space "
		    "takes one in, a all of them.");
	if (!ctx->files || ctx->session->remote)
		return say_command(p, ctx);
	if (p->how != AS_ZIPS)
		return ask_folder(p, ctx);
	ask_secret(ctx, "Password of the zips", ZIPPED_PASSWORD_LEAST,
	    password_typed, &p->screen);
	return SCREEN_REDRAW;
}
