/*
 * cli_doc: documents to a file or to standard output.
 */
#include "cli_sub.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "cli_say.h"
#include "cmd/export_cmd.h"
#include "cmd/file_out.h"
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

bool
cli_format(const char *name, const struct doc_format **format,
    struct err *err)
{
	struct buf known = {0};

	*format = doc_format_find(name);
	if (*format)
		return doc_format_ready(*format, err);
	doc_format_names(&known);
	err_set(err, ERR_INPUT, "There is no format \"%s\". These are known: "
	    "%s. Nothing was written.", name, buf_text(&known));
	buf_release(&known);
	return false;
}

static bool
put_out(const struct wish *w, const struct buf *b, struct err *err)
{
	struct file_out out;

	return file_out_open(&out, w->output, true, err) && (file_out_put(&out,
	    b->data, b->len), file_out_close(&out, true, err));
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
	bool minutes, ok;

	if (argc < 2 || !take_options(argc, argv, &w) || optind != argc - 1)
		return cli_usage(sub);
	minutes = !strcmp(argv[optind], "minutes");
	if (!minutes && strcmp(argv[optind], "actions") != 0) {
		cli_say(stderr, "minutebook: \"minutes\" and \"actions\" are "
		    "what can be exported, not \"%s\".\n", argv[optind]);
		return CLI_USAGE;
	}
	if (minutes != (w.meeting != NULL))
		return cli_usage(sub);
	ok = cli_format(w.format, &format, &err) && cli_open(c, &err) &&
	    (minutes ? meeting_read_ref(c->db, w.meeting, &a, &m, &err) &&
	    cmd_export_minutes(&c->session, m.id, format, &out, &err)
	    : cmd_export_mine(&c->session, format, &out, &err)) &&
	    put_out(&w, &out, &err);
	buf_wipe(&out);
	arena_release(&a);
	return ok ? 0 : cli_fail(&err);
}
