#include "model/age.h"

#include "base/date.h"

static bool
has_told_age(const struct age_given *given)
{
	return given->born == DATE_NONE && given->years >= 0 &&
	    given->years <= 150;
}

/* Born so that one turned years at the latest on told_on, and not a year
 * earlier. */
static void
told_range(int years, int told_on, int *from, int *to)
{
	int year, month, day;

	date_split(told_on, &year, &month, &day);
	if (year - years - 1 < 1800) {
		*from = *to = DATE_NONE;
		return;
	}
	*to = date_add_months(told_on, -12 * years);
	*from = date_add_months(told_on, -12 * (years + 1)) + 1;
}

bool
age_birth_range(const struct age_given *given, int *from, int *to)
{
	*from = *to = DATE_NONE;
	if (given->born != DATE_NONE) {
		*from = *to = given->born;
	} else if (has_told_age(given) && given->told_on != DATE_NONE) {
		told_range(given->years, given->told_on, from, to);
	}
	return *from != DATE_NONE;
}

struct age
age_on(const struct age_given *given, int on)
{
	struct age age = { .least = -1, .most = -1 };
	int from, to;

	if (on == DATE_NONE)
		return age;
	if (has_told_age(given) && given->told_on == DATE_NONE) {
		age.least = age.most = given->years;
	} else if (has_told_age(given) && given->told_on == on) {
		age.least = age.most = given->years;
	} else if (age_birth_range(given, &from, &to) && from <= on) {
		age.least = to > on ? 0 : date_age(to, on);
		age.most = date_age(from, on);
	}
	age.estimated = age.least >= 0 && given->estimated;
	return age;
}

enum age_answer
age_is_under(const struct age_given *given, int years, int on)
{
	struct age age = age_on(given, on);

	if (age.least < 0)
		return AGE_UNKNOWN;
	if (age.most < years)
		return AGE_YES;
	return age.least >= years ? AGE_NO : AGE_UNKNOWN;
}

enum age_answer
age_is_between(const struct age_given *given, int least, int most, int on)
{
	struct age age = age_on(given, on);

	if (age.least < 0)
		return AGE_UNKNOWN;
	if (age.least >= least && age.most <= most)
		return AGE_YES;
	return age.most < least || age.least > most ? AGE_NO : AGE_UNKNOWN;
}

void
age_add(struct buf *b, const struct age_given *given, int on)
{
	struct age age = age_on(given, on);

	if (age.least < 0) {
		buf_adds(b, "age not known");
		return;
	}
	if (age.estimated)
		buf_adds(b, "about ");
	buf_addf(b, "%d", age.least);
	if (age.most > age.least)
		buf_addf(b, " or %d", age.most);
}
