/*
 * meeting_minutes: entries of the record in a pane: listed, typed in the
 * editor with the kind's snippets, changed, moved, taken out. The kind's sorts
 * say which there are, in which words, and which key each has.
 */
#include <inttypes.h>
#include <string.h>

#include "base/alloc.h"
#include "cmd/minute_cmd.h"
#include "screen/ask.h"
#include "screen/meeting.h"
#include "store/minute_read.h"

/* ---- Listing ----------------------------------------------------------- */

static void
add_minute(struct meeting *m, const struct minute_row *r)
{
	const struct kind_sort *sort = kind_sort(m->kind, r->sort);
	struct body_line *l;

	if (r->agency)
		l = body_addf(&m->body, MINUTE_LINE, r->id, STYLE_NORMAL,
		    "%s: %s", r->agency_short, r->text);
	else
		l = body_add(&m->body, MINUTE_LINE, r->id, STYLE_NORMAL,
		    r->text);
	l->mark = sort && sort->mark ? sort->mark : "m";
	l->mark_style = STYLE_LABEL;
	l->right = meeting_time(m, r->recorded_at);
	l->right_style = STYLE_DIM;
}

bool
minutes_add_lines(struct meeting *m, struct ctx *ctx, int64_t item,
    const char *phase, struct err *err)
{
	const struct agenda_row *row = meeting_item(m);
	const struct kept_case *k = NULL;
	struct minute_row *rows;
	size_t i, n, shown = 0;

	if (row && row->casefile && row->id == item) {
		k = kept_case(m, ctx, row, KEPT_MINUTES, err);
		if (!k)
			return false;
		rows = k->minutes;
		n = k->n_minutes;
	} else if (!minute_read_item(ctx->session->db, item,
	    &m->screen.arena, &rows, &n, err)) {
		return false;
	}
	for (i = 0; i < n; i++) {
		if (phase && strcmp(rows[i].phase, phase))
			continue;
		if (!shown++) {
			body_blank(&m->body);
			body_heading(&m->body, "Minutes");
		}
		add_minute(m, &rows[i]);
	}
	return true;
}

/* ---- Keys -------------------------------------------------------------- */

static const char *const letters[] = { "a", "b", "c", "d", "e", "f", "g",
	"h", "i", "j", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t", "u",
	"v", "w", "x", "y", "z" };

/* Letters that work everywhere. */
static bool
is_taken(char c)
{
	return strchr("uqjkgzvf", c) != NULL;
}

static bool
has_sort(const char *key, const char *const *sorts, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++) {
		if (!strcmp(sorts[i], key))
			return true;
	}
	return false;
}

void
minutes_more_keys(struct meeting *m, const char *const *sorts,
    size_t n_sorts)
{
	const struct kind_minutes *k = &m->kind->minutes;
	size_t i;

	for (i = 0; i < k->n_sorts; i++) {
		const struct kind_sort *s = &k->sorts[i];
		char c = s->mark ? *s->mark : '\0';
		const char *key = NULL;
		bool offered;

		if (n_sorts && !has_sort(s->key, sorts, n_sorts))
			continue;
		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		if (c >= 'a' && c <= 'z' && !is_taken(c))
			key = letters[c - 'a'];
		offered = n_sorts > 1 && has_sort(s->key, sorts + 1,
		    n_sorts - 1);
		meeting_add_key(m, MINUTE_SORT_FIRST + (int)i, key, s->key,
		    offered ? s->key : NULL, s->help ? s->help : s->label,
		    KEYDEF_WRITES | KEY_RECORD | KEY_OPEN);
	}
}

/* ---- Typing ------------------------------------------------------------ */

