/*
 * take_things: the documents of what a screen is about.
 */
#include <errno.h>
#include <string.h>

#include "base/date.h"
#include "cmd/export_actions.h"
#include "cmd/export_agenda.h"
#include "cmd/export_case.h"
#include "cmd/export_cmd.h"
#include "cmd/pack.h"
#include "screen/screens.h"
#include "screen/take.h"
#include "store/casefile_read.h"
#include "store/directory_read.h"
#include "store/meeting_read.h"

/* ---- Small helps -------------------------------------------------------- */

const char *
take_name(struct arena *a, const char *ref, const char *what, int day)
{
	struct buf b = {0};
	const char *name;
	size_t i;

	buf_adds(&b, ref);
	buf_addf(&b, "%s%s", *ref && *what ? "-" : "", what);
	if (day != DATE_NONE) {
		buf_addc(&b, '-');
		date_add_iso(&b, day);
	}
	for (i = 0; i < b.len; i++) {
		char c = b.data[i];

		if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
		    (c >= '0' && c <= '9') || c == '.' || c == '_'))
			b.data[i] = '-';
	}
	name = arena_strdup(a, buf_text(&b));
	buf_release(&b);
	return name;
}

bool
take_give(const struct buf *b, take_put *put, void *arg, struct err *err)
{
	return b->len == 0 || put(arg, b->data, b->len) || err_set(err,
	    ERR_IO, "The document could not be written whole: %s. There is no "
	    "half file; the book is as it was.", strerror(errno));
}

static bool
may_take(struct ctx *ctx, int64_t board)
{
	return session_may(ctx->session, board, RIGHT_EXPORT_OWN) ||
	    session_may(ctx->session, board, RIGHT_EXPORT_RECORD);
}

/* ---- Of a case ---------------------------------------------------------- */

enum { CASE_WHOLE, CASE_HANDED_ON, CASE_AGREED };

static bool
write_case(struct screen *s, struct ctx *ctx, const struct take *t,
    const struct doc_format *format, take_put *put, void *arg,
    struct err *err)
{
	const struct action_pick agreed = { .casefile = t->id };
	struct buf b = {0};
	bool ok;

	(void)s;
	switch (t->other) {
	case CASE_HANDED_ON:
		ok = cmd_export_transfer(ctx->session, t->id, t->to, format,
		    &b, err);
		break;
	case CASE_AGREED:
		ok = cmd_export_actions(ctx->session, &agreed, format, &b,
		    err);
		break;
	default:
		ok = cmd_export_case(ctx->session, t->id, format, &b, err);
		break;
	}
	ok = ok && take_give(&b, put, arg, err);
	buf_wipe(&b);
	return ok;
}

size_t
take_case(struct ctx *ctx, int64_t casefile, struct arena *a,
    struct take list[TAKE_MOST])
{
	int today = clock_today(ctx->session->clock);
	struct casefile_row f;
	size_t n = 0;

	if (!casefile_read(ctx->session->db, casefile, a, &f, NULL) ||
	    !may_take(ctx, f.board))
		return 0;
	list[n++] = (struct take){ .title = arena_printf(a,
	    "the record of %s", f.ref), .name = take_name(a, f.ref, "record",
	    today), .asks = arena_printf(a, "export case --case %s", f.ref),
	    .id = casefile, .other = CASE_WHOLE, .write = write_case };
	if (transfer_may(ctx->session, casefile))
		list[n++] = (struct take){ .title = arena_printf(a,
		    "what goes along when %s is handed on", f.ref),
		    .name = take_name(a, f.ref, "transfer", today),
		    .asks = arena_printf(a, "export transfer --case %s",
		    f.ref), .whom = true, .to = f.sent_to,
		    .id = casefile, .other = CASE_HANDED_ON,
		    .write = write_case };
	list[n++] = (struct take){ .title = arena_printf(a,
	    "the actions of %s", f.ref), .name = take_name(a, f.ref,
	    "actions", today), .asks = arena_printf(a,
	    "export actions --case %s", f.ref), .list = true, .id = casefile, .other = CASE_AGREED,
	    .write = write_case };
	return n;
}

/* ---- Of a meeting ------------------------------------------------------- */

enum { MEETING_AGENDA, MEETING_MINUTES };

static bool
write_meeting(struct screen *s, struct ctx *ctx, const struct take *t,
    const struct doc_format *format, take_put *put, void *arg,
    struct err *err)
{
	struct buf b = {0};
	bool ok;

	(void)s;
	ok = (t->other == MEETING_AGENDA ? cmd_export_agenda(ctx->session,
	    t->id, format, &b, err) : cmd_export_minutes(ctx->session, t->id,
	    format, &b, err)) && take_give(&b, put, arg, err);
	buf_wipe(&b);
	return ok;
}

