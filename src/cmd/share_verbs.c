/* Conflicts of interest and what agencies bring, by name. */
#include <stdlib.h>
#include <string.h>

#include "cmd/bind.h"
#include "cmd/cmd.h"
#include "cmd/conflict_cmd.h"
#include "cmd/contribution_cmd.h"
#include "cmd/find.h"
#include "cmd/meeting_verbs.h"
#include "cmd/verb_args.h"

static bool
verb_conflict(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct args a;
	int64_t meeting, member, casefile;
	int whole;

	(void)reply;
	return args_read(&a, argv, argc, 2, 3,
	    "conflict LOGIN CASE [REASON] [whole=yes]", err) &&
	    args_meeting(s, &a, &meeting, err) &&
	    find_member(s, a.pos[0], &member, err) &&
	    args_casefile(s, meeting, a.pos[1], &casefile, err) &&
	    args_yes(&a, "whole", &whole, err) &&
	    cmd_conflict_declare(s, meeting, casefile, member, whole == 1,
	    args_at(&a, 2), NULL, err);
}

/* The conflict of a member on a case. */
static bool
read_conflict(struct session *s, struct args *a, char *const *argv,
    size_t argc, size_t max, const char *usage, int64_t *meeting,
    int64_t *conflict, struct err *err)
{
	int64_t member, casefile;

	if (!args_read(a, argv, argc, 2, max, usage, err) ||
	    !args_meeting(s, a, meeting, err) ||
	    !find_member(s, a->pos[0], &member, err) ||
	    !args_casefile(s, *meeting, a->pos[1], &casefile, err) ||
	    !cmd_one(s, SQL_CONFLICT_FIND, BIND(B_ID("meeting", *meeting),
	    B_ID("casefile", casefile), B_ID("member", member)), conflict,
	    err))
		return false;
	return *conflict != 0 || err_set(err, ERR_INPUT, "They have declared"
	    " no conflict of interest there.");
}

static bool
conflict_time(struct session *s, char *const *argv, size_t argc,
    const char *usage, bool (*command)(struct session *, int64_t,
    const char *, struct err *), struct err *err)
{
	struct args a;
	int64_t meeting, conflict;
	char *at = NULL;
	bool ok;

	ok = read_conflict(s, &a, argv, argc, 3, usage, &meeting, &conflict,
	    err) && args_time(s, meeting, args_at(&a, 2), &at, err) &&
	    command(s, conflict, at, err);
	free(at);
	return ok;
}

static bool
verb_conflict_left(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	(void)reply;
	return conflict_time(s, argv, argc, "conflict-left LOGIN CASE [TIME]",
	    cmd_conflict_left, err);
}

static bool
verb_conflict_returned(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	(void)reply;
	return conflict_time(s, argv, argc,
	    "conflict-returned LOGIN CASE [TIME]", cmd_conflict_returned,
	    err);
}

static bool
verb_conflict_withdraw(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct args a;
	int64_t meeting, conflict;

	(void)reply;
	return read_conflict(s, &a, argv, argc, 2,
	    "conflict-withdraw LOGIN CASE", &meeting, &conflict, err) &&
	    cmd_conflict_withdraw(s, conflict, err);
}

static bool
verb_asked(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct args a;
	int64_t meeting;

	(void)reply;
	return args_read(&a, argv, argc, 0, 0, "conflicts-asked", err) &&
	    args_meeting(s, &a, &meeting, err) &&
	    cmd_conflict_asked(s, meeting, err);
}

/* "AGENCY CASE …": whose, on which case, for which meeting. */
struct bringing {
	struct args a;
	int64_t meeting, agency, casefile;
};

static bool
read_bringing(struct session *s, struct bringing *b, char *const *argv,
    size_t argc, size_t min, size_t max, const char *usage, struct err *err)
{
	return args_read(&b->a, argv, argc, min, max, usage, err) &&
	    args_meeting(s, &b->a, &b->meeting, err) &&
	    find_agency(s, b->a.pos[0], &b->agency, err) &&
	    args_casefile(s, b->meeting, args_at(&b->a, 1), &b->casefile,
	    err);
}

/* What was begun for a piece that can't be taken must not stay behind. */
static bool
bring(struct session *s, const struct bringing *b, struct err *err)
{
	const char *withhold = args_option(&b->a, "withhold");
	const char *about = args_option(&b->a, "about");
	const char *sort = args_option(&b->a, "sort");
	int64_t id, party = 0;
	bool ok;

	if ((about != NULL && !find_party(s, b->casefile, about, &party,
	    err)) || !cmd_begin(s, "contribution-line-add", err))
		return false;
	ok = cmd_contribution_begin(s, b->meeting, b->casefile, b->agency,
	    &id, err) && cmd_contribution_line_add(s, id, party,
	    sort != NULL ? sort : "fact", b->a.pos[2], withhold == NULL,
	    withhold, NULL, err);
	return cmd_end(s, ok, err);
}

