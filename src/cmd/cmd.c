#include "cmd/cmd.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "cmd/bind.h"
#include "cmd/sign_in_cmd.h"
#include "store/tx.h"

static const struct label {
	const char *name;
	const char *words;
	struct cmd_rights rights;
} labels[] = {
#define R(right) RIGHT_BIT(RIGHT_##right)
#define LABEL(name_, words_, undo, rights_, own_, also_) \
	{ name_, words_, { rights_, own_, also_ } },
#include "cmd/labels.def"
#undef LABEL
#undef R
};

enum { LABELS = sizeof(labels) / sizeof(labels[0]) };

static const struct label *
find_label(const char *name)
{
	size_t i;

	for (i = 0; i < LABELS; i++)
		if (strcmp(labels[i].name, name) == 0)
			return &labels[i];
	return NULL;
}

const char *
cmd_label(const char *name)
{
	const struct label *l = find_label(name);

	return l != NULL ? l->words : name;
}

const struct cmd_rights *
cmd_rights(const char *name)
{
	static const struct cmd_rights none = { 0, 0, NOBODY };
	const struct label *l = find_label(name);

	return l != NULL ? &l->rights : &none;
}

const char *const *
cmd_never_undone(void)
{
#define PICK_UNDO(name)
#define PICK_NEVER(name) name,
#define LABEL(name, words, undo, rights, own, also) PICK_##undo(name)
	static const char *const never[] = {
#include "cmd/labels.def"
		NULL
	};
#undef LABEL

	return never;
}

bool
cmd_begin(struct session *s, const char *name, struct err *err)
{
	if (find_label(name) == NULL)
		bug("command %s has no words in cmd/labels.def", name);
	if (s->depth == 0) {
		if (!db_begin(s->db, name, err))
			return false;
		/* Who was signed out a moment ago, and has not noticed. */
		if (!session_stands(s, err))
			return db_rollback(s->db);
		s->failed = false;
	}
	s->depth++;
	return true;
}

bool
cmd_end(struct session *s, bool ok, struct err *err)
{
	if (s->depth == 0)
		bug("cmd_end without cmd_begin");
	if (!ok)
		s->failed = true;
	s->depth--;
	if (s->depth > 0)
		return ok && !s->failed;
	if (!s->failed)
		return db_commit(s->db, err);
	if (ok)
		err_set(err, ERR_INPUT, "A part of this could not be done, so"
		    " nothing of it was saved.");
	return db_rollback(s->db);
}
