#include "cmd/kind_cmd.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "cmd/bind.h"
#include "cmd/cmd.h"
#include "cmd/file.h"
#include "cmd/find.h"
#include "cmd/meeting_need.h"
#include "cmd/timer_watch.h"
#include "cmd/verb.h"
#include "store/tx.h"

/* The table whose answers hold what a form asks; NULL: none has. */
static const char *const record_tables[] = {
	[RECORD_SUBJECT] = "subject",
	[RECORD_PARTY] = "party",
	[RECORD_REFERRAL] = "casefile",
	[RECORD_CASEFILE] = "casefile",
	[RECORD_CONTRIBUTION] = "contribution",
	[RECORD_ITEM] = "item",
	[RECORD_MEETING] = "meeting",
	[RECORD_ACTION] = "action",
	[FORM_RECORDS] = NULL
};

static bool
add_role_right(struct session *s, int64_t version, const char *role,
    const char *right, bool acting, struct err *err)
{
	return cmd_write(s, SQL_ROLE_RIGHT_ADD,
	    BIND(B_ID("id", db_new_id(s->db)), B_ID("version", version),
	    B_TEXT("role", role), B_TEXT("right", right),
	    B_INT("acting", acting)), NULL, err);
}

/* Besides its rights: a role that is not gated hears whatever is open to it,
 * and closed lines too where agencies sign no agreement (0003_views.sql). */
static bool
compile_role(struct session *s, const struct kind *k,
    const struct kind_role *r, int64_t version, struct err *err)
{
	int right;

	if (!add_role_right(s, version, r->key, "attend", false, err))
		return false;
	if (!r->gated && !add_role_right(s, version, r->key, "hear-all",
	    false, err))
		return false;
	if (k->agreement.label == NULL && !add_role_right(s, version, r->key,
	    "hear-unsigned", false, err))
		return false;
	for (right = 0; right < RIGHTS; right++)
		if (((r->rights | r->acting) & RIGHT_BIT(right)) != 0 &&
		    !add_role_right(s, version, r->key,
		    kind_right_name((enum kind_right)right),
		    (r->rights & RIGHT_BIT(right)) == 0, err))
			return false;
	return true;
}

static bool
compile_roles(struct session *s, const struct kind *k, int64_t version,
    struct err *err)
{
	size_t i;

	for (i = 0; i < k->n_roles; i++)
		if (!compile_role(s, k, &k->roles[i], version, err))
			return false;
	return true;
}

/* Two forms of one record may both ask a field; the first that guards it
 * stands for both. */
static bool
guarded_before(const struct kind *k, size_t form, size_t field)
{
	const char *table = record_tables[k->forms[form].record];
	const char *key = k->forms[form].fields[field].key;
	size_t i, j;

	for (i = 0; i <= form; i++) {
		const struct kind_form *f = &k->forms[i];
		const char *other = record_tables[f->record];

		if (other == NULL || strcmp(other, table) != 0)
			continue;
		for (j = 0; j < f->n_fields && (i < form || j < field); j++)
			if (strcmp(f->fields[j].key, key) == 0 &&
			    kind_field_right(&f->fields[j]) != RIGHT_NONE)
				return true;
	}
	return false;
}

static bool
compile_fields(struct session *s, const struct kind *k, int64_t version,
    struct err *err)
{
	size_t i, j;

	for (i = 0; i < k->n_forms; i++) {
		const struct kind_form *f = &k->forms[i];

		if (record_tables[f->record] == NULL)
			continue;
		for (j = 0; j < f->n_fields; j++) {
			int right = kind_field_right(&f->fields[j]);

			if (right == RIGHT_NONE || guarded_before(k, i, j))
				continue;
			if (!cmd_write(s, SQL_FIELD_RIGHT_ADD,
			    BIND(B_ID("id", db_new_id(s->db)),
			    B_ID("version", version),
			    B_TEXT("record", record_tables[f->record]),
			    B_TEXT("field", f->fields[j].key),
			    B_TEXT("right", kind_right_name(
			    (enum kind_right)right))), NULL, err))
				return false;
		}
	}
	return true;
}

static bool
compile_links(struct session *s, const struct kind *k, int64_t version,
    struct err *err)
{
	size_t i, j;

	for (i = 0; i < k->n_case_types; i++) {
		const struct kind_case_type *t = &k->case_types[i];

		for (j = 0; j < t->n_links; j++)
			if (t->links[j].guards &&
			    !cmd_write(s, SQL_LINK_GUARD_ADD,
			    BIND(B_ID("id", db_new_id(s->db)),
			    B_ID("version", version), B_TEXT("type", t->key),
			    B_TEXT("link", t->links[j].key)), NULL, err))
				return false;
	}
	return true;
}

