#include "cli_use.h"

#include <stdarg.h>
#include <string.h>

#include "base/buf.h"
#include "cli_say.h"
#include "cli_sub.h"
#include "export/doc.h"

enum { USAGE_COLS = 79, WAYS_MOST = 5 };

/* ---- Help ------------------------------------------------------------- */

/* Up to the next blank that is in no bracket. */
static size_t
usage_word(const char *text)
{
	size_t n;
	int depth = 0;

	for (n = 0; text[n] && text[n] != '\n'; n++) {
		if (text[n] == ' ' && depth == 0)
			break;
		depth += text[n] == '[';
		depth -= text[n] == ']';
	}
	return n;
}

/* One way of calling it, broken between its options. */
static void
say_way(FILE *out, const struct cli_sub *sub, const char *p, bool first)
{
	size_t n, used;

	cli_say(out, "%s minutebook %s", first ? "Usage:" : "      ",
	    sub->name);
	used = strlen("Usage: minutebook ") + strlen(sub->name);
	for (; *p && *p != '\n'; p += n) {
		p += *p == ' ';
		n = usage_word(p);
		if (used + 1 + n > USAGE_COLS) {
			cli_say_text(out, "\n          ");
			used = strlen("          ");
		}
		cli_say(out, " %.*s", (int)n, p);
		used += 1 + n;
	}
	cli_say_text(out, "\n");
}

static const char *
next_way(const char *p)
{
	p = strchr(p, '\n');
	return p ? p + 1 : NULL;
}

static void
say_ways(FILE *out, const struct cli_sub *sub)
{
	for (const char *p = sub->usage; p; p = next_way(p))
		say_way(out, sub, p, p == sub->usage);
}

void
cli_help(FILE *out, const struct cli_sub *sub)
{
	say_ways(out, sub);
	cli_say(out, "  %s\n", sub->help);
}

/* ---- What was wrong --------------------------------------------------- */

static const char *
find_way(const struct cli_sub *sub, const char *way)
{
	size_t n = way ? strlen(way) : 0;

	for (const char *p = sub->usage; way && p; p = next_way(p))
		if (!strncmp(p, way, n) && (p[n] == ' ' || p[n] == '\n' ||
		    !p[n]))
			return p;
	return NULL;
}

/* Many ways by their first words alone. */
static void
say_first_words(FILE *out, const struct cli_sub *sub)
{
	cli_say(out, "Usage: minutebook %s ", sub->name);
	for (const char *p = sub->usage; p; p = next_way(p))
		cli_say(out, "%s%.*s", p == sub->usage ? "" : "|",
		    (int)usage_word(p), p);
	cli_say(out, " …\n  \"minutebook %s --help\" tells the rest.\n",
	    sub->name);
}

static void
say_usage(const struct cli_sub *sub, const char *way)
{
	const char *p;
	int ways = 0;

	for (p = sub->usage; p; p = next_way(p))
		ways++;
	p = find_way(sub, way);
	if (p)
		say_way(stderr, sub, p, true);
	else if (ways > WAYS_MOST)
		say_first_words(stderr, sub);
	else
		say_ways(stderr, sub);
}

int
cli_wrong(const struct cli_sub *sub, const char *way, const char *format,
    ...)
{
	struct buf text = {0};
	va_list ap;

	va_start(ap, format);
	buf_vaddf(&text, format, ap);
	va_end(ap);
	if (!sub) {
		cli_say(stderr, "minutebook: %s\nUsage: minutebook [OPTION …] "
		    "[COMMAND …]\n  \"minutebook --help\" tells the rest.\n",
		    buf_text(&text));
	} else {
		way = find_way(sub, way) ? way : NULL;
		cli_say(stderr, "minutebook %s%s%s: %s\n", sub->name,
		    way ? " " : "", way ? way : "", buf_text(&text));
		say_usage(sub, way);
	}
	buf_release(&text);
	return CLI_USAGE;
}

bool
cli_words(const struct cli_sub *sub, const char *way, int n,
    char *const *words, int least, int most, const char *wants)
{
	if (n < least)
		return cli_wrong(sub, way, "It wants %s.", wants), false;
	if (n > most)
		return cli_wrong(sub, way, "\"%s\" is a word more than it "
		    "takes. What has blanks in it goes in quotes.",
		    words[most]), false;
	return true;
}

/* ---- Options ---------------------------------------------------------- */

static const struct option *
option_of(const struct option *options, int val)
{
	while (options->name && options->val != val)
		options++;
	return options->name ? options : NULL;
}

