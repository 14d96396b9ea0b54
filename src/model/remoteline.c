#include "model/remoteline.h"

#include <string.h>

#include "base/utf8.h"

#define LETTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
#define DIGITS "0123456789"

/* What some shell acts upon, at the head of a word or anywhere in it. */
static const char shells[] = "\\`$&|;<>()[]{}*?!~#^%";

static bool
check_text(const char *line, size_t len, struct err *err)
{
	size_t i;

	if (len > REMOTELINE_LENGTH)
		return err_set(err, ERR_INPUT, "The command is too long. "
		    "Nothing was done.");
	if (!utf8_valid(line, len))
		return err_set(err, ERR_INPUT, "The command is not UTF-8 "
		    "text. Nothing was done.");
	for (i = 0; i < len; i++)
		if ((unsigned char)line[i] < ' ' || line[i] == 0x7f)
			return err_set(err, ERR_INPUT, "The command holds a "
			    "line break or a control character. Nothing was "
			    "done.");
	return true;
}

/* One word from *at on, copied to *to; both are moved on. */
static bool
take_word(const char **at, char **to, struct err *err)
{
	char quote = 0;

	for (; **at != '\0' && (quote != 0 || **at != ' '); ++*at) {
		if (quote != 0 && **at == quote)
			quote = 0;
		else if (quote != 0)
			*(*to)++ = **at;
		else if (**at == '\'' || **at == '"')
			quote = **at;
		else if (strchr(shells, **at) != NULL)
			return err_set(err, ERR_INPUT, "The command holds a "
			    "character that a shell would act upon, and there "
			    "is no shell here. Nothing was done.");
		else
			*(*to)++ = **at;
	}
	*(*to)++ = '\0';
	return quote == 0 || err_set(err, ERR_INPUT, "A quote is opened in "
	    "the command and not closed. Nothing was done.");
}

bool
remoteline_split(struct remoteline *r, const char *line, struct err *err)
{
	char *to = r->text;

	r->n = 0;
	r->word[0] = NULL;
	if (!check_text(line, strlen(line), err))
		return false;
	for (;;) {
		line += strspn(line, " ");
		if (*line == '\0')
			break;
		if (r->n == REMOTELINE_WORDS)
			return err_set(err, ERR_INPUT, "The command has too "
			    "many words. Nothing was done.");
		r->word[r->n++] = to;
		r->word[r->n] = NULL;
		if (!take_word(&line, &to, err))
			return false;
	}
	return true;
}

bool
remoteline_plain(const char *text)
{
	return *text != '\0' &&
	    text[strspn(text, LETTERS DIGITS "/._+:=,@-")] == '\0';
}

bool
remoteline_terminal(const char *text)
{
	size_t n = strspn(text, LETTERS DIGITS "._+-");

	return n >= 1 && n <= 40 && text[n] == '\0';
}
