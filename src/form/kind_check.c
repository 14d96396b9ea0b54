/* The second pass over a kind: does it fit together? Everything that names
 * something is looked up, then each part's own rules. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "form/kind_shape.h"
#include "form/kind_sense.h"

/* The keys something may be, collected for one reference. */
struct names {
	const char **name;
	size_t n, cap;
};

static void
add_name(struct names *names, const char *name)
{
	GROW(names->name, names->n, names->cap);
	names->name[names->n++] = name;
}

#define ADD_KEYS(names, list, n) \
	do { \
		for (size_t i_ = 0; i_ < (n); i_++) \
			add_name((names), (list)[i_].key); \
	} while (0)

static void
add_of_case_type(struct names *names, int ref,
    const struct kind_case_type *t)
{
	switch (ref) {
	case REF_PARTY_ROLE:
		ADD_KEYS(names, t->roles, t->n_roles);
		break;
	case REF_ITEM_TYPE:
		ADD_KEYS(names, t->item_types, t->n_item_types);
		break;
	case REF_DISPOSITION:
		ADD_KEYS(names, t->dispositions, t->n_dispositions);
		break;
	case REF_PHASE:
		ADD_KEYS(names, t->phases, t->n_phases);
		break;
	case REF_LINK:
		ADD_KEYS(names, t->links, t->n_links);
		break;
	case REF_CRITERION:
		ADD_KEYS(names, t->criteria, t->n_criteria);
		break;
	case REF_STATE:
		ADD_KEYS(names, t->states, t->n_states);
		break;
	case REF_TIMER:
		ADD_KEYS(names, t->timers, t->n_timers);
		break;
	default:
		break;
	}
}

static void
add_general(struct names *names, int ref, const struct kind *k)
{
	switch (ref) {
	case REF_CATEGORY:
		ADD_KEYS(names, k->categories, k->n_categories);
		break;
	case REF_CAPACITY:
		ADD_KEYS(names, k->capacities, k->n_capacities);
		break;
	case REF_ROLE:
		ADD_KEYS(names, k->roles, k->n_roles);
		break;
	case REF_STATEMENT:
		ADD_KEYS(names, k->statements, k->n_statements);
		break;
	case REF_LIST:
		ADD_KEYS(names, k->lists, k->n_lists);
		for (size_t i = 0; i < KIND_OWN_LISTS; i++)
			add_name(names, kind_own_lists[i]);
		break;
	case REF_FORM:
		ADD_KEYS(names, k->forms, k->n_forms);
		break;
	case REF_EACH:
		add_name(names, "once");
		add_name(names, "case");
		add_name(names, "outstanding");
		/* fall through */
	case REF_CASE_TYPE:
		ADD_KEYS(names, k->case_types, k->n_case_types);
		break;
	case REF_STEP:
		ADD_KEYS(names, k->steps, k->n_steps);
		break;
	case REF_SETTING:
		ADD_KEYS(names, k->settings, k->n_settings);
		break;
	default:
		break;
	}
}

static void
add_of_parts(struct names *names, int ref, const struct kind *k)
{
	switch (ref) {
	case REF_SORT:
		ADD_KEYS(names, k->minutes.sorts, k->minutes.n_sorts);
		break;
	case REF_DUE:
		ADD_KEYS(names, k->actions.due, k->actions.n_due);
		break;
	case REF_STATUS:
		ADD_KEYS(names, k->actions.statuses, k->actions.n_statuses);
		break;
	case REF_ACTION_TYPE:
		ADD_KEYS(names, k->actions.types, k->actions.n_types);
		break;
	case REF_STRAND:
		ADD_KEYS(names, k->actions.strands, k->actions.n_strands);
		break;
	case REF_REPORT:
		ADD_KEYS(names, k->reports, k->n_reports);
		break;
	case REF_PACK:
		ADD_KEYS(names, k->packs, k->n_packs);
		break;
	default:
		break;
	}
}

static void
collect(struct names *names, const struct kind *k, const struct yref *r)
{
	names->n = 0;
	add_general(names, r->ref, k);
	add_of_parts(names, r->ref, k);
	if (r->ref == REF_FIELD && r->scope_shape == &kind_shape_form) {
		const struct kind_form *f = r->scope;
		ADD_KEYS(names, f->fields, f->n_fields);
	}
	if (r->scope_shape == &kind_shape_case_type) {
		add_of_case_type(names, r->ref, r->scope);
		return;
	}
	for (size_t i = 0; i < k->n_case_types; i++)
		add_of_case_type(names, r->ref, &k->case_types[i]);
}

static const char *const ref_words[] = {
	[REF_NONE] = "",
	[REF_CATEGORY] = "category",
	[REF_CAPACITY] = "capacity",
	[REF_ROLE] = "role",
	[REF_STATEMENT] = "statement",
	[REF_LIST] = "list",
	[REF_FORM] = "form",
	[REF_CASE_TYPE] = "case type",
	[REF_EACH] = "case type",
	[REF_SORT] = "minute sort",
	[REF_DUE] = "due date",
	[REF_STATUS] = "status",
	[REF_ACTION_TYPE] = "action type",
	[REF_STEP] = "step",
	[REF_SETTING] = "setting",
	[REF_STRAND] = "strand",
	[REF_REPORT] = "report",
	[REF_PACK] = "pack",
	[REF_PARTY_ROLE] = "party role",
	[REF_ITEM_TYPE] = "item type",
	[REF_DISPOSITION] = "disposition",
	[REF_PHASE] = "phase",
	[REF_LINK] = "link",
	[REF_CRITERION] = "criterion",
	[REF_STATE] = "state",
	[REF_TIMER] = "timer",
	[REF_FIELD] = "field",
};
_Static_assert(sizeof(ref_words) / sizeof(ref_words[0]) == KIND_REFS,
    "a word for each reference");

bool
kind_sense_unknown(struct yaml_errors *errors, const struct ynode *node,
    const char *what, const char *text, const char *const *names, size_t n)
{
	const char *near = yaml_errors_full(errors) ? NULL :
	    yaml_nearest(text, names, n);

	if (near)
		return yaml_error(errors, node,
		    "unknown %s \"%s\" (did you mean \"%s\"?)", what, text,
		    near);
	return yaml_error(errors, node, "unknown %s \"%s\"", what, text);
}

static bool
is_among(const struct names *names, const char *text)
{
	for (size_t i = 0; i < names->n; i++)
		if (strcmp(names->name[i], text) == 0)
			return true;
	return false;
}

static void
check_refs(const struct kind *k, struct ydecode *d)
{
	struct names names = { 0 };

	for (size_t i = 0; i < d->n_refs; i++) {
		const struct yref *r = &d->refs[i];
		collect(&names, k, r);
		if (!is_among(&names, r->text))
			kind_sense_unknown(d->errors, r->node,
			    ref_words[r->ref], r->text, names.name, names.n);
	}
	free(names.name);
}

void
kind_check_meaning(struct kind *k, struct ydecode *d, bool whole)
{
	check_refs(k, d);
	/* What is missing because it could not be read is no second fault. */
	if (!whole)
		return;
	kind_sense_forms(k, d);
	kind_sense_cases(k, d);
	kind_sense_rules(k, d);
	kind_sense_records(k, d);
}
