/*
 * words: made-up names and sentences for the generator, the same for the same
 * seed on every machine. Owns nothing but the state of its numbers.
 */
#ifndef BENCH_WORDS_H
#define BENCH_WORDS_H

#include <stddef.h>
#include <stdint.h>

struct words {
	uint64_t state;
};

/* A number from 0 to n - 1 (n > 0); and one in which small ones are common,
 * as with surnames. */
uint32_t words_number(struct words *w, uint32_t n);
uint32_t words_skewed(struct words *w, uint32_t n);

/* Fill out with a surname, a forename, a sentence of about n words. */
void words_surname(struct words *w, char *out, size_t size);
void words_forename(struct words *w, char *out, size_t size);
void words_sentence(struct words *w, int n, char *out, size_t size);

#endif
