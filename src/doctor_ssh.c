/*
 * doctor_ssh: the account that members sign in to, and what sshd makes of it.
 */
#include "doctor.h"

#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <shadow.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "remote.h"

#define SSHD "/usr/sbin/sshd"
#define SETUP "Do what minutebook ssh setup prints"

/* ---- The account --------------------------------------------------------- */

static void
check_shell(struct doctor *d, const struct passwd *pw)
{
	char self[REMOTE_PATH];
	struct stat a, b;

	if (remote_self(self) && !stat(self, &a) && !stat(pw->pw_shell, &b) &&
	    a.st_dev == b.st_dev && a.st_ino == b.st_ino)
		doctor_add(d, FINDING_GOOD, "login shell", "It is this "
		    "program, so there is no other.", "");
	else
		doctor_add(d, FINDING_BAD, "login shell", doctor_text(d, "It "
		    "is %s: a shell that a mistake elsewhere could open to a "
		    "member.", pw->pw_shell), doctor_text(d, "usermod --shell "
		    "%s %s", self, d->user));
}

static void
check_password(struct doctor *d)
{
	struct spwd *sp = getspnam(d->user);

	if (!sp)
		doctor_add(d, FINDING_UNKNOWN, "password", "Only root can look "
		    "at it.", "Run this as root.");
	else if (!strcmp(sp->sp_pwdp, "*"))
		doctor_add(d, FINDING_GOOD, "password", "None fits, and the "
		    "account is not locked.", "");
	else
		doctor_add(d, FINDING_BAD, "password", *sp->sp_pwdp == '!'
		    ? "The account is locked, and sshd may turn everybody "
		    "away." : "The account has a password.", doctor_text(d,
		    "usermod --password '*' %s", d->user));
}

static bool
check_account(struct doctor *d)
{
	const struct passwd *pw = getpwnam(d->user);
	struct stat st;

	if (!pw || pw->pw_uid == 0) {
		doctor_add(d, FINDING_BAD, "account", doctor_text(d, pw
		    ? "%s is root." : "There is no account %s.", d->user),
		    SETUP ".");
		return false;
	}
	if (!stat(d->book, &st) && st.st_uid != pw->pw_uid)
		doctor_add(d, FINDING_BAD, "account", doctor_text(d, "The book "
		    "does not belong to %s.", d->user), doctor_text(d,
		    "chown %s: '%s', and what lies beside it", d->user,
		    d->book));
	else
		doctor_add(d, FINDING_GOOD, "account", "The book is its own.",
		    "");
	check_shell(d, pw);
	check_password(d);
	return true;
}

static void
check_program(struct doctor *d)
{
	char self[REMOTE_PATH];
	const char *open;

	if (!remote_self(self))
		return;
	open = doctor_open_to_others(d, self, 0);
	if (open)
		doctor_add(d, FINDING_BAD, "program", doctor_text(d, "%s is "
		    "not root's alone to change, and sshd asks no such "
		    "program.", open), doctor_text(d, "chown root: '%s' && "
		    "chmod go-w '%s'", open, open));
	else
		doctor_add(d, FINDING_GOOD, "program", "It and every folder "
		    "above it are root's alone to change.", "");
}

/* ---- sshd ---------------------------------------------------------------- */

/* What sshd -T prints for this account; false with its own words. */
static bool
ask_sshd(struct doctor *d, struct buf *out)
{
	char *who = arena_strdup(&d->arena, doctor_text(d, "user=%s,host="
	    "localhost,addr=127.0.0.1", d->user));
	char test[] = "-T", of[] = "-C", file[] = "-f";
	char path[] = "PATH=/usr/sbin:/usr/bin:/sbin:/bin";
	char *argv[] = { arena_strdup(&d->arena, d->sshd ? d->sshd : SSHD),
		test, of, who, d->config ? file : NULL,
		arena_strdup(&d->arena, d->config ? d->config : ""), NULL };
	char *env[] = { path, NULL };
	posix_spawn_file_actions_t files;
	int ends[2], status = -1, why;
	char block[4096];
	ssize_t n;
	pid_t pid;

	if (pipe2(ends, O_CLOEXEC))
		return false;
	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_adddup2(&files, ends[1], 1);
	posix_spawn_file_actions_adddup2(&files, ends[1], 2);
	why = posix_spawn(&pid, argv[0], &files, NULL, argv, env);
	close(ends[1]);
	if (why)
		buf_adds(out, strerror(why));
	while (!why && (n = read(ends[0], block, sizeof block)) > 0)
		buf_add(out, block, (size_t)n);
	if (!why)
		waitpid(pid, &status, 0);
	close(ends[0]);
	posix_spawn_file_actions_destroy(&files);
	return status == 0;
}

