#include "form/kind_sense.h"

#include <stdarg.h>
#include <string.h>

#include "base/buf.h"
#include "form/form_value.h"

/* The fixed columns that a form's fields may show, by record. */
static const char *const columns[FORM_RECORDS][20] = {
	[RECORD_SUBJECT] = {
		"surname", "forenames", "born_on", "age", "sex",
	},
	[RECORD_PARTY] = { "role", "from_on", "to_on" },
	[RECORD_RELATION] = { "relation" },
	[RECORD_CONTACT] = {
		"sort", "value", "postcode", "safe_use", "safe_message",
		"safe_times", "guarded", "from_on", "to_on", "note",
	},
	[RECORD_REFERRAL] = {
		"received_on", "incident_on", "agency_id", "member_id",
		"referrer", "origin", "tool", "score", "scored_on",
		"screening", "screened_on", "screening_reason", "lead_id",
	},
	[RECORD_CASEFILE] = {
		"received_on", "incident_on", "agency_id", "member_id",
		"referrer", "origin", "tool", "score", "scored_on",
		"restricted", "marking", "handling", "conditions", "sent_to",
		"sent_on", "acknowledged_on", "lead_id",
	},
	[RECORD_CONTRIBUTION] = {
		"agency_id", "member_id", "state", "given_on",
	},
	[RECORD_LINE] = {
		"party_id", "sort", "text", "share", "withheld_reason",
	},
	[RECORD_ITEM] = {
		"type", "planned", "disposition", "reason", "presenter_id",
	},
	[RECORD_ATTENDANCE] = {
		"role", "state", "deputy_for_id", "info_sent", "info_on",
		"came_at", "left_at", "note",
	},
	[RECORD_MEETING] = {
		"held_on", "starts", "place", "online", "chair_id",
		"deputy_chair_id", "secretary_id",
	},
	[RECORD_ACTION] = {
		"text", "type", "strand", "agency_id", "member_id",
		"party_id", "start_on", "due_on", "priority",
		"status_reason", "outcome", "evidence",
	},
	[RECORD_MILESTONE] = {
		"text", "due_on", "done_on", "member_id", "note",
	},
	[RECORD_INCIDENT] = {
		"happened_on", "criminal", "reported", "reference", "text",
	},
	[RECORD_BOARD] = { "place", "nation", "prefix" },
};

bool
kind_sense_error(struct ydecode *d, const void *at, const char *format, ...)
{
	const struct ynode *node = ydecode_mark(d, at);
	struct buf text = { 0 };
	va_list ap;

	va_start(ap, format);
	buf_vaddf(&text, format, ap);
	va_end(ap);
	if (node)
		yaml_error(d->errors, node, "%s", buf_text(&text));
	else
		yaml_error_at(d->errors, d->source, 0, 0, "%s",
		    buf_text(&text));
	buf_release(&text);
	return false;
}

const struct kind_field *
kind_sense_field(const struct kind *k, struct ydecode *d, const char *form,
    const char *field, const void *at)
{
	enum { MOST = 100 };
	const char *names[MOST];
	size_t n = 0;
	const struct kind_form *f = form ? kind_form(k, form) : NULL;

	if (!f || !field)
		return NULL;
	const struct kind_field *found = kind_field(f, field);
	if (found)
		return found;
	for (; n < f->n_fields && n < MOST; n++)
		names[n] = f->fields[n].key;
	const struct ynode *node = ydecode_mark(d, at);
	if (node)
		kind_sense_unknown(d->errors, node, "field", field, names, n);
	return NULL;
}

static void
check_column(struct ydecode *d, const struct kind_form *form,
    const struct kind_field *f)
{
	const char *const *list = columns[form->record];
	size_t n = 0;

	if (!f->column) {
		if (!kind_record_has_answers(form->record))
			kind_sense_error(d, f, "a field of \"%s\" needs a "
			    "column, because that record has no others",
			    kind_record_name(form->record));
		return;
	}
	for (; list[n]; n++)
		if (strcmp(list[n], f->column) == 0)
			return;
	const struct ynode *node = ydecode_mark(d, &f->column);
	kind_sense_unknown(d->errors, node, "column", f->column, list, n);
}

static bool
has_choices(enum field_type type)
{
	return type == FIELD_CHOICE || type == FIELD_CHOICES;
}

static void
check_choices(struct ydecode *d, const struct kind_field *f)
{
	if (has_choices(f->type) && !f->list && f->n_choices == 0)
		kind_sense_error(d, f, "a choice needs choices: or list:");
	else if (f->list && f->n_choices > 0)
		kind_sense_error(d, &f->list,
		    "both list: and choices:; one of them is enough");
	else if (!has_choices(f->type) && (f->list || f->n_choices > 0))
		kind_sense_error(d, f, "choices are of no use in a %s",
		    kind_field_type_name(f->type));
}

