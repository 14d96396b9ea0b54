/*
 * sql_files: the catalogue's files, in one list. Included by sql.h and sql.c
 * with different meanings of SQL(), so without a guard.
 */
#include "store/spine.def"
#include "store/session.def"
#include "store/set.def"
#include "store/undo.def"
#include "store/find.def"
#include "store/cli.def"
#include "store/home.def"
#include "store/find_words.def"
