/*
 * cli_care: looking after a book: checking it, copying it, its kinds.
 */
#include "cli_sub.h"

#include <dirent.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "cli_past.h"
#include "cli_say.h"
#include "cli_use.h"
#include "cmd/edition_proof.h"
#include "cmd/file.h"
#include "cmd/history_cmd.h"
#include "form/kind.h"
#include "store/backup.h"
#include "store/verify.h"

/* ---- Forms ------------------------------------------------------------------------ */

static bool
check_one(const char *path)
{
	struct buf report = {0};
	bool ok = kind_check_file(path, &report);

	cli_say_text(ok ? stdout : stderr, buf_text(&report));
	buf_release(&report);
	return ok;
}

static int
is_yaml(const struct dirent *d)
{
	const char *dot = strrchr(d->d_name, '.');

	return dot && !strcmp(dot, ".yaml");
}

/* All of the installed folder. */
static int
check_folder(const char *folder)
{
	struct dirent **names = NULL;
	struct buf path = {0};
	int i, n, bad = 0;

	n = scandir(folder, &names, is_yaml, alphasort);
	if (n <= 0) {
		cli_say(stderr, "minutebook: there are no forms in %s.\n",
		    folder);
		return err_exit_code(ERR_INPUT);
	}
	for (i = 0; i < n; i++) {
		buf_clear(&path);
		buf_addf(&path, "%s/%s", folder, names[i]->d_name);
		bad += !check_one(buf_text(&path));
		free(names[i]);
	}
	free(names);
	buf_release(&path);
	return bad ? err_exit_code(ERR_INPUT) : 0;
}

int
sub_check_forms(struct cli *c, const struct cli_sub *sub, int argc,
    char **argv)
{
	int i, bad = 0;

	if (!cli_take(sub, NULL, &argc, &argv, NULL, 0, INT_MAX, ""))
		return CLI_USAGE;
	if (argc == 0)
		return check_folder(c->env->forms);
	for (i = 0; i < argc; i++)
		bad += !check_one(argv[i]);
	return bad ? err_exit_code(ERR_INPUT) : 0;
}

/* ---- Checking and copying ------------------------------------------------------------ */

/* Is a folder the history it says it is? */
static int
verify_folder(struct cli *c, const char *path)
{
	static const int statuses[] = {
		[HISTORY_TRUE] = 0, [HISTORY_WHOLE] = 1,
		[HISTORY_CHANGED] = 3, [HISTORY_NONE] = 1,
	};
	enum history_proof proof;
	struct buf says = {0};
	struct err err = {0};
	bool ok = cli_open(c, &err) && cmd_history_prove(&c->session, path,
	    &proof, &says, &err);

	if (ok)
		cli_say(statuses[proof] ? stderr : stdout, "%s: %s.\n", path,
		    buf_text(&says));
	buf_release(&says);
	return ok ? statuses[proof] : cli_fail(&err);
}

/* Is a file what it says it is? */
static int
verify_file(struct cli *c, const char *path)
{
	static const int statuses[] = {
		[PROOF_SEALED] = 0, [PROOF_OPEN] = 0, [PROOF_TAKEN] = 0,
		[PROOF_CHANGED] = 3, [PROOF_UNKNOWN] = 1,
	};
	struct buf file = {0}, says = {0};
	struct err err = {0};
	enum proof proof;
	bool ok;

	ok = cli_open(c, &err) && session_require_files(&c->session, &err) &&
	    file_read(path, &file, &err) && cmd_edition_prove(&c->session,
	    &file, &proof, &says, &err);
	if (ok)
		cli_say(statuses[proof] ? stderr : stdout, "%s: %s\n", path,
		    buf_text(&says));
	buf_wipe(&file);
	buf_release(&says);
	return ok ? statuses[proof] : cli_fail(&err);
}

static bool
is_folder(const char *path)
{
	struct stat st;

	return !stat(path, &st) && S_ISDIR(st.st_mode);
}

int
sub_verify(struct cli *c, const struct cli_sub *sub, int argc, char **argv)
{
	struct verify_result result = {0};
	struct cli_progress progress;
	struct err err = {0};
	bool ok;

	if (!cli_take(sub, NULL, &argc, &argv, NULL, 0, 1, ""))
		return CLI_USAGE;
	if (argc == 1)
		return is_folder(argv[0]) ? verify_folder(c, argv[0])
		    : verify_file(c, argv[0]);
	if (!cli_open_db(c, DB_RECOVER, &err))
		return cli_fail(&err);
	cli_progress_begin(&progress, c, "entries");
	ok = db_verify(c->db, true, cli_progress, &progress, &result, &err);
	cli_progress_end(&progress);
	if (!ok) {
		buf_release(&result.says);
		return cli_fail(&err);
	}
	cli_say(stdout, "%s\n", buf_text(&result.says));
	buf_release(&result.says);
	return result.intact ? 0 : err_exit_code(ERR_SCHEMA);
}

int
sub_backup(struct cli *c, const struct cli_sub *sub, int argc, char **argv)
{
	struct err err = {0};

	if (!cli_take(sub, NULL, &argc, &argv, NULL, 1, 1, "the file that the "
	    "book is copied to"))
		return CLI_USAGE;
	/* A copy holds what a member may not see. Without --as it is made by
	 * who has the file anyway, and of a damaged book, too. */
	if (c->as ? !cli_open(c, &err) || !session_require_keeper(&c->session,
	    &err) : !cli_open_db(c, DB_RECOVER, &err))
		return cli_fail(&err);
	if (!db_backup(c->db, argv[0], &err))
		return cli_fail(&err);
	cli_say(stdout, "The whole book was copied to %s and checked.\n", argv[0]);
	return 0;
}
