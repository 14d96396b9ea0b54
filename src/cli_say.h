/*
 * cli_say: what the subcommands print for a person. Names in the book and
 * paths given from outside may hold anything, so every word goes through
 * here and control characters come out as visible marks; a terminal without
 * UTF-8 gets ASCII. Documents do not: they make themselves safe, and are
 * UTF-8 wherever they go.
 */
#ifndef CLI_SAY_H
#define CLI_SAY_H

#include <stdbool.h>
#include <stdio.h>

/* From now on a terminal takes ASCII alone (or not). */
void cli_say_init(bool ascii);

/* Print; newlines are kept. */
void cli_say(FILE *to, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void cli_say_text(FILE *to, const char *text);

#endif
