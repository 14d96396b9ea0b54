#include "cmd/history_cmd.h"

#include <ctype.h>
#include <inttypes.h>
#include <string.h>

#include "base/date.h"
#include "cmd/bind.h"
#include "cmd/cmd.h"
#include "cmd/consult.h"
#include "cmd/export_agenda.h"
#include "cmd/export_case.h"
#include "cmd/export_cmd.h"
#include "cmd/history_work.h"
#include "cmd/meeting_need.h"
#include "cmd/past.h"
#include "cmd/report_cmd.h"
#include "cmd/sent.h"
#include "store/tx.h"
#include "store/verify.h"

/* A reference as the name of a file: what it has besides letters, digits, dots
 * and hyphens becomes a hyphen. */
static void
add_name(struct buf *b, const char *text)
{
	for (; *text; text++)
		buf_addc(b, isalnum((unsigned char)*text) || *text == '.' ||
		    *text == '-' ? *text : '-');
}

static bool
is_taken(const struct history *h, const char *path)
{
	const struct history_file *files = h->files.rows;

	for (size_t i = 0; i < h->files.n; i++)
		if (!strcmp(files[i].path, path))
			return true;
	return false;
}

/* Two references may come to the same name. */
static void
find_path(struct history *h, const char *folder, const char *name,
    const char *ending, struct buf *path, size_t *at)
{
	for (int i = 1; i == 1 || is_taken(h, buf_text(path)); i++) {
		buf_clear(path);
		if (folder)
			buf_addf(path, "%s/", folder);
		*at = path->len;
		if (*name == '.')
			buf_addc(path, '-');
		add_name(path, name);
		if (i > 1)
			buf_addf(path, "-%d", i);
		buf_addf(path, ".%s", ending);
	}
}

bool
history_put(struct history *h, const char *folder, const char *name,
    const char *ending, const char *title, struct buf *bytes,
    struct err *err)
{
	unsigned char sum[HASH_SIZE];
	struct history_file *f;
	struct buf path = {0}, hex = {0};
	size_t at;
	bool ok;

	find_path(h, folder, name, ending, &path, &at);
	hash_sha256(sum, buf_text(bytes), bytes->len);
	hash_add_hex(&hex, sum, sizeof(sum));
	f = row_list_add(&h->files);
	f->path = arena_strdup(&h->a, buf_text(&path));
	f->title = arena_strdup(&h->a, title);
	f->bytes = bytes->len;
	memcpy(f->hash, buf_text(&hex), HASH_HEX);
	ok = h->sink->put(h->sink->arg, folder, f->path + at, bytes, err);
	buf_wipe(bytes);
	buf_release(&path);
	buf_release(&hex);
	return ok && (h->sink->tell(h->sink->arg, (int64_t)h->files.n,
	    h->total) || err_set(err, ERR_INPUT, "It was stopped before all "
	    "of it was written. Nothing of it is left."));
}

void
history_doc(struct history *h, struct doc *d, const char *title)
{
	struct buf b = {0};

	*d = (struct doc){ .notice = "" };
	d->title = arena_printf(&d->arena, "%s: %s", h->row.name, title);
	d->marking = h->kind->marking.text ? h->kind->marking.text : "";
	d->handling = h->kind->marking.handling ? h->kind->marking.handling
	    : "";
	d->made = clock_now(h->s->clock);
	past_say(h->s, &b);
	date_add_shown(&b, clock_today(h->s->clock));
	buf_addc(&b, ' ');
	time_add(&b, clock_minutes(h->s->clock));
	buf_addf(&b, ", entry %" PRId64, h->seq);
	d->version = arena_strdup(&d->arena, buf_text(&b));
	d->code = arena_strndup(&d->arena, h->head, MINUTES_CODE);
	buf_release(&b);
}

/* ---- Meetings ---------------------------------------------------------------- */

