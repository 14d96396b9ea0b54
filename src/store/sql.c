#include "store/sql.h"

#include "base/alloc.h"

static const struct sql_entry entries[] = {
#define SQL(id, kind, sql) [SQL_##id] = { \
	.name = #id, .class = SQL_CLASS_##kind, .text = sql },
#include "store/sql_files.h"
#undef SQL
};

_Static_assert(sizeof(entries) / sizeof(entries[0]) == SQL_COUNT,
    "one entry for each statement");

const struct sql_entry *
sql_entry(enum sql_id id)
{
	if ((unsigned)id >= SQL_COUNT)
		bug("no statement %d", (int)id);
	return &entries[id];
}
