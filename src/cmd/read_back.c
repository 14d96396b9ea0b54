/* Agreed actions as sentences to read aloud, and the mark that they were. */
#include <string.h>

#include "base/date.h"
#include "cmd/bind.h"
#include "cmd/cmd.h"
#include "cmd/item_cmd.h"
#include "cmd/meeting_need.h"

static const char *
missing_part(const struct kind *k, const struct action_row *r)
{
	if (strcmp(r->acceptance, "declined") == 0)
		return "it was declined: it needs another owner";
	if (r->member == 0 && strcmp(r->acceptance, "needed") != 0)
		return "nobody is named who does it";
	if (k->actions.strand_mandatory && *r->strand == '\0')
		return "it stands under no strand";
	return NULL;
}

static void
add_milestones(struct buf *b, const struct action_row *r)
{
	size_t i;

	for (i = 0; i < r->n_milestones; i++) {
		buf_adds(b, i == 0 ? " On the way: " : "; ");
		buf_adds(b, r->milestones[i].text);
		buf_adds(b, " by ");
		date_add_long(b, r->milestones[i].due_on);
		if (r->milestones[i].member != 0 &&
		    r->milestones[i].member != r->member)
			buf_addf(b, " (%s)", r->milestones[i].member_name);
	}
	if (r->n_milestones > 0)
		buf_addc(b, '.');
}

/* "Repair. Highways, Owen Tarmac: …": the strand first, where there is one. */
static const char *
sentence(const struct kind *k, const struct action_row *r, struct arena *a)
{
	const struct kind_strand *strand = kind_strand(k, r->strand);
	struct buf b = {0};
	const char *text;

	if (strand != NULL)
		buf_addf(&b, "%s. ", strand->label);
	buf_adds(&b, r->agency_short);
	if (r->member != 0)
		buf_addf(&b, ", %s", r->member_name);
	buf_addf(&b, ": %s, by ", r->text);
	date_add_long(&b, r->due_on);
	buf_adds(&b, strcmp(r->acceptance, "needed") == 0 ?
	    "; they were not here and have yet to accept it." : ".");
	add_milestones(&b, r);
	text = arena_strdup(a, buf_text(&b));
	buf_release(&b);
	return text;
}

/* Was it agreed while some were out of the room? */
static bool
was_closed(struct session *s, int64_t item, struct arena *a, bool *closed,
    struct err *err)
{
	struct agenda_row row;

	*closed = false;
	if (item == 0)
		return true;
	if (!agenda_read_item(s->db, item, a, &row, err))
		return false;
	*closed = row.closed;
	return true;
}

bool
item_read_back(struct session *s, int64_t item, struct arena *a,
    struct read_back **out, size_t *n, struct err *err)
{
	const struct kind *k;
	const struct kind_step *st;
	struct agenda_row row;
	struct action_row *actions;
	bool all, closed;
	size_t i;

	if (!agenda_read_item(s->db, item, a, &row, err) ||
	    (k = session_meeting_kind(s, row.meeting, err)) == NULL)
		return false;
	st = row.casefile == 0 ? kind_step(k, row.step) : NULL;
	all = st != NULL && st->captures == CAPTURE_CLOSING;
	if (!action_read_list(s->db, all ? ACTIONS_OF_MEETING :
	    ACTIONS_OF_ITEM, all ? row.meeting : item,
	    clock_today(s->clock), a, &actions, n, err))
		return false;
	*out = arena_array(a, *n + 1, sizeof(**out));
	for (i = 0; i < *n; i++) {
		if (!was_closed(s, all ? actions[i].item : 0, a, &closed,
		    err))
			return false;
		(*out)[i] = (struct read_back){
			.action = actions[i].id, .ref = actions[i].ref,
			.sentence = sentence(k, &actions[i], a),
			.missing = missing_part(k, &actions[i]),
			.closed = closed,
		};
	}
	return true;
}

static bool
mark(struct session *s, int64_t item, struct arena *a, struct err *err)
{
	struct read_back *list;
	struct agenda_row row;
	struct meeting_row m;
	size_t n, i;

	if (!need_item(s, item, RIGHT_RECORD, RIGHT_RUN_MEETING, a, &row, &m,
	    err) || !need_open(&m, err) ||
	    !item_read_back(s, item, a, &list, &n, err))
		return false;
	for (i = 0; i < n; i++)
		if (list[i].missing != NULL)
			return err_set(err, ERR_INPUT, "%s can't be read back:"
			    " %s.", list[i].ref, list[i].missing);
	return cmd_write(s, SQL_ITEM_READ_BACK, BIND(B_ID("id", item),
	    B_TEXT("now", need_now(s, a))), NULL, err);
}

bool
cmd_item_read_back(struct session *s, int64_t item, struct err *err)
{
	struct arena a = {0};
	bool ok;

	if (!cmd_begin(s, "read-back", err))
		return false;
	ok = mark(s, item, &a, err);
	arena_release(&a);
	return cmd_end(s, ok, err);
}
