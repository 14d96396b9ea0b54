#include "cmd/import_walk.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "cmd/answer.h"
#include "cmd/find.h"
#include "cmd/import_map.h"

/* Does a failure come from what the file says? In a table, so does one without
 * a sentence: a command before it was refused. */
static bool
is_of_input(const struct importer *im, const struct err *err)
{
	return err->code == ERR_INPUT || err->code == ERR_CONFLICT ||
	    (im->rows && err->code == ERR_NONE);
}

/* Of a record of several cells, the one that a sentence quotes. */
static const struct ynode *
quoted(const struct ynode *node, const char *sentence)
{
	const struct ynode *found = NULL;
	struct buf b = { 0 };

	if (node->kind == YNODE_SCALAR) {
		buf_addf(&b, "\"%s\"", node->text);
		if (node->len > 0 && strstr(sentence, buf_text(&b)) != NULL)
			found = node;
		buf_release(&b);
		return found;
	}
	for (node = node->child; node != NULL && found == NULL;
	    node = node->next)
		found = quoted(node, sentence);
	return found;
}

bool
import_error(struct importer *im, const struct ynode *node, struct err *err)
{
	const struct ynode *cell = NULL;
	bool input = is_of_input(im, err);

	/* What only follows from an earlier failure has no sentence. */
	if (im->rows && err->code == ERR_NONE)
		return false;
	if (!input)
		im->stopped = true;
	if (im->map != NULL && node->kind != YNODE_SCALAR)
		cell = quoted(node, err_text(err));
	if (im->before == 0 || im->rows || !input)
		yaml_error(&im->errors, cell != NULL ? cell : node, "%s",
		    err_text(err));
	err_clear(err);
	return false;
}

bool
import_stop(struct importer *im, const struct ynode *node, struct err *err)
{
	bool input = is_of_input(im, err);

	if (im->before == 0 || im->rows)
		import_error(im, node, err);
	im->stopped |= !im->rows || !input;
	err_clear(err);
	return false;
}

void
import_step(struct importer *im)
{
	im->done++;
	im->before = im->errors.n;
	if (im->o->progress != NULL)
		im->o->progress(im->o->arg, im->done, im->total);
}

void
import_keep_made(struct importer *im, const struct ynode *n,
    int64_t casefile, int64_t action)
{
	if (im->look == NULL)
		return;
	GROW(im->made, im->n_made, im->cap_made);
	im->made[im->n_made++] = (struct import_made){ n->line, casefile,
	    action };
}

static bool
is_known(const char *keys, const char *key)
{
	size_t len = strlen(key);
	const char *at = keys;

	while ((at = strstr(at, key)) != NULL) {
		if (at > keys && at[-1] == ' ' && at[len] == ' ')
			return true;
		at += len;
	}
	return false;
}

/* The nearest of the keys between spaces; in the arena, or NULL. */
static const char *
nearest(struct importer *im, const char *keys, const char *key)
{
	const char *names[64];
	size_t n = 0;

	while (*keys != '\0' && n < 64) {
		size_t len;

		keys += strspn(keys, " ");
		len = strcspn(keys, " ");
		if (len > 0)
			names[n++] = arena_strndup(&im->arena, keys, len);
		keys += len;
	}
	return n > 0 ? yaml_nearest(key, names, n) : NULL;
}

bool
import_keys(struct importer *im, const struct ynode *node, const char *what,
    const char *keys)
{
	const struct ynode *c;
	bool ok = true;

	if (node->kind != YNODE_MAP)
		return yaml_error(&im->errors, node, "%s is a mapping of keys"
		    " to values", what);
	for (c = node->child; c != NULL; c = c->next) {
		const char *near;

		if (is_known(keys, c->key))
			continue;
		near = nearest(im, keys, c->key);
		if (near != NULL)
			ok = yaml_error_key(&im->errors, c, "unknown key \"%s\""
			    " (did you mean \"%s\"?)", c->key, near);
		else
			ok = yaml_error_key(&im->errors, c, "unknown key"
			    " \"%s\"", c->key);
	}
	return ok;
}

const struct ynode *
import_list(struct importer *im, const struct ynode *map, const char *key)
{
	const struct ynode *n = ynode_get(map, key);

	if (n == NULL)
		return NULL;
	if (n->kind != YNODE_LIST) {
		yaml_error(&im->errors, n, "this is a list");
		return NULL;
	}
	return n->child;
}

const char *
import_text(struct importer *im, const struct ynode *map, const char *key)
{
	const struct ynode *n = ynode_get(map, key);

	if (n == NULL)
		return NULL;
	if (n->kind != YNODE_SCALAR) {
		yaml_error(&im->errors, n, "this is one text");
		return NULL;
	}
	return n->text;
}

/* In a table by the column that has nothing there. */
static void
missing(struct importer *im, const struct ynode *map, const char *key)
{
	int field = 0;
	const char *heading = im->map != NULL && map->parent != NULL &&
	    map->parent->kind == YNODE_LIST && map->parent->parent != NULL &&
	    map->parent->parent->parent == NULL
	    ? import_map_heading(im->map, key, &field) : NULL;

	if (heading != NULL)
		yaml_error_at(&im->errors, map->source, map->line, field,
		    "%s: nothing stands there", heading);
	else
		yaml_error(&im->errors, map, "\"%s\" is missing", key);
}

