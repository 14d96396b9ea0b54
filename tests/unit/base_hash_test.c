/*
 * hash: against the published vectors of SHA-256 and SipHash.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/hash.h"

static void
assert_hex(const unsigned char hash[HASH_SIZE], const char *hex)
{
	struct buf b = {0};

	hash_add_hex(&b, hash, HASH_SIZE);
	assert_string_equal(buf_text(&b), hex);
	assert_int_equal(b.len + 1, HASH_HEX);
	buf_release(&b);
}

static const char of_abc[] =
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

static void
sha256_is_sha256(void **state)
{
	unsigned char out[HASH_SIZE];
	struct hash h;
	int i;

	(void)state;
	hash_sha256(out, "", 0);
	assert_hex(out, "e3b0c44298fc1c149afbf4c8996fb924"
	    "27ae41e4649b934ca495991b7852b855");
	hash_sha256(out, "abc", 3);
	assert_hex(out, of_abc);
	hash_begin(&h);
	hash_add(&h, "a", 1);
	hash_add(&h, "", 0);
	hash_add(&h, "bc", 2);
	hash_end(&h, out);
	assert_hex(out, of_abc);
	/* A million a, the long vector of FIPS 180. */
	hash_begin(&h);
	for (i = 0; i < 100000; i++)
		hash_add(&h, "aaaaaaaaaa", 10);
	hash_end(&h, out);
	assert_hex(out, "cdc76e5c9914fb9281a1c7e284d73e67"
	    "f1809a48a497200e046d39ccc7112cd0");
}

static void
hash_fields(unsigned char out[HASH_SIZE], const char *one, const char *two)
{
	struct hash h;

	hash_begin(&h);
	hash_add_field(&h, one, strlen(one));
	hash_add_field(&h, two, strlen(two));
	hash_end(&h, out);
}

static void
fields_do_not_run_together(void **state)
{
	unsigned char a[HASH_SIZE], b[HASH_SIZE];
	static const char written[] = "\x02\0\0\0\0\0\0\0ab\x01\0\0\0\0\0\0\0c";

	(void)state;
	hash_fields(a, "ab", "c");
	hash_fields(b, "a", "bc");
	assert_false(hash_equal(a, b, HASH_SIZE));
	hash_fields(b, "ab", "c");
	assert_true(hash_equal(a, b, HASH_SIZE));
	/* The same on every machine: length in eight bytes, low first. */
	hash_sha256(b, written, sizeof(written) - 1);
	assert_true(hash_equal(a, b, HASH_SIZE));
}

static void
quick_hash_is_blake2b(void **state)
{
	struct quick_hash h;
	unsigned char sum[HASH_SIZE];
	struct buf hex = {0};

	(void)state;
	quick_hash_begin(&h);
	quick_hash_add_field(&h, "ab", 2);
	quick_hash_add_field(&h, "c", 1);
	quick_hash_end(&h, sum);
	hash_add_hex(&hex, sum, sizeof(sum));
	/* What b2sum -l 256 says of the fields as they are written above. */
	assert_string_equal(buf_text(&hex),
	    "20263e794775e4edf2b306c0f306af9e"
	    "50175c831c857604b481e847f790bf95");
	buf_release(&hex);
}

static void
hex_is_read_back(void **state)
{
	unsigned char expected[HASH_SIZE], out[HASH_SIZE];
	static const unsigned char none[HASH_SIZE];

	(void)state;
	hash_sha256(expected, "abc", 3);
	assert_true(hash_from_hex(out, HASH_SIZE, of_abc));
	assert_memory_equal(out, expected, HASH_SIZE);
	assert_true(hash_from_hex(out, 2, "Ba78"));
	assert_memory_equal(out, expected, 2);
	assert_false(hash_from_hex(out, HASH_SIZE, "ba78"));
	assert_memory_equal(out, none, HASH_SIZE);
	assert_false(hash_from_hex(out, 2, "ba7"));
	assert_false(hash_from_hex(out, 2, "ba7816"));
	assert_false(hash_from_hex(out, 2, "ba7g"));
	assert_false(hash_from_hex(out, 2, "ba:7"));
	assert_false(hash_from_hex(out, 2, ""));
	assert_true(hash_from_hex(out, 0, ""));
}

/* The vectors of SipHash's paper: key 00..0f, message 00, 01, 02 … */
static void
keyed_hash_is_siphash(void **state)
{
	unsigned char key[HASH_KEY], message[15];
	uint64_t ours;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(key); i++)
		key[i] = (unsigned char)i;
	for (i = 0; i < sizeof(message); i++)
		message[i] = (unsigned char)i;
	ours = hash_keyed64(key, message, sizeof(message));
	assert_true(ours == UINT64_C(0xa129ca6149be45e5));
	assert_true(hash_keyed64(key, message, 0) ==
	    UINT64_C(0x726fdb47dd0e0e31));
	key[0] ^= 1;
	assert_true(hash_keyed64(key, message, sizeof(message)) != ours);
}

static void
random_bytes_differ(void **state)
{
	unsigned char a[HASH_SIZE] = {0}, b[HASH_SIZE] = {0};

	(void)state;
	hash_random(a, sizeof(a) - 1);
	hash_random(b, sizeof(b) - 1);
	assert_false(hash_equal(a, b, sizeof(a)));
	assert_int_equal(a[HASH_SIZE - 1], 0);
	hash_random(a, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sha256_is_sha256),
		cmocka_unit_test(fields_do_not_run_together),
		cmocka_unit_test(quick_hash_is_blake2b),
		cmocka_unit_test(hex_is_read_back),
		cmocka_unit_test(keyed_hash_is_siphash),
		cmocka_unit_test(random_bytes_differ),
	};

	return cmocka_run_group_tests_name("base_hash", tests, NULL, NULL);
}
