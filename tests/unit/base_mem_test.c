/*
 * alloc, arena and buf: what they hold is what was put in, and what must not
 * be is a bug.
 */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"

/* What a child wrote to standard error before it ended by SIGABRT; "" when it
 * ended in another way. Yours to free. */
static char *
dying_words(void (*deed)(void))
{
	struct buf words = {0};
	int ends[2], status;
	char piece[256];
	ssize_t n;
	pid_t pid;

	assert_int_equal(pipe(ends), 0);
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		dup2(ends[1], STDERR_FILENO);
		close(ends[0]);
		close(ends[1]);
		/* cmocka's own handler would catch it. */
		signal(SIGABRT, SIG_DFL);
		deed();
		_exit(0);
	}
	close(ends[1]);
	while ((n = read(ends[0], piece, sizeof(piece))) > 0)
		buf_add(&words, piece, (size_t)n);
	close(ends[0]);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	if (!WIFSIGNALED(status) || WTERMSIG(status) != SIGABRT)
		buf_clear(&words);
	return buf_take(&words);
}

static void
assert_bug(void (*deed)(void), const char *says)
{
	char *words = dying_words(deed);

	if (strstr(words, says) == NULL)
		fail_msg("\"%s\" does not say \"%s\"", words, says);
	free(words);
}

static void
overflow_product(void)
{
	free(xrealloc_array(NULL, SIZE_MAX / 2, 3));
}

static void
rescue(void *arg)
{
	static const char note[] = "rescued ";

	(void)arg;
	if (write(STDERR_FILENO, note, sizeof(note) - 1) < 0)
		_exit(1);
	bug("in the handler");
}

static void
bug_with_handler(void)
{
	bug_handler(rescue, NULL);
	bug("first");
}

static void
bug_without_handler(void)
{
	bug_handler(rescue, NULL);
	bug_handler(NULL, NULL);
	bug("number %d", 7);
}

static void
remove_too_much(void)
{
	struct buf b = {0};

	buf_adds(&b, "abc");
	buf_remove(&b, 1, 3);
}

static void
insert_beyond(void)
{
	struct buf b = {0};

	buf_insert(&b, 1, "x", 1);
}

static void
truncate_beyond(void)
{
	struct buf b = {0};

	buf_truncate(&b, 1);
}

static void
arena_overflow(void)
{
	struct arena a = {0};

	arena_array(&a, SIZE_MAX / 4, 8);
}

static void
bugs_end_the_program(void **state)
{
	char *words;

	(void)state;
	assert_bug(overflow_product, "more than there can be");
	assert_bug(bug_without_handler, "program: number 7\n");
	assert_bug(remove_too_much, "outside a text of 3");
	assert_bug(insert_beyond, "outside a text of 0");
	assert_bug(truncate_beyond, "can't be cut to 1");
	assert_bug(arena_overflow, "more than there can be");

	words = dying_words(bug_without_handler);
	assert_null(strstr(words, "rescued"));
	free(words);
	/* The handler runs once, also when it meets a bug itself. */
	words = dying_words(bug_with_handler);
	assert_string_equal(words, "rescued minutebook stopped because of a "
	    "fault in the program: in the handler\n");
	free(words);
}

static void
size_nought_is_memory(void **state)
{
	void *p = xmalloc(0);

	(void)state;
	assert_non_null(p);
	p = xrealloc(p, 0);
	assert_non_null(p);
	free(p);
	p = xcalloc(0, 8);
	assert_non_null(p);
	free(p);
}

static void
copies_end_with_nul(void **state)
{
	char *copy = xstrndup("Tansy", 3);

	(void)state;
	assert_string_equal(copy, "Tan");
	free(copy);
	copy = xstrndup(NULL, 0);
	assert_string_equal(copy, "");
	free(copy);
}

static void
arrays_grow(void **state)
{
	int *items = NULL, i;
	size_t n = 0, cap = 0;

	(void)state;
	for (i = 0; i < 100; i++) {
		GROW(items, n, cap);
		items[n++] = i;
	}
	for (i = 0; i < 100; i++)
		assert_int_equal(items[i], i);
	assert_true(cap >= 100);
	free(items);
}

static bool
all_zero(const unsigned char *p, size_t size)
{
	size_t i;

	for (i = 0; i < size; i++) {
		if (p[i] != 0)
			return false;
	}
	return true;
}

/* Pieces of every size, filled: none may overlap another, all are aligned and
 * zero, before and after a reset. */
