#!/usr/bin/env bash
# The tests of the PostgreSQL store against a server of their own, which is stopped and removed at the end.
# usage: eng/suites/postgres.sh [ARGUMENT ...]; arguments go to the test executable, which the build of $CONFIGURATION has made.
# The last line is "N passed, N failed, N skipped".
set -uo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.."

executable="tests/TopologyMirror.Storage.Postgres.Tests/bin/${CONFIGURATION:-Release}/net10.0/TopologyMirror.Storage.Postgres.Tests"
. eng/suites/postgres-server.sh
trap stop_postgres EXIT
log="$(mktemp)"
if ! start_postgres; then
  echo 'PostgreSQL is not installed and cannot be, or its server does not start.' >&2
  echo '0 passed, 1 failed, 0 skipped'
  exit 1
fi

export TOPOLOGYMIRROR_POSTGRES="$postgres_connection"
status=0
"$executable" -noLogo -noColor "$@" 2>&1 | tee "$log" || status=$?
number() { sed -nE "s/.*$1: *([0-9]+).*/\1/p" "$log" | tail -n 1 | grep . || echo 0; }
failed=$(( $(number Failed) + $(number Errors) )) skipped=$(number Skipped)
passed=$(( $(number Total) - failed - skipped ))
(( passed >= 0 )) || passed=0
if (( failed == 0 && (status != 0 || passed == 0) )); then
  failed=1
fi
rm -f -- "$log"
echo "$passed passed, $failed failed, $skipped skipped"
(( failed == 0 && skipped == 0 ))
