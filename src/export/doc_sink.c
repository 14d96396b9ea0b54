#include "export/doc_sink.h"

#include <errno.h>

#define PIECE 65536	/* bytes handed over at once */

bool
doc_sink_flush(struct doc_sink *s)
{
	if (s->text.len > 0 && !s->failed) {
		s->failed = !s->put(s->arg, s->text.data, s->text.len);
		s->why = s->failed ? errno : 0;
	}
	buf_clear(&s->text);
	return !s->failed;
}

bool
doc_sink_take(struct doc_sink *s)
{
	return s->text.len < PIECE ? !s->failed : doc_sink_flush(s);
}
