/*
 * form: the screen in which a record is filled in.
 */
#include "cmd/export_cmd.h"
#include "screen/form.h"

#include <stdarg.h>
#include <string.h>

#include "base/alloc.h"
#include "screen/ask.h"

enum { FORM_MAKE = 1, FORM_LEAVE, FORM_NEXT, FORM_CHOOSE };

static const struct keydef rows[] = {
	{ FORM_MAKE, "Ctrl-S", "save", "save", "save; what is new is made",
	    "filling in", KEYDEF_WRITES },
	{ FORM_LEAVE, "Esc", "leave", "back",
	    "leave; what is typed is saved or kept", NULL, 0 },
	{ FORM_NEXT, "Tab", "next-field", "next field",
	    "save this field and go on", NULL, 0 },
	{ FORM_CHOOSE, "Space", "choose", "choose",
	    "choose the answer one is on (Left and Right move)", NULL, 0 },
};

static const struct keymap keys = KEYMAP(rows);

/* ---- Words -------------------------------------------------------------- */

const char *
form_word(struct form *f, size_t n)
{
	const char *at = f->args;
	size_t len;

	for (n++; n; n--) {
		at += strcspn(at, " ");
		at += strspn(at, " ");
	}
	len = strcspn(at, " ");
	return arena_strndup(&f->rf.arena, at, len);
}

int64_t
form_number(struct form *f, size_t n)
{
	return strtoll(form_word(f, n), NULL, 10);
}

struct recordform_part *
form_part(struct form *f, const char *title, const char *table, int64_t id,
    const struct kind_form *form)
{
	struct recordform_part *p = &f->parts[f->n_parts];

	if (f->n_parts == FORM_PARTS)
		bug("a form of more than %d parts", FORM_PARTS);
	f->n_parts++;
	*p = (struct recordform_part){ .title = title, .table = table,
	    .id = id, .form = form };
	return p;
}

struct kind_form *
form_fixed(struct form *f, const char *key, const struct kind_field *fields,
    size_t n)
{
	struct kind_form *form = arena_alloc(&f->rf.arena, sizeof *form);
	struct kind_field *copy = arena_array(&f->rf.arena, n, sizeof *copy);
	size_t i;

	for (i = 0; i < n; i++) {
		copy[i] = fields[i];
		copy[i].right = RIGHT_NONE;
		copy[i].max_length = KIND_UNSET;
		if (!copy[i].min && !copy[i].max)
			copy[i].min = copy[i].max = KIND_UNSET;
	}
	*form = (struct kind_form){ .key = key, .title = key, .fields = copy,
	    .n_fields = n };
	return form;
}

struct kind_field *
form_fixed_field(struct kind_form *form, const char *key)
{
	/* The copy is the caller's own to change. */
	return (struct kind_field *)kind_field(form, key);
}

struct kind_form *
form_copy(struct form *f, const struct kind_form *form,
    const char *const *columns, size_t n)
{
	struct kind_form *out = arena_alloc(&f->rf.arena, sizeof *out);
	struct kind_field *copy = arena_array(&f->rf.arena, form->n_fields,
	    sizeof *copy);
	size_t i, j, made = 0;

	for (i = 0; i < form->n_fields; i++) {
		for (j = 0; j < n; j++) {
			if (form->fields[i].column &&
			    !strcmp(form->fields[i].column, columns[j]))
				copy[made++] = form->fields[i];
		}
	}
	*out = *form;
	out->fields = copy;
	out->n_fields = made;
	return out;
}

struct kind_field *
form_column_field(struct kind_form *form, const char *column)
{
	size_t i;

	for (i = 0; i < form->n_fields; i++) {
		if (form->fields[i].column &&
		    !strcmp(form->fields[i].column, column))
			return (struct kind_field *)&form->fields[i];
	}
	return NULL;
}

const char *
form_key(const struct kind_form *form, const char *column)
{
	size_t i;

	for (i = 0; i < form->n_fields; i++) {
		if (form->fields[i].column &&
		    !strcmp(form->fields[i].column, column))
			return form->fields[i].key;
	}
	return "";
}

/* ---- Loading ------------------------------------------------------------ */

