#include "stage.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "base/utf8.h"
#include "cmd/demo.h"
#include "cmd/session.h"
#include "cmd/verb.h"
#include "store/db.h"
#include "store/watch.h"
#include "ui/key.h"

#define PLAYERS 16

/* One member at one terminal. */
struct player {
	char *login;
	struct db *db;
	struct session session;
	struct app app;
};

struct stage {
	char *folder, *path;	/* path: of the book; NULL before stage_book */
	int64_t now;
	struct clock clock;
	int rows, cols;
	struct player *players[PLAYERS];
	size_t n;
	struct player *at;	/* at the keys; NULL before stage_member */
	bool remote;		/* who comes is over SSH */
};

static int
remove_one(const char *path, const struct stat *st, int type, struct FTW *where)
{
	(void)st;
	(void)type;
	(void)where;
	return remove(path);
}

struct stage *
stage_new(void)
{
	struct stage *st = xcalloc(1, sizeof(*st));
	const char *tmp = getenv("TMPDIR");
	struct buf b = {0};

	buf_addf(&b, "%s/stage.XXXXXX", tmp ? tmp : "/tmp");
	st->folder = buf_take(&b);
	if (!mkdtemp(st->folder)) {
		perror(st->folder);
		exit(1);
	}
	st->rows = 24;
	st->cols = 80;
	clock_fixed(&st->clock, &st->now);
	return st;
}

static void
leave(struct player *p, bool kept)
{
	if (kept) {
		app_keep(&p->app);
		app_leave(&p->app);
	}
	app_release(&p->app);
	session_close(&p->session);
	watch_stop(p->db);
	db_close(p->db);
	p->db = NULL;
}

