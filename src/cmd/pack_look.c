/* What each agency would get, for whoever is about to send it. */
#include <string.h>

#include "cmd/meeting_need.h"
#include "cmd/pack_cmd.h"
#include "store/action_read.h"
#include "store/agenda_read.h"

static bool
count_cases(struct session *s, int64_t meeting, size_t *cases,
    struct err *err)
{
	struct agenda_row *rows;
	struct arena a = {0};
	size_t i, n;
	bool ok = agenda_read(s->db, meeting, &a, &rows, &n, err);

	*cases = 0;
	for (i = 0; ok && i < n; i++)
		*cases += rows[i].casefile != 0;
	arena_release(&a);
	return ok;
}

static bool
count_actions(struct session *s, const struct meeting_row *m, int64_t agency,
    size_t *actions, struct err *err)
{
	int open = 0, late = 0;
	bool ok = action_tally(s->db, ACTIONS_BY_AGENCY, agency, m->board,
	    clock_today(s->clock), 999, &open, &late, err);

	*actions = (size_t)open;
	return ok;
}

static bool
look_minutes(struct session *reader, const struct meeting_row *m,
    const struct kind_pack *p, bool *missing, struct err *err)
{
	bool full, has;
	size_t i;

	*missing = false;
	for (i = 0; i < p->n_holds && p->holds[i].what != PAPER_MINUTES; i++)
		;
	if (i == p->n_holds)
		return true;
	if (!pack_has_minutes(reader, m, &full, &has, err))
		return false;
	*missing = !has;
	return true;
}

static bool
look(struct session *s, const struct meeting_row *m,
    const struct kind_pack *p, const struct pack_agency *g,
    struct pack_reader *r, struct packs_look *l, size_t own, struct err *err)
{
	/* Who is kept out of what is for those who see to the lists. */
	bool knows = session_may(s, m->board, RIGHT_MANAGE_ACCESS) ||
	    session_may(s, m->board, RIGHT_SEE_LOG);

	if (!pack_reader_as(r, s, m->board, g, err) || !count_cases(
	    &r->session, m->id, &l->cases, err) || !count_actions(&r->session,
	    m, g->id, &l->actions, err) || !look_minutes(&r->session, m, p,
	    &l->no_minutes, err))
		return false;
	l->id = g->id;
	l->name = g->name;
	l->slug = g->slug;
	l->people = g->n_members;
	l->held_back = knows ? (int)(own - l->cases) : -1;
	return true;
}

bool
packs_look(struct session *s, int64_t meeting, const char *pack,
    struct arena *a, const struct kind_pack **p, struct packs_look **list,
    size_t *n, struct err *err)
{
	struct pack_reader reader = {0};
	struct pack_agency *agencies;
	struct meeting_row m;
	size_t i, own;
	bool ok;

	*n = 0;
	ok = need_meeting(s, meeting, RIGHT_EXPORT_RECORD, RIGHT_NONE, a, &m,
	    err) && (*p = pack_find(s, &m, pack, err)) &&
	    pack_agencies(s, meeting, a, &agencies, n, err) &&
	    count_cases(s, meeting, &own, err);
	*list = ok ? arena_array(a, *n + 1, sizeof **list) : NULL;
	for (i = 0; ok && i < *n; i++)
		ok = look(s, &m, *p, &agencies[i], &reader, &(*list)[i], own,
		    err);
	pack_reader_close(&reader);
	return ok;
}
