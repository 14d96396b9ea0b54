/* The checks that look at the actions of a line, or of a whole meeting. */
#include <string.h>
#include <strings.h>

#include "base/date.h"
#include "cmd/bind.h"
#include "cmd/closing_facts.h"

/* What a check asks of one action: true when it is wanting. */
typedef bool (*wanting)(const struct closing_facts *f,
    const struct kind_check *c, const struct action_row *r);

static bool
each_action(struct closing_facts *f, const struct kind_check *c,
    wanting is_wanting)
{
	struct buf refs = {0};
	size_t i;

	for (i = 0; i < f->n_actions; i++)
		if (is_wanting(f, c, &f->actions[i]))
			closing_detail(&refs, f->actions[i].ref);
	if (refs.len > 0)
		closing_add(f, c, &refs);
	buf_release(&refs);
	return true;
}

static bool
is_declined(const struct action_row *r)
{
	return strcmp(r->acceptance, "declined") == 0;
}

static bool
lacks_owner(const struct closing_facts *f, const struct kind_check *c,
    const struct action_row *r)
{
	(void)f;
	(void)c;
	return r->live && (is_declined(r) || (r->member == 0 &&
	    strcmp(r->acceptance, "needed") != 0));
}

static bool
lacks_date(const struct closing_facts *f, const struct kind_check *c,
    const struct action_row *r)
{
	(void)f;
	(void)c;
	return r->due_on == DATE_NONE;
}

/* Does the text begin with these words? */
static bool
begins(const char *text, const char *words)
{
	size_t len = strlen(words);

	return strncasecmp(text, words, len) == 0 &&
	    (text[len] == '\0' || strchr(" ,.;:", text[len]) != NULL);
}

static bool
is_vague(const struct closing_facts *f, const struct kind_check *c,
    const struct action_row *r)
{
	const struct kind_vague *v;
	size_t i, j;

	(void)c;
	for (i = 0; i < f->k->actions.n_vague; i++) {
		v = &f->k->actions.vague[i];
		for (j = 0; v->in_text && j < v->n_words; j++)
			if (begins(r->text, v->words[j]))
				return true;
	}
	return false;
}

static bool
lacks_strand(const struct closing_facts *f, const struct kind_check *c,
    const struct action_row *r)
{
	(void)c;
	return f->k->actions.n_strands > 0 && *r->strand == '\0';
}

static int
begins_on(const struct closing_facts *f, const struct action_row *r)
{
	return r->start_on != DATE_NONE ? r->start_on :
	    date_parse_iso(arena_strndup(f->a, r->agreed_at, 10));
}

/* Does it take so long that it needs steps on the way? */
static bool
is_long(const struct closing_facts *f, const struct action_row *r)
{
	const struct kind_actions *k = &f->k->actions;
	int from = k->milestone_gap_from != KIND_UNSET ?
	    k->milestone_gap_from : k->max_milestone_gap;
	int begun = begins_on(f, r);

	return from == KIND_UNSET || begun == DATE_NONE ||
	    r->due_on - begun > from;
}

/* A long action needs a step on the way; with no length given, every one. */
static bool
lacks_milestone(const struct closing_facts *f, const struct kind_check *c,
    const struct action_row *r)
{
	int need = c->count != KIND_UNSET ? c->count : 1;

	return is_long(f, r) && (int)r->n_milestones < need;
}

/* The next day after this one on which something is due of it. */
static int
next_day(const struct action_row *r, int after)
{
	int next = r->due_on;
	size_t i;

	for (i = 0; i < r->n_milestones; i++)
		if (r->milestones[i].due_on > after &&
		    r->milestones[i].due_on < next)
			next = r->milestones[i].due_on;
	return next;
}

static bool
has_gap(const struct closing_facts *f, const struct kind_check *c,
    const struct action_row *r)
{
	int gap = f->k->actions.max_milestone_gap;
	int day = begins_on(f, r), next;

	(void)c;
	if (!r->live || gap == KIND_UNSET || day == DATE_NONE ||
	    !is_long(f, r))
		return false;
	for (; day < r->due_on; day = next) {
		next = next_day(r, day);
		if (next - day > gap)
			return true;
	}
	return false;
}

static bool
waits(const struct closing_facts *f, const struct kind_check *c,
    const struct action_row *r)
{
	(void)f;
	(void)c;
	return strcmp(r->acceptance, "needed") == 0;
}

