/*
 * pane_roll: the statement and who accepted it; the roll of those present,
 * excused and absent.
 */
#include <inttypes.h>
#include <string.h>

#include "base/date.h"
#include "cmd/attendance_cmd.h"
#include "cmd/find.h"
#include "cmd/meeting_cmd.h"
#include "cmd/quorum.h"
#include "screen/ask.h"
#include "screen/meeting.h"
#include "store/directory_read.h"

enum {
	ROLL_READ = 201,
	ROLL_ACCEPT,
	ROLL_ACCEPT_ALL,
	ROLL_INFO,
	ROLL_DEPUTY,
	ROLL_CAME,
	ROLL_LEFT,
	ROLL_OUT,
	ROLL_ADD,
	ROLL_REST,
	ROLL_STATE_FIRST = 220,
	ROLL_LINE = 201,
	STATEMENT_LINE
};

#define COUNT(a) (sizeof (a) / sizeof *(a))

/* ---- The statement ----------------------------------------------------- */

static const struct keydef statement_keys[] = {
	{ ROLL_READ, "R", "statement-read", "read",
	    "the statement was read aloud", "this step",
	    KEYDEF_WRITES | KEY_RUN | KEY_OPEN },
	{ ROLL_ACCEPT, "Space", "accept", "accepts",
	    "the chosen one accepts it, or not after all", NULL,
	    KEYDEF_WRITES | KEY_ROLL | KEY_OPEN },
	{ ROLL_ACCEPT_ALL, "A", "accept-all", "all accept",
	    "all who are here accept it; those listed apart one by one",
	    NULL, KEYDEF_WRITES | KEY_ROLL | KEY_OPEN },
};

/* Those listed apart sign one by one. */
static bool
apart(const struct meeting *m, const struct attendance_row *r)
{
	const struct kind_role *role = kind_role(m->kind, r->role);
	const struct kind_capacity *c = role && role->n_capacities
	    ? kind_capacity(m->kind, role->capacities[0]) : NULL;

	return c && c->listed_apart;
}

static void
add_signer(struct meeting *m, const struct attendance_row *r)
{
	struct body_line *l = body_addf(&m->body, ROLL_LINE, r->id,
	    r->accepted_at ? STYLE_NORMAL : STYLE_STRONG, "%s · %s%s",
	    r->member_name, r->agency_short, apart(m, r)
	    ? "  (one by one)" : "");

	l->mark = r->accepted_at ? "✓" : "·";
	l->mark_style = r->accepted_at ? STYLE_OK : STYLE_WARN;
	l->right = r->accepted_at ? meeting_time(m, r->accepted_at)
	    : "not yet";
	l->right_style = r->accepted_at ? STYLE_DIM : STYLE_WARN;
}

/* Whose agency comes without what the kind asks agencies to sign. */
static void
add_unsigned(struct meeting *m)
{
	struct arena *a = &m->screen.arena;
	const char *names = "";
	size_t i, k;

	if (!m->kind->agreement.label)
		return;
	for (i = 0; i < m->n_roll; i++) {
		const struct attendance_row *r = &m->roll[i];

		if (!r->here || r->agreed)
			continue;
		for (k = 0; k < i && (!m->roll[k].here ||
		    m->roll[k].agency != r->agency); k++)
			;
		if (k == i)
			names = arena_printf(a, "%s%s%s", names, *names
			    ? ", " : "", r->agency_short);
	}
	if (*names)
		body_addf(&m->body, 0, 0, STYLE_WARN, "! %s: %s", names,
		    m->kind->agreement.text ? m->kind->agreement.text
		    : m->kind->agreement.label);
}

static bool
statement_load(struct meeting *m, struct ctx *ctx, struct err *err)
{
	const struct kind_step *step = meeting_shown(m)->step;
	const struct kind_statement *st = step->statement
	    ? kind_statement(m->kind, step->statement) : NULL;
	size_t i;

	(void)ctx, (void)err;
	if (m->row.statement_at)
		body_addf(&m->body, STATEMENT_LINE, 0, STYLE_OK,
		    "✓ Read at %s by %s, version %s.", meeting_time(m,
		    m->row.statement_at), m->row.statement_by_name,
		    m->row.statement_version);
	else
		body_addf(&m->body, STATEMENT_LINE, 0, STYLE_WARN,
		    "! Not read yet (version %s).", st && st->version
		    ? st->version : "not given");
	add_unsigned(m);
	if (st) {
		body_blank(&m->body);
		body_add(&m->body, 0, 0, STYLE_NORMAL, st->text);
	}
	body_blank(&m->body);
	for (i = 0; i < m->n_roll; i++) {
		if (m->roll[i].here && m->roll[i].member)
			add_signer(m, &m->roll[i]);
	}
	return true;
}

