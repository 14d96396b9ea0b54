/*
 * container: zip files in memory, through libzip.
 */
#include "export/container.h"

#include <string.h>
#include <zip.h>

#include "base/alloc.h"

/* 1 January 1980, midnight: the beginning of time in a zip. */
#define DOS_DATE 0x21
#define DOS_TIME 0

#define UNPACK_MOST (64u << 20)	/* bytes: a small file can hold a huge one */

struct container {
	zip_source_t *target;
	zip_t *zip;
	const char *password;	/* NULL: not encrypted; borrowed */
	bool failed;
};

struct container *
container_new(void)
{
	struct container *c = xcalloc(1, sizeof *c);

	c->target = zip_source_buffer_create(NULL, 0, 0, NULL);
	if (c->target) {
		/* Read again after the zip is closed. */
		zip_source_keep(c->target);
		c->zip = zip_open_from_source(c->target, ZIP_TRUNCATE, NULL);
		if (!c->zip)
			zip_source_free(c->target);
	}
	c->failed = !c->zip;
	return c;
}

void
container_add(struct container *c, const char *name, const void *data,
    size_t len, bool packed)
{
	zip_source_t *source;
	zip_int64_t at = -1;
	void *copy;

	if (c->failed)
		return;
	copy = xmalloc(len ? len : 1);
	if (len)
		memcpy(copy, data, len);
	/* It frees the copy. */
	source = zip_source_buffer(c->zip, copy, len, 1);
	if (source)
		at = zip_file_add(c->zip, name, source, ZIP_FL_ENC_UTF_8);
	else
		free(copy);
	if (source && at < 0)
		zip_source_free(source);
	c->failed = at < 0 || zip_set_file_compression(c->zip,
	    (zip_uint64_t)at, packed ? ZIP_CM_DEFLATE : ZIP_CM_STORE, 0) ||
	    zip_file_set_dostime(c->zip, (zip_uint64_t)at, DOS_TIME, DOS_DATE,
	    0) || (c->password && zip_file_set_encryption(c->zip,
	    (zip_uint64_t)at, ZIP_EM_AES_256, c->password));
}

void
container_lock(struct container *c, const char *password)
{
	c->password = password;
}

void
container_take(struct container *c, const char *name, struct buf *b)
{
	container_add(c, name, buf_text(b), b->len, true);
	buf_wipe(b);
}

static bool
read_back(zip_source_t *source, struct buf *out)
{
	zip_stat_t st;
	zip_int64_t got;

	if (zip_source_stat(source, &st) || !(st.valid & ZIP_STAT_SIZE) ||
	    zip_source_open(source))
		return false;
	buf_reserve(out, st.size);
	got = zip_source_read(source, out->data + out->len, st.size);
	zip_source_close(source);
	if (got < 0 || (zip_uint64_t)got != st.size)
		return false;
	out->len += (size_t)got;
	out->data[out->len] = '\0';
	return true;
}

bool
container_end(struct container *c, struct buf *out, struct err *err)
{
	bool ok = !c->failed && out;

	if (!c->zip) {
		ok = false;
	} else if (!ok) {
		zip_discard(c->zip);
	} else if (zip_close(c->zip)) {
		zip_discard(c->zip);
		ok = false;
	}
	ok = ok && read_back(c->target, out);
	if (c->target)
		zip_source_free(c->target);
	free(c);
	return ok || !out || err_set(err, ERR_IO, "There was not enough "
	    "memory for the document. Nothing was written.");
}

static bool
unpack_entry(zip_t *zip, zip_uint64_t i, struct buf *out)
{
	const char *name = zip_get_name(zip, i, 0);
	size_t len = name ? strlen(name) : 0;
	char piece[4096];
	zip_int64_t got = -1;
	zip_file_t *f;

	if (len < 4 || strcmp(name + len - 4, ".xml") != 0)
		return true;
	f = zip_fopen_index(zip, i, 0);
	while (f && out->len < UNPACK_MOST && (got = zip_fread(f, piece,
	    sizeof piece)) > 0)
		buf_add(out, piece, (size_t)got);
	if (f)
		zip_fclose(f);
	buf_addc(out, '\n');
	return got == 0;
}

bool
container_unpack(const struct buf *file, struct buf *out)
{
	zip_source_t *source = zip_source_buffer_create(file->data, file->len,
	    0, NULL);
	zip_t *zip = source ? zip_open_from_source(source, ZIP_RDONLY, NULL)
	    : NULL;
	bool ok = zip != NULL;
	zip_int64_t i;

	if (source && !zip)
		zip_source_free(source);
	for (i = 0; ok && i < zip_get_num_entries(zip, 0); i++)
		ok = unpack_entry(zip, (zip_uint64_t)i, out);
	if (zip)
		zip_discard(zip);
	return ok;
}

bool
container_zip(const struct zipped_file *files, size_t n, const char *password,
    struct buf *out, struct err *err)
{
	struct container *c = container_new();
	size_t i;

	container_lock(c, password);
	for (i = 0; i < n; i++)
		container_add(c, files[i].name, files[i].bytes->data,
		    files[i].bytes->len, true);
	return container_end(c, out, err);
}
