#include "form_help.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

void
form_read(struct buf *text, const char *variable, const char *name)
{
	struct buf path = { 0 };
	const char *folder = getenv(variable);
	char chunk[4096];
	size_t n;

	assert_non_null(folder);
	buf_addf(&path, "%s/%s", folder, name);
	FILE *f = fopen(buf_text(&path), "rb");
	if (!f)
		fail_msg("%s can't be read", buf_text(&path));
	buf_clear(text);
	while ((n = fread(chunk, 1, sizeof(chunk), f)) > 0)
		buf_add(text, chunk, n);
	fclose(f);
	buf_release(&path);
}
