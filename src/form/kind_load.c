#include "form/kind.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/hash.h"
#include "form/holidays.h"
#include "form/kind_shape.h"
#include "form/yaml_tree.h"

/* A loading under way. */
struct load {
	struct kind *kind;
	struct arena tree;	/* nodes; gone when the kind is there */
	struct ynode *root;
	struct ydecode decode;
	struct kind_text text;
	struct yaml_errors errors;
};

void
kind_hash(const char *text, size_t len, const char *overlay,
    size_t overlay_len, char hash[KIND_HASH_SIZE])
{
	struct hash h;
	unsigned char digest[HASH_SIZE];
	struct buf hex = { 0 };

	static_assert(KIND_HASH_SIZE == HASH_HEX, "room for the digits");
	hash_begin(&h);
	hash_add_field(&h, text, len);
	hash_add_field(&h, overlay ? overlay : "", overlay ? overlay_len : 0);
	hash_end(&h, digest);
	hash_add_hex(&hex, digest, sizeof(digest));
	memcpy(hash, buf_text(&hex), KIND_HASH_SIZE);
	buf_release(&hex);
}

void
kind_free(struct kind *k)
{
	if (!k)
		return;
	arena_release(&k->arena);
	free(k);
}

/* ---- What follows from what was read ----------------------------------- */

/* The structs are const to everyone else; here they are still being made. */
#define MUTABLE(type, p) ((struct type *)(uintptr_t)(p))

static void
finish_words(struct kind *k)
{
	for (size_t i = 0; i < k->n_words; i++) {
		struct kind_word *w = MUTABLE(kind_word, &k->words[i]);
		if (!w->many)
			w->many = arena_printf(&k->arena, "%ss", w->one);
	}
}

/* The case type a form is used by, NULL for none. */
static const struct kind_case_type *
user_of(const struct kind *k, const struct kind_form *form)
{
	for (size_t i = 0; i < k->n_case_types; i++) {
		const struct kind_case_type *t = &k->case_types[i];
		for (size_t j = 0; j < t->n_forms; j++)
			if (strcmp(t->forms[j], form->key) == 0)
				return t;
	}
	return NULL;
}

/* Any keyed list as choices. */
#define AS_CHOICES(k, f, list, n) \
	do { \
		struct kind_choice *c_ = arena_array(&(k)->arena, (n) + 1, \
		    sizeof(*c_)); \
		for (size_t i_ = 0; i_ < (n); i_++) { \
			c_[i_].key = (list)[i_].key; \
			c_[i_].label = (list)[i_].label; \
		} \
		(f)->choices = c_; \
		(f)->n_choices = (n); \
	} while (0)

/* The lists that are the case type's own: see kind_own_lists. */
static void
take_own_list(struct kind *k, const struct kind_case_type *t,
    struct kind_field *f)
{
	if (strcmp(f->list, "case-flags") == 0) {
		AS_CHOICES(k, f, t->flags, t->n_flags);
	} else if (strcmp(f->list, "case-criteria") == 0) {
		AS_CHOICES(k, f, t->criteria, t->n_criteria);
	} else if (strcmp(f->list, "case-links") == 0) {
		AS_CHOICES(k, f, t->links, t->n_links);
	} else if (strcmp(f->list, "case-relations") == 0) {
		f->choices = t->relations;
		f->n_choices = t->n_relations;
	}
}

enum { TEXT_LENGTH = 200, NOTE_LENGTH = 20000 };

static void
finish_fields(struct kind *k, const struct kind_form *form)
{
	const struct kind_case_type *user = user_of(k, form);

	for (size_t i = 0; i < form->n_fields; i++) {
		struct kind_field *f = MUTABLE(kind_field, &form->fields[i]);
		const struct kind_list *list = f->list && !f->n_choices ?
		    kind_list(k, f->list) : NULL;
		if (list) {
			f->choices = list->choices;
			f->n_choices = list->n_choices;
		} else if (f->list && user) {
			take_own_list(k, user, f);
		}
		if (f->max_length == KIND_UNSET)
			f->max_length = f->type == FIELD_NOTE ? NOTE_LENGTH :
			    TEXT_LENGTH;
	}
}

