/*
 * form_party: a person and what they are in a casefile; their other names;
 * how to reach them; someone new.
 */
#include <inttypes.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "cmd/party_cmd.h"
#include "screen/form.h"
#include "screen/form_sorts.h"
#include "screen/likeness.h"
#include "screen/screens.h"
#include "store/casefile_read.h"
#include "store/stmt.h"

static bool
of_party(struct form *f, struct ctx *ctx, int64_t id, struct party_row *row,
    struct err *err)
{
	return party_read(ctx->session->db, id, &f->rf.arena, row, err) &&
	    form_of_casefile(f, ctx, row->casefile, err);
}

/* ---- "party 7" ---------------------------------------------------------- */

static const struct kind_field thing_fields[] = {
	{ .key = "name", .label = "Name", .type = FIELD_TEXT,
	    .column = "surname", .required = true },
};

/* The forms about the subject itself. A person has the kind's; of anything
 * else a name is known. */
static void
subject_parts(struct form *f, const struct party_row *row)
{
	size_t i;

	if (strcmp(row->sort, "person") != 0) {
		form_part(f, NULL, "subject", row->subject, form_fixed(f,
		    "thing", thing_fields, 1));
		return;
	}
	for (i = 0; i < f->type->n_forms; i++) {
		const struct kind_form *form = kind_form(f->kind,
		    f->type->forms[i]);

		if (form && form->record == RECORD_SUBJECT)
			form_part(f, NULL, "subject", row->subject, form);
	}
}

static bool
party_build(struct form *f, struct ctx *ctx, struct err *err)
{
	const struct kind_party_role *role;
	const struct kind_form *form;
	struct party_row row;

	f->id = form_number(f, 0);
	if (!of_party(f, ctx, f->id, &row, err))
		return false;
	subject_parts(f, &row);
	role = kind_party_role(f->type, row.role);
	form = role && role->form ? kind_form(f->kind, role->form) : NULL;
	if (form)
		form_part(f, form->title, "party", f->id, form);
	f->title = arena_printf(&f->rf.arena, "%s  %s (%s)", f->title,
	    row.name, role ? role->label : row.role);
	return true;
}

const struct form_sort form_sort_party = {
	.name = "party",
	.build = party_build,
};

/* ---- "alias 5", "alias new 7" ------------------------------------------- */

static const struct kind_field alias_fields[] = {
	{ .key = "forenames", .label = "Forenames", .type = FIELD_TEXT,
	    .column = "forenames" },
	{ .key = "surname", .label = "Surname", .type = FIELD_TEXT,
	    .column = "surname" },
	{ .key = "note", .label = "What it is", .type = FIELD_TEXT,
	    .column = "note", .help = "Born as, called, listed as, another "
	    "spelling." },
};

static bool
alias_build(struct form *f, struct ctx *ctx, struct err *err)
{
	struct party_row row;
	bool fresh = !strcmp(form_word(f, 0), "new");

	/* The party is named with both: through it the name is seen. */
	if (!of_party(f, ctx, form_number(f, 1), &row, err))
		return false;
	f->id = fresh ? 0 : form_number(f, 0);
	f->other = row.subject;
	f->title = arena_printf(&f->rf.arena, "Another name of %s", row.name);
	form_part(f, NULL, "alias", f->id, form_fixed(f, "alias",
	    alias_fields, sizeof alias_fields / sizeof *alias_fields));
	return true;
}

static bool
alias_make(struct form *f, struct ctx *ctx, struct err *err)
{
	return cmd_alias_add(ctx->session, f->other,
	    recordform_text(&f->rf, "surname"),
	    recordform_text(&f->rf, "forenames"),
	    recordform_text(&f->rf, "note"), NULL, err);
}

const struct form_sort form_sort_alias = {
	.name = "alias",
	.build = alias_build,
	.make = alias_make,
	.made = "The name is added; searches find it.",
};

/* ---- "contact 5 7", "contact new 7" ------------------------------------- */

static const struct kind_choice contact_sorts[] = {
	{ .key = "phone", .label = "Phone" },
	{ .key = "address", .label = "Address" },
	{ .key = "email", .label = "E-mail" },
};

static const struct kind_choice safe[] = {
	{ .key = "yes", .label = "Yes" },
	{ .key = "no", .label = "No" },
	{ .key = "unknown", .label = "Not known" },
};

