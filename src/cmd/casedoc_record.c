/*
 * casedoc_record: of a casefile as a document: where it stands, what was asked
 * and answered, what comes due, what it is tied to, who may see it.
 */
#include <string.h>

#include "base/date.h"
#include "base/json.h"
#include "cmd/casedoc.h"
#include "cmd/casefile_cmd.h"
#include "cmd/timer.h"
#include "form/heading.h"

/* ---- Where it stands ---------------------------------------------------- */

/* What, since when, why: "Active since 3 Mar 2031: they moved". */
static void
add_state(struct casedoc *c)
{
	const struct kind_state *st = kind_state(c->type, c->file.state);

	if (!*c->file.state)
		return;
	doc_field(c->doc, "State", arena_printf(c->a, "%s%s%s%s%s",
	    st ? st->label : c->file.state,
	    c->file.state_on == DATE_NONE ? "" : " since ",
	    casedoc_day(c, c->file.state_on),
	    *c->file.state_reason ? ": " : "", c->file.state_reason));
}

static void
add_handling(struct casedoc *c)
{
	const struct kind_handling *h = NULL;
	size_t i;

	for (i = 0; i < c->k->n_handling; i++)
		if (!strcmp(c->k->handling[i].key, c->file.handling))
			h = &c->k->handling[i];
	if (*c->file.handling)
		doc_field(c->doc, "Handling", arena_printf(c->a, "%s%s%s",
		    h ? h->label : c->file.handling, *c->file.conditions
		    ? ": " : "", c->file.conditions));
}

static void
add_came(struct casedoc *c)
{
	const struct casefile_row *r = &c->file;

	doc_field(c->doc, "From", *r->member_name ? arena_printf(c->a,
	    "%s, %s", r->agency_name, r->member_name) : *r->agency_name
	    ? r->agency_name : r->referrer);
	doc_field(c->doc, "Received", casedoc_day(c, r->received_on));
	doc_field(c->doc, "Incident", casedoc_day(c, r->incident_on));
	if (c->type->register_only)
		return;
	doc_field(c->doc, "Screening", arena_printf(c->a, "%s%s%s%s%s%s%s",
	    r->screening, r->screened_on == DATE_NONE ? "" : ", ",
	    casedoc_day(c, r->screened_on), *r->screened_by_name ? ", " : "",
	    r->screened_by_name, *r->screening_reason ? ": " : "",
	    r->screening_reason));
}

/* What the kind calls one that has come back. */
static const char *
repeat_tag(const struct kind_case_type *t)
{
	size_t i;

	for (i = 0; i < t->n_item_types; i++)
		if (t->item_types[i].repeat && t->item_types[i].tag)
			return t->item_types[i].tag;
	return "REPEAT";
}

bool
casedoc_record(struct casedoc *c, const struct kind_case_part *p, size_t *n,
    struct err *err)
{
	const struct casefile_row *r = &c->file;
	const char *name = heading_text(c->a, c->k, c->type, r->ref,
	    r->answers);

	(void)p;
	(void)err;
	doc_field(c->doc, c->type->title, arena_printf(c->a, "%s%s%s%s%s%s",
	    r->ref, *name ? "  " : "", name, r->restricted ? "  RESTRICTED"
	    : "", r->repeat ? "  " : "", r->repeat ? repeat_tag(c->type)
	    : ""));
	doc_field(c->doc, "Board", r->board_name);
	add_came(c);
	add_state(c);
	if (r->lead)
		doc_field(c->doc, "Lead", r->lead_name);
	doc_field(c->doc, "Marking", r->marking);
	add_handling(c);
	*n = 1;
	return true;
}

/* ---- Forms -------------------------------------------------------------- */

static bool
load_row(struct casedoc *c, struct record *rec, struct err *err)
{
	return record_load(c->s, SQL_RECORD_CASEFILE, c->file.id, c->a, rec,
	    err);
}

bool
casedoc_forms(struct casedoc *c, const struct kind_case_part *p, size_t *n,
    struct err *err)
{
	struct record rec;
	size_t i;

	(void)p;
	if (!load_row(c, &rec, err))
		return false;
	for (i = 0; i < c->type->n_forms; i++) {
		const struct kind_form *f = kind_form(c->k,
		    c->type->forms[i]);
		size_t mark = doc_mark(c->doc), got;

		if (!f || (f->record != RECORD_REFERRAL &&
		    f->record != RECORD_CASEFILE))
			continue;
		doc_heading(c->doc, 1, "%s", f->title);
		/* The rest stands before them, in words. */
		got = casedoc_answers_but(c, f, &rec, " marking handling "
		    "conditions restricted ", 2);
		if (!got)
			doc_cut(c->doc, mark);
		*n += got;
	}
	return true;
}

/* Of the last line of an agenda that it had, where the form is of those. */
bool
casedoc_fields(struct casedoc *c, const struct kind_case_part *p, size_t *n,
    struct err *err)
{
	const struct kind_form *f = kind_form(c->k, p->form);
	struct record rec = { .answers = c->n_items ? c->items[0].answers
	    : "{}" };

	if (!f || (f->record != RECORD_ITEM && !load_row(c, &rec, err)))
		return f == NULL;
	*n = casedoc_answers(c, f, &rec, p->fields, p->n_fields, 0);
	return true;
}

bool
casedoc_incidents(struct casedoc *c, const struct kind_case_part *p,
    size_t *n, struct err *err)
{
	static const char *const titles[] = { "Day", "Crime", "Reported",
	    "Reference", "What" };
	struct doc_table *t = NULL;
	struct incident_row *rows;
	size_t i;

	(void)p;
	if (!incident_read(c->s->db, c->file.id, c->a, &rows, n, err))
		return false;
	for (i = 0; i < *n; i++) {
		if (!t)
			t = doc_table(c->doc, 5, titles);
		doc_row(c->doc, t, (const char *[]){
		    casedoc_day(c, rows[i].happened_on),
		    rows[i].criminal ? "yes" : "no",
		    rows[i].reported ? "yes" : "no", rows[i].reference,
		    rows[i].text });
	}
	return true;
}

