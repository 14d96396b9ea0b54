/*
 * cli: the table of subcommands and what stands before them.
 */
#include "cli.h"

#include <signal.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "cli_book.h"
#include "cli_say.h"
#include "cli_sub.h"
#include "cli_use.h"
#include "export/doc.h"

#define AS_OF "[--as-of DAY] "
#define TO_FILE "[--format F] [--output FILE [--force]] " \
	"[--zip [--password-fd N]]"

static const struct cli_sub subs[] = {
	{ "run", "[PLACE]", "open the book in this terminal (the default)",
	    sub_run },
	{ "init", "--name NAME --member NAME --agency NAME [--short NAME] "
	    "[--title TITLE] [--post POST] [--login LOGIN] "
	    "[--kind KIND --board NAME --prefix LETTERS [--nation NATION]]",
	    "make a new book with its first member", sub_init },
	{ "demo", "[--kind KIND] [--play]",
	    "make the demonstration book and open it", sub_demo },
	{ "import", "[--dry-run] FILE\ncsv FILE --map MAP [--duplicates "
	    "stop|accept] [--dry-run]",
	    "take in a partnership, or a table of referrals or actions",
	    sub_import },
	{ "export", "minutes --meeting REF [--edition full|sanitised] "
	    "[--version N|draft] [--to WHOM] " AS_OF TO_FILE "\n"
	    "agenda --meeting REF " AS_OF TO_FILE "\n"
	    "actions [--mine | --all] [--board B] [--agency A] [--case REF] "
	    "[--overdue] " AS_OF TO_FILE "\n"
	    "meetings [--board B] " AS_OF TO_FILE "\n"
	    "case --case REF " AS_OF TO_FILE "\n"
	    "transfer --case REF --to BOARD|NAME " TO_FILE "\n"
	    "packs --meeting REF [--agency NAME …] [--when before|after] "
	    "[--format F] [--output FOLDER] "
	    "[--zip [--password-fd N | --password-each]]\n"
	    "history --board B [--as-of DAY] [--format F] [--output FOLDER] "
	    "[--zip [--password-fd N]]",
	    "write a document, packs for agencies, a board's history",
	    sub_export },
	{ "minutes", "REF [--format F]", "write the minutes of a meeting",
	    sub_minutes },
	{ "actions", "[--format F | --json]", "write your own open actions",
	    sub_actions },
	{ "meetings", "[--board B] [--format F | --json]",
	    "write when your boards sit", sub_meetings },
	{ "report", "[NAME] [--board B] [--case REF] [--only COLUMN=VALUE] "
	    "[--all] [--as-of DAY] [--format F | --json] [--bom] "
	    "[--output FILE [--force]] [--zip [--password-fd N]]",
	    "make a report, or list those there are", sub_report },
	{ "list", "boards|meetings|members|cases|actions|handouts|reports|"
	    "commands|formats|kinds [--board B] [--json]",
	    "what there is that you may see, a line each", sub_list },
	{ "do", "COMMAND [ARG …]", "do one command by its name", sub_do },
	{ "script", "FILE", "do the commands of a file, line by line",
	    sub_script },
	{ "commands", "[--json]", "list the commands that do and script know",
	    sub_commands },
	{ "kinds", "[--json | take FILE [OVERLAY]]",
	    "list the kinds in the book, or take in a version", sub_kinds },
	{ "check-forms", "[FILE …]", "check files of kinds and holidays",
	    sub_check_forms },
	{ "verify", "[FILE | FOLDER]", "is the record, a file of minutes, or a "
	    "board's history as it was?",
	    sub_verify },
	{ "backup", "FILE", "copy the whole book, checked", sub_backup },
	{ "doctor", "[--user NAME] [--sshd FILE] [--sshd-config FILE] [--json]",
	    "is the host as the book needs it?", sub_doctor },
	{ "member", "key add MEMBER [FILE]\nkey list [MEMBER] [--json]\n"
	    "key disable KEY [REASON]\nkey enable KEY\nkey remove KEY",
	    "the keys that members sign in with over SSH", sub_member },
	{ "sign-ins", "[MEMBER] [--json]", "who came in over SSH, and when",
	    sub_sign_ins },
	{ "ssh", "setup [--user NAME] [--stanza]\nkeys USER TYPE KEY",
	    "how to let members in over SSH; what sshd asks", sub_ssh },
	{ "complete", "SORT [WORD]", "", sub_complete },
	{ NULL, NULL, NULL, NULL }
};

static const struct option options[] = {
	{ "book", required_argument, NULL, 'b' },
	{ "as", required_argument, NULL, 'a' },
	{ "at", required_argument, NULL, 't' },
	{ "ascii", no_argument, NULL, 'A' },
	{ "no-color", no_argument, NULL, 'N' },
	{ "help", no_argument, NULL, 'h' },
	{ "version", no_argument, NULL, 'V' },
	{ NULL, 0, NULL, 0 }
};

