/*
 * form_record: agencies, members, boards and planned meetings: fixed columns
 * as forms.
 */
#include <inttypes.h>
#include <string.h>

#include "base/date.h"
#include "cmd/agency_cmd.h"
#include "cmd/board_cmd.h"
#include "cmd/member_cmd.h"
#include "screen/form.h"
#include "screen/form_sorts.h"
#include "screen/screens.h"
#include "store/directory_read.h"
#include "store/meeting_read.h"
#include "store/stmt.h"

#define N(table) (sizeof(table) / sizeof*(table))

static bool
is_new(struct form *f)
{
	return !strcmp(form_word(f, 0), "new");
}

/* The name of what is filled in, for the top of the page. */
static void
entitle(struct form *f, struct ctx *ctx, const char *table,
    const char *column, const char *fresh, struct err *err)
{
	struct record rec = {0};
	const char *name;

	f->title = fresh;
	if (!f->id || !record_load(ctx->session, strcmp(table, "board")
	    ? SQL_RECORD_AGENCY : SQL_RECORD_BOARD, f->id, &f->rf.arena, &rec,
	    err))
		return;
	name = record_column(&rec, column);
	f->title = name ? name : fresh;
}

/* ---- "agency 5", "agency new 3" ----------------------------------------- */

static const struct kind_field agency_fields[] = {
	{ .key = "name", .label = "Name", .type = FIELD_TEXT,
	    .column = "name", .required = true },
	{ .key = "short", .label = "Short name", .type = FIELD_TEXT,
	    .column = "short", .help = "What people call it when they agree "
	    "an action." },
	{ .key = "category", .label = "Sort of agency", .type = FIELD_CHOICE,
	    .column = "category" },
	{ .key = "parent", .label = "Part of", .type = FIELD_AGENCY,
	    .column = "parent_id" },
	{ .key = "agreement", .label = "Signed the agreement",
	    .type = FIELD_DATE, .column = "agreement_on", .past = true,
	    .help = "The sharing agreement, where a board asks for one: it "
	    "counts for the teams of the agency, too." },
	{ .key = "agreement-until", .label = "Good until",
	    .type = FIELD_DATE, .column = "agreement_until",
	    .help = "The day from which it counts no more; empty: until it "
	    "is taken back." },
};

static bool
has_choice(const struct kind_field *f, const char *key)
{
	return kind_choice(f->choices, f->n_choices, key) != NULL;
}

/* Every category that a board's kind knows. */
static bool
add_categories(struct form *f, struct ctx *ctx, struct kind_field *field,
    struct err *err)
{
	enum { MOST = 120 };
	struct kind_choice *rows = arena_array(&f->rf.arena, MOST,
	    sizeof *rows);
	struct db *db = ctx->session->db;
	int64_t versions[MOST];
	struct stmt *q;
	size_t n = 0, i, j;

	field->choices = rows;
	q = db_query(db, SQL_RECORD_BOARDS, err);
	while (n < MOST && stmt_next(q, err))
		versions[n++] = col_int(q, 2);
	if (!stmt_done(q))
		return false;
	for (i = 0; i < n; i++) {
		const struct kind *k = session_kind(ctx->session, versions[i],
		    err);

		if (!k)
			return false;
		for (j = 0; j < k->n_categories &&
		    field->n_choices < MOST; j++) {
			if (has_choice(field, k->categories[j].key))
				continue;
			rows[field->n_choices++] = (struct kind_choice){
			    .key = k->categories[j].key,
			    .label = k->categories[j].label,
			    .group = k->categories[j].group };
		}
	}
	return true;
}

static bool
agency_build(struct form *f, struct ctx *ctx, struct err *err)
{
	struct kind_form *form = form_fixed(f, "agency", agency_fields,
	    N(agency_fields));

	f->id = is_new(f) ? 0 : form_number(f, 0);
	f->other = is_new(f) ? form_number(f, 1) : 0;
	if (f->other)
		form_fixed_field(form, "parent")->initial =
		    arena_printf(&f->rf.arena, "%" PRId64, f->other);
	entitle(f, ctx, "agency", "name", "New agency", err);
	form_part(f, NULL, "agency", f->id, form);
	return add_categories(f, ctx, form_fixed_field(form, "category"),
	    err);
}