/* m->ask: id the item, key "phase\nsort", other the agency. */
static unsigned
minute_typed(struct screen *s, struct ctx *ctx, const char *text)
{
	struct meeting *m = (struct meeting *)s;
	size_t len = strcspn(m->ask.key, "\n");
	char *phase = xstrndup(m->ask.key, len);
	struct err err = {0};
	int64_t id = 0;
	bool ok;

	if (!*text) {
		free(phase);
		return SCREEN_REDRAW;
	}
	ok = cmd_minute_add(ctx->session, m->ask.id, phase,
	    m->ask.key + len + 1, m->ask.other, text, &id, &err);
	free(phase);
	if (!ok) {
		ctx_fail(ctx, &err);
		return ASK_AGAIN;
	}
	/* Whoever goes round the agencies goes on from the one that spoke. */
	if (m->speaker)
		return ctx_say(ctx, STYLE_OK, "Minuted.") | SCREEN_RELOAD;
	m->body.sort = MINUTE_LINE;
	m->body.id = id;
	m->body.index = 0;
	return SCREEN_REDRAW | SCREEN_RELOAD;
}

/* {agency} is the one that speaks. */
static void
fill_agency(struct buf *b, const char *who)
{
	const char *at = who ? strstr(buf_text(b), "{agency}") : NULL;
	size_t from;

	if (!at)
		return;
	from = (size_t)(at - buf_text(b));
	buf_remove(b, from, strlen("{agency}"));
	buf_insert(b, from, who, strlen(who));
}

static size_t
make_snippets(struct meeting *m, struct ctx *ctx, const char *sort,
    const char *who, struct arena *a, struct choice **rows)
{
	const struct kind_minutes *k = &m->kind->minutes;
	struct err err = {0};
	size_t i, n = 0;

	*rows = arena_array(a, k->n_snippets + 1, sizeof **rows);
	for (i = 0; i < k->n_snippets; i++) {
		const struct kind_snippet *s = &k->snippets[i];
		struct buf b = {0};

		if (s->sort && strcmp(s->sort, sort))
			continue;
		if (!minute_snippet(ctx->session, m->ask.id, s->key, &b, NULL,
		    &err)) {
			err_clear(&err);
			buf_clear(&b);
			buf_adds(&b, s->text);
		}
		fill_agency(&b, who);
		(*rows)[n++] = (struct choice){ .key = s->key,
			.label = s->key, .note = arena_strdup(a,
			buf_text(&b)) };
		buf_release(&b);
	}
	return n;
}

/* Which agency is asked for (m->ask.other is set), or nobody has to be. */
static void
open_editor(struct meeting *m, struct ctx *ctx)
{
	size_t len = strcspn(m->ask.key, "\n"), n, i;
	const char *sort = m->ask.key + len + 1, *who = NULL;
	const struct kind_sort *s = kind_sort(m->kind, sort);
	struct arena a = {0};
	struct choice *rows;

	for (i = 0; i < m->n_roll && m->ask.other; i++) {
		if (m->roll[i].agency == m->ask.other)
			who = m->roll[i].agency_name;
	}
	n = make_snippets(m, ctx, sort, who, &a, &rows);
	ask_text(ctx, arena_printf(&a, "%s%s%s", s ? s->label : sort,
	    who ? ": " : "", who ? who : ""), NULL, meeting_draft(m,
	    "minute/%" PRId64 "/%.*s/%s", m->ask.id, (int)len, m->ask.key,
	    sort), rows, n, minute_typed, &m->screen);
	ask_resumes(ctx, arena_printf(&a, "minute/%" PRId64 "/%.*s/%s/%"
	    PRId64, m->ask.id, (int)len, m->ask.key, sort, m->ask.other));
	arena_release(&a);
}

/* Agencies here, each once; then nobody in particular. */
static size_t
make_agencies(struct meeting *m, struct arena *a, struct choice **rows)
{
	size_t i, k, n = 0;
	struct choice swap;

	*rows = arena_array(a, m->n_roll + 1, sizeof **rows);
	(*rows)[n++] = (struct choice){ .key = "",
		.label = "nobody in particular" };
	for (i = 0; i < m->n_roll; i++) {
		const struct attendance_row *r = &m->roll[i];

		for (k = 0; k < n; k++) {
			if ((*rows)[k].id == r->agency)
				break;
		}
		if (k == n && r->agency && (r->attended ||
		    r->info_sent == 1))
			(*rows)[n++] = (struct choice){ .key = "",
				.label = r->agency_name,
				.note = r->agency_short, .id = r->agency };
	}
	/* Whose line was chosen is likely to be the one who speaks. */
	for (i = 1; i < n && m->speaker; i++) {
		if ((*rows)[i].id == m->speaker) {
			swap = (*rows)[0];
			(*rows)[0] = (*rows)[i];
			(*rows)[i] = swap;
			break;
		}
	}
	return n;
}