static unsigned
accept_all(struct meeting *m, struct ctx *ctx)
{
	struct err err = {0};
	int count = 0, here = 0;
	size_t i;

	if (!cmd_attendance_accept_all(ctx->session, m->id, &count, &err))
		return ctx_fail(ctx, &err);
	for (i = 0; i < m->n_roll; i++)
		here += m->roll[i].here && m->roll[i].member;
	if (count)
		ctx_say(ctx, STYLE_OK, "%d accept%s it.", count, count == 1
		    ? "s" : "");
	else
		ctx_say(ctx, STYLE_WARN, here ? "Nobody is left to accept it "
		    "together with the others." : "Nobody is here yet: call "
		    "the roll, then they accept it.");
	/* Go on with those who sign one by one. */
	for (i = 0; i < m->n_roll; i++) {
		if (m->roll[i].here && apart(m, &m->roll[i]) &&
		    !m->roll[i].accepted_at)
			body_go(&m->body, ROLL_LINE, m->roll[i].id);
	}
	return SCREEN_REDRAW | SCREEN_RELOAD;
}

static unsigned
statement_act(struct meeting *m, struct ctx *ctx, int action)
{
	const struct body_line *l = body_chosen(&m->body);
	const struct attendance_row *r = l && l->sort == ROLL_LINE
	    ? meeting_roll(m, l->id) : NULL;
	struct err err = {0};

	if (action == MEETING_ENTER && m->run && l &&
	    l->sort == STATEMENT_LINE && !m->row.statement_at)
		action = ROLL_READ;
	switch (action) {
	case ROLL_READ:
		return meeting_done(ctx, cmd_meeting_statement(ctx->session,
		    m->id, NULL, &err), &err);
	case ROLL_ACCEPT_ALL:
		return accept_all(m, ctx);
	case MEETING_ENTER:
		if (!m->roll_call)
			return SCREEN_USED;
		/* fall through */
	case ROLL_ACCEPT:
		if (!r)
			return ctx_say(ctx, STYLE_DIM, "Choose who.");
		return meeting_done(ctx, cmd_attendance_accept(ctx->session,
		    r->id, r->accepted_at == NULL, &err), &err);
	default:
		return 0;
	}
}

const struct pane pane_statement = {
	.keys = statement_keys, .n_keys = COUNT(statement_keys),
	.load = statement_load, .act = statement_act,
};

/* ---- The roll ---------------------------------------------------------- */

static const struct keydef roll_keys[] = {
	{ ROLL_INFO, "i", "info-sent", NULL,
	    "information sent by the chosen one, and when it came",
	    "this step", KEYDEF_WRITES | KEY_ROLL },
	{ ROLL_DEPUTY, "d", "deputy-for", NULL,
	    "whom the chosen one stands in for", NULL,
	    KEYDEF_WRITES | KEY_ROLL },
	{ ROLL_CAME, "c", "came", NULL, "when the chosen one came", NULL,
	    KEYDEF_WRITES | KEY_ROLL },
	{ ROLL_LEFT, "l", "left", NULL, "when the chosen one left", NULL,
	    KEYDEF_WRITES | KEY_ROLL },
	{ ROLL_OUT, "B", "out-or-back", NULL,
	    "the chosen one goes out of the room, or comes back", NULL,
	    KEYDEF_WRITES | KEY_ROLL },
	{ ROLL_ADD, "n", "attend-add", "add",
	    "put someone else on the roll", NULL, KEYDEF_WRITES | KEY_ROLL },
	{ ROLL_REST, "Z", "attend-rest", NULL,
	    "all who were not ticked are absent", NULL,
	    KEYDEF_WRITES | KEY_ROLL },
};

static const struct table_column roll_columns[] = {
	{ .title = "", .min = 1, .max = 2 },
	{ .title = "Who", .min = 14, .weight = 5 },
	{ .title = "Agency", .min = 13, .weight = 1, .max = 20 },
	{ .title = "As", .min = 8, .weight = 1, .max = 20, .drop = 3 },
	{ .title = "Here", .min = 10, .max = 11, .drop = 1 },
	{ .title = "Sent", .min = 6, .max = 8, .drop = 2 },
};

static const char *
info_text(struct meeting *m, const struct attendance_row *r)
{
	if (r->info_sent < 0)
		return "";
	if (!r->info_sent)
		return "none";
	return r->info_on == DATE_NONE ? "yes" : meeting_day(m, r->info_on);
}

