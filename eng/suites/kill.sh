#!/usr/bin/env bash
# Hosts in processes of their own: killed by SIGKILL on SQLite, and frozen by SIGSTOP on PostgreSQL, while they switch.
# eng/test.sh --all runs it; it needs the build of $CONFIGURATION. The last line is "N passed, N failed, N skipped".
set -uo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.."

processes="tests/TopologyMirror.Processes/bin/${CONFIGURATION:-Release}/net10.0/TopologyMirror.Processes"
passed=0 failed=0 skipped=0

# check NAME COMMAND...: a run that takes too long is told to end first, since it ends the processes that it started.
check() {
  local name=$1
  shift
  echo "== $name"
  if timeout --signal=TERM --kill-after=30 240 "$@"; then
    (( passed += 1 ))
  else
    echo "$name: exit code $?" >&2
    (( failed += 1 ))
  fi
}

check '10 kills on SQLite' "$processes" kill --kills 10 --seed "${SEED:-1}"

if . eng/suites/postgres-server.sh && start_postgres; then
  trap stop_postgres EXIT
  TOPOLOGYMIRROR_POSTGRES=$postgres_connection check '3 freezes on PostgreSQL' "$processes" freeze --times 3 --seed "${SEED:-1}"
  trap - EXIT
  stop_postgres
else
  echo '3 freezes on PostgreSQL: no server of PostgreSQL is installed' >&2
  (( skipped += 1 ))
fi

echo "$passed passed, $failed failed, $skipped skipped"
(( failed == 0 && skipped == 0 ))
