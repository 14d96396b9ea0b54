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

/* One byte to every session but this one. A socket whose session has died is
 * taken away; one that is full will be read anyway. */
void
watch_tell(struct db *db)
{
	struct sockaddr_un to;
	struct buf name = {0};
	struct dirent *e;
	DIR *d;
	int fd;

	buf_addf(&name, "%s-live", db->path);
	d = opendir(name.data);
	fd = d == NULL ? -1 : socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC |
	    SOCK_NONBLOCK, 0);
	while (fd >= 0 && (e = readdir(d)) != NULL) {
		if (e->d_name[0] == '.' || (db->watch.name != NULL &&
		    strcmp(e->d_name, db->watch.name) == 0) ||
		    !address(&to, name.data, e->d_name))
			continue;
		if (sendto(fd, "", 1, MSG_NOSIGNAL, (struct sockaddr *)&to,
		    sizeof(to)) != 1 && errno == ECONNREFUSED)
			unlink(to.sun_path);
	}
	if (fd >= 0)
		close(fd);
	if (d != NULL)
		closedir(d);
	buf_release(&name);
}

/* Our own commits are no news, nor are drafts: what counts is an event that is
 * not known yet. */
bool
watch_poll(struct db *db)
{
	struct watch *w = &db->watch;
	int64_t before = w->version, seq, known = w->seq;
	char bytes[64];

	while (w->fd >= 0 && recv(w->fd, bytes, sizeof(bytes), 0) > 0)
		;
	if (!handle_int(&db->reader, "PRAGMA data_version", &w->version,
	    NULL) || (before == w->version && known >= 0) ||
	    !watch_seq(db, &seq, NULL))
		return false;
	w->seq = seq;
	return known >= 0 && known != seq;
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
