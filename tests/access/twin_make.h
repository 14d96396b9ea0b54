/*
 * twin_make: a partnership made up by chance: members in every role, records
 * that hang on each other, access lists, codes, actions with and without lists
 * of their own, and a meeting at which some of it comes up. The same seed makes
 * the same text. A data file as import takes it, with the script "meeting".
 */
#ifndef TESTS_ACCESS_TWIN_MAKE_H
#define TESTS_ACCESS_TWIN_MAKE_H

#include <stdint.h>

#include "base/buf.h"

void twin_make(struct buf *out, uint64_t seed);

/* Such a file with more records: G-90, seen by the police alone, guards G-91,
 * G-92 and, by that, G-93. */
void twin_make_guarded(struct buf *out);

#endif