/* Texts made once at load, so that drawing allocates nothing. */
static void
roll_cells(struct meeting *m, struct table_row *out,
    const struct attendance_row *r)
{
	const struct kind_attendance_state *s = kind_attendance(m->kind,
	    r->state);
	const struct kind_role *role = kind_role(m->kind, r->role);
	struct arena *a = &m->screen.arena;

	out->cell[0] = s ? s->mark : "?";
	out->cell_style[0] = s && s->here ? STYLE_OK : STYLE_STRONG;
	out->cell[1] = !r->member ? "(nobody named)" : r->deputy_for
	    ? arena_printf(a, "%s for %s", r->member_name,
	    r->deputy_for_name) : r->member_name;
	out->cell[2] = r->agency_short;
	out->cell[3] = m->row.acting && r->member == m->row.acting
	    ? "chairs" : role ? role->label : "";
	if (r->left_at)
		out->cell[4] = arena_printf(a, "left %s", meeting_time(m,
		    r->left_at));
	else if (s && s->here && r->out_at)
		out->cell[4] = arena_printf(a, "out %s", meeting_time(m,
		    r->out_at));
	else if (s && s->here)
		out->cell[4] = arena_printf(a, "from %s", meeting_time(m,
		    r->came_at));
	else
		out->cell[4] = s ? s->label : "";
	out->cell[5] = info_text(m, r);
	out->style = s && !s->here && !s->unset ? STYLE_DIM : STYLE_NORMAL;
}

static void
roll_row_drawn(void *arg, int row, struct table_row *out)
{
	*out = ((const struct table_row *)((struct meeting *)arg)->data)[row];
}

/* Who decides, and are they here? Counted anew with every tick. */
static bool
quorum_load(struct meeting *m, struct ctx *ctx, struct err *err)
{
	const struct quorum_roll roll = { m->id, m->kind, m->roll,
		m->n_roll };
	struct arena *a = &m->screen.arena;
	struct quorum q;
	bool met;

	if (!quorum_read(ctx->session, &roll, KIND_UNSET, a, &q, err))
		return false;
	if (!q.need)
		return true;
	met = !*q.missing;
	m->note = arena_printf(a, "Quorum: %s. %s: %d here%s%s%s%s%s.",
	    q.rule, met ? "✓ Met" : "Not met", q.here, q.here ? " (" : "",
	    q.names, q.here ? ")" : "", met ? "" : ", wanting ", q.missing);
	m->note_style = met ? STYLE_OK : STYLE_WARN;
	return true;
}

static bool
roll_load(struct meeting *m, struct ctx *ctx, struct err *err)
{
	struct table_row *rows = arena_array(&m->screen.arena, m->n_roll + 1,
	    sizeof *rows);
	size_t i;

	if (!quorum_load(m, ctx, err))
		return false;
	for (i = 0; i < m->n_roll; i++)
		roll_cells(m, &rows[i], &m->roll[i]);
	m->data = rows;
	m->table.columns = roll_columns;
	m->table.ncolumns = COUNT(roll_columns);
	m->table.row = roll_row_drawn;
	m->table.empty = "Nobody is on the roll yet: it is called when the "
	    "meeting opens.";
	list_set_count(&m->table.list, (int)m->n_roll);
	return true;
}

static void
roll_more_keys(struct meeting *m)
{
	static const char *const letters[] = { "a", "b", "c", "d", "e", "f",
		"g", "h", "i", "j", "k", "l", "m", "n", "o", "p", "q", "r",
		"s", "t", "u", "v", "w", "x", "y", "z" };
	size_t i;

	for (i = 0; i < m->kind->n_attendance; i++) {
		const struct kind_attendance_state *s =
		    &m->kind->attendance[i];
		char c = s->mark ? *s->mark : '\0';
		const char *key = c == '-' ? "- x" : NULL;

		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		if (c >= 'a' && c <= 'z')
			key = letters[c - 'a'];
		meeting_add_key(m, ROLL_STATE_FIRST + (int)i, key, s->key,
		    s->unset ? NULL : s->key, s->label,
		    KEYDEF_WRITES | KEY_ROLL);
	}
}

/* ---- Ticking ----------------------------------------------------------- */

static bool
save_info(struct meeting *m, struct ctx *ctx, int sent, int on,
    struct err *err)
{
	const struct attendance_info was = { m->ask.was,
		(int)m->ask.read[0], (int)m->ask.read[1] };

	return cmd_attendance_apologies(ctx->session, m->ask.id, sent, on,
	    &was, err);
}

