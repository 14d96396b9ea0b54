#include "cmd/verb.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/arena.h"
#include "base/date.h"
#include "form/yaml_read.h"
#include "store/db.h"

#define GROUP(name) extern const struct verb_group verbs_##name;
#include "cmd/verb_groups.h"
#undef GROUP

static const struct verb_group *const groups[] = {
#define GROUP(name) &verbs_##name,
#include "cmd/verb_groups.h"
#undef GROUP
	NULL
};

enum { VERBS_MAX = 400 };

static int
by_name(const void *a, const void *b)
{
	const struct verb *const *va = a, *const *vb = b;

	return strcmp((*va)->name, (*vb)->name);
}

const struct verb *const *
verb_table(size_t *count)
{
	static const struct verb *table[VERBS_MAX];
	static size_t n;
	size_t g, i;

	for (g = 0; n == 0 && groups[g] != NULL; g++)
		if (groups[g]->n > VERBS_MAX)
			bug("a group of too many verbs");
	if (n == 0) {
		for (g = 0; groups[g] != NULL; g++)
			for (i = 0; i < groups[g]->n; i++) {
				if (n == VERBS_MAX)
					bug("too many verbs");
				table[n++] = &groups[g]->verbs[i];
			}
		qsort(table, n, sizeof(table[0]), by_name);
		for (i = 1; i < n; i++)
			if (strcmp(table[i - 1]->name, table[i]->name) == 0)
				bug("two verbs %s", table[i]->name);
	}
	*count = n;
	return table;
}

const struct verb *
verb_find(const char *name)
{
	const struct verb key = { .name = name };
	const struct verb *k = &key;
	const struct verb *const *found;
	size_t n;
	const struct verb *const *table = verb_table(&n);

	found = bsearch(&k, table, n, sizeof(table[0]), by_name);
	return found != NULL ? *found : NULL;
}

void
verb_say_day(const struct session *s, struct buf *reply)
{
	struct buf day = { 0 };

	if (!s->took_day)
		return;
	date_add_shown(&day, s->day);
	if (strstr(buf_text(reply), buf_text(&day)) == NULL) {
		if (reply->len > 0 && reply->data[reply->len - 1] != '\n')
			buf_addc(reply, ' ');
		buf_adds(reply, "The day is ");
		date_add_long(reply, s->day);
		buf_addc(reply, '.');
	}
	buf_release(&day);
}

bool
verb_unknown(const char *name, struct err *err)
{
	const char *names[VERBS_MAX];
	const char *near;
	size_t i, n;
	const struct verb *const *table = verb_table(&n);

	for (i = 0; i < n; i++)
		names[i] = table[i]->name;
	near = yaml_nearest(name, names, n);
	if (near != NULL)
		return err_set(err, ERR_INPUT, "There is no command \"%s\"."
		    " Did you mean \"%s\"?", name, near);
	return err_set(err, ERR_INPUT, "There is no command \"%s\".", name);
}

/* One word at *at, unquoted, into b; false at the end of the line. An
 * apostrophe opens a quotation only where a word begins: O'Neill is a name. */
static bool
next_word(const char **at, struct buf *b, struct err *err)
{
	const char *p = *at;
	const char *begin;
	char quote = '\0';

	while (*p == ' ' || *p == '\t')
		p++;
	begin = p;
	if (*p == '\0')
		return false;
	for (; *p != '\0' && (quote || (*p != ' ' && *p != '\t')); p++) {
		if (*p == '\\' && p[1] != '\0')
			buf_addc(b, *++p);
		else if (quote ? *p == quote : *p == '"' ||
		    (*p == '\'' && p == begin))
			quote = quote ? '\0' : *p;
		else
			buf_addc(b, *p);
	}
	*at = p;
	if (quote)
		return err_set(err, ERR_INPUT, "A %c was opened and not"
		    " closed.", quote);
	return true;
}

struct words {
	char **word;
	size_t n, cap;
};

static bool
split(const char *line, struct arena *a, struct words *w, struct err *err)
{
	struct err why = { 0 };
	struct buf b = { 0 };

	while (next_word(&line, &b, &why)) {
		GROW(w->word, w->n, w->cap);
		w->word[w->n++] = arena_strdup(a, buf_text(&b));
		buf_clear(&b);
	}
	buf_release(&b);
	if (why.code != ERR_NONE)
		err_set(err, why.code, "%s", err_text(&why));
	err_clear(&why);
	return w->n > 0 && (err == NULL || err->code == ERR_NONE);
}

static bool
run_words(struct session *s, const struct words *w, struct buf *reply,
    struct err *err)
{
	const struct verb *v = verb_find(w->word[0]);
	size_t argc = w->n - 1;

	if (v == NULL)
		return verb_unknown(w->word[0], err);
	if (argc < v->min || argc > v->max)
		return err_set(err, ERR_INPUT, "It is written: %s %s", v->name,
		    v->usage);
	return v->run(s, w->word + 1, argc, reply, err);
}

bool
verb_run_line(struct session *s, const char *line, struct buf *reply,
    struct err *err)
{
	struct arena a = { 0 };
	struct words w = { 0 };
	bool ok;

	err_clear(err);
	ok = split(line, &a, &w, err);
	if (ok)
		ok = run_words(s, &w, reply, err);
	else if (err == NULL || err->code == ERR_NONE)
		err_set(err, ERR_INPUT, "There is nothing to do in an empty"
		    " line.");
	free(w.word);
	arena_release(&a);
	return ok;
}

static bool
sign_in(struct session *s, const char *login, struct err *err)
{
	int64_t member;

	if (!db_find_login(s->db, login, &member, err))
		return false;
	if (member == 0)
		return err_set(err, ERR_INPUT, "Nobody signs in as \"%s\".",
		    login);
	if (!db_sign_in(s->db, member, "script", err))
		return false;
	s->member = member;
	return true;
}

/* "@ 2031-03-13T10:14:00 inkwell", either part may be left out. */
static bool
set_scene(struct session *s, const char *line,
    void (*set_time)(void *arg, int64_t ms), void *arg, struct err *err)
{
	struct arena a = { 0 };
	struct words w = { 0 };
	bool ok = split(line, &a, &w, err);
	size_t i;

	if (!ok && (err == NULL || err->code == ERR_NONE))
		err_set(err, ERR_INPUT, "It is written: @ TIME LOGIN");
	for (i = 0; ok && i < w.n; i++) {
		int64_t ms = clock_parse(w.word[i]);

		if (ms < 0)
			ok = sign_in(s, w.word[i], err);
		else if (set_time != NULL)
			set_time(arg, ms);
	}
	free(w.word);
	arena_release(&a);
	return ok;
}

bool
verb_run_script(struct session *s, const char *name, const char *text,
    void (*set_time)(void *arg, int64_t ms), void *arg, struct buf *reply,
    struct err *err)
{
	struct buf line = { 0 };
	int number = 1;
	bool ok = true;

	err_clear(err);
	for (; ok && *text != '\0'; number++) {
		size_t len = strcspn(text, "\n");
		const char *at;

		buf_clear(&line);
		buf_add(&line, text, len);
		text += len + (text[len] == '\n');
		at = buf_text(&line);
		at += strspn(at, " \t\r");
		if (*at == '\0' || *at == '#')
			continue;
		if (reply->len > 0 && reply->data[reply->len - 1] != '\n')
			buf_addc(reply, '\n');
		ok = *at == '@' ? set_scene(s, at + 1, set_time, arg, err) :
		    verb_run_line(s, at, reply, err);
		if (!ok)
			err_wrap(err, "%s:%d", name, number);
	}
	buf_release(&line);
	return ok;
}