static void
finish_steps(struct kind *k)
{
	for (size_t i = 0; i < k->n_steps; i++) {
		struct kind_step *s = MUTABLE(kind_step, &k->steps[i]);
		if (!s->short_title)
			s->short_title = s->title;
		if (s->n_case_types == 0)
			continue;
		s->each = EACH_CASE;
		if (strcmp(s->case_types[0], "once") == 0)
			s->each = EACH_ONCE;
		else if (strcmp(s->case_types[0], "outstanding") == 0)
			s->each = EACH_OUTSTANDING;
		else if (strcmp(s->case_types[0], "case") != 0)
			continue;
		s->n_case_types = 0;
	}
}

static void
finish_case_types(struct kind *k)
{
	for (size_t i = 0; i < k->n_case_types; i++) {
		const struct kind_case_type *t = &k->case_types[i];
		for (size_t j = 0; j < t->n_phases; j++) {
			struct kind_phase *p =
			    MUTABLE(kind_phase, &t->phases[j]);
			if (!p->short_title)
				p->short_title = p->title;
		}
		for (size_t j = 0; j < t->n_roles; j++) {
			struct kind_party_role *r =
			    MUTABLE(kind_party_role, &t->roles[j]);
			if (!r->kinds)
				r->kinds = SUBJECT_PERSON;
			if (!r->plural)
				r->plural = arena_printf(&k->arena, "%ss",
				    r->label);
		}
	}
}

static void
finish(struct kind *k)
{
	finish_words(k);
	for (size_t i = 0; i < k->n_forms; i++)
		finish_fields(k, &k->forms[i]);
	finish_steps(k);
	finish_case_types(k);
	for (size_t i = 0; i < k->n_roles; i++) {
		struct kind_role *r = MUTABLE(kind_role, &k->roles[i]);
		if (!r->plural)
			r->plural = arena_printf(&k->arena, "%ss", r->label);
	}
	if (!k->long_title)
		k->long_title = k->title;
	if (!k->actions.mark)
		k->actions.mark = "A";
}

/* ---- Loading ----------------------------------------------------------- */

static bool
lay_over(struct load *l, const struct ynode *over)
{
	const struct ynode *mine = ynode_get(l->root, "kind");
	const struct ynode *its = ynode_get(over, "kind");
	if (over->kind != YNODE_MAP || !its || its->kind != YNODE_SCALAR)
		return yaml_error(&l->errors, over,
		    "an overlay begins with kind: and the kind it is for");
	if (mine && mine->kind == YNODE_SCALAR &&
	    strcmp(mine->text, its->text) != 0)
		return yaml_error(&l->errors, its,
		    "this overlay is for the kind \"%s\", not for \"%s\"",
		    its->text, mine->text);
	return kind_overlay_merge(l->root, over, &l->tree, &l->errors);
}

/* The tree is there: make the kind of it; check it when check is set. */
static bool
decode(struct load *l, const char *name, bool check)
{
	l->kind = xcalloc(1, sizeof(*l->kind));
	/* The decoding starts the kind afresh, so its memory comes later. */
	struct arena arena = { 0 };
	l->text = (struct kind_text){ .arena = &arena, .errors = &l->errors };
	l->decode = (struct ydecode){
		.arena = &arena,
		.errors = &l->errors,
		.shown = kind_text_expand,
		.arg = &l->text,
		.marks = check,
		.source = name,
	};
	bool ok = kind_text_read(&l->text, l->root);
	ok &= ydecode(&l->decode, &kind_shape, l->root, l->kind);
	l->kind->arena = arena;
	l->decode.arena = l->text.arena = &l->kind->arena;
	if (check)
		kind_check_meaning(l->kind, &l->decode, ok);
	if (!ok || l->errors.n > 0)
		return false;
	finish(l->kind);
	return true;
}

