#include "cmd/agenda_cmd.h"

#include <string.h>

#include "cmd/agenda_build.h"
#include "cmd/attendance_cmd.h"
#include "cmd/bind.h"
#include "cmd/cmd.h"
#include "cmd/meeting_need.h"
#include "store/row.h"
#include "store/tx.h"

bool
cmd_agenda_build(struct session *s, int64_t meeting, struct err *err)
{
	struct arena a = {0};
	struct meeting_row m;
	bool ok;

	if (!cmd_begin(s, "agenda-build", err))
		return false;
	ok = need_meeting(s, meeting, RIGHT_MANAGE_AGENDA, RIGHT_RUN_MEETING,
	    &a, &m, err) && agenda_build(s, meeting, err);
	arena_release(&a);
	return cmd_end(s, ok, err);
}

/* What listing a case has to know of it. */
struct candidate {
	const char *type;
	int64_t board;
	bool transferred, repeat, accepted;
};

static bool
read_candidate(struct session *s, int64_t casefile, struct arena *a,
    struct candidate *c, struct err *err)
{
	struct stmt *q = cmd_query(s, SQL_ITEM_CASEFILE,
	    BIND(B_ID("casefile", casefile)), err);
	bool found = stmt_next(q, err);

	if (found)
		*c = (struct candidate){
			.type = row_str(q, 0, a), .board = col_int(q, 1),
			.transferred = *col_str(q, 2) != '\0',
			.repeat = col_bool(q, 3),
			.accepted = strcmp(col_str(q, 4), "accepted") == 0,
		};
	if (!stmt_done(q))
		return false;
	return found || err_set(err, ERR_INPUT, "There is no such casefile.");
}

/* Decided repeats first: a transfer with a new incident here is one as well,
 * and what it is decides how it is counted. */
static const struct kind_item_type *
default_type(const struct kind_case_type *t, const struct candidate *c)
{
	const struct kind_item_type *initial = NULL, *it;
	size_t i;

	for (i = 0; i < t->n_item_types; i++) {
		it = &t->item_types[i];
		if (c->repeat && it->repeat)
			return it;
		if (it->initial && initial == NULL)
			initial = it;
	}
	for (i = 0; c->transferred && i < t->n_item_types; i++)
		if (t->item_types[i].transfer_in)
			return &t->item_types[i];
	if (initial == NULL && t->n_item_types > 0)
		initial = &t->item_types[0];
	return initial;
}

const char *
agenda_default_type(struct session *s, int64_t meeting, int64_t casefile,
    struct arena *a, struct err *err)
{
	const struct kind *k = session_meeting_kind(s, meeting, err);
	const struct kind_case_type *t;
	const struct kind_item_type *it;
	struct candidate c;

	if (k == NULL || !read_candidate(s, casefile, a, &c, err))
		return NULL;
	t = kind_case_type(k, c.type);
	it = t ? default_type(t, &c) : NULL;
	return arena_strdup(a, it ? it->key : "");
}

const char *
agenda_types(const struct kind *k, struct arena *a)
{
	struct buf b = {0};
	const char *text;
	size_t i;

	buf_addc(&b, '[');
	for (i = 0; i < k->n_case_types; i++) {
		if (k->case_types[i].register_only)
			continue;
		if (b.len > 1)
			buf_addc(&b, ',');
		buf_add_json(&b, k->case_types[i].key);
	}
	buf_addc(&b, ']');
	text = arena_strdup(a, buf_text(&b));
	buf_release(&b);
	return text;
}

bool
agenda_listable(struct session *s, int64_t meeting, struct arena *a,
    struct agenda_row **rows, size_t *n, struct err *err)
{
	const struct kind *k = session_meeting_kind(s, meeting, err);
	const struct kind_disposition *d;
	const struct kind_case_type *t;
	struct meeting_row m;
	size_t all, i;

	*n = 0;
	if (k == NULL || !meeting_read(s->db, meeting, a, &m, err) ||
	    !agenda_read_unlisted(s->db, m.board, agenda_types(k, a), a, rows,
	    &all, err))
		return false;
	for (i = 0; i < all; i++) {
		t = kind_case_type(k, (*rows)[i].case_type);
		d = t ? kind_disposition(t, (*rows)[i].disposition) : NULL;
		if (t != NULL && (d == NULL || !d->leaves))
			(*rows)[(*n)++] = (*rows)[i];
	}
	return true;
}

static bool
check_type(const struct kind_case_type *t, const char *type, struct err *err)
{
	if (kind_item_type(t, type) != NULL)
		return true;
	return err_set(err, ERR_INPUT, "A case is never listed as \"%s\""
	    " here.", type);
}

