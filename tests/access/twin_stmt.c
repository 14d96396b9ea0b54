#include "twin_stmt.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "cmd/session.h"
#include "store/handle.h"
#include "twin_view.h"

/* What never was: no book of a test is so large, and no reference so named. */
#define NEVER_ID INT64_C(987654321)
#define NEVER_REF "QQ-NEVER-1"

/* What a parameter is, by its name, and what it is given while another is
 * asked about: the first column of a query the member may make. The others are
 * numbers or texts that narrow nothing. */
enum sort { IDS, LIST, REFS, OTHER };
static const struct param {
	const char *name;
	enum sort sort;
	const char *usual;	/* a query, for ids; else a text */
} params[] = {
	{ ":id", IDS, NULL },
	{ ":of", IDS, NULL },
	{ ":but", IDS, NULL },
	{ ":one", IDS, NULL },
	{ ":row", IDS, NULL },
	{ ":casefile", IDS, "SELECT id FROM visible_casefile" },
	{ ":other", IDS, "SELECT id FROM visible_casefile" },
	{ ":earlier", IDS, "SELECT id FROM visible_casefile" },
	{ ":board", IDS, "SELECT id FROM visible_board" },
	{ ":meeting", IDS, "SELECT id FROM visible_meeting" },
	{ ":item", IDS, "SELECT id FROM visible_item" },
	{ ":action", IDS, "SELECT id FROM visible_action" },
	{ ":agency", IDS, "SELECT id FROM visible_agency" },
	{ ":member", IDS, "SELECT me()" },
	{ ":party", IDS, "SELECT id FROM visible_party" },
	{ ":to", IDS, "SELECT id FROM visible_party" },
	{ ":subject", IDS, "SELECT id FROM visible_subject" },
	{ ":contribution", IDS, "SELECT id FROM visible_contribution" },
	{ ":ids", LIST, NULL },
	{ ":text", REFS, NEVER_REF },
	{ ":ref", REFS, NEVER_REF },
	{ ":today", OTHER, "2031-03-13" },
	{ ":day", OTHER, "2031-03-13" },
	{ ":on", OTHER, "2031-03-13" },
	{ ":from", OTHER, "0000-01-01" },
	{ ":after", OTHER, "" },
	{ ":until", OTHER, "9999-12-31" },
	{ ":before", OTHER, "9999-12-31" },
	{ ":limit", OTHER, "500" },
	{ ":meetings", OTHER, "9" },
	{ ":wants", OTHER, "1023" },
	{ ":near", OTHER, "1" },
	{ ":failures", OTHER, "[]" },
	{ ":words", OTHER, "a*" },
};

struct prober {
	struct db *db;
	struct handle *h;
	const char *login;
	int64_t *hidden;
	size_t n_hidden, cap_hidden;
	struct buf refs;		/* hidden ones, a line each */
	struct buf usual[sizeof(params) / sizeof(params[0])];
	size_t told, tried;
};

static const struct param *
param(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof(params) / sizeof(params[0]); i++)
		if (strcmp(params[i].name, name) == 0)
			return &params[i];
	return NULL;
}

static void
bind_number(sqlite3_stmt *st, int at, enum sort sort, int64_t id)
{
	char text[40];

	if (sort == IDS) {
		sqlite3_bind_int64(st, at, id);
		return;
	}
	snprintf(text, sizeof(text), "[%" PRId64 "]", id);
	sqlite3_bind_text(st, at, text, -1, SQLITE_TRANSIENT);
}

/* Numbers as numbers: the texts of OTHER that are one. */
static void
bind_text(sqlite3_stmt *st, int at, const char *text)
{
	char *end;
	int64_t n = strtoll(text, &end, 10);

	if (*text != '\0' && *end == '\0')
		sqlite3_bind_int64(st, at, n);
	else
		sqlite3_bind_text(st, at, text, -1, SQLITE_TRANSIENT);
}

/* All but one of the parameters as they usually are. */
static void
bind_usual(struct prober *p, sqlite3_stmt *st)
{
	int n = sqlite3_bind_parameter_count(st), i;

	for (i = 1; i <= n; i++) {
		const struct param *d = param(
		    sqlite3_bind_parameter_name(st, i));

		if (d == NULL)
			sqlite3_bind_null(st, i);
		else if (d->sort == IDS || d->sort == LIST)
			bind_number(st, i, d->sort, strtoll(buf_text(
			    &p->usual[d - params]), NULL, 10));
		else
			bind_text(st, i, d->usual);
	}
}