static bool
verb_bring(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct bringing b;

	(void)reply;
	return read_bringing(s, &b, argv, argc, 3, 3,
	    "bring AGENCY CASE TEXT [sort=…] [about=WHO] [withhold=REASON]",
	    err) && bring(s, &b, err);
}

static bool
verb_checked(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct bringing b;
	int64_t id, party;
	bool ok;

	(void)reply;
	if (!read_bringing(s, &b, argv, argc, 4, 4,
	    "bring-checked AGENCY CASE WHO known|not-known|not-checked",
	    err) || !find_party(s, b.casefile, b.a.pos[2], &party, err) ||
	    !cmd_begin(s, "contribution-checked", err))
		return false;
	ok = cmd_contribution_begin(s, b.meeting, b.casefile, b.agency, &id,
	    err) && cmd_contribution_checked(s, id, party, b.a.pos[3], err);
	return cmd_end(s, ok, err);
}

static bool
verb_give(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct bringing b;
	int64_t id;
	bool ok;

	(void)reply;
	if (!read_bringing(s, &b, argv, argc, 2, 2, "bring-in AGENCY CASE",
	    err) || !cmd_begin(s, "contribution-give", err))
		return false;
	ok = cmd_contribution_begin(s, b.meeting, b.casefile, b.agency, &id,
	    err) && cmd_contribution_give(s, id, err);
	return cmd_end(s, ok, err);
}

static bool
verb_nil(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct bringing b;

	(void)reply;
	return read_bringing(s, &b, argv, argc, 2, 2, "nil-return AGENCY CASE",
	    err) && cmd_contribution_nil(s, b.meeting, b.casefile, b.agency,
	    err);
}

static bool
verb_heard(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct bringing b;

	(void)reply;
	return read_bringing(s, &b, argv, argc, 1, 2, "heard AGENCY [CASE]",
	    err) && cmd_contribution_heard(s, b.meeting, b.casefile, b.agency,
	    true, err);
}

static bool
list_gaps(struct session *s, char *const *argv, size_t argc,
    const char *usage, bool (*find)(struct session *, int64_t, int64_t,
    struct arena *, struct agency_gap **, size_t *, struct err *),
    struct buf *reply, struct err *err)
{
	struct agency_gap *gaps;
	struct arena mem = {0};
	struct args a;
	int64_t meeting, casefile;
	size_t n, i;
	bool ok;

	ok = args_read(&a, argv, argc, 0, 1, usage, err) &&
	    args_meeting(s, &a, &meeting, err) &&
	    args_casefile(s, meeting, args_at(&a, 0), &casefile, err) &&
	    find(s, meeting, casefile, &mem, &gaps, &n, err);
	for (i = 0; ok && i < n; i++)
		buf_addf(reply, "%s%s", i > 0 ? ", " : "", gaps[i].short_name);
	arena_release(&mem);
	return ok;
}

static bool
verb_not_heard(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	return list_gaps(s, argv, argc, "not-heard [CASE]",
	    contribution_not_heard, reply, err);
}

static bool
verb_not_brought(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	return list_gaps(s, argv, argc, "not-brought [CASE] [meeting=…]",
	    contribution_not_brought, reply, err);
}

static const struct verb verbs[] = {
	{ "conflict", "LOGIN CASE [REASON] [whole=yes]",
	    "someone declares a conflict of interest", 2, 5, verb_conflict },
	{ "conflict-left", "LOGIN CASE [TIME]", "when they left for it", 2, 4,
	    verb_conflict_left },
	{ "conflict-returned", "LOGIN CASE [TIME]", "when they came back", 2,
	    4, verb_conflict_returned },
	{ "conflict-withdraw", "LOGIN CASE", "it was declared in error", 2, 3,
	    verb_conflict_withdraw },
	{ "conflicts-asked", "", "the chair asked for conflicts", 0, 1,
	    verb_asked },
	{ "bring", "AGENCY CASE TEXT [sort=…] [about=WHO] [withhold=REASON]"
	    " [meeting=…]", "what an agency knows", 3, 7, verb_bring },
	{ "bring-checked", "AGENCY CASE WHO known|not-known|not-checked"
	    " [meeting=…]", "what an agency's records say", 4, 5,
	    verb_checked },
	{ "bring-in", "AGENCY CASE [meeting=…]", "hand a contribution in", 2,
	    3, verb_give },
	{ "nil-return", "AGENCY CASE [meeting=…]", "checked, nothing known", 2,
	    3, verb_nil },
	{ "heard", "AGENCY [CASE]", "an agency was heard", 1, 3, verb_heard },
	{ "not-heard", "[CASE]", "who here was not heard yet", 0, 2,
	    verb_not_heard },
	{ "not-brought", "[CASE] [meeting=…]", "who has brought nothing yet",
	    0, 2, verb_not_brought },
};

const struct verb_group verbs_share = { verbs,
	sizeof(verbs) / sizeof(verbs[0]) };
