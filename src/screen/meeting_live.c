/*
 * meeting_live: who of the others is typing, and where, beside the line it is
 * about: so that two people do not begin the same sentence. What the book says
 * of it is what one may see; it is asked again when somebody moves, and the
 * screen is made anew only when it shows something of that.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "screen/case_pane.h"
#include "screen/meeting.h"

/* The line that the words behind the meeting in a draft's place speak of. */
struct target {
	int sort;		/* 0: a line that is yet to be */
	int64_t id;
	const char *what;	/* "a minute", where it is yet to be */
};

#define BRING " what they bring"

static const struct {
	const char *word;
	int sort;
	const char *what;
} words[] = {
	{ "action", 0, " an action" },
	{ "action-text", CASE_ACTION_LINE, "" },
	{ "bring", CASE_CONTRIBUTION_LINE, BRING },
	{ "bring-text", CASE_CONTRIBUTION_LINE, BRING },
	{ "bring-withheld", CASE_CONTRIBUTION_LINE, BRING },
	{ "declined", CASE_ACTION_LINE, "" },
	{ "due-why", CASE_ACTION_LINE, "" },
	{ "milestone", CASE_ACTION_LINE, "" },
	{ "milestone-text", CASE_MILESTONE_LINE, "" },
	{ "minute", 0, " a minute" },
	{ "minute-text", MINUTE_LINE, "" },
};

/* "meeting/12/minute-text/7": behind the meeting. */
static const char *
behind_meeting(const char *place)
{
	const char *at = strncmp(place, "meeting/", 8) ? NULL
	    : strchr(place + 8, '/');

	return at ? at + 1 : place;
}

static bool
names_word(const char *place, const char *word)
{
	size_t len = strlen(word);

	return !strncmp(place, word, len) && place[len] == '/';
}

/* What an agency brings is one line of a case, whichever piece is typed. */
static void
find_target(const struct presence *p, struct target *t)
{
	const char *at = behind_meeting(p->typing), *slash = strchr(at, '/');
	size_t i;

	*t = (struct target){ .what = "" };
	for (i = 0; i < sizeof words / sizeof *words; i++) {
		if (!names_word(at, words[i].word))
			continue;
		t->sort = words[i].sort;
		t->what = words[i].what;
		t->id = strtoll(slash + 1, NULL, 10);
	}
	if (t->sort == CASE_CONTRIBUTION_LINE)
		t->id = p->agency;
}

/* The field that is typed in; f->form->n_fields when it is none of these. */
static size_t
find_field(const struct fields *f, const char *typing)
{
	const char *at = behind_meeting(typing);
	struct buf of = {0};
	size_t i, n = f && f->form ? f->form->n_fields : 0;

	if (n)
		buf_addf(&of, "field/%s/%" PRId64 "/", f->table, f->id);
	for (i = 0; i < n; i++) {
		if (!strncmp(at, buf_text(&of), of.len) &&
		    !strcmp(at + of.len, f->form->fields[i].key))
			break;
	}
	buf_release(&of);
	return i;
}

static bool
is_line(const struct body_line *l, const struct target *t,
    const struct fields *f, size_t field)
{
	if (f && f->form && field < f->form->n_fields)
		return l->sort == FIELD_LINE && l->index == field;
	if (!t->sort)
		return false;
	return l->id == t->id && (l->sort == t->sort ||
	    (t->sort == CASE_CONTRIBUTION_LINE && l->sort == CASE_GAP_LINE));
}

/* Does it stand on the line, or in the case, that is shown? Of what one agency
 * brings, by somebody of that agency. */
static bool
is_here(const struct meeting *m, const struct presence *p)
{
	if (m->screen.research && p->agency != m->agency)
		return false;
	return p->item ? p->item == m->screen.item
	    : p->casefile && p->casefile == m->screen.casefile;
}

/* What is yet to be has no line: it is said below them all. */
static void
add_typist(struct meeting *m, const struct presence *p,
    const struct fields *f)
{
	struct arena *a = &m->screen.arena;
	size_t i, field = find_field(f, p->typing);
	struct target t;
	struct body_line *l;

	find_target(p, &t);
	for (i = 0; i < m->body.n; i++) {
		l = &m->body.lines[i];
		if (!is_line(l, &t, f, field))
			continue;
		l->right = arena_printf(a, "%s is typing", p->name);
		l->right_style = STYLE_LIVE;
		return;
	}
	m->typing = arena_printf(a, "%s%s%s is typing%s", m->typing
	    ? m->typing : "", m->typing ? "; " : "", p->name, t.what);
}

/* What is shown of it, to be told from what will be. */
static char *
as_text(const struct meeting *m, const struct presence *list, size_t n)
{
	struct buf b = {0};
	size_t i;

	for (i = 0; i < n; i++) {
		if (is_here(m, &list[i]))
			buf_addf(&b, "%s\n%s\n", list[i].name,
			    list[i].typing);
	}
	return buf_take(&b);
}

bool
live_find(struct meeting *m, struct ctx *ctx, const struct fields *f,
    struct err *err)
{
	struct presence *list;
	size_t n, i;

	m->typing = NULL;
	if (!presence_list(ctx->session->db, m->id, true, &m->screen.arena,
	    &list, &n, err))
		return false;
	for (i = 0; i < n; i++) {
		if (is_here(m, &list[i]))
			add_typist(m, &list[i], f);
	}
	free(m->typists);
	m->typists = as_text(m, list, n);
	return true;
}

int
live_draw(const struct meeting *m, struct view v)
{
	if (!m->typing || v.r.h < 3)
		return v.r.h;
	view_put_cut(v, v.r.h - 1, 1, v.r.w - 1, STYLE_LIVE, m->typing);
	return v.r.h - 1;
}

unsigned
live_moved(struct meeting *m, struct ctx *ctx)
{
	struct arena a = {0};
	struct presence *list;
	struct err err = {0};
	unsigned what = 0;
	char *now;
	size_t n;

	if (presence_list(ctx->session->db, m->id, true, &a, &list, &n,
	    &err)) {
		now = as_text(m, list, n);
		if (strcmp(now, m->typists ? m->typists : ""))
			what = SCREEN_REDRAW | SCREEN_RELOAD;
		free(now);
	}
	err_clear(&err);
	arena_release(&a);
	return what;
}
