#include "screen/action_clash.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "cmd/action_context.h"
#include "cmd/milestone_cmd.h"
#include "screen/ask.h"
#include "screen/recordform_row.h"
#include "store/action_read.h"
#include "store/draft.h"

struct clash {
	struct action_wish wish;
	struct screen *asker;
	char *reason, *owner, *place;
};

static void
drop(void *arg)
{
	struct clash *k = arg;

	free(k->reason);
	free(k->owner);
	free(k->place);
	free(k);
}

static bool
save(struct session *s, const struct action_wish *w, struct err *err)
{
	if (w->milestone)
		return cmd_milestone_due(s, w->milestone, w->due, w->due_was,
		    err);
	return w->due != DATE_NONE ? cmd_action_due(s, w->action, w->due,
	    w->due_was, w->reason, err) : cmd_action_owner(s, w->action,
	    w->agency, w->member, &w->owner_was, err);
}

static void
add_owner(struct buf *b, const struct action_row *r)
{
	buf_addf(b, "%s", *r->member_name ? r->member_name : r->agency_name);
	if (*r->member_name)
		buf_addf(b, ", %s", r->agency_short);
}

static const struct milestone_row *
milestone_of(const struct action_row *r, int64_t id)
{
	size_t i;

	for (i = 0; i < r->n_milestones; i++)
		if (r->milestones[i].id == id)
			return &r->milestones[i];
	return NULL;
}

/* As the book has it now, in words; false when it is not there any more. */
static bool
read_now(struct action_wish *w, const struct action_row *row,
    struct buf *label, struct buf *theirs)
{
	const struct milestone_row *m = milestone_of(row, w->milestone);

	if (w->milestone && !m)
		return false;
	w->due_was = m ? m->due_on : row->due_on;
	w->owner_was = (struct action_owner){ row->agency, row->member };
	if (m)
		buf_addf(label, "Date of %s: %s", row->ref, m->text);
	else
		buf_addf(label, "%s of %s", w->due != DATE_NONE ? "Date"
		    : "Owner", row->ref);
	if (w->due != DATE_NONE)
		date_add_shown(theirs, w->due_was);
	else
		add_owner(theirs, row);
	return true;
}

/* What stands in the book becomes what was read: whoever keeps theirs writes
 * over that and nothing newer. */
static bool
look(struct clash *k, struct ctx *ctx, struct buf *label, struct buf *theirs,
    struct err *err)
{
	struct session *s = ctx->session;
	struct action_row row;
	struct arena a = {0};
	bool ok;

	ok = action_read(s->db, k->wish.action, clock_today(s->clock), &a,
	    &row, err) && (read_now(&k->wish, &row, label, theirs) ||
	    err_set(err, ERR_INPUT, "Somebody has taken this milestone out "
	    "meanwhile, so its date was not saved."));
	arena_release(&a);
	return ok;
}

static unsigned
chosen(void *arg, struct ctx *ctx, enum recordform_choice choice)
{
	struct clash *k = arg;
	struct err err = {0};
	unsigned what = SCREEN_REDRAW | SCREEN_RELOAD;
	bool open = choice == CONFLICT_LEFT;

	if (open)
		what |= ctx_say(ctx, STYLE_DIM, "%s", k->place ? "Theirs "
		    "stands; yours is kept as it was typed, and offered when "
		    "you change it again." : "Theirs stands; yours was not "
		    "saved.");
	if (choice == CONFLICT_MINE) {
		what = action_wish(ctx, k->asker, &k->wish);
		open = what & (ASK_AGAIN | ASK_KEEP);
	}
	if (!open && k->place && !draft_drop(ctx->session->db, k->place, &err))
		what |= ctx_fail(ctx, &err);
	return what & ~(ASK_AGAIN | ASK_KEEP);
}

static unsigned
show(struct ctx *ctx, struct screen *asker, const struct action_wish *w)
{
	struct buf label = {0}, mine = {0}, theirs = {0};
	struct clash *k = xcalloc(1, sizeof *k);
	struct err err = {0};
	bool ok;

	k->asker = asker;
	k->wish = *w;
	k->wish.reason = k->reason = w->reason ? xstrdup(w->reason) : NULL;
	k->wish.owner = k->owner = w->owner ? xstrdup(w->owner) : NULL;
	k->wish.place = k->place = w->place ? xstrdup(w->place) : NULL;
	if (w->due != DATE_NONE)
		date_add_shown(&mine, w->due);
	else
		buf_adds(&mine, w->owner);
	ok = look(k, ctx, &label, &theirs, &err);
	if (ok) {
		recordform_conflict(ctx, asker, buf_text(&label),
		    buf_text(&mine), buf_text(&theirs), false, chosen, drop,
		    k);
		if (w->place)
			recordform_conflict_place(ctx, w->place);
	} else {
		drop(k);
		ctx_fail(ctx, &err);
	}
	buf_release(&label);
	buf_release(&mine);
	buf_release(&theirs);
	return SCREEN_REDRAW | SCREEN_RELOAD | (w->place ? ASK_KEEP : 0);
}

unsigned
action_wish(struct ctx *ctx, struct screen *asker,
    const struct action_wish *wish)
{
	struct err err = {0};

	if (save(ctx->session, wish, &err))
		return SCREEN_REDRAW | SCREEN_RELOAD;
	if (err.code != ERR_CONFLICT)
		return ask_refused(ctx, &err);
	err_clear(&err);
	return show(ctx, asker, wish);
}

unsigned
action_date_typed(struct ctx *ctx, struct screen *asker, int64_t board,
    const struct action_wish *wish, const char *text)
{
	struct action_wish w = *wish;
	struct action_context c = {0};
	struct err err = {0};
	struct buf why = {0};
	struct when day = {0};

	if (!action_context_board(ctx->session, board, &asker->arena, &c,
	    &err)) {
		ctx_fail(ctx, &err);
		return ASK_AGAIN;
	}
	if (!when_match(text, strlen(text), &c.when, &day) ||
	    day.status != WHEN_OK) {
		when_add_why(&why, &day, text, strlen(text), &c.when);
		ctx_say(ctx, STYLE_WARN, "%s", why.len ? buf_text(&why)
		    : "Type the day and then why, such as fri: waits for the "
		    "survey.");
		buf_release(&why);
		return ASK_AGAIN;
	}
	w.due = day.date;
	w.reason = text + day.len;
	w.reason += strspn(w.reason, " :,;-");
	return action_wish(ctx, asker, &w);
}
