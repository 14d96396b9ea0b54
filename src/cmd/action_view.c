#include "cmd/action_view.h"

#include <string.h>

#include "base/buf.h"
#include "base/date.h"

const char *
action_strand_letter(const struct kind_strand *s)
{
	return s == NULL ? "" : s->letter != NULL ? s->letter : s->label;
}

bool
action_may_follow(const struct kind_action_status *to, const char *was)
{
	size_t i;

	if (to->n_from == 0 || strcmp(to->key, was) == 0)
		return true;
	for (i = 0; i < to->n_from; i++)
		if (strcmp(to->from[i], was) == 0)
			return true;
	return false;
}

bool
action_may_set(const struct kind_action_status *to, int64_t owner,
    int64_t member)
{
	return !to->not_by_owner || owner == 0 || owner != member;
}

const struct kind_action_status *
action_done_status(const struct kind *k, const struct action_row *r,
    int64_t member)
{
	static const enum action_meaning order[] = { MEANING_DONE,
		MEANING_TO_CHECK };
	const struct kind_action_status *st;
	size_t i, j;

	for (i = 0; i < sizeof(order) / sizeof(order[0]); i++)
		for (j = 0; j < k->actions.n_statuses; j++) {
			st = &k->actions.statuses[j];
			if (st->meaning == order[i] &&
			    strcmp(st->key, r->status) != 0 &&
			    action_may_follow(st, r->status) &&
			    action_may_set(st, r->member, member))
				return st;
		}
	return NULL;
}

static const char *
shown(struct arena *a, int day)
{
	struct buf b = {0};
	const char *text;

	date_add_shown(&b, day);
	text = arena_strdup(a, buf_text(&b));
	buf_release(&b);
	return text;
}

/* The one to do next is the one due first, wherever it stands. */
static void
look_at_milestones(const struct action_row *r, int today,
    struct action_view *v)
{
	size_t i;

	v->milestones = r->n_milestones;
	for (i = 0; i < r->n_milestones; i++) {
		const struct milestone_row *m = &r->milestones[i];

		if (m->done_on != DATE_NONE)
			v->milestones_done++;
		else if (v->next == NULL || m->due_on < v->next->due_on)
			v->next = m;
	}
	v->milestone_missed = r->live && v->next != NULL &&
	    v->next->due_on < today;
}

static int
count_missed(const struct kind *k, const char *said)
{
	int missed = 0;
	size_t i, len;

	for (; *said != '\0'; said += len + (said[len] == ' ')) {
		len = strcspn(said, " ");
		for (i = 0; i < k->actions.n_statuses; i++) {
			const struct kind_action_status *st =
			    &k->actions.statuses[i];

			missed += st->failure && strlen(st->key) == len &&
			    strncmp(st->key, said, len) == 0;
		}
	}
	return missed;
}

static struct rag_facts
facts_of(const struct action_row *r, const struct action_view *v)
{
	enum action_meaning m = v->status ? v->status->meaning : MEANING_OPEN;

	return (struct rag_facts){
		.final = !r->live, .done = !r->live && m == MEANING_DONE,
		.blocked = m == MEANING_BLOCKED,
		.proposed = m == MEANING_PROPOSED ||
		    strcmp(r->acceptance, "yes") != 0,
		.start = r->start_on, .due = r->due_on,
		.milestone = v->next ? v->next->due_on : DATE_NONE,
		.by_hand = r->rag, .by_hand_until = r->rag_until,
	};
}

static const char *
days(struct arena *a, int n, const char *before, const char *after)
{
	return arena_printf(a, "%s%d day%s%s", before, n, n == 1 ? "" : "s",
	    after);
}

/* Which part of the rule it was: the first that holds, as the rule asks. */
static const char *
why_by_rule(const struct action_row *r, const struct action_view *v,
    const struct rag_facts *f, int today, struct arena *a)
{
	const struct rag_rule *c = v->colour;

	if (f->final)
		return v->status ? v->status->label : r->status;
	if (c->proposed && f->start != DATE_NONE && f->start > today)
		return arena_printf(a, "begins on %s", shown(a, f->start));
	if (c->proposed && f->proposed)
		return strcmp(r->acceptance, "yes") != 0 ?
		    "not yet accepted" : v->status->label;
	if (c->overdue && r->overdue)
		return days(a, r->days_late, "", " late");
	if (c->blocked && f->blocked)
		return *r->status_reason ? arena_printf(a, "%s: %s",
		    v->status->label, r->status_reason) : v->status->label;
	if (c->milestone_missed && v->milestone_missed)
		return arena_printf(a, "missed on %s: %s",
		    shown(a, v->next->due_on), v->next->text);
	if (c->due_within != RAG_UNSET && f->due - today <= c->due_within)
		return f->due == today ? "due today" :
		    days(a, f->due - today, "due in ", "");
	return c->label;
}

static void
give_colour(const struct kind *k, const struct action_row *r, int today,
    struct arena *a, struct action_view *v)
{
	const struct kind_rules *rules = &k->rules;
	struct rag_facts f = facts_of(r, v);
	int at = rag_by_hand(rules->rag, rules->n_rag, &f, today);

	v->by_hand = at >= 0;
	if (at < 0)
		at = rag_by_rule(rules->rag, rules->n_rag, &f, today);
	if (at < 0)
		return;
	v->colour = &rules->rag[at];
	v->letter = v->colour->letter;
	if (!v->by_hand)
		v->why = why_by_rule(r, v, &f, today, a);
	else
		v->why = arena_printf(a, "%s (%s, by hand%s%s)",
		    r->rag_reason, *r->rag_by_name ? r->rag_by_name :
		    "somebody", r->rag_until != DATE_NONE ? " until " : "",
		    r->rag_until != DATE_NONE ? shown(a, r->rag_until) : "");
}

static void
find_step(const struct kind *k, const struct action_row *r,
    struct action_view *v)
{
	const struct kind_rules *rules = &k->rules;
	struct escalation_facts f = {
		.days_overdue = r->overdue ? r->days_late : 0,
		.missed = r->live ? v->missed : 0,
		.meetings = r->late_meetings,
	};
	int at = escalation_reached(rules->escalation, rules->n_escalation,
	    &f);

	v->step_days_left = escalation_days_left(rules->escalation,
	    rules->n_escalation, &f);
	if (at < 0)
		return;
	v->step = &rules->escalation[at];
	v->step_number = at + 1;
}

void
action_view(const struct kind *k, const struct action_row *r, int today,
    struct arena *a, struct action_view *out)
{
	*out = (struct action_view){
		.status = kind_status(k, r->status),
		.strand = *r->strand ? kind_strand(k, r->strand) : NULL,
		.letter = "", .why = "", .days_late = r->days_late,
		.moves = r->moves, .owner_left = r->live && r->owner_left,
		.moves_spent = k->actions.max_date_moves != KIND_UNSET &&
		    r->moves >= k->actions.max_date_moves,
		.missed = count_missed(k, r->said),
	};
	out->strand_letter = action_strand_letter(out->strand);
	look_at_milestones(r, today, out);
	give_colour(k, r, today, a, out);
	find_step(k, r, out);
}
