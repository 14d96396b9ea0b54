#include "twin_view.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/arena.h"
#include "base/date.h"
#include "cmd/export_actions.h"
#include "cmd/export_agenda.h"
#include "cmd/export_case.h"
#include "cmd/export_cmd.h"
#include "cmd/verb.h"
#include "store/handle.h"
#include "store/search_read.h"
#include "store/stmt.h"
#include "twin_work.h"

enum { CODE_DIGITS = 12 };

void
twin_rows(struct buf *out, struct db *db, bool view, const char *sql)
{
	enum handle_class class = view ? CLASS_READ : CLASS_STORE;
	struct handle *h = handle_reading(db);
	sqlite3_stmt *st;
	const char *text;
	int rc;

	access_refresh(h, NULL);
	st = view ? stmt_prepare(h, class, sql, NULL) :
	    handle_prepare(h, class, sql, NULL);
	if (st == NULL) {
		buf_addf(out, "(refused: %s)\n", sql);
		return;
	}
	while ((rc = handle_step(h, class, st)) == SQLITE_ROW) {
		text = (const char *)sqlite3_column_text(st, 0);
		buf_adds(out, text != NULL ? text : "");
		buf_addc(out, '\n');
	}
	sqlite3_finalize(st);
	if (rc != SQLITE_DONE)
		buf_addf(out, "(failed: %s)\n", sql);
}

/* ---- Rows of the views -------------------------------------------------- */

static void
note_ids(struct viewer *v, const char *tbl)
{
	struct buf sql = {0}, rows = {0};
	char *at;
	int nth = 0;

	buf_addf(&sql, "SELECT id FROM visible_%s ORDER BY id", tbl);
	twin_rows(&rows, v->db, true, buf_text(&sql));
	for (at = rows.data; at != NULL && *at != '\0';
	    at += strcspn(at, "\n"), at += *at == '\n') {
		GROW(v->ids, v->n_ids, v->cap_ids);
		v->ids[v->n_ids].id = strtoll(at, NULL, 10);
		snprintf(v->ids[v->n_ids++].name, sizeof(v->ids[0].name),
		    "%.20s#%d", tbl, ++nth);
	}
	buf_release(&rows);
	buf_release(&sql);
}

const char *
twin_name(const struct viewer *v, int64_t id)
{
	size_t i;

	for (i = 0; i < v->n_ids; i++)
		if (v->ids[i].id == id)
			return v->ids[i].name;
	return "(hidden)";
}

/* "\1 17 \1" is an id: its name comes into its place. Numbers behind "_id": in
 * a payload are ids as well. The hash of a file that one took carries the
 * commitment that is in it; the file itself is compared. */
static void
add_named(struct viewer *v, const char *text)
{
	static const char key[] = "_id\":", hash[] = "\"hash\":\"";
	char *end;

	while (*text != '\0') {
		if (*text == '\1') {
			buf_adds(v->out, twin_name(v, strtoll(text + 1, &end,
			    10)));
			text = strchr(text + 1, '\1');
			text += text != NULL;
			if (text == NULL)
				return;
		} else if (strncmp(text, key, 5) == 0 &&
		    isdigit((unsigned char)text[5])) {
			buf_adds(v->out, key);
			buf_adds(v->out, twin_name(v, strtoll(text + 5, &end,
			    10)));
			text = end;
		} else if (strncmp(text, hash, sizeof(hash) - 1) == 0) {
			buf_adds(v->out, hash);
			text += sizeof(hash) - 1;
			text += strspn(text, "0123456789abcdef");
		} else {
			buf_addc(v->out, *text++);
		}
	}
}

static bool
is_one_of(const char *word, size_t len, const char *list)
{
	const char *at;

	for (at = list; (at = strstr(at, word)) != NULL; at += len)
		if (at[-1] == ' ' && at[len] == ' ')
			return true;
	return false;
}

/* One text expression for all columns of a view. Numbers of events, their
 * hashes, the ids a snapshot counted and what lines are sorted by (their order
 * is that of the rows) are in no screen and no document. */
