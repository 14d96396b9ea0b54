/*
 * caps: xterm goes back to ASCII, and tmux shifts in, at each change of
 * attributes: three bytes of the ten that a change costs, and a screen has
 * forty. No set but the first is ever chosen here, so that says nothing.
 */
#include "ui/caps.h"

#include <string.h>

static void
cut(char *text, const char *part)
{
	size_t len = strlen(part);
	char *at;

	if (!text || text == (char *)-1)
		return;
	at = strstr(text, part);
	if (at)
		memmove(at, at + len, strlen(at + len) + 1);
}

void
caps_shorten(char *sgr, char *sgr0, char *cnorm)
{
	cut(sgr, "%?%p9%t\033(0%e\033(B%;");
	cut(sgr, "%?%p9%t\016%e\017%;");
	cut(sgr0, "\033(B");
	cut(sgr0, "\017");
	cut(cnorm, "\033[?12l");
}