/* All that the statement gives, as one text. */
static void
run(struct prober *p, sqlite3_stmt *st, struct buf *out)
{
	int rc, i;

	buf_clear(out);
	while ((rc = handle_step(p->h, CLASS_READ, st)) == SQLITE_ROW) {
		for (i = 0; i < sqlite3_column_count(st); i++) {
			const char *text = (const char *)
			    sqlite3_column_text(st, i);

			buf_addf(out, "%s|", text != NULL ? text : "-");
		}
		buf_addc(out, '\n');
	}
	if (rc != SQLITE_DONE)
		buf_addf(out, "(failed)");
	sqlite3_reset(st);
	p->tried++;
}

/* Where the value that is asked about is itself among what comes back, it is
 * one's own question that one hears. */
static void
forget(struct buf *out, const char *value)
{
	struct buf rest = {0};
	size_t len = strlen(value);
	const char *at = buf_text(out);

	while (*at != '\0') {
		if (strncmp(at, value, len) == 0 && at[len] == '|') {
			buf_addc(&rest, '?');
			at += len;
		} else {
			buf_addc(&rest, *at++);
		}
	}
	buf_clear(out);
	buf_adds(out, buf_text(&rest));
	buf_release(&rest);
}

static void
compare(struct prober *p, const struct sql_entry *e, const char *name,
    const char *value, const struct buf *never, struct buf *got)
{
	forget(got, value);
	if (strcmp(buf_text(got), buf_text(never)) == 0)
		return;
	p->told++;
	fprintf(stderr, "%s can tell by %s, %s %s:\n  %.300s\n  of what never"
	    " was:\n  %.300s\n", p->login, e->name, name, value,
	    buf_text(got), buf_text(never));
}

static void
probe_ids(struct prober *p, const struct sql_entry *e, sqlite3_stmt *st,
    int at, enum sort sort)
{
	struct buf never = {0}, got = {0};
	char value[40];
	size_t i, told = p->told;

	bind_number(st, at, sort, NEVER_ID);
	run(p, st, &never);
	snprintf(value, sizeof(value), "%" PRId64, NEVER_ID);
	forget(&never, value);
	for (i = 0; i < p->n_hidden && p->told < told + 2; i++) {
		snprintf(value, sizeof(value), "%" PRId64, p->hidden[i]);
		bind_number(st, at, sort, p->hidden[i]);
		run(p, st, &got);
		compare(p, e, sqlite3_bind_parameter_name(st, at), value,
		    &never, &got);
	}
	buf_release(&got);
	buf_release(&never);
}

static void
probe_refs(struct prober *p, const struct sql_entry *e, sqlite3_stmt *st,
    int at)
{
	struct buf never = {0}, got = {0};
	const char *ref;
	char value[80];

	bind_text(st, at, NEVER_REF);
	run(p, st, &never);
	forget(&never, NEVER_REF);
	for (ref = buf_text(&p->refs); *ref != '\0';
	    ref += strcspn(ref, "\n") + 1) {
		snprintf(value, sizeof(value), "%.*s",
		    (int)strcspn(ref, "\n"), ref);
		sqlite3_bind_text(st, at, value, -1, SQLITE_TRANSIENT);
		run(p, st, &got);
		compare(p, e, sqlite3_bind_parameter_name(st, at), value,
		    &never, &got);
	}
	buf_release(&got);
	buf_release(&never);
}

static void
probe(struct prober *p, enum sql_id id)
{
	const struct sql_entry *e = sql_entry(id);
	sqlite3_stmt *st;
	int n, i;

	if (e->class != SQL_CLASS_READ)
		return;
	st = stmt_prepare(p->h, CLASS_READ, e->text, NULL);
	if (st == NULL) {
		p->told++;
		fprintf(stderr, "%s can't be prepared\n", e->name);
		return;
	}
	n = sqlite3_bind_parameter_count(st);
	for (i = 1; i <= n; i++) {
		const struct param *d = param(
		    sqlite3_bind_parameter_name(st, i));

		/* Two days bear the name that elsewhere someone has. */
		if (d == NULL || d->sort == OTHER || (strcmp(d->name, ":to") ==
		    0 && sqlite3_bind_parameter_index(st, ":from") > 0))
			continue;
		bind_usual(p, st);
		if (d->sort == REFS)
			probe_refs(p, e, st, i);
		else
			probe_ids(p, e, st, i, d->sort);
	}
	sqlite3_finalize(st);
}

