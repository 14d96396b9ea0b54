/*
 * schema_hash: what the schema of a book of each version must hash to. Made
 * by the build, which runs the migrations in memory (mkschema.c).
 */
#ifndef STORE_SCHEMA_HASH_H
#define STORE_SCHEMA_HASH_H

/* By version, from 1; [0] is "". */
extern const char *const schema_hashes[];

#endif
