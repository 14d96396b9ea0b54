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

#include "base/err.h"
#include "cli.h"

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
		/* Who signs in from elsewhere leaves no files here. */
		.files = getenv("SSH_CONNECTION") ? NULL : ".",
		.no_color = no_color && *no_color,
		.test = getenv("MINUTEBOOK_TEST") != NULL,
		.in_terminal = isatty(STDIN_FILENO),
		.out_terminal = isatty(STDOUT_FILENO),
	};

	umask(077);
	keep_no_core();
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
