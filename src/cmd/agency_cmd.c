#include "cmd/agency_cmd.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "cmd/bind.h"
#include "cmd/cmd.h"
#include "cmd/find.h"
#include "cmd/verb.h"
#include "model/name.h"
#include "store/tx.h"

bool
directory_require(struct session *s, struct err *err)
{
	int64_t board;

	if (session_require_keeper(s, NULL))
		return true;
	if (!cmd_one(s, SQL_DIRECTORY_BOARD, BIND_NONE, &board,
	    err))
		return false;
	return board != 0 || err_set(err, ERR_DENIED, "Agencies and members are"
	    " changed by those who look after the book or manage the members"
	    " of a board. Nothing was changed.");
}

static bool
add(struct session *s, const struct agency_new *a, int64_t id,
    struct err *err)
{
	const char *short_name = a->short_name != NULL ? a->short_name :
	    a->name;
	struct arena arena = { 0 };
	int64_t same;
	bool ok;

	if (a->name == NULL || a->name[0] == '\0' || short_name[0] == '\0')
		return err_set(err, ERR_INPUT, "An agency needs a name.");
	if (!cmd_one(s, SQL_AGENCY_NAMED, BIND(B_TEXT("name", a->name)), &same,
	    err))
		return false;
	if (same != 0)
		return err_set(err, ERR_INPUT, "There is an agency %s"
		    " already.", a->name);
	ok = cmd_write(s, SQL_AGENCY_ADD, BIND(B_ID("id", id),
	    B_ID("parent", a->parent), B_TEXT("name", a->name),
	    B_TEXT("short", short_name), B_STR("category", a->category),
	    B_TEXT("match", name_folded(&arena, arena_printf(&arena, "%s %s",
	    a->name, short_name)))), NULL, err);
	arena_release(&arena);
	return ok;
}

bool
cmd_agency_add(struct session *s, const struct agency_new *a, int64_t *id,
    struct err *err)
{
	bool ok;

	if (!cmd_begin(s, "agency-add", err))
		return false;
	*id = db_new_id(s->db);
	ok = directory_require(s, err) && add(s, a, *id, err);
	return cmd_end(s, ok, err);
}

bool
agency_rematch(struct session *s, int64_t agency, struct err *err)
{
	struct arena a = { 0 };
	char *names;
	bool ok;

	if (!cmd_one_text(s, SQL_AGENCY_NAMES, BIND(B_ID("id", agency)),
	    &names, err))
		return false;
	ok = cmd_write(s, SQL_AGENCY_MATCH, BIND(B_ID("id", agency),
	    B_TEXT("match", name_folded(&a, names))), NULL, err);
	free(names);
	arena_release(&a);
	return ok;
}

static bool
end(struct session *s, int64_t agency, int on, struct err *err)
{
	int64_t staff;

	if (!cmd_one(s, SQL_AGENCY_STAFF, BIND(B_ID("agency", agency)), &staff,
	    err))
		return false;
	if (staff > 0)
		return err_set(err, ERR_INPUT, "%lld of this agency may still"
		    " sign in. End their sign-in, or move them to another"
		    " agency, first.", (long long)staff);
	return cmd_write(s, SQL_AGENCY_END, BIND(B_ID("id", agency),
	    B_DATE("on", on)), NULL, err);
}

bool
cmd_agency_end(struct session *s, int64_t agency, int on, struct err *err)
{
	bool ok;

	if (!cmd_begin(s, "agency-end", err))
		return false;
	ok = directory_require(s, err) && end(s, agency, on, err);
	return cmd_end(s, ok, err);
}

static bool
agree(struct session *s, int64_t agency, int on, int until, struct err *err)
{
	if (on != DATE_NONE && on > clock_today(s->clock))
		return err_set(err, ERR_INPUT, "That day is still to come: an"
		    " agreement counts from the day it was signed.");
	if (until != DATE_NONE && (on == DATE_NONE || until <= on))
		return err_set(err, ERR_INPUT, "An agreement ends after the day"
		    " it was signed.");
	return cmd_write(s, SQL_AGENCY_AGREEMENT, BIND(B_ID("id", agency),
	    B_DATE("on", on), B_DATE("until", until)), NULL, err);
}

bool
cmd_agency_agreement(struct session *s, int64_t agency, int on, int until,
    struct err *err)
{
	bool ok;

	if (!cmd_begin(s, "agency-agreement", err))
		return false;
	ok = directory_require(s, err) && agree(s, agency, on, until, err);
	return cmd_end(s, ok, err);
}

/* ---- By name ----------------------------------------------------------- */

static bool
verb_add(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct agency_new a = { .name = argv[0] };
	int64_t id;

	a.short_name = argc > 1 ? argv[1] : NULL;
	a.category = argc > 2 ? argv[2] : NULL;
	if (argc > 3 && !find_agency(s, argv[3], &a.parent, err))
		return false;
	if (!cmd_agency_add(s, &a, &id, err))
		return false;
	buf_addf(reply, "%s is in the book.", a.name);
	return true;
}

static bool
verb_end(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	int64_t id;
	int on = clock_today(s->clock);

	if (!find_agency(s, argv[0], &id, err) ||
	    (argc > 1 && !find_day(s, 0, argv[1], true, &on, err)) ||
	    !cmd_agency_end(s, id, on, err))
		return false;
	buf_addf(reply, "%s is no longer part of the partnership.", argv[0]);
	return true;
}

static bool
verb_agreement(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	int on = DATE_NONE, until = DATE_NONE;
	bool none = strcmp(argv[1], "none") == 0;
	int64_t id;

	if (!find_agency(s, argv[0], &id, err) ||
	    (!none && !find_day(s, 0, argv[1], true, &on, err)) ||
	    (argc > 2 && !find_day(s, 0, argv[2], false, &until, err)) ||
	    !cmd_agency_agreement(s, id, on, until, err))
		return false;
	buf_addf(reply, none ? "%s is without the agreement." :
	    "%s has signed the agreement.", argv[0]);
	return true;
}

static const struct verb verbs[] = {
	{ "agency-agreement", "AGENCY DAY|none [UNTIL]",
	    "an agency signed the sharing agreement", 2, 3, verb_agreement },
	{ "agency-add", "NAME [SHORT] [CATEGORY] [PARENT]",
	    "add an agency, or a team in one", 1, 4, verb_add },
	{ "agency-end", "AGENCY [DAY]", "an agency leaves the partnership",
	    1, 2, verb_end },
};

const struct verb_group verbs_agency = {
	.verbs = verbs, .n = sizeof(verbs) / sizeof(verbs[0])
};
