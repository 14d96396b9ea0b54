/*
 * date_fuzz: whatever is accepted as a date or a time is written back as a
 * text that means the same.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/date.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = malloc(size + 1);
	struct buf b = {0};
	int date, minutes;

	if (!text)
		abort();
	memcpy(text, data, size);
	text[size] = '\0';
	date = date_parse_iso(text);
	if (date != DATE_NONE) {
		date_add_iso(&b, date);
		if (strcmp(buf_text(&b), text))
			abort();
	}
	minutes = time_parse(text);
	if (minutes != -1) {
		buf_clear(&b);
		time_add(&b, minutes);
		if (minutes < 0 || minutes > 1439 ||
		    time_parse(buf_text(&b)) != minutes)
			abort();
	}
	buf_release(&b);
	free(text);
	return 0;
}
