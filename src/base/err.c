#include "base/err.h"

#include <assert.h>
#include <stdarg.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "base/buf.h"

/* 2 is left out: it is wrong usage, which the command line finds itself. */
static const int exit_codes[] = {
	[ERR_NONE] = 0,
	[ERR_INPUT] = 1,
	[ERR_CONFLICT] = 3,
	[ERR_BUSY] = 4,
	[ERR_DENIED] = 5,
	[ERR_IO] = 6,
	[ERR_SCHEMA] = 7,
};
static_assert(sizeof(exit_codes) / sizeof(exit_codes[0]) == ERR_CODES,
    "every code has its exit status");

bool
err_set_at(struct err *err, enum err_code code, const char *file, int line,
    const char *format, ...)
{
	struct buf text = {0};
	va_list ap;

	if (err == NULL)
		return false;
	/* The old sentence goes last: it may be part of the new one. */
	va_start(ap, format);
	buf_vaddf(&text, format, ap);
	va_end(ap);
	free(err->text);
	*err = (struct err){
		.code = code,
		.text = buf_take(&text),
		.file = file,
		.line = line,
	};
	return false;
}

bool
err_wrap(struct err *err, const char *format, ...)
{
	struct buf text = {0};
	va_list ap;

	if (err == NULL)
		return false;
	va_start(ap, format);
	buf_vaddf(&text, format, ap);
	va_end(ap);
	buf_adds(&text, ": ");
	buf_adds(&text, err_text(err));
	free(err->text);
	err->text = buf_take(&text);
	return false;
}

const char *
err_text(const struct err *err)
{
	return err != NULL && err->text != NULL ? err->text : "";
}

void
err_clear(struct err *err)
{
	if (err == NULL)
		return;
	free(err->text);
	*err = (struct err){0};
}

int
err_exit_code(enum err_code code)
{
	if ((unsigned)code >= ERR_CODES)
		bug("there is no error code %d", (int)code);
	return exit_codes[code];
}
