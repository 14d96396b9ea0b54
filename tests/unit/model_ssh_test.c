/*
 * What comes from outside about SSH: public keys as ssh-keygen writes them,
 * with the fingerprints that it says they have, and command lines.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "model/remoteline.h"
#include "model/sshkey.h"

static const struct {
	const char *key, *fingerprint;
} good[] = {
	{ "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAICvaHf4uKuEKAQJwcGlcdr3pbK"
	    "H0rsS4ccM4+2TOs99W",
	    "SHA256:yLWO1o3qOr3G03K4dAcV9lATe3PAN6ZIyN9IlIl8vMc" },
	{ "sk-ssh-ed25519@openssh.com AAAAGnNrLXNzaC1lZDI1NTE5QG9wZW5zc2g"
	    "uY29tAAAAICvaHf4uKuEKAQJwcGlcdr3pbKH0rsS4ccM4+2TOs99WAAAABHNza"
	    "Do=",
	    "SHA256:2L1Rz+0kAG/9tr1PUEH2nTC8ykD6ZfFRTyYF+8b5U8E" },
	{ "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdH"
	    "AyNTYAAABBBM5+plehr1JzeliLIIB9bkIhiPZLd9xHzn77oos/vvLOMSg+XA9q"
	    "tMV1LDP1kloSjrvdyjnq5DSFJmnqs+b97CA=",
	    "SHA256:dvDnrQTdkLICyycAaoNFZZh32nYS8g7PNSvlhLO2eb0" },
	{ "ecdsa-sha2-nistp384 AAAAE2VjZHNhLXNoYTItbmlzdHAzODQAAAAIbmlzdH"
	    "AzODQAAABhBMuYmsdIwwKRlvnqQzPps/2hC38TZ8ki4DEBQm9t9YO7KRl0Nqfl"
	    "LA4+lnWVaWKMTXSEe0yd0hOCleGsL693rBG4dPR4Qpdi+WDAja17EE3Xbn+RbU"
	    "FgaHA40U/Ec1HVBQ==",
	    "SHA256:PB9X3l+o1Zf1jZ6V11GiY3CUQbD1F+LZi1+JmMbgbps" },
	{ "ecdsa-sha2-nistp521 AAAAE2VjZHNhLXNoYTItbmlzdHA1MjEAAAAIbmlzdH"
	    "A1MjEAAACFBAHKIWnBxX/5c88yhugp4GxMcCW5OVifcCaVsCc2ObIAuGI1/aqP"
	    "iPGYNvZZKsAwn9oFHpn57/rtskeTGl4aHAnnLQEeAa69wYxMeOvg6cLH0rYKtd"
	    "UvAPSVorktjQA8siJ/Psv5Wz4qBvVP8fgkkD6GeKxeKnI6zJvo766fccHqQVCY"
	    "GQ==",
	    "SHA256:zUlfYAtEwWsQPv8r4kqj5gsv2uT9uLUQsvAlIIos9v0" },
	{ "sk-ecdsa-sha2-nistp256@openssh.com AAAAInNrLWVjZHNhLXNoYTItbml"
	    "zdHAyNTZAb3BlbnNzaC5jb20AAAAIbmlzdHAyNTYAAABBBM5+plehr1JzeliLI"
	    "IB9bkIhiPZLd9xHzn77oos/vvLOMSg+XA9qtMV1LDP1kloSjrvdyjnq5DSFJmn"
	    "qs+b97CAAAAAEc3NoOg==",
	    "SHA256:hDwwE4EyKs97RO6wiGcYZn1NPxTm7dRa8PgXgfy+k3M" },
	{ "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABgQCreuiN9v4ckF9q+6Ffyz6zj9"
	    "GsEdnSas4SJhtu7mcR7iFj51vttH9Iv7p6P0u+ZwuVz6dhTDHjNZqYQUH7dtXr"
	    "LjfcCPxO/4Mr+Z6ImibAiASsM1YdQFPRJwe6LFBgVCwvmMSoV5mNqvghiqk93r"
	    "lpGfhofKmjpBR4/CbNx8CqXEX6NNaeFcWpKEn8vR8JX/1KtJLMQmebhcMLTR+D"
	    "scxfsglqQwV78Rt6f7NpI2JMgCtRUW/8A+cALlG7saRk128f5/1MOtpRamLSiS"
	    "4mqKAu9zX4LUphR6tzCYqEmsly73YSUUso+pENMEnvVI9XArsaM5C6zH7z4W/W"
	    "rPeZ7AMPeWG/Ldo5ulqaxpazVm1Yg7dRGJJZ5qJ2vh9ZInuNnw3vvAc8+96IKn"
	    "FwFkXe2LSv2GEQ6JnWE4xcBJ505mRzXufVpkp/+cz8EaYfJgT73LAHxYnsQVfm"
	    "6c7XaBXVBV9hFa85U0IKqPTpHjZcUfKomV0zlTTS3MacePw/zBKjN5U=",
	    "SHA256:IZIfKa/tqGzbLirgAMQ4Nsj5ZU84rD4wL+3ZkSucvUI" },
};

enum { GOOD = sizeof(good) / sizeof(good[0]) };

static const char weak[] =
    "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQDDyvGq12BMAlI2l9nPKaSQ0a"
    "hyJ46tYCbv8x1n1mNNAmtRxgQCr764k/pQ4EE0x56r2yAkrkrerJ7pd12fR3EC"
    "gFP/vEcswUOY8Lld1Vr9dNPvX4aqAs1CFMgoSmy6nUyI7GTrY5+Z7yLcw7PPwk"
    "oeRRfv0J6Z4G3I8zgtgnLPaQ==";

static bool
parse(struct sshkey *k, const char *text, struct err *err)
{
	return sshkey_parse(k, text, strlen(text), err);
}

/* Refused, with a sentence that holds these words and nothing of the key. */
static void
refused(const char *text, const char *words)
{
	struct err err = {0};
	struct sshkey k;

	if (parse(&k, text, &err))
		fail_msg("taken: %s", text);
	assert_int_equal(err.code, ERR_INPUT);
	assert_null(k.type);
	if (strstr(err_text(&err), words) == NULL)
		fail_msg("\"%s\" does not say \"%s\"", err_text(&err), words);
	assert_null(strstr(err_text(&err), "AAAA"));
	err_clear(&err);
}

