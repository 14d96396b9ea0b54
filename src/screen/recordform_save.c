/*
 * recordform_save: a field that was left goes into the book; what can't be is
 * kept as a draft. Rows with a command of their own are saved by that.
 */
#include <inttypes.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "cmd/action_cmd.h"
#include "cmd/calendar.h"
#include "cmd/casefile_cmd.h"
#include "cmd/cmd.h"
#include "cmd/member_cmd.h"
#include "cmd/milestone_cmd.h"
#include "screen/recordform_row.h"
#include "store/draft.h"

/* ---- Fields with a command of their own --------------------------------- */

static int
day(const char *kept)
{
	return kept && *kept ? date_parse_iso(kept) : DATE_NONE;
}

static bool
save_restricted(struct session *s, int64_t id, const struct record *rec,
    const char *kept, struct err *err)
{
	const char *audience = record_column(rec, "audience");
	const char *shown = record_column(rec, "restricted");
	bool list = audience && !strcmp(audience, "list");

	return cmd_casefile_restrict(s, id, kept && !strcmp(kept, "1"), list,
	    list ? "list" : shown && !strcmp(shown, "1") ? "restricted"
	    : "board", err);
}

static bool
save_sent_to(struct session *s, int64_t id, const struct record *rec,
    const char *kept, struct err *err)
{
	return cmd_casefile_send(s, id, kept, day(record_column(rec,
	    "sent_on")), err);
}

static bool
save_sent_on(struct session *s, int64_t id, const struct record *rec,
    const char *kept, struct err *err)
{
	return cmd_casefile_send(s, id, record_column(rec, "sent_to"),
	    day(kept), err);
}

static bool
save_acknowledged(struct session *s, int64_t id, const struct record *rec,
    const char *kept, struct err *err)
{
	(void)rec;
	return cmd_casefile_acknowledge(s, id, day(kept), err);
}

static bool
pass_member_agency(struct session *s, int64_t id, const char *kept,
    int64_t heir, struct err *err)
{
	return cmd_member_agency(s, id, kept ? strtoll(kept, NULL, 10) : 0,
	    heir, err);
}

static bool
save_keeper(struct session *s, int64_t id, const struct record *rec,
    const char *kept, struct err *err)
{
	(void)rec;
	return cmd_member_keeper(s, id, kept && !strcmp(kept, "1"), err);
}

/* An estimated age counts from the day it was given. */
static bool
save_age(struct session *s, int64_t id, const struct record *rec,
    const char *kept, struct err *err)
{
	struct buf today = {0};
	bool ok;

	if (!cmd_begin(s, "subject-set", err))
		return false;
	date_add_iso(&today, clock_today(s->clock));
	ok = cmd_set_field(s, "subject", "age", id, record_column(rec, "age"),
	    kept, NULL, err) && cmd_set_field(s, "subject", "age_on", id,
	    record_column(rec, "age_on"), kept ? buf_text(&today) : NULL,
	    NULL, err);
	buf_release(&today);
	return cmd_end(s, ok, err);
}

/* A nation whose holidays nobody knows would leave no deadline right. */
static bool
save_nation(struct session *s, int64_t id, const struct record *rec,
    const char *kept, struct err *err)
{
	const struct workdays *days;

	return calendar_nation(s, kept ? kept : "", &days, err) &&
	    cmd_set_field(s, "board", "nation", id, record_column(rec,
	    "nation"), kept, NULL, err);
}

static bool
save_strand(struct session *s, int64_t id, const struct record *rec,
    const char *kept, struct err *err)
{
	return cmd_action_strand(s, id, record_column(rec, "strand"), kept,
	    NULL, err);
}

static bool
save_start(struct session *s, int64_t id, const struct record *rec,
    const char *kept, struct err *err)
{
	(void)rec;
	return cmd_action_start(s, id, day(kept), err);
}

