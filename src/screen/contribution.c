/*
 * contribution: what one agency brings to one case for one meeting: whom it
 * looked up, what it knows (fact apart from opinion, shared or not and why),
 * or that it knows nothing.
 */
#include <inttypes.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "cmd/consult.h"
#include "cmd/contribution_cmd.h"
#include "cmd/export_cmd.h"
#include "screen/ask.h"
#include "screen/meeting.h"
#include "screen/screens.h"
#include "store/casefile_read.h"
#include "store/contribution_read.h"

enum {
	BRING_ADD = 1,
	BRING_EDIT,
	BRING_SHARE,
	BRING_REMOVE,
	BRING_KNOWN,
	BRING_NOT_KNOWN,
	BRING_NOT_CHECKED,
	BRING_NIL,
	BRING_GIVE,
	BRING_ENTER,
	PARTY_LINE = 1,
	PIECE_LINE
};

struct contribution {
	struct meeting m;	/* its beginning: shared helps work on it */
	int64_t casefile, of;	/* of: the agency */
	const char *agency_name;
	struct casefile_row file;
	struct party_row *parties;
	size_t n_parties;
	struct contribution_row row;	/* id 0: not begun */
	struct fields fields;
	bool consulted;
};

static const struct keydef rows[] = {
	{ BRING_ADD, "a", "add", "add", "add a piece of information",
	    "what is brought", KEYDEF_WRITES | KEY_BRING },
	{ BRING_KNOWN, "y", "known", "known",
	    "the chosen person is known to the agency", NULL,
	    KEYDEF_WRITES | KEY_BRING },
	{ BRING_NOT_KNOWN, "n", "not-known", "not known",
	    "the chosen person was looked up and is not known", NULL,
	    KEYDEF_WRITES | KEY_BRING },
	{ BRING_NOT_CHECKED, "x", "not-checked", NULL,
	    "the chosen person was not looked up", NULL,
	    KEYDEF_WRITES | KEY_BRING },
	{ BRING_SHARE, "s", "share", "share",
	    "withhold what is chosen, with the reason; or share it", NULL,
	    KEYDEF_WRITES | KEY_BRING },
	{ BRING_NIL, "N", "nil", "nil",
	    "nothing known of anybody: a nil return, handed in", NULL,
	    KEYDEF_WRITES | KEY_BRING },
	{ BRING_GIVE, "H", "hand-in", "hand in",
	    "hand it in, or take it back until it was heard", NULL,
	    KEYDEF_WRITES | KEY_BRING },
	{ BRING_EDIT, "e", "edit", NULL, "change what is chosen", NULL,
	    KEYDEF_WRITES | KEY_BRING },
	{ BRING_ENTER, "Enter", "change", NULL, "change what is chosen",
	    NULL, KEYDEF_WRITES | KEY_BRING },
	{ BRING_REMOVE, "Delete X", "remove", NULL,
	    "take the chosen piece out", NULL, KEYDEF_WRITES | KEY_BRING },
};

static const struct keymap keys = KEYMAP(rows);

/* ---- Loading ----------------------------------------------------------- */

static const char *
result_of(const struct contribution *c, int64_t party)
{
	size_t i;

	for (i = 0; i < c->row.n_checked; i++) {
		if (c->row.checked[i].party == party)
			return c->row.checked[i].result;
	}
	return NULL;
}

/* Does the kind ask for those in this role to be looked up? */
static bool
is_checked(const struct contribution *c, const char *role)
{
	const struct kind_contributions *k = &c->m.kind->contributions;
	size_t i;

	for (i = 0; i < k->n_checked; i++) {
		if (!strcmp(k->checked[i], role))
			return true;
	}
	return !k->n_checked;
}

static void
add_parties(struct contribution *c)
{
	const struct kind_contributions *k = &c->m.kind->contributions;
	const struct kind_case_type *t = kind_case_type(c->m.kind,
	    c->file.type);
	size_t i;

	body_heading(&c->m.body, "Looked up");
	for (i = 0; i < c->n_parties; i++) {
		const struct party_row *p = &c->parties[i];
		const char *result = result_of(c, p->id);
		const struct kind_choice *word;
		const struct kind_party_role *role = t ? kind_party_role(t,
		    p->role) : NULL;
		struct body_line *l;

		if (!is_checked(c, p->role))
			continue;
		word = kind_choice(k->known, k->n_known, result ? result
		    : "");
		l = body_add(&c->m.body, PARTY_LINE, p->id, STYLE_NORMAL,
		    p->name);
		l->mark = arena_printf(&c->m.screen.arena, "%s:", role
		    ? role->label : p->role);
		l->mark_style = STYLE_LABEL;
		l->right = word ? word->label : result ? result : "—";
		l->right_style = result ? STYLE_STRONG : STYLE_FIELD_EMPTY;
	}
}

