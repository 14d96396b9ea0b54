/* Kinds, agencies, members and boards of a data file. */
#include <stdlib.h>
#include <string.h>

#include "cmd/agency_cmd.h"
#include "cmd/bind.h"
#include "cmd/board_cmd.h"
#include "cmd/find.h"
#include "cmd/import_walk.h"
#include "cmd/kind_cmd.h"
#include "cmd/member_cmd.h"

static void
take_kind(struct importer *im, const struct ynode *n)
{
	const char *file, *overlay;
	struct buf path = { 0 }, over = { 0 };
	const char *dir = im->o->forms != NULL ? im->o->forms :
	    session_forms(im->s);
	struct err err = { 0 };
	int64_t version;

	if (!import_keys(im, n, "a kind", " file overlay "))
		return;
	file = import_need_text(im, n, "file");
	overlay = import_text(im, n, "overlay");
	if (file == NULL)
		return;
	buf_addf(&path, "%s/%s", dir, file);
	if (overlay != NULL)
		buf_addf(&over, "%s/%s", dir, overlay);
	if (!cmd_kind_take_file(im->s, buf_text(&path),
	    overlay != NULL ? buf_text(&over) : NULL, &version, NULL, &err))
		import_stop(im, ynode_get(n, "file"), &err);
	buf_release(&over);
	buf_release(&path);
}

/* The day on which it signed, and the day from which that is over. */
static bool
take_agreement(struct importer *im, const struct ynode *n, int64_t agency,
    struct err *err)
{
	if (ynode_get(n, "agreement") == NULL)
		return true;
	return cmd_write(im->s, SQL_IMPORT_AGREEMENT, BIND(B_ID("id", agency),
	    B_DATE("on", import_day(im, n, "agreement")),
	    B_DATE("until", import_day(im, n, "agreement-until"))), NULL,
	    err);
}

static void
take_agency(struct importer *im, const struct ynode *n)
{
	struct agency_new a = { 0 };
	struct err err = { 0 };
	int64_t id;

	if (!import_keys(im, n, "an agency", " name short category parent"
	    " agreement agreement-until "))
		return;
	a.name = import_need_text(im, n, "name");
	a.short_name = import_text(im, n, "short");
	a.category = import_text(im, n, "category");
	a.parent = import_agency(im, n, "parent");
	if (a.name == NULL)
		return;
	if (!cmd_agency_add(im->s, &a, &id, &err) ||
	    !take_agreement(im, n, id, &err))
		import_stop(im, n, &err);
	im->counts->agencies++;
}

static void
take_member(struct importer *im, const struct ynode *n)
{
	struct member_new m = { 0 };
	struct err err = { 0 };
	int64_t id;

	if (!import_keys(im, n, "a member", " agency login title forenames"
	    " surname post email phone keeper "))
		return;
	import_need_text(im, n, "agency");
	m.agency = import_agency(im, n, "agency");
	m.login = import_text(im, n, "login");
	m.title = import_text(im, n, "title");
	m.forenames = import_text(im, n, "forenames");
	m.surname = import_need_text(im, n, "surname");
	m.post = import_text(im, n, "post");
	m.email = import_text(im, n, "email");
	m.phone = import_text(im, n, "phone");
	m.keeper = import_flag(im, n, "keeper");
	if (m.agency == 0 || m.surname == NULL)
		return;
	if (!cmd_member_add(im->s, &m, &id, &err))
		import_stop(im, n, &err);
	im->counts->members++;
}

static void
take_role(struct importer *im, const struct ynode *n, int64_t board)
{
	struct err err = { 0 };
	int64_t member, deputy;
	const char *role;

	if (!import_keys(im, n, "a role on a board",
	    " member role deputy-for "))
		return;
	import_need_text(im, n, "member");
	member = import_member(im, n, "member");
	deputy = import_member(im, n, "deputy-for");
	role = import_need_text(im, n, "role");
	if (member == 0 || role == NULL)
		return;
	if (!cmd_board_role(im->s, board, member, role, deputy, &err))
		import_stop(im, ynode_get(n, "role"), &err);
}

/* A board's settings are answered like the fields of a form. */
static const struct kind_form **
settings_form(struct importer *im, const struct kind *k)
{
	struct kind_field *fields = arena_array(&im->arena,
	    k->n_settings + 1, sizeof(*fields));
	struct kind_form *form = arena_alloc(&im->arena, sizeof(*form));
	const struct kind_form **list = arena_array(&im->arena, 2,
	    sizeof(*list));
	size_t i;

	for (i = 0; i < k->n_settings; i++) {
		fields[i].key = k->settings[i].key;
		fields[i].label = k->settings[i].label;
		fields[i].type = k->settings[i].type;
		fields[i].min = fields[i].max = KIND_UNSET;
		fields[i].max_length = 1000;
		fields[i].right = RIGHT_NONE;
	}
	form->key = "settings";
	form->fields = fields;
	form->n_fields = k->n_settings;
	list[0] = form;
	return list;
}

static bool
find_kind(struct importer *im, const struct ynode *n, struct board_new *b)
{
	const char *kind = import_need_text(im, n, "kind");
	struct err err = { 0 };

	if (kind == NULL)
		return false;
	if (!kind_newest(im->s, kind, &b->kind_version, &err))
		return import_stop(im, n, &err);
	return b->kind_version != 0 || yaml_error(&im->errors,
	    ynode_get(n, "kind"), "the book holds no kind \"%s\"; name its"
	    " file under kinds", kind);
}

static void
take_board(struct importer *im, const struct ynode *n)
{
	struct board_new b = { 0 };
	const struct ynode *m;
	const struct kind *k;
	struct err err = { 0 };
	int64_t id;

	if (!import_keys(im, n, "a board", " prefix name kind nation place"
	    " settings members ") || !find_kind(im, n, &b))
		return;
	b.prefix = import_need_text(im, n, "prefix");
	b.name = import_need_text(im, n, "name");
	b.nation = import_text(im, n, "nation");
	b.place = import_text(im, n, "place");
	k = session_kind(im->s, b.kind_version, &err);
	if (k == NULL) {
		import_stop(im, n, &err);
		return;
	}
	b.answers = import_answers(im, n, "settings", settings_form(im, k), 0,
	    0);
	if (b.prefix == NULL || b.name == NULL || b.answers == NULL)
		return;
	if (!cmd_board_add(im->s, &b, &id, &err)) {
		import_stop(im, n, &err);
		return;
	}
	im->counts->boards++;
	for (m = import_list(im, n, "members"); m != NULL && !im->stopped;
	    m = m->next)
		take_role(im, m, id);
}

bool
import_people(struct importer *im, const struct ynode *root)
{
	static const struct {
		const char *key;
		void (*take)(struct importer *im, const struct ynode *n);
	} parts[] = {
		{ "kinds", take_kind },
		{ "agencies", take_agency },
		{ "members", take_member },
		{ "boards", take_board },
	};
	const struct ynode *n;
	size_t i;

	for (i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		for (n = import_list(im, root, parts[i].key);
		    n != NULL && !im->stopped; n = n->next) {
			parts[i].take(im, n);
			import_step(im);
		}
	return !im->stopped;
}
