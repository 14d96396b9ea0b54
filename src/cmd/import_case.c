/* Casefiles of a data file, and the people in them. */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "cmd/bind.h"
#include "cmd/case_need.h"
#include "cmd/casefile_cmd.h"
#include "cmd/find.h"
#include "cmd/import_walk.h"
#include "cmd/party_cmd.h"
#include "store/tx.h"

/* The casefile in hand. */
struct taking {
	struct importer *im;
	const struct kind *kind;
	const struct kind_case_type *type;
	int64_t board, id;
};

static void
take_alias(struct importer *im, const struct ynode *n, int64_t subject)
{
	struct err err = { 0 };

	if (import_keys(im, n, "another name", " surname forenames note ") &&
	    !cmd_alias_add(im->s, subject, import_text(im, n, "surname"),
	    import_text(im, n, "forenames"), import_text(im, n, "note"), NULL,
	    &err))
		import_stop(im, n, &err);
}

static void
take_contact(struct importer *im, const struct ynode *n, int64_t subject)
{
	struct contact_new c = { .subject = subject, .guarded = -1 };
	struct err err = { 0 };
	const char *sort = "phone";

	if (!import_keys(im, n, "a way to reach someone", " phone address"
	    " email postcode safe message times guarded from to note "))
		return;
	if (ynode_get(n, "address") != NULL)
		sort = "address";
	else if (ynode_get(n, "email") != NULL)
		sort = "email";
	c.sort = sort;
	c.value = import_need_text(im, n, sort);
	c.postcode = import_text(im, n, "postcode");
	c.safe_use = import_text(im, n, "safe");
	c.safe_message = import_text(im, n, "message");
	c.safe_times = import_text(im, n, "times");
	if (ynode_get(n, "guarded") != NULL)
		c.guarded = import_flag(im, n, "guarded");
	c.from = import_day(im, n, "from");
	c.to = import_day(im, n, "to");
	c.note = import_text(im, n, "note");
	if (c.value != NULL && !cmd_contact_add(im->s, &c, NULL, &err))
		import_stop(im, n, &err);
}

static bool
read_who(struct taking *t, const struct ynode *n, struct subject_new *who)
{
	struct importer *im = t->im;

	who->sort = import_text(im, n, "sort");
	who->surname = import_text(im, n, "surname");
	who->forenames = import_text(im, n, "forenames");
	who->born = import_past_day(im, n, "born");
	who->age = import_number(im, n, "age", -1);
	who->age_on = import_past_day(im, n, "age-on");
	who->sex = import_text(im, n, "sex");
	who->answers = import_answers(im, n, "about", import_forms(im,
	    t->kind, t->type, RECORD_SUBJECT, RECORD_SUBJECT), t->board,
	    t->id);
	return who->answers != NULL;
}

/* The form of the role itself comes before any other of its sort. */
static const char *
party_answers(struct taking *t, const struct ynode *n, const char *role)
{
	const struct kind_form **forms = arena_array(&t->im->arena, 2,
	    sizeof(*forms));
	const struct kind_party_role *r = kind_party_role(t->type, role);

	if (r != NULL && r->form != NULL)
		forms[0] = kind_form(t->kind, r->form);
	return import_answers(t->im, n, "answers", forms, t->board, t->id);
}

static void
take_party(struct taking *t, const struct ynode *n)
{
	struct importer *im = t->im;
	struct party_new p = { .casefile = t->id };
	struct err err = { 0 };
	int64_t party, subject;
	const struct ynode *c;

	if (!import_keys(im, n, "somebody in a casefile", " role key same sort"
	    " surname forenames born age age-on sex from to about answers"
	    " aliases contacts "))
		return;
	p.role = import_need_text(im, n, "role");
	p.subject = import_subject(im, n, "same");
	if (p.role == NULL || (p.subject == 0 && ynode_get(n, "same") != NULL))
		return;
	p.answers = party_answers(t, n, p.role);
	if (p.answers == NULL || (p.subject == 0 && !read_who(t, n, &p.who)))
		return;
	if (!cmd_party_add(im->s, &p, &party, &subject, &err)) {
		import_stop(im, n, &err);
		return;
	}
	im->counts->parties++;
	if (!cmd_party_dates(im->s, party, import_day(im, n, "from"),
	    import_day(im, n, "to"), &err)) {
		import_stop(im, n, &err);
		return;
	}
	if (ynode_get(n, "key") != NULL)
		import_keep_subject(im, ynode_get(n, "key"),
		    import_text(im, n, "key"), subject);
	for (c = import_list(im, n, "aliases"); c != NULL && !im->stopped;
	    c = c->next)
		take_alias(im, c, subject);
	for (c = import_list(im, n, "contacts"); c != NULL && !im->stopped;
	    c = c->next)
		take_contact(im, c, subject);
}

static void
take_relation(struct taking *t, const struct ynode *n)
{
	struct importer *im = t->im;
	struct err err = { 0 };
	const char *relation;
	int64_t who, to;

	if (!import_keys(im, n, "a relation", " who is of "))
		return;
	import_need_text(im, n, "who");
	import_need_text(im, n, "of");
	relation = import_need_text(im, n, "is");
	who = import_party(im, n, "who", t->id);
	to = import_party(im, n, "of", t->id);
	if (who != 0 && to != 0 && relation != NULL &&
	    !cmd_relation_set(im->s, who, to, relation, NULL, &err))
		import_stop(im, n, &err);
}