static const struct special {
	const char *table, *column;
	bool (*save)(struct session *s, int64_t id, const struct record *rec,
	    const char *kept, struct err *err);
	int right;		/* needed to try; RIGHT_NONE: see set.c */
	/* Instead of save: someone else may have to take something on. */
	bool (*pass)(struct session *s, int64_t id, const char *kept,
	    int64_t heir, struct err *err);
} specials[] = {
	{ "action", "start_on", save_start, RIGHT_RECORD, NULL },
	{ "action", "strand", save_strand, RIGHT_RECORD, NULL },
	{ "board", "nation", save_nation, RIGHT_NONE, NULL },
	{ "casefile", "restricted", save_restricted,
	    RIGHT_MANAGE_ACCESS, NULL },
	{ "casefile", "sent_to", save_sent_to, RIGHT_MANAGE_CASES, NULL },
	{ "casefile", "sent_on", save_sent_on, RIGHT_MANAGE_CASES, NULL },
	{ "casefile", "acknowledged_on", save_acknowledged,
	    RIGHT_MANAGE_CASES, NULL },
	{ "member", "agency_id", NULL, RIGHT_NONE, pass_member_agency },
	{ "member", "keeper", save_keeper, RIGHT_NONE, NULL },
	{ "subject", "age", save_age, RIGHT_NONE, NULL },
};

static const struct special *
find_special(const char *table, const char *column)
{
	size_t i;

	for (i = 0; column && i < sizeof specials / sizeof *specials; i++) {
		if (!strcmp(specials[i].table, table) &&
		    !strcmp(specials[i].column, column))
			return &specials[i];
	}
	return NULL;
}

/* Asked of the book once for the columns of a part, once for its answers. */
static bool
may_part(struct recordform *rf, const struct recordform_part *p,
    const struct kind_field *f)
{
	enum recordform_may *may =
	    &rf->parts[p - rf->parts].may[f->column == NULL];

	if (*may == RECORDFORM_UNASKED)
		*may = cmd_may_set(rf->place.s, p->table, f->column, p->id)
		    ? RECORDFORM_MAY : RECORDFORM_MAY_NOT;
	return *may == RECORDFORM_MAY;
}

bool
recordform_may(struct recordform *rf, const struct recordform_part *p,
    const struct kind_field *f)
{
	const struct special *special = find_special(p->table, f->column);

	/* What is yet to be made is whoever may make it's to fill in. */
	if (!p->id || p->hooks)
		return true;
	if (special && special->right != RIGHT_NONE)
		return session_may(rf->place.s, rf->place.board,
		    (enum kind_right)special->right);
	return (special || cmd_can_set(p->table, f->column)) &&
	    may_part(rf, p, f);
}

/* ---- Saving ------------------------------------------------------------- */

static bool
same(const char *a, const char *b)
{
	return !strcmp(a ? a : "", b ? b : "");
}

/* These commands are not told what was read, so it is looked at here. */
static bool
save_special(struct recordform *rf, struct recordform_row *row,
    const struct special *special, const char *kept, char **now,
    struct err *err)
{
	const struct recordform_part *p = row->part;
	struct arena a = {0};
	struct record rec;
	const char *is;
	bool ok = record_load(rf->place.s, recordform_sql(p->table), p->id,
	    &a, &rec, err);

	is = ok ? recordform_kept(rf->place.s, p, &rec, row->field, &a) : NULL;
	if (ok && !same(is, row->read) && !same(is, kept)) {
		*now = is ? xstrdup(is) : NULL;
		ok = err_set(err, ERR_CONFLICT, "Someone else changed this "
		    "meanwhile. Nothing was saved yet.");
	}
	if (ok && special->pass)
		ok = special->pass(rf->place.s, p->id, kept, rf->heir, err);
	else if (ok)
		ok = special->save(rf->place.s, p->id, &rec, kept, err);
	arena_release(&a);
	return ok;
}

bool
recordform_save(struct recordform *rf, struct recordform_row *row,
    const char *kept, char **now, struct err *err)
{
	const struct recordform_part *p = row->part;
	const struct special *special = find_special(p->table,
	    row->field->column);

	*now = NULL;
	if (p->hooks)
		return p->hooks->save(rf->place.s, p, row->field, kept, err);
	if (special)
		return save_special(rf, row, special, kept, now, err);
	if (row->field->column)
		return cmd_set_field(rf->place.s, p->table,
		    row->field->column, p->id, row->read, kept, now, err);
	return cmd_set_answer(rf->place.s, p->table, p->id, row->field->key,
	    row->read, kept, now, err);
}

/* ---- Drafts ------------------------------------------------------------- */

/* What the field held when the draft was begun lies beside it, so that a draft
 * offered back after someone else's change is a conflict like any other. */
