/*
 * cli_book: which book, whose session: what every subcommand that works on a
 * book begins with. Remembers the book that was used last, by its path alone.
 */
#ifndef CLI_BOOK_H
#define CLI_BOOK_H

#include "base/err.h"
#include "cli.h"
#include "cmd/session.h"
#include "cmd/sign_in_cmd.h"
#include "store/db.h"

/* What stood before the subcommand. */
struct cli {
	struct cli_env *env;
	const char *book;	/* --book */
	const char *as;		/* --as */
	bool ascii;		/* --ascii */
	bool no_color;		/* --no-color */
	/* Is the book that is opened to be the one used last? A demonstration
	 * takes nobody's own book from that place. */
	enum { KEEP_IN_MIND, KEEP_IF_FIRST, KEEP_NOT } keep;
	struct db *db;
	struct session session;
	bool signed_in;
	bool remote;		/* the session of a member over SSH */
	enum leaving left;	/* how its screens were left */
};

/* The path of the book: --book, else $MINUTEBOOK_BOOK, else the one used last,
 * else book.minutebook in the data folder. Yours to free. */
char *cli_book_path(const struct cli *c);

/* The same for a book that is to be made: never the one used last, for that one
 * is there. Yours to free. */
char *cli_new_path(const struct cli *c);

/* Open the book and sign in as --as says, else as the keeper when there is one
 * alone, else as the member who signed in last on this account. Remembers the
 * book, as c->keep says. */
bool cli_open(struct cli *c, struct err *err);

/* Open the book for a member who comes over SSH, and note it; *id as of
 * cmd_sign_in. */
bool cli_open_remote(struct cli *c, const struct sign_in *how, int64_t *id,
    struct err *err);

/* Open it without anyone signed in. */
bool cli_open_db(struct cli *c, enum db_mode mode, struct err *err);

void cli_close(struct cli *c);

/* Keep the path of the book used last; a failure is no one's trouble. */
void cli_remember(const struct cli *c, const char *path);

/* The data folder, made when it is not there (0700). Yours to free. */
char *cli_data_folder(const struct cli *c, struct err *err);

/* Remove a folder that was made for one run, with the files in it. */
void cli_forget_folder(const char *dir);

#endif
