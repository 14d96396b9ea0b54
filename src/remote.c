/*
 * remote: a member over SSH.
 */
#include "remote.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/err.h"
#include "cli_book.h"
#include "cli_say.h"
#include "cli_sub.h"
#include "cli_use.h"
#include "cmd/file_out.h"
#include "model/remoteline.h"
#include "model/sshkey.h"
#include "remote_cage.h"

/* What may be asked for, with which options, between blanks. All of it goes to
 * standard output, and as far as the member's role allows. */
static const struct command {
	const char *name, *options;
} commands[] = {
	{ "actions", " format json " },
	{ "export", " agency all board case edition format meeting mine overdue "
	    "password-fd to version when zip " },
	{ "list", " board json " },
	{ "meetings", " board format json " },
	{ "minutes", " format " },
	{ "report", " all board case only format bom json password-fd zip " },
};

enum { COMMANDS = sizeof commands / sizeof *commands };

/* What the member asks for. */
struct wish {
	struct remoteline line;
	const struct cli_sub *sub;	/* NULL: the screens, help, version */
	bool screen, help;
	enum refusal refused;
};

struct remote {
	struct cli cli;
	const char *login, *key;
};

bool
remote_self(char path[REMOTE_PATH])
{
	ssize_t n = readlink("/proc/self/exe", path, REMOTE_PATH - 1);

	if (n <= 0)
		return false;
	path[n] = '\0';
	return true;
}

bool
remote_is_called(int argc, char *const *argv)
{
	if (argc > 0 && argv[0][0] == '-')
		return true;
	return argc > 1 && (!strcmp(argv[1], "-c") ||
	    !strcmp(argv[1], REMOTE_WORD));
}

/* ---- The forced command -------------------------------------------------- */

static const struct option options[] = {
	{ "book", required_argument, NULL, 'b' },
	{ "as", required_argument, NULL, 'a' },
	{ "key", required_argument, NULL, 'k' },
	{ NULL, 0, NULL, 0 }
};

/* Each of the three once, and nothing else. */
static bool
take_options(struct remote *r, int argc, char **argv)
{
	const char **into;
	int opt;

	optind = 0;
	opterr = 0;
	while ((opt = getopt_long(argc, argv, "+", options, NULL)) != -1) {
		into = opt == 'b' ? &r->cli.book : opt == 'a' ? &r->login
		    : opt == 'k' ? &r->key : NULL;
		if (!into || *into)
			return false;
		*into = optarg;
	}
	opterr = 1;
	return optind == argc && r->cli.book && r->login && r->key &&
	    *r->cli.book == '/' && remoteline_plain(r->login) &&
	    sshkey_is_fingerprint(r->key);
}

static bool
is_self(const char *path)
{
	char self[REMOTE_PATH];

	return remote_self(self) && !strcmp(path, self);
}

/* As sshd calls a login shell: NAME -c 'COMMAND'. */
static bool
take_shell_call(struct remote *r, int argc, char **argv,
    struct remoteline *words)
{
	return argc == 3 && !strcmp(argv[1], "-c") &&
	    remoteline_split(words, argv[2], NULL) && words->n > 2 &&
	    is_self(words->word[0]) && !strcmp(words->word[1], REMOTE_WORD) &&
	    take_options(r, (int)words->n - 1, words->word + 1);
}

/* The command itself, where the account has another shell. */
static bool
take_call(struct remote *r, int argc, char **argv)
{
	return argc > 1 && argv[0][0] != '-' &&
	    !strcmp(argv[1], REMOTE_WORD) &&
	    take_options(r, argc - 1, argv + 1);
}

/* ---- What the member asks for -------------------------------------------- */

static bool
is_option_of(const struct command *c, const char *word)
{
	size_t n = strcspn(word + 2, "=");
	const char *at;

	if (strncmp(word, "--", 2) || n == 0)
		return false;
	for (at = c->options; (at = memmem(at, strlen(at), word + 2, n));
	    at += n)
		if (at[-1] == ' ' && at[n] == ' ')
			return true;
	return false;
}

/* What stands in the table, with the options that stand there. */
static bool
find_command(struct wish *w)
{
	const struct command *c = commands;
	size_t i;

	while (c < commands + COMMANDS && strcmp(c->name, w->line.word[0]))
		c++;
	if (c == commands + COMMANDS)
		return false;
	for (i = 1; i < w->line.n; i++)
		if (!strcmp(w->line.word[i], "--help"))
			w->help = true;
		else if (w->line.word[i][0] == '-' &&
		    !is_option_of(c, w->line.word[i]))
			return false;
	w->sub = cli_sub_find(c->name);
	return w->sub != NULL;
}

