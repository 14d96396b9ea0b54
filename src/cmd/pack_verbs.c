/* Packs for agencies, by name: what each would get, and sending them. */
#include <string.h>

#include "cmd/find.h"
#include "cmd/meeting_verbs.h"
#include "cmd/pack_cmd.h"
#include "cmd/verb_args.h"

#define USE_PACKS "packs MEETING [when=before|after]"
#define USE_SEND "packs-send MEETING FOLDER [when=before|after]" \
	" [agency=AGENCY]"

static void
say_one(const struct packs_look *l, struct buf *reply)
{
	buf_addf(reply, "%s: %zu on the agenda, %zu open %s", l->name,
	    l->cases, l->actions, l->actions == 1 ? "action" : "actions");
	if (l->held_back > 0)
		buf_addf(reply, "; %d held back", l->held_back);
	if (l->no_minutes)
		buf_adds(reply, "; without minutes, which not all who stand "
		    "for it may see");
	buf_addc(reply, '\n');
}

static bool
verb_packs(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	const struct kind_pack *p;
	struct packs_look *list;
	struct arena arena = {0};
	struct args a;
	int64_t meeting;
	size_t i, n;
	bool ok;

	ok = args_read(&a, argv, argc, 1, 1, USE_PACKS, err) &&
	    find_meeting(s, a.pos[0], &meeting, err) && packs_look(s, meeting,
	    args_option(&a, "when"), &arena, &p, &list, &n, err);
	if (ok)
		buf_addf(reply, "%s\n", p->label);
	for (i = 0; ok && i < n; i++)
		say_one(&list[i], reply);
	arena_release(&arena);
	return ok;
}

static bool
verb_send(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct packs_wish wish = {0};
	struct packs_done done = {0};
	struct args a;
	int64_t meeting, agency = 0;
	size_t i;
	bool ok;

	ok = args_read(&a, argv, argc, 2, 2, USE_SEND, err) &&
	    session_require_files(s, err) &&
	    find_meeting(s, a.pos[0], &meeting, err) &&
	    args_agency(s, &a, "agency", &agency, err);
	wish.pack = ok ? args_option(&a, "when") : NULL;
	wish.output = ok ? a.pos[1] : NULL;
	wish.agencies = &agency;
	wish.n_agencies = agency != 0;
	ok = ok && cmd_packs_send(s, meeting, &wish, &done, NULL, err);
	if (ok)
		buf_addf(reply, "%s: %zu %s in %s.", done.label, done.n,
		    done.n == 1 ? "pack" : "packs", wish.output);
	for (i = 0; ok && i < done.n; i++)
		if (done.lines[i].no_minutes)
			buf_addf(reply, " %s gets no minutes: not all who "
			    "stand for it may see them.", done.lines[i].name);
	packs_done_release(&done);
	return ok;
}

static const struct verb verbs[] = {
	{ "packs", "MEETING [when=before|after]",
	    "what each agency would be sent, and what is held back", 1, 2,
	    verb_packs },
	{ "packs-send", "MEETING FOLDER [when=before|after] [agency=AGENCY]",
	    "write what each agency is sent into a folder", 2, 4, verb_send },
};

const struct verb_group verbs_pack = {
	.verbs = verbs, .n = sizeof(verbs) / sizeof(verbs[0])
};
