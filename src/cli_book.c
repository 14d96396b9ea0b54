/*
 * cli_book: finding, opening and remembering the book.
 */
#include "cli_book.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "store/stmt.h"

/* base/minutebook, from an XDG folder or its usual place under home. */
static char *
folder(const char *xdg, const char *home, const char *usual)
{
	struct buf b = {0};

	if (xdg && *xdg == '/')
		buf_adds(&b, xdg);
	else if (home && *home == '/')
		buf_addf(&b, "%s/%s", home, usual);
	else
		return NULL;
	buf_adds(&b, "/minutebook");
	return buf_take(&b);
}

/* Make a folder and those above it; true when it is there. */
static bool
make_folder(const char *path)
{
	char *copy = xstrdup(path), *slash;
	struct stat st;

	for (slash = strchr(copy + 1, '/'); slash;
	    slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		mkdir(copy, 0700);
		*slash = '/';
	}
	mkdir(copy, 0700);
	free(copy);
	return !stat(path, &st) && S_ISDIR(st.st_mode);
}

static char *
last_file(const struct cli *c, bool make)
{
	char *dir = folder(c->env->state, c->env->home, ".local/state");
	struct buf b = {0};

	if (!dir)
		return NULL;
	if (!make || make_folder(dir))
		buf_addf(&b, "%s/last-book", dir);
	free(dir);
	return b.len ? buf_take(&b) : NULL;
}

static char *
last_book(const struct cli *c)
{
	char *path = last_file(c, false), line[4096];
	FILE *f = path ? fopen(path, "re") : NULL;
	char *book = NULL;

	if (f && fgets(line, sizeof line, f)) {
		line[strcspn(line, "\n")] = '\0';
		if (*line)
			book = xstrdup(line);
	}
	if (f)
		fclose(f);
	free(path);
	return book;
}

/* Written when it is another than before: a file that is made anew may wait
 * for the disk. */
void
cli_remember(const struct cli *c, const char *path)
{
	char *before = last_book(c), *file;
	bool same = before && !strcmp(before, path);
	int fd;

	free(before);
	file = same ? NULL : last_file(c, true);
	if (!file)
		return;
	fd = open(file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	if (fd >= 0) {
		dprintf(fd, "%s\n", path);
		close(fd);
	}
	free(file);
}

char *
cli_data_folder(const struct cli *c, struct err *err)
{
	char *dir = folder(c->env->data, c->env->home, ".local/share");

	if (dir && make_folder(dir))
		return dir;
	err_set(err, ERR_IO, "There is no folder to keep a book in: set HOME, "
	    "or say where with --book FILE. Nothing was changed.");
	free(dir);
	return NULL;
}

char *
cli_new_path(const struct cli *c)
{
	char *dir;
	struct buf b = {0};

	if (c->book)
		return xstrdup(c->book);
	if (c->env->book && *c->env->book)
		return xstrdup(c->env->book);
	dir = folder(c->env->data, c->env->home, ".local/share");
	buf_addf(&b, "%s/book.minutebook", dir ? dir : ".");
	free(dir);
	return buf_take(&b);
}

char *
cli_book_path(const struct cli *c)
{
	bool said = c->book || (c->env->book && *c->env->book);
	char *path = said ? NULL : last_book(c);

	return path ? path : cli_new_path(c);
}

bool
cli_open_db(struct cli *c, enum db_mode mode, struct err *err)
{
	char *path = cli_book_path(c);

	c->db = db_open(path, mode, &c->env->clock, err);
	free(path);
	return c->db != NULL;
}

/* A kill between making the file and its first rows leaves tables alone. */
static bool
check_made(struct cli *c, struct err *err)
{
	int64_t books = 0;

	if (!db_one_int(c->db, db_query(c->db, SQL_BOOK_MADE, err), &books,
	    err))
		return false;
	return books > 0 || err_set(err, ERR_SCHEMA, "The making of %s was "
	    "cut short, and there is nothing in it to lose. Remove that file, "
	    "then make the book again.", db_path(c->db));
}

/* The login to use when none was given: the book's first keeper. */
static bool
usual_login(struct cli *c, struct buf *login, struct err *err)
{
	struct stmt *q = db_query(c->db, SQL_LOGIN_USUAL, err);

	if (stmt_next(q, err))
		buf_adds(login, col_str(q, 0));
	if (!stmt_done(q))
		return false;
	if (!login->len)
		return err_set(err, ERR_INPUT, "This book has no member who "
		    "looks after it. Say who you are with --as LOGIN.");
	return true;
}

static bool
is_remembered(const struct cli *c)
{
	char *last = c->keep == KEEP_IF_FIRST ? last_book(c) : NULL;
	bool first = last == NULL;

	free(last);
	return c->keep == KEEP_IN_MIND || (c->keep == KEEP_IF_FIRST && first);
}

bool
cli_open_remote(struct cli *c, const struct sign_in *how, int64_t *id,
    struct err *err)
{
	c->remote = true;
	if (!cli_open_db(c, DB_USE, err) || !check_made(c, err) ||
	    !cmd_sign_in(&c->session, c->db, &c->env->clock, how, id, err))
		return false;
	c->session.forms = c->env->forms;
	c->signed_in = true;
	return true;
}

bool
cli_open(struct cli *c, struct err *err)
{
	struct buf login = {0};
	bool ok;

	/* Who came over SSH is signed in, and as nobody else. */
	if (c->remote)
		return c->signed_in || err_set(err, ERR_DENIED, "Nobody is "
		    "signed in.");
	if (!cli_open_db(c, DB_USE, err) || !check_made(c, err))
		return false;
	if (c->as)
		buf_adds(&login, c->as);
	ok = (login.len || usual_login(c, &login, err)) &&
	    session_open(&c->session, c->db, &c->env->clock,
	    buf_text(&login), "local", err);
	c->session.forms = c->env->forms;
	c->signed_in = ok;
	if (ok && is_remembered(c))
		cli_remember(c, db_path(c->db));
	buf_release(&login);
	return ok;
}

void
cli_close(struct cli *c)
{
	if (c->signed_in)
		session_close(&c->session);
	db_close(c->db);
	c->db = NULL;
	c->signed_in = false;
}

void
cli_forget_folder(const char *dir)
{
	DIR *d = opendir(dir);
	struct dirent *e;

	while (d && (e = readdir(d))) {
		struct stat st;

		if (!strcmp(e->d_name, ".") || !strcmp(e->d_name, ".."))
			continue;
		if (!fstatat(dirfd(d), e->d_name, &st, AT_SYMLINK_NOFOLLOW))
			unlinkat(dirfd(d), e->d_name, S_ISDIR(st.st_mode)
			    ? AT_REMOVEDIR : 0);
	}
	if (d)
		closedir(d);
	rmdir(dir);
}