/* What a list of boards needs of the kind. */
/* One more of a set, as {"a":1,"b":1}. */
static void
add_one_of(struct buf *b, const char *key)
{
	if (b->data[b->len - 1] != '{')
		buf_addc(b, ',');
	buf_add_json(b, key);
	buf_adds(b, ":1");
}

static bool
goes_round(const struct kind_case_type *t)
{
	size_t i;

	for (i = 0; i < t->n_phases; i++)
		if (t->phases[i].contributions)
			return true;
	return false;
}

/* Who has to bring something to which records, and how long before: where each
 * agency owes it by a day. */
static void
add_bring(struct buf *b, const struct kind *k)
{
	const struct kind_rules *r = &k->rules;
	size_t i = 0;

	while (i < r->n_deadlines && !(r->deadlines[i].by_agency &&
	    r->deadlines[i].before))
		i++;
	if (i == r->n_deadlines)
		return;
	buf_adds(b, ",\"bring\":{\"label\":");
	buf_add_json(b, r->deadlines[i].label);
	buf_addf(b, ",\"days\":%d,\"types\":{",
	    r->deadlines[i].working_days);
	for (i = 0; i < k->n_case_types; i++)
		if (goes_round(&k->case_types[i]))
			add_one_of(b, k->case_types[i].key);
	buf_adds(b, r->n_expected ? "},\"categories\":{" : "},\"roles\":{");
	for (i = 0; i < r->n_expected; i++)
		add_one_of(b, r->expected[i]);
	for (i = 0; !r->n_expected && i < k->n_roles; i++)
		if (need_role_counts(k, k->roles[i].key))
			add_one_of(b, k->roles[i].key);
	buf_adds(b, "}}");
}

/* By when minutes have to have gone round, to be approved, or to be with every
 * agency. */
static void
add_due(struct buf *b, const struct kind *k)
{
	static const char *const by[] = { [MET_BY_CIRCULATED] = "circulated",
		[MET_BY_APPROVED] = "approved", [MET_BY_SENT] = "sent" };
	const struct kind_deadline *d = k->rules.deadlines;
	size_t i, n = 0;

	buf_adds(b, ",\"due\":[");
	for (i = 0; i < k->rules.n_deadlines; i++, d++) {
		if (d->before || d->met_by == MET_BY_NONE)
			continue;
		buf_adds(b, n++ ? ",{\"label\":" : "{\"label\":");
		buf_add_json(b, d->label);
		buf_addf(b, ",\"days\":%d,\"by\":\"%s\"",
		    d->working_days, by[d->met_by]);
		if (d->pack) {
			buf_adds(b, ",\"pack\":");
			buf_add_json(b, d->pack);
		}
		buf_addc(b, '}');
	}
	buf_addc(b, ']');
}

static void
add_brief(struct buf *b, const struct kind *k)
{
	size_t i;

	buf_adds(b, "{\"marking\":");
	buf_add_json(b, k->marking.text != NULL ? k->marking.text : "");
	buf_adds(b, ",\"roles\":{");
	for (i = 0; i < k->n_roles; i++) {
		if (i > 0)
			buf_addc(b, ',');
		buf_add_json(b, k->roles[i].key);
		buf_addc(b, ':');
		buf_add_json(b, k->roles[i].label);
	}
	buf_adds(b, "},\"timers\":");
	timer_watch_add_json(b, k);
	if (k->rules.idle_lock_minutes > 0)
		buf_addf(b, ",\"idle\":%d", k->rules.idle_lock_minutes);
	add_bring(b, k);
	add_due(b, k);
	buf_addc(b, '}');
}

static bool
add_version(struct session *s, const struct kind *k, const char *text,
    size_t len, const char *overlay, size_t overlay_len, int64_t version,
    struct err *err)
{
	struct buf whole = { 0 }, over = { 0 }, at = { 0 }, brief = { 0 };
	struct buf tree = { 0 };
	int64_t last;
	bool ok;

	buf_add(&whole, text, len);
	if (overlay != NULL)
		buf_add(&over, overlay, overlay_len);
	clock_add_local(&at, s->clock);
	add_brief(&brief, k);
	if (!kind_tree(&tree, text, len, overlay, overlay_len, k->hash))
		bug("a kind that was loaded can't be read");
	ok = cmd_one(s, SQL_KIND_LAST_VERSION, BIND(B_TEXT("kind", k->key)),
	    &last, err) &&
	    cmd_write(s, SQL_KIND_VERSION_ADD, BIND(B_ID("id", version),
	    B_TEXT("kind", k->key), B_INT("version", last + 1),
	    B_TEXT("text", buf_text(&whole)),
	    B_TEXT("overlay", buf_text(&over)), B_TEXT("hash", k->hash),
	    B_TEXT("at", buf_text(&at)), B_TEXT("brief", buf_text(&brief)),
	    B_BLOB("tree", buf_text(&tree), tree.len)), NULL, err);
	buf_release(&tree);
	buf_release(&brief);
	buf_release(&at);
	buf_release(&over);
	buf_release(&whole);
	return ok;
}