static void
check_range(struct ydecode *d, const struct kind_field *f)
{
	bool number = f->type == FIELD_NUMBER || f->type == FIELD_MONEY;

	if (!number && f->min != KIND_UNSET)
		kind_sense_error(d, &f->min, "min: is for numbers and money");
	if (!number && f->max != KIND_UNSET)
		kind_sense_error(d, &f->max, "max: is for numbers and money");
	if (f->min != KIND_UNSET && f->max != KIND_UNSET && f->min > f->max)
		kind_sense_error(d, &f->max, "max: is below min:");
	if (f->max_length != KIND_UNSET && f->type != FIELD_TEXT &&
	    f->type != FIELD_NOTE)
		kind_sense_error(d, &f->max_length,
		    "max-length: is for texts and notes");
	if (f->approximate && f->type != FIELD_DATE)
		kind_sense_error(d, &f->approximate,
		    "approximate: is for dates");
	if (f->past && f->future)
		kind_sense_error(d, &f->future,
		    "a date can't be both past and future");
	if (f->n_roles > 0 && f->type != FIELD_PARTY)
		kind_sense_error(d, &f->roles, "roles: is for a party");
}

/* The head of a case is made from answers of the case and of whom it is
 * about. */
static void
check_header(struct ydecode *d, const struct kind_form *form,
    const struct kind_field *f)
{
	bool holds = f->header && strstr(f->header, "{}");

	if (!f->header)
		return;
	if (f->column || (form->record != RECORD_SUBJECT &&
	    form->record != RECORD_PARTY && form->record != RECORD_REFERRAL &&
	    form->record != RECORD_CASEFILE))
		kind_sense_error(d, &f->header, "header: is for answers of a "
		    "subject, party, referral or casefile");
	else if (f->type == FIELD_YES_NO && holds)
		kind_sense_error(d, &f->header, "of a yes-no the header says "
		    "the text alone, without {}");
	else if (f->type != FIELD_YES_NO && !holds)
		kind_sense_error(d, &f->header, "the header needs {} where "
		    "the answer stands");
}

/* A default is what a person could have typed. */
static void
check_initial(const struct kind *k, struct ydecode *d,
    const struct kind_field *f)
{
	struct kind_field whole = *f;
	struct buf json = { 0 };
	struct err err = { 0 };
	const struct kind_list *list = f->list ? kind_list(k, f->list) : NULL;

	if (!f->initial)
		return;
	if (list) {
		whole.choices = list->choices;
		whole.n_choices = list->n_choices;
	}
	if (!form_value_parse(&whole, f->initial, NULL, &json, &err))
		kind_sense_error(d, &f->initial,
		    "the field's own rules refuse it: %s", err_text(&err));
	buf_release(&json);
	err_clear(&err);
}

/* A condition's words must be answers the other field can have. */
static void
check_when_words(struct ydecode *d, const struct kind *k,
    const struct kind_field *other, const char *const *words, size_t n)
{
	enum { MOST = 200 };
	const char *names[MOST + 4];
	size_t n_names = 0;
	const struct kind_list *list = other->list ?
	    kind_list(k, other->list) : NULL;
	const struct kind_choice *c = list ? list->choices : other->choices;
	size_t n_choices = list ? list->n_choices : other->n_choices;

	for (size_t i = 0; i < n_choices && n_names < MOST; i++)
		names[n_names++] = c[i].key;
	if (other->type == FIELD_YES_NO) {
		names[n_names++] = "yes";
		names[n_names++] = "no";
	}
	if (other->type == FIELD_YES_NO || other->allow_declined) {
		names[n_names++] = "unknown";
		names[n_names++] = "declined";
	}
	for (size_t i = 0; n_names > 0 && i < n; i++) {
		bool found = false;
		for (size_t j = 0; j < n_names && words[i]; j++)
			found |= strcmp(words[i], names[j]) == 0;
		if (!found && words[i])
			kind_sense_unknown(d->errors,
			    ydecode_mark(d, &words[i]), "answer", words[i],
			    names, n_names);
	}
}

static void
check_when(const struct kind *k, struct ydecode *d,
    const struct kind_form *form, const struct kind_field *f,
    const struct kind_when *w)
{
	if (!w || !w->field)
		return;
	const struct kind_field *other = kind_field(form, w->field);
	if (!other)
		return;		/* noted with the references */
	if (other == f)
		kind_sense_error(d, &w->field,
		    "a field can't depend on itself");
	if (w->n_is == 0 && w->n_not == 0 && w->answered < 0)
		kind_sense_error(d, &w->field,
		    "a condition needs is:, not: or answered:");
	check_when_words(d, k, other, w->is, w->n_is);
	check_when_words(d, k, other, w->not, w->n_not);
}

void
kind_sense_forms(const struct kind *k, struct ydecode *d)
{
	for (size_t i = 0; i < k->n_forms; i++) {
		const struct kind_form *form = &k->forms[i];
		for (size_t j = 0; j < form->n_fields; j++) {
			const struct kind_field *f = &form->fields[j];
			check_column(d, form, f);
			check_choices(d, f);
			check_range(d, f);
			check_header(d, form, f);
			check_initial(k, d, f);
			check_when(k, d, form, f, f->required_when);
			check_when(k, d, form, f, f->shown_when);
		}
	}
}
