/* Casefiles by name. */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/json.h"
#include "cmd/answer.h"
#include "cmd/bind.h"
#include "cmd/casefile_cmd.h"
#include "cmd/cmd.h"
#include "cmd/field_check.h"
#include "cmd/export_case.h"
#include "cmd/find.h"
#include "cmd/verb.h"

/* The text behind "key=" when the argument begins so, else NULL. */
static const char *
after(const char *arg, const char *key)
{
	size_t len = strlen(key);

	return strncmp(arg, key, len) == 0 && arg[len] == '=' ?
	    arg + len + 1 : NULL;
}

static bool
read_score(const char *text, int *score, struct err *err)
{
	char *end;
	long n = strtol(text, &end, 10);

	if (*text == '\0' || *end != '\0' || n < 0 || n > 10000)
		return err_set(err, ERR_INPUT, "\"%s\" is no score.", text);
	*score = (int)n;
	return true;
}

static bool
read_option(struct session *s, const char *arg, struct casefile_new *c,
    struct err *err)
{
	const char *v;

	if ((v = after(arg, "type")) != NULL)
		c->type = v;
	else if ((v = after(arg, "ref")) != NULL)
		c->ref = v;
	else if ((v = after(arg, "from")) != NULL)
		c->origin = v;
	else if ((v = after(arg, "by")) != NULL)
		c->referrer = v;
	else if ((v = after(arg, "tool")) != NULL)
		c->tool = v;
	else if ((v = after(arg, "score")) != NULL)
		return read_score(v, &c->score, err);
	else if ((v = after(arg, "received")) != NULL)
		return find_day(s, c->board, v, true, &c->received, err);
	else if ((v = after(arg, "incident")) != NULL)
		return find_day(s, c->board, v, true, &c->incident, err);
	else if ((v = after(arg, "scored")) != NULL)
		return find_day(s, c->board, v, true, &c->scored_on, err);
	else if ((v = after(arg, "agency")) != NULL)
		return find_agency(s, v, &c->agency, err);
	else if ((v = after(arg, "member")) != NULL)
		return find_member(s, v, &c->member, err);
	else
		return err_set(err, ERR_INPUT, "\"%s\" is not one of type=,"
		    " agency=, member=, by=, from=, received=, incident=,"
		    " tool=, score=, scored=.", arg);
	return true;
}

static bool
verb_refer(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct casefile_new c = { .received = DATE_NONE,
		.incident = DATE_NONE, .score = -1, .scored_on = DATE_NONE };
	char *ref, *tool = NULL;
	int64_t id;
	bool ok;
	size_t i;

	if (!find_board(s, argv[0], &c.board, err))
		return false;
	for (i = 1; i < argc; i++)
		if (!read_option(s, argv[i], &c, err))
			return false;
	ok = typed_column(s, c.board, "casefile", "tool", c.tool, &tool,
	    err);
	c.tool = tool;
	ok = ok && cmd_casefile_refer(s, &c, &id, err);
	free(tool);
	if (!ok || !cmd_one_text(s, SQL_CASEFILE_REF, BIND(B_ID("id", id)),
	    &ref, err))
		return false;
	buf_addf(reply, "The referral is %s.", ref ? ref : "made");
	free(ref);
	return true;
}

static bool
verb_screen(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	static const char *const hows[] = { "accept", "return", "reject" };
	int64_t id;
	size_t how;

	for (how = 0; how < 3 && strcmp(argv[1], hows[how]) != 0; how++)
		;
	if (how == 3)
		return err_set(err, ERR_INPUT, "A referral is screened with"
		    " accept, return or reject.");
	if (!find_casefile(s, argv[0], &id, err) ||
	    !cmd_casefile_screen(s, id, (enum screening)how,
	    argc > 2 ? argv[2] : NULL, NULL, err))
		return false;
	buf_addf(reply, "%s: %sed.", argv[0], hows[how]);
	return true;
}

static bool
verb_missing(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct arena a = { 0 };
	struct missing *list;
	size_t i, n = 0;
	int64_t id;
	bool ok;

	(void)argc;
	ok = find_casefile(s, argv[0], &id, err) &&
	    casefile_missing(s, id, &a, &list, &n, err);
	for (i = 0; ok && i < n; i++)
		buf_addf(reply, "%s%s", i > 0 ? "\n" : "", list[i].text);
	if (ok && n == 0)
		buf_adds(reply, "Nothing is missing.");
	arena_release(&a);
	return ok;
}

/* An agency, or else a member. */
static bool
verb_send(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	int on = clock_today(s->clock);
	int64_t id;

	if (!find_casefile(s, argv[0], &id, err) ||
	    (argc > 2 && !find_day(s, 0, argv[2], true, &on, err)) ||
	    !cmd_casefile_send(s, id, argv[1], on, err))
		return false;
	buf_addf(reply, "%s goes to %s.", argv[0], argv[1]);
	transfer_offer(s, id, reply);
	return true;
}

