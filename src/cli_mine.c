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
put_out(const struct buf *b, struct err *err)
{
	struct file_out o;

	/* What stood in the way is told when it is closed. */
	return file_out_open(&o, NULL, false, err) && (file_out_put(&o,
	    buf_text(b), b->len), file_out_close(&o, true, err));
}

int
sub_minutes(struct cli *c, const struct cli_sub *sub, int argc, char **argv)
{
	const struct doc_format *format = NULL;
	struct meeting_row m = {0};
	struct buf out = {0};
	struct arena a = {0};
	struct err err = {0};
	const char *name;
	bool ok;

	if (!take_format(argc, argv, &name, NULL) || optind != argc - 1)
		return cli_usage(sub);
	ok = cli_format(name, &format, &err) && cli_open(c, &err) &&
	    meeting_read_ref(c->db, argv[optind], &a, &m, &err) &&
	    cmd_export_minutes(&c->session, m.id, format, &out, &err) &&
	    put_out(&out, &err);
	buf_wipe(&out);
	arena_release(&a);
	return ok ? 0 : cli_fail(&err);
}

int
sub_actions(struct cli *c, const struct cli_sub *sub, int argc, char **argv)
{
	const struct doc_format *format = NULL;
	struct buf out = {0};
	struct err err = {0};
	const char *name;
	bool ok;

	if (!take_format(argc, argv, &name, NULL) || optind != argc)
		return cli_usage(sub);
	ok = cli_format(name, &format, &err) && cli_open(c, &err) &&
	    cmd_export_mine(&c->session, format, &out, &err) &&
	    put_out(&out, &err);
	buf_wipe(&out);
	return ok ? 0 : cli_fail(&err);
}

int
sub_meetings(struct cli *c, const struct cli_sub *sub, int argc, char **argv)
{
	const struct doc_format *format = NULL;
	const char *name, *prefix = NULL;
	struct buf out = {0};
	struct err err = {0};
	int64_t board = 0;
	bool ok;

	if (!take_format(argc, argv, &name, &prefix) || optind != argc)
		return cli_usage(sub);
	ok = cli_format(name, &format, &err) && cli_open(c, &err) &&
	    (!prefix || find_board(&c->session, prefix, &board, &err)) &&
	    cmd_export_meetings(&c->session, board, format, &out, &err) &&
	    put_out(&out, &err);
	buf_release(&out);
	return ok ? 0 : cli_fail(&err);
}