static bool
put_edition(struct history *h, const struct meeting_row *m, const char *sort,
    int version, struct err *err)
{
	struct minutes_wish wish = { .sort = sort, .version = version };
	struct buf bytes = {0}, name = {0}, title = {0};
	bool ok;

	buf_addf(&name, "%s-minutes", m->ref);
	buf_addf(&title, "Minutes of %s, ", m->ref);
	if (strcmp(sort, EDITION_FULL)) {
		buf_addf(&name, "-%s", sort);
		buf_addf(&title, "%s edition, ", sort);
	}
	if (version == MINUTES_DRAFT) {
		buf_adds(&name, "-draft");
		buf_adds(&title, "as the record has them");
	} else {
		buf_addf(&name, "-v%d", version);
		buf_addf(&title, "version %d", version);
	}
	ok = cmd_export_edition(h->s, m->id, &wish, h->format, "review",
	    &bytes, err) && history_put(h, "meetings", buf_text(&name),
	    h->format->ending, buf_text(&title), &bytes, err);
	buf_wipe(&bytes);
	buf_release(&name);
	buf_release(&title);
	return ok;
}

/* Every version that was laid before someone, the first one first; the record's
 * own where there is none that one may see. */
static bool
put_editions(struct history *h, const struct meeting_row *m,
    const char *sort, struct err *err)
{
	struct edition_row *rows;
	struct arena a = {0};
	size_t n, i;
	bool ok = edition_read_list(h->s->db, m->id, sort, &a, &rows, &n,
	    err);

	for (i = n; ok && i > 0; i--)
		if (strcmp(rows[i - 1].state, "draft") &&
		    (*rows[i - 1].hash == '\0' || rows[i - 1].has_text))
			ok = put_edition(h, m, sort, rows[i - 1].version,
			    err);
	if (ok && n == 0 && !strcmp(sort, EDITION_FULL) &&
	    strcmp(m->status, "planned") && strcmp(m->status, "cancelled"))
		ok = put_edition(h, m, sort, MINUTES_DRAFT, err);
	arena_release(&a);
	return ok;
}

static bool
put_agenda(struct history *h, const struct meeting_row *m, struct err *err)
{
	struct buf bytes = {0}, name = {0}, title = {0};
	bool ok;

	buf_addf(&name, "%s-agenda", m->ref);
	buf_addf(&title, "Agenda of %s", m->ref);
	ok = cmd_export_agenda(h->s, m->id, h->format, &bytes, err) &&
	    history_put(h, "meetings", buf_text(&name), h->format->ending,
	    buf_text(&title), &bytes, err);
	buf_wipe(&bytes);
	buf_release(&name);
	buf_release(&title);
	return ok;
}

static bool
put_meetings(struct history *h, const struct meeting_row *rows, size_t n,
    struct err *err)
{
	bool ok = true;

	for (size_t i = n; ok && i > 0; i--)
		ok = put_agenda(h, &rows[i - 1], err) &&
		    put_editions(h, &rows[i - 1], EDITION_FULL, err) &&
		    put_editions(h, &rows[i - 1], EDITION_SANITISED, err);
	return ok;
}

/* ---- Cases and reports --------------------------------------------------------- */

static bool
put_cases(struct history *h, const struct history_case *rows, size_t n,
    struct err *err)
{
	struct buf bytes = {0};
	bool ok = true;

	for (size_t i = 0; ok && i < n; i++) {
		const struct kind_case_type *t = kind_case_type(h->kind,
		    rows[i].type);
		const char *title = arena_printf(&h->a, "%s %s", t ? t->title
		    : rows[i].type, rows[i].ref);

		ok = cmd_export_case(h->s, rows[i].id, h->format, &bytes,
		    err) && history_put(h, "cases", rows[i].ref,
		    h->format->ending, title, &bytes, err);
		buf_wipe(&bytes);
	}
	return ok;
}

static bool
add_piece(void *arg, const char *data, size_t len)
{
	buf_add(arg, data, len);
	return true;
}

static bool
put_reports(struct history *h, const struct kind_report *list, size_t n,
    struct err *err)
{
	struct buf bytes = {0};
	bool ok = true;

