/*
 * doc_ics: the dates of a document as iCalendar (RFC 5545), through libical: what
 * is to be done by a day as VTODO, sittings as VEVENT. All of it is confidential
 * in the calendar's own terms. Part of the module of the heavy writers.
 */
#include <libical/ical.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/utf8.h"
#include "export/formats.h"

static struct icaltimetype
day_of(int date)
{
	struct icaltimetype t = icaltime_null_date();
	int year, month, day;

	date_split(date, &year, &month, &day);
	t.year = year;
	t.month = month;
	t.day = day;
	return t;
}

static struct icaltimetype
moment(int64_t ms)
{
	return icaltime_from_timet_with_zone((time_t)(ms / 1000), 0,
	    icaltimezone_get_utc_timezone());
}

static void
add_text(icalcomponent *c, icalproperty *(*new)(const char *),
    const char *text)
{
	struct buf safe = {0};

	/* Readers take a property of nothing for a mistake. */
	if (!text || text[strspn(text, " \n")] == '\0')
		return;
	utf8_visible(&safe, text, strlen(text), true);
	icalcomponent_add_property(c, new(buf_text(&safe)));
	buf_wipe(&safe);
}

static void
add_todo(icalcomponent *c, const struct doc_date *d)
{
	icalcomponent_add_property(c, icalproperty_new_due(day_of(d->day)));
	add_text(c, icalproperty_new_relatedto, d->parent);
	icalcomponent_add_property(c, icalproperty_new_status(d->done
	    ? ICAL_STATUS_COMPLETED : ICAL_STATUS_NEEDSACTION));
}

static void
add_sitting(icalcomponent *c, const struct doc_date *d)
{
	icalcomponent_add_property(c, icalproperty_new_dtstart(d->begins
	    ? moment(d->begins) : day_of(d->day)));
	add_text(c, icalproperty_new_location, d->place);
}

static icalcomponent *
entry(const struct doc *doc, const struct doc_date *d)
{
	icalcomponent *c = icalcomponent_new(d->sitting
	    ? ICAL_VEVENT_COMPONENT : ICAL_VTODO_COMPONENT);

	add_text(c, icalproperty_new_uid, d->uid);
	icalcomponent_add_property(c, icalproperty_new_dtstamp(
	    moment(doc->made)));
	icalcomponent_add_property(c, icalproperty_new_class(
	    ICAL_CLASS_CONFIDENTIAL));
	add_text(c, icalproperty_new_summary, d->summary);
	if (d->sitting)
		add_sitting(c, d);
	else
		add_todo(c, d);
	return c;
}

/* Things, but none of them for a calendar: an empty one would say that there is
 * nothing to do. */
static bool
has_dates(const struct doc *d, struct err *err)
{
	size_t i;

	for (i = 0; i < d->n && !d->n_dates; i++) {
		if (d->blocks[i].kind == DOC_TABLE)
			return err_set(err, ERR_INPUT, "This has no dates for "
			    "a calendar. Your actions, the minutes of a "
			    "meeting and when boards sit have. Nothing was "
			    "written.");
	}
	return true;
}

static icalcomponent *
calendar(void)
{
	icalcomponent *all = icalcomponent_new(ICAL_VCALENDAR_COMPONENT);

	icalcomponent_add_property(all, icalproperty_new_version("2.0"));
	icalcomponent_add_property(all, icalproperty_new_prodid(
	    "-//minutebook//EN"));
	return all;
}

bool
doc_write_ics(const struct doc *d, struct buf *out, struct err *err)
{
	icalcomponent *all;
	size_t i;
	char *text;

	if (!has_dates(d, err))
		return false;
	all = calendar();
	for (i = 0; i < d->n_dates; i++) {
		if (d->dates[i].day != DATE_NONE)
			icalcomponent_add_component(all, entry(d,
			    &d->dates[i]));
	}
	text = icalcomponent_as_ical_string_r(all);
	if (text)
		buf_adds(out, text);
	icalmemory_free_buffer(text);
	icalcomponent_free(all);
	return text || err_set(err, ERR_IO, "The calendar could not be made. "
	    "Nothing was written.");
}

/* ---- Date by date ------------------------------------------------------ */

static const char end[] = "END:VCALENDAR\r\n";

struct flow {
	const struct doc *d;
	struct doc_sink *to;
};

static bool
add_component(struct buf *out, icalcomponent *c, size_t less,
    struct err *err)
{
	char *text = icalcomponent_as_ical_string_r(c);

	if (text)
		buf_add(out, text, strlen(text) - less);
	icalmemory_free_buffer(text);
	icalcomponent_free(c);
	return text || err_set(err, ERR_IO, "The calendar could not be made "
	    "whole.");
}

static void *
flow_begin(const struct doc *d, struct doc_sink *to, struct err *err)
{
	struct flow *f;

	if (!has_dates(d, err) || !add_component(&to->text, calendar(),
	    strlen(end), err))
		return NULL;
	f = xcalloc(1, sizeof *f);
	f->d = d;
	f->to = to;
	return f;
}

static bool
flow_date(void *w, const struct doc_date *date, struct err *err)
{
	struct flow *f = w;

	return date->day == DATE_NONE || add_component(&f->to->text,
	    entry(f->d, date), 0, err);
}

static bool
flow_row(void *w, const char *const *cells, struct err *err)
{
	(void)w;
	(void)cells;
	(void)err;
	return true;
}

static bool
flow_end(void *w, bool whole, struct err *err)
{
	struct flow *f = w;

	(void)err;
	if (whole)
		buf_adds(&f->to->text, end);
	free(f);
	return true;
}

const struct doc_flow doc_flow_ics = { flow_begin, flow_row, flow_date,
    flow_end };
