/* A data file without one name of one list. */
#include "twin_text.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

static void
take_word(char *out, size_t size, const char *from, const char *stop)
{
	snprintf(out, size, "%.*s", (int)strcspn(from, stop), from);
}

/* The reference of the record that a place in the text belongs to. */
static void
take_ref(const char *text, const char *at, struct twin_entry *e)
{
	static const char key[] = "\n  - ref: ";
	const char *found = NULL, *next = text;

	while ((next = strstr(next, key)) != NULL && next < at)
		found = next++;
	if (found != NULL)
		take_word(e->ref, sizeof(e->ref), found + strlen(key), "\n");
}

/* "agency: Police, reason: x}": whom it names. */
static void
take_name(const char *at, struct twin_entry *e)
{
	const char *agency = strstr(at, "agency: ");
	const char *member = strstr(at, "member: ");
	const char *end = strchr(at, '}');

	if (agency != NULL && agency < end)
		take_word(e->name, sizeof(e->name), agency + 8, ",}\n");
	else if (member != NULL && member < end)
		take_word(e->name, sizeof(e->name), member + 8, ",}\n");
}

/* An element "{effect: …}" at at: its line where it has one, else it alone,
 * with the comma that parts it from its neighbour. */
static void
drop_element(struct buf *out, const char *text, const char *at)
{
	const char *from = at, *to = strchr(at, '}') + 1, *head;

	while (from > text && from[-1] == ' ')
		from--;
	if (from > text && from[-1] == '-') {
		while (from > text && from[-1] != '\n')
			from--;
		to += *to == '\n';
		/* The only one of its list: so is the list's name. */
		head = from - (from > text);
		while (head > text && head[-1] != '\n')
			head--;
		if (strncmp(head + strspn(head, " "), "access:", 7) == 0 &&
		    strncmp(to + strspn(to, " "), "- {effect", 9) != 0)
			from = head;
	} else if (strncmp(to, ", ", 2) == 0) {
		from = at;
		to += 2;
	} else if (from > text && from[-1] == ',') {
		from--;
	} else {
		from = at;
	}
	buf_add(out, text, (size_t)(from - text));
	buf_adds(out, to);
}

/* The lines of a script that speak of this one's conflict with the record. */
static void
drop_conflict(struct buf *out, const char *text, const struct twin_entry *e)
{
	char pair[140];
	const char *at = text;

	snprintf(pair, sizeof(pair), " %s %s", e->name, e->ref);
	while (*at != '\0') {
		size_t len = strcspn(at, "\n"), lead = strspn(at, " ");
		const char *verb = at + lead;
		size_t word = strcspn(verb, " \n");

		len += at[len] == '\n';
		if (strncmp(verb, "conflict", 8) != 0 ||
		    strncmp(verb + word, pair, strlen(pair)) != 0)
			buf_add(out, at, len);
		at += len;
	}
}

/* "action-list J-1 Police warden": without the last, where there are more. */
static bool
drop_listed(struct buf *out, const char *text, const char *line,
    struct twin_entry *e)
{
	const char *ref = strchr(line, ' ') + 1, *names = strchr(ref, ' ') + 1;
	const char *end = names + strcspn(names, "\n"), *last = end;

	while (last > names && last[-1] != ' ')
		last--;
	if (last == names)
		return false;
	take_word(e->ref, sizeof(e->ref), ref, " ");
	take_word(e->name, sizeof(e->name), last, "\n");
	if (out != NULL) {
		buf_add(out, text, (size_t)(last - 1 - text));
		buf_adds(out, end);
	}
	return true;
}

/* The next place from at where a name stands; NULL at the end. */
static const char *
next_entry(const char *at, enum twin_sort *sort)
{
	static const struct {
		const char *word;
		enum twin_sort sort;
	} marks[] = {
		{ "{effect: ", TWIN_ACCESS },
		{ "    conflict ", TWIN_CONFLICT },
		{ "    action-list ", TWIN_ACTION },
	};
	const char *first = NULL, *found;
	size_t i;

	for (i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		found = strstr(at, marks[i].word);
		if (found != NULL && (first == NULL || found < first)) {
			first = found;
			*sort = marks[i].sort;
		}
	}
	return first;
}

bool
twin_without_entry(struct buf *out, const char *text, size_t nth,
    struct twin_entry *e)
{
	const char *at = text, *word;

	*e = (struct twin_entry){ .sort = TWIN_ACCESS };
	while ((at = next_entry(at, &e->sort)) != NULL) {
		word = at + strspn(at, " ");
		if (e->sort == TWIN_ACTION &&
		    !drop_listed(NULL, text, word, e)) {
			at = word;
			continue;
		}
		if (nth-- == 0)
			break;
		at = word + 1;
	}
	if (at == NULL)
		return false;
	if (e->sort == TWIN_ACCESS) {
		take_ref(text, at, e);
		take_name(at, e);
		drop_element(out, text, at);
	} else if (e->sort == TWIN_CONFLICT) {
		word = strchr(word, ' ') + 1;
		take_word(e->name, sizeof(e->name), word, " ");
		take_word(e->ref, sizeof(e->ref), strchr(word, ' ') + 1,
		    " \n");
		drop_conflict(out, text, e);
	} else {
		drop_listed(out, text, word, e);
	}
	return true;
}