static unsigned
info_day(struct screen *s, struct ctx *ctx, const char *text)
{
	struct meeting *m = (struct meeting *)s;
	struct err err = {0};
	int day = DATE_NONE;

	if ((*text && !find_day(ctx->session, m->row.board, text, true, &day,
	    &err)) || !save_info(m, ctx, 1, day, &err))
		return ask_refused(ctx, &err);
	return SCREEN_REDRAW | SCREEN_RELOAD;
}

static unsigned
info_answer(struct screen *s, struct ctx *ctx, int value)
{
	struct meeting *m = (struct meeting *)s;
	struct err err = {0};

	if (value == 1) {
		ask_day(ctx, "Received on: ", NULL, NULL,
		    &(const struct ask_day){ .board = m->row.board,
		    .past = true }, info_day, s);
		return SCREEN_REDRAW;
	}
	return meeting_done(ctx, save_info(m, ctx, value == 2 ? 0 : -1,
	    DATE_NONE, &err), &err);
}

/* state: the one they are in by now. */
static unsigned
ask_info(struct meeting *m, struct ctx *ctx, const struct attendance_row *r,
    const char *state)
{
	const char *who = r->member ? r->member_name : r->agency_name;
	static const struct dialog_answer answers[] = {
		{ 'y', "yes, information was sent", 1 },
		{ 'n', "no, none was sent", 2 },
		{ 'k', "not known yet", 3 },
	};

	meeting_ask(m, r->id, NULL, state);
	m->ask.read[0] = r->info_sent;
	m->ask.read[1] = r->info_on;
	ask_dialog(ctx, "Apologies", arena_printf(&m->screen.arena,
	    "Has %s sent information?", who), answers, 3, 0, info_answer,
	    &m->screen);
	return SCREEN_REDRAW;
}

static unsigned
set_state(struct meeting *m, struct ctx *ctx, const struct attendance_row *r,
    const struct kind_attendance_state *s)
{
	struct err err = {0};

	if (!cmd_attendance_set(ctx->session, r->id, s->key, r->state, &err))
		return ctx_fail(ctx, &err) | SCREEN_RELOAD;
	list_move(&m->table.list, 1);
	if (s->excused)
		return ask_info(m, ctx, r, s->key) | SCREEN_RELOAD;
	return SCREEN_REDRAW | SCREEN_RELOAD;
}

static unsigned
time_typed(struct screen *s, struct ctx *ctx, const char *text)
{
	struct meeting *m = (struct meeting *)s;
	const char *iso = NULL;
	struct err err = {0};
	bool ok = true;

	if (!strcmp(text, "-"))
		iso = "";
	else if (*text)
		ok = (iso = meeting_time_typed(m, text, &err)) != NULL;
	if (ok)
		ok = m->ask.number == ROLL_CAME
		    ? cmd_attendance_came(ctx->session, m->ask.id, iso,
		    m->ask.was, &err)
		    : cmd_attendance_left(ctx->session, m->ask.id, iso,
		    m->ask.was, &err);
	if (!ok)
		return ask_refused(ctx, &err);
	return SCREEN_REDRAW | SCREEN_RELOAD;
}

/* Rows a deputy may stand in for: the others on the roll. */
static unsigned
deputy_picked(struct screen *s, struct ctx *ctx, size_t row)
{
	struct meeting *m = (struct meeting *)s;
	struct err err = {0};

	return meeting_done(ctx, cmd_attendance_deputy(ctx->session,
	    m->ask.id, meeting_picked(m, row), &m->ask.read[0], &err), &err);
}

static unsigned
ask_deputy(struct meeting *m, struct ctx *ctx, const struct attendance_row *r)
{
	struct arena a = {0};
	struct choice *rows = arena_array(&a, m->n_roll + 1, sizeof *rows);
	size_t i;

	rows[0] = (struct choice){ .key = "", .label = "nobody" };
	for (i = 0; i < m->n_roll; i++)
		rows[i + 1] = (struct choice){ .key = "",
			.label = m->roll[i].member ? m->roll[i].member_name
			: m->roll[i].agency_name,
			.note = m->roll[i].agency_short,
			.id = m->roll[i].member };
	meeting_ask(m, r->id, NULL, NULL);
	m->ask.read[0] = r->deputy_for;
	meeting_pick(m, ctx, "Stands in for", rows, m->n_roll + 1,
	    deputy_picked);
	arena_release(&a);
	return SCREEN_REDRAW;
}

static bool
on_roll(const struct meeting *m, int64_t member)
{
	size_t i;

	for (i = 0; i < m->n_roll; i++) {
		if (m->roll[i].member == member)
			return true;
	}
	return false;
}

