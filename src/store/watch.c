#include "store/watch.h"

#include <errno.h>
#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/hash.h"
#include "store/handle.h"
#include "store/stmt.h"

/* The folder of the sockets, beside the book, or NULL when it can't be made
 * or is not only ours. */
static char *
make_folder(const struct db *db)
{
	struct buf name = {0};
	struct stat st;

	buf_addf(&name, "%s-live", db->path);
	if ((mkdir(name.data, 0700) == 0 || errno == EEXIST) &&
	    lstat(name.data, &st) == 0 && S_ISDIR(st.st_mode) &&
	    st.st_uid == geteuid() && (st.st_mode & 077) == 0)
		return buf_take(&name);
	buf_release(&name);
	return NULL;
}

/* False when the path is longer than a socket's may be. */
static bool
address(struct sockaddr_un *to, const char *folder, const char *name)
{
	int n;

	*to = (struct sockaddr_un){ .sun_family = AF_UNIX };
	n = snprintf(to->sun_path, sizeof(to->sun_path), "%s/%s", folder,
	    name);
	return n > 0 && (size_t)n < sizeof(to->sun_path);
}

static int
bind_socket(const char *folder, const char *name)
{
	struct sockaddr_un at;
	int fd;

	if (!address(&at, folder, name))
		return -1;
	fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (fd >= 0 && bind(fd, (struct sockaddr *)&at, sizeof(at)) != 0) {
		close(fd);
		fd = -1;
	}
	return fd;
}

bool
watch_start(struct db *db, struct err *err)
{
	struct watch *w = &db->watch;
	unsigned char random[8];
	struct buf name = {0};

	(void)err;
	if (w->fd >= 0 || db->mode == DB_RECOVER)
		return true;
	watch_poll(db);	/* from here on it is news */
	w->folder = make_folder(db);
	if (w->folder == NULL)
		return true;
	hash_random(random, sizeof(random));
	hash_add_hex(&name, random, sizeof(random));
	w->name = buf_take(&name);
	w->fd = bind_socket(w->folder, w->name);
	if (w->fd < 0)
		watch_stop(db);
	return true;
}

void
watch_stop(struct db *db)
{
	struct watch *w = &db->watch;
	struct sockaddr_un at;

	if (w->fd >= 0) {
		close(w->fd);
		if (address(&at, w->folder, w->name))
			unlink(at.sun_path);
		rmdir(w->folder);	/* the last one out */
	}
	free(w->folder);
	free(w->name);
	w->folder = w->name = NULL;
	w->fd = -1;
}

int
watch_fd(const struct db *db)
{
	return db->watch.fd;
}

/* What a wake says: something was committed, or somebody moved. */
#define COMMITTED ""
#define MOVED "m"

/* A socket whose session has died is taken away; one that is full will be read
 * anyway. */
static void
send_to(int fd, const char *folder, const char *name, const char *byte)
{
	struct sockaddr_un to;

	if (address(&to, folder, name) && sendto(fd, byte, 1, MSG_NOSIGNAL,
	    (struct sockaddr *)&to, sizeof(to)) != 1 && errno == ECONNREFUSED)
		unlink(to.sun_path);
}

static int
sending_socket(void)
{
	return socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
}

/* One byte to every session but this one. */
void
watch_tell(struct db *db)
{
	struct buf name = {0};
	struct dirent *e;
	DIR *d;
	int fd;

	buf_addf(&name, "%s-live", db->path);
	d = opendir(name.data);
	fd = d == NULL ? -1 : sending_socket();
	while (fd >= 0 && (e = readdir(d)) != NULL) {
		if (e->d_name[0] != '.' && (db->watch.name == NULL ||
		    strcmp(e->d_name, db->watch.name) != 0))
			send_to(fd, name.data, e->d_name, COMMITTED);
	}
	if (fd >= 0)
		close(fd);
	if (d != NULL)
		closedir(d);
	buf_release(&name);
}

