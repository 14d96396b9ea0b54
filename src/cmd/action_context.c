#include "cmd/action_context.h"

#include <string.h>

#include "base/date.h"
#include "cmd/bind.h"
#include "cmd/calendar.h"
#include "cmd/heading.h"
#include "cmd/meeting_need.h"
#include "store/agenda_read.h"
#include "store/attendance_read.h"
#include "store/meeting_read.h"
#include "store/row.h"

/* A list of words that grows in an arena. */
struct words {
	const char **list;
	size_t n, cap;
};

static void
push(struct arena *a, struct words *w, const char *word)
{
	if (word == NULL || *word == '\0')
		return;
	w->list = row_room(a, w->list, w->n, &w->cap, sizeof(*w->list));
	w->list[w->n++] = word;
}

static void
read_words(const struct kind *k, struct arena *a, struct oneline_words *out)
{
	struct words no_owner = {0}, no_date = {0}, weak = {0};
	const struct kind_vague *v;
	size_t i, j;

	for (i = 0; i < k->actions.n_vague; i++) {
		v = &k->actions.vague[i];
		for (j = 0; j < v->n_words; j++) {
			if (v->in_owner)
				push(a, &no_owner, v->words[j]);
			if (v->in_date)
				push(a, &no_date, v->words[j]);
			if (v->in_text)
				push(a, &weak, v->words[j]);
		}
	}
	*out = (struct oneline_words){
		.everyone = k->actions.fan_out,
		.n_everyone = k->actions.n_fan_out,
		.no_owner = no_owner.list, .n_no_owner = no_owner.n,
		.no_date = no_date.list, .n_no_date = no_date.n,
		.weak = weak.list, .n_weak = weak.n,
	};
}

/* Everyone who could own an action, those on the roll before the rest. */
struct pool {
	struct oneline_member *members;
	size_t n_members, cap_members;
	struct oneline_agency *agencies;
	size_t n_agencies, cap_agencies;
};

static bool
has_member(const struct pool *p, int64_t id)
{
	size_t i;

	for (i = 0; i < p->n_members; i++)
		if (p->members[i].id == id)
			return true;
	return false;
}

static bool
wants_agency(const struct pool *p, int64_t id,
    const struct attendance_row *roll, size_t n)
{
	size_t i;

	for (i = 0; i < p->n_members; i++)
		if (p->members[i].agency == id)
			return true;
	for (i = 0; i < n; i++)
		if (roll[i].agency == id)
			return true;
	return false;
}

/* What one may also be called: as what one sits here. */
static void
also(const struct kind *k, const char *role, bool chair, bool secretary,
    struct arena *a, struct oneline_member *m)
{
	const struct kind_role *r = kind_role(k, role);
	struct words w = {0};

	if (r != NULL && !r->own_agency)
		push(a, &w, r->label);
	if (chair)
		push(a, &w, kind_word(k, "chair", 1));
	if (secretary)
		push(a, &w, kind_word(k, "secretary", 1));
	m->also = w.list;
	m->n_also = w.n;
}

static void
add_roll(const struct kind *k, const struct attendance_row *roll, size_t n,
    struct arena *a, struct pool *p)
{
	struct oneline_member *m;
	size_t i;

	for (i = 0; i < n; i++) {
		if (roll[i].member == 0)
			continue;
		p->members = row_room(a, p->members, p->n_members,
		    &p->cap_members, sizeof(*p->members));
		m = &p->members[p->n_members++];
		*m = (struct oneline_member){
			.id = roll[i].member, .agency = roll[i].agency,
			.name = roll[i].member_name,
			.surname = roll[i].surname, .present = roll[i].here,
		};
		also(k, roll[i].role, roll[i].chair, roll[i].secretary, a, m);
	}
}

static bool
add_board(struct session *s, const struct kind *k, int64_t board,
    struct arena *a, struct pool *p, struct err *err)
{
	struct stmt *q = cmd_query(s, SQL_OWNER_MEMBERS, BIND(
	    B_ID("board", board)), err);
	struct oneline_member *m;

