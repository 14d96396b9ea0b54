#include "model/sshkey.h"

#include <stdint.h>
#include <string.h>

#include "base/base64.h"
#include "base/hash.h"
#include "base/utf8.h"

enum {
	TEXT_MOST = 16384,	/* a .pub file; RSA of 16,384 bits has 2,800 */
	BLOB_MOST = 4096,
	COMMENT_MOST = 60,	/* columns kept of a comment */
	RSA_LEAST = 2048,	/* bits */
	RSA_MOST = 16384
};

/* What is left of a blob. */
struct wire {
	const unsigned char *at;
	size_t left;
};

/* One string of RFC 4251: its length in four bytes, then its bytes. */
static bool
take(struct wire *w, struct wire *part)
{
	uint32_t n;

	if (w->left < 4)
		return false;
	n = (uint32_t)w->at[0] << 24 | (uint32_t)w->at[1] << 16 |
	    (uint32_t)w->at[2] << 8 | w->at[3];
	if (n > w->left - 4)
		return false;
	*part = (struct wire){ w->at + 4, n };
	w->at += 4 + n;
	w->left -= 4 + n;
	return true;
}

static bool
take_word(struct wire *w, const char *word)
{
	struct wire part;

	return take(w, &part) && part.left == strlen(word) &&
	    memcmp(part.at, word, part.left) == 0;
}

/* A positive whole number in as few bytes as it needs. */
static bool
take_number(struct wire *w, struct wire *number, unsigned *bits)
{
	unsigned char top;

	if (!take(w, number) || number->left == 0 || number->at[0] & 0x80)
		return false;
	if (number->at[0] == 0 && (number->left == 1 ||
	    !(number->at[1] & 0x80)))
		return false;
	if (number->at[0] == 0) {
		number->at++;
		number->left--;
	}
	*bits = (unsigned)(number->left - 1) * 8;
	for (top = number->at[0]; top != 0; top >>= 1)
		++*bits;
	return true;
}

/* ---- What each type holds ------------------------------------------------ */

struct type {
	const char *name, *label;
	bool (*body)(struct wire *w, const struct type *t, struct err *err);
	const char *curve;	/* of ECDSA */
	size_t point;		/* bytes of its point */
	bool token;		/* in a security key: names an application */
};

static bool
take_application(struct wire *w, const struct type *t)
{
	struct wire part;

	return !t->token || (take(w, &part) && part.left > 0 &&
	    memchr(part.at, '\0', part.left) == NULL);
}

static bool
body_ed25519(struct wire *w, const struct type *t, struct err *err)
{
	struct wire part;

	(void)err;
	return take(w, &part) && part.left == 32 && take_application(w, t);
}

static bool
body_ecdsa(struct wire *w, const struct type *t, struct err *err)
{
	struct wire part;

	(void)err;
	return take_word(w, t->curve) && take(w, &part) &&
	    part.left == t->point && part.at[0] == 4 &&
	    take_application(w, t);
}

static bool
body_rsa(struct wire *w, const struct type *t, struct err *err)
{
	struct wire e, n;
	unsigned bits;

	(void)t;
	if (!take_number(w, &e, &bits) || bits < 2 || !(e.at[e.left - 1] & 1) ||
	    !take_number(w, &n, &bits))
		return false;
	if (bits < RSA_LEAST)
		return err_set(err, ERR_INPUT, "This RSA key has %u bits, and "
		    "fewer than %d can be broken. Nothing was changed: a good "
		    "one is made with ssh-keygen -t ed25519.", bits,
		    RSA_LEAST);
	return bits <= RSA_MOST;
}

