/*
 * yaml_read: what is read, where it stands, what is refused, and that a hostile
 * text costs nothing; the decoder is tested through kinds (kind_test.c).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "form/yaml_read.h"
#include "form/yaml_tree.h"

struct reading {
	struct arena arena;
	struct yaml_errors errors;
	struct ynode *root;
	struct buf report;
};

static void
start_reading(struct reading *r, const char *text)
{
	*r = (struct reading){ 0 };
	r->root = yaml_read(&r->arena, "x", text, strlen(text),
	    &yaml_limits_kind, &r->errors);
	yaml_errors_report(&r->errors, &r->report);
}

static void
end_reading(struct reading *r)
{
	yaml_errors_release(&r->errors);
	arena_release(&r->arena);
	buf_release(&r->report);
}

static void
assert_path(const struct ynode *node, const char *path)
{
	struct buf b = { 0 };

	ynode_path(&b, node);
	assert_string_equal(buf_text(&b), path);
	buf_release(&b);
}

static void
values_know_their_place(void **state)
{
	struct reading r;

	(void)state;
	start_reading(&r, "a: 1\nsteps:\n  - {each: ocg}\n  - \"no\"\nå: ü\n");
	assert_non_null(r.root);
	assert_int_equal(r.root->n, 3);
	const struct ynode *steps = ynode_get(r.root, "steps");
	assert_int_equal(steps->kind, YNODE_LIST);
	assert_int_equal(steps->key_line, 2);
	assert_int_equal(steps->key_column, 1);
	const struct ynode *each = ynode_get(steps->child, "each");
	assert_string_equal(each->text, "ocg");
	assert_int_equal(each->line, 3);
	assert_int_equal(each->column, 12);
	assert_path(each, "steps[0].each");
	assert_true(steps->child->next->quoted);
	assert_path(steps->child->next, "steps[1]");
	/* Columns count characters, not bytes. */
	assert_int_equal(ynode_get(r.root, "å")->column, 4);
	assert_null(ynode_get(r.root, "b"));
	assert_null(ynode_get(NULL, "b"));
	end_reading(&r);
}

static void
errors_stand_in_the_order_of_the_text(void **state)
{
	struct reading r;
	struct buf out = { 0 };

	(void)state;
	start_reading(&r, "a: 1\nb: [2]\nc: 3\n");
	yaml_error(&r.errors, ynode_get(r.root, "c"), "third");
	yaml_error_key(&r.errors, ynode_get(r.root, "a"), "first");
	yaml_error(&r.errors, ynode_get(r.root, "b"), "second");
	yaml_error(&r.errors, ynode_get(r.root, "b"), "second");
	yaml_errors_report(&r.errors, &out);
	assert_string_equal(buf_text(&out), "x:1:1: first\n"
	    "x:2:1: b: second\nx:3:4: c: third\n");
	struct err err = { 0 };
	assert_false(yaml_errors_set(&r.errors, &err));
	assert_string_equal(err_text(&err), "x:1:1: first");
	err_clear(&err);
	buf_release(&out);
	end_reading(&r);
}

static void
ten_errors_are_kept_and_the_rest_counted(void **state)
{
	struct reading r;
	struct buf text = { 0 };

	(void)state;
	for (int i = 0; i < 26; i++)
		buf_addf(&text, "k%d: 1\nk%d: 2\n", i, i);
	start_reading(&r, buf_text(&text));
	assert_null(r.root);
	assert_int_equal(r.errors.n, YAML_ERRORS);
	assert_int_equal(r.errors.more, 16);
	assert_non_null(strstr(buf_text(&r.report), "x: and 16 more\n"));
	buf_release(&text);
	end_reading(&r);
}

static void
a_message_inside_names_the_whole_way(void **state)
{
	struct reading r;

	(void)state;
	start_reading(&r, "a:\n  - b:\n      - {c: 1, c: 2}\n");
	assert_non_null(strstr(buf_text(&r.report), "a[0].b[0]: the key"));
	end_reading(&r);
}

static void
a_message_never_holds_a_control_character(void **state)
{
	struct reading r;

	(void)state;
	start_reading(&r, "\"a\\e[2J\": 1\n\"a\\e[2J\": 2\n");
	assert_null(strchr(buf_text(&r.report), '\033'));
	assert_non_null(strstr(buf_text(&r.report), "stands twice"));
	end_reading(&r);
}

static double
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* Lists of lists by alias: a billion values from a hundred lines. It is
 * refused at the first anchor, whatever would follow. */
