/* The chair goes on in spite of a check. */
#include <string.h>

#include "cmd/bind.h"
#include "cmd/closing.h"
#include "cmd/cmd.h"
#include "cmd/meeting_cmd.h"
#include "cmd/meeting_need.h"
#include "store/tx.h"

static const struct finding *
pick(const struct findings *f, const char *check)
{
	const struct finding *found = NULL;
	size_t i;

	/* The same check may ask of several types: one not passed over yet. */
	for (i = 0; i < f->n; i++)
		if (strcmp(f->list[i].name, check) == 0 &&
		    (found == NULL || found->overridden))
			found = &f->list[i];
	return found;
}

/* Of what the close looks at, that which is about this line. */
static const struct finding *
pick_of(const struct findings *f, const char *check, int64_t item)
{
	size_t i;

	for (i = 0; i < f->n; i++)
		if (f->list[i].item == item &&
		    strcmp(f->list[i].name, check) == 0)
			return &f->list[i];
	return NULL;
}

/* What the check finds at the line, or, for the meeting, at its close or at
 * the gate of a line still to come. *found is NULL when it finds nothing. */
static bool
look(struct session *s, int64_t meeting, int64_t item, const char *check,
    struct arena *a, const struct finding **found, struct err *err)
{
	struct agenda_row *rows;
	struct findings f;
	size_t n, i;

	if (item != 0) {
		if (!closing_item(s, item, a, &f, err))
			return false;
		*found = pick(&f, check);
		if (*found != NULL)
			return true;
		if (!closing_gate(s, item, a, &f, err))
			return false;
		*found = pick(&f, check);
		if (*found != NULL)
			return true;
		if (!closing_meeting(s, meeting, a, &f, err))
			return false;
		*found = pick_of(&f, check, item);
		return true;
	}
	if (!closing_meeting(s, meeting, a, &f, err) ||
	    !agenda_read(s->db, meeting, a, &rows, &n, err))
		return false;
	*found = pick(&f, check);
	for (i = 0; *found == NULL && i < n; i++) {
		if (strcmp(rows[i].status, "waiting") != 0)
			continue;
		if (!closing_gate(s, rows[i].id, a, &f, err))
			return false;
		*found = pick(&f, check);
	}
	return true;
}

static bool
override(struct session *s, int64_t meeting, int64_t item,
    const char *check, const char *reason, struct arena *a, struct err *err)
{
	const struct finding *found;
	struct meeting_row m;

	if (!need_person(s, err) || !need_meeting(s, meeting,
	    RIGHT_OVERRIDE_CHECKS, RIGHT_NONE, a, &m, err) ||
	    !need_open(&m, err))
		return false;
	if (need_blank(reason))
		return err_set(err, ERR_INPUT, "Say why you go on: the reason"
		    " is minuted.");
	if (!look(s, meeting, item, check, a, &found, err))
		return false;
	if (found == NULL)
		return err_set(err, ERR_INPUT, "The check \"%s\" finds nothing"
		    " that stands in the way.", check);
	if (found->overridden)
		return err_set(err, ERR_INPUT, "You have given a reason for"
		    " this already: %s", found->reason);
	if (!found->overridable)
		return err_set(err, ERR_INPUT, "%s This can't be passed over.",
		    found->text);
	return cmd_write(s, SQL_OVERRIDE_ADD, BIND(
	    B_ID("new", db_new_id(s->db)), B_ID("item", item),
	    B_TEXT("check", check), B_TEXT("finding", found->text),
	    B_TEXT("reason", reason), B_ID("member", s->member),
	    B_TEXT("now", need_now(s, a)), B_ID("meeting", meeting)), NULL,
	    err);
}

bool
cmd_meeting_override(struct session *s, int64_t meeting, int64_t item,
    const char *check, const char *reason, struct err *err)
{
	struct arena a = {0};
	bool ok;

	if (!cmd_begin(s, "override", err))
		return false;
	ok = override(s, meeting, item, check, reason, &a, err);
	arena_release(&a);
	return cmd_end(s, ok, err);
}
