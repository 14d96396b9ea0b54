/*
 * replay: runs a fuzz target over files without a fuzzer. Linked into each
 * program of tests/fuzz when libFuzzer is not, and called in the same way: the
 * arguments are files, and a finding ends the program by a signal.
 */
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The whole file in memory of exactly its size, so that a sanitizer sees a
 * read past the end; NULL when it can't be read. */
static uint8_t *
read_file(const char *path, size_t *size)
{
	FILE *f = fopen(path, "rb");
	uint8_t *data = NULL;
	long end;

	if (!f)
		return NULL;
	if (fseek(f, 0, SEEK_END) || (end = ftell(f)) < 0)
		goto out;
	rewind(f);
	data = malloc(end ? (size_t)end : 1);
	if (data && fread(data, 1, (size_t)end, f) != (size_t)end) {
		free(data);
		data = NULL;
	}
	*size = (size_t)end;
out:
	fclose(f);
	return data;
}

int
main(int argc, char **argv)
{
	uint8_t *data;
	size_t size;

	for (int i = 1; i < argc; i++) {
		if (argv[i][0] == '-')
			continue;	/* a switch meant for libFuzzer */
		data = read_file(argv[i], &size);
		if (!data) {
			perror(argv[i]);
			return 1;
		}
		LLVMFuzzerTestOneInput(data, size);
		free(data);
	}
	return 0;
}
