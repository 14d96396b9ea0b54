/*
 * doc_sink: bytes of a document on their way out, handed over in pieces. What was
 * refused is not offered again.
 */
#ifndef EXPORT_DOC_SINK_H
#define EXPORT_DOC_SINK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

struct doc_sink {
	/* False when it takes no more; errno says why. */
	bool (*put)(void *arg, const char *data, size_t len);
	void *arg;
	struct buf text;	/* not handed over yet */
	bool failed;
	int why;		/* errno, when it did */
};

/* Hand over what there is: at once, or when it is worth it. False when it was
 * refused. */
bool doc_sink_flush(struct doc_sink *s);
bool doc_sink_take(struct doc_sink *s);

#endif