#define EACH(name, wanting) \
	static bool \
	name(struct closing_facts *f, const struct kind_check *c, \
	    struct err *err) \
	{ \
		(void)err; \
		return each_action(f, c, wanting); \
	}

EACH(without_owner, lacks_owner)
EACH(without_date, lacks_date)
EACH(vague, is_vague)
EACH(without_strand, lacks_strand)
EACH(without_milestone, lacks_milestone)
EACH(needs_acceptance, waits)
EACH(milestone_gap, has_gap)

static bool
no_action(struct closing_facts *f, const struct kind_check *c,
    struct err *err)
{
	size_t need = c->count > 0 ? (size_t)c->count : 1;

	(void)err;
	if (f->n_actions < need)
		closing_add(f, c, NULL);
	return true;
}

static bool
no_action_of_type(struct closing_facts *f, const struct kind_check *c,
    struct err *err)
{
	size_t i;

	(void)err;
	for (i = 0; i < f->n_actions; i++)
		if (c->action_type != NULL &&
		    strcmp(f->actions[i].type, c->action_type) == 0)
			return true;
	closing_add(f, c, NULL);
	return true;
}

/* Of all that are open, whenever they were agreed. */
static bool
owner_left(struct closing_facts *f, const struct kind_check *c,
    struct err *err)
{
	enum { MOST = 12 };
	struct buf refs = {0};
	struct stmt *q = cmd_query(f->s, SQL_ACTION_OWNER_LEFT, BIND(
	    B_ID("board", f->m.board), B_INT("limit", MOST + 1)), err);
	int n = 0;

	while (stmt_next(q, err))
		closing_detail(&refs, n++ < MOST ? col_text(q, 0) : "…");
	if (!stmt_done(q)) {
		buf_release(&refs);
		return false;
	}
	if (n > 0)
		closing_add(f, c, &refs);
	buf_release(&refs);
	return true;
}

/* Which strands have fewer than their share of what is open, as far as one
 * sees it: "Plan 0 of 4". */
static void
name_light(const struct kind *k, const int *counts, int total,
    struct buf *names)
{
	int percent = k->rules.strand_balance_percent;
	struct buf one = {0};
	size_t i;

	for (i = 0; i < k->actions.n_strands; i++) {
		if (counts[i] * 100 >= percent * total)
			continue;
		buf_clear(&one);
		buf_addf(&one, "%s %d of %d", k->actions.strands[i].label,
		    counts[i], total);
		closing_detail(names, buf_text(&one));
	}
	buf_release(&one);
}

static bool
strand_unbalanced(struct closing_facts *f, const struct kind_check *c,
    struct err *err)
{
	const struct kind_actions *k = &f->k->actions;
	int *counts = arena_array(f->a, k->n_strands + 1, sizeof(*counts));
	struct buf names = {0};
	int total = 0;
	struct stmt *q;
	size_t i;

	q = cmd_query(f->s, SQL_ACTION_STRANDS, BIND(
	    B_ID("board", f->m.board)), err);
	while (stmt_next(q, err))
		for (i = 0; i < k->n_strands; i++)
			if (strcmp(k->strands[i].key, col_text(q, 0)) == 0)
				total += counts[i] = (int)col_int(q, 1);
	if (!stmt_done(q))
		return false;
	if (total > 0 && f->k->rules.strand_balance_percent != KIND_UNSET)
		name_light(f->k, counts, total, &names);
	if (names.len > 0)
		closing_add(f, c, &names);
	buf_release(&names);
	return true;
}

const closing_check closing_action_checks[KIND_CHECK_IDS] = {
	[CHECK_ACTION_WITHOUT_OWNER] = without_owner,
	[CHECK_ACTION_WITHOUT_DATE] = without_date,
	[CHECK_ACTION_VAGUE] = vague,
	[CHECK_ACTION_WITHOUT_STRAND] = without_strand,
	[CHECK_ACTION_WITHOUT_MILESTONE] = without_milestone,
	[CHECK_ACTION_NEEDS_ACCEPTANCE] = needs_acceptance,
	[CHECK_NO_ACTION] = no_action,
	[CHECK_NO_ACTION_OF_TYPE] = no_action_of_type,
	[CHECK_OWNER_LEFT] = owner_left,
	[CHECK_STRAND_UNBALANCED] = strand_unbalanced,
	[CHECK_MILESTONE_GAP] = milestone_gap,
};
