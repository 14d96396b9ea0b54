/*
 * app_place: where the member was and what they had half typed, kept in the
 * book and opened again.
 */
#include "app_work.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "screen/screens.h"
#include "screen/take.h"
#include "store/draft.h"
#include "store/place.h"

static void
add_place(const struct app *a, struct buf *b)
{
	size_t i;

	for (i = 0; i < a->depth; i++) {
		const struct screen *s = a->stack[i];

		if (!s->ops->place)
			continue;
		buf_adds(b, s->ops->name);
		buf_addc(b, ' ');
		s->ops->place(s, b);
		buf_addc(b, '\n');
	}
}

bool
app_place_is_kept(const struct app *a)
{
	struct buf b = {0};
	bool kept;

	add_place(a, &b);
	kept = a->where && !strcmp(a->where, buf_text(&b));
	buf_release(&b);
	return kept;
}

void
app_keep_place(struct app *a)
{
	struct buf b = {0};
	struct err err = {0};

	if (app_place_is_kept(a))
		return;
	add_place(a, &b);
	/* Where one was is a comfort: failing to keep it is no reason to
	 * disturb the person. */
	if (!place_save(a->ctx.session->db, buf_text(&b), &err))
		err_clear(&err);
	free(a->where);
	a->where = buf_take(&b);
}

static bool
is_take(const char *how)
{
	return !strncmp(how, TAKE_PLACE, strlen(TAKE_PLACE));
}

/* A place of no screen is what one was typing over the one before: that screen
 * knows how to ask for it again. */
static void
open_place(struct app *a, const char *line, size_t len)
{
	char *place = xstrndup(line, len), *how = strchr(place, ' ');
	struct screen *s = screen_open(place), *top = app_top(a);

	if (s) {
		ctx_push(&a->ctx, s);
		app_take_pushed(a);
	} else if (top && how && (top->ops->resume || is_take(how + 1)) &&
	    how[1]) {
		buf_clear(&a->ctx.message);
		a->ctx.resuming = true;
		if (is_take(how + 1))
			take_resume(top, &a->ctx, how + 1);
		else
			top->ops->resume(top, &a->ctx, how + 1);
		app_take_pushed(a);
		a->ctx.resuming = false;
	}
	free(place);
}

void
app_open_places(struct app *a, const char *where)
{
	while (*where) {
		size_t len = strcspn(where, "\n");

		open_place(a, where, len);
		where += len + (where[len] == '\n');
	}
}
void
app_tell_drafts(struct app *a)
{
	struct arena arena = {0};
	struct draft *drafts = NULL;
	size_t n = 0;

	if (draft_list(a->ctx.session->db, &arena, &drafts, &n, NULL) && n)
		ctx_say(&a->ctx, STYLE_DIM, "What you had begun to type is "
		    "kept: it is offered back where you typed it.");
	arena_release(&arena);
}

bool
app_keep_drafts(struct app *a)
{
	struct err err = {0};
	size_t i;

	a->edited_at = 0;
	for (i = 0; i < a->depth; i++) {
		struct screen *s = a->stack[i];

		if (s->ops->draft && !s->ops->draft(s, &a->ctx, &err)) {
			ctx_fail(&a->ctx, &err);
			a->dirty = true;
			return false;
		}
	}
	return true;
}
