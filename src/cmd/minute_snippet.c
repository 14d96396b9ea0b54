/* Snippets of minutes, written out for the line in hand. */
#include <string.h>

#include "base/date.h"
#include "cmd/bind.h"
#include "cmd/meeting_need.h"
#include "cmd/minute_cmd.h"
#include "store/stmt.h"

/* Everyone in that role of the case: "Pip Testington and Tansy Testington".
 * False when there is nobody. */
static bool
add_parties(struct session *s, int64_t casefile, const char *role, size_t len,
    struct buf *out, struct err *err)
{
	struct stmt *q = cmd_query(s, SQL_MINUTE_PARTIES, BIND(
	    B_ID("casefile", casefile)), err);
	size_t n = 0;

	while (stmt_next(q, err)) {
		const char *found = col_str(q, 0);

		if (strlen(found) != len || memcmp(found, role, len) != 0)
			continue;
		if (n++ > 0)
			buf_adds(out, " and ");
		buf_adds(out, col_str(q, 1));
	}
	return stmt_done(q) && n > 0;
}

static bool
is(const char *name, size_t len, const char *key)
{
	return strlen(key) == len && memcmp(name, key, len) == 0;
}

/* Fill one placeholder; false when nothing fills it. */
static bool
fill(struct session *s, const struct agenda_row *row,
    const struct meeting_row *m, const char *name, size_t len,
    struct buf *out, struct err *err)
{
	size_t before = out->len;

	if (is(name, len, "case"))
		buf_adds(out, row->ref);
	else if (is(name, len, "meeting"))
		buf_adds(out, m->ref);
	else if (is(name, len, "date"))
		date_add_shown(out, m->held_on);
	else if (is(name, len, "time"))
		time_add(out, clock_minutes(s->clock));
	else if (is(name, len, "chair"))
		buf_adds(out, m->acting ? m->acting_name : m->chair_name);
	else if (row->casefile != 0)
		return add_parties(s, row->casefile, name, len, out, err);
	return out->len > before;
}

bool
minute_snippet(struct session *s, int64_t item, const char *key,
    struct buf *out, size_t *at, struct err *err)
{
	const struct kind_snippet *snippet = NULL;
	const struct kind *k;
	struct arena a = {0};
	struct agenda_row row;
	struct meeting_row m;
	size_t stop = SIZE_MAX;
	const char *p, *end;

	if (!need_item(s, item, RIGHT_RECORD, RIGHT_NONE, &a, &row, &m, err) ||
	    (k = session_meeting_kind(s, m.id, err)) == NULL)
		goto out;
	snippet = kind_snippet(k, key);
	if (snippet == NULL) {
		err_set(err, ERR_INPUT, "There is no snippet \"%s\".", key);
		goto out;
	}
	for (p = snippet->text; *p != '\0'; p++) {
		end = *p == '{' ? strchr(p, '}') : NULL;
		if (end != NULL && fill(s, &row, &m, p + 1,
		    (size_t)(end - p - 1), out, err)) {
			p = end;
			continue;
		}
		if (end != NULL && stop == SIZE_MAX)
			stop = out->len;
		buf_addc(out, *p);
	}
	if (at != NULL)
		*at = stop == SIZE_MAX ? out->len : stop;
out:
	arena_release(&a);
	return snippet != NULL;
}
