/*
 * cmd: what every command has in common. A command is a function cmd_noun_verb
 * that checks rights, does its work in one write transaction and so leaves its
 * events; keys, the palette, the command line, scripts and tests all end in
 * one. Rights, conflicts and what undo may take back are decided in this layer
 * alone. Commands may call commands: the outermost cmd_begin owns the
 * transaction, and when an inner one fails nothing at all is saved.
 *
 *	if (!cmd_begin(s, "action-add", err))
 *		return false;
 *	ok = session_require(s, board, RIGHT_RECORD, err) && …;
 *	return cmd_end(s, ok, err);
 */
#ifndef CMD_CMD_H
#define CMD_CMD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "cmd/session.h"

/* Begin, or join the command that is under way. name is the command's name in
 * the log, in the palette and in undo's sentence ("action-add"). */
bool cmd_begin(struct session *s, const char *name, struct err *err);

/* The outermost end commits when ok and no inner command failed, else rolls
 * back. Returns whether the command's work stands (for an inner one: whether
 * it may still be saved). */
bool cmd_end(struct session *s, bool ok, struct err *err);

/* The words for a command's name, for undo and history: "action-add" is
 * "agree an action". They stand in cmd/labels.def, where every command has a
 * row. Never NULL. */
const char *cmd_label(const char *name);

/* Who may take a command of this name back (cmd/labels.def): any of rights, or
 * any of own where the record is one's own agency's, as sets of RIGHT_BIT; or
 * whoever looks after the book, or answers for the casefile. Nobody for an
 * unknown name. */
struct cmd_rights {
	uint64_t rights, own;
	enum cmd_also { NOBODY, KEEPER, LEAD } also;
};
const struct cmd_rights *cmd_rights(const char *name);

/* The names of the commands that undo leaves alone (cmd/labels.def), ended by
 * NULL. */
const char *const *cmd_never_undone(void);

/* Save one field of one record, guarded by the value that was read (see
 * store/field.h for old, new, now). Finds out which board the record belongs
 * to and which right this field needs, and refuses without it. The record's
 * match keys follow a changed name. */
bool cmd_set_field(struct session *s, const char *table, const char *column,
    int64_t id, const char *old, const char *new, char **now,
    struct err *err);
bool cmd_set_answer(struct session *s, const char *table, int64_t id,
    const char *key, const char *old, const char *new, char **now,
    struct err *err);

/* For showing a field as one that may be read alone. Is a column (NULL: the
 * answers) changed by the above at all; and may the member change it in this
 * record? The latter asks the book: the columns that have a rule in common need
 * to be asked of once. */
bool cmd_can_set(const char *table, const char *column);
bool cmd_may_set(struct session *s, const char *table, const char *column,
    int64_t id);

/* Take back, or do again, one's own last command. what gets what it is in
 * words before anything happens ("agree an action, MM-2031-014/A3"); when
 * do_it is false nothing more is done. ERR_INPUT when there is none,
 * ERR_DENIED when one may not do it any more. */
bool cmd_undo(struct session *s, bool redo, bool do_it, struct buf *what,
    struct err *err);

#endif
