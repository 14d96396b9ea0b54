/*
 * news: what others changed, as sentences a person reads: who, what, which
 * record.
 */
#ifndef SCREEN_NEWS_H
#define SCREEN_NEWS_H

#include "screen/lines.h"
#include "store/news_read.h"

/* Add a line for each sentence, at most most of them (0: all), each opening its
 * record: what one person did to one record again and again is one. The count
 * of them all. */
size_t news_add(struct lines *l, const struct news_row *rows, size_t n,
    int64_t now, size_t most, int tag);

/* Could there be a sentence on this change? */
bool news_concerns(const struct change *c);

/* All of it since one last looked. */
struct screen *news_screen(void);

#endif
