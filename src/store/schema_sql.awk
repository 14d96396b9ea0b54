# schema_sql.awk: the files named, each schema/NNNN_name.sql, as the C table
# that src/store/schema_sql.h declares. Versions must run 1, 2, 3 …

function fail(text)
{
	print "schema_sql.awk: " text >"/dev/stderr"
	failed = 1
	exit 1
}

function close_step()
{
	if (steps)
		print "\t},"
}

BEGIN {
	print "/* Made from schema/ by schema_sql.awk. */"
	print "#include \"store/schema_sql.h\""
	print ""
	print "const struct schema_step schema_steps[] = {"
}

FNR == 1 && FILENAME != "/dev/null" {
	name = FILENAME
	sub(/.*\//, "", name)
	if (name !~ /^[0-9][0-9][0-9][0-9]_[a-z0-9_]+\.sql$/)
		fail(FILENAME ": the name must be NNNN_name.sql")
	close_step()
	steps++
	if (name + 0 != steps)
		fail(FILENAME ": version " steps " should come here")
	printf "\t{\n\t\t.version = %d,\n\t\t.name = \"%s\",\n\t\t.text =\n", \
		steps, name
}

{
	gsub(/\\/, "\\\\")
	gsub(/"/, "\\\"")
	gsub(/\?/, "\\?")
	printf "\t\t\"%s\\n\"\n", $0
}

END {
	if (failed)
		exit 1
	close_step()
	print "\t{ .text = NULL }"
	print "};"
	printf "\nconst size_t schema_step_count = %d;\n", steps
}
