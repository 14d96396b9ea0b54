#include "twin_make.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#define N(table) (sizeof(table) / sizeof((table)[0]))

enum { MOST_RECORDS = 9, MOST_ACTIONS = 8 };

/* The board's people: each role once at least. */
static const struct person {
	const char *login, *agency, *role;
	bool here;		/* comes to the meeting */
} people[] = {
	{ "chair", "Police", "chair", true },
	{ "sec", "Council", "secretary", true },
	{ "leader", "Police", "lro", true },
	{ "mapper", "Police", "ocg-coordinator", true },
	{ "warden", "Homes", "member", true },
	{ "licence", "Licensing", "member", true },
	{ "probation", "Probation", "member", true },
	{ "helper", "Charity", "member", true },
	{ "writer", "Council", "analyst", true },
	{ "funder", "Commissioner", "opcc", true },
	{ "guest", "Charity", "guest", true },
	{ "watcher", "Commissioner", "observer", true },
	{ "audit", "Audit", "action-owner", false },
	{ "logs", "Audit", "auditor", false },
	{ "vice", "Council", "vice-chair", true },
};

static const char *const agencies[] = { "Police", "Council", "Licensing",
	"Audit", "Homes", "Probation", "Charity", "Commissioner" };

/* Sorts of record; whether one may be closed to others, and by which link it
 * hangs on another of these. The last three are guarded by theirs. */
static const struct sort {
	const char *type;
	bool closable, at_meetings;
	const char *link, *to;
} sorts[] = {
	{ "ocg", true, true, "ocg", "ocg" },
	{ "location", true, true, "ocg", "ocg" },
	{ "person", true, true, "location", "location" },
	{ "recommendation", false, true, "ocg", "ocg" },
	{ "threat", false, false, NULL, NULL },
	{ "intelligence", true, false, "ocg", "ocg" },
	{ "disruption", true, false, "ocg", "ocg" },
	{ "disclosure", true, false, "intelligence", "intelligence" },
};

/* Words for texts: the first of each is in one record alone. */
static const char *const words[] = { "alder", "birch", "cedar", "damson",
	"elder", "fennel", "gorse", "hazel", "juniper", "kelp", "lovage",
	"mallow", "nettle", "orchid", "plover", "quince", "rowan", "sorrel" };

struct maker {
	struct buf *out;
	uint64_t chance;
	size_t n_records, n_actions;
	const struct sort *record[MOST_RECORDS];
	size_t of[MOST_ACTIONS];	/* the record of each action */
};

static size_t
pick(struct maker *m, size_t n)
{
	m->chance = m->chance * UINT64_C(6364136223846793005) +
	    UINT64_C(1442695040888963407);
	return (size_t)(m->chance >> 33) % n;
}

static bool
one_in(struct maker *m, size_t n)
{
	return pick(m, n) == 0;
}

static void
add_people(struct maker *m)
{
	size_t i;

	buf_adds(m->out, "as-of: 2025-09-09T09:00:00\nbook: Made up\n"
	    "kinds:\n  - file: soc.yaml\nagencies:\n");
	for (i = 0; i < N(agencies); i++)
		buf_addf(m->out, "  - {name: The %s, short: %s%s}\n",
		    agencies[i], agencies[i], i == 2 || i == 3 ?
		    ", parent: Council" : "");
	buf_adds(m->out, "members:\n");
	for (i = 0; i < N(people); i++)
		buf_addf(m->out, "  - {login: %s, agency: %s, forenames: Any,"
		    " surname: %c%s%s}\n", people[i].login, people[i].agency,
		    people[i].login[0] - 'a' + 'A', people[i].login + 1,
		    i == 1 ? ", keeper: yes" : "");
	buf_adds(m->out, "boards:\n  - prefix: MU\n    name: Made-up board\n"
	    "    kind: soc\n    nation: england-and-wales\n    members:\n");
	for (i = 0; i < N(people); i++)
		buf_addf(m->out, "      - {member: %s, role: %s}\n",
		    people[i].login, people[i].role);
}

/* The record's links to those before it. */
static void
add_record_link(struct maker *m, size_t nth)
{
	const struct sort *s = m->record[nth];
	size_t i;

	for (i = 0; i < nth && s->link != NULL; i++)
		if (m->record[i]->type[0] == s->to[0] && one_in(m, 2)) {
			buf_addf(m->out, "    links:\n      - {sort: %s, to:"
			    " G-%zu}\n", s->link, i + 1);
			return;
		}
}