static void
an_alias_bomb_is_refused_at_once(void **state)
{
	struct reading r;
	struct buf text = { 0 };

	(void)state;
	buf_adds(&text, "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
	for (int i = 1; i < 2000; i++) {
		buf_addf(&text, "a%d: &a%d [", i, i);
		for (int j = 0; j < 10; j++)
			buf_addf(&text, "%s*a%d", j ? ", " : "", i - 1);
		buf_adds(&text, "]\n");
	}
	double began = now_ms();
	start_reading(&r, buf_text(&text));
	assert_true(now_ms() - began < 10);
	assert_null(r.root);
	assert_string_equal(buf_text(&r.report),
	    "x:1:5: an anchor (&) is not allowed\n");
	buf_release(&text);
	end_reading(&r);
}

/* A hundred thousand keys, all different: no comparing each with each. */
static void
many_keys_cost_no_more_than_reading_them(void **state)
{
	struct reading r;
	struct buf text = { 0 };

	(void)state;
	while (text.len < 250000)
		buf_addf(&text, "k%zx: 1\n", text.len);
	double began = now_ms();
	start_reading(&r, buf_text(&text));
	assert_non_null(r.root);
	assert_true(now_ms() - began < 1000);
	buf_release(&text);
	end_reading(&r);
}

static void
size_and_depth_are_limits(void **state)
{
	struct arena a = { 0 };
	struct yaml_errors e = { 0 };
	const struct yaml_limits small = { .max_bytes = 8, .max_depth = 2 };

	(void)state;
	assert_non_null(yaml_read(&a, "x", "a: [1]\n", 7, &small, &e));
	assert_null(yaml_read(&a, "x", "a: [1]\n\n\n", 9, &small, &e));
	assert_string_equal(e.at[0].text,
	    "the file is too large; at most 8 bytes are read");
	yaml_errors_release(&e);
	assert_null(yaml_read(&a, "x", "a: [[]]\n", 8, &small, &e));
	assert_string_equal(e.at[0].text, "nested more than 2 deep");
	assert_int_equal(e.at[0].column, 5);
	yaml_errors_release(&e);
	arena_release(&a);
}

static void
the_nearest_name_is_meant(void **state)
{
	static const char *const names[] = {
		"ocg", "location", "profile", "cases"
	};

	(void)state;
	assert_string_equal(yaml_nearest("ogc", names, 4), "ocg");
	assert_string_equal(yaml_nearest("Profil", names, 4), "profile");
	assert_string_equal(yaml_nearest("case", names, 4), "cases");
	assert_null(yaml_nearest("xylophone", names, 4));
	assert_null(yaml_nearest("", names, 4));
	assert_null(yaml_nearest("x", names, 0));
}

/* ---- Piece by piece ---------------------------------------------------- */

struct pieces {
	struct buf seen;
	int stop_after;
	size_t done;
};

static bool
take(void *arg, const struct ynode *piece, size_t done)
{
	struct pieces *p = arg;

	ynode_path(&p->seen, piece);
	const struct ynode *key = ynode_get(piece, "key");
	buf_addf(&p->seen, "=%s@%d ", key ? key->text :
	    piece->text ? piece->text : "", piece->line);
	assert_true(done >= p->done);
	p->done = done;
	return --p->stop_after != 0;
}

static bool
read_pieces(struct pieces *p, const char *text, struct yaml_errors *e)
{
	return yaml_read_pieces("x", text, strlen(text), &yaml_limits_kind,
	    take, p, e);
}

static void
a_long_list_comes_piece_by_piece(void **state)
{
	struct pieces p = { .stop_after = -1 };
	struct yaml_errors e = { 0 };
	static const char text[] = "import: 1\nagencies:\n  - {key: a}\n"
	    "  - {key: b}\nboard: {key: c}\nnone: []\n";

	(void)state;
	assert_true(read_pieces(&p, text, &e));
	assert_string_equal(buf_text(&p.seen), "import=1@1 "
	    "agencies[0]=a@3 agencies[1]=b@4 board=c@5 ");
	assert_int_equal(p.done, strlen(text));
	buf_clear(&p.seen);
	p = (struct pieces){ .seen = p.seen, .stop_after = 2 };
	assert_false(read_pieces(&p, text, &e));
	assert_string_equal(buf_text(&p.seen), "import=1@1 agencies[0]=a@3 ");
	assert_int_equal(e.n, 0);
	buf_release(&p.seen);
}

static void
pieces_are_refused_as_a_whole_is(void **state)
{
	static const struct {
		const char *text, *error;
	} bad[] = {
		{ "a: [1]\na: [2]\n",
		    "the key \"a\" stands twice (first at line 1)" },
		{ "- 1\n", "the file must begin with a key and a colon" },
		{ "a: [*b]\n", "an alias (*) is not allowed; write the value "
		    "out" },
		{ "a: 1\n---\nb: 2\n",
		    "a second document begins here; a file holds one" },
		{ "a: [{b: 1, b: 2}]\n",
		    "a[0]: the key \"b\" stands twice (first at line 1)" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct pieces p = { .stop_after = -1 };
		struct yaml_errors e = { 0 };
		assert_false(read_pieces(&p, bad[i].text, &e));
		assert_int_equal(e.n, 1);
		assert_string_equal(e.at[0].text, bad[i].error);
		yaml_errors_release(&e);
		buf_release(&p.seen);
	}
}

/* ---- As bytes and back -------------------------------------------------- */

static void
assert_same_node(const struct ynode *a, const struct ynode *b)
{
	assert_int_equal(a->kind, b->kind);
	assert_int_equal(a->quoted, b->quoted);
	assert_int_equal(a->n, b->n);
	assert_int_equal(a->index, b->index);
	assert_int_equal(a->key != NULL, b->key != NULL);
	if (a->key)
		assert_string_equal(a->key, b->key);
	if (a->kind == YNODE_SCALAR) {
		assert_int_equal(a->len, b->len);
		assert_string_equal(a->text, b->text);
	}
	const struct ynode *d = b->child;
	for (const struct ynode *c = a->child; c; c = c->next, d = d->next) {
		assert_non_null(d);
		assert_ptr_equal(d->parent, b);
		assert_same_node(c, d);
	}
	assert_null(d);
}

static const char varied[] = "a: 1\nlist: [x, \"no\", {k: v, w: [[], {}]}]\n"
    "empty:\nquoted: \"\"\nå: |\n  two\n  lines\n";

static void
a_tree_goes_to_bytes_and_back(void **state)
{
	struct reading r;
	struct buf bytes = { 0 };
	struct arena arena = { 0 };
	struct ynode *back;
	size_t at = 0;

	(void)state;
	start_reading(&r, varied);
	assert_non_null(r.root);
	yaml_tree_add(&bytes, r.root);
	/* A second one behind the first, and a text longer than a byte says. */
	struct reading other;
	struct buf text = { 0 };
	buf_adds(&text, "long: ");
	for (int i = 0; i < 300; i++)
		buf_addc(&text, 'x');
	start_reading(&other, buf_text(&text));
	yaml_tree_add(&bytes, other.root);
	back = yaml_tree_read(&arena, "y", bytes.data, bytes.len, &at);
	assert_non_null(back);
	assert_same_node(r.root, back);
	assert_string_equal(back->source, "y");
	back = yaml_tree_read(&arena, "y", bytes.data, bytes.len, &at);
	assert_non_null(back);
	assert_same_node(other.root, back);
	assert_int_equal(at, bytes.len);
	assert_null(yaml_tree_read(&arena, "y", bytes.data, bytes.len, &at));
	arena_release(&arena);
	buf_release(&text);
	buf_release(&bytes);
	end_reading(&other);
	end_reading(&r);
}

/* Never outside of the bytes, whatever stands in them: each cut, and each
 * byte as each other one (the sanitizers look on). */
static void
bytes_that_are_no_tree_are_refused(void **state)
{
	struct reading r;
	struct buf bytes = { 0 };
	struct arena arena = { 0 };

	(void)state;
	start_reading(&r, varied);
	yaml_tree_add(&bytes, r.root);
	for (size_t len = 0; len < bytes.len; len++) {
		char *cut = xmalloc(len + 1);
		size_t at = 0;
		memcpy(cut, bytes.data, len);
		assert_null(yaml_tree_read(&arena, "y", cut, len, &at));
		free(cut);
		arena_reset(&arena);
	}
	for (size_t i = 0; i < bytes.len; i++) {
		for (int c = 0; c < 256; c++) {
			char was = bytes.data[i];
			size_t at = 0;
			bytes.data[i] = (char)c;
			yaml_tree_read(&arena, "y", bytes.data, bytes.len,
			    &at);
			assert_in_range(at, 1, bytes.len);
			bytes.data[i] = was;
			arena_reset(&arena);
		}
	}
	/* Whole, but deeper than any text is read; and no kind of node. */
	buf_clear(&bytes);
	for (int i = 0; i < YAML_DEPTH_MOST + 1; i++)
		buf_add(&bytes, "\1\1", 2);
	buf_add(&bytes, "\1\0", 2);
	size_t at = 0;
	assert_null(yaml_tree_read(&arena, "y", bytes.data, bytes.len, &at));
	at = 6;
	assert_non_null(yaml_tree_read(&arena, "y", bytes.data, bytes.len,
	    &at));
	at = 0;
	assert_null(yaml_tree_read(&arena, "y", "\3\0", 2, &at));
	arena_release(&arena);
	buf_release(&bytes);
	end_reading(&r);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values_know_their_place),
		cmocka_unit_test(errors_stand_in_the_order_of_the_text),
		cmocka_unit_test(ten_errors_are_kept_and_the_rest_counted),
		cmocka_unit_test(a_message_inside_names_the_whole_way),
		cmocka_unit_test(a_message_never_holds_a_control_character),
		cmocka_unit_test(an_alias_bomb_is_refused_at_once),
		cmocka_unit_test(many_keys_cost_no_more_than_reading_them),
		cmocka_unit_test(size_and_depth_are_limits),
		cmocka_unit_test(the_nearest_name_is_meant),
		cmocka_unit_test(a_long_list_comes_piece_by_piece),
		cmocka_unit_test(pieces_are_refused_as_a_whole_is),
		cmocka_unit_test(a_tree_goes_to_bytes_and_back),
		cmocka_unit_test(bytes_that_are_no_tree_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
