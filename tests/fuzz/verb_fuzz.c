/*
 * verb_fuzz: lines run as several members of one book. None ends the program,
 * none that fails leaves anything behind, each that fails says why; and what
 * one who may not see the restricted case is told of it is what they are told
 * of a case there is not.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/verb.h"
#include "fuzz_book.h"
#include "fuzz_line.h"
#include "store/tx.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define LINES 12

static const char *const logins[] = { "inkwell", "brickwell", "gavelstone",
	"trainee", "lanternfield" };
#define LOGINS (sizeof(logins) / sizeof(logins[0]))
#define HOUSING 1

/* What became of a line. */
struct outcome {
	bool ok;
	enum err_code code;
	struct buf says;	/* the reply, or the sentence */
};

static void
run(struct session *s, const char *line, struct outcome *o)
{
	int64_t before = fuzz_events(s->db);
	struct err err = {0};

	o->ok = verb_run_line(s, line, &o->says, &err);
	o->code = err.code;
	if (getenv("FUZZ_TELL"))
		fprintf(stderr, "%s\n  %s\n", line,
		    o->ok ? buf_text(&o->says) : err_text(&err));
	db_idle_check(s->db);
	CHECK(!db_in_tx(s->db) && s->depth == 0);
	CHECK(o->ok == (err.code == ERR_NONE));
	if (!o->ok) {
		CHECK(*err_text(&err));
		CHECK(fuzz_events(s->db) == before);
		buf_clear(&o->says);
		buf_adds(&o->says, err_text(&err));
	}
	err_clear(&err);
}

/* The sentence with one reference in place of the other. */
static void
put_ref(struct buf *b, const char *text)
{
	const char *p;

	while ((p = strstr(text, FUZZ_HIDDEN_REF))) {
		buf_add(b, text, (size_t)(p - text));
		buf_adds(b, FUZZ_MISSING_REF);
		text = p + strlen(FUZZ_HIDDEN_REF);
	}
	buf_adds(b, text);
}

/* A line that names what is hidden, and the same that names what is not
 * there, one after the other. */
static void
run_both(struct session *s, const char *line, int64_t since)
{
	struct outcome hidden = {0}, missing = {0};
	struct buf other = {0}, said = {0};

	put_ref(&other, line);
	run(s, buf_text(&other), &missing);
	run(s, line, &hidden);
	put_ref(&said, buf_text(&hidden.says));
	if (!missing.ok && !fuzz_opened(s->db, since) && (hidden.ok ||
	    hidden.code != missing.code || !buf_equal(&said, &missing.says))) {
		fprintf(stderr, "%s\n  hidden:  %s\n  missing: %s\n", line,
		    buf_text(&hidden.says), buf_text(&missing.says));
		CHECK(!"hidden is as missing");
	}
	buf_release(&hidden.says);
	buf_release(&missing.says);
	buf_release(&other);
	buf_release(&said);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct fuzz_bytes b = { data, size, 0 };
	struct session sessions[LOGINS] = {{0}};
	enum fuzz_moment moment = FUZZ_BEFORE + fuzz_byte(&b) % 4;
	struct buf line = {0};
	int64_t since = -1;

	fuzz_book(moment);
	for (int i = 0; i < LINES && b.at < b.n; i++) {
		size_t who = fuzz_byte(&b) % LOGINS;
		struct session *s = &sessions[who];
		struct outcome o = {0};

		if (!s->db && !fuzz_arrive(s, logins[who]))
			continue;
		if (since < 0)
			since = fuzz_events(s->db);
		buf_clear(&line);
		fuzz_line(&b, FUZZ_HIDDEN_REF, &line);
		if (getenv("FUZZ_TELL"))
			fprintf(stderr, "%s> ", logins[who]);
		if (who == HOUSING && strstr(buf_text(&line), FUZZ_HIDDEN_REF))
			run_both(s, buf_text(&line), since);
		else
			run(s, buf_text(&line), &o);
		buf_release(&o.says);
		fuzz_pass(20000);
	}
	for (size_t i = 0; i < LOGINS; i++)
		if (sessions[i].db)
			fuzz_leave(&sessions[i]);
	if (size % 8 == 0)
	fuzz_book_check();
	buf_release(&line);
	return 0;
}