static bool
begin(struct form *f, struct ctx *ctx, struct err *err)
{
	size_t i;

	if (!f->sort->build(f, ctx, err))
		return false;
	for (i = 0; i < f->n_parts; i++)
		f->unmade |= f->parts[i].id == 0;
	f->rf.unmade = f->args;
	if (!recordform_begin(&f->rf, &f->screen, ctx->session, f->board,
	    f->casefile, f->parts, f->n_parts, err))
		return false;
	if (f->at)
		recordform_go(&f->rf, ctx, f->at);
	else if (f->unmade)
		recordform_go_open(&f->rf);
	recordform_offer(&f->rf, ctx);
	return true;
}

/* The action that is filled in, or whose step it is. */
static int64_t
form_action(const struct form *f)
{
	const struct recordform_part *p = f->n_parts ? &f->parts[0] : NULL;

	if (p && p->id && !strcmp(p->table, "action"))
		return p->id;
	return p && !strcmp(p->table, "milestone") ? f->other : 0;
}

static bool
form_load(struct screen *s, struct ctx *ctx, struct err *err)
{
	struct form *f = (struct form *)s;

	if (!f->rf.begun && !begin(f, ctx, err))
		return false;
	if (s->loaded && !recordform_refresh(&f->rf, err))
		return false;
	s->board = f->board;
	s->casefile = f->casefile;
	s->action = form_action(f);
	recordform_live(&f->rf);
	if (!f->kind && f->board)
		f->kind = session_board_kind(ctx->session, f->board, err);
	if (f->board && !f->kind)
		return false;
	s->marking = NULL;
	if (f->kind && !cmd_page_marking(ctx->session, f->kind, f->casefile, 0,
	    &s->arena, &s->marking, err))
		return false;
	return true;
}

/* ---- Making and leaving ------------------------------------------------- */

/* What the person goes on with takes the form's place, or is beneath. */
static unsigned
close_form(struct form *f, struct ctx *ctx)
{
	if (f->sort->after && !ctx->push)
		ctx_push(ctx, f->sort->after(f));
	if (!ctx->push)
		return SCREEN_POP;
	ctx->replace = true;
	return SCREEN_REDRAW;
}

unsigned
form_made(struct form *f, struct ctx *ctx)
{
	recordform_made(&f->rf, ctx);
	f->unmade = false;
	if (f->sort->made)
		ctx_say(ctx, STYLE_OK, "%s", f->sort->made);
	return close_form(f, ctx);
}

static unsigned
make(struct form *f, struct ctx *ctx)
{
	struct err err = {0};

	/* What can't be kept as it is may not be left out unsaid. */
	if (!recordform_commit(&f->rf, ctx) ||
	    !recordform_right(&f->rf, ctx))
		return SCREEN_REDRAW;
	f->asking = false;
	if (!f->sort->make(f, ctx, &err))
		return ctx_fail(ctx, &err);
	return f->asking ? SCREEN_REDRAW : form_made(f, ctx);
}

static unsigned
leave_done(struct screen *s, struct ctx *ctx, int value)
{
	struct form *f = (struct form *)s;

	if (value == 1)
		return make(f, ctx);
	if (value == 2) {
		recordform_made(&f->rf, ctx);
		return SCREEN_POP;
	}
	return SCREEN_REDRAW;
}

/* Esc. Of a record in the book everything is saved but the one field that
 * can't be; that stays as a draft. */
static unsigned
leave(struct form *f, struct ctx *ctx)
{
	static const struct dialog_answer answers[] = {
		{ 's', "save it", 1 },
		{ 'd', "drop it; nothing was saved", 2 },
		{ 'g', "go on filling in", 3 },
	};
	struct err err = {0};

	if (f->unmade && recordform_unsaved(&f->rf)) {
		ask_dialog(ctx, "Not saved yet", "This is not in the book "
		    "yet.", answers, 3, 2, leave_done, &f->screen);
		return SCREEN_REDRAW;
	}
	if (!f->unmade && recordform_unsaved(&f->rf)) {
		if (!f->leaving) {
			f->leaving = true;
			return ctx_say(ctx, STYLE_WARN, "One field is not "
			    "saved as it is. Esc again leaves; what you typed "
			    "is kept and offered back.");
		}
		if (!recordform_draft(&f->rf, ctx, &err))
			return ctx_fail(ctx, &err);
	}
	return f->unmade ? SCREEN_POP : close_form(f, ctx);
}

