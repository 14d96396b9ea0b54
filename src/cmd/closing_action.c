/* The checks that look at the actions of a line, or of a whole meeting. */
#include <string.h>
#include <strings.h>

#include "base/date.h"
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

/* A long action needs a step on the way; with no length given, every one. */
static bool
lacks_milestone(const struct closing_facts *f, const struct kind_check *c,
    const struct action_row *r)
{
	int gap = f->k->actions.max_milestone_gap;
	int need = c->count != KIND_UNSET ? c->count : 1;
	int agreed = date_parse_iso(arena_strndup(f->a, r->agreed_at, 10));

	if (gap != KIND_UNSET && agreed != DATE_NONE &&
	    r->due_on - agreed <= gap)
		return false;
	return (int)r->n_milestones < need;
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

const closing_check closing_action_checks[KIND_CHECK_IDS] = {
	[CHECK_ACTION_WITHOUT_OWNER] = without_owner,
	[CHECK_ACTION_WITHOUT_DATE] = without_date,
	[CHECK_ACTION_VAGUE] = vague,
	[CHECK_ACTION_WITHOUT_STRAND] = without_strand,
	[CHECK_ACTION_WITHOUT_MILESTONE] = without_milestone,
	[CHECK_ACTION_NEEDS_ACCEPTANCE] = needs_acceptance,
	[CHECK_NO_ACTION] = no_action,
	[CHECK_NO_ACTION_OF_TYPE] = no_action_of_type,
};
