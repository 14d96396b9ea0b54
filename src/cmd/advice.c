/* Does a referral meet the criteria? The casefile's facts for model/threshold,
 * by the kind's criteria. */
#include <string.h>

#include "base/date.h"
#include "base/json.h"
#include "cmd/answer.h"
#include "cmd/bind.h"
#include "cmd/repeat_cmd.h"
#include "model/age.h"

enum { MOST = 200 };

static const struct kind_criterion *
criterion(const struct kind_case_type *t, enum criterion_basis basis)
{
	size_t i;

	for (i = 0; i < t->n_criteria; i++)
		if (t->criteria[i].basis == basis)
			return &t->criteria[i];
	return NULL;
}

static void
set_tool(const struct kind_case_type *t, const struct record *rec,
    struct arena *a, struct threshold_facts *f)
{
	const struct kind_criterion *c = criterion(t, BASIS_SCORE);
	struct threshold_tool *tool = arena_alloc(a, sizeof(*tool));
	struct threshold_band *bands = arena_array(a, t->n_bands + 1,
	    sizeof(*bands));
	const char *name = record_column(rec, "tool");
	const char *score = record_column(rec, "score");
	size_t i;

	for (i = 0; i < t->n_bands; i++) {
		bands[i].from = t->bands[i].from;
		bands[i].label = t->bands[i].label;
		if (t->bands[i].to > tool->highest)
			tool->highest = t->bands[i].to;
	}
	tool->name = name != NULL && name[0] != '\0' ? name : "tool";
	tool->at = c != NULL && c->threshold > 0 ? c->threshold : 0;
	tool->bands = bands;
	tool->n_bands = t->n_bands;
	f->tool = c != NULL ? tool : NULL;
	f->scored = score != NULL;
	f->score = score != NULL ? (int)strtol(score, NULL, 10) : 0;
}

/* A text answer of the casefile by its field's key, or NULL. */
static const char *
text_answer(const struct record *rec, const char *key, struct arena *a)
{
	struct json object, value;

	if (key == NULL || !json_parse(rec->answers, strlen(rec->answers),
	    &object) || !json_find(&object, key, &value))
		return NULL;
	return json_string(a, &value);
}

static bool
set_incidents(struct session *s, int64_t casefile,
    const struct kind_case_type *t, struct arena *a,
    struct threshold_facts *f, struct err *err)
{
	const struct kind_criterion *c = criterion(t, BASIS_COUNT);
	int *days = arena_array(a, MOST, sizeof(*days));
	struct stmt *q;

	f->incidents = days;
	if (c == NULL)
		return true;
	f->escalation.count = c->count;
	f->escalation.months = c->months;
	q = cmd_query(s, SQL_ADVICE_INCIDENTS, BIND(B_ID("casefile",
	    casefile)), err);
	while (f->n_incidents < MOST && stmt_next(q, err))
		days[f->n_incidents++] = date_parse_iso(col_str(q, 0));
	return q != NULL && stmt_done(q);
}

static bool
set_ages(struct session *s, int64_t casefile, const struct kind_case_type *t,
    struct arena *a, struct threshold_facts *f, struct err *err)
{
	struct threshold_age *ages = arena_array(a, MOST, sizeof(*ages));
	struct stmt *q = cmd_query(s, SQL_ADVICE_AGES, BIND(B_ID("casefile",
	    casefile)), err);

	f->ages = ages;
	while (f->n_ages < MOST && stmt_next(q, err)) {
		const struct kind_party_role *r = kind_party_role(t,
		    col_str(q, 0));
		struct age_given age = {
			.born = col_null(q, 1) ? DATE_NONE :
			    date_parse_iso(col_str(q, 1)),
			.years = col_null(q, 2) ? -1 : (int)col_int(q, 2),
			.told_on = col_null(q, 3) ? DATE_NONE :
			    date_parse_iso(col_str(q, 3)),
		};

		if (r == NULL || r->min_age == KIND_UNSET)
			continue;
		ages[f->n_ages++] = (struct threshold_age){ .role = r->label,
		    .years = age_on(&age, f->on).least,
		    .minimum = r->min_age };
	}
	return q != NULL && stmt_done(q);
}

bool
casefile_advice(struct session *s, int64_t casefile, struct arena *a,
    struct threshold_advice *advice, struct err *err)
{
	struct threshold_facts f = { .on = clock_today(s->clock) };
	const struct kind_criterion *judgement;
	const struct kind_case_type *t;
	const struct kind *k;
	struct record rec;
	int64_t board;

	if (!record_load(s, SQL_RECORD_OF_CASEFILE, casefile, a, &rec, err) ||
	    !cmd_one(s, SQL_FIND_CASEFILE_BOARD, BIND(B_ID("id", casefile)),
	    &board, err))
		return false;
	if (rec.n == 0)
		return err_set(err, ERR_INPUT, "There is no such casefile.");
	k = session_board_kind(s, board, err);
	t = k != NULL ? kind_case_type(k, record_column(&rec, "type")) : NULL;
	if (t == NULL)
		return k != NULL && err_set(err, ERR_INPUT, "The board's kind"
		    " no longer knows the type of this casefile.");
	set_tool(t, &rec, a, &f);
	judgement = criterion(t, BASIS_JUDGEMENT);
	if (judgement != NULL)
		f.reason = text_answer(&rec, judgement->field, a);
	f.judgement = f.reason != NULL && f.reason[0] != '\0';
	if (!casefile_is_repeat(s, casefile, &f.repeat, err) ||
	    !set_incidents(s, casefile, t, a, &f, err) ||
	    !set_ages(s, casefile, t, a, &f, err))
		return false;
	threshold_advise(&f, a, advice);
	return true;
}