static void
every_type_is_read_as_ssh_keygen_does(void **state)
{
	struct err err = {0};
	struct buf line = {0};
	struct sshkey k;
	size_t i;

	(void)state;
	for (i = 0; i < GOOD; i++) {
		buf_clear(&line);
		buf_addf(&line, " %s \t x@y \r\n\n", good[i].key);
		if (!parse(&k, buf_text(&line), &err))
			fail_msg("%s: %s", good[i].key, err_text(&err));
		assert_string_equal(k.fingerprint, good[i].fingerprint);
		assert_true(sshkey_is_fingerprint(k.fingerprint));
		assert_int_equal(strncmp(good[i].key, k.type,
		    strlen(k.type)), 0);
		assert_string_equal(buf_text(&k.blob),
		    strchr(good[i].key, ' ') + 1);
		assert_string_equal(buf_text(&k.comment), "x@y");
		sshkey_release(&k);
	}
	buf_release(&line);
}

static void
parts_are_what_sshd_hands_over(void **state)
{
	const char *blob = strchr(good[0].key, ' ') + 1;
	struct err err = {0};
	struct sshkey k;

	(void)state;
	assert_true(sshkey_parse_parts(&k, "ssh-ed25519", blob, &err));
	assert_string_equal(k.fingerprint, good[0].fingerprint);
	sshkey_release(&k);
	assert_false(sshkey_parse_parts(&k, "ssh-rsa", blob, &err));
	assert_false(sshkey_parse_parts(&k, "", blob, &err));
	assert_false(sshkey_parse_parts(&k, "ssh-ed25519", "", &err));
	assert_false(sshkey_parse_parts(&k,
	    "ssh-ed25519-cert-v01@openssh.com", blob, &err));
	err_clear(&err);
}

