#include "soc_help.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "base/buf.h"
#include "form_help.h"

struct kind *soc;

int
soc_load(void **state)
{
	struct buf text = {0}, report = {0};

	(void)state;
	form_read(&text, "MINUTEBOOK_FORMS", "soc.yaml");
	soc = kind_load("soc.yaml", buf_text(&text), text.len, NULL, NULL, 0,
	    &report, NULL);
	if (!soc)
		fail_msg("%s", buf_text(&report));
	buf_release(&text);
	buf_release(&report);
	return 0;
}

int
soc_unload(void **state)
{
	(void)state;
	kind_free(soc);
	return 0;
}

const struct kind_field *
soc_field(const char *form, const char *key)
{
	const struct kind_form *f = kind_form(soc, form);

	assert_non_null(f);
	const struct kind_field *found = kind_field(f, key);
	if (!found)
		fail_msg("%s has no field %s", form, key);
	return found;
}

void
soc_choices(const char *form, const char *key, const char *list)
{
	const struct kind_field *f = soc_field(form, key);
	struct buf b = {0};

	for (size_t i = 0; i < f->n_choices; i++)
		buf_addf(&b, "%s%s", i ? " " : "", f->choices[i].key);
	assert_string_equal(buf_text(&b), list);
	buf_release(&b);
}
