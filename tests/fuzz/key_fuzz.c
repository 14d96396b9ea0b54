/*
 * key_fuzz: a name that is a key is written as a name of the same key; bytes
 * make only keys that have names; a keymap with keys bound from any text stays
 * sound. The text is taken as a name, as a list of sequences and as bytes.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "ui/keymap.h"
#include "ui/list.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check(bool holds)
{
	if (!holds)
		abort();
}

static void
check_named(int key)
{
	struct buf b = {0};

	key_add(&b, key);
	check(key_parse(buf_text(&b), b.len) == key);
	buf_release(&b);
}

static void
check_bytes(const uint8_t *data, size_t size)
{
	struct key_bytes b = {0};
	size_t i;
	int key;

	for (i = 0; i < size; i++) {
		key = key_of_bytes(&b, data[i]);
		check(b.n < sizeof(b.bytes));
		/* Characters that only disturb can be typed, not named. */
		if (key != K_NONE && key < 0x80)
			check_named(key);
	}
}

static void
check_bound(const char *text, const uint8_t *data, size_t size)
{
	static const struct keydef rows[] = {
		{ .action = 1, .name = "one", .keys = "a", .help = "one",
		  .group = "G" },
		{ .action = 2, .name = "two", .keys = "b", .help = "two" },
	};
	struct keymap map = KEYMAP(rows);
	struct keymaps maps = { .map = { &map, &list_keymap } };
	struct keymap_follow follow = {0};
	const struct keydef *found;
	enum keymap_answer answer;
	struct keyseq seq = {0};
	struct buf b = {0};
	size_t i;

	keymap_bind(&map, "two", text, NULL);
	for (i = 0; i < size; i++) {
		answer = keymap_feed(&maps, &seq, data[i], &found);
		check((answer == KEYMAP_MATCH) == (found != NULL));
		check((answer == KEYMAP_MORE) == (seq.n > 0));
		check(seq.n < KEYMAP_KEYS);
	}
	while (keymap_follow(&maps, &seq, &follow))
		check(follow.key != K_NONE);
	keymap_add_all(&b, &map, 1);
	/* What help shows is what can be bound again. */
	check(keymap_bind(&map, "two", buf_text(&b), NULL));
	buf_release(&b);
	keymap_release(&map);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	int keys[KEYMAP_KEYS], key;
	size_t n, i;
	char *text;

	if (size > 200)
		return 0;
	text = xstrndup((const char *)data, size);
	key = key_parse(text, strlen(text));
	if (key != K_NONE)
		check_named(key);
	n = key_parse_seq(text, strlen(text), keys, KEYMAP_KEYS);
	check(n <= KEYMAP_KEYS);
	for (i = 0; i < n; i++)
		check_named(keys[i]);
	check_bytes(data, size);
	check_bound(text, data, size);
	free(text);
	return 0;
}
