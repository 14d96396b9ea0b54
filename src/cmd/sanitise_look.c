/*
 * sanitise_look: what in a text still tells whom it is about: names, other
 * names, dates of birth, addresses, and the answers that a kind says identify
 * someone, as the name of an operation.
 */
#include <string.h>

#include "base/date.h"
#include "base/json.h"
#include "base/utf8.h"
#include "cmd/bind.h"
#include "cmd/sanitise_cmd.h"
#include "store/row.h"

enum { SHORTEST = 3 };		/* shorter words stand in every text */

/* Folded, every run of what is no letter and no digit one blank, blanks at both
 * ends: so that whole words are found. */
static void
plain(struct buf *out, const char *text)
{
	struct buf folded = {0};
	const char *p;

	utf8_fold(&folded, text);
	buf_addc(out, ' ');
	for (p = buf_text(&folded); *p; p++) {
		bool word = (*p >= '0' && *p <= '9') ||
		    (*p >= 'a' && *p <= 'z') || (unsigned char)*p >= 0x80;

		if (word)
			buf_addc(out, *p);
		else if (out->data[out->len - 1] != ' ')
			buf_addc(out, ' ');
	}
	if (out->data[out->len - 1] != ' ')
		buf_addc(out, ' ');
	buf_wipe(&folded);
}

static void
add(struct tellings *t, struct arena *a, const char *what, const char *text)
{
	struct buf b = {0};
	size_t i;

	plain(&b, text);
	if (b.len >= SHORTEST + 2) {
		for (i = 0; i < t->n; i++)
			if (!strcmp(t->rows[i].text, buf_text(&b)))
				break;
		if (i == t->n) {
			t->rows = row_room(a, t->rows, t->n, &t->cap,
			    sizeof *t->rows);
			t->rows[t->n++] = (struct telling){ what,
			    arena_strdup(a, buf_text(&b)),
			    arena_strdup(a, text) };
		}
	}
	buf_wipe(&b);
}

/* The surname, which of a place or a firm is its whole name, and each forename:
 * people are called by one of them. */
static void
add_name(struct tellings *t, struct arena *a, const char *what,
    const char *forenames, const char *surname)
{
	size_t n;

	add(t, a, what, surname);
	for (; *forenames; forenames += n + (forenames[n] == ' ')) {
		n = strcspn(forenames, " ");
		add(t, a, what, arena_strndup(a, forenames, n));
	}
}

/* As people write it in words and in numbers. */
static void
add_born(struct tellings *t, struct arena *a, const char *iso)
{
	static const char *const months[] = { "January", "February", "March",
		"April", "May", "June", "July", "August", "September",
		"October", "November", "December" };
	static const char what[] = "date of birth";
	int day = date_parse_iso(iso), y, m, d;

	if (!*iso || day == DATE_NONE)
		return;
	date_split(day, &y, &m, &d);
	add(t, a, what, iso);
	add(t, a, what, arena_printf(a, "%d %.3s %d", d, months[m - 1], y));
	add(t, a, what, arena_printf(a, "%d %s %d", d, months[m - 1], y));
	add(t, a, what, arena_printf(a, "%02d/%02d/%d", d, m, y));
	add(t, a, what, arena_printf(a, "%d/%d/%d", d, m, y));
}

/* The first part of an address is the house and the street. */
static void
add_address(struct tellings *t, struct arena *a, const char *value,
    const char *postcode)
{
	add(t, a, "address", arena_strndup(a, value, strcspn(value,
	    ",\n")));
	add(t, a, "address", postcode);
}

/* The answers that the kind says identify, or are to be left out. */
static void
add_answers(struct tellings *t, struct arena *a, const struct kind *k,
    const char *json)
{
	struct json all, v;
	size_t i, j;

	if (!json_parse(json, strlen(json), &all))
		return;
	for (i = 0; i < k->n_forms; i++)
		for (j = 0; j < k->forms[i].n_fields; j++) {
			const struct kind_field *f = &k->forms[i].fields[j];

			if ((f->identifies || f->redact) && json_find(&all,
			    f->key, &v) && v.kind == JSON_STRING)
				add(t, a, f->label, json_string(a, &v));
		}
}

bool
sanitise_tellings(struct session *s, const struct edition_row *row,
    struct arena *a, struct tellings *out, struct err *err)
{
	const struct kind *k = session_meeting_kind(s, row->meeting, err);
	struct stmt *q = k ? cmd_query(s, SQL_EDITION_TELLS, BIND(
	    B_ID("edition", row->id)), err) : NULL;

	*out = (struct tellings){0};
	while (stmt_next(q, err)) {
		const char *what = col_str(q, 0);

		if (!strcmp(what, "contact")) {
			add_address(out, a, row_str(q, 1, a), row_str(q, 2,
			    a));
			continue;
		}
		what = strcmp(what, "alias") ? "name" : "other name";
		add_name(out, a, what, row_str(q, 1, a), row_str(q, 2, a));
		add_born(out, a, row_str(q, 3, a));
		add_answers(out, a, k, row_str(q, 4, a));
	}
	return stmt_done(q) && k != NULL;
}

size_t
sanitise_look(const struct tellings *t, const char *text, struct buf *out)
{
	struct buf b = {0};
	size_t i, n = 0;

	plain(&b, text);
	for (i = 0; i < t->n; i++)
		if (strstr(buf_text(&b), t->rows[i].text))
			buf_addf(out, "%s%s \"%s\"", n++ ? ", " : "",
			    t->rows[i].what, t->rows[i].shown);
	buf_wipe(&b);
	return n;
}
