/*
 * form_sorts: the list.
 */
#include "screen/form_sorts.h"

#include <stddef.h>

const struct form_sort *const form_sorts[] = {
	&form_sort_action,
	&form_sort_agency,
	&form_sort_alias,
	&form_sort_board,
	&form_sort_casefile,
	&form_sort_contact,
	&form_sort_incident,
	&form_sort_meeting,
	&form_sort_member,
	&form_sort_milestone,
	&form_sort_party,
	&form_sort_record,
	&form_sort_refer,
	&form_sort_report,
	&form_sort_someone,
	NULL,
};
