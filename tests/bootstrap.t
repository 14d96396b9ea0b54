#!/bin/bash
# bootstrap on machines made up of a few commands: what it asks apt for, when
# it does not call apt at all, and what it says where there is none.
srcdir=$(cd "${srcdir:-.}" && pwd)
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
real=$PATH
n=0

result()
{
	n=$((n + 1))
	echo "$1 $n - $2"
}

# true_that TEXT COMMAND…
true_that()
{
	local text=$1
	shift
	if "$@"; then
		result ok "$text"
	else
		result 'not ok' "$text"
		sed 's/^/#   /' "$work/said" "$work/asked" 2>/dev/null
	fi
}

# A command that notes how it was called, then does the rest.
command_is()
{
	{
		echo '#!/bin/sh'
		echo "echo \"$1 \$*\" >>'$work/asked'"
		[ $# -lt 2 ] || echo "$2"
	} >"$work/bin/$1"
	chmod +x "$work/bin/$1"
}

# A machine with nothing but the shell's daily bread.
machine()
{
	rm -rf "$work/bin" "$work/top" "$work/asked"
	mkdir -p "$work/bin" "$work/top"
	: >"$work/asked"
	cp "$srcdir/bootstrap" "$work/top/"
	for tool in sh cat chmod dirname env getconf grep mkdir sed tail; do
		ln -s "$(PATH=$real type -P "$tool")" "$work/bin/$tool"
	done
}

# Everything that building needs, each a stand-in that succeeds.
with_tools()
{
	for tool in cc autoreconf automake pkg-config tmux clang xz; do
		command_is "$tool"
	done
	command_is make "mkdir -p '$work/top/build'; \
		printf '#!/bin/sh\necho \"program \$*\" >>$work/asked\n' \
		>'$work/top/build/minutebook'; \
		chmod +x '$work/top/build/minutebook'"
	command_is configure
	cp "$work/bin/configure" "$work/top/configure"
}

as_root()
{
	command_is id 'echo 0'
}

as_anyone()
{
	command_is id 'echo 1000'
}

bootstrap()
{
	PATH=$work/bin "$work/top/bootstrap" "$@" >"$work/said" 2>&1 </dev/null
	status=$?
}

said()
{
	grep -q -- "$1" "$work/said"
}

asked()
{
	grep -q -- "$1" "$work/asked"
}

not()
{
	! "$@"
}

machine; as_root
bootstrap check
true_that 'without apt it stops' [ "$status" -eq 1 ]
true_that 'and names what building needs' said 'gcc.*libsqlite3-dev'
true_that 'and what tests need' said 'libcmocka-dev.*tmux'

machine; as_root; command_is apt-get
bootstrap
true_that 'it says what it installs' said 'installing: gcc'
true_that 'as root it installs without sudo' \
    asked '^apt-get .*install .*libyaml-dev'
true_that 'no test tool for building' not asked 'libcmocka-dev'
true_that 'no SSH server' not asked 'ssh'

machine; as_anyone; command_is apt-get; command_is sudo '"$@"'
sed -i "2a [ \"\$1\" = -n ] && shift" "$work/bin/sudo"
bootstrap run
true_that 'as anyone else it asks sudo, and never for a password unseen' \
    asked '^sudo -n env DEBIAN_FRONTEND=noninteractive apt-get .*install'
true_that 'running wants fonts' asked 'fonts-noto-core'

machine; as_anyone; command_is apt-get
bootstrap
true_that 'with neither root nor sudo it stops' [ "$status" -eq 1 ]
true_that 'and changes nothing' not asked '^apt-get'

machine; as_root; with_tools; command_is apt-get
bootstrap
true_that 'where nothing is missing it builds' [ "$status" -eq 0 ]
true_that 'and does not call apt' not asked '^apt-get'

machine; as_root; with_tools
bootstrap run
true_that 'fonts that can not be had stop nobody' asked '^program demo --play'
true_that 'but are named' said 'fonts-dejavu-core'

machine; as_root; command_is apt-get 'case $* in *install*) exit 100;; esac'
bootstrap
true_that 'when apt fails it stops' [ "$status" -eq 1 ]
true_that 'and says that nothing was built' said 'Nothing was built'

machine; as_root; with_tools; command_is ssh; command_is apt-get \
    'case $* in *download*) echo x >openssh-server.deb;; esac'
command_is dpkg-deb 'mkdir -p usr/sbin; echo "#!/bin/sh" >usr/sbin/sshd'
for tool in rm touch; do ln -s "$(PATH=$real type -P "$tool")" "$work/bin/"; done
bootstrap check
if [ -x /usr/sbin/sshd ]; then
	true_that 'the SSH server that is there is used' not asked download
else
	true_that 'an SSH server is fetched for the tests' \
	    asked '^apt-get .*download openssh-server'
	true_that 'and unpacked in build' \
	    test -e "$work/top/build/sshd/usr/sbin/sshd"
fi
true_that 'and never installed' not asked 'install.*openssh-server'

machine
bootstrap nonsense
true_that 'wrong usage is told apart' [ "$status" -eq 2 ]

echo "1..$n"