static unsigned
form_input(struct screen *s, struct ctx *ctx, const struct input *in)
{
	struct form *f = (struct form *)s;
	unsigned did;

	if (in->kind == INPUT_KEY && in->key == (K_CTRL | 's'))
		return 0;
	did = recordform_input(&f->rf, ctx, in);
	if (did & RECORDFORM_CLOSE) {
		/* A conflict that just came up is settled first. */
		if (ctx->push)
			return SCREEN_REDRAW;
		return leave(f, ctx);
	}
	if (did)
		f->leaving = false;
	if (did & RECORDFORM_DONE)
		ctx_say(ctx, STYLE_DIM, f->unmade
		    ? "That was the last field: Ctrl-S saves it."
		    : "That was the last field: Esc goes back.");
	return did & ~(unsigned)(RECORDFORM_DONE | RECORDFORM_CLOSE);
}

static unsigned
form_act(struct screen *s, struct ctx *ctx, int action)
{
	struct form *f = (struct form *)s;

	static const struct input tab = { .kind = INPUT_KEY, .key = K_TAB };
	static const struct input space = { .kind = INPUT_KEY,
		.key = K_SPACE };

	if (action == FORM_CHOOSE)
		return form_input(s, ctx, &space);
	if (action == FORM_LEAVE)
		return leave(f, ctx);
	if (action == FORM_NEXT)
		return form_input(s, ctx, &tab);
	if (action != FORM_MAKE)
		return 0;
	if (f->unmade)
		return make(f, ctx);
	/* An earlier field that was refused is not passed over. */
	if (!recordform_commit(&f->rf, ctx) ||
	    !recordform_retry(&f->rf, ctx))
		return SCREEN_REDRAW;
	return close_form(f, ctx);
}

static bool
form_draft(struct screen *s, struct ctx *ctx, struct err *err)
{
	return recordform_draft(&((struct form *)s)->rf, ctx, err);
}

/* ---- Showing ------------------------------------------------------------ */

static void
form_draw(struct screen *s, const struct ctx *ctx, struct view v)
{
	(void)ctx;
	recordform_draw(&((struct form *)s)->rf, v);
}

static const char *
form_typing(const struct screen *s)
{
	return recordform_typing(&((const struct form *)s)->rf);
}

static unsigned
form_moved(struct screen *s, struct ctx *ctx)
{
	(void)ctx;
	return recordform_live(&((struct form *)s)->rf) ? SCREEN_REDRAW : 0;
}

static void
form_title(const struct screen *s, const struct ctx *ctx, struct buf *left,
    struct buf *right)
{
	const struct form *f = (const struct form *)s;
	size_t open = recordform_open_count(&f->rf);

	(void)ctx;
	buf_adds(left, f->title ? f->title : "");
	if (open)
		buf_addf(right, "%zu to fill in", open);
	else
		buf_adds(right, f->unmade ? "new" : "complete");
}

static void
form_place(const struct screen *s, struct buf *out)
{
	buf_adds(out, ((const struct form *)s)->args);
}

static void
form_free(struct screen *s)
{
	struct form *f = (struct form *)s;

	recordform_release(&f->rf);
	free(f->args);
	free(f->at);
}

static const struct screen_ops ops = {
	.name = "form",
	.keys = &keys,
	.typing = true,
	.fills_in = true,
	.typing_at = form_typing,
	.moved = form_moved,
	.load = form_load,
	.title = form_title,
	.draw = form_draw,
	.input = form_input,
	.act = form_act,
	.draft = form_draft,
	.place = form_place,
	.free = form_free,
};

struct screen *
form_open(const char *args)
{
	size_t len = strcspn(args, " "), i;
	struct form *f;

	for (i = 0; form_sorts[i]; i++) {
		if (strlen(form_sorts[i]->name) != len ||
		    strncmp(form_sorts[i]->name, args, len) != 0)
			continue;
		f = screen_new(sizeof *f, &ops);
		f->sort = form_sorts[i];
		f->args = xstrdup(args);
		return &f->screen;
	}
	return NULL;
}

struct screen *
form_screen(const char *format, ...)
{
	struct buf b = {0};
	struct screen *s;
	va_list ap;

	va_start(ap, format);
	buf_vaddf(&b, format, ap);
	va_end(ap);
	s = form_open(buf_text(&b));
	if (!s)
		bug("no form is opened by \"%s\"", buf_text(&b));
	buf_release(&b);
	return s;
}

struct screen *
form_screen_at(const char *args, const char *key)
{
	struct screen *s = form_screen("%s", args);

	((struct form *)s)->at = key ? xstrdup(key) : NULL;
	return s;
}
