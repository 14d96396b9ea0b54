/* Flags and links of a case at a meeting: lists of keys in its answers. */
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "cmd/cmd.h"
#include "cmd/item_cmd.h"
#include "cmd/meeting_need.h"

/* The list with one key put in or taken out, in the order it had; NULL when
 * nothing is left. now gets the list as it stands, NULL when there is none. */
static const char *
changed_list(const struct agenda_row *row, const char *field,
    const char *key, bool on, struct arena *a, const char **now)
{
	struct json all, list = { .kind = JSON_NONE };
	struct buf b = {0};
	const char *text;
	char **keys;
	size_t n = 0, i;
	bool any = false;

	*now = NULL;
	json_parse(row->answers, strlen(row->answers), &all);
	if (json_find(&all, field, &list))
		*now = json_raw(a, &list);
	keys = json_strings(a, &list, &n);
	buf_addc(&b, '[');
	for (i = 0; keys != NULL && i < n; i++) {
		if (strcmp(keys[i], key) == 0)
			continue;
		buf_adds(&b, any ? "," : "");
		buf_add_json(&b, keys[i]);
		any = true;
	}
	if (on) {
		buf_adds(&b, any ? "," : "");
		buf_add_json(&b, key);
		any = true;
	}
	buf_addc(&b, ']');
	text = any ? arena_strdup(a, buf_text(&b)) : NULL;
	buf_release(&b);
	return text;
}

static bool
set_key(struct session *s, int64_t item, const char *field, const char *key,
    bool on, struct err *err)
{
	const struct kind_case_type *t;
	const struct kind *k;
	const char *now, *new;
	struct arena a = {0};
	struct agenda_row row;
	bool ok = false;

	if (!agenda_read_item(s->db, item, &a, &row, err))
		goto out;
	k = session_meeting_kind(s, row.meeting, err);
	t = k ? need_case_type(k, &row, err) : NULL;
	if (t == NULL)
		goto out;
	if (strcmp(field, "flags") == 0 ? kind_flag(t, key) == NULL :
	    kind_link(t, key) == NULL) {
		err_set(err, ERR_INPUT, "There is no \"%s\" among the %s.",
		    key, field);
		goto out;
	}
	new = changed_list(&row, field, key, on, &a, &now);
	ok = cmd_set_answer(s, "item", item, field, now, new, NULL, err);
out:
	arena_release(&a);
	return ok;
}

bool
cmd_item_flag(struct session *s, int64_t item, const char *flag, bool on,
    struct err *err)
{
	return set_key(s, item, "flags", flag, on, err);
}

bool
cmd_item_link(struct session *s, int64_t item, const char *link, bool on,
    struct err *err)
{
	return set_key(s, item, "links", link, on, err);
}
