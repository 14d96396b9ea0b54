/*
 * mkschema: a program of the build. Runs the migrations in memory and prints,
 * as schema_hash.c, what a book of each version must hash to.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/err.h"
#include "store/schema.h"

int
main(void)
{
	struct err err = {0};
	char hex[HASH_HEX];
	sqlite3 *sq = NULL;
	size_t i;

	if (sqlite3_open(":memory:", &sq) != SQLITE_OK)
		return EXIT_FAILURE;
	printf("/* Made from schema/ by mkschema. */\n"
	    "#include \"store/schema_hash.h\"\n\n"
	    "const char *const schema_hashes[] = {\n\t\"\",\n");
	for (i = 0; i < schema_step_count; i++) {
		if (!schema_step_run(sq, &schema_steps[i], &err) ||
		    !schema_hash(sq, hex, &err)) {
			fprintf(stderr, "mkschema: %s: %s\n",
			    schema_steps[i].name, err_text(&err));
			return EXIT_FAILURE;
		}
		printf("\t\"%s\",\n", hex);
	}
	printf("};\n");
	sqlite3_close(sq);
	return ferror(stdout) || fflush(stdout) != 0 ? EXIT_FAILURE :
	    EXIT_SUCCESS;
}
