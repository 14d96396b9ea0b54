/* The strand an action stands under, when it begins, its colour by hand. */
#include <string.h>
#include <strings.h>

#include "base/date.h"
#include "cmd/action_cmd.h"
#include "cmd/action_need.h"
#include "cmd/action_view.h"
#include "cmd/bind.h"
#include "cmd/cmd.h"
#include "cmd/meeting_need.h"
#include "store/field.h"

/* Strand and colour go by their key, their letter or their label. */
static bool
called(const char *text, const char *key, const char *letter,
    const char *label)
{
	return strcasecmp(text, key) == 0 || strcasecmp(text, label) == 0 ||
	    (letter != NULL && strcasecmp(text, letter) == 0);
}

const struct kind_strand *
action_find_strand(const struct kind *k, const char *text, struct err *err)
{
	size_t i;

	for (i = 0; i < k->actions.n_strands; i++) {
		const struct kind_strand *s = &k->actions.strands[i];

		if (called(text, s->key, s->letter, s->label))
			return s;
	}
	err_set(err, ERR_INPUT, k->actions.n_strands > 0 ?
	    "There is no strand \"%s\"." : "Actions of this board have no"
	    " strands (\"%s\").", text);
	return NULL;
}

static const struct rag_rule *
find_colour(const struct kind *k, const char *text, struct err *err)
{
	size_t i;

	for (i = 0; i < k->rules.n_rag; i++) {
		const struct rag_rule *r = &k->rules.rag[i];

		if (called(text, r->key, r->letter, r->label))
			return r;
	}
	err_set(err, ERR_INPUT, k->rules.n_rag > 0 ? "There is no colour"
	    " \"%s\"." : "Actions of this board have no colours (\"%s\").",
	    text);
	return NULL;
}

static bool
set_strand(struct session *s, int64_t action, const char *old,
    const char *text, char **now, struct arena *a, struct err *err)
{
	const struct kind_strand *strand = NULL;
	struct action_facts f;
	const struct kind *k;

	if (!need_action(s, action, false, a, &f, err) ||
	    (k = action_kind(s, f.meeting, f.board, err)) == NULL)
		return false;
	if (!need_blank(text) &&
	    (strand = action_find_strand(k, text, err)) == NULL)
		return false;
	if (strand == NULL && k->actions.strand_mandatory)
		return err_set(err, ERR_INPUT, "Say under which strand the"
		    " action stands.");
	return db_set_field(s->db, "action", "strand", action, old ? old : "",
	    strand ? strand->key : "", now, err) &&
	    action_unread(s, action, err);
}

bool
cmd_action_strand(struct session *s, int64_t action, const char *old,
    const char *strand, char **now, struct err *err)
{
	struct arena a = {0};
	bool ok;

	if (!cmd_begin(s, "action-strand", err))
		return false;
	ok = set_strand(s, action, old, strand, now, &a, err);
	arena_release(&a);
	return cmd_end(s, ok, err);
}

static bool
set_start(struct session *s, int64_t action, int start, struct arena *a,
    struct err *err)
{
	struct action_facts f;

	if (!need_action(s, action, false, a, &f, err))
		return false;
	if (start != DATE_NONE && start > f.due)
		return err_set(err, ERR_INPUT, "It can't begin after the day"
		    " it is due.");
	if (!f.live)
		return err_set(err, ERR_INPUT, "%s is closed.", f.ref);
	return cmd_write(s, SQL_ACTION_START, BIND(B_ID("id", action),
	    B_DATE("start", start)), NULL, err);
}

bool
cmd_action_start(struct session *s, int64_t action, int start,
    struct err *err)
{
	struct arena a = {0};
	bool ok;

	if (!cmd_begin(s, "action-start", err))
		return false;
	ok = set_start(s, action, start, &a, err);
	arena_release(&a);
	return cmd_end(s, ok, err);
}

/* Its line in the log says the colour by its words: the kind's keys are
 * nobody's words. */
static bool
set_rag(struct session *s, int64_t action, const char *text,
    const char *reason, struct arena *a, struct err *err)
{
	const struct rag_rule *colour = NULL;
	struct action_facts f;
	const struct kind *k;

	if (!need_person(s, err) || !need_action(s, action, false, a, &f, err)
	    || (k = action_kind(s, f.meeting, f.board, err)) == NULL)
		return false;
	if (!need_blank(text) &&
	    (colour = find_colour(k, text, err)) == NULL)
		return false;
	if (!f.live)
		return err_set(err, ERR_INPUT, "%s is closed: how it ended is"
		    " its colour.", f.ref);
	if (colour != NULL && need_blank(reason))
		return err_set(err, ERR_INPUT, "Say why it is %s whatever the"
		    " rule says. It lasts until the next meeting.",
		    colour->label);
	return cmd_write(s, SQL_ACTION_RAG, BIND(B_ID("id", action),
	    B_TEXT("rag", colour ? colour->key : ""),
	    B_STR("reason", colour ? reason : NULL),
	    B_DATE("on", colour ? clock_today(s->clock) : DATE_NONE),
	    B_ID("by", colour ? s->member : 0)), NULL, err) &&
	    action_note(s, action, &(const struct action_log){
		.was = f.status, .now = f.status, .reason = reason,
		.text = colour ? arena_printf(a, "Colour by hand: %s (%s)",
		    colour->label, colour->letter) : "Colour by the rule again",
		.due_was = DATE_NONE, .due_now = DATE_NONE }, a, err);
}

bool
cmd_action_rag(struct session *s, int64_t action, const char *colour,
    const char *reason, struct err *err)
{
	struct arena a = {0};
	bool ok;

	if (!cmd_begin(s, "action-rag", err))
		return false;
	ok = set_rag(s, action, colour, reason, &a, err);
	arena_release(&a);
	return cmd_end(s, ok, err);
}