/* Read, lay over, decode. */
static bool
run(struct load *l, const char *name, const char *text, size_t len,
    const char *overlay_name, const char *overlay, size_t overlay_len,
    bool check)
{
	l->root = yaml_read(&l->tree, name, text, len, &yaml_limits_kind,
	    &l->errors);
	if (!l->root)
		return false;
	if (overlay && overlay_len > 0) {
		struct ynode *over = yaml_read(&l->tree, overlay_name,
		    overlay, overlay_len, &yaml_limits_kind, &l->errors);
		if (!over || !lay_over(l, over))
			return false;
	}
	return decode(l, name, check);
}

/* Give up what is no longer needed; the kind when all went well. */
static struct kind *
end(struct load *l, bool ok, struct buf *report, struct err *err)
{
	struct kind *k = l->kind;

	ydecode_release(&l->decode);
	arena_release(&l->tree);
	if (!ok) {
		kind_free(k);
		k = NULL;
		yaml_errors_set(&l->errors, err);
		if (report)
			yaml_errors_report(&l->errors, report);
	}
	yaml_errors_release(&l->errors);
	return k;
}

struct kind *
kind_load(const char *name, const char *text, size_t len,
    const char *overlay_name, const char *overlay, size_t overlay_len,
    struct buf *report, struct err *err)
{
	struct load l = { 0 };
	bool ok = run(&l, name, text, len, overlay_name ? overlay_name :
	    "overlay", overlay, overlay_len, true);

	if (ok)
		kind_hash(text, len, overlay, overlay_len, l.kind->hash);
	return end(&l, ok, report, err);
}

/* ---- What was read once ------------------------------------------------ */

/* Raised when the bytes of yaml_tree change; others are not read. */
static const char tree_format[] = "kind 1";

/* In front of the trees of both texts: what these are, and of which text. */
static void
seal_tree(const char *hash, const char *trees, size_t len,
    unsigned char seal[HASH_SIZE])
{
	struct quick_hash h;

	quick_hash_begin(&h);
	quick_hash_add_field(&h, tree_format, sizeof(tree_format));
	quick_hash_add_field(&h, hash, strlen(hash));
	quick_hash_add_field(&h, trees, len);
	quick_hash_end(&h, seal);
}

static bool
add_tree(struct buf *trees, const char *text, size_t len)
{
	struct arena arena = { 0 };
	struct yaml_errors errors = { 0 };
	struct ynode *root = yaml_read(&arena, "kind", text, len,
	    &yaml_limits_kind, &errors);

	if (root)
		yaml_tree_add(trees, root);
	yaml_errors_release(&errors);
	arena_release(&arena);
	return root != NULL;
}

bool
kind_tree(struct buf *tree, const char *text, size_t len,
    const char *overlay, size_t overlay_len, const char *hash)
{
	unsigned char seal[HASH_SIZE];
	struct buf trees = { 0 };
	bool ok = add_tree(&trees, text, len) && (!overlay ||
	    overlay_len == 0 || add_tree(&trees, overlay, overlay_len));

	if (ok) {
		seal_tree(hash, buf_text(&trees), trees.len, seal);
		buf_add(tree, seal, sizeof(seal));
		buf_add(tree, buf_text(&trees), trees.len);
	}
	buf_release(&trees);
	return ok;
}

static bool
run_tree(struct load *l, const char *trees, size_t len)
{
	size_t at = 0;

	l->root = yaml_tree_read(&l->tree, "kind", trees, len, &at);
	if (!l->root)
		return false;
	if (at < len) {
		struct ynode *over = yaml_tree_read(&l->tree, "overlay",
		    trees, len, &at);
		if (!over || at < len || !lay_over(l, over))
			return false;
	}
	return decode(l, "kind", false);
}

/* The kind of a tree that was made of the text with this hash; else NULL. */
static struct kind *
load_tree(const void *tree, size_t len, const char *hash)
{
	unsigned char seal[HASH_SIZE];
	struct load l = { 0 };
	struct err err = { 0 };

	if (!tree || len < sizeof(seal))
		return NULL;
	const char *trees = (const char *)tree + sizeof(seal);
	len -= sizeof(seal);
	seal_tree(hash, trees, len, seal);
	if (!hash_equal(seal, tree, sizeof(seal)))
		return NULL;
	bool ok = run_tree(&l, trees, len);
	struct kind *k = end(&l, ok, NULL, &err);
	err_clear(&err);
	return k;
}