/* "--json=x": is it the option without a value that getopt means? */
static bool
is_valued(const struct option *o, const char *word)
{
	size_t n = strcspn(word, "=");

	return o && word[n] == '=' && n > 2 && !strncmp(word, "--", 2) &&
	    !strncmp(word + 2, o->name, n - 2);
}

/* More than one option begins like it. */
static bool
is_short_for_many(const struct option *options, const char *word)
{
	size_t n = strcspn(word, "=");
	int found = 0;

	for (; options->name && n > 2; options++)
		found += !strncmp(options->name, word + 2, n - 2);
	return found > 1;
}

static int
wrong_option(const struct cli_sub *sub, const char *way, char **argv,
    const struct option *options)
{
	const struct option *o = option_of(options, optopt);
	const char *word = argv[optind - 1];
	int n = (int)strcspn(word, "=");

	if (optopt && is_valued(o, word))
		cli_wrong(sub, way, "--%s takes no value.", o->name);
	else if (optopt)
		cli_wrong(sub, way, "There is no option -%c.", optopt);
	else if (is_short_for_many(options, word))
		cli_wrong(sub, way, "%.*s could be more than one option: "
		    "write it out.", n, word);
	else
		cli_wrong(sub, way, "There is no option %.*s.", n, word);
	return '?';
}

int
cli_option(const struct cli_sub *sub, const char *way, int argc,
    char **argv, const struct option *options)
{
	const struct option *o;
	int opt;

	opterr = 0;
	opt = getopt_long(argc, argv, sub ? ":" : "+:hV", options, NULL);
	if (opt == '?')
		return wrong_option(sub, way, argv, options);
	o = option_of(options, opt == ':' ? optopt : opt);
	if (opt == ':' && o) {
		cli_wrong(sub, way, "--%s wants a value after it.", o->name);
		return '?';
	}
	/* As when a script's variable was never set. */
	if (opt != -1 && o && o->has_arg == required_argument && !*optarg) {
		cli_wrong(sub, way, "The value of --%s is empty.", o->name);
		return '?';
	}
	return opt;
}

bool
cli_take(const struct cli_sub *sub, const char *way, int *argc,
    char ***argv, bool *json, int least, int most, const char *wants)
{
	static const struct option known[] = {
		{ "json", no_argument, NULL, 'j' },
		{ NULL, 0, NULL, 0 }
	};
	int opt;

	optind = 0;
	while ((opt = cli_option(sub, way, *argc, *argv, known + !json)) !=
	    -1) {
		if (opt != 'j')
			return false;
		*json = true;
	}
	*argc -= optind;
	*argv += optind;
	return cli_words(sub, way, *argc, *argv, least, most, wants);
}

/* ---- Formats ---------------------------------------------------------- */

/* What stands behind the last dot of a file's name, in small letters, or NULL; a
 * zip's own ending is none of the document in it. Into b. */
static const char *
ending_of(const struct cli_place *p, struct buf *b)
{
	const char *name = strrchr(p->output, '/'), *dot;

	name = name ? name + 1 : p->output;
	for (; *name; name++)
		buf_addc(b, *name >= 'A' && *name <= 'Z' ? *name - 'A' + 'a'
		    : *name);
	if (p->zip && b->len > 4 && !strcmp(buf_text(b) + b->len - 4, ".zip"))
		buf_truncate(b, b->len - 4);
	dot = strrchr(buf_text(b), '.');
	return dot && dot > buf_text(b) && dot[1] ? dot + 1 : NULL;
}

bool
cli_format(const struct cli_sub *sub, const char *way,
    const struct cli_place *place, const struct doc_format **format)
{
	struct buf known = {0}, name = {0};
	const char *ending = place->format || !place->output ||
	    !strcmp(place->output, "-") ? NULL : ending_of(place, &name);
	const char *wish = place->format ? place->format : ending;

	*format = doc_format_find(wish ? wish : "text");
	doc_format_names(&known);
	if (!*format && ending)
		cli_wrong(sub, way, "There is no format that ends in \".%s\". "
		    "These are known: %s; say which with --format. Nothing "
		    "was written.", ending, buf_text(&known));
	else if (!*format)
		cli_wrong(sub, way, "There is no format \"%s\". These are "
		    "known: %s. Nothing was written.", wish,
		    buf_text(&known));
	buf_release(&known);
	buf_release(&name);
	return *format != NULL;
}