const char *
import_need_text(struct importer *im, const struct ynode *map,
    const char *key)
{
	const char *text = import_text(im, map, key);

	if (ynode_get(map, key) == NULL)
		missing(im, map, key);
	return text;
}

int
import_day(struct importer *im, const struct ynode *map, const char *key)
{
	const char *text = import_text(im, map, key);
	int day;

	if (text == NULL)
		return DATE_NONE;
	day = date_parse_iso(text);
	if (day == DATE_NONE)
		yaml_error(&im->errors, ynode_get(map, key), "\"%s\" is no day"
		    " such as 2031-03-13", text);
	return day;
}

static int
needed(struct importer *im, const struct ynode *map, const char *key,
    int day)
{
	if (ynode_get(map, key) == NULL)
		missing(im, map, key);
	return day;
}

int
import_need_day(struct importer *im, const struct ynode *map,
    const char *key)
{
	return needed(im, map, key, import_day(im, map, key));
}

int
import_past_day(struct importer *im, const struct ynode *map,
    const char *key)
{
	int day = import_day(im, map, key);

	if (day == DATE_NONE || day <= clock_today(im->s->clock))
		return day;
	yaml_error(&im->errors, ynode_get(map, key), "%s has not come yet; a"
	    " day up to today is asked for", import_text(im, map, key));
	return DATE_NONE;
}

int
import_need_past_day(struct importer *im, const struct ynode *map,
    const char *key)
{
	return needed(im, map, key, import_past_day(im, map, key));
}

int
import_number(struct importer *im, const struct ynode *map, const char *key,
    int fallback)
{
	const char *text = import_text(im, map, key);
	char *end;
	long n;

	if (text == NULL)
		return fallback;
	n = strtol(text, &end, 10);
	if (*text == '\0' || *end != '\0' || n < 0 || n > 1000000) {
		yaml_error(&im->errors, ynode_get(map, key), "\"%s\" is no"
		    " number that fits here", text);
		return fallback;
	}
	return (int)n;
}

bool
import_flag(struct importer *im, const struct ynode *map, const char *key)
{
	const char *text = import_text(im, map, key);

	if (text == NULL || strcmp(text, "no") == 0 ||
	    strcmp(text, "false") == 0)
		return false;
	if (strcmp(text, "yes") != 0 && strcmp(text, "true") != 0)
		yaml_error(&im->errors, ynode_get(map, key), "\"%s\" is"
		    " neither yes nor no", text);
	return true;
}

/* ---- Lookups ----------------------------------------------------------- */

typedef bool (*finder)(struct session *s, const char *text, int64_t *id,
    struct err *err);

static int64_t
look_up(struct importer *im, const struct ynode *map, const char *key,
    finder find)
{
	const char *text = import_text(im, map, key);
	struct err err = { 0 };
	int64_t id = 0;

	if (text == NULL)
		return 0;
	if (!find(im->s, text, &id, &err)) {
		import_error(im, ynode_get(map, key), &err);
		return 0;
	}
	return id;
}

int64_t
import_agency(struct importer *im, const struct ynode *map, const char *key)
{
	return look_up(im, map, key, find_agency);
}

int64_t
import_member(struct importer *im, const struct ynode *map, const char *key)
{
	return look_up(im, map, key, find_member);
}

int64_t
import_board(struct importer *im, const struct ynode *map, const char *key)
{
	return look_up(im, map, key, find_board);
}

int64_t
import_meeting(struct importer *im, const struct ynode *map, const char *key)
{
	return look_up(im, map, key, find_meeting);
}

int64_t
import_casefile(struct importer *im, const struct ynode *map,
    const char *key)
{
	return look_up(im, map, key, find_casefile);
}

int64_t
import_party(struct importer *im, const struct ynode *map, const char *key,
    int64_t casefile)
{
	const char *text = import_text(im, map, key);
	struct err err = { 0 };
	int64_t id = 0;

	if (text != NULL && !find_party(im->s, casefile, text, &id, &err)) {
		import_error(im, ynode_get(map, key), &err);
		return 0;
	}
	return id;
}

int64_t
import_subject(struct importer *im, const struct ynode *map, const char *key)
{
	const char *text = import_text(im, map, key);
	const char *names[64];
	const char *near;
	size_t i;

	if (text == NULL)
		return 0;
	for (i = 0; i < im->n_keys; i++)
		if (strcmp(im->keys[i].key, text) == 0)
			return im->keys[i].subject;
	if (im->before > 0)
		return 0;
	for (i = 0; i < im->n_keys && i < 64; i++)
		names[i] = im->keys[i].key;
	near = i > 0 ? yaml_nearest(text, names, i) : NULL;
	yaml_error(&im->errors, ynode_get(map, key), near != NULL ?
	    "nobody before this has the key \"%s\" (did you mean \"%s\"?)" :
	    "nobody before this has the key \"%s\"%s", text,
	    near != NULL ? near : "");
	return 0;
}