static void
add_pieces(struct contribution *c)
{
	const struct kind_contributions *k = &c->m.kind->contributions;
	size_t i;

	body_blank(&c->m.body);
	body_heading(&c->m.body, "Information");
	for (i = 0; i < c->row.n_lines; i++) {
		const struct contribution_line_row *r = &c->row.lines[i];
		const struct kind_choice *sort = kind_choice(k->lines,
		    k->n_lines, r->sort);
		struct body_line *l = body_addf(&c->m.body, PIECE_LINE,
		    r->id, STYLE_NORMAL, "%s%s%s", r->party_name,
		    *r->party_name ? ": " : "", r->text);

		l->mark = arena_printf(&c->m.screen.arena, "%s:", sort
		    ? sort->label : r->sort);
		l->mark_style = STYLE_LABEL;
		if (r->share)
			continue;
		l = body_addf(&c->m.body, 0, 0, STYLE_WARN,
		    "not shared: %s", r->withheld_reason);
		l->indent = 4;
	}
	if (!c->row.n_lines)
		body_add(&c->m.body, 0, 0, STYLE_DIM, !strcmp(c->row.id
		    ? c->row.state : "", "nil") && k->nil_return
		    ? k->nil_return : "Nothing yet.");
}

static void
add_fields(struct contribution *c, struct ctx *ctx)
{
	const struct kind_contributions *k = &c->m.kind->contributions;
	const char **own = NULL;
	size_t i, n = 0;

	c->fields = (struct fields){ .table = "contribution",
		.id = c->row.id, .answers = c->row.answers,
		.form = k->form ? kind_form(c->m.kind, k->form) : NULL };
	if (!c->row.id || !c->fields.form)
		return;
	/* Columns (which agency, who, when) are not answers to give here. */
	own = arena_array(&c->m.screen.arena, c->fields.form->n_fields + 1,
	    sizeof *own);
	for (i = 0; i < c->fields.form->n_fields; i++) {
		if (!c->fields.form->fields[i].column)
			own[n++] = c->fields.form->fields[i].key;
	}
	if (!n)
		return;
	body_blank(&c->m.body);
	fields_add_lines(&c->m, ctx, &c->fields, own, n);
}

static bool
load_rows(struct contribution *c, struct ctx *ctx, struct err *err)
{
	struct meeting *m = &c->m;
	struct db *db = ctx->session->db;
	struct arena *a = &m->screen.arena;
	int64_t id = 0;
	size_t i;

	if (!casefile_read(db, c->casefile, a, &c->file, err) ||
	    !meeting_read(db, m->id, a, &m->row, err) ||
	    !party_read_casefile(db, c->casefile, a, &c->parties,
	    &c->n_parties, err) || !attendance_read(db, m->id, a, &m->roll,
	    &m->n_roll, err) || !contribution_find(db, c->casefile, m->id,
	    c->of, &id, err))
		return false;
	c->row = (struct contribution_row){0};
	if (id && !contribution_read(db, id, a, &c->row, err))
		return false;
	m->kind = session_meeting_kind(ctx->session, m->id, err);
	c->agency_name = c->row.id ? c->row.agency_name : "";
	for (i = 0; i < m->n_roll; i++) {
		if (m->roll[i].agency == c->of)
			c->agency_name = m->roll[i].agency_name;
	}
	return m->kind != NULL;
}

static bool
bring_load(struct screen *s, struct ctx *ctx, struct err *err)
{
	struct contribution *c = (struct contribution *)s;
	bool record;

	if (!c->consulted && !cmd_consult_open(ctx->session, c->casefile,
	    err))
		return false;
	c->consulted = true;
	if (!load_rows(c, ctx, err))
		return false;
	s->board = c->m.row.board;
	s->meeting = c->m.id;
	s->casefile = c->casefile;
	s->research = true;
	if (!cmd_page_marking(ctx->session, c->m.kind, s->casefile, 0,
	    &s->arena, &s->marking, err))
		return false;
	record = session_may(ctx->session, s->board, RIGHT_RECORD);
	s->keys_off = record || session_may(ctx->session, s->board,
	    RIGHT_CONTRIBUTE) ? 0 : KEY_BRING;
	body_begin(&c->m.body, &s->arena);
	add_parties(c);
	add_pieces(c);
	add_fields(c, ctx);
	if (!live_find(&c->m, ctx, &c->fields, err))
		return false;
	body_end(&c->m.body);
	return true;
}