/* ---- What is hidden ------------------------------------------------------- */

static void
add_hidden(struct prober *p, const char *tbl)
{
	struct buf sql = {0}, all = {0}, seen = {0}, line = {0};
	char *at;

	buf_addf(&sql, "SELECT id FROM %s ORDER BY id", tbl);
	twin_rows(&all, p->db, false, buf_text(&sql));
	buf_clear(&sql);
	buf_addf(&sql, "SELECT id FROM visible_%s ORDER BY id", tbl);
	buf_addc(&seen, '\n');
	twin_rows(&seen, p->db, true, buf_text(&sql));
	for (at = all.data; at != NULL && *at != '\0';
	    at += strcspn(at, "\n") + 1) {
		buf_clear(&line);
		buf_addf(&line, "\n%.*s\n", (int)strcspn(at, "\n"), at);
		if (strstr(buf_text(&seen), buf_text(&line)) != NULL)
			continue;
		GROW(p->hidden, p->n_hidden, p->cap_hidden);
		p->hidden[p->n_hidden++] = strtoll(at, NULL, 10);
	}
	buf_release(&line);
	buf_release(&seen);
	buf_release(&all);
	buf_release(&sql);
}

static void
add_refs(struct prober *p, const char *tbl)
{
	struct buf sql = {0}, seen = {0}, all = {0}, line = {0};
	const char *at;

	buf_addf(&sql, "SELECT ref FROM %s", tbl);
	twin_rows(&all, p->db, false, buf_text(&sql));
	buf_clear(&sql);
	buf_addf(&sql, "SELECT ref FROM visible_%s", tbl);
	buf_addc(&seen, '\n');
	twin_rows(&seen, p->db, true, buf_text(&sql));
	for (at = buf_text(&all); *at != '\0'; at += strcspn(at, "\n") + 1) {
		buf_clear(&line);
		buf_addf(&line, "\n%.*s\n", (int)strcspn(at, "\n"), at);
		if (strstr(buf_text(&seen), buf_text(&line)) == NULL)
			buf_adds(&p->refs, buf_text(&line) + 1);
	}
	buf_release(&line);
	buf_release(&all);
	buf_release(&seen);
	buf_release(&sql);
}

/* Every table whose rows have ids and a view. */
static void
find_hidden(struct prober *p)
{
	static const char *const with_refs[] = { "casefile", "action",
		"meeting" };
	struct buf tables = {0};
	const char *at;
	char tbl[64];
	size_t i;

	twin_rows(&tables, p->db, false, "SELECT t.name FROM sqlite_schema"
	    " AS t JOIN sqlite_schema AS v ON v.name = 'visible_' || t.name"
	    " WHERE t.type = 'table' AND EXISTS (SELECT 1 FROM"
	    " pragma_table_info(t.name) AS c WHERE c.name = 'id')");
	for (at = buf_text(&tables); *at != '\0';
	    at += strcspn(at, "\n") + 1) {
		snprintf(tbl, sizeof(tbl), "%.*s", (int)strcspn(at, "\n"),
		    at);
		add_hidden(p, tbl);
	}
	for (i = 0; i < sizeof(with_refs) / sizeof(with_refs[0]); i++)
		add_refs(p, with_refs[i]);
	for (i = 0; i < sizeof(params) / sizeof(params[0]); i++)
		if (params[i].usual != NULL && params[i].sort == IDS)
			twin_rows(&p->usual[i], p->db, true, params[i].usual);
	buf_release(&tables);
}

size_t
twin_statements(const char *path, int64_t now, const char *login,
    size_t *tried)
{
	struct prober p = { .login = login };
	struct clock clock;
	struct err err = {0};
	struct session s;
	size_t i;
	int id;

	clock_fixed(&clock, &now);
	p.db = db_open(path, DB_USE, &clock, &err);
	if (p.db == NULL || !session_open(&s, p.db, &clock, login, "twin",
	    &err)) {
		fprintf(stderr, "%s: %s\n", path, err_text(&err));
		abort();
	}
	p.h = handle_reading(p.db);
	find_hidden(&p);
	for (id = 0; id < SQL_COUNT; id++)
		probe(&p, (enum sql_id)id);
	for (i = 0; i < sizeof(params) / sizeof(params[0]); i++)
		buf_release(&p.usual[i]);
	buf_release(&p.refs);
	free(p.hidden);
	session_close(&s);
	db_close(p.db);
	*tried += p.tried;
	return p.told;
}