static void
add_columns(struct buf *sql, const char *columns)
{
	static const char left_out[] = " seq command undoes digest hash salt"
	    " sources row position ";
	char name[64];
	bool first = true;

	while (*columns != '\0') {
		size_t len = strcspn(columns, "\n");

		snprintf(name, sizeof(name), "%.*s", (int)len, columns);
		columns += len + (columns[len] == '\n');
		if (is_one_of(name, len, left_out))
			continue;
		if (!first)
			buf_adds(sql, " || '|' || ");
		first = false;
		if (strcmp(name, "id") == 0 || (len > 3 &&
		    strcmp(name + len - 3, "_id") == 0) || is_one_of(name,
		    len, " casefile meeting other action subject "))
			buf_addf(sql, "coalesce(char(1) || \"%s\" || char(1),"
			    " '-')", name);
		else
			buf_addf(sql, "coalesce(CAST(\"%s\" AS TEXT), '-')",
			    name);
	}
}

/* The tables that have a view, one a line, sorted. */
static void
add_tables(struct buf *out, struct db *db)
{
	twin_rows(out, db, false, "SELECT substr(name, 9) FROM sqlite_schema"
	    " WHERE type = 'view' AND name LIKE 'visible\\_%' ESCAPE '\\'"
	    " AND name <> 'visible_search' ORDER BY name");
}

static void
add_view(struct viewer *v, const char *tbl)
{
	struct buf sql = {0}, columns = {0}, rows = {0};

	buf_addf(&sql, "SELECT name FROM pragma_table_info('visible_%s')",
	    tbl);
	twin_rows(&columns, v->db, false, buf_text(&sql));
	buf_clear(&sql);
	buf_adds(&sql, "SELECT ");
	add_columns(&sql, buf_text(&columns));
	buf_addf(&sql, " FROM visible_%s ORDER BY %s", tbl,
	    strncmp(tbl, "event", 5) == 0 ? "seq" : strcmp(tbl,
	    "match_key") == 0 ? "key, subject_id" : strcmp(tbl, "item") == 0 ?
	    "meeting_id, position" : "id");
	twin_rows(&rows, v->db, true, buf_text(&sql));
	buf_addf(v->out, "\n== view %s\n", tbl);
	add_named(v, buf_text(&rows));
	buf_release(&rows);
	buf_release(&columns);
	buf_release(&sql);
}

static void
each_table(struct viewer *v, void (*call)(struct viewer *, const char *))
{
	struct buf tables = {0};
	char *at, *end;

	add_tables(&tables, v->db);
	for (at = tables.data; *at != '\0'; at = end + 1) {
		end = strchr(at, '\n');
		*end = '\0';
		if (call != note_ids || (strncmp(at, "event", 5) != 0 &&
		    strcmp(at, "match_key") != 0))
			call(v, at);
	}
	buf_release(&tables);
}

/* The commitment to the chain's head tells nothing and differs with every
 * event; whoever exports the record has the head and its number. */
void
twin_masked(struct viewer *v, const struct buf *doc)
{
	static const char entry[] = ", entry ";
	const char *at = buf_text(doc), *end = at + doc->len;
	size_t n;

	while (at < end) {
		for (n = 0; at + n < end && isxdigit((unsigned char)at[n]) &&
		    !isupper((unsigned char)at[n]); n++)
			;
		if (n == CODE_DIGITS) {
			buf_adds(v->out, "(commitment)");
			at += n;
		} else if (strncmp(at, entry, sizeof(entry) - 1) == 0) {
			at += sizeof(entry) - 1;
			at += strspn(at, "0123456789");
			buf_adds(v->out, "(entry)");
		} else {
			buf_add(v->out, at, n > 0 ? n : 1);
			at += n > 0 ? n : 1;
		}
	}
}

/* ---- Screens ------------------------------------------------------------ */

void
twin_surface(struct viewer *v, const struct app *app)
{
	struct buf b = {0};

	surface_dump(&app->surface, &b, false);
	twin_masked(v, &b);
	buf_release(&b);
}

