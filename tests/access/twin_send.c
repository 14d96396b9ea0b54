/*
 * twin_send: what others send the member, and what the member takes out of a
 * whole board: the packs of their agency as whoever keeps the record makes them,
 * and histories of boards.
 */
#include <ctype.h>
#include <dirent.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "cmd/file.h"
#include "cmd/history_cmd.h"
#include "cmd/pack_cmd.h"
#include "twin_work.h"

enum { HEX_SUM = 64 };

/* ---- Packs ---------------------------------------------------------------- */

/* Who makes the packs of a meeting: the first who keeps its record. */
#define KEEPER "SELECT m.login FROM meeting AS g" \
	" JOIN board AS d ON d.id = g.board_id" \
	" JOIN board_member AS b ON b.board_id = d.id" \
	" JOIN member AS m ON m.id = b.member_id" \
	" JOIN role_right AS x ON x.role = b.role AND x.kind_version_id =" \
	" coalesce(g.kind_version_id, d.kind_version_id)" \
	" WHERE g.id = %" PRId64 " AND x.right = 'export-record'" \
	" AND x.acting = 0 AND m.login <> '' ORDER BY m.id LIMIT 1"

static int
is_file(const struct dirent *e)
{
	return e->d_name[0] != '.';
}

/* The files of the folder, by name, in the text; then they are gone. */
static void
take_folder(struct viewer *v, const char *path)
{
	struct dirent **list = NULL;
	int n = scandir(path, &list, is_file, alphasort);

	for (int i = 0; i < n; i++) {
		struct buf inner = {0}, bytes = {0};
		struct err err = {0};

		buf_addf(&inner, "%s/%s", path, list[i]->d_name);
		buf_addf(v->out, "-- %s\n", list[i]->d_name);
		if (list[i]->d_type == DT_DIR)
			take_folder(v, buf_text(&inner));
		else if (file_read(buf_text(&inner), &bytes, &err))
			twin_masked(v, &bytes);
		else
			buf_addf(v->out, "(%s)\n", err_text(&err));
		unlink(buf_text(&inner));
		err_clear(&err);
		buf_release(&bytes);
		buf_release(&inner);
		free(list[i]);
	}
	free(list);
	rmdir(path);
}

/* One pack of the member's agency, made by the keeper signed in to s. */
static void
send_pack(struct viewer *v, struct session *s, int64_t meeting,
    int64_t agency, const char *pack)
{
	struct packs_wish wish = { .pack = pack,
		.format = doc_format_find("text"), .agencies = &agency,
		.n_agencies = 1 };
	struct packs_done done = {0};
	struct buf folder = {0};
	struct err err = {0};

	buf_addf(&folder, "%s.packs", v->path);
	wish.output = buf_text(&folder);
	buf_addf(v->out, "\n== pack %s %s\n", pack, twin_name(v, meeting));
	if (cmd_packs_send(s, meeting, &wish, &done, NULL, &err))
		take_folder(v, wish.output);
	else
		buf_adds(v->out, "(none)\n");
	err_clear(&err);
	packs_done_release(&done);
	buf_release(&folder);
}

/* As the keeper sees the meeting, on a handle of their own. */
static void
send_packs(struct viewer *v, int64_t meeting, int64_t agency)
{
	struct buf sql = {0}, login = {0};
	struct session s = {0};
	struct err err = {0};
	struct db *db;

	buf_addf(&sql, KEEPER, meeting);
	twin_rows(&login, v->db, false, buf_text(&sql));
	buf_truncate(&login, login.len - (login.len > 0));
	db = db_open(v->path, DB_USE, &v->clock, &err);
	if (login.len == 0 || db == NULL || !session_open(&s, db, &v->clock,
	    buf_text(&login), "keeper", &err)) {
		buf_addf(v->out, "(no keeper: %s)\n", err_text(&err));
	} else {
		s.forms = v->s.forms;
		send_pack(v, &s, meeting, agency, "before");
		send_pack(v, &s, meeting, agency, "after");
		session_close(&s);
	}
	if (db != NULL)
		db_close(db);
	err_clear(&err);
	buf_release(&login);
	buf_release(&sql);
}

void
twin_packs(struct viewer *v)
{
	struct buf rows = {0}, agency = {0};
	const char *at;

	twin_rows(&agency, v->db, true,
	    "SELECT agency_id FROM visible_member WHERE id = me()");
	twin_rows(&rows, v->db, true,
	    "SELECT id FROM visible_meeting ORDER BY id");
	for (at = buf_text(&rows); *at != '\0';
	    at += strcspn(at, "\n"), at += *at == '\n')
		send_packs(v, strtoll(at, NULL, 10), strtoll(buf_text(
		    &agency), NULL, 10));
	buf_release(&agency);
	buf_release(&rows);
}

/* ---- Histories ------------------------------------------------------------ */

/* Whoever takes a history has the chain's head and its number, and so the sums
 * of the files that bear them; those are compared themselves. */
static void
mask_history(struct buf *out, const struct buf *bytes)
{
	static const char *const numbers[] = { "\"entry\":", "Last entry" };
	const char *at = buf_text(bytes), *end = at + bytes->len;

	while (at < end) {
		size_t n, i;

		for (n = 0; isxdigit((unsigned char)at[n]); n++)
			;
		for (i = 0; i < 2 && strncmp(at, numbers[i], strlen(
		    numbers[i])) != 0; i++)
			;
		if (i < 2) {
			buf_adds(out, numbers[i]);
			at += strlen(numbers[i]);
			at += strspn(at, " :0123456789");
		} else if (n == HEX_SUM) {
			buf_adds(out, "(sum)");
			at += n;
		} else {
			buf_add(out, at, n > 0 ? n : 1);
			at += n > 0 ? n : 1;
		}
	}
}

static bool
take_file(void *arg, const char *folder, const char *name,
    const struct buf *bytes, struct err *err)
{
	struct buf masked = {0};
	struct viewer *v = arg;

	(void)err;
	buf_addf(v->out, "-- %s/%s\n", folder != NULL ? folder : "", name);
	mask_history(&masked, bytes);
	twin_masked(v, &masked);
	buf_release(&masked);
	return true;
}

static bool
go_on(void *arg, int64_t done, int64_t total)
{
	(void)arg, (void)done, (void)total;
	return true;
}

void
twin_histories(struct viewer *v)
{
	const struct history_sink sink = { .put = take_file, .tell = go_on,
		.arg = v };
	struct buf rows = {0};
	const char *at;

	twin_rows(&rows, v->db, true,
	    "SELECT id FROM visible_board ORDER BY id");
	for (at = buf_text(&rows); *at != '\0';
	    at += strcspn(at, "\n"), at += *at == '\n') {
		int64_t board = strtoll(at, NULL, 10);
		struct err err = {0};

		buf_addf(v->out, "\n== history %s\n", twin_name(v, board));
		if (!cmd_export_history(&v->s, board, doc_format_find("text"),
		    false, &sink, &err))
			buf_addf(v->out, "(%s)\n", err_text(&err));
		err_clear(&err);
	}
	buf_release(&rows);
}