	while (stmt_next(q, err)) {
		if (has_member(p, col_int(q, 0)))
			continue;
		p->members = row_room(a, p->members, p->n_members,
		    &p->cap_members, sizeof(*p->members));
		m = &p->members[p->n_members++];
		*m = (struct oneline_member){
			.id = col_int(q, 0), .agency = col_int(q, 1),
			.name = row_str(q, 2, a), .surname = row_str(q, 3, a),
		};
		also(k, row_str(q, 4, a), false, false, a, m);
	}
	return stmt_done(q);
}

/* The agencies of those people, and those that sent nobody. */
static bool
add_agencies(struct session *s, const struct kind *k,
    const struct attendance_row *roll, size_t n, struct arena *a,
    struct pool *p, struct err *err)
{
	struct stmt *q = cmd_query(s, SQL_OWNER_AGENCIES, BIND({0}), err);
	const struct kind_category *c;
	struct oneline_agency *g;
	struct words w;

	while (stmt_next(q, err)) {
		if (!wants_agency(p, col_int(q, 0), roll, n))
			continue;
		p->agencies = row_room(a, p->agencies, p->n_agencies,
		    &p->cap_agencies, sizeof(*p->agencies));
		g = &p->agencies[p->n_agencies++];
		*g = (struct oneline_agency){
			.id = col_int(q, 0), .name = row_str(q, 1, a),
			.short_name = row_str(q, 2, a),
			.present = attendance_agency_here(roll, n,
			    col_int(q, 0)),
		};
		w = (struct words){0};
		c = kind_category(k, col_str(q, 3));
		push(a, &w, c ? c->label : NULL);
		g->also = w.list;
		g->n_also = w.n;
	}
	return stmt_done(q);
}

static const struct oneline_strand *
find_tag(const struct oneline_tags *tags, const char *key)
{
	size_t i;

	for (i = 0; key != NULL && i < tags->n_strands; i++)
		if (strcmp(tags->strands[i].key, key) == 0)
			return &tags->strands[i];
	return NULL;
}

static void
set_tags(const struct kind *k, const char *usual, struct arena *a,
    struct action_context *out)
{
	const struct kind_actions *ka = &k->actions;
	struct oneline_strand *strands = arena_array(a, ka->n_strands + 1,
	    sizeof(*strands));
	size_t i;

	for (i = 0; i < ka->n_strands; i++)
		strands[i] = (struct oneline_strand){
			.key = ka->strands[i].key,
			.label = ka->strands[i].label,
			.letter = ka->strands[i].letter };
	out->tags = (struct oneline_tags){ .strands = strands,
		.n_strands = ka->n_strands, .needed = ka->strand_mandatory };
	out->tags.usual = find_tag(&out->tags, usual);
	oneline_names_set_tags(out->names, &out->tags);
}

void
action_context_type(const struct kind *k, const char *type,
    struct action_context *c)
{
	const struct kind_action_type *t = type ? kind_action_type(k, type) :
	    NULL;

	if (t != NULL && t->strand != NULL)
		c->tags.usual = find_tag(&c->tags, t->strand);
}

/* The line in hand is in a phase; of another one it is the phase in which
 * actions are agreed that counts. */
static const char *
phase_strand(const struct kind *k, const struct agenda_row *row,
    const struct meeting_row *m)
{
	const struct kind_case_type *t = row->casefile ?
	    kind_case_type(k, row->case_type) : NULL;
	const struct kind_phase *p = NULL;
	size_t i;

	if (t != NULL && m->item == row->id && m->phase != NULL)
		p = kind_phase(t, m->phase);
	for (i = 0; t != NULL && i < t->n_phases &&
	    (p == NULL || p->strand == NULL); i++)
		if (t->phases[i].actions)
			p = &t->phases[i];
	return p != NULL ? p->strand : NULL;
}

