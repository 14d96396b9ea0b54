/*
 * container: a zip built in memory, for the document formats that are one: DOCX,
 * ODT, and for what leaves under a password. Every entry has the same time, so that the same facts make the same
 * bytes. Part of the module of the heavy writers.
 */
#ifndef EXPORT_CONTAINER_H
#define EXPORT_CONTAINER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"
#include "export/zipped.h"

struct container;

struct container *container_new(void);

/* The next entry; the bytes are copied. Packed or, as the first entry of an ODT
 * has to be, as it is. Failing is told at the end. */
void container_add(struct container *c, const char *name, const void *data,
    size_t len, bool packed);

/* The bytes of a buf, which is emptied. */
void container_take(struct container *c, const char *name, struct buf *b);

/* From now on entries are encrypted (AES-256); the password is borrowed until
 * the end. */
void container_lock(struct container *c, const char *password);

/* Add the whole of it to out, and free it; a sentence where it could not be
 * made. out NULL drops it. */
bool container_end(struct container *c, struct buf *out, struct err *err);

/* Add the XML of a zip that lies in memory, entry by entry; false where it is no
 * zip, or more than fits into 64 MiB. */
bool container_unpack(const struct buf *file, struct buf *out);

/* As zipped_write, the password being good enough. */
bool container_zip(const struct zipped_file *files, size_t n,
    const char *password, struct buf *out, struct err *err);

#endif
