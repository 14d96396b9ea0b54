/*
 * recordform_live: who else is typing in a field of these records, said under it,
 * so that two people do not write the same sentence; the one who is slower would
 * only be asked to choose.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "screen/recordform_row.h"
#include "store/presence.h"

/* The row of a draft's place; rf->n when it is none of these. */
static size_t
row_of(const struct recordform *rf, const char *place)
{
	size_t i;

	for (i = 0; i < rf->n; i++)
		if (rf->rows[i].place && rf->rows[i].part->id &&
		    !strcmp(rf->rows[i].place, place))
			break;
	return i;
}

static void
say_beside(struct recordform *rf, const struct presence *p)
{
	size_t i = row_of(rf, p->typing);
	const char *was;

	if (i == rf->n)
		return;
	was = rf->lines[i].live;
	rf->lines[i].live = was ? arena_printf(&rf->live, "%s; %s is typing "
	    "here", was, p->name) : arena_printf(&rf->live,
	    "%s is typing here", p->name);
}

/* What is shown of it, to be told from what will be. */
static char *
as_text(const struct recordform *rf)
{
	struct buf b = {0};
	size_t i;

	for (i = 0; i < rf->n; i++)
		if (rf->lines[i].live)
			buf_addf(&b, "%zu %s\n", i, rf->lines[i].live);
	return buf_take(&b);
}

bool
recordform_live(struct recordform *rf)
{
	struct session *s = rf->place.s;
	struct presence *list = NULL;
	struct arena a = {0};
	struct err err = {0};
	size_t n = 0, i;
	char *now;
	bool other;

	if (!rf->begun || !rf->place.casefile)
		return false;
	if (!presence_record(s->db, rf->place.casefile, &a, &list, &n, &err))
		err_clear(&err);
	arena_reset(&rf->live);
	for (i = 0; i < rf->n; i++)
		rf->lines[i].live = NULL;
	for (i = 0; i < n; i++)
		say_beside(rf, &list[i]);
	arena_release(&a);
	now = as_text(rf);
	other = strcmp(now, rf->typists ? rf->typists : "") != 0;
	free(rf->typists);
	rf->typists = now;
	return other;
}

const char *
recordform_typing(const struct recordform *rf)
{
	size_t at = rf->fields.at;

	return rf->begun && at < rf->n && rf->fields.dirty &&
	    rf->rows[at].part && rf->rows[at].part->id ? rf->rows[at].place
	    : NULL;
}
