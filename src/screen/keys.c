/*
 * keys: what a member signs in with over SSH: given by pasting, disabled,
 * enabled, taken away.
 */
#include <inttypes.h>
#include <string.h>

#include "cmd/key_cmd.h"
#include "screen/ask.h"
#include "screen/lines.h"
#include "screen/screens.h"
#include "store/directory_read.h"
#include "store/sign_in_read.h"

/* How far back it is looked for when they last came in. */
enum { TRIES = 20 };

struct keys {
	struct screen screen;
	int64_t member;
	const char *name;
	const char *came;	/* when they last came in; NULL: not lately */
	struct key_row *rows;
	size_t n;
	int64_t chosen;		/* the key that is asked about */
	struct lines lines;
};

enum { KEYS_SHOW = 1, KEYS_ADD, KEYS_DISABLE, KEYS_ENABLE, KEYS_REMOVE, KEYS_SIGN_INS };

static const struct keydef rows[] = {
	{ KEYS_SHOW, "Enter l Right", "show", "show", "the whole of it, to be "
	    "compared", "keys", 0 },
	{ KEYS_ADD, "n a", "add-key", "add", "add a key: paste the line of "
	    "the member's .pub file", NULL, KEYDEF_WRITES },
	{ KEYS_DISABLE, "x", "disable-key", "disable", "the key signs nobody "
	    "in any more; who came in with it is out", NULL, KEYDEF_WRITES },
	{ KEYS_ENABLE, "e", "enable-key", "enable", "a disabled key signs its "
	    "member in again", NULL, KEYDEF_WRITES },
	{ KEYS_REMOVE, "X", "remove-key", NULL, "take the key out of the book",
	    NULL, KEYDEF_WRITES },
	{ KEYS_SIGN_INS, "s", "sign-ins", "sign-ins", "when they came in over "
	    "SSH", NULL, 0 },
};

static const struct keymap keys = KEYMAP(rows);

static const struct table_column columns[] = {
	{ .title = "Fingerprint", .min = 22, .weight = 1, .max = 28 },
	{ .title = "Behind it", .min = 8, .weight = 1, .drop = 2 },
	{ .title = "Type", .min = 12, .weight = 1, .drop = 1 },
	{ .title = "Added", .min = 11, .max = 11, .drop = 3 },
	{ .title = "", .min = 8, .weight = 2 },
};

/* The day of a time as it is kept. */
static const char *
day(struct arena *a, const char *iso)
{
	const char *text = lines_time(a, iso);

	return strlen(text) > 6 ? arena_printf(a, "%.*s",
	    (int)strlen(text) - 6, text) : text;
}

/* The last time they came in, among the tries of late. */
static bool
read_came(struct keys *k, struct db *db, struct err *err)
{
	struct arena *a = &k->screen.arena;
	struct sign_in_row *tries;
	size_t i = 0, n;

	k->came = NULL;
	if (!sign_in_read(db, k->member, TRIES, a, &tries, &n, err))
		return false;
	while (i < n && *tries[i].refused)
		i++;
	if (i < n)
		k->came = lines_time(a, tries[i].at);
	return true;
}

static bool
keys_load(struct screen *s, struct ctx *ctx, struct err *err)
{
	struct keys *k = (struct keys *)s;
	struct db *db = ctx->session->db;
	size_t i;

	lines_begin(&k->lines, &s->arena, columns,
	    sizeof columns / sizeof *columns, true);
	if (!member_name_read(db, k->member, &s->arena, &k->name, err) ||
	    !key_read(db, k->member, &s->arena, &k->rows, &k->n, err) ||
	    !read_came(k, db, err))
		return false;
	for (i = 0; i < k->n; i++) {
		const struct key_row *r = &k->rows[i];
		struct line *l = lines_add(&k->lines, r->fingerprint);

		l->cell[1] = r->comment;
		l->cell[2] = r->type;
		l->cell[3] = day(&s->arena, r->added_at);
		if (*r->disabled_at) {
			l->style = STYLE_DIM;
			l->cell[4] = arena_printf(&s->arena, "disabled%s%s",
			    *r->reason ? ": " : "", r->reason);
		}
		l->id = r->id;
	}
	if (!k->n)
		lines_say(&k->lines, "No key yet, so nobody signs in over SSH "
		    "as this member: n adds one.");
	lines_end(&k->lines);
	return true;
}

/* All that is known of it: what sshd's log says is the fingerprint. */
static unsigned
show(struct keys *k, struct ctx *ctx)
{
	const struct line *l = lines_at(&k->lines);
	struct buf b = {0};
	size_t i;

	for (i = 0; l && i < k->n; i++) {
		const struct key_row *r = &k->rows[i];

		if (r->id != l->id)
			continue;
		buf_addf(&b, "%s\n%s  %s\n\nAdded %s%s%s.\n", r->fingerprint,
		    r->type, r->comment, lines_time(&k->screen.arena,
		    r->added_at), *r->added_by ? " by " : "", r->added_by);
		if (*r->disabled_at)
			buf_addf(&b, "Disabled %s. %s\n", lines_time(
			    &k->screen.arena, r->disabled_at), r->reason);
		ask_read(ctx, "Key", buf_text(&b));
	}
	buf_release(&b);
	return SCREEN_REDRAW;
}