static void
a_cut_or_changed_key_is_refused(void **state)
{
	char text[2048];
	size_t i, n;

	(void)state;
	for (i = 0; i < GOOD; i++) {
		n = strlen(good[i].key);
		for (; n > (size_t)(strchr(good[i].key, ' ') -
		    good[i].key); n--) {
			snprintf(text, sizeof(text), "%.*s", (int)n - 1,
			    good[i].key);
			refused(text, "");
		}
		/* Another type than the blob says. */
		snprintf(text, sizeof(text), "%.*s %s", (int)strcspn(
		    good[(i + 1) % GOOD].key, " "), good[(i + 1) % GOOD].key,
		    strchr(good[i].key, ' ') + 1);
		refused(text, "damaged");
		/* Something behind it. */
		snprintf(text, sizeof(text), "%sAAAA", good[i].key);
		refused(text, "damaged");
	}
}

/* sshd would be handed a line that says something else than it was read as. */
static void
letters_beyond_ascii_are_none(void **state)
{
	char text[2048];
	size_t i, n;

	(void)state;
	for (i = 0; i < GOOD; i++) {
		n = strlen(good[i].key);
		for (; good[i].key[n - 1] != ' '; n--) {
			snprintf(text, sizeof(text), "%s", good[i].key);
			text[n - 1] |= (char)0x80;
			refused(text, "damaged");
		}
	}
}

static void
what_is_no_public_key_is_called_what_it_is(void **state)
{
	char text[2048];

	(void)state;
	refused("", "There is no key");
	refused(" \n", "There is no key");
	refused("-----BEGIN OPENSSH PRIVATE KEY-----\nAAAAb3Blb\n",
	    "private key");
	refused("-----BEGIN RSA PRIVATE KEY-----\nMIIE\n", "private key");
	refused("PuTTY-User-Key-File-3: ssh-ed25519\n", "private key");
	refused("---- BEGIN SSH2 PUBLIC KEY ----\nAAAA\n", "-i -f");
	refused("ssh-ed25519-cert-v01@openssh.com AAAA x", "certificate");
	refused("ssh-dss AAAAB3NzaC1kc3MAAACB x", "DSA");
	refused(weak, "1024 bits");
	refused("hello", "not an SSH public key");
	refused("ssh-ed25519", "cut short");
	refused("ssh-ed25519 AAAA", "damaged");
	snprintf(text, sizeof(text), "command=\"/bin/sh\" %s", good[0].key);
	refused(text, "Options");
	snprintf(text, sizeof(text), "no-pty %s", good[0].key);
	refused(text, "Options");
	snprintf(text, sizeof(text), "%s\n%s", good[0].key, good[1].key);
	refused(text, "more than one line");
	snprintf(text, sizeof(text), "%s x\nPermitOpen=any", good[0].key);
	refused(text, "more than one line");
}

static void
a_comment_can_be_shown(void **state)
{
	struct err err = {0};
	struct sshkey k;
	char text[1024];

	(void)state;
	snprintf(text, sizeof(text), "%s a\033]0;x\007\xe2\x80\xae b",
	    good[0].key);
	assert_true(parse(&k, text, &err));
	assert_null(strchr(buf_text(&k.comment), '\033'));
	assert_non_null(strstr(buf_text(&k.comment), "U+202E"));
	sshkey_release(&k);
	snprintf(text, sizeof(text), "%s %0400d", good[0].key, 7);
	assert_true(parse(&k, text, &err));
	assert_int_equal(k.comment.len, 60);
	sshkey_release(&k);
}

static void
a_fingerprint_has_one_form(void **state)
{
	(void)state;
	assert_true(sshkey_is_fingerprint(good[0].fingerprint));
	assert_false(sshkey_is_fingerprint(""));
	assert_false(sshkey_is_fingerprint("SHA256:"));
	assert_false(sshkey_is_fingerprint(good[0].fingerprint + 1));
	assert_false(sshkey_is_fingerprint("SHA256:"
	    "yLWO1o3qOr3G03K4dAcV9lATe3PAN6ZIyN9IlIl8vM' "));
	assert_false(sshkey_is_fingerprint("MD5:1e:2f"));
}

/* ---- Command lines ------------------------------------------------------- */

