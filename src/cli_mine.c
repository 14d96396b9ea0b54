/*
 * cli_mine: what a member may ask for in one command: the minutes of a meeting,
 * their own open actions, when their boards sit.
 */
#include "cli_sub.h"

#include <getopt.h>
#include <stdio.h>

#include "cmd/export_actions.h"
#include "cmd/export_cmd.h"
#include "cmd/file_out.h"
#include "cmd/find.h"
#include "store/meeting_read.h"

static const struct option options[] = {
	{ "format", required_argument, NULL, 'f' },
	{ "board", required_argument, NULL, 'b' },
	{ "json", no_argument, NULL, 'j' },
	{ NULL, 0, NULL, 0 }
};

/* The format asked for, and the board where board is not NULL; false for another
 * option. */
static bool
take_format(int argc, char **argv, const char **format, const char **board)
{
	int opt;

	*format = "text";
	while ((opt = getopt_long(argc, argv, "f:", options, NULL)) != -1) {
		if (opt == 'f')
			*format = optarg;
		else if (opt == 'j')
			*format = "json";
		else if (opt == 'b' && board)
			*board = optarg;
		else
			return false;
	}
	return true;
}

static bool
begin(struct cli *c, const char *name, const struct doc_format **format,
    struct file_out *o, struct err *err)
{
	return cli_format(name, format, err) && cli_open(c, err) &&
	    file_out_open(o, &c->session, NULL, false, err);
}

/* What stood in the way of writing is told when it is closed. */
static int
end(struct file_out *o, bool ok, struct buf *b, struct err *err)
{
	if (ok)
		file_out_put(o, buf_text(b), b->len);
	if (o->s)
		ok = file_out_close(o, ok, err);
	buf_wipe(b);
	return ok ? 0 : cli_fail(err);
}

int
sub_minutes(struct cli *c, const struct cli_sub *sub, int argc, char **argv)
{
	const struct doc_format *format = NULL;
	struct meeting_row m = {0};
	struct file_out o = {0};
	struct buf out = {0};
	struct arena a = {0};
	struct err err = {0};
	const char *name;
	bool ok;

	if (!take_format(argc, argv, &name, NULL) || optind != argc - 1)
		return cli_usage(sub);
	ok = begin(c, name, &format, &o, &err) &&
	    meeting_read_ref(c->db, argv[optind], &a, &m, &err) &&
	    cmd_export_minutes(&c->session, m.id, format, &out, &err);
	arena_release(&a);
	return end(&o, ok, &out, &err);
}

int
sub_actions(struct cli *c, const struct cli_sub *sub, int argc, char **argv)
{
	const struct doc_format *format = NULL;
	struct file_out o = {0};
	struct buf out = {0};
	struct err err = {0};
	const char *name;
	bool ok;

	if (!take_format(argc, argv, &name, NULL) || optind != argc)
		return cli_usage(sub);
	ok = begin(c, name, &format, &o, &err) &&
	    cmd_export_mine(&c->session, format, &out, &err);
	return end(&o, ok, &out, &err);
}

int
sub_meetings(struct cli *c, const struct cli_sub *sub, int argc, char **argv)
{
	const struct doc_format *format = NULL;
	const char *name, *prefix = NULL;
	struct file_out o = {0};
	struct buf out = {0};
	struct err err = {0};
	int64_t board = 0;
	bool ok;

	if (!take_format(argc, argv, &name, &prefix) || optind != argc)
		return cli_usage(sub);
	ok = begin(c, name, &format, &o, &err) &&
	    (!prefix || find_board(&c->session, prefix, &board, &err)) &&
	    cmd_export_meetings(&c->session, board, format, &out, &err);
	return end(&o, ok, &out, &err);
}