static unsigned
agency_picked(struct screen *s, struct ctx *ctx, size_t row)
{
	struct meeting *m = (struct meeting *)s;

	m->ask.other = meeting_picked(m, row);
	open_editor(m, ctx);
	return SCREEN_REDRAW;
}

static unsigned
pick_agency(struct meeting *m, struct ctx *ctx, const char *title,
    unsigned (*done)(struct screen *s, struct ctx *ctx, size_t row))
{
	struct arena a = {0};
	struct choice *rows;
	size_t n = make_agencies(m, &a, &rows);

	meeting_pick(m, ctx, title, rows, n, done);
	arena_release(&a);
	return SCREEN_REDRAW;
}

static unsigned
add_of_sort(struct meeting *m, struct ctx *ctx, const char *phase,
    const struct kind_sort *sort)
{
	const struct agenda_row *row = meeting_item(m);
	struct buf b = {0};

	if (!row)
		return ctx_say(ctx, STYLE_WARN,
		    "There is no line here yet to take a minute.");
	buf_addf(&b, "%s\n%s", phase ? phase : "", sort->key);
	meeting_ask(m, row->id, buf_text(&b), NULL);
	buf_release(&b);
	if (sort->attributed)
		return pick_agency(m, ctx, "Who said it?", agency_picked);
	open_editor(m, ctx);
	return SCREEN_REDRAW;
}

/* m->ask.key: the phase. */
static unsigned
sort_picked(struct screen *s, struct ctx *ctx, size_t row)
{
	struct meeting *m = (struct meeting *)s;
	char *phase = xstrdup(m->ask.key);
	unsigned what = SCREEN_REDRAW;

	if (meeting_picked(m, row))
		what = add_of_sort(m, ctx, phase,
		    &m->kind->minutes.sorts[meeting_picked(m, row) - 1]);
	free(phase);
	return what;
}

static unsigned
pick_sort(struct meeting *m, struct ctx *ctx, const char *phase,
    const char *const *sorts, size_t n_sorts)
{
	const struct kind_minutes *k = &m->kind->minutes;
	struct arena a = {0};
	struct choice *rows = arena_array(&a, k->n_sorts + 1, sizeof *rows);
	size_t i, n = 0;

	for (i = 0; i < k->n_sorts; i++) {
		if (!n_sorts || has_sort(k->sorts[i].key, sorts, n_sorts))
			rows[n++] = (struct choice){ .key = k->sorts[i].key,
				.label = k->sorts[i].label,
				.note = k->sorts[i].help,
				.id = (int64_t)i + 1 };
	}
	meeting_ask(m, 0, phase ? phase : "", NULL);
	meeting_pick(m, ctx, "Which sort of minute?", rows, n, sort_picked);
	arena_release(&a);
	return SCREEN_REDRAW;
}

/* ---- Changing ---------------------------------------------------------- */

static unsigned text_changed(struct screen *s, struct ctx *ctx,
    const char *text);

/* m->ask.id: the minute. */
static unsigned
open_text(struct meeting *m, struct ctx *ctx, const char *text)
{
	ask_text(ctx, "Minute", text, meeting_draft(m,
	    "minute-text/%" PRId64, m->ask.id), NULL, 0, text_changed,
	    &m->screen);
	ask_guards(ctx, &m->ask.was);
	return SCREEN_REDRAW;
}

static unsigned
change_text(struct meeting *m, struct ctx *ctx, const char *text)
{
	struct err err = {0};
	char *now = NULL;
	bool ok = cmd_minute_text(ctx->session, m->ask.id, m->ask.was, text,
	    &now, &err);

	return meeting_kept(m, ctx, ok, now, &(const struct meeting_clash){
	    .label = "Minute", .value = text, .again = change_text,
	    .open = open_text, .place = meeting_draft(m,
	    "minute-text/%" PRId64, m->ask.id) }, &err);
}

static unsigned
text_changed(struct screen *s, struct ctx *ctx, const char *text)
{
	return change_text((struct meeting *)s, ctx, text);
}

