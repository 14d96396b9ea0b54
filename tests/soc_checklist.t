#!/bin/bash
# soc_checklist.t: each of the 57 statements of the document that this work
# began from has a feature and a test that shows it, and that test has run and
# passed in this build. Speaks TAP.
set -u

. "$(dirname "$0")/tap.sh"

list=${MINUTEBOOK_DEMO:-tests/data}/soc-checklist.yaml
build=$(dirname "${MINUTEBOOK:-./minutebook}")
statements=57

if ! ls "$build"/tests/unit/soc_*_test.log >/dev/null 2>&1; then
	echo '1..0 # SKIP the unit tests are not built here'
	exit 0
fi

# The rows as lines: "7<tab>program/name program/name".
rows()
{
	awk '
	function row() {
		if (n != "")
			print n "\t" tests
	}
	/^- n: / { row(); n = $3; tests = "" }
	/^  tests: \[/ {
		tests = $0
		sub(/^  tests: \[/, "", tests)
		sub(/\]$/, "", tests)
		gsub(/, */, " ", tests)
	}
	END { row() }' "$1"
}

# faults FILE: what is wrong with it, a line each.
faults()
{
	local n test program name
	for n in $(seq $statements); do
		[ "$(rows "$1" | cut -f 1 | grep -cx "$n")" -eq 1 ] ||
		    echo "statement $n does not have one row"
	done
	rows "$1" | while IFS=$'\t' read -r n tests; do
		[ "$n" -ge 1 ] && [ "$n" -le $statements ] ||
		    echo "there is no statement $n"
		[ -n "$tests" ] || echo "statement $n has no test"
		for test in $tests; do
			program=${test%%/*} name=${test#*/}
			grep -q "^ok [0-9]* - $name\$" \
			    "$build/tests/unit/$program.log" 2>/dev/null ||
			    echo "statement $n: $test did not run and pass"
		done
	done
	for key in says feature; do
		[ "$(grep -c "^  $key: ." "$1")" -eq $statements ] ||
		    echo "a row does not tell: $key"
	done
}

found=$(faults "$list")
[ -z "$found" ] || sed 's/^/# /' <<<"$found"
[ -z "$found" ]
result $? 'each statement has a feature and a test that passed'

# A broken list is found out: finds WHAT SED-SCRIPT FAULT
bad=$(mktemp)
trap 'rm -f "$bad"' EXIT
finds()
{
	sed "$2" "$list" >"$bad"
	faults "$bad" | grep -qx "$3"
	result $? "finds $1"
}
finds 'a missing row' '/^- n: 23$/,/^  tests:/d' \
    'statement 23 does not have one row'
finds 'a row that stands twice' 's/^- n: 24$/- n: 23/' \
    'statement 23 does not have one row'
finds 'a row without a test' \
    '/^- n: 7$/,/^  tests:/s/^  tests: .*/  tests: []/' \
    'statement 7 has no test'
finds 'a test that is not there' \
    '/^- n: 7$/,/^  tests:/s/^  tests: .*/  tests: [soc_kind_test\/no_such]/' \
    'statement 7: soc_kind_test/no_such did not run and pass'
finds 'a program that did not run' \
    '/^- n: 7$/,/^  tests:/s/^  tests: .*/  tests: [no_test\/x]/' \
    'statement 7: no_test/x did not run and pass'
finds 'a row that does not tell its feature' \
    '/^- n: 7$/,/^  tests:/s/^  feature: .*/  feature:/' \
    'a row does not tell: feature'
echo "1..$tests"
