/*
 * news_words: the sentences of what changed. What has no words here is told by
 * something else, or is for nobody but who did it.
 */
#include <string.h>

#include "base/clock.h"
#include "screen/news.h"
#include "screen/screens.h"

enum about { ABOUT_ACTION, ABOUT_CASE, ABOUT_MEETING, ABOUT_MINUTES };

/* The reference stands for the *. */
static const struct news_word {
	const char *name, *words;
	enum about about;
} words[] = {
	{ "action-accept", "took on *", ABOUT_ACTION },
	{ "action-add", "agreed *", ABOUT_ACTION },
	{ "action-answer", "answered about *", ABOUT_ACTION },
	{ "action-decline", "declined *", ABOUT_ACTION },
	{ "action-due", "moved the date of *", ABOUT_ACTION },
	{ "action-owner", "gave another owner to *", ABOUT_ACTION },
	{ "action-rag", "gave a colour to *", ABOUT_ACTION },
	{ "action-report", "reported on *", ABOUT_ACTION },
	{ "action-set", "changed *", ABOUT_ACTION },
	{ "action-start", "moved the beginning of *", ABOUT_ACTION },
	{ "agenda-acknowledged", "noted the arrival of *", ABOUT_CASE },
	{ "agenda-defer", "deferred *", ABOUT_CASE },
	{ "agenda-list", "put * on the agenda", ABOUT_CASE },
	{ "agenda-transfer", "transferred *", ABOUT_CASE },
	{ "agenda-unlist", "took * off the agenda", ABOUT_CASE },
	{ "agenda-withdraw", "withdrew *", ABOUT_CASE },
	{ "casefile-handling", "gave a handling code to *", ABOUT_CASE },
	{ "casefile-link", "linked *", ABOUT_CASE },
	{ "casefile-marking", "marked *", ABOUT_CASE },
	{ "casefile-refer", "referred *", ABOUT_CASE },
	{ "casefile-screen", "screened *", ABOUT_CASE },
	{ "casefile-send", "transferred *", ABOUT_CASE },
	{ "casefile-set", "changed *", ABOUT_CASE },
	{ "casefile-state", "said where * stands", ABOUT_CASE },
	{ "contribution-give", "handed in a contribution to *", ABOUT_CASE },
	{ "contribution-nil", "gave a nil return to *", ABOUT_CASE },
	{ "contribution-take-back", "took a contribution back from *",
	    ABOUT_CASE },
	{ "edition-approve", "approved the minutes of *", ABOUT_MINUTES },
	{ "edition-circulate", "circulated the minutes of *", ABOUT_MINUTES },
	{ "edition-correct", "corrected the minutes of *", ABOUT_MINUTES },
	{ "incident-add", "added an incident to *", ABOUT_CASE },
	{ "incident-set", "changed an incident of *", ABOUT_CASE },
	{ "item-conclude", "said how * ended", ABOUT_CASE },
	{ "meeting-cancel", "called off *", ABOUT_MEETING },
	{ "meeting-close", "closed *", ABOUT_MEETING },
	{ "meeting-open", "opened *", ABOUT_MEETING },
	{ "meeting-plan", "planned *", ABOUT_MEETING },
	{ "meeting-set", "changed *", ABOUT_MEETING },
	{ "milestone-add", "added a step to *", ABOUT_ACTION },
	{ "milestone-done", "marked a step of *", ABOUT_ACTION },
	{ "milestone-remove", "took a step away from *", ABOUT_ACTION },
	{ "milestone-set", "changed a step of *", ABOUT_ACTION },
	{ "party-add", "added someone to *", ABOUT_CASE },
	{ "party-remove", "took someone out of *", ABOUT_CASE },
	{ "party-role", "changed someone's role in *", ABOUT_CASE },
	{ "party-set", "changed someone in *", ABOUT_CASE },
	{ "record-add", "wrote down *", ABOUT_CASE },
	{ "repeat-decide", "decided a repeat of *", ABOUT_CASE },
	{ "subject-set", "changed someone in *", ABOUT_CASE },
};