static void
words_are_parted_by_blanks_and_kept_by_quotes(void **state)
{
	struct remoteline r;
	struct err err = {0};

	(void)state;
	assert_true(remoteline_split(&r, "  export minutes  "
	    "--meeting='MM $(x) 1' \"\" a'b'\"c d\" ", &err));
	assert_int_equal(r.n, 5);
	assert_string_equal(r.word[0], "export");
	assert_string_equal(r.word[1], "minutes");
	assert_string_equal(r.word[2], "--meeting=MM $(x) 1");
	assert_string_equal(r.word[3], "");
	assert_string_equal(r.word[4], "abc d");
	assert_null(r.word[5]);
	assert_true(remoteline_split(&r, "", &err));
	assert_int_equal(r.n, 0);
	assert_null(r.word[0]);
}

static void
what_a_shell_would_act_upon_is_refused(void **state)
{
	static const char *const lines[] = { "export; sh", "export | sh",
		"export && sh", "$(sh)", "`sh`", "a > b", "a < b", "*.db",
		"a\nb", "a\rb", "a\tb", "a\x1b[2J", "a\x7f", "a\\ b", "~/x",
		"{a,b}", "a # b", "!x", "'a", "\"a", "\xff", "\xc3\x28",
		"$HOME", "x?", "[x]", "%n" };
	struct remoteline r;
	struct err err = {0};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		if (remoteline_split(&r, lines[i], &err))
			fail_msg("taken: %s", lines[i]);
		assert_int_equal(err.code, ERR_INPUT);
		err_clear(&err);
	}
}

static void
a_line_has_its_limits(void **state)
{
	char text[REMOTELINE_LENGTH + 2];
	struct remoteline r;
	struct err err = {0};
	size_t i;

	(void)state;
	memset(text, 'a', sizeof(text));
	text[REMOTELINE_LENGTH] = '\0';
	assert_true(remoteline_split(&r, text, &err));
	assert_int_equal(r.n, 1);
	text[REMOTELINE_LENGTH] = 'a';
	text[REMOTELINE_LENGTH + 1] = '\0';
	assert_false(remoteline_split(&r, text, &err));
	err_clear(&err);
	for (i = 0; i < REMOTELINE_WORDS; i++)
		memcpy(text + 2 * i, "a ", 2);
	text[2 * i] = '\0';
	assert_true(remoteline_split(&r, text, &err));
	memcpy(text + 2 * i, "a", 2);
	assert_false(remoteline_split(&r, text, &err));
	err_clear(&err);
}

static void
plain_words_and_terminals(void **state)
{
	(void)state;
	assert_true(remoteline_plain("/usr/local/bin/minutebook"));
	assert_true(remoteline_plain("SHA256:a+/="));
	assert_false(remoteline_plain(""));
	assert_false(remoteline_plain("a b"));
	assert_false(remoteline_plain("a\"b"));
	assert_false(remoteline_plain("a\nb"));
	assert_false(remoteline_plain("a$b"));
	assert_true(remoteline_terminal("xterm-256color"));
	assert_true(remoteline_terminal("screen.xterm+x_y"));
	assert_false(remoteline_terminal(""));
	assert_false(remoteline_terminal("../../tmp/evil"));
	assert_false(remoteline_terminal("xterm\n"));
	assert_false(remoteline_terminal("x%s"));
	assert_false(remoteline_terminal(
	    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_type_is_read_as_ssh_keygen_does),
		cmocka_unit_test(parts_are_what_sshd_hands_over),
		cmocka_unit_test(a_cut_or_changed_key_is_refused),
		cmocka_unit_test(letters_beyond_ascii_are_none),
		cmocka_unit_test(what_is_no_public_key_is_called_what_it_is),
		cmocka_unit_test(a_comment_can_be_shown),
		cmocka_unit_test(a_fingerprint_has_one_form),
		cmocka_unit_test(words_are_parted_by_blanks_and_kept_by_quotes),
		cmocka_unit_test(what_a_shell_would_act_upon_is_refused),
		cmocka_unit_test(a_line_has_its_limits),
		cmocka_unit_test(plain_words_and_terminals),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
