/*
 * take: asking for a document, step by step, and writing it.
 */
#include "screen/take.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "cmd/file_out.h"
#include "screen/ask.h"
#include "store/draft.h"
#include "store/place.h"
#include "ui/choices.h"

#define ROWS_MOST 16		/* formats */

struct take_state {
	struct arena arena;
	struct take list[TAKE_MOST];
	size_t n, at;
	const struct doc_format *formats[ROWS_MOST];
	size_t n_formats;
	const struct doc_format *format;
	const struct doc_format *last;	/* used last: stands first; NULL */
	const char *files;	/* the folder; borrowed of ctx */
	char *path;		/* that was typed, to be asked about */
};

static const struct sort {
	const char *name, *note;
	bool list, page;	/* which comes first */
} sorts[] = {
	{ "pdf", "pages to print and to send", false, true },
	{ "docx", "a document for Word", false, true },
	{ "odt", "a document for LibreOffice", false, true },
	{ "xlsx", "a spreadsheet", true, false },
	{ "csv", "rows for any spreadsheet", true, false },
	{ "ics", "for a calendar: numbers and days, no words", true, false },
	{ "html", "for a browser", false, true },
	{ "markdown", "plain text with headings", false, true },
	{ "text", "plain text", false, true },
	{ "json", "for another program", true, false },
};

#define SORTS (sizeof sorts / sizeof *sorts)

void
take_free(struct take_state *t)
{
	if (!t)
		return;
	arena_release(&t->arena);
	free(t->path);
	free(t);
}

static const struct take *
chosen(const struct screen *s)
{
	return &s->take->list[s->take->at];
}

/* ---- Writing ------------------------------------------------------------ */

/* Where it lies, what it bears, and that it was told. */
static unsigned
say_written(struct screen *s, struct ctx *ctx, const char *path)
{
	const char *marking = doc_written_marking();
	char *whole = realpath(path, NULL);

	/* Rows that went out one by one bear what the screen says. */
	if (!*marking && chosen(s)->marking)
		marking = chosen(s)->marking;
	ctx_say(ctx, STYLE_OK, "Written to %s%s%s; it is in the log.",
	    whole ? whole : path, *marking ? ", marked " : "", marking);
	free(whole);
	return SCREEN_REDRAW;
}

static char *
draft_place(const struct screen *s)
{
	struct buf b = {0};

	buf_addf(&b, "%s%s.%s", TAKE_PLACE, chosen(s)->name,
	    s->take->format->ending);
	return buf_take(&b);
}

/* The line is gone with its answer; what it kept goes, too. */
static void
drop_draft(struct screen *s, struct ctx *ctx)
{
	char *place = draft_place(s);
	struct err err = {0};

	if (!draft_drop(ctx->session->db, place, &err))
		err_clear(&err);
	free(place);
}

/* For the next time, whenever that is; at the worst it is not offered first. */
static void
remember(struct screen *s, struct ctx *ctx)
{
	struct err err = {0};

	if (!place_format_save(ctx->session->db, s->take->format->name, &err))
		err_clear(&err);
}

static bool
write_file(struct screen *s, struct ctx *ctx, const char *path, bool over,
    struct err *err)
{
	const struct take *t = chosen(s);
	struct file_out out;
	bool ok;

	if (!doc_format_ready(s->take->format, err) ||
	    !file_out_open(&out, ctx->session, path, over, err))
		return false;
	doc_written_forget();
	ok = t->write(s, ctx, t, s->take->format, file_out_put, &out, err);
	ok = file_out_close(&out, ok, err);
	if (ok)
		remember(s, ctx);
	return ok;
}

static unsigned
over_yes(struct screen *s, struct ctx *ctx)
{
	struct err err = {0};

	if (!write_file(s, ctx, s->take->path, true, &err))
		return ctx_fail(ctx, &err);
	drop_draft(s, ctx);
	return say_written(s, ctx, s->take->path);
}

void
take_add_quoted(struct buf *b, const char *text)
{
	buf_addc(b, '"');
	for (; *text; text++)
		if (*text == '\'' || *text == '"')
			buf_adds(b, "'\\''");
		else
			buf_addc(b, (unsigned char)*text < ' ' ? ' ' : *text);
	buf_addc(b, '"');
}

