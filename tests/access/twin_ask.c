/* What is asked of the program besides its screens: reports, what is offered
 * for what one types, forms, and every command by name. */
#include "twin_work.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "cmd/action_context.h"
#include "cmd/cmd.h"
#include "cmd/report_cmd.h"
#include "cmd/verb.h"
#include "model/oneline.h"

enum { MOST_SLOTS = 16, FIELDS_TRIED = 6 };

/* The ids that a query gives the member, one after another; 0 at the end. */
static int64_t
next_id(const char **at)
{
	char *end;
	int64_t id = strtoll(*at, &end, 10);

	*at = end + (*end == '\n');
	return id;
}

/* ---- Reports ------------------------------------------------------------ */

static bool
put(void *arg, const char *data, size_t len)
{
	buf_add(arg, data, len);
	return true;
}

static void
add_report(struct viewer *v, const struct report_wish *wish,
    const char *format)
{
	struct buf doc = {0};
	struct err err = {0};

	buf_addf(v->out, "\n== report %s %s of %s, %s\n", wish->key, format,
	    twin_name(v, wish->board), wish->casefile ? twin_name(v,
	    wish->casefile) : "all");
	if (cmd_report_export(&v->s, wish, doc_format_find(format), false,
	    put, &doc, &err))
		twin_masked(v, &doc);
	else
		buf_addf(v->out, "(%s)\n", err_text(&err));
	err_clear(&err);
	buf_release(&doc);
}

/* As the screen shows it: nothing is taken away, and anyone may. */
static void
add_report_screen(struct viewer *v, const struct report_wish *wish)
{
	struct buf place = {0}, title = {0};

	buf_addf(&place, "report %" PRId64 " %" PRId64 " %s", wish->board,
	    wish->casefile, wish->key);
	buf_addf(&title, "report %s of %s", wish->key, twin_name(v,
	    wish->casefile ? wish->casefile : wish->board));
	twin_screen(v, buf_text(&place), buf_text(&title));
	buf_release(&title);
	buf_release(&place);
}

/* What lies behind the figures of a return. */
static void
add_figures(struct viewer *v, struct report_wish wish)
{
	const struct kind *k = session_board_kind(&v->s, wish.board, NULL);

	for (size_t i = 0; k && i < k->data_return.n_measures; i++) {
		const struct report_narrow narrow[] = {
			{ RETURN_FIGURE, k->data_return.measures[i].key },
			{ RETURN_KNOWN, i % 2 ? "no" : "" },
		};

		wish.narrow = narrow;
		wish.n_narrow = 2;
		add_report(v, &wish, "csv");
	}
}

/* Of a record, the reports take their turns: each is made of some. */
static void
add_record_reports(struct viewer *v, int64_t board, const char *cases,
    const struct kind_report *list, size_t n)
{
	struct report_wish wish = { .board = board };
	size_t turn = 0;

	while (n > 0 && (wish.casefile = next_id(&cases)) != 0) {
		for (size_t i = 0; i < n; i++) {
			wish.key = list[i].key;
			if (!v->ask->all && (turn + i) % 7 != 0)
				continue;
			add_report(v, &wish, "text");
			add_report_screen(v, &wish);
		}
		turn++;
	}
}

void
twin_reports(struct viewer *v)
{
	struct buf boards = {0}, cases = {0}, sql = {0}, place = {0};
	struct report_wish wish = {0};
	const struct kind_report *list;
	struct arena arena = {0};
	const char *at;
	size_t n;

	twin_rows(&boards, v->db, true,
	    "SELECT id FROM visible_board ORDER BY id");
	for (at = buf_text(&boards); (wish.board = next_id(&at)) != 0;) {
		if (!cmd_report_list(&v->s, wish.board, &arena, &list,
		    &n, NULL))
			continue;
		for (size_t i = 0; i < n; i++) {
			wish.key = list[i].key;
			add_report(v, &wish, "text");
			add_report(v, &wish, "csv");
			add_report_screen(v, &wish);
			if (list[i].what == REPORT_RETURN)
				add_figures(v, wish);
		}
		buf_clear(&place);
		buf_addf(&place, "reports %" PRId64 " 0", wish.board);
		twin_screen(v, buf_text(&place), "reports of a board");
		buf_clear(&sql);
		buf_clear(&cases);
		buf_addf(&sql, "SELECT id FROM visible_casefile WHERE board_id"
		    " = %" PRId64 " ORDER BY id", wish.board);
		twin_rows(&cases, v->db, true, buf_text(&sql));
		add_record_reports(v, wish.board, buf_text(&cases), list, n);
	}
	buf_release(&place);
	buf_release(&sql);
	buf_release(&cases);
	buf_release(&boards);
	arena_release(&arena);
}