/* ---- Drawing ----------------------------------------------------------- */

static void
bring_title(const struct screen *s, const struct ctx *ctx, struct buf *left,
    struct buf *right)
{
	const struct contribution *c = (const struct contribution *)s;

	(void)ctx;
	buf_addf(left, "%s  %s", c->agency_name, c->file.ref);
	buf_adds(right, c->m.row.ref);
}

static const char *
state_text(const struct contribution *c)
{
	if (!c->row.id)
		return "Not begun.";
	if (c->row.heard_at)
		return "✓ Heard at the meeting.";
	if (!strcmp(c->row.state, "given"))
		return "✓ Handed in. H takes it back.";
	if (!strcmp(c->row.state, "nil"))
		return "✓ Nil return handed in. H takes it back.";
	return "! Begun, not handed in: H hands it in.";
}

static void
bring_draw(struct screen *s, const struct ctx *ctx, struct view v)
{
	struct contribution *c = (struct contribution *)s;

	(void)ctx;
	view_put_cut(v, 0, 1, v.r.w - 1, STYLE_STRONG, state_text(c));
	view_hline(v, 1, 0, v.r.w, STYLE_LINE);
	body_draw(&c->m.body, view_sub(v, 2, 0, live_draw(&c->m, v) - 2,
	    v.r.w), true);
}

/* ---- Acting ------------------------------------------------------------ */

/* The contribution's id, begun if need be. */
static bool
begin(struct contribution *c, struct ctx *ctx, int64_t *id, struct err *err)
{
	*id = c->row.id;
	return *id || cmd_contribution_begin(ctx->session, c->m.id,
	    c->casefile, c->of, id, err);
}

static unsigned
again(struct ctx *ctx, bool ok, struct err *err)
{
	if (ok)
		return SCREEN_REDRAW | SCREEN_RELOAD;
	ctx_fail(ctx, err);
	return ASK_AGAIN;
}

/* m->ask: id the party (0 nobody), key the sort. */
static unsigned
piece_typed(struct screen *s, struct ctx *ctx, const char *text)
{
	struct contribution *c = (struct contribution *)s;
	struct err err = {0};
	int64_t id, line = 0;
	bool ok;

	if (!*text)
		return SCREEN_REDRAW;
	ok = begin(c, ctx, &id, &err) && cmd_contribution_line_add(
	    ctx->session, id, c->m.ask.id, c->m.ask.key, text, true, NULL,
	    &line, &err);
	if (ok) {
		c->m.body.sort = PIECE_LINE;
		c->m.body.id = line;
		c->m.body.index = 0;
	}
	return again(ctx, ok, &err);
}

static unsigned
sort_picked(struct screen *s, struct ctx *ctx, size_t row)
{
	struct contribution *c = (struct contribution *)s;
	const struct kind_contributions *k = &c->m.kind->contributions;

	if (row >= k->n_lines)
		return SCREEN_REDRAW;
	meeting_ask(&c->m, c->m.ask.id, k->lines[row].key, NULL);
	ask_text(ctx, k->lines[row].label, NULL, meeting_draft(&c->m,
	    "bring/%" PRId64 "/%" PRId64, c->casefile, c->of), NULL, 0,
	    piece_typed, s);
	ask_resumes(ctx, arena_printf(&s->arena, "bring/%" PRId64 "/%s",
	    c->m.ask.id, k->lines[row].key));
	return SCREEN_REDRAW;
}

static unsigned
ask_sort(struct contribution *c, struct ctx *ctx)
{
	const struct kind_contributions *k = &c->m.kind->contributions;
	struct arena a = {0};
	struct choice *out = arena_array(&a, k->n_lines + 1, sizeof *out);
	size_t i;

	for (i = 0; i < k->n_lines; i++)
		out[i] = (struct choice){ .key = k->lines[i].key,
			.label = k->lines[i].label,
			.note = k->lines[i].help };
	ask_pick(ctx, "Which sort of information?", out, k->n_lines, 0,
	    sort_picked, &c->m.screen);
	arena_release(&a);
	return SCREEN_REDRAW;
}

static unsigned
party_picked(struct screen *s, struct ctx *ctx, size_t row)
{
	struct contribution *c = (struct contribution *)s;

	meeting_ask(&c->m, meeting_picked(&c->m, row), NULL, NULL);
	return ask_sort(c, ctx);
}

