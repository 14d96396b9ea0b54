/*
 * sql_files: the catalogue's files, in one list. Included by sql.h and sql.c
 * with different meanings of SQL(), so without a guard.
 */
#include "store/spine.def"
