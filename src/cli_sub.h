/*
 * cli_sub: what a subcommand is. Each is a function that takes its own
 * arguments, prints, and answers with the exit status.
 */
#ifndef CLI_SUB_H
#define CLI_SUB_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "base/err.h"
#include "cli_book.h"

#define CLI_USAGE 2		/* the exit status for wrong usage */

struct cli_sub {
	const char *name;
	const char *usage;	/* its arguments, a line a way to call it */
	const char *help;	/* one line; "" where only shells ask */
	int (*run)(struct cli *c, const struct cli_sub *sub, int argc,
	    char **argv);	/* argv[0] is the name */
};

/* The subcommand of that name, or NULL. */
const struct cli_sub *cli_sub_find(const char *name);

/* Print the names of all that are listed, a line each. */
void cli_sub_names(FILE *out);

/* Print the sentence of err, clear it, answer its exit status. */
int cli_fail(struct err *err);

/* Run the program in the terminal on the book that was opened; start (may be
 * NULL) is the place to begin at. The exit status. */
int cli_run_app(struct cli *c, const char *start);

/* From now on the clock begins at ms (and stands, in tests). */
void cli_set_clock(struct cli_env *env, int64_t ms);

/* A document as the one file of a zip under a password, into out. */
struct buf;
struct doc_format;
struct file_out;
bool cli_put_zip(const char *what, const struct doc_format *format,
    const struct buf *password, const struct buf *b, struct file_out *out,
    struct err *err);

int sub_actions(struct cli *, const struct cli_sub *, int, char **);
int sub_complete(struct cli *, const struct cli_sub *, int, char **);
int sub_doctor(struct cli *, const struct cli_sub *, int, char **);
int sub_list(struct cli *, const struct cli_sub *, int, char **);
int sub_meetings(struct cli *, const struct cli_sub *, int, char **);
int sub_member(struct cli *, const struct cli_sub *, int, char **);
int sub_minutes(struct cli *, const struct cli_sub *, int, char **);
int sub_sign_ins(struct cli *, const struct cli_sub *, int, char **);
int sub_ssh(struct cli *, const struct cli_sub *, int, char **);
int sub_run(struct cli *, const struct cli_sub *, int, char **);
int sub_init(struct cli *, const struct cli_sub *, int, char **);
int sub_demo(struct cli *, const struct cli_sub *, int, char **);
int sub_import(struct cli *, const struct cli_sub *, int, char **);
int sub_export(struct cli *, const struct cli_sub *, int, char **);
/* export packs, export history: parts of sub_export. */
int sub_export_history(struct cli *, const struct cli_sub *, int, char **);
int sub_export_packs(struct cli *, const struct cli_sub *, int, char **);
int sub_report(struct cli *, const struct cli_sub *, int, char **);
int sub_do(struct cli *, const struct cli_sub *, int, char **);
int sub_script(struct cli *, const struct cli_sub *, int, char **);
int sub_commands(struct cli *, const struct cli_sub *, int, char **);
int sub_kinds(struct cli *, const struct cli_sub *, int, char **);
int sub_check_forms(struct cli *, const struct cli_sub *, int, char **);
int sub_verify(struct cli *, const struct cli_sub *, int, char **);
int sub_backup(struct cli *, const struct cli_sub *, int, char **);

#endif
