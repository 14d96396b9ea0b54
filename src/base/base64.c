#include "base/base64.h"

#include <sodium.h>
#include <string.h>

#include "base/alloc.h"

void
base64_add(struct buf *b, const void *data, size_t len, bool bare)
{
	int variant = bare ? sodium_base64_VARIANT_ORIGINAL_NO_PADDING
	    : sodium_base64_VARIANT_ORIGINAL;
	size_t room = sodium_base64_encoded_len(len, variant);
	char *text = xmalloc(room);

	sodium_bin2base64(text, room, data, len, variant);
	buf_adds(b, text);
	free(text);
}

/* libsodium 1.0.18 takes some bytes beyond ASCII for letters: what was read is
 * what was meant only when it is written the same. */
static bool
is_written_so(const void *data, size_t n, const char *text, size_t len)
{
	struct buf again = {0};
	bool same;

	base64_add(&again, data, n, false);
	same = again.len == len && memcmp(again.data, text, len) == 0;
	buf_release(&again);
	return same;
}

bool
base64_read(struct buf *b, const char *text, size_t len, size_t most)
{
	size_t room = len / 4 * 3 + 3, n = 0;
	unsigned char *data;
	bool ok;

	if (len == 0 || room > most + 3)
		return false;
	data = xmalloc(room);
	ok = sodium_base642bin(data, room, text, len, NULL, &n, NULL,
	    sodium_base64_VARIANT_ORIGINAL) == 0 && n <= most &&
	    is_written_so(data, n, text, len);
	if (ok)
		buf_add(b, data, n);
	free(data);
	return ok;
}