static unsigned
add_piece(struct contribution *c, struct ctx *ctx)
{
	const struct body_line *l = body_chosen(&c->m.body);
	struct arena a = {0};
	struct choice *out;
	size_t i;

	if (l && l->sort == PARTY_LINE) {
		meeting_ask(&c->m, l->id, NULL, NULL);
		return ask_sort(c, ctx);
	}
	out = arena_array(&a, c->n_parties + 1, sizeof *out);
	for (i = 0; i < c->n_parties; i++)
		out[i] = (struct choice){ .key = "",
			.label = c->parties[i].name,
			.id = c->parties[i].id };
	out[i] = (struct choice){ .key = "", .label = "nobody in particular" };
	meeting_pick(&c->m, ctx, "About whom?", out, c->n_parties + 1,
	    party_picked);
	arena_release(&a);
	return SCREEN_REDRAW;
}

static const struct contribution_line_row *
piece(const struct contribution *c, int64_t id)
{
	size_t i;

	for (i = 0; i < c->row.n_lines; i++) {
		if (c->row.lines[i].id == id)
			return &c->row.lines[i];
	}
	return NULL;
}

static unsigned text_typed(struct screen *s, struct ctx *ctx,
    const char *text);

/* m->ask.id: the piece. */
static unsigned
open_piece(struct meeting *m, struct ctx *ctx, const char *text)
{
	ask_text(ctx, "Information", text, meeting_draft(m, "bring-text/%"
	    PRId64, m->ask.id), NULL, 0, text_typed, &m->screen);
	ask_guards(ctx, &m->ask.was);
	return SCREEN_REDRAW;
}

static unsigned
change_piece(struct meeting *m, struct ctx *ctx, const char *text)
{
	struct err err = {0};
	char *now = NULL;
	bool ok = cmd_contribution_line_text(ctx->session, m->ask.id,
	    m->ask.was, text, &now, &err);

	return meeting_kept(m, ctx, ok, now, &(const struct meeting_clash){
	    .label = "Information", .value = text, .again = change_piece,
	    .open = open_piece, .place = meeting_draft(m, "bring-text/%"
	    PRId64, m->ask.id) }, &err);
}

static unsigned
text_typed(struct screen *s, struct ctx *ctx, const char *text)
{
	return change_piece((struct meeting *)s, ctx, text);
}

static unsigned
withheld_typed(struct screen *s, struct ctx *ctx, const char *text)
{
	struct contribution *c = (struct contribution *)s;
	struct err err = {0};

	return again(ctx, cmd_contribution_line_share(ctx->session,
	    c->m.ask.id, false, text, &err), &err);
}

static unsigned
check(struct contribution *c, struct ctx *ctx, int64_t party,
    const char *result)
{
	struct err err = {0};
	int64_t id;

	return meeting_done(ctx, begin(c, ctx, &id, &err) &&
	    cmd_contribution_checked(ctx->session, id, party, result, &err),
	    &err);
}

static unsigned
act_piece(struct contribution *c, struct ctx *ctx, int action, int64_t id)
{
	const struct contribution_line_row *r = piece(c, id);
	struct err err = {0};

	if (!r)
		return SCREEN_USED;
	meeting_ask(&c->m, id, NULL, r->text);
	switch (action) {
	case BRING_ENTER:
	case BRING_EDIT:
		return open_piece(&c->m, ctx, r->text);
	case BRING_SHARE:
		if (!r->share)
			return meeting_done(ctx, cmd_contribution_line_share(
			    ctx->session, id, true, NULL, &err), &err);
		ask_line(ctx, "Not shared, why: ", NULL, meeting_draft(&c->m,
		    "bring-withheld/%" PRId64, id), NULL, NULL,
		    withheld_typed, &c->m.screen);
		return SCREEN_REDRAW;
	case BRING_REMOVE:
		return meeting_done(ctx, cmd_contribution_line_remove(
		    ctx->session, id, &err), &err);
	default:
		return ctx_say(ctx, STYLE_DIM, "Choose a person first.");
	}
}

static unsigned
act_party(struct contribution *c, struct ctx *ctx, int action, int64_t id)
{
	const char *was = result_of(c, id);

	switch (action) {
	case BRING_KNOWN:
		return check(c, ctx, id, "known");
	case BRING_NOT_KNOWN:
		return check(c, ctx, id, "not-known");
	case BRING_NOT_CHECKED:
		return check(c, ctx, id, "not-checked");
	case BRING_ENTER:
		/* Round: not known, known, not checked. */
		return check(c, ctx, id, !was || !strcmp(was, "not-checked")
		    ? "not-known" : !strcmp(was, "not-known") ? "known"
		    : "not-checked");
	default:
		return ctx_say(ctx, STYLE_DIM,
		    "Choose a piece of information first.");
	}
}

