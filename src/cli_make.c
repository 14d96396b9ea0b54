/*
 * cli_make: making a book: init, imports, kinds.
 */
#include "cli_sub.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "cli_list.h"
#include "cli_say.h"
#include "cli_use.h"
#include "cmd/import.h"
#include "cmd/import_csv.h"
#include "cmd/init.h"
#include "cmd/kind_cmd.h"
#include "store/stmt.h"

/* ---- init ------------------------------------------------------------------------- */

static const struct option init_options[] = {
	{ "name", required_argument, NULL, 'n' },
	{ "member", required_argument, NULL, 'm' },
	{ "title", required_argument, NULL, 't' },
	{ "post", required_argument, NULL, 'p' },
	{ "login", required_argument, NULL, 'l' },
	{ "agency", required_argument, NULL, 'a' },
	{ "short", required_argument, NULL, 's' },
	{ "kind", required_argument, NULL, 'k' },
	{ "board", required_argument, NULL, 'b' },
	{ "prefix", required_argument, NULL, 'x' },
	{ "nation", required_argument, NULL, 'N' },
	{ NULL, 0, NULL, 0 }
};

/* "Osric Inkwell": the last word is the surname. */
static void
split_name(char *name, struct init_answers *a)
{
	char *space = strrchr(name, ' ');

	if (space) {
		*space = '\0';
		a->forenames = name;
		a->surname = space + 1;
	} else {
		a->forenames = "";
		a->surname = name;
	}
}

static bool
take_answers(const struct cli_sub *sub, int argc, char **argv,
    struct init_answers *a, char **name)
{
	int opt;

	while ((opt = cli_option(sub, NULL, argc, argv, init_options)) !=
	    -1) {
		switch (opt) {
		case 'n': a->book = optarg; break;
		case 'm': *name = optarg; break;
		case 't': a->title = optarg; break;
		case 'p': a->post = optarg; break;
		case 'l': a->login = optarg; break;
		case 'a': a->agency = optarg; break;
		case 's': a->agency_short = optarg; break;
		case 'k': a->kind = optarg; break;
		case 'b': a->board = optarg; break;
		case 'x': a->prefix = optarg; break;
		case 'N': a->nation = optarg; break;
		default: return false;
		}
	}
	return cli_words(sub, NULL, argc - optind, argv + optind, 0, 0, "");
}

/* What there must be, and what goes with what; NULL, or the sentence. */
static const char *
lacks(const struct init_answers *a, const char *member)
{
	if (!a->book || !member || !a->agency)
		return !a->book ? "It wants --name, what the partnership calls "
		    "itself." : !member ? "It wants --member, the name of the "
		    "first member." : "It wants --agency, that of the first "
		    "member.";
	if (!a->kind && (a->board || a->prefix || a->nation))
		return "A board needs --kind.";
	if (a->kind && (!a->board || !a->prefix))
		return "With --kind it wants --board and --prefix, the name of "
		    "the board and the letters that its numbers begin with.";
	return NULL;
}

/* Ask on a terminal for what was not given. */
static void
ask(struct cli *c, const char *question, const char **answer)
{
	char line[512];

	if (*answer || !c->env->in_terminal)
		return;
	printf("%s: ", question);
	fflush(stdout);
	if (!fgets(line, sizeof line, stdin))
		return;
	line[strcspn(line, "\n")] = '\0';
	if (*line)
		*answer = xstrdup(line);
}

/* A kind by name is its file in the folder of forms. Yours to free. */
static char *
kind_path(struct cli *c, const char *kind)
{
	struct buf b = {0};

	if (!kind)
		return NULL;
	if (strchr(kind, '/') || strstr(kind, ".yaml"))
		return xstrdup(kind);
	buf_addf(&b, "%s/%s.yaml", c->env->forms, kind);
	return buf_take(&b);
}

/* An empty book is nobody's; the next try begins anew, without its journal. */
static void
forget_book(struct cli *c, const char *path)
{
	static const char *const ends[] = { "", "-wal", "-shm", "-lock" };
	size_t i;

	db_close(c->db);
	c->db = NULL;
	for (i = 0; i < sizeof ends / sizeof *ends; i++) {
		struct buf b = {0};

		buf_addf(&b, "%s%s", path, ends[i]);
		unlink(buf_text(&b));
		buf_release(&b);
	}
}

