/*
 * screen: making and freeing screens, and how a screen speaks to the program.
 */
#include "screen/screen.h"

#include <stdarg.h>
#include <string.h>

#include "base/alloc.h"
#include "screen/take.h"

void *
screen_new(size_t size, const struct screen_ops *ops)
{
	struct screen *s = xcalloc(1, size);

	s->ops = ops;
	return s;
}

void
screen_free(struct screen *s)
{
	if (!s)
		return;
	if (s->ops->free)
		s->ops->free(s);
	take_free(s->take);
	arena_release(&s->arena);
	free(s);
}

static void
push(struct ctx *ctx, struct screen *s, bool replace)
{
	/* Two pushes in one call: the later one is what the person asked for
	 * last. */
	screen_free(ctx->push);
	ctx->push = s;
	ctx->replace = replace;
}

void
ctx_push(struct ctx *ctx, struct screen *take_screen)
{
	push(ctx, take_screen, false);
}

void
ctx_replace(struct ctx *ctx, struct screen *take_screen)
{
	push(ctx, take_screen, true);
}

unsigned
ctx_say(struct ctx *ctx, enum style style, const char *format, ...)
{
	va_list ap;

	buf_clear(&ctx->message);
	va_start(ap, format);
	buf_vaddf(&ctx->message, format, ap);
	va_end(ap);
	ctx->message_style = style;
	return SCREEN_REDRAW;
}

unsigned
ctx_fail(struct ctx *ctx, struct err *err)
{
	ctx_say(ctx, STYLE_ALARM, "%s", err_text(err));
	err_clear(err);
	return SCREEN_REDRAW;
}

struct screen *
screen_open(const char *place)
{
	const struct screen_place *p;
	size_t len = strcspn(place, " ");

	for (p = screen_places; p->name; p++) {
		if (strlen(p->name) == len && !strncmp(p->name, place, len))
			return p->open(place[len] ? place + len + 1 : "");
	}
	return NULL;
}