static unsigned
give(struct contribution *c, struct ctx *ctx)
{
	struct err err = {0};
	bool begun = !c->row.id || !strcmp(c->row.state, "begun");
	int64_t id;
	bool ok = begin(c, ctx, &id, &err) && (begun
	    ? cmd_contribution_give(ctx->session, id, &err)
	    : cmd_contribution_take_back(ctx->session, id, &err));

	if (ok)
		ctx_say(ctx, STYLE_OK, begun ? "Handed in." : "Taken back.");
	return meeting_done(ctx, ok, &err);
}

static unsigned
bring_act(struct screen *s, struct ctx *ctx, int action)
{
	struct contribution *c = (struct contribution *)s;
	const struct body_line *l = body_chosen(&c->m.body);
	struct err err = {0};

	if (body_act(&c->m.body, action))
		return SCREEN_REDRAW;
	switch (action) {
	case BRING_ADD:
		return add_piece(c, ctx);
	case BRING_NIL:
		return meeting_done(ctx, cmd_contribution_nil(ctx->session,
		    c->m.id, c->casefile, c->of, &err), &err);
	case BRING_GIVE:
		return give(c, ctx);
	}
	if (action < BRING_ADD || action > BRING_ENTER)
		return 0;
	if (!l)
		return ctx_say(ctx, STYLE_DIM, "There is nothing to choose.");
	if (l->sort == PARTY_LINE)
		return act_party(c, ctx, action, l->id);
	if (l->sort == PIECE_LINE)
		return act_piece(c, ctx, action, l->id);
	return action == BRING_ENTER || action == BRING_EDIT
	    ? fields_edit(&c->m, ctx, &c->fields, l->index) : SCREEN_USED;
}

/* Half-typed when the line dropped: a piece of some sort about somebody, the
 * text of one, why one is not shared, or a field. */
static void
bring_resume(struct screen *s, struct ctx *ctx, const char *how)
{
	struct contribution *c = (struct contribution *)s;
	const struct kind_contributions *k = &c->m.kind->contributions;
	const char *of = arena_printf(&s->arena, "meeting/%" PRId64 "/",
	    c->m.id);
	const char *what = strncmp(how, of, strlen(of)) ? how
	    : how + strlen(of);
	const char *slash = strchr(what, '/'), *sort;
	int64_t id = slash ? strtoll(slash + 1, NULL, 10) : 0;
	size_t i;

	if (s->keys_off & KEYDEF_WRITES)
		return;
	sort = slash ? strchr(slash + 1, '/') : NULL;
	if (!strncmp(what, "bring/", 6) && sort) {
		for (i = 0; i < k->n_lines; i++) {
			if (strcmp(k->lines[i].key, sort + 1))
				continue;
			meeting_ask(&c->m, id, NULL, NULL);
			sort_picked(s, ctx, i);
		}
	} else if (!strncmp(what, "bring-text/", 11)) {
		act_piece(c, ctx, BRING_EDIT, id);
	} else if (!strncmp(what, "bring-withheld/", 15) && piece(c, id) &&
	    piece(c, id)->share) {
		act_piece(c, ctx, BRING_SHARE, id);
	} else if (!strncmp(what, "field/", 6)) {
		fields_resume(&c->m, ctx, &c->fields, what + 6);
	}
}

static bool
bring_shows(const struct screen *s, const struct change *c)
{
	return strcmp(c->tbl, "consultation") && c->casefile == s->casefile;
}

static unsigned
bring_moved(struct screen *s, struct ctx *ctx)
{
	return live_moved(&((struct contribution *)s)->m, ctx);
}

static void
bring_place(const struct screen *s, struct buf *out)
{
	const struct contribution *c = (const struct contribution *)s;

	buf_addf(out, "%" PRId64 " %" PRId64 " %" PRId64, c->casefile,
	    c->m.id, c->of);
}

static void
bring_free(struct screen *s)
{
	meeting_release(&((struct contribution *)s)->m);
}

static const struct screen_ops ops = {
	.name = "contribution",
	.keys = &keys,
	.moves = true,
	.load = bring_load,
	.title = bring_title,
	.draw = bring_draw,
	.act = bring_act,
	.shows = bring_shows,
	.moved = bring_moved,
	.place = bring_place,
	.resume = bring_resume,
	.free = bring_free,
};

struct screen *
contribution_screen(int64_t casefile, int64_t meeting, int64_t agency)
{
	struct contribution *c = screen_new(sizeof *c, &ops);

	c->casefile = casefile;
	c->m.id = meeting;
	c->of = c->m.agency = agency;
	return &c->m.screen;
}
