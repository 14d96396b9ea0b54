#include "cmd/verb_args.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"
#include "cmd/find.h"
#include "cmd/meeting_need.h"

static const char *const options[] = { "about", "acknowledged", "agency",
	"agreed", "anew", "at", "by", "case", "chair", "chairs", "deputy",
	"deputy-for", "destination", "due", "edition", "escalated", "evidence",
	"info", "meeting", "member", "on", "online", "phase", "place",
	"priority", "reason", "replaced-by", "role", "secretary", "sent",
	"sort", "step", "strand", "target", "text", "to", "type", "when",
	"whole", "withhold", NULL };

/* The text behind "key=" when the word begins so. */
static const char *
after(const char *word, const char *key)
{
	size_t len = strlen(key);

	return strncmp(word, key, len) == 0 && word[len] == '=' ?
	    word + len + 1 : NULL;
}

static bool
is_option(const char *word)
{
	size_t i;

	for (i = 0; options[i] != NULL; i++)
		if (after(word, options[i]) != NULL)
			return true;
	return false;
}

bool
args_read(struct args *a, char *const *argv, size_t argc, size_t min,
    size_t max, const char *usage, struct err *err)
{
	size_t i;

	*a = (struct args){ .argv = argv, .argc = argc };
	for (i = 0; i < argc; i++) {
		if (is_option(argv[i]))
			continue;
		if (a->n == ARGS_MAX || a->n == max)
			return err_set(err, ERR_INPUT, "There is a word too"
			    " many (\"%s\"). It is written: %s", argv[i],
			    usage);
		a->pos[a->n++] = argv[i];
	}
	return a->n >= min || err_set(err, ERR_INPUT, "Something is missing."
	    " It is written: %s", usage);
}

const char *
args_option(const struct args *a, const char *key)
{
	const char *text;
	size_t i;

	for (i = 0; i < a->argc; i++)
		if ((text = after(a->argv[i], key)) != NULL)
			return text;
	return NULL;
}

const char *
args_at(const struct args *a, size_t i)
{
	return i < a->n ? a->pos[i] : NULL;
}

bool
args_meeting(struct session *s, const struct args *a, int64_t *meeting,
    struct err *err)
{
	const char *ref = args_option(a, "meeting");

	if (ref != NULL)
		return find_meeting(s, ref, meeting, err);
	if (!meeting_read_open(s->db, 0, meeting, err))
		return false;
	return *meeting != 0 || err_set(err, ERR_INPUT, "No meeting is open."
	    " Say which you mean: meeting=REFERENCE");
}

static bool
in_hand(struct session *s, int64_t meeting, struct agenda_row *row,
    struct arena *a, struct err *err)
{
	struct meeting_row m;

	if (!meeting_read(s->db, meeting, a, &m, err))
		return false;
	if (m.item == 0)
		return err_set(err, ERR_INPUT, "Nothing is in hand at meeting"
		    " %s.", m.ref);
	return agenda_read_item(s->db, m.item, a, row, err);
}

static bool
is_here(const char *text)
{
	return text == NULL || strcmp(text, ".") == 0;
}

bool
args_item(struct session *s, int64_t meeting, const char *text,
    int64_t *item, struct err *err)
{
	struct arena a = {0};
	struct agenda_row row = {0};
	bool ok;

	if (is_here(text)) {
		ok = in_hand(s, meeting, &row, &a, err);
		*item = row.id;
		arena_release(&a);
		return ok;
	}
	if (!agenda_find_case(s->db, meeting, text, item, err) ||
	    (*item == 0 && !agenda_find_step(s->db, meeting, text, item, err)))
		return false;
	return *item != 0 || err_set(err, ERR_INPUT, "\"%s\" does not stand on"
	    " the agenda.", text);
}

bool
args_casefile(struct session *s, int64_t meeting, const char *text,
    int64_t *casefile, struct err *err)
{
	struct arena a = {0};
	struct agenda_row row = {0};
	bool ok;

	if (!is_here(text))
		return find_casefile(s, text, casefile, err);
	ok = in_hand(s, meeting, &row, &a, err);
	*casefile = row.casefile;
	arena_release(&a);
	if (ok && *casefile == 0)
		return err_set(err, ERR_INPUT, "No case is in hand: say which"
		    " you mean.");
	return ok;
}

bool
args_action(struct session *s, const char *text, int64_t *action,
    struct err *err)
{
	struct arena a = {0};
	struct agenda_row row = {0};
	struct buf ref = {0};
	int64_t meeting = 0;
	bool ok = true;

	if (strchr(text, '/') == NULL &&
	    meeting_read_open(s->db, 0, &meeting, NULL) && meeting != 0 &&
	    in_hand(s, meeting, &row, &a, NULL) && row.casefile != 0) {
		buf_addf(&ref, "%s/%s", row.ref, text);
		ok = find_action(s, buf_text(&ref), action, NULL);
	} else {
		ok = false;
	}
	if (!ok)
		ok = find_action(s, text, action, err);
	buf_release(&ref);
	arena_release(&a);
	return ok;
}

bool
args_member(struct session *s, const struct args *a, const char *key,
    int64_t *member, struct err *err)
{
	const char *text = args_option(a, key);

	*member = 0;
	return text == NULL || find_member(s, text, member, err);
}

bool
args_agency(struct session *s, const struct args *a, const char *key,
    int64_t *agency, struct err *err)
{
	const char *text = args_option(a, key);

	*agency = 0;
	return text == NULL || find_agency(s, text, agency, err);
}

bool
args_day(struct session *s, int64_t board, const struct args *a,
    const char *key, int *day, struct err *err)
{
	const char *text = args_option(a, key);

	*day = DATE_NONE;
	return text == NULL || find_day(s, board, text,
	    strcmp(key, "due") != 0, day, err);
}

bool
args_yes(const struct args *a, const char *key, int *yes, struct err *err)
{
	const char *text = args_option(a, key);
	bool on;

	*yes = -1;
	if (text == NULL)
		return true;
	if (!find_yes(text, &on, err))
		return false;
	*yes = on;
	return true;
}

bool
args_time(struct session *s, int64_t meeting, const char *text, char **at,
    struct err *err)
{
	struct arena a = {0};
	struct meeting_row m;
	struct buf b = {0};
	int minutes;
	bool ok;

	*at = NULL;
	if (text == NULL)
		return true;
	minutes = time_parse(text);
	if (minutes < 0)
		return err_set(err, ERR_INPUT, "\"%s\" is no time: it is"
		    " written 09:30.", text);
	ok = meeting_read(s->db, meeting, &a, &m, err);
	if (ok) {
		date_add_iso(&b, m.held_on);
		buf_addc(&b, 'T');
		time_add(&b, minutes);
		buf_adds(&b, ":00");
		*at = buf_take(&b);
	}
	arena_release(&a);
	return ok;
}

bool
args_number(const char *text, int least, int *number, struct err *err)
{
	char *end;
	long n = strtol(text, &end, 10);

	if (*text == '\0' || *end != '\0' || n < least || n > 10000)
		return err_set(err, ERR_INPUT, "\"%s\" is not a number that"
		    " fits here.", text);
	*number = (int)n;
	return true;
}
