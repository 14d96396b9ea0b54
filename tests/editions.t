#!/bin/bash
# editions.t: minutes go round, are corrected and approved by command; every
# format of them is proved to be the sealed edition, and one that was changed is
# told from it, with which edition it says it is. Speaks TAP.
set -u

. "$(dirname "$0")/tap.sh"

folder=$(mktemp -d)
told=$folder/says
trap 'rm -rf "$folder"' EXIT
export HOME=$folder
book=$folder/demo.minutebook
ref=MM-2031-03-13

# as LOGIN ARG …: a day after the meeting.
as()
{
	local login=$1
	shift
	"$MINUTEBOOK" --book "$book" --at 2031-03-14T10:00:00 --as "$login" \
	    "$@" >"$folder/says" 2>&1
}

# says STATUS WHAT WORDS ARG …: verify answers so.
says()
{
	local status=$1 what=$2 words=$3 got
	shift 3
	as "$@"
	got=$?
	[ $got -eq "$status" ] && grep -q "$words" "$folder/says"
	result $? "$what (status $got)"
}

"$MINUTEBOOK" --book "$book" demo --play >"$folder/says" 2>&1
result $? 'the meeting is held'
as inkwell export minutes --meeting $ref --output "$folder/draft.txt"
says 0 'a draft is known, and told from an edition' \
    'It is none of the editions that you see whole, but a draft' \
    inkwell verify "$folder/draft.txt"

as inkwell do minutes-circulate $ref
result $? 'they go round'
as inkwell export minutes --meeting $ref --format docx \
    --to 'Claire Fenwick' --output "$folder/round.docx"
says 0 'one that went round is not yet sealed' \
    "It is version 1 of the minutes of $ref, byte for byte: circulated.*not yet approved.*for Claire Fenwick" \
    inkwell verify "$folder/round.docx"
as gavelstone do minutes-correct $ref 'Any other business: none.' \
    'No other business.' && as gavelstone do minutes-approve $ref
result $? 'they are corrected and approved'

for format in text markdown csv json html docx odt pdf xlsx; do
	file=$folder/sealed.$format
	as inkwell export minutes --meeting $ref --format $format \
	    --output "$file"
	says 0 "$format: it is the sealed edition, by what was noted" \
	    "version 2 of the minutes of $ref, byte for byte: approved and sealed" \
	    inkwell verify "$file"
done

as inkwell export minutes --meeting $ref --version 1 --format pdf \
    --output "$folder/first.pdf"
says 0 'an earlier version is what it was' \
    "It is version 1 of the minutes of $ref, byte for byte: circulated" \
    gavelstone verify "$folder/first.pdf"

change()
{
	case $1 in
	docx|odt)
		mkdir "$folder/x" && (cd "$folder/x" &&
		    unzip -q "../sealed.$1" && f=word/document.xml &&
		    { [ -f $f ] || f=content.xml; } &&
		    sed -i 's/No other business/Much other business/' "$f" &&
		    zip -q -r "../changed.$1" .)
		rm -rf "$folder/x"
		;;
	pdf)
		LC_ALL=C sed 's/(minutebook)/(minuteb00k)/' \
		    "$folder/sealed.$1" >"$folder/changed.$1"
		;;
	*)
		sed 's/No other business/Much other business/' \
		    "$folder/sealed.$1" >"$folder/changed.$1"
		;;
	esac
}

for format in text markdown json html docx odt pdf; do
	change $format
	if cmp -s "$folder/sealed.$format" "$folder/changed.$format"; then
		echo "nothing was changed" >"$folder/says"
		result 1 "$format: changed"
		continue
	fi
	says 3 "$format: one that was changed is told, and what it says it is" \
	    "It says that it is version 2 of the minutes of $ref, and it is not" \
	    inkwell verify "$folder/changed.$format"
done

echo 'Minutes of nothing' >"$folder/other.txt"
says 1 'another file is nothing of the book' 'code of no minutes' \
    inkwell verify "$folder/other.txt"
says 1 'whoever may not see the edition learns nothing of it' \
    'code of no minutes' stork verify "$folder/sealed.text"
says 1 'a file that is not there' 'could not be opened' inkwell verify "$folder/nothing"

"$MINUTEBOOK" --book "$book" verify >"$folder/says" 2>&1
[ $? -eq 0 ] && grep -q '1 sealed edition of minutes is what was approved' \
    "$folder/says"
result $? 'the book proves it whole'
echo "1..$tests"
