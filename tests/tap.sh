# tap.sh: what tests in shell have in common. Sourced by them.

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
	[ ! -f "$told" ] || sed 's/^/# /' "$told" | head -n 20
}

# skip TEXT: one that can't be tried here.
skip()
{
	tests=$((tests + 1))
	echo "ok $tests - # SKIP $1"
}

# skip_without PROGRAM …: the whole file, where one of them is not here; "writers"
# is the module of the heavy ones.
skip_without()
{
	local program
	for program; do
		if [ "$program" = writers ]; then
			[ -f "${MINUTEBOOK_WRITERS:-}" ] && continue
			echo '1..0 # SKIP this build has no heavy writers'
			exit 0
		fi
		command -v "$program" >/dev/null && continue
		echo "1..0 # SKIP no $program here"
		exit 0
	done
}
