/* Minutes as documents, by name: circulate, correct, approve. */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "cmd/edition_cmd.h"
#include "cmd/meeting_need.h"
#include "cmd/find.h"
#include "cmd/meeting_verbs.h"
#include "cmd/minutes_doc.h"
#include "cmd/sanitise_cmd.h"
#include "cmd/verb_args.h"

#define USE_CIRCULATE "minutes-circulate MEETING [anew=yes]" \
	" [edition=full|sanitised]"
#define USE_SANITISE "minutes-sanitise MEETING PARAGRAPH [TEXT]"
#define USE_CORRECT "minutes-correct MEETING WAS NOW [agreed=MEETING]" \
	" [edition=full|sanitised]"
#define USE_APPROVE "minutes-approve MEETING [at=MEETING]" \
	" [edition=full|sanitised]"
#define USE_VERSIONS "minutes-versions MEETING [edition=full|sanitised]"

static bool
other_meeting(struct session *s, const struct args *a, const char *key,
    int64_t *meeting, struct err *err)
{
	const char *ref = args_option(a, key);

	*meeting = 0;
	return !ref || find_meeting(s, ref, meeting, err);
}

static bool
which_edition(const struct args *a, const char **sort, struct err *err)
{
	*sort = args_option(a, "edition");
	if (!*sort)
		*sort = EDITION_FULL;
	return !strcmp(*sort, EDITION_FULL) || !strcmp(*sort,
	    EDITION_SANITISED) || err_set(err, ERR_INPUT, "There is no "
	    "edition \"%s\": full and sanitised are those there are.", *sort);
}

/* "Version 2 of the minutes of MM-2031-03 is …" */
static bool
say_version(struct session *s, int64_t meeting, const char *sort,
    struct buf *reply, struct err *err)
{
	struct edition_row *rows;
	struct arena a = {0};
	size_t n;
	bool ok = edition_read_list(s->db, meeting, sort, &a, &rows, &n, err);

	if (ok && n) {
		buf_addf(reply, "Version %d of the minutes of %s: ",
		    rows[0].version, rows[0].ref);
		minutes_say_state(reply, &rows[0], false);
		buf_addc(reply, '.');
	}
	arena_release(&a);
	return ok;
}

static bool
verb_circulate(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	const char *sort;
	struct args a;
	int64_t meeting;
	int anew;

	return args_read(&a, argv, argc, 1, 1, USE_CIRCULATE, err) &&
	    find_meeting(s, a.pos[0], &meeting, err) &&
	    which_edition(&a, &sort, err) &&
	    args_yes(&a, "anew", &anew, err) &&
	    cmd_edition_circulate(s, meeting, sort, anew == 1, err) &&
	    say_version(s, meeting, sort, reply, err);
}

/* The text with the passage written otherwise; NULL when it is not in it, or
 * more than once. */
static char *
rewritten(struct arena *a, const char *text, const char *was, const char *now,
    size_t *times)
{
	const char *at = strstr(text, was), *next = at;

	for (; next; next = strstr(next + strlen(was), was))
		++*times;
	return at ? arena_printf(a, "%.*s%s%s", (int)(at - text), text, now,
	    at + strlen(was)) : NULL;
}

/* Where the minutes say it, if they do in one place alone. */
static void
look_at(struct minutes_got *g, struct edition_change *c, int block, int line,
    int part, const char *was, const char *now, size_t *times)
{
	const char **place = minutes_doc_place(&g->doc, block, line, part);
	size_t before = *times;
	char *text = place ? rewritten(&g->doc.arena, *place, was, now, times)
	    : NULL;

	if (!text || before)
		return;
	c->block = block;
	c->line = line;
	c->part = part;
	c->was = *place;
	c->now = text;
}

static bool
find_passage(struct minutes_got *g, struct edition_change *c,
    const char *was, const char *now, struct err *err)
{
	size_t i, r, k, times = 0;

	for (i = 0; i < g->kept.n_text; i++) {
		const struct doc_table *t = g->doc.blocks[i].table;

		if (!t)
			look_at(g, c, (int)i, -1, -1, was, now, &times);
		for (r = 0; t && r < t->n_rows; r++)
			for (k = 0; k < t->n_columns; k++)
				look_at(g, c, (int)i, (int)r, (int)k, was,
				    now, &times);
	}
	/* Whether it is not there or there twice is told to who reads them:
	 * that leaves its trace, and what is refused leaves none. */
	return times == 1 || err_set(err, ERR_INPUT, "\"%s\" has to stand in "
	    "the minutes once: give the words as they stand there, with more "
	    "of what is around them. Nothing was changed.", was);
}

