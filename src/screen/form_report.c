/*
 * form_report: how an action goes on: a status with all that it asks for, or
 * news alone. Which status needs what is the kind's.
 */
#include <inttypes.h>
#include <string.h>

#include "base/date.h"
#include "cmd/action_cmd.h"
#include "cmd/action_view.h"
#include "cmd/find.h"
#include "screen/form.h"
#include "screen/form_sorts.h"
#include "store/action_read.h"

/* A field that is asked for by the statuses with any of these needs. */
static const struct asked {
	struct kind_field field;
	int needs, unless;	/* not required where unless is set as well */
} asked[] = {
	{ { .key = "reason", .label = "Why", .type = FIELD_NOTE },
	    NEED_REASON, 0 },
	{ { .key = "outcome", .label = "What came of it",
	    .type = FIELD_NOTE }, NEED_OUTCOME, 0 },
	{ { .key = "date", .label = "Done on", .type = FIELD_DATE,
	    .past = true }, NEED_DATE, 0 },
	{ { .key = "new-due", .label = "New date", .type = FIELD_DATE,
	    .future = true }, NEED_NEW_DATE, NEED_OR_ESCALATED },
	{ { .key = "escalated", .label = "It goes up instead",
	    .type = FIELD_YES_NO, .column = "escalated" },
	    NEED_OR_ESCALATED, ~0 },
	{ { .key = "chair", .label = "The chair accepts it",
	    .type = FIELD_YES_NO, .column = "chair" }, NEED_CHAIR, 0 },
	{ { .key = "replaced-by", .label = "What takes its place",
	    .type = FIELD_TEXT, .help = "Another action's reference." },
	    NEED_LINK, 0 },
};

#define N_ASKED (sizeof asked / sizeof *asked)

static void
status_field(struct form *f, struct ctx *ctx, const struct action_row *a,
    struct kind_field *out)
{
	const struct kind_actions *k = &f->kind->actions;
	struct kind_choice *rows = arena_array(&f->rf.arena, k->n_statuses,
	    sizeof *rows);
	size_t i;

	*out = (struct kind_field){ .key = "status", .label = "Status",
	    .type = FIELD_CHOICE, .choices = rows };
	for (i = 0; i < k->n_statuses; i++) {
		const struct kind_action_status *st = &k->statuses[i];

		if (!action_may_set(st, a->member, ctx->session->member) ||
		    !action_may_follow(st, a->status))
			continue;
		rows[out->n_choices++] = (struct kind_choice){
		    .key = st->key, .label = st->label, .help = st->help };
	}
	if (*form_word(f, 1))
		out->initial = form_word(f, 1);
}

/* When the status is one of those with any of needs and none of without; NULL
 * when no status is. */
static const struct kind_when *
when_needed(struct form *f, int needs, int without)
{
	const struct kind_actions *k = &f->kind->actions;
	struct kind_when *w = arena_alloc(&f->rf.arena, sizeof *w);
	const char **keys = arena_array(&f->rf.arena, k->n_statuses,
	    sizeof *keys);
	size_t i;

	*w = (struct kind_when){ .field = "status", .answered = -1,
	    .is = keys };
	for (i = 0; i < k->n_statuses; i++) {
		if ((k->statuses[i].needs & needs) &&
		    !(k->statuses[i].needs & without))
			keys[w->n_is++] = k->statuses[i].key;
	}
	return w->n_is ? w : NULL;
}

static bool
report_build(struct form *f, struct ctx *ctx, struct err *err)
{
	struct kind_field fields[N_ASKED + 3];
	int today = clock_today(ctx->session->clock);
	struct action_row a;
	size_t i, n = 1;

	f->id = form_number(f, 0);
	if (!action_read(ctx->session->db, f->id, today, &f->rf.arena, &a,
	    err))
		return false;
	f->board = a.board;
	f->casefile = a.casefile;
	f->kind = session_board_kind(ctx->session, a.board, err);
	if (!f->kind)
		return false;
	f->was = a.status;
	status_field(f, ctx, &a, &fields[0]);
	for (i = 0; i < N_ASKED; i++) {
		if (asked[i].needs == NEED_CHAIR && !session_may(ctx->session,
		    a.board, RIGHT_RUN_MEETING))
			continue;
		fields[n] = asked[i].field;
		fields[n].shown_when = when_needed(f, asked[i].needs, 0);
		fields[n].required_when = when_needed(f, asked[i].needs,
		    asked[i].unless);
		n += fields[n].shown_when != NULL;
	}
	fields[n++] = (struct kind_field){ .key = "text",
	    .label = "What was said", .type = FIELD_NOTE };
	fields[n++] = (struct kind_field){ .key = "evidence",
	    .label = "Evidence", .type = FIELD_TEXT };
	f->title = arena_printf(&f->rf.arena, "%s  %s", a.ref, a.text);
	form_part(f, NULL, "action", 0, form_fixed(f, "report", fields, n));
	return true;
}

static bool
report_make(struct form *f, struct ctx *ctx, struct err *err)
{
	struct recordform *rf = &f->rf;
	const char *ref = recordform_text(rf, "replaced-by");
	struct action_row now;
	struct action_report r = {
		.status = recordform_text(rf, "status"), .was = f->was,
		.reason = recordform_text(rf, "reason"),
		.outcome = recordform_text(rf, "outcome"),
		.text = recordform_text(rf, "text"),
		.evidence = recordform_text(rf, "evidence"),
		.date = recordform_day(rf, "date"),
		.new_due = recordform_day(rf, "new-due"),
		.escalated = recordform_yes(rf, "escalated"),
		.chair = recordform_yes(rf, "chair"),
	};

	if (!r.status && !r.text && !r.evidence)
		return err_set(err, ERR_INPUT, "Say how it stands: a status, "
		    "or what was said.");
	if (ref && !find_action(ctx->session, ref, &r.replaced_by, err))
		return false;
	action_ask_chair(ctx->session, f->board, f->kind, &r, &rf->arena);
	if (cmd_action_report(ctx->session, f->id, &r, err))
		return true;
	/* The sentence says how it stands now: the next try is told that. */
	if (err->code == ERR_CONFLICT && action_read(ctx->session->db, f->id,
	    clock_today(ctx->session->clock), &rf->arena, &now, NULL))
		f->was = now.status;
	return false;
}

const struct form_sort form_sort_report = {
	.name = "report",
	.build = report_build,
	.make = report_make,
	.made = "Reported.",
};
