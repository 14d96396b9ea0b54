#include "ui/keymap.h"

#include <string.h>

#include "base/alloc.h"

enum {
	MAPS = sizeof(((struct keymaps *)NULL)->map) /
	    sizeof(((struct keymaps *)NULL)->map[0])
};

/* The next sequence of "j Down", from *at on; false at the end. */
static bool
next_token(const char **at, const char **token, size_t *len)
{
	*at += strspn(*at, " ");
	*token = *at;
	*len = strcspn(*at, " ");
	*at += *len;
	return *len > 0;
}

/* How the keys of a list fit seq: MATCH for a whole sequence, MORE where seq
 * begins one, NONE. */
static enum keymap_answer
fit(const char *list, const struct keyseq *seq)
{
	enum keymap_answer answer = KEYMAP_NONE;
	int keys[KEYMAP_KEYS];
	const char *token;
	size_t len, n;

	while (next_token(&list, &token, &len)) {
		n = key_parse_seq(token, len, keys, KEYMAP_KEYS);
		if (n < seq->n || memcmp(keys, seq->keys,
		    seq->n * sizeof(*keys)))
			continue;
		if (n == seq->n)
			return KEYMAP_MATCH;
		answer = KEYMAP_MORE;
	}
	return answer;
}

static enum keymap_answer
look_up(const struct keymaps *maps, const struct keyseq *seq,
    const struct keydef **found)
{
	enum keymap_answer answer;
	size_t m, i;

	for (m = 0; m < MAPS; m++) {
		const struct keymap *map = maps->map[m];

		for (i = 0; map && i < map->n; i++) {
			if (map->rows[i].flags & maps->flags_off)
				continue;
			answer = fit(keymap_keys(map, i), seq);
			if (answer == KEYMAP_NONE)
				continue;
			*found = &map->rows[i];
			return answer;
		}
	}
	return KEYMAP_NONE;
}

enum keymap_answer
keymap_feed(const struct keymaps *maps, struct keyseq *seq, int key,
    const struct keydef **found)
{
	enum keymap_answer answer;
	bool alone = seq->n == 0;

	*found = NULL;
	seq->keys[seq->n++] = key;
	answer = look_up(maps, seq, found);
	if (answer == KEYMAP_MORE && seq->n < KEYMAP_KEYS) {
		*found = NULL;
		return KEYMAP_MORE;
	}
	seq->n = 0;
	if (answer == KEYMAP_MATCH)
		return answer;
	*found = NULL;
	return alone ? KEYMAP_NONE : keymap_feed(maps, seq, key, found);
}

/* The key that follows seq in a list of sequences; K_NONE when none does. */
static int
next_key(const char *list, const struct keyseq *seq)
{
	int keys[KEYMAP_KEYS];
	const char *token;
	size_t len, n;

	while (next_token(&list, &token, &len)) {
		n = key_parse_seq(token, len, keys, KEYMAP_KEYS);
		if (n > seq->n && !memcmp(keys, seq->keys,
		    seq->n * sizeof(*keys)))
			return keys[seq->n];
	}
	return K_NONE;
}

bool
keymap_follow(const struct keymaps *maps, const struct keyseq *seq,
    struct keymap_follow *f)
{
	for (; f->map < MAPS; f->map++, f->next = 0) {
		const struct keymap *map = maps->map[f->map];

		while (map && f->next < map->n) {
			size_t i = f->next++;

			if (map->rows[i].flags & maps->flags_off)
				continue;
			f->row = &map->rows[i];
			f->key = next_key(keymap_keys(map, i), seq);
			if (f->key != K_NONE)
				return true;
		}
	}
	return false;
}

const char *
keymap_keys(const struct keymap *map, size_t row)
{
	if (map->own && map->own[row])
		return map->own[row];
	return map->rows[row].keys ? map->rows[row].keys : "";
}

/* A sequence as people read it, whatever way it was written. */
static void
add_seq(struct buf *b, const int *keys, size_t n)
{
	size_t i, start;

	for (i = 0; i < n; i++) {
		start = b->len;
		key_add(b, keys[i]);
		if (n > 1 && b->len - start > 4) {
			buf_insert(b, start, "<", 1);
			buf_addc(b, '>');
		}
	}
}

void
keymap_add_first(struct buf *b, const struct keymap *map, size_t row)
{
	const char *list = keymap_keys(map, row), *token;
	int keys[KEYMAP_KEYS];
	size_t len;

	if (next_token(&list, &token, &len))
		add_seq(b, keys, key_parse_seq(token, len, keys,
		    KEYMAP_KEYS));
}

void
keymap_add_all(struct buf *b, const struct keymap *map, size_t row)
{
	const char *list = keymap_keys(map, row), *token;
	int keys[KEYMAP_KEYS];
	bool first = true;
	size_t len;

	for (; next_token(&list, &token, &len); first = false) {
		if (!first)
			buf_addc(b, ' ');
		add_seq(b, keys, key_parse_seq(token, len, keys,
		    KEYMAP_KEYS));
	}
}

const struct keydef *
keymap_named(const struct keymaps *maps, const char *name)
{
	size_t m, i;

	for (m = 0; m < MAPS; m++) {
		const struct keymap *map = maps->map[m];

		for (i = 0; map && i < map->n; i++)
			if (map->rows[i].name &&
			    !(map->rows[i].flags & maps->flags_off) &&
			    !strcmp(map->rows[i].name, name))
				return &map->rows[i];
	}
	return NULL;
}

