/* Rules on reports. */
#include "form/kind_sense.h"

#include <string.h>

/* Which things have a column. */
enum {
	A = 1 << REPORT_ACTIONS | 1 << REPORT_PLAN,
	R = 1 << REPORT_CASES | 1 << REPORT_TRACE | 1 << REPORT_CROSS,
	M = 1 << REPORT_MILESTONES,
	T = 1 << REPORT_ATTENDANCE,
	D = 1 << REPORT_TIMERS
};

/* The same as in export/report_dim.c, which a test compares it with. */
static const struct column {
	const char *name;
	unsigned of;
	bool day;		/* a report may go by it */
} columns[] = {
	{ "ref", A | R | M | D, false }, { "title", R | D, false },
	{ "text", A | M, false }, { "type", A | M, false },
	{ "agency", A | R | M | T, false }, { "team", A | R | M | T, false },
	{ "owner", A | R | M | T, false }, { "lead", R | D, false },
	{ "strand", A | M, false }, { "status", A | M, false },
	{ "rag", A | M, false }, { "priority", A | M, false },
	{ "due", A | M, true }, { "days-late", A | M, false },
	{ "date-moves", A | M, false }, { "escalation", A, false },
	{ "agreed", A | M, true }, { "closed", A | M, true },
	{ "outcome", A | M, false }, { "milestones", A, false },
	{ "next-milestone", A, true }, { "case", A | M | D, false },
	{ "links", A | R | M, false }, { "case-type", R | D, false },
	{ "state", R | D, false }, { "state-since", R, true },
	{ "disposal", R, true }, { "decision", R, false },
	{ "received", R, true }, { "timer", R | D, false },
	{ "timer-due", R | D, true },
	{ "board", A | R | M | T | D, false },
	{ "meeting", A | M | T, false },
	{ "month", A | R | M | T | D, false },
	{ "quarter", A | R | M | T | D, false },
	{ "year", A | R | M | T | D, false },
	{ "attendance", T, false }, { "age", A | R | M, false },
};
enum { COLUMNS = sizeof(columns) / sizeof(columns[0]) };

static bool
of_type(const struct kind_report *r, const char *type)
{
	for (size_t i = 0; i < r->n_case_types; i++)
		if (strcmp(r->case_types[i], type) == 0)
			return true;
	return r->n_case_types == 0;
}

/* A field of the forms that these things have. */
static const struct kind_field *
find_field(const struct kind *k, const struct kind_report *r,
    const char *key)
{
	const struct kind_form *f = k->actions.form &&
	    1u << r->what & (A | M) ? kind_form(k, k->actions.form) : NULL;
	const struct kind_field *found = f ? kind_field(f, key) : NULL;

	if (1u << r->what & (T | D))
		return NULL;
	for (size_t i = 0; i < k->n_case_types && !found; i++)
		if (of_type(r, k->case_types[i].key))
			found = kind_sense_case_field(k, &k->case_types[i],
			    key);
	return found;
}

static bool
has_link(const struct kind *k, const struct kind_report *r, const char *key)
{
	for (size_t i = 0; i < k->n_case_types && 1u << r->what & R; i++)
		if (of_type(r, k->case_types[i].key) &&
		    kind_link(&k->case_types[i], key))
			return true;
	return false;
}

static const struct column *
find_column(const struct kind_report *r, const char *word)
{
	for (size_t i = 0; i < COLUMNS; i++)
		if (strcmp(columns[i].name, word) == 0 &&
		    columns[i].of & 1u << r->what)
			return &columns[i];
	return NULL;
}

static void
unknown(struct ydecode *d, const struct kind_report *r, const char *word,
    const void *at)
{
	const struct ynode *node = ydecode_mark(d, at);
	const char *names[COLUMNS];
	size_t n = 0;

	for (size_t i = 0; i < COLUMNS; i++)
		if (columns[i].of & 1u << r->what)
			names[n++] = columns[i].name;
	if (node)
		kind_sense_unknown(d->errors, node, "column", word, names, n);
}

/* A column that these things have: a word of the list, or field:KEY and
 * link:KEY of their forms and types. */
static void
check_column(const struct kind *k, struct ydecode *d,
    const struct kind_report *r, const char *word, const void *at)
{
	if (!word || find_column(r, word) ||
	    (strncmp(word, "field:", 6) == 0 && find_field(k, r, word + 6)) ||
	    (strncmp(word, "link:", 5) == 0 && has_link(k, r, word + 5)))
		return;
	unknown(d, r, word, at);
}

/* A field by its key, with or without field: before it. */
static const struct kind_field *
bare_field(const struct kind *k, const struct kind_report *r,
    const char *word)
{
	return find_field(k, r, strncmp(word, "field:", 6) == 0 ? word + 6
	    : word);
}

