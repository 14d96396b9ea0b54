/*
 * cli_doc: documents to a file or to standard output.
 */
#include "cli_sub.h"

#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "cli_say.h"
#include "cmd/export_cmd.h"
#include "store/meeting_read.h"

struct wish {
	const char *meeting, *format, *output;
};

static const struct option options[] = {
	{ "meeting", required_argument, NULL, 'm' },
	{ "format", required_argument, NULL, 'f' },
	{ "output", required_argument, NULL, 'o' },
	{ NULL, 0, NULL, 0 }
};

static bool
take_options(int argc, char **argv, struct wish *w)
{
	int opt;

	while ((opt = getopt_long(argc, argv, "m:f:o:", options,
	    NULL)) != -1) {
		switch (opt) {
		case 'm':
			w->meeting = optarg;
			break;
		case 'f':
			w->format = optarg;
			break;
		case 'o':
			w->output = optarg;
			break;
		default:
			return false;
		}
	}
	return true;
}

static bool
find_format(const char *name, const struct doc_format **format,
    struct err *err)
{
	struct buf known = {0};
	const struct doc_format *f;

	*format = doc_format_find(name);
	if (*format)
		return true;
	for (f = doc_formats; f->name; f++)
		buf_addf(&known, "%s%s", known.len ? ", " : "", f->name);
	err_set(err, ERR_INPUT, "There is no format \"%s\". These are known: "
	    "%s. Nothing was written.", name, buf_text(&known));
	buf_release(&known);
	return false;
}

static bool
write_all(int fd, const struct buf *b)
{
	size_t done = 0;

	while (done < b->len) {
		ssize_t n = write(fd, b->data + done, b->len - done);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		done += (size_t)n;
	}
	return true;
}

/* A whole file or none: written beside, made durable, then given its name. */
static bool
write_file(const char *path, const struct buf *b, struct err *err)
{
	struct buf part = {0};
	bool ok;
	int fd;

	buf_addf(&part, "%s.part", path);
	fd = open(buf_text(&part), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW |
	    O_CLOEXEC, 0600);
	if (fd < 0 && errno == EEXIST) {
		err_set(err, ERR_INPUT, "An export to %s was cut short before "
		    "and left %s. Remove that file, then export again; the "
		    "book is as it was.", path, buf_text(&part));
		buf_release(&part);
		return false;
	}
	ok = fd >= 0 && write_all(fd, b) && !fsync(fd);
	if (fd >= 0) {
		ok = !close(fd) && ok;
		ok = ok && !rename(buf_text(&part), path);
		if (!ok) {
			int why = errno;

			unlink(buf_text(&part));
			errno = why;
		}
	}
	if (!ok)
		err_set(err, ERR_IO, "%s could not be written: %s. There is "
		    "no half file; the book is as it was.", path,
		    strerror(errno));
	buf_release(&part);
	return ok;
}

static bool
put_out(const struct wish *w, const struct buf *b, struct err *err)
{
	if (w->output && strcmp(w->output, "-"))
		return write_file(w->output, b, err);
	fflush(stdout);
	return write_all(STDOUT_FILENO, b) || err_set(err, ERR_IO,
	    "The document could not be written whole: %s. The book is as it "
	    "was.", strerror(errno));
}

int
sub_export(struct cli *c, const struct cli_sub *sub, int argc, char **argv)
{
	struct wish w = { .format = "text" };
	const struct doc_format *format = NULL;
	struct meeting_row m = {0};
	struct arena a = {0};
	struct buf out = {0};
	struct err err = {0};
	bool ok;

	if (argc < 2 || !take_options(argc, argv, &w) ||
	    optind != argc - 1 || !w.meeting)
		return cli_usage(sub);
	if (strcmp(argv[optind], "minutes")) {
		cli_say(stderr, "minutebook: \"minutes\" is what can be "
		    "exported, not \"%s\".\n", argv[optind]);
		return CLI_USAGE;
	}
	ok = find_format(w.format, &format, &err) && cli_open(c, &err) &&
	    meeting_read_ref(c->db, w.meeting, &a, &m, &err) &&
	    cmd_export_minutes(&c->session, m.id, format, &out, &err) &&
	    put_out(&w, &out, &err);
	buf_wipe(&out);
	arena_release(&a);
	return ok ? 0 : cli_fail(&err);
}
