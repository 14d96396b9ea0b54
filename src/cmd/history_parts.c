/*
 * history_parts: what a board's history holds besides the documents that can be
 * had one by one.
 */
#include <inttypes.h>
#include <string.h>

#include "base/date.h"
#include "cmd/cmd.h"
#include "cmd/history_work.h"
#include "export/doc.h"
#include "store/casefile_read.h"
#include "store/minute_read.h"

/* ---- What was decided and noted -------------------------------------------------- */

static const char *
case_ref(struct history *h, int64_t id, struct arena *a)
{
	struct casefile_row row;

	if (id == 0 || !casefile_read(h->s->db, id, a, &row, NULL))
		return "";
	return row.ref;
}

/* The entries of one sort, of all meetings, the first one first. */
static bool
add_sort(struct history *h, const struct kind_sort *sort,
    const struct meeting_row *meetings, size_t n, struct doc *d,
    struct err *err)
{
	static const char *const titles[] = { "Meeting", "Case", "Said by",
	    "Entry" };
	struct doc_table *t = NULL;
	struct minute_row *rows;
	struct arena a = {0};
	size_t n_rows;
	bool ok = true;

	for (size_t i = n; ok && i > 0; i--) {
		ok = minute_read_meeting(h->s->db, meetings[i - 1].id, &a,
		    &rows, &n_rows, err);
		for (size_t j = 0; ok && j < n_rows; j++) {
			if (strcmp(rows[j].sort, sort->key) != 0)
				continue;
			if (!t) {
				doc_heading(d, 1, "%s", sort->plural
				    ? sort->plural : sort->label);
				t = doc_table(d, 4, titles);
			}
			doc_row(d, t, (const char *[]){ meetings[i - 1].ref,
			    case_ref(h, rows[j].casefile, &a),
			    rows[j].agency_name, rows[j].text });
		}
		arena_reset(&a);
	}
	arena_release(&a);
	return ok;
}

bool
history_put_entries(struct history *h, const struct meeting_row *meetings,
    size_t n, struct err *err)
{
	const struct kind_minutes *m = &h->kind->minutes;
	struct buf bytes = {0};
	struct doc d;
	bool ok = true;

	history_doc(h, &d, "what was decided and noted");
	/* What asks for its reason comes first. */
	for (int decisions = 1; decisions >= 0; decisions--)
		for (size_t i = 0; ok && i < m->n_sorts; i++)
			if (m->sorts[i].decision == (decisions == 1))
				ok = add_sort(h, &m->sorts[i], meetings, n,
				    &d, err);
	ok = ok && doc_write(&d, h->format, &bytes, err) && history_put(h,
	    NULL, "decisions", h->format->ending, "What was decided and "
	    "noted, by sort", &bytes, err);
	buf_wipe(&bytes);
	doc_release(&d);
	return ok;
}

/* ---- The log of changes ------------------------------------------------------------ */

struct log {
	struct buf bytes;
	size_t n;
};

/* Numbered by themselves: gaps in the record's own numbers would tell how much
 * lies between that one may not see. */
static void
add_step(void *arg, const struct history_step *step)
{
	struct log *log = arg;
	struct buf number = {0}, at = {0}, changes = {0}, what = {0};

	buf_addf(&number, "%zu", ++log->n);
	clock_add_utc(&at, step->at);
	buf_addf(&changes, "%zu", step->changes);
	buf_addf(&what, "%s%s", step->undoes ? "taken back: " : "",
	    cmd_label(step->name));
	doc_csv_row(&log->bytes, (const char *[]){ buf_text(&number),
	    buf_text(&at),
	    *step->member_name ? step->member_name : "the program",
	    buf_text(&what), step->ref, step->meeting_ref,
	    buf_text(&changes) }, 7);
	buf_release(&number);
	buf_release(&at);
	buf_release(&changes);
	buf_release(&what);
}

