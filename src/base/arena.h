/*
 * arena: memory for things that live and go together, such as everything a
 * screen loaded. Owns its blocks; single pieces are never freed.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

struct arena_block;

struct arena {
	struct arena_block *block;	/* newest block, or NULL */
	size_t used;			/* bytes handed out since the reset */
};

/* size bytes, zeroed and aligned for any type; never NULL. */
void *arena_alloc(struct arena *a, size_t size);

/* count elements of size bytes, zeroed. */
void *arena_array(struct arena *a, size_t count, size_t size);

/* The piece p, which had so many bytes (NULL: none), with size of them, those
 * that are new zeroed: where it lay, or elsewhere, and then its old place is not
 * looked at any more. */
void *arena_grow(struct arena *a, void *p, size_t had, size_t size);

/* Copies that live as long as the arena; arena_strdup(a, NULL) is NULL. */
char *arena_strdup(struct arena *a, const char *text);
char *arena_strndup(struct arena *a, const char *text, size_t len);
char *arena_printf(struct arena *a, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Forget everything, keep one block for the next use. The memory is wiped,
 * because it held names. */
void arena_reset(struct arena *a);

/* Forget everything and give the memory back, wiped. */
void arena_release(struct arena *a);

#endif
