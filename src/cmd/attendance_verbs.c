/* The roll by name: attend, apologies, accept. */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "cmd/attendance_cmd.h"
#include "cmd/find.h"
#include "cmd/meeting_verbs.h"
#include "cmd/verb_args.h"

/* The entry of the member in the first word, put on the roll if need be. */
static bool
read_entry(struct session *s, struct args *a, char *const *argv, size_t argc,
    size_t min, size_t max, const char *usage, int64_t *meeting,
    int64_t *entry, struct err *err)
{
	int64_t member;

	return args_read(a, argv, argc, min, max, usage, err) &&
	    args_meeting(s, a, meeting, err) &&
	    find_member(s, a->pos[0], &member, err) &&
	    cmd_attendance_add(s, *meeting, member, args_option(a, "role"),
	    entry, err);
}

static bool
verb_attend(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct args a;
	int64_t meeting, entry, deputy;

	(void)reply;
	return read_entry(s, &a, argv, argc, 2, 2,
	    "attend LOGIN STATE [role=…] [deputy-for=LOGIN]", &meeting,
	    &entry, err) &&
	    args_member(s, &a, "deputy-for", &deputy, err) &&
	    cmd_attendance_set(s, entry, a.pos[1], NULL, err) &&
	    (deputy == 0 || cmd_attendance_deputy(s, entry, deputy, NULL,
	    err));
}

static bool
verb_agency(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct args a;
	int64_t meeting, agency, entry;

	(void)reply;
	return args_read(&a, argv, argc, 3, 3,
	    "attend-agency AGENCY ROLE STATE", err) &&
	    args_meeting(s, &a, &meeting, err) &&
	    find_agency(s, a.pos[0], &agency, err) &&
	    cmd_attendance_add_agency(s, meeting, agency, a.pos[1], &entry,
	    err) && cmd_attendance_set(s, entry, a.pos[2], NULL, err);
}

static bool
verb_rest(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct args a;
	int64_t meeting;

	(void)reply;
	return args_read(&a, argv, argc, 1, 1, "attend-rest STATE", err) &&
	    args_meeting(s, &a, &meeting, err) &&
	    cmd_attendance_rest(s, meeting, a.pos[0], err);
}

static bool
verb_apologies(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct args a;
	int64_t meeting, entry;
	int info, on;

	(void)reply;
	return read_entry(s, &a, argv, argc, 1, 1,
	    "apologies LOGIN [info=yes|no] [on=DATE]", &meeting, &entry,
	    err) && args_yes(&a, "info", &info, err) &&
	    args_day(s, 0, &a, "on", &on, err) &&
	    cmd_attendance_apologies(s, entry, info, on, NULL, err);
}

static bool
set_time(struct session *s, char *const *argv, size_t argc,
    const char *usage, bool (*command)(struct session *, int64_t,
    const char *, const char *, struct err *), struct err *err)
{
	struct args a;
	int64_t meeting, entry;
	char *at = NULL;
	bool ok;

	ok = read_entry(s, &a, argv, argc, 1, 2, usage, &meeting, &entry,
	    err) && args_time(s, meeting, args_at(&a, 1), &at, err) &&
	    command(s, entry, at, NULL, err);
	free(at);
	return ok;
}

static bool
verb_came(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	(void)reply;
	return set_time(s, argv, argc, "came LOGIN [TIME]",
	    cmd_attendance_came, err);
}

static bool
verb_left(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	(void)reply;
	return set_time(s, argv, argc, "left LOGIN [TIME]",
	    cmd_attendance_left, err);
}

static bool
verb_out(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct args a;
	int64_t meeting, entry;
	char *at = NULL;
	bool ok;

	(void)reply;
	ok = read_entry(s, &a, argv, argc, 1, 3, "out LOGIN [TIME] [REASON]",
	    &meeting, &entry, err) && args_time(s, meeting, args_at(&a, 1),
	    &at, err) && cmd_attendance_out(s, entry, at, args_at(&a, 2), err);
	free(at);
	return ok;
}

static bool
verb_back(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct args a;
	int64_t meeting, entry;
	char *at = NULL;
	bool ok;

	(void)reply;
	ok = read_entry(s, &a, argv, argc, 1, 2, "back LOGIN [TIME]",
	    &meeting, &entry, err) && args_time(s, meeting, args_at(&a, 1),
	    &at, err) && cmd_attendance_back(s, entry, at, err);
	free(at);
	return ok;
}

static bool
accept_all(struct session *s, const struct args *a, struct buf *reply,
    struct err *err)
{
	int64_t meeting;
	int count;

	if (!args_meeting(s, a, &meeting, err) ||
	    !cmd_attendance_accept_all(s, meeting, &count, err))
		return false;
	buf_addf(reply, "%d accepted the statement.", count);
	return true;
}

static bool
verb_accept(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	static const char usage[] = "accept-statement LOGIN|all";
	struct args a;
	int64_t meeting, entry;

	if (!args_read(&a, argv, argc, 1, 1, usage, err))
		return false;
	if (strcmp(a.pos[0], "all") == 0)
		return accept_all(s, &a, reply, err);
	return read_entry(s, &a, argv, argc, 1, 1, usage, &meeting, &entry,
	    err) && cmd_attendance_accept(s, entry, true, err);
}

static const struct verb verbs[] = {
	{ "attend", "LOGIN STATE [role=…] [deputy-for=LOGIN] [meeting=…]",
	    "present, online, absent …", 2, 5, verb_attend },
	{ "attend-agency", "AGENCY ROLE STATE [meeting=…]",
	    "an agency that sent nobody it named", 3, 4, verb_agency },
	{ "attend-rest", "STATE [meeting=…]",
	    "everyone who was not ticked yet", 1, 2, verb_rest },
	{ "apologies", "LOGIN [info=yes|no] [on=DATE] [meeting=…]",
	    "apologies, and whether information was sent", 1, 4,
	    verb_apologies },
	{ "came", "LOGIN [TIME]", "came late", 1, 3, verb_came },
	{ "left", "LOGIN [TIME]", "left early", 1, 3, verb_left },
	{ "out", "LOGIN [TIME] [REASON]", "went out of the room", 1, 4,
	    verb_out },
	{ "back", "LOGIN [TIME]", "came back into the room", 1, 3,
	    verb_back },
	{ "accept-statement", "LOGIN|all", "accepted the statement", 1, 2,
	    verb_accept },
};

const struct verb_group verbs_attendance = { verbs,
	sizeof(verbs) / sizeof(verbs[0]) };
