/*
 * heading: what the records in a list are called (form/heading.h), read one by
 * one and only where their type is called by its fields.
 */
#ifndef CMD_HEADING_H
#define CMD_HEADING_H

#include <stdint.h>

#include "base/arena.h"
#include "cmd/session.h"
#include "form/heading.h"

/* What a record that one sees is called; "" where its type goes by the
 * reference, and when it can't be read. In the arena. */
const char *heading_case(struct session *s, const struct kind *k,
    const char *type, int64_t casefile, const char *ref, struct arena *a);

/* "QP-C01  Gull crew": the reference and what it is called. */
const char *heading_named(struct session *s, const struct kind *k,
    const char *type, int64_t casefile, const char *ref, struct arena *a);

#endif
