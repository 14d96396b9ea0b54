/*
 * casefile_change: adding to a casefile and taking away from it.
 */
#include <inttypes.h>
#include <string.h>

#include "cmd/casefile_cmd.h"
#include "cmd/find.h"
#include "cmd/party_cmd.h"
#include "screen/ask.h"
#include "screen/casefile_tabs.h"
#include "screen/form.h"

/* ---- Someone ------------------------------------------------------------ */

static size_t
count_role(const struct casefile *c, const char *role)
{
	size_t i, n = 0;

	for (i = 0; i < c->n_parties; i++)
		n += !strcmp(c->parties[i].role, role);
	return n;
}

static unsigned
role_done(struct screen *s, struct ctx *ctx, size_t row)
{
	struct casefile *c = (struct casefile *)s;

	ctx_push(ctx, form_screen("someone %" PRId64 " %s", c->id,
	    c->type->roles[row].key));
	return SCREEN_REDRAW;
}

unsigned
casefile_ask_party(struct casefile *c, struct ctx *ctx)
{
	struct choices rows = {0};
	size_t i, first = c->type->n_roles;

	for (i = 0; i < c->type->n_roles; i++) {
		const struct kind_party_role *r = &c->type->roles[i];
		size_t n = count_role(c, r->key);
		bool wanted = r->min != KIND_UNSET && (int)n < r->min;

		if (wanted && first == c->type->n_roles)
			first = i;
		choices_add(&rows, r->key, r->label, n
		    ? arena_printf(&c->screen.arena, "%zu already", n)
		    : wanted ? "wanted" : NULL, 0);
	}
	ask_pick(ctx, "Add someone as", rows.rows, rows.n,
	    first < c->type->n_roles ? first : 0, role_done, &c->screen);
	choices_release(&rows);
	return SCREEN_REDRAW;
}

/* ---- Access ------------------------------------------------------------- */

/* "housing" is an agency, "brickwell" a member: names are tried in turn. */
static bool
find_whom(struct session *s, const char *name, int64_t *agency,
    int64_t *member, struct err *err)
{
	struct err other = {0};
	bool found;

	*agency = *member = 0;
	if (find_member(s, name, member, &other)) {
		err_clear(&other);
		return true;
	}
	err_clear(&other);
	*member = 0;
	found = find_agency(s, name, agency, err);
	return found;
}

static unsigned
access_done(struct screen *s, struct ctx *ctx, const char *text)
{
	struct casefile *c = (struct casefile *)s;
	const char *colon = strchr(text, ':');
	char *name = arena_strndup(&s->arena, text, colon
	    ? (size_t)(colon - text) : strlen(text));
	const char *reason = colon ? colon + 1 + strspn(colon + 1, " ") : "";
	struct err err = {0};
	int64_t agency, member;

	if (!find_whom(ctx->session, name, &agency, &member, &err) ||
	    !cmd_casefile_access(ctx->session, c->id, c->linking_allow,
	    agency, member, reason, &err)) {
		ctx_fail(ctx, &err);
		return ASK_AGAIN;
	}
	return SCREEN_RELOAD;
}

unsigned
casefile_ask_access(struct casefile *c, struct ctx *ctx, bool allow)
{
	c->linking_allow = allow;
	ask_line(ctx, allow ? "Let in (who: why): "
	    : "Keep out (who: why): ", NULL, arena_printf(&c->screen.arena,
	    "casefile/%" PRId64 "/%s", c->id, allow ? "let-in" : "keep-out"),
	    NULL, NULL, access_done, &c->screen);
	return SCREEN_REDRAW;
}

static unsigned
handle(struct casefile *c, struct ctx *ctx, const char *code,
    const char *conditions)
{
	struct err err = {0};

	if (cmd_casefile_handling(ctx->session, c->id, code, conditions,
	    c->row.handling, &err))
		return SCREEN_RELOAD;
	ctx_fail(ctx, &err);
	return ASK_AGAIN;
}

static unsigned
conditions_given(struct screen *s, struct ctx *ctx, const char *text)
{
	struct casefile *c = (struct casefile *)s;

	return handle(c, ctx, c->link_sort, text);
}

/* The codes in their order, then none. */
static unsigned
code_picked(struct screen *s, struct ctx *ctx, size_t row)
{
	struct casefile *c = (struct casefile *)s;
	const struct kind_handling *h = row < c->kind->n_handling
	    ? &c->kind->handling[row] : NULL;

	if (!h || !h->needs_conditions)
		return handle(c, ctx, h ? h->key : "", NULL) & ~ASK_AGAIN;
	c->link_sort = h->key;
	ask_line(ctx, "On which conditions: ", c->row.conditions,
	    arena_printf(&s->arena, "casefile/%" PRId64 "/conditions", c->id),
	    NULL, NULL, conditions_given, s);
	return SCREEN_REDRAW;
}

