/*
 * cli_doc: documents to a file or to standard output.
 */
#include "cli_sub.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "cli_say.h"
#include "cmd/export_agenda.h"
#include "cmd/export_cmd.h"
#include "cmd/file_out.h"
#include "store/meeting_read.h"

struct wish {
	const char *meeting, *format, *output, *to;
	struct minutes_wish which;
};

static const struct option options[] = {
	{ "meeting", required_argument, NULL, 'm' },
	{ "format", required_argument, NULL, 'f' },
	{ "output", required_argument, NULL, 'o' },
	{ "edition", required_argument, NULL, 'e' },
	{ "version", required_argument, NULL, 'v' },
	{ "to", required_argument, NULL, 't' },
	{ NULL, 0, NULL, 0 }
};

/* "2", or "draft": the record as it is now. */
static bool
take_version(const char *text, int *version)
{
	char *end;
	long n = strtol(text, &end, 10);

	*version = strcmp(text, "draft") ? (int)n : MINUTES_DRAFT;
	return *version == MINUTES_DRAFT || (end != text && !*end && n > 0 &&
	    n < 100000);
}

static bool
take_edition(const char *text)
{
	return !strcmp(text, EDITION_FULL) || !strcmp(text,
	    EDITION_SANITISED);
}

static bool
take_options(int argc, char **argv, struct wish *w)
{
	int opt;

	while ((opt = getopt_long(argc, argv, "m:f:o:e:v:t:", options,
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
		case 'e':
			w->which.sort = optarg;
			if (!take_edition(optarg))
				return false;
			break;
		case 'v':
			if (!take_version(optarg, &w->which.version))
				return false;
			break;
		case 't':
			w->to = optarg;
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
	bool minutes, agenda, ok;

	if (argc < 2 || !take_options(argc, argv, &w) || optind != argc - 1)
		return cli_usage(sub);
	minutes = !strcmp(argv[optind], "minutes");
	agenda = !strcmp(argv[optind], "agenda");
	if (!minutes && !agenda && strcmp(argv[optind], "actions") != 0) {
		cli_say(stderr, "minutebook: \"minutes\", \"agenda\" and "
		    "\"actions\" are what can be exported, not \"%s\".\n",
		    argv[optind]);
		return CLI_USAGE;
	}
	if ((minutes || agenda) != (w.meeting != NULL) || (!minutes && (w.which.sort ||
	    w.which.version || w.to)))
		return cli_usage(sub);
	ok = cli_format(w.format, &format, &err) && cli_open(c, &err) &&
	    (!w.meeting || meeting_read_ref(c->db, w.meeting, &a, &m, &err)) &&
	    (minutes ? cmd_export_edition(&c->session, m.id, &w.which, format,
	    w.to, &out, &err)
	    : agenda ? cmd_export_agenda(&c->session, m.id, format, &out, &err)
	    : cmd_export_mine(&c->session, format, &out, &err)) &&
	    put_out(&w, &out, &err);
	buf_wipe(&out);
	arena_release(&a);
	return ok ? 0 : cli_fail(&err);
}
