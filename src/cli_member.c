/*
 * cli_member: the keys that members sign in with over SSH, and who came in.
 */
#include "cli_sub.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "cli_list.h"
#include "cli_say.h"
#include "cli_use.h"
#include "cmd/find.h"
#include "cmd/key_cmd.h"
#include "store/sign_in_read.h"

/* More than any public key takes. */
#define KEY_MOST (64 * 1024)

/* How many sign-ins are listed. */
#define SIGN_INS_MOST 500

/* ---- Keys ---------------------------------------------------------------- */

static bool
read_key(struct cli *c, const char *path, struct buf *text, struct err *err)
{
	bool std = !path || !strcmp(path, "-");
	FILE *f = std ? stdin : fopen(path, "re");
	char block[4096];
	size_t n;

	if (!f)
		return err_set(err, ERR_INPUT, "%s can't be read: %s. Nothing "
		    "was changed.", path, strerror(errno));
	if (std && c->env->in_terminal)
		cli_say_text(stderr, "Paste the line of the .pub file, then "
		    "Ctrl-D:\n");
	while (text->len <= KEY_MOST &&
	    (n = fread(block, 1, sizeof block, f)) > 0)
		buf_add(text, block, n);
	if (!std)
		fclose(f);
	return true;
}

static bool
key_add(struct cli *c, int argc, char **argv, bool json,
    struct err *err)
{
	struct buf text = {0}, shown = {0};
	int64_t member;
	bool ok;

	(void)json;
	ok = read_key(c, argc > 1 ? argv[1] : NULL, &text, err) &&
	    find_member(&c->session, argv[0], &member, err) &&
	    cmd_key_add(&c->session, member, buf_text(&text), text.len,
	    &shown, err);
	if (ok)
		cli_say(stdout, "%s may sign in with this key:\n  %s\nAsk "
		    "them whether theirs has this fingerprint (ssh-keygen -l "
		    "-f FILE).\n", argv[0], buf_text(&shown));
	buf_wipe(&text);
	buf_release(&shown);
	return ok;
}

static void
say_key_json(const struct key_row *r, bool first)
{
	struct buf b = {0};

	buf_adds(&b, first ? "[\n " : ",\n ");
	cli_json_member(&b, "member", r->login, true);
	cli_json_member(&b, "fingerprint", r->fingerprint, false);
	cli_json_member(&b, "type", r->type, false);
	cli_json_member(&b, "comment", r->comment, false);
	cli_json_member(&b, "added", r->added_at, false);
	cli_json_member(&b, "disabled", r->disabled_at, false);
	cli_json_member(&b, "reason", r->reason, false);
	buf_addc(&b, '}');
	fputs(buf_text(&b), stdout);
	buf_release(&b);
}

static bool
key_list(struct cli *c, int argc, char **argv, bool json,
    struct err *err)
{
	struct arena a = {0};
	struct key_row *rows;
	int64_t member = 0;
	size_t n, i;
	bool ok;

	ok = (argc == 0 || find_member(&c->session, argv[0], &member, err)) &&
	    key_read(c->db, member, &a, &rows, &n, err);
	for (i = 0; ok && i < n; i++) {
		const struct key_row *r = &rows[i];

		if (json) {
			say_key_json(r, i == 0);
			continue;
		}
		cli_say(stdout, "%-14s %s  %s\n", r->login, r->fingerprint,
		    r->comment);
		cli_say(stdout, "%-14s %s, added %.10s%s%s", "", r->type,
		    r->added_at, *r->added_by ? " by " : "", r->added_by);
		if (*r->disabled_at)
			cli_say(stdout, "; disabled %.10s%s%s",
			    r->disabled_at, *r->reason ? ": " : "",
			    r->reason);
		fputc('\n', stdout);
	}
	if (ok && json)
		fputs(n > 0 ? "\n]\n" : "[]\n", stdout);
	else if (ok && n == 0)
		cli_say_text(stdout, "No key yet.\n");
	arena_release(&a);
	return ok;
}

static bool
key_disable(struct cli *c, int argc, char **argv, bool json,
    struct err *err)
{
	int64_t key;

	(void)json;
	if (!find_key(&c->session, argv[0], &key, err) ||
	    !cmd_key_disable(&c->session, key, argc > 1 ? argv[1] : NULL,
	    err))
		return false;
	cli_say_text(stdout, "The key is disabled; who came in with it is "
	    "out.\n");
	return true;
}

static bool
key_enable(struct cli *c, int argc, char **argv, bool json,
    struct err *err)
{
	int64_t key;