void
twin_screen(struct viewer *v, const char *place, const char *title)
{
	struct err err = {0};
	struct app app;

	buf_addf(v->out, "\n== screen %s\n", title);
	if (!app_init(&app, &v->s, TWIN_ROWS, TWIN_COLS, place, &err)) {
		buf_addf(v->out, "(%s)\n", err_text(&err));
		err_clear(&err);
		return;
	}
	app_draw(&app);
	twin_surface(v, &app);
	app_release(&app);
}

/* The pattern with value in the place of each "#". */
void
twin_filled(struct buf *b, const char *pattern, const char *value)
{
	for (; *pattern != '\0'; pattern++) {
		if (*pattern == '#')
			buf_adds(b, value);
		else
			buf_addc(b, *pattern);
	}
}

/* A place for each row of a view, the id in it. */
void
twin_each_row(struct viewer *v, const char *sql, const char *pattern)
{
	struct buf rows = {0}, place = {0}, title = {0};
	const char *at;
	char id[24];

	twin_rows(&rows, v->db, true, sql);
	for (at = buf_text(&rows); *at != '\0';
	    at += strcspn(at, "\n"), at += *at == '\n') {
		snprintf(id, sizeof(id), "%.*s", (int)strcspn(at, "\n"), at);
		buf_clear(&place);
		buf_clear(&title);
		twin_filled(&place, pattern, id);
		twin_filled(&title, pattern, twin_name(v, strtoll(id, NULL,
		    10)));
		twin_screen(v, buf_text(&place), buf_text(&title));
	}
	buf_release(&title);
	buf_release(&place);
	buf_release(&rows);
}

static void
add_screens(struct viewer *v)
{
	static const char *const alone[] = { "home", "directory", "history 0",
		"actions 0 0" };
	static const struct {
		const char *sql, *pattern;
	} rows[] = {
		{ "SELECT id FROM visible_board ORDER BY id",
		    "board #" },
		{ "SELECT id FROM visible_board ORDER BY id",
		    "referrals #" },
		{ "SELECT id FROM visible_board ORDER BY id",
		    "actions # 0" },
		{ "SELECT id FROM visible_meeting ORDER BY id",
		    "meeting #" },
		{ "SELECT id FROM visible_meeting ORDER BY id",
		    "agenda #" },
		{ "SELECT id FROM visible_meeting ORDER BY id",
		    "minutes #" },
		{ "SELECT id FROM visible_casefile ORDER BY id",
		    "casefile # 0" },
		{ "SELECT id FROM visible_casefile ORDER BY id",
		    "casefile # 1" },
		{ "SELECT id FROM visible_casefile ORDER BY id",
		    "casefile # 2" },
		{ "SELECT id FROM visible_casefile ORDER BY id",
		    "casefile # 3" },
		{ "SELECT id FROM visible_casefile ORDER BY id",
		    "casefile # 4" },
		{ "SELECT id FROM visible_casefile ORDER BY id",
		    "casefile # 5" },
		{ "SELECT id FROM visible_casefile ORDER BY id",
		    "casefile # 6" },
		{ "SELECT id FROM visible_casefile ORDER BY id",
		    "screening #" },
		{ "SELECT id FROM visible_casefile ORDER BY id",
		    "repeat #" },
		{ "SELECT id FROM visible_casefile ORDER BY id",
		    "history #" },
		{ "SELECT id FROM visible_party ORDER BY id",
		    "party #" },
		{ "SELECT id FROM visible_action ORDER BY id",
		    "action #" },
		{ "SELECT casefile_id FROM visible_contribution ORDER BY id",
		    "form casefile #" },
	};
	size_t i;

	for (i = 0; i < sizeof(alone) / sizeof(alone[0]); i++)
		twin_screen(v, alone[i], alone[i]);
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		twin_each_row(v, rows[i].sql, rows[i].pattern);
}

