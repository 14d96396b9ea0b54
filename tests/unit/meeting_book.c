#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include "meeting_book.h"

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "cmd/demo.h"
#include "cmd/find.h"
#include "cmd/import.h"
#include "cmd/verb.h"
#include "cmd/verb_args.h"
#include "form_help.h"

int
book_setup(void **state)
{
	struct book *b = xcalloc(1, sizeof(*b));
	void *scratch;
	char *data;

	if (scratch_setup_empty(&scratch) != 0)
		return -1;
	b->scratch = scratch;
	data = demo_data_file(getenv("MINUTEBOOK_DEMO"), NULL);
	if (!demo_make(b->scratch->path, data, getenv("MINUTEBOOK_FORMS"),
	    NULL, &b->scratch->now, &b->reply, &b->err)) {
		fprintf(stderr, "%s\n%s\n", err_text(&b->err),
		    buf_text(&b->reply));
		return -1;
	}
	free(data);
	b->scratch->db = db_open(b->scratch->path, DB_USE, &b->scratch->clock,
	    &b->err);
	book_at(b, "09:30");
	book_as(b, "inkwell");
	if (!find_meeting(&b->s, "MM-2031-03-13", &b->meeting, &b->err))
		return -1;
	*state = b;
	return 0;
}

int
book_teardown(void **state)
{
	struct book *b = *state;
	void *scratch = b->scratch;

	session_close(&b->s);
	arena_release(&b->a);
	buf_release(&b->reply);
	err_clear(&b->err);
	free(b);
	return scratch_teardown(&scratch);
}

void
book_as(struct book *b, const char *login)
{
	session_close(&b->s);
	if (!session_open(&b->s, b->scratch->db, &b->scratch->clock, login,
	    "test", &b->err))
		fail_msg("%s: %s", login, err_text(&b->err));
	b->s.forms = getenv("MINUTEBOOK_FORMS");
}

void
book_at(struct book *b, const char *time)
{
	struct buf at = {0};

	buf_addf(&at, "2031-03-13T%s:00", time);
	b->scratch->now = clock_parse(buf_text(&at));
	buf_release(&at);
}

const char *
book_do(struct book *b, const char *line)
{
	buf_clear(&b->reply);
	err_clear(&b->err);
	if (!verb_run_line(&b->s, line, &b->reply, &b->err))
		fail_msg("%s: %s", line, err_text(&b->err));
	return buf_text(&b->reply);
}

void
book_refuse(struct book *b, const char *line, const char *words)
{
	buf_clear(&b->reply);
	err_clear(&b->err);
	if (verb_run_line(&b->s, line, &b->reply, &b->err))
		fail_msg("%s: was not refused", line);
	if (strstr(err_text(&b->err), words) == NULL)
		fail_msg("%s: %s", line, err_text(&b->err));
}

void
book_lines(struct book *b, const char *const *lines)
{
	for (; *lines != NULL; lines++)
		book_do(b, *lines);
}

static void
set_time(void *arg, int64_t ms)
{
	struct book *b = arg;

	b->scratch->now = ms;
}

void
book_play(struct book *b, const char *script)
{
	struct buf text = {0};
	char *lines;

	form_read(&text, "MINUTEBOOK_DEMO", "marshmere.yaml");
	lines = import_script("marshmere.yaml", buf_text(&text), text.len,
	    script, &b->err);
	if (lines == NULL || !verb_run_script(&b->s, script, lines, set_time,
	    b, &b->reply, &b->err))
		fail_msg("%s: %s", script, err_text(&b->err));
	free(lines);
	buf_release(&text);
	book_as(b, "inkwell");
}

const char *
book_ask(struct book *b, const char *sql)
{
	return scratch_ask(b->scratch->db, sql);
}

int64_t
book_count(struct book *b, const char *sql)
{
	return scratch_ask_int(b->scratch->db, sql);
}

const char *
book_see(struct book *b, const char *sql)
{
	return scratch_see(b->scratch->db, sql);
}

int64_t
book_item(struct book *b, const char *name)
{
	int64_t id = 0;

	if (!args_item(&b->s, b->meeting, name, &id, &b->err))
		fail_msg("%s", err_text(&b->err));
	return id;
}

int64_t
book_case(struct book *b, const char *ref)
{
	int64_t id = 0;

	if (!find_casefile(&b->s, ref, &id, &b->err))
		fail_msg("%s", err_text(&b->err));
	return id;
}

int64_t
book_agency(struct book *b, const char *short_name)
{
	int64_t id = 0;

	if (!find_agency(&b->s, short_name, &id, &b->err))
		fail_msg("%s", err_text(&b->err));
	return id;
}

int64_t
book_member(struct book *b, const char *login)
{
	int64_t id = 0;

	if (!find_member(&b->s, login, &id, &b->err))
		fail_msg("%s", err_text(&b->err));
	return id;
}

void
book_open(struct book *b)
{
	static const char *const lines[] = {
		"meeting-open MM-2031-03-13", "next", "statement-read", "next",
		"attend gavelstone online", "attend inkwell online",
		"attend notebook online", "attend lanternfield online",
		"attend quillfeather online", "attend cardigan online",
		"attend brickwell online", "attend stork online",
		"attend ledger online", "attend trainee online",
		"apologies teacup info=yes on=2031-03-11",
		"attend-rest absent", "accept-statement all",
		"accept-statement trainee", "next", NULL };

	book_lines(b, lines);
}
