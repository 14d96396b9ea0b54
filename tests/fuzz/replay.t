#!/bin/sh
# Every fuzzer over its corpus. FUZZERS lists the programs as built; the inputs
# of tests/fuzz/<name>_fuzz are the files of tests/fuzz/corpus/<name>.
srcdir=${srcdir:-.}
n=0

# Which of the files make the fuzzer fail, each with its output.
name_culprits()
{
	fuzzer=$1
	shift
	for file; do
		output=$("./$fuzzer" "$file" 2>&1) && continue
		echo "# $fuzzer $file"
		printf '%s\n' "$output" | tail -n 30 | sed 's/^/#   /'
	done
}

for fuzzer in $FUZZERS; do
	name=$(basename "$fuzzer" _fuzz)
	n=$((n + 1))
	set -- "$srcdir/tests/fuzz/corpus/$name"/*
	if [ ! -f "$1" ]; then
		echo "not ok $n - $name has no corpus"
	elif "./$fuzzer" "$@" >/dev/null 2>&1; then
		echo "ok $n - $name over $# inputs"
	else
		echo "not ok $n - $name over $# inputs"
		name_culprits "$fuzzer" "$@"
	fi
done
[ "$n" -gt 0 ] || { echo "1..0 # SKIP no fuzzer is listed"; exit 0; }
echo "1..$n"
