/*
 * casedoc: loading a casefile, and its parts in their order.
 */
#include "cmd/casedoc.h"

#include <stdio.h>
#include <string.h>

#include "base/date.h"

const struct kind_case_part casedoc_whole[] = {
	{ .part = CASEDOC_RECORD },
	{ .part = CASEDOC_DUE, .title = "What comes due", .if_any = true },
	{ .part = CASEDOC_FORMS },
	{ .part = CASEDOC_INCIDENTS, .title = "Incidents", .if_any = true },
	{ .part = CASEDOC_PEOPLE, .title = "Who is in it", .if_any = true },
	{ .part = CASEDOC_REPEATS, .title = "Earlier cases", .if_any = true },
	{ .part = CASEDOC_TIES, .title = "Ties", .if_any = true },
	{ .part = CASEDOC_TRANSFER, .title = "Transfer", .if_any = true },
	{ .part = CASEDOC_RESEARCH, .title = "What agencies brought",
	    .if_any = true },
	{ .part = CASEDOC_MEETINGS },
	{ .part = CASEDOC_ACTIONS, .title = "Actions" },
	{ .part = CASEDOC_ACCESS, .title = "Access", .if_any = true },
};

const size_t casedoc_whole_n = sizeof casedoc_whole / sizeof *casedoc_whole;

const char *
casedoc_day(struct casedoc *c, int day)
{
	struct buf b = {0};
	const char *text;

	date_add_shown(&b, day);
	text = arena_strdup(c->a, buf_text(&b));
	buf_release(&b);
	return text;
}

const char *
casedoc_moment(struct casedoc *c, const char *iso)
{
	char day[11];
	const char *shown;

	snprintf(day, sizeof day, "%.10s", iso ? iso : "");
	shown = casedoc_day(c, date_parse_iso(day));
	return iso && strlen(iso) >= 16 ? arena_printf(c->a, "%s %.5s", shown,
	    iso + 11) : shown;
}

bool
casedoc_load(struct session *s, int64_t casefile, struct doc *doc,
    struct casedoc *c, struct err *err)
{
	*c = (struct casedoc){ .s = s, .doc = doc, .a = &doc->arena,
		.today = clock_today(s->clock) };
	if (!casefile_read(s->db, casefile, c->a, &c->file, err))
		return false;
	c->k = session_board_kind(s, c->file.board, err);
	if (!c->k)
		return false;
	c->type = kind_case_type(c->k, c->file.type);
	if (!c->type)
		return err_set(err, ERR_INPUT, "The board's kind no longer "
		    "knows what sort of case %s is. Nothing was written.",
		    c->file.ref);
	c->place = (struct answer_place){ s, c->file.board, casefile };
	return answer_context(&c->place, &c->names, err) &&
	    party_read_casefile(s->db, casefile, c->a, &c->parties,
	    &c->n_parties, err) &&
	    agenda_read_casefile(s->db, casefile, c->a, &c->items,
	    &c->n_items, err) &&
	    action_read_list(s->db, ACTIONS_OF_CASEFILE, casefile, c->today,
	    c->a, &c->actions, &c->n_actions, err) &&
	    link_read(s->db, casefile, c->a, &c->ties, &c->n_ties, err);
}

/* ---- Answers ------------------------------------------------------------ */

static bool
wanted(const char *const *only, size_t n, const char *key)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (!strcmp(only[i], key))
			return true;
	return n == 0;
}

static bool
may_see(struct casedoc *c, const struct kind_field *f)
{
	int right = kind_field_right(f);

	return right == RIGHT_NONE || session_may(c->s, c->file.board,
	    (enum kind_right)right);
}

