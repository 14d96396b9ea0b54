/*
 * remoteline_fuzz: any text split as a command from outside. The words lie in
 * the line's own room, hold no control character, and split again into the same
 * when each is put between quotes.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "model/remoteline.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool
bad_word(const struct remoteline *r, const char *word)
{
	const char *p;

	if (word < r->text || word + strlen(word) >= r->text +
	    sizeof(r->text) || !utf8_valid(word, strlen(word)))
		return true;
	for (p = word; *p != '\0'; p++)
		if ((unsigned char)*p < ' ' || *p == 0x7f)
			return true;
	return false;
}

/* Each in the quotes that it does not hold; false when it holds both. */
static bool
quote(struct buf *b, const struct remoteline *r)
{
	size_t i;
	char q;

	for (i = 0; i < r->n; i++) {
		q = strchr(r->word[i], '\'') != NULL ? '"' : '\'';
		if (strchr(r->word[i], q) != NULL)
			return false;
		buf_addf(b, "%c%s%c ", q, r->word[i], q);
	}
	return b->len <= REMOTELINE_LENGTH;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *line = malloc(size + 1);
	struct remoteline r, again;
	struct buf quoted = {0};
	struct err err = {0};
	size_t i;

	if (line == NULL)
		abort();
	memcpy(line, data, size);
	line[size] = '\0';
	remoteline_plain(line);
	remoteline_terminal(line);
	if (!remoteline_split(&r, line, &err)) {
		if (err.code != ERR_INPUT)
			abort();
	} else {
		if (r.n > REMOTELINE_WORDS || r.word[r.n] != NULL)
			abort();
		for (i = 0; i < r.n; i++)
			if (bad_word(&r, r.word[i]))
				abort();
		if (quote(&quoted, &r)) {
			if (!remoteline_split(&again, buf_text(&quoted),
			    &err) || again.n != r.n)
				abort();
			for (i = 0; i < r.n; i++)
				if (strcmp(r.word[i], again.word[i]) != 0)
					abort();
		}
	}
	err_clear(&err);
	buf_release(&quoted);
	free(line);
	return 0;
}
