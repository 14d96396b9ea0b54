#include "model/oneline_spans.h"

struct spanning {
	struct oneline *out;
	const struct oneline_tagged *tags;
	size_t next;		/* of the tags */
};

/* Neighbouring words of one part make one span, with the space between. */
static void
add_span(struct oneline *out, enum oneline_part part, size_t at, size_t len)
{
	struct oneline_span *last = out->n_spans > 0 ?
	    &out->spans[out->n_spans - 1] : NULL;

	if (last != NULL && last->part == part && part != ONELINE_MARK) {
		last->len = at + len - last->at;
		return;
	}
	out->spans[out->n_spans++] = (struct oneline_span){
		.part = part, .at = at, .len = len };
}

/* The tags that stand before this place. */
static void
add_tags(struct spanning *s, size_t before)
{
	for (; s->next < s->tags->n; s->next++) {
		const struct oneline_word *w = &s->tags->words[s->next];

		if (w->at >= before)
			return;
		add_span(s->out, w->part, w->at, w->len);
	}
}

static void
add_segment(struct spanning *s, const struct oneline_segment *seg)
{
	if (seg->milestone) {
		add_tags(s, seg->star);
		add_span(s->out, ONELINE_MARK, seg->star, 1);
	}
	for (size_t i = 0; i < seg->n_words; i++) {
		const struct oneline_word *word = &seg->words[i];
		enum oneline_part part = word->part;

		if (part == ONELINE_TEXT && seg->milestone)
			part = ONELINE_MILESTONE;
		add_tags(s, word->at);
		add_span(s->out, part, word->at, word->len);
	}
}

void
oneline_spans(struct oneline *out, const struct oneline_segment *segs,
    size_t n, const struct oneline_tagged *tags, struct arena *a)
{
	struct spanning s = { .out = out, .tags = tags };
	size_t most = n + tags->n;

	for (size_t i = 0; i < n; i++)
		most += segs[i].n_words;
	out->spans = arena_array(a, most + 1, sizeof(*out->spans));
	for (size_t i = 0; i < n; i++)
		add_segment(&s, &segs[i]);
	add_tags(&s, SIZE_MAX);
}
