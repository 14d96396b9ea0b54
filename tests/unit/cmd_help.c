#include "cmd_help.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "base/alloc.h"
#include "cmd/demo.h"
#include "cmd/verb.h"
#include "store/past.h"

static struct buf reply;

const char *
marsh_forms(void)
{
	const char *forms = getenv("MINUTEBOOK_FORMS");

	return forms != NULL ? forms : "forms";
}

const char *
marsh_data(void)
{
	const char *data = getenv("MINUTEBOOK_DEMO");

	return data != NULL ? data : "tests/data";
}

static int
make(void **state, const char *name, const char *login, const char *script)
{
	struct marsh *m = xcalloc(1, sizeof(*m));
	void *inner = NULL;
	char *data;
	bool ok;

	if (scratch_setup_empty(&inner) != 0)
		return -1;
	m->scratch = inner;
	data = demo_data_file(marsh_data(), name);
	ok = demo_make(m->scratch->path, data, marsh_forms(), script,
	    &m->scratch->now, &reply, &m->err);
	free(data);
	if (!ok)
		print_error("%s\n%s\n", err_text(&m->err), buf_text(&reply));
	assert_true(ok);
	m->scratch->db = db_open(m->scratch->path, DB_USE, &m->scratch->clock,
	    &m->err);
	assert_non_null(m->scratch->db);
	assert_true(session_open(&m->s, m->scratch->db, &m->scratch->clock,
	    login, "test", &m->err));
	m->s.forms = marsh_forms();
	*state = m;
	return 0;
}

int
marsh_setup(void **state)
{
	return make(state, NULL, "inkwell", NULL);
}

int
marsh_setup_played(void **state)
{
	return make(state, NULL, "inkwell", "meeting");
}

int
data_setup(void **state, const char *name, const char *login)
{
	return make(state, name, login, NULL);
}

int
data_setup_played(void **state, const char *name, const char *login)
{
	return make(state, name, login, "meeting");
}

int
marsh_teardown(void **state)
{
	struct marsh *m = *state;
	void *inner = m->scratch;

	session_close(&m->s);
	err_clear(&m->err);
	buf_release(&reply);
	free(m);
	return scratch_teardown(&inner);
}

void
marsh_as(struct marsh *m, const char *login)
{
	session_close(&m->s);
	assert_true(session_open(&m->s, m->scratch->db, &m->scratch->clock,
	    login, "test", &m->err));
	m->s.forms = marsh_forms();
}

const char *
marsh_do(struct marsh *m, const char *line)
{
	buf_clear(&reply);
	if (!verb_run_line(&m->s, line, &reply, &m->err)) {
		print_message("%s: %s\n", line, err_text(&m->err));
		buf_clear(&reply);
		return "";
	}
	return buf_text(&reply);
}

bool
marsh_refused(struct marsh *m, const char *line, enum err_code code)
{
	buf_clear(&reply);
	return !verb_run_line(&m->s, line, &reply, &m->err) &&
	    m->err.code == code;
}

struct db *
marsh_past(struct marsh *m, int64_t seq)
{
	struct db *db = db_past(m->scratch->db, seq, &m->scratch->clock, NULL,
	    NULL, &m->err);

	if (db == NULL)
		fail_msg("%s", err_text(&m->err));
	return db;
}
