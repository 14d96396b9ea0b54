/*
 * party: someone in a casefile, as a person: names, how to reach them and
 * whether that is safe, what they are to the others, what was answered.
 */
#include <inttypes.h>
#include <string.h>

#include "base/date.h"
#include "cmd/casefile_cmd.h"
#include "cmd/consult.h"
#include "cmd/export_cmd.h"
#include "cmd/find.h"
#include "cmd/party_cmd.h"
#include "screen/ask.h"
#include "screen/form.h"
#include "screen/lines.h"
#include "screen/person.h"
#include "screen/reading.h"
#include "screen/recordform.h"
#include "screen/screens.h"

enum { KEY_CONTACT = KEYDEF_OWN };	/* needs the right to contacts */

struct party {
	struct screen screen;
	int64_t id;
	struct party_row row;
	struct casefile_row file;
	const struct kind *kind;
	const struct kind_case_type *type;
	const struct kind_party_role *role;
	struct party_row *others;
	size_t n_others;
	const char **fields;	/* keys of the answers' lines */
	size_t n_fields;
	struct lines lines;
	int64_t to;		/* the other whose relation is asked about */
};

enum { LINE_ANSWER = 1, LINE_ALIAS, LINE_CONTACT, LINE_RELATION };

enum {
	PARTY_OPEN = 1,
	PARTY_FILL,
	PARTY_CONTACT,
	PARTY_ALIAS,
	PARTY_RELATION,
	PARTY_ROLE,
	PARTY_DATES,
	PARTY_REMOVE
};

static const struct keydef rows[] = {
	{ PARTY_OPEN, "Enter l Right", "open", "open",
	    "change what is chosen", "person", 0 },
	{ PARTY_FILL, "e", "fill-in", "fill in", "fill in all about them",
	    NULL, 0 },
	{ PARTY_CONTACT, "c", "add-contact", "contact",
	    "add a way to reach them, with what makes it safe", NULL,
	    KEY_CONTACT },
	{ PARTY_ALIAS, "a", "add-alias", "alias",
	    "add another name they go by", NULL, KEYDEF_WRITES },
	{ PARTY_RELATION, "t", "relation", "relation",
	    "what they are to the one chosen", NULL, KEYDEF_WRITES },
	{ PARTY_ROLE, "R", "role", NULL, "another role in this case", NULL,
	    KEYDEF_WRITES },
	{ PARTY_DATES, "d", "dates", NULL,
	    "since when and until when they are in that role", NULL,
	    KEYDEF_WRITES },
	{ PARTY_REMOVE, "x", "remove", "remove",
	    "take the name away; end the contact; no relation", NULL,
	    KEY_CONTACT },
};

static const struct keymap keys = KEYMAP(rows);

static const struct table_column columns[] = {
	{ .title = "", .min = 16, .weight = 2, .max = 30 },
	{ .title = "", .min = 30, .weight = 5 },
	{ .title = "", .min = 11, .max = 18, .drop = 1 },
};

/* ---- Loading ------------------------------------------------------------ */

static bool
read_party(struct party *p, struct ctx *ctx, struct err *err)
{
	struct arena *a = &p->screen.arena;
	struct db *db = ctx->session->db;

	if (!party_read(db, p->id, a, &p->row, err) ||
	    !casefile_read(db, p->row.casefile, a, &p->file, err))
		return false;
	if (!p->screen.loaded && !cmd_consult_open(ctx->session,
	    p->row.casefile, err))
		return false;
	p->kind = session_board_kind(ctx->session, p->file.board, err);
	if (!p->kind)
		return false;
	p->type = kind_case_type(p->kind, p->file.type);
	if (!p->type)
		return err_set(err, ERR_INPUT, "The board's kind no longer "
		    "knows what sort of case %s is.", p->file.ref);
	p->role = kind_party_role(p->type, p->row.role);
	return party_read_casefile(db, p->row.casefile, a, &p->others,
	    &p->n_others, err);
}

