# shellcheck shell=bash
# To be sourced: a PostgreSQL of one's own, in a directory of its own, reached over a Unix socket only, so that no port is taken, with a
# password of its own.
#   start_postgres   installs Debian's where none is found and we may, starts it, sets $postgres_connection; fails when it cannot.
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

# find_postgres: the directory of the newest server's programs.
find_postgres() {
  local path found=''
  for path in /usr/lib/postgresql/*/bin; do
    [[ -x $path/initdb && -x $path/pg_ctl ]] && found=$path
  done
  [[ -n $found ]] && echo "$found"
}

start_postgres() {
  local bin
  if ! bin="$(find_postgres)"; then
    (( $(id -u) == 0 )) || return 1
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends postgresql; } > /dev/null || return 1
    bin="$(find_postgres)" || return 1
  fi

  postgres_directory="$(mktemp -d)"
  if (( $(id -u) == 0 )); then
    chown nobody "$postgres_directory"
    chmod 755 "$postgres_directory"
  fi
  postgres_pg_ctl="$bin/pg_ctl"
  local password
  password="$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')"
  printf '%s\n' "$password" > "$postgres_directory/password"
  (
    cd -- "$postgres_directory" || exit 1
    as_postgres "$bin/initdb" --pgdata=data --auth=scram-sha-256 --pwfile=password --username=mirror --encoding=UTF8 --locale=C --no-sync > initdb.log 2>&1 &&
      as_postgres "$bin/pg_ctl" --pgdata=data --log=data/server.log --wait \
        --options="-c listen_addresses= -c unix_socket_directories=$postgres_directory" start > start.log 2>&1 < /dev/null
  ) || { cat -- "$postgres_directory"/*.log >&2; stop_postgres; return 1; }
  rm -f -- "$postgres_directory/password"
  postgres_connection="Host=$postgres_directory;Username=mirror;Password=$password;Database=postgres"
}

stop_postgres() {
  [[ -n $postgres_directory ]] || return 0
  (cd -- "$postgres_directory" && as_postgres "$postgres_pg_ctl" --pgdata=data --mode=immediate stop > /dev/null 2>&1) || true
  rm -rf -- "$postgres_directory"
  postgres_directory=''
}
