# tap.sh: what tests in shell have in common. Sourced by them. Speaks TAP.

tests=0
told=	# the file with what was said last, shown where a test fails

# result STATUS TEXT
result()
{
	tests=$((tests + 1))
	if [ "$1" -eq 0 ]; then
		echo "ok $tests - $2"
		return
	fi
	echo "not ok $tests - $2"
	[ -z "$told" ] || sed 's/^/# /' "$told" 2>/dev/null | head -n 20
}

# skip_without PROGRAM …: the whole file, where one of them is not here.
skip_without()
{
	local program
	for program; do
		command -v "$program" >/dev/null && continue
		echo "1..0 # SKIP no $program here"
		exit 0
	done
}