static bool
verb_acknowledge(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	int on = clock_today(s->clock);
	int64_t id;

	if (!find_casefile(s, argv[0], &id, err) ||
	    (argc > 1 && !find_day(s, 0, argv[1], true, &on, err)) ||
	    !cmd_casefile_acknowledge(s, id, on, err))
		return false;
	buf_addf(reply, "%s has arrived.", argv[0]);
	return true;
}

static bool
verb_link(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	int64_t id, other;

	if (!find_casefile(s, argv[0], &id, err) ||
	    !find_casefile(s, argv[1], &other, err) ||
	    !cmd_casefile_link(s, id, other, argv[2],
	    argc > 3 ? argv[3] : NULL, err))
		return false;
	buf_addf(reply, "%s and %s are linked.", argv[0], argv[1]);
	return true;
}

static bool
verb_unlink(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	int64_t id, other;

	(void)argc;
	if (!find_casefile(s, argv[0], &id, err) ||
	    !find_casefile(s, argv[1], &other, err) ||
	    !cmd_casefile_unlink(s, id, other, argv[2], err))
		return false;
	buf_addf(reply, "%s and %s are linked no more.", argv[0], argv[1]);
	return true;
}

/* The field of the case type's forms with that key; NULL with err. */
static const struct kind_field *
find_field(struct session *s, int64_t casefile, int64_t board,
    const char *key, struct err *err)
{
	const struct kind *k = session_board_kind(s, board, err);
	const struct kind_case_type *t;
	const struct kind_field *f = NULL;
	char *type;
	size_t i;

	if (k == NULL || !cmd_one_text(s, SQL_CASEFILE_TYPE,
	    BIND(B_ID("id", casefile)), &type, err))
		return NULL;
	t = type != NULL ? kind_case_type(k, type) : NULL;
	free(type);
	for (i = 0; t != NULL && f == NULL && i < t->n_forms; i++) {
		const struct kind_form *form = kind_form(k, t->forms[i]);

		if (form != NULL && (form->record == RECORD_REFERRAL ||
		    form->record == RECORD_CASEFILE))
			f = kind_field(form, key);
	}
	if (f == NULL)
		err_set(err, ERR_INPUT, "This case has no field \"%s\".", key);
	return f;
}

/* The value of a JSON text, number or list as a column keeps it. */
static char *
column_text(struct arena *a, const char *json)
{
	struct json v;

	if (!json_parse(json, strlen(json), &v))
		return NULL;
	return v.kind == JSON_STRING ? json_string(a, &v) : json_raw(a, &v);
}

static bool
set_value(struct session *s, int64_t id, const struct kind_field *f,
    const char *json, struct err *err)
{
	struct arena a = { 0 };
	struct record rec;
	const char *new = json[0] != '\0' ? json : NULL;
	bool ok = record_load(s, SQL_RECORD_OF_CASEFILE, id, &a, &rec, err);

	if (ok && f->column != NULL)
		ok = cmd_set_field(s, "casefile", f->column, id,
		    record_column(&rec, f->column),
		    new != NULL ? column_text(&a, new) : NULL, NULL, err);
	else if (ok)
		ok = cmd_set_answer(s, "casefile", id, f->key,
		    record_value(&rec, f, &a), new, NULL, err);
	arena_release(&a);
	return ok;
}

static bool
verb_set(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct answer_place place = { .s = s };
	const struct kind_field *f;
	struct buf json = { 0 };
	int64_t id;
	bool ok;

	if (!find_casefile(s, argv[0], &id, err) ||
	    !find_casefile_board(s, id, &place.board, err))
		return false;
	place.casefile = id;
	f = find_field(s, id, place.board, argv[1], err);
	ok = f != NULL && answer_parse(&place, f, argc > 2 ? argv[2] : "",
	    &json, err) && set_value(s, id, f, buf_text(&json), err);
	if (ok)
		buf_addf(reply, "%s: %s is saved.", argv[0], f->label);
	buf_release(&json);
	return ok;
}

static const struct verb verbs[] = {
	{ "acknowledge", "CASE [DAY]", "a transferred case has arrived", 1, 2,
	    verb_acknowledge },
	{ "case-set", "CASE FIELD [VALUE]", "answer a question of a case", 2,
	    3, verb_set },
	{ "link", "CASE CASE SORT [NOTE]", "link two cases", 3, 4,
	    verb_link },
	{ "missing", "CASE", "what a referral still lacks", 1, 1,
	    verb_missing },
	{ "refer", "BOARD [type=…] [agency=…] [received=…] [incident=…] …",
	    "make a referral", 1, 12, verb_refer },
	{ "screen", "CASE accept|return|reject [REASON]", "screen a referral",
	    2, 3, verb_screen },
	{ "send", "CASE AREA [DAY]", "transfer a case to another area", 2, 3,
	    verb_send },
	{ "unlink", "CASE CASE SORT", "take a link away", 3, 3, verb_unlink },
};

const struct verb_group verbs_casefile = {
	.verbs = verbs, .n = sizeof(verbs) / sizeof(verbs[0])
};
