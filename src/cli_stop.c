#include "cli_stop.h"

#include <signal.h>
#include <stdio.h>

#include "cli_say.h"

static const int signals[] = { SIGINT, SIGTERM, SIGHUP };
enum { SIGNALS = sizeof(signals) / sizeof(signals[0]) };

/* What a signal's handler can reach is here alone. */
static volatile sig_atomic_t came;
static struct sigaction before[SIGNALS];

static void
note(int sig)
{
	came = sig;
}

void
cli_stop_begin(void)
{
	struct sigaction how = { .sa_handler = note };

	came = 0;
	sigemptyset(&how.sa_mask);
	for (size_t i = 0; i < SIGNALS; i++) {
		sigaction(signals[i], NULL, &before[i]);
		/* What was started with nohup goes on. */
		if (before[i].sa_handler != SIG_IGN)
			sigaction(signals[i], &how, NULL);
	}
}

bool
cli_stopped(void)
{
	return came != 0;
}

void
cli_stop_end(struct err *err)
{
	for (size_t i = 0; i < SIGNALS; i++)
		sigaction(signals[i], &before[i], NULL);
	if (!came)
		return;
	if (err->code != ERR_NONE)
		cli_say(stderr, "minutebook: %s\n", err_text(err));
	fflush(NULL);
	raise(came);
}
