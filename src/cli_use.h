/*
 * cli_use: how a subcommand is called: its options, its words, its help; and
 * for what was wrong in that, one sentence and the usage, on standard error.
 */
#ifndef CLI_USE_H
#define CLI_USE_H

#include <getopt.h>
#include <stdbool.h>
#include <stdio.h>

struct cli_sub;
struct doc_format;

/* Where an export goes, as it was asked for. */
struct cli_place {
	const char *output;	/* NULL: standard output */
	const char *format;	/* NULL: as the output's name ends */
	bool force;		/* over a file that is there */
	bool zip;
};

/* The next option, as getopt_long gives it, but without short ones: -1 at the
 * end; '?' for what is none, lacks its value or has an empty one, which has been
 * told, with the usage of that way. sub NULL: the options before a subcommand,
 * which end at it. */
int cli_option(const struct cli_sub *sub, const char *way, int argc,
    char **argv, const struct option *options);

/* Say what was wrong, and how it is called: the way that begins with these words,
 * or all there are (NULL). The exit status for wrong usage. */
int cli_wrong(const struct cli_sub *sub, const char *way,
    const char *format, ...) __attribute__((format(printf, 3, 4)));

/* Are there least to most words; what is missing is said as wants. */
bool cli_words(const struct cli_sub *sub, const char *way, int n,
    char *const *words, int least, int most, const char *wants);

/* All that takes no other option than --json, and not even that where json is
 * NULL: afterwards the words alone. argv[0] is no word. */
bool cli_take(const struct cli_sub *sub, const char *way, int *argc,
    char ***argv, bool *json, int least, int most, const char *wants);

/* The format asked for, or the one by which the output's name ends, else text;
 * false when there is none such, which has been told. */
bool cli_format(const struct cli_sub *sub, const char *way,
    const struct cli_place *place, const struct doc_format **format);

/* How it is called, and what it does. */
void cli_help(FILE *out, const struct cli_sub *sub);

#endif
