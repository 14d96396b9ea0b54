# check_layers.awk: reads source files named from the top folder (src/…) and
# prints each breach of the layers as "check<TAB>file:line: what is wrong".

BEGIN {
	may["base"] = "base"
	may["model"] = "base model"
	may["ui"] = "base ui"
	may["store"] = "base model store"
	may["form"] = "base model form"
	may["export"] = "base model store form export"
	may["cmd"] = "base model store form export cmd"
	may["screen"] = "base model ui form cmd store screen"
	may["top"] = "base model ui store form export cmd screen top"

	# A library's header: the layer that may include it, and in how many
	# of its files (0: any number).
	home["sqlite3.h"] = "store"
	files["sqlite3.h"] = 0
	home["yaml.h"] = "form"
	files["yaml.h"] = 1
	home["curses.h"] = home["ncurses.h"] = home["term.h"] = "ui"
	files["curses.h"] = files["ncurses.h"] = files["term.h"] = 1
	home["xmlwriter.h"] = home["zip.h"] = home["xlsxwriter.h"] = "export"
	home["ical.h"] = "export"
	files["ical.h"] = 1
	home["cairo.h"] = home["cairo-pdf.h"] = home["cairo-svg.h"] = "export"
	home["pangocairo.h"] = home["zlib.h"] = "export"
	home["archive.h"] = home["archive_entry.h"] = "export"
	files["archive.h"] = files["archive_entry.h"] = 1
	files["xmlwriter.h"] = files["zip.h"] = files["xlsxwriter.h"] = 1
	files["cairo-pdf.h"] = files["cairo-svg.h"] = 1
	files["cairo.h"] = files["pangocairo.h"] = files["zlib.h"] = 1
	home["utf8proc.h"] = home["sodium.h"] = "base"
	files["utf8proc.h"] = files["sodium.h"] = 0

	# Words of one kind of meeting: the beginnings of words, and whole ones.
	starts = "marac|cmarac|idva|idaa|isva|victim|perpetrator|pursue|mappa"
	wholes = "soc|dash|ocg|ocgs"
	kind_word = "(^|[^a-z])((" starts ")|(" wholes ")([^a-z]|$))"

	asks_system = "(^|[^A-Za-z0-9_.>])(getenv|secure_getenv|setenv|time" \
		"|gettimeofday|clock_gettime|rand|random|srand|srandom)[ \t]*\\("
	system_allowed["src/main.c"] = system_allowed["src/base/clock.c"] = 1
	system_allowed["src/base/banned.h"] = 1		# it only names them
	writes = "(^|[^A-Za-z0-9_])db_(begin|commit|rollback|run|set_|new_id)"
	unfinished = "(^|[^A-Za-z])(TODO|FIXME|XXX)([^A-Za-z]|$)"
}

function report(check, text)
{
	printf "%s\t%s:%d: %s\n", check, FILENAME, FNR, text
}

function layer_of(path, parts, n)
{
	n = split(path, parts, "/")
	return n > 1 ? parts[1] : "top"
}

# The line without comments and strings; open_comment lasts between lines.
function code_of(line, out, at, two)
{
	out = ""
	for (at = 1; at <= length(line); at++) {
		two = substr(line, at, 2)
		if (open_comment) {
			if (two == "*/") {
				open_comment = 0
				at++
			}
		} else if (two == "/*") {
			open_comment = 1
			at++
		} else if (two == "//") {
			break
		} else {
			out = out substr(line, at, 1)
		}
	}
	gsub(/"([^"\\]|\\.)*"/, "\"\"", out)
	return out
}

function check_own_include(name, to)
{
	to = layer_of(name)
	if (!(to in may))
		report("edges", "\"" name "\" is in no layer")
	else if (index(" " may[layer] " ", " " to " ") == 0)
		report("edges", layer " may not include \"" name "\"")
}

function check_library(name, base)
{
	base = name
	sub(/.*\//, "", base)
	if (!(base in home))
		return
	if (layer != home[base])
		report("homes", "<" name "> belongs to src/" home[base] "/")
	else if (files[base] && base in first_home && \
	    first_home[base] != FILENAME)
		report("homes", "<" name "> is already in " first_home[base])
	else
		first_home[base] = FILENAME
}

FNR == 1 {
	open_comment = 0
	layer = FILENAME
	sub(/^src\//, "", layer)
	layer = layer_of(layer)
}

/^[ \t]*#[ \t]*include[ \t]*"/ {
	split($0, quoted, "\"")
	check_own_include(quoted[2])
}

/^[ \t]*#[ \t]*include[ \t]*</ {
	split($0, angled, /[<>]/)
	check_library(angled[2])
}

{
	if (tolower($0) ~ kind_word)
		report("words", "a word of one kind of meeting: " $0)
	if ($0 ~ unfinished)
		report("unfinished", $0)
	code = code_of($0)
	if (layer == "screen" && code ~ writes)
		report("writes", "a screen may only read: " code)
	if (!(FILENAME in system_allowed) && code ~ asks_system)
		report("system", "main.c and base/clock.c alone may: " code)
}
