/*
 * hash: SHA-256 for chains and seals, BLAKE2b for what is compared at every
 * start, a keyed 64-bit hash for permutations, and random bytes; all of them
 * libsodium's. Owns nothing; knows nothing of
 * what is hashed.
 */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <sodium.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

enum {
	HASH_SIZE = 32,			/* bytes of a SHA-256 */
	HASH_HEX = HASH_SIZE * 2 + 1,	/* the same in hex, with the NUL */
	HASH_KEY = 16			/* bytes of a hash_keyed64 key */
};

/* SHA-256 of one piece. */
void hash_sha256(unsigned char out[HASH_SIZE], const void *data, size_t len);

/* SHA-256 of a text given in parts: begin, add any number of times, end. To
 * hash several fields so that "ab", "c" and "a", "bc" differ, add each with
 * hash_add_field, which puts its length (8 bytes, little-endian) before it. */
struct hash {
	crypto_hash_sha256_state state;
};

void hash_begin(struct hash *h);
void hash_add(struct hash *h, const void *data, size_t len);
void hash_add_field(struct hash *h, const void *data, size_t len);
void hash_end(struct hash *h, unsigned char out[HASH_SIZE]);

/* BLAKE2b of fields, HASH_SIZE bytes: as hard to forge as the above and several
 * times as fast, but not what others can check with the tools they have. */
struct quick_hash {
	crypto_generichash_state state;
};

void quick_hash_begin(struct quick_hash *h);
void quick_hash_add_field(struct quick_hash *h, const void *data, size_t len);
void quick_hash_end(struct quick_hash *h, unsigned char out[HASH_SIZE]);

/* Add bytes to b as lower-case hex. */
void hash_add_hex(struct buf *b, const void *data, size_t len);

/* Read exactly 2 * len hex digits, either case, into out. False, and out
 * wiped, when text is anything else. */
bool hash_from_hex(void *out, size_t len, const char *text);

/* True when both hold the same len bytes; takes the same time either way. */
bool hash_equal(const void *a, const void *b, size_t len);

/* SipHash-2-4 under a secret key, the same on every machine: not for seals,
 * but good to choose by and to permute with. */
uint64_t hash_keyed64(const unsigned char key[HASH_KEY], const void *data,
    size_t len);

/* len bytes that nobody can guess. */
void hash_random(void *out, size_t len);

#endif