static const char *
base_place(struct arena *a, const struct recordform_row *row)
{
	return arena_printf(a, "%s/was", row->place);
}

static bool
keep_base(struct recordform *rf, struct recordform_row *row,
    struct err *err)
{
	struct arena a = {0};
	bool ok;

	if (row->drafted || !row->part->id || !row->read || !*row->read)
		return true;
	ok = draft_save(rf->place.s->db, base_place(&a, row), row->read, 0,
	    rf->place.casefile, err);
	arena_release(&a);
	return ok;
}

static bool
keep_draft(struct recordform *rf, size_t i, struct err *err)
{
	struct recordform_row *row = &rf->rows[i];

	if (!keep_base(rf, row, err))
		return false;
	row->drafted = true;
	return draft_save(rf->place.s->db, row->place, fieldset_text(
	    &rf->fields, i), i == rf->fields.at && rf->fields.dirty
	    ? (int64_t)rf->fields.editor.at : 0, rf->place.casefile, err);
}

static void
drop_draft(struct recordform *rf, struct recordform_row *row)
{
	struct arena a = {0};
	struct err err = {0};

	/* It was saved: a draft that stays behind is offered once more, and
	 * no word is lost. */
	if (row->drafted && (!draft_drop(rf->place.s->db, row->place, &err) ||
	    (row->part->id && !draft_drop(rf->place.s->db, base_place(&a,
	    row), &err))))
		err_clear(&err);
	row->drafted = false;
	arena_release(&a);
}

static bool
is_unsaved(const struct recordform *rf, size_t i)
{
	const struct recordform_row *row = &rf->rows[i];

	if (!row->field || (rf->lines[i].flags & FIELDSET_READONLY))
		return false;
	if (!row->part->id)
		return *fieldset_text(&rf->fields, i) != '\0';
	return (i == rf->fields.at && rf->fields.dirty) ||
	    *fieldset_error(&rf->fields, i) || row->failed;
}

bool
recordform_draft(struct recordform *rf, struct ctx *ctx, struct err *err)
{
	size_t i;

	(void)ctx;
	for (i = 0; i < rf->n; i++) {
		if (is_unsaved(rf, i) && !keep_draft(rf, i, err))
			return false;
	}
	return true;
}

bool
recordform_unsaved(const struct recordform *rf)
{
	size_t i;

	for (i = 0; i < rf->n; i++) {
		const struct kind_field *f = rf->rows[i].field;
		const char *text;

		if (!f || !is_unsaved(rf, i))
			continue;
		/* What a new record began with is nobody's typing. */
		text = fieldset_text(&rf->fields, i);
		if (rf->rows[i].part->id || !f->initial ||
		    strcmp(f->initial, text))
			return true;
	}
	return false;
}

void
recordform_made(struct recordform *rf, struct ctx *ctx)
{
	size_t i;

	(void)ctx;
	for (i = 0; i < rf->n; i++) {
		if (rf->rows[i].field && !rf->rows[i].part->id)
			drop_draft(rf, &rf->rows[i]);
	}
}

/* The row that a draft belongs to; rf->n when none does. */
static size_t
row_of_draft(const struct recordform *rf, const char *place)
{
	size_t i;

	for (i = 0; i < rf->n; i++) {
		if (rf->rows[i].field && !strcmp(rf->rows[i].place, place))
			break;
	}
	return i;
}

/* What was read when the draft was begun is what saving it is guarded by. */
static void
take_base(struct recordform *rf, struct recordform_row *row)
{
	struct arena a = {0};
	struct draft was = {0};
	struct err err = {0};

	if (draft_load(rf->place.s->db, base_place(&a, row), &a, &was,
	    &err)) {
		free(row->read);
		row->read = was.text ? xstrdup(was.text) : NULL;
	}
	err_clear(&err);
	arena_release(&a);
}

/* Put a draft back; false when it is what stands there anyway. */
static bool
offer(struct recordform *rf, size_t i, const char *text)
{
	struct recordform_row *row = &rf->rows[i];

	row->drafted = true;
	if (!strcmp(fieldset_value(&rf->fields, i), text)) {
		drop_draft(rf, row);
		return false;
	}
	if (!row->part->id) {
		fieldset_offer(&rf->fields, i, text);
		return true;
	}
	take_base(rf, row);
	fieldset_set_draft(&rf->fields, i, text);
	return true;
}

