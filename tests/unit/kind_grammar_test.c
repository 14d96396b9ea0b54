/* The grammar of kinds, forms/GRAMMAR, tells of every key and every name that the
 * decoder takes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "form/form_value.h"
#include "form/kind.h"
#include "form/kind_shape.h"
#include "form_help.h"

/* True when the line begins with the key, as the grammar writes one. */
static bool
tells(const char *section, const char *end, const char *key)
{
	struct buf line = { 0 };

	buf_addf(&line, "\n  %s ", key);
	const char *at = strstr(section, buf_text(&line));
	buf_release(&line);
	return at && at < end;
}

static void
assert_told(const char *grammar, const struct yshape *shape, int depth)
{
	struct buf head = { 0 };

	assert_true(depth < 10);
	buf_addf(&head, "\n[%s]\n", shape->what);
	const char *section = strstr(grammar, buf_text(&head));
	if (!section) {
		fail_msg("the grammar does not tell of %s", shape->what);
		return;		/* which the compiler can't know */
	}
	const char *end = strstr(section + 2, "\n[");
	if (!end)
		end = section + strlen(section);
	for (size_t i = 0; i < shape->n; i++) {
		const struct ydesc *m = &shape->members[i];
		if (!tells(section, end, m->key))
			fail_msg("the grammar does not tell of %s in %s",
			    m->key, shape->what);
		if (m->shape)
			assert_told(grammar, m->shape, depth + 1);
	}
	buf_release(&head);
}

static void
assert_names_told(const char *grammar, const char *const *names)
{
	for (; *names; names++)
		if (!strstr(grammar, *names))
			fail_msg("the grammar does not tell of %s", *names);
}

static void
the_grammar_tells_of_every_key(void **state)
{
	struct buf grammar = { 0 };

	(void)state;
	form_read(&grammar, "MINUTEBOOK_FORMS", "GRAMMAR");
	assert_told(buf_text(&grammar), &kind_shape, 0);
	assert_names_told(buf_text(&grammar), kind_right_names);
	assert_names_told(buf_text(&grammar), kind_check_names);
	assert_names_told(buf_text(&grammar), kind_capture_names);
	assert_names_told(buf_text(&grammar), kind_outline_names);
	assert_names_told(buf_text(&grammar), kind_case_part_names);
	assert_names_told(buf_text(&grammar), kind_field_type_names);
	assert_names_told(buf_text(&grammar), kind_record_names);
	buf_release(&grammar);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_grammar_tells_of_every_key),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
