/*
 * alloc: memory that is there or the program ends. Owns nothing. Running out
 * of memory is a broken invariant (bug()), so no caller checks for NULL.
 */
#ifndef BASE_ALLOC_H
#define BASE_ALLOC_H

#include <stddef.h>

/* Like malloc, calloc, realloc, strdup; never NULL, not even for size 0. */
void *xmalloc(size_t size);
void *xcalloc(size_t count, size_t size);
void *xrealloc(void *old, size_t size);
char *xstrdup(const char *text);

/* A copy of the first len bytes, with a terminating NUL. Yours to free. */
char *xstrndup(const char *text, size_t len);

/* realloc to count elements of size bytes; a product that overflows is a
 * bug(). */
void *xrealloc_array(void *old, size_t count, size_t size);

/* Make room for one more element in a growing array: items is the pointer,
 * n the elements in use, cap the room (both size_t lvalues). */
#define GROW(items, n, cap) \
	do { \
		if ((n) == (cap)) { \
			(cap) = (cap) ? (cap) * 2 : 8; \
			(items) = xrealloc_array((items), (cap), \
			    sizeof(*(items))); \
		} \
	} while (0)

/* An invariant is broken: call the handler set by bug_handler (which puts the
 * terminal back and saves unsaved text), say so on standard error, abort. */
_Noreturn void bug(const char *format, ...)
	__attribute__((format(printf, 1, 2)));

/* Called once by bug() before it reports; NULL takes it out. */
void bug_handler(void (*handler)(void *arg), void *arg);

#endif
