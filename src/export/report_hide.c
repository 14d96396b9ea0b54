/*
 * report_hide: which figures of a return stay hidden because they are small, or
 * could tell a small one: the figures and what is left of each whole as numbers
 * that are sums of others.
 */
#include <string.h>

#include "export/report_return.h"
#include "model/suppress.h"

struct net {
	struct arena *a;
	int64_t *count;
	bool *shown, *hidden;
	size_t n;
	struct suppress_sum *sums;
	size_t n_sums;
};

/* Where the numbers of a figure are in the net. */
struct place {
	size_t base, n, unknown, rest, part;
};

static size_t
put(struct net *net, int64_t count, bool shown)
{
	net->count[net->n] = count;
	net->shown[net->n] = shown;
	return net->n++;
}

static void
sum(struct net *net, size_t total, const size_t *part, size_t n)
{
	size_t *copy = arena_array(net->a, n + 1, sizeof(*copy));

	memcpy(copy, part, n * sizeof(*copy));
	net->sums[net->n_sums++] = (struct suppress_sum){ total, copy, n };
}

/* A measure of all the cases that others look at. */
static bool
is_whole(const struct figure *f)
{
	return f->m->what != MEASURE_PARTIES && !f->m->repeat &&
	    !f->m->partner;
}

/* How many a figure is of is known where some figure says it, or where one
 * knows that each case has as many. */
static size_t
put_base(struct returning *r, struct net *net, struct place *at, size_t i)
{
	struct figure *f = &r->fig[i];

	for (size_t j = 0; j < i; j++)
		if (f->m->what != MEASURE_PARTIES && r->fig[j].m->what !=
		    MEASURE_PARTIES && measure_same_cases(f->m, r->fig[j].m))
			return at[j].base;
	return put(net, f->base, f->m->what == MEASURE_PARTIES
	    ? f->m->percent || f->m->show_unknown : false);
}

static void
put_parts(struct net *net, const struct figure *f, struct place *p)
{
	size_t part[PARTS_MOST + 1], n = 0;

	p->part = net->n;
	for (size_t j = 0; j < f->n_part; j++)
		part[n++] = put(net, f->part[j].n, true);
	if (!f->field) {
		part[n++] = p->unknown;
		sum(net, p->n, part, n);
		return;
	}
	/* Several answers may hold at once: each is a part of the whole. */
	for (size_t j = 0; j < f->n_part; j++)
		sum(net, p->n, (const size_t[]){ p->part + j, put(net,
		    f->n - f->part[j].n, false) }, 2);
	sum(net, p->n, (const size_t[]){ p->unknown, put(net, f->n -
	    f->unknown, false) }, 2);
}

static void
put_figure(struct returning *r, struct net *net, struct place *at, size_t i)
{
	const struct figure *f = &r->fig[i];
	struct place *p = &at[i];
	int64_t unknown = f->n_part > 0 ? 0 : f->unknown;

	p->base = put_base(r, net, at, i);
	p->n = is_whole(f) ? p->base : put(net, f->n, true);
	net->shown[p->n] = true;
	p->unknown = put(net, f->unknown, f->n_part > 0 ||
	    f->m->show_unknown);
	if (f->n_part > 0)
		put_parts(net, f, p);
	if (is_whole(f))
		return;
	p->rest = put(net, f->base - f->n - unknown, false);
	sum(net, p->base, (const size_t[]){ p->n, p->rest, p->unknown },
	    f->n_part > 0 ? 2 : 3);
}

/* Who referred and how many of them are partners tell of each other. */
static void
tie_partners(struct returning *r, struct net *net, const struct place *at,
    size_t i, size_t by)
{
	const struct figure *f = &r->fig[by];
	size_t yes[PARTS_MOST], no[PARTS_MOST], n = 0, m = 0;

	for (size_t j = 0; j < f->n_part; j++) {
		if (f->part[j].mixed)
			return;
		if (f->part[j].partner)
			yes[n++] = at[by].part + j;
		else
			no[m++] = at[by].part + j;
	}
	sum(net, at[i].n, yes, n);
	sum(net, at[i].rest, no, m);
	sum(net, at[i].unknown, (const size_t[]){ at[by].unknown }, 1);
}

static void
tie_figures(struct returning *r, struct net *net, const struct place *at)
{
	for (size_t i = 0; i < r->n_fig; i++)
		for (size_t by = 0; by < r->n_fig; by++)
			if (r->fig[i].m->partner && !r->fig[i].m->repeat &&
			    is_whole(&r->fig[by]) && r->fig[by].n_part > 0 &&
			    !r->fig[by].field && measure_same_cases(
			    r->fig[i].m, r->fig[by].m))
				tie_partners(r, net, at, i, by);
}

static void
take_over(struct returning *r, const struct net *net,
    const struct place *at)
{
	for (size_t i = 0; i < r->n_fig; i++) {
		struct figure *f = &r->fig[i];

		f->hide_n = net->hidden[at[i].n];
		f->hide_unknown = net->hidden[at[i].unknown];
		f->hide_cases = net->hidden[at[i].base];
		for (size_t j = 0; j < f->n_part; j++)
			f->part[j].hidden = net->hidden[at[i].part + j];
	}
}

void
return_hide(struct returning *r, int64_t below)
{
	size_t most = r->n_fig * (4 + 2 * (PARTS_MOST + 1));
	struct net net = { .a = r->w->a };
	struct place *at = arena_array(net.a, r->n_fig + 1, sizeof(*at));

	net.count = arena_array(net.a, most + 1, sizeof(*net.count));
	net.shown = arena_array(net.a, most + 1, sizeof(*net.shown));
	net.hidden = arena_array(net.a, most + 1, sizeof(*net.hidden));
	net.sums = arena_array(net.a, most + 3 * r->n_fig * r->n_fig + 1,
	    sizeof(*net.sums));
	for (size_t i = 0; i < r->n_fig; i++)
		put_figure(r, &net, at, i);
	tie_figures(r, &net, at);
	suppress_linked(net.count, net.shown, net.n, net.sums, net.n_sums,
	    below, net.hidden);
	take_over(r, &net, at);
}
