/*
 * reference: the numbers people see. A case's number is taken from a keyed
 * permutation of the year's number space, at a place that the record's own
 * words and its moment give, so that it tells neither how many there are nor
 * whether one is hidden: it is the same whether there is one or not. The key
 * belongs to the caller, who hands in a keyed hash. An action's is its case's
 * and a number of its own.
 */
#ifndef MODEL_REFERENCE_H
#define MODEL_REFERENCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"

/* A keyed hash of data; arg is the caller's (its key). */
typedef uint64_t (*reference_hash)(void *arg, const void *data, size_t len);

/* Check a pattern such as "{prefix}-{year}-{n:3}": {prefix} and {year} at most
 * once, {n} or {n:1} to {n:9} exactly once, other braces nowhere. */
bool reference_pattern_check(const char *pattern, struct err *err);

/* Add the reference for number n. The pattern has been checked. */
void reference_add(struct buf *b, const char *pattern, const char *prefix,
    int year, uint64_t n);

/* Take a reference apart by its pattern. False when it is not of that
 * pattern; a number of more digits than the pattern's is. prefix is the
 * board's, compared exactly. */
bool reference_parse(const char *pattern, const char *prefix,
    const char *reference, int *year, uint64_t *n);

/* The number at index (0, 1, …) in a year's order: the first 10^digits - 1
 * indexes give each of 1 … 10^digits - 1 once, the next ones each number of
 * one digit more, and so on. scope keeps boards apart (its id or prefix).
 * digits 1 to 9. */
uint64_t reference_number(reference_hash hash, void *hash_arg,
    const char *scope, int year, int digits, uint64_t index);

/* The digits that a checked pattern asks for; {n} alone is 1. */
int reference_digits(const char *pattern);

/* The index for a record whose own words are seed, at the attempt'th try (0,
 * 1, …) when the ones before were taken; after REFERENCE_TRIES of them it lies
 * among the numbers of one digit more, and so on. */
enum { REFERENCE_TRIES = 32 };
uint64_t reference_draw(reference_hash hash, void *hash_arg, const char *seed,
    int digits, unsigned attempt);

/* Add an action's reference: "MM-2031-014/A3" for mark "A" and n 3. */
void reference_add_action(struct buf *b, const char *casefile,
    const char *mark, unsigned n);

/* Take an action's reference apart: bytes of the case's part, and the number.
 * False when it is not one. */
bool reference_parse_action(const char *reference, const char *mark,
    size_t *case_len, unsigned *n);

#endif
