/* Who may see what, by name: access lists, handling codes, markings, who read
 * a case. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "cmd/action_cmd.h"
#include "cmd/casefile_cmd.h"
#include "cmd/cmd.h"
#include "cmd/consult.h"
#include "cmd/find.h"
#include "cmd/verb.h"
#include "cmd/verb_args.h"
#include "store/link_read.h"

static bool
find_one(struct session *s, const char *text, int64_t *agency,
    int64_t *member, struct err *err)
{
	*agency = *member = 0;
	return find_agency(s, text, agency, NULL) ||
	    find_member(s, text, member, err);
}

static bool
set_access(struct session *s, char *const *argv, size_t argc, bool allow,
    struct buf *reply, struct err *err)
{
	int64_t id, agency, member;

	if (!find_casefile(s, argv[0], &id, err) ||
	    !find_one(s, argv[1], &agency, &member, err) ||
	    !cmd_casefile_access(s, id, allow, agency, member,
	    argc > 2 ? argv[2] : NULL, err))
		return false;
	buf_addf(reply, allow ? "%s may see %s." : "%s is kept out of %s.",
	    argv[1], argv[0]);
	return true;
}

static bool
verb_allow(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	return set_access(s, argv, argc, true, reply, err);
}

static bool
verb_deny(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	return set_access(s, argv, argc, false, reply, err);
}

static bool
verb_access_drop(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	int64_t id, agency, member;

	(void)argc;
	if (!find_casefile(s, argv[0], &id, err) ||
	    !find_one(s, argv[1], &agency, &member, err) ||
	    !cmd_casefile_access_drop(s, id, agency, member, err))
		return false;
	buf_addf(reply, "%s is off the access list of %s.", argv[1], argv[0]);
	return true;
}

static bool
verb_restrict(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	bool list = strcmp(argv[1], "list") == 0, yes = list;
	int64_t id;

	(void)argc;
	if ((!list && !find_yes(argv[1], &yes, err)) ||
	    !find_casefile(s, argv[0], &id, err) ||
	    !cmd_casefile_restrict(s, id, yes, list, NULL, err))
		return false;
	buf_addf(reply, yes ? "%s is restricted." : "%s is open to the board.",
	    argv[0]);
	return true;
}

static bool
verb_handling(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	const char *code = strcmp(argv[1], "none") == 0 ? "" : argv[1];
	int64_t id;

	if (!find_casefile(s, argv[0], &id, err) ||
	    !cmd_casefile_handling(s, id, code, argc > 2 ? argv[2] : NULL,
	    NULL, err))
		return false;
	if (*code == '\0')
		buf_addf(reply, "%s has no handling code any more. Who sees it"
		    " stays as it was.", argv[0]);
	else
		buf_addf(reply, "%s is handled as %s.", argv[0], code);
	return true;
}

static bool
verb_marking(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	const char *marking = argc > 1 ? argv[1] : "";
	int64_t id;

	if (!find_casefile(s, argv[0], &id, err) ||
	    !cmd_casefile_marking(s, id, marking, NULL, err))
		return false;
	buf_addf(reply, *marking != '\0' ? "%s is marked %s." :
	    "%s is marked as the board is.", argv[0], marking);
	return true;
}

static bool
verb_action_list(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct action_listed list[ARGS_MAX];
	int64_t action;
	size_t n = 0, i;
	bool none = argc == 2 && strcmp(argv[1], "none") == 0;

	if (!args_action(s, argv[0], &action, err))
		return false;
	for (i = 1; i < argc && !none; i++, n++)
		if (!find_one(s, argv[i], &list[n].agency, &list[n].member,
		    err))
			return false;
	if (!cmd_action_list(s, action, list, n, err))
		return false;
	buf_addf(reply, n > 0 ? "%s is seen by those named, its owner and"
	    " who see what is restricted." : "%s is seen by whoever sees what"
	    " it hangs on.", argv[0]);
	return true;
}

static bool
verb_who_sees(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct access_row *rows;
	struct arena a = { 0 };
	int64_t id, board;
	size_t n = 0, i;
	bool ok;

	(void)argc;
	ok = find_casefile(s, argv[0], &id, err) &&
	    casefile_require_access(s, id, &board, err) &&
	    access_read(s->db, id, &a, &rows, &n, err);
	for (i = 0; ok && i < n; i++)
		buf_addf(reply, "%s%s %s%s%s", i > 0 ? "\n" : "",
		    rows[i].allow ? "let in:  " : "kept out:", rows[i].name,
		    *rows[i].reason ? ", " : "", rows[i].reason);
	if (ok && n == 0)
		buf_addf(reply, "Nobody is let in to %s or kept out of it by"
		    " name.", argv[0]);
	arena_release(&a);
	return ok;
}

static bool
verb_who_read(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct reading_row *rows;
	struct arena a = { 0 };
	int64_t id, board;
	size_t n = 0, i;
	bool ok;

	(void)argc;
	ok = find_casefile(s, argv[0], &id, err) &&
	    casefile_require_access(s, id, &board, err) &&
	    reading_read(s->db, id, SIZE_MAX, &a, &rows, &n, err);
	for (i = 0; ok && i < n; i++)
		buf_addf(reply, "%s%.16s %s, %s: %s%s%s", i > 0 ? "\n" : "",
		    rows[i].at, rows[i].name, rows[i].agency,
		    consult_word(rows[i].what), *rows[i].detail ? ", " : "",
		    rows[i].detail);
	if (ok && n == 0)
		buf_addf(reply, "Nobody has read %s yet.", argv[0]);
	arena_release(&a);
	return ok;
}

static const struct verb verbs[] = {
	{ "access-drop", "CASE AGENCY|LOGIN",
	    "take an entry off a case's access list", 2, 2,
	    verb_access_drop },
	{ "action-list", "ACTION none|AGENCY|LOGIN…",
	    "who alone sees an action", 2, ARGS_MAX, verb_action_list },
	{ "allow", "CASE AGENCY|LOGIN [REASON]", "let someone see a case", 2,
	    3, verb_allow },
	{ "handling", "CASE CODE|none [CONDITIONS]",
	    "give a case a handling code", 2, 3, verb_handling },
	{ "keep-out", "CASE AGENCY|LOGIN [REASON]",
	    "keep someone out of a case", 2, 3, verb_deny },
	{ "marking", "CASE [MARKING]", "mark a case", 1, 2, verb_marking },
	{ "restrict", "CASE yes|no|list", "restrict a case, or open it", 2, 2,
	    verb_restrict },
	{ "who-read", "CASE", "who read a case, and when", 1, 1,
	    verb_who_read },
	{ "who-sees", "CASE", "who is let in to a case or kept out", 1, 1,
	    verb_who_sees },
};

const struct verb_group verbs_access = {
	.verbs = verbs, .n = sizeof(verbs) / sizeof(verbs[0])
};
