/*
 * err: why something could not be done, as one sentence for the person at the
 * screen: what happened, what it means for their data, what to do next. Owns
 * the sentence; never prints. Only loop and cli show it.
 */
#ifndef BASE_ERR_H
#define BASE_ERR_H

#include <stdbool.h>

/* Few on purpose; the exit codes of the command line follow them (see
 * err_exit_code). A record one may not see is ERR_INPUT in the words of one
 * that does not exist: there is no code that tells the two apart. */
enum err_code {
	ERR_NONE,
	ERR_INPUT,	/* what was asked or typed can't be done as it is */
	ERR_CONFLICT,	/* someone else changed it since it was read */
	ERR_BUSY,	/* the write lock could not be had in time; try again */
	ERR_DENIED,	/* one's role does not allow this kind of command */
	ERR_IO,		/* the disk, the file or the terminal failed */
	ERR_SCHEMA,	/* the book is damaged, foreign, or of a newer version */
	ERR_CODES
};

struct err {
	enum err_code code;
	char *text;		/* the sentence, or NULL */
	const char *file;	/* where it was set, for the log */
	int line;
};

/* Set it; what was there before is dropped. err may be NULL. Always false, so
 * that "return err_set(err, …)" reads well. */
#define err_set(err, code, ...) \
	err_set_at((err), (code), __FILE__, __LINE__, __VA_ARGS__)
bool err_set_at(struct err *err, enum err_code code, const char *file,
    int line, const char *format, ...) __attribute__((format(printf, 5, 6)));

/* Put words before the sentence, as "forms/x.yaml: <sentence>". Always
 * false. */
bool err_wrap(struct err *err, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* The sentence, never NULL. */
const char *err_text(const struct err *err);

/* Back to "nothing went wrong"; frees the sentence. */
void err_clear(struct err *err);

/* The exit status for a code: 0 none, 1 input, 2 is kept for wrong usage,
 * 3 conflict, 4 busy, 5 denied, 6 i/o, 7 schema. */
int err_exit_code(enum err_code code);

#endif
