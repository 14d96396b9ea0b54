/*
 * form_casefile: a referral to be made, the forms of a casefile, and what
 * happened in one.
 */
#include <inttypes.h>
#include <string.h>

#include "base/date.h"
#include "cmd/casefile_cmd.h"
#include "cmd/party_cmd.h"
#include "screen/form.h"
#include "screen/form_sorts.h"
#include "screen/screens.h"
#include "store/casefile_read.h"
#include "store/stmt.h"

bool
form_of_casefile(struct form *f, struct ctx *ctx, int64_t casefile,
    struct err *err)
{
	struct casefile_row row;

	if (!casefile_read(ctx->session->db, casefile, &f->rf.arena, &row,
	    err))
		return false;
	f->casefile = casefile;
	f->board = row.board;
	f->title = row.ref;
	f->kind = session_board_kind(ctx->session, row.board, err);
	if (!f->kind)
		return false;
	f->type = kind_case_type(f->kind, row.type);
	return f->type || err_set(err, ERR_INPUT, "The board's kind no longer "
	    "knows what sort of case %s is; it can only be read.", row.ref);
}

/* ---- "casefile 12 referral" --------------------------------------------- */

static bool
casefile_build(struct form *f, struct ctx *ctx, struct err *err)
{
	const struct kind_form *form;

	if (!form_of_casefile(f, ctx, form_number(f, 0), err))
		return false;
	form = kind_form(f->kind, form_word(f, 1));
	if (!form)
		return err_set(err, ERR_INPUT, "There is no form \"%s\" for "
		    "this case.", form_word(f, 1));
	f->title = arena_printf(&f->rf.arena, "%s  %s", f->title,
	    form->title);
	form_part(f, NULL, "casefile", f->casefile, form);
	return true;
}

static struct screen *
casefile_after(struct form *f)
{
	/* One that was just made has no casefile beneath it. */
	return !strcmp(form_word(f, 2), "new") ? casefile_screen(f->casefile)
	    : NULL;
}

const struct form_sort form_sort_casefile = {
	.name = "casefile",
	.build = casefile_build,
	.after = casefile_after,
};

/* ---- "refer 21 case" ---------------------------------------------------- */

static const char *const refer_columns[] = {
	"received_on", "agency_id", "member_id", "referrer",
};

static int64_t
own_agency(struct ctx *ctx)
{
	struct err err = {0};
	int64_t id = 0;

	if (!db_one_int(ctx->session->db, db_query(ctx->session->db,
	    SQL_RECORD_MY_AGENCY, &err), &id, &err))
		err_clear(&err);
	return id;
}

static void
set_initial(struct kind_form *form, const char *column, const char *text)
{
	struct kind_field *field = form_column_field(form, column);

	if (field)
		field->initial = text;
}

static bool
refer_build(struct form *f, struct ctx *ctx, struct err *err)
{
	const struct kind_form *whole;
	struct kind_field *received;
	struct kind_form *form;

	f->board = form_number(f, 0);
	f->kind = session_board_kind(ctx->session, f->board, err);
	if (!f->kind)
		return false;
	f->type = kind_case_type(f->kind, form_word(f, 1));
	whole = f->type ? kind_form_for(f->kind, f->type, RECORD_REFERRAL)
	    : NULL;
	if (!whole)
		return err_set(err, ERR_INPUT, "Nothing of that sort is "
		    "referred to this %s.", kind_word(f->kind, "board", 1));
	form = form_copy(f, whole, refer_columns, sizeof refer_columns /
	    sizeof *refer_columns);
	received = form_column_field(form, "received_on");
	if (received) {
		received->required = false;
		received->help = "Left empty: today.";
	}
	if (!session_may(ctx->session, f->board, RIGHT_MANAGE_CASES))
		set_initial(form, "agency_id", arena_printf(&f->rf.arena,
		    "%" PRId64, own_agency(ctx)));
	f->title = arena_printf(&f->rf.arena, "New: %s", f->type->title);
	form_part(f, NULL, "casefile", 0, form);
	return true;
}

static bool
refer_make(struct form *f, struct ctx *ctx, struct err *err)
{
	const struct kind_form *form = f->parts[0].form;
	struct casefile_new c = {
		.board = f->board,
		.type = f->type->key,
		.received = recordform_day(&f->rf, form_key(form,
		    "received_on")),
		.incident = DATE_NONE,
		.agency = recordform_id(&f->rf, form_key(form, "agency_id")),
		.member = recordform_id(&f->rf, form_key(form, "member_id")),
		.referrer = recordform_text(&f->rf, form_key(form,
		    "referrer")),
		.score = -1,
		.scored_on = DATE_NONE,
	};

	if (!cmd_casefile_refer(ctx->session, &c, &f->id, err))
		return false;
	ctx_push(ctx, form_screen("casefile %" PRId64 " %s new", f->id,
	    form->key));
	return true;
}

const struct form_sort form_sort_refer = {
	.name = "refer",
	.build = refer_build,
	.make = refer_make,
	.made = "It is made, and waits to be screened. Every field is saved "
	    "as you leave it.",
};

/* ---- "incident 9", "incident new 12" ------------------------------------ */

static const struct kind_field incident_fields[] = {
	{ .key = "date", .label = "Date", .type = FIELD_DATE,
	    .column = "happened_on", .required = true, .past = true },
	{ .key = "criminal", .label = "A crime", .type = FIELD_YES_NO,
	    .column = "criminal" },
	{ .key = "reported", .label = "Reported", .type = FIELD_YES_NO,
	    .column = "reported" },
	{ .key = "reference", .label = "Reference", .type = FIELD_TEXT,
	    .column = "reference" },
	{ .key = "text", .label = "What happened", .type = FIELD_NOTE,
	    .column = "text" },
};

static bool
incident_build(struct form *f, struct ctx *ctx, struct err *err)
{
	struct db *db = ctx->session->db;
	bool fresh = !strcmp(form_word(f, 0), "new");
	int64_t casefile = form_number(f, 1);
	const struct kind_form *form;
	struct stmt *q;

	if (!fresh) {
		f->id = form_number(f, 0);
		q = db_query(db, SQL_RECORD_INCIDENT_CASEFILE, err);
		stmt_int(q, ":id", f->id);
		if (!db_one_int(db, q, &casefile, err))
			return err_set(err, ERR_INPUT, "There is no such "
			    "incident (any more).");
	}
	if (!form_of_casefile(f, ctx, casefile, err))
		return false;
	form = kind_form_for(f->kind, f->type, RECORD_INCIDENT);
	if (!form)
		form = form_fixed(f, "incident", incident_fields,
		    sizeof incident_fields / sizeof *incident_fields);
	f->title = arena_printf(&f->rf.arena, "%s  %s", f->title,
	    form->title);
	form_part(f, NULL, "incident", f->id, form);
	return true;
}

static bool
incident_make(struct form *f, struct ctx *ctx, struct err *err)
{
	const struct kind_form *form = f->parts[0].form;
	struct recordform *rf = &f->rf;
	struct incident_new i = {
		.casefile = f->casefile,
		.on = recordform_day(rf, form_key(form, "happened_on")),
		.criminal = recordform_yes(rf, form_key(form, "criminal")),
		.reported = recordform_yes(rf, form_key(form, "reported")),
		.reference = recordform_text(rf, form_key(form,
		    "reference")),
		.text = recordform_text(rf, form_key(form, "text")),
	};

	return cmd_incident_add(ctx->session, &i, NULL, err);
}

const struct form_sort form_sort_incident = {
	.name = "incident",
	.build = incident_build,
	.make = incident_make,
	.made = "The incident is recorded.",
};