static void
add_contacts(struct party *p, int today)
{
	struct arena *a = &p->screen.arena;
	size_t i;

	/* Nobody is told that there is more than they may see. */
	lines_heading(&p->lines, "How to reach");
	for (i = 0; i < p->row.n_contacts; i++) {
		const struct contact_row *t = &p->row.contacts[i];
		bool ended = t->to_on != DATE_NONE && t->to_on < today;
		struct line *l = lines_add(&p->lines, person_reach(a, t));
		enum style style;

		l->cell[1] = person_safety(a, t, &style);
		l->cell_style[1] = ended ? STYLE_DIM : style;
		l->style = ended ? STYLE_DIM : STYLE_STRONG;
		l->tag = LINE_CONTACT;
		l->id = t->id;
	}
	if (!p->row.n_contacts)
		reading_say(&p->lines, "Nothing recorded that you may see.");
}

static void
add_aliases(struct party *p)
{
	size_t i;

	if (p->row.n_aliases)
		lines_heading(&p->lines, "Other names");
	for (i = 0; i < p->row.n_aliases; i++) {
		struct line *l = lines_add(&p->lines,
		    p->row.aliases[i].name);

		l->cell[1] = p->row.aliases[i].note;
		l->tag = LINE_ALIAS;
		l->id = p->row.aliases[i].id;
	}
}

static const struct relation_row *
relation_to(const struct party *p, int64_t to)
{
	size_t i;

	for (i = 0; i < p->row.n_relations; i++) {
		if (p->row.relations[i].to_party == to)
			return &p->row.relations[i];
	}
	return NULL;
}

/* What they are to the other, or else what the other is to them. */
static const char *
to_other(struct party *p, const struct party_row *o,
    const struct relation_row *r)
{
	struct arena *a = &p->screen.arena;
	size_t i;

	if (r)
		return person_relation(a, p->type, r);
	for (i = 0; i < o->n_relations; i++) {
		if (o->relations[i].to_party == p->id)
			return arena_printf(a, "%s is %s", o->name,
			    person_relation(a, p->type, &o->relations[i]));
	}
	return "";
}

/* Everyone else in the case, so that a relation not asked yet is seen. */
static void
add_relations(struct party *p)
{
	size_t i;

	if (!p->type->n_relations || p->n_others < 2)
		return;
	lines_heading(&p->lines, "To the others");
	for (i = 0; i < p->n_others; i++) {
		const struct party_row *o = &p->others[i];
		const struct relation_row *r = relation_to(p, o->id);
		const struct kind_party_role *role = kind_party_role(p->type,
		    o->role);
		struct line *l;

		if (o->id == p->id)
			continue;
		l = lines_add(&p->lines, o->name);
		l->cell[1] = to_other(p, o, r);
		l->cell_style[1] = *l->cell[1] ? STYLE_FIELD
		    : STYLE_FIELD_EMPTY;
		if (!*l->cell[1])
			l->cell[1] = "not said";
		l->cell[2] = role ? role->label : o->role;
		l->tag = LINE_RELATION;
		l->id = o->id;
	}
}

static void
add_answer(void *arg, const struct kind_field *f, const char *value,
    bool missing)
{
	struct party *p = arg;
	struct line *l = lines_add(&p->lines, f->label);

	l->cell[1] = missing ? "! to be filled in" : value;
	l->cell_style[0] = STYLE_LABEL;
	l->cell_style[1] = missing ? STYLE_DUE : STYLE_FIELD;
	l->cell[2] = f->sensitive ? "sensitive" : "";
	l->tag = LINE_ANSWER;
	l->id = (int64_t)p->n_fields;
	p->fields[p->n_fields++] = f->key;
}

static bool
add_form(struct party *p, struct ctx *ctx, const char *table, int64_t id,
    const struct kind_form *form, struct err *err)
{
	struct recordform_part part = { .table = table, .id = id,
	    .form = form };
	const char **more = arena_array(&p->screen.arena, p->n_fields +
	    form->n_fields + 1, sizeof *more);

	if (p->n_fields)
		memcpy(more, p->fields, p->n_fields * sizeof *more);
	p->fields = more;
	lines_heading(&p->lines, form->title);
	return recordform_each(ctx->session, p->file.board, p->row.casefile,
	    &part, &p->screen.arena, add_answer, p, NULL, err);
}