/* Everyone of the partnership who is not on the roll yet. */
static bool
others(struct meeting *m, struct ctx *ctx, struct arena *a,
    struct choices *out, struct err *err)
{
	struct agency_row *agencies;
	struct member_row *members;
	size_t i, k, n, count;

	if (!agency_read_tree(ctx->session->db, a, &agencies, &n, err))
		return false;
	for (i = 0; i < n; i++) {
		if (!member_read_agency(ctx->session->db, agencies[i].id, a,
		    &members, &count, err))
			return false;
		for (k = 0; k < count; k++) {
			if (!on_roll(m, members[k].id))
				choices_add(out, members[k].login,
				    members[k].name, agencies[i].short_name,
				    members[k].id);
		}
	}
	return true;
}

static unsigned
add_picked(struct screen *s, struct ctx *ctx, size_t row)
{
	struct meeting *m = (struct meeting *)s;
	struct err err = {0};

	return meeting_done(ctx, cmd_attendance_add(ctx->session, m->id,
	    meeting_picked(m, row), NULL, NULL, &err), &err);
}

static unsigned
ask_add(struct meeting *m, struct ctx *ctx)
{
	struct arena a = {0};
	struct choices rows = {0};
	struct err err = {0};
	unsigned what = SCREEN_REDRAW;

	if (!others(m, ctx, &a, &rows, &err))
		what = ctx_fail(ctx, &err);
	else if (!rows.n)
		what = ctx_say(ctx, STYLE_DIM,
		    "Everyone in the directory is on the roll already.");
	else
		meeting_pick(m, ctx, "Who came as well?", rows.rows, rows.n,
		    add_picked);
	choices_release(&rows);
	arena_release(&a);
	return what;
}

/* The state of one who neither came nor sent word: neither here, excused nor
 * unset. */
static unsigned
rest(struct meeting *m, struct ctx *ctx)
{
	struct err err = {0};
	size_t i;

	for (i = 0; i < m->kind->n_attendance; i++) {
		const struct kind_attendance_state *s =
		    &m->kind->attendance[i];

		if (!s->here && !s->excused && !s->unset)
			return meeting_done(ctx, cmd_attendance_rest(
			    ctx->session, m->id, s->key, &err), &err);
	}
	return SCREEN_USED;
}

static unsigned
ask_time(struct meeting *m, struct ctx *ctx, const struct attendance_row *r,
    int action)
{
	const char *was = action == ROLL_CAME ? r->came_at : r->left_at;

	meeting_ask(m, r->id, NULL, was ? was : "");
	m->ask.number = action;
	ask_line(ctx, action == ROLL_CAME ? "Came at (empty: now, -: never): "
	    : "Left at (empty: now, -: did not): ", NULL, NULL, NULL, NULL,
	    time_typed, &m->screen);
	return SCREEN_REDRAW;
}

static unsigned
out_or_back(struct ctx *ctx, const struct attendance_row *r)
{
	struct err err = {0};
	bool ok = r->out_at ? cmd_attendance_back(ctx->session, r->id, NULL,
	    &err) : cmd_attendance_out(ctx->session, r->id, NULL, NULL, &err);

	return ok ? SCREEN_RELOAD : ctx_fail(ctx, &err);
}

static unsigned
roll_act(struct meeting *m, struct ctx *ctx, int action)
{
	size_t at = (size_t)m->table.list.pos;
	const struct attendance_row *r = at < m->n_roll ? &m->roll[at] : NULL;

	if (action == ROLL_ADD)
		return ask_add(m, ctx);
	if (action == ROLL_REST)
		return rest(m, ctx);
	if (!r)
		return action == MEETING_ENTER || action >= ROLL_READ
		    ? ctx_say(ctx, STYLE_DIM, "Choose who.") : 0;
	if (action >= ROLL_STATE_FIRST && action < ROLL_STATE_FIRST +
	    (int)m->kind->n_attendance)
		return set_state(m, ctx, r,
		    &m->kind->attendance[action - ROLL_STATE_FIRST]);
	switch (action) {
	case ROLL_INFO:
		return ask_info(m, ctx, r, r->state);
	case ROLL_DEPUTY:
		return ask_deputy(m, ctx, r);
	case ROLL_CAME:
	case ROLL_LEFT:
		return ask_time(m, ctx, r, action);
	case ROLL_OUT:
		return out_or_back(ctx, r);
	default:
		return 0;
	}
}

const struct pane pane_attendance = {
	.keys = roll_keys, .n_keys = COUNT(roll_keys),
	.load = roll_load, .act = roll_act, .table = true,
	.more_keys = roll_more_keys,
};