size_t
casedoc_answers(struct casedoc *c, const struct kind_form *f,
    const struct record *rec, const char *const *only, size_t n_only,
    int level)
{
	const char *section = "";
	size_t i, n = 0;

	for (i = 0; i < f->n_fields; i++) {
		const struct kind_field *field = &f->fields[i];
		const char *json = record_value(rec, field, c->a);
		struct buf text = {0};

		if (!json || !wanted(only, n_only, field->key) ||
		    !may_see(c, field) || !record_shows(rec, f, field, c->a))
			continue;
		form_value_show(field, json, &c->names, &text);
		if (level && text.len && field->section &&
		    strcmp(field->section, section)) {
			section = field->section;
			doc_heading(c->doc, level, "%s", section);
		}
		doc_field(c->doc, field->label, buf_text(&text));
		n += text.len > 0;
		buf_wipe(&text);
	}
	return n;
}

size_t
casedoc_answers_but(struct casedoc *c, const struct kind_form *f,
    const struct record *rec, const char *columns, int level)
{
	const char **keys = arena_array(c->a, f->n_fields + 1, sizeof *keys);
	size_t i, n = 0;

	for (i = 0; i < f->n_fields; i++) {
		const char *column = f->fields[i].column;
		const char *word = arena_printf(c->a, " %s ", column ? column
		    : "-");

		if (!strstr(columns, word))
			keys[n++] = f->fields[i].key;
	}
	return n ? casedoc_answers(c, f, rec, keys, n, level) : 0;
}

/* ---- The parts ---------------------------------------------------------- */

static bool
add_text(struct casedoc *c, const struct kind_case_part *p, size_t *n,
    struct err *err)
{
	(void)c;
	(void)err;
	*n = p->text != NULL;
	return true;
}

static casedoc_part *const parts_of[CASEDOC_PARTS] = {
	[CASEDOC_RECORD] = casedoc_record,
	[CASEDOC_FORMS] = casedoc_forms,
	[CASEDOC_FIELDS] = casedoc_fields,
	[CASEDOC_FLAGS] = casedoc_flags,
	[CASEDOC_INCIDENTS] = casedoc_incidents,
	[CASEDOC_PEOPLE] = casedoc_people,
	[CASEDOC_DUE] = casedoc_due,
	[CASEDOC_REPEATS] = casedoc_repeats,
	[CASEDOC_TIES] = casedoc_ties,
	[CASEDOC_RESEARCH] = casedoc_research,
	[CASEDOC_SHARED] = casedoc_shared,
	[CASEDOC_MEETINGS] = casedoc_meetings,
	[CASEDOC_LAST_MEETING] = casedoc_last_meeting,
	[CASEDOC_ACTIONS] = casedoc_actions,
	[CASEDOC_OPEN_ACTIONS] = casedoc_open_actions,
	[CASEDOC_TRANSFER] = casedoc_transfer,
	[CASEDOC_ACCESS] = casedoc_access,
	[CASEDOC_CONTACT] = casedoc_contact,
	[CASEDOC_TEXT] = add_text,
};

static bool
add_part(struct casedoc *c, const struct kind_case_part *p,
    struct buf *missing, struct err *err)
{
	size_t mark = doc_mark(c->doc), n = 0;

	if (p->title)
		doc_heading(c->doc, 1, "%s", p->title);
	if (p->text)
		doc_para(c->doc, p->text);
	if (!parts_of[p->part](c, p, &n, err))
		return false;
	if (n == 0 && p->required)
		buf_addf(missing, "%s%s", missing->len ? ", " : "",
		    p->title ? p->title : kind_case_part_names[p->part]);
	if (n == 0 && p->if_any)
		doc_cut(c->doc, mark);
	else if (n == 0 && p->title)
		doc_para(c->doc, "None.");
	return true;
}

bool
casedoc_add(struct casedoc *c, const struct kind_case_part *parts, size_t n,
    struct err *err)
{
	struct buf missing = {0};
	bool ok = true;
	size_t i;

	for (i = 0; ok && i < n; i++)
		ok = add_part(c, &parts[i], &missing, err);
	if (ok && missing.len)
		ok = err_set(err, ERR_INPUT, "%s can't go out yet. It lacks: "
		    "%s. Nothing was written; fill that in first.",
		    c->file.ref, buf_text(&missing));
	buf_release(&missing);
	return ok;
}
