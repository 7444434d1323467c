#!/usr/bin/env bash
# Builds with warnings as errors and runs every test: SQLite, PostgreSQL, Chromium. Closes with "N passed, N failed, N skipped".
#   ./test.sh          the suite (under 15 minutes)
#   ./test.sh --full   with the slow matrices
#   ./test.sh --filter-class '*CheckConsentTests'   further words go to the test runner
set -uo pipefail
cd "$(dirname "$0")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1 TESTINGPLATFORM_TELEMETRY_OPTOUT=1
export DOTNET_TieredPGO=0 # for the processes that tests start: none lives long enough for it

need() { # need COMMAND-OR-GLOB PACKAGE: installs a Debian package where the thing is missing and we may
  compgen -G "$1" >/dev/null && return
  if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    [ -n "${updated:-}" ] || { apt-get update -qq && updated=1; }
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$2" >/dev/null || echo "could not install $2" >&2
  else
    echo "$2 is missing: tests that need it are skipped or fail" >&2
  fi
}
need /usr/bin/chromium chromium
need '/usr/lib/postgresql/*/bin/initdb' postgresql
need /usr/bin/aiosmtpd python3-aiosmtpd
command -v npm >/dev/null || need /usr/bin/npm npm
need /usr/bin/jq jq
need /usr/bin/curl curl
need /usr/bin/node nodejs
need /usr/bin/npm npm

filter=(--filter-not-trait Speed=slow)
if [ "${1:-}" = --full ]; then shift; filter=(); export CONSENTPORTAL_FULL=1; fi

dotnet build ConsentPortal.sln -nologo -v q || { echo "0 passed, 0 failed, 0 skipped"; exit 1; }

out=${TEST_RESULTS:-artifacts/test-results}; rm -rf "$out"; mkdir -p "$out"; out=$(cd "$out" && pwd)
dotnet test --solution ConsentPortal.sln --no-build --no-progress --results-directory "$out" --report-xunit-trx --timeout 40m "${filter[@]}" "$@"; rc=$?
passed=0; failed=0; total=0
while read -r t p f; do total=$((total+t)); passed=$((passed+p)); failed=$((failed+f)); done < <(
  find "$out" -name '*.trx' -exec grep -oh '<Counters [^>]*>' {} + | sed -E 's/.* total="([0-9]+)".* passed="([0-9]+)" failed="([0-9]+)".*/\1 \2 \3/')
[ "$failed" -gt 0 ] && { echo "what failed, once more:"; find "$out" -name '*.trx' -exec perl -0777 -ne '
  while (/<UnitTestResult [^>]*outcome="Failed"[^>]*>.*?<\/UnitTestResult>/gs) { my $r = $&; my ($name) = $r =~ /testName="([^"]*)"/; my ($why) = $r =~ /<Message>(.{0,1500})/s; print "  $name\n    $why\n" }' {} +; }
[ "$total" -eq 0 ] && { echo "no test ran" >&2; [ $rc -eq 0 ] && rc=8; }
[ "$rc" -ne 0 ] && [ "$failed" -eq 0 ] && echo "the runner failed (exit $rc) without a failed test" >&2
echo "$passed passed, $failed failed, $((total-passed-failed)) skipped"
exit $rc
