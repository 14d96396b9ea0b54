/*
 * doc_load: the writers that are not part of the program, from their module.
 */
#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "export/writers.h"

/* As gcc and as clang tell it. */
#ifdef __SANITIZE_ADDRESS__
#define LEAKS_ARE_CHECKED
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define LEAKS_ARE_CHECKED
#endif
#endif

#ifdef LEAKS_ARE_CHECKED

/* What fontconfig and pango keep until the program ends is theirs; the leak
 * checker asks here. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_options(void);

const char *
__lsan_default_suppressions(void)
{
	return "leak:libfontconfig\nleak:libpango\nleak:libglib\n"
	    "leak:libgobject\nleak:libcairo\n";
}

const char *
__lsan_default_options(void)
{
	return "print_suppressions=0";
}

#endif

static const char *module_path = WRITERS_PATH;
static const struct writers *loaded;

void
doc_writers_at(const char *path)
{
	module_path = path;
}

/* The module stays loaded: it is asked for again, or the program ends. */
static const struct writers *
load(struct err *err)
{
	void *module = dlopen(module_path, RTLD_NOW | RTLD_LOCAL);
	writers_entry entry;
	void *found;

	if (!module) {
		err_set(err, ERR_IO, "This format needs a part of minutebook "
		    "that is not here (%s). Nothing was written; text, "
		    "Markdown, CSV and JSON work without it.", dlerror());
		return NULL;
	}
	found = dlsym(module, WRITERS_ENTRY);
	memcpy(&entry, &found, sizeof entry);
	loaded = entry ? entry() : NULL;
	if (loaded && !strcmp(loaded->build, PACKAGE_VERSION) &&
	    loaded->doc_size == sizeof(struct doc))
		return loaded;
	loaded = NULL;
	dlclose(module);
	err_set(err, ERR_IO, "%s belongs to another version of minutebook. "
	    "Nothing was written; install the two together again.",
	    module_path);
	return NULL;
}

bool
doc_format_ready(const struct doc_format *format, struct err *err)
{
	return format->write || loaded || load(err);
}

static const struct doc_format *
find_loaded(const char *name)
{
	const struct doc_format *f = loaded ? loaded->formats : NULL;

	while (f && f->name && strcmp(f->name, name) != 0)
		f++;
	return f && f->name ? f : NULL;
}

const struct doc_flow *
doc_format_flow(const struct doc_format *format)
{
	const struct doc_format *f = find_loaded(format->name);

	return format->write ? format->flow : f ? f->flow : NULL;
}

/* The marking of the last one. */
static char written[256];

const char *
doc_written_marking(void)
{
	return written;
}

void
doc_written_note(const char *marking)
{
	snprintf(written, sizeof written, "%s", marking ? marking : "");
}

void
doc_written_forget(void)
{
	*written = '\0';
}

bool
doc_write(const struct doc *d, const struct doc_format *format,
    struct buf *out, struct err *err)
{
	const struct doc_format *f;

	doc_written_note(d->marking);
	if (format->write)
		return format->write(d, out, err);
	if (!doc_format_ready(format, err))
		return false;
	f = find_loaded(format->name);
	return f ? f->write(d, out, err) : err_set(err, ERR_IO, "This build of minutebook can't write "
	    "\"%s\". Nothing was written.", format->name);
}

static bool
has_control(const char *text)
{
	for (; *text; text++)
		if ((unsigned char)*text < ' ' || *text == 0x7F)
			return true;
	return false;
}

bool
zipped_password_ok(const char *password, struct err *err)
{
	size_t len = strlen(password), at = 0, n = 0;

	if (has_control(password))
		return err_set(err, ERR_INPUT, "The password holds what is no "
		    "character, as an arrow key sends it, and nobody could "
		    "type it to open the zip. Nothing was written.");
	if (len > ZIPPED_PASSWORD_MOST)
		return err_set(err, ERR_INPUT, "A password of %d bytes or "
		    "fewer is needed: 7-Zip opens nothing with a longer one. "
		    "Nothing was written.", ZIPPED_PASSWORD_MOST);
	for (; at < len; at += utf8_next(password, len, at))
		n++;
	return n >= ZIPPED_PASSWORD_LEAST || err_set(err, ERR_INPUT, "A "
	    "password of %d characters or more is needed: whoever comes by "
	    "the file can try as many as they like. Nothing was written.",
	    ZIPPED_PASSWORD_LEAST);
}

bool
zipped_write(const struct zipped_file *files, size_t n, const char *password,
    struct buf *out, struct err *err)
{
	if (!zipped_password_ok(password, err) || (!loaded && !load(err)))
		return false;
	return loaded->zip(files, n, password, out, err);
}

bool
doc_words(const struct buf *file, struct buf *out, struct err *err)
{
	if (file->len < 2 || memcmp(file->data, "PK", 2) != 0) {
		buf_add(out, file->data, file->len);
		return true;
	}
	if (!loaded && !load(err))
		return false;
	return loaded->unpack(file, out) || err_set(err, ERR_INPUT, "The "
	    "file is packed, and damaged: what it says can't be read.");
}