unsigned
casefile_ask_handling(struct casefile *c, struct ctx *ctx)
{
	struct choices rows = {0};
	size_t i, at = c->kind->n_handling;

	if (!c->kind->n_handling)
		return ctx_say(ctx, STYLE_WARN, "This kind of meeting knows no "
		    "handling codes.");
	for (i = 0; i < c->kind->n_handling; i++) {
		const struct kind_handling *h = &c->kind->handling[i];

		if (!strcmp(h->key, c->row.handling))
			at = i;
		choices_add(&rows, h->key, h->label, h->help, 0);
	}
	choices_add(&rows, "none", "No code", NULL, 0);
	ask_pick(ctx, "How it may be handled", rows.rows, rows.n, at,
	    code_picked, &c->screen);
	choices_release(&rows);
	return SCREEN_REDRAW;
}

enum { SEEN_BY_BOARD = 1, SEEN_RESTRICTED, SEEN_BY_LIST };

static unsigned
restrict_done(struct screen *s, struct ctx *ctx, int value)
{
	struct casefile *c = (struct casefile *)s;
	const char *was = strcmp(c->row.audience, "list") == 0 ? "list"
	    : c->row.restricted ? "restricted" : "board";
	struct err err = {0};

	if (!cmd_casefile_restrict(ctx->session, c->id,
	    value != SEEN_BY_BOARD, value == SEEN_BY_LIST, was, &err))
		return ctx_fail(ctx, &err);
	return SCREEN_RELOAD;
}

unsigned
casefile_ask_restrict(struct casefile *c, struct ctx *ctx)
{
	static const struct dialog_answer answers[] = {
		{ 'b', "everyone on the board who sees cases",
		    SEEN_BY_BOARD },
		{ 'r', "the same, shown as restricted", SEEN_RESTRICTED },
		{ 'n', "only those let in by name", SEEN_BY_LIST },
	};
	size_t at = !strcmp(c->row.audience, "list") ? 2
	    : c->row.restricted ? 1 : 0;

	ask_dialog(ctx, "Who may see this case", "Those who are kept out do "
	    "not see it whatever is chosen here.", answers, 3, at,
	    restrict_done, &c->screen);
	return SCREEN_REDRAW;
}

/* ---- Taking away -------------------------------------------------------- */

static bool
remove_line(struct casefile *c, struct ctx *ctx, const struct line *l,
    struct err *err)
{
	const struct casefile_entry *e;

	switch (l->tag) {
	case CASEFILE_INCIDENT:
		return cmd_incident_remove(ctx->session, l->id, err);
	case CASEFILE_PARTY:
		return cmd_party_remove(ctx->session, l->id, err);
	case CASEFILE_LINK:
		e = &c->entries[l->other];
		return cmd_casefile_unlink(ctx->session, e->casefile,
		    e->other, e->sort, err);
	case CASEFILE_ACCESS:
		e = &c->entries[l->id];
		return cmd_casefile_access_drop(ctx->session, c->id,
		    e->agency, e->member, err);
	default:
		return err_set(err, ERR_INPUT, "This is not taken away here; "
		    "an answer is emptied in its form (e).");
	}
}

static unsigned
remove_yes(struct screen *s, struct ctx *ctx)
{
	struct casefile *c = (struct casefile *)s;
	const struct line *l = lines_at(&c->lines);
	struct err err = {0};

	if (!l || !remove_line(c, ctx, l, &err))
		return l ? ctx_fail(ctx, &err) : SCREEN_REDRAW;
	ctx_say(ctx, STYLE_OK, "Taken away; u brings it back.");
	return SCREEN_RELOAD;
}

unsigned
casefile_ask_remove(struct casefile *c, struct ctx *ctx)
{
	const struct line *l = lines_at(&c->lines);

	if (!l || (l->tag != CASEFILE_INCIDENT && l->tag != CASEFILE_PARTY &&
	    l->tag != CASEFILE_LINK && l->tag != CASEFILE_ACCESS))
		return ctx_say(ctx, STYLE_WARN, "Stand on a person, an "
		    "incident, a tie or an access entry first.");
	ask_yes(ctx, "Take away", arena_printf(&c->screen.arena, "%s  %s",
	    l->cell[0], l->tag == CASEFILE_PARTY || !l->cell[1] ? ""
	    : l->cell[1]), "yes, take it away", remove_yes, &c->screen);
	return SCREEN_REDRAW;
}

/* "link/0/related-case", or an access list's "casefile/12/let-in". */
void
casefile_resume(struct screen *s, struct ctx *ctx, const char *how)
{
	struct casefile *c = (struct casefile *)s;
	const char *what = strrchr(how, '/');

	if (!what || (s->keys_off & KEYDEF_WRITES))
		return;
	if (!strncmp(how, "link/", 5))
		casefile_resume_link(c, ctx, how + 5);
	else if (!strcmp(what, "/let-in") || !strcmp(what, "/keep-out"))
		casefile_ask_access(c, ctx, !strcmp(what, "/let-in"));
}
