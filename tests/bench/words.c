/*
 * words: names from syllables, sentences from a small vocabulary.
 */
#include "words.h"

#include <stdio.h>
#include <string.h>

#define COUNT(table) ((uint32_t)(sizeof(table) / sizeof *(table)))

static const char *const first[] = { "Ab", "Bar", "Cal", "Dun", "El", "Fen",
	"Gar", "Hol", "Ing", "Jes", "Kel", "Lan", "Mar", "Nor", "Os", "Pem",
	"Quil", "Ros", "Sel", "Tan", "Ul", "Ven", "Wes", "Yar", "Zel",
	"Gwyn", "Ll", "Ó Br", "Mc", "Żu" };
static const char *const middle[] = { "a", "e", "i", "o", "u", "er", "en",
	"ing", "am", "or", "et", "all" };
static const char *const last[] = { "ton", "ham", "ley", "wick", "son",
	"field", "worth", "man", "by", "ford", "stone", "ski", "well", "more",
	"den", "cott" };
static const char *const forenames[] = { "Ada", "Basil", "Cora", "Dylan",
	"Edith", "Felix", "Greta", "Hugo", "Iris", "Jonas", "Kitty", "Leo",
	"Mabel", "Ned", "Olive", "Percy", "Queenie", "Rufus", "Sadie",
	"Toby", "Una", "Victor", "Wilma", "Xanthe", "Yusuf", "Zofia",
	"Siân", "Łucja", "Aoife", "Amir" };
static const char *const vocabulary[] = { "agreed", "address", "after",
	"agency", "alarm", "arrest", "asked", "assessment", "at", "attended",
	"before", "by", "call", "check", "children", "concern", "confirmed",
	"contact", "court", "daily", "door", "enquiry", "escort", "fear",
	"fitted", "flag", "follow", "for", "found", "from", "given", "health",
	"home", "house", "in", "incident", "information", "is", "key",
	"known", "last", "lives", "lock", "market", "meeting", "message",
	"met", "mother", "moved", "neighbour", "night", "no", "none",
	"notes", "number", "nurse", "of", "offer", "officer", "on", "order",
	"plan", "police", "previous", "referral", "refused", "reported",
	"review", "risk", "safe", "said", "school", "seen", "service",
	"settled", "share", "sister", "spoke", "started", "statement",
	"street", "support", "survey", "team", "the", "threat", "times",
	"to", "today", "told", "two", "update", "visit", "was", "week",
	"went", "will", "with", "worker", "worried", "writes", "yesterday" };

uint32_t
words_number(struct words *w, uint32_t n)
{
	uint64_t z;

	w->state += UINT64_C(0x9e3779b97f4a7c15);
	z = w->state;
	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return (uint32_t)((z ^ (z >> 31)) % n);
}

uint32_t
words_skewed(struct words *w, uint32_t n)
{
	uint32_t a = words_number(w, n), b = words_number(w, n);

	return (uint32_t)((uint64_t)a * b / n);
}

void
words_surname(struct words *w, char *out, size_t size)
{
	uint32_t n = words_skewed(w, COUNT(first) * COUNT(middle) *
	    COUNT(last));

	snprintf(out, size, "%s%s%s", first[n % COUNT(first)],
	    middle[n / COUNT(first) % COUNT(middle)],
	    last[n / COUNT(first) / COUNT(middle)]);
}

/* A few hundred: half of the people have one of thirty. */
void
words_forename(struct words *w, char *out, size_t size)
{
	static const char *const ends[] = { "a", "an", "el", "ette", "ian",
	    "in", "ine", "is", "o", "on", "us", "y" };
	const char *name = forenames[words_skewed(w, COUNT(forenames))];
	uint32_t n = words_number(w, 2 * COUNT(ends));

	snprintf(out, size, "%s%s", name, n < COUNT(ends) ? ends[n] : "");
}

void
words_sentence(struct words *w, int n, char *out, size_t size)
{
	size_t at = 0;

	while (n-- > 0) {
		const char *word = vocabulary[words_skewed(w,
		    COUNT(vocabulary))];
		size_t len = strlen(word);

		if (at + len + 2 > size)
			break;
		if (at)
			out[at++] = ' ';
		memcpy(out + at, word, len);
		at += len;
	}
	out[at] = '\0';
}