static void
take_incident(struct taking *t, const struct ynode *n)
{
	struct importer *im = t->im;
	struct incident_new i = { .casefile = t->id };
	struct err err = { 0 };

	if (!import_keys(im, n, "an incident", " on criminal reported"
	    " reference text "))
		return;
	i.on = import_need_past_day(im, n, "on");
	i.criminal = import_flag(im, n, "criminal");
	i.reported = import_flag(im, n, "reported");
	i.reference = import_text(im, n, "reference");
	i.text = import_text(im, n, "text");
	if (i.on != DATE_NONE && !cmd_incident_add(im->s, &i, NULL, &err))
		import_stop(im, n, &err);
}

static void
take_access(struct taking *t, const struct ynode *n)
{
	struct importer *im = t->im;
	int64_t agency, member;
	struct err err = { 0 };
	const char *effect;

	if (!import_keys(im, n, "an entry of an access list", " effect agency"
	    " member reason "))
		return;
	effect = import_need_text(im, n, "effect");
	agency = import_agency(im, n, "agency");
	member = import_member(im, n, "member");
	if (effect == NULL || (agency == 0 && member == 0))
		return;
	if (strcmp(effect, "allow") != 0 && strcmp(effect, "deny") != 0)
		yaml_error(&im->errors, ynode_get(n, "effect"), "\"%s\" is"
		    " neither allow nor deny", effect);
	else if (!cmd_casefile_access(im->s, t->id, effect[0] == 'a', agency,
	    member, import_text(im, n, "reason"), &err))
		import_stop(im, n, &err);
}

static void
take_link(struct taking *t, const struct ynode *n)
{
	struct importer *im = t->im;
	struct err err = { 0 };
	const char *sort;
	int64_t other;

	if (!import_keys(im, n, "a link", " sort to note "))
		return;
	sort = import_need_text(im, n, "sort");
	import_need_text(im, n, "to");
	other = import_casefile(im, n, "to");
	if (other != 0 && sort != NULL && !cmd_casefile_link(im->s, t->id,
	    other, sort, import_text(im, n, "note"), &err))
		import_stop(im, n, &err);
}

/* A decision that was made: who decided, and when. */
static void
take_repeat(struct taking *t, const struct ynode *n)
{
	struct importer *im = t->im;
	struct err err = { 0 };
	int64_t earlier, by;
	const char *decision;
	int on;

	if (!import_keys(im, n, "a decision", " earlier decision reason by"
	    " on "))
		return;
	import_need_text(im, n, "earlier");
	import_need_text(im, n, "by");
	decision = import_need_text(im, n, "decision");
	earlier = import_casefile(im, n, "earlier");
	by = import_member(im, n, "by");
	on = import_need_past_day(im, n, "on");
	if (earlier == 0 || by == 0 || on == DATE_NONE || decision == NULL)
		return;
	if (strcmp(decision, "yes") != 0 && strcmp(decision, "no") != 0 &&
	    strcmp(decision, "different") != 0)
		yaml_error(&im->errors, ynode_get(n, "decision"), "\"%s\" is"
		    " none of yes, no, different", decision);
	else if (!cmd_write(im->s, SQL_IMPORT_REPEAT,
	    BIND(B_ID("id", db_new_id(im->s->db)), B_ID("casefile", t->id),
	    B_ID("earlier", earlier), B_TEXT("clock",
	    t->kind->rules.repeat.clock == CLOCK_MEETING ? "meeting" :
	    "referral"), B_TEXT("decision", decision),
	    B_STR("reason", import_text(im, n, "reason")), B_ID("by", by),
	    B_DATE("on", on)), NULL, &err))
		import_stop(im, n, &err);
}

static void
take_screening(struct taking *t, const struct ynode *n)
{
	struct importer *im = t->im;
	const char *screening = import_text(im, n, "screening");
	struct err err = { 0 };

	if (screening == NULL)
		screening = "accepted";
	if (strcmp(screening, "waiting") != 0 &&
	    strcmp(screening, "accepted") != 0 &&
	    strcmp(screening, "returned") != 0 &&
	    strcmp(screening, "rejected") != 0) {
		yaml_error(&im->errors, ynode_get(n, "screening"), "\"%s\" is"
		    " none of waiting, accepted, returned, rejected",
		    screening);
		return;
	}
	if (!marking_check(t->kind, import_text(im, n, "marking"), &err)) {
		import_error(im, ynode_get(n, "marking"), &err);
		return;
	}
	if (!cmd_write(im->s, SQL_IMPORT_SCREENED, BIND(B_ID("id", t->id),
	    B_TEXT("screening", screening),
	    B_DATE("on", import_past_day(im, n, "screened")),
	    B_ID("by", import_member(im, n, "screened-by")),
	    B_STR("reason", import_text(im, n, "screening-reason")),
	    B_STR("marking", import_text(im, n, "marking"))), NULL, &err))
		import_stop(im, n, &err);
}