/* The plan: the words one types, and what the program offers for them. */
static void
add_palette(struct viewer *v, const char *keys, const char *title)
{
	struct err err = {0};
	struct app app;

	buf_addf(v->out, "\n== typed %s\n", title);
	if (!app_init(&app, &v->s, TWIN_ROWS, TWIN_COLS, "home", &err)) {
		buf_addf(v->out, "(%s)\n", err_text(&err));
		err_clear(&err);
		return;
	}
	app_draw(&app);
	for (; *keys != '\0'; keys++) {
		struct input in = { .kind = INPUT_KEY,
		    .key = *keys == '\n' ? key_parse("Enter", 5) : *keys };

		app_input(&app, &in);
		app_draw(&app);
	}
	twin_surface(v, &app);
	app_release(&app);
}

/* ---- Searches, documents, commands -------------------------------------- */

static void
search_for(struct viewer *v, const char *words)
{
	struct arena a = {0};
	struct search_row *rows;
	struct err err = {0};
	size_t n, i;

	buf_addf(v->out, "\n== search %s\n", words);
	if (search_read(v->db, words, 100, &a, &rows, &n, &err))
		for (i = 0; i < n; i++)
			buf_addf(v->out, "%s|%s|%s|%d|%s|%zu\n", rows[i].tbl,
			    rows[i].case_ref, rows[i].meeting_ref,
			    rows[i].held_on, rows[i].text, rows[i].at);
	else
		buf_addf(v->out, "(%s)\n", err_text(&err));
	err_clear(&err);
	arena_release(&a);
}

static void
add_searches(struct viewer *v)
{
	const char *at = v->ask->words;
	char word[80];
	size_t n;

	search_for(v, v->ask->ref);
	/* As one types: from two letters on. */
	for (n = 2; n < sizeof(word) && n < strlen(v->ask->ref); n++) {
		snprintf(word, sizeof(word), "%.*s", (int)n, v->ask->ref);
		search_for(v, word);
	}
	while (*(at += strspn(at, " ")) != '\0') {
		size_t len = strcspn(at, " ");

		snprintf(word, sizeof(word), "%.*s", (int)len, at);
		search_for(v, word);
		if (at == v->ask->words + strspn(v->ask->words, " ") ||
		    v->ask->all) {
			for (n = 2; n < 4 && n < len; n++) {
				word[n] = '\0';
				search_for(v, word);
				word[n] = at[n];
			}
		}
		at += len;
	}
}

static void
export_one(struct viewer *v, int64_t meeting, const struct doc_format *f)
{
	struct buf doc = {0};
	struct err err = {0};

	buf_addf(v->out, "\n== export %s %s\n", f->name,
	    twin_name(v, meeting));
	if (cmd_export_minutes(&v->s, meeting, f, &doc, &err)) {
		buf_addf(v->out, "%zu bytes\n", doc.len);
		twin_masked(v, &doc);
	} else {
		buf_addf(v->out, "(%s)\n", err_text(&err));
	}
	err_clear(&err);
	buf_clear(&doc);
	buf_addf(v->out, "\n== agenda %s %s\n", f->name,
	    twin_name(v, meeting));
	if (cmd_export_agenda(&v->s, meeting, f, &doc, &err))
		twin_masked(v, &doc);
	else
		buf_addf(v->out, "(%s)\n", err_text(&err));
	err_clear(&err);
	buf_release(&doc);
}

static void
export_case(struct viewer *v, int64_t casefile)
{
	const struct doc_format *f = doc_format_find("text");
	struct buf doc = {0};
	struct err err = {0};

	buf_addf(v->out, "\n== case %s\n", twin_name(v, casefile));
	if (cmd_export_case(&v->s, casefile, f, &doc, &err))
		twin_masked(v, &doc);
	else
		buf_addf(v->out, "(%s)\n", err_text(&err));
	err_clear(&err);
	buf_clear(&doc);
	if (cmd_export_transfer(&v->s, casefile, "Elsewhere", f, &doc, &err))
		twin_masked(v, &doc);
	else
		buf_addf(v->out, "(%s)\n", err_text(&err));
	err_clear(&err);
	buf_release(&doc);
}

/* All the open actions that one sees. */
static void
export_actions(struct viewer *v)
{
	struct buf doc = {0};
	struct err err = {0};

	buf_adds(v->out, "\n== actions\n");
	if (cmd_export_actions(&v->s, &(const struct action_pick){0},
	    doc_format_find("csv"), &doc, &err))
		twin_masked(v, &doc);
	else
		buf_addf(v->out, "(%s)\n", err_text(&err));
	err_clear(&err);
	buf_release(&doc);
}