/* The chair and the secretary are never kept out: they play the meeting. */
static void
add_access(struct maker *m)
{
	static const char *const in[] = { "Police", "Council", "Licensing",
		"Homes", "Probation", "Charity" };
	static const char *const out[] = { "Licensing", "Homes", "Probation",
		"Charity", "Commissioner" };
	size_t n = pick(m, 4), i;

	if (n == 0)
		return;
	buf_adds(m->out, "    access:\n");
	for (i = 0; i < n; i++) {
		if (one_in(m, 3))
			buf_addf(m->out, "      - {effect: %s, member: %s}\n",
			    one_in(m, 3) ? "deny" : "allow",
			    people[4 + pick(m, N(people) - 4)].login);
		else if (one_in(m, 3))
			buf_addf(m->out, "      - {effect: deny, agency:"
			    " %s}\n", out[pick(m, N(out))]);
		else
			buf_addf(m->out, "      - {effect: allow, agency:"
			    " %s}\n", in[pick(m, N(in))]);
	}
}

static void
add_records(struct maker *m)
{
	size_t i;

	m->n_records = 5 + pick(m, MOST_RECORDS - 4);
	buf_adds(m->out, "casefiles:\n");
	for (i = 0; i < m->n_records; i++) {
		const struct sort *s = &sorts[i < 2 ? i : pick(m, N(sorts))];

		m->record[i] = s;
		buf_addf(m->out, "  - ref: G-%zu\n    board: MU\n"
		    "    type: %s\n    received: 2025-0%zu-1%zu\n"
		    "    agency: %s\n    referrer: %s %s\n", i + 1, s->type,
		    3 + pick(m, 5), pick(m, 9),
		    agencies[pick(m, N(agencies))], words[i],
		    words[9 + pick(m, 9)]);
		if (one_in(m, 3))
			buf_addf(m->out, "    lead: %s\n",
			    people[2 + pick(m, 5)].login);
		if (s->closable && one_in(m, 3))
			buf_adds(m->out, "    audience: list\n");
		add_record_link(m, i);
		add_access(m);
	}
}

static void
add_meeting(struct maker *m)
{
	size_t i;

	buf_adds(m->out, "meetings:\n  - ref: MU-1\n    board: MU\n"
	    "    on: 2025-09-10\n    starts: \"10:00\"\n    chair: chair\n"
	    "    secretary: sec\n    attendance:\n");
	for (i = 0; i < N(people); i++)
		buf_addf(m->out, "      - {member: %s, state: expected}\n",
		    people[i].login);
	buf_adds(m->out, "    agenda: []\n");
}

static void
add_actions(struct maker *m)
{
	static const char *const strands[] = { "pursue", "prevent",
		"protect", "prepare" };
	size_t i;

	m->n_actions = 3 + pick(m, MOST_ACTIONS - 2);
	buf_adds(m->out, "actions:\n");
	for (i = 0; i < m->n_actions; i++) {
		const struct person *p = &people[2 + pick(m, 8)];

		m->of[i] = pick(m, m->n_records);
		buf_addf(m->out, "  - ref: J-%zu\n    case: G-%zu\n"
		    "    recorded-by: sec\n    agency: %s\n    member: %s\n"
		    "    text: Look to %s and %s\n    strand: %s\n"
		    "    due: 2025-%s\n    agreed: 2025-06-1%zu\n"
		    "    milestones:\n      - {text: Begin with %s, due:"
		    " 2025-08-0%zu}\n", i + 1, m->of[i] + 1, p->agency,
		    p->login, words[m->of[i]], words[9 + pick(m, 9)],
		    strands[pick(m, 4)], one_in(m, 2) ? "08-29" : "12-05",
		    pick(m, 9), words[m->of[i]], 1 + pick(m, 9));
	}
}

/* Who signed, and what has a list of its own or hangs on more. */
static void
add_before(struct maker *m)
{
	size_t i;

	buf_adds(m->out, "scripts:\n  meeting: |\n"
	    "    @ 2025-09-09T10:00:00 sec\n");
	for (i = 0; i < N(agencies); i++)
		if (i != 2 && i != 3 && i != 6)
			buf_addf(m->out, "    agency-agreement %s"
			    " 2025-01-01\n", agencies[i]);
	for (i = 0; i < m->n_actions; i++) {
		if (one_in(m, 3))
			buf_addf(m->out, "    @ 2025-09-09T10:0%zu:00 sec\n"
			    "    action-link J-%zu G-%zu\n", i, i + 1,
			    pick(m, m->n_records) + 1);
		if (one_in(m, 3))
			buf_addf(m->out, "    @ 2025-09-09T10:1%zu:00 chair\n"
			    "    action-list J-%zu Police Council %s\n", i,
			    i + 1, people[4 + pick(m, 6)].login);
	}
}

