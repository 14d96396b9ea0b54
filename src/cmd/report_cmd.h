/*
 * report_cmd: the reports of a board, as its kind has them. Everyone with a
 * role on the board may look at them, because each is made over what its
 * viewer sees; to take one away needs the right to export one's own view. An
 * export is recorded before a byte of it is written, and so is looking at a
 * report about one record.
 */
#ifndef CMD_REPORT_CMD_H
#define CMD_REPORT_CMD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "cmd/session.h"
#include "export/doc.h"
#include "export/report.h"

struct report_wish {
	int64_t board;
	int64_t casefile;	/* about this record and those tied to it; 0 */
	const char *key;	/* a report's */
	const struct report_narrow *narrow;	/* to what lies behind a
						 * figure */
	size_t n_narrow;
	size_t limit;		/* lines, or cards of a strand; 0: all */
	bool closed;		/* a list of open actions, and those that are
				 * not any more */
	bool noted;		/* that one opened the record is recorded */
};

/* May one look at it? A return takes the right to see figures, on top of a
 * right to see cases: who sees none would be told that there were none. */
bool cmd_report_may(struct session *s, int64_t board,
    const struct kind_report *def);

/* The reports of a board's kind that one may look at, in the arena. ERR_INPUT
 * when there is no such board that one may see. */
bool cmd_report_list(struct session *s, int64_t board, struct arena *a,
    const struct kind_report **list, size_t *n, struct err *err);

/* One by its key; ERR_INPUT, naming those there are, for another and for one
 * that one may not look at. */
bool cmd_report_find(struct session *s, int64_t board, const char *key,
    const struct kind_report **def, struct err *err);

/* Make it, to be shown. Free with report_release, also after a failure. */
bool cmd_report(struct session *s, const struct report_wish *wish,
    struct report *out, struct err *err);

/* Make it and hand it over in a format, in pieces; put answers false when it
 * can take no more (errno says why). bom: text for a spreadsheet begins with a
 * byte order mark. */
bool cmd_report_export(struct session *s, const struct report_wish *wish,
    const struct doc_format *format, bool bom,
    bool (*put)(void *arg, const char *data, size_t len), void *arg,
    struct err *err);

/* ---- What a meeting looked at ----------------------------------------- */

/* Keep the reports of a step of this meeting as they are now; where they were
 * kept before, these take their place. Part of the move that leaves the step,
 * inside a command that is under way. All that was counted is kept beside, so
 * that it is shown to those alone who see all of it. */
bool snapshot_take(struct session *s, int64_t meeting, const char *step,
    struct err *err);

#endif
