#include "fuzz_line.h"

#include <string.h>

#include "cmd/verb.h"

/* Stands for the restricted case; see fuzz_line. */
#define HIDDEN "\1"

#define CASES "MM-2031-014", "MM-2031-015", HIDDEN, "MM-2030-004", \
    "MM-2031-007", "."
#define PEOPLE "wren", "Testington", "Gideon Placeholder", "Rollo", "1", "99"
#define LOGINS "inkwell", "brickwell", "gavelstone", "trainee", "stork", \
    "teacup", "nobody", "brickwel"
#define AGENCIES "Housing", "Police", "IDVA", "Council", "Eastvale", "Nobody"
#define DAYS "2031-03-14", "fri", "+5d", "28/3", "2031-02-30", "next meeting"
#define TEXTS "make it safe", "x", "O'Neill's * by fri", "a\xcc\x81", \
    "\xe2\x80\xae|<b>\xe2\x80\x8b", "\xff\xfe", ""

static const struct words {
	const char *kind;	/* as a usage names it */
	const char *word[10];
} kinds[] = {
	{ "CASE", { CASES } },
	{ "EARLIER-CASE", { CASES } },
	{ "OTHER-CASE", { CASES } },
	{ "STEP", { "open", "statement", "attendance", "conflicts",
	    "outstanding", "close", "cases" } },
	{ "PHASE", { "introduce", "share", "risks", "plan", "conclude",
	    "next" } },
	{ "MEETING", { "MM-2031-03-13", "MM-2031-02-13", "MM-2031-04-10",
	    "none" } },
	{ "BOARD", { "MM", "Marshmere MARAC", "ZZ" } },
	{ "LOGIN", { LOGINS } },
	{ "DEPUTY-FOR", { LOGINS } },
	{ "AGENCY", { AGENCIES } },
	{ "AREA", { AGENCIES } },
	{ "PARENT", { AGENCIES } },
	{ "WHO", { PEOPLE } },
	{ "WHOM", { PEOPLE } },
	{ "ROLE", { "victim", "perpetrator", "child", "chair", "secretary",
	    "representative", "observer", "role" } },
	{ "DAY", { DAYS } },
	{ "DATE", { DAYS } },
	{ "BORN", { DAYS } },
	{ "TIME", { "10:14", "09:30", "2031-03-13T10:00:00", "25:00" } },
	{ "TEXT", { TEXTS } },
	{ "REASON", { TEXTS } },
	{ "NOTE", { TEXTS } },
	{ "VALUE", { TEXTS, "yes", "12" } },
	{ "ACTION", { "A1", "A3", "MM-2031-014/A3", HIDDEN "/A1", "A-0207",
	    "A-0209", "A99" } },
	{ "STATUS", { "done", "not-done", "not-possible", "open", "underway",
	    "withdrawn" } },
	{ "STATE", { "present", "online", "apologies", "absent" } },
	{ "PLACE", { "1", "2", "99", "0", "-1" } },
	{ "MINUTES", { "10", "0", "9999999999", "x" } },
	{ "SORT", { "information", "risk", "decision", "disclosure",
	    "same-people", "linked", "sort" } },
	{ "TYPE", { "new", "repeat", "type" } },
	{ "HOW", { "heard", "deferred", "withdrawn", "transferred" } },
	{ "DISPOSITION", { "heard", "deferred", "withdrawn", "transferred" } },
	{ "FLAG", { "strangulation", "stalking", "pregnancy", "isolation" } },
	{ "LINK", { "child-safeguarding", "dvds", "other-marac" } },
	{ "FIELD", { "identity", "reason", "harm", "telling", "view",
	    "narrative", "consent", "score" } },
	{ "CHECK", { "unheard", "actions", "statement", "quorum" } },
	{ "RELATION", { "partner", "ex-partner", "child", "none" } },
	{ "SEX", { "female", "male", "x" } },
	{ "LINE", { "Stork to flag notes by mon",
	    "Brickwell to mend the door by fri * buy a lock by thu",
	    "all to note, ongoing", "Inkwell to ask " HIDDEN " by +5d",
	    "by fri", "Housing to call", "*" } },
	{ "FILE", { "marac.yaml", "/dev/null", "none.yaml", "" } },
	{ "KIND", { "marac", "soc", "none" } },
};

#define KINDS (sizeof(kinds) / sizeof(kinds[0]))

uint8_t
fuzz_byte(struct fuzz_bytes *b)
{
	return b->at < b->n ? b->data[b->at++] : 0;
}

static const char *
word_of(const struct words *k, uint8_t which)
{
	size_t n = 0;

	while (n < sizeof(k->word) / sizeof(k->word[0]) && k->word[n])
		n++;
	return k->word[which % n];
}

const char *
fuzz_word(struct fuzz_bytes *b)
{
	size_t i = fuzz_byte(b) % KINDS;

	return word_of(&kinds[i], fuzz_byte(b));
}

static void
add_quoted(struct buf *line, const char *word, const char *ref)
{
	buf_adds(line, " \"");
	for (; *word; word++) {
		if (*word == *HIDDEN)
			buf_adds(line, ref);
		else if (*word == '"' || *word == '\\')
			buf_addf(line, "\\%c", *word);
		else
			buf_addc(line, *word);
	}
	buf_addc(line, '"');
}

/* A word for "CASE", or "AGENCY|LOGIN", or "yes|no"; for "case=REF", too. */
static void
add_word(struct fuzz_bytes *b, const char *usage, size_t len,
    const char *ref, struct buf *line)
{
	struct buf kind = {0}, word = {0};
	const char *eq = memchr(usage, '=', len), *p;
	uint8_t which = fuzz_byte(b);
	size_t i, skip = 0;

	if (eq) {
		buf_add(&word, usage, (size_t)(eq - usage) + 1);
		len -= (size_t)(eq + 1 - usage);
		usage = eq + 1;
	}
	if (which >= 0xf0 || !strncmp(usage, "…", strlen("…"))) {
		buf_adds(&word, fuzz_word(b));
		goto out;
	}
	/* One of those that bars divide. */
	for (i = 0; i < len; i++)
		skip += usage[i] == '|';
	for (skip = which % (skip + 1); skip; skip--) {
		p = memchr(usage, '|', len);
		len -= (size_t)(p + 1 - usage);
		usage = p + 1;
	}
	p = memchr(usage, '|', len);
	buf_add(&kind, usage, p ? (size_t)(p - usage) : len);
	for (i = 0; i < KINDS; i++) {
		if (!strcmp(kinds[i].kind, buf_text(&kind)))
			break;
	}
	buf_adds(&word, i < KINDS ? word_of(&kinds[i], which / 7)
	    : buf_text(&kind));
out:
	add_quoted(line, buf_text(&word), ref);
	buf_release(&kind);
	buf_release(&word);
}

void
fuzz_line(struct fuzz_bytes *b, const char *ref, struct buf *line)
{
	const struct verb *const *verbs;
	size_t n, len;
	const char *p;

	verbs = verb_table(&n);
	const struct verb *v = verbs[fuzz_byte(b) % n];
	buf_adds(line, v->name);
	for (p = v->usage; *p; p += len) {
		bool optional = false;

		p += strspn(p, " ");
		len = strcspn(p, " ");
		if (*p == '[') {
			optional = true;
			p++;
			len = strcspn(p, "]");
		}
		if (len && (!optional || fuzz_byte(b) & 1))
			add_word(b, p, len, ref, line);
		if (optional)
			len += p[len] == ']';
	}
	if (b->at < b->n && b->data[b->at] == 0xff) {
		b->at++;
		add_quoted(line, fuzz_word(b), ref);
	}
}