/* Its code, by the rules that a code keeps at a screen. */
static void
take_handling(struct taking *t, const struct ynode *n)
{
	struct importer *im = t->im;
	const char *code = import_text(im, n, "handling");
	struct err err = { 0 };

	if (code != NULL && !cmd_casefile_handling(im->s, t->id, code,
	    import_text(im, n, "conditions"), NULL, &err))
		import_error(im, ynode_get(n, "handling"), &err);
}

/* Closed to others last, so that nothing before has to ask. What its type
 * keeps for those named alone is opened where the file says so. */
static void
take_audience(struct taking *t, const struct ynode *n)
{
	struct importer *im = t->im;
	const char *audience = import_text(im, n, "audience");
	bool list = audience != NULL && strcmp(audience, "list") == 0;
	bool restricted = import_flag(im, n, "restricted");
	struct err err = { 0 };

	if (audience != NULL && !list && strcmp(audience, "board") != 0)
		yaml_error(&im->errors, ynode_get(n, "audience"), "\"%s\" is"
		    " neither board nor list", audience);
	else if ((audience != NULL || restricted) &&
	    !cmd_casefile_restrict(im->s, t->id, list || restricted, list ||
	    (audience == NULL && t->type->listed), NULL, &err))
		import_stop(im, n, &err);
}

static void
take_parts(struct taking *t, const struct ynode *n)
{
	static const struct {
		const char *key;
		void (*take)(struct taking *t, const struct ynode *n);
	} parts[] = {
		{ "parties", take_party },
		{ "relations", take_relation },
		{ "incidents", take_incident },
		{ "repeats", take_repeat },
		{ "links", take_link },
		{ "access", take_access },
	};
	struct err err = { 0 };
	const struct ynode *c;
	size_t i;

	take_screening(t, n);
	for (i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		for (c = import_list(t->im, n, parts[i].key);
		    c != NULL && !t->im->stopped; c = c->next)
			parts[i].take(t, c);
	if (!t->im->stopped && !case_need_all(t->im->s, t->id, &err))
		import_stop(t->im, n, &err);
	if (!t->im->stopped)
		take_audience(t, n);
	if (!t->im->stopped)
		take_handling(t, n);
}

static bool
read_casefile(struct taking *t, const struct ynode *n,
    struct casefile_new *c)
{
	struct importer *im = t->im;

	c->board = t->board;
	c->type = import_text(im, n, "type");
	c->ref = import_text(im, n, "ref");
	c->received = import_need_past_day(im, n, "received");
	c->incident = import_past_day(im, n, "incident");
	c->agency = import_agency(im, n, "agency");
	c->member = import_member(im, n, "member");
	c->referrer = import_text(im, n, "referrer");
	c->origin = import_text(im, n, "origin");
	c->tool = import_text(im, n, "tool");
	c->score = import_number(im, n, "score", -1);
	c->scored_on = import_past_day(im, n, "scored");
	c->lead = import_member(im, n, "lead");
	c->state = import_text(im, n, "state");
	c->state_on = import_past_day(im, n, "state-on");
	c->state_reason = import_text(im, n, "state-reason");
	t->type = c->type != NULL ? kind_case_type(t->kind, c->type) :
	    t->kind->n_case_types > 0 ? &t->kind->case_types[0] : NULL;
	if (t->type == NULL)
		return yaml_error(&im->errors, c->type != NULL ?
		    ynode_get(n, "type") : n, "this board hears no cases of"
		    " that type");
	c->answers = import_answers(im, n, "answers", import_forms(im,
	    t->kind, t->type, RECORD_REFERRAL, RECORD_CASEFILE), t->board,
	    0);
	return c->answers != NULL && c->received != DATE_NONE;
}

static void
take_casefile(struct importer *im, const struct ynode *n)
{
	struct taking t = { .im = im };
	struct casefile_new c = { 0 };
	struct err err = { 0 };

	if (!import_keys(im, n, "a casefile", " ref board type received"
	    " incident agency member referrer origin tool score scored"
	    " screening screened screened-by screening-reason restricted"
	    " audience marking handling conditions lead state state-on"
	    " state-reason answers parties relations incidents repeats links"
	    " access "))
		return;
	import_need_text(im, n, "board");
	t.board = import_board(im, n, "board");
	if (t.board == 0)
		return;
	t.kind = session_board_kind(im->s, t.board, &err);
	if (t.kind == NULL) {
		import_stop(im, n, &err);
		return;
	}
	if (!read_casefile(&t, n, &c))
		return;
	if (!cmd_casefile_refer(im->s, &c, &t.id, &err)) {
		import_stop(im, n, &err);
		return;
	}
	im->counts->casefiles++;
	import_keep_made(im, n, t.id, 0);
	take_parts(&t, n);
}

bool
import_casefiles(struct importer *im, const struct ynode *root)
{
	const struct ynode *n;

	for (n = import_list(im, root, "casefiles"); n != NULL && !im->stopped;
	    n = n->next) {
		take_casefile(im, n);
		import_step(im);
	}
	return !im->stopped;
}
