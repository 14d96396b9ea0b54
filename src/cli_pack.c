/*
 * cli_pack: packs for the agencies of a meeting into a folder, as folders or as
 * one zip each; or one zip to standard output.
 */
#include "cli_sub.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "cli_password.h"
#include "cli_past.h"
#include "cli_say.h"
#include "cli_stop.h"
#include "cli_use.h"
#include "cmd/file_out.h"
#include "cmd/find.h"
#include "cmd/pack_cmd.h"

#define WAY "packs"

struct wish {
	const char *meeting;
	struct cli_place place;	/* its format alone */
	const char **agencies;
	int64_t *ids;
	size_t n, cap;
	bool zip;
	int fd;
	struct packs_wish packs;
};

static const struct option options[] = {
	{ "meeting", required_argument, NULL, 'm' },
	{ "format", required_argument, NULL, 'f' },
	{ "agency", required_argument, NULL, 'a' },
	{ "when", required_argument, NULL, 'w' },
	{ "output", required_argument, NULL, 'o' },
	{ "zip", no_argument, NULL, 'z' },
	{ "password-fd", required_argument, NULL, 'p' },
	{ "password-each", no_argument, NULL, 'e' },
	{ NULL, 0, NULL, 0 }
};

static bool
take_option(const struct cli_sub *sub, struct wish *w, int opt)
{
	switch (opt) {
	case 'm':
		w->meeting = optarg;
		return true;
	case 'f':
		w->place.format = optarg;
		return true;
	case 'a':
		GROW(w->agencies, w->n, w->cap);
		w->agencies[w->n++] = optarg;
		return true;
	case 'w':
		w->packs.pack = optarg;
		return true;
	case 'o':
		w->packs.output = strcmp(optarg, "-") ? optarg : NULL;
		return true;
	case 'z':
		return w->zip = true;
	case 'p':
		return cli_password_fd(sub, WAY, optarg, &w->fd);
	case 'e':
		return w->packs.each = true;
	default:
		return false;
	}
}

/* What goes together: folders need a place; passwords, a zip; and one that is
 * made for each agency is told on standard output. */
static const char *
missing(const struct wish *w)
{
	if (!w->meeting)
		return "It wants --meeting.";
	if (w->packs.each && w->fd != PASSWORD_ASK)
		return "A password for all or one for each: say --password-fd "
		    "or --password-each, not both.";
	if (!w->zip && (w->packs.each || w->fd != PASSWORD_ASK))
		return "A password is for --zip, which is missing.";
	if (!w->packs.output && w->packs.each)
		return "--password-each wants --output, the folder for the "
		    "zips: standard output is for their passwords.";
	if (!w->packs.output && !w->zip)
		return "It wants --output, the folder that is made for them "
		    "(or --zip, for that of one agency).";
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

static bool
find_agencies(struct cli *c, struct wish *w, struct err *err)
{
	w->ids = xcalloc(w->n + 1, sizeof *w->ids);
	for (size_t i = 0; i < w->n; i++)
		if (!find_agency(&c->session, w->agencies[i], &w->ids[i],
		    err))
			return false;
	w->packs.agencies = w->ids;
	w->packs.n_agencies = w->n;
	return true;
}

/* The passwords, to be told by telephone; else a line for a person alone. */
static bool
say_done(const struct cli *c, const struct wish *w,
    const struct packs_done *done, struct err *err)
{
	for (size_t i = 0; i < done->n; i++)
		if (done->lines[i].no_minutes)
			cli_say(stderr, "minutebook: %s gets no minutes: not "
			    "all who stand for it may see them.\n",
			    done->lines[i].name);
	for (size_t i = 0; w->packs.each && i < done->n; i++)
		printf("%s\t%s\n", done->lines[i].slug,
		    done->lines[i].password);
	if (!w->packs.each && w->packs.output && c->env->out_terminal)
		cli_say(stdout, "%s: %zu %s in %s.\n", done->label, done->n,
		    done->n == 1 ? "pack" : "packs", w->packs.output);
	return !w->packs.each || fflush(stdout) == 0 || err_set(err, ERR_IO,
	    "The passwords could not be written, so nobody can open the zips "
	    "in %s: remove that folder and send them again. They stand as "
	    "sent in what went out.", w->packs.output);
}

/* Into a folder, or the one zip to standard output. */
static bool
send_out(struct cli *c, const struct wish *w, int64_t meeting,
    struct packs_done *done, struct err *err)
{
	struct buf zip = {0};
	struct file_out out;
	bool ok;

	if (w->packs.output)
		return cmd_packs_send(&c->session, meeting, &w->packs, done,
		    &zip, err);
	if (!file_out_open(&out, &c->session, NULL, true, err))
		return false;
	ok = cmd_packs_send(&c->session, meeting, &w->packs, done, &zip, err);
	if (ok)
		file_out_put(&out, zip.data, zip.len);
	buf_wipe(&zip);
	return file_out_close(&out, ok, err);
}

static bool
tell(void *arg, int64_t done, int64_t total)
{
	return cli_progress(arg, done, total);
}

int
sub_export_packs(struct cli *c, const struct cli_sub *sub, int argc,
    char **argv)
{
	struct wish w = { .fd = PASSWORD_ASK };
	struct buf password = {0};
	struct packs_done done = {0};
	struct cli_progress progress;
	struct err err = {0};
	int64_t meeting;
	bool ok;

	if (!take_options(sub, argc, argv, &w) || (w.place.format &&
	    !cli_format(sub, WAY, &w.place, &w.packs.format))) {
		free(w.agencies);
		return CLI_USAGE;
	}
	ok = (!w.packs.format || doc_format_ready(w.packs.format, &err)) &&
	    cli_open(c, &err) && find_meeting(&c->session, w.meeting,
	    &meeting, &err) && find_agencies(c, &w, &err) &&
	    (!w.zip || w.packs.each || cli_password(c, w.fd, &password, &err));
	if (ok && w.zip && !w.packs.each)
		w.packs.password = buf_text(&password);
	cli_stop_begin();
	cli_progress_begin(&progress, c, "packs");
	w.packs.tell = tell;
	w.packs.arg = &progress;
	ok = ok && send_out(c, &w, meeting, &done, &err);
	cli_progress_end(&progress);
	ok = ok && say_done(c, &w, &done, &err);
	packs_done_release(&done);
	buf_wipe(&password);
	free(w.agencies);
	free(w.ids);
	cli_stop_end(&err);
	return ok ? 0 : cli_fail(&err);
}
