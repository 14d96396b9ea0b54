/*
 * name: names of people compared as people spell them: folded, swapped,
 * misspelt, shortened, heard. Knows no name and no nickname: the pairs are
 * handed in. Owns nothing.
 */
#ifndef MODEL_NAME_H
#define MODEL_NAME_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"

/* Two forms of one forename, as "Rollo" and "Roly", in either order. Compared
 * without regard to case; written without accents. */
struct name_pair {
	const char *a;
	const char *b;
};

/* How alike two words of a name are, weakest first. */
enum name_likeness {
	NAME_DIFFERENT,
	NAME_UNKNOWN,		/* one of the two is not given */
	NAME_INITIAL,		/* one is the other's first letter */
	NAME_SOUNDS,		/* the same phonetic key */
	NAME_SLIP,		/* within the tolerance of edits */
	NAME_SHORT,		/* a known pair of the table, a second forename,
				 * or one part of a double surname */
	NAME_EQUAL		/* the same once folded */
};

/* Add the name folded for matching: utf8_fold, apostrophes and full stops
 * dropped, every other character that is no letter or digit a single space, no
 * space at either end. "O'Neill-Śmith" is "oneill smith". */
void name_fold(struct buf *b, const char *name);

/* The same in the arena; "" for NULL. */
const char *name_folded(struct arena *a, const char *name);

/* Edits between two folded words: insert, delete, replace, swap neighbours
 * (optimal string alignment), in characters. Answers limit + 1 as soon as it
 * is more than limit; words longer than 64 characters are compared by their
 * first 64. */
int name_distance(const char *a, const char *b, int limit);

/* Edits forgiven for words of this many characters: none up to 3, one up to
 * 7, two from there on. */
int name_tolerance(size_t chars);

/* Add a phonetic key for a folded word: the first letter's sound, then the
 * consonants' sounds, at most six; nothing for an empty word. Letters outside
 * a-z stand for themselves. */
void name_phonetic(struct buf *b, const char *folded);

/* True when the table knows the two folded words as forms of one name: as a
 * pair, or each as a pair with a third. */
bool name_is_pair(const char *a, const char *b,
    const struct name_pair *pairs, size_t n_pairs);

/* Compare two folded words. */
enum name_likeness name_compare_words(const char *a, const char *b,
    const struct name_pair *pairs, size_t n_pairs);

struct name_likeness_pair {
	enum name_likeness surname;
	enum name_likeness forename;
	bool swapped;		/* compared surname with forename */
};

/* Compare two people's names, folded; surname and forenames may each be "" (a
 * person with one name). A surname of several words fits in part by its best
 * word, and the first forename fits in part the other's second one. Tries
 * surname against forename too and says when that is the better fit. */
struct name_likeness_pair name_compare(const char *surname_a,
    const char *forenames_a, const char *surname_b, const char *forenames_b,
    const struct name_pair *pairs, size_t n_pairs);

#endif
