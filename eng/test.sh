#!/usr/bin/env bash
# Restores, builds and tests the repository; see usage below.
set -euo pipefail

usage() {
  cat <<'USAGE'
usage: eng/test.sh [--all | --help]

Restores and builds the whole solution (warnings are errors), then runs every test that needs no server. It needs the .NET SDK,
no root, no git, and works from any directory.

  --all   then also runs the suites on real engines: every executable eng/suites/*.sh, in order of name. A suite finds the build
          done (configuration in $CONFIGURATION), sets up and removes its own servers, and ends its output with the line below.
  --help  prints this.

The last line is "N passed, N failed, N skipped". The exit code is 0 only if tests ran, all passed and none was skipped.
USAGE
}

all=false
case "${1-}" in
  '') ;;
  --all) all=true ;;
  --help | -h) usage; exit 0 ;;
  *) usage >&2; exit 2 ;;
esac
if (( $# > 1 )); then
  usage >&2
  exit 2
fi

cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.."

# One configuration, and that which is shipped: in Release the compiler reorders and drops what a test may wrongly lean on.
export CONFIGURATION=Release
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false DOTNET_CLI_UI_LANGUAGE=en
# Nothing outlives the script: no build nodes, no build server, no compiler server.
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 UseSharedCompilation=false

passed=0 failed=0 skipped=0
log="$(mktemp)"

# Whatever ends the script, the last line is the verdict.
finish() {
  local status=$?
  rm -f -- "$log"
  if (( status != 0 && failed == 0 && skipped == 0 )); then
    failed=1
  fi
  echo "$passed passed, $failed failed, $skipped skipped"
  if (( status == 0 && (passed == 0 || failed > 0 || skipped > 0) )); then
    status=1
  fi
  exit "$status"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# add NAME STATUS PASSED FAILED SKIPPED: a run that broke off, or that ran nothing, counts as one failure.
add() {
  local name=$1 status=$2 failures=$4
  if (( failures == 0 && (status != 0 || $3 + $5 == 0) )); then
    echo "$name: exit code $status after $3 passed, $4 failed, $5 skipped; counted as one failure" >&2
    failures=1
  fi
  (( passed += $3, failed += failures, skipped += $5 )) || true
}

# number LABEL: the number that the summary of dotnet test gives under the label.
number() {
  sed -nE "s/^[[:space:]]*$1: ([0-9]+).*/\1/p" "$log" | tail -n 1 | grep . || echo 0
}

unit_tests() {
  local status=0
  dotnet test --solution TopologyMirror.sln --configuration "$CONFIGURATION" --no-build --no-progress --no-ansi 2>&1 | tee "$log" || status=$?
  add 'dotnet test' "$status" "$(number succeeded)" "$(number failed)" "$(number skipped)"
}

engine_suites() {
  local suite status found=false verdict='^([0-9]+) passed, ([0-9]+) failed, ([0-9]+) skipped$'
  for suite in eng/suites/*.sh; do
    [[ -x $suite ]] || continue
    found=true status=0
    echo "== $suite"
    "$suite" 2>&1 | tee "$log" || status=$?
    if [[ "$(tail -n 1 "$log")" =~ $verdict ]]; then
      add "$suite" "$status" "${BASH_REMATCH[1]}" "${BASH_REMATCH[2]}" "${BASH_REMATCH[3]}"
    else
      echo "$suite: no verdict in its last line" >&2
      add "$suite" 1 0 0 0
    fi
  done
  $found || echo 'eng/suites holds no suite on real engines: none was run.'
}

command -v dotnet > /dev/null || { echo 'dotnet is not on the PATH; global.json names the SDK that is needed.' >&2; exit 1; }
dotnet restore TopologyMirror.sln
dotnet build TopologyMirror.sln --configuration "$CONFIGURATION" --no-restore -warnaserror
unit_tests
if $all; then
  engine_suites
fi
