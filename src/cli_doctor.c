/*
 * cli_doctor: what is amiss with the host, and what to do.
 */
#include "cli_sub.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "cli_say.h"
#include "cli_use.h"
#include "doctor.h"

static const char *const state_words[] = {
	[FINDING_GOOD] = "good",
	[FINDING_NOTE] = "note",
	[FINDING_UNKNOWN] = "unknown",
	[FINDING_BAD] = "bad",
};

static void
say_text(const struct doctor *d)
{
	size_t i;

	for (i = 0; i < d->n; i++) {
		const struct finding *f = &d->findings[i];

		cli_say(stdout, "%-8s %s: %s\n", state_words[f->state],
		    f->name, f->says);
		if (*f->todo)
			cli_say(stdout, "%-8s   %s\n", "", f->todo);
	}
	cli_say_text(stdout, doctor_well(d) ? "\nNothing has to be put "
	    "right.\n" : "\nWhat is bad is to be put right.\n");
}

static void
add_member(struct buf *b, const char *name, const char *text)
{
	buf_addf(b, "\"%s\":", name);
	buf_add_json(b, text);
}

static void
say_json(const struct doctor *d)
{
	struct buf b = {0};
	size_t i;

	buf_addf(&b, "{\"well\":%s,\"findings\":[", doctor_well(d) ? "true"
	    : "false");
	for (i = 0; i < d->n; i++) {
		buf_adds(&b, i ? ",{" : "{");
		add_member(&b, "state", state_words[d->findings[i].state]);
		buf_addc(&b, ',');
		add_member(&b, "name", d->findings[i].name);
		buf_addc(&b, ',');
		add_member(&b, "says", d->findings[i].says);
		buf_addc(&b, ',');
		add_member(&b, "do", d->findings[i].todo);
		buf_addc(&b, '}');
	}
	buf_adds(&b, "]}\n");
	cli_say_text(stdout, buf_text(&b));
	buf_release(&b);
}

static const struct option options[] = {
	{ "user", required_argument, NULL, 'u' },
	{ "sshd", required_argument, NULL, 's' },
	{ "sshd-config", required_argument, NULL, 'c' },
	{ "json", no_argument, NULL, 'j' },
	{ NULL, 0, NULL, 0 }
};

static bool
take_options(const struct cli_sub *sub, struct doctor *d, int argc,
    char **argv, bool *json)
{
	int opt;

	while ((opt = cli_option(sub, NULL, argc, argv, options)) != -1) {
		switch (opt) {
		case 'u':
			d->user = optarg;
			break;
		case 's':
			d->sshd = optarg;
			break;
		case 'c':
			d->config = optarg;
			break;
		case 'j':
			*json = true;
			break;
		default:
			return false;
		}
	}
	if ((d->sshd || d->config) && !d->user)
		return cli_wrong(sub, NULL, "--sshd and --sshd-config go "
		    "with --user, which is missing."), false;
	return cli_words(sub, NULL, argc - optind, argv + optind, 0, 0, "");
}

int
sub_doctor(struct cli *c, const struct cli_sub *sub, int argc, char **argv)
{
	struct doctor d = { .clock = &c->env->clock };
	bool json = false, well;
	char *said, *path;

	if (!take_options(sub, &d, argc, argv, &json))
		return CLI_USAGE;
	said = cli_book_path(c);
	path = realpath(said, NULL);
	d.book = path ? path : said;
	if (!path) {
		cli_say(stderr, "minutebook: there is no book at %s. Say where "
		    "it is with --book FILE.\n", said);
		free(said);
		return err_exit_code(ERR_INPUT);
	}
	doctor_book(&d);
	if (d.user)
		doctor_ssh(&d);
	well = doctor_well(&d);
	(json ? say_json : say_text)(&d);
	free(d.findings);
	arena_release(&d.arena);
	free(path);
	free(said);
	return well ? 0 : err_exit_code(ERR_INPUT);
}