static const struct type types[] = {
	{ "ssh-ed25519", "Ed25519", body_ed25519, NULL, 0, false },
	{ "sk-ssh-ed25519@openssh.com", "Ed25519, security key",
	    body_ed25519, NULL, 0, true },
	{ "ecdsa-sha2-nistp256", "ECDSA P-256", body_ecdsa, "nistp256", 65,
	    false },
	{ "ecdsa-sha2-nistp384", "ECDSA P-384", body_ecdsa, "nistp384", 97,
	    false },
	{ "ecdsa-sha2-nistp521", "ECDSA P-521", body_ecdsa, "nistp521", 133,
	    false },
	{ "sk-ecdsa-sha2-nistp256@openssh.com", "ECDSA P-256, security key",
	    body_ecdsa, "nistp256", 65, true },
	{ "ssh-rsa", "RSA", body_rsa, NULL, 0, false },
};

enum { TYPES = sizeof(types) / sizeof(types[0]) };

static const struct type *
find_type(const char *name, size_t len)
{
	size_t i;

	for (i = 0; i < TYPES; i++)
		if (strlen(types[i].name) == len &&
		    memcmp(types[i].name, name, len) == 0)
			return &types[i];
	return NULL;
}

/* ---- What was given instead ---------------------------------------------- */

static const struct {
	const char *sign, *says;
} mistakes[] = {
	{ "PRIVATE KEY", "That is a private key. It was not kept here, but "
	    "whoever saw it could sign in with it: make a new pair with "
	    "ssh-keygen -t ed25519, and give the file that ends in .pub." },
	{ "PuTTY-User-Key-File", "That is PuTTY's file with the private key. "
	    "It was not kept here, but whoever saw it could sign in with it: "
	    "make a new pair, and give what PuTTYgen shows as \"Public key "
	    "for pasting\"." },
	{ "BEGIN SSH2 PUBLIC KEY", "This public key is in SSH2's form. Turn "
	    "it into OpenSSH's with ssh-keygen -i -f FILE, and give that." },
	{ "BEGIN PUBLIC KEY", "This public key is in PEM's form. Turn it into "
	    "OpenSSH's with ssh-keygen -i -m PKCS8 -f FILE, and give that." },
	{ "-cert-v01@openssh.com", "That is a certificate. Members sign in "
	    "with a plain key: give the .pub file beside it, without -cert." },
	{ "ssh-dss ", "DSA keys are too weak, and sshd refuses them. A good "
	    "one is made with ssh-keygen -t ed25519." },
};

/* Does text hold sign? It may hold NULs. */
static bool
holds(const char *text, size_t len, const char *sign)
{
	return memmem(text, len, sign, strlen(sign)) != NULL;
}

static bool
refuse_known(const char *text, size_t len, struct err *err)
{
	size_t i;

	for (i = 0; i < sizeof(mistakes) / sizeof(mistakes[0]); i++)
		if (holds(text, len, mistakes[i].sign))
			return err_set(err, ERR_INPUT, "%s",
			    mistakes[i].says);
	return true;
}

static bool
refuse_first_word(const char *text, size_t len, struct err *err)
{
	size_t i;

	for (i = 0; i < TYPES; i++)
		if (holds(text, len, types[i].name))
			return err_set(err, ERR_INPUT, "Options stand before "
			    "this key. What a member may do over SSH is "
			    "settled here: give the key alone, as it stands "
			    "in the .pub file.");
	return err_set(err, ERR_INPUT, "That is not an SSH public key. It is "
	    "one line that begins with its type, such as ssh-ed25519, and "
	    "stands in the file that ends in .pub.");
}

/* ---- Reading ------------------------------------------------------------- */

static bool
check_blob(const struct type *t, const struct buf *blob, struct err *err)
{
	struct wire w = { (const unsigned char *)blob->data, blob->len };
	struct err why = {0};

	if (take_word(&w, t->name) && t->body(&w, t, &why) && w.left == 0)
		return true;
	if (why.code != ERR_NONE) {
		err_set(err, why.code, "%s", err_text(&why));
		err_clear(&why);
		return false;
	}
	return err_set(err, ERR_INPUT, "This key is cut short or damaged: "
	    "what it holds is not a key of its type. Copy the whole line of "
	    "the .pub file once more.");
}

static bool
take_key(struct sshkey *k, const struct type *t, const char *blob, size_t len,
    struct err *err)
{
	struct buf bytes = {0}, print = {0};
	unsigned char hash[HASH_SIZE];
	bool ok;

