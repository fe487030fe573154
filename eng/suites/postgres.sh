#!/usr/bin/env bash
# Runs the tests of the PostgreSQL store against a server of its own: installs Debian's PostgreSQL where none is found, makes a database
# cluster in a temporary directory, starts it on a private socket and a free port of the loopback, and stops and removes it at the end.
# usage: eng/suites/postgres.sh [ARGUMENT ...]; arguments go to the test executable. Builds nothing when the build is done.
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.."

configuration="${CONFIGURATION:-Release}"
project=tests/TopologyMirror.Storage.Postgres.Tests
executable="$project/bin/$configuration/net10.0/TopologyMirror.Storage.Postgres.Tests"
directory="$(mktemp -d)" server='' passed=0 failed=1 skipped=0

finish() {
  local status=$?
  trap - EXIT
  if [[ -n $server ]] && kill -INT "$server" 2> /dev/null; then
    for (( i = 0; i < 100; i++ )); do
      kill -0 "$server" 2> /dev/null || break
      sleep 0.1
    done
  fi
  rm -rf -- "$directory"
  echo "$passed passed, $failed failed, $skipped skipped"
  (( status != 0 || failed == 0 )) || status=1
  exit "$status"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

find_binaries() {
  local path
  for path in /usr/lib/postgresql/*/bin; do
    [[ -x $path/postgres && -x $path/initdb ]] && binaries=$path
  done
  [[ -n ${binaries-} ]]
}

if ! find_binaries; then
  (( EUID == 0 )) || { echo 'PostgreSQL is not installed, and only root can install it.' >&2; exit 1; }
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends postgresql > /dev/null
  find_binaries || { echo 'PostgreSQL was installed, and is not found under /usr/lib/postgresql.' >&2; exit 1; }
fi

[[ -x $executable ]] || dotnet build "$project" --configuration "$configuration" > "$directory/build.log" || { cat "$directory/build.log" >&2; exit 1; }

# The server refuses to run as root.
as_server=()
if (( EUID == 0 )); then
  as_server=(runuser -u postgres --)
  chown postgres "$directory"
fi
chmod 700 "$directory"

password="$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')"
(umask 077 && printf '%s\n' "$password" > "$directory/password")
(( EUID != 0 )) || chown postgres "$directory/password"
"${as_server[@]}" "$binaries/initdb" -D "$directory/data" -U mirror --pwfile="$directory/password" -A scram-sha-256 -E UTF8 --locale=C --no-sync > "$directory/initdb.log" 2>&1 \
  || { cat "$directory/initdb.log" >&2; exit 1; }

# A port may be taken between the look and the start: then another is tried.
for (( attempt = 0; attempt < 10; attempt++ )); do
  port=$(( 20000 + (RANDOM * 32768 + RANDOM) % 12000 ))
  "${as_server[@]}" "$binaries/postgres" -D "$directory/data" -k "$directory" -p "$port" -c listen_addresses=127.0.0.1 -c logging_collector=off \
    > "$directory/server.log" 2>&1 &
  server=$!
  for (( i = 0; i < 150; i++ )); do
    kill -0 "$server" 2> /dev/null || break
    if "$binaries/pg_isready" -q -h "$directory" -p "$port"; then
      break 2
    fi
    sleep 0.2
  done
  kill -INT "$server" 2> /dev/null || true
  server=''
done
[[ -n $server ]] || { cat "$directory/server.log" >&2; exit 1; }

# runuser waits for the server; what is to be stopped is the server itself.
server="$(head -n 1 "$directory/data/postmaster.pid")"

export TOPOLOGYMIRROR_POSTGRES="Host=127.0.0.1;Port=$port;Username=mirror;Password=$password;Database=postgres"
status=0
"$executable" -noLogo -noColor "$@" 2>&1 | tee "$directory/tests.log" || status=$?
number() { sed -nE "s/.*$1: *([0-9]+).*/\1/p" "$directory/tests.log" | tail -n 1 | grep . || echo 0; }
total=$(number Total) errors=$(number Errors) failed=$(number Failed) skipped=$(number Skipped)
(( failed += errors, passed = total - failed - skipped )) || true
(( passed >= 0 )) || passed=0
if (( failed == 0 && (status != 0 || passed == 0) )); then
  failed=1
fi
exit "$status"