static const struct kind_field contact_fields[] = {
	{ .key = "sort", .label = "Sort", .type = FIELD_CHOICE,
	    .column = "sort", .required = true, .choices = contact_sorts,
	    .n_choices = 3 },
	{ .key = "value", .label = "Number or address", .type = FIELD_TEXT,
	    .column = "value", .required = true },
	{ .key = "postcode", .label = "Postcode", .type = FIELD_TEXT,
	    .column = "postcode" },
	{ .key = "safe-use", .label = "Safe to call, write or send to?",
	    .type = FIELD_CHOICE, .column = "safe_use", .required = true,
	    .choices = safe, .n_choices = 3, .initial = "unknown" },
	{ .key = "safe-message", .label = "Safe to leave a message?",
	    .type = FIELD_CHOICE, .column = "safe_message",
	    .choices = safe, .n_choices = 3, .initial = "unknown" },
	{ .key = "safe-times", .label = "Safe times", .type = FIELD_TEXT,
	    .column = "safe_times" },
	{ .key = "from", .label = "From", .type = FIELD_DATE,
	    .column = "from_on" },
	{ .key = "to", .label = "Until", .type = FIELD_DATE,
	    .column = "to_on" },
	{ .key = "note", .label = "Note", .type = FIELD_TEXT,
	    .column = "note" },
};

static bool
contact_build(struct form *f, struct ctx *ctx, struct err *err)
{
	const struct kind_form *form;
	struct party_row row;
	bool fresh = !strcmp(form_word(f, 0), "new");

	if (!of_party(f, ctx, form_number(f, 1), &row, err))
		return false;
	f->id = fresh ? 0 : form_number(f, 0);
	f->other = row.subject;
	form = kind_form_for(f->kind, f->type, RECORD_CONTACT);
	if (!form)
		form = form_fixed(f, "contact", contact_fields,
		    sizeof contact_fields / sizeof *contact_fields);
	f->title = arena_printf(&f->rf.arena, "How to reach %s", row.name);
	form_part(f, NULL, "contact", f->id, form);
	return true;
}

static bool
contact_make(struct form *f, struct ctx *ctx, struct err *err)
{
	const struct kind_form *form = f->parts[0].form;
	struct recordform *rf = &f->rf;
	const char *guard = recordform_text(rf, form_key(form, "guarded"));
	struct contact_new c = {
		.subject = f->other,
		.sort = recordform_text(rf, form_key(form, "sort")),
		.value = recordform_text(rf, form_key(form, "value")),
		.postcode = recordform_text(rf, form_key(form, "postcode")),
		.safe_use = recordform_text(rf, form_key(form, "safe_use")),
		.safe_message = recordform_text(rf, form_key(form,
		    "safe_message")),
		.safe_times = recordform_text(rf, form_key(form,
		    "safe_times")),
		.guarded = !guard ? -1 : !strcmp(guard, "yes"),
		.from = recordform_day(rf, form_key(form, "from_on")),
		.to = recordform_day(rf, form_key(form, "to_on")),
		.note = recordform_text(rf, form_key(form, "note")),
	};

	if (!c.sort)
		return err_set(err, ERR_INPUT, "Say first what it is: a "
		    "phone, an address, an e-mail.");
	return cmd_contact_add(ctx->session, &c, NULL, err);
}

const struct form_sort form_sort_contact = {
	.name = "contact",
	.build = contact_build,
	.make = contact_make,
	.made = "It is recorded, with what makes it safe.",
};

/* ---- "someone 12 of a role" --------------------------------------------- */

static const char *const who_columns[] = {
	"surname", "forenames", "born_on", "age", "sex",
};

static const struct kind_field who_fields[] = {
	{ .key = "surname", .label = "Surname", .type = FIELD_TEXT,
	    .column = "surname" },
	{ .key = "forenames", .label = "Forenames", .type = FIELD_TEXT,
	    .column = "forenames" },
	{ .key = "born", .label = "Date of birth", .type = FIELD_DATE,
	    .column = "born_on", .past = true },
	{ .key = "age", .label = "Estimated age", .type = FIELD_NUMBER,
	    .column = "age", .min = 0, .max = 130 },
};

