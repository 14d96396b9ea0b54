/*
 * meeting_lines: the order of business as lines, and which of them the running
 * meeting shows: the one in hand to whoever follows, to others the one they
 * looked at last.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "screen/meeting.h"

static void
add_line(struct meeting *m, const struct kind_step *step,
    const struct agenda_row *row, bool sub)
{
	m->lines[m->n_lines++] = (struct meeting_line){ .step = step,
		.row = row, .sub = sub };
}

static void
make_lines(struct meeting *m)
{
	size_t i, k;

	m->lines = arena_array(&m->screen.arena, m->kind->n_steps +
	    m->n_agenda + 1, sizeof *m->lines);
	m->n_lines = 0;
	for (i = 0; i < m->kind->n_steps; i++) {
		const struct kind_step *step = &m->kind->steps[i];
		const struct agenda_row *own = NULL;

		if (step->stage != STAGE_MEETING)
			continue;
		for (k = 0; k < m->n_agenda; k++) {
			if (!m->agenda[k].casefile &&
			    !strcmp(m->agenda[k].step, step->key))
				own = &m->agenda[k];
		}
		add_line(m, step, own, false);
		for (k = 0; k < m->n_agenda; k++) {
			if (m->agenda[k].casefile &&
			    !strcmp(m->agenda[k].step, step->key))
				add_line(m, step, &m->agenda[k], true);
		}
	}
}

static void
keep_shown(struct meeting *m)
{
	const struct meeting_line *l = meeting_shown(m);
	char *step = l ? xstrdup(l->step->key) : NULL;

	free(m->step);
	m->step = step;
	m->casefile = l && l->row ? l->row->casefile : 0;
}

static size_t
find_line(const struct meeting *m, int64_t item)
{
	size_t i;

	for (i = 0; item && i < m->n_lines; i++) {
		if (m->lines[i].row && m->lines[i].row->id == item)
			return i;
	}
	return m->n_lines;
}

static size_t
find_kept(const struct meeting *m)
{
	size_t i;

	for (i = 0; m->step && i < m->n_lines; i++) {
		const struct agenda_row *row = m->lines[i].row;

		if (!strcmp(m->lines[i].step->key, m->step) &&
		    (row ? row->casefile : 0) == m->casefile)
			return i;
	}
	return m->n_lines;
}

static void
rewind_pane(struct meeting *m)
{
	body_rewind(&m->body);
	body_rewind(&m->card);
	m->table.list.pos = m->table.list.top = 0;
	m->speaker = 0;
	free(m->phase);
	m->phase = NULL;
}

/* The meeting went on to another phase: whoever follows goes along. */
static void
follow_phase(struct meeting *m)
{
	if (m->hand_phase && !strcmp(m->hand_phase, m->row.phase))
		return;
	free(m->hand_phase);
	m->hand_phase = xstrdup(m->row.phase);
	if (m->following) {
		body_rewind(&m->body);
		free(m->phase);
		m->phase = NULL;
	}
}

/* Following shows what is in hand; otherwise what was shown stays. Before the
 * meeting is open nothing is in hand: its first line then. */
static void
choose_shown(struct meeting *m)
{
	bool open = !strcmp(m->row.status, "open");
	size_t was = find_kept(m), now = was;

	if (m->following && open)
		now = find_line(m, m->row.item);
	else if (now == m->n_lines && m->n_lines)
		now = open ? find_line(m, m->row.item) : 0;
	if (now != was || !m->step)
		rewind_pane(m);
	if (now != was && now < m->n_lines)
		list_set_count(&m->side, (int)m->n_lines),
		list_go(&m->side, (int)now);
	m->shown = now;
	keep_shown(m);
}

const struct pane *
meeting_pane_of(const struct meeting *m)
{
	const struct meeting_line *l = meeting_shown(m);

	if (!l)
		return &pane_between;
	if (l->sub)
		return &pane_case;
	switch (l->step->captures) {
	case CAPTURE_OPENING:
		return &pane_opening;
	case CAPTURE_STATEMENT:
		return &pane_statement;
	case CAPTURE_ATTENDANCE:
		return &pane_attendance;
	case CAPTURE_CONFLICTS:
		return &pane_conflicts;
	case CAPTURE_OUTSTANDING:
		return &pane_outstanding;
	case CAPTURE_LAPSED:
		return &pane_lapsed;
	case CAPTURE_CASES:
	case CAPTURE_AGENDA:
		return &pane_cases;
	case CAPTURE_RECORDS:
		return &pane_records;
	case CAPTURE_FIGURES:
		return &pane_figures;
	case CAPTURE_CLOSING:
		return &pane_closing;
	case CAPTURE_PREVIOUS:
		return &pane_previous;
	case CAPTURE_EDITION:
		return &pane_edition;
	default:
		return &pane_step;
	}
}

void
meeting_choose_line(struct meeting *m)
{
	make_lines(m);
	list_set_count(&m->side, (int)m->n_lines);
	choose_shown(m);
	follow_phase(m);
}

/* Show the line the cursor is on without moving the meeting. */
unsigned
meeting_look(struct meeting *m)
{
	m->following = false;
	m->shown = (size_t)m->side.pos;
	keep_shown(m);
	rewind_pane(m);
	return SCREEN_REDRAW | SCREEN_RELOAD;
}