	for (size_t i = 0; ok && i < n; i++) {
		struct report_wish wish = { .board = h->board,
			.key = list[i].key, .closed = true };

		ok = cmd_report_export(h->s, &wish, h->format, false,
		    add_piece, &bytes, err) && history_put(h, "reports",
		    list[i].key, h->format->ending, list[i].title, &bytes,
		    err);
		buf_wipe(&bytes);
	}
	return ok;
}

/* ---- The whole -------------------------------------------------------------------- */

bool
history_note(struct session *s, int64_t board, const char *format,
    bool encrypted, const char *hash, struct err *err)
{
	struct session *book = session_book(s);
	struct arena a = {0};
	int n = 0;
	bool ok;

	if (!cmd_begin(book, "export", err))
		return false;
	ok = cmd_write(book, SQL_HISTORY_NOTE, BIND(
	    B_ID("new", sent_new(s)), B_TEXT("format", format),
	    B_TEXT("hash", hash), B_INT("encrypted", encrypted),
	    B_ID("member", s->member), B_TEXT("now", need_now(book, &a)),
	    B_ID("board", board)), &n, err) && (n == 1 || err_set(err,
	    ERR_INPUT, "There is no such board any more. Nothing was "
	    "written."));
	arena_release(&a);
	return cmd_end(book, ok, err);
}

bool
cmd_history_zip(struct session *s, int64_t board, const struct buf *zip,
    struct err *err)
{
	unsigned char sum[HASH_SIZE];
	struct buf hex = {0};
	bool ok;

	if (!session_require(s, board, RIGHT_EXPORT_HISTORY, err))
		return false;
	hash_sha256(sum, zip->data, zip->len);
	hash_add_hex(&hex, sum, sizeof(sum));
	ok = history_note(s, board, "zip", true, buf_text(&hex), err);
	buf_release(&hex);
	return ok;
}

static bool
note(struct history *h, struct err *err)
{
	struct buf detail = {0};
	bool ok;

	buf_addf(&detail, "history of %s", h->row.prefix);
	if (h->s->today) {
		buf_adds(&detail, " as of ");
		date_add_iso(&detail, clock_today(h->s->clock));
	}
	buf_addf(&detail, ", %s", h->format->name);
	h->s->encrypts = h->zip;
	ok = cmd_consult_report(h->s, buf_text(&detail), NULL, 0, err);
	h->s->encrypts = false;
	buf_release(&detail);
	return ok;
}

static bool
begin(struct history *h, struct err *err)
{
	return session_require(h->s, h->board, RIGHT_EXPORT_HISTORY, err) &&
	    board_read(h->s->db, h->board, &h->a, &h->row, err) &&
	    (h->kind = session_board_kind(h->s, h->board, err)) &&
	    db_chain_head(h->s->db, &h->seq, h->head, err) && note(h, err);
}

bool
cmd_export_history(struct session *s, int64_t board,
    const struct doc_format *format, bool zip,
    const struct history_sink *sink, struct err *err)
{
	struct history h = { .s = s, .board = board, .format = format,
		.sink = sink, .zip = zip };
	const struct kind_report *reports;
	struct history_case *cases;
	struct meeting_row *meetings;
	size_t n_reports, n_cases, n_meetings;
	bool ok;

	h.files = (struct row_list)ROW_LIST(&h.a, struct history_file);
	ok = begin(&h, err) && meeting_read_list(s->db, board, &h.a,
	    &meetings, &n_meetings, err) && history_read_cases(s->db, board,
	    &h.a, &cases, &n_cases, err) && cmd_report_list(s, board, &h.a,
	    &reports, &n_reports, err);
	if (ok) {
		/* The agenda and minutes of each; entries, log, index, and
		 * the two of the manifest. */
		h.total = (int64_t)(2 * n_meetings + n_cases + n_reports + 5);
		ok = put_meetings(&h, meetings, n_meetings, err) &&
		    put_cases(&h, cases, n_cases, err) &&
		    put_reports(&h, reports, n_reports, err) &&
		    history_put_entries(&h, meetings, n_meetings, err) &&
		    history_put_log(&h, err) && history_put_index(&h, err) &&
		    history_put_manifest(&h, err);
	}
	arena_release(&h.a);
	return ok;
}
