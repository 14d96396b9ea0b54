/*
 * main: the program's way in. Takes the arguments apart and nothing else.
 */
#include <stdio.h>
#include <string.h>

static const char usage[] =
	"Usage: minutebook [--version | --help]\n"
	"\n"
	"Runs a safeguarding meeting in a terminal, case by case, and keeps its\n"
	"minutes and actions in one file.\n";

int
main(int argc, char **argv)
{
	if (argc == 2 && !strcmp(argv[1], "--version")) {
		puts(PACKAGE_STRING);
		return 0;
	}
	if (argc == 2 && !strcmp(argv[1], "--help")) {
		fputs(usage, stdout);
		return 0;
	}
	fputs(usage, stderr);
	return 2;
}
