/*
 * cli_ssh: what sshd asks (AuthorizedKeysCommand), and how a host is set up to
 * ask it.
 */
#include "cli_sub.h"

#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "cli_say.h"
#include "cli_use.h"
#include "model/remoteline.h"
#include "model/sshkey.h"
#include "remote.h"
#include "store/sign_in_read.h"

/* sshd waits for the answer while somebody waits for sshd. */
#define ANSWER_SECONDS 8

/* ---- keys ---------------------------------------------------------------- */

/* Why there is no answer, for who tries it by hand; sshd hears nothing. */
static int
no_answer(struct err *err)
{
	int status = err_exit_code(err->code);

	if (isatty(STDERR_FILENO))
		return cli_fail(err);
	err_clear(err);
	return status;
}

/* Members are let in to the account that this runs as, and to no other: an
 * answer for root would be a way in as root. */
static bool
is_own_account(const char *user, struct err *err)
{
	struct passwd *pw = remoteline_plain(user) ? getpwnam(user) : NULL;

	return (pw && pw->pw_uid == geteuid()) || err_set(err, ERR_DENIED,
	    "Members sign in to the account that the book belongs to, and "
	    "this is not it.");
}

static bool
add_line(struct buf *b, const char *book, const struct key_answer *answer,
    const char *fingerprint, struct err *err)
{
	char self[REMOTE_PATH];

	if (!remote_self(self) || !remoteline_plain(self) ||
	    !remoteline_plain(book) || !remoteline_plain(answer->login))
		return err_set(err, ERR_INPUT, "The path of the program or of "
		    "the book holds a character that sshd could take for "
		    "something else. Use letters, digits, / . _ - alone.");
	buf_addf(b, "restrict,pty,command=\"%s " REMOTE_WORD " --book %s --as "
	    "%s --key %s\" %s %s\n", self, book, answer->login, fingerprint,
	    answer->type, answer->blob);
	return true;
}

static int
keys(struct cli *c, const struct cli_sub *sub, int argc, char **argv)
{
	struct key_answer answer;
	struct arena a = {0};
	struct sshkey key = {0};
	struct buf line = {0};
	struct err err = {0};
	bool ok;

	if (!cli_words(sub, "keys", argc, argv, 3, 3, "an account, and the type "
	    "and the text of a key: sshd calls it so"))
		return CLI_USAGE;
	alarm(ANSWER_SECONDS);
	ok = is_own_account(argv[0], &err) &&
	    sshkey_parse_parts(&key, argv[1], argv[2], &err) &&
	    cli_open_db(c, DB_RECOVER, &err);
	if (ok) {
		db_sign_in_sshd(c->db);
		/* The blob is compared, too: it is what sshd was shown. */
		if (key_read_sshd(c->db, key.fingerprint, &a, &answer, &err) &&
		    !strcmp(answer.type, key.type) &&
		    !strcmp(answer.blob, buf_text(&key.blob)))
			ok = add_line(&line, db_path(c->db), &answer,
			    key.fingerprint, &err);
		ok = ok && !err.code;
	}
	if (ok)
		fputs(buf_text(&line), stdout);
	sshkey_release(&key);
	arena_release(&a);
	buf_release(&line);
	return ok ? 0 : no_answer(&err);
}

/* ---- setup --------------------------------------------------------------- */

static const char account_text[] =
"# All of this as root, in this order. What is in CAPITALS is yours to say.\n"
"#\n"
"# 1. A service account. Its password is \"*\": none fits, and it is not\n"
"#    locked, or sshd would turn everyone away. Its shell is this program, so\n"
"#    there is no other; its folder is nobody else's.\n"
"#\n"
"#      useradd --system --user-group --no-create-home \\\n"
"#          --home-dir @FOLDER --shell @SELF --password '*' @USER\n"
"#      install -d -o @USER -g @USER -m 0700 @FOLDER\n"
"#\n"
"# 2. The book lies in that folder and is that account's alone (0600). It is\n"
"#    made with the partnership, its first agency and its first member, who\n"
"#    looks after it:\n"
"#\n"
"#      setpriv --reuid=@USER --regid=@USER --clear-groups \\\n"
"#          @SELF --book @BOOK init --name 'PARTNERSHIP' \\\n"
"#          --member 'FORENAMES SURNAME' --login 'LOGIN' --agency 'AGENCY'\n"
"#\n"
"#    That member's key is taken in, from where only root may read, with\n"
"#\n"
"#      setpriv --reuid=@USER --regid=@USER --clear-groups \\\n"
"#          @SELF --book @BOOK member key add 'LOGIN' <'FILE.pub'\n"
"#\n"
"#    Everybody else's over SSH, with K on their line of the directory (D).\n"
"#    What else is done on the host is done in the same way, in place of\n"
"#    init.\n"
"#\n"
"# 3. The program, and every folder above it, belongs to root and may be\n"
"#    changed by root alone: sshd asks for that. make install leaves it so.\n"
"#\n"
"# 4. What stands below goes into a file of its own, is looked over and then\n"
"#    taken up:\n"
"#\n"
"#      @SELF --book @BOOK ssh setup --user @USER \\\n"
"#          --stanza >/etc/ssh/sshd_config.d/@USER.conf\n"
"#      sshd -t\n"
"#      systemctl reload ssh\n"
"#\n"
"#    AcceptEnv can't be taken back inside Match: what /etc/ssh/sshd_config\n"
"#    lets in (Debian: LANG LC_*) is not believed by the program; take that\n"
"#    line away where no other account needs it.\n"
"#\n"
"# 5. The book is copied every day to another disk (a line of root's crontab;\n"
"#    each copy is checked, and FILE is a new one):\n"
"#\n"
"#      @SELF --book @BOOK backup 'FILE'\n"
"#\n"
"# 6. This tells what is still amiss:\n"
"#\n"
"#      @SELF --book @BOOK doctor --user @USER\n"
"\n";

