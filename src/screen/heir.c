#include "screen/heir.h"

#include "screen/ask.h"
#include "store/directory_read.h"

bool
heirs_ask(struct ctx *ctx, struct heirs *heirs, int64_t member,
    int64_t agency, const char *name,
    unsigned (*picked)(struct screen *asker, struct ctx *ctx, size_t row),
    struct screen *asker)
{
	struct choice rows[HEIRS_MOST];
	struct arena a = {0};
	struct member_row *members;
	struct err err = {0};
	size_t i, n = 0;

	heirs->n = 0;
	if (!member_read_agency(ctx->session->db, agency, &a, &members, &n,
	    &err))
		ctx_fail(ctx, &err);
	for (i = 0; i < n && heirs->n < HEIRS_MOST; i++) {
		if (members[i].id == member)
			continue;
		rows[heirs->n] = (struct choice){ .key = members[i].login,
		    .label = members[i].name, .note = members[i].post };
		heirs->id[heirs->n++] = members[i].id;
	}
	if (heirs->n)
		ask_pick(ctx, arena_printf(&a, "Who takes on the open actions "
		    "of %s?", name), rows, heirs->n, 0, picked, asker);
	arena_release(&a);
	return heirs->n > 0;
}
