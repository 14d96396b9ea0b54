#include "ptykeys.h"

#include <string.h>

struct key_name {
	const char *name;
	const char *bytes;
};

/* Application cursor keys, as after ncurses' keypad(). */
static const struct key_name key_names[] = {
	{ "Enter", "\r" },	{ "Esc", "\033" },
	{ "Tab", "\t" },	{ "S-Tab", "\033[Z" },
	{ "BS", "\177" },	{ "Del", "\033[3~" },
	{ "Ins", "\033[2~" },	{ "Up", "\033OA" },
	{ "Down", "\033OB" },	{ "Right", "\033OC" },
	{ "Left", "\033OD" },	{ "Home", "\033OH" },
	{ "End", "\033OF" },	{ "PgUp", "\033[5~" },
	{ "PgDn", "\033[6~" },	{ "Space", " " },
	{ "F1", "\033OP" },	{ "F2", "\033OQ" },
	{ "F3", "\033OR" },	{ "F4", "\033OS" },
	{ "F5", "\033[15~" },	{ "F6", "\033[17~" },
	{ "F7", "\033[18~" },	{ "F8", "\033[19~" },
	{ "F9", "\033[20~" },	{ "F10", "\033[21~" },
	{ "F11", "\033[23~" },	{ "F12", "\033[24~" },
	{ "lt", "<" },
	{ "Paste", "\033[200~" },	{ "/Paste", "\033[201~" },
};

static bool
add_named(struct buf *out, const char *name, size_t len)
{
	if (len == 3 && name[0] == 'C' && name[1] == '-') {
		buf_addc(out, (char)(name[2] & 0x1f));
		return true;
	}
	if (len == 3 && name[0] == 'A' && name[1] == '-') {
		buf_addc(out, '\033');
		buf_addc(out, name[2]);
		return true;
	}
	for (size_t i = 0; i < sizeof(key_names) / sizeof(*key_names); i++) {
		if (strlen(key_names[i].name) == len &&
		    !strncmp(key_names[i].name, name, len)) {
			buf_adds(out, key_names[i].bytes);
			return true;
		}
	}
	return false;
}

bool
ptykeys_add(struct buf *out, const char *keys)
{
	const char *end;

	while (*keys) {
		if (*keys != '<') {
			buf_addc(out, *keys++);
			continue;
		}
		end = strchr(keys, '>');
		if (!end || !add_named(out, keys + 1,
		    (size_t)(end - keys - 1)))
			return false;
		keys = end + 1;
	}
	return true;
}
