/*
 * sshkey: the public key that a member signs in with over SSH, as OpenSSH
 * writes it in a .pub file. Read strictly, because the line is handed to sshd
 * again: one key, of a type that sshd takes, whose blob is what its type says
 * it is and nothing more. Owns the texts of the key.
 */
#ifndef MODEL_SSHKEY_H
#define MODEL_SSHKEY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"

/* "SHA256:" and 43 letters, with the NUL. */
#define SSHKEY_FINGERPRINT 51

struct sshkey {
	const char *type;	/* "ssh-ed25519": static */
	const char *label;	/* "Ed25519": static */
	struct buf blob;	/* base64 */
	struct buf comment;	/* visible characters alone; often who@where */
	char fingerprint[SSHKEY_FINGERPRINT];	/* as ssh-keygen -l says */
};

/* Read the text of one .pub file, or of a line pasted from one. False and
 * ERR_INPUT with a sentence that says what it is instead: a private key, a
 * certificate, two keys, one with options, one too weak. The sentence never
 * repeats what was given. */
bool sshkey_parse(struct sshkey *k, const char *text, size_t len,
    struct err *err);

/* A type and a blob as sshd hands them over (%t and %k). */
bool sshkey_parse_parts(struct sshkey *k, const char *type, const char *blob,
    struct err *err);

/* Has text the form of a fingerprint? */
bool sshkey_is_fingerprint(const char *text);

void sshkey_release(struct sshkey *k);

#endif