/* One that was taken off is put back where it was: *item is its line. */
static bool
not_listed(struct session *s, int64_t meeting, int64_t casefile,
    int64_t *item, struct err *err)
{
	int64_t there;
	int again = 0;

	*item = 0;
	if (!cmd_one(s, SQL_ITEM_LISTED, BIND(B_ID("meeting", meeting),
	    B_ID("casefile", casefile)), &there, err) || (there != 0 &&
	    !cmd_write(s, SQL_STANDING_AGAIN, BIND(B_ID("id", there)), &again,
	    err)))
		return false;
	*item = again > 0 ? there : 0;
	return there == 0 || again > 0 || err_set(err, ERR_INPUT, "It stands on this"
	    " agenda already.");
}

static bool
list_case(struct session *s, int64_t meeting, int64_t casefile,
    const char *type, int64_t *item, struct arena *a, struct err *err)
{
	const struct kind *k = session_meeting_kind(s, meeting, err);
	const struct kind_case_type *t;
	const struct kind_step *st;
	struct candidate c;
	struct meeting_row m;
	int position;

	if (k == NULL || !need_meeting(s, meeting, RIGHT_MANAGE_AGENDA,
	    RIGHT_NONE, a, &m, err) ||
	    !read_candidate(s, casefile, a, &c, err) ||
	    !not_listed(s, meeting, casefile, item, err))
		return false;
	if (*item != 0)
		return true;
	if (c.board != m.board)
		return err_set(err, ERR_INPUT, "It belongs to another"
		    " board.");
	if (!c.accepted)
		return err_set(err, ERR_INPUT, "The referral has not been"
		    " accepted: screen it first.");
	st = agenda_case_step(k, c.type, &position);
	t = kind_case_type(k, c.type);
	if (st == NULL || t == NULL)
		return err_set(err, ERR_INPUT, "This kind of meeting does not"
		    " take cases of that type.");
	if (type == NULL && default_type(t, &c) != NULL)
		type = default_type(t, &c)->key;
	if (type != NULL && !check_type(t, type, err))
		return false;
	*item = db_new_id(s->db);
	return cmd_write(s, SQL_ITEM_ADD_CASE, BIND(B_ID("new", *item),
	    B_TEXT("step", st->key), B_STR("type", type),
	    B_INT("position", position), B_INT("closed", st->closed),
	    B_ID("casefile", casefile), B_ID("meeting", meeting)), NULL, err);
}

bool
cmd_agenda_list(struct session *s, int64_t meeting, int64_t casefile,
    const char *type, int64_t *item, struct err *err)
{
	struct arena a = {0};
	int64_t none;
	bool ok;

	if (!cmd_begin(s, "agenda-list", err))
		return false;
	ok = list_case(s, meeting, casefile, type, item ? item : &none, &a,
	    err);
	arena_release(&a);
	return cmd_end(s, ok, err);
}

bool
cmd_agenda_unlist(struct session *s, int64_t item, struct err *err)
{
	struct arena a = {0};
	struct agenda_row row;
	int gone = 0;
	bool ok, stands = false;

	if (!cmd_begin(s, "agenda-unlist", err))
		return false;
	ok = need_item(s, item, RIGHT_MANAGE_AGENDA, RIGHT_NONE, &a, &row,
	    NULL, err) &&
	    (row.casefile != 0 || err_set(err, ERR_INPUT, "A step is not"
	    " taken off an agenda.")) &&
	    agenda_stands(s, row.meeting, row.casefile, &stands, err) &&
	    cmd_write(s, stands ? SQL_STANDING_OFF : SQL_ITEM_DROP,
	    BIND(B_ID("id", item)), &gone, err);
	if (ok && gone == 0)
		ok = err_set(err, ERR_INPUT, "%s was begun already: conclude"
		    " it, or defer it.", row.ref);
	arena_release(&a);
	return cmd_end(s, ok, err);
}

/* Give the lines that one sees of a step the places they share, in a new
 * order: hidden ones keep theirs. */
static bool
move_to(struct session *s, int64_t item, int by, int place, struct arena *a,
    struct err *err)
{
	struct agenda_row row, *all, **mine;
	size_t n, i, count = 0, from = 0, to;
	int *positions;

	if (!need_item(s, item, RIGHT_MANAGE_AGENDA, RIGHT_NONE, a, &row, NULL,
	    err) || !agenda_read(s->db, row.meeting, a, &all, &n, err))
		return false;
	if (row.casefile == 0)
		return err_set(err, ERR_INPUT, "The order of the steps is the"
		    " kind's.");
	mine = arena_array(a, n + 1, sizeof(struct agenda_row *));
	positions = arena_array(a, n + 1, sizeof(*positions));
	for (i = 0; i < n; i++) {
		if (strcmp(all[i].step, row.step) != 0)
			continue;
		if (all[i].id == item)
			from = count;
		positions[count] = all[i].position;
		mine[count++] = &all[i];
	}
	to = place > 0 ? (size_t)place - 1 :
	    by < 0 && (size_t)-by > from ? 0 : from + (size_t)by;
	if (to >= count)
		to = count - 1;
	for (i = from; i < to; i++)
		mine[i] = mine[i + 1];
	for (i = from; i > to; i--)
		mine[i] = mine[i - 1];
	for (i = 0; i < count; i++) {
		int64_t id = i == to ? item : mine[i]->id;

		if ((i == to || mine[i]->position != positions[i]) &&
		    !cmd_write(s, SQL_ITEM_POSITION, BIND(B_ID("id", id),
		    B_INT("position", positions[i])), NULL, err))
			return false;
	}
	return true;
}