static const struct kind_choice subject_sorts[] = {
	{ .key = "person", .label = "Person" },
	{ .key = "group", .label = "Group" },
	{ .key = "premises", .label = "Premises" },
	{ .key = "business", .label = "Business" },
};

static const struct kind_field sort_field = { .key = "subject-sort",
	.label = "What it is", .type = FIELD_CHOICE, .column = "sort",
	.required = true };

/* What may be in the role, where there is a choice. */
static void
sort_part(struct form *f, const struct kind_party_role *role)
{
	struct kind_choice *rows = arena_array(&f->rf.arena, 4, sizeof *rows);
	struct kind_form *form = form_fixed(f, "sort", &sort_field, 1);
	struct kind_field *field = form_fixed_field(form, "subject-sort");
	int bits = role->kinds ? role->kinds : SUBJECT_PERSON, i;

	field->choices = rows;
	for (i = 0; i < 4; i++) {
		if (bits & (1 << i))
			rows[field->n_choices++] = subject_sorts[i];
	}
	field->initial = rows[0].key;
	if (field->n_choices > 1)
		form_part(f, NULL, "subject", 0, form);
}

static bool
someone_build(struct form *f, struct ctx *ctx, struct err *err)
{
	const struct kind_party_role *role;
	const struct kind_form *whole;
	struct kind_form *form;

	if (!form_of_casefile(f, ctx, form_number(f, 0), err))
		return false;
	role = kind_party_role(f->type, form_word(f, 1));
	if (!role)
		return err_set(err, ERR_INPUT, "There is no role \"%s\" in "
		    "this case.", form_word(f, 1));
	sort_part(f, role);
	whole = kind_form_for(f->kind, f->type, RECORD_SUBJECT);
	form = whole ? form_copy(f, whole, who_columns, 5)
	    : form_fixed(f, "who", who_fields, 4);
	form_part(f, NULL, "subject", 0, form);
	f->title = arena_printf(&f->rf.arena, "%s  new: %s", f->title,
	    role->label);
	return true;
}

/* Everything in it lies in the form's arena. */
static void
who(struct form *f, struct party_new *p)
{
	const struct kind_form *form = f->parts[f->n_parts - 1].form;
	struct recordform *rf = &f->rf;

	*p = (struct party_new){
		.casefile = f->casefile,
		.role = form_word(f, 1),
		.who = {
			.sort = recordform_text(rf, "subject-sort"),
			.surname = recordform_text(rf, form_key(form,
			    "surname")),
			.forenames = recordform_text(rf, form_key(form,
			    "forenames")),
			.born = recordform_day(rf, form_key(form,
			    "born_on")),
			.age = (int)recordform_number(rf, form_key(form,
			    "age"), -1),
			.age_on = DATE_NONE,
			.sex = recordform_text(rf, form_key(form, "sex")),
		},
	};
}

static bool
add(struct form *f, struct ctx *ctx, int64_t subject, struct err *err)
{
	struct party_new p;
	int64_t party = 0;

	who(f, &p);
	p.subject = subject;
	p.who.age_on = clock_today(ctx->session->clock);
	if (!cmd_party_add(ctx->session, &p, &party, NULL, err))
		return false;
	ctx_push(ctx, party_screen(party));
	return true;
}

static unsigned
like_chosen(struct screen *asker, struct ctx *ctx, int64_t subject)
{
	struct form *f = (struct form *)asker;
	struct err err = {0};

	if (!add(f, ctx, subject, &err))
		return ctx_fail(ctx, &err);
	return form_made(f, ctx);
}

/* The same person may be in the book already: a person decides. */
static bool
someone_make(struct form *f, struct ctx *ctx, struct err *err)
{
	struct arena a = {0};
	struct people_like *like;
	struct party_new p;
	size_t n = 0;
	bool ok;

	who(f, &p);
	p.who.age_on = clock_today(ctx->session->clock);
	ok = party_find_like(ctx->session, f->casefile, &p.who, &a, &like,
	    &n, err);
	if (ok && n) {
		f->asking = true;
		likeness_ask(ctx, like, n, like_chosen, &f->screen);
	} else if (ok) {
		ok = add(f, ctx, 0, err);
	}
	arena_release(&a);
	return ok;
}

const struct form_sort form_sort_someone = {
	.name = "someone",
	.build = someone_build,
	.make = someone_make,
	.made = "Added. What else is known goes here.",
};
