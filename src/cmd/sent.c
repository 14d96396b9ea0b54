#include "cmd/sent.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "cmd/bind.h"
#include "cmd/cmd.h"
#include "store/tx.h"

void
sent_begin(struct session *s)
{
	sent_whole(s);
}

int64_t
sent_new(struct session *s)
{
	struct session *book = session_book(s);
	int64_t id = db_new_id(book->db);

	GROW(book->leaving, book->n_leaving, book->cap_leaving);
	book->leaving[book->n_leaving++] = id;
	return id;
}

void
sent_whole(struct session *s)
{
	struct session *book = session_book(s);

	free(book->leaving);
	book->leaving = NULL;
	book->n_leaving = book->cap_leaving = 0;
}

/* An id is that of one row of the whole book. changed gets how many there
 * are. */
static bool
mark(struct session *book, int *changed, struct err *err)
{
	bool ok = true;

	*changed = 0;
	if (!cmd_begin(book, "export-failed", err))
		return false;
	for (size_t i = 0; ok && i < book->n_leaving; i++) {
		int consulted = 0, handed = 0;

		ok = cmd_write(book, SQL_CONSULT_FAILED, BIND(
		    B_ID("id", book->leaving[i]),
		    B_ID("member", book->member)), &consulted, err) &&
		    (consulted || cmd_write(book, SQL_HANDOUT_FAILED, BIND(
		    B_ID("id", book->leaving[i]),
		    B_ID("member", book->member)), &handed, err));
		*changed += consulted + handed;
	}
	return cmd_end(book, ok, err);
}

static void
add_sentence(struct err *err, const char *words)
{
	char *said = xstrdup(err_text(err));

	err_set(err, err->code, "%s %s", said, words);
	free(said);
}

void
sent_failed(struct session *s, const char *otherwise, struct err *err)
{
	struct session *book = session_book(s);
	struct err why = {0};
	int changed = 0;

	if (book->n_leaving && !mark(book, &changed, &why))
		add_sentence(err, "The book has it down as sent, and that "
		    "could not be put right.");
	else if (changed)
		add_sentence(err, "The book has it down as not sent.");
	else if (otherwise)
		add_sentence(err, otherwise);
	err_clear(&why);
	sent_whole(s);
}