	ok = base64_read(&bytes, blob, len, BLOB_MOST) || err_set(err,
	    ERR_INPUT, "This key is cut short or damaged. Copy the whole line "
	    "of the .pub file once more.");
	ok = ok && check_blob(t, &bytes, err);
	if (ok) {
		k->type = t->name;
		k->label = t->label;
		buf_add(&k->blob, blob, len);
		hash_sha256(hash, bytes.data, bytes.len);
		buf_adds(&print, "SHA256:");
		base64_add(&print, hash, sizeof(hash), true);
		memcpy(k->fingerprint, buf_text(&print), SSHKEY_FINGERPRINT);
	}
	buf_release(&print);
	buf_release(&bytes);
	return ok;
}

/* What is left of the line, as far as it can be shown. */
static void
take_comment(struct sshkey *k, const char *text, size_t len)
{
	struct buf whole = {0};

	utf8_visible(&whole, text, len, false);
	buf_adds(&k->comment, buf_text(&whole));
	buf_truncate(&k->comment, utf8_cut(buf_text(&k->comment),
	    k->comment.len, COMMENT_MOST, NULL));
	buf_release(&whole);
}

static void
trim(const char **text, size_t *len)
{
	while (*len > 0 && strchr(" \t\r\n", **text) != NULL && **text)
		(*text)++, (*len)--;
	while (*len > 0 && (*text)[*len - 1] != '\0' &&
	    strchr(" \t\r\n", (*text)[*len - 1]) != NULL)
		--*len;
}

static size_t
word_length(const char *text, size_t len)
{
	size_t n = 0;

	while (n < len && text[n] != ' ' && text[n] != '\t')
		n++;
	return n;
}

bool
sshkey_parse(struct sshkey *k, const char *text, size_t len, struct err *err)
{
	const struct type *t;
	size_t n;

	*k = (struct sshkey){0};
	trim(&text, &len);
	if (len == 0)
		return err_set(err, ERR_INPUT, "There is no key here. Give "
		    "the line of the file that ends in .pub.");
	if (!refuse_known(text, len, err))
		return false;
	if (len > TEXT_MOST)
		return err_set(err, ERR_INPUT, "That is too long for a public "
		    "key: give the one line of the file that ends in .pub.");
	if (memchr(text, '\n', len) != NULL || memchr(text, '\r', len) != NULL)
		return err_set(err, ERR_INPUT, "There is more than one line "
		    "here. Give one key at a time, and the whole key as one "
		    "line.");
	n = word_length(text, len);
	t = find_type(text, n);
	if (t == NULL)
		return refuse_first_word(text, len, err);
	text += n;
	len -= n;
	trim(&text, &len);
	n = word_length(text, len);
	if (!take_key(k, t, text, n, err)) {
		sshkey_release(k);
		return false;
	}
	text += n;
	len -= n;
	trim(&text, &len);
	take_comment(k, text, len);
	return true;
}

bool
sshkey_parse_parts(struct sshkey *k, const char *type, const char *blob,
    struct err *err)
{
	const struct type *t = find_type(type, strlen(type));

	*k = (struct sshkey){0};
	if (t == NULL)
		return err_set(err, ERR_INPUT, "Keys of this type are not "
		    "taken.");
	if (take_key(k, t, blob, strlen(blob), err))
		return true;
	sshkey_release(k);
	return false;
}

bool
sshkey_is_fingerprint(const char *text)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "abcdefghijklmnopqrstuvwxyz0123456789+/";

	return strncmp(text, "SHA256:", 7) == 0 &&
	    strlen(text) == SSHKEY_FINGERPRINT - 1 &&
	    strspn(text + 7, letters) == SSHKEY_FINGERPRINT - 1 - 7;
}

void
sshkey_release(struct sshkey *k)
{
	buf_release(&k->blob);
	buf_release(&k->comment);
	*k = (struct sshkey){0};
}
