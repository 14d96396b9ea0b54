#include "base/alloc.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void (*on_bug)(void *arg);
static void *on_bug_arg;

void
bug_handler(void (*handler)(void *arg), void *arg)
{
	on_bug = handler;
	on_bug_arg = arg;
}

void
bug(const char *format, ...)
{
	void (*handler)(void *arg) = on_bug;
	va_list ap;

	/* A handler that meets a bug itself must not be called again. */
	on_bug = NULL;
	if (handler != NULL)
		handler(on_bug_arg);

	fputs("minutebook stopped because of a fault in the program: ",
	    stderr);
	va_start(ap, format);
	vfprintf(stderr, format, ap);
	va_end(ap);
	fputc('\n', stderr);
	abort();
}

void *
xmalloc(size_t size)
{
	void *p = malloc(size > 0 ? size : 1);

	if (p == NULL)
		bug("no memory left for %zu bytes", size);
	return p;
}

void *
xcalloc(size_t count, size_t size)
{
	void *p;

	if (count == 0 || size == 0)
		count = size = 1;
	p = calloc(count, size);
	if (p == NULL)
		bug("no memory left for %zu times %zu bytes", count, size);
	return p;
}

void *
xrealloc(void *old, size_t size)
{
	void *p = realloc(old, size > 0 ? size : 1);

	if (p == NULL)
		bug("no memory left for %zu bytes", size);
	return p;
}

void *
xrealloc_array(void *old, size_t count, size_t size)
{
	size_t bytes;

	if (__builtin_mul_overflow(count, size, &bytes))
		bug("%zu times %zu bytes is more than there can be", count,
		    size);
	return xrealloc(old, bytes);
}

char *
xstrdup(const char *text)
{
	return xstrndup(text, strlen(text));
}

char *
xstrndup(const char *text, size_t len)
{
	char *copy;

	if (len == SIZE_MAX)
		bug("a text of %zu bytes can't be copied", len);
	copy = xmalloc(len + 1);
	if (len > 0)
		memcpy(copy, text, len);
	copy[len] = '\0';
	return copy;
}