static bool
agency_make(struct form *f, struct ctx *ctx, struct err *err)
{
	struct agency_new a = {
		.name = recordform_text(&f->rf, "name"),
		.short_name = recordform_text(&f->rf, "short"),
		.category = recordform_text(&f->rf, "category"),
		.parent = recordform_id(&f->rf, "parent"),
	};

	if (!a.name)
		return err_set(err, ERR_INPUT, "An agency needs a name.");
	return cmd_agency_add(ctx->session, &a, &f->id, err) &&
	    (recordform_day(&f->rf, "agreement") == DATE_NONE ||
	    cmd_agency_agreement(ctx->session, f->id,
	    recordform_day(&f->rf, "agreement"),
	    recordform_day(&f->rf, "agreement-until"), err));
}

const struct form_sort form_sort_agency = {
	.name = "agency",
	.build = agency_build,
	.make = agency_make,
	.made = "The agency is in the directory.",
};

/* ---- "member 5", "member new 3" ----------------------------------------- */

static const struct kind_field member_fields[] = {
	{ .key = "title", .label = "Title or rank", .type = FIELD_TEXT,
	    .column = "title" },
	{ .key = "forenames", .label = "Forenames", .type = FIELD_TEXT,
	    .column = "forenames" },
	{ .key = "surname", .label = "Surname", .type = FIELD_TEXT,
	    .column = "surname", .required = true },
	{ .key = "post", .label = "Post", .type = FIELD_TEXT,
	    .column = "post", .help = "As the minutes show it." },
	{ .key = "agency", .label = "Agency", .type = FIELD_AGENCY,
	    .column = "agency_id", .required = true },
	{ .key = "email", .label = "E-mail", .type = FIELD_TEXT,
	    .column = "email" },
	{ .key = "phone", .label = "Phone", .type = FIELD_TEXT,
	    .column = "phone" },
	{ .key = "login", .label = "Signs in as", .type = FIELD_TEXT,
	    .column = "login", .help = "Left empty, it is made from the "
	    "surname. It stays for life." },
	{ .key = "keeper", .label = "Looks after the book",
	    .type = FIELD_YES_NO, .column = "keeper" },
};

static const char *
role_read(struct session *s, const struct recordform_part *p,
    const struct kind_field *f, struct arena *a)
{
	struct stmt *q = db_query(s->db, SQL_RECORD_BOARD_ROLE, NULL);
	const char *role = NULL;

	stmt_int(q, ":board", strtoll(f->key + strlen("role-"), NULL, 10));
	stmt_int(q, ":member", p->id);
	if (stmt_next(q, NULL))
		role = col_copy(q, 0, a);
	stmt_done(q);
	return role;
}

static bool
role_save(struct session *s, const struct recordform_part *p,
    const struct kind_field *f, const char *kept, struct err *err)
{
	int64_t board = strtoll(f->key + strlen("role-"), NULL, 10);

	if (!kept || !*kept)
		return cmd_board_leave(s, board, p->id, err);
	return cmd_board_role(s, board, p->id, kept, 0, err);
}

static const struct recordform_hooks role_hooks = {
	.read = role_read,
	.save = role_save,
};

struct role_board {
	int64_t id, version;
	const char *name;
};

static bool
role_field(struct form *f, struct ctx *ctx, const struct role_board *b,
    struct err *err)
{
	const struct kind *k = session_kind(ctx->session, b->version, err);
	struct kind_field field = { .type = FIELD_CHOICE,
	    .section = f->n_parts == 1 ? "Role on each board" : NULL };
	struct kind_choice *rows;
	struct recordform_part *p;
	size_t i;

