/*
 * report_cross: the choices of a list, a line each, against the fields that
 * have them: which records have which choice, and how.
 */
#include <inttypes.h>
#include <string.h>

#include "export/report_work.h"

#define ACROSS_MOST 8		/* fields */
#define NAMED_MOST 40		/* records named in one place; others are
				 * counted */

/* The records of a choice, those of the first fields first. */
struct who {
	struct report_named *list;
	size_t n, cap;
};

struct cross {
	struct report_use use[ACROSS_MOST];
	size_t n_use;
	struct report_value *choice;	/* in the kind's order */
	size_t n_choices;
	struct buf *named;		/* n_choices × n_use */
	size_t *count;			/* likewise */
	struct who *who;		/* n_choices */
};

/* The last field in which the record has the choice; n_use: in none. */
static size_t
last_with(struct report_work *w, const struct cross *c,
    const struct report_values *has, const struct report_value *choice)
{
	for (size_t u = c->n_use; u-- > 0;)
		for (size_t i = 0; i < has[u].n; i++)
			if (strcmp(report_value_key(w, &c->use[u],
			    &has[u].v[i]), choice->text) == 0)
				return u;
	return c->n_use;
}

/* Records come by reference: each goes behind the last of its field. */
static void
note_record(struct report_work *w, struct who *who, const struct report_row *r,
    size_t column)
{
	size_t at;

	if (who->n == who->cap) {
		size_t cap = who->cap ? who->cap * 2 : 8;
		struct report_named *more = arena_array(w->a, cap,
		    sizeof(*more));

		if (who->n > 0)
			memcpy(more, who->list, who->n * sizeof(*more));
		who->list = more;
		who->cap = cap;
	}
	for (at = who->n++; at > 0 && who->list[at - 1].column > column; at--)
		who->list[at] = who->list[at - 1];
	who->list[at] = (struct report_named){ .casefile = r->record->id,
	    .ref = arena_strdup(w->a, r->record->ref), .column = column };
}

static bool
take_record(struct report_work *w, const struct report_row *r)
{
	struct report_values has[ACROSS_MOST] = {0};
	struct cross *c = w->data;
	bool any = false;

	for (size_t u = 0; u < c->n_use; u++)
		c->use[u].dim->get(w, &c->use[u], r, &has[u]);
	for (size_t i = 0; i < c->n_choices; i++) {
		size_t u = last_with(w, c, has, &c->choice[i]);
		size_t at = i * c->n_use + u;

		if (u == c->n_use)
			continue;
		any = true;
		if (++c->count[at] > NAMED_MOST)
			continue;
		buf_addf(&c->named[at], "%s%s", c->count[at] > 1 ? ", " : "",
		    r->record->ref);
		note_record(w, &c->who[i], r, u + 1);
	}
	if (any) {
		w->out->counted++;
		report_source_add(w, r);
	}
	return true;
}

static bool
find_uses(struct report_work *w, struct cross *c)
{
	const struct kind_list *list;
	struct report *r = w->out;

	r->columns = arena_array(w->a, w->def->n_across + 1,
	    sizeof(*r->columns));
	r->columns[r->n_columns++] = (struct report_column){ .title = "",
	    .key = "", .letter = "" };
	for (size_t i = 0; i < w->def->n_across && i < ACROSS_MOST; i++) {
		const char *word = w->def->across[i];

		if (strncmp(word, "field:", 6) != 0)
			word = arena_printf(w->a, "field:%s", word);
		if (!report_use_find(w, word, &c->use[i]))
			return err_set(w->err, ERR_INPUT, "The report \"%s\""
			    " has no column \"%s\".", w->def->title, word);
		c->n_use++;
		r->columns[r->n_columns++] = (struct report_column){
		    .title = report_use_title(w, &c->use[i]), .key = "",
		    .letter = "" };
	}
	list = c->use[0].field && c->use[0].field->list
	    ? kind_list(w->k, c->use[0].field->list) : NULL;
	r->columns[0].title = list && list->label ? list->label : "Choice";
	return true;
}

static void
add_lines(struct report_work *w, struct cross *c)
{
	size_t met = 0;

	for (size_t i = 0; i < c->n_choices; i++) {
		struct report_line *l = report_line_add(w);
		bool any = false;

		l->key = c->choice[i].text;
		l->named = c->who[i].list;
		l->n_named = c->who[i].n;
		l->casefile = l->n_named == 1 ? l->named->casefile : 0;
		l->cell[0] = report_value_show(w, &c->use[0], &c->choice[i]);
		for (size_t u = 0; u < c->n_use; u++) {
			struct buf *b = &c->named[i * c->n_use + u];
			size_t n = c->count[i * c->n_use + u];

			any |= n > 0;
			if (n > NAMED_MOST)
				buf_addf(b, " and %zu more", n - NAMED_MOST);
			l->cell[u + 1] = arena_strdup(w->a, buf_text(b));
		}
		met += any;
	}
	report_note(w, "%zu of %zu stand in %" PRId64 " record%s.", met,
	    c->n_choices, w->out->counted, w->out->counted == 1 ? "" : "s");
}

bool
report_make_cross(struct report_work *w)
{
	struct cross c = {0};
	bool ok;

	w->out->shape = SHAPE_LIST;
	w->data = &c;
	w->take = take_record;
	if (!find_uses(w, &c))
		return false;
	c.n_choices = report_value_all(w, &c.use[0], &c.choice);
	c.named = arena_array(w->a, c.n_choices * c.n_use + 1,
	    sizeof(*c.named));
	c.count = arena_array(w->a, c.n_choices * c.n_use + 1,
	    sizeof(*c.count));
	c.who = arena_array(w->a, c.n_choices + 1, sizeof(*c.who));
	memset(c.who, 0, (c.n_choices + 1) * sizeof(*c.who));
	memset(c.named, 0, (c.n_choices * c.n_use + 1) * sizeof(*c.named));
	memset(c.count, 0, (c.n_choices * c.n_use + 1) * sizeof(*c.count));
	ok = report_read_all(w);
	if (ok)
		add_lines(w, &c);
	for (size_t i = 0; i < c.n_choices * c.n_use; i++)
		buf_release(&c.named[i]);
	return ok;
}