static bool
add_answers(struct party *p, struct ctx *ctx, struct err *err)
{
	const struct kind_form *form = p->role && p->role->form
	    ? kind_form(p->kind, p->role->form) : NULL;
	size_t i;

	if (form && !add_form(p, ctx, "party", p->id, form, err))
		return false;
	for (i = 0; i < p->type->n_forms && !strcmp(p->row.sort, "person");
	    i++) {
		form = kind_form(p->kind, p->type->forms[i]);
		if (form && form->record == RECORD_SUBJECT && !add_form(p,
		    ctx, "subject", p->row.subject, form, err))
			return false;
	}
	return true;
}

/* Keys for what one may not do are not there. */
static unsigned
keys_off(struct party *p, struct session *s)
{
	int64_t board;

	if (casefile_require(s, p->row.casefile, &board, NULL))
		return 0;
	return session_may(s, p->file.board, RIGHT_RECORD_CONTACT)
	    ? KEYDEF_WRITES : KEYDEF_WRITES | KEY_CONTACT;
}

static bool
party_load(struct screen *s, struct ctx *ctx, struct err *err)
{
	struct party *p = (struct party *)s;
	int today = clock_today(ctx->session->clock);

	p->fields = NULL;
	p->n_fields = 0;
	if (!read_party(p, ctx, err))
		return false;
	s->keys_off = keys_off(p, ctx->session);
	s->casefile = p->row.casefile;
	s->board = p->file.board;
	if (!cmd_page_marking(ctx->session, p->kind, s->casefile, 0,
	    &s->arena, &s->marking, err))
		return false;
	lines_begin(&p->lines, &s->arena, columns,
	    sizeof columns / sizeof *columns, false);
	add_contacts(p, today);
	add_aliases(p);
	add_relations(p);
	if (!add_answers(p, ctx, err))
		return false;
	lines_end(&p->lines);
	return true;
}

/* ---- Relations and roles ------------------------------------------------ */

/* What was read that the one here is to that other; "" for nothing. */
static const char *
relation_now(const struct party *p, int64_t to)
{
	for (size_t i = 0; i < p->row.n_relations; i++)
		if (p->row.relations[i].to_party == to)
			return p->row.relations[i].relation;
	return "";
}

static unsigned
relation_done(struct screen *s, struct ctx *ctx, size_t row)
{
	struct party *p = (struct party *)s;
	struct err err = {0};

	if (!cmd_relation_set(ctx->session, p->id, p->to,
	    p->type->relations[row].key, relation_now(p, p->to), &err))
		return ctx_fail(ctx, &err);
	return SCREEN_RELOAD;
}

static unsigned
ask_relation(struct party *p, struct ctx *ctx)
{
	const struct line *l = lines_at(&p->lines);
	struct choices list = {0};
	const struct relation_row *r;
	size_t i, at = 0;

	if (!l || l->tag != LINE_RELATION)
		return ctx_say(ctx, STYLE_WARN, "Stand on one of the others "
		    "first.");
	p->to = l->id;
	r = relation_to(p, p->to);
	for (i = 0; i < p->type->n_relations; i++) {
		choices_add(&list, p->type->relations[i].key,
		    p->type->relations[i].label, NULL, 0);
		if (r && !strcmp(r->relation, p->type->relations[i].key))
			at = i;
	}
	ask_pick(ctx, arena_printf(&p->screen.arena, "To %s, %s is",
	    l->cell[0], p->row.name), list.rows, list.n, at, relation_done,
	    &p->screen);
	choices_release(&list);
	return SCREEN_REDRAW;
}

/* "3 jan - 5 mar": either may be left out, and is not known then. */
static bool
read_dates(struct party *p, struct ctx *ctx, const char *text, int days[2],
    struct err *err)
{
	const char *gap = strstr(text, " - ");
	struct arena *a = &p->screen.arena;
	const char *parts[2] = { text, "" };
	size_t i;