	if (!k)
		return false;
	rows = arena_array(&f->rf.arena, k->n_roles, sizeof *rows);
	for (i = 0; i < k->n_roles; i++)
		rows[i] = (struct kind_choice){ .key = k->roles[i].key,
		    .label = k->roles[i].label, .help = k->roles[i].help };
	field.key = arena_printf(&f->rf.arena, "role-%" PRId64, b->id);
	field.label = b->name;
	field.choices = rows;
	field.n_choices = k->n_roles;
	p = form_part(f, NULL, "board_member", f->id, form_fixed(f, "role",
	    &field, 1));
	p->hooks = &role_hooks;
	p->fixed = !session_may(ctx->session, b->id, RIGHT_MANAGE_MEMBERS) &&
	    !db_keeper(ctx->session->db);
	return true;
}

static bool
role_parts(struct form *f, struct ctx *ctx, struct err *err)
{
	struct stmt *q = db_query(ctx->session->db, SQL_RECORD_BOARDS, err);
	struct role_board boards[FORM_PARTS - 1];
	size_t n = 0, i;

	while (n < N(boards) && stmt_next(q, err)) {
		boards[n++] = (struct role_board){ .id = col_int(q, 0),
		    .name = col_copy(q, 1, &f->rf.arena),
		    .version = col_int(q, 2) };
	}
	if (!stmt_done(q))
		return false;
	for (i = 0; i < n; i++) {
		if (!role_field(f, ctx, &boards[i], err))
			return false;
	}
	return true;
}

/* ---- Who goes elsewhere, and whose actions stay ------------------------ */

static unsigned
heir_picked(struct screen *s, struct ctx *ctx, size_t row)
{
	struct form *f = (struct form *)s;

	if (row >= f->heirs.n)
		return SCREEN_REDRAW;
	f->rf.heir = f->heirs.id[row];
	if (recordform_again(&f->rf, ctx, "agency"))
		ctx_say(ctx, STYLE_OK, "They belong there now; their open "
		    "actions wait to be accepted.");
	f->rf.heir = 0;
	return SCREEN_REDRAW;
}

/* The agency they leave keeps what they owned: who there takes it on? */
static bool
ask_heir(struct recordform *rf, struct ctx *ctx, const struct kind_field *f,
    const char *was)
{
	struct form *form = (struct form *)rf->owner;

	if (strcmp(f->key, "agency") != 0 || !was ||
	    !member_has_actions(ctx->session, form->id))
		return false;
	return heirs_ask(ctx, &form->heirs, form->id, strtoll(was, NULL, 10),
	    form->title, heir_picked, rf->owner);
}

static bool
member_build(struct form *f, struct ctx *ctx, struct err *err)
{
	struct kind_form *form = form_fixed(f, "member", member_fields,
	    N(member_fields));
	struct record rec;

	f->id = is_new(f) ? 0 : form_number(f, 0);
	f->title = "New member";
	form_part(f, NULL, "member", f->id, form);
	/* Who looks after the book is theirs to say. */
	if (!db_keeper(ctx->session->db))
		form->n_fields--;
	if (!f->id) {
		if (form_number(f, 1))
			form_fixed_field(form, "agency")->initial =
			    form_word(f, 1);
		return true;
	}
	if (!record_load(ctx->session, SQL_RECORD_MEMBER, f->id,
	    &f->rf.arena, &rec, err))
		return false;
	if (rec.n)
		f->title = arena_printf(&f->rf.arena, "%s %s",
		    record_column(&rec, "forenames"),
		    record_column(&rec, "surname"));
	f->rf.refused = ask_heir;
	return role_parts(f, ctx, err);
}