bool
cmd_agenda_move(struct session *s, int64_t item, int by, struct err *err)
{
	struct arena a = {0};
	bool ok;

	if (!cmd_begin(s, "agenda-move", err))
		return false;
	ok = move_to(s, item, by, 0, &a, err);
	arena_release(&a);
	return cmd_end(s, ok, err);
}

bool
cmd_agenda_move_to(struct session *s, int64_t item, int place,
    struct err *err)
{
	struct arena a = {0};
	bool ok;

	if (!cmd_begin(s, "agenda-move", err))
		return false;
	ok = (place > 0 || err_set(err, ERR_INPUT, "Places count from 1.")) &&
	    move_to(s, item, 0, place, &a, err);
	arena_release(&a);
	return cmd_end(s, ok, err);
}

static bool
set_type(struct session *s, int64_t item, const char *old, const char *type,
    struct arena *a, struct err *err)
{
	const struct kind_case_type *t;
	const struct kind *k;
	struct agenda_row row;
	int changed = 0;

	if (!need_item(s, item, RIGHT_MANAGE_AGENDA, RIGHT_NONE, a, &row, NULL,
	    err))
		return false;
	k = session_meeting_kind(s, row.meeting, err);
	t = k ? need_case_type(k, &row, err) : NULL;
	if (t == NULL || !check_type(t, type, err) ||
	    !cmd_write(s, SQL_ITEM_TYPE, BIND(B_ID("id", item),
	    B_TEXT("type", type), B_TEXT("old", old)), &changed, err))
		return false;
	return changed > 0 || err_set(err, ERR_CONFLICT, "Somebody has changed"
	    " how %s is listed since you read it. Look at it again.",
	    row.ref);
}

bool
cmd_agenda_set_type(struct session *s, int64_t item, const char *old,
    const char *type, struct err *err)
{
	struct arena a = {0};
	bool ok;

	if (!cmd_begin(s, "item-set", err))
		return false;
	ok = set_type(s, item, old, type, &a, err);
	arena_release(&a);
	return cmd_end(s, ok, err);
}

/* One value of a line that asks for nothing but the right. */
static bool
set_one(struct session *s, enum sql_id sql, int64_t item, struct bind value,
    struct err *err)
{
	struct arena a = {0};
	struct agenda_row row;
	bool ok;

	if (!cmd_begin(s, "item-set", err))
		return false;
	ok = need_item(s, item, RIGHT_MANAGE_AGENDA, RIGHT_RUN_MEETING, &a,
	    &row, NULL, err) &&
	    cmd_write(s, sql, BIND(B_ID("id", item), value), NULL, err);
	arena_release(&a);
	return cmd_end(s, ok, err);
}

bool
cmd_agenda_set_planned(struct session *s, int64_t item, int minutes,
    struct err *err)
{
	if (minutes < 0 || minutes > 600)
		return err_set(err, ERR_INPUT, "That is no number of minutes"
		    " for one line of an agenda.");
	return set_one(s, SQL_ITEM_PLANNED, item,
	    (struct bind)B_ID("planned", minutes), err);
}

bool
cmd_agenda_set_presenter(struct session *s, int64_t item, int64_t member,
    struct err *err)
{
	return set_one(s, SQL_ITEM_PRESENTER, item,
	    (struct bind)B_ID("presenter", member), err);
}

static bool
set_closed(struct session *s, int64_t item, bool closed, struct arena *a,
    struct err *err)
{
	struct agenda_row row;
	struct meeting_row m;

	if (!need_item(s, item, RIGHT_RUN_MEETING, RIGHT_MANAGE_AGENDA, a,
	    &row, &m, err) || !cmd_write(s, SQL_ITEM_CLOSED, BIND(
	    B_ID("id", item), B_INT("closed", closed)), NULL, err))
		return false;
	if (m.item != item)
		return true;
	return attendance_fill_room(s, m.id, err) && (!closed ||
	    attendance_clear_room(s, item, err));
}

bool
cmd_item_closed(struct session *s, int64_t item, bool closed,
    struct err *err)
{
	struct arena a = {0};
	bool ok;

	if (!cmd_begin(s, "item-closed", err))
		return false;
	ok = set_closed(s, item, closed, &a, err);
	arena_release(&a);
	return cmd_end(s, ok, err);
}