void
watch_tell_some(struct db *db, char *const *names, size_t n)
{
	struct buf folder = {0};
	int fd = n > 0 ? sending_socket() : -1;
	size_t i;

	buf_addf(&folder, "%s-live", db->path);
	for (i = 0; fd >= 0 && i < n; i++)
		send_to(fd, buf_text(&folder), names[i], MOVED);
	if (fd >= 0)
		close(fd);
	buf_release(&folder);
}

/* Nobody is bound any more to the socket of a process that was killed. */
bool
watch_alive(const struct db *db, const char *name)
{
	struct sockaddr_un to;
	struct buf folder = {0};
	int fd;
	bool alive;

	if (strchr(name, '/') != NULL)
		return false;
	buf_addf(&folder, "%s-live", db->path);
	fd = address(&to, buf_text(&folder), name) ? sending_socket() : -1;
	alive = fd >= 0 && connect(fd, (struct sockaddr *)&to,
	    sizeof(to)) == 0;
	if (fd >= 0)
		close(fd);
	buf_release(&folder);
	return alive;
}

/* Our own commits are no news, nor are drafts: what counts is an event that is
 * not known yet. Where there is only polling, a commit without one may be
 * somebody who moved. */
bool
watch_poll(struct db *db)
{
	struct watch *w = &db->watch;
	int64_t before = w->version, seq, known = w->seq;
	char bytes[64];

	while (w->fd >= 0 && recv(w->fd, bytes, sizeof(bytes), 0) > 0)
		w->moved |= bytes[0] == MOVED[0];
	if (!own_int(&db->reader, OWN_DATA_VERSION, &w->version, NULL) || (before == w->version && known >= 0) ||
	    !watch_seq(db, &seq, NULL))
		return false;
	w->seq = seq;
	w->moved |= w->fd < 0;
	return known >= 0 && known != seq;
}

bool
watch_moved(struct db *db)
{
	bool moved = db->watch.moved;

	db->watch.moved = false;
	return moved;
}

/* This session has committed the events from first to last. */
void
watch_own(struct db *db, int64_t first, int64_t last)
{
	if (db->watch.seq == first - 1)
		db->watch.seq = last;
}

bool
watch_seq(struct db *db, int64_t *seq, struct err *err)
{
	struct stmt *q = db_query(db, SQL_CHAIN, err);

	*seq = 0;
	while (stmt_next(q, err))
		*seq = col_int(q, 2);
	return stmt_done(q);
}

bool
watch_latest(struct db *db, int64_t *at, struct err *err)
{
	return db_one_int(db, db_query(db, SQL_WATCH_LATEST, err), at, err);
}

static bool
is_own(const struct db *db, int64_t member, const char *session)
{
	return member == db->member &&
	    strcmp(session, db->session == NULL ? "" : db->session) == 0;
}

bool
watch_changes(struct db *db, int64_t since, size_t limit, struct arena *a,
    struct change **changes, size_t *count, struct err *err)
{
	struct stmt *q = db_query(db, SQL_WATCH_CHANGES, err);
	struct change *all = NULL;
	size_t n = 0, cap = 0;
	bool ok;

	stmt_int(q, ":since", since);
	stmt_int(q, ":limit", (int64_t)limit);
	while (stmt_next(q, err)) {
		GROW(all, n, cap);
		all[n++] = (struct change){
			.seq = col_int(q, 0), .command = col_int(q, 1),
			.tbl = col_copy(q, 2, a), .row = col_int(q, 3),
			.casefile = col_int(q, 4), .meeting = col_int(q, 5),
			.member = col_int(q, 6),
			.own = is_own(db, col_int(q, 6), col_str(q, 7)),
		};
	}
	ok = stmt_done(q);
	*count = n;
	*changes = arena_array(a, n, sizeof(*all));
	if (n > 0)
		memcpy(*changes, all, n * sizeof(*all));
	free(all);
	return ok;
}
