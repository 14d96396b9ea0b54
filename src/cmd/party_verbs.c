/* The people in a case by name. */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "cmd/bind.h"
#include "cmd/field_check.h"
#include "cmd/find.h"
#include "cmd/party_cmd.h"
#include "cmd/verb.h"
#include "store/row.h"

/* A casefile and somebody in it. */
static bool
find_both(struct session *s, const char *ref, const char *who,
    int64_t *casefile, int64_t *party, struct err *err)
{
	return find_casefile(s, ref, casefile, err) &&
	    find_party(s, *casefile, who, party, err);
}

static bool
find_subject(struct session *s, const char *ref, const char *who,
    int64_t *subject, struct err *err)
{
	int64_t casefile, party;

	return find_both(s, ref, who, &casefile, &party, err) &&
	    cmd_one(s, SQL_PARTY_SUBJECT, BIND(B_ID("id", party)), subject,
	    err);
}

static bool
verb_add(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct party_new p = { .role = argv[1], .who = { .surname = argv[2],
		.born = DATE_NONE, .age = -1, .age_on = DATE_NONE } };
	struct arena a = { 0 };
	struct people_like *list;
	char *sex = NULL;
	size_t i, n = 0;
	int64_t board;
	bool ok;

	if (!find_casefile(s, argv[0], &p.casefile, err))
		return false;
	p.who.forenames = argc > 3 ? argv[3] : NULL;
	if (argc > 4 && !find_day(s, 0, argv[4], true, &p.who.born, err))
		return false;
	ok = find_casefile_board(s, p.casefile, &board, err) &&
	    typed_column(s, board, "subject", "sex", argc > 5 ? argv[5] :
	    NULL, &sex, err);
	p.who.sex = sex;
	ok = ok && party_find_like(s, p.casefile, &p.who, &a, &list, &n,
	    err) && cmd_party_add(s, &p, NULL, NULL, err);
	free(sex);
	if (ok)
		buf_addf(reply, "%s is in %s.", argv[2], argv[0]);
	for (i = 0; ok && i < n; i++)
		buf_addf(reply, "\nCould be %s%s%s (%s).", list[i].name,
		    list[i].casefile != NULL ? " of " : "",
		    list[i].casefile != NULL ? list[i].casefile : "",
		    match_grade_name(list[i].match.grade));
	arena_release(&a);
	return ok;
}

/* The very person of another case, so that both have one record. */
static bool
verb_same(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct party_new p = { .role = argv[1] };

	(void)argc;
	if (!find_casefile(s, argv[0], &p.casefile, err) ||
	    !find_subject(s, argv[2], argv[3], &p.subject, err) ||
	    !cmd_party_add(s, &p, NULL, NULL, err))
		return false;
	buf_addf(reply, "%s is in %s.", argv[3], argv[0]);
	return true;
}

static bool
verb_role(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	int64_t casefile, party;

	(void)argc;
	if (!find_both(s, argv[0], argv[1], &casefile, &party, err) ||
	    !cmd_party_role(s, party, argv[2], NULL, err))
		return false;
	buf_addf(reply, "%s is %s.", argv[1], argv[2]);
	return true;
}

static bool
verb_remove(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	int64_t casefile, party;

	(void)argc;
	if (!find_both(s, argv[0], argv[1], &casefile, &party, err) ||
	    !cmd_party_remove(s, party, err))
		return false;
	buf_addf(reply, "%s is out of %s.", argv[1], argv[0]);
	return true;
}

/* What is not named stays as it is; "from=" alone takes the day away. */
static bool
verb_dates(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	int64_t casefile, party;
	int days[2] = { DATE_NONE, DATE_NONE };
	struct stmt *q;

	if (!find_both(s, argv[0], argv[1], &casefile, &party, err))
		return false;
	q = cmd_query(s, SQL_PARTY_ITS_DATES, BIND(B_ID("id", party)), err);
	if (stmt_next(q, err)) {
		days[0] = row_date(q, 0);
		days[1] = row_date(q, 1);
	}
	if (!stmt_done(q))
		return false;
	for (size_t i = 2; i < argc; i++) {
		int to = strncmp(argv[i], "to=", 3) == 0;
		const char *day = argv[i] + (to ? 3 : 5);

		if (!to && strncmp(argv[i], "from=", 5) != 0)
			return err_set(err, ERR_INPUT, "\"%s\" is neither"
			    " from= nor to=.", argv[i]);
		days[to] = DATE_NONE;
		if (*day != '\0' && !find_day(s, 0, day, true, &days[to],
		    err))
			return false;
	}
	if (!cmd_party_dates(s, party, days[0], days[1], err))
		return false;
	buf_addf(reply, "%s: saved.", argv[1]);
	return true;
}