/* A new record gets all of its drafts back as values; of a record in the book
 * the newest is offered, in the field where it was typed; the others wait
 * until the next time. */
void
recordform_offer(struct recordform *rf, struct ctx *ctx)
{
	struct arena a = {0};
	struct draft *drafts;
	struct err err = {0};
	size_t i, j, n = 0;
	bool offered = false, typing = false;

	if (!draft_list(rf->place.s->db, &a, &drafts, &n, &err))
		ctx_fail(ctx, &err);
	for (j = 0; j < n; j++) {
		i = row_of_draft(rf, drafts[j].place);
		if (i == rf->n || (rf->rows[i].part->id && typing) ||
		    !offer(rf, i, drafts[j].text))
			continue;
		offered = true;
		typing |= rf->rows[i].part->id != 0;
	}
	if (offered) {
		recordform_depend(rf);
		ctx_say(ctx, STYLE_DIM, "This is what you had begun to type.");
	}
	arena_release(&a);
}

/* ---- A conflict --------------------------------------------------------- */

struct clash {
	struct recordform *rf;
	size_t row;
	char *mine, *now;	/* kept */
};

static unsigned save_row(struct recordform *rf, struct ctx *ctx, size_t i);

static void
add_shown(struct recordform *rf, size_t i, const char *kept, struct buf *out)
{
	const struct recordform_row *row = &rf->rows[i];
	struct form_context c;
	struct arena a = {0};
	struct err err = {0};
	const char *json = recordform_json(row->part, row->field, kept, &a);

	if (json && answer_context(&rf->place, &c, &err))
		form_value_show(row->field, json, &c, out);
	err_clear(&err);
	arena_release(&a);
}

static void
merge(struct recordform *rf, const struct clash *k)
{
	struct buf both = {0};
	const char *gap = rf->rows[k->row].field->type == FIELD_NOTE ? "\n"
	    : " / ";

	add_shown(rf, k->row, k->mine, &both);
	if (both.len)
		buf_adds(&both, gap);
	add_shown(rf, k->row, k->now, &both);
	recordform_put(rf, k->row, k->now);
	fieldset_set_draft(&rf->fields, k->row, buf_text(&both));
	buf_release(&both);
}

static unsigned
clash_done(void *arg, struct ctx *ctx, enum recordform_choice choice)
{
	struct clash *k = arg;
	struct recordform *rf = k->rf;
	struct recordform_row *row = &rf->rows[k->row];
	unsigned what = SCREEN_REDRAW;

	row->failed = false;
	fieldset_set_error(&rf->fields, k->row, NULL);
	switch (choice) {
	case CONFLICT_MINE:
		/* What was read is what stands there now: mine goes over it. */
		free(row->read);
		row->read = k->now ? xstrdup(k->now) : NULL;
		what = save_row(rf, ctx, k->row);
		break;
	case CONFLICT_THEIRS:
		recordform_put(rf, k->row, k->now);
		drop_draft(rf, row);
		recordform_depend(rf);
		break;
	case CONFLICT_MERGE:
		merge(rf, k);
		ctx->edited = true;
		break;
	case CONFLICT_LEFT:
		/* Undecided: it stays as typed, and is kept as a draft. */
		row->failed = true;
		fieldset_set_error(&rf->fields, k->row, "Someone else changed "
		    "this meanwhile; yours is not saved yet.");
		ctx->edited = true;
		break;
	}
	return what;
}

static void
clash_drop(void *arg)
{
	struct clash *k = arg;

	free(k->mine);
	free(k->now);
	free(k);
}

static void
show_clash(struct recordform *rf, struct ctx *ctx, size_t i,
    const char *kept, char *take_now)
{
	struct clash *k = xcalloc(1, sizeof *k);
	struct buf mine = {0}, theirs = {0};
	enum field_type type = rf->rows[i].field->type;

	*k = (struct clash){ .rf = rf, .row = i,
	    .mine = kept ? xstrdup(kept) : NULL, .now = take_now };
	add_shown(rf, i, k->mine, &mine);
	add_shown(rf, i, k->now, &theirs);
	recordform_conflict(ctx, rf->owner, rf->lines[i].label,
	    buf_text(&mine), buf_text(&theirs),
	    type == FIELD_TEXT || type == FIELD_NOTE, clash_done, clash_drop,
	    k);
	buf_release(&mine);
	buf_release(&theirs);
}