static void
check_date(const struct kind *k, struct ydecode *d,
    const struct kind_report *r)
{
	const struct column *c = r->date ? find_column(r, r->date) : NULL;
	const struct kind_field *f = r->date ? bare_field(k, r, r->date)
	    : NULL;

	if (!r->date || (c && c->day))
		return;
	if (!c && !f)
		unknown(d, r, r->date, &r->date);
	else if (c || f->type != FIELD_DATE || f->approximate)
		kind_sense_error(d, &r->date, "a report goes by a date that "
		    "is known to the day");
}

static void
check_sum(const struct kind *k, struct ydecode *d,
    const struct kind_report *r)
{
	const struct kind_field *f = r->sum ? bare_field(k, r, r->sum) : NULL;

	if (!r->sum)
		return;
	if (!f)
		unknown(d, r, r->sum, &r->sum);
	else if (f->type != FIELD_MONEY &&
	    (f->type != FIELD_NUMBER || f->decimals > 0))
		kind_sense_error(d, &r->sum, "only money and whole numbers "
		    "are added up");
	if (!r->rows)
		kind_sense_error(d, &r->sum, "sum: needs rows:");
}

/* The fields of a cross: of one list, so that their choices are the same. */
static void
check_across(const struct kind *k, struct ydecode *d,
    const struct kind_report *r)
{
	const struct kind_field *first = NULL, *f;

	if ((r->what == REPORT_CROSS) != (r->n_across > 0))
		kind_sense_error(d, r, "what: cross and across: need each "
		    "other");
	if (r->what == REPORT_CROSS && (r->rows || r->n_list > 0 ||
	    r->chart != REPORT_NO_CHART))
		kind_sense_error(d, r, "a cross has no rows:, list: or "
		    "chart:");
	for (size_t i = 0; i < r->n_across; i++) {
		f = bare_field(k, r, r->across[i]);
		if (!f) {
			unknown(d, r, r->across[i], &r->across[i]);
			return;
		}
		if (!first)
			first = f;
		if (!f->list || !first->list ||
		    strcmp(f->list, first->list) != 0)
			kind_sense_error(d, &r->across[i], "the fields of a "
			    "cross have one list: of choices");
	}
}

/* A return is what the kind's measures say, over days that go back from a
 * meeting. */
static void
check_return(const struct kind *k, struct ydecode *d,
    const struct kind_report *r)
{
	bool backed = r->period > REPORT_SINCE_MEETING;

	if (r->what != REPORT_RETURN) {
		if (r->period >= REPORT_SITTING)
			kind_sense_error(d, &r->period, "only a return is "
			    "of a meeting, or rolling");
		return;
	}
	if (!backed)
		kind_sense_error(d, r, "a return needs period: meeting, "
		    "month, quarter, year or rolling");
	if (k->data_return.n_measures == 0)
		kind_sense_error(d, r, "there is nothing to count: return: "
		    "has no measures:");
	if (r->rows || r->n_list > 0 || r->n_case_types > 0 || r->where ||
	    r->chart != REPORT_NO_CHART)
		kind_sense_error(d, r, "a return is of its measures alone");
}

static void
check_shape(const struct kind *k, struct ydecode *d,
    const struct kind_report *r)
{
	if (r->columns && !r->rows)
		kind_sense_error(d, &r->columns, "columns: needs rows:");
	if (r->suppress && !r->rows && r->what != REPORT_RETURN)
		kind_sense_error(d, &r->suppress, "suppress: needs rows: "
		    "what is listed can't be hidden");
	if (r->rows && r->n_list > 0)
		kind_sense_error(d, &r->list, "a report is a list or a "
		    "count; rows: and list: exclude each other");
	if (r->n_list > 16)
		kind_sense_error(d, &r->list, "a list has 16 columns at "
		    "most");
	if (r->chart == REPORT_STACK && !r->columns)
		kind_sense_error(d, &r->chart,
		    "a stack needs columns: for its parts");
	if (r->chart == REPORT_TIMELINE && r->rows)
		kind_sense_error(d, &r->chart, "a timeline is drawn of a "
		    "list");
	if (1u << r->what & R && r->n_case_types == 0)
		kind_sense_error(d, r, "the report needs case-types:");
	if (r->what == REPORT_PLAN && k->actions.n_strands == 0)
		kind_sense_error(d, r, "a plan has a column for each strand; "
		    "there are none");
	if (r->n_states > 0 && !(1u << r->what & (R | D)))
		kind_sense_error(d, &r->states, "records have states; this "
		    "report is not about records");
}

void
kind_sense_report(const struct kind *k, struct ydecode *d,
    const struct kind_report *r)
{
	check_column(k, d, r, r->rows, &r->rows);
	check_column(k, d, r, r->columns, &r->columns);
	check_column(k, d, r, r->sort, &r->sort);
	for (size_t i = 0; i < r->n_list; i++)
		check_column(k, d, r, r->list[i], &r->list[i]);
	check_date(k, d, r);
	check_sum(k, d, r);
	check_across(k, d, r);
	check_return(k, d, r);
	check_shape(k, d, r);
	if (r->live == REPORT_DISPOSAL && r->what != REPORT_CASES)
		kind_sense_error(d, &r->live,
		    "records alone are up for disposal: what: is cases");
}