static void
arena_pieces_are_apart(void **state)
{
	enum { PIECES = 400 };
	struct { unsigned char *p; size_t size; } piece[PIECES];
	struct arena a = {0};
	size_t i, j, total;
	int round;

	(void)state;
	for (round = 0; round < 3; round++) {
		total = 0;
		for (i = 0; i < PIECES; i++) {
			piece[i].size = i * i * 37 % 30011;
			piece[i].p = arena_alloc(&a, piece[i].size);
			assert_int_equal((uintptr_t)piece[i].p %
			    _Alignof(max_align_t), 0);
			assert_true(all_zero(piece[i].p, piece[i].size));
			memset(piece[i].p, (int)(i % 251) + 1, piece[i].size);
			total += piece[i].size;
		}
		for (i = 0; i < PIECES; i++) {
			for (j = 0; j < piece[i].size; j++)
				assert_int_equal(piece[i].p[j], i % 251 + 1);
		}
		assert_true(a.used >= total);
		arena_reset(&a);
		assert_int_equal(a.used, 0);
		assert_non_null(a.block);
	}
	arena_release(&a);
	assert_null(a.block);
	arena_release(&a);
}

static void
arena_wipes_what_it_keeps(void **state)
{
	struct arena a = {0};
	char *name = arena_strdup(&a, "Wren Testington");

	(void)state;
	arena_reset(&a);
	/* The one block is kept, so this may still be looked at. */
	assert_true(all_zero((unsigned char *)name, sizeof("Wren Testington")));
	assert_ptr_equal(arena_alloc(&a, 16), name);
	arena_release(&a);
}

static void
arena_keeps_no_giant(void **state)
{
	struct arena a = {0};

	(void)state;
	arena_alloc(&a, 1 << 20);
	arena_reset(&a);
	assert_null(a.block);
}

/* An array that doubles among other pieces: nothing of it is lost, and where it
 * lay is given back. */
static void
arena_pieces_grow(void **state)
{
	enum { LAST = 100000 };
	struct arena a = {0};
	size_t n, had = 0, size;
	unsigned char *p = NULL;
	char *beside;

	(void)state;
	for (size = 8; size < LAST; size *= 2) {
		p = arena_grow(&a, p, had, size);
		for (n = 0; n < had; n++)
			assert_int_equal(p[n], n % 251 + 1);
		assert_true(all_zero(p + had, size - had));
		for (n = 0; n < size; n++)
			p[n] = n % 251 + 1;
		had = size;
		beside = size % 3 == 1 ? arena_strdup(&a, "Wren") : NULL;
		if (beside != NULL)
			assert_string_equal(beside, "Wren");
	}
	assert_true(a.used < had + had / 4);
	arena_release(&a);
}

static void
arena_makes_texts(void **state)
{
	struct arena a = {0};
	char *array;

	(void)state;
	assert_null(arena_strdup(&a, NULL));
	assert_string_equal(arena_strndup(&a, "Gideon", 3), "Gid");
	assert_string_equal(arena_strndup(&a, NULL, 0), "");
	assert_string_equal(arena_printf(&a, "%s-%03d", "MM", 14), "MM-014");
	array = arena_array(&a, 3, 5);
	assert_true(all_zero((unsigned char *)array, 15));
	arena_release(&a);
}

static void
buf_is_text_from_the_start(void **state)
{
	struct buf b = {0};
	char *text;

	(void)state;
	assert_string_equal(buf_text(&b), "");
	buf_clear(&b);
	buf_truncate(&b, 0);
	buf_remove(&b, 0, 0);
	text = buf_take(&b);
	assert_string_equal(text, "");
	free(text);
	buf_release(&b);
	buf_wipe(&b);
}

static void
buf_adds_everything(void **state)
{
	struct buf b = {0}, other = {0};
	char *text;
	int i;

	(void)state;
	buf_adds(&b, "A");
	buf_addc(&b, '3');
	buf_addf(&b, " %s %d", "due", 28);
	buf_add(&b, "\0x", 2);
	assert_int_equal(b.len, 11);
	assert_memory_equal(b.data, "A3 due 28\0x", 12);
	buf_clear(&b);
	assert_string_equal(buf_text(&b), "");
	for (i = 0; i < 1000; i++)
		buf_addf(&b, "%d,", i);
	assert_int_equal(b.len, 10 * 2 + 90 * 3 + 900 * 4);
	assert_int_equal(strlen(b.data), b.len);
	buf_add(&other, b.data, b.len);
	assert_true(buf_equal(&b, &other));
	other.data[7]++;
	assert_false(buf_equal(&b, &other));
	text = buf_take(&b);
	assert_null(b.data);
	assert_int_equal(b.len, 0);
	assert_true(strncmp(text, "0,1,2,", 6) == 0);
	free(text);
	assert_false(buf_equal(&b, &other));
	buf_release(&other);
	assert_true(buf_equal(&b, &other));
}