/* ---- What is offered ----------------------------------------------------- */

/* Each line at its end, as the screen asks at each key. */
static void
add_offers(struct viewer *v, const struct action_context *c, const char *line)
{
	struct oneline_completion *offers;
	struct oneline parsed;
	struct arena a = {0};
	size_t n, i;

	n = oneline_complete(c->names, &c->when, line, strlen(line),
	    strlen(line), 12, &a, &offers);
	buf_addf(v->out, "%s ->", line);
	for (i = 0; i < n; i++)
		buf_addf(v->out, " [%s | %s]", offers[i].text,
		    offers[i].label);
	oneline_parse(c->names, &c->when, line, strlen(line), &a, &parsed);
	for (i = 0; i < parsed.n_lines; i++)
		buf_addf(v->out, "\n  %s", parsed.lines[i]);
	for (i = 0; i < parsed.n_gaps; i++)
		buf_addf(v->out, "\n  %s", parsed.gaps[i].text);
	for (i = 0; i < parsed.notes.n; i++)
		buf_addf(v->out, "\n  %s", parsed.notes.items[i].text);
	buf_addc(v->out, '\n');
	arena_release(&a);
}

/* A letter of the alphabet each, then what comes behind an owner. */
static void
add_lines(struct viewer *v, const struct action_context *c)
{
	struct buf line = {0};

	for (char letter = 'a'; letter <= 'z'; letter++) {
		buf_clear(&line);
		buf_addc(&line, letter);
		add_offers(v, c, buf_text(&line));
	}
	add_offers(v, c, "Police to see to it by ");
	add_offers(v, c, "Police to see to it #");
	for (size_t len = 1; len <= strlen(v->ask->ref); len++) {
		buf_clear(&line);
		buf_addf(&line, "Police to see to it &%.*s", (int)len,
		    v->ask->ref);
		add_offers(v, c, buf_text(&line));
	}
	buf_release(&line);
}

static void
add_contexts(struct viewer *v, const char *sql, bool meetings)
{
	struct action_context c = {0};
	struct buf rows = {0};
	struct arena a = {0};
	struct err err = {0};
	const char *at;
	int64_t id;

	twin_rows(&rows, v->db, true, sql);
	for (at = buf_text(&rows); (id = next_id(&at)) != 0;) {
		buf_addf(v->out, "\n== completions at %s\n", twin_name(v,
		    id));
		if (meetings ? action_context_meeting(&v->s, id, 0, &a, &c,
		    &err) : action_context_board(&v->s, id, &a, &c, &err))
			add_lines(v, &c);
		else
			buf_addf(v->out, "(%s)\n", err_text(&err));
		err_clear(&err);
		arena_reset(&a);
	}
	arena_release(&a);
	buf_release(&rows);
}

static void
type(struct app *app, const char *keys)
{
	for (; *keys != '\0'; keys++) {
		struct input in = { .kind = INPUT_KEY, .key = *keys };

		if (*keys == '\n')
			in.key = key_parse("Enter", 5);
		else if (*keys == '\t')
			in.key = key_parse("Tab", 3);
		app_input(app, &in);
		app_draw(app);
	}
}

/* The palette with a command's name and the reference begun behind it. */
static void
add_palette_arguments(struct viewer *v)
{
	static const char *const names[] = { "action-link", "go", "who-sees",
		"board-report" };
	struct buf keys = {0};
	struct err err = {0};
	struct app app;

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		buf_clear(&keys);
		buf_addf(&keys, ":%s %.2s", names[i], v->ask->ref);
		buf_addf(v->out, "\n== typed %s\n", buf_text(&keys));
		if (!app_init(&app, &v->s, TWIN_ROWS, TWIN_COLS, "home",
		    &err)) {
			err_clear(&err);
			continue;
		}
		app_draw(&app);
		type(&app, buf_text(&keys));
		twin_surface(v, &app);
		app_release(&app);
	}
	buf_release(&keys);
}

