/*
 * utf8_fuzz: over any bytes, clusters tile the text, a cut never splits one
 * and never exceeds, what is shown is safe and as wide as was counted, and
 * showing or folding twice changes nothing. The first byte is the columns.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check(bool holds)
{
	if (!holds)
		abort();
}

static void
check_clusters(const char *text, size_t len, int cols)
{
	size_t at, step, cut, before = 0;
	bool cut_met = false;
	int used, width = 0;

	cut = utf8_cut(text, len, cols, &used);
	check(used >= 0 && used <= cols && cut <= len);
	for (at = 0; at < len; at += step) {
		if (at == cut) {
			cut_met = true;
			check(width == used);
		}
		if (at > 0)
			check(utf8_prev(text, len, at) == before);
		before = at;
		step = utf8_next(text, len, at);
		check(step > 0 && step <= len - at);
		used = utf8_cluster_width(text + at, step);
		check(used >= 1);
		/* The one after the cut would not have fitted. */
		if (at == cut)
			check(width + used > cols);
		width += used;
		used = width;
	}
	check(cut_met || cut == len);
	check(utf8_width(text, len) == width);
	check(utf8_next(text, len, len) == 0);
	check(len == 0 || utf8_prev(text, len, len) == before);
}

static void
check_safe(const char *text, size_t len, bool keep_lines)
{
	size_t n;
	uint32_t cp;

	check(utf8_valid(text, len));
	for (; len > 0; text += n, len -= n) {
		n = utf8_decode(text, len, &cp);
		check(!utf8_unsafe(cp) || (keep_lines && cp == '\n'));
	}
}

static void
check_shown(const char *text, size_t len, bool keep_lines)
{
	struct buf once = {0}, twice = {0};

	utf8_visible(&once, text, len, keep_lines);
	check_safe(buf_text(&once), once.len, keep_lines);
	utf8_visible(&twice, buf_text(&once), once.len, keep_lines);
	check(buf_equal(&once, &twice));
	check(utf8_width(text, len) == utf8_width(buf_text(&once), once.len));
	buf_release(&once);
	buf_release(&twice);
}

static void
check_normal(const char *text, size_t len)
{
	struct buf once = {0}, twice = {0};

	utf8_nfc(&once, text, len);
	check(utf8_valid(buf_text(&once), once.len));
	utf8_nfc(&twice, buf_text(&once), once.len);
	check(buf_equal(&once, &twice));
	buf_clear(&once);
	buf_clear(&twice);
	utf8_fold(&once, text);
	check_safe(buf_text(&once), once.len, false);
	utf8_fold(&twice, buf_text(&once));
	check(buf_equal(&once, &twice));
	buf_release(&once);
	buf_release(&twice);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text;
	size_t len;

	if (size == 0)
		return 0;
	len = size - 1;
	/* Just its size, so that a sanitizer sees a read past the end. */
	text = xmalloc(len);
	memcpy(text, data + 1, len);
	check_clusters(text, len, data[0]);
	check_shown(text, len, false);
	check_shown(text, len, true);
	free(text);
	text = xstrndup((const char *)data + 1, len);
	check_normal(text, strlen(text));
	free(text);
	return 0;
}
