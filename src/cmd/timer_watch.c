#include "cmd/timer_watch.h"

#include <string.h>

#include "base/date.h"

/* The field of the case type's own forms, or NULL. */
static const struct kind_field *
case_field(const struct kind *k, const struct kind_case_type *t,
    const char *key)
{
	const struct kind_form *f;
	const struct kind_field *found = NULL;

	for (size_t i = 0; i < t->n_forms && found == NULL; i++) {
		f = kind_form(k, t->forms[i]);
		if (f != NULL && (f->record == RECORD_REFERRAL ||
		    f->record == RECORD_CASEFILE))
			found = kind_field(f, key);
	}
	return found;
}

static int
given(int number)
{
	return number == KIND_UNSET ? TIMER_UNSET : number;
}

void
timer_watch_of_kind(const struct kind *k, const struct kind_case_type *t,
    const struct kind_timer *timer, struct arena *a, struct timer_watch *w)
{
	const struct kind_field *from = case_field(k, t, timer->field);
	const struct kind_field *until = timer->until != NULL ?
	    case_field(k, t, timer->until) : NULL;
	int *alerts = arena_array(a, timer->n_alerts + 1, sizeof(*alerts));

	for (size_t i = 0; i < timer->n_alerts; i++)
		alerts[i] = kind_timer_alert(timer, i);
	*w = (struct timer_watch){
		.type = t->key,
		.states = timer->states,
		.n_states = timer->n_states,
		.rule = {
			.days = given(timer->days),
			.working_days = given(timer->working_days),
			.months = given(timer->months),
			.alerts = alerts,
			.n_alerts = timer->n_alerts,
		},
	};
	if (from != NULL)
		w->from = *from;
	if (until != NULL)
		w->until = *until;
}

/* ---- In the book ---------------------------------------------------------- */

/* A field as its key, or as the column it is kept in. */
static void
add_field(struct buf *b, const char *name, const struct kind_field *f)
{
	if (f->key == NULL)
		return;
	buf_addf(b, ",\"%s\":[", name);
	buf_add_json(b, f->key);
	if (f->column != NULL) {
		buf_addc(b, ',');
		buf_add_json(b, f->column);
	}
	buf_addc(b, ']');
}

static void
add_number(struct buf *b, const char *name, int number)
{
	if (number != TIMER_UNSET)
		buf_addf(b, ",\"%s\":%d", name, number);
}

static void
add_watch(struct buf *b, const struct timer_watch *w)
{
	buf_adds(b, "{\"type\":");
	buf_add_json(b, w->type);
	add_field(b, "from", &w->from);
	add_field(b, "until", &w->until);
	add_number(b, "days", w->rule.days);
	add_number(b, "working-days", w->rule.working_days);
	add_number(b, "months", w->rule.months);
	buf_adds(b, ",\"states\":[");
	for (size_t i = 0; i < w->n_states; i++) {
		if (i > 0)
			buf_addc(b, ',');
		buf_add_json(b, w->states[i]);
	}
	buf_adds(b, "]}");
}

void
timer_watch_add_json(struct buf *b, const struct kind *k)
{
	struct arena a = {0};
	struct timer_watch w;
	bool first = true;

	buf_addc(b, '[');
	for (size_t i = 0; i < k->n_case_types; i++) {
		const struct kind_case_type *t = &k->case_types[i];

		for (size_t j = 0; j < t->n_timers; j++) {
			if (!first)
				buf_addc(b, ',');
			first = false;
			timer_watch_of_kind(k, t, &t->timers[j], &a, &w);
			add_watch(b, &w);
		}
	}
	buf_addc(b, ']');
	arena_release(&a);
}

static void
read_field(const struct json *v, const char *name, struct arena *a,
    struct kind_field *f)
{
	struct json list;
	char **texts;
	size_t n;

	*f = (struct kind_field){ .type = FIELD_DATE };
	if (!json_find(v, name, &list))
		return;
	texts = json_strings(a, &list, &n);
	if (texts != NULL && n > 0) {
		f->key = texts[0];
		f->column = n > 1 ? texts[1] : NULL;
	}
}

static int
read_number(const struct json *v, const char *name)
{
	struct json number;
	int64_t n;

	return json_find(v, name, &number) && json_int(&number, &n) &&
	    n >= 0 && n <= INT32_MAX ? (int)n : TIMER_UNSET;
}

bool
timer_watch_of_json(const struct json *v, struct arena *a,
    struct timer_watch *w)
{
	struct json type, states;

	*w = (struct timer_watch){ .rule = {
		.days = read_number(v, "days"),
		.working_days = read_number(v, "working-days"),
		.months = read_number(v, "months"),
	} };
	read_field(v, "from", a, &w->from);
	read_field(v, "until", a, &w->until);
	if (json_find(v, "states", &states))
		w->states = (const char *const *)json_strings(a, &states,
		    &w->n_states);
	w->type = json_find(v, "type", &type) ? json_string(a, &type) : NULL;
	return w->type != NULL && w->from.key != NULL;
}

/* ---- At a record ---------------------------------------------------------- */

int
timer_watch_from(const struct timer_watch *w, const struct record *rec,
    struct arena *a)
{
	const char *json = w->from.key != NULL ?
	    record_value(rec, &w->from, a) : NULL;
	struct json v;
	const char *text;

	if (json == NULL || !json_parse(json, strlen(json), &v))
		return DATE_NONE;
	text = json_string(a, &v);
	return text != NULL ? date_parse_iso(text) : DATE_NONE;
}

bool
timer_watch_runs(const struct timer_watch *w, const struct record *rec,
    const char *state, struct arena *a)
{
	const char *live = record_column(rec, "live");
	size_t i;

	for (i = 0; i < w->n_states; i++)
		if (strcmp(w->states[i], state) == 0)
			break;
	if (w->n_states > 0 ? i == w->n_states :
	    live == NULL || strcmp(live, "1") != 0)
		return false;
	return w->until.key == NULL ||
	    record_value(rec, &w->until, a) == NULL;
}
