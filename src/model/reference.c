#include "model/reference.h"

#include <string.h>

/* Rounds of the Feistel network; four make it a good permutation. */
enum { ROUNDS = 4 };

/* One piece of a pattern: a run of plain text, or a place for a value. */
enum piece_sort { PIECE_END, PIECE_TEXT, PIECE_PREFIX, PIECE_YEAR, PIECE_N,
	PIECE_BAD };

struct piece {
	enum piece_sort sort;
	const char *text;
	size_t len;
	int digits;
};

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Take the next piece off the pattern. */
static struct piece
next_piece(const char **at)
{
	struct piece p = { .text = *at, .digits = 1 };
	const char *end;

	if (**at == '\0')
		return p;
	p.sort = PIECE_TEXT;
	p.len = strcspn(*at, "{}");
	*at += p.len;
	if (p.len > 0)
		return p;
	p.sort = PIECE_BAD;
	end = strchr(*at, '}');
	if (**at == '}' || end == NULL)
		return p;
	p.len = (size_t)(end - *at) + 1;
	if (strncmp(*at, "{prefix}", p.len) == 0)
		p.sort = PIECE_PREFIX;
	else if (strncmp(*at, "{year}", p.len) == 0)
		p.sort = PIECE_YEAR;
	else if (strncmp(*at, "{n}", p.len) == 0)
		p.sort = PIECE_N;
	else if (p.len == 5 && strncmp(*at, "{n:", 3) == 0 &&
	    (*at)[3] >= '1' && (*at)[3] <= '9')
		p.sort = PIECE_N;
	if (p.sort == PIECE_N && p.len == 5)
		p.digits = (*at)[3] - '0';
	*at += p.len;
	return p;
}

bool
reference_pattern_check(const char *pattern, struct err *err)
{
	int seen[PIECE_BAD + 1] = {0};
	const char *at = pattern;
	struct piece p;

	while ((p = next_piece(&at)).sort != PIECE_END) {
		if (p.sort == PIECE_BAD)
			return err_set(err, ERR_INPUT, "The reference pattern "
			    "“%s” has a brace that is none of {prefix}, "
			    "{year}, {n}, {n:1} to {n:9}.", pattern);
		seen[p.sort]++;
	}
	if (seen[PIECE_N] != 1)
		return err_set(err, ERR_INPUT, "The reference pattern “%s” "
		    "needs its number, as {n:3}, exactly once.", pattern);
	if (seen[PIECE_PREFIX] > 1 || seen[PIECE_YEAR] > 1)
		return err_set(err, ERR_INPUT, "The reference pattern “%s” "
		    "may hold {prefix} and {year} only once each.", pattern);
	return true;
}

int
reference_digits(const char *pattern)
{
	struct piece p;

	while ((p = next_piece(&pattern)).sort != PIECE_END &&
	    p.sort != PIECE_BAD)
		if (p.sort == PIECE_N)
			return p.digits;
	return 1;
}

void
reference_add(struct buf *b, const char *pattern, const char *prefix,
    int year, uint64_t n)
{
	struct piece p;

	while ((p = next_piece(&pattern)).sort != PIECE_END &&
	    p.sort != PIECE_BAD) {
		if (p.sort == PIECE_TEXT)
			buf_add(b, p.text, p.len);
		else if (p.sort == PIECE_PREFIX)
			buf_adds(b, prefix);
		else if (p.sort == PIECE_YEAR)
			buf_addf(b, "%04d", year);
		else
			buf_addf(b, "%0*llu", p.digits,
			    (unsigned long long)n);
	}
}

/* Read a number of at least digits digits, without a leading zero where it has
 * more. Returns the bytes read, 0 when it is none. */
static size_t
read_number(const char *text, int digits, uint64_t *n)
{
	size_t len = 0;

	*n = 0;
	while (is_digit(text[len]) && len < 18)
		*n = *n * 10 + (uint64_t)(text[len++] - '0');
	if (len < (size_t)digits || is_digit(text[len]))
		return 0;
	if (len > (size_t)digits && text[0] == '0')
		return 0;
	return len;
}

