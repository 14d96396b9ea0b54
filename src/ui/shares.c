#include "ui/shares.h"

#include <stdbool.h>

void
shares_divide(const int *want, int *got, size_t n, int rows)
{
	bool gave = true;
	size_t i;

	for (i = 0; i < n; i++) {
		got[i] = want[i] < SHARES_LEAST ? want[i] : SHARES_LEAST;
		rows -= got[i];
	}
	while (gave && rows > 0) {
		gave = false;
		for (i = 0; i < n && rows > 0; i++) {
			if (got[i] == want[i])
				continue;
			got[i]++;
			rows--;
			gave = true;
		}
	}
}