static bool
take(struct session *s, const struct kind *k, const char *text, size_t len,
    const char *overlay, size_t overlay_len, int64_t *version,
    struct err *err)
{
	if (!cmd_one(s, SQL_KIND_SAME, BIND(B_TEXT("kind", k->key),
	    B_TEXT("hash", k->hash)), version, err))
		return false;
	if (*version != 0)
		return true;
	*version = db_new_id(s->db);
	return add_version(s, k, text, len, overlay, overlay_len, *version,
	    err) &&
	    compile_roles(s, k, *version, err) &&
	    compile_fields(s, k, *version, err) &&
	    compile_links(s, k, *version, err);
}

bool
cmd_kind_take(struct session *s, const char *name, const char *text,
    size_t len, const char *overlay, size_t overlay_len, int64_t *version,
    struct buf *report, struct err *err)
{
	struct kind *k;
	bool ok;

	k = kind_load(name, text, len, overlay != NULL ? "the overlay" : NULL,
	    overlay, overlay_len, report, err);
	if (k == NULL)
		return false;
	ok = cmd_begin(s, "kind-take", err);
	if (ok) {
		ok = session_require_keeper(s, err) && take(s, k, text, len,
		    overlay, overlay_len, version, err);
		ok = cmd_end(s, ok, err);
	}
	kind_free(k);
	return ok;
}

bool
cmd_kind_take_file(struct session *s, const char *path,
    const char *overlay_path, int64_t *version, struct buf *report,
    struct err *err)
{
	struct buf text = { 0 }, overlay = { 0 };
	bool ok;

	ok = session_require_files(s, err) && file_read(path, &text, err) &&
	    (overlay_path == NULL || file_read(overlay_path, &overlay, err)) &&
	    cmd_kind_take(s, path, buf_text(&text), text.len,
	    overlay_path != NULL ? buf_text(&overlay) : NULL, overlay.len,
	    version, report, err);
	buf_release(&overlay);
	buf_release(&text);
	return ok;
}

bool
kind_newest(struct session *s, const char *kind, int64_t *version,
    struct err *err)
{
	return cmd_one(s, SQL_KIND_NEWEST, BIND(B_TEXT("kind", kind)), version,
	    err);
}

bool
cmd_kind_use(struct session *s, int64_t board, int64_t version,
    struct err *err)
{
	bool ok;

	if (!cmd_begin(s, "kind-use", err))
		return false;
	ok = (session_require_keeper(s, NULL) ||
	    session_require(s, board, RIGHT_MANAGE_BOARD, err)) &&
	    cmd_write(s, SQL_BOARD_USE, BIND(B_ID("id", board),
	    B_ID("version", version)), NULL, err);
	return cmd_end(s, ok, err);
}

/* ---- By name ----------------------------------------------------------- */

static bool
verb_take(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct buf report = { 0 };
	int64_t version;
	bool ok;

	ok = cmd_kind_take_file(s, argv[0], argc > 1 ? argv[1] : NULL,
	    &version, &report, err);
	if (ok)
		buf_addf(reply, "%s is in the book. A board uses it from its"
		    " next meeting when it is told to (kind-use).", argv[0]);
	else
		buf_add(reply, report.data, report.len);
	buf_release(&report);
	return ok;
}

static bool
verb_use(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	const struct kind *was, *now;
	int64_t board, version;
	char *kind;
	bool ok;

	(void)argc;
	if (!find_board(s, argv[0], &board, err) ||
	    !cmd_one_text(s, SQL_BOARD_KIND, BIND(B_ID("id", board)), &kind,
	    err))
		return false;
	ok = kind_newest(s, kind, &version, err);
	free(kind);
	if (!ok)
		return false;
	was = session_board_kind(s, board, err);
	now = session_kind(s, version, err);
	if (was == NULL || now == NULL || !cmd_kind_use(s, board, version,
	    err))
		return false;
	kind_changes(reply, was, now);
	return true;
}

static const struct verb verbs[] = {
	{ "kind-take", "FILE [OVERLAY]",
	    "take a kind of meeting into the book", 1, 2, verb_take },
	{ "kind-use", "BOARD", "let a board use its kind's newest version",
	    1, 1, verb_use },
};

const struct verb_group verbs_kind = {
	.verbs = verbs, .n = sizeof(verbs) / sizeof(verbs[0])
};