static bool
verb_relation(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	const char *relation = strcmp(argv[2], "none") == 0 ? NULL : argv[2];
	int64_t casefile, party, to;

	(void)argc;
	if (!find_both(s, argv[0], argv[1], &casefile, &party, err) ||
	    !find_party(s, casefile, argv[3], &to, err) ||
	    !cmd_relation_set(s, party, to, relation, NULL, err))
		return false;
	buf_addf(reply, "%s: %s of %s.", argv[1], argv[2], argv[3]);
	return true;
}

static bool
verb_alias(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	int64_t subject;

	if (!find_subject(s, argv[0], argv[1], &subject, err) ||
	    !cmd_alias_add(s, subject, argv[2], argc > 3 ? argv[3] : NULL,
	    argc > 4 ? argv[4] : NULL, NULL, err))
		return false;
	buf_addf(reply, "%s is also known as %s%s%s.", argv[1],
	    argc > 3 ? argv[3] : "", argc > 3 ? " " : "", argv[2]);
	return true;
}

static bool
verb_contact(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct contact_new c = { .sort = argv[2], .value = argv[3],
		.guarded = -1, .from = DATE_NONE, .to = DATE_NONE };

	if (!find_subject(s, argv[0], argv[1], &c.subject, err))
		return false;
	if (strcmp(c.sort, "phone") != 0 && strcmp(c.sort, "address") != 0 &&
	    strcmp(c.sort, "email") != 0)
		return err_set(err, ERR_INPUT, "A way to reach someone is a"
		    " phone, an address or an email.");
	c.safe_use = argc > 4 ? argv[4] : NULL;
	c.safe_message = argc > 5 ? argv[5] : NULL;
	c.safe_times = argc > 6 ? argv[6] : NULL;
	if (!cmd_contact_add(s, &c, NULL, err))
		return false;
	buf_addf(reply, "Saved for %s.", argv[1]);
	return true;
}

static bool
verb_incident(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct incident_new i = { .text = argc > 2 ? argv[2] : NULL };
	size_t n;

	if (!find_casefile(s, argv[0], &i.casefile, err) ||
	    !find_day(s, 0, argv[1], true, &i.on, err))
		return false;
	for (n = 3; n < argc; n++) {
		if (strcmp(argv[n], "criminal") == 0)
			i.criminal = true;
		else if (strcmp(argv[n], "reported") == 0)
			i.reported = true;
		else
			i.reference = argv[n];
	}
	if (!cmd_incident_add(s, &i, NULL, err))
		return false;
	buf_addf(reply, "The incident is in %s.", argv[0]);
	return true;
}

static bool
verb_warnings(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct arena a = { 0 };
	const char **texts;
	size_t i, n = 0;
	int64_t id;
	bool ok;

	(void)argc;
	ok = find_casefile(s, argv[0], &id, err) &&
	    party_warnings(s, id, &a, &texts, &n, err);
	for (i = 0; ok && i < n; i++)
		buf_addf(reply, "%s%s", i > 0 ? "\n" : "", texts[i]);
	if (ok && n == 0)
		buf_adds(reply, "Nobody stands on both sides.");
	arena_release(&a);
	return ok;
}

static const struct verb verbs[] = {
	{ "alias", "CASE WHO SURNAME [FORENAMES] [NOTE]",
	    "another name of someone", 3, 5, verb_alias },
	{ "contact", "CASE WHO phone|address|email VALUE [SAFE] [MESSAGE]"
	    " [TIMES]", "a way to reach someone, and how safe it is", 4, 7,
	    verb_contact },
	{ "incident", "CASE DAY [TEXT] [criminal] [reported] [REFERENCE]",
	    "something that happened", 2, 6, verb_incident },
	{ "party-add", "CASE ROLE SURNAME [FORENAMES] [BORN] [SEX]",
	    "add someone to a case", 3, 6, verb_add },
	{ "party-dates", "CASE WHO [from=DAY] [to=DAY]",
	    "since when and until when someone is in a role", 2, 4,
	    verb_dates },
	{ "party-remove", "CASE WHO", "take someone out of a case", 2, 2,
	    verb_remove },
	{ "party-role", "CASE WHO ROLE", "change someone's role in a case", 3,
	    3, verb_role },
	{ "party-same", "CASE ROLE OTHER-CASE WHO",
	    "add someone who is in another case already", 4, 4, verb_same },
	{ "relation", "CASE WHO RELATION|none WHOM",
	    "what two people are to each other", 4, 4, verb_relation },
	{ "warnings", "CASE", "who stands on both sides of linked cases", 1,
	    1, verb_warnings },
};

const struct verb_group verbs_party = {
	.verbs = verbs, .n = sizeof(verbs) / sizeof(verbs[0])
};
