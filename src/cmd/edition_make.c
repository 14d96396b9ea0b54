/*
 * edition_make: how a version of minutes comes to be.
 */
#include "cmd/edition_make.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "cmd/bind.h"
#include "cmd/cmd.h"
#include "cmd/meeting_need.h"
#include "cmd/minutes_doc.h"
#include "cmd/repeat_cmd.h"
#include "store/action_read.h"
#include "store/agenda_read.h"
#include "store/tx.h"

/* ---- What it holds ------------------------------------------------------- */

/* Each once. */
struct ids {
	int64_t *id;
	size_t n, cap;
};

/* {"casefile":[…],"action":[…],"right":[…]}, in three lists. */
struct sources {
	struct ids casefile, action;
	struct buf right;
};

static void
add_id(struct ids *l, int64_t id)
{
	size_t i;

	for (i = 0; i < l->n && l->id[i] != id; i++)
		continue;
	if (!id || i < l->n)
		return;
	GROW(l->id, l->n, l->cap);
	l->id[l->n++] = id;
}

static void
put_ids(struct buf *json, const char *name, struct ids *l)
{
	size_t i;

	buf_addf(json, "\"%s\":[", name);
	for (i = 0; i < l->n; i++)
		buf_addf(json, "%s%" PRId64, i ? "," : "", l->id[i]);
	buf_adds(json, "],");
	free(l->id);
}

/* What it shows depends on these rights of whoever makes it. */
static void
add_rights(struct session *s, int64_t board, struct buf *b)
{
	static const enum kind_right rights[] = { RIGHT_SEE_SAFE_CONTACT,
		RIGHT_SEE_SENSITIVE, RIGHT_SEE_RESEARCH, RIGHT_SEE_SHARED,
		RIGHT_SEE_ACTIONS, RIGHT_SEE_FIGURES, RIGHT_SEE_CODE_NAMES };
	size_t i;

	for (i = 0; i < sizeof rights / sizeof *rights; i++)
		if (session_may(s, board, rights[i]))
			buf_addf(b, "%s\"%s\"", b->len ? "," : "",
			    kind_right_name(rights[i]));
}

static bool
add_actions(struct session *s, const struct meeting_row *m,
    enum action_list list, struct arena *a, struct sources *src,
    struct err *err)
{
	struct action_row *rows;
	size_t i, n;

	if (!action_read_list(s->db, list, m->id, m->held_on, a, &rows, &n,
	    err))
		return false;
	for (i = 0; i < n; i++)
		add_id(&src->action, rows[i].id);
	return true;
}

static bool
add_cases(struct session *s, const struct meeting_row *m, struct arena *a,
    struct sources *src, struct err *err)
{
	const struct kind *k = session_meeting_kind(s, m->id, err);
	struct agenda_row *rows;
	struct lapsed *gone = NULL;
	struct repeat_rule rule;
	size_t i, n, n_gone = 0;

	if (!k || !agenda_read(s->db, m->id, a, &rows, &n, err) ||
	    (repeat_rule_of(k, &rule) && k->rules.repeat.list_lapsed &&
	    !repeat_lapsed_list(s, m->board, DATE_NONE, m->held_on,
	    rule.clock, a, &gone, &n_gone, err)))
		return false;
	for (i = 0; i < n; i++)
		add_id(&src->casefile, rows[i].casefile);
	for (i = 0; i < n_gone; i++)
		add_id(&src->casefile, gone[i].casefile);
	return true;
}

static bool
add_snapshots(struct session *s, int64_t meeting, struct sources *src,
    struct err *err)
{
	struct stmt *q = cmd_query(s, SQL_EDITION_SNAPSHOTS,
	    BIND(B_ID("meeting", meeting)), err);

	while (stmt_next(q, err))
		add_id(!strcmp(col_str(q, 0), "action") ? &src->action
		    : &src->casefile, col_int(q, 1));
	return stmt_done(q);
}

static bool
find_sources(struct session *s, const struct meeting_row *m,
    struct buf *json, struct err *err)
{
	struct sources src = {0};
	struct arena a = {0};
	bool ok;

	add_rights(s, m->board, &src.right);
	ok = add_cases(s, m, &a, &src, err) &&
	    add_actions(s, m, ACTIONS_OF_MEETING, &a, &src, err) &&
	    add_actions(s, m, ACTIONS_OUTSTANDING, &a, &src, err) &&
	    add_snapshots(s, m->id, &src, err);
	buf_addc(json, '{');
	put_ids(json, "casefile", &src.casefile);
	put_ids(json, "action", &src.action);
	buf_addf(json, "\"right\":[%s]}", buf_text(&src.right));
	buf_release(&src.right);
	arena_release(&a);
	return ok;
}

/* ---- Its row and its text ------------------------------------------------ */

static bool
add_row(struct session *s, int64_t meeting, const char *sort,
    const char *state, const char *sources, int64_t of, int64_t *id,
    struct err *err)
{
	struct arena a = {0};
	bool ok;