/* Do the keys of list parse, and does none of them equal a sequence of another
 * row, begin one or continue one? */
static bool
check_keys(const struct keymap *map, size_t row, const char *list,
    struct err *err)
{
	const char *token, *other, *theirs;
	size_t len, n, m, i, theirs_len, shorter;
	int keys[KEYMAP_KEYS], their_keys[KEYMAP_KEYS];

	while (next_token(&list, &token, &len)) {
		n = key_parse_seq(token, len, keys, KEYMAP_KEYS);
		if (n == 0)
			return err_set(err, ERR_INPUT, "“%.*s” is not a key. "
			    "Keys are written like j, Ctrl-R, F1 or gg.",
			    (int)len, token);
		for (i = 0; i < map->n; i++) {
			other = i == row ? "" : keymap_keys(map, i);
			while (next_token(&other, &theirs, &theirs_len)) {
				m = key_parse_seq(theirs, theirs_len,
				    their_keys, KEYMAP_KEYS);
				shorter = m < n ? m : n;
				if (m == 0 || memcmp(keys, their_keys,
				    shorter * sizeof(*keys)))
					continue;
				return err_set(err, ERR_INPUT,
				    "The key %.*s is taken: %s.", (int)len,
				    token, map->rows[i].help);
			}
		}
	}
	return true;
}

bool
keymap_bind(struct keymap *map, const char *name, const char *keys,
    struct err *err)
{
	size_t i;

	for (i = 0; i < map->n; i++)
		if (map->rows[i].name && !strcmp(map->rows[i].name, name))
			break;
	if (i == map->n)
		return err_set(err, ERR_INPUT,
		    "There is no command named “%s” to give keys to.", name);
	if (!check_keys(map, i, keys, err))
		return false;
	if (!map->own)
		map->own = xcalloc(map->n, sizeof(*map->own));
	free(map->own[i]);
	map->own[i] = xstrdup(keys);
	return true;
}

/* Is row i sound by itself and unlike the rows after it? */
static bool
check_row(const struct keymap *map, size_t i, struct err *err)
{
	const struct keydef *row = &map->rows[i];
	size_t j;

	if (!row->help || !*row->help)
		return err_set(err, ERR_INPUT, "row %zu has no help", i);
	if (row->action == 0)
		return err_set(err, ERR_INPUT, "“%s” has no action",
		    row->help);
	if (!row->name && !*keymap_keys(map, i))
		return err_set(err, ERR_INPUT, "“%s” can't be reached",
		    row->help);
	if (i == 0 && !row->group)
		return err_set(err, ERR_INPUT, "the first row has no group");
	for (j = i + 1; j < map->n; j++) {
		if (map->rows[j].action == row->action)
			return err_set(err, ERR_INPUT,
			    "“%s” and “%s” are one action", row->help,
			    map->rows[j].help);
		if (row->name && map->rows[j].name &&
		    !strcmp(row->name, map->rows[j].name))
			return err_set(err, ERR_INPUT,
			    "two commands are named “%s”", row->name);
	}
	return check_keys(map, i, keymap_keys(map, i), err);
}

bool
keymap_check(const struct keymap *map, struct err *err)
{
	size_t i;

	for (i = 0; i < map->n; i++)
		if (!check_row(map, i, err))
			return false;
	return true;
}

void
keymap_release(struct keymap *map)
{
	size_t i;

	for (i = 0; map->own && i < map->n; i++)
		free(map->own[i]);
	free(map->own);
	map->own = NULL;
}

/* ---- Copies ------------------------------------------------------------ */

static char *
copy_text(const char *text)
{
	return text ? xstrdup(text) : NULL;
}

static struct keymap *
copy_map(const struct keymap *map)
{
	struct keymap *copy = xcalloc(1, sizeof(*copy));
	struct keydef *rows = xcalloc(map->n, sizeof(*rows));
	size_t i;

	for (i = 0; i < map->n; i++) {
		rows[i] = map->rows[i];
		rows[i].keys = copy_text(rows[i].keys);
		rows[i].name = copy_text(rows[i].name);
		rows[i].bar = copy_text(rows[i].bar);
		rows[i].help = copy_text(rows[i].help);
		rows[i].group = copy_text(rows[i].group);
	}
	copy->rows = rows;
	copy->n = map->n;
	if (map->own) {
		copy->own = xcalloc(map->n, sizeof(*copy->own));
		for (i = 0; i < map->n; i++)
			copy->own[i] = copy_text(map->own[i]);
	}
	return copy;
}

void
keymaps_copy(struct keymaps *out, const struct keymaps *maps)
{
	size_t m;

	*out = (struct keymaps){ .flags_off = maps->flags_off };
	for (m = 0; m < MAPS; m++)
		if (maps->map[m])
			out->map[m] = copy_map(maps->map[m]);
}

void
keymaps_release(struct keymaps *copy)
{
	size_t m, i;

	for (m = 0; m < MAPS; m++) {
		struct keymap *map = (struct keymap *)copy->map[m];

		for (i = 0; map && i < map->n; i++) {
			free((char *)map->rows[i].keys);
			free((char *)map->rows[i].name);
			free((char *)map->rows[i].bar);
			free((char *)map->rows[i].help);
			free((char *)map->rows[i].group);
		}
		if (map) {
			keymap_release(map);
			free((struct keydef *)map->rows);
			free(map);
		}
		copy->map[m] = NULL;
	}
}
