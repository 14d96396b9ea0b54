/*
 * oneline_spans: which stretch of the typed text was understood as what, in
 * the order of the text. Private to oneline.
 */
#ifndef MODEL_ONELINE_SPANS_H
#define MODEL_ONELINE_SPANS_H

#include "model/oneline_tag.h"

/* Into out->spans, from the words as they are marked and the tags that were
 * taken out of them. */
void oneline_spans(struct oneline *out, const struct oneline_segment *segs,
    size_t n, const struct oneline_tagged *tags, struct arena *a);

#endif