size_t
take_packs(struct ctx *ctx, const struct meeting_row *m, struct arena *a,
    struct take *list)
{
	struct err err = {0};

	if (!session_may(ctx->session, m->board, RIGHT_EXPORT_RECORD))
		return 0;
	if (!pack_find(ctx->session, m, NULL, &err)) {
		err_clear(&err);
		return 0;
	}
	list[0] = (struct take){ .title = "a pack for each agency",
		.name = take_name(a, m->ref, "packs", DATE_NONE),
		.id = m->id, .open = packs_screen };
	return 1;
}

static size_t
of_meeting(struct ctx *ctx, int64_t meeting, struct arena *a,
    struct take *list)
{
	struct meeting_row m;
	size_t n = 0;

	if (!meeting_read(ctx->session->db, meeting, a, &m, NULL) ||
	    !may_take(ctx, m.board))
		return 0;
	list[n++] = (struct take){ .title = arena_printf(a,
	    "the agenda of %s", m.ref), .name = take_name(a, m.ref, "agenda",
	    DATE_NONE), .asks = arena_printf(a, "export agenda --meeting %s",
	    m.ref), .id = meeting, .other = MEETING_AGENDA,
	    .write = write_meeting };
	if (m.opened_at)
		list[n++] = (struct take){ .title = arena_printf(a,
		    "the minutes of %s", m.ref), .name = take_name(a, m.ref,
		    "minutes", DATE_NONE), .asks = arena_printf(a,
		    "export minutes --meeting %s", m.ref), .id = meeting,
		    .other = MEETING_MINUTES, .write = write_meeting };
	return n;
}

/* ---- Of a board, or of nothing ------------------------------------------ */

enum { BOARD_ACTIONS, BOARD_LATE, BOARD_SITS, OWN_ACTIONS };

static bool
write_board(struct screen *s, struct ctx *ctx, const struct take *t,
    const struct doc_format *format, take_put *put, void *arg,
    struct err *err)
{
	struct action_pick p = { .board = t->id,
		.overdue = t->other == BOARD_LATE };
	struct buf b = {0};
	bool ok;

	(void)s;
	if (t->other == OWN_ACTIONS)
		p.member = ctx->session->member;
	if (t->other != BOARD_SITS)
		return cmd_export_actions_to(ctx->session, &p, format, put,
		    arg, err);
	ok = cmd_export_meetings(ctx->session, t->id, format, &b, err) &&
	    take_give(&b, put, arg, err);
	buf_wipe(&b);
	return ok;
}

static size_t
of_board(struct ctx *ctx, int64_t board, struct arena *a, struct take *list)
{
	int today = clock_today(ctx->session->clock);
	struct board_row b;

	if (!board_read(ctx->session->db, board, a, &b, NULL) ||
	    !may_take(ctx, board))
		return 0;
	list[0] = (struct take){ .title = arena_printf(a,
	    "the open actions of %s", b.name), .name = take_name(a, b.prefix,
	    "actions", today), .asks = arena_printf(a,
	    "export actions --board %s", b.prefix), .list = true,
	    .id = board, .other = BOARD_ACTIONS, .write = write_board };
	list[1] = (struct take){ .title = arena_printf(a,
	    "the late actions of %s", b.name), .name = take_name(a, b.prefix,
	    "overdue", today), .asks = arena_printf(a,
	    "export actions --overdue --board %s", b.prefix), .list = true,
	    .id = board, .other = BOARD_LATE, .write = write_board };
	list[2] = (struct take){ .title = arena_printf(a,
	    "when %s sits", b.name), .name = take_name(a, b.prefix,
	    "meetings", DATE_NONE), .asks = arena_printf(a,
	    "export meetings --board %s", b.prefix), .list = true,
	    .id = board, .other = BOARD_SITS, .write = write_board };
	return 3;
}

size_t
take_things(struct screen *s, struct ctx *ctx, struct arena *a,
    struct take list[TAKE_MOST])
{
	struct meeting_row m;
	size_t n = 0;

	if (s->meeting)
		n += of_meeting(ctx, s->meeting, a, list);
	if (s->casefile)
		n += take_case(ctx, s->casefile, a, list + n);
	if (s->meeting && n && meeting_read(ctx->session->db, s->meeting, a,
	    &m, NULL))
		n += take_packs(ctx, &m, a, list + n);
	if (n == 0 && s->board)
		n = of_board(ctx, s->board, a, list);
	if (n == 0 && !s->board)
		list[n++] = (struct take){ .title = "your open actions",
		    .name = take_name(a, "my", "actions",
		    clock_today(ctx->session->clock)),
		    .asks = "export actions --mine", .list = true,
		    .other = OWN_ACTIONS, .write = write_board };
	return n;
}
