/*
 * person: people in one line.
 */
#include "screen/person.h"

#include <string.h>

#include "base/buf.h"
#include "base/date.h"
#include "model/age.h"

static const char *
taken(struct arena *a, struct buf *b)
{
	const char *text = arena_strdup(a, buf_text(b));

	buf_release(b);
	return text;
}

const char *
person_age(struct arena *a, const struct party_row *p, int on)
{
	struct age_given given = { .born = p->born_on, .years = p->age,
	    .told_on = p->age_on, .estimated = p->born_on == DATE_NONE };
	struct buf b = {0};

	if (p->born_on == DATE_NONE && p->age < 0)
		return "";
	age_add(&b, &given, on);
	return taken(a, &b);
}

/* One flag as words: what may not be done stands in capitals, so that colour
 * is not needed to see it. */
static bool
add_flag(struct buf *b, const char *flag, const char *yes, const char *no,
    const char *unknown)
{
	bool safe = !strcmp(flag, "yes");

	if (b->len)
		buf_adds(b, " · ");
	buf_adds(b, safe ? yes : !strcmp(flag, "no") ? no : unknown);
	return safe;
}

const char *
person_safety(struct arena *a, const struct contact_row *c,
    enum style *style)
{
	struct buf b = {0};
	bool safe;

	if (c->to_on != DATE_NONE) {
		buf_adds(&b, "until ");
		date_add_shown(&b, c->to_on);
	}
	if (!strcmp(c->sort, "phone")) {
		safe = add_flag(&b, c->safe_use, "call", "DO NOT CALL",
		    "safe to call? not known");
		safe &= add_flag(&b, c->safe_message, "messages",
		    "NO MESSAGES", "messages? not known");
	} else {
		safe = add_flag(&b, c->safe_use, "write", "DO NOT WRITE",
		    "safe to write? not known");
	}
	if (*c->safe_times)
		buf_addf(&b, " · %s", c->safe_times);
	if (c->guarded)
		buf_adds(&b, " · guarded");
	if (*c->note)
		buf_addf(&b, " · %s", c->note);
	*style = safe ? STYLE_OK : STYLE_SAFETY;
	return taken(a, &b);
}

const char *
person_reach(struct arena *a, const struct contact_row *c)
{
	if (!*c->postcode)
		return c->value;
	return arena_printf(a, "%s, %s", c->value, c->postcode);
}

const char *
person_relation(struct arena *a, const struct kind_case_type *t,
    const struct relation_row *r)
{
	const struct kind_choice *k = kind_choice(t->relations,
	    t->n_relations, r->relation);

	return arena_printf(a, "%s of %s", k ? k->label : r->relation,
	    r->to_name);
}

const char *
person_names(struct arena *a, const struct kind_case_type *t,
    const struct party_row *rows, size_t n)
{
	struct buf b = {0};
	size_t i;

	for (i = 0; i < n && !t->pseudonym; i++) {
		const struct kind_party_role *role = kind_party_role(t,
		    rows[i].role);

		if (role && role->named)
			buf_addf(&b, "%s%s", b.len ? " / " : "",
			    rows[i].name);
	}
	return taken(a, &b);
}
