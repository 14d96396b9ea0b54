#include "model/oneline_tag.h"

#include <string.h>

#include "model/name.h"
#include "model/oneline_names.h"

static const char *
letter_of(const struct oneline_strand *s)
{
	return s->letter != NULL && *s->letter != '\0' ? s->letter : s->key;
}

static bool
is(const char *folded, const char *name, struct arena *a)
{
	return name != NULL && strcmp(folded, name_folded(a, name)) == 0;
}

static bool
begins(const char *folded, const char *name, struct arena *a)
{
	return name != NULL && strncmp(folded, name_folded(a, name),
	    strlen(folded)) == 0;
}

/* All that are called so; when none is, all whose names begin so. */
size_t
oneline_tag_begin(const struct oneline_tags *tags, const char *typed,
    struct arena *a, const struct oneline_strand ***out)
{
	const char *folded = name_folded(a, typed);
	size_t n = 0;

	*out = arena_array(a, tags->n_strands + 1, sizeof(**out));
	for (int whole = 1; whole >= 0 && n == 0; whole--)
		for (size_t i = 0; i < tags->n_strands; i++) {
			const struct oneline_strand *s = &tags->strands[i];
			bool (*fits)(const char *, const char *,
			    struct arena *) = whole ? is : begins;

			if (fits(folded, s->letter, a) ||
			    fits(folded, s->key, a) ||
			    fits(folded, s->label, a))
				(*out)[n++] = s;
		}
	return n;
}

const char *
oneline_tag_list(const struct oneline_strand *const *strands, size_t n,
    struct arena *a)
{
	struct buf b = {0};
	const char *text;

	for (size_t i = 0; i < n; i++)
		buf_addf(&b, "%s#%s %s", i == 0 ? "" : i + 1 == n ? " or " :
		    ", ", letter_of(strands[i]), strands[i]->label);
	text = arena_strdup(a, buf_text(&b));
	buf_release(&b);
	return text;
}

/* A word without commas and the like behind it. */
static const char *
word_body(const struct oneline_segment *seg, const struct oneline_word *w,
    struct arena *a)
{
	size_t len = w->len - 1;
	const char *text = seg->text + w->at + 1;

	while (len > 0 && strchr(",;:.", text[len - 1]) != NULL)
		len--;
	return arena_strndup(a, text, len);
}

static void
take_strand(const char *body, const struct oneline_tags *tags,
    struct oneline_word *w, struct arena *a, struct oneline_tagged *out)
{
	const struct oneline_strand **fit;
	size_t n = oneline_tag_begin(tags, body, a, &fit);

	w->part = n == 1 ? ONELINE_STRAND : ONELINE_STRAND_WRONG;
	if (out->typed == NULL) {
		out->typed = body;
		out->strands = fit;
		out->n_strands = n;
	} else if (n != 1 || out->n_strands != 1 ||
	    fit[0] != out->strands[0]) {
		out->several = true;
		w->part = ONELINE_STRAND_WRONG;
	}
}

/* A reference has a digit somewhere: "R&D" and "& Sons" have none. */
static bool
is_reference(const char *body)
{
	return strpbrk(body, "0123456789") != NULL;
}

/* A name begins with a letter: "@ 5" has none. */
static bool
is_name(const char *body)
{
	return (unsigned char)*body > '@';
}

static bool
take_word(const struct oneline_segment *seg, struct oneline_word *w,
    const struct oneline_tags *tags, struct arena *a,
    struct oneline_tagged *out)
{
	char sign = seg->text[w->at];
	const char *body;

	if (w->len < 2 || (sign != '#' && sign != '&' && sign != '@'))
		return false;
	body = word_body(seg, w, a);
	if (*body == '\0')
		return false;
	if (sign == '#' && tags->n_strands > 0) {
		take_strand(body, tags, w, a, out);
		return true;
	}
	if (sign == '@' && is_name(body)) {
		w->part = ONELINE_LISTED;
		out->listed[out->n_listed++] = body;
		return true;
	}
	if (sign != '&' || !is_reference(body))
		return false;
	w->part = ONELINE_LINK;
	out->links[out->n_links++] = body;
	return true;
}

void
oneline_tag_take(struct oneline_segment *segs, size_t n,
    const struct oneline_tags *tags, struct arena *a,
    struct oneline_tagged *out)
{
	size_t most = 1;

