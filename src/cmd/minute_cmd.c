#include "cmd/minute_cmd.h"

#include <string.h>

#include "cmd/bind.h"
#include "cmd/cmd.h"
#include "cmd/edition_cmd.h"
#include "cmd/meeting_need.h"
#include "store/minute_read.h"
#include "store/tx.h"

static bool
in_list(const char *const *list, size_t n, const char *key)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (strcmp(list[i], key) == 0)
			return true;
	return n == 0;
}

/* Does this place of the meeting take minutes of that sort? */
static bool
check_sort(const struct kind *k, const struct agenda_row *row,
    const char *phase, const char *sort, struct err *err)
{
	const struct kind_case_type *t = NULL;
	const struct kind_step *st;
	const struct kind_phase *p;
	bool fits = true;

	if (kind_sort(k, sort) == NULL)
		return err_set(err, ERR_INPUT, "There is no minute of the sort"
		    " \"%s\".", sort);
	if (row->casefile != 0)
		t = kind_case_type(k, row->case_type);
	if (t != NULL && *phase != '\0') {
		p = kind_phase(t, phase);
		if (p == NULL)
			return err_set(err, ERR_INPUT, "There is no phase"
			    " \"%s\".", phase);
		fits = in_list(p->sorts, p->n_sorts, sort);
	} else if (row->casefile == 0) {
		st = kind_step(k, row->step);
		fits = st == NULL || in_list(st->sorts, st->n_sorts, sort);
	}
	return fits || err_set(err, ERR_INPUT, "Here no minute of the sort"
	    " \"%s\" is taken.", kind_sort(k, sort)->label);
}

static bool
add(struct session *s, int64_t item, const char *phase, const char *sort,
    int64_t agency, const char *text, int64_t *id, struct arena *a,
    struct err *err)
{
	const struct kind *k;
	struct agenda_row row;
	struct meeting_row m;

	if (need_blank(text))
		return err_set(err, ERR_INPUT, "A minute has to say"
		    " something.");
	if (!need_person(s, err) || !need_item(s, item, RIGHT_RECORD,
	    RIGHT_NONE, a, &row, &m, err) || !need_opened(&m, err) ||
	    !edition_need_draft(s, m.id, err))
		return false;
	k = session_meeting_kind(s, m.id, err);
	if (phase == NULL)
		phase = m.item == item ? m.phase : "";
	if (k == NULL || !check_sort(k, &row, phase, sort, err))
		return false;
	*id = db_new_id(s->db);
	return cmd_write(s, SQL_MINUTE_ADD, BIND(B_ID("new", *id),
	    B_TEXT("phase", phase), B_TEXT("sort", sort),
	    B_ID("agency", agency), B_TEXT("text", text),
	    B_ID("member", s->member), B_TEXT("now", need_now(s, a)),
	    B_ID("item", item)), NULL, err);
}

bool
cmd_minute_add(struct session *s, int64_t item, const char *phase,
    const char *sort, int64_t agency, const char *text, int64_t *id,
    struct err *err)
{
	struct arena a = {0};
	int64_t none;
	bool ok;

	if (!cmd_begin(s, "minute-add", err))
		return false;
	ok = add(s, item, phase, sort, agency, text, id ? id : &none, &a, err);
	arena_release(&a);
	return cmd_end(s, ok, err);
}

bool
cmd_minute_text(struct session *s, int64_t minute, const char *old,
    const char *text, char **now, struct err *err)
{
	if (need_blank(text))
		return err_set(err, ERR_INPUT, "A minute has to say something:"
		    " remove it instead.");
	return cmd_set_field(s, "minute", "text", minute, old, text, now, err);
}

/* The minute and its line, with the right to change them. */
static bool
need_minute(struct session *s, int64_t minute, struct arena *a,
    struct minute_row *row, struct agenda_row *item, struct err *err)
{
	struct meeting_row m;

	return minute_read(s->db, minute, a, row, err) &&
	    need_item(s, row->item, RIGHT_RECORD, RIGHT_NONE, a, item, &m,
	    err) && edition_need_draft(s, m.id, err);
}

bool
cmd_minute_sort(struct session *s, int64_t minute, const char *sort,
    struct err *err)
{
	const struct kind *k = NULL;
	struct arena a = {0};
	struct minute_row row;
	struct agenda_row item;
	bool ok;

	if (!cmd_begin(s, "minute-set", err))
		return false;
	ok = need_minute(s, minute, &a, &row, &item, err) &&
	    (k = session_meeting_kind(s, row.meeting, err)) != NULL &&
	    check_sort(k, &item, row.phase, sort, err) &&
	    cmd_write(s, SQL_MINUTE_SORT, BIND(B_ID("id", minute),
	    B_TEXT("sort", sort)), NULL, err);
	arena_release(&a);
	return cmd_end(s, ok, err);
}

bool
cmd_minute_agency(struct session *s, int64_t minute, int64_t agency,
    struct err *err)
{
	struct arena a = {0};
	struct minute_row row;
	struct agenda_row item;
	bool ok;

	if (!cmd_begin(s, "minute-set", err))
		return false;
	ok = need_minute(s, minute, &a, &row, &item, err) &&
	    cmd_write(s, SQL_MINUTE_AGENCY, BIND(B_ID("id", minute),
	    B_ID("agency", agency)), NULL, err);
	arena_release(&a);
	return cmd_end(s, ok, err);
}

/* Change places with the one by places away, those between moving up. */
static bool
move(struct session *s, int64_t minute, int by, struct arena *a,
    struct err *err)
{
	struct minute_row row, *all;
	struct agenda_row item;
	size_t n, i, from = 0, to;
	int64_t id;

	if (!need_minute(s, minute, a, &row, &item, err) ||
	    !minute_read_item(s->db, row.item, a, &all, &n, err))
		return false;
	for (i = 0; i < n; i++)
		if (all[i].id == minute)
			from = i;
	to = by < 0 && (size_t)-by > from ? 0 : from + (size_t)by;
	if (to >= n)
		to = n - 1;
	for (i = 0; i < n; i++) {
		id = i == to ? minute : i < to ?
		    all[i < from ? i : i + 1].id :
		    all[i <= from ? i - 1 : i].id;
		if (id != all[i].id && !cmd_write(s, SQL_MINUTE_POSITION,
		    BIND(B_ID("id", id), B_INT("position", all[i].position)),
		    NULL, err))
			return false;
	}
	return true;
}

bool
cmd_minute_move(struct session *s, int64_t minute, int by, struct err *err)
{
	struct arena a = {0};
	bool ok;

	if (!cmd_begin(s, "minute-move", err))
		return false;
	ok = move(s, minute, by, &a, err);
	arena_release(&a);
	return cmd_end(s, ok, err);
}

bool
cmd_minute_remove(struct session *s, int64_t minute, struct err *err)
{
	struct arena a = {0};
	struct minute_row row;
	struct agenda_row item;
	bool ok;

	if (!cmd_begin(s, "minute-remove", err))
		return false;
	ok = need_minute(s, minute, &a, &row, &item, err) &&
	    cmd_write(s, SQL_MINUTE_DROP, BIND(B_ID("id", minute)), NULL,
	    err);
	arena_release(&a);
	return cmd_end(s, ok, err);
}