static bool
member_make(struct form *f, struct ctx *ctx, struct err *err)
{
	struct recordform *rf = &f->rf;
	struct member_new m = {
		.agency = recordform_id(rf, "agency"),
		.title = recordform_text(rf, "title"),
		.forenames = recordform_text(rf, "forenames"),
		.surname = recordform_text(rf, "surname"),
		.post = recordform_text(rf, "post"),
		.email = recordform_text(rf, "email"),
		.phone = recordform_text(rf, "phone"),
		.login = recordform_text(rf, "login"),
		.keeper = recordform_yes(rf, "keeper"),
	};

	if (!m.surname || !m.agency)
		return err_set(err, ERR_INPUT, "A member needs a surname and "
		    "an agency.");
	if (!cmd_member_add(ctx->session, &m, &f->id, err))
		return false;
	ctx_push(ctx, form_screen("member %" PRId64, f->id));
	return true;
}

const struct form_sort form_sort_member = {
	.name = "member",
	.build = member_build,
	.make = member_make,
	.made = "The member is in the directory. Their roles are given below.",
};

/* ---- "board 2", "board new" --------------------------------------------- */

static const struct kind_field board_fields[] = {
	{ .key = "kind", .label = "Kind of meeting", .type = FIELD_CHOICE,
	    .column = "kind_version_id", .required = true },
	{ .key = "name", .label = "Name", .type = FIELD_TEXT,
	    .column = "name", .required = true },
	{ .key = "prefix", .label = "Prefix of references",
	    .type = FIELD_TEXT, .column = "prefix", .required = true,
	    .help = "Two or three letters; it stays for life." },
	{ .key = "nation", .label = "Nation", .type = FIELD_TEXT,
	    .column = "nation", .help = "Whose bank holidays count. Left "
	    "empty, the kind's own." },
	{ .key = "place", .label = "Place", .type = FIELD_TEXT,
	    .column = "place" },
};

static bool
add_kinds(struct form *f, struct ctx *ctx, struct kind_field *field,
    struct err *err)
{
	enum { MOST = 40 };
	struct kind_choice *rows = arena_array(&f->rf.arena, MOST,
	    sizeof *rows);
	struct stmt *q = db_query(ctx->session->db, SQL_RECORD_KINDS, err);

	field->choices = rows;
	while (field->n_choices < MOST && stmt_next(q, err)) {
		rows[field->n_choices++] = (struct kind_choice){
		    .key = arena_printf(&f->rf.arena, "%" PRId64,
		    col_int(q, 0)), .label = col_copy(q, 1, &f->rf.arena) };
	}
	return stmt_done(q);
}

/* The settings that the kind asks of a board. */
static void
setting_part(struct form *f)
{
	struct kind_field *fields = arena_array(&f->rf.arena,
	    f->kind->n_settings, sizeof *fields);
	size_t i;

	for (i = 0; i < f->kind->n_settings; i++)
		fields[i] = (struct kind_field){
		    .key = f->kind->settings[i].key,
		    .label = f->kind->settings[i].label,
		    .help = f->kind->settings[i].help,
		    .type = f->kind->settings[i].type,
		    .section = "Settings" };
	if (f->kind->n_settings)
		form_part(f, NULL, "board", f->id, form_fixed(f, "settings",
		    fields, f->kind->n_settings));
}

static bool
board_build(struct form *f, struct ctx *ctx, struct err *err)
{
	struct kind_form *form = form_fixed(f, "board", board_fields,
	    N(board_fields));

	f->id = is_new(f) ? 0 : form_number(f, 0);
	entitle(f, ctx, "board", "name", "New board", err);
	form_part(f, NULL, "board", f->id, form);
	if (!add_kinds(f, ctx, form_fixed_field(form, "kind"), err))
		return false;
	if (!f->id)
		return true;
	/* Which kind it is was settled when it was made. */
	form->fields++;
	form->n_fields--;
	f->board = f->id;
	f->kind = session_board_kind(ctx->session, f->id, err);
	if (!f->kind)
		return false;
	setting_part(f);
	return true;
}