	if (gap) {
		parts[0] = arena_strndup(a, text, (size_t)(gap - text));
		parts[1] = gap + strlen(" - ");
	}
	for (i = 0; i < 2; i++) {
		const char *day = parts[i] + strspn(parts[i], " ");

		days[i] = DATE_NONE;
		if (*day && strcmp(day, "-") != 0 && !find_day(ctx->session,
		    p->file.board, day, true, &days[i], err))
			return false;
	}
	return true;
}

static unsigned
dates_done(struct screen *s, struct ctx *ctx, const char *text)
{
	struct party *p = (struct party *)s;
	struct err err = {0};
	int days[2];

	if (!read_dates(p, ctx, text, days, &err) ||
	    !cmd_party_dates(ctx->session, p->id, days[0], days[1], &err)) {
		ctx_fail(ctx, &err);
		return ASK_AGAIN;
	}
	return SCREEN_RELOAD;
}

static unsigned
ask_dates(struct party *p, struct ctx *ctx)
{
	struct buf b = {0};

	date_add_shown(&b, p->row.from_on);
	if (p->row.to_on != DATE_NONE) {
		buf_adds(&b, b.len ? " - " : "- - ");
		date_add_shown(&b, p->row.to_on);
	}
	ask_line(ctx, "Since - until: ", buf_text(&b), arena_printf(
	    &p->screen.arena, "party/%" PRId64 "/dates", p->id), NULL, NULL,
	    dates_done, &p->screen);
	buf_release(&b);
	return SCREEN_REDRAW;
}

static unsigned
role_done(struct screen *s, struct ctx *ctx, size_t row)
{
	struct party *p = (struct party *)s;
	struct err err = {0};

	if (!cmd_party_role(ctx->session, p->id, p->type->roles[row].key,
	    p->row.role, &err))
		return ctx_fail(ctx, &err);
	return SCREEN_RELOAD;
}

static unsigned
ask_role(struct party *p, struct ctx *ctx)
{
	struct choices list = {0};
	size_t i, at = 0;

	for (i = 0; i < p->type->n_roles; i++) {
		choices_add(&list, p->type->roles[i].key,
		    p->type->roles[i].label, NULL, 0);
		if (&p->type->roles[i] == p->role)
			at = i;
	}
	ask_pick(ctx, "Role in this case", list.rows, list.n, at, role_done,
	    &p->screen);
	choices_release(&list);
	return SCREEN_REDRAW;
}

/* ---- Taking away -------------------------------------------------------- */

static unsigned
remove_yes(struct screen *s, struct ctx *ctx)
{
	struct party *p = (struct party *)s;
	const struct line *l = lines_at(&p->lines);
	struct err err = {0};
	bool ok;

	switch (l ? l->tag : 0) {
	case LINE_ALIAS:
		ok = cmd_alias_remove(ctx->session, l->id, &err);
		break;
	case LINE_CONTACT:
		ok = cmd_contact_end(ctx->session, l->id,
		    clock_today(ctx->session->clock), &err);
		break;
	case LINE_RELATION:
		ok = cmd_relation_set(ctx->session, p->id, l->id, NULL,
		    relation_now(p, l->id), &err);
		break;
	default:
		return SCREEN_REDRAW;
	}
	if (!ok)
		return ctx_fail(ctx, &err);
	ctx_say(ctx, STYLE_OK, "Done; u takes that back.");
	return SCREEN_RELOAD;
}

static unsigned
ask_remove(struct party *p, struct ctx *ctx)
{
	static const struct {
		const char *title, *yes;
	} words[] = {
		[LINE_ALIAS] = { "No longer known by", "yes, take it away" },
		[LINE_CONTACT] = { "No longer in use from today",
		    "yes, end it" },
		[LINE_RELATION] = { "No relation to", "yes, take it away" },
	};
	const struct line *l = lines_at(&p->lines);

	if (!l || l->tag < LINE_ALIAS)
		return ctx_say(ctx, STYLE_WARN, "Stand on another name, a "
		    "contact or a relation first; an answer is emptied in its "
		    "form (e).");
	ask_yes(ctx, words[l->tag].title, l->cell[0], words[l->tag].yes,
	    remove_yes, &p->screen);
	return SCREEN_REDRAW;
}

