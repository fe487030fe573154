#!/usr/bin/env bash
# Runs that are too long for every change; see usage below.
set -euo pipefail

usage() {
  cat <<'USAGE'
usage: eng/soak.sh kill [--kills N] [--seed S] [--json]

  kill  kills a host on SQLite by SIGKILL N times (100 unless told) while it switches, and starts it again each time. The exit
        code is 0 only if nothing is wrong.
USAGE
}

cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.."
export CONFIGURATION=Release DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 UseSharedCompilation=false

case "${1-}" in
  kill)
    shift
    dotnet build tests/TopologyMirror.Processes/TopologyMirror.Processes.csproj --configuration "$CONFIGURATION" >&2
    [[ " $* " == *' --kills '* ]] || set -- --kills 100 "$@"
    exec "tests/TopologyMirror.Processes/bin/$CONFIGURATION/net10.0/TopologyMirror.Processes" kill "$@"
    ;;
  --help | -h) usage ;;
  *) usage >&2; exit 2 ;;
esac