void
twin_completions(struct viewer *v)
{
	add_contexts(v, "SELECT id FROM visible_meeting ORDER BY id", true);
	add_contexts(v, "SELECT id FROM visible_board ORDER BY id", false);
	add_palette_arguments(v);
}

/* ---- Forms --------------------------------------------------------------- */

/* The form as it opens, and what its first fields offer: a list opens as one
 * types a letter. */
static void
add_form(struct viewer *v, const char *place, const char *title)
{
	struct err err = {0};
	struct app app;

	buf_addf(v->out, "\n== form %s\n", title);
	if (!app_init(&app, &v->s, TWIN_ROWS, TWIN_COLS, place, &err)) {
		buf_addf(v->out, "(%s)\n", err_text(&err));
		err_clear(&err);
		return;
	}
	app_draw(&app);
	twin_surface(v, &app);
	for (int i = 0; v->ask->all && i < FIELDS_TRIED; i++) {
		type(&app, "a");
		twin_surface(v, &app);
		type(&app, "\t");
	}
	app_release(&app);
}

/* One for each row of a query, whose columns are parted by blanks: the first
 * and the last may be ids. */
static void
add_forms(struct viewer *v, const char *sort, const char *sql)
{
	struct buf rows = {0}, place = {0}, title = {0};
	const char *at, *word;

	twin_rows(&rows, v->db, true, sql);
	for (at = buf_text(&rows); *at != '\0';
	    at += strcspn(at, "\n"), at += *at == '\n') {
		int len = (int)strcspn(at, "\n");

		buf_clear(&place);
		buf_clear(&title);
		buf_addf(&place, "form %s %.*s", sort, len, at);
		buf_addf(&title, "%s", sort);
		for (word = at; word < at + len; word += strcspn(word, " \n"),
		    word += *word == ' ') {
			int64_t id = strtoll(word, NULL, 10);

			if (id != 0)
				buf_addf(&title, " %s", twin_name(v, id));
			else
				buf_addf(&title, " %.*s", (int)strcspn(word,
				    " \n"), word);
		}
		add_form(v, buf_text(&place), buf_text(&title));
	}
	buf_release(&title);
	buf_release(&place);
	buf_release(&rows);
}

/* Those whose words are the kind's: its types of record, with their forms and
 * roles. */
static void
add_kind_forms(struct viewer *v, int64_t board, const struct kind *k)
{
	struct buf sql = {0}, sort = {0};

	for (size_t i = 0; i < k->n_case_types; i++) {
		const struct kind_case_type *t = &k->case_types[i];

		buf_clear(&sql);
		buf_addf(&sql, "SELECT '%" PRId64 " %s'", board, t->key);
		add_forms(v, t->register_only ? "record" : "refer",
		    buf_text(&sql));
		for (size_t j = 0; j < t->n_forms + t->n_roles; j++) {
			bool form = j < t->n_forms;

			buf_clear(&sql);
			buf_addf(&sql, "SELECT id || ' %s' FROM"
			    " visible_casefile WHERE board_id = %" PRId64
			    " AND type = '%s' ORDER BY id", form ?
			    t->forms[j] : t->roles[j - t->n_forms].key, board,
			    t->key);
			add_forms(v, form ? "casefile" : "someone",
			    buf_text(&sql));
		}
		buf_clear(&sort);
		buf_addf(&sort, "records %" PRId64 " %s", board, t->key);
		twin_screen(v, buf_text(&sort), t->plural ? t->plural :
		    t->key);
	}
	buf_release(&sort);
	buf_release(&sql);
}