static void
buf_changes_in_the_middle(void **state)
{
	struct buf b = {0};

	(void)state;
	buf_insert(&b, 0, "see alone", 9);
	buf_insert(&b, 4, "her ", 4);
	buf_insert(&b, b.len, ".", 1);
	assert_string_equal(buf_text(&b), "see her alone.");
	buf_remove(&b, 0, 4);
	buf_remove(&b, b.len - 1, 1);
	assert_string_equal(buf_text(&b), "her alone");
	buf_truncate(&b, 3);
	assert_string_equal(buf_text(&b), "her");
	buf_release(&b);
}

/* The source moves when the buf grows, and shifts when it lies behind. */
static void
buf_takes_parts_of_itself(void **state)
{
	struct buf b = {0};
	int i;

	(void)state;
	buf_adds(&b, "ab");
	for (i = 0; i < 10; i++)
		buf_add(&b, b.data, b.len);
	assert_int_equal(b.len, 2048);
	for (i = 0; i < 2048; i++)
		assert_int_equal(b.data[i], i % 2 ? 'b' : 'a');
	buf_clear(&b);
	buf_adds(&b, "12345678");
	buf_insert(&b, 2, b.data + 4, 4);
	assert_string_equal(buf_text(&b), "125678345678");
	buf_clear(&b);
	buf_adds(&b, "xy");
	buf_addf(&b, "%s%s", b.data, b.data);
	assert_string_equal(buf_text(&b), "xyxyxy");
	buf_release(&b);
}

static void
buf_reserves_room_once(void **state)
{
	struct buf b = {0};
	char *where;

	(void)state;
	buf_reserve(&b, 100);
	assert_string_equal(buf_text(&b), "");
	where = b.data;
	while (b.len < 100)
		buf_addc(&b, 's');
	assert_ptr_equal(b.data, where);
	buf_wipe(&b);
	assert_null(b.data);
	assert_int_equal(b.cap, 0);
}

static void
assert_json(const char *text, const char *json)
{
	struct buf b = {0};

	buf_add_json(&b, text);
	assert_string_equal(buf_text(&b), json);
	buf_release(&b);
}

static void
buf_writes_json(void **state)
{
	(void)state;
	assert_json("", "\"\"");
	assert_json("a\"b\\c/", "\"a\\\"b\\\\c/\"");
	assert_json("\b\f\n\r\t", "\"\\b\\f\\n\\r\\t\"");
	assert_json("\x01\x1f\x7f", "\"\\u0001\\u001f\x7f\"");
	assert_json("Ffion Llŷr 😀", "\"Ffion Llŷr 😀\"");
	/* A stray byte, a sequence cut off, a surrogate in UTF-8. */
	assert_json("a\xffz", "\"a\uFFFDz\"");
	assert_json("\xc3", "\"\uFFFD\"");
	assert_json("\xed\xa0\x80", "\"\uFFFD\uFFFD\uFFFD\"");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bugs_end_the_program),
		cmocka_unit_test(size_nought_is_memory),
		cmocka_unit_test(copies_end_with_nul),
		cmocka_unit_test(arrays_grow),
		cmocka_unit_test(arena_pieces_are_apart),
		cmocka_unit_test(arena_wipes_what_it_keeps),
		cmocka_unit_test(arena_keeps_no_giant),
		cmocka_unit_test(arena_pieces_grow),
		cmocka_unit_test(arena_makes_texts),
		cmocka_unit_test(buf_is_text_from_the_start),
		cmocka_unit_test(buf_adds_everything),
		cmocka_unit_test(buf_changes_in_the_middle),
		cmocka_unit_test(buf_takes_parts_of_itself),
		cmocka_unit_test(buf_reserves_room_once),
		cmocka_unit_test(buf_writes_json),
	};

	return cmocka_run_group_tests_name("base_mem", tests, NULL, NULL);
}