static bool
make_book(struct cli *c, const struct init_answers *a, struct err *err)
{
	char *path = cli_new_path(c);
	struct session s;
	int64_t member;
	bool ok;

	c->db = db_create(path, &c->env->clock, err);
	ok = c->db != NULL;
	if (ok) {
		session_open_system(&s, c->db, &c->env->clock, "init");
		s.forms = c->env->forms;
		ok = cmd_book_init(&s, a, &member, err);
		session_close(&s);
		if (!ok)
			forget_book(c, path);
	}
	if (ok) {
		cli_remember(c, db_path(c->db));
		cli_say(stdout, "The book is %s.\nOpen it with: minutebook\n",
		    db_path(c->db));
	}
	free(path);
	return ok;
}

int
sub_init(struct cli *c, const struct cli_sub *sub, int argc, char **argv)
{
	struct init_answers a = {0};
	const char *member = NULL;
	char *name = NULL, *folder, *kind;
	struct err err = {0};
	bool made;

	if (!take_answers(sub, argc, argv, &a, &name))
		return CLI_USAGE;
	member = name;
	ask(c, "What does the partnership call itself", &a.book);
	ask(c, "Your name, forenames first", &member);
	ask(c, "Your agency", &a.agency);
	if (lacks(&a, member))
		return cli_wrong(sub, NULL, "%s", lacks(&a, member));
	/* The folder a book lies in unless one says where. */
	if (!c->book && !c->env->book) {
		folder = cli_data_folder(c, &err);
		if (!folder)
			return cli_fail(&err);
		free(folder);
	}
	name = xstrdup(member);
	split_name(name, &a);
	a.kind = kind = kind_path(c, a.kind);
	made = (!kind || !access(kind, R_OK) || err_set(&err, ERR_INPUT,
	    "There is no kind of meeting at %s, so no book was made. Name "
	    "one of the files in %s, or give the path of another with --kind "
	    "FILE. A program that was built and not installed finds none by "
	    "name.", kind, c->env->forms)) && make_book(c, &a, &err);
	free(name);
	free(kind);
	return made ? 0 : cli_fail(&err);
}

/* ---- import ------------------------------------------------------------------------- */

static void
import_progress(void *arg, size_t done, size_t total)
{
	(void)arg;
	/* A line for each record would cost more than the records. */
	if (done % 100 && done != total)
		return;
	fprintf(stderr, "\r%zu of %zu records %s", done, total,
	    done == total ? "\n" : "");
}

/* Whoever looks after the book may import; the file itself says who did what,
 * so the program takes it in. */
static bool
import_open(struct cli *c, struct err *err)
{
	if (!cli_open(c, err) || !session_require_keeper(&c->session, err))
		return false;
	session_close(&c->session);
	session_open_system(&c->session, c->db, &c->env->clock, "import");
	c->session.forms = c->env->forms;
	return true;
}

/* What is to be taken in: a data file, or a table and its mapping. */
struct import_wish {
	struct import_options o;
	const char *file, *map;
	bool table, accept, duplicates;
};

static bool
take_duplicates(const struct cli_sub *sub, const char *way,
    struct import_wish *w)
{
	w->duplicates = true;
	w->accept = !strcmp(optarg, "accept");
	return w->accept || !strcmp(optarg, "stop") || (cli_wrong(sub, way,
	    "--duplicates is stop or accept, not \"%s\".", optarg), false);
}

/* One file; or "csv" and a table with its mapping. */
static bool
take_files(const struct cli_sub *sub, int argc, char **argv,
    struct import_wish *w)
{
	bool table = optind < argc && !strcmp(argv[optind], "csv");

	w->table = table && (argc - optind > 1 || w->map);
	optind += w->table;
	if (!cli_words(sub, w->table ? "csv" : NULL, argc - optind,
	    argv + optind, 1, 1, w->table ? "the table" : "a data file, or "
	    "csv and a table"))
		return false;
	w->file = argv[optind];
	if (w->table && !w->map)
		return cli_wrong(sub, "csv", "It wants --map, the file that "
		    "says what its columns are."), false;
	return w->table || (!w->map && !w->duplicates) || (cli_wrong(sub,
	    NULL, "--%s is for a table: say csv before the file.", w->map
	    ? "map" : "duplicates"), false);
}

