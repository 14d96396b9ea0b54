/*
 * cli_history: all that a board holds, for a review, into a folder or one zip.
 */
#include "cli_sub.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "cli_past.h"
#include "cli_password.h"
#include "cli_stop.h"
#include "cli_use.h"
#include "cmd/file_out.h"
#include "cmd/find.h"
#include "cmd/history_cmd.h"
#include "cmd/pack_out.h"
#include "export/zipped.h"

#define WAY "history"

struct wish {
	const char *board, *output, *as_of;
	struct cli_place place;	/* its format alone */
	bool zip;
	int fd;			/* of the password */
};

static const struct option options[] = {
	{ "as-of", required_argument, NULL, 'd' },
	{ "board", required_argument, NULL, 'b' },
	{ "format", required_argument, NULL, 'f' },
	{ "output", required_argument, NULL, 'o' },
	{ "password-fd", required_argument, NULL, 'p' },
	{ "zip", no_argument, NULL, 'z' },
	{ NULL, 0, NULL, 0 }
};

static bool
take_option(const struct cli_sub *sub, struct wish *w, int opt)
{
	switch (opt) {
	case 'b':
		w->board = optarg;
		return true;
	case 'd':
		w->as_of = optarg;
		return true;
	case 'f':
		w->place.format = optarg;
		return true;
	case 'o':
		w->output = strcmp(optarg, "-") ? optarg : NULL;
		return true;
	case 'p':
		return cli_password_fd(sub, WAY, optarg, &w->fd);
	case 'z':
		return w->zip = true;
	default:
		return false;
	}
}

/* A folder needs a place; a password, a zip. */
static const char *
missing(const struct wish *w)
{
	if (!w->board)
		return "It wants --board.";
	if (!w->zip && w->fd != PASSWORD_ASK)
		return "--password-fd is for --zip, which is missing.";
	if (!w->zip && !w->output)
		return "It wants --output, the folder that is made for it, or "
		    "--zip.";
	return NULL;
}

static bool
take_options(const struct cli_sub *sub, int argc, char **argv,
    struct wish *w)
{
	const char *lacks;
	int opt;

	while ((opt = cli_option(sub, WAY, argc, argv, options)) != -1)
		if (!take_option(sub, w, opt))
			return false;
	if (!cli_words(sub, WAY, argc - optind - 1, argv + optind + 1, 0, 0,
	    ""))
		return false;
	lacks = missing(w);
	return !lacks || (cli_wrong(sub, WAY, "%s", lacks), false);
}

/* ---- Where the files go --------------------------------------------------- */

struct place {
	struct cli_progress progress;
	struct pack_out out;		/* a folder */
	const char *inner;		/* the one in it that is open, or NULL */
	bool zip;
	struct zipped_file *files;	/* of a zip, in memory */
	size_t n, cap;
};

static bool
put_file(void *arg, const char *folder, const char *name,
    const struct buf *bytes, struct err *err)
{
	struct place *p = arg;

	if (folder && (!p->inner || strcmp(folder, p->inner)))
		pack_out_into(&p->out, folder);
	else if (!folder && p->inner)
		pack_out_into(&p->out, NULL);
	p->inner = folder;
	pack_out_file(&p->out, name, bytes);
	return pack_out_whole(&p->out, err);
}

static bool
put_zip(void *arg, const char *folder, const char *name,
    const struct buf *bytes, struct err *err)
{
	struct place *p = arg;
	struct buf path = {0}, *copy = xcalloc(1, sizeof(*copy));

	(void)err;
	if (folder)
		buf_addf(&path, "%s/", folder);
	buf_adds(&path, name);
	buf_add(copy, buf_text(bytes), bytes->len);
	GROW(p->files, p->n, p->cap);
	p->files[p->n++] = (struct zipped_file){ .name = buf_take(&path),
		.bytes = copy };
	return true;
}

static bool
tell(void *arg, int64_t done, int64_t total)
{
	struct place *p = arg;

	return cli_progress(&p->progress, done, total);
}

static void
release(struct place *p)
{
	for (size_t i = 0; i < p->n; i++) {
		struct buf *bytes = (struct buf *)p->files[i].bytes;

		buf_wipe(bytes);
		free(bytes);
		free((char *)p->files[i].name);
	}
	free(p->files);
}

/* ---- Making it ------------------------------------------------------------- */

static bool
make(struct session *s, int64_t board, const struct doc_format *format,
    struct place *p, struct err *err)
{
	const struct history_sink sink = {
		.put = p->zip ? put_zip : put_file, .tell = tell, .arg = p
	};

	return cmd_export_history(s, board, format, p->zip, &sink, err);
}

static bool
into_folder(struct session *s, const struct wish *w, int64_t board,
    const struct doc_format *format, struct place *p, struct err *err)
{
	bool ok;

	if (!pack_out_open(&p->out, s, w->output, err))
		return false;
	ok = make(s, board, format, p, err);
	return pack_out_close(&p->out, ok, err);
}

static bool
into_zip(struct session *s, const struct wish *w, int64_t board,
    const struct doc_format *format, const char *password, struct place *p,
    struct err *err)
{
	struct buf zip = {0};
	struct file_out out;
	bool ok;

	p->zip = true;
	if (!file_out_open(&out, s, w->output, false, err))
		return false;
	ok = make(s, board, format, p, err) && zipped_write(p->files, p->n,
	    password, &zip, err) && cmd_history_zip(s, board, &zip, err);
	if (ok)
		file_out_put(&out, zip.data, zip.len);
	buf_wipe(&zip);
	return file_out_close(&out, ok, err);
}

int
sub_export_history(struct cli *c, const struct cli_sub *sub, int argc,
    char **argv)
{
	struct wish w = { .fd = PASSWORD_ASK };
	const struct doc_format *format = NULL;
	struct buf password = {0};
	struct past past = {0};
	struct place place = {0};
	struct err err = {0};
	struct session *s;
	int64_t board;
	bool ok;

	if (!take_options(sub, argc, argv, &w) || !cli_format(sub, WAY, &w.place,
	    &format))
		return CLI_USAGE;
	ok = doc_format_ready(format, &err) && cli_open(c, &err) &&
	    (!w.zip || cli_password(c, w.fd, &password, &err));
	cli_stop_begin();
	ok = ok && cli_past(c, w.as_of, &past, &s, &err) && find_board(s,
	    w.board, &board, &err);
	cli_progress_begin(&place.progress, c, "files");
	if (ok)
		ok = w.zip ? into_zip(s, &w, board, format,
		    buf_text(&password), &place, &err)
		    : into_folder(s, &w, board, format, &place, &err);
	cli_progress_end(&place.progress);
	release(&place);
	past_close(&past);
	buf_wipe(&password);
	cli_stop_end(&err);
	return ok ? 0 : cli_fail(&err);
}
