/*
 * bind: a statement with its parameters in one expression, for commands. Owns
 * nothing; the texts are copied by the statement. Inside cmd/ alone.
 *
 *	cmd_write(s, SQL_ALIAS_ADD, BIND(B_ID("subject", subject),
 *	    B_TEXT("surname", surname)), NULL, err);
 */
#ifndef CMD_BIND_H
#define CMD_BIND_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "cmd/session.h"
#include "store/sql.h"
#include "store/stmt.h"

enum bind_sort { BIND_INT, BIND_ID, BIND_TEXT, BIND_STR, BIND_DATE,
	BIND_BLOB };

struct bind {
	const char *name;	/* with its colon; NULL ends the list */
	enum bind_sort sort;
	int64_t number;
	const char *text;
};

/* A number; an id, 0 for null; a text, NULL for null; a text, NULL for "";
 * a day of base/date, DATE_NONE for null; bytes and their number. */
#define B_INT(n, v) { .name = ":" n, .sort = BIND_INT, .number = (v) }
#define B_ID(n, v) { .name = ":" n, .sort = BIND_ID, .number = (v) }
#define B_TEXT(n, v) { .name = ":" n, .sort = BIND_TEXT, .text = (v) }
#define B_STR(n, v) { .name = ":" n, .sort = BIND_STR, .text = (v) }
#define B_DATE(n, v) { .name = ":" n, .sort = BIND_DATE, .number = (v) }
#define B_BLOB(n, v, size) { .name = ":" n, .sort = BIND_BLOB, .text = (v), \
	.number = (int64_t)(size) }

/* Without parameters: BIND_NONE. */
#define BIND_NONE ((const struct bind[]){ { .name = NULL } })
#define BIND(...) ((const struct bind[]){ __VA_ARGS__, { .name = NULL } })

/* The statement with its parameters given; NULL as in db_query. */
struct stmt *cmd_query(struct session *s, enum sql_id id,
    const struct bind *binds, struct err *err);

/* Run a write. *changed gets the rows; when changed is NULL there must be one
 * or more, else ERR_INPUT: the record is not there, or not for this member. */
bool cmd_write(struct session *s, enum sql_id id, const struct bind *binds,
    int *changed, struct err *err);

/* One number of one row; 0 in *value when there is no row (that is no
 * failure). */
bool cmd_one(struct session *s, enum sql_id id, const struct bind *binds,
    int64_t *value, struct err *err);

/* One text of one row, yours to free; NULL when there is no row or it is
 * null. */
bool cmd_one_text(struct session *s, enum sql_id id, const struct bind *binds,
    char **value, struct err *err);

/* Inside a command: does the text that the statement reads (none is "") still
 * have the value that was read, or the new one already? ERR_CONFLICT, with
 * what is spoken of in the sentence, when it has another; was NULL: true. */
bool cmd_still(struct session *s, enum sql_id id, const struct bind *binds,
    const char *was, const char *now, const char *what, struct err *err);

#endif