static bool
verb_correct(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct minutes_wish wish = { .version = MINUTES_LATEST };
	struct minutes_got got = {0};
	struct edition_change c = {0};
	struct meeting_row m;
	struct arena mem = {0};
	struct args a;
	int64_t meeting;
	bool ok;

	if (!args_read(&a, argv, argc, 3, 3, USE_CORRECT, err) ||
	    !find_meeting(s, a.pos[0], &meeting, err) ||
	    !which_edition(&a, &wish.sort, err) ||
	    !other_meeting(s, &a, "agreed", &c.agreed, err))
		return false;
	if (*a.pos[1] == '\0')
		return err_set(err, ERR_INPUT, "What is wrong in them?");
	c.sort = wish.sort;
	ok = need_meeting(s, meeting, RIGHT_RECORD, RIGHT_APPROVE_MINUTES,
	    &mem, &m, err) && minutes_get(s, &m, &wish, &got, err) &&
	    (got.row.id || err_set(err, ERR_INPUT, "Nothing was circulated"
	    " that you can correct. Nothing was changed.")) &&
	    find_passage(&got, &c, a.pos[1], a.pos[2], err) &&
	    cmd_edition_correct(s, meeting, &c, err) &&
	    say_version(s, meeting, wish.sort, reply, err);
	minutes_got_release(&got);
	arena_release(&mem);
	return ok;
}

static bool
verb_approve(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	const char *sort;
	struct args a;
	int64_t meeting, at;

	return args_read(&a, argv, argc, 1, 1, USE_APPROVE, err) &&
	    find_meeting(s, a.pos[0], &meeting, err) &&
	    which_edition(&a, &sort, err) &&
	    other_meeting(s, &a, "at", &at, err) &&
	    cmd_edition_approve(s, meeting, sort, at, NULL, err) &&
	    say_version(s, meeting, sort, reply, err);
}

/* The text that is written there now. */
static bool
written(struct session *s, int64_t meeting, int block, struct arena *a,
    const char **was, struct edition_row *row, struct err *err)
{
	struct edition_row *rows;
	struct passage_row *p;
	size_t i, n, n_rows;

	*was = "";
	*row = (struct edition_row){0};
	if (!edition_read_list(s->db, meeting, EDITION_SANITISED, a, &rows,
	    &n_rows, err) || !n_rows)
		return !err || err->code == ERR_NONE;
	*row = rows[0];
	if (!passage_read(s->db, rows[0].id, a, &p, &n, err))
		return false;
	for (i = 0; i < n; i++)
		if (p[i].block == block)
			*was = p[i].text;
	return true;
}

/* Written, and what in it still tells whom it is about. */
static bool
verb_sanitise(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct edition_row row;
	struct tellings told = {0};
	struct arena mem = {0};
	struct buf found = {0};
	const char *was, *text;
	struct args a;
	int64_t meeting;
	int block;
	bool ok;

	ok = args_read(&a, argv, argc, 2, 3, USE_SANITISE, err) &&
	    find_meeting(s, a.pos[0], &meeting, err) &&
	    args_number(a.pos[1], 1, &block, err) &&
	    written(s, meeting, block - 1, &mem, &was, &row, err);
	text = ok && args_at(&a, 2) ? args_at(&a, 2) : "";
	ok = ok && cmd_sanitise(s, meeting, block - 1, was, text, err) &&
	    written(s, meeting, block - 1, &mem, &was, &row, err) &&
	    sanitise_tellings(s, &row, &mem, &told, err);
	if (ok && sanitise_look(&told, text, &found))
		buf_addf(reply, "It is written. Look again, it says: %s.",
		    buf_text(&found));
	else if (ok)
		buf_adds(reply, *text ? "It is written." : "It is left out.");
	buf_wipe(&found);
	arena_release(&mem);
	return ok;
}

static bool
verb_versions(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct edition_row *rows;
	struct arena mem = {0};
	const char *sort;
	struct args a;
	int64_t meeting;
	size_t i, n = 0;
	bool ok;

	ok = args_read(&a, argv, argc, 1, 1, USE_VERSIONS, err) &&
	    find_meeting(s, a.pos[0], &meeting, err) &&
	    which_edition(&a, &sort, err) &&
	    edition_read_list(s->db, meeting, sort, &mem, &rows, &n, err);
	for (i = n; ok && i-- > 0;) {
		buf_addf(reply, "%sVersion %d: ", reply->len ? "\n" : "",
		    rows[i].version);
		minutes_say_state(reply, &rows[i], false);
		if (*rows[i].approved_name)
			buf_addf(reply, " by %s", rows[i].approved_name);
		if (*rows[i].approved_ref)
			buf_addf(reply, " at %s", rows[i].approved_ref);
		if (*rows[i].seal)
			buf_addf(reply, ", seal %s", rows[i].seal);
	}
	if (ok && !n)
		buf_addf(reply, "There is no version of these yet.");
	arena_release(&mem);
	return ok;
}

static const struct verb verbs[] = {
	{ "minutes-approve", "MEETING [at=MEETING] [edition=full|sanitised]",
	    "approve and seal minutes", 1, 3, verb_approve },
	{ "minutes-circulate", "MEETING [anew=yes] [edition=full|sanitised]",
	    "lay minutes before those who see them", 1, 3, verb_circulate },
	{ "minutes-correct", "MEETING WAS NOW [agreed=MEETING]"
	    " [edition=full|sanitised]", "correct minutes that went round", 3,
	    5, verb_correct },
	{ "minutes-sanitise", "MEETING PARAGRAPH [TEXT]",
	    "write in a sanitised edition", 2, 3, verb_sanitise },
	{ "minutes-versions", "MEETING [edition=full|sanitised]",
	    "the versions of minutes and how each stands", 1, 2,
	    verb_versions },
};

const struct verb_group verbs_edition = {
	.verbs = verbs, .n = sizeof(verbs) / sizeof(verbs[0])
};