void
import_keep_subject(struct importer *im, const struct ynode *node,
    const char *key, int64_t subject)
{
	size_t i;

	for (i = 0; i < im->n_keys; i++)
		if (strcmp(im->keys[i].key, key) == 0) {
			yaml_error(&im->errors, node, "somebody before this"
			    " has the key \"%s\" already", key);
			return;
		}
	GROW(im->keys, im->n_keys, im->cap_keys);
	im->keys[im->n_keys++] = (struct import_key){
	    .key = arena_strdup(&im->arena, key), .subject = subject };
}

/* ---- Answers ----------------------------------------------------------- */

static const struct kind_field *
find_field(const struct kind_form *const *forms, const char *key)
{
	const struct kind_field *f = NULL;

	for (; f == NULL && *forms != NULL; forms++)
		f = kind_field(*forms, key);
	return f;
}

static const char *
near_field(const struct kind_form *const *forms, const char *key)
{
	const char *names[200];
	size_t i, n = 0;

	for (; *forms != NULL; forms++)
		for (i = 0; i < (*forms)->n_fields && n < 200; i++)
			if ((*forms)->fields[i].column == NULL)
				names[n++] = (*forms)->fields[i].key;
	return n > 0 ? yaml_nearest(key, names, n) : NULL;
}

/* A list of texts is typed with commas between. */
static bool
typed_of(struct importer *im, const struct ynode *n, struct buf *typed)
{
	const struct ynode *c;

	if (n->kind == YNODE_SCALAR) {
		buf_add(typed, n->text, n->len);
		return true;
	}
	for (c = n->child; n->kind == YNODE_LIST && c != NULL; c = c->next) {
		if (c->kind != YNODE_SCALAR)
			break;
		buf_addf(typed, "%s%s", typed->len > 0 ? ", " : "", c->text);
	}
	if (n->kind == YNODE_LIST && c == NULL)
		return true;
	return yaml_error(&im->errors, n, "an answer is one text or a list of"
	    " texts");
}

static bool
add_answer(struct importer *im, const struct ynode *n,
    const struct kind_form *const *forms, struct answer_place *place,
    struct buf *object)
{
	const struct kind_field *f = find_field(forms, n->key);
	struct buf typed = { 0 }, json = { 0 };
	struct err err = { 0 };
	const char *near;
	bool ok;

	if (f == NULL) {
		near = near_field(forms, n->key);
		return near != NULL ? yaml_error_key(&im->errors, n, "no form"
		    " here asks \"%s\" (did you mean \"%s\"?)", n->key, near) :
		    yaml_error_key(&im->errors, n, "no form here asks \"%s\"",
		    n->key);
	}
	if (f->column != NULL)
		return yaml_error_key(&im->errors, n, "\"%s\" is not among the"
		    " answers: it has a key of its own", n->key);
	ok = typed_of(im, n, &typed);
	if (ok && !answer_parse(place, f, buf_text(&typed), &json, &err))
		ok = import_error(im, n, &err);
	if (ok && json.len > 0) {
		buf_addc(object, object->len > 1 ? ',' : ' ');
		buf_add_json(object, n->key);
		buf_addc(object, ':');
		buf_add(object, json.data, json.len);
	}
	buf_release(&json);
	buf_release(&typed);
	return ok;
}

const char *
import_answers(struct importer *im, const struct ynode *map, const char *key,
    const struct kind_form *const *forms, int64_t board, int64_t casefile)
{
	const struct ynode *answers = ynode_get(map, key);
	struct answer_place place = { .s = im->s, .board = board,
		.casefile = casefile };
	struct buf object = { 0 };
	const struct ynode *c;
	const char *result = NULL;
	bool ok = true;

	if (answers == NULL)
		return "{}";
	if (answers->kind != YNODE_MAP) {
		yaml_error(&im->errors, answers, "answers are a mapping of"
		    " fields to values");
		return NULL;
	}
	buf_addc(&object, '{');
	for (c = answers->child; c != NULL; c = c->next)
		ok = add_answer(im, c, forms, &place, &object) && ok;
	buf_addc(&object, '}');
	if (ok)
		result = arena_strdup(&im->arena, buf_text(&object));
	buf_release(&object);
	return result;
}

const struct kind_form **
import_forms(struct importer *im, const struct kind *k,
    const struct kind_case_type *t, enum form_record first,
    enum form_record second)
{
	const struct kind_form **list = arena_array(&im->arena,
	    k->n_forms + 1, sizeof(*list));
	size_t i, n = 0;

	for (i = 0; i < (t != NULL ? t->n_forms : k->n_forms); i++) {
		const struct kind_form *f = t != NULL ?
		    kind_form(k, t->forms[i]) : &k->forms[i];

		if (f != NULL && (f->record == first || f->record == second))
			list[n++] = f;
	}
	list[n] = NULL;
	return list;
}