static void
add_exports(struct viewer *v)
{
	const struct doc_format *f;
	struct buf rows = {0};
	const char *at;

	export_actions(v);
	twin_rows(&rows, v->db, true,
	    "SELECT id FROM visible_casefile ORDER BY id");
	for (at = buf_text(&rows); *at != '\0';
	    at += strcspn(at, "\n"), at += *at == '\n')
		export_case(v, strtoll(at, NULL, 10));
	buf_clear(&rows);
	twin_rows(&rows, v->db, true,
	    "SELECT id FROM visible_meeting ORDER BY id");
	for (at = buf_text(&rows); *at != '\0';
	    at += strcspn(at, "\n"), at += *at == '\n')
		/* Those of the module are made of the same. */
		for (f = doc_formats; f->name != NULL && f->write; f++)
			export_one(v, strtoll(at, NULL, 10), f);
	buf_release(&rows);
}

void
twin_try(struct viewer *v, const char *line)
{
	struct buf reply = {0};
	struct err err = {0};
	bool ok = verb_run_line(&v->s, line, &reply, &err);

	buf_addf(v->out, "\n== do %s\n%d %s\n", line, (int)err.code, ok ?
	    buf_text(&reply) : err_text(&err));
	err_clear(&err);
	buf_release(&reply);
}

/* What is drawn after: numbers of new records. */
static void
add_numbers(struct viewer *v)
{
	struct buf boards = {0}, line = {0}, refs = {0};
	const char *at;

	twin_rows(&boards, v->db, true,
	    "SELECT prefix FROM visible_board ORDER BY id");
	for (at = buf_text(&boards); *at != '\0';
	    at += strcspn(at, "\n"), at += *at == '\n') {
		v->now += 1000;
		buf_clear(&line);
		buf_addf(&line, "refer %.*s incident=2020-01-01",
		    (int)strcspn(at, "\n"), at);
		twin_try(v, buf_text(&line));
	}
	v->now += 1000;
	twin_try(v, "action \"Police to see to it by +5d\" step=open");
	twin_try(v, "undo");
	twin_rows(&refs, v->db, true,
	    "SELECT ref FROM visible_casefile ORDER BY id");
	twin_rows(&refs, v->db, true,
	    "SELECT ref FROM visible_action ORDER BY id");
	buf_addf(v->out, "\n== numbers\n%s", buf_text(&refs));
	buf_release(&refs);
	buf_release(&line);
	buf_release(&boards);
}

void
twin_view(struct buf *out, const char *path, int64_t now, const char *login,
    const struct twin_ask *ask)
{
	struct viewer v = { .out = out, .path = path, .now = now,
		.ask = ask };
	struct err err = {0};
	struct buf keys = {0};

	clock_fixed(&v.clock, &v.now);
	v.db = db_open(path, DB_USE, &v.clock, &err);
	if (v.db == NULL || !session_open(&v.s, v.db, &v.clock, login, "twin",
	    &err)) {
		fprintf(stderr, "%s: %s\n", path, err_text(&err));
		abort();
	}
	v.s.forms = getenv("MINUTEBOOK_FORMS");
	each_table(&v, note_ids);
	each_table(&v, add_view);
	add_screens(&v);
	twin_reports(&v);
	twin_completions(&v);
	twin_forms(&v);
	add_searches(&v);
	buf_addf(&keys, "/%s", ask->ref);
	add_palette(&v, buf_text(&keys), "/ and the reference");
	buf_clear(&keys);
	buf_addf(&keys, ":%s\n", ask->ref);
	add_palette(&v, buf_text(&keys), ": and the reference");
	add_exports(&v);
	twin_packs(&v);
	twin_histories(&v);
	twin_answers(&v);
	add_numbers(&v);
	each_table(&v, add_view);
	buf_release(&keys);
	session_close(&v.s);
	db_close(v.db);
	free(v.ids);
}