static bool
board_make(struct form *f, struct ctx *ctx, struct err *err)
{
	const char *kind = recordform_text(&f->rf, "kind");
	struct board_new b = {
		.kind_version = kind ? strtoll(kind, NULL, 10) : 0,
		.name = recordform_text(&f->rf, "name"),
		.prefix = recordform_text(&f->rf, "prefix"),
		.nation = recordform_text(&f->rf, "nation"),
		.place = recordform_text(&f->rf, "place"),
	};

	if (!b.kind_version || !b.name || !b.prefix)
		return err_set(err, ERR_INPUT, "A board needs its kind of "
		    "meeting, a name, and a prefix for its references.");
	if (!cmd_board_add(ctx->session, &b, &f->id, err))
		return false;
	ctx_push(ctx, board_screen(f->id));
	return true;
}

const struct form_sort form_sort_board = {
	.name = "board",
	.build = board_build,
	.make = board_make,
	.made = "The board is made. M gives members their roles on it.",
};

/* ---- "meeting 3", "meeting new 2" --------------------------------------- */

static const struct kind_field meeting_fields[] = {
	{ .key = "held", .label = "Date", .type = FIELD_DATE,
	    .column = "held_on", .required = true },
	{ .key = "starts", .label = "Begins at", .type = FIELD_TIME,
	    .column = "starts" },
	{ .key = "place", .label = "Place", .type = FIELD_TEXT,
	    .column = "place" },
	{ .key = "online", .label = "Online", .type = FIELD_YES_NO,
	    .column = "online" },
	{ .key = "chair", .label = "chair", .type = FIELD_MEMBER,
	    .column = "chair_id" },
	{ .key = "deputy", .label = "deputy chair", .type = FIELD_MEMBER,
	    .column = "deputy_chair_id" },
	{ .key = "secretary", .label = "secretary", .type = FIELD_MEMBER,
	    .column = "secretary_id" },
};

/* The board's own word, as a label. */
static const char *
word_label(struct form *f, const char *word)
{
	char *label = arena_strdup(&f->rf.arena, kind_word(f->kind, word, 1));

	if (*label >= 'a' && *label <= 'z')
		*label = (char)(*label - 'a' + 'A');
	return label;
}

static bool
meeting_build(struct form *f, struct ctx *ctx, struct err *err)
{
	struct kind_form *form = form_fixed(f, "meeting", meeting_fields,
	    N(meeting_fields));
	struct meeting_row row;
	size_t i;

	f->id = is_new(f) ? 0 : form_number(f, 0);
	f->board = is_new(f) ? form_number(f, 1) : 0;
	f->title = "New meeting";
	if (f->id) {
		if (!meeting_read(ctx->session->db, f->id, &f->rf.arena, &row,
		    err))
			return false;
		f->board = row.board;
		f->title = arena_printf(&f->rf.arena, "%s  %s", row.ref,
		    row.board_name);
	}
	f->kind = session_board_kind(ctx->session, f->board, err);
	if (!f->kind)
		return false;
	for (i = 4; i < form->n_fields; i++) {
		struct kind_field *field = form_fixed_field(form,
		    meeting_fields[i].key);

		field->label = word_label(f, field->label);
	}
	form_part(f, NULL, "meeting", f->id, form);
	return true;
}

static bool
meeting_make(struct form *f, struct ctx *ctx, struct err *err)
{
	struct recordform *rf = &f->rf;
	struct meeting_new m = {
		.board = f->board,
		.held_on = recordform_day(rf, "held"),
		.starts = recordform_text(rf, "starts"),
		.place = recordform_text(rf, "place"),
		.online = recordform_yes(rf, "online"),
		.chair = recordform_id(rf, "chair"),
		.secretary = recordform_id(rf, "secretary"),
	};

	if (m.held_on == DATE_NONE)
		return err_set(err, ERR_INPUT, "On which day is it held?");
	return cmd_meeting_plan(ctx->session, &m, &f->id, err);
}

const struct form_sort form_sort_meeting = {
	.name = "meeting",
	.build = meeting_build,
	.make = meeting_make,
	.made = "The meeting is planned; everyone with a role is expected.",
};