void
stage_free(struct stage *st)
{
	if (!st)
		return;
	for (size_t i = 0; i < st->n; i++) {
		if (st->players[i]->db)
			leave(st->players[i], true);
		free(st->players[i]->login);
		free(st->players[i]);
	}
	nftw(st->folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	free(st->folder);
	free(st->path);
	free(st);
}

/* --- the book and the time ------------------------------------------------------ */

bool
stage_book(struct stage *st, const char *data, const char *script,
    struct err *err)
{
	char *data_path;
	struct buf b = {0}, reply = {0};
	bool ok;

	if (st->path)
		return err_set(err, ERR_INPUT, "there is a book already");
	data_path = demo_data_file(getenv("MINUTEBOOK_DEMO"), data);
	buf_addf(&b, "%s/book.minutebook", st->folder);
	st->path = buf_take(&b);
	ok = demo_make(st->path, data_path, getenv("MINUTEBOOK_FORMS"),
	    script, &st->now, &reply, err);
	buf_release(&reply);
	free(data_path);
	return ok;
}

bool
stage_now(struct stage *st, const char *time, struct err *err)
{
	int64_t ms = clock_parse(time);

	if (ms < 0)
		return err_set(err, ERR_INPUT, "%s is not a time", time);
	st->now = ms;
	return true;
}

static void
everyone_notices(struct stage *st)
{
	struct player *p;

	for (size_t i = 0; i < st->n; i++) {
		p = st->players[i];
		if (!p->db)
			continue;
		if (watch_poll(p->db))
			app_changed(&p->app);
		app_tick(&p->app);
		app_present(&p->app);
	}
	for (size_t i = 0; i < st->n; i++) {
		p = st->players[i];
		if (!p->db)
			continue;
		if (watch_poll(p->db))
			app_changed(&p->app);
		if (watch_moved(p->db))
			app_moved(&p->app);
		app_draw(&p->app);
	}
}

void
stage_wait(struct stage *st, long ms)
{
	st->now += ms;
	everyone_notices(st);
}

/* --- members ---------------------------------------------------------------------- */

static bool
arrive(struct stage *st, struct player *p, const char *place, struct err *err)
{
	if (!st->path)
		return err_set(err, ERR_INPUT, "there is no book yet");
	p->db = db_open(st->path, DB_USE, &st->clock, err);
	if (!p->db)
		return false;
	if (!session_open(&p->session, p->db, &st->clock, p->login, "stage",
	    err)) {
		db_close(p->db);
		p->db = NULL;
		return false;
	}
	p->session.forms = getenv("MINUTEBOOK_FORMS");
	p->session.remote = st->remote;
	if (watch_start(p->db, err) && app_init(&p->app, &p->session, st->rows,
	    st->cols, place, err)) {
		p->app.ctx.files = st->folder;
		app_draw(&p->app);
		return true;
	}
	leave(p, false);
	return false;
}

bool
stage_member(struct stage *st, const char *login, const char *place,
    struct err *err)
{
	struct player *p;

	for (size_t i = st->n; i-- > 0;) {
		if (!strcmp(st->players[i]->login, login) && !place) {
			st->at = st->players[i];
			return st->at->db || arrive(st, st->at, NULL, err);
		}
	}
	if (st->n == PLAYERS)
		return err_set(err, ERR_INPUT, "too many members at once");
	p = xcalloc(1, sizeof(*p));
	p->login = xstrdup(login);
	st->players[st->n++] = p;
	st->at = p;
	return arrive(st, p, place, err);
}

static bool
someone(const struct stage *st, struct err *err)
{
	return (st->at && st->at->db) ||
	    err_set(err, ERR_INPUT, "nobody is at the keys");
}

bool
stage_again(struct stage *st, bool kept, struct err *err)
{
	if (!someone(st, err))
		return false;
	leave(st->at, kept);
	return arrive(st, st->at, NULL, err);
}

bool
stage_do(struct stage *st, const char *login, const char *line,
    struct err *err)
{
	struct session session = {0};
	struct buf reply = {0};
	struct db *db;
	bool ok = false;

	if (!st->path)
		return err_set(err, ERR_INPUT, "there is no book yet");
	db = db_open(st->path, DB_USE, &st->clock, err);
	if (!db)
		return false;
	if (session_open(&session, db, &st->clock, login, "other", err)) {
		session.forms = getenv("MINUTEBOOK_FORMS");
		ok = verb_run_line(&session, line, &reply, err);
		session_close(&session);
	}
	db_close(db);
	buf_release(&reply);
	everyone_notices(st);
	return ok;
}

/* --- what the one at the keys does ---------------------------------------------- */

/* As the loop does: one input, then whatever it caused, then one frame. A
 * member who leaves the program is gone until stage_member calls again. */
static void
take(struct stage *st, const struct input *in)
{
	struct player *p = st->at;

	app_input(&p->app, in);
	if (p->app.quit)
		leave(p, true);
}

/* The key at the beginning of text, its length in *len; K_NONE: none. */
static int
next_key(const char *text, size_t *len)
{
	const char *end = *text == '<' ? strchr(text, '>') : NULL;
	uint32_t cp;

	if (!end) {
		*len = utf8_decode(text, strlen(text), &cp);
		return (int)cp;
	}
	*len = (size_t)(end - text) + 1;
	if (*len == 4 && !strncmp(text, "<lt>", 4))
		return '<';
	return key_parse(text + 1, *len - 2);
}

bool
stage_keys(struct stage *st, const char *keys, struct err *err)
{
	struct input in = { .kind = INPUT_KEY };
	size_t len;

	for (; *keys; keys += len) {
		if (!someone(st, err))
			return false;
		in.key = next_key(keys, &len);
		if (in.key == K_NONE)
			return err_set(err, ERR_INPUT, "no key is called %.*s",
			    (int)len, keys);
		take(st, &in);
	}
	everyone_notices(st);
	return true;
}

bool
stage_paste(struct stage *st, const char *text, struct err *err)
{
	struct input in = {
		.kind = INPUT_PASTE,
		.text = text,
		.len = strlen(text),
	};

	if (!someone(st, err))
		return false;
	take(st, &in);
	everyone_notices(st);
	return true;
}

bool
stage_resize(struct stage *st, int rows, int cols, struct err *err)
{
	struct input in = { .kind = INPUT_RESIZE, .rows = rows, .cols = cols };

	if (!someone(st, err))
		return false;
	take(st, &in);
	everyone_notices(st);
	return true;
}

void
stage_remote(struct stage *st, bool remote)
{
	st->remote = remote;
}

bool
stage_gone(const struct stage *st, const char *words, struct err *err)
{
	const struct app *a = st->at ? &st->at->app : NULL;

	if (!a || !a->quit)
		return err_set(err, ERR_INPUT, "nobody was let out");
	return strstr(err_text(&a->out), words) != NULL || err_set(err,
	    ERR_INPUT, "let out with: %s", err_text(&a->out));
}

void
stage_size(struct stage *st, int rows, int cols)
{
	st->rows = rows;
	st->cols = cols;
}

bool
stage_dump(struct stage *st, struct buf *out, bool plain, struct err *err)
{
	if (!someone(st, err))
		return false;
	surface_dump(&st->at->app.surface, out, plain);
	return true;
}