	*out = (struct oneline_tagged){0};
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < segs[i].n_words; j++)
			most += strchr("#&@", segs[i].text[
			    segs[i].words[j].at]) != NULL;
	if (most == 1)
		return;
	out->words = arena_array(a, most, sizeof(*out->words));
	out->links = arena_array(a, most, sizeof(*out->links));
	out->listed = arena_array(a, most, sizeof(*out->listed));
	for (size_t i = 0; i < n; i++) {
		size_t kept = 0;

		for (size_t j = 0; j < segs[i].n_words; j++) {
			struct oneline_word *w = &segs[i].words[j];

			if (take_word(&segs[i], w, tags, a, out))
				out->words[out->n++] = *w;
			else
				segs[i].words[kept++] = *w;
		}
		segs[i].n_words = kept;
	}
}

/* ---- Who alone sees it ------------------------------------------------- */

/* "comm-safety" as it is spelt: one word behind the @ stands for several. */
static const char *
spelt(const char *typed, struct arena *a)
{
	char *text = arena_strdup(a, typed);

	for (char *p = text; *p != '\0'; p++)
		if (*p == '-' || *p == '_')
			*p = ' ';
	return name_folded(a, text);
}

static bool
same(const char *folded, const char *name, struct arena *a)
{
	return name != NULL && strcmp(folded, spelt(name, a)) == 0;
}

static bool
called_so(const char *folded, const struct oneline_owner *o, struct arena *a)
{
	if (o->member != NULL)
		return same(folded, o->member->surname, a) ||
		    same(folded, o->member->name, a);
	return same(folded, o->agency->short_name, a) ||
	    same(folded, o->agency->name, a);
}

size_t
oneline_tag_at_begin(const struct oneline_names *names, const char *typed,
    size_t max, struct arena *a, struct oneline_owner **out)
{
	return oneline_names_begin(names, spelt(typed, a), max, a, out);
}

const char *
oneline_tag_at(const struct oneline_names *names,
    const struct oneline_owner *owner, struct arena *a)
{
	char *text = arena_strdup(a, oneline_names_unique(names, owner, a));

	for (char *p = text; *p != '\0'; p++)
		if (*p == ' ')
			*p = '-';
	return text;
}

/* The one that is called so; when none is, the one whose name begins so. */
static const char *
find_listed(const struct oneline_names *names, const char *typed,
    struct arena *a, struct oneline_owner *out)
{
	struct oneline_owner *fit;
	size_t n = oneline_tag_at_begin(names, typed, 24, a, &fit), whole = 0;

	for (size_t i = 0; i < n; i++)
		if (called_so(spelt(typed, a), &fit[i], a) && whole++ == 0)
			*out = fit[i];
	if (whole == 1)
		return NULL;
	if (n == 1) {
		*out = fit[0];
		return NULL;
	}
	if (n == 0)
		return arena_printf(a, "“@%s” is nobody here: name an agency "
		    "or a member who alone may see it.", typed);
	return arena_printf(a, "“@%s” could be @%s or @%s: which?", typed,
	    oneline_tag_at(names, &fit[0], a),
	    oneline_tag_at(names, &fit[1], a));
}

bool
oneline_tag_listed(const struct oneline_names *names,
    const struct oneline_tagged *found, struct arena *a,
    struct oneline_owner **out, size_t *n, const char **gap)
{
	*gap = NULL;
	*n = 0;
	*out = arena_array(a, found->n_listed + 1, sizeof(**out));
	for (size_t i = 0; i < found->n_listed && *gap == NULL; i++) {
		struct oneline_owner *o = &(*out)[*n];
		size_t j;

		*gap = find_listed(names, found->listed[i], a, o);
		for (j = 0; *gap == NULL && j < *n; j++)
			if ((*out)[j].member == o->member &&
			    (*out)[j].agency == o->agency)
				break;
		*n += *gap == NULL && j == *n;
	}
	return *gap == NULL;
}

const struct oneline_strand *
oneline_tag_settle(const struct oneline_tags *tags,
    const struct oneline_tagged *found, struct arena *a, const char **gap)
{
	const struct oneline_strand **all;
	size_t n;

	*gap = NULL;
	if (found->n_strands == 1 && !found->several)
		return found->strands[0];
	n = oneline_tag_begin(tags, "", a, &all);
	if (found->several)
		*gap = "An action stands under one strand: leave one.";
	else if (found->n_strands > 1)
		*gap = arena_printf(a, "“#%s” could be %s: which?",
		    found->typed, oneline_tag_list(found->strands,
		    found->n_strands, a));
	else if (found->typed != NULL)
		*gap = arena_printf(a, "“#%s” is no strand: type %s.",
		    found->typed, oneline_tag_list(all, n, a));
	else if (tags->usual == NULL && tags->needed)
		*gap = arena_printf(a, "No strand yet: type %s.",
		    oneline_tag_list(all, n, a));
	return *gap == NULL ? tags->usual : NULL;
}
