/* The chair by name: taken, handed back. */
#include <stdlib.h>

#include "base/arena.h"
#include "cmd/chair_cmd.h"
#include "cmd/find.h"
#include "cmd/meeting_verbs.h"
#include "cmd/verb_args.h"
#include "store/meeting_read.h"

/* Who is in the chair now, for the reply. */
static bool
say_seat(struct session *s, int64_t meeting, struct buf *reply,
    struct err *err)
{
	struct arena a = {0};
	struct meeting_row m;
	bool ok = meeting_read(s->db, meeting, &a, &m, err);

	if (ok)
		buf_addf(reply, "%s is in the chair.", m.acting != 0 ?
		    m.acting_name : m.chair_name);
	arena_release(&a);
	return ok;
}

static bool
verb_take(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	int64_t meeting, member = s->member;
	struct args a;
	char *at = NULL;
	bool ok;

	if (!args_read(&a, argv, argc, 0, 2,
	    "chair-take [LOGIN [TIME]] [reason=…]", err) ||
	    !args_meeting(s, &a, &meeting, err) ||
	    (a.n > 0 && !find_member(s, a.pos[0], &member, err)))
		return false;
	ok = args_time(s, meeting, args_at(&a, 1), &at, err) &&
	    cmd_chair_take(s, meeting, member, at, args_option(&a, "reason"),
	    err) && say_seat(s, meeting, reply, err);
	free(at);
	return ok;
}

static bool
verb_back(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct args a;
	int64_t meeting;
	char *at = NULL;
	bool ok;

	if (!args_read(&a, argv, argc, 0, 1, "chair-back [TIME]", err) ||
	    !args_meeting(s, &a, &meeting, err))
		return false;
	ok = args_time(s, meeting, args_at(&a, 0), &at, err) &&
	    cmd_chair_back(s, meeting, at, err) &&
	    say_seat(s, meeting, reply, err);
	free(at);
	return ok;
}

static const struct verb verbs[] = {
	{ "chair-take", "[LOGIN [TIME]] [reason=…]", "someone takes the chair",
	    0, 4, verb_take },
	{ "chair-back", "[TIME]", "the chair is handed back", 0, 2,
	    verb_back },
};

const struct verb_group verbs_chair = { verbs,
	sizeof(verbs) / sizeof(verbs[0]) };
