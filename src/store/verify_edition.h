/*
 * verify_edition: are the minutes that were kept what the record says was kept?
 * Part of verify; within its snapshot of the book.
 */
#ifndef STORE_VERIFY_EDITION_H
#define STORE_VERIFY_EDITION_H

#include <stdbool.h>

#include "base/err.h"
#include "store/verify.h"

/* Compare each version with its text, and both with what the chain of events
 * says of them. Adds its sentence to result->says; one that is not as it was
 * makes it not intact. False when they can't be read at all. */
bool verify_editions(struct db *db, struct verify_result *result,
    struct err *err);

#endif
