/*
 * cli_run: the program in the terminal, and commands by name.
 */
#include "cli_sub.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app.h"
#include "base/alloc.h"
#include "base/buf.h"
#include "cli_list.h"
#include "cli_say.h"
#include "cli_use.h"
#include "cmd/verb.h"
#include "loop.h"
#include "store/watch.h"
#include "ui/term.h"

/* ---- The terminal ---------------------------------------------------------------- */

/* A bug ends the program: give the terminal back and keep what was typed. */
static void
on_bug(void *arg)
{
	term_stop();
	(void)arg;
}

int
cli_run_app(struct cli *c, const char *start)
{
	struct term_options options = {
		.term = c->env->term,
		.title = "minutebook",
		.no_color = c->env->no_color,
		.ascii = c->env->ascii,
		.test = c->env->test,
	};
	struct app app;
	struct err err = {0};
	int rows, cols;
	bool ok, left;

	if (!watch_start(c->db, &err))
		return cli_fail(&err);
	if (!term_start(&options, &err))
		return cli_fail(&err);
	bug_handler(on_bug, NULL);
	term_size(&rows, &cols);
	ok = app_init(&app, &c->session, rows, cols, start, &err);
	app.ctx.files = c->env->files;
	left = ok && loop_run(&app);
	if (app.out.code) {
		ok = err_set(&err, app.out.code, "%s", err_text(&app.out));
		c->left = app.idled ? LEFT_IDLE : LEFT_OUT;
	} else {
		c->left = left ? LEFT_QUIT : LEFT_LINE;
	}
	app_release(&app);
	term_stop();
	bug_handler(NULL, NULL);
	watch_stop(c->db);
	if (!ok)
		return cli_fail(&err);
	return left ? 0 : err_exit_code(ERR_IO);
}

int
sub_run(struct cli *c, const struct cli_sub *sub, int argc, char **argv)
{
	struct err err = {0};

	if (!cli_take(sub, NULL, &argc, &argv, NULL, 0, 1, ""))
		return CLI_USAGE;
	if (!cli_open(c, &err))
		return cli_fail(&err);
	if (!c->env->in_terminal || !c->env->out_terminal) {
		err_set(&err, ERR_INPUT, "This needs a terminal. Without one, "
		    "use the subcommands (minutebook --help).");
		return cli_fail(&err);
	}
	return cli_run_app(c, argc ? argv[0] : NULL);
}

/* ---- Commands by name -------------------------------------------------------------- */

static int
say_reply(struct buf *reply)
{
	if (reply->len) {
		cli_say_text(stdout, buf_text(reply));
		if (reply->data[reply->len - 1] != '\n')
			putchar('\n');
	}
	buf_release(reply);
	return 0;
}

static void
say_verb(FILE *out, const struct verb *v)
{
	cli_say(out, "Usage: minutebook do %s %s\n  %s\n", v->name, v->usage,
	    v->help);
}

static int
wrong_words(const struct verb *v, size_t n)
{
	bool few = n < v->min;
	size_t edge = few ? v->min : v->max;

	cli_say(stderr, "minutebook do %s: it takes %s %zu word%s, and %zu "
	    "%s given. What has blanks in it goes in quotes.\n", v->name,
	    v->min == v->max ? "just" : few ? "at least" : "at most", edge,
	    edge == 1 ? "" : "s", n, n == 1 ? "was" : "were");
	say_verb(stderr, v);
	return CLI_USAGE;
}

static int
no_such_verb(const struct cli_sub *sub, const char *name)
{
	struct err err = {0};

	verb_unknown(name, &err);
	cli_wrong(sub, NULL, "%s \"minutebook commands\" lists them all.",
	    err_text(&err));
	err_clear(&err);
	return CLI_USAGE;
}

int
sub_do(struct cli *c, const struct cli_sub *sub, int argc, char **argv)
{
	struct buf reply = {0};
	struct err err = {0};
	const struct verb *v;

	if (!cli_words(sub, NULL, argc - 1, argv + 1, 1, INT_MAX, "a command: "
	    "\"minutebook commands\" lists them"))
		return CLI_USAGE;
	v = verb_find(argv[1]);
	if (v && argc == 3 && !strcmp(argv[2], "--help")) {
		say_verb(stdout, v);
		return 0;
	}
	if (v && ((size_t)argc - 2 < v->min || (size_t)argc - 2 > v->max))
		return wrong_words(v, (size_t)argc - 2);
	if (!v)
		return no_such_verb(sub, argv[1]);
	if (!cli_open(c, &err))
		return cli_fail(&err);
	if (!v->run(&c->session, argv + 2, (size_t)argc - 2, &reply, &err)) {
		buf_release(&reply);
		return cli_fail(&err);
	}
	verb_say_day(&c->session, &reply);
	return say_reply(&reply);
}

static bool
read_file(const char *path, struct buf *text, struct err *err)
{
	bool std = !strcmp(path, "-");
	FILE *f = std ? stdin : fopen(path, "re");
	char block[4096];
	size_t n;

	if (!f)
		return err_set(err, ERR_INPUT, "%s can't be read: %s. Nothing "
		    "was changed.", path, strerror(errno));
	while ((n = fread(block, 1, sizeof block, f)) > 0)
		buf_add(text, block, n);
	if (!std)
		fclose(f);
	return true;
}

static void
script_time(void *arg, int64_t ms)
{
	cli_set_clock(arg, ms);
}

int
sub_script(struct cli *c, const struct cli_sub *sub, int argc, char **argv)
{
	struct buf text = {0}, reply = {0};
	struct err err = {0};
	bool ok;

	if (!cli_take(sub, NULL, &argc, &argv, NULL, 1, 1, "a file of commands, "
	    "or - for standard input"))
		return CLI_USAGE;
	if (!read_file(argv[0], &text, &err) || !cli_open(c, &err)) {
		buf_release(&text);
		return cli_fail(&err);
	}
	ok = verb_run_script(&c->session, argv[0], buf_text(&text),
	    script_time, c->env, &reply, &err);
	buf_release(&text);
	say_reply(&reply);
	return ok ? 0 : cli_fail(&err);
}

int
sub_commands(struct cli *c, const struct cli_sub *sub, int argc, char **argv)
{
	const struct verb *const *verbs;
	bool json = false;
	size_t i, n;

	if (!cli_take(sub, NULL, &argc, &argv, &json, 0, 0, ""))
		return CLI_USAGE;
	if (json)
		return cli_list(c, "commands", 0, true, NULL) ? 0 : 1;
	verbs = verb_table(&n);
	for (i = 0; i < n; i++)
		cli_say(stdout, "%s %s\n    %s\n", verbs[i]->name, verbs[i]->usage,
		    verbs[i]->help);
	return 0;
}
