#include "base/hash.h"

#include <string.h>

#include "base/alloc.h"

_Static_assert((int)HASH_SIZE == (int)crypto_hash_sha256_BYTES,
    "a SHA-256 has 32 bytes");
_Static_assert((int)HASH_KEY == (int)crypto_shorthash_KEYBYTES,
    "a SipHash key has 16 bytes");

void
hash_sha256(unsigned char out[HASH_SIZE], const void *data, size_t len)
{
	crypto_hash_sha256(out, data, len);
}

void
hash_begin(struct hash *h)
{
	crypto_hash_sha256_init(&h->state);
}

void
hash_add(struct hash *h, const void *data, size_t len)
{
	crypto_hash_sha256_update(&h->state, data, len);
}

static void
put_length(unsigned char out[8], size_t len)
{
	uint64_t rest = len;
	size_t i;

	for (i = 0; i < 8; i++, rest >>= 8)
		out[i] = rest & 0xFF;
}

void
hash_add_field(struct hash *h, const void *data, size_t len)
{
	unsigned char length[8];

	put_length(length, len);
	hash_add(h, length, sizeof(length));
	hash_add(h, data, len);
}

void
hash_end(struct hash *h, unsigned char out[HASH_SIZE])
{
	crypto_hash_sha256_final(&h->state, out);
}

void
quick_hash_begin(struct quick_hash *h)
{
	crypto_generichash_init(&h->state, NULL, 0, HASH_SIZE);
}

void
quick_hash_add_field(struct quick_hash *h, const void *data, size_t len)
{
	unsigned char length[8];

	put_length(length, len);
	crypto_generichash_update(&h->state, length, sizeof(length));
	crypto_generichash_update(&h->state, data, len);
}

void
quick_hash_end(struct quick_hash *h, unsigned char out[HASH_SIZE])
{
	crypto_generichash_final(&h->state, out, HASH_SIZE);
}

void
hash_add_hex(struct buf *b, const void *data, size_t len)
{
	static const char hex[] = "0123456789abcdef";
	const unsigned char *bytes = data;
	size_t i;

	for (i = 0; i < len; i++) {
		buf_addc(b, hex[bytes[i] >> 4]);
		buf_addc(b, hex[bytes[i] & 15]);
	}
}

bool
hash_from_hex(void *out, size_t len, const char *text)
{
	size_t digits = strlen(text), made;

	if (digits % 2 == 0 && digits / 2 == len &&
	    sodium_hex2bin(out, len, text, digits, NULL, &made, NULL) == 0 &&
	    made == len)
		return true;
	sodium_memzero(out, len);
	return false;
}

bool
hash_equal(const void *a, const void *b, size_t len)
{
	return sodium_memcmp(a, b, len) == 0;
}

uint64_t
hash_keyed64(const unsigned char key[HASH_KEY], const void *data, size_t len)
{
	unsigned char out[crypto_shorthash_BYTES];
	uint64_t value = 0;
	size_t i;

	crypto_shorthash(out, data, len, key);
	/* Little-endian whatever the machine, because books travel. */
	for (i = sizeof(out); i > 0; i--)
		value = value << 8 | out[i - 1];
	return value;
}

void
hash_random(void *out, size_t len)
{
	if (sodium_init() < 0)
		bug("the system gives no random bytes");
	randombytes_buf(out, len);
}
