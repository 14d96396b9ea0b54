/*
 * sshkey_fuzz: any text read as an SSH public key. What is taken is taken again
 * from its type and its blob, has the fingerprint of these, and can stand in a
 * line of sshd's; what is refused is refused with a sentence.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "model/remoteline.h"
#include "model/sshkey.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_taken(const struct sshkey *k)
{
	struct sshkey again;
	struct buf shown = {0};
	struct err err = {0};

	if (!sshkey_is_fingerprint(k->fingerprint) ||
	    !remoteline_plain(k->type) || !remoteline_plain(k->blob.data) ||
	    !sshkey_parse_parts(&again, k->type, buf_text(&k->blob), &err) ||
	    strcmp(again.fingerprint, k->fingerprint) != 0)
		abort();
	sshkey_release(&again);
	utf8_visible(&shown, buf_text(&k->comment), k->comment.len, false);
	if (!buf_equal(&shown, &k->comment))
		abort();
	buf_release(&shown);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct sshkey k;
	struct err err = {0};

	if (sshkey_parse(&k, (const char *)data, size, &err))
		check_taken(&k);
	else if (err.code != ERR_INPUT || *err_text(&err) == '\0' ||
	    k.type != NULL)
		abort();
	sshkey_release(&k);
	err_clear(&err);
	return 0;
}
