#include "cmd/closing_facts.h"

#include <string.h>

#include "store/row.h"

bool
closing_facts_read(struct closing_facts *f, struct session *s,
    int64_t meeting, struct arena *a, struct err *err)
{
	struct attendance_row *roll;
	struct override_row *overrides;

	*f = (struct closing_facts){ .s = s, .a = a };
	f->k = session_meeting_kind(s, meeting, err);
	if (f->k == NULL || !meeting_read(s->db, meeting, a, &f->m, err) ||
	    !attendance_read(s->db, meeting, a, &roll, &f->n_roll, err) ||
	    !override_read(s->db, meeting, a, &overrides, &f->n_overrides,
	    err))
		return false;
	f->roll = roll;
	f->overrides = overrides;
	return true;
}

bool
closing_facts_agenda(struct closing_facts *f, struct err *err)
{
	struct agenda_row *agenda;

	if (f->has_agenda)
		return true;
	if (!agenda_read(f->s->db, f->m.id, f->a, &agenda, &f->n_agenda, err))
		return false;
	f->agenda = agenda;
	f->has_agenda = true;
	return true;
}

bool
closing_facts_actions(struct closing_facts *f, struct err *err)
{
	struct action_row *actions;

	if (!action_read_list(f->s->db, ACTIONS_OF_MEETING, f->m.id,
	    clock_today(f->s->clock), f->a, &actions, &f->n_actions, err))
		return false;
	f->actions = actions;
	return true;
}

void
closing_facts_line(struct closing_facts *f, const struct agenda_row *item)
{
	f->item = item;
	f->type = item != NULL && item->casefile != 0 ?
	    kind_case_type(f->k, item->case_type) : NULL;
}

bool
closing_facts_item(struct closing_facts *f, const struct agenda_row *item,
    struct err *err)
{
	struct minute_row *minutes;
	struct action_row *actions;

	closing_facts_line(f, item);
	if (item == NULL)
		return true;
	if (!minute_read_item(f->s->db, item->id, f->a, &minutes,
	    &f->n_minutes, err) || !action_read_list(f->s->db,
	    ACTIONS_OF_ITEM, item->id, clock_today(f->s->clock), f->a,
	    &actions, &f->n_actions, err))
		return false;
	f->minutes = minutes;
	f->actions = actions;
	return true;
}

void
closing_detail(struct buf *details, const char *name)
{
	if (details->len > 0)
		buf_adds(details, ", ");
	buf_adds(details, name);
}

/* The chair went on in spite of it: for this line, or for the meeting. Of a
 * record that has no line only what was said of that one. */
static const struct override_row *
find_override(const struct closing_facts *f, const struct kind_check *c,
    const char *text)
{
	int64_t item = f->item ? f->item->id : 0;
	size_t i;

	for (i = 0; i < f->n_overrides; i++)
		if (strcmp(f->overrides[i].check,
		    kind_check_name(c->check)) == 0 &&
		    (f->overrides[i].item == item ||
		    f->overrides[i].item == 0) &&
		    (item != 0 || !f->of_record ||
		    strcmp(f->overrides[i].finding, text) == 0))
			return &f->overrides[i];
	return NULL;
}

static const char *
sentence(const struct closing_facts *f, const struct kind_check *c,
    const struct buf *details)
{
	const char *more = details && details->len ? buf_text(details) : "";
	size_t len = strlen(c->text);

	if (!f->of_record && *more == '\0')
		return arena_strdup(f->a, c->text);
	while (len > 0 && c->text[len - 1] == '.')
		len--;
	if (!f->of_record)
		return arena_printf(f->a, "%.*s: %s.", (int)len, c->text,
		    more);
	return arena_printf(f->a, "%.*s: %s%s%s.", (int)len, c->text,
	    f->item->ref, *more ? ", " : "", more);
}

/* The same check may stand at a phase and at the case: it is told once. */
static bool
told(const struct closing_facts *f, const struct finding *new)
{
	size_t i;

	for (i = 0; i < f->n_found; i++)
		if (f->found[i].check == new->check &&
		    f->found[i].item == new->item &&
		    f->found[i].blocks == new->blocks &&
		    strcmp(f->found[i].text, new->text) == 0)
			return true;
	return false;
}

void
closing_add(struct closing_facts *f, const struct kind_check *c,
    const struct buf *details)
{
	const char *name = kind_check_name(c->check);
	const char *text = sentence(f, c, details);
	const struct override_row *o = c->override ? find_override(f, c, text)
	    : NULL;
	struct finding new = {
		.check = c->check, .name = name,
		.blocks = c->severity == SEVERITY_BLOCK,
		.overridable = c->override, .overridden = o != NULL,
		.reason = o ? o->reason : NULL,
		.item = f->item ? f->item->id : 0,
		.about = f->item && !f->of_record ? f->item->ref : "",
		.text = text,
	};

	if (told(f, &new))
		return;
	f->found = row_room(f->a, f->found, f->n_found, &f->cap_found,
	    sizeof(*f->found));
	f->found[f->n_found++] = new;
}

bool
closing_step_seen(struct closing_facts *f, enum step_capture capture,
    bool *seen, struct err *err)
{
	const struct kind_step *st;
	bool asked = false;
	size_t i;

	if (!closing_facts_agenda(f, err))
		return false;
	*seen = true;
	for (i = 0; i < f->n_agenda; i++) {
		st = kind_step(f->k, f->agenda[i].step);
		if (f->agenda[i].casefile != 0 || st == NULL ||
		    st->captures != capture)
			continue;
		asked = true;
		/* A question is answered when it is noted so, and not by
		 * standing before it. */
		if (strcmp(f->agenda[i].status, "waiting") != 0 &&
		    (capture != CAPTURE_CONFLICTS ||
		    f->agenda[i].ended_at != NULL ||
		    strcmp(f->agenda[i].status, "current") != 0))
			return true;
	}
	*seen = !asked;
	return true;
}
