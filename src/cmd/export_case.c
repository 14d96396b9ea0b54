/*
 * export_case: one casefile out of the book.
 */
#include "cmd/export_case.h"

#include <string.h>

#include "cmd/casedoc.h"
#include "cmd/consult.h"
#include "cmd/meeting_need.h"
#include "cmd/stamp.h"
#include "export/marking.h"
#include "store/casefile_read.h"

/* The highest among itself, what it is tied to, and its actions. */
static bool
mark(struct casedoc *c, struct err *err)
{
	int64_t *files = arena_array(c->a, c->n_ties + 1, sizeof *files);
	int64_t *actions = arena_array(c->a, c->n_actions + 1,
	    sizeof *actions);
	const struct marking_of of = { .casefiles = files,
		.n_casefiles = c->n_ties + 1, .actions = actions,
		.n_actions = c->n_actions };
	size_t i;

	files[0] = c->file.id;
	for (i = 0; i < c->n_ties; i++)
		files[i + 1] = c->ties[i].there;
	for (i = 0; i < c->n_actions; i++)
		actions[i] = c->actions[i].id;
	c->doc->handling = c->k->marking.handling ? arena_strdup(c->a,
	    c->k->marking.handling) : "";
	return marking_find(c->s->db, c->k, &of, c->a, &c->doc->marking, err);
}

/* Noted as taken away, then in its format. */
static bool
leave(struct casedoc *c, const struct doc_format *format, const char *detail,
    struct buf *out, struct err *err)
{
	return mark(c, err) && stamp_doc(c->s, c->doc, err) &&
	    cmd_consult_report(c->s, detail, &c->file.id, 1, err) &&
	    doc_write(c->doc, format, out, err);
}

bool
cmd_export_case(struct session *s, int64_t casefile,
    const struct doc_format *format, struct buf *out, struct err *err)
{
	struct doc d = { .notice = "" };
	struct buf detail = {0};
	struct casedoc c;
	bool ok;

	ok = casedoc_load(s, casefile, &d, &c, err) && need_right(s,
	    c.file.board, RIGHT_EXPORT_OWN, RIGHT_EXPORT_RECORD, err);
	if (ok) {
		d.title = arena_printf(&d.arena, "%s: %s", c.type->title,
		    c.file.ref);
		buf_addf(&detail, "record of %s, %s", c.file.ref,
		    format->name);
	}
	ok = ok && casedoc_add(&c, casedoc_whole, casedoc_whole_n, err) &&
	    leave(&c, format, buf_text(&detail), out, err);
	if (!ok)
		buf_wipe(out);
	doc_release(&d);
	buf_release(&detail);
	return ok;
}

/* Has the kind such a pack, and may this member make it? */
static bool
may_transfer(struct casedoc *c, const char *to, struct err *err)
{
	const struct kind_transfer *t = &c->type->transfer;

	if (t->n_parts == 0)
		return err_set(err, ERR_INPUT, "Cases of this sort (%s) are "
		    "not handed to another area: their kind has no pack for "
		    "it. Nothing was written.", c->type->title);
	if (!to || need_blank(to))
		return err_set(err, ERR_INPUT, "Say whom it goes to.");
	return need_right(c->s, c->file.board, t->right == RIGHT_NONE
	    ? RIGHT_EXPORT_RECORD : t->right, RIGHT_NONE, err);
}

bool
cmd_export_transfer(struct session *s, int64_t casefile, const char *to,
    const struct doc_format *format, struct buf *out, struct err *err)
{
	struct buf detail = {0};
	struct doc d = {0};
	struct casedoc c;
	bool ok;

	ok = casedoc_load(s, casefile, &d, &c, err) &&
	    may_transfer(&c, to, err);
	if (ok) {
		const struct kind_transfer *t = &c.type->transfer;

		c.leaves = true;
		d.title = arena_printf(&d.arena, "%s: %s", t->title ? t->title
		    : "Transfer", c.file.ref);
		d.notice = t->notice ? arena_strdup(&d.arena, t->notice) : "";
		doc_field(&d, "To", to);
		doc_field(&d, "From", c.file.board_name);
		buf_addf(&detail, "transfer of %s to %s, %s", c.file.ref, to,
		    format->name);
		ok = casedoc_add(&c, t->parts, t->n_parts, err) && leave(&c,
		    format, buf_text(&detail), out, err);
	}
	if (!ok)
		buf_wipe(out);
	doc_release(&d);
	buf_release(&detail);
	return ok;
}

bool
transfer_may(struct session *s, int64_t casefile)
{
	const struct kind_case_type *t = NULL;
	struct casefile_row file;
	const struct kind *k;
	struct arena a = {0};
	bool may = casefile_read(s->db, casefile, &a, &file, NULL);

	k = may ? session_board_kind(s, file.board, NULL) : NULL;
	t = k ? kind_case_type(k, file.type) : NULL;
	may = t && t->transfer.n_parts && session_may(s, file.board,
	    t->transfer.right == RIGHT_NONE ? RIGHT_EXPORT_RECORD
	    : (enum kind_right)t->transfer.right);
	arena_release(&a);
	return may;
}

void
transfer_offer(struct session *s, int64_t casefile, struct buf *reply)
{
	struct casefile_row file;
	struct arena a = {0};

	/* Whom it goes to is not repeated: it may be anything, and what stands
	 * here is copied to a shell. */
	if (transfer_may(s, casefile) && casefile_read(s->db, casefile, &a,
	    &file, NULL))
		buf_addf(reply, " What goes along with it: minutebook export "
		    "transfer --case %s --to NAME.", file.ref);
	arena_release(&a);
}
