/*
 * record: one agency, member, board or planned meeting, as a form.
 */
#include <inttypes.h>

#include "screen/form.h"
#include "screen/screens.h"

struct screen *
record_screen(const char *table, int64_t id, int64_t parent)
{
	if (id)
		return form_screen("%s %" PRId64, table, id);
	return form_screen("%s new %" PRId64, table, parent);
}
