/*
 * edition_make: how a version of minutes comes to be: its row, what it holds,
 * its text as it is kept, its seal. Inside cmd/ alone, within a command.
 */
#ifndef CMD_EDITION_MAKE_H
#define CMD_EDITION_MAKE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/hash.h"
#include "cmd/session.h"
#include "store/edition_read.h"
#include "store/meeting_read.h"

/* A version out of the record as it is now, with its text; its hash is still to
 * be said. */
bool edition_make_record(struct session *s, const struct meeting_row *m,
    int64_t *id, struct err *err);

/* The version after row, to be corrected, holding what row holds; row becomes
 * it. */
bool edition_make_next(struct session *s, const struct meeting_row *m,
    struct edition_row *row, struct err *err);

/* Give a version without a text of its own the one it has come to; hash gets
 * that of the text it has. */
bool edition_freeze(struct session *s, const struct edition_row *row,
    const char *ref, char hash[HASH_HEX], struct err *err);

/* A sanitised edition, to be written beside a full one. */
bool edition_make_beside(struct session *s, const struct meeting_row *m,
    int64_t full, int64_t *id, struct err *err);

/* Keep the text of a version. */
bool edition_keep(struct session *s, int64_t edition, const char *body,
    struct err *err);

/* The latest version, one that is there and that one sees; ERR_INPUT else. */
bool edition_need_latest(struct session *s, const struct meeting_row *m,
    const char *sort, struct arena *a, struct edition_row *row,
    struct err *err);

/* Where it was agreed (0: between meetings): a later meeting of the board that
 * has begun. */
bool edition_need_agreed(struct session *s, const struct meeting_row *of,
    int64_t at, struct arena *a, struct err *err);

/* The seal: of a text's hash, who approved it, when. */
void edition_seal(const char *hash, int64_t member, const char *at,
    char seal[HASH_HEX]);

#endif