/* ---- Leaving a field ---------------------------------------------------- */

/* It stands in the book now. */
static void
saved(struct recordform *rf, size_t i, const char *kept)
{
	struct recordform_row *row = &rf->rows[i];

	free(row->read);
	row->read = kept ? xstrdup(kept) : NULL;
	row->failed = false;
	fieldset_set_error(&rf->fields, i, NULL);
	drop_draft(rf, row);
}

static unsigned
save_kept(struct recordform *rf, struct ctx *ctx, size_t i, const char *kept)
{
	struct recordform_row *row = &rf->rows[i];
	struct err err = {0};
	char *now = NULL;

	if (recordform_save(rf, row, kept, &now, &err)) {
		saved(rf, i, kept);
		return SCREEN_REDRAW;
	}
	row->failed = true;
	ctx->edited = true;
	fieldset_set_error(&rf->fields, i, err_text(&err));
	if (err.code != ERR_CONFLICT) {
		free(now);
		if (!rf->heir && rf->refused)
			rf->refused(rf, ctx, row->field, row->read);
		return ctx_fail(ctx, &err);
	}
	show_clash(rf, ctx, i, kept, now);
	err_clear(&err);
	return SCREEN_REDRAW;
}

static unsigned
save_row(struct recordform *rf, struct ctx *ctx, size_t i)
{
	struct recordform_row *row = &rf->rows[i];
	struct arena a = {0};
	const char *json = recordform_row_json(rf, i, &a), *kept;
	unsigned what = SCREEN_REDRAW;

	kept = recordform_keep(row->part, row->field, json ? json : "", &a);
	if (row->part->id && same(kept, row->read) && !row->failed)
		drop_draft(rf, row);
	else if (row->part->id)
		what = save_kept(rf, ctx, i, kept);
	recordform_depend(rf);
	arena_release(&a);
	return what;
}

unsigned
recordform_input(struct recordform *rf, struct ctx *ctx,
    const struct input *in)
{
	unsigned did = fieldset_input(&rf->fields, in), what = 0;
	size_t left = rf->fields.left;

	if (!(did & FIELDSET_USED))
		return 0;
	if (did & FIELDSET_EDITED)
		ctx->edited = true;
	if (did & FIELDSET_LEFT)
		what |= save_row(rf, ctx, left);
	if (did & FIELDSET_REFUSED) {
		ctx->edited = true;
		ctx_say(ctx, STYLE_WARN, "%s", fieldset_error(&rf->fields,
		    left));
	}
	if (did & FIELDSET_DONE)
		what |= RECORDFORM_DONE;
	if (did & FIELDSET_CLOSE)
		what |= RECORDFORM_CLOSE;
	return what | SCREEN_REDRAW;
}

bool
recordform_commit(struct recordform *rf, struct ctx *ctx)
{
	unsigned did = fieldset_commit(&rf->fields);
	size_t left = rf->fields.left;

	if (did & FIELDSET_REFUSED) {
		ctx_say(ctx, STYLE_WARN, "%s", fieldset_error(&rf->fields,
		    left));
		return false;
	}
	if (did & FIELDSET_LEFT)
		save_row(rf, ctx, left);
	return !(did & FIELDSET_LEFT) || !rf->rows[left].failed;
}

bool
recordform_retry(struct recordform *rf, struct ctx *ctx)
{
	size_t i;

	for (i = 0; i < rf->n && !ctx->push; i++) {
		if (rf->rows[i].failed)
			save_row(rf, ctx, i);
	}
	return !ctx->push && recordform_right(rf, ctx);
}

bool
recordform_again(struct recordform *rf, struct ctx *ctx, const char *key)
{
	size_t i = fieldset_find(&rf->fields, key);

	if (i == rf->n)
		return false;
	save_row(rf, ctx, i);
	return !rf->rows[i].failed;
}

void
recordform_go(struct recordform *rf, struct ctx *ctx, const char *key)
{
	size_t i = fieldset_find(&rf->fields, key);
	unsigned did;

	if (i == rf->n)
		return;
	did = fieldset_go(&rf->fields, i);
	if (did & FIELDSET_LEFT)
		save_row(rf, ctx, rf->fields.left);
}
