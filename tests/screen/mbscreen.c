/*
 * mbscreen: runs scripts of screens and tells the results as TAP.
 *
 * mbscreen [--update] FILE.scr…
 *
 * A script is read line by line; empty lines and # comments are passed over.
 *
 *   book [DATA [SCRIPT]]   make the book from the demo's data of this name, and
 *                          play the script of that name in it
 *   now TIME               the clock stands at 2031-03-13T09:30:00
 *   wait SECONDS           time goes by
 *   size ROWSxCOLS         of the screens of members who come after
 *   member LOGIN           the one at the keys from here on, in the window
 *                          they began last
 *   open LOGIN PLACE       the same in a further window, begun at a place
 *   keys KEYS              as jj<Enter><Ctrl-R>; blanks at the end do not count
 *   paste TEXT             pasted text; \n in it is a line's end
 *   resize ROWSxCOLS
 *   remote yes|no          members who come after are over SSH
 *   reopen                 the line drops; the same member comes back
 *   kill                   the same without a chance to keep anything
 *   as LOGIN COMMAND …     that member does it elsewhere, by name
 *   refused LOGIN COMMAND  likewise, and must be refused
 *   expect [plain]         the screen, row for row, as it follows, with styles
 *                          by meaning or plain; ends with the cursor's line
 *   sees TEXT              TEXT stands somewhere in one row
 *   lacks TEXT             TEXT stands nowhere
 *   gone WORDS             the program has let the member out, saying so
 *
 * expect, sees, lacks, gone and refused are the tests. With --update every expect
 * that is not met is rewritten in the file to what was seen; read the diff.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "export/doc.h"
#include "stage.h"

struct script {
	const char *name;
	char *text, *at;	/* whole, cut into lines; the next line */
	int line;
	bool update;
	struct buf out;		/* the file as it should be */
	struct stage *stage;
};

static int tests, failures;

static void
result(const struct script *s, int line, bool ok, const char *what)
{
	printf("%sok %d - %s:%d %s\n", ok ? "" : "not ", ++tests, s->name, line,
	    what);
	failures += !ok;
}

/* The text as remarks, so that TAP does not read it. */
static void
remark(const char *head, const char *text)
{
	size_t len;

	printf("# %s\n", head);
	for (; *text; text += len + (text[len] == '\n')) {
		len = strcspn(text, "\n");
		printf("#   %.*s\n", (int)len, text);
	}
}

static char *
next_line(struct script *s)
{
	char *line = s->at, *end;

	if (!*line)
		return NULL;
	end = strchr(line, '\n');
	if (end)
		*end = '\0';
	s->at = end ? end + 1 : line + strlen(line);
	s->line++;
	return line;
}

static bool
read_size(const char *text, int *rows, int *cols, struct err *err)
{
	char rest;

	return (sscanf(text, "%dx%d%c", rows, cols, &rest) == 2 &&
	    *rows > 0 && *cols > 0) ||
	    err_set(err, ERR_INPUT, "a size is ROWSxCOLS, not %s", text);
}

/* Cut off and return the first word; *text goes on to what follows. */
static char *
first_word(char **text)
{
	char *word = *text;

	*text += strcspn(*text, " ");
	if (**text)
		*(*text)++ = '\0';
	return *word ? word : NULL;
}

/* --- steps ---------------------------------------------------------------------- */

static bool
step_book(struct script *s, char *args, struct err *err)
{
	char *data = first_word(&args), *played = first_word(&args);

	return stage_book(s->stage, data, played, err);
}

static bool
step_now(struct script *s, char *args, struct err *err)
{
	return stage_now(s->stage, args, err);
}

static bool
step_wait(struct script *s, char *args, struct err *err)
{
	char *end;
	double seconds = strtod(args, &end);

	if (*end || end == args)
		return err_set(err, ERR_INPUT, "%s are no seconds", args);
	stage_wait(s->stage, (long)(seconds * 1000));
	return true;
}

static bool
step_size(struct script *s, char *args, struct err *err)
{
	int rows, cols;

	if (!read_size(args, &rows, &cols, err))
		return false;
	stage_size(s->stage, rows, cols);
	return true;
}

static bool
step_resize(struct script *s, char *args, struct err *err)
{
	int rows, cols;

	return read_size(args, &rows, &cols, err) &&
	    stage_resize(s->stage, rows, cols, err);
}

