/* Which agencies get a pack, who stands for them, and reading as they do. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"
#include "cmd/bind.h"
#include "cmd/pack.h"
#include "store/row.h"

/* ---- Which pack --------------------------------------------------------- */

const struct kind_pack *
pack_find(struct session *s, const struct meeting_row *m, const char *key,
    struct err *err)
{
	const struct kind *k = session_meeting_kind(s, m->id, err);
	bool over = !strcmp(m->status, "closed");
	const struct kind_pack *p;

	if (!k)
		return NULL;
	p = key ? kind_pack(k, key) : kind_pack_when(k, !over);
	if (!p && key && (!strcmp(key, "before") || !strcmp(key, "after")))
		p = kind_pack_when(k, *key == 'b');
	if (!p)
		err_set(err, ERR_INPUT, key ? "There is no pack \"%s\" for "
		    "such meetings. Nothing was written." : "Nothing is sent "
		    "to agencies %s such meetings. Nothing was written.",
		    key ? key : over ? "after" : "before");
	else if (!p->before && !over)
		err_set(err, ERR_INPUT, "Meeting %s is not over yet: its "
		    "minutes are still being taken. Nothing was written.",
		    m->ref);
	else
		return p;
	return NULL;
}

/* ---- Which agencies ------------------------------------------------------ */

/* What a file system takes as a name, with room for a number and an ending. */
#define SLUG_MOST 100

/* "Children's Social Care" is "childrens-social-care". */
static char *
slug_of(const char *name)
{
	struct buf folded = {0}, slug = {0};
	const char *p;

	utf8_fold(&folded, name);
	for (p = buf_text(&folded); *p && slug.len < SLUG_MOST; p++) {
		if ((*p >= 'a' && *p <= 'z') || (*p >= '0' && *p <= '9'))
			buf_addc(&slug, *p);
		else if (*p != '\'' && slug.len &&
		    slug.data[slug.len - 1] != '-')
			buf_addc(&slug, '-');
	}
	while (slug.len && slug.data[slug.len - 1] == '-')
		buf_truncate(&slug, slug.len - 1);
	if (!slug.len)
		buf_adds(&slug, "agency");
	buf_release(&folded);
	return buf_take(&slug);
}

static bool
is_taken(const struct pack_agency *list, size_t n, const char *slug)
{
	size_t i;

	for (i = 0; i < n && strcmp(list[i].slug, slug) != 0; i++)
		;
	return i < n;
}

/* Two agencies that would have one name are told apart by a number. */
static void
name_folders(struct pack_agency *list, size_t n, struct arena *a)
{
	char *plain;
	size_t i;
	int again;

	for (i = 0; i < n; i++) {
		plain = slug_of(list[i].name);
		list[i].slug = arena_strdup(a, plain);
		for (again = 2; is_taken(list, i, list[i].slug); again++)
			list[i].slug = arena_printf(a, "%s-%d", plain, again);
		free(plain);
	}
}

static void
add_member(struct pack_agency *g, int64_t member, size_t *cap,
    struct arena *a)
{
	if (g->n_members && g->members[g->n_members - 1] == member)
		return;
	g->members = row_room(a, g->members, g->n_members, cap,
	    sizeof *g->members);
	g->members[g->n_members++] = member;
}

bool
pack_agencies(struct session *s, int64_t meeting, struct arena *a,
    struct pack_agency **list, size_t *n, struct err *err)
{
	struct stmt *q = cmd_query(s, SQL_PACK_RECIPIENTS, BIND(B_ID(
	    "meeting", meeting), B_DATE("today", clock_today(s->clock))),
	    err);
	struct row_list rows = ROW_LIST(a, struct pack_agency);
	struct pack_agency *g = NULL;
	size_t cap = 0;

	while (stmt_next(q, err)) {
		if (!g || g->id != col_int(q, 0)) {
			g = row_list_add(&rows);
			g->id = col_int(q, 0);
			g->name = row_str(q, 1, a);
			g->short_name = row_str(q, 2, a);
			g->category = row_str(q, 3, a);
			cap = 0;
		}
		add_member(g, col_int(q, 4), &cap, a);
	}
	*list = rows.rows;
	*n = rows.n;
	name_folders(*list, *n, a);
	return stmt_done(q);
}

/* ---- Reading as one ------------------------------------------------------ */

static bool
open_more(struct pack_reader *r, struct session *maker, size_t n,
    struct err *err)
{
	if (n > r->n)
		r->dbs = xrealloc_array(r->dbs, n, sizeof *r->dbs);
	for (; r->n < n; r->n++) {
		r->dbs[r->n] = db_open(db_path(maker->db), DB_USE,
		    maker->clock, err);
		if (!r->dbs[r->n])
			return false;
	}
	return true;
}

bool
pack_reader_as(struct pack_reader *r, struct session *maker, int64_t board,
    const struct pack_agency *g, struct err *err)
{
	bool research = session_may(maker, board, RIGHT_SEE_RESEARCH);
	size_t i;

	if (!open_more(r, maker, g->n_members, err))
		return false;
	for (i = 0; i < g->n_members; i++)
		if (!db_sign_in_to_read(r->dbs[i], g->members[i], err))
			return false;
	for (i = 1; i < g->n_members; i++)
		db_share(r->dbs[0], r->dbs[i], DB_SHARE_AGENCY |
		    DB_SHARE_PERSON);
	/* Whoever reads all research reads the agency's own, too. */
	db_share(r->dbs[0], maker->db, research ? DB_SHARE_RECORDS
	    : DB_SHARE_AGENCY);
	r->session.db = r->dbs[0];
	r->session.clock = maker->clock;
	r->session.forms = maker->forms;
	r->session.member = g->members[0];
	return true;
}

void
pack_reader_close(struct pack_reader *r)
{
	if (r->n)
		session_close(&r->session);
	while (r->n > 0)
		db_close(r->dbs[--r->n]);
	free(r->dbs);
	*r = (struct pack_reader){0};
}
