/* Words as people type them, as the index wants them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store/search_read.h"

static void
are(const char *typed, const char *query)
{
	struct buf b = {0};

	assert_int_equal(search_words(&b, typed), query != NULL);
	assert_string_equal(buf_text(&b), query ? query : "");
	buf_release(&b);
}

static void
words_are_quoted_and_the_last_is_a_beginning(void **state)
{
	(void)state;
	are("wren", "\"wren\" *");
	are("wren test", "\"wren\" \"test\" *");
	are("wren ", "\"wren\"");
	/* One letter begins far too much. */
	are("w", "\"w\"");
}

static void
phrases_stay_together(void **state)
{
	(void)state;
	are("\"make home safer\" locks ", "\"make home safer\" \"locks\"");
	are("\"make home", "\"make home\"");
}

static void
nothing_typed_is_an_error(void **state)
{
	(void)state;
	are("", NULL);
	are("   ", NULL);
	are("* ( ) -", NULL);
	are("a AND* OR NOT near(", "\"a\" \"AND*\" \"OR\" \"NOT\" \"near(\" *");
	are("col:x^2 ", "\"col:x^2\"");
	are("\"\" x ", "\"x\"");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_are_quoted_and_the_last_is_a_beginning),
		cmocka_unit_test(phrases_stay_together),
		cmocka_unit_test(nothing_typed_is_an_error),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
