#include "cmd/sign_in_cmd.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/hash.h"
#include "cmd/bind.h"
#include "cmd/cmd.h"
#include "cmd/meeting_need.h"
#include "cmd/verb.h"
#include "store/sign_in_read.h"
#include "store/tx.h"

/* By enum refusal: the word in the book, the words of lists, the sentence. */
static const struct {
	const char *key, *word, *says;
} refusals[] = {
	[REFUSED_NOT] = { "", "came in", "" },
	[REFUSED_KEY] = { "key", "no key of theirs", "This key signs nobody in"
	    " by that name. Ask whoever looks after the book." },
	[REFUSED_DISABLED] = { "disabled", "the key is disabled", "This key"
	    " was disabled. Ask whoever looks after the book." },
	[REFUSED_ENDED] = { "ended", "may not sign in any more", "Your sign-in"
	    " has ended. Ask whoever looks after the book." },
	[REFUSED_COMMAND] = { "command", "asked for another command", "That is"
	    " no command that is given here, and there is no shell: \"help\""
	    " tells those there are. Nothing was done." },
	[REFUSED_FILES] = { "files", "asked for a file transfer", "No file is"
	    " read or written here. \"help\" tells what can be had on"
	    " standard output. Nothing was done." },
	[REFUSED_TERMINAL] = { "terminal", "had no terminal that is known",
	    "The screens need a terminal whose type is known here: sign in"
	    " with ssh -t, and where that is not enough, with"
	    " TERM=xterm-256color before it." },
};

enum { REFUSALS = sizeof(refusals) / sizeof(refusals[0]) };

static const struct {
	const char *key, *word;
} leavings[] = {
	[LEFT_QUIT] = { "quit", "left" },
	[LEFT_LINE] = { "line", "the line dropped" },
	[LEFT_OUT] = { "out", "was signed out" },
	[LEFT_IDLE] = { "idle", "locked, idle" },
};

enum { LEAVINGS = sizeof(leavings) / sizeof(leavings[0]) };

const char *
sign_in_refused_word(const char *refused)
{
	size_t i;

	for (i = 0; i < REFUSALS; i++)
		if (strcmp(refusals[i].key, refused) == 0)
			return refusals[i].word;
	return refused;
}

const char *
sign_in_left_word(const char *left_how)
{
	size_t i;

	for (i = 0; i < LEAVINGS; i++)
		if (strcmp(leavings[i].key, left_how) == 0)
			return leavings[i].word;
	return left_how;
}

/* A name that no other session of the member has. */
static void
add_name(struct buf *b)
{
	unsigned char random[6];

	hash_random(random, sizeof(random));
	buf_adds(b, "ssh-");
	hash_add_hex(b, random, sizeof(random));
}

static bool
look(struct session *s, int64_t member, const char *fingerprint,
    enum refusal *why, struct err *err)
{
	static const enum refusal by_answer[] = { REFUSED_NOT, REFUSED_KEY,
		REFUSED_DISABLED, REFUSED_ENDED };
	int64_t answer = 1;

	if (member != 0 && !cmd_one(s, SQL_SIGN_IN_KEY, BIND(
	    B_ID("member", member), B_TEXT("fingerprint", fingerprint),
	    B_DATE("today", clock_today(s->clock))), &answer, err))
		return false;
	*why = by_answer[answer];
	return true;
}

/* One row, and in *why what came of it. A key that does not fit is worse than
 * what was asked for with it. */
static bool
note(struct session *s, int64_t member, const struct sign_in *how,
    const char *name, int64_t *id, enum refusal *why, struct err *err)
{
	struct arena a = {0};
	bool ok;

	if (!cmd_begin(s, "sign-in", err))
		return false;
	*id = db_new_id(s->db);
	ok = look(s, member, how->fingerprint, why, err);
	if (ok && *why == REFUSED_NOT)
		*why = how->refused;
	ok = ok && cmd_write(s, SQL_SIGN_IN_ADD, BIND(B_ID("id", *id),
	    B_ID("member", member), B_TEXT("at", need_now(s, &a)),
	    B_TEXT("how", how->screen ? "screen" : "command"),
	    B_TEXT("fingerprint", how->fingerprint), B_TEXT("session", name),
	    B_TEXT("refused", refusals[*why].key)), NULL, err);
	arena_release(&a);
	return cmd_end(s, ok, err);
}

bool
cmd_sign_in(struct session *s, struct db *db, const struct clock *clock,
    const struct sign_in *how, int64_t *id, struct err *err)
{
	enum refusal why = REFUSED_NOT;
	struct buf name = {0};
	int64_t member;
	bool ok;

	add_name(&name);
	session_open_system(s, db, clock, "ssh");
	ok = db_find_login(db, how->login, &member, err) &&
	    note(s, member, how, buf_text(&name), id, &why, err);
	session_close(s);
	db_sign_out(db);
	if (ok && why != REFUSED_NOT)
		ok = err_set(err, ERR_DENIED, "%s", refusals[why].says);
	ok = ok && db_sign_in_by_key(db, member, how->fingerprint,
	    buf_text(&name), err);
	if (ok) {
		s->member = member;
		s->remote = true;
	}
	buf_release(&name);
	return ok;
}

bool
cmd_sign_out(struct session *s, int64_t id, enum leaving how, struct err *err)
{
	struct db *db = s->db;
	const struct clock *clock = s->clock;
	struct arena a = {0};
	int changed;
	bool ok;

	session_close(s);
	session_open_system(s, db, clock, "ssh");
	ok = cmd_begin(s, "sign-out", err);
	if (ok)
		ok = cmd_end(s, cmd_write(s, SQL_SIGN_IN_LEAVE, BIND(
		    B_ID("id", id), B_TEXT("at", need_now(s, &a)),
		    B_TEXT("how", leavings[how].key)), &changed, err), err);
	arena_release(&a);
	db_sign_out(db);
	return ok;
}

bool
session_stands(struct session *s, struct err *err)
{
	return s->member == 0 || db_stands(s->db) || err_set(err, ERR_DENIED,
	    s->remote ? "You were signed out: your key was disabled, or your"
	    " sign-in has ended. What you had begun to type was kept. Ask"
	    " whoever looks after the book." : "Your sign-in to this book has"
	    " ended. Ask whoever looks after it.");
}