/* From elsewhere no file is written here: how to have it there. */
static unsigned
say_command(struct screen *s, struct ctx *ctx)
{
	const struct take *t = chosen(s);
	struct buf b = {0};

	buf_addf(&b, "No file is written here over SSH. Ask for it from your "
	    "own machine, where it is kept:\n\nssh … '%s", t->asks);
	if (t->whom) {
		buf_adds(&b, " --to ");
		take_add_quoted(&b, t->to);
	}
	buf_addf(&b, " --format %s' > %s.%s\n\nWhat stands for … is what you "
	    "signed in with. It goes into the log when it is asked for.",
	    s->take->format->name, t->name, s->take->format->ending);
	remember(s, ctx);
	ask_read(ctx, t->title, buf_text(&b));
	buf_release(&b);
	return SCREEN_REDRAW;
}

/* ---- Where to ----------------------------------------------------------- */

/* The path as the system is to take it, in the arena. */
static const char *
path_of(struct take_state *t, const char *typed)
{
	return *typed == '/' || !t->files || !strcmp(t->files, ".")
	    ? arena_strdup(
	    &t->arena, typed) : arena_printf(&t->arena, "%s/%s", t->files,
	    typed);
}

/* Where that is, and whether something is there already. */
static void
explain(void *arg, const char *text, struct choices *out)
{
	struct take_state *t = ((struct screen *)arg)->take;
	const char *path = path_of(t, text);
	char *folder = xstrdup(path), *slash = strrchr(folder, '/'), *whole;

	if (slash)
		slash[slash == folder] = '\0';
	whole = realpath(slash ? folder : ".", NULL);
	if (!*text)
		choices_add_line(out, STYLE_WARN, "It needs a name.");
	else if (!whole)
		choices_add_line(out, STYLE_WARN, "There is no such folder.");
	else if (!access(path, F_OK))
		choices_add_line(out, STYLE_WARN, "That is there already; "
		    "you are asked before it is written over.");
	else
		choices_add_line(out, STYLE_GHOST, arena_printf(&t->arena,
		    "in the folder %s", whole));
	free(whole);
	free(folder);
}

static const struct prompt_ops path_ops = { .explain = explain };

/* Another known ending is another format. */
static void
by_ending(struct take_state *t, const char *path)
{
	const char *dot = strrchr(path, '.');
	const struct doc_format *f = dot ? doc_format_find(dot + 1) : NULL;
	size_t i;

	for (i = 0; f && i < t->n_formats; i++)
		if (t->formats[i] == f)
			t->format = f;
}

static unsigned
path_typed(struct screen *s, struct ctx *ctx, const char *text)
{
	struct take_state *t = s->take;
	const struct doc_format *was = t->format;
	struct err err = {0};
	const char *path;

	/* Where the program was begun is known by now. */
	t->files = ctx->files;
	if (!t->files)
		return say_command(s, ctx);
	path = path_of(t, text);
	if (!*text) {
		ctx_say(ctx, STYLE_WARN, "It needs a name.");
		return ASK_AGAIN;
	}
	by_ending(t, text);
	if (!access(path, F_OK)) {
		/* Kept with the path until the answer. */
		free(t->path);
		t->path = xstrdup(path);
		ask_yes(ctx, "Write over it?", arena_printf(&t->arena,
		    "%s is there already. What is in it would be lost.",
		    path), "write over it", over_yes, s);
		return SCREEN_REDRAW | ASK_KEEP;
	}
	if (!write_file(s, ctx, path, false, &err)) {
		t->format = was;
		ctx_fail(ctx, &err);
		return ASK_AGAIN;
	}
	t->format = was;
	return say_written(s, ctx, path);
}

static unsigned
ask_path(struct screen *s, struct ctx *ctx)
{
	char *place = draft_place(s);
	struct buf name = {0};

	buf_addf(&name, "%s.%s", chosen(s)->name, s->take->format->ending);
	ask_line(ctx, "Write to: ", buf_text(&name), place, &path_ops, s,
	    path_typed, s);
	free(place);
	buf_release(&name);
	return SCREEN_REDRAW;
}

/* ---- Which format ------------------------------------------------------- */

static unsigned
format_picked(struct screen *s, struct ctx *ctx, size_t row)
{
	s->take->format = s->take->formats[row];
	return ctx->files && !ctx->session->remote ? ask_path(s, ctx)
	    : say_command(s, ctx);
}

static void
add_format(struct take_state *t, const struct doc_format *f)
{
	size_t i;

	for (i = 0; i < t->n_formats; i++)
		if (t->formats[i] == f)
			return;
	if (f && t->n_formats < ROWS_MOST)
		t->formats[t->n_formats++] = f;
}