static bool
step_member(struct script *s, char *args, struct err *err)
{
	return stage_member(s->stage, args, NULL, err);
}

static bool
step_open(struct script *s, char *args, struct err *err)
{
	char *login = first_word(&args);

	return stage_member(s->stage, login ? login : "", args, err);
}

static bool
step_keys(struct script *s, char *args, struct err *err)
{
	return stage_keys(s->stage, args, err);
}

static bool
step_paste(struct script *s, char *args, struct err *err)
{
	struct buf b = {0};
	bool ok;

	for (; *args; args++) {
		if (args[0] == '\\' && args[1] == 'n') {
			buf_addc(&b, '\n');
			args++;
		} else {
			buf_addc(&b, *args);
		}
	}
	ok = stage_paste(s->stage, buf_text(&b), err);
	buf_release(&b);
	return ok;
}

static bool
step_reopen(struct script *s, char *args, struct err *err)
{
	(void)args;
	return stage_again(s->stage, true, err);
}

static bool
step_kill(struct script *s, char *args, struct err *err)
{
	(void)args;
	return stage_again(s->stage, false, err);
}

static bool
step_as(struct script *s, char *args, struct err *err)
{
	char *login = first_word(&args);

	return stage_do(s->stage, login ? login : "", args, err);
}

static bool
step_refused(struct script *s, char *args, struct err *err)
{
	char *login = first_word(&args);
	bool ok = !stage_do(s->stage, login ? login : "", args, err);

	result(s, s->line, ok, "refused");
	if (ok)
		remark("because", err_text(err));
	err_clear(err);
	return true;
}

static bool
find(struct script *s, const char *text, bool wanted, struct err *err)
{
	struct buf seen = {0};
	bool ok = stage_dump(s->stage, &seen, true, err);

	if (ok) {
		bool met = (strstr(buf_text(&seen), text) != NULL) == wanted;

		result(s, s->line, met, wanted ? "sees" : "lacks");
		if (!met) {
			remark("the text", text);
			remark("the screen", buf_text(&seen));
		}
	}
	buf_release(&seen);
	return ok;
}

static bool
step_sees(struct script *s, char *args, struct err *err)
{
	return find(s, args, true, err);
}

static bool
step_lacks(struct script *s, char *args, struct err *err)
{
	return find(s, args, false, err);
}

static bool
step_remote(struct script *s, char *args, struct err *err)
{
	bool yes = !strcmp(args, "yes");

	if (!yes && strcmp(args, "no") != 0)
		return err_set(err, ERR_INPUT, "it is yes or no, not %s",
		    args);
	stage_remote(s->stage, yes);
	return true;
}

static bool
step_gone(struct script *s, char *args, struct err *err)
{
	struct err why = {0};
	bool gone = stage_gone(s->stage, args, &why);

	(void)err;
	result(s, s->line, gone, "gone");
	if (!gone)
		remark("instead", err_text(&why));
	err_clear(&why);
	return true;
}

/* The rows that follow, up to the cursor's. */
static bool
read_golden(struct script *s, struct buf *golden, struct err *err)
{
	size_t len;
	char *line;

	while (*s->at) {
		len = strcspn(s->at, "\n");
		/* A new expect, to be filled in by --update, has no rows. */
		if (strncmp(s->at, "cursor ", 7) && (!len ||
		    s->at[len - 1] != '|'))
			break;
		line = next_line(s);
		buf_adds(golden, line);
		buf_addc(golden, '\n');
		if (!strncmp(line, "cursor ", 7))
			return true;
	}
	return s->update || err_set(err, ERR_INPUT, "expect has no rows that "
	    "end with | and a cursor's line; --update fills them in");
}

static void
show_difference(const char *golden, const char *seen)
{
	size_t a, b;

	for (int row = 0; *golden || *seen; row++) {
		a = strcspn(golden, "\n");
		b = strcspn(seen, "\n");
		if (a != b || memcmp(golden, seen, a)) {
			printf("# row %d\n", row);
			printf("#   expected %.*s\n", (int)a, golden);
			printf("#   seen     %.*s\n", (int)b, seen);
		}
		golden += a + (golden[a] == '\n');
		seen += b + (seen[b] == '\n');
	}
}

