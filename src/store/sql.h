/*
 * sql: the catalogue of every statement the program runs, one .def file per
 * noun with one SQL(NAME, CLASS, "text") per statement. Owns the texts;
 * knows no handle. Listed in sql_files.h; SQL_ACTION_LIST is the statement
 * that action.def calls ACTION_LIST.
 *
 * Classes decide where a statement runs and what it may touch:
 *   READ    through the visible_ views only. On the reader, or, between
 *           db_begin and db_commit, on the writer, so that a command sees
 *           what it has written.
 *   WRITE   on the writer inside a transaction: changes business tables and
 *           names its rows through a visible_ view (an INSERT … SELECT, or
 *           "id IN (SELECT id FROM visible_x WHERE id = :id)").
 *   SYSTEM  the store's own tables and sign-in; a closed list (sql.c).
 *
 * Upper-case keywords, named parameters (:id), no REPLACE.
 */
#ifndef STORE_SQL_H
#define STORE_SQL_H

enum sql_class { SQL_CLASS_READ, SQL_CLASS_WRITE, SQL_CLASS_SYSTEM };

enum sql_id {
#define SQL(name, class, text) SQL_##name,
#include "store/sql_files.h"
#undef SQL
	SQL_COUNT
};

struct sql_entry {
	const char *name;	/* "ACTION_LIST" */
	enum sql_class class;
	const char *text;
};

/* The entry of an id below SQL_COUNT. */
const struct sql_entry *sql_entry(enum sql_id id);

#endif