	(void)argc;
	(void)json;
	if (!find_key(&c->session, argv[0], &key, err) ||
	    !cmd_key_enable(&c->session, key, err))
		return false;
	cli_say_text(stdout, "The key lets its member in again.\n");
	return true;
}

static bool
key_remove(struct cli *c, int argc, char **argv, bool json,
    struct err *err)
{
	int64_t key;

	(void)argc;
	(void)json;
	if (!find_key(&c->session, argv[0], &key, err) ||
	    !cmd_key_remove(&c->session, key, err))
		return false;
	cli_say_text(stdout, "The key is gone; who came in with it is out.\n");
	return true;
}

static const struct key_does {
	const char *name;	/* behind "member", as its usage has it */
	int least, most;
	bool json;
	bool (*run)(struct cli *c, int argc, char **argv, bool json,
	    struct err *err);
	const char *wants;
} key_does[] = {
	{ "key add", 1, 2, false, key_add, "the login of a member" },
	{ "key list", 0, 1, true, key_list, "" },
	{ "key disable", 1, 2, false, key_disable, "a key" },
	{ "key enable", 1, 1, false, key_enable, "a key" },
	{ "key remove", 1, 1, false, key_remove, "a key" },
};

int
sub_member(struct cli *c, const struct cli_sub *sub, int argc, char **argv)
{
	const struct key_does *d = key_does;
	const struct key_does *end = d + sizeof key_does / sizeof *key_does;
	struct err err = {0};
	bool json = false;

	if (argc > 1 && strcmp(argv[1], "key"))
		return cli_wrong(sub, NULL, "\"%s\" is none of its words: "
		    "\"key\" is.", argv[1]);
	if (argc < 3)
		return cli_wrong(sub, NULL, "It wants key and what is done "
		    "with it.");
	while (d < end && strcmp(argv[2], strchr(d->name, ' ') + 1))
		d++;
	if (d == end)
		return cli_wrong(sub, NULL, "\"%s\" is nothing that is done "
		    "with a key.", argv[2]);
	argc -= 2;
	argv += 2;
	if (!cli_take(sub, d->name, &argc, &argv, d->json ? &json : NULL,
	    d->least, d->most, d->wants))
		return CLI_USAGE;
	return cli_open(c, &err) && d->run(c, argc, argv, json, &err) ? 0
	    : cli_fail(&err);
}

/* ---- Sign-ins ------------------------------------------------------------ */

static void
say_sign_in(const struct sign_in_row *r)
{
	cli_say(stdout, "%.10s %.8s  %-14s ", r->at, r->at + 11,
	    *r->login ? r->login : "(nobody)");
	if (*r->refused)
		cli_say(stdout, "refused: %s",
		    sign_in_refused_word(r->refused));
	else if (strcmp(r->how, "screen"))
		cli_say_text(stdout, "one command");
	else if (*r->left_at)
		cli_say(stdout, "%s %.10s %.8s",
		    sign_in_left_word(r->left_how), r->left_at,
		    r->left_at + 11);
	else
		cli_say_text(stdout, "here, or cut off");
	cli_say(stdout, "  %.15s\n", r->fingerprint);
}

static void
say_sign_in_json(const struct sign_in_row *r, bool first)
{
	struct buf b = {0};

	buf_adds(&b, first ? "[\n " : ",\n ");
	cli_json_member(&b, "at", r->at, true);
	cli_json_member(&b, "member", r->login, false);
	cli_json_member(&b, "how", r->how, false);
	cli_json_member(&b, "refused", r->refused, false);
	cli_json_member(&b, "left", r->left_at, false);
	buf_addc(&b, '}');
	fputs(buf_text(&b), stdout);
	buf_release(&b);
}

int
sub_sign_ins(struct cli *c, const struct cli_sub *sub, int argc, char **argv)
{
	struct sign_in_row *rows;
	struct err err = {0};
	struct arena a = {0};
	int64_t member = 0;
	bool json = false;
	size_t n, i;
	bool ok;

	if (!cli_take(sub, NULL, &argc, &argv, &json, 0, 1, ""))
		return CLI_USAGE;
	ok = cli_open(c, &err) && (argc == 0 || find_member(&c->session,
	    argv[0], &member, &err)) && sign_in_read(c->db, member,
	    SIGN_INS_MOST, &a, &rows, &n, &err);
	for (i = 0; ok && i < n; i++) {
		if (json)
			say_sign_in_json(&rows[i], i == 0);
		else
			say_sign_in(&rows[i]);
	}
	if (ok && json)
		fputs(n > 0 ? "\n]\n" : "[]\n", stdout);
	else if (ok && n == 0)
		cli_say_text(stdout, "Nobody yet.\n");
	arena_release(&a);
	return ok ? 0 : cli_fail(&err);
}
