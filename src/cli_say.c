/*
 * cli_say: printing what is safe to print.
 */
#include "cli_say.h"

#include <stdarg.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "ui/ascii.h"

/* Set once, before anything is printed. */
static bool ascii_terminal;

void
cli_say_init(bool ascii)
{
	ascii_terminal = ascii;
}

static void
put_ascii(FILE *to, const char *text, size_t len)
{
	uint32_t cp;

	while (len > 0) {
		size_t n = utf8_decode(text, len, &cp);

		fputc(cp < 0x80 ? (int)cp : ascii_for(cp), to);
		text += n;
		len -= n;
	}
}

void
cli_say_text(FILE *to, const char *text)
{
	struct buf safe = {0};

	utf8_visible(&safe, text, strlen(text), true);
	if (ascii_terminal && isatty(fileno(to)))
		put_ascii(to, buf_text(&safe), safe.len);
	else
		fputs(buf_text(&safe), to);
	buf_release(&safe);
}

void
cli_say(FILE *to, const char *format, ...)
{
	struct buf text = {0};
	va_list ap;

	va_start(ap, format);
	buf_vaddf(&text, format, ap);
	va_end(ap);
	cli_say_text(to, buf_text(&text));
	buf_release(&text);
}