/* ---- Changing them ------------------------------------------------------- */

static unsigned
key_pasted(struct screen *s, struct ctx *ctx, const char *text)
{
	struct keys *k = (struct keys *)s;
	struct buf shown = {0};
	struct err err = {0};

	if (!cmd_key_add(ctx->session, k->member, text, strlen(text), &shown,
	    &err))
		return ctx_fail(ctx, &err);
	ctx_say(ctx, STYLE_OK, "They may sign in with it. Let them say whether "
	    "theirs is %s.", buf_text(&shown));
	buf_release(&shown);
	return SCREEN_RELOAD;
}

static unsigned
reason_given(struct screen *s, struct ctx *ctx, const char *text)
{
	struct keys *k = (struct keys *)s;
	struct err err = {0};

	if (!cmd_key_disable(ctx->session, k->chosen, text, &err))
		return ctx_fail(ctx, &err);
	ctx_say(ctx, STYLE_OK, "The key is disabled; who came in with it is "
	    "out.");
	return SCREEN_RELOAD;
}

static unsigned
remove_yes(struct screen *s, struct ctx *ctx)
{
	struct keys *k = (struct keys *)s;
	struct err err = {0};

	if (!cmd_key_remove(ctx->session, k->chosen, &err))
		return ctx_fail(ctx, &err);
	ctx_say(ctx, STYLE_OK, "The key is gone; who came in with it is out.");
	return SCREEN_RELOAD;
}

static unsigned
enable(struct keys *k, struct ctx *ctx)
{
	struct err err = {0};

	if (!cmd_key_enable(ctx->session, k->chosen, &err))
		return ctx_fail(ctx, &err);
	ctx_say(ctx, STYLE_OK, "The key signs its member in again.");
	return SCREEN_RELOAD;
}

static unsigned
change(struct keys *k, struct ctx *ctx, int action)
{
	const struct line *l = lines_at(&k->lines);

	if (!l || !l->id)
		return ctx_say(ctx, STYLE_WARN, "Stand on a key first.");
	k->chosen = l->id;
	switch (action) {
	case KEYS_DISABLE:
		ask_line(ctx, "Why (may be left empty): ", NULL, NULL, NULL,
		    NULL, reason_given, &k->screen);
		return SCREEN_REDRAW;
	case KEYS_REMOVE:
		ask_yes(ctx, "Key", arena_printf(&k->screen.arena, "%s leaves "
		    "the book, and who came in with it is out.", l->cell[0]),
		    "yes, remove it", remove_yes, &k->screen);
		return SCREEN_REDRAW;
	default:
		return enable(k, ctx);
	}
}

static unsigned
keys_act(struct screen *s, struct ctx *ctx, int action)
{
	struct keys *k = (struct keys *)s;
	unsigned moved = lines_move(&k->lines, action);

	if (moved)
		return moved;
	switch (action) {
	case KEYS_SHOW:
		return show(k, ctx);
	case KEYS_ADD:
		/* Never a draft: it could be a private key, by mistake. */
		ask_line(ctx, "Public key: ", NULL, NULL, NULL, NULL,
		    key_pasted, s);
		return SCREEN_REDRAW;
	case KEYS_DISABLE:
	case KEYS_ENABLE:
	case KEYS_REMOVE:
		return change(k, ctx, action);
	case KEYS_SIGN_INS:
		ctx_push(ctx, sign_ins_screen(k->member));
		return SCREEN_REDRAW;
	default:
		return 0;
	}
}

static bool
keys_shows(const struct screen *s, const struct change *c)
{
	(void)s;
	return !strcmp(c->tbl, "member_key") || !strcmp(c->tbl, "sign_in");
}

static void
keys_draw(struct screen *s, const struct ctx *ctx, struct view v)
{
	(void)ctx;
	lines_draw(&((struct keys *)s)->lines, v);
}

static void
keys_title(const struct screen *s, const struct ctx *ctx, struct buf *left,
    struct buf *right)
{
	const struct keys *k = (const struct keys *)s;

	(void)ctx;
	buf_addf(left, "Keys of %s", k->name);
	if (k->came)
		buf_addf(right, "last in %s", k->came);
}

static void
keys_place(const struct screen *s, struct buf *out)
{
	buf_addf(out, "%" PRId64, ((const struct keys *)s)->member);
}

static const struct screen_ops ops = {
	.name = "keys",
	.keys = &keys,
	.moves = true,
	.load = keys_load,
	.title = keys_title,
	.draw = keys_draw,
	.act = keys_act,
	.shows = keys_shows,
	.place = keys_place,
};

struct screen *
keys_screen(int64_t member)
{
	struct keys *k = screen_new(sizeof *k, &ops);

	k->member = member;
	return &k->screen;
}