enum { WORDS = sizeof words / sizeof *words };

/* One sentence, while it is put together. */
struct saying {
	const struct news_row *row;
	const struct news_word *word;
	const char *ref, *text;
	struct screen *(*open)(int64_t id);
	int64_t id;
	int times;
};

/* What the row says, of a record that one sees; false: nothing. */
static bool
take(struct saying *s, const struct news_row *r)
{
	const struct news_word *w = words;

	while (w < words + WORDS && strcmp(w->name, r->name) != 0)
		w++;
	if (w == words + WORDS)
		return false;
	*s = (struct saying){ .row = r, .word = w, .times = 1, .text = "" };
	switch (w->about) {
	case ABOUT_ACTION:
		s->open = action_screen;
		s->id = r->action;
		s->ref = r->action_ref;
		s->text = r->text;
		break;
	case ABOUT_CASE:
		s->open = casefile_screen;
		s->id = r->casefile;
		s->ref = r->case_ref;
		break;
	case ABOUT_MEETING:
	case ABOUT_MINUTES:
		s->open = w->about == ABOUT_MEETING ? meeting_screen
		    : minutes_screen;
		s->id = r->meeting;
		s->ref = r->meeting_ref;
		s->text = r->board_name;
	}
	return s->id != 0;
}

static bool
is_same(const struct saying *a, const struct saying *b)
{
	return a->id == b->id && a->open == b->open &&
	    a->row->member == b->row->member &&
	    !strcmp(a->word->words, b->word->words);
}

/* "09:40" of today, the day of what was before. */
static const char *
when(struct arena *a, int64_t ms, int64_t now)
{
	struct buf then = {0}, today = {0};
	const char *text;
	struct clock c;

	clock_fixed(&c, &ms);
	clock_add_local(&then, &c);
	clock_fixed(&c, &now);
	clock_add_local(&today, &c);
	text = lines_time(a, buf_text(&then));
	if (!strncmp(buf_text(&then), buf_text(&today), 10) && *text)
		text += strlen(text) - 5;
	else if (*text)
		text = arena_strndup(a, text, strlen(text) - 11);
	buf_release(&then);
	buf_release(&today);
	return text;
}

static void
add(struct lines *l, const struct saying *s, int64_t now, int tag)
{
	const char *said = s->word->words, *star = strchr(said, '*');
	struct buf b = {0};
	struct line *line;

	buf_addf(&b, "%s  %s %.*s%s%s", when(l->arena, s->row->at, now),
	    s->row->member_name, (int)(star - said), said, s->ref,
	    star + 1);
	if (*s->text)
		buf_addf(&b, ": %s", s->text);
	if (s->times > 1)
		buf_addf(&b, " (%d×)", s->times);
	line = lines_add(l, arena_strdup(l->arena, buf_text(&b)));
	line->whole = true;
	line->open = s->open;
	line->id = s->id;
	line->tag = tag;
	buf_release(&b);
}

size_t
news_add(struct lines *l, const struct news_row *rows, size_t n,
    int64_t now, size_t most, int tag)
{
	struct saying *all = arena_array(l->arena, n + 1, sizeof *all), one;
	size_t i, j, count = 0;

	for (i = 0; i < n; i++) {
		if (!take(&one, &rows[i]))
			continue;
		for (j = 0; j < count && !is_same(&all[j], &one);)
			j++;
		if (j < count)
			all[j].times++;
		else
			all[count++] = one;
	}
	for (i = 0; i < count && (!most || i < most); i++)
		add(l, &all[i], now, tag);
	return count;
}

bool
news_concerns(const struct change *c)
{
	static const char *const tables[] = { "action", "casefile",
		"casefile_link", "contribution", "incident", "item",
		"meeting", "milestone", "party", "progress", "repeat",
		"subject" };
	size_t i;

	for (i = 0; i < sizeof tables / sizeof *tables; i++)
		if (!strcmp(c->tbl, tables[i]))
			return true;
	return false;
}
