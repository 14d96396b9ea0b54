#include "cmd/heading.h"

#include <stdlib.h>

#include "cmd/bind.h"

const char *
heading_case(struct session *s, const struct kind *k, const char *type,
    int64_t casefile, const char *ref, struct arena *a)
{
	const struct kind_case_type *t = kind_case_type(k, type);
	const char *text = "";
	char *answers;

	if (t == NULL || !heading_by_fields(k, t) || !cmd_one_text(s,
	    SQL_CASEFILE_ANSWERS, BIND(B_ID("id", casefile)), &answers, NULL))
		return "";
	if (answers != NULL)
		text = heading_text(a, k, t, ref, answers);
	free(answers);
	return text;
}

const char *
heading_named(struct session *s, const struct kind *k, const char *type,
    int64_t casefile, const char *ref, struct arena *a)
{
	const char *text = heading_case(s, k, type, casefile, ref, a);

	return *text != '\0' ? arena_printf(a, "%s  %s", ref, text) :
	    arena_strdup(a, ref);
}