	*id = db_new_id(s->db);
	ok = cmd_write(s, SQL_EDITION_ADD, BIND(B_ID("new", *id),
	    B_TEXT("sort", sort), B_TEXT("state", state),
	    B_ID("member", s->member), B_TEXT("now", need_now(s, &a)),
	    B_TEXT("sources", sources), B_ID("of", of),
	    B_ID("meeting", meeting)), NULL, err);
	arena_release(&a);
	return ok;
}

bool
edition_keep(struct session *s, int64_t edition, const char *body,
    struct err *err)
{
	return cmd_write(s, SQL_EDITION_TEXT_ADD, BIND(B_ID("new", db_new_id(
	    s->db)), B_ID("edition", edition), B_TEXT("body", body)), NULL,
	    err);
}

bool
edition_make_record(struct session *s, const struct meeting_row *m,
    int64_t *id, struct err *err)
{
	struct doc_kept kept = { .meeting = m->ref, .edition = EDITION_FULL };
	struct buf sources = {0}, body = {0};
	struct edition_row row;
	struct doc doc = {0};
	bool ok;

	ok = minutes_doc_live(s, m, true, NULL, &doc, err) &&
	    find_sources(s, m, &sources, err) && add_row(s, m->id,
	    EDITION_FULL, "circulated", buf_text(&sources), 0, id, err) &&
	    edition_read(s->db, *id, &doc.arena, &row, err);
	if (ok) {
		kept.version = row.version;
		kept.n_text = doc.n;
		doc_keep(&doc, &kept, &body);
		ok = edition_keep(s, *id, buf_text(&body), err);
	}
	doc_release(&doc);
	buf_wipe(&body);
	buf_release(&sources);
	return ok;
}

bool
edition_make_next(struct session *s, const struct meeting_row *m,
    struct edition_row *row, struct err *err)
{
	int64_t id;

	if (!add_row(s, m->id, row->sort, "corrected", "{}", row->id, &id,
	    err))
		return false;
	row->id = id;
	return true;
}

bool
edition_make_beside(struct session *s, const struct meeting_row *m,
    int64_t full, int64_t *id, struct err *err)
{
	return add_row(s, m->id, EDITION_SANITISED, "draft", "{}", full, id,
	    err);
}

static void
add_hash(struct buf *hex, const char *body)
{
	unsigned char sum[HASH_SIZE];

	hash_sha256(sum, body, strlen(body));
	hash_add_hex(hex, sum, sizeof sum);
}

/* The text as it has come to be, with the notes on what it corrects. */
static bool
make_text(struct session *s, const struct edition_row *row, const char *ref,
    struct buf *body, struct err *err)
{
	struct doc_kept kept;
	struct doc doc;
	bool ok = minutes_doc_kept(s, row, &doc, &kept, err) &&
	    minutes_doc_note(s, row, &doc, err);

	if (ok) {
		doc.made = clock_now(s->clock);
		kept.meeting = ref;
		kept.version = row->version;
		doc_keep(&doc, &kept, body);
	}
	doc_release(&doc);
	return ok;
}

bool
edition_freeze(struct session *s, const struct edition_row *row,
    const char *ref, char hash[HASH_HEX], struct err *err)
{
	struct arena a = {0};
	struct buf hex = {0}, made = {0};
	const char *body;
	bool ok = edition_read_text(s->db, row->id, &a, &body, err);

	if (ok && !*body && *row->hash)
		ok = err_set(err, ERR_INPUT, "The text of these minutes was "
		    "erased by order: there is nothing to approve.");
	if (ok && !*body) {
		ok = make_text(s, row, ref, &made, err) &&
		    edition_keep(s, row->id, buf_text(&made), err);
		body = buf_text(&made);
	}
	if (ok)
		add_hash(&hex, body);
	if (ok && *row->hash && strcmp(row->hash, buf_text(&hex)) != 0)
		ok = err_set(err, ERR_SCHEMA, "What is kept of these minutes "
		    "is not what was circulated. Nothing was changed; run "
		    "\"minutebook verify\" and go back to the last backup.");
	snprintf(hash, HASH_HEX, "%s", buf_text(&hex));
	buf_wipe(&made);
	buf_release(&hex);
	arena_release(&a);
	return ok;
}

void
edition_seal(const char *hash, int64_t member, const char *at,
    char seal[HASH_HEX])
{
	static const char sort[] = "minutebook seal";
	unsigned char sum[HASH_SIZE];
	struct buf hex = {0};
	struct hash h;
	char who[24];

	snprintf(who, sizeof who, "%" PRId64, member);
	hash_begin(&h);
	hash_add_field(&h, sort, sizeof sort - 1);
	hash_add_field(&h, hash, strlen(hash));
	hash_add_field(&h, who, strlen(who));
	hash_add_field(&h, at, strlen(at));
	hash_end(&h, sum);
	hash_add_hex(&hex, sum, sizeof sum);
	snprintf(seal, HASH_HEX, "%s", buf_text(&hex));
	buf_release(&hex);
}
