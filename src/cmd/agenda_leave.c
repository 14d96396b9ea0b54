/* How a case leaves an agenda without being discussed. */
#include <string.h>

#include "base/date.h"
#include "cmd/agenda_build.h"
#include "cmd/agenda_cmd.h"
#include "cmd/bind.h"
#include "cmd/cmd.h"
#include "cmd/meeting_move.h"
#include "cmd/meeting_need.h"
#include "cmd/state_cmd.h"

enum leaving { LEAVING_DEFERRED, LEAVING_WITHDRAWN, LEAVING_SENT };

static bool
fits(const struct kind_disposition *d, enum leaving how)
{
	if (d->heard)
		return false;
	switch (how) {
	case LEAVING_DEFERRED:
		return d->comes_back;
	case LEAVING_SENT:
		return d->leaves && (d->needs & NEED_DESTINATION) != 0;
	default:
		return d->leaves && (d->needs & NEED_DESTINATION) == 0;
	}
}

/* The disposition of that key, or the kind's first that fits. */
static const struct kind_disposition *
choose(const struct kind_case_type *t, const char *key, enum leaving how,
    struct err *err)
{
	const struct kind_disposition *d;
	size_t i;

	if (key != NULL) {
		d = kind_disposition(t, key);
		if (d != NULL && fits(d, how))
			return d;
		err_set(err, ERR_INPUT, "\"%s\" does not say how a case leaves"
		    " an agenda so.", key);
		return NULL;
	}
	for (i = 0; i < t->n_dispositions; i++)
		if (fits(&t->dispositions[i], how))
			return &t->dispositions[i];
	err_set(err, ERR_INPUT, "Cases of this kind do not leave an agenda"
	    " so.");
	return NULL;
}

struct leave {
	enum leaving how;
	const char *disposition, *reason, *destination;
	int64_t to;
	int sent_on;
	int64_t again;		/* out: its line at the other meeting */
};

/* Where a deferred case goes: the meeting named, or the board's next. */
static bool
defer_to(struct session *s, const struct meeting_row *m,
    const struct agenda_row *row, struct leave *l, struct err *err)
{
	bool stands;

	if (l->to == 0 && !meeting_read_next(s->db, m->board, m->held_on,
	    &l->to, NULL, err))
		return false;
	if (l->to == m->id)
		return err_set(err, ERR_INPUT, "%s is on that meeting's agenda"
		    " now.", row->ref);
	if (l->to == 0)
		return err_set(err, ERR_INPUT, "No later meeting is planned to"
		    " which %s could be deferred. Plan it first.", row->ref);
	if (!need_later(s, m, l->to, err) ||
	    !agenda_stands(s, l->to, row->casefile, &stands, err))
		return false;
	if (stands && (!cmd_one(s, SQL_ITEM_LISTED, BIND(B_ID("meeting",
	    l->to), B_ID("casefile", row->casefile)), &l->again, err) ||
	    l->again != 0))
		return l->again != 0;
	return cmd_agenda_list(s, l->to, row->casefile, row->type, &l->again,
	    err);
}

static bool
leave_agenda(struct session *s, int64_t item, struct leave *l,
    struct arena *a, struct err *err)
{
	const struct kind_disposition *d;
	const struct kind_case_type *t;
	const struct kind *k;
	struct agenda_row row;
	struct meeting_row m;

	if (!need_item(s, item, RIGHT_MANAGE_AGENDA, RIGHT_NONE, a, &row, &m,
	    err))
		return false;
	k = session_meeting_kind(s, row.meeting, err);
	t = k ? need_case_type(k, &row, err) : NULL;
	d = t ? choose(t, l->disposition, l->how, err) : NULL;
	if (d == NULL)
		return false;
	if ((d->needs & NEED_REASON) != 0 && need_blank(l->reason))
		return err_set(err, ERR_INPUT, "\"%s\" needs a reason.",
		    d->label);
	if (l->how == LEAVING_DEFERRED && !defer_to(s, &m, &row, l, err))
		return false;
	if (m.item == item && !meeting_move(s, &m, 0, NULL, false, a, err))
		return false;
	if (l->how == LEAVING_SENT && !cmd_write(s, SQL_ITEM_SENT, BIND(
	    B_ID("id", item), B_STR("sent_to", l->destination),
	    B_DATE("sent_on", l->sent_on),
	    B_DATE("acknowledged_on", row.acknowledged_on)), NULL, err))
		return false;
	return cmd_write(s, SQL_ITEM_LEAVES, BIND(B_ID("id", item),
	    B_TEXT("disposition", d->key), B_STR("reason", l->reason),
	    B_ID("to", l->to), B_TEXT("now", need_now(s, a))), NULL, err) &&
	    (d->state == NULL || state_bring(s, row.casefile,
	    &(struct state_change){ .to = d->state, .on = DATE_NONE,
	    .reason = l->reason }, err));
}

static bool
run(struct session *s, const char *name, int64_t item, struct leave *l,
    struct err *err)
{
	struct arena a = {0};
	bool ok;

	if (!cmd_begin(s, name, err))
		return false;
	ok = leave_agenda(s, item, l, &a, err);
	arena_release(&a);
	return cmd_end(s, ok, err);
}

bool
cmd_agenda_defer(struct session *s, int64_t item, const char *disposition,
    const char *reason, int64_t to, int64_t *again, struct err *err)
{
	struct leave l = { .how = LEAVING_DEFERRED, .reason = reason,
	    .disposition = disposition, .to = to, .sent_on = DATE_NONE };

	if (!run(s, "agenda-defer", item, &l, err))
		return false;
	if (again != NULL)
		*again = l.again;
	return true;
}

bool
cmd_agenda_withdraw(struct session *s, int64_t item,
    const char *disposition, const char *reason, struct err *err)
{
	struct leave l = { .how = LEAVING_WITHDRAWN, .reason = reason,
	    .disposition = disposition, .sent_on = DATE_NONE };

	return run(s, "agenda-withdraw", item, &l, err);
}

bool
cmd_agenda_transfer_out(struct session *s, int64_t item,
    const char *disposition, const char *to, int sent_on, struct err *err)
{
	struct leave l = { .how = LEAVING_SENT, .destination = to,
	    .disposition = disposition, .sent_on = sent_on };

	if (need_blank(to))
		return err_set(err, ERR_INPUT, "Where is it transferred to?");
	return run(s, "agenda-transfer", item, &l, err);
}

bool
cmd_agenda_acknowledged(struct session *s, int64_t item, int on,
    struct err *err)
{
	struct arena a = {0};
	struct agenda_row row;
	bool ok;

	if (!cmd_begin(s, "agenda-acknowledged", err))
		return false;
	ok = need_item(s, item, RIGHT_MANAGE_AGENDA, RIGHT_NONE, &a, &row,
	    NULL, err);
	if (ok && *row.sent_to == '\0')
		ok = err_set(err, ERR_INPUT, "It was not transferred"
		    " anywhere.");
	ok = ok && cmd_write(s, SQL_ITEM_SENT, BIND(B_ID("id", item),
	    B_STR("sent_to", row.sent_to), B_DATE("sent_on", row.sent_on),
	    B_DATE("acknowledged_on", on)), NULL, err);
	arena_release(&a);
	return cmd_end(s, ok, err);
}
