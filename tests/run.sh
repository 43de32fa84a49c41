#!/usr/bin/env bash
# Installs what the tests need, builds, and runs all tests. The last line is "N passed, N failed, N skipped".
# As root on Debian the real mail servers are installed; elsewhere, or where that fails, their tests skip with the reason.
# Each of the four fuzz tests runs for 10 seconds; "tests/run.sh --fuzz SECONDS" lets them run longer.
set -uo pipefail
cd "$(dirname "$0")/.."

export MAILINTAKE_TEST_FUZZ_SECONDS=10
case "${1-} ${2-}" in
    " ") ;;
    "--fuzz "[1-9]*) MAILINTAKE_TEST_FUZZ_SECONDS=$2 ;;
    *) echo "usage: tests/run.sh [--fuzz SECONDS]" >&2; exit 2 ;;
esac

cyrus=/opt/mailintake-cyrus
log=$(mktemp -d /tmp/mi-run-XXXXXX)
export DEBIAN_FRONTEND=noninteractive DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

# Daemons that a package starts would keep our output open and hold ports that nobody asked for.
without_daemons() {
    local policy=/usr/sbin/policy-rc.d made=no
    [ -e "$policy" ] || { printf '#!/bin/sh\nexit 101\n' >"$policy" && chmod +x "$policy" && made=yes; }
    "$@"
    local code=$?
    [ "$made" = no ] || rm -f "$policy"
    return $code
}

install() {
    echo "installing: $*"
    without_daemons apt-get install -y -qq --no-install-recommends "$@" </dev/null >>"$log/apt.log" 2>&1 ||
        { echo "could not install $*; tests that need it will skip. apt said:"; tail -n 3 "$log/apt.log"; return 1; }
}

# Debian's cyrus-imapd conflicts with dovecot-imapd, so it is unpacked beside; only the libraries it needs are installed.
unpack_cyrus() {
    [ -x "$cyrus/root/usr/lib/cyrus/bin/imapd" ] && return 0
    rm -rf "$cyrus" && mkdir -p "$cyrus/debs" && cd "$cyrus/debs" || return 1
    apt-get download -qq cyrus-imapd cyrus-common </dev/null >>"$log/apt.log" 2>&1 || return 1
    local deb
    for deb in ./*.deb; do dpkg -x "$deb" "$cyrus/root" || return 1; done
    # clamav serves a scanner that no test runs.
    local libraries
    libraries=$(for deb in ./*.deb; do dpkg-deb -f "$deb" Depends; done | tr ',' '\n' | sed 's/^ *//; s/[ (|].*//' |
        grep '^lib' | grep -v clamav | sort -u)
    # shellcheck disable=SC2086
    install $libraries
}

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    wanted=()
    [ -x /usr/lib/dovecot/imap ] || wanted+=(dovecot-imapd)
    [ -x /usr/lib/dovecot/lmtp ] || wanted+=(dovecot-lmtpd)
    [ -x /usr/sbin/postfix ] || wanted+=(postfix)
    [ -x /usr/sbin/saslpasswd2 ] || wanted+=(sasl2-bin)
    if [ ${#wanted[@]} -gt 0 ] || [ ! -d "$cyrus/root" ]; then
        apt-get update -qq </dev/null >>"$log/apt.log" 2>&1 || echo "apt-get update failed: $(tail -n 1 "$log/apt.log")"
    fi
    [ ${#wanted[@]} -eq 0 ] || install "${wanted[@]}"
    (unpack_cyrus) || { echo "could not unpack Cyrus; its tests will skip"; tail -n 3 "$log/apt.log"; rm -rf "$cyrus"; }
else
    echo "not root on Debian: tests against real mail servers skip where these are not installed"
fi

dotnet build MailIntake.sln -v quiet -clp:NoSummary -tl:off || { echo "0 passed, 1 failed, 0 skipped"; exit 1; }

# To a file and not to a pipe: a mail server that outlives its test must not keep the reader waiting.
dotnet test MailIntake.sln --no-build -v quiet --results-directory "$log" --logger "trx;LogFilePrefix=tests" \
    --logger "console;verbosity=minimal" </dev/null >"$log/tests.log" 2>&1
code=$?
grep -vE '^(Test run for|A total of|Results File|VSTest|$)' "$log/tests.log"

sum() { cat "$log"/*.trx 2>/dev/null | grep -o '<Counters [^>]*' | grep -o " $1=\"[0-9]*\"" | tr -dc '0-9\n' |
    awk '{n += $1} END {print n + 0}'; }
total=$(sum total) executed=$(sum executed) passed=$(sum passed)
failed=$((executed - passed))
[ "$total" -gt 0 ] || { failed=1; echo "no test ran"; }
[ $failed -gt 0 ] || [ $code -eq 0 ] || { failed=1; echo "dotnet test ended with $code"; }
[ $failed -gt 0 ] || rm -rf "$log"
echo "$passed passed, $failed failed, $((total - executed)) skipped"
[ $failed -eq 0 ]
