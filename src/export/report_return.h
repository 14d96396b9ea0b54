/*
 * report_return: what the parts of a return share: the figures of its
 * measures (report_return.c), which a case counts towards
 * (report_measure.c), and which stay hidden (report_hide.c).
 */
#ifndef EXPORT_REPORT_RETURN_H
#define EXPORT_REPORT_RETURN_H

#include "export/report_work.h"
#include "store/return_read.h"

#define PARTS_MOST 60		/* values that a measure is broken down by */

/* One of the values that a measure is broken down by. */
struct figure_part {
	const char *key;	/* to narrow by */
	const char *label;
	const char *value;	/* a choice's key; NULL: a group of categories */
	bool partner, mixed;	/* of such a group: all are, or some are */
	int64_t n;
	bool hidden;
};

/* One measure as it was counted. base are all that it looks at, of which n are
 * so, unknown could be either and the others are not; of a measure that is
 * broken down, unknown are those of n without a value. */
struct figure {
	const struct kind_measure *m;
	const struct kind_field *field;	/* whose answer decides */
	enum form_record record;	/* where that is */
	bool blind;		/* the viewer does not see that answer */
	int64_t base, n, unknown;
	int64_t cases;		/* it is a share of */
	struct figure_part *part;
	size_t n_part;
	bool hide_n, hide_unknown, hide_cases;
};

struct returning {
	struct report_work *w;
	struct return_meeting meeting;
	int from, until;
	struct figure *fig;
	size_t n_fig;
	size_t held;		/* meetings that were met */
	int64_t last_meeting;
	/* What it is narrowed to: these cases are listed. */
	struct figure *only;
	const struct figure_part *only_part;
	bool only_unknown;
};

/* What one case counts towards a figure. */
struct tally {
	bool looked;		/* the measure is about such cases at all */
	int64_t base, n, unknown;
	bool part[PARTS_MOST];	/* the values it has */
	bool any_part;
};

/* The values there are for a figure, from the kind. */
void measure_parts(struct report_work *w, struct figure *f);

/* Look at one case; parties are those in it. */
void measure_item(struct report_work *w, const struct figure *f,
    const struct return_item *item, const struct return_party *parties,
    size_t n, struct tally *t);

/* Are two measures about the same cases? */
bool measure_same_cases(const struct kind_measure *x,
    const struct kind_measure *y);

/* Mark what is too small to be shown, and what it could be worked out from. */
void return_hide(struct returning *r, int64_t below);

#endif
