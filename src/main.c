/*
 * main: arguments, locale, umask; nothing else. The one place that looks at
 * the environment.
 */
#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/err.h"
#include "cli.h"
#include "remote.h"

/* A core file would hold names. */
static void
keep_no_core(void)
{
	struct rlimit none = { 0, 0 };

	setrlimit(RLIMIT_CORE, &none);
#ifndef __SANITIZE_ADDRESS__
	/* The leak checker must be able to look into its own process. */
	prctl(PR_SET_DUMPABLE, 0);
#endif
}

static const char *
given(const char *name, const char *otherwise)
{
	const char *value = getenv(name);

	return value && *value ? value : otherwise;
}

/* What the locale's variables ask for: UTF-8 unless they name another code,
 * whichever language; no locale of the host is looked for by such a name. */
static bool
asks_for_utf8(void)
{
	static const char *const names[] = { "LC_ALL", "LC_CTYPE", "LANG" };
	size_t i;

	for (i = 0; i < sizeof names / sizeof *names; i++) {
		const char *value = getenv(names[i]);

		if (value && *value)
			return strcasestr(value, "UTF-8") ||
			    strcasestr(value, "UTF8");
	}
	return true;
}

static char *
taken(const char *name)
{
	const char *value = getenv(name);

	return value ? xstrdup(value) : NULL;
}

/* A member over SSH: two words of the environment are handed on to be checked,
 * and then there is none. */
static int
remote(int argc, char **argv)
{
	char *term = taken("TERM"), *command = taken("SSH_ORIGINAL_COMMAND");
	struct remote_found found = { .term = term, .command = command };
	struct cli_env env = {
		.forms = FORMS_DIR,
		.demo = DEMO_DIR,
		.in_terminal = isatty(STDIN_FILENO),
		.out_terminal = isatty(STDOUT_FILENO),
		.err_terminal = isatty(STDERR_FILENO),
		.ascii = !asks_for_utf8(),
	};
	int status;

	clearenv();
	setlocale(LC_CTYPE, env.ascii ? "C" : "C.UTF-8");
	clock_system(&env.clock);
	status = remote_main(&env, &found, argc, argv);
	free(term);
	free(command);
	return status;
}

int
main(int argc, char **argv)
{
	const char *no_color = getenv("NO_COLOR");
	const char *now = getenv("MINUTEBOOK_NOW");
	struct cli_env env = {
		.home = getenv("HOME"),
		.state = getenv("XDG_STATE_HOME"),
		.data = getenv("XDG_DATA_HOME"),
		.book = getenv("MINUTEBOOK_BOOK"),
		.term = getenv("TERM"),
		.forms = given("MINUTEBOOK_FORMS", FORMS_DIR),
		.demo = given("MINUTEBOOK_DEMO", DEMO_DIR),
		.writers = getenv("MINUTEBOOK_WRITERS"),
		/* Who signs in from elsewhere leaves no files here. */
		.files = getenv("SSH_CONNECTION") ? NULL : ".",
		.no_color = no_color && *no_color,
		.test = getenv("MINUTEBOOK_TEST") != NULL,
		.in_terminal = isatty(STDIN_FILENO),
		.out_terminal = isatty(STDOUT_FILENO),
		.err_terminal = isatty(STDERR_FILENO),
	};

	umask(077);
	keep_no_core();
	if (remote_is_called(argc, argv))
		return remote(argc, argv);
	if (!setlocale(LC_CTYPE, ""))
		setlocale(LC_CTYPE, "C.UTF-8");
	env.ascii = strcmp(nl_langinfo(CODESET), "UTF-8") != 0;
	clock_system(&env.clock);
	if (now && *now) {
		env.now = clock_parse(now);
		if (env.now < 0) {
			fprintf(stderr, "minutebook: MINUTEBOOK_NOW is not a "
			    "time such as 2031-03-13T09:30:00.\n");
			return err_exit_code(ERR_INPUT);
		}
	}
	return cli_main(&env, argc, argv);
}