/* ---- Acting ------------------------------------------------------------- */

static unsigned
push(struct ctx *ctx, struct screen *take_screen)
{
	ctx_push(ctx, take_screen);
	return SCREEN_REDRAW;
}

static unsigned
open_line(struct party *p, struct ctx *ctx)
{
	const struct line *l = lines_at(&p->lines);

	switch (l ? l->tag : 0) {
	case LINE_ANSWER:
		return push(ctx, form_screen_at(arena_printf(
		    &p->screen.arena, "party %" PRId64, p->id),
		    p->fields[l->id]));
	case LINE_ALIAS:
		return push(ctx, form_screen("alias %" PRId64 " %" PRId64,
		    l->id, p->id));
	case LINE_CONTACT:
		return push(ctx, form_screen("contact %" PRId64 " %" PRId64,
		    l->id, p->id));
	case LINE_RELATION:
		return push(ctx, party_screen(l->id));
	default:
		return SCREEN_USED;
	}
}

static unsigned
party_act(struct screen *s, struct ctx *ctx, int action)
{
	struct party *p = (struct party *)s;
	unsigned moved = lines_move(&p->lines, action);

	if (moved)
		return moved;
	switch (action) {
	case PARTY_OPEN:
		return open_line(p, ctx);
	case PARTY_FILL:
		return push(ctx, form_screen("party %" PRId64, p->id));
	case PARTY_CONTACT:
		return push(ctx, form_screen("contact new %" PRId64, p->id));
	case PARTY_ALIAS:
		return push(ctx, form_screen("alias new %" PRId64, p->id));
	case PARTY_RELATION:
		return ask_relation(p, ctx);
	case PARTY_ROLE:
		return ask_role(p, ctx);
	case PARTY_DATES:
		return ask_dates(p, ctx);
	case PARTY_REMOVE:
		return ask_remove(p, ctx);
	default:
		return 0;
	}
}

/* ---- Showing ------------------------------------------------------------ */

static void
add_dates(struct buf *b, const struct party *p)
{
	if (p->row.from_on != DATE_NONE) {
		buf_adds(b, " · since ");
		date_add_shown(b, p->row.from_on);
	}
	if (p->row.to_on != DATE_NONE) {
		buf_adds(b, " · until ");
		date_add_shown(b, p->row.to_on);
	}
}

static void
party_draw(struct screen *s, const struct ctx *ctx, struct view v)
{
	struct party *p = (struct party *)s;
	int today = clock_today(ctx->session->clock), x;
	const char *age = person_age(&s->arena, &p->row, today);
	struct buf b = {0};

	x = view_put_cut(v, 0, 1, v.r.w - 2, STYLE_TITLE, p->row.name);
	buf_addf(&b, "  %s", p->role ? p->role->label : p->row.role);
	if (*age)
		buf_addf(&b, ", %s", age);
	if (p->row.born_on != DATE_NONE) {
		buf_adds(&b, ", born ");
		date_add_shown(&b, p->row.born_on);
	}
	add_dates(&b, p);
	view_put_cut(v, 0, 1 + x, v.r.w - 2 - x, STYLE_NORMAL, buf_text(&b));
	buf_release(&b);
	reading_draw(&p->lines, view_sub(v, 1, 0, v.r.h - 1, v.r.w), 1);
}

static void
party_title(const struct screen *s, const struct ctx *ctx, struct buf *left,
    struct buf *right)
{
	const struct party *p = (const struct party *)s;

	(void)ctx;
	buf_addf(left, "%s  person", p->file.ref);
	buf_adds(right, p->file.board_name);
}

static void
party_place(const struct screen *s, struct buf *out)
{
	buf_addf(out, "%" PRId64, ((const struct party *)s)->id);
}

static const struct screen_ops ops = {
	.name = "party",
	.keys = &keys,
	.moves = true,
	.load = party_load,
	.title = party_title,
	.draw = party_draw,
	.act = party_act,
	.place = party_place,
};

struct screen *
party_screen(int64_t party)
{
	struct party *p = screen_new(sizeof *p, &ops);

	p->id = party;
	return &p->screen;
}
