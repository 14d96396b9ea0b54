/*
 * form_sorts: every sort of form, one line each; form_sorts.c lists them.
 */
#ifndef SCREEN_FORM_SORTS_H
#define SCREEN_FORM_SORTS_H

#include "screen/form.h"

extern const struct form_sort form_sort_action;
extern const struct form_sort form_sort_agency;
extern const struct form_sort form_sort_alias;
extern const struct form_sort form_sort_board;
extern const struct form_sort form_sort_casefile;
extern const struct form_sort form_sort_contact;
extern const struct form_sort form_sort_incident;
extern const struct form_sort form_sort_meeting;
extern const struct form_sort form_sort_member;
extern const struct form_sort form_sort_milestone;
extern const struct form_sort form_sort_party;
extern const struct form_sort form_sort_record;
extern const struct form_sort form_sort_refer;
extern const struct form_sort form_sort_report;
extern const struct form_sort form_sort_someone;

#endif
