#include "store/sqltext.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "store/tables.h"

enum { DEPTH = 64, WORD = 64 };

/* The next word or single character; strings and comments are passed over. An
 * empty word is the end. */
static const char *
next_word(const char *at, char word[WORD])
{
	size_t len;

	word[0] = '\0';
	for (;;) {
		at += strspn(at, " \t\r\n");
		if (*at == '\'') {
			at += 1 + strcspn(at + 1, "'");
			at += *at == '\'';
		} else if (at[0] == '-' && at[1] == '-') {
			at += strcspn(at, "\n");
		} else {
			break;
		}
	}
	if (*at == '"')
		at++;	/* the closing one is a word of no interest */
	for (len = 0; isalnum((unsigned char)at[len]) || at[len] == '_'; )
		len++;
	if (len == 0 && *at != '\0')
		len = 1;
	snprintf(word, WORD, "%.*s", (int)len, at);
	return at + len;
}

static bool
ends_from(const char *word)
{
	static const char *const words[] = { "WHERE", "GROUP", "ORDER",
	    "LIMIT", "UNION", "EXCEPT", "INTERSECT", "ON", "USING", "HAVING",
	    "SET", "VALUES", "SELECT", "RETURNING", NULL };
	size_t i;

	for (i = 0; words[i] != NULL; i++)
		if (strcasecmp(word, words[i]) == 0)
			return true;
	return false;
}

static bool
is_table(const char *word)
{
	return recorded_find(word) != NULL || unrecorded_has(word) ||
	    table_is_shadow(word) || strncmp(word, "sqlite_", 7) == 0;
}

bool
sqltext_names_table(const char *text)
{
	bool in_from[DEPTH] = { false }, expected = false;
	char word[WORD];
	int depth = 0;

	for (;;) {
		text = next_word(text, word);
		if (word[0] == '\0')
			return false;
		if (expected && is_table(word))
			return true;
		expected = false;
		if (word[0] == '(') {
			if (++depth == DEPTH)
				return true;
			/* A list in brackets goes on with the list. */
			in_from[depth] = in_from[depth - 1];
			expected = in_from[depth];
		} else if (word[0] == ')') {
			depth -= depth > 0;
		} else if (strcasecmp(word, "FROM") == 0 ||
		    strcasecmp(word, "JOIN") == 0) {
			expected = in_from[depth] = true;
		} else if (ends_from(word)) {
			in_from[depth] = false;
		} else if (word[0] == ',') {
			expected = in_from[depth];
		}
	}
}

bool
sqltext_forges_view(const char *text)
{
	bool named = false;
	char word[WORD];

	for (;;) {
		text = next_word(text, word);
		if (word[0] == '\0')
			return false;
		if (strncasecmp(word, "visible_", 8) == 0) {
			named = true;
			continue;
		}
		/* "visible_x (a, b) AS (…" or "visible_x AS (…" */
		if (named && word[0] == '(')
			return true;
		if (named && strcasecmp(word, "AS") == 0) {
			next_word(text, word);
			if (word[0] == '(')
				return true;
		}
		named = false;
	}
}