static void
add_opening(struct maker *m)
{
	size_t i;

	buf_adds(m->out, "    @ 2025-09-10T10:00:00 sec\n"
	    "    meeting-open MU-1\n    go open\n"
	    "    minute information \"Welcome, said the chair.\"\n"
	    "    @ 2025-09-10T10:01:00\n    go attendance\n");
	for (i = 0; i < N(people); i++)
		buf_addf(m->out, "    attend %s %s\n", people[i].login,
		    people[i].here ? "present" : "absent");
	buf_adds(m->out, "    @ 2025-09-10T10:02:00\n    go interests\n"
	    "    conflicts-asked\n    @ 2025-09-10T10:03:00\n"
	    "    go statement\n    statement-read\n"
	    "    accept-statement all\n");
	for (i = 0; i < N(people); i++)
		if (people[i].here && (people[i].role[0] == 'g' ||
		    people[i].role[1] == 'b'))
			buf_addf(m->out, "    accept-statement %s\n",
			    people[i].login);
	buf_adds(m->out, "    @ 2025-09-10T10:04:00\n    go previous\n"
	    "    minute decision \"The last minutes stand.\"\n");
}

/* In the middle of one record the chair is handed over, and of a later one taken
 * back, or never. */
static void
add_chair(struct maker *m, size_t minute, bool take)
{
	buf_addf(m->out, "    @ 2025-09-10T10:%zu:10 chair\n    %s\n"
	    "    @ 2025-09-10T10:%zu:15 sec\n", minute, take ?
	    "chair-take vice" : "chair-back", minute);
}

/* Each record that is heard comes up in its turn; somebody goes out and comes
 * back between; the last one may still be in hand at the end. */
static void
add_hearing(struct maker *m)
{
	size_t i, minute = 10;
	bool away, acts = false;

	for (i = 0; i < m->n_records && i < 7; i++) {
		if (!m->record[i]->at_meetings || one_in(m, 4))
			continue;
		away = one_in(m, 2);
		if (away)
			buf_addf(m->out, "    @ 2025-09-10T10:%zu:30\n"
			    "    pause\n    out %s\n", minute,
			    people[4 + i].login);
		buf_addf(m->out, "    @ 2025-09-10T10:%zu:00\n"
		    "    go G-%zu\n    minute information \"About the %s, in"
		    " the %s.\"\n    action \"Warden to look at the %s #T by"
		    " +%zud * begin by +2d\" type=other\n", ++minute, i + 1,
		    words[i], words[9 + pick(m, 9)], words[i], 9 + i);
		if (acts || i < 4)
			add_chair(m, minute, acts = !acts);
		if (one_in(m, 3))
			buf_addf(m->out, "    item-closed . %s\n",
			    one_in(m, 2) ? "yes" : "no");
		if (away)
			buf_addf(m->out, "    @ 2025-09-10T10:%zu:20\n"
			    "    back %s\n", minute, people[4 + i].login);
	}
	if (one_in(m, 2))
		buf_addf(m->out, "    @ 2025-09-10T10:%zu:00\n"
		    "    go threats\n    minute information \"Quiet.\"\n",
		    minute + 1);
}

/* A group that the police alone see, and rows that are the whole board's but for
 * what they are tied to, one of them at a second remove. */
static const char guarded[] = "casefiles:\n"
    "  - ref: G-90\n    board: MU\n    type: ocg\n"
    "    received: 2025-03-11\n    agency: Police\n"
    "    referrer: bramble sage\n    audience: list\n"
    "    access:\n      - {effect: allow, agency: Police}\n"
    "  - ref: G-91\n    board: MU\n    type: disruption\n"
    "    received: 2025-03-12\n    agency: Police\n"
    "    referrer: tansy sage\n    audience: board\n"
    "    links:\n      - {sort: ocg, to: G-90}\n"
    "  - ref: G-92\n    board: MU\n    type: intelligence\n"
    "    received: 2025-03-13\n    agency: Police\n"
    "    referrer: yarrow sage\n    audience: board\n"
    "    links:\n      - {sort: ocg, to: G-90}\n"
    "  - ref: G-93\n    board: MU\n    type: disclosure\n"
    "    received: 2025-03-14\n    agency: Police\n"
    "    referrer: clover sage\n    audience: board\n"
    "    links:\n      - {sort: intelligence, to: G-92}\n";

void
twin_make_guarded(struct buf *out)
{
	struct buf text = {0};
	const char *at;

	twin_make(&text, 3);
	at = strstr(buf_text(&text), "casefiles:\n");
	buf_add(out, buf_text(&text), (size_t)(at - buf_text(&text)));
	buf_adds(out, guarded);
	buf_adds(out, at + strlen("casefiles:\n"));
	buf_release(&text);
}

void
twin_make(struct buf *out, uint64_t seed)
{
	struct maker m = { .out = out, .chance = seed * 77 + 5 };

	add_people(&m);
	add_records(&m);
	add_meeting(&m);
	add_actions(&m);
	add_before(&m);
	add_opening(&m);
	add_hearing(&m);
}
