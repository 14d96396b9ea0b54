/*
 * export_meetings: when boards sit, as a document and for calendars.
 */
#include <string.h>

#include "base/date.h"
#include "cmd/consult.h"
#include "cmd/export_cmd.h"
#include "cmd/past.h"
#include "export/doc_dates.h"

static const char *const titles[] = { "Meeting", "Board", "Date", "Time",
    "Place", "Status" };
enum { COLUMNS = sizeof titles / sizeof *titles };

static bool
may(struct session *s, int64_t board)
{
	return session_may(s, board, RIGHT_EXPORT_OWN) ||
	    session_may(s, board, RIGHT_EXPORT_RECORD);
}

static void
add(struct doc *d, struct doc_table *t, const struct meeting_row *m)
{
	struct buf day = {0};

	date_add_shown(&day, m->held_on);
	doc_row(d, t, (const char *[COLUMNS]){ m->ref, m->board_name,
	    buf_text(&day), m->starts, m->place, m->status });
	doc_dates_meeting(d, m);
	buf_release(&day);
}

static bool
fill(struct session *s, int64_t board, struct arena *a, struct doc *d,
    struct err *err)
{
	struct doc_table *t = NULL;
	const struct kind *k = NULL;
	struct meeting_row *rows;
	size_t i, n, kept = 0;

	if (!meeting_read_list(s->db, board, a, &rows, &n, err))
		return false;
	for (i = 0; i < n; i++) {
		if (!may(s, rows[i].board)) {
			kept++;
			continue;
		}
		if (!k && !(k = session_board_kind(s, rows[i].board, err)))
			return false;
		if (!t)
			t = doc_table(d, COLUMNS, titles);
		add(d, t, &rows[i]);
	}
	if (!t && kept)
		return err_set(err, ERR_DENIED, "Your role does not let you "
		    "take away when your boards sit. The meetings are on your "
		    "first screen.");
	if (!t)
		doc_none(d, COLUMNS, titles, "No meeting that you see.");
	d->marking = k && k->marking.text ? arena_strdup(&d->arena,
	    k->marking.text) : "";
	return true;
}

bool
cmd_export_meetings(struct session *s, int64_t board,
    const struct doc_format *format, struct buf *out, struct err *err)
{
	struct doc d = { .title = "Meetings", .notice = "", .handling = "",
	    .code = "", .made = clock_now(s->clock) };
	struct buf words = {0};
	struct arena a = {0};
	bool ok;

	past_say(s, &words);
	date_add_shown(&words, clock_today(s->clock));
	d.version = arena_strdup(&d.arena, buf_text(&words));
	buf_clear(&words);
	buf_addf(&words, "meetings, %s", format->name);
	ok = fill(s, board, &a, &d, err) && cmd_consult_report(s,
	    buf_text(&words), NULL, 0, err) && doc_write(&d, format, out,
	    err);
	doc_release(&d);
	arena_release(&a);
	buf_release(&words);
	return ok;
}
