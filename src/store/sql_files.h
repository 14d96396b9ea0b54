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
#include "store/demo.def"
#include "store/find_words.def"
#include "store/meeting.def"
#include "store/item.def"
#include "store/attendance.def"
#include "store/conflict.def"
#include "store/contribution.def"
#include "store/minute.def"
#include "store/action.def"
#include "store/consult.def"
#include "store/casefile_read.def"
