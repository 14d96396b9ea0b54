/*
 * marking: the highest among what a document is made of.
 */
#include "export/marking.h"

#include <inttypes.h>

#include "base/buf.h"
#include "store/casefile_read.h"

struct highest {
	const struct kind *kind;
	struct arena *arena;
	const char *marking;
};

static void
look(void *arg, const char *marking)
{
	struct highest *h = arg;

	if (kind_marking_higher(h->kind, h->marking, marking) == marking)
		h->marking = arena_strdup(h->arena, marking);
}

static void
add_ids(struct buf *b, const int64_t *ids, size_t n)
{
	size_t i;

	buf_addc(b, '[');
	for (i = 0; i < n; i++)
		buf_addf(b, i > 0 ? ",%" PRId64 : "%" PRId64, ids[i]);
	buf_addc(b, ']');
}

bool
marking_find(struct db *db, const struct kind *k,
    const struct marking_of *of, struct arena *a, const char **marking,
    struct err *err)
{
	struct highest h = { .kind = k, .arena = a,
		.marking = k->marking.text ? k->marking.text : "" };
	struct buf casefiles = {0}, actions = {0};
	bool ok;
	size_t i;

	add_ids(&casefiles, of->casefiles, of->n_casefiles);
	add_ids(&actions, of->actions, of->n_actions);
	/* A kind that marks no item has nothing to look for. */
	ok = k->marking.n_allowed == 0 || casefile_read_markings(db,
	    buf_text(&casefiles), buf_text(&actions), of->meeting, look, &h,
	    err);
	for (i = 0; of->more && i < k->marking.n_allowed; i++)
		look(&h, k->marking.allowed[i]);
	*marking = arena_strdup(a, h.marking);
	buf_release(&actions);
	buf_release(&casefiles);
	return ok;
}
