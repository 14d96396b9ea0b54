/*
 * oneline_fuzz: any text as the one line of an action. It is understood the
 * same twice; its parts lie inside the text, in order, at character
 * boundaries; it is complete exactly when nothing is missing; completions and
 * choices fit into the text. The first byte is where the cursor stands.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "model/oneline.h"

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct oneline_agency agencies[] = {
	{ .id = 1, .name = "Police", .present = true },
	{ .id = 2, .name = "Children's Social Care",
	    .short_name = "Children's SC", .present = true },
	{ .id = 3, .name = "Mental Health" },
};

static const char *const also[] = { "Secretary" };

static const struct oneline_member members[] = {
	{ .id = 1, .agency = 1, .name = "DS Bram Notebook",
	    .surname = "Notebook", .present = true, .represents = true },
	{ .id = 2, .agency = 2, .name = "Zoë O'Smith", .surname = "O'Smith",
	    .present = true, .represents = true },
	{ .id = 3, .agency = 2, .name = "Jan O'Smith", .surname = "O'Smith",
	    .present = true, .also = also, .n_also = 1 },
	{ .id = 4, .agency = 3, .name = "Basil Teacup",
	    .surname = "Teacup" },
	{ .id = 5, .agency = 99, .name = "Ann", .surname = "" },
};

static const char *const everyone[] = { "all agencies", "all" };
static const char *const nobody[] = { "TBC" };
static const char *const never[] = { "ASAP", "as soon as possible" };
static const char *const weak[] = { "consider" };

static const struct oneline_words words = {
	.everyone = everyone, .n_everyone = COUNT(everyone),
	.no_owner = nobody, .n_no_owner = COUNT(nobody),
	.no_date = never, .n_no_date = COUNT(never),
	.weak = weak, .n_weak = COUNT(weak),
};

static const struct oneline_strand strands[] = {
	{ .key = "repair", .label = "Repair", .letter = "R" },
	{ .key = "renew", .label = "Renew" },
};

static const struct oneline_tags tags = {
	.strands = strands, .n_strands = COUNT(strands), .needed = true,
};

static void
check_spans(const struct oneline *out, const char *text, size_t len)
{
	size_t end = 0;
	bool valid = utf8_valid(text, len);

	for (size_t i = 0; i < out->n_spans; i++) {
		const struct oneline_span *span = &out->spans[i];

		if (span->len == 0 || span->at < end ||
		    span->len > len - span->at ||
		    span->part >= ONELINE_PARTS)
			abort();
		end = span->at + span->len;
		if (valid && !utf8_valid(text + span->at, span->len))
			abort();
	}
}

static void
check_parts(const struct oneline *out)
{
	bool blank = out->n_lines == 0;

	if (out->complete != (out->n_gaps == 0 && !blank) ||
	    out->n_lines != (blank ? 0 : out->n_milestones + 1))
		abort();
	if (out->complete && (*out->text == '\0' || out->due == DATE_NONE ||
	    out->n_owners == 0 || out->strand == NULL ||
	    (!out->everyone && out->n_owners != 1)))
		abort();
	for (size_t i = 0; i < out->n_milestones; i++)
		if (out->complete && (*out->milestones[i].text == '\0' ||
		    out->milestones[i].date == DATE_NONE))
			abort();
	for (size_t i = 0; i < out->n_owners; i++)
		if (out->owners[i].member == NULL &&
		    out->owners[i].agency == NULL)
			abort();
	for (size_t i = 0; i < out->n_gaps; i++)
		if (out->gaps[i].code >= ONELINE_GAPS ||
		    *out->gaps[i].text == '\0')
			abort();
}

static void
check_same(const struct oneline *a, const struct oneline *b)
{
	if (a->complete != b->complete || a->n_gaps != b->n_gaps ||
	    a->n_spans != b->n_spans || a->n_owners != b->n_owners ||
	    a->due != b->due || strcmp(a->text, b->text) != 0 ||
	    a->n_lines != b->n_lines || a->notes.n != b->notes.n)
		abort();
	for (size_t i = 0; i < a->n_lines; i++)
		if (strcmp(a->lines[i], b->lines[i]) != 0)
			abort();
}

/* A choice names one owner, and leaves the rest as it was. */
static void
check_choices(const struct oneline_names *names,
    const struct when_context *when, const struct oneline *out,
    const char *text, size_t len, struct arena *a)
{
	for (size_t i = 0; i < out->n_owners && !out->everyone; i++) {
		struct buf chosen = {0};
		struct oneline then;

		oneline_choose(names, out, i, text, len, a, &chosen);
		oneline_parse(names, when, chosen.data, chosen.len, a, &then);
		check_spans(&then, chosen.data, chosen.len);
		buf_release(&chosen);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct when_context when = { .today = date_make(2031, 3, 13),
		.next_meeting = date_make(2031, 4, 10) };
	struct arena a = {0};
	struct oneline_names *names = oneline_names_new(&a, members,
	    COUNT(members), agencies, COUNT(agencies), &words);
	struct oneline_completion *list;
	struct oneline one, two;
	size_t len = size > 0 ? size - 1 : 0, cursor, n;
	char *text = malloc(len + 1);

	if (text == NULL)
		abort();
	if (len > 0)
		memcpy(text, data + 1, len);
	cursor = size > 0 ? data[0] % (len + 1) : 0;
	oneline_names_set_tags(names, &tags);
	oneline_parse(names, &when, text, len, &a, &one);
	oneline_parse(names, &when, text, len, &a, &two);
	check_same(&one, &two);
	check_spans(&one, text, len);
	check_parts(&one);
	check_choices(names, &when, &one, text, len, &a);
	n = oneline_complete(names, &when, text, len, cursor, 5, &a, &list);
	if (n > 5)
		abort();
	for (size_t i = 0; i < n; i++)
		if (list[i].at > cursor || list[i].len > len - list[i].at ||
		    list[i].at + list[i].len < cursor ||
		    *list[i].text == '\0' || *list[i].label == '\0')
			abort();
	arena_release(&a);
	free(text);
	return 0;
}
