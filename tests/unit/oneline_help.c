#include "oneline_help.h"

#include <stdlib.h>

static const struct oneline_agency agencies[] = {
	{ .id = POLICE, .name = "Police", .present = true },
	{ .id = CHILDREN, .name = "Children's Social Care",
	    .short_name = "Children's SC", .present = true },
	{ .id = ADULTS, .name = "Adult Social Care",
	    .short_name = "Adult SC", .present = true },
	{ .id = HOUSING, .name = "Marshmere Homes", .short_name = "Housing",
	    .present = true },
	{ .id = MIDWIFERY, .name = "Midwifery", .present = true },
	{ .id = PROBATION, .name = "Probation", .present = true },
	{ .id = MENTAL, .name = "Mental Health" },
	{ .id = EDUCATION, .name = "Education" },
	{ .id = COUNCIL, .name = "Marshmere Council", .present = true },
};

static const char *const secretary[] = { "Secretary" };

static const struct oneline_member members[] = {
	{ .id = 11, .agency = POLICE, .name = "DI Perdita Gavelstone",
	    .surname = "Gavelstone", .present = true },
	{ .id = 12, .agency = POLICE, .name = "DS Bram Notebook",
	    .surname = "Notebook", .present = true, .represents = true },
	{ .id = 13, .agency = CHILDREN, .name = "Tobias Quillfeather",
	    .surname = "Quillfeather", .present = true, .represents = true },
	{ .id = 14, .agency = ADULTS, .name = "Inés Cardigan",
	    .surname = "Cardigan", .present = true, .represents = true },
	{ .id = 15, .agency = HOUSING, .name = "Cleo Brickwell",
	    .surname = "Brickwell", .present = true, .represents = true },
	{ .id = 16, .agency = MIDWIFERY, .name = "Hattie Stork",
	    .surname = "Stork", .present = true, .represents = true },
	{ .id = 17, .agency = PROBATION, .name = "Murdo Ledger",
	    .surname = "Ledger", .present = true, .represents = true },
	{ .id = 18, .agency = MENTAL, .name = "Dr Basil Teacup",
	    .surname = "Teacup" },
	{ .id = 19, .agency = COUNCIL, .name = "Osric Inkwell",
	    .surname = "Inkwell", .also = secretary, .n_also = 1,
	    .present = true },
	{ .id = 20, .agency = HOUSING, .name = "Ann Smith",
	    .surname = "Smith", .present = true },
	{ .id = 21, .agency = PROBATION, .name = "Jan Smith",
	    .surname = "Smith", .present = true },
	{ .id = 22, .agency = HOUSING, .name = "Storm Absent",
	    .surname = "Absent" },
};

static const char *const everyone[] = { "all agencies", "everyone", "all" };
static const char *const no_owner[] = { "TBC", "someone" };
static const char *const no_date[] = { "ASAP", "TBC", "ongoing",
	"as soon as possible" };
static const char *const weak[] = { "consider", "try to" };

static const struct oneline_words words = {
	.everyone = everyone, .n_everyone = COUNT(everyone),
	.no_owner = no_owner, .n_no_owner = COUNT(no_owner),
	.no_date = no_date, .n_no_date = COUNT(no_date),
	.weak = weak, .n_weak = COUNT(weak),
};

int
oneline_set_up(void **state)
{
	struct oneline_fixture *f = calloc(1, sizeof(*f));

	f->when.today = date_make(2031, 3, 13);
	f->when.next_meeting = date_make(2031, 4, 10);
	f->names = oneline_names_new(&f->arena, members, COUNT(members),
	    agencies, COUNT(agencies), &words);
	*state = f;
	return 0;
}

int
oneline_tear_down(void **state)
{
	struct oneline_fixture *f = *state;

	arena_release(&f->arena);
	free(f);
	return 0;
}