static void
say_usage(FILE *out)
{
	const struct cli_sub *s;

	cli_say_text(out, "Usage: minutebook [OPTION …] [COMMAND …]\n\n"
	    "Runs a partnership's meetings in a terminal, case by case, and "
	    "keeps minutes,\nactions and milestones in one file, the book.\n\n"
	    "  --book FILE  the book (else $MINUTEBOOK_BOOK, else the one used "
	    "last)\n"
	    "  --as LOGIN   who you are (else the member who looks after the "
	    "book)\n"
	    "  --at TIME    let the clock begin here, as 2031-03-13T09:30:00 "
	    "(to rehearse)\n"
	    "  --ascii      draw with ASCII characters alone\n"
	    "  --no-color   no colours (as $NO_COLOR)\n"
	    "  --version, --help\n\n");
	for (s = subs; s->name; s++)
		if (*s->help)
			cli_say(out, "  %-12s %s\n", s->name, s->help);
	cli_say_text(out, "\n\"minutebook COMMAND --help\" tells more; see "
	    "also minutebook(1).\n");
}

/* ---- A clock that was set ----------------------------------------------------- */

/* The clock in force and how far it is from the system's; one program, one
 * clock, so it stands here for good. */
static struct shifted {
	struct clock system;
	int64_t offset;
	int64_t fixed;
} shifted;

static int64_t
shifted_now(void *arg)
{
	struct shifted *s = arg;

	return clock_now(&s->system) + s->offset;
}

static int64_t
shifted_mono(void *arg)
{
	return clock_mono(&((struct shifted *)arg)->system);
}

void
cli_set_clock(struct cli_env *env, int64_t ms)
{
	if (env->test) {
		shifted.fixed = ms;
		clock_fixed(&env->clock, &shifted.fixed);
		return;
	}
	clock_system(&shifted.system);
	shifted.offset = ms - clock_now(&shifted.system);
	env->clock = (struct clock){ shifted_now, shifted_mono, &shifted };
}

/* ---- Running a subcommand ------------------------------------------------------- */

int
cli_fail(struct err *err)
{
	int status = err_exit_code(err->code);

	cli_say(stderr, "minutebook: %s\n", err_text(err));
	err_clear(err);
	return status ? status : 1;
}

void
cli_sub_names(FILE *out)
{
	for (const struct cli_sub *s = subs; s->name; s++)
		if (*s->help)
			fprintf(out, "%s\n", s->name);
}

const struct cli_sub *
cli_sub_find(const char *name)
{
	const struct cli_sub *s;

	for (s = subs; s->name; s++) {
		if (!strcmp(s->name, name))
			return s;
	}
	return NULL;
}

static int
no_such_sub(const char *name)
{
	struct buf known = {0};

	for (const struct cli_sub *s = subs; s->name; s++)
		if (*s->help)
			buf_addf(&known, "%s%s", known.len ? ", " : "",
			    s->name);
	cli_wrong(NULL, NULL, "There is no command \"%s\". These are known: "
	    "%s.", name, buf_text(&known));
	buf_release(&known);
	return CLI_USAGE;
}

/* Wherever it stands, but where words are taken as they are. */
static bool
asks_help(const struct cli_sub *sub, int argc, char **argv)
{
	bool words = sub->run == sub_do || sub->run == sub_complete;

	for (int i = 1; i < (words && argc > 2 ? 2 : argc) &&
	    strcmp(argv[i], "--"); i++)
		if (!strcmp(argv[i], "--help"))
			return true;
	return false;
}

static int
run_sub(struct cli *c, int argc, char **argv)
{
	const char *name = argc ? argv[0] : "run";
	const struct cli_sub *sub = cli_sub_find(name);

	if (!sub)
		return no_such_sub(name);
	if (asks_help(sub, argc, argv)) {
		cli_help(stdout, sub);
		return 0;
	}
	optind = 0;
	return sub->run(c, sub, argc, argv);
}

/* What was printed is there, or that is told. */
static int
end(struct cli *c, int status)
{
	cli_close(c);
	if (!fflush(stdout) && !ferror(stdout))
		return status;
	fputs("minutebook: the output could not be written whole.\n", stderr);
	return status ? status : err_exit_code(ERR_IO);
}

static bool
set_at(struct cli_env *env, const char *text)
{
	env->now = clock_parse(text);
	if (env->now < 0)
		cli_wrong(NULL, NULL, "--at wants a time such as "
		    "2031-03-13T09:30:00, not \"%s\".", text);
	return env->now >= 0;
}

int
cli_main(struct cli_env *env, int argc, char **argv)
{
	struct cli c = { .env = env };
	int opt;

	cli_say_init(env->ascii);
	if (env->writers && *env->writers)
		doc_writers_at(env->writers);
	/* A quota is met as a full disk is, by the write that fails. */
	signal(SIGXFSZ, SIG_IGN);
	while ((opt = cli_option(NULL, NULL, argc, argv, options)) != -1) {
		switch (opt) {
		case 'b':
			c.book = optarg;
			break;
		case 'a':
			c.as = optarg;
			break;
		case 't':
			if (!set_at(env, optarg))
				return CLI_USAGE;
			break;
		case 'A':
			env->ascii = true;
			cli_say_init(true);
			break;
		case 'N':
			env->no_color = true;
			break;
		case 'h':
			say_usage(stdout);
			return end(&c, 0);
		case 'V':
			puts(PACKAGE_STRING);
			return end(&c, 0);
		default:
			return CLI_USAGE;
		}
	}
	if (env->now)
		cli_set_clock(env, env->now);
	return end(&c, run_sub(&c, argc - optind, argv + optind));
}