bool
action_usual_strand(struct session *s, int64_t meeting, int64_t item,
    const char *type, const char **strand, struct err *err)
{
	const struct kind *k = session_meeting_kind(s, meeting, err);
	const struct kind_action_type *t = k != NULL && type != NULL ?
	    kind_action_type(k, type) : NULL;
	struct arena a = {0};
	struct agenda_row row;
	struct meeting_row m;
	bool ok = k != NULL;

	*strand = t != NULL ? t->strand : NULL;
	if (ok && *strand == NULL && item != 0 && k->actions.n_strands > 0) {
		ok = agenda_read_item(s->db, item, &a, &row, err) &&
		    meeting_read(s->db, meeting, &a, &m, err);
		if (ok)
			*strand = phase_strand(k, &row, &m);
	}
	arena_release(&a);
	return ok;
}

static bool
make(struct session *s, const struct kind *k, int64_t board,
    const struct attendance_row *roll, size_t n, struct arena *a,
    struct action_context *out, struct err *err)
{
	struct oneline_words words;
	struct pool p = {0};

	add_roll(k, roll, n, a, &p);
	if (!add_board(s, k, board, a, &p, err) ||
	    !add_agencies(s, k, roll, n, a, &p, err))
		return false;
	read_words(k, a, &words);
	out->names = oneline_names_new(a, p.members, p.n_members, p.agencies,
	    p.n_agencies, &words);
	return true;
}

/* The records that a line may name: those on an agenda that one sees; a whole
 * book would be too many to choose from. */
static bool
set_records(struct session *s, const struct kind *k, int64_t meeting,
    struct arena *a, struct action_context *out, struct err *err)
{
	struct oneline_record *list;
	struct agenda_row *rows = NULL;
	size_t n = 0, count = 0, i, j;

	if (meeting == 0)
		return true;
	if (!agenda_read(s->db, meeting, a, &rows, &n, err))
		return false;
	list = arena_array(a, n + 1, sizeof(*list));
	for (i = 0; i < n; i++) {
		for (j = 0; j < count; j++)
			if (strcmp(list[j].ref, rows[i].ref) == 0)
				break;
		if (rows[i].casefile != 0 && j == count)
			list[count++] = (struct oneline_record){
				.ref = rows[i].ref,
				.name = heading_case(s, k, rows[i].case_type,
				    rows[i].casefile, rows[i].ref, a) };
	}
	out->tags.records = list;
	out->tags.n_records = count;
	return true;
}

/* *next gets the board's next meeting; 0 for none. */
static bool
set_days(struct session *s, int64_t board, int today,
    struct action_context *out, int64_t *next, struct err *err)
{
	out->when = (struct when_context){ .today = today };
	return meeting_read_next(s->db, board, today, next,
	    &out->when.next_meeting, err) &&
	    calendar_workdays(s, board, &out->when.workdays, err);
}

bool
action_context_meeting(struct session *s, int64_t meeting, int64_t item,
    struct arena *a, struct action_context *out, struct err *err)
{
	const struct kind *k = session_meeting_kind(s, meeting, err);
	struct attendance_row *roll;
	const char *strand;
	struct meeting_row m;
	int64_t next;
	size_t n;

	if (k == NULL || !meeting_read(s->db, meeting, a, &m, err) ||
	    !action_usual_strand(s, meeting, item, NULL, &strand, err) ||
	    !attendance_read(s->db, meeting, a, &roll, &n, err) ||
	    !set_days(s, m.board, strcmp(m.status, "closed") == 0 ?
	    clock_today(s->clock) : m.held_on, out, &next, err) ||
	    !make(s, k, m.board, roll, n, a, out, err))
		return false;
	set_tags(k, strand, a, out);
	return set_records(s, k, meeting, a, out, err);
}

bool
action_context_board(struct session *s, int64_t board, struct arena *a,
    struct action_context *out, struct err *err)
{
	const struct kind *k = session_board_kind(s, board, err);
	int64_t next = 0;

	if (k == NULL || !set_days(s, board, clock_today(s->clock), out,
	    &next, err) || !make(s, k, board, NULL, 0, a, out, err))
		return false;
	set_tags(k, NULL, a, out);
	return set_records(s, k, next, a, out, err);
}