/* Programs that sshd's clients start to move files. */
static bool
moves_files(const char *line)
{
	static const char *const names[] = { "sftp", "scp", "rsync", "cvs",
		"git-", "svnserve" };
	size_t i;

	for (i = 0; i < sizeof names / sizeof *names; i++)
		if (strstr(line, names[i]))
			return true;
	return false;
}

static enum refusal
read_wish(struct wish *w, const char *line, struct cli_env *env)
{
	if (!line || !*line) {
		w->screen = true;
		return REFUSED_NOT;
	}
	if (!remoteline_split(&w->line, line, NULL) || w->line.n == 0)
		return moves_files(line) ? REFUSED_FILES : REFUSED_COMMAND;
	if (w->line.n == 1 && !strcmp(w->line.word[0], "ascii")) {
		w->screen = true;
		env->ascii = true;
		cli_say_init(true);
		return REFUSED_NOT;
	}
	if (w->line.n == 1 && (!strcmp(w->line.word[0], "help") ||
	    !strcmp(w->line.word[0], "version"))) {
		w->help = true;
		return REFUSED_NOT;
	}
	if (find_command(w))
		return REFUSED_NOT;
	return moves_files(line) ? REFUSED_FILES : REFUSED_COMMAND;
}

static int
say_no_files(void)
{
	cli_say_text(stdout, "\nNothing is read from a file or written to one "
	    "here: --output is left out.\n");
	return 0;
}

static int
say_help(const struct wish *w)
{
	size_t i;

	if (w->sub) {
		cli_help(stdout, w->sub);
		return say_no_files();
	}
	if (!strcmp(w->line.word[0], "version")) {
		puts(PACKAGE_STRING);
		return 0;
	}
	cli_say_text(stdout, "Without a command the screens open. These write "
	    "to standard output:\n\n");
	for (i = 0; i < COMMANDS; i++)
		cli_say(stdout, "  %-10s %s\n", commands[i].name,
		    cli_sub_find(commands[i].name)->help);
	cli_say_text(stdout, "  ascii      open the screens in ASCII alone "
	    "(ssh -t)\n  help       this\n  version    which version this "
	    "is\n\nA command with --help behind it tells its options.\n");
	return say_no_files();
}

/* ---- The session --------------------------------------------------------- */

static int
run_screens(struct remote *r, int64_t id)
{
	struct err err = {0};
	int status = cli_run_app(&r->cli, NULL);

	/* Who drops off is noted where it can be. */
	cmd_sign_out(&r->cli.session, id, r->cli.left, &err);
	err_clear(&err);
	return status;
}

static int
run_wish(struct remote *r, struct wish *w)
{
	struct sign_in how = { .login = r->login, .fingerprint = r->key,
		.screen = w->screen, .refused = w->refused };
	struct err err = {0};
	int64_t id;
	int status;

	if (!cli_open_remote(&r->cli, &how, &id, &err)) {
		cli_close(&r->cli);
		return cli_fail(&err);
	}
	if (w->screen)
		status = run_screens(r, id);
	else if (w->help)
		status = say_help(w);
	else
		status = w->sub->run(&r->cli, w->sub, (int)w->line.n,
		    w->line.word);
	cli_close(&r->cli);
	if (fflush(stdout) || ferror(stdout))
		return err_exit_code(ERR_IO);
	return status;
}

int
remote_main(struct cli_env *env, const struct remote_found *found, int argc,
    char **argv)
{
	struct remote r = { .cli = { .env = env, .remote = true } };
	struct remoteline words;
	struct wish w = {0};

	cli_say_init(env->ascii);
	remote_cage();
	file_out_forbid();
	if (!take_call(&r, argc, argv) &&
	    !take_shell_call(&r, argc, argv, &words)) {
		cli_say_text(stderr, "minutebook: there is no shell here. "
		    "This account is for members, who sign in over SSH with "
		    "the key that is kept for them.\n");
		return err_exit_code(ERR_DENIED);
	}
	w.refused = read_wish(&w, found->command, env);
	env->term = found->term && remoteline_terminal(found->term)
	    ? found->term : NULL;
	if (w.screen && (!env->term || !env->in_terminal ||
	    !env->out_terminal))
		w.refused = REFUSED_TERMINAL;
	if (!w.sub)
		remote_cage_threads();
	optind = 0;
	return run_wish(&r, &w);
}