void
twin_forms(struct viewer *v)
{
	static const struct {
		const char *sort, *sql;
	} plain[] = {
		{ "action", "SELECT id FROM visible_action ORDER BY id" },
		{ "agency", "SELECT id FROM visible_agency ORDER BY id LIMIT"
		    " 2" },
		{ "alias", "SELECT 'new ' || id FROM visible_party"
		    " ORDER BY id" },
		{ "board", "SELECT id FROM visible_board ORDER BY id" },
		{ "contact", "SELECT 'new ' || id FROM visible_party"
		    " ORDER BY id" },
		{ "incident", "SELECT 'new ' || id FROM visible_casefile"
		    " ORDER BY id" },
		{ "incident", "SELECT id || ' ' || casefile_id FROM"
		    " visible_incident ORDER BY id" },
		{ "meeting", "SELECT id FROM visible_meeting ORDER BY id" },
		{ "meeting", "SELECT 'new ' || id FROM visible_board"
		    " ORDER BY id" },
		{ "member", "SELECT id FROM visible_member ORDER BY id LIMIT"
		    " 2" },
		{ "milestone", "SELECT 'new ' || id FROM visible_action"
		    " ORDER BY id" },
		{ "milestone", "SELECT id || ' ' || action_id FROM"
		    " visible_milestone ORDER BY id" },
		{ "party", "SELECT id FROM visible_party ORDER BY id" },
		{ "report", "SELECT id FROM visible_action ORDER BY id" },
	};
	struct buf boards = {0};
	const struct kind *k;
	const char *at;
	int64_t board;

	for (size_t i = 0; i < sizeof(plain) / sizeof(plain[0]); i++)
		add_forms(v, plain[i].sort, plain[i].sql);
	twin_rows(&boards, v->db, true,
	    "SELECT id FROM visible_board ORDER BY id");
	for (at = buf_text(&boards); (board = next_id(&at)) != 0;)
		if ((k = session_board_kind(&v->s, board, NULL)) != NULL)
			add_kind_forms(v, board, k);
	buf_release(&boards);
}

/* ---- Commands ------------------------------------------------------------ */

/* What stands in a place of a command's usage when the reference is not put
 * there. */
static const struct filling {
	const char *word, *text, *sql;
} fillings[] = {
	{ "ACTION", "J-1", "SELECT ref FROM visible_action ORDER BY id"
	    " LIMIT 1" },
	{ "CASE", "G-1", "SELECT ref FROM visible_casefile ORDER BY id"
	    " LIMIT 1" },
	{ "MEETING", "M-1", "SELECT ref FROM visible_meeting ORDER BY id"
	    " LIMIT 1" },
	{ "BOARD", "B", "SELECT prefix FROM visible_board ORDER BY id"
	    " LIMIT 1" },
	{ "AGENCY", "A", "SELECT short FROM visible_agency ORDER BY id LIMIT"
	    " 1" },
	{ "LOGIN", "l", "SELECT login FROM visible_member ORDER BY id LIMIT"
	    " 1" },
	{ "TYPE", "t", "SELECT type FROM visible_casefile ORDER BY id DESC"
	    " LIMIT 1" },
	{ "DAY", "2020-01-02", NULL },
	{ "DATE", "2032-01-02", NULL },
	{ "LINE", "\"Police to see to it by +5d\"", NULL },
};

static void
add_filling(struct viewer *v, const char *word, struct buf *line)
{
	struct buf found = {0};
	size_t i, len = strcspn(word, "|…[");

	for (i = 0; i < sizeof(fillings) / sizeof(fillings[0]); i++) {
		size_t n = strlen(fillings[i].word);

		if (len < n || strncmp(word + len - n, fillings[i].word, n))
			continue;
		if (fillings[i].sql != NULL)
			twin_rows(&found, v->db, true, fillings[i].sql);
		if (found.len > 1)
			buf_addf(line, " %.*s", (int)found.len - 1,
			    buf_text(&found));
		else
			buf_addf(line, " %s", fillings[i].text);
		buf_release(&found);
		return;
	}
	buf_addf(line, " %.*s", (int)len, word);
}

struct slot {
	char word[40];
	bool maybe, option;
};

/* "CASE WHO [from=DAY] [to=DAY]" in places. */
static size_t
slots_of(const char *usage, struct slot *slots)
{
	size_t n = 0;

	while (*(usage += strspn(usage, " ")) != '\0' && n < MOST_SLOTS) {
		struct slot *s = &slots[n];
		size_t len = strcspn(usage, " ");

		s->maybe = *usage == '[';
		snprintf(s->word, sizeof(s->word), "%.*s", (int)(len -
		    s->maybe), usage + s->maybe);
		s->word[strcspn(s->word, "]")] = '\0';
		s->option = strchr(s->word, '=') != NULL;
		usage += len;
		n += s->word[0] != '\0' && strcmp(s->word, "…") != 0;
	}
	return n;
}

/* The command's line with the reference in one of its places; those that may
 * be left out are, behind it. */