/* The value of a keyword in sshd's answer, in the arena; "" for none. */
static const char *
value_of(struct doctor *d, const char *answer, const char *key)
{
	size_t len = strlen(key);
	const char *at;

	for (at = answer; at; at = strchr(at, '\n')) {
		at += *at == '\n';
		if (!strncmp(at, key, len) && at[len] == ' ')
			return doctor_text(d, "%.*s", (int)strcspn(at + len + 1,
			    "\n"), at + len + 1);
	}
	return "";
}

/* What must be so for a session to have no way out. */
static const struct {
	const char *key, *value, *says;
} wanted[] = {
	{ "authorizedkeysfile", "none", "keys of files let people in that the "
	    "book does not know" },
	{ "authenticationmethods", "publickey", "there are other ways to sign "
	    "in than by key" },
	{ "disableforwarding", "yes", "connections can be forwarded through "
	    "this host" },
	{ "permituserrc", "no", "sshd would run a file of the account" },
	{ "permituserenvironment", "no", "variables of the environment come "
	    "from a file" },
	{ "permittunnel", "no", "network tunnels can be opened" },
	{ "passwordauthentication", "no", "passwords are asked for" },
	{ "kbdinteractiveauthentication", "no", "questions are asked that no "
	    "member can answer" },
	{ "trustedusercakeys", "none", "certificates let people in that the "
	    "book does not know" },
	{ "forcecommand", "none", "another command is started in place of the "
	    "member's session" },
	{ "chrootdirectory", "none", "the program is not found where sshd "
	    "looks" },
};

static void
check_settings(struct doctor *d, const char *answer)
{
	size_t i, bad = 0;

	for (i = 0; i < sizeof wanted / sizeof *wanted; i++) {
		const char *value = value_of(d, answer, wanted[i].key);

		if (!strcasecmp(value, wanted[i].value) || !*value)
			continue;
		doctor_add(d, FINDING_BAD, "sshd", doctor_text(d, "%s is %s: "
		    "%s.", wanted[i].key, value, wanted[i].says),
		    doctor_text(d, "%s %s, in the Match block of %s",
		    wanted[i].key, wanted[i].value, d->user));
		bad++;
	}
	if (!bad)
		doctor_add(d, FINDING_GOOD, "sshd", "Keys alone let in, nothing "
		    "is forwarded, nothing else is run.", "");
}

static void
check_question(struct doctor *d, const char *answer)
{
	const char *command = value_of(d, answer, "authorizedkeyscommand");
	const char *user = value_of(d, answer, "authorizedkeyscommanduser");
	char self[REMOTE_PATH];
	const char *want;

	if (!remote_self(self))
		return;
	want = doctor_text(d, "%s --book %s ssh keys %%u %%t %%k", self,
	    d->book);
	if (strcmp(command, want))
		doctor_add(d, FINDING_BAD, "forced command", doctor_text(d,
		    "sshd does not ask this book who a key is: "
		    "AuthorizedKeysCommand is %s.", *command ? command
		    : "none"), doctor_text(d, "AuthorizedKeysCommand %s",
		    want));
	else if (strcmp(user, d->user))
		doctor_add(d, FINDING_BAD, "forced command", doctor_text(d,
		    "sshd asks as %s, who can't read the book.", *user ? user
		    : "nobody"), doctor_text(d, "AuthorizedKeysCommandUser %s",
		    d->user));
	else
		doctor_add(d, FINDING_GOOD, "forced command", "sshd asks this "
		    "book, and is told the member's session.", "");
}

static void
check_crowd(struct doctor *d, const char *answer)
{
	long begin = strtol(value_of(d, answer, "maxstartups"), NULL, 10);

	doctor_add(d, begin < 100 ? FINDING_BAD : FINDING_GOOD, "many at once",
	    begin < 100 ? doctor_text(d, "Beyond %ld who sign in at the same "
	    "moment sshd turns some away: as a meeting begins, that is many.",
	    begin) : "Fifty may sign in at the same moment.", begin < 100
	    ? "MaxStartups 200, outside every Match block" : "");
	if (!strtol(value_of(d, answer, "clientaliveinterval"), NULL, 10))
		doctor_add(d, FINDING_NOTE, "dropped lines", "sshd does not ask "
		    "whether a member's line still stands: who drops off is "
		    "shown as here.", "ClientAliveInterval 15");
}

void
doctor_ssh(struct doctor *d)
{
	struct buf answer = {0};
	const char *first;

	if (!check_account(d))
		return;
	check_program(d);
	if (ask_sshd(d, &answer)) {
		check_question(d, buf_text(&answer));
		check_settings(d, buf_text(&answer));
		check_crowd(d, buf_text(&answer));
	} else {
		first = doctor_text(d, "%.*s", (int)strcspn(buf_text(&answer),
		    "\r\n"), buf_text(&answer));
		doctor_add(d, FINDING_UNKNOWN, "sshd", doctor_text(d, "It does "
		    "not tell its settings: %s", *first ? first : "no "
		    "answer."), geteuid() ? "Run this as root." : "Put the "
		    "configuration right: sshd -t.");
	}
	buf_release(&answer);
}
