#include "base/arena.h"

#include <sodium.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"

/* Blocks double from the first to the last of these, so that a small screen
 * costs a page and a large one few calls, and what is left over in the last is
 * little: a session has a dozen arenas. A piece larger than a quarter of the last
 * gets a block of its own. */
enum { BLOCK_MIN = 4096, BLOCK_MAX = 16384, OWN_BLOCK = BLOCK_MAX / 4 };

struct arena_block {
	struct arena_block *next;	/* the one before */
	size_t used, size;
	_Alignas(max_align_t) char data[];
};

static struct arena_block *
block_new(size_t size)
{
	struct arena_block *block;

	if (size > SIZE_MAX - sizeof(*block))
		bug("%zu bytes is more than an arena can hold", size);
	/* Zeroed here once; a reset wipes, so what is handed out is zero. */
	block = xcalloc(1, sizeof(*block) + size);
	block->size = size;
	return block;
}

static void
block_wipe(struct arena_block *block)
{
	sodium_memzero(block->data, block->used);
	block->used = 0;
}

/* A block with room for size bytes, linked in. */
static struct arena_block *
block_with_room(struct arena *a, size_t size)
{
	struct arena_block *top = a->block, *block;
	size_t next;

	if (top != NULL && top->size - top->used >= size)
		return top;
	if (size > OWN_BLOCK) {
		/* Behind the newest, whose room is still good for others. */
		block = block_new(size);
		if (top == NULL) {
			a->block = block;
		} else {
			block->next = top->next;
			top->next = block;
		}
		return block;
	}
	next = top == NULL ? BLOCK_MIN : top->size * 2;
	if (next > BLOCK_MAX)
		next = BLOCK_MAX;
	if (next < size)
		next = OWN_BLOCK;
	block = block_new(next);
	block->next = top;
	a->block = block;
	return block;
}

/* What a piece of that size takes up. */
static size_t
rounded(size_t size)
{
	const size_t align = _Alignof(max_align_t);

	if (size > SIZE_MAX - align)
		bug("%zu bytes is more than an arena can hold", size);
	return size == 0 ? align : (size + align - 1) / align * align;
}

void *
arena_alloc(struct arena *a, size_t size)
{
	struct arena_block *block;
	void *p;

	size = rounded(size);
	block = block_with_room(a, size);
	p = block->data + block->used;
	block->used += size;
	a->used += size;
	return p;
}

/* Give back the block that was one piece's own; another piece lies where it
 * lies. */
static void
drop_own(struct arena *a, const void *p, size_t size)
{
	struct arena_block **at = &a->block, *block;

	while ((block = *at) != NULL && (block->data != p ||
	    block->size != size))
		at = &block->next;
	if (block == NULL)
		return;
	*at = block->next;
	a->used -= size;
	block_wipe(block);
	free(block);
}

void *
arena_grow(struct arena *a, void *p, size_t had, size_t size)
{
	struct arena_block *top = a->block;
	size_t more;
	void *grown;

	if (p == NULL)
		return arena_alloc(a, size);
	had = rounded(had);
	size = rounded(size);
	if (size <= had)
		return p;
	more = size - had;
	if ((char *)p + had == top->data + top->used &&
	    top->size - top->used >= more) {
		top->used += more;
		a->used += more;
		return p;
	}
	grown = arena_alloc(a, size);
	memcpy(grown, p, had);
	drop_own(a, p, had);
	return grown;
}

void *
arena_array(struct arena *a, size_t count, size_t size)
{
	size_t bytes;

	if (__builtin_mul_overflow(count, size, &bytes))
		bug("%zu times %zu bytes is more than there can be", count,
		    size);
	return arena_alloc(a, bytes);
}

char *
arena_strdup(struct arena *a, const char *text)
{
	return text == NULL ? NULL : arena_strndup(a, text, strlen(text));
}

char *
arena_strndup(struct arena *a, const char *text, size_t len)
{
	char *copy;

	if (len == SIZE_MAX)
		bug("a text of %zu bytes can't be copied", len);
	copy = arena_alloc(a, len + 1);
	if (len > 0)
		memcpy(copy, text, len);
	return copy;
}

char *
arena_printf(struct arena *a, const char *format, ...)
{
	struct buf made = {0};
	va_list ap;
	char *text;

	va_start(ap, format);
	buf_vaddf(&made, format, ap);
	va_end(ap);
	text = arena_strndup(a, buf_text(&made), made.len);
	buf_wipe(&made);
	return text;
}

void
arena_reset(struct arena *a)
{
	struct arena_block *block, *next, *kept = NULL;

	for (block = a->block; block != NULL; block = next) {
		next = block->next;
		block_wipe(block);
		if (kept == NULL && block->size <= BLOCK_MAX) {
			kept = block;
			kept->next = NULL;
		} else {
			free(block);
		}
	}
	a->block = kept;
	a->used = 0;
}

void
arena_release(struct arena *a)
{
	arena_reset(a);
	free(a->block);
	a->block = NULL;
}