bool
casedoc_due(struct casedoc *c, const struct kind_case_part *p, size_t *n,
    struct err *err)
{
	static const char *const titles[] = { "What", "Due", "" };
	struct doc_table *t = NULL;
	struct timer_line *rows = NULL;
	size_t i;

	(void)p;
	if (!timer_read_casefile(c->s, c->file.id, c->a, &rows, n, err))
		return false;
	for (i = 0; i < *n; i++) {
		struct buf left = {0};

		if (!t)
			t = doc_table(c->doc, 3, titles);
		timer_add_left(&left, rows[i].left);
		doc_row(c->doc, t, (const char *[]){ rows[i].timer->label,
		    casedoc_day(c, rows[i].due), buf_text(&left) });
		buf_release(&left);
	}
	return true;
}

/* ---- What it hangs together with ---------------------------------------- */

/* The sentences that spoke for it, a line each. */
static const char *
evidence(struct casedoc *c, const char *text)
{
	struct buf b = {0};
	struct json all;
	const char *lines;
	char **list;
	size_t i, n = 0;

	if (!json_parse(text, strlen(text), &all))
		return "";
	list = json_strings(c->a, &all, &n);
	for (i = 0; list && i < n; i++)
		buf_addf(&b, "%s%s", i ? "\n" : "", list[i]);
	lines = arena_strdup(c->a, buf_text(&b));
	buf_release(&b);
	return lines;
}

bool
casedoc_repeats(struct casedoc *c, const struct kind_case_part *p, size_t *n,
    struct err *err)
{
	static const char *const titles[] = { "Earlier", "Decided", "By",
	    "What spoke for it" };
	struct doc_table *t = NULL;
	struct repeat_row *rows;
	size_t i;

	(void)p;
	if (!repeat_read(c->s->db, c->file.id, c->a, &rows, n, err))
		return false;
	for (i = 0; i < *n; i++) {
		const struct repeat_row *r = &rows[i];

		if (!t)
			t = doc_table(c->doc, 4, titles);
		doc_row(c->doc, t, (const char *[]){ r->earlier_ref,
		    arena_printf(c->a, "%s%s%s", !strcmp(r->decision, "yes")
		    ? repeat_tag(c->type) : !strcmp(r->decision, "no")
		    ? "outside the window" : "not the same people", *r->reason ? ": " : "",
		    r->reason), arena_printf(c->a, "%s, %s",
		    r->decided_by_name, casedoc_day(c, r->decided_on)),
		    evidence(c, r->evidence) });
	}
	return true;
}

/* What this end calls the tie, and the record at the other end. */
static void
add_tie(struct casedoc *c, struct doc_table *t, const struct link_row *r)
{
	bool inverse = r->casefile != c->file.id;
	const struct kind_case_type *there = kind_case_type(c->k, r->type);
	const struct kind_case_type *from = inverse ? there : c->type;
	const struct kind_link *link = from ? kind_link(from, r->sort) : NULL;
	const struct kind_state *st = there ? kind_state(there, r->state)
	    : NULL;

	doc_row(c->doc, t, (const char *[]){ !link ? r->sort : inverse &&
	    link->inverse ? link->inverse : link->label, r->ref,
	    there ? heading_text(c->a, c->k, there, r->ref, r->answers) : "",
	    st ? st->label : "", r->note });
}

bool
casedoc_ties(struct casedoc *c, const struct kind_case_part *p, size_t *n,
    struct err *err)
{
	static const char *const titles[] = { "Tie", "Record", "Called",
	    "State", "Note" };
	struct doc_table *t = NULL;
	size_t i;

	(void)p;
	(void)err;
	for (i = 0; i < c->n_ties; i++) {
		if (!t)
			t = doc_table(c->doc, 5, titles);
		add_tie(c, t, &c->ties[i]);
	}
	*n = c->n_ties;
	return true;
}

bool
casedoc_transfer(struct casedoc *c, const struct kind_case_part *p,
    size_t *n, struct err *err)
{
	const struct casefile_row *r = &c->file;

	(void)p;
	(void)err;
	doc_field(c->doc, "Came from", r->origin);
	if (*r->sent_to)
		doc_field(c->doc, "Goes to", arena_printf(c->a,
		    "%s%s%s, %s%s", r->sent_to, r->sent_on == DATE_NONE ? ""
		    : ", sent ", casedoc_day(c, r->sent_on),
		    r->acknowledged_on == DATE_NONE ? "not acknowledged yet"
		    : "acknowledged ", casedoc_day(c, r->acknowledged_on)));
	*n = (*r->origin != '\0') + (*r->sent_to != '\0');
	return true;
}

/* For those who manage it alone: who was let in, and who kept out. */
bool
casedoc_access(struct casedoc *c, const struct kind_case_part *p, size_t *n,
    struct err *err)
{
	struct access_row *rows;
	int64_t board;
	size_t i;

	(void)p;
	if (!casefile_require_access(c->s, c->file.id, &board, NULL))
		return true;
	if (!access_read(c->s->db, c->file.id, c->a, &rows, n, err))
		return false;
	for (i = 0; i < *n; i++)
		doc_item(c->doc, rows[i].allow ? "Let in:" : "Kept out:",
		    arena_printf(c->a, "%s%s%s%s", rows[i].name,
		    *rows[i].reason ? ": " : "", rows[i].reason,
		    rows[i].by_conflict ? " (declared at a meeting)" : ""));
	return true;
}
