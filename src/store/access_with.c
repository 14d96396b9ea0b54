/*
 * access_with: a session that reads for others, too: it sees what whoever is
 * signed in sees and all those others do. shared_casefile(id),
 * shared_item(id) and shared_action(id) say of a record whether all of them see
 * it, each asked through their own session; where there are no others, it costs
 * a look at a count. Rights are those that all have.
 */
#include <stdlib.h>

#include "base/alloc.h"
#include "store/handle.h"

bool
db_sign_in_to_read(struct db *db, int64_t member, struct err *err)
{
	db_share_none(db);
	if (!db_sign_in(db, member, "for-others", err))
		return false;
	db->reads_only = true;
	return true;
}

void
db_share(struct db *db, struct db *other, unsigned how)
{
	if (db->tx.open || other == db)
		bug("what is seen together is agreed before it is read");
	GROW(db->with, db->with_count, db->with_cap);
	db->with[db->with_count++] = (struct db_with){ other, how };
	access_forget(&db->reader);
}

void
db_share_none(struct db *db)
{
	db->with_count = 0;
	access_forget(&db->reader);
}

/* They may have had no statement of their own since the book changed. */
bool
access_refresh_with(struct db *db, struct err *err)
{
	size_t i;

	for (i = 0; i < db->with_count; i++)
		if (!db->with[i].db->tx.open && !access_refresh(
		    &db->with[i].db->reader, err))
			return false;
	return true;
}

bool
access_with_are(const struct db *db, unsigned how)
{
	size_t i;

	for (i = 0; i < db->with_count; i++)
		if (db->with[i].how & how)
			return true;
	return false;
}

static void
answer(sqlite3_context *ctx, sqlite3_value *id, enum own_id sees)
{
	const struct handle *h = sqlite3_user_data(ctx);
	const struct db *db = h->db;
	bool all = true;
	size_t i;

	for (i = 0; all && i < db->with_count; i++)
		all = access_sees(handle_reading(db->with[i].db), sees,
		    sqlite3_value_int64(id));
	sqlite3_result_int(ctx, all);
}

static void
sql_shared_casefile(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
	(void)argc;
	answer(ctx, argv[0], OWN_SEES_CASEFILE);
}

static void
sql_shared_item(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
	(void)argc;
	answer(ctx, argv[0], OWN_SEES_ITEM);
}

static void
sql_shared_action(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
	(void)argc;
	answer(ctx, argv[0], OWN_SEES_ACTION);
}

bool
access_with_register(struct handle *h, struct err *err)
{
	static const struct {
		const char *name;
		void (*call)(sqlite3_context *, int, sqlite3_value **);
	} functions[] = {
		{ "shared_casefile", sql_shared_casefile },
		{ "shared_item", sql_shared_item },
		{ "shared_action", sql_shared_action },
	};
	size_t i;

	for (i = 0; i < sizeof(functions) / sizeof(functions[0]); i++)
		if (sqlite3_create_function_v2(h->sq, functions[i].name, 1,
		    SQLITE_UTF8 | SQLITE_INNOCUOUS, h, functions[i].call,
		    NULL, NULL, NULL) != SQLITE_OK)
			return handle_fail(h, "The book can't be used", err);
	return true;
}