static unsigned
edit_minute(struct meeting *m, struct ctx *ctx, int64_t id)
{
	struct minute_row row;
	struct err err = {0};
	struct choice *rows;
	struct arena a = {0};
	size_t n;

	if (!minute_read(ctx->session->db, id, &m->screen.arena, &row, &err))
		return ctx_fail(ctx, &err);
	meeting_ask(m, row.item, NULL, NULL);
	n = make_snippets(m, ctx, row.sort, row.agency ? row.agency_name
	    : NULL, &a, &rows);
	meeting_ask(m, id, NULL, row.text);
	ask_text(ctx, "Minute", row.text, meeting_draft(m,
	    "minute-text/%" PRId64, id), rows, n, text_changed, &m->screen);
	ask_guards(ctx, &m->ask.was);
	arena_release(&a);
	return SCREEN_REDRAW;
}

void
minutes_resume_new(struct meeting *m, struct ctx *ctx, int64_t item,
    const char *phase, const char *sort, int64_t agency)
{
	const struct agenda_row *row = meeting_item(m);
	struct buf b = {0};

	if (!row || row->id != item || !kind_sort(m->kind, sort))
		return;
	buf_addf(&b, "%s\n%s", phase, sort);
	meeting_ask(m, item, buf_text(&b), NULL);
	m->ask.other = agency;
	open_editor(m, ctx);
	buf_release(&b);
}

void
minutes_resume(struct meeting *m, struct ctx *ctx, int64_t minute)
{
	edit_minute(m, ctx, minute);
}

static unsigned
remove_yes(struct screen *s, struct ctx *ctx)
{
	struct meeting *m = (struct meeting *)s;
	struct err err = {0};

	return meeting_done(ctx, cmd_minute_remove(ctx->session, m->ask.id,
	    &err), &err);
}

static unsigned
agency_changed(struct screen *s, struct ctx *ctx, size_t row)
{
	struct meeting *m = (struct meeting *)s;
	struct err err = {0};

	return meeting_done(ctx, cmd_minute_agency(ctx->session, m->ask.id,
	    meeting_picked(m, row), &err), &err);
}

static unsigned
act_on(struct meeting *m, struct ctx *ctx, int action, int64_t id)
{
	struct err err = {0};

	meeting_ask(m, id, NULL, NULL);
	switch (action) {
	case MINUTE_EDIT:
		return m->record ? edit_minute(m, ctx, id) : SCREEN_USED;
	case MINUTE_REMOVE:
		ask_yes(ctx, "Take out", "Take this minute out of the "
		    "record? The log keeps that it was there; u brings it "
		    "back.", "take it out", remove_yes, &m->screen);
		return SCREEN_REDRAW;
	case MINUTE_AGENCY:
		return pick_agency(m, ctx, "Who said it?", agency_changed);
	default:
		return meeting_done(ctx, cmd_minute_move(ctx->session, id,
		    action == MINUTE_UP ? -1 : 1, &err), &err);
	}
}

unsigned
minutes_act(struct meeting *m, struct ctx *ctx, int action,
    const char *phase, const char *const *sorts, size_t n_sorts)
{
	const struct kind_minutes *k = &m->kind->minutes;
	const struct body_line *l = body_chosen(&m->body);
	const struct kind_sort *sort;

	if (action == MINUTE_ADD) {
		sort = n_sorts ? kind_sort(m->kind, sorts[0])
		    : k->n_sorts ? &k->sorts[0] : NULL;
		return sort ? add_of_sort(m, ctx, phase, sort) : SCREEN_USED;
	}
	if (action == MINUTE_ADD_SORT)
		return pick_sort(m, ctx, phase, sorts, n_sorts);
	if (action >= MINUTE_SORT_FIRST && action < MINUTE_SORT_FIRST +
	    (int)k->n_sorts)
		return add_of_sort(m, ctx, phase,
		    &k->sorts[action - MINUTE_SORT_FIRST]);
	if (action < MINUTE_EDIT || action > MINUTE_AGENCY)
		return 0;
	if (!l || l->sort != MINUTE_LINE)
		return ctx_say(ctx, STYLE_DIM, "Choose a minute first.");
	return act_on(m, ctx, action, l->id);
}