struct kind *
kind_load_checked(const char *text, size_t len, const char *overlay,
    size_t overlay_len, const char *hash, const void *tree, size_t tree_len,
    struct err *err)
{
	char now[KIND_HASH_SIZE];
	struct load l = { 0 };

	kind_hash(text, len, overlay, overlay_len, now);
	if (!hash || strcmp(hash, now) != 0) {
		err_set(err, ERR_SCHEMA, "The kind of meeting in this book is "
		    "not the text that was taken into it. Nothing was "
		    "changed; run verify and restore the book from a "
		    "backup.");
		return NULL;
	}
	struct kind *k = load_tree(tree, tree_len, now);
	if (!k) {
		bool ok = run(&l, "kind", text, len, "overlay", overlay,
		    overlay_len, false);
		k = end(&l, ok, NULL, err);
	}
	if (k)
		memcpy(k->hash, now, sizeof(now));
	return k;
}

/* ---- Files ------------------------------------------------------------- */

static bool
read_all(int fd, const char *path, struct buf *text, struct err *err)
{
	char chunk[16384];

	for (;;) {
		ssize_t n = read(fd, chunk, sizeof(chunk));
		if (n == 0)
			return true;
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return err_set(err, ERR_IO, "%s can't be read: %s.",
			    path, strerror(errno));
		buf_add(text, chunk, (size_t)n);
		if (text->len > yaml_limits_kind.max_bytes)
			return true;	/* the reader says so */
	}
}

static bool
read_file(const char *path, struct buf *text, struct err *err)
{
	struct stat st;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

	if (fd < 0)
		return err_set(err, ERR_IO, "%s can't be opened: %s.", path,
		    strerror(errno));
	bool ok = fstat(fd, &st) == 0 && S_ISREG(st.st_mode);
	if (!ok)
		err_set(err, ERR_IO, "%s is not an ordinary file.", path);
	else
		ok = read_all(fd, path, text, err);
	close(fd);
	return ok;
}

struct kind *
kind_load_file(const char *path, struct buf *text, struct buf *report,
    struct err *err)
{
	struct kind *k = NULL;
	struct buf own = { 0 };
	struct buf *to = text ? text : &own;

	buf_clear(to);
	if (read_file(path, to, err))
		k = kind_load(path, buf_text(to), to->len, NULL, NULL, 0,
		    report, err);
	else if (report)
		buf_addf(report, "%s\n", err_text(err));
	buf_release(&own);
	return k;
}

/* True for a text that is a list of holidays, by its first key. */
static bool
is_holidays(const struct buf *text)
{
	struct arena arena = { 0 };
	struct yaml_errors errors = { 0 };
	struct ynode *root = yaml_read(&arena, "", buf_text(text), text->len,
	    &yaml_limits_kind, &errors);
	bool is = ynode_get(root, "holidays") != NULL;

	yaml_errors_release(&errors);
	arena_release(&arena);
	return is;
}

bool
kind_check_file(const char *path, struct buf *report)
{
	struct buf text = { 0 };
	struct err err = { 0 };
	bool ok = read_file(path, &text, &err);

	if (!ok) {
		buf_addf(report, "%s\n", err_text(&err));
	} else if (is_holidays(&text)) {
		struct holidays *h = holidays_load(path, buf_text(&text),
		    text.len, report, &err);
		ok = h != NULL;
		holidays_free(h);
	} else {
		struct kind *k = kind_load(path, buf_text(&text), text.len,
		    NULL, NULL, 0, report, &err);
		ok = k != NULL;
		kind_free(k);
	}
	if (ok)
		buf_addf(report, "%s: no errors\n", path);
	err_clear(&err);
	buf_release(&text);
	return ok;
}
