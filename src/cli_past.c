#include "cli_past.h"

#include <inttypes.h>
#include <stdio.h>

#include "cli_stop.h"

enum { LONG = 500 };		/* ms until it is worth a word */

void
cli_progress_begin(struct cli_progress *p, const struct cli *c,
    const char *what)
{
	*p = (struct cli_progress){ .what = what };
	if (c->env->err_terminal)
		p->clock = &c->env->clock;
	p->since = p->clock ? clock_mono(p->clock) : 0;
}

bool
cli_progress(void *progress, int64_t done, int64_t total)
{
	struct cli_progress *p = progress;

	if (cli_stopped())
		return false;
	if (!p->clock || clock_mono(p->clock) - p->since < LONG)
		return true;
	fprintf(stderr, "\r%" PRId64 " of %" PRId64 " %s ", done, total,
	    p->what);
	p->shown = true;
	return true;
}

void
cli_progress_end(struct cli_progress *p)
{
	if (p->shown)
		fputs("\r\033[K", stderr);
}

bool
cli_past(struct cli *c, const char *as_of, struct past *p,
    struct session **s, struct err *err)
{
	struct cli_progress progress;
	int64_t at;
	bool ok;

	*p = (struct past){0};
	*s = &c->session;
	if (!as_of)
		return true;
	if (!past_moment(*s, as_of, &at, err))
		return false;
	cli_progress_begin(&progress, c, "changes taken back");
	ok = past_open(p, *s, at, cli_progress, &progress, err);
	cli_progress_end(&progress);
	*s = &p->s;
	return ok;
}