bool
history_put_log(struct history *h, struct err *err)
{
	static const char *const titles[] = { "No.", "When (UTC)", "Who",
	    "What", "Case", "Meeting", "Changes" };
	struct log log = {0};
	bool ok = true;

	if (!session_may(h->s, h->board, RIGHT_SEE_LOG))
		return true;
	doc_csv_row(&log.bytes, titles, 7);
	ok = history_read_board(h->s->db, h->board, add_step, &log, err) &&
	    history_put(h, NULL, "log", "csv", "The log of changes: who, when, "
	    "and what kind of change", &log.bytes, err);
	buf_wipe(&log.bytes);
	return ok;
}

/* ---- The index, and the manifest --------------------------------------------------- */

static void
add_moment(struct buf *b, const struct session *s)
{
	date_add_shown(b, clock_today(s->clock));
	buf_addc(b, ' ');
	time_add(b, clock_minutes(s->clock));
}

bool
history_put_index(struct history *h, struct err *err)
{
	static const char *const titles[] = { "File", "What it is" };
	const struct history_file *files = h->files.rows;
	struct buf bytes = {0}, b = {0};
	struct doc_table *t;
	struct doc d;
	bool ok;

	history_doc(h, &d, "history for a review");
	add_moment(&b, h->s);
	doc_field(&d, "As it stood", buf_text(&b));
	buf_clear(&b);
	add_moment(&b, session_book(h->s));
	doc_field(&d, "Taken out", buf_text(&b));
	buf_clear(&b);
	buf_addf(&b, "%" PRId64 ", %s", h->seq, h->head);
	doc_field(&d, "Last entry", buf_text(&b));
	doc_para(&d, "This is what the board had on record then, as far as "
	    "whoever took it out may see it now. People who were erased since "
	    "are not in it. " HISTORY_SUMS " has the SHA-256 of every file: "
	    "minutebook verify, given this folder, tells whether each is what "
	    "it was, and whether it left the book so; sha256sum -c tells the "
	    "first without the book.");
	doc_heading(&d, 1, "Files");
	t = doc_table(&d, 2, titles);
	for (size_t i = 0; i < h->files.n; i++)
		doc_row(&d, t, (const char *[]){ files[i].path,
		    files[i].title });
	ok = doc_write(&d, h->format, &bytes, err) && history_put(h, NULL,
	    "index", h->format->ending, "Index", &bytes, err);
	buf_wipe(&bytes);
	buf_release(&b);
	doc_release(&d);
	return ok;
}

static void
add_about(struct history *h, struct buf *b)
{
	struct buf at = {0};

	buf_adds(b, "{\"board\":");
	buf_add_json(b, h->row.name);
	clock_add_utc(&at, clock_now(h->s->clock));
	buf_addf(b, ",\"as-of\":\"%s\"", buf_text(&at));
	buf_clear(&at);
	clock_add_utc(&at, clock_now(session_book(h->s)->clock));
	buf_addf(b, ",\"taken\":\"%s\",\"entry\":%" PRId64 ",\"hash\":\"%s\","
	    "\"files\":%zu}\n", buf_text(&at), h->seq, h->head, h->files.n);
	buf_release(&at);
}

bool
history_put_manifest(struct history *h, struct err *err)
{
	const struct history_file *files;
	unsigned char sum[HASH_SIZE];
	struct buf bytes = {0}, hex = {0};
	bool ok;

	add_about(h, &bytes);
	ok = history_put(h, NULL, "manifest", "json", "What it was taken from",
	    &bytes, err);
	files = h->files.rows;
	for (size_t i = 0; i < h->files.n; i++)
		buf_addf(&bytes, "%s  %s\n", files[i].hash, files[i].path);
	hash_sha256(sum, buf_text(&bytes), bytes.len);
	hash_add_hex(&hex, sum, sizeof(sum));
	ok = ok && history_note(h->s, h->board, "folder", h->zip,
	    buf_text(&hex), err) && history_put(h, NULL, "manifest", "sha256",
	    "", &bytes, err);
	buf_wipe(&bytes);
	buf_release(&hex);
	return ok;
}
