/*
 * cli_mine: what a member may ask for in one command: the minutes of a meeting,
 * their own open actions, when their boards sit.
 */
#include "cli_sub.h"

#include <stdio.h>
#include <string.h>

#include "cli_use.h"
#include "cmd/export_actions.h"
#include "cmd/export_cmd.h"
#include "cmd/file_out.h"
#include "cmd/find.h"
#include "store/meeting_read.h"

static const struct option options[] = {
	{ "board", required_argument, NULL, 'b' },	/* not of all */
	{ "format", required_argument, NULL, 'f' },
	{ "json", no_argument, NULL, 'j' },
	{ NULL, 0, NULL, 0 }
};

/* The format asked for, and the board where board is not NULL. */
static bool
take_format(const struct cli_sub *sub, int argc, char **argv,
    const struct doc_format **format, const char **board)
{
	struct cli_place place = {0};
	bool json = false;
	int opt;

	while ((opt = cli_option(sub, NULL, argc, argv, board ? options
	    : options + 1)) != -1) {
		if (opt == 'f')
			place.format = optarg;
		else if (opt == 'j')
			json = true;
		else if (opt == 'b')
			*board = optarg;
		else
			return false;
	}
	if (json && place.format && strcmp(place.format, "json"))
		return cli_wrong(sub, NULL, "--json and --format %s: say one "
		    "of them.", place.format), false;
	if (json)
		place.format = "json";
	return cli_format(sub, NULL, &place, format);
}

static bool
begin(struct cli *c, const struct doc_format *format, struct file_out *o,
    struct err *err)
{
	return doc_format_ready(format, err) && cli_open(c, err) &&
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
	bool ok;

	if (!take_format(sub, argc, argv, &format, NULL) || !cli_words(sub, NULL,
	    argc - optind, argv + optind, 1, 1, "the meeting, as MM-2031-03-13"))
		return CLI_USAGE;
	ok = begin(c, format, &o, &err) &&
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
	bool ok;

	if (!take_format(sub, argc, argv, &format, NULL) || !cli_words(sub, NULL,
	    argc - optind, argv + optind, 0, 0, ""))
		return CLI_USAGE;
	ok = begin(c, format, &o, &err) &&
	    cmd_export_mine(&c->session, format, &out, &err);
	return end(&o, ok, &out, &err);
}

int
sub_meetings(struct cli *c, const struct cli_sub *sub, int argc, char **argv)
{
	const struct doc_format *format = NULL;
	const char *prefix = NULL;
	struct file_out o = {0};
	struct buf out = {0};
	struct err err = {0};
	int64_t board = 0;
	bool ok;

	if (!take_format(sub, argc, argv, &format, &prefix) || !cli_words(sub,
	    NULL, argc - optind, argv + optind, 0, 0, ""))
		return CLI_USAGE;
	ok = begin(c, format, &o, &err) &&
	    (!prefix || find_board(&c->session, prefix, &board, &err)) &&
	    cmd_export_meetings(&c->session, board, format, &out, &err);
	return end(&o, ok, &out, &err);
}
