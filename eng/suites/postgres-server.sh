# shellcheck shell=bash
# To be sourced: a PostgreSQL of one's own, in a directory of its own, reached over a Unix socket only, so that no port is taken.
#   start_postgres   starts it and sets $postgres_connection; fails when no PostgreSQL is installed or it does not start.
#   stop_postgres    ends it and removes its directory.

postgres_connection=''
postgres_directory=''

# as_postgres COMMAND...: the server refuses to run as root.
as_postgres() {
  if (( $(id -u) == 0 )); then
    setpriv --reuid=nobody --regid="$(id -g nobody)" --clear-groups -- "$@"
  else
    "$@"
  fi
}

start_postgres() {
  local bin
  bin="$(ls -d /usr/lib/postgresql/*/bin 2> /dev/null | sort -V | tail -n 1)"
  [[ -n $bin ]] || bin="$(dirname -- "$(command -v initdb || echo /none/initdb)")"
  [[ -x $bin/initdb && -x $bin/pg_ctl ]] || return 1
  postgres_directory="$(mktemp -d)"
  if (( $(id -u) == 0 )); then
    chown nobody "$postgres_directory"
    chmod 755 "$postgres_directory"
  fi
  postgres_pg_ctl="$bin/pg_ctl"
  (
    cd -- "$postgres_directory" || exit 1
    as_postgres "$bin/initdb" --pgdata=data --auth=trust --username=mirror --encoding=UTF8 --locale=C --no-sync > initdb.log 2>&1 &&
      as_postgres "$bin/pg_ctl" --pgdata=data --log=data/server.log --wait \
        --options="-c listen_addresses= -c unix_socket_directories=$postgres_directory" start > start.log 2>&1 < /dev/null
  ) || { cat -- "$postgres_directory"/*.log >&2; stop_postgres; return 1; }
  postgres_connection="Host=$postgres_directory;Username=mirror;Database=postgres"
}

stop_postgres() {
  [[ -n $postgres_directory ]] || return 0
  (cd -- "$postgres_directory" && as_postgres "$postgres_pg_ctl" --pgdata=data --mode=immediate stop > /dev/null 2>&1) || true
  rm -rf -- "$postgres_directory"
  postgres_directory=''
}