bool
reference_parse(const char *pattern, const char *prefix,
    const char *reference, int *year, uint64_t *n)
{
	const char *at = reference;
	struct piece p;

	*year = 0;
	*n = 0;
	while ((p = next_piece(&pattern)).sort != PIECE_END) {
		uint64_t value = 0;
		size_t len;

		if (p.sort == PIECE_BAD)
			return false;
		if (p.sort == PIECE_TEXT || p.sort == PIECE_PREFIX) {
			const char *want = p.sort == PIECE_TEXT ?
			    p.text : prefix;

			len = p.sort == PIECE_TEXT ? p.len : strlen(prefix);
			if (strncmp(at, want, len) != 0)
				return false;
		} else if (p.sort == PIECE_YEAR) {
			for (len = 0; len < 4; len++) {
				if (!is_digit(at[len]))
					return false;
				*year = *year * 10 + (at[len] - '0');
			}
		} else {
			len = read_number(at, p.digits, &value);
			if (len == 0)
				return false;
			*n = value;
		}
		at += len;
	}
	return *at == '\0';
}

/* What one round mixes in. The bytes are laid out by hand, so that a book's
 * numbers are the same on every machine. */
static uint64_t
round_value(reference_hash hash, void *hash_arg, const struct buf *tweak,
    int round, uint64_t half)
{
	struct buf b = {0};
	uint64_t value;

	buf_add(&b, buf_text(tweak), tweak->len);
	buf_addc(&b, (char)round);
	for (int shift = 0; shift < 64; shift += 8)
		buf_addc(&b, (char)(half >> shift & 0xff));
	value = hash(hash_arg, b.data, b.len);
	buf_release(&b);
	return value;
}

/* A permutation of 0 … size - 1: a balanced Feistel network over the next even
 * number of bits, walked on until the value lies inside. */
static uint64_t
permute(reference_hash hash, void *hash_arg, const struct buf *tweak,
    uint64_t size, uint64_t value)
{
	int half = 1;
	uint64_t mask;

	while (half < 31 && ((uint64_t)1 << (2 * half)) < size)
		half++;
	mask = ((uint64_t)1 << half) - 1;
	do {
		uint64_t left = value >> half, right = value & mask;

		for (int i = 0; i < ROUNDS; i++) {
			uint64_t next = left ^ (mask & round_value(hash,
			    hash_arg, tweak, i, right));

			left = right;
			right = next;
		}
		value = left << half | right;
	} while (value >= size);
	return value;
}

uint64_t
reference_number(reference_hash hash, void *hash_arg, const char *scope,
    int year, int digits, uint64_t index)
{
	uint64_t first = 1, end = 1, number;
	struct buf tweak = {0};

	for (int i = 0; i < digits; i++)
		end *= 10;
	while (index >= end - first && digits < 18) {
		index -= end - first;
		first = end;
		end *= 10;
		digits++;
	}
	/* Lengths first: no scope and year may run into another's. */
	buf_addf(&tweak, "%zu:%s:%d:%d:", strlen(scope), scope, year, digits);
	number = first + permute(hash, hash_arg, &tweak, end - first, index);
	buf_release(&tweak);
	return number;
}

uint64_t
reference_draw(reference_hash hash, void *hash_arg, const char *seed,
    int digits, unsigned attempt)
{
	uint64_t first = 0, end = 1;
	struct buf b = {0};
	uint64_t value;

	digits += (int)(attempt / REFERENCE_TRIES);
	for (int i = 0; i < digits && i < 18; i++)
		end *= 10;
	if (attempt >= REFERENCE_TRIES)
		first = end / 10 - 1;
	buf_addf(&b, "draw:%u:%s", attempt, seed);
	value = hash(hash_arg, b.data, b.len);
	buf_release(&b);
	return first + value % (end - 1 - first);
}

void
reference_add_action(struct buf *b, const char *casefile, const char *mark,
    unsigned n)
{
	buf_addf(b, "%s/%s%u", casefile, mark, n);
}

bool
reference_parse_action(const char *reference, const char *mark,
    size_t *case_len, unsigned *n)
{
	const char *slash = strrchr(reference, '/');
	uint64_t value;

	if (slash == NULL || slash == reference ||
	    strncmp(slash + 1, mark, strlen(mark)) != 0)
		return false;
	slash += 1 + strlen(mark);
	if (*slash == '0')
		return false;
	if (read_number(slash, 1, &value) != strlen(slash) ||
	    *slash == '\0' || value > 999999999)
		return false;
	*case_len = (size_t)(strrchr(reference, '/') - reference);
	*n = (unsigned)value;
	return true;
}