static bool
take_import(const struct cli_sub *sub, int argc, char **argv,
    struct import_wish *w)
{
	static const struct option options[] = {
		{ "dry-run", no_argument, NULL, 'd' },
		{ "map", required_argument, NULL, 'm' },
		{ "duplicates", required_argument, NULL, 'u' },
		{ NULL, 0, NULL, 0 }
	};
	const char *way = argv[1];	/* getopt moves words about */
	int opt;

	while ((opt = cli_option(sub, way, argc, argv, options)) != -1) {
		if (opt == 'd')
			w->o.dry_run = true;
		else if (opt == 'm')
			w->map = optarg;
		else if (opt != 'u' || !take_duplicates(sub, way, w))
			return false;
	}
	return take_files(sub, argc, argv, w);
}

/* The report has every error, the first among them, but for the sentence on
 * what looks like a record that is there. */
static int
import_fail(struct buf *report, struct err *err)
{
	int status = err_exit_code(err->code);

	cli_say_text(stderr, buf_text(report));
	if (!report->len || err->code == ERR_CONFLICT)
		status = cli_fail(err);
	err_clear(err);
	buf_release(report);
	return status;
}

int
sub_import(struct cli *c, const struct cli_sub *sub, int argc, char **argv)
{
	struct import_wish w = { .o.forms = c->env->forms };
	struct import_counts counts = {0};
	struct buf report = {0}, said = {0};
	struct err err = {0};
	bool ok;

	if (!take_import(sub, argc, argv, &w))
		return CLI_USAGE;
	if (c->env->err_terminal)
		w.o.progress = import_progress;
	ok = import_open(c, &err) && (w.table
	    ? cmd_import_csv_files(&c->session, w.file, w.map, w.accept, &w.o,
	    &counts, &report, &err) : cmd_import_file(&c->session, w.file,
	    &w.o, &counts, &report, &err));
	if (!ok)
		return import_fail(&report, &err);
	/* What was accepted is told all the same. */
	cli_say_text(stderr, buf_text(&report));
	import_counts_add(&said, &counts);
	cli_say(stdout, "%s %s.\n", w.o.dry_run ? "It would take in" : "Taken in:",
	    buf_text(&said));
	buf_release(&said);
	buf_release(&report);
	return 0;
}

/* ---- kinds -------------------------------------------------------------------------- */

static int
list_kinds(struct cli *c)
{
	struct err err = {0};
	struct stmt *q = db_query(c->db, SQL_KINDS_LIST, &err);

	while (stmt_next(q, &err))
		cli_say(stdout, "%s  version %" PRId64 "  taken %s  %s\n",
		    col_str(q, 0), col_int(q, 1), col_str(q, 2),
		    col_str(q, 3));
	return stmt_done(q) ? 0 : cli_fail(&err);
}

int
sub_kinds(struct cli *c, const struct cli_sub *sub, int argc, char **argv)
{
	struct buf report = {0};
	struct err err = {0};
	int64_t version;
	char *path;
	bool ok, json = false, take;

	if (!cli_take(sub, argc > 1 ? argv[1] : NULL, &argc, &argv, &json, 0, 3,
	    ""))
		return CLI_USAGE;
	take = argc > 0 && !strcmp(argv[0], "take");
	if (argc > 0 && !take)
		return cli_wrong(sub, NULL, "\"%s\" is none of its words: "
		    "\"take\" is.", argv[0]);
	if (take && (argc < 2 || json))
		return cli_wrong(sub, NULL, json ? "--json is for the list."
		    : "The word take wants the file of a kind behind it.");
	if (!cli_open(c, &err))
		return cli_fail(&err);
	if (json)
		return cli_list(c, "kinds", 0, true, &err) ? 0
		    : cli_fail(&err);
	if (!take)
		return list_kinds(c);
	path = kind_path(c, argv[1]);
	ok = cmd_kind_take_file(&c->session, path, argc == 3 ? argv[2]
	    : NULL, &version, &report, &err);
	free(path);
	cli_say_text(ok ? stdout : stderr, buf_text(&report));
	buf_release(&report);
	if (!ok)
		return cli_fail(&err);
	puts("Taken into the book. Boards go on with the version they use "
	    "until they are told to take this one.");
	return 0;
}
