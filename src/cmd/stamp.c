/*
 * stamp: when a document was made and from what.
 */
#include "cmd/stamp.h"

#include "base/date.h"
#include "cmd/past.h"
#include "store/verify.h"

#define CODE_DIGITS 12		/* of a hash, as the short code on a page */

bool
stamp_doc(struct session *s, struct doc *d, struct err *err)
{
	struct buf version = {0};
	char hex[65];

	if (!db_chain_commitment(s->db, d->title, hex, err))
		return false;
	past_say(s, &version);
	date_add_shown(&version, clock_today(s->clock));
	buf_addc(&version, ' ');
	time_add(&version, clock_minutes(s->clock));
	d->version = arena_strdup(&d->arena, buf_text(&version));
	d->code = arena_strndup(&d->arena, hex, CODE_DIGITS);
	d->made = clock_now(s->clock);
	buf_release(&version);
	return true;
}
