#include "model/rag.h"

#include <string.h>

#include "base/date.h"

static bool
before(int day, int today)
{
	return day != DATE_NONE && day < today;
}

/* What has ended is neither late nor blocked: only what became of it counts.
 * A milestone done after its day was missed once, and is not any more. */
static bool
fits(const struct rag_rule *r, const struct rag_facts *f, int today)
{
	if (r->otherwise)
		return true;
	if (f->final)
		return r->done && f->done;
	return (r->proposed && (f->proposed ||
	    (f->start != DATE_NONE && f->start > today))) ||
	    (r->overdue && before(f->due, today)) ||
	    (r->blocked && f->blocked) ||
	    (r->milestone_missed && before(f->milestone, today)) ||
	    (r->due_within != RAG_UNSET && f->due != DATE_NONE &&
	    f->due - today <= r->due_within);
}

int
rag_by_rule(const struct rag_rule *rules, size_t n,
    const struct rag_facts *f, int today)
{
	if (f->final && !f->done)
		return -1;
	for (size_t i = 0; i < n; i++)
		if (fits(&rules[i], f, today))
			return (int)i;
	return -1;
}

int
rag_by_hand(const struct rag_rule *rules, size_t n,
    const struct rag_facts *f, int today)
{
	if (f->by_hand == NULL || *f->by_hand == '\0' || f->final ||
	    (f->by_hand_until != DATE_NONE && today >= f->by_hand_until))
		return -1;
	for (size_t i = 0; i < n; i++)
		if (strcmp(rules[i].key, f->by_hand) == 0)
			return (int)i;
	return -1;
}

int
rag_colour(const struct rag_rule *rules, size_t n,
    const struct rag_facts *f, int today)
{
	int by_hand = rag_by_hand(rules, n, f, today);

	return by_hand >= 0 ? by_hand : rag_by_rule(rules, n, f, today);
}