/* The one used last, then those that such a thing is usually had in. */
static void
list_formats(struct take_state *t)
{
	bool list = t->list[t->at].list;
	size_t i;

	t->n_formats = 0;
	for (i = 0; i < SORTS; i++)
		if (t->last && !strcmp(sorts[i].name, t->last->name) &&
		    (list || sorts[i].page))
			add_format(t, t->last);
	for (i = 0; i < SORTS; i++)
		if (list ? sorts[i].list : sorts[i].page)
			add_format(t, doc_format_find(sorts[i].name));
	for (i = 0; list && i < SORTS; i++)
		add_format(t, doc_format_find(sorts[i].name));
}

static const char *
note_of(const struct doc_format *f)
{
	size_t i;

	for (i = 0; i < SORTS; i++)
		if (!strcmp(sorts[i].name, f->name))
			return sorts[i].note;
	return "";
}

static unsigned
ask_format(struct screen *s, struct ctx *ctx)
{
	struct take_state *t = s->take;
	struct choices rows = {0};
	size_t i;

	list_formats(t);
	for (i = 0; i < t->n_formats; i++)
		choices_add(&rows, t->formats[i]->name, t->formats[i]->name,
		    note_of(t->formats[i]), 0);
	ask_pick(ctx, arena_printf(&t->arena, "Export %s as",
	    chosen(s)->title), rows.rows, rows.n, 0, format_picked, s);
	choices_release(&rows);
	return SCREEN_REDRAW;
}

/* ---- Which document ----------------------------------------------------- */

static unsigned
whom_typed(struct screen *s, struct ctx *ctx, const char *text)
{
	struct take_state *t = s->take;

	if (!text[strspn(text, " ")]) {
		ctx_say(ctx, STYLE_WARN, "Say whom it goes to: the log keeps "
		    "it.");
		return ASK_AGAIN;
	}
	t->list[t->at].to = arena_strdup(&t->arena, text);
	return ask_format(s, ctx);
}

static unsigned
thing_picked(struct screen *s, struct ctx *ctx, size_t row)
{
	s->take->at = row;
	if (chosen(s)->open) {
		ctx_push(ctx, chosen(s)->open(chosen(s)->id));
		return SCREEN_REDRAW;
	}
	if (!chosen(s)->whom)
		return ask_format(s, ctx);
	ask_line(ctx, "Whom does it go to: ", chosen(s)->to, NULL, NULL,
	    NULL, whom_typed, s);
	return SCREEN_REDRAW;
}

static void
begin(struct screen *s, struct ctx *ctx)
{
	struct take_state *t = xcalloc(1, sizeof *t);
	const char *last = NULL;
	struct err err = {0};

	if (!place_format_load(ctx->session->db, &t->arena, &last, &err))
		err_clear(&err);
	t->last = last ? doc_format_find(last) : NULL;
	take_free(s->take);
	s->take = t;
	t->files = ctx->files;
	t->n = s->ops->takes ? s->ops->takes(s, ctx, &t->arena, t->list)
	    : take_things(s, ctx, &t->arena, t->list);
}

unsigned
take_ask(struct screen *s, struct ctx *ctx)
{
	struct choices rows = {0};
	size_t i;

	begin(s, ctx);
	if (!s->take->n)
		return ctx_say(ctx, STYLE_DIM, "Nothing here is written for "
		    "anyone, or your role does not take it away.");
	if (s->take->n == 1)
		return thing_picked(s, ctx, 0);
	for (i = 0; i < s->take->n; i++)
		choices_add(&rows, s->take->list[i].name,
		    s->take->list[i].title, NULL, 0);
	ask_pick(ctx, "Export", rows.rows, rows.n, 0, thing_picked, s);
	choices_release(&rows);
	return SCREEN_REDRAW;
}

void
take_resume(struct screen *s, struct ctx *ctx, const char *how)
{
	const char *file = how + strlen(TAKE_PLACE), *dot;
	size_t i;

	if (ctx->session->remote)
		return;
	begin(s, ctx);
	for (i = 0; i < s->take->n; i++) {
		size_t len = strlen(s->take->list[i].name);

		dot = file + len;
		if (strncmp(file, s->take->list[i].name, len) || *dot != '.' ||
		    s->take->list[i].open)
			continue;
		s->take->at = i;
		s->take->format = doc_format_find(dot + 1);
		list_formats(s->take);
		if (s->take->format && (!chosen(s)->whom || chosen(s)->to))
			ask_path(s, ctx);
		return;
	}
}