static bool
step_expect(struct script *s, char *args, struct err *err)
{
	struct buf golden = {0}, seen = {0};
	int line = s->line;
	bool same, ok = stage_dump(s->stage, &seen, !strcmp(args, "plain"),
	    err) && read_golden(s, &golden, err);

	if (ok) {
		same = buf_equal(&golden, &seen);
		result(s, line, same || s->update, "expect");
		if (!same && !s->update)
			show_difference(buf_text(&golden), buf_text(&seen));
		buf_add(&s->out, buf_text(&seen), seen.len);
	}
	buf_release(&golden);
	buf_release(&seen);
	return ok;
}

static const struct step {
	const char *name;
	bool (*run)(struct script *s, char *args, struct err *err);
} steps[] = {
	{ "book", step_book },
	{ "now", step_now },
	{ "wait", step_wait },
	{ "size", step_size },
	{ "member", step_member },
	{ "open", step_open },
	{ "keys", step_keys },
	{ "paste", step_paste },
	{ "resize", step_resize },
	{ "reopen", step_reopen },
	{ "kill", step_kill },
	{ "as", step_as },
	{ "refused", step_refused },
	{ "expect", step_expect },
	{ "sees", step_sees },
	{ "lacks", step_lacks },
	{ "gone", step_gone },
	{ "remote", step_remote },
};

/* --- files ------------------------------------------------------------------------ */

static bool
run_line(struct script *s, char *line, struct err *err)
{
	size_t end = strlen(line);
	char *name;

	while (end && line[end - 1] == ' ')
		line[--end] = '\0';
	if (!*line || *line == '#')
		return true;
	name = first_word(&line);
	for (size_t i = 0; i < sizeof(steps) / sizeof(*steps); i++) {
		if (!strcmp(steps[i].name, name))
			return steps[i].run(s, line, err);
	}
	return err_set(err, ERR_INPUT, "no step is called %s", name);
}

static void
run_script(struct script *s)
{
	struct err err = {0};
	char *line;

	s->at = s->text;
	s->stage = stage_new();
	while ((line = next_line(s)) != NULL) {
		buf_adds(&s->out, line);
		buf_addc(&s->out, '\n');
		if (!run_line(s, line, &err)) {
			result(s, s->line, false, "runs");
			remark("the step failed", err_text(&err));
			break;
		}
	}
	err_clear(&err);
	stage_free(s->stage);
}

static char *
read_text(const char *path)
{
	struct buf b = {0};
	char bytes[4096];
	FILE *f = fopen(path, "rb");
	size_t n;

	if (!f) {
		perror(path);
		exit(1);
	}
	while ((n = fread(bytes, 1, sizeof(bytes), f)) > 0)
		buf_add(&b, bytes, n);
	fclose(f);
	return buf_take(&b);
}

/* A script that stopped at a failed step is left as it is. */
static bool
write_back(const struct script *s, const char *before)
{
	FILE *f;

	if (*s->at || !strcmp(buf_text(&s->out), before))
		return true;
	f = fopen(s->name, "wb");
	if (!f || fwrite(s->out.data, 1, s->out.len, f) != s->out.len ||
	    fclose(f)) {
		perror(s->name);
		return false;
	}
	printf("# %s was rewritten\n", s->name);
	return true;
}

static bool
run_file(const char *path, bool update)
{
	struct script s = { .name = path, .update = update };
	char *before = read_text(path);
	bool ok = true;

	s.text = read_text(path);
	run_script(&s);
	if (update)
		ok = write_back(&s, before);
	buf_release(&s.out);
	free(s.text);
	free(before);
	return ok;
}

int
main(int argc, char **argv)
{
	bool update = argc > 1 && !strcmp(argv[1], "--update");
	bool ok = true;

	if (!getenv("MINUTEBOOK_DEMO") || !getenv("MINUTEBOOK_FORMS")) {
		fputs("mbscreen: MINUTEBOOK_DEMO and MINUTEBOOK_FORMS must say "
		    "where data and kinds lie (make check does)\n", stderr);
		return 2;
	}
	setvbuf(stdout, NULL, _IOLBF, 0);
	if (getenv("MINUTEBOOK_WRITERS"))
		doc_writers_at(getenv("MINUTEBOOK_WRITERS"));
	for (int i = 1 + update; i < argc; i++)
		ok = run_file(argv[i], update) && ok;
	printf("1..%d\n", tests);
	return failures || !ok;
}
