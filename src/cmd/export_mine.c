/*
 * export_mine: the open actions of who asks, as a document.
 */
#include <string.h>

#include "base/date.h"
#include "cmd/consult.h"
#include "cmd/export_cmd.h"
#include "export/doc_dates.h"
#include "export/marking.h"
#include "store/action_read.h"

static const char *const titles[] = { "Action", "Due", "Status", "What" };
enum { COLUMNS = sizeof titles / sizeof *titles };

struct mine {
	struct session *s;
	struct arena arena;
	struct doc doc;
	const struct action_row *rows;
	size_t n;
	int64_t *casefiles;	/* each once */
	size_t n_casefiles;
};

static bool
may(struct mine *m, int64_t board)
{
	return session_may(m->s, board, RIGHT_EXPORT_OWN) ||
	    session_may(m->s, board, RIGHT_EXPORT_RECORD);
}

static void
add_casefile(struct mine *m, int64_t id)
{
	size_t i;

	for (i = 0; i < m->n_casefiles && m->casefiles[i] != id; i++)
		continue;
	if (id && i == m->n_casefiles)
		m->casefiles[m->n_casefiles++] = id;
}

static const char *
due(struct arena *a, const struct action_row *r)
{
	struct buf b = {0};
	const char *text;

	date_add_shown(&b, r->due_on);
	if (r->overdue)
		buf_addf(&b, " (%d days late)", r->days_late);
	text = arena_strdup(a, buf_text(&b));
	buf_release(&b);
	return text;
}

static bool
add_action(struct mine *m, struct doc_table *t, const struct action_row *r,
    struct err *err)
{
	const struct kind *k = session_board_kind(m->s, r->board, err);
	const struct marking_of of = { .actions = &r->id, .n_actions = 1 };
	const struct kind_action_status *status;
	const char *cells[COLUMNS], *marking;

	if (!k)
		return false;
	if (!marking_find(m->s->db, k, &of, &m->doc.arena, &marking, err))
		return false;
	if (!m->doc.marking || kind_marking_higher(k, m->doc.marking,
	    marking) == marking)
		m->doc.marking = marking;
	status = kind_status(k, r->status);
	cells[0] = r->ref;
	cells[1] = due(&m->arena, r);
	cells[2] = !strcmp(r->acceptance, "needed") ? "Waits to be taken on"
	    : status ? status->label : r->status;
	cells[3] = r->text;
	doc_row(&m->doc, t, cells);
	doc_dates_action(&m->doc, r);
	return true;
}

static bool
add_actions(struct mine *m, struct err *err)
{
	struct doc_table *t;
	size_t i, shown = 0;

	for (i = 0; i < m->n; i++)
		shown += may(m, m->rows[i].board);
	if (!shown) {
		doc_para(&m->doc, "No open action of yours.");
		return m->n == 0 || err_set(err, ERR_DENIED, "Your role does "
		    "not let you take your actions away. They are on your "
		    "first screen.");
	}
	t = doc_table(&m->doc, COLUMNS, titles);
	for (i = 0; i < m->n; i++)
		if (may(m, m->rows[i].board) &&
		    !add_action(m, t, &m->rows[i], err))
			return false;
	return true;
}

static bool
gather(struct mine *m, const char *format, struct err *err)
{
	struct action_row *rows;
	struct buf detail = {0};
	size_t i, kept;
	bool ok;

	if (!action_read_list(m->s->db, ACTIONS_OF_MEMBER, m->s->member,
	    clock_today(m->s->clock), &m->arena, &rows, &m->n, err))
		return false;
	/* What one has declined is nobody's. */
	for (i = kept = 0; i < m->n; i++)
		if (strcmp(rows[i].acceptance, "declined") != 0)
			rows[kept++] = rows[i];
	m->n = kept;
	m->rows = rows;
	m->casefiles = arena_array(&m->arena, m->n, sizeof *m->casefiles);
	for (i = 0; i < m->n; i++)
		if (may(m, rows[i].board))
			add_casefile(m, rows[i].casefile);
	buf_addf(&detail, "own actions, %s", format);
	ok = cmd_consult_report(m->s, buf_text(&detail), m->casefiles,
	    m->n_casefiles, err);
	buf_release(&detail);
	return ok;
}

bool
cmd_export_mine(struct session *s, const struct doc_format *format,
    struct buf *out, struct err *err)
{
	struct mine m = { .s = s };
	struct buf made = {0};
	bool ok;

	m.doc.notice = m.doc.handling = m.doc.code = "";
	date_add_shown(&made, clock_today(s->clock));
	m.doc.title = "My open actions";
	m.doc.version = arena_strdup(&m.doc.arena, buf_text(&made));
	ok = gather(&m, format->name, err) && add_actions(&m, err);
	if (!m.doc.marking)
		m.doc.marking = "";
	m.doc.made = clock_now(s->clock);
	ok = ok && doc_write(&m.doc, format, out, err);
	doc_release(&m.doc);
	arena_release(&m.arena);
	buf_release(&made);
	return ok;
}