static void
make_line(struct viewer *v, const struct verb *verb, const struct slot *slots,
    size_t n, size_t at, const char *ref, struct buf *line)
{
	size_t i;

	buf_clear(line);
	buf_adds(line, verb->name);
	for (i = 0; i < n; i++) {
		const struct slot *s = &slots[i];

		if (i == at && s->option)
			buf_addf(line, " %.*s=%s", (int)strcspn(s->word, "="),
			    s->word, ref);
		else if (i == at && strcmp(s->word, "LINE") == 0)
			buf_addf(line, " \"Police to see to it &%s by +5d\"",
			    ref);
		else if (i == at)
			buf_addf(line, " %s", ref);
		else if (!s->maybe || (i < at && !s->option))
			add_filling(v, s->word, line);
	}
}

/* Whatever the command would do is not kept, so that all begin alike. */
static void
try_and_leave(struct viewer *v, const char *line)
{
	struct err err = {0};

	v->now += 1000;
	if (!cmd_begin(&v->s, "party-add", &err)) {
		err_clear(&err);
		return;
	}
	twin_try(v, line);
	cmd_end(&v->s, false, &err);
	err_clear(&err);
}

static void
try_verb(struct viewer *v, const struct verb *verb, struct buf *line)
{
	struct slot slots[MOST_SLOTS];
	size_t n = slots_of(verb->usage, slots), i;
	struct buf action = {0};

	buf_addf(&action, "%s/A1", v->ask->ref);
	for (i = 0; i < n; i++) {
		make_line(v, verb, slots, n, i, v->ask->ref, line);
		try_and_leave(v, buf_text(line));
		if (strstr(slots[i].word, "ACTION") == NULL)
			continue;
		make_line(v, verb, slots, n, i, buf_text(&action), line);
		try_and_leave(v, buf_text(line));
	}
	buf_release(&action);
}

/* What usage does not tell: links by the kind's own words, references that one
 * gives oneself. */
static void
try_more(struct viewer *v)
{
	static const char *const lines[] = {
		"screen # accept", "screen # reject no", "case-set # court x",
		"report # done", "report # done well", "state # x",
		"handling # none", "restrict # yes", "restrict # list",
		"repeat # # yes", "link # # x", "allow # Police",
		"keep-out # Police", "agenda-move # up",
		"override no-owner because case=#" };
	struct buf line = {0}, boards = {0}, pattern = {0};
	const struct kind *k;
	const char *at;
	int64_t board;

	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		buf_clear(&line);
		twin_filled(&line, lines[i], v->ask->ref);
		try_and_leave(v, buf_text(&line));
	}
	twin_rows(&boards, v->db, true,
	    "SELECT id || ' ' || prefix FROM visible_board ORDER BY id");
	for (at = buf_text(&boards); *at != '\0'; at += strcspn(at, "\n"),
	    at += *at == '\n') {
		const char *prefix = strchr(at, ' ') + 1;
		int len = (int)strcspn(prefix, "\n");

		board = strtoll(at, NULL, 10);
		k = session_board_kind(&v->s, board, NULL);
		for (size_t i = 0; k != NULL && i < k->n_case_types; i++) {
			const struct kind_case_type *t = &k->case_types[i];

			buf_clear(&line);
			buf_addf(&line, "refer %.*s type=%s ref=%s"
			    " incident=2020-01-01", len, prefix, t->key,
			    v->ask->ref);
			try_and_leave(v, buf_text(&line));
			buf_clear(&line);
			buf_addf(&line, "record %.*s %s ref=%s", len, prefix,
			    t->key, v->ask->ref);
			try_and_leave(v, buf_text(&line));
			for (size_t j = 0; j < t->n_links; j++) {
				buf_clear(&line);
				buf_addf(&line, "record %.*s %s %s=%s", len,
				    prefix, t->key, t->links[j].key,
				    v->ask->ref);
				try_and_leave(v, buf_text(&line));
			}
		}
	}
	buf_release(&pattern);
	buf_release(&boards);
	buf_release(&line);
}

void
twin_answers(struct viewer *v)
{
	static const char *const not_inside[] = { "undo", "redo", "next",
		NULL };
	struct buf line = {0};
	size_t n, i, j;
	const struct verb *const *table = verb_table(&n);

	for (i = 0; i < n; i++) {
		for (j = 0; not_inside[j] != NULL; j++)
			if (strcmp(table[i]->name, not_inside[j]) == 0)
				break;
		if (not_inside[j] == NULL)
			try_verb(v, table[i], &line);
	}
	try_more(v);
	buf_release(&line);
}