static const char stanza_text[] =
"# Everybody comes at once when a meeting begins; by default sshd turns a\n"
"# third of fifty away. It may not stand inside Match.\n"
"MaxStartups 200\n"
"\n"
"Match User @USER\n"
"	AuthenticationMethods publickey\n"
"	AuthorizedKeysFile none\n"
"	AuthorizedKeysCommand @SELF --book @BOOK ssh keys %u %t %k\n"
"	AuthorizedKeysCommandUser @USER\n"
"	PasswordAuthentication no\n"
"	KbdInteractiveAuthentication no\n"
"	DisableForwarding yes\n"
"	PermitTunnel no\n"
"	PermitUserRC no\n"
"	PermitTTY yes\n"
"	MaxSessions 1\n"
"	ClientAliveInterval 15\n"
"	ClientAliveCountMax 3\n"
"	# Signed in and asking for nothing (from OpenSSH 9.2 on).\n"
"	UnusedConnectionTimeout 60\n"
"Match all\n";

/* In place of the words of the texts above. */
struct place {
	const char *word, *text;
};

static void
add_filled(struct buf *b, const char *text, const struct place *places)
{
	const struct place *p;

	while (*text) {
		for (p = places; p->word; p++)
			if (!strncmp(text, p->word, strlen(p->word)))
				break;
		if (p->word) {
			buf_adds(b, p->text);
			text += strlen(p->word);
		} else {
			buf_addc(b, *text++);
		}
	}
}

static const struct option setup_options[] = {
	{ "user", required_argument, NULL, 'u' },
	{ "stanza", no_argument, NULL, 's' },
	{ NULL, 0, NULL, 0 }
};

/* The folder that path lies in; path is absolute. */
static char *
folder_of(struct arena *a, const char *path)
{
	char *folder = arena_strdup(a, path);
	char *slash = strrchr(folder, '/');

	slash[slash == folder] = '\0';
	return folder;
}

static bool
check_words(const char *user, const char *self, const char *book,
    struct err *err)
{
	if (!remoteline_plain(user) || strpbrk(user, "/:=,@+") ||
	    *user == '-')
		return err_set(err, ERR_INPUT, "The name of an account is of "
		    "letters, digits, - and _.");
	if (*book != '/' || !remoteline_plain(book) ||
	    !remoteline_plain(self))
		return err_set(err, ERR_INPUT, "sshd wants whole paths of "
		    "letters, digits, / . _ - alone, and %s is not one.",
		    *book == '/' && remoteline_plain(book) ? self : book);
	return true;
}

static void
say_setup(const char *user, const char *self, const char *book, bool stanza)
{
	struct arena a = {0};
	struct buf b = {0};
	struct place places[] = {
		{ "@USER", user },
		{ "@SELF", self },
		{ "@FOLDER", folder_of(&a, book) },
		{ "@BOOK", book },
		{ NULL, NULL }
	};

	if (!stanza)
		add_filled(&b, account_text, places);
	add_filled(&b, stanza_text, places);
	fputs(buf_text(&b), stdout);
	buf_release(&b);
	arena_release(&a);
}

static int
setup(struct cli *c, const struct cli_sub *sub, int argc, char **argv)
{
	const char *user = "minutes", *book = c->book ? c->book
	    : c->env->book ? c->env->book
	    : "/var/lib/minutebook/book.minutebook";
	char self[REMOTE_PATH];
	bool stanza = false;
	struct err err = {0};
	int opt;

	while ((opt = cli_option(sub, "setup", argc, argv, setup_options)) !=
	    -1) {
		if (opt == 'u')
			user = optarg;
		else if (opt == 's')
			stanza = true;
		else
			return CLI_USAGE;
	}
	if (!cli_words(sub, "setup", argc - optind, argv + optind, 0, 0, ""))
		return CLI_USAGE;
	if (!remote_self(self))
		err_set(&err, ERR_IO, "Where this program lies can't be told: "
		    "/proc is not there.");
	if (err.code || !check_words(user, self, book, &err))
		return cli_fail(&err);
	say_setup(user, self, book, stanza);
	return 0;
}

int
sub_ssh(struct cli *c, const struct cli_sub *sub, int argc, char **argv)
{
	if (argc > 1 && !strcmp(argv[1], "keys"))
		return keys(c, sub, argc - 2, argv + 2);
	if (argc > 1 && !strcmp(argv[1], "setup"))
		return setup(c, sub, argc - 1, argv + 1);
	return argc > 1 ? cli_wrong(sub, NULL, "\"%s\" is none of its words: "
	    "\"setup\" and \"keys\" are.", argv[1]) : cli_wrong(sub, NULL,
	    "It wants setup or keys.");
}
